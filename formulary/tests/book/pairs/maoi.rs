//! MAO inhibitors, and what is waited for after them.

use crate::ask::{BOOK, PLANNER, assessment, day};
use crate::pairs::{asked, found, request, taking};
use palier_engine::book::medicine::Substance;
use palier_engine::book::rule::Severity;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

/// The drugs of the book that an MAOI forbids, and the full days after one of them, as their labels
/// say: two weeks, 15 days for tramadol, one day from moclobemide to a tricyclic.
fn full_days(drug: &str, maoi: &str) -> u16 {
    match (drug, maoi) {
        ("amitriptyline" | "nortriptyline", "moclobemide") => 1,
        ("amitriptyline" | "nortriptyline" | "duloxetine" | "venlafaxine" | "carbamazepine", _) => 14,
        ("tramadol", _) => 15,
        _ => panic!("{drug} is not forbidden with an MAOI"),
    }
}

const FORBIDDEN_WITH_MAOI: [&str; 6] =
    ["amitriptyline", "nortriptyline", "duloxetine", "venlafaxine", "carbamazepine", "tramadol"];

fn maois() -> impl Iterator<Item = &'static Substance> {
    BOOK.book().substances.iter().filter(|it| it.classes.iter().any(|class| class == "maoi"))
}

/// Irreversible, reversible or B: refused while it is taken; a stop that somebody means to make is a problem
/// of its line, and one that a professional planned gives a date, never a plan.
#[test]
fn an_maoi_that_is_still_taken_refuses() {
    assert!(maois().count() >= 12);
    for drug in FORBIDDEN_WITH_MAOI {
        for maoi in maois() {
            let stop = |stop: Value| {
                let line = json!([{ "name": maoi.name.fr, "started": "2020-01", "stopped": stop }]);
                PLANNER.decide(&request(drug, json!({ "medicines": line, "treatment": { "start": "2027-03-01" } })))
            };
            let refused = taking(drug, &[&maoi.name.fr]);
            assert!(matches!(refused, Outcome::Refused { .. }), "{drug} × {}: {refused:#?}", maoi.id);
            let meant = stop(json!({ "last_dose": "2026-12-10" }));
            assert!(matches!(meant, Outcome::Unreadable { .. }), "{drug} × {}: {meant:#?}", maoi.id);
            let hoped = stop(json!({ "last_dose": "2026-12-10", "planned_by": "Dr Martin" }));
            assert!(matches!(hoped, Outcome::Pending { .. }), "{drug} × {}: {hoped:#?}", maoi.id);
            let first = day("2026-12-10").plus(i32::from(full_days(drug, &maoi.id)) + 1);
            assert_eq!(assessment(&hoped).earliest, first, "{drug} × {}", maoi.id);
        }
    }
}

/// The last dose is on day 0: with `days` full free days, the first dose falls on day `days` + 1.
#[test]
fn after_an_maoi_there_is_no_plan_before_the_last_full_day() {
    let last = day("2026-11-30");
    for drug in FORBIDDEN_WITH_MAOI {
        for maoi in maois() {
            let needed = full_days(drug, &maoi.id);
            for free in [0, needed.saturating_sub(2), needed - 1, needed, needed + 1] {
                let first = |free: u16| last.plus(i32::from(free) + 1).expect("a day");
                let outcome = asked(
                    drug,
                    json!({ "treatment": { "start": first(free) }, "medicines": [
                        { "name": maoi.name.fr, "started": "2020-01", "stopped": { "last_dose": last } }] }),
                );
                let case = format!("{drug} × {}, {free} days", maoi.id);
                assert_eq!(assessment(&outcome).earliest, Some(first(needed)), "{case}");
                if free < needed {
                    assert!(matches!(outcome, Outcome::Pending { .. }), "{case}: {outcome:#?}");
                } else {
                    let Outcome::Planned { plan, .. } = &outcome else { panic!("{case}: {outcome:#?}") };
                    assert_eq!(plan.start, first(free), "{case}");
                }
            }
        }
    }
    // 13, 14 and 15 days for tramadol, in dates: last taken on 30 November, first taken from 16 December.
    let tramadol = |start: &str| {
        let stopped = json!([{ "name": "phénelzine", "started": "2020-01", "stopped": { "last_dose": "2026-11-30" } }]);
        asked("tramadol", json!({ "medicines": stopped, "treatment": { "start": start } }))
    };
    assert!(matches!(tramadol("2026-12-14"), Outcome::Pending { .. }));
    assert!(matches!(tramadol("2026-12-15"), Outcome::Pending { .. }));
    assert!(matches!(tramadol("2026-12-16"), Outcome::Planned { .. }));
}

/// Dapoxetine, by its European label: not together, 7 full days after it, 14 before it.
#[test]
fn dapoxetine_is_waited_for() {
    let last = day("2026-11-30");
    for drug in ["duloxetine", "venlafaxine", "amitriptyline", "nortriptyline", "tramadol"] {
        let refused = taking(drug, &["dapoxétine"]);
        assert!(matches!(refused, Outcome::Refused { .. }), "{drug}: {refused:#?}");
        for free in [6, 7, 8] {
            let first = |free: u16| last.plus(i32::from(free) + 1).expect("a day");
            let outcome = asked(
                drug,
                json!({ "treatment": { "start": first(free) }, "medicines": [
                    { "name": "dapoxétine", "started": "2020-01", "stopped": { "last_dose": last } }] }),
            );
            assert_eq!(assessment(&outcome).earliest, Some(first(7)), "{drug}, {free} days");
            match &outcome {
                Outcome::Pending { .. } => assert_eq!(free, 6, "{drug}"),
                Outcome::Planned { plan, .. } => assert!(free > 6 && plan.start == first(free), "{drug}"),
                Outcome::Refused { .. }
                | Outcome::Tapered { .. }
                | Outcome::Unreadable { .. }
                | Outcome::Stopped { .. }
                | Outcome::Card { .. } => {
                    panic!("{drug}, {free} days: {outcome:#?}")
                }
            }
        }
        let after = BOOK.book().after.iter();
        let back = after.filter(|it| it.before == "dapoxetine" && it.drugs.iter().any(|it| it == drug));
        assert_eq!(back.map(|it| it.full_days).collect::<Vec<_>>(), [Some(14)], "{drug}");
    }
}

/// Oxcarbazepine, built like a tricyclic: to be avoided with every MAOI, and an irreversible one still acts
/// for two weeks after its last dose.
#[test]
fn oxcarbazepine_beside_an_maoi_is_read_by_someone() {
    for maoi in maois() {
        let outcome = taking("oxcarbazepine", &[&maoi.name.fr]);
        let found = found(&outcome);
        let key = format!("interaction:{}", maoi.id);
        assert_eq!(found, [(key.as_str(), "R040", Severity::Caution, true)], "{}", maoi.id);
    }
    let stopped = |name: &str, last: &str| {
        let line = json!({ "name": name, "started": "2020-01", "stopped": { "last_dose": last } });
        found(&asked("oxcarbazepine", json!({ "medicines": [line] }))).len()
    };
    // The first dose is on 7 December.
    assert_eq!([stopped("phénelzine", "2026-11-23"), stopped("phénelzine", "2026-11-22")], [1, 0]);
    assert_eq!(stopped("moclobémide", "2026-11-29"), 0, "a reversible one does not last");
}
