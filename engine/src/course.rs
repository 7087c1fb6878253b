//! The types of a plan: steps, gates, monitoring, reasons and what to dispense.
//!
//! A [`Course`] counts days from 1. A [`Draft`] is a course without dates; a [`Plan`] has a first
//! day. Neither can be shown before [`audit`](crate::audit) has passed it.

use serde::Serialize;

use crate::book::drug::Bottle;
use crate::book::place::Moment;
use crate::book::rule::Ring;
use crate::book::source::{Grade, Sources};
use crate::book::supply::{SupplyIndex, Taken};
use crate::book::watch::Watch;
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::exact::dose::Dose;

/// A burden on the days of a course. Day 1 is the first dose; days before it are 0 and below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Carried {
    /// Id of the burden.
    pub burden: String,
    /// Its name.
    pub name: String,
    /// What it does.
    pub text: String,
    /// Who carries it: the drug that is planned first, then the lines of the list.
    pub carriers: Vec<Carrier>,
    /// Days on which two or more carry it, first and last; no last day: past the end of the course.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<(i32, Option<i32>)>"))]
    pub together: Vec<(Day, Option<Day>)>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// One that carries a burden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Carrier {
    /// Name, as on the list; of the drug that is planned, its own.
    pub name: String,
    /// Position on the list; none for the drug that is planned.
    pub line: Option<usize>,
    /// First day; none: from before, or not known.
    #[cfg_attr(feature = "schema", schemars(with = "Option<i32>"))]
    pub from: Option<Day>,
    /// Last day, its tail counted; none: past the end of the course.
    #[cfg_attr(feature = "schema", schemars(with = "Option<i32>"))]
    pub until: Option<Day>,
    /// Days of it that are tail: none is known where this is empty.
    pub tail: Option<u16>,
}

/// A course of treatment, in day numbers. Day 1 is the day of the first dose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Course {
    /// Drug.
    pub drug: String,
    /// Protocol.
    pub protocol: String,
    /// Indication, if stated.
    pub indication: Option<String>,
    /// The dose of a day that is taken already when it begins; none: it begins with the first dose.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub continues: Option<Dose>,
    /// Steps in order, contiguous from day 1 to `last_day`.
    pub steps: Vec<Step>,
    /// Variant of the protocol whose stair this is, if any.
    pub variant: Option<String>,
    /// Off more days than this: begin again at the first dose.
    pub restart_after_days: Option<u16>,
    /// Day of judgement: the last day laid out.
    #[cfg_attr(feature = "schema", schemars(with = "u16"))]
    pub last_day: Day,
    /// Last day of the review window that begins on `last_day`.
    #[cfg_attr(feature = "schema", schemars(with = "u16"))]
    pub review_until_day: Day,
    /// What is taken after each dialysis session, beside the steps.
    pub after_session: Option<AfterSession>,
    /// Doses the target still asks for after the judgement: not laid out without a new decision.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub after_review: Vec<Dose>,
    /// What to watch and when.
    pub monitoring: Vec<Event>,
    /// What adds up with the medicines of the list, and on which days.
    pub burdens: Vec<Carried>,
    /// What is at home: how much of it is used, and what is still to be handed over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<HeldUse>,
    /// Units and batches of the whole course, as if nothing were at home.
    pub dispensing: Dispensing,
    /// The prescriptions that it needs; none: the book says nothing of them in the region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prescribed: Option<Prescribed>,
    /// Limits in force, each with its reason; the strictest of each kind first.
    pub limits: Vec<AppliedLimit>,
}

/// The prescriptions of a plan, and the law that bounds them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Prescribed {
    /// Id of the row of the book.
    pub row: String,
    /// What the law asks for.
    pub text: String,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
    /// The prescriptions, one after another, from the first day on which something is taken to the last.
    pub prescriptions: Vec<Prescription>,
}

/// One prescription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Prescription {
    /// Which of a treatment it is.
    pub kind: Prescribing,
    /// First day it covers.
    #[cfg_attr(feature = "schema", schemars(with = "u16"))]
    pub first_day: Day,
    /// Last day it covers: no batch lasts longer.
    #[cfg_attr(feature = "schema", schemars(with = "u16"))]
    pub last_day: Day,
    /// Days it covers.
    pub days: u16,
    /// How often the drug is handed over on it, each time for one batch; none: the source says nothing of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dispensings: Option<u8>,
}

/// Which prescription of a treatment it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Prescribing {
    /// The first of a drug that is begun.
    First,
    /// Another, where the one before has ended, be it before the plan.
    Renewal,
    /// The first of a way down: it has its own.
    WayDown,
}

/// Units of one supply that are at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeldUse {
    /// Index into the supplies of the request.
    #[cfg_attr(feature = "schema", schemars(with = "usize"))]
    pub supply: SupplyIndex,
    /// Whole capsules or tablets, or drops, at home.
    pub held: u32,
    /// Of these, so many are taken.
    pub used: u32,
    /// Of these, so many are left.
    pub left: u32,
    /// So many more are to be handed over.
    pub wanted: u32,
}

