//! How the tests of duloxetine, amitriptyline, nortriptyline, venlafaxine and tramadol ask, and the
//! checks that hold for the rules, limits and wash-outs of each.

use std::collections::BTreeSet;

use crate::ask::laid_out::{numbers, stair};
use crate::ask::rows::Unknown::{Never, When};
use crate::ask::rows::{Bounded, Row, Then, bounds_hold, question};
use crate::ask::{BOOK, age, answer, assessment, both, day, decisions, merge, patient, takes, takes_so, worst_of};
use palier_engine::book::place::Region;
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::{Amount, Supply};
use palier_engine::course::Course;
use palier_engine::finding::{Verdict, Wait};
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

/// A woman of 46, 62 kg, creatinine 60 µmol/L: (140 − 46) × 62 × 0.85 / (72 × 60 / 88.42) = 101 mL/min.
/// No other medicine, no to every question of the drug, and in hand every product of the region that
/// releases its drug as the protocol does.
pub fn healthy(drug: &str, patch: Value) -> Value {
    let region = if drug == "nortriptyline" { "US" } else { "FR" };
    let questions: Vec<&str> = BOOK.questions_for(drug).iter().map(|it| it.id.as_str()).collect();
    let book_drug = BOOK.drug(drug).expect("a drug");
    let mut request = json!({
        "version": 1, "id": "reference", "today": "2026-11-30", "language": "fr", "region": region,
        "patient": {
            "age_years": 46, "sex": "female", "height_cm": "168", "weight_kg": "62",
            "creatinine": { "value": "60", "unit": "umol/L" },
            "liver": { "alt": "0.6", "ast": "0.6", "on": "2026-11-23" },
            "alcohol": "none", "none_of_these": [{ "questions": questions, "by": "patient" }]
        },
        "medicines": [],
        "treatment": { "drug": drug, "indication": book_drug.indications[0], "start": "2026-12-07" },
        "prescriber": "Dr Martin"
    });
    merge(&mut request, patch.clone());
    if patch["treatment"].get("supplies").is_none() {
        let region: Region = serde_json::from_value(request["region"].clone()).expect("a region");
        let protocol = request["treatment"]["protocol"].as_str();
        let protocol = protocol.unwrap_or_else(|| BOOK.default_protocol(book_drug, region));
        let prolonged = BOOK.protocol(protocol).expect("a protocol").prolonged;
        let mut supplies: Vec<&Supply> =
            book_drug.products.iter().filter(|it| it.region == region).map(|it| &it.supply).collect();
        supplies.retain(|it| it.is_prolonged() == prolonged);
        request["treatment"]["supplies"] = json!(supplies);
    }
    request
}

pub fn decide(request: Value) -> Outcome {
    let outcome = crate::ask::decide(request);
    assert!(!matches!(outcome, Outcome::Stopped { .. }), "{outcome:#?}");
    outcome
}

/// Child-Pugh A, 5 points; or C, 10 points and more.
pub fn child_pugh(severe: bool) -> Value {
    let (ascites, bilirubin) = if severe { ("severe", "60") } else { ("none", "20") };
    let inr = if severe { "2.5" } else { "1" };
    let albumin = if severe { "25" } else { "40" };
    patient(json!({ "child_pugh": { "bilirubin_umol_per_l": bilirubin, "albumin_g_per_l": albumin, "inr": inr,
        "ascites": ascites, "encephalopathy": "none" } }))
}

// What became of it

