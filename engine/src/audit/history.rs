//! Invariant 13: the past stays; and what was done at a check-in was allowed.

use std::collections::BTreeMap;

use crate::audit::breach::Breaches;
use crate::audit::case::{Case, day_micrograms};
use crate::audit::records::{decided_since, judged_anew};
use crate::book::drug::{Drug, Judgement};
use crate::book::formulary::Formulary;
use crate::book::place::Moment;
use crate::book::taper::Cut;
use crate::exact::date::Date;
use crate::logic::truth::Truth;
use crate::request::check_in::{Act, CheckIn, Felt, Stood};
use crate::request::request::{Purpose, Request};

/// What was taken on one day: moment by moment, in micrograms.
type Day = BTreeMap<Moment, u32>;

/// A day of a calendar that stood: when, what, and whether it was of a step that waited for conditions.
struct PastDay {
    on: Date,
    taken: Day,
    every: u8,
    conditional: bool,
}

/// > 13. What happened before today is never rewritten.
///
/// A plan that goes on begins no earlier than the last check-in, with what the calendar of before says was taken; its
/// judgement is that of the plan it goes on with.
pub(crate) fn invariant_13_the_past_stays(case: &Case, found: &mut Breaches) {
    let standing = &case.request.treatment.standing;
    if let Some(last) = last_check_in(case.request) {
        if case.start.is_some_and(|it| it < last.on) {
            found.breach(13, format!("it begins before the check-in of {}", last.on));
        }
        if let Act::Move { to } = last.act {
            moved(case, last.on, to, found);
        }
        if matches!(case.request.treatment.purpose, Some(Purpose::Continue)) {
            taken_as_it_stood(case, last, found);
        }
        act_allowed(case.formulary, case.request, case.drug, case.stair.restart, (last, case.is_plan()), found);
        no_rise_against(case, last, found);
    }
    if let (Some(days), Some((now, _))) = (standing.stay_days, case.taken_already()) {
        let stays = case.course.steps.iter().take_while(|it| day_micrograms(it) == now);
        let held: u64 = stays.map(|it| u64::from(it.days)).sum();
        if held < u64::from(days) && case.course.steps.iter().any(|it| day_micrograms(it) != now) {
            found.breach(13, format!("the dose stays {held} days, {days} were decided"));
        }
    }
    a_stay_lasts(case, found);
    judged_in_time(case, found);
}

/// What is taken at another moment is taken there, from the day after: never twice in 24 hours.
fn moved(case: &Case, on: Date, to: Moment, found: &mut Breaches) {
    if case.start.is_some_and(|it| it <= on) {
        found.breach(13, "it is taken at another moment on the very day: twice in less than 24 hours");
    }
    let once = case.course.steps.iter().filter(|it| it.intakes.len() == 1);
    if once.flat_map(|it| &it.intakes).any(|it| it.moment != to) {
        found.breach(13, format!("it was to be taken at another moment: {to:?}"));
    }
}

/// A longer stay that was decided lasts to its end, at whatever looks the plan goes on from there.
fn a_stay_lasts(case: &Case, found: &mut Breaches) {
    let (Some(start), Some((now, every))) = (case.start, case.taken_already()) else { return };
    for it in case.request.check_ins.iter().rev().take_while(|it| it.stood.drug == case.request.treatment.drug) {
        let days = match it.act {
            Act::GoOn | Act::Move { .. } => continue,
            Act::Stay { days } => days,
            Act::StepBack | Act::Lower { .. } | Act::Pause { .. } | Act::Restart | Act::Stop | Act::StopNow => return,
        };
        let Some(until) = it.on.plus(i32::from(days)) else { return };
        let rises = case.course.steps.iter().filter(|it| day_micrograms(it) > now || u128::from(it.every_days) < every);
        let mut days = rises.filter_map(|it| start.plus(i32::from(it.first_day) - 1));
        if days.any(|it| it < until) {
            found.breach(13, format!("the dose was to stay until {until}, and rises before"));
        }
        return;
    }
}

