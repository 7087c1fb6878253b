//! Around an operation: whether a drug is taken on, or which is its last day, and how it is taken again.
//!
//! A row is of a drug, a substance or a class, as a rule is. One row of each drug says what becomes of it; others may
//! stand beside that one.

use serde::{Deserialize, Serialize};

use crate::book::source::{Grade, Sources};
use crate::exact::date::Date;
use crate::lang::Text;
use crate::logic::condition::Condition;

/// What is done with some drugs around an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OperationRow {
    /// Stable id: `OP-4-surgery`.
    pub id: String,
    /// Whom it is of: a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// What becomes of the drug.
    pub conduct: Conduct,
    /// What is done, and who is told.
    pub text: Text,
    /// What to ask the prescriber.
    pub ask: Text,
    /// Statements to show beside it.
    #[serde(default)]
    pub see: Vec<String>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// What becomes of a drug around an operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Conduct {
    /// It is taken on, the morning of the operation included.
    Continue,
    /// It is stopped before.
    Stop(Interruption),
    /// Another row says what becomes of it; this one is said with that.
    Beside,
}

/// A stop before an operation, and how the drug is taken again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Interruption {
    /// Full free days between the last dose and the operation.
    pub full_days: u16,
    /// After so many full days off, or fewer, the same dose is taken again.
    pub same_dose_days: u16,
    /// Whether something was taken that a wash-out must follow, and that no line of the list names.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub unlisted: Condition,
    /// Rules that keep a beginning until the operation is over: they say nothing of who takes the drug.
    #[serde(default)]
    pub of_a_beginning: Vec<String>,
    /// How it is taken again, in words.
    pub again: Text,
}

impl Interruption {
    /// The last day on which the drug may be taken before an operation: none outside the calendar.
    #[must_use]
    pub fn last_dose_before(&self, operation: Date) -> Option<Date> {
        operation.plus(-i32::from(self.full_days) - 1)
    }

    /// The last day on which the same dose may be taken again after a last dose.
    #[must_use]
    pub fn same_dose_until(&self, last_dose: Date) -> Option<Date> {
        last_dose.plus(i32::from(self.same_dose_days) + 1)
    }
}

impl OperationRow {
    /// The stop that it asks for, if it asks for one.
    #[must_use]
    pub const fn stop(&self) -> Option<&Interruption> {
        match &self.conduct {
            Conduct::Stop(stop) => Some(stop),
            Conduct::Continue | Conduct::Beside => None,
        }
    }
}
