//! Pregabalin and gabapentin, typed from the dossier (`neuropathic.md` §1, §2, §11.4, §11bis to §11quater, §13).

mod ask;

use std::collections::BTreeSet;

use ask::Unknown::{Never, When};
use ask::{
    Row, answer, asked, assessment, both, clearance, course, dated, decide, fires_and_just_misses, patient, protocol,
    question, stair, treatment, unknown_is_never_passed, worst_of,
};
use palier_engine::assess::Verdict;
use palier_engine::formulary::{Access, Drug, Formulary, Region, Severity};
use palier_engine::outcome::Outcome;
use palier_engine::plan::Step;
use palier_engine::supply::Supply;
use serde_json::{Value, json};

fn capsules(strengths: &[u16]) -> Value {
    strengths.iter().map(|it| json!({ "capsule": { "strength": format!("{it} mg") } })).collect()
}

/// A healthy woman of 46 with a pain of the nerves; her clearance is 89.5 mL/min.
fn pregabalin() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "pregabalin", "indication": "neuropathic-peripheral",
        "supplies": capsules(&[25, 50, 75, 100, 150, 300]) } })
}

fn decided(about: &str) -> Value {
    json!({ "decisions": [{ "about": about, "by": "Dr Martin", "on": "2026-11-30" }] })
}

fn to(target: &str) -> Value {
    treatment(json!({ "target": target }))
}

fn years(age: u8) -> Value {
    patient(json!({ "age_years": age }))
}

fn indication(id: &str) -> Value {
    treatment(json!({ "indication": id }))
}

/// Steps of the plan or of the draft.
#[track_caller]
fn steps(base: &Value, patch: &Value) -> String {
    let outcome = decide(asked(base, patch.clone()));
    stair(course(&outcome).unwrap_or_else(|| panic!("{patch}: {outcome:#?}")))
}

/// The intakes of each step, in milligrams, in the order of the day: `morning+noon+evening`.
#[track_caller]
fn intakes(base: &Value, patch: &Value) -> Vec<String> {
    let outcome = decide(asked(base, patch.clone()));
    let course = course(&outcome).unwrap_or_else(|| panic!("{patch}: {outcome:#?}"));
    let said = |it: &palier_engine::plan::Intake| {
        let moment = match it.moment {
            palier_engine::formulary::Moment::Morning => "m",
            palier_engine::formulary::Moment::Noon => "n",
            palier_engine::formulary::Moment::Evening => "e",
            palier_engine::formulary::Moment::Bedtime => "b",
        };
        format!("{moment}{}", it.dose.to_string().trim_end_matches(" mg"))
    };
    course.steps.iter().map(|step| step.intakes.iter().map(said).collect::<Vec<_>>().join(" ")).collect()
}

fn book() -> Formulary {
    palier_formulary::builtin()
}

fn drug(book: &Formulary, id: &str) -> Drug {
    book.drug(id).expect(id).clone()
}

#[track_caller]
fn all_steps(base: &Value, table: &[(Value, &str)]) {
    for (patch, expected) in table {
        assert_eq!(steps(base, patch), *expected, "{patch}");
    }
}

#[track_caller]
fn refused_by(base: &Value, patch: &Value, rule: &str) {
    let outcome = decide(asked(base, patch.clone()));
    assert!(matches!(outcome, Outcome::Refused { .. }), "{patch}: {outcome:#?}");
    assert_eq!(worst_of(assessment(&outcome), rule), Some(Severity::Contraindicated), "{patch}: not by {rule}");
}

