//! Carbamazepine and oxcarbazepine, typed from the dossier (`neuropathic.md` §3, §4, §11.4, §11bis to §11quater, §13).

mod ask;

use std::collections::BTreeSet;

use ask::Unknown::{Never, When};
use ask::{
    Row, answer, asked, assessment, both, clearance, course, dated, day, decide, fires_and_just_misses, patient,
    protocol, question, stair, treatment, unknown_is_never_passed, worst_of,
};
use palier_engine::assess::Verdict;
use palier_engine::formulary::{Moment, Region, Severity};
use palier_engine::outcome::Outcome;
use palier_engine::supply::Supply;
use serde_json::{Value, json};

fn tablet(strength: u16, scored: bool, prolonged: bool) -> Value {
    json!({ "tablet": { "strength": format!("{strength} mg"), "scored": scored, "prolonged": prolonged } })
}

fn carbamazepine() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "carbamazepine", "indication": "trigeminal-neuralgia",
        "supplies": [tablet(200, true, false)] } })
}

fn prolonged(fields: Value) -> Value {
    let lp = json!({ "protocol": "carbamazepine-lp", "supplies": [tablet(200, true, true), tablet(400, true, true)] });
    both(treatment(lp), fields)
}

fn to(target: &str) -> Value {
    treatment(json!({ "target": target }))
}

fn every(days: u16) -> Value {
    treatment(json!({ "interval_days": days }))
}

fn years(age: u8) -> Value {
    patient(json!({ "age_years": age }))
}

/// 9 points of the Child-Pugh score with mild ascites, 10 with severe.
fn child_pugh(ascites: &str) -> Value {
    patient(json!({ "child_pugh": { "bilirubin_umol_per_l": "80", "albumin_g_per_l": "40", "inr": "1",
        "ascites": ascites, "encephalopathy": "mild" } }))
}

fn decided(about: &str) -> Value {
    json!({ "decisions": [{ "about": about, "by": "Dr Martin", "on": "2026-11-30" }] })
}

#[track_caller]
fn steps(base: &Value, patch: &Value) -> String {
    let outcome = decide(asked(base, patch.clone()));
    stair(course(&outcome).unwrap_or_else(|| panic!("{patch}: {outcome:#?}")))
}

#[track_caller]
fn all_steps(base: &Value, table: &[(Value, &str)]) {
    for (patch, expected) in table {
        assert_eq!(steps(base, patch), *expected, "{patch}");
    }
}

#[track_caller]
fn intakes(base: &Value, patch: &Value) -> Vec<String> {
    let outcome = decide(asked(base, patch.clone()));
    let plan = course(&outcome).unwrap_or_else(|| panic!("{patch}: {outcome:#?}"));
    let said = |it: &palier_engine::plan::Intake| {
        let moment = match it.moment {
            Moment::Morning => "m",
            Moment::Noon => "n",
            Moment::Evening => "e",
            Moment::Bedtime => "b",
        };
        format!("{moment}{}", it.dose.to_string().trim_end_matches(" mg"))
    };
    plan.steps.iter().map(|it| it.intakes.iter().map(said).collect::<Vec<_>>().join(" ")).collect()
}

#[track_caller]
fn refused_by(base: &Value, patch: &Value, rule: &str) {
    let outcome = decide(asked(base, patch.clone()));
    assert!(matches!(outcome, Outcome::Refused { .. }), "{patch}: {outcome:#?}");
    assert_eq!(worst_of(assessment(&outcome), rule), Some(Severity::Contraindicated), "{patch}: not by {rule}");
}

