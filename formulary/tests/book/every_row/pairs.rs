//! Rows of pairs, and what holds for many of them.

use std::collections::{BTreeMap, BTreeSet};

use palier_engine::book::medicine::Substance;
use palier_engine::book::pairs::{Interaction, gaps};
use palier_engine::book::parties::ALCOHOL;
use palier_engine::book::places::Party;

use super::called;
use crate::ask::BOOK;

/// Where everything that a row may name stands: substances, alcohol, questions, drugs.
fn parties() -> BTreeMap<&'static str, Party> {
    let pairs = &BOOK.book().interactions;
    let all: Vec<&Substance> = BOOK.book().substances.iter().collect();
    let substances = all.iter().map(|it| it.id.as_str()).zip(BOOK.substance_parties(&all));
    let questions = BOOK.book().questions.iter().map(|it| (it.id.as_str(), BOOK.habit_party(&it.id)));
    let drugs = BOOK.book().drugs.iter().filter(|it| it.id != it.substance);
    let drugs = drugs.map(|it| (it.id.as_str(), BOOK.drug_party(it)));
    substances.chain(questions).chain(drugs).chain([(ALCOHOL, pairs.party(&[ALCOHOL]))]).collect()
}

/// Who stands on a side.
fn members(side: &[String]) -> BTreeSet<&str> {
    let is_named = |tag: &&String| {
        *tag == ALCOHOL || BOOK.question(tag).is_some() || BOOK.drug(tag).is_some_and(|it| it.id != it.substance)
    };
    let named = side.iter().filter(is_named).map(String::as_str);
    named.chain(side.iter().flat_map(|tag| called(tag)).map(|it| it.id.as_str())).collect()
}

/// Between one of each side a row is found, unless another stands in its place; with what stands on neither,
/// never.
#[test]
fn each_row_of_pairs_is_found_between_what_stands_on_its_sides() {
    let pairs = &BOOK.book().interactions;
    let parties = parties();
    let between = |one: &str, other: &str| pairs.between(&parties[one], &parties[other]);
    for row in &pairs.rules {
        let (a, b) = (members(&row.a), members(&row.b));
        assert!(!a.is_empty() && !b.is_empty(), "{} names nobody", row.id);
        let met = a.iter().flat_map(|one| b.iter().map(move |other| (*one, *other)));
        let found = met
            .filter(|(one, other)| one != other)
            .any(|(one, other)| between(one, other).iter().any(|it| it.id == row.id && it.level == row.level));
        assert!(found, "{} is found of no pair", row.id);
        let stranger = BOOK.book().substances.iter().find(|it| !a.contains(&*it.id) && !b.contains(&*it.id));
        let stranger = stranger.expect("no row names every substance");
        let of_it = a.iter().chain(&b).all(|it| between(it, &stranger.id).iter().all(|it| it.id != row.id));
        assert!(of_it, "{} speaks of {}", row.id, stranger.id);
    }
}

#[test]
fn each_mechanism_is_that_of_a_row_of_pairs() {
    let pairs = &BOOK.book().interactions;
    for it in &pairs.mechanisms {
        assert!(pairs.rules.iter().any(|row| row.mechanism == it.id), "{} is that of no row", it.id);
    }
}

/// What too much or too little does is said of some medicine that a row of pairs acts on.
#[test]
fn each_effect_is_that_of_a_medicine_whose_level_changes() {
    let pairs = &BOOK.book().interactions;
    let side = |row: &'static Interaction, gap: &str| match gap {
        "more" | "less" => Some(&row.b),
        "more a" => Some(&row.a),
        _ => None,
    };
    let mut acted_on: BTreeSet<&str> = BTreeSet::new();
    for row in &pairs.rules {
        let mechanism = pairs.mechanism(&row.mechanism).expect("a mechanism");
        for side in gaps(&mechanism.text.fr).filter_map(|gap| side(row, gap)) {
            acted_on.extend(members(side));
        }
    }
    let said: BTreeSet<&str> = (BOOK.book().substances.iter())
        .filter(|it| acted_on.contains(it.id.as_str()))
        .filter_map(|it| pairs.effect(it))
        .map(|it| it.id.as_str())
        .collect();
    let all: BTreeSet<&str> = pairs.effects.iter().map(|it| it.id.as_str()).collect();
    // Lithium stands in rows that add effects up; none of them changes its level yet.
    assert_eq!(all.difference(&said).collect::<Vec<_>>(), [&"effect-lithium"], "said of nobody");
}

#[test]
fn what_is_excluded_from_a_group_is_not_called_by_it() {
    let pairs = &BOOK.book().interactions;
    for exclusion in &pairs.exclusions {
        for group in &exclusion.groups {
            let group = pairs.groups.iter().find(|it| it.group == *group).unwrap_or_else(|| panic!("{group}"));
            let inside = exclusion.substances.iter().filter(|it| group.substances.contains(it)).count();
            assert!(inside > 0, "{}: nobody is left out of it", group.group);
            for id in &exclusion.substances {
                let tags = pairs.tags(BOOK.substance(id).expect("in the catalogue"));
                assert!(!tags.contains(&group.group.as_str()), "{id} is still called {}", group.group);
            }
        }
    }
}

/// A tail lengthens rows that exist: of its mechanisms, with what was stopped on a side.
#[test]
fn each_tail_is_that_of_a_row_it_lengthens() {
    let pairs = &BOOK.book().interactions;
    for tail in &pairs.tails {
        assert!(tail.days > 0 && !tail.sources.is_empty(), "{}", tail.of);
        let stopped = called(&tail.of);
        assert!(!stopped.is_empty(), "{} is nobody", tail.of);
        let names_it = |row: &&Interaction| {
            let tags: BTreeSet<&str> = stopped.iter().flat_map(|it| pairs.tags(it)).collect();
            row.a.iter().chain(&row.b).any(|it| tags.contains(it.as_str()))
        };
        let rows: Vec<&Interaction> = pairs.rules.iter().filter(names_it).collect();
        assert!(!rows.is_empty(), "{} stands in no row", tail.of);
        for mechanism in &tail.mechanisms {
            assert!(rows.iter().any(|it| it.mechanism == *mechanism), "{}: no row of {mechanism}", tail.of);
        }
    }
}
