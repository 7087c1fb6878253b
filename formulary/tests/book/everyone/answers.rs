//! An answered hazard is never lost: what a yes implies, what contradicts it, what is missing.

use std::collections::BTreeSet;

use crate::ask::laid_out::{course, stair};
use crate::ask::{
    BOOK, PLANNER, answer, asked, assessment, both, decide, merge, takes, takes_so, treatment, with, worst_of,
};
use palier_engine::audit::audit_condition;
use palier_engine::book::drug::Drug;
use palier_engine::book::question::Question;
use palier_engine::book::rule::Severity;
use palier_engine::finding::{Assessment, Verdict};
use palier_engine::logic::truth::Truth;
use palier_engine::outcome::Outcome;
use palier_engine::request::request::Request;
use serde_json::{Value, json};

/// Someone who wants this drug, takes nothing, and answered no to every question of the book but these.
fn person(drug: &Drug, yes: &[&str]) -> Request {
    let supplies: Vec<Value> = (drug.products.iter().filter(|it| it.region == Default::default()))
        .map(|it| serde_json::to_value(&it.supply).expect("writes"))
        .collect();
    let questions: Vec<&str> = BOOK.book().questions.iter().map(|it| it.id.as_str()).collect();
    let answers: serde_json::Map<String, Value> = yes.iter().map(|id| ((*id).to_owned(), json!("yes"))).collect();
    let request = with(json!({
        "medicines": [],
        "patient": { "answers": answers, "none_of_these": [{ "questions": questions, "by": "patient" }] },
        "treatment": { "drug": drug.id, "indication": drug.indications[0], "supplies": supplies },
    }));
    serde_json::from_value(request).expect("a request")
}

fn found(request: &Request) -> Assessment {
    let outcome = PLANNER.decide(request);
    assert!(!matches!(outcome, Outcome::Stopped { .. }), "{outcome:#?}");
    outcome.assessment().expect("an assessment").clone()
}

/// What is found, but for the contradictions.
fn keys(found: &Assessment) -> BTreeSet<(&str, Severity)> {
    found.findings.iter().filter(|it| it.rule != "ANSWER-1").map(|it| (&*it.key, it.severity)).collect()
}

/// The pairs, typed from what the words of the questions mean.
const IMPLIED: [(&str, &str); 7] = [
    ("alcohol-withdrawal", "seizures"),
    ("alcohol-withdrawal", "substance-misuse"),
    ("cirrhosis", "liver-disease"),
    ("epilepsy-uncontrolled", "seizures"),
    ("hepatitis", "liver-disease"),
    ("organ-transplant", "frail"),
    ("severe-liver-failure", "liver-disease"),
];

#[test]
fn the_book_implies_what_the_words_mean_and_nothing_else() {
    let mut ours: BTreeSet<(&str, &str)> = BTreeSet::new();
    for question in &BOOK.book().questions {
        ours.extend(BOOK.implications_of(question).into_iter().map(|it| (&*question.id, it)));
    }
    assert_eq!(ours, BTreeSet::from(IMPLIED));
}

