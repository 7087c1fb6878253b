//! Amitriptyline, typed from the article (`article-004`) and the labels (`v50`, `v50b`).

use crate::ask::laid_out::{course, stair};
use crate::ask::rows::Then::{Refused, Steps};
use crate::ask::rows::question;
use crate::ask::{
    age, answer, assessment, both, clearance, decisions, no_clearance, patient, protocol, supplies, target, treatment,
};
use crate::classes::antidepressants::{
    bounded, bounded_for, check_decisions, check_limits, check_rules, child_pugh, days, decide, gates, healthy,
    intakes, planned, row, stairs, units,
};
use crate::classes::tricyclics;
use crate::classes::tricyclics::AMI;
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::Amount;
use palier_engine::outcome::Outcome;
use serde_json::json;

/// `article-004`: 10 mg in the evening, +10 mg per 7 days; 5, 15, 25 in the elderly. `v50`: the label's.
#[test]
fn each_protocol_of_amitriptyline_is_laid_out() {
    let to_75 = both(target("75 mg"), decisions(&["limit:AMI-MAX-50"]));
    let heart = answer("heart-failure", "yes");
    stairs(
        AMI,
        vec![
            (json!({}), "10x7 20x7 30x7 40x7 50x42"),
            (target("25 mg"), "10x7 20x7 25x42"),
            (treatment(json!({ "interval_days": 14 })), "10x14 20x14 30x14 40x14 50x42"),
            (to_75.clone(), "10x7 20x7 30x7 40x7 50x7 60x7 70x7 75x42"),
            (age(64), "10x7 20x7 30x7 40x7 50x42"),
            (age(65), "5x7 15x7 25x42"),
            (age(66), "5x7 15x7 25x42"),
            (heart, "5x7 15x7 25x42"),
            (both(age(65), target("50 mg")), "5x7 15x7 25x7 35x7 45x7 50x42"),
            (both(age(65), to_75), "5x7 15x7 25x7 35x7 45x7 55x7 65x7 75x42"),
            (protocol("amitriptyline-label", true), "25x7 50x7 75x42"),
            (both(protocol("amitriptyline-label", true), treatment(json!({ "interval_days": 3 }))), "25x3 50x3 75x42"),
            (both(protocol("amitriptyline-label", true), age(65)), "10x7 20x7 25x42"),
            (protocol("amitriptyline-specialist", true), "10x7 20x7 30x7 40x7 50x7 60x7 70x7 80x7 90x7 100x42"),
            (both(protocol("amitriptyline-specialist", true), age(65)), "5x7 15x7 25x42"),
        ],
    );
    // An age that is not known is read as an age.
    let outcome = decide(healthy(AMI, patient(json!({ "age_years": null }))));
    assert_eq!(stair(course(&outcome).expect("a draft")), "5x7 15x7 25x42");
}

/// `bdpm-2026-01`: drops of 1 mg are the only way to 5, 10, 20 and 30 mg in France; tablets are not scored.
#[test]
fn small_doses_need_the_drops() {
    let drops = supplies(json!([{ "drops": { "per_drop": "1 mg", "most": 75 } }]));
    let course = planned(AMI, drops.clone());
    for (dose, count) in [("10 mg", 10), ("20 mg", 20), ("30 mg", 30), ("40 mg", 40), ("50 mg", 50)] {
        assert_eq!(units(&course, dose), [(0, Amount::Drops(count))]);
        assert_eq!(intakes(&course, dose), format!("evening {count}"));
    }
    assert_eq!(units(&planned(AMI, both(drops, age(70))), "5 mg"), [(0, Amount::Drops(5))]);
    let tablets = supplies(json!([{ "tablet": { "strength": "25 mg" } }, { "tablet": { "strength": "50 mg" } }]));
    let outcome = decide(healthy(AMI, tablets.clone()));
    assert!(matches!(outcome, Outcome::Refused { .. }));
    assert!(assessment(&outcome).findings.iter().any(|it| it.key == "FORM-2:10 mg"));
    let course = planned(AMI, both(tablets, protocol("amitriptyline-label", true)));
    assert_eq!(units(&course, "75 mg"), [(0, Amount::Halves(6))], "25 mg makes every dose: one strength");
    let scored = supplies(json!([{ "tablet": { "strength": "25 mg", "scored": true } }]));
    let outcome = decide(healthy(AMI, scored));
    assert!(assessment(&outcome).findings.iter().any(|it| it.rule == "FORM-3"), "no scored tablet exists");
}

