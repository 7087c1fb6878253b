//! Oxcarbazepine, typed from the article (`article-004`), the labels (`v18`, `v53`) and the table of Practical Neurology
//! (`v52g`): of two that disagree the slower and the lower is planned.

use std::collections::BTreeSet;

use crate::ask::laid_out::{all_steps, course, dated, intakes, judged, stair, steps};
use crate::ask::rows::Unknown::{Never, When};
use crate::ask::rows::{Row, fires_and_just_misses, question, unknown_is_never_passed};
use crate::ask::{
    BOOK, age, answer, asked, assessment, both, clearance, decide, decided, patient, protocol, refused_by, target,
    treatment,
};
use crate::classes::carboxamides;
use crate::classes::carboxamides::{child_pugh, every, tablet};
use palier_engine::book::rule::Severity;
use palier_engine::finding::Verdict;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

pub fn oxcarbazepine() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "oxcarbazepine", "indication": "trigeminal-neuralgia",
        "supplies": [tablet(150, false, false), tablet(300, false, false), tablet(600, false, false)] } })
}

/// `article-004` and `v18`: 300 mg a day in two, +300 mg a week, 900 to 1200 mg, 1800 mg at most.
#[test]
fn oxcarbazepine_for_the_healthy_adult() {
    let base = oxcarbazepine();
    let table = |decision: bool| both(protocol("oxcarbazepine-table", decision), every(3));
    all_steps(
        &base,
        &[
            (json!({}), "300x7 600x7 900x28"),
            (target("1200 mg"), "300x7 600x7 900x7 1200x28"),
            (target("1800 mg"), "300x7 600x7 900x7 1200x28"),
            (both(target("1800 mg"), decided("limit:OXC-MAX-1200")), "300x7 600x7 900x7 1200x7 1500x7 1800x28"),
            (both(table(true), target("1800 mg")), "300x3 600x3 900x3 1200x3 1500x3 1800x28"),
            (both(table(false), target("1800 mg")), "300x7 600x7 900x7 1200x28"),
        ],
    );
    assert_eq!(intakes(&base, &target("1200 mg")), ["m150 e150", "m300 e300", "m450 e450", "m600 e600"]);
    assert_eq!(
        intakes(&base, &both(table(true), target("900 mg"))),
        ["m150 e150", "m150 n150 e150 b150", "m300 n150 e300 b150"]
    );
    let outcome = decide(asked(&base, json!({})));
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("planned");
    assert_eq!(judged(plan), (42, 56));
    refused_by(&base, &target("1801 mg"), "FORM-1");
    refused_by(&base, &target("149 mg"), "FORM-1");
    refused_by(&base, &every(6), "PROT-2");
    refused_by(&base, &treatment(json!({ "first_dose": "301 mg" })), "PROT-2");
    refused_by(&base, &protocol("oxcarbazepine-epilepsy", true), "PROT-1");
    // A film-coated tablet is not cut.
    refused_by(&base, &treatment(json!({ "supplies": [tablet(300, false, false)] })), "FORM-2");
}

/// `v53`, `v53b`: half the label's start below 30 mL/min, steps of at least a week, 900 mg at most.
#[test]
fn oxcarbazepine_by_renal_band() {
    let base = oxcarbazepine();
    for value in ["29.99", "10"] {
        assert_eq!(steps(&base, &clearance(value)), "300x7 450x28", "{value} mL/min");
        assert_eq!(steps(&base, &both(clearance(value), target("900 mg"))), "300x7 600x7 900x28", "{value} mL/min");
        let beyond = both(both(clearance(value), target("901 mg")), decided("limit:OXC-MAX-1200"));
        refused_by(&base, &beyond, "FORM-1");
        refused_by(&base, &both(clearance(value), protocol("oxcarbazepine-table", true)), "OXC-FAST");
    }
    for value in ["30", "30.01", "59"] {
        assert_eq!(steps(&base, &clearance(value)), "300x7 600x7 900x28", "{value} mL/min");
    }
    assert_eq!(steps(&base, &answer("dialysis", "yes")), "300x7 450x28");
    let unknown = decide(asked(&base, patient(json!({ "creatinine": null }))));
    assert_eq!(assessment(&unknown).verdict, Verdict::Pending);
    assert_eq!(stair(course(&unknown).expect("a draft")), "300x7 450x28", "read strictly");
}

