//! A plan that is looked at again: from what stood, what is told and what is new, what may be done, and the request
//! that each of it is.
//!
//! Each way is a request of its own, decided as any other: nothing is planned here.

use crate::assess::check_in::{anew_above, found, interruption};
use crate::audit::Audited;
use crate::beside::at_judgement::AtJudgement;
use crate::book::place::{Moment, Region};
use crate::book::rule::Severity;
use crate::course::{Plan, Step};
use crate::exact::date::{Date, When};
use crate::exact::day::Day;
use crate::exact::dose::Dose;
use crate::finding::Finding;
use crate::logic::truth::Truth;
use crate::outcome::Outcome;
use crate::planner::Planner;
use crate::request::check_in::{Act, CheckIn, Felt, Run, Stood, StoodStep, ToldThen, taken_before};
use crate::request::request::{Ongoing, Purpose, Request, TaperAsked, Treatment, Why};
use crate::request::taken::TakenNow;

/// Days of one longer stay.
const STAY_DAYS: u16 = 7;

/// What a check-in leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedIn {
    /// The plan that stands.
    pub plan: Audited<Plan>,
    /// The day of the plan that today is.
    pub day: Day,
    /// The dose of a day that is taken.
    pub dose: Dose,
    /// What follows from what was told; none while something is missing that it rests on.
    pub proposed: Option<Act>,
    /// What can be done, what follows first.
    pub ways: Vec<WayOn>,
    /// The step with which the dose rises today, where it does.
    pub due: Option<Step>,
    /// Whether the last rise waited for conditions: who did not meet them takes less.
    pub conditional: bool,
    /// More full days off than this are no going on as before.
    pub same_dose_days: u16,
    /// Once the day of judgement has come: whether it helps, and what comes next.
    pub judgement: Option<AtJudgement>,
}

/// One thing that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayOn {
    /// What.
    pub act: Act,
    /// The request that it is.
    pub request: Request,
    /// What stands against it: it waits for it, or may not be done.
    pub against: Vec<Finding>,
}

impl WayOn {
    /// Whether it may not be done, whatever anybody decides.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.against.iter().any(|it| it.severity == Severity::Contraindicated)
    }
}

/// Where a plan stands on a day.
struct Here<'a> {
    plan: &'a Plan,
    stands: &'a Request,
    news: &'a Request,
    told: &'a ToldThen,
    on: Date,
    stood: Stood,
}

impl Planner<'_> {
    /// Looks at a plan again: `stands` is the request that it was made of, on the day that it was asked; `news` the
    /// same with all that is new, asked today. Nothing, where no plan has begun.
    #[must_use]
    pub fn check_in(&self, stands: &Request, news: &Request, told: &ToldThen) -> Option<CheckedIn> {
        let Outcome::Planned { plan, .. } = self.under_way(stands, news.today) else { return None };
        let (on, day) = (news.today, Day::of(news.today, plan.start));
        let drug = self.formulary.drug(&stands.treatment.drug)?;
        if day <= Day::FIRST || news.treatment.drug != stands.treatment.drug {
            return None;
        }
        let here = Here { plan: &plan, stands, news, told, on, stood: stood(&plan, stands.region) };
        let laid = here.stood.before(on, Truth::Unknown)?;
        let looks = here.looks(Act::GoOn);
        let run = taken_before(&looks)?;
        let facts = self.facts(news);
        let (_, limits) = interruption(&facts, drug)?;
        let anew = anew_above(&facts, limits);
        let often = laid.step.every_days.unwrap_or(1);
        let rises = |it: &&Step| it.first_day == day && (it.daily() > laid.step.daily() || it.every_days < often);
        let due = plan.course.steps.iter().find(rises).cloned();
        let proposed = proposed(told, due.is_some(), (limits.same_dose_days, anew), laid.step.conditional);
        let mut acts: Vec<Act> = proposed.into_iter().collect();
        let movable = self.formulary.protocol(&plan.course.protocol).is_some_and(|it| it.movable);
        for act in here.acts(run, limits.same_dose_days, movable) {
            if !acts.contains(&act) {
                acts.push(act);
            }
        }
        let mut ways = Vec::with_capacity(acts.len());
        for act in acts {
            let Some(request) = here.request(act, run) else { continue };
            let against = request.check_ins.last().map_or_else(Vec::new, |it| found(&self.facts(&request), drug, it));
            let against = against.into_iter().filter(|it| it.severity > Severity::Caution).collect();
            ways.push(WayOn { act, request, against });
        }
        // The first dose has none before it.
        let proposed = proposed.filter(|it| ways.iter().any(|way| way.act == *it));
        let (dose, conditional) = (run.step.daily()?, laid.step.conditional);
        let same_dose_days = limits.same_dose_days;
        let stop = ways.iter().find(|it| it.act == Act::Stop && day >= plan.course.last_day);
        let judgement = stop.map(|it| self.at_judgement(&it.request));
        Some(CheckedIn { plan, day, dose, proposed, ways, due, conditional, same_dose_days, judgement })
    }
}

