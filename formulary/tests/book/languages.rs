//! A language is a file: what it lacks, what has changed and what it has too much does not build, and a
//! language more is files and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use palier_engine::book::formulary::Formulary;

#[path = "../../reading/mod.rs"]
mod reading;

use reading::checksum::checksum;
use reading::{File, Written};

const ROOM: &str = "everyone/indications.toml";
const FRENCH: &str = "[[indications]]\nid = \"fibromyalgia\"\nname = \"Fibromyalgie\"\n";

/// A book of one text, and what stands in the file of its English.
fn written(french: &str, english: &str) -> Written {
    let file = |name: &str, text: &str| File { name: name.to_owned(), text: text.to_owned() };
    let english = file(&format!("languages/en/{ROOM}"), english);
    Written {
        rooms: vec![file(ROOM, french)],
        languages: BTreeMap::from([("en".to_owned(), BTreeMap::from([(ROOM.to_owned(), english)]))]),
        order: None,
    }
}

fn faults(french: &str, english: &str) -> Vec<String> {
    written(french, english).read().all_faults()
}

fn book() -> Written {
    Written::of(Path::new("data")).expect("the book can be read")
}

const ENGLISH: &str = "indications.fibromyalgia.name = [\"MARK\", \"Fibromyalgia\"]\n";

fn english() -> String {
    ENGLISH.replace("MARK", &mark("Fibromyalgie"))
}

fn mark(french: &str) -> String {
    let sum = checksum(french.as_bytes());
    format!("{:08x}", (sum ^ (sum >> 32)) & 0xffff_ffff)
}

#[test]
fn a_text_and_its_translation_are_read_as_one() {
    let book = written(FRENCH, &english()).read();
    assert_eq!(book.all_faults(), [""; 0]);
    let name = &book.chapters[0].indications[0].name;
    assert_eq!((&*name.fr, &*name.en), ("Fibromyalgie", "Fibromyalgia"));
}

#[test]
fn a_missing_text_does_not_build_and_the_line_to_add_is_told() {
    let missing = format!(
        "languages/en/{ROOM}: indications.fibromyalgia.name: is missing. Its French ({ROOM}:3) is \"Fibromyalgie\". \
         Add: indications.fibromyalgia.name = [\"{}\", \"…\"]",
        mark("Fibromyalgie")
    );
    assert_eq!(faults(FRENCH, ""), [&*missing]);
    assert_eq!(faults(FRENCH, &english().replace("Fibromyalgia", " ")), [&*missing]);
    let without = Written { languages: BTreeMap::new(), ..written(FRENCH, "") };
    assert_eq!(without.read().all_faults(), [missing]);
}

#[test]
fn a_text_whose_french_has_changed_does_not_build() {
    let changed = FRENCH.replace("Fibromyalgie", "La fibromyalgie");
    let stale = format!(
        "languages/en/{ROOM}:1: indications.fibromyalgia.name: is stale. Its French ({ROOM}:3) is now \
         \"La fibromyalgie\"; it says \"Fibromyalgia\". Put it right, then its mark, \"{}\" for \"{}\"",
        mark("La fibromyalgie"),
        mark("Fibromyalgie")
    );
    assert_eq!(faults(&changed, &english()), [stale]);
}

#[test]
fn a_text_that_the_book_has_not_does_not_build() {
    let extra = format!(
        "languages/en/{ROOM}:2: indications.migraine.name: is no text of {ROOM}. Take it out, or give it the key it \
         has now"
    );
    let migraine = ENGLISH.replace("fibromyalgia", "migraine");
    assert_eq!(faults(FRENCH, &(english() + &migraine)), [&*extra]);
    let gone = faults("", &english());
    assert_eq!(gone, [extra.replace(":2:", ":1:").replace("migraine", "fibromyalgia")]);
}

#[test]
fn what_cannot_be_read_is_told_with_its_file_line_and_place() {
    let told = |french: &str| faults(french, "");
    let place = |line: u32, key: &str| format!("{ROOM}:{line}: indications.fibromyalgia{key}: ");
    for (french, place, why) in [
        (
            FRENCH.replace("\"Fibromyalgie\"", "{ fr = \"Fibromyalgie\", en = \"Fibromyalgia\" }"),
            place(3, ".name"),
            "wants the French",
        ),
        (FRENCH.replace("name", "nom"), place(3, ".nom"), "unknown field `nom`"),
        (FRENCH.replace("name = \"Fibromyalgie\"\n", ""), place(1, ""), "missing field `name`"),
        (FRENCH.replace("\"Fibromyalgie\"", "3"), place(3, ".name"), "wants the French"),
    ] {
        let told = told(&french);
        assert!(matches!(&told[..], [one] if one.starts_with(&place) && one.contains(why)), "{place}{why}: {told:?}");
    }
    let twice = format!("{ROOM}:7: indications.fibromyalgia.name: two rows have this name");
    assert_eq!(told(&format!("{FRENCH}\n{FRENCH}")), [twice]);
    let flat = faults(FRENCH, "indications.fibromyalgia.name = \"Fibromyalgia\"");
    let wants =
        "languages/en/everyone/indications.toml:1: indications.fibromyalgia.name: wants [mark of its French, text]";
    assert_eq!(flat, [wants]);
}

