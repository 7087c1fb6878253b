//! Invariant 5: nobody begins against a rule, or before the day.

use crate::audit::breach::Breaches;
use crate::audit::case::Case;
use crate::audit::facts::prescriber_is_named;
use crate::audit::medicines::{LineReading, has_tag, is_current};
use crate::audit::records::{decided, decided_since, shows_something};
use crate::audit::swap;
use crate::book::drug::Licence;
use crate::book::medicine::{DoseForm, Substance};
use crate::book::protocol::Access;
use crate::book::rule::{Lifted, Severity, WashOut};
use crate::exact::date::Date;
use crate::logic::condition::{Condition, Measure};
use crate::logic::truth::Truth;
use crate::person::medicine::Use;

/// > 5. Nobody is started or raised while a contraindication holds (no schedule) or is Unknown
/// > (pending). No first dose before the earliest start.
///
/// A draft waits for facts, dates and decisions; it never stands against a contraindication that
/// holds.
pub(crate) fn invariant_05_nobody_begins_against_a_rule_or_too_early(case: &Case, found: &mut Breaches) {
    what_was_asked(case, found);
    adults_only(case, found);
    marketed(case, found);
    access(case, found);
    rules(case, found);
    stood_on_this_stair(case, found);
    for reading in &case.facts.medicines {
        if case.is_plan() && reading.could_be_anything() {
            found.breach(5, format!("`{}` is not wholly recognised, and nobody answers for it", reading.medicine.name));
        }
        for substance in &reading.systemic {
            wash_out(case, reading, substance, found);
        }
        already_taken(case, reading, found);
    }
    if let Some(start) = case.start {
        first_day(case, start, found);
    }
}

/// A stair that is that of another medicine is gone on with only where every other medicine is known to have been
/// taken before the drug, or a professional has decided it.
fn stood_on_this_stair(case: &Case, found: &mut Breaches) {
    let asks = case.stair.variant.is_some_and(|it| it.when.asks_of_medicines());
    if case.taken_already().is_none() || !asks || decided(case.request, "STAND-4") {
        return;
    }
    let since = case.request.treatment.standing.since.map(|it| it.earliest());
    for reading in &case.facts.medicines {
        let own = reading.acts_as(&case.drug.substance) || !is_current(reading.medicine, case.request.today);
        let begun = reading.medicine.started.map(|it| it.latest());
        if !own && begun.zip(since).is_none_or(|(begun, since)| begun > since) {
            found.breach(
                5,
                format!("`{}` may have changed the stair since the dose was reached", reading.medicine.name),
            );
        }
    }
}

/// Nothing is begun beside itself or the same treatment. A draft may wait for a stop that was planned.
fn already_taken(case: &Case, reading: &LineReading, found: &mut Breaches) {
    if !is_current(reading.medicine, case.request.today) {
        return;
    }
    if swap::is_over(case, reading) {
        return;
    }
    let planned = reading.medicine.stopped.as_ref().and_then(|stop| stop.planned_by.as_ref());
    if !case.is_plan() && planned.is_some_and(|name| !name.trim().is_empty()) {
        return;
    }
    for substance in &reading.systemic {
        let own = substance.id == case.drug.substance;
        // What is gone on with is not begun: the same drug, at no other dose than is said to be taken.
        let daily = reading.medicine.daily_dose.map(|it| u128::from(it.micrograms()));
        if own && case.taken_already().is_some_and(|(now, _)| daily.is_none_or(|it| it == now)) {
            continue;
        }
        if own || case.drug.same_treatment.iter().any(|tag| has_tag(substance, tag)) {
            found.breach(5, format!("`{}` is already taken: the same treatment", reading.medicine.name));
        }
    }
}

