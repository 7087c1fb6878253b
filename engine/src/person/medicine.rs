//! The medicines a person takes or took, and how their names are recognised.
//!
//! A name is resolved only by an exact match after folding, or by a person's choice. A near miss
//! gives suggestions, never an answer: Lamictal is not Lamisil.

use serde::{Deserialize, Serialize};

use crate::book::medicine::{DoseForm, Route};
use crate::exact::date::{Date, When};
use crate::exact::dose::Dose;

/// How a medicine is used, where it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Use {
    /// Now and then, as labelled.
    Occasional,
    /// Every day, or at a high dose.
    Daily,
    /// Otherwise than for health, or far above the label.
    Misuse,
}

/// A recorded or planned stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// Day of the last dose (or month; for a patch, the day it was taken off).
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub last_dose: When,
    /// The professional who planned it: required when the last dose lies ahead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_by: Option<String>,
}

/// One line of the list. A typed name is kept as it was typed, whatever becomes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Medicine {
    /// As typed.
    pub name: String,
    /// Id of the catalogue entry a person chose, when the typed name is not an exact match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen: Option<String>,
    /// First dose, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub started: Option<When>,
    /// Absent: taken now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stop>,
    /// Release; absent has the strict reading: prolonged, where the substance has such a form. It
    /// never shortens what the name or the brand says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<DoseForm>,
    /// Route; absent counts as systemic where the substance has both kinds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub route: Option<Route>,
    /// How it is used.
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "use")]
    pub used: Option<Use>,
    /// Amount per day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub daily_dose: Option<Dose>,
}

impl Medicine {
    /// Whether it is taken on `today`: no stop recorded, or a stop that lies ahead.
    #[must_use]
    pub fn is_current(&self, today: Date) -> bool {
        self.stopped.as_ref().is_none_or(|stop| stop.last_dose.latest() > today)
    }
}
