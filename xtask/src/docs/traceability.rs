//! `docs/traceability.md`: each line of the book, its sources, and the tests that name it.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use palier_engine::formulary::{Formulary, Graded};

/// Folders of tests. Texts of the engine name no line of the book.
const TESTS: [&str; 3] = ["formulary/tests", "tests", "e2e"];

pub fn write(book: &Formulary, root: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for folder in TESTS {
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();
    let mut tests = Vec::new();
    for path in files {
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        tests.push((name, pieces(&fs::read_to_string(&path)?)));
    }
    let mut out = String::from(
        "<!-- Written by `cargo xtask docs` from formulary/data and the tests. -->\n\n\
         # From rule to source to test\n\n\
         Every line of the book, what it rests on, and the tests that name it. A test that draws over the whole book \
         names no line and is not listed: the invariants, the typography, the languages. \
         [formulary.md](formulary.md) has the texts; [safety.md](safety.md) goes from a hazard to its rules.\n\n\
         | line | kind | grade | sources | tests that name it |\n|---|---|---|---|---|\n",
    );
    for Graded { kind, id, grade, sources } in book.book().graded() {
        let sources: Vec<String> =
            sources.iter().map(|it| format!("`{}`: {}", it.source, it.place.replace('|', "\\|"))).collect();
        let named: Vec<String> = tests.iter().flat_map(|(file, pieces)| naming(file, pieces, id)).collect();
        let named = if named.is_empty() { "none by name".to_owned() } else { named.join(", ") };
        let _ = writeln!(out, "| `{id}` | {kind} | {grade:?} | {} | {named} |", sources.join("; "));
    }
    out.push_str(&super::interactions::stricter(book));
    Ok(out)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|it| it.to_str()).unwrap_or_default();
        if path.is_dir() {
            if name != "node_modules" && name != "scenarios" {
                collect(&path, files)?;
            }
        } else if name.ends_with(".rs") || name.ends_with(".test.mjs") {
            files.push(path);
        }
    }
    Ok(())
}

/// A function or a test of a file.
struct Piece {
    name: String,
    is_test: bool,
    text: String,
}

/// Cuts a file where functions and tests begin.
fn pieces(source: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut marked = false;
    for line in source.lines() {
        let code = line.trim_start();
        let function = ["fn ", "async fn ", "pub fn "].iter().find_map(|it| code.strip_prefix(it));
        let begins = match (function, code.strip_prefix("test(\"")) {
            (Some(rest), _) => rest.split(['(', '<']).next().map(|name| (name.to_owned(), marked)),
            (None, Some(rest)) => rest.split('"').next().map(|name| (name.to_owned(), true)),
            (None, None) => None,
        };
        if let Some((name, is_test)) = begins {
            pieces.push(Piece { name, is_test, text: String::new() });
        }
        marked = code.starts_with("#[") && (marked || code.contains("test]"));
        if let Some(piece) = pieces.last_mut() {
            piece.text.push_str(line);
            piece.text.push('\n');
        }
    }
    pieces
}

/// The tests of a file that name an id, or that read a table that does, or a table of such tables.
fn naming(file: &str, pieces: &[Piece], id: &str) -> Vec<String> {
    let quoted = [format!("\"{id}\""), format!("\"{id}:"), format!("`{id}`"), format!("'{id}'")];
    let names: Vec<bool> = pieces.iter().map(|it| quoted.iter().any(|id| it.text.contains(id))).collect();
    let reading = |tables: &[bool]| -> Vec<bool> {
        let tables = pieces.iter().zip(tables).filter(|(it, is)| **is && !it.is_test);
        let calls: Vec<String> = tables.map(|(it, _)| format!("{}(", it.name)).collect();
        pieces.iter().map(|it| calls.iter().any(|call| it.text.contains(call))).collect()
    };
    let tables = reading(&names);
    let tables_of_tables = reading(&tables);
    let names_it = |at: usize| names[at] || tables[at] || tables_of_tables[at];
    let tests = pieces.iter().enumerate().filter(|(at, it)| it.is_test && names_it(*at));
    tests.map(|(_, it)| format!("{file}: {}", it.name.replace('_', " "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "fn table() -> X {\n    [\"A-1\"]\n}\n\n#[test]\nfn every_row_fires() {\n    table();\n}\n\n\
                          #[test]\nfn named_itself() {\n    rule(\"A-2\")\n}\n";

    #[test]
    fn a_test_is_found_by_what_it_names_or_by_the_table_it_reads() {
        let pieces = pieces(SOURCE);
        assert_eq!(naming("f", &pieces, "A-1"), ["f: every row fires"]);
        assert_eq!(naming("f", &pieces, "A-2"), ["f: named itself"]);
        assert_eq!(naming("f", &pieces, "A-3"), [""; 0]);
    }
}
