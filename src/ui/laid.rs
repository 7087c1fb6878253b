//! The course of an answer, as every drawing of it takes it.

use palier_engine::book::supply::Supply;
use palier_engine::book::taper::NoteKind;
use palier_engine::course::Course;
use palier_engine::descent::{Descent, Fall, Note};
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
    /// The way down whose steps the course has, if it is one: nothing else of that course says anything.
    pub descent: Option<Descent>,
}

/// What is begun after a way down or beside it, where it has a first day: its course, as it is or as a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Second {
    /// Its course, from its first day on.
    pub laid: Laid,
    /// Its first day, the earliest there is.
    pub first_day: Date,
    /// Days on which both are taken.
    pub shared_days: u16,
    /// Whether it is not to be begun yet.
    pub waits: bool,
}

impl Second {
    /// That of an answer.
    #[must_use]
    pub fn of(answer: &Answer) -> Option<Self> {
        let Some(Outcome::Tapered { descent, then: Some(then), .. }) = answer.outcome() else { return None };
        let relay = descent.then.as_ref()?;
        let first_day = relay.first_day?;
        let supplies = answer.request.treatment.taper()?.then_with.as_ref().map(|it| it.supplies.clone());
        let waits = !matches!(**then, Outcome::Planned { .. });
        let course = then.course()?.clone();
        let laid = Laid { course, start: Some(first_day), supplies: supplies.unwrap_or_default(), descent: None };
        Some(Self { laid, first_day, shared_days: relay.shared_days.unwrap_or(0), waits })
    }
}

impl Laid {
    /// The course of an answer. Only what the auditor has passed is ever held here.
    #[must_use]
    pub fn of(answer: &Answer) -> Option<Self> {
        let supplies = answer.request.treatment.supplies.clone();
        let (course, start, descent) = match answer.outcome()? {
            Outcome::Planned { plan, .. } => (plan.course.clone(), Some(plan.start), None),
            Outcome::Pending { draft: Some(draft), .. } => (draft.course.clone(), None, None),
            Outcome::Pending { down: Some(draft), .. } => {
                (draft.descent.course(), draft.begun, Some(draft.descent.clone()))
            }
            Outcome::Tapered { descent: plan, .. } => {
                (plan.descent.course(), Some(plan.start), Some(plan.descent.clone()))
            }
            Outcome::Pending { draft: None, down: None, .. }
            | Outcome::Refused { .. }
            | Outcome::Card { .. }
            | Outcome::Unreadable { .. }
            | Outcome::Stopped { .. } => return None,
        };
        Some(Self { course, start, supplies, descent })
    }

    /// The cuts of a way down, in order, each with whether it is the largest of several.
    pub fn falls(&self) -> impl Iterator<Item = (&Fall, bool)> {
        let of = |it: &'_ Descent| (it.largest, it.falls.len());
        let (largest, count) = self.descent.as_ref().map_or((0, 0), of);
        let falls = self.descent.iter().flat_map(|it| &it.falls).enumerate();
        falls.map(move |(at, it)| (it, at == largest && count > 1))
    }

    /// What is said with a way down about some things, in their order.
    pub fn notes<'a>(&'a self, kinds: &'a [NoteKind]) -> impl Iterator<Item = &'a Note> {
        let of = |kind: &'a NoteKind| self.descent.iter().flat_map(|it| &it.notes).filter(move |it| it.kind == *kind);
        kinds.iter().flat_map(of)
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