/// §1.1, §1.2, §13 rows 1 and 2. First step 3 to 7 days, then at least 7 days above 300 mg.
#[test]
fn pregabalin_for_the_healthy_adult() {
    let base = pregabalin();
    let more = || decided("limit:PGB-MAX-300");
    let fast = || treatment(json!({ "interval_days": 3 }));
    all_steps(
        &base,
        &[
            (json!({}), "150x7 300x42"),
            (fast(), "150x3 300x42"),
            (to("150 mg"), "150x42"),
            (to("600 mg"), "150x7 300x42"),
            (both(to("600 mg"), more()), "150x7 300x7 450x7 600x42"),
            (both(both(to("600 mg"), more()), fast()), "150x3 300x7 450x7 600x42"),
            (both(treatment(json!({ "first_dose": "75 mg" })), fast()), "75x3 150x3 300x42"),
            (both(protocol("pregabalin-article", true), to("600 mg")), "150x7 300x7 450x7 600x42"),
            // The article at its fastest: 600 mg on the tenth day.
            (both(both(protocol("pregabalin-article", true), to("600 mg")), fast()), "150x3 300x3 450x3 600x42"),
            (both(both(protocol("pregabalin-article", false), to("600 mg")), fast()), "150x3 300x42"),
        ],
    );
    let outcome = decide(asked(&base, json!({})));
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("planned");
    assert_eq!((plan.last_day, plan.review_until_day), (49, 63), "six weeks at 300 mg, two for the review");
    refused_by(&base, &to("601 mg"), "FORM-1");
    refused_by(&base, &to("24 mg"), "FORM-1");
    refused_by(&base, &treatment(json!({ "interval_days": 2 })), "PROT-2");
    refused_by(&base, &treatment(json!({ "first_dose": "151 mg" })), "PROT-2");
    refused_by(&base, &protocol("pregabalin-us-slow", true), "PROT-1");
    refused_by(&base, &protocol("pregabalin-us-dpn", true), "PROT-1");
}

/// §13 row 2: 300 mg in diabetic neuropathy, 450 mg in fibromyalgia, unless a decision is recorded.
#[test]
fn pregabalin_stops_at_the_ceiling_of_its_indication() {
    let base = pregabalin();
    let asks = |it: &str| both(indication(it), to("600 mg"));
    all_steps(
        &base,
        &[
            (asks("neuropathic-diabetic"), "150x7 300x42"),
            (both(asks("neuropathic-diabetic"), decided("limit:PGB-MAX-DPN")), "150x7 300x7 450x7 600x42"),
            (asks("fibromyalgia"), "150x7 300x7 450x42"),
            (both(asks("fibromyalgia"), decided("limit:PGB-MAX-FM")), "150x7 300x7 450x7 600x42"),
            (asks("neuropathic-central"), "150x7 300x42"),
            // Not said: the strictest.
            (both(treatment(json!({ "indication": null })), to("600 mg")), "150x7 300x42"),
        ],
    );
    let unsaid = decide(asked(&base, treatment(json!({ "indication": null }))));
    let missing = |id: &str| assessment(&unsaid).not_checked.iter().any(|it| it.rule == id);
    assert!(missing("PGB-MAX-300") && missing("PGB-MAX-DPN") && missing("PGB-MAX-FM"));
}

/// §1.2, the table of the label; its edges are closed below: 30.0 belongs to 30–60.
#[test]
fn pregabalin_by_renal_band() {
    let base = pregabalin();
    let bands: [(&[&str], &str, &str, &str); 4] = [
        (&["14.99", "5"], "25x7 50x42", "75 mg", "25x7 50x7 75x42"),
        (&["15", "15.01", "29.99"], "25x7 50x7 75x42", "150 mg", "25x7 50x7 75x7 100x7 125x7 150x42"),
        (&["30", "30.01", "59.99"], "75x7 150x42", "300 mg", "75x7 150x7 225x7 300x42"),
        (&["60", "60.01", "89"], "150x7 300x42", "300 mg", "150x7 300x42"),
    ];
    for (values, usual, most, climb) in bands {
        for value in values {
            assert_eq!(steps(&base, &clearance(value)), usual, "{value} mL/min");
            assert_eq!(steps(&base, &both(clearance(value), to(most))), climb, "{value} mL/min, {most}");
        }
    }
    // The ceiling is absolute: no decision passes it.
    for (value, beyond) in
        [("14.99", "76 mg"), ("15", "151 mg"), ("29.99", "151 mg"), ("30", "301 mg"), ("59.99", "301 mg")]
    {
        let patch = both(both(clearance(value), to(beyond)), decided("limit:PGB-MAX-300"));
        refused_by(&base, &patch, "FORM-1");
    }
    let unknown = decide(asked(&base, patient(json!({ "creatinine": null }))));
    assert_eq!(assessment(&unknown).verdict, Verdict::Pending);
    assert_eq!(stair(course(&unknown).expect("a draft")), "25x7 50x42", "unknown is read strictly");
    // A dose that another clearance would allow is not refused: it waits, at the strictest ceiling.
    let asks = decide(asked(&base, both(patient(json!({ "creatinine": null })), to("300 mg"))));
    assert!(matches!(asks, Outcome::Pending { .. }), "{asks:#?}");
    assert_eq!(stair(course(&asks).expect("a draft")), "25x7 50x7 75x42");
}

