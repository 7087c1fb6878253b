//! A field of the request that something rests on, or misses.

use serde::Serialize;

/// A field of the request that was read, or that is missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Input {
    /// Path in the request: `patient.liver.alt`, `patient.answers.pregnant`, `medicines[0].form`.
    pub path: String,
    /// What it is and its value, in words: `ALAT 2,5 × la normale`. For a missing one, its name alone.
    pub text: String,
}
