//! Pregabalin, typed from the European label (`v01`, `v03`), the American one (`v04`, `v05`) and the article
//! (`article-004`): of two that disagree the slower and the lower is planned.

use std::collections::BTreeSet;

use crate::ask::laid_out::{all_steps, course, dated, intakes, judged, stair, steps};
use crate::ask::rows::Unknown::When;
use crate::ask::rows::{Row, fires_and_just_misses, question, unknown_is_never_passed};
use crate::ask::{
    BOOK, age, answer, asked, assessment, both, clearance, decide, decided, patient, protocol, refused_by, target,
    treatment,
};
use crate::classes::gabapentinoids;
use crate::classes::gabapentinoids::{capsules, indication, sessions};
use palier_engine::book::place::Region;
use palier_engine::book::protocol::Access;
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::Supply;
use palier_engine::finding::Verdict;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

/// A healthy woman of 46 with a pain of the nerves; her clearance is 89.5 mL/min.
pub fn pregabalin() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "pregabalin", "indication": "neuropathic-peripheral",
        "supplies": capsules(&[25, 50, 75, 100, 150, 300]) } })
}

/// `article-004` and `v01`. First step 3 to 7 days, then at least 7 days above 300 mg.
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
            (target("150 mg"), "150x42"),
            (target("600 mg"), "150x7 300x42"),
            (both(target("600 mg"), more()), "150x7 300x7 450x7 600x42"),
            (both(both(target("600 mg"), more()), fast()), "150x3 300x7 450x7 600x42"),
            (both(treatment(json!({ "first_dose": "75 mg" })), fast()), "75x3 150x3 300x42"),
            (both(protocol("pregabalin-article", true), target("600 mg")), "150x7 300x7 450x7 600x42"),
            // The article at its fastest: 600 mg on the tenth day.
            (both(both(protocol("pregabalin-article", true), target("600 mg")), fast()), "150x3 300x3 450x3 600x42"),
            (both(both(protocol("pregabalin-article", false), target("600 mg")), fast()), "150x3 300x42"),
        ],
    );
    let outcome = decide(asked(&base, json!({})));
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    let plan = course(&outcome).expect("planned");
    assert_eq!(judged(plan), (49, 63), "six weeks at 300 mg, two for the review");
    refused_by(&base, &target("601 mg"), "FORM-1");
    refused_by(&base, &target("24 mg"), "FORM-1");
    refused_by(&base, &treatment(json!({ "interval_days": 2 })), "PROT-2");
    refused_by(&base, &treatment(json!({ "first_dose": "151 mg" })), "PROT-2");
    refused_by(&base, &protocol("pregabalin-us-slow", true), "PROT-1");
    refused_by(&base, &protocol("pregabalin-us-dpn", true), "PROT-1");
}

/// `v04`, `v05`: 300 mg in diabetic neuropathy, 450 mg in fibromyalgia, unless a decision is recorded.
#[test]
fn pregabalin_stops_at_the_ceiling_of_its_indication() {
    let base = pregabalin();
    let asks = |it: &str| both(indication(it), target("600 mg"));
    all_steps(
        &base,
        &[
            (asks("neuropathic-diabetic"), "150x7 300x42"),
            (both(asks("neuropathic-diabetic"), decided("limit:PGB-MAX-DPN")), "150x7 300x7 450x7 600x42"),
            (asks("fibromyalgia"), "150x7 300x7 450x42"),
            (both(asks("fibromyalgia"), decided("limit:PGB-MAX-FM")), "150x7 300x7 450x7 600x42"),
            (asks("neuropathic-central"), "150x7 300x42"),
            // Not said: the strictest.
            (both(treatment(json!({ "indication": null })), target("600 mg")), "150x7 300x42"),
        ],
    );
    let unsaid = decide(asked(&base, treatment(json!({ "indication": null }))));
    let missing = |id: &str| assessment(&unsaid).not_checked.iter().any(|it| it.rule == id);
    assert!(missing("PGB-MAX-300") && missing("PGB-MAX-DPN") && missing("PGB-MAX-FM"));
}

