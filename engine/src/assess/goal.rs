//! A dose aimed at that the course does not reach, and why: a finding, not only a reason under a dose.
//!
//! When: the dose asked for, or the protocol's own, is above the last one laid out, as the mean of its
//! cycle. Then: a caution where it was asked for and something holds it back, else an information. It names what was aimed
//! at, what is planned, every limit in force below it, and what lifts each: a decision, where the
//! limit may be passed by one; a fact, where it holds because something is not known.

use crate::book::protocol::{Protocol, Rung};
use crate::book::rule::{Ring, Severity};
use crate::book::source::Sources;
use crate::course::Course;
use crate::exact::dose::Dose;
use crate::exact::sort;
use crate::facts::facts::Facts;
use crate::finding::{Finding, Wait};
use crate::input::Input;
use crate::key::Key;
use crate::logic::truth::Truth;
use crate::plan::rings::Rings;
use crate::words;
use crate::words::findings::Lifts;

/// What keeps a course below the dose aimed at.
struct Cause {
    most: Dose,
    text: String,
    decision: Option<String>,
    missing: Vec<Input>,
    sources: Sources,
}

/// The finding of a course that ends below the dose aimed at; nothing if it reaches it.
#[must_use]
pub(crate) fn unreached(facts: &Facts<'_>, protocol: &Protocol, course: &Course) -> Option<Finding> {
    let lang = facts.lang();
    let last = course.steps.last()?;
    let planned = last.daily()?;
    let asked = facts.request.treatment.target;
    let stair = facts.stair(protocol);
    // What takes the place of another drug aims at the dose that the book gives for it.
    let swapped = facts.swap().and_then(|it| it.gives).map(|(dose, _)| dose);
    let aim = asked.or(swapped).or_else(|| stair.targets.first().copied())?;
    // As the mean of its cycle: 300 mg every other day are 150 a day.
    let reached = Rung { dose: planned, days: last.days, every_days: last.every_days.max(1) };
    let short = reached.below(&Rung { dose: aim, days: 1, every_days: 1 });
    if !short && course.after_review.is_empty() {
        return None;
    }
    let causes = causes(facts, protocol, course, aim);
    let mut texts: Vec<String> = causes.iter().map(|it| it.text.clone()).collect();
    if !course.after_review.is_empty() {
        texts.push(words::review_comes_first(course.last_day, &course.after_review, lang));
    }
    let held_back = !causes.is_empty() || course.after_review.is_empty();
    let severity = if asked.or(swapped).is_some() && held_back { Severity::Caution } else { Severity::Information };
    let planned = words::pace(planned, last.every_days, lang);
    let mut finding =
        Finding::own("GOAL-1", severity, words::target_not_reached(aim, asked.is_some(), &planned, &texts, lang));
    if let Some(asked) = asked {
        finding.inputs.push(Input { path: "treatment.target".to_owned(), text: words::target_asked(asked, lang) });
    }
    for cause in causes {
        finding.waits.extend(cause.decision.map(Wait::Decision));
        for input in cause.missing {
            if !finding.inputs.contains(&input) {
                finding.inputs.push(input);
            }
        }
        let new: Vec<_> = cause.sources.iter().filter(|it| !finding.sources.contains(it)).cloned().collect();
        finding.sources = finding.sources.iter().cloned().chain(new).collect::<Vec<_>>().into();
    }
    Some(finding)
}

/// What keeps every dose below the one aimed at, the lowest first.
fn causes(facts: &Facts<'_>, protocol: &Protocol, course: &Course, aim: Dose) -> Vec<Cause> {
    let lang = facts.lang();
    let mut causes = Vec::new();
    let rings = Rings::new(facts);
    // A limit of one intake holds back the day of which every intake is at it.
    let intakes = course.steps.last().map_or(0, |it| it.intakes.len());
    let day_of = |most: Dose| {
        let day = u64::from(most.micrograms()).saturating_mul(intakes as u64);
        u32::try_from(day).ok().and_then(Dose::from_micrograms)
    };
    let single = rings.single_at_most().and_then(|(most, limit)| Some((day_of(most)?, limit)));
    let single = single.filter(|(most, _)| *most < aim);
    for (most, limit) in rings.daily_limits_below(aim).chain(single) {
        let reading = facts.read_strictly(&limit.when);
        let missing = if reading.truth == Truth::Unknown { reading.missing } else { Vec::new() };
        let decision = match limit.ring {
            Ring::Recommended => Some(Key::Limit(&limit.id).write()),
            Ring::Absolute => None,
        };
        let lifts = Lifts { decided: decision.is_some(), missing: &missing };
        let why = words::of_medicines(&facts.medicines_strictly_behind(&limit.when), limit.text.get(lang));
        let text = words::held_back(most, &lifts, &why, lang);
        causes.push(Cause { most, text, decision, missing, sources: limit.sources.clone() });
    }
    if let Some(variant) = facts.stair(protocol).variant
        && let Some(most) = variant.targets.iter().copied().max().filter(|most| *most < aim)
    {
        let reading = facts.read_strictly(&variant.when);
        let missing = if reading.truth == Truth::Unknown { reading.missing } else { Vec::new() };
        let why = words::of_medicines(&facts.medicines_strictly_behind(&variant.when), variant.text.get(lang));
        let text = words::held_back(most, &Lifts { decided: false, missing: &missing }, &why, lang);
        causes.push(Cause { most, text, decision: None, missing, sources: variant.sources.clone() });
    }
    sort::by(&mut causes, |it| it.most.micrograms().into());
    causes
}
