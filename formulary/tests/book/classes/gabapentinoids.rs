//! What pregabalin and gabapentin share, and the tests that ask both.

use crate::ask::laid_out::{course, stair};
use crate::ask::rows::Unknown::{Never, When};
use crate::ask::rows::{Row, question};
use crate::ask::{age, answer, asked, assessment, both, clearance, decide, decided, patient, target, treatment};
use crate::drugs::gabapentin::gabapentin;
use crate::drugs::pregabalin::pregabalin;
use palier_engine::book::rule::Severity;
use palier_engine::course::Step;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

pub fn capsules(strengths: &[u16]) -> Value {
    strengths.iter().map(|it| json!({ "capsule": { "strength": format!("{it} mg") } })).collect()
}

pub fn indication(id: &str) -> Value {
    treatment(json!({ "indication": id }))
}

pub fn sessions(per_week: u8) -> Value {
    json!({ "patient": { "dialysis_sessions_per_week": per_week } })
}

pub fn rows() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Pending};
    let no_creatinine = patient(json!({ "creatinine": null }));
    vec![
        Row {
            id: "PGB-RENAL-0",
            severity: Pending,
            fires: vec![no_creatinine.clone(), patient(json!({ "weight_kg": null }))],
            misses: vec![
                json!({}),
                both(no_creatinine.clone(), clearance("45")),
                both(no_creatinine, answer("dialysis", "yes")),
            ],
            unknown: Never("it is the rule about not knowing"),
        },
        question("PGB-ALLERGY", Contraindicated, &["allergy-pregabalin"]),
        question("PGB-BREATH", Caution, &["copd", "sleep-apnoea", "respiratory-failure"]),
        Row {
            id: "PGB-BREATH-RENAL",
            severity: Caution,
            fires: vec![clearance("59.99"), clearance("15"), answer("dialysis", "yes")],
            misses: vec![clearance("60"), clearance("60.01")],
            unknown: When(patient(json!({ "creatinine": null }))),
        },
        Row {
            id: "PGB-AGE",
            severity: Caution,
            fires: vec![age(65), age(66)],
            misses: vec![age(64)],
            unknown: When(patient(json!({ "age_years": null }))),
        },
        question("PGB-FALLS", Caution, &["falls"]),
        question("PGB-MISUSE", Caution, &["substance-misuse", "opioid-dependence"]),
        question("PGB-HEART", Caution, &["heart-failure", "oedema"]),
        question("PGB-BREASTFEEDING", Pending, &["breastfeeding"]),
    ]
}

/// The dose on dialysis depends on no clearance: only the nephrologist’s decision is awaited.
#[test]
fn on_dialysis_no_creatinine_is_needed() {
    let no_creatinine = patient(json!({ "creatinine": null }));
    let dialysed = both(both(answer("dialysis", "yes"), sessions(3)), no_creatinine);
    for (base, rule, stairs) in [
        (pregabalin(), "PGB-RENAL-DIALYSIS", "25x7 50x42"),
        (gabapentin(), "GBP-RENAL-DIALYSIS", "100/2x7 200/2x7 300/2x42"),
    ] {
        let waits = decide(asked(&base, dialysed.clone()));
        assert!(matches!(waits, Outcome::Pending { .. }), "{waits:#?}");
        let outcome = decide(asked(&base, both(dialysed.clone(), decided(rule))));
        assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
        assert_eq!(stair(course(&outcome).expect("planned")), stairs);
    }
}

