//! From a protocol to the doses this person climbs, with the least days at each.

use crate::dose::Dose;
use crate::facts::Facts;
use crate::formulary::{Ladder, Protocol, Sources};
use crate::plan::Reason;
use crate::plan::rings::Rings;
use crate::words;

/// One level of the stair: a dose, the least days at it, and why.
pub(super) struct Level {
    pub(super) dose: Dose,
    pub(super) days: u16,
    pub(super) reasons: Vec<Reason>,
}

/// The most levels a stair may have: a protocol that needs more is not one.
const MOST_LEVELS: usize = 400;

/// What holds for the whole climb.
struct Climb<'a> {
    protocol: &'a Protocol,
    target: Dose,
    increment: Option<Dose>,
    interval: u16,
    own_reasons: Vec<Reason>,
}

/// The levels from the first dose to the target, each within the rings in force.
pub(super) fn levels(facts: &Facts<'_>, protocol: &Protocol, rings: &Rings<'_>) -> Vec<Level> {
    let (lang, treatment) = (facts.lang(), &facts.request.treatment);
    let mut reasons = Vec::new();
    let (mut target, said) = match treatment.target {
        Some(dose) => (dose, words::target_asked(dose, lang)),
        None => (protocol.targets[0], words::target_of_protocol(protocol.targets[0], lang)),
    };
    reasons.push(Reason {
        text: said,
        sources: if treatment.target.is_some() { Sources::default() } else { protocol.sources.clone() },
    });
    if let Some((most, limit)) = rings.daily_at_most() {
        reasons.push(rings.reason(&target.write(lang), limit));
        target = target.min(most);
    }
    let mut first = treatment.first_dose.unwrap_or(protocol.ladder.first()).min(protocol.ladder.first());
    if let Some((most, limit)) = rings.first_at_most()
        && first > most
    {
        reasons.push(rings.reason(&words::first_dose(first, lang), limit));
        first = most;
    }
    let climb = climb(facts, protocol, rings, target, &mut reasons);
    rise(&climb, first.min(target), lang, reasons)
}

fn climb<'a>(
    facts: &Facts<'_>,
    protocol: &'a Protocol,
    rings: &Rings<'_>,
    target: Dose,
    reasons: &mut Vec<Reason>,
) -> Climb<'a> {
    let (lang, treatment) = (facts.lang(), &facts.request.treatment);
    let own_increment = match &protocol.ladder {
        Ladder::Even { increment, .. } => Some(*increment),
        Ladder::Rungs(_) => None,
    };
    let mut increment = [own_increment, treatment.increment].into_iter().flatten().min();
    if let Some((most, limit)) = rings.increment_at_most()
        && increment.is_none_or(|it| it > most)
    {
        reasons.push(rings.reason(&words::increment(increment, lang), limit));
        increment = Some(most);
    }
    let mut interval = treatment.interval_days.unwrap_or(0);
    if let Some((least, limit)) = rings.interval_at_least() {
        let asked = interval.max(shortest_interval(&protocol.ladder));
        if asked < least {
            reasons.push(rings.reason(&words::days(asked.into(), lang), limit));
        }
        interval = interval.max(least);
    }
    let own = Reason { text: words::protocol_step(protocol.name.get(lang), lang), sources: protocol.sources.clone() };
    Climb { protocol, target, increment, interval, own_reasons: vec![own] }
}

fn shortest_interval(ladder: &Ladder) -> u16 {
    match ladder {
        Ladder::Even { interval_days, .. } => *interval_days,
        Ladder::Rungs(rungs) => rungs.iter().map(|it| it.days).min().unwrap_or(1),
    }
}

fn rise(climb: &Climb<'_>, first: Dose, lang: words::Lang, reasons: Vec<Reason>) -> Vec<Level> {
    let mut levels = vec![Level { dose: first, days: days_at(climb, first), reasons: reasons.clone() }];
    while let Some(last) = levels.last()
        && last.dose < climb.target
        && levels.len() < MOST_LEVELS
    {
        let Some(next) = next_dose(climb, last.dose) else { break };
        let text = words::step_up(last.dose, next, last.days, lang);
        let mut chain = reasons.clone();
        chain.extend(climb.own_reasons.iter().cloned());
        chain.push(Reason { text, sources: climb.protocol.sources.clone() });
        levels.push(Level { dose: next, days: days_at(climb, next), reasons: chain });
    }
    levels
}

/// The least days at a dose: the protocol's own for the rung at or below it, the rings', the request's.
fn days_at(climb: &Climb<'_>, dose: Dose) -> u16 {
    let own = match &climb.protocol.ladder {
        Ladder::Even { interval_days, .. } => *interval_days,
        Ladder::Rungs(rungs) => rungs.iter().rev().find(|it| it.dose <= dose).map_or(rungs[0].days, |it| it.days),
    };
    own.max(climb.interval)
}

/// The next dose up: the protocol's own next, no further than the increment and the target allow.
fn next_dose(climb: &Climb<'_>, from: Dose) -> Option<Dose> {
    let own = match &climb.protocol.ladder {
        Ladder::Even { increment, .. } => from.checked_add(*increment)?,
        Ladder::Rungs(rungs) => rungs.iter().map(|it| it.dose).find(|it| *it > from)?,
    };
    let reach = match climb.increment {
        Some(increment) => from.checked_add(increment)?,
        None => own,
    };
    Some(own.min(reach).min(climb.target))
}