#[test]
fn a_row_that_the_order_names_and_no_file_has_does_not_build() {
    let text = "rules = [\"AGE-0\"]\nmonitoring = []\nstatements = []\n".to_owned();
    let order = Some(File { name: "order.toml".to_owned(), text });
    let written = Written { order, ..written(FRENCH, &english()) };
    assert_eq!(written.read().all_faults(), ["order.toml: rules: `AGE-0` does not exist"]);
}

/// Every text of the bound book that is found in it by its own type, whatever the list it stands in.
fn texts(value: &serde_json::Value, found: &mut BTreeSet<(String, String)>) {
    match value {
        serde_json::Value::Object(fields) => {
            if let (Some(fr), Some(en)) = (fields.get("fr"), fields.get("en")) {
                found.insert((toml(fr), toml(en)));
            }
            fields.values().for_each(|it| texts(it, found));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|it| texts(it, found)),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => {}
    }
}

/// As TOML writes it.
fn toml(value: &serde_json::Value) -> String {
    match value.as_array() {
        Some(list) => format!("[{}]", list.iter().map(toml).collect::<Vec<_>>().join(", ")),
        None => value.to_string(),
    }
}

#[test]
fn every_text_of_the_book_stands_in_the_file_of_its_language() {
    let mut bound = BTreeSet::new();
    let built: Formulary = palier_formulary::builtin();
    texts(&serde_json::to_value(built.clone().parted()).expect("a book is written as JSON"), &mut bound);
    let book = book().read();
    let written: BTreeSet<(String, String)> = book
        .texts("en")
        .map(|(room, said, english)| {
            let english = english.unwrap_or_else(|| panic!("{room}: {} has no English", said.key));
            (said.french.to_string(), english.words.to_string())
        })
        .collect();
    assert!(bound.len() > 3000, "{}", bound.len());
    assert_eq!(written, bound);
}

/// A language that a machine makes of French: as a person would add one, by files alone.
#[test]
fn a_third_language_is_files_and_nothing_else() {
    let mut written = book();
    let mut files: BTreeMap<String, File> = BTreeMap::new();
    let french = written.read();
    for (room, said, _) in french.texts("en") {
        let name = format!("languages/xx/{room}");
        let file = files.entry(room.to_owned()).or_insert_with(|| File { name, text: String::new() });
        writeln!(file.text, "{} = [\"{}\", {}]", said.key, said.french.mark(), said.french).expect("a text grows");
    }
    written.languages.insert("xx".to_owned(), files);
    assert_eq!(written.read().all_faults(), [""; 0]);
    // And it is held to the same: one line less is one text that is missing.
    let file = written.languages.get_mut("xx").and_then(|it| it.get_mut("everyone/rules.toml")).expect("the room");
    let (_, rest) = file.text.split_once('\n').expect("a line");
    file.text = rest.to_owned();
    let faults = written.read().all_faults();
    let missing = "languages/xx/everyone/rules.toml: rules.AGE-1.text: is missing. ";
    assert!(matches!(&faults[..], [one] if one.starts_with(missing)), "{faults:?}");
}

/// What a translator is given holds none of what a source must prove.
#[test]
fn a_language_holds_texts_and_nothing_else() {
    for (code, files) in &book().languages {
        for file in files.values() {
            let values: BTreeMap<String, toml::Value> = toml::from_str(&file.text).expect("TOML");
            let mut open: Vec<(String, &toml::Value)> = values.iter().map(|(key, it)| (key.clone(), it)).collect();
            while let Some((key, value)) = open.pop() {
                match value {
                    toml::Value::Table(table) => open.extend(table.iter().map(|(k, it)| (format!("{key}.{k}"), it))),
                    toml::Value::Array(_) => {
                        let field = key.rsplit('.').next().expect("a field");
                        let proof = ["source", "sources", "place", "grade", "evidence", "id"].contains(&field);
                        assert!(!proof, "{code}: {}: {key}", file.name);
                    }
                    toml::Value::String(_)
                    | toml::Value::Integer(_)
                    | toml::Value::Float(_)
                    | toml::Value::Boolean(_)
                    | toml::Value::Datetime(_) => panic!("{code}: {}: {key} is no text", file.name),
                }
            }
        }
    }
}
