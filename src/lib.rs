//! The page of Palier, and the layer that lets any other page hold it.
//!
//! [`app`] draws the planner, [`embed`] hands it to JavaScript, and [`summary`] is all that the
//! host page learns without asking. This package is the only one that knows a browser.

pub mod app;
pub mod embed;
pub mod summary;

pub use embed::start;
