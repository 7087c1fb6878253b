//! What adds up, day by day, from the start of each carrier to the end of its tail.

use crate::book::drug::Drug;
use crate::course::{Carried, Carrier};
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::facts::facts::Facts;
use crate::facts::line::MedicineLine;
use crate::facts::lookup::Named;

/// The burdens that the drug or a medicine of the list carries into the course, in the book's order.
/// Without a first day only what is taken now can be placed.
#[must_use]
pub fn carried<'a>(facts: &Facts<'a>, drug: &Drug, last_day: Day) -> Vec<Carried> {
    let listed = |line: &MedicineLine<'a>| line.systemic.iter().filter_map(|it| facts.named(it)).collect();
    let listed: Vec<Vec<&Named<'_>>> = facts.lines.iter().map(listed).collect();
    let mut all = Vec::new();
    for (place, burden) in facts.formulary.book().burdens.iter().enumerate() {
        let mut carriers = Vec::new();
        if facts.leaf.carries.get(place) == Some(&true) {
            let name = drug.name.get(facts.lang()).to_owned();
            carriers.push(Carrier { name, line: None, from: Some(Day::FIRST), until: None, tail: None });
        }
        for (line, substances) in facts.lines.iter().zip(&listed) {
            let mut mine = substances.iter().map(|it| it.burdens[place]).filter(|it| it.carried).peekable();
            if mine.peek().is_some() {
                carriers.extend(carrier(facts, line, mine.filter_map(|it| it.tail).max(), last_day));
            }
        }
        if !carriers.is_empty() {
            all.push(Carried {
                burden: burden.id.clone(),
                name: burden.name.get(facts.lang()).to_owned(),
                text: burden.text.get(facts.lang()).to_owned(),
                together: together(&carriers, last_day),
                carriers,
                grade: burden.grade,
                sources: burden.sources.clone(),
            });
        }
    }
    all
}

/// A line on the days of the course; none where it has ended before, or cannot be placed.
pub(crate) fn carrier(facts: &Facts<'_>, line: &MedicineLine<'_>, tail: Option<u16>, last_day: Day) -> Option<Carrier> {
    let (medicine, start) = (line.medicine, facts.request.treatment.start);
    let day = |date: Date| start.map(|start| Day::of(date, start));
    let until = match &medicine.stopped {
        None => None,
        // Without a first day a stop has no place: what is still taken goes on, what is not is left out.
        Some(_) if start.is_none() && !line.current => return None,
        Some(stop) => day(stop.last_dose.latest()).map(|last| last.plus(tail.unwrap_or(0))),
    };
    if until.is_some_and(|it| it < Day::FIRST) {
        return None;
    }
    let from = medicine.started.and_then(|it| day(it.earliest())).filter(|it| *it > Day::FIRST);
    let until = until.filter(|it| *it <= last_day);
    let tail = tail.filter(|_| medicine.stopped.is_some());
    Some(Carrier { name: medicine.name.clone(), line: Some(line.index), from, until, tail })
}

/// The stretches of the course that two or more carriers share.
pub(crate) fn together(carriers: &[Carrier], last_day: Day) -> Vec<(Day, Option<Day>)> {
    let on = |day: Day| {
        let carries =
            |it: &&Carrier| it.from.is_none_or(|from| from <= day) && it.until.is_none_or(|until| day <= until);
        carriers.iter().filter(carries).count()
    };
    let mut stretches: Vec<(Day, Option<Day>)> = Vec::new();
    for day in Day::FIRST.to(last_day) {
        if on(day) < 2 {
            continue;
        }
        match stretches.last_mut() {
            Some((_, Some(last))) if last.plus(1) == day => *last = day,
            Some(_) | None => stretches.push((day, Some(day))),
        }
    }
    // What is shared on the last day goes on past it.
    if let Some((_, last)) = stretches.last_mut().filter(|(_, last)| *last == Some(last_day)) {
        *last = None;
    }
    stretches
}
