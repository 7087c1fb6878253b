//! The floors of the house: a file imports only what stands below it, and no room is too large.
//!
//! The order is the one of the `mod` lines: of `lib.rs` for the rooms, of each `mod.rs` for the files in a
//! room, the ground first. A parent stands above its children.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The packages, and their sources.
const PACKAGES: [&str; 2] = ["engine/src", "src"];

/// Lines of a file, its tests left out.
const MOST_LINES: usize = 600;

/// Lines of a function.
const MOST_LINES_OF_A_FUNCTION: usize = 80;

/// Files and functions that may be longer, each with its reason.
const LONGER: [(&str, &str); 0] = [];

/// What only scripts call.
const EXPORTS: [&str; 1] = ["src/embed.rs"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A source without its comments, and without its tests.
fn code(text: &str) -> String {
    let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let lines = text[..tests].lines().filter(|it| !it.trim_start().starts_with("//"));
    lines.map(|it| format!("{it}\n")).collect()
}

/// One package: its files by module path, in the order of its floors.
struct House {
    /// `book::rule`, and the text of its file; the ground first.
    rooms: Vec<(String, String)>,
}

impl House {
    fn read(source: &str) -> Self {
        let mut rooms = Vec::new();
        Self::add(&root().join(source), "lib", "", &mut rooms);
        Self { rooms }
    }

    /// The modules that a file lists, each with all that is in it, and then the file itself.
    fn add(folder: &Path, file: &str, module: &str, rooms: &mut Vec<(String, String)>) {
        let text = fs::read_to_string(folder.join(file).with_extension("rs")).expect("it can be read");
        for line in code(&text).lines() {
            let words: Vec<&str> = line.trim_end_matches(';').split(' ').collect();
            let (["mod", child] | ["pub", "mod", child] | ["pub(crate)", "mod", child]) = words.as_slice() else {
                continue;
            };
            if *child == "tests" {
                continue;
            }
            let path = if module.is_empty() { (*child).to_owned() } else { format!("{module}::{child}") };
            let inside = folder.join(child);
            // What stands elsewhere is read by tests alone.
            if inside.join("mod.rs").exists() {
                Self::add(&inside, "mod", &path, rooms);
            } else if inside.with_extension("rs").exists() {
                Self::add(folder, child, &path, rooms);
            }
        }
        rooms.push((module.to_owned(), text));
    }

    fn floor(&self, module: &str) -> Option<usize> {
        self.rooms.iter().position(|(it, _)| it == module)
    }

    /// The files that a source names by their path in the package.
    fn imports(&self, text: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for path in code(text).split("crate::").skip(1) {
            self.follow("", path, &mut found);
        }
        found
    }

    /// The files that a path names, whose beginning was read: its longest part that is a file, and the
    /// same of each path between braces.
    fn follow(&self, begun: &str, path: &str, found: &mut BTreeSet<usize>) {
        if let Some(list) = path.strip_prefix('{') {
            let mut depth = 0;
            let ends = |letter: char| {
                depth += i32::from(letter == '{') - i32::from(letter == '}');
                depth < 0 || (depth == 0 && letter == ',')
            };
            let inside = list.split_inclusive(ends).map(|it| it.trim_matches([',', '}', ' ', '\n', ';']));
            // What follows the closing brace names nothing of this list.
            inside.take_while(|it| !it.contains(';')).for_each(|it| self.follow(begun, it, found));
            return;
        }
        let name: String = path.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
        let module = if begun.is_empty() { name.clone() } else { format!("{begun}::{name}") };
        match (self.floor(&module), path[name.len()..].strip_prefix("::")) {
            (Some(_), Some(rest)) => self.follow(&module, rest, found),
            (Some(floor), None) => {
                found.insert(floor);
            }
            (None, _) => found.extend(self.floor(begun).filter(|_| !begun.is_empty())),
        }
    }
}

#[test]
fn no_import_climbs() {
    let mut climbing = Vec::new();
    for source in PACKAGES {
        let house = House::read(source);
        let mut arrows = 0;
        for (floor, (module, text)) in house.rooms.iter().enumerate().filter(|(_, (module, _))| !module.is_empty()) {
            for import in house.imports(text).into_iter().filter(|it| *it != floor) {
                arrows += 1;
                let below = &house.rooms[import].0;
                if import > floor {
                    climbing.push(format!("{source}: `{module}` imports `{below}`, which stands above it"));
                }
            }
        }
        assert!(arrows > 200, "{source}: {arrows} imports were read");
    }
    assert_eq!(climbing, Vec::<String>::new());
}

/// Every file of the packages stands in the list of its room: what no list names would be on no floor.
#[test]
fn every_file_has_its_floor() {
    for source in PACKAGES {
        let floors = House::read(source).rooms.len();
        let files = sources(source).len();
        // `main.rs` is a package of its own.
        let beside = usize::from(root().join(source).join("main.rs").exists());
        assert_eq!(floors, files - beside, "{source}");
    }
}

/// The sources of a package, tests in files of their own left out.
fn sources(source: &str) -> Vec<(PathBuf, String)> {
    let mut folders = vec![root().join(source)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("it can be listed") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                files.push(path);
            }
        }
    }
    files.retain(|it| !it.iter().any(|part| part == "tests" || part == "tests.rs"));
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("it can be read"))).collect()
}

