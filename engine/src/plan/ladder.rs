//! From a protocol to the doses this person climbs, with the least days at each.

use crate::book::protocol::{Ladder, Protocol, Rung};
use crate::book::source::Sources;
use crate::course::Reason;
use crate::exact::dose::Dose;
use crate::facts::facts::Facts;
use crate::facts::stair::Stair;
use crate::lang::Lang;
use crate::plan::rings::Rings;
use crate::words;

/// One landing of the stair: a dose, how often it is taken, the least days at it, and why.
pub(crate) struct Landing {
    pub(crate) dose: Dose,
    pub(crate) every_days: u8,
    pub(crate) days: u16,
    pub(crate) reasons: Vec<Reason>,
}

/// The most levels a stair may have: a protocol that needs more is not one.
const MOST_LEVELS: usize = 400;

/// What holds for the whole climb.
struct Climb<'a> {
    ladder: &'a Ladder,
    sources: &'a Sources,
    target: Dose,
    increment: Option<Dose>,
    interval: u16,
    own_reasons: Vec<Reason>,
}

/// The levels from the first dose to the target, each within the rings in force.
pub(crate) fn levels(facts: &Facts<'_>, protocol: &Protocol, stair: &Stair<'_>, rings: &Rings<'_>) -> Vec<Landing> {
    let (lang, treatment) = (facts.lang(), &facts.request.treatment);
    let mut reasons = Vec::new();
    let swap = facts.swap().and_then(|it| Some((it.converts, it.gives?.0)));
    let (mut target, said) = match (treatment.target, swap) {
        (Some(dose), _) => (dose, words::target_asked(dose, lang)),
        // What takes the place of a dose stays there, unless another is aimed at.
        (None, Some((_, dose))) => (dose, words::first_converted(dose, lang)),
        (None, None) => (stair.targets[0], words::target_of_protocol(stair.targets[0], lang)),
    };
    let sources = stair.variant.map_or(&protocol.sources, |it| &it.sources);
    reasons.push(Reason {
        text: said,
        sources: match (treatment.target, swap) {
            (Some(_), _) => Sources::default(),
            (None, Some((converts, _))) => converts.sources.clone(),
            (None, None) => sources.clone(),
        },
    });
    if let Some(variant) = stair.variant {
        reasons.push(Reason { text: variant.text.get(lang).to_owned(), sources: sources.clone() });
        // The target asked for was the protocol's: a variant has its own ceiling.
        let highest = variant.targets.iter().max().copied().unwrap_or(target);
        if highest < target {
            reasons.push(Reason { text: words::highest_of_variant(target, highest, lang), sources: sources.clone() });
            target = highest;
        }
    }
    if let Some((most, limit)) = rings.daily_at_most() {
        reasons.push(rings.reason(&target.write(lang), limit));
        target = target.min(most);
    }
    if let Some((most, limit)) = rings.single_at_most()
        && let Some(held) = held_by_the_intakes(stair, most, target)
    {
        reasons.push(rings.reason(&target.write(lang), limit));
        target = held;
    }
    if let Some(here) = facts.standing() {
        // What is taken already may stay: it is never lowered by a plan that goes on.
        let climb = climb(facts, protocol, stair, rings, target.max(here.dose), &mut reasons);
        return go_on(&climb, facts, &here, reasons);
    }
    let own_first = swap.map_or_else(|| stair.ladder.first(), |(_, dose)| dose);
    let mut first = treatment.first_dose.unwrap_or(own_first).min(own_first);
    // A first dose that takes the place of another drug is the book's for it, within every limit of a day.
    if let Some((most, limit)) = rings.first_at_most().filter(|_| swap.is_none())
        && first > most
    {
        reasons.push(rings.reason(&words::first_dose(first, lang), limit));
        first = most;
    }
    let climb = climb(facts, protocol, stair, rings, target, &mut reasons);
    rise(&climb, first.min(target), lang, reasons)
}

