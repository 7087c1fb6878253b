//! Interactions of two medicines: the rows of the book, and the lookup of a pair.
//!
//! A row has two sides of tags: substances, classes, groups of the thesaurus, a drug of the book where
//! its dose matters, a question, or [`ALCOHOL`](crate::book::parties::ALCOHOL). The strictest row of a pair drives; all are named.

use serde::{Deserialize, Serialize};

use crate::book::medicine::Substance;
use crate::book::rule::Severity;
use crate::book::source::{Grade, Sources};
use crate::exact::date::Date;
use crate::lang::Text;

/// How strong an interaction is said to be. The thesaurus prints four French abbreviations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Minor; APEC, « à prendre en compte ».
    Minor,
    /// Moderate; PE, « précaution d’emploi ».
    Moderate,
    /// Major; AD, « association déconseillée ».
    Major,
    /// Contraindicated; CI, « contre-indication ».
    Contraindicated,
}

impl Level {
    /// How bad a finding of this level is.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Minor => Severity::Information,
            Self::Moderate | Self::Major => Severity::Caution,
            Self::Contraindicated => Severity::Contraindicated,
        }
    }

    /// Whether a professional must record that it was read.
    #[must_use]
    pub fn is_to_acknowledge(self) -> bool {
        self == Self::Major
    }

    /// The abbreviation of the thesaurus.
    #[must_use]
    pub fn printed(self) -> &'static str {
        match self {
            Self::Minor => "APEC",
            Self::Moderate => "PE",
            Self::Major => "AD",
            Self::Contraindicated => "CI",
        }
    }
}

/// What happens between two medicines, in our own words; many pairs share one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mechanism {
    /// Stable id.
    pub id: String,
    /// A few words for it.
    pub name: Text,
    /// Whether one of the two acts on the other. In a row of such a mechanism what stands on side `a` acts,
    /// and what stands on side `b` is acted on. Otherwise their effects add up, or each acts on the other.
    #[serde(default)]
    pub directed: bool,
    /// What happens: a sentence with a gap for each name, and for what comes of it. See [`gaps`].
    pub text: Text,
    /// What to ask the prescriber; the names may stand there too.
    pub ask: Text,
}

/// The gaps of a sentence of a mechanism, in their order: what stands between braces. `a` and `b` are the names
/// of the two sides, `de a` and `de b` the same after the French « de »; `more` and `less` what too much
/// and too little of `b` does, `more a` what too much of `a` does; `how` the way of the row, where it says one.
pub fn gaps(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split('{').skip(1).map(|it| it.split_once('}').map_or(it, |(gap, _)| gap))
}

/// What too much and too little of some medicines does: the end of a sentence that says that their level
/// rises or falls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// Stable id.
    pub id: String,
    /// Substances, classes, groups.
    pub of: Vec<String>,
    /// What too much does; not said: its side effects rise.
    #[serde(default)]
    pub more: Option<Text>,
    /// What too little does; not said: its effect falls.
    #[serde(default)]
    pub less: Option<Text>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// A row: what stands on one side interacts with what stands on the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Interaction {
    /// Stable id: `R001`, `ANSM-12`.
    pub id: String,
    /// Tags of one side: of what acts, where the mechanism has a direction.
    pub a: Vec<String>,
    /// Tags of the other: of what is acted on.
    pub b: Vec<String>,
    /// The level that holds for these sides.
    pub level: Level,
    /// Every level the thesaurus prints in this entry; empty for a row that is not the thesaurus’s.
    #[serde(default)]
    pub printed: Vec<Level>,
    /// Mechanism.
    pub mechanism: String,
    /// By which way, where it is known: an enzyme.
    #[serde(default)]
    pub how: Option<Text>,
    /// Rules and wash-outs after which there is no second alert about the same line.
    #[serde(default)]
    pub covered_by: Vec<String>,
    /// A row between classes: the floor of its pairs. It says the least that is said of them, and no entry of
    /// the thesaurus gives way to it.
    #[serde(default)]
    pub floor: bool,
    /// Rows between classes that this one replaces for its own pairs, at a lower level. Everywhere else
    /// the strictest row of a pair drives.
    #[serde(default)]
    pub instead_of: Vec<String>,
    /// Why these pairs are milder than their classes, where the row replaces others.
    #[serde(default)]
    pub why: Option<Text>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

