//! The engine without a browser: requests in, outcomes out.
//!
//! One request as a JSON document, or many as JSON Lines. One line in, one line out, errors as
//! lines too: a request that cannot be read gives an outcome `unreadable` that names the field, an
//! empty line one that says so. The lines of the answer keep the numbers of those asked.

use std::io::{Read, Write};

use palier_engine::fault::FaultKind;
use palier_engine::json::Json;
use palier_engine::outcome::Outcome;
use palier_engine::planner::Planner;
use palier_engine::request::problems::Problem;
use palier_engine::request::request::Request;
use palier_engine::words;
use palier_engine::write::json;

use crate::Done;

pub fn run(args: &[String]) -> Done {
    let bytes = match args {
        [] => {
            let mut bytes = Vec::new();
            std::io::stdin().read_to_end(&mut bytes)?;
            bytes
        }
        [file] => std::fs::read(file).map_err(|why| format!("{file}: {why}"))?,
        _ => return Err("usage: cargo xtask plan [FILE]".into()),
    };
    let formulary = palier_formulary::builtin();
    let planner = Planner::new(&formulary);
    let mut out = std::io::stdout().lock();
    for document in documents(&bytes) {
        writeln!(out, "{}", json(&answer(&planner, document)))?;
    }
    Ok(())
}

/// The whole if it is one document, read or not; its lines if there are several of them and one of
/// them, at least, is a document by itself.
fn documents(bytes: &[u8]) -> Vec<&[u8]> {
    let mut lines: Vec<&[u8]> = bytes.split(|it| *it == b'\n').collect();
    if lines.last().is_some_and(|it| it.is_empty()) {
        // The end of the last line is not one more.
        lines.pop();
    }
    let broken_document = !lines.iter().any(|it| is_document(it)) && !bytes.iter().all(u8::is_ascii_whitespace);
    if !lines.is_empty() && (is_document(bytes) || broken_document) { vec![bytes] } else { lines }
}

/// Whether bytes are one whole object or list, whatever is wrong in it.
fn is_document(bytes: &[u8]) -> bool {
    let begins = bytes.iter().find(|it| !it.is_ascii_whitespace()).is_some_and(|it| matches!(it, b'{' | b'['));
    begins && !matches!(Json::of_bytes(bytes), Err(fault) if matches!(fault.kind, FaultKind::Syntax { .. }))
}

fn answer(planner: &Planner<'_>, document: &[u8]) -> Outcome {
    if document.iter().all(u8::is_ascii_whitespace) {
        return unreadable(String::new(), planner.formulary().languages().say(None, words::empty_line));
    }
    match Json::of_bytes(document).and_then(|it| Request::of(&it)) {
        Ok(request) => planner.decide(&request),
        Err(fault) => {
            let said = |lang| words::not_read(&fault, lang);
            let message = planner.formulary().languages().say(Json::language_in(document), said);
            unreadable(fault.path.clone(), message)
        }
    }
}

