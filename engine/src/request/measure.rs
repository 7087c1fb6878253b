//! What was filled in of questionnaires and ratings.

use serde::{Deserialize, Serialize};

use crate::exact::date::Date;
use crate::exact::decimal::Decimal;

/// A questionnaire or a rating, as it was filled in on one day: by its answers, or by its total alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleEntry {
    /// Id of the scale.
    pub scale: String,
    /// The day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub on: Date,
    /// Its answers, in the order of its questions; nothing at the place of one that was not answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Option<u8>>,
    /// Its total, where its answers are not here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub total: Option<Decimal>,
}
