//! Rules, limits and intervals: what holds for whom, and how much it weighs.

use serde::{Deserialize, Serialize};

use crate::book::medicine::DoseForm;
use crate::book::place::Region;
use crate::book::source::{Grade, Sources};
use crate::exact::dose::Dose;
use crate::lang::Text;
use crate::logic::condition::Condition;

/// How bad a finding is. The order is the order of verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; raises nothing.
    Information,
    /// This patient: adapt or monitor.
    Caution,
    /// Waits for a named fact, date or decision.
    Pending,
    /// Not started, not raised.
    Contraindicated,
}

/// A row of everyone: of each drug of the book, those to come too.
pub const EVERYONE: &str = "everyone";

/// A statement about no drug of the book: about a card, or a claim of an article.
pub const NOBODY: &str = "nobody";

/// Which ring a limit belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Ring {
    /// Passed only by a recorded decision of a professional.
    Recommended,
    /// Never passed.
    Absolute,
}

/// What a limit bounds. Doses are per day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// Highest dose per day.
    DailyAtMost(#[cfg_attr(feature = "schema", schemars(with = "String"))] Dose),
    /// Highest dose of one intake.
    SingleAtMost(#[cfg_attr(feature = "schema", schemars(with = "String"))] Dose),
    /// Highest dose of one intake for each kilogram of the person; of a weight not known, the least that a
    /// request may hold.
    SingleAtMostPerKg(#[cfg_attr(feature = "schema", schemars(with = "String"))] Dose),
    /// Lowest dose per day.
    DailyAtLeast(#[cfg_attr(feature = "schema", schemars(with = "String"))] Dose),
    /// Highest first dose.
    FirstAtMost(#[cfg_attr(feature = "schema", schemars(with = "String"))] Dose),
    /// Largest increment.
    IncrementAtMost(#[cfg_attr(feature = "schema", schemars(with = "String"))] Dose),
    /// Least days before an upward step.
    IntervalAtLeast(u16),
}

impl Bound {
    /// The highest dose of a day, where that is what it bounds.
    #[must_use]
    pub const fn daily_at_most(self) -> Option<Dose> {
        match self {
            Self::DailyAtMost(most) => Some(most),
            Self::SingleAtMost(_)
            | Self::SingleAtMostPerKg(_)
            | Self::DailyAtLeast(_)
            | Self::FirstAtMost(_)
            | Self::IncrementAtMost(_)
            | Self::IntervalAtLeast(_) => None,
        }
    }
}

/// A limit with its reason. The effective limit is the strictest of those that apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Stable id.
    pub id: String,
    /// Whom it is of: [`EVERYONE`], a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// Region, if it belongs to one.
    #[serde(default)]
    pub region: Option<Region>,
    /// When it applies; unknown counts as yes.
    #[serde(default = "Condition::always")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub when: Condition,
    /// Ring.
    pub ring: Ring,
    /// Bound.
    pub bound: Bound,
    /// Why.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// A rule: when this is so, that is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable id: `LI-1`.
    pub id: String,
    /// Whom it is of: [`EVERYONE`], a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// Region, if it belongs to one: a line of its label, which holds nowhere else.
    #[serde(default)]
    pub region: Option<Region>,
    /// When it fires.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub when: Condition,
    /// How bad it is.
    pub severity: Severity,
    /// What a pending finding waits for; facts are found by themselves.
    #[serde(default)]
    pub lifted_by: Lifted,
    /// A caution of which a professional must record that it was read before anything is printed.
    #[serde(default)]
    pub acknowledge: bool,
    /// What was found.
    pub text: Text,
    /// What to ask the prescriber. Never an order to stop.
    #[serde(default)]
    pub ask: Option<Text>,
    /// Ids of statements shown beside it: disagreements, doubtful claims.
    #[serde(default)]
    pub see: Vec<String>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// What lifts a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Lifted {
    /// Only another fact.
    #[default]
    Fact,
    /// A professional's recorded decision: the finding then stays as a caution with their name.
    Decision,
}

/// Full days that must pass between the last dose of one thing and the first dose of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WashOut {
    /// Stable id: `OP-2-short`.
    pub id: String,
    /// Whom it is of: [`EVERYONE`], a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// Substance or class that was taken.
    pub from: String,
    /// Forms this row is for; empty: every form.
    #[serde(default)]
    pub forms: Vec<DoseForm>,
    /// Full free days; absent: no date is ever computed, a specialist decides.
    #[serde(default)]
    pub full_days: Option<u16>,
    /// Also needs a professional's recorded decision.
    #[serde(default)]
    pub decision: bool,
    /// That decision is asked for only while the last dose is less than so many days old.
    #[serde(default)]
    pub decision_until_days: Option<u16>,
    /// Severity while it is still taken by its labelled, occasional use; else contraindicated.
    #[serde(default)]
    pub occasional: Option<Severity>,
    /// What is said while it is taken.
    pub current: Text,
    /// What is said once it is stopped.
    pub stopped: Text,
    /// What to ask the prescriber.
    pub ask: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// What must wait after a drug is stopped: the way back of a [`WashOut`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct After {
    /// Stable id: `SNRI-THEN-MAOI`.
    pub id: String,
    /// Whom it is of: [`EVERYONE`], a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// Substance or class that is then begun.
    pub before: String,
    /// Full free days between the last dose of the drug and the first of what is begun; absent: no
    /// source says a number, and the prescriber decides.
    #[serde(default)]
    pub full_days: Option<u16>,
    /// What is said.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}
