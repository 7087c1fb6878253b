//! Invariants 1 to 4: the units make the dose, the ceiling holds, the climb is slow enough.

use std::fmt::Arguments;

use crate::audit::breach::Breaches;
use crate::audit::case::{Case, day_micrograms};
use crate::audit::swap;
use crate::book::protocol::{Division, Ladder, Rung};
use crate::book::rule::Bound;
use crate::book::supply::{Amount, Supply, Taken};
use crate::course::Step;
use crate::exact::bounds::LEAST_WEIGHT_KG;
use crate::exact::dose::Dose;
use crate::request::request::Request;

/// > 1. Every intake: Σ units × strength = intake dose; Σ intakes = dose of the day.
pub(crate) fn invariant_01_units_make_the_dose(case: &Case, found: &mut Breaches) {
    for step in &case.course.steps {
        let at = format_args!("step of day {}", step.first_day);
        for (index, intake) in step.intakes.iter().enumerate() {
            if step.intakes[..index].iter().any(|earlier| earlier.moment == intake.moment) {
                found.breach(1, format!("{at}: two intakes at the same moment"));
            }
            match made(case.request, &intake.units) {
                None => found.breach(1, format!("{at}: the units hold no whole number of micrograms")),
                Some(sum) if sum != u128::from(intake.dose.micrograms()) => {
                    found.breach(1, format!("{at}: the units hold {sum} mcg, the dose is {}", intake.dose));
                }
                Some(_) => {}
            }
        }
        // What is taken already is taken as it is.
        if !case.is_as_taken(step) {
            divided(case, step, found);
        }
        if day_micrograms(step) > u128::from(u32::MAX) {
            found.breach(1, format!("{at}: the day adds up to more than a dose can hold"));
        }
    }
}

/// What some units hold, in micrograms.
pub(crate) fn made(request: &Request, units: &[Taken]) -> Option<u128> {
    units.iter().map(|taken| micrograms(request, *taken)).sum()
}

/// The day is divided as the protocol divides that dose: at its moments, in its parts, as equally as
/// they allow unless the evening was asked to hold more; the one intake of a day may be moved.
fn divided(case: &Case, step: &Step, found: &mut Breaches) {
    let day = day_micrograms(step);
    let at = format_args!("step of day {}", step.first_day);
    let holds = |it: &&Division| it.up_to.is_none_or(|most| day <= most.micrograms().into());
    let Some(division) = case.stair.divisions.iter().find(holds) else {
        found.breach(1, format!("{at}: no division of the book holds {day} mcg"));
        return;
    };
    let moved = case.request.treatment.moment.filter(|_| case.protocol.movable && division.moments.len() == 1);
    for intake in &step.intakes {
        match moved {
            Some(moment) if intake.moment != moment => {
                found.breach(5, format!("an intake is not at the moment asked for ({moment:?})"));
            }
            None if !division.moments.contains(&intake.moment) => {
                found.breach(5, format!("{at}: the protocol has no intake at {:?}", intake.moment));
            }
            Some(_) | None => {}
        }
    }
    let doses: Vec<u32> = step.intakes.iter().map(|it| it.dose.micrograms()).collect();
    if division.moments.len() == 1 {
        return;
    }
    // Some part measures every intake; moments that get none count as an intake of nothing.
    let most = doses.iter().copied().max().unwrap_or(0);
    let least = if doses.len() < division.moments.len() { 0 } else { doses.iter().copied().min().unwrap_or(0) };
    let larger = case.request.treatment.larger_evening && case.protocol.larger_evening;
    let fair = division
        .parts
        .iter()
        .map(|it| it.micrograms())
        .any(|part| doses.iter().all(|dose| dose % part == 0) && (larger || most - least <= part));
    if !fair {
        found.breach(1, format!("{at}: {doses:?} mcg is not how the protocol divides the day"));
    }
    let first = step.intakes.iter().find(|it| it.moment == division.moments[0]).map_or(0, |it| it.dose.micrograms());
    if first < most {
        found.breach(1, format!("{at}: the moment that grows first has less than another"));
    }
}

