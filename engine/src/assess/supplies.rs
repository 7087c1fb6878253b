//! Units that do not suit the drug.
//!
//! When: something that suits is offered beside it. Then: it is left aside, and said (FORM-3); with
//! a caution to be read where one of its units alone holds more than a day may.
//! When: nothing offered suits. Then: refused.

use crate::assess::gathered::Gathered;
use crate::book::drug::Drug;
use crate::book::rule::{Ring, Severity};
use crate::exact::dose::Dose;
use crate::facts::facts::Facts;
use crate::finding::Finding;
use crate::input::Input;
use crate::key::Key;
use crate::lang::Lang;
use crate::logic::truth::Truth;
use crate::path;
use crate::plan::suits::{Unsuited, serving, unsuited};
use crate::words;
use crate::words::units::write_supply;

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let lang = facts.lang();
    let served = serving(facts, drug).next().is_some();
    for (index, supply) in facts.request.treatment.supplies.iter().enumerate() {
        let Some(unsuited) = unsuited(facts, drug, supply) else { continue };
        let key = Key::one_of("FORM-3", &index.to_string()).write();
        let unit = write_supply(supply, lang);
        let text = why(unsuited, &unit, drug, lang);
        let input = Input { path: path::supply(index), text: unit };
        let most = day_at_most(facts).filter(|most| served && supply.strength() > *most);
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
    ["FORM-2", "FORM-3"].into_iter().for_each(|it| gathered.checked.push(it));
}

/// Why a supply does not suit, in words.
fn why(it: Unsuited<'_>, unit: &str, drug: &Drug, lang: Lang) -> String {
    match it {
        Unsuited::NotHandedOver => words::unsuited_supply(unit, drug.name.get(lang), lang),
        Unsuited::Release(protocol) => words::wrong_release(unit, protocol.name.get(lang), protocol.prolonged, lang),
    }
}

/// The most a day may ever hold: the lowest absolute limit that is this person's.
fn day_at_most(facts: &Facts<'_>) -> Option<Dose> {
    let limits = facts.leaf.limits.iter().filter(|it| it.ring == Ring::Absolute);
    let mine = limits.filter(|it| facts.strict_truth(&it.when) == Truth::Yes);
    mine.filter_map(|it| it.bound.daily_at_most()).min()
}
