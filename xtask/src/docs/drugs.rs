//! The generated part of `docs/embedding.md`: what may be written in the attribute `drug`.

use std::fmt::Write;

use palier_engine::book::formulary::Formulary;
use palier_engine::book::place::Region;

/// Where the table begins in the page, and where it ends.
pub const MARKS: [&str; 2] = ["<!-- drugs: written by `cargo xtask docs` -->", "<!-- end -->"];

/// The table: every drug, in the order of the book.
pub fn table(book: &Formulary) -> String {
    let mut out = String::from("| `drug` | | sold in |\n|---|---|---|\n");
    for drug in &book.book().drugs {
        let regions = [Region::FR, Region::US].into_iter().filter(|it| drug.is_marketed(*it));
        let regions: Vec<String> = regions.map(|it| format!("{it:?}")).collect();
        let _ = writeln!(out, "| `{}` | {} | {} |", drug.id, drug.name.en, regions.join(", "));
    }
    out
}
