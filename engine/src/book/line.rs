//! What guidelines and articles say of a treatment, and what may be felt with it.

use serde::{Deserialize, Serialize};

use crate::book::source::{Grade, Sources};
use crate::lang::Text;

/// What one authority says of one treatment in some indications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TherapyLine {
    /// Stable id.
    pub id: String,
    /// Indications.
    pub indications: Vec<String>,
    /// Id of a drug or of a card.
    pub option: String,
    /// Who says so.
    pub authority: Authority,
    /// Its place.
    pub rank: Rank,
    /// What is added to the place.
    #[serde(default)]
    pub text: Option<Text>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Who ranks treatments, in the order in which a French reader looks at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Authority {
    /// French recommendations of 2020.
    #[serde(rename = "france-2020")]
    France2020,
    /// Haute Autorité de santé, fibromyalgia, July 2025.
    #[serde(rename = "has-2025")]
    Has2025,
    /// NeuPSIG, 2025.
    #[serde(rename = "neupsig-2025")]
    Neupsig2025,
    /// NeuPSIG, 2015.
    #[serde(rename = "neupsig-2015")]
    Neupsig2015,
    /// NICE, CG173.
    #[serde(rename = "nice")]
    Nice,
    /// The article Palier starts from.
    #[serde(rename = "article")]
    Article,
}

/// The place of a treatment, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// First line.
    First,
    /// Second line.
    Second,
    /// Third or last line.
    Third,
    /// Instead of another of its class.
    Alternative,
    /// Named, without a place.
    Named,
    /// Kept to specialists.
    Specialist,
    /// For a crisis, for a short time.
    Rescue,
    /// The evidence decides nothing.
    Inconclusive,
    /// Not in its list.
    Absent,
    /// Advised against.
    Against,
}

/// What may be felt: the main adverse effects of a drug or of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Id of a drug or of a card.
    pub option: String,
    /// The main adverse effects.
    pub adverse: Text,
    /// Sources.
    pub sources: Sources,
}