/// What follows from what was told: the worst first. Nothing, while something that it rests on was not told.
fn proposed(told: &ToldThen, due: bool, (same_dose, anew): (u16, Option<u16>), conditional: bool) -> Option<Act> {
    let stay = Act::Stay { days: STAY_DAYS };
    match (told.reason_to_stop, told.suicidal_thoughts) {
        (Truth::Yes, _) => return Some(Act::StopNow),
        (Truth::No, Truth::Yes) => return Some(stay),
        (Truth::No, Truth::No) => {}
        (Truth::Unknown, _) | (Truth::No, Truth::Unknown) => return None,
    }
    let (off, felt) = (told.off_days?, told.effects?);
    if conditional && told.risen == Truth::Unknown {
        return None;
    }
    if anew.is_some_and(|it| off > it) {
        return Some(Act::Restart);
    }
    if off > same_dose {
        return None;
    }
    match felt {
        Felt::Unbearable => Some(Act::StepBack),
        Felt::Bothersome if due => Some(stay),
        Felt::Nothing | Felt::Mild | Felt::Bothersome => match told.conditions_met {
            Truth::No if due => Some(stay),
            Truth::Unknown if due => None,
            Truth::Yes | Truth::No | Truth::Unknown => Some(Act::GoOn),
        },
    }
}

/// The moment to which the one intake of a day can go: the morning, or from there the evening.
fn other_moment(step: &StoodStep) -> Option<Moment> {
    let [only] = step.taken.as_slice() else { return None };
    Some(if only.moment == Moment::Morning { Moment::Evening } else { Moment::Morning })
}

/// The calendar of a plan, to be kept as it was laid out.
fn stood(plan: &Plan, region: Region) -> Stood {
    let step = |it: &Step| StoodStep {
        days: it.days,
        every_days: (it.every_days > 1).then_some(it.every_days),
        conditional: !it.gates.is_empty(),
        taken: it.intakes.iter().map(|it| TakenNow { moment: it.moment, dose: it.dose }).collect(),
    };
    let steps = plan.course.steps.iter().map(step).collect();
    Stood { drug: plan.course.drug.clone(), region: Some(region), from: plan.start, steps }
}

