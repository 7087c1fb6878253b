//! What was told on a day of a plan that is under way, what was done, and the calendar that had stood until then.
//!
//! The past is kept as it was laid out, so that no plan made later rewrites it.

use serde::{Deserialize, Serialize};

use crate::book::place::{Moment, Region};
use crate::exact::date::Date;
use crate::exact::dose::Dose;
use crate::logic::truth::Truth;
use crate::request::taken::TakenNow;

/// One day on which a plan was looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// Its day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub on: Date,
    /// The calendar that stood until then, past that day too, as it was laid out.
    pub stood: Stood,
    /// What was told.
    #[serde(default, skip_serializing_if = "ToldThen::is_nothing")]
    pub told: ToldThen,
    /// What was done.
    pub act: Act,
}

/// What was taken before the last of some looks at a plan: by its own calendar, or, by who did not make the rise with
/// which that calendar began, by the one that stood before it.
#[must_use]
pub fn taken_before(looks: &[CheckIn]) -> Option<Run<'_>> {
    let (last, earlier) = looks.split_last()?;
    let own = last.stood.before(last.on, last.told.risen);
    let stayed = last.told.risen == Truth::No && last.stood.steps.first().is_some_and(|it| it.conditional);
    let same = earlier.last().is_some_and(|it| it.stood.drug == last.stood.drug);
    own.or_else(|| if stayed && same { taken_before(earlier) } else { None })
}

/// A calendar that stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stood {
    /// Id of the drug.
    pub drug: String,
    /// Where it was laid out: whose products, limits and labels it was made of. Absent: it was not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// Its first day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub from: Date,
    /// Its steps, one after another.
    pub steps: Vec<StoodStep>,
}

impl Stood {
    /// The step of a day, and the first day of it; nothing before the calendar or past it.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<(&StoodStep, Date)> {
        let mut first = self.from;
        for step in &self.steps {
            let next = first.plus(i32::from(step.days))?;
            if (first..next).contains(&day) {
                return Some((step, first));
            }
            first = next;
        }
        None
    }

    /// The steps that had begun before a day, in their order.
    pub fn begun_before(&self, day: Date) -> impl Iterator<Item = &StoodStep> {
        let mut next = Some(self.from);
        self.steps.iter().take_while(move |it| {
            let begun = next.is_some_and(|first| first < day);
            next = next.and_then(|first| first.plus(i32::from(it.days)));
            begun
        })
    }

    /// What was taken before a day, the last of it where the calendar had ended: the dose of its last step, or, by who
    /// did not rise to that one, of the step before.
    #[must_use]
    pub fn before(&self, day: Date, risen: Truth) -> Option<Run<'_>> {
        let mut runs: Vec<Run<'_>> = Vec::new();
        let mut first = self.from;
        for step in self.steps.iter().filter(|it| it.days > 0) {
            if first >= day {
                break;
            }
            if runs.last().is_none_or(|it| !it.step.takes_as(step)) {
                runs.push(Run { step, since: first });
            }
            first = first.plus(i32::from(step.days))?;
        }
        let last = runs.pop()?;
        let stayed = risen == Truth::No && last.step.conditional;
        if stayed { runs.pop() } else { Some(last) }
    }
}

/// What was taken, day after day, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The step with which it began.
    pub step: &'a StoodStep,
    /// Its first day.
    pub since: Date,
}

impl StoodStep {
    /// Whether the same dose of a day is taken in both, as often, at whatever moments.
    #[must_use]
    pub fn takes_as(&self, other: &Self) -> bool {
        self.daily() == other.daily() && self.every_days.unwrap_or(1) == other.every_days.unwrap_or(1)
    }

    /// The dose of a day on which something is taken; `None` for none.
    #[must_use]
    pub fn daily(&self) -> Option<Dose> {
        let total: u64 = self.taken.iter().map(|it| u64::from(it.dose.micrograms())).sum();
        u32::try_from(total).ok().and_then(Dose::from_micrograms)
    }
}

/// A step of a calendar that stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StoodStep {
    /// Days it lasts.
    pub days: u16,
    /// Taken on its first day, then once in so many; absent: each day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_days: Option<u8>,
    /// Whether it waited for conditions: who did not meet them stayed at the dose before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub conditional: bool,
    /// What is taken on such a day; empty: nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<TakenNow>,
}

/// What was told. What is absent was not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ToldThen {
    /// Pain, from 0 to 10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pain: Option<u8>,
    /// Nights of the last seven with bad sleep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bad_nights: Option<u8>,
    /// Days of the last fourteen on which an intake was forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed_days: Option<u8>,
    /// Full days one after another, up to the day before, on which nothing was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub off_days: Option<u16>,
    /// Whether the dose of the calendar is taken, where it waited for conditions: who did not rise takes the one before.
    #[serde(default, skip_serializing_if = "is_unknown")]
    pub risen: Truth,
    /// The worst that is felt of the treatment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effects: Option<Felt>,
    /// Whether the conditions of the next rise are met.
    #[serde(default, skip_serializing_if = "is_unknown")]
    pub conditions_met: Truth,
    /// Suicidal thoughts.
    #[serde(default, skip_serializing_if = "is_unknown")]
    pub suicidal_thoughts: Truth,
    /// Whether there is a reason to stop the drug at once.
    #[serde(default, skip_serializing_if = "is_unknown")]
    pub reason_to_stop: Truth,
    /// Its id in the book, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop_for: Option<String>,
}

impl ToldThen {
    /// Whether nothing was.
    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_unknown(truth: &Truth) -> bool {
    *truth == Truth::Unknown
}

/// How bad the worst of the adverse effects is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Felt {
    /// None is felt.
    Nothing,
    /// They are felt, and do not bother.
    Mild,
    /// They bother.
    Bothersome,
    /// They cannot be borne.
    Unbearable,
}

/// What is done at a check-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Act {
    /// The plan goes on as it is.
    GoOn,
    /// The dose stays so many days longer.
    Stay {
        /// Days, from the day of the check-in.
        days: u16,
    },
    /// The dose before is taken again, and stays.
    StepBack,
    /// The dose of a day is lowered.
    Lower {
        /// To this.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        to: Dose,
    },
    /// It is taken at another moment of the day, from the day after: never twice in 24 hours. The dose stays a week at
    /// the new moment, for one thing changes at a time.
    Move {
        /// At this one.
        to: Moment,
    },
    /// Nothing is taken for so many days, then the same dose again.
    Pause {
        /// Days, from the day of the check-in.
        days: u16,
    },
    /// It is begun anew, with the first dose.
    Restart,
    /// It is stopped, at the pace of the book.
    Stop,
    /// It is stopped at once.
    StopNow,
}

impl Act {
    /// The days that it says, with their field: of a longer stay, of a pause.
    #[must_use]
    pub(crate) const fn days(self) -> Option<(&'static str, u16)> {
        match self {
            Self::Stay { days } => Some(("act.stay.days", days)),
            Self::Pause { days } => Some(("act.pause.days", days)),
            Self::GoOn
            | Self::StepBack
            | Self::Lower { .. }
            | Self::Move { .. }
            | Self::Restart
            | Self::Stop
            | Self::StopNow => None,
        }
    }
}
