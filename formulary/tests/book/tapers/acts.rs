//! What was done otherwise on the way: a longer stay, a return to the dose before.
//!
//! The days are counted by hand on vector 4 of the dossier, 225@0 150@7 75@14 50@21 25@28 0@35 from 7 December 2026,
//! and on vector 6, 150@0 100@21 50@42 0@98.

use super::*;
use crate::ask::decisions;
use palier_engine::book::rule::Severity;
use palier_engine::finding::Wait;

/// Vector 4, asked again on 20 January 2027.
fn pregabalin(acts: Value) -> Value {
    let two = json!([{ "moment": "morning", "dose": "150 mg" }, { "moment": "evening", "dose": "150 mg" }]);
    let supplies = capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"]);
    let mut request = coming_down("pregabalin", supplies, json!({ "now": two, "acts": acts }));
    merge(&mut request, json!({ "today": "2027-01-20" }));
    request
}

/// Vector 6, asked again on 1 April 2027.
fn tramadol(acts: Value) -> Value {
    let two = json!([{ "moment": "morning", "dose": "100 mg" }, { "moment": "evening", "dose": "100 mg" }]);
    let taper = json!({ "now": two, "since": "2026-09-07", "interval_days": 7, "acts": acts });
    let mut request = coming_down("tramadol", slow_capsules(&["50 mg", "100 mg", "150 mg", "200 mg"]), taper);
    merge(&mut request, json!({ "today": "2027-04-01", "treatment": { "protocol": null } }));
    request
}

fn stay(on: &str, until: &str) -> Value {
    json!([{ "stay": { "on": on, "until": until } }])
}

fn back(on: &[&str]) -> Value {
    on.iter().map(|it| json!({ "back": { "on": it } })).collect()
}

#[test]
fn a_longer_stay_moves_every_later_cut() {
    // At 150 mg since 14 December: until the 27th, 75 mg comes on the 28th, day 21.
    for on in ["2026-12-14", "2026-12-20"] {
        goes(pregabalin(stay(on, "2026-12-27")), "225@0 150@7 75@21 50@28 25@35 0@42");
    }
    // The day before, 225 mg are taken: 150 mg comes later, and all after it.
    goes(pregabalin(stay("2026-12-13", "2026-12-27")), "225@0 150@21 75@28 50@35 25@42 0@49");
    // A stay that the step lasts anyway changes nothing; after the last cut there is no later one.
    goes(pregabalin(stay("2026-12-15", "2026-12-20")), "225@0 150@7 75@14 50@21 25@28 0@35");
    goes(pregabalin(stay("2027-01-12", "2027-02-20")), "225@0 150@7 75@14 50@21 25@28 0@35");
    // One day more.
    goes(pregabalin(stay("2026-12-15", "2026-12-21")), "225@0 150@7 75@15 50@22 25@29 0@36");
}

