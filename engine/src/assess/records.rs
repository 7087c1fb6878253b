//! Decisions and acknowledgements that lift nothing.
//!
//! When: a record is dated after today: a clock is wrong, or the day has not come. Then: information; it
//! lifts nothing until that day.
//! When: what a record is about is no rule, limit, protocol, medicine or substance of this edition, nor
//! anything found. Then: information; it lifts nothing, and stays as it was recorded.

use crate::assess::gathered::Gathered;
use crate::book::places::Party;
use crate::book::rule::Severity;
use crate::facts::facts::Facts;
use crate::fault::short;
use crate::finding::Finding;
use crate::input::Input;
use crate::key::Key;
use crate::path;
use crate::words;

const RULE: &str = "REC-1";

/// What the engine itself asks to be decided while it lays a plan out.
const OWN: [&str; 5] = ["UNITS-1", "PACE-1", "FORM-2", "FORM-5", RULE];

pub(crate) fn check(facts: &Facts<'_>, gathered: &mut Gathered) {
    let lang = facts.lang();
    let request = facts.request;
    let lists = [("decisions", &request.decisions), ("acknowledgements", &request.acknowledgements)];
    let records = lists.iter().flat_map(|(list, records)| records.iter().enumerate().map(move |it| (list, it)));
    let lifting_nothing = records.filter_map(|(list, (at, record))| {
        let text = if record.on > request.today {
            words::lifts_nothing_yet
        } else if is_known(facts, gathered, &record.about) {
            return None;
        } else {
            words::lifts_nothing
        };
        Some((list, at, record, text(&short(&record.about), &short(&record.by), record.on, lang)))
    });
    let said = lifting_nothing.map(|(list, at, record, text)| {
        let path = path::record(list, at);
        let mut finding = Finding::own(RULE, Severity::Information, text);
        finding.key = Key::one_of(RULE, &path).write();
        finding.inputs = vec![Input { path, text: short(&record.about) }];
        finding
    });
    let said: Vec<Finding> = said.collect();
    gathered.findings.extend(said);
    gathered.checked.push(RULE);
}

/// Whether a key is, or could be, that of a finding, a limit or a protocol.
fn is_known(facts: &Facts<'_>, gathered: &Gathered, about: &str) -> bool {
    let (formulary, book) = (facts.formulary, facts.formulary.book());
    let found = gathered.findings.iter().map(|it| &it.key).chain(gathered.not_checked.iter().map(|it| &it.key));
    if found.into_iter().any(|key| key == about) {
        return true;
    }
    match Key::read(about) {
        Key::Limit(limit) => book.limits.iter().any(|it| it.id == limit),
        Key::Protocol(protocol) => formulary.protocol(protocol).is_some(),
        // Attested for one drug: it may be another than the one that is asked for now.
        Key::Medicine { drug, name } => {
            formulary.drug(drug).is_some() && facts.lines.iter().any(|it| it.medicine.name == name)
        }
        Key::Interaction(with) => {
            facts.lookup.substance(with).is_some() || formulary.habit_party(with) != Party::default()
        }
        // Read of other medicines than the list holds now: it may be the list of yesterday.
        Key::AddsUp { burden, carriers } => {
            let known = |it: &str| facts.lookup.substance(it).is_some();
            book.burdens.iter().any(|it| it.id == burden && it.adds_up.is_some()) && carriers.into_iter().all(known)
        }
        Key::Rule { rule, of } if book.wash_outs.iter().any(|it| it.id == rule) => {
            of.is_some_and(|it| facts.lookup.substance(it).is_some())
        }
        Key::Rule { rule, of: _ } => {
            OWN.contains(&rule) || facts.lookup.is_rule(rule) || gathered.checked.iter().any(|it| it == rule)
        }
    }
}
