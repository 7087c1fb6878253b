//! What a book may not say of pairs.

use super::{ALCOHOL, Interaction, Level};
use crate::formulary::{BookError, Formulary};

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
        for id in row.covered_by.iter().filter(|it| !is_finding(it)) {
            fault(path("covered_by"), format!("`{id}` does not exist"));
        }
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
    if let Some(thesaurus) = &pairs.thesaurus
        && formulary.source(&thesaurus.source).is_none()
    {
        fault("interactions.thesaurus.source".into(), format!("`{}` is not in the bibliography", thesaurus.source));
    }
    errors
}

fn alone_on_knowledge(row: &Interaction, formulary: &Formulary) -> bool {
    let knowledge = |id: &str| formulary.source(id).is_some_and(|it| it.seen == crate::formulary::Seen::Knowledge);
    row.sources.iter().all(|it| knowledge(&it.source))
}
