//! What to watch and when, placed on the days of a course.

use crate::facts::Facts;
use crate::formulary::{Anchor, Drug, Monitoring};
use crate::order;
use crate::plan::{Event, Step};
use crate::truth::Truth;

/// Every event of the course, in order of day; those after its end come last.
pub(super) fn events(facts: &Facts<'_>, drug: &Drug, steps: &[Step], judgement: (u16, u16)) -> Vec<Event> {
    let concerns = |it: &&Monitoring| it.drugs.contains(&drug.id) && facts.strict_truth(&it.when) != Truth::No;
    let lines = facts.formulary.book().monitoring.iter().filter(concerns);
    let mut events: Vec<Event> = lines.flat_map(|line| placed(facts, line, steps, judgement)).collect();
    order::by(&mut events, |it| it.days.map_or(i64::MAX, |(from, to)| order::pair(from.into(), to.into())));
    events
}

fn placed(facts: &Facts<'_>, line: &Monitoring, steps: &[Step], judgement: (u16, u16)) -> Vec<Event> {
    let event = |days: Option<(i16, i16)>| Event {
        monitoring: line.id.clone(),
        kind: line.kind,
        days,
        text: line.text.get(facts.lang()).to_owned(),
        grade: line.grade,
        sources: line.sources.clone(),
    };
    let whole = |day: u16| i16::try_from(day).unwrap_or(i16::MAX);
    let day = |first: u16, after: u16| whole(first.saturating_add(after));
    let last = whole(judgement.1);
    let after = |step: &Step, from, to| event(Some((day(step.first_day, from), day(step.first_day, to))));
    match line.anchor {
        Anchor::Days { from, to } => vec![event(Some((from, to)))],
        // Every day is one long event, not one per day.
        Anchor::Every { from, days: 0 | 1 } => vec![event(Some((from, last)))],
        Anchor::Every { from, days } => {
            let every = usize::from(days.max(1));
            (from..=last).step_by(every).map(|day| event(Some((day, day)))).collect()
        }
        Anchor::AfterEachStep { from, to } => steps.iter().map(|it| after(it, from, to)).collect(),
        Anchor::AfterDose { above, from, to } => {
            let first = steps.iter().find(|it| it.daily().is_some_and(|dose| dose > above));
            first.map(|it| after(it, from, to)).into_iter().collect()
        }
        Anchor::AfterTarget { from, to } => steps.last().map(|it| after(it, from, to)).into_iter().collect(),
        Anchor::AtJudgement => vec![event(Some((whole(judgement.0), last)))],
        Anchor::Later => vec![event(None)],
    }
}
