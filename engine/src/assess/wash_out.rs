//! Full free days between the last dose of one thing and the first dose of another.
//!
//! When: a medicine with a wash-out row is taken now. Then: no plan, and nobody is told to stop it
//! alone.
//! When: only the month of its last dose is known, and that month is not over. Then: the same, and the
//! finding says that the exact day is missing.
//! When: its last dose is recorded. Then: the first dose falls on day interval + 1, the day of the
//! last dose being day 0, and never earlier. Where a decision is needed too, one of before the last
//! dose was not about this stop; and none is asked for once that dose is as old as the row says.
//! When: a professional planned the stop, and it lies ahead. Then: the first day is computed, and the
//! plan waits for the real stop.
//! When: the form is not said. Then: the strictest of the forms the substance exists in, and that the route
//! allows.
//! When: the row has no interval. Then: no date is ever computed.

use crate::assess::gathered::Gathered;
use crate::book::medicine::{Substance, has_tag};
use crate::book::rule::{Severity, WashOut};
use crate::exact::blank::is_blank;
use crate::exact::date::Date;
use crate::facts::facts::Facts;
use crate::facts::line::MedicineLine;
use crate::finding::{Finding, NotChecked, Wait};
use crate::input::Input;
use crate::key::Key;
use crate::lang::Lang;
use crate::person::medicine::Use;
use crate::recognise::manner::{form_of, possible_forms_by, route_of};
use crate::words;

pub(crate) fn check(facts: &Facts<'_>, gathered: &mut Gathered) {
    for (line, substance, row) in met(facts) {
        check_row(facts, line, substance, row, gathered);
    }
    facts.leaf.wash_outs.iter().for_each(|it| gathered.checked.push(&it.id));
}

/// Each substance of the list that a row is about, with the row.
pub(crate) fn met<'f>(
    facts: &'f Facts<'_>,
) -> impl Iterator<Item = (&'f MedicineLine<'f>, &'f Substance, &'f WashOut)> {
    let each = facts.lines.iter().flat_map(|line| line.systemic.iter().map(move |it| (line, *it)));
    each.filter_map(|(line, substance)| {
        let of_it = facts.leaf.wash_outs.iter().filter(|row| has_tag(substance, &row.from));
        let rows: Vec<&WashOut> = of_it.copied().collect();
        Some((line, substance, strictest(&rows, line, substance)?))
    })
}

/// The row for the form; where the form is unsaid, or no row names it, the strictest that can be.
fn strictest<'a>(rows: &[&'a WashOut], line: &MedicineLine<'_>, substance: &Substance) -> Option<&'a WashOut> {
    if rows.len() < 2 {
        return rows.first().copied();
    }
    let forms = match form_of(line.medicine, &line.recognised) {
        Some(form) => vec![form],
        None => possible_forms_by(substance, route_of(line.medicine, line.recognised.brand())),
    };
    let fits = |row: &&&WashOut| row.forms.is_empty() || row.forms.iter().any(|it| forms.contains(it));
    let mut fitting: Vec<&WashOut> = rows.iter().filter(fits).copied().collect();
    if fitting.is_empty() {
        fitting = rows.to_vec();
    }
    // No interval at all is stricter than any interval.
    fitting.into_iter().max_by_key(|row| (row.full_days.is_none(), row.full_days))
}

/// First day allowed after a last dose: the interval is counted in full free days.
pub(crate) fn first_day_after(last_dose: Date, full_days: u16) -> Option<Date> {
    last_dose.plus(i32::from(full_days) + 1)
}

