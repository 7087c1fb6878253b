//! The pages of what several drugs share: that of everyone, and one for each class that has rows.

use std::collections::BTreeSet;
use std::fmt::Write;

use palier_engine::book::formulary::Formulary;

use super::cells::{self, Press};
use super::party::Page;
use super::rows::{BookRow, EVERYONE_PAGE, RowKind, drug_page};

/// Every page of a class, in the order of their names.
pub fn class_pages(rows: &[BookRow<'_>]) -> Vec<String> {
    let pages: BTreeSet<&str> = rows.iter().map(|it| &*it.page).filter(|it| it.starts_with("classes/")).collect();
    pages.into_iter().map(str::to_owned).collect()
}

/// The tag a page of a class is of.
pub fn class_of(page: &str) -> &str {
    page.trim_start_matches("classes/").trim_end_matches(".md")
}

pub fn everyone(press: Press<'_>) -> (String, String) {
    let head = cells::head("Pour tous les traitements", "For every treatment");
    let mut page = Page::new(press, EVERYONE_PAGE.to_owned(), None, head);
    page.out.push_str("\nCe qui vaut quel que soit le traitement. [Tout le référentiel](README.md).\n");
    page.rows();
    page.sayings();
    (page.path, page.out)
}

pub fn class(press: Press<'_>, path: &str, rows: &[BookRow<'_>]) -> (String, String) {
    let tag = class_of(path);
    let name = press.book.tag_name(tag, press.first);
    let head = cells::head(&name, &format!("What holds for a whole class or substance: {tag}"));
    let mut page = Page::new(press, path.to_owned(), None, head);
    let drugs: Vec<String> = of(press.book, tag, rows, path)
        .into_iter()
        .map(|id| {
            let name = press.book.drug(id).map_or(id, |it| press.text(&it.name));
            format!("[{name}]({})", cells::path_to(path, &drug_page(id)))
        })
        .collect();
    let _ = writeln!(page.out, "\n`{tag}` : {}. [Tout le référentiel](../README.md).", drugs.join(", "));
    page.rows();
    page.sayings();
    (page.path, page.out)
}

/// The drugs of a class: those its rows are of.
fn of<'a>(book: &'a Formulary, tag: &str, rows: &[BookRow<'_>], path: &str) -> Vec<&'a str> {
    assert!(rows.iter().any(|it| it.page == path && it.kind != RowKind::Class), "{path} has rows");
    let called = |id: &str| {
        let substance = book.substance(id);
        id == tag || substance.is_some_and(|it| it.classes.iter().any(|class| class == tag))
    };
    book.book().drugs.iter().filter(|it| called(&it.substance)).map(|it| it.id.as_str()).collect()
}