#[test]
fn pregabalin_on_dialysis_waits_for_the_nephrologist() {
    let base = pregabalin();
    let unsaid = decide(asked(&base, answer("dialysis", "yes")));
    assert!(matches!(unsaid, Outcome::Pending { draft: None, .. }), "the number of sessions is needed: {unsaid:#?}");
    let dialysed = both(answer("dialysis", "yes"), sessions(3));
    let outcome = decide(asked(&base, dialysed.clone()));
    assert!(matches!(outcome, Outcome::Pending { .. }), "{outcome:#?}");
    assert_eq!(steps(&base, &dialysed), "25x7 50x42");
    // 49 days are 28 and 21: 12 and 9 sessions of 25 mg, beside 7 evenings of 25 mg and 42 of 50 mg.
    let plan = course(&outcome).expect("a draft");
    let after = plan.after_session.as_ref().expect("a dose after each session");
    assert_eq!((after.dose.to_string().as_str(), after.per_week), ("25 mg", 3));
    assert_eq!(plan.dispensing.total_micrograms, 25_000 * (7 + 2 * 42 + 12 + 9));
    refused_by(&base, &both(dialysed, to("76 mg")), "FORM-1");
    let book = book();
    let strict = book.protocol("pregabalin-strict").expect("the default");
    let variant = strict.variants.iter().find(|it| it.id == "pregabalin-dialysis").expect("a variant");
    let supplement = variant.supplement.as_ref().expect("a supplement");
    assert_eq!((supplement.dose.to_string(), supplement.most.to_string()), ("25 mg".into(), "100 mg".into()));
}

fn sessions(per_week: u8) -> Value {
    json!({ "patient": { "dialysis_sessions_per_week": per_week } })
}

/// §13 row 3: 25 to 75 mg a day in the old or frail.
#[test]
fn pregabalin_begins_lower_in_the_old_or_frail() {
    let base = pregabalin();
    all_steps(
        &base,
        &[
            (years(64), "150x7 300x42"),
            (years(65), "75x7 150x7 300x42"),
            (years(66), "75x7 150x7 300x42"),
            (answer("frail", "yes"), "75x7 150x7 300x42"),
            (answer("frail", "unknown"), "75x7 150x7 300x42"),
            (both(years(65), treatment(json!({ "first_dose": "25 mg" }))), "25x7 75x7 150x7 300x42"),
            // Kidneys come first: 30 to 60 at 70 years.
            (both(years(70), clearance("45")), "75x7 150x42"),
        ],
    );
    refused_by(&base, &both(years(65), treatment(json!({ "interval_days": 3 }))), "PROT-2");
}

