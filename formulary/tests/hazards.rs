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
