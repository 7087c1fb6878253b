//! Real requests, from the words of the people who asked for them to the whole answer.
//!
//! `tests/scenarios/reference.json` holds what everyone shares; each scenario changes what it is
//! about. Every expected value was typed from the requirement, not from the program.

use crate::ask::{BOOK, answered, assessment, day, decide, merge, verdict, with};
use palier_engine::book::rule::Severity;
use palier_engine::course::{Course, SupplyQuantity};
use palier_engine::exact::date::Date;
use palier_engine::exact::day::Day;
use palier_engine::exact::dose::Dose;
use palier_engine::finding::{Assessment, Recognition, Verdict, Wait};
use palier_engine::outcome::Outcome;
use palier_engine::request::request::Request;
use serde_json::{Value, json};

#[track_caller]
fn planned(outcome: &Outcome) -> (&Assessment, Date, &Course) {
    match outcome {
        Outcome::Planned { assessment, plan } => (assessment, plan.start, &plan.course),
        Outcome::Pending { .. }
        | Outcome::Tapered { .. }
        | Outcome::Refused { .. }
        | Outcome::Card { .. }
        | Outcome::Unreadable { .. }
        | Outcome::Stopped { .. } => {
            panic!("not planned: {outcome:#?}")
        }
    }
}

fn keys(assessment: &Assessment, severity: Severity) -> Vec<&str> {
    assessment.findings.iter().filter(|it| it.severity == severity).map(|it| it.key.as_str()).collect()
}

fn mg(text: &str) -> Dose {
    format!("{text} mg").parse().expect("a dose")
}

/// Whole units handed over, in the order of the request's supplies.
fn whole_units(quantities: &[SupplyQuantity], supplies: usize) -> Vec<u64> {
    (0..supplies)
        .map(|supply| quantities.iter().filter(|it| usize::from(it.supply) == supply).map(|it| it.dispensed / 2).sum())
        .collect()
}

#[test]
fn the_reference_patient_gets_the_plan_a_pharmacist_can_dispense() {
    let outcome = decide(answered());
    let (assessment, start, course) = planned(&outcome);
    assert_eq!(assessment.verdict, Verdict::NothingFound, "{assessment:#?}");
    assert!(assessment.not_checked.is_empty(), "{:#?}", assessment.not_checked);
    assert_eq!(start, day("2026-12-07"));
    let steps: Vec<(Date, Date, Dose)> = (course.steps.iter())
        .map(|it| {
            let date = |day: Day| day.date(start).expect("in the calendar");
            (date(it.first_day), date(it.last_day()), it.daily().expect("a dose"))
        })
        .collect();
    let expected = [
        (day("2026-12-07"), day("2026-12-20"), mg("1.5")),
        (day("2026-12-21"), day("2027-01-03"), mg("2")),
        (day("2027-01-04"), day("2027-01-17"), mg("2.5")),
        (day("2027-01-18"), day("2027-02-28"), mg("3")),
    ];
    assert_eq!(steps, expected);
    let dispensing = &course.dispensing;
    assert_eq!(whole_units(&dispensing.totals, 3), [42, 42, 42]);
    assert_eq!(dispensing.total_micrograms, 210_000);
    let batches: Vec<Vec<u64>> = dispensing.batches.iter().map(|it| whole_units(&it.quantities, 3)).collect();
    assert_eq!(batches, [[14, 28, 0], [28, 14, 14], [0, 0, 28]]);
    assert_eq!(course.last_day.date(start), Some(day("2027-02-28")));
    assert_eq!(course.review_until_day.date(start), Some(day("2027-03-07")));
    assert!(keys(assessment, Severity::Information).contains(&"AD-1"), "the SSRI note is information");
}

#[test]
fn the_same_request_without_none_of_these_waits_and_names_each_open_question() {
    let mut request = answered();
    request["patient"]["none_of_these"] = json!([]);
    let outcome = decide(request);
    let assessment = assessment(&outcome);
    assert_eq!(assessment.verdict, Verdict::Pending);
    let missing: Vec<&str> =
        assessment.not_checked.iter().flat_map(|it| &it.missing).map(|it| it.path.as_str()).collect();
    for question in BOOK.questions_for("naltrexone-ldn") {
        let path = format!("patient.answers.{}", question.id);
        assert!(missing.contains(&path.as_str()), "{path} is open and not named");
    }
}

