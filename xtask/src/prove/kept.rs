//! What every answer keeps: it agrees with its own verdict, no relay begins inside a wash-out or passes a ceiling, and no
//! check-in changes a day before it or raises a dose against what was told.
//!
//! Counted day by day from the answer and the rows of the book alone.

use std::collections::BTreeMap;

use palier_engine::book::medicine::DoseForm;
use palier_engine::book::relay::Handover;
use palier_engine::book::rule::Ring;
use palier_engine::course::{Plan, Step};
use palier_engine::descent::{Relay, Tapering};
use palier_engine::exact::date::Date;
use palier_engine::finding::Verdict;
use palier_engine::logic::truth::Truth;
use palier_engine::outcome::Outcome;
use palier_engine::planner::Planner;
use palier_engine::request::check_in::{Act, CheckIn, Felt};
use palier_engine::request::request::Request;

use super::Outcomes;

/// What an outcome counts as, or what it does not keep. `before`: the plan that a check-in looked at.
pub fn kept(
    planner: &Planner<'_>,
    request: &Request,
    before: Option<&Plan>,
    outcome: &Outcome,
) -> Result<Outcomes, String> {
    let none = Outcomes::default();
    let (verdict, count) = match outcome {
        Outcome::Planned { assessment, plan } => {
            if assessment.earliest.is_some_and(|it| plan.start < it) {
                return Err("it begins too early".to_owned());
            }
            (assessment.verdict <= Verdict::Caution, Outcomes { plans: 1, ..none })
        }
        Outcome::Tapered { assessment, descent, then } => {
            relay_keeps(planner, request, descent, then.as_deref())?;
            (assessment.verdict <= Verdict::Caution, Outcomes { ways_down: 1, ..none })
        }
        Outcome::Pending { assessment, draft, down } => {
            let count = if draft.is_some() || down.is_some() {
                Outcomes { drafts: 1, ..none }
            } else {
                Outcomes { waits: 1, ..none }
            };
            (assessment.verdict == Verdict::Pending, count)
        }
        Outcome::Refused { assessment } => (assessment.verdict == Verdict::Refused, Outcomes { refused: 1, ..none }),
        Outcome::Unreadable { .. } => (before.is_none(), Outcomes { unreadable: 1, ..none }),
        // No drug of the book is answered by a card.
        Outcome::Card { .. } | Outcome::Stopped { .. } => (false, none),
    };
    if !verdict {
        return Err("it is stopped, or at odds with its own verdict".to_owned());
    }
    if let Some((before, last)) = before.zip(request.check_ins.last()) {
        past_stays(before, last)?;
        check_in_keeps(request, last, outcome)?;
    }
    Ok(count)
}

/// The dose of each day, in micrograms; 0 on a day without one. Each day has one step, and none is left out.
fn calendar(steps: &[Step], start: Date) -> Result<BTreeMap<Date, u64>, String> {
    let mut days = BTreeMap::new();
    for step in steps {
        for day in 0..i32::from(step.days) {
            let date = step.first_day.date(start).and_then(|it| it.plus(day)).ok_or("past the calendar")?;
            let taken = day % i32::from(step.every_days.max(1)) == 0;
            let dose = step.intakes.iter().map(|it| u64::from(it.dose.micrograms())).sum::<u64>();
            if days.insert(date, if taken { dose } else { 0 }).is_some() {
                return Err(format!("{date} has two steps"));
            }
        }
    }
    let (first, last) = (days.keys().next().copied(), days.keys().next_back().copied());
    let laid = first.zip(last).map_or(0, |(first, last)| last.days_since(first) + 1);
    let whole = first == Some(start) && usize::try_from(laid) == Ok(days.len());
    if whole { Ok(days) } else { Err("a day is left out".to_owned()) }
}

