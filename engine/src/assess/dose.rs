//! A dose that cannot be meant.
//!
//! When: the target is above the absolute ceiling. Then: refused; where a slip of the keyboard (`45` for `4,5`)
//! would make it a dose that no limit refuses, that dose is asked about.
//! When: the first dose is below the floor. Then: the same.
//! When: it is not known whether a ceiling is this person's. Then: not refused for it: the limit was
//! not checked, the plan waits, and its draft keeps to the ceiling.

use crate::assess::gathered::Gathered;
use crate::book::drug::Drug;
use crate::book::rule::{Bound, Limit, Ring, Severity};
use crate::exact::dose::Dose;
use crate::facts::facts::Facts;
use crate::finding::Finding;
use crate::input::Input;
use crate::key::Key;
use crate::logic::truth::Truth;
use crate::words;

pub(crate) fn check(facts: &Facts<'_>, drug: &Drug, gathered: &mut Gathered) {
    let treatment = &facts.request.treatment;
    let asked = [
        ("treatment.target", treatment.target),
        ("treatment.first_dose", treatment.first_dose),
        ("treatment.increment", treatment.increment),
    ];
    for (path, dose) in asked {
        let Some(dose) = dose else { continue };
        let refused = refusing(facts, path, dose).map(|limit| refusal(facts, drug, limit, path, dose));
        gathered.findings.extend(refused);
    }
    gathered.checked.push("FORM-1");
}

/// The limits that are surely this person's and that a dose breaks.
fn refusing<'f>(facts: &'f Facts<'_>, path: &str, dose: Dose) -> impl Iterator<Item = &'f Limit> {
    let is_increment = path == "treatment.increment";
    let breaks = move |limit: &Limit| match limit.bound {
        Bound::DailyAtMost(most) => dose > most,
        Bound::DailyAtLeast(least) => dose < least && !is_increment,
        Bound::SingleAtMost(_)
        | Bound::SingleAtMostPerKg(_)
        | Bound::FirstAtMost(_)
        | Bound::IncrementAtMost(_)
        | Bound::IntervalAtLeast(_) => false,
    };
    let limits = facts.leaf.limits.iter().copied().filter(|it| it.ring == Ring::Absolute);
    limits.filter(move |it| breaks(it) && facts.strict_truth(&it.when) == Truth::Yes)
}

fn refusal(facts: &Facts<'_>, drug: &Drug, limit: &Limit, path: &str, dose: Dose) -> Finding {
    let lang = facts.lang();
    let reason = words::of_medicines(&facts.medicines_strictly_behind(&limit.when), limit.text.get(lang));
    let text = words::dose_out_of_bounds(dose, &limit.bound, &reason, meant(facts, drug, path, dose), lang);
    let mut finding = Finding::new("FORM-1", Severity::Contraindicated, text, limit.grade, limit.sources.clone());
    finding.key = Key::one_of("FORM-1", path).write();
    finding.inputs = vec![Input { path: path.to_owned(), text: dose.write(lang) }];
    finding
}

/// What may have been meant: the same figures with a zero less, or with a mark of decimals, where no limit refuses
/// that and whole units of one strength make it.
fn meant(facts: &Facts<'_>, drug: &Drug, path: &str, typed: Dose) -> Option<Dose> {
    let sold = drug.products.iter().filter(|it| it.region == facts.request.region).map(|it| it.supply.strength());
    let strengths: Vec<u32> = sold.chain(drug.compounded.iter().copied()).map(Dose::micrograms).collect();
    let smaller = [10, 100, 1000].into_iter().filter(|by| typed.micrograms().is_multiple_of(*by));
    let doses = smaller.filter_map(|by| Dose::from_micrograms(typed.micrograms() / by));
    let is_made = |it: &Dose| strengths.iter().any(|strength| it.micrograms().is_multiple_of(*strength));
    doses.filter(is_made).find(|it| refusing(facts, path, *it).next().is_none())
}