fn tramadol(fields: Value) -> Value {
    let mut tramadol = json!({ "name": "tramadol" });
    merge(&mut tramadol, fields);
    with(json!({ "today": "2026-12-03", "medicines": [{ "name": "sertraline", "started": "2026-01" }, tramadol] }))
}

#[test]
fn a_stopped_opioid_gives_a_first_day_and_asks_for_a_decision() {
    let immediate = decide(tramadol(json!({ "form": "immediate", "stopped": { "last_dose": "2026-12-02" } })));
    let found = assessment(&immediate);
    assert_eq!(found.verdict, Verdict::Pending);
    assert_eq!(found.earliest, Some(day("2026-12-13")));
    let finding = found.findings.iter().find(|it| it.severity == Severity::Pending).expect("pending");
    assert!(finding.text.contains("du 3\u{a0}décembre\u{a0}2026 au 12\u{a0}décembre\u{a0}2026"), "{}", finding.text);
    assert!(finding.waits.contains(&Wait::Date(day("2026-12-13"))), "{:?}", finding.waits);
    assert!(finding.waits.iter().any(|it| matches!(it, Wait::Decision(_))), "{:?}", finding.waits);
    for form in [json!({ "form": "prolonged" }), json!({})] {
        let mut fields = json!({ "stopped": { "last_dose": "2026-12-02" } });
        merge(&mut fields, form);
        assert_eq!(assessment(&decide(tramadol(fields))).earliest, Some(day("2026-12-17")));
    }
    let current = decide(tramadol(json!({})));
    assert!(matches!(current, Outcome::Refused { .. }), "{current:#?}");
    let said =
        assessment(&current).findings.iter().any(|it| it.text.to_lowercase().contains("ne l’arrêtez pas de vous-même"));
    assert!(said, "{:#?}", assessment(&current).findings);
}

#[test]
fn the_decision_and_the_date_together_lift_the_wait() {
    let request = |start: &str| {
        let mut request = tramadol(json!({ "form": "immediate", "stopped": { "last_dose": "2026-12-02" } }));
        request["treatment"]["start"] = json!(start);
        let first = decide(request.clone());
        let key =
            assessment(&first).findings.iter().find(|it| it.key.ends_with(":tramadol")).expect("found").key.clone();
        request["decisions"] =
            json!([{ "about": key, "by": "Dr Martin", "on": "2026-12-03", "reason": "sevrage terminé" }]);
        request
    };
    assert_eq!(verdict(request("2026-12-12")), Verdict::Pending, "one day too early");
    let on_time = decide(request("2026-12-13"));
    assert_eq!(planned(&on_time).0.verdict, Verdict::Caution);
    assert_eq!(verdict(request("2026-12-14")), Verdict::Caution);
}

#[test]
fn a_dose_that_the_capsules_cannot_make_is_refused_with_the_nearest_ones() {
    let outcome = decide(with(json!({ "treatment": { "supplies": [
        { "capsule": { "strength": "1.5 mg" } }, { "capsule": { "strength": "3 mg" } }
    ] } })));
    assert!(matches!(outcome, Outcome::Refused { .. }), "{outcome:#?}");
    let finding = assessment(&outcome).findings.iter().find(|it| it.key == "FORM-2:2 mg").expect("refused at 2 mg");
    for part in ["1,5\u{a0}mg et 3\u{a0}mg", "0,5\u{a0}mg", "liquide", "protocole"] {
        assert!(finding.text.contains(part), "{part}: {}", finding.text);
    }
}

#[test]
fn an_opioid_hidden_in_a_syrup_is_found_and_an_unknown_name_is_kept() {
    let man = json!({ "patient": { "age_years": 58, "sex": "male" } });
    let mut syrup = with(man.clone());
    syrup["medicines"] = json!([{ "name": "sirop Néo-Codion" }]);
    let outcome = decide(syrup);
    assert!(matches!(outcome, Outcome::Refused { .. }), "{outcome:#?}");
    let refused =
        assessment(&outcome).findings.iter().find(|it| it.severity == Severity::Contraindicated).expect("refused");
    assert!(refused.text.contains("codéine"), "the opioid is named: {}", refused.text);
    let mut unknown = with(man);
    unknown["medicines"] = json!([{ "name": "xyzabc" }]);
    let outcome = decide(unknown);
    let assessment = assessment(&outcome);
    assert_eq!(assessment.verdict, Verdict::Pending);
    assert!(matches!(assessment.medicines[0].answer, Recognition::NotRecognised(_)));
    assert!(assessment.not_checked.iter().any(|it| it.key == "medicine:naltrexone-ldn:xyzabc"));
}

