//! What a first dose takes the place of, from one day to the next, and what the book gives for it.

use crate::book::relay::{Converts, RelayRow};
use crate::book::source::Grade;
use crate::exact::dose::Dose;
use crate::facts::facts::Facts;
use crate::request::request::Converted;

/// A dose of one drug that a dose of another takes the place of.
pub(crate) struct Swap<'a> {
    pub(crate) row: &'a RelayRow,
    pub(crate) converts: &'a Converts,
    pub(crate) from: &'a Converted,
    /// What the book gives for it, with the grade of that line; none: nothing is published for that dose.
    pub(crate) gives: Option<(Dose, Grade)>,
    /// Whether the last dose of the other is known to fall on the day before the first day.
    pub(crate) is_the_day_after: bool,
}

impl<'a> Facts<'a> {
    /// What the first dose takes the place of, where it is worked out from the dose of another drug.
    pub(crate) fn swap(&self) -> Option<Swap<'a>> {
        let (request, formulary) = (self.request, self.formulary);
        let from = request.treatment.converted.as_ref()?;
        let row = formulary.relay(&from.drug, &request.treatment.drug)?;
        let converts = row.converts.as_ref()?;
        let left = formulary.drug(&from.drug)?;
        let before = request.treatment.start.and_then(|it| it.plus(-1));
        let mut of_it = self.lines.iter().filter(|it| it.is_a(&left.substance)).peekable();
        let is_said = of_it.peek().is_some();
        let ends = of_it.all(|it| {
            let last = it.medicine.stopped.as_ref().map(|it| it.last_dose);
            last.is_some_and(|it| Some(it.earliest()) == before && Some(it.latest()) == before)
        });
        Some(Swap { row, converts, from, gives: converts.dose(from.dose), is_the_day_after: is_said && ends })
    }
}
