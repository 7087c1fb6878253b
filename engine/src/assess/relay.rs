//! From one drug to another: whether it may be planned, from which day on, and who decides it.
//!
//! When: the row of the book for both refuses. Then: nothing is planned, and it says why and what to ask.
//! When: the second drug waits for full free days. Then: it is pending, until the last dose was really taken.
//! When: it begins the day after, or beside. Then: it is told with both days; beside is a caution.
//! When: the relay rests on grade D alone. Then: it says that no text publishes it, and is pending until a
//! professional has decided.
//! When: what the second drug carries rises while the first is taken. Then: a caution to acknowledge; beside what the
//! book names refused, and pending where that is not known.
//! When: a cut of the first and a rise of the second fall in one week. Then: a caution that names the days; two that
//! make drowsy raised in one week are refused.

use crate::book::burden::Rises;
use crate::book::drug::Drug;
use crate::book::formulary::Formulary;
use crate::book::relay::{Handover, RelayRow};
use crate::book::rule::Severity;
use crate::book::taper::NoteKind;
use crate::course::Course;
use crate::exact::date::Date;
use crate::facts::facts::Facts;
use crate::finding::{Assessment, Finding, NotChecked, Wait};
use crate::input::Input;
use crate::key::Key;
use crate::lang::Lang;
use crate::logic::truth::Truth;
use crate::plan::relay::Begins;
use crate::words;

/// What a decision about a relay names.
pub(crate) fn relay_key(row: &RelayRow, left: &str, begun: &str) -> String {
    Key::one_of(&row.id, &[left, begun].join(":")).write()
}

/// The row that holds for what is asked of a way down, where another drug is to follow.
pub(crate) fn row<'a>(formulary: &'a Formulary, facts: &Facts<'_>, left: &str) -> Option<&'a RelayRow> {
    let then = facts.request.treatment.taper()?.then.as_ref()?;
    formulary.relay(left, then)
}

/// Why nothing is planned of a relay, where the book refuses it.
pub(crate) fn refused(facts: &Facts<'_>, left: &Drug) -> Option<Finding> {
    if facts.request.treatment.taper()?.is_converted() {
        // The dose of the book is read with the second drug.
        return None;
    }
    let row = row(facts.formulary, facts, &left.id).filter(|it| !it.is_planned())?;
    let then = facts.request.treatment.taper()?.then.as_ref()?;
    let lang = facts.lang();
    let mut finding = of_row(row, Severity::Contraindicated, row.text.get(lang).to_owned(), lang);
    finding.key = relay_key(row, &left.id, then);
    finding.inputs = vec![field(lang)];
    Some(finding)
}

/// What is found of the beginning of the second drug: it is told in its own assessment.
pub(crate) fn begun(facts: &Facts<'_>, begins: &Begins<'_>, assessment: &mut Assessment) {
    let mut found = vec![finding(facts, begins)];
    if begins.shared_days(begins.first_day) > 0 {
        found.extend(rising(facts).map(|it| beside(facts, it)));
    }
    assessment.earliest = assessment.earliest.max(Some(begins.first_day.max(facts.request.today)));
    assessment.add(found);
}

/// The burdens that the second drug carries, and that rise with it.
fn rising<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f Rises> {
    let burdens = facts.formulary.book().burdens.iter().zip(&facts.leaf.carries);
    burdens.filter(|(_, carries)| **carries).filter_map(|(burden, _)| burden.rises.as_ref())
}

/// What rises beside another: a caution to acknowledge, refused beside some, and waiting where that is not known.
fn beside(facts: &Facts<'_>, rises: &Rises) -> Finding {
    let lang = facts.lang();
    let reading = facts.read_strictly(&rises.never);
    let (severity, text) = match reading.truth {
        Truth::Yes => (Severity::Contraindicated, &rises.refused),
        Truth::Unknown => (Severity::Pending, &rises.refused),
        Truth::No => (Severity::Caution, &rises.text),
    };
    let mut finding = Finding::new(&rises.id, severity, text.get(lang).to_owned(), rises.grade, rises.sources.clone());
    finding.ask = Some(rises.ask.get(lang).to_owned());
    match reading.truth {
        Truth::Yes => finding.inputs = reading.used,
        Truth::Unknown => finding.waits = reading.missing.into_iter().map(Wait::Fact).collect(),
        Truth::No => {
            finding.recorded = facts.acknowledgement(&rises.id).cloned();
            finding.unacknowledged = finding.recorded.is_none();
        }
    }
    finding
}

