//! How one comes off a drug: by how much, how often, and what stands instead of a last step that is too large.
//!
//! A row is of a drug, a substance or a class, as a rule is. What is not in a row has no source: it is refused, and
//! never worked out from its neighbours.

use serde::{Deserialize, Serialize};

use crate::book::place::Region;
use crate::book::source::{Grade, Sources};
use crate::exact::decimal::Decimal;
use crate::exact::dose::Dose;
use crate::lang::Text;

/// By how much the dose of a day falls at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Cut {
    /// By so much.
    Dose(#[cfg_attr(feature = "schema", schemars(with = "String"))] Dose),
    /// By so many percent of the dose taken now: each cut is smaller than the one before.
    OfCurrent(u8),
    /// By so many percent of the dose at which the taper began.
    OfFirst(u8),
    /// By so many points of occupancy, where the book has the constants of a curve.
    Points(u8),
    /// By the share of the lowest usual dose that goes with a risk, where the book has that dose.
    Risk(Risk),
}

/// How likely a withdrawal is. One high feature is enough for high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Risk {
    /// No feature that raises it.
    Low,
    /// In between.
    Moderate,
    /// One high feature at least.
    High,
}

/// How one comes off some drugs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TaperRow {
    /// Stable id: `TPR-PGB`.
    pub id: String,
    /// Whom it is of: a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// Least days from the first cut to the first day without it, by the label; none: the label gives no figure.
    pub least_days: u16,
    /// The stair down; absent: it may be stopped on any day.
    #[serde(default)]
    pub down: Option<Down>,
    /// What Palier does, and what sources say otherwise.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// A stair down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Down {
    /// The pace where none is chosen.
    pub usual: Pace,
    /// The fastest that may be chosen: no cut is larger, none comes sooner.
    pub fastest: Pace,
    /// The fastest that a professional may decide.
    #[serde(default)]
    pub by_decision: Option<Pace>,
    /// The first cut takes no more than so many percent of the dose.
    #[serde(default)]
    pub first_percent: Option<u8>,
    /// Smaller cuts near the end.
    #[serde(default)]
    pub low: Option<Low>,
    /// Rarer cuts after long use; a use whose length is not known is long.
    #[serde(default)]
    pub long_use: Option<LongUse>,
    /// A stop at once that a professional may decide after a short use.
    #[serde(default)]
    pub short_use: Option<ShortUse>,
    /// Days from a cut within which the dose before it may be taken again; later only by decision. None: any.
    #[serde(default)]
    pub back_within_days: Option<u16>,
    /// From such a day's dose or more, never to nothing at once.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub last_below: Option<Dose>,
    /// Cuts by risk.
    #[serde(default)]
    pub risk: Option<ByRisk>,
    /// The curve of occupancy.
    #[serde(default)]
    pub occupancy: Option<Occupancy>,
    /// What was measured beside that curve, the lowest dose first: shown with it, read by nothing.
    #[serde(default)]
    pub occupancy_measured: Vec<OccupancyMeasured>,
}

/// By how much, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pace {
    /// Cuts of which the smallest holds at each step.
    pub cuts: Vec<Cut>,
    /// Days from one cut to the next.
    pub interval_days: u16,
}

/// Smaller cuts of low doses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Low {
    /// From this dose of a day down.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub at_most: Option<Dose>,
    /// Below the first dose divided by this.
    #[serde(default)]
    pub below_part: Option<u8>,
    /// The largest cut there.
    pub cut: Cut,
    /// The least days between cuts there, if more than elsewhere.
    #[serde(default)]
    pub interval_days: u16,
}

/// Rarer cuts after long use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LongUse {
    /// Taken so many days or more.
    pub from_days: u16,
    /// Days between cuts, at least.
    pub interval_days: u16,
}

/// A stop at once after a short use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShortUse {
    /// Taken fewer days than this; not known is no.
    pub below_days: u16,
    /// What may then be decided.
    pub text: Text,
}

/// Cuts by risk, in percent of the lowest usual dose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ByRisk {
    /// The lowest usual dose of a day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub lowest_usual: Dose,
    /// Percent where the risk is low.
    pub low: u8,
    /// Percent where it is moderate.
    pub moderate: u8,
    /// Percent where it is high.
    pub high: u8,
}

impl ByRisk {
    /// The percent that goes with a risk.
    #[must_use]
    pub const fn percent(&self, risk: Risk) -> u8 {
        match risk {
            Risk::Low => self.low,
            Risk::Moderate => self.moderate,
            Risk::High => self.high,
        }
    }
}

/// How much of a transporter a dose holds: `highest × dose ÷ (half + dose)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Occupancy {
    /// The most that it can hold, in percent.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub highest: Decimal,
    /// The dose that holds half of that.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub half: Dose,
    /// The highest dose that was measured: above it the curve is drawn on.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub measured_to: Dose,
}

/// How much of a transporter a dose was measured to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OccupancyMeasured {
    /// The dose of a day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub dose: Dose,
    /// The mean, in percent.
    pub percent: u8,
    /// How far it spread, in points.
    pub spread: u8,
}

/// What is said beside a taper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TaperNote {
    /// Stable id: `TPR-LTG-RASH`.
    pub id: String,
    /// Whom it is of: [`EVERYONE`](crate::book::rule::EVERYONE), a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// Region, if it belongs to one.
    #[serde(default)]
    pub region: Option<Region>,
    /// What it is about.
    pub kind: NoteKind,
    /// Days it names, from and to: of a contact after the last cut, of a longer last step; of conduct, how far a cut
    /// stays from an operation.
    #[serde(default)]
    pub days: Option<(u16, u16)>,
    /// Reasons to stop the drug at once, the most dangerous first; of every other kind none.
    #[serde(default)]
    pub reasons: Vec<AtOnceReason>,
    /// What is said. Of what stops a drug at once: to whoever takes it, after the reasons.
    pub text: Text,
    /// What to ask the prescriber.
    #[serde(default)]
    pub ask: Option<Text>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

impl TaperNote {
    /// Whether it stops its drug at once for a reason: one of its own, or, by its own id, any of them.
    #[must_use]
    pub fn stops_for(&self, why: &str) -> bool {
        self.kind == NoteKind::AtOnce && (self.id == why || self.reason(why).is_some())
    }

    /// One of its reasons.
    #[must_use]
    pub fn reason(&self, id: &str) -> Option<&AtOnceReason> {
        self.reasons.iter().find(|it| it.id == id)
    }
}

/// A reason for which a doctor stops a drug within the hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AtOnceReason {
    /// Stable id: `GBX-NOW-BREATH`.
    pub id: String,
    /// What is seen or felt.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// A reason for which a doctor stops the drug within the hour.
    AtOnce,
    /// With what a stop at once is covered: said with it, and with no way down.
    Cover,
    /// What may be felt, from when to when.
    Expect,
    /// Whether it is withdrawal, or the illness that comes back.
    Return,
    /// What to do when a step is not borne, and what not to do.
    Conduct,
    /// When to see one another after the last cut.
    Contact,
    /// What there is instead of a last step that is too large.
    Instead,
    /// A longer stay on the last unit: the most that a stretched step lasts.
    LongerStay,
    /// What the person notes from week to week, and what follows from it.
    Diary,
}
