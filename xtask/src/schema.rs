//! The JSON Schema of what goes in, what comes out, and the book.

use palier_engine::formulary::Chapter;
use palier_engine::outcome::Outcome;
use palier_engine::request::Request;
use schemars::{Schema, schema_for};

use crate::Done;

/// The name of a schema, and what makes it.
type Named = (&'static str, fn() -> Schema);

const SCHEMAS: [Named; 3] = [
    ("request", || schema_for!(Request)),
    ("outcome", || schema_for!(Outcome)),
    ("formulary", || schema_for!(Chapter)),
];

pub fn run(args: &[String]) -> Done {
    let one = |name: &str| SCHEMAS.iter().find(|(it, _)| *it == name).map(|(_, schema)| schema());
    let text = match args {
        [] => {
            let all: serde_json::Map<_, _> =
                SCHEMAS.iter().map(|(name, schema)| ((*name).to_owned(), schema().to_value())).collect();
            serde_json::to_string_pretty(&all)?
        }
        [name] => {
            serde_json::to_string_pretty(&one(name).ok_or("usage: cargo xtask schema [request|outcome|formulary]")?)?
        }
        _ => return Err("usage: cargo xtask schema [request|outcome|formulary]".into()),
    };
    println!("{text}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_of_the_reference_request_is_in_the_schema() {
        let schema = schema_for!(Request).to_value();
        let request: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/scenarios/reference.json")).expect("JSON");
        for field in request.as_object().expect("an object").keys() {
            assert!(schema["properties"].get(field).is_some(), "{field}");
        }
        assert_eq!(schema["additionalProperties"], false);
    }

    /// Names of fields and words of choices, wherever they stand.
    fn names(schema: &serde_json::Value, found: &mut BTreeSet<String>) {
        match schema {
            serde_json::Value::Object(parts) => {
                for (part, value) in parts {
                    match (part.as_str(), value) {
                        ("properties", serde_json::Value::Object(fields)) => found.extend(fields.keys().cloned()),
                        ("enum", serde_json::Value::Array(words)) => {
                            found.extend(words.iter().filter_map(|it| it.as_str()).map(str::to_owned));
                        }
                        ("const", serde_json::Value::String(word)) => {
                            found.insert(word.clone());
                        }
                        _ => {}
                    }
                    names(value, found);
                }
            }
            serde_json::Value::Array(parts) => parts.iter().for_each(|it| names(it, found)),
            serde_json::Value::Null
            | serde_json::Value::Bool(_)
            | serde_json::Value::Number(_)
            | serde_json::Value::String(_) => {}
        }
    }

    #[test]
    fn every_field_and_every_word_of_the_format_stands_in_the_files_of_version_1() {
        let mut format = BTreeSet::new();
        names(&schema_for!(Request).to_value(), &mut format);
        assert!(format.len() > 80, "{format:?}");
        let folder = format!("{}/../tests/version-1", env!("CARGO_MANIFEST_DIR"));
        let files = std::fs::read_dir(folder).expect("the corpus is there");
        let text: String = files.map(|it| std::fs::read_to_string(it.expect("a file").path()).expect("text")).collect();
        let missing: Vec<&String> = format.iter().filter(|it| !text.contains(&format!("\"{it}\""))).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
