//! An operation that has a day: the last dose of a drug before it, or that it is taken on; then how it is taken again.
//!
//! When: the day is known, and has not passed. Then: what the book says of the drug, dated; a beginning that comes
//! after the operation has nothing to do with it.
//! When: a drug that must be stopped would be taken later than its last day. Then: no way down is laid out.
//! When: a cut comes in the week of the operation. Then: a caution names it.
//! When: nobody said the day. Then: nothing is found here; the same is told in words, beside the answer.

use crate::assess::gathered::Gathered;
use crate::assess::wash_out::{first_day_after, met};
use crate::book::drug::Drug;
use crate::book::operation::{Conduct, Interruption, OperationRow};
use crate::book::rule::Severity;
use crate::book::taper::NoteKind;
use crate::descent::{Descent, Fall};
use crate::exact::date::Date;
use crate::facts::facts::Facts;
use crate::facts::measures::measure_path;
use crate::facts::reading::input;
use crate::finding::{Assessment, Finding};
use crate::input::Input;
use crate::logic::condition::Measure;
use crate::words;

/// The day of an operation that is still to come.
fn planned(facts: &Facts<'_>) -> Option<Date> {
    facts.request.patient.surgery_on.filter(|it| *it >= facts.request.today)
}

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let begins = facts.request.treatment.taper().is_none().then(|| facts.first_dose_day());
    let Some(on) = planned(facts) else { return };
    for row in facts.formulary.operations(&drug.id) {
        gathered.checked.push(&row.id);
        if begins.is_none_or(|first| on >= first) {
            gathered.findings.push(finding(facts, row, on));
        }
    }
}

fn finding(facts: &Facts<'_>, row: &OperationRow, on: Date) -> Finding {
    let lang = facts.lang();
    let text = match row.stop().map(|it| (it, it.last_dose_before(on))) {
        Some((stop, Some(last))) => {
            let text = words::last_day(on, last, stop.full_days, row.text.get(lang), lang);
            format!("{text} {}", again(facts, stop, last))
        }
        Some((_, None)) | None => words::operation(on, row.text.get(lang), lang),
    };
    let mut finding = Finding::new(&row.id, Severity::Caution, text, row.grade, row.sources.clone());
    finding.ask = Some(row.ask.get(lang).to_owned());
    finding.see.clone_from(&row.see);
    finding.inputs = vec![its_day(facts, on)];
    finding
}

fn its_day(facts: &Facts<'_>, on: Date) -> Input {
    input(measure_path(Measure::DaysToSurgery), &words::operation_day(on, facts.lang()))
}

/// How it is taken again after a last dose: until when at the same dose, after which medicine from which day on.
fn again(facts: &Facts<'_>, stop: &Interruption, last_dose: Date) -> String {
    let lang = facts.lang();
    let until = stop.same_dose_until(last_dose).map(|it| words::same_dose_until(last_dose, it, lang));
    let since = met(facts).filter_map(|(line, _, row)| {
        let last = line.medicine.stopped.as_ref()?.last_dose.latest();
        let first = row.full_days.and_then(|it| first_day_after(last, it));
        (last >= last_dose).then(|| words::again_after(&line.medicine.name, last, first, lang))
    });
    let lines: Vec<String> = [stop.again.get(lang).to_owned()].into_iter().chain(until).chain(since).collect();
    lines.join(" ")
}

/// What a way down changes: a drug that would be taken past its last day is held back, a drug that is no longer taken
/// on the day is not told to be, and a cut in the week of the operation is named.
pub(crate) fn in_descent(facts: &Facts<'_>, drug: &Drug, descent: &Descent, start: Date, assessment: &mut Assessment) {
    let Some(on) = planned(facts) else { return };
    let Some(taken) = descent.taken_until(start) else { return };
    let rows = || facts.formulary.operations(&drug.id);
    let ends_before = descent.to.is_none() && taken < on;
    let goes_on = |rule: &str| rows().any(|it| it.id == rule && it.stop().is_none());
    assessment.findings.retain(|it| !(ends_before && goes_on(&it.rule)));
    for row in rows() {
        let Conduct::Stop(stop) = &row.conduct else { continue };
        let Some(last) = stop.last_dose_before(on) else { continue };
        for finding in assessment.findings.iter_mut().filter(|it| it.rule == row.id && taken > last) {
            let passed = last.plus(1).is_none_or(|it| it < facts.request.today);
            let why = if passed {
                words::last_day_passed(last, facts.lang())
            } else {
                words::too_late(taken, last, facts.lang())
            };
            finding.severity = Severity::Contraindicated;
            finding.text = format!("{why} {}", finding.text);
            finding.inputs.push(input("treatment.start", words::start_name(facts.lang())));
        }
    }
    let found = cuts_near(facts, drug, (descent, start), on);
    assessment.add(found.into_iter().collect());
}

/// The cuts that come less than the days of the book from an operation: a stair alone has cuts.
fn cuts_near(facts: &Facts<'_>, drug: &Drug, (descent, start): (&Descent, Date), on: Date) -> Option<Finding> {
    let (formulary, lang) = (facts.formulary, facts.lang());
    formulary.taper(&drug.id)?.down.as_ref()?;
    let mut notes = formulary.taper_notes(&drug.id, facts.request.region);
    let (note, (least, _)) = notes.find_map(|it| Some((it, it.days.filter(|_| it.kind == NoteKind::Conduct)?)))?;
    let near = |it: &Fall| {
        let date = it.on.date(start)?;
        let is_near = date.days_since(on).unsigned_abs() < least.into();
        is_near.then(|| words::cut_on(date, it, lang))
    };
    let cuts: Vec<String> = descent.falls.iter().filter_map(near).collect();
    if cuts.is_empty() {
        return None;
    }
    let text = words::cuts_near(&cuts, on, least, note.text.get(lang), lang);
    let mut finding = Finding::new(&note.id, Severity::Caution, text, note.grade, note.sources.clone());
    finding.ask = Some(words::ask_cuts_near(lang));
    finding.inputs = vec![its_day(facts, on)];
    Some(finding)
}