/// The highest published target that the intakes of a day can hold, where they cannot hold the one aimed
/// at; `None` where they can, or where they hold none.
fn held_by_the_intakes(stair: &Stair<'_>, most: Dose, target: Dose) -> Option<Dose> {
    let intakes = |dose: Dose| {
        let division = stair.divisions.iter().find(|it| it.up_to.is_none_or(|up_to| dose <= up_to));
        division.map_or(1, |it| it.moments.len())
    };
    let holds = |dose: &Dose| {
        let all = u32::try_from(intakes(*dose)).ok().and_then(|count| most.times(count));
        all.is_none_or(|all| *dose <= all)
    };
    if holds(&target) {
        return None;
    }
    stair.targets.iter().copied().filter(|it| *it < target && holds(it)).max()
}

fn climb<'a>(
    facts: &Facts<'_>,
    protocol: &'a Protocol,
    stair: &Stair<'a>,
    rings: &Rings<'_>,
    target: Dose,
    reasons: &mut Vec<Reason>,
) -> Climb<'a> {
    let (lang, treatment) = (facts.lang(), &facts.request.treatment);
    let own_increment = stair.ladder.increment();
    let mut increment = [own_increment, treatment.increment].into_iter().flatten().min();
    if let Some((most, limit)) = rings.increment_at_most()
        && increment.is_none_or(|it| it > most)
    {
        reasons.push(rings.reason(&words::increment(increment, lang), limit));
        increment = Some(most);
    }
    let mut interval = treatment.interval_days.or(protocol.usual_days).unwrap_or(0);
    if let Some((least, limit)) = rings.interval_at_least() {
        let asked = interval.max(stair.ladder.shortest_interval());
        if asked < least {
            reasons.push(rings.reason(&words::days(asked.into(), lang), limit));
        }
        interval = interval.max(least);
    }
    let sources = stair.variant.map_or(&protocol.sources, |it| &it.sources);
    let own = Reason { text: words::protocol_step(protocol.name.get(lang), lang), sources: sources.clone() };
    Climb { ladder: stair.ladder, sources, target, increment, interval, own_reasons: vec![own] }
}

/// From the dose that is taken already: first the days that it still lacks, then on.
fn go_on(climb: &Climb<'_>, facts: &Facts<'_>, here: &Rung, mut reasons: Vec<Reason>) -> Vec<Landing> {
    let (lang, since) = (facts.lang(), facts.request.treatment.standing.dose_since);
    let whole = days_at(climb, here.dose, here.every_days);
    let rises = next_dose(climb, here.dose, here.every_days).is_some();
    let left = whole.saturating_sub(facts.days_at_this_dose());
    let (taken, due) = ((here.dose, here.every_days), rises && left == 0 && standing_of_a_plan(facts));
    let text = if due {
        words::due_at_once(taken, since, lang)
    } else {
        words::goes_on_from(taken, since, rises.then_some(left), lang)
    };
    reasons.insert(0, Reason { text, sources: Sources::default() });
    let standing = &facts.request.treatment.standing;
    let stays = standing.stay_days.unwrap_or(0);
    // A plan begins with what is taken, one day of it at least; one that is gone on with may rise on that very day.
    let same_plan = standing_of_a_plan(facts);
    let days = if rises { left } else { whole }.max(stays).max(u16::from(!same_plan || !rises));
    let first = Landing { dose: here.dose, every_days: here.every_days, days, reasons: reasons.clone() };
    let mut levels = climbed(climb, first, lang, &reasons);
    if days == 0 {
        levels.remove(0);
    }
    levels
}

/// Whether it is a plan that is gone on with, and not one that begins where somebody stands.
fn standing_of_a_plan(facts: &Facts<'_>) -> bool {
    facts.request.treatment.standing.plan_since.is_some()
}

fn rise(climb: &Climb<'_>, first: Dose, lang: Lang, reasons: Vec<Reason>) -> Vec<Landing> {
    let every_days = match climb.ladder {
        Ladder::Even { .. } => 1,
        Ladder::Rungs(rungs) => rungs[0].every_days,
    };
    let days = days_at(climb, first, every_days);
    climbed(climb, Landing { dose: first, every_days, days, reasons: reasons.clone() }, lang, &reasons)
}

