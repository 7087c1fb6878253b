//! The licence of the drug in this region, for this indication.
//!
//! When: the book holds nothing of the drug in the region asked. Then: refused; products and labels
//! of one region are never used in another.
//! When: no product is marketed in the region for this indication, or for any. Then: refused, in the
//! words of the book; an import is a prescriber's and a pharmacist's decision, and no plan.
//! When: no indication is stated of what is begun. Then: a caution; whether the use is licensed is not known.

use crate::assess::gathered::Gathered;
use crate::book::drug::{Drug, Licence, Status};
use crate::book::place::Region;
use crate::book::rule::Severity;
use crate::facts::facts::Facts;
use crate::finding::Finding;
use crate::input::Input;
use crate::request::request::Request;
use crate::words;

const RULE: &str = "STATUS-1";

/// The regions where it is sold.
fn sold(drug: &Drug) -> Vec<Region> {
    Region::ALL.into_iter().filter(|it| drug.is_marketed(*it)).collect()
}

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let (request, lang) = (facts.request, facts.lang());
    let name = drug.name.get(lang);
    let finding = if !drug.status.iter().any(|it| it.region == request.region) {
        let mut finding = Finding::own(RULE, Severity::Contraindicated, words::not_in_region(name, &sold(drug), lang));
        finding.inputs = vec![Input { path: "region".to_owned(), text: words::region_name(lang).to_owned() }];
        Some(finding)
    } else if let Some(status) = not_marketed(drug, request) {
        let text = status.text.get(lang).to_owned();
        let sources = status.sources.clone();
        let mut finding = Finding::new(RULE, Severity::Contraindicated, text, status.evidence, sources);
        finding.inputs = vec![Input { path: "region".to_owned(), text: words::region_name(lang).to_owned() }];
        finding.ask = Some(words::ask_marketed(lang));
        Some(finding)
    } else if request.treatment.indication.is_none() && request.treatment.taper().is_none() {
        let mut finding = Finding::own(RULE, Severity::Caution, words::no_indication(name, lang));
        let text = words::indication_name(lang).to_owned();
        finding.inputs = vec![Input { path: "treatment.indication".to_owned(), text }];
        finding.ask = Some(words::ask_indication(lang));
        Some(finding)
    } else {
        None
    };
    gathered.findings.extend(finding);
    gathered.checked.push(RULE);
}

/// The status that says that no product is marketed: of the indication asked for, or, where the region
/// has no line for it, of every line.
fn not_marketed<'a>(drug: &'a Drug, request: &Request) -> Option<&'a Status> {
    let here = || drug.status.iter().filter(|it| it.region == request.region);
    let none = |it: &Status| it.licence == Licence::NotMarketed;
    let asked = request.treatment.indication.as_ref().and_then(|it| drug.standing(request.region, it));
    match asked {
        Some(status) => Some(status).filter(|it| none(it)),
        None => here().next().filter(|_| here().all(none)),
    }
}
