//! The first day.
//!
//! When: none is chosen, or the chosen one has passed. Then: pending; a plan is never dated back. A way
//! down on which something was done has begun: its first day may have passed.

use crate::assess::gathered::Gathered;
use crate::book::rule::Severity;
use crate::facts::facts::Facts;
use crate::finding::{Finding, Wait};
use crate::input::Input;
use crate::words;

pub(crate) fn check(facts: &Facts<'_>, gathered: &mut Gathered) {
    let lang = facts.lang();
    let text = match facts.request.treatment.start {
        Some(start) if start >= facts.request.today || facts.request.treatment.is_under_way() => None,
        Some(start) => Some(words::start_has_passed(start, lang)),
        None => Some(words::no_start(lang)),
    };
    if let Some(text) = text {
        let mut finding = Finding::own("START-1", Severity::Pending, text);
        let input = Input { path: "treatment.start".to_owned(), text: words::start_name(lang).to_owned() };
        finding.waits.push(Wait::Fact(input));
        gathered.findings.push(finding);
    }
    gathered.checked.push("START-1");
}
