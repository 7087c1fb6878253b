//! `cargo xtask docs`: the book as pages, where each line of it is tested, and the tables that other
//! pages hold of it.
//!
//! All is written from the data itself, and a test says when it has gone stale.

mod drugs;
mod formulary;
mod hazards;
mod interactions;
mod traceability;

use std::fs;
use std::path::PathBuf;

use crate::{Done, page};

/// The pages, whole or with the tables in them: where each stands, and what it says now.
fn pages() -> Result<[(PathBuf, String); 4], Box<dyn std::error::Error>> {
    let book = palier_formulary::builtin();
    let docs = page::workspace().join("docs");
    let (safety, embedding) = (docs.join("safety.md"), docs.join("embedding.md"));
    let hazards = between(hazards::MARKS, &hazards::table(&book), &fs::read_to_string(&safety)?)?;
    let drugs = between(drugs::MARKS, &drugs::table(&book), &fs::read_to_string(&embedding)?)?;
    Ok([
        (safety, hazards),
        (embedding, drugs),
        (docs.join("formulary.md"), formulary::write(&book)),
        (docs.join("traceability.md"), traceability::write(&book, page::workspace())?),
    ])
}

/// A page with a table written between two marks.
fn between([begin, end]: [&str; 2], table: &str, page: &str) -> Result<String, String> {
    let parts = page.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let (before, after) = parts.ok_or_else(|| format!("a page has no place for {begin}"))?;
    Ok(format!("{before}{begin}\n\n{table}\n{end}{after}"))
}

/// Writes them.
pub fn run(_: &[String]) -> Done {
    for (path, text) in pages()? {
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
