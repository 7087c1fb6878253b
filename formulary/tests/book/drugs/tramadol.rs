//! Tramadol, typed from the labels (`v33`, `v33c`, `v57`, `v57b`, `v57d`).

use crate::ask::laid_out::{course, judged, stair};
use crate::ask::rows::Then::{Refused, Steps};
use crate::ask::rows::Unknown::Never;
use crate::ask::rows::{Row, question};
use crate::ask::{
    BOOK, age, answer, assessment, both, clearance, decisions, no_clearance, patient, protocol, takes, target,
    treatment, us, worst_of,
};
use crate::classes::antidepressants;
use crate::classes::antidepressants::{
    bounded, bounded_for, check_decisions, check_limits, check_rules, check_wash_outs, child_pugh, days, decide, gates,
    healthy, intakes, planned, row, stairs, units,
};
use palier_engine::book::drug::Judgement;
use palier_engine::book::place::Region;
use palier_engine::book::protocol::Access;
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::Amount;
use palier_engine::exact::decimal::Decimal;
use palier_engine::finding::Wait;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

const DRUG: &str = "tramadol";

/// At 70 kg, where an intake is not weighed.
fn ir(patch: Value) -> Value {
    both(both(protocol("tramadol-ir", false), weight("70")), patch)
}

fn weight(kg: &str) -> Value {
    patient(json!({ "weight_kg": kg }))
}

#[test]
fn each_protocol_is_laid_out() {
    let liver = || answer("liver-disease", "yes");
    stairs(
        DRUG,
        vec![
            (json!({}), "100x7 200x28"),
            (target("100 mg"), "100x28"),
            (target("400 mg"), "100x7 200x7 300x7 400x28"),
            (treatment(json!({ "interval_days": 5 })), "100x5 200x28"),
            (protocol("tramadol-lp12-label", true), "200x28"),
            (both(protocol("tramadol-lp12-label", true), target("400 mg")), "200x7 300x7 400x28"),
            // A professional tells the boxes apart; where that counts twice, the label's start is halved.
            (protocol("tramadol-lp24", true), "100x7 200x28"),
            (both(protocol("tramadol-lp24", true), target("400 mg")), "100x7 200x7 300x7 400x28"),
            (both(protocol("tramadol-lp12-label", true), age(74)), "200x28"),
            (both(protocol("tramadol-lp12-label", true), age(75)), "100x7 200x28"),
            (both(protocol("tramadol-lp12-label", true), clearance("30.01")), "200x28"),
            (both(protocol("tramadol-lp12-label", true), clearance("30")), "100x7 200x28"),
            (both(protocol("tramadol-lp12-label", true), liver()), "100x7 200x28"),
            (both(protocol("tramadol-lp12-label", true), answer("jaundice", "yes")), "100x7 200x28"),
            (both(protocol("tramadol-lp12-label", true), both(age(75), target("300 mg"))), "100x7 200x7 300x28"),
            (ir(json!({})), "50x7 100x7 150x7 200x28"),
            (ir(treatment(json!({ "interval_days": 3 }))), "50x3 100x3 150x3 200x28"),
            (ir(target("400 mg")), "50x7 100x7 150x7 200x7 250x7 300x7 350x7 400x28"),
            // `v57`, `v33e`: CrCl 10–30 every 12 h, at most 200; from 75 years longer interval.
            (ir(clearance("30.01")), "50x7 100x7 150x7 200x28"),
            (ir(clearance("30")), "50x7 100x28"),
            (ir(clearance("10")), "50x7 100x28"),
            (ir(both(clearance("29.99"), target("200 mg"))), "50x7 100x7 150x7 200x28"),
            (ir(age(74)), "50x7 100x7 150x7 200x28"),
            (ir(age(75)), "50x7 100x28"),
            (ir(age(76)), "50x7 100x28"),
            (clearance("30"), "100x7 200x28"),
            // Cirrhosis: 50 mg every 12 h.
            (liver(), "100x28"),
            (ir(liver()), "50x7 100x28"),
            (both(liver(), decisions(&["limit:TRA-MAX-LIVER-100"])), "100x7 200x28"),
            (answer("jaundice", "yes"), "100x28"),
            (answer("cirrhosis", "yes"), "100x28"),
            (both(answer("cirrhosis", "yes"), decisions(&["limit:TRA-MAX-LIVER-100"])), "100x28"),
            (both(answer("cirrhosis", "yes"), protocol("tramadol-lp12-label", true)), "100x28"),
            (both(child_pugh(false), decisions(&["limit:TRA-MAX-LIVER-100"])), "100x28"),
            (us(json!({})), "25x3 50x3 75x3 100x3 150x3 200x28"),
            (us(clearance("25")), "25x3 50x3 75x3 100x28"),
            // Cirrhosis: the immediate form, 50 mg every 12 h.
            (us(liver()), "25x3 50x3 75x3 100x28"),
            (us(answer("cirrhosis", "yes")), "25x3 50x3 75x3 100x28"),
            (us(child_pugh(false)), "25x3 50x3 75x3 100x28"),
            (us(both(answer("severe-liver-failure", "yes"), decisions(&["TRA-LIVER-1-US"]))), "25x3 50x3 75x3 100x28"),
            (us(age(74)), "25x3 50x3 75x3 100x3 150x3 200x28"),
            (us(age(75)), "25x3 50x3 75x3 100x28"),
        ],
    );
    let unknown = decide(healthy(DRUG, ir(no_clearance())));
    assert_eq!(stair(course(&unknown).expect("a draft")), "50x7 100x28", "unknown is read strictly");
}

