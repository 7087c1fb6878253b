//! The types of a way down: its steps, its cuts, what is at home, and what is said with it.
//!
//! Its steps are those of a course. The last has no intake, where the way goes to nothing: its days are those after
//! the last dose, until somebody has asked how it went.

use serde::Serialize;

use crate::book::source::{Grade, Sources};
use crate::book::taper::NoteKind;
use crate::course::{Course, Dispensing, HeldUse, Prescribed, Step};
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::exact::dose::Dose;

/// A way down, in day numbers. Day 1 is the first day of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Descent {
    /// Drug.
    pub drug: String,
    /// Protocol whose form of the drug is taken.
    pub protocol: String,
    /// Row of the book that it follows.
    pub row: String,
    /// The dose of a day where it begins.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub first: Dose,
    /// The dose of a day where it ends; none: nothing.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub to: Option<Dose>,
    /// Days between cuts, where units force nothing.
    pub interval_days: u16,
    /// Least days from the first cut to the first day without the drug.
    pub least_days: u16,
    /// Steps in order, contiguous from day 1 to `last_day`; of the last, nothing is taken where it goes to nothing.
    pub steps: Vec<Step>,
    /// The cuts, in order.
    pub falls: Vec<Fall>,
    /// Which of them takes the largest share of its dose.
    pub largest: usize,
    /// The last day laid out.
    #[cfg_attr(feature = "schema", schemars(with = "u16"))]
    pub last_day: Day,
    /// First and last day on which somebody asks how it went.
    #[cfg_attr(feature = "schema", schemars(with = "(u16, u16)"))]
    pub contact: (Day, Day),
    /// What is at home: how much of it is used, and what is still to be handed over.
    pub held: Vec<HeldUse>,
    /// Units and batches of the whole way, as if nothing were at home.
    pub dispensing: Dispensing,
    /// The prescriptions that it needs, its own; none: the book says nothing of them in the region, or nothing is taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prescribed: Option<Prescribed>,
    /// What is said with it, in the order of the book.
    pub notes: Vec<Note>,
}

impl Descent {
    /// The first day without the drug, where the way goes to nothing.
    #[must_use]
    pub fn stopped_on(&self) -> Option<Day> {
        self.falls.last().filter(|it| it.to.is_none()).map(|it| it.on)
    }

    /// The last day on which something is taken; the day before the plan, where nothing is taken in it.
    #[must_use]
    pub fn taken_until(&self, start: Date) -> Option<Date> {
        let step = self.steps.iter().rev().find(|it| !it.intakes.is_empty());
        step.map_or_else(|| start.plus(-1), |it| it.last_day().date(start))
    }

    /// Its steps as a course, to be drawn as any other: nothing is watched, judged or followed in it.
    #[must_use]
    pub fn course(&self) -> Course {
        Course {
            drug: self.drug.clone(),
            protocol: self.protocol.clone(),
            indication: None,
            continues: Some(self.first),
            held: self.held.clone(),
            steps: self.steps.clone(),
            variant: None,
            restart_after_days: None,
            last_day: self.last_day,
            review_until_day: self.last_day,
            after_session: None,
            after_review: Vec::new(),
            monitoring: Vec::new(),
            burdens: Vec::new(),
            dispensing: self.dispensing.clone(),
            prescribed: self.prescribed.clone(),
            limits: Vec::new(),
        }
    }
}

/// One cut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fall {
    /// First day at the lower dose.
    #[cfg_attr(feature = "schema", schemars(with = "u16"))]
    pub on: Day,
    /// The dose of a day before it.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub from: Dose,
    /// The dose of a day after it; none: nothing.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub to: Option<Dose>,
    /// Days of the plan at the dose before it; 0 before the first.
    pub held_days: u16,
    /// The cut that the pace asks for there, in hundredths of a microgram.
    pub asked: u64,
    /// That cut, in tenths of a percent of the dose before it.
    pub asked_permille: u16,
    /// The cut that is made, in tenths of a percent of the dose before it.
    pub made_permille: u16,
    /// Whether no unit makes a dose in between: the cut is larger than asked.
    pub forced: bool,
    /// Occupancy before and after it, in tenths of a percent; none where the book has no curve.
    pub occupancy: Option<(u16, u16)>,
    /// Both, in words.
    pub text: String,
}

impl Fall {
    /// By how much the dose of a day falls, in micrograms.
    #[must_use]
    pub fn micrograms(&self) -> u64 {
        u64::from(self.from.micrograms()) - u64::from(self.to.map_or(0, Dose::micrograms))
    }
}

/// What is said with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// Id of the formulary's row.
    pub id: String,
    /// What it is about.
    pub kind: NoteKind,
    /// What is said.
    pub text: String,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// A way down that waits: day numbers, not to be begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DownDraft {
    /// Name of the plan, from the request.
    pub id: String,
    /// The first day that was chosen, where it has passed.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub begun: Option<Date>,
    /// The way down.
    pub descent: Descent,
}

/// A way down with its first day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tapering {
    /// Name of the plan, from the request.
    pub id: String,
    /// Day 1.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub start: Date,
    /// The way down.
    pub descent: Descent,
    /// What is begun after the last dose, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Relay>,
}

/// A drug that is begun after the last dose of the one that is lowered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Relay {
    /// Id of the drug.
    pub drug: String,
    /// Id of the row of the book that it follows.
    pub row: String,
    /// Day of the last dose of the one that is lowered.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub last_dose: Date,
    /// The earliest first day, once the full free days have passed; none: it may not be begun, and why is told.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub first_day: Option<Date>,
    /// Days on which both are taken; none: no day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared_days: Option<u16>,
}
