//! The answer: planned, pending, refused, a card, or the planner stopped itself.

use serde::Serialize;

use crate::assess::{Assessment, Verdict, assess};
use crate::audit::{Audited, Violation, audit_draft, audit_kidneys, audit_plan, audit_reading};
use crate::card::Shown;
use crate::facts::Facts;
use crate::formulary::Formulary;
use crate::medicine::Catalogue;
use crate::plan::{Course, Draft, Plan, below_any_effect, lay_out, unreached};
use crate::request::{Problem, Request};
use crate::truth::{Condition, Truth};

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
    /// A treatment that is explained and never planned: no dose, by type.
    Card {
        /// What is said of it, and when a next session may be.
        card: Shown,
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

impl Outcome {
    /// What was found, unless the request could not be read or the planner stopped.
    #[must_use]
    pub fn assessment(&self) -> Option<&Assessment> {
        match self {
            Self::Planned { assessment, .. } | Self::Pending { assessment, .. } | Self::Refused { assessment } => {
                Some(assessment)
            }
            Self::Card { .. } | Self::Unreadable { .. } | Self::Stopped { .. } => None,
        }
    }

    /// The course, dated or not: what the auditor has passed.
    #[must_use]
    pub fn course(&self) -> Option<&Course> {
        match self {
            Self::Planned { plan, .. } => Some(&plan.course),
            Self::Pending { draft, .. } => draft.as_ref().map(|it| &it.course),
            Self::Refused { .. } | Self::Card { .. } | Self::Unreadable { .. } | Self::Stopped { .. } => None,
        }
    }
}

/// A formulary with its catalogue indexed, ready to answer many requests.
pub struct Planner<'a> {
    formulary: &'a Formulary,
    catalogue: Catalogue<'a>,
}

impl<'a> Planner<'a> {
    /// Indexes the catalogue, once.
    #[must_use]
    pub fn new(formulary: &'a Formulary) -> Self {
        Self { formulary, catalogue: Catalogue::new(formulary) }
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

    /// How a condition of the book reads for a request, strictly: a name not recognised could be anything.
    #[must_use]
    pub fn reads(&self, request: &Request, condition: &Condition) -> Truth {
        Facts::new(&self.catalogue, self.formulary, request).strict_truth(condition)
    }

    /// Everything Palier has to say about one request: assessed, planned and audited.
    #[must_use]
    pub fn decide(&self, request: &Request) -> Outcome {
        let problems = request.problems(self.formulary);
        if !problems.is_empty() {
            return Outcome::Unreadable { problems };
        }
        if let Some(card) = self.formulary.card(&request.treatment.drug) {
            return Outcome::Card { card: card.shown(request) };
        }
        if !self.formulary.is_whole() {
            // Without its rules a book says nothing: neither yes nor no.
            return Outcome::Pending { assessment: Assessment::waiting(), draft: None };
        }
        let facts = Facts::new(&self.catalogue, self.formulary, request);
        let drug = self.formulary.drug(&request.treatment.drug);
        let (Some(drug), Some(protocol)) = (drug, self.formulary.protocol(facts.protocol)) else {
            return Outcome::Unreadable { problems };
        };
        let mut assessment = assess(&facts, drug);
        if assessment.verdict == Verdict::Refused {
            return Outcome::Refused { assessment };
        }
        let course = match lay_out(&facts, drug, protocol) {
            Ok(course) => {
                assessment.add(below_any_effect(&facts, drug, &course).into_iter().collect());
                assessment.add(unreached(&facts, drug, protocol, &course).into_iter().collect());
                Some(course)
            }
            Err(findings) => {
                assessment.add(findings);
                None
            }
        };
        let read = audit_reading(&self.catalogue, request, &assessment.findings)
            .and_then(|()| audit_kidneys(&self.catalogue, request, assessment.kidneys.as_ref()));
        match (assessment.verdict, read, course, request.treatment.start) {
            (Verdict::Refused, ..) => Outcome::Refused { assessment },
            (Verdict::Pending | Verdict::Caution | Verdict::NothingFound, Err(violations), ..) => {
                Outcome::Stopped { violations }
            }
            (Verdict::Caution | Verdict::NothingFound, Ok(()), Some(course), Some(start)) => {
                let plan = Plan { id: request.id.clone(), start, course };
                match audit_plan(&self.catalogue, request, plan) {
                    Ok(plan) => Outcome::Planned { assessment, plan },
                    Err(violations) => Outcome::Stopped { violations },
                }
            }
            (Verdict::Pending | Verdict::Caution | Verdict::NothingFound, Ok(()), course, _) => {
                self.waiting(request, assessment, course)
            }
        }
    }

    fn waiting(&self, request: &Request, assessment: Assessment, course: Option<Course>) -> Outcome {
        let Some(course) = course else { return Outcome::Pending { assessment, draft: None } };
        match audit_draft(&self.catalogue, request, Draft { id: request.id.clone(), course }) {
            Ok(draft) => Outcome::Pending { assessment, draft: Some(draft) },
            Err(violations) => Outcome::Stopped { violations },
        }
    }
}
