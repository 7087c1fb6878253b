//! From one day to the next, at a published dose: §9 of the dossier of the life of a plan, and vectors 7 and 12 of its §16.

use super::*;
use crate::ask::{BOOK, PLANNER, assessment, day};
use palier_engine::audit::{audit_descent, audit_plan};
use palier_engine::book::rule::Severity;
use palier_engine::book::source::Grade;
use palier_engine::course::Plan;
use palier_engine::descent::Tapering;
use palier_engine::exact::dose::Dose;
use palier_engine::finding::{Finding, Verdict};
use palier_engine::request::request::Request;

fn dose(text: &str) -> Dose {
    text.parse().expect("a dose")
}

/// Somebody who takes so much of a drug, and from 7 December 2026 on another in its place; what a professional decides
/// is decided.
fn swapping(left: &str, taken: &str, begun: &str, decided: &[&str]) -> Value {
    let supplies = match begun {
        "pregabalin" => capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"]),
        "gabapentin" => capsules(&["100 mg", "300 mg", "400 mg"]),
        "oxcarbazepine" => tablets(&["150 mg", "300 mg", "600 mg"]),
        "nortriptyline" => capsules(&["10 mg", "25 mg"]),
        "amitriptyline" => tablets(&["10 mg", "25 mg", "50 mg"]),
        other => panic!("{other}"),
    };
    let tricyclic = ["amitriptyline", "nortriptyline"].contains(&left);
    let mut request = leaving(left, if tricyclic { "US" } else { "FR" });
    let indication = if begun == "oxcarbazepine" { "trigeminal-neuralgia" } else { "neuropathic-peripheral" };
    let with = json!({ "supplies": supplies, "indication": indication, "converted": true });
    let taper = json!({ "then": begun, "then_with": with });
    merge(
        &mut request,
        json!({ "treatment": { "purpose": { "taper": taper }, "standing": { "now": now("evening", taken) } } }),
    );
    if left == "amitriptyline" {
        merge(&mut request, json!({ "treatment": { "supplies": tablets(&["10 mg", "25 mg", "50 mg"]) } }));
    }
    let asked = [left, begun].into_iter().flat_map(|it| BOOK.questions_for(it)).map(|it| it.id.clone());
    let answers: Vec<String> = asked.collect();
    merge(&mut request, json!({ "patient": { "none_of_these": [{ "questions": answers, "by": "patient" }] } }));
    merge(&mut request, decisions(decided));
    request
}

const TO_OXC: &str = "RLY-CBZ-OXC:carbamazepine:oxcarbazepine";
const TO_PGB: &str = "RLY-GBP-PGB:gabapentin:pregabalin";
const TO_GBP: &str = "RLY-PGB-GBP:pregabalin:gabapentin";

/// The way down, and the plan of what takes its place.
#[track_caller]
fn swapped(request: Value) -> (Tapering, Plan) {
    let outcome = decide(request);
    let Outcome::Tapered { descent, then: Some(then), .. } = &outcome else { panic!("{outcome:#?}") };
    let Outcome::Planned { plan, .. } = &**then else { panic!("{then:#?}") };
    ((**descent).clone(), (**plan).clone())
}

#[track_caller]
fn first(request: Value) -> String {
    let (descent, plan) = swapped(request);
    let told = descent.then.expect("a relay");
    assert_eq!((told.last_dose, told.first_day), (day("2026-12-06"), Some(day("2026-12-07"))));
    assert_eq!((told.shared_days, plan.start), (None, day("2026-12-07")));
    // Nothing of the first is taken in the plan: its last dose is on the day before.
    assert!(descent.descent.steps.iter().all(|it| it.intakes.is_empty()), "{:#?}", descent.descent.steps);
    plan.course.steps[0].daily().expect("a dose").to_string()
}

fn said<'a>(outcome: &'a Outcome, key: &str) -> &'a Finding {
    let found = &assessment(outcome).findings;
    found.iter().find(|it| it.key == key).unwrap_or_else(|| panic!("{key}: {found:#?}"))
}

