//! One day of a plan: what is taken on it, or why no dose is shown, and the next rise or cut.
//!
//! Only what the auditor has passed has days. On the first day of a step that waits for conditions nobody
//! knows yet whether they are met: both doses are told then, this one and the one before.

use crate::audit::Audited;
use crate::course::{Plan, Step};
use crate::descent::{Fall, Tapering};
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::outcome::Outcome;
use crate::planner::Planner;
use crate::request::request::Request;

/// A day, as a plan has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDay<'a> {
    /// What is taken.
    pub taken: TakenOn<'a>,
    /// The next rise after that day; none where the dose rises no more.
    pub next_rise: Option<Rise<'a>>,
    /// The next cut after that day, and its date; none where the dose falls no more.
    pub next_cut: Option<(Date, &'a Fall)>,
}

/// What is taken on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenOn<'a> {
    /// Nothing: the first dose comes so many days later.
    NotBegun {
        /// Day 1.
        first: Date,
        /// Days until then.
        days_left: u16,
    },
    /// The dose of a step.
    Dose {
        /// The step.
        step: &'a Step,
        /// The rise that led to it, where it waited for conditions: who did not rise then takes less.
        risen: Option<Rise<'a>>,
    },
    /// The first day of a step that waits for conditions: its dose if they are met, else what was taken before.
    IfMet {
        /// The rise.
        rise: Rise<'a>,
        /// Whether something is taken on this day by who does not rise.
        else_taken: bool,
    },
    /// Nothing: a day between two doses.
    Pause {
        /// The step it belongs to.
        step: &'a Step,
        /// The next day with a dose; none before the end.
        next: Option<Date>,
    },
    /// Nothing any more: the way down went to nothing.
    Stopped {
        /// The day of its last dose.
        last: Option<Date>,
    },
    /// Nothing: the plan has ended.
    Over {
        /// Its last day.
        last: Option<Date>,
    },
}

/// The day on which one dose gives way to a higher one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rise<'a> {
    /// Its date.
    pub on: Date,
    /// The step before it.
    pub from: &'a Step,
    /// The step that begins on it, with what must be so before.
    pub to: &'a Step,
}

/// Why no dose is shown on any day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDose {
    /// It waits for a fact, a date or a decision.
    Waits,
    /// It is refused: a contraindication, or a book that has expired.
    Refused,
    /// A caution was not read by a professional.
    Unread,
    /// What was asked for is explained and never planned.
    Card,
    /// The request cannot be read.
    Unreadable,
    /// The planner stopped itself.
    Stopped,
}

impl Outcome {
    /// A day of the plan, or why there is none. `held`: something of that day is to be settled before any rise.
    ///
    /// # Errors
    /// [`NoDose`], where no plan may be followed.
    pub fn on(&self, date: Date, held: bool) -> Result<OnDay<'_>, NoDose> {
        match self {
            Self::Planned { assessment, plan } if assessment.acknowledged() => Ok(plan.on(date, held)),
            Self::Tapered { assessment, descent, .. } if assessment.acknowledged() => Ok(descent.on(date)),
            Self::Planned { .. } | Self::Tapered { .. } => Err(NoDose::Unread),
            Self::Pending { .. } => Err(NoDose::Waits),
            Self::Refused { .. } => Err(NoDose::Refused),
            Self::Card { .. } => Err(NoDose::Card),
            Self::Unreadable { .. } => Err(NoDose::Unreadable),
            Self::Stopped { .. } => Err(NoDose::Stopped),
        }
    }
}

impl Audited<Plan> {
    /// A day of the plan. `held`: something of that day is to be settled before any rise.
    #[must_use]
    pub fn on(&self, date: Date, held: bool) -> OnDay<'_> {
        let day = Day::of(date, self.start);
        OnDay { taken: taken(self, day, held), next_rise: rises(self).find(|it| it.on > date), next_cut: None }
    }
}

impl Audited<Tapering> {
    /// A day of the way down. Nothing rises in it, and no condition holds it back.
    #[must_use]
    pub fn on(&self, date: Date) -> OnDay<'_> {
        on_way_down(self, date)
    }
}

