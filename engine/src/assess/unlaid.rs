//! Why no course is laid out: one finding, which names what would do.
//!
//! When: the units on offer do not make a dose. Then: refused, every such dose in one finding, with the nearest
//! of the first and what would make them all (FORM-2); pending for the dose after a dialysis session.
//! When: they would, were it not for a recommended limit. Then: pending, for the decision that passes it, or for
//! the fact that would show that it is not this person's.
//! When: nobody said how long a liquid keeps. Then: pending (FORM-5); its shelf life decides the bottle.
//! When: the course is longer than a plan may be. Then: refused (PACE-1).
//! When: the plan that is gone on with has come to its day of judgement. Then: pending, until somebody decided to
//! go on (CHK-JUDGED).
//! When: the number of dialysis sessions is not said. Then: pending (DIALYSIS-1).
//! What refuses a stair that may not be this person's waits for the facts that would tell.

use crate::book::drug::Drug;
use crate::book::protocol::{Protocol, Supplement, Variant};
use crate::book::rule::{Limit, Severity};
use crate::dispense::hand::Unmade;
use crate::exact::bounds::{Bounded, MOST_DAYS};
use crate::exact::day::Day;
use crate::facts::facts::{Facts, JUDGED};
use crate::finding::{Finding, Wait};
use crate::input::Input;
use crate::key::Key;
use crate::logic::truth::Truth;
use crate::plan::unlaid::{Short, Unlaid};
use crate::words;

/// What is found in a course that is not laid out.
pub(crate) fn findings(facts: &Facts<'_>, drug: &Drug, protocol: &Protocol, unlaid: &Unlaid<'_>) -> Vec<Finding> {
    match unlaid {
        // It was asked for already.
        Unlaid::NoSupplies | Unlaid::StandsNowhere => Vec::new(),
        Unlaid::Undated(liquids) => liquids.iter().map(|at| undated(facts, (*at).into())).collect(),
        Unlaid::Judged(day) => vec![judged(facts, *day)],
        Unlaid::TooLong => vec![of_this_person(facts, protocol, too_long(facts))],
        Unlaid::Unmade(short) => vec![of_this_person(facts, protocol, refusal(facts, drug, short))],
        Unlaid::OnlyForbiddenBy(limit) => vec![only_forbidden_by(facts, limit)],
        Unlaid::SessionsUnsaid { supplement, variant } => vec![sessions_unsaid(facts, supplement, variant)],
        Unlaid::SessionUnmade(short) => {
            let mut finding = refusal(facts, drug, short);
            finding.severity = Severity::Pending;
            finding.waits = finding.inputs.iter().cloned().map(Wait::Fact).collect();
            vec![finding]
        }
    }
}

fn undated(facts: &Facts<'_>, at: usize) -> Finding {
    let lang = facts.lang();
    let mut finding = Finding::own("FORM-5", Severity::Pending, words::liquid_without_date(lang));
    let path = Bounded::LiquidKeeps.path_of(Some(at));
    finding.waits.push(Wait::Fact(Input { path, text: words::keeps_name(lang).to_owned() }));
    finding
}

/// The day of judgement has come: continue, come down, or another treatment is decided.
fn judged(facts: &Facts<'_>, day: Day) -> Finding {
    let on = day.date(facts.first_dose_day());
    let mut finding = Finding::own(JUDGED, Severity::Pending, words::judgement_has_come(on, facts.lang()));
    finding.ask = Some(words::ask_after_judgement(facts.lang()));
    finding.waits.push(Wait::Decision(JUDGED.to_owned()));
    finding
}

fn too_long(facts: &Facts<'_>) -> Finding {
    let lang = facts.lang();
    let mut finding = Finding::own("PACE-1", Severity::Contraindicated, words::too_slow(MOST_DAYS, lang));
    let text = words::interval_name(lang).to_owned();
    finding.inputs = vec![Input { path: "treatment.interval_days".to_owned(), text }];
    finding.ask = Some(words::ask_faster(lang));
    finding
}

/// Every dose that cannot be made, the nearest of the first, and what would make them all.
fn refusal(facts: &Facts<'_>, drug: &Drug, Short { failing, would_do }: &Short) -> Finding {
    let lang = facts.lang();
    let (mut infeasible, mut texts) = (Vec::new(), Vec::new());
    for it in failing {
        match it.why {
            Unmade::Infeasible { below, above } => infeasible.push(words::Infeasible {
                dose: it.dose,
                intake: it.intake,
                first_day: it.first_day,
                below,
                above,
            }),
            Unmade::TooFine => texts.push(words::too_fine(it.dose, it.first_day, lang)),
        }
    }
    if let Some(would_do) = would_do {
        texts.insert(0, words::infeasible(&infeasible, would_do, !drug.compounded.is_empty(), lang));
    }
    let mut finding = Finding::own("FORM-2", Severity::Contraindicated, texts.join(" "));
    if let Some(first) = failing.first() {
        finding.key = Key::one_of("FORM-2", &first.dose.to_string()).write();
    }
    finding.inputs = vec![Input { path: "treatment.supplies".to_owned(), text: words::supplies_name(lang).to_owned() }];
    finding.ask = Some(words::ask_other_supply(lang));
    finding
}

fn of_this_person(facts: &Facts<'_>, protocol: &Protocol, mut finding: Finding) -> Finding {
    let Some(variant) = facts.stair(protocol).variant else { return finding };
    let reading = facts.read_strictly(&variant.when);
    if reading.truth != Truth::Yes {
        finding.severity = finding.severity.min(Severity::Pending);
        finding.waits.extend(reading.missing.into_iter().map(Wait::Fact));
    }
    finding
}

fn only_forbidden_by(facts: &Facts<'_>, limit: &Limit) -> Finding {
    let text = limit.text.get(facts.lang()).to_owned();
    let mut finding = Finding::new(&limit.id, Severity::Pending, text, limit.grade, limit.sources.clone());
    let reading = facts.read_strictly(&limit.when);
    finding.inputs = reading.used;
    finding.ask = Some(words::ask_other_supply(facts.lang()));
    finding.waits = match reading.truth {
        Truth::Unknown => reading.missing.into_iter().map(Wait::Fact).collect(),
        Truth::Yes | Truth::No => vec![Wait::Decision(Key::Limit(&limit.id).write())],
    };
    finding
}

fn sessions_unsaid(facts: &Facts<'_>, supplement: &Supplement, variant: &Variant) -> Finding {
    let lang = facts.lang();
    let text = supplement.text.get(lang).to_owned();
    let mut finding = Finding::new("DIALYSIS-1", Severity::Pending, text, variant.grade, variant.sources.clone());
    let text = words::sessions_name(lang).to_owned();
    finding.waits.push(Wait::Fact(Input { path: "patient.dialysis_sessions_per_week".to_owned(), text }));
    finding
}
