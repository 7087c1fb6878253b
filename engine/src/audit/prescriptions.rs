//! Invariant 8, of what is written: prescriptions cover each day of intake once, none is too long, and nothing is handed
//! over past the end of its own.

use crate::audit::breach::Breaches;
use crate::audit::facts::AuditFacts;
use crate::book::prescription::{Longest, PrescriptionRow};
use crate::course::{Dispensing, Prescribed, Prescribing, Step};

/// What prescriptions are held against.
pub(crate) struct Written<'a> {
    pub(crate) prescribed: Option<&'a Prescribed>,
    pub(crate) steps: &'a [Step],
    pub(crate) dispensing: &'a Dispensing,
    /// What the first of them must be.
    pub(crate) first: Prescribing,
}

/// The row of the region, and its prescriptions; none of either where nothing is taken.
pub(crate) fn prescriptions_cover_each_day_once(facts: &AuditFacts<'_>, written: &Written<'_>, found: &mut Breaches) {
    let (request, lists) = (facts.request, facts.lists);
    let mut rows = lists.formulary.book().prescriptions.iter();
    let own = |it: &&PrescriptionRow| it.region == request.region && it.drugs.contains(&request.treatment.drug);
    let row = rows.find(own).filter(|_| written.steps.iter().any(|it| !it.intakes.is_empty()));
    let (row, told) = match (row, written.prescribed) {
        (None, None) => return,
        (Some(row), Some(told)) => (row, told),
        (Some(_), None) | (None, Some(_)) => {
            found.breach(8, "its prescriptions are not those that the book asks for");
            return;
        }
    };
    let text = row.text.get(lists.formulary.lang(request.language));
    if told.row != row.id || told.text != text || told.grade != row.grade || told.sources != row.sources {
        found.breach(9, format!("what is said of `{}` is not what the book says", told.row));
    }
    let batch = i64::from(request.treatment.batch_days.unwrap_or(28));
    let most = longest(row, batch);
    let mut before = 0;
    for (at, it) in told.prescriptions.iter().enumerate() {
        let (first, last) = (i64::from(it.first_day), i64::from(it.last_day));
        let days = last - first + 1;
        if first <= before || days < 1 || days != i64::from(it.days) {
            found.breach(
                8,
                format!("the prescription of day {first} ends on day {last}, the one before on day {before}"),
            );
        }
        if days > most {
            found.breach(8, format!("the prescription of day {first} covers {days} days, {most} are allowed"));
        }
        let due = if at == 0 { written.first } else { Prescribing::Renewal };
        if it.kind != due {
            found.breach(9, format!("the prescription of day {first} is {due:?}, not {:?}", it.kind));
        }
        let handed = row.most_dispensings.map(|_| (days + batch - 1) / batch);
        if it.dispensings.map(i64::from) != handed {
            found.breach(9, format!("on the prescription of day {first} it is handed over {handed:?} times"));
        }
        before = last;
    }
    each_day(written.steps, told, found);
    let spans = told.prescriptions.iter().map(|it| (it.first_day, it.last_day));
    for batch in &written.dispensing.batches {
        if !spans.clone().any(|(first, last)| first <= batch.first_day && batch.last_day <= last) {
            found.breach(8, format!("the batch of day {} ends past its prescription", batch.first_day));
        }
    }
}

/// Each day on which something is taken stands on one prescription, and nothing is written for days after the last.
fn each_day(steps: &[Step], told: &Prescribed, found: &mut Breaches) {
    let mut last_taken = 0;
    for step in steps.iter().filter(|it| !it.intakes.is_empty()) {
        let first = i64::from(step.first_day);
        last_taken = first + i64::from(step.days) - 1;
        for day in (first..=last_taken).step_by(usize::from(step.every_days.max(1))) {
            let on = |(from, to): (i64, i64)| from <= day && day <= to;
            let spans = told.prescriptions.iter().map(|it| (it.first_day.into(), it.last_day.into()));
            let count = spans.filter(|it| on(*it)).count();
            if count != 1 {
                found.breach(8, format!("day {day} stands on {count} prescriptions"));
                return;
            }
        }
    }
    if told.prescriptions.iter().any(|it| i64::from(it.first_day) < 1 || i64::from(it.last_day) > last_taken) {
        found.breach(8, format!("something is prescribed outside day 1 to day {last_taken}"));
    }
}

/// The most days that one prescription may cover: the shortest of its months, whenever they begin, and its batches.
fn longest(row: &PrescriptionRow, batch: i64) -> i64 {
    let by_law = match row.longest {
        Longest::Weeks(weeks) => i64::from(weeks) * 7,
        Longest::Months(months) => {
            let mut least = i64::MAX;
            for begins in 1..=12_i64 {
                let mut days = 0;
                for month in begins..begins + i64::from(months) {
                    days += match (month - 1) % 12 + 1 {
                        2 => 28,
                        4 | 6 | 9 | 11 => 30,
                        _ => 31,
                    };
                }
                least = least.min(days);
            }
            least
        }
    };
    row.most_dispensings.map_or(by_law, |it| by_law.min(i64::from(it) * batch))
}
