//! The face: components that draw what they are given; no verdict, dose or date is decided here.
//!
//! Every `if` and `for` sits alone inside an element of its own, lists are keyed and no component
//! renders nothing: released Yew otherwise loses focus or panics when siblings come and go. Every
//! component says when it draws ([`drawn`]).

mod keyboard;
pub mod drawn;
pub mod keys;
pub mod laid;
pub mod place;
pub mod scene;
pub mod said;
pub mod cite;
mod fold;
mod remedy;
pub mod field;
mod mark;
pub mod part;
mod record;
pub mod form;
mod first;
mod chooser;
mod ask;
pub mod outcome;
pub mod refusal;
mod files;
mod sample;
mod head;
mod sections;
mod check_in;
pub mod shortcuts;
pub mod handed;
pub mod sheet;
mod start;
mod patient;
mod pharmacist;
pub mod page;
