//! What adds up: several lines of the list that carry one burden strongly, beside a drug that carries it too.
//!
//! When: two lines or more. Then: one caution, which names them all.
//! When: three or more. Then: that caution is to be acknowledged. Both numbers are the book’s, burden by burden.
//! When: of each of these lines a finding of an interaction says the same, as strictly. Then: no second alert.
//! When: a line was stopped, and its burden is known to last to the first dose. Then: it counts.
//! When: a line is the drug itself, or acts only where it is applied, or the drug does not carry the burden.
//! Then: nothing.
//! A name that is not recognised carries nothing that can be named: `MED-1` speaks of it.

use crate::assess::gathered::Gathered;
use crate::book::burden::{AddsUp, Burden};
use crate::book::drug::Drug;
use crate::book::medicine::Substance;
use crate::book::pairs::Level;
use crate::book::rule::Severity;
use crate::exact::sort;
use crate::facts::facts::Facts;
use crate::facts::line::MedicineLine;
use crate::facts::lookup::Named;
use crate::finding::Finding;
use crate::input::Input;
use crate::key::Key;
use crate::words;

/// A line of the list, with its substances that are not the drug’s own.
struct Beside<'f, 'a> {
    line: &'f MedicineLine<'a>,
    substances: Vec<&'a Named<'a>>,
}

/// A line that counts, and the substance by which it does.
type CountedLine<'f, 'a> = (&'f MedicineLine<'a>, &'a Substance);

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let mut beside: Vec<Beside<'_, '_>> = Vec::new();
    for line in facts.lines.iter() {
        let others = line.systemic.iter().filter(|it| it.id != drug.substance);
        beside.push(Beside { line, substances: others.filter_map(|it| facts.named(it)).collect() });
    }
    for (place, burden, adds_up) in facts.leaf.adds_up.iter().copied() {
        gathered.checked.push(&adds_up.id);
        let lines: Vec<CountedLine<'_, '_>> = beside.iter().filter_map(|it| counted(facts, place, it)).collect();
        if lines.len() < usize::from(adds_up.caution_from) {
            continue;
        }
        let to_acknowledge = lines.len() >= usize::from(adds_up.acknowledge_from);
        let least = if to_acknowledge { Level::Major } else { Level::Moderate };
        if !lines.iter().all(|(line, _)| is_said(facts, gathered, adds_up, line, least)) {
            gathered.findings.push(finding(facts, drug, (burden, adds_up), &lines, to_acknowledge));
        }
    }
}

/// Whether a substance beside the drug is counted by some burden.
pub(crate) fn is_read(facts: &Facts<'_>, substance: &Substance) -> bool {
    let carries = |named: &Named<'_>| facts.leaf.adds_up.iter().any(|(place, ..)| named.burdens[*place].strongly);
    facts.named(substance).is_some_and(carries)
}

/// A line counts by a substance that carries the burden strongly and is taken now, or lasts to the first dose.
fn counted<'f, 'a>(facts: &Facts<'a>, burden: usize, beside: &Beside<'f, 'a>) -> Option<CountedLine<'f, 'a>> {
    let line = beside.line;
    let lasts = |tail: Option<u16>| tail.and_then(|days| facts.acts_until(line, days)).is_some();
    let counts = |it: &&&Named<'_>| {
        let carries = it.burdens[burden];
        carries.strongly && (line.current || lasts(carries.tail))
    };
    beside.substances.iter().find(counts).map(|it| (line, it.substance))
}

/// Whether an interaction that was found of a line is of one of the burden’s mechanisms, and at least as strict.
fn is_said(facts: &Facts<'_>, gathered: &Gathered, adds_up: &AddsUp, line: &MedicineLine<'_>, least: Level) -> bool {
    let path = line.path("");
    let about = |it: &&Finding| it.inputs.iter().any(|input| input.path.starts_with(&path));
    gathered.findings.iter().filter(about).any(|finding| {
        let row = facts.formulary.book().interactions.rules.iter().find(|it| it.id == finding.rule);
        row.is_some_and(|it| adds_up.mechanisms.contains(&it.mechanism) && it.level >= least)
    })
}

fn finding(
    facts: &Facts<'_>,
    drug: &Drug,
    (burden, adds_up): (&Burden, &AddsUp),
    lines: &[CountedLine<'_, '_>],
    to_acknowledge: bool,
) -> Finding {
    let lang = facts.lang();
    let name = |(line, it): &CountedLine<'_, '_>| words::medicine_name(&line.medicine.name, it.name.get(lang), lang);
    let names: Vec<String> = lines.iter().map(name).collect();
    let text = words::adds_up(burden, &words::inside(drug.name.get(lang)), &names, lang);
    let mut finding = Finding::new(&adds_up.id, Severity::Caution, text, adds_up.grade, adds_up.sources.clone());
    // What was read of these is not read of others.
    let mut carriers: Vec<&str> = lines.iter().map(|(_, it)| it.id.as_str()).collect();
    sort::with(&mut carriers, Ord::cmp);
    finding.key = Key::AddsUp { burden: &burden.id, carriers }.write();
    finding.ask = Some(adds_up.ask.get(lang).to_owned());
    for (line, _) in lines {
        finding.inputs.push(Input { path: line.path("name"), text: line.medicine.name.clone() });
        if !line.current {
            let text = words::of_medicine(words::stop_name(lang), &line.medicine.name, lang);
            finding.inputs.push(Input { path: line.path("stopped"), text });
        }
    }
    if to_acknowledge {
        finding.recorded = facts.acknowledgement(&finding.key).cloned();
        finding.unacknowledged = finding.recorded.is_none();
    }
    finding
}
