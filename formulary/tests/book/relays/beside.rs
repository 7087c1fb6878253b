//! Both taken for a while: what is found on those days, and what keeps them from being planned.

use super::*;
use crate::ask::{BOOK, PLANNER, assessment, day};
use palier_engine::audit::audit_descent;
use palier_engine::book::rule::Severity;
use palier_engine::course::Course;
use palier_engine::finding::{Finding, Verdict, Wait};
use palier_engine::request::request::Request;

/// The same, in units of the second drug that are sold.
pub fn in_units(left: &str, begun: &str) -> Value {
    let supplies = match begun {
        "pregabalin" => capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"]),
        "gabapentin" => capsules(&["100 mg", "300 mg", "400 mg"]),
        "amitriptyline" => json!([{ "drops": { "per_drop": "1 mg", "most": 75 } }]),
        "nortriptyline" => capsules(&["10 mg", "25 mg"]),
        "duloxetine" => capsules(&["30 mg", "60 mg"]),
        "venlafaxine" => slow_capsules(&["37.5 mg", "75 mg", "150 mg"]),
        other => panic!("{other}"),
    };
    let mut request = relaying(left, begun);
    merge(&mut request, json!({ "treatment": { "purpose": { "taper": { "then_with": { "supplies": supplies } } } } }));
    // Each question of the second drug is answered too.
    let asked = [left, begun].into_iter().flat_map(|it| BOOK.questions_for(it)).map(|it| it.id.clone());
    let mut answers: Vec<String> = asked.collect();
    answers.extend(["sleep-apnoea".to_owned(), "respiratory-failure".to_owned()]);
    merge(&mut request, json!({ "patient": { "none_of_these": [{ "questions": answers, "by": "patient" }] } }));
    let row = BOOK.relay(left, begun).expect("a row");
    merge(&mut request, decisions(&[&format!("{}:{left}:{begun}", row.id)]));
    request
}

fn found<'a>(then: &'a Outcome, key: &str) -> Option<&'a Finding> {
    assessment(then).findings.iter().find(|it| it.key == key)
}

fn course(then: &Outcome) -> &Course {
    then.course().unwrap_or_else(|| panic!("no course: {then:#?}"))
}

#[test]
fn duloxetine_beside_gabapentin_is_planned_from_the_day_it_is_halved_with_a_caution() {
    let (_, relay, then) = relayed(in_units("gabapentin", "duloxetine"));
    assert_eq!((relay.first_day, relay.last_dose), (Some(day("2026-12-14")), day("2026-12-27")));
    let Outcome::Planned { assessment, plan } = &then else { panic!("{then:#?}") };
    assert_eq!((plan.start, assessment.verdict), (day("2026-12-14"), Verdict::Caution));
    let said = found(&then, "RLY-GBP-DLX:gabapentin:duloxetine").expect("said");
    assert!(said.text.contains("14\u{a0}jours"), "{}", said.text);
    // 30 mg on 14 December, 60 mg on the 28th; gabapentin falls on the 7th, 14th, 21st and 28th.
    let weeks = found(&then, "TPR-ONE:duloxetine").expect("both change");
    for part in ["14\u{a0}décembre", "28\u{a0}décembre", "7\u{a0}jours"] {
        assert!(weeks.text.contains(part), "{part}: {}", weeks.text);
    }
    assert_eq!(weeks.severity, Severity::Caution);
}

/// What is taken beside until its last dose is met as any medicine of the list.
#[test]
fn interactions_and_burdens_of_the_days_together_are_those_of_the_list() {
    let (_, relay, then) = relayed(in_units("amitriptyline", "duloxetine"));
    assert_eq!(relay.shared_days, Some(28));
    assert!(found(&then, "interaction:amitriptyline").is_some(), "{:#?}", assessment(&then).findings);
    let serotonin = course(&then).burdens.iter().find(|it| it.burden == "serotonin").expect("both carry it");
    let left = serotonin.carriers.iter().find(|it| it.line.is_some()).expect("amitriptyline");
    assert_eq!(left.until.map(i32::from), Some(28), "until its last dose: {serotonin:#?}");
    assert_eq!(
        serotonin.together.iter().map(|(from, to)| (i32::from(*from), to.map(i32::from))).collect::<Vec<_>>(),
        [(1, Some(28))]
    );
}

