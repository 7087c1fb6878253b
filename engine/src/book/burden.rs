//! What medicines have in common and adds up: drowsiness, serotonin, the QT interval…

use serde::{Deserialize, Serialize};

use crate::book::source::{Grade, Sources};
use crate::lang::Text;
use crate::logic::condition::Condition;

/// Something that medicines have in common and that adds up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Burden {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it does, and what to look out for.
    pub text: Text,
    /// Who carries it: substances, classes, groups of the thesaurus.
    pub of: Vec<String>,
    /// How long it outlives a last dose, where a source says so.
    #[serde(default)]
    pub tails: Vec<Lasting>,
    /// From how many on it reaches the verdict; none: it is only drawn on the calendar.
    #[serde(default)]
    pub adds_up: Option<AddsUp>,
    /// What holds where a drug that carries it is begun beside another that is lowered.
    #[serde(default)]
    pub rises: Option<Rises>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// A burden that rises while another drug is lowered: a caution to acknowledge, and refused beside some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rises {
    /// Stable id of the rule: `RISE-SEDATION`.
    pub id: String,
    /// Beside what the days together are refused; what is not known waits.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub never: Condition,
    /// What is said where they are.
    pub refused: Text,
    /// What is said elsewhere.
    pub text: Text,
    /// What to ask the prescriber.
    pub ask: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Lines of the list that carry a burden strongly, beside a drug that carries it: from how many on they
/// are worth a word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AddsUp {
    /// Stable id of the rule: `ADD-BLEEDING`.
    pub id: String,
    /// Who carries it strongly, each among those who carry it.
    pub strong: Vec<String>,
    /// So many lines are a caution.
    pub caution_from: u8,
    /// So many lines are a caution to be acknowledged.
    pub acknowledge_from: u8,
    /// Mechanisms of interaction that say the same of one line.
    pub mechanisms: Vec<String>,
    /// What to ask the prescriber.
    pub ask: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

impl Burden {
    /// Whether one who is called by these tags carries it.
    #[must_use]
    pub fn is_carried_by(&self, tags: &[&str]) -> bool {
        self.of.iter().any(|it| tags.contains(&it.as_str()))
    }

    /// How many full days it outlives the last dose of what is called by these tags; none is known where
    /// it is empty.
    #[must_use]
    pub fn tail(&self, tags: &[&str]) -> Option<u16> {
        self.tails.iter().filter(|it| tags.contains(&it.of.as_str())).map(|it| it.days).max()
    }
}

impl AddsUp {
    /// Whether one who is called by these tags carries it strongly.
    #[must_use]
    pub fn is_carried_by(&self, tags: &[&str]) -> bool {
        self.strong.iter().any(|it| tags.contains(&it.as_str()))
    }
}

/// How long the burden of some medicines outlives their last dose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lasting {
    /// Substance, class or group.
    pub of: String,
    /// Full days after the last dose.
    pub days: u16,
    /// Sources.
    pub sources: Sources,
}