/// Drug in some units of a supply; `None` where the supply does not exist, is measured otherwise,
/// or the amount is no whole number of micrograms.
fn micrograms(request: &Request, taken: Taken) -> Option<u128> {
    let exact = |product: u128, parts: u128| product.is_multiple_of(parts).then_some(product / parts);
    match taken.supply.of(&request.treatment.supplies)? {
        Supply::Capsule { strength, .. } | Supply::Tablet { strength, .. } => match taken.amount {
            Amount::Halves(halves) => exact(u128::from(strength.micrograms()) * u128::from(halves), 2),
            Amount::Volume(_) | Amount::Drops(_) => None,
        },
        Supply::Liquid { per_ml, .. } => match taken.amount {
            Amount::Volume(volume) => exact(u128::from(per_ml.micrograms()) * u128::from(volume.microlitres()), 1000),
            Amount::Halves(_) | Amount::Drops(_) => None,
        },
        Supply::Drops { per_drop, .. } => match taken.amount {
            Amount::Drops(drops) => Some(u128::from(per_drop.micrograms()) * u128::from(drops)),
            Amount::Halves(_) | Amount::Volume(_) => None,
        },
    }
}

/// > 2. No day and no intake above the effective ceiling, except a dose already taken when the plan
/// > begins, which may only stay or fall, and says so.
///
/// The ceiling is the lowest of the limits in force, of
/// what the protocol itself reaches, and of what was asked. Doses named for after the review are
/// not laid out, but they are read: they obey it too. A dose already taken may be above what the protocol reaches,
/// never above a limit in force nor above the stair of a variant.
pub(crate) fn invariant_02_no_dose_passes_the_ceiling(case: &Case, found: &mut Breaches) {
    let (own, of_taken) = (ceiling(case, false), ceiling(case, true));
    let (least, from) = lowest(case);
    let mut check = |dose: u128, (most, by): (u128, &str), at: Arguments<'_>| {
        if dose > most {
            found.breach(2, format!("{at}: {dose} mcg is above {most} mcg ({by})"));
        }
        if dose < least {
            found.breach(2, format!("{at}: {dose} mcg is below {least} mcg ({from})"));
        }
    };
    for step in &case.course.steps {
        let day = day_micrograms(step);
        let is_taken = case.taken_already().is_some_and(|it| it.0 == day);
        if day > 0 {
            check(day, if is_taken { of_taken } else { own }, format_args!("step of day {}", step.first_day));
        }
    }
    for dose in &case.course.after_review {
        check(dose.micrograms().into(), own, format_args!("after the review"));
    }
    let single = case.limits.iter().filter(|it| it.in_force).filter_map(|it| match it.limit.bound {
        Bound::SingleAtMost(dose) => Some((u128::from(dose.micrograms()), it.limit.id.as_str())),
        // Of so much for each kilogram, the whole micrograms; of a weight nobody gave, the smallest.
        Bound::SingleAtMostPerKg(dose) => {
            let grams = match case.request.patient.weight_kg {
                Some(weight) => u128::from(weight.thousandths()),
                None => u128::from(LEAST_WEIGHT_KG) * 1000,
            };
            Some((u128::from(dose.micrograms()) * grams / 1000, it.limit.id.as_str()))
        }
        Bound::DailyAtMost(_)
        | Bound::DailyAtLeast(_)
        | Bound::FirstAtMost(_)
        | Bound::IncrementAtMost(_)
        | Bound::IntervalAtLeast(_) => None,
    });
    let day = if case.taken_already().is_some() { own.max(of_taken) } else { own };
    let (most, by) = single.chain([day]).min().unwrap_or(day);
    for intake in case.course.steps.iter().flat_map(|step| &step.intakes) {
        if u128::from(intake.dose.micrograms()) > most {
            found.breach(2, format!("an intake of {} is above {most} mcg ({by})", intake.dose));
        }
    }
}

