//! Invariant 5, around an operation: nothing is taken that must have been stopped.

use crate::audit::breach::Breaches;
use crate::audit::facts::AuditFacts;
use crate::book::operation::Conduct;
use crate::exact::date::Date;

/// No operation comes while a drug is taken that must be stopped before, nor sooner after its last dose than the full
/// days of the book. `days`: the first and the last day on which it is taken; a last day outside the calendar is a
/// breach of its own.
pub(crate) fn none_inside(facts: &AuditFacts<'_>, drug: &str, days: (Date, Option<Date>), found: &mut Breaches) {
    let (Some(operation), (first, Some(last))) = (facts.request.patient.surgery_on, days) else { return };
    if operation < facts.request.today || operation < first {
        return;
    }
    for row in &facts.lists.formulary.book().operations {
        let Conduct::Stop(stop) = &row.conduct else { continue };
        let free = operation.days_since(last) - 1;
        if row.drugs.iter().any(|it| it == drug) && free < i32::from(stop.full_days) {
            let needed = stop.full_days;
            found.breach(
                5,
                format!("the operation of {operation} comes {free} full days after {last}, {needed} needed"),
            );
        }
    }
}
