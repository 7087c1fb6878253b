//! How fast one may come down: the pace that was chosen, inside the bounds of the book.

use crate::book::taper::{Cut, Down, LongUse, Occupancy};
use crate::exact::date::Date;
use crate::facts::facts::Facts;
use crate::key::Key;
use crate::request::request::{Ongoing, TaperAsked};

/// Doses are held in hundredths of a microgram: a whole percent of a dose is a whole number of them.
pub(crate) const PARTS: u64 = 100;

/// The key under which a professional decides something of a taper.
pub(crate) fn decision_key(row: &str, what: &str) -> String {
    Key::one_of(row, what).write()
}

/// The key under which a professional decides that a dose is taken again from a day on.
pub(crate) fn back_key(row: &str, on: Date) -> String {
    decision_key(row, &format!("back-{on}"))
}

/// What a key of a taper is about.
pub(crate) const FASTER: &str = "faster";
pub(crate) const AT_ONCE: &str = "at-once";

/// The pace in force.
pub(crate) struct Slope<'a> {
    down: &'a Down,
    /// Cuts of which the smallest holds.
    cuts: Vec<Cut>,
    /// Days from one cut to the next.
    pub(crate) interval_days: u16,
    first: u64,
    /// Whether what was asked is faster than the bound, which holds in its place.
    pub(crate) held_back: bool,
    /// Whether it is faster than the usual pace.
    pub(crate) hurried: bool,
}

impl<'a> Slope<'a> {
    /// Of a request. `first` is the dose of a day where it begins, in micrograms.
    pub(crate) fn new(
        facts: &Facts<'_>,
        row: &str,
        down: &'a Down,
        asked: &TaperAsked,
        first: u64,
        start: Option<Date>,
    ) -> Self {
        let decided = facts.decision(&decision_key(row, FASTER)).is_some();
        let bound = down.by_decision.as_ref().filter(|_| decided).unwrap_or(&down.fastest);
        let long = down.long_use.filter(|it| is_long(*it, &facts.request.treatment.standing, start) && !decided);
        let least = long.map_or(0, |it| it.interval_days);
        let usual = down.usual.interval_days.max(least);
        let wanted = asked.interval_days.unwrap_or(usual);
        let interval_days = wanted.max(bound.interval_days).max(least);
        let cuts = asked.cut.map_or_else(|| down.usual.cuts.clone(), |it| vec![it]);
        let mut slope = Self {
            down,
            cuts,
            interval_days,
            first,
            held_back: wanted < interval_days,
            hurried: interval_days < usual,
        };
        let (line, dose) = (first * PARTS, first);
        let chosen = slope.smallest(&slope.cuts, line, dose);
        slope.hurried |= chosen > slope.smallest(&down.usual.cuts, line, dose);
        slope.held_back |= chosen > slope.smallest(&bound.cuts, line, dose);
        slope.cuts.extend(bound.cuts.iter().copied());
        slope
    }

    /// The dose that the next cut leads to, before any rounding: never below it. `line` is where the pace has led so
    /// far, at or below `dose`, which is taken.
    pub(crate) fn next(&self, line: u64, dose: u64) -> u64 {
        let mut next = line.saturating_sub(self.smallest(&self.linear(), line, dose));
        let of_current = self.cuts.iter().filter(|it| !is_linear(**it)).copied();
        let shares: Vec<Cut> =
            of_current.chain(self.down.first_percent.filter(|_| dose == self.first).map(Cut::OfCurrent)).collect();
        if !shares.is_empty() {
            next = next.max((dose * PARTS).saturating_sub(self.smallest(&shares, line, dose)));
        }
        if let Some(low) = self.down.low.as_ref().filter(|_| self.is_low(dose)) {
            next = next.max(line.saturating_sub(self.amount(low.cut, dose)));
        }
        next
    }

    /// Days at a dose before the next cut.
    pub(crate) fn days_at(&self, dose: u64) -> u16 {
        let low = self.down.low.as_ref().filter(|_| self.is_low(dose));
        self.interval_days.max(low.map_or(0, |it| it.interval_days))
    }

    fn linear(&self) -> Vec<Cut> {
        self.cuts.iter().filter(|it| is_linear(**it)).copied().collect()
    }

    /// Whether a dose is one of those near the end.
    fn is_low(&self, dose: u64) -> bool {
        self.down.low.as_ref().is_some_and(|it| {
            it.at_most.is_some_and(|most| dose <= most.micrograms().into())
                || it.below_part.is_some_and(|part| dose * u64::from(part) < self.first)
        })
    }

    fn smallest(&self, cuts: &[Cut], line: u64, dose: u64) -> u64 {
        cuts.iter().map(|it| self.amount(*it, dose)).min().unwrap_or(line)
    }

    /// A cut at a dose, in hundredths of a microgram.
    fn amount(&self, cut: Cut, dose: u64) -> u64 {
        match cut {
            Cut::Dose(cut) => u64::from(cut.micrograms()) * PARTS,
            Cut::OfCurrent(percent) => dose * u64::from(percent),
            Cut::OfFirst(percent) => self.first * u64::from(percent),
            Cut::Risk(risk) => {
                self.down.risk.map_or(0, |it| u64::from(it.lowest_usual.micrograms()) * u64::from(it.percent(risk)))
            }
            Cut::Points(points) => self.down.occupancy.map_or(0, |it| by_points(it, points, dose)),
        }
    }
}

/// Whether a cut is the same at every dose.
fn is_linear(cut: Cut) -> bool {
    match cut {
        Cut::Dose(_) | Cut::OfFirst(_) | Cut::Risk(_) => true,
        Cut::OfCurrent(_) | Cut::Points(_) => false,
    }
}

/// Whether the drug has been taken so long that cuts come more rarely: not known counts as yes.
fn is_long(long: LongUse, standing: &Ongoing, start: Option<Date>) -> bool {
    let taken = start.zip(standing.since).map(|(start, since)| start.days_since(since.earliest()));
    taken.is_none_or(|it| it >= i32::from(long.from_days))
}

/// What a fall by so many points of occupancy takes from a dose, in hundredths of a microgram: never more.
fn by_points(curve: Occupancy, points: u8, dose: u64) -> u64 {
    let (highest, half) = (u128::from(curve.highest.thousandths()), u128::from(curve.half.micrograms()));
    let (points, of) = (u128::from(points) * 1000, u128::from(dose));
    let Some(left) = (highest * of).checked_sub(points * (half + of)) else { return dose * PARTS };
    let lower = (half * left * u128::from(PARTS)).div_ceil(highest * half + points * (half + of));
    (dose * PARTS).saturating_sub(u64::try_from(lower).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinetics::occupancy;
    use crate::kinetics::tests::curve;

    fn duloxetine() -> Occupancy {
        curve("90.75", "6.27 mg", "60 mg")
    }

    /// A fall by points leads to a dose whose occupancy is lower by that, never by more.
    #[test]
    fn a_fall_by_points_leads_to_the_dose_that_the_curve_gives() {
        for points in 1..=82 {
            let cut = by_points(duloxetine(), points, 60_000);
            let left = (60_000 * PARTS - cut).div_ceil(PARTS);
            let fallen = occupancy(duloxetine(), 60_000) - occupancy(duloxetine(), left);
            assert!(fallen.abs_diff(u16::from(points) * 10) <= 1, "{points}: {left} mcg, {fallen}");
        }
        assert_eq!(by_points(duloxetine(), 83, 60_000), 60_000 * PARTS, "more than there is: all of it");
    }
}
