//! Words for a kind of medicine, such as « anticoagulant » or "sleeping pill": they name none, so that they
//! are asked back, which one?

use crate::book::chapter::Lists;
use crate::exact::letters::fold;
use crate::exact::sort;
use crate::recognise::fold::{is_beside_the_name, joined, words};

/// What people write before the word of a kind, and what says no more of it.
const AROUND: [&str; 13] = [
    "my",
    "mon",
    "ma",
    "mes",
    "an",
    "some",
    "medicament",
    "medicaments",
    "medicine",
    "medication",
    "traitement",
    "contre",
    "pour",
];

/// Words beside a name that are a kind where nothing else stands: "the pill".
const ALONE: [&str; 5] = ["pill", "pills", "douleur", "douleurs", "pain"];

/// What parts two kinds on one line.
pub(crate) const PARTS: [char; 6] = ['+', '/', '&', ',', ';', '\n'];

/// A text without the words that say nothing of which medicine it is.
pub(crate) fn key(text: &str) -> String {
    let words = words(&fold(text));
    let told = |it: &&str| !is_beside_the_name(it) && !AROUND.contains(it);
    let key = joined(words.iter().map(String::as_str).filter(told));
    if key.is_empty() { joined(words.iter().map(String::as_str).filter(|it| ALONE.contains(it))) } else { key }
}

/// Each word of each kind, as it is compared, with the place of its kind; sorted.
pub(crate) fn keys(book: &Lists) -> Vec<(String, usize)> {
    let mut keys = Vec::new();
    for (place, kind) in book.kinds.iter().enumerate() {
        keys.extend(kind.words.all().map(|word| (key(word), place)));
    }
    sort::with(&mut keys, Ord::cmp);
    keys
}