/// `v03`, the table of the label; its edges are closed below: 30.0 belongs to 30–60.
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
            assert_eq!(steps(&base, &both(clearance(value), target(most))), climb, "{value} mL/min, {most}");
        }
    }
    // The ceiling is absolute: no decision passes it.
    for (value, beyond) in
        [("14.99", "76 mg"), ("15", "151 mg"), ("29.99", "151 mg"), ("30", "301 mg"), ("59.99", "301 mg")]
    {
        let patch = both(both(clearance(value), target(beyond)), decided("limit:PGB-MAX-300"));
        refused_by(&base, &patch, "FORM-1");
    }
    let unknown = decide(asked(&base, patient(json!({ "creatinine": null }))));
    assert_eq!(assessment(&unknown).verdict, Verdict::Pending);
    assert_eq!(stair(course(&unknown).expect("a draft")), "25x7 50x42", "unknown is read strictly");
    // A dose that another clearance would allow is not refused: it waits, at the strictest ceiling.
    let asks = decide(asked(&base, both(patient(json!({ "creatinine": null })), target("300 mg"))));
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
    refused_by(&base, &both(dialysed, target("76 mg")), "FORM-1");
    let book = &*BOOK;
    let strict = book.protocol("pregabalin-strict").expect("the default");
    let variant = strict.variants.iter().find(|it| it.id == "pregabalin-dialysis").expect("a variant");
    let supplement = variant.supplement.as_ref().expect("a supplement");
    assert_eq!((supplement.dose.to_string(), supplement.most.to_string()), ("25 mg".into(), "100 mg".into()));
}

/// `v28`: 25 to 75 mg a day in the old or frail.
#[test]
fn pregabalin_begins_lower_in_the_old_or_frail() {
    let base = pregabalin();
    all_steps(
        &base,
        &[
            (age(64), "150x7 300x42"),
            (age(65), "75x7 150x7 300x42"),
            (age(66), "75x7 150x7 300x42"),
            (answer("frail", "yes"), "75x7 150x7 300x42"),
            (answer("frail", "unknown"), "75x7 150x7 300x42"),
            (both(age(65), treatment(json!({ "first_dose": "25 mg" }))), "25x7 75x7 150x7 300x42"),
            // Kidneys come first: 30 to 60 at 70 years.
            (both(age(70), clearance("45")), "75x7 150x42"),
        ],
    );
    refused_by(&base, &both(age(65), treatment(json!({ "interval_days": 3 }))), "PROT-2");
}

/// `v01` and `article-004`: one intake up to 75 mg, then two; a larger evening share, 300 mg at most.
#[test]
fn pregabalin_is_divided_over_the_day() {
    let base = pregabalin();
    let evening = |it: Value| both(it, treatment(json!({ "larger_evening": true })));
    let most = || both(target("600 mg"), decided("limit:PGB-MAX-300"));
    assert_eq!(intakes(&base, &most()), ["m75 e75", "m150 e150", "m225 e225", "m300 e300"]);
    assert_eq!(intakes(&base, &evening(most())), ["e150", "m75 e225", "m150 e300", "m300 e300"]);
    assert_eq!(intakes(&base, &age(70)), ["e75", "m75 e75", "m150 e150"]);
    assert_eq!(intakes(&base, &clearance("20")), ["e25", "e50", "e75"]);
    assert_eq!(
        intakes(&base, &both(clearance("20"), target("150 mg"))),
        ["e25", "e50", "e75", "m50 e50", "m50 e75", "m75 e75"]
    );
    // A capsule is not cut.
    let only = treatment(json!({ "supplies": capsules(&[150]) }));
    refused_by(&base, &only, "FORM-2");
}

