//! Decisions and acknowledgements that lift nothing.
//!
//! When: a record is dated after today: a clock is wrong, or the day has not come. Then: information; it
//! lifts nothing until that day.
//! When: what a record is about is no rule, limit, protocol, medicine or substance of this edition, nor
//! anything found. Then: information; it lifts nothing, and stays as it was recorded.

use crate::assess::{Finding, Gathered, Input};
use crate::facts::Facts;
use crate::formulary::Severity;
use crate::json::short;
use crate::words;

const RULE: &str = "REC-1";

/// What the engine itself asks to be decided while it lays a plan out.
const OWN: [&str; 5] = ["UNITS-1", "PACE-1", "FORM-2", "FORM-5", RULE];

pub(super) fn check(facts: &Facts<'_>, gathered: &mut Gathered) {
    let lang = facts.lang();
    let request = facts.request;
    let lists = [("decisions", &request.decisions), ("acknowledgements", &request.acknowledgements)];
    let records = lists.iter().flat_map(|(list, records)| records.iter().enumerate().map(move |it| (list, it)));
    let lifting_nothing = records.filter_map(|(list, (at, record))| {
        let (about, by) = (short(&record.about), short(&record.by));
        if record.on > request.today {
            return Some((list, at, record, words::lifts_nothing_yet(&about, &by, record.on, lang)));
        }
        let known = is_known(facts, gathered, &record.about);
        (!known).then(|| (list, at, record, words::lifts_nothing(&about, &by, record.on, lang)))
    });
    let said = lifting_nothing.map(|(list, at, record, text)| {
        let path = format!("{list}[{at}].about");
        let mut finding = Finding::own(RULE, Severity::Information, text);
        finding.key = format!("{RULE}:{path}");
        finding.inputs = vec![Input { path, text: short(&record.about) }];
        finding
    });
    let said: Vec<Finding> = said.collect();
    gathered.findings.extend(said);
    gathered.checked.push(RULE.to_owned());
}

/// Whether a key is, or could be, that of a finding, a limit or a protocol.
fn is_known(facts: &Facts<'_>, gathered: &Gathered, about: &str) -> bool {
    let (formulary, book) = (facts.formulary, facts.formulary.book());
    let found = gathered.findings.iter().map(|it| &it.key).chain(gathered.not_checked.iter().map(|it| &it.key));
    if found.into_iter().any(|key| key == about) {
        return true;
    }
    let (kind, of) = about.split_once(':').unwrap_or((about, ""));
    match kind {
        "limit" => book.limits.iter().any(|it| it.id == of),
        "protocol" => formulary.protocol(of).is_some(),
        // Attested for one drug: it may be another than the one that is asked for now.
        "medicine" => of.split_once(':').is_some_and(|(drug, name)| {
            formulary.drug(drug).is_some() && facts.lines.iter().any(|it| it.medicine.name == name)
        }),
        "interaction" => {
            let tags = book.interactions.rules.iter().flat_map(|it| it.a.iter().chain(&it.b));
            formulary.substance(of).is_some() || tags.into_iter().any(|it| it == of)
        }
        wash_out if book.wash_outs.iter().any(|it| it.id == wash_out) => formulary.substance(of).is_some(),
        rule => {
            OWN.contains(&rule)
                || gathered.checked.iter().any(|it| it == rule)
                || book.rules.iter().any(|it| it.id == rule)
                || book.limits.iter().any(|it| it.id == rule)
                || book.gates.iter().any(|it| it.id == rule)
        }
    }
}
