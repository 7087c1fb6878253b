//! What is looked at, and when: gates and monitoring.

use serde::{Deserialize, Serialize};

use crate::book::place::Region;
use crate::book::source::{Grade, Sources};
use crate::exact::day::Day;
use crate::exact::dose::Dose;
use crate::lang::Text;
use crate::logic::condition::Condition;

/// A condition to meet before the next upward step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Stable id.
    pub id: String,
    /// Whom it is of: [`EVERYONE`](crate::book::rule::EVERYONE), a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// For whom; unknown counts as yes.
    #[serde(default = "Condition::always")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub when: Condition,
    /// Asked once, before the first step above this daily dose; absent: before every step up.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub above: Option<Dose>,
    /// What must be so.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Something to do or look at, at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Monitoring {
    /// Stable id.
    pub id: String,
    /// Whom it is of: [`EVERYONE`](crate::book::rule::EVERYONE), a class or a substance of the catalogue, or one drug.
    pub of: String,
    /// The drugs it is of, in the order of the book: filled in where the book is joined.
    #[serde(skip)]
    pub drugs: Vec<String>,
    /// Only in this region; absent: in every one.
    #[serde(default)]
    pub region: Option<Region>,
    /// For whom; unknown counts as yes.
    #[serde(default = "Condition::always")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub when: Condition,
    /// Kind.
    pub kind: Watch,
    /// When.
    pub anchor: Anchor,
    /// What.
    pub text: Text,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// Kind of monitoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Watch {
    /// Visit or call with the prescriber.
    Visit,
    /// Blood test.
    BloodTest,
    /// Questionnaire.
    Questionnaire,
    /// Daily diary.
    Diary,
    /// Judgement of the treatment.
    Review,
    /// What comes up after months, past the end of the plan too: to consider going down, to sign something again.
    Reminder,
    /// What may be expected in this band of days; not a task.
    Expectation,
}

/// When monitoring falls. Days count from the first dose, which is day 1; the day before it is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Anchor {
    /// Once, between two days.
    Days {
        /// First day.
        #[cfg_attr(feature = "schema", schemars(with = "i16"))]
        from: Day,
        /// Last day.
        #[cfg_attr(feature = "schema", schemars(with = "i16"))]
        to: Day,
    },
    /// Again and again, from a day on, up to the end of the plan.
    Every {
        /// First day.
        #[cfg_attr(feature = "schema", schemars(with = "i16"))]
        from: Day,
        /// Days between.
        days: u16,
    },
    /// Some days after each change of dose.
    AfterEachStep {
        /// First day after the change.
        from: u16,
        /// Last day after the change.
        to: u16,
    },
    /// Once, some days after the first step above a daily dose; never, where no step is.
    AfterDose {
        /// The dose passed.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        above: Dose,
        /// First day after the change.
        from: u16,
        /// Last day after the change.
        to: u16,
    },
    /// Once, some days after the dose aimed at was reached.
    AfterTarget {
        /// First day after the change.
        from: u16,
        /// Last day after the change.
        to: u16,
    },
    /// Once, some months of the calendar later, the end of the plan or not: on the same day of the month, or on the last
    /// of a month that has none. Said without a day, where the plan has none.
    Months {
        /// What they are counted from.
        after: Since,
        /// The first day, in months.
        from: u8,
        /// The last day, in months.
        to: u8,
    },
    /// From the day of judgement to the last day of the review.
    AtJudgement,
    /// After the end of the plan: said, not dated.
    Later,
}

/// What months are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Since {
    /// The first day of the plan, or of the one that it goes on with. Where the drug was taken before, too: a plan looks
    /// at it. What then lies before the plan is due on its first day.
    Start,
    /// The first day at the dose of the last step; of a plan that stays at the dose it goes on with, the day since which
    /// that has been taken, the latest it may be.
    Stable,
}
