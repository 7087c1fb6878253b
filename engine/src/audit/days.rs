//! Invariant 6: every day has one step.

use crate::audit::breach::Breaches;
use crate::audit::case::{Case, day_micrograms};
use crate::audit::records::judged_anew;
use crate::book::drug::Judgement;
use crate::course::Step;

/// > 6. Per drug, every day from first to last has exactly one step; pauses, wash-outs and days
/// > without intake are steps; dates are contiguous.
///
/// Nothing is laid out past the day of judgement, and every day of it is in the calendar.
pub(crate) fn invariant_06_every_day_has_one_step(case: &Case, found: &mut Breaches) {
    let course = case.course;
    let mut next = 1_i64;
    for step in &course.steps {
        if i64::from(step.first_day) != next {
            found.breach(6, format!("a step begins on day {}, day {next} was due", step.first_day));
        }
        if step.every_days == 0 {
            found.breach(6, format!("the step of day {} is taken never", step.first_day));
        }
        if step.days == 0 {
            found.breach(6, format!("the step of day {} lasts no day", step.first_day));
        }
        next = i64::from(step.first_day) + i64::from(step.days);
    }
    let last_day = i64::from(course.last_day);
    if course.steps.is_empty() {
        found.breach(6, "there is no step");
    }
    if next - 1 != last_day {
        found.breach(6, format!("the steps end on day {}, the course on day {last_day}", next - 1));
    }
    let width = match case.drug.judgement {
        Judgement::OnDay { day, review_until } => {
            if course.last_day > day {
                found.breach(6, format!("day {last_day} lies past the judgement on day {day}"));
            }
            i64::from(review_until) - i64::from(day)
        }
        Judgement::AfterTarget { days, review_days } => {
            let due = i64::from(days) - already_tried(case);
            if course.steps.last().is_some_and(|it| i64::from(it.days) != due) || !course.after_review.is_empty() {
                found.breach(6, format!("the dose aimed at is judged after {days} days of it, no sooner and no later"));
            }
            review_days.into()
        }
    };
    let review = i64::from(course.review_until_day);
    if review < last_day || review > last_day + width.max(0) {
        found.breach(6, format!("the review ends on day {review}, {width} days after day {last_day} at most"));
    }
    for event in &course.monitoring {
        if let Some((from, to)) = event.days.filter(|(from, to)| from > to) {
            found.breach(6, format!("`{}` lasts from day {from} to day {to}", event.monitoring));
        }
    }
    in_the_calendar(case, found);
}

/// Days that the dose aimed at has been tried before a plan goes on with it, since it was begun or last judged: none
/// where it still rises.
fn already_tried(case: &Case) -> i64 {
    let standing = &case.request.treatment.standing;
    let (Some(plan), Some(dose)) = (standing.plan_since, standing.dose_since.map(|it| it.latest())) else { return 0 };
    let every = i64::from(standing.every_days.unwrap_or(1).max(1));
    let same = |it: &Step| case.is_as_taken(it) && i64::from(it.every_days) == every;
    let moved = |it: &Step| case.taken_already().is_some_and(|(now, _)| now == day_micrograms(it));
    if !case.course.steps.iter().all(|it| same(it) || moved(it)) {
        return 0;
    }
    let from = judged_anew(case.request).into_iter().chain([plan, dose]).max().unwrap_or(plan);
    let first = case.start.or(case.request.treatment.start).unwrap_or(case.request.today).max(case.request.today);
    i64::from(first.days_since(from)).max(0)
}

fn in_the_calendar(case: &Case, found: &mut Breaches) {
    let Some(start) = case.start else { return };
    let course = case.course;
    let events = course.monitoring.iter().filter_map(|it| it.days).flat_map(|(from, to)| [from, to]);
    let days = [course.last_day, course.review_until_day].map(i32::from).into_iter().chain(events.map(i32::from));
    for day in days {
        // Day 1 is the start itself.
        if start.plus(day - 1).is_none() {
            found.breach(6, format!("day {day} lies outside the calendar"));
        }
    }
}
