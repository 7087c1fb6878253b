//! Venlafaxine, typed from the article (`article-004`) and the labels (`v31b`, `v56`, `v56c`, `v56e`).

use crate::ask::laid_out::{course, judged, stair};
use crate::ask::rows::Then::{Refused, Steps};
use crate::ask::rows::question;
use crate::ask::{
    BOOK, age, answer, assessment, both, clearance, decisions, no_clearance, patient, protocol, target, treatment, us,
};
use crate::classes::antidepressants;
use crate::classes::antidepressants::{
    bounded, bounded_for, check_decisions, check_limits, check_rules, check_wash_outs, child_pugh, days, decide, gates,
    healthy, intakes, planned, row, stairs, units,
};
use palier_engine::book::drug::{Judgement, Licence};
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::Amount;
use palier_engine::exact::decimal::Decimal;
use palier_engine::outcome::Outcome;
use serde_json::json;

const DRUG: &str = "venlafaxine";

/// A line of the American label holds in no other region: from 60 to 89 mL/min the European ones change
/// nothing.
#[test]
fn in_france_a_clearance_of_60_to_89_is_no_caution() {
    for value in ["60", "60.01", "75", "89.99", "90"] {
        let outcome = decide(healthy(DRUG, clearance(value)));
        let found = assessment(&outcome);
        assert!(!found.findings.iter().any(|it| it.rule.starts_with("VEN-RENAL")), "{value}: {found:#?}");
        assert!(!found.not_checked.iter().any(|it| it.rule == "VEN-RENAL-60"), "{value}");
    }
}

/// `article-004` and `v31b`: 37.5, 75, 150, 225; 14 days at each, 7 as the article.
#[test]
fn each_protocol_is_laid_out() {
    let liver = || answer("liver-disease", "yes");
    let renal = || decisions(&["VEN-RENAL-15"]);
    stairs(
        DRUG,
        vec![
            (json!({}), "37.5x14 75x14 150x42"),
            (target("225 mg"), "37.5x14 75x14 150x14 225x42"),
            (target("75 mg"), "37.5x14 75x42"),
            (treatment(json!({ "interval_days": 7 })), "37.5x14 75x14 150x42"),
            (treatment(json!({ "interval_days": 21 })), "37.5x21 75x21 150x42"),
            (both(treatment(json!({ "interval_days": 7 })), decisions(&["limit:VEN-PACE-14"])), "37.5x7 75x7 150x42"),
            (decisions(&["limit:VEN-PACE-14"]), "37.5x14 75x14 150x42"),
            (protocol("venlafaxine-article", true), "37.5x7 75x7 150x42"),
            (both(protocol("venlafaxine-article", true), target("225 mg")), "37.5x7 75x7 150x7 225x42"),
            (protocol("venlafaxine-label", true), "75x14 150x42"),
            (age(80), "37.5x14 75x14 150x42"),
            (liver(), "37.5x14 75x42"),
            (both(liver(), target("112.5 mg")), "37.5x14 75x14 112.5x42"),
            (both(liver(), protocol("venlafaxine-article", true)), "37.5x14 75x42"),
            (both(liver(), protocol("venlafaxine-label", true)), "37.5x14 75x42"),
            (answer("hepatitis", "yes"), "37.5x14 75x42"),
            (answer("jaundice", "yes"), "37.5x14 75x42"),
            // `v56c`, `v56e`: below 30 mL/min or on dialysis every source takes off at least half.
            (both(clearance("29.99"), renal()), "37.5x14 75x42"),
            (both(clearance("29.99"), both(renal(), target("112.5 mg"))), "37.5x14 75x14 112.5x42"),
            (both(answer("dialysis", "yes"), renal()), "37.5x14 75x42"),
            (
                both(
                    both(clearance("29.99"), protocol("venlafaxine-article", false)),
                    decisions(&["VEN-RENAL-15", "protocol:venlafaxine-article"]),
                ),
                "37.5x14 75x42",
            ),
        ],
    );
    // [K] bands ask and change nothing.
    for given in ["30", "59.99", "60", "89.99"] {
        assert_eq!(stair(&planned(DRUG, clearance(given))), "37.5x14 75x14 150x42", "{given}");
    }
    let unknown = decide(healthy(DRUG, answer("liver-disease", "unknown")));
    assert_eq!(stair(course(&unknown).expect("a draft")), "37.5x14 75x42");
}

/// `article-004`: 6 weeks at 150 mg or more.
#[test]
fn it_is_judged_after_six_weeks() {
    let course = planned(DRUG, json!({}));
    assert_eq!(judged(&course), (70, 84));
    assert_eq!(days(&course, "VEN-REVIEW"), [Some((70, 84))]);
    assert_eq!(BOOK.drug(DRUG).expect("venlafaxine").judgement, Judgement::AfterTarget { days: 42, review_days: 14 });
}