/// `v50`: a single dose of at most 75 mg, two intakes above; the evening may have the larger share.
#[test]
fn above_75_the_day_is_divided_in_two() {
    let course = planned(AMI, protocol("amitriptyline-specialist", true));
    assert_eq!(intakes(&course, "70 mg"), "evening 70");
    assert_eq!(intakes(&course, "80 mg"), "morning 40, evening 40");
    assert_eq!(intakes(&course, "90 mg"), "morning 40, evening 50");
    let larger = both(protocol("amitriptyline-specialist", true), treatment(json!({ "larger_evening": true })));
    let course = planned(AMI, larger);
    assert_eq!(intakes(&course, "80 mg"), "morning 20, evening 60");
    assert_eq!(intakes(&course, "100 mg"), "morning 30, evening 70");
    let most = planned(AMI, both(protocol("amitriptyline-specialist", true), target("150 mg")));
    assert_eq!(intakes(&most, "150 mg"), "morning 75, evening 75");
}

/// `article-004`, `v26`: ECG before 50 mg is passed, specialist and ECG at 75, ECG 1 to 2 weeks after.
#[test]
fn gates_and_monitoring() {
    let course = planned(AMI, protocol("amitriptyline-specialist", true));
    assert_eq!(gates(&course, "10 mg"), [""; 0]);
    assert_eq!(gates(&course, "20 mg"), ["AMI-STEP-GATE"]);
    assert_eq!(gates(&course, "50 mg"), ["AMI-STEP-GATE"]);
    assert_eq!(gates(&course, "60 mg"), ["AMI-STEP-GATE", "AMI-ECG-50"]);
    assert_eq!(gates(&course, "70 mg"), ["AMI-STEP-GATE"]);
    assert_eq!(gates(&course, "80 mg"), ["AMI-STEP-GATE", "AMI-ECG-75"]);
    assert_eq!(gates(&course, "90 mg"), ["AMI-STEP-GATE"]);
    // 80 mg begins on day 7 × 7 + 1 = 50.
    assert_eq!(days(&course, "AMI-ECG-AFTER-75"), [Some((57, 64))]);
    assert_eq!(days(&planned(AMI, json!({})), "AMI-ECG-AFTER-75"), []);
    assert_eq!(days(&planned(AMI, age(39)), "AMI-ECG-BASELINE"), []);
    assert_eq!(days(&planned(AMI, age(40)), "AMI-ECG-BASELINE"), [Some((-28, 0))]);
    assert_eq!(days(&planned(AMI, json!({})), "AMI-BP")[0], Some((4, 8)));
    assert_eq!(days(&planned(AMI, json!({})), "AMI-BP-BASELINE"), [Some((-14, 0))]);
    assert_eq!(days(&planned(AMI, age(65)), "ADT-NA-WEEKS"), [Some((14, 28))]);
}

#[test]
fn every_rule_of_amitriptyline() {
    use Severity::{Caution, Contraindicated};
    let mut rows = tricyclics::rows();
    rows.extend([
        question("AMI-HEART-2", Caution, &["heart-failure", "uncontrolled-hypertension"]),
        row(
            "AMI-LIVER-1",
            Contraindicated,
            vec![answer("severe-liver-failure", "yes"), child_pugh(true)],
            vec![json!({}), child_pugh(false)],
            answer("severe-liver-failure", "unknown"),
        ),
        row(
            "AMI-RENAL",
            Caution,
            vec![clearance("29.99"), answer("dialysis", "yes")],
            vec![clearance("30"), clearance("30.01")],
            no_clearance(),
        ),
    ]);
    check_rules(AMI, rows);
    check_decisions(AMI, &[("AMI-URINE", answer("urinary-retention", "yes"))]);
}

