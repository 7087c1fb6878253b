//! Invariants 7 and 8: what is taken can be handed over and measured, and is counted right.

use std::fmt::Arguments;

use crate::audit::breach::Breaches;
use crate::audit::case::{Case, day_micrograms, taking_days};
use crate::audit::doses::made;
use crate::book::drug::Bottle;
use crate::book::place::Moment;
use crate::book::supply::{Amount, Supply, SupplyIndex, Taken};
use crate::course::{AfterSession, Batch, Dispensing, HeldUse, Intake, Step, SupplyQuantity};
use crate::exact::day::Day;
use crate::exact::dose::Dose;
use crate::request::request::Request;

/// > 7. Every strength used exists in the region and was offered. Halves only of a scored
/// > specialty […] Drops and millilitres only on the device's graduations, one filling per intake.
/// > At most 3 capsules or tablets (a half counts as one) per intake in a plan, unless a
/// > professional raises it in the Request.
pub(crate) fn invariant_07_every_unit_exists_and_can_be_measured(case: &Case, found: &mut Breaches) {
    for step in &case.course.steps {
        for intake in &step.intakes {
            measured(case, step.first_day, intake, found);
        }
    }
    let supplies = &case.request.treatment.supplies;
    let after = || case.course.after_session.iter().flat_map(|it| &it.units);
    let by_day = || case.course.steps.iter().flat_map(|step| &step.intakes).flat_map(|intake| &intake.units);
    let taken = || by_day().chain(after());
    for it in taken().filter(|it| it.supply.of(supplies).is_none()) {
        found.breach(7, format!("there is no supply {}", it.supply));
    }
    for (index, supply) in SupplyIndex::each(supplies) {
        if !exists(case, supply) && taken().any(|it| it.supply == index) {
            found.breach(7, format!("supply {index} is no product of the region, and is not compounded"));
        }
        let slow = match supply {
            Supply::Capsule { prolonged, .. } | Supply::Tablet { prolonged, .. } => *prolonged,
            Supply::Liquid { .. } | Supply::Drops { .. } => false,
        };
        if slow != case.protocol.prolonged && taken().any(|it| it.supply == index) {
            found.breach(7, format!("supply {index} does not release its drug as the protocol wants"));
        }
    }
    smallest_set(case, found);
    after_session(case, found);
}

/// What is at home is used first, and all of it is counted.
pub(crate) fn at_home_is_counted(request: &Request, said: &[HeldUse], handed: &Dispensing, found: &mut Breaches) {
    let units = &request.treatment.standing.units;
    if said.len() != units.len() {
        found.breach(8, "what is at home is not all counted");
    }
    for (held, own) in said.iter().zip(units) {
        let supply = request.treatment.supplies.get(own.supply);
        let taken: u64 = handed.totals.iter().filter(|it| it.supply == held.supply).map(|it| it.taken).sum();
        let needed = match supply {
            Some(Supply::Capsule { .. } | Supply::Tablet { .. }) => taken.div_ceil(2),
            Some(Supply::Liquid { .. } | Supply::Drops { .. }) | None => taken,
        };
        let right = usize::from(held.supply) == own.supply
            && held.held == u32::from(own.count)
            && u64::from(held.used) == needed.min(own.count.into())
            && held.used + held.left == held.held
            && u64::from(held.used) + u64::from(held.wanted) == needed;
        if !right {
            found.breach(8, format!("what is at home of supply {} is counted wrong", held.supply));
        }
    }
}

