//! Invariant 9, for what adds up: each burden names those who carry it, from their first day to the end
//! of their tail, and nobody else.

use crate::burden::{Burden, Carried, Carrier};
use crate::formulary::Substance;

use super::interactions::names;
use super::medicines::{Reading, is_current};
use super::{Case, Found};

pub(super) fn on_the_calendar<'a>(case: &Case<'a>, found: &mut Found) {
    let lang = case.request.language;
    for it in &case.course.burdens {
        let Some(burden) = case.formulary.book().burdens.iter().find(|burden| burden.id == it.burden) else {
            found.breach(9, format!("burden `{}` is not in the book", it.burden));
            continue;
        };
        let own = (burden.name.get(lang), burden.text.get(lang), burden.grade, &burden.sources);
        if own != (it.name.as_str(), it.text.as_str(), it.grade, &it.sources) {
            found.breach(9, format!("burden `{}`: its text, grade or sources are not the book's", it.burden));
        }
    }
    let named = |it: &'a Substance| names(case.formulary, it);
    let planned = case.formulary.book().substances.iter().find(|it| it.id == case.drug.substance).map(named);
    let listed: Vec<Vec<Vec<&str>>> =
        case.facts.medicines.iter().map(|it| it.systemic.iter().copied().map(named).collect()).collect();
    for burden in &case.formulary.book().burdens {
        let wanted = carriers(case, burden, planned.as_deref(), &listed);
        let said: Vec<(Option<usize>, Option<i32>)> = (case.course.burdens.iter())
            .filter(|it| it.burden == burden.id)
            .flat_map(|it| it.carriers.iter().map(|it| (it.line, it.until)))
            .collect();
        if wanted != said {
            found.breach(9, format!("burden `{}` is carried by {wanted:?}, not {said:?}", burden.id));
        }
        for it in case.course.burdens.iter().filter(|it| it.burden == burden.id) {
            shared(case, it, found);
        }
    }
}

/// Who must carry a burden: none for the drug itself, else the line; and the last day of each. The
/// names are those of the drug, and of each substance of each line.
fn carriers(
    case: &Case,
    burden: &Burden,
    planned: Option<&[&str]>,
    listed: &[Vec<Vec<&str>>],
) -> Vec<(Option<usize>, Option<i32>)> {
    let mut wanted = Vec::new();
    let of = |tags: &[&str]| burden.of.iter().any(|it| tags.contains(&it.as_str()));
    if planned.is_some_and(of) {
        wanted.push((None, None));
    }
    for (at, (reading, tags)) in case.facts.medicines.iter().zip(listed).enumerate() {
        let mine: Vec<&Vec<&str>> = tags.iter().filter(|it| of(it)).collect();
        if mine.is_empty() {
            continue;
        }
        let lasting = burden.tails.iter().filter(|it| mine.iter().any(|tags| tags.contains(&it.of.as_str())));
        let tail = i32::from(lasting.map(|it| it.days).max().unwrap_or(0));
        wanted.extend(end(case, reading, tail).map(|end| (Some(at), end)));
    }
    wanted
}

/// The last day of a line, past the end of the course if none; nothing where it ended before.
fn end(case: &Case, reading: &Reading<'_>, tail: i32) -> Option<Option<i32>> {
    let Some(stop) = &reading.medicine.stopped else { return Some(None) };
    let Some(start) = case.request.treatment.start else {
        return is_current(reading.medicine, case.request.today).then_some(None);
    };
    let last = stop.last_dose.latest().days_since(start) + 1 + tail;
    let within = last <= i32::from(case.course.last_day);
    (last >= 1).then_some(within.then_some(last))
}

/// The days two or more share are counted one by one.
fn shared(case: &Case, it: &Carried, found: &mut Found) {
    for day in 1..=i32::from(case.course.last_day) {
        let on = |it: &&Carrier| it.from.unwrap_or(day) <= day && it.until.unwrap_or(day) >= day;
        let said = it.together.iter().any(|(from, to)| *from <= day && to.unwrap_or(day) >= day);
        if said != (it.carriers.iter().filter(on).count() > 1) {
            found.breach(9, format!("burden `{}`: day {day} is not said to be shared as it is", it.burden));
            return;
        }
    }
}