/// §13 row 5 and §1.2: one intake up to 75 mg, then two; a larger evening share, 300 mg at most.
#[test]
fn pregabalin_is_divided_over_the_day() {
    let base = pregabalin();
    let evening = |it: Value| both(it, treatment(json!({ "larger_evening": true })));
    let most = || both(to("600 mg"), decided("limit:PGB-MAX-300"));
    assert_eq!(intakes(&base, &most()), ["m75 e75", "m150 e150", "m225 e225", "m300 e300"]);
    assert_eq!(intakes(&base, &evening(most())), ["e150", "m75 e225", "m150 e300", "m300 e300"]);
    assert_eq!(intakes(&base, &years(70)), ["e75", "m75 e75", "m150 e150"]);
    assert_eq!(intakes(&base, &clearance("20")), ["e25", "e50", "e75"]);
    assert_eq!(
        intakes(&base, &both(clearance("20"), to("150 mg"))),
        ["e25", "e50", "e75", "m50 e50", "m50 e75", "m75 e75"]
    );
    // A capsule is not cut.
    let only = treatment(json!({ "supplies": capsules(&[150]) }));
    refused_by(&base, &only, "FORM-2");
}

/// §1.2: the American table of diabetic neuropathy, in three intakes.
#[test]
fn pregabalin_in_the_united_states() {
    let base = both(pregabalin(), json!({ "region": "US" }));
    let diabetic = || both(indication("neuropathic-diabetic"), treatment(json!({ "protocol": "pregabalin-us-dpn" })));
    assert_eq!(intakes(&base, &diabetic()), ["m50 n50 e50", "m100 n100 e100"]);
    assert_eq!(steps(&base, &diabetic()), "150x7 300x42");
    assert_eq!(steps(&base, &both(diabetic(), clearance("59.99"))), "75x7 150x42");
    // The table's column of 300 mg a day: 150, 75, 25 to 50 mg, whatever the protocol or the decision.
    let strict = || indication("neuropathic-diabetic");
    let column: [(&[&str], &str, &str, &str); 3] = [
        (&["30", "59.99"], "75x7 150x42", "150 mg", "150.001 mg"),
        (&["15", "29.99"], "25x7 50x7 75x42", "75 mg", "75.001 mg"),
        (&["14.99", "5"], "25x7 50x42", "50 mg", "50.001 mg"),
    ];
    for (values, stair, most, beyond) in column {
        for (value, way) in values.iter().flat_map(|value| [(value, diabetic()), (value, strict())]) {
            let here = || both(way.clone(), clearance(value));
            assert_eq!(steps(&base, &here()), stair, "{value} mL/min");
            assert_eq!(steps(&base, &both(here(), to(most))), stair, "{value} mL/min, {most}");
            let decided = both(decided("limit:PGB-MAX-DPN"), to(beyond));
            refused_by(&base, &both(here(), decided), "FORM-1");
        }
    }
    for (value, most) in [("60", "150x7 300x42"), ("60.01", "150x7 300x42")] {
        assert_eq!(steps(&base, &both(strict(), clearance(value))), most, "{value} mL/min");
    }
    let dialysed = || both(strict(), both(answer("dialysis", "yes"), sessions(3)));
    assert_eq!(steps(&base, &dialysed()), "25x7 50x42");
    refused_by(&base, &both(dialysed(), to("51 mg")), "FORM-1");
    // Another indication keeps the column of 600 mg, and so does France, which asks.
    let other = both(indication("neuropathic-postherpetic"), both(clearance("45"), to("300 mg")));
    assert_eq!(steps(&base, &other), "75x7 150x7 225x7 300x42");
    let french = both(strict(), both(clearance("45"), to("300 mg")));
    assert_eq!(steps(&pregabalin(), &french), "75x7 150x7 225x7 300x42");
    let unknown = decide(asked(&base, both(strict(), patient(json!({ "creatinine": null })))));
    assert_eq!(stair(course(&unknown).expect("a draft")), "25x7 50x42", "unknown is read strictly");
    refused_by(&base, &both(indication("neuropathic-diabetic"), to("301 mg")), "FORM-1");
    refused_by(&base, &both(indication("fibromyalgia"), to("451 mg")), "FORM-1");
    let more = both(to("600 mg"), decided("limit:PGB-MAX-300"));
    assert_eq!(steps(&base, &both(indication("neuropathic-postherpetic"), more)), "150x7 300x7 450x7 600x42");
    refused_by(&base, &treatment(json!({ "supplies": [{ "capsule": { "strength": "20 mg" } }] })), "FORM-3");
    refused_by(&pregabalin(), &treatment(json!({ "supplies": capsules(&[225]) })), "FORM-3");
    // Beside one that serves, what is not sold here is left aside.
    let strange = treatment(json!({ "supplies": capsules(&[75, 225]) }));
    assert_eq!(
        steps(&pregabalin(), &strange),
        steps(&pregabalin(), &treatment(json!({ "supplies": capsules(&[75]) })))
    );
    assert_eq!(steps(&base, &strange), "150x7 300x42");
}