fn all_sources() -> Vec<(PathBuf, String)> {
    [&PACKAGES[..], &["formulary/src", "xtask/src"]].concat().into_iter().flat_map(sources).collect()
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).expect("a file of the workspace").display().to_string()
}

fn may_be_longer(name: &str) -> bool {
    LONGER.iter().any(|(it, _)| *it == name)
}

#[test]
fn no_file_is_too_long() {
    let mut long = Vec::new();
    for (path, text) in all_sources() {
        let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
        let (lines, name) = (text[..tests].lines().count(), name(&path));
        if lines > MOST_LINES && !may_be_longer(&name) {
            long.push(format!("{name}: {lines} lines"));
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn no_function_is_too_long() {
    let mut long = Vec::new();
    for (path, text) in all_sources() {
        let lines: Vec<&str> = text.lines().collect();
        for (first, line) in lines.iter().enumerate() {
            let Some(begins) = line.trim_start().split_once("fn ").filter(|(before, _)| is_visibility(before)) else {
                continue;
            };
            let indent = &line[..line.len() - line.trim_start().len()];
            let closing = format!("{indent}}}");
            let length = lines[first..].iter().position(|it| **it == closing).map_or(1, |it| it + 1);
            let function: String = begins.1.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
            let name = format!("{}: {function}", name(&path));
            // One that ends on its first line has no body of its own below it.
            let has_body = lines[first..].iter().take(length).any(|it| it.ends_with('{'));
            if length > MOST_LINES_OF_A_FUNCTION && has_body && !may_be_longer(&name) {
                long.push(format!("{name}: {length} lines"));
            }
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

/// What stands before `fn`.
fn is_visibility(before: &str) -> bool {
    before.split_whitespace().all(|it| it == "const" || it == "async" || it.starts_with("pub"))
}

/// A name that several files read means one type in its crate.
#[test]
fn no_name_has_two_public_types() {
    let mut twice = Vec::new();
    for source in [&PACKAGES[..], &["formulary/src", "formulary/reading", "xtask/src"]].concat() {
        let mut homes: BTreeMap<String, String> = BTreeMap::new();
        for (path, text) in sources(source) {
            for line in code(&text).lines() {
                let words: Vec<&str> = line.split_whitespace().collect();
                let [visibility, "struct" | "enum" | "trait" | "type", rest, ..] = words.as_slice() else { continue };
                let named: String = rest.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
                if !visibility.starts_with("pub") || named.is_empty() {
                    continue;
                }
                if let Some(home) = homes.insert(named.clone(), name(&path)) {
                    twice.push(format!("{named}: {home} and {}", name(&path)));
                }
            }
        }
        assert!(homes.len() >= 3, "{source}: {} public types were read", homes.len());
    }
    assert_eq!(twice, Vec::<String>::new());
}

/// Which drugs there are and what is asked of a person is the book's alone.
#[test]
fn no_package_names_a_drug_or_a_question_of_the_book() {
    let formulary = palier_formulary::builtin();
    let book = formulary.book();
    let ids = book.drugs.iter().map(|it| &it.id).chain(book.questions.iter().map(|it| &it.id));
    let written: Vec<String> = ids.map(|it| format!("\"{it}\"")).collect();
    let mut named = Vec::new();
    for (path, text) in PACKAGES.into_iter().flat_map(sources) {
        let code = code(&text);
        let here = written.iter().filter(|it| code.contains(it.as_str()));
        named.extend(here.map(|id| format!("{}: {id}", name(&path))));
    }
    assert_eq!(named, Vec::<String>::new());
}

/// Each `pub` has a reader in another file: of the packages, their tests and their commands.
#[test]
fn nothing_public_is_without_a_reader() {
    let mut readers: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    for folder in ["engine/src", "src", "formulary", "xtask/src", "tests"] {
        for (path, text) in with_tests(folder) {
            let words = text.split(|it: char| !(it.is_alphanumeric() || it == '_')).map(str::to_owned).collect();
            readers.insert(path, words);
        }
    }
    let mut unread = Vec::new();
    for (path, text) in PACKAGES.into_iter().flat_map(sources) {
        for line in code(&text).lines() {
            let Some(item) = line.trim_start().strip_prefix("pub ") else { continue };
            let item = item.trim_start_matches("const ").trim_start_matches("async ");
            let kinds = ["fn ", "struct ", "enum ", "trait ", "type ", "static "];
            let Some(rest) = kinds.iter().find_map(|it| item.strip_prefix(it)) else { continue };
            let named: String = rest.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect();
            // A type may be read through a field of another of its file; a function has no such way.
            let words = code(&text);
            let words = words.split(|it: char| !(it.is_alphanumeric() || it == '_'));
            let inside = !item.starts_with("fn ") && words.filter(|it| *it == named).count() > 1;
            let outside = || readers.iter().any(|(reader, words)| *reader != path && words.contains(&named));
            if !inside && !outside() && !EXPORTS.contains(&name(&path).as_str()) {
                unread.push(format!("{}: {named}", name(&path)));
            }
        }
    }
    assert_eq!(unread, Vec::<String>::new());
}

fn with_tests(folder: &str) -> Vec<(PathBuf, String)> {
    let mut folders = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("it can be listed") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() && !path.ends_with("target") {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                files.push((path.clone(), fs::read_to_string(path).expect("it can be read")));
            }
        }
    }
    files
}
