//! What was asked, what could not be read, what was answered.

use palier_engine::beside::grey_zone::GreyZone;
use palier_engine::book::protocol::View;
use palier_engine::exact::date::Date;
use palier_engine::finding::Assessment;
use palier_engine::lang::Tongue;
use palier_engine::outcome::{Outcome, Permit, Sheet};
use palier_engine::request::request::Request;

use crate::form::complaint::FieldProblem;
use crate::form::read::Parsed;
use crate::form::typed::Typed;
use crate::state::book::Book;
use crate::state::summary::{OutcomeSummary, summary};

/// The last thing asked: what was asked, what could not be read, what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Asked.
    pub request: Request,
    /// Not read.
    pub problems: Vec<FieldProblem>,
    /// Answered. It waits for the whole book: until then nothing was looked at, neither yes nor no is said.
    pub decided: Option<Decided>,
}

/// What the planner says of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Answered.
    pub outcome: Outcome,
    /// What nearby values would change in it.
    pub grey_zone: GreyZone,
}

impl Answer {
    /// What a form asks on a day, answered.
    pub(super) fn to(form: &Typed, book: &Book, today: Date, tongue: Tongue) -> Self {
        let Parsed { request, problems } = form.parse(book, today, tongue);
        let decided = book.planner().map(|planner| {
            let outcome = planner.decide(&request);
            if problems.is_empty() {
                let grey_zone = planner.grey_zone(&request, &outcome);
                Decided { outcome, grey_zone }
            } else {
                Decided { outcome: outcome.withheld(), grey_zone: GreyZone::default() }
            }
        });
        Self { request, problems, decided }
    }

    /// What was answered, once something was.
    #[must_use]
    pub fn outcome(&self) -> Option<&Outcome> {
        self.decided.as_ref().map(|it| &it.outcome)
    }

    /// What was found, where something was looked at.
    #[must_use]
    pub fn assessment(&self) -> Option<&Assessment> {
        self.outcome()?.assessment()
    }

    /// Whether a sheet of it may be printed.
    pub(crate) fn permit(&self, sheet: Sheet, view: View) -> Permit {
        self.outcome().map_or(Permit::Nothing, |it| it.permit(sheet, view))
    }

    /// What the host page may learn of it without asking.
    pub(crate) fn summary(&self) -> OutcomeSummary {
        self.outcome().map_or(OutcomeSummary::WAITING, summary)
    }
}
