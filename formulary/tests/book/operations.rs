//! Around an operation, typed from the dossiers: the life of a plan, §11, §12 and vector 11 of §16; naltrexone, §5, §7
//! and vectors 1, 2, 9 and 10 of §18. A day of an operation is D; full free days stand between it and the last dose.

use crate::ask::{BOOK, PLANNER, answered_for, assessment, day, decide, merge};
use crate::tapers::{capsules, coming_down, cuts, now, slow_capsules, tablets, tapered};
use palier_engine::audit::audit_descent;
use palier_engine::beside::operation::Restart;
use palier_engine::book::rule::Severity;
use palier_engine::book::source::Grade;
use palier_engine::book::statement::StatementKind;
use palier_engine::finding::{Finding, Verdict, Wait};
use palier_engine::outcome::Outcome;
use palier_engine::request::request::Request;
use serde_json::{Value, json};

const NALTREXONE: [(&str, &str); 2] = [("naltrexone-ldn", "4.5 mg"), ("naltrexone-50", "50 mg")];

/// Who stops naltrexone: the first day without is 7 December 2026, the last dose on the 6th.
fn stopping(drug: &str, dose: &str, operation: &str) -> Value {
    let mut request = coming_down(drug, json!([]), json!({ "now": now("evening", dose) }));
    merge(&mut request, json!({ "patient": { "surgery_on": operation, "answers": { "opioid-recent": "no" } } }));
    request
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[track_caller]
fn found<'a>(outcome: &'a Outcome, rule: &str) -> Option<&'a Finding> {
    assessment(outcome).findings.iter().find(|it| it.rule == rule)
}

/// Vector 11: last dose on D−4 at the latest; D−3 is refused.
#[test]
fn the_last_naltrexone_comes_four_days_before_an_operation_and_three_are_refused() {
    for (drug, dose) in NALTREXONE {
        // The last dose comes on D−5, D−4, D−3, and on the day itself.
        for (operation, passes) in
            [("2026-12-11", true), ("2026-12-10", true), ("2026-12-09", false), ("2026-12-06", false)]
        {
            let outcome = decide(stopping(drug, dose, operation));
            assert_eq!(matches!(outcome, Outcome::Tapered { .. }), passes, "{drug} {operation}: {outcome:#?}");
            assert_eq!(matches!(outcome, Outcome::Refused { .. }), !passes, "{drug} {operation}: {outcome:#?}");
            let severity = if passes { Severity::Caution } else { Severity::Contraindicated };
            assert_eq!(found(&outcome, "OP-4-surgery").expect("told").severity, severity, "{drug} {operation}");
            assert!(found(&outcome, "OP-4-course").is_none(), "{drug}: it keeps a beginning, not who takes it");
        }
    }
}

#[test]
fn the_last_day_and_the_restart_are_told_with_their_days_in_both_languages() {
    for (language, said) in [
        (
            "fr",
            [
                "Opération le jeudi 10 décembre 2026 : dernière prise au plus tard le dimanche 6 décembre 2026, 3 jours pleins avant.",
                "la même dose peut être reprise jusqu’au lundi 21 décembre 2026.",
                "10 jours pleins, première prise le 11e jour",
                "première prise le 15e jour",
            ],
        ),
        (
            "en",
            [
                "Operation on Thursday 10 December 2026: last intake on Sunday 6 December 2026 at the latest, 3 days in full before it.",
                "the same dose may be taken again until Monday 21 December 2026.",
                "10 full days, first intake on the 11th day",
                "first intake on the 15th day",
            ],
        ),
    ] {
        let mut request = stopping("naltrexone-ldn", "4.5 mg", "2026-12-10");
        merge(&mut request, json!({ "language": language }));
        let outcome = decide(request);
        let text = &found(&outcome, "OP-4-surgery").expect("told").text;
        for part in said {
            assert!(plain(text).contains(part), "{part}\n{text}");
        }
    }
}

