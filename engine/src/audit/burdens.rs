//! Invariant 9, for what adds up: each burden names those who carry it, from their first day to the end
//! of their tail, and nobody else. Invariant 5, for the same: nothing goes out while several of them
//! beside the drug were not read.

use crate::audit::breach::Breaches;
use crate::audit::case::Case;
use crate::audit::facts::AuditFacts;
use crate::audit::medicines::{LineReading, is_current};
use crate::audit::records::shows_something;
use crate::book::burden::{AddsUp, Burden};
use crate::book::drug::Drug;
use crate::book::formulary::Formulary;
use crate::book::pairs::Level;
use crate::course::{Carried, Carrier};
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::exact::sort;
use crate::finding::Finding;

/// Several lines that carry a burden strongly beside a drug that carries it: a finding names each of them,
/// or each has the finding of a pair that says the same. Where it is to be acknowledged, somebody has, or
/// the finding still asks for it.
pub(crate) fn read(facts: &AuditFacts<'_>, drug: &Drug, findings: &[Finding], found: &mut Breaches) {
    let (lists, request, list) = (facts.lists, facts.request, &facts.medicines);
    let mut named = Vec::new();
    for reading in list {
        let all = reading.systemic.iter().zip(&reading.tags);
        named.push(all.filter(|(it, _)| it.id != drug.substance).collect::<Vec<_>>());
    }
    let first_dose = request.treatment.start.filter(|it| *it > request.today).unwrap_or(request.today);
    for burden in &lists.formulary.book().burdens {
        let Some(rule) = &burden.adds_up else { continue };
        if !burden.of.iter().any(|it| lists.own.contains(&it.as_str())) {
            continue;
        }
        let (mut lines, mut carriers) = (Vec::new(), Vec::new());
        for (at, (reading, others)) in list.iter().zip(&named).enumerate() {
            let mut others = others.iter();
            let weighing = others.find(|(_, tags)| weighs(burden, rule, tags, reading, request.today, first_dose));
            if let Some((substance, _)) = weighing {
                lines.push(at);
                carriers.push(substance.id.clone());
            }
        }
        sort::with(&mut carriers, Ord::cmp);
        let sign = lines.len() >= rule.acknowledge_from.into();
        let key = ["adds-up", &burden.id, &carriers.join("+")].join(":");
        let signed = request
            .acknowledgements
            .iter()
            .any(|it| it.about == key && shows_something(&it.by) && it.on <= request.today);
        let together = |it: &Finding| {
            it.key == key && lines.iter().all(|at| is_about(it, *at)) && (!sign || signed || it.unacknowledged)
        };
        let apart = |at: &usize| findings.iter().any(|it| is_about(it, *at) && says(lists.formulary, rule, it, sign));
        if lines.len() >= rule.caution_from.into() && !findings.iter().any(together) && !lines.iter().all(apart) {
            found.breach(5, format!("`{}`: lines {lines:?} add up and were not read", burden.id));
        }
    }
}

/// Whether a substance called by these tags weighs in a burden on the day of the first dose.
fn weighs(
    burden: &Burden,
    rule: &AddsUp,
    tags: &[&str],
    reading: &LineReading<'_>,
    today: Date,
    first_dose: Date,
) -> bool {
    if !rule.strong.iter().any(|it| tags.contains(&it.as_str())) {
        return false;
    }
    let Some(stop) = reading.medicine.stopped.as_ref().filter(|_| !is_current(reading.medicine, today)) else {
        return true;
    };
    let gone = first_dose.days_since(stop.last_dose.latest());
    burden.tails.iter().any(|it| tags.contains(&it.of.as_str()) && gone <= i32::from(it.days))
}

fn is_about(finding: &Finding, line: usize) -> bool {
    let path = format!("medicines[{line}].");
    finding.inputs.iter().any(|it| it.path.starts_with(&path))
}

/// Whether the finding of a pair says what a burden would.
fn says(formulary: &Formulary, rule: &AddsUp, finding: &Finding, sign: bool) -> bool {
    let least = if sign { Level::Major } else { Level::Moderate };
    let mut rows = formulary.book().interactions.rules.iter().filter(|it| it.id == finding.rule);
    rows.any(|it| it.level >= least && rule.mechanisms.contains(&it.mechanism))
}

pub(crate) fn on_the_calendar(case: &Case, found: &mut Breaches) {
    let lang = case.lang();
    for it in &case.course.burdens {
        let Some(burden) = case.formulary.book().burdens.iter().find(|burden| burden.id == it.burden) else {
            found.breach(9, format!("burden `{}` is not in the book", it.burden));
            continue;
        };
        let own = (burden.name.get(lang), burden.text.get(lang), burden.grade, &burden.sources);
        if own != (it.name.as_str(), it.text.as_str(), it.grade, &it.sources) {
            found.breach(9, format!("burden `{}`: its text, grade or sources are not the book's", it.burden));
        }
    }
    for burden in &case.formulary.book().burdens {
        let wanted = carriers(case, burden);
        let said: Vec<(Option<usize>, Option<i32>)> = (case.course.burdens.iter())
            .filter(|it| it.burden == burden.id)
            .flat_map(|it| it.carriers.iter().map(|it| (it.line, it.until.map(i32::from))))
            .collect();
        if wanted != said {
            found.breach(9, format!("burden `{}` is carried by {wanted:?}, not {said:?}", burden.id));
        }
        for it in case.course.burdens.iter().filter(|it| it.burden == burden.id) {
            shared(case, it, found);
        }
    }
}

/// Who must carry a burden: none for the drug itself, else the line; and the last day of each.
fn carriers(case: &Case, burden: &Burden) -> Vec<(Option<usize>, Option<i32>)> {
    let mut wanted = Vec::new();
    let of = |tags: &[&str]| burden.of.iter().any(|it| tags.contains(&it.as_str()));
    if of(&case.lists.own) {
        wanted.push((None, None));
    }
    for (at, reading) in case.facts.medicines.iter().enumerate() {
        let mine: Vec<&Vec<&str>> = reading.tags.iter().filter(|it| of(it)).collect();
        if mine.is_empty() {
            continue;
        }
        let lasting = burden.tails.iter().filter(|it| mine.iter().any(|tags| tags.contains(&it.of.as_str())));
        let tail = i32::from(lasting.map(|it| it.days).max().unwrap_or(0));
        wanted.extend(end(case, reading, tail).map(|end| (Some(at), end)));
    }
    wanted
}

/// The last day of a line, past the end of the course if none; nothing where it ended before.
fn end(case: &Case, reading: &LineReading<'_>, tail: i32) -> Option<Option<i32>> {
    let Some(stop) = &reading.medicine.stopped else { return Some(None) };
    let Some(start) = case.request.treatment.start else {
        return is_current(reading.medicine, case.request.today).then_some(None);
    };
    let last = stop.last_dose.latest().days_since(start) + 1 + tail;
    let within = last <= i32::from(case.course.last_day);
    (last >= 1).then_some(within.then_some(last))
}

/// The days two or more share are counted one by one.
fn shared(case: &Case, it: &Carried, found: &mut Breaches) {
    for day in 1..=i32::from(case.course.last_day) {
        let day = Day::new(day);
        let on = |it: &&Carrier| it.from.unwrap_or(day) <= day && it.until.unwrap_or(day) >= day;
        let said = it.together.iter().any(|(from, to)| *from <= day && to.unwrap_or(day) >= day);
        if said != (it.carriers.iter().filter(on).count() > 1) {
            found.breach(9, format!("burden `{}`: day {day} is not said to be shared as it is", it.burden));
            return;
        }
    }
}