/// §3.1, §13 rows 9 to 11: the article's pace, slower than every label; 800 mg, then 1200 mg.
#[test]
fn carbamazepine_for_the_healthy_adult() {
    let base = carbamazepine();
    let most = || both(to("1200 mg"), decided("limit:CBZ-MAX-800"));
    let to_800 = "100x7 200x7 300x7 400x7 500x7 600x7 700x7 800x28";
    all_steps(
        &base,
        &[
            (json!({}), "100x7 200x7 300x7 400x28"),
            (every(3), "100x3 200x3 300x3 400x28"),
            (to("800 mg"), to_800),
            (to("1200 mg"), to_800),
            (both(most(), every(3)), "100x3 200x3 300x3 400x3 500x3 600x3 700x3 800x3 900x3 1000x3 1100x3 1200x28"),
            (protocol("carbamazepine-table", true), "200x7 400x28"),
            (both(protocol("carbamazepine-table", true), every(3)), "200x3 400x28"),
            (both(protocol("carbamazepine-table", true), to("1200 mg")), "200x7 400x7 600x7 800x7 1000x7 1200x28"),
            // Without a decision, the article's step.
            (protocol("carbamazepine-table", false), "200x7 300x7 400x28"),
        ],
    );
    let outcome = decide(asked(&base, json!({})));
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("planned");
    assert_eq!((plan.last_day, plan.review_until_day), (49, 63), "four weeks at the dose aimed at");
    refused_by(&base, &to("1201 mg"), "FORM-1");
    refused_by(&base, &to("99 mg"), "FORM-1");
    refused_by(&base, &every(2), "PROT-2");
    refused_by(&base, &treatment(json!({ "increment": "101 mg" })), "PROT-2");
    refused_by(&base, &treatment(json!({ "first_dose": "101 mg" })), "PROT-2");
    refused_by(&base, &protocol("carbamazepine-fr", true), "PROT-1");
    refused_by(&base, &protocol("carbamazepine-us", true), "PROT-1");
}

/// §3.2 and §13 rows 10 and 11: from 65 years, 100 mg a week, 800 mg at most, immediate release only.
#[test]
fn carbamazepine_in_the_old() {
    let base = carbamazepine();
    all_steps(
        &base,
        &[
            (both(years(64), every(3)), "100x3 200x3 300x3 400x28"),
            (both(years(65), every(3)), "100x7 200x7 300x7 400x28"),
            (both(years(65), protocol("carbamazepine-table", true)), "100x7 200x7 300x7 400x28"),
        ],
    );
    refused_by(&base, &both(both(years(65), to("801 mg")), decided("limit:CBZ-MAX-800")), "FORM-1");
    refused_by(&base, &both(prolonged(json!({})), years(65)), "CBZ-LP-AGE");
    assert_eq!(steps(&base, &both(prolonged(json!({})), years(64))), "200x14 400x28");
    let unknown = decide(asked(&base, both(patient(json!({ "age_years": null })), every(3))));
    assert_eq!(stair(course(&unknown).expect("a draft")), "100x7 200x7 300x7 400x28", "read strictly");
}

/// Halves of the scored 200 mg tablet; two intakes, then three; prolonged release twice a day and never cut.
#[test]
fn carbamazepine_is_divided_over_the_day() {
    let base = carbamazepine();
    assert_eq!(
        intakes(&base, &to("800 mg")),
        [
            "e100",
            "m100 e100",
            "m100 e200",
            "m200 e200",
            "m200 n100 e200",
            "m200 n200 e200",
            "m200 n200 e300",
            "m300 n200 e300"
        ]
    );
    assert_eq!(intakes(&base, &prolonged(to("800 mg"))), ["e200", "m200 e200", "m200 e400", "m400 e400"]);
    assert_eq!(steps(&base, &prolonged(every(7))), "200x7 400x28");
    // §13 row 10: its step is twice the article’s, and waits for a professional.
    assert!(matches!(decide(asked(&base, prolonged(json!({})))), Outcome::Pending { .. }));
    let chosen = decide(asked(&base, prolonged(decided("protocol:carbamazepine-lp"))));
    assert!(matches!(chosen, Outcome::Planned { .. }), "{chosen:#?}");
    assert_eq!(stair(course(&chosen).expect("planned")), "200x14 400x28");
    refused_by(&base, &prolonged(every(6)), "PROT-2");
    // A scored prolonged-release tablet of 400 mg does not make 200 mg.
    refused_by(&base, &prolonged(treatment(json!({ "supplies": [tablet(400, true, true)] }))), "FORM-2");
    // Each protocol has its own units.
    refused_by(&base, &treatment(json!({ "supplies": [tablet(200, true, true)] })), "FORM-3");
    refused_by(&base, &prolonged(treatment(json!({ "supplies": [tablet(200, true, false)] }))), "FORM-3");
    refused_by(&base, &treatment(json!({ "supplies": [tablet(200, false, false)] })), "FORM-3");
}

