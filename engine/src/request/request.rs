//! The one thing Palier is asked: what the form parses to, the saved file, the fragment of the
//! address and the argument of the JavaScript function.

use serde::{Deserialize, Serialize};

use crate::book::place::{Moment, Region};
use crate::book::protocol::View;
use crate::book::supply::Supply;
use crate::book::taper::Cut;
use crate::exact::date::{Date, When};
use crate::exact::dose::Dose;
use crate::fault::{Fault, FaultKind};
use crate::json::Json;
use crate::lang::Tongue;
use crate::person::medicine::Medicine;
use crate::person::patient::Patient;
use crate::request::check_in::CheckIn;
use crate::request::measure::ScaleEntry;
use crate::request::taken::TakenNow;

/// A session that took place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// Id of the card.
    pub card: String,
    /// Its day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub on: Date,
}

/// A question to Palier. Absent fields are unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Version of this format; 1.
    pub version: u8,
    /// Stable name of the plan, chosen by whoever asks.
    pub id: String,
    /// The day it is asked.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub today: Date,
    /// Language of every text in the answer.
    #[serde(default)]
    pub language: Tongue,
    /// Who is to read it when it is opened: it changes no answer. Absent: whoever has it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<View>,
    /// Region whose products and labels hold.
    #[serde(default)]
    pub region: Region,
    /// The person.
    #[serde(default)]
    pub patient: Patient,
    /// What they take or took.
    #[serde(default)]
    pub medicines: Vec<Medicine>,
    /// What is to be planned.
    pub treatment: Treatment,
    /// Sessions that took place, of treatments done in sessions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Held>,
    /// The days on which the plan was looked at again, in their order; each with the calendar that had stood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub check_ins: Vec<CheckIn>,
    /// What was filled in of questionnaires and ratings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<ScaleEntry>,
    /// The prescriber, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prescriber: Option<String>,
    /// Decisions of named professionals: each lifts what it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Cautions a named professional has read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acknowledgements: Vec<Decision>,
}

/// What is asked of a treatment. Absent in a request: to begin it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To go down to a dose, or to nothing.
    Taper(TaperAsked),
    /// To go on from where the person stands.
    Continue,
    /// To take another drug in its place. It names none: a problem of the request, which says to ask for a way down with
    /// [`TaperAsked::then`].
    Switch,
}

/// Where somebody stands who takes the drug already: what a way down and what goes on both begin from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ongoing {
    /// What is taken now, moment by moment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub now: Vec<TakenNow>,
    /// Once in how many days it is taken; absent: each day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_days: Option<u8>,
    /// Since when the drug has been taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub since: Option<When>,
    /// Since when it has been taken at this dose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub dose_since: Option<When>,
    /// The first day of the plan that is gone on with: its judgement is counted from there. Absent: it begins now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub plan_since: Option<Date>,
    /// So many days, from the first, the dose stays at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay_days: Option<u16>,
    /// Units at home, of the supplies of the treatment: they are used first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<UnitsHeld>,
}

/// A way down, from where the person stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TaperAsked {
    /// The dose of a day to go down to; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub to: Option<Dose>,
    /// By how much at once; absent: as the book does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<Cut>,
    /// Days from one cut to the next; absent: as the book does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval_days: Option<u16>,
    /// Id of the drug that is begun in its place, where one is: when, the book says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<String>,
    /// How that drug is begun; absent: by its default protocol, in units that are still to be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<ThenWith>"))]
    pub then_with: Option<Box<ThenWith>>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// What was done otherwise on the way, in the order of its days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<TaperAct>,
}

/// How the drug is begun that comes after a way down, or beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ThenWith {
    /// Id of the indication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indication: Option<String>,
    /// Id of the protocol; absent: the drug's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// Dose aimed at, per day; absent: the protocol's first target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub target: Option<Dose>,
    /// What the pharmacy can hand over of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplies: Vec<Supply>,
    /// Whether it takes the place of the first from one day to the next, at the dose of the book; absent: the first is
    /// lowered to nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub converted: bool,
}

/// A dose of another drug, taken until the day before, whose place a first dose takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Converted {
    /// Id of that drug.
    pub drug: String,
    /// The dose of a day of it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub dose: Dose,
}

/// What was done otherwise than laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum TaperAct {
    /// The dose of a day is kept longer: every later cut moves.
    Stay {
        /// A day on which that dose is taken.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        on: Date,
        /// The last day at it.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        until: Date,
    },
    /// The dose before the last cut is taken again.
    Back {
        /// The first day at it.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        on: Date,
    },
}

impl TaperAct {
    /// The day that it is of.
    #[must_use]
    pub const fn on(self) -> Date {
        match self {
            Self::Stay { on, .. } | Self::Back { on } => on,
        }
    }
}

/// Why somebody comes off a drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The person wishes it.
    Wish,
    /// It does not help enough.
    NoBenefit,
    /// It is not borne.
    NotBorne,
    /// It has become too strong or forbidden for this person.
    NoLongerFor,
    /// A reason for which a doctor stops it within the hour: the id of a reason of the book, or of the note that
    /// names them all.
    AtOnce(String),
}

/// Units of one supply that are at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitsHeld {
    /// Place of the supply in the list of the treatment, the first being 0.
    pub supply: usize,
    /// Whole capsules or tablets, or drops.
    pub count: u16,
}

