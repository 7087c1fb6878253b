//! Invariant 9: every number names its source.

use std::fmt::Arguments;

use crate::audit::breach::Breaches;
use crate::audit::case::{Case, day_micrograms};
use crate::book::source::Citation;
use crate::book::watch::{Anchor, Monitoring, Since};
use crate::course::{Event, Step};
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::exact::dose::Dose;
use crate::logic::truth::Truth;

/// > 9. Every finding, number and ceiling carries a source; every text exists in both languages.
///
/// What is shown is what the book says: text, grade and sources are those of the line it names.
/// Nothing the book asks for is left out: gates, limits in force, monitoring.
pub(crate) fn invariant_09_every_number_names_its_source(case: &Case, found: &mut Breaches) {
    gates(case, found);
    for step in &case.course.steps {
        reasons(case, step, found);
    }
    limits(case, found);
    if let (Some(it), Some(variant)) = (&case.course.after_session, case.stair.variant) {
        let what = format_args!("the dose after each dialysis session");
        let text = variant.supplement.as_ref().map_or("", |it| it.text.get(case.lang()));
        written(what, &it.text, text, found);
        sourced(case, what, &it.sources, found);
    }
    for event in &case.course.monitoring {
        event_is_the_books(case, event, found);
    }
    for line in case.lists.monitoring.iter().copied() {
        let here = line.region.is_none_or(|it| it == case.request.region);
        let wanted = here && case.facts.truth(&line.when) != Truth::No && falls_within(case, line);
        if wanted && !case.course.monitoring.iter().any(|it| it.monitoring == line.id) {
            found.breach(9, format!("monitoring `{}` is missing", line.id));
        }
    }
}

/// The sources exist and name a place.
fn sourced(case: &Case, what: Arguments<'_>, sources: &[Citation], found: &mut Breaches) {
    if case.lists.is_sound(sources) {
        return;
    }
    if sources.is_empty() {
        found.breach(9, format!("{what} has no source"));
    }
    for citation in sources {
        cited(case, what, citation, found);
    }
}

fn cited(case: &Case, what: Arguments<'_>, citation: &Citation, found: &mut Breaches) {
    if case.lists.sources.get(&citation.source).is_none() {
        found.breach(9, format!("{what}: source `{}` is not in the bibliography", citation.source));
    }
    if citation.place.trim().is_empty() {
        found.breach(9, format!("{what}: the place in `{}` is empty", citation.source));
    }
}

/// The text is there, and is the one of the book in the language asked for.
fn written(what: Arguments<'_>, text: &str, book: &str, found: &mut Breaches) {
    if text.trim().is_empty() || text != book {
        found.breach(9, format!("{what}: its text is not the book's"));
    }
}

fn gates(case: &Case, found: &mut Breaches) {
    let gates = case.lists.gates.iter().copied();
    let book: Vec<_> = gates.filter(|it| case.facts.truth(&it.when) != Truth::No).collect();
    // What is taken already has passed what stands below it.
    let mut before = case.taken_already().map(|(now, every)| (now, u8::try_from(every).unwrap_or(u8::MAX)));
    for step in &case.course.steps {
        let day = day_micrograms(step);
        let rises = before.is_some_and(|(before, every)| day > before || step.every_days < every);
        let passes = |above: Dose| {
            let above = u128::from(above.micrograms());
            day > above && before.is_none_or(|(before, _)| before <= above)
        };
        for gate in book.iter().filter(|it| it.above.map_or(rises, passes)) {
            if !step.gates.iter().any(|it| it.gate == gate.id) {
                found.breach(9, format!("step of day {}: gate `{}` is missing", step.first_day, gate.id));
            }
        }
        before = Some((day, step.every_days));
        for it in &step.gates {
            let what = format_args!("step of day {}: gate `{}`", step.first_day, it.gate);
            let Some(gate) = book.iter().find(|gate| gate.id == it.gate) else {
                found.breach(9, format!("{what} is not in the book"));
                continue;
            };
            written(what, &it.text, gate.text.get(case.lang()), found);
            sourced(case, what, &it.sources, found);
            if it.sources != gate.sources {
                found.breach(9, format!("{what}: its sources are not the book's"));
            }
        }
    }
}

/// A reason without source is plain arithmetic; a dose without reason is not shown.
fn reasons(case: &Case, step: &Step, found: &mut Breaches) {
    let what = format_args!("step of day {}: its reason", step.first_day);
    if step.reasons.is_empty() {
        found.breach(9, format!("{what} is missing"));
    }
    for reason in &step.reasons {
        if reason.text.trim().is_empty() {
            found.breach(9, format!("{what} is empty"));
        }
        if !reason.sources.is_empty() {
            sourced(case, what, &reason.sources, found);
        }
    }
}