/// The judgement of a plan that is gone on with is no later than it was, unless somebody decided so since.
fn judged_in_time(case: &Case, found: &mut Breaches) {
    let Some(since) = case.request.treatment.standing.plan_since else { return };
    let Judgement::OnDay { day, .. } = case.drug.judgement else { return };
    let Some(start) = case.start else { return };
    let last = start.plus(i32::from(case.course.last_day) - 1);
    let from = judged_anew(case.request).map_or(since, |it| it.max(since));
    let most = from.plus(i32::from(day) - 1);
    if last > most {
        found.breach(13, format!("it ends on {last:?}, the judgement was to be on {most:?}"));
    }
}

fn last_check_in(request: &Request) -> Option<&CheckIn> {
    request.check_ins.last().filter(|it| it.stood.drug == request.treatment.drug)
}

/// The days of a calendar, each by itself, up to the day before another.
fn days_before(stood: &Stood, day: Date) -> Vec<PastDay> {
    let mut days = Vec::new();
    let mut on = Some(stood.from);
    for step in &stood.steps {
        let taken: Day = step.taken.iter().map(|it| (it.moment, it.dose.micrograms())).collect();
        for _ in 0..step.days {
            let Some(today) = on.filter(|it| *it < day) else { return days };
            let every = step.every_days.unwrap_or(1).max(1);
            days.push(PastDay { on: today, taken: taken.clone(), every, conditional: step.conditional });
            on = today.plus(1);
        }
    }
    days
}

/// The days before a check-in. Who did not rise took what was taken before the rise.
fn past(check_in: &CheckIn) -> Vec<PastDay> {
    let mut days = days_before(&check_in.stood, check_in.on);
    let Some(end) = days.last().filter(|it| it.conditional && check_in.told.risen == Truth::No) else { return days };
    let (taken, every) = (end.taken.clone(), end.every);
    while days.last().is_some_and(|it| it.taken == taken && it.every == every) {
        days.pop();
    }
    days
}

fn taken_as_it_stood(case: &Case, last: &CheckIn, found: &mut Breaches) {
    let standing = &case.request.treatment.standing;
    let now: Day = standing.now.iter().map(|it| (it.moment, it.dose.micrograms())).collect();
    // Through the calendars of before: what was taken before the first of them is not known.
    let mut all: Vec<PastDay> = Vec::new();
    for it in case.request.check_ins.iter().filter(|it| it.stood.drug == last.stood.drug && it.on < last.on) {
        let known = all.last().map(|it| it.on);
        all.extend(past(it).into_iter().filter(|it| known.is_none_or(|known| it.on > known)));
    }
    let days = past(last);
    let sum = |it: &Day| it.values().map(|it| u64::from(*it)).sum::<u64>();
    // Who did not make the rise with which the calendar began took what was taken before the look that made it.
    let earlier = all.last().filter(|_| last.told.risen == Truth::No);
    let Some(end) = days.last().or(earlier) else { return found.breach(13, "nothing was taken before the check-in") };
    let lower = matches!(last.act, Act::StepBack);
    let agrees = if lower {
        sum(&now) < sum(&end.taken) && all.iter().chain(&days).any(|it| it.taken == now)
    } else {
        now == end.taken && standing.every_days.unwrap_or(1).max(1) == end.every
    };
    if lower && case.is_plan() && !decided_since(case.request, "CHK-BACK", last.on) {
        let largest = largest_cut(case.formulary, &case.drug.id, sum(&end.taken));
        if largest.is_some_and(|most| sum(&end.taken) - sum(&now).min(sum(&end.taken)) > most) {
            found.breach(13, "the dose falls by more than the fastest cut, and nobody decided it");
        }
    }
    if !agrees {
        found.breach(13, "what is gone on from is not what the calendar said was taken");
    }
    let (taken, every) = (end.taken.clone(), end.every);
    all.extend(days);
    let same = all.iter().rev().take_while(|it| sum(&it.taken) == sum(&taken) && it.every == every).count();
    let since = all.get(all.len() - same).filter(|_| same < all.len()).map(|it| it.on);
    let too_long = |it: Date| since.is_some_and(|since| it < since);
    if standing.dose_since.is_some_and(|it| too_long(it.latest()) || (lower && it.latest() < last.on)) {
        found.breach(13, "it counts more days at this dose than the calendar had");
    }
}

