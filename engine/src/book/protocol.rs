//! A published way to climb: protocols, their variants, their ladders.

use serde::{Deserialize, Serialize};

use crate::book::place::{Moment, Region};
use crate::book::source::{Grade, Sources};
use crate::exact::dose::Dose;
use crate::lang::Text;
use crate::logic::condition::Condition;

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

/// Who is reading: three views of one plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum View {
    /// Builds, acknowledges, compares.
    #[default]
    Professional,
    /// Reads, prints, prepares a visit.
    Patient,
    /// Prepares and hands over.
    Pharmacist,
}

impl View {
    /// Every view.
    pub const ALL: [Self; 3] = [Self::Professional, Self::Patient, Self::Pharmacist];

    /// Its name, in a file, a link and an attribute.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Professional => "professional",
            Self::Patient => "patient",
            Self::Pharmacist => "pharmacist",
        }
    }

    /// The view of a name, if it is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl Access {
    /// Whether who reads may choose it.
    pub(crate) const fn is_open_to(self, view: View) -> bool {
        match (self, view) {
            (Self::Everyone, View::Professional | View::Patient | View::Pharmacist)
            | (Self::Professional, View::Professional) => true,
            (Self::Professional, View::Patient | View::Pharmacist)
            | (Self::Reference, View::Professional | View::Patient | View::Pharmacist) => false,
        }
    }
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

pub(crate) fn every_day() -> u8 {
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

impl Protocol {
    /// Whether a stair of it, a variant's too, has doses that are not taken each day.
    #[must_use]
    pub fn alternates(&self) -> bool {
        let ladders = self.variants.iter().map(|it| &it.ladder).chain([&self.ladder]);
        ladders.into_iter().any(Ladder::alternates)
    }
}

impl Ladder {
    /// Whether it has doses that are not taken each day.
    #[must_use]
    pub fn alternates(&self) -> bool {
        match self {
            Self::Even { .. } => false,
            Self::Rungs(rungs) => rungs.iter().any(|it| it.every_days > 1),
        }
    }

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
