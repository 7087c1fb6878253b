//! The walk down: from a dose to the next one that the pace allows and units make.
//!
//! A dose that the pace leads to is made of units, or rounded up to the next one that is. Where no unit makes a dose
//! between that and the one that is taken, the cut is larger than asked: the dose before it is then held longer, as
//! many times the interval as the cut is larger, in whole weeks.

use crate::book::drug::Drug;
use crate::book::place::Moment;
use crate::book::protocol::{Division, Protocol};
use crate::book::supply::{Supply, SupplyIndex};
use crate::book::taper::Down;
use crate::dispense::choose::Stock;
use crate::dispense::hand::gcd;
use crate::exact::bounds::MOST_DAYS;
use crate::exact::date::Date;
use crate::exact::dose::Dose;
use crate::exact::sort;
use crate::facts::facts::Facts;
use crate::plan::divide::{DayDivision, Share};
use crate::plan::rings::most_units;
use crate::plan::slope::{PARTS, Slope};
use crate::plan::suits::serving;

/// Most doses that are tried between one and the next: strengths finer than that are no help to a person.
const MOST_TRIED: u64 = 20_000;

/// Days of a week: a stretched step lasts whole weeks.
const WEEK: u64 = 7;

/// Why no way down is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Undescended {
    /// Nothing is offered to make it of. It is asked for elsewhere.
    NoSupplies,
    /// Nobody said how long this liquid keeps.
    Undated(SupplyIndex),
    /// No unit makes the dose that it goes to.
    EndUnmade(Dose),
    /// It must stay at the dose that is taken for a while, and no unit makes that.
    NowUnmade(Dose),
    /// From this dose nobody goes to nothing at once, and no unit makes a lower one.
    NothingBelow(Dose),
    /// The strengths are too fine for the dose that is taken.
    TooFine,
    /// It is longer than a plan may be.
    TooLong,
    /// What was done on the way is of days, and no first day was chosen.
    NoStart,
    /// It is stopped in one step: there is no dose to go back to.
    NothingToUndo,
    /// On this day no cut is to be undone: none came before, or it was undone already.
    NoCutToUndo(Date),
    /// The dose that would be gone back to is above this limit of today.
    BackAboveLimit(Dose),
    /// Only a professional decides the return of this day.
    BackUndecided(Date),
}

/// A dose on the way down.
pub(super) struct DownRung {
    pub(super) shares: Vec<Share>,
    pub(super) dose: u64,
    /// Where the pace has led, at or below the dose, in hundredths of a microgram.
    pub(super) line: u64,
    /// The cut that the pace asked for.
    pub(super) asked: u64,
    pub(super) forced: bool,
    /// Days at the dose before it.
    pub(super) held: u64,
    /// Whether it is a dose that was gone back to.
    pub(super) rises: bool,
}

/// Units, and how the day is divided among the moments at which something is taken.
pub(super) struct Units<'f> {
    pub(super) stock: Stock<'f>,
    /// The moments of the protocol, the one that grows first in front.
    order: Vec<Moment>,
    parts: Vec<Dose>,
    /// Every dose is a whole number of these.
    grain: u64,
}

/// A way down as it grows.
pub(super) struct DownWalk<'a> {
    pub(super) slope: &'a Slope<'a>,
    pub(super) down: &'a Down,
    pub(super) goal: u64,
    pub(super) longest_stay: u64,
    /// Days before which nothing is not reached.
    pub(super) least: u64,
}

impl<'f> Units<'f> {
    pub(super) fn new(facts: &'f Facts<'_>, drug: &'f Drug, protocol: &Protocol) -> Self {
        let standing = &facts.request.treatment.standing;
        let at_home = |supply: &Supply| {
            let supplies = &facts.request.treatment.supplies;
            standing.units.iter().any(|it| it.count > 0 && supplies.get(it.supply) == Some(supply))
        };
        let divisions = facts.stair(protocol).divisions;
        let mut order: Vec<Moment> = divisions.iter().flat_map(|it| it.moments.iter().copied()).collect();
        order.extend(standing.now.iter().map(|it| it.moment));
        let grains: Vec<u64> = serving(facts, drug).map(|(_, it)| grain(it)).collect();
        let whole = grains.iter().copied().fold(0, gcd);
        let mut parts: Vec<Dose> = divisions.iter().flat_map(|it| it.parts.iter().copied()).collect();
        parts.extend(grains.iter().chain([&whole]).filter(|it| **it > 0).map(|it| dose(*it)));
        Self { stock: Stock::new(serving(facts, drug), at_home, most_units(facts, drug)), order, parts, grain: whole }
    }

