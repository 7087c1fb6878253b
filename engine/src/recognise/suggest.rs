//! What may have been meant: for the search box, and beside a name that is not recognised.

use crate::recognise::fold::{letters, sound};
use serde::Serialize;

use crate::exact::letters::fold;
use crate::exact::sort;
use crate::lang::Text;
use crate::recognise::catalogue::{BRAND_PREFIX, Catalogue, CatalogueName, Entry, Heard};
use crate::recognise::fold::{add, is_beside_the_name, joined, name_and_tail, words};

/// Letters of a search that are looked at: longer than any name.
const MOST_LETTERS: usize = 64;

/// Words of a sentence in which names are looked for.
const MOST_WORDS: usize = 12;

/// How near a name is, then its length: the smaller the better.
type Nearness = (usize, usize);

const EXACT: usize = 0;

const BEGINS: usize = 1;

const HOLDS: usize = 2;

const MISSPELT: usize = 3;

/// An entry of the catalogue offered to a person. Only their choice resolves a medicine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestion {
    /// What [`Medicine::chosen`](crate::person::medicine::Medicine::chosen) becomes when it is chosen.
    pub chosen: String,
    /// Its name.
    pub name: Text,
    /// What a brand contains; empty for a substance.
    pub contains: Vec<Text>,
    /// What a brand contains that the catalogue does not know.
    pub unknown: Vec<String>,
}