/// The effective ceiling, and what sets it; that of a dose taken already is of the limits and of a variant alone.
fn ceiling<'a>(case: &'a Case, taken: bool) -> (u128, &'a str) {
    let own_aim = case.stair.targets.first().copied();
    let swapped = swap::first_dose(case).and_then(|it| u32::try_from(it).ok()).and_then(Dose::from_micrograms);
    let asked = case.request.treatment.target.or(swapped).or(own_aim);
    let highest = case.stair.targets.iter().max().copied();
    let last_rung = match case.stair.ladder {
        Ladder::Even { .. } => None,
        Ladder::Rungs(rungs) => rungs.iter().map(|rung| rung.dose).max(),
    };
    let (asked, last_rung) = if taken { (case.request.treatment.target, None) } else { (asked, last_rung) };
    let highest = highest.filter(|_| !taken || case.stair.variant.is_some());
    let own = [(asked, "what was asked"), (highest, "the protocol's highest target"), (last_rung, "the last rung")];
    let mut bounds: Vec<(u128, &str)> = Vec::new();
    for (dose, why) in own {
        bounds.extend(dose.map(|dose| (dose.micrograms().into(), why)));
    }
    for it in case.limits.iter().filter(|it| it.in_force) {
        match it.limit.bound {
            Bound::DailyAtMost(dose) => bounds.push((dose.micrograms().into(), &it.limit.id)),
            Bound::SingleAtMost(_)
            | Bound::SingleAtMostPerKg(_)
            | Bound::DailyAtLeast(_)
            | Bound::FirstAtMost(_)
            | Bound::IncrementAtMost(_)
            | Bound::IntervalAtLeast(_) => {}
        }
    }
    let none = if taken { u128::MAX } else { 0 };
    bounds.into_iter().min().unwrap_or((none, "a protocol without target"))
}

/// The lowest dose a day may have, and what sets it.
fn lowest<'a>(case: &'a Case) -> (u128, &'a str) {
    let mut bound = (0, "");
    for it in case.limits.iter().filter(|it| it.in_force) {
        match it.limit.bound {
            Bound::DailyAtLeast(dose) => bound = bound.max((dose.micrograms().into(), &it.limit.id)),
            Bound::SingleAtMost(_)
            | Bound::SingleAtMostPerKg(_)
            | Bound::DailyAtMost(_)
            | Bound::FirstAtMost(_)
            | Bound::IncrementAtMost(_)
            | Bound::IntervalAtLeast(_) => {}
        }
    }
    bound
}

/// A height of the climb: what is taken on a day of intake, and once in how many days.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Height {
    dose: u128,
    every: u128,
}

impl Height {
    fn of(step: &Step) -> Self {
        Self { dose: day_micrograms(step), every: u128::from(step.every_days.max(1)) }
    }

    fn rung(rung: &Rung) -> Self {
        Self { dose: rung.dose.micrograms().into(), every: u128::from(rung.every_days.max(1)) }
    }

    fn daily(dose: Dose) -> Self {
        Self { dose: dose.micrograms().into(), every: 1 }
    }

    /// Whether its mean per day is below that of another.
    fn below(self, other: Self) -> bool {
        self.dose * other.every < other.dose * self.every
    }

    /// Whether from its mean per day to that of another is more than an increment.
    fn mean_rises_by_more(self, other: Self, increment: u128) -> bool {
        other.dose * self.every > self.dose * other.every + increment * self.every * other.every
    }

    fn written(self) -> String {
        format!("{} mcg every {} days", self.dose, self.every)
    }
}

/// > 3. In a titration a step's dose (the mean of its cycle, and its largest day) falls only by a
/// > recorded act: step back, halve, pause, restart, change of co-medication, published reduction.
///
/// No request holds such an act yet: nothing falls, not below what is taken already, and no step goes without intake. What is named
/// for after the review goes on rising.
pub(crate) fn invariant_03_a_titration_never_falls(case: &Case, found: &mut Breaches) {
    let mut before = standing(case).unwrap_or(Height { dose: 0, every: 1 });
    for step in &case.course.steps {
        let here = Height::of(step);
        if here.dose == 0 {
            found.breach(3, format!("step of day {}: nothing is taken, and no act says why", step.first_day));
        }
        if here.dose < before.dose || here.below(before) {
            let (from, to) = (before.dose, here.dose);
            found.breach(3, format!("step of day {}: {from} mcg falls to {to} mcg", step.first_day));
        }
        before = here;
    }
    for dose in &case.course.after_review {
        let here = Height::daily(*dose);
        if !before.below(here) {
            found.breach(3, format!("after the review: {} mcg does not rise to {dose}", before.dose));
        }
        before = here;
    }
}

