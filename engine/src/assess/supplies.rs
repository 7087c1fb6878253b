//! Units that do not suit the drug.
//!
//! When: a tablet or drops are offered that no product of the region is, or a capsule or liquid where
//! nothing is compounded. Then: it does not suit.
//! When: a unit releases its drug slowly and the protocol is not for such units, or the other way
//! round. Then: it does not suit.
//! When: something that suits is offered beside it. Then: it is left aside, and said (FORM-3); with
//! a caution to be read where one of its units alone holds more than a day may.
//! When: nothing offered suits. Then: refused.

use crate::assess::{Finding, Gathered, Input};
use crate::dispense::write_supply;
use crate::dose::Dose;
use crate::facts::Facts;
use crate::formulary::{Drug, Ring, Severity};
use crate::supply::Supply;
use crate::truth::Truth;
use crate::words;

pub(super) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let lang = facts.lang();
    let served = serving(facts, drug).next().is_some();
    for (index, supply) in facts.request.treatment.supplies.iter().enumerate() {
        let Some(text) = unsuited(facts, drug, supply) else { continue };
        let key = format!("FORM-3:{index}");
        let input = Input { path: format!("treatment.supplies[{index}]"), text: write_supply(supply, lang) };
        let most = day_at_most(facts, drug).filter(|most| served && supply.strength() > *most);
        let mut finding = if let Some(most) = most {
            let text = words::left_aside_and_too_strong(&text, supply.strength(), most, lang);
            let mut finding = Finding::own("FORM-3", Severity::Caution, text);
            finding.recorded = facts.acknowledgement(&key).cloned();
            finding.unacknowledged = finding.recorded.is_none();
            finding
        } else if served {
            Finding::own("FORM-3", Severity::Information, words::left_aside(&text, lang))
        } else {
            Finding::own("FORM-3", Severity::Contraindicated, words::choose_another_form(&text, lang))
        };
        finding.key = key;
        finding.inputs = vec![input];
        gathered.findings.push(finding);
    }
    gathered.checked.extend(["FORM-2", "FORM-3"].map(str::to_owned));
}

/// The supplies that a plan may be made of, with their positions in the request.
pub(crate) fn serving<'f>(facts: &'f Facts<'_>, drug: &'f Drug) -> impl Iterator<Item = (usize, &'f Supply)> {
    let all = facts.request.treatment.supplies.iter().enumerate();
    all.filter(move |(_, supply)| unsuited(facts, drug, supply).is_none())
}

/// Why a supply does not suit, if it does not.
fn unsuited(facts: &Facts<'_>, drug: &Drug, supply: &Supply) -> Option<String> {
    let lang = facts.lang();
    let product = drug.products.iter().any(|it| it.region == facts.request.region && it.supply == *supply);
    let compounded = match supply {
        Supply::Capsule { .. } | Supply::Liquid { .. } => !drug.compounded.is_empty(),
        Supply::Tablet { .. } | Supply::Drops { .. } => false,
    };
    let unit = write_supply(supply, lang);
    if !product && !compounded {
        return Some(words::unsuited_supply(&unit, drug.name.get(lang), lang));
    }
    let protocol = facts.formulary.protocol(facts.protocol).filter(|it| it.prolonged != supply.is_prolonged())?;
    Some(words::wrong_release(&unit, protocol.name.get(lang), protocol.prolonged, lang))
}

/// The most a day may ever hold: the lowest absolute limit that is this person's.
fn day_at_most(facts: &Facts<'_>, drug: &Drug) -> Option<Dose> {
    let limits = facts.formulary.limits_for(&drug.id, facts.request.region).filter(|it| it.ring == Ring::Absolute);
    let mine = limits.filter(|it| facts.strict_truth(&it.when) == Truth::Yes);
    mine.filter_map(|it| it.bound.daily_at_most()).min()
}