/// Typed from §9, at each edge and beside it.
#[test]
fn each_line_gives_its_dose_and_nothing_is_worked_out_between_two_or_beyond() {
    let table = [
        ("gabapentin", "pregabalin", "1 mg", Some("150 mg")),
        ("gabapentin", "pregabalin", "900 mg", Some("150 mg")),
        ("gabapentin", "pregabalin", "900.001 mg", None),
        ("gabapentin", "pregabalin", "900.999 mg", None),
        ("gabapentin", "pregabalin", "901 mg", Some("225 mg")),
        ("gabapentin", "pregabalin", "1500 mg", Some("225 mg")),
        ("gabapentin", "pregabalin", "1500.001 mg", None),
        ("gabapentin", "pregabalin", "1501 mg", Some("300 mg")),
        ("gabapentin", "pregabalin", "2100 mg", Some("300 mg")),
        ("gabapentin", "pregabalin", "2100.001 mg", None),
        ("gabapentin", "pregabalin", "2101 mg", Some("450 mg")),
        ("gabapentin", "pregabalin", "2700 mg", Some("450 mg")),
        ("gabapentin", "pregabalin", "2700.001 mg", None),
        ("gabapentin", "pregabalin", "2701 mg", Some("600 mg")),
        ("gabapentin", "pregabalin", "3600 mg", Some("600 mg")),
        ("gabapentin", "pregabalin", "3600.001 mg", None),
        ("pregabalin", "gabapentin", "149.999 mg", None),
        ("pregabalin", "gabapentin", "150 mg", Some("900 mg")),
        ("pregabalin", "gabapentin", "150.001 mg", None),
        ("pregabalin", "gabapentin", "225 mg", Some("1200 mg")),
        ("pregabalin", "gabapentin", "300 mg", Some("1800 mg")),
        ("pregabalin", "gabapentin", "450 mg", Some("2400 mg")),
        ("pregabalin", "gabapentin", "450.001 mg", None),
        ("pregabalin", "gabapentin", "600 mg", None),
        ("carbamazepine", "oxcarbazepine", "99.999 mg", None),
        ("carbamazepine", "oxcarbazepine", "100 mg", Some("150 mg")),
        ("carbamazepine", "oxcarbazepine", "199.999 mg", Some("150 mg")),
        ("carbamazepine", "oxcarbazepine", "200 mg", Some("300 mg")),
        ("carbamazepine", "oxcarbazepine", "800 mg", Some("1200 mg")),
        ("carbamazepine", "oxcarbazepine", "1199.999 mg", Some("1650 mg")),
        ("carbamazepine", "oxcarbazepine", "1200 mg", Some("1800 mg")),
        ("carbamazepine", "oxcarbazepine", "1200.001 mg", None),
        ("carbamazepine", "oxcarbazepine", "1600 mg", None),
        ("amitriptyline", "nortriptyline", "9.999 mg", None),
        ("amitriptyline", "nortriptyline", "10 mg", Some("10 mg")),
        ("amitriptyline", "nortriptyline", "14.999 mg", Some("10 mg")),
        ("amitriptyline", "nortriptyline", "25 mg", Some("25 mg")),
        ("nortriptyline", "amitriptyline", "50 mg", Some("50 mg")),
        ("nortriptyline", "amitriptyline", "50.001 mg", None),
    ];
    for (left, begun, taken, gives) in table {
        let converts = BOOK.relay(left, begun).and_then(|it| it.converts.as_ref()).expect("a conversion");
        let given = converts.dose(dose(taken));
        assert_eq!(given.map(|it| it.0), gives.map(dose), "{left} {taken}");
        // Above 2700 mg the table was not read again.
        let unread = left == "gabapentin" && taken.parse::<Dose>().expect("a dose") > dose("2700 mg");
        assert!(given.is_none_or(|it| it.1 == if unread { Grade::D } else { Grade::C }), "{left} {taken}");
    }
}

