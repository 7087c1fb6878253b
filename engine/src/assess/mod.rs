//! What is found, what was not checked, and the earliest first day; and what is found in the course, once it was
//! tried.

use crate::assess::gathered::Gathered;
use crate::assess::kidneys::kidneys;
use crate::assess::parties::Parties;
use crate::book::drug::Drug;
use crate::book::protocol::Protocol;
use crate::course::Course;
use crate::facts::facts::Facts;
use crate::finding::{Assessment, Finding, NotApplicable, Verdict};
use crate::plan::unlaid::Unlaid;
use crate::scales::trend;

/// Finds everything there is to say before a plan is laid out.
#[must_use]
pub fn assess(facts: &Facts<'_>, drug: &Drug) -> Assessment {
    let mut gathered = Gathered::of(facts.leaf);
    operation::check(facts, drug, &mut gathered);
    rules::check(facts, &mut gathered);
    wash_out::check(facts, &mut gathered);
    standing::check(facts, drug, &mut gathered);
    check_in::check(facts, drug, &mut gathered);
    swap::check(facts, drug, &mut gathered);
    taken::check(facts, drug, &mut gathered);
    let parties = Parties::new(facts, drug);
    interactions::check(&parties, &mut gathered);
    adds_up::check(facts, drug, &mut gathered);
    medicines::check(facts, drug, &mut gathered);
    answers::check(facts, &mut gathered);
    dose::check(facts, drug, &mut gathered);
    protocol::check(facts, drug, &mut gathered);
    supplies::check(facts, drug, &mut gathered);
    status::check(facts, drug, &mut gathered);
    edition::check(facts, &mut gathered);
    start::check(facts, &mut gathered);
    unasked::check(facts, &mut gathered);
    taper::check(facts, drug, &mut gathered);
    records::check(facts, &mut gathered);
    let medicines = medicines::answers(facts, drug, &parties, &gathered);
    let (pairs, pairs_left_out, pairs_looked_up) = interactions::among(&parties);
    let silent = facts.leaf.silenced.iter();
    let silent =
        silent.filter_map(|it| Some(NotApplicable { because: facts.not_applicable(&it.id)?, question: it.id.clone() }));
    let mut assessment = Assessment {
        verdict: Verdict::NothingFound,
        findings: gathered.findings,
        not_checked: gathered.not_checked,
        checked: gathered.checked,
        not_applicable: silent.collect(),
        medicines,
        pairs,
        pairs_left_out,
        pairs_looked_up,
        kidneys: kidneys(&facts.request.patient, &facts.told_doubts(), facts.lang()),
        scales: trend::read(facts.formulary, facts.request),
        earliest: gathered.earliest,
    };
    assessment.settle();
    standing::way_out(facts, drug, &mut assessment);
    assessment
}

/// Finds what there is to say of the course once it was tried: why none is laid out, or what the one that is does
/// not reach.
#[must_use]
pub fn assess_course(
    facts: &Facts<'_>,
    drug: &Drug,
    protocol: &Protocol,
    laid: &Result<Course, Unlaid<'_>>,
) -> Vec<Finding> {
    match laid {
        Ok(course) => {
            let below = effect::below_any_effect(facts, drug, course);
            let rise = check_in::in_course(facts, course);
            below.into_iter().chain(goal::unreached(facts, protocol, course)).chain(rise).collect()
        }
        Err(unlaid) => unlaid::findings(facts, drug, protocol, unlaid),
    }
}

pub mod gathered;
pub mod adds_up;
pub mod answers;
pub mod dose;
pub mod edition;
pub mod effect;
pub mod goal;
pub mod kidneys;
pub mod parties;
pub mod fading;
pub mod interactions;
pub mod medicines;
pub mod protocol;
pub mod records;
pub mod rules;
pub mod start;
pub mod status;
pub mod supplies;
pub mod standing;
pub mod check_in;
pub mod swap;
pub mod taken;
pub mod taper;
pub mod unasked;
pub mod unlaid;
pub mod wash_out;
pub mod operation;
pub mod relay;
