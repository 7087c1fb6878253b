//! What is begun after a way down or beside it, looked at again: by which row, no first dose sooner than that allows, and
//! none that a professional had to decide.

use crate::audit::breach::Breaches;
use crate::audit::facts::AuditFacts;
use crate::audit::medicines::has_tag;
use crate::audit::records::decided;
use crate::audit::swap;
use crate::book::medicine::DoseForm;
use crate::book::relay::{Handover, OverlapFrom, RelayRow, SideBySide};
use crate::book::rule::WashOut;
use crate::book::supply::Supply;
use crate::descent::{Descent, Relay, Tapering};
use crate::exact::date::Date;
use crate::logic::truth::Truth;

/// The day of the last dose is day 0; then the full free days of the form that is taken to the end: the longest, where
/// it could be several. Beside it, the first day is counted on the steps, day by day.
pub(crate) fn first_dose_waits(facts: &AuditFacts<'_>, plan: &Tapering, found: &mut Breaches) {
    let asked = facts.request.treatment.taper().and_then(|it| it.then.as_ref());
    let (asked, told) = match (asked, &plan.then) {
        (None, None) => return,
        (Some(asked), Some(told)) if *asked == told.drug => (asked, told),
        (Some(_), _) | (None, Some(_)) => {
            found.breach(5, "what is begun after it is not what was asked");
            return;
        }
    };
    let mut steps = plan.descent.steps.iter().filter(|it| !it.intakes.is_empty());
    let taken = steps.next_back().map_or(0, |it| i32::from(it.first_day) + i32::from(it.days) - 1);
    if plan.descent.to.is_some() || Some(told.last_dose) != plan.start.plus(taken - 1) {
        found.breach(5, format!("its last dose is not on {}", told.last_dose));
    }
    let left = &plan.descent.drug;
    let row = row_between(facts, left, asked).filter(|it| it.id == told.row);
    let Some(row) = row else {
        found.breach(9, format!("`{}` is not how one goes from `{left}` to `{asked}`", told.row));
        return;
    };
    if swap::is_asked(facts.request) {
        swap::one_day_to_the_next(facts, plan, told, found);
        return;
    }
    let Some(first_day) = told.first_day else { return };
    if row.decision && !decided(facts.request, &format!("{}:{left}:{asked}", row.id)) {
        found.breach(5, format!("`{asked}` begins on {first_day}, and nobody has decided `{}`", row.id));
    }
    match earliest(facts, plan, row, told, asked) {
        Some(earliest) if first_day >= earliest => {}
        Some(earliest) => found.breach(5, format!("`{asked}` begins on {first_day}, not before {earliest}")),
        None => found.breach(5, format!("`{asked}` has no first day after `{left}`")),
    }
    if first_day <= told.last_dose {
        let begun = facts.lists.formulary.book().drugs.iter().find(|it| it.id == *asked);
        rises_beside(facts, begun.map_or("", |it| &it.substance), found);
    }
    let mut both = 0;
    let mut day = Some(first_day);
    while let Some(it) = day.filter(|it| *it <= told.last_dose) {
        both += 1;
        day = it.plus(1);
    }
    if told.shared_days.unwrap_or(0) != both {
        found.breach(9, format!("both are taken on {both} days, and it is told otherwise"));
    }
}

/// Nothing that a begun substance carries rises beside what the book names.
fn rises_beside(facts: &AuditFacts<'_>, begun: &str, found: &mut Breaches) {
    let book = facts.lists.formulary.book();
    let Some(substance) = book.substances.iter().find(|it| it.id == begun) else { return };
    let called = facts.lists.names(substance);
    for burden in &book.burdens {
        let Some(rises) = &burden.rises else { continue };
        let carries = burden.of.iter().any(|it| called.contains(&it.as_str()));
        if carries && facts.truth(&rises.never) == Truth::Yes {
            found.breach(5, format!("`{begun}` is begun while another is taken, and `{}` forbids it", rises.id));
        }
    }
}