/// What is found in the course of the second drug beside the steps of the first: the weeks in which both change, and
/// what is raised in the same week as something else that adds up with it.
pub(crate) fn in_weeks(facts: &Facts<'_>, begins: &Begins<'_>, course: &Course) -> Vec<Finding> {
    let (Some(start), lang) = (facts.request.treatment.start, facts.lang()) else { return Vec::new() };
    if begins.shared_days(start) == 0 {
        return Vec::new();
    }
    let mut notes = facts.formulary.taper_notes(begins.left, facts.request.region);
    let note = notes.find_map(|it| Some((it, it.days.filter(|_| it.kind == NoteKind::Conduct)?.0)));
    let Some((note, week)) = note else { return Vec::new() };
    let mut before = None;
    let mut raised = Vec::new();
    for step in &course.steps {
        if step.daily() > before {
            raised.extend(step.first_day.date(start));
        }
        before = step.daily();
    }
    let near = |one: Date, other: Date| one.days_since(other).unsigned_abs() < week.into();
    let mut found = Vec::new();
    let both: Vec<Date> =
        raised.iter().copied().filter(|it| begins.falls.iter().any(|fall| near(*it, *fall))).collect();
    if !both.is_empty() {
        let text = words::relay_changes_both(&both, week, note.text.get(lang), lang);
        let mut finding = Finding::new(&note.id, Severity::Caution, text, note.grade, note.sources.clone());
        finding.key = Key::one_of(&note.id, begins.begun).write();
        finding.ask = Some(words::ask_relay_changes(lang));
        found.push(finding);
    }
    let again = raised.iter().copied().filter(|it| begins.rises.iter().any(|rise| near(*it, *rise)));
    let again: Vec<Date> = again.collect();
    if let (Some(rises), false) = (rising(facts).next(), again.is_empty()) {
        let text = words::relay_raises_both(&again, week, rises.refused.get(lang), lang);
        let mut finding = Finding::new(&rises.id, Severity::Contraindicated, text, rises.grade, rises.sources.clone());
        finding.key = Key::one_of(&rises.id, begins.begun).write();
        finding.ask = Some(rises.ask.get(lang).to_owned());
        found.push(finding);
    }
    found
}

/// What keeps the second drug from taking the place of the first: the first goes on as it is until that is settled.
pub(crate) fn held_back(second: &Assessment, assessment: &mut Assessment) {
    let found = second.findings.iter().filter(|it| it.severity > Severity::Caution);
    let found: Vec<Finding> = found.cloned().collect();
    let unchecked = second.not_checked.iter().filter(|it| it.severity > Severity::Caution);
    let unchecked: Vec<NotChecked> = unchecked.cloned().collect();
    assessment.findings.retain(|it| !found.iter().any(|other| other.key == it.key));
    assessment.not_checked.retain(|it| !unchecked.iter().any(|other| other.key == it.key));
    assessment.not_checked.extend(unchecked);
    assessment.add(found);
}

fn finding(facts: &Facts<'_>, begins: &Begins<'_>) -> Finding {
    let Begins { row, last_dose, full_days, .. } = begins;
    let (last_dose, lang) = (*last_dose, facts.lang());
    let rule = row.text.get(lang);
    let first_day = begins.first_day;
    let shared = begins.shared_days(first_day);
    let (severity, mut text) = match (full_days, shared) {
        (Some(days), _) => (Severity::Pending, words::relay_waits(last_dose, *days, first_day, rule, lang)),
        // The wash-out rows of the second drug say the days.
        (None, _) if matches!(row.how, Handover::Wait(_)) => (Severity::Information, rule.to_owned()),
        (None, 0) => (Severity::Information, words::relay_next_day(last_dose, first_day, rule, lang)),
        (None, shared) => (Severity::Caution, words::relay_overlaps(first_day, last_dose, shared, rule, lang)),
    };
    if row.decision {
        text = words::relay_unpublished(&text, lang);
    }
    let mut finding = of_row(row, severity, text, lang);
    finding.key = relay_key(row, begins.left, begins.begun);
    if row.decision {
        finding = finding.decided_by(facts, None);
        finding.severity = if finding.recorded.is_some() { Severity::Caution } else { Severity::Pending };
    }
    if full_days.is_some() {
        // A planned stop gives a date to hope for; only the real one lets anything begin.
        finding.severity = Severity::Pending;
        finding.waits.insert(0, Wait::Date(first_day.max(facts.request.today)));
        let stopped =
            facts.lines.iter().find(|it| it.current && it.medicine.stopped.is_some() && it.is_a(begins.substance));
        finding.waits.extend(stopped.map(|line| {
            let text = words::of_medicine(words::stop_name(lang), &line.medicine.name, lang);
            Wait::Fact(Input { path: line.path("stopped"), text })
        }));
    }
    finding
}

fn of_row(row: &RelayRow, severity: Severity, text: String, lang: Lang) -> Finding {
    let mut finding = Finding::new(&row.id, severity, text, row.grade, row.sources.clone());
    finding.ask = Some(row.ask.get(lang).to_owned());
    finding
}

fn field(lang: Lang) -> Input {
    Input { path: "treatment.purpose.taper.then".to_owned(), text: words::then_name(lang).to_owned() }
}
