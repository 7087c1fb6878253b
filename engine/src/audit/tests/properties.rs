//! Invariant 12 for plans: no number in a plan or a request makes the auditor panic; and a count
//! that is off by any amount is always caught.

use proptest::prelude::*;

use crate::audit::tests::{Scene, day, mcg, step};
use crate::book::supply::{Amount, Supply, SupplyIndex};
use crate::course::SupplyQuantity;
use crate::dispense::batch::dispense;
use crate::dispense::hand::allocate;
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::exact::decimal::Decimal;
use crate::exact::dose::Volume;
use crate::recognise::catalogue::Catalogue;

/// Writes `value` somewhere in the plan, chosen by `place`.
fn spoil_plan(scene: &mut Scene, place: u32, value: u64) {
    let small = u16::try_from(value % 65_536).expect("fits");
    let signed = i16::from_ne_bytes(small.to_ne_bytes());
    let large = u32::try_from(value % (1 << 32)).expect("fits");
    let index = usize::from(small % 4);
    let course = &mut scene.plan.course;
    let line = |line: &mut SupplyQuantity, field: u32| match field {
        0 => line.supply = SupplyIndex::new(usize::try_from(value).unwrap_or(usize::MAX)),
        1 => line.taken = value,
        2 => line.dispensed = value,
        3 => line.leftover = value,
        _ => line.containers = large,
    };
    match place {
        0 => course.steps[index].first_day = day(small),
        1 => course.steps[index].days = small,
        2 => course.steps[index].intakes[0].dose = mcg(large.max(1)),
        3 => {
            course.steps[index].intakes[0].units[0].supply =
                SupplyIndex::new(usize::try_from(value).unwrap_or(usize::MAX))
        }
        4 => course.steps[index].intakes[0].units[0].amount = Amount::Halves(small),
        5 => course.steps[index].intakes[0].units[0].amount = Amount::Drops(small),
        6 => {
            let volume = Volume::from_microlitres(large.max(1)).expect("not zero");
            course.steps[index].intakes[0].units[0].amount = Amount::Volume(volume);
        }
        7 => course.last_day = day(small),
        8 => course.review_until_day = day(small),
        9 => course.after_review.push(mcg(large.max(1))),
        10 => course.monitoring[0].days = Some((Day::new(signed.into()), Day::new(signed.wrapping_mul(7).into()))),
        11 => course.dispensing.batch_days = small,
        12 => course.dispensing.total_micrograms = value,
        13 => course.dispensing.smallest_set.push(mcg(large.max(1))),
        14 => course.dispensing.batches[index % 3].first_day = day(small),
        15 => course.dispensing.batches[index % 3].last_day = day(small),
        16..=20 => line(&mut course.dispensing.totals[index % 3], place - 16),
        21..=25 => line(&mut course.dispensing.batches[index % 3].quantities[0], place - 21),
        _ => scene.plan.start = any_day(value),
    }
}

fn any_day(value: u64) -> Date {
    let days = i32::try_from(value % 73_414).expect("fits");
    Date::MIN.plus(days).expect("within the calendar")
}

/// Writes `value` somewhere in the request, chosen by `place`.
fn spoil_request(scene: &mut Scene, place: u32, value: u64) {
    let small = u16::try_from(value % 65_536).expect("fits");
    let byte = u8::try_from(value % 256).expect("fits");
    let large = u32::try_from(value % (1 << 32)).expect("fits").max(1);
    let number = Decimal::from_thousandths(value % 1_000_000_000_001).expect("in range");
    let (patient, treatment) = (&mut scene.request.patient, &mut scene.request.treatment);
    let volume = Volume::from_microlitres(large).expect("not zero");
    match place {
        0 => patient.age_years = Some(byte),
        1 => patient.height_cm = Some(number),
        2 => patient.weight_kg = Some(number),
        3 => patient.creatinine.as_mut().expect("given").value = number,
        4 => patient.liver.as_mut().expect("given").alt = Some(number.into()),
        5 => patient.liver.as_mut().expect("given").on = Some(any_day(value)),
        6 => patient.surgery_on = Some(any_day(value)),
        7 => patient.phq9_item9 = Some(byte),
        8 => treatment.target = Some(mcg(large)),
        9 => treatment.first_dose = Some(mcg(large)),
        10 => treatment.increment = Some(mcg(large)),
        11 => treatment.interval_days = Some(small),
        12 => treatment.most_units = Some(byte),
        13 => treatment.batch_days = Some(small),
        14 => treatment.start = Some(any_day(value)),
        15 => scene.request.today = any_day(value),
        16 => {
            treatment.supplies[usize::from(byte % 3)] =
                Supply::Capsule { strength: mcg(large), prolonged: false, keeps_days: Some(small) }
        }
        17 => {
            treatment.supplies[usize::from(byte % 3)] = Supply::Liquid {
                per_ml: mcg(large),
                syringe: volume,
                graduation: volume,
                bottle: volume,
                keeps_days: None,
            };
        }
        18 => treatment.supplies.truncate(3 + usize::from(byte % 3)),
        _ => treatment.supplies[usize::from(byte % 3)] = Supply::Drops { per_drop: mcg(large), most: small },
    }
}

