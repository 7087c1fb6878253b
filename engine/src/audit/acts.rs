//! What was done otherwise on a way down, looked at again: a dose is taken again where that was recorded, and is the one
//! before the last cut; each stay lasts.

use crate::audit::breach::Breaches;
use crate::audit::case::{day_micrograms, weigh};
use crate::audit::descent::Lowering;
use crate::audit::records::decided;
use crate::book::protocol::Protocol;
use crate::book::rule::Bound;
use crate::course::Step;
use crate::exact::bounds::LEAST_WEIGHT_KG;
use crate::exact::date::Date;
use crate::request::request::TaperAct;

impl Lowering<'_> {
    /// The days on which somebody went back to the dose before.
    pub(super) fn returns(&self) -> impl Iterator<Item = Date> {
        self.asked.acts.iter().filter_map(|it| match it {
            TaperAct::Back { on } => Some(*on),
            TaperAct::Stay { .. } => None,
        })
    }

    /// Whether a step is one that somebody went back to on its first day: the one before it was a cut, from that dose.
    pub(super) fn is_return(&self, at: usize) -> bool {
        let steps = &self.descent.steps;
        let (Some(step), Some(start)) = (steps.get(at), self.start) else { return false };
        let Some(cut) = at.checked_sub(1).and_then(|it| steps.get(it)) else { return false };
        let intakes = |of: &Step| of.intakes.iter().map(|it| (it.moment, it.dose)).collect::<Vec<_>>();
        let mut before = match at.checked_sub(2).and_then(|it| steps.get(it)) {
            Some(it) => intakes(it),
            None => self.facts.request.treatment.standing.now.iter().map(|it| (it.moment, it.dose)).collect(),
        };
        before.sort_unstable();
        let mut here = intakes(step);
        here.sort_unstable();
        day_micrograms(cut) < day_micrograms(step)
            && here == before
            && self.returns().any(|it| Some(it) == step.first_day.date(start))
    }

    /// Each return is there, in time or decided, and inside the limits of today; each stay lasts.
    pub(super) fn what_was_done_is_there(&self, protocol: &Protocol, found: &mut Breaches) {
        let steps = &self.descent.steps;
        let day_of = |date: Date| self.start.map(|start| i64::from(date.days_since(start)) + 1);
        for act in &self.asked.acts {
            let Some(day) = day_of(act.on()) else {
                found.breach(3, "something was done on a way without a first day");
                continue;
            };
            match act {
                TaperAct::Back { on } => {
                    let at = steps.iter().position(|it| i64::from(it.first_day) == day);
                    match at.filter(|at| self.is_return(*at)) {
                        Some(at) => self.return_is_allowed(at, *on, protocol, found),
                        None => found.breach(3, format!("nobody goes back on day {day}, and it was done")),
                    }
                }
                TaperAct::Stay { until, .. } => {
                    let Some(until) = day_of(*until) else { continue };
                    let at = steps.iter().position(|it| day <= i64::from(it.last_day()));
                    let Some(at) = at.filter(|at| at + 1 < steps.len()) else { continue };
                    let gone_back = self.returns().any(|it| day_of(it).is_some_and(|it| day < it && it <= until));
                    if i64::from(steps[at].last_day()) < until && !gone_back {
                        found.breach(3, format!("the dose of day {day} was to last until day {until}"));
                    }
                }
            }
        }
    }

    fn return_is_allowed(&self, at: usize, on: Date, protocol: &Protocol, found: &mut Breaches) {
        let (step, cut) = (&self.descent.steps[at], &self.descent.steps[at - 1]);
        let within = self.row.down.as_ref().and_then(|it| it.back_within_days);
        let late = within.is_some_and(|most| cut.days > most) || cut.intakes.is_empty();
        if late && !decided(self.facts.request, &format!("{}:back-{on}", self.row.id)) {
            found.breach(4, format!("the return of day {} is late, and nobody has decided", step.first_day));
        }
        let request = self.facts.request;
        let most = step.intakes.iter().map(|it| u128::from(it.dose.micrograms())).max().unwrap_or(0);
        for it in weigh(self.facts.lists, request, protocol, self.facts).iter().filter(|it| it.in_force) {
            let passed = match it.limit.bound {
                Bound::DailyAtMost(dose) => day_micrograms(step) > dose.micrograms().into(),
                Bound::SingleAtMost(dose) => most > dose.micrograms().into(),
                Bound::SingleAtMostPerKg(dose) => {
                    let grams =
                        request.patient.weight_kg.map_or(u64::from(LEAST_WEIGHT_KG) * 1000, |it| it.thousandths());
                    most > u128::from(dose.micrograms()) * u128::from(grams) / 1000
                }
                Bound::DailyAtLeast(_)
                | Bound::FirstAtMost(_)
                | Bound::IncrementAtMost(_)
                | Bound::IntervalAtLeast(_) => false,
            };
            if passed {
                found.breach(2, format!("day {} goes back above `{}`", step.first_day, it.limit.id));
            }
        }
    }
}
