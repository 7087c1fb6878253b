//! What is handed to who follows a plan and to who prepares it, on the screen and on paper.
//!
//! [`units`] draws what is swallowed, [`outline`] the stair in small, [`order`] is what to hand over, `told` what is
//! said with it.

pub mod units;
pub mod outline;
pub mod order;
pub(crate) mod told;