fn gabapentinoid_rows() -> Vec<Row> {
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
            id: "PGB-AGE",
            severity: Caution,
            fires: vec![years(65), years(66)],
            misses: vec![years(64)],
            unknown: When(patient(json!({ "age_years": null }))),
        },
        question("PGB-FALLS", Caution, &["falls"]),
        question("PGB-MISUSE", Caution, &["substance-misuse", "opioid-dependence"]),
        question("PGB-HEART", Caution, &["heart-failure", "oedema"]),
        question("PGB-BREASTFEEDING", Pending, &["breastfeeding"]),
    ]
}

fn pregabalin_rows() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Pending};
    let diabetic = || indication("neuropathic-diabetic");
    let article = |patch: Value| both(protocol("pregabalin-article", true), patch);
    vec![
        question("PGB-RENAL-DIALYSIS", Pending, &["dialysis"]),
        question("PGB-PREGNANT", Pending, &["pregnant", "trying-to-conceive", "fertile-no-contraception"]),
        Row {
            id: "PGB-RENAL-DPN",
            severity: Caution,
            fires: vec![both(diabetic(), clearance("59.99")), both(diabetic(), answer("dialysis", "yes"))],
            misses: vec![both(diabetic(), clearance("60")), clearance("59.99")],
            // A line of the French region: the American table itself holds in the other.
            unknown: When(both(diabetic(), patient(json!({ "creatinine": null })))),
        },
        Row {
            id: "PGB-FAST",
            severity: Contraindicated,
            fires: vec![
                article(clearance("59.99")),
                article(years(65)),
                article(answer("frail", "yes")),
                article(answer("dialysis", "yes")),
            ],
            misses: vec![article(clearance("60")), article(years(64)), clearance("59.99"), years(65)],
            unknown: When(article(answer("frail", "unknown"))),
        },
    ]
}

#[test]
fn every_rule_of_pregabalin() {
    for rows in [gabapentinoid_rows(), pregabalin_rows()] {
        fires_and_just_misses(&pregabalin(), &rows);
        unknown_is_never_passed(&pregabalin(), &rows);
    }
}

/// Rules and limits whose id begins with the drug's letters, and those the tables above name.
#[test]
fn no_rule_of_pregabalin_is_left_out() {
    let book = book();
    let ours: BTreeSet<&str> = gabapentinoid_rows().iter().chain(&pregabalin_rows()).map(|it| it.id).collect();
    let theirs = book.rules_for("pregabalin").map(|it| &*it.id).filter(|id| id.starts_with("PGB-"));
    assert_eq!(ours, theirs.collect::<BTreeSet<&str>>());
}