/// `v31c`: prolonged release, once a day, never split; the immediate 50 mg has no place.
#[test]
fn prolonged_release_once_a_day_and_whole() {
    let course = planned(DRUG, target("225 mg"));
    for (dose, mg) in [("37.5 mg", "37.5"), ("75 mg", "75"), ("150 mg", "150"), ("225 mg", "225")] {
        assert_eq!(intakes(&course, dose), format!("morning {mg}"));
    }
    // 37.5 and 75 mg make every dose, three capsules at most; what is in hand comes before.
    assert_eq!(units(&course, "225 mg"), [(1, Amount::Halves(6))], "three of 75 mg");
    let in_hand = planned(DRUG, treatment(json!({ "target": "225 mg", "in_hand": ["225 mg"] })));
    assert_eq!(units(&in_hand, "225 mg"), [(4, Amount::Halves(2))], "the tablet of 225 mg");
    let capsules = treatment(json!({ "target": "225 mg", "supplies": [
        { "capsule": { "strength": "37.5 mg", "prolonged": true } },
        { "capsule": { "strength": "75 mg", "prolonged": true } },
        { "capsule": { "strength": "150 mg", "prolonged": true } }
    ] }));
    assert_eq!(units(&planned(DRUG, capsules), "225 mg"), [(1, Amount::Halves(6))]);
    for supply in [
        json!({ "tablet": { "strength": "50 mg" } }),
        json!({ "capsule": { "strength": "37.5 mg" } }),
        json!({ "tablet": { "strength": "75 mg", "prolonged": true, "scored": true } }),
    ] {
        let outcome = decide(healthy(DRUG, treatment(json!({ "supplies": [supply] }))));
        assert!(assessment(&outcome).findings.iter().any(|it| it.rule == "FORM-3"), "{supply}");
    }
    let drug = BOOK.drug(DRUG).expect("venlafaxine");
    assert!(drug.products.iter().all(|it| it.supply.is_prolonged() && !it.supply.is_halved()));
    assert_eq!(drug.products.len(), 5);
    assert!(drug.status.iter().all(|it| it.licence == Licence::OffLabel), "off label for pain");
}

#[test]
fn every_rule() {
    use Severity::{Caution, Contraindicated, Pending};
    let mut rows = antidepressants::rows();
    rows.extend([
        question("RE-3", Pending, &["unstable-creatinine"]),
        question("ADT-SEIZURE", Caution, &["seizures", "epilepsy-uncontrolled"]),
        row("ADT-AGE-65", Caution, vec![age(65), age(66)], vec![age(64)], patient(json!({ "age_years": null }))),
        question("ADT-BLEED", Caution, &["bleeding-risk"]),
        question("VEN-ALLERGY", Contraindicated, &["allergy-venlafaxine"]),
        row(
            "VEN-RENAL-60",
            Caution,
            vec![us(clearance("60")), us(clearance("60.01")), us(clearance("89.99"))],
            vec![us(clearance("59.99")), us(clearance("90")), us(clearance("90.01"))],
            us(no_clearance()),
        ),
        row(
            "VEN-RENAL-30",
            Caution,
            vec![clearance("30"), clearance("30.01"), clearance("59.99")],
            vec![clearance("29.99"), clearance("60"), clearance("60.01")],
            no_clearance(),
        ),
        row(
            "VEN-RENAL-15",
            Pending,
            vec![clearance("29.99"), answer("dialysis", "yes")],
            vec![clearance("30"), clearance("30.01")],
            no_clearance(),
        ),
        row(
            "VEN-LIVER",
            Pending,
            vec![
                answer("severe-liver-failure", "yes"),
                answer("cirrhosis", "yes"),
                child_pugh(false),
                child_pugh(true),
            ],
            vec![json!({}), answer("liver-disease", "yes")],
            answer("severe-liver-failure", "unknown"),
        ),
        question("VEN-LIVER-2", Caution, &["liver-disease", "hepatitis", "jaundice"]),
        question("VEN-QT", Pending, &["long-qt", "arrhythmia"]),
        question("VEN-HEART", Pending, &["recent-mi", "heart-failure", "uncontrolled-hypertension"]),
    ]);
    check_rules(DRUG, rows);
    check_decisions(
        DRUG,
        &[
            ("VEN-RENAL-15", clearance("20")),
            ("VEN-LIVER", answer("severe-liver-failure", "yes")),
            ("VEN-LIVER", answer("cirrhosis", "yes")),
            ("VEN-QT", answer("arrhythmia", "yes")),
            ("VEN-HEART", answer("uncontrolled-hypertension", "yes")),
        ],
    );
}

