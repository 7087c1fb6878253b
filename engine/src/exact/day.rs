//! Days of a course: counted from its first dose, dated once that dose has a date.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::exact::date::Date;
use crate::lang::Var;

/// A day of a course. Day 1 is the day of the first dose, the day before it is day 0. JSON: its number.
///
/// How many days is no day: that is what lies between two, and what leads from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(i32);

impl Day {
    /// The day of the first dose.
    pub const FIRST: Self = Self(1);

    /// The day of a number.
    #[must_use]
    pub const fn new(number: i32) -> Self {
        Self(number)
    }

    /// The day that a date is, where the first dose is taken on `start`.
    #[must_use]
    pub const fn of(date: Date, start: Date) -> Self {
        Self(date.days_since(start) + 1)
    }

    /// The date that it is, where the first dose is taken on `start`; `None` outside the calendar.
    #[must_use]
    pub fn date(self, start: Date) -> Option<Date> {
        start.plus(self.since(Self::FIRST))
    }

    /// The day so many days later; earlier if negative.
    #[must_use]
    pub fn plus(self, days: impl Into<i32>) -> Self {
        Self(self.0.saturating_add(days.into()))
    }

    /// Days from `earlier` to this day; negative if this day comes first.
    #[must_use]
    pub const fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// How many days there are from this one up to `last`, both counted; none if `last` comes first.
    #[must_use]
    pub fn days_to(self, last: Self) -> u16 {
        u16::try_from(last.since(self).saturating_add(1).max(0)).unwrap_or(u16::MAX)
    }

    /// This day and each after it up to `last`; none if `last` comes first.
    pub fn to(self, last: Self) -> impl Iterator<Item = Self> {
        (self.0..=last.0).map(Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Day> for i32 {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl From<Day> for i64 {
    fn from(day: Day) -> Self {
        day.0.into()
    }
}

impl Var<i64> for &Day {
    fn var(self) -> i64 {
        self.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_dose_is_on_day_1_and_the_day_before_it_is_day_0() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        let start = date("2028-02-28");
        for (day, on) in
            [(-1, "2028-02-26"), (0, "2028-02-27"), (1, "2028-02-28"), (2, "2028-02-29"), (3, "2028-03-01")]
        {
            assert_eq!(Day::of(date(on), start), Day::new(day), "{on}");
            assert_eq!(Day::new(day).date(start), Some(date(on)), "day {day}");
        }
        assert_eq!(Day::FIRST.plus(2).since(Day::new(-1)), 4);
        assert_eq!(Day::new(2).date(Date::MAX), None);
        assert_eq!(Day::new(i32::MIN).date(start), None);
    }

    #[test]
    fn days_follow_one_another_up_to_the_last() {
        assert_eq!(Day::new(-1).to(Day::FIRST).collect::<Vec<_>>(), [Day::new(-1), Day::new(0), Day::FIRST]);
        assert_eq!(Day::new(-1).days_to(Day::FIRST), 3);
        assert_eq!(Day::FIRST.to(Day::new(0)).count(), 0);
        assert_eq!((Day::FIRST.days_to(Day::new(0)), Day::FIRST.days_to(Day::new(-9))), (0, 0));
    }
}