#[test]
fn every_limit_of_amitriptyline() {
    let usual = "10x7 20x7 30x7 40x7 50x42";
    let label = || protocol("amitriptyline-label", true);
    let to_75 = "10x7 20x7 30x7 40x7 50x7 60x7 70x7 75x42";
    let to_100 = "10x7 20x7 30x7 40x7 50x7 60x7 70x7 80x7 90x7 100x42";
    let to_150 = "10x7 20x7 30x7 40x7 50x7 60x7 70x7 80x7 90x7 100x7 110x7 120x7 130x7 140x7 150x42";
    let specialist = || protocol("amitriptyline-specialist", true);
    let years = || patient(json!({ "age_years": null }));
    check_limits(
        AMI,
        vec![
            bounded(
                "AMI-MAX-50",
                (target("75 mg"), Steps(usual)),
                (both(target("75 mg"), decisions(&["limit:AMI-MAX-50"])), Steps(to_75)),
            ),
            bounded(
                "AMI-MAX-75",
                (both(protocol("amitriptyline-specialist", false), decisions(&["limit:AMI-MAX-50"])), Steps(to_75)),
                (specialist(), Steps(to_100)),
            ),
            bounded_for(
                "AMI-MAX-75-ELDERLY",
                (both(specialist(), both(age(65), target("75.001 mg"))), Refused("FORM-1")),
                (both(specialist(), both(age(65), target("75 mg"))), Steps("5x7 15x7 25x7 35x7 45x7 55x7 65x7 75x42")),
                years(),
            ),
            bounded(
                "AMI-MAX-150",
                (both(specialist(), target("150.001 mg")), Refused("FORM-1")),
                (both(specialist(), target("150 mg")), Steps(to_150)),
            ),
            bounded(
                "AMI-SINGLE-75",
                (both(label(), target("75.001 mg")), Refused("PROT-2")),
                (both(label(), target("75 mg")), Steps("25x7 50x7 75x42")),
            ),
            bounded_for(
                "AMI-FIRST-5",
                (both(protocol("amitriptyline-label", false), age(65)), Steps("5x7 15x7 25x42")),
                (both(label(), age(65)), Steps("10x7 20x7 25x42")),
                answer("heart-failure", "unknown"),
            ),
            bounded(
                "AMI-FIRST-10",
                (protocol("amitriptyline-label", false), Steps(usual)),
                (
                    both(protocol("amitriptyline-label", false), decisions(&["limit:AMI-FIRST-10"])),
                    Steps("25x7 35x7 45x7 50x42"),
                ),
            ),
            bounded(
                "AMI-FIRST-25",
                (both(label(), treatment(json!({ "first_dose": "25.001 mg" }))), Refused("PROT-2")),
                (both(label(), treatment(json!({ "first_dose": "25 mg" }))), Steps("25x7 50x7 75x42")),
            ),
            bounded(
                "AMI-STEP-10",
                (protocol("amitriptyline-label", false), Steps(usual)),
                (
                    both(protocol("amitriptyline-label", false), decisions(&["limit:AMI-STEP-10"])),
                    Steps("10x7 35x7 50x42"),
                ),
            ),
            bounded(
                "AMI-STEP-25",
                (both(label(), treatment(json!({ "increment": "25.001 mg" }))), Refused("PROT-2")),
                (both(label(), treatment(json!({ "increment": "25 mg" }))), Steps("25x7 50x7 75x42")),
            ),
            bounded(
                "AMI-PACE-7",
                (both(protocol("amitriptyline-label", false), treatment(json!({ "interval_days": 3 }))), Steps(usual)),
                (both(label(), treatment(json!({ "interval_days": 3 }))), Steps("25x3 50x3 75x42")),
            ),
            bounded(
                "AMI-PACE-3",
                (both(label(), treatment(json!({ "interval_days": 2 }))), Refused("PROT-2")),
                (both(label(), treatment(json!({ "interval_days": 3 }))), Steps("25x3 50x3 75x42")),
            ),
        ],
    );
}
