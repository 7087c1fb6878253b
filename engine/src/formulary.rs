//! The types of the book: drugs, protocols, rules, medicines, sources.
//!
//! The data lives in `formulary/data/*.toml`; it is read into a [`Chapter`] per file, joined and
//! checked by [`Formulary::bind`], and only then can anyone plan with it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod shape;
mod unmet;

use crate::burden::Burden;
use crate::card::{Card, Line, Profile};
use crate::date::Date;
use crate::decimal::Decimal;
use crate::dose::{Dose, Volume};
use crate::interact::{self, Interactions, Places};
use crate::medicine::{Form, Route};
use crate::patient::FORMULA_DOUBTS;
use crate::supply::Supply;
use crate::truth::{Condition, Measure, NameKind};
use crate::words::{Lang, Text};

/// Where products and labels hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Region {
    /// France.
    #[default]
    FR,
    /// United States.
    US,
}

/// Moment of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// On waking or at breakfast.
    Morning,
    /// At midday.
    Noon,
    /// In the evening.
    Evening,
    /// On going to bed.
    Bedtime,
}

/// How sure the source is. A: label or adequate trial; B: small or conflicting trials; C: open,
/// observational, expert practice, or knowledge not seen in a source; D: press, testimony,
/// unverifiable; X: contradicted by a better source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "said above")]
pub enum Grade {
    A,
    B,
    C,
    D,
    X,
}

/// A document a fact was read in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Stable key.
    pub id: String,
    /// Authors, title, journal or agency, year.
    pub title: String,
    /// DOI, PMID, agency number or address: what a reader types to find it.
    pub locator: String,
    /// Day the numbers were last compared with it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub compared: Date,
    /// Whether it was seen, seen second hand, or not seen at all.
    pub seen: Seen,
}

/// How a source was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// The document or its abstract was read.
    Verified,
    /// Through another page that reports it.
    Secondary,
    /// From knowledge: no source was seen. Shown so.
    Knowledge,
    /// Arithmetic or inference made from other facts. Shown so.
    Derived,
}

/// The place in a source where a fact stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Key of the source.
    pub source: String,
    /// Section, table, row.
    pub place: String,
}

/// Where a fact stands, kept once: whoever shows the fact shares it with the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transparent))]
pub struct Sources(#[cfg_attr(feature = "schema", schemars(with = "Vec<Citation>"))] Arc<[Citation]>);

impl Deref for Sources {
    type Target = [Citation];
    fn deref(&self) -> &[Citation] {
        &self.0
    }
}

impl From<Vec<Citation>> for Sources {
    fn from(citations: Vec<Citation>) -> Self {
        Self(citations.into())
    }
}

impl<'a> IntoIterator for &'a Sources {
    type Item = &'a Citation;
    type IntoIter = std::slice::Iter<'a, Citation>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Sources {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Sources {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

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

/// A yes/no question about the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable id, used in conditions.
    pub id: String,
    /// Group it is shown in.
    pub group: String,
    /// What is asked.
    pub text: Text,
    /// A line of help below it.
    #[serde(default)]
    pub help: Option<Text>,
    /// When it makes no sense and is not asked (pregnancy in a man); the fact is printed instead.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub not_applicable: Option<Condition>,
    /// The organ it asks about, where a dose may depend on it.
    #[serde(default)]
    pub organ: Option<Organ>,
    /// A stated fact that answers it with yes, whatever box is ticked.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub implied_by: Option<Condition>,
    /// Ids of the questions that a yes to this one answers with yes, whatever box is ticked there: what
    /// is so by the meaning of the words (a cirrhosis is a liver disease). Read for every drug, and on
    /// from question to question.
    #[serde(default)]
    pub implies: Vec<String>,
}

/// An organ that clears drugs from the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Organ {
    /// The kidneys.
    Kidneys,
    /// The liver.
    Liver,
}

/// A group of questions, ending in "None of these".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Stable id.
    pub id: String,
    /// Heading.
    pub text: Text,
}

/// What treatments are for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indication {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// Marketing status of a drug for an indication in a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Region.
    pub region: Region,
    /// Indication.
    pub indication: String,
    /// Licence.
    pub licence: Licence,
    /// What to print, reimbursement included.
    pub text: Text,
    /// Evidence grade of the drug in this indication.
    pub evidence: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Whether a use is licensed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Licence {
    /// In the label.
    Licensed,
    /// « Hors AMM ».
    OffLabel,
    /// No product in the region.
    NotMarketed,
}

/// A licensed product that can be handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Region.
    pub region: Region,
    /// Name as a pharmacist says it.
    pub name: Text,
    /// What it is.
    pub supply: Supply,
    /// Units per box.
    pub packs: Vec<u16>,
    /// Bottle it is sold in, for drops.
    #[serde(default)]
    pub bottle: Option<Bottle>,
    /// Sources.
    pub sources: Sources,
}

/// A bottle of drops as it is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bottle {
    /// Volume.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub volume: Volume,
    /// Drops it gives, at least one. How long it keeps once opened was not read: the leaflet says.
    pub drops: u16,
}

/// A plannable drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Drug {
    /// Stable id: `naltrexone-ldn`.
    pub id: String,
    /// Id of its substance.
    pub substance: String,
    /// Name on the page and every sheet.
    pub name: Text,
    /// What is the same treatment as this drug, beside its own substance: substances and classes of the
    /// catalogue. Taken now, it is not begun beside it.
    #[serde(default)]
    pub same_treatment: Vec<String>,
    /// Indications, most usual first.
    pub indications: Vec<String>,
    /// Status per region and indication.
    pub status: Vec<Status>,
    /// Default protocol.
    pub protocol: String,
    /// When it is judged; nothing is laid out past that day.
    pub judgement: Judgement,
    /// Sources of the judgement.
    pub judgement_sources: Sources,
    /// Days after which the effect of the best tolerated dose is judged: from, to.
    pub best_dose_days: (u16, u16),
    /// The least doses whose effect was published: a plan that stays below is no trial that can fail.
    #[serde(default)]
    pub effective: Vec<Effective>,
    /// Strengths a compounding pharmacy is offered to choose among; empty if none is compounded.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub compounded: Vec<Dose>,
    /// Most capsules or tablets at one intake, unless a professional raises it.
    pub most_units: u8,
    /// Licensed products.
    #[serde(default)]
    pub products: Vec<Product>,
    /// What may be thought a slip of the keyboard above the ceiling: shown as a hint.
    pub typo_hint: Text,
    /// How it is stopped, once taken for a while; absent: it may be stopped at once.
    #[serde(default)]
    pub taper: Option<Taper>,
    /// What the body does with it.
    #[serde(default)]
    pub kinetics: Option<Kinetics>,
}

/// The least dose whose effect was published, for some uses of a drug or for all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Effective {
    /// Indications it was published for; empty: every one of the drug.
    #[serde(default)]
    pub indications: Vec<String>,
    /// For whom; unknown counts as no: what was published of others says nothing of this person.
    #[serde(default = "Condition::always")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub when: Condition,
    /// Per day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub dose: Dose,
    /// What was published, and of whom.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// When a treatment is judged: the last day laid out, and the window of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Judgement {
    /// On a day of the plan, whatever dose was reached.
    OnDay {
        /// The day, counted from 1.
        day: u16,
        /// Last day of the review.
        review_until: u16,
    },
    /// After a full trial of the dose aimed at.
    AfterTarget {
        /// Days at that dose.
        days: u16,
        /// Days the review may take after them.
        review_days: u16,
    },
}

