//! What no request may hold, and what becomes of what this edition does not know.

use std::ops::RangeInclusive;

use crate::ask::{BOOK, PLANNER, answered, asked, assessment, decide, merge, with};
use palier_engine::book::rule::Severity;
use palier_engine::exact::bounds::{LONGEST_NAME, MOST_MEDICINES};
use palier_engine::finding::{Recognition, Verdict};
use palier_engine::lang::Tongue;
use palier_engine::outcome::Outcome;
use palier_engine::request::problems::Problem;
use palier_engine::request::request::Request;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The problems of the reference changed so, in both languages.
fn problems(patch: &Value) -> [Vec<Problem>; 2] {
    ["fr", "en"].map(|lang| {
        let mut request = with(patch.clone());
        request["language"] = lang.into();
        match decide(request) {
            Outcome::Unreadable { problems } => problems.into(),
            Outcome::Planned { .. }
            | Outcome::Pending { .. }
            | Outcome::Tapered { .. }
            | Outcome::Refused { .. }
            | Outcome::Card { .. }
            | Outcome::Stopped { .. } => Vec::new(),
        }
    })
}

#[track_caller]
fn is_a_problem(patch: &Value, path: &str, fr: &str, en: &str) {
    let [french, english] = problems(patch);
    for (problems, said) in [(french, fr), (english, en)] {
        let paths: Vec<&str> = problems.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, [path], "{patch}");
        let message = problems[0].message.replace('\u{a0}', " ");
        assert!(message.contains(said), "{patch}: {message}");
    }
}

#[track_caller]
fn is_none(patch: &Value) {
    assert_eq!(problems(patch), [[], []], "{patch}");
}

fn line(fields: Value) -> Value {
    let mut line = json!({ "name": "paracétamol" });
    merge(&mut line, fields);
    json!({ "medicines": [line] })
}

fn stop(started: &str, last_dose: &str) -> Value {
    line(json!({ "started": started, "stopped": { "last_dose": last_dose } }))
}

#[test]
fn a_last_dose_before_the_first_is_a_problem_of_the_line_where_it_is_certain() {
    let path = "medicines[0].stopped.last_dose";
    let (fr, en) = ("précède le début", "comes before the first one");
    for (started, last_dose) in [
        ("2026-06-10", "2026-06-09"),
        ("2026-06-01", "2026-05"),
        ("2026-06", "2026-05-31"),
        ("2026-06", "2026-05"),
        ("2026-11-30", "1990-01-01"),
    ] {
        is_a_problem(&stop(started, last_dose), path, fr, en);
    }
    for (started, last_dose) in
        [("2026-06-10", "2026-06-10"), ("2026-06-30", "2026-06"), ("2026-06", "2026-06-01"), ("2026-06", "2026-06")]
    {
        is_none(&stop(started, last_dose));
    }
    is_none(&line(json!({ "stopped": { "last_dose": "2026-06-09" } })));
}

/// Every drug of the book reads the same list.
#[test]
fn no_drug_believes_a_last_dose_before_the_first() {
    let book = &*BOOK;
    for drug in &book.book().drugs {
        let base = json!({ "treatment": { "drug": drug.id, "indication": drug.indications[0] } });
        let bad = asked(&base, stop("2026-06-10", "2026-06-09"));
        assert!(matches!(decide(bad), Outcome::Unreadable { .. }), "{}", drug.id);
        let good = asked(&base, stop("2026-06-09", "2026-06-10"));
        assert!(!matches!(decide(good), Outcome::Unreadable { .. }), "{}", drug.id);
    }
}

