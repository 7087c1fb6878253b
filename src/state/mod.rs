//! What a planner is now, and what happens to it. Nothing here draws.
//!
//! [`book`] is what all planners share, [`checklist`] the questions as they stand, [`host`] what the page around one
//! sets, [`msg`] what can happen; [`summary`] is what the host learns of an outcome, [`answer`] the last thing asked, [`tab`] which part of it is in sight, [`looking`] what is looked at while a treatment is chosen; [`model`] is the whole, and
//! `update` takes into it what happened.

pub mod book;
pub mod checklist;
pub mod summary;
pub mod needs;
pub mod answer;
pub mod proposed;
pub mod looking;
pub mod host;
pub mod tab;
pub mod model;
pub mod moment;
mod propose;
pub mod msg;
mod update;