fn on_way_down(plan: &Tapering, date: Date) -> OnDay<'_> {
    let (day, descent) = (Day::of(date, plan.start), &plan.descent);
    let step = descent.steps.iter().find(|it| (it.first_day..=it.last_day()).contains(&day));
    let taken = match (step.filter(|it| !it.intakes.is_empty()), descent.stopped_on()) {
        _ if day < Day::FIRST => TakenOn::NotBegun { first: plan.start, days_left: day.days_to(Day::new(0)) },
        (Some(step), _) => TakenOn::Dose { step, risen: None },
        (None, Some(stopped)) => TakenOn::Stopped { last: stopped.plus(-1).date(plan.start) },
        (None, None) => TakenOn::Over { last: descent.last_day.date(plan.start) },
    };
    let next = descent.falls.iter().find(|it| it.on > day);
    OnDay { taken, next_rise: None, next_cut: next.and_then(|it| Some((it.on.date(plan.start)?, it))) }
}

fn taken(plan: &Plan, day: Day, held: bool) -> TakenOn<'_> {
    let steps = &plan.course.steps;
    if day < Day::FIRST {
        let days_left = day.days_to(Day::new(0));
        return TakenOn::NotBegun { first: plan.start, days_left };
    }
    let Some(step) = steps.iter().find(|it| (it.first_day..=it.last_day()).contains(&day)) else {
        return TakenOn::Over { last: plan.course.last_day.date(plan.start) };
    };
    if !takes_on(step, day) {
        let after = day.plus(1).to(plan.course.last_day);
        let mut with_dose = after.filter(|it| steps.iter().any(|step| takes_on(step, *it)));
        return TakenOn::Pause { step, next: with_dose.next().and_then(|it| it.date(plan.start)) };
    }
    let rise = rises(plan).find(|it| std::ptr::eq(it.to, step)).filter(|_| held || !step.gates.is_empty());
    match rise {
        Some(rise) if day == step.first_day => TakenOn::IfMet { rise, else_taken: is_day_of(rise.from, day) },
        risen => TakenOn::Dose { step, risen: risen.filter(|it| !it.to.gates.is_empty()) },
    }
}

/// The rises of a plan, in order.
fn rises(plan: &Plan) -> impl Iterator<Item = Rise<'_>> {
    plan.course.steps.windows(2).filter_map(|pair| {
        let [from, to] = pair else { return None };
        let on = to.first_day.date(plan.start)?;
        is_higher(from, to).then_some(Rise { on, from, to })
    })
}

/// Whether a step gives more per day than another: on average, where a dose is not taken every day.
fn is_higher(from: &Step, to: &Step) -> bool {
    let by_days = |of: &Step, days: u8| of.daily().map_or(0, |it| u64::from(it.micrograms()) * u64::from(days.max(1)));
    by_days(to, from.every_days) > by_days(from, to.every_days)
}

/// Whether something is taken on a day of a step.
fn takes_on(step: &Step, day: Day) -> bool {
    (step.first_day..=step.last_day()).contains(&day) && is_day_of(step, day)
}

/// Whether the pace of a step, kept up, has a dose on a day.
fn is_day_of(step: &Step, day: Day) -> bool {
    !step.intakes.is_empty() && day.since(step.first_day) % i32::from(step.every_days.max(1)) == 0
}

