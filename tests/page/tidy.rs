//! What every part of the page must do, though no compiler asks for it.

use std::collections::BTreeSet;
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

/// The files of the style sheet, with their names.
fn sheets() -> Vec<(String, String)> {
    let folder = fs::read_dir(root().join("static/sheet")).expect("the folder of the sheet can be listed");
    let paths = folder.map(|it| it.expect("an entry can be read").path());
    let read = |it: PathBuf| (it.display().to_string(), fs::read_to_string(&it).expect("a sheet can be read"));
    let sheets: Vec<_> = paths.map(read).collect();
    assert!(sheets.len() > 1);
    sheets
}

/// The classes that a sheet has a rule for: what stands before a brace and is no condition.
fn ruled(sheet: &str) -> BTreeSet<String> {
    let code: String = sheet
        .split("/*")
        .enumerate()
        .map(|(at, it)| if at == 0 { it } else { it.split_once("*/").map_or("", |(_, it)| it) })
        .collect();
    let mut names = BTreeSet::new();
    for part in code.split_inclusive(['{', '}', ';']) {
        let Some(selector) = part.strip_suffix('{').filter(|it| !it.trim_start().starts_with('@')) else { continue };
        let is_of_name = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '_');
        let classes = selector.split('.').skip(1).filter_map(|it| it.split(|it| !is_of_name(it)).next());
        names.extend(classes.filter(|it| it.starts_with(|it: char| it.is_ascii_alphabetic())).map(str::to_owned));
    }
    names
}

/// What stands between quotes, word by word.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|it| it.split('"').skip(1).step_by(2)).flat_map(str::split_whitespace)
}

/// A rule for what nothing draws is read by who looks for what does, and weighs on every visit.
#[test]
fn every_class_of_the_sheet_is_drawn() {
    let mut drawn: Vec<String> = page().into_iter().map(|(_, text)| text).collect();
    for name in ["static/dose-planner.js", "static/boot.js", "static/refuse.js", "index.html"] {
        drawn.push(fs::read_to_string(root().join(name)).expect("a script can be read"));
    }
    let words: BTreeSet<&str> = drawn.iter().flat_map(|it| quoted(it)).collect();
    // `key-{at}`: all that begins so.
    let begun: Vec<&str> =
        words.iter().filter_map(|it| Some(it.split_once('{')?.0).filter(|it| it.ends_with('-'))).collect();
    for (path, sheet) in sheets() {
        for class in ruled(&sheet) {
            let known = words.contains(class.as_str()) || begun.iter().any(|it| class.starts_with(it));
            assert!(known, "{path}: nothing draws .{class}");
        }
    }
}

/// A class that no rule and no test reads says nothing.
#[test]
fn every_class_that_is_drawn_has_a_rule_or_is_read_by_a_test() {
    let ruled: BTreeSet<String> = sheets().iter().flat_map(|(_, sheet)| ruled(sheet)).collect();
    let mut readers: Vec<String> = page().into_iter().map(|(_, text)| text).collect();
    for folder in ["e2e", "tests/page"] {
        for entry in fs::read_dir(root().join(folder)).expect("a folder can be listed") {
            let path = entry.expect("an entry can be read").path();
            if path.is_file() {
                readers.push(fs::read_to_string(path).expect("a test can be read"));
            }
        }
    }
    let mut unread = Vec::new();
    for (path, text) in page() {
        let plain = text.split("class=\"").skip(1).filter_map(|it| Some(it.split_once('"')?.0));
        let chosen = text.split("classes!(").skip(1).filter_map(|it| Some(it.split_once(")}")?.0)).flat_map(quoted);
        for class in plain.flat_map(str::split_whitespace).chain(chosen) {
            let read = || readers.iter().any(|it| it.contains(&format!(".{class}")));
            if !ruled.contains(class) && !read() {
                unread.push(format!("{}: {class}", path.display()));
            }
        }
    }
    assert!(unread.is_empty(), "{unread:#?}");
}

/// Yew's own `html!` draws the same, and is several times as heavy.
#[test]
fn every_file_draws_with_the_markup_of_the_page() {
    for (path, text) in page().iter().filter(|(path, _)| !path.ends_with("src/markup.rs")) {
        assert!(!text.contains("yew::prelude"), "{}: `crate::markup::prelude` draws here", path.display());
    }
}

/// The `rem` of CSS is that of the page around the planner.
#[test]
fn no_size_of_the_sheet_follows_the_letters_of_the_page_around_it() {
    for (path, sheet) in sheets() {
        for (at, line) in sheet.lines().enumerate() {
            let digit_before = |it: usize| line[..it].ends_with(|it: char| it.is_ascii_digit());
            let sized = line.match_indices("rem").any(|(it, _)| digit_before(it));
            assert!(!sized, "{path}:{}: {line}", at + 1);
        }
    }
}
