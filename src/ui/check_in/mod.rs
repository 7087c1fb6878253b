//! A plan under way, looked at again.

mod telling;
mod words;
mod calendars;
mod asks;
mod news;
pub mod again;
