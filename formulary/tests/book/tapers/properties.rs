//! What holds for every way down, of every drug, from every dose, with every set of units.

use super::*;
use crate::ask::{BOOK, PLANNER};
use palier_engine::book::drug::Drug;
use palier_engine::book::place::{Moment, Region};
use palier_engine::book::supply::Supply;
use palier_engine::book::taper::{Cut, Risk};
use palier_engine::exact::dose::Dose;
use palier_engine::request::request::{Ongoing, Purpose, Request, TaperAct, TaperAsked, Treatment};
use palier_engine::request::taken::TakenNow;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn reference() -> Request {
    serde_json::from_value(coming_down("pregabalin", json!([]), json!({ "now": now("evening", "75 mg") })))
        .expect("a request")
}

/// Moments at which a day is taken, and how it is divided there, in grains of its smallest unit.
fn taken() -> impl Strategy<Value = Vec<(Moment, u32)>> {
    let moments = [Moment::Morning, Moment::Noon, Moment::Evening];
    subsequence(moments.to_vec(), 1..=3)
        .prop_flat_map(|moments| moments.into_iter().map(|it| (Just(it), 1u32..24)).collect::<Vec<_>>())
}

fn smallest(supplies: &[Supply]) -> u32 {
    supplies.iter().map(|it| it.strength().micrograms()).min().unwrap_or(1000)
}

fn cut() -> impl Strategy<Value = Option<Cut>> {
    prop_oneof![
        3 => Just(None),
        1 => (1u8..=100).prop_map(|it| Some(Cut::OfCurrent(it))),
        1 => (1u8..=100).prop_map(|it| Some(Cut::OfFirst(it))),
        1 => (1_000u32..200_000).prop_map(|it| Dose::from_micrograms(it).map(Cut::Dose)),
        1 => (1u8..=100).prop_map(|it| Some(Cut::Points(it))),
        1 => select(vec![Risk::Low, Risk::Moderate, Risk::High]).prop_map(|it| Some(Cut::Risk(it))),
    ]
}

fn requests() -> impl Strategy<Value = Request> {
    let drugs: Vec<Drug> = BOOK.book().drugs.clone();
    (select(drugs), any::<bool>(), taken(), cut(), prop::option::of(1u16..60), any::<(u64, bool)>()).prop_map(
        |(drug, french, taken, cut, interval_days, (set, long))| {
            let region = if french { Region::FR } else { Region::US };
            let protocols: Vec<_> = BOOK.book().protocols.iter().filter(|it| it.drug == drug.id).collect();
            let protocol = protocols[(set >> 32) as usize % protocols.len()];
            let all: Vec<Supply> = drug.handed_over(region, protocol.prolonged).cloned().collect();
            let mut supplies: Vec<Supply> = Vec::new();
            for (at, it) in all.into_iter().enumerate() {
                if set >> at & 1 == 1 && !supplies.contains(&it) && supplies.len() < 12 {
                    supplies.push(it);
                }
            }
            let grain = smallest(&supplies);
            let now = taken
                .into_iter()
                .filter_map(|(moment, grains)| Some(TakenNow { moment, dose: Dose::from_micrograms(grains * grain)? }));
            let since = long.then(|| "2020-01".parse().expect("a month"));
            let taper = TaperAsked { cut, interval_days, ..TaperAsked::default() };
            let standing = Ongoing { now: now.collect(), since, ..Ongoing::default() };
            let treatment = Treatment {
                drug: drug.id.clone(),
                protocol: Some(protocol.id.clone()),
                start: Some("2026-12-07".parse().expect("a day")),
                supplies,
                purpose: Some(Purpose::Taper(taper)),
                standing,
                ..Treatment::default()
            };
            Request { region, treatment, ..reference() }
        },
    )
}

/// What was done on the way, in the order of its days.
fn acts() -> impl Strategy<Value = Vec<TaperAct>> {
    let act = (1u16..40, 0u16..30, any::<bool>());
    prop::collection::vec(act, 1..=4).prop_map(|acts| {
        let start: palier_engine::exact::date::Date = "2026-12-07".parse().expect("a day");
        let mut day = 0;
        let mut all = Vec::new();
        for (after, days, back) in acts {
            day += i32::from(after);
            let on = start.plus(day).expect("a day");
            let until = on.plus(i32::from(days)).expect("a day");
            all.push(if back { TaperAct::Back { on } } else { TaperAct::Stay { on, until } });
        }
        all
    })
}

