//! Lamotrigine, typed from the dossier (`neuropathic.md` §5, §11.4, §11bis to §11quater, §13 rows 16 to 19).

mod ask;

use std::collections::BTreeSet;

use ask::Unknown::{Never, When};
use ask::{
    LISTED, Row, answer, asked, assessment, both, clearance, course, dated, decide, fires_and_just_misses, medicine,
    patient, protocol, question, stair, takes, takes_so, treatment, unknown_is_never_passed, worst_of,
};
use palier_engine::assess::Verdict;
use palier_engine::formulary::{Moment, Severity};
use palier_engine::outcome::Outcome;
use palier_engine::supply::Supply;
use serde_json::{Value, json};

const VALPROATE: &str = "25/2x14 25x14 50x14 75x14 100x56";

fn tablets(strengths: &[u16]) -> Value {
    strengths.iter().map(|it| json!({ "tablet": { "strength": format!("{it} mg") } })).collect()
}

fn base() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "lamotrigine", "indication": "neuropathic-poststroke",
        "supplies": tablets(&[2, 5, 25, 50, 100, 200]) } })
}

fn list(names: &[&str]) -> Value {
    let lines: Vec<Value> = names.iter().map(|it| json!({ "name": it, "started": "2020-01" })).collect();
    json!({ "medicines": lines })
}

fn to(target: &str) -> Value {
    treatment(json!({ "target": target }))
}

fn decided(about: &str) -> Value {
    json!({ "decisions": [{ "about": about, "by": "Dr Martin", "on": "2026-11-30" }] })
}

/// Points of the Child-Pugh score, 5 to 15, by its five items of 1 to 3.
fn child_pugh(points: u8) -> Value {
    let more = points - 5;
    let item = |at: u8| more.saturating_sub(2 * at).min(2) as usize;
    patient(json!({ "child_pugh": {
        "bilirubin_umol_per_l": (["20", "40", "80"][item(0)]),
        "albumin_g_per_l": (["40", "30", "20"][item(1)]),
        "inr": (["1", "2", "3"][item(2)]),
        "ascites": (["none", "mild", "severe"][item(3)]),
        "encephalopathy": (["none", "mild", "severe"][item(4)]),
    } }))
}

#[track_caller]
fn steps(patch: &Value) -> String {
    let outcome = decide(asked(&base(), patch.clone()));
    stair(course(&outcome).unwrap_or_else(|| panic!("{patch}: {outcome:#?}")))
}

#[track_caller]
fn refused_by(patch: &Value, rule: &str) {
    let outcome = decide(asked(&base(), patch.clone()));
    assert!(matches!(outcome, Outcome::Refused { .. }), "{patch}: {outcome:#?}");
    assert_eq!(worst_of(assessment(&outcome), rule), Some(Severity::Contraindicated), "{patch}: not by {rule}");
}

/// §5.1: 100 mg on day 28, 200 mg on day 42 or 56, 400 mg on day 70 or 112, counted from nought.
#[test]
fn the_healthy_adult() {
    let fast = || treatment(json!({ "interval_days": 7 }));
    let more = || both(to("400 mg"), decided("limit:LTG-MAX-200"));
    let table = [
        (json!({}), "25x14 50x14 100x14 150x14 200x56"),
        (fast(), "25x14 50x14 100x7 150x7 200x56"),
        (to("400 mg"), "25x14 50x14 100x14 150x14 200x56"),
        (more(), "25x14 50x14 100x14 150x14 200x14 250x14 300x14 350x14 400x56"),
        (both(more(), fast()), "25x14 50x14 100x7 150x7 200x7 250x7 300x7 350x7 400x56"),
        (to("100 mg"), "25x14 50x14 100x56"),
        (list(&["oxcarbazépine", "gabapentine", "prégabaline", "lévétiracétam"]), "25x14 50x14 100x14 150x14 200x56"),
    ];
    for (patch, expected) in table {
        assert_eq!(steps(&patch), expected, "{patch}");
    }
    let outcome = decide(asked(&base(), json!({})));
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("planned");
    assert_eq!((plan.last_day, plan.review_until_day, plan.restart_after_days), (112, 126, Some(5)));
    refused_by(&to("401 mg"), "FORM-1");
    refused_by(&to("1 mg"), "FORM-1");
    refused_by(&treatment(json!({ "interval_days": 6 })), "PROT-2");
    refused_by(&treatment(json!({ "first_dose": "26 mg" })), "PROT-2");
    // §5.2: faster than every label, never used.
    refused_by(&protocol("lamotrigine-trigeminal", true), "PROT-1");
}