/// `v36` and `v37`: 4 weeks, and a review at 3 months, which is week 12 of the prescription.
#[test]
fn it_is_judged_after_four_weeks_and_at_three_months() {
    let course = planned(DRUG, json!({}));
    assert_eq!(judged(&course), (35, 49));
    assert_eq!(days(&course, "TRA-REVIEW"), [Some((35, 49))]);
    assert_eq!(days(&course, "TRA-3-MONTHS"), [Some((77, 84))]);
    let drug = BOOK.drug(DRUG).expect("tramadol");
    assert_eq!(drug.judgement, Judgement::AfterTarget { days: 28, review_days: 14 });
}

#[test]
fn the_day_is_divided_as_the_form_asks() {
    let twice = planned(DRUG, target("400 mg"));
    assert_eq!(intakes(&twice, "100 mg"), "morning 50, evening 50");
    assert_eq!(intakes(&twice, "300 mg"), "morning 150, evening 150");
    assert_eq!(intakes(&twice, "400 mg"), "morning 200, evening 200");
    let once = planned(DRUG, both(protocol("tramadol-lp24", true), target("400 mg")));
    assert_eq!(intakes(&once, "400 mg"), "morning 400");
    let four = planned(DRUG, ir(target("400 mg")));
    assert_eq!(intakes(&four, "50 mg"), "evening 50");
    assert_eq!(intakes(&four, "100 mg"), "morning 50, evening 50");
    assert_eq!(intakes(&four, "150 mg"), "morning 50, noon 50, evening 50");
    assert_eq!(intakes(&four, "200 mg"), "morning 50, noon 50, evening 50, bedtime 50");
    assert_eq!(intakes(&four, "250 mg"), "morning 50, noon 50, evening 100, bedtime 50");
    assert_eq!(intakes(&four, "400 mg"), "morning 100, noon 100, evening 100, bedtime 100");
    let spaced = planned(DRUG, ir(both(clearance("20"), target("200 mg"))));
    assert_eq!(intakes(&spaced, "150 mg"), "morning 50, evening 100");
    assert_eq!(intakes(&spaced, "200 mg"), "morning 100, evening 100");
    let cirrhosis = planned(DRUG, us(answer("cirrhosis", "yes")));
    assert_eq!(intakes(&cirrhosis, "75 mg"), "morning 25, evening 50");
    assert_eq!(intakes(&cirrhosis, "100 mg"), "morning 50, evening 50");
    let slow = planned(DRUG, us(json!({})));
    assert_eq!(intakes(&slow, "25 mg"), "evening 25");
    assert_eq!(intakes(&slow, "75 mg"), "morning 25, noon 25, evening 25");
    assert_eq!(intakes(&slow, "100 mg"), "morning 25, noon 25, evening 25, bedtime 25");
    assert_eq!(intakes(&slow, "150 mg"), "morning 50, noon 50, evening 50");
    assert_eq!(intakes(&slow, "200 mg"), "morning 50, noon 50, evening 50, bedtime 50");
}