/// The smallest of the largest cuts that the fastest way down makes of a dose, in micrograms.
fn largest_cut(formulary: &Formulary, drug: &str, from: u64) -> Option<u64> {
    let row = formulary.book().tapers.iter().find(|it| it.drugs.iter().any(|id| id == drug))?;
    let mut most: Option<u64> = None;
    for cut in &row.down.as_ref()?.fastest.cuts {
        let one = match cut {
            Cut::Dose(dose) => u64::from(dose.micrograms()),
            Cut::OfCurrent(share) | Cut::OfFirst(share) => from * u64::from(*share) / 100,
            Cut::Points(_) | Cut::Risk(_) => continue,
        };
        most = Some(most.map_or(one, |it| it.min(one)));
    }
    most
}

/// What was told at the last check-in allows what was done then. A draft may still wait for a decision.
pub(crate) fn act_allowed(
    formulary: &Formulary,
    request: &Request,
    drug: &Drug,
    restart: Option<u16>,
    (last, plan): (&CheckIn, bool),
    found: &mut Breaches,
) {
    let told = &last.told;
    if last.act == Act::StopNow {
        return;
    }
    if told.reason_to_stop == Truth::Yes || (plan && told.reason_to_stop == Truth::Unknown) {
        found.breach(13, "a reason to stop at once was told, or was not asked, and it is not stopped");
    }
    let stays = matches!(last.act, Act::Stay { .. });
    let decided = |about: &str| decided_since(request, about, last.on);
    let thoughts = match told.suicidal_thoughts {
        Truth::Yes => !decided("CHK-MOOD"),
        Truth::Unknown => true,
        Truth::No => false,
    };
    if plan && thoughts && !stays {
        found.breach(13, "suicidal thoughts were told, or not asked, and the dose changes undecided");
    }
    if plan && told.effects == Some(Felt::Unbearable) && !decided("CHK-FELT") {
        match last.act {
            Act::GoOn | Act::Stay { .. } | Act::Restart => {
                found.breach(13, "what cannot be borne goes on undecided");
            }
            Act::StepBack | Act::Lower { .. } | Act::Move { .. } | Act::Pause { .. } | Act::Stop | Act::StopNow => {}
        }
    }
    let elsewhere = last.stood.region.is_some_and(|it| it != request.region);
    if plan && elsewhere && !decided("CHK-REGION") {
        found.breach(13, "it was laid out in another region, and nobody decided that it goes on in this one");
    }
    let mut rows: Vec<_> = formulary.book().statements.iter().filter(|it| it.drugs.contains(&drug.id)).collect();
    // That of the drug itself before that of its class.
    rows.sort_by_key(|it| it.of != drug.id && it.of != drug.substance);
    let Some(limits) = rows.iter().find_map(|it| it.off) else {
        return found.breach(13, format!("the book says nothing of an interruption of `{}`", drug.id));
    };
    let anew = restart.or(limits.anew_above_days);
    match told.off_days {
        None if plan => found.breach(13, "it is not known for how long nothing was taken"),
        Some(off) if anew.is_some_and(|it| off > it) => {
            let stopped = last.act == Act::Stop && (!plan || decided("CHK-OFF"));
            if last.act != Act::Restart && !stopped {
                found.breach(13, format!("after {off} days off it is begun anew, and nothing else"));
            }
        }
        Some(off) if off > limits.same_dose_days && plan && !decided("CHK-OFF") => {
            found.breach(13, format!("after {off} days off nobody decided how it goes on"));
        }
        Some(_) | None => {}
    }
}

/// No rise on the day of the check-in, where something stands against it and nobody decided otherwise.
fn no_rise_against(case: &Case, last: &CheckIn, found: &mut Breaches) {
    let (Some((now, every)), Some(first)) = (case.taken_already(), case.course.steps.first()) else { return };
    let rises = day_micrograms(first) > now || u128::from(first.every_days) < every;
    if !case.is_plan() || !rises || decided_since(case.request, "CHK-RISE", last.on) {
        return;
    }
    let felt = last.told.effects.is_none_or(|it| matches!(it, Felt::Bothersome | Felt::Unbearable));
    if felt || last.told.conditions_met == Truth::No {
        found.breach(13, "the dose rises on the day of the check-in against what was told");
    }
}
