//! A book ready to answer: the one function that decides which outcome a request has.

use std::sync::OnceLock;

use crate::assess::{assess, assess_course, fading, operation, relay, taper};
use crate::audit::facts::AuditFacts;
use crate::audit::interactions::reading;
use crate::audit::kidneys::kidneys;
use crate::audit::lists::DrugLists;
use crate::audit::{descent_passes, down_draft_passes, draft_passes, plan_passes};
use crate::book::drug::Drug;
use crate::book::formulary::Formulary;
use crate::book::protocol::Protocol;
use crate::book::relay::Handover;
use crate::course::{Course, Draft, Plan};
use crate::descent::{DownDraft, Relay, Tapering};
use crate::exact::by_name::ByName;
use crate::facts::facts::Facts;
use crate::facts::shelf::Shelf;
use crate::finding::{Assessment, Verdict};
use crate::lang::Lang;
use crate::logic::condition::Condition;
use crate::logic::truth::Truth;
use crate::outcome::{Outcome, Problems};
use crate::plan::descend::descend;
use crate::plan::lay_out::lay_out;
use crate::plan::relay::{Begins, beginning, begins};
use crate::recognise::catalogue::Catalogue;
use crate::request::problems::Problem;
use crate::request::request::{Request, TaperAsked};
use crate::words::faults::unknown_id;

/// A formulary with its catalogue indexed and its rows gathered by drug, ready to answer many requests.
pub struct Planner<'a> {
    pub(crate) formulary: &'a Formulary,
    pub(crate) catalogue: Catalogue<'a>,
    shelf: Shelf<'a>,
    /// What the auditor reads of each drug, apart from the shelf.
    lists: ByName<'a, OnceLock<DrugLists<'a>>>,
}

impl<'a> Planner<'a> {
    /// Indexes the catalogue, once. The rows of a drug are gathered when it is first asked for.
    #[must_use]
    pub fn new(formulary: &'a Formulary) -> Self {
        let drugs = formulary.book().drugs.iter();
        Self {
            formulary,
            catalogue: Catalogue::new(formulary),
            shelf: Shelf::new(formulary),
            lists: ByName::of(drugs.map(|it| (it.id.as_str(), OnceLock::new()))),
        }
    }

