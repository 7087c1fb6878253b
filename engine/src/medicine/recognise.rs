//! A typed name against the catalogue: exact after folding, or not at all.

use std::borrow::Cow;

use super::Medicine;
use super::fold::{add, fold, is_beside_the_name, joined, words};
use super::suggest::Suggestion;
use crate::formulary::{Brand, Formulary, Substance};

/// What [`Medicine::chosen`] starts with when a brand was chosen: `brand:NAME`. A substance is
/// chosen by its id alone.
pub const BRAND_PREFIX: &str = "brand:";

/// Names longer than this many words are sentences: they are not read as a name.
const MOST_WORDS: usize = 48;
/// The longest name of the catalogue has fewer words.
const MOST_WORDS_IN_A_NAME: usize = 10;
const MOST_SUGGESTIONS: usize = 5;

/// What became of a typed name. The three are never mixed; `Known` without a rule about it means
/// "no entry in this edition", not "safe".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recognised<'a> {
    /// Every substance in it is known.
    Known {
        /// What is in it, each once; never empty.
        substances: Vec<&'a Substance>,
        /// The brand, when one brand holds all of them.
        brand: Option<&'a Brand>,
    },
    /// Something in it is not known, and stays unchecked.
    Partly {
        /// What is known of it; may be empty.
        substances: Vec<&'a Substance>,
        /// The brand, when one brand holds all of them.
        brand: Option<&'a Brand>,
        /// What is not known: never empty.
        unknown: Vec<String>,
    },
    /// No exact match. Nothing is assumed.
    NotRecognised {
        /// What may have been meant; a person chooses.
        suggestions: Vec<Suggestion>,
    },
}

impl<'a> Recognised<'a> {
    /// The substances known of it.
    #[must_use]
    pub fn substances(&self) -> &[&'a Substance] {
        match self {
            Self::Known { substances, .. } | Self::Partly { substances, .. } => substances,
            Self::NotRecognised { .. } => &[],
        }
    }

    /// The brand it was recognised by.
    #[must_use]
    pub fn brand(&self) -> Option<&'a Brand> {
        match self {
            Self::Known { brand, .. } | Self::Partly { brand, .. } => *brand,
            Self::NotRecognised { .. } => None,
        }
    }
}

/// An entry of the catalogue, by its place in the book. Substances come before brands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Entry {
    Substance(usize),
    Brand(usize),
}

/// One name of one entry, as names are compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    pub(super) key: String,
    pub(super) entry: Entry,
    /// Which letters occur, to pass quickly over names far from a misspelt one.
    pub(super) letters: u64,
}

/// Every name of the catalogue, sorted. Holds no reference: it can be kept beside the formulary it
/// was made from and lent to a [`Catalogue`] for each request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    pub(super) names: Vec<Name>,
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
                names.push(Name { letters: super::suggest::letters(&key), key, entry });
            }
        };
        for (place, it) in book.substances.iter().enumerate() {
            let own = [&it.id, &it.name.fr, &it.name.en];
            own.into_iter().chain(&it.aliases).for_each(|name| enter(name, Entry::Substance(place)));
        }
        for (place, it) in book.brands.iter().enumerate() {
            enter(&it.name, Entry::Brand(place));
        }
        names.sort_unstable();
        names.dedup();
        Self { names }
    }

    /// The entries that have exactly this name.
    pub(super) fn exact(&self, key: &str) -> &[Name] {
        let from = self.names.partition_point(|it| it.key.as_str() < key);
        let count = self.names[from..].iter().take_while(|it| it.key == key).count();
        &self.names[from..from + count]
    }
}

/// The medicines of a formulary, ready to be looked up.
#[derive(Clone, Debug)]
pub struct Catalogue<'a> {
    pub(super) formulary: &'a Formulary,
    pub(super) index: Cow<'a, Index>,
}

impl<'a> Catalogue<'a> {
    /// Reads the names of a formulary; to be done once, not per medicine.
    #[must_use]
    pub fn new(formulary: &'a Formulary) -> Self {
        Self { formulary, index: Cow::Owned(Index::new(formulary)) }
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

    /// What a medicine of the list is: the entry a person chose, else the exact match of its name,
    /// else not recognised. A near miss only suggests. A choice does not take away what was typed:
    /// where the name is exactly something else, both count.
    #[must_use]
    pub fn recognise(&self, medicine: &Medicine) -> Recognised<'a> {
        let found = match &medicine.chosen {
            Some(id) => self.chosen(id).map(|entry| {
                let typed = self.read(&medicine.name).unwrap_or_default().into_iter();
                let beside = typed.filter(|it| !self.is_within(*it, entry));
                (std::iter::once(entry).chain(beside).collect(), Vec::new())
            }),
            None => {
                self.read(&medicine.name).map(|found| (found, Vec::new())).or_else(|| self.read_parts(&medicine.name))
            }
        };
        match found {
            Some((entries, unknown)) => self.join(&entries, unknown),
            None => Recognised::NotRecognised { suggestions: self.search(&medicine.name, MOST_SUGGESTIONS) },
        }
    }

    fn chosen(&self, id: &str) -> Option<Entry> {
        let book = self.formulary.book();
        match id.strip_prefix(BRAND_PREFIX) {
            Some(name) => book.brands.iter().position(|it| it.name == name).map(Entry::Brand),
            None => book.substances.iter().position(|it| it.id == id).map(Entry::Substance),
        }
    }