/// The intakes of the step at a daily dose: `morning 60, evening 30`.
pub fn intakes(course: &Course, daily: &str) -> String {
    let step = course.steps.iter().find(|it| it.daily().is_some_and(|dose| dose.to_string() == daily));
    let step = step.unwrap_or_else(|| panic!("no step of {daily}: {}", stair(course)));
    let one = |it: &palier_engine::course::Intake| {
        let moment = serde_json::to_value(it.moment).expect("a moment");
        format!("{} {}", moment.as_str().expect("a word"), it.dose.to_string().trim_end_matches(" mg"))
    };
    step.intakes.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Halves or drops of the first intake of the step at a daily dose.
pub fn units(course: &Course, daily: &str) -> Vec<(usize, Amount)> {
    let step = course.steps.iter().find(|it| it.daily().is_some_and(|dose| dose.to_string() == daily));
    step.expect("the step").intakes[0].units.iter().map(|it| (it.supply.into(), it.amount)).collect()
}

/// Ids of the gates before the step at a daily dose.
pub fn gates<'a>(course: &'a Course, daily: &str) -> Vec<&'a str> {
    let step = course.steps.iter().find(|it| it.daily().is_some_and(|dose| dose.to_string() == daily));
    step.expect("the step").gates.iter().map(|it| it.gate.as_str()).collect()
}

/// Days of the events of a monitoring line.
pub fn days(course: &Course, monitoring: &str) -> Vec<Option<(i32, i32)>> {
    course.monitoring.iter().filter(|it| it.monitoring == monitoring).map(|it| it.days.map(numbers)).collect()
}

#[track_caller]
pub fn planned(drug: &str, patch: Value) -> Course {
    let outcome = decide(healthy(drug, patch.clone()));
    let Outcome::Planned { plan, .. } = &outcome else { panic!("{drug} with {patch}: {outcome:#?}") };
    plan.course.clone()
}

/// Every patch against the stair it gives, planned.
#[track_caller]
pub fn stairs(drug: &str, table: Vec<(Value, &str)>) {
    for (patch, steps) in table {
        assert_eq!(stair(&planned(drug, patch.clone())), steps, "{drug} with {patch}");
    }
}

// Rules

pub fn row(id: &'static str, severity: Severity, fires: Vec<Value>, misses: Vec<Value>, unknown: Value) -> Row {
    Row { id, severity, fires, misses, unknown: When(unknown) }
}

/// The rules that hold for every drug of these files.
pub fn common() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Information, Pending};
    let begun = |on: Value| json!({ "medicines": [{ "name": "gabapentine", "started": on }] });
    vec![
        row("AGE-1", Contraindicated, vec![age(17)], vec![age(18)], patient(json!({ "age_years": null }))),
        Row {
            id: "RX-1",
            severity: Pending,
            fires: vec![json!({ "prescriber": null })],
            misses: vec![json!({ "prescriber": "Dr X" })],
            unknown: Never("a prescriber is named or is not"),
        },
        question("MED-0", Pending, &["other-medicines"]),
        row(
            "PSY-1",
            Contraindicated,
            vec![answer("suicidal-thoughts", "yes"), patient(json!({ "phq9_item9": 1 }))],
            vec![answer("suicidal-thoughts", "no"), patient(json!({ "phq9_item9": 0 }))],
            answer("suicidal-thoughts", "unknown"),
        ),
        Row {
            id: "DRV-1",
            severity: Information,
            fires: vec![json!({})],
            misses: Vec::new(),
            unknown: Never("true of everybody"),
        },
        row("FRZ-1", Caution, vec![begun(json!("2026-11-16"))], vec![begun(json!("2026-11-15"))], begun(Value::Null)),
        question("ADT-FALLS", Caution, &["falls"]),
        question("ADT-PREG", Pending, &["pregnant", "trying-to-conceive", "breastfeeding"]),
    ]
}

fn with_diuretic(patch: Value) -> Value {
    both(takes("Esidrex"), patch)
}

/// The rules of the four antidepressants.
pub fn rows() -> Vec<Row> {
    use Severity::{Caution, Pending};
    let mut rows = common();
    rows.extend([
        question("ADT-BIPOLAR", Pending, &["psychosis-bipolar"]),
        question("ADT-MOOD", Caution, &["severe-depression"]),
        row("ADT-YOUNG", Caution, vec![age(24)], vec![age(25)], patient(json!({ "age_years": null }))),
        question("ADT-NA", Caution, &["hyponatraemia"]),
        row(
            "ADT-NA-WITH",
            Caution,
            vec![with_diuretic(answer("hyponatraemia", "yes")), with_diuretic(age(65))],
            vec![
                with_diuretic(age(64)),
                age(65),
                both(takes("amlodipine"), answer("hyponatraemia", "yes")),
                both(takes_so("Esidrex", json!({ "stopped": { "last_dose": "2026-10-01" } })), age(65)),
            ],
            with_diuretic(patient(json!({ "age_years": null }))),
        ),
        question("ADT-GLAUCOMA", Pending, &["angle-closure-glaucoma"]),
    ]);
    rows
}

