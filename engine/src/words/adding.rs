//! What is said of several medicines at once: what adds up, and which pairs of a list were looked up.

use crate::book::burden::Burden;
use crate::lang::{Lang, name, say};
use crate::words::joining::{joined, quoted};

/// Several medicines of the list that carry a burden which the drug carries too.
#[must_use]
pub fn adds_up(burden: &Burden, drug: &str, medicines: &[String], lang: Lang) -> String {
    let (burden, text) = (burden.name.get(lang), burden.text.get(lang));
    let medicines = joined(medicines, lang);
    say!(lang, adds_up, burden, drug, medicines, text)
}

/// What a list of pairs rests on.
#[derive(Clone, Debug, Default)]
pub struct PairsLookedUp<'a> {
    /// Which kinds of pairs were looked up.
    pub kinds: Vec<&'a str>,
    /// Whether nobody said if alcohol is drunk.
    pub alcohol_unsaid: bool,
    /// The names that were not wholly recognised.
    pub unrecognised: Vec<&'a str>,
}

/// Which pairs among the medicines taken now were looked up, and which could not be. What has no entry is
/// not said to be safe.
#[must_use]
pub fn pairs_looked_up(looked_up: &PairsLookedUp<'_>, lang: Lang) -> String {
    let kinds = looked_up.kinds.join(name!(lang, semicolon));
    let mut said = say!(lang, pairs_looked_up, kinds);
    if looked_up.alcohol_unsaid {
        said.push_str(name!(lang, alcohol_not_answered));
    }
    if !looked_up.unrecognised.is_empty() {
        let names: Vec<String> = looked_up.unrecognised.iter().map(|it| quoted(it, lang)).collect();
        let names = names.join(", ");
        said.push_str(&say!(lang, names_not_recognised, names));
    }
    said
}