#[test]
fn sedation_that_rises_beside_another_is_acknowledged_and_refused_beside_what_slows_breathing() {
    let asked = || in_units("amitriptyline", "pregabalin");
    let (_, relay, then) = relayed(asked());
    assert!(relay.first_day.is_some());
    let said = found(&then, "RISE-SEDATION").expect("it rises");
    assert!(said.severity == Severity::Caution && said.unacknowledged, "{said:#?}");
    let mut read = asked();
    merge(
        &mut read,
        json!({ "acknowledgements": [{ "about": "RISE-SEDATION", "by": "Dr Martin", "on": "2026-11-30" }] }),
    );
    let (_, _, then) = relayed(read);
    assert!(found(&then, "RISE-SEDATION").is_some_and(|it| !it.unacknowledged && it.recorded.is_some()));
    for patch in [
        json!({ "medicines": [{ "name": "codéine", "started": "2020-01" }] }),
        json!({ "medicines": [{ "name": "diazépam", "started": "2020-01" }] }),
        json!({ "patient": { "answers": { "sleep-apnoea": "yes" } } }),
        json!({ "patient": { "answers": { "respiratory-failure": "yes" } } }),
    ] {
        let mut request = asked();
        merge(&mut request, patch.clone());
        let (_, relay, then) = relayed(request);
        assert_eq!((relay.first_day, then.verdict()), (None, Verdict::Refused), "{patch}");
        let said = found(&then, "RISE-SEDATION").expect("said");
        assert_eq!(said.severity, Severity::Contraindicated, "{patch}");
    }
    let mut unknown = asked();
    merge(&mut unknown, json!({ "patient": { "answers": { "sleep-apnoea": "unknown" } } }));
    let (_, _, then) = relayed(unknown);
    let said = found(&then, "RISE-SEDATION").expect("said");
    assert!(said.severity == Severity::Pending && said.waits.iter().any(|it| matches!(it, Wait::Fact(_))), "{said:#?}");
    // Duloxetine carries no drowsiness, and what begins after the last dose rises beside nothing.
    for (left, begun) in [("gabapentin", "duloxetine"), ("nortriptyline", "amitriptyline")] {
        let (_, _, then) = relayed(in_units(left, begun));
        assert!(found(&then, "RISE-SEDATION").is_none(), "{left} to {begun}");
    }
}

/// Every pair whose second drug carries drowsiness and begins beside the first is held to it.
#[test]
fn each_pair_beside_which_drowsiness_rises_says_so() {
    let mut met = 0;
    for (_, left) in DRUGS {
        for (_, begun) in DRUGS.into_iter().filter(|(_, begun)| *begun != left) {
            let row = BOOK.relay(left, begun).expect("a row");
            if !matches!(row.how, palier_engine::book::relay::Handover::Overlap(_)) {
                continue;
            }
            let (_, _, then) = relayed(in_units(left, begun));
            let sedates = ["pregabalin", "gabapentin", "amitriptyline", "nortriptyline"].contains(&begun);
            assert_eq!(found(&then, "RISE-SEDATION").is_some(), sedates, "{left} to {begun}");
            met += 1;
        }
    }
    assert_eq!(met, 19);
}

/// Amitriptyline goes back to the dose before on 16 December; pregabalin rises on the 14th.
#[test]
fn two_that_make_drowsy_are_never_raised_in_one_week() {
    let back = |on: &str| {
        let mut request = in_units("amitriptyline", "pregabalin");
        let acts = json!([{ "back": { "on": on } }]);
        merge(&mut request, json!({ "today": "2026-12-20" }));
        merge(&mut request, json!({ "treatment": { "purpose": { "taper": { "acts": acts } } } }));
        relayed(request)
    };
    let (_, relay, then) = back("2026-12-16");
    let said = found(&then, "RISE-SEDATION:pregabalin").expect("both rise");
    assert_eq!((said.severity, relay.first_day), (Severity::Contraindicated, None), "{said:#?}");
}

#[test]
fn a_day_together_beside_what_slows_breathing_is_stopped() {
    let mut request: Request = serde_json::from_value(in_units("amitriptyline", "pregabalin")).expect("a request");
    let outcome = PLANNER.decide(&request);
    let Outcome::Tapered { descent, .. } = outcome else { panic!("{outcome:#?}") };
    let plan = (*descent).clone();
    audit_descent(PLANNER.catalogue(), &request, plan.clone()).expect("sound");
    request.medicines = vec![serde_json::from_value(json!({ "name": "diazépam" })).expect("a medicine")];
    let found = audit_descent(PLANNER.catalogue(), &request, plan).expect_err("a benzodiazepine");
    assert!(found.iter().any(|it| it.invariant == 5 && it.message.contains("RISE-SEDATION")), "{found:#?}");
}

#[test]
fn how_a_drug_is_begun_is_said_of_one_that_is_begun() {
    let mut request = leaving("gabapentin", "FR");
    merge(&mut request, json!({ "treatment": { "purpose": { "taper": { "then_with": {} } } } }));
    let outcome = decide(request);
    let Outcome::Unreadable { problems } = &outcome else { panic!("{outcome:#?}") };
    assert_eq!(problems[0].path, "treatment.purpose.taper.then_with");
}
