//! The protocol chosen, and whether it may be followed.
//!
//! When: it is shown for comparison only, or belongs to another region. Then: refused.
//! When: it is for professionals and no decision is recorded. Then: pending; meanwhile the
//! recommended ring shapes the draft.
//! When: the request asks for a bigger first dose or step, a shorter interval or a higher target
//! than the protocol's own. Then: refused: a protocol is taken whole, never mixed.

use crate::assess::gathered::Gathered;
use crate::book::drug::Drug;
use crate::book::protocol::{Access, Protocol};
use crate::book::rule::Severity;
use crate::exact::dose::Dose;
use crate::facts::facts::Facts;
use crate::finding::{Finding, Wait};
use crate::input::Input;
use crate::key::Key;
use crate::words;

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let lang = facts.lang();
    let Some(protocol) = facts.formulary.protocol(facts.protocol) else { return };
    let name = protocol.name.get(lang);
    let finding = |rule: &str, severity, text| {
        let mut finding = Finding::new(rule, severity, text, protocol.grade, protocol.sources.clone());
        finding.inputs = vec![Input { path: "treatment.protocol".to_owned(), text: name.to_owned() }];
        finding
    };
    if protocol.region.is_some_and(|its| its != facts.request.region) {
        let mut foreign = finding("PROT-1", Severity::Contraindicated, words::protocol_of_another_region(name, lang));
        foreign.key = Key::one_of("PROT-1", "region").write();
        gathered.findings.push(foreign);
    }
    match protocol.access {
        Access::Everyone => {}
        Access::Reference => {
            gathered.findings.push(finding("PROT-1", Severity::Contraindicated, words::reference_protocol(name, lang)));
        }
        Access::Professional => {
            let mut pending = finding("PROT-1", Severity::Pending, words::professional_protocol(name, lang));
            pending.key = Key::Protocol(&protocol.id).write();
            pending.ask = Some(words::ask_about_protocol(name, lang));
            gathered.findings.push(pending.decided_by(facts, None));
        }
    }
    for (path, text) in beyond(facts, protocol) {
        let mut refused = finding("PROT-2", Severity::Contraindicated, text);
        refused.key = Key::one_of("PROT-2", path).write();
        refused.inputs[0].path = path.to_owned();
        gathered.findings.push(refused);
    }
    let treatment = &facts.request.treatment;
    if treatment.most_units.is_some_and(|most| most > drug.most_units) {
        let mut raised = Finding::own("UNITS-1", Severity::Pending, words::more_units(drug.most_units, lang));
        raised.ask = Some(words::ask_more_units(lang));
        raised.inputs =
            vec![Input { path: "treatment.most_units".to_owned(), text: words::units_name(lang).to_owned() }];
        gathered.findings.push(raised.decided_by(facts, None));
    }
    if treatment.supplies.is_empty() {
        let mut missing = Finding::own("FORM-2", Severity::Pending, words::no_supplies(lang));
        let input = Input { path: "treatment.supplies".to_owned(), text: words::supplies_name(lang).to_owned() };
        missing.waits.push(Wait::Fact(input));
        gathered.findings.push(missing);
    }
    ["PROT-1", "PROT-2", "UNITS-1"].into_iter().for_each(|it| gathered.checked.push(it));
}

/// Where the request goes beyond the protocol itself: the field, and what to say.
fn beyond(facts: &Facts<'_>, protocol: &Protocol) -> Vec<(&'static str, String)> {
    let (lang, treatment) = (facts.lang(), &facts.request.treatment);
    let name = protocol.name.get(lang);
    // Beyond every ladder that may be theirs: what one of them allows is not refused for want of an answer.
    let ladders = facts.possible_ladders(protocol);
    // A target asked is the protocol's: a variant lowers it, and says so.
    let highest = protocol.targets.iter().copied().max();
    let own_first = ladders.iter().map(|it| it.first()).max().unwrap_or_else(|| protocol.ladder.first());
    let interval = ladders.iter().map(|it| it.shortest_interval()).min();
    let steps: Option<Vec<Dose>> = ladders.iter().map(|it| it.increment()).collect();
    let increment = steps.and_then(|it| it.into_iter().max());
    let mut faults = Vec::new();
    if let (Some(dose), Some(highest)) = (treatment.target, highest)
        && dose > highest
    {
        faults.push(("treatment.target", words::target_beyond_protocol(dose, highest, name, lang)));
    }
    if let Some(dose) = treatment.first_dose.filter(|it| *it > own_first) {
        faults.push(("treatment.first_dose", words::first_dose_beyond_protocol(dose, own_first, name, lang)));
    }
    if let (Some(asked), Some(own)) = (treatment.increment, increment)
        && asked > own
    {
        faults.push(("treatment.increment", words::increment_beyond_protocol(asked, own, name, lang)));
    }
    if let (Some(asked), Some(own)) = (treatment.interval_days, interval)
        && asked < own
    {
        faults.push(("treatment.interval_days", words::interval_beyond_protocol(asked, own, name, lang)));
    }
    faults
}
