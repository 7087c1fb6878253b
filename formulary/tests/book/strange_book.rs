//! The book in the language that nobody speaks, and what is left of others beside it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use palier_engine::book::chapter::{Appendix, Opening};
use palier_engine::book::formulary::Formulary;
use palier_engine::lang::{Lang, Languages};
use serde_json::{Value, json};

use super::pseudo::strange;

/// What is written alike in every language: units, names, and what the key of a record begins with.
const ALIKE: [&str; 6] = ["min", "µmol", "Cockcroft", "Gault", "limit", "protocol"];

/// What is alike in every language.
pub struct Alike {
    /// The words of names.
    names: BTreeSet<String>,
    /// Sources, whole, the longest first: they are cited in their own language.
    cited: Vec<String>,
}

impl Alike {
    /// The words of a text that are of another language, and were not typed either.
    pub fn others<'t>(&self, text: &'t str, typed: &BTreeSet<&str>) -> Vec<&'t str> {
        // Each of the strange vowels has an accent.
        let plain = |it: &&str| it.len() > 1 && it.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        let other = |it: &&str| plain(it) && !typed.contains(it) && !self.names.contains(*it);
        let others: Vec<&str> = words(text).filter(other).collect();
        if others.is_empty() {
            return others;
        }
        let own = self.cited.iter().fold(text.to_owned(), |own, it| own.replace(it.as_str(), ""));
        others.into_iter().filter(|it| own.contains(it)).collect()
    }
}

/// A book whose every text is strange, read in one language; and what in it is alike in all.
pub fn of(book: Formulary, lang: Lang) -> (Formulary, Alike) {
    let mut book = serde_json::to_value(book.parted()).expect("a book is data");
    let under = |keys: &[&str]| {
        let mut found = Vec::new();
        strings(&book, Some(keys), false, &mut found);
        found.into_iter().map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let names = under(&["id", "name", "names", "drugs", "brands"]);
    let names = names.iter().flat_map(|it| words(it)).chain(ALIKE).map(str::to_owned).collect();
    let mut cited: Vec<String> = under(&["title", "place", "locator"]).into_iter().collect();
    cited.sort_by_key(|it| Reverse(it.len()));
    let alike = Alike { names, cited };
    make_strange(&mut book);
    let opening = Opening::read(book[0].take(), Languages::only(lang)).expect("the same opening");
    let appendix: Appendix = serde_json::from_value(book[1].take()).expect("the same appendix");
    (Formulary::whole(opening, appendix), alike)
}

/// Makes every text of a book strange, in both its languages.
fn make_strange(value: &mut Value) {
    if let (Some(Value::String(fr)), Some(Value::String(_))) = (value.get("fr"), value.get("en")) {
        let strange = strange(fr);
        *value = json!({ "fr": strange, "en": strange });
        return;
    }
    match value {
        Value::Array(list) => list.iter_mut().for_each(make_strange),
        Value::Object(fields) => fields.values_mut().for_each(make_strange),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Every string that stands under one of some keys, or under any.
pub fn strings<'a>(value: &'a Value, keys: Option<&[&str]>, here: bool, found: &mut Vec<&'a str>) {
    match value {
        Value::Array(list) => list.iter().for_each(|it| strings(it, keys, here, found)),
        Value::Object(fields) => {
            for (key, it) in fields {
                strings(it, keys, keys.is_none_or(|keys| keys.contains(&key.as_str())), found);
            }
        }
        Value::String(text) if here => found.push(text),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty())
}