/// > 4. No *upward* step before the minimum interval of the ring in force, none larger than its
/// > maximum increment.
///
/// The protocol's own pace always holds, whole; limits in force and the request may only slow it.
/// Days at one dose count from the day that dose began, however many steps it was cut into.
pub(crate) fn invariant_04_no_step_too_soon_or_too_large(case: &Case, found: &mut Breaches) {
    let steps = &case.course.steps;
    let Some(first) = steps.first() else { return };
    let (mut here, mut since, mut spent) = match standing(case) {
        // It is climbed from what is taken already, as many days as it has been taken.
        Some(taken) => (taken, i64::from(first.first_day) - days_taken(case), days_taken(case)),
        None => {
            first_step(case, first, found);
            (Height::of(first), i64::from(first.first_day), 0)
        }
    };
    for step in steps {
        let (next, first_day) = (Height::of(step), i64::from(step.first_day));
        if next == here {
            spent += i64::from(step.days);
            continue;
        }
        if here.below(next) || next.dose > here.dose {
            let (highest, least) = (highest_next(case, here), days_at(case, here));
            if next.dose > highest.dose || highest.below(next) {
                let (from, to, most) = (here.dose, next.dose, highest.dose);
                found.breach(4, format!("day {first_day}: from {from} to {to} mcg, at most {most} mcg"));
            }
            if let Some(most) = increments(case).filter(|most| here.mean_rises_by_more(next, *most)).min() {
                let (from, to) = (here.written(), next.written());
                found.breach(4, format!("day {first_day}: the mean of {from} to that of {to} is more than {most} mcg"));
            }
            let had = spent.min(first_day - since);
            if had < i64::from(least) {
                let dose = here.dose;
                found.breach(4, format!("day {first_day}: {had} days at {dose} mcg, at least {least} needed"));
            }
        }
        (here, since, spent) = (next, first_day, i64::from(step.days));
    }
    for after in &case.course.after_review {
        let next = Height::daily(*after);
        if next.dose > highest_next(case, here).dose {
            found.breach(4, format!("after the review: from {} mcg to {after} is too large", here.dose));
        }
        here = next;
    }
}

/// What is taken already, by somebody who goes on.
fn standing(case: &Case) -> Option<Height> {
    case.taken_already().map(|(dose, every)| Height { dose, every })
}

/// How long it has been taken at that dose on the first day, at least: not known, no day.
fn days_taken(case: &Case) -> i64 {
    let since = case.request.treatment.standing.dose_since.map(|it| it.latest());
    let first = case.start.or(case.request.treatment.start).unwrap_or(case.request.today).max(case.request.today);
    since.map_or(0, |since| i64::from(first.days_since(since)).max(0))
}

/// The step with which a drug is begun.
fn first_step(case: &Case, first: &Step, found: &mut Breaches) {
    let (most, by) = first_dose(case);
    if day_micrograms(first) > most {
        found.breach(4, format!("the first dose is {} mcg, above {most} mcg ({by})", day_micrograms(first)));
    }
    if u128::from(first.every_days) < first_every(case) {
        found.breach(4, format!("the first dose is taken every {} days, too often", first.every_days));
    }
}

