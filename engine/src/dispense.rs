//! Exact units: which capsules, halves, millilitres or drops make a dose, and what to hand over.
//!
//! [`allocate`] finds the units of one intake.

mod allocate;

pub use allocate::{Unmade, allocate};

/// Greatest common divisor; `gcd(0, n)` is `n`.
const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
