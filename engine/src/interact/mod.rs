//! Interactions of two medicines: the rows of the book, and the lookup of a pair.
//!
//! A row has two sides of tags: substances, classes, groups of the thesaurus, a drug of the book where
//! its dose matters, a question, or [`ALCOHOL`]. The strictest row of a pair drives; all are named.

mod check;
mod places;

pub(crate) use check::faults;
pub(crate) use places::Places;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::formulary::{Citation, Drug, Formulary, Grade, Severity, Sources, Substance};
use crate::order;
use crate::words::Text;

/// The tag of alcohol, which is no medicine of the list: the patient’s own field says it.
pub const ALCOHOL: &str = "alcohol";

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
    /// What happens.
    pub text: Text,
    /// What to ask the prescriber.
    pub ask: Text,
}

/// A row: what stands on one side interacts with what stands on the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Interaction {
    /// Stable id: `R001`, `ANSM-12`.
    pub id: String,
    /// Tags of one side.
    pub a: Vec<String>,
    /// Tags of the other.
    pub b: Vec<String>,
    /// The level that holds for these sides.
    pub level: Level,
    /// Every level the thesaurus prints in this entry; empty for a row that is not the thesaurus’s.
    #[serde(default)]
    pub printed: Vec<Level>,
    /// Mechanism.
    pub mechanism: String,
    /// Rules and wash-outs after which there is no second alert about the same line.
    #[serde(default)]
    pub covered_by: Vec<String>,
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
    /// Mechanisms that last so long; empty: all.
    #[serde(default)]
    pub mechanisms: Vec<String>,
    /// Sources.
    pub sources: Sources,
}

/// Everything the book says of pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[allow(missing_docs, reason = "each list is documented by its type")]
pub struct Interactions {
    pub thesaurus: Option<Thesaurus>,
    pub mechanisms: Vec<Mechanism>,
    pub rules: Vec<Interaction>,
    pub groups: Vec<Kinds>,
    pub exclusions: Vec<Exclusion>,
    pub tails: Vec<Tail>,
}

/// Where something stands in the rows: the places of those that name it on their one side, and on
/// their other, each in the order of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    a: Vec<usize>,
    b: Vec<usize>,
}

/// What stands in both of two rising lists.
fn common<'l>(one: &'l [usize], other: &'l [usize]) -> impl Iterator<Item = usize> + 'l {
    let mut rest = other;
    one.iter().copied().filter(move |row| {
        rest = rest.get(rest.partition_point(|it| it < row)..).unwrap_or_default();
        rest.first() == Some(row)
    })
}

impl Interactions {
    /// Takes in the lists of another file.
    pub fn append(&mut self, more: Self) {
        let Self { thesaurus, mechanisms, rules, groups, exclusions, tails } = more;
        self.thesaurus = self.thesaurus.take().or(thesaurus);
        self.mechanisms.extend(mechanisms);
        self.rules.extend(rules);
        self.groups.extend(groups);
        self.exclusions.extend(exclusions);
        self.tails.extend(tails);
    }

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

    /// Where these tags stand in the rows.
    #[must_use]
    pub fn party(&self, tags: &[&str]) -> Party {
        self.parties(&[tags.to_vec()]).pop().unwrap_or_default()
    }

    /// Where the tags of each of many stand in the rows. Every row is looked at once, however many
    /// they are.
    #[must_use]
    pub fn parties(&self, all: &[Vec<&str>]) -> Vec<Party> {
        let mut bearers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (bearer, tags) in all.iter().enumerate() {
            for tag in tags {
                bearers.entry(tag).or_default().push(bearer);
            }
        }
        let mut parties = vec![Party::default(); all.len()];
        for (place, row) in self.rules.iter().enumerate() {
            let mut stand = |tags: &[String], side: fn(&mut Party) -> &mut Vec<usize>| {
                for bearer in tags.iter().filter_map(|it| bearers.get(it.as_str())).flatten() {
                    let rows = side(&mut parties[*bearer]);
                    if rows.last() != Some(&place) {
                        rows.push(place);
                    }
                }
            };
            stand(&row.a, |it| &mut it.a);
            stand(&row.b, |it| &mut it.b);
        }
        parties
    }

    /// The rows with one of them on each side, in the order of the book.
    #[must_use]
    pub fn between(&self, one: &Party, other: &Party) -> Vec<&Interaction> {
        let met: BTreeSet<usize> = common(&one.a, &other.b).chain(common(&one.b, &other.a)).collect();
        met.into_iter().filter_map(|place| self.rules.get(place)).collect()
    }

