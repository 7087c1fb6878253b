//! A request opened from a file, a link or a script, and saved to a file.
//!
//! [`error`] says why one was not opened, `json` takes a value of a script as JSON, [`files`] reads
//! and saves, [`examples`] are those to begin with.

pub mod error;
mod json;
pub mod files;
pub mod examples;
