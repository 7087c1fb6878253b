//! "None of these", and who said so.

use serde::{Deserialize, Serialize};

/// "None of these": No to exactly the questions shown, and who said so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoneOfThese {
    /// Ids of the questions that were on the screen.
    pub questions: Vec<String>,
    /// Who answered, in their words: `patient`, a name, a role. Printed.
    pub by: String,
}
