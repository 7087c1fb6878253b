//! Around an operation, in lines: what is done with a drug, and how it is taken again after days off.

use crate::assess::wash_out::{first_day_after, met};
use crate::book::formulary::Formulary;
use crate::book::operation::OperationRow;
use crate::book::source::{Grade, Sources};
use crate::exact::date::Date;
use crate::finding::Finding;
use crate::logic::truth::Truth;
use crate::outcome::Outcome;
use crate::planner::Planner;
use crate::request::request::Request;

/// Something said around an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AroundLine {
    /// Id of the row of the book.
    pub id: String,
    /// What is said: dated where the day of the operation is known, else in words.
    pub text: String,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// How somebody who was off a drug takes it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restart {
    /// At the dose that was taken.
    SameDose,
    /// From the first dose on, on this day at the earliest.
    Anew(Date),
    /// From the first dose on, and nobody can say from which day.
    AnewUndated,
    /// It is asked first whether something was taken that a wash-out must follow.
    Asked,
}

impl Formulary {
    /// What is said of an operation with an answer: of the one whose day is known, else of any.
    #[must_use]
    pub fn around_operation(&self, request: &Request, outcome: &Outcome) -> Vec<AroundLine> {
        let lang = self.lang(request.language);
        let rows: Vec<&OperationRow> = self.operations(&request.treatment.drug).collect();
        if request.patient.surgery_on.is_some_and(|it| it >= request.today) {
            let found = outcome.assessment().map(|it| it.findings.as_slice()).unwrap_or_default();
            let ours = found.iter().filter(|it| rows.iter().any(|row| row.id == it.rule));
            let line = |it: &Finding| AroundLine {
                id: it.rule.clone(),
                text: it.text.clone(),
                grade: it.grade,
                sources: it.sources.clone(),
            };
            return ours.map(line).collect();
        }
        let texts = |row: &OperationRow| {
            let again = row.stop().map(|it| it.again.get(lang));
            [row.text.get(lang)].into_iter().chain(again).collect::<Vec<_>>().join(" ")
        };
        let line = |row: &&OperationRow| AroundLine {
            id: row.id.clone(),
            text: texts(row),
            grade: row.grade,
            sources: row.sources.clone(),
        };
        rows.iter().map(line).collect()
    }
}

impl Planner<'_> {
    /// How a drug is taken again, on the first day wished for or today, by somebody whose last dose was on a day
    /// before; none where the book has no rule, or that day is not before.
    ///
    /// What was taken meanwhile stands in the list; a question of the book asks for what does not.
    #[must_use]
    pub fn restart(&self, request: &Request, last_dose: Date) -> Option<Restart> {
        let stop = self.formulary.interruption(&request.treatment.drug)?;
        let on = request.treatment.start.unwrap_or(request.today).max(request.today);
        let days_off = on.days_since(last_dose).checked_sub(1).filter(|it| *it >= 0)?;
        let facts = self.facts(request);
        let mut first = Some(on);
        let mut met_since = false;
        for (line, _, row) in met(&facts) {
            let stopped = line.medicine.stopped.as_ref().map(|it| it.last_dose.latest()).filter(|_| !line.current);
            if stopped.is_some_and(|it| it < last_dose) {
                continue;
            }
            met_since = true;
            let its = stopped.zip(row.full_days).and_then(|(last, days)| first_day_after(last, days));
            first = first.zip(its).map(|(one, other)| one.max(other));
        }
        Some(match (met_since, facts.strict_truth(&stop.unlisted)) {
            (_, Truth::Yes) => Restart::AnewUndated,
            (true, Truth::No | Truth::Unknown) => first.map_or(Restart::AnewUndated, Restart::Anew),
            (false, Truth::Unknown) => Restart::Asked,
            (false, Truth::No) if days_off > i32::from(stop.same_dose_days) => Restart::Anew(on),
            (false, Truth::No) => Restart::SameDose,
        })
    }
}
