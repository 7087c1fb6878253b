//! Duloxetine, typed from the article (`article-004`) and the labels (`v29`, `v30`, `v55`).

use crate::ask::laid_out::judged;
use crate::ask::rows::Then::{Refused, Steps};
use crate::ask::rows::question;
use crate::ask::{
    BOOK, age, answer, assessment, both, clearance, no_clearance, patient, protocol, target, treatment, us,
};
use crate::classes::antidepressants;
use crate::classes::antidepressants::{
    bounded, bounded_for, check_decisions, check_limits, check_rules, check_wash_outs, child_pugh, days, decide, gates,
    healthy, intakes, planned, row, stairs, units,
};
use palier_engine::book::drug::Judgement;
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::Amount;
use palier_engine::course::Course;
use palier_engine::exact::decimal::Decimal;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

const DRUG: &str = "duloxetine";

/// `article-004`: 30 mg for 1 to 2 weeks, then 60; `v28`: 120 in 2 × 60.
#[test]
fn each_protocol_is_laid_out() {
    stairs(
        DRUG,
        vec![
            (json!({}), "30x14 60x56"),
            (treatment(json!({ "interval_days": 7 })), "30x7 60x56"),
            (treatment(json!({ "interval_days": 10 })), "30x10 60x56"),
            (target("30 mg"), "30x56"),
            (protocol("duloxetine-label", true), "60x56"),
            (protocol("duloxetine-120", true), "30x14 60x14 90x14 120x56"),
            (both(protocol("duloxetine-120", true), target("90 mg")), "30x14 60x14 90x56"),
            (us(json!({})), "30x14 60x56"),
            (age(80), "30x14 60x56"),
        ],
    );
}

/// `v30`: 8 weeks at 60; a review of two weeks.
#[test]
fn it_is_judged_after_eight_weeks_at_the_dose() {
    let course = planned(DRUG, json!({}));
    assert_eq!(judged(&course), (70, 84));
    assert_eq!(days(&course, "DLX-REVIEW"), [Some((70, 84))]);
    assert_eq!(days(&course, "DLX-QUARTERLY"), [None]);
    let drug = BOOK.drug(DRUG).expect("duloxetine");
    assert_eq!(drug.judgement, Judgement::AfterTarget { days: 56, review_days: 14 });
}

/// One intake up to 60 mg, two above, none above 60 mg.
#[test]
fn above_60_the_day_is_divided_in_two() {
    let course = planned(DRUG, protocol("duloxetine-120", true));
    assert_eq!(intakes(&course, "30 mg"), "morning 30");
    assert_eq!(intakes(&course, "60 mg"), "morning 60");
    assert_eq!(intakes(&course, "90 mg"), "morning 60, evening 30");
    assert_eq!(intakes(&course, "120 mg"), "morning 60, evening 60");
    let evening = planned(DRUG, treatment(json!({ "moment": "evening" })));
    assert_eq!(intakes(&evening, "60 mg"), "evening 60");
    assert!(course.limits.iter().any(|it| it.limit == "DLX-SINGLE-60" && it.in_force));
}

/// Products: capsules of 30 and 60 mg in boxes of 28; 20 and 40 mg are American. 30 mg makes both doses:
/// one strength, unless those of 60 mg are in hand.
#[test]
fn the_capsules_of_france_and_of_the_united_states() {
    let course = planned(DRUG, json!({}));
    assert_eq!(units(&course, "60 mg"), [(0, Amount::Halves(4))]);
    let capsules = |course: &Course| -> Vec<(usize, u64)> {
        course.dispensing.totals.iter().map(|it| (it.supply.into(), it.taken / 2)).collect()
    };
    assert_eq!(capsules(&course), [(0, 14 + 2 * 56)]);
    assert_eq!(course.dispensing.total_micrograms, (14 * 30 + 56 * 60) * 1000);
    let in_hand = planned(DRUG, treatment(json!({ "in_hand": ["60 mg"] })));
    assert_eq!(capsules(&in_hand), [(0, 14), (1, 56)]);
    let twenty = treatment(
        json!({ "supplies": [{ "capsule": { "strength": "20 mg" } }, { "capsule": { "strength": "30 mg" } }] }),
    );
    let outcome = decide(healthy(DRUG, twenty.clone()));
    assert!(assessment(&outcome).findings.iter().any(|it| it.rule == "FORM-3"), "20 mg is not French");
    assert!(matches!(decide(healthy(DRUG, us(twenty))), Outcome::Planned { .. }));
    let packs: Vec<&[u16]> = BOOK.drug(DRUG).expect("duloxetine").products[..2].iter().map(|it| &*it.packs).collect();
    assert_eq!(packs, [[28], [28]]);
}