/// Of every drug and every pair of questions: a yes to one is, to every rule, a yes to what it implies,
/// although that was answered no; and it is said.
#[test]
fn a_yes_is_read_by_every_drug_in_all_it_implies() {
    for drug in &BOOK.book().drugs {
        for (yes, implied) in IMPLIED {
            let (alone, told) = (found(&person(drug, &[yes])), found(&person(drug, &[yes, implied])));
            assert_eq!(keys(&alone), keys(&told), "{}, {yes}", drug.id);
            let quiet =
                told.findings.iter().all(|it| it.rule != "ANSWER-1" || !it.key.contains(&format!(":{implied}")));
            assert!(quiet, "{}, {yes} and {implied}: no contradiction", drug.id);
            let here = BOOK.asks(&drug.id, yes) || BOOK.asks(&drug.id, implied);
            let key = format!("ANSWER-1:{yes}:{implied}");
            let said: Vec<_> = alone.findings.iter().filter(|it| it.key == key).collect();
            assert_eq!(said.len(), usize::from(here), "{}, {key}", drug.id);
            for finding in said {
                assert_eq!(finding.severity, Severity::Caution);
                let paths: Vec<&str> = finding.inputs.iter().map(|it| it.path.as_str()).collect();
                let path = |id: &str| format!("patient.answers.{id}");
                assert_eq!(paths, [path(yes), path(implied)]);
                for id in [yes, implied] {
                    let text = &BOOK.question(id).expect("a question").text.fr;
                    assert!(finding.text.contains(text.as_str()), "{}: {text}", finding.text);
                }
            }
            assert!(alone.verdict >= told.verdict, "{}, {yes}", drug.id);
        }
    }
}

/// Every ordered pair of questions, for every drug: a second yes takes nothing from the first, and the
/// two readers see the same on every line of the book.
#[test]
fn no_yes_is_lost_beside_another() {
    for drug in &BOOK.book().drugs {
        let heard = |it: &&Question| BOOK.asks(&drug.id, &it.id) || !it.implies.is_empty();
        let questions: Vec<&str> = BOOK.book().questions.iter().filter(heard).map(|it| &*it.id).collect();
        let alone: Vec<Verdict> = questions.iter().map(|it| found(&person(drug, &[it])).verdict).collect();
        for (at, first) in questions.iter().enumerate() {
            for (other, second) in questions.iter().enumerate().skip(at + 1) {
                // A yes that the other implies takes their contradiction away: looked at above.
                if IMPLIED.contains(&(first, second)) || IMPLIED.contains(&(second, first)) {
                    continue;
                }
                let verdict = found(&person(drug, &[first, second])).verdict;
                let least = alone[at].max(alone[other]);
                assert!(verdict >= least, "{}, {first} and {second}: {verdict:?} < {least:?}", drug.id);
            }
            let request = person(drug, &[first]);
            for rule in BOOK.rules_for(&drug.id) {
                let auditor = audit_condition(PLANNER.catalogue(), &request, &rule.when);
                assert_eq!(Some(PLANNER.reads(&request, &rule.when)), auditor, "{first}: {}", rule.id);
            }
        }
    }
}

/// A yes stays a yes when "None of these" was said of a group that shows it: nothing is lost, and
/// nothing contradicts it, for the sweep answers what was not answered.
#[test]
fn none_of_these_takes_no_yes_back() {
    for drug in &BOOK.book().drugs {
        for question in BOOK.questions_for(&drug.id) {
            let swept = person(drug, &[&question.id]);
            let mut unswept = swept.clone();
            unswept.patient.none_of_these[0].questions.retain(|it| *it != question.id);
            assert_eq!(keys(&found(&swept)), keys(&found(&unswept)), "{}, {}", drug.id, question.id);
            for condition in [format!("told({})", question.id), question.id.clone()] {
                let condition = palier_engine::logic::condition::Condition::parse(&condition).expect("a condition");
                assert_eq!(PLANNER.reads(&swept, &condition), Truth::Yes, "{condition}");
            }
        }
    }
}

/// The liver clears nine of the twelve drugs: a cirrhosis and a liver that fails are read by each, whether it
/// asks them or not. Pregabalin and gabapentin leave by the kidney alone.
#[test]
fn a_failing_liver_is_never_nothing_found() {
    for drug in &BOOK.book().drugs {
        for hazard in ["cirrhosis", "severe-liver-failure"] {
            let verdict = found(&person(drug, &[hazard])).verdict;
            if ["pregabalin", "gabapentin"].contains(&&*drug.id) {
                assert_eq!(verdict, found(&person(drug, &[])).verdict, "{}, {hazard}", drug.id);
            } else {
                assert!(verdict >= Verdict::Caution, "{}, {hazard}", drug.id);
            }
        }
    }
    let refused = |drug: &str| found(&person(BOOK.drug(drug).expect("a drug"), &["cirrhosis"])).verdict;
    assert_eq!(refused("naltrexone-ldn"), Verdict::Refused);
    assert_eq!(refused("naltrexone-50"), Verdict::Refused);
    assert_eq!(refused("duloxetine"), Verdict::Refused);
    assert_eq!(refused("lamotrigine"), Verdict::Pending, "its class is missing");
}