/// Every rule of a drug: it fires, it just misses, it cannot be known; and none is left out.
pub fn check_rules(drug: &str, rows: Vec<Row>) {
    let ours: BTreeSet<&str> = rows.iter().map(|it| it.id).collect();
    assert_eq!(ours.len(), rows.len(), "a rule twice");
    let theirs: BTreeSet<&str> = BOOK.rules_for(drug).map(|it| it.id.as_str()).collect();
    assert_eq!(ours, theirs, "{drug}: rules");
    for Row { id, severity, fires, misses, unknown } in rows {
        for patch in &fires {
            let outcome = decide(healthy(drug, patch.clone()));
            let found = assessment(&outcome);
            assert_eq!(worst_of(found, id), Some(severity), "{drug}, {id} with {patch}: {found:#?}");
            let least = match severity {
                Severity::Information => Verdict::NothingFound,
                Severity::Caution => Verdict::Caution,
                Severity::Pending => Verdict::Pending,
                Severity::Contraindicated => Verdict::Refused,
            };
            assert!(found.verdict >= least, "{drug}, {id} with {patch}: {:?}", found.verdict);
        }
        for patch in &misses {
            let outcome = decide(healthy(drug, patch.clone()));
            let found = assessment(&outcome);
            assert_eq!(worst_of(found, id), None, "{drug}, {id} with {patch}: {found:#?}");
            assert!(found.checked.iter().any(|it| it == id), "{drug}, {id} with {patch}: not checked");
        }
        let patch = match unknown {
            When(patch) => patch,
            Never(why) => {
                assert!(!why.is_empty(), "{id}");
                continue;
            }
        };
        let outcome = decide(healthy(drug, patch.clone()));
        let found = assessment(&outcome);
        assert_eq!(worst_of(found, id), None, "{drug}, {id} with {patch}");
        let unchecked = found.not_checked.iter().find(|it| it.rule == id);
        let unchecked = unchecked.unwrap_or_else(|| panic!("{drug}, {id} with {patch}: passed over: {found:#?}"));
        assert!(!unchecked.missing.is_empty(), "{id}: what is missing is named");
        let least = if severity >= Severity::Pending { Verdict::Pending } else { Verdict::Caution };
        assert!(found.verdict >= least, "{drug}, {id} with {patch}: {:?}", found.verdict);
    }
}

/// A pending rule that a professional's decision lifts is then a caution with their name.
pub fn check_decisions(drug: &str, table: &[(&str, Value)]) {
    for (id, patch) in table {
        let waiting = decide(healthy(drug, patch.clone()));
        assert_eq!(assessment(&waiting).verdict, Verdict::Pending, "{drug}, {id}");
        let lifted = decide(healthy(drug, both(patch.clone(), decisions(&[id]))));
        assert!(matches!(lifted, Outcome::Planned { .. }), "{drug}, {id}: {lifted:#?}");
        assert_eq!(worst_of(assessment(&lifted), id), Some(Severity::Caution), "{drug}, {id}");
    }
}

// Limits

pub fn bounded(id: &'static str, beyond: (Value, Then), within: (Value, Then)) -> Bounded {
    Bounded { id, beyond, within, unknown: Never("it holds for everybody, or for a protocol") }
}

pub fn bounded_for(id: &'static str, beyond: (Value, Then), within: (Value, Then), unknown: Value) -> Bounded {
    Bounded { id, beyond, within, unknown: When(unknown) }
}