impl Judgement {
    /// The day of judgement and the last day of the review, where the last step begins on `target`.
    #[must_use]
    pub fn days(self, target: u16) -> (u16, u16) {
        match self {
            Self::OnDay { day, review_until } => (day, review_until),
            Self::AfterTarget { days, review_days } => {
                let day = target.saturating_add(days).saturating_sub(1);
                (day, day.saturating_add(review_days))
            }
        }
    }
}

/// How a drug is stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Taper {
    /// Days the label wants at least.
    pub least_days: u16,
    /// Largest cut in the daily dose; absent: a share of it, in the text.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub cut: Option<Dose>,
    /// Least days between two cuts.
    pub interval_days: u16,
    /// How it is done.
    pub text: Text,
    /// What makes a doctor stop it at once instead.
    pub at_once: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// What the body does with a drug: for people to read; no dose is computed from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Kinetics {
    /// Half-life in hours: from, to.
    #[cfg_attr(feature = "schema", schemars(with = "(String, String)"))]
    pub half_life_hours: (Decimal, Decimal),
    /// Hours to the highest level after a dose: from, to.
    #[cfg_attr(feature = "schema", schemars(with = "(String, String)"))]
    pub peak_hours: (Decimal, Decimal),
    /// Days to a steady level after a change of dose: from, to.
    pub steady_days: (u16, u16),
    /// Share absorbed, route of elimination, active metabolites, what changes them.
    pub text: Text,
    /// Sources.
    pub sources: Sources,
}

impl Drug {
    /// Whether some use of it has a product in a region.
    #[must_use]
    pub fn is_marketed(&self, region: Region) -> bool {
        self.status.iter().any(|it| it.region == region && it.licence != Licence::NotMarketed)
    }
}

/// Who may choose a protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Anyone.
    Everyone,
    /// A professional, whose decision `protocol:ID` is recorded.
    Professional,
    /// Shown for comparison, never planned.
    Reference,
}

/// One published way to titrate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// Stable id.
    pub id: String,
    /// Drug.
    pub drug: String,
    /// Name.
    pub name: Text,
    /// What it is and where it differs.
    pub text: Text,
    /// Who may choose it.
    pub access: Access,
    /// Region whose label or practice it is, if it belongs to one.
    #[serde(default)]
    pub region: Option<Region>,
    /// Whether it is for prolonged-release units, and for them alone.
    #[serde(default)]
    pub prolonged: bool,
    /// How a day's dose is divided, by rising dose.
    pub divisions: Vec<Division>,
    /// Whether the one intake of the day may be moved to another moment.
    #[serde(default)]
    pub movable: bool,
    /// Whether the evening may be given the larger share.
    #[serde(default)]
    pub larger_evening: bool,
    /// Days at each dose when none are asked, where the stair gives a range; never fewer than the stair's own.
    #[serde(default)]
    pub usual_days: Option<u16>,
    /// The stair.
    pub ladder: Ladder,
    /// Doses aimed at: the first is the default.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub targets: Vec<Dose>,
    /// Other stairs of the same protocol, slowest first: the first that is not excluded is climbed.
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// Off more days than this: begin again at the first dose. Absent: nothing published.
    #[serde(default)]
    pub restart_after_days: Option<u16>,
    /// What the source leaves unsaid and was inferred.
    #[serde(default)]
    pub inferred: Vec<Text>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Another stair of a protocol, for some people: by renal function, age, co-medication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Stable id, unique in the book: `pregabalin-clearance-30`.
    pub id: String,
    /// For whom; unknown counts as yes.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub when: Condition,
    /// Why this stair.
    pub text: Text,
    /// The stair.
    pub ladder: Ladder,
    /// Doses aimed at: the first is the default.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub targets: Vec<Dose>,
    /// How a day's dose is divided; empty: as in the protocol.
    #[serde(default)]
    pub divisions: Vec<Division>,
    /// One more intake after each haemodialysis session.
    #[serde(default)]
    pub supplement: Option<Supplement>,
    /// Off more days than this: begin again at the first dose. Absent: as in the protocol.
    #[serde(default)]
    pub restart_after_days: Option<u16>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// A single dose after each haemodialysis session, beside the daily dose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Supplement {
    /// The lowest published: what is laid out.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub dose: Dose,
    /// The highest published.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub most: Dose,
    /// How it is given.
    pub text: Text,
}

/// How a day's dose is divided into intakes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Division {
    /// Highest daily dose divided so; absent: any higher one.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub up_to: Option<Dose>,
    /// Moments of the day, the one that grows first in front.
    pub moments: Vec<Moment>,
    /// Parts by which an intake may grow, the one preferred first; empty: the dose is not cut.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub parts: Vec<Dose>,
}

/// The stair of a protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Ladder {
    /// The same increment, no sooner than the same interval.
    Even {
        /// First dose.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        first: Dose,
        /// Increment.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        increment: Dose,
        /// Least days at each dose.
        interval_days: u16,
    },
    /// Doses in rising order, each with the least days at it.
    Rungs(Vec<Rung>),
}

/// One rung of an explicit ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Dose per day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub dose: Dose,
    /// Least days at it before the next.
    pub days: u16,
    /// Taken once in so many days: 2 is every other day, and the day's mean is half the dose.
    #[serde(default = "every_day")]
    pub every_days: u8,
}

fn every_day() -> u8 {
    1
}

impl Rung {
    /// Compares two rungs by their mean per day.
    #[must_use]
    pub fn below(&self, other: &Self) -> bool {
        let mean = |it: &Self, by: u8| u64::from(it.dose.micrograms()) * u64::from(by);
        mean(self, other.every_days) < mean(other, self.every_days)
    }
}

impl Ladder {
    /// The increment, where it is always the same.
    #[must_use]
    pub fn increment(&self) -> Option<Dose> {
        match self {
            Self::Even { increment, .. } => Some(*increment),
            Self::Rungs(_) => None,
        }
    }

    /// Least days at some dose of it.
    #[must_use]
    pub fn shortest_interval(&self) -> u16 {
        match self {
            Self::Even { interval_days, .. } => *interval_days,
            Self::Rungs(rungs) => rungs.iter().map(|it| it.days).min().unwrap_or(1),
        }
    }

    /// First dose.
    #[must_use]
    pub fn first(&self) -> Dose {
        match self {
            Self::Even { first, .. } => *first,
            Self::Rungs(rungs) => rungs[0].dose,
        }
    }
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
    /// Whether what was found begins with the name of each medicine it rests on.
    #[serde(default)]
    pub names_medicines: bool,
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
    pub forms: Vec<Form>,
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

/// A part that no drug may lack: the book has it, or says that none is known, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// What the kidneys change: a rule, a limit or a variant that reads them.
    Kidneys,
    /// What the liver changes.
    Liver,
    /// What is looked at before a step.
    Gates,
    /// What is watched.
    Monitoring,
    /// How it is stopped.
    Taper,
    /// How long after something else it may begin.
    WashOutBefore,
    /// How long after it something else may begin.
    WashOutAfter,
    /// What it carries that adds up.
    Burdens,
    /// What is the same treatment.
    SameTreatment,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 9] = [
        Self::Kidneys,
        Self::Liver,
        Self::Gates,
        Self::Monitoring,
        Self::Taper,
        Self::WashOutBefore,
        Self::WashOutAfter,
        Self::Burdens,
        Self::SameTreatment,
    ];
}

