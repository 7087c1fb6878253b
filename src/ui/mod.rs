//! The face: components that draw what they are given; no verdict, dose or date is decided here.
//!
//! Every `if` and `for` sits alone inside an element of its own, lists are keyed and no component
//! renders nothing: released Yew otherwise loses focus or panics when siblings come and go. Every
//! component says when it draws ([`drawn`]).

pub mod burdens;
pub mod card;
pub mod chooser;
pub mod compare;
pub mod dispensing;
pub mod drawn;
pub mod edition;
pub mod field;
pub mod findings;
pub mod medicines;
pub mod monitoring;
pub mod nearby;
pub mod page;
pub mod part;
pub mod person;
pub mod place;
pub mod protocols;
pub mod questions;
pub mod record;
pub mod refusal;
pub mod schedule;
pub mod sheet;
pub mod stair;
pub mod statements;
pub mod treatment;
pub mod verdict;
