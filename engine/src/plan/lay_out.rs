//! Lays a stair out on days, and each dose into units.

use crate::assess::{Finding, Input, Wait};
use crate::burden::carried;
use crate::dispense::{Hand, Unmade, dispense, write_amount};
use crate::dose::Dose;
use crate::facts::{Facts, Stair};
use crate::formulary::{Drug, Gate, Judgement, Limit, Protocol, Ring, Severity, Sources};
use crate::plan::divide::{Day, Share};
use crate::plan::ladder::{Level, levels};
use crate::plan::rings::Rings;
use crate::plan::{AfterSession, Course, GateBefore, Intake, Reason, Step, watch};
use crate::request::MOST_DAYS;
use crate::supply::Supply;
use crate::truth::Truth;
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
    let stair = facts.stair(protocol);
    let climbed = levels(facts, protocol, &stair, &rings);
    let day_within = |rings: &Rings<'_>| Day {
        divisions: stair.divisions,
        moved: treatment.moment.filter(|_| protocol.movable),
        larger_evening: treatment.larger_evening && protocol.larger_evening,
        single_at_most: rings.single_at_most().map(|(dose, _)| dose),
    };
    let (last_day, review_until_day) = drug.judgement.days(target_day(drug, &climbed));
    if review_until_day > MOST_DAYS {
        let mut finding = Finding::own("PACE-1", Severity::Contraindicated, words::too_slow(MOST_DAYS, facts.lang()));
        let text = words::interval_name(facts.lang()).to_owned();
        finding.inputs = vec![Input { path: "treatment.interval_days".to_owned(), text }];
        finding.ask = Some(words::ask_faster(facts.lang()));
        return Err(of_this_person(facts, &stair, vec![finding]));
    }
    let (steps, after_review) = steps(facts, drug, climbed, last_day, &day_within(&rings)).map_err(|unmade| {
        let passable = rings.single_at_most().filter(|(_, limit)| limit.ring == Ring::Recommended);
        let makes = |limit: &&Limit| {
            let passed = rings.without(limit);
            let climbed = levels(facts, protocol, &stair, &passed);
            let (last_day, _) = drug.judgement.days(target_day(drug, &climbed));
            steps(facts, drug, climbed, last_day, &day_within(&passed)).is_ok()
        };
        match passable.map(|(_, limit)| limit).filter(makes) {
            Some(limit) => vec![only_forbidden_by(facts, limit)],
            None => of_this_person(facts, &stair, unmade),
        }
    })?;
    let after_session = after_session(facts, &stair, most_units(facts, drug))?;
    let batch_days = treatment.batch_days.unwrap_or(DEFAULT_BATCH_DAYS);
    let dispensing = dispense(
        &steps,
        after_session.as_ref(),
        &treatment.supplies,
        batch_days,
        &drug.compounded,
        most_units(facts, drug),
    );
    Ok(Course {
        drug: drug.id.clone(),
        protocol: protocol.id.clone(),
        indication: treatment.indication.clone(),
        variant: stair.variant.map(|it| it.id.clone()),
        restart_after_days: stair.restart_after_days,
        monitoring: watch::events(facts, drug, &steps, (last_day, review_until_day)),
        burdens: carried(facts, drug, last_day),
        steps,
        last_day,
        review_until_day,
        after_session,
        after_review,
        dispensing,
        limits: rings.applied(),
    })
}

/// The dose after each dialysis session, the lowest that is published. It waits for the number of
/// sessions, and for units that make it: nothing else stands in for it.
fn after_session(facts: &Facts<'_>, stair: &Stair<'_>, most_units: u8) -> Result<Option<AfterSession>, Vec<Finding>> {
    let (Some(supplement), Some(variant)) = (stair.supplement, stair.variant) else { return Ok(None) };
    let lang = facts.lang();
    let Some(per_week) = facts.request.patient.dialysis_sessions_per_week else {
        let text = supplement.text.get(lang).to_owned();
        let mut finding = Finding::new("DIALYSIS-1", Severity::Pending, text, variant.grade, variant.sources.clone());
        let text = words::sessions_name(lang).to_owned();
        finding.waits.push(Wait::Fact(Input { path: "patient.dialysis_sessions_per_week".to_owned(), text }));
        return Err(vec![finding]);
    };
    let mut hand = Hand::new(&facts.request.treatment.supplies, Some(most_units));
    let dose = supplement.dose;
    let units = hand.make(dose).map_err(|unmade| {
        let mut finding = refusal(facts, dose, dose, 1, unmade);
        finding.severity = Severity::Pending;
        finding.waits = finding.inputs.iter().cloned().map(Wait::Fact).collect();
        vec![finding]
    })?;
    let (text, sources) = (supplement.text.get(lang).to_owned(), variant.sources.clone());
    Ok(Some(AfterSession { dose, units, per_week, text, sources }))
}