#[test]
fn every_rule() {
    use Severity::{Caution, Contraindicated, Pending};
    let alt = |it: &str| patient(json!({ "liver": { "alt": it } }));
    let mut rows = antidepressants::rows();
    rows.extend([
        question("RE-3", Pending, &["unstable-creatinine"]),
        question("ADT-SEIZURE", Caution, &["seizures", "epilepsy-uncontrolled"]),
        row("ADT-AGE-65", Caution, vec![age(65), age(66)], vec![age(64)], patient(json!({ "age_years": null }))),
        question("ADT-BLEED", Caution, &["bleeding-risk"]),
        question("DLX-ALLERGY", Contraindicated, &["allergy-duloxetine"]),
        row(
            "DLX-LIVER-1",
            Contraindicated,
            vec![
                answer("severe-liver-failure", "yes"),
                answer("cirrhosis", "yes"),
                answer("jaundice", "yes"),
                child_pugh(false),
                child_pugh(true),
            ],
            vec![json!({}), answer("liver-disease", "yes")],
            answer("severe-liver-failure", "unknown"),
        ),
        row(
            "DLX-LIVER-2",
            Pending,
            vec![answer("liver-disease", "yes"), answer("hepatitis", "yes"), alt("3.001")],
            vec![alt("3")],
            answer("hepatitis", "unknown"),
        ),
        row(
            "DLX-RENAL-1",
            Contraindicated,
            vec![clearance("29.99"), answer("dialysis", "yes")],
            vec![clearance("30"), clearance("30.01")],
            no_clearance(),
        ),
        row(
            "DLX-RENAL-2",
            Caution,
            vec![clearance("30"), clearance("30.01"), clearance("59.99")],
            vec![clearance("29.99"), clearance("60"), clearance("60.01")],
            no_clearance(),
        ),
        question("DLX-PRESSURE", Contraindicated, &["uncontrolled-hypertension"]),
    ]);
    check_rules(DRUG, rows);
    check_decisions(
        DRUG,
        &[
            ("ADT-BIPOLAR", answer("psychosis-bipolar", "yes")),
            ("ADT-PREG", answer("breastfeeding", "yes")),
            ("ADT-GLAUCOMA", answer("angle-closure-glaucoma", "yes")),
            ("DLX-LIVER-2", answer("liver-disease", "yes")),
        ],
    );
}

/// Liver tests that are old, undated or missing are no kinder than raised ones.
#[test]
fn liver_tests_that_no_longer_count_are_not_read_as_normal() {
    let with = |liver: Value| decide(healthy(DRUG, patient(json!({ "liver": liver }))));
    // Today is 30 November 2026: 90 days before is 1 September.
    assert!(matches!(with(json!({ "on": "2026-09-01" })), Outcome::Planned { .. }));
    for liver in [
        Value::Null,
        json!({ "on": null }),
        json!({ "on": "2026-08-31" }),
        json!({ "alt": "10", "on": null }),
        json!({ "alt": null, "ast": "10", "on": "2020-01-01" }),
    ] {
        let outcome = with(liver.clone());
        let found = assessment(&outcome);
        let unchecked = found.not_checked.iter().find(|it| it.rule == "DLX-LIVER-2");
        let unchecked = unchecked.unwrap_or_else(|| panic!("{liver}: passed over: {found:#?}"));
        assert!(unchecked.missing.iter().any(|it| it.path == "patient.liver.on"), "{liver}: {unchecked:#?}");
        assert!(matches!(outcome, Outcome::Pending { .. }), "{liver}: {outcome:#?}");
    }
}