/// Child-Pugh C is 10 points or more: severe liver failure, whatever is ticked there.
#[test]
fn child_pugh_c_is_severe_liver_failure() {
    let score = |ascites: &str| {
        json!({ "patient": { "child_pugh": { "bilirubin_umol_per_l": "20", "albumin_g_per_l": "40", "inr": "3",
            "ascites": ascites, "encephalopathy": "severe" } } })
    };
    // 1 + 1 + 3 + 1 + 3 = 9; with slight ascites 10.
    for (ascites, severe) in [("none", false), ("mild", true)] {
        for (drug, rule) in [
            ("amitriptyline", "AMI-LIVER-1"),
            ("nortriptyline", "NOR-LIVER"),
            ("carbamazepine", "CBZ-LIVER"),
            ("oxcarbazepine", "OXC-LIVER"),
            ("tramadol", "TRA-LIVER-1"),
        ] {
            let drug = BOOK.drug(drug).expect("a drug");
            let mut request = serde_json::to_value(person(drug, &[])).expect("writes");
            merge(&mut request, score(ascites));
            let request = serde_json::from_value(request).expect("a request");
            assert_eq!(worst_of(&found(&request), rule).is_some(), severe, "{rule}, {ascites}");
        }
    }
}

fn lamotrigine() -> Value {
    let tablets: Vec<Value> =
        [2, 5, 25, 50, 100, 200].iter().map(|it| json!({ "tablet": { "strength": format!("{it} mg") } })).collect();
    json!({ "medicines": [], "treatment": { "drug": "lamotrigine", "indication": "neuropathic-central",
        "supplies": tablets } })
}

const ALONE: &str = "25x14 50x14 100x14 150x14 200x56";

const INDUCED: &str = "50x14 100x14 200x56";

/// Doses are doubled for an inducer that is taken on every day of the course, and was for 35 days before:
/// the induction of carbamazepine is complete after 3 to 5 weeks. The first dose is on 7 December 2026.
#[test]
fn lamotrigine_goes_faster_only_with_an_inducer_that_is_established_and_stays() {
    let table = [
        (json!({ "started": "2026-11-02" }), INDUCED, "LTG-INDUCER"),
        (json!({ "started": "2026-11-03" }), ALONE, "LTG-INDUCER-UNSETTLED"),
        (json!({ "started": "2026-11-29" }), ALONE, "LTG-INDUCER-UNSETTLED"),
        (json!({ "started": "2026-10" }), INDUCED, "LTG-INDUCER"),
        (json!({ "started": "2025-01" }), INDUCED, "LTG-INDUCER"),
        (json!({ "started": "2025-01", "use": "daily" }), INDUCED, "LTG-INDUCER"),
        (json!({ "started": "2025-01", "use": "occasional" }), ALONE, "LTG-INDUCER-UNSETTLED"),
        (json!({ "started": "2025-01", "use": "misuse" }), ALONE, "LTG-INDUCER-UNSETTLED"),
    ];
    for name in ["carbamazépine", "Gardénal", "phénytoïne", "primidone", "rifampicine", "Kaletra"] {
        for (fields, steps, rule) in &table {
            let outcome = decide(asked(&lamotrigine(), takes_so(name, fields.clone())));
            assert_eq!(stair(course(&outcome).expect("a course")), *steps, "{name}, {fields}");
            let found = assessment(&outcome);
            for other in ["LTG-INDUCER", "LTG-INDUCER-UNSETTLED"] {
                let expected = (other == *rule).then_some(Severity::Caution);
                assert_eq!(worst_of(found, other), expected, "{name}, {fields}: {other}");
            }
            let said = found.findings.iter().find(|it| it.rule == *rule).expect("it fires");
            assert!(said.text.contains(name), "{}", said.text);
            assert!(said.text.contains("arrêté") || said.text.contains("arrêtez"), "{}", said.text);
        }
    }
}

