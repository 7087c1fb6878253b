//! Every sentence the engine says by itself. What it says stands in the language files, one per language; here stands
//! what goes into each sentence.

pub mod joining;
pub mod dates;
pub mod cards;
pub mod facts;
pub mod faults;
pub mod findings;
pub mod adding;
pub mod interactions;
pub mod kidneys;
pub mod numerals;
pub mod steps;
pub mod standing;
pub mod taper;
pub mod operation;
pub mod relay;
pub mod check_in;
pub mod scales;
pub mod units;

pub use adding::*;
pub use cards::*;
pub use check_in::*;
pub use dates::*;
pub use facts::*;
pub use faults::*;
pub use findings::*;
pub use interactions::*;
pub use joining::*;
pub use kidneys::*;
pub use operation::*;
pub use relay::*;
pub use scales::*;
pub use standing::*;
pub use steps::*;
pub use taper::*;