#[test]
fn carbamazepine_in_the_united_states() {
    let base = both(carbamazepine(), json!({ "region": "US" }));
    let chewable = treatment(json!({ "supplies": [tablet(100, false, false), tablet(200, false, false)] }));
    assert_eq!(steps(&base, &chewable), "100x7 200x7 300x7 400x28");
    refused_by(&base, &json!({}), "FORM-3");
}

/// §3.2: 14 full days after an MAOI, whichever it is.
#[test]
fn carbamazepine_waits_after_an_maoi() {
    for name in ["phénelzine", "iproniazide", "moclobémide", "linézolide", "sélégiline", "rasagiline"] {
        let line = |stop: Value| json!({ "medicines": [both(json!({ "name": name, "started": "2020-01" }), stop)] });
        let asks = |stop: Value| decide(asked(&carbamazepine(), line(stop)));
        let current = asks(json!({}));
        assert!(matches!(current, Outcome::Refused { .. }), "{name}: {current:#?}");
        let finding = assessment(&current).findings.iter().find(|it| it.rule == "CBZ-MAOI").expect(name);
        assert!(finding.text.contains("Ne l’arrêtez pas de vous-même"), "{name}: {}", finding.text);
        let since = |on: &str| asks(json!({ "stopped": { "last_dose": on } }));
        // The first dose is on 7 December; 23 November leaves 13 free days, 22 November 14.
        let early = since("2026-11-23");
        assert_eq!(worst_of(assessment(&early), "CBZ-MAOI"), Some(Severity::Pending), "{name}");
        assert_eq!(assessment(&early).earliest, Some(day("2026-12-08")), "{name}");
        for on in ["2026-11-22", "2026-11-21"] {
            assert_eq!(worst_of(assessment(&since(on)), "CBZ-MAOI"), Some(Severity::Information), "{name}, {on}");
        }
    }
}

fn both_rows() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Pending};
    vec![
        question("CBZ-HLA-B", Contraindicated, &["hla-b1502"]),
        question("CBZ-HLA-RISK", Pending, &["hla-risk-untested"]),
        question("CBZ-RASH", Pending, &["drug-rash"]),
        question("CBZ-BREASTFEEDING", Caution, &["breastfeeding"]),
    ]
}

fn carbamazepine_rows() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Pending};
    let no_age = || patient(json!({ "age_years": null }));
    vec![
        question("CBZ-AV", Contraindicated, &["heart-block"]),
        question("CBZ-MARROW", Contraindicated, &["marrow-disorder"]),
        question("CBZ-PORPHYRIA", Contraindicated, &["porphyria"]),
        question("CBZ-ALLERGY", Contraindicated, &["allergy-carbamazepine", "allergy-tricyclic"]),
        question("CBZ-HLA-A", Pending, &["hla-a3101"]),
        question("CBZ-PREGNANT", Pending, &["pregnant", "trying-to-conceive", "fertile-no-contraception"]),
        Row {
            id: "CBZ-WOMAN",
            severity: Caution,
            fires: vec![json!({}), years(54)],
            misses: vec![years(55), patient(json!({ "sex": "male" }))],
            unknown: When(patient(json!({ "sex": null }))),
        },
        Row {
            id: "CBZ-LIVER",
            severity: Pending,
            fires: vec![
                answer("hepatitis", "yes"),
                answer("jaundice", "yes"),
                answer("severe-liver-failure", "yes"),
                child_pugh("severe"),
            ],
            misses: vec![child_pugh("mild"), answer("liver-disease", "yes"), json!({})],
            unknown: When(answer("hepatitis", "unknown")),
        },
        question("CBZ-LIVER-2", Caution, &["liver-disease"]),
        Row {
            id: "CBZ-RENAL",
            severity: Caution,
            fires: vec![clearance("29.99"), answer("dialysis", "yes")],
            misses: vec![clearance("30"), clearance("30.01")],
            unknown: When(patient(json!({ "creatinine": null }))),
        },
        question("CBZ-SODIUM", Caution, &["hyponatraemia"]),
        question("CBZ-HEART", Caution, &["arrhythmia", "heart-failure", "recent-mi", "coronary-insufficiency"]),
        Row {
            id: "CBZ-AGE",
            severity: Caution,
            fires: vec![years(65), years(66)],
            misses: vec![years(64)],
            unknown: When(no_age()),
        },
        Row {
            id: "CBZ-LP-AGE",
            severity: Contraindicated,
            fires: vec![both(prolonged(json!({})), years(65))],
            misses: vec![both(prolonged(json!({})), years(64)), years(65)],
            unknown: When(both(prolonged(json!({})), no_age())),
        },
    ]
}

