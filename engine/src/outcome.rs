//! The answer: planned, pending, refused, or the planner stopped itself.

use serde::Serialize;

use crate::assess::Assessment;
use crate::audit::{Audited, Violation};
use crate::formulary::Formulary;
use crate::plan::{Draft, Plan};
use crate::request::{Problem, Request};

/// What Palier answers. A schedule never travels with a contraindication, and only an audited one
/// can be held here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A dated plan.
    Planned {
        /// What was found.
        assessment: Assessment,
        /// The plan.
        plan: Audited<Plan>,
    },
    /// Waits for a fact, a date or a decision; not to be begun.
    Pending {
        /// What was found, with what each pending finding waits for.
        assessment: Assessment,
        /// The course in day numbers, when enough is known to lay one out.
        draft: Option<Audited<Draft>>,
    },
    /// Not to be started, and why.
    Refused {
        /// What was found.
        assessment: Assessment,
    },
    /// The request itself is impossible: fields to mend, each named.
    Unreadable {
        /// What is wrong, and where.
        problems: Vec<Problem>,
    },
    /// The auditor found the plan in breach of an invariant: nothing may be used.
    Stopped {
        /// The breaches.
        violations: Vec<Violation>,
    },
}

pub(crate) fn decide(_formulary: &Formulary, _request: &Request) -> Outcome {
    Outcome::Unreadable { problems: Vec::new() }
}