/// `v04`: the American table of diabetic neuropathy, in three intakes.
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
            assert_eq!(steps(&base, &both(here(), target(most))), stair, "{value} mL/min, {most}");
            let decided = both(decided("limit:PGB-MAX-DPN"), target(beyond));
            refused_by(&base, &both(here(), decided), "FORM-1");
        }
    }
    for (value, most) in [("60", "150x7 300x42"), ("60.01", "150x7 300x42")] {
        assert_eq!(steps(&base, &both(strict(), clearance(value))), most, "{value} mL/min");
    }
    let dialysed = || both(strict(), both(answer("dialysis", "yes"), sessions(3)));
    assert_eq!(steps(&base, &dialysed()), "25x7 50x42");
    refused_by(&base, &both(dialysed(), target("51 mg")), "FORM-1");
    // Another indication keeps the column of 600 mg, and so does France, which asks.
    let other = both(indication("neuropathic-postherpetic"), both(clearance("45"), target("300 mg")));
    assert_eq!(steps(&base, &other), "75x7 150x7 225x7 300x42");
    let french = both(strict(), both(clearance("45"), target("300 mg")));
    assert_eq!(steps(&pregabalin(), &french), "75x7 150x7 225x7 300x42");
    let unknown = decide(asked(&base, both(strict(), patient(json!({ "creatinine": null })))));
    assert_eq!(stair(course(&unknown).expect("a draft")), "25x7 50x42", "unknown is read strictly");
    refused_by(&base, &both(indication("neuropathic-diabetic"), target("301 mg")), "FORM-1");
    refused_by(&base, &both(indication("fibromyalgia"), target("451 mg")), "FORM-1");
    let more = both(target("600 mg"), decided("limit:PGB-MAX-300"));
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
                article(age(65)),
                article(answer("frail", "yes")),
                article(answer("dialysis", "yes")),
            ],
            misses: vec![article(clearance("60")), article(age(64)), clearance("59.99"), age(65)],
            unknown: When(article(answer("frail", "unknown"))),
        },
    ]
}

#[test]
fn every_rule_of_pregabalin() {
    for rows in [gabapentinoids::rows(), pregabalin_rows()] {
        fires_and_just_misses(&pregabalin(), &rows);
        unknown_is_never_passed(&pregabalin(), &rows);
    }
}

/// Rules and limits whose id begins with the drug's letters, and those the tables above name.
#[test]
fn no_rule_of_pregabalin_is_left_out() {
    let book = &*BOOK;
    let ours: BTreeSet<&str> = gabapentinoids::rows().iter().chain(&pregabalin_rows()).map(|it| it.id).collect();
    let theirs = book.rules_for("pregabalin").map(|it| &*it.id).filter(|id| id.starts_with("PGB-"));
    assert_eq!(ours, theirs.collect::<BTreeSet<&str>>());
}

/// What is watched, and when. Events of 49 days laid out, 63 with the review.
#[test]
fn pregabalin_is_watched() {
    let outcome = decide(asked(&pregabalin(), json!({})));
    let plan = course(&outcome).expect("planned");
    let days = |id: &str| dated(plan, id);
    assert_eq!(days("PGB-W-BASE"), [(-30, 0)]);
    assert_eq!(days("PGB-W-END"), [(-30, 0)], "MHRA 2026: a stopping strategy before starting");
    assert_eq!(days("PGB-W-STEP"), [(3, 6), (10, 13)], "two to five days after each step");
    assert_eq!(days("PGB-W-FIRST"), [(7, 14)]);
    assert_eq!(days("PGB-W-REVIEW"), [(49, 63)]);
    assert!(plan.monitoring.iter().any(|it| it.monitoring == "PGB-W-RENAL" && it.days.is_none()));
    assert!(plan.steps[0].gates.is_empty() && plan.steps[1].gates.iter().any(|it| it.gate == "PGB-GATE"));
}

/// `v47` and `v04`, whole capsules only; `v46`, the taper; `v12`, the half-life.
#[test]
fn pregabalin_in_figures() {
    let book = &*BOOK;
    let drug = book.drug("pregabalin").expect("in the book");
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