impl Catalogue<'_> {
    /// Entries whose name is, begins with or contains what was typed, nearest first; where none begins so,
    /// those it may be a slip of the keyboard for.
    #[must_use]
    pub fn search(&self, typed: &str, most: usize) -> Vec<Suggestion> {
        let Query { named, key, .. } = Query::of(typed);
        if key.is_empty() {
            return Vec::new();
        }
        let mut offered = Offered::default();
        for name in &self.index.names {
            if name.key == key {
                offered.add(name, EXACT);
            } else if name.key.starts_with(&key) {
                offered.add(name, BEGINS);
            } else if key.len() >= 3 && name.key.contains(&key) {
                offered.add(name, HOLDS);
            }
        }
        self.held_in(&named, &mut offered);
        if !offered.0.iter().any(|(_, (near, _))| *near <= BEGINS) {
            self.misspelt(&key, true, &mut offered);
        }
        self.nearest(offered, most)
    }

    /// What a name that was not recognised may mean: the one medicine that it misspells or begins, else the
    /// names that stand in it. What two different medicines are as near to is neither.
    pub(crate) fn meant(&self, typed: &str, most: usize) -> Vec<Suggestion> {
        let Query { named, beside, whole, key } = Query::of(typed);
        let mut offered = Offered::default();
        self.misspelt(&whole, false, &mut offered);
        if offered.0.is_empty() && whole != key {
            self.misspelt(&key, false, &mut offered);
        }
        if offered.0.is_empty() && key.len() >= LEAST_BEGINNING {
            let from = self.index.names.partition_point(|it| it.key < key);
            self.index.names[from..]
                .iter()
                .take_while(|it| it.key.starts_with(&key))
                .for_each(|it| offered.add(it, BEGINS));
            self.keep_akin(&mut offered);
        }
        if offered.0.is_empty() {
            self.held_in(&named, &mut offered);
        }
        offered.0.retain(|(it, _)| self.may_be_so(*it, &beside));
        self.nearest(offered, most)
    }

    /// The one medicine whose names begin with what was typed, where all that begin so hold the same: what
    /// Enter means in the search box, a strength and times after it or not. Lami is Lamisil as well as Lamictal.
    #[must_use]
    pub fn begun(&self, typed: &str) -> Option<Suggestion> {
        let (name, _) = name_and_tail(typed);
        let Query { key, whole, .. } = Query::of(name);
        if key.len() < LEAST_BEGINNING || whole != key || self.read(typed).is_some() {
            return None;
        }
        let mut offered = Offered::default();
        self.index.names.iter().filter(|it| it.key.starts_with(&key)).for_each(|it| offered.add(it, BEGINS));
        offered.settle();
        let mut holdings = offered.0.iter().map(|(it, _)| self.holds(*it));
        let first = holdings.next()?;
        holdings.all(|it| it == first).then(|| self.nearest(offered, 1).pop())?
    }

    /// Names that stand in a sentence: `tramadol arrêté lundi`.
    fn held_in(&self, named: &[String], offered: &mut Offered) {
        for from in 0..named.len().min(MOST_WORDS) {
            let mut key = String::new();
            for word in named.iter().skip(from).take(4) {
                add(&mut key, word);
                self.index.exact(&key).iter().for_each(|name| offered.add(name, EXACT));
            }
        }
    }

    /// Names that a slip of the keyboard or another way of spelling leads to, if all of them are one medicine:
    /// those that look alike and are two medicines are told apart by nobody's guess.
    fn misspelt(&self, key: &str, typing: bool, offered: &mut Offered) {
        let typo = Typo::of(key);
        let mut near = Offered::default();
        for (name, heard) in self.index.heard() {
            if let Some(far) = typo.far(heard, typing) {
                near.add(name, MISSPELT + far);
            }
        }
        self.keep_akin(&mut near);
        offered.0.append(&mut near.0);
    }

    /// Leaves the entries that share a substance with every one of the nearest; none where the nearest are
    /// different medicines.
    fn keep_akin(&self, offered: &mut Offered) {
        offered.settle();
        let Some(nearest) = offered.0.iter().map(|(_, (near, _))| *near).min() else { return };
        let first: Vec<Entry> = offered.0.iter().filter(|(_, rank)| rank.0 == nearest).map(|(it, _)| *it).collect();
        let akin = |it: &Entry| first.iter().all(|other| self.share_a_substance(*it, *other));
        if first.iter().all(akin) {
            offered.0.retain(|(it, _)| akin(it));
        } else {
            offered.0.clear();
        }
    }

    fn share_a_substance(&self, a: Entry, b: Entry) -> bool {
        let (a, b) = (self.holds(a), self.holds(b));
        a.0.iter().any(|it| b.0.contains(it)) || a.1.iter().any(|it| b.1.contains(it))
    }

    fn nearest(&self, mut offered: Offered, most: usize) -> Vec<Suggestion> {
        offered.settle();
        // The order of the entries decides between equals.
        sort::with(&mut offered.0, |(_, one), (_, other)| one.cmp(other));
        offered.0.iter().take(most).map(|(entry, _)| self.suggestion(*entry)).collect()
    }

    fn suggestion(&self, entry: Entry) -> Suggestion {
        let book = self.formulary.book();
        match entry {
            Entry::Substance(place) => {
                let it = &book.substances[place];
                Suggestion { chosen: it.id.clone(), name: it.name.clone(), contains: Vec::new(), unknown: Vec::new() }
            }
            Entry::Brand(place) => {
                let it = &book.brands[place];
                let contains = it.substances.iter().filter_map(|id| self.formulary.substance(id));
                Suggestion {
                    chosen: format!("{BRAND_PREFIX}{}", it.name),
                    name: Text::same(&as_people_write(&it.name)),
                    contains: contains.map(|it| it.name.clone()).collect(),
                    unknown: it.unknown.clone(),
                }
            }
        }
    }
}

/// A brand as it is written in a sentence: the register prints it in capitals. No accent is added that it does not
/// print. What holds a figure or no vowel (`B12`, `LP`) keeps its capitals, and a Roman number.
fn as_people_write(name: &str) -> String {
    const SMALL: [&str; 13] = ["ET", "DE", "DU", "DES", "LA", "LE", "LES", "EN", "AU", "AUX", "POUR", "SANS", "AVEC"];
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut written = String::with_capacity(name.len());
    for (place, word) in name.split_inclusive(|it: char| !it.is_alphanumeric()).enumerate() {
        let bare = word.trim_end_matches(|it: char| !it.is_alphanumeric());
        let (vowels, roman) =
            (bare.contains(['A', 'E', 'I', 'O', 'U', 'Y']), bare.chars().all(|it| "IVX".contains(it)));
        let initials = bare.chars().count() <= 2 || !vowels || roman || bare.contains(|it: char| it.is_ascii_digit());
        if place > 0 && SMALL.contains(&bare) {
            written.extend(word.chars().flat_map(char::to_lowercase));
        } else if initials {
            written.push_str(word);
        } else {
            let mut letters = word.chars();
            written.extend(letters.next());
            written.extend(letters.flat_map(char::to_lowercase));
        }
    }
    written
}

