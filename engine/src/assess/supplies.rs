//! Units that do not suit the drug.
//!
//! When: a whole 50 mg tablet is offered for a low dose, or a tablet that no product of the region
//! is. Then: refused (FORM-3).
//! When: a capsule or liquid is offered where nothing is compounded. Then: refused.

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
        if !product && !compounded {
            let text = words::unsuited_supply(&write_supply(supply, lang), drug.name.get(lang), lang);
            let mut finding = Finding::own("FORM-3", Severity::Contraindicated, text);
            finding.key = format!("FORM-3:{index}");
            let path = format!("treatment.supplies[{index}]");
            finding.inputs = vec![Input { path, text: write_supply(supply, lang) }];
            gathered.findings.push(finding);
        }
    }
    gathered.checked.extend(["FORM-2", "FORM-3"].map(str::to_owned));
}
