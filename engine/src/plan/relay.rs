//! After the last dose of a way down, another drug: what is then asked of it.

use crate::book::drug::Drug;
use crate::book::medicine::DoseForm;
use crate::exact::date::{Date, When};
use crate::facts::facts::Facts;
use crate::person::medicine::{Medicine, Stop};
use crate::request::request::{Request, Treatment};

/// The beginning of a drug after the last dose of the one that is lowered: its stop is planned, by this plan.
pub(crate) fn beginning(facts: &Facts<'_>, drug: &Drug, then: &str, last_dose: Date) -> Request {
    let request = facts.request;
    let planned_by = request.prescriber.as_ref().unwrap_or(&request.id).clone();
    let stop = Stop { last_dose: When::day(last_dose), planned_by: Some(planned_by) };
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
    let treatment = Treatment { drug: then.to_owned(), ..Treatment::default() };
    Request { medicines, treatment, ..request.clone() }
}

/// The form that is taken to the end: slow where one unit is, not known where there is none.
fn form_of(request: &Request) -> Option<DoseForm> {
    let supplies = &request.treatment.supplies;
    let slow = supplies.iter().any(|it| it.is_prolonged());
    (!supplies.is_empty()).then_some(if slow { DoseForm::Prolonged } else { DoseForm::Immediate })
}
