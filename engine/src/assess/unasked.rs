//! Answers to questions that this edition does not ask.
//!
//! When: an answer names a question nobody knows, renamed or misspelt. Then: it counts as not asked, and
//! so does the question that may have been meant; the answer is named. A yes is a caution, since a
//! hazard may stand behind it; a no is information.

use crate::assess::{Finding, Gathered, Input};
use crate::facts::Facts;
use crate::formulary::Severity;
use crate::json::short;
use crate::truth::Truth;
use crate::words;

const RULE: &str = "ASK-1";

pub(super) fn check(facts: &Facts<'_>, gathered: &mut Gathered) {
    let patient = &facts.request.patient;
    let unknown = |id: &&String| facts.formulary.question(id).is_none();
    for (id, said) in patient.answers.iter().filter(|(id, _)| unknown(id)) {
        let severity = match said {
            Truth::Yes => Severity::Caution,
            Truth::No => Severity::Information,
            Truth::Unknown => continue,
        };
        gathered.findings.push(no_longer_asked(facts, &format!("patient.answers.{id}"), &short(id), severity));
    }
    for (at, swept) in patient.none_of_these.iter().enumerate() {
        let ids: Vec<String> = swept.questions.iter().filter(unknown).map(|it| short(it)).collect();
        if !ids.is_empty() {
            let path = format!("patient.none_of_these[{at}]");
            gathered.findings.push(no_longer_asked(facts, &path, &ids.join(", "), Severity::Information));
        }
    }
    gathered.checked.push(RULE.to_owned());
}

fn no_longer_asked(facts: &Facts<'_>, path: &str, ids: &str, severity: Severity) -> Finding {
    let lang = facts.lang();
    let mut finding = Finding::own(RULE, severity, words::no_longer_asked(ids, severity, lang));
    finding.key = format!("{RULE}:{path}");
    finding.inputs = vec![Input { path: path.to_owned(), text: ids.to_owned() }];
    finding.ask = (severity == Severity::Caution).then(|| words::ask_what_was_answered(lang));
    finding
}
