//! From a name, as people write it, to substances; or to nothing, and then it is said.

pub mod fold;
pub mod kinds;
pub mod catalogue;
pub mod regimen;
pub mod shape;
pub mod suggest;
pub mod subject;
pub mod read;
pub mod manner;
pub mod list;
pub mod measured;
pub mod letter;