/// A period at one daily dose: days `first_day` up to, not including, `first_day + days`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// First day of the step.
    #[cfg_attr(feature = "schema", schemars(with = "u16"))]
    pub first_day: Day,
    /// Days it lasts.
    pub days: u16,
    /// Taken on its first day, then once in so many days: 1 is every day, 2 every other day.
    pub every_days: u8,
    /// What is taken on such a day; empty on days without intake.
    pub intakes: Vec<Intake>,
    /// What must be so before it may begin; none for the first step and downward ones.
    pub gates: Vec<GateBefore>,
    /// Why this dose, from what was asked to the units in hand.
    pub reasons: Vec<Reason>,
}

impl Step {
    /// Last day of the step.
    #[must_use]
    pub fn last_day(&self) -> Day {
        self.first_day.plus(i32::from(self.days) - 1)
    }

    /// Days of it on which something is taken.
    #[must_use]
    pub fn taking_days(&self) -> u16 {
        self.days.div_ceil(u16::from(self.every_days.max(1)))
    }

    /// Dose of one day with intake; `None` on a day without intake.
    #[must_use]
    pub fn daily(&self) -> Option<Dose> {
        let total: u64 = self.intakes.iter().map(|it| u64::from(it.dose.micrograms())).sum();
        u32::try_from(total).ok().and_then(Dose::from_micrograms)
    }
}

/// One moment of the day with units to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Intake {
    /// Moment.
    pub moment: Moment,
    /// Dose.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub dose: Dose,
    /// Units: their doses add up to `dose`, exactly.
    pub units: Vec<Taken>,
}

/// One more dose after each haemodialysis session, whatever the step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AfterSession {
    /// Dose.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub dose: Dose,
    /// Units: their doses add up to `dose`, exactly.
    pub units: Vec<Taken>,
    /// Sessions in a week.
    pub per_week: u8,
    /// How it is given.
    pub text: String,
    /// Sources.
    pub sources: Sources,
}

impl AfterSession {
    /// The most sessions that so many days may hold: a begun week counts whole.
    #[must_use]
    pub fn sessions_in(&self, days: u16) -> u16 {
        days.div_ceil(7).saturating_mul(self.per_week.into())
    }
}

/// A gate before a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GateBefore {
    /// Id of the formulary's gate.
    pub gate: String,
    /// What must be so.
    pub text: String,
    /// Sources.
    pub sources: Sources,
}

/// One link of the chain under a dose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// In words.
    pub text: String,
    /// Sources; empty for plain arithmetic.
    pub sources: Sources,
}

/// A limit of the formulary that applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppliedLimit {
    /// Id.
    pub limit: String,
    /// Ring.
    pub ring: Ring,
    /// Whether it is in force, or a recorded decision passed it.
    pub in_force: bool,
    /// The bound, in words.
    pub bound: String,
    /// Why.
    pub text: String,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Something to watch, placed on the days of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// Id of the formulary's monitoring line.
    pub monitoring: String,
    /// Kind.
    pub kind: Watch,
    /// First and last day: 0 and below lie before the first dose. Empty: after the end of the plan.
    #[cfg_attr(feature = "schema", schemars(with = "Option<(i16, i16)>"))]
    pub days: Option<(Day, Day)>,
    /// What.
    pub text: String,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// What to hand over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dispensing {
    /// Days in a full batch.
    pub batch_days: u16,
    /// One line per supply, in the order of the request; the whole course.
    pub totals: Vec<SupplyQuantity>,
    /// Batches in order.
    pub batches: Vec<Batch>,
    /// The bottles that the drops taken are sold in, where the book says.
    pub bottles: Vec<SoldIn>,
    /// Drug in the whole course, micrograms.
    pub total_micrograms: u64,
    /// The smallest set of compounded strengths that makes every dose of the plan: an offer beside
    /// what is in hand. Empty where nothing is compounded or no set does.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub smallest_set: Vec<Dose>,
}

/// The bottle that a supply of drops is sold in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SoldIn {
    /// Index into the supplies of the request.
    #[cfg_attr(feature = "schema", schemars(with = "usize"))]
    pub supply: SupplyIndex,
    /// The bottle.
    pub bottle: Bottle,
}

/// One batch, handed over at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Batch {
    /// First day it covers.
    #[cfg_attr(feature = "schema", schemars(with = "u16"))]
    pub first_day: Day,
    /// Last day it covers.
    #[cfg_attr(feature = "schema", schemars(with = "u16"))]
    pub last_day: Day,
    /// One line per supply, in the order of the request.
    pub quantities: Vec<SupplyQuantity>,
}

/// Units of one supply: what is taken, what is handed over, and the difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SupplyQuantity {
    /// Index into the supplies of the request.
    #[cfg_attr(feature = "schema", schemars(with = "usize"))]
    pub supply: SupplyIndex,
    /// Taken: halves of units, microlitres or drops, after the kind of supply.
    pub taken: u64,
    /// Handed over, in the same measure.
    pub dispensed: u64,
    /// `dispensed − taken`, in the same measure.
    pub leftover: u64,
    /// Whole capsules, tablets, or bottles handed over.
    pub containers: u32,
}

/// A course with its first day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Plan {
    /// Name of the plan, from the request.
    pub id: String,
    /// Day 1.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub start: Date,
    /// The course.
    pub course: Course,
}

/// A course that waits: day numbers only, not to be begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Draft {
    /// Name of the plan, from the request.
    pub id: String,
    /// The course.
    pub course: Course,
}
