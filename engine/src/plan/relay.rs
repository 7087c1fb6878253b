//! After the last dose of a way down, or beside it, another drug: from which day on, and what is then asked of it.

use crate::book::drug::Drug;
use crate::book::medicine::DoseForm;
use crate::book::relay::{FreeDays, Handover, OverlapFrom, RelayRow, SideBySide};
use crate::descent::{Descent, Tapering};
use crate::exact::date::{Date, When};
use crate::exact::day::Day;
use crate::exact::dose::Dose;
use crate::facts::facts::Facts;
use crate::logic::truth::Truth;
use crate::person::medicine::{Medicine, Stop};
use crate::request::request::{Converted, Request, ThenWith, Treatment};

/// When the second drug of a relay may be begun, by the row that holds for both.
#[derive(Clone, Debug)]
pub(crate) struct Begins<'a> {
    pub(crate) row: &'a RelayRow,
    /// Id of the drug that is lowered.
    pub(crate) left: &'a str,
    /// Its substance.
    pub(crate) substance: &'a str,
    /// Id of the one that is begun.
    pub(crate) begun: &'a str,
    /// Day of the last dose of the first.
    pub(crate) last_dose: Date,
    /// The first day that the row allows; wash-outs may come later.
    pub(crate) first_day: Date,
    /// Full free days that the row itself asks for.
    pub(crate) full_days: Option<u16>,
    /// The days on which the dose of the first falls.
    pub(crate) falls: Vec<Date>,
    /// The days on which it is gone back to.
    pub(crate) rises: Vec<Date>,
}

impl Begins<'_> {
    /// Days on which both are taken, where it begins on a day.
    pub(crate) fn shared_days(&self, first_day: Date) -> u16 {
        u16::try_from(self.last_dose.days_since(first_day) + 1).unwrap_or(0)
    }
}

/// When the second drug may be begun; none, where it may never be, or on no day of the calendar.
pub(crate) fn begins<'a>(
    facts: &Facts<'_>,
    row: &'a RelayRow,
    left: &'a Drug,
    plan: &Tapering,
    begun: &'a str,
) -> Option<Begins<'a>> {
    let last_dose = plan.descent.taken_until(plan.start)?;
    let after = last_dose.plus(1)?;
    let full_days = match &row.how {
        Handover::Wait(days) => full_days(facts, days),
        Handover::NextDay | Handover::Overlap(_) | Handover::Refused => None,
    };
    let first_day = match &row.how {
        Handover::Refused => return None,
        Handover::NextDay => after,
        Handover::Wait(_) => after.plus(full_days.unwrap_or(0).into())?,
        Handover::Overlap(both) => both_from(both, &plan.descent, plan.start, after)?,
    };
    let (falls, rises) = changes(&plan.descent, plan.start);
    let (left, substance) = (&left.id, &left.substance);
    Some(Begins { row, left, substance, begun, last_dose, first_day, full_days, falls, rises })
}

/// The days on which the dose of a day falls, and those on which it rises.
fn changes(descent: &Descent, start: Date) -> (Vec<Date>, Vec<Date>) {
    let (mut falls, mut rises) = (Vec::new(), Vec::new());
    let mut before = Some(descent.first);
    for step in &descent.steps {
        let (now, day) = (step.daily(), step.first_day.date(start));
        if now < before {
            falls.extend(day);
        } else if now > before {
            rises.extend(day);
        }
        before = now;
    }
    (falls, rises)
}

/// The full free days of a row: the longer ones, unless they are surely not for this person.
fn full_days(facts: &Facts<'_>, days: &FreeDays) -> Option<u16> {
    let longer = days.longer.as_ref().filter(|it| facts.strict_truth(&it.when) != Truth::No);
    longer.map(|it| it.full_days).or(days.full_days)
}

/// The first day on which both may be taken, the day after the last dose of the first at the latest.
fn both_from(both: &SideBySide, descent: &Descent, start: Date, after: Date) -> Option<Date> {
    let from = match both.from {
        OverlapFrom::FirstDay => Day::FIRST,
        OverlapFrom::Half => half_from(descent),
    };
    let not_before = both.at_most_days.map_or(Some(start), |it| after.plus(-i32::from(it)))?;
    Some(from.date(start)?.max(not_before).min(after.max(start)))
}

/// The day from which on no more than half of the first dose of a day is taken.
fn half_from(descent: &Descent) -> Day {
    let twice = |it: Dose| 2 * u64::from(it.micrograms());
    let above = |dose: Dose| twice(dose) > u64::from(descent.first.micrograms());
    let last = descent.steps.iter().rev().find(|it| it.daily().is_some_and(above));
    last.map_or(Day::FIRST, |it| it.last_day().plus(1))
}

/// The beginning of a drug after the last dose of the one that is lowered: its stop is planned, by this plan.
pub(crate) fn beginning(facts: &Facts<'_>, drug: &Drug, then: &str, last_dose: Date) -> Request {
    let request = facts.request;
    // A stop that has passed is planned by nobody: in its place from today on, the last dose was taken yesterday.
    let ahead = last_dose >= request.today;
    let planned_by = ahead.then(|| request.prescriber.as_ref().unwrap_or(&request.id).clone());
    let stop = Stop { last_dose: When::day(last_dose), planned_by };
    let form = form_of(request);
    let mut medicines = request.medicines.clone();
    let mut listed = false;
    for line in facts.lines.iter().filter(|it| it.current && it.is_a(&drug.substance)) {
        if let Some(medicine) = medicines.get_mut(line.index) {
            medicine.stopped = Some(stop.clone());
            medicine.form = form.or(medicine.form);
            listed = true;
        }
    }
    if !listed {
        let name =
            facts.lookup.substance(&drug.substance).map_or_else(String::new, |it| it.name.get(facts.lang()).to_owned());
        medicines.push(Medicine {
            name,
            chosen: Some(drug.substance.clone()),
            stopped: Some(stop),
            form,
            ..Medicine::default()
        });
    }
    let with = request.treatment.taper().and_then(|it| it.then_with.clone()).unwrap_or_default();
    let ThenWith { indication, protocol, target, supplies, converted } = *with;
    let now = request.treatment.standing.dose().filter(|_| converted);
    let converted = now.map(|dose| Converted { drug: drug.id.clone(), dose });
    let drug = then.to_owned();
    let treatment = Treatment { drug, indication, protocol, target, supplies, converted, ..Treatment::default() };
    Request { medicines, treatment, ..request.clone() }
}

/// The form that is taken to the end: slow where one unit is, not known where there is none.
fn form_of(request: &Request) -> Option<DoseForm> {
    let supplies = &request.treatment.supplies;
    let slow = supplies.iter().any(|it| it.is_prolonged());
    (!supplies.is_empty()).then_some(if slow { DoseForm::Prolonged } else { DoseForm::Immediate })
}
