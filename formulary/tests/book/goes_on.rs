//! Somebody who takes the drug already and goes on: from where they stand, never from the beginning.

use crate::ask::laid_out::{stair, steps};
use crate::ask::{PLANNER, answer, answered_for, asked, both, clearance, decide, decided, merge, target, treatment};
use crate::drawn::requests;
use palier_engine::audit::audit_plan;
use palier_engine::book::rule::Severity;
use palier_engine::course::Plan;
use palier_engine::exact::date::When;
use palier_engine::exact::day::Day;
use palier_engine::exact::dose::Dose;
use palier_engine::finding::{Finding, Verdict, Wait};
use palier_engine::outcome::Outcome;
use palier_engine::request::request::{Ongoing, Purpose, Request};
use palier_engine::request::taken::TakenNow;
use proptest::prelude::*;
use serde_json::{Value, json};

fn standing(it: Value) -> Value {
    treatment(json!({ "purpose": "continue", "standing": it }))
}

fn evening(dose: &str) -> Value {
    json!([{ "moment": "evening", "dose": dose }])
}

fn tablets(strengths: &[u16]) -> Value {
    strengths.iter().map(|it| json!({ "tablet": { "strength": format!("{it} mg") } })).collect()
}

/// Lamotrigine after a stroke: 25 mg for 14 days, 50 mg for 14, then 50 mg more every 14 days, to 200 mg.
fn lamotrigine() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "lamotrigine", "indication": "neuropathic-poststroke",
        "supplies": tablets(&[2, 5, 25, 50, 100, 200]) } })
}

fn capsules(strengths: &[u16]) -> Value {
    strengths.iter().map(|it| json!({ "capsule": { "strength": format!("{it} mg") } })).collect()
}

fn pregabalin() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "pregabalin", "indication": "neuropathic-diabetic",
        "supplies": capsules(&[25, 50, 75, 100, 150, 200, 300]) } })
}

#[track_caller]
fn finding(base: &Value, patch: &Value, rule: &str) -> Finding {
    let outcome = decide(asked(base, patch.clone()));
    let assessment = outcome.assessment().expect("answered");
    let found = assessment.findings.iter().find(|it| it.rule == rule);
    found.unwrap_or_else(|| panic!("{patch}: {:#?}", assessment.findings)).clone()
}

/// The days that the dose still lacks come first; of a day not known, all of them; one day at least.
#[test]
fn it_goes_on_from_the_dose_that_is_taken_after_the_days_it_lacks() {
    let at = |dose: &str, since: Option<&str>| {
        let mut it = json!({ "now": evening(dose) });
        if let Some(since) = since {
            merge(&mut it, json!({ "dose_since": since }));
        }
        standing(it)
    };
    // The first day is 7 December.
    for (patch, expected) in [
        (at("50 mg", None), "50x14 100x14 150x14 200x56"),
        (at("50 mg", Some("2026-11-30")), "50x7 100x14 150x14 200x56"),
        (at("50 mg", Some("2026-11-24")), "50x1 100x14 150x14 200x56"),
        (at("50 mg", Some("2026-11-23")), "50x1 100x14 150x14 200x56"),
        (at("50 mg", Some("2026-11-25")), "50x2 100x14 150x14 200x56"),
        (at("50 mg", Some("2020-01")), "50x1 100x14 150x14 200x56"),
        // Some day of November: the last that it may be.
        (at("50 mg", Some("2026-11")), "50x7 100x14 150x14 200x56"),
        // Between two steps: on to the next.
        (at("75 mg", Some("2020-01")), "75x1 100x14 150x14 200x56"),
        (at("200 mg", None), "200x56"),
        (both(at("250 mg", None), decided("limit:LTG-MAX-200")), "250x56"),
        (both(at("100 mg", Some("2020-01")), target("100 mg")), "100x56"),
    ] {
        assert_eq!(steps(&lamotrigine(), &patch), expected, "{patch}");
    }
    let outcome = decide(asked(&lamotrigine(), at("50 mg", Some("2026-11-30"))));
    let Outcome::Planned { plan, .. } = &outcome else { panic!("{outcome:#?}") };
    assert_eq!(plan.course.continues.map(|it| it.to_string()).as_deref(), Some("50 mg"));
    // Nothing has to be so for what is taken already to go on; the first rise has its conditions.
    let ldn = decide(answered_for(&standing(json!({ "now": evening("1.5 mg") }))));
    let gates: Vec<usize> = ldn.course().expect("a course").steps.iter().map(|it| it.gates.len()).collect();
    assert!(gates[0] == 0 && gates[1..].iter().all(|it| *it > 0), "{gates:?}");
    let said = &plan.course.steps[0].reasons[0].text;
    assert_eq!(
        said,
        "Déjà pris\u{a0}: 50\u{a0}mg par jour, depuis le 30\u{a0}novembre\u{a0}2026. Il reste 7\u{a0}jours à cette dose."
    );
}