#[test]
fn a_return_is_to_the_dose_before_and_the_way_goes_on_from_there() {
    // 150 mg since 14 December; back to 225 mg on the 16th, day 9, for a week.
    let (_, descent) = goes(pregabalin(back(&["2026-12-16"])), "225@0 150@7 150@16 75@23 50@30 25@37 0@44");
    let doses: Vec<String> =
        descent.steps.iter().map(|it| it.daily().map_or("0".into(), |it| it.to_string())).collect();
    assert_eq!(doses, ["225 mg", "150 mg", "225 mg", "150 mg", "75 mg", "50 mg", "25 mg", "0"]);
    // To the dose at which it began, on the day after the first cut. The first cut is again a quarter at most.
    goes(pregabalin(back(&["2026-12-08"])), "225@0 225@8 150@15 75@22 50@29 25@36 0@43");
    let once = json!({ "now": now("evening", "150 mg"), "acts": back(&["2026-12-08"]) });
    let mut request = coming_down("pregabalin", capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"]), once);
    merge(&mut request, json!({ "today": "2027-01-20" }));
    let (_, descent) = tapered(request);
    assert_eq!(cuts(&descent)[..2], [(0, "125".into()), (8, "125".into())]);
}

#[test]
fn a_return_undoes_one_cut_and_no_more() {
    for (on, why) in [
        (&["2026-12-07"][..], "the day of the first cut"),
        (&["2026-12-14"], "the day of a cut"),
        (&["2026-12-16", "2026-12-17"], "twice for one cut"),
    ] {
        let outcome = decide(pregabalin(back(on)));
        let Outcome::Refused { assessment } = &outcome else { panic!("{why}: {outcome:#?}") };
        let found = assessment.findings.iter().find(|it| it.key == "TAPER-3").expect(why);
        assert_eq!(found.inputs[0].path, "treatment.purpose.taper.acts");
    }
    // After the next cut, once more: 150 mg again on 23 December, then back on the 25th.
    goes(pregabalin(back(&["2026-12-16", "2026-12-25"])), "225@0 150@7 150@16 150@25 75@32 50@39 25@46 0@53");
}

#[test]
fn a_return_stays_inside_the_ceiling_of_today() {
    let asked = |clearance: &str| {
        let two = json!([{ "moment": "morning", "dose": "150 mg" }, { "moment": "evening", "dose": "150 mg" }]);
        let supplies = capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"]);
        let mut request = coming_down("pregabalin", supplies, json!({ "now": two, "acts": back(&["2026-12-16"]) }));
        let clearance = json!({ "ml_per_min": clearance, "method": "24 h" });
        merge(&mut request, json!({ "today": "2027-01-20", "patient": { "clearance": clearance } }));
        decide(request)
    };
    // 30 mL/min: 300 mg at most; below it 150 mg, and 225 mg are gone back to.
    for (clearance, allowed) in [("31", true), ("30", true), ("29.9", false)] {
        let outcome = asked(clearance);
        match (&outcome, allowed) {
            (Outcome::Tapered { .. }, true) => {}
            (Outcome::Refused { assessment }, false) => {
                let found = assessment.findings.iter().find(|it| it.key == "TAPER-3").expect("said");
                assert!(found.text.contains("150\u{a0}mg"), "{}", found.text);
            }
            (outcome, _) => panic!("{clearance}: {outcome:#?}"),
        }
    }
}

#[test]
fn an_opioid_goes_back_within_7_days_of_the_cut_else_by_decision() {
    // 100 mg since 28 December, day 21.
    goes(tramadol(back(&["2027-01-03"])), "150@0 100@21 100@48 50@69 0@125");
    goes(tramadol(back(&["2027-01-04"])), "150@0 100@21 100@49 50@70 0@126");
    let late = || tramadol(back(&["2027-01-05"]));
    let outcome = decide(late());
    let Outcome::Pending { assessment, draft: None, down: None } = &outcome else { panic!("{outcome:#?}") };
    let key = "TPR-TRA:back-2027-01-05";
    let found = assessment.findings.iter().find(|it| it.key == key).expect("said");
    assert_eq!((found.severity, &found.waits[..]), (Severity::Pending, &[Wait::Decision(key.to_owned())][..]));
    let mut signed = late();
    merge(&mut signed, decisions(&[key]));
    let (assessment, _) = goes(signed, "150@0 100@21 100@50 50@71 0@127");
    let found = assessment.findings.iter().find(|it| it.key == key).expect("still said, with the record");
    assert!(found.severity == Severity::Caution && found.recorded.is_some(), "{found:#?}");
    assert!(!assessment.findings.iter().any(|it| it.rule == "REC-1"), "it is known what was decided: {assessment:#?}");
    // That of another day lifts nothing.
    let mut another = late();
    merge(&mut another, decisions(&["TPR-TRA:back-2027-01-04"]));
    assert!(matches!(decide(another), Outcome::Pending { .. }));
    // A drug of which the book says nothing of the kind, after 13 days.
    goes(
        pregabalin(
            json!([{ "stay": { "on": "2026-12-15", "until": "2026-12-31" } }, { "back": { "on": "2026-12-27" } }]),
        ),
        "225@0 150@7 150@27 75@34 50@41 25@48 0@55",
    );
}

#[test]
fn from_nothing_only_a_professional_decides_a_return() {
    // Nothing since 11 January 2027, day 35.
    let after = || pregabalin(back(&["2027-01-13"]));
    let outcome = decide(after());
    let Outcome::Pending { assessment, .. } = &outcome else { panic!("{outcome:#?}") };
    assert!(assessment.findings.iter().any(|it| it.key == "TPR-PGB:back-2027-01-13"), "{assessment:#?}");
    let mut signed = after();
    merge(&mut signed, decisions(&["TPR-PGB:back-2027-01-13"]));
    goes(signed, "225@0 150@7 75@14 50@21 25@28 0@35 0@44");
    // What is stopped in one step has nothing to go back to.
    let mut naltrexone = coming_down(
        "naltrexone-ldn",
        json!([]),
        json!({ "now": now("evening", "4.5 mg"), "acts": back(&["2026-12-08"]) }),
    );
    merge(&mut naltrexone, json!({ "today": "2027-01-20" }));
    let outcome = decide(naltrexone);
    assert!(outcome.assessment().expect("answered").findings.iter().any(|it| it.key == "TAPER-3"), "{outcome:#?}");
}

/// The first day may have passed once something was done, and never before.
#[test]
fn a_way_that_was_begun_is_dated_where_something_was_done_on_it() {
    let outcome = decide(pregabalin(json!([])));
    let Outcome::Pending { down: Some(down), .. } = &outcome else { panic!("{outcome:#?}") };
    assert_eq!(down.begun.map(|it| it.to_string()).as_deref(), Some("2026-12-07"));
    assert!(outcome.assessment().expect("answered").findings.iter().any(|it| it.key == "START-1"));
    assert!(matches!(decide(pregabalin(stay("2026-12-15", "2026-12-20"))), Outcome::Tapered { .. }));
}

#[test]
fn what_cannot_have_been_done_is_named_with_its_place() {
    for (acts, at) in [
        (stay("2026-12-06", "2026-12-20"), 0),
        (stay("2026-12-15", "2026-12-14"), 0),
        (back(&["2027-01-21"]), 0),
        (back(&["2026-12-16", "2026-12-15"]), 1),
    ] {
        let outcome = decide(pregabalin(acts.clone()));
        let Outcome::Unreadable { problems } = &outcome else { panic!("{acts}: {outcome:#?}") };
        let path = format!("treatment.purpose.taper.acts[{at}]");
        assert_eq!(problems.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), [path.as_str()], "{acts}");
    }
    // Today is a day on which somebody may go back.
    assert!(matches!(decide(pregabalin(back(&["2027-01-20"]))), Outcome::Pending { .. }), "from nothing: decided");
}