/// §11.4: what is watched, and when. Events of 49 days laid out, 63 with the review.
#[test]
fn pregabalin_is_watched() {
    let outcome = decide(asked(&pregabalin(), json!({})));
    let plan = course(&outcome).expect("planned");
    let days = |id: &str| dated(plan, id);
    assert_eq!(days("PGB-W-BASE"), [(-30, 0)]);
    assert_eq!(days("PGB-W-STEP"), [(3, 6), (10, 13)], "two to five days after each step");
    assert_eq!(days("PGB-W-FIRST"), [(7, 14)]);
    assert_eq!(days("PGB-W-REVIEW"), [(49, 63)]);
    assert!(plan.monitoring.iter().any(|it| it.monitoring == "PGB-W-RENAL" && it.days.is_none()));
    assert!(plan.steps[0].gates.is_empty() && plan.steps[1].gates.iter().any(|it| it.gate == "PGB-GATE"));
}

/// §1.2 and the product list: whole capsules only; §11ter, §1.4.
#[test]
fn pregabalin_in_figures() {
    let book = book();
    let drug = drug(&book, "pregabalin");
    let strengths = |region: Region| -> Vec<String> {
        let here = drug.products.iter().filter(|it| it.region == region);
        here.filter_map(|it| match &it.supply {
            Supply::Capsule { strength, prolonged: false, .. } => Some(strength.to_string()),
            Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => None,
        })
        .collect()
    };
    assert_eq!(strengths(Region::FR).join(" "), "25 mg 50 mg 75 mg 100 mg 150 mg 200 mg 300 mg");
    assert_eq!(strengths(Region::US).join(" "), "25 mg 50 mg 75 mg 100 mg 150 mg 200 mg 225 mg 300 mg");
    let taper = drug.taper.as_ref().expect("a taper");
    assert_eq!(
        (taper.least_days, taper.interval_days, taper.cut.map(|it| it.to_string())),
        (7, 7, Some("75 mg".into()))
    );
    let kinetics = drug.kinetics.as_ref().expect("kinetics");
    assert_eq!(
        (kinetics.half_life_hours.0.to_string(), kinetics.half_life_hours.1.to_string()),
        ("5.5".into(), "6.7".into())
    );
    assert_eq!(book.protocol("pregabalin-article").expect("it").access, Access::Professional);
}

fn gabapentin() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "gabapentin", "indication": "neuropathic-peripheral",
        "supplies": capsules(&[100, 300, 400]) } })
}

