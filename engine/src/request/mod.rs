//! The one question, how it is read, and what is impossible in it.

pub mod method;
pub mod measure;
pub mod taken;
pub mod check_in;
#[allow(clippy::module_inception, reason = "the room is named after its centre")]
pub mod request;
pub mod problems;
pub mod scales;
pub mod session;
