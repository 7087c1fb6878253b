//! A drug that takes the place of another from one day to the next, looked at again: by which line of the book, on which
//! days, and no first dose above that line.

use crate::audit::breach::Breaches;
use crate::audit::case::Case;
use crate::audit::facts::AuditFacts;
use crate::audit::medicines::{LineReading, has_tag};
use crate::audit::records::decided;
use crate::book::formulary::Formulary;
use crate::book::relay::{Converts, RelayRow};
use crate::descent::{Relay, Tapering};
use crate::request::request::Request;

/// Whether a way down is asked for as a swap.
pub(crate) fn is_asked(request: &Request) -> bool {
    request.treatment.taper().and_then(|it| it.then_with.as_ref()).is_some_and(|it| it.converted)
}

/// Whether the drug may be left from one day to the next: the book has a line for the dose that is taken, and whoever
/// must decide it has.
pub(crate) fn may_stop(facts: &AuditFacts<'_>, left: &str) -> bool {
    let request = facts.request;
    let Some(begun) = request.treatment.taper().and_then(|it| it.then.as_ref()) else { return false };
    let now = request.treatment.standing.now.iter().map(|it| u128::from(it.dose.micrograms())).sum();
    line(facts.lists.formulary, left, begun, now).is_some_and(|it| it.is_decided(request))
}

/// The second is begun on the first day of the plan, the day after the last dose of the first.
pub(crate) fn one_day_to_the_next(facts: &AuditFacts<'_>, plan: &Tapering, told: &Relay, found: &mut Breaches) {
    if told.first_day != Some(plan.start) || told.last_dose.plus(1) != Some(plan.start) || told.shared_days.is_some() {
        found.breach(5, format!("`{}` does not begin on the day after the last dose", told.drug));
    }
    if !may_stop(facts, &plan.descent.drug) {
        found.breach(5, format!("nothing lets `{}` take its place from one day to the next", told.drug));
    }
}

/// The highest first dose of a beginning that takes the place of another drug, in micrograms; none of any other.
pub(crate) fn first_dose(case: &Case) -> Option<u128> {
    let converted = case.request.treatment.converted.as_ref()?;
    let taken = u128::from(converted.dose.micrograms());
    Some(line(case.formulary, &converted.drug, &case.drug.id, taken).map_or(0, |it| it.gives))
}

/// A line of the book is followed, decided by whoever must, on the day after the last dose.
pub(crate) fn follows_the_book(case: &Case, found: &mut Breaches) {
    let Some(converted) = case.request.treatment.converted.as_ref() else { return };
    let taken = u128::from(converted.dose.micrograms());
    match line(case.formulary, &converted.drug, &case.drug.id, taken) {
        None => found.breach(5, format!("no line of the book is for {taken} mcg of `{}`", converted.drug)),
        Some(line) if case.is_plan() && !line.is_decided(case.request) => {
            found.breach(5, format!("nobody has decided the dose in place of `{}`", converted.drug));
        }
        Some(_) => {}
    }
    let mut of_it = case.facts.medicines.iter().filter(|it| is_of(case, it, &converted.drug)).peekable();
    if case.is_plan() && (of_it.peek().is_none() || !of_it.all(|it| ends_the_day_before(case, it))) {
        found.breach(5, format!("the last dose of `{}` is not on the day before", converted.drug));
    }
}

/// Whether a line of the list is the drug that is left, and over when the first dose is taken.
pub(crate) fn is_over(case: &Case, reading: &LineReading) -> bool {
    let converted = case.request.treatment.converted.as_ref();
    converted.is_some_and(|it| is_of(case, reading, &it.drug)) && ends_the_day_before(case, reading)
}

fn is_of(case: &Case, reading: &LineReading, drug: &str) -> bool {
    let drug = case.formulary.book().drugs.iter().find(|it| it.id == drug);
    drug.is_some_and(|it| reading.acts_as(&it.substance))
}

fn ends_the_day_before(case: &Case, reading: &LineReading) -> bool {
    let Some(start) = case.start.or(case.request.treatment.start) else { return false };
    let last = reading.medicine.stopped.as_ref().map(|it| (it.last_dose.earliest(), it.last_dose.latest()));
    last.is_some_and(|(from, to)| from == to && to.days_since(start) == -1)
}

/// A line of the book.
struct Line {
    /// The dose of a day that it gives, in micrograms.
    gives: u128,
    /// What a professional decides about it, where one must.
    decision: Option<String>,
}

impl Line {
    fn is_decided(&self, request: &Request) -> bool {
        self.decision.as_ref().is_none_or(|about| decided(request, about))
    }
}

/// What the book gives in place of a dose of a day.
fn line(formulary: &Formulary, left: &str, begun: &str, taken: u128) -> Option<Line> {
    let (row, converts) = converting(formulary, left, begun)?;
    let mut given = None;
    for band in &converts.bands {
        let least = band.from.map_or(1, |it| u128::from(it.micrograms()));
        if (least..=u128::from(band.to.micrograms())).contains(&taken) {
            given = Some(u128::from(band.gives.micrograms()));
        }
    }
    if let Some(ratio) = &converts.ratio {
        let published = u128::from(ratio.from.micrograms())..=u128::from(ratio.to.micrograms());
        if published.contains(&taken) {
            // Whole steps of which none passes so much for so much.
            let (part, step) = (u128::from(ratio.of), u128::from(ratio.step.micrograms()));
            given = Some(taken * u128::from(ratio.gives) / (part * step) * step);
        }
    }
    let gives = given.filter(|it| *it > 0)?;
    Some(Line { gives, decision: converts.decision.then(|| format!("{}:{left}:{begun}", row.id)) })
}

/// The narrowest row for both, if it converts: of the drug or its substance before one of a class.
fn converting<'a>(formulary: &'a Formulary, left: &str, begun: &str) -> Option<(&'a RelayRow, &'a Converts)> {
    let book = formulary.book();
    let substance_of = |id: &str| {
        let drug = book.drugs.iter().find(|it| it.id == id)?;
        book.substances.iter().find(|it| it.id == drug.substance)
    };
    let (left_is, begun_is) = (substance_of(left)?, substance_of(begun)?);
    let own = |tag: &String, id: &str, substance: &str| tag == id || tag == substance;
    let of = |row: &RelayRow| own(&row.of, left, &left_is.id);
    let to = |row: &RelayRow| row.to.iter().any(|it| own(it, begun, &begun_is.id));
    let wide_of = |row: &RelayRow| has_tag(left_is, &row.of);
    let wide_to = |row: &RelayRow| row.to.iter().any(|it| has_tag(begun_is, it));
    let rows = || book.relays.iter();
    let row = (rows().find(|it| of(it) && to(it)))
        .or_else(|| rows().find(|it| of(it) && wide_to(it)))
        .or_else(|| rows().find(|it| wide_of(it) && to(it)))
        .or_else(|| rows().find(|it| wide_of(it) && wide_to(it)))?;
    Some((row, row.converts.as_ref()?))
}
