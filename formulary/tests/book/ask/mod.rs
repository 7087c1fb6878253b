//! How the tests ask: the reference request, changed by a patch, and what became of it.

pub mod laid_out;
pub mod rows;

use std::sync::LazyLock;

use palier_engine::book::formulary::Formulary;
use palier_engine::book::rule::Severity;
use palier_engine::exact::date::Date;
use palier_engine::finding::{Assessment, Verdict};
use palier_engine::outcome::Outcome;
use palier_engine::planner::Planner;
use palier_engine::request::request::Request;
use serde_json::{Value, json};

const REFERENCE: &str = include_str!("../../../../tests/scenarios/reference.json");

pub static BOOK: LazyLock<Formulary> = LazyLock::new(palier_formulary::builtin);

pub static PLANNER: LazyLock<Planner<'static>> = LazyLock::new(|| Planner::new(&BOOK));

/// The reference request with "None of these" said to every question of its drug.
pub fn answered() -> Value {
    answered_for(&json!({}))
}

/// The same for another drug: `base` changes the reference before the questions are answered.
pub fn answered_for(base: &Value) -> Value {
    let mut request: Value = serde_json::from_str(REFERENCE).expect("the reference is JSON");
    merge(&mut request, base.clone());
    let drug = request["treatment"]["drug"].as_str().expect("a drug").to_owned();
    let questions: Vec<&str> = BOOK.questions_for(&drug).iter().map(|it| it.id.as_str()).collect();
    request["patient"]["none_of_these"] = json!([{ "questions": questions, "by": "patient" }]);
    request
}

/// The answered reference request, changed by a JSON merge patch (RFC 7396): `null` removes.
pub fn with(patch: Value) -> Value {
    let mut request = answered();
    merge(&mut request, patch);
    request
}

/// The same for another drug.
pub fn asked(base: &Value, patch: Value) -> Value {
    let mut request = answered_for(base);
    merge(&mut request, patch);
    request
}

pub fn merge(target: &mut Value, patch: Value) {
    let Value::Object(fields) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    for (key, value) in fields {
        if value.is_null() {
            target.as_object_mut().expect("an object").remove(&key);
        } else {
            merge(&mut target[key], value);
        }
    }
}

pub fn decide(request: Value) -> Outcome {
    let request: Request = serde_json::from_value(request).expect("a request");
    PLANNER.decide(&request)
}

#[track_caller]
pub fn assessment(outcome: &Outcome) -> &Assessment {
    outcome.assessment().unwrap_or_else(|| panic!("no assessment: {outcome:#?}"))
}

pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

pub fn answer(id: &str, said: &str) -> Value {
    json!({ "patient": { "answers": { id: said } } })
}

pub fn takes(name: &str) -> Value {
    takes_so(name, json!({}))
}

/// Taken for years, unless the fields say otherwise.
pub fn takes_so(name: &str, fields: Value) -> Value {
    let mut line = json!({ "name": name, "started": "2020-01" });
    merge(&mut line, fields);
    json!({ "medicines": [line] })
}

pub fn patient(fields: Value) -> Value {
    json!({ "patient": fields })
}

pub fn liver(fields: Value) -> Value {
    patient(json!({ "liver": fields }))
}

pub fn age(years: u8) -> Value {
    patient(json!({ "age_years": years }))
}

pub fn no_clearance() -> Value {
    patient(json!({ "creatinine": null }))
}

pub fn clearance(value: &str) -> Value {
    patient(json!({ "clearance": { "ml_per_min": value, "method": "urines de 24 h" } }))
}

/// Joins two patches; a `null` stays, to remove what it names.
pub fn over(patch: &mut Value, other: Value) {
    match (patch, other) {
        (Value::Object(fields), Value::Object(others)) => {
            for (key, value) in others {
                over(fields.entry(key).or_insert(Value::Null), value);
            }
        }
        (patch, other) => *patch = other,
    }
}

pub fn us(patch: Value) -> Value {
    both(json!({ "region": "US" }), patch)
}

pub fn target(dose: &str) -> Value {
    treatment(json!({ "target": dose }))
}

pub fn supplies(all: Value) -> Value {
    treatment(json!({ "supplies": all }))
}

pub fn decided(about: &str) -> Value {
    decisions(&[about])
}

pub fn decisions(about: &[&str]) -> Value {
    let all: Vec<Value> =
        about.iter().map(|it| json!({ "about": it, "by": "Dr Martin", "on": "2026-11-30" })).collect();
    json!({ "decisions": all })
}

pub fn treatment(fields: Value) -> Value {
    json!({ "treatment": fields })
}

/// The protocol, with or without the decision of a professional.
pub fn protocol(id: &str, is_decided: bool) -> Value {
    let about = format!("protocol:{id}");
    let about: &[&str] = if is_decided { &[&about] } else { &[] };
    both(treatment(json!({ "protocol": id })), decisions(about))
}

pub fn both(mut patch: Value, other: Value) -> Value {
    over(&mut patch, other);
    patch
}

pub fn verdict(request: Value) -> Verdict {
    assessment(&decide(request)).verdict
}

pub fn worst_of(found: &Assessment, id: &str) -> Option<Severity> {
    found.findings.iter().filter(|it| it.rule == id).map(|it| it.severity).max()
}

#[track_caller]
pub fn refused_by(base: &Value, patch: &Value, rule: &str) {
    let outcome = decide(asked(base, patch.clone()));
    assert!(matches!(outcome, Outcome::Refused { .. }), "{patch}: {outcome:#?}");
    assert_eq!(worst_of(assessment(&outcome), rule), Some(Severity::Contraindicated), "{patch}: not by {rule}");
}
