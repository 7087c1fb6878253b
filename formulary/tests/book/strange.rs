//! A language is a file: the whole planner answers in one that nobody speaks, made by machine out of French, and nothing
//! of French or English is left beside it.

#[path = "../../../engine/languages/pseudo.rs"]
mod pseudo;
#[path = "strange_book.rs"]
mod strange_book;

use std::collections::BTreeSet;

use crate::ask::{PLANNER, answered_for};
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::planner::Planner;
use palier_engine::request::request::Request;
use serde_json::{Value, json};
use strange_book::{strings, words};

const FRENCH: &str = include_str!("../../../engine/languages/fr.toml");
const REQUESTS: &str = include_str!("cases/requests.jsonl");

/// Requests of every drug and card, and all the cases that can be read.
fn requests() -> Vec<Value> {
    let book = PLANNER.formulary().book();
    let drugs = book.drugs.iter().map(|it| it.id.as_str());
    let asked =
        drugs.map(|id| answered_for(&json!({ "treatment": { "drug": id, "protocol": null, "indication": null } })));
    let cards = book.cards.iter().map(|it| {
        let treatment = json!({ "drug": it.id });
        json!({ "version": 1, "id": "card", "today": "2026-11-30", "treatment": treatment })
    });
    let cases = REQUESTS.lines().filter(|it| Request::read(it).is_ok());
    asked.chain(cards).chain(cases.map(|it| serde_json::from_str(it).expect("JSON"))).collect()
}

#[test]
fn the_whole_planner_answers_in_a_language_that_is_a_file_and_says_nothing_in_another() {
    let lang = Lang::read(pseudo::built(FRENCH, "planner")).expect("built as any other");
    let (book, alike) = strange_book::of(PLANNER.formulary().clone(), lang);
    let planner = Planner::new(&book);
    let (mut texts, mut plans) = (0, 0);
    for asked in requests() {
        let mut typed = Vec::new();
        strings(&asked, None, true, &mut typed);
        let typed: BTreeSet<&str> = typed.into_iter().flat_map(words).collect();
        let request: Request = serde_json::from_value(asked.clone()).expect("a request");
        let outcome = planner.decide(&request);
        let in_french = PLANNER.decide(&request);
        assert_eq!(std::mem::discriminant(&outcome), std::mem::discriminant(&in_french), "{asked}");
        if matches!(outcome, Outcome::Stopped { .. }) {
            // What the auditor says is for who mends the program.
            continue;
        }
        plans += usize::from(matches!(outcome, Outcome::Planned { .. }));
        let outcome = serde_json::to_value(&outcome).expect("JSON");
        let mut said = Vec::new();
        let keys = ["text", "ask", "bound", "name", "pairs_looked_up", "message", "says", "too_early"];
        strings(&outcome, Some(&keys), false, &mut said);
        for text in said {
            texts += 1;
            assert!(!text.contains(|it: char| it.is_control() || "{}".contains(it)), "a gap is left: {text}");
            let left = alike.others(text, &typed);
            assert!(left.is_empty(), "{left:?} in {text}\n{asked}");
        }
    }
    assert!(texts > 2000 && plans > 18, "{texts} texts, {plans} plans");
}