#[test]
fn every_limit() {
    let usual = "37.5x14 75x14 150x42";
    let highest = "37.5x14 75x14 150x14 225x42";
    check_limits(
        DRUG,
        vec![
            bounded("VEN-MAX-225", (target("225.001 mg"), Refused("PROT-2")), (target("225 mg"), Steps(highest))),
            bounded("VEN-MAX-375", (target("375.001 mg"), Refused("FORM-1")), (target("225 mg"), Steps(highest))),
            bounded_for(
                "VEN-MAX-LIVER",
                (both(answer("liver-disease", "yes"), target("112.501 mg")), Refused("FORM-1")),
                (both(answer("liver-disease", "yes"), target("112.5 mg")), Steps("37.5x14 75x14 112.5x42")),
                answer("liver-disease", "unknown"),
            ),
            bounded_for(
                "VEN-MAX-RENAL",
                (both(clearance("29.99"), target("112.501 mg")), Refused("FORM-1")),
                (both(clearance("30"), target("225 mg")), Steps(highest)),
                no_clearance(),
            ),
            bounded(
                "VEN-FIRST-37.5",
                (protocol("venlafaxine-label", false), Steps(usual)),
                (protocol("venlafaxine-label", true), Steps("75x14 150x42")),
            ),
            bounded(
                "VEN-FIRST-75",
                (
                    both(protocol("venlafaxine-label", true), treatment(json!({ "first_dose": "75.001 mg" }))),
                    Refused("PROT-2"),
                ),
                (
                    both(protocol("venlafaxine-label", true), treatment(json!({ "first_dose": "75 mg" }))),
                    Steps("75x14 150x42"),
                ),
            ),
            bounded(
                "VEN-STEP-75",
                (treatment(json!({ "increment": "150 mg" })), Steps(usual)),
                (treatment(json!({ "increment": "75 mg" })), Steps(usual)),
            ),
            bounded(
                "VEN-PACE-14",
                (protocol("venlafaxine-article", false), Steps(usual)),
                (protocol("venlafaxine-article", true), Steps("37.5x7 75x7 150x42")),
            ),
            bounded(
                "VEN-PACE-7",
                (
                    both(protocol("venlafaxine-article", true), treatment(json!({ "interval_days": 6 }))),
                    Refused("PROT-2"),
                ),
                (
                    both(protocol("venlafaxine-article", true), treatment(json!({ "interval_days": 7 }))),
                    Steps("37.5x7 75x7 150x42"),
                ),
            ),
        ],
    );
}

#[test]
fn every_wash_out() {
    let mut table = ["phénelzine", "moclobémide", "linézolide", "sélégiline"]
        .map(|it| ("ADT-MAOI-SNRI", json!({ "name": it }), Some(14)))
        .to_vec();
    table.push(("DAPOXETINE-SNRI", json!({ "name": "dapoxétine" }), Some(7)));
    check_wash_outs(DRUG, &table);
    assert!(matches!(decide(healthy(DRUG, json!({}))), Outcome::Planned { .. }));
}

/// `article-004`: BP before each step, ECG, sodium in the elderly.
#[test]
fn gates_and_monitoring() {
    let course = planned(DRUG, target("225 mg"));
    assert_eq!(gates(&course, "37.5 mg"), [""; 0]);
    assert_eq!(gates(&course, "75 mg"), ["VEN-BP-GATE"]);
    assert_eq!(gates(&course, "150 mg"), ["VEN-BP-GATE", "VEN-ECG-GATE"]);
    assert_eq!(gates(&course, "225 mg"), ["VEN-BP-GATE"]);
    assert_eq!(days(&course, "VEN-BASELINE"), [Some((-28, 0))]);
    assert_eq!(days(&course, "VEN-BP")[..2], [Some((6, 15)), Some((20, 29))]);
    // Sodium at weeks 2 to 4, whatever the age, and once.
    for years in [64, 65] {
        let course = planned(DRUG, age(years));
        assert_eq!(days(&course, "VEN-NA"), [Some((14, 28))]);
        assert_eq!(days(&course, "ADT-NA-WEEKS"), []);
    }
    let later = course.monitoring.iter().find(|it| it.monitoring == "VEN-LATER").expect("a line");
    assert!(later.text.contains("poids"), "weight in the long term: {}", later.text);
}

#[test]
fn taper_and_kinetics() {
    let drug = BOOK.drug(DRUG).expect("venlafaxine");
    let taper = drug.taper.as_ref().expect("a taper");
    assert_eq!((taper.least_days, taper.interval_days), (14, 7));
    assert_eq!(taper.cut.expect("a cut").to_string(), "75 mg");
    // `sorensen-2022`: 37.5 mg to nothing is 78.0 points; months, and a step back.
    for part in ["78 points", "des mois", "revenir à la dose d’avant"] {
        assert!(taper.text.fr.contains(part), "{part}: {}", taper.text.fr);
    }
    let kinetics = drug.kinetics.as_ref().expect("kinetics");
    assert_eq!(kinetics.half_life_hours, (Decimal::whole(5), Decimal::whole(21)));
    assert_eq!(kinetics.steady_days, (3, 3));
    // `venlafaxine-net`: noradrenaline transport is blocked only from 225 mg (tyramine test).
    assert!(kinetics.text.fr.contains("225\u{a0}mg"), "{}", kinetics.text.fr);
}
