//! From one drug to another: how the second is begun where the first is lowered to nothing.
//!
//! A row is of the drug that is left, of its substance or of a class, as a rule is; the narrowest that reaches a pair
//! holds for it. Every ordered pair of drugs has one: a pair of which no source says anything is refused, and says so.

use serde::{Deserialize, Serialize};

use crate::book::source::{Grade, Sources};
use crate::exact::dose::Dose;
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
    /// How a dose of the first becomes the first dose of the second, from one day to the next; absent: it does not.
    #[serde(default)]
    pub converts: Option<Converts>,
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

/// What of the second drug takes the place of a dose of the first: a table, or so much for so much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Converts {
    /// Doses of a day of the first, in order, each with what is published for it. Between two, and beyond, nothing is.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// So much for so much.
    #[serde(default)]
    pub ratio: Option<Ratio>,
    /// Whether the texts disagree: only on a professional's recorded decision.
    #[serde(default)]
    pub decision: bool,
    /// What is done, and what the texts say of it.
    pub text: Text,
    /// What to ask the prescriber.
    pub ask: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Doses of a day, both ends among them, and what takes their place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The lowest; absent: any.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub from: Option<Dose>,
    /// The highest.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub to: Dose,
    /// The dose of a day that takes their place.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub gives: Dose,
    /// Its own grade, where it is not that of the whole.
    #[serde(default)]
    pub grade: Option<Grade>,
}

/// So much of the second for so much of the first, rounded down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ratio {
    /// For so many parts.
    pub of: u16,
    /// So many.
    pub gives: u16,
    /// The lowest dose of a day of the first that it is published for, or that a unit can follow.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub from: Dose,
    /// The highest: beyond it nothing is planned.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub to: Dose,
    /// Rounded down to a multiple of it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub step: Dose,
}

impl Converts {
    /// The dose of a day that takes the place of another, with the grade of that line; none where none is published.
    #[must_use]
    pub fn dose(&self, taken: Dose) -> Option<(Dose, Grade)> {
        let band = self.bands.iter().find(|it| it.from.is_none_or(|from| from <= taken) && taken <= it.to);
        if let Some(band) = band {
            return Some((band.gives, band.grade.unwrap_or(self.grade)));
        }
        let ratio = self.ratio.as_ref().filter(|it| it.from <= taken && taken <= it.to)?;
        let exact = u64::from(taken.micrograms()) * u64::from(ratio.gives) / u64::from(ratio.of);
        let step = u64::from(ratio.step.micrograms());
        let rounded = u32::try_from(exact / step * step).ok().and_then(Dose::from_micrograms)?;
        Some((rounded, self.grade))
    }
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
