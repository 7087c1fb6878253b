//! Doses that the units on offer cannot make: one finding, which names what would do.

use crate::assess::{Finding, Input, serving};
use crate::dispense::{Stock, Unmade, write_supply};
use crate::dose::Dose;
use crate::facts::Facts;
use crate::formulary::{Drug, Severity};
use crate::plan::lay_out::most_units;
use crate::supply::Supply;
use crate::words;

/// A day's dose that cannot be made: the intake of it that fails, and why.
pub(super) struct Failing {
    pub(super) dose: Dose,
    pub(super) intake: Dose,
    /// First day it is taken.
    pub(super) first_day: u16,
    pub(super) why: Unmade,
}

/// Most supplies that are named together as what would do.
const MOST_TOGETHER: usize = 3;

/// Every dose that cannot be made, the nearest of the first, and what would make them all: `makes`
/// says whether a stock does.
pub(super) fn refusal(
    facts: &Facts<'_>,
    drug: &Drug,
    failing: &[Failing],
    makes: &dyn Fn(&mut Stock<'_>) -> bool,
) -> Finding {
    let lang = facts.lang();
    let (mut infeasible, mut fine) = (Vec::new(), Vec::new());
    for it in failing {
        match it.why {
            Unmade::Infeasible { below, above } => {
                infeasible.push(words::Infeasible {
                    dose: it.dose,
                    intake: it.intake,
                    first_day: it.first_day,
                    below,
                    above,
                });
            }
            Unmade::TooFine => fine.push(words::too_fine(it.dose, it.first_day, lang)),
        }
    }
    let mut texts = fine;
    if !infeasible.is_empty() {
        let would_do = would_do(facts, drug, makes);
        texts.insert(0, words::infeasible(&infeasible, &would_do, !drug.compounded.is_empty(), lang));
    }
    let mut finding = Finding::own("FORM-2", Severity::Contraindicated, texts.join(" "));
    if let Some(first) = failing.first() {
        finding.key = format!("FORM-2:{}", first.dose);
    }
    finding.inputs = vec![Input { path: "treatment.supplies".to_owned(), text: words::supplies_name(lang).to_owned() }];
    finding.ask = Some(words::ask_other_supply(lang));
    finding
}

/// What would make the doses, added to what is on offer: every supply that does so alone; else the
/// first few that do so together.
fn would_do(facts: &Facts<'_>, drug: &Drug, makes: &dyn Fn(&mut Stock<'_>) -> bool) -> words::WouldDo {
    let lang = facts.lang();
    let offered: Vec<(usize, &Supply)> = serving(facts, drug).collect();
    let prolonged = facts.formulary.protocol(facts.protocol).is_some_and(|it| it.prolonged);
    let products = drug.products.iter().filter(|it| it.region == facts.request.region);
    let sold = products.map(|it| (it.supply.clone(), it.name.get(lang).to_owned()));
    let compounded = drug.compounded.iter().map(|strength| {
        let capsule = Supply::Capsule { strength: *strength, prolonged: false, keeps_days: None };
        let name = write_supply(&capsule, lang);
        (capsule, name)
    });
    let known = |it: &Supply| offered.iter().any(|(_, own)| own.strength() == it.strength() && same_kind(own, it));
    let others: Vec<(Supply, String)> =
        sold.chain(compounded).filter(|(it, _)| it.is_prolonged() == prolonged && !known(it)).collect();
    let do_together = |some: &[usize]| {
        let more = some.iter().map(|at| (usize::MAX, &others[*at].0));
        makes(&mut Stock::new(offered.iter().copied().chain(more), |_| false, most_units(facts, drug)))
    };
    let name = |at: &usize| others[*at].1.clone();
    let alone: Vec<String> = (0..others.len()).filter(|at| do_together(&[*at])).map(|at| name(&at)).collect();
    if !alone.is_empty() {
        return words::WouldDo::AnyOf(alone);
    }
    for size in 2..=MOST_TOGETHER.min(others.len()) {
        let mut set: Vec<usize> = (0..size).collect();
        loop {
            if do_together(&set) {
                return words::WouldDo::Together(set.iter().map(name).collect());
            }
            if !next_set(&mut set, others.len()) {
                break;
            }
        }
    }
    words::WouldDo::Nothing
}

/// Whether two supplies are taken the same way: a half is another way than a whole.
fn same_kind(one: &Supply, other: &Supply) -> bool {
    match (one, other) {
        (Supply::Capsule { .. } | Supply::Tablet { .. }, Supply::Capsule { .. } | Supply::Tablet { .. }) => {
            one.is_halved() == other.is_halved()
        }
        (Supply::Liquid { .. }, Supply::Liquid { .. }) | (Supply::Drops { .. }, Supply::Drops { .. }) => one == other,
        (
            Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Liquid { .. } | Supply::Drops { .. },
            Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Liquid { .. } | Supply::Drops { .. },
        ) => false,
    }
}

/// The next set of as many rising positions below a count; false once there is none.
fn next_set(set: &mut [usize], count: usize) -> bool {
    let size = set.len();
    let Some(at) = (0..size).rev().find(|at| set[*at] < count - (size - at)) else { return false };
    set[at] += 1;
    for next in at + 1..size {
        set[next] = set[next - 1] + 1;
    }
    true
}
