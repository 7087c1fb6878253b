//! The list of questions of each drug: what can contraindicate it stands first, under a few short heads.

use std::collections::BTreeSet;

use crate::ask::{BOOK, PLANNER};
use palier_engine::book::checklist::{Head, Lot};
use palier_engine::book::drug::Drug;
use palier_engine::book::rule::Severity;
use palier_engine::finding::Assessment;
use palier_engine::request::request::Request;
use serde_json::{Value, json};

fn read(lots: &[Lot<'_>]) -> Vec<String> {
    let line = |lot: &Lot<'_>| {
        let head = match lot.head {
            Head::First => "first",
            Head::Group(group) => &group.id,
            Head::Rest => "rest",
        };
        let ids: Vec<&str> = lot.questions.iter().map(|it| it.id.as_str()).collect();
        format!("{head}: {}", ids.join(" "))
    };
    lots.iter().map(line).collect()
}

/// Typed from the rules of each drug, the worst first.
#[test]
fn three_drugs_ask_in_the_order_of_their_rules() {
    let expected = [
        (
            "naltrexone-ldn",
            [
                "first: suicidal-thoughts organ-transplant naltrexone-allergy",
                "opioids: opioid-recent opioid-withdrawal opioid-dependence alcohol-withdrawal",
                "liver-kidney: liver-disease hepatitis jaundice dialysis unstable-creatinine",
                "pregnancy: pregnant trying-to-conceive breastfeeding",
                "immune-thyroid: multiple-sclerosis active-cancer inflammatory-rheumatism hashimoto",
                "rest: psychosis-bipolar severe-depression opioid-need-expected ketamine-planned other-medicines \
                 exposure-therapy fertile-no-contraception lactose-intolerance",
            ]
            .to_vec(),
        ),
        (
            "pregabalin",
            [
                "first: suicidal-thoughts dialysis unstable-creatinine pregnant allergy-pregabalin frail",
                "pregnancy: trying-to-conceive breastfeeding fertile-no-contraception",
                "breathing: respiratory-failure copd sleep-apnoea",
                "nerves: epilepsy-uncontrolled seizures falls substance-misuse",
                "rest: other-medicines psychosis-bipolar severe-depression opioid-dependence heart-failure oedema",
            ]
            .to_vec(),
        ),
        (
            "amitriptyline",
            [
                "first: suicidal-thoughts severe-liver-failure allergy-tricyclic",
                "heart: recent-mi heart-block arrhythmia coronary-insufficiency long-qt",
                "pregnancy: pregnant trying-to-conceive breastfeeding",
                "body: angle-closure-glaucoma urinary-retention constipation cyp2d6-poor cyp2d6-ultrarapid",
                "liver-kidney: liver-disease hepatitis jaundice dialysis",
                "rest: psychosis-bipolar other-medicines severe-depression heart-failure uncontrolled-hypertension \
                 epilepsy-uncontrolled seizures falls hyponatraemia",
            ]
            .to_vec(),
        ),
    ];
    for (drug, expected) in expected {
        assert_eq!(read(&BOOK.checklist(drug)), expected, "{drug}");
    }
}

#[test]
fn what_can_contraindicate_stands_before_all_that_cannot_and_nothing_is_left_out() {
    for drug in &BOOK.book().drugs {
        let lots = BOOK.checklist(&drug.id);
        assert!((1..=6).contains(&lots.len()), "{}: {} heads", drug.id, lots.len());
        let read: Vec<&str> = lots.iter().flat_map(|it| &it.questions).map(|it| it.id.as_str()).collect();
        let worst = |id: &str| BOOK.dangers(&drug.id).iter().find(|it| it.question == id).expect("asked").worst;
        let first = read.partition_point(|it| worst(it) == Severity::Contraindicated);
        assert!(read[first..].iter().all(|it| worst(it) < Severity::Contraindicated), "{}: {read:?}", drug.id);
        for lot in &lots {
            assert!(lot.questions.is_sorted_by(|one, other| worst(&one.id) >= worst(&other.id)), "{}", drug.id);
        }
        let asked: Vec<&str> = BOOK.questions_for(&drug.id).iter().map(|it| it.id.as_str()).collect();
        assert_eq!(read.len(), asked.len(), "{}", drug.id);
        assert_eq!(BTreeSet::from_iter(read), BTreeSet::from_iter(asked), "{}", drug.id);
    }
}

/// Someone who wants this drug, takes nothing, and answered no to every question but one.
fn person(drug: &Drug, yes: Option<&str>, protocol: Option<&str>) -> Request {
    let mut request: Value =
        serde_json::from_str(include_str!("../../../../tests/scenarios/reference.json")).expect("JSON");
    let questions: Vec<&str> = BOOK.book().questions.iter().map(|it| it.id.as_str()).collect();
    let supplies: Vec<Value> = (drug.products.iter().filter(|it| it.region == Default::default()))
        .map(|it| serde_json::to_value(&it.supply).expect("writes"))
        .collect();
    request["medicines"] = json!([]);
    request["patient"]["none_of_these"] = json!([{ "questions": questions, "by": "patient" }]);
    request["patient"]["answers"] = yes.map_or(json!({}), |id| json!({ id: "yes" }));
    request["treatment"] = json!({
        "drug": drug.id, "indication": drug.indications[0], "protocol": protocol, "supplies": supplies,
        "start": request["treatment"]["start"],
    });
    serde_json::from_value(request).expect("a request")
}

fn found(request: &Request) -> Assessment {
    PLANNER.decide(request).assessment().expect("an assessment").clone()
}

/// Asked of the planner, which knows nothing of the list: no yes finds worse than the list says, with any protocol.
#[test]
fn no_yes_finds_worse_than_its_place_says() {
    let mut contraindicating = 0;
    for drug in &BOOK.book().drugs {
        let protocols = BOOK.book().protocols.iter().filter(|it| it.drug == drug.id).map(|it| Some(it.id.as_str()));
        for protocol in protocols {
            let before: BTreeSet<(String, Severity)> =
                found(&person(drug, None, protocol)).findings.into_iter().map(|it| (it.rule, it.severity)).collect();
            for danger in BOOK.dangers(&drug.id) {
                let with = found(&person(drug, Some(&danger.question), protocol));
                let new = with.findings.iter().filter(|it| !before.contains(&(it.rule.clone(), it.severity)));
                let worst = new.filter(|it| it.rule != "ANSWER-1").map(|it| it.severity).max();
                assert!(worst <= Some(danger.worst), "{}, {protocol:?}, {}: {worst:?}", drug.id, danger.question);
                contraindicating += usize::from(worst == Some(Severity::Contraindicated));
            }
        }
    }
    assert!(contraindicating > 100, "{contraindicating}: the planner was asked");
}

/// A form is drawn from the opening before the rest of the book comes: no line moves then.
#[test]
fn the_opening_asks_the_same_in_the_same_order() {
    let opening = palier_formulary::builtin().parted().0;
    for drug in &BOOK.book().drugs {
        assert_eq!(read(&opening.checklist(&drug.id)), read(&BOOK.checklist(&drug.id)), "{}", drug.id);
    }
}

#[test]
fn a_label_is_a_few_words_and_asks_nothing() {
    for question in &BOOK.book().questions {
        for label in [&question.label.fr, &question.label.en] {
            let words = label.split_whitespace().filter(|it| *it != ":").count();
            assert!((1..=5).contains(&words) && label.chars().count() <= 42, "{label}");
            assert!(!label.contains('?') && label.starts_with(char::is_uppercase), "{label}");
        }
    }
}
