//! The yes/no questions, their groups, and what treatments are for.

use serde::{Deserialize, Serialize};

use crate::book::synonyms::Synonyms;
use crate::lang::Text;
use crate::logic::condition::Condition;

/// A yes/no question about the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable id, used in conditions.
    pub id: String,
    /// Group it is shown in.
    pub group: String,
    /// The question in two to five words, as a checklist shows it; no two are alike.
    pub label: Text,
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
    /// The doubt that a yes casts on the formula of a clearance.
    #[serde(default)]
    pub doubt: Option<Doubt>,
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

/// What makes the formula of a clearance unreliable, or may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// A body-mass index of 30 kg/m² or more: it is measured, no question asks it.
    BodyMass,
    /// Dialysis.
    Dialysis,
    /// A creatinine that moves.
    UnstableCreatinine,
    /// Pregnancy.
    Pregnancy,
}

/// A group of questions: what they are about.
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
    /// What else people write for it, none of it for another one too.
    #[serde(default)]
    pub words: Synonyms,
}
