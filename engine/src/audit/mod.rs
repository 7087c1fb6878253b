//! The second look: re-checks each finished plan before anyone may see it.
//!
//! Written apart from the planner and sharing no code with it: as slow and plain as it likes. What
//! it shares is the contract: the types of the request, the book and the plan; calendar dates
//! ([`Date`]); one lookup in the book's data, from a typed name to the substances in it
//! ([`Catalogue::recognise`]); which numbers a condition compares ([`Condition::reads`]), and a liver test as it was entered
//! ([`LiverTests::value`]). It calls nothing in `assess`, `plan` or `dispense`, and none of the
//! patient's own arithmetic: conditions, clearances, sums of units, intervals and wash-outs are
//! worked out here again, from the words of the design.
//!
//! One function per invariant, numbered as in the design's list:
//!
//! | number | where it is checked |
//! |---|---|
//! | 1 to 4 | `stair`, `doses`: whose stair it is; units, ceilings, the climb; `kidneys`: the clearance said |
//! | 5 | `start`: rules, wash-outs, who may begin and when; `interactions`: pairs |
//! | 6 | `days`: no hole and no overlap |
//! | 7, 8 | `units`: what can be handed over, and how much of it |
//! | 9 | `sources`: every number names where it was read; `burdens`: what adds up is who carries it |
//! | 10 | not here: the same bytes natively and in wasm, and JSON out and in, take two runs; tests compare them |
//! | 11 | not here: it compares two answers; a property of the whole engine replaces each Unknown |
//! | 12 | for plans, this room's own properties; for bytes, where requests and books are read |
//! | 13 | not here: a request holds no past yet; the life of a plan brings it |
//!
//! [`Condition::reads`]: crate::truth::Condition::reads
//! [`LiverTests::value`]: crate::patient::LiverTests::value

mod burdens;
mod days;
mod doses;
mod facts;
mod interactions;
mod kidneys;
mod medicines;
mod sources;
mod stair;
mod start;
mod units;

#[cfg(test)]
mod tests;

use std::ops::Deref;

use serde::Serialize;

use crate::date::Date;
use crate::formulary::{Access, Drug, Formulary, Limit, Protocol, Region, Ring};
use crate::medicine::Catalogue;
use crate::plan::{Course, Draft, Plan, Step};
use crate::request::Request;
use crate::truth::{Condition, Truth};
use facts::Facts;
pub use interactions::audit_reading;
pub use kidneys::audit_kidneys;
use stair::Stair;

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

/// A breach of an invariant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Violation {
    /// Number of the invariant, 1 to 13.
    pub invariant: u8,
    /// What is wrong, for a developer.
    pub message: String,
}

/// Looks at a dated plan again, from nothing but the book and the request.
///
/// # Errors
/// Every breach found, in the order of the invariants.
pub fn audit_plan(catalogue: &Catalogue<'_>, request: &Request, plan: Plan) -> Result<Audited<Plan>, Vec<Violation>> {
    let found = look_at(catalogue, request, &plan.id, &plan.course, Some(plan.start));
    if found.is_empty() { Ok(Audited(plan)) } else { Err(found) }
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
    let found = look_at(catalogue, request, &draft.id, &draft.course, None);
    if found.is_empty() { Ok(Audited(draft)) } else { Err(found) }
}

/// How the auditor reads a condition, by itself: for tests that compare it with the planner's reading.
///
/// `None` if what is asked for is no drug of the book.
#[must_use]
pub fn audit_condition(catalogue: &Catalogue<'_>, request: &Request, condition: &Condition) -> Option<Truth> {
    let formulary = catalogue.formulary();
    let drug = formulary.book().drugs.iter().find(|it| it.id == request.treatment.drug)?;
    let default = || default_protocol(formulary, drug, request.region);
    let protocol = request.treatment.protocol.as_ref().unwrap_or_else(default);
    let facts = Facts { formulary, request, protocol, medicines: medicines::all(catalogue, request) };
    Some(facts.truth(condition))
}

/// What every check looks at.
struct Case<'a> {
    formulary: &'a Formulary,
    request: &'a Request,
    drug: &'a Drug,
    protocol: &'a Protocol,
    id: &'a str,
    course: &'a Course,
    /// Day 1; `None` for a draft.
    start: Option<Date>,
    facts: Facts<'a>,
    stair: Stair<'a>,
    limits: Vec<Weighed<'a>>,
}

impl Case<'_> {
    fn is_plan(&self) -> bool {
        self.start.is_some()
    }
}

/// A limit that applies here, and whether a recorded decision passed it.
struct Weighed<'a> {
    limit: &'a Limit,
    in_force: bool,
}

/// Breaches, as they are found.
#[derive(Default)]
struct Found(Vec<Violation>);

impl Found {
    fn breach(&mut self, invariant: u8, message: impl Into<String>) {
        self.0.push(Violation { invariant, message: message.into() });
    }
}

