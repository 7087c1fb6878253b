//! What holds whatever the drug.

mod answers;
mod burdens;
mod checklist;
mod hazards;
mod nothing_forgotten;
mod pages;
mod requests;
mod scales;
mod sentences;
mod units;
