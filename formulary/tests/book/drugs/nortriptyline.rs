//! Nortriptyline, typed from the article (`article-004`) and the British label (`v27`).

use crate::ask::laid_out::{course, stair};
use crate::ask::rows::Then::{Refused, Steps};
use crate::ask::rows::question;
use crate::ask::{BOOK, age, answer, assessment, both, clearance, decisions, no_clearance, patient, target, treatment};
use crate::classes::antidepressants::{
    bounded, bounded_for, check_limits, check_rules, child_pugh, decide, gates, healthy, planned, row, units,
};
use crate::classes::tricyclics;
use crate::classes::tricyclics::NOR;
use palier_engine::book::drug::Licence;
use palier_engine::book::place::Region;
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::Amount;
use palier_engine::outcome::Outcome;
use serde_json::json;

#[test]
fn every_rule_of_nortriptyline() {
    use Severity::{Caution, Pending};
    let mut rows = tricyclics::rows();
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

/// `article-004` and `v27`: cap 75, 50 in the elderly; 40 mg is four capsules of 10 mg.
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

/// No line in the French product database: refused in France, with the reason; not in the US.
#[test]
fn nortriptyline_is_not_planned_in_france() {
    let drug = BOOK.drug(NOR).expect("nortriptyline");
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