/// The word that a part of a drug is not known or not needed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Absent {
    /// Stable id: `LTG-NO-BURDENS`.
    pub id: String,
    /// Whom it is of: a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// The part.
    pub part: Part,
    /// Why.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// A condition to meet before the next upward step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Stable id.
    pub id: String,
    /// Whom it is of: [`EVERYONE`], a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// For whom; unknown counts as yes.
    #[serde(default = "Condition::always")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub when: Condition,
    /// Asked once, before the first step above this daily dose; absent: before every step up.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub above: Option<Dose>,
    /// What must be so.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Something to do or look at, at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Monitoring {
    /// Stable id.
    pub id: String,
    /// Whom it is of: [`EVERYONE`], a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// For whom; unknown counts as yes.
    #[serde(default = "Condition::always")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub when: Condition,
    /// Kind.
    pub kind: Watch,
    /// When.
    pub anchor: Anchor,
    /// What.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Kind of monitoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Watch {
    /// Visit or call with the prescriber.
    Visit,
    /// Blood test.
    BloodTest,
    /// Questionnaire.
    Questionnaire,
    /// Daily diary.
    Diary,
    /// Judgement of the treatment.
    Review,
    /// What may be expected in this band of days; not a task.
    Expectation,
}

/// When monitoring falls. Days count from the first dose, which is day 1; the day before it is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Anchor {
    /// Once, between two days.
    Days {
        /// First day.
        from: i16,
        /// Last day.
        to: i16,
    },
    /// Again and again, from a day on, up to the end of the plan.
    Every {
        /// First day.
        from: i16,
        /// Days between.
        days: u16,
    },
    /// Some days after each change of dose.
    AfterEachStep {
        /// First day after the change.
        from: u16,
        /// Last day after the change.
        to: u16,
    },
    /// Once, some days after the first step above a daily dose; never, where no step is.
    AfterDose {
        /// The dose passed.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        above: Dose,
        /// First day after the change.
        from: u16,
        /// Last day after the change.
        to: u16,
    },
    /// Once, some days after the dose aimed at was reached.
    AfterTarget {
        /// First day after the change.
        from: u16,
        /// Last day after the change.
        to: u16,
    },
    /// From the day of judgement to the last day of the review.
    AtJudgement,
    /// After the end of the plan: said, not dated.
    Later,
}

/// Something said: a disagreement between sources, a doubtful claim, advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Stable id: `C1`, `D4`.
    pub id: String,
    /// Whom it is of: [`EVERYONE`], a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// Kind.
    pub kind: StatementKind,
    /// Title.
    pub title: Text,
    /// What the sources say, one line each, when they disagree.
    #[serde(default)]
    pub sides: Vec<Side>,
    /// What Palier does or what to do.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Kind of statement; the page shows each kind in its own place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// Sources contradict one another.
    Disagreement,
    /// A claim that could not be verified, or is wrong.
    Doubtful,
    /// When to stop and call for help.
    StopSign,
    /// What to do when a side effect persists.
    Tolerance,
    /// What to do when sleep is disturbed.
    Sleep,
    /// A missed dose.
    MissedDose,
    /// An interruption.
    Interruption,
    /// Surgery and pain relief.
    Surgery,
    /// For the pharmacist who prepares it.
    Compounding,
    /// True of everybody.
    General,
}

/// What one source says in a disagreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// Source and place.
    pub cite: Citation,
    /// What it says, in our words.
    pub says: Text,
}

/// A substance of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Substance {
    /// Stable id, an English lower-case name: `tramadol`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Other names people type.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Classes: `ssri`, `opioid-short`. Its own id is a tag too.
    #[serde(default)]
    pub classes: Vec<String>,
    /// Forms it exists in; the strict reading of an unsaid form is the strictest of these. Empty: immediate and prolonged.
    #[serde(default)]
    pub forms: Vec<Form>,
    /// Routes by which it acts only locally; empty: none exists.
    #[serde(default)]
    pub local: Vec<Route>,
    /// Sources of the classes.
    #[serde(default)]
    pub sources: Sources,
}

/// A brand and what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// Name as printed.
    pub name: String,
    /// Substances, by id.
    pub substances: Vec<String>,
    /// Substances of its composition that the catalogue does not hold: it is then partly recognised.
    #[serde(default)]
    pub unknown: Vec<String>,
    /// Form, when the brand has only one.
    #[serde(default)]
    pub form: Option<Form>,
    /// Route, when the brand has only one.
    #[serde(default)]
    pub route: Option<Route>,
}

/// A class of medicines, for people to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: Text,
}

/// The edition of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// Name of the edition, for example `2026-11`.
    pub name: String,
    /// After this day a review is due: the oldest comparison + 12 months.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub review_by: Date,
    /// After this day starts and upward steps are refused: the oldest comparison + 24 months.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub expires: Date,
    /// The drugs, in the order in which they are offered: every one of the book, the default first.
    pub drugs: Vec<String>,
    /// Age in days past which liver tests no longer count.
    pub liver_tests_keep_days: u16,
    /// Creatinine asked again outside this range, µmol/L.
    #[cfg_attr(feature = "schema", schemars(with = "(String, String)"))]
    pub creatinine_range_umol: (Decimal, Decimal),
}

/// One file of the book. Every list may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "each list is documented by its type")]
pub struct Chapter {
    /// Name of its file, for what is wrong in it.
    #[serde(skip)]
    pub file: String,
    pub edition: Option<Edition>,
    pub sources: Vec<Source>,
    pub groups: Vec<Group>,
    pub questions: Vec<Question>,
    pub indications: Vec<Indication>,
    pub drugs: Vec<Drug>,
    pub protocols: Vec<Protocol>,
    pub limits: Vec<Limit>,
    pub rules: Vec<Rule>,
    pub wash_outs: Vec<WashOut>,
    pub after: Vec<After>,
    pub absent: Vec<Absent>,
    pub gates: Vec<Gate>,
    pub monitoring: Vec<Monitoring>,
    pub statements: Vec<Statement>,
    pub classes: Vec<Class>,
    pub substances: Vec<Substance>,
    pub brands: Vec<Brand>,
    pub interactions: Interactions,
    pub burdens: Vec<Burden>,
    pub cards: Vec<Card>,
    pub lines: Vec<Line>,
    pub profiles: Vec<Profile>,
}

/// The whole book, joined and checked. Only [`Formulary::bind`] makes one from chapters.
///
/// Its [`Appendix`] may be kept apart and added later; until then [`Formulary::is_whole`] says no:
/// every medicine is unrecognised, and nothing may be planned with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formulary {
    edition: Edition,
    book: Chapter,
    /// Follows from the book; nothing changes a book once it is bound.
    #[serde(skip)]
    pub(crate) places: Places,
}

