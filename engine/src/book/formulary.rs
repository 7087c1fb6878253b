//! The book, bound: its lists, and how a row is found.

use std::ops::Deref;

use crate::book::card::Card;
use crate::book::chapter::{Appendix, Edition, Lists, Opening};
use crate::book::drug::Drug;
use crate::book::medicine::{Substance, has_tag};
use crate::book::operation::{Interruption, OperationRow};
use crate::book::place::Region;
use crate::book::places::Places;
use crate::book::protocol::{Access, Protocol, View};
use crate::book::question::Question;
use crate::book::relay::RelayRow;
use crate::book::rule::{Limit, Rule};
use crate::book::scale::Scale;
use crate::book::source::Source;
use crate::book::taper::{TaperNote, TaperRow};
use crate::lang::{Lang, Languages, Tongue};
use crate::logic::condition::NameKind;

/// The whole book, joined and checked. Only [`Formulary::bind`] makes one from chapters.
///
/// Where a page reads it in two parts it holds an [`Opening`] first, with which nothing can be planned: it is
/// another type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formulary {
    pub(crate) book: Lists,
    /// Follows from the book; nothing changes a book once it is bound.
    pub(crate) places: Places,
}

/// A whole book opens as its opening does.
impl Deref for Formulary {
    type Target = Opening;
    fn deref(&self) -> &Opening {
        &self.book.opening
    }
}

impl Formulary {
    /// Puts an opening and the appendix of the same book together. Parts of two books make none: whoever reads
    /// them knows that they belong together.
    #[must_use]
    pub fn whole(opening: Opening, appendix: Appendix) -> Self {
        Self { book: Lists::joined(opening, appendix), places: Places::default() }
    }

    /// Parts what a form is drawn from and the rest.
    #[must_use]
    pub fn parted(self) -> (Opening, Appendix) {
        self.book.parted()
    }

    /// Every list, in the order of the files.
    #[must_use]
    pub fn book(&self) -> &Lists {
        &self.book
    }

