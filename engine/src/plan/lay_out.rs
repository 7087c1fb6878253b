//! Lays a stair out on days, and each dose into units.

use crate::book::drug::{Bottle, Drug, Judgement, Product};
use crate::book::place::Moment;
use crate::book::protocol::{Protocol, Rung};
use crate::book::rule::{Limit, Ring};
use crate::book::source::Sources;
use crate::book::supply::{Supply, SupplyIndex};
use crate::book::watch::Gate;
use crate::course::{
    AfterSession, Course, Dispensing, GateBefore, HeldUse, Intake, Prescribed, Prescribing, Reason, Step,
};
use crate::dispense::batch::{BatchesAsked, dispense};
use crate::dispense::choose::Stock;
use crate::exact::bounds::{BATCH_DAYS, MOST_DAYS};
use crate::exact::day::Day;
use crate::exact::dose::Dose;
use crate::facts::facts::Facts;
use crate::logic::truth::Truth;
use crate::plan::after_session::after_session;
use crate::plan::burdens::carried;
use crate::plan::divide::{DayDivision, Share};
use crate::plan::ladder::{Landing, levels};
use crate::plan::prescriptions::{ends, prescribed};
use crate::plan::rings::Rings;
use crate::plan::rings::most_units;
use crate::plan::stand::beyond;
use crate::plan::suits::serving;
use crate::plan::unlaid::{Failing, Short, Unlaid};
use crate::plan::watch;
use crate::request::request::{Treatment, UnitsHeld};
use crate::words;
use crate::words::units::write_amount;

/// Lays out the course of a request, up to its judgement day.
///
/// # Errors
/// Why it is not: a dose that the units in hand cannot make, a liquid without a date, no supply at all.
pub fn lay_out<'a>(facts: &Facts<'a>, drug: &Drug, protocol: &'a Protocol) -> Result<Course, Unlaid<'a>> {
    let treatment = &facts.request.treatment;
    // No plan goes on from nowhere, nor from what waits for a decision.
    if treatment.goes_on().is_some() && facts.standing().is_none_or(|it| beyond(facts, it.dose).is_some()) {
        return Err(Unlaid::StandsNowhere);
    }
    if treatment.supplies.is_empty() {
        return Err(Unlaid::NoSupplies);
    }
    let undated: Vec<SupplyIndex> = serving(facts, drug).filter(|(_, it)| is_undated(it)).map(|(at, _)| at).collect();
    if !undated.is_empty() {
        return Err(Unlaid::Undated(undated));
    }
    let rings = Rings::new(facts);
    let stair = facts.stair(protocol);
    let climbed = levels(facts, protocol, &stair, &rings);
    let day_within = |rings: &Rings<'_>| DayDivision {
        own: own_intakes(facts, protocol),
        divisions: stair.divisions,
        moved: treatment.moment.filter(|_| protocol.movable),
        larger_evening: treatment.larger_evening && protocol.larger_evening,
        single_at_most: rings.single_at_most().map(|(dose, _)| dose),
    };
    let (last_day, review_until_day) = judgement(facts, drug, &climbed);
    if last_day < Day::FIRST {
        return Err(Unlaid::Judged(last_day));
    }
    if review_until_day > Day::new(MOST_DAYS.into()) {
        return Err(Unlaid::TooLong);
    }
    let most_units = most_units(facts, drug);
    let mut stock = Stock::new(serving(facts, drug), |it| in_hand(facts, drug, it), most_units);
    let laid = steps(facts, drug, climbed, last_day, &day_within(&rings), &mut stock);
    let (mut steps, after_review) = laid.map_err(|unmade| {
        let passable = rings.single_at_most().filter(|(_, limit)| limit.ring == Ring::Recommended);
        let mut makes = |limit: &&Limit| {
            let passed = rings.without(limit);
            let climbed = levels(facts, protocol, &stair, &passed);
            let (last_day, _) = judgement(facts, drug, &climbed);
            steps(facts, drug, climbed, last_day, &day_within(&passed), &mut stock).is_ok()
        };
        let forbids = passable.map(|(_, limit)| limit).filter(|it| makes(it));
        forbids.map_or(Unlaid::Unmade(unmade), Unlaid::OnlyForbiddenBy)
    })?;
    let mut after_session = after_session(facts, drug, &stair, &mut stock)?;
    made_of_the_fewest(&mut stock, &mut steps, after_session.as_mut(), last_day);
    steps.iter_mut().for_each(|it| explain(facts, it));
    let first = facts.standing().map_or(Prescribing::First, |_| Prescribing::Renewal);
    let (prescribed, dispensing) = handed_over(facts, drug, &steps, after_session.as_ref(), first);
    Ok(Course {
        drug: drug.id.clone(),
        continues: facts.standing().map(|it| it.dose),
        protocol: protocol.id.clone(),
        indication: treatment.indication.clone(),
        variant: stair.variant.map(|it| it.id.clone()),
        restart_after_days: stair.restart_after_days,
        monitoring: watch::events(facts, &steps, (last_day, review_until_day)),
        burdens: carried(facts, drug, last_day),
        steps,
        last_day,
        review_until_day,
        after_session,
        after_review,
        held: at_home(treatment, &dispensing),
        dispensing,
        prescribed,
        limits: rings.applied(),
    })
}

