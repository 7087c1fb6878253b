//! Lamotrigine, typed from the labels (`v20`, `v21`, `v22b`) and the article (`article-004`).

use std::collections::BTreeSet;

use crate::ask::laid_out::{course, dated, judged, stair, steps};
use crate::ask::rows::Unknown::{Never, When};
use crate::ask::rows::{LISTED, Row, fires_and_just_misses, medicine, question, unknown_is_never_passed};
use crate::ask::{
    BOOK, answer, asked, assessment, both, clearance, decide, decided, patient, protocol, refused_by, takes, takes_so,
    target, treatment, worst_of,
};
use palier_engine::book::place::Moment;
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::Supply;
use palier_engine::finding::Verdict;
use palier_engine::outcome::Outcome;
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

/// `article-004` and `v21`: 100 mg on day 28, 200 mg on day 42 or 56, 400 mg on day 70 or 112, counted from nought.
#[test]
fn the_healthy_adult() {
    let fast = || treatment(json!({ "interval_days": 7 }));
    let more = || both(target("400 mg"), decided("limit:LTG-MAX-200"));
    let table = [
        (json!({}), "25x14 50x14 100x14 150x14 200x56"),
        (fast(), "25x14 50x14 100x7 150x7 200x56"),
        (target("400 mg"), "25x14 50x14 100x14 150x14 200x56"),
        (more(), "25x14 50x14 100x14 150x14 200x14 250x14 300x14 350x14 400x56"),
        (both(more(), fast()), "25x14 50x14 100x7 150x7 200x7 250x7 300x7 350x7 400x56"),
        (target("100 mg"), "25x14 50x14 100x56"),
        (list(&["oxcarbazépine", "gabapentine", "prégabaline", "lévétiracétam"]), "25x14 50x14 100x14 150x14 200x56"),
    ];
    for (patch, expected) in table {
        assert_eq!(steps(&base(), &patch), expected, "{patch}");
    }
    let outcome = decide(asked(&base(), json!({})));
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("planned");
    assert_eq!((judged(plan), plan.restart_after_days), ((112, 126), Some(5)));
    refused_by(&base(), &target("401 mg"), "FORM-1");
    refused_by(&base(), &target("1 mg"), "FORM-1");
    refused_by(&base(), &treatment(json!({ "interval_days": 6 })), "PROT-2");
    refused_by(&base(), &treatment(json!({ "first_dose": "26 mg" })), "PROT-2");
    // `v52g`: faster than every label, never used.
    refused_by(&base(), &protocol("lamotrigine-trigeminal", true), "PROT-1");
}

/// `v21`, the three tables; an unrecognised medicine gets the slowest.
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
        assert_eq!(steps(&base(), &list(names)), VALPROATE, "{names:?}");
        // Aimed at no more than the first rung, the second is the same dose each day: weeks 3 and 4 of the table.
        assert_eq!(steps(&base(), &both(list(names), target("25 mg"))), "25/2x14 25x56", "{names:?}");
        for aim in ["12", "17"] {
            let expected = format!("{aim}/2x14 {aim}x56");
            assert_eq!(steps(&base(), &both(list(names), target(&format!("{aim} mg")))), expected, "{names:?}");
        }
        let most = both(list(names), target("200 mg"));
        let climb = "25/2x14 25x14 50x14 75x14 100x14 125x14 150x14 175x14 200x56";
        assert_eq!(steps(&base(), &most), climb, "{names:?}");
        let beyond = both(both(list(names), target("400 mg")), decided("limit:LTG-MAX-200"));
        if names.contains(&"xyzabc") {
            // What it is, nobody knows: the plan waits, and its draft keeps to the lower ceiling.
            assert_eq!(steps(&base(), &beyond), climb, "{names:?}");
        } else {
            refused_by(&base(), &beyond, "FORM-1");
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
        assert_eq!(steps(&base(), &list(&[name])), "50x14 100x14 200x56", "{name}");
        assert_eq!(
            steps(&base(), &both(list(&[name]), target("400 mg"))),
            "50x14 100x14 200x14 300x14 400x56",
            "{name}"
        );
    }
    let doubtful = decide(asked(&base(), list(&["xyzabc"])));
    assert!(assessment(&doubtful).verdict >= Verdict::Pending);
    // Off the list since: its table no longer, but only when a prescriber has decided it.
    let stopped = json!({ "medicines": [{ "name": "valproate", "started": "2020-01",
        "stopped": { "last_dose": "2026-10-01" } }] });
    assert_eq!(steps(&base(), &stopped), "25x14 50x14 100x14 150x14 200x56");
    assert!(matches!(decide(asked(&base(), stopped.clone())), Outcome::Pending { .. }));
    let chosen = decide(asked(&base(), both(stopped, decided("LTG-VALPROATE-STOPPED"))));
    assert!(matches!(chosen, Outcome::Planned { .. }), "{chosen:#?}");
}

/// `v22b`, `v54b`: off more days than this, the first dose again.
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

