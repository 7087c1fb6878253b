//! From words to what may be planned: a treatment for an indication, or every treatment of one.
//!
//! « prégabaline diabète » is one treatment, « zona » every treatment of that pain. A word that is written
//! otherwise than any name finds what looks like it, and means nothing until a person chooses.

use crate::book::formulary::{Formulary, SoFar};
use crate::book::place::Region;
use crate::exact::letters::fold;
use crate::exact::sort;
use crate::recognise::catalogue::{Heard, Sound};
use crate::recognise::fold::is_beside_the_name;
use crate::recognise::suggest::Typo;

/// What a person may plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A drug or a card, for an indication.
    Treatment {
        /// Id of the drug or of the card.
        id: String,
        /// Id of the indication.
        indication: String,
    },
    /// Every treatment of the indication of this id.
    Every(String),
}

/// How what was found goes with what was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fit {
    /// Each word is a name or begins one.
    #[default]
    AsTyped,
    /// A word only looks like a name.
    Misspelt,
    /// No treatment goes with all the words: each was looked for by itself.
    Apart,
}

/// What was found, the nearest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subjects {
    /// Each once.
    pub found: Vec<Subject>,
    /// How it goes with what was typed.
    pub fit: Fit,
    /// Whether the first is the only thing that the words may mean.
    alone: bool,
}

impl Subjects {
    /// What Enter takes: the only thing that the words, as they are written, may mean.
    #[must_use]
    pub fn meant(&self) -> Option<&Subject> {
        self.found.first().filter(|_| self.alone && self.fit == Fit::AsTyped)
    }
}

/// Words that say nothing of what is looked for.
const AROUND: [&str; 27] = [
    "a", "an", "au", "aux", "avec", "d", "de", "des", "du", "en", "et", "for", "in", "l", "la", "le", "les", "of",
    "on", "or", "ou", "par", "pour", "sur", "the", "un", "une",
];

/// Letters that must be there before anything is looked for.
const LEAST_LETTERS: usize = 2;

const EXACT: usize = 0;
const BEGINS: usize = 1;
const MISSPELT: usize = 2;

/// A whole name is nearer than a word of a longer one; what no pharmacy of the region has comes last.
const PART: usize = 1;
const NEAR: usize = 2;
const NOT_SOLD: usize = 1000;

/// A word, ready to be held against another.
#[derive(Clone, Debug)]
struct Word {
    key: String,
    sound: Sound,
}

impl Word {
    fn of(key: String) -> Self {
        Self { sound: Sound::of(&key), key }
    }

    fn heard(&self) -> Heard<'_> {
        self.sound.heard(&self.key)
    }
}

/// All that something is called.
#[derive(Clone, Debug, Default)]
struct Called {
    names: Vec<String>,
    words: Vec<Word>,
}

impl Called {
    fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut called = Self::default();
        for name in names {
            let words = telling(name);
            called.names.push(words.join(" "));
            for word in words {
                if called.words.iter().all(|it| it.key != word) {
                    called.words.push(Word::of(word));
                }
            }
        }
        called
    }

    /// How near a typed word is to one of it, the smaller the better.
    fn near(&self, typed: &Word, slips: bool) -> Option<usize> {
        let written = |it: &Word| {
            let begins = it.key.starts_with(&typed.key);
            begins.then_some(if it.key == typed.key { EXACT } else { BEGINS })
        };
        let nearest = self.words.iter().filter_map(written).min();
        nearest.or_else(|| {
            let typo = slips.then(|| Typo::of(&typed.key))?;
            self.words.iter().filter_map(|it| typo.far(it.heard(), true)).min().map(|far| MISSPELT + far)
        })
    }
}

/// A drug or a card.
#[derive(Clone, Debug)]
struct Treated {
    id: String,
    called: Called,
    indications: Vec<usize>,
    /// Whether no pharmacy of the region has it.
    unsold: bool,
}

/// The names of a book by which treatments and indications are found; holds no reference to it.
#[derive(Clone, Debug)]
pub struct SubjectIndex {
    indications: Vec<(String, Called)>,
    treatments: Vec<Treated>,
}

impl SubjectIndex {
    /// Reads the names, as far as the book was read: its catalogue and its cards come with the whole of it.
    #[must_use]
    pub fn of(book: SoFar<'_>, region: Region) -> Self {
        let place = |ids: &[String]| -> Vec<usize> {
            ids.iter().filter_map(|id| book.indications.iter().position(|it| it.id == *id)).collect()
        };
        let indications = book.indications.iter().map(|it| {
            let names = [it.name.fr.as_str(), it.name.en.as_str()];
            (it.id.clone(), Called::of(names.into_iter().chain(it.words.all())))
        });
        let drugs = book.drugs.iter().map(|it| {
            let own = [it.name.fr.as_str(), it.name.en.as_str(), it.substance.as_str()];
            let aliases = it.aliases.iter().map(String::as_str);
            // What two drugs are made of is the name of neither.
            let alone = book.drugs.iter().filter(|other| other.substance == it.substance).count() == 1;
            let listed = book.whole().filter(|_| alone).map(|book| catalogued(book, &it.substance)).unwrap_or_default();
            Treated {
                id: it.id.clone(),
                called: Called::of(own.into_iter().chain(aliases).chain(listed)),
                indications: place(&it.indications),
                unsold: !it.is_marketed(region),
            }
        });
        let cards = book.whole().map(|it| it.book().cards.as_slice()).unwrap_or_default().iter().map(|it| {
            let names = [it.name.fr.as_str(), it.name.en.as_str()];
            Treated {
                id: it.id.clone(),
                called: Called::of(names.into_iter().chain(it.aliases.iter().map(String::as_str))),
                indications: place(&it.indications),
                unsold: false,
            }
        });
        Self { indications: indications.collect(), treatments: drugs.chain(cards).collect() }
    }

