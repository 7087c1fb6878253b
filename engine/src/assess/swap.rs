//! A first dose that takes the place of another drug, from one day to the next.
//!
//! When: a first dose is worked out from a dose of another drug. Then: both doses are told, with the line of the book;
//! pending until a professional has decided it, where the texts disagree.
//! When: nothing is published for that dose. Then: no first dose; nothing is worked out between two lines or beyond.
//! When: the last dose of the other is not on the day before. Then: pending, until both days are said.

use crate::assess::gathered::Gathered;
use crate::book::drug::Drug;
use crate::book::rule::Severity;
use crate::book::source::Grade;
use crate::facts::facts::Facts;
use crate::facts::line::MedicineLine;
use crate::facts::swap::Swap;
use crate::finding::{Finding, Wait};
use crate::input::Input;
use crate::key::Key;
use crate::words;

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    if let Some(swap) = facts.swap() {
        gathered.findings.push(finding(facts, drug, &swap));
    }
}

/// Whether a line is what was taken until the day before: it is over when the first dose is taken.
pub(crate) fn is_left(facts: &Facts<'_>, line: &MedicineLine<'_>) -> bool {
    let swap = facts.swap().filter(|it| it.is_the_day_after && it.gives.is_some());
    let left = swap.and_then(|it| facts.formulary.drug(&it.from.drug));
    left.is_some_and(|it| line.is_a(&it.substance))
}

fn finding(facts: &Facts<'_>, drug: &Drug, swap: &Swap<'_>) -> Finding {
    let Swap { row, converts, from, gives, is_the_day_after } = swap;
    let lang = facts.lang();
    let rule = converts.text.get(lang);
    let left = facts.formulary.drug(&from.drug).map_or("", |it| it.name.get(lang));
    let (severity, grade, text) = match gives {
        None => (Severity::Contraindicated, converts.grade, words::converts_no_line(left, from.dose, rule, lang)),
        Some((dose, grade)) => {
            let text = words::converts((left, from.dose), (drug.name.get(lang), *dose), rule, lang);
            let text = if *grade == Grade::D { words::converts_unread(&text, lang) } else { text };
            (Severity::Information, *grade, text)
        }
    };
    let mut finding = Finding::new(&row.id, severity, text, grade, converts.sources.clone());
    finding.key = Key::one_of(&row.id, &[from.drug.as_str(), drug.id.as_str()].join(":")).write();
    finding.ask = Some(converts.ask.get(lang).to_owned());
    finding.inputs =
        vec![Input { path: "treatment.converted".to_owned(), text: words::taken_before(left, from.dose, lang) }];
    if gives.is_none() {
        return finding;
    }
    if converts.decision {
        finding = finding.decided_by(facts, None);
        finding.severity = if finding.recorded.is_some() { Severity::Caution } else { Severity::Pending };
    }
    if !is_the_day_after {
        finding.severity = Severity::Pending;
        finding.text = words::converts_next_day(&finding.text, left, lang);
        let text = words::stop_name(lang).to_owned();
        finding.waits.push(Wait::Fact(Input { path: "medicines".to_owned(), text }));
    }
    finding
}