/// The course is the one that was asked for, not another.
fn what_was_asked(case: &Case, found: &mut Breaches) {
    let (course, request) = (case.course, case.request);
    if case.id != request.id {
        found.breach(5, format!("the plan is named `{}`, the request `{}`", case.id, request.id));
    }
    if course.drug != case.drug.id {
        found.breach(5, format!("the course is for `{}`, `{}` was asked", course.drug, case.drug.id));
    }
    if course.protocol != case.protocol.id {
        found.breach(5, format!("the course follows `{}`, `{}` was asked", course.protocol, case.protocol.id));
    }
    if course.indication != request.treatment.indication {
        found.breach(5, "the course is for another indication than was asked");
    }
    if course.continues.map(|it| u128::from(it.micrograms())) != case.taken_already().map(|it| it.0) {
        found.breach(5, "the dose that is gone on from is not the one that is taken");
    }
    if course.variant.as_ref() != case.stair.variant.map(|it| &it.id) {
        let theirs = case.stair.variant.map(|it| &it.id);
        found.breach(5, format!("the stair is that of {:?}, theirs is {theirs:?}", course.variant));
    }
    if course.restart_after_days != case.stair.restart {
        found.breach(5, format!("one begins again after {:?} days off, not the least", course.restart_after_days));
    }
    if case.protocol.region.is_some_and(|region| region != request.region) {
        found.breach(5, format!("`{}` belongs to another region", case.protocol.id));
    }
}

/// Who is younger than the book plans for is refused for every drug; an age that is not known waits.
fn adults_only(case: &Case, found: &mut Breaches) {
    match case.request.patient.age_years {
        None if case.is_plan() => found.breach(5, "the age is not known"),
        Some(years) if years < case.formulary.edition().adults_from_years => {
            found.breach(5, format!("{years} years: only adults are planned for"))
        }
        None | Some(_) => {}
    }
}

/// Nothing is laid out with a drug of which the book says that no pharmacy of the region has it: for
/// that use, or, where it has no line for that use, for every use it has a line for.
fn marketed(case: &Case, found: &mut Breaches) {
    let (mut sold, mut unsold, mut asked) = (0, 0, None);
    for line in case.drug.status.iter().filter(|it| it.region == case.request.region) {
        let its = line.licence != Licence::NotMarketed;
        sold += usize::from(its);
        unsold += usize::from(!its);
        if case.request.treatment.indication.as_deref() == Some(line.indication.as_str()) {
            asked = Some(its);
        }
    }
    if !asked.unwrap_or(sold > 0 || unsold == 0) {
        found.breach(5, format!("`{}` is not marketed in {:?}", case.drug.id, case.request.region));
    }
}

fn access(case: &Case, found: &mut Breaches) {
    match case.protocol.access {
        Access::Everyone => {}
        Access::Professional => {
            let about = format!("protocol:{}", case.protocol.id);
            if case.is_plan() && !decided(case.request, &about) {
                found.breach(5, format!("no professional has decided `{about}`"));
            }
        }
        Access::Reference => found.breach(5, format!("`{}` is shown for comparison, never planned", case.protocol.id)),
    }
}

fn rules(case: &Case, found: &mut Breaches) {
    for rule in case.lists.rules.iter().copied() {
        if rule.region.is_some_and(|its| its != case.request.region) {
            continue;
        }
        let truth = case.facts.truth(&rule.when);
        let lifted = match rule.lifted_by {
            Lifted::Fact => false,
            Lifted::Decision => match judged_on(case, &rule.when) {
                Some(day) => decided_since(case.request, &rule.id, day),
                None => decided(case.request, &rule.id),
            },
        };
        let stands = match (rule.severity, truth) {
            (Severity::Contraindicated, Truth::Yes) => true,
            (Severity::Contraindicated | Severity::Pending, Truth::Unknown) => case.is_plan(),
            (Severity::Pending, Truth::Yes) => case.is_plan() && !lifted,
            (Severity::Contraindicated | Severity::Pending, Truth::No) => false,
            (Severity::Caution | Severity::Information, Truth::Yes | Truth::No | Truth::Unknown) => false,
        };
        if stands {
            found.breach(5, format!("rule {} ({:?}) is {truth:?}", rule.id, rule.severity));
        }
    }
}

/// The day of the liver tests, where a condition compares them.
fn judged_on(case: &Case, when: &Condition) -> Option<Date> {
    let compared = [Measure::Alt, Measure::Ast, Measure::Bilirubin].into_iter().any(|it| when.reads(it));
    if compared { case.request.patient.liver.as_ref().and_then(|it| it.on) } else { None }
}

