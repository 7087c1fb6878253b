//! Where a line was read, and how strong it is.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ops::Deref;
use std::sync::Arc;

use crate::exact::date::Date;
use crate::lang::{Lang, Text, Tongue};

/// How sure the source is. A: label or adequate trial; B: small or conflicting trials; C: open,
/// observational, expert practice, or knowledge not seen in a source; D: press, testimony,
/// unverifiable; X: contradicted by a better source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[allow(missing_docs, reason = "said above")]
pub enum Grade {
    A,
    B,
    C,
    D,
    X,
}

/// A document a fact was read in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Stable key.
    pub id: String,
    /// Authors, title, journal or agency, year.
    pub title: String,
    /// DOI, PMID, agency number or address: what a reader types to find it.
    pub locator: String,
    /// Day the numbers were last compared with it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub compared: Date,
    /// Whether it was seen, seen second hand, or not seen at all.
    pub seen: Seen,
    /// What it is, in each language, where its title is ours and not the publication's.
    #[serde(default)]
    pub told: Option<Text>,
    /// The language of its title, as it was published, and of the places cited in it.
    #[serde(default)]
    pub language: Tongue,
    /// The language of the places cited in it, where it is another.
    #[serde(default)]
    pub places: Option<Tongue>,
    /// The places in it that are notes of ours, in each language.
    #[serde(default)]
    pub notes: Vec<SourceNote>,
}

/// A place that is a note of ours, as citations name it, and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SourceNote {
    /// The place, as citations name it.
    pub id: String,
    /// What it says.
    pub text: Text,
}

impl Source {
    /// What it is called in a language: its own title, where that is a publication's.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &str {
        self.told.as_ref().map_or(&self.title, |it| it.get(lang))
    }

    /// A place in it, in a language.
    #[must_use]
    pub fn place<'a>(&'a self, place: &'a str, lang: Lang) -> &'a str {
        self.note(place).map_or(place, |it| it.text.get(lang))
    }

    /// The language of its name, where it is not that of who reads.
    #[must_use]
    pub fn foreign_name(&self, lang: Lang) -> Option<Tongue> {
        Some(self.language).filter(|it| self.told.is_none() && *it != lang.tongue())
    }

    /// The language of a place, where it is not that of who reads. A number is read in any.
    #[must_use]
    pub fn foreign_place(&self, place: &str, lang: Lang) -> Option<Tongue> {
        let language = self.places.unwrap_or(self.language);
        let worded = place.contains(|it: char| it.is_alphabetic()) && self.note(place).is_none();
        Some(language).filter(|it| worded && *it != lang.tongue())
    }

    /// The note of ours that a place is.
    fn note(&self, place: &str) -> Option<&SourceNote> {
        self.notes.iter().find(|it| it.id == place)
    }
}

/// How a source was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// The document or its abstract was read.
    Verified,
    /// Through another page that reports it.
    Secondary,
    /// From knowledge: no source was seen. Shown so.
    Knowledge,
    /// Arithmetic or inference made from other facts. Shown so.
    Derived,
}

/// The place in a source where a fact stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Key of the source.
    pub source: String,
    /// Section, table, row.
    pub place: String,
}

/// Where a fact stands, kept once: whoever shows the fact shares it with the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transparent))]
pub struct Sources(#[cfg_attr(feature = "schema", schemars(with = "Vec<Citation>"))] Arc<[Citation]>);

impl Deref for Sources {
    type Target = [Citation];
    fn deref(&self) -> &[Citation] {
        &self.0
    }
}

impl From<Vec<Citation>> for Sources {
    fn from(citations: Vec<Citation>) -> Self {
        Self(citations.into())
    }
}

impl<'a> IntoIterator for &'a Sources {
    type Item = &'a Citation;
    type IntoIter = std::slice::Iter<'a, Citation>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Sources {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Sources {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}
