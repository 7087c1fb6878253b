//! Questionnaires and ratings that somebody answers again and again: what they count, and what a change of them means.

use serde::{Deserialize, Serialize};

use crate::book::source::{Grade, Sources};
use crate::lang::Text;

/// A questionnaire, or a rating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Stable id: `phq-9`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it measures, over which days, and how it is filled in.
    pub text: Text,
    /// Its lowest total.
    pub lowest: u8,
    /// Its highest total.
    pub highest: u8,
    /// Whether a total may have a fraction.
    #[serde(default)]
    pub fractions: bool,
    /// Which way is better.
    pub better: Better,
    /// Whether it is the pain that is told at a check-in.
    #[serde(default)]
    pub told_at_check_ins: bool,
    /// Its answers, where they are counted here; none: only its total is typed.
    #[serde(default)]
    pub answers: Option<ScaleAnswers>,
    /// What its totals are called, the lowest first.
    #[serde(default)]
    pub bands: Option<ScaleBands>,
    /// The smallest difference that matters, in points.
    #[serde(default)]
    pub difference: Option<ScaleDifference>,
    /// What a fall by a share of the first total is called.
    #[serde(default)]
    pub response: Option<ScaleResponse>,
    /// What was looked for and not found, each part once.
    #[serde(default)]
    pub not_found: Vec<ScaleGap>,
    /// The question after which somebody asks at once.
    #[serde(default)]
    pub crisis: Option<ScaleCrisis>,
    /// Who made it.
    pub attribution: Text,
    /// Who may use it, and what of it is shown here.
    pub licence: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Which way a total is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// The lower the better.
    Lower,
    /// The higher the better.
    Higher,
}

/// Answers that are numbers, each from none to the same most, and that are added up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleAnswers {
    /// How many questions there are.
    pub count: u8,
    /// The most that one answer counts.
    pub most: u8,
    /// Questions that count the other way round, the first being 1, the lowest first.
    #[serde(default)]
    pub reversed: Vec<u8>,
    /// The questions, where their text may be reproduced.
    #[serde(default)]
    pub questions: Vec<Text>,
    /// What each number says, from 0 on, with the questions.
    #[serde(default)]
    pub choices: Vec<Text>,
}

/// What totals are called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleBands {
    /// Each, the lowest first.
    pub each: Vec<ScaleBand>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// One band: only where it begins is written, so that no total falls between two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleBand {
    /// Its lowest total.
    pub from: u8,
    /// What it is called.
    pub text: Text,
}

/// The smallest difference that matters to who answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleDifference {
    /// So many points.
    pub points: u8,
    /// Who found it, and what else was found.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// What a fall by a share of the first total is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleResponse {
    /// The lowest first total of which a share is judged.
    pub first_at_least: u8,
    /// Each, the smallest first.
    pub shares: Vec<ScaleShare>,
    /// Who found it, and what else was found.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// A share of the first total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleShare {
    /// So many percent of it.
    pub percent: u8,
    /// What such a fall is called.
    pub text: Text,
}

/// A part that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ScalePart {
    /// What its totals are called.
    Bands,
    /// The smallest difference that matters.
    Difference,
}

/// A part that no source gives: said, never made up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleGap {
    /// Which.
    pub part: ScalePart,
    /// What was found in its place.
    pub text: Text,
    /// Sources.
    pub sources: Sources,
}

/// The question after which somebody asks at once, and whom to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleCrisis {
    /// Its place among the questions, the first being 1.
    pub question: u8,
    /// What is said where any answer but 0 was given.
    pub text: Text,
    /// What is said where it was left open.
    pub unanswered: Text,
    /// Whom to call, country by country, then anywhere.
    pub calls: Vec<Text>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

impl Scale {
    /// Why a part has no value, where it has none.
    #[must_use]
    pub fn gap(&self, part: ScalePart) -> Option<&ScaleGap> {
        self.not_found.iter().find(|it| it.part == part)
    }
}
