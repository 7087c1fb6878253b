//! What to watch and when, placed on the days of a course.

use crate::facts::Facts;
use crate::formulary::{Anchor, Drug, Monitoring};
use crate::order;
use crate::plan::{Event, Step};
use crate::truth::Truth;

/// Every event of the course, in order of day; those after its end come last.
pub(super) fn events(facts: &Facts<'_>, drug: &Drug, steps: &[Step]) -> Vec<Event> {
    let concerns = |it: &&Monitoring| it.drugs.contains(&drug.id) && facts.strict_truth(&it.when) != Truth::No;
    let lines = facts.formulary.book().monitoring.iter().filter(concerns);
    let mut events: Vec<Event> = lines.flat_map(|line| placed(facts, drug, line, steps)).collect();
    order::by(&mut events, |it| it.days.map_or(i64::MAX, |(from, to)| order::pair(from.into(), to.into())));
    events
}

fn placed(facts: &Facts<'_>, drug: &Drug, line: &Monitoring, steps: &[Step]) -> Vec<Event> {
    let event = |days: Option<(i16, i16)>| Event {
        monitoring: line.id.clone(),
        kind: line.kind,
        days,
        text: line.text.get(facts.lang()).to_owned(),
        grade: line.grade,
        sources: line.sources.clone(),
    };
    let last = i16::try_from(drug.review_until_day).unwrap_or(i16::MAX);
    match line.anchor {
        Anchor::Days { from, to } => vec![event(Some((from, to)))],
        // Every day is one long event, not one per day.
        Anchor::Every { from, days: 0 | 1 } => vec![event(Some((from, last)))],
        Anchor::Every { from, days } => {
            let every = usize::from(days.max(1));
            (from..=last).step_by(every).map(|day| event(Some((day, day)))).collect()
        }
        Anchor::AfterEachStep { from, to } => {
            let day = |first: u16, after: u16| i16::try_from(first.saturating_add(after)).unwrap_or(i16::MAX);
            steps.iter().map(|it| event(Some((day(it.first_day, from), day(it.first_day, to))))).collect()
        }
        Anchor::Later => vec![event(None)],
    }
}
