//! Exact units: which capsules, halves, millilitres or drops make a dose, and what to hand over.
//!
//! [`Hand`](hand::Hand) finds the units of each intake; [`Stock`](choose::Stock) chooses, of all that is on
//! offer, what the whole plan is made of. [`dispense`](batch::dispense) counts those of a course, batch by
//! batch; [`smallest_set`](offer::smallest_set) is its offer of fewer strengths to compound.

pub mod hand;
pub mod choose;
pub mod offer;
pub mod packs;
pub mod batch;