#[test]
fn an_inducer_begun_nobody_knows_when_waits_with_the_table_of_one_without() {
    for started in [json!(null), json!("2026-11")] {
        let outcome =
            decide(asked(&lamotrigine(), json!({ "medicines": [{ "name": "carbamazépine", "started": started }] })));
        assert!(matches!(outcome, Outcome::Pending { .. }), "{outcome:#?}");
        let draft = course(&outcome).expect("a draft");
        assert_eq!((stair(draft).as_str(), draft.restart_after_days), (ALONE, Some(2)));
        let found = assessment(&outcome);
        let unchecked = found.not_checked.iter().find(|it| it.rule == "LTG-INDUCER").expect("not checked");
        assert_eq!(unchecked.missing[0].path, "medicines[0].started");
        assert!(found.not_checked.iter().any(|it| it.rule == "LTG-FIRST-25"));
    }
}

/// A stop before day 1 is a stop, and one before the end too; both are in sight.
#[test]
fn a_planned_stop_of_an_inducer_ends_its_table() {
    for last in ["2026-12-01", "2026-12-06", "2026-12-31", "2027-06-30"] {
        let stop = json!({ "started": "2020-01", "stopped": { "last_dose": last, "planned_by": "Dr M" } });
        let late = treatment(json!({ "start": "2027-01-28" }));
        for patch in [json!({}), late] {
            let patch = both(patch, takes_so("carbamazépine", stop.clone()));
            let outcome = decide(asked(&lamotrigine(), patch.clone()));
            assert_eq!(stair(course(&outcome).expect("a course")), ALONE, "{patch}");
            assert_eq!(worst_of(assessment(&outcome), "LTG-INDUCER-UNSETTLED"), Some(Severity::Caution), "{patch}");
        }
    }
}

#[test]
fn each_table_chosen_because_of_a_medicine_names_it() {
    for (name, rule) in [("Dépakine", "LTG-VALPROATE"), ("cénobamate", "LTG-UNKNOWN"), ("Gardénal", "LTG-INDUCER")] {
        let outcome = decide(asked(&lamotrigine(), takes(name)));
        let finding = assessment(&outcome).findings.iter().find(|it| it.rule == rule).expect("it fires").clone();
        assert_eq!(finding.severity, Severity::Caution);
        assert!(finding.text.starts_with(&format!("«\u{a0}{name}")), "{}", finding.text);
        assert!(finding.text.contains("Ne l’arrêtez pas de vous-même"), "{}", finding.text);
        assert!(finding.text.contains("S’il est arrêté"), "{}", finding.text);
    }
    // Every stair of the book that a medicine chooses has a rule that names it.
    let cautions = BOOK.book().rules.iter().filter(|it| it.severity == Severity::Caution);
    let named: Vec<String> = cautions.map(|it| it.when.to_string()).collect();
    for protocol in &BOOK.book().protocols {
        for variant in &protocol.variants {
            let mut tags = Vec::new();
            variant.when.names(&mut |kind, id| {
                if kind == palier_engine::logic::condition::NameKind::Tag {
                    tags.push(id.to_owned());
                }
            });
            for tag in tags {
                assert!(named.iter().any(|when| when.starts_with(&format!("takes({tag}"))), "{}: {tag}", variant.id);
            }
        }
    }
}

