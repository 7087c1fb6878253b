//! What the page around a planner learns without asking: a verdict and three counts.
//!
//! Scripts of the host page, trackers included, can read every event. The patient and the plan
//! are therefore not in here, and nothing that could hold them is.

use serde::Serialize;

/// The detail of a `palier-outcome` event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OutcomeSummary {
    /// The name of the verdict, such as `pending`.
    pub verdict: &'static str,
    /// Rules that had all they needed.
    pub checked: usize,
    /// Findings a person must read.
    pub alerts: usize,
    /// Rules and medicines about which nothing can be said.
    pub not_checked: usize,
}
