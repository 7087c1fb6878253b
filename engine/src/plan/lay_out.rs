//! Lays a stair out on days, and each dose into units.

use crate::assess::{Finding, Input, Wait};
use crate::dispense::{Hand, Unmade, dispense, write_amount};
use crate::dose::Dose;
use crate::facts::Facts;
use crate::formulary::{Drug, Moment, Protocol, Severity, Sources};
use crate::plan::ladder::{Level, levels};
use crate::plan::rings::Rings;
use crate::plan::{Course, GateBefore, Intake, Reason, Step, watch};
use crate::supply::{Supply, Taken};
use crate::words;

/// Days in a batch when the request does not say.
pub(crate) const DEFAULT_BATCH_DAYS: u16 = 28;

/// Lays out the course of a request, up to its judgement day.
///
/// # Errors
/// The findings that refuse it or make it wait: a dose that the units in hand cannot make, a
/// liquid without a date, no supply at all.
pub fn lay_out(facts: &Facts<'_>, drug: &Drug, protocol: &Protocol) -> Result<Course, Vec<Finding>> {
    let treatment = &facts.request.treatment;
    if treatment.supplies.is_empty() {
        // The assessment already asks for it.
        return Err(Vec::new());
    }
    let undated = undated_liquids(facts);
    if !undated.is_empty() {
        return Err(undated);
    }
    let rings = Rings::new(facts, drug);
    let levels = levels(facts, protocol, &rings);
    let moment = treatment.moment.unwrap_or(protocol.moment);
    let (steps, after_review) = steps(facts, drug, levels, moment)?;
    let batch_days = treatment.batch_days.unwrap_or(DEFAULT_BATCH_DAYS);
    let dispensing = dispense(&steps, &treatment.supplies, batch_days, &drug.compounded, most_units(facts, drug));
    Ok(Course {
        drug: drug.id.clone(),
        protocol: protocol.id.clone(),
        indication: treatment.indication.clone(),
        monitoring: watch::events(facts, drug, &steps),
        steps,
        last_day: drug.judgement_day,
        review_until_day: drug.review_until_day,
        after_review,
        dispensing,
        limits: rings.applied(),
    })
}

/// A liquid whose preparer gave no date is not planned: its shelf life decides the bottle.
fn undated_liquids(facts: &Facts<'_>) -> Vec<Finding> {
    let undated = |(index, supply): (usize, &Supply)| match supply {
        Supply::Liquid { keeps_days: None, .. } => {
            let lang = facts.lang();
            let mut finding = Finding::own("FORM-5", Severity::Pending, words::liquid_without_date(lang));
            let path = format!("treatment.supplies[{index}].liquid.keeps_days");
            finding.waits.push(Wait::Fact(Input { path, text: words::keeps_name(lang).to_owned() }));
            Some(finding)
        }
        Supply::Liquid { .. } | Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Drops { .. } => None,
    };
    facts.request.treatment.supplies.iter().enumerate().filter_map(undated).collect()
}

/// The steps up to the judgement day, and the doses that would come after it.
fn steps(
    facts: &Facts<'_>,
    drug: &Drug,
    levels: Vec<Level>,
    moment: Moment,
) -> Result<(Vec<Step>, Vec<Dose>), Vec<Finding>> {
    let count = levels.len();
    let mut steps: Vec<Step> = Vec::new();
    let mut after_review = Vec::new();
    let mut refusals = Vec::new();
    let mut hand = Hand::new(&facts.request.treatment.supplies, Some(most_units(facts, drug)));
    let mut first_day = 1u16;
    for (index, level) in levels.into_iter().enumerate() {
        if first_day > drug.judgement_day {
            after_review.push(level.dose);
            continue;
        }
        let left = drug.judgement_day - first_day + 1;
        let days = if index + 1 == count { left } else { level.days.min(left) };
        match hand.make(level.dose) {
            Ok(units) => {
                let gates = if index == 0 { Vec::new() } else { gates(facts, drug) };
                steps.push(step(facts, first_day, days, moment, level, units, gates));
            }
            Err(unmade) => refusals.push(refusal(facts, level.dose, first_day, unmade)),
        }
        first_day = first_day.saturating_add(days);
    }
    if refusals.is_empty() { Ok((steps, after_review)) } else { Err(refusals) }
}

/// Most capsules or tablets at one intake: the drug's own, fewer if asked, more once decided.
fn most_units(facts: &Facts<'_>, drug: &Drug) -> u8 {
    let asked = facts.request.treatment.most_units;
    asked.filter(|it| *it <= drug.most_units || facts.decision("UNITS-1").is_some()).unwrap_or(drug.most_units)
}

fn step(
    facts: &Facts<'_>,
    first_day: u16,
    days: u16,
    moment: Moment,
    level: Level,
    units: Vec<Taken>,
    gates: Vec<GateBefore>,
) -> Step {
    let lang = facts.lang();
    let written: Vec<String> =
        units.iter().map(|it| write_amount(it, &facts.request.treatment.supplies[it.supply], lang)).collect();
    let mut reasons = level.reasons;
    reasons.push(Reason { text: words::made_of(level.dose, &written, lang), sources: Sources::default() });
    Step { first_day, days, intakes: vec![Intake { moment, dose: level.dose, units }], gates, reasons }
}

fn gates(facts: &Facts<'_>, drug: &Drug) -> Vec<GateBefore> {
    let gates = facts.formulary.book().gates.iter().filter(|it| it.drugs.contains(&drug.id));
    gates
        .map(|it| GateBefore {
            gate: it.id.clone(),
            text: it.text.get(facts.lang()).to_owned(),
            sources: it.sources.clone(),
        })
        .collect()
}

/// A dose that the units in hand cannot make: the nearest that they can, and the remedies.
fn refusal(facts: &Facts<'_>, dose: Dose, first_day: u16, unmade: Unmade) -> Finding {
    let lang = facts.lang();
    let text = match unmade {
        Unmade::Infeasible { below, above } => words::infeasible(dose, first_day, below, above, lang),
        Unmade::TooFine => words::too_fine(dose, first_day, lang),
    };
    let mut finding = Finding::own("FORM-2", Severity::Contraindicated, text);
    finding.key = format!("FORM-2:{dose}");
    finding.inputs = vec![Input { path: "treatment.supplies".to_owned(), text: words::supplies_name(lang).to_owned() }];
    finding.ask = Some(words::ask_other_supply(lang));
    finding
}