/// Today is 30 November 2026.
#[test]
fn a_stop_was_or_is_planned_and_never_both() {
    let path = "medicines[0].stopped.planned_by";
    let ahead = ("prévu par un professionnel", "planned by a professional");
    let past = ("qui est passé", "which has passed");
    for (last_dose, by, said) in [
        ("2026-12-01", json!(null), Some(ahead)),
        ("2026-12-01", json!(" \u{200b}"), Some(ahead)),
        ("2026-12", json!(null), Some(ahead)),
        ("2026-12-01", json!("Dr X"), None),
        ("2026-12", json!("Dr X"), None),
        // Today, and a month that is not over, may be either.
        ("2026-11-30", json!(null), None),
        ("2026-11-30", json!("Dr X"), None),
        ("2026-11", json!(null), None),
        ("2026-11", json!("Dr X"), None),
        ("2026-11-29", json!(null), None),
        ("2026-11-29", json!("Dr X"), Some(past)),
        ("2026-10", json!("Dr X"), Some(past)),
        ("2026-10", json!("\u{3164}"), None),
    ] {
        let patch = line(json!({ "stopped": { "last_dose": last_dose, "planned_by": by } }));
        match said {
            Some((fr, en)) => is_a_problem(&patch, path, fr, en),
            None => is_none(&patch),
        }
    }
}

#[test]
fn what_is_dated_after_today_has_not_been() {
    let record = |on: &str| json!([{ "about": "MED-0", "by": "Dr X", "on": on }]);
    for (good, bad, path) in [
        (
            json!({ "patient": { "liver": { "on": "2026-11-30" } } }),
            json!({ "patient": { "liver": { "on": "2026-12-01" } } }),
            "patient.liver.on",
        ),
        (line(json!({ "started": "2026-11-30" })), line(json!({ "started": "2026-12-01" })), "medicines[0].started"),
        (line(json!({ "started": "2026-11" })), line(json!({ "started": "2026-12" })), "medicines[0].started"),
        (
            json!({ "sessions": [{ "card": "capsaicin-8", "on": "2026-11-30" }] }),
            json!({ "sessions": [{ "card": "capsaicin-8", "on": "2026-12-01" }] }),
            "sessions[0].on",
        ),
    ] {
        is_none(&good);
        is_a_problem(&bad, path, "pas encore venu", "not come yet");
    }
    // A record of tomorrow, by a clock that is wrong, lifts nothing and keeps nobody from an answer.
    for list in ["decisions", "acknowledgements"] {
        let said = |on: &str| {
            let outcome = decide(with(json!({ list: record(on) })));
            assessment(&outcome).findings.iter().filter(|it| it.rule == "REC-1").count()
        };
        assert_eq!((said("2026-11-30"), said("2026-12-01")), (0, 1), "{list}");
    }
    // An operation may be ahead or behind.
    for day in ["2020-01-01", "2026-11-30", "2027-06-01"] {
        is_none(&json!({ "patient": { "surgery_on": day } }));
    }
}

/// A number at its path, and the edges the form has always asked of it.
#[test]
fn a_number_outside_its_bounds_is_refused_at_both_edges() {
    let patient = |field: &str| (format!("patient.{field}"), field.to_owned());
    let under =
        |path: &str, value: &Value| path.split('.').rev().fold(value.clone(), |inner, name| json!({ name: inner }));
    let pugh = |field: &str, value: &str| {
        let mut items = json!({ "bilirubin_umol_per_l": "20", "albumin_g_per_l": "40", "inr": "1", "ascites": "none",
            "encephalopathy": "none" });
        items[field] = value.into();
        json!({ "patient": { "child_pugh": items } })
    };
    for (field, allowed, refused) in [
        ("height_cm", ["50", "260"], ["49.999", "260.001"]),
        ("weight_kg", ["20", "400"], ["19.999", "400.001"]),
        ("liver.alt", ["0.01", "500"], ["0.009", "500.001"]),
        ("liver.ast", ["0.01", "500"], ["0.009", "500.001"]),
        ("liver.bilirubin", ["0.01", "500"], ["0.009", "500.001"]),
    ] {
        let (path, _) = patient(field);
        for value in allowed {
            is_none(&under(&path, &value.into()));
        }
        for value in refused {
            is_a_problem(&under(&path, &value.into()), &path, "Écrivez un nombre de", "Write a number from");
        }
    }
    for (field, most, above) in [
        ("bilirubin_umol_per_l", "2000", "2000.001"),
        ("albumin_g_per_l", "100", "1000000"),
        ("albumin_g_per_l", "100", "100.001"),
        ("inr", "50", "50.001"),
    ] {
        is_none(&pugh(field, most));
        is_a_problem(
            &pugh(field, above),
            &format!("patient.child_pugh.{field}"),
            "Écrivez un nombre de",
            "Write a number",
        );
    }
    for (path, allowed, refused) in [
        ("patient.age_years", 0..=120, vec![121, 255]),
        ("patient.phq9_item9", 0..=3, vec![4]),
        ("patient.dialysis_sessions_per_week", 1..=7, vec![0, 8]),
        ("treatment.interval_days", 1..=365, vec![0, 366]),
        ("treatment.most_units", 1..=20, vec![0, 21]),
    ] as [(&str, RangeInclusive<u32>, Vec<u32>); 5]
    {
        for value in [*allowed.start(), *allowed.end()] {
            is_none(&under(path, &value.into()));
        }
        for value in refused {
            is_a_problem(&under(path, &value.into()), path, "Écrivez un nombre de", "Write a number from");
        }
    }
    let clearance = |value: &str| json!({ "patient": { "clearance": { "ml_per_min": value, "method": "Cockcroft" } } });
    is_none(&clearance("0"));
    is_none(&clearance("300"));
    is_a_problem(&clearance("300.001"), "patient.clearance.ml_per_min", "de 0 à 300 mL/min", "from 0 to 300 mL/min");
}

