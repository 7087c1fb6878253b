//! The course of an answer, as every drawing of it takes it.

use palier_engine::book::supply::Supply;
use palier_engine::course::Course;
use palier_engine::exact::date::Date;
use palier_engine::exact::day::Day;
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;

use crate::state::answer::Answer;
use crate::words;

/// The course of an outcome that has one, with its first day when it is dated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Laid {
    /// Course.
    pub course: Course,
    /// Day 1; absent for a draft, which is not to be begun.
    pub start: Option<Date>,
    /// What the units of the course are.
    pub supplies: Vec<Supply>,
}

impl Laid {
    /// The course of an answer. Only what the auditor has passed is ever held here.
    #[must_use]
    pub fn of(answer: &Answer) -> Option<Self> {
        let supplies = answer.request.treatment.supplies.clone();
        match answer.outcome()? {
            Outcome::Planned { plan, .. } => {
                Some(Self { course: plan.course.clone(), start: Some(plan.start), supplies })
            }
            Outcome::Pending { draft: Some(draft), .. } => {
                Some(Self { course: draft.course.clone(), start: None, supplies })
            }
            Outcome::Pending { draft: None, .. }
            | Outcome::Refused { .. }
            | Outcome::Card { .. }
            | Outcome::Unreadable { .. }
            | Outcome::Stopped { .. } => None,
        }
    }

    /// The date of a day, when there is a first day.
    #[must_use]
    pub fn date(&self, day: Day) -> Option<Date> {
        day.date(self.start?)
    }

    /// Days in words: dates when there is a first day, else day numbers.
    #[must_use]
    pub fn span(&self, first: Day, last: Day, lang: Lang) -> String {
        let dates = self.date(first).zip(self.date(last));
        dates.map_or_else(|| words::day_span(first, last, lang), |(from, to)| words::span(from, to, lang))
    }
}
