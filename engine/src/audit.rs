//! The second look: re-checks each finished plan before anyone may see it.
//!
//! Written apart from the planner and sharing no code with it: as slow and plain as it likes.

use std::ops::Deref;

use serde::Serialize;

/// A plan or draft that the auditor has passed. Views and exports take nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Audited<T>(T);

impl<T> Deref for Audited<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// A breach of an invariant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Violation {
    /// Number of the invariant, 1 to 13.
    pub invariant: u8,
    /// What is wrong, for a developer.
    pub message: String,
}
