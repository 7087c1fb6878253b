//! The prescriptions that a plan needs, one after another: none longer than the law of the region allows, and no batch
//! past the end of its own.

use crate::course::{Prescribed, Prescribing, Prescription, Step};
use crate::exact::day::Day;
use crate::facts::facts::Facts;

/// The prescriptions of some steps, where the book bounds them and something is taken; `kind`: what the first is.
pub(crate) fn prescribed(facts: &Facts<'_>, steps: &[Step], kind: Prescribing, batch_days: u16) -> Option<Prescribed> {
    let row = facts.leaf.prescription?;
    let mut taking = steps.iter().filter(|it| !it.intakes.is_empty());
    let first = taking.next()?;
    let last_day = taking.next_back().unwrap_or(first).last_day();
    let most = row.days(batch_days);
    let mut prescriptions: Vec<Prescription> = Vec::new();
    let mut next = first.first_day;
    while next <= last_day {
        let days = most.min(next.days_to(last_day));
        let dispensings = row.most_dispensings.and_then(|_| u8::try_from(days.div_ceil(batch_days.max(1))).ok());
        let kind = if prescriptions.is_empty() { kind } else { Prescribing::Renewal };
        let end = next.plus(days);
        prescriptions.push(Prescription { kind, first_day: next, last_day: end.plus(-1), days, dispensings });
        next = end;
    }
    Some(Prescribed {
        row: row.id.clone(),
        text: row.text.get(facts.lang()).to_owned(),
        grade: row.grade,
        sources: row.sources.clone(),
        prescriptions,
    })
}

/// The last day of each: a batch ends there.
pub(crate) fn ends(prescribed: Option<&Prescribed>) -> Vec<Day> {
    prescribed.iter().flat_map(|it| &it.prescriptions).map(|it| it.last_day).collect()
}
