//! Amitriptyline and nortriptyline, typed from the dossier `neuropathic.md`: §6, §7, §11ter,
//! §11quater, §13 rows 20 to 23.

mod adt;

use adt::*;
use palier_engine::decimal::Decimal;
use palier_engine::formulary::{Access, Grade, Judgement, Licence, Region, Severity, StatementKind};
use palier_engine::outcome::Outcome;
use palier_engine::supply::Amount;
use serde_json::{Value, json};

const AMI: &str = "amitriptyline";
const NOR: &str = "nortriptyline";

fn supplies(all: Value) -> Value {
    treatment(json!({ "supplies": all }))
}

/// §6.1: 10 mg in the evening, +10 mg per 7 days; 5, 15, 25 in the elderly. §6.2: the label's.
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
            (decided("amitriptyline-label"), "25x7 50x7 75x42"),
            (both(decided("amitriptyline-label"), treatment(json!({ "interval_days": 3 }))), "25x3 50x3 75x42"),
            (both(decided("amitriptyline-label"), age(65)), "10x7 20x7 25x42"),
            (decided("amitriptyline-specialist"), "10x7 20x7 30x7 40x7 50x7 60x7 70x7 80x7 90x7 100x42"),
            (both(decided("amitriptyline-specialist"), age(65)), "5x7 15x7 25x42"),
        ],
    );
    // An age that is not known is read as an age.
    let outcome = decide(healthy(AMI, patient(json!({ "age_years": null }))));
    assert_eq!(stair(course(&outcome).expect("a draft")), "5x7 15x7 25x42");
}

/// §11quater: 6 to 8 weeks.
#[test]
fn a_tricyclic_is_judged_after_six_to_eight_weeks() {
    for drug in [AMI, NOR] {
        let course = planned(drug, json!({}));
        assert_eq!((course.last_day, course.review_until_day), (70, 84), "{drug}");
        assert_eq!(days(&course, "AMI-REVIEW"), [Some((70, 84))], "{drug}");
        let drug = FORMULARY.drug(drug).expect("a drug");
        assert_eq!(drug.judgement, Judgement::AfterTarget { days: 42, review_days: 14 });
    }
}

/// §6.2: drops of 1 mg are the only way to 5, 10, 20 and 30 mg in France; tablets are not scored.
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
    let course = planned(AMI, both(tablets, decided("amitriptyline-label")));
    assert_eq!(units(&course, "75 mg"), [(0, Amount::Halves(6))], "25 mg makes every dose: one strength");
    let scored = supplies(json!([{ "tablet": { "strength": "25 mg", "scored": true } }]));
    let outcome = decide(healthy(AMI, scored));
    assert!(assessment(&outcome).findings.iter().any(|it| it.rule == "FORM-3"), "no scored tablet exists");
}

/// §6.2: a single dose of at most 75 mg, two intakes above; the evening may have the larger share.
#[test]
fn above_75_the_day_is_divided_in_two() {
    let course = planned(AMI, decided("amitriptyline-specialist"));
    assert_eq!(intakes(&course, "70 mg"), "evening 70");
    assert_eq!(intakes(&course, "80 mg"), "morning 40, evening 40");
    assert_eq!(intakes(&course, "90 mg"), "morning 40, evening 50");
    let larger = both(decided("amitriptyline-specialist"), treatment(json!({ "larger_evening": true })));
    let course = planned(AMI, larger);
    assert_eq!(intakes(&course, "80 mg"), "morning 20, evening 60");
    assert_eq!(intakes(&course, "100 mg"), "morning 30, evening 70");
    let most = planned(AMI, both(decided("amitriptyline-specialist"), target("150 mg")));
    assert_eq!(intakes(&most, "150 mg"), "morning 75, evening 75");
}

/// §6.1, §13 row 22: ECG before 50 mg is passed, specialist and ECG at 75, ECG 1 to 2 weeks after.
#[test]
fn gates_and_monitoring() {
    let course = planned(AMI, decided("amitriptyline-specialist"));
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

fn tricyclic() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Pending};
    let mut rows = antidepressant();
    rows.extend([
        question("ADT-SEIZURE", Caution, &["seizures", "epilepsy-uncontrolled"]),
        question("AMI-ALLERGY", Contraindicated, &["allergy-tricyclic"]),
        question("AMI-HEART", Contraindicated, &["recent-mi", "heart-block", "arrhythmia", "coronary-insufficiency"]),
        question("AMI-QT", Contraindicated, &["long-qt"]),
        question("AMI-LIVER-2", Caution, &["liver-disease", "hepatitis", "jaundice"]),
        row("AMI-AGE-65", Caution, vec![age(65), age(66)], vec![age(64)], patient(json!({ "age_years": null }))),
        question("AMI-URINE", Pending, &["urinary-retention"]),
        question("AMI-CONSTIPATION", Caution, &["constipation"]),
        question("AMI-2D6-POOR", Caution, &["cyp2d6-poor"]),
        question("AMI-2D6-ULTRA", Caution, &["cyp2d6-ultrarapid"]),
    ]);
    rows
}

