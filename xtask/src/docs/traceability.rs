//! `docs/traceability.md` and its folder: each row of the book, its sources, and the tests that hold it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::Path;

use palier_engine::book::source::Citation;

use super::cells::{Press, anchor, cell};
use super::general;
use super::interactions;
use super::rows::{BookRow, RowKind};
use super::scan::{self, TestFile};

/// A row with the tests that hold it.
struct Traced<'a> {
    row: &'a BookRow<'a>,
    /// Those that name it.
    own: Vec<String>,
    /// Those that walk every row of its kind.
    general: &'a [String],
}

impl Traced<'_> {
    fn is_held(&self) -> bool {
        !self.own.is_empty() || !self.general.is_empty()
    }

    fn tests(&self) -> String {
        let kind =
            || format!("as every [{}](../traceability.md#{})", self.row.kind.name(), anchor(self.row.kind.name()));
        if self.own.is_empty() { kind() } else { self.own.join(", ") }
    }
}

/// The general tests of each kind that exist, each with its file.
fn of_kinds(files: &[TestFile]) -> BTreeMap<RowKind, Vec<String>> {
    let found = |name: &&str| files.iter().find_map(|it| it.test(name));
    RowKind::ALL.into_iter().map(|kind| (kind, general::tests(kind).iter().filter_map(found).collect())).collect()
}

fn trace<'a>(
    rows: &'a [BookRow<'a>],
    files: &[TestFile],
    kinds: &'a BTreeMap<RowKind, Vec<String>>,
) -> Vec<Traced<'a>> {
    rows.iter()
        .map(|row| {
            let own = if row.kind.is_named_in_passing() {
                Vec::new()
            } else {
                files.iter().flat_map(|it| it.naming(&row.id)).collect()
            };
            Traced { row, own, general: &kinds[&row.kind] }
        })
        .collect()
}

/// Every page, by its place in `docs`.
pub fn pages(press: Press<'_>, rows: &[BookRow<'_>], root: &Path) -> io::Result<Vec<(String, String)>> {
    let files = scan::files(root)?;
    let kinds = of_kinds(&files);
    let traced = trace(rows, &files, &kinds);
    let mut rooms: BTreeMap<String, Vec<&Traced<'_>>> = BTreeMap::new();
    for it in traced.iter().filter(|it| it.row.kind.is_traced()) {
        rooms.entry(room(&it.row.page)).or_default().push(it);
    }
    let mut pages = vec![("traceability.md".to_owned(), index(&traced, &kinds, &rooms))];
    pages.extend(rooms.iter().map(|(name, rows)| (format!("traceability/{name}.md"), table(name, rows))));
    pages.push(("traceability/stricter.md".to_owned(), interactions::stricter(press)));
    Ok(pages)
}

/// The name under which the rows of a page of the book are traced.
fn room(page: &str) -> String {
    let page = page.trim_start_matches("../").trim_end_matches(".md");
    page.trim_end_matches("/README").replace('/', "-")
}

fn index(
    traced: &[Traced<'_>],
    kinds: &BTreeMap<RowKind, Vec<String>>,
    rooms: &BTreeMap<String, Vec<&Traced<'_>>>,
) -> String {
    let said: Vec<&Traced<'_>> = traced.iter().filter(|it| it.row.kind.is_traced()).collect();
    let own = said.iter().filter(|it| !it.own.is_empty()).count();
    let none = traced.iter().filter(|it| !it.is_held()).count();
    let mut out = format!(
        "<!-- Written by `cargo xtask docs` from formulary/data and the tests. -->\n\n\
         # From rule to source to test\n\n\
         **{} rows that say something of a treatment: {own} by a test that names them, the other {} by the tests that \
         walk every row of their kind. {} names (of substances, brands, classes, questions, sources) by the tests of \
         their kind. By none: {none}.**\n\n\
         Every row of the book, what it rests on, and what fails when it is taken away or changed. What a test names is \
         walked by the tests of its kind as well. A test that looks at texts alone (typography, languages) is not \
         counted. [The book as pages](formulary/README.md) has the texts; [safety.md](safety.md) goes from a hazard to \
         its rules. Where another source is stricter than the table of pairs, [that one drives](traceability/stricter.md).\n\n\
         ## Row by row\n\n| page | rows | named by a test | by its kind |\n|---|---|---|---|\n",
        said.len(),
        said.len() - own,
        traced.len() - said.len(),
    );
    for (name, rows) in rooms {
        let own = rows.iter().filter(|it| !it.own.is_empty()).count();
        let _ = writeln!(out, "| [{name}](traceability/{name}.md) | {} | {own} | {} |", rows.len(), rows.len() - own);
    }
    out.push_str("\n## By kind\n\nWhat each test of a kind reads, and when it fails, stands in its file.\n");
    for kind in RowKind::ALL {
        let of_it: Vec<&Traced<'_>> = traced.iter().filter(|it| it.row.kind == kind).collect();
        let own = of_it.iter().filter(|it| !it.own.is_empty()).count();
        let _ =
            write!(out, "\n### {}\n\n{} rows, {own} of them named by a test. Every one:\n\n", kind.name(), of_it.len());
        for test in &kinds[&kind] {
            let _ = writeln!(out, "* {test}");
        }
    }
    out
}

fn table(name: &str, rows: &[&Traced<'_>]) -> String {
    let mut out = format!(
        "<!-- Written by `cargo xtask docs` from formulary/data and the tests. -->\n\n# {name}: from rule to source to \
         test\n\n[All rows](../traceability.md).\n\n| row | kind | grade | sources | tests |\n|---|---|---|---|---|\n"
    );
    for it in rows {
        let BookRow { kind, id, degree, page, grade, sources } = it.row;
        let grade = grade.map_or_else(String::new, |it| format!("{it:?}"));
        let page = page.strip_prefix("../").map_or_else(|| format!("formulary/{page}"), str::to_owned);
        let comma = if degree.is_empty() { "" } else { ", " };
        let kind = format!("{}{comma}{degree}", kind.name());
        let line = [&format!("[{id}](../{page})"), &kind, &grade, &cited(sources), &it.tests()];
        let _ = writeln!(out, "| {} |", line.map(|it| cell(it)).join(" | "));
    }
    out
}

fn cited(sources: &[Citation]) -> String {
    let sources: Vec<String> = sources.iter().map(|it| format!("`{}`: {}", it.source, it.place)).collect();
    sources.join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::rows;
    use super::*;
    use crate::workspace::workspace;

    #[test]
    fn every_row_of_the_book_has_a_test() {
        let book = palier_formulary::builtin();
        let rows = rows::lists(&book);
        let files = scan::files(workspace()).expect("the tests can be read");
        let kinds = of_kinds(&files);
        let bare: Vec<String> = (trace(&rows, &files, &kinds).iter())
            .filter(|it| !it.is_held())
            .map(|it| format!("{} {}", it.row.kind.name(), it.row.id))
            .collect();
        assert!(bare.is_empty(), "no test holds {bare:#?}");
    }

    #[test]
    fn every_test_of_a_kind_exists() {
        let files = scan::files(workspace()).expect("the tests can be read");
        for kind in RowKind::ALL {
            for name in general::tests(kind) {
                assert!(files.iter().any(|it| it.test(name).is_some()), "{}: no test `{name}`", kind.name());
            }
        }
    }
}
