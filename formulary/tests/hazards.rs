//! Requests that a careful clinician would not let through, one test each: what is known must not
//! be passed over because another field says otherwise.

mod ask;

use ask::{assessment, day, decide, with};
use palier_engine::assess::{Verdict, Wait};
use palier_engine::formulary::Severity;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

#[track_caller]
fn verdict(request: Value) -> Verdict {
    assessment(&decide(request)).verdict
}

#[track_caller]
fn unreadable(patch: Value) -> String {
    match decide(with(patch)) {
        Outcome::Unreadable { problems } => problems[0].path.clone(),
        outcome @ (Outcome::Planned { .. }
        | Outcome::Pending { .. }
        | Outcome::Refused { .. }
        | Outcome::Stopped { .. }) => panic!("read: {outcome:#?}"),
    }
}

/// A stopped medicine and the decision that would lift its wait.
fn stopped(medicine: Value, key: &str, decided_on: &str) -> Value {
    let mut request = with(json!({
        "decisions": [{ "about": key, "by": "Dr Martin", "on": decided_on, "reason": "arrêt confirmé" }]
    }));
    request["medicines"] = json!([medicine]);
    request
}

/// brand or the typed name says.
#[test]
fn a_form_that_contradicts_the_name_does_not_shorten_the_wait() {
    let buvidal = json!({ "name": "Buvidal", "form": "immediate", "stopped": { "last_dose": "2026-10-01" } });
    let key = "OP-3-buprenorphine:buprenorphine";
    assert_eq!(verdict(stopped(buvidal, key, "2026-11-30")), Verdict::Refused, "Buvidal is a depot");
    for (name, key) in [
        ("oxycodone LP", "OP-2-short:oxycodone"),
        ("Durogesic", "OP-2-short:fentanyl"),
        ("tramadol LP", "OP-2-short:tramadol"),
    ] {
        let medicine = json!({ "name": name, "form": "immediate", "stopped": { "last_dose": "2026-11-26" } });
        let outcome = decide(stopped(medicine, key, "2026-11-30"));
        assert_eq!(assessment(&outcome).earliest, Some(day("2026-12-11")), "{name}: 14 full days");
        assert_eq!(assessment(&outcome).verdict, Verdict::Pending, "{name}");
    }
    let prolonged = json!({ "name": "Actiskénan", "form": "prolonged", "stopped": { "last_dose": "2026-11-26" } });
    let outcome = decide(stopped(prolonged, "", "2026-11-30"));
    assert_eq!(assessment(&outcome).earliest, Some(day("2026-12-11")), "said prolonged: the longer is kept");
}

/// dose, kept in a saved file, was not about this stop.
#[test]
fn a_decision_older_than_the_last_dose_lifts_nothing() {
    let codeine = json!({ "name": "codéine", "started": "2020-01", "stopped": { "last_dose": "2026-11-01" } });
    let on = |decided: &str| decide(stopped(codeine.clone(), "OP-2-short:codeine", decided));
    let old = on("2026-10-31");
    assert_eq!(assessment(&old).verdict, Verdict::Pending);
    let finding = assessment(&old).findings.iter().find(|it| it.rule == "OP-2-short").expect("OP-2-short");
    assert_eq!(finding.waits, [Wait::Decision("OP-2-short:codeine".into())]);
    assert_eq!(assessment(&on("2026-11-01")).verdict, Verdict::Caution, "the day of the last dose");
    let mut both = stopped(codeine.clone(), "OP-2-short:codeine", "2026-10-31");
    let newer = json!({ "about": "OP-2-short:codeine", "by": "Dr Martin", "on": "2026-11-20" });
    both["decisions"].as_array_mut().expect("a list").push(newer);
    assert_eq!(verdict(both), Verdict::Caution, "the newer decision counts, wherever it stands");
}

/// Dossier §8 LI-2: the prescriber decides on these tests, not on the ones before.
#[test]
fn a_decision_older_than_the_liver_tests_lifts_nothing() {
    let on = |decided: &str| {
        verdict(with(json!({
            "patient": { "liver": { "alt": "2.9" } },
            "decisions": [{ "about": "LI-2", "by": "Dr Martin", "on": decided }]
        })))
    };
    assert_eq!(on("2026-11-22"), Verdict::Pending, "the tests are of 23 November");
    assert_eq!(on("2026-11-23"), Verdict::Caution);
}
