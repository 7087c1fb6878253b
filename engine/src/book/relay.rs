//! From one drug to another: how the second is begun where the first is lowered to nothing.
//!
//! A row is of the drug that is left, of its substance or of a class, as a rule is; the narrowest that reaches a pair
//! holds for it. Every ordered pair of drugs has one: a pair of which no source says anything is refused, and says so.

use serde::{Deserialize, Serialize};

use crate::book::source::{Grade, Sources};
use crate::lang::Text;
use crate::logic::condition::Condition;

/// How some drugs are begun in place of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RelayRow {
    /// Stable id: `RLY-TRA-ADT`.
    pub id: String,
    /// What is left: a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs that are left, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// What is begun: classes, substances or drugs.
    pub to: Vec<String>,
    /// When.
    pub how: Handover,
    /// Whether it rests on grade D alone: begun only on a professional's recorded decision.
    #[serde(default)]
    pub decision: bool,
    /// What is done, or why nothing is planned.
    pub text: Text,
    /// What to ask the prescriber.
    pub ask: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// When the second drug is begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Handover {
    /// After full free days.
    Wait(FreeDays),
    /// The day after the last dose.
    NextDay,
    /// While the first is lowered.
    Overlap(SideBySide),
    /// Never by Palier.
    Refused,
}

/// Full days between the last dose of the first drug and the first of the second.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FreeDays {
    /// So many; absent: those of the wash-out rows of the second drug, the only place of that number.
    #[serde(default)]
    pub full_days: Option<u16>,
    /// More of them for some.
    #[serde(default)]
    pub longer: Option<LongerFor>,
}

/// More full days, for some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LongerFor {
    /// For whom; unknown counts as yes.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub when: Condition,
    /// So many.
    pub full_days: u16,
}

/// Days on which both are taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SideBySide {
    /// From when on.
    pub from: OverlapFrom,
    /// At most so many days: the second is begun later, where the first is lowered for longer.
    #[serde(default)]
    pub at_most_days: Option<u16>,
}

/// From which day of the way down on the second drug may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OverlapFrom {
    /// From its first day.
    FirstDay,
    /// From the first day on which no more than half of the first dose is taken.
    Half,
}

impl RelayRow {
    /// Whether the second drug may be begun at all.
    #[must_use]
    pub const fn is_planned(&self) -> bool {
        match self.how {
            Handover::Wait(_) | Handover::NextDay | Handover::Overlap(_) => true,
            Handover::Refused => false,
        }
    }
}
