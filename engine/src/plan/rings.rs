//! The limits in force, strictest first, each with its reason.
//!
//! The absolute ring is never passed. The recommended ring is passed only where a professional's
//! decision is recorded: about the limit itself, or about the protocol, taken whole.

use crate::decimal::Decimal;
use crate::dose::Dose;
use crate::facts::Facts;
use crate::formulary::{Bound, Drug, Limit, Ring};
use crate::order;
use crate::plan::{AppliedLimit, Reason};
use crate::request::LEAST_WEIGHT_KG;
use crate::truth::Truth;
use crate::words;

/// Limits that apply to one request, and which of them are in force.
pub(super) struct Rings<'a> {
    limits: Vec<(&'a Limit, bool)>,
    /// Thousandths of a kilogram: of a weight not known, the least there may be.
    weight: u64,
    lang: words::Lang,
}

impl<'a> Rings<'a> {
    pub(super) fn new(facts: &Facts<'a>, drug: &'a Drug) -> Self {
        let taken_whole = facts.decision(&format!("protocol:{}", facts.protocol)).is_some();
        let applies = |it: &&Limit| facts.strict_truth(&it.when) != Truth::No;
        let in_force = |it: &Limit| match it.ring {
            Ring::Absolute => true,
            Ring::Recommended => !taken_whole && facts.decision(&format!("limit:{}", it.id)).is_none(),
        };
        let limits = facts.formulary.limits_for(&drug.id, facts.request.region).filter(applies);
        let weight = facts.request.patient.weight_kg.unwrap_or(Decimal::whole(LEAST_WEIGHT_KG)).thousandths();
        Self { limits: limits.map(|it| (it, in_force(it))).collect(), weight, lang: facts.lang() }
    }

    /// The same, were a limit passed.
    pub(super) fn without(&self, passed: &Limit) -> Self {
        let limits = self.limits.iter().map(|(limit, in_force)| (*limit, *in_force && limit.id != passed.id));
        Self { limits: limits.collect(), ..*self }
    }

    /// The strictest of the limits in force, by what `bound` reads in them.
    fn strictest<T: Ord + Copy>(
        &self,
        bound: impl Fn(Bound) -> Option<T>,
        stricter: impl Fn(&T, &T) -> bool,
    ) -> Option<(T, &'a Limit)> {
        let mut found: Option<(T, &Limit)> = None;
        for (limit, _) in self.limits.iter().filter(|(_, in_force)| *in_force) {
            if let Some(value) = bound(limit.bound)
                && found.is_none_or(|(best, _)| stricter(&value, &best))
            {
                found = Some((value, limit));
            }
        }
        found
    }

    pub(super) fn daily_at_most(&self) -> Option<(Dose, &'a Limit)> {
        self.strictest(Bound::daily_at_most, |a, b| a < b)
    }

    /// Every limit in force that keeps a day below a dose.
    pub(super) fn daily_limits_below(&self, dose: Dose) -> impl Iterator<Item = (Dose, &'a Limit)> {
        let in_force = self.limits.iter().filter(|(_, in_force)| *in_force);
        let daily = in_force.filter_map(|(limit, _)| Some((limit.bound.daily_at_most()?, *limit)));
        daily.filter(move |(most, _)| *most < dose)
    }

    pub(super) fn single_at_most(&self) -> Option<(Dose, &'a Limit)> {
        let bound = |it| match it {
            Bound::SingleAtMost(dose) => Some(dose),
            Bound::SingleAtMostPerKg(dose) => {
                // Rounded down to the microgram: never more than so much for each kilogram.
                let micrograms = u64::from(dose.micrograms()) * self.weight / 1000;
                u32::try_from(micrograms).ok().and_then(Dose::from_micrograms)
            }
            Bound::DailyAtMost(_)
            | Bound::DailyAtLeast(_)
            | Bound::FirstAtMost(_)
            | Bound::IncrementAtMost(_)
            | Bound::IntervalAtLeast(_) => None,
        };
        self.strictest(bound, |a, b| a < b)
    }

    pub(super) fn first_at_most(&self) -> Option<(Dose, &'a Limit)> {
        self.strictest(|it| if let Bound::FirstAtMost(dose) = it { Some(dose) } else { None }, |a, b| a < b)
    }

    pub(super) fn increment_at_most(&self) -> Option<(Dose, &'a Limit)> {
        self.strictest(|it| if let Bound::IncrementAtMost(dose) = it { Some(dose) } else { None }, |a, b| a < b)
    }

    pub(super) fn interval_at_least(&self) -> Option<(u16, &'a Limit)> {
        self.strictest(|it| if let Bound::IntervalAtLeast(days) = it { Some(days) } else { None }, |a, b| a > b)
    }

    /// Every limit that applies, in force first, for the course to keep.
    pub(super) fn applied(&self) -> Vec<AppliedLimit> {
        let mut applied: Vec<AppliedLimit> = (self.limits.iter())
            .map(|(limit, in_force)| AppliedLimit {
                limit: limit.id.clone(),
                ring: limit.ring,
                in_force: *in_force,
                bound: words::bound(&limit.bound, self.lang),
                text: limit.text.get(self.lang).to_owned(),
                grade: limit.grade,
                sources: limit.sources.clone(),
            })
            .collect();
        order::by(&mut applied, |it| order::pair((!it.in_force).into(), -(it.ring as i32)));
        applied
    }

    /// One link of a reason chain: what was asked, and what the limit makes of it.
    pub(super) fn reason(&self, asked: &str, limit: &Limit) -> Reason {
        let text = words::limited(asked, &words::bound(&limit.bound, self.lang), limit.text.get(self.lang), self.lang);
        Reason { text, sources: limit.sources.clone() }
    }
}