/// A line of the book that has a grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graded<'a> {
    /// The list it stands in: `rule`, `limit`…
    pub kind: &'static str,
    /// Its id.
    pub id: &'a str,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: &'a Sources,
}

impl Chapter {
    /// Notes in which file each row stands.
    fn note_places(&self, places: &mut BTreeMap<String, String>) {
        macro_rules! note {
            ($($list:ident),*) => {
                $(for it in &self.$list {
                    places.insert(format!("{}[{}]", stringify!($list), it.id), self.file.clone());
                })*
            };
        }
        if !self.file.is_empty() {
            note!(sources, groups, questions, indications, drugs, protocols, limits, rules, wash_outs, after, absent);
            note!(gates, monitoring, statements, classes, substances, burdens, cards, lines);
        }
    }

    /// Gives each row the drugs it is of.
    fn name_drugs(&mut self) {
        let drugs = &self.drugs;
        let kin: Vec<Vec<&str>> = (drugs.iter())
            .map(|drug| {
                let substance = self.substances.iter().find(|it| it.id == drug.substance);
                let classes = substance.into_iter().flat_map(|it| &it.classes).map(String::as_str);
                [EVERYONE, &drug.id, &drug.substance].into_iter().chain(classes).collect()
            })
            .collect();
        let of = |of: &str| -> Vec<String> {
            let its = drugs.iter().zip(&kin).filter(|(_, kin)| kin.contains(&of));
            its.map(|(drug, _)| drug.id.clone()).collect()
        };
        macro_rules! fill {
            ($($list:ident),*) => { $(for it in &mut self.$list { it.drugs = of(&it.of); })* };
        }
        fill!(limits, rules, wash_outs, after, absent, gates, monitoring, statements);
    }

    /// Every line that has a grade, in the order in which a reader meets them.
    #[must_use]
    pub fn graded(&self) -> Vec<Graded<'_>> {
        let mut graded = Vec::new();
        macro_rules! lines {
            ($($kind:literal: $list:ident),*) => {
                $(graded.extend(self.$list.iter().map(|it| Graded {
                    kind: $kind,
                    id: &it.id,
                    grade: it.grade,
                    sources: &it.sources,
                }));)*
            };
        }
        for it in self.protocols.iter().flat_map(|it| &it.variants) {
            graded.push(Graded { kind: "variant", id: &it.id, grade: it.grade, sources: &it.sources });
        }
        lines!(
            "rule": rules, "wash-out": wash_outs, "after": after, "absent": absent, "limit": limits, "protocol": protocols, "gate": gates,
            "monitoring": monitoring, "statement": statements, "burden": burdens,
            "card": cards, "line": lines
        );
        graded.extend(self.interactions.rules.iter().map(|it| Graded {
            kind: "interaction",
            id: &it.id,
            grade: it.grade,
            sources: &it.sources,
        }));
        graded
    }

    /// The lines whose every source is knowledge: nobody has yet seen a document that says so.
    #[must_use]
    pub fn unseen(&self) -> Vec<Graded<'_>> {
        let known = |id: &str| self.sources.iter().any(|it| it.id == id && it.seen == Seen::Knowledge);
        let mut graded = self.graded();
        graded.retain(|it| it.sources.iter().all(|citation| known(&citation.source)));
        graded
    }
}

/// What a form can be drawn without, for a moment: everything but its questions, drugs and protocols.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appendix(Chapter);

