//! What is wrong with the book, and where.

use std::fmt;

/// What is wrong with the book, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookError {
    /// For example `rules[LI-1].sources`.
    pub path: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for BookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}
