//! What the page says. It stands in the language files, beside what the engine says; here stands what goes into each
//! sentence.
//!
//! [`says`] is what is said of what is shown, [`complaints`] what to do about a field, [`opening`] why a file was not
//! opened; the fixed texts are in [`texts`](crate::texts).

pub mod says;
pub mod complaints;
pub mod opening;

pub use complaints::{complaint, with_unit};
pub use opening::not_opened;
pub use says::*;

pub use crate::texts::Words;
pub(crate) use crate::texts::say;
