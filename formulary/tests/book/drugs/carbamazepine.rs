//! Carbamazepine, typed from the article (`article-004`), the labels (`v52b`, `v52h`) and, from 65 years on, the Belgian
//! formulary (`v52e`): of two that disagree the slower and the lower is planned.

use std::collections::BTreeSet;

use crate::ask::laid_out::{all_steps, course, dated, intakes, judged, stair, steps};
use crate::ask::rows::Unknown::When;
use crate::ask::rows::{Row, fires_and_just_misses, question, unknown_is_never_passed};
use crate::ask::{
    BOOK, age, answer, asked, assessment, both, clearance, day, decide, decided, patient, protocol, refused_by, takes,
    target, treatment, worst_of,
};
use crate::classes::carboxamides;
use crate::classes::carboxamides::{child_pugh, every, tablet};
use crate::drugs::oxcarbazepine::oxcarbazepine;
use palier_engine::book::place::Region;
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::Supply;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

fn carbamazepine() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "carbamazepine", "indication": "trigeminal-neuralgia",
        "supplies": [tablet(200, true, false)] } })
}

fn prolonged(fields: Value) -> Value {
    let lp = json!({ "protocol": "carbamazepine-lp", "supplies": [tablet(200, true, true), tablet(400, true, true)] });
    both(treatment(lp), fields)
}

/// `article-004`: the article's pace, slower than every label; 800 mg, then 1200 mg.
#[test]
fn carbamazepine_for_the_healthy_adult() {
    let base = carbamazepine();
    let most = || both(target("1200 mg"), decided("limit:CBZ-MAX-800"));
    let to_800 = "100x7 200x7 300x7 400x7 500x7 600x7 700x7 800x28";
    all_steps(
        &base,
        &[
            (json!({}), "100x7 200x7 300x7 400x28"),
            (every(3), "100x3 200x3 300x3 400x28"),
            (target("800 mg"), to_800),
            (target("1200 mg"), to_800),
            (both(most(), every(3)), "100x3 200x3 300x3 400x3 500x3 600x3 700x3 800x3 900x3 1000x3 1100x3 1200x28"),
            (protocol("carbamazepine-table", true), "200x7 400x28"),
            (both(protocol("carbamazepine-table", true), every(3)), "200x3 400x28"),
            (both(protocol("carbamazepine-table", true), target("1200 mg")), "200x7 400x7 600x7 800x7 1000x7 1200x28"),
            // Without a decision, the article's step.
            (protocol("carbamazepine-table", false), "200x7 300x7 400x28"),
        ],
    );
    let outcome = decide(asked(&base, json!({})));
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("planned");
    assert_eq!(judged(plan), (49, 63), "four weeks at the dose aimed at");
    refused_by(&base, &target("1201 mg"), "FORM-1");
    refused_by(&base, &target("99 mg"), "FORM-1");
    refused_by(&base, &every(2), "PROT-2");
    refused_by(&base, &treatment(json!({ "increment": "101 mg" })), "PROT-2");
    refused_by(&base, &treatment(json!({ "first_dose": "101 mg" })), "PROT-2");
    refused_by(&base, &protocol("carbamazepine-fr", true), "PROT-1");
    refused_by(&base, &protocol("carbamazepine-us", true), "PROT-1");
}

/// `v52e`: from 65 years, 100 mg a week, 800 mg at most, immediate release only.
#[test]
fn carbamazepine_in_the_old() {
    let base = carbamazepine();
    all_steps(
        &base,
        &[
            (both(age(64), every(3)), "100x3 200x3 300x3 400x28"),
            (both(age(65), every(3)), "100x7 200x7 300x7 400x28"),
            (both(age(65), protocol("carbamazepine-table", true)), "100x7 200x7 300x7 400x28"),
        ],
    );
    refused_by(&base, &both(both(age(65), target("801 mg")), decided("limit:CBZ-MAX-800")), "FORM-1");
    refused_by(&base, &both(prolonged(json!({})), age(65)), "CBZ-LP-AGE");
    assert_eq!(steps(&base, &both(prolonged(json!({})), age(64))), "200x14 400x28");
    let unknown = decide(asked(&base, both(patient(json!({ "age_years": null })), every(3))));
    assert_eq!(stair(course(&unknown).expect("a draft")), "100x7 200x7 300x7 400x28", "read strictly");
}