#[test]
fn doses_and_supplies_are_held_to_what_the_form_takes() {
    let supplies = |one: Value| json!({ "treatment": { "supplies": [one] } });
    let capsule = |field: &str, value: Value| {
        let mut it = json!({ "strength": "0.5 mg" });
        it[field] = value;
        supplies(json!({ "capsule": it }))
    };
    let liquid = |field: &str, value: Value| {
        let mut it = json!({ "per_ml": "1 mg", "syringe": "5 mL", "graduation": "0.1 mL", "bottle": "100 mL", "keeps_days": 30 });
        it[field] = value;
        supplies(json!({ "liquid": it }))
    };
    let drops = |field: &str, value: Value| {
        let mut it = json!({ "per_drop": "1 mg", "most": 20 });
        it[field] = value;
        supplies(json!({ "drops": it }))
    };
    let at = |field: &str| format!("treatment.supplies[0].{field}");
    for (good, bad, path) in [
        (capsule("keeps_days", 1.into()), capsule("keeps_days", 0.into()), at("capsule.keeps_days")),
        (capsule("keeps_days", 3650.into()), capsule("keeps_days", 3651.into()), at("capsule.keeps_days")),
        (capsule("strength", "100000 mg".into()), capsule("strength", "100000.001 mg".into()), at("capsule.strength")),
        (liquid("keeps_days", 1.into()), liquid("keeps_days", 0.into()), at("liquid.keeps_days")),
        (liquid("syringe", "5000 mL".into()), liquid("syringe", "4294967 mL".into()), at("liquid.syringe")),
        (liquid("graduation", "0.001 mL".into()), liquid("graduation", "5000.001 mL".into()), at("liquid.graduation")),
        (liquid("bottle", "5000 mL".into()), liquid("bottle", "5000.001 mL".into()), at("liquid.bottle")),
        (liquid("per_ml", "100000 mg".into()), liquid("per_ml", "100001 mg".into()), at("liquid.per_ml")),
        (drops("most", 1.into()), drops("most", 0.into()), at("drops.most")),
        (drops("per_drop", "1 mcg".into()), drops("per_drop", "200000 mg".into()), at("drops.per_drop")),
        (
            supplies(json!({ "tablet": { "strength": "100000 mg" } })),
            supplies(json!({ "tablet": { "strength": "100001 mg" } })),
            at("tablet.strength"),
        ),
        (
            line(json!({ "daily_dose": "100000 mg" })),
            line(json!({ "daily_dose": "100000.001 mg" })),
            "medicines[0].daily_dose".to_owned(),
        ),
        (
            json!({ "treatment": { "target": "100000 mg" } }),
            json!({ "treatment": { "target": "100001 mg" } }),
            "treatment.target".to_owned(),
        ),
        (
            json!({ "treatment": { "first_dose": "100000 mg" } }),
            json!({ "treatment": { "first_dose": "100001 mg" } }),
            "treatment.first_dose".to_owned(),
        ),
        (
            json!({ "treatment": { "increment": "100000 mg" } }),
            json!({ "treatment": { "increment": "100001 mg" } }),
            "treatment.increment".to_owned(),
        ),
    ] {
        is_none(&good);
        is_a_problem(&bad, &path, "Écrivez un nombre de", "Write a number from");
    }
    let twice = json!({ "treatment": { "supplies": [
        { "capsule": { "strength": "0.5 mg" } }, { "capsule": { "strength": "1.5 mg" } }, { "capsule": { "strength": "0.5 mg" } }
    ] } });
    is_a_problem(&twice, "treatment.supplies[2]", "déjà dans la liste", "in the list already");
    for days in [0, 27, 29, 31] {
        is_a_problem(
            &json!({ "treatment": { "batch_days": days } }),
            "treatment.batch_days",
            "28 ou 30 jours",
            "28 or 30 days",
        );
    }
}