/// A dose of every other day goes on to each day, as the table beside valproate does (`v21`).
#[test]
fn a_dose_of_every_other_day_goes_on_to_each_day() {
    let valproate = json!({ "medicines": [{ "name": "valproate", "started": "2020-01" }] });
    let at = |every: u8| {
        let it =
            json!({ "now": evening("25 mg"), "every_days": every, "since": "2026-11-30", "dose_since": "2026-11-30" });
        both(standing(it), valproate.clone())
    };
    assert_eq!(steps(&lamotrigine(), &at(2)), "25/2x7 25x14 50x14 75x14 100x56");
    assert_eq!(steps(&lamotrigine(), &at(1)), "25x7 50x14 75x14 100x56");
    // At noon, where the protocol has none, until the dose changes.
    let noon = treatment(json!({ "standing": { "now": [{ "moment": "noon", "dose": "25 mg" }] } }));
    assert_eq!(steps(&lamotrigine(), &both(at(2), noon)), "25/2x7 25x14 50x14 75x14 100x56");
}

/// It is taken as it is until it changes, whatever way the protocol divides a day.
#[test]
fn it_is_taken_as_it_is_until_it_changes() {
    let now = json!([{ "moment": "morning", "dose": "25 mg" }, { "moment": "evening", "dose": "50 mg" }]);
    let outcome = decide(asked(&pregabalin(), standing(json!({ "now": now, "dose_since": "2026-11-28" }))));
    let course = outcome.course().unwrap_or_else(|| panic!("{outcome:#?}"));
    let first: Vec<String> = course.steps[0].intakes.iter().map(|it| format!("{:?} {}", it.moment, it.dose)).collect();
    assert_eq!(first, ["Morning 25 mg", "Evening 50 mg"]);
}

/// What is at home is used first, and counted.
#[test]
fn what_is_at_home_is_counted() {
    let it = json!({ "now": evening("200 mg"), "units": [{ "supply": 5, "count": 20 }] });
    let outcome = decide(asked(&lamotrigine(), standing(it)));
    let Outcome::Planned { plan, .. } = &outcome else { panic!("{outcome:#?}") };
    let [held] = plan.course.held.as_slice() else { panic!("{:#?}", plan.course.held) };
    assert_eq!((held.held, held.used, held.left, held.wanted), (20, 20, 0, 36));
}

/// Dossier of the neuropathic drugs: pregabalin with a clearance from 30 to 60 mL/min, at most 300 mg a day.
#[test]
fn a_dose_above_the_ceiling_of_today_has_its_way_down() {
    let two = |each: &str| json!([{ "moment": "morning", "dose": each }, { "moment": "evening", "dose": each }]);
    let at = |each: &str| both(standing(json!({ "now": two(each), "since": "2024-05" })), clearance("45"));
    let outcome = decide(asked(&pregabalin(), at("300 mg")));
    let Outcome::Refused { assessment } = &outcome else { panic!("{outcome:#?}") };
    let found = assessment.findings.iter().find(|it| it.rule == "STAND-2").expect("it is above");
    assert_eq!(found.lower_to.map(|it| it.to_string()).as_deref(), Some("300 mg"), "{found:#?}");
    assert!(assessment.findings.iter().any(|it| it.rule == "STAND-3"), "its ways out are named");
    // At the ceiling it goes on; a clearance not known waits, and nothing is laid out of it.
    assert!(decide(asked(&pregabalin(), at("150 mg"))).course().is_some());
    let unknown = json!({ "patient": { "creatinine": null, "clearance": null } });
    let outcome = decide(asked(&pregabalin(), both(at("300 mg"), unknown)));
    let Outcome::Pending { assessment, draft: None, .. } = &outcome else { panic!("{outcome:#?}") };
    let found = assessment.findings.iter().find(|it| it.rule == "STAND-2").expect("it may be above");
    assert_eq!(found.severity, Severity::Pending);
    assert!(found.waits.iter().any(|it| matches!(it, Wait::Fact(_))), "{found:#?}");
}

