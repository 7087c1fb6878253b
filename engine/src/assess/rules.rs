//! The rules and limits of the book, read one by one.
//!
//! When a condition holds, the rule fires. When it cannot be known, the rule was *not checked*,
//! and the fields it misses are named.

use crate::assess::{Finding, Gathered, NotChecked, Wait};
use crate::date::Date;
use crate::facts::{Facts, Line, Reading};
use crate::formulary::{Drug, Lifted, Limit, Rule, Severity};
use crate::truth::{Measure, Truth};
use crate::words;

pub(super) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    for rule in facts.formulary.rules_in(&drug.id, facts.request.region) {
        check_rule(facts, rule, gathered);
    }
    for limit in facts.formulary.limits_for(&drug.id, facts.request.region) {
        check_limit(facts, limit, gathered);
    }
}

fn check_rule(facts: &Facts<'_>, rule: &Rule, gathered: &mut Gathered) {
    if facts.truth(&rule.when) == Truth::No {
        gathered.checked.push(rule.id.clone());
        return;
    }
    let reading = facts.read(&rule.when);
    let text = text_of(facts, rule, &reading);
    match reading.truth {
        Truth::Unknown => {
            gathered.not_checked.push(NotChecked::new(&rule.id, rule.severity, text, reading, rule.sources.clone()));
            return;
        }
        Truth::No => {}
        Truth::Yes => {
            let mut finding = Finding::new(&rule.id, rule.severity, text, rule.grade, rule.sources.clone());
            finding.ask = rule.ask.as_ref().map(|it| it.get(facts.lang()).to_owned());
            finding.inputs = reading.used;
            finding.see.clone_from(&rule.see);
            if rule.severity == Severity::Pending {
                match rule.lifted_by {
                    Lifted::Decision => finding = finding.decided_by(facts, judged_on(facts, rule)),
                    Lifted::Fact => finding.waits = finding.inputs.iter().cloned().map(Wait::Fact).collect(),
                }
            }
            if rule.acknowledge {
                finding.recorded = facts.acknowledgement(&rule.id).cloned();
                finding.unacknowledged = finding.recorded.is_none();
            }
            gathered.findings.push(finding);
        }
    }
    gathered.checked.push(rule.id.clone());
}

/// What a rule says, the medicines it rests on named before it where the book says so.
fn text_of(facts: &Facts<'_>, rule: &Rule, reading: &Reading) -> String {
    let lang = facts.lang();
    let text = rule.text.get(lang);
    let of = |line: &&Line<'_>| {
        let mut inputs = reading.used.iter().chain(&reading.missing);
        inputs.any(|it| it.path.starts_with(&line.path("")))
    };
    let name = |line: &Line<'_>| match line.systemic.first() {
        Some(substance) => words::medicine_name(&line.medicine.name, substance.name.get(lang), lang),
        None => line.medicine.name.clone(),
    };
    let names: Vec<String> = facts.lines.iter().filter(of).map(name).collect();
    if !rule.names_medicines || names.is_empty() {
        return text.to_owned();
    }
    words::taken_now(&names.join(", "), text, lang)
}

/// The day of the blood test that a rule judges, if it judges one.
fn judged_on(facts: &Facts<'_>, rule: &Rule) -> Option<Date> {
    let tests = [Measure::Alt, Measure::Ast, Measure::Bilirubin];
    let judges = tests.iter().any(|it| rule.when.reads(*it));
    facts.request.patient.liver.as_ref().filter(|_| judges)?.on
}

/// A limit whose condition is unknown holds, and says so: no dose made with an unknown goes beyond
/// the plan of any of its values.
fn check_limit(facts: &Facts<'_>, limit: &Limit, gathered: &mut Gathered) {
    match facts.strict_truth(&limit.when) {
        Truth::Yes | Truth::No => gathered.checked.push(limit.id.clone()),
        Truth::Unknown => {
            let reading = facts.read_strictly(&limit.when);
            let text = limit.text.get(facts.lang()).to_owned();
            gathered.not_checked.push(NotChecked::new(
                &limit.id,
                Severity::Pending,
                text,
                reading,
                limit.sources.clone(),
            ));
        }
    }
}