/// A way down never passes what was taken; what is begun after it or beside it keeps the rows of the book.
fn relay_keeps(
    planner: &Planner<'_>,
    request: &Request,
    down: &Tapering,
    then: Option<&Outcome>,
) -> Result<(), String> {
    let first = calendar(&down.descent.steps, down.start)?;
    let most = u64::from(down.descent.first.micrograms());
    if let Some((date, _)) = first.iter().find(|(_, dose)| **dose > most) {
        return Err(format!("more than was taken on {date}"));
    }
    let Some((told, then)) = down.then.as_ref().zip(then) else {
        return if down.then.is_none() && then.is_none() { Ok(()) } else { Err("half a relay".to_owned()) };
    };
    match then {
        Outcome::Planned { .. } | Outcome::Pending { .. } | Outcome::Refused { .. } => {}
        Outcome::Tapered { .. } | Outcome::Card { .. } | Outcome::Unreadable { .. } | Outcome::Stopped { .. } => {
            return Err("the second drug is neither planned, nor waiting, nor refused".to_owned());
        }
    }
    let Some(begun) = planner.begun_after(request, down) else {
        let planned = matches!(then, Outcome::Planned { .. });
        return if planned { Err("it begins, and no first day is told".to_owned()) } else { Ok(()) };
    };
    kept(planner, &begun, None, then)?;
    let first_day = told.first_day.ok_or("a beginning without a first day")?;
    waits_long_enough(planner, request, told, first_day)?;
    let Outcome::Planned { plan, .. } = then else { return Ok(()) };
    if plan.start != first_day {
        return Err(format!("it begins on {}, not on {first_day}", plan.start));
    }
    let second = calendar(&plan.course.steps, plan.start)?;
    let formulary = planner.formulary();
    let in_force = formulary.limits_for(&told.drug, request.region);
    let in_force = in_force.filter(|it| it.ring == Ring::Absolute && planner.reads(&begun, &it.when) == Truth::Yes);
    let ceiling = in_force.filter_map(|it| it.bound.daily_at_most()).map(|it| u64::from(it.micrograms())).min();
    if let Some((date, dose)) = second.iter().find(|(_, dose)| ceiling.is_some_and(|most| **dose > most)) {
        return Err(format!("{dose} mcg of the second on {date}, above its ceiling"));
    }
    let mut both = 0;
    for (date, _) in first.range(first_day..).filter(|(_, dose)| **dose > 0) {
        both += 1;
        // The second plan ends at its own judgement, and not before.
        let ends = second.keys().next_back().is_some_and(|last| date > last);
        if !ends && !second.contains_key(date) {
            return Err(format!("the second has no step on {date}"));
        }
    }
    if told.shared_days.unwrap_or(0) == both { Ok(()) } else { Err(format!("both are taken on {both} days")) }
}

/// The full free days of the relay and of every wash-out row of the second drug have passed; both are taken only where
/// the row says so, and for no longer.
fn waits_long_enough(planner: &Planner<'_>, request: &Request, told: &Relay, first_day: Date) -> Result<(), String> {
    let (formulary, left) = (planner.formulary(), &request.treatment.drug);
    let row = formulary.relay(left, &told.drug).ok_or("no row for this pair")?;
    let free = first_day.days_since(told.last_dose) - 1;
    let converted = request.treatment.taper().is_some_and(|it| it.is_converted());
    let decided = |about: &str| request.decisions.iter().any(|it| it.about == about);
    let key = format!("{}:{left}:{}", row.id, told.drug);
    let must_decide = if converted { row.converts.as_ref().is_some_and(|it| it.decision) } else { row.decision };
    if must_decide && !decided(&key) {
        return Err(format!("it begins on {first_day}, and nobody decided it"));
    }
    let (least, beside) = match &row.how {
        Handover::Refused if converted => (0, None),
        Handover::Refused => return Err("it begins, and the row refuses it".to_owned()),
        Handover::NextDay => (0, None),
        Handover::Wait(days) => {
            let longer = days.longer.as_ref().filter(|it| planner.reads(request, &it.when) != Truth::No);
            (longer.map(|it| it.full_days).or(days.full_days).unwrap_or(0), None)
        }
        Handover::Overlap(both) => (0, Some(both.at_most_days.unwrap_or(u16::MAX))),
    };
    let slow = request.treatment.supplies.iter().any(|it| it.is_prolonged());
    let form = if slow { DoseForm::Prolonged } else { DoseForm::Immediate };
    let substance = formulary.drug(left).and_then(|it| formulary.substance(&it.substance)).ok_or("no substance")?;
    let tags = formulary.book().interactions.tags(substance);
    let rows = formulary.book().wash_outs.iter().filter(|it| it.drugs.contains(&told.drug));
    let rows = rows.filter(|it| tags.contains(&it.from.as_str()) && (it.forms.is_empty() || it.forms.contains(&form)));
    let mut least = i32::from(least);
    for it in rows {
        least = least.max(it.full_days.ok_or("it begins, and a row computes no date")?.into());
    }
    let at_most = beside.filter(|_| !converted).map_or(0, i32::from);
    if free >= 0 && free < least || free < 0 && least > 0 {
        return Err(format!("{free} full free days, and {least} are due"));
    }
    if -free > at_most { Err(format!("both are taken on {} days, {at_most} at most", -free)) } else { Ok(()) }
}

