//! Requests that a careful clinician would not let through, one test each: what is known must not
//! be passed over because another field says otherwise.

use crate::ask::{assessment, day, decide, verdict, with};
use palier_engine::book::rule::Severity;
use palier_engine::finding::{Verdict, Wait};
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

#[track_caller]
fn unreadable(patch: Value) -> String {
    match decide(with(patch)) {
        Outcome::Unreadable { problems } => problems[0].path.clone(),
        outcome @ (Outcome::Planned { .. }
        | Outcome::Pending { .. }
        | Outcome::Tapered { .. }
        | Outcome::Refused { .. }
        | Outcome::Card { .. }
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

/// A depot gets no date, prolonged release 14 days. A field never shortens what the
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

/// A stopped opioid needs both its date and a decision. A decision of before the last
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

/// LI-2: the prescriber decides on these tests, not on the ones before.
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

/// LI-2: the tests come before the first dose, no more than 3 months before it.
#[test]
fn liver_tests_must_still_count_on_the_first_day() {
    let starting = |on: &str| verdict(with(json!({ "treatment": { "start": on } })));
    assert_eq!(starting("2027-02-21"), Verdict::NothingFound, "90 days after 23 November");
    assert_eq!(starting("2027-02-22"), Verdict::Pending, "91 days");
    assert_eq!(starting("2027-06-01"), Verdict::Pending);
    let high = with(json!({ "treatment": { "start": "2027-06-01" }, "patient": { "liver": { "alt": "5" } } }));
    assert_eq!(verdict(high), Verdict::Refused, "what the tests found is not forgotten meanwhile");
}

/// Past expiry nobody starts, and the answer is never "the planner stopped".
#[test]
fn a_first_day_past_the_expiry_of_the_book_waits() {
    let starting = |on: &str| {
        decide(with(json!({ "today": "2028-11-20", "medicines": [], "treatment": { "start": on },
        "patient": { "liver": { "on": "2028-11-10" } } })))
    };
    assert_eq!(assessment(&starting("2028-11-22")).verdict, Verdict::Caution, "review due, not expired");
    let late = starting("2028-11-23");
    assert!(matches!(late, Outcome::Pending { .. }), "{late:#?}");
    let finding = assessment(&late).findings.iter().find(|it| it.severity == Severity::Pending).expect("pending");
    assert_eq!(finding.rule, "ED-1");
    assert!(matches!(&*finding.waits, [Wait::Fact(input)] if input.path == "treatment.start"), "{:?}", finding.waits);
}

/// `ema-mysimba`: 72 h at least between the last dose and the operation. A schedule that
/// runs into a dated operation would say to swallow on the day of surgery.
#[test]
fn no_dated_plan_runs_into_an_operation_even_with_a_decision() {
    let operated = |on: &str| {
        decide(with(json!({
            "patient": { "surgery_on": on },
            "decisions": [{ "about": "OP-4", "by": "Dr Martin", "on": "2026-11-30" }]
        })))
    };
    // Day 1 is 7 December, day 84 is 28 February: 1, 2 and 3 March are the 72 h.
    for on in ["2026-11-30", "2026-12-01", "2026-12-07", "2026-12-26", "2027-02-28", "2027-03-03"] {
        let outcome = operated(on);
        assert!(matches!(outcome, Outcome::Pending { .. }), "{on}: {outcome:#?}");
    }
    assert_eq!(assessment(&operated("2027-03-04")).verdict, Verdict::Caution, "three full days free");
}

/// LI-1: known liver disease of any kind. Child-Pugh is scored in liver disease.
#[test]
fn what_was_measured_of_the_liver_is_read() {
    let score = json!({ "bilirubin_umol_per_l": "20", "albumin_g_per_l": "40", "inr": "1",
        "ascites": "none", "encephalopathy": "none" });
    assert_eq!(verdict(with(json!({ "patient": { "child_pugh": score } }))), Verdict::Refused);
    let bilirubin = |value: &str| verdict(with(json!({ "patient": { "liver": { "bilirubin": value } } })));
    assert_eq!(bilirubin("1"), Verdict::NothingFound);
    assert_eq!(bilirubin("1.001"), Verdict::Pending, "a bilirubin is one of the tests before the first dose");
}

/// `rcp-naltrexone-fr`, 4.1: the licence is for keeping off alcohol, after withdrawal.
#[test]
fn alcohol_still_drunk_is_said_before_50_mg() {
    let drinks = |alcohol: Value| {
        verdict(with(json!({ "patient": { "alcohol": alcohol }, "treatment": {
            "drug": "naltrexone-50", "indication": "alcohol-dependence",
            "supplies": [{ "tablet": { "strength": "50 mg", "scored": true } }]
        } })))
    };
    assert_eq!(drinks(json!("none")), Verdict::NothingFound);
    assert_eq!(drinks(json!("occasional")), Verdict::Caution);
    assert_eq!(drinks(json!("regular")), Verdict::Caution);
    assert_eq!(drinks(json!(null)), Verdict::Caution, "not said: not checked");
}

/// Daily or at a high dose: the interval of an opioid, whose last word is the clinician's.
#[test]
fn loperamide_once_stopped_needs_the_prescriber_too() {
    let loperamide = json!({ "name": "lopéramide", "use": "daily", "stopped": { "last_dose": "2026-11-01" } });
    assert_eq!(verdict(stopped(loperamide.clone(), "", "2026-11-30")), Verdict::Pending);
    assert_eq!(verdict(stopped(loperamide, "OP-2-loperamide:loperamide", "2026-11-30")), Verdict::Caution);
}

/// Values that no laboratory prints, and a clearance that is indexed or estimated.
#[test]
fn a_value_that_would_pass_for_normal_by_a_slip_is_asked_again() {
    assert_eq!(unreadable(json!({ "patient": { "liver": { "alt": "0" } } })), "patient.liver.alt");
    assert_eq!(unreadable(json!({ "patient": { "liver": { "ast": "0" } } })), "patient.liver.ast");
    let clearance = |method: &str| json!({ "patient": { "clearance": { "ml_per_min": "65", "method": method } } });
    let path = "patient.clearance.method";
    for method in ["", " ", "CKD-EPI, mL/min/1,73 m²", "DFG 1.73m2", "MDRD /1,73\u{a0}m²"] {
        assert_eq!(unreadable(clearance(method)), path, "`{method}`");
    }
    assert_eq!(verdict(with(clearance("urines de 24 h"))), Verdict::NothingFound);
}

/// Fewer units per intake than usual is a wish, not a fault: the planner does not stop over its own offer.
#[test]
fn one_unit_per_intake_is_planned_or_refused_never_stopped() {
    let liquid = json!([{ "liquid": { "per_ml": "1 mg", "syringe": "5 mL", "graduation": "0.1 mL", "bottle": "50 mL",
        "keeps_days": 30 } }]);
    let one = |supplies: Value| decide(with(json!({ "treatment": { "supplies": supplies, "most_units": 1 } })));
    assert!(matches!(one(liquid), Outcome::Planned { .. }));
    assert!(matches!(one(json!([{ "capsule": { "strength": "0.5 mg" } }])), Outcome::Refused { .. }));
}
