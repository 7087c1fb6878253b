//! The catalogue: substances, brands, classes, and the words for a kind of medicine.

use serde::{Deserialize, Serialize};

use crate::book::source::{Grade, Sources};
use crate::book::synonyms::Synonyms;
use crate::lang::Text;

/// Whether a substance is, or belongs to, what a tag names.
#[must_use]
pub fn has_tag(substance: &Substance, tag: &str) -> bool {
    substance.id == tag || substance.classes.iter().any(|class| class == tag)
}

/// A substance of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Substance {
    /// Stable id, an English lower-case name: `tramadol`.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Other names people type.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Classes: `ssri`, `opioid-short`. Its own id is a tag too.
    #[serde(default)]
    pub classes: Vec<String>,
    /// Forms it exists in; the strict reading of an unsaid form is the strictest of these. Empty: immediate and prolonged.
    #[serde(default)]
    pub forms: Vec<DoseForm>,
    /// Routes by which it acts only locally; empty: none exists.
    #[serde(default)]
    pub local: Vec<Route>,
    /// Sources of the classes.
    #[serde(default)]
    pub sources: Sources,
}

/// A brand and what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// Name as printed.
    pub name: String,
    /// Substances, by id.
    pub substances: Vec<String>,
    /// Substances of its composition that the catalogue does not hold: it is then partly recognised.
    #[serde(default)]
    pub unknown: Vec<String>,
    /// Form, when the brand has only one.
    #[serde(default)]
    pub form: Option<DoseForm>,
    /// Route, when the brand has only one.
    #[serde(default)]
    pub route: Option<Route>,
}

/// A class of medicines: what a substance is, or does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Its substances, where they are listed with the class and not each with its own source. Once the
    /// book is bound each substance carries the class, and this list is empty.
    #[serde(default)]
    pub of: Vec<String>,
    /// Evidence grade of that list.
    #[serde(default)]
    pub grade: Option<Grade>,
    /// Sources of that list.
    #[serde(default)]
    pub sources: Sources,
}

/// A kind of medicine, and the words people write for it instead of a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MedicineKind {
    /// Name.
    pub name: Text,
    /// What it is called in each language; each is read in both.
    pub words: Synonyms,
}

/// How a preparation releases its drug, from the shortest action to the longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DoseForm {
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