/// The calendar that a check-in keeps is the one that stood, each of its days.
fn past_stays(before: &Plan, last: &CheckIn) -> Result<(), String> {
    let laid = calendar(&before.course.steps, before.start)?;
    for (date, dose) in &laid {
        let stood = last.stood.on(*date).map(|(step, first)| {
            let taken = date.days_since(first) % i32::from(step.every_days.unwrap_or(1).max(1)) == 0;
            let dose = step.taken.iter().map(|it| u64::from(it.dose.micrograms())).sum::<u64>();
            if taken { dose } else { 0 }
        });
        if stood != Some(*dose) {
            return Err(format!("{date} had {dose} mcg, and is told otherwise"));
        }
    }
    Ok(())
}

/// Nothing begins before the check-in, and nothing is done against what was told at it.
fn check_in_keeps(request: &Request, last: &CheckIn, outcome: &Outcome) -> Result<(), String> {
    let decided = |about: &str| request.decisions.iter().any(|it| it.about == about && it.on >= last.on);
    let told = &last.told;
    let (start, plan) = match outcome {
        Outcome::Planned { plan, .. } => (plan.start, Some(plan)),
        Outcome::Tapered { descent, .. } => (descent.start, None),
        Outcome::Pending { .. }
        | Outcome::Refused { .. }
        | Outcome::Card { .. }
        | Outcome::Unreadable { .. }
        | Outcome::Stopped { .. } => return Ok(()),
    };
    if start < last.on {
        return Err(format!("it begins on {start}, before the check-in of {}", last.on));
    }
    if told.reason_to_stop != Truth::No && last.act != Act::StopNow {
        return Err("there may be a reason to stop at once, and something else is done".to_owned());
    }
    let Some(plan) = plan else { return Ok(()) };
    let run = last.stood.before(last.on, told.risen).ok_or("nothing was taken before")?;
    let taken = run.step.daily().map_or(0, |it| u64::from(it.micrograms()));
    let often = i32::from(run.step.every_days.unwrap_or(1));
    let laid = calendar(&plan.course.steps, plan.start)?;
    let rises = |days: i32| {
        let until = last.on.plus(days);
        let risen = laid.iter().any(|(date, dose)| until.is_some_and(|it| *date < it) && *dose > taken);
        risen || plan.course.steps.first().is_some_and(|it| i32::from(it.every_days) < often)
    };
    let thoughts =
        told.suicidal_thoughts == Truth::Unknown || (told.suicidal_thoughts == Truth::Yes && !decided("CHK-MOOD"));
    if thoughts {
        let Act::Stay { days } = last.act else {
            return Err("suicidal thoughts were told, or not asked, and the dose does not stay".to_owned());
        };
        if rises(days.into()) {
            return Err("suicidal thoughts were told, or not asked, and the dose rises".to_owned());
        }
    }
    let felt = told.effects.is_none_or(|it| it >= Felt::Bothersome) || told.conditions_met == Truth::No;
    if felt && rises(1) && !decided("CHK-RISE") && last.act != Act::Restart {
        return Err("the dose rises that day against what was told".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::grid::{Asked, GridPart, Varied, parts};
    use super::*;

    /// The first request of a kind that a test looks for, with its answer.
    fn first_of(
        planner: &Planner<'_>,
        part: &GridPart<'_>,
        wanted: impl Fn(&Request, &Outcome) -> bool,
    ) -> (Request, Option<Plan>, Outcome) {
        let mut found = None;
        part.each(planner, &mut |it| {
            if found.is_some() {
                return;
            }
            let (requests, before) = match it {
                Asked::Request(request) => (vec![request.clone()], None),
                Asked::Look(look) => (look.requests(planner), Some(look.plan)),
            };
            let mut answered = requests.into_iter().map(|it| (planner.decide(&it), it));
            let first = answered.find(|(outcome, request)| wanted(request, outcome));
            found = first.map(|(outcome, request)| (request, before.cloned(), outcome));
        });
        found.expect("the grid has one")
    }

    fn relay_to(then: &'static str) -> impl Fn(&Request, &Outcome) -> bool {
        move |request, outcome| {
            let asked = request.treatment.taper().is_some_and(|it| it.then.as_deref() == Some(then));
            let has_day = |it: &Tapering| it.then.as_ref().is_some_and(|it| it.first_day.is_some());
            asked && matches!(outcome, Outcome::Tapered { descent, .. } if has_day(descent))
        }
    }

    #[test]
    fn a_day_inside_a_wash_out_is_found() {
        let book = palier_formulary::builtin();
        let planner = Planner::new(&book);
        let all = parts(&book);
        // Full free days of the dossier: tramadol to duloxetine 2, back 3; of its slow form to naltrexone 14.
        for (left, then, due) in
            [("tramadol", "duloxetine", 2), ("duloxetine", "tramadol", 3), ("tramadol", "naltrexone-ldn", 14)]
        {
            let part = all.iter().find(|it| it.kind == Varied::Pairs && it.drug.id == left).expect("a part");
            let (request, _, outcome) = first_of(&planner, part, relay_to(then));
            let Outcome::Tapered { descent, .. } = &outcome else { panic!("{outcome:?}") };
            let told = descent.then.as_ref().expect("a relay");
            let on = |free: i32| told.last_dose.plus(free + 1).expect("a day");
            assert_eq!(waits_long_enough(&planner, &request, told, on(due)), Ok(()), "{left} to {then}");
            assert!(waits_long_enough(&planner, &request, told, on(due - 1)).is_err(), "{left} to {then}");
            assert!(waits_long_enough(&planner, &request, told, on(-3)).is_err(), "{left} to {then}");
        }
    }

    #[test]
    fn days_together_that_are_told_otherwise_and_a_day_with_two_steps_are_found() {
        let book = palier_formulary::builtin();
        let planner = Planner::new(&book);
        let all = parts(&book);
        let part = all.iter().find(|it| it.kind == Varied::Pairs && it.drug.id == "gabapentin").expect("a part");
        let beside = |request: &Request, outcome: &Outcome| {
            relay_to("duloxetine")(request, outcome)
                && matches!(outcome, Outcome::Tapered { then, .. } if matches!(**then.as_ref().expect("a second"), Outcome::Planned { .. }))
        };
        let (request, _, outcome) = first_of(&planner, part, beside);
        let Outcome::Tapered { descent, then, .. } = &outcome else { panic!("{outcome:?}") };
        let keeps = |it: &Tapering| relay_keeps(&planner, &request, it, then.as_deref());
        assert_eq!(keeps(descent), Ok(()));
        type Breaking = fn(&mut Tapering);
        let breaks: [(&str, Breaking); 5] = [
            ("days together", |it| it.then.as_mut().expect("a relay").shared_days = Some(1)),
            ("another first day", |it| it.then.as_mut().expect("a relay").first_day = Some(it.start)),
            ("no first day", |it| it.then.as_mut().expect("a relay").first_day = None),
            ("two steps of one day", |it| it.descent.steps[0].days += 1),
            ("more than was taken", |it| it.descent.first = "1 mg".parse().expect("a dose")),
        ];
        for (what, breaks) in breaks {
            let mut broken = Tapering::clone(descent);
            breaks(&mut broken);
            assert!(keeps(&broken).is_err(), "{what}");
        }
    }

    #[test]
    fn another_past_and_an_act_against_what_was_told_are_found() {
        let book = palier_formulary::builtin();
        let planner = Planner::new(&book);
        let all = parts(&book);
        let part = all.iter().find(|it| it.kind == Varied::CheckIns && it.drug.id == "naltrexone-ldn").expect("a part");
        // A plan that goes on, and rises on the day of the check-in.
        let rises = |request: &Request, outcome: &Outcome| {
            let last = request.check_ins.last().expect("a look");
            let Outcome::Planned { plan, .. } = outcome else { return false };
            let before = last.stood.before(last.on, last.told.risen).and_then(|it| it.step.daily());
            last.act == Act::GoOn && plan.course.steps[0].daily() > before
        };
        let (request, before, outcome) = first_of(&planner, part, rises);
        let last = request.check_ins.last().expect("a look").clone();
        let before = before.expect("it stood");
        assert_eq!(past_stays(&before, &last), Ok(()));
        assert_eq!(check_in_keeps(&request, &last, &outcome), Ok(()));
        let mut longer = last.clone();
        longer.stood.steps[0].days += 1;
        assert!(past_stays(&before, &longer).is_err());
        type Breaking = fn(&mut CheckIn);
        let breaks: [(&str, Breaking); 6] = [
            ("thoughts", |it| it.told.suicidal_thoughts = Truth::Yes),
            ("thoughts not asked", |it| it.told.suicidal_thoughts = Truth::Unknown),
            ("a reason to stop", |it| it.told.reason_to_stop = Truth::Yes),
            ("what bothers", |it| it.told.effects = Some(Felt::Bothersome)),
            ("conditions not met", |it| it.told.conditions_met = Truth::No),
            ("a later day", |it| it.on = it.on.plus(1).expect("a day")),
        ];
        for (what, breaks) in breaks {
            let mut broken = last.clone();
            breaks(&mut broken);
            assert!(check_in_keeps(&request, &broken, &outcome).is_err(), "{what}");
        }
    }
}
