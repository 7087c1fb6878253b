//! What is taken after a dialysis session.

use crate::book::drug::Drug;
use crate::course::AfterSession;
use crate::dispense::choose::Stock;
use crate::exact::day::Day;
use crate::facts::facts::Facts;
use crate::facts::stair::Stair;
use crate::plan::unlaid::{Failing, Short, Unlaid};

/// The dose after each dialysis session, the lowest that is published. It waits for the number of
/// sessions, and for units that make it: nothing else stands in for it.
pub(crate) fn after_session<'a>(
    facts: &Facts<'_>,
    drug: &Drug,
    stair: &Stair<'a>,
    stock: &mut Stock<'_>,
) -> Result<Option<AfterSession>, Unlaid<'a>> {
    let (Some(supplement), Some(variant)) = (stair.supplement, stair.variant) else { return Ok(None) };
    let Some(per_week) = facts.request.patient.dialysis_sessions_per_week else {
        return Err(Unlaid::SessionsUnsaid { supplement, variant });
    };
    let dose = supplement.dose;
    let units = stock.make(dose).map_err(|why| {
        let makes = |stock: &mut Stock<'_>| stock.make(dose).is_ok();
        let failing = vec![Failing { dose, intake: dose, first_day: Day::FIRST, why }];
        Unlaid::SessionUnmade(Short::of(failing, facts, drug, &makes))
    })?;
    let (text, sources) = (supplement.text.get(facts.lang()).to_owned(), variant.sources.clone());
    Ok(Some(AfterSession { dose, units, per_week, text, sources }))
}