/// What is wrong with the book, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookError {
    /// For example `rules[LI-1].sources`.
    pub path: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for BookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl Formulary {
    /// Joins chapters into a book and checks that every reference, number, source and text holds.
    ///
    /// # Errors
    /// Everything that is wrong, each with its path.
    pub fn bind(chapters: Vec<Chapter>) -> Result<Self, Vec<BookError>> {
        let mut book = Chapter::default();
        let mut edition = None;
        let mut places = BTreeMap::new();
        for mut chapter in chapters {
            chapter.note_places(&mut places);
            edition = edition.or(chapter.edition.take());
            book.sources.append(&mut chapter.sources);
            book.groups.append(&mut chapter.groups);
            book.questions.append(&mut chapter.questions);
            book.indications.append(&mut chapter.indications);
            book.drugs.append(&mut chapter.drugs);
            book.protocols.append(&mut chapter.protocols);
            book.limits.append(&mut chapter.limits);
            book.rules.append(&mut chapter.rules);
            book.wash_outs.append(&mut chapter.wash_outs);
            book.after.append(&mut chapter.after);
            book.absent.append(&mut chapter.absent);
            book.gates.append(&mut chapter.gates);
            book.monitoring.append(&mut chapter.monitoring);
            book.statements.append(&mut chapter.statements);
            book.classes.append(&mut chapter.classes);
            book.substances.append(&mut chapter.substances);
            book.brands.append(&mut chapter.brands);
            book.interactions.append(chapter.interactions);
            book.burdens.append(&mut chapter.burdens);
            book.cards.append(&mut chapter.cards);
            book.lines.append(&mut chapter.lines);
            book.profiles.append(&mut chapter.profiles);
        }
        let Some(edition) = edition else {
            return Err(vec![BookError { path: "edition".into(), message: "is missing".into() }]);
        };
        book.drugs.sort_by_key(|it| edition.drugs.iter().position(|id| *id == it.id));
        book.name_drugs();
        let formulary = Self { edition, book, places: Places::default() };
        let mut errors = Checker::check(&formulary);
        for it in &mut errors {
            let row = it.path.split_inclusive(']').next().unwrap_or_default();
            if let Some(file) = places.get(row) {
                it.path = format!("{file}: {}", it.path);
            }
        }
        if errors.is_empty() { Ok(formulary) } else { Err(errors) }
    }

    /// Takes the appendix out.
    #[must_use]
    pub fn without_appendix(self) -> (Self, Appendix) {
        let Self { edition, book, .. } = self;
        let Chapter { groups, questions, indications, drugs, protocols, .. } = book.clone();
        let opening = Chapter { groups, questions, indications, drugs, protocols, ..Chapter::default() };
        let (groups, questions, indications) = Default::default();
        let rest = Chapter { groups, questions, indications, drugs: Vec::new(), protocols: Vec::new(), ..book };
        (Self { edition, book: opening, places: Places::default() }, Appendix(rest))
    }

    /// Puts the appendix back that was taken out of the same book.
    #[must_use]
    pub fn with_appendix(self, Appendix(rest): Appendix) -> Self {
        let Self { edition, book: Chapter { groups, questions, indications, drugs, protocols, .. }, .. } = self;
        let mut book = Chapter { groups, questions, indications, drugs, protocols, ..rest };
        book.name_drugs();
        Self { edition, book, places: Places::default() }
    }

    /// Whether the appendix is there. A checked book holds at least the substances of its drugs.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        !self.book.substances.is_empty()
    }

    /// Edition.
    #[must_use]
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// Every list, in the order of the files.
    #[must_use]
    pub fn book(&self) -> &Chapter {
        &self.book
    }

    /// A drug by id.
    #[must_use]
    pub fn drug(&self, id: &str) -> Option<&Drug> {
        self.book.drugs.iter().find(|it| it.id == id)
    }

    /// A card by id.
    #[must_use]
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.book.cards.iter().find(|it| it.id == id)
    }

    /// A protocol by id.
    #[must_use]
    pub fn protocol(&self, id: &str) -> Option<&Protocol> {
        self.book.protocols.iter().find(|it| it.id == id)
    }

    /// A source by key.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.book.sources.iter().find(|it| it.id == id)
    }

    /// A question by id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.book.questions.iter().find(|it| it.id == id)
    }

    /// The questions whose yes is a yes to this one, at one step.
    pub(crate) fn implying<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Question> {
        self.book.questions.iter().filter(move |it| it.implies.iter().any(|implied| implied == id))
    }

    /// Ids of all that a yes to a question implies, step by step, each once.
    #[must_use]
    pub fn implications_of<'a>(&'a self, question: &'a Question) -> Vec<&'a str> {
        let mut implied: Vec<&str> = Vec::new();
        let mut next: Vec<&Question> = vec![question];
        while let Some(question) = next.pop() {
            for id in &question.implies {
                if !implied.contains(&id.as_str()) {
                    implied.push(id);
                    next.extend(self.question(id));
                }
            }
        }
        implied
    }

    /// A substance by id.
    #[must_use]
    pub fn substance(&self, id: &str) -> Option<&Substance> {
        self.book.substances.iter().find(|it| it.id == id)
    }

    /// Name of a class or substance in a language.
    #[must_use]
    pub fn tag_name(&self, tag: &str, lang: Lang) -> String {
        let class = self.book.classes.iter().find(|it| it.id == tag).map(|it| &it.name);
        let name = class.or_else(|| self.substance(tag).map(|it| &it.name));
        name.map_or_else(|| tag.to_owned(), |it| it.get(lang).to_owned())
    }

    /// The protocol of a drug where none is chosen: its own, or in another region the first for everyone there.
    #[must_use]
    pub fn default_protocol<'a>(&'a self, drug: &'a Drug, region: Region) -> &'a str {
        let here = |it: &&Protocol| it.region.is_none_or(|its| its == region);
        let its = self.protocol(&drug.protocol).filter(here);
        let first = |it: &&Protocol| it.drug == drug.id && it.access == Access::Everyone && here(it);
        its.or_else(|| self.book.protocols.iter().find(first)).map_or(&drug.protocol, |it| &it.id)
    }

    /// Rules that concern a drug, in whichever region.
    pub fn rules_for<'a>(&'a self, drug: &'a str) -> impl Iterator<Item = &'a Rule> {
        self.book.rules.iter().filter(move |it| it.drugs.iter().any(|id| id == drug))
    }

    /// Rules that hold for a drug in a region.
    pub fn rules_in<'a>(&'a self, drug: &'a str, region: Region) -> impl Iterator<Item = &'a Rule> {
        self.rules_for(drug).filter(move |it| it.region.is_none_or(|its| its == region))
    }

    /// Limits that concern a drug in a region.
    pub fn limits_for<'a>(&'a self, drug: &'a str, region: Region) -> impl Iterator<Item = &'a Limit> {
        let here = move |it: &&Limit| it.region.is_none_or(|its| its == region);
        self.book.limits.iter().filter(move |it| it.drugs.iter().any(|id| id == drug)).filter(here)
    }

    /// The questions whose answer some rule, limit, interaction or monitoring of a drug reads, in the book's order.
    #[must_use]
    pub fn questions_for(&self, drug: &str) -> Vec<&Question> {
        let asked = self.asked_of(drug);
        self.book.questions.iter().filter(|it| asked.contains(&it.id.as_str())).collect()
    }

    /// Whether it is one of [`questions_for`](Self::questions_for) a drug.
    #[must_use]
    pub fn asks(&self, drug: &str, question: &str) -> bool {
        self.asked_of(drug).contains(&question)
    }

    /// Ids of the questions a drug asks, each once, as they come.
    fn asked_of(&self, drug: &str) -> Vec<&str> {
        let mut asked = Vec::new();
        if let Some(drug) = self.drug(drug) {
            asked.extend(self.habits(&self.drug_party(drug)));
        }
        self.named_for(drug, &mut |kind, id| {
            if kind == NameKind::Question && !asked.contains(&id) {
                asked.push(id);
            }
        });
        asked
    }

    /// Every id that a condition of a drug names: of its rules, limits, gates, monitoring and variants.
    pub(crate) fn named_for<'a>(&'a self, drug: &str, visit: &mut impl FnMut(NameKind, &'a str)) {
        let book = &self.book;
        let conditions = (book.rules.iter().map(|it| (&it.drugs, &it.when)))
            .chain(book.limits.iter().map(|it| (&it.drugs, &it.when)))
            .chain(book.gates.iter().map(|it| (&it.drugs, &it.when)))
            .chain(book.monitoring.iter().map(|it| (&it.drugs, &it.when)));
        let conditions = conditions.filter(|(drugs, _)| drugs.iter().any(|id| id == drug)).map(|(_, when)| when);
        let variants = book.protocols.iter().filter(|it| it.drug == drug).flat_map(|it| &it.variants);
        conditions.chain(variants.map(|it| &it.when)).for_each(|it| it.names(visit));
    }
}

/// Ids of the questions that are read to answer one.
fn read_by<'a>(book: &'a Chapter, question: &'a Question) -> Vec<&'a str> {
    let mut read: Vec<&str> = Vec::new();
    for condition in question.implied_by.iter().chain(&question.not_applicable) {
        condition.names(&mut |kind, id| match kind {
            NameKind::Question | NameKind::Told => read.push(id),
            NameKind::Tag | NameKind::Indication | NameKind::Protocol => {}
        });
        if condition.reads(Measure::Clearance) {
            read.extend(FORMULA_DOUBTS);
        }
    }
    let implying = book.questions.iter().filter(|it| it.implies.contains(&question.id));
    read.extend(implying.map(|it| it.id.as_str()));
    read
}

/// Checks a book: ids unique, references met, sources named, texts written, ladders rising.
struct Checker<'a> {
    formulary: &'a Formulary,
    errors: Vec<BookError>,
}

impl<'a> Checker<'a> {
    fn check(formulary: &'a Formulary) -> Vec<BookError> {
        let mut checker = Self { formulary, errors: Vec::new() };
        checker.ids();
        checker.facts();
        checker.drugs_and_protocols();
        checker.bottles();
        checker.conditions();
        checker.implications();
        checker.medicines();
        checker.dates();
        checker.errors.append(&mut interact::faults(formulary));
        checker.cards();
        checker.errors.append(&mut shape::faults(formulary));
        checker.errors
    }

    fn fault(&mut self, path: String, message: impl Into<String>) {
        self.errors.push(BookError { path, message: message.into() });
    }

