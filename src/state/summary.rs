//! What the page around a planner learns without asking: a verdict and three counts.
//!
//! Scripts of the host page, trackers included, can read every event. The patient and the plan
//! are therefore not in here, and nothing that could hold them is.

use palier_engine::finding::Verdict;
use palier_engine::outcome::Outcome;
use serde::Serialize;

/// The detail of a `palier-outcome` event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OutcomeSummary {
    /// The name of the verdict, such as `pending`.
    pub verdict: &'static str,
    /// Rules that had all they needed.
    pub checked: usize,
    /// Findings a person must read, and pairs of the list that are published as contraindicated.
    pub alerts: usize,
    /// Rules and medicines about which nothing can be said.
    pub not_checked: usize,
}

impl OutcomeSummary {
    /// Of what waits for the whole book: pending, and nothing was looked at.
    pub(super) const WAITING: Self = Self { verdict: "pending", checked: 0, alerts: 0, not_checked: 0 };
}

/// What the host page may learn without asking.
#[must_use]
pub fn summary(outcome: &Outcome) -> OutcomeSummary {
    let (assessment, verdict) = match outcome {
        Outcome::Planned { assessment, .. }
        | Outcome::Tapered { assessment, .. }
        | Outcome::Pending { assessment, .. }
        | Outcome::Refused { assessment } => (
            assessment,
            match assessment.verdict {
                Verdict::NothingFound => "nothing-found",
                Verdict::Caution => "caution",
                Verdict::Pending => "pending",
                Verdict::Refused => "refused",
            },
        ),
        Outcome::Card { .. } => {
            return OutcomeSummary { verdict: "card", checked: 0, alerts: 0, not_checked: 0 };
        }
        Outcome::Unreadable { .. } => {
            return OutcomeSummary { verdict: "unreadable", checked: 0, alerts: 0, not_checked: 0 };
        }
        Outcome::Stopped { .. } => {
            return OutcomeSummary { verdict: "stopped", checked: 0, alerts: 0, not_checked: 0 };
        }
    };
    OutcomeSummary {
        verdict,
        checked: assessment.checked.count(),
        alerts: assessment.alerts(),
        not_checked: assessment.not_checked.len(),
    }
}