/// Mostly numbers near an edge.
fn number() -> impl Strategy<Value = u64> {
    prop_oneof![0_u64..100, Just(0), Just(u64::MAX), Just(u64::from(u32::MAX)), Just(u64::from(u16::MAX)), any::<u64>(),]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Whatever numbers stand in it: an answer, never a panic; and nothing passes but the plan.
    #[test]
    fn no_number_makes_the_auditor_panic(
        plan in proptest::collection::vec((0_u32..27, number()), 0..4),
        request in proptest::collection::vec((0_u32..20, number()), 0..3),
    ) {
        let mut scene = BASE.with(Scene::copy);
        for (place, value) in request {
            spoil_request(&mut scene, place, value);
        }
        for (place, value) in plan {
            spoil_plan(&mut scene, place, value);
        }
        let formulary = BOOK.with(Clone::clone);
        if let Ok(passed) = crate::audit::tests::audit_plan(&Catalogue::new(&formulary), &scene.request, scene.plan.clone()) {
            prop_assert_eq!(&*passed, &scene.plan);
        }
        let draft = crate::audit::tests::Draft { id: scene.plan.id, course: scene.plan.course };
        let _ = crate::audit::tests::audit_draft(&Catalogue::new(&formulary), &scene.request, draft);
    }

    /// A unit count, a dose, a first day or a number of days that is changed alone is always caught.
    #[test]
    fn a_changed_count_is_always_caught(place in 0_u32..13, value in number()) {
        let mut scene = BASE.with(Scene::copy);
        let before = scene.plan.clone();
        spoil_plan(&mut scene, place, value);
        let harmless = before == scene.plan || (8..=10).contains(&place);
        let passed = crate::audit::tests::audit_plan(&Catalogue::new(&BOOK.with(Clone::clone)), &scene.request, scene.plan).is_ok();
        prop_assert!(harmless || !passed, "place {}, value {}", place, value);
    }

    /// Two hands, one count: what the planner's room of units works out, the auditor finds right.
    #[test]
    fn what_is_dispensed_is_counted_the_same_twice(
        doses in proptest::collection::vec((1_u32..=8, 1_u16..=30), 1..6),
        (batch_days, asked) in prop_oneof![Just((28, 28)), Just((30, 30)), (1_u16..=28).prop_map(|days| (days, 28))],
        keeps in proptest::option::of(0_u16..40),
        supplies in proptest::sample::subsequence((0..6).collect::<Vec<usize>>(), 1..=6),
    ) {
        let mut scene = BASE.with(Scene::copy);
        let all = &scene.request.treatment.supplies;
        let mut supplies: Vec<Supply> = supplies.into_iter().map(|it| all[it].clone()).collect();
        for supply in &mut supplies {
            match supply {
                Supply::Capsule { keeps_days, .. } => *keeps_days = keeps,
                Supply::Liquid { keeps_days, .. } => *keeps_days = keeps.or(Some(28)),
                Supply::Tablet { .. } | Supply::Drops { .. } => {}
            }
        }
        let mut steps = Vec::new();
        let mut first_day = 1;
        for (halves_of_mg, days) in doses {
            let dose = mcg(500 * halves_of_mg);
            let Ok(units) = allocate(dose, &supplies, Some(3)) else { continue };
            steps.push(step(first_day, days, dose.micrograms(), &units));
            first_day += days;
        }
        prop_assume!(!steps.is_empty());
        let course = &mut scene.plan.course;
        course.last_day = day(first_day - 1);
        course.dispensing = dispense(&steps, None, &supplies, &[], batch_days, &[mcg(500), mcg(1500), mcg(3000)], 3);
        course.steps = steps;
        scene.request.treatment.supplies = supplies;
        scene.request.treatment.batch_days = Some(asked);
        let found = crate::audit::tests::audit_plan(&Catalogue::new(&BOOK.with(Clone::clone)), &scene.request, scene.plan).err().unwrap_or_default();
        let counted: Vec<_> = found.iter().filter(|it| [1, 7, 8].contains(&it.invariant)).collect();
        prop_assert!(counted.is_empty(), "{:#?}", counted);
    }
}

impl Scene {
    fn copy(&self) -> Self {
        Self { book: self.book.clone(), request: self.request.clone(), plan: self.plan.clone() }
    }
}

thread_local! {
    static BASE: Scene = Scene::valid();
    static BOOK: crate::book::formulary::Formulary = Scene::valid().formulary();
}