    /// The catalogue, for the search box.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue<'a> {
        &self.catalogue
    }

    /// The book.
    #[must_use]
    pub fn formulary(&self) -> &'a Formulary {
        self.formulary
    }

    /// A request, ready to be read.
    pub(crate) fn facts<'f>(&'f self, request: &'f Request) -> Facts<'f> {
        Facts::new(&self.catalogue, &self.shelf, request)
    }

    /// How a condition of the book reads for a request, strictly: a name not recognised could be anything.
    #[must_use]
    pub fn reads(&self, request: &Request, condition: &Condition) -> Truth {
        self.facts(request).strict_truth(condition)
    }

    /// Everything Palier has to say about one request: assessed, planned and audited.
    #[must_use]
    pub fn decide(&self, request: &Request) -> Outcome {
        self.decide_beside(request, None)
    }

    /// The same, of a drug that is begun beside another that is lowered, or after it.
    fn decide_beside(&self, request: &Request, begins: Option<&Begins<'_>>) -> Outcome {
        if let Some(problems) = Problems::of(request.problems(self.formulary)) {
            return Outcome::Unreadable { problems };
        }
        if let Some(card) = self.formulary.card(&request.treatment.drug) {
            return Outcome::Card { card: card.shown(request, self.formulary.lang(request.language)) };
        }
        let facts = self.facts(request);
        let drug = self.formulary.drug(&request.treatment.drug);
        let (Some(drug), Some(lists)) = (drug, self.lists.get(&request.treatment.drug)) else {
            return unknown("treatment.drug", &request.treatment.drug, facts.lang());
        };
        let Some(protocol) = self.formulary.protocol(facts.protocol) else {
            return unknown("treatment.protocol", facts.protocol, facts.lang());
        };
        if let Some(taper) = request.treatment.taper() {
            let lists = lists.get_or_init(|| DrugLists::new(self.formulary, &drug.id));
            return self.come_down(&facts, drug, protocol, taper, &AuditFacts::new(lists, &self.catalogue, request));
        }
        let mut assessment = assess(&facts, drug);
        if let Some(begins) = begins {
            relay::begun(&facts, begins, &mut assessment);
        }
        if assessment.verdict == Verdict::Refused {
            return Outcome::Refused { assessment };
        }
        let laid = lay_out(&facts, drug, protocol);
        assessment.add(assess_course(&facts, drug, protocol, &laid));
        if let (Some(begins), Ok(course)) = (begins, &laid) {
            assessment.add(relay::in_weeks(&facts, begins, course));
        }
        let course = laid.ok();
        let lists = lists.get_or_init(|| DrugLists::new(self.formulary, &drug.id));
        let again = AuditFacts::new(lists, &self.catalogue, request);
        let read = reading(&again, &assessment.findings).and_then(|()| kidneys(&again, assessment.kidneys.as_ref()));
        match (assessment.verdict, read, course, request.treatment.start) {
            (Verdict::Refused, ..) => Outcome::Refused { assessment },
            (Verdict::Pending | Verdict::Caution | Verdict::NothingFound, Err(violations), ..) => {
                Outcome::Stopped { violations }
            }
            (Verdict::Caution | Verdict::NothingFound, Ok(()), Some(course), Some(start)) => {
                let plan = Plan { id: request.id.clone(), start, course };
                match plan_passes(&again, plan) {
                    Ok(plan) => Outcome::Planned { assessment, plan },
                    Err(violations) => Outcome::Stopped { violations },
                }
            }
            (Verdict::Pending | Verdict::Caution | Verdict::NothingFound, Ok(()), course, _) => {
                waiting(&again, assessment, course)
            }
        }
    }

    /// What there is to say of a way down.
    fn come_down(
        &self,
        facts: &Facts<'_>,
        drug: &Drug,
        protocol: &Protocol,
        asked: &TaperAsked,
        again: &AuditFacts<'_>,
    ) -> Outcome {
        let Some(row) = self.formulary.taper(&drug.id) else {
            return unknown("treatment.drug", &drug.id, facts.lang());
        };
        let found = assess(facts, drug);
        let read = reading(again, &found.findings).and_then(|()| kidneys(again, found.kidneys.as_ref()));
        let mut assessment = taper::weighed(facts, drug, row, found);
        assessment.add(relay::refused(facts, drug).into_iter().collect());
        let swapped = self.swapped(facts, drug, asked);
        if let Some(unsound @ (Outcome::Unreadable { .. } | Outcome::Stopped { .. })) = swapped {
            return unsound;
        }
        if let Some(second) = swapped.as_ref().and_then(Outcome::assessment) {
            relay::held_back(second, &mut assessment);
        }
        let stays = asked.is_converted() && !matches!(swapped, Some(Outcome::Planned { .. }));
        let chosen = facts.request.treatment.start;
        let (start, begun) = match chosen {
            Some(it) if it >= facts.request.today || facts.request.treatment.is_under_way() => (chosen, None),
            Some(_) | None => (None, chosen),
        };
        let laid = if stays || assessment.verdict == Verdict::Refused || taper::somebody_stays(facts, drug, &assessment)
        {
            None
        } else {
            let laid = descend(facts, drug, protocol, row, asked, chosen);
            assessment.add(taper::found(facts, row, &laid));
            if let (Ok(descent), Some(start)) = (&laid, chosen) {
                operation::in_descent(facts, drug, descent, start, &mut assessment);
                assessment.add(fading::found(facts, drug, descent, start).into_iter().collect());
            }
            laid.ok()
        };
        let id = facts.request.id.clone();
        match (assessment.verdict, read, laid, start) {
            (Verdict::Refused, ..) => Outcome::Refused { assessment },
            (Verdict::Pending | Verdict::Caution | Verdict::NothingFound, Err(violations), ..) => {
                Outcome::Stopped { violations }
            }
            (Verdict::Caution | Verdict::NothingFound, Ok(()), Some(descent), Some(start)) => {
                let plan = Tapering { id, start, descent, then: None };
                let (plan, then) = match swapped {
                    Some(second) => self.in_its_place(drug, asked, plan, second),
                    None => self.relayed(facts, drug, asked, plan),
                };
                match descent_passes(again, plan) {
                    Ok(descent) => Outcome::Tapered { assessment, descent, then: then.map(Box::new) },
                    Err(violations) => Outcome::Stopped { violations },
                }
            }
            (Verdict::Pending | Verdict::Caution | Verdict::NothingFound, Ok(()), Some(descent), _) => {
                match down_draft_passes(again, DownDraft { id, begun, descent }) {
                    Ok(down) => Outcome::Pending { assessment, draft: None, down: Some(down) },
                    Err(violations) => Outcome::Stopped { violations },
                }
            }
            (Verdict::Pending | Verdict::Caution | Verdict::NothingFound, Ok(()), None, _) => {
                Outcome::Pending { assessment, draft: None, down: None }
            }
        }
    }
}

