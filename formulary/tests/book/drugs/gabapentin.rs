//! Gabapentin, typed from the French label (`v06`), the European one (`v08`), the American one (`v09`, `v66`) and
//! the article (`article-004`): of two that disagree the slower and the lower is planned.

use std::collections::BTreeSet;

use crate::ask::laid_out::{all_steps, course, intakes, judged, stair, steps};
use crate::ask::rows::Unknown::When;
use crate::ask::rows::{Row, fires_and_just_misses, question, unknown_is_never_passed};
use crate::ask::{
    BOOK, age, answer, asked, assessment, both, clearance, decide, decided, patient, protocol, refused_by, target,
    treatment,
};
use crate::classes::gabapentinoids;
use crate::classes::gabapentinoids::{capsules, indication, sessions};
use palier_engine::book::place::Region;
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::Supply;
use palier_engine::finding::Verdict;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

pub fn gabapentin() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "gabapentin", "indication": "neuropathic-peripheral",
        "supplies": capsules(&[100, 300, 400]) } })
}

/// `article-004`: the article's pace, slower than the label's; 1800 mg, then 3600 mg.
#[test]
fn gabapentin_for_the_healthy_adult() {
    let base = gabapentin();
    let most = || both(target("3600 mg"), decided("limit:GBP-MAX-1800"));
    let fast = || treatment(json!({ "interval_days": 3 }));
    let small = || treatment(json!({ "first_dose": "100 mg", "increment": "100 mg", "target": "900 mg" }));
    all_steps(
        &base,
        &[
            (json!({}), "300x7 600x7 900x7 1200x7 1500x7 1800x42"),
            (target("900 mg"), "300x7 600x7 900x42"),
            // 900 mg from the seventh day, 1800 mg from the sixteenth, 3600 mg from the thirty-fourth.
            (fast(), "300x3 600x3 900x3 1200x3 1500x3 1800x42"),
            (small(), "100x7 200x7 300x7 400x7 500x7 600x7 700x7 800x7 900x42"),
            (target("3600 mg"), "300x7 600x7 900x7 1200x7 1500x7 1800x42"),
            (both(most(), fast()), "300x3 600x3 900x3 1200x3 1500x3 1800x3 2100x3 2400x3 2700x3 3000x3 3300x3 3600x42"),
            (answer("frail", "yes"), "100x7 200x7 300x7 400x7 500x7 600x7 700x7 800x7 900x42"),
            (protocol("gabapentin-label", true), "300x1 600x1 900x3 1200x3 1500x3 1800x42"),
            (protocol("gabapentin-label", false), "300x3 600x3 900x3 1200x3 1500x3 1800x42"),
        ],
    );
    // Frailty not known: the slower, and said so.
    let unsaid = decide(asked(&base, answer("frail", "unknown")));
    assert!(assessment(&unsaid).not_checked.iter().any(|it| it.rule == "GBP-STEP-FRAIL"));
    assert!(course(&unsaid).is_some_and(|it| stair(it).starts_with("100x7 200x7")));
    // `v08b`: 2400 mg after two weeks at least, 3600 mg after three.
    let outcome = decide(asked(&base, both(protocol("gabapentin-label", true), target("3600 mg"))));
    let plan = course(&outcome).expect("planned");
    let from = |dose: &str| {
        plan.steps
            .iter()
            .find(|it| it.daily().is_some_and(|it| it.to_string() == dose))
            .map_or(0, |it| it.first_day.into())
    };
    assert!(from("1800 mg") > 7 && from("2400 mg") > 14 && from("3600 mg") > 21, "{}", stair(plan));
    let outcome = decide(asked(&base, json!({})));
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("planned");
    assert_eq!(judged(plan), (77, 91));
    refused_by(&base, &target("3601 mg"), "FORM-1");
    refused_by(&base, &target("99 mg"), "FORM-1");
    refused_by(&base, &treatment(json!({ "interval_days": 2 })), "PROT-2");
    refused_by(&base, &treatment(json!({ "increment": "301 mg" })), "PROT-2");
    refused_by(&base, &treatment(json!({ "first_dose": "301 mg" })), "PROT-2");
    refused_by(&base, &protocol("gabapentin-us", true), "PROT-1");
}