#[test]
fn an_indexed_clearance_is_refused_with_its_remedy_and_for_every_drug() {
    let given = |method: &str| json!({ "patient": { "clearance": { "ml_per_min": "45", "method": method } } });
    let path = "patient.clearance.method";
    for method in ["CKD-EPI 2021", "dfg estimé", "mL/min/1,73 m²", "MDRD"] {
        is_a_problem(
            &given(method),
            path,
            "Donnez celle-ci, non indexée, ou la créatinine",
            "Give that one, not indexed",
        );
    }
    for method in ["", " ", "\u{200b}", "\u{3164}"] {
        is_a_problem(&given(method), path, "comment cette clairance a été obtenue", "how this clearance was obtained");
    }
    is_none(&given("Cockcroft-Gault"));
    let book = &*BOOK;
    for drug in &book.book().drugs {
        let base = json!({ "treatment": { "drug": drug.id, "indication": drug.indications[0] } });
        let outcome = decide(asked(&base, given("DFGe")));
        assert!(matches!(outcome, Outcome::Unreadable { .. }), "{}", drug.id);
    }
}

/// Zero-width, marks of direction, soft hyphen, fillers, selectors, controls, white space.
const UNSEEN: [&str; 8] =
    ["\u{200b}", "\u{202e}\u{202c}", "\u{ad}", "\u{3164}", "\u{fe0f}", "\u{1}", "\u{2003}\u{85}", ""];

#[test]
fn a_name_of_letters_that_leave_no_mark_is_no_name_and_no_signature() {
    for unseen in UNSEEN {
        is_a_problem(
            &line(json!({ "name": unseen })),
            "medicines[0].name",
            "Écrivez le nom",
            "Write the medicine’s name",
        );
        let prescriber = |name: &str| decide(with(json!({ "prescriber": name })));
        assert_eq!(
            prescriber(unseen).assessment().map(|it| &it.findings),
            decide(with(json!({ "prescriber": null }))).assessment().map(|it| &it.findings),
            "{}",
            unseen.escape_unicode()
        );
        assert_ne!(assessment(&prescriber(unseen)).verdict, assessment(&prescriber("Dr Martin")).verdict);
        // What a name lifts, it does not.
        let vouched = |by: &str| {
            let records =
                json!([{ "about": "medicine:naltrexone-ldn:xyzabc", "by": by, "on": "2026-11-30", "reason": "seen" }]);
            decide(with(json!({ "medicines": [{ "name": "xyzabc" }], "decisions": records })))
        };
        assert_eq!(assessment(&vouched(unseen)).verdict, Verdict::Pending, "{}", unseen.escape_unicode());
        assert_eq!(assessment(&vouched("Dr Martin")).verdict, Verdict::Caution);
    }
}

