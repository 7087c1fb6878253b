//! What would make doses that the units on offer cannot make.

use crate::book::drug::Drug;
use crate::book::supply::{Supply, SupplyIndex};
use crate::dispense::choose::Stock;
use crate::facts::facts::Facts;
use crate::plan::rings::most_units;
use crate::plan::suits::serving;
use crate::words::WouldDo;
use crate::words::units::write_supply;

/// Most supplies that are named together as what would do.
const MOST_TOGETHER: usize = 3;

/// What would make the doses, added to what is on offer: every supply that does so alone; else the
/// first few that do so together.
pub(crate) fn would_do(facts: &Facts<'_>, drug: &Drug, makes: &dyn Fn(&mut Stock<'_>) -> bool) -> WouldDo {
    let lang = facts.lang();
    let offered: Vec<(SupplyIndex, &Supply)> = serving(facts, drug).collect();
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
        let more = some.iter().map(|at| (SupplyIndex::new(usize::MAX), &others[*at].0));
        makes(&mut Stock::new(offered.iter().copied().chain(more), |_| false, most_units(facts, drug)))
    };
    let name = |at: &usize| others[*at].1.clone();
    let alone: Vec<String> = (0..others.len()).filter(|at| do_together(&[*at])).map(|at| name(&at)).collect();
    if !alone.is_empty() {
        return WouldDo::AnyOf(alone);
    }
    for size in 2..=MOST_TOGETHER.min(others.len()) {
        let mut set: Vec<usize> = (0..size).collect();
        loop {
            if do_together(&set) {
                return WouldDo::Together(set.iter().map(name).collect());
            }
            if !next_set(&mut set, others.len()) {
                break;
            }
        }
    }
    WouldDo::Nothing
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
