//! What a person states of themselves in a word.

use serde::{Deserialize, Serialize};

/// Sex, as the Cockcroft–Gault formula and pregnancy questions need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// How the person drinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Alcohol {
    /// Never.
    None,
    /// Now and then, not every week.
    Occasional,
    /// Every week or more, or alcohol use disorder.
    Regular,
}
