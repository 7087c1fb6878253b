//! The medicines a person takes or took, and how their names are recognised.
//!
//! A name is resolved only by an exact match after folding, or by a person's choice. A near miss
//! gives suggestions, never an answer: Lamictal is not Lamisil.

mod fold;
mod manner;
mod recognise;
mod suggest;

use serde::{Deserialize, Serialize};

use crate::date::{Date, When};
use crate::dose::Dose;

pub use fold::fold;
pub use manner::{Acts, acts, form_of, possible_forms, possible_forms_by, route_of};
pub use recognise::{BRAND_PREFIX, Catalogue, Index, Recognised};
pub use suggest::Suggestion;

/// How a preparation releases its drug, from the shortest action to the longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Released at once.
    Immediate,
    /// Prolonged release (LP).
    Prolonged,
    /// Patch; its last dose is the day it was taken off.
    Patch,
    /// Depot injection or implant.
    Depot,
}

/// Where a preparation is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// By mouth, swallowed.
    Oral,
    /// Under the tongue or against the cheek.
    Sublingual,
    /// Injected or infused.
    Injection,
    /// Through the skin, meant for the whole body: a patch.
    Transdermal,
    /// On the skin, meant for the skin.
    Skin,
    /// Eye.
    Eye,
    /// Ear.
    Ear,
    /// Nose.
    Nose,
    /// Inhaled.
    Inhaled,
    /// Rectum.
    Rectal,
    /// Vagina.
    Vaginal,
    /// Uterus.
    Uterine,
    /// Mouth and throat, meant for them.
    Mouth,
}

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
    pub form: Option<Form>,
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
