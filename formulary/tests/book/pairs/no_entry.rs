//! What is said of a medicine that no row and no rule speaks of.

use super::substance;
use crate::ask::{BOOK, assessment};
use crate::pairs::{drugs, request, taking};
use palier_engine::book::chapter::Chapter;
use palier_engine::book::drug::Drug;
use palier_engine::book::formulary::Formulary;
use palier_engine::book::medicine::Substance;
use palier_engine::book::rule::Ring;
use palier_engine::finding::Recognition;
use palier_engine::logic::condition::{Condition, NameKind};
use palier_engine::planner::Planner;
use serde_json::json;

pub const COMMON: &str = include_str!("../listed/common.txt");

#[test]
fn a_common_medicine_without_entry_says_so_and_nothing_else() {
    for drug in drugs() {
        for name in ["paracétamol", "metformine", "oméprazole", "salbutamol", "insuline"] {
            let outcome = taking(&drug.id, &[name]);
            let answer = &assessment(&outcome).medicines[0];
            // Naltrexone has a rule about the daily dose of paracetamol, which is not said here.
            if drug.substance == "naltrexone" && name == "paracétamol" {
                assert_eq!(answer.answer, Recognition::Recognised, "{}", drug.id);
                continue;
            }
            assert!(answer.findings.is_empty(), "{} × {name}: {answer:?}", drug.id);
            assert_eq!(answer.answer, Recognition::NoEntry, "{} × {name}", drug.id);
        }
    }
}

/// Whether a rule, limit, gate, monitoring, variant or wash-out of a drug names a substance, by whatever tag.
fn is_named(drug: &Drug, substance: &Substance) -> bool {
    let mut named = false;
    let mut look = |kind: NameKind, tag: &str| {
        named |= kind == NameKind::Tag && (substance.id == tag || substance.classes.iter().any(|it| it == tag));
    };
    let book = BOOK.book();
    let ours = |drugs: &[String]| drugs.contains(&drug.id);
    book.rules.iter().filter(|it| ours(&it.drugs)).for_each(|it| it.when.names(&mut look));
    book.limits.iter().filter(|it| ours(&it.drugs)).for_each(|it| it.when.names(&mut look));
    named_elsewhere(drug, &mut look);
    book.wash_outs.iter().filter(|it| ours(&it.drugs)).for_each(|it| look(NameKind::Tag, &it.from));
    named
}

/// What stands in conditions that find nothing by themselves: of variants, gates and monitoring.
fn named_elsewhere(drug: &Drug, look: &mut impl FnMut(NameKind, &'static str)) {
    let book = BOOK.book();
    let ours = |drugs: &[String]| drugs.contains(&drug.id);
    book.gates.iter().filter(|it| ours(&it.drugs)).for_each(|it| it.when.names(look));
    book.monitoring.iter().filter(|it| ours(&it.drugs)).for_each(|it| it.when.names(look));
    let protocols = book.protocols.iter().filter(|it| it.drug == drug.id);
    protocols.flat_map(|it| &it.variants).for_each(|it| it.when.names(look));
}

/// A medicine that changes the stair, a gate or a test is read, with or without an alert.
#[test]
fn what_only_a_variant_a_gate_or_a_test_reads_has_an_entry() {
    let mut silent = Vec::new();
    for drug in drugs() {
        let mut tags = Vec::new();
        named_elsewhere(drug, &mut |kind, tag| {
            if kind == NameKind::Tag && !tags.contains(&tag) {
                tags.push(tag);
            }
        });
        let is_read = |it: &&Substance| tags.iter().any(|tag| it.id == *tag || it.classes.iter().any(|it| it == tag));
        for substance in BOOK.book().substances.iter().filter(is_read).filter(|it| it.id != drug.substance) {
            let outcome = taking(&drug.id, &[&substance.name.fr]);
            let answer = &assessment(&outcome).medicines[0].answer;
            if *answer == Recognition::NoEntry {
                silent.push(format!("{} × {}", drug.id, substance.id));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:?}");
    // Not because some pair happens to speak of it: the same, in a book without pairs and without limits.
    let mut chapter = Chapter::from(BOOK.book().clone());
    chapter.interactions.rules = Vec::new();
    chapter.interactions.looked_up = Vec::new();
    // A drug keeps its absolute ceilings: without one it does not build.
    chapter.limits.retain(|it| it.ring == Ring::Absolute && it.when == Condition::always());
    let book = Formulary::bind(vec![chapter]).expect("the book still holds");
    let request = request("lamotrigine", json!({ "medicines": [{ "name": "rifampicine", "started": "2020-01" }] }));
    let outcome = Planner::new(&book).decide(&request);
    assert_eq!(assessment(&outcome).medicines[0].answer, Recognition::Recognised);
}

/// Whether a substance is counted by something that adds up, beside this drug.
fn is_counted(drug: &Drug, it: &Substance) -> bool {
    let pairs = &BOOK.book().interactions;
    let (own, its) = (pairs.tags(substance(&drug.substance)), pairs.tags(it));
    let any = |of: &[String], tags: &[&str]| of.iter().any(|it| tags.contains(&it.as_str()));
    let carried = BOOK.book().burdens.iter().filter(|it| any(&it.of, &own)).filter_map(|it| it.adds_up.as_ref());
    carried.into_iter().any(|it| any(&it.strong, &its))
}

/// Every drug with every substance of the catalogue that no line of the book names.
#[test]
fn without_rule_or_entry_the_answer_is_no_entry_and_nothing_else() {
    let same = |drug: &Drug, it: &Substance| {
        let of = |tag: &String| *tag == it.id || it.classes.contains(tag);
        it.id == drug.substance || drug.same_treatment.iter().any(of)
    };
    for drug in drugs() {
        let read = |it: &Substance| is_named(drug, it) || is_counted(drug, it) || same(drug, it);
        let unnamed = |it: &&Substance| BOOK.interactions(drug, it).is_empty() && !read(it);
        let names: Vec<&str> = BOOK.book().substances.iter().filter(unnamed).map(|it| it.name.fr.as_str()).collect();
        assert!(names.len() > 400, "{}: {}", drug.id, names.len());
        for names in names.chunks(50) {
            let outcome = taking(&drug.id, names);
            let found = assessment(&outcome);
            for (name, answer) in names.iter().zip(&found.medicines) {
                let whole = matches!(answer.answer, Recognition::NoEntry);
                assert!(whole && answer.findings.is_empty(), "{} × {name}: {answer:?}", drug.id);
            }
        }
    }
}
