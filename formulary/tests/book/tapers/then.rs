//! A way down with the drug that is begun after it, typed from §10, vector 10: last tramadol → first naltrexone after 10
//! full free days of immediate release, 14 of prolonged release.

use super::*;
use palier_engine::finding::Verdict;

/// Tramadol 200 mg for three months, then low-dose naltrexone, from 7 December 2026 on.
pub fn then_naltrexone(supplies: Value) -> Value {
    let two = json!([{ "moment": "morning", "dose": "100 mg" }, { "moment": "evening", "dose": "100 mg" }]);
    let taper = json!({ "now": two, "since": "2026-09-07", "interval_days": 7, "then": "naltrexone-ldn" });
    let mut request = coming_down("tramadol", supplies, taper);
    merge(&mut request, json!({ "treatment": { "protocol": null } }));
    request
}

pub fn slow() -> Value {
    then_naltrexone(slow_capsules(&["50 mg", "100 mg", "150 mg", "200 mg"]))
}

fn drops() -> Value {
    let mut request = then_naltrexone(json!([{ "drops": { "per_drop": "2.5 mg", "most": 40 } }]));
    merge(&mut request, json!({ "treatment": { "protocol": "tramadol-ir" } }));
    request
}

/// The last dose, the first day after it, and the verdict on what is begun.
#[track_caller]
fn relay(request: Value) -> (String, Option<String>, Verdict) {
    let outcome = decide(request);
    let Outcome::Tapered { descent, then: Some(then), .. } = outcome else { panic!("no relay: {outcome:#?}") };
    let relay = descent.then.as_ref().expect("dated");
    assert_eq!(relay.drug, "naltrexone-ldn");
    (relay.last_dose.to_string(), relay.first_day.map(|it| it.to_string()), then.verdict())
}

#[test]
fn the_last_dose_the_free_days_and_the_first_day_stand_in_one_plan() {
    // 0 from day 98 on: the last capsule is swallowed on 14 March; 15 to 28 March are free.
    let (last, first, verdict) = relay(slow());
    assert_eq!((last.as_str(), first.as_deref(), verdict), ("2027-03-14", Some("2027-03-29"), Verdict::Pending));
    // 0 from day 210 on: the last drops on 4 July; 5 to 14 July are free.
    let (last, first, verdict) = relay(drops());
    assert_eq!((last.as_str(), first.as_deref(), verdict), ("2027-07-04", Some("2027-07-15"), Verdict::Pending));
}

#[test]
fn what_is_on_the_list_is_what_stops_and_a_slow_form_of_it_counts() {
    let listed = |medicine: Value| {
        let mut request = drops();
        merge(&mut request, json!({ "medicines": [medicine] }));
        relay(request).1.expect("a day")
    };
    assert_eq!(listed(json!({ "name": "tramadol", "started": "2026-09" })), "2027-07-15");
    // Whatever is handed over, the box at home says that it is slow: 14 days, 5 to 18 July.
    assert_eq!(listed(json!({ "name": "Topalgic LP", "started": "2026-09" })), "2027-07-19");
    assert_eq!(listed(json!({ "name": "ibuprofène", "started": "2026-09" })), "2027-07-15");
}

#[test]
fn what_may_not_be_begun_has_no_first_day() {
    let mut request = slow();
    merge(&mut request, json!({ "patient": { "answers": { "opioid-withdrawal": "yes" } } }));
    let (last, first, verdict) = relay(request);
    assert_eq!((last.as_str(), first, verdict), ("2027-03-14", None, Verdict::Refused));
}

#[test]
fn naltrexone_before_tramadol_waits_three_full_days() {
    let taper = json!({ "now": now("evening", "3 mg"), "then": "tramadol" });
    let mut request = coming_down("naltrexone-ldn", capsules(&["1.5 mg"]), taper);
    merge(&mut request, json!({ "treatment": { "protocol": null } }));
    let outcome = decide(request);
    let Outcome::Tapered { descent, .. } = outcome else { panic!("{outcome:#?}") };
    let relay = descent.then.as_ref().expect("dated");
    assert_eq!(relay.last_dose.to_string(), "2026-12-06", "nothing is taken from the first day on");
    assert_eq!(relay.first_day.map(|it| it.to_string()).as_deref(), Some("2026-12-10"));
}

#[test]
fn a_relay_to_no_other_drug_or_before_the_end_is_no_request() {
    for (patch, said) in [
        (json!({ "then": "tramadol" }), "autre médicament"),
        (json!({ "then": "aspirin" }), "autre médicament"),
        (json!({ "to": "100 mg" }), "dernière prise"),
    ] {
        let mut request = slow();
        merge(&mut request, json!({ "treatment": { "purpose": { "taper": patch } } }));
        let outcome = decide(request);
        let Outcome::Unreadable { problems } = &outcome else { panic!("{patch}: {outcome:#?}") };
        assert_eq!(problems[0].path, "treatment.purpose.taper.then", "{patch}");
        assert!(problems[0].message.contains(said), "{}", problems[0].message);
    }
}
