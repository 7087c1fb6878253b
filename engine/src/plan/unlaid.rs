//! Why no course is laid out. What is found in it is said in `assess`.

use crate::book::drug::Drug;
use crate::book::protocol::{Supplement, Variant};
use crate::book::rule::Limit;
use crate::book::supply::SupplyIndex;
use crate::dispense::choose::Stock;
use crate::dispense::hand::Unmade;
use crate::exact::day::Day;
use crate::exact::dose::Dose;
use crate::facts::facts::Facts;
use crate::plan::would_do::would_do;
use crate::words::WouldDo;

/// Why no course is laid out.
#[derive(Clone, Debug)]
pub enum Unlaid<'a> {
    /// It is to go on, and nobody said from which dose.
    StandsNowhere,
    /// Nothing is offered to make it of.
    NoSupplies,
    /// Nobody said how long these liquids keep, and their shelf life decides the bottle: their positions in the
    /// request.
    Undated(Vec<SupplyIndex>),
    /// Its day of judgement has come, on this day: nothing is laid out past it without a decision.
    Judged(Day),
    /// It is longer than a plan may be.
    TooLong,
    /// The units on offer do not make its doses.
    Unmade(Short),
    /// They would, were it not for this limit, which a decision passes.
    OnlyForbiddenBy(&'a Limit),
    /// Nobody said how often there is a dialysis session, after which one more dose is taken.
    SessionsUnsaid {
        /// What is taken then.
        supplement: &'a Supplement,
        /// The stair that says so.
        variant: &'a Variant,
    },
    /// The units on offer do not make the dose after a dialysis session.
    SessionUnmade(Short),
}

/// Doses that the units on offer do not make: one at least.
#[derive(Clone, Debug)]
pub struct Short {
    /// Each of them.
    pub(crate) failing: Vec<Failing>,
    /// What would make them all; not looked for where the strengths are only too fine.
    pub(crate) would_do: Option<WouldDo>,
}

/// A day's dose that cannot be made: the intake of it that fails, and why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failing {
    pub(crate) dose: Dose,
    pub(crate) intake: Dose,
    /// First day it is taken.
    pub(crate) first_day: Day,
    pub(crate) why: Unmade,
}

impl Short {
    /// Of doses that cannot be made: `makes` says whether a stock makes every dose that is wanted.
    pub(crate) fn of(
        failing: Vec<Failing>,
        facts: &Facts<'_>,
        drug: &Drug,
        makes: &dyn Fn(&mut Stock<'_>) -> bool,
    ) -> Self {
        let infeasible = failing.iter().any(|it| matches!(it.why, Unmade::Infeasible { .. }));
        let would_do = infeasible.then(|| would_do(facts, drug, makes));
        Self { failing, would_do }
    }
}