#[test]
fn a_list_of_two_hundred_is_answered_and_a_longer_one_is_kept_and_plans_nothing() {
    let listed = |count: usize| {
        let names: Vec<Value> = (0..count).map(|at| json!({ "name": format!("tisane {at}") })).collect();
        with(json!({ "medicines": names }))
    };
    let outcome = decide(listed(MOST_MEDICINES));
    assert_eq!(MOST_MEDICINES, 200);
    assert_eq!(assessment(&outcome).medicines.len(), 200);
    let request: Request = serde_json::from_value(listed(201)).expect("a longer list is read");
    assert_eq!(request.medicines.len(), 201, "no line is lost");
    let Outcome::Unreadable { problems } = decide(listed(201)) else { panic!("201 are answered") };
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].path, "medicines");
    assert!(problems[0].message.contains("201") && problems[0].message.contains("200"), "{}", problems[0].message);
}

#[test]
fn a_name_has_two_hundred_letters_at_most_and_a_longer_one_is_kept() {
    assert_eq!(LONGEST_NAME, 200);
    for letter in ["a", "é", "李"] {
        is_none(&line(json!({ "name": letter.repeat(200) })));
        let long = line(json!({ "name": letter.repeat(201) }));
        is_a_problem(&long, "medicines[0].name", "plus de 200 lettres", "more than 200 letters");
        let request: Request = serde_json::from_value(with(long)).expect("it is read");
        assert_eq!(request.medicines[0].name.chars().count(), 201);
    }
}

#[test]
fn no_other_list_is_without_end() {
    let many = |one: Value, count: usize| vec![one; count];
    let record = || json!({ "about": "MED-0", "by": "Dr X", "on": "2026-11-30" });
    let session = || json!({ "card": "capsaicin-8", "on": "2026-11-30" });
    let answers =
        |count: usize| (0..count).map(|at| (format!("q{at}"), json!("no"))).collect::<serde_json::Map<_, _>>();
    let lists = |count: usize| {
        [
            ("decisions", json!({ "decisions": many(record(), count) })),
            ("acknowledgements", json!({ "acknowledgements": many(record(), count) })),
            ("sessions", json!({ "sessions": many(session(), count) })),
            ("patient.answers", json!({ "patient": { "answers": answers(count) } })),
            (
                "patient.none_of_these",
                json!({ "patient": { "none_of_these": [{ "questions": many("pregnant".into(), count), "by": "x" }] } }),
            ),
        ]
    };
    for (_, list) in lists(1000) {
        is_none(&list);
    }
    for (path, list) in lists(1001) {
        is_a_problem(&list, path, "plus de 1000 lignes", "more than 1000 entries");
    }
}

/// A hundred lines of each of two medicines that interact: ten thousand pairs of lines, one row.
#[test]
fn fifty_pairs_are_told_strictest_first_and_the_others_are_counted() {
    let two = |count: usize| -> Vec<Value> {
        (0..count)
            .map(|at| json!({ "name": if at % 2 == 0 { "sertraline" } else { "tramadol" }, "started": "2020-01" }))
            .collect()
    };
    let pairs = |medicines: Vec<Value>| {
        let outcome = decide(with(json!({ "medicines": medicines })));
        let found = assessment(&outcome);
        (found.pairs.clone(), found.pairs_left_out)
    };
    let (one, left_out) = pairs(two(2));
    assert_eq!((one.len(), left_out), (1, 0));
    let (told, left_out) = pairs(two(200));
    assert_eq!((told.len(), left_out), (50, 100 * 100 - 50));
    assert!(told.iter().all(|it| (it.rule.as_str(), it.level) == (one[0].rule.as_str(), one[0].level)));
    assert_eq!(told[0].lines, [0, 1]);
    assert_eq!(told[49].lines, [0, 99], "in the order of the list");
    // A stricter pair at the end of the list comes before all of them.
    let mut medicines = two(198);
    medicines.extend([json!({ "name": "phénelzine", "started": "2020-01" })]);
    let (told, _) = pairs(medicines);
    assert_eq!(told.len(), 50);
    assert!(told[0].level > one[0].level && told[0].lines == [0, 198], "{:?}", told[0]);
    assert!(told.is_sorted_by_key(|it| std::cmp::Reverse(it.level)));
}

