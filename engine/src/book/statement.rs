//! What is said beside a plan: disagreements, doubtful claims, advice, stop signs.

use serde::{Deserialize, Serialize};

use crate::book::source::{Citation, Grade, Sources};
use crate::book::supply::Supply;
use crate::lang::Text;

/// Something said: a disagreement between sources, a doubtful claim, advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Stable id: `C1`, `D4`.
    pub id: String,
    /// Whom it is of: [`EVERYONE`](crate::book::rule::EVERYONE), a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// Kind.
    pub kind: StatementKind,
    /// Title.
    pub title: Text,
    /// A stop sign in a few words, with whom to call.
    #[serde(default)]
    pub short: Option<Text>,
    /// What the sources say, one line each, when they disagree.
    #[serde(default)]
    pub sides: Vec<SourceSays>,
    /// What Palier does or what to do.
    pub text: Text,
    /// Numbers to call that the text names, the one to dial first in front.
    #[serde(default)]
    pub calls: Vec<String>,
    /// What must be prepared for it to be said; absent: it always is.
    #[serde(default)]
    pub prepared: Option<Prepared>,
    /// Whether it says nothing but after how many days off one begins again: where a plan says so by itself, that
    /// stands in its place.
    #[serde(default)]
    pub restart: bool,
    /// How long without a dose one goes on as before: of the row on interruptions that is read for a check-in.
    #[serde(default)]
    pub off: Option<OffDays>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Full days one after another without a dose, and what they change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OffDays {
    /// Up to so many, the same dose is taken again; more wait for a professional, where nothing else is published.
    pub same_dose_days: u16,
    /// Above so many, the treatment is begun anew. Absent: the stair of the person says it, or nothing does.
    #[serde(default)]
    pub anew_above_days: Option<u16>,
}

/// Kind of statement; the page shows each kind in its own place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// Sources contradict one another.
    Disagreement,
    /// A claim that could not be verified, or is wrong.
    Doubtful,
    /// When to stop and call for help.
    StopSign,
    /// What to do when a side effect persists.
    Tolerance,
    /// What to do when sleep is disturbed.
    Sleep,
    /// A missed dose.
    MissedDose,
    /// An interruption.
    Interruption,
    /// Surgery and pain relief.
    Surgery,
    /// Driving and machines.
    Driving,
    /// For the pharmacist who prepares it.
    Compounding,
    /// True of everybody.
    General,
}

impl StatementKind {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::StopSign,
        Self::MissedDose,
        Self::Tolerance,
        Self::Sleep,
        Self::Interruption,
        Self::Surgery,
        Self::Driving,
        Self::General,
        Self::Compounding,
        Self::Disagreement,
        Self::Doubtful,
    ];
}

/// What a pharmacy prepares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Prepared {
    /// Capsules.
    Capsules,
    /// A liquid.
    Liquid,
}

impl Prepared {
    /// What a supply is, as far as it is prepared.
    #[must_use]
    pub const fn of(supply: &Supply) -> Option<Self> {
        match supply {
            Supply::Capsule { .. } => Some(Self::Capsules),
            Supply::Liquid { .. } => Some(Self::Liquid),
            Supply::Tablet { .. } | Supply::Drops { .. } => None,
        }
    }
}

/// What one source says in a disagreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceSays {
    /// Source and place.
    pub cite: Citation,
    /// What it says, in our words.
    pub says: Text,
}