fn check_row(
    facts: &Facts<'_>,
    line: &MedicineLine<'_>,
    substance: &Substance,
    row: &WashOut,
    gathered: &mut Gathered,
) {
    let lang = facts.lang();
    let name = words::medicine_name(&line.medicine.name, substance.name.get(lang), lang);
    let key = Key::one_of(&row.id, &substance.id).write();
    let planned = line.medicine.stopped.as_ref().filter(|it| it.last_dose.latest() > facts.request.today);
    let planned_by = planned.and_then(|it| it.planned_by.as_deref()).filter(|it| !is_blank(it));
    let stop = line.medicine.stopped.as_ref().filter(|_| !line.current || planned_by.is_some());
    let mut finding = Finding::new(&row.id, Severity::Contraindicated, String::new(), row.grade, row.sources.clone());
    finding.key.clone_from(&key);
    finding.ask = Some(row.ask.get(lang).to_owned());
    finding.inputs = vec![Input { path: line.path("name"), text: line.medicine.name.clone() }];
    let Some(stop) = stop else {
        finding.text = words::taken_now(&name, row.current.get(lang), lang);
        // A last dose some day of this month may be past or ahead: strictly, it is ahead.
        let inexact = planned.filter(|it| it.last_dose.earliest() <= facts.request.today);
        if inexact.is_some() {
            finding.text = words::last_day_missing(&name, row.stopped.get(lang), lang);
            let text = words::of_medicine(words::stop_name(lang), &line.medicine.name, lang);
            finding.inputs.push(Input { path: line.path("stopped"), text });
        }
        occasional_use(line, row, &mut finding, gathered, lang);
        gathered.findings.push(finding);
        return;
    };
    let last = stop.last_dose.latest();
    finding.inputs.push(Input { path: line.path("stopped"), text: words::last_dose(last, lang) });
    let first = row.full_days.and_then(|days| Some((days, first_day_after(last, days)?)));
    let Some((full_days, first)) = first else {
        finding.text = words::taken_now(&name, row.stopped.get(lang), lang);
        gathered.findings.push(finding);
        return;
    };
    gathered.not_before(first.max(facts.request.today));
    let say = if line.current {
        words::to_wash_out
    } else if first <= facts.request.today {
        words::washed_out
    } else {
        words::washing_out
    };
    finding.text = say(&name, last, full_days, first, row.stopped.get(lang), lang);
    let old = row.decision_until_days.filter(|days| facts.request.today.days_since(last) >= i32::from(*days));
    let decision = row.decision && old.is_none();
    if row.decision {
        finding.text.push(' ');
        finding
            .text
            .push_str(&old.map_or_else(|| words::decision_needed(lang), |it| words::stopped_long_ago(it, lang)));
    }
    let too_early = facts.request.treatment.start.is_none_or(|start| start < first);
    finding.severity = if too_early || decision { Severity::Pending } else { Severity::Information };
    if decision {
        finding = finding.decided_by(facts, Some(last));
    }
    if too_early {
        finding.severity = Severity::Pending;
        finding.waits.insert(0, Wait::Date(first.max(facts.request.today)));
    }
    if line.current {
        // A planned stop gives a date to hope for; only the real one lets anything begin.
        finding.severity = Severity::Pending;
        let text = words::of_medicine(words::stop_name(lang), &line.medicine.name, lang);
        finding.waits.push(Wait::Fact(Input { path: line.path("stopped"), text }));
    }
    gathered.findings.push(finding);
}

/// A labelled, occasional use may weigh less than a daily one, when the row says so. Use unsaid:
/// the lesser finding stands, and what a daily use would find was not checked.
fn occasional_use(line: &MedicineLine<'_>, row: &WashOut, finding: &mut Finding, gathered: &mut Gathered, lang: Lang) {
    let Some(lesser) = row.occasional else { return };
    match line.medicine.used {
        Some(Use::Daily | Use::Misuse) => return,
        Some(Use::Occasional) => {}
        None => gathered.not_checked.push(NotChecked {
            key: finding.key.clone(),
            rule: row.id.clone(),
            severity: Severity::Contraindicated,
            text: finding.text.clone(),
            missing: vec![Input {
                path: line.path("use"),
                text: words::of_medicine(words::use_name(lang), &line.medicine.name, lang),
            }],
            because: None,
            sources: row.sources.clone(),
        }),
    }
    finding.severity = lesser;
    if lesser == Severity::Pending {
        let text = words::of_medicine(words::stop_name(lang), &line.medicine.name, lang);
        finding.waits.push(Wait::Fact(Input { path: line.path("stopped"), text }));
    }
}
