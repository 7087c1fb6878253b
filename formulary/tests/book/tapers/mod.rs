//! Ways down, typed from the dossier of the life of a plan: its vectors, what the auditor stops, what holds for all.

mod acts;
mod differential;
mod found;
mod mutations;
mod numbers;
mod properties;
mod scenarios;
mod then;
mod vectors;

use crate::ask::{answered_for, decide, merge};
use palier_engine::descent::Descent;
use palier_engine::finding::Assessment;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

/// Somebody of 46 who takes a drug and has answered every question of its way down, from 7 December 2026 on.
pub fn coming_down(drug: &str, supplies: Value, taper: Value) -> Value {
    let mut request = answered_for(&json!({ "medicines": [], "treatment": {
        "drug": drug, "indication": null, "supplies": supplies } }));
    merge(&mut request, way(taper));
    let no = ["pregnant", "suicidal-thoughts", "psychosis-bipolar", "opioid-dependence", "dialysis", "seizures"];
    let answers: serde_json::Map<String, Value> = no.iter().map(|it| ((*it).to_owned(), json!("no"))).collect();
    merge(&mut request, json!({ "patient": { "answers": answers } }));
    request
}

/// What is asked of a way down, and where the person stands who goes it.
pub fn way(mut asked: Value) -> Value {
    let fields = asked.as_object_mut().expect("fields");
    let of_standing = ["now", "since", "units"].into_iter().filter_map(|it| fields.remove_entry(it));
    let standing: serde_json::Map<String, Value> = of_standing.collect();
    json!({ "treatment": { "purpose": { "taper": asked }, "standing": standing } })
}

/// What is taken now at one moment.
pub fn now(moment: &str, dose: &str) -> Value {
    json!([{ "moment": moment, "dose": dose }])
}

pub fn capsules(strengths: &[&str]) -> Value {
    strengths.iter().map(|it| json!({ "capsule": { "strength": it } })).collect()
}

pub fn slow_capsules(strengths: &[&str]) -> Value {
    strengths.iter().map(|it| json!({ "capsule": { "strength": it, "prolonged": true } })).collect()
}

pub fn tablets(strengths: &[&str]) -> Value {
    strengths.iter().map(|it| json!({ "tablet": { "strength": it } })).collect()
}

#[track_caller]
pub fn tapered(request: Value) -> (Assessment, Descent) {
    let outcome = decide(request);
    let Outcome::Tapered { assessment, descent, .. } = outcome else { panic!("no way down: {outcome:#?}") };
    (assessment, descent.descent.clone())
}

/// Each cut: days after the first day of the plan, and the dose it leads to in milligrams; 0 for nothing.
pub fn cuts(descent: &Descent) -> Vec<(i32, String)> {
    let dose = |it: Option<palier_engine::exact::dose::Dose>| {
        it.map_or_else(|| "0".to_owned(), |it| it.to_string().trim_end_matches(" mg").to_owned())
    };
    descent.falls.iter().map(|it| (i32::from(it.on) - 1, dose(it.to))).collect()
}

#[track_caller]
pub fn goes(request: Value, expected: &str) -> (Assessment, Descent) {
    let (assessment, descent) = tapered(request);
    let said: Vec<String> = cuts(&descent).iter().map(|(day, dose)| format!("{dose}@{day}")).collect();
    assert_eq!(said.join(" "), expected, "{descent:#?}");
    (assessment, descent)
}