/// `article-004`: the evening first, then the morning, then three intakes in rotation.
#[test]
fn gabapentin_is_divided_over_the_day() {
    let base = gabapentin();
    assert_eq!(
        intakes(&base, &json!({})),
        ["e300", "m300 e300", "m300 n300 e300", "m300 n300 e600", "m300 n600 e600", "m600 n600 e600"]
    );
    let small = treatment(json!({ "first_dose": "100 mg", "increment": "100 mg", "target": "700 mg" }));
    assert_eq!(
        intakes(&base, &small),
        ["e100", "e200", "e300", "m200 e200", "m200 e300", "m300 e300", "m200 n200 e300"]
    );
    // Halves of a scored 600 mg tablet; an unscored one is not cut.
    let tablets =
        |scored: bool| treatment(json!({ "supplies": [{ "tablet": { "strength": "600 mg", "scored": scored } }] }));
    assert_eq!(intakes(&base, &both(tablets(true), target("600 mg"))), ["e300", "m300 e300"]);
    refused_by(&base, &tablets(false), "FORM-2");
    let most = both(both(target("3600 mg"), decided("limit:GBP-MAX-1800")), tablets(true));
    assert_eq!(intakes(&base, &most).last().map(String::as_str), Some("m1200 n1200 e1200"));
}

/// `v06`, the European table; 150 mg a day is 300 mg, as three of 100 mg, every other day.
#[test]
fn gabapentin_by_renal_band() {
    let base = gabapentin();
    let hundreds = "300x7 400x7 500x7 600x7 700x7 800x7 900x42";
    let small = "300/2x7 300x7 400x7 500x7 600x42";
    let low = "100/2x7 200/2x7 300/2x42";
    let bands: [(&[&str], &str, &str, &str, &str); 6] = [
        (&["4.99", "1"], "100/2x42", "100 mg", "100/2x42", "151 mg"),
        // Half of the table at 15 mL/min: 75 to 150 mg a day; a third at 5: 50 to 100 mg.
        (&["7.5", "7.49", "5"], "100/2x7 100x42", "100 mg", "100/2x7 100x42", "151 mg"),
        (&["14.99", "7.51"], low, "300 mg", low, "301 mg"),
        (&["15", "15.01", "29.99"], "300/2x7 300x42", "600 mg", small, "601 mg"),
        (&["30", "30.01", "49.99"], "300x7 400x42", "900 mg", hundreds, "901 mg"),
        (
            &["50", "50.01", "79", "79.99"],
            "300x7 600x7 900x42",
            "1800 mg",
            "300x7 600x7 900x7 1200x7 1500x7 1800x42",
            "1801 mg",
        ),
    ];
    for (values, usual, most, climb, beyond) in bands {
        for value in values {
            assert_eq!(steps(&base, &clearance(value)), usual, "{value} mL/min");
            assert_eq!(steps(&base, &both(clearance(value), target(most))), climb, "{value} mL/min, {most}");
            let decided = decided("limit:GBP-MAX-1800");
            refused_by(&base, &both(both(clearance(value), target(beyond)), decided), "FORM-1");
        }
    }
    for value in ["80", "80.01"] {
        assert_eq!(steps(&base, &clearance(value)), "300x7 600x7 900x7 1200x7 1500x7 1800x42", "{value} mL/min");
    }
    assert_eq!(intakes(&base, &clearance("20")), ["m100 n100 e100", "m100 n100 e100"]);
    let most = intakes(&base, &both(clearance("20"), target("600 mg")));
    assert_eq!(most[2..], ["m100 n100 e200", "m100 n200 e200", "m200 n200 e200"]);
    assert_eq!(intakes(&base, &clearance("10")), ["e100", "m100 e100", "m100 n100 e100"]);
    assert_eq!(intakes(&base, &both(clearance("40"), target("400 mg"))), ["m100 n100 e100", "m100 n100 e200"]);
    // Frail too: the first dose and the steps are of 100 mg.
    assert_eq!(steps(&base, &both(clearance("40"), answer("frail", "yes"))), "100x7 200x7 300x7 400x42");
    assert_eq!(steps(&base, &both(clearance("10"), answer("frail", "yes"))), "100/2x7 200/2x7 300/2x42");
    // From every other day to every day would be 150 mg more a day, on the mean: every day from the first.
    for value in ["15", "20", "29.99"] {
        let frail = both(clearance(value), answer("frail", "yes"));
        assert_eq!(steps(&base, &frail), "100x7 200x7 300x42", "{value} mL/min");
        assert_eq!(
            steps(&base, &both(frail, target("600 mg"))),
            "100x7 200x7 300x7 400x7 500x7 600x42",
            "{value} mL/min"
        );
        let asked = both(clearance(value), treatment(json!({ "increment": "149 mg" })));
        assert_eq!(steps(&base, &asked), "300/2x42", "{value} mL/min: 149 mg more at a time end before every day");
        let asked = both(clearance(value), treatment(json!({ "increment": "150 mg" })));
        assert_eq!(steps(&base, &asked), "300/2x7 300x42", "{value} mL/min");
    }
    // Fifteen days, then forty-two: nothing is taken on day 57, and the second batch of four weeks is the last one.
    let fifteen = both(clearance("10"), treatment(json!({ "interval_days": 15, "target": "200 mg" })));
    let outcome = decide(asked(&base, fifteen));
    let plan = course(&outcome).expect("a draft");
    assert_eq!((stair(plan).as_str(), i32::from(plan.last_day)), ("100/2x15 200/2x42", 57));
    let batches = plan.dispensing.batches.iter().map(|it| (i32::from(it.first_day), i32::from(it.last_day)));
    assert_eq!(batches.collect::<Vec<_>>(), [(1, 28), (29, 56)]);
    // Blocked without a clearance, and read strictly meanwhile.
    let unknown = decide(asked(&base, patient(json!({ "creatinine": null }))));
    assert_eq!(assessment(&unknown).verdict, Verdict::Pending);
    assert_eq!(stair(course(&unknown).expect("a draft")), "100/2x42");
    // Four taking days in seven, of one capsule, then of two; then twenty-one in forty-two, of three.
    let low = decide(asked(&base, clearance("14.99")));
    assert_eq!(course(&low).expect("a draft").dispensing.total_micrograms, 4 * 100_000 + 4 * 200_000 + 21 * 300_000);
}