/// The prescriptions, of which the first is of a kind, and what is handed over on them.
pub(crate) fn handed_over(
    facts: &Facts<'_>,
    drug: &Drug,
    steps: &[Step],
    after_session: Option<&AfterSession>,
    first: Prescribing,
) -> (Option<Prescribed>, Dispensing) {
    let treatment = &facts.request.treatment;
    let days = treatment.batch_days.unwrap_or(BATCH_DAYS[0]);
    let prescribed = prescribed(facts, steps, first, days);
    let dispensing = dispense(
        steps,
        after_session,
        &treatment.supplies,
        &bottles(facts, drug),
        BatchesAsked { days, ends: &ends(prescribed.as_ref()) },
        &drug.compounded,
        most_units(facts, drug),
    );
    (prescribed, dispensing)
}

/// The intakes of the dose that is taken already, as they are taken; where another moment was asked for, none.
fn own_intakes(facts: &Facts<'_>, protocol: &Protocol) -> Vec<(Moment, Dose)> {
    let treatment = &facts.request.treatment;
    let moved = treatment.moment.is_some() && protocol.movable;
    let standing = treatment.goes_on().filter(|_| !moved);
    standing.map_or_else(Vec::new, |it| it.now.iter().map(|it| (it.moment, it.dose)).collect())
}

/// What is at home, as far as the course takes it.
pub(crate) fn at_home(treatment: &Treatment, dispensing: &Dispensing) -> Vec<HeldUse> {
    let count = |it: &UnitsHeld| {
        let supply = SupplyIndex::new(it.supply);
        let taken = dispensing.totals.iter().find(|it| it.supply == supply).map_or(0, |it| it.taken);
        let wanted = match supply.of(&treatment.supplies) {
            Some(Supply::Capsule { .. } | Supply::Tablet { .. }) => taken.div_ceil(2),
            Some(Supply::Liquid { .. } | Supply::Drops { .. }) | None => taken,
        };
        let (wanted, held) = (u32::try_from(wanted).unwrap_or(u32::MAX), u32::from(it.count));
        let used = held.min(wanted);
        HeldUse { supply, held, used, left: held - used, wanted: wanted - used }
    };
    treatment.standing.units.iter().map(count).collect()
}

/// Whether it is a liquid whose preparer gave no date.
pub(crate) fn is_undated(supply: &Supply) -> bool {
    match supply {
        Supply::Liquid { keeps_days, .. } => keeps_days.is_none(),
        Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Drops { .. } => false,
    }
}

/// Makes every dose of the plan of the fewest different supplies, as long as each is made as well.
pub(crate) fn made_of_the_fewest(
    stock: &mut Stock<'_>,
    steps: &mut [Step],
    after_session: Option<&mut AfterSession>,
    last_day: Day,
) {
    let by_day = steps.iter().flat_map(|step| step.intakes.iter().map(|it| (it.dose, u64::from(step.taking_days()))));
    let sessions = after_session.iter().map(|it| (it.dose, u64::from(it.sessions_in(Day::FIRST.days_to(last_day)))));
    let doses: Vec<(Dose, u64)> = by_day.chain(sessions).collect();
    let Some(mut fewest) = stock.fewest(&doses) else { return };
    let by_day = steps.iter_mut().flat_map(|step| &mut step.intakes).map(|it| (it.dose, &mut it.units));
    for (dose, units) in by_day.chain(after_session.map(|it| (it.dose, &mut it.units))) {
        if let Ok(made) = fewest.make(dose) {
            *units = made;
        }
    }
}

/// Whether a supply is in hand already: as the request says; else what is compounded is, as it was
/// chosen for this person, and what is sold is not.
pub(crate) fn in_hand(facts: &Facts<'_>, drug: &Drug, supply: &Supply) -> bool {
    let treatment = &facts.request.treatment;
    if !treatment.standing.units.is_empty() {
        let held = treatment.standing.units.iter().filter(|it| it.count > 0);
        return held.filter_map(|it| treatment.supplies.get(it.supply)).any(|it| it == supply);
    }
    match treatment.in_hand.as_slice() {
        [] => product(facts, drug, supply).is_none(),
        said => said.contains(&supply.strength()),
    }
}

/// The product of the region that a supply is, if it is one.
pub(crate) fn product<'a>(facts: &Facts<'_>, drug: &'a Drug, supply: &Supply) -> Option<&'a Product> {
    drug.products.iter().find(|it| it.region == facts.request.region && it.supply == *supply)
}

/// The bottle that each supply of drops is sold in, where the book says.
fn bottles(facts: &Facts<'_>, drug: &Drug) -> Vec<Option<Bottle>> {
    let bottle = |supply: &Supply| product(facts, drug, supply).and_then(|it| it.bottle);
    facts.request.treatment.supplies.iter().map(bottle).collect()
}

