//! Pairs among the medicines that are already taken.

use crate::ask::{BOOK, assessment};
use crate::pairs::{asked, request, taking};
use palier_engine::book::chapter::Chapter;
use palier_engine::book::formulary::Formulary;
use palier_engine::book::pairs::Level;
use palier_engine::book::rule::Severity;
use palier_engine::book::source::Grade;
use palier_engine::finding::Verdict;
use palier_engine::outcome::Outcome;
use palier_engine::planner::Planner;
use serde_json::{Value, json};

#[test]
fn pairs_among_the_medicines_already_taken_are_said_apart() {
    let outcome = taking("pregabalin", &["warfarine", "clarithromycine", "paracétamol"]);
    let alone = taking("pregabalin", &["paracétamol"]);
    let pairs = &assessment(&outcome).pairs;
    assert_eq!(
        pairs.iter().map(|it| (it.rule.as_str(), it.level, it.lines.as_slice())).collect::<Vec<_>>(),
        [("R166", Level::Major, &[0, 1][..])]
    );
    let paths: Vec<&str> = pairs[0].inputs.iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["medicines[0].name", "medicines[1].name"]);
    assert_eq!(assessment(&outcome).verdict, assessment(&alone).verdict);
    let outcome = taking("naltrexone-ldn", &["citalopram", "warfarine", "clarithromycine"]);
    let levels: Vec<Level> = assessment(&outcome).pairs.iter().map(|it| it.level).collect();
    assert!(levels.is_sorted_by(|a, b| a >= b) && levels.len() > 1, "{levels:?}");
    // Stopped, or acting only where it is put.
    let quiet = json!({ "medicines": [{ "name": "warfarine", "started": "2020-01" },
        { "name": "clarithromycine", "started": "2020-01", "stopped": { "last_dose": "2026-11-29" } },
        { "name": "érythromycine", "route": "eye" }] });
    assert!(assessment(&asked("pregabalin", quiet)).pairs.is_empty());
}

/// R029, methadone and citalopram: thesaurus, contraindicated, grade A. R190 the same of two triptans.
#[test]
fn a_published_contraindication_of_the_list_is_a_caution_and_holds_nothing_back() {
    let outcome = taking("lamotrigine", &["paracétamol", "méthadone", "citalopram"]);
    let found = assessment(&outcome);
    let pair = &found.pairs[0];
    assert_eq!((pair.rule.as_str(), pair.severity, pair.published), ("R029", Severity::Contraindicated, true));
    assert_eq!(found.verdict, Verdict::Caution);
    assert!(found.acknowledged() && found.findings.iter().all(|it| it.severity < Severity::Caution), "{found:#?}");
    assert!(matches!(outcome, Outcome::Planned { .. }), "an old pair refuses no new plan, and waits for nobody");
    // Without one of the two, nothing is found.
    for names in [["paracétamol", "méthadone"], ["paracétamol", "citalopram"]] {
        assert_eq!(assessment(&taking("lamotrigine", &names)).verdict, Verdict::NothingFound, "{names:?}");
    }
    let triptans = taking("lamotrigine", &["sumatriptan", "élétriptan"]);
    assert_eq!(assessment(&triptans).verdict, Verdict::Caution);
    // It lowers nothing: what refuses still does.
    let refused = taking("duloxetine", &["fluvoxamine", "méthadone", "citalopram"]);
    assert!(matches!(refused, Outcome::Refused { .. }));
}

/// A contraindication that no document seen publishes is shown, and reaches no verdict.
#[test]
fn a_contraindication_that_nobody_published_reaches_no_verdict() {
    let verdict = |grade: Grade| {
        let mut chapter = Chapter::from(BOOK.book().clone());
        let rules = &mut chapter.interactions.rules;
        rules.iter_mut().filter(|it| it.level == Level::Contraindicated).for_each(|it| it.grade = grade);
        let book = Formulary::bind(vec![chapter]).expect("the book still holds");
        let lines =
            json!([{ "name": "méthadone", "started": "2020-01" }, { "name": "citalopram", "started": "2020-01" }]);
        let outcome = Planner::new(&book).decide(&request("lamotrigine", json!({ "medicines": lines })));
        let pair = assessment(&outcome).pairs[0].clone();
        assert_eq!((pair.level, pair.published), (Level::Contraindicated, grade <= Grade::B), "{grade:?}");
        assessment(&outcome).verdict
    };
    for (grade, expected) in [
        (Grade::A, Verdict::Caution),
        (Grade::B, Verdict::Caution),
        (Grade::C, Verdict::NothingFound),
        (Grade::D, Verdict::NothingFound),
    ] {
        assert_eq!(verdict(grade), expected, "{grade:?}");
    }
}

