//! The answer: planned, pending, refused, a card, or the planner stopped itself.

use std::ops::Deref;

use serde::Serialize;

use crate::audit::Audited;
use crate::audit::breach::Violation;
use crate::book::protocol::View;
use crate::course::{Course, Draft, Plan};
use crate::descent::{Descent, DownDraft, Tapering};
use crate::finding::{Assessment, Verdict};
use crate::request::problems::Problem;
use crate::request::session::ShownCard;

/// What Palier answers. A schedule never travels with a contraindication, and only an audited one
/// can be held here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[allow(clippy::large_enum_variant, reason = "one outcome per request: boxing would save nothing")]
pub enum Outcome {
    /// A dated plan.
    Planned {
        /// What was found.
        assessment: Assessment,
        /// The plan.
        plan: Audited<Plan>,
    },
    /// A dated way down, to a dose or to nothing.
    Tapered {
        /// What was found.
        assessment: Assessment,
        /// The way down.
        descent: Audited<Tapering>,
        /// What there is to say of the drug that is begun after it, where one is: it waits for the last dose.
        #[serde(skip_serializing_if = "Option::is_none")]
        then: Option<Box<Outcome>>,
    },
    /// Waits for a fact, a date or a decision; not to be begun.
    Pending {
        /// What was found, with what each pending finding waits for.
        assessment: Assessment,
        /// The course in day numbers, when enough is known to lay one out.
        draft: Option<Audited<Draft>>,
        /// The way down in day numbers, when enough is known to lay one out.
        #[serde(skip_serializing_if = "Option::is_none")]
        down: Option<Audited<DownDraft>>,
    },
    /// Not to be started, and why.
    Refused {
        /// What was found.
        assessment: Assessment,
    },
    /// A treatment that is explained and never planned: no dose, by type.
    Card {
        /// What is said of it, and when a next session may be.
        card: ShownCard,
    },
    /// The request itself is impossible: fields to mend, each named.
    Unreadable {
        /// What is wrong, and where.
        problems: Problems,
    },
    /// The auditor found the plan in breach of an invariant: nothing may be used.
    Stopped {
        /// The breaches.
        violations: Vec<Violation>,
    },
}

/// What is wrong with a request: one problem at least.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Problems(#[cfg_attr(feature = "schema", schemars(length(min = 1)))] Vec<Problem>);

impl Problems {
    /// Some problems; nothing, where there are none.
    #[must_use]
    pub fn of(problems: Vec<Problem>) -> Option<Self> {
        (!problems.is_empty()).then_some(Self(problems))
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl From<Problems> for Vec<Problem> {
    fn from(problems: Problems) -> Self {
        problems.0
    }
}

impl Deref for Problems {
    type Target = [Problem];
    fn deref(&self) -> &[Problem] {
        &self.0
    }
}

/// A sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// For the person who takes the treatment.
    Patient,
    /// For the pharmacist who prepares it or hands it over: no patient prints it.
    Pharmacy,
}

/// Whether a sheet may be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permit {
    /// Yes.
    Granted,
    /// A caution was not acknowledged.
    Unread,
    /// There is nothing to print.
    Nothing,
}

impl Outcome {
    /// Whether it may be printed on a sheet by who reads it: a draft only for the person and who prescribes, marked
    /// as such, and nothing while a caution that must be read is not.
    #[must_use]
    pub fn permit(&self, sheet: Sheet, view: View) -> Permit {
        let assessment = match (self, sheet, view) {
            (
                Self::Planned { assessment, .. } | Self::Tapered { assessment, .. },
                Sheet::Patient,
                View::Patient | View::Professional | View::Pharmacist,
            )
            | (
                Self::Planned { assessment, .. } | Self::Tapered { assessment, .. },
                Sheet::Pharmacy,
                View::Professional | View::Pharmacist,
            )
            | (Self::Pending { assessment, draft: Some(_), .. }, Sheet::Patient, View::Patient | View::Professional) => {
                assessment
            }
            (
                Self::Planned { .. }
                | Self::Pending { .. }
                | Self::Tapered { .. }
                | Self::Refused { .. }
                | Self::Card { .. }
                | Self::Unreadable { .. }
                | Self::Stopped { .. },
                Sheet::Patient | Sheet::Pharmacy,
                View::Patient | View::Professional | View::Pharmacist,
            ) => return Permit::Nothing,
        };
        if assessment.acknowledged() { Permit::Granted } else { Permit::Unread }
    }

    /// The same, where some field of the request could not be read. It may have held a dose, a pace or a day
    /// that the request then leaves to the protocol, or the last session of a card. What was found still
    /// stands; the plan is not what was asked for.
    #[must_use]
    pub fn withheld(self) -> Self {
        match self {
            Self::Planned { mut assessment, .. }
            | Self::Tapered { mut assessment, .. }
            | Self::Pending { mut assessment, .. } => {
                assessment.verdict = assessment.verdict.withheld();
                Self::Pending { assessment, draft: None, down: None }
            }
            Self::Card { card } => Self::Card { card: ShownCard { session: None, ..card } },
            Self::Refused { .. } | Self::Unreadable { .. } | Self::Stopped { .. } => self,
        }
    }

    /// How it is to be taken, at a glance: a card whose next session would be too early is a caution, what could
    /// not be read waits to be mended, and nothing of a stopped planner may be used.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Planned { assessment, .. }
            | Self::Tapered { assessment, .. }
            | Self::Pending { assessment, .. }
            | Self::Refused { assessment } => assessment.verdict,
            Self::Card { card } => {
                let early = card.session.as_ref().is_some_and(|it| it.too_early.is_some());
                if early { Verdict::Caution } else { Verdict::NothingFound }
            }
            Self::Unreadable { .. } => Verdict::Pending,
            Self::Stopped { .. } => Verdict::Refused,
        }
    }

    /// What was found, unless the request could not be read or the planner stopped.
    #[must_use]
    pub fn assessment(&self) -> Option<&Assessment> {
        match self {
            Self::Planned { assessment, .. }
            | Self::Tapered { assessment, .. }
            | Self::Pending { assessment, .. }
            | Self::Refused { assessment } => Some(assessment),
            Self::Card { .. } | Self::Unreadable { .. } | Self::Stopped { .. } => None,
        }
    }

    /// The course, dated or not: what the auditor has passed.
    #[must_use]
    pub fn course(&self) -> Option<&Course> {
        match self {
            Self::Planned { plan, .. } => Some(&plan.course),
            Self::Pending { draft, .. } => draft.as_ref().map(|it| &it.course),
            Self::Tapered { .. }
            | Self::Refused { .. }
            | Self::Card { .. }
            | Self::Unreadable { .. }
            | Self::Stopped { .. } => None,
        }
    }

    /// The way down, where there is one: what the auditor has passed.
    #[must_use]
    pub fn descent(&self) -> Option<&Descent> {
        match self {
            Self::Tapered { descent, .. } => Some(&descent.descent),
            Self::Pending { down, .. } => down.as_ref().map(|it| &it.descent),
            Self::Planned { .. }
            | Self::Refused { .. }
            | Self::Card { .. }
            | Self::Unreadable { .. }
            | Self::Stopped { .. } => None,
        }
    }
}