/// What is refused says the last day that would do; and whom to call, once it has passed.
#[test]
fn a_stop_that_comes_too_late_names_the_last_day_or_whom_to_call() {
    let outcome = decide(stopping("naltrexone-ldn", "4.5 mg", "2026-12-09"));
    let refused = found(&outcome, "OP-4-surgery").expect("told");
    assert!(
        plain(&refused.text).contains("La dernière prise viendrait le dimanche 6 décembre 2026"),
        "{}",
        refused.text
    );
    assert!(
        plain(&refused.text).contains("la dernière prise au plus tard le samedi 5 décembre 2026"),
        "{}",
        refused.text
    );
    assert!(refused.inputs.iter().any(|it| it.path == "treatment.start"), "{:?}", refused.inputs);
    // Vector 10: an operation in 5 days. Today is 30 November: the last dose comes tomorrow, on D−4.
    let mut in_five = stopping("naltrexone-ldn", "4.5 mg", "2026-12-05");
    for (start, passes) in [("2026-12-01", true), ("2026-12-02", true), ("2026-12-03", false)] {
        merge(&mut in_five, json!({ "treatment": { "start": start } }));
        assert_eq!(matches!(decide(in_five.clone()), Outcome::Tapered { .. }), passes, "first day without: {start}");
    }
    // The last day was yesterday, and whoever stops today keeps it; was it the day before, nobody can.
    for (operation, call) in [("2026-12-03", None), ("2026-12-02", Some("Appelez l’anesthésiste aujourd’hui"))] {
        let mut today = stopping("naltrexone-ldn", "4.5 mg", operation);
        merge(&mut today, json!({ "treatment": { "start": "2026-11-30" } }));
        let outcome = decide(today);
        assert_eq!(matches!(outcome, Outcome::Tapered { .. }), call.is_none(), "{operation}: {outcome:#?}");
        let text = &found(&outcome, "OP-4-surgery").expect("told").text;
        assert_eq!(plain(text).contains("Appelez l’anesthésiste aujourd’hui"), call.is_some(), "{text}");
    }
}

/// Lower is not stopped: a dose that is taken on over the operation is refused too.
#[test]
fn a_lower_naltrexone_that_is_taken_on_over_the_operation_is_refused() {
    let tablets = json!([{ "tablet": { "strength": "50 mg", "scored": true } }]);
    let taper = json!({ "now": now("morning", "50 mg"), "to": "25 mg" });
    let mut request = coming_down("naltrexone-50", tablets, taper);
    // Steps are laid out until 3 January 2027: 28 days from 7 December.
    for (operation, passes) in [("2027-01-06", false), ("2027-01-07", true)] {
        merge(&mut request, json!({ "patient": { "surgery_on": operation } }));
        let outcome = decide(request.clone());
        assert_eq!(matches!(outcome, Outcome::Tapered { .. }), passes, "{operation}: {outcome:#?}");
    }
}

/// A beginning waits until the operation is over, as it did; what begins after it has nothing to do with it.
#[test]
fn a_beginning_of_naltrexone_waits_for_the_operation() {
    let begins = |operation: &str| {
        let mut request = answered_for(&json!({ "medicines": [] }));
        merge(&mut request, json!({ "patient": { "surgery_on": operation } }));
        decide(request)
    };
    // Day 1 is 7 December 2026, day 84 is 28 February 2027; D−4 is the last day for an operation of 4 March.
    for (operation, waits) in [("2026-12-07", true), ("2027-03-03", true), ("2027-03-04", false)] {
        let outcome = begins(operation);
        assert_eq!(found(&outcome, "OP-4-course").is_some(), waits, "{operation}");
        let told = found(&outcome, "OP-4-surgery").expect("told");
        assert_eq!(told.severity, Severity::Caution, "{operation}");
    }
    let last = begins("2027-03-04");
    let text = &found(&last, "OP-4-surgery").expect("told").text;
    assert!(plain(text).contains("dernière prise au plus tard le dimanche 28 février 2027"), "{text}");
    assert!(found(&begins("2026-12-06"), "OP-4-surgery").is_none(), "the operation comes before the first dose");
    assert!(found(&begins("2026-11-29"), "OP-4-surgery").is_none(), "it has passed");
}

