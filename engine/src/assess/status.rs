//! The licence of the drug in this region, for this indication.
//!
//! When: the book holds nothing of the drug in the region asked. Then: refused; products and labels
//! of one region are never used in another.
//! When: no indication is stated. Then: a caution; whether the use is licensed is not known.

use crate::assess::{Finding, Gathered, Input};
use crate::facts::Facts;
use crate::formulary::{Drug, Severity};
use crate::words;

const RULE: &str = "STATUS-1";

pub(super) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let (request, lang) = (facts.request, facts.lang());
    let name = drug.name.get(lang);
    let finding = if !drug.status.iter().any(|it| it.region == request.region) {
        let mut finding = Finding::own(RULE, Severity::Contraindicated, words::not_in_region(name, lang));
        finding.inputs = vec![Input { path: "region".to_owned(), text: words::region_name(lang).to_owned() }];
        Some(finding)
    } else if request.treatment.indication.is_none() {
        let mut finding = Finding::own(RULE, Severity::Caution, words::no_indication(name, lang));
        let text = words::indication_name(lang).to_owned();
        finding.inputs = vec![Input { path: "treatment.indication".to_owned(), text }];
        finding.ask = Some(words::ask_indication(lang));
        Some(finding)
    } else {
        None
    };
    gathered.findings.extend(finding);
    gathered.checked.push(RULE.to_owned());
}
