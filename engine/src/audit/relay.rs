//! What is begun after a way down, looked at again: no first dose inside a wash-out.

use crate::audit::breach::Breaches;
use crate::audit::facts::AuditFacts;
use crate::audit::medicines::has_tag;
use crate::book::medicine::DoseForm;
use crate::book::rule::WashOut;
use crate::book::supply::Supply;
use crate::descent::Tapering;

/// The day of the last dose is day 0; then the full free days of the form that is taken to the end: the longest, where
/// it could be several.
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
    let Some(first_day) = told.first_day else { return };
    let longest = longest(facts, asked);
    match longest.and_then(|days| told.last_dose.plus(i32::from(days) + 1)) {
        Some(earliest) if first_day >= earliest => {}
        Some(earliest) => found.breach(5, format!("`{asked}` begins on {first_day}, not before {earliest}")),
        None => found.breach(5, format!("`{asked}` has no first day after `{}`", plan.descent.drug)),
    }
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