#[test]
fn every_limit() {
    let full = "30x14 60x14 90x14 120x56";
    let elsewhere = |patch: Value| both(us(treatment(json!({ "indication": "neuropathic-peripheral" }))), patch);
    check_limits(
        DRUG,
        vec![
            bounded(
                "DLX-MAX-60",
                (protocol("duloxetine-120", false), Steps("30x14 60x56")),
                (protocol("duloxetine-120", true), Steps(full)),
            ),
            bounded(
                "DLX-MAX-120",
                (both(protocol("duloxetine-120", true), target("120.001 mg")), Refused("FORM-1")),
                (both(protocol("duloxetine-120", true), target("120 mg")), Steps(full)),
            ),
            bounded_for(
                "DLX-MAX-60-US",
                (us(protocol("duloxetine-120", true)), Steps("30x14 60x56")),
                (elsewhere(protocol("duloxetine-120", true)), Steps(full)),
                us(both(protocol("duloxetine-120", true), treatment(json!({ "indication": null })))),
            ),
            bounded(
                "DLX-SINGLE-60",
                (both(protocol("duloxetine-120", true), target("90 mg")), Steps("30x14 60x14 90x56")),
                (json!({}), Steps("30x14 60x56")),
            ),
            bounded(
                "DLX-FIRST-30",
                (protocol("duloxetine-label", false), Steps("30x7 60x56")),
                (protocol("duloxetine-label", true), Steps("60x56")),
            ),
            bounded(
                "DLX-FIRST-60",
                (
                    both(protocol("duloxetine-label", true), treatment(json!({ "first_dose": "60.001 mg" }))),
                    Refused("PROT-2"),
                ),
                (both(protocol("duloxetine-label", true), treatment(json!({ "first_dose": "60 mg" }))), Steps("60x56")),
            ),
            bounded(
                "DLX-STEP-30",
                (treatment(json!({ "increment": "60 mg" })), Steps("30x14 60x56")),
                (treatment(json!({ "increment": "30 mg" })), Steps("30x14 60x56")),
            ),
            // Row 24: 1 to 2 weeks; from 65 years on the longer.
            bounded_for(
                "DLX-PACE-14-65",
                (both(age(65), treatment(json!({ "interval_days": 7 }))), Steps("30x14 60x56")),
                (both(age(64), treatment(json!({ "interval_days": 7 }))), Steps("30x7 60x56")),
                patient(json!({ "age_years": null })),
            ),
            bounded(
                "DLX-PACE-7",
                (treatment(json!({ "interval_days": 6 })), Refused("PROT-2")),
                (treatment(json!({ "interval_days": 7 })), Steps("30x7 60x56")),
            ),
        ],
    );
    // The American ceiling in diabetic neuropathy is never passed, asked or not.
    let asked = decide(healthy(DRUG, us(both(protocol("duloxetine-120", true), target("90 mg")))));
    assert!(matches!(asked, Outcome::Refused { .. }));
}

#[test]
fn every_wash_out() {
    let named = |name: &str| json!({ "name": name });
    let table: Vec<(&str, Value, Option<i32>)> =
        ["phénelzine", "iproniazide", "moclobémide", "linézolide", "sélégiline", "rasagiline", "bleu de méthylène"]
            .map(|it| ("ADT-MAOI-SNRI", named(it), Some(14)))
            .into_iter()
            .chain([("DAPOXETINE-SNRI", named("dapoxétine"), Some(7))])
            .collect();
    check_wash_outs(DRUG, &table);
}

/// `v55` and `v30`: BP at baseline and after each step; Na⁺ before and at 3 to 4 weeks in the elderly.
#[test]
fn gates_and_monitoring() {
    let course = planned(DRUG, json!({}));
    assert_eq!(gates(&course, "30 mg"), [""; 0]);
    assert_eq!(gates(&course, "60 mg"), ["DLX-BP-GATE"]);
    assert_eq!(days(&course, "DLX-BASELINE"), [Some((-14, 0))]);
    assert_eq!(days(&course, "DLX-BP"), [Some((8, 15)), Some((22, 29))]);
    assert_eq!(days(&course, "ADT-MOOD-WATCH"), [Some((4, 15)), Some((18, 29))]);
    assert_eq!(days(&course, "DLX-NA"), []);
    let old = planned(DRUG, age(65));
    assert_eq!(days(&old, "ADT-NA-BASELINE"), [Some((-14, 0))]);
    assert_eq!(days(&old, "DLX-NA"), [Some((21, 28))]);
}

#[test]
fn taper_and_kinetics() {
    let drug = BOOK.drug(DRUG).expect("duloxetine");
    let taper = drug.taper.as_ref().expect("a taper");
    assert_eq!((taper.least_days, taper.interval_days), (14, 14));
    assert_eq!(taper.cut.expect("a cut").to_string(), "30 mg");
    // `v55b` gives only the least; `sorensen-2022`: 30 mg to nothing is 75.1 points.
    assert_eq!(taper.grade, palier_engine::book::source::Grade::C);
    assert!(taper.text.fr.contains("75 points"), "{}", taper.text.fr);
    let kinetics = drug.kinetics.as_ref().expect("kinetics");
    assert_eq!(kinetics.half_life_hours, (Decimal::whole(8), Decimal::whole(17)));
    assert_eq!(kinetics.peak_hours, (Decimal::whole(6), Decimal::whole(10)));
    assert_eq!(kinetics.steady_days, (3, 3));
}
