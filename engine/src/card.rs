//! Cards: treatments that are shown and explained, and never planned; and what guidelines and the
//! articles say of each treatment, side by side.
//!
//! A card holds no dose schedule: it has no field for one. What is done in sessions (a patch, an
//! injection) has an interval, and the earliest day of the next session is counted from the last.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::formulary::{Citation, Grade, Licence, Region, Sources};
use crate::request::Request;
use crate::words::{self, Lang, Text};

/// A treatment that is explained and never planned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Stable id; never that of a drug.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Kind.
    pub kind: Kind,
    /// Indications.
    pub indications: Vec<String>,
    /// Licence, where it is a product.
    #[serde(default)]
    pub standing: Vec<Standing>,
    /// What is said of it, topic by topic.
    pub parts: Vec<Part>,
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
pub enum Kind {
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
pub struct Part {
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
    pub sites: Vec<Site>,
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
pub struct Site {
    /// Place.
    pub site: Text,
    /// Minutes; absent where time does not count.
    #[serde(default)]
    pub minutes: Option<u16>,
}

/// What one authority says of one treatment in some indications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Stable id.
    pub id: String,
    /// Indications.
    pub indications: Vec<String>,
    /// Id of a drug or of a card.
    pub option: String,
    /// Who says so.
    pub authority: Authority,
    /// Its place.
    pub rank: Rank,
    /// What is added to the place.
    #[serde(default)]
    pub text: Option<Text>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Who ranks treatments, in the order in which a French reader looks at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Authority {
    /// French recommendations of 2020.
    #[serde(rename = "france-2020")]
    France2020,
    /// NeuPSIG, 2025.
    #[serde(rename = "neupsig-2025")]
    Neupsig2025,
    /// NeuPSIG, 2015.
    #[serde(rename = "neupsig-2015")]
    Neupsig2015,
    /// NICE, CG173.
    #[serde(rename = "nice")]
    Nice,
    /// The article Palier starts from.
    #[serde(rename = "article")]
    Article,
}

/// The place of a treatment, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// First line.
    First,
    /// Second line.
    Second,
    /// Third or last line.
    Third,
    /// Instead of another of its class.
    Alternative,
    /// Named, without a place.
    Named,
    /// Kept to specialists.
    Specialist,
    /// For a crisis, for a short time.
    Rescue,
    /// The evidence decides nothing.
    Inconclusive,
    /// Not in its list.
    Absent,
    /// Advised against.
    Against,
}

/// What may be felt: the main adverse effects of a drug or of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Id of a drug or of a card.
    pub option: String,
    /// The main adverse effects.
    pub adverse: Text,
    /// Sources.
    pub sources: Sources,
}

/// A session that took place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// Id of the card.
    pub card: String,
    /// Its day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub on: Date,
}

/// The answer about a card: what it says, and when a next session may be. Never a dose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Shown {
    /// Id of the card.
    pub card: String,
    /// Its name.
    pub name: String,
    /// What is said of it, in order.
    pub says: Vec<String>,
    /// The next session, where it is done in sessions.
    pub session: Option<NextSession>,
}

/// When a next session may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextSession {
    /// Day of the last one that was stated.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub last: Option<Date>,
    /// First day on which the next may be; none while no earlier session is stated.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub next: Option<Date>,
    /// The same in words.
    pub text: String,
    /// Why the day wished for is too early; none where it is not.
    pub too_early: Option<String>,
}

impl Card {
    /// Its licence in a region for an indication.
    #[must_use]
    pub fn standing(&self, region: Region, indication: &str) -> Option<&Standing> {
        let holds = |it: &&Standing| it.indications.is_empty() || it.indications.iter().any(|id| id == indication);
        self.standing.iter().filter(|it| it.region == region).find(holds)
    }

    /// The answer about it, to a request.
    #[must_use]
    pub fn shown(&self, request: &Request) -> Shown {
        let lang = request.language;
        Shown {
            card: self.id.clone(),
            name: self.name.get(lang).to_owned(),
            says: self.parts.iter().map(|it| it.text.get(lang).to_owned()).collect(),
            session: self.session.as_ref().map(|it| it.next(&self.id, request)),
        }
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

    /// Every list of sources of it: none may be empty.
    #[must_use]
    pub fn cited(&self) -> Vec<&[Citation]> {
        let mut cited: Vec<&[Citation]> = vec![&self.sources];
        cited.extend(self.standing.iter().map(|it| &*it.sources));
        cited.extend(self.parts.iter().map(|it| &*it.sources));
        cited.extend(self.table.iter().map(|it| &*it.sources));
        cited.extend(self.session.iter().map(|it| &*it.sources));
        cited
    }
}

impl Session {
    /// When the next session may be: the day of the last, and the interval.
    #[must_use]
    pub fn next(&self, card: &str, request: &Request) -> NextSession {
        let lang = request.language;
        let held = request.sessions.iter().filter(|it| it.card == card);
        let last = held.map(|it| it.on).max();
        let next = last.and_then(|it| it.plus(self.least_interval_days.into()));
        let wished = request.treatment.start.zip(next).filter(|(wished, next)| wished < next);
        NextSession {
            last,
            next,
            text: words::next_session(last, next, self.least_interval_days, lang),
            too_early: wished.map(|(wished, next)| words::session_too_early(wished, next, lang)),
        }
    }
}

impl Authority {
    /// Its name.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        words::authority(self, lang)
    }
}