impl Interaction {
    /// Whether it is an entry of the thesaurus.
    #[must_use]
    pub fn is_entry(&self) -> bool {
        !self.printed.is_empty()
    }

    /// Whether it is a row of the table: of this very pair, and so the condition of a compound entry.
    #[must_use]
    pub fn is_tabled(&self) -> bool {
        !self.is_entry() && !self.floor
    }

    /// Whether the thesaurus prints several levels, by a condition that is not encoded here: the
    /// strictest is taken.
    #[must_use]
    pub fn has_unread_condition(&self) -> bool {
        self.printed.iter().any(|it| *it < self.level)
    }
}

/// The thesaurus: an edition grows old, and every line that rests on it says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Thesaurus {
    /// Key of its source.
    pub source: String,
    /// Name, with the edition.
    pub name: Text,
    /// First day of the month of the edition.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub published: Date,
    /// First day of the newest edition known, where it is not this one.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub newer: Option<Date>,
}

impl Thesaurus {
    /// Whole years since the edition.
    #[must_use]
    pub fn years(&self, today: Date) -> i32 {
        let ((then, month, day), (now, today_month, today_day)) = (self.published.ymd(), today.ymd());
        now - then - i32::from((today_month, today_day) < (month, day))
    }

    /// Whether a row rests on it.
    #[must_use]
    pub fn carries(&self, row: &Interaction) -> bool {
        row.sources.iter().any(|it| it.source == self.source)
    }
}

/// Substances that a source treats together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Kinds {
    /// Its name, as the source prints it.
    pub group: String,
    /// Substances.
    pub substances: Vec<String>,
}

/// Members of a group to which what is said of the group does not apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// Groups.
    pub groups: Vec<String>,
    /// Substances left out.
    pub substances: Vec<String>,
    /// Why.
    pub text: Text,
}

/// How long a stopped medicine still counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tail {
    /// Substance, class or group that was stopped.
    pub of: String,
    /// Full days after the last dose.
    pub days: u16,
    /// Days after it from which what it did is felt to go: whose levels it kept down, they rise from then on; absent:
    /// nothing is told of that.
    #[serde(default)]
    pub fades_from_days: Option<u16>,
    /// Mechanisms that last so long; empty: all.
    #[serde(default)]
    pub mechanisms: Vec<String>,
    /// Sources.
    pub sources: Sources,
}

/// A kind of pairs that is looked up among the medicines of a list, as it is told to who reads the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LookedUp {
    /// Which pairs.
    pub text: Text,
    /// The rows that it stands for.
    pub rows: Vec<String>,
}

/// Everything the book says of pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "each list is documented by its type")]
pub struct Interactions {
    pub thesaurus: Option<Thesaurus>,
    pub mechanisms: Vec<Mechanism>,
    pub effects: Vec<Effect>,
    pub rules: Vec<Interaction>,
    pub groups: Vec<Kinds>,
    pub exclusions: Vec<Exclusion>,
    pub tails: Vec<Tail>,
    pub looked_up: Vec<LookedUp>,
}

impl Interactions {
    /// A mechanism by id.
    #[must_use]
    pub fn mechanism(&self, id: &str) -> Option<&Mechanism> {
        self.mechanisms.iter().find(|it| it.id == id)
    }

    /// What a substance is called by: its id, its classes, and its groups, less those it is excluded from.
    #[must_use]
    pub fn tags<'a>(&'a self, substance: &'a Substance) -> Vec<&'a str> {
        let is_excluded = |group: &Kinds| {
            let mut exclusions = self.exclusions.iter();
            exclusions.any(|it| it.groups.contains(&group.group) && it.substances.contains(&substance.id))
        };
        let groups = self.groups.iter().filter(|it| it.substances.contains(&substance.id) && !is_excluded(it));
        let own = std::iter::once(substance.id.as_str()).chain(substance.classes.iter().map(String::as_str));
        own.chain(groups.map(|it| it.group.as_str())).collect()
    }

    /// What too much and too little of a substance does: the line that names it, or else the first that
    /// names one of its classes or groups.
    #[must_use]
    pub fn effect(&self, substance: &Substance) -> Option<&Effect> {
        let tags = self.tags(substance);
        let of = |tags: &[&str]| self.effects.iter().find(|it| it.of.iter().any(|of| tags.contains(&of.as_str())));
        of(&tags[..1]).or_else(|| of(&tags))
    }
}
