//! The rules and limits of the book, read one by one.
//!
//! When a condition holds, the rule fires. When it cannot be known, the rule was *not checked*,
//! and the fields it misses are named. What rests on a medicine of the list opens with its name.

use crate::assess::gathered::Gathered;
use crate::book::rule::{Lifted, Limit, Rule, Severity};
use crate::exact::date::Date;
use crate::facts::facts::Facts;
use crate::finding::{Finding, NotChecked, Wait};
use crate::logic::condition::Measure;
use crate::logic::truth::Truth;
use crate::words;

pub(crate) fn check(facts: &Facts<'_>, gathered: &mut Gathered) {
    for rule in &facts.leaf.rules {
        check_rule(facts, rule, gathered);
    }
    for limit in &facts.leaf.limits {
        check_limit(facts, limit, gathered);
    }
}

pub(crate) fn check_rule(facts: &Facts<'_>, rule: &Rule, gathered: &mut Gathered) {
    if facts.truth(&rule.when) == Truth::No {
        gathered.checked.push(&rule.id);
        return;
    }
    let reading = facts.read(&rule.when);
    let text = words::of_medicines(&facts.medicines_behind(&rule.when), rule.text.get(facts.lang()));
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
    gathered.checked.push(&rule.id);
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
        Truth::Yes | Truth::No => gathered.checked.push(&limit.id),
        Truth::Unknown => {
            let reading = facts.read_strictly(&limit.when);
            let names = facts.medicines_strictly_behind(&limit.when);
            let text = words::of_medicines(&names, limit.text.get(facts.lang()));
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