/// The highest first dose, and what sets it.
fn first_dose<'a>(case: &'a Case) -> (u128, &'a str) {
    let ladder = match case.stair.ladder {
        Ladder::Even { first, .. } => Some(*first),
        Ladder::Rungs(rungs) => rungs.first().map(|rung| rung.dose),
    };
    let mut bounds: Vec<(u128, &str)> = Vec::new();
    let converted = swap::first_dose(case);
    match converted {
        Some(most) => bounds.push((most, "the line of the book")),
        None => bounds.push((ladder.map_or(0, |dose| dose.micrograms().into()), "the protocol")),
    }
    let asked = case.request.treatment.first_dose;
    bounds.extend(asked.map(|dose| (dose.micrograms().into(), "what was asked")));
    // The limits of a first dose are of who takes nothing yet.
    for it in case.limits.iter().filter(|it| it.in_force && converted.is_none()) {
        match it.limit.bound {
            Bound::FirstAtMost(dose) => bounds.push((dose.micrograms().into(), &it.limit.id)),
            Bound::DailyAtMost(_)
            | Bound::SingleAtMost(_)
            | Bound::SingleAtMostPerKg(_)
            | Bound::DailyAtLeast(_)
            | Bound::IncrementAtMost(_)
            | Bound::IntervalAtLeast(_) => {}
        }
    }
    bounds.into_iter().min().unwrap_or_default()
}

/// Once in how many days the first dose is taken, at most.
fn first_every(case: &Case) -> u128 {
    match case.stair.ladder {
        Ladder::Even { .. } => 1,
        Ladder::Rungs(rungs) => rungs.first().map_or(1, |rung| rung.every_days.into()),
    }
}

/// The highest height that may follow another.
fn highest_next(case: &Case, here: Height) -> Height {
    let mut highest = match case.stair.ladder {
        Ladder::Even { increment, .. } => Height { dose: here.dose + u128::from(increment.micrograms()), every: 1 },
        Ladder::Rungs(rungs) => next_rung(case, here, rungs),
    };
    for most in increments(case) {
        highest.dose = highest.dose.min(here.dose + most);
    }
    highest
}

/// The first rung above a height. One that the ceiling cuts down to that height is passed over: the same dose, taken more
/// often, comes next.
fn next_rung(case: &Case, here: Height, rungs: &[Rung]) -> Height {
    let (most, _) = ceiling(case, false);
    for rung in rungs.iter().map(Height::rung).filter(|it| here.below(*it)) {
        let cut = Height { dose: rung.dose.min(most.max(here.dose)), every: rung.every };
        if here.below(cut) {
            return cut;
        }
    }
    here
}

/// What a step may add, by what was asked and by each limit in force.
fn increments(case: &Case) -> impl Iterator<Item = u128> {
    let limits = case.limits.iter().filter(|it| it.in_force).filter_map(|it| match it.limit.bound {
        Bound::IncrementAtMost(most) => Some(most),
        Bound::DailyAtMost(_)
        | Bound::SingleAtMost(_)
        | Bound::SingleAtMostPerKg(_)
        | Bound::DailyAtLeast(_)
        | Bound::FirstAtMost(_)
        | Bound::IntervalAtLeast(_) => None,
    });
    case.request.treatment.increment.into_iter().chain(limits).map(|most| u128::from(most.micrograms()))
}

/// The least days at a height before it may rise.
fn days_at(case: &Case, here: Height) -> u16 {
    let by_protocol = match case.stair.ladder {
        Ladder::Even { interval_days, .. } => *interval_days,
        Ladder::Rungs(rungs) => {
            let reached = rungs.iter().rfind(|rung| !here.below(Height::rung(rung)));
            reached.or(rungs.first()).map_or(u16::MAX, |rung| rung.days)
        }
    };
    let asked = case.request.treatment.interval_days.or(case.protocol.usual_days);
    let mut days = by_protocol.max(asked.unwrap_or(0));
    for it in case.limits.iter().filter(|it| it.in_force) {
        match it.limit.bound {
            Bound::IntervalAtLeast(least) => days = days.max(least),
            Bound::DailyAtMost(_)
            | Bound::SingleAtMost(_)
            | Bound::SingleAtMostPerKg(_)
            | Bound::DailyAtLeast(_)
            | Bound::FirstAtMost(_)
            | Bound::IncrementAtMost(_) => {}
        }
    }
    days
}