/// The day the last level begins, when every level lasts as long as it must.
fn target_day(drug: &Drug, levels: &[Level]) -> u16 {
    match drug.judgement {
        Judgement::OnDay { .. } => 1,
        Judgement::AfterTarget { .. } => {
            let before = levels.len().saturating_sub(1);
            levels.iter().take(before).fold(1, |day: u16, level| day.saturating_add(level.days))
        }
    }
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
    last_day: u16,
    day: &Day<'_>,
) -> Result<(Vec<Step>, Vec<Dose>), Vec<Finding>> {
    let count = levels.len();
    let mut steps: Vec<Step> = Vec::new();
    let mut after_review = Vec::new();
    let mut refusals = Vec::new();
    let mut hand = Hand::new(&facts.request.treatment.supplies, Some(most_units(facts, drug)));
    let gates = applying(facts, drug);
    let mut first_day = 1u16;
    let mut before = None;
    for (index, level) in levels.into_iter().enumerate() {
        let dose = level.dose;
        if first_day > last_day {
            after_review.push(dose);
            continue;
        }
        let left = last_day - first_day + 1;
        let days = if index + 1 == count { left } else { level.days.min(left) };
        match day.divide(dose, &mut hand) {
            Ok(shares) => {
                let gates = gates_before(facts, &gates, before, dose);
                steps.push(step(facts, first_day, days, level, shares, gates));
            }
            Err((failing, unmade)) => refusals.push(refusal(facts, dose, failing, first_day, unmade)),
        }
        before = Some(dose);
        first_day = first_day.saturating_add(days);
    }
    if refusals.is_empty() { Ok((steps, after_review)) } else { Err(refusals) }
}

/// What refuses a stair that may not be this person's waits for the facts that would tell.
fn of_this_person(facts: &Facts<'_>, stair: &Stair<'_>, mut findings: Vec<Finding>) -> Vec<Finding> {
    let Some(variant) = stair.variant else { return findings };
    let reading = facts.read_strictly(&variant.when);
    if reading.truth == Truth::Yes {
        return findings;
    }
    for finding in &mut findings {
        finding.severity = finding.severity.min(Severity::Pending);
        finding.waits.extend(reading.missing.iter().cloned().map(Wait::Fact));
    }
    findings
}

/// Intakes that the units in hand could make, were it not for a recommended limit: they wait for the
/// decision that passes it, or for the fact that would show that it is not this person's.
fn only_forbidden_by(facts: &Facts<'_>, limit: &Limit) -> Finding {
    let text = limit.text.get(facts.lang()).to_owned();
    let mut finding = Finding::new(&limit.id, Severity::Pending, text, limit.grade, limit.sources.clone());
    let reading = facts.read_strictly(&limit.when);
    finding.inputs = reading.used;
    finding.ask = Some(words::ask_other_supply(facts.lang()));
    finding.waits = match reading.truth {
        Truth::Unknown => reading.missing.into_iter().map(Wait::Fact).collect(),
        Truth::Yes | Truth::No => vec![Wait::Decision(format!("limit:{}", limit.id))],
    };
    finding
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
    level: Level,
    shares: Vec<Share>,
    gates: Vec<GateBefore>,
) -> Step {
    let lang = facts.lang();
    let mut reasons = level.reasons;
    let mut intakes: Vec<Intake> = Vec::with_capacity(shares.len());
    for (moment, dose, units) in shares {
        let written: Vec<String> =
            units.iter().map(|it| write_amount(it, &facts.request.treatment.supplies[it.supply], lang)).collect();
        // Two intakes alike are explained once.
        if intakes.iter().all(|it| it.dose != dose) {
            reasons.push(Reason { text: words::made_of(dose, &written, lang), sources: Sources::default() });
        }
        intakes.push(Intake { moment, dose, units });
    }
    Step { first_day, days, every_days: level.every_days, intakes, gates, reasons }
}

/// The gates of a drug that concern this person.
fn applying<'a>(facts: &Facts<'a>, drug: &Drug) -> Vec<&'a Gate> {
    let gates = facts.formulary.book().gates.iter().filter(|it| it.drugs.contains(&drug.id));
    gates.filter(|it| facts.strict_truth(&it.when) != Truth::No).collect()
}

/// What must be so before a dose: none before the first, unless that one is already above its mark.
fn gates_before(facts: &Facts<'_>, gates: &[&Gate], before: Option<Dose>, dose: Dose) -> Vec<GateBefore> {
    let stands = |it: &&&Gate| match it.above {
        Some(above) => dose > above && before.is_none_or(|before| before <= above),
        None => before.is_some(),
    };
    let gates = gates.iter().filter(stands);
    gates
        .map(|it| GateBefore {
            gate: it.id.clone(),
            text: it.text.get(facts.lang()).to_owned(),
            sources: it.sources.clone(),
        })
        .collect()
}

/// A dose that the units in hand cannot make: the nearest that they can, and the remedies.
fn refusal(facts: &Facts<'_>, dose: Dose, intake: Dose, first_day: u16, unmade: Unmade) -> Finding {
    let lang = facts.lang();
    let text = match unmade {
        Unmade::Infeasible { below, above } => {
            let drug = facts.formulary.drug(&facts.request.treatment.drug);
            let compounded = drug.is_some_and(|it| !it.compounded.is_empty());
            words::infeasible((dose, intake), first_day, (below, above), compounded, lang)
        }
        Unmade::TooFine => words::too_fine(dose, first_day, lang),
    };
    let mut finding = Finding::own("FORM-2", Severity::Contraindicated, text);
    finding.key = format!("FORM-2:{dose}");
    finding.inputs = vec![Input { path: "treatment.supplies".to_owned(), text: words::supplies_name(lang).to_owned() }];
    finding.ask = Some(words::ask_other_supply(lang));
    finding
}
