//! The clearance that drives, as it is told: from what, of which weight, and what is doubtful.

use serde::Serialize;

use crate::book::question::Doubt;
use crate::exact::decimal::Decimal;

/// Where a clearance comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClearanceFrom {
    /// Someone else computed or measured it.
    Given,
    /// The formula of Cockcroft and Gault, from the creatinine.
    CockcroftGault,
}

/// The weight put into the formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum WeightUsed {
    /// The person's own.
    Actual,
    /// The ideal weight of their height and sex.
    Ideal,
}

/// A reason to take the lower of actual and ideal weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Because {
    /// What it is about.
    pub doubt: Doubt,
    /// Whether it is so; if not, nobody said.
    pub known: bool,
}

/// The clearance that drives doses and rules, where it comes from, and what else was known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Kidneys {
    /// The clearance that drives, mL/min, not indexed: a given one as it was given, a computed one to the
    /// nearest tenth. For showing: bands are chosen by the exact value.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub ml_per_min: Decimal,
    /// Where it comes from.
    pub from: ClearanceFrom,
    /// How a given one was obtained, in the words of the request.
    pub method: Option<String>,
    /// The weight put into the formula, for a computed one.
    pub weight: Option<WeightUsed>,
    /// Why the formula is, or may be, unreliable: the lower of actual and ideal weight is then used.
    /// Empty for a given one, and where the formula is reliable.
    pub because: Vec<Because>,
    /// With the actual weight, mL/min, where the ideal one drives.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub with_actual_weight: Option<Decimal>,
    /// Of a given and a computed one that differ, the higher: it drives nothing.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub other: Option<Decimal>,
    /// Whether it could be lower: a creatinine stands beside a given one and the formula lacks
    /// something, or the formula may be unreliable and no height gives the ideal weight.
    pub could_be_lower: bool,
    /// All of it in a sentence.
    pub text: String,
}