/// Halves of the American scored tablet, drops of 2.5 mg, and no half of prolonged release.
#[test]
fn halves_drops_and_releases() {
    assert_eq!(units(&planned(DRUG, us(json!({}))), "25 mg"), [(0, Amount::Halves(1))]);
    let drops = treatment(json!({ "supplies": [{ "drops": { "per_drop": "2.5 mg", "most": 40 } }] }));
    let course = planned(DRUG, ir(both(drops.clone(), target("400 mg"))));
    assert_eq!(units(&course, "50 mg"), [(0, Amount::Drops(20))]);
    assert_eq!(units(&course, "400 mg"), [(0, Amount::Drops(40))]);
    let slow_drops = decide(healthy(DRUG, drops));
    assert!(assessment(&slow_drops).findings.iter().any(|it| it.rule == "FORM-3"), "drops are no prolonged release");
    let names: Vec<&str> = BOOK.drug(DRUG).expect("tramadol").products.iter().map(|it| it.name.fr.as_str()).collect();
    assert!(names.iter().any(|it| it.contains("gouttes") && it.ends_with("hors AMM chez l’adulte")), "{names:?}");
    let mixed = treatment(json!({ "supplies": [{ "capsule": { "strength": "100 mg", "prolonged": true } }] }));
    let outcome = decide(healthy(DRUG, ir(mixed.clone())));
    assert!(assessment(&outcome).findings.iter().any(|it| it.rule == "FORM-3"), "prolonged release is not immediate");
    // Without the 50 mg capsule the cautious start cannot be made; the label's start can.
    let outcome = decide(healthy(DRUG, mixed.clone()));
    assert!(assessment(&outcome).findings.iter().any(|it| it.key == "FORM-2:100 mg"), "{outcome:#?}");
    assert_eq!(stair(&planned(DRUG, both(mixed, protocol("tramadol-lp12-label", true)))), "200x28");
    let drug = BOOK.drug(DRUG).expect("tramadol");
    for product in &drug.products {
        assert_eq!(product.supply.is_halved(), product.region == Region::US, "{}", product.name.en);
    }
    assert_eq!(BOOK.protocol("tramadol-us-er").expect("reference").access, Access::Reference);
}