    fn ids(&mut self) {
        let book = &self.formulary.book;
        let drugs: Vec<&String> = book.drugs.iter().map(|it| &it.id).collect();
        if drugs != self.formulary.edition.drugs.iter().collect::<Vec<_>>() {
            self.fault("edition.drugs".into(), format!("must name every drug of the book, once: {drugs:?}"));
        }
        let lists: [(&str, Vec<&str>); 21] = [
            ("sources", book.sources.iter().map(|it| it.id.as_str()).collect()),
            ("groups", book.groups.iter().map(|it| it.id.as_str()).collect()),
            ("questions", book.questions.iter().map(|it| it.id.as_str()).collect()),
            ("indications", book.indications.iter().map(|it| it.id.as_str()).collect()),
            // A request names either: a card has no id of a drug.
            (
                "drugs",
                book.drugs.iter().map(|it| it.id.as_str()).chain(book.cards.iter().map(|it| it.id.as_str())).collect(),
            ),
            ("protocols", book.protocols.iter().map(|it| it.id.as_str()).collect()),
            (
                "findings",
                (book.rules.iter().map(|it| it.id.as_str()))
                    .chain(book.limits.iter().map(|it| it.id.as_str()))
                    .chain(book.wash_outs.iter().map(|it| it.id.as_str()))
                    .chain(book.interactions.rules.iter().map(|it| it.id.as_str()))
                    .collect(),
            ),
            ("variants", book.protocols.iter().flat_map(|it| &it.variants).map(|it| it.id.as_str()).collect()),
            ("after", book.after.iter().map(|it| it.id.as_str()).collect()),
            ("absent", book.absent.iter().map(|it| it.id.as_str()).collect()),
            ("gates", book.gates.iter().map(|it| it.id.as_str()).collect()),
            ("monitoring", book.monitoring.iter().map(|it| it.id.as_str()).collect()),
            ("statements", book.statements.iter().map(|it| it.id.as_str()).collect()),
            ("tags", book.classes.iter().map(|it| it.id.as_str()).collect()),
            ("burdens", book.burdens.iter().map(|it| it.id.as_str()).collect()),
            ("mechanisms", book.interactions.mechanisms.iter().map(|it| it.id.as_str()).collect()),
            ("groups of substances", book.interactions.groups.iter().map(|it| it.group.as_str()).collect()),
            ("substances", book.substances.iter().map(|it| it.id.as_str()).collect()),
            ("brands", book.brands.iter().map(|it| it.name.as_str()).collect()),
            ("lines", book.lines.iter().map(|it| it.id.as_str()).collect()),
            ("profiles", book.profiles.iter().map(|it| it.option.as_str()).collect()),
        ];
        for (list, ids) in lists {
            let mut seen = BTreeSet::new();
            for id in ids {
                if id.trim().is_empty() || !seen.insert(id) {
                    self.fault(format!("{list}[{id}]"), "the id is empty or written twice");
                }
            }
        }
    }

    fn facts(&mut self) {
        let book = &self.formulary.book;
        let mut facts: Vec<(String, &[Citation], Vec<&Text>)> = Vec::new();
        for it in &book.rules {
            let texts = [Some(&it.text), it.ask.as_ref()].into_iter().flatten().collect();
            facts.push((format!("rules[{}]", it.id), &it.sources, texts));
            if it.severity >= Severity::Caution && it.ask.is_none() {
                self.fault(format!("rules[{}].ask", it.id), "a caution or worse needs a question for the prescriber");
            }
        }
        facts.extend(book.limits.iter().map(|it| (format!("limits[{}]", it.id), &*it.sources, vec![&it.text])));
        facts.extend(book.after.iter().map(|it| (format!("after[{}]", it.id), &*it.sources, vec![&it.text])));
        facts.extend(book.absent.iter().map(|it| (format!("absent[{}]", it.id), &*it.sources, vec![&it.text])));
        facts.extend(book.gates.iter().map(|it| (format!("gates[{}]", it.id), &*it.sources, vec![&it.text])));
        facts.extend(book.monitoring.iter().map(|it| (format!("monitoring[{}]", it.id), &*it.sources, vec![&it.text])));
        for it in &book.wash_outs {
            facts.push((format!("wash_outs[{}]", it.id), &it.sources, vec![&it.current, &it.stopped, &it.ask]));
        }
        facts.extend(
            book.interactions.rules.iter().map(|it| (format!("interactions[{}]", it.id), &*it.sources, vec![])),
        );
        for it in &book.burdens {
            facts.push((format!("burdens[{}]", it.id), &it.sources, vec![&it.name, &it.text]));
            facts.extend(it.tails.iter().map(|tail| (format!("burdens[{}].tails", it.id), &*tail.sources, vec![])));
        }
        facts.extend(book.interactions.tails.iter().map(|it| (format!("tails[{}]", it.of), &*it.sources, vec![])));
        for it in &book.protocols {
            let texts = [&it.name, &it.text].into_iter().chain(&it.inferred).collect();
            facts.push((format!("protocols[{}]", it.id), &it.sources, texts));
            for variant in &it.variants {
                let texts = [Some(&variant.text), variant.supplement.as_ref().map(|it| &it.text)];
                let path = format!("protocols[{}].variants[{}]", it.id, variant.id);
                facts.push((path, &variant.sources, texts.into_iter().flatten().collect()));
            }
        }
        for it in &book.drugs {
            facts.push((
                format!("drugs[{}].judgement_sources", it.id),
                &it.judgement_sources,
                vec![&it.name, &it.typo_hint],
            ));
            for status in &it.status {
                facts.push((format!("drugs[{}].status", it.id), &status.sources, vec![&status.text]));
            }
            for effective in &it.effective {
                facts.push((format!("drugs[{}].effective", it.id), &effective.sources, vec![&effective.text]));
                for indication in effective.indications.iter().filter(|its| !it.indications.contains(its)) {
                    let path = format!("drugs[{}].effective.indications", it.id);
                    self.fault(path, format!("`{indication}` is none of its indications"));
                }
            }
            for taper in it.taper.iter() {
                facts.push((format!("drugs[{}].taper", it.id), &taper.sources, vec![&taper.text, &taper.at_once]));
            }
            for kinetics in it.kinetics.iter() {
                facts.push((format!("drugs[{}].kinetics", it.id), &kinetics.sources, vec![&kinetics.text]));
            }
            for product in &it.products {
                facts.push((format!("drugs[{}].products", it.id), &product.sources, vec![&product.name]));
            }
        }
        for it in &book.cards {
            let path = format!("cards[{}]", it.id);
            facts.extend(it.cited().into_iter().map(|sources| (path.clone(), sources, Vec::new())));
            self.texts(&path, &it.texts());
        }
        facts.extend(book.lines.iter().map(|it| (format!("lines[{}]", it.id), &*it.sources, it.text.iter().collect())));
        facts.extend(
            book.profiles.iter().map(|it| (format!("profiles[{}]", it.option), &*it.sources, vec![&it.adverse])),
        );
        for it in &book.statements {
            let sides = it.sides.iter().map(|side| &side.says);
            facts.push((
                format!("statements[{}]", it.id),
                &it.sources,
                [&it.title, &it.text].into_iter().chain(sides).collect(),
            ));
            for side in &it.sides {
                if self.formulary.source(&side.cite.source).is_none() {
                    self.fault(
                        format!("statements[{}].sides", it.id),
                        format!("source `{}` is not in the bibliography", side.cite.source),
                    );
                }
            }
        }
        let questions =
            book.questions.iter().map(|it| (format!("questions[{}]", it.id), [Some(&it.text), it.help.as_ref()]));
        let texts: Vec<(String, Vec<&Text>)> = (questions
            .map(|(path, texts)| (path, texts.into_iter().flatten().collect())))
        .chain(book.groups.iter().map(|it| (format!("groups[{}]", it.id), vec![&it.text])))
        .chain(book.indications.iter().map(|it| (format!("indications[{}]", it.id), vec![&it.name])))
        .chain(book.classes.iter().map(|it| (format!("classes[{}]", it.id), vec![&it.name])))
        .chain(book.interactions.mechanisms.iter().map(|it| (it.id.clone(), vec![&it.name, &it.text, &it.ask])))
        .chain(book.interactions.exclusions.iter().map(|it| ("exclusions".to_owned(), vec![&it.text])))
        .chain(book.substances.iter().map(|it| (format!("substances[{}]", it.id), vec![&it.name])))
        .collect();
        for (path, texts) in texts {
            self.texts(&path, &texts);
        }
        for (path, sources, texts) in facts {
            if sources.is_empty() {
                self.fault(format!("{path}.sources"), "every number and rule names its source");
            }
            for citation in sources {
                if self.formulary.source(&citation.source).is_none() {
                    self.fault(
                        format!("{path}.sources"),
                        format!("source `{}` is not in the bibliography", citation.source),
                    );
                }
                if citation.place.trim().is_empty() {
                    self.fault(format!("{path}.sources"), "the place in the source is empty");
                }
            }
            self.texts(&path, &texts);
        }
    }