#[test]
fn liver_tests_decide_by_their_edges() {
    let missing = decide(with(json!({ "patient": { "liver": null } })));
    assert_eq!(assessment(&missing).verdict, Verdict::Pending);
    let found = &assessment(&missing).findings;
    assert!(found.iter().any(|it| it.text.contains("de départ")), "baseline missing: {found:#?}");
    let undated = decide(with(json!({ "patient": { "liver": { "on": null } } })));
    let asked = assessment(&undated).findings.iter().flat_map(|it| &it.waits);
    let fields: Vec<_> =
        asked.filter_map(|it| if let Wait::Fact(input) = it { Some(input.path.as_str()) } else { None }).collect();
    assert!(fields.contains(&"patient.liver.on") && !fields.contains(&"patient.liver.alt"), "{fields:?}");
    let at = |alt: &str| verdict(with(json!({ "patient": { "liver": { "alt": alt } } })));
    assert_eq!(at("1"), Verdict::NothingFound);
    assert_eq!(at("1.01"), Verdict::Pending);
    assert_eq!(at("2.5"), Verdict::Pending);
    assert_eq!(at("3"), Verdict::Pending);
    assert_eq!(at("3.01"), Verdict::Refused);
    assert_eq!(at("3.1"), Verdict::Refused);
    assert_eq!(verdict(with(json!({ "patient": { "answers": { "hepatitis": "yes" } } }))), Verdict::Refused);
    let aged = |on: &str| verdict(with(json!({ "patient": { "liver": { "on": on } } })));
    // Counted to the first dose, on 7 December.
    assert_eq!(aged("2026-09-08"), Verdict::NothingFound, "90 days");
    assert_eq!(aged("2026-09-07"), Verdict::Pending, "91 days");
}

/// What reaches the engine of a typed dose.
#[test]
fn a_dose_above_the_ceiling_is_refused_with_a_hint() {
    let target = |dose: &str| decide(with(json!({ "treatment": { "target": dose } })));
    let outcome = target("45 mg");
    assert!(matches!(outcome, Outcome::Refused { .. }));
    let finding = assessment(&outcome).findings.iter().find(|it| it.rule == "FORM-1").expect("FORM-1");
    assert!(finding.text.contains("4,5\u{a0}mg"), "the hint: {}", finding.text);
    assert_eq!(assessment(&target("4.5 mg")).verdict, Verdict::NothingFound);
    assert!(matches!(target("4.501 mg"), Outcome::Refused { .. }));
    assert!(matches!(target("6.1 mg"), Outcome::Refused { .. }));
}

#[test]
fn tramadol_stopped_on_10_january_allows_21_january() {
    let mut request = tramadol(json!({ "form": "immediate", "stopped": { "last_dose": "2026-01-10" } }));
    request["today"] = json!("2026-01-12");
    request["patient"]["liver"]["on"] = json!("2026-01-05");
    request["medicines"][0]["started"] = json!("2025-01");
    request["treatment"]["start"] = json!("2026-01-20");
    let outcome = decide(request);
    assert_eq!(assessment(&outcome).earliest, Some(day("2026-01-21")));
    assert_eq!(assessment(&outcome).verdict, Verdict::Pending);
    assert_eq!(verdict(tramadol(json!({ "name": "tramadol 50 mg" }))), Verdict::Refused);
}