/// Duloxetine and the liver: raised, old, undated, half there or not there at all, the plan waits alike.
#[test]
fn liver_tests_that_are_missing_are_no_kinder_than_raised_or_old_ones() {
    let base = json!({ "medicines": [], "treatment": { "drug": "duloxetine", "indication": "neuropathic-diabetic",
        "supplies": [{ "capsule": { "strength": "30 mg" } }, { "capsule": { "strength": "60 mg" } }] } });
    let asked = |liver: Value| decide(asked(&base, json!({ "patient": { "liver": liver } })));
    for (liver, verdict) in [
        (json!({ "alt": "3", "ast": "3", "on": "2026-11-23" }), Verdict::NothingFound),
        (json!({ "alt": "3.001", "ast": "0.6", "on": "2026-11-23" }), Verdict::Pending),
        (json!({ "alt": "0.6", "ast": "0.6", "on": "2026-01-01" }), Verdict::Pending),
        (json!({ "alt": "0.6", "ast": "0.6", "on": null }), Verdict::Pending),
        (json!({ "alt": "0.6", "ast": null, "on": "2026-11-23" }), Verdict::Pending),
        (json!(null), Verdict::Pending),
    ] {
        let outcome = asked(liver.clone());
        let found = assessment(&outcome);
        let speaks = found.findings.iter().map(|it| &it.rule).chain(found.not_checked.iter().map(|it| &it.rule));
        assert_eq!(speaks.into_iter().any(|it| it == "DLX-LIVER-2"), verdict == Verdict::Pending, "{liver}");
        assert!(found.verdict >= verdict, "{liver}: {:?}", found.verdict);
    }
}

/// A bilirubin is read where it is given; an old one is not checked, a missing one is said.
#[test]
fn a_bilirubin_is_read_said_or_not_checked() {
    let asked = |liver: Value| decide(with(json!({ "patient": { "liver": liver } })));
    let missing = asked(json!({}));
    assert_eq!(worst_of(assessment(&missing), "LI-2-bilirubin-missing"), Some(Severity::Information));
    let old = asked(json!({ "bilirubin": "0.5", "on": "2026-01-01" }));
    let unchecked = &assessment(&old).not_checked;
    assert!(unchecked.iter().any(|it| it.rule == "LI-2-bilirubin"), "{unchecked:#?}");
    assert_eq!(worst_of(assessment(&asked(json!({ "bilirubin": "0.5" }))), "LI-2-bilirubin-missing"), None);
}

/// An operation that is expected without its day: how far it is was not checked.
#[test]
fn an_operation_without_its_day_is_not_checked() {
    let expected = decide(with(answer("opioid-need-expected", "yes")));
    let unchecked = assessment(&expected).not_checked.iter().find(|it| it.rule == "OP-4-course").expect("not checked");
    assert_eq!(unchecked.missing[0].path, "patient.surgery_on");
    let none = decide(with(json!({})));
    assert!(assessment(&none).checked.iter().any(|it| it == "OP-4-course"));
}

/// A fact answers its question with yes, whatever box is ticked: the box is said to be contradicted.
#[test]
fn a_fact_that_contradicts_an_answer_is_said() {
    let with_score = |answers: Value| {
        let score = json!({
            "bilirubin_umol_per_l": "60", "albumin_g_per_l": "25", "inr": "2.5",
            "ascites": "severe", "encephalopathy": "mild",
        });
        let patch = json!({ "patient": { "child_pugh": score, "answers": answers } });
        decide(with(patch))
    };
    let said =
        |outcome: &Outcome| assessment(outcome).findings.iter().filter(|it| it.key == "ANSWER-1:liver-disease").count();
    assert_eq!(said(&with_score(json!({ "liver-disease": "no" }))), 1);
    assert_eq!(said(&with_score(json!({ "liver-disease": "yes" }))), 0, "they agree");
    assert_eq!(said(&with_score(json!({ "liver-disease": "unknown" }))), 0, "nobody said no");
}
