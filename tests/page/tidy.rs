//! What every part of the page must do, though no compiler asks for it.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file of the page, with its text.
fn page() -> Vec<(PathBuf, String)> {
    let mut folders = vec![root().join("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder can be listed") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                files.push((path.clone(), fs::read_to_string(&path).expect("a source can be read")));
            }
        }
    }
    files
}

/// What a component draws without saying so would be taken for the work of a stranger, and the page be
/// drawn whole for nothing.
#[test]
fn every_component_says_when_it_draws() {
    let mut components = 0;
    for (path, text) in page() {
        for component in text.split("#[component]").skip(1) {
            components += 1;
            let body = component.split_once("-> Html {").map_or("", |(_, body)| body);
            let first = body.trim_start().lines().next().unwrap_or_default();
            assert_eq!(first, "use_drawing();", "{}: {}", path.display(), component.lines().nth(1).unwrap_or_default());
        }
        let by_hand = text.matches("impl Component for").count();
        let says = text.matches("drawn::begin();").count().min(text.matches("drawn::end();").count());
        assert!(says >= by_hand, "{}: a component of its own says when it draws", path.display());
    }
    assert!(components > 5);
}

/// The `rem` of CSS is that of the page around the planner.
#[test]
fn no_size_of_the_sheet_follows_the_letters_of_the_page_around_it() {
    let sheet = fs::read_to_string(root().join("static/palier.css")).expect("the sheet can be read");
    for (at, line) in sheet.lines().enumerate() {
        let digit_before = |it: usize| line[..it].ends_with(|it: char| it.is_ascii_digit());
        let sized = line.match_indices("rem").any(|(it, _)| digit_before(it));
        assert!(!sized, "palier.css:{}: {line}", at + 1);
    }
}
