//! The tests of the workspace, by what they name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Where tests stand: folders, and the file that holds the list of rows. Texts of the engine name no row of
/// the book.
const TESTS: [&str; 4] = ["formulary/tests", "tests", "e2e", "xtask/src/docs/listed.rs"];

/// A file of tests, cut where its functions and tests begin.
pub struct TestFile {
    name: String,
    pieces: Vec<Piece>,
}

/// A function or a test of a file.
struct Piece {
    name: String,
    is_test: bool,
    text: String,
    /// What stands between quotes in it, whole or up to a colon: ids, and much else.
    quoted: BTreeSet<String>,
}

/// Every file of tests, in the order of their names.
pub fn files(root: &Path) -> io::Result<Vec<TestFile>> {
    let mut paths = Vec::new();
    for place in TESTS.map(|it| root.join(it)) {
        if place.is_dir() { collect(&place, &mut paths)? } else { paths.push(place) }
    }
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
        Ok(TestFile { name, pieces: pieces(&fs::read_to_string(path)?) })
    };
    paths.iter().map(read).collect()
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
            pieces.push(Piece { name, is_test, text: String::new(), quoted: BTreeSet::new() });
        }
        marked = code.starts_with("#[") && (marked || code.contains("test]"));
        if let Some(piece) = pieces.last_mut() {
            piece.text.push_str(line);
            piece.text.push('\n');
        }
    }
    for piece in &mut pieces {
        piece.quoted = quoted(&piece.text);
    }
    pieces
}

/// What stands behind each quote, up to the next of its kind; behind a double one, up to a colon too.
fn quoted(text: &str) -> BTreeSet<String> {
    let behind = |quote: char| text.split(quote).skip(1);
    let keys = behind('"').filter_map(|it| it.split_once(':')).map(|(key, _)| key);
    ['"', '`', '\''].into_iter().flat_map(behind).chain(keys).map(str::to_owned).collect()
}

impl TestFile {
    /// The tests of it that name an id, or that read a table that does, or a table of such tables.
    pub fn naming(&self, id: &str) -> Vec<String> {
        let pieces = &self.pieces;
        let names: Vec<bool> = pieces.iter().map(|it| it.quoted.contains(id)).collect();
        if names.iter().all(|it| !it) {
            return Vec::new();
        }
        let reading = |tables: &[bool]| -> Vec<bool> {
            let tables = pieces.iter().zip(tables).filter(|(it, is)| **is && !it.is_test);
            let calls: Vec<String> = tables.map(|(it, _)| format!("{}(", it.name)).collect();
            pieces.iter().map(|it| calls.iter().any(|call| it.text.contains(call))).collect()
        };
        let tables = reading(&names);
        let tables_of_tables = reading(&tables);
        let names_it = |at: usize| names[at] || tables[at] || tables_of_tables[at];
        let tests = pieces.iter().enumerate().filter(|(at, it)| it.is_test && names_it(*at));
        tests.map(|(_, it)| self.said(it)).collect()
    }

    /// The test of this name, if it stands here.
    pub fn test(&self, name: &str) -> Option<String> {
        self.pieces.iter().find(|it| it.is_test && it.name == name).map(|it| self.said(it))
    }

    fn said(&self, test: &Piece) -> String {
        format!("{}: {}", self.name, test.name.replace('_', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "fn table() -> X {\n    [\"A-1\"]\n}\n\n#[test]\nfn every_row_fires() {\n    table();\n}\n\n\
                          #[test]\nfn named_itself() {\n    rule(\"A-2\")\n}\n";

    fn file() -> TestFile {
        TestFile { name: "f".into(), pieces: pieces(SOURCE) }
    }

    #[test]
    fn a_test_is_found_by_what_it_names_or_by_the_table_it_reads() {
        let file = file();
        assert_eq!(file.naming("A-1"), ["f: every row fires"]);
        assert_eq!(file.naming("A-2"), ["f: named itself"]);
        assert_eq!(file.naming("A-3"), [""; 0]);
    }

    #[test]
    fn a_test_is_found_by_its_name_and_a_function_that_is_none_is_not() {
        let file = file();
        assert_eq!(file.test("named_itself").as_deref(), Some("f: named itself"));
        assert_eq!(file.test("table"), None);
    }
}
