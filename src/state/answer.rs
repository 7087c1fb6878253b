//! What was asked, what could not be read, what was answered.

use palier_engine::beside::grey_zone::GreyZone;
use palier_engine::beside::stopped_forms::StoppedForm;
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
use crate::state::needs::{Need, needs};
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
    /// What is still to be said.
    needs: Vec<Need>,
}

/// What the planner says of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Answered.
    pub outcome: Outcome,
    /// What nearby values would change in it.
    pub grey_zone: GreyZone,
    /// The stopped medicines whose form would move its first day.
    pub stopped_forms: Vec<StoppedForm>,
}

impl Answer {
    /// What a form asks on a day, answered.
    pub(super) fn to(form: &Typed, book: &Book, today: Date, tongue: Tongue) -> Self {
        let Parsed { request, problems } = form.parse(book, today, tongue);
        let decided = book.planner().map(|planner| {
            let outcome = planner.decide(&request);
            if problems.is_empty() {
                let grey_zone = planner.grey_zone(&request, &outcome);
                let stopped_forms = planner.stopped_forms(&request, &outcome);
                Decided { outcome, grey_zone, stopped_forms }
            } else {
                Decided { outcome: outcome.withheld(), grey_zone: GreyZone::default(), stopped_forms: Vec::new() }
            }
        });
        Self::of(request, problems, decided)
    }

    fn of(request: Request, problems: Vec<FieldProblem>, decided: Option<Decided>) -> Self {
        let needs = needs(&problems, decided.as_ref().map(|it| &it.outcome));
        Self { request, problems, decided, needs }
    }

    /// What is still to be said, in the order of the form; what could not be read first.
    #[must_use]
    pub fn needs(&self) -> &[Need] {
        &self.needs
    }

    /// What a form asked on an earlier day, as it holds today: the plan that was made then, once it is begun and
    /// as long as nothing forbids it. None where a field cannot be read.
    pub(super) fn under_way(form: &Typed, book: &Book, asked: Date, today: Date, tongue: Tongue) -> Option<Self> {
        let Parsed { request, problems } = form.parse(book, asked, tongue);
        let planner = book.planner().filter(|_| problems.is_empty())?;
        let outcome = planner.under_way(&request, today);
        let decided = Decided { outcome, grey_zone: GreyZone::default(), stopped_forms: Vec::new() };
        Some(Self::of(request, problems, Some(decided)))
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
