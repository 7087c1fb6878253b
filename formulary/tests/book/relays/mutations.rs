//! A relay that is sound, and everything that can be wrong with it: the auditor stops each.

use super::*;
use crate::ask::{PLANNER, day};
use palier_engine::audit::audit_descent;
use palier_engine::descent::Tapering;
use palier_engine::request::request::Request;

fn sound(left: &str, begun: &str, about: &[&str]) -> (Request, Tapering) {
    let mut request = relaying(left, begun);
    merge(&mut request, decisions(about));
    let request: Request = serde_json::from_value(request).expect("a request");
    let outcome = PLANNER.decide(&request);
    let Outcome::Tapered { descent, .. } = outcome else { panic!("{outcome:#?}") };
    (request, (*descent).clone())
}

/// One of each kind, with its first day.
fn kinds() -> [(Request, Tapering, &'static str); 5] {
    let with_day = |(request, plan): (Request, Tapering), first| (request, plan, first);
    [
        // Naltrexone is taken on no day of its plan: 72 h from 6 December.
        with_day(sound("naltrexone-ldn", "tramadol", &[]), "2026-12-10"),
        // 60 mg of duloxetine end on 20 December; 3 full free days, or the next day.
        with_day(sound("duloxetine", "amitriptyline", &[]), "2026-12-24"),
        with_day(sound("duloxetine", "venlafaxine", &[]), "2026-12-21"),
        // 600 mg of gabapentin from 14 December on.
        with_day(sound("gabapentin", "duloxetine", &[]), "2026-12-14"),
        with_day(sound("amitriptyline", "pregabalin", &[]), "2026-12-07"),
    ]
}

fn told(plan: &mut Tapering) -> &mut Relay {
    plan.then.as_mut().expect("a relay")
}

#[track_caller]
fn stops(request: &Request, plan: Tapering, invariant: u8, said: &str) {
    let found = audit_descent(PLANNER.catalogue(), request, plan).expect_err(said);
    let heard = found.iter().any(|it| it.invariant == invariant && it.message.contains(said));
    assert!(heard, "{invariant} `{said}`: {found:#?}");
}

/// The relay of a plan on another day, counted as it is.
fn moved(plan: &Tapering, by: i32) -> Tapering {
    let mut plan = plan.clone();
    let relay = told(&mut plan);
    let day = relay.first_day.and_then(|it| it.plus(by)).expect("a day");
    let both = u16::try_from(relay.last_dose.days_since(day) + 1).unwrap_or(0);
    (relay.first_day, relay.shared_days) = (Some(day), Some(both).filter(|it| *it > 0));
    plan
}

#[test]
fn a_day_early_is_stopped_that_day_and_a_day_late_pass() {
    for (request, plan, first) in kinds() {
        assert_eq!(plan.then.as_ref().and_then(|it| it.first_day), Some(day(first)), "{}", plan.descent.drug);
        let said = format!("not before {first}");
        stops(&request, moved(&plan, -1), 5, &said);
        for by in [0, 1] {
            audit_descent(PLANNER.catalogue(), &request, moved(&plan, by)).expect("sound");
        }
    }
}

#[test]
fn another_row_another_last_dose_and_other_days_together_are_stopped() {
    for (request, plan, _) in kinds() {
        let broken = |breaks: &dyn Fn(&mut Relay)| {
            let mut plan = plan.clone();
            breaks(told(&mut plan));
            plan
        };
        stops(&request, broken(&|it| it.row = "RLY-TRA-ADT".into()), 9, "is not how one goes from");
        stops(
            &request,
            broken(&|it| it.last_dose = it.last_dose.plus(-1).expect("a day")),
            5,
            "its last dose is not on",
        );
        stops(
            &request,
            broken(&|it| it.shared_days = Some(it.shared_days.unwrap_or(0) + 1)),
            9,
            "it is told otherwise",
        );
    }
}

#[test]
fn what_is_refused_and_what_nobody_decided_has_no_first_day() {
    let (mut request, plan) = sound("gabapentin", "venlafaxine", &["RLY-GBX-SNRI:gabapentin:venlafaxine"]);
    audit_descent(PLANNER.catalogue(), &request, plan.clone()).expect("decided");
    request.decisions.clear();
    stops(&request, plan, 5, "nobody has decided `RLY-GBX-SNRI`");
    let (mut request, mut plan) = sound("gabapentin", "duloxetine", &[]);
    request.treatment.taper_mut().expect("a way down").then = Some("carbamazepine".into());
    (told(&mut plan).drug, told(&mut plan).row) = ("carbamazepine".into(), "RLY-GBX-AED".into());
    stops(&request, plan, 5, "`carbamazepine` has no first day after `gabapentin`");
}

/// A cirrhosis that nobody excludes adds a day.
#[test]
fn a_day_less_where_a_cirrhosis_is_not_ruled_out_is_stopped() {
    use palier_engine::logic::truth::Truth;
    let (mut request, plan) = sound("tramadol", "amitriptyline", &[]);
    audit_descent(PLANNER.catalogue(), &request, plan.clone()).expect("ruled out");
    for answer in [Truth::Yes, Truth::Unknown] {
        request.patient.answers.insert("cirrhosis".into(), answer);
        stops(&request, plan.clone(), 5, "not before");
    }
}