    fn texts(&mut self, path: &str, texts: &[&Text]) {
        for text in texts {
            if text.fr.trim().is_empty() || text.en.trim().is_empty() {
                self.fault(path.to_owned(), "a text is missing in French or in English");
            }
        }
    }

    /// Drops are sold in bottles that give some; nothing else is.
    fn bottles(&mut self) {
        for drug in &self.formulary.book.drugs {
            for it in &drug.products {
                let drops = matches!(it.supply, Supply::Drops { .. });
                if it.bottle.is_some_and(|bottle| !drops || bottle.drops == 0) {
                    let path = format!("drugs[{}].products[{}].bottle", drug.id, it.name.en);
                    self.fault(path, "holds drops, at least one");
                }
            }
        }
    }

    fn drugs_and_protocols(&mut self) {
        let formulary = self.formulary;
        let book = &formulary.book;
        for drug in &book.drugs {
            let path = format!("drugs[{}]", drug.id);
            match formulary.protocol(&drug.protocol) {
                Some(protocol) if protocol.drug == drug.id && protocol.access == Access::Everyone => {}
                Some(_) | None => {
                    self.fault(format!("{path}.protocol"), "must be a protocol of this drug open to everyone")
                }
            }
            if formulary.substance(&drug.substance).is_none() {
                self.fault(format!("{path}.substance"), "is not in the catalogue");
            }
            for indication in drug.indications.iter().chain(drug.status.iter().map(|it| &it.indication)) {
                if !book.indications.iter().any(|it| it.id == *indication) {
                    self.fault(format!("{path}.indications"), format!("`{indication}` does not exist"));
                }
            }
            for indication in &drug.indications {
                if !drug.status.iter().any(|it| it.indication == *indication && it.region == Region::FR) {
                    self.fault(format!("{path}.status"), format!("`{indication}` has no status in France"));
                }
            }
        }
        for protocol in &book.protocols {
            let path = format!("protocols[{}]", protocol.id);
            if formulary.drug(&protocol.drug).is_none() {
                self.fault(format!("{path}.drug"), "does not exist");
            }
            if protocol.targets.is_empty() {
                self.fault(format!("{path}.targets"), "at least one target is needed");
            }
            if protocol.divisions.is_empty() {
                self.fault(format!("{path}.divisions"), "how the day's dose is divided is needed");
            }
            self.stair(&path, &protocol.ladder, &protocol.targets, &protocol.divisions);
            for it in &protocol.variants {
                let path = format!("{path}.variants[{}]", it.id);
                self.stair(&path, &it.ladder, &it.targets, &it.divisions);
                if it.targets.is_empty() {
                    self.fault(format!("{path}.targets"), "at least one target is needed");
                }
            }
        }
    }

    /// A stair rises, its doses are divided at every height, and it reaches its targets.
    fn stair(&mut self, path: &str, ladder: &Ladder, targets: &[Dose], divisions: &[Division]) {
        match ladder {
            Ladder::Even { interval_days: 0, .. } => {
                self.fault(format!("{path}.ladder"), "an interval lasts at least a day")
            }
            Ladder::Even { .. } => {}
            Ladder::Rungs(rungs) => {
                let rising = rungs.windows(2).all(|pair| pair[0].below(&pair[1]) && pair[0].dose <= pair[1].dose);
                if rungs.is_empty() || !rising || rungs.iter().any(|it| it.days == 0 || it.every_days == 0) {
                    self.fault(format!("{path}.ladder"), "rungs must rise, each lasting at least a day");
                }
            }
        }
        for target in targets {
            if *target < ladder.first() {
                self.fault(format!("{path}.targets"), format!("{target} is below the first dose"));
            }
        }
        for (at, it) in divisions.iter().enumerate() {
            let mut moments = it.moments.clone();
            moments.sort_unstable();
            moments.dedup();
            if moments.is_empty() || moments.len() < it.moments.len() {
                self.fault(format!("{path}.divisions"), "moments must be there, each once");
            }
            if it.up_to.is_none() != (at + 1 == divisions.len()) {
                self.fault(format!("{path}.divisions"), "every division but the last says up to which dose");
            }
            if it.moments.len() > 1 && it.parts.is_empty() {
                self.fault(format!("{path}.divisions"), "a dose taken more than once a day needs its parts");
            }
        }
    }

