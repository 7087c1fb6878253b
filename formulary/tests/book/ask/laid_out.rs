//! What is laid out: its steps, its intakes, its days.

use crate::ask::{asked, decide};
use palier_engine::book::place::Moment;
use palier_engine::course::{Course, Intake, Step};
use palier_engine::exact::day::Day;
use palier_engine::outcome::Outcome;
use serde_json::Value;

/// The days of the events of a monitoring line, but those said without a day.
pub fn dated(course: &Course, monitoring: &str) -> Vec<(i32, i32)> {
    course.monitoring.iter().filter(|it| it.monitoring == monitoring).filter_map(|it| it.days).map(numbers).collect()
}

/// The day of judgement and the last day of the review.
pub fn judged(course: &Course) -> (i32, i32) {
    numbers((course.last_day, course.review_until_day))
}

/// Days as a test types them.
pub fn numbers((from, to): (Day, Day)) -> (i32, i32) {
    (from.into(), to.into())
}

/// The course of a plan or of a draft.
pub fn course(outcome: &Outcome) -> Option<&Course> {
    outcome.course()
}

/// Its steps: `dose in mg / every so many days x days`.
pub fn stair(course: &Course) -> String {
    let step = |it: &Step| {
        let dose = it.daily().expect("a dose").to_string();
        let every = if it.every_days > 1 { format!("/{}", it.every_days) } else { String::new() };
        format!("{}{every}x{}", dose.trim_end_matches(" mg"), it.days)
    };
    course.steps.iter().map(step).collect::<Vec<_>>().join(" ")
}

/// The steps of the plan or of the draft.
#[track_caller]
pub fn steps(base: &Value, patch: &Value) -> String {
    let outcome = decide(asked(base, patch.clone()));
    stair(course(&outcome).unwrap_or_else(|| panic!("{patch}: {outcome:#?}")))
}

/// Every patch against the steps it gives.
#[track_caller]
pub fn all_steps(base: &Value, table: &[(Value, &str)]) {
    for (patch, expected) in table {
        assert_eq!(steps(base, patch), *expected, "{patch}");
    }
}

/// The intakes of each step, in milligrams, in the order of the day: `m25 n25 e50`.
#[track_caller]
pub fn intakes(base: &Value, patch: &Value) -> Vec<String> {
    let outcome = decide(asked(base, patch.clone()));
    let course = course(&outcome).unwrap_or_else(|| panic!("{patch}: {outcome:#?}"));
    let said = |it: &Intake| {
        let moment = match it.moment {
            Moment::Morning => "m",
            Moment::Noon => "n",
            Moment::Evening => "e",
            Moment::Bedtime => "b",
        };
        format!("{moment}{}", it.dose.to_string().trim_end_matches(" mg"))
    };
    course.steps.iter().map(|step| step.intakes.iter().map(said).collect::<Vec<_>>().join(" ")).collect()
}