/// Each drug, one dose of it, what makes it, and the rows that it meets.
fn each_drug() -> Vec<(&'static str, &'static str, Value, &'static [&'static str])> {
    vec![
        ("pregabalin", "150 mg", capsules(&["25 mg", "50 mg", "75 mg"]), &["SUR-AED"]),
        ("gabapentin", "300 mg", capsules(&["100 mg"]), &["SUR-AED"]),
        ("lamotrigine", "100 mg", tablets(&["25 mg"]), &["SUR-AED"]),
        ("carbamazepine", "400 mg", tablets(&["200 mg"]), &["SUR-AED", "SUR-CBX", "SUR-CBZ"]),
        ("oxcarbazepine", "600 mg", tablets(&["150 mg"]), &["SUR-AED", "SUR-CBX"]),
        ("amitriptyline", "50 mg", tablets(&["25 mg"]), &["SUR-TCA"]),
        ("nortriptyline", "50 mg", capsules(&["10 mg", "25 mg"]), &["SUR-NOR", "SUR-TCA"]),
        ("duloxetine", "60 mg", capsules(&["30 mg"]), &["SUR-SNRI"]),
        ("venlafaxine", "75 mg", slow_capsules(&["37.5 mg"]), &["SUR-SNRI"]),
        ("tramadol", "100 mg", slow_capsules(&["50 mg"]), &["SUR-TRA"]),
        ("naltrexone-50", "50 mg", json!([]), &["OP-4-surgery"]),
        ("naltrexone-ldn", "4.5 mg", json!([]), &["OP-4-surgery"]),
    ]
}

fn rows_found(outcome: &Outcome) -> Vec<&str> {
    let ours = |rule: &str| BOOK.book().operations.iter().any(|it| it.id == rule);
    let findings = outcome.assessment().map(|it| it.findings.as_slice()).unwrap_or_default();
    let mut rules: Vec<&str> = findings.iter().map(|it| it.rule.as_str()).filter(|it| ours(it)).collect();
    rules.sort_unstable();
    rules
}