    /// A dose made of units at the moments at which something is taken: as equal as the parts of a day allow, and no
    /// intake higher than it was; else one intake alone made lower; else as equal as can be.
    pub(super) fn made(&mut self, dose_of_day: u64, before: &[Share]) -> Option<Vec<Share>> {
        let was = |moment: Moment| before.iter().find(|it| it.0 == moment).map_or(0, |it| u64::from(it.1.micrograms()));
        let even = self.even(dose_of_day, before);
        let rises = |shares: &Vec<Share>| shares.iter().any(|it| u64::from(it.1.micrograms()) > was(it.0));
        if let Some(shares) = even.as_ref().filter(|it| !rises(it)) {
            return Some(shares.clone());
        }
        self.one_lower(dose_of_day, before).or(even)
    }

    fn even(&mut self, dose_of_day: u64, before: &[Share]) -> Option<Vec<Share>> {
        let mut moments: Vec<Moment> = Vec::new();
        for moment in self.order.iter().filter(|moment| before.iter().any(|it| it.0 == **moment)) {
            if !moments.contains(moment) {
                moments.push(*moment);
            }
        }
        let most = before.iter().map(|it| it.1).max();
        let divisions = [Division { up_to: None, moments, parts: self.parts.clone() }];
        let day = DayDivision {
            own: Vec::new(),
            divisions: &divisions,
            moved: None,
            larger_evening: false,
            single_at_most: most,
        };
        day.divide(dose(dose_of_day), &mut self.stock).ok()
    }

    /// The largest intake lowered, else the next; of two alike, the one that grew last.
    fn one_lower(&mut self, dose_of_day: u64, before: &[Share]) -> Option<Vec<Share>> {
        let total: u64 = before.iter().map(|it| u64::from(it.1.micrograms())).sum();
        let less = total.checked_sub(dose_of_day)?;
        let place = |moment: Moment| self.order.iter().position(|it| *it == moment);
        let mut tried: Vec<usize> = (0..before.len()).collect();
        sort::with(&mut tried, |one, other| {
            before[*other].1.cmp(&before[*one].1).then(place(before[*other].0).cmp(&place(before[*one].0)))
        });
        'lowered: for at in tried {
            let Some(rest) = u64::from(before[at].1.micrograms()).checked_sub(less) else { continue };
            let mut shares = Vec::with_capacity(before.len());
            for (other, (moment, its, _)) in before.iter().enumerate() {
                let its = if other == at { rest } else { its.micrograms().into() };
                if its > 0 {
                    let Ok(units) = self.stock.make(dose(its)) else { continue 'lowered };
                    shares.push((*moment, dose(its), units));
                }
            }
            return Some(shares);
        }
        None
    }

    /// The lowest dose from one to another, the last left out, that units make; or the highest, downward.
    fn nearest(&mut self, doses: impl Iterator<Item = u64>, before: &[Share]) -> Option<(u64, Vec<Share>)> {
        doses.take(usize::try_from(MOST_TRIED).unwrap_or(usize::MAX)).find_map(|it| Some((it, self.made(it, before)?)))
    }
}

/// The smallest dose that one unit of a supply measures, in micrograms.
fn grain(supply: &Supply) -> u64 {
    let strength = u64::from(supply.strength().micrograms());
    match supply {
        Supply::Tablet { .. } if supply.is_halved() => strength / 2,
        Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Drops { .. } => strength,
        Supply::Liquid { graduation, .. } => strength * u64::from(graduation.microlitres()) / 1000,
    }
}

