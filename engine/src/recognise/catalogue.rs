//! A typed name against the catalogue: exact after folding, or not at all.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::book::formulary::Formulary;
use crate::book::medicine::Brand;
use crate::exact::by_name::ByName;
use crate::exact::letters::fold;
use crate::exact::sort;
use crate::recognise::fold::{joined, words};
use crate::recognise::fold::{letters, sound};
use crate::recognise::kinds;

/// What [`Medicine::chosen`](crate::person::medicine::Medicine::chosen) starts with when a brand was chosen: `brand:NAME`. A substance is
/// chosen by its id alone.
pub const BRAND_PREFIX: &str = "brand:";

/// Names longer than this many words are sentences: they are not read as a name.
pub(crate) const MOST_WORDS: usize = 48;

/// The longest name of the catalogue has fewer words.
pub(crate) const MOST_WORDS_IN_A_NAME: usize = 10;

pub(crate) const MOST_SUGGESTIONS: usize = 5;

/// An entry of the catalogue, by its place in the book. Substances come before brands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entry {
    Substance(usize),
    Brand(usize),
}

/// One name of one entry, as names are compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CatalogueName {
    pub(crate) key: String,
    pub(crate) entry: Entry,
}

/// How a name is heard: what people spell in two ways is written in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sound {
    sound: String,
    /// Which of its letters occur, to pass quickly over names far from a misspelt one.
    letters: u64,
}

impl Sound {
    pub(crate) fn of(key: &str) -> Self {
        let sound = sound(key);
        Self { letters: letters(&sound), sound }
    }

    /// The name it is of, as it is written and as it is heard.
    pub(crate) fn heard<'a>(&'a self, key: &'a str) -> Heard<'a> {
        Heard { key, sound: &self.sound, letters: self.letters }
    }
}

/// A name that may be meant, as it is written and as it is heard.
#[derive(Clone, Copy)]
pub(crate) struct Heard<'a> {
    pub(crate) key: &'a str,
    pub(crate) sound: &'a str,
    pub(crate) letters: u64,
}

/// Every name of the catalogue, sorted. Holds no reference: it can be kept beside the formulary it
/// was made from and lent to a [`Catalogue`] for each request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub(crate) names: Vec<CatalogueName>,
    /// How each of them is heard: worked out when a name is first looked for that none is.
    sounds: OnceLock<Vec<Sound>>,
    /// The words of kinds, with the place of their kind.
    pub(crate) kinds: Vec<(String, usize)>,
    /// The places of the substances of each brand.
    pub(crate) contents: Vec<Vec<usize>>,
}

impl Index {
    /// Folds and sorts the names of a formulary.
    #[must_use]
    pub fn new(formulary: &Formulary) -> Self {
        let book = formulary.book();
        let mut names = Vec::with_capacity(book.brands.len() + 3 * book.substances.len());
        let mut enter = |name: &str, entry| {
            let key = joined(words(&fold(name)).iter().map(String::as_str));
            if !key.is_empty() {
                names.push(CatalogueName { key, entry });
            }
        };
        for (place, it) in book.substances.iter().enumerate() {
            let own = [&it.id, &it.name.fr, &it.name.en];
            own.into_iter().chain(&it.aliases).for_each(|name| enter(name, Entry::Substance(place)));
        }
        for (place, it) in book.brands.iter().enumerate() {
            enter(&it.name, Entry::Brand(place));
        }
        sort::once(&mut names);
        let places = ByName::of(book.substances.iter().zip(0..).map(|(it, place)| (it.id.as_str(), place)));
        let contents = |it: &Brand| it.substances.iter().filter_map(|id| places.get(id).copied()).collect();
        let contents = book.brands.iter().map(contents).collect();
        Self { names, sounds: OnceLock::new(), kinds: kinds::keys(book), contents }
    }

    fn sounds(&self) -> &[Sound] {
        self.sounds.get_or_init(|| self.names.iter().map(|it| Sound::of(&it.key)).collect())
    }

    /// Each name, as it is written and as it is heard.
    pub(crate) fn heard(&self) -> impl Iterator<Item = (&CatalogueName, Heard<'_>)> {
        self.names.iter().zip(self.sounds()).map(|(name, sound)| (name, sound.heard(&name.key)))
    }

    /// The entries that have exactly this name.
    pub(crate) fn exact(&self, key: &str) -> &[CatalogueName] {
        let from = self.names.partition_point(|it| it.key.as_str() < key);
        let count = self.names[from..].iter().take_while(|it| it.key == key).count();
        &self.names[from..from + count]
    }
}

/// The medicines of a formulary, ready to be looked up.
#[derive(Clone, Debug)]
pub struct Catalogue<'a> {
    pub(crate) formulary: &'a Formulary,
    pub(crate) index: Cow<'a, Index>,
}

impl<'a> Catalogue<'a> {
    /// Reads the names of a formulary; to be done once, not per medicine.
    #[must_use]
    pub fn new(formulary: &'a Formulary) -> Self {
        Self { formulary, index: Cow::Owned(Index::new(formulary)) }
    }

    /// Works out how each name is heard, so that the first misspelt name need not wait for it.
    pub fn listen(&self) {
        self.index.sounds();
    }

    /// The book it was made from.
    #[must_use]
    pub fn formulary(&self) -> &'a Formulary {
        self.formulary
    }

    /// With an index made before from the same formulary.
    #[must_use]
    pub fn with(formulary: &'a Formulary, index: &'a Index) -> Self {
        Self { formulary, index: Cow::Borrowed(index) }
    }
}