/// The row for an ordered pair: one of the drug before one of its substance, that before one of a class, on the side of
/// what is left and then of what is begun.
fn row_between<'a>(facts: &AuditFacts<'a>, left: &str, begun: &str) -> Option<&'a RelayRow> {
    let book = facts.lists.formulary.book();
    let substance_of = |id: &str| {
        let drug = book.drugs.iter().find(|it| it.id == id)?;
        book.substances.iter().find(|it| it.id == drug.substance)
    };
    let (left_is, begun_is) = (substance_of(left)?, substance_of(begun)?);
    for of in 0..3 {
        for to in 0..3 {
            for row in &book.relays {
                let is_of = match of {
                    0 => row.of == left,
                    1 => row.of == left_is.id,
                    _ => has_tag(left_is, &row.of),
                };
                let leads_to = row.to.iter().any(|it| match to {
                    0 => it == begun,
                    1 => *it == begun_is.id,
                    _ => has_tag(begun_is, it),
                });
                if is_of && leads_to && left != begun {
                    return Some(row);
                }
            }
        }
    }
    None
}

/// The first day that the row and the wash-outs allow; none where there is none.
fn earliest(facts: &AuditFacts<'_>, plan: &Tapering, row: &RelayRow, told: &Relay, asked: &String) -> Option<Date> {
    let washed_out = longest(facts, asked);
    let free = match &row.how {
        Handover::Refused => return None,
        Handover::Overlap(both) => {
            // Where full free days are written, nothing is taken beside.
            let none = washed_out.is_none();
            return first_shared_day(both, &plan.descent, told.last_dose, plan.start).filter(|_| none);
        }
        Handover::NextDay => washed_out.unwrap_or(0),
        Handover::Wait(days) => {
            let mut own = days.full_days;
            if let Some(longer) = &days.longer
                && facts.truth(&longer.when) != Truth::No
            {
                own = own.max(Some(longer.full_days));
            }
            own.max(washed_out)?
        }
    };
    told.last_dose.plus(i32::from(free) + 1)
}

/// Day by day from the last to the first: the first from which on both may be taken.
fn first_shared_day(both: &SideBySide, descent: &Descent, last_dose: Date, start: Date) -> Option<Date> {
    let mut day = last_dose.plus(1)?.max(start);
    let mut shared = 0;
    while day > start {
        let before = day.plus(-1)?;
        shared += 1;
        let number = before.days_since(start) + 1;
        let of_day = descent.steps.iter().find(|it| {
            let first = i32::from(it.first_day);
            (first..first + i32::from(it.days)).contains(&number)
        })?;
        let taken: u64 = of_day.intakes.iter().map(|it| u64::from(it.dose.micrograms())).sum();
        let more_than_half =
            taken > u64::from(descent.first.micrograms()) - taken.min(descent.first.micrograms().into());
        let too_much = match both.from {
            OverlapFrom::FirstDay => false,
            OverlapFrom::Half => more_than_half,
        };
        if too_much || both.at_most_days.is_some_and(|most| shared > most) {
            break;
        }
        day = before;
    }
    Some(day)
}

/// The full free days before a drug; none where no row has them, or one of them has no number.
fn longest(facts: &AuditFacts<'_>, asked: &String) -> Option<u16> {
    let (lists, supplies) = (facts.lists, &facts.request.treatment.supplies);
    let book = lists.formulary.book();
    let drug = lists.drug?;
    let substance = book.substances.iter().find(|it| it.id == drug.substance)?;
    let slow = supplies.iter().any(Supply::is_prolonged);
    let handed = if slow { DoseForm::Prolonged } else { DoseForm::Immediate };
    let mut forms = vec![Some(handed).filter(|_| !supplies.is_empty())];
    let own = facts.medicines.iter().filter(|it| it.acts_as(&drug.substance));
    forms.extend(own.filter_map(|it| it.form).map(Some));
    let from_it = |row: &&WashOut| row.drugs.contains(asked) && has_tag(substance, &row.from);
    let of_form =
        |row: &&WashOut| row.forms.is_empty() || forms.iter().any(|form| form.is_none_or(|it| row.forms.contains(&it)));
    let rows = book.wash_outs.iter().filter(from_it).filter(of_form);
    let mut longest = Some(0);
    let mut any = false;
    for row in rows {
        any = true;
        longest = longest.and_then(|days: u16| row.full_days.map(|its| its.max(days)));
    }
    longest.filter(|_| any)
}