/// §2.1, §13 rows 6 and 7: the article's pace, slower than the label's; 1800 mg, then 3600 mg.
#[test]
fn gabapentin_for_the_healthy_adult() {
    let base = gabapentin();
    let most = || both(to("3600 mg"), decided("limit:GBP-MAX-1800"));
    let fast = || treatment(json!({ "interval_days": 3 }));
    let small = || treatment(json!({ "first_dose": "100 mg", "increment": "100 mg", "target": "900 mg" }));
    all_steps(
        &base,
        &[
            (json!({}), "300x7 600x7 900x7 1200x7 1500x7 1800x42"),
            (to("900 mg"), "300x7 600x7 900x42"),
            // 900 mg from the seventh day, 1800 mg from the sixteenth, 3600 mg from the thirty-fourth.
            (fast(), "300x3 600x3 900x3 1200x3 1500x3 1800x42"),
            (small(), "100x7 200x7 300x7 400x7 500x7 600x7 700x7 800x7 900x42"),
            (to("3600 mg"), "300x7 600x7 900x7 1200x7 1500x7 1800x42"),
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
    // §2.2: 2400 mg after two weeks at least, 3600 mg after three.
    let outcome = decide(asked(&base, both(protocol("gabapentin-label", true), to("3600 mg"))));
    let plan = course(&outcome).expect("planned");
    let from = |dose: &str| {
        plan.steps.iter().find(|it| it.daily().is_some_and(|it| it.to_string() == dose)).map_or(0, |it| it.first_day)
    };
    assert!(from("1800 mg") > 7 && from("2400 mg") > 14 && from("3600 mg") > 21, "{}", stair(plan));
    let outcome = decide(asked(&base, json!({})));
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("planned");
    assert_eq!((plan.last_day, plan.review_until_day), (77, 91));
    refused_by(&base, &to("3601 mg"), "FORM-1");
    refused_by(&base, &to("99 mg"), "FORM-1");
    refused_by(&base, &treatment(json!({ "interval_days": 2 })), "PROT-2");
    refused_by(&base, &treatment(json!({ "increment": "301 mg" })), "PROT-2");
    refused_by(&base, &treatment(json!({ "first_dose": "301 mg" })), "PROT-2");
    refused_by(&base, &protocol("gabapentin-us", true), "PROT-1");
}

/// §2.1: the evening first, then the morning, then three intakes in rotation.
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
    assert_eq!(intakes(&base, &both(tablets(true), to("600 mg"))), ["e300", "m300 e300"]);
    refused_by(&base, &tablets(false), "FORM-2");
    let most = both(both(to("3600 mg"), decided("limit:GBP-MAX-1800")), tablets(true));
    assert_eq!(intakes(&base, &most).last().map(String::as_str), Some("m1200 n1200 e1200"));
}

/// §2.2, the European table; 150 mg a day is 300 mg, as three of 100 mg, every other day.
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
            assert_eq!(steps(&base, &both(clearance(value), to(most))), climb, "{value} mL/min, {most}");
            let decided = decided("limit:GBP-MAX-1800");
            refused_by(&base, &both(both(clearance(value), to(beyond)), decided), "FORM-1");
        }
    }
    for value in ["80", "80.01"] {
        assert_eq!(steps(&base, &clearance(value)), "300x7 600x7 900x7 1200x7 1500x7 1800x42", "{value} mL/min");
    }
    assert_eq!(intakes(&base, &clearance("20")), ["m100 n100 e100", "m100 n100 e100"]);
    let most = intakes(&base, &both(clearance("20"), to("600 mg")));
    assert_eq!(most[2..], ["m100 n100 e200", "m100 n200 e200", "m200 n200 e200"]);
    assert_eq!(intakes(&base, &clearance("10")), ["e100", "m100 e100", "m100 n100 e100"]);
    assert_eq!(intakes(&base, &both(clearance("40"), to("400 mg"))), ["m100 n100 e100", "m100 n100 e200"]);
    // Frail too: the first dose and the steps are of 100 mg.
    assert_eq!(steps(&base, &both(clearance("40"), answer("frail", "yes"))), "100x7 200x7 300x7 400x42");
    assert_eq!(steps(&base, &both(clearance("10"), answer("frail", "yes"))), "100/2x7 200/2x7 300/2x42");
    // From every other day to every day would be 150 mg more a day, on the mean: every day from the first.
    for value in ["15", "20", "29.99"] {
        let frail = both(clearance(value), answer("frail", "yes"));
        assert_eq!(steps(&base, &frail), "100x7 200x7 300x42", "{value} mL/min");
        assert_eq!(steps(&base, &both(frail, to("600 mg"))), "100x7 200x7 300x7 400x7 500x7 600x42", "{value} mL/min");
        let asked = both(clearance(value), treatment(json!({ "increment": "149 mg" })));
        assert_eq!(steps(&base, &asked), "300/2x42", "{value} mL/min: 149 mg more at a time end before every day");
        let asked = both(clearance(value), treatment(json!({ "increment": "150 mg" })));
        assert_eq!(steps(&base, &asked), "300/2x7 300x42", "{value} mL/min");
    }
    // §13 row 8: blocked without a clearance, and read strictly meanwhile.
    let unknown = decide(asked(&base, patient(json!({ "creatinine": null }))));
    assert_eq!(assessment(&unknown).verdict, Verdict::Pending);
    assert_eq!(stair(course(&unknown).expect("a draft")), "100/2x42");
    // Four taking days in seven, of one capsule, then of two; then twenty-one in forty-two, of three.
    let low = decide(asked(&base, clearance("14.99")));
    assert_eq!(course(&low).expect("a draft").dispensing.total_micrograms, 4 * 100_000 + 4 * 200_000 + 21 * 300_000);
}

