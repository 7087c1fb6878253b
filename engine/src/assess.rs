//! What is found, what was not checked, and the earliest first day.

use serde::Serialize;

use crate::date::Date;
use crate::formulary::{Citation, Grade, Severity};
use crate::request::Decision;

/// The worst of what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing found by the rules checked, and none was left unchecked.
    NothingFound,
    /// Something to adapt, monitor or acknowledge; or a lesser rule was not checked.
    Caution,
    /// Waits for a fact, a date or a decision.
    Pending,
    /// Not to be started.
    Refused,
}

/// The result of a rule on this request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// Stable name for decisions and acknowledgements: the rule's id, with the medicine where one
    /// rule may fire on several (`OP-2-short:tramadol`).
    pub key: String,
    /// Id of the rule, limit or wash-out.
    pub rule: String,
    /// How bad.
    pub severity: Severity,
    /// What was found.
    pub text: String,
    /// What to ask the prescriber.
    pub ask: Option<String>,
    /// What it rests on: the fields used, with their values in words.
    pub inputs: Vec<Input>,
    /// What it waits for, if pending.
    pub waits: Vec<Wait>,
    /// Whether an acknowledgement is needed before anything is printed, and is not recorded.
    pub unacknowledged: bool,
    /// The decision or acknowledgement recorded about it.
    pub recorded: Option<Decision>,
    /// Statements of the formulary to show beside it.
    pub see: Vec<String>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Vec<Citation>,
}

/// A field of the request that was read, or that is missing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Input {
    /// Path in the request: `patient.liver.alt`, `patient.answers.pregnant`, `medicines[0].form`.
    pub path: String,
    /// What it is and its value, in words: `ALAT 2,5 × la normale`. For a missing one, its name alone.
    pub text: String,
}

/// What a pending finding waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Wait {
    /// A fact: the field to fill in.
    Fact(Input),
    /// A day before which nothing begins.
    Date(#[cfg_attr(feature = "schema", schemars(with = "String"))] Date),
    /// A decision of a named professional, recorded under this key.
    Decision(String),
}

/// A rule that could not be checked, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotChecked {
    /// Stable name, as in [`Finding::key`].
    pub key: String,
    /// Id of the rule or limit.
    pub rule: String,
    /// How bad it could be.
    pub severity: Severity,
    /// What it would have found.
    pub text: String,
    /// The fields that are missing.
    pub missing: Vec<Input>,
    /// Sources.
    pub sources: Vec<Citation>,
}

/// Everything found about one request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assessment {
    /// The worst of it.
    pub verdict: Verdict,
    /// Findings, worst first.
    pub findings: Vec<Finding>,
    /// Rules not checked, worst first.
    pub not_checked: Vec<NotChecked>,
    /// Ids of the rules that were checked.
    pub checked: Vec<String>,
    /// Questions that make no sense here, with the fact that says so.
    pub not_applicable: Vec<Input>,
    /// First day on which a first dose may fall, when a date decides; never earlier than today.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub earliest: Option<Date>,
}
