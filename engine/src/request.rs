//! The one thing Palier is asked: what the form parses to, the saved file, the fragment of the
//! address and the argument of the JavaScript function.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::dose::Dose;
use crate::formulary::{Moment, Region};
use crate::medicine::Medicine;
use crate::patient::Patient;
use crate::supply::Supply;
use crate::words::Lang;

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
    pub language: Lang,
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

/// The treatment to plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Treatment {
    /// Id of the drug.
    pub drug: String,
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
    /// First day wished for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub start: Option<Date>,
    /// What the pharmacy can hand over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplies: Vec<Supply>,
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

/// What is wrong with a request that is well formed but impossible, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// Path of the field, for example `patient.age_years`.
    pub path: String,
    /// What is wrong and what to do, in the request's language.
    pub message: String,
}
