//! What is seen now. A moment shows only what it needs.

use palier_engine::outcome::Outcome;

use crate::state::model::Model;

/// A moment of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Nothing is known: one field.
    Start,
    /// The form is filled in; the draft stands beside it.
    Filling,
    /// A plan, or one that waits for a date or a decision.
    Answered,
    /// Refused: why, and what else there is.
    Refused,
    /// A treatment that is explained and never planned.
    Card,
    /// The planner stopped: nothing may be used.
    Stopped,
}

impl Moment {
    /// Its name, for the style sheet and for tests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Filling => "filling",
            Self::Answered => "answered",
            Self::Refused => "refused",
            Self::Card => "card",
            Self::Stopped => "stopped",
        }
    }
}

impl Model {
    /// What is seen now.
    #[must_use]
    pub fn moment(&self) -> Moment {
        if self.form.course.drug.is_empty() {
            return Moment::Start;
        }
        let Some(answer) = &self.answer else { return Moment::Filling };
        let Some(outcome) = answer.outcome() else { return Moment::Filling };
        let filled_in = self.open.is_none() && answer.needs().is_empty();
        match outcome {
            Outcome::Stopped { .. } => Moment::Stopped,
            Outcome::Card { .. } if self.open.is_none() => Moment::Card,
            Outcome::Refused { .. } if self.open.is_none() => Moment::Refused,
            Outcome::Planned { .. } | Outcome::Tapered { .. } | Outcome::Pending { .. } if filled_in => {
                Moment::Answered
            }
            Outcome::Card { .. }
            | Outcome::Refused { .. }
            | Outcome::Planned { .. }
            | Outcome::Tapered { .. }
            | Outcome::Pending { .. }
            | Outcome::Unreadable { .. } => Moment::Filling,
        }
    }
}