    /// A card by id.
    #[must_use]
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.book.cards.iter().find(|it| it.id == id)
    }

    /// A scale by id.
    #[must_use]
    pub fn scale(&self, id: &str) -> Option<&Scale> {
        self.book.scales.iter().find(|it| it.id == id)
    }

    /// A source by key.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.book.sources.iter().find(|it| it.id == id)
    }

    /// A substance by id.
    #[must_use]
    pub fn substance(&self, id: &str) -> Option<&Substance> {
        self.book.substances.iter().find(|it| it.id == id)
    }

    /// Name of a class or substance in a language.
    #[must_use]
    pub fn tag_name(&self, tag: &str, lang: Lang) -> String {
        let class = self.book.classes.iter().find(|it| it.id == tag).map(|it| &it.name);
        let name = class.or_else(|| self.substance(tag).map(|it| &it.name));
        name.map_or_else(|| tag.to_owned(), |it| it.get(lang).to_owned())
    }

    /// Rules that concern a drug, in whichever region.
    pub fn rules_for<'a>(&'a self, drug: &'a str) -> impl Iterator<Item = &'a Rule> {
        self.book.rules.iter().filter(move |it| it.drugs.iter().any(|id| id == drug))
    }

    /// Rules that hold for a drug in a region.
    pub fn rules_in<'a>(&'a self, drug: &'a str, region: Region) -> impl Iterator<Item = &'a Rule> {
        self.rules_for(drug).filter(move |it| it.region.is_none_or(|its| its == region))
    }

    /// How one comes off a drug.
    #[must_use]
    pub fn taper(&self, drug: &str) -> Option<&TaperRow> {
        self.book.tapers.iter().find(|it| it.drugs.iter().any(|id| id == drug))
    }

    /// Whether full free days are written between a drug and another: without them no day is worked out.
    #[must_use]
    pub fn is_washed_out(&self, from: &str, then: &str) -> bool {
        let Some(substance) = self.drug(from).and_then(|it| self.substance(&it.substance)) else { return false };
        let mut rows = self.book.wash_outs.iter();
        rows.any(|row| row.drugs.iter().any(|it| it == then) && has_tag(substance, &row.from))
    }

    /// How narrowly a name means a drug: by its id, by its substance, by a class; or not at all.
    fn narrowness(&self, name: &str, drug: &Drug) -> Option<u8> {
        if name == drug.id {
            return Some(2);
        }
        let substance = self.substance(&drug.substance)?;
        if name == substance.id { Some(1) } else { has_tag(substance, name).then_some(0) }
    }

    /// How narrowly a row is of a drug that is left, then of one that is begun.
    pub(crate) fn relay_fits(&self, row: &RelayRow, left: &Drug, begun: &Drug) -> Option<(u8, u8)> {
        let to = row.to.iter().filter_map(|it| self.narrowness(it, begun)).max()?;
        Some((self.narrowness(&row.of, left)?, to))
    }

    /// How one drug is begun in place of another: none where either is no drug of the book, or both are one.
    #[must_use]
    pub fn relay(&self, left: &str, begun: &str) -> Option<&RelayRow> {
        let (left, begun) = (self.drug(left)?, self.drug(begun)?);
        if left.id == begun.id {
            return None;
        }
        let fitting = self.book.relays.iter().filter_map(|it| Some((self.relay_fits(it, left, begun)?, it)));
        fitting.max_by_key(|(fits, _)| *fits).map(|(_, row)| row)
    }

    /// What is said beside a taper of a drug in a region.
    pub fn taper_notes<'a>(&'a self, drug: &'a str, region: Region) -> impl Iterator<Item = &'a TaperNote> {
        let here = move |it: &&TaperNote| it.region.is_none_or(|its| its == region);
        self.book.taper_notes.iter().filter(move |it| it.drugs.iter().any(|id| id == drug)).filter(here)
    }

    /// In which cases no taper of a drug is worked out without a decision.
    pub fn stays<'a>(&'a self, drug: &'a str, region: Region) -> impl Iterator<Item = &'a Rule> {
        let here = move |it: &&Rule| it.region.is_none_or(|its| its == region);
        self.book.stays.iter().filter(move |it| it.drugs.iter().any(|id| id == drug)).filter(here)
    }

    /// The questions that only a way down of a drug asks: who stays is no question of a beginning.
    #[must_use]
    pub fn asked_of_a_way_down(&self, drug: &str) -> Vec<&Question> {
        let stays = self.book.stays.iter().filter(|it| it.drugs.iter().any(|id| id == drug));
        let mut named = Vec::new();
        stays.for_each(|it| {
            it.when.names(&mut |kind, id| {
                if kind == NameKind::Question {
                    named.push(id);
                }
            });
        });
        self.questions.iter().filter(|it| named.contains(&it.id.as_str()) && !self.asks(drug, &it.id)).collect()
    }

    /// What is done with a drug around an operation.
    pub fn operations<'a>(&'a self, drug: &'a str) -> impl Iterator<Item = &'a OperationRow> {
        self.book.operations.iter().filter(move |it| it.drugs.iter().any(|id| id == drug))
    }

    /// The stop that an operation asks for of a drug, if it asks for one.
    #[must_use]
    pub fn interruption<'a>(&'a self, drug: &'a str) -> Option<&'a Interruption> {
        self.operations(drug).find_map(OperationRow::stop)
    }

    /// Limits that concern a drug in a region.
    pub fn limits_for<'a>(&'a self, drug: &'a str, region: Region) -> impl Iterator<Item = &'a Limit> {
        let here = move |it: &&Limit| it.region.is_none_or(|its| its == region);
        self.book.limits.iter().filter(move |it| it.drugs.iter().any(|id| id == drug)).filter(here)
    }
}

