//! Rows of rules and of limits, and the checks that hold for each: it fires, it just misses, it cannot be known.

use crate::ask::laid_out::{course, stair};
use crate::ask::{BOOK, answer, asked, assessment, decide, takes, takes_so, worst_of};
use Unknown::{Never, When};
use palier_engine::book::rule::Severity;
use palier_engine::course::Course;
use palier_engine::finding::{Assessment, Verdict};
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

/// How a rule becomes unknown, or why it cannot.
pub enum Unknown {
    When(Value),
    Never(&'static str),
}

/// A rule, three times: what fires it, what just misses it, what leaves it unknown.
pub struct Row {
    pub id: &'static str,
    pub severity: Severity,
    pub fires: Vec<Value>,
    pub misses: Vec<Value>,
    pub unknown: Unknown,
}

pub const LISTED: &str = "a medicine is on the list or it is not; a name not recognised is MED-1";

/// A rule that a yes to a question fires, a no misses, and nothing said leaves unknown.
pub fn question(id: &'static str, severity: Severity, questions: &[&str]) -> Row {
    Row {
        id,
        severity,
        fires: questions.iter().map(|it| answer(it, "yes")).collect(),
        misses: questions.iter().map(|it| answer(it, "no")).collect(),
        unknown: When(answer(questions[0], "unknown")),
    }
}

/// A rule that a listed medicine fires, and one that looks like it does not.
pub fn medicine(id: &'static str, severity: Severity, names: &[&str], others: &[&str]) -> Row {
    let stopped = json!({ "stopped": { "last_dose": "2026-10-01" } });
    let mut misses: Vec<Value> = others.iter().map(|it| takes(it)).collect();
    misses.extend(names.iter().map(|it| takes_so(it, stopped.clone())));
    let fires = names.iter().map(|it| takes(it)).collect();
    Row { id, severity, fires, misses, unknown: Never(LISTED) }
}

/// An absent line of the reference request must not hide what a rule looks for.
#[track_caller]
fn assessed(base: &Value, id: &str, patch: &Value) -> Assessment {
    let outcome = decide(asked(base, patch.clone()));
    assert!(!matches!(outcome, Outcome::Stopped { .. }), "{id}, {patch}: {outcome:#?}");
    assessment(&outcome).clone()
}

/// Every rule of the rows fires with its severity, and just misses.
pub fn fires_and_just_misses(base: &Value, rows: &[Row]) {
    for Row { id, severity, fires, misses, .. } in rows {
        for patch in fires {
            let found = assessed(base, id, patch);
            assert_eq!(worst_of(&found, id), Some(*severity), "{id} with {patch}: {found:#?}");
            let least = match severity {
                Severity::Information => Verdict::NothingFound,
                Severity::Caution => Verdict::Caution,
                Severity::Pending => Verdict::Pending,
                Severity::Contraindicated => Verdict::Refused,
            };
            assert!(found.verdict >= least, "{id} with {patch}: {:?}", found.verdict);
        }
        for patch in misses {
            let found = assessed(base, id, patch);
            assert_eq!(worst_of(&found, id), None, "{id} with {patch}: {found:#?}");
            let request = asked(base, patch.clone());
            let drug = request["treatment"]["drug"].as_str().expect("a drug");
            let concerned = BOOK.rules_for(drug).any(|it| it.id == **id);
            let unknown = found.not_checked.iter().any(|it| it.rule == **id);
            let checked = !unknown && found.checked.iter().any(|it| it == id);
            assert!(!concerned || checked, "{id} with {patch}: not checked");
        }
    }
}

/// Every rule of the rows that cannot be known says what is missing, and is not passed over.
pub fn unknown_is_never_passed(base: &Value, rows: &[Row]) {
    for Row { id, severity, unknown, .. } in rows {
        let patch = match unknown {
            When(patch) => patch,
            Never(why) => {
                assert!(!why.is_empty(), "{id}");
                continue;
            }
        };
        let found = assessed(base, id, patch);
        assert_eq!(worst_of(&found, id), None, "{id} with {patch}");
        let unchecked = found.not_checked.iter().find(|it| it.rule == **id);
        let unchecked = unchecked.unwrap_or_else(|| panic!("{id} with {patch}: passed over: {found:#?}"));
        assert!(!unchecked.missing.is_empty(), "{id}: what is missing is named");
        assert_eq!(unchecked.severity, *severity, "{id}: how bad it could be");
        assert!(!found.checked.iter().any(|it| it == id), "{id}: both checked and not");
        let least = if *severity >= Severity::Pending { Verdict::Pending } else { Verdict::Caution };
        assert!(found.verdict >= least, "{id} with {patch}: {:?}", found.verdict);
    }
}

/// What becomes of a request at a limit.
pub enum Then {
    Refused(&'static str),
    /// `dose in mg x days`, of the plan or of the draft.
    Steps(&'static str),
}

/// A limit, three times: beyond it, within it, and not known to be this person's.
pub struct Bounded {
    pub id: &'static str,
    pub beyond: (Value, Then),
    pub within: (Value, Then),
    pub unknown: Unknown,
}

/// Each limit beyond it, within it, and unknown: then it was not checked, and `drafted` looks at the draft.
#[track_caller]
pub fn bounds_hold(rows: Vec<Bounded>, request: impl Fn(Value) -> Value, drafted: impl Fn(&str, &Course)) {
    for Bounded { id, beyond, within, unknown } in rows {
        for (patch, then) in [beyond, within] {
            let outcome = decide(request(patch.clone()));
            match then {
                Then::Refused(rule) => {
                    assert!(matches!(outcome, Outcome::Refused { .. }), "{id} with {patch}: {outcome:#?}");
                    assert!(worst_of(assessment(&outcome), rule).is_some(), "{id} with {patch}: not by {rule}");
                }
                Then::Steps(steps) => {
                    let course = course(&outcome).unwrap_or_else(|| panic!("{id} with {patch}: {outcome:#?}"));
                    assert_eq!(stair(course), steps, "{id} with {patch}");
                }
            }
        }
        if let When(patch) = unknown {
            let outcome = decide(request(patch));
            let found = assessment(&outcome);
            assert!(found.not_checked.iter().any(|it| it.rule == id), "{id}: passed over");
            assert_eq!(found.verdict, Verdict::Pending, "{id}");
            drafted(id, course(&outcome).expect("a draft"));
        }
    }
}