fn unreadable(path: String, message: String) -> Outcome {
    Outcome::Unreadable { problems: Problem { path, message }.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REFERENCE: &str = include_str!("../../tests/scenarios/reference.json");

    fn answers(bytes: &[u8]) -> Vec<Outcome> {
        let formulary = palier_formulary::builtin();
        let planner = Planner::new(&formulary);
        documents(bytes).into_iter().map(|it| answer(&planner, it)).collect()
    }

    /// The reference on one line.
    fn good() -> String {
        REFERENCE.lines().map(str::trim).collect()
    }

    #[track_caller]
    fn says(outcome: &Outcome, path: &str, parts: &[&str]) {
        let Outcome::Unreadable { problems } = outcome else { panic!("read: {outcome:?}") };
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].path, path);
        let said = problems[0].message.replace('\u{a0}', " ");
        for part in parts {
            assert!(said.contains(part), "{part}: {said}");
        }
    }

    #[test]
    fn one_document_over_many_lines_is_one_request() {
        let outcomes = answers(REFERENCE.as_bytes());
        assert_eq!(outcomes.len(), 1);
        assert!(matches!(outcomes[0], Outcome::Pending { .. }), "questions are open: {outcomes:?}");
        let twice = REFERENCE.replacen("\"version\": 1,", "\"version\": 1,\n\"version\": 1,", 1);
        let outcomes = answers(twice.as_bytes());
        assert_eq!(outcomes.len(), 1);
        says(&outcomes[0], "version", &["écrit deux fois"]);
        let english = twice.replacen("\"language\": \"fr\"", "\"language\": \"en\"", 1);
        says(&answers(english.as_bytes())[0], "version", &["The request cannot be read", "written twice"]);
        let cut = &REFERENCE[..REFERENCE.len() / 2];
        let outcomes = answers(cut.as_bytes());
        assert_eq!(outcomes.len(), 1);
        says(&outcomes[0], "", &["abîmé ou incomplet (ligne "]);
        let english = cut.replacen("\"language\": \"fr\"", "\"language\": \"en\"", 1);
        says(&answers(english.as_bytes())[0], "", &["This is not a request", "damaged or cut short (line "]);
    }

    #[test]
    fn each_line_is_answered_by_a_line_whatever_stands_in_the_others() {
        let good = good();
        let bad = good.replace("\"alt\": \"0.6\"", "\"alt\": \"0,6x\"").replace("\"alt\":\"0.6\"", "\"alt\":\"0,6x\"");
        let mut bytes = Vec::new();
        for line in [
            &good.as_bytes()[..good.len() / 2],
            good.as_bytes(),
            b"",
            bad.as_bytes(),
            b"\"x\": \xff",
            b"  \r",
            b"[1, \"x\"]",
            good.as_bytes(),
        ] {
            bytes.extend_from_slice(line);
            bytes.push(b'\n');
        }
        let outcomes = answers(&bytes);
        assert_eq!(outcomes.len(), 8);
        assert!(outcomes[1] == outcomes[7] && outcomes[1].assessment().is_some());
        says(&outcomes[0], "", &["abîmé ou incomplet"]);
        says(&outcomes[2], "", &["est vide", "is empty"]);
        says(&outcomes[3], "patient.liver.alt", &["« 0,6x » n’est pas un nombre"]);
        says(&outcomes[4], "", &["colonne 6", "column 6"]);
        says(&outcomes[5], "", &["est vide"]);
        says(&outcomes[6], "", &["on y trouve […], et il faut un objet"]);
    }

    #[test]
    fn what_cannot_be_read_is_said_in_the_language_of_who_asked_and_without_the_words_of_a_parser() {
        let start = |language: &str, day: &str| {
            good().replacen("\"language\": \"fr\"", &format!("\"language\": \"{language}\""), 1).replacen(
                "2026-12-07",
                day,
                1,
            )
        };
        let answer = |text: String| answers(text.as_bytes()).remove(0);
        let fr = "La demande n’est pas lisible à l’endroit « treatment.start » : le jour « 2027-02-29 » n’existe pas au calendrier. Corrigez cet endroit.";
        let en =
            "The request cannot be read at “treatment.start”: no calendar holds the day “2027-02-29”. Mend that place.";
        for (language, said) in [("fr", vec![fr]), ("en", vec![en])] {
            says(&answer(start(language, "2027-02-29")), "treatment.start", &said);
        }
        says(
            &answer(start("fr", "07/12/2026")),
            "treatment.start",
            &["« 07/12/2026 » n’est pas une date écrite année-mois-jour"],
        );
        says(
            &answer(start("de", "2026-12-07")),
            "language",
            &["n’est pas un des mots connus", "is not one of the known"],
        );
        for text in ["{", "{}", "[]", "{\"version\":2}", &start("fr", "2027-02-29")] {
            let Outcome::Unreadable { problems } = answer(text.to_owned()) else { panic!("{text}") };
            for parser in ["expected", "invalid", "EOF", "at line", "`"] {
                assert!(!problems[0].message.contains(parser), "{}", problems[0].message);
            }
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic() {
        for text in ["null", "[]", "{", "{}", "\u{0}", "{\"version\":300}", "[[[[[[[[", "1e999", "\n", " "] {
            assert_eq!(answers(text.as_bytes()).len(), 1, "{text:?}");
        }
        assert_eq!(answers(b"").len(), 0, "no line, no answer");
        assert_eq!(answers(b"\n\r\n").len(), 2);
    }
}