/// What is offered, and how near each is; one that came twice is as near as the nearest.
#[derive(Default)]
struct Offered(Vec<(Entry, Nearness)>);

impl Offered {
    fn add(&mut self, name: &CatalogueName, near: usize) {
        self.0.push((name.entry, (near, name.key.len())));
    }

    /// Leaves each entry once, in their order.
    fn settle(&mut self) {
        sort::with(&mut self.0, Ord::cmp);
        self.0.dedup_by_key(|(entry, _)| *entry);
    }
}

/// What is looked for: the words that are no strength, form or time, and the whole of them as names are compared.
struct Query {
    named: Vec<String>,
    beside: Vec<String>,
    /// With the words beside the name.
    whole: String,
    key: String,
}

impl Query {
    fn of(typed: &str) -> Self {
        let all = words(&fold(typed));
        let key = |words: &[String]| joined(words.iter().map(String::as_str)).chars().take(MOST_LETTERS).collect();
        let whole = key(&all);
        let (beside, named): (Vec<String>, Vec<String>) = all.into_iter().partition(|it| is_beside_the_name(it));
        let key = key(if named.is_empty() { &beside } else { &named });
        Self { named, beside, whole, key }
    }
}

/// A letter too many, one left out, or two that changed places.
const SLIP: usize = 2;

/// A vowel for another.
const VOWEL: usize = 2;

/// A letter for another: the mark of another name rather than of a slip.
const CHANGE: usize = 3;

/// Letters of a misspelt beginning, and how far it may be off.
const LEAST_BEGINNING: usize = 4;

const MISSPELT_BEGINNING: usize = 6;

/// A name as it was typed, ready to be held against thousands.
pub(crate) struct Typo<'a> {
    key: &'a str,
    sound: String,
    letters: u64,
    /// How far a name may be off as it is heard: one slip, or one changed letter, two slips in the longest. Two
    /// changed letters are never a slip: Coltramyl is not Contramal.
    most: usize,
    /// How many letters of it may be off as it is written.
    most_letters: usize,
}

impl<'a> Typo<'a> {
    pub(crate) fn of(key: &'a str) -> Self {
        let sound = sound(key);
        let most = match sound.len() {
            0..=3 => 0,
            4 => SLIP,
            5..=10 => CHANGE,
            _ => 2 * SLIP,
        };
        let most_letters = if key.len() < 8 { 1 } else { 2 };
        Self { key, letters: letters(&sound), sound, most, most_letters }
    }

    /// How far a name is off, if it may be what was meant: never one that begins with another letter.
    pub(crate) fn far(&self, name: Heard<'_>, typing: bool) -> Option<usize> {
        if self.most == 0 || name.sound.as_bytes().first() != self.sound.as_bytes().first() {
            return None;
        }
        let strange = (self.letters & !name.letters).count_ones() as usize;
        if strange > 2 {
            return None;
        }
        let (typed, known) = (self.sound.as_bytes(), name.sound.as_bytes());
        let as_written = |most, slip, price: fn(u8, u8) -> usize| {
            off_by(self.key.as_bytes(), name.key.as_bytes(), most, slip, price)
        };
        let heard = off_by(typed, known, self.most, SLIP, change);
        let near = heard.into_iter().chain(as_written(self.most, SLIP, change)).min();
        let whole = near.filter(|off| *off == 0 || as_written(self.most_letters, 1, |_, _| 1).is_some());
        // What is being typed may be the misspelt beginning of a longer name.
        let begun = known.get(..typed.len()).filter(|it| typing && it.len() >= MISSPELT_BEGINNING);
        let begun = begun.and_then(|begun| off_by(typed, begun, SLIP, SLIP, change)).map(|it| it + 1);
        whole.or(begun)
    }
}

/// The price of a letter for another.
fn change(typed: u8, known: u8) -> usize {
    let vowel = |letter: u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u');
    if vowel(typed) && vowel(known) { VOWEL } else { CHANGE }
}

