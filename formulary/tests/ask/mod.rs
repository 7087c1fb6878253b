//! How the tests ask: the reference request, changed by a patch, and what became of it.

#![allow(dead_code, reason = "each test file uses its part of it")]

use std::sync::LazyLock;

use palier_engine::assess::{Assessment, Verdict};
use palier_engine::date::Date;
use palier_engine::formulary::{Formulary, Severity};
use palier_engine::outcome::{Outcome, Planner};
use palier_engine::plan::{Course, Step};
use palier_engine::request::Request;
use serde_json::{Value, json};

const REFERENCE: &str = include_str!("../../../tests/scenarios/reference.json");

static FORMULARY: LazyLock<Formulary> = LazyLock::new(palier_formulary::builtin);
pub static PLANNER: LazyLock<Planner<'static>> = LazyLock::new(|| Planner::new(&FORMULARY));

/// The reference request with "None of these" said to every question of its drug.
pub fn answered() -> Value {
    answered_for(&json!({}))
}

/// The same for another drug: `base` changes the reference before the questions are answered.
pub fn answered_for(base: &Value) -> Value {
    let mut request: Value = serde_json::from_str(REFERENCE).expect("the reference is JSON");
    merge(&mut request, base.clone());
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

/// How a rule becomes unknown, or why it cannot.
pub enum Unknown {
    When(Value),
    Never(&'static str),
}

use Unknown::{Never, When};

/// A rule, three times: what fires it, what just misses it, what leaves it unknown.
pub struct Row {
    pub id: &'static str,
    pub severity: Severity,
    pub fires: Vec<Value>,
    pub misses: Vec<Value>,
    pub unknown: Unknown,
}

pub const LISTED: &str = "a medicine is on the list or it is not; a name not recognised is MED-1";

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

/// A rule that a yes to a question fires, a no misses, and nothing said leaves unknown.
pub fn question(id: &'static str, severity: Severity, questions: &[&str]) -> Row {
    Row {
        id,
        severity,
        fires: questions.iter().map(|it| answer(it, "yes")).collect(),
        misses: questions.iter().map(|it| answer(it, "no")).collect(),
        unknown: When(answer(questions[0], "unknown")),
    }
}

/// A rule that a listed medicine fires, and one that looks like it does not.
pub fn medicine(id: &'static str, severity: Severity, names: &[&str], others: &[&str]) -> Row {
    let stopped = json!({ "stopped": { "last_dose": "2026-10-01" } });
    let mut misses: Vec<Value> = others.iter().map(|it| takes(it)).collect();
    misses.extend(names.iter().map(|it| takes_so(it, stopped.clone())));
    let fires = names.iter().map(|it| takes(it)).collect();
    Row { id, severity, fires, misses, unknown: Never(LISTED) }
}

pub fn treatment(fields: Value) -> Value {
    json!({ "treatment": fields })
}

pub fn protocol(id: &str, decided: bool) -> Value {
    let about = format!("protocol:{id}");
    let decisions =
        if decided { json!([{ "about": about, "by": "Dr Martin", "on": "2026-11-30" }]) } else { json!([]) };
    json!({ "treatment": { "protocol": id }, "decisions": decisions })
}

pub fn both(mut patch: Value, other: Value) -> Value {
    over(&mut patch, other);
    patch
}

/// An absent line of the reference request must not hide what a rule looks for.
#[track_caller]
pub fn assessed(base: &Value, id: &str, patch: &Value) -> Assessment {
    let outcome = decide(asked(base, patch.clone()));
    assert!(!matches!(outcome, Outcome::Stopped { .. }), "{id}, {patch}: {outcome:#?}");
    assessment(&outcome).clone()
}

pub fn worst_of(found: &Assessment, id: &str) -> Option<Severity> {
    found.findings.iter().filter(|it| it.rule == id).map(|it| it.severity).max()
}

/// Every rule of the rows fires with its severity, and just misses.
pub fn fires_and_just_misses(base: &Value, rows: &[Row]) {
    for Row { id, severity, fires, misses, .. } in rows {
        for patch in fires {
            let found = assessed(base, id, patch);
            assert_eq!(worst_of(&found, id), Some(*severity), "{id} with {patch}: {found:#?}");
            let least = match severity {
                Severity::Information => Verdict::NothingFound,
                Severity::Caution => Verdict::Caution,
                Severity::Pending => Verdict::Pending,
                Severity::Contraindicated => Verdict::Refused,
            };
            assert!(found.verdict >= least, "{id} with {patch}: {:?}", found.verdict);
        }
        for patch in misses {
            let found = assessed(base, id, patch);
            assert_eq!(worst_of(&found, id), None, "{id} with {patch}: {found:#?}");
            let request = asked(base, patch.clone());
            let drug = request["treatment"]["drug"].as_str().expect("a drug");
            let concerned = FORMULARY.rules_for(drug).any(|it| it.id == **id);
            let unknown = found.not_checked.iter().any(|it| it.rule == **id);
            let checked = !unknown && found.checked.iter().any(|it| it == id);
            assert!(!concerned || checked, "{id} with {patch}: not checked");
        }
    }
}

/// Every rule of the rows that cannot be known says what is missing, and is not passed over.
pub fn unknown_is_never_passed(base: &Value, rows: &[Row]) {
    for Row { id, severity, unknown, .. } in rows {
        let patch = match unknown {
            When(patch) => patch,
            Never(why) => {
                assert!(!why.is_empty(), "{id}");
                continue;
            }
        };
        let found = assessed(base, id, patch);
        assert_eq!(worst_of(&found, id), None, "{id} with {patch}");
        let unchecked = found.not_checked.iter().find(|it| it.rule == **id);
        let unchecked = unchecked.unwrap_or_else(|| panic!("{id} with {patch}: passed over: {found:#?}"));
        assert!(!unchecked.missing.is_empty(), "{id}: what is missing is named");
        assert_eq!(unchecked.severity, *severity, "{id}: how bad it could be");
        assert!(!found.checked.iter().any(|it| it == id), "{id}: both checked and not");
        let least = if *severity >= Severity::Pending { Verdict::Pending } else { Verdict::Caution };
        assert!(found.verdict >= least, "{id} with {patch}: {:?}", found.verdict);
    }
}

/// The days of the events of a monitoring line, but those said without a day.
pub fn dated(course: &Course, monitoring: &str) -> Vec<(i16, i16)> {
    course.monitoring.iter().filter(|it| it.monitoring == monitoring).filter_map(|it| it.days).collect()
}

/// What becomes of a request at a limit.
pub enum Then {
    Refused(&'static str),
    /// `dose in mg x days`, of the plan or of the draft.
    Steps(&'static str),
}

/// A limit, three times: beyond it, within it, and not known to be this person's.
pub struct Bounded {
    pub id: &'static str,
    pub beyond: (Value, Then),
    pub within: (Value, Then),
    pub unknown: Unknown,
}

/// Each limit beyond it, within it, and unknown: then it was not checked, and `drafted` looks at the draft.
#[track_caller]
pub fn bounds_hold(rows: Vec<Bounded>, request: impl Fn(Value) -> Value, drafted: impl Fn(&str, &Course)) {
    for Bounded { id, beyond, within, unknown } in rows {
        for (patch, then) in [beyond, within] {
            let outcome = decide(request(patch.clone()));
            match then {
                Then::Refused(rule) => {
                    assert!(matches!(outcome, Outcome::Refused { .. }), "{id} with {patch}: {outcome:#?}");
                    assert!(worst_of(assessment(&outcome), rule).is_some(), "{id} with {patch}: not by {rule}");
                }
                Then::Steps(steps) => {
                    let course = course(&outcome).unwrap_or_else(|| panic!("{id} with {patch}: {outcome:#?}"));
                    assert_eq!(stair(course), steps, "{id} with {patch}");
                }
            }
        }
        if let When(patch) = unknown {
            let outcome = decide(request(patch));
            let found = assessment(&outcome);
            assert!(found.not_checked.iter().any(|it| it.rule == id), "{id}: passed over");
            assert_eq!(found.verdict, Verdict::Pending, "{id}");
            drafted(id, course(&outcome).expect("a draft"));
        }
    }
}

/// The course of a plan or of a draft.
pub fn course(outcome: &Outcome) -> Option<&Course> {
    outcome.course()
}

/// Its steps: `dose in mg / every so many days x days`.
pub fn stair(course: &Course) -> String {
    let step = |it: &Step| {
        let dose = it.daily().expect("a dose").to_string();
        let every = if it.every_days > 1 { format!("/{}", it.every_days) } else { String::new() };
        format!("{}{every}x{}", dose.trim_end_matches(" mg"), it.days)
    };
    course.steps.iter().map(step).collect::<Vec<_>>().join(" ")
}