#[test]
fn each_drug_says_what_becomes_of_it_around_an_operation_and_in_words_where_no_day_is_known() {
    let drugs = each_drug();
    assert_eq!(drugs.len(), BOOK.book().drugs.len());
    let mut said = std::collections::BTreeSet::new();
    for (drug, dose, supplies, rows) in drugs {
        let region = if drug == "nortriptyline" { "US" } else { "FR" };
        let with = |operation: Value| {
            let mut request = coming_down(drug, supplies.clone(), json!({ "now": now("evening", dose) }));
            merge(&mut request, json!({ "region": region, "patient": { "surgery_on": operation } }));
            request
        };
        let around = |request: &Value| {
            let request: Request = serde_json::from_value(request.clone()).expect("a request");
            BOOK.around_operation(&request, &PLANNER.decide(&request))
        };
        // It fires on the day of the plan, and just misses once it has passed.
        let day = if drug.starts_with("naltrexone") { "2026-12-10" } else { "2026-12-07" };
        let request = with(json!(day));
        assert_eq!(rows_found(&decide(request.clone())), rows, "{drug}");
        let lines = around(&request);
        assert!(lines.iter().all(|it| plain(&it.text).contains("Opération le ")), "{drug}: {lines:#?}");
        assert_eq!(rows_found(&decide(with(json!("2026-11-29")))), [""; 0], "{drug}: it has passed");
        // Not known: nothing is found, and the same is told in words.
        let unknown = with(json!(null));
        assert_eq!(rows_found(&decide(unknown.clone())), [""; 0], "{drug}: no day is known");
        let lines = around(&unknown);
        let mut ids: Vec<&str> = lines.iter().map(|it| it.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(ids, rows, "{drug}");
        assert!(
            lines.iter().all(|it| !plain(&it.text).contains("Opération le ") && !it.sources.is_empty()),
            "{lines:#?}"
        );
        said.extend(rows.iter().copied());
        // Who begins is told the same, from the first day on.
        let mut begins = answered_for(&json!({ "medicines": [], "region": region,
            "treatment": { "drug": drug, "indication": null, "supplies": supplies } }));
        for (operation, fires) in [("2026-12-06", false), ("2026-12-07", true)] {
            merge(&mut begins, json!({ "patient": { "surgery_on": operation } }));
            assert_eq!(rows_found(&decide(begins.clone())).is_empty(), !fires, "{drug}: {operation}");
        }
    }
    for row in &BOOK.book().operations {
        assert!(said.contains(row.id.as_str()), "{} is met by nobody", row.id);
    }
}

/// §11, row by row: what is done, in which grade.
#[test]
fn the_rows_say_what_the_dossier_says() {
    for (id, grade, words) in [
        ("SUR-AED", Grade::B, &["Continuer, y compris le matin", "anesthésiste", "endormir"][..]),
        ("SUR-CBX", Grade::B, &["sodium"]),
        ("SUR-CBZ", Grade::B, &["relâchants musculaires"]),
        ("SUR-TCA", Grade::B, &["Continuer.", "troubles du rythme", "vasopresseurs"]),
        (
            "SUR-NOR",
            Grade::D,
            &["se contredisent", "plusieurs jours avant", "continuer", "Ne l’arrêtez pas de vous-même"],
        ),
        ("SUR-SNRI", Grade::C, &["Continuer.", "saignement", "tramadol", "péthidine", "bleu de méthylène"]),
        ("SUR-TRA", Grade::B, &["Continuer.", "équipe"]),
        ("OP-4-surgery", Grade::B, &["72 h", "quelle que soit la dose"]),
    ] {
        let row = BOOK.book().operations.iter().find(|it| it.id == id).expect(id);
        assert_eq!(row.grade, grade, "{id}");
        for word in words {
            assert!(plain(&row.text.fr).contains(word), "{id}: {word}: {}", row.text.fr);
        }
    }
    let stop = BOOK.interruption("naltrexone-ldn").expect("a stop");
    assert_eq!((stop.full_days, stop.same_dose_days), (3, 14), "72 h; 14 days off or fewer");
    assert!(BOOK.interruption("pregabalin").is_none());
}

/// G5: one change at a time, no cut around an operation, less than 7 days from it.
#[test]
fn a_cut_in_the_week_of_an_operation_is_named_with_its_day() {
    // 300 mg: 225 on 7 December, 150 on the 14th, 75 on the 21st, 50 on the 28th, 25 and nothing in January.
    let two = json!([{ "moment": "morning", "dose": "150 mg" }, { "moment": "evening", "dose": "150 mg" }]);
    let supplies = capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"]);
    let mut request = coming_down("pregabalin", supplies, json!({ "now": two, "interval_days": 14 }));
    // Every 14 days: 7 December, 21 December, 4 January…
    for (operation, named) in [
        (
            "2026-12-13",
            Some(
                "Baisse du 7 décembre 2026, de 300 mg à 225 mg : à moins de 7 jours de l’opération du 13 décembre 2026.",
            ),
        ),
        ("2026-12-14", None),
        ("2026-12-15", Some("Baisse du 21 décembre 2026, de 225 mg à 150 mg")),
        ("2026-12-21", Some("Baisse du 21 décembre 2026")),
        ("2026-12-28", None),
    ] {
        merge(&mut request, json!({ "patient": { "surgery_on": operation } }));
        let (found, descent) = tapered(request.clone());
        assert_eq!(cuts(&descent)[1], (14, "150".to_owned()), "the calendar is as it was asked");
        let caution = found.findings.iter().find(|it| it.rule == "TPR-ONE");
        assert_eq!(caution.is_some(), named.is_some(), "{operation}: {caution:#?}");
        if let (Some(caution), Some(named)) = (caution, named) {
            assert_eq!((caution.severity, caution.grade), (Severity::Caution, Grade::B));
            assert!(plain(&caution.text).contains(named), "{}", caution.text);
            assert!(caution.ask.is_some());
        }
    }
    merge(&mut request, json!({ "patient": { "surgery_on": null } }));
    assert!(!tapered(request).0.findings.iter().any(|it| it.rule == "TPR-ONE"), "no day is known");
    // What is stopped on one day has no stair.
    let (found, _) = tapered(stopping("naltrexone-ldn", "4.5 mg", "2026-12-10"));
    assert!(!found.findings.iter().any(|it| it.rule == "TPR-ONE"));
}

#[test]
fn a_drug_that_is_off_before_the_operation_is_not_to_be_continued() {
    let supplies = capsules(&["25 mg", "50 mg", "75 mg"]);
    let mut request = coming_down("pregabalin", supplies, json!({ "now": now("evening", "75 mg") }));
    // 75 mg: 50 on 7 December, 25 on the 14th, nothing from the 21st on: the last dose comes on the 20th.
    for (operation, told) in [("2026-12-20", true), ("2026-12-21", false)] {
        merge(&mut request, json!({ "patient": { "surgery_on": operation } }));
        let outcome = decide(request.clone());
        assert!(matches!(outcome, Outcome::Tapered { .. }), "{outcome:#?}");
        assert_eq!(rows_found(&outcome).is_empty(), !told, "{operation}");
    }
}

/// The auditor, apart: an operation inside a way down that forbids it.
#[test]
fn an_operation_inside_a_way_down_of_naltrexone_is_stopped_by_the_auditor() {
    let request: Request =
        serde_json::from_value(stopping("naltrexone-ldn", "4.5 mg", "2026-12-10")).expect("a request");
    let Outcome::Tapered { descent, .. } = PLANNER.decide(&request) else { panic!("no way down") };
    for (operation, passes) in [
        (Some("2026-12-11"), true),
        (Some("2026-12-10"), true),
        (Some("2026-12-09"), false),
        (Some("2026-12-01"), false),
        (Some("2026-11-30"), false),
        (Some("2026-11-29"), true),
        (None, true),
    ] {
        let mut other = request.clone();
        other.patient.surgery_on = operation.map(day);
        let found = audit_descent(PLANNER.catalogue(), &other, (*descent).clone());
        assert_eq!(found.is_ok(), passes, "{operation:?}: {found:?}");
        if let Err(found) = found {
            assert!(found.iter().all(|it| it.invariant == 5 && it.message.contains("full days after")), "{found:?}");
        }
    }
}

/// What a restart gives: the day asked for is the first day after so many full free days.
#[track_caller]
fn restart(last: &str, on: &str, patch: Value) -> Option<Restart> {
    let mut request = answered_for(&json!({ "medicines": [] }));
    merge(
        &mut request,
        json!({ "today": on, "treatment": { "start": null },
        "patient": { "answers": { "opioid-recent": "no" } } }),
    );
    merge(&mut request, patch);
    PLANNER.restart(&serde_json::from_value(request).expect("a request"), day(last))
}

/// Vector 9 of the dossier of naltrexone. Day 20 is 20 January 2026: the last dose.
#[test]
fn after_days_off_naltrexone_is_taken_again_at_the_same_dose_or_from_the_beginning() {
    let none = || json!({});
    let again = |on: &str| Some(Restart::Anew(day(on)));
    // 10 full free days: 21 to 30 January.
    assert_eq!(restart("2026-01-20", "2026-01-31", none()), Some(Restart::SameDose), "10 days, no opioid");
    // 16: 21 January to 5 February.
    assert_eq!(restart("2026-01-20", "2026-02-06", none()), again("2026-02-06"), "16 days");
    // 13, 14 and 15: the edge.
    assert_eq!(restart("2026-01-20", "2026-02-03", none()), Some(Restart::SameDose), "13 days");
    assert_eq!(restart("2026-01-20", "2026-02-04", none()), Some(Restart::SameDose), "14 days");
    assert_eq!(restart("2026-01-20", "2026-02-05", none()), again("2026-02-05"), "15 days");
    // 5 days with codeine, last taken on 24 January: 10 full days, 25 January to 3 February.
    let codeine = json!({ "medicines": [{ "name": "codéine", "started": "2026-01-22", "stopped": { "last_dose": "2026-01-24" } }] });
    assert_eq!(restart("2026-01-20", "2026-01-26", codeine), again("2026-02-04"), "5 days with codeine");
    // Nobody said whether an opioid was taken; one was, which the list does not name.
    let says = |answer: &str| json!({ "patient": { "none_of_these": [], "answers": { "opioid-recent": answer } } });
    assert_eq!(restart("2026-01-20", "2026-01-31", says("unknown")), Some(Restart::Asked));
    assert_eq!(restart("2026-01-20", "2026-01-31", says("yes")), Some(Restart::AnewUndated));
    // It is taken still, or will be.
    assert_eq!(restart("2026-01-20", "2026-01-20", none()), None);
    assert_eq!(restart("2026-01-20", "2026-01-21", none()), Some(Restart::SameDose), "not a day missed");
}

/// Vectors 1 and 2: the interval of the opioid that was taken meanwhile. What came before is over.
#[test]
fn the_interval_after_an_opioid_gives_the_first_day_of_a_restart() {
    let taken = |name: &str, form: Value, last: &str| json!({ "medicines": [{ "name": name, "form": form, "started": "2026-01-02", "stopped": { "last_dose": last } }] });
    let again = |on: &str| Some(Restart::Anew(day(on)));
    for (name, form, first) in [
        ("tramadol", json!("immediate"), again("2026-01-21")),
        ("oxycodone", json!("prolonged"), again("2026-01-25")),
        ("tramadol", json!(null), again("2026-01-25")),
        ("méthadone", json!(null), again("2026-01-25")),
        ("buprénorphine", json!("immediate"), again("2026-01-25")),
        ("buprénorphine", json!("depot"), Some(Restart::AnewUndated)),
    ] {
        let patch = taken(name, form, "2026-01-10");
        assert_eq!(restart("2026-01-05", "2026-01-12", patch.clone()), first, "{name}");
        assert_eq!(restart("2026-01-11", "2026-01-12", patch.clone()), Some(Restart::SameDose), "{name}: before");
        assert_eq!(restart("2026-01-10", "2026-01-12", patch), first, "{name}: the same day");
    }
    let current = json!({ "medicines": [{ "name": "codéine", "started": "2026-01-06" }] });
    assert_eq!(restart("2026-01-05", "2026-01-12", current), Some(Restart::AnewUndated), "taken still: no date");
    assert_eq!(restart("2026-01-05", "2026-01-12", json!({ "treatment": { "drug": "pregabalin" } })), None);
}

/// An opioid of the operation whose last day is known: the first day of naltrexone stands with the way down.
#[test]
fn an_opioid_of_the_operation_dates_the_restart() {
    let mut request = stopping("naltrexone-ldn", "4.5 mg", "2026-12-10");
    merge(
        &mut request,
        json!({ "medicines": [{ "name": "tramadol", "form": "immediate", "started": "2026-11-29",
        "stopped": { "last_dose": "2026-12-12", "planned_by": "Dr Vidal" } }] }),
    );
    let outcome = decide(request);
    let text = &found(&outcome, "OP-4-surgery").expect("told").text;
    // The vector's count: last taken on the 12th, 10 full days, 13 to 22 December.
    assert!(
        plain(text).contains(
            "tramadol, dernière prise le 12 décembre 2026 : reprise au plus tôt le mercredi 23 décembre 2026"
        ),
        "{text}"
    );
}

/// The words of the restart and the wash-outs of the book say the same days.
#[test]
fn the_restart_names_the_intervals_of_the_book() {
    let days = |id: &str| BOOK.book().wash_outs.iter().find(|it| it.id == id).and_then(|it| it.full_days);
    assert_eq!((days("OP-2-short"), days("OP-2-long")), (Some(10), Some(14)));
    assert_eq!((days("OP-3-methadone"), days("OP-3-buprenorphine"), days("OP-2-depot")), (Some(14), Some(14), None));
}

/// §12: the level that the French box carries, or that it was not found.
#[test]
fn driving_is_said_of_each_drug_with_its_level_or_that_it_was_not_found() {
    let statements = |drug: &str| {
        let book = BOOK.book().statements.iter();
        book.filter(|it| it.kind == StatementKind::Driving && it.drugs.iter().any(|id| id == drug)).collect::<Vec<_>>()
    };
    for drug in &BOOK.book().drugs {
        let said = statements(&drug.id);
        let text: String = said.iter().map(|it| it.text.fr.as_str()).collect();
        assert!(plain(&text).contains("tant que l’effet n’est pas connu"), "{}: {text}", drug.id);
        assert!(
            plain(&text).contains("après chaque hausse ou baisse") && plain(&text).contains("boîte"),
            "{}: {text}",
            drug.id
        );
        let level = match drug.id.as_str() {
            "naltrexone-ldn" | "naltrexone-50" => "n’a pas été trouvé",
            "tramadol" => "le tramadol porte le niveau 2 sur 3",
            "amitriptyline" | "nortriptyline" | "duloxetine" | "venlafaxine" => {
                "les antidépresseurs portent le niveau 2"
            }
            _ => "90 à 95 % des antiépileptiques portent le niveau 2",
        };
        assert!(plain(&text).contains(level), "{}: {level}: {text}", drug.id);
        assert_eq!(plain(&text).contains("2 jours au moins"), drug.id == "amitriptyline", "{}: {text}", drug.id);
    }
}

#[test]
fn who_waits_for_a_first_day_is_told_the_last_day_all_the_same() {
    let mut request = stopping("naltrexone-ldn", "4.5 mg", "2026-12-10");
    merge(&mut request, json!({ "treatment": { "start": null } }));
    let outcome = decide(request);
    let Outcome::Pending { assessment, .. } = &outcome else { panic!("{outcome:#?}") };
    assert_eq!(assessment.verdict, Verdict::Pending);
    assert!(assessment.findings.iter().flat_map(|it| &it.waits).any(|it| matches!(it, Wait::Fact(_))));
    assert!(plain(&found(&outcome, "OP-4-surgery").expect("told").text).contains("dimanche 6 décembre 2026"));
}
