//! What a condition reads, and the fields it rests on.

use crate::input::Input;
use crate::logic::truth::Truth;

/// A condition read against a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Whether it holds.
    pub truth: Truth,
    /// The fields that decided, when it is known.
    pub used: Vec<Input>,
    /// The fields that are missing, when it is unknown.
    pub missing: Vec<Input>,
}

impl Reading {
    pub(crate) fn bare(truth: Truth) -> Self {
        Self { truth, used: Vec::new(), missing: Vec::new() }
    }

    /// Takes in the fields of a part that came to the same truth.
    pub(crate) fn absorb(&mut self, part: Reading) {
        if part.truth == self.truth {
            add_new(&mut self.used, part.used);
            add_new(&mut self.missing, part.missing);
        }
    }
}

pub(crate) fn add_new(all: &mut Vec<Input>, more: Vec<Input>) {
    for input in more {
        if !all.contains(&input) {
            all.push(input);
        }
    }
}

pub(crate) fn is_yes(reading: &Reading) -> bool {
    reading.truth == Truth::Yes
}

pub(crate) fn input(path: &str, text: &str) -> Input {
    Input { path: path.to_owned(), text: text.to_owned() }
}