#[test]
fn long_acting_depot_and_hidden_opioids_follow_the_catch_list() {
    let one = |medicine: Value| {
        let mut request = with(json!({ "today": "2026-12-03", "treatment": { "start": "2026-12-10" } }));
        request["medicines"] = json!([medicine]);
        decide(request)
    };
    let oxycodone = one(json!({ "name": "oxycodone LP", "stopped": { "last_dose": "2026-12-02" } }));
    assert_eq!(assessment(&oxycodone).earliest, Some(day("2026-12-17")), "day 0 + 15");
    let depot = one(json!({ "name": "Buvidal", "stopped": { "last_dose": "2026-06-01" } }));
    assert!(matches!(depot, Outcome::Refused { .. }), "{depot:#?}");
    assert_eq!(assessment(&depot).earliest, None, "no date is ever computed");
    for name in ["sirop Néo-Codion hier", "Colchimax", "Lamaline", "tianeptine 12,5 mg"] {
        let outcome = one(json!({ "name": name }));
        assert!(matches!(outcome, Outcome::Refused { .. }), "{name}: {outcome:#?}");
    }
}

#[test]
fn what_cannot_be_measured_is_refused() {
    let decision = json!([{ "about": "protocol:article-003", "by": "Dr Martin", "on": "2026-11-30" }]);
    let capsules = decide(with(json!({ "decisions": decision, "treatment": { "protocol": "article-003", "supplies": [
        { "capsule": { "strength": "1.5 mg" } }, { "capsule": { "strength": "3 mg" } }
    ] } })));
    assert!(matches!(capsules, Outcome::Refused { .. }), "{capsules:#?}");
    let syringe = |graduation: &str| {
        verdict(with(json!({ "treatment": { "supplies": [{ "liquid": {
            "per_ml": "1 mg", "syringe": "5 mL", "graduation": graduation, "bottle": "50 mL", "keeps_days": 30
        } }] } })))
    };
    assert_eq!(syringe("0.2 mL"), Verdict::Refused);
    assert_eq!(syringe("0.1 mL"), Verdict::NothingFound);
}

#[test]
fn nothing_is_laid_out_past_the_review() {
    let outcome = decide(with(json!({ "treatment": { "target": "4.5 mg" } })));
    let (_, _, course) = planned(&outcome);
    let last = course.steps.last().expect("steps");
    assert_eq!((last.last_day(), last.daily()), (Day::new(84), Some(mg("4"))));
    assert_eq!(course.after_review, [mg("4.5")], "4.5 mg would begin on day 85: it waits for the review");
}

#[test]
fn surgery_thyroid_maoi_alcohol_and_suicidal_thoughts_are_answered() {
    let answer = |id: &str| json!({ "patient": { "answers": { id: "yes" } } });
    let mut surgery = with(answer("opioid-need-expected"));
    surgery["patient"]["surgery_on"] = json!("2026-12-05");
    assert_eq!(verdict(surgery), Verdict::Pending, "an operation within the course");
    let outcome = decide(with(answer("hashimoto")));
    let (_, _, course) = planned(&outcome);
    assert_eq!(course.steps[0].daily(), Some(mg("0.5")), "a disease of the thyroid");
    assert!(course.steps.iter().rev().skip(1).all(|it| it.days >= 14), "a disease of the thyroid");
    let mut maoi = answered();
    maoi["medicines"] = json!([{ "name": "phénelzine", "started": "2020-01" }]);
    let outcome = decide(maoi);
    let found = planned(&outcome).0;
    let finding = found.findings.iter().find(|it| it.rule == "AD-2").expect("an MAOI");
    assert_eq!(finding.severity, Severity::Caution);
    assert!(finding.unacknowledged, "it is read and signed");
    assert!(finding.see.contains(&"C2".to_owned()), "both quotes");
    assert_eq!(verdict(with(json!({ "patient": { "alcohol": "regular" } }))), Verdict::Refused);
    let outcome = decide(with(json!({ "patient": { "phq9_item9": 1 } })));
    assert!(matches!(outcome, Outcome::Refused { .. }), "suicidal thoughts");
    assert!(assessment(&outcome).findings.iter().any(|it| it.text.contains("3114")), "the crisis line");
}

#[test]
fn a_region_without_licence_is_refused_and_an_unsaid_indication_is_said() {
    let abroad = decide(with(json!({ "region": "US" })));
    assert!(matches!(abroad, Outcome::Refused { .. }), "{abroad:#?}");
    let unsaid = decide(with(json!({ "treatment": { "indication": null } })));
    let finding = assessment(&unsaid).findings.iter().find(|it| it.rule == "STATUS-1").expect("said");
    assert_eq!(finding.severity, Severity::Caution);
    assert_eq!(planned(&unsaid).0.verdict, Verdict::Caution);
    assert!(!assessment(&decide(answered())).findings.iter().any(|it| it.rule == "STATUS-1"));
}