#[test]
fn every_rule_of_carbamazepine() {
    for rows in [both_rows(), carbamazepine_rows()] {
        fires_and_just_misses(&carbamazepine(), &rows);
        unknown_is_never_passed(&carbamazepine(), &rows);
    }
    let book = palier_formulary::builtin();
    let ours: BTreeSet<&str> = both_rows().iter().chain(&carbamazepine_rows()).map(|it| it.id).collect();
    let theirs = book.rules_for("carbamazepine").map(|it| &*it.id).filter(|id| id.starts_with("CBZ-"));
    assert_eq!(ours, theirs.collect::<BTreeSet<&str>>());
}

/// §3.3 and §11.4.
#[test]
fn carbamazepine_is_watched() {
    let watched = |patch: Value| {
        let outcome = decide(asked(&carbamazepine(), patch));
        course(&outcome).expect("a course").clone()
    };
    let plan = watched(both(to("1200 mg"), decided("limit:CBZ-MAX-800")));
    let days = |id: &str| dated(&plan, id);
    assert_eq!(days("CBZ-W-BASE"), [(-30, 0)]);
    assert_eq!(days("CBZ-W-2"), [(14, 28)]);
    assert_eq!(days("CBZ-W-8"), [(56, 84)]);
    assert_eq!(days("CBZ-W-INDUCTION"), [(21, 35)]);
    // 1200 mg from day 78: eleven steps of seven days.
    assert_eq!(days("CBZ-W-LEVEL"), [(99, 106)]);
    assert_eq!(days("CBZ-W-REVIEW"), [(105, 119)]);
    assert_eq!(days("CBZ-W-MOOD"), [(14, 14), (42, 42), (70, 70), (98, 98)]);
    assert!(days("CBZ-W-65").is_empty() && days("CBZ-W-ECG").is_empty());
    let gated = |gate: &str| -> Vec<String> {
        let steps = plan.steps.iter().filter(|it| it.gates.iter().any(|it| it.gate == gate));
        steps.filter_map(|it| it.daily()).map(|it| it.to_string()).collect()
    };
    assert_eq!(gated("CBZ-GATE").len(), 11);
    assert_eq!(gated("CBZ-GATE-800"), ["900 mg"], "once, before the first step above 800 mg");
    let old = watched(years(65));
    assert_eq!(old.monitoring.iter().filter(|it| it.monitoring == "CBZ-W-65").count(), 1);
    let ecg = |age: u8| watched(years(age)).monitoring.iter().filter(|it| it.monitoring == "CBZ-W-ECG").count();
    assert_eq!((ecg(60), ecg(61)), (0, 1));
}

/// §3.4, §11ter and the product list.
#[test]
fn carbamazepine_in_figures() {
    let book = palier_formulary::builtin();
    let drug = book.drug("carbamazepine").expect("it");
    let french: Vec<String> = (drug.products.iter().filter(|it| it.region == Region::FR))
        .map(|it| match &it.supply {
            Supply::Tablet { strength, .. } => {
                let halved = if it.supply.is_halved() { "halved" } else { "whole" };
                format!("{strength} {halved}{}", if it.supply.is_prolonged() { " LP" } else { "" })
            }
            Supply::Capsule { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => "strange".into(),
        })
        .collect();
    assert_eq!(french, ["200 mg halved", "200 mg whole LP", "400 mg whole LP"]);
    let taper = drug.taper.as_ref().expect("a taper");
    assert_eq!((taper.interval_days, taper.cut.map(|it| it.to_string())), (7, Some("100 mg".into())));
    assert_eq!(drug.kinetics.as_ref().expect("kinetics").steady_days, (21, 35), "auto-induction, 3 to 5 weeks");
}

fn oxcarbazepine() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "oxcarbazepine", "indication": "trigeminal-neuralgia",
        "supplies": [tablet(150, false, false), tablet(300, false, false), tablet(600, false, false)] } })
}