impl DownWalk<'_> {
    /// Where the pace has led at a dose that begins a way.
    pub(super) fn line_of(&self, first: u64) -> u64 {
        first * PARTS
    }

    /// Goes on, from where the way has come, to its end.
    pub(super) fn go_on(
        &self,
        units: &mut Units<'_>,
        rungs: &mut Vec<DownRung>,
        (begun, first): (&[Share], u64),
    ) -> Result<(), Undescended> {
        if units.grain == 0 || first / units.grain > MOST_TRIED {
            return Err(Undescended::TooFine);
        }
        let last = rungs.last().map(|it| (it.shares.clone(), it.dose, it.line));
        let (mut shares, mut dose_now, mut line) = last.unwrap_or_else(|| (begun.to_vec(), first, self.line_of(first)));
        let mut days: u64 = rungs.iter().map(|it| it.held).sum();
        while dose_now > self.goal {
            let rung = self.below(units, &shares, dose_now, line, rungs.is_empty())?;
            days += rung.held;
            if days > u64::from(MOST_DAYS) {
                return Err(Undescended::TooLong);
            }
            (shares, dose_now, line) = (rung.shares.clone(), rung.dose, rung.line);
            rungs.push(rung);
        }
        self.no_sooner_than(units, rungs, (begun, first));
        Ok(())
    }

    /// The dose after one.
    fn below(
        &self,
        units: &mut Units<'_>,
        shares: &[Share],
        now: u64,
        line: u64,
        is_first: bool,
    ) -> Result<DownRung, Undescended> {
        let aim = self.slope.next(line, now).max(self.goal * PARTS);
        let asked = now * PARTS - aim;
        let interval = u64::from(self.slope.days_at(now));
        let held = if is_first { 0 } else { interval };
        // Nobody goes to nothing from a dose at which the book forbids it.
        let to_nothing = self.goal == 0 && self.down.last_below.is_none_or(|it| now < it.micrograms().into());
        if aim == self.goal * PARTS && (self.goal > 0 || to_nothing) {
            let shares = self.end(units, shares)?;
            return Ok(DownRung { shares, dose: self.goal, line: aim, asked, forced: false, held, rises: false });
        }
        let grain = units.grain;
        let lowest = aim.div_ceil(PARTS * grain).max(1);
        let upward = (lowest..now.div_ceil(grain)).map(|it| it * grain).filter(|it| *it > self.goal);
        if let Some((dose, shares)) = units.nearest(upward, shares) {
            let line = aim.min(dose * PARTS);
            return Ok(DownRung { shares, dose, line, asked, forced: false, held, rises: false });
        }
        let downward = (1..lowest).rev().map(|it| it * grain).filter(|it| *it > self.goal && *it < now);
        let (dose, shares) = match units.nearest(downward, shares) {
            Some(lower) => lower,
            None if self.goal > 0 || to_nothing => (self.goal, self.end(units, shares)?),
            None => return Err(Undescended::NothingBelow(dose(now))),
        };
        let held = if is_first { 0 } else { self.stretched(interval, (now - dose) * PARTS, asked) };
        Ok(DownRung { shares, dose, line: dose * PARTS, asked, forced: true, held, rises: false })
    }

    fn end(&self, units: &mut Units<'_>, before: &[Share]) -> Result<Vec<Share>, Undescended> {
        if self.goal == 0 {
            return Ok(Vec::new());
        }
        units.made(self.goal, before).ok_or(Undescended::EndUnmade(dose(self.goal)))
    }

    /// Days at a dose before a cut that is larger than asked: as many times the interval, in whole weeks, no more
    /// than the book names and never less than the interval.
    fn stretched(&self, interval: u64, made: u64, asked: u64) -> u64 {
        let days = (interval * made).div_ceil(asked.max(1)).div_ceil(WEEK) * WEEK;
        days.min(self.longest_stay).max(interval)
    }

    /// Nothing is reached before the least days of the label: a dose more stands before it, half of the last one,
    /// where units make it and there is time for it; else the last dose stays longer.
    fn no_sooner_than(&self, units: &mut Units<'_>, rungs: &mut Vec<DownRung>, (begun, first): (&[Share], u64)) {
        loop {
            let days: u64 = rungs.iter().map(|it| it.held).sum();
            let Some(missing) = self.least.checked_sub(days).filter(|it| *it > 0) else { return };
            let Some(last) = rungs.pop() else { return };
            let before = rungs.last();
            let (shares, dose, line) =
                before.map_or((begun, first, first * PARTS), |it| (&it.shares, it.dose, it.line));
            let grain = units.grain;
            let doses = (line / 2).div_ceil(PARTS * grain).max(1)..dose.div_ceil(grain);
            let between = units.nearest(doses.map(|it| it * grain), shares);
            match between.map(|(half, shares)| (half, shares, u64::from(self.slope.days_at(half)))) {
                Some((half, shares, interval)) if missing >= interval => {
                    let asked = dose * PARTS - (line / 2).min(half * PARTS);
                    let line = line / 2;
                    rungs.push(DownRung {
                        shares,
                        dose: half,
                        line,
                        asked,
                        forced: false,
                        held: last.held,
                        rises: false,
                    });
                    let asked = half * PARTS;
                    rungs.push(DownRung { asked, forced: false, held: interval, ..last });
                }
                Some(_) | None => {
                    rungs.push(DownRung { held: last.held + missing, ..last });
                    return;
                }
            }
        }
    }
}

pub(super) fn dose(micrograms: u64) -> Dose {
    u32::try_from(micrograms).ok().and_then(Dose::from_micrograms).unwrap_or(Dose::SMALLEST)
}