/// The pairs that are converted, and no other: of oxcarbazepine to carbamazepine no ratio is published, and of
/// duloxetine and venlafaxine no number that was read.
#[test]
fn four_pairs_of_one_family_are_converted_and_no_other() {
    let mut converted = Vec::new();
    for (_, left) in DRUGS {
        for (_, begun) in DRUGS.into_iter().filter(|(_, begun)| *begun != left) {
            if BOOK.relay(left, begun).is_some_and(|it| it.converts.is_some()) {
                converted.push((left, begun));
            }
        }
    }
    assert_eq!(
        converted,
        [
            ("pregabalin", "gabapentin"),
            ("gabapentin", "pregabalin"),
            ("carbamazepine", "oxcarbazepine"),
            ("amitriptyline", "nortriptyline"),
            ("nortriptyline", "amitriptyline"),
        ]
    );
    for (left, begun) in [("oxcarbazepine", "carbamazepine"), ("duloxetine", "venlafaxine")] {
        let mut request = relaying(left, begun);
        merge(&mut request, json!({ "treatment": { "purpose": { "taper": { "then_with": { "converted": true } } } } }));
        let outcome = decide(request);
        let Outcome::Unreadable { problems } = &outcome else { panic!("{outcome:#?}") };
        assert_eq!(problems[0].path, "treatment.purpose.taper.then_with.converted", "{left}");
    }
}

/// Vector 7: 800 to 1200 is allowed; 1200 to 1800 is, at the ceiling; 1600 to 2400 is refused.
#[test]
fn carbamazepine_becomes_oxcarbazepine_one_and_a_half_times_as_much_to_its_ceiling_and_no_further() {
    assert_eq!(first(swapping("carbamazepine", "800 mg", "oxcarbazepine", &[TO_OXC])), "1200 mg");
    assert_eq!(
        first(swapping("carbamazepine", "1200 mg", "oxcarbazepine", &[TO_OXC, "limit:OXC-MAX-1200"])),
        "1800 mg"
    );
    // Without the decision to pass it, the recommended ceiling comes first.
    assert_eq!(first(swapping("carbamazepine", "1200 mg", "oxcarbazepine", &[TO_OXC])), "1200 mg");
    let outcome = decide(swapping("carbamazepine", "1600 mg", "oxcarbazepine", &[TO_OXC, "limit:OXC-MAX-1200"]));
    assert!(matches!(outcome, Outcome::Refused { .. }), "{outcome:#?}");
    let why = said(&outcome, TO_OXC);
    assert_eq!(why.severity, Severity::Contraindicated);
    assert!(why.text.replace('\u{a0}', " ").contains("1600 mg par jour : aucune dose publiée"), "{}", why.text);
}

/// Vector 12: 3600 mg of gabapentin, a clearance of 40: 300 mg a day at most, not 600.
#[test]
fn pregabalin_in_place_of_gabapentin_is_capped_by_the_clearance_first() {
    let asked = |clearance: &str| {
        let mut request = swapping("gabapentin", "3600 mg", "pregabalin", &[TO_PGB, "limit:PGB-MAX-300"]);
        let known = json!({ "creatinine": null, "clearance": { "ml_per_min": clearance, "method": "24 h" } });
        merge(&mut request, json!({ "patient": known }));
        request
    };
    assert_eq!(first(asked("40")), "300 mg");
    assert_eq!(first(asked("90")), "600 mg");
    let (_, plan) = swapped(asked("40"));
    assert_eq!(plan.course.steps.len(), 1, "it stays there");
    let outcome = decide(asked("40"));
    let Outcome::Tapered { then: Some(then), .. } = &outcome else { panic!("{outcome:#?}") };
    let heard = said(then, TO_PGB).text.replace('\u{a0}', " ");
    assert!(heard.contains("Gabapentine 3600 mg par jour") && heard.contains("600 mg par jour"), "{heard}");
    assert!(heard.contains("n’a pas été relue"), "{heard}");
    assert!(said(then, "GOAL-1").text.contains("300"), "what caps it is told");
}

#[test]
fn gabapentin_in_place_of_pregabalin_and_one_tricyclic_in_place_of_the_other() {
    assert_eq!(first(swapping("pregabalin", "300 mg", "gabapentin", &[TO_GBP])), "1800 mg");
    assert_eq!(first(swapping("gabapentin", "1200 mg", "pregabalin", &[TO_PGB])), "225 mg");
    for (left, begun) in [("amitriptyline", "nortriptyline"), ("nortriptyline", "amitriptyline")] {
        assert_eq!(first(swapping(left, "50 mg", begun, &[])), "50 mg", "{left}");
        let outcome = decide(swapping(left, "75 mg", begun, &[]));
        assert!(matches!(outcome, Outcome::Refused { .. }), "{left}: {outcome:#?}");
    }
}