/// From a landing up, one after another, to the target.
fn climbed(climb: &Climb<'_>, first: Landing, lang: Lang, reasons: &[Reason]) -> Vec<Landing> {
    let mut levels = vec![first];
    while let Some(last) = levels.last()
        && (last.dose < climb.target || last.every_days > 1)
        && levels.len() < MOST_LEVELS
    {
        let Some((next, every_days)) = next_dose(climb, last.dose, last.every_days) else { break };
        let text = words::step_up((last.dose, last.every_days), (next, every_days), last.days, lang);
        let mut chain = reasons.to_vec();
        chain.extend(climb.own_reasons.iter().cloned());
        chain.push(Reason { text, sources: climb.sources.clone() });
        levels.push(Landing { dose: next, every_days, days: days_at(climb, next, every_days), reasons: chain });
    }
    levels
}

/// The least days at a dose: the protocol's own for the rung at or below it, the rings', the request's.
fn days_at(climb: &Climb<'_>, dose: Dose, every_days: u8) -> u16 {
    let here = Rung { dose, days: 1, every_days };
    let own = match climb.ladder {
        Ladder::Even { interval_days, .. } => *interval_days,
        Ladder::Rungs(rungs) => rungs.iter().rev().find(|it| !here.below(it)).map_or(rungs[0].days, |it| it.days),
    };
    own.max(climb.interval)
}

/// The next dose up and how often it is taken: the protocol's own next, no further than the
/// increment and the target allow. A rung that the target cuts down to where one stands is passed over:
/// the same dose, taken more often, is the next.
fn next_dose(climb: &Climb<'_>, from: Dose, every_days: u8) -> Option<(Dose, u8)> {
    let here = Rung { dose: from, days: 1, every_days };
    let rises = |next: Dose, often: u8| {
        // Cut short, a rung may be no higher than where one stands, or its day lower than the day before.
        here.below(&Rung { dose: next, days: 1, every_days: often }) && next >= from
    };
    let cut = |own: Dose, often: u8| {
        let reach = climb.increment.map_or(Some(own), |it| reach(&here, it, often))?;
        Some((own.min(reach).min(climb.target), often))
    };
    let next = |own: Dose, often: u8| cut(own, often).filter(|it| rises(it.0, it.1));
    match climb.ladder {
        Ladder::Even { increment, .. } => next(from.checked_add(*increment)?, 1),
        Ladder::Rungs(rungs) => {
            let above = rungs.iter().filter(|it| here.below(it));
            let mut tried = above.map(|it| (it.dose > climb.target, next(it.dose, it.every_days)));
            tried.find(|(cut, next)| next.is_some() || !cut)?.1
        }
    }
}

/// The highest dose of a day, taken once in `often` days, that an increment allows: neither the dose
/// of a day nor its mean over the cycle rises by more.
fn reach(here: &Rung, increment: Dose, often: u8) -> Option<Dose> {
    let (from, increment) = (u64::from(here.dose.micrograms()), u64::from(increment.micrograms()));
    let (every, often) = (u64::from(here.every_days.max(1)), u64::from(often));
    let by_mean = (from + increment * every) * often / every;
    u32::try_from(by_mean.min(from + increment)).ok().and_then(Dose::from_micrograms)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mg(milligrams: u32) -> Dose {
        Dose::from_micrograms(milligrams * 1000).expect("not zero")
    }

    /// From, once in so many days; the increment; the next, once in so many days; the most it may be.
    #[test]
    fn a_rise_is_measured_by_the_day_and_by_the_mean_of_the_cycle() {
        let table = [
            ((300, 1), 100, 1, 400),
            // The mean goes from 150 to 250 mg a day.
            ((300, 2), 100, 1, 250),
            // The same cycle: the mean may rise by 100, a day by no more.
            ((100, 2), 100, 2, 200),
            // The mean goes from 50 to 100 mg a day, and a day holds 100 mg.
            ((100, 2), 50, 1, 100),
            ((100, 2), 49, 1, 99),
        ];
        for ((from, every_days), increment, often, most) in table {
            let here = Rung { dose: mg(from), days: 7, every_days };
            assert_eq!(reach(&here, mg(increment), often), Some(mg(most)), "{from} mg every {every_days} days");
        }
    }
}
