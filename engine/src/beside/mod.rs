//! What stands beside an answer: other values, other treatments, other protocols.

pub mod grey_zone;
pub mod trial;
pub mod chooser;
pub mod compare;