/// `v09`, the American table, never mixed with the European one.
#[test]
fn gabapentin_in_the_united_states() {
    let base = both(gabapentin(), json!({ "region": "US" }));
    let bands: [(&[&str], &str, &str, &str, &str); 3] = [
        (&["14.99", "15"], "100/2x7 100x42", "300 mg", "100/2x7 100x7 200x7 300x42", "301 mg"),
        (&["15.01", "29.99"], "100x7 200x7 300x42", "700 mg", "100x7 200x7 300x7 400x7 500x7 600x7 700x42", "701 mg"),
        (
            &["30", "30.01", "59.99"],
            "200x7 400x7 600x42",
            "1400 mg",
            "200x7 400x7 600x7 800x7 1000x7 1200x7 1400x42",
            "1401 mg",
        ),
    ];
    for (values, usual, most, climb, beyond) in bands {
        for value in values {
            assert_eq!(steps(&base, &clearance(value)), usual, "{value} mL/min");
            assert_eq!(steps(&base, &both(clearance(value), target(most))), climb, "{value} mL/min, {most}");
            refused_by(&base, &both(clearance(value), target(beyond)), "FORM-1");
        }
    }
    // At 7.5 mL/min, half of 300 mg.
    assert_eq!(steps(&base, &clearance("7.5")), "100/2x7 100x42");
    assert_eq!(steps(&base, &clearance("4.99")), "100/2x42");
    refused_by(&base, &both(clearance("7.5"), target("151 mg")), "FORM-1");
    assert_eq!(steps(&base, &both(clearance("7.51"), target("300 mg"))), "100/2x7 100x7 200x7 300x42");
    let label = |value: &str| both(protocol("gabapentin-us-label", true), clearance(value));
    refused_by(&base, &label("59.99"), "GBP-FAST");
    assert_eq!(steps(&base, &label("60")), "300x1 600x1 900x3 1200x3 1500x3 1800x42");
    for value in ["60", "60.01", "70"] {
        assert_eq!(steps(&base, &clearance(value)), "300x7 600x7 900x7 1200x7 1500x7 1800x42", "{value} mL/min");
    }
    assert_eq!(steps(&gabapentin(), &clearance("70")), "300x7 600x7 900x42", "the European band of 70 mL/min");
    assert_eq!(intakes(&base, &clearance("45")), ["e200", "m200 e200", "m300 e300"]);
    let label = protocol("gabapentin-us-label", true);
    assert_eq!(steps(&base, &label), "300x1 600x1 900x3 1200x3 1500x3 1800x42");
    let herpetic = both(indication("neuropathic-postherpetic"), target("1801 mg"));
    refused_by(&base, &herpetic, "FORM-1");
    refused_by(&base, &protocol("gabapentin-label", true), "PROT-1");
}