/// How far two words are off, if no more than `most`: letters added, left out, changed or swapped with their
/// neighbour, each at its price.
fn off_by(a: &[u8], b: &[u8], most: usize, slip: usize, change: impl Fn(u8, u8) -> usize) -> Option<usize> {
    const WIDTH: usize = MOST_LETTERS + 4;
    if slip * a.len().abs_diff(b.len()) > most || b.len() >= WIDTH {
        return None;
    }
    let mut rows = [[0; WIDTH]; 3];
    (0..=b.len()).for_each(|j| rows[0][j] = slip * j);
    for i in 1..=a.len() {
        let (row, last, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[row][0] = slip * i;
        let mut least = rows[row][0];
        for j in 1..=b.len() {
            let (typed, known) = (a[i - 1], b[j - 1]);
            let changed = if typed == known { 0 } else { change(typed, known) };
            let mut off = (rows[last][j - 1] + changed).min(rows[last][j] + slip).min(rows[row][j - 1] + slip);
            if i > 1 && j > 1 && typed == b[j - 2] && a[i - 2] == known {
                off = off.min(rows[before][j - 2] + slip);
            }
            rows[row][j] = off;
            least = least.min(off);
        }
        // A swap reaches back over one row.
        if least > most + slip {
            return None;
        }
    }
    Some(rows[a.len() % 3][b.len()]).filter(|it| *it <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::catalogue::Sound;

    #[test]
    fn a_brand_in_capitals_is_written_as_in_a_sentence() {
        for (printed, written) in [
            ("KARDEGIC", "Kardegic"),
            ("NEO-CODION", "Neo-Codion"),
            ("ABILIFY MAINTENA", "Abilify Maintena"),
            ("ACTIFED RHUME JOUR ET NUIT", "Actifed Rhume Jour et Nuit"),
            ("ACIDE ALENDRONIQUE/VITAMINE D3 TEVA SANTE", "Acide Alendronique/Vitamine D3 Teva Sante"),
            ("AMLODIPINE BGR", "Amlodipine BGR"),
            ("FACTANE II", "Factane II"),
            ("MOPRAL LP", "Mopral LP"),
            ("Entresto", "Entresto"),
            ("", ""),
        ] {
            assert_eq!(as_people_write(printed), written);
        }
    }

    #[test]
    fn slips_and_changes_have_their_price() {
        for (a, b, off) in [
            ("tramadole", "tramadol", Some(2)),
            ("tarmadol", "tramadol", Some(2)),
            ("tramadal", "tramadol", Some(2)),
            ("tranadol", "tramadol", Some(3)),
            ("trmadl", "tramadol", Some(4)),
            ("coltramil", "contramal", None),
            ("lamictal", "lamisil", None),
            ("tramadol", "trazodone", None),
            ("codeine", "codeine", Some(0)),
            ("", "ab", Some(4)),
            ("abc", "", None),
        ] {
            assert_eq!(off_by(a.as_bytes(), b.as_bytes(), 4, SLIP, change), off, "{a} and {b}");
        }
    }

    #[test]
    fn what_is_spelt_in_two_ways_sounds_the_same() {
        for (a, b) in [
            ("laroxil", "laroxyl"),
            ("fenergan", "phenergan"),
            ("cardegic", "kardegic"),
            ("eparine", "heparine"),
            ("methadone", "metadone"),
            ("oestradiol", "estradiol"),
            ("lamictall", "lamictal"),
            ("tramadole", "tramadol"),
            ("codeinne", "codeine"),
            ("oxasepam", "oxazepam"),
        ] {
            assert_eq!(sound(a), sound(b), "{a} and {b}");
        }
        for (a, b) in [("lamictal", "lamisil"), ("xanax", "zantac"), ("b1", "b12"), ("ldn", "dn")] {
            assert_ne!(sound(a), sound(b), "{a} and {b}");
        }
    }

    #[test]
    fn a_name_that_begins_with_another_letter_or_has_two_changed_is_not_meant() {
        for (typed, name) in [
            ("zofran", "tofranil"),
            ("coltramyl", "contramal"),
            ("topamax", "fosamax"),
            ("pamelor", "amlor"),
            ("remeron", "demerol"),
            ("toradol", "takadol"),
            ("aimovig", "kiovig"),
        ] {
            let sound = Sound::of(name);
            for typing in [false, true] {
                assert_eq!(Typo::of(typed).far(sound.heard(name), typing), None, "{typed} and {name}");
            }
        }
    }
}