/// Nobody leaves the first before the second is settled.
#[test]
fn what_keeps_the_second_keeps_the_first_as_it_is() {
    let waits = |request: Value, key: &str| {
        let outcome = decide(request);
        let Outcome::Pending { draft: None, down: None, .. } = &outcome else { panic!("{key}: {outcome:#?}") };
        let found = assessment(&outcome);
        let heard = found.findings.iter().any(|it| it.key == key && it.severity == Severity::Pending);
        assert!(heard, "{key}: {found:#?}");
    };
    waits(swapping("carbamazepine", "800 mg", "oxcarbazepine", &[]), TO_OXC);
    waits(swapping("gabapentin", "1800 mg", "pregabalin", &[]), TO_PGB);
    let mut low = swapping("carbamazepine", "800 mg", "oxcarbazepine", &[TO_OXC]);
    merge(&mut low, json!({ "patient": { "answers": { "hyponatraemia": "yes" } } }));
    waits(low, "OXC-SODIUM");
    let mut unknown = swapping("carbamazepine", "800 mg", "oxcarbazepine", &[TO_OXC]);
    merge(&mut unknown, json!({ "patient": { "creatinine": null, "clearance": null } }));
    waits(unknown, "OXC-RENAL-0");
    let mut no_units = swapping("carbamazepine", "800 mg", "oxcarbazepine", &[TO_OXC]);
    merge(&mut no_units, json!({ "treatment": { "purpose": { "taper": { "then_with": { "supplies": [] } } } } }));
    waits(no_units, "FORM-2");
    for answer in ["allergy-carbamazepine", "hla-b1502"] {
        let mut never = swapping("carbamazepine", "800 mg", "oxcarbazepine", &[TO_OXC]);
        merge(&mut never, json!({ "patient": { "answers": { answer: "yes" } } }));
        let outcome = decide(never);
        assert!(matches!(outcome, Outcome::Refused { .. }), "{answer}: {outcome:#?}");
    }
    // Without a first day nothing is laid out.
    let mut undated = swapping("gabapentin", "1800 mg", "pregabalin", &[TO_PGB]);
    merge(&mut undated, json!({ "treatment": { "start": null } }));
    let outcome = decide(undated);
    assert!(matches!(&outcome, Outcome::Pending { draft: None, down: None, .. }), "{outcome:#?}");
}

#[test]
fn from_one_day_to_the_next_no_pace_is_asked_and_none_is_told() {
    for (field, value) in [
        ("cut", json!({ "dose": "300 mg" })),
        ("interval_days", json!(14)),
        ("acts", json!([{ "stay": { "on": "2026-12-14", "until": "2026-12-27" } }])),
    ] {
        let mut request = swapping("gabapentin", "1800 mg", "pregabalin", &[TO_PGB]);
        merge(&mut request, json!({ "treatment": { "purpose": { "taper": { field: value } } } }));
        let outcome = decide(request);
        let Outcome::Unreadable { problems } = &outcome else { panic!("{field}: {outcome:#?}") };
        assert_eq!(problems[0].path, format!("treatment.purpose.taper.{field}"));
    }
    let mut both = swapping("gabapentin", "1800 mg", "pregabalin", &[TO_PGB]);
    merge(&mut both, json!({ "treatment": { "converted": { "drug": "gabapentin", "dose": "1800 mg" } } }));
    let outcome = decide(both);
    assert!(matches!(&outcome, Outcome::Unreadable { .. }), "who leaves it takes nothing's place: {outcome:#?}");
}