#[test]
fn an_expired_book_starts_nobody() {
    let on = |today: &str| {
        let expired = with(json!({
            "today": today,
            "patient": { "liver": { "on": today } },
            "treatment": { "start": today },
            "medicines": []
        }));
        decide(expired)
    };
    let rule =
        |outcome: &Outcome| assessment(outcome).findings.iter().find(|it| it.rule == "ED-1").map(|it| it.severity);
    assert_eq!(rule(&on("2027-11-22")), None, "the review is due after this day");
    assert_eq!(rule(&on("2027-11-23")), Some(Severity::Caution));
    assert_eq!(rule(&on("2028-11-22")), Some(Severity::Caution));
    assert_eq!(rule(&on("2028-11-23")), Some(Severity::Contraindicated));
    assert!(matches!(on("2028-11-23"), Outcome::Refused { .. }));
}

#[test]
fn a_whole_tablet_is_never_a_low_dose_and_nothing_is_compounded_for_the_standard_one() {
    let tablet =
        decide(with(json!({ "treatment": { "supplies": [{ "tablet": { "strength": "50 mg", "scored": true } }] } })));
    assert!(assessment(&tablet).findings.iter().any(|it| it.rule == "FORM-3"), "{tablet:#?}");
    assert!(matches!(tablet, Outcome::Refused { .. }));
    let capsule = decide(with(json!({ "treatment": {
        "drug": "naltrexone-50", "indication": "alcohol-dependence", "supplies": [{ "capsule": { "strength": "50 mg" } }]
    } })));
    assert!(assessment(&capsule).findings.iter().any(|it| it.rule == "FORM-3"), "{capsule:#?}");
}

/// The label (`smpc-naltrexone-uk`, 4.2): 25 mg on the first day, then 50 mg; halves of the scored tablet.
#[test]
fn the_standard_dose_starts_with_half_a_tablet() {
    let outcome = decide(with(json!({ "treatment": {
        "drug": "naltrexone-50", "indication": "alcohol-dependence",
        "supplies": [{ "tablet": { "strength": "50 mg", "scored": true } }]
    } })));
    let (_, _, course) = planned(&outcome);
    let doses: Vec<_> = course.steps.iter().map(|it| (it.days, it.daily())).collect();
    assert_eq!(doses, [(1, Some(mg("25"))), (83, Some(mg("50")))]);
    assert_eq!(course.dispensing.total_micrograms, 25_000 + 83 * 50_000);
}

#[test]
fn absurd_values_are_named_with_their_field() {
    for (patch, path) in [
        (json!({ "patient": { "age_years": 200 } }), "patient.age_years"),
        (json!({ "patient": { "weight_kg": "4000" } }), "patient.weight_kg"),
        (json!({ "patient": { "creatinine": { "value": "6.8" } } }), "patient.creatinine"),
        (json!({ "patient": { "liver": { "on": "2026-12-01" } } }), "patient.liver.on"),
        (json!({ "treatment": { "drug": "aspirin" } }), "treatment.drug"),
        (json!({ "treatment": { "protocol": "nobody" } }), "treatment.protocol"),
        (json!({ "version": 2 }), "version"),
    ] {
        match decide(with(patch)) {
            Outcome::Unreadable { problems } => assert_eq!(problems[0].path, path),
            outcome @ (Outcome::Planned { .. }
            | Outcome::Card { .. }
            | Outcome::Pending { .. }
            | Outcome::Tapered { .. }
            | Outcome::Refused { .. }
            | Outcome::Stopped { .. }) => {
                panic!("{path}: {outcome:#?}")
            }
        }
    }
    let empty = with(json!({ "medicines": [{ "name": " " }] }));
    assert!(matches!(decide(empty), Outcome::Unreadable { problems } if problems[0].path == "medicines[0].name"));
    for start in ["2026-02-30", "1899-12-31", "2101-01-01"] {
        let request = serde_json::from_value::<Request>(with(json!({ "treatment": { "start": start } })));
        assert!(request.is_err(), "{start}");
    }
    let newer = serde_json::from_value::<Request>(with(json!({ "patient": { "from_the_future": 1 } })));
    assert!(newer.expect_err("unknown field").to_string().contains("from_the_future"));
}
