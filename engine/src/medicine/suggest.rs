//! What may have been meant: for the search box, and beside a name that is not recognised.

use std::collections::BTreeMap;

use serde::Serialize;

use super::fold::{add, fold, is_beside_the_name, joined, words};
use super::recognise::{BRAND_PREFIX, Catalogue, Entry, Name};
use crate::order;
use crate::words::Text;

/// Letters of a search that are looked at: longer than any name.
const MOST_LETTERS: usize = 64;
/// Words of a sentence in which names are looked for.
const MOST_WORDS: usize = 12;

/// How near a name is, then its length: the smaller the better.
type Rank = (usize, usize);

const EXACT: usize = 0;
const BEGINS: usize = 1;
const HOLDS: usize = 2;
/// One letter off; two letters off is one more.
const MISSPELT: usize = 2;

/// An entry of the catalogue offered to a person. Only their choice resolves a medicine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suggestion {
    /// What [`Medicine::chosen`](super::Medicine::chosen) becomes when it is chosen.
    pub chosen: String,
    /// Its name.
    pub name: Text,
    /// What a brand contains; empty for a substance.
    pub contains: Vec<Text>,
    /// What a brand contains that the catalogue does not know.
    pub unknown: Vec<String>,
}

impl Catalogue<'_> {
    /// Entries whose name is, begins with, contains or is nearly what was typed, nearest first.
    #[must_use]
    pub fn search(&self, typed: &str, most: usize) -> Vec<Suggestion> {
        let all = words(&fold(typed));
        let named: Vec<&str> = all.iter().map(String::as_str).filter(|it| !is_beside_the_name(it)).collect();
        let query: String =
            if named.is_empty() { joined(all.iter().map(String::as_str)) } else { joined(named.iter().copied()) };
        let query: String = query.chars().take(MOST_LETTERS).collect();
        if query.is_empty() {
            return Vec::new();
        }
        let mut ranks: BTreeMap<Entry, Rank> = BTreeMap::new();
        let mut offer = |name: &Name, near: usize| {
            let rank = (near, name.key.len());
            let kept = ranks.entry(name.entry).or_insert(rank);
            *kept = rank.min(*kept);
        };
        let typo = Typo::of(&query);
        for name in &self.index.names {
            if let Some(near) = typo.nearness(name) {
                offer(name, near);
            }
        }
        // A sentence that holds a name: `tramadol arrêté lundi`.
        for from in 0..named.len().min(MOST_WORDS) {
            let mut key = String::new();
            for word in named.iter().skip(from).take(4) {
                add(&mut key, word);
                self.index.exact(&key).iter().for_each(|name| offer(name, EXACT));
            }
        }
        let mut ranked: Vec<(Rank, Entry)> = ranks.into_iter().map(|(entry, rank)| (rank, entry)).collect();
        // They come in the order of their entries, which decides between equals.
        order::by(&mut ranked, |((near, length), _)| order::pair(narrow(*near), narrow(*length)));
        ranked.into_iter().take(most).map(|(_, entry)| self.suggestion(entry)).collect()
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
                    name: Text { fr: it.name.clone(), en: it.name.clone() },
                    contains: contains.map(|it| it.name.clone()).collect(),
                    unknown: it.unknown.clone(),
                }
            }
        }
    }
}

fn narrow(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Which letters and digits occur in a name.
pub(super) fn letters(key: &str) -> u64 {
    key.bytes().fold(0, |seen, byte| seen | 1 << (byte % 64))
}

/// A search, ready to be held against thousands of names.
struct Typo<'a> {
    query: &'a str,
    letters: u64,
    /// Slips of the keyboard that may lie between it and a name.
    slips: usize,
}

impl<'a> Typo<'a> {
    fn of(query: &'a str) -> Self {
        let slips = match query.len() {
            0..=3 => 0,
            4..=6 => 1,
            _ => 2,
        };
        Self { query, letters: letters(query), slips }
    }

