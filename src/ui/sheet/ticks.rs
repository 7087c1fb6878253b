//! Boxes to tick, one for each day on which something is taken.

use palier_engine::exact::day::Day;
use palier_engine::lang::Lang;

use crate::ui::laid::Laid;
use crate::words;

/// One box to tick: a day of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The day.
    pub day: Day,
    /// Date, or nothing on a draft.
    pub date: String,
}

/// The boxes of one step.
#[must_use]
pub fn ticks(laid: &Laid, at: usize, lang: Lang) -> Vec<Tick> {
    let Some(step) = laid.course.steps.get(at) else { return Vec::new() };
    step.first_day
        .to(step.last_day())
        .step_by(usize::from(step.every_days.max(1)))
        .map(|day| Tick { day, date: laid.date(day).map(|it| words::short_date(it, lang)).unwrap_or_default() })
        .collect()
}