    /// The rows that name a party on some side.
    pub fn naming(&self, party: &Party) -> impl Iterator<Item = &Interaction> {
        let named: BTreeSet<usize> = party.a.iter().chain(&party.b).copied().collect();
        named.into_iter().filter_map(|place| self.rules.get(place))
    }
}

impl Formulary {
    /// A drug of the book, as a party.
    #[must_use]
    pub fn drug_party(&self, drug: &Drug) -> Party {
        let pairs = &self.book().interactions;
        let mut tags = self.substance(&drug.substance).map(|it| pairs.tags(it)).unwrap_or_default();
        tags.push(&drug.id);
        self.places.party(&pairs.rules, &tags)
    }

    /// A substance of the list, as a party to interactions of another; it may be any drug made of it.
    #[must_use]
    pub fn substance_party(&self, substance: &Substance) -> Party {
        self.substance_parties(&[substance]).pop().unwrap_or_default()
    }

    /// The same of many, in their order.
    #[must_use]
    pub fn substance_parties(&self, substances: &[&Substance]) -> Vec<Party> {
        let pairs = &self.book().interactions;
        let mut all = Vec::with_capacity(substances.len());
        for substance in substances {
            let drugs = self.book().drugs.iter().filter(|it| it.substance == substance.id).map(|it| it.id.as_str());
            let names: Vec<&str> = pairs.tags(substance).into_iter().chain(drugs).collect();
            all.push(self.places.party(&pairs.rules, &names));
        }
        all
    }

    /// The rows between a drug to be started and a substance of the list.
    #[must_use]
    pub fn interactions(&self, drug: &Drug, substance: &Substance) -> Vec<&Interaction> {
        self.rows_between(drug, &self.drug_party(drug), substance, &self.substance_party(substance))
    }

    /// The same, of parties that are known. A substance has no interaction with itself, unless two
    /// drugs made of it are named.
    #[must_use]
    pub fn rows_between(&self, drug: &Drug, its: &Party, substance: &Substance, other: &Party) -> Vec<&Interaction> {
        let pairs = &self.book().interactions;
        if drug.substance != substance.id {
            return pairs.between(its, other);
        }
        let others = self.book().drugs.iter().filter(|it| it.substance == substance.id && it.id != drug.id);
        let others: Vec<&str> = others.map(|it| it.id.as_str()).collect();
        pairs.between(&pairs.party(&[&drug.id]), &pairs.party(&others))
    }

    /// The rows between two substances of the list.
    #[must_use]
    pub fn interactions_among(&self, one: &Substance, other: &Substance) -> Vec<&Interaction> {
        let pairs = &self.book().interactions;
        if one.id == other.id {
            return Vec::new();
        }
        pairs.between(&self.substance_party(one), &self.substance_party(other))
    }

    /// The rows between a drug and what is no medicine: [`ALCOHOL`], or a question.
    #[must_use]
    pub fn interactions_with_habit(&self, drug: &Drug, tag: &str) -> Vec<&Interaction> {
        let pairs = &self.book().interactions;
        pairs.between(&self.drug_party(drug), &self.places.party(&pairs.rules, &[tag]))
    }

    /// Ids of the questions that rows about a party name.
    #[must_use]
    pub fn habits(&self, party: &Party) -> Vec<&str> {
        let meets = |id: &&str| self.places.meets(&self.book().interactions.rules, party, id);
        self.book().questions.iter().map(|it| it.id.as_str()).filter(meets).collect()
    }
}

/// The rows of one pair, weighed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed<'a> {
    /// Strictest first; the first drives.
    pub rows: Vec<&'a Interaction>,
}

impl<'a> Weighed<'a> {
    /// Weighs rows; none, if there are none. The strictest drives. An entry whose levels depend on a
    /// condition not encoded here follows the row of the table for the same pair, where there is one.
    #[must_use]
    pub fn new(mut rows: Vec<&'a Interaction>) -> Option<Self> {
        let tabled = rows.iter().any(|it| !it.is_entry());
        let follows = |row: &Interaction| row.is_entry() && tabled && row.has_unread_condition();
        order::by(&mut rows, |row| i64::from(follows(row)) * 100 - (row.level as i64) * 10 + i64::from(row.is_entry()));
        (!rows.is_empty()).then_some(Self { rows })
    }

    /// The row that drives.
    #[must_use]
    pub fn lead(&self) -> &'a Interaction {
        self.rows[0]
    }

    /// Every source, once.
    #[must_use]
    pub fn sources(&self) -> Sources {
        let mut all: Vec<Citation> = Vec::new();
        for citation in self.rows.iter().flat_map(|it| &it.sources) {
            if !all.contains(citation) {
                all.push(citation.clone());
            }
        }
        all.into()
    }
}