    fn conditions(&mut self) {
        let book = &self.formulary.book;
        let mut conditions: Vec<(String, &Condition)> = Vec::new();
        conditions.extend(book.rules.iter().map(|it| (format!("rules[{}].when", it.id), &it.when)));
        conditions.extend(book.limits.iter().map(|it| (format!("limits[{}].when", it.id), &it.when)));
        conditions.extend(book.gates.iter().map(|it| (format!("gates[{}].when", it.id), &it.when)));
        conditions.extend(book.monitoring.iter().map(|it| (format!("monitoring[{}].when", it.id), &it.when)));
        let variants = book.protocols.iter().flat_map(|it| it.variants.iter().map(move |its| (it, its)));
        conditions
            .extend(variants.map(|(it, its)| (format!("protocols[{}].variants[{}].when", it.id, its.id), &its.when)));
        for it in &book.questions {
            conditions
                .extend(it.not_applicable.iter().map(|when| (format!("questions[{}].not_applicable", it.id), when)));
            conditions.extend(it.implied_by.iter().map(|when| (format!("questions[{}].implied_by", it.id), when)));
            if !book.groups.iter().any(|group| group.id == it.group) {
                self.errors.push(BookError {
                    path: format!("questions[{}].group", it.id),
                    message: format!("`{}` does not exist", it.group),
                });
            }
        }
        let mut errors = Vec::new();
        for (path, condition) in conditions {
            condition.names(&mut |kind, id| {
                let exists = match kind {
                    NameKind::Question | NameKind::Told => book.questions.iter().any(|it| it.id == id),
                    NameKind::Tag => self.is_tag(id),
                    NameKind::Indication => book.indications.iter().any(|it| it.id == id),
                    NameKind::Protocol => book.protocols.iter().any(|it| it.id == id),
                };
                if !exists {
                    errors.push(BookError { path: path.clone(), message: format!("`{id}` does not exist") });
                }
            });
        }
        let tags = (book.wash_outs.iter().map(|it| (format!("wash_outs[{}].from", it.id), &it.from)))
            .chain(book.after.iter().map(|it| (format!("after[{}].before", it.id), &it.before)))
            .chain(book.drugs.iter().flat_map(|drug| {
                drug.same_treatment.iter().map(|it| (format!("drugs[{}].same_treatment", drug.id), it))
            }));
        for (path, tag) in tags.filter(|(_, tag)| !self.is_tag(tag)) {
            errors.push(BookError { path, message: format!("`{tag}` does not exist") });
        }
        for it in &book.wash_outs {
            if it.decision_until_days.is_some() && (!it.decision || it.full_days.is_none()) {
                errors.push(BookError {
                    path: format!("wash_outs[{}].decision_until_days", it.id),
                    message: "there is no decision to ask for, or no interval after which it could lapse".to_owned(),
                });
            }
        }
        let rows = (book.rules.iter().map(|it| ("rules", &it.id, &it.of, &it.drugs)))
            .chain(book.limits.iter().map(|it| ("limits", &it.id, &it.of, &it.drugs)))
            .chain(book.wash_outs.iter().map(|it| ("wash_outs", &it.id, &it.of, &it.drugs)))
            .chain(book.after.iter().map(|it| ("after", &it.id, &it.of, &it.drugs)))
            .chain(book.absent.iter().map(|it| ("absent", &it.id, &it.of, &it.drugs)))
            .chain(book.gates.iter().map(|it| ("gates", &it.id, &it.of, &it.drugs)))
            .chain(book.monitoring.iter().map(|it| ("monitoring", &it.id, &it.of, &it.drugs)))
            .chain(
                (book.statements.iter())
                    .filter(|it| it.of != NOBODY)
                    .map(|it| ("statements", &it.id, &it.of, &it.drugs)),
            );
        for (list, id, of, _) in rows.filter(|(.., drugs)| drugs.is_empty()) {
            errors.push(BookError {
                path: format!("{list}[{id}].of"),
                message: format!("no drug of the book is `{of}`"),
            });
        }
        for it in &book.rules {
            for see in &it.see {
                if !book.statements.iter().any(|statement| statement.id == *see) {
                    errors.push(BookError {
                        path: format!("rules[{}].see", it.id),
                        message: format!("`{see}` does not exist"),
                    });
                }
            }
        }
        self.errors.append(&mut errors);
    }

    /// What a question implies is another question; and no question leads back to itself, be it by what
    /// it implies, by what implies it or by what makes it senseless.
    fn implications(&mut self) {
        let book = &self.formulary.book;
        let exists = |id: &str| book.questions.iter().any(|it| it.id == id);
        let mut errors = Vec::new();
        for it in &book.questions {
            for id in it.implies.iter().filter(|id| !exists(id)) {
                let path = format!("questions[{}].implies", it.id);
                errors.push(BookError { path, message: format!("`{id}` does not exist") });
            }
            let mut read: Vec<&str> = read_by(book, it);
            let mut at = 0;
            while let Some(id) = read.get(at) {
                let further = book.questions.iter().find(|it| it.id == *id).map_or(Vec::new(), |it| read_by(book, it));
                at += 1;
                for id in further {
                    if !read.contains(&id) {
                        read.push(id);
                    }
                }
            }
            if read.contains(&it.id.as_str()) {
                let path = format!("questions[{}]", it.id);
                errors.push(BookError { path, message: "leads back to itself".to_owned() });
            }
        }
        self.errors.append(&mut errors);
    }

    fn is_tag(&self, tag: &str) -> bool {
        let book = &self.formulary.book;
        book.classes.iter().any(|it| it.id == tag) || book.substances.iter().any(|it| it.id == tag)
    }

    fn medicines(&mut self) {
        let book = &self.formulary.book;
        for it in &book.substances {
            for class in &it.classes {
                if !book.classes.iter().any(|known| known.id == *class) {
                    self.fault(format!("substances[{}].classes", it.id), format!("`{class}` does not exist"));
                }
            }
            for citation in &it.sources {
                if self.formulary.source(&citation.source).is_none() {
                    self.fault(
                        format!("substances[{}].sources", it.id),
                        format!("source `{}` is not in the bibliography", citation.source),
                    );
                }
            }
            if !it.classes.is_empty() && it.sources.is_empty() {
                self.fault(format!("substances[{}].sources", it.id), "classes need a source");
            }
        }
        for it in &book.brands {
            for substance in &it.substances {
                if self.formulary.substance(substance).is_none() {
                    self.fault(format!("brands[{}]", it.name), format!("substance `{substance}` does not exist"));
                }
            }
            if it.substances.is_empty() && it.unknown.is_empty() {
                self.fault(format!("brands[{}]", it.name), "has no composition");
            }
        }
    }

    fn cards(&mut self) {
        let book = &self.formulary.book;
        let lines = book.lines.iter().map(|it| (format!("lines[{}]", it.id), &it.indications));
        let cards = book.cards.iter().map(|it| (format!("cards[{}]", it.id), &it.indications));
        for (path, indications) in cards.chain(lines) {
            for id in indications.iter().filter(|id| !book.indications.iter().any(|it| it.id == **id)) {
                self.fault(format!("{path}.indications"), format!("`{id}` does not exist"));
            }
        }
        for it in &book.cards {
            if it.session.as_ref().is_some_and(|it| it.least_interval_days == 0) {
                self.fault(format!("cards[{}].session", it.id), "an interval lasts at least a day");
            }
            let odd = |table: &crate::card::Table| table.rows.iter().any(|row| row.len() != table.head.len());
            if it.table.as_ref().is_some_and(odd) {
                self.fault(format!("cards[{}].table", it.id), "a row has other cells than the head");
            }
        }
        let lines = book.lines.iter().map(|it| (format!("lines[{}]", it.id), &it.option));
        let profiles = book.profiles.iter().map(|it| (format!("profiles[{}]", it.option), &it.option));
        for (path, option) in lines.chain(profiles) {
            if self.formulary.drug(option).is_none() && self.formulary.card(option).is_none() {
                self.fault(format!("{path}.option"), format!("`{option}` is no drug and no card"));
            }
        }
    }

    fn dates(&mut self) {
        let Some(oldest) = self.formulary.book.sources.iter().map(|it| it.compared).min() else {
            self.fault("sources".into(), "the bibliography is empty");
            return;
        };
        let edition = &self.formulary.edition;
        for (name, date, months) in [("review_by", edition.review_by, 12), ("expires", edition.expires, 24)] {
            let (year, month, day) = oldest.ymd();
            let due = Date::from_ymd(year + months / 12, month, day.min(28));
            if due != Ok(date) {
                self.fault(
                    format!("edition.{name}"),
                    format!("must be the oldest comparison ({oldest}) and {months} months"),
                );
            }
        }
    }
}
