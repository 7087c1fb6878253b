//! Pairs of medicines.

mod acknowledged;
mod answers;
mod directions;
mod listed;
mod maoi;
mod no_entry;
mod siblings;
mod table;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::ask::{BOOK, PLANNER, answered_for, assessment, merge};
use palier_engine::book::drug::Drug;
use palier_engine::book::medicine::Substance;
use palier_engine::book::pairs::Level;
use palier_engine::book::place::Region;
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::Supply;
use palier_engine::outcome::Outcome;
use palier_engine::request::request::Request;
use serde_json::{Value, json};

pub fn substance(id: &str) -> &'static Substance {
    BOOK.substance(id).unwrap_or_else(|| panic!("{id} is not in the catalogue"))
}

pub fn level(word: &str) -> Level {
    match word {
        "minor" => Level::Minor,
        "moderate" => Level::Moderate,
        "major" => Level::Major,
        "contraindicated" => Level::Contraindicated,
        other => panic!("{other} is no level"),
    }
}

/// Every drug that can be asked of the book.
pub fn drugs() -> &'static [Drug] {
    &BOOK.book().drugs
}

/// For each drug, a person in good health: no medicine, no to every question, and in hand what the region
/// has of it. Nortriptyline is not marketed in France.
static HEALTHY: LazyLock<BTreeMap<&str, Value>> =
    LazyLock::new(|| drugs().iter().map(|it| (it.id.as_str(), healthy(it))).collect());

fn healthy(drug: &Drug) -> Value {
    let region = if drug.is_marketed(Region::FR) { Region::FR } else { Region::US };
    let protocol = BOOK.protocol(BOOK.default_protocol(drug, region)).expect("a protocol");
    let mut supplies: Vec<&Supply> =
        drug.products.iter().filter(|it| it.region == region).map(|it| &it.supply).collect();
    supplies.retain(|it| it.is_prolonged() == protocol.prolonged);
    let mut all = answered_for(&json!({ "medicines": [], "region": region,
        "treatment": { "drug": drug.id, "indication": drug.indications[0] } }));
    if !supplies.is_empty() {
        merge(&mut all, json!({ "treatment": { "supplies": supplies } }));
    }
    all
}

pub fn request(drug: &str, patch: Value) -> Request {
    let mut all = HEALTHY[drug].clone();
    merge(&mut all, patch);
    serde_json::from_value(all).expect("a request")
}

pub fn asked(drug: &str, patch: Value) -> Outcome {
    let outcome = PLANNER.decide(&request(drug, patch));
    assert!(outcome.assessment().is_some(), "{drug}: {outcome:#?}");
    outcome
}

/// With these medicines, each taken for years.
pub fn taking(drug: &str, names: &[&str]) -> Outcome {
    let lines: Vec<Value> = names.iter().map(|it| json!({ "name": it, "started": "2020-01" })).collect();
    asked(drug, json!({ "medicines": lines }))
}

/// What was found by an interaction: key, rule, severity, whether it waits to be acknowledged.
pub fn found(outcome: &Outcome) -> Vec<(&str, &str, Severity, bool)> {
    let interactions = assessment(outcome).findings.iter().filter(|it| it.key.starts_with("interaction:"));
    interactions.map(|it| (it.key.as_str(), it.rule.as_str(), it.severity, it.unacknowledged)).collect()
}
