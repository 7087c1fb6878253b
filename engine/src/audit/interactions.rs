//! Invariant 5, for pairs: nobody begins against a medicine that is contraindicated with the drug, and
//! nothing goes out while a major interaction was not read.
//!
//! Rows are looked up here again, name by name.

use crate::assess::Finding;
use crate::formulary::{Drug, Formulary, Substance};
use crate::interact::{Exclusion, Interaction, Level};
use crate::medicine::Catalogue;
use crate::request::Request;

use super::medicines::{self, Reading, has_tag, is_current};
use super::{Case, Found, Violation, shows_something};

/// No course stands beside a medicine, taken now, that is contraindicated with its drug.
///
/// A draft may wait for a stop that a wash-out of the drug counts from: that is looked at there.
pub(super) fn contraindicated(case: &Case, found: &mut Found) {
    for reading in &case.facts.medicines {
        if !is_current(reading.medicine, case.request.today) {
            continue;
        }
        for substance in &reading.systemic {
            if !case.is_plan() && washes_out(case.formulary, case.drug, substance) {
                continue;
            }
            for row in standing(case.formulary, case.drug, substance) {
                if row.level == Level::Contraindicated {
                    let (name, id) = (&reading.medicine.name, &row.id);
                    found.breach(5, format!("`{name}` is contraindicated with `{}` ({id})", case.drug.id));
                }
            }
        }
    }
}

/// Looks again at what must be read before anything goes out: each major interaction with a medicine
/// taken now is acknowledged, or a finding asks for it, or another line of the book speaks of it.
///
/// # Errors
/// Every one that is passed over.
pub fn audit_reading(catalogue: &Catalogue<'_>, request: &Request, findings: &[Finding]) -> Result<(), Vec<Violation>> {
    let formulary = catalogue.formulary();
    let mut found = Found::default();
    let Some(drug) = formulary.book().drugs.iter().find(|it| it.id == request.treatment.drug) else {
        return Ok(());
    };
    for (at, reading) in medicines::all(catalogue, request).iter().enumerate() {
        if is_current(reading.medicine, request.today) && !is_read(formulary, request, drug, at, reading, findings) {
            found.breach(5, format!("a major interaction of `{}` was not read", reading.medicine.name));
        }
    }
    if found.0.is_empty() { Ok(()) } else { Err(found.0) }
}

fn is_read(
    formulary: &Formulary,
    request: &Request,
    drug: &Drug,
    at: usize,
    reading: &Reading<'_>,
    findings: &[Finding],
) -> bool {
    let path = format!("medicines[{at}].");
    let about = |it: &&Finding| it.inputs.iter().any(|input| input.path.starts_with(&path));
    reading.systemic.iter().all(|substance| {
        let spoken = |row: &Interaction| {
            findings.iter().filter(about).any(|it| {
                let wash_out = formulary.book().wash_outs.iter().any(|row| row.id == it.rule);
                wash_out || row.covered_by.contains(&it.rule) || it.unacknowledged
            })
        };
        let signed = || {
            request.acknowledgements.iter().any(|it| {
                let of_this_line = reading.systemic.iter().any(|its| it.about == format!("interaction:{}", its.id));
                of_this_line && shows_something(&it.by) && it.on <= request.today
            })
        };
        let rows = standing(formulary, drug, substance);
        let refused = rows.iter().any(|it| it.level == Level::Contraindicated);
        refused || rows.iter().filter(|it| it.level == Level::Major).all(|row| spoken(row) || signed())
    })
}

fn washes_out(formulary: &Formulary, drug: &Drug, substance: &Substance) -> bool {
    let mut rows = formulary.book().wash_outs.iter();
    rows.any(|it| it.drugs.contains(&drug.id) && has_tag(substance, &it.from))
}

/// The rows of the drug and a substance. One that the thesaurus prints with several levels gives way
/// to the table, where the table has the pair.
fn standing<'a>(formulary: &'a Formulary, drug: &'a Drug, substance: &'a Substance) -> Vec<&'a Interaction> {
    let same = substance.id == drug.substance;
    let mut own = vec![drug.id.as_str()];
    let mut its = Vec::new();
    for it in formulary.book().drugs.iter().filter(|it| it.substance == substance.id && it.id != drug.id) {
        its.push(it.id.as_str());
    }
    // Beside its own substance only drugs that are named count.
    if !same {
        own.extend(
            formulary.book().substances.iter().filter(|it| it.id == drug.substance).flat_map(|it| names(formulary, it)),
        );
        its.extend(names(formulary, substance));
    }
    let there = |side: &[String], tags: &[&str]| side.iter().any(|it| tags.contains(&it.as_str()));
    let mut met = Vec::new();
    for row in &formulary.book().interactions.rules {
        if (there(&row.a, &own) && there(&row.b, &its)) || (there(&row.b, &own) && there(&row.a, &its)) {
            met.push(row);
        }
    }
    if met.iter().any(|it| it.printed.is_empty()) {
        met.retain(|it| !it.printed.iter().any(|printed| *printed < it.level));
    }
    met
}

/// Every tag of a substance: its id, its classes, and its groups but those it is left out of.
pub(super) fn names<'a>(formulary: &'a Formulary, substance: &'a Substance) -> Vec<&'a str> {
    let pairs = &formulary.book().interactions;
    let mut all = vec![substance.id.as_str()];
    all.extend(substance.classes.iter().map(String::as_str));
    for group in pairs.groups.iter().filter(|it| it.substances.contains(&substance.id)) {
        let left_out = |it: &&Exclusion| it.groups.contains(&group.group) && it.substances.contains(&substance.id);
        if !pairs.exclusions.iter().any(|it| left_out(&it)) {
            all.push(&group.group);
        }
    }
    all
}
