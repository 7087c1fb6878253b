//! The page of Palier, and the layer that lets any other page hold it.
//!
//! [`form`] holds what was typed and parses it, [`app`] is the state and its one reducer, [`ui`]
//! draws it, [`words`] says what the page says, [`files`] saves and opens requests ([`json`] reads them strictly), [`embed`]
//! hands the planner to JavaScript, and [`summary`] is all that the host page learns without
//! asking. This package is the only one that knows a browser.

pub mod app;
pub mod embed;
pub mod files;
pub mod form;
pub mod json;
pub mod summary;
pub mod ui;
pub mod words;

pub use embed::start;
