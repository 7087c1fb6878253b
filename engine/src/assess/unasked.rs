//! Answers to questions that this edition does not ask.
//!
//! When: an answer names a question nobody knows, renamed or misspelt. Then: it counts as not asked, and
//! so does the question that may have been meant; the answer is named. A yes is a caution, since a
//! hazard may stand behind it; a no is information.

use crate::assess::gathered::Gathered;
use crate::book::rule::Severity;
use crate::facts::facts::Facts;
use crate::fault::short;
use crate::finding::Finding;
use crate::input::Input;
use crate::key::Key;
use crate::logic::truth::Truth;
use crate::path;
use crate::words;

const RULE: &str = "ASK-1";

pub(crate) fn check(facts: &Facts<'_>, gathered: &mut Gathered) {
    gathered.checked.push(RULE);
    if !facts.names_a_stranger() {
        return;
    }
    let patient = &facts.request.patient;
    let unknown = |id: &&String| facts.lookup.question(id).is_none();
    for (id, said) in patient.answers.iter().filter(|(id, _)| unknown(id)) {
        let severity = match said {
            Truth::Yes => Severity::Caution,
            Truth::No => Severity::Information,
            Truth::Unknown => continue,
        };
        gathered.findings.push(no_longer_asked(facts, &path::answer(id), &short(id), severity));
    }
    for (at, swept) in patient.none_of_these.iter().enumerate() {
        let ids: Vec<String> = swept.questions.iter().filter(unknown).map(|it| short(it)).collect();
        if !ids.is_empty() {
            let path = format!("patient.none_of_these[{at}]");
            gathered.findings.push(no_longer_asked(facts, &path, &ids.join(", "), Severity::Information));
        }
    }
}

fn no_longer_asked(facts: &Facts<'_>, path: &str, ids: &str, severity: Severity) -> Finding {
    let lang = facts.lang();
    let mut finding = Finding::own(RULE, severity, words::no_longer_asked(ids, severity, lang));
    finding.key = Key::one_of(RULE, path).write();
    finding.inputs = vec![Input { path: path.to_owned(), text: ids.to_owned() }];
    finding.ask = (severity == Severity::Caution).then(|| words::ask_what_was_answered(lang));
    finding
}
