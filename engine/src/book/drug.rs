//! A drug: its licence, its products, how it is judged and stopped, and the parts it may not lack.

use serde::{Deserialize, Serialize};

use crate::book::place::Region;
use crate::book::source::{Grade, Sources};
use crate::book::supply::Supply;
use crate::exact::day::Day;
use crate::exact::decimal::Decimal;
use crate::exact::dose::{Dose, Volume};
use crate::lang::Text;
use crate::logic::condition::Condition;

/// Marketing status of a drug for an indication in a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Region.
    pub region: Region,
    /// Indication.
    pub indication: String,
    /// Licence.
    pub licence: Licence,
    /// What to print, reimbursement included.
    pub text: Text,
    /// Evidence grade of the drug in this indication.
    pub evidence: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Whether a use is licensed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Licence {
    /// In the label.
    Licensed,
    /// « Hors AMM ».
    OffLabel,
    /// No product in the region.
    NotMarketed,
}

/// A licensed product that can be handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// Region.
    pub region: Region,
    /// Name as a pharmacist says it.
    pub name: Text,
    /// What it is.
    pub supply: Supply,
    /// Units per box.
    pub packs: Vec<u16>,
    /// Bottle it is sold in, for drops.
    #[serde(default)]
    pub bottle: Option<Bottle>,
    /// Sources.
    pub sources: Sources,
}

/// A bottle of drops as it is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bottle {
    /// Volume.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub volume: Volume,
    /// Drops it gives, at least one. How long it keeps once opened was not read: the leaflet says.
    pub drops: u16,
}

/// A plannable drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Drug {
    /// Stable id: `naltrexone-ldn`.
    pub id: String,
    /// Id of its substance.
    pub substance: String,
    /// Name on the page and every sheet.
    pub name: Text,
    /// Other names people type for this drug, where its substance is that of another one too.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What is the same treatment as this drug, beside its own substance: substances and classes of the
    /// catalogue. Taken now, it is not begun beside it.
    #[serde(default)]
    pub same_treatment: Vec<String>,
    /// Indications, most usual first.
    pub indications: Vec<String>,
    /// Status per region and indication.
    pub status: Vec<Status>,
    /// Default protocol.
    pub protocol: String,
    /// When it is judged; nothing is laid out past that day.
    pub judgement: Judgement,
    /// Sources of the judgement.
    pub judgement_sources: Sources,
    /// Days after which the effect of the best tolerated dose is judged: from, to.
    pub best_dose_days: (u16, u16),
    /// The least doses whose effect was published: a plan that stays below is no trial that can fail.
    #[serde(default)]
    pub effective: Vec<Effective>,
    /// Strengths a compounding pharmacy is offered to choose among; empty if none is compounded.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub compounded: Vec<Dose>,
    /// Most capsules or tablets at one intake, unless a professional raises it.
    pub most_units: u8,
    /// Licensed products.
    #[serde(default)]
    pub products: Vec<Product>,
    /// How it is stopped, once taken for a while; absent: it may be stopped at once.
    #[serde(default)]
    pub taper: Option<Taper>,
    /// What the body does with it.
    #[serde(default)]
    pub kinetics: Option<Kinetics>,
}

/// The least dose whose effect was published, for some uses of a drug or for all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Effective {
    /// Indications it was published for; empty: every one of the drug.
    #[serde(default)]
    pub indications: Vec<String>,
    /// For whom; unknown counts as no: what was published of others says nothing of this person.
    #[serde(default = "Condition::always")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub when: Condition,
    /// Per day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub dose: Dose,
    /// What was published, and of whom.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// When a treatment is judged: the last day laid out, and the window of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Judgement {
    /// On a day of the plan, whatever dose was reached.
    OnDay {
        /// The day, counted from 1.
        #[cfg_attr(feature = "schema", schemars(with = "u16"))]
        day: Day,
        /// Last day of the review.
        #[cfg_attr(feature = "schema", schemars(with = "u16"))]
        review_until: Day,
    },
    /// After a full trial of the dose aimed at.
    AfterTarget {
        /// Days at that dose.
        days: u16,
        /// Days the review may take after them.
        review_days: u16,
    },
}

