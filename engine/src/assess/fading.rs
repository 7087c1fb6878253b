//! What is kept down by a drug that is lowered rises again once it leaves.
//!
//! When: an inducer is lowered or stopped, and a row says that it lowers the level or the effect of a medicine taken now.
//! Then: a caution that names each, with the days from which and until which it rises.

use crate::assess::parties::Parties;
use crate::book::drug::Drug;
use crate::book::medicine::Substance;
use crate::book::pairs::Tail;
use crate::book::parties::Actor;
use crate::book::rule::Severity;
use crate::book::source::Grade;
use crate::descent::Descent;
use crate::exact::date::Date;
use crate::facts::facts::Facts;
use crate::facts::line::MedicineLine;
use crate::finding::Finding;
use crate::input::Input;
use crate::words;

/// Id of this rule.
const RULE: &str = "TAPER-4";

/// What rises after a way down, from the last dose or the last cut on.
pub(crate) fn found(facts: &Facts<'_>, drug: &Drug, descent: &Descent, start: Date) -> Option<Finding> {
    let lang = facts.lang();
    let substance = facts.lookup.substance(&drug.substance)?;
    let tags = facts.formulary.book().interactions.tags(substance);
    let tails = facts.formulary.book().interactions.tails.iter();
    let tails = tails.filter(|it| it.fades_from_days.is_some() && tags.contains(&it.of.as_str()));
    let parties = Parties::new(facts, drug);
    let last = descent.falls.last()?.on.date(start)?.plus(-1)?;
    for tail in tails {
        let kept: Vec<(&MedicineLine<'_>, &Substance)> = kept_down(&parties, tail).collect();
        if kept.is_empty() {
            continue;
        }
        let (from, until) = (last.plus(tail.fades_from_days?.into())?, last.plus(tail.days.into())?);
        let name =
            |(line, it): &(&MedicineLine<'_>, &Substance)| words::plain_name(&line.medicine.name, it.name.get(lang));
        let names: Vec<String> = kept.iter().map(name).collect();
        let text = words::levels_rise(&words::inside(drug.name.get(lang)), &names, (from, until), lang);
        let mut finding = Finding::own(RULE, Severity::Caution, text);
        (finding.grade, finding.sources) = (Grade::D, tail.sources.clone());
        finding.ask = Some(words::ask_levels_rise(lang));
        let input = |(line, _): &(&MedicineLine<'_>, &Substance)| Input {
            path: line.path("name"),
            text: line.medicine.name.clone(),
        };
        finding.inputs = kept.iter().map(input).collect();
        return Some(finding);
    }
    None
}

/// The lines of the list on which the drug acts by what fades, each with the first of its substances that is.
fn kept_down<'p>(
    parties: &'p Parties<'p, '_>,
    tail: &'p Tail,
) -> impl Iterator<Item = (&'p MedicineLine<'p>, &'p Substance)> {
    let facts = parties.facts;
    let pairs = &facts.formulary.book().interactions;
    let acts = move |it: &&Substance| {
        parties.rows(it).iter().any(|row| {
            let fades = tail.mechanisms.is_empty() || tail.mechanisms.contains(&row.mechanism);
            fades && pairs.actor(row, &facts.leaf.party, parties.of(it)) != Actor::Other
        })
    };
    facts.lines.iter().filter(|it| it.current).filter_map(move |line| {
        let substance = line.systemic.iter().copied().find(|it| it.id != parties.drug.substance && acts(it))?;
        Some((line, substance))
    })
}
