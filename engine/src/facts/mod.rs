//! A condition read against a request, keeping the fields it used or misses.

pub mod line;
pub mod measures;
pub mod reading;
pub mod lookup;
pub mod leaf;
pub mod shelf;
#[allow(clippy::module_inception, reason = "the room is named after its centre")]
pub mod facts;
pub mod reader;
pub mod taking;
pub mod stair;
pub mod swap;
