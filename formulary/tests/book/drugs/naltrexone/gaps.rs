//! What is missing is never passed over.

use crate::ask::{BOOK, answer, answered, assessment, decide, over, patient, with};
use crate::drugs::naltrexone::both_clearances;
use palier_engine::finding::Verdict;
use serde_json::{Value, json};

/// Each number of the reference patient may be missing; no answer is then clean.
#[test]
fn nothing_is_found_clean_while_a_field_is_missing() {
    let fields = ["age_years", "sex", "weight_kg", "creatinine", "liver", "alcohol", "none_of_these"];
    for field in fields {
        let mut request = answered();
        request["patient"].as_object_mut().expect("a patient").remove(field);
        let outcome = decide(request);
        assert!(assessment(&outcome).verdict >= Verdict::Pending, "{field}: {:?}", assessment(&outcome).verdict);
    }
    for question in BOOK.questions_for("naltrexone-ldn") {
        let outcome = decide(with(answer(&question.id, "unknown")));
        assert!(assessment(&outcome).verdict >= Verdict::Caution, "{}", question.id);
        assert!(!assessment(&outcome).not_checked.is_empty(), "{}", question.id);
    }
}

/// Strictly: of a given and a computed clearance the lower drives, and the other is shown.
#[test]
fn of_two_clearances_the_lower_drives_and_the_other_is_shown() {
    let shown = |patch: Value| {
        let outcome = decide(with(patch));
        let found = assessment(&outcome).findings.iter().find(|it| it.rule == "RE-2").cloned();
        found.map(|it| it.inputs[0].text.replace('\u{a0}', " "))
    };
    let table = [
        (
            both_clearances("45", "100"),
            Some("clairance 45 mL/min, la plus basse des deux connues (l’autre : 60,8 mL/min)"),
        ),
        (
            both_clearances("90", "110"),
            Some("clairance 55,3 mL/min, la plus basse des deux connues (l’autre : 90 mL/min)"),
        ),
        (both_clearances("55.3", "110"), Some("clairance 55,3 mL/min")),
        (both_clearances("90", "100"), None),
    ];
    for (patch, text) in table {
        assert_eq!(shown(patch.clone()).as_deref(), text, "{patch}");
    }
}

/// 900 µmol/L is 6.8 mL/min at 62 kg: beside a clearance of 90 it refuses, and until it can be converted
/// the plan waits for what is missing.
#[test]
fn a_creatinine_that_cannot_be_converted_yet_is_not_passed_over() {
    let refused = decide(with(both_clearances("90", "900")));
    assert_eq!(assessment(&refused).verdict, Verdict::Refused);
    for (lacking, path) in [("weight_kg", "patient.weight_kg"), ("sex", "patient.sex")] {
        let mut patch = both_clearances("90", "900");
        over(&mut patch, patient(json!({ lacking: null })));
        let outcome = decide(with(patch));
        let found = assessment(&outcome);
        assert_eq!(found.verdict, Verdict::Pending, "{lacking}: {found:#?}");
        let unchecked = found.not_checked.iter().find(|it| it.rule == "RE-1").expect("RE-1 cannot be known");
        assert!(unchecked.missing.iter().any(|it| it.path == path), "{lacking}: {unchecked:?}");
    }
}

/// One gap, one alarm: the rules that miss what a finding already waits for are listed, and say so.
#[test]
fn unchecked_rules_that_miss_what_a_finding_waits_for_are_the_same_gap() {
    let outcome = decide(with(json!({ "patient": { "liver": null, "alcohol": null } })));
    let found = assessment(&outcome);
    let because = |id: &str| found.not_checked.iter().find(|it| it.rule == id).map(|it| it.because.as_deref());
    assert!(found.findings.iter().any(|it| it.key == "LI-2-missing"));
    for id in ["LI-1", "LI-2", "LI-2-old"] {
        assert_eq!(because(id), Some(Some("LI-2-missing")), "{id}");
    }
    let others = found.not_checked.iter().filter(|it| it.because.is_none()).count();
    assert!(others > 0 && found.not_checked.len() == others + 3, "the alcohol is a gap of its own: {found:#?}");
}
