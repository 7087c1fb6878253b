//! The JSON Schema of what goes in, what comes out, and the book.

use palier_engine::book::chapter::Chapter;
use palier_engine::exact::bounds::{BATCH_DAYS, Bounded, Bounds, CHECK_IN, LISTS, LONGEST_NAME, LONGEST_TEXT};
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::request::request::Request;
use schemars::schema_for;
use serde_json::{Map, Value, json};

use crate::Done;

/// The name of a schema, and what makes it.
type NamedSchema = (&'static str, fn() -> Value);

const SCHEMAS: [NamedSchema; 3] = [
    ("request", request),
    ("outcome", || schema_for!(Outcome).to_value()),
    ("formulary", || schema_for!(Chapter).to_value()),
];

pub fn run(args: &[String]) -> Done {
    let one = |name: &str| SCHEMAS.iter().find(|(it, _)| *it == name).map(|(_, schema)| schema());
    let text = match args {
        [] => {
            let all: Map<_, _> = SCHEMAS.iter().map(|(name, schema)| ((*name).to_owned(), schema())).collect();
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

/// Of a request, with the edges that the reader holds it to. A number that is written as a text has them
/// under `x-minimum`, `x-maximum` and `x-unit`: no keyword of JSON Schema compares what a text says.
fn request() -> Value {
    let mut schema = schema_for!(Request).to_value();
    longest_text(&mut schema);
    for field in Bounded::ALL {
        narrow(&mut schema, field.path(), |node| bound(node, *field));
    }
    for (path, most) in LISTS {
        narrow(&mut schema, path, |node| {
            let word = if has_type(node, "array") { "maxItems" } else { "maxProperties" };
            node.insert(word.to_owned(), most.into());
        });
    }
    for (path, least, most) in CHECK_IN {
        narrow(&mut schema, path, |node| {
            node.insert("minimum".to_owned(), least.into());
            node.insert("maximum".to_owned(), most.into());
        });
    }
    narrow(&mut schema, "medicines[].name", |node| {
        node.insert("maxLength".to_owned(), LONGEST_NAME.into());
    });
    narrow(&mut schema, "treatment.batch_days", |node| {
        node.insert("enum".to_owned(), json!([BATCH_DAYS[0], BATCH_DAYS[1], null]));
    });
    narrow(&mut schema, "version", |node| {
        node.insert("minimum".to_owned(), Request::VERSION.into());
        node.insert("maximum".to_owned(), Request::VERSION.into());
    });
    schema
}

/// The edges of a number.
fn bound(node: &mut Map<String, Value>, field: Bounded) {
    let Bounds { least, most } = field.quantity().bounds();
    if has_type(node, "integer") {
        node.insert("minimum".to_owned(), (least.thousandths() / 1000).into());
        node.insert("maximum".to_owned(), (most.thousandths() / 1000).into());
        return;
    }
    node.insert("x-minimum".to_owned(), least.to_string().into());
    node.insert("x-maximum".to_owned(), most.to_string().into());
    let unit = field.quantity().unit(Lang::EN);
    if !unit.is_empty() {
        node.insert("x-unit".to_owned(), unit.into());
    }
}

/// No text is longer than a reader takes. What the reader counts are bytes, of which no letter has fewer than one.
fn longest_text(schema: &mut Value) {
    match schema {
        Value::Object(node) => {
            if has_type(node, "string") && !node.contains_key("const") && !node.contains_key("enum") {
                node.insert("maxLength".to_owned(), LONGEST_TEXT.into());
            }
            node.values_mut().for_each(longest_text);
        }
        Value::Array(nodes) => nodes.iter_mut().for_each(longest_text),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn has_type(node: &Map<String, Value>, name: &str) -> bool {
    match node.get("type") {
        Some(Value::String(it)) => it == name,
        Some(Value::Array(them)) => them.iter().any(|it| it == name),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => false,
    }
}

/// Changes what a schema says of the field of a path.
fn narrow(schema: &mut Value, path: &str, change: impl FnOnce(&mut Map<String, Value>)) {
    let at = pointer(schema, path).unwrap_or_else(|| panic!("the schema of a request holds no `{path}`"));
    let node = schema.pointer_mut(&at).and_then(Value::as_object_mut);
    change(node.unwrap_or_else(|| panic!("`{path}` has no schema of its own")));
}

/// Where a schema speaks of the field of a path: `medicines[].daily_dose`.
fn pointer(schema: &Value, path: &str) -> Option<String> {
    let steps = path.replace("[]", ".[]");
    steps.split('.').try_fold(String::new(), |at, step| {
        let at = meant(schema, at);
        let node = schema.pointer(&at)?;
        if step == "[]" {
            return Some(format!("{at}/items"));
        }
        let within = |node: &Value| node["properties"].get(step).is_some();
        if within(node) {
            return Some(format!("{at}/properties/{step}"));
        }
        let shape = node["oneOf"].as_array()?.iter().position(within)?;
        Some(format!("{at}/oneOf/{shape}/properties/{step}"))
    })
}

/// The definition that a place refers to, if it does.
fn meant(schema: &Value, at: String) -> String {
    let Some(node) = schema.pointer(&at) else { return at };
    let choices = node["anyOf"].as_array().into_iter().flatten();
    let named = std::iter::once(node).chain(choices).find_map(|it| it["$ref"].as_str());
    named.map_or(at, |it| it.trim_start_matches('#').to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use palier_engine::book::formulary::Formulary;
    use palier_engine::exact::decimal::Decimal;

    use super::*;

    /// A request with every bounded number in it; of the supplies only the kind that a path names.
    fn full(path: &str) -> Value {
        let supply = match path.split('.').nth(2).unwrap_or("capsule") {
            "tablet" => json!({ "tablet": { "strength": "25 mg" } }),
            "liquid" => json!({ "liquid": {
                "per_ml": "1 mg", "syringe": "5 mL", "graduation": "0.5 mL", "bottle": "100 mL", "keeps_days": 30
            } }),
            "drops" => json!({ "drops": { "per_drop": "1 mg", "most": 20 } }),
            _ => json!({ "capsule": { "strength": "25 mg", "keeps_days": 90 } }),
        };
        let cut = match path.strip_prefix("treatment.purpose.taper.cut.") {
            Some("of-current") => json!({ "of-current": 10 }),
            Some("of-first") => json!({ "of-first": 10 }),
            Some("points") => json!({ "points": 10 }),
            _ => json!({ "dose": "75 mg" }),
        };
        let now = ["morning", "evening"].map(|it| json!({ "moment": it, "dose": "100000 mg" }));
        // Of a liver test, the shape that a path names.
        let tested = |name: &str| match path.strip_prefix(&format!("patient.liver.{name}.")) {
            Some(rest) if rest.starts_with("printed") => json!({ "printed": { "value": "30", "limit": "35" } }),
            Some(_) => json!({ "normal": { "limit": "35" } }),
            None => json!("1"),
        };
        // A dose of every other day goes on: it is not brought down, nor begun. What takes the place of another is begun.
        let then = json!({ "target": "60 mg" });
        let taper = json!({ "to": "1 mg", "cut": cut, "interval_days": 7, "then": "duloxetine", "then_with": then });
        let (purpose, first_dose) = if path == Bounded::EveryDays.path() {
            (json!("continue"), Value::Null)
        } else if path == Bounded::Converted.path() {
            (Value::Null, json!("75 mg"))
        } else {
            (json!({ "taper": taper }), json!("75 mg"))
        };
        // Of a scale either the answers or the total.
        let measure = if path == Bounded::ScaleTotal.path() {
            json!({ "scale": "fiqr", "on": "2026-11-01", "total": "50" })
        } else {
            json!({ "scale": "fiqr", "on": "2026-11-01", "answers": [0], "total": "50" })
        };
        json!({
            "version": 1,
            "id": "edges",
            "today": "2026-12-01",
            "patient": {
                "age_years": 40, "height_cm": "170", "weight_kg": "70", "dialysis_sessions_per_week": 3, "phq9_item9": 0,
                "clearance": { "ml_per_min": "90", "method": "Cockcroft-Gault" },
                "liver": { "alt": tested("alt"), "ast": tested("ast"), "bilirubin": tested("bilirubin") },
                "child_pugh": {
                    "bilirubin_umol_per_l": "20", "albumin_g_per_l": "40", "inr": "1",
                    "ascites": "none", "encephalopathy": "none"
                }
            },
            "medicines": [{ "name": "paracétamol", "daily_dose": "1000 mg" }],
            "measures": [measure],
            "treatment": {
                "drug": "pregabalin", "target": "150 mg", "first_dose": first_dose, "increment": "75 mg",
                "interval_days": 7, "most_units": 4, "supplies": [supply],
                "purpose": purpose, "converted": { "drug": "gabapentin", "dose": "900 mg" },
                "standing": { "now": now, "every_days": 1, "units": [{ "supply": 0, "count": 1 }] }
            }
        })
    }

    /// Whether a request with this number in this field is read, and nothing is impossible there.
    fn takes(book: &Formulary, field: Bounded, thousandths: u64) -> bool {
        let path = field.path_of(Some(0));
        let mut request = full(field.path());
        let at = format!("/{}", path.replace('[', ".").replace(']', "").replace('.', "/"));
        let slot = request.pointer_mut(&at).unwrap_or_else(|| panic!("{path} is in the request"));
        let number = Decimal::from_thousandths(thousandths).expect("in range").to_string();
        *slot = match slot {
            Value::String(text) => match text.split_once(' ') {
                Some((_, unit)) => format!("{number} {unit}").into(),
                None => number.into(),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                number.parse::<u64>().map_or_else(|_| number.into(), Value::from)
            }
        };
        let read = Request::read(&request.to_string());
        read.is_ok_and(|it| it.problems(book).iter().all(|problem| problem.path != path))
    }

    /// An edge as the schema writes it, in thousandths.
    fn edge(schema: &Value, field: Bounded, word: &str) -> u64 {
        let node = pointer(schema, field.path()).and_then(|at| schema.pointer(&at)).expect("a field of the schema");
        match &node[format!("x-{word}")] {
            Value::String(text) => Decimal::parse_typed(text).expect("a number").thousandths(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                node[word].as_u64().expect("an edge") * 1000
            }
        }
    }

    #[test]
    fn the_schema_says_the_edges_that_the_reader_holds_to_the_thousandth() {
        let (schema, book) = (request(), palier_formulary::builtin());
        let takes = |field: &Bounded, thousandths| takes(&book, *field, thousandths);
        for field in Bounded::ALL {
            let (least, most) = (edge(&schema, *field, "minimum"), edge(&schema, *field, "maximum"));
            assert!(takes(field, least) && takes(field, most), "{field:?} takes {least} to {most}");
            assert!(!takes(field, most + 1), "{field:?} above {most}");
            if let Some(below) = least.checked_sub(1) {
                assert!(!takes(field, below), "{field:?} below {least}");
            }
            assert_eq!(field.quantity().bounds().least.thousandths(), least, "{field:?}");
            assert_eq!(field.quantity().bounds().most.thousandths(), most, "{field:?}");
        }
    }

    /// Pointers of every number that is written as one.
    fn integers(node: &Value, at: &str, found: &mut BTreeSet<String>) {
        if let Value::Object(parts) = node {
            if has_type(parts, "integer") {
                found.insert(at.to_owned());
            }
            parts.iter().for_each(|(name, part)| integers(part, &format!("{at}/{name}"), found));
        }
        if let Value::Array(parts) = node {
            parts.iter().enumerate().for_each(|(place, part)| integers(part, &format!("{at}/{place}"), found));
        }
    }

    #[test]
    fn no_number_of_a_request_is_without_its_edges() {
        let schema = request();
        let mut found = BTreeSet::new();
        integers(&schema, "", &mut found);
        let others = ["version", "treatment.batch_days"];
        let of_check_ins = CHECK_IN.iter().map(|(path, ..)| *path);
        let bounded = Bounded::ALL.iter().map(|it| it.path()).chain(others).chain(of_check_ins);
        let known: BTreeSet<String> = bounded.filter_map(|it| pointer(&schema, it)).collect();
        assert!(found.len() > 8, "{found:?}");
        let open: Vec<&String> = found.difference(&known).collect();
        assert!(open.is_empty(), "{open:?}");
    }

    /// So many entries of a list.
    fn entries(path: &str, count: usize) -> Value {
        let each = |entry: fn(usize) -> Value| (0..count).map(entry).collect::<Vec<Value>>().into();
        match path {
            "medicines" => each(|at| json!({ "name": format!("x{at}") })),
            "measures" => each(|_| json!({ "scale": "pain-nrs", "on": "2026-11-01", "total": "5" })),
            "check_ins" => each(
                |_| json!({ "on": "2026-11-01", "stood": { "drug": "a", "from": "2026-10-01", "steps": [] }, "act": "go-on" }),
            ),
            "sessions" => each(|_| json!({ "card": "a", "on": "2026-11-01" })),
            "treatment.supplies" => each(|at| json!({ "capsule": { "strength": format!("{} mg", at + 1) } })),
            "treatment.standing.now" => each(|_| json!({ "moment": "noon", "dose": "1 mg" })),
            "treatment.standing.units" => each(|at| json!({ "supply": at, "count": 1 })),
            "treatment.purpose.taper.acts" => each(|_| json!({ "back": { "on": "2026-11-01" } })),
            "patient.answers" => (0..count).map(|at| (format!("q{at}"), json!("no"))).collect::<Map<_, _>>().into(),
            "patient.none_of_these" => each(|_| json!({ "questions": ["a"], "by": "b" })),
            _ => each(|_| json!({ "about": "a", "by": "b", "on": "2026-11-01" })),
        }
    }

    #[test]
    fn a_list_is_as_long_as_the_reader_takes_it_and_no_longer() {
        let (schema, book) = (request(), palier_formulary::builtin());
        for (path, most) in LISTS {
            let node = pointer(&schema, path).and_then(|at| schema.pointer(&at)).expect("a list of the schema");
            let said = [&node["maxItems"], &node["maxProperties"]].into_iter().find_map(Value::as_u64);
            assert_eq!(said, Some(most as u64), "{path}");
            for (count, taken) in [(most, true), (most + 1, false)] {
                let mut request = full("");
                let (owner, name) = path.rsplit_once('.').map_or(("", path), |(owner, name)| (owner, name));
                let owner = if owner.is_empty() { String::new() } else { format!("/{}", owner.replace('.', "/")) };
                request.pointer_mut(&owner).expect("there")[name] = entries(path, count);
                let read = Request::read(&request.to_string()).expect("read");
                let problems = read.problems(&book);
                assert_eq!(problems.iter().all(|it| it.path != path), taken, "{path}: {count}");
            }
        }
    }

    #[test]
    fn every_field_of_the_reference_request_is_in_the_schema() {
        let schema = request();
        let reference: Value =
            serde_json::from_str(include_str!("../../tests/scenarios/reference.json")).expect("JSON");
        for field in reference.as_object().expect("an object").keys() {
            assert!(schema["properties"].get(field).is_some(), "{field}");
        }
        assert_eq!(schema["additionalProperties"], false);
    }

    /// Names of fields and words of choices, wherever they stand.
    fn names(schema: &Value, found: &mut BTreeSet<String>) {
        match schema {
            Value::Object(parts) => {
                for (part, value) in parts {
                    match (part.as_str(), value) {
                        ("properties", Value::Object(fields)) => found.extend(fields.keys().cloned()),
                        ("enum", Value::Array(words)) => {
                            found.extend(words.iter().filter_map(|it| it.as_str()).map(str::to_owned));
                        }
                        ("const", Value::String(word)) => {
                            found.insert(word.clone());
                        }
                        _ => {}
                    }
                    names(value, found);
                }
            }
            Value::Array(parts) => parts.iter().for_each(|it| names(it, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    #[test]
    fn every_field_and_every_word_of_the_format_stands_in_the_files_of_version_1() {
        let mut format = BTreeSet::new();
        names(&request(), &mut format);
        assert!(format.len() > 80, "{format:?}");
        let folder = format!("{}/../tests/version-1", env!("CARGO_MANIFEST_DIR"));
        let files = std::fs::read_dir(folder).expect("the corpus is there");
        let text: String = files.map(|it| std::fs::read_to_string(it.expect("a file").path()).expect("text")).collect();
        let missing: Vec<&String> = format.iter().filter(|it| !text.contains(&format!("\"{it}\""))).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