/// From gabapentin 1800 to pregabalin 300, day by day; then the second opened as a plan of its own says the same.
#[test]
fn the_calendar_gives_each_drug_s_dose_each_day_and_the_second_alone_says_the_same() {
    let request = swapping("gabapentin", "1800 mg", "pregabalin", &[TO_PGB]);
    let (descent, plan) = swapped(request.clone());
    let taken = |on: &str| {
        let number = day(on).days_since(descent.start) + 1;
        let of = |steps: &[palier_engine::course::Step]| {
            let here = steps.iter().find(|it| (i32::from(it.first_day)..=i32::from(it.last_day())).contains(&number));
            here.and_then(|it| it.daily()).map(|it| it.to_string())
        };
        (of(&descent.descent.steps), of(&plan.course.steps))
    };
    assert_eq!(descent.descent.first, dose("1800 mg"), "until 6 December");
    for on in ["2026-12-07", "2026-12-08", "2026-12-20"] {
        assert_eq!(taken(on), (None, Some("300 mg".into())), "{on}");
    }
    let request: Request = serde_json::from_value(request).expect("a request");
    let alone = PLANNER.begun_after(&request, &descent).expect("to be begun");
    assert_eq!(alone.treatment.converted.as_ref().map(|it| it.dose), Some(dose("1800 mg")));
    let Outcome::Planned { plan: again, assessment } = PLANNER.decide(&alone) else { panic!("it is begun") };
    assert_eq!((&again.course, again.start), (&plan.course, plan.start));
    assert_ne!(assessment.verdict, Verdict::Refused);
}

#[track_caller]
fn stops(request: &Request, plan: &Plan, invariant: u8, said: &str) {
    let found = audit_plan(PLANNER.catalogue(), request, plan.clone()).expect_err(said);
    let heard = found.iter().any(|it| it.invariant == invariant && it.message.contains(said));
    assert!(heard, "{invariant} `{said}`: {found:#?}");
}

/// A sound plan, and everything that can be wrong with it: the auditor stops each.
#[test]
fn a_first_dose_above_the_line_undecided_or_on_another_day_is_stopped() {
    let request = swapping("carbamazepine", "800 mg", "oxcarbazepine", &[TO_OXC]);
    let (descent, plan) = swapped(request.clone());
    let down: Request = serde_json::from_value(request).expect("a request");
    let sound = PLANNER.begun_after(&down, &descent).expect("to be begun");
    audit_plan(PLANNER.catalogue(), &sound, plan.clone()).expect("sound");
    let changed = |change: &dyn Fn(&mut Request)| {
        let mut request = sound.clone();
        change(&mut request);
        request
    };
    let taken =
        |text: &'static str| changed(&|it| it.treatment.converted.as_mut().expect("a conversion").dose = dose(text));
    audit_plan(PLANNER.catalogue(), &taken("800.001 mg"), plan.clone()).expect("the same line");
    stops(&taken("799.999 mg"), &plan, 4, "the first dose is 1200000 mcg, above 1050000 mcg (the line of the book)");
    stops(&taken("1200.001 mg"), &plan, 5, "no line of the book");
    stops(&changed(&|it| it.treatment.converted = None), &plan, 4, "above 300000 mcg");
    stops(&changed(&|it| it.decisions.clear()), &plan, 5, "nobody has decided the dose in place of");
    for on in ["2026-12-05", "2026-12-07"] {
        let moved = changed(&|it| {
            let stop = it.medicines.iter_mut().find_map(|it| it.stopped.as_mut()).expect("a stop");
            stop.last_dose = on.parse().expect("a day");
        });
        stops(&moved, &plan, 5, "is not on the day before");
    }
    stops(&changed(&|it| it.medicines.clear()), &plan, 5, "is not on the day before");
    // Of a way down that is none: the second begins on that day, by a line that somebody has decided.
    let stops_down = |request: &Request, plan: Tapering, said: &str| {
        let found = audit_descent(PLANNER.catalogue(), request, plan).expect_err(said);
        assert!(found.iter().any(|it| it.message.contains(said)), "{said}: {found:#?}");
    };
    audit_descent(PLANNER.catalogue(), &down, descent.clone()).expect("sound");
    for first_day in [None, Some(day("2026-12-06")), Some(day("2026-12-08"))] {
        let mut plan = descent.clone();
        plan.then.as_mut().expect("a relay").first_day = first_day;
        stops_down(&down, plan, "does not begin on the day after the last dose");
    }
    let mut undecided = down.clone();
    undecided.decisions.clear();
    stops_down(&undecided, descent.clone(), "nothing lets `oxcarbazepine` take its place");
    let mut lowered = down.clone();
    lowered.treatment.taper_mut().and_then(|it| it.then_with.as_mut()).expect("how").converted = false;
    stops_down(&lowered, descent, "");
    let mut more = down;
    more.treatment.standing.now[0].dose = dose("1600 mg");
    assert!(matches!(PLANNER.decide(&more), Outcome::Refused { .. }));
}
