//! `cargo xtask docs`: the book as pages, and where each line of it is tested.
//!
//! Both are written from the data itself, and a test says when they have gone stale.

mod formulary;
mod interactions;
mod traceability;

use std::fs;
use std::path::PathBuf;

use crate::{Done, page};

/// The pages: where each stands, and what it says now.
fn pages() -> Result<[(PathBuf, String); 2], Box<dyn std::error::Error>> {
    let book = palier_formulary::builtin();
    let docs = page::workspace().join("docs");
    Ok([
        (docs.join("formulary.md"), formulary::write(&book)),
        (docs.join("traceability.md"), traceability::write(&book, page::workspace())?),
    ])
}

/// Writes both.
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