/// §5.2, the three tables; an unrecognised medicine gets the slowest.
#[test]
fn the_table_follows_the_other_medicines() {
    for names in [
        &["valproate"][..],
        &["Dépakine"],
        &["Dépamide"],
        &["Dépakote"],
        &["valproate", "carbamazépine"],
        &["xyzabc"],
        &["carbamazépine", "xyzabc"],
        // Recognised, but what they do to lamotrigine is not known: the label’s answer is the slowest table.
        &["cénobamate"],
        &["stiripentol"],
        &["rufinamide"],
        &["vigabatrine"],
        &["tiagabine"],
        &["cannabidiol"],
        &["carbamazépine", "cénobamate"],
        &["valproate", "cénobamate"],
    ] {
        assert_eq!(steps(&list(names)), VALPROATE, "{names:?}");
        let most = both(list(names), to("200 mg"));
        let climb = "25/2x14 25x14 50x14 75x14 100x14 125x14 150x14 175x14 200x56";
        assert_eq!(steps(&most), climb, "{names:?}");
        let beyond = both(both(list(names), to("400 mg")), decided("limit:LTG-MAX-200"));
        if names.contains(&"xyzabc") {
            // What it is, nobody knows: the plan waits, and its draft keeps to the lower ceiling.
            assert_eq!(steps(&beyond), climb, "{names:?}");
        } else {
            refused_by(&beyond, "FORM-1");
        }
    }
    for name in [
        "carbamazépine",
        "Tégrétol",
        "phénytoïne",
        "phénobarbital",
        "primidone",
        "rifampicine",
        "Kaletra",
        "fosphénytoïne",
    ] {
        assert_eq!(steps(&list(&[name])), "50x14 100x14 200x56", "{name}");
        assert_eq!(steps(&both(list(&[name]), to("400 mg"))), "50x14 100x14 200x14 300x14 400x56", "{name}");
    }
    let doubtful = decide(asked(&base(), list(&["xyzabc"])));
    assert!(assessment(&doubtful).verdict >= Verdict::Pending);
    // Off the list since: its table no longer, but only when a prescriber has decided it.
    let stopped = json!({ "medicines": [{ "name": "valproate", "started": "2020-01",
        "stopped": { "last_dose": "2026-10-01" } }] });
    assert_eq!(steps(&stopped), "25x14 50x14 100x14 150x14 200x56");
    assert!(matches!(decide(asked(&base(), stopped.clone())), Outcome::Pending { .. }));
    let chosen = decide(asked(&base(), both(stopped, decided("LTG-VALPROATE-STOPPED"))));
    assert!(matches!(chosen, Outcome::Planned { .. }), "{chosen:#?}");
}

/// §5.2 and `clinical/README.md`: off more days than this, the first dose again.
#[test]
fn the_restart_trigger_is_the_shortest_that_may_be() {
    let table: [(&[&str], u16); 11] = [
        (&[], 5),
        (&["valproate"], 10),
        (&["valproate", "carbamazépine"], 5),
        (&["carbamazépine"], 2),
        (&["xyzabc"], 2),
        (&["carbamazépine", "xyzabc"], 2),
        (&["valproate", "xyzabc"], 2),
        (&["lévétiracétam"], 5),
        (&["cénobamate"], 2),
        (&["carbamazépine", "cénobamate"], 2),
        (&["valproate", "cénobamate"], 2),
    ];
    for (names, days) in table {
        let outcome = decide(asked(&base(), list(names)));
        assert_eq!(course(&outcome).expect("a course").restart_after_days, Some(days), "{names:?}");
    }
}

/// §5.2: Child-Pugh B −50 %, C −75 %, of start, step and maintenance, rounded down.
#[test]
fn the_liver_crosses_the_tables() {
    let usual = "25x14 50x14 100x14 150x14 200x56";
    let (b, c) = ("12x14 25x14 50x14 75x14 100x56", "6x14 12x14 25x14 37x14 50x56");
    for (points, expected) in [(5, usual), (6, usual), (7, b), (8, b), (9, b), (10, c), (15, c)] {
        assert_eq!(steps(&child_pugh(points)), expected, "{points} points");
    }
    let table: [(u8, &[&str], &str); 8] = [
        (7, &["valproate"], "12/2x14 12x14 25x14 37x14 50x56"),
        (7, &["carbamazépine"], "25x14 50x14 100x56"),
        (9, &["xyzabc"], "12/2x14 12x14 25x14 37x14 50x56"),
        (10, &["valproate"], "6/2x14 6x14 12x14 17x14 25x56"),
        (10, &["carbamazépine"], "12x14 25x14 50x56"),
        (10, &["valproate", "carbamazépine"], "6/2x14 6x14 12x14 17x14 25x56"),
        (7, &["cénobamate"], "12/2x14 12x14 25x14 37x14 50x56"),
        (10, &["cénobamate", "carbamazépine"], "6/2x14 6x14 12x14 17x14 25x56"),
    ];
    for (points, names, expected) in table {
        assert_eq!(steps(&both(child_pugh(points), list(names))), expected, "{points} points, {names:?}");
    }
    // With valproate the ceiling is halved again, as the table says: 50 mg, then 100 mg.
    let valproate = |points: u8, target: &str| steps(&both(both(child_pugh(points), list(&["valproate"])), to(target)));
    assert_eq!(valproate(10, "100 mg"), "6/2x14 6x14 12x14 17x14 25x14 31x14 37x14 42x14 50x56");
    assert_eq!(valproate(7, "200 mg"), "12/2x14 12x14 25x14 37x14 50x14 62x14 75x14 87x14 100x56");
    // No dose passes the share of the healthy one's.
    for (points, beyond) in [(7, "201 mg"), (9, "201 mg"), (10, "101 mg")] {
        refused_by(&both(both(child_pugh(points), to(beyond)), decided("limit:LTG-MAX-200")), "FORM-1");
    }
    // The class not known: the strictest, and the plan waits. A hepatitis is a liver disease, whatever is ticked there.
    for sign in ["liver-disease", "hepatitis", "jaundice", "severe-liver-failure"] {
        let unknown = decide(asked(&base(), answer(sign, "yes")));
        assert_eq!(assessment(&unknown).verdict, Verdict::Pending, "{sign}");
        assert_eq!(stair(course(&unknown).expect("a draft")), c, "{sign}");
    }
}

