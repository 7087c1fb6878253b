//! Two calendars side by side, day by day.

use crate::course::Course;
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::exact::dose::Dose;

/// Days one after another on which both calendars stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// What the old calendar has.
    pub before: OnThatDay,
    /// What the new one has.
    pub after: OnThatDay,
}

/// What a calendar has on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnThatDay {
    /// The dose of a day, once in so many days.
    Dose(Dose, u8),
    /// Nothing is taken.
    Nothing,
    /// It has not begun, or has ended.
    Outside,
}

/// Both, from a day to the end of the longer one: the days on which nothing changes in either are one span.
#[must_use]
pub fn difference(before: (Date, &Course), after: (Date, &Course), from: Date) -> Vec<Span> {
    let end = |(start, course): (Date, &Course)| course.last_day.date(start);
    let Some(last) = [end(before), end(after)].into_iter().flatten().max() else { return Vec::new() };
    let mut spans: Vec<Span> = Vec::new();
    let mut on = Some(from);
    while let Some(day) = on.filter(|it| *it <= last) {
        let (old, new) = (taking(before, day), taking(after, day));
        match spans.last_mut() {
            Some(span) if (span.before, span.after) == (old, new) => span.to = day,
            Some(_) | None => spans.push(Span { from: day, to: day, before: old, after: new }),
        }
        on = day.plus(1);
    }
    spans
}

fn taking((start, course): (Date, &Course), on: Date) -> OnThatDay {
    let day = Day::of(on, start);
    let step = course.steps.iter().find(|it| it.first_day <= day && day <= it.last_day());
    match step.map(|it| (it.daily(), it.every_days)) {
        None => OnThatDay::Outside,
        Some((None, _)) => OnThatDay::Nothing,
        Some((Some(dose), every)) => OnThatDay::Dose(dose, every),
    }
}
