//! Invariant 5, for pairs: nobody begins against a medicine that is contraindicated with the drug, and
//! nothing goes out while a major interaction was not read.
//!
//! Rows are looked up here again, name by name.

use crate::assess::Finding;
use crate::formulary::{Drug, Formulary, Substance};
use crate::interact::{Interaction, Level};
use crate::medicine::Catalogue;
use crate::request::Request;

use super::medicines::{self, Reading, has_tag, is_current};
use super::{Case, Found, Violation};

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
                of_this_line && !it.by.trim().is_empty() && it.on <= request.today
            })
        };
        let contraindicated = standing(formulary, drug, substance).any(|it| it.level == Level::Contraindicated);
        let mut major = standing(formulary, drug, substance).filter(|it| it.level == Level::Major);
        contraindicated || major.all(|row| spoken(row) || signed())
    })
}

fn washes_out(formulary: &Formulary, drug: &Drug, substance: &Substance) -> bool {
    let mut rows = formulary.book().wash_outs.iter();
    rows.any(|it| it.drugs.contains(&drug.id) && has_tag(substance, &it.from))
}

/// The rows of the drug and a substance. One that the thesaurus prints with several levels gives way
/// to the table, where the table has the pair.
fn standing<'a>(
    formulary: &'a Formulary,
    drug: &'a Drug,
    substance: &'a Substance,
) -> impl Iterator<Item = &'a Interaction> {
    let rows = &formulary.book().interactions.rules;
    let met = move |it: &&Interaction| {
        let there =
            |side: &[String]| side.iter().any(|tag| is_drug(formulary, drug, tag, substance.id == drug.substance));
        let here = |side: &[String]| side.iter().any(|tag| is_substance(formulary, drug, substance, tag));
        (there(&it.a) && here(&it.b)) || (there(&it.b) && here(&it.a))
    };
    let tabled = rows.iter().filter(met).any(|it| it.printed.is_empty());
    let gives_way = move |it: &&Interaction| {
        let lesser = it.printed.iter().any(|printed| *printed < it.level);
        !(tabled && lesser)
    };
    rows.iter().filter(met).filter(gives_way)
}

/// Whether a tag names the drug. Beside its own substance, only the drug itself counts.
fn is_drug(formulary: &Formulary, drug: &Drug, tag: &str, same: bool) -> bool {
    let own = formulary.book().substances.iter().find(|it| it.id == drug.substance);
    tag == drug.id || (!same && own.is_some_and(|own| is_called(formulary, own, tag)))
}

/// Whether a tag names the substance of the list, or a drug made of it.
fn is_substance(formulary: &Formulary, drug: &Drug, substance: &Substance, tag: &str) -> bool {
    let mut drugs = formulary.book().drugs.iter().filter(|it| it.substance == substance.id);
    if substance.id == drug.substance {
        return drugs.any(|it| it.id == tag && it.id != drug.id);
    }
    drugs.any(|it| it.id == tag) || is_called(formulary, substance, tag)
}

fn is_called(formulary: &Formulary, substance: &Substance, tag: &str) -> bool {
    let pairs = &formulary.book().interactions;
    let listed = pairs.groups.iter().any(|it| it.group == tag && it.substances.contains(&substance.id));
    let left_out = pairs
        .exclusions
        .iter()
        .any(|it| it.groups.iter().any(|group| group == tag) && it.substances.contains(&substance.id));
    has_tag(substance, tag) || (listed && !left_out)
}
