//! Invariant 6: every day has one step.

use crate::audit::breach::Breaches;
use crate::audit::case::Case;
use crate::book::drug::Judgement;

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
            if course.steps.last().is_some_and(|it| it.days != days) || !course.after_review.is_empty() {
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