#[test]
fn every_rule() {
    use Severity::{Caution, Contraindicated, Pending};
    let mut rows = antidepressants::common();
    rows.extend([
        question("RE-3", Pending, &["unstable-creatinine"]),
        question("TRA-ALLERGY", Contraindicated, &["allergy-tramadol"]),
        question("TRA-EPILEPSY", Contraindicated, &["epilepsy-uncontrolled"]),
        row(
            "TRA-SEIZURE",
            Pending,
            vec![answer("seizures", "yes")],
            vec![answer("seizures", "no"), both(answer("seizures", "yes"), answer("epilepsy-uncontrolled", "yes"))],
            answer("seizures", "unknown"),
        ),
        question("TRA-BREATH", Contraindicated, &["respiratory-failure"]),
        question("TRA-BREATH-2", Caution, &["copd", "sleep-apnoea"]),
        question("TRA-INTOXICATED", Contraindicated, &["acute-intoxication"]),
        question("TRA-WITHDRAWAL", Contraindicated, &["opioid-withdrawal"]),
        question("TRA-MISUSE", Pending, &["opioid-dependence", "substance-misuse"]),
        row(
            "TRA-LIVER-1",
            Contraindicated,
            vec![answer("severe-liver-failure", "yes"), child_pugh(true)],
            vec![json!({}), child_pugh(false)],
            answer("severe-liver-failure", "unknown"),
        ),
        question("TRA-LIVER-2", Caution, &["liver-disease", "hepatitis", "jaundice", "cirrhosis"]),
        row(
            "TRA-LIVER-1-US",
            Pending,
            vec![us(answer("severe-liver-failure", "yes")), us(child_pugh(true))],
            vec![us(json!({})), us(child_pugh(false))],
            us(answer("severe-liver-failure", "unknown")),
        ),
        row(
            "TRA-RENAL-LP",
            Contraindicated,
            vec![
                clearance("29.99"),
                clearance("10"),
                both(protocol("tramadol-lp12-label", true), clearance("29.99")),
                both(protocol("tramadol-lp24", true), clearance("29.99")),
                both(protocol("tramadol-lp24", false), clearance("10")),
            ],
            vec![
                clearance("30"),
                clearance("30.01"),
                clearance("9.99"),
                both(protocol("tramadol-lp24", true), clearance("30")),
                ir(clearance("29.99")),
                ir(clearance("10")),
            ],
            no_clearance(),
        ),
        row(
            "TRA-RENAL-1",
            Contraindicated,
            vec![clearance("9.99"), answer("dialysis", "yes")],
            vec![clearance("10"), clearance("10.01")],
            no_clearance(),
        ),
        row(
            "TRA-RENAL-2",
            Caution,
            vec![clearance("10"), clearance("10.01"), clearance("29.99"), clearance("30")],
            vec![clearance("9.99"), clearance("30.01")],
            no_clearance(),
        ),
        row("TRA-AGE-75", Caution, vec![age(75), age(76)], vec![age(74)], patient(json!({ "age_years": null }))),
        question("TRA-2D6-ULTRA", Pending, &["cyp2d6-ultrarapid"]),
        question("TRA-2D6-POOR", Caution, &["cyp2d6-poor"]),
        question("TRA-CONSTIPATION", Caution, &["constipation"]),
        question("TRA-BREASTFEEDING", Caution, &["breastfeeding"]),
        Row {
            id: "TRA-US-2025",
            severity: Severity::Information,
            fires: vec![us(json!({}))],
            misses: Vec::new(),
            unknown: Never("a line of the American label, true of everybody there"),
        },
        Row {
            id: "TRA-LP24",
            severity: Caution,
            fires: vec![protocol("tramadol-lp24", false), protocol("tramadol-lp24", true)],
            misses: vec![json!({}), ir(json!({}))],
            unknown: Never("a protocol is chosen, or the default is"),
        },
    ]);
    rows.push(Row {
        id: "TRA-OPIOID",
        severity: Pending,
        fires: ["nalbuphine", "pentazocine", "butorphanol", "héroïne", "kratom", "pavot"].map(takes).to_vec(),
        misses: vec![takes("fentanyl"), takes("lopéramide"), takes("paracétamol")],
        unknown: Never("a medicine is listed or is not"),
    });
    check_rules(DRUG, rows);
    let once = decide(healthy(DRUG, protocol("tramadol-lp24", true)));
    let of = |id: &str| assessment(&once).findings.iter().find(|it| it.rule == id).expect("a finding").unacknowledged;
    assert!(of("TRA-LP24"), "someone reads that the box is the one for one intake a day");
    let nursing = decide(healthy(DRUG, answer("breastfeeding", "yes")));
    let said = assessment(&nursing).findings.iter().find(|it| it.rule == "TRA-BREASTFEEDING").expect("just seen");
    assert!(said.text.contains("Chez l’enfant") && said.text.contains("respiration"), "{}", said.text);
    let france = decide(healthy(DRUG, json!({})));
    assert_eq!(worst_of(assessment(&france), "TRA-US-2025"), None, "a line of the American label");
    check_decisions(
        DRUG,
        &[
            ("TRA-OPIOID", takes("kratom")),
            ("TRA-SEIZURE", answer("seizures", "yes")),
            ("TRA-MISUSE", answer("substance-misuse", "yes")),
            ("TRA-2D6-ULTRA", answer("cyp2d6-ultrarapid", "yes")),
        ],
    );
}