fn limits(case: &Case, found: &mut Breaches) {
    for it in &case.course.limits {
        let what = format_args!("limit `{}`", it.limit);
        let Some(weighed) = case.limits.iter().find(|weighed| weighed.limit.id == it.limit) else {
            found.breach(9, format!("{what} does not apply"));
            continue;
        };
        let limit = weighed.limit;
        if it.ring != limit.ring || it.grade != limit.grade || it.sources != limit.sources {
            found.breach(9, format!("{what}: its ring, grade or sources are not the book's"));
        }
        if it.in_force != weighed.in_force {
            found.breach(9, format!("{what}: in force is {}, not {}", weighed.in_force, it.in_force));
        }
        if it.bound.trim().is_empty() {
            found.breach(9, format!("{what}: its bound is not said"));
        }
        written(what, &it.text, limit.text.get(case.lang()), found);
        sourced(case, what, &it.sources, found);
    }
    for weighed in &case.limits {
        if !case.course.limits.iter().any(|it| it.limit == weighed.limit.id) {
            found.breach(9, format!("limit `{}` applies and is not shown", weighed.limit.id));
        }
    }
}

fn event_is_the_books(case: &Case, event: &Event, found: &mut Breaches) {
    let what = format_args!("monitoring `{}`", event.monitoring);
    let mut book = case.lists.monitoring.iter().copied();
    let Some(line) = book.find(|it| it.id == event.monitoring) else {
        found.breach(9, format!("{what} is not in the book"));
        return;
    };
    if line.region.is_some_and(|it| it != case.request.region) {
        found.breach(9, format!("{what} is of another region"));
    }
    if event.kind != line.kind || event.grade != line.grade || event.sources != line.sources {
        found.breach(9, format!("{what}: its kind, grade or sources are not the book's"));
    }
    if event.days.is_some_and(|days| !falls_there(case, line, days)) {
        found.breach(9, format!("{what} lies on days {:?}, outside its own", event.days));
    }
    written(what, &event.text, line.text.get(case.lang()), found);
    sourced(case, what, &event.sources, found);
}

/// Whether the days of an event are those the book gives.
fn falls_there(case: &Case, line: &Monitoring, (first, last): (Day, Day)) -> bool {
    let (first, last) = (i32::from(first), i32::from(last));
    let after = |step: Option<&Step>, from: u16, to: u16| {
        step.is_some_and(|it| {
            let day = i32::from(it.first_day);
            (first, last) == (day + i32::from(from), day + i32::from(to))
        })
    };
    match line.anchor {
        Anchor::Days { from, to } => first >= from.into() && last <= to.into(),
        Anchor::Every { from, .. } => first >= from.into(),
        Anchor::AfterEachStep { from, to } => case.course.steps.iter().any(|it| after(Some(it), from, to)),
        Anchor::AfterDose { above, from, to } => after(first_above(case, above), from, to),
        Anchor::AfterTarget { from, to } => after(case.course.steps.last(), from, to),
        Anchor::Months { after, from, to } => months_later(case, after, (from, to)) == Some((first, last)),
        Anchor::AtJudgement => (first, last) == (case.course.last_day.into(), case.course.review_until_day.into()),
        Anchor::Later => false,
    }
}

/// The days that come some months after what they are counted from, as numbers; none where the plan has no first day.
fn months_later(case: &Case, after: Since, (from, to): (u8, u8)) -> Option<(i32, i32)> {
    let start = case.request.treatment.start?;
    let before = &case.request.treatment.standing;
    let goes_on = case.taken_already();
    let base = match after {
        Since::Start => before.plan_since.filter(|_| goes_on.is_some()).unwrap_or(start),
        Since::Stable => {
            let last = case.course.steps.last()?;
            let unchanged =
                case.course.steps.len() == 1 && goes_on == Some((day_micrograms(last), u128::from(last.every_days)));
            let day = start.plus(i32::from(last.first_day) - 1)?;
            before.dose_since.filter(|_| unchanged).map_or(day, |it| it.latest())
        }
    };
    let number = |months: u8| Some((months_after(base, months)?.days_since(start) + 1).max(1));
    Some((number(from)?, number(to)?))
}

/// The same day of the month, or the nearest before it that the month has.
fn months_after(date: Date, months: u8) -> Option<Date> {
    let (year, month, day) = date.ymd();
    let count = year * 12 + i32::try_from(month).ok()? - 1 + i32::from(months);
    let month = u32::try_from(count.rem_euclid(12) + 1).ok()?;
    (0..4).find_map(|less| Date::from_ymd(count.div_euclid(12), month, day.checked_sub(less)?).ok())
}

/// The first step above a daily dose.
fn first_above<'a>(case: &'a Case, above: Dose) -> Option<&'a Step> {
    case.course.steps.iter().find(|it| day_micrograms(it) > above.micrograms().into())
}

/// Whether a line of the book falls on a day of this course, or is said without a day.
fn falls_within(case: &Case, line: &Monitoring) -> bool {
    let last_day = i32::from(case.course.last_day);
    match line.anchor {
        Anchor::Days { from, .. } | Anchor::Every { from, .. } => i32::from(from) <= last_day,
        Anchor::AfterEachStep { from, .. } => {
            let pairs = case.course.steps.windows(2);
            let mut rises = pairs.filter(|pair| day_micrograms(&pair[1]) > day_micrograms(&pair[0]));
            rises.any(|pair| i32::from(pair[1].first_day) + i32::from(from) <= last_day)
        }
        Anchor::AfterDose { above, .. } => first_above(case, above).is_some(),
        Anchor::AfterTarget { .. } | Anchor::Months { .. } | Anchor::AtJudgement | Anchor::Later => true,
    }
}
