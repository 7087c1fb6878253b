//! Every sentence its rules, limits and intervals may say.

use std::collections::BTreeSet;

use crate::ask::rows::Unknown::When;
use crate::ask::rows::{Bounded, Row};
use crate::ask::{assessment, both, decide, merge, patient, takes, takes_so, treatment, with};
use crate::drugs::naltrexone::intervals::{Interval, wash_outs};
use crate::drugs::naltrexone::limits::limits;
use crate::drugs::naltrexone::rules::rules;
use serde_json::{Value, json};

/// Every patch of the tables, in the order they stand.
fn patches() -> Vec<Value> {
    let mut all = Vec::new();
    for Row { fires, misses, unknown, .. } in rules() {
        all.extend(fires);
        all.extend(misses);
        if let When(patch) = unknown {
            all.push(patch);
        }
    }
    for Bounded { beyond, within, .. } in limits() {
        all.extend([beyond.0, within.0]);
    }
    for Interval { line, .. } in wash_outs() {
        for stop in [
            json!({}),
            json!({ "stopped": { "last_dose": "2026-11-29" } }),
            json!({ "stopped": { "last_dose": "2020-01-01" } }),
            json!({ "stopped": { "last_dose": "2026-12-05", "planned_by": "Dr X" } }),
        ] {
            all.push(json!({ "medicines": [both(line.clone(), stop)] }));
        }
    }
    all.push(takes("xyzabc"));
    all.push(takes("paracétamol + xyzabc"));
    all.push(treatment(json!({ "protocol": "younger" })));
    all.push(treatment(json!({ "most_units": 9 })));
    all.push(treatment(json!({ "supplies": null })));
    all.push(treatment(json!({ "start": null })));
    all.push(treatment(json!({ "start": "2026-11-29" })));
    all.push(treatment(json!({ "supplies": [{ "tablet": { "strength": "50 mg", "scored": true } }] })));
    all.push(treatment(json!({ "supplies": [{ "capsule": { "strength": "1.5 mg" } }] })));
    all.push(patient(json!({ "none_of_these": [] })));
    all
}

/// What a person reads: every `text`, `ask` and `bound` of an answer, sources and names left out.
fn sentences(value: &Value, said: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                if let (Some(text), "text" | "ask" | "bound" | "message") = (value.as_str(), &**key) {
                    said.push(text.to_owned());
                } else if !matches!(&**key, "sources" | "recorded") {
                    sentences(value, said);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|it| sentences(it, said)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn said(language: &str) -> BTreeSet<String> {
    let mut said = Vec::new();
    for mut patch in patches() {
        merge(&mut patch, json!({ "language": language }));
        sentences(&serde_json::to_value(decide(with(patch))).expect("serialises"), &mut said);
    }
    said.into_iter().collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|it: char| !it.is_alphanumeric()).map(str::to_lowercase).collect()
}

#[test]
fn each_language_is_spoken_alone() {
    const FRENCH: [&str; 16] =
        ["le", "les", "la", "une", "du", "des", "et", "est", "pas", "ou", "au", "aux", "pour", "avec", "dans", "jours"];
    const ENGLISH: [&str; 14] =
        ["the", "of", "and", "is", "not", "with", "for", "to", "before", "from", "days", "are", "this", "at"];
    let (english, french) = (said("en"), said("fr"));
    assert!(english.len() > 150 && french.len() > 150, "{} and {} sentences", english.len(), french.len());
    for (all, strangers) in [(&english, &FRENCH[..]), (&french, &ENGLISH[..])] {
        for text in all {
            let found: Vec<String> = words(text).into_iter().filter(|it| strangers.contains(&&**it)).collect();
            assert!(found.is_empty(), "{found:?} in: {text}");
        }
    }
    for text in &english {
        for never in ["hold", "holds", "safe", "safely", "ok", "clear"] {
            assert!(!words(text).iter().any(|it| it == never), "`{never}`: {text}");
        }
    }
    for text in &french {
        assert!(!words(text).iter().any(|it| it == "ok") && !text.contains("sans danger"), "{text}");
    }
}

#[test]
fn sentences_are_written_as_they_would_be_printed() {
    for language in ["fr", "en"] {
        for text in said(language) {
            assert!(!text.is_empty() && text.trim() == text, "`{text}`");
            for twice in ["  ", "..", "::", ": :", ". .", " ,", "( ", "\u{a0}\u{a0}", "?.", "??"] {
                assert!(!text.contains(twice), "`{twice}`: {text}");
            }
            assert!(!text.contains('\'') && !text.contains('"'), "typewriter marks: {text}");
            for sentence in text.split(['.', '?', '!']) {
                assert!(sentence.matches(": ").count() <= 1, "two colons in one sentence: {text}");
            }
            // After a colon no capital, but of a name.
            for (_, after) in text.match_indices(": ").map(|(at, colon)| (at, &text[at + colon.len()..])) {
                let word: String = after.chars().take_while(|it| it.is_alphabetic()).collect();
                let mut chars = word.chars();
                let capital = chars.next().is_some_and(char::is_uppercase);
                let common = capital && chars.next().is_some_and(char::is_lowercase) && word != "Palier";
                assert!(!common, "capital after a colon, `{word}`: {text}");
            }
            if language == "fr" {
                for mark in [" :", " ;", " ?", " !", " »", "« "] {
                    assert!(!text.contains(mark), "plain space: {text}");
                }
            }
        }
    }
}

/// A finding that reads such a medicine never sends anyone to stop it alone.
#[test]
fn nobody_is_sent_to_stop_a_medicine_alone() {
    let table = [
        ("valproate", "LI-4"),
        ("diazépam", "SED-1"),
        ("phénelzine", "AD-2"),
        ("thioridazine", "SED-1-thioridazine"),
        ("tacrolimus", "IM-2"),
        ("tramadol", "OP-2-long"),
    ];
    for (name, rule) in table {
        for (language, words) in [("fr", "ne l’arrêtez pas de vous-même"), ("en", "do not stop it by yourself")] {
            let patch = both(takes(name), json!({ "language": language }));
            let outcome = decide(with(patch));
            let finding = assessment(&outcome).findings.iter().find(|it| it.rule == rule).expect(rule);
            assert!(finding.text.to_lowercase().contains(words), "{rule}: {}", finding.text);
        }
    }
    let planned = json!({ "stopped": { "last_dose": "2026-12-05", "planned_by": "Dr X" } });
    let outcome = decide(with(both(takes_so("tramadol", planned), json!({ "language": "fr" }))));
    let finding = assessment(&outcome).findings.iter().find(|it| it.rule == "OP-2-long").expect("OP-2-long");
    assert!(finding.text.contains("Ne l’arrêtez pas de vous-même"), "{}", finding.text);
    let new = both(takes_so("sertraline", json!({ "started": "2026-11-28" })), json!({ "language": "fr" }));
    let outcome = decide(with(new));
    let finding = assessment(&outcome).findings.iter().find(|it| it.rule == "FRZ-1").expect("FRZ-1");
    assert!(finding.text.contains("Ne l’arrêtez pas de vous-même"), "{}", finding.text);
}
