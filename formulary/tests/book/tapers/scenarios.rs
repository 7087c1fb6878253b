//! Ways down of real people, in France and in the United States: each file holds what is asked, and what was worked out
//! by hand from the dossier of the life of a plan (§1 to §8, §15, §16).
//!
//! `steps` are the days and doses. In their place, `waits` names what is to be decided or known before any step is
//! shown, `refused` what forbids the way down. `says` are parts of the sentence on a large last cut, `operation` of
//! that on an operation, `finds` of any other, by its key; `home` is what becomes of each unit at home.
//!
//! Of a drug that has no product of a country in the book, no unit is made up: there is no way down there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::*;
use crate::ask::{BOOK, assessment, day};
use palier_engine::book::rule::Severity;
use palier_engine::course::HeldUse;
use palier_engine::exact::day::Day;
use palier_engine::exact::dose::Dose;

/// Each file: its name and what it holds.
fn files() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/scenarios/tapers");
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|it| it.to_str()).expect("a name").to_owned();
        let text = fs::read_to_string(&path).expect("a file");
        (name, serde_json::from_str(&text).expect("JSON"))
    };
    fs::read_dir(folder).expect("a folder").map(read).collect()
}

fn asked(scenario: &Value) -> Value {
    let mut request = answered_for(&json!({ "treatment": scenario["request"]["treatment"] }));
    merge(&mut request, scenario["request"].clone());
    request
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().map(|it| it.as_str().expect("a text")).collect()
}

fn steps(descent: &Descent) -> Vec<String> {
    let date = |it: Day| it.date(day("2026-12-07")).expect("in the calendar");
    let dose = |it: Option<Dose>| it.map_or_else(|| "nothing".to_owned(), |it| it.to_string());
    descent
        .steps
        .iter()
        .map(|it| format!("{} {} {}", date(it.first_day), date(it.last_day()), dose(it.daily())))
        .collect()
}

/// The outcome is of the kind that the file says, and a way down has its steps.
#[track_caller]
fn comes_out(name: &str, scenario: &Value, outcome: &Outcome) {
    let found = &assessment(outcome).findings;
    match (scenario.get("waits"), scenario.get("refused"), outcome) {
        (None, None, Outcome::Tapered { descent, .. }) => {
            assert_eq!(json!(steps(&descent.descent)), scenario["steps"], "{name}");
            let home = |it: &HeldUse| format!("{} of {}, {} more", it.used, it.held, it.wanted);
            let home: Vec<String> = descent.descent.held.iter().map(home).collect();
            assert_eq!(home, texts(&scenario["home"]), "{name}");
        }
        (Some(waits), None, Outcome::Pending { draft: None, down: None, .. }) => {
            let waiting = found.iter().filter(|it| !it.waits.is_empty());
            assert_eq!(waiting.map(|it| it.key.as_str()).collect::<Vec<_>>(), texts(waits), "{name}");
        }
        (None, Some(refused), Outcome::Refused { assessment }) => {
            let worst = assessment.findings.iter().filter(|it| it.severity == Severity::Contraindicated);
            assert_eq!(worst.map(|it| it.key.as_str()).collect::<Vec<_>>(), texts(refused), "{name}");
        }
        (_, _, outcome) => panic!("{name}: {outcome:#?}"),
    }
}

#[test]
fn each_way_down_of_a_file_is_the_one_that_was_counted_by_hand() {
    let files = files();
    for (name, scenario) in &files {
        let outcome = decide(asked(scenario));
        comes_out(name, scenario, &outcome);
        let found = &assessment(&outcome).findings;
        let text = |key: &str| {
            let text = found.iter().find(|it| it.key == key).map_or("", |it| it.text.as_str());
            text.replace('\u{a0}', " ")
        };
        let finds = scenario["finds"].as_object().into_iter().flatten();
        let others = [("TAPER-1", &scenario["says"]), ("OP-4-surgery", &scenario["operation"])];
        for (key, parts) in finds.map(|(key, parts)| (key.as_str(), parts)).chain(others) {
            let text = text(key);
            for part in texts(parts) {
                assert!(text.contains(&part.replace('\u{a0}', " ")), "{name}: {key}: {part}: {text}");
            }
        }
        // A large last cut that nobody counted is no silence.
        assert_eq!(texts(&scenario["says"]).is_empty(), text("TAPER-1").is_empty(), "{name}: {}", text("TAPER-1"));
    }
    assert_eq!(files.len(), 30);
}

#[test]
fn each_drug_has_a_way_down_on_file_in_each_country() {
    let files = files();
    let of = |it: &Value| {
        let text = |it: &Value| it.as_str().expect("a text").to_owned();
        (text(&it["request"]["treatment"]["drug"]), text(&it["request"]["region"]))
    };
    let there: BTreeSet<(String, String)> = files.iter().map(|(_, it)| of(it)).collect();
    let drugs = BOOK.book().drugs.iter().map(|it| it.id.clone());
    let wanted: BTreeSet<_> = drugs.flat_map(|it| [(it.clone(), "FR".to_owned()), (it, "US".to_owned())]).collect();
    assert_eq!(there, wanted);
    assert_eq!(wanted.len(), 24, "12 drugs, 2 countries");
}
