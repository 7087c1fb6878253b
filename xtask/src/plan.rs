//! The engine without a browser: requests in, outcomes out.
//!
//! One request as a JSON document, or many as JSON Lines. One line in, one line out, errors as
//! lines too: a request that cannot be read gives an outcome `unreadable` that names the field.

use std::io::{Read, Write};

use palier_engine::outcome::{Outcome, Planner};
use palier_engine::request::{Problem, Request};

use crate::Done;

pub fn run(args: &[String]) -> Done {
    let text = match args {
        [] => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            text
        }
        [file] => std::fs::read_to_string(file).map_err(|why| format!("{file}: {why}"))?,
        _ => return Err("usage: cargo xtask plan [FILE]".into()),
    };
    let formulary = palier_formulary::builtin();
    let planner = Planner::new(&formulary);
    let mut out = std::io::stdout().lock();
    for document in documents(&text) {
        serde_json::to_writer(&mut out, &answer(&planner, document))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// The whole text if it is one JSON document, else its lines that are not empty.
fn documents(text: &str) -> Vec<&str> {
    if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() {
        return vec![text];
    }
    text.lines().filter(|line| !line.trim().is_empty()).collect()
}

fn answer(planner: &Planner<'_>, document: &str) -> Outcome {
    let mut json = serde_json::Deserializer::from_str(document);
    let read: Result<Request, _> = serde_path_to_error::deserialize(&mut json);
    match read.map(|request| json.end().map(|()| request)) {
        Ok(Ok(request)) => planner.decide(&request),
        Ok(Err(why)) => unreadable(String::new(), &why),
        Err(why) => unreadable(why.path().to_string(), why.inner()),
    }
}

fn unreadable(path: String, why: &serde_json::Error) -> Outcome {
    Outcome::Unreadable { problems: vec![Problem { path, message: why.to_string() }] }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFERENCE: &str = include_str!("../../tests/scenarios/reference.json");

    fn answers(text: &str) -> Vec<Outcome> {
        let formulary = palier_formulary::builtin();
        let planner = Planner::new(&formulary);
        documents(text).into_iter().map(|it| answer(&planner, it)).collect()
    }

    #[test]
    fn one_document_over_many_lines_is_one_request() {
        let outcomes = answers(REFERENCE);
        assert_eq!(outcomes.len(), 1);
        assert!(matches!(outcomes[0], Outcome::Pending { .. }), "questions are open: {outcomes:?}");
    }

    #[test]
    fn a_bad_line_is_answered_by_a_line_that_names_the_field() {
        let value: serde_json::Value = serde_json::from_str(REFERENCE).expect("JSON");
        let good = value.to_string();
        let bad = good.replace("\"alt\":\"0.6\"", "\"alt\":\"0,6x\"");
        let truncated = &good[..good.len() / 2];
        let outcomes = answers(&format!("{good}\n{bad}\n\n{truncated}\n{good}\n"));
        assert_eq!(outcomes.len(), 4);
        assert!(outcomes[0] == outcomes[3] && outcomes[0].assessment().is_some());
        let named = |problems: &[Problem]| problems[0].path == "patient.liver.alt";
        assert!(matches!(&outcomes[1], Outcome::Unreadable { problems } if named(problems)), "{:?}", outcomes[1]);
        assert!(matches!(outcomes[2], Outcome::Unreadable { .. }));
    }

    #[test]
    fn no_bytes_make_the_reader_panic() {
        for text in ["", "null", "[]", "{", "{}", "\u{0}", "{\"version\":300}", "[[[[[[[[", "1e999"] {
            let _ = answers(text);
        }
    }
}
