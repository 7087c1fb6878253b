//! Lays a stair out on days, and each dose into units.

use crate::assess::{Finding, Input, Wait, serving};
use crate::burden::carried;
use crate::dispense::{Stock, dispense, write_amount};
use crate::dose::Dose;
use crate::facts::{Facts, Stair};
use crate::formulary::{Bottle, Drug, Gate, Judgement, Limit, Product, Protocol, Ring, Severity, Sources};
use crate::plan::divide::{Day, Share};
use crate::plan::ladder::{Level, levels};
use crate::plan::rings::Rings;
use crate::plan::unmade::{Failing, refusal};
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
    let undated = undated_liquids(facts, drug);
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
    let most_units = most_units(facts, drug);
    let mut stock = Stock::new(serving(facts, drug), |it| in_hand(facts, drug, it), most_units);
    let laid = steps(facts, drug, climbed, last_day, &day_within(&rings), &mut stock);
    let (mut steps, after_review) = laid.map_err(|unmade| {
        let passable = rings.single_at_most().filter(|(_, limit)| limit.ring == Ring::Recommended);
        let mut makes = |limit: &&Limit| {
            let passed = rings.without(limit);
            let climbed = levels(facts, protocol, &stair, &passed);
            let (last_day, _) = drug.judgement.days(target_day(drug, &climbed));
            steps(facts, drug, climbed, last_day, &day_within(&passed), &mut stock).is_ok()
        };
        match passable.map(|(_, limit)| limit).filter(|it| makes(it)) {
            Some(limit) => vec![only_forbidden_by(facts, limit)],
            None => of_this_person(facts, &stair, unmade),
        }
    })?;
    let mut after_session = after_session(facts, drug, &stair, &mut stock)?;
    made_of_the_fewest(&mut stock, &mut steps, after_session.as_mut(), last_day);
    steps.iter_mut().for_each(|it| explain(facts, it));
    let batch_days = treatment.batch_days.unwrap_or(DEFAULT_BATCH_DAYS);
    let dispensing = dispense(
        &steps,
        after_session.as_ref(),
        &treatment.supplies,
        &bottles(facts, drug),
        batch_days,
        &drug.compounded,
        most_units,
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

/// Makes every dose of the plan of the fewest different supplies, as long as each is made as well.
fn made_of_the_fewest(
    stock: &mut Stock<'_>,
    steps: &mut [Step],
    after_session: Option<&mut AfterSession>,
    last_day: u16,
) {
    let by_day = steps.iter().flat_map(|step| step.intakes.iter().map(|it| (it.dose, u64::from(step.taking_days()))));
    let sessions = after_session.iter().map(|it| (it.dose, u64::from(it.sessions_in(last_day))));
    let doses: Vec<(Dose, u64)> = by_day.chain(sessions).collect();
    let Some(mut fewest) = stock.fewest(&doses) else { return };
    let by_day = steps.iter_mut().flat_map(|step| &mut step.intakes).map(|it| (it.dose, &mut it.units));
    for (dose, units) in by_day.chain(after_session.map(|it| (it.dose, &mut it.units))) {
        if let Ok(made) = fewest.make(dose) {
            *units = made;
        }
    }
}

/// Whether a supply is in hand already: as the request says; else what is compounded is, as it was
/// chosen for this person, and what is sold is not.
fn in_hand(facts: &Facts<'_>, drug: &Drug, supply: &Supply) -> bool {
    match facts.request.treatment.in_hand.as_slice() {
        [] => product(facts, drug, supply).is_none(),
        said => said.contains(&supply.strength()),
    }
}

/// The product of the region that a supply is, if it is one.
fn product<'a>(facts: &Facts<'_>, drug: &'a Drug, supply: &Supply) -> Option<&'a Product> {
    drug.products.iter().find(|it| it.region == facts.request.region && it.supply == *supply)
}

/// The bottle that each supply of drops is sold in, where the book says.
fn bottles(facts: &Facts<'_>, drug: &Drug) -> Vec<Option<Bottle>> {
    let bottle = |supply: &Supply| product(facts, drug, supply).and_then(|it| it.bottle);
    facts.request.treatment.supplies.iter().map(bottle).collect()
}

/// The dose after each dialysis session, the lowest that is published. It waits for the number of
/// sessions, and for units that make it: nothing else stands in for it.
fn after_session(
    facts: &Facts<'_>,
    drug: &Drug,
    stair: &Stair<'_>,
    stock: &mut Stock<'_>,
) -> Result<Option<AfterSession>, Vec<Finding>> {
    let (Some(supplement), Some(variant)) = (stair.supplement, stair.variant) else { return Ok(None) };
    let lang = facts.lang();
    let Some(per_week) = facts.request.patient.dialysis_sessions_per_week else {
        let text = supplement.text.get(lang).to_owned();
        let mut finding = Finding::new("DIALYSIS-1", Severity::Pending, text, variant.grade, variant.sources.clone());
        let text = words::sessions_name(lang).to_owned();
        finding.waits.push(Wait::Fact(Input { path: "patient.dialysis_sessions_per_week".to_owned(), text }));
        return Err(vec![finding]);
    };
    let dose = supplement.dose;
    let units = stock.make(dose).map_err(|why| {
        let makes = |stock: &mut Stock<'_>| stock.make(dose).is_ok();
        let mut finding = refusal(facts, drug, &[Failing { dose, intake: dose, first_day: 1, why }], &makes);
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
fn undated_liquids(facts: &Facts<'_>, drug: &Drug) -> Vec<Finding> {
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
    serving(facts, drug).filter_map(undated).collect()
}

/// The steps up to the judgement day, and the doses that would come after it.
fn steps(
    facts: &Facts<'_>,
    drug: &Drug,
    levels: Vec<Level>,
    last_day: u16,
    day: &Day<'_>,
    stock: &mut Stock<'_>,
) -> Result<(Vec<Step>, Vec<Dose>), Vec<Finding>> {
    let count = levels.len();
    let mut steps: Vec<Step> = Vec::new();
    let mut after_review = Vec::new();
    let mut failing: Vec<Failing> = Vec::new();
    let mut doses = Vec::new();
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
        doses.push(dose);
        match day.divide(dose, stock) {
            Ok(shares) => {
                let gates = gates_before(facts, &gates, before, dose);
                steps.push(step(first_day, days, level, shares, gates));
            }
            Err(_) if failing.iter().any(|it| it.dose == dose) => {}
            Err((intake, why)) => failing.push(Failing { dose, intake, first_day, why }),
        }
        before = Some(dose);
        first_day = first_day.saturating_add(days);
    }
    if failing.is_empty() {
        return Ok((steps, after_review));
    }
    let makes = |stock: &mut Stock<'_>| doses.iter().all(|dose| day.divide(*dose, stock).is_ok());
    Err(vec![refusal(facts, drug, &failing, &makes)])
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
pub(super) fn most_units(facts: &Facts<'_>, drug: &Drug) -> u8 {
    let asked = facts.request.treatment.most_units;
    asked.filter(|it| *it <= drug.most_units || facts.decision("UNITS-1").is_some()).unwrap_or(drug.most_units)
}

fn step(first_day: u16, days: u16, level: Level, shares: Vec<Share>, gates: Vec<GateBefore>) -> Step {
    let intakes = shares.into_iter().map(|(moment, dose, units)| Intake { moment, dose, units }).collect();
    Step { first_day, days, every_days: level.every_days, intakes, gates, reasons: level.reasons }
}

/// The last link of the chain under each dose: the units that make it.
fn explain(facts: &Facts<'_>, step: &mut Step) {
    let lang = facts.lang();
    for (at, intake) in step.intakes.iter().enumerate() {
        // Two intakes alike are explained once.
        if step.intakes[..at].iter().any(|it| it.dose == intake.dose) {
            continue;
        }
        let supplies = &facts.request.treatment.supplies;
        let units: Vec<String> = intake.units.iter().map(|it| write_amount(it, &supplies[it.supply], lang)).collect();
        let text = words::made_of(intake.dose, &units, lang);
        step.reasons.push(Reason { text, sources: Sources::default() });
    }
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