/// The day of judgement and the last day of the review. In a plan that is gone on with they are counted from its first
/// day, and the trial of a dose from the first day at that dose.
fn judgement(facts: &Facts<'_>, drug: &Drug, levels: &[Landing]) -> (Day, Day) {
    let (last, review) = drug.judgement.days(target_day(drug, levels));
    let Some(since) = facts.judged_from() else { return (last, review) };
    let gone = match drug.judgement {
        Judgement::OnDay { .. } => facts.first_dose_day().days_since(since).max(0),
        Judgement::AfterTarget { .. } => match (levels, facts.standing()) {
            ([only], Some(here)) if only.dose == here.dose && only.every_days == here.every_days => {
                let days = i32::from(facts.days_at_this_dose());
                days.min(facts.first_dose_day().days_since(since).max(0))
            }
            _ => 0,
        },
    };
    (last.plus(-gone), review.plus(-gone))
}

/// The day the last level begins, when every level lasts as long as it must.
pub(crate) fn target_day(drug: &Drug, levels: &[Landing]) -> Day {
    match drug.judgement {
        Judgement::OnDay { .. } => Day::FIRST,
        Judgement::AfterTarget { .. } => {
            let before = levels.len().saturating_sub(1);
            levels.iter().take(before).fold(Day::FIRST, |day, level| day.plus(level.days))
        }
    }
}

/// The steps up to the judgement day, and the doses that would come after it.
pub(crate) fn steps(
    facts: &Facts<'_>,
    drug: &Drug,
    levels: Vec<Landing>,
    last_day: Day,
    day: &DayDivision<'_>,
    stock: &mut Stock<'_>,
) -> Result<(Vec<Step>, Vec<Dose>), Short> {
    let count = levels.len();
    let mut steps: Vec<Step> = Vec::new();
    let mut after_review = Vec::new();
    let mut failing: Vec<Failing> = Vec::new();
    let mut doses = Vec::new();
    let gates = applying(facts);
    let mut first_day = Day::FIRST;
    let mut before = facts.standing().map(|it| it.dose);
    for (index, level) in levels.into_iter().enumerate() {
        let dose = level.dose;
        if first_day > last_day {
            after_review.push(dose);
            continue;
        }
        let left = first_day.days_to(last_day);
        let days = if index + 1 == count { left } else { level.days.min(left) };
        doses.push(dose);
        match day.divide(dose, stock) {
            Ok(shares) => {
                // What stays as it is taken already rises past nothing.
                let same = |it: Rung| it.dose == dose && it.every_days == level.every_days;
                let stays = index == 0 && facts.standing().is_some_and(same);
                let gates = if stays { Vec::new() } else { gates_before(facts, &gates, before, dose) };
                steps.push(step(first_day, days, level, shares, gates));
            }
            Err(_) if failing.iter().any(|it| it.dose == dose) => {}
            Err((intake, why)) => failing.push(Failing { dose, intake, first_day, why }),
        }
        before = Some(dose);
        first_day = first_day.plus(days);
    }
    if failing.is_empty() {
        return Ok((steps, after_review));
    }
    let makes = |stock: &mut Stock<'_>| doses.iter().all(|dose| day.divide(*dose, stock).is_ok());
    Err(Short::of(failing, facts, drug, &makes))
}

pub(crate) fn step(first_day: Day, days: u16, level: Landing, shares: Vec<Share>, gates: Vec<GateBefore>) -> Step {
    let intakes = shares.into_iter().map(|(moment, dose, units)| Intake { moment, dose, units }).collect();
    Step { first_day, days, every_days: level.every_days, intakes, gates, reasons: level.reasons }
}

/// The last link of the chain under each dose: the units that make it.
pub(crate) fn explain(facts: &Facts<'_>, step: &mut Step) {
    let lang = facts.lang();
    for (at, intake) in step.intakes.iter().enumerate() {
        // Two intakes alike are explained once.
        if step.intakes[..at].iter().any(|it| it.dose == intake.dose) {
            continue;
        }
        let supplies = &facts.request.treatment.supplies;
        let units: Vec<String> =
            intake.units.iter().filter_map(|it| Some(write_amount(it, it.supply.of(supplies)?, lang))).collect();
        let text = words::made_of(intake.dose, &units, lang);
        step.reasons.push(Reason { text, sources: Sources::default() });
    }
}

/// The gates of a drug that concern this person.
pub(crate) fn applying<'a>(facts: &Facts<'a>) -> Vec<&'a Gate> {
    let gates = facts.leaf.gates.iter().copied();
    gates.filter(|it| facts.strict_truth(&it.when) != Truth::No).collect()
}

/// What must be so before a dose: none before the first, unless that one is already above its mark.
pub(crate) fn gates_before(facts: &Facts<'_>, gates: &[&Gate], before: Option<Dose>, dose: Dose) -> Vec<GateBefore> {
    let stands = |it: &&&Gate| match it.above {
        Some(above) => dose > above && before.is_none_or(|before| before <= above),
        None => before.is_some(),
    };
    let gates = gates.iter().filter(stands);
    gates
        .map(|it| GateBefore {
            gate: it.id.clone(),
            text: it.text.get(facts.lang()).to_owned(),
            sources: it.sources.clone(),
        })
        .collect()
}
