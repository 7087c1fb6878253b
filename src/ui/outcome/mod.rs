//! What follows from the form: the verdict, what was found, the plan.

pub mod burdens;
pub mod card;
pub mod dispensing;
pub mod edition;
pub mod headline;
pub mod monitoring;
pub mod nearby;
pub mod protocols;
pub mod record;
pub mod findings;
pub mod schedule;
pub mod stair;
pub mod compare;
pub mod statements;
pub mod verdict;
