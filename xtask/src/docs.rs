//! `cargo xtask docs`: the book as pages, where each line of it is tested, and the tables that other
//! pages hold of it.
//!
//! All is written from the data itself, and a test says when it has gone stale.

mod cells;
mod common;
mod condition;
mod drug;
mod drugs;
mod general;
mod hazards;
mod index;
mod interactions;
#[cfg(test)]
mod links;
#[cfg(test)]
mod listed;
mod party;
mod protocol;
mod rows;
mod scales;
mod scan;
mod shared;
mod traceability;

use std::path::PathBuf;
use std::{fs, io};

use cells::{Press, typeset};

use crate::Done;
use crate::workspace::workspace;

/// The folders that hold nothing but what is written here.
const FOLDERS: [&str; 2] = ["formulary", "traceability"];

/// The pages, whole or with the tables in them: where each stands, and what it says now.
fn pages() -> Result<Vec<(PathBuf, String)>, Box<dyn std::error::Error>> {
    let book = palier_formulary::builtin();
    let press = Press::new(&book);
    let docs = workspace().join("docs");
    let (safety, embedding) = (docs.join("safety.md"), docs.join("embedding.md"));
    let hazards = between(hazards::MARKS, &hazards::table(&book), &fs::read_to_string(&safety)?)?;
    let drugs = between(drugs::MARKS, &drugs::table(&book), &fs::read_to_string(&embedding)?)?;
    let mut pages =
        vec![(safety, hazards), (embedding, drugs), (docs.join("interactions.md"), interactions::page(press))];
    let rows = rows::lists(&book);
    let of_book = formulary(press, &rows).into_iter();
    pages.extend(of_book.map(|(path, text)| (docs.join("formulary").join(path), typeset(&text))));
    let traced = traceability::pages(press, &rows, workspace())?.into_iter();
    pages.extend(traced.map(|(path, text)| (docs.join(path), text)));
    Ok(pages)
}

/// The book as pages: the place of each in its folder, and what it says.
fn formulary(press: Press<'_>, rows: &[rows::BookRow<'_>]) -> Vec<(String, String)> {
    let mut pages = vec![index::page(press, rows), shared::everyone(press)];
    pages.extend(press.book.book().drugs.iter().map(|it| drug::page(press, it)));
    pages.extend(shared::class_pages(rows).iter().map(|it| shared::class(press, it, rows)));
    pages.extend([
        common::cards(press),
        common::burdens(press),
        scales::page(press),
        common::questions(press),
        common::catalogue(press),
        common::sources(press),
        interactions::mechanisms(press),
        interactions::table(press),
        interactions::entries(press),
        interactions::groups(press),
    ]);
    pages
}

/// Every file that stands in the folders, whoever wrote it.
fn standing() -> io::Result<Vec<PathBuf>> {
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|it| workspace().join("docs").join(it)).collect();
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// A page with a table written between two marks.
fn between([begin, end]: [&str; 2], table: &str, page: &str) -> Result<String, String> {
    let parts = page.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("a page has no place for {begin}"))?;
    Ok(format!("{before}{begin}\n\n{table}\n{end}{after}"))
}

/// Writes them, and takes away what the folders hold of an earlier book.
pub fn run(_: &[String]) -> Done {
    let pages = pages()?;
    for path in standing()?.into_iter().filter(|it| !pages.iter().any(|(path, _)| path == it)) {
        fs::remove_file(path)?;
    }
    for (path, text) in pages {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&path, text)?;
        println!("{}", path.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_written() {
        let page = "before\n<a>\nold\n<b>\nafter\n";
        let written = between(["<a>", "<b>"], "new\n", page).expect("the marks are there");
        assert_eq!(written, "before\n<a>\n\nnew\n\n<b>\nafter\n");
        assert_eq!(between(["<a>", "<b>"], "new\n", &written), Ok(written.clone()));
        assert!(between(["<a>", "<b>"], "new\n", "no place").is_err());
    }

    #[test]
    fn no_page_is_left_of_an_earlier_book() {
        let pages = pages().expect("the pages can be written");
        let left: Vec<PathBuf> = standing().expect("the folders can be listed");
        let left: Vec<_> = left.iter().filter(|it| !pages.iter().any(|(path, _)| path == *it)).collect();
        assert!(left.is_empty(), "run `cargo xtask docs`: {left:#?}");
    }

    #[test]
    fn the_pages_of_the_book_say_what_the_book_says() {
        for (path, text) in pages().expect("the pages can be written") {
            let there = fs::read_to_string(&path).unwrap_or_default();
            let place = there.lines().zip(text.lines()).position(|(old, new)| old != new);
            let place = place.or((there != text).then(|| there.lines().count().min(text.lines().count())));
            let line = place.map(|it| it + 1);
            assert!(line.is_none(), "{} is stale at line {line:?}: run `cargo xtask docs`", path.display());
        }
    }
}