/// One intake: the amounts fit their supplies, one filling, not too many units.
fn measured(case: &Case, day: Day, intake: &Intake, found: &mut Breaches) {
    let (mut units, mut fillings) = (0_u64, 0_u64);
    for (at, taken) in intake.units.iter().enumerate() {
        if intake.units[..at].iter().any(|earlier| earlier.supply == taken.supply) {
            found.breach(7, format!("day {day}: supply {} is taken twice in one intake", taken.supply));
        }
        let Some(supply) = taken.supply.of(&case.request.treatment.supplies) else { continue };
        if let Some(why) = amiss(supply, taken.amount) {
            found.breach(7, format!("day {day}, supply {}: {why}", taken.supply));
        }
        match taken.amount {
            // One and a half is two: a half counts as one.
            Amount::Halves(halves) => units += u64::from(halves).div_ceil(2),
            Amount::Volume(_) | Amount::Drops(_) => fillings += 1,
        }
    }
    let most = case.request.treatment.most_units.unwrap_or(case.drug.most_units);
    if units > u64::from(most) {
        found.breach(7, format!("day {day}: {units} capsules or tablets at once, at most {most}"));
    }
    if fillings > 1 {
        found.breach(7, format!("day {day}: {fillings} fillings in one intake"));
    }
}

/// What is wrong with an amount of a supply.
fn amiss(supply: &Supply, amount: Amount) -> Option<&'static str> {
    let units = |whole_only: bool| match amount {
        Amount::Halves(0) => Some("nothing is taken of it"),
        Amount::Halves(halves) if whole_only && halves % 2 == 1 => Some("it may not be halved"),
        Amount::Halves(_) => None,
        Amount::Volume(_) | Amount::Drops(_) => Some("it is counted in units"),
    };
    match supply {
        Supply::Capsule { .. } => units(true),
        Supply::Tablet { scored, prolonged, .. } => units(!scored || *prolonged),
        Supply::Liquid { syringe, graduation, .. } => match amount {
            Amount::Volume(volume) if volume > *syringe => Some("the syringe does not hold it"),
            Amount::Volume(volume) if !volume.microlitres().is_multiple_of(graduation.microlitres()) => {
                Some("the syringe has no mark for it")
            }
            Amount::Volume(_) => None,
            Amount::Halves(_) | Amount::Drops(_) => Some("it is measured in millilitres"),
        },
        Supply::Drops { most, .. } => match amount {
            Amount::Drops(0) => Some("nothing is taken of it"),
            Amount::Drops(drops) if drops > *most => Some("too many drops"),
            Amount::Drops(_) => None,
            Amount::Halves(_) | Amount::Volume(_) => Some("it is counted in drops"),
        },
    }
}