/// As much of the book as was read.
#[derive(Clone, Copy, Debug)]
pub enum SoFar<'a> {
    /// What a form is drawn from.
    Opening(&'a Opening),
    /// All of it.
    Whole(&'a Formulary),
}

impl<'a> SoFar<'a> {
    /// What a form is drawn from.
    #[must_use]
    pub fn opening(self) -> &'a Opening {
        match self {
            Self::Opening(opening) => opening,
            Self::Whole(book) => book,
        }
    }

    /// The whole book, once it was read.
    #[must_use]
    pub fn whole(self) -> Option<&'a Formulary> {
        match self {
            Self::Opening(_) => None,
            Self::Whole(book) => Some(book),
        }
    }

    /// A card by id; none is known of an opening.
    #[must_use]
    pub fn card(self, id: &str) -> Option<&'a Card> {
        self.whole()?.card(id)
    }
}

impl Deref for SoFar<'_> {
    type Target = Opening;
    fn deref(&self) -> &Opening {
        self.opening()
    }
}

impl Opening {
    /// The languages it is read in.
    #[must_use]
    pub const fn languages(&self) -> &Languages {
        &self.languages
    }

    /// The language of a name, as it is loaded.
    #[must_use]
    pub const fn lang(&self, tongue: Tongue) -> Lang {
        self.languages.lang(tongue)
    }

    /// Edition.
    #[must_use]
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// A drug by id.
    #[must_use]
    pub fn drug(&self, id: &str) -> Option<&Drug> {
        self.drugs.iter().find(|it| it.id == id)
    }

    /// A protocol by id.
    #[must_use]
    pub fn protocol(&self, id: &str) -> Option<&Protocol> {
        self.protocols.iter().find(|it| it.id == id)
    }

    /// A question by id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|it| it.id == id)
    }

    /// Ids of all that a yes to a question implies, step by step, each once.
    #[must_use]
    pub fn implications_of<'a>(&'a self, question: &'a Question) -> Vec<&'a str> {
        let mut implied: Vec<&str> = Vec::new();
        let mut next: Vec<&Question> = vec![question];
        while let Some(question) = next.pop() {
            for id in &question.implies {
                if !implied.contains(&id.as_str()) {
                    implied.push(id);
                    next.extend(self.question(id));
                }
            }
        }
        implied
    }

    /// The protocol of a drug where none is chosen: its own, or in another region the first for everyone there.
    #[must_use]
    pub fn default_protocol<'a>(&'a self, drug: &'a Drug, region: Region) -> &'a str {
        let here = |it: &&Protocol| it.region.is_none_or(|its| its == region);
        let its = self.protocol(&drug.protocol).filter(here);
        let first = |it: &&Protocol| it.drug == drug.id && it.access == Access::Everyone && here(it);
        its.or_else(|| self.protocols.iter().find(first)).map_or(&drug.protocol, |it| &it.id)
    }

    /// The protocols that may be chosen in a region by who reads: one of a professional's needs a professional,
    /// and one kept for comparison is never offered. The one that was chosen stays, whatever it is.
    #[must_use]
    pub fn offered_protocols(&self, drug: &str, region: Region, view: View, chosen: Option<&str>) -> Vec<&Protocol> {
        let here = |it: &Protocol| it.region.is_none_or(|its| its == region);
        let offered = |it: &&Protocol| chosen == Some(it.id.as_str()) || (here(it) && it.access.is_open_to(view));
        self.protocols.iter().filter(|it| it.drug == drug).filter(offered).collect()
    }

    /// The drugs that may be chosen in a region: what none of its pharmacies has is not offered. The one that was
    /// chosen stays, whatever it is.
    pub fn offered_drugs(&self, region: Region, chosen: &str) -> impl Iterator<Item = &Drug> {
        self.drugs.iter().filter(move |it| it.id == chosen || it.is_marketed(region))
    }
}
