//! What a book may not say, and what it may not leave out.

pub mod checker;
pub mod facts;
pub mod ids;
pub mod names;
pub mod pairs;
pub mod relays;
pub mod scales;
pub mod shape;
pub mod stairs;

#[cfg(test)]
mod tests;

use crate::book::check::checker::Checker;
use crate::book::error::BookError;
use crate::book::formulary::Formulary;

/// Everything that is wrong with a book.
pub(crate) fn check(formulary: &Formulary) -> Vec<BookError> {
    let mut checker = Checker::new(formulary);
    checker.ids();
    checker.facts();
    checker.asks();
    checker.labels();
    checker.effective();
    checker.drugs_and_protocols();
    checker.bottles();
    checker.conditions();
    checker.implications();
    checker.medicines();
    checker.indications();
    checker.dates();
    checker.errors.append(&mut pairs::faults(formulary));
    checker.cards();
    checker.errors.append(&mut shape::faults(formulary));
    checker.errors.append(&mut relays::faults(formulary));
    checker.errors.append(&mut scales::faults(formulary));
    checker.errors
}
