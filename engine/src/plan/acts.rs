//! What was done otherwise on a way down: a longer stay, a return to the dose before.
//!
//! A stay moves every later cut. A return undoes the last cut and nothing else: the dose before it, inside the limits
//! of today, and once; the way then goes on from there as from any dose. From nothing, or where the book says that it
//! comes late, only a professional decides it.

use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::facts::facts::Facts;
use crate::plan::divide::Share;
use crate::plan::rings::Rings;
use crate::plan::slope::back_key;
use crate::plan::walk::{DownRung, DownWalk, Undescended, Units};
use crate::request::request::TaperAct;

/// The way as far as it is laid out, to be changed.
pub(super) struct Acted<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) row: &'a str,
    pub(super) walk: &'a DownWalk<'a>,
    /// What is taken where it begins.
    pub(super) begun: (&'a [Share], u64),
    pub(super) start: Date,
}

impl Acted<'_> {
    /// Does one thing otherwise.
    pub(super) fn act(
        &self,
        units: &mut Units<'_>,
        rungs: &mut Vec<DownRung>,
        act: TaperAct,
    ) -> Result<(), Undescended> {
        match act {
            TaperAct::Stay { on, until } => {
                let (next, since) = in_force(rungs, Day::of(on, self.start));
                if let Some(next) = rungs.get_mut(next) {
                    let days = Day::of(until, self.start).plus(1).since(since);
                    next.held = next.held.max(u64::try_from(days).unwrap_or(0));
                }
                Ok(())
            }
            TaperAct::Back { on } => self.back(units, rungs, on),
        }
    }

    fn back(&self, units: &mut Units<'_>, rungs: &mut Vec<DownRung>, on: Date) -> Result<(), Undescended> {
        let day = Day::of(on, self.start);
        let (next, since) = in_force(rungs, day);
        let last = next.checked_sub(1).and_then(|at| rungs.get(at));
        let Some(last) = last.filter(|it| !it.rises && day > since) else { return Err(Undescended::NoCutToUndo(on)) };
        let (begun, first) = self.begun;
        let before = next.checked_sub(2).and_then(|at| rungs.get(at));
        let (shares, dose, line) = before.map_or_else(
            || (begun.to_vec(), first, self.walk.line_of(first)),
            |it| (it.shares.clone(), it.dose, it.line),
        );
        self.inside_the_limits(&shares, dose)?;
        let late = self.walk.down.back_within_days.is_some_and(|most| day.since(since) > i32::from(most));
        if (last.dose == 0 || late) && self.facts.decision(&back_key(self.row, on)).is_none() {
            return Err(Undescended::BackUndecided(on));
        }
        let mut made = Vec::with_capacity(shares.len());
        for (moment, dose, _) in &shares {
            made.push((*moment, *dose, units.stock.make(*dose).map_err(|_| Undescended::NowUnmade(*dose))?));
        }
        let held = u64::try_from(day.since(since)).unwrap_or(0);
        rungs.truncate(next);
        rungs.push(DownRung { shares: made, dose, line, asked: 0, forced: false, held, rises: true });
        self.walk.go_on(units, rungs, (begun, first))
    }

    /// A dose that is gone back to obeys what a dose of today does.
    fn inside_the_limits(&self, shares: &[Share], dose: u64) -> Result<(), Undescended> {
        let rings = Rings::new(self.facts);
        let day = rings.daily_at_most().filter(|(most, _)| u64::from(most.micrograms()) < dose);
        let single = rings.single_at_most().filter(|(most, _)| shares.iter().any(|it| it.1 > *most));
        match day.or(single) {
            Some((most, _)) => Err(Undescended::BackAboveLimit(most)),
            None => Ok(()),
        }
    }
}

/// The place of the next cut after a day, and since when the dose of that day is taken.
fn in_force(rungs: &[DownRung], day: Day) -> (usize, Day) {
    let mut on = Day::FIRST;
    for (at, rung) in rungs.iter().enumerate() {
        let begins = on.plus(i32::try_from(rung.held).unwrap_or(i32::MAX));
        if begins > day {
            return (at, on);
        }
        on = begins;
    }
    (rungs.len(), on)
}
