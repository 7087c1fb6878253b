//! The second look: re-checks each finished plan before anyone may see it.
//!
//! Written apart from the planner and sharing no code with it: as slow and plain as it likes. What
//! it shares is the contract: the types of the request, the book and the plan; calendar dates
//! ([`Date`]) and the numbers of days; lists put in order ([`sort`]) and read by name (`ByName`); one lookup
//! in the book’s data, from a typed name to the substances in it
//! ([`Catalogue::recognise`]); and which numbers a condition compares, or that it asks what else is taken
//! ([`Condition::reads`], [`Condition::asks_of_medicines`]). It calls nothing in `assess`, `plan` or `dispense`, and none of the
//! patient's own arithmetic: conditions, clearances, sums of units, intervals and wash-outs are
//! worked out here again, from the words of the design.
//!
//! One function per invariant, numbered as in the design's list:
//!
//! | number | where it is checked |
//! |---|---|
//! | 1 to 4 | `stair`, `doses`: whose stair it is; units, ceilings, the climb; `kidneys`: the clearance said |
//! | 3 to 9 of a way down | `descent`: it falls and ends, within its pace, as it is told |
//! | 5 | `start`: rules, wash-outs, who may begin and when; `interactions`: pairs; `burdens`: what adds up was read |
//! | 4, 5 of a dose in place of another | `swap`: the line of the book, the day, who decided |
//! | 5, around an operation | `operation`: nothing is taken that must have been stopped |
//! | 6 | `days`: no hole and no overlap |
//! | 7, 8 | `units`: what can be handed over, and how much of it; `prescriptions`: on which prescription |
//! | 9 | `sources`: every number names where it was read; `burdens`: what adds up is who carries it |
//! | 10 | not here: the same bytes natively and in wasm, and JSON out and in, take two runs; tests compare them |
//! | 11 | not here: it compares two answers; a property of the whole engine replaces each Unknown |
//! | 12 | for plans, this room's own properties; for bytes, where requests and books are read |
//! | 13 | `history`: what was taken is what stood; what was done at a check-in was allowed |
//!
//! [`sort`]: crate::exact::sort
//! [`Condition::reads`]: crate::logic::condition::Condition::reads

use serde::Serialize;
use std::ops::Deref;

use crate::audit::breach::{Breaches, Violation};
use crate::audit::case::{Case, weigh};
use crate::audit::facts::AuditFacts;
use crate::audit::lists::DrugLists;
use crate::audit::prescriptions::{Written, prescriptions_cover_each_day_once};
use crate::course::{Course, Draft, Plan, Prescribing};
use crate::descent::{DownDraft, Tapering};
use crate::exact::date::Date;
use crate::logic::condition::Condition;
use crate::logic::truth::Truth;
use crate::recognise::catalogue::Catalogue;
use crate::request::request::Request;

/// A plan or draft that the auditor has passed. Views and exports take nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Audited<T>(T);

impl<T> Deref for Audited<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// Looks at a dated plan again, from nothing but the book and the request.
///
/// # Errors
/// Every breach found, in the order of the invariants.
pub fn audit_plan(catalogue: &Catalogue<'_>, request: &Request, plan: Plan) -> Result<Audited<Plan>, Vec<Violation>> {
    let lists = DrugLists::new(catalogue.formulary(), &request.treatment.drug);
    plan_passes(&AuditFacts::new(&lists, catalogue, request), plan)
}

pub(crate) fn plan_passes(facts: &AuditFacts<'_>, plan: Plan) -> Result<Audited<Plan>, Vec<Violation>> {
    let found = look_at(facts, &plan.id, &plan.course, Some(plan.start));
    if found.is_empty() { Ok(Audited(plan)) } else { Err(found) }
}

/// Looks at a way down again, from nothing but the book and the request.
///
/// # Errors
/// Every breach found, in the order of the checks.
pub fn audit_descent(
    catalogue: &Catalogue<'_>,
    request: &Request,
    plan: Tapering,
) -> Result<Audited<Tapering>, Vec<Violation>> {
    let lists = DrugLists::new(catalogue.formulary(), &request.treatment.drug);
    descent_passes(&AuditFacts::new(&lists, catalogue, request), plan)
}

pub(crate) fn descent_passes(facts: &AuditFacts<'_>, plan: Tapering) -> Result<Audited<Tapering>, Vec<Violation>> {
    let mut found = Breaches(descent::look_at(facts, &plan.id, &plan.descent, Some(plan.start), false));
    relay::first_dose_waits(facts, &plan, &mut found);
    if found.0.is_empty() { Ok(Audited(plan)) } else { Err(found.0) }
}

/// Looks at a way down that waits: it obeys all that one with its first day does.
///
/// # Errors
/// Every breach found, in the order of the checks.
pub fn audit_down_draft(
    catalogue: &Catalogue<'_>,
    request: &Request,
    draft: DownDraft,
) -> Result<Audited<DownDraft>, Vec<Violation>> {
    let lists = DrugLists::new(catalogue.formulary(), &request.treatment.drug);
    down_draft_passes(&AuditFacts::new(&lists, catalogue, request), draft)
}