/// Every dose of every variant is made of at most five dispersible tablets, also of 2 and 5 mg.
#[test]
fn every_rung_can_be_made() {
    let more = || decided("limit:LTG-MAX-200");
    for points in [5, 7, 10] {
        for names in [&[][..], &["valproate"], &["carbamazépine"]] {
            let book = palier_formulary::builtin();
            let protocol = book.protocol("lamotrigine-strict").expect("the default");
            let patch = both(both(child_pugh(points), list(names)), more());
            let outcome = decide(asked(&base(), patch.clone()));
            let plan = course(&outcome).unwrap_or_else(|| panic!("{patch}: {outcome:#?}"));
            let variant = protocol.variants.iter().find(|it| Some(&it.id) == plan.variant.as_ref());
            for target in variant.map_or(&protocol.targets, |it| &it.targets) {
                let all = decide(asked(&base(), both(patch.clone(), to(&target.to_string()))));
                let plan = course(&all).unwrap_or_else(|| panic!("{patch}, {target}: {all:#?}"));
                assert_eq!(plan.steps.last().and_then(|it| it.daily()), Some(*target), "{patch}");
            }
        }
    }
}

/// §13 row 18: once a day up to 200 mg, then twice; with an inducer, 100 mg is already in two.
#[test]
fn the_day_is_divided() {
    let intakes = |patch: Value| -> Vec<String> {
        let outcome = decide(asked(&base(), patch));
        let plan = course(&outcome).expect("a course").clone();
        let said = |it: &palier_engine::plan::Intake| {
            let moment = if it.moment == Moment::Morning { "m" } else { "e" };
            format!("{moment}{}", it.dose.to_string().trim_end_matches(" mg"))
        };
        plan.steps.iter().map(|it| it.intakes.iter().map(said).collect::<Vec<_>>().join(" ")).collect()
    };
    let most = both(to("400 mg"), decided("limit:LTG-MAX-200"));
    assert_eq!(
        intakes(most),
        ["e25", "e50", "e100", "e150", "e200", "m100 e150", "m150 e150", "m150 e200", "m200 e200"]
    );
    assert_eq!(intakes(list(&["carbamazépine"])), ["e50", "m50 e50", "m100 e100"]);
}

fn stopped(name: &str) -> Value {
    takes_so(name, json!({ "stopped": { "last_dose": "2026-11-20" } }))
}

