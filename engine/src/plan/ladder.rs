//! From a protocol to the doses this person climbs, with the least days at each.

use crate::dose::Dose;
use crate::facts::{Facts, Stair};
use crate::formulary::{Ladder, Protocol, Rung, Sources};
use crate::plan::Reason;
use crate::plan::rings::Rings;
use crate::words;

/// One level of the stair: a dose, how often it is taken, the least days at it, and why.
pub(super) struct Level {
    pub(super) dose: Dose,
    pub(super) every_days: u8,
    pub(super) days: u16,
    pub(super) reasons: Vec<Reason>,
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
pub(super) fn levels(facts: &Facts<'_>, protocol: &Protocol, stair: &Stair<'_>, rings: &Rings<'_>) -> Vec<Level> {
    let (lang, treatment) = (facts.lang(), &facts.request.treatment);
    let mut reasons = Vec::new();
    let (mut target, said) = match treatment.target {
        Some(dose) => (dose, words::target_asked(dose, lang)),
        None => (stair.targets[0], words::target_of_protocol(stair.targets[0], lang)),
    };
    let sources = stair.variant.map_or(&protocol.sources, |it| &it.sources);
    reasons.push(Reason {
        text: said,
        sources: if treatment.target.is_some() { Sources::default() } else { sources.clone() },
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
    let own_first = stair.ladder.first();
    let mut first = treatment.first_dose.unwrap_or(own_first).min(own_first);
    if let Some((most, limit)) = rings.first_at_most()
        && first > most
    {
        reasons.push(rings.reason(&words::first_dose(first, lang), limit));
        first = most;
    }
    let climb = climb(facts, protocol, stair, rings, target, &mut reasons);
    rise(&climb, first.min(target), lang, reasons)
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

fn rise(climb: &Climb<'_>, first: Dose, lang: words::Lang, reasons: Vec<Reason>) -> Vec<Level> {
    let every_days = match climb.ladder {
        Ladder::Even { .. } => 1,
        Ladder::Rungs(rungs) => rungs[0].every_days,
    };
    let mut levels =
        vec![Level { dose: first, every_days, days: days_at(climb, first, every_days), reasons: reasons.clone() }];
    while let Some(last) = levels.last()
        && (last.dose < climb.target || last.every_days > 1)
        && levels.len() < MOST_LEVELS
    {
        let Some((next, every_days)) = next_dose(climb, last.dose, last.every_days) else { break };
        let text = words::step_up((last.dose, last.every_days), (next, every_days), last.days, lang);
        let mut chain = reasons.clone();
        chain.extend(climb.own_reasons.iter().cloned());
        chain.push(Reason { text, sources: climb.sources.clone() });
        levels.push(Level { dose: next, every_days, days: days_at(climb, next, every_days), reasons: chain });
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
/// increment and the target allow.
fn next_dose(climb: &Climb<'_>, from: Dose, every_days: u8) -> Option<(Dose, u8)> {
    let here = Rung { dose: from, days: 1, every_days };
    let (own, every_days) = match climb.ladder {
        Ladder::Even { increment, .. } => (from.checked_add(*increment)?, 1),
        Ladder::Rungs(rungs) => rungs.iter().find(|it| here.below(it)).map(|it| (it.dose, it.every_days))?,
    };
    let reach = match climb.increment {
        Some(increment) => from.checked_add(increment)?,
        None => own,
    };
    let next = (own.min(reach).min(climb.target), every_days);
    // Cut by the target, a rung may be no higher than where one stands.
    here.below(&Rung { dose: next.0, days: 1, every_days }).then_some(next)
}