/// §4 and §13 row 14: 300 mg a day in two, +300 mg a week, 900 to 1200 mg, 1800 mg at most.
#[test]
fn oxcarbazepine_for_the_healthy_adult() {
    let base = oxcarbazepine();
    let table = |decision: bool| both(protocol("oxcarbazepine-table", decision), every(3));
    all_steps(
        &base,
        &[
            (json!({}), "300x7 600x7 900x28"),
            (to("1200 mg"), "300x7 600x7 900x7 1200x28"),
            (to("1800 mg"), "300x7 600x7 900x7 1200x28"),
            (both(to("1800 mg"), decided("limit:OXC-MAX-1200")), "300x7 600x7 900x7 1200x7 1500x7 1800x28"),
            (both(table(true), to("1800 mg")), "300x3 600x3 900x3 1200x3 1500x3 1800x28"),
            (both(table(false), to("1800 mg")), "300x7 600x7 900x7 1200x28"),
        ],
    );
    assert_eq!(intakes(&base, &to("1200 mg")), ["m150 e150", "m300 e300", "m450 e450", "m600 e600"]);
    assert_eq!(
        intakes(&base, &both(table(true), to("900 mg"))),
        ["m150 e150", "m150 n150 e150 b150", "m300 n150 e300 b150"]
    );
    let outcome = decide(asked(&base, json!({})));
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("planned");
    assert_eq!((plan.last_day, plan.review_until_day), (42, 56));
    refused_by(&base, &to("1801 mg"), "FORM-1");
    refused_by(&base, &to("149 mg"), "FORM-1");
    refused_by(&base, &every(6), "PROT-2");
    refused_by(&base, &treatment(json!({ "first_dose": "301 mg" })), "PROT-2");
    refused_by(&base, &protocol("oxcarbazepine-epilepsy", true), "PROT-1");
    // A film-coated tablet is not cut.
    refused_by(&base, &treatment(json!({ "supplies": [tablet(300, false, false)] })), "FORM-2");
}

/// §4.2: half the label's start below 30 mL/min, steps of at least a week, 900 mg at most.
#[test]
fn oxcarbazepine_by_renal_band() {
    let base = oxcarbazepine();
    for value in ["29.99", "10"] {
        assert_eq!(steps(&base, &clearance(value)), "300x7 450x28", "{value} mL/min");
        assert_eq!(steps(&base, &both(clearance(value), to("900 mg"))), "300x7 600x7 900x28", "{value} mL/min");
        let beyond = both(both(clearance(value), to("901 mg")), decided("limit:OXC-MAX-1200"));
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
            fires: vec![years(65), years(66)],
            misses: vec![years(64)],
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
            fires: vec![json!({}), years(54)],
            misses: vec![years(55), patient(json!({ "sex": "male" }))],
            unknown: When(patient(json!({ "sex": null }))),
        },
    ]
}

#[test]
fn every_rule_of_oxcarbazepine() {
    for rows in [both_rows(), oxcarbazepine_rows()] {
        fires_and_just_misses(&oxcarbazepine(), &rows);
        unknown_is_never_passed(&oxcarbazepine(), &rows);
    }
    let book = palier_formulary::builtin();
    let ours: BTreeSet<&str> = both_rows().iter().chain(&oxcarbazepine_rows()).map(|it| it.id).collect();
    let begins = |id: &&str| id.starts_with("OXC-") || id.starts_with("CBZ-");
    let theirs = book.rules_for("oxcarbazepine").map(|it| &*it.id).filter(begins);
    assert_eq!(ours, theirs.collect::<BTreeSet<&str>>());
}

/// §4 and §11.4: sodium before, at 2 weeks, monthly for 3 months; §11ter; the product list.
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
    let book = palier_formulary::builtin();
    let drug = book.drug("oxcarbazepine").expect("it");
    assert!(drug.products.iter().all(|it| !it.supply.is_halved() && !it.supply.is_prolonged()));
    assert_eq!(drug.products.len(), 3);
    let taper = drug.taper.as_ref().expect("a taper");
    assert_eq!((taper.least_days, taper.cut.map(|it| it.to_string())), (14, Some("150 mg".into())));
    let kinetics = drug.kinetics.as_ref().expect("kinetics");
    assert_eq!((kinetics.half_life_hours.0.to_string(), kinetics.steady_days), ("8".into(), (2, 3)));
}