/// R010: alcohol and oxycodone, thesaurus AD. Paracetamol has no row with it.
#[test]
fn the_alcohol_of_the_patient_is_a_pair_with_what_is_listed() {
    let said = |alcohol: Value, names: &[&str]| {
        let lines: Vec<Value> = names.iter().map(|it| json!({ "name": it, "started": "2020-01" })).collect();
        assessment(&asked("lamotrigine", json!({ "patient": { "alcohol": alcohol }, "medicines": lines }))).clone()
    };
    for amount in ["occasional", "regular"] {
        let found = said(json!(amount), &["paracétamol", "oxycodone"]);
        let pair = &found.pairs[0];
        assert_eq!(
            (pair.rule.as_str(), pair.level, pair.lines.as_slice()),
            ("R010", Level::Major, &[1][..]),
            "{amount}"
        );
        let paths: Vec<&str> = pair.inputs.iter().map(|it| it.path.as_str()).collect();
        assert_eq!((paths, pair.medicines[1].as_str()), (vec!["medicines[1].name", "patient.alcohol"], "alcool"));
        assert_eq!(found.pairs.len(), 1, "{:#?}", found.pairs);
        // Lamotrigine has no row with alcohol: nothing but the pair speaks of it, and it changes nothing.
        assert_eq!(found.verdict, Verdict::NothingFound);
        assert!(!found.pairs_looked_up.contains("renseigné"), "{}", found.pairs_looked_up);
    }
    assert!(said(json!("none"), &["paracétamol", "oxycodone"]).pairs.is_empty());
    let unsaid = said(Value::Null, &["paracétamol", "oxycodone"]);
    assert!(
        unsaid.pairs.is_empty() && unsaid.pairs_looked_up.contains("L’alcool n’est pas renseigné"),
        "not said is not no"
    );
}

/// Which kinds of pairs were looked up is said in one sentence, whether one was found or not.
#[test]
fn the_list_always_says_which_pairs_were_looked_up() {
    let said = |names: &[&str]| assessment(&taking("pregabalin", names)).pairs_looked_up.clone();
    for names in [&["paracétamol"][..], &["paracétamol", "amoxicilline"], &["warfarine", "clarithromycine"]] {
        let said = said(names);
        for kind in &BOOK.book().interactions.looked_up {
            assert!(said.contains(&kind.text.fr), "{names:?}: {said}");
        }
        assert!(
            said.ends_with(
                "Une association qui n’est ni de celles-ci ni citée n’a pas d’entrée dans cette édition\u{a0}: ce n’est pas une garantie."
            ),
            "{said}"
        );
    }
    assert_eq!(said(&[]), "", "nothing is taken, nothing is drunk");
    let unknown = said(&["paracétamol", "xyzabc"]);
    assert!(unknown.contains("«\u{a0}xyzabc\u{a0}». Rien n’a pu être cherché"), "{unknown}");
    let drinks = asked("pregabalin", json!({ "patient": { "alcohol": "regular" } }));
    assert!(!assessment(&drinks).pairs_looked_up.is_empty());
    let stopped = json!({ "medicines": [{ "name": "warfarine", "stopped": { "last_dose": "2026-11-01" } }] });
    assert_eq!(assessment(&asked("pregabalin", stopped)).pairs_looked_up, "");
    let english = json!({ "language": "en", "medicines": [{ "name": "warfarin", "started": "2020-01" }] });
    let english = assessment(&asked("pregabalin", english)).pairs_looked_up.clone();
    assert!(english.starts_with("Combinations looked up") && english.ends_with("that is no guarantee."), "{english}");
}

/// A kind that is said to be looked up stands for rows of the book.
#[test]
fn a_kind_of_pairs_without_its_rows_does_not_build() {
    assert!(BOOK.book().interactions.looked_up.len() > 3);
    for rows in [vec![], vec!["R9999".to_owned()]] {
        let mut chapter = Chapter::from(BOOK.book().clone());
        chapter.interactions.looked_up[0].rows = rows;
        let errors = Formulary::bind(vec![chapter]).expect_err("it was bound");
        assert!(errors.iter().any(|it| it.to_string().contains("looked_up")), "{errors:?}");
    }
}