impl Judgement {
    /// The day of judgement and the last day of the review, where the last step begins on `target`.
    #[must_use]
    pub fn days(self, target: Day) -> (Day, Day) {
        match self {
            Self::OnDay { day, review_until } => (day, review_until),
            Self::AfterTarget { days, review_days } => {
                let day = target.plus(days).plus(-1);
                (day, day.plus(review_days))
            }
        }
    }
}

/// How a drug is stopped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Taper {
    /// Days the label wants at least.
    pub least_days: u16,
    /// Largest cut in the daily dose; absent: a share of it, in the text.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub cut: Option<Dose>,
    /// Least days between two cuts.
    pub interval_days: u16,
    /// How it is done.
    pub text: Text,
    /// What makes a doctor stop it at once instead.
    pub at_once: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// What the body does with a drug: for people to read; no dose is computed from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Kinetics {
    /// Half-life in hours: from, to.
    #[cfg_attr(feature = "schema", schemars(with = "(String, String)"))]
    pub half_life_hours: (Decimal, Decimal),
    /// Hours to the highest level after a dose: from, to.
    #[cfg_attr(feature = "schema", schemars(with = "(String, String)"))]
    pub peak_hours: (Decimal, Decimal),
    /// Days to a steady level after a change of dose: from, to.
    pub steady_days: (u16, u16),
    /// Share absorbed, route of elimination, active metabolites, what changes them.
    pub text: Text,
    /// Sources.
    pub sources: Sources,
}

impl Drug {
    /// Whether some use of it has a product in a region.
    #[must_use]
    pub fn is_marketed(&self, region: Region) -> bool {
        self.status.iter().any(|it| it.region == region && it.licence != Licence::NotMarketed)
    }

    /// What any pharmacy of a region hands over without compounding it, that releases the drug as a protocol wants.
    pub fn handed_over(&self, region: Region, prolonged: bool) -> impl Iterator<Item = &Supply> {
        let products = self.products.iter().filter(move |it| it.region == region);
        products.map(|it| &it.supply).filter(move |it| it.is_prolonged() == prolonged)
    }

    /// What is sold of a supply in a region; nothing where it is compounded.
    pub fn sold(&self, region: Region, supply: &Supply) -> impl Iterator<Item = &Product> {
        self.products.iter().filter(move |it| it.region == region && it.supply == *supply)
    }

    /// Its status for an indication in a region.
    #[must_use]
    pub fn standing(&self, region: Region, indication: &str) -> Option<&Status> {
        self.status.iter().find(|it| it.region == region && it.indication == indication)
    }
}

/// A part that no drug may lack: the book has it, or says that none is known, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DrugPart {
    /// What the kidneys change: a rule, a limit or a variant that reads them.
    Kidneys,
    /// What the liver changes.
    Liver,
    /// What is looked at before a step.
    Gates,
    /// What is watched.
    Monitoring,
    /// How it is stopped.
    Taper,
    /// How long after something else it may begin.
    WashOutBefore,
    /// How long after it something else may begin.
    WashOutAfter,
    /// What it carries that adds up.
    Burdens,
    /// What is the same treatment.
    SameTreatment,
}

impl DrugPart {
    /// Every part.
    pub const ALL: [Self; 9] = [
        Self::Kidneys,
        Self::Liver,
        Self::Gates,
        Self::Monitoring,
        Self::Taper,
        Self::WashOutBefore,
        Self::WashOutAfter,
        Self::Burdens,
        Self::SameTreatment,
    ];
}

/// The word that a part of a drug is not known or not needed, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Absent {
    /// Stable id: `LTG-NO-BURDENS`.
    pub id: String,
    /// Whom it is of: a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// The part.
    pub part: DrugPart,
    /// Why.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}
