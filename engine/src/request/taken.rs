//! What is taken at one moment of the day.

use serde::{Deserialize, Serialize};

use crate::book::place::Moment;
use crate::exact::dose::Dose;

/// What is taken at one moment of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TakenNow {
    /// Moment.
    pub moment: Moment,
    /// Dose.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub dose: Dose,
}