#[test]
fn every_limit() {
    let usual = "100x7 200x28";
    let to_400 = "100x7 200x7 300x7 400x28";
    let liver = || answer("liver-disease", "yes");
    let years = || patient(json!({ "age_years": null }));
    let label = || protocol("tramadol-lp12-label", true);
    check_limits(
        DRUG,
        vec![
            bounded("TRA-MAX-400", (target("400.001 mg"), Refused("FORM-1")), (target("400 mg"), Steps(to_400))),
            bounded_for(
                "TRA-MAX-300-75",
                (both(age(75), target("300.001 mg")), Refused("FORM-1")),
                (both(age(74), target("400 mg")), Steps(to_400)),
                years(),
            ),
            bounded_for(
                "TRA-FIRST-100-FRAIL",
                (both(label(), age(75)), Steps(usual)),
                (both(label(), age(74)), Steps("200x28")),
                years(),
            ),
            bounded_for(
                "TRA-MAX-CIRRHOSIS",
                (both(answer("cirrhosis", "yes"), target("100.001 mg")), Refused("FORM-1")),
                (both(answer("cirrhosis", "yes"), target("100 mg")), Steps("100x28")),
                answer("cirrhosis", "unknown"),
            ),
            bounded_for(
                "TRA-MAX-RENAL",
                (both(clearance("30"), target("200.001 mg")), Refused("FORM-1")),
                (both(clearance("30.01"), target("400 mg")), Steps(to_400)),
                no_clearance(),
            ),
            bounded_for(
                "TRA-MAX-LIVER-200",
                (both(liver(), target("200.001 mg")), Refused("FORM-1")),
                (both(liver(), both(target("200 mg"), decisions(&["limit:TRA-MAX-LIVER-100"]))), Steps(usual)),
                answer("liver-disease", "unknown"),
            ),
            bounded_for(
                "TRA-MAX-LIVER-100",
                (liver(), Steps("100x28")),
                (both(liver(), decisions(&["limit:TRA-MAX-LIVER-100"])), Steps(usual)),
                answer("hepatitis", "unknown"),
            ),
            bounded_for(
                "TRA-MAX-LIVER-US",
                (us(both(liver(), target("100.001 mg"))), Refused("FORM-1")),
                (us(both(liver(), decisions(&["limit:TRA-MAX-LIVER-100"]))), Steps("25x3 50x3 75x3 100x28")),
                us(answer("liver-disease", "unknown")),
            ),
            bounded(
                "TRA-SINGLE-100",
                (ir(both(clearance("20"), target("200.001 mg"))), Refused("FORM-1")),
                (ir(both(clearance("20"), target("200 mg"))), Steps("50x7 100x7 150x7 200x28")),
            ),
            bounded(
                "TRA-SINGLE-WEIGHT",
                (ir(weight("64.999")), Steps("50x7 100x7 150x28")),
                (ir(weight("65")), Steps("50x7 100x7 150x7 200x28")),
            ),
            bounded("TRA-SINGLE-200", (target("400.001 mg"), Refused("FORM-1")), (target("400 mg"), Steps(to_400))),
            bounded(
                "TRA-SINGLE-400",
                (both(protocol("tramadol-lp24", true), target("400.001 mg")), Refused("FORM-1")),
                (both(protocol("tramadol-lp24", true), target("400 mg")), Steps(to_400)),
            ),
            bounded(
                "TRA-FIRST-100",
                (protocol("tramadol-lp12-label", false), Steps(usual)),
                (label(), Steps("200x28")),
            ),
            bounded(
                "TRA-FIRST-200",
                (both(label(), treatment(json!({ "first_dose": "200.001 mg" }))), Refused("PROT-2")),
                (both(label(), treatment(json!({ "first_dose": "200 mg" }))), Steps("200x28")),
            ),
            bounded(
                "TRA-STEP-100",
                (treatment(json!({ "increment": "200 mg", "target": "400 mg" })), Steps(to_400)),
                (treatment(json!({ "increment": "100 mg" })), Steps(usual)),
            ),
            bounded(
                "TRA-PACE-5",
                (treatment(json!({ "interval_days": 4 })), Refused("PROT-2")),
                (treatment(json!({ "interval_days": 5 })), Steps("100x5 200x28")),
            ),
            bounded(
                "TRA-PACE-3",
                (ir(treatment(json!({ "interval_days": 2 }))), Refused("PROT-2")),
                (ir(treatment(json!({ "interval_days": 3 }))), Steps("50x3 100x3 150x3 200x28")),
            ),
        ],
    );
    // Each limit of one intake is that of the form, and of no other.
    for (id, limit) in
        [("tramadol-lp12", "TRA-SINGLE-200"), ("tramadol-lp24", "TRA-SINGLE-400"), ("tramadol-ir", "TRA-SINGLE-100")]
    {
        let course = planned(DRUG, both(protocol(id, true), weight("65")));
        let single: Vec<&str> =
            course.limits.iter().map(|it| it.limit.as_str()).filter(|it| it.starts_with("TRA-SINGLE")).collect();
        assert_eq!(single, [limit], "{id}");
    }
}

