//! What to watch and when, placed on the days of a course.

use crate::book::watch::{Anchor, Monitoring, Since};
use crate::course::{Event, Step};
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::exact::sort;
use crate::facts::facts::Facts;
use crate::logic::truth::Truth;

/// Every event of the course, in order of day; those after its end come last.
pub(crate) fn events(facts: &Facts<'_>, steps: &[Step], judgement: (Day, Day)) -> Vec<Event> {
    let lines = facts.leaf.monitoring.iter().filter(|it| facts.strict_truth(&it.when) != Truth::No);
    let mut events: Vec<Event> = lines.flat_map(|line| placed(facts, line, steps, judgement)).collect();
    sort::by(&mut events, |it| it.days.map_or(i64::MAX, |(from, to)| sort::pair(from.into(), to.into())));
    events
}

fn placed(facts: &Facts<'_>, line: &Monitoring, steps: &[Step], judgement: (Day, Day)) -> Vec<Event> {
    let event = |days: Option<(Day, Day)>| Event {
        monitoring: line.id.clone(),
        kind: line.kind,
        days,
        text: line.text.get(facts.lang()).to_owned(),
        grade: line.grade,
        sources: line.sources.clone(),
    };
    let last = judgement.1;
    let after = |step: &Step, from: u16, to: u16| event(Some((step.first_day.plus(from), step.first_day.plus(to))));
    match line.anchor {
        Anchor::Days { from, to } => vec![event(Some((from, to)))],
        // Every day is one long event, not one per day.
        Anchor::Every { from, days: 0 | 1 } => vec![event(Some((from, last)))],
        Anchor::Every { from, days } => {
            let every = usize::from(days.max(1));
            from.to(last).step_by(every).map(|day| event(Some((day, day)))).collect()
        }
        Anchor::AfterEachStep { from, to } => steps.iter().map(|it| after(it, from, to)).collect(),
        Anchor::AfterDose { above, from, to } => {
            let first = steps.iter().find(|it| it.daily().is_some_and(|dose| dose > above));
            first.map(|it| after(it, from, to)).into_iter().collect()
        }
        Anchor::AfterTarget { from, to } => steps.last().map(|it| after(it, from, to)).into_iter().collect(),
        Anchor::Months { after, from, to } => vec![event(months_later(facts, steps, after, (from, to)))],
        Anchor::AtJudgement => vec![event(Some(judgement))],
        Anchor::Later => vec![event(None)],
    }
}

/// The days some months later; none where the plan has no first day, or they lie outside the calendar.
fn months_later(facts: &Facts<'_>, steps: &[Step], after: Since, (from, to): (u8, u8)) -> Option<(Day, Day)> {
    let start = facts.request.treatment.start?;
    let base = match after {
        Since::Start => facts.request.treatment.goes_on().and_then(|it| it.plan_since).unwrap_or(start),
        Since::Stable => stable_since(facts, steps, start)?,
    };
    let day = |months: u8| Some(Day::of(base.plus_months(months)?, start).max(Day::FIRST));
    Some((day(from)?, day(to)?))
}

/// Since when the dose of the last step is taken.
fn stable_since(facts: &Facts<'_>, steps: &[Step], start: Date) -> Option<Date> {
    let last = steps.last()?;
    let stays = facts.standing().is_some_and(|it| last.daily() == Some(it.dose) && last.every_days == it.every_days);
    let taken = facts.request.treatment.goes_on().and_then(|it| it.dose_since).map(|it| it.latest());
    taken.filter(|_| stays && steps.len() == 1).or_else(|| last.first_day.date(start))
}
