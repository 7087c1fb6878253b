//! One file per drug, whole, in one order of sections; what is of it stands nowhere else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The sections of a drug or of a class, as `data/README.md` gives them.
const SECTIONS: [&str; 18] = [
    "drugs",
    "protocols",
    "limits",
    "rules",
    "wash_outs",
    "after",
    "gates",
    "monitoring",
    "statements",
    "lines",
    "profiles",
    "absent",
    "tapers",
    "stays",
    "taper_notes",
    "operations",
    "relays",
    "prescriptions",
];

/// The files of a folder of the book and of those below it, but for the languages.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder can be listed") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() && !path.ends_with("languages") {
            files(&path, found);
        } else if path.extension().is_some_and(|it| it == "toml") {
            found.push(path);
        }
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// Each row with its list: whom it is of.
fn rows(text: &str) -> Vec<(String, String)> {
    let lists: toml::Table = text.parse().expect("TOML");
    let of = |list: &str| match list {
        "drugs" => "id",
        "protocols" => "drug",
        "lines" | "profiles" => "option",
        _ => "of",
    };
    let row = |list: &str, row: &toml::Value| Some((list.to_owned(), row.get(of(list))?.as_str()?.to_owned()));
    let lists = lists.iter().filter(|(list, _)| SECTIONS.contains(&list.as_str()));
    lists.flat_map(|(list, rows)| rows.as_array().into_iter().flatten().filter_map(|it| row(list, it))).collect()
}

#[test]
fn the_sections_of_a_drug_or_a_class_stand_in_one_order() {
    let readme = read(Path::new("data/README.md"));
    for (at, section) in SECTIONS.iter().enumerate() {
        assert!(readme.contains(&format!("\n{}. `{section}`", at + 1)), "{section} in the order that is written down");
    }
    let mut found = Vec::new();
    files(Path::new("data/drugs"), &mut found);
    files(Path::new("data/classes"), &mut found);
    assert!(found.len() > 12, "{found:?}");
    for path in found {
        let text = read(&path);
        let lists = text.lines().filter(|it| it.starts_with('[')).map(|it| {
            let name = it.trim_start_matches('[').split(['.', ']']).next().unwrap_or_default();
            let place = SECTIONS.iter().position(|section| *section == name);
            place.unwrap_or_else(|| panic!("{}: {it} is no section", path.display()))
        });
        let lists: Vec<usize> = lists.collect();
        let out_of_order = lists.windows(2).find(|it| it[0] > it[1]).map(|it| SECTIONS[it[1]]);
        assert_eq!(out_of_order, None, "{}: stands too late", path.display());
    }
}

#[test]
fn what_is_of_a_drug_stands_in_its_file_and_nowhere_else() {
    let drugs: BTreeSet<String> = palier_formulary::builtin().book().drugs.iter().map(|it| it.id.clone()).collect();
    let mut found = Vec::new();
    files(Path::new("data"), &mut found);
    let mut written = BTreeSet::new();
    for path in found {
        let name = path.file_stem().and_then(|it| it.to_str()).expect("a name").to_owned();
        let own = path.starts_with("data/drugs");
        for (list, of) in rows(&read(&path)) {
            if own {
                assert_eq!(of, name, "{}: a row of {list} is of another", path.display());
            } else {
                assert!(!drugs.contains(&of), "{}: a row of {list} is of {of}", path.display());
            }
        }
        if own {
            written.insert(name);
        }
    }
    assert_eq!(written, drugs);
}
