//! How often a list of medicines asks somebody to read an alert and to sign that it was read.

use super::substance;
use crate::ask::{BOOK, assessment};
use crate::pairs::no_entry::COMMON;
use crate::pairs::{drugs, taking};
use palier_engine::book::drug::Drug;
use palier_engine::book::medicine::Substance;
use palier_engine::exact::letters::fold;

const USUAL: &str = include_str!("../listed/usual.txt");

/// A small generator, the same numbers on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most as u64).expect("small")
    }
}

/// A thousand lists of five medicines, drawn from these.
fn lists_of_five(of: &[&'static Substance]) -> Vec<Vec<&'static Substance>> {
    let mut draw = Draw(2026);
    (0..1000).map(|_| (0..5).map(|_| of[draw.below(of.len())]).collect()).collect()
}

/// How many alerts a drug asks to acknowledge beside each of these lists, fewest first.
fn to_acknowledge(drug: &Drug, lists: &[Vec<&'static Substance>]) -> Vec<usize> {
    let count = |list: &Vec<&'static Substance>| {
        let names: Vec<&str> = list.iter().map(|it| it.name.fr.as_str()).collect();
        assessment(&taking(&drug.id, &names)).findings.iter().filter(|it| it.unacknowledged).count()
    };
    let mut counts: Vec<usize> = lists.iter().map(count).collect();
    counts.sort_unstable();
    let spread: Vec<usize> =
        (0..=counts[counts.len() - 1]).map(|many| counts.iter().filter(|it| **it == many).count()).collect();
    println!("{}: median {}, lists with 0, 1, 2… alerts to acknowledge: {spread:?}", drug.id, counts[500]);
    counts
}

/// An alert that everybody gets is read by nobody. Carbamazepine has one of its own, whatever is taken.
fn of_its_own(drug: &Drug) -> usize {
    usize::from(drug.id == "carbamazepine")
}

#[test]
fn five_common_medicines_ask_for_at_most_one_acknowledgement_on_the_median() {
    let common: Vec<&Substance> = COMMON
        .lines()
        .filter_map(|name| {
            let name = name.trim();
            BOOK.book().substances.iter().find(|it| {
                it.id == name
                    || fold(&it.name.fr) == fold(name)
                    || it.aliases.iter().any(|alias| fold(alias) == fold(name))
            })
        })
        .take(200)
        .collect();
    assert!(common.len() > 150, "{}", common.len());
    let lists = lists_of_five(&common);
    for drug in drugs() {
        let counts = to_acknowledge(drug, &lists);
        assert!(counts[500] <= 1 + of_its_own(drug), "{}: {}", drug.id, counts[500]);
    }
}

/// The hundred medicines that French pharmacies dispense most.
#[test]
fn five_usual_medicines_seldom_ask_for_more_than_two_acknowledgements() {
    let usual: Vec<&Substance> = USUAL.lines().map(substance).collect();
    assert_eq!(usual.len(), 100);
    let lists = lists_of_five(&usual);
    for drug in drugs() {
        let counts = to_acknowledge(drug, &lists);
        let many = counts.iter().filter(|it| **it > 2 + of_its_own(drug)).count();
        assert!(many <= 100, "{}: {many} lists in a thousand", drug.id);
    }
}
