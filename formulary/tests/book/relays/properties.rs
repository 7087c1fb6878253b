//! What holds of every relay, whatever is left and begun, from whatever dose and at whatever pace.

use std::collections::BTreeMap;

use super::beside::in_units;
use super::*;
use crate::ask::{BOOK, day};
use palier_engine::beside::today::TakenOn;
use palier_engine::book::place::Region;
use palier_engine::book::relay::Handover;
use palier_engine::course::Step;
use palier_engine::exact::date::Date;
use proptest::prelude::*;

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

/// What a day of a plan has, as it is read by who follows it: in micrograms; none outside the plan.
fn read(taken: TakenOn<'_>) -> Option<u64> {
    let dose = |it: &Step| it.daily().map_or(0, |it| u64::from(it.micrograms()));
    match taken {
        TakenOn::Dose { step, .. } => Some(dose(step)),
        TakenOn::IfMet { rise, .. } => Some(dose(rise.to)),
        TakenOn::Pause { .. } | TakenOn::Stopped { .. } => Some(0),
        TakenOn::NotBegun { .. } | TakenOn::Over { .. } => None,
    }
}

/// Somebody who takes one drug at some dose, and begins another; decided or not.
fn any_relay() -> impl Strategy<Value = Value> {
    let pair = (0_usize..12, 1_usize..12).prop_map(|(left, step)| (DRUGS[left].1, DRUGS[(left + step) % 12].1));
    let clearance = prop_oneof![3 => Just(None), 1 => Just(Some(45)), 1 => Just(Some(20))];
    (pair, 1_u32..12, prop::option::of(1_u16..40), clearance, any::<(bool, bool, bool)>()).prop_map(
        |((left, begun), units, interval, clearance, (french, decided, converted))| {
            let region = if french { Region::FR } else { Region::US };
            let mut request = leaving(left, if french { "FR" } else { "US" });
            let row = BOOK.relay(left, begun).expect("a row");
            let converted = converted && row.converts.is_some();
            let drug = BOOK.drug(begun).expect("a drug");
            let protocol = BOOK.protocol(BOOK.default_protocol(drug, region)).expect("a protocol");
            let mut supplies: Vec<_> = drug.handed_over(region, protocol.prolonged).collect();
            supplies.dedup();
            let mut with = json!({ "supplies": supplies, "converted": converted, "indication": drug.indications[0] });
            if supplies.is_empty() {
                merge(&mut with, json!({ "supplies": capsules(&["0.5 mg", "1.5 mg"]) }));
            }
            let mut taper = json!({ "then": begun, "then_with": with });
            if let Some(days) = interval.filter(|_| !converted) {
                merge(&mut taper, json!({ "interval_days": days }));
            }
            merge(&mut request, json!({ "treatment": { "purpose": { "taper": taper } } }));
            let grain = request["treatment"]["supplies"].clone();
            let grain: Vec<palier_engine::book::supply::Supply> = serde_json::from_value(grain).expect("supplies");
            let grain = grain.iter().map(|it| it.strength().micrograms()).min().expect("a unit");
            let dose = palier_engine::exact::dose::Dose::from_micrograms(grain * units).expect("a dose");
            let taken = now("evening", &dose.to_string());
            merge(&mut request, json!({ "treatment": { "standing": { "now": taken } } }));
            if let Some(clearance) = clearance {
                let given = json!({ "ml_per_min": clearance.to_string(), "method": "24 h" });
                merge(&mut request, json!({ "patient": { "creatinine": null, "clearance": given } }));
            }
            let both = [left, begun].into_iter().flat_map(|it| BOOK.questions_for(it));
            let questions: Vec<&str> = both.map(|it| it.id.as_str()).collect();
            let answered = json!({ "none_of_these": [{ "questions": questions, "by": "patient" }] });
            merge(&mut request, json!({ "patient": answered }));
            if decided {
                merge(&mut request, decisions(&[&format!("{}:{left}:{begun}", row.id)]));
            }
            request
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Each day of both drugs, read back from the calendar, has the dose that the cuts of the first and the steps of the
    /// second say; none of the first is taken in the full free days before the second.
    #[test]
    fn each_day_of_a_relay_is_read_back_from_the_calendar(request in any_relay()) {
        let begun = request["treatment"]["purpose"]["taper"]["then"].as_str().expect("a drug").to_owned();
        let left = request["treatment"]["drug"].as_str().expect("a drug").to_owned();
        let outcome = decide(request);
        prop_assert!(!matches!(outcome, Outcome::Stopped { .. } | Outcome::Unreadable { .. }), "{outcome:#?}");
        let Outcome::Tapered { descent, then: Some(then), .. } = &outcome else { return Ok(()) };
        prop_assert!(!matches!(**then, Outcome::Stopped { .. } | Outcome::Unreadable { .. }), "{then:#?}");
        let relay = descent.then.as_ref().expect("a relay");
        let swapped = descent.start > relay.last_dose && relay.first_day == Some(descent.start);
        let first = |date: Date| read(descent.on(date).taken);
        for day in 1..=i32::from(descent.descent.last_day) {
            let date = descent.start.plus(day - 1).expect("a day");
            let cut = descent.descent.falls.iter().rev().find(|it| i32::from(it.on) <= day);
            let said = cut.map_or(Some(descent.descent.first), |it| it.to).map_or(0, |it| u64::from(it.micrograms()));
            prop_assert_eq!(first(date), Some(said), "{} on {}", left, date);
        }
        prop_assert!(swapped || first(relay.last_dose).is_none_or(|it| it > 0));
        let Some(first_day) = relay.first_day else { return Ok(()) };
        if let Handover::Wait(days) = &BOOK.relay(&left, &begun).expect("a row").how {
            for free in 1..=i32::from(days.full_days.unwrap_or(2)) {
                let date = first_day.plus(-free).expect("a day");
                prop_assert!(first(date).is_none_or(|it| it == 0), "{} is taken on {}", left, date);
            }
        }
        let Outcome::Planned { plan, .. } = &**then else { return Ok(()) };
        prop_assert_eq!(plan.start, first_day);
        let second = |date: Date| read(plan.on(date, false).taken);
        prop_assert_eq!(second(first_day.plus(-1).expect("a day")), None);
        let mut date = first_day;
        for step in &plan.course.steps {
            for day in 0..i32::from(step.days) {
                let taken = day % i32::from(step.every_days) == 0;
                let said = step.daily().filter(|_| taken).map_or(0, |it| u64::from(it.micrograms()));
                prop_assert_eq!(second(date), Some(said), "{} on {}", begun, date);
                date = date.plus(1).expect("a day");
            }
        }
        prop_assert_eq!(second(date), None);
    }
}
