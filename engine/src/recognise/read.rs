//! A name read: known, known in part, or not recognised.

use crate::book::medicine::{Brand, MedicineKind, Substance};
use crate::exact::letters::fold;
use crate::person::medicine::Medicine;
use crate::recognise::catalogue::{
    BRAND_PREFIX, Catalogue, CatalogueName, Entry, MOST_SUGGESTIONS, MOST_WORDS, MOST_WORDS_IN_A_NAME,
};
use crate::recognise::fold::{add, is_beside_the_name, words};
use crate::recognise::kinds;
use crate::recognise::kinds::{PARTS, key};
use crate::recognise::shape::may_be;
use crate::recognise::suggest::Suggestion;

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
        /// The kinds of medicine that were named instead of one, which are asked back.
        kinds: Vec<&'a MedicineKind>,
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

impl<'a> Catalogue<'a> {
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
            None => self.not_recognised(&medicine.name),
        }
    }

    /// A kind of medicine is asked back, and a form that its brand does not have is something else: beside
    /// neither, a name that looks alike helps.
    pub(crate) fn not_recognised(&self, name: &str) -> Recognised<'a> {
        let kinds = self.kinds(name);
        let other_form = self.names_in(name).is_some() && self.read(name).is_none();
        let asked = !kinds.is_empty() || other_form;
        let suggestions = if asked { Vec::new() } else { self.meant(name, MOST_SUGGESTIONS) };
        Recognised::NotRecognised { kinds, suggestions }
    }

    pub(crate) fn chosen(&self, id: &str) -> Option<Entry> {
        let book = self.formulary.book();
        match id.strip_prefix(BRAND_PREFIX) {
            Some(name) => book.brands.iter().position(|it| it.name == name).map(Entry::Brand),
            None => book.substances.iter().position(|it| it.id == id).map(Entry::Substance),
        }
    }

    /// `paracétamol + xyz`: what is exact counts, the rest stays unknown. Only where the person
    /// wrote that it is two things.
    pub(crate) fn read_parts(&self, text: &str) -> Option<(Vec<Entry>, Vec<String>)> {
        let (mut entries, mut unknown) = (Vec::new(), Vec::new());
        for part in parts(text) {
            match self.read(part) {
                Some(mut found) => entries.append(&mut found),
                None if words(&fold(part)).iter().all(|it| is_beside_the_name(it)) => {}
                None => unknown.push(part.trim().to_owned()),
            }
        }
        (!entries.is_empty() && !unknown.is_empty()).then_some((entries, unknown))
    }

    /// The names in a text that holds nothing else than them and words beside names; nothing where those
    /// words say a form that the brand does not have.
    pub(crate) fn read(&self, text: &str) -> Option<Vec<Entry>> {
        let (entries, beside) = self.names_in(text)?;
        let mut fit = entries.iter().map(|it| self.may_be_so(*it, &beside));
        let fits = if parts(text).count() > 1 {
            fit.all(|it| it) || parts(text).all(|part| self.names_in(part).is_none() || self.read(part).is_some())
        } else {
            // Of two names that nothing sets apart, nobody can say which one the word is about.
            fit.any(|it| it)
        };
        fits.then_some(entries)
    }

    /// Whether an entry may come in the form that words beside its name say.
    pub(crate) fn may_be_so(&self, entry: Entry, beside: &[String]) -> bool {
        let route = match entry {
            Entry::Substance(_) => None,
            Entry::Brand(place) => self.formulary.book().brands[place].route,
        };
        route.is_none_or(|route| beside.iter().all(|word| may_be(route, word)))
    }

    /// Reads a text as names and words beside names, nothing left over. Of several readings, the
    /// one with the fewest words left beside, then the fewest names: `X forte` is the brand of that
    /// name where there is one.
    pub(crate) fn names_in(&self, text: &str) -> Option<(Vec<Entry>, Vec<String>)> {
        let mut words = words(&fold(text));
        if words.is_empty() || words.len() > MOST_WORDS {
            return None;
        }
        // Best reading of the words from each place to the end: words beside, names, next step.
        let mut best: Vec<Option<(usize, usize, NameStep)>> = vec![None; words.len() + 1];
        best[words.len()] = Some((0, 0, NameStep::End));
        let mut key = String::new();
        for from in (0..words.len()).rev() {
            key.clear();
            let mut found: Option<(usize, usize, NameStep)> = None;
            for to in from + 1..=words.len().min(from + MOST_WORDS_IN_A_NAME) {
                add(&mut key, &words[to - 1]);
                let Some((beside, names, _)) = best[to] else { continue };
                if let Some(entry) = self.entry(&key) {
                    found = fewest(found, (beside, names + 1, NameStep::Name(entry, to)));
                }
            }
            if is_beside_the_name(&words[from])
                && let Some((beside, names, _)) = best[from + 1]
            {
                found = fewest(found, (beside + 1, names, NameStep::Beside));
            }
            best[from] = found;
        }
        let (mut entries, mut beside, mut at) = (Vec::new(), Vec::new(), 0);
        while let Some((_, _, step)) = best[at] {
            match step {
                NameStep::End => break,
                NameStep::Beside => {
                    beside.push(std::mem::take(&mut words[at]));
                    at += 1;
                }
                NameStep::Name(entry, to) => {
                    entries.push(entry);
                    at = to;
                }
            }
        }
        (!entries.is_empty()).then_some((entries, beside))
    }

    /// The entry of a name; none when the name is that of several different things, which only a
    /// person can tell apart.
    pub(crate) fn entry(&self, key: &str) -> Option<Entry> {
        let named = self.index.exact(key);
        let first = named.first()?.entry;
        let same = |other: &CatalogueName| self.holds(other.entry) == self.holds(first);
        named.iter().all(same).then_some(first)
    }

    pub(crate) fn is_within(&self, part: Entry, whole: Entry) -> bool {
        let (part, whole) = (self.holds(part), self.holds(whole));
        part.0.iter().all(|it| whole.0.contains(it)) && part.1.iter().all(|it| whole.1.contains(it))
    }

    pub(crate) fn holds(&self, entry: Entry) -> (Vec<&'a str>, &'a [String]) {
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

    pub(crate) fn join(&self, entries: &[Entry], mut unknown: Vec<String>) -> Recognised<'a> {
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
                    self.index.contents[place].iter().for_each(|at| contain(&book.substances[*at]));
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

/// The parts of a text that its writer set apart; the comma of `37,5` sets nothing apart.
pub(crate) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let between_figures = |at: usize| {
        let figure = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
        figure(text[..at].chars().next_back()) && figure(text[at + 1..].chars().next())
    };
    let mut from = 0;
    let cuts = text.match_indices(kinds::PARTS).filter(move |(at, mark)| *mark != "," || !between_figures(*at));
    let ends = cuts.map(|(at, mark)| (at, at + mark.len())).chain([(text.len(), text.len())]);
    ends.map(move |(end, next)| &text[std::mem::replace(&mut from, next)..end])
}

