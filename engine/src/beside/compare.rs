//! Protocols side by side: the stair each source publishes, and what it comes to for this request.
//!
//! The stair is the published one, also of a protocol that is never planned. Units and a day of
//! judgement are those of a course that the auditor has passed; they are left out where this
//! person's course would not follow the published stair.

use crate::beside::trial::asked;
use crate::book::protocol::{Ladder, Protocol};
use crate::book::supply::Supply;
use crate::course::Course;
use crate::exact::day::Day;
use crate::exact::dose::Dose;
use crate::finding::Verdict;
use crate::planner::Planner;
use crate::request::request::{Request, Treatment};

/// One protocol of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Id.
    pub protocol: String,
    /// Name.
    pub name: String,
    /// First day of each dose, from the first to the default target, as published.
    pub steps: Vec<Tread>,
    /// The largest rise from one dose to the next; none where there is only one.
    pub biggest_step: Option<Dose>,
    /// What this request makes of it.
    pub verdict: Option<Verdict>,
    /// The course of this request, where it follows the published stair.
    pub course: Option<Course>,
    /// What the units of the course are.
    pub supplies: Vec<Supply>,
}

impl Compared {
    /// The same, where some field of the request could not be read: no course is counted that is not the one asked
    /// for.
    #[must_use]
    pub fn withheld(self) -> Self {
        Self { verdict: Some(self.verdict.map_or(Verdict::Pending, Verdict::withheld)), course: None, ..self }
    }
}

/// One dose of a published stair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tread {
    /// The day on which it may begin at the earliest.
    pub first_day: Day,
    /// Dose.
    pub dose: Dose,
    /// Taken once in so many days.
    pub every_days: u8,
}

impl Tread {
    /// Micrograms a day, on average.
    #[must_use]
    pub fn mean(&self) -> u32 {
        self.dose.micrograms() / u32::from(self.every_days.max(1))
    }
}

/// The most steps that are drawn: more is not a stair.
const MOST_STEPS: usize = 400;

impl Planner<'_> {
    /// Some protocols of the drug of a request, each by its default target.
    #[must_use]
    pub fn compare(&self, request: &Request, protocols: &[String]) -> Vec<Compared> {
        let known = protocols.iter().filter_map(|id| self.formulary().protocol(id));
        known.filter(|it| it.drug == request.treatment.drug).map(|it| self.compared(request, it)).collect()
    }

    fn compared(&self, request: &Request, protocol: &Protocol) -> Compared {
        let steps = published(protocol);
        let all = self
            .formulary()
            .drug(&protocol.drug)
            .map(|it| asked(request, it, None, protocol.prolonged).treatment.supplies);
        let own = &request.treatment.supplies;
        let supplies = if own.is_empty() { all.unwrap_or_default() } else { own.clone() };
        let treatment = Treatment {
            drug: protocol.drug.clone(),
            indication: request.treatment.indication.clone(),
            protocol: Some(protocol.id.clone()),
            start: request.treatment.start,
            supplies: supplies.clone(),
            in_hand: request.treatment.in_hand.clone(),
            most_units: request.treatment.most_units,
            batch_days: request.treatment.batch_days,
            ..Treatment::default()
        };
        let outcome = self.decide(&Request { treatment, ..request.clone() });
        let rises = steps.windows(2).filter_map(|it| it[1].mean().checked_sub(it[0].mean()));
        Compared {
            protocol: protocol.id.clone(),
            name: protocol.name.get(self.formulary().lang(request.language)).to_owned(),
            biggest_step: rises.max().and_then(Dose::from_micrograms),
            verdict: outcome.assessment().map(|it| it.verdict),
            course: outcome.course().filter(|it| follows(it, &steps)).cloned(),
            steps,
            supplies,
        }
    }
}

/// The doses of a protocol up to its default target, each with the day on which it may begin at the
/// earliest.
fn published(protocol: &Protocol) -> Vec<Tread> {
    let target = protocol.targets[0];
    let usual = protocol.usual_days.unwrap_or(0);
    let mut steps = Vec::new();
    let mut first_day = Day::FIRST;
    match &protocol.ladder {
        Ladder::Even { first, increment, interval_days } => {
            let mut dose = *first;
            steps.push(Tread { first_day, dose, every_days: 1 });
            while dose < target && steps.len() < MOST_STEPS {
                dose = dose.checked_add(*increment).unwrap_or(target).min(target);
                first_day = first_day.plus(usual.max(*interval_days));
                steps.push(Tread { first_day, dose, every_days: 1 });
            }
        }
        Ladder::Rungs(rungs) => {
            for rung in rungs.iter().take_while(|it| it.dose <= target) {
                steps.push(Tread { first_day, dose: rung.dose, every_days: rung.every_days });
                first_day = first_day.plus(usual.max(rung.days));
            }
        }
    }
    steps
}

/// Whether a course takes the published doses on the published days, as far as it goes.
fn follows(course: &Course, steps: &[Tread]) -> bool {
    let laid = course
        .steps
        .iter()
        .map(|it| Some(Tread { first_day: it.first_day, dose: it.daily()?, every_days: it.every_days }));
    course.steps.len() <= steps.len() && laid.zip(steps).all(|(laid, published)| laid == Some(*published))
}