/// `tramadol-lp-bdpm`: no prolonged release below 30 mL/min; `v57`: from 10 to 29 the immediate form, every
/// 12 h, 200 mg at most; below 10, on dialysis, and in France in severe liver failure, no form.
#[test]
fn below_30_ml_a_minute_only_the_immediate_form_is_planned_and_is_named() {
    for id in ["tramadol-lp12", "tramadol-lp12-label", "tramadol-lp24"] {
        for value in ["29.99", "25", "10"] {
            let outcome = decide(healthy(DRUG, both(protocol(id, true), clearance(value))));
            assert!(matches!(outcome, Outcome::Refused { .. }), "{id}, {value}: {outcome:#?}");
            let found = assessment(&outcome).findings.iter().find(|it| it.rule == "TRA-RENAL-LP").expect("said");
            for words in ["forme immédiate", "toutes les 12\u{a0}h", "200\u{a0}mg par jour", "« Libération immédiate"]
            {
                let words = words.replace("« ", "«\u{a0}");
                assert!(found.text.contains(&words), "{id}, {value}: {words} in {}", found.text);
            }
        }
        assert_eq!(
            stair(&planned(DRUG, both(protocol(id, true), clearance("30")))).split(' ').next_back(),
            Some("200x28")
        );
        let unknown = decide(healthy(DRUG, both(protocol(id, true), no_clearance())));
        assert!(matches!(unknown, Outcome::Pending { .. }), "{id}: {unknown:#?}");
    }
    for value in ["10", "29.99"] {
        let course = planned(DRUG, ir(both(clearance(value), target("200 mg"))));
        assert_eq!(intakes(&course, "200 mg"), "morning 100, evening 100", "{value}");
        let beyond = decide(healthy(DRUG, ir(both(clearance(value), target("200.001 mg")))));
        assert!(matches!(beyond, Outcome::Refused { .. }), "{value}");
    }
    let none = [clearance("9.99"), clearance("0"), answer("dialysis", "yes")];
    for region in ["FR", "US"] {
        for patch in &none {
            let protocol = if region == "FR" { ir(json!({})) } else { json!({}) };
            let patch = both(both(json!({ "region": region }), protocol), patch.clone());
            assert!(matches!(decide(healthy(DRUG, patch.clone())), Outcome::Refused { .. }), "{patch}");
        }
    }
    for patch in [answer("severe-liver-failure", "yes"), child_pugh(true)] {
        for protocol in [json!({}), protocol("tramadol-lp24", true), ir(json!({}))] {
            let outcome = decide(healthy(DRUG, both(protocol, patch.clone())));
            assert!(matches!(outcome, Outcome::Refused { .. }), "{patch}");
        }
        assert!(matches!(decide(healthy(DRUG, us(patch))), Outcome::Pending { .. }), "no line of a French label");
    }
}