/// A limit that a decision passes waits for it; the way down stands beside it.
#[test]
fn a_recommended_ceiling_waits_for_a_decision() {
    let at = |dose: &str| standing(json!({ "now": evening(dose) }));
    let found = finding(&lamotrigine(), &at("201 mg"), "STAND-2");
    assert_eq!(
        (found.severity, found.lower_to.map(|it| it.to_string()).as_deref()),
        (Severity::Pending, Some("200 mg"))
    );
    assert_eq!(found.waits, [Wait::Decision("limit:LTG-MAX-200".to_owned())]);
    assert!(decide(asked(&lamotrigine(), at("200 mg"))).course().is_some());
}

/// What is aimed at is no way down.
#[test]
fn going_on_lowers_nothing() {
    let patch = both(standing(json!({ "now": evening("150 mg") })), target("100 mg"));
    let found = finding(&lamotrigine(), &patch, "STAND-2");
    assert_eq!(
        (found.severity, found.lower_to.map(|it| it.to_string()).as_deref()),
        (Severity::Contraindicated, Some("100 mg"))
    );
    let least = finding(&pregabalin(), &standing(json!({ "now": evening("24 mg") })), "STAND-2");
    assert_eq!((least.severity, least.lower_to), (Severity::Contraindicated, None));
    assert!(decide(asked(&pregabalin(), standing(json!({ "now": evening("25 mg") })))).course().is_some());
}

/// The table beside valproate is gone on with only where valproate came first, or a professional decides it.
#[test]
fn a_medicine_that_came_later_may_have_changed_the_table() {
    let valproate = |started: Value| json!({ "medicines": [{ "name": "valproate", "started": started }] });
    let at = |since: Value, started: Value| {
        both(standing(json!({ "now": evening("100 mg"), "since": since })), valproate(started))
    };
    let waits = |patch: &Value| {
        let outcome = decide(asked(&lamotrigine(), patch.clone()));
        let found = outcome.assessment().expect("answered").findings.iter().any(|it| it.key == "STAND-4");
        assert_eq!(found, outcome.course().is_none(), "{patch}: {outcome:#?}");
        found
    };
    assert!(!waits(&at(json!("2026-03-01"), json!("2026-03-01"))));
    assert!(waits(&at(json!("2026-03-01"), json!("2026-03-02"))));
    assert!(!waits(&at(json!("2026-03-02"), json!("2026-03-01"))));
    assert!(waits(&at(json!("2026-03"), json!("2026-03"))), "the same month: nobody knows");
    assert!(waits(&at(Value::Null, json!("2026-03-01"))));
    assert!(waits(&at(json!("2026-03-01"), Value::Null)));
    assert!(!waits(&both(at(Value::Null, Value::Null), decided("STAND-4"))));
    // Where the table asks nothing of the list, nothing waits.
    let other = json!({ "medicines": [{ "name": "paracétamol" }] });
    assert!(!waits(&both(standing(json!({ "now": evening("100 mg") })), other)));
}

/// The drug on the list is what is gone on with; at another dose, it is taken twice.
#[test]
fn the_drug_on_the_list_is_what_is_gone_on_with() {
    let list = |dose: Value| json!({ "medicines": [{ "name": "lamotrigine", "daily_dose": dose }] });
    let at = |dose: Value| both(standing(json!({ "now": evening("50 mg") })), list(dose));
    for same in [Value::Null, json!("50 mg")] {
        assert_eq!(steps(&lamotrigine(), &at(same)), "50x14 100x14 150x14 200x56");
    }
    for other in ["49 mg", "51 mg"] {
        let outcome = decide(asked(&lamotrigine(), at(json!(other))));
        assert!(matches!(outcome, Outcome::Refused { .. }), "{other}: {outcome:#?}");
    }
    let begun = decide(asked(&lamotrigine(), list(Value::Null)));
    assert!(matches!(begun, Outcome::Refused { .. }), "it is not begun beside itself");
}

