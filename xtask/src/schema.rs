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
}
