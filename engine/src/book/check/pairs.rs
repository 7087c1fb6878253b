//! What a book may not say of pairs.

use crate::book::error::BookError;
use crate::book::formulary::Formulary;
use crate::book::pairs::{Interaction, Interactions, Level, Mechanism, gaps};
use crate::book::parties::ALCOHOL;
use crate::lang::Tongue;

/// Every tag, mechanism, rule and source that does not exist.
pub(crate) fn faults(formulary: &Formulary) -> Vec<BookError> {
    let book = formulary.book();
    let pairs = &book.interactions;
    let mut errors = Vec::new();
    let mut fault = |path: String, message: String| errors.push(BookError { path, message });
    let is_substance = |id: &str| book.substances.iter().any(|it| it.id == id);
    let is_group = |id: &str| pairs.groups.iter().any(|it| it.group == id);
    let is_class = |id: &str| book.classes.iter().any(|it| it.id == id);
    let is_tag = |id: &str| {
        let other = book.drugs.iter().any(|it| it.id == id) || book.questions.iter().any(|it| it.id == id);
        is_substance(id) || is_group(id) || is_class(id) || other || id == ALCOHOL
    };
    let is_finding = |id: &str| book.rules.iter().any(|it| it.id == id) || book.wash_outs.iter().any(|it| it.id == id);
    let is_mechanism = |id: &str| pairs.mechanism(id).is_some();
    for row in &pairs.rules {
        let path = |field: &str| format!("interactions.rules[{}].{field}", row.id);
        if row.a.is_empty() || row.b.is_empty() {
            fault(path("a, b"), "both sides are needed".into());
        }
        for tag in row.a.iter().chain(&row.b).filter(|it| !is_tag(it)) {
            fault(path("a, b"), format!("`{tag}` does not exist"));
        }
        if !is_mechanism(&row.mechanism) {
            fault(path("mechanism"), format!("`{}` does not exist", row.mechanism));
        }
        let says_how = |it: &Mechanism| [&it.text.fr, &it.text.en].iter().all(|it| gaps(it).any(|it| it == "how"));
        if row.how.is_some() && !pairs.mechanism(&row.mechanism).is_some_and(says_how) {
            fault(path("how"), format!("`{}` has no place for it", row.mechanism));
        }
        for id in row.covered_by.iter().filter(|it| !is_finding(it)) {
            fault(path("covered_by"), format!("`{id}` does not exist"));
        }
        replaced(row, pairs, &mut |field, message| fault(path(field), message));
        if row.is_entry() && !row.printed.contains(&row.level) {
            fault(path("level"), "is not one that is printed".into());
        }
        if alone_on_knowledge(row, formulary) && row.level >= Level::Major {
            fault(path("sources"), "a major or contraindicated pair rests on a document that was seen".into());
        }
    }
    for group in &pairs.groups {
        let path = format!("interactions.groups[{}]", group.group);
        if is_substance(&group.group) || is_class(&group.group) {
            fault(path.clone(), "is the name of something else too".into());
        }
        for id in group.substances.iter().filter(|it| !is_substance(it)) {
            fault(path.clone(), format!("`{id}` is not in the catalogue"));
        }
    }
    for it in &pairs.exclusions {
        for id in it.groups.iter().filter(|it| !is_group(it)).chain(it.substances.iter().filter(|it| !is_substance(it)))
        {
            fault("interactions.exclusions".into(), format!("`{id}` does not exist"));
        }
    }
    for it in &pairs.mechanisms {
        for (field, message) in sentence_faults(it) {
            fault(format!("interactions.mechanisms[{}].{field}", it.id), message);
        }
    }
    for (path, message) in effect_faults(pairs, is_tag) {
        fault(path, message);
    }
    for it in &pairs.tails {
        let unknown = it.mechanisms.iter().filter(|it| !is_mechanism(it));
        for id in unknown.chain([&it.of].into_iter().filter(|it| !is_tag(it))) {
            fault("interactions.tails".into(), format!("`{id}` does not exist"));
        }
    }
    for it in &book.burdens {
        for id in it.of.iter().chain(it.tails.iter().map(|it| &it.of)).filter(|id| !is_tag(id)) {
            fault(format!("burdens[{}].of", it.id), format!("`{id}` does not exist"));
        }
    }
    thesaurus(formulary, &mut errors);
    looked_up(formulary, &mut errors);
    adding_up(formulary, &mut errors);
    errors
}

/// What is wrong with a row that stands instead of another.
fn replaced(row: &Interaction, pairs: &Interactions, fault: &mut impl FnMut(&str, String)) {
    for id in &row.instead_of {
        match pairs.rules.iter().find(|it| it.id == *id) {
            None => fault("instead_of", format!("`{id}` does not exist")),
            Some(it) if !it.floor => fault("instead_of", format!("`{id}` is no row between classes")),
            Some(it) if it.level <= row.level => fault("instead_of", format!("`{id}` is not stricter")),
            Some(it) if it.mechanism != row.mechanism => {
                fault("instead_of", format!("`{id}` speaks of another mechanism"));
            }
            Some(_) => {}
        }
    }
    if row.instead_of.is_empty() != row.why.is_none() {
        fault("why", "is said of what is replaced, and of nothing else".into());
    }
}

