//! What is looked at, and the few sums that several invariants share.

use crate::audit::facts::AuditFacts;
use crate::audit::lists::DrugLists;
use crate::audit::records::decided;
use crate::audit::stair::DueStair;
use crate::book::drug::Drug;
use crate::book::formulary::Formulary;
use crate::book::protocol::Protocol;
use crate::book::rule::{Limit, Ring};
use crate::course::{Course, Step};
use crate::exact::date::Date;
use crate::lang::Lang;
use crate::logic::truth::Truth;
use crate::request::request::{Purpose, Request};

/// What every check looks at.
pub(crate) struct Case<'a> {
    pub(crate) formulary: &'a Formulary,
    pub(crate) request: &'a Request,
    pub(crate) drug: &'a Drug,
    pub(crate) protocol: &'a Protocol,
    pub(crate) id: &'a str,
    pub(crate) course: &'a Course,
    /// Day 1; `None` for a draft.
    pub(crate) start: Option<Date>,
    pub(crate) lists: &'a DrugLists<'a>,
    pub(crate) facts: &'a AuditFacts<'a>,
    pub(crate) stair: DueStair<'a>,
    pub(crate) limits: Vec<WeighedLimit<'a>>,
}

impl Case<'_> {
    /// The language of what the plan says.
    pub(crate) fn lang(&self) -> Lang {
        self.formulary.lang(self.request.language)
    }

    /// What is taken of the drug already by somebody who goes on with it, in micrograms, and once in how many days.
    pub(crate) fn taken_already(&self) -> Option<(u128, u128)> {
        let treatment = &self.request.treatment;
        let now = treatment.standing.now.iter().map(|it| u128::from(it.dose.micrograms())).sum();
        let every = u128::from(treatment.standing.every_days.unwrap_or(1).max(1));
        matches!(treatment.purpose, Some(Purpose::Continue)).then_some((now, every)).filter(|(now, _)| *now > 0)
    }

    /// Whether a step is what is taken already, at the same moments, however often.
    pub(crate) fn is_as_taken(&self, step: &Step) -> bool {
        let mut now: Vec<_> = self.request.treatment.standing.now.iter().map(|it| (it.moment, it.dose)).collect();
        let mut here: Vec<_> = step.intakes.iter().map(|it| (it.moment, it.dose)).collect();
        now.sort_unstable();
        here.sort_unstable();
        self.taken_already().is_some() && now == here
    }

    pub(crate) fn is_plan(&self) -> bool {
        self.start.is_some()
    }
}

/// A limit that applies here, and whether a recorded decision passed it.
pub(crate) struct WeighedLimit<'a> {
    pub(crate) limit: &'a Limit,
    pub(crate) in_force: bool,
}

/// The limits of this drug, here, for this person. Not knowing whether one applies counts as yes.
pub(crate) fn weigh<'a>(
    lists: &DrugLists<'a>,
    request: &Request,
    protocol: &Protocol,
    facts: &AuditFacts,
) -> Vec<WeighedLimit<'a>> {
    let taken_whole = decided(request, &format!("protocol:{}", protocol.id));
    let mut weighed = Vec::with_capacity(lists.limits.len());
    for limit in lists.limits.iter().copied() {
        let elsewhere = limit.region.is_some_and(|region| region != request.region);
        if elsewhere || facts.truth(&limit.when) == Truth::No {
            continue;
        }
        let in_force = match limit.ring {
            Ring::Absolute => true,
            Ring::Recommended => !taken_whole && !decided(request, &format!("limit:{}", limit.id)),
        };
        weighed.push(WeighedLimit { limit, in_force });
    }
    weighed
}

/// What a day of intake of a step adds up to, in micrograms; zero where nothing is taken.
pub(crate) fn day_micrograms(step: &Step) -> u128 {
    step.intakes.iter().map(|it| u128::from(it.dose.micrograms())).sum()
}

/// Days of a step, from one day to another, on which something is taken: its first, then once in so many.
pub(crate) fn taking_days(step: &Step, from: i64, to: i64) -> u128 {
    let (first, last) = (i64::from(step.first_day), i64::from(step.first_day) + i64::from(step.days) - 1);
    let every = i64::from(step.every_days).max(1);
    let days = (first.max(from)..=last.min(to)).filter(|day| (day - first) % every == 0).count();
    days as u128
}