fn taper_of(request: &Request) -> &TaperAsked {
    request.treatment.taper().expect("a way down")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// It falls at each step, it is taken every day, it ends at its goal, and no sooner than the label wants.
    #[test]
    fn every_taper_ends_at_its_goal_within_its_bound(request in requests()) {
        let outcome = PLANNER.decide(&request);
        if let Outcome::Stopped { violations } = &outcome {
            prop_assert!(false, "{violations:?}");
        }
        let Outcome::Tapered { descent, .. } = &outcome else { return Ok(()) };
        let it = &descent.descent;
        let mut before = u64::from(it.first.micrograms()) + 1;
        let mut next = 1;
        for step in &it.steps {
            let here: u64 = step.intakes.iter().map(|it| u64::from(it.dose.micrograms())).sum();
            prop_assert!(here < before, "{it:#?}");
            prop_assert_eq!(i32::from(step.first_day), next);
            next += i32::from(step.days);
            before = here;
        }
        prop_assert_eq!(before, 0);
        let row = BOOK.taper(&request.treatment.drug).expect("a row");
        if row.down.is_some() {
            prop_assert!(i32::from(it.falls.last().expect("a cut").on) > i32::from(row.least_days));
        }
        if request.treatment.drug == "pregabalin" {
            let last = it.falls.last().expect("a cut").from.micrograms();
            prop_assert!(last < 75_000, "from {last} mcg to nothing");
        }
    }

    /// A medicine more changes no dose and no day of a way down, and takes no finding away.
    #[test]
    fn adding_a_medicine_never_makes_a_taper_faster_or_removes_an_alert(
        request in requests(),
        name in select(vec!["sertraline", "diazepam", "tramadol", "fluoxétine", "warfarine", "paracétamol", "xyzzy"]),
    ) {
        let line = serde_json::from_value(json!({ "name": name, "started": "2020-01" })).expect("a medicine");
        let more = Request { medicines: vec![line], ..request.clone() };
        let (alone, beside) = (PLANNER.decide(&request), PLANNER.decide(&more));
        if let (Some(alone), Some(beside)) = (alone.descent(), beside.descent()) {
            prop_assert_eq!(&alone.steps, &beside.steps);
        }
        prop_assert!(alone.descent().is_some() || beside.descent().is_none(), "a medicine more makes it possible");
        let (Some(alone), Some(beside)) = (alone.assessment(), beside.assessment()) else { return Ok(()) };
        for finding in &alone.findings {
            let still = beside.findings.iter().any(|it| it.rule == finding.rule && it.severity >= finding.severity);
            // Where it stays, no stair is laid out, and nothing is found in one.
            let of_a_stair = finding.rule.starts_with("TAPER-") || finding.rule.starts_with("TPR-");
            prop_assert!(still || of_a_stair, "{finding:#?}");
        }
    }

    /// The same request, taken more slowly, ends no sooner.
    #[test]
    fn a_longer_interval_never_ends_sooner(request in requests(), more in 1u16..30) {
        let mut slower = request.clone();
        let interval = taper_of(&request).interval_days;
        if let Some(Purpose::Taper(taper)) = &mut slower.treatment.purpose {
            taper.interval_days = Some(interval.unwrap_or(28) + more);
        }
        let mut usual = request.clone();
        if let Some(Purpose::Taper(taper)) = &mut usual.treatment.purpose {
            taper.interval_days = Some(interval.unwrap_or(28));
        }
        let end = |request: &Request| PLANNER.decide(request).descent().map(|it| it.falls.last().map(|it| it.on));
        if let (Some(usual), Some(slower)) = (end(&usual), end(&slower)) {
            prop_assert!(slower >= usual, "{slower:?} before {usual:?}");
        }
    }

    /// It rises where somebody went back, to the dose before the last cut; and it still ends.
    #[test]
    fn it_rises_only_where_somebody_went_back_and_still_ends(request in requests(), acts in acts()) {
        let mut request = Request { today: "2028-12-07".parse().expect("a day"), ..request };
        request.patient.liver = None;
        if let Some(Purpose::Taper(taper)) = &mut request.treatment.purpose {
            taper.acts.clone_from(&acts);
        }
        let outcome = PLANNER.decide(&request);
        if let Outcome::Stopped { violations } = &outcome {
            prop_assert!(false, "{violations:?}");
        }
        let Outcome::Tapered { descent, .. } = &outcome else { return Ok(()) };
        let (start, steps) = (descent.start, &descent.descent.steps);
        let dose = |at: usize| steps[at].intakes.iter().map(|it| u64::from(it.dose.micrograms())).sum::<u64>();
        let first = u64::from(descent.descent.first.micrograms());
        for at in 1..steps.len() {
            if dose(at) < dose(at - 1) {
                continue;
            }
            let on = steps[at].first_day.date(start).expect("a day");
            prop_assert!(acts.contains(&TaperAct::Back { on }), "{steps:#?}");
            let before = if at == 1 { first } else { dose(at - 2) };
            prop_assert_eq!(dose(at), before);
        }
        prop_assert_eq!(dose(steps.len() - 1), 0);
    }

    /// A longer stay ends nothing sooner, and changes no dose.
    #[test]
    fn a_longer_stay_ends_nothing_sooner(request in requests(), on in 0u16..200, days in 0u16..60) {
        let day = |days: u16| "2026-12-07".parse::<palier_engine::exact::date::Date>().expect("a day").plus(days.into());
        let (on, until) = (day(on).expect("a day"), day(on + days).expect("a day"));
        let mut longer = request.clone();
        if let Some(Purpose::Taper(taper)) = &mut longer.treatment.purpose {
            taper.acts.push(TaperAct::Stay { on, until });
        }
        let way = |request: &Request| {
            let outcome = PLANNER.decide(request);
            outcome.descent().map(|it| it.falls.iter().map(|it| (i32::from(it.on), it.to)).collect::<Vec<_>>())
        };
        if let (Some(usual), Some(longer)) = (way(&request), way(&longer)) {
            prop_assert_eq!(usual.len(), longer.len());
            prop_assert!(usual.iter().zip(&longer).all(|(one, other)| one.0 <= other.0 && one.1 == other.1));
        }
    }
}