/// `v03`, `v06`, `v09`, each band of each table: the mean a day of the last step lies inside it, and comes after
/// a lower step. Below 5 mL/min no capsule is small enough for one.
#[test]
fn the_default_aim_lies_inside_the_published_band_and_is_reached_by_steps() {
    let us = |base: Value| both(base, json!({ "region": "US" }));
    let diabetic = || both(us(pregabalin()), indication("neuropathic-diabetic"));
    let dialysis = || both(answer("dialysis", "yes"), sessions(3));
    let table: [(&str, Value, Value, (u32, u32)); 26] = [
        ("gabapentin", gabapentin(), clearance("79.99"), (600, 1800)),
        ("gabapentin", gabapentin(), clearance("79"), (600, 1800)),
        ("gabapentin", gabapentin(), clearance("50"), (600, 1800)),
        ("gabapentin", gabapentin(), clearance("49.99"), (300, 900)),
        ("gabapentin", gabapentin(), clearance("30"), (300, 900)),
        ("gabapentin", gabapentin(), clearance("29.99"), (150, 600)),
        ("gabapentin", gabapentin(), clearance("15"), (150, 600)),
        ("gabapentin", gabapentin(), clearance("14.99"), (150, 300)),
        ("gabapentin", gabapentin(), clearance("7.5"), (75, 150)),
        ("gabapentin", gabapentin(), clearance("5"), (50, 100)),
        ("gabapentin", gabapentin(), dialysis(), (150, 300)),
        ("gabapentin US", us(gabapentin()), clearance("59.99"), (400, 1400)),
        ("gabapentin US", us(gabapentin()), clearance("30"), (400, 1400)),
        ("gabapentin US", us(gabapentin()), clearance("29.99"), (200, 700)),
        ("gabapentin US", us(gabapentin()), clearance("15"), (100, 300)),
        ("gabapentin US", us(gabapentin()), clearance("7.5"), (50, 150)),
        ("pregabalin", pregabalin(), clearance("59.99"), (75, 300)),
        ("pregabalin", pregabalin(), clearance("30"), (75, 300)),
        ("pregabalin", pregabalin(), clearance("29.99"), (25, 150)),
        ("pregabalin", pregabalin(), clearance("15"), (25, 150)),
        ("pregabalin", pregabalin(), clearance("14.99"), (25, 75)),
        ("pregabalin", pregabalin(), dialysis(), (25, 75)),
        ("pregabalin US, diabetic", diabetic(), clearance("59.99"), (75, 150)),
        ("pregabalin US, diabetic", diabetic(), clearance("29.99"), (25, 75)),
        ("pregabalin US, diabetic", diabetic(), clearance("14.99"), (25, 50)),
        ("pregabalin US, diabetic", diabetic(), dialysis(), (25, 50)),
    ];
    for (what, base, patch, (least, most)) in table {
        let outcome = decide(asked(&base, patch.clone()));
        let plan = course(&outcome).unwrap_or_else(|| panic!("{what}, {patch}: {outcome:#?}"));
        let mean = |step: &Step| step.daily().map_or(0, |it| it.micrograms()) / u32::from(step.every_days);
        let means: Vec<u32> = plan.steps.iter().map(mean).collect();
        let aim = *means.last().expect("a step");
        assert!(
            (least * 1000..=most * 1000).contains(&aim),
            "{what}, {patch}: {} is outside {least} to {most}",
            stair(plan)
        );
        assert!(means.len() > 1 && means[0] < aim, "{what}, {patch}: {} is flat", stair(plan));
    }
}

/// `article-004`: 150 mg of pregabalin, 900 mg of gabapentin. What stays below is no failed trial.
#[test]
fn a_plan_below_any_effective_dose_says_that_its_review_finds_no_failure() {
    let said = |base: &Value, patch: Value, language: &str| {
        let outcome = decide(asked(base, both(patch, json!({ "language": language }))));
        let found = assessment(&outcome).findings.iter().find(|it| it.rule == "EFFECT-1").cloned();
        found.map(|it| {
            assert_eq!(it.severity, Severity::Information);
            assert!(it.ask.is_some() && !it.sources.is_empty());
            it.text.replace('\u{a0}', " ")
        })
    };
    let french = |base: &Value, patch: Value| said(base, patch, "fr");
    let small = |target: &str| treatment(json!({ "increment": "100 mg", "target": target }));
    for (patch, reached) in [
        (small("800 mg"), Some("(800 mg)")),
        (small("900 mg"), None),
        (small("1000 mg"), None),
        (clearance("79"), None),
        (both(clearance("79"), target("600 mg")), Some("(600 mg)")),
        (clearance("49.99"), Some("(400 mg)")),
        (clearance("20"), Some("(300 mg)")),
        (clearance("10"), Some("(300 mg un jour sur deux)")),
    ] {
        let text = french(&gabapentin(), patch.clone());
        assert_eq!(text.is_some(), reached.is_some(), "{patch}: {text:?}");
        for (text, reached) in text.iter().zip(reached) {
            for part in [reached, "900 mg par jour", "ce n’est pas un échec"] {
                assert!(text.contains(part), "{patch}: {text}");
            }
        }
    }
    for (patch, below) in [
        (json!({}), false),
        (clearance("59.99"), false),
        (both(clearance("20"), target("125 mg")), true),
        (both(clearance("20"), target("150 mg")), false),
        (clearance("20"), true),
        (clearance("10"), true),
    ] {
        assert_eq!(french(&pregabalin(), patch.clone()).is_some(), below, "{patch}");
    }
    let english = said(&gabapentin(), clearance("40"), "en").expect("said in English too");
    assert!(english.contains("900 mg a day") && english.contains("the drug has not failed"), "{english}");
    // 150 mg a day every other day is 75: the mean counts, not the day.
    assert!(french(&gabapentin(), both(answer("dialysis", "yes"), sessions(3))).is_some());
}