fn rows() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Pending};
    vec![
        question("LTG-ALLERGY", Contraindicated, &["allergy-lamotrigine"]),
        question("LTG-RASH", Pending, &["drug-rash"]),
        Row {
            id: "LTG-LIVER",
            severity: Pending,
            fires: vec![
                answer("liver-disease", "yes"),
                answer("hepatitis", "yes"),
                answer("jaundice", "yes"),
                answer("severe-liver-failure", "yes"),
            ],
            misses: vec![answer("liver-disease", "no"), child_pugh(7)],
            unknown: When(answer("liver-disease", "unknown")),
        },
        Row {
            id: "LTG-LIVER-DOSE",
            severity: Caution,
            fires: vec![child_pugh(7), child_pugh(10)],
            misses: vec![child_pugh(6), json!({})],
            unknown: When(answer("liver-disease", "yes")),
        },
        Row {
            id: "LTG-RENAL",
            severity: Caution,
            fires: vec![clearance("29.99"), answer("dialysis", "yes")],
            misses: vec![clearance("30"), clearance("30.01")],
            unknown: When(patient(json!({ "creatinine": null }))),
        },
        question(
            "LTG-HEART",
            Caution,
            &["heart-block", "arrhythmia", "heart-failure", "recent-mi", "coronary-insufficiency"],
        ),
        question("LTG-PREGNANT", Caution, &["pregnant", "trying-to-conceive", "fertile-no-contraception"]),
        question("LTG-BREASTFEEDING", Caution, &["breastfeeding"]),
        medicine(
            "LTG-UNKNOWN",
            Caution,
            &["cénobamate", "stiripentol", "rufinamide", "vigabatrine", "tiagabine", "cannabidiol"],
            &["felbamate", "pérampanel", "oxcarbazépine", "lévétiracétam"],
        ),
        Row {
            id: "LTG-INDUCER",
            severity: Caution,
            fires: vec![takes("carbamazépine"), takes_so("Gardénal", json!({ "started": "2026-11-02" }))],
            misses: vec![
                takes_so("Gardénal", json!({ "started": "2026-11-03" })),
                stopped("carbamazépine"),
                takes("oxcarbazépine"),
                list(&["carbamazépine", "valproate"]),
            ],
            unknown: When(takes_so("carbamazépine", json!({ "started": null }))),
        },
        Row {
            id: "LTG-INDUCER-UNSETTLED",
            severity: Caution,
            fires: vec![
                takes_so("Gardénal", json!({ "started": "2026-11-03" })),
                takes_so("carbamazépine", json!({ "use": "occasional" })),
            ],
            misses: vec![takes_so("Gardénal", json!({ "started": "2026-11-02" })), takes("oxcarbazépine")],
            unknown: When(takes_so("carbamazépine", json!({ "started": null }))),
        },
        medicine("LTG-VALPROATE", Caution, &["valproate", "Dépakine", "Dépamide"], &["carbamazépine", "cénobamate"]),
        Row {
            id: "LTG-VALPROATE-STOPPED",
            severity: Pending,
            fires: ["valproate", "Dépamide"].map(stopped).to_vec(),
            misses: vec![takes("valproate"), stopped("carbamazépine"), json!({})],
            unknown: Never(LISTED),
        },
        medicine("LTG-PILL", Caution, &["éthinylestradiol", "Minidril"], &["désogestrel"]),
    ]
}

#[test]
fn every_rule() {
    fires_and_just_misses(&base(), &rows());
    unknown_is_never_passed(&base(), &rows());
    let book = palier_formulary::builtin();
    let ours: BTreeSet<&str> = rows().iter().map(|it| it.id).collect();
    let theirs = book.rules_for("lamotrigine").map(|it| &*it.id).filter(|id| id.starts_with("LTG-"));
    assert_eq!(ours, theirs.collect::<BTreeSet<&str>>());
    let pill = decide(asked(&base(), takes("Minidril")));
    let text = &assessment(&pill).findings.iter().find(|it| it.rule == "LTG-PILL").expect("it fires").text;
    assert!(text.contains("Ne l’arrêtez pas de vous-même"), "{text}");
}

/// §11.4: weekly skin and fever check from week 1 to week 8; §11quater: eight weeks at the dose aimed at.
#[test]
fn it_is_watched() {
    let outcome = decide(asked(&base(), json!({})));
    let plan = course(&outcome).expect("planned");
    let days = |id: &str| dated(plan, id);
    assert_eq!(days("LTG-W-SKIN"), [(1, 56)]);
    assert_eq!(days("LTG-W-REVIEW"), [(112, 126)]);
    assert_eq!(days("LTG-W-BASE"), [(-30, 0)]);
    assert_eq!(days("LTG-W-MOOD"), [(14, 14), (42, 42), (70, 70), (98, 98), (126, 126)]);
    assert!(plan.steps.iter().skip(1).all(|it| it.gates.iter().any(|it| it.gate == "LTG-GATE")));
}

/// §5.2, §11bis, §11ter and the product list.
#[test]
fn in_figures() {
    let book = palier_formulary::builtin();
    let drug = book.drug("lamotrigine").expect("it");
    let strengths: Vec<String> = (drug.products.iter())
        .map(|it| match &it.supply {
            Supply::Tablet { strength, scored: false, prolonged: false } => strength.to_string(),
            Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => {
                "strange".into()
            }
        })
        .collect();
    assert_eq!(strengths.join(" "), "2 mg 5 mg 25 mg 50 mg 100 mg 200 mg");
    let taper = drug.taper.as_ref().expect("a taper");
    assert_eq!((taper.least_days, taper.interval_days, taper.cut), (14, 7, None));
    let kinetics = drug.kinetics.as_ref().expect("kinetics");
    let (from, to) = kinetics.half_life_hours;
    assert_eq!((from.to_string(), to.to_string(), kinetics.steady_days), ("25.4".into(), "32.8".into(), (5, 7)));
}
