//! Cards: treatments that are shown and explained, and never planned; and what guidelines and the
//! articles say of each treatment, side by side.
//!
//! A card holds no dose schedule: it has no field for one. What is done in sessions (a patch, an
//! injection) has an interval, and the earliest day of the next session is counted from the last.

use serde::{Deserialize, Serialize};

use crate::book::drug::Licence;
use crate::book::place::Region;
use crate::book::source::{Grade, Sources};
use crate::lang::Text;

/// A treatment that is explained and never planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Stable id; never that of a drug.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Other names people type.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Kind.
    pub kind: CardKind,
    /// Indications.
    pub indications: Vec<String>,
    /// Licence, where it is a product.
    #[serde(default)]
    pub standing: Vec<Standing>,
    /// What is said of it, topic by topic.
    pub parts: Vec<CardPart>,
    /// A comparison, as a source prints it, with what must be corrected in it.
    #[serde(default)]
    pub table: Option<Table>,
    /// How it is done, when it is done in sessions.
    #[serde(default)]
    pub session: Option<Session>,
    /// Evidence grade in its indications.
    pub grade: Grade,
    /// Sources of the grade.
    pub sources: Sources,
}

/// What a card is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CardKind {
    /// A medicine that Palier does not plan.
    Drug,
    /// Something done to the person.
    Procedure,
    /// Something the person does or learns.
    NonDrug,
    /// What the articles compare with.
    Comparator,
}

/// Licence of a product in a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Region.
    pub region: Region,
    /// Indications it holds for; empty: all those of the card.
    #[serde(default)]
    pub indications: Vec<String>,
    /// Licence.
    pub licence: Licence,
    /// What to print.
    pub text: Text,
    /// Sources.
    pub sources: Sources,
}

/// One thing said of a treatment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CardPart {
    /// Topic.
    pub topic: Topic,
    /// What is said.
    pub text: Text,
    /// Sources.
    pub sources: Sources,
}

/// Topics, in the order in which they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// What it is.
    What,
    /// What the article says.
    Article,
    /// What better sources say.
    Evidence,
    /// Who may do it, and where.
    Who,
    /// What to be careful about.
    Precautions,
    /// What to ask.
    Ask,
}

/// A table of texts; every row has as many cells as the head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Names of the columns.
    pub head: Vec<Text>,
    /// Rows, the first cell their name.
    pub rows: Vec<Vec<Text>>,
    /// Sources.
    pub sources: Sources,
}

/// Something done in sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Where on the body, and for how long.
    pub sites: Vec<BodySite>,
    /// Most pieces in one session: patches.
    #[serde(default)]
    pub most: Option<u8>,
    /// Least days from one session to the next.
    pub least_interval_days: u16,
    /// What is published about the amount. Shown; nothing is computed from it.
    pub published: Text,
    /// Sources.
    pub sources: Sources,
}

/// A place on the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BodySite {
    /// Place.
    pub site: Text,
    /// Minutes; absent where time does not count.
    #[serde(default)]
    pub minutes: Option<u16>,
}

impl Card {
    /// Its licence in a region for an indication.
    #[must_use]
    pub fn standing(&self, region: Region, indication: &str) -> Option<&Standing> {
        let holds = |it: &&Standing| it.indications.is_empty() || it.indications.iter().any(|id| id == indication);
        self.standing.iter().filter(|it| it.region == region).find(holds)
    }

    /// Every text of it.
    #[must_use]
    pub fn texts(&self) -> Vec<&Text> {
        let table = self.table.iter().flat_map(|it| it.head.iter().chain(it.rows.iter().flatten()));
        let session = self.session.iter().flat_map(|it| it.sites.iter().map(|it| &it.site).chain([&it.published]));
        let standing = self.standing.iter().map(|it| &it.text);
        let parts = self.parts.iter().map(|it| &it.text);
        [&self.name].into_iter().chain(standing).chain(parts).chain(table).chain(session).collect()
    }
}
