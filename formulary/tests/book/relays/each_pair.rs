//! Every ordered pair of drugs, on file: one file for each drug that is left, in it each drug that is begun. A file holds
//! what is asked, and what was counted by hand from §2, §9, §10 and §16 of the dossier of the life of a plan.
//!
//! `way_down`: the last dose of what is left, and its steps. Of each pair `relay`: the row, both days, the days together;
//! `then`: what becomes of the second drug; `found`: all that refuses it or that it waits for (START-1: a first day is chosen
//! once the last dose was taken); `second`: its first steps;
//! `why`: the counting.

use std::fs;
use std::path::Path;

use super::*;
use crate::ask::{BOOK, answered_for, assessment, day};
use palier_engine::book::rule::Severity;
use palier_engine::course::Step;
use palier_engine::exact::date::Date;
use palier_engine::exact::dose::Dose;

/// The file of a drug that is left.
fn file_of(left: &str) -> Value {
    let path = format!("../tests/scenarios/pairs/{left}.json");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    serde_json::from_str(&text.unwrap_or_else(|_| panic!("`{left}` is left, and no file says so"))).expect("JSON")
}

/// The request of a pair, each question of both drugs answered.
fn asked(file: &Value, pair: &Value, left: &str, begun: &str) -> Value {
    let mut request = answered_for(&json!({ "treatment": file["request"]["treatment"] }));
    let both = [left, begun].into_iter().flat_map(|it| BOOK.questions_for(it));
    let questions: Vec<&str> = both.map(|it| it.id.as_str()).collect();
    merge(&mut request, json!({ "patient": { "none_of_these": [{ "questions": questions, "by": "patient" }] } }));
    merge(&mut request, file["request"].clone());
    merge(&mut request, pair["request"].clone());
    request
}

fn steps(outcome: &Outcome) -> Vec<String> {
    let said = |it: Option<Dose>| it.map_or_else(|| "nothing".to_owned(), |it| it.to_string());
    let line =
        |start: Date, it: &Step| format!("{} {}", it.first_day.date(start).expect("in the calendar"), said(it.daily()));
    let start = day("2026-12-07");
    let of_course = |start: Date| move |it: &Step| line(start, it);
    match outcome {
        Outcome::Planned { plan, .. } => plan.course.steps.iter().map(of_course(plan.start)).collect(),
        Outcome::Tapered { descent, .. } => descent.descent.steps.iter().map(of_course(start)).collect(),
        Outcome::Pending { .. }
        | Outcome::Refused { .. }
        | Outcome::Card { .. }
        | Outcome::Unreadable { .. }
        | Outcome::Stopped { .. } => Vec::new(),
    }
}

fn kind(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Planned { .. } => "planned",
        Outcome::Tapered { .. } => "tapered",
        Outcome::Pending { .. } => "pending",
        Outcome::Refused { .. } => "refused",
        Outcome::Card { .. } => "card",
        Outcome::Unreadable { .. } => "unreadable",
        Outcome::Stopped { .. } => "stopped",
    }
}

/// What is otherwise than the file says, in words; nothing where all agrees.
fn differs(file: &Value, pair: &Value, outcome: &Outcome) -> Vec<String> {
    let mut all = Vec::new();
    let mut compare = |what: &str, found: Value, wanted: &Value| {
        if found != *wanted {
            all.push(format!("{what}: {found}, and the file says {wanted}"));
        }
    };
    let (relay, then) = if let Outcome::Tapered { descent, then: Some(then), .. } = outcome {
        (descent.then.clone(), &**then)
    } else {
        (None, outcome)
    };
    let told = relay.map(|it| {
        json!({ "row": it.row, "last_dose": it.last_dose.to_string(),
            "first_day": it.first_day.map(|it| it.to_string()), "shared_days": it.shared_days })
    });
    compare("relay", json!(told), &pair["relay"]);
    compare("then", json!(kind(then)), &pair["then"]);
    let found = assessment(then).findings.iter().filter(|it| it.severity >= Severity::Pending);
    let worst = if kind(then) == "refused" { Severity::Contraindicated } else { Severity::Pending };
    let mut found: Vec<&str> = found.filter(|it| it.severity >= worst).map(|it| it.key.as_str()).collect();
    found.sort_unstable();
    compare("found", json!(found), &pair["found"]);
    let wanted = pair["second"].as_array().map_or(0, Vec::len);
    compare("second", json!(steps(then).into_iter().take(wanted).collect::<Vec<_>>()), &pair["second"]);
    let swapped = pair["request"]["treatment"]["purpose"]["taper"]["then_with"]["converted"] == json!(true);
    if !swapped && pair["relay"] != Value::Null {
        compare("last dose", pair["relay"]["last_dose"].clone(), &file["way_down"]["last_dose"]);
        if file["way_down"]["falls"].is_array() {
            compare("way down", json!(steps(outcome)), &file["way_down"]["falls"]);
        }
    }
    all
}

#[test]
fn each_ordered_pair_has_its_file_and_is_as_it_was_counted_by_hand() {
    let drugs: Vec<&str> = BOOK.book().drugs.iter().map(|it| it.id.as_str()).collect();
    let (mut met, mut wrong) = (0, Vec::new());
    for left in &drugs {
        let file = file_of(left);
        assert_eq!(file["pairs"].as_object().map(serde_json::Map::len), Some(drugs.len() - 1), "{left}");
        for begun in drugs.iter().filter(|it| *it != left) {
            let pair = &file["pairs"][begun];
            assert!(pair["why"].as_str().is_some_and(|it| it.contains('§')), "{left} to {begun} has no counting");
            let outcome = decide(asked(&file, pair, left, begun));
            wrong.extend(differs(&file, pair, &outcome).into_iter().map(|it| format!("{left} to {begun}: {it}")));
            met += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(met, 132);
}