impl Planner<'_> {
    /// The beginning of the drug that comes after a way down, on its earliest first day, as a request of its own;
    /// nothing, where none is to be begun.
    #[must_use]
    pub fn begun_after(&self, request: &Request, plan: &Tapering) -> Option<Request> {
        let relay = plan.then.as_ref().filter(|it| it.first_day.is_some())?;
        let drug = self.formulary.drug(&request.treatment.drug)?;
        let mut begun = beginning(&self.facts(request), drug, &relay.drug, relay.last_dose);
        begun.treatment.start = relay.first_day;
        Some(begun)
    }

    /// What becomes of a drug that takes the place of another from one day to the next, on the first day asked for.
    fn swapped(&self, facts: &Facts<'_>, drug: &Drug, asked: &TaperAsked) -> Option<Outcome> {
        let next = asked.then.as_ref().filter(|_| asked.is_converted())?;
        let start = facts.request.treatment.start?;
        facts.request.treatment.standing.dose()?;
        let mut request = beginning(facts, drug, next, start.plus(-1)?);
        request.treatment.start = Some(start);
        Some(self.decide(&request))
    }

    /// The last dose of the first is on the day before, the first of the second on the first day.
    fn in_its_place(
        &self,
        drug: &Drug,
        asked: &TaperAsked,
        mut plan: Tapering,
        second: Outcome,
    ) -> (Tapering, Option<Outcome>) {
        let row = asked.then.as_ref().and_then(|it| self.formulary.relay(&drug.id, it));
        if let (Some(row), Some(next), Some(last_dose)) = (row, asked.then.clone(), plan.start.plus(-1)) {
            let first_day = Some(plan.start);
            plan.then = Some(Relay { drug: next, row: row.id.clone(), last_dose, first_day, shared_days: None });
        }
        (plan, Some(second))
    }

    /// A way down with the drug that is begun after it or beside it: no first day is earlier than its row and its own
    /// wash-outs allow, and there is none while a professional has to decide the relay.
    fn relayed(
        &self,
        facts: &Facts<'_>,
        drug: &Drug,
        asked: &TaperAsked,
        mut plan: Tapering,
    ) -> (Tapering, Option<Outcome>) {
        let Some(next) = asked.then.as_ref() else { return (plan, None) };
        let Some(row) = self.formulary.relay(&drug.id, next) else { return (plan, None) };
        let Some(begins) = begins(facts, row, drug, &plan, next) else { return (plan, None) };
        let mut request = beginning(facts, drug, next, begins.last_dose);
        request.treatment.start = match row.how {
            Handover::NextDay | Handover::Overlap(_) => Some(begins.first_day),
            Handover::Wait(_) | Handover::Refused => None,
        };
        let outcome = self.decide_beside(&request, Some(&begins));
        let undecided = row.decision && facts.decision(&relay::relay_key(row, &drug.id, next)).is_none();
        let first_day = match &outcome {
            Outcome::Planned { plan, .. } => Some(plan.start),
            Outcome::Pending { assessment, .. } => assessment.earliest,
            Outcome::Tapered { .. }
            | Outcome::Refused { .. }
            | Outcome::Card { .. }
            | Outcome::Unreadable { .. }
            | Outcome::Stopped { .. } => None,
        };
        let first_day = first_day.filter(|_| !undecided);
        let shared_days = first_day.map(|it| begins.shared_days(it)).filter(|it| *it > 0);
        let last_dose = begins.last_dose;
        plan.then = Some(Relay { drug: next.clone(), row: row.id.clone(), last_dose, first_day, shared_days });
        (plan, Some(outcome))
    }
}

fn waiting(again: &AuditFacts<'_>, assessment: Assessment, course: Option<Course>) -> Outcome {
    let Some(course) = course else { return Outcome::Pending { assessment, draft: None, down: None } };
    match draft_passes(again, Draft { id: again.request.id.clone(), course }) {
        Ok(draft) => Outcome::Pending { assessment, draft: Some(draft), down: None },
        Err(violations) => Outcome::Stopped { violations },
    }
}

/// A request that names what the book does not hold.
fn unknown(path: &str, id: &str, lang: Lang) -> Outcome {
    let problem = Problem { path: path.to_owned(), message: unknown_id(id, lang) };
    Outcome::Unreadable { problems: problem.into() }
}
