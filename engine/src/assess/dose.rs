//! A dose that cannot be meant.
//!
//! When: the target is above the absolute ceiling. Then: refused, with a hint at the slip of the
//! keyboard it may be (`45` for `4,5`).
//! When: the first dose is below the floor. Then: refused.
//! When: it is not known whether a ceiling is this person's. Then: not refused for it: the limit was
//! not checked, the plan waits, and its draft keeps to the ceiling.

use crate::assess::{Finding, Gathered, Input};
use crate::dose::Dose;
use crate::facts::Facts;
use crate::formulary::{Bound, Drug, Limit, Ring, Severity};
use crate::truth::Truth;
use crate::words;

pub(super) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let treatment = &facts.request.treatment;
    let asked = [
        ("treatment.target", treatment.target),
        ("treatment.first_dose", treatment.first_dose),
        ("treatment.increment", treatment.increment),
    ];
    for (path, dose) in asked {
        let Some(dose) = dose else { continue };
        let is_increment = path == "treatment.increment";
        for limit in facts.formulary.limits_for(&drug.id, facts.request.region) {
            let surely = limit.ring == Ring::Absolute && facts.strict_truth(&limit.when) == Truth::Yes;
            let broken = match limit.bound {
                Bound::DailyAtMost(most) => dose > most,
                Bound::DailyAtLeast(least) => dose < least && !is_increment,
                Bound::SingleAtMost(_)
                | Bound::SingleAtMostPerKg(_)
                | Bound::FirstAtMost(_)
                | Bound::IncrementAtMost(_)
                | Bound::IntervalAtLeast(_) => false,
            };
            if broken && surely {
                gathered.findings.push(refusal(facts, drug, limit, path, dose));
            }
        }
    }
    gathered.checked.push("FORM-1".to_owned());
}

fn refusal(facts: &Facts<'_>, drug: &Drug, limit: &Limit, path: &str, dose: Dose) -> Finding {
    let lang = facts.lang();
    let text = words::dose_out_of_bounds(dose, &limit.bound, limit.text.get(lang), drug.typo_hint.get(lang), lang);
    let mut finding = Finding::new("FORM-1", Severity::Contraindicated, text, limit.grade, limit.sources.clone());
    finding.key = format!("FORM-1:{path}");
    finding.inputs = vec![Input { path: path.to_owned(), text: dose.write(lang) }];
    finding
}
