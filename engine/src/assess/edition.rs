//! The age of the book.
//!
//! When: the edition has expired on the day asked. Then: no start.
//! When: its review is due. Then: it is said.

use crate::assess::{Finding, Gathered};
use crate::facts::Facts;
use crate::formulary::Severity;
use crate::words;

pub(super) fn check(facts: &Facts<'_>, gathered: &mut Gathered) {
    let (edition, today, lang) = (facts.formulary.edition(), facts.request.today, facts.lang());
    if today > edition.expires {
        let text = words::edition_expired(&edition.name, edition.expires, lang);
        gathered.findings.push(Finding::own("ED-1", Severity::Contraindicated, text));
    } else if today > edition.review_by {
        let text = words::edition_review_due(&edition.name, edition.review_by, lang);
        gathered.findings.push(Finding::own("ED-1", Severity::Caution, text));
    }
    gathered.checked.push("ED-1".to_owned());
}