/// Every limit of a drug, in every region: beyond it, within it, unknown; and none is left out.
pub fn check_limits(drug: &str, rows: Vec<Bounded>) {
    let ours: BTreeSet<&str> = rows.iter().map(|it| it.id).collect();
    assert_eq!(ours.len(), rows.len(), "a limit twice");
    let theirs = BOOK.book().limits.iter().filter(|it| it.drugs.iter().any(|id| id == drug));
    assert_eq!(ours, theirs.map(|it| it.id.as_str()).collect(), "{drug}: limits");
    bounds_hold(
        rows,
        |patch| healthy(drug, patch),
        |id, course| {
            assert!(course.limits.iter().any(|it| it.limit == id), "{id}: unknown is read strictly");
        },
    );
}

// Wash-outs

/// What was taken, and the full free days; day 0 is that of the last dose. `None`: no date, ever.
pub fn check_wash_outs(drug: &str, table: &[(&str, Value, Option<i32>)]) {
    let ours: BTreeSet<&str> = table.iter().map(|it| it.0).collect();
    let theirs = BOOK.book().wash_outs.iter().filter(|it| it.drugs.iter().any(|id| id == drug));
    assert_eq!(ours, theirs.map(|it| it.id.as_str()).collect(), "{drug}: wash-outs");
    for (id, line, full_days) in table {
        let request = |fields: Value, decided: bool| {
            let mut line = line.clone();
            merge(&mut line, json!({ "started": "2001-01" }));
            merge(&mut line, fields);
            let first = healthy(drug, json!({ "medicines": [line] }));
            if !decided {
                return first;
            }
            let found = decide(first.clone());
            let keys: Vec<String> =
                assessment(&found).findings.iter().filter(|it| it.rule == *id).map(|it| it.key.clone()).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            let mut second = first;
            merge(&mut second, decisions(&keys));
            second
        };
        let current = decide(request(json!({}), false));
        assert!(matches!(current, Outcome::Refused { .. }), "{drug}, {id}: taken now: {current:#?}");
        assert_eq!(worst_of(assessment(&current), id), Some(Severity::Contraindicated), "{drug}, {id}");
        let stopped = |days_before: i32| {
            let last = day("2026-12-07").plus(-days_before).expect("in the calendar");
            let planned_by = (last > day("2026-11-30")).then_some("Dr Martin");
            json!({ "stopped": { "last_dose": last.to_string(), "planned_by": planned_by } })
        };
        let Some(full_days) = *full_days else {
            for ago in [20, 3000] {
                let outcome = decide(request(stopped(ago), true));
                assert!(matches!(outcome, Outcome::Refused { .. }), "{drug}, {id}, {ago} days before");
                assert_eq!(assessment(&outcome).earliest, None, "{drug}, {id}: no date is ever computed");
            }
            continue;
        };
        // The first dose falls on day interval + 1: one free day too few, then just enough. Where that
        // puts the last dose after today, it is not over yet, and the plan waits.
        let early = decide(request(stopped(full_days), true));
        assert!(!matches!(early, Outcome::Planned { .. }), "{drug}, {id}: {} free days", full_days - 1);
        let later = json!({ "today": "2026-12-06", "patient": { "liver": { "on": "2026-12-01" } } });
        for (free, enough) in [(full_days - 1, false), (full_days, true), (full_days + 1, true)] {
            let mut asked = request(stopped(free + 1), true);
            merge(&mut asked, later.clone());
            // On that day it has been taken for the last time: nothing is planned any more.
            merge(&mut asked["medicines"][0]["stopped"], json!({ "planned_by": null }));
            // A decision counts from the last dose on.
            for decision in asked["decisions"].as_array_mut().into_iter().flatten() {
                decision["on"] = json!("2026-12-06");
            }
            let outcome = decide(asked);
            let is_planned = matches!(outcome, Outcome::Planned { .. });
            assert_eq!(is_planned, enough, "{drug}, {id}, {free} free days: {outcome:#?}");
            if !enough {
                let waits = assessment(&outcome).findings.iter().flat_map(|it| &it.waits);
                let dates: Vec<&Wait> = waits.filter(|it| matches!(it, Wait::Date(_))).collect();
                assert!(dates.contains(&&Wait::Date(day("2026-12-08"))) || free == 0, "{drug}, {id}: {dates:?}");
            }
        }
    }
}
