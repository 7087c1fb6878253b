//! What a planner is now, and what happens to it. Nothing here draws.
//!
//! [`book`] is what all planners share, [`host`] what the page around one sets, [`msg`] what can happen;
//! [`summary`] is what the host learns of an outcome, [`answer`] the last thing asked; [`model`] is the whole, and
//! `update` takes into it what happened.

pub mod book;
pub mod summary;
pub mod answer;
pub mod host;
pub mod model;
pub mod msg;
mod update;
