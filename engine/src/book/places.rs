//! Where each name stands in the rows: sorted once per book, then found by halving.
//!
//! Every request asks where its drug and each substance of its list stand. Reading hundreds of rows
//! word by word each time took a third of an answer.

use std::sync::OnceLock;

use crate::book::pairs::Interaction;
use crate::exact::sort;

/// One name on one side of one row.
#[derive(Clone, Copy, Debug)]
struct Place {
    row: usize,
    /// On the row's `a`; else on its `b`.
    is_a: bool,
    at: usize,
}

impl Place {
    fn name(self, rows: &[Interaction]) -> &str {
        let row = &rows[self.row];
        if self.is_a { &row.a[self.at] } else { &row.b[self.at] }
    }
}

/// The places of every name, sorted by name; found at the first question. They follow from the rows,
/// and so take no part in comparing or in writing a book.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(OnceLock<Vec<Place>>);

impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Places {}

impl Places {
    /// Where these names stand in the rows. The rows are those of every other call.
    pub(crate) fn party(&self, rows: &[Interaction], names: &[&str]) -> Party {
        let mut party = Party::default();
        for place in names.iter().flat_map(|name| self.of(rows, name)) {
            (if place.is_a { &mut party.a } else { &mut party.b }).push(place.row);
        }
        for side in [&mut party.a, &mut party.b] {
            sort::once(side);
        }
        party
    }

    /// Whether a name stands in a row that names a party.
    pub(crate) fn meets(&self, rows: &[Interaction], party: &Party, name: &str) -> bool {
        self.of(rows, name)
            .iter()
            .any(|it| party.a.binary_search(&it.row).is_ok() || party.b.binary_search(&it.row).is_ok())
    }

    fn of(&self, rows: &[Interaction], name: &str) -> &[Place] {
        let places = self.0.get_or_init(|| sorted(rows));
        let from = places.partition_point(|it| it.name(rows) < name);
        let count = places[from..].iter().take_while(|it| it.name(rows) == name).count();
        &places[from..from + count]
    }
}

fn sorted(rows: &[Interaction]) -> Vec<Place> {
    let sides = rows.iter().enumerate().flat_map(|(row, it)| [(row, true, it.a.len()), (row, false, it.b.len())]);
    let mut places: Vec<Place> =
        sides.flat_map(|(row, is_a, names)| (0..names).map(move |at| Place { row, is_a, at })).collect();
    // They stand in the order of their rows.
    sort::with(&mut places, |one, other| one.name(rows).cmp(other.name(rows)));
    places
}

/// Where something stands in the rows: the places of those that name it on their one side, and on
/// their other, each in the order of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    pub(crate) a: Vec<usize>,
    pub(crate) b: Vec<usize>,
}
