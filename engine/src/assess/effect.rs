//! Whether a plan reaches a dose that could work.
//!
//! When: the highest dose laid out, as the mean of its cycle, is below every dose whose effect was
//! published for this use. Then: it is said, since the review of such a plan can find no failure of the
//! drug. A use that was not stated may be any of them.

use crate::book::drug::{Drug, Effective};
use crate::book::protocol::Rung;
use crate::book::rule::Severity;
use crate::course::{Course, Step};
use crate::facts::facts::Facts;
use crate::finding::Finding;
use crate::logic::truth::Truth;
use crate::words;

/// What is said of a course that stays below any dose whose effect was published.
#[must_use]
pub(crate) fn below_any_effect(facts: &Facts<'_>, drug: &Drug, course: &Course) -> Option<Finding> {
    let lang = facts.lang();
    let indication = facts.request.treatment.indication.as_ref();
    let of_this_use =
        |it: &&Effective| it.indications.is_empty() || indication.is_none_or(|stated| it.indications.contains(stated));
    let of_this_person = |it: &&Effective| facts.strict_truth(&it.when) == Truth::Yes;
    let least = drug.effective.iter().filter(of_this_use).filter(of_this_person).min_by_key(|it| it.dose)?;
    let height = |step: &Step| {
        let (every_days, days) = (step.every_days.max(1), step.days);
        step.daily().map(|dose| Rung { dose, days, every_days })
    };
    let heights = course.steps.iter().filter_map(height);
    let highest = heights.reduce(|best, it| if best.below(&it) { it } else { best })?;
    if !highest.below(&Rung { dose: least.dose, days: 1, every_days: 1 }) {
        return None;
    }
    let reached = words::pace(highest.dose, highest.every_days, lang);
    let text = words::below_any_effect(&reached, least.dose, least.text.get(lang), lang);
    let mut finding = Finding::new("EFFECT-1", Severity::Information, text, least.grade, least.sources.clone());
    finding.ask = Some(words::ask_below_any_effect(lang));
    Some(finding)
}
