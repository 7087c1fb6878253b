//! Units that do not suit the drug.
//!
//! When: a whole 50 mg tablet is offered for a low dose, or a tablet that no product of the region
//! is. Then: refused (FORM-3).
//! When: a capsule or liquid is offered where nothing is compounded. Then: refused.
//! When: a unit releases its drug slowly and the protocol is not for such units, or the other way
//! round. Then: refused.

use crate::assess::{Finding, Gathered, Input};
use crate::dispense::write_supply;
use crate::facts::Facts;
use crate::formulary::{Drug, Severity};
use crate::supply::Supply;
use crate::words;

pub(super) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let lang = facts.lang();
    for (index, supply) in facts.request.treatment.supplies.iter().enumerate() {
        let product = drug.products.iter().any(|it| it.region == facts.request.region && it.supply == *supply);
        let compounded = match supply {
            Supply::Capsule { .. } | Supply::Liquid { .. } => !drug.compounded.is_empty(),
            Supply::Tablet { .. } | Supply::Drops { .. } => false,
        };
        let unit = write_supply(supply, lang);
        let text = if !product && !compounded {
            Some(words::unsuited_supply(&unit, drug.name.get(lang), lang))
        } else {
            let protocol = facts.formulary.protocol(facts.protocol).filter(|it| it.prolonged != supply.is_prolonged());
            protocol.map(|it| words::wrong_release(&unit, it.name.get(lang), it.prolonged, lang))
        };
        if let Some(text) = text {
            let mut finding = Finding::own("FORM-3", Severity::Contraindicated, text);
            finding.key = format!("FORM-3:{index}");
            let path = format!("treatment.supplies[{index}]");
            finding.inputs = vec![Input { path, text: write_supply(supply, lang) }];
            gathered.findings.push(finding);
        }
    }
    gathered.checked.extend(["FORM-2", "FORM-3"].map(str::to_owned));
}