/// What is wrong with what is said of the thesaurus.
fn thesaurus(formulary: &Formulary, errors: &mut Vec<BookError>) {
    let pairs = &formulary.book().interactions;
    let mut fault = |field: &str, message: String| {
        errors.push(BookError { path: format!("interactions.thesaurus.{field}"), message });
    };
    if let Some(thesaurus) = &pairs.thesaurus {
        if formulary.source(&thesaurus.source).is_none() {
            fault("source", format!("`{}` is not in the bibliography", thesaurus.source));
        }
        if thesaurus.newer.is_some_and(|it| it <= thesaurus.published) {
            fault("newer", "is no newer edition".into());
        }
    }
}

/// What is wrong with what is said of too much and too little.
fn effect_faults(pairs: &Interactions, is_tag: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    let mut told = Vec::new();
    for it in &pairs.effects {
        let path = format!("interactions.effects[{}]", it.id);
        if it.of.is_empty() || (it.more.is_none() && it.less.is_none()) {
            faults.push((path.clone(), "says nothing, or of nothing".into()));
        }
        for tag in &it.of {
            if !is_tag(tag) {
                faults.push((path.clone(), format!("`{tag}` does not exist")));
            }
            if told.contains(&tag) {
                faults.push((path.clone(), format!("`{tag}` has an effect already")));
            }
            told.push(tag);
        }
    }
    faults
}

/// What is wrong with the sentences of a mechanism: both names must stand in what happens, in both languages;
/// only what acts on something says what comes of it.
fn sentence_faults(mechanism: &Mechanism) -> Vec<(&'static str, String)> {
    let mut faults = Vec::new();
    for (field, text, is_ask) in [("text", &mechanism.text, false), ("ask", &mechanism.ask, true)] {
        for tongue in Tongue::ALL {
            let sentence = text.of(tongue);
            let found: Vec<&str> = gaps(sentence).collect();
            if sentence.matches('}').count() != found.len() {
                faults.push((field, format!("a brace is alone: {sentence}")));
            }
            for gap in &found {
                let fits = match *gap {
                    "a" | "b" => true,
                    "de a" | "de b" => tongue == Tongue::Fr,
                    "more" | "less" | "more a" | "how" => mechanism.directed && !is_ask,
                    _ => false,
                };
                if !fits {
                    faults.push((field, format!("`{{{gap}}}` does not fit here: {sentence}")));
                }
            }
            for side in ["a", "b"] {
                if !is_ask && !found.iter().any(|it| it.trim_start_matches("de ") == side) {
                    faults.push((field, format!("side `{side}` is not named: {sentence}")));
                }
            }
        }
    }
    faults
}

/// A kind of pairs that is told to be looked up stands for rows of the book.
fn looked_up(formulary: &Formulary, errors: &mut Vec<BookError>) {
    let pairs = &formulary.book().interactions;
    for it in &pairs.looked_up {
        let mut fault = |message: String| {
            errors.push(BookError { path: format!("interactions.looked_up[{}]", it.text.en), message });
        };
        if it.rows.is_empty() {
            fault("stands for no row".into());
        }
        for id in it.rows.iter().filter(|id| !pairs.rules.iter().any(|row| row.id == **id)) {
            fault(format!("`{id}` does not exist"));
        }
    }
}

/// Who carries a burden strongly carries it, and one alone is a pair.
fn adding_up(formulary: &Formulary, errors: &mut Vec<BookError>) {
    let book = formulary.book();
    for (burden, it) in book.burdens.iter().filter_map(|it| Some((it, it.adds_up.as_ref()?))) {
        let mut fault = |field: &str, message: String| {
            errors.push(BookError { path: format!("burdens[{}].adds_up.{field}", burden.id), message });
        };
        if it.strong.is_empty() || it.mechanisms.is_empty() {
            fault("strong, mechanisms", "both are needed".into());
        }
        for id in it.strong.iter().filter(|id| !burden.of.contains(id)) {
            fault("strong", format!("`{id}` is not among those who carry it"));
        }
        for id in it.mechanisms.iter().filter(|id| book.interactions.mechanism(id).is_none()) {
            fault("mechanisms", format!("`{id}` does not exist"));
        }
        if it.caution_from < 2 || it.acknowledge_from <= it.caution_from {
            fault("caution_from, acknowledge_from", "two at least, then more".into());
        }
    }
}

fn alone_on_knowledge(row: &Interaction, formulary: &Formulary) -> bool {
    let knowledge = |id: &str| formulary.source(id).is_some_and(|it| it.seen == crate::book::source::Seen::Knowledge);
    row.sources.iter().all(|it| knowledge(&it.source))
}
