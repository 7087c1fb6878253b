//! The age of the book.
//!
//! When: the edition has expired on the day asked. Then: no start.
//! When: the first day lies past the expiry. Then: it waits for a nearer one, or a newer book.
//! When: its review is due. Then: it is said.

use crate::assess::gathered::Gathered;
use crate::book::rule::Severity;
use crate::facts::facts::Facts;
use crate::finding::{Finding, Wait};
use crate::input::Input;
use crate::words;

pub(crate) fn check(facts: &Facts<'_>, gathered: &mut Gathered) {
    let (edition, today, lang) = (facts.formulary.edition(), facts.request.today, facts.lang());
    if today > edition.expires {
        let text = words::edition_expired(&edition.name, edition.expires, lang);
        gathered.findings.push(Finding::own("ED-1", Severity::Contraindicated, text));
    } else if today > edition.review_by {
        let text = words::edition_review_due(&edition.name, edition.review_by, lang);
        gathered.findings.push(Finding::own("ED-1", Severity::Caution, text));
    }
    if today <= edition.expires && facts.request.treatment.start.is_some_and(|it| it > edition.expires) {
        let text = words::edition_expires_before_start(&edition.name, edition.expires, lang);
        let mut finding = Finding::own("ED-1", Severity::Pending, text);
        let input = Input { path: "treatment.start".to_owned(), text: words::start_name(lang).to_owned() };
        finding.waits.push(Wait::Fact(input));
        gathered.findings.push(finding);
    }
    gathered.checked.push("ED-1");
}