    /// What the words of a text may mean.
    #[must_use]
    pub fn search(&self, typed: &str) -> Subjects {
        let typed: Vec<Word> = telling(typed).into_iter().map(Word::of).collect();
        if typed.iter().map(|it| it.key.len()).sum::<usize>() < LEAST_LETTERS {
            return Subjects::default();
        }
        // A strength, a form or a time stands beside a name, unless it is part of one.
        let named: Vec<Word> = typed.iter().filter(|it| !is_beside_the_name(&it.key)).cloned().collect();
        let tries = [(&typed, Fit::AsTyped), (&named, Fit::AsTyped), (&named, Fit::Misspelt)];
        for (words, fit) in tries.into_iter().filter(|(words, _)| !words.is_empty()) {
            let (found, alone) = self.find(words, fit == Fit::Misspelt);
            if !found.is_empty() {
                return Subjects { found, fit, alone };
            }
        }
        let mut found = Vec::new();
        for subject in named.iter().flat_map(|it| self.find(std::slice::from_ref(it), true).0) {
            if !found.contains(&subject) {
                found.push(subject);
            }
        }
        Subjects { found, fit: Fit::Apart, alone: false }
    }

    /// What goes with every one of the words, and whether the first is all they may mean.
    fn find(&self, typed: &[Word], slips: bool) -> (Vec<Subject>, bool) {
        let near = |called: &Called| -> Vec<Option<usize>> { typed.iter().map(|it| called.near(it, slips)).collect() };
        let whole = typed.iter().map(|it| it.key.as_str()).collect::<Vec<_>>().join(" ");
        let of_indications: Vec<Vec<Option<usize>>> = self.indications.iter().map(|(_, it)| near(it)).collect();
        let mut every: Vec<(usize, usize)> = Vec::new();
        for (place, near) in of_indications.iter().enumerate() {
            if let Some(far) = near.iter().copied().sum::<Option<usize>>() {
                let part = usize::from(!self.indications[place].1.names.contains(&whole)) * PART;
                every.push((far * NEAR + part, place));
            }
        }
        let mut treated: Vec<(usize, Subject)> = Vec::new();
        for it in &self.treatments {
            let own = near(&it.called);
            for place in &it.indications {
                let its = &of_indications[*place];
                // What the indication alone is called is no name of a treatment.
                if its.iter().all(Option::is_some) {
                    continue;
                }
                let nearest = own.iter().zip(its).map(|(own, its)| own.iter().chain(its).min().copied());
                if let Some(far) = nearest.sum::<Option<usize>>() {
                    treated.push((far * NEAR + PART + usize::from(it.unsold) * NOT_SOLD, self.pair(it, *place)));
                }
            }
        }
        sort::by(&mut every, |(far, _)| i64::try_from(*far).unwrap_or(i64::MAX));
        sort::by(&mut treated, |(far, _)| i64::try_from(*far).unwrap_or(i64::MAX));
        // The whole name of one indication means it, though its words stand in names of treatments too.
        let alone = every.len() + treated.len() == 1 || matches!(every.as_slice(), [(0, _)]);
        let nearest = |far: Option<usize>| far.unwrap_or(usize::MAX);
        let treated_first = nearest(treated.first().map(|it| it.0)) < nearest(every.first().map(|it| it.0));
        let of_indications = every.iter().map(|(_, place)| Subject::Every(self.indications[*place].0.clone()));
        let mut found: Vec<Subject> = of_indications.collect();
        if let [(_, place)] = every.as_slice() {
            let its = self.treatments.iter().filter(|it| it.indications.contains(place));
            let (here, elsewhere): (Vec<&Treated>, Vec<&Treated>) = its.partition(|it| !it.unsold);
            found.extend(here.into_iter().chain(elsewhere).map(|it| self.pair(it, *place)));
        }
        let treated: Vec<Subject> = treated.into_iter().map(|it| it.1).collect();
        if let ([Subject::Treatment { indication, .. }], true) = (treated.as_slice(), every.is_empty()) {
            found.push(Subject::Every(indication.clone()));
        }
        let found = if treated_first { [treated, found].concat() } else { [found, treated].concat() };
        (found, alone)
    }

    fn pair(&self, it: &Treated, place: usize) -> Subject {
        Subject::Treatment { id: it.id.clone(), indication: self.indications[place].0.clone() }
    }
}

/// What the catalogue calls a substance: its names, and its brands that hold nothing else.
fn catalogued<'a>(book: &'a Formulary, substance: &str) -> Vec<&'a str> {
    let brands = book.book().brands.iter().filter(|it| it.unknown.is_empty() && *it.substances == [substance]);
    let brands = brands.map(|it| it.name.as_str());
    let names = book.substance(substance).into_iter().flat_map(|it| {
        let aliases = it.aliases.iter().map(String::as_str);
        [it.name.fr.as_str(), it.name.en.as_str()].into_iter().chain(aliases)
    });
    names.chain(brands).collect()
}

/// The words of a text that tell something, without a last `s`; where none does, all of them.
fn telling(text: &str) -> Vec<String> {
    let folded = fold(text);
    let all = || folded.split(' ').filter(|it| !it.is_empty());
    let singular = |it: &str| it.strip_suffix('s').filter(|it| it.len() > 2).unwrap_or(it).to_owned();
    let telling: Vec<String> = all().filter(|it| !AROUND.contains(it)).map(singular).collect();
    if telling.is_empty() { all().map(str::to_owned).collect() } else { telling }
}