/// Whether a pharmacy of the region can hand it over: a product of the book, or, for a drug that is
/// compounded, any capsule or liquid made to measure.
fn exists(case: &Case, supply: &Supply) -> bool {
    let compounded = !case.drug.compounded.is_empty();
    let mut here = case.drug.products.iter().filter(|it| it.region == case.request.region);
    match supply {
        Supply::Capsule { .. } | Supply::Liquid { .. } if compounded => true,
        Supply::Capsule { strength, prolonged, .. } => here.any(|it| match &it.supply {
            Supply::Capsule { strength: its, prolonged: release, .. } => its == strength && release == prolonged,
            Supply::Tablet { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => false,
        }),
        Supply::Tablet { strength, scored, prolonged } => here.any(|it| match &it.supply {
            Supply::Tablet { strength: its, scored: its_score, prolonged: release } => {
                its == strength && its_score == scored && release == prolonged
            }
            Supply::Capsule { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => false,
        }),
        Supply::Liquid { per_ml, .. } => here.any(|it| match &it.supply {
            Supply::Liquid { per_ml: its, .. } => its == per_ml,
            Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Drops { .. } => false,
        }),
        Supply::Drops { per_drop, most } => here.any(|it| match &it.supply {
            Supply::Drops { per_drop: its, most: its_most } => its == per_drop && most <= its_most,
            Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Liquid { .. } => false,
        }),
    }
}

/// The offer beside what is in hand: compounded strengths only, each once, and they make every
/// intake with the units the drug allows.
fn smallest_set(case: &Case, found: &mut Breaches) {
    let set = &case.course.dispensing.smallest_set;
    if set.is_empty() {
        return;
    }
    let twice = set.iter().enumerate().any(|(at, dose)| set[..at].contains(dose));
    if twice || set.iter().any(|dose| !case.drug.compounded.contains(dose)) {
        found.breach(7, "the smallest set holds a strength twice, or one that is not compounded");
    }
    let most = case.request.treatment.most_units.unwrap_or(case.drug.most_units);
    for intake in case.course.steps.iter().flat_map(|it| &it.intakes) {
        if !makes(set, intake.dose, most) {
            found.breach(7, format!("the smallest set does not make {} with {most} units", intake.dose));
        }
    }
}

/// Whether some of these strengths add up to a dose: every sum of one unit, of two, and so on. A
/// set with more sums than anybody would hold is not believed.
fn makes(strengths: &[Dose], dose: Dose, most: u8) -> bool {
    const MOST_SUMS: usize = 20_000;
    // The sums of so many units, rising, each once.
    let mut sums = vec![0_u64];
    for _ in 0..most {
        let mut longer = Vec::new();
        for sum in strengths.iter().flat_map(|it| sums.iter().map(|sum| sum + u64::from(it.micrograms()))) {
            if sum == u64::from(dose.micrograms()) {
                return true;
            }
            if let Err(at) = longer.binary_search(&sum)
                && sum < dose.micrograms().into()
            {
                longer.insert(at, sum);
            }
        }
        if longer.is_empty() || longer.len() > MOST_SUMS {
            return false;
        }
        sums = longer;
    }
    false
}

/// > 8. Dispensed units ≥ units taken, and the difference is the stated leftover.
///
/// For the whole course and for each batch; the batches cover once every day on which something is taken, leave out
/// only days without intake, and add up to the whole; nothing is used past the days it keeps.
pub(crate) fn invariant_08_what_is_handed_over_covers_what_is_taken(case: &Case, found: &mut Breaches) {
    let dispensing = &case.course.dispensing;
    let last_day = i64::from(case.course.last_day);
    let whole = format_args!("the whole course");
    // A begun week of dialysis counts whole in each batch: the whole is the sum of them.
    let spans: Vec<(i64, i64)> = match &case.course.after_session {
        None => vec![(1, last_day)],
        Some(_) => dispensing.batches.iter().map(|it| (it.first_day.into(), it.last_day.into())).collect(),
    };
    quantities(case, &dispensing.totals, &spans, whole, found);
    bottles(case, dispensing, found);
    batches(case, dispensing, found);
    sums(case, dispensing, found);
    let steps = case.course.steps.iter();
    let mut taken: u128 = steps.map(|step| day_micrograms(step) * taking_days(step, 1, last_day)).sum();
    if let Some(it) = &case.course.after_session {
        let batches = dispensing.batches.iter().map(|it| (i64::from(it.first_day), i64::from(it.last_day)));
        let sessions: u128 = batches.map(|days| sessions(it, days)).sum();
        taken += u128::from(it.dose.micrograms()) * sessions;
    }
    if taken != u128::from(dispensing.total_micrograms) {
        let said = dispensing.total_micrograms;
        found.breach(8, format!("{taken} mcg are taken, the total says {said}"));
    }
    if !case.is_plan() {
        return;
    }
    for (index, supply) in SupplyIndex::each(&case.request.treatment.supplies) {
        match supply {
            Supply::Liquid { keeps_days: None, .. } if taken_between(case, index, (1, last_day)) > 0 => {
                found.breach(8, format!("supply {index}: nobody said how long the liquid keeps"));
            }
            Supply::Liquid { .. } | Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Drops { .. } => {}
        }
    }
}

fn batches(case: &Case, dispensing: &Dispensing, found: &mut Breaches) {
    let asked = case.request.treatment.batch_days.unwrap_or(28);
    if dispensing.batch_days == 0 || dispensing.batch_days > asked {
        found.breach(8, format!("a batch of {} days, {asked} were asked", dispensing.batch_days));
    }
    let mut next = 1_i64;
    for batch in &dispensing.batches {
        let (first, last) = (i64::from(batch.first_day), i64::from(batch.last_day));
        let at = format_args!("the batch of day {first}");
        if first < next || is_taken_between(case, (next, first - 1)) {
            found.breach(8, format!("{at}: day {next} was due"));
        }
        if last < first || last - first + 1 > i64::from(dispensing.batch_days) {
            found.breach(8, format!("{at}: it ends on day {last}"));
        }
        quantities(case, &batch.quantities, &[(first, last)], at, found);
        keeps(case, batch, at, found);
        next = last + 1;
    }
    let last_day = i64::from(case.course.last_day);
    if next - 1 > last_day || is_taken_between(case, (next, last_day)) {
        found.breach(8, format!("the batches end on day {}", next - 1));
    }
}

/// Whether anything is taken from one day to another, both included.
fn is_taken_between(case: &Case, (from, to): (i64, i64)) -> bool {
    let of_the_day = |step: &Step| day_micrograms(step) > 0 && taking_days(step, from, to) > 0;
    from <= to && (case.course.after_session.is_some() || case.course.steps.iter().any(of_the_day))
}

/// Halves, microlitres or drops of a supply taken from one day to another, both included.
fn taken_between(case: &Case, supply: SupplyIndex, (from, to): (i64, i64)) -> u128 {
    let mut sum = 0;
    for step in &case.course.steps {
        let units = step.intakes.iter().flat_map(|it| &it.units);
        sum += taking_days(step, from, to) * of_supply(units, supply);
    }
    if let Some(it) = &case.course.after_session {
        sum += sessions(it, (from, to)) * of_supply(it.units.iter(), supply);
    }
    sum
}

fn of_supply<'a>(units: impl Iterator<Item = &'a Taken>, supply: SupplyIndex) -> u128 {
    let amounts = units.filter(|taken| taken.supply == supply).map(|taken| match taken.amount {
        Amount::Halves(count) | Amount::Drops(count) => u128::from(count),
        Amount::Volume(volume) => u128::from(volume.microlitres()),
    });
    amounts.sum()
}

/// The most sessions from one day to another, both included: a begun week counts whole.
fn sessions(it: &AfterSession, (from, to): (i64, i64)) -> u128 {
    let days = u128::try_from(to - from + 1).unwrap_or(0);
    days.div_ceil(7) * u128::from(it.per_week)
}

/// What is taken after a dialysis session is what the person's variant publishes, made of what is
/// in hand, for as many sessions as were said.
fn after_session(case: &Case, found: &mut Breaches) {
    let published = case.stair.variant.and_then(|it| it.supplement.as_ref()).filter(|_| case.stair.certain);
    let (said, it) = match (published, &case.course.after_session) {
        (None, None) => return,
        (Some(_), None) | (None, Some(_)) => {
            found.breach(2, "a dose after each dialysis session is missing, or is nobody's");
            return;
        }
        (Some(said), Some(it)) => (said, it),
    };
    if it.dose < said.dose || it.dose > said.most {
        found.breach(2, format!("{} after a dialysis session is not what is published", it.dose));
    }
    if case.request.patient.dialysis_sessions_per_week != Some(it.per_week) {
        found.breach(5, format!("{} dialysis sessions a week, not what was said", it.per_week));
    }
    let intake = Intake { moment: Moment::Evening, dose: it.dose, units: it.units.clone() };
    measured(case, Day::new(0), &intake, found);
    if made(case.request, &it.units) != Some(it.dose.micrograms().into()) {
        found.breach(1, format!("the units after a dialysis session do not hold {}", it.dose));
    }
}

/// One line per supply, in order; a supply without line is one of which nothing is taken.
fn quantities(case: &Case, lines: &[SupplyQuantity], spans: &[(i64, i64)], at: Arguments<'_>, found: &mut Breaches) {
    let supplies = &case.request.treatment.supplies;
    if lines.windows(2).any(|pair| pair[0].supply >= pair[1].supply) {
        found.breach(8, format!("{at}: the lines are not in the order of the supplies"));
    }
    for line in lines {
        let Some(supply) = line.supply.of(supplies) else {
            found.breach(8, format!("{at}: there is no supply {}", line.supply));
            continue;
        };
        if line.dispensed.checked_sub(line.taken) != Some(line.leftover) {
            found.breach(8, format!("{at}, supply {}: {line:?} does not add up", line.supply));
        }
        let containers = u128::from(line.containers);
        let in_containers = match supply {
            Supply::Capsule { .. } | Supply::Tablet { .. } => Some(containers * 2),
            Supply::Liquid { bottle, .. } => Some(containers * u128::from(bottle.microlitres())),
            Supply::Drops { .. } => bottle(case, supply).map(|it| containers * u128::from(it.drops)),
        };
        if in_containers.is_some_and(|it| it != u128::from(line.dispensed)) {
            found.breach(8, format!("{at}, supply {}: the containers do not hold what is dispensed", line.supply));
        }
    }
    for (index, _) in SupplyIndex::each(supplies) {
        let said = lines.iter().filter(|it| it.supply == index).map(|it| u128::from(it.taken)).sum();
        let taken: u128 = spans.iter().map(|days| taken_between(case, index, *days)).sum();
        if taken != said {
            found.breach(8, format!("{at}, supply {index}: {taken} taken, {said} stated"));
        }
    }
}

/// The bottle of a product of the region; `None` where the book does not say.
fn bottle(case: &Case, supply: &Supply) -> Option<Bottle> {
    let mut here = case.drug.products.iter().filter(|it| it.region == case.request.region);
    here.find(|it| it.supply == *supply)?.bottle
}

/// The bottles named are those of the book.
fn bottles(case: &Case, dispensing: &Dispensing, found: &mut Breaches) {
    for it in &dispensing.bottles {
        let supply = it.supply.of(&case.request.treatment.supplies);
        if supply.and_then(|supply| bottle(case, supply)) != Some(it.bottle) {
            found.breach(8, format!("supply {} is not sold in {:?}", it.supply, it.bottle));
        }
    }
}

/// Nothing is used past the days it keeps, counted from the first day of its batch; on the day it
/// is made, whatever it keeps.
fn keeps(case: &Case, batch: &Batch, at: Arguments<'_>, found: &mut Breaches) {
    let first = i64::from(batch.first_day);
    for (index, supply) in SupplyIndex::each(&case.request.treatment.supplies) {
        let keeps = match supply {
            Supply::Capsule { keeps_days, .. } | Supply::Liquid { keeps_days, .. } => *keeps_days,
            Supply::Tablet { .. } | Supply::Drops { .. } => None,
        };
        let Some(keeps) = keeps.map(i64::from) else { continue };
        let late = (first + keeps.max(1), i64::from(batch.last_day));
        if taken_between(case, index, late) > 0 {
            found.breach(8, format!("{at}, supply {index}: used after the {keeps} days it keeps"));
        }
    }
}

/// The batches add up to the whole.
fn sums(case: &Case, dispensing: &Dispensing, found: &mut Breaches) {
    let sum = |lines: &mut dyn Iterator<Item = &SupplyQuantity>| {
        let mut all = [0_u128; 4];
        for line in lines {
            let parts = [line.taken, line.dispensed, line.leftover, line.containers.into()];
            for (total, part) in all.iter_mut().zip(parts) {
                *total += u128::from(part);
            }
        }
        all
    };
    for (index, _) in SupplyIndex::each(&case.request.treatment.supplies) {
        let whole = sum(&mut dispensing.totals.iter().filter(|it| it.supply == index));
        let batches = dispensing.batches.iter().flat_map(|it| &it.quantities);
        if whole != sum(&mut batches.filter(|it| it.supply == index)) {
            found.breach(8, format!("supply {index}: the batches do not add up to the whole"));
        }
    }
}
