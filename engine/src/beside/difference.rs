//! Two calendars side by side, day by day.

use crate::book::place::Moment;
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
    /// The dose of a day, once in so many days, and the moment where it is taken at one alone.
    Dose(Dose, u8, Option<Moment>),
    /// Nothing is taken.
    Nothing,
    /// It has not begun, or has ended.
    Outside,
}

/// What is taken from the day of the change to the first day of the new calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meanwhile {
    /// Nothing.
    Nothing,
    /// What the old calendar has.
    AsBefore,
}

/// A dose that comes on another day than it was to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The dose of a day, once in so many days.
    pub dose: (Dose, u8),
    /// The day it was to come.
    pub was: Option<Date>,
    /// The day it comes now.
    pub is: Option<Date>,
}

/// Both, from a day to the end of the longer one: the days on which nothing changes in either are one span.
#[must_use]
pub fn difference(before: (Date, &Course), after: (Date, &Course), from: Date, meanwhile: Meanwhile) -> Vec<Span> {
    let end = |(start, course): (Date, &Course)| course.last_day.date(start);
    let Some(last) = [end(before), end(after)].into_iter().flatten().max() else { return Vec::new() };
    let mut spans: Vec<Span> = Vec::new();
    let mut on = Some(from);
    while let Some(day) = on.filter(|it| *it <= last) {
        let old = taking(before, day);
        let new = match meanwhile {
            Meanwhile::Nothing if day < after.0 => OnThatDay::Nothing,
            Meanwhile::AsBefore if day < after.0 => old,
            Meanwhile::Nothing | Meanwhile::AsBefore => taking(after, day),
        };
        match spans.last_mut() {
            Some(span) if (span.before, span.after) == (old, new) => span.to = day,
            Some(_) | None => spans.push(Span { from: day, to: day, before: old, after: new }),
        }
        on = day.plus(1);
    }
    spans
}

/// The doses that come on another day, in the order in which they come.
#[must_use]
pub fn shifts(spans: &[Span]) -> Vec<Shift> {
    let dose = |it: OnThatDay| match it {
        OnThatDay::Dose(dose, every, _) => Some((dose, every)),
        OnThatDay::Nothing | OnThatDay::Outside => None,
    };
    let mut all: Vec<Shift> = Vec::new();
    for of in spans.iter().flat_map(|it| [dose(it.after), dose(it.before)]).flatten() {
        if all.iter().all(|it| it.dose != of) {
            let first = |side: fn(&Span) -> OnThatDay| spans.iter().find(|it| dose(side(it)) == Some(of));
            let (was, is) = (first(|it| it.before), first(|it| it.after));
            all.push(Shift { dose: of, was: was.map(|it| it.from), is: is.map(|it| it.from) });
        }
    }
    all.retain(|it| it.was != it.is);
    all
}

fn taking((start, course): (Date, &Course), on: Date) -> OnThatDay {
    let day = Day::of(on, start);
    let Some(step) = course.steps.iter().find(|it| it.first_day <= day && day <= it.last_day()) else {
        return OnThatDay::Outside;
    };
    let only = match step.intakes.as_slice() {
        [it] => Some(it.moment),
        [] | [_, ..] => None,
    };
    step.daily().map_or(OnThatDay::Nothing, |dose| OnThatDay::Dose(dose, step.every_days, only))
}