fn oxcarbazepine_rows() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Pending};
    let no_creatinine = || patient(json!({ "creatinine": null }));
    let table = |patch: Value| both(protocol("oxcarbazepine-table", true), patch);
    vec![
        question("OXC-ALLERGY", Contraindicated, &["allergy-carbamazepine"]),
        question("OXC-SODIUM", Pending, &["hyponatraemia"]),
        Row {
            id: "OXC-SODIUM-65",
            severity: Caution,
            fires: vec![age(65), age(66)],
            misses: vec![age(64)],
            unknown: When(patient(json!({ "age_years": null }))),
        },
        Row {
            id: "OXC-RENAL-0",
            severity: Pending,
            fires: vec![no_creatinine()],
            misses: vec![json!({}), both(no_creatinine(), clearance("45"))],
            unknown: Never("it is the rule about not knowing"),
        },
        Row {
            id: "OXC-RENAL",
            severity: Caution,
            fires: vec![clearance("29.99"), answer("dialysis", "yes")],
            misses: vec![clearance("30"), clearance("30.01")],
            unknown: When(no_creatinine()),
        },
        Row {
            id: "OXC-FAST",
            severity: Contraindicated,
            fires: vec![table(clearance("29.99")), table(answer("dialysis", "yes"))],
            misses: vec![table(clearance("30")), clearance("29.99")],
            unknown: When(table(no_creatinine())),
        },
        question("OXC-HEART", Caution, &["heart-block", "arrhythmia", "heart-failure"]),
        Row {
            id: "OXC-LIVER",
            severity: Caution,
            fires: vec![answer("severe-liver-failure", "yes"), child_pugh("severe")],
            misses: vec![child_pugh("mild"), answer("liver-disease", "yes"), json!({})],
            unknown: When(answer("severe-liver-failure", "unknown")),
        },
        Row {
            id: "OXC-CIRRHOSIS",
            severity: Caution,
            fires: vec![answer("cirrhosis", "yes"), child_pugh("mild")],
            misses: vec![
                answer("severe-liver-failure", "yes"),
                child_pugh("severe"),
                answer("cirrhosis", "no"),
                json!({}),
            ],
            unknown: When(both(answer("cirrhosis", "yes"), answer("severe-liver-failure", "unknown"))),
        },
        question("OXC-PREGNANT", Pending, &["pregnant", "trying-to-conceive", "fertile-no-contraception"]),
        Row {
            id: "OXC-WOMAN",
            severity: Caution,
            fires: vec![json!({}), age(54)],
            misses: vec![age(55), patient(json!({ "sex": "male" })), answer("pregnant", "yes")],
            unknown: When(patient(json!({ "sex": null }))),
        },
    ]
}

#[test]
fn every_rule_of_oxcarbazepine() {
    for rows in [carboxamides::rows(), oxcarbazepine_rows()] {
        fires_and_just_misses(&oxcarbazepine(), &rows);
        unknown_is_never_passed(&oxcarbazepine(), &rows);
    }
    let book = &*BOOK;
    let ours: BTreeSet<&str> = carboxamides::rows().iter().chain(&oxcarbazepine_rows()).map(|it| it.id).collect();
    let begins = |id: &&str| id.starts_with("OXC-") || id.starts_with("CBZ-");
    let theirs = book.rules_for("oxcarbazepine").map(|it| &*it.id).filter(begins);
    assert_eq!(ours, theirs.collect::<BTreeSet<&str>>());
}

/// `v53f`: sodium before, at 2 weeks, monthly for 3 months. `v18d` and `v52g`, the taper; `bdpm-2026-01`, what is sold.
#[test]
fn oxcarbazepine_is_watched_by_its_sodium() {
    let outcome = decide(asked(&oxcarbazepine(), json!({})));
    let plan = course(&outcome).expect("planned");
    let days = |id: &str| dated(plan, id);
    assert_eq!(days("OXC-W-BASE"), [(-14, 0)]);
    assert_eq!(days("OXC-W-2"), [(14, 16)]);
    assert_eq!(days("OXC-W-MONTHLY"), [(28, 28), (56, 56)], "up to the review");
    assert_eq!(days("OXC-W-REVIEW"), [(42, 56)]);
    assert_eq!(days("CBZ-W-MOOD"), [(14, 14), (42, 42)]);
    assert!(plan.steps.iter().skip(1).all(|it| it.gates.iter().any(|it| it.gate == "OXC-GATE")));
    let book = &*BOOK;
    let drug = book.drug("oxcarbazepine").expect("it");
    assert!(drug.products.iter().all(|it| !it.supply.is_halved() && !it.supply.is_prolonged()));
    assert_eq!(drug.products.len(), 3);
    let taper = drug.taper.as_ref().expect("a taper");
    assert_eq!((taper.least_days, taper.cut.map(|it| it.to_string())), (14, Some("150 mg".into())));
    let kinetics = drug.kinetics.as_ref().expect("kinetics");
    assert_eq!((kinetics.half_life_hours.0.to_string(), kinetics.steady_days), ("8".into(), (2, 3)));
}