#[derive(Clone, Copy)]
pub(crate) enum NameStep {
    End,
    Beside,
    Name(Entry, usize),
}

pub(crate) fn fewest(
    a: Option<(usize, usize, NameStep)>,
    b: (usize, usize, NameStep),
) -> Option<(usize, usize, NameStep)> {
    match a {
        Some(a) if (a.0, a.1) <= (b.0, b.1) => Some(a),
        Some(_) | None => Some(b),
    }
}

impl<'a> Catalogue<'a> {
    /// The kinds that a text names, where it names nothing else: « AINS + statine ».
    pub(crate) fn kinds(&self, text: &str) -> Vec<&'a MedicineKind> {
        let mut kinds: Vec<&MedicineKind> = Vec::new();
        for part in text.split(PARTS) {
            let key = key(part);
            if key.is_empty() {
                continue;
            }
            let found = self.kind(&key).or_else(|| self.kind(key.strip_suffix('s')?));
            let Some(found) = found else { return Vec::new() };
            if !kinds.contains(&found) {
                kinds.push(found);
            }
        }
        kinds
    }

    fn kind(&self, key: &str) -> Option<&'a MedicineKind> {
        let at = self.index.kinds.binary_search_by(|(word, _)| word.as_str().cmp(key)).ok()?;
        self.formulary.book().kinds.get(self.index.kinds[at].1)
    }
}
