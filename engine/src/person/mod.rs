//! What is known of a person.

pub mod drives;
pub mod kidney;
pub mod liver;
pub mod typed;
pub mod medicine;
pub mod stated;
pub mod patient;
