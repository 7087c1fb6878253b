//! What is wrong with a class that lists its substances, and where it is said.

use serde_json::{Value, json};

use crate::book::chapter::Chapter;
use crate::book::formulary::Formulary;

/// A chapter of two substances and the classes given: it lacks all else, which is not asked here.
fn chapter(classes: &Value) -> Chapter {
    let name = json!({ "fr": "nom", "en": "name" });
    let book = json!({
        "edition": {
            "name": "test", "review_by": "2027-06-01", "expires": "2028-06-01",
            "drugs": [], "adults_from_years": 18, "liver_tests_keep_days": 90, "creatinine_range_umol": ["20", "2000"],
        },
        "sources": [{
            "id": "label", "title": "Examplin label", "locator": "0", "compared": "2026-06-01", "seen": "verified",
        }],
        "substances": [
            { "id": "examplin", "name": name },
            { "id": "otherol", "name": name, "classes": ["given"], "sources": [{ "source": "label", "place": "1" }] },
        ],
        "classes": classes,
    });
    let mut chapter: Chapter = serde_json::from_value(book).expect("a chapter");
    chapter.file = "classes.toml".to_owned();
    chapter
}

/// What is said of one class that differs by `changes` from a list that holds.
fn faults(changes: &Value) -> Vec<String> {
    let mut class = json!({
        "id": "listed", "name": { "fr": "nom", "en": "name" }, "of": ["examplin", "otherol"],
        "grade": "C", "sources": [{ "source": "label", "place": "2" }],
    });
    for (field, value) in changes.as_object().expect("fields") {
        class[field] = value.clone();
    }
    let given = json!({ "id": "given", "name": { "fr": "nom", "en": "name" } });
    let errors = Formulary::bind(vec![chapter(&json!([given, class]))]).err().unwrap_or_default();
    errors.iter().map(ToString::to_string).filter(|it| it.contains("classes[")).collect()
}

#[test]
fn a_list_that_holds_is_carried_by_each_of_its_substances() {
    assert_eq!(faults(&json!({})), [""; 0]);
    let mut book = chapter(&json!([{
        "id": "listed", "name": { "fr": "nom", "en": "name" }, "of": ["examplin", "otherol"],
        "grade": "C", "sources": [{ "source": "label", "place": "2" }],
    }]));
    assert_eq!(book.carry_classes(), []);
    let carried: Vec<_> = book.substances.iter().map(|it| it.classes.join(" ")).collect();
    assert_eq!(carried, ["listed", "given listed"]);
    assert!(book.classes.iter().all(|it| it.of.is_empty()));
}

#[test]
fn a_substance_that_the_catalogue_does_not_hold_is_named_with_its_place() {
    let unknown = "classes.toml: classes[listed].of: `examplim` is not in the catalogue";
    assert_eq!(faults(&json!({ "of": ["examplin", "examplim"] })), [unknown]);
}

#[test]
fn a_substance_is_named_once_by_a_class() {
    let twice = |id: &str| format!("classes.toml: classes[listed].of: `{id}` is named twice");
    assert_eq!(faults(&json!({ "of": ["examplin", "otherol", "examplin"] })), [twice("examplin")]);
    // Neither beside what the substance says of itself.
    let given = "classes.toml: classes[given].of: `otherol` is named twice";
    assert!(faults(&json!({ "id": "given", "of": ["otherol"] })).contains(&given.to_owned()));
}

#[test]
fn a_list_without_a_grade_or_without_a_source_does_not_build() {
    let bare = "classes.toml: classes[listed].of: a list of substances needs a grade and a source";
    assert_eq!(faults(&json!({ "grade": null })), [bare]);
    assert_eq!(faults(&json!({ "sources": [] })), [bare]);
    assert_eq!(faults(&json!({ "of": [], "grade": null, "sources": [] })), [""; 0]);
}

#[test]
fn a_source_of_a_list_stands_in_the_bibliography() {
    let unknown = "classes.toml: classes[listed].sources: source `leaflet` is not in the bibliography";
    assert_eq!(faults(&json!({ "sources": [{ "source": "leaflet", "place": "2" }] })), [unknown]);
}

#[test]
fn two_questions_that_read_alike_are_named() {
    let text = |fr: &str, en: &str| json!({ "fr": fr, "en": en });
    let question = |id: &str, label: Value| json!({ "id": id, "group": "g", "label": label, "text": text(id, id) });
    let faults = |other: Value| {
        let mut chapter = chapter(&json!([]));
        let rows = json!([question("one", text("Chutes", "Falls")), question("other", other)]);
        chapter.questions = serde_json::from_value(rows).expect("questions");
        let errors = Formulary::bind(vec![chapter]).err().unwrap_or_default();
        errors.iter().map(ToString::to_string).filter(|it| it.contains(".label")).collect::<Vec<_>>()
    };
    assert_eq!(faults(text("Fractures", "Fractures")), [""; 0]);
    let alike = |label: &str| format!("classes.toml: questions[other].label: `{label}` is the label of `one` too");
    assert_eq!(faults(text("Fractures", "falls")), [alike("falls")]);
    assert_eq!(faults(text("CHUTES", "Fractures")), [alike("CHUTES")]);
}