/// The treatment to plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Treatment {
    /// Id of the drug; or of a card, which is explained and never planned.
    pub drug: String,
    /// What is asked of it; absent: to begin it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Where the person stands, who takes it already: of what goes on or comes down.
    #[serde(default, skip_serializing_if = "Ongoing::is_unsaid")]
    pub standing: Ongoing,
    /// Id of the indication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indication: Option<String>,
    /// Id of the protocol; absent: the drug's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// Dose aimed at, per day; absent: the protocol's first target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub target: Option<Dose>,
    /// First dose, if lower than the protocol's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub first_dose: Option<Dose>,
    /// What was taken until the day before, where the first dose is worked out from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub converted: Option<Converted>,
    /// Increment, if smaller than the protocol's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub increment: Option<Dose>,
    /// Days per step, if longer than the protocol's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval_days: Option<u16>,
    /// Moment of the day; absent: the protocol's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moment: Option<Moment>,
    /// Whether the evening is given the larger share, where the protocol allows it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub larger_evening: bool,
    /// First day wished for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub start: Option<Date>,
    /// What the pharmacy can hand over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplies: Vec<Supply>,
    /// Strengths of these that are in hand already: they are used first. None said: of what is
    /// compounded every one is, of what is sold none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub in_hand: Vec<Dose>,
    /// Most capsules or tablets at one intake; absent: the drug's own limit. A professional may raise it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_units: Option<u8>,
    /// Days in one batch, 28 or 30; absent: 28.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch_days: Option<u16>,
}

/// A recorded decision or acknowledgement. Printed as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What it is about: a finding's `key`.
    pub about: String,
    /// The professional, by name.
    pub by: String,
    /// The day it was taken.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub on: Date,
    /// Why, in their words.
    #[serde(default)]
    pub reason: String,
}

impl Treatment {
    /// The way down that is asked for, where one is.
    #[must_use]
    pub const fn taper(&self) -> Option<&TaperAsked> {
        match &self.purpose {
            Some(Purpose::Taper(taper)) => Some(taper),
            Some(Purpose::Continue | Purpose::Switch) | None => None,
        }
    }

    /// Where somebody stands who goes on with the drug.
    #[must_use]
    pub fn goes_on(&self) -> Option<&Ongoing> {
        matches!(self.purpose, Some(Purpose::Continue)).then_some(&self.standing)
    }

    /// Whether something was done on a way down that has begun: its first day may then have passed.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.taper().is_some_and(|it| !it.acts.is_empty())
    }

    /// The same, to be filled in.
    pub const fn taper_mut(&mut self) -> Option<&mut TaperAsked> {
        match &mut self.purpose {
            Some(purpose) => purpose.as_taper_mut(),
            None => None,
        }
    }
}

impl TaperAsked {
    /// Whether another drug takes its place from one day to the next, at a dose of the book.
    #[must_use]
    pub fn is_converted(&self) -> bool {
        self.then_with.as_ref().is_some_and(|it| it.converted)
    }
}

impl Purpose {
    /// The way down that it is, to be filled in.
    pub const fn as_taper_mut(&mut self) -> Option<&mut TaperAsked> {
        match self {
            Self::Taper(taper) => Some(taper),
            Self::Continue | Self::Switch => None,
        }
    }
}

impl Ongoing {
    /// Whether nothing is said of it.
    #[must_use]
    pub fn is_unsaid(&self) -> bool {
        *self == Self::default()
    }

    /// The dose of a day that is taken now; `None` for none, and above what a dose can hold.
    #[must_use]
    pub fn dose(&self) -> Option<Dose> {
        let total: u64 = self.now.iter().map(|it| u64::from(it.dose.micrograms())).sum();
        u32::try_from(total).ok().and_then(Dose::from_micrograms)
    }
}

impl Request {
    /// Version of the format this program reads and writes.
    pub const VERSION: u8 = 1;

    /// Reads a request from the text of a file, a link or a line.
    ///
    /// # Errors
    /// The first [`Fault`], with its place.
    ///
    /// # Examples
    ///
    /// ```
    /// use palier_engine::request::request::Request;
    ///
    /// let asked = r#"{ "version": 1, "id": "x", "today": "2026-11-30", "treatment": { "drug": "pregabalin" } }"#;
    /// assert_eq!(Request::read(asked).expect("a request").treatment.drug, "pregabalin");
    /// let fault = Request::read(r#"{ "version": 1, "shoe_size": 42 }"#).expect_err("no field of a request");
    /// assert_eq!(fault.path, "");
    /// ```
    pub fn read(text: &str) -> Result<Self, Box<Fault>> {
        Json::parse(text).and_then(|json| Self::of(&json))
    }

    /// Reads a request from JSON that was parsed. One of a later version, or of one that never was, is named as
    /// such before anything in it is unknown.
    ///
    /// # Errors
    /// The first [`Fault`], with its place.
    pub fn of(json: &Json) -> Result<Self, Box<Fault>> {
        match json.field("version") {
            Some(Json::Whole(version)) if *version > Self::VERSION.into() => {
                Err(Fault::of(FaultKind::Newer(*version)).within("version"))
            }
            Some(Json::Whole(version)) if *version < Self::VERSION.into() => {
                Err(Fault::of(FaultKind::NoSuchVersion(*version)).within("version"))
            }
            Some(_) | None => Self::deserialize(json),
        }
    }
}
