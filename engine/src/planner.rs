//! A book ready to answer: the one function that decides which outcome a request has.

use std::sync::OnceLock;

use crate::assess::{assess, assess_course};
use crate::audit::facts::AuditFacts;
use crate::audit::interactions::reading;
use crate::audit::kidneys::kidneys;
use crate::audit::lists::DrugLists;
use crate::audit::{draft_passes, plan_passes};
use crate::book::formulary::Formulary;
use crate::course::{Course, Draft, Plan};
use crate::exact::by_name::ByName;
use crate::facts::facts::Facts;
use crate::facts::shelf::Shelf;
use crate::finding::{Assessment, Verdict};
use crate::lang::Lang;
use crate::logic::condition::Condition;
use crate::logic::truth::Truth;
use crate::outcome::{Outcome, Problems};
use crate::plan::lay_out::lay_out;
use crate::recognise::catalogue::Catalogue;
use crate::request::problems::Problem;
use crate::request::request::Request;
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
        let mut assessment = assess(&facts, drug);
        if assessment.verdict == Verdict::Refused {
            return Outcome::Refused { assessment };
        }
        let laid = lay_out(&facts, drug, protocol);
        assessment.add(assess_course(&facts, drug, protocol, &laid));
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
}

fn waiting(again: &AuditFacts<'_>, assessment: Assessment, course: Option<Course>) -> Outcome {
    let Some(course) = course else { return Outcome::Pending { assessment, draft: None } };
    match draft_passes(again, Draft { id: again.request.id.clone(), course }) {
        Ok(draft) => Outcome::Pending { assessment, draft: Some(draft) },
        Err(violations) => Outcome::Stopped { violations },
    }
}

/// A request that names what the book does not hold.
fn unknown(path: &str, id: &str, lang: Lang) -> Outcome {
    let problem = Problem { path: path.to_owned(), message: unknown_id(id, lang) };
    Outcome::Unreadable { problems: problem.into() }
}
