//! The licence of the drug in this region, for this indication.
//!
//! When: the book holds nothing of the drug in the region asked. Then: refused; products and labels
//! of one region are never used in another.
//! When: no product of it is sold in the region, whatever the use. Then: refused; there is nothing to
//! hand over.
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
    } else if let (false, Some(status)) =
        (drug.is_marketed(request.region), drug.status.iter().find(|it| it.region == request.region))
    {
        let text = words::not_marketed(name, status.text.get(lang), lang);
        let mut finding = Finding::new(RULE, Severity::Contraindicated, text, status.evidence, status.sources.clone());
        finding.inputs = vec![Input { path: "region".to_owned(), text: words::region_name(lang).to_owned() }];
        finding.ask = Some(words::ask_other_drug(lang));
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
