//! What holds of every relay, whatever is left and begun, from whatever dose and at whatever pace.

use std::collections::BTreeMap;

use super::beside::in_units;
use super::*;
use crate::ask::{BOOK, day};
use palier_engine::book::relay::Handover;
use palier_engine::exact::date::Date;

/// Numbers that are the same at each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }
}

/// The dose of each day, as the JSON of a course or of a way down says it.
fn calendar(steps: &Value, start: Date) -> BTreeMap<Date, u64> {
    let mut days = BTreeMap::new();
    for step in steps.as_array().expect("steps") {
        let number = |field: &str| i32::try_from(step[field].as_i64().expect("a number")).expect("small");
        let doses = step["intakes"].as_array().expect("intakes").iter();
        let dose: u64 = doses
            .map(|it| {
                let dose: palier_engine::exact::dose::Dose =
                    it["dose"].as_str().expect("a dose").parse().expect("a dose");
                u64::from(dose.micrograms())
            })
            .sum();
        for day in 0..number("days") {
            let date = start.plus(number("first_day") - 1 + day).expect("in the calendar");
            assert_eq!(days.insert(date, dose), None, "{date} has two steps");
        }
    }
    days
}

#[test]
fn nothing_begins_inside_a_wait_and_every_day_together_has_one_step_of_each() {
    let begun_by = ["pregabalin", "gabapentin", "amitriptyline", "nortriptyline", "duloxetine", "venlafaxine"];
    let mut dice = Dice(20_261_207);
    let (mut together, mut after, mut waited) = (0, 0, 0);
    for _ in 0..300 {
        let left = DRUGS[dice.below(12)].1;
        let begun = begun_by[dice.below(6)];
        let Some(row) = BOOK.relay(left, begun).filter(|it| it.is_planned()) else { continue };
        let mut request = in_units(left, begun);
        let interval = [7, 9, 14, 28][dice.below(4)];
        let paced = !left.starts_with("naltrexone");
        if paced {
            merge(&mut request, json!({ "treatment": { "purpose": { "taper": { "interval_days": interval } } } }));
        }
        let outcome = decide(request);
        let Outcome::Tapered { descent, then: Some(then), .. } = &outcome else {
            panic!("{left} to {begun}: {outcome:#?}")
        };
        let relay = descent.then.as_ref().expect("a relay");
        let Some(first_day) = relay.first_day else { continue };
        let written = serde_json::to_value(&outcome).expect("JSON");
        let first = calendar(&written["tapered"]["descent"]["descent"]["steps"], day("2026-12-07"));
        let taken = first.iter().filter(|(_, dose)| **dose > 0).map(|(date, _)| *date).max();
        assert_eq!(taken.unwrap_or(day("2026-12-06")), relay.last_dose, "{left} to {begun}");
        let free = first_day.days_since(relay.last_dose) - 1;
        match &row.how {
            Handover::Wait(days) => {
                assert!(free >= i32::from(days.full_days.unwrap_or(0)), "{left} to {begun}");
                waited += 1;
            }
            Handover::NextDay => {
                assert!(free >= 0, "{left} to {begun}");
                after += 1;
            }
            Handover::Overlap(both) => {
                assert!(both.at_most_days.is_none_or(|most| -free <= i32::from(most)), "{left} to {begun}");
            }
            Handover::Refused => panic!("{left} to {begun}"),
        }
        let Outcome::Planned { plan, .. } = &**then else { continue };
        assert_eq!(plan.start, first_day);
        let planned = serde_json::to_value(&plan.course).expect("JSON");
        let second = calendar(&planned["steps"], first_day);
        assert_eq!(second.first_key_value().map(|it| *it.0), Some(first_day), "{left} to {begun}");
        for date in (0..).map_while(|it| first_day.plus(it)).take_while(|it| *it <= relay.last_dose) {
            // The second plan ends at its own judgement, and not before.
            if second.last_key_value().is_some_and(|(last, _)| date > *last) {
                break;
            }
            assert!(first[&date] > 0 && second.contains_key(&date), "{left} to {begun}: {date}");
            together += 1;
        }
        for (date, dose) in &second {
            let step = plan.course.steps.iter().find(|it| {
                let number = date.days_since(first_day) + 1;
                (i32::from(it.first_day)..=i32::from(it.last_day())).contains(&number)
            });
            assert_eq!(step.and_then(|it| it.daily()).map_or(0, |it| u64::from(it.micrograms())), *dose, "{date}");
        }
    }
    assert!(together > 200 && after > 20 && waited > 10, "{together} {after} {waited}");
}