/// The French label of a 50 mg capsule: 0.7 mg/kg below 65 kg, at one intake of the immediate form.
#[test]
fn below_65_kg_an_immediate_intake_is_weighed() {
    let to_200 = "50x7 100x7 150x7 200x28";
    stairs(
        DRUG,
        vec![
            (ir(weight("65")), to_200),
            (ir(weight("65.001")), to_200),
            // Four intakes of 45.499 mg are less than 200.
            (ir(weight("64.999")), "50x7 100x7 150x28"),
            // 0.7 × 53.572 = 37.5004 mg, four times 37.5; 0.7 × 53.571 = 37.4997.
            (ir(weight("53.572")), "50x7 100x7 150x28"),
            (ir(weight("53.571")), "50x7 100x28"),
            (ir(both(weight("60"), decisions(&["limit:TRA-SINGLE-WEIGHT"]))), to_200),
            // Two intakes of 42 mg.
            (ir(both(weight("60"), clearance("25"))), "50x28"),
            // Neither prolonged release, nor the American label.
            (weight("60"), "100x7 200x28"),
            (us(weight("60")), "25x3 50x3 75x3 100x3 150x3 200x28"),
        ],
    );
    let light = planned(DRUG, ir(weight("60")));
    assert_eq!(intakes(&light, "50 mg"), "morning 25, evening 25");
    assert_eq!(intakes(&light, "100 mg"), "morning 25, noon 25, evening 25, bedtime 25");
    assert_eq!(intakes(&light, "150 mg"), "morning 37.5, noon 37.5, evening 37.5, bedtime 37.5");
    assert_eq!(units(&light, "150 mg"), [(2, Amount::Drops(15))]);
    // Capsules alone make no 42 mg: the prescriber confirms 50.
    let capsules = treatment(json!({ "supplies": [{ "capsule": { "strength": "50 mg" } }] }));
    for clearance in [json!({}), clearance("25")] {
        let asked = || ir(both(both(weight("60"), clearance.clone()), capsules.clone()));
        let outcome = decide(healthy(DRUG, asked()));
        assert!(matches!(outcome, Outcome::Pending { draft: None, .. }), "{outcome:#?}");
        let found = assessment(&outcome).findings.iter().find(|it| it.rule == "TRA-SINGLE-WEIGHT").expect("said");
        assert_eq!(found.waits, [Wait::Decision("limit:TRA-SINGLE-WEIGHT".into())]);
        let course = planned(DRUG, both(asked(), decisions(&["limit:TRA-SINGLE-WEIGHT"])));
        assert_eq!(intakes(&course, "100 mg"), "morning 50, evening 50");
    }
    // A weight that is not known may be any.
    let unknown = ir(both(patient(json!({ "weight_kg": null })), clearance("90")));
    let outcome = decide(healthy(DRUG, unknown));
    assert!(matches!(outcome, Outcome::Pending { .. }), "{outcome:#?}");
    assert!(assessment(&outcome).not_checked.iter().any(|it| it.rule == "TRA-SINGLE-WEIGHT"));
}

/// `v40`: 200 to 400 mg in neuropathic pain; no figure of the kind for other pain.
#[test]
fn a_plan_below_the_neuropathic_dose_says_that_its_review_finds_no_failure() {
    let says = |patch: Value| {
        let outcome = decide(healthy(DRUG, patch));
        assessment(&outcome).findings.iter().any(|it| it.rule == "EFFECT-1")
    };
    let chronic = || treatment(json!({ "indication": "chronic-pain" }));
    assert!(says(target("100 mg")) && says(ir(target("150 mg"))) && !says(target("200 mg")) && !says(json!({})));
    assert!(!says(both(chronic(), target("100 mg"))));
    assert!(says(both(treatment(json!({ "indication": null })), target("100 mg"))), "a use not said may be any");
}