impl Here<'_> {
    /// Every look at the plan, this one the last.
    fn looks(&self, act: Act) -> Vec<CheckIn> {
        let mut looks = self.stands.check_ins.clone();
        looks.push(CheckIn { on: self.on, stood: self.stood.clone(), told: self.told.clone(), act });
        looks
    }

    /// All that can be done from here, in the order in which it is offered.
    fn acts(&self, run: Run<'_>, same_dose: u16, movable: bool) -> Vec<Act> {
        // A dose of every other day is not brought down by itself.
        let daily = run.step.every_days.is_none();
        let half = run.step.daily().filter(|it| daily && it.micrograms().is_multiple_of(2));
        let half = half.and_then(|it| Dose::from_micrograms(it.micrograms() / 2));
        let long_off = self.told.off_days.is_some_and(|it| it > same_dose);
        let mut acts = vec![Act::GoOn, Act::Stay { days: STAY_DAYS }];
        acts.extend(self.before(run).map(|_| Act::StepBack));
        acts.extend(half.map(|to| Act::Lower { to }));
        acts.extend(other_moment(run.step).filter(|_| movable && daily).map(|to| Act::Move { to }));
        acts.extend((same_dose >= STAY_DAYS).then_some(Act::Pause { days: STAY_DAYS }));
        acts.extend(long_off.then_some(Act::Restart));
        acts.extend(daily.then_some(Act::Stop));
        acts.extend(self.told.stop_for.as_ref().map(|_| Act::StopNow));
        acts
    }

    /// The step before that had a lower dose: of this calendar, or of one that stood before it since it was begun anew.
    fn before(&self, run: Run<'_>) -> Option<&StoodStep> {
        let lower = |it: &&StoodStep| it.daily().is_some() && it.daily() < run.step.daily();
        let own = self.stood.begun_before(run.since).filter(lower).last();
        let same = |it: &&CheckIn| it.stood.drug == self.stood.drug && it.act != Act::Restart;
        let mut earlier = self.stands.check_ins.iter().rev().take_while(same);
        own.or_else(|| earlier.find_map(|it| it.stood.begun_before(it.on).filter(lower).last()))
    }

    /// Days from a day on that a longer stay still lasts, which was decided at an earlier look.
    fn stay_left(&self, run: Run<'_>, from: Date) -> Option<u16> {
        let stays = self.stands.treatment.standing.stay_days.filter(|_| run.since == self.plan.start)?;
        let until = self.plan.start.plus(i32::from(stays))?;
        u16::try_from(until.days_since(from)).ok().filter(|it| *it > 0)
    }

    /// The first day on which something is taken again, today or later: every other day goes on as every other day.
    fn next_taking(&self, run: Run<'_>) -> Option<Date> {
        let every = i32::from(run.step.every_days.unwrap_or(1).max(1));
        let past = self.on.days_since(run.since);
        let due = self.stood.on(self.on).is_some_and(|(_, first)| first == self.on);
        if due { Some(self.on) } else { self.on.plus((every - past.rem_euclid(every)) % every) }
    }

    /// The request that an act is.
    fn request(&self, act: Act, run: Run<'_>) -> Option<Request> {
        let start = self.next_taking(run)?;
        let old = &self.stands.treatment.standing;
        // What was taken at this dose before the plan began counts as well.
        let same = run.step.daily() == old.dose() && run.step.every_days.unwrap_or(1) == old.every_days.unwrap_or(1);
        let since_before = old.dose_since.filter(|_| run.since == self.plan.start && same);
        // A day off is no day at this dose.
        let taken = run.since.plus(i32::from(self.told.off_days.unwrap_or(0)))?.min(self.on);
        let going = Ongoing {
            now: run.step.taken.clone(),
            every_days: run.step.every_days,
            since: Some(old.since.unwrap_or(When::day(self.plan.start))),
            dose_since: Some(since_before.filter(|_| taken == run.since).unwrap_or(When::day(taken))),
            plan_since: Some(old.plan_since.unwrap_or(self.plan.start)),
            stay_days: self.stay_left(run, start),
            units: self.news.treatment.standing.units.clone(),
        };
        let base = Treatment {
            first_dose: None,
            converted: None,
            start: Some(start),
            supplies: self.news.treatment.supplies.clone(),
            ..self.stands.treatment.clone()
        };
        let goes_on = |standing: Ongoing| Treatment { purpose: Some(Purpose::Continue), standing, ..base.clone() };
        let taper = |to: Option<Dose>, why: Option<Why>| Treatment {
            purpose: Some(Purpose::Taper(TaperAsked { to, why, ..TaperAsked::default() })),
            standing: Ongoing { plan_since: None, every_days: None, stay_days: None, ..going.clone() },
            start: Some(self.on),
            target: None,
            increment: None,
            interval_days: None,
            moment: None,
            ..base.clone()
        };
        let treatment = match act {
            Act::GoOn => goes_on(going.clone()),
            Act::Stay { days } => goes_on(Ongoing { stay_days: Some(days), ..going.clone() }),
            Act::StepBack => {
                let lower = self.before(run)?;
                let now = Ongoing {
                    now: lower.taken.clone(),
                    every_days: lower.every_days,
                    dose_since: Some(When::day(self.on)),
                    stay_days: None,
                    ..going.clone()
                };
                Treatment { target: lower.daily(), start: Some(self.on), ..goes_on(now) }
            }
            Act::Move { to } => {
                let again = self.on.plus(1)?;
                let stay_days = Some(self.stay_left(run, again).unwrap_or(0).max(STAY_DAYS));
                Treatment { moment: Some(to), start: Some(again), ..goes_on(Ongoing { stay_days, ..going.clone() }) }
            }
            Act::Pause { days } => {
                let again = self.on.plus(i32::from(days))?;
                // Its days at this dose are counted anew.
                let stay_days = self.stay_left(run, again);
                let resumed = Ongoing { dose_since: None, stay_days, ..going.clone() };
                Treatment { start: Some(again), ..goes_on(resumed) }
            }
            Act::Lower { to } => taper(Some(to), None),
            Act::Stop => taper(None, Some(Why::NoBenefit)),
            Act::StopNow => taper(None, Some(Why::AtOnce(self.told.stop_for.clone()?))),
            Act::Restart => {
                Treatment { purpose: None, standing: Ongoing::default(), start: Some(self.on), ..base.clone() }
            }
        };
        Some(Request { id: self.stands.id.clone(), treatment, check_ins: self.looks(act), ..self.news.clone() })
    }
}
