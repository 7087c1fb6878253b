//! The rows of the book, listed apart from it: by kind, by how strong they are, by the page they stand on.
//!
//! The list is written by hand, as the numbers of the book are typed twice: a row that is lost, moved to
//! another party or made milder is a line that differs. Of names only their number is kept.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{RowKind, lists};

const LISTED: &str = include_str!("listed.txt");

/// The lines of the list, as the book would write them.
fn lines() -> BTreeSet<String> {
    let book = palier_formulary::builtin();
    let rows = lists(&book);
    let mut groups: BTreeMap<(RowKind, &str, &str), BTreeSet<&str>> = BTreeMap::new();
    for it in rows.iter().filter(|it| it.kind.is_traced()) {
        groups.entry((it.kind, &it.degree, &it.page)).or_default().insert(&it.id);
    }
    let traced = groups.into_iter().map(|((kind, degree, page), ids)| {
        let ids = ids.into_iter().collect::<Vec<_>>().join("; ");
        let degree = if degree.is_empty() { String::new() } else { format!(" {degree}") };
        format!("{}{degree} on {page}: {ids}", kind.name())
    });
    let names = RowKind::ALL
        .into_iter()
        .filter(|it| !it.is_traced())
        .map(|kind| format!("{}: {}", kind.name(), rows.iter().filter(|it| it.kind == kind).count()));
    traced.chain(names).collect()
}

#[test]
fn the_book_holds_the_rows_on_the_list_and_no_other() {
    let listed: BTreeSet<String> = LISTED.lines().filter(|it| !it.starts_with('#')).map(str::to_owned).collect();
    let ours = lines();
    let gone: Vec<_> = listed.difference(&ours).collect();
    let new: Vec<_> = ours.difference(&listed).collect();
    assert!(gone.is_empty() && new.is_empty(), "listed.txt says\n{gone:#?}\nand the book\n{new:#?}");
}
