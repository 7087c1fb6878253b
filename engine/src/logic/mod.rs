//! Yes, no, unknown; the little language of conditions.

pub mod stated;
pub mod truth;
pub mod condition;