/// The rows that hold for this substance as it is taken. A form that was not said could be any the
/// substance has; one that no row names is held by them all.
fn rows_for<'a>(case: &Case<'a>, reading: &LineReading, substance: &Substance) -> Vec<&'a WashOut> {
    let rows = case.lists.wash_outs.iter().copied();
    let rows: Vec<&WashOut> = rows.filter(|it| has_tag(substance, &it.from)).collect();
    let mut possible = match reading.form {
        Some(form) => vec![form],
        None if substance.forms.is_empty() => vec![DoseForm::Immediate, DoseForm::Prolonged],
        None => substance.forms.clone(),
    };
    // A capsule is no implant; a substance that only exists as one was given by another way than said.
    if reading.by_mouth && possible.iter().any(|it| matches!(it, DoseForm::Immediate | DoseForm::Prolonged)) {
        possible.retain(|it| matches!(it, DoseForm::Immediate | DoseForm::Prolonged));
    }
    let fits = |it: &&&WashOut| it.forms.is_empty() || it.forms.iter().any(|form| possible.contains(form));
    let fitting: Vec<&WashOut> = rows.iter().filter(fits).copied().collect();
    if fitting.is_empty() { rows } else { fitting }
}

fn wash_out(case: &Case, reading: &LineReading, substance: &Substance, found: &mut Breaches) {
    let rows = rows_for(case, reading, substance);
    if rows.is_empty() {
        return;
    }
    let name = &reading.medicine.name;
    let Some(stop) = reading.medicine.stopped.as_ref().filter(|_| !is_current(reading.medicine, case.request.today))
    else {
        still_taken(case, reading, &rows, found);
        return;
    };
    // The longest; a row without days is never over.
    let mut longest = Some(0);
    for row in &rows {
        longest = longest.and_then(|days| row.full_days.map(|its| its.max(days)));
    }
    let Some(days) = longest else {
        found.breach(5, format!("`{name}`: no number of days is enough, a specialist decides"));
        return;
    };
    let Some(start) = case.start else { return };
    // The day of the last dose is day 0; then full free days; the first dose falls on the next.
    match stop.last_dose.latest().plus(i32::from(days) + 1) {
        Some(earliest) if start >= earliest => {}
        Some(earliest) => found.breach(5, format!("`{name}`: first dose on {start}, not before {earliest}")),
        None => found.breach(5, format!("`{name}`: its {days} days end past the calendar")),
    }
    let strictest = || rows.iter().filter(|row| row.full_days == Some(days));
    // What was last taken long enough ago is no longer decided about.
    let age = case.request.today.days_since(stop.last_dose.latest());
    let lapsed = |row: &WashOut| row.decision_until_days.is_some_and(|days| age >= i32::from(days));
    let needed = strictest().any(|row| row.decision && !lapsed(row));
    if needed
        && !strictest()
            .any(|row| decided_since(case.request, &format!("{}:{}", row.id, substance.id), stop.last_dose.latest()))
    {
        found.breach(5, format!("`{name}`: no professional has decided after its wash-out"));
    }
}

/// What must be washed out is still taken. Where every row says less than a contraindication for
/// its occasional use, a draft may wait (a plan only where it says no more than a caution).
fn still_taken(case: &Case, reading: &LineReading, rows: &[&WashOut], found: &mut Breaches) {
    let occasional = rows.iter().map(|row| row.occasional.unwrap_or(Severity::Contraindicated)).max();
    let (at_worst, said) = match reading.medicine.used {
        Some(Use::Occasional) => (occasional, true),
        Some(Use::Daily | Use::Misuse) => (Some(Severity::Contraindicated), true),
        None => (occasional, false),
    };
    // A stop that a professional has planned may be waited for.
    let planned = reading.medicine.stopped.as_ref().and_then(|stop| stop.planned_by.as_ref());
    let waits = planned.is_some_and(|name| shows_something(name));
    let stands = match at_worst.unwrap_or(Severity::Contraindicated) {
        Severity::Contraindicated => case.is_plan() || !waits,
        Severity::Pending => case.is_plan(),
        Severity::Caution | Severity::Information => case.is_plan() && !said,
    };
    if stands {
        found.breach(5, format!("`{}` is still taken and must be washed out", reading.medicine.name));
    }
}

fn first_day(case: &Case, start: Date, found: &mut Breaches) {
    let request = case.request;
    if start < request.today {
        found.breach(5, format!("the first dose is on {start}, before today ({})", request.today));
    }
    if let Some(wished) = request.treatment.start.filter(|wished| start < *wished) {
        found.breach(5, format!("the first dose is on {start}, before the day asked for ({wished})"));
    }
    let expires = case.formulary.edition().expires;
    if start > expires {
        found.breach(5, format!("the book expires on {expires}, before the first dose on {start}"));
    }
    if !prescriber_is_named(request) {
        found.breach(5, "no prescriber is named");
    }
}
