//! Exact units: which capsules, halves, millilitres or drops make a dose, and what to hand over.
//!
//! [`Hand`] finds the units of each intake; [`Stock`] chooses, of all that is on offer, what the whole
//! plan is made of. [`dispense`] counts those of a course, batch by
//! batch; [`smallest_set`] is its offer of fewer strengths to compound. [`write_amount`] and
//! [`write_supply`] put both on paper.

mod allocate;
mod batch;
mod choose;
mod offer;
mod sheet;

pub use allocate::{FEW_DROPS, Hand, Unmade, allocate};
pub use batch::{dispense, usable_days};
pub use choose::Stock;
pub use offer::{MOST_CANDIDATES, smallest_set};
pub use sheet::{write_amount, write_supply};

/// Greatest common divisor; `gcd(0, n)` is `n`.
const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