fn look_at(
    catalogue: &Catalogue<'_>,
    request: &Request,
    id: &str,
    course: &Course,
    start: Option<Date>,
) -> Vec<Violation> {
    let formulary = catalogue.formulary();
    let mut found = Found::default();
    let asked = &request.treatment;
    let Some(drug) = formulary.book().drugs.iter().find(|it| it.id == asked.drug) else {
        found.breach(5, format!("`{}` is no drug of the book", asked.drug));
        return found.0;
    };
    let chosen = asked.protocol.as_ref().unwrap_or_else(|| default_protocol(formulary, drug, request.region));
    let mut protocols = formulary.book().protocols.iter();
    let Some(protocol) = protocols.find(|it| it.id == *chosen && it.drug == drug.id) else {
        found.breach(5, format!("`{chosen}` is no protocol of `{}`", drug.id));
        return found.0;
    };
    let facts = Facts { formulary, request, protocol: &protocol.id, medicines: medicines::all(catalogue, request) };
    let limits = weigh(formulary, request, drug, protocol, &facts);
    let stair = stair::stair(protocol, &facts);
    let case = Case { formulary, request, drug, protocol, id, course, start, facts, stair, limits };

    doses::invariant_01_units_make_the_dose(&case, &mut found);
    doses::invariant_02_no_dose_passes_the_ceiling(&case, &mut found);
    doses::invariant_03_a_titration_never_falls(&case, &mut found);
    doses::invariant_04_no_step_too_soon_or_too_large(&case, &mut found);
    start::invariant_05_nobody_begins_against_a_rule_or_too_early(&case, &mut found);
    interactions::contraindicated(&case, &mut found);
    days::invariant_06_every_day_has_one_step(&case, &mut found);
    units::invariant_07_every_unit_exists_and_can_be_measured(&case, &mut found);
    units::invariant_08_what_is_handed_over_covers_what_is_taken(&case, &mut found);
    burdens::on_the_calendar(&case, &mut found);
    sources::invariant_09_every_number_names_its_source(&case, &mut found);
    found.0
}

/// The drug's own protocol, unless it belongs to another region: then the first for everyone of this one.
fn default_protocol<'a>(formulary: &'a Formulary, drug: &'a Drug, region: Region) -> &'a String {
    let protocols = || formulary.book().protocols.iter().filter(|it| it.drug == drug.id);
    let elsewhere = |it: &Protocol| it.region.is_some_and(|its| its != region);
    if protocols().any(|it| it.id == drug.protocol && elsewhere(it)) {
        let mut here = protocols().filter(|it| !elsewhere(it) && it.access == Access::Everyone);
        here.next().map_or(&drug.protocol, |it| &it.id)
    } else {
        &drug.protocol
    }
}

/// The limits of this drug, here, for this person. Not knowing whether one applies counts as yes.
fn weigh<'a>(
    formulary: &'a Formulary,
    request: &Request,
    drug: &Drug,
    protocol: &Protocol,
    facts: &Facts,
) -> Vec<Weighed<'a>> {
    let mut weighed = Vec::new();
    for limit in &formulary.book().limits {
        let elsewhere = limit.region.is_some_and(|region| region != request.region);
        if elsewhere || !limit.drugs.contains(&drug.id) || facts.truth(&limit.when) == Truth::No {
            continue;
        }
        let in_force = match limit.ring {
            Ring::Absolute => true,
            Ring::Recommended => {
                !decided(request, &format!("limit:{}", limit.id))
                    && !decided(request, &format!("protocol:{}", protocol.id))
            }
        };
        weighed.push(Weighed { limit, in_force });
    }
    weighed
}

/// Whether something of a text is to be seen: a name of letters that leave no mark is no name.
fn shows_something(text: &str) -> bool {
    let leaves_no_mark = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(u32::from(letter),
                // Hyphens that show only at the end of a line, joiners, marks of direction.
                0xad | 0x34f | 0x61c | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff
                // Letters that fill a place and are not drawn: Hangul, Khmer, Braille, Khitan, Egyptian.
                | 0x115f..=0x1160 | 0x3164 | 0xffa0 | 0x17b4..=0x17b5 | 0x2800 | 0x16fe4
                | 0x13430..=0x1343f | 0x13441..=0x13442
                // Selectors of a variant, marks between lines, of shorthand and of music, tags.
                | 0x180b..=0x180d | 0x180f | 0xfe00..=0xfe0f | 0xfff0..=0xfffb | 0x1bca0..=0x1bca3
                | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
    };
    !text.chars().all(leaves_no_mark)
}

/// Whether a named professional has decided this, on a day that has come.
fn decided(request: &Request, about: &str) -> bool {
    request.decisions.iter().any(|it| it.about == about && shows_something(&it.by) && it.on <= request.today)
}

/// What a day of intake of a step adds up to, in micrograms; zero where nothing is taken.
fn day_micrograms(step: &Step) -> u128 {
    step.intakes.iter().map(|it| u128::from(it.dose.micrograms())).sum()
}

/// Days of a step, from one day to another, on which something is taken: its first, then once in so many.
fn taking_days(step: &Step, from: i64, to: i64) -> u128 {
    let (first, last) = (i64::from(step.first_day), i64::from(step.first_day) + i64::from(step.days) - 1);
    let every = i64::from(step.every_days).max(1);
    let days = (first.max(from)..=last.min(to)).filter(|day| (day - first) % every == 0).count();
    days as u128
}