/// Halves of the scored 200 mg tablet; two intakes, then three; prolonged release twice a day and never cut.
#[test]
fn carbamazepine_is_divided_over_the_day() {
    let base = carbamazepine();
    assert_eq!(
        intakes(&base, &target("800 mg")),
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
    assert_eq!(intakes(&base, &prolonged(target("800 mg"))), ["e200", "m200 e200", "m200 e400", "m400 e400"]);
    assert_eq!(steps(&base, &prolonged(every(7))), "200x7 400x28");
    // Its step is twice the article’s, and waits for a professional.
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

/// `v52b`, `v52c`: 14 full days after an MAOI, whichever it is.
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
            fires: vec![json!({}), age(54)],
            misses: vec![age(55), patient(json!({ "sex": "male" })), answer("pregnant", "yes")],
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
            fires: vec![age(65), age(66)],
            misses: vec![age(64)],
            unknown: When(no_age()),
        },
        Row {
            id: "CBZ-LP-AGE",
            severity: Contraindicated,
            fires: vec![both(prolonged(json!({})), age(65))],
            misses: vec![both(prolonged(json!({})), age(64)), age(65)],
            unknown: When(both(prolonged(json!({})), no_age())),
        },
    ]
}

#[test]
fn every_rule_of_carbamazepine() {
    for rows in [carboxamides::rows(), carbamazepine_rows()] {
        fires_and_just_misses(&carbamazepine(), &rows);
        unknown_is_never_passed(&carbamazepine(), &rows);
    }
    let book = &*BOOK;
    let ours: BTreeSet<&str> = carboxamides::rows().iter().chain(&carbamazepine_rows()).map(|it| it.id).collect();
    let theirs = book.rules_for("carbamazepine").map(|it| &*it.id).filter(|id| id.starts_with("CBZ-"));
    assert_eq!(ours, theirs.collect::<BTreeSet<&str>>());
}

/// `article-004`, `v52b`, `v52e`: before, at weeks 2 to 4 and 8 to 12, then the review.
#[test]
fn carbamazepine_is_watched() {
    let watched = |patch: Value| {
        let outcome = decide(asked(&carbamazepine(), patch));
        course(&outcome).expect("a course").clone()
    };
    let plan = watched(both(target("1200 mg"), decided("limit:CBZ-MAX-800")));
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
    let old = watched(age(65));
    assert_eq!(old.monitoring.iter().filter(|it| it.monitoring == "CBZ-W-65").count(), 1);
    let ecg = |years: u8| watched(age(years)).monitoring.iter().filter(|it| it.monitoring == "CBZ-W-ECG").count();
    assert_eq!((ecg(60), ecg(61)), (0, 1));
    // A pregnancy test before the first intake, of whom a pregnancy is possible; unknown counts as yes.
    let tested = |patch: Value| watched(patch).monitoring.iter().filter(|it| it.monitoring == "CBZ-W-TEST").count();
    let pregnant = || both(answer("pregnant", "yes"), decided("CBZ-PREGNANT"));
    let man = || patient(json!({ "sex": "male" }));
    assert_eq!(days("CBZ-W-TEST"), [(-30, 0)]);
    assert_eq!([tested(age(54)), tested(age(55)), tested(man()), tested(pregnant())], [1, 0, 0, 0]);
    assert_eq!(tested(answer("pregnant", "unknown")), 1);
    // The review: withdrawal is tried when pain-free for a month (CKS), at least every 3 months (label).
    let review = plan.monitoring.iter().find(|it| it.monitoring == "CBZ-W-REVIEW").expect("a review");
    assert!(review.text.contains("depuis un mois") && review.text.contains("tous les 3\u{a0}mois"), "{}", review.text);
}

/// The French label of the prolonged release contraindicates St John's wort, which the
/// thesaurus of 2020 only advises against: the label is followed. Oxcarbazepine keeps the thesaurus.
#[test]
fn st_johns_wort_is_contraindicated() {
    for name in ["millepertuis", "Mildac"] {
        let outcome = decide(asked(&carbamazepine(), takes(name)));
        assert!(matches!(outcome, Outcome::Refused { .. }), "{name}: {outcome:#?}");
        assert_eq!(worst_of(assessment(&outcome), "X-ST-JOHN"), Some(Severity::Contraindicated), "{name}");
    }
    let other = decide(asked(&oxcarbazepine(), takes("millepertuis")));
    assert_eq!(worst_of(assessment(&other), "X-ST-JOHN"), None);
    // Its effect lasts 28 days: stopped on 1 November it is past on 7 December, on 20 November it is not.
    let stopped = |day: &str| {
        let line =
            json!({ "medicines": [{ "name": "millepertuis", "started": "2020-01", "stopped": { "last_dose": day } }] });
        worst_of(assessment(&decide(asked(&carbamazepine(), line))), "X-ST-JOHN")
    };
    assert_eq!(stopped("2026-11-01"), None);
    assert_eq!(stopped("2026-11-20"), Some(Severity::Pending));
}

/// `bdpm-2026-01`, what is sold; `v52g` and `v14`, the taper; `v67`, the half-life.
#[test]
fn carbamazepine_in_figures() {
    let book = &*BOOK;
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