#[test]
fn an_answer_nobody_asks_for_is_said_and_the_plan_goes_on() {
    let calm = assessment(&decide(answered())).verdict;
    let found = |patch: Value| {
        let outcome = decide(with(patch));
        let found = assessment(&outcome);
        let said = found.findings.iter().find(|it| it.rule == "ASK-1").cloned();
        (found.verdict, said)
    };
    let (verdict, said) = found(json!({ "patient": { "answers": { "renamed-since": "no" } } }));
    let said = said.expect("a no is named");
    assert_eq!((verdict, said.severity), (calm, Severity::Information));
    assert!(said.text.contains("renamed-since"), "{}", said.text);
    assert_eq!(said.inputs[0].path, "patient.answers.renamed-since");
    let (verdict, said) = found(json!({ "patient": { "answers": { "renamed-since": "yes" } } }));
    let said = said.expect("a yes is never lost");
    assert_eq!((verdict, said.severity), (Verdict::Caution, Severity::Caution));
    assert!(said.ask.is_some());
    let (verdict, said) = found(json!({ "patient": { "answers": { "renamed-since": "unknown" } } }));
    assert_eq!((verdict, said), (calm, None), "not knowing is no answer");
    let (_, said) = found(json!({ "patient": { "answers": { "pregnant": "no" } } }));
    assert_eq!(said, None, "this one is asked");

    let mut request = answered();
    request["patient"]["none_of_these"][0]["questions"].as_array_mut().expect("a list").push("renamed-since".into());
    let outcome = decide(request);
    let said = assessment(&outcome).findings.iter().find(|it| it.rule == "ASK-1").expect("it is named");
    assert_eq!((said.severity, said.inputs[0].path.as_str()), (Severity::Information, "patient.none_of_these[0]"));

    // A question renamed is a question unanswered.
    let mut request = answered();
    let questions = request["patient"]["none_of_these"][0]["questions"].as_array_mut().expect("a list");
    let place = questions.iter().position(|it| it == "opioid-recent").expect("it is asked");
    questions[place] = "opioid-lately".into();
    assert_eq!(assessment(&decide(request)).verdict, Verdict::Pending);
}

#[test]
fn a_record_about_nothing_known_is_said_to_lift_nothing_and_the_others_are_not() {
    let said = |about: &str, list: &str, medicines: Value| {
        let record = json!([{ "about": about, "by": "Dr Martin", "on": "2026-11-30" }]);
        let outcome = decide(with(json!({ list: record, "medicines": medicines })));
        assessment(&outcome).findings.iter().filter(|it| it.rule == "REC-1").count()
    };
    for list in ["decisions", "acknowledgements"] {
        for nobody in
            ["", "OP-99", "limit:NEVER", "protocol:never", "interaction:never", "medicine:never", "OP-2-short:never"]
        {
            assert_eq!(said(nobody, list, json!([])), 1, "{nobody}");
        }
        let book = &*BOOK;
        let known = book.book();
        for rule in known
            .rules
            .iter()
            .map(|it| it.id.clone())
            .chain(known.limits.iter().map(|it| format!("limit:{}", it.id)))
            .chain(known.protocols.iter().map(|it| format!("protocol:{}", it.id)))
            .chain(known.wash_outs.iter().map(|it| format!("{}:tramadol", it.id)))
            .chain(known.substances.iter().take(50).map(|it| format!("interaction:{}", it.id)))
            .chain(["MED-1", "START-1", "UNITS-1", "interaction:alcohol"].map(str::to_owned))
        {
            assert_eq!(said(&rule, list, json!([])), 0, "{rule}");
        }
        // Attested for this drug, or for another of the book; the key of an older file lifts nothing, and is said.
        let listed = || json!([{ "name": "xyzabc" }]);
        assert_eq!(said("medicine:naltrexone-ldn:xyzabc", list, listed()), 0);
        assert_eq!(said("medicine:duloxetine:xyzabc", list, listed()), 0);
        assert_eq!(said("medicine:nothing:xyzabc", list, listed()), 1);
        assert_eq!(said("medicine:xyzabc", list, listed()), 1);
    }
}

