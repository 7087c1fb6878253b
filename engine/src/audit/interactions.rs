//! Invariant 5, for pairs: nobody begins against a medicine that is contraindicated with the drug, and
//! nothing goes out while a major interaction was not read.
//!
//! Rows are looked up here again, name by name.

use crate::audit::breach::{Breaches, Violation};
use crate::audit::burdens;
use crate::audit::case::Case;
use crate::audit::facts::AuditFacts;
use crate::audit::lists::{DrugLists, Near};
use crate::audit::medicines::{LineReading, has_tag, is_current};
use crate::audit::records::shows_something;
use crate::book::drug::Drug;
use crate::book::medicine::Substance;
use crate::book::pairs::{Interaction, Level};
use crate::finding::Finding;
use crate::recognise::catalogue::Catalogue;
use crate::request::request::Request;

/// No course stands beside a medicine, taken now, that is contraindicated with its drug.
///
/// A draft may wait for a stop that a wash-out of the drug counts from: that is looked at there.
pub(crate) fn contraindicated(case: &Case, found: &mut Breaches) {
    for reading in &case.facts.medicines {
        if !is_current(reading.medicine, case.request.today) {
            continue;
        }
        for (substance, tags) in reading.systemic.iter().zip(&reading.tags) {
            if !case.is_plan() && washes_out(case.lists, substance) {
                continue;
            }
            for row in standing(case.lists, case.drug, substance, tags) {
                if row.level == Level::Contraindicated {
                    let (name, id) = (&reading.medicine.name, &row.id);
                    found.breach(5, format!("`{name}` is contraindicated with `{}` ({id})", case.drug.id));
                }
            }
        }
    }
}

/// Looks again at what must be read before anything goes out: each major interaction with a medicine
/// taken now is acknowledged, or a finding asks for it, or another line of the book speaks of it; so is what
/// several medicines add up to.
///
/// # Errors
/// Every one that is passed over.
pub fn audit_reading(catalogue: &Catalogue<'_>, request: &Request, findings: &[Finding]) -> Result<(), Vec<Violation>> {
    let lists = DrugLists::new(catalogue.formulary(), &request.treatment.drug);
    reading(&AuditFacts::new(&lists, catalogue, request), findings)
}

pub(crate) fn reading(facts: &AuditFacts<'_>, findings: &[Finding]) -> Result<(), Vec<Violation>> {
    let mut found = Breaches::default();
    let Some(drug) = facts.lists.drug else { return Ok(()) };
    burdens::read(facts, drug, findings, &mut found);
    for (at, reading) in facts.medicines.iter().enumerate() {
        if is_current(reading.medicine, facts.request.today) && !is_read(facts, drug, at, reading, findings) {
            found.breach(5, format!("a major interaction of `{}` was not read", reading.medicine.name));
        }
    }
    if found.0.is_empty() { Ok(()) } else { Err(found.0) }
}

fn is_read(facts: &AuditFacts<'_>, drug: &Drug, at: usize, reading: &LineReading<'_>, findings: &[Finding]) -> bool {
    let (lists, request) = (facts.lists, facts.request);
    let path = format!("medicines[{at}].");
    let about = |it: &&Finding| it.inputs.iter().any(|input| input.path.starts_with(&path));
    reading.systemic.iter().zip(&reading.tags).all(|(substance, tags)| {
        let spoken = |row: &Interaction| {
            findings.iter().filter(about).any(|it| {
                let wash_out = lists.formulary.book().wash_outs.iter().any(|row| row.id == it.rule);
                wash_out || row.covered_by.contains(&it.rule) || it.unacknowledged
            })
        };
        let signed = || {
            request.acknowledgements.iter().any(|it| {
                let of_this_line = reading.systemic.iter().any(|its| it.about == format!("interaction:{}", its.id));
                of_this_line && shows_something(&it.by) && it.on <= request.today
            })
        };
        let rows = standing(lists, drug, substance, tags);
        let refused = rows.iter().any(|it| it.level == Level::Contraindicated);
        refused || rows.iter().filter(|it| it.level == Level::Major).all(|row| spoken(row) || signed())
    })
}

fn washes_out(lists: &DrugLists<'_>, substance: &Substance) -> bool {
    lists.wash_outs.iter().any(|it| has_tag(substance, &it.from))
}

/// The rows of the drug and a substance of these tags. One that the thesaurus prints with several levels gives way
/// to the table, where the table has the pair itself and not only its classes.
fn standing<'a>(lists: &DrugLists<'a>, drug: &Drug, substance: &Substance, tags: &[&str]) -> Vec<&'a Interaction> {
    let same = substance.id == drug.substance;
    let mut its = Vec::new();
    for it in lists.formulary.book().drugs.iter().filter(|it| it.substance == substance.id && it.id != drug.id) {
        its.push(it.id.as_str());
    }
    // Beside its own substance only drugs that are named count.
    let near = if same { &lists.by_id } else { &lists.near };
    if !same {
        its.extend_from_slice(tags);
    }
    let there = |side: &[String]| side.iter().any(|it| its.contains(&it.as_str()));
    let mut met = Vec::new();
    for Near { row, on_a, on_b } in near {
        if (*on_a && there(&row.b)) || (*on_b && there(&row.a)) {
            met.push(*row);
        }
    }
    // A row that says which it replaces stands in their place.
    let instead: Vec<&String> = met.iter().flat_map(|it: &&'a Interaction| &it.instead_of).collect();
    met.retain(|it| instead.iter().all(|id| **id != it.id));
    if met.iter().any(|it| it.printed.is_empty() && !it.floor) {
        met.retain(|it| !it.printed.iter().any(|printed| *printed < it.level));
    }
    met
}