    fn nearness(&self, name: &Name) -> Option<usize> {
        // A slip brings in at most one letter the other does not have, and takes away at most one.
        let strange = (self.letters & !name.letters).count_ones() as usize;
        if strange > self.slips {
            return None;
        }
        let key = name.key.as_str();
        if strange == 0 {
            if key == self.query {
                return Some(EXACT);
            }
            if key.starts_with(self.query) {
                return Some(BEGINS);
            }
            if self.query.len() >= 3 && key.contains(self.query) {
                return Some(HOLDS);
            }
        }
        if self.slips == 0 {
            return None;
        }
        let near = (name.letters & !self.letters).count_ones() as usize <= self.slips;
        let whole = near.then(|| slips_between(self.query.as_bytes(), key.as_bytes(), self.slips)).flatten();
        // What is typed may be the misspelt beginning of a longer name.
        let begun = key.get(..self.query.len()).filter(|_| self.query.len() >= 5 && key.len() > self.query.len());
        let begun = begun.filter(|_| strange <= 1);
        let begun = begun.and_then(|start| slips_between(self.query.as_bytes(), start.as_bytes(), 1)).map(|it| it + 1);
        [whole, begun].into_iter().flatten().min().map(|slips| MISSPELT + slips)
    }
}

/// Letters added, left out, changed or swapped with their neighbour between two words, if no more
/// than `most`. Only cells that so few slips can reach are filled in: the others count as too far.
fn slips_between(a: &[u8], b: &[u8], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most || b.len() > 2 * MOST_LETTERS {
        return None;
    }
    const WIDTH: usize = 2 * MOST_LETTERS + 2;
    let far = most + 1;
    let mut rows = [[far; WIDTH]; 3];
    (0..=b.len().min(most)).for_each(|j| rows[0][j] = j);
    for i in 1..=a.len() {
        let (row, last, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        let (from, to) = (i.saturating_sub(most), b.len().min(i + most));
        // The cells beside the band held another row.
        rows[row][from.saturating_sub(1)] = far;
        rows[row][to + 1] = far;
        if from == 0 {
            rows[row][0] = i;
        }
        let mut least = if from == 0 { i } else { far };
        for j in from.max(1)..=to {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut slips = (rows[last][j - 1] + change).min(rows[last][j] + 1).min(rows[row][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                slips = slips.min(rows[before][j - 2] + 1);
            }
            rows[row][j] = slips;
            least = least.min(slips);
        }
        if least > most {
            return None;
        }
    }
    Some(rows[a.len() % 3][b.len()]).filter(|it| *it <= most)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The whole table of the textbook.
    fn slips_in_full(a: &[u8], b: &[u8]) -> usize {
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                table[i][j] = match (i, j) {
                    (0, _) => j,
                    (_, 0) => i,
                    _ => {
                        let change = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                        let swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                        let swapped = if swap { table[i - 2][j - 2] + 1 } else { usize::MAX };
                        change.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1).min(swapped)
                    }
                };
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn a_narrow_band_counts_as_the_whole_table_does(a in "[a-c]{0,9}", b in "[a-c]{0,9}", most in 0usize..4) {
            let full = slips_in_full(a.as_bytes(), b.as_bytes());
            prop_assert_eq!(slips_between(a.as_bytes(), b.as_bytes(), most), Some(full).filter(|it| *it <= most));
        }

        #[test]
        fn a_name_few_slips_away_is_never_passed_over_for_its_letters(query in "[a-e]{4,9}", key in "[a-e]{4,9}") {
            let name = Name { letters: letters(&key), key, entry: Entry::Substance(0) };
            let typo = Typo::of(&query);
            let slips = slips_in_full(query.as_bytes(), name.key.as_bytes());
            if slips <= typo.slips {
                prop_assert!(typo.nearness(&name).is_some(), "{} and {}", query, name.key);
            }
        }
    }

    #[test]
    fn slips_are_counted_letter_by_letter() {
        for (a, b, slips) in [
            ("tramadole", "tramadol", Some(1)),
            ("tarmadol", "tramadol", Some(1)),
            ("lamictal", "lamisil", None),
            ("tramadol", "trazodone", None),
            ("codeine", "codeine", Some(0)),
            ("", "ab", Some(2)),
            ("abc", "", None),
        ] {
            assert_eq!(slips_between(a.as_bytes(), b.as_bytes(), 2), slips, "{a} and {b}");
        }
    }
}