#[test]
fn a_chosen_entry_that_is_no_longer_in_the_catalogue_leaves_its_line_named_and_unrecognised() {
    for chosen in ["never-was", "brand:Never Was"] {
        let outcome = decide(with(json!({ "medicines": [{ "name": "tramadol", "chosen": chosen }] })));
        let found = assessment(&outcome);
        assert!(matches!(found.medicines[0].answer, Recognition::NotRecognised(_)), "{chosen}");
        assert!(found.not_checked.iter().any(|it| it.rule == "MED-1" && it.text.contains("tramadol")), "{chosen}");
        assert_eq!(found.verdict, Verdict::Pending);
    }
}

/// What a person could type in any field, and what no one could.
fn patches() -> impl Strategy<Value = Value> {
    let word = prop_oneof!["[a-zé \u{200b}]{0,12}", Just("x".repeat(300)), "\\PC{0,8}"];
    let date = prop_oneof![
        (1895i32..2110, 0u32..14, 0u32..33).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")),
        (2000i32..2030, 1u32..13).prop_map(|(y, m)| format!("{y:04}-{m:02}")),
        (1u32..32, 1u32..13).prop_map(|(d, m)| format!("{d:02}/{m:02}/2026")),
    ];
    let number = prop_oneof!["[0-9]{1,4}(\\.[0-9]{1,2})?", Just("4294967".to_owned()), "-?[0-9]{1,3}"];
    prop_oneof![
        (number.clone(), date.clone()).prop_map(|(alt, on)| json!({ "patient": { "liver": { "alt": alt, "on": on } } })),
        number.clone().prop_map(|it| json!({ "patient": { "weight_kg": it, "height_cm": it } })),
        (number.clone(), word.clone()).prop_map(|(it, method)| json!({ "patient": { "clearance": { "ml_per_min": it, "method": method } } })),
        (word.clone(), date.clone(), date.clone(), prop::option::of(word.clone())).prop_map(|(name, started, last, by)| {
            json!({ "medicines": [{ "name": name, "started": started, "stopped": { "last_dose": last, "planned_by": by } }] })
        }),
        (word.clone(), word.clone(), date.clone()).prop_map(|(about, by, on)| json!({ "decisions": [{ "about": about, "by": by, "on": on }] })),
        number.prop_map(|it| json!({ "treatment": { "supplies": [{ "liquid": { "per_ml": format!("{it} mg"), "syringe": format!("{it} mL"),
            "graduation": "0.1 mL", "bottle": "100 mL", "keeps_days": 0 } }] } })),
        date.prop_map(|it| json!({ "treatment": { "start": it }, "patient": { "surgery_on": it } })),
        (any::<u8>(), any::<u16>()).prop_map(|(a, b)| json!({ "patient": { "age_years": a, "phq9_item9": a }, "treatment": { "interval_days": b, "most_units": a } })),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    /// The strict reader takes what the derived one takes, and what it takes is answered.
    #[test]
    fn whatever_stands_in_a_field_is_read_alike_and_answered(patch in patches()) {
        let request = with(patch);
        let strict = Request::read(&request.to_string());
        let derived = serde_json::from_value::<Request>(request);
        prop_assert_eq!(strict.as_ref().ok(), derived.as_ref().ok(), "{:?}", strict);
        if let Ok(request) = strict {
            let written = serde_json::to_string(&request).expect("it can be written");
            prop_assert_eq!(Request::read(&written).ok(), Some(request.clone()));
            let english = Request { language: Tongue::En, ..request.clone() };
            let [fr, en] = [request, english].map(|it| PLANNER.decide(&it));
            prop_assert_eq!(std::mem::discriminant(&fr), std::mem::discriminant(&en));
            prop_assert!(!matches!(fr, Outcome::Stopped { .. }), "{:?}", fr);
        }
    }
}