/// §2.2, the American table, never mixed with the European one.
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
            assert_eq!(steps(&base, &both(clearance(value), to(most))), climb, "{value} mL/min, {most}");
            refused_by(&base, &both(clearance(value), to(beyond)), "FORM-1");
        }
    }
    // At 7.5 mL/min, half of 300 mg.
    assert_eq!(steps(&base, &clearance("7.5")), "100/2x7 100x42");
    assert_eq!(steps(&base, &clearance("4.99")), "100/2x42");
    refused_by(&base, &both(clearance("7.5"), to("151 mg")), "FORM-1");
    assert_eq!(steps(&base, &both(clearance("7.51"), to("300 mg"))), "100/2x7 100x7 200x7 300x42");
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
    let herpetic = both(indication("neuropathic-postherpetic"), to("1801 mg"));
    refused_by(&base, &herpetic, "FORM-1");
    refused_by(&base, &protocol("gabapentin-label", true), "PROT-1");
}

#[test]
fn gabapentin_on_dialysis_waits_for_the_nephrologist() {
    // No American unit makes 125 mg: nothing stands in for it, and no draft is laid out.
    let american = both(gabapentin(), json!({ "region": "US" }));
    let outcome = decide(asked(&american, both(answer("dialysis", "yes"), sessions(3))));
    let Outcome::Pending { assessment, draft: None } = &outcome else { panic!("{outcome:#?}") };
    let unmade = assessment.findings.iter().find(|it| it.key == "FORM-2:125 mg").expect("said");
    assert_eq!(unmade.severity, Severity::Pending);
    let outcome = decide(asked(&gabapentin(), both(answer("dialysis", "yes"), sessions(3))));
    assert!(matches!(outcome, Outcome::Pending { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("a draft");
    assert_eq!(stair(plan), "100/2x7 200/2x7 300/2x42");
    let after = plan.after_session.as_ref().expect("a dose after each session");
    assert_eq!(after.dose.to_string(), "200 mg");
    let book = book();
    let variants = &book.protocol(&plan.protocol).expect("it").variants;
    let variant = variants.iter().find(|it| Some(&it.id) == plan.variant.as_ref()).expect("a variant");
    let supplement = variant.supplement.as_ref().expect("a supplement");
    assert_eq!((&*supplement.dose.to_string(), &*supplement.most.to_string()), ("200 mg", "300 mg"));
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

/// §1.2 and §2.2, each band of each table: the mean a day of the last step lies inside it, and comes after
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

/// §0.1, §1.1 and §2.1: 150 mg of pregabalin, 900 mg of gabapentin. What stays below is no failed trial.
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
        (both(clearance("79"), to("600 mg")), Some("(600 mg)")),
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
        (both(clearance("20"), to("125 mg")), true),
        (both(clearance("20"), to("150 mg")), false),
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
            fires: vec![label(years(65))],
            misses: vec![label(years(64)), years(65)],
            unknown: When(label(patient(json!({ "age_years": null })))),
        },
        question("GBP-PREGNANT", Pending, &["pregnant", "trying-to-conceive", "fertile-no-contraception"]),
    ]
}

#[test]
fn every_rule_of_gabapentin() {
    for rows in [gabapentinoid_rows(), gabapentin_rows()] {
        fires_and_just_misses(&gabapentin(), &rows);
        unknown_is_never_passed(&gabapentin(), &rows);
    }
    let book = book();
    let ours: BTreeSet<&str> = gabapentinoid_rows().iter().chain(&gabapentin_rows()).map(|it| it.id).collect();
    let begins = |id: &&str| id.starts_with("PGB-") || id.starts_with("GBP-");
    let theirs = book.rules_for("gabapentin").map(|it| &*it.id).filter(begins);
    assert_eq!(ours, theirs.collect::<BTreeSet<&str>>());
}

/// §2.2, §2.3, §11ter and the product list.
#[test]
fn gabapentin_in_figures() {
    let book = book();
    let drug = drug(&book, "gabapentin");
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