#[test]
fn gabapentin_on_dialysis_waits_for_the_nephrologist() {
    // No American unit makes 125 mg: nothing stands in for it, and no draft is laid out.
    let american = both(gabapentin(), json!({ "region": "US" }));
    let outcome = decide(asked(&american, both(answer("dialysis", "yes"), sessions(3))));
    let Outcome::Pending { assessment, draft: None, down: None } = &outcome else { panic!("{outcome:#?}") };
    let unmade = assessment.findings.iter().find(|it| it.key == "FORM-2:125 mg").expect("said");
    assert_eq!(unmade.severity, Severity::Pending);
    let outcome = decide(asked(&gabapentin(), both(answer("dialysis", "yes"), sessions(3))));
    assert!(matches!(outcome, Outcome::Pending { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("a draft");
    assert_eq!(stair(plan), "100/2x7 200/2x7 300/2x42");
    let after = plan.after_session.as_ref().expect("a dose after each session");
    assert_eq!(after.dose.to_string(), "200 mg");
    let book = &*BOOK;
    let variants = &book.protocol(&plan.protocol).expect("it").variants;
    let variant = variants.iter().find(|it| Some(&it.id) == plan.variant.as_ref()).expect("a variant");
    let supplement = variant.supplement.as_ref().expect("a supplement");
    assert_eq!((&*supplement.dose.to_string(), &*supplement.most.to_string()), ("200 mg", "300 mg"));
}

fn gabapentin_rows() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Pending};
    let label = |patch: Value| both(protocol("gabapentin-label", true), patch);
    vec![
        question("GBP-RENAL-DIALYSIS", Pending, &["dialysis"]),
        Row {
            id: "GBP-RENAL-LOW",
            severity: Pending,
            fires: vec![clearance("14.99")],
            misses: vec![clearance("15"), clearance("15.01"), both(clearance("10"), answer("dialysis", "yes"))],
            unknown: When(patient(json!({ "creatinine": null }))),
        },
        Row {
            id: "GBP-FAST",
            severity: Contraindicated,
            fires: vec![label(clearance("79.99")), label(answer("frail", "yes")), label(answer("dialysis", "yes"))],
            misses: vec![label(clearance("80")), clearance("79.99"), answer("frail", "yes")],
            unknown: When(label(answer("frail", "unknown"))),
        },
        Row {
            id: "GBP-ELDERLY-FAST",
            severity: Caution,
            fires: vec![label(age(65))],
            misses: vec![label(age(64)), age(65)],
            unknown: When(label(patient(json!({ "age_years": null })))),
        },
        question("GBP-PREGNANT", Pending, &["pregnant", "trying-to-conceive", "fertile-no-contraception"]),
    ]
}

#[test]
fn every_rule_of_gabapentin() {
    for rows in [gabapentinoids::rows(), gabapentin_rows()] {
        fires_and_just_misses(&gabapentin(), &rows);
        unknown_is_never_passed(&gabapentin(), &rows);
    }
    let book = &*BOOK;
    let ours: BTreeSet<&str> = gabapentinoids::rows().iter().chain(&gabapentin_rows()).map(|it| it.id).collect();
    let begins = |id: &&str| id.starts_with("PGB-") || id.starts_with("GBP-");
    let theirs = book.rules_for("gabapentin").map(|it| &*it.id).filter(begins);
    assert_eq!(ours, theirs.collect::<BTreeSet<&str>>());
}

/// `bdpm-2026-01`, what is sold; `v46`, the taper; `v12`, the half-life.
#[test]
fn gabapentin_in_figures() {
    let book = &*BOOK;
    let drug = book.drug("gabapentin").expect("in the book");
    let french: Vec<String> = (drug.products.iter().filter(|it| it.region == Region::FR))
        .map(|it| match &it.supply {
            Supply::Capsule { strength, prolonged: false, .. } => format!("{strength} capsule"),
            Supply::Tablet { strength, scored, prolonged: false } => {
                format!("{strength} {}", if *scored { "halved" } else { "whole" })
            }
            Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => {
                "strange".into()
            }
        })
        .collect();
    assert_eq!(
        french,
        [
            "100 mg capsule",
            "300 mg capsule",
            "400 mg capsule",
            "600 mg halved",
            "600 mg whole",
            "800 mg halved",
            "800 mg whole"
        ]
    );
    let taper = drug.taper.as_ref().expect("a taper");
    assert_eq!(
        (taper.least_days, taper.interval_days, taper.cut.map(|it| it.to_string())),
        (7, 7, Some("300 mg".into()))
    );
    let kinetics = drug.kinetics.as_ref().expect("kinetics");
    assert_eq!(
        (kinetics.half_life_hours.0.to_string(), kinetics.half_life_hours.1.to_string()),
        ("5".into(), "7".into())
    );
    let plan = decide(asked(&gabapentin(), json!({})));
    let plan = course(&plan).expect("planned");
    let on = |id: &str| plan.monitoring.iter().filter(|it| it.monitoring == id).count();
    assert_eq!((on("PGB-W-BASE"), on("PGB-W-STEP"), on("PGB-W-REVIEW"), on("GBP-W-REVIEW")), (1, 6, 1, 1));
    assert_eq!(plan.steps.iter().filter(|it| it.gates.iter().any(|it| it.gate == "PGB-GATE")).count(), 5);
}
