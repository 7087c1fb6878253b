//! How the tests ask: the reference request, changed by a patch, and what became of it.

#![allow(dead_code, reason = "each test file uses its part of it")]

use std::sync::LazyLock;

use palier_engine::assess::Assessment;
use palier_engine::date::Date;
use palier_engine::formulary::Formulary;
use palier_engine::outcome::{Outcome, Planner};
use palier_engine::request::Request;
use serde_json::{Value, json};

const REFERENCE: &str = include_str!("../../../tests/scenarios/reference.json");

static FORMULARY: LazyLock<Formulary> = LazyLock::new(palier_formulary::builtin);
static PLANNER: LazyLock<Planner<'static>> = LazyLock::new(|| Planner::new(&FORMULARY));

/// The reference request with "None of these" said to every question of its drug.
pub fn answered() -> Value {
    let mut request: Value = serde_json::from_str(REFERENCE).expect("the reference is JSON");
    let drug = request["treatment"]["drug"].as_str().expect("a drug").to_owned();
    let questions: Vec<&str> = FORMULARY.questions_for(&drug).iter().map(|it| it.id.as_str()).collect();
    request["patient"]["none_of_these"] = json!([{ "questions": questions, "by": "patient" }]);
    request
}

/// The answered reference request, changed by a JSON merge patch (RFC 7396): `null` removes.
pub fn with(patch: Value) -> Value {
    let mut request = answered();
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
