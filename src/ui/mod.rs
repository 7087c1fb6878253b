//! The face: components that draw what they are given; no verdict, dose or date is decided here.
//!
//! Every `if` and `for` sits alone inside an element of its own, lists are keyed and no component
//! renders nothing: released Yew otherwise loses focus or panics when siblings come and go. Every
//! component says when it draws ([`drawn`]).

pub mod drawn;
pub mod keys;
pub mod laid;
pub mod place;
pub mod scene;
pub mod cite;
pub mod field;
pub mod chooser;
pub mod part;
pub mod form;
pub mod outcome;
pub mod refusal;
mod files;
pub mod sheet;
pub mod page;
