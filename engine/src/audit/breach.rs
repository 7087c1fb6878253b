//! A breach of an invariant.

use serde::Serialize;

/// A breach of an invariant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Violation {
    /// Number of the invariant, 1 to 13.
    pub invariant: u8,
    /// What is wrong, for a developer.
    pub message: String,
}

/// Breaches, as they are found.
#[derive(Default)]
pub(crate) struct Breaches(pub(crate) Vec<Violation>);

impl Breaches {
    pub(crate) fn breach(&mut self, invariant: u8, message: impl Into<String>) {
        self.0.push(Violation { invariant, message: message.into() });
    }
}
