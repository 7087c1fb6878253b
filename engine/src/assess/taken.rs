//! The drug, or what is the same treatment, is already taken.
//!
//! When: a medicine taken now holds the substance that is planned, or one that the book calls the same
//! treatment. Then: no first dose; the medicine and its daily dose are named, and nobody is told to stop it. Where that
//! dose is above a limit of today, the dose to go down to is named too.
//! When: a professional has planned its stop, and the first dose comes after. Then: the plan waits for the
//! real stop.

use crate::assess::gathered::Gathered;
use crate::assess::swap::is_left;
use crate::book::drug::Drug;
use crate::book::medicine::{Substance, has_tag};
use crate::book::rule::Severity;
use crate::exact::blank::is_blank;
use crate::facts::facts::Facts;
use crate::facts::line::MedicineLine;
use crate::finding::{Finding, Wait};
use crate::input::Input;
use crate::key::Key;
use crate::plan::rings::Rings;
use crate::request::request::Ongoing;
use crate::words;

/// Id of this rule.
pub(crate) const RULE: &str = "TAKEN-1";

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    for line in facts.lines.iter().filter(|it| it.current && !is_left(facts, it)) {
        let same = line.systemic.iter().copied().find(|it| is_same(drug, it));
        let Some(found) = same.filter(|it| !goes_on(facts, drug, line, it)).map(|it| finding(facts, drug, line, it))
        else {
            continue;
        };
        for wait in &found.waits {
            if let Wait::Date(first) = wait {
                gathered.not_before(*first);
            }
        }
        gathered.findings.push(found);
    }
    gathered.checked.push(RULE);
}

/// Whether a line is what is gone on with: the same substance, at no other dose than is said to be taken.
fn goes_on(facts: &Facts<'_>, drug: &Drug, line: &MedicineLine<'_>, substance: &Substance) -> bool {
    let now = facts.request.treatment.goes_on().map(Ongoing::dose);
    substance.id == drug.substance && now.is_some_and(|it| line.medicine.daily_dose.is_none_or(|of| it == Some(of)))
}

/// Whether a substance is the drug's own, or the same treatment.
fn is_same(drug: &Drug, substance: &Substance) -> bool {
    substance.id == drug.substance || drug.same_treatment.iter().any(|tag| has_tag(substance, tag))
}

fn finding(facts: &Facts<'_>, drug: &Drug, line: &MedicineLine<'_>, substance: &Substance) -> Finding {
    let lang = facts.lang();
    let name = words::medicine_name(&line.medicine.name, substance.name.get(lang), lang);
    let own = substance.id == drug.substance;
    let text = words::already_taken(&name, line.medicine.daily_dose, own, &words::inside(drug.name.get(lang)), lang);
    let mut finding = Finding::own(RULE, Severity::Contraindicated, text);
    // Who takes more than may be taken today has a way out of it.
    let above = line
        .medicine
        .daily_dose
        .filter(|_| own)
        .and_then(|taken| Rings::new(facts).daily_at_most().map(|it| it.0).filter(|most| *most < taken));
    if let Some(most) = above {
        finding.text += &words::above_today(most, lang);
        finding.lower_to = Some(most);
    }
    finding.key = Key::one_of(RULE, &substance.id).write();
    finding.ask = Some(words::ask_already_taken(lang));
    finding.inputs = vec![Input { path: line.path("name"), text: line.medicine.name.clone() }];
    if let Some(dose) = line.medicine.daily_dose {
        finding.inputs.push(Input { path: line.path("daily_dose"), text: dose.write(lang) });
    }
    let stop = line.medicine.stopped.as_ref();
    let planned = stop.filter(|it| it.planned_by.as_ref().is_some_and(|by| !is_blank(by)));
    if let Some(first) = planned.and_then(|it| it.last_dose.latest().plus(1))
        && facts.request.treatment.start.is_none_or(|start| start >= first)
    {
        finding.severity = Severity::Pending;
        let text = words::of_medicine(words::stop_name(lang), &line.medicine.name, lang);
        finding.waits = vec![Wait::Date(first), Wait::Fact(Input { path: line.path("stopped"), text })];
    }
    finding
}
