//! Exact units: which capsules, halves, millilitres or drops make a dose, and what to hand over.
//!
//! [`allocate`] finds the units of one intake. [`dispense`] counts those of a course, batch by
//! batch; [`smallest_set`] is its offer of fewer strengths to compound.

mod allocate;
mod batch;
mod offer;

pub use allocate::{Unmade, allocate};
pub use batch::{dispense, usable_days};
pub use offer::{MOST_CANDIDATES, smallest_set};

/// Greatest common divisor; `gcd(0, n)` is `n`.
const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