pub(crate) fn down_draft_passes(
    facts: &AuditFacts<'_>,
    draft: DownDraft,
) -> Result<Audited<DownDraft>, Vec<Violation>> {
    let found = descent::look_at(facts, &draft.id, &draft.descent, draft.begun, true);
    if found.is_empty() { Ok(Audited(draft)) } else { Err(found) }
}

/// Looks at a draft again. It may wait for facts, dates and decisions; it may not go against a
/// contraindication, and its course obeys every other invariant a plan does.
///
/// # Errors
/// Every breach found, in the order of the invariants.
pub fn audit_draft(
    catalogue: &Catalogue<'_>,
    request: &Request,
    draft: Draft,
) -> Result<Audited<Draft>, Vec<Violation>> {
    let lists = DrugLists::new(catalogue.formulary(), &request.treatment.drug);
    draft_passes(&AuditFacts::new(&lists, catalogue, request), draft)
}

pub(crate) fn draft_passes(facts: &AuditFacts<'_>, draft: Draft) -> Result<Audited<Draft>, Vec<Violation>> {
    let found = look_at(facts, &draft.id, &draft.course, None);
    if found.is_empty() { Ok(Audited(draft)) } else { Err(found) }
}

/// How the auditor reads a condition, by itself: for tests that compare it with the planner's reading.
///
/// `None` if what is asked for is no drug of the book.
#[must_use]
pub fn audit_condition(catalogue: &Catalogue<'_>, request: &Request, condition: &Condition) -> Option<Truth> {
    let lists = DrugLists::new(catalogue.formulary(), &request.treatment.drug);
    lists.drug?;
    Some(AuditFacts::new(&lists, catalogue, request).truth(condition))
}

pub(crate) fn look_at(facts: &AuditFacts<'_>, id: &str, course: &Course, start: Option<Date>) -> Vec<Violation> {
    let mut found = Breaches::default();
    let (lists, request) = (facts.lists, facts.request);
    let formulary = lists.formulary;
    let Some(drug) = lists.drug else {
        found.breach(5, format!("`{}` is no drug of the book", request.treatment.drug));
        return found.0;
    };
    let mut protocols = formulary.book().protocols.iter();
    let Some(protocol) = protocols.find(|it| it.id == facts.protocol && it.drug == drug.id) else {
        found.breach(5, format!("`{}` is no protocol of `{}`", facts.protocol, drug.id));
        return found.0;
    };
    let limits = weigh(lists, request, protocol, facts);
    let stair = stair::stair(protocol, facts);
    let case = Case { formulary, request, drug, protocol, id, course, start, lists, facts, stair, limits };

    doses::invariant_01_units_make_the_dose(&case, &mut found);
    doses::invariant_02_no_dose_passes_the_ceiling(&case, &mut found);
    doses::invariant_03_a_titration_never_falls(&case, &mut found);
    doses::invariant_04_no_step_too_soon_or_too_large(&case, &mut found);
    start::invariant_05_nobody_begins_against_a_rule_or_too_early(&case, &mut found);
    swap::follows_the_book(&case, &mut found);
    interactions::contraindicated(&case, &mut found);
    if let (Some(start), Some(step)) = (start, course.steps.last()) {
        operation::none_inside(facts, &drug.id, (start, step.last_day().date(start)), &mut found);
    }
    days::invariant_06_every_day_has_one_step(&case, &mut found);
    units::invariant_07_every_unit_exists_and_can_be_measured(&case, &mut found);
    units::invariant_08_what_is_handed_over_covers_what_is_taken(&case, &mut found);
    let first = if course.continues.is_some() { Prescribing::Renewal } else { Prescribing::First };
    let (prescribed, steps, dispensing) = (course.prescribed.as_ref(), &*course.steps, &course.dispensing);
    prescriptions_cover_each_day_once(facts, &Written { prescribed, steps, dispensing, first }, &mut found);
    units::at_home_is_counted(request, &course.held, &course.dispensing, &mut found);
    burdens::on_the_calendar(&case, &mut found);
    sources::invariant_09_every_number_names_its_source(&case, &mut found);
    history::invariant_13_the_past_stays(&case, &mut found);
    found.0
}

pub mod breach;
pub mod records;
pub(crate) mod lists;
pub mod medicines;
pub mod facts;
pub mod kidneys;
pub mod stair;
pub mod case;
pub mod swap;
pub mod days;
pub mod doses;
pub mod sources;
pub mod start;
pub mod units;
pub mod prescriptions;
pub mod burdens;
pub mod interactions;
pub mod operation;
pub mod relay;
pub mod history;
pub mod descent;
pub mod acts;

#[cfg(test)]
mod tests;
