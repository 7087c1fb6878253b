//! What follows from the form: the verdict, what was found, the plan.

pub mod headline;
pub mod card;
pub mod statements;
pub mod shown;
pub mod burdens;
pub mod schedule;
pub mod stair;
pub mod stair_figure;
pub mod compare;
pub mod monitoring;
pub mod dispensing;
pub mod edition;
pub mod nearby;
pub mod protocols;
pub mod findings;
pub mod read;
pub mod decide;
pub mod for_patient;
pub mod evidence;
pub mod relay;
pub mod scales;
pub mod descent;
pub mod tabs;
pub mod copied;
pub mod verdict;
pub(crate) mod refused;