/// The auditor's ceiling at 75 years is not for a decision to pass, in any region.
#[test]
fn no_decision_passes_300_mg_from_75_years_on() {
    for lifted in [decisions(&["limit:TRA-MAX-300-75"]), protocol("tramadol-lp12-label", true)] {
        let outcome = decide(healthy(DRUG, both(both(age(75), target("400 mg")), lifted)));
        assert!(matches!(outcome, Outcome::Refused { .. }), "{outcome:#?}");
    }
    let american = decide(healthy(DRUG, us(both(age(75), target("300.001 mg")))));
    assert!(matches!(american, Outcome::Refused { .. }));
}

/// `v57e`: 15 days after any MAOI. Naltrexone: 72 h after the oral form, never a date after a depot.
#[test]
fn every_wash_out() {
    let named = |name: &str| json!({ "name": name });
    let naltrexone = |form: Option<&str>| json!({ "name": "naltrexone", "form": form });
    check_wash_outs(
        DRUG,
        &[
            ("TRA-MAOI", named("phénelzine"), Some(15)),
            ("TRA-MAOI", named("moclobémide"), Some(15)),
            ("TRA-MAOI", named("linézolide"), Some(15)),
            ("TRA-MAOI", named("sélégiline"), Some(15)),
            ("TRA-NTX", naltrexone(Some("immediate")), Some(3)),
            ("TRA-NTX", naltrexone(Some("prolonged")), Some(3)),
            ("TRA-NTX-DEPOT", naltrexone(Some("depot")), None),
            ("TRA-NTX-DEPOT", naltrexone(None), None),
            ("TRA-NALMEFENE", named("nalméfène"), None),
            ("DAPOXETINE-TRAMADOL", named("dapoxétine"), Some(7)),
        ],
    );
    let low = decide(healthy(DRUG, takes("LDN")));
    assert!(matches!(low, Outcome::Refused { .. }), "low dose is naltrexone too");
}

/// `v37`: the French rules since March 2025 are printed with the licence.
#[test]
fn the_secure_prescription_is_said() {
    let drug = BOOK.drug(DRUG).expect("tramadol");
    for status in drug.status.iter().filter(|it| it.region == Region::FR) {
        for words in ["ordonnance sécurisée depuis le 1er mars 2025", "12\u{a0}semaines au plus"] {
            assert!(status.text.fr.contains(words), "{}: {}", status.indication, status.text.fr);
        }
    }
    let course = planned(DRUG, json!({}));
    assert_eq!(gates(&course, "200 mg"), ["TRA-STEP-GATE"]);
    assert_eq!(days(&course, "TRA-BASELINE"), [Some((-14, 0))]);
    assert_eq!(days(&course, "TRA-STEP"), [Some((2, 6)), Some((9, 13))]);
}

#[test]
fn taper_and_kinetics() {
    let drug = BOOK.drug(DRUG).expect("tramadol");
    let taper = drug.taper.as_ref().expect("a taper");
    // `prescrire-2021`, `quebec-opioids`: 10 % of the first dose every 2 weeks, ten cuts, eighteen weeks from the
    // first to the last.
    assert_eq!((taper.least_days, taper.interval_days, taper.cut), (126, 14, None));
    let said = taper.text.fr.replace('\u{a0}', " ");
    for part in [
        "5 à 10 %",
        "toutes les 1 à 4 semaines",
        "10 % toutes les 2 semaines d’ordinaire",
        "10 % par mois au plus",
        "25 %",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(said.contains("25 % à la fois, seulement si le prescripteur le décide"), "{said}");
    let kinetics = drug.kinetics.as_ref().expect("kinetics");
    assert_eq!(kinetics.half_life_hours, (Decimal::whole(6), Decimal::whole(7)));
    assert_eq!(kinetics.steady_days, (2, 2));
}
