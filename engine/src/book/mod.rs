//! The types of the book, and the checks that bind its files together.

pub mod error;
pub mod place;
pub mod synonyms;
pub mod question;
pub mod source;
pub mod burden;
pub mod line;
pub mod medicine;
pub mod protocol;
pub mod rule;
pub mod pairs;
pub mod places;
pub mod supply;
pub mod statement;
pub mod drug;
pub mod card;
pub mod watch;
pub mod rows;
pub mod chapter;
pub mod formulary;
pub mod asked;
pub mod checklist;
pub mod parties;
pub mod check;
pub mod bind;
pub mod unmet;