/// `v54c`: Child-Pugh B −50 %, C −75 %, of start, step and maintenance, rounded down.
#[test]
fn the_liver_crosses_the_tables() {
    let usual = "25x14 50x14 100x14 150x14 200x56";
    let (b, c) = ("12x14 25x14 50x14 75x14 100x56", "6x14 12x14 25x14 37x14 50x56");
    for (points, expected) in [(5, usual), (6, usual), (7, b), (8, b), (9, b), (10, c), (15, c)] {
        assert_eq!(steps(&base(), &child_pugh(points)), expected, "{points} points");
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
        assert_eq!(steps(&base(), &both(child_pugh(points), list(names))), expected, "{points} points, {names:?}");
    }
    // With valproate the ceiling is halved again, as the table says: 50 mg, then 100 mg.
    let valproate =
        |points: u8, aim: &str| steps(&base(), &both(both(child_pugh(points), list(&["valproate"])), target(aim)));
    assert_eq!(valproate(10, "100 mg"), "6/2x14 6x14 12x14 17x14 25x14 31x14 37x14 42x14 50x56");
    assert_eq!(valproate(7, "200 mg"), "12/2x14 12x14 25x14 37x14 50x14 62x14 75x14 87x14 100x56");
    // No dose passes the share of the healthy one's.
    for (points, beyond) in [(7, "201 mg"), (9, "201 mg"), (10, "101 mg")] {
        refused_by(&base(), &both(both(child_pugh(points), target(beyond)), decided("limit:LTG-MAX-200")), "FORM-1");
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
            let book = &*BOOK;
            let protocol = book.protocol("lamotrigine-strict").expect("the default");
            let patch = both(both(child_pugh(points), list(names)), more());
            let outcome = decide(asked(&base(), patch.clone()));
            let plan = course(&outcome).unwrap_or_else(|| panic!("{patch}: {outcome:#?}"));
            let variant = protocol.variants.iter().find(|it| Some(&it.id) == plan.variant.as_ref());
            for aim in variant.map_or(&protocol.targets, |it| &it.targets) {
                let all = decide(asked(&base(), both(patch.clone(), target(&aim.to_string()))));
                let plan = course(&all).unwrap_or_else(|| panic!("{patch}, {aim}: {all:#?}"));
                assert_eq!(plan.steps.last().and_then(|it| it.daily()), Some(*aim), "{patch}");
            }
        }
    }
}

/// Once a day up to 200 mg, then twice; with an inducer, 100 mg is already in two.
#[test]
fn the_day_is_divided() {
    let intakes = |patch: Value| -> Vec<String> {
        let outcome = decide(asked(&base(), patch));
        let plan = course(&outcome).expect("a course").clone();
        let said = |it: &palier_engine::course::Intake| {
            let moment = if it.moment == Moment::Morning { "m" } else { "e" };
            format!("{moment}{}", it.dose.to_string().trim_end_matches(" mg"))
        };
        plan.steps.iter().map(|it| it.intakes.iter().map(said).collect::<Vec<_>>().join(" ")).collect()
    };
    let most = both(target("400 mg"), decided("limit:LTG-MAX-200"));
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
        // `au-tg`: every oestrogen of the whole body, by whichever route; none that acts where it is put.
        medicine(
            "LTG-PILL",
            Caution,
            &[
                "éthinylestradiol",
                "Minidril",
                "Qlaira",
                "Zoely",
                "NuvaRing",
                "Evra",
                "Oestrodose",
                "Oromone",
                "estrogènes conjugués",
                "estriol",
            ],
            &["désogestrel", "Mirena", "Gydrelle", "Colpotrophine"],
        ),
        medicine(
            "LTG-PROGESTOGEN",
            Caution,
            &["désogestrel", "Optimizette", "Nexplanon", "Microval", "Depo Provera"],
            &["Mirena", "Minidril", "Qlaira", "Oestrodose"],
        ),
        Row {
            id: "LTG-OTHER-INDUCER",
            severity: Pending,
            fires: ["millepertuis", "enzalutamide", "rifabutine", "éfavirenz", "atazanavir", "bosentan"]
                .map(takes)
                .to_vec(),
            misses: vec![
                takes("carbamazépine"),
                takes("oxcarbazépine"),
                takes("lévétiracétam"),
                stopped("millepertuis"),
            ],
            unknown: Never(LISTED),
        },
    ]
}

#[test]
fn every_rule() {
    fires_and_just_misses(&base(), &rows());
    unknown_is_never_passed(&base(), &rows());
    let book = &*BOOK;
    let ours: BTreeSet<&str> = rows().iter().map(|it| it.id).collect();
    let theirs = book.rules_for("lamotrigine").map(|it| &*it.id).filter(|id| id.starts_with("LTG-"));
    assert_eq!(ours, theirs.collect::<BTreeSet<&str>>());
    let pill = decide(asked(&base(), takes("Minidril")));
    let text = &assessment(&pill).findings.iter().find(|it| it.rule == "LTG-PILL").expect("it fires").text;
    assert!(text.contains("Ne l’arrêtez pas de vous-même"), "{text}");
    // Half with a pill; 25 to 30 % with menopausal conjugated oestrogens and medroxyprogesterone.
    assert!(text.contains("de moitié avec une pilule") && text.contains("de 25 à 30\u{a0}%"), "{text}");
}

/// `lamotrigine-inducers-2026`: an inducer that the table does not name waits for a decision, and doubles nothing.
#[test]
fn an_inducer_outside_the_table_never_doubles_the_doses() {
    for name in ["rifabutine", "enzalutamide", "éfavirenz"] {
        let waiting = decide(asked(&base(), takes(name)));
        assert_eq!(assessment(&waiting).verdict, Verdict::Pending, "{name}");
        let chosen = decide(asked(&base(), both(takes(name), decided("LTG-OTHER-INDUCER"))));
        let plan = course(&chosen).unwrap_or_else(|| panic!("{name}: {chosen:#?}"));
        assert_eq!(stair(plan), "25x14 50x14 100x14 150x14 200x56", "{name}");
    }
    let tabled = decide(asked(&base(), takes("rifampicine")));
    assert_eq!(worst_of(assessment(&tabled), "LTG-OTHER-INDUCER"), None);
}

/// `v23`: weekly skin and fever check from week 1 to week 8; eight weeks at the dose aimed at.
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

/// `v21` and `v54e`, the half-lives; `v22`, the taper; `bdpm-2026-01`, what is sold.
#[test]
fn in_figures() {
    let book = &*BOOK;
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