/// A drug that is taken and has become forbidden is not gone on with: its ways out are named.
#[test]
fn a_drug_that_has_become_forbidden_names_its_ways_out() {
    let patch =
        both(standing(json!({ "now": evening("100 mg"), "since": "2024-05" })), answer("allergy-lamotrigine", "yes"));
    let outcome = decide(asked(&lamotrigine(), patch));
    let Outcome::Refused { assessment } = &outcome else { panic!("{outcome:#?}") };
    let out = assessment.findings.iter().find(|it| it.rule == "STAND-3").expect("its ways out");
    assert!(out.text.contains("Ne pas l’arrêter"), "{}", out.text);
    let ldn = answered_for(&standing(json!({ "now": evening("3 mg") })));
    let opioid = json!({ "medicines": [{ "name": "morphine", "use": "daily" }] });
    let mut request = ldn;
    merge(&mut request, opioid);
    let outcome = decide(request);
    let found = outcome.assessment().expect("answered").findings.iter().find(|it| it.rule == "STAND-3").expect("out");
    assert!(found.text.contains("en une fois"), "naltrexone is stopped in one go: {}", found.text);
}

#[test]
fn what_is_impossible_is_named_with_its_place() {
    for (patch, path) in [
        (treatment(json!({ "standing": { "now": evening("50 mg") } })), "treatment.standing"),
        (
            both(standing(json!({ "now": evening("50 mg") })), treatment(json!({ "first_dose": "25 mg" }))),
            "treatment.first_dose",
        ),
        (standing(json!({ "now": evening("50 mg"), "every_days": 3 })), "treatment.standing.every_days"),
        (standing(json!({ "now": evening("50 mg"), "dose_since": "2026-12-01" })), "treatment.standing.dose_since"),
        (
            standing(json!({ "now": evening("50 mg"), "since": "2026-06", "dose_since": "2026-05" })),
            "treatment.standing.dose_since",
        ),
        (
            treatment(json!({ "purpose": { "taper": {} }, "standing": { "now": evening("50 mg"), "every_days": 2 } })),
            "treatment.standing.every_days",
        ),
    ] {
        let outcome = decide(asked(&lamotrigine(), patch.clone()));
        let Outcome::Unreadable { problems } = &outcome else { panic!("{patch}: {outcome:#?}") };
        assert_eq!(problems.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), [path], "{patch}");
    }
    let outcome = decide(asked(&lamotrigine(), treatment(json!({ "purpose": "continue" }))));
    let Outcome::Pending { assessment, draft: None, .. } = &outcome else { panic!("{outcome:#?}") };
    assert!(assessment.findings.iter().any(|it| it.key == "STAND-1"), "{assessment:#?}");
}

fn sound() -> (Request, Plan) {
    let it = json!({ "now": evening("50 mg"), "dose_since": "2026-11-30", "units": [{ "supply": 3, "count": 5 }] });
    let request: Request = serde_json::from_value(asked(&lamotrigine(), standing(it))).expect("a request");
    let Outcome::Planned { plan, .. } = PLANNER.decide(&request) else { panic!("a plan") };
    (request, (*plan).clone())
}

#[track_caller]
fn stops(breaks: impl Fn(&mut Request, &mut Plan), invariant: u8, said: &str) {
    let (mut request, mut plan) = sound();
    breaks(&mut request, &mut plan);
    let found = audit_plan(PLANNER.catalogue(), &request, plan).expect_err(said);
    assert!(found.iter().any(|it| it.invariant == invariant && it.message.contains(said)), "`{said}`: {found:#?}");
}

