//! What adds up, day by day: drowsiness, serotonin, the QT interval… carried by the drug that is
//! planned and by the medicines of the list, each from its start to the end of its tail.
//!
//! It decides nothing: rules and interactions do. It says when a burden begins and when it ends.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::facts::{Facts, Line};
use crate::formulary::{Drug, Grade, Sources, Substance};
use crate::words::Text;

/// Something that medicines have in common and that adds up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Burden {
    /// Stable id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// What it does, and what to look out for.
    pub text: Text,
    /// Who carries it: substances, classes, groups of the thesaurus.
    pub of: Vec<String>,
    /// How long it outlives a last dose, where a source says so.
    #[serde(default)]
    pub tails: Vec<Lasting>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// How long the burden of some medicines outlives their last dose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lasting {
    /// Substance, class or group.
    pub of: String,
    /// Full days after the last dose.
    pub days: u16,
    /// Sources.
    pub sources: Sources,
}

/// A burden on the days of a course. Day 1 is the first dose; days before it are 0 and below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Carried {
    /// Id of the burden.
    pub burden: String,
    /// Its name.
    pub name: String,
    /// What it does.
    pub text: String,
    /// Who carries it: the drug that is planned first, then the lines of the list.
    pub carriers: Vec<Carrier>,
    /// Days on which two or more carry it, first and last; no last day: past the end of the course.
    pub together: Vec<(i32, Option<i32>)>,
    /// Evidence grade.
    pub grade: Grade,
    /// Sources.
    pub sources: Sources,
}

/// One that carries a burden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Carrier {
    /// Name, as on the list; of the drug that is planned, its own.
    pub name: String,
    /// Position on the list; none for the drug that is planned.
    pub line: Option<usize>,
    /// First day; none: from before, or not known.
    pub from: Option<i32>,
    /// Last day, its tail counted; none: past the end of the course.
    pub until: Option<i32>,
    /// Days of it that are tail: none is known where this is empty.
    pub tail: Option<u16>,
}

/// The burdens that the drug or a medicine of the list carries into the course, in the book's order.
/// Without a first day only what is taken now can be placed.
#[must_use]
pub fn carried(facts: &Facts<'_>, drug: &Drug, last_day: u16) -> Vec<Carried> {
    let book = facts.formulary.book();
    let planned = facts.formulary.substance(&drug.substance).map(|it| book.interactions.tags(it));
    let tags: Vec<Vec<(&Substance, Vec<&str>)>> = (facts.lines.iter())
        .map(|line| line.systemic.iter().map(|it| (*it, book.interactions.tags(it))).collect())
        .collect();
    let mut all = Vec::new();
    for burden in &book.burdens {
        let carries = |tags: &[&str]| burden.of.iter().any(|it| tags.contains(&it.as_str()));
        let mut carriers = Vec::new();
        if planned.as_deref().is_some_and(carries) {
            let name = drug.name.get(facts.lang()).to_owned();
            carriers.push(Carrier { name, line: None, from: Some(1), until: None, tail: None });
        }
        for (line, substances) in facts.lines.iter().zip(&tags) {
            let mine: Vec<&Vec<&str>> = substances.iter().map(|(_, tags)| tags).filter(|it| carries(it)).collect();
            if !mine.is_empty() {
                let lasting = burden.tails.iter().filter(|it| mine.iter().any(|tags| tags.contains(&it.of.as_str())));
                carriers.extend(carrier(facts, line, lasting.map(|it| it.days).max(), last_day));
            }
        }
        if !carriers.is_empty() {
            all.push(Carried {
                burden: burden.id.clone(),
                name: burden.name.get(facts.lang()).to_owned(),
                text: burden.text.get(facts.lang()).to_owned(),
                together: together(&carriers, last_day.into()),
                carriers,
                grade: burden.grade,
                sources: burden.sources.clone(),
            });
        }
    }
    all
}

/// A line on the days of the course; none where it has ended before, or cannot be placed.
fn carrier(facts: &Facts<'_>, line: &Line<'_>, tail: Option<u16>, last_day: u16) -> Option<Carrier> {
    let (medicine, start) = (line.medicine, facts.request.treatment.start);
    let day = |date: Date| start.map(|start| date.days_since(start) + 1);
    let until = match &medicine.stopped {
        None => None,
        // Without a first day a stop has no place: what is still taken goes on, what is not is left out.
        Some(_) if start.is_none() && !line.current => return None,
        Some(stop) => day(stop.last_dose.latest()).map(|last| last + i32::from(tail.unwrap_or(0))),
    };
    if until.is_some_and(|it| it < 1) {
        return None;
    }
    let from = medicine.started.and_then(|it| day(it.earliest())).filter(|it| *it > 1);
    let until = until.filter(|it| *it <= i32::from(last_day));
    let tail = tail.filter(|_| medicine.stopped.is_some());
    Some(Carrier { name: medicine.name.clone(), line: Some(line.index), from, until, tail })
}

/// The stretches of the course that two or more carriers share.
fn together(carriers: &[Carrier], last_day: i32) -> Vec<(i32, Option<i32>)> {
    let on = |day: i32| {
        let carries =
            |it: &&Carrier| it.from.is_none_or(|from| from <= day) && it.until.is_none_or(|until| day <= until);
        carriers.iter().filter(carries).count()
    };
    let mut stretches: Vec<(i32, Option<i32>)> = Vec::new();
    for day in 1..=last_day {
        if on(day) < 2 {
            continue;
        }
        match stretches.last_mut() {
            Some((_, Some(last))) if *last + 1 == day => *last = day,
            Some(_) | None => stretches.push((day, Some(day))),
        }
    }
    // What is shared on the last day goes on past it.
    if let Some((_, last)) = stretches.last_mut().filter(|(_, last)| *last == Some(last_day)) {
        *last = None;
    }
    stretches
}