#[test]
fn every_rule_of_amitriptyline() {
    use Severity::{Caution, Contraindicated};
    let mut rows = tricyclic();
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
fn every_rule_of_nortriptyline() {
    use Severity::{Caution, Pending};
    let mut rows = tricyclic();
    rows.extend([
        question("NOR-HEART", Caution, &["heart-failure", "uncontrolled-hypertension"]),
        row(
            "NOR-LIVER",
            Pending,
            vec![answer("severe-liver-failure", "yes"), child_pugh(true)],
            vec![json!({}), child_pugh(false)],
            answer("severe-liver-failure", "unknown"),
        ),
        row(
            "NOR-RENAL",
            Caution,
            vec![clearance("9.99"), answer("dialysis", "yes")],
            vec![clearance("10"), clearance("10.01")],
            no_clearance(),
        ),
    ]);
    check_rules(NOR, rows);
    // The lower start is amitriptyline's: nortriptyline has none, and says none.
    let heart = decide(healthy(NOR, answer("heart-failure", "yes")));
    assert_eq!(stair(course(&heart).expect("a course")), stair(&planned(NOR, json!({}))));
}

#[test]
fn every_limit_of_amitriptyline() {
    let usual = "10x7 20x7 30x7 40x7 50x42";
    let label = || decided("amitriptyline-label");
    let to_75 = "10x7 20x7 30x7 40x7 50x7 60x7 70x7 75x42";
    let to_100 = "10x7 20x7 30x7 40x7 50x7 60x7 70x7 80x7 90x7 100x42";
    let to_150 = "10x7 20x7 30x7 40x7 50x7 60x7 70x7 80x7 90x7 100x7 110x7 120x7 130x7 140x7 150x42";
    let specialist = || decided("amitriptyline-specialist");
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
                (both(undecided("amitriptyline-specialist"), decisions(&["limit:AMI-MAX-50"])), Steps(to_75)),
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
                (both(undecided("amitriptyline-label"), age(65)), Steps("5x7 15x7 25x42")),
                (both(label(), age(65)), Steps("10x7 20x7 25x42")),
                answer("heart-failure", "unknown"),
            ),
            bounded(
                "AMI-FIRST-10",
                (undecided("amitriptyline-label"), Steps(usual)),
                (
                    both(undecided("amitriptyline-label"), decisions(&["limit:AMI-FIRST-10"])),
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
                (undecided("amitriptyline-label"), Steps(usual)),
                (both(undecided("amitriptyline-label"), decisions(&["limit:AMI-STEP-10"])), Steps("10x7 35x7 50x42")),
            ),
            bounded(
                "AMI-STEP-25",
                (both(label(), treatment(json!({ "increment": "25.001 mg" }))), Refused("PROT-2")),
                (both(label(), treatment(json!({ "increment": "25 mg" }))), Steps("25x7 50x7 75x42")),
            ),
            bounded(
                "AMI-PACE-7",
                (both(undecided("amitriptyline-label"), treatment(json!({ "interval_days": 3 }))), Steps(usual)),
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

/// §7 and §13 row 23: cap 75, 50 in the elderly; 40 mg is four capsules of 10 mg.
#[test]
fn every_limit_of_nortriptyline() {
    let usual = "10x7 20x7 30x7 40x7 50x42";
    let to_75 = "10x7 20x7 30x7 40x7 50x7 60x7 70x7 75x42";
    let passed = || decisions(&["limit:NOR-MAX-50"]);
    check_limits(
        NOR,
        vec![
            bounded(
                "NOR-MAX-75",
                (both(target("75.001 mg"), passed()), Refused("FORM-1")),
                (both(target("75 mg"), passed()), Steps(to_75)),
            ),
            bounded_for(
                "NOR-MAX-50-ELDERLY",
                (both(age(65), both(target("50.001 mg"), passed())), Refused("FORM-1")),
                (both(age(64), both(target("75 mg"), passed())), Steps(to_75)),
                patient(json!({ "age_years": null })),
            ),
            bounded("NOR-MAX-50", (target("75 mg"), Steps(usual)), (both(target("75 mg"), passed()), Steps(to_75))),
            bounded(
                "NOR-FIRST-10",
                (treatment(json!({ "first_dose": "10.001 mg" })), Refused("PROT-2")),
                (treatment(json!({ "first_dose": "10 mg" })), Steps(usual)),
            ),
            bounded(
                "NOR-STEP-10",
                (treatment(json!({ "increment": "10.001 mg" })), Refused("PROT-2")),
                (treatment(json!({ "increment": "10 mg" })), Steps(usual)),
            ),
            bounded(
                "NOR-PACE-7",
                (treatment(json!({ "interval_days": 6 })), Refused("PROT-2")),
                (treatment(json!({ "interval_days": 7 })), Steps(usual)),
            ),
        ],
    );
    assert_eq!(units(&planned(NOR, json!({})), "40 mg"), [(0, Amount::Halves(8))]);
    let course = planned(NOR, both(target("75 mg"), passed()));
    assert_eq!(gates(&course, "60 mg"), ["AMI-STEP-GATE", "AMI-ECG-50"]);
}

/// §7.2: no line in the French product database: refused in France, with the reason; not in the US.
#[test]
fn nortriptyline_is_not_planned_in_france() {
    let drug = FORMULARY.drug(NOR).expect("nortriptyline");
    assert!(drug.products.iter().all(|it| it.region == Region::US));
    for status in drug.status.iter().filter(|it| it.region == Region::FR) {
        assert_eq!(status.licence, Licence::NotMarketed, "{}", status.indication);
    }
    let capsules = json!([{ "capsule": { "strength": "10 mg" } }]);
    for indication in [json!("neuropathic-peripheral"), json!("neuropathic-central"), json!(null)] {
        let asked = json!({ "region": "FR", "treatment": { "indication": indication, "supplies": capsules } });
        let outcome = decide(healthy(NOR, asked));
        assert!(matches!(outcome, Outcome::Refused { .. }), "{indication}: {outcome:#?}");
        let finding = assessment(&outcome).findings.iter().find(|it| it.rule == "STATUS-1").expect("said why");
        assert!(finding.text.contains("n’est commercialisée en France"), "{}", finding.text);
        assert!(!finding.sources.is_empty() && finding.ask.is_some());
    }
    let elsewhere = healthy(NOR, treatment(json!({ "indication": "neuropathic-diabetic" })));
    let outcome = decide(elsewhere);
    assert!(assessment(&outcome).findings.iter().all(|it| it.rule != "STATUS-1"), "marketed in the US");
}

/// §6.2 and §7.2: 14 days after an irreversible MAOI, 1 day after moclobemide.
#[test]
fn every_wash_out() {
    let named = |name: &str| json!({ "name": name });
    for drug in [AMI, NOR] {
        check_wash_outs(
            drug,
            &[
                ("ADT-MAOI-TCA", named("phénelzine"), Some(14)),
                ("ADT-MAOI-TCA", named("iproniazide"), Some(14)),
                ("ADT-MAOI-TCA", named("tranylcypromine"), Some(14)),
                ("ADT-MAOI-TCA", named("isocarboxazide"), Some(14)),
                ("ADT-MAOI-TCA", named("procarbazine"), Some(14)),
                ("ADT-MAOI-B-TCA", named("sélégiline"), Some(14)),
                ("ADT-MAOI-B-TCA", named("rasagiline"), Some(14)),
                ("ADT-MAOI-B-TCA", named("safinamide"), Some(14)),
                ("ADT-LINEZOLID-TCA", named("linézolide"), Some(14)),
                ("ADT-TEDIZOLID-TCA", named("tédizolide"), Some(14)),
                ("ADT-METHYLENE-BLUE-TCA", named("bleu de méthylène"), Some(14)),
                ("ADT-MOCLOBEMIDE-TCA", named("moclobémide"), Some(1)),
            ],
        );
    }
}

/// A tricyclic leaves no MAOI without its interval.
#[test]
fn no_maoi_is_left_out() {
    let rows = &FORMULARY.book().wash_outs;
    for substance in FORMULARY.book().substances.iter().filter(|it| it.classes.iter().any(|class| class == "maoi")) {
        for drug in ["duloxetine", AMI, NOR, "venlafaxine", "tramadol"] {
            let mut its = rows.iter().filter(|it| it.drugs.iter().any(|id| id == drug));
            assert!(
                its.any(|it| it.from == substance.id || substance.classes.contains(&it.from)),
                "{drug} after {}",
                substance.id
            );
        }
    }
}

/// The older French text is superseded: all its values are stored, and none is planned.
#[test]
fn superseded_and_foreign_schemes_are_for_comparison() {
    for id in ["amitriptyline-fr-older", "nortriptyline-practice", "nortriptyline-uk"] {
        assert_eq!(FORMULARY.protocol(id).expect(id).access, Access::Reference, "{id}");
    }
    assert_eq!(FORMULARY.protocol("amitriptyline-fr-older").expect("older").grade, Grade::X);
    for (id, sides) in [("AMI-START", 4), ("AMI-CEILING", 6), ("AMI-GENES", 2), ("NOR-CEILING", 5)] {
        let statement = FORMULARY.book().statements.iter().find(|it| it.id == id).expect(id);
        assert_eq!((statement.kind, statement.sides.len()), (StatementKind::Disagreement, sides), "{id}");
    }
    let refused = decide(healthy(AMI, undecided("amitriptyline-fr-older")));
    assert!(matches!(refused, Outcome::Refused { .. }));
}

#[test]
fn taper_and_kinetics() {
    for (id, half_life, steady) in [(AMI, (9, 40), (5, 10)), (NOR, (25, 38), (7, 14))] {
        let drug = FORMULARY.drug(id).expect(id);
        let taper = drug.taper.as_ref().expect("a taper");
        assert_eq!((taper.least_days, taper.interval_days, taper.cut), (28, 7, None), "{id}");
        let kinetics = drug.kinetics.as_ref().expect("kinetics");
        assert_eq!(kinetics.half_life_hours, (Decimal::whole(half_life.0), Decimal::whole(half_life.1)), "{id}");
        assert_eq!(kinetics.steady_days, steady, "{id}");
    }
}