/// The auditor counts the days at the dose again, by itself, and stops what begins below it or elsewhere.
#[test]
fn what_goes_on_wrongly_is_stopped() {
    let (request, plan) = sound();
    assert!(audit_plan(PLANNER.catalogue(), &request, plan).is_ok());
    let day = |text: &str| Some(text.parse::<When>().expect("a day"));
    stops(
        |request, _| request.treatment.standing.dose_since = day("2026-12-01"),
        4,
        "13 days at 50000 mcg, at least 14",
    );
    stops(|request, _| request.treatment.standing.dose_since = None, 4, "7 days at 50000 mcg, at least 14");
    stops(|_, plan| plan.course.continues = None, 5, "gone on from");
    stops(|request, _| request.treatment.standing.now[0].dose = "100 mg".parse().expect("a dose"), 3, "falls");
    stops(|request, _| request.treatment.standing.now[0].dose = "25 mg".parse().expect("a dose"), 5, "gone on from");
    stops(|_, plan| plan.course.held[0].used += 1, 8, "is counted wrong");
    stops(|_, plan| plan.course.held.clear(), 8, "is not all counted");
    stops(|request, _| request.treatment.purpose = None, 4, "the first dose is 50000 mcg");
    stops(
        |_, plan| {
            plan.course.steps.remove(0);
            for step in &mut plan.course.steps {
                step.first_day = step.first_day.plus(-7);
            }
        },
        4,
        "7 days at 50000 mcg, at least 14",
    );
}

/// Somebody of the drawn requests who takes the drug already, at some doses of its supplies.
fn who_goes_on() -> impl Strategy<Value = Request> {
    let intakes = (any::<prop::sample::Index>(), 1_u32..=4, any::<bool>());
    let since = (any::<bool>(), 0_i32..=40);
    (requests(), intakes, since).prop_map(|(mut request, (which, count, twice), (said, days))| {
        let strengths: Vec<Dose> = request.treatment.supplies.iter().map(|it| it.strength()).collect();
        let Some(strength) = strengths.get(which.index(strengths.len().max(1))) else { return request };
        let dose = strength.times(count).unwrap_or(*strength);
        let moments: &[_] = if twice {
            &[palier_engine::book::place::Moment::Morning, palier_engine::book::place::Moment::Evening]
        } else {
            &[palier_engine::book::place::Moment::Evening]
        };
        let now = moments.iter().map(|moment| TakenNow { moment: *moment, dose }).collect();
        let dose_since = request.today.plus(-days).filter(|_| said).map(When::day);
        request.treatment.first_dose = None;
        request.treatment.purpose = Some(Purpose::Continue);
        request.treatment.standing = Ongoing { now, dose_since, ..Ongoing::default() };
        request
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Nothing is stopped by the auditor; a plan begins with what is taken, never falls, and is the same asked twice.
    #[test]
    fn whoever_goes_on_begins_where_they_stand(request in who_goes_on()) {
        let outcome = PLANNER.decide(&request);
        prop_assert!(!matches!(outcome, Outcome::Stopped { .. }), "{outcome:#?}");
        let Some(course) = outcome.course() else { return Ok(()) };
        let now = request.treatment.standing.dose();
        prop_assert_eq!(course.continues, now);
        prop_assert_eq!(course.steps.first().and_then(|it| it.daily()), now);
        prop_assert!(course.steps.windows(2).all(|it| it[0].daily() <= it[1].daily()), "{}", stair(course));
        prop_assert_eq!(PLANNER.decide(&request), outcome);
    }

    /// Not knowing since when never goes on sooner than any day that it may be.
    #[test]
    fn not_knowing_since_when_is_never_sooner(request in who_goes_on()) {
        let mut unsaid = request.clone();
        unsaid.treatment.standing.dose_since = None;
        let (unsaid, said) = (PLANNER.decide(&unsaid), PLANNER.decide(&request));
        if let (Some(before), Some(after)) = (unsaid.course(), said.course()) {
            for day in Day::FIRST.to(before.last_day.min(after.last_day)) {
                let on = |course: &palier_engine::course::Course| course.steps.iter().find(|it| it.last_day() >= day).and_then(|it| it.daily());
                prop_assert!(on(before) <= on(after), "{day}");
            }
        }
        // A plan that becomes longer, or needs units for more doses, may be no plan.
        let of_length = |it: &Outcome| it.assessment().is_some_and(|it| it.findings.iter().any(|it| it.rule == "PACE-1" || it.rule == "FORM-2"));
        if said.verdict() == Verdict::Refused && !of_length(&said) {
            prop_assert_eq!(unsaid.verdict(), Verdict::Refused);
        }
    }
}