    /// `paracétamol + xyz`: what is exact counts, the rest stays unknown. Only where the person
    /// wrote that it is two things.
    fn read_parts(&self, text: &str) -> Option<(Vec<Entry>, Vec<String>)> {
        let (mut entries, mut unknown) = (Vec::new(), Vec::new());
        for part in text.split(['+', '/', '&']) {
            match self.read(part) {
                Some(mut found) => entries.append(&mut found),
                None if words(&fold(part)).iter().all(|it| is_beside_the_name(it)) => {}
                None => unknown.push(part.trim().to_owned()),
            }
        }
        (!entries.is_empty() && !unknown.is_empty()).then_some((entries, unknown))
    }

    /// Reads a text as names and words beside names, nothing left over. Of several readings, the
    /// one with the fewest words left beside, then the fewest names: `X forte` is the brand of that
    /// name where there is one.
    fn read(&self, text: &str) -> Option<Vec<Entry>> {
        let words = words(&fold(text));
        if words.is_empty() || words.len() > MOST_WORDS {
            return None;
        }
        // Best reading of the words from each place to the end: words beside, names, next step.
        let mut best: Vec<Option<(usize, usize, Step)>> = vec![None; words.len() + 1];
        best[words.len()] = Some((0, 0, Step::End));
        let mut key = String::new();
        for from in (0..words.len()).rev() {
            key.clear();
            let mut found: Option<(usize, usize, Step)> = None;
            for to in from + 1..=words.len().min(from + MOST_WORDS_IN_A_NAME) {
                add(&mut key, &words[to - 1]);
                let Some((beside, names, _)) = best[to] else { continue };
                if let Some(entry) = self.entry(&key) {
                    found = fewest(found, (beside, names + 1, Step::Name(entry, to)));
                }
            }
            if is_beside_the_name(&words[from])
                && let Some((beside, names, _)) = best[from + 1]
            {
                found = fewest(found, (beside + 1, names, Step::Beside));
            }
            best[from] = found;
        }
        let (mut entries, mut at) = (Vec::new(), 0);
        while let Some((_, _, step)) = best[at] {
            match step {
                Step::End => break,
                Step::Beside => at += 1,
                Step::Name(entry, to) => {
                    entries.push(entry);
                    at = to;
                }
            }
        }
        (!entries.is_empty()).then_some(entries)
    }

    /// The entry of a name; none when the name is that of several different things, which only a
    /// person can tell apart.
    fn entry(&self, key: &str) -> Option<Entry> {
        let named = self.index.exact(key);
        let first = named.first()?.entry;
        let same = |other: &Name| self.holds(other.entry) == self.holds(first);
        named.iter().all(same).then_some(first)
    }

    fn is_within(&self, part: Entry, whole: Entry) -> bool {
        let (part, whole) = (self.holds(part), self.holds(whole));
        part.0.iter().all(|it| whole.0.contains(it)) && part.1.iter().all(|it| whole.1.contains(it))
    }

    fn holds(&self, entry: Entry) -> (Vec<&'a str>, &'a [String]) {
        let book = self.formulary.book();
        match entry {
            Entry::Substance(place) => (vec![&book.substances[place].id], &[]),
            Entry::Brand(place) => {
                let brand = &book.brands[place];
                let mut ids: Vec<&str> = Vec::new();
                for id in &brand.substances {
                    ids.insert(ids.partition_point(|it| *it < id.as_str()), id);
                }
                (ids, &brand.unknown)
            }
        }
    }

    fn join(&self, entries: &[Entry], mut unknown: Vec<String>) -> Recognised<'a> {
        let book = self.formulary.book();
        // Each once, in the order of their ids.
        let mut substances: Vec<&Substance> = Vec::new();
        let mut contain = |it: &'a Substance| {
            if let Err(at) = substances.binary_search_by_key(&it.id.as_str(), |known| &known.id) {
                substances.insert(at, it);
            }
        };
        let mut brands: Vec<&Brand> = Vec::new();
        for entry in entries {
            match *entry {
                Entry::Substance(place) => contain(&book.substances[place]),
                Entry::Brand(place) => {
                    let it = &book.brands[place];
                    it.substances.iter().filter_map(|id| self.formulary.substance(id)).for_each(&mut contain);
                    unknown.extend(it.unknown.iter().cloned());
                    if !brands.contains(&it) {
                        brands.push(it);
                    }
                }
            }
        }
        let brand = match brands.as_slice() {
            [one] if substances.iter().all(|it| one.substances.contains(&it.id)) => Some(*one),
            _ => None,
        };
        if unknown.is_empty() {
            Recognised::Known { substances, brand }
        } else {
            Recognised::Partly { substances, brand, unknown }
        }
    }
}

#[derive(Clone, Copy)]
enum Step {
    End,
    Beside,
    Name(Entry, usize),
}

fn fewest(a: Option<(usize, usize, Step)>, b: (usize, usize, Step)) -> Option<(usize, usize, Step)> {
    match a {
        Some(a) if (a.0, a.1) <= (b.0, b.1) => Some(a),
        Some(_) | None => Some(b),
    }
}
