//! Files and links of version 1 open for ever.
//!
//! `tests/version-1` holds what the page and the format wrote on the day the format was fixed: a file for
//! each drug, every field and every word of the format, and files that have gone stale since. They are
//! never written anew.

use std::collections::BTreeMap;
use std::fs;

use crate::ask::{BOOK, PLANNER, assessment};
use palier_engine::finding::Recognition;
use palier_engine::outcome::Outcome;
use palier_engine::request::request::Request;

/// The files, by name.
fn corpus() -> BTreeMap<String, String> {
    let folder = format!("{}/../tests/version-1", env!("CARGO_MANIFEST_DIR"));
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the corpus is there") {
        let path = entry.expect("can be listed").path();
        if path.extension().is_some_and(|it| it == "json") {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            files.insert(name, fs::read_to_string(&path).expect("can be read"));
        }
    }
    files
}

fn open(name: &str) -> Request {
    let files = corpus();
    Request::read(&files[name]).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// Files that plan nothing, and the field that says why.
const STALE: [(&str, &str); 3] = [
    ("a-line-that-contradicts-itself", "medicines[0].stopped.last_dose"),
    ("three-hundred-medicines", "medicines"),
    ("purpose-switch", "treatment.purpose"),
];

#[test]
fn every_file_opens_says_the_same_again_and_is_answered() {
    let files = corpus();
    for (name, text) in &files {
        let request = open(name);
        let written = serde_json::to_string_pretty(&request).expect("it can be written");
        assert_eq!(&(written + "\n"), text, "{name} is written as it came");
        let outcome = PLANNER.decide(&request);
        match (STALE.iter().find(|(it, _)| it == name), outcome) {
            (Some((_, path)), Outcome::Unreadable { problems }) => assert_eq!(problems[0].path, *path, "{name}"),
            (None, Outcome::Card { .. }) => assert_eq!(name, "card"),
            (None, Outcome::Tapered { .. }) => assert!(name.starts_with("taper-"), "{name}"),
            (None, Outcome::Planned { .. } | Outcome::Pending { .. } | Outcome::Refused { .. }) => {}
            (stale, outcome) => panic!("{name}, {stale:?}: {outcome:#?}"),
        }
    }
    assert!(STALE.iter().all(|(name, _)| files.contains_key(*name)));
    assert!(files.len() > 20, "{}", files.len());
}

#[test]
fn every_drug_of_the_book_has_its_file() {
    let files = corpus();
    for drug in &BOOK.book().drugs {
        let name = format!("drug-{}", drug.id);
        assert_eq!(open(&name).treatment.drug, drug.id);
        assert!(files.contains_key(&name));
    }
}

/// As a link carries it: base64url of the file, in the alphabet of RFC 4648, without padding.
#[test]
fn every_link_says_what_its_file_says() {
    let links = fs::read_to_string(format!("{}/../tests/version-1/links.txt", env!("CARGO_MANIFEST_DIR")));
    let links = links.expect("the links are there");
    let mut read = 0;
    for line in links.lines() {
        let (name, link) = line.split_once('\t').expect("a name and a link");
        let bytes = decoded(link).unwrap_or_else(|| panic!("{name} is no base64url"));
        let text = String::from_utf8(bytes).expect("text");
        assert_eq!(Request::read(&text).expect(name), open(name), "{name}");
        read += 1;
    }
    assert_eq!(read, corpus().len());
}

fn decoded(link: &str) -> Option<Vec<u8>> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for letter in link.chars() {
        held = held << 6 | u32::try_from(ALPHABET.find(letter)?).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[test]
fn a_question_that_was_renamed_is_unanswered_and_said() {
    let outcome = PLANNER.decide(&open("a-renamed-question"));
    let said: Vec<String> =
        assessment(&outcome).findings.iter().filter(|it| it.rule == "ASK-1").map(|it| it.text.clone()).collect();
    for id in ["asked-no-more", "nor-this", "nor-that"] {
        assert!(said.iter().any(|it| it.contains(id)), "{id}: {said:?}");
    }
}

#[test]
fn a_line_that_is_no_longer_valid_is_kept_and_named() {
    for (name, _) in STALE {
        let request = open(name);
        assert!(request.medicines.iter().all(|it| !it.name.is_empty()), "{name}");
    }
    assert_eq!(open("three-hundred-medicines").medicines.len(), 300);
    let outcome = PLANNER.decide(&open("a-choice-no-longer-in-the-catalogue"));
    let found = assessment(&outcome);
    assert!(matches!(found.medicines[0].answer, Recognition::NotRecognised(_)));
    assert!(found.not_checked.iter().any(|it| it.text.contains("Nevermore")));
}
