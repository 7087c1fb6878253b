//! The limits in force, strictest first, each with its reason.
//!
//! The absolute ring is never passed. The recommended ring is passed only where a professional's
//! decision is recorded: about the limit itself, or about the protocol, taken whole.

use crate::book::drug::Drug;
use crate::book::rule::{Bound, Limit, Ring};
use crate::course::{AppliedLimit, Reason};
use crate::exact::bounds::LEAST_WEIGHT_KG;
use crate::exact::decimal::Decimal;
use crate::exact::dose::Dose;
use crate::exact::sort;
use crate::facts::facts::Facts;
use crate::key::Key;
use crate::lang::Lang;
use crate::logic::truth::Truth;
use crate::words;

/// Limits that apply to one request, and which of them are in force.
pub(crate) struct Rings<'a> {
    limits: Vec<(&'a Limit, bool)>,
    /// Thousandths of a kilogram: of a weight not known, the least there may be.
    weight: u64,
    lang: Lang,
}

impl<'a> Rings<'a> {
    pub(crate) fn new(facts: &Facts<'a>) -> Self {
        let taken_whole = facts.decision(&Key::Protocol(facts.protocol).write()).is_some();
        let applies = |it: &&Limit| facts.strict_truth(&it.when) != Truth::No;
        let in_force = |it: &Limit| match it.ring {
            Ring::Absolute => true,
            Ring::Recommended => !taken_whole && facts.decision(&Key::Limit(&it.id).write()).is_none(),
        };
        let limits = facts.leaf.limits.iter().copied().filter(applies);
        let weight = facts.request.patient.weight_kg.unwrap_or(Decimal::whole(LEAST_WEIGHT_KG)).thousandths();
        Self { limits: limits.map(|it| (it, in_force(it))).collect(), weight, lang: facts.lang() }
    }

    /// The same, were a limit passed.
    pub(crate) fn without(&self, passed: &Limit) -> Self {
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

    pub(crate) fn daily_at_most(&self) -> Option<(Dose, &'a Limit)> {
        self.strictest(Bound::daily_at_most, |a, b| a < b)
    }

    /// Every limit in force that keeps a day below a dose.
    pub(crate) fn daily_limits_below(&self, dose: Dose) -> impl Iterator<Item = (Dose, &'a Limit)> {
        let in_force = self.limits.iter().filter(|(_, in_force)| *in_force);
        let daily = in_force.filter_map(|(limit, _)| Some((limit.bound.daily_at_most()?, *limit)));
        daily.filter(move |(most, _)| *most < dose)
    }

    pub(crate) fn single_at_most(&self) -> Option<(Dose, &'a Limit)> {
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

    pub(crate) fn daily_at_least(&self) -> Option<(Dose, &'a Limit)> {
        self.strictest(|it| if let Bound::DailyAtLeast(dose) = it { Some(dose) } else { None }, |a, b| a > b)
    }

    pub(crate) fn first_at_most(&self) -> Option<(Dose, &'a Limit)> {
        self.strictest(|it| if let Bound::FirstAtMost(dose) = it { Some(dose) } else { None }, |a, b| a < b)
    }

    pub(crate) fn increment_at_most(&self) -> Option<(Dose, &'a Limit)> {
        self.strictest(|it| if let Bound::IncrementAtMost(dose) = it { Some(dose) } else { None }, |a, b| a < b)
    }

    pub(crate) fn interval_at_least(&self) -> Option<(u16, &'a Limit)> {
        self.strictest(|it| if let Bound::IntervalAtLeast(days) = it { Some(days) } else { None }, |a, b| a > b)
    }

    /// Every limit that applies, in force first, for the course to keep.
    pub(crate) fn applied(&self) -> Vec<AppliedLimit> {
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
        sort::by(&mut applied, |it| sort::pair((!it.in_force).into(), -(it.ring as i32)));
        applied
    }

    /// One link of a reason chain: what was asked, and what the limit makes of it.
    pub(crate) fn reason(&self, asked: &str, limit: &Limit) -> Reason {
        let text = words::limited(asked, &words::bound(&limit.bound, self.lang), limit.text.get(self.lang), self.lang);
        Reason { text, sources: limit.sources.clone() }
    }
}

/// Most capsules or tablets at one intake: the drug's own, fewer if asked, more once decided.
pub(crate) fn most_units(facts: &Facts<'_>, drug: &Drug) -> u8 {
    let asked = facts.request.treatment.most_units;
    asked.filter(|it| *it <= drug.most_units || facts.decision("UNITS-1").is_some()).unwrap_or(drug.most_units)
}