impl Planner<'_> {
    /// What holds on a day of a request that was asked earlier: the plan it led to, once that was begun and as
    /// long as nothing forbids it; else the answer of that day.
    ///
    /// A plan is never dated back, so that a request asked again on day 2 of its plan waits for a new first day.
    /// Who follows the plan that was made still takes its dose.
    #[must_use]
    pub fn under_way(&self, request: &Request, today: Date) -> Outcome {
        let now = self.decide(&Request { today, ..request.clone() });
        let begun = request.today < today && request.treatment.start.is_some_and(|it| it < today);
        match &now {
            Outcome::Pending { .. } if begun => match self.decide(request) {
                then @ (Outcome::Planned { .. } | Outcome::Tapered { .. }) => then,
                Outcome::Pending { .. }
                | Outcome::Refused { .. }
                | Outcome::Card { .. }
                | Outcome::Unreadable { .. }
                | Outcome::Stopped { .. } => now,
            },
            Outcome::Pending { .. }
            | Outcome::Tapered { .. }
            | Outcome::Planned { .. }
            | Outcome::Refused { .. }
            | Outcome::Card { .. }
            | Outcome::Unreadable { .. }
            | Outcome::Stopped { .. } => now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::place::Moment;
    use crate::course::{Course, Dispensing, GateBefore, Intake};
    use crate::descent::Descent;
    use crate::exact::dose::Dose;

    fn mg(mg: u32) -> Dose {
        Dose::from_micrograms(mg * 1000).expect("not zero")
    }

    fn step(first: i32, days: u16, every_days: u8, dose: u32, gated: bool) -> Step {
        let gate = GateBefore { gate: "G".into(), text: "well tolerated".into(), sources: Vec::new().into() };
        Step {
            first_day: Day::new(first),
            days,
            every_days,
            intakes: vec![Intake { moment: Moment::Evening, dose: mg(dose), units: Vec::new() }],
            gates: if gated { vec![gate] } else { Vec::new() },
            reasons: Vec::new(),
        }
    }

    /// From 7 December 2026: 25 mg every other day, 25 mg, 50 mg where all is well, 75 mg, 50 mg.
    fn plan() -> Plan {
        let steps = vec![
            step(1, 14, 2, 25, false),
            step(15, 14, 1, 25, true),
            step(29, 7, 1, 50, true),
            step(36, 7, 1, 75, false),
            step(43, 7, 1, 50, false),
        ];
        let course = Course {
            drug: "examplin".into(),
            protocol: "one".into(),
            indication: None,
            continues: None,
            held: Vec::new(),
            steps,
            variant: None,
            restart_after_days: None,
            last_day: Day::new(49),
            review_until_day: Day::new(56),
            after_session: None,
            after_review: Vec::new(),
            monitoring: Vec::new(),
            burdens: Vec::new(),
            dispensing: Dispensing::default(),
            prescribed: None,
            limits: Vec::new(),
        };
        Plan { id: "plan".into(), start: "2026-12-07".parse().expect("a day"), course }
    }

    /// What is taken on a day, in a few letters.
    fn on(plan: &Plan, day: i32, held: bool) -> String {
        let dose = |it: &Step| it.daily().map_or(0, Dose::micrograms) / 1000;
        match taken(plan, Day::new(day), held) {
            TakenOn::NotBegun { first, days_left } => format!("{days_left} days before {first}"),
            TakenOn::Dose { step, risen: None } => format!("{}", dose(step)),
            TakenOn::Dose { step, risen: Some(rise) } => format!("{}, risen on {}", dose(step), rise.on),
            TakenOn::IfMet { rise, else_taken } => {
                format!(
                    "{} if met, else {}{}",
                    dose(rise.to),
                    dose(rise.from),
                    if else_taken { "" } else { " not today" }
                )
            }
            TakenOn::Pause { next, .. } => {
                format!("nothing, next {}", next.map_or("never".into(), |it| it.to_string()))
            }
            TakenOn::Stopped { last } => format!("stopped since {}", last.map_or("?".into(), |it| it.to_string())),
            TakenOn::Over { last } => format!("over since {}", last.map_or("?".into(), |it| it.to_string())),
        }
    }

    #[test]
    fn each_day_has_its_dose_or_says_why_it_has_none() {
        let plan = plan();
        for (day, expected) in [
            (-6, "7 days before 2026-12-07"),
            (0, "1 days before 2026-12-07"),
            (1, "25"),
            (2, "nothing, next 2026-12-09"),
            (13, "25"),
            (14, "nothing, next 2026-12-21"),
            // The pace of the step before would have had a dose on this day as well.
            (15, "25 if met, else 25"),
            (16, "25, risen on 2026-12-21"),
            (28, "25, risen on 2026-12-21"),
            (29, "50 if met, else 25"),
            (30, "50, risen on 2027-01-04"),
            // A rise that waits for nothing.
            (36, "75"),
            (42, "75"),
            // Downward: nobody asks first.
            (43, "50"),
            (49, "50"),
            (50, "over since 2027-01-24"),
        ] {
            assert_eq!(on(&plan, day, false), expected, "day {day}");
        }
    }

    #[test]
    fn what_is_to_be_settled_first_holds_every_rise_back_on_its_first_day() {
        let plan = plan();
        assert_eq!(on(&plan, 36, true), "75 if met, else 50");
        assert_eq!(on(&plan, 37, true), "75");
        assert_eq!(on(&plan, 43, true), "50");
    }

    #[test]
    fn a_pace_that_has_no_dose_on_the_day_of_the_rise_says_so() {
        let mut plan = plan();
        plan.course.steps[0].days = 13;
        plan.course.steps[1].first_day = Day::new(14);
        assert_eq!(on(&plan, 14, false), "25 if met, else 25 not today");
    }

    #[test]
    fn a_day_without_intakes_is_no_dose() {
        let mut plan = plan();
        plan.course.steps[3].intakes.clear();
        assert_eq!(on(&plan, 36, false), "nothing, next 2027-01-18");
        plan.course.steps[4].intakes.clear();
        assert_eq!(on(&plan, 49, false), "nothing, next never");
    }

    #[test]
    fn the_rises_are_those_of_the_mean_of_a_day() {
        let plan = plan();
        let days: Vec<String> = rises(&plan).map(|it| it.on.to_string()).collect();
        assert_eq!(days, ["2026-12-21", "2027-01-04", "2027-01-11"]);
    }

    /// From 7 December 2026, from 75 mg: 50 mg for a week, 25 mg for a week, then nothing, or 25 mg to stay with.
    fn way_down(to_nothing: bool) -> Tapering {
        let fall = |on, from, to: Option<u32>| Fall {
            on: Day::new(on),
            from: mg(from),
            to: to.map(mg),
            held_days: 0,
            asked: 2_500_000,
            asked_permille: 333,
            made_permille: 333,
            forced: false,
            occupancy: None,
            text: String::new(),
        };
        let mut steps = vec![step(1, 7, 1, 50, false), step(8, 7, 1, 25, false)];
        let mut falls = vec![fall(1, 75, Some(50)), fall(8, 50, Some(25))];
        if to_nothing {
            steps.push(Step { intakes: Vec::new(), ..step(15, 28, 1, 25, false) });
            falls.push(fall(15, 25, None));
        }
        let descent = Descent {
            drug: "examplin".into(),
            protocol: "one".into(),
            row: "TPR".into(),
            first: mg(75),
            to: (!to_nothing).then(|| mg(25)),
            interval_days: 7,
            least_days: 0,
            last_day: steps.last().map_or(Day::FIRST, Step::last_day),
            steps,
            falls,
            largest: 0,
            contact: (Day::new(28), Day::new(42)),
            held: Vec::new(),
            dispensing: Dispensing::default(),
            prescribed: None,
            notes: Vec::new(),
        };
        Tapering { id: "plan".into(), start: "2026-12-07".parse().expect("a day"), descent, then: None }
    }

    #[test]
    fn a_way_down_has_one_dose_a_day_and_its_next_cut_and_ends() {
        for (to_nothing, day, expected) in [
            (true, "2026-12-05", "in 2 days, then 50 on 2026-12-07"),
            (true, "2026-12-06", "in 1 days, then 50 on 2026-12-07"),
            (true, "2026-12-07", "50, then 25 on 2026-12-14"),
            (true, "2026-12-13", "50, then 25 on 2026-12-14"),
            (true, "2026-12-14", "25, then 0 on 2026-12-21"),
            (true, "2026-12-20", "25, then 0 on 2026-12-21"),
            (true, "2026-12-21", "stopped, last on 2026-12-20"),
            (true, "2027-01-17", "stopped, last on 2026-12-20"),
            (true, "2028-01-01", "stopped, last on 2026-12-20"),
            (false, "2026-12-20", "25"),
            (false, "2026-12-21", "over, last on 2026-12-20"),
        ] {
            let plan = way_down(to_nothing);
            let on = on_way_down(&plan, day.parse().expect("a day"));
            let last = |it: Option<Date>| it.map_or("?".to_owned(), |it| it.to_string());
            let taken = match on.taken {
                TakenOn::NotBegun { days_left, .. } => format!("in {days_left} days"),
                TakenOn::Dose { step, risen: None } => (step.daily().map_or(0, Dose::micrograms) / 1000).to_string(),
                TakenOn::Stopped { last: day } => format!("stopped, last on {}", last(day)),
                TakenOn::Over { last: day } => format!("over, last on {}", last(day)),
                TakenOn::Dose { .. } | TakenOn::IfMet { .. } | TakenOn::Pause { .. } => "never".to_owned(),
            };
            let then =
                on.next_cut.map(|(on, it)| format!(", then {} on {on}", it.to.map_or(0, Dose::micrograms) / 1000));
            assert_eq!(taken + &then.unwrap_or_default(), expected, "{day}");
            assert_eq!(on.next_rise, None);
        }
    }
}
