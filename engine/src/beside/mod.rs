//! What stands beside an answer: other values, other treatments, other protocols, one day of a plan.

pub mod grey_zone;
pub mod stopped_forms;
pub mod trial;
pub mod chooser;
pub mod compare;
pub mod today;
pub mod operation;
pub mod at_judgement;
pub mod check_in;
pub mod difference;
