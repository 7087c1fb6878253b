//! The units of one intake: complete, minimal, and always the same.
//!
//! An intake is capsules and tablets, or one liquid, or drops, or capsules and tablets with drops
//! for the rest; never two kinds of drops, nor a liquid with anything. `Way` names these from the
//! best to the last: what can be counted again by eye comes first, whole before halved; then a
//! liquid, which must be shaken and a mark read; then drops, as a drop varies more than a mark.
//! Nobody counts more than [`FEW_DROPS`] where a capsule or a tablet can hold the greater part.
//!
//! Among capsules and tablets: fewest units (a half counts as one), then fewest different
//! supplies, then least waste, which is the number of tablets cut (each leaves a half for
//! another day), then most of the largest strength, then of the next; where two supplies have one
//! strength, the first of the request.
//!
//! Among liquids: least drug between two marks, then the smaller syringe, then the first of the
//! request. Among drops, alone or for the rest: fewest drops, then the first of the request.

use std::ops::RangeInclusive;

use crate::book::supply::{Amount, Supply, SupplyIndex, Taken};
use crate::exact::dose::{Dose, Volume};
use crate::exact::sort;

/// Greatest common divisor; `gcd(0, n)` is `n`.
pub(crate) const fn gcd(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Most cells in the table of one search. It bounds time and memory whatever is asked: six
/// strengths on a grid of 0.1 mg fill it at 3.7 g.
const MOST_CELLS: u64 = 1 << 18;

/// Why no units were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmade {
    /// No combination makes the dose exactly within the limit of units.
    Infeasible {
        /// The greatest dose under it that can be made.
        below: Option<Dose>,
        /// The smallest dose over it that can be made. It may be above a ceiling: that is for the
        /// caller to see.
        above: Option<Dose>,
    },
    /// The strengths are too fine for so large a dose: the search was not made, or its answer has
    /// too many units to write. Never a guess.
    TooFine,
}

/// Most drops of one intake where a capsule or a tablet can hold the greater part: beyond, a count
/// is lost.
pub const FEW_DROPS: u16 = 30;

/// How an intake is made, from the best way to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    /// Whole capsules and tablets.
    Whole,
    /// Capsules and tablets, one at least cut in half.
    Halved,
    /// A liquid.
    Drawn,
    /// Drops, [`FEW_DROPS`] at most.
    Drops,
    /// Whole capsules and tablets, and as few drops as that.
    WholeAndDrops,
    /// The same, one at least cut in half.
    HalvedAndDrops,
    /// More drops.
    ManyDrops,
    /// Whole capsules and tablets, and more drops.
    WholeAndManyDrops,
    /// The same, one at least cut in half.
    HalvedAndManyDrops,
}

impl Way {
    /// Whether more than [`FEW_DROPS`] are counted.
    pub(crate) const fn many_drops(self) -> bool {
        match self {
            Self::Whole | Self::Halved | Self::Drawn | Self::Drops | Self::WholeAndDrops | Self::HalvedAndDrops => {
                false
            }
            Self::ManyDrops | Self::WholeAndManyDrops | Self::HalvedAndManyDrops => true,
        }
    }
}

/// The units that make a dose exactly, larger strengths first: one dose of [`Hand::make`].
///
/// # Errors
/// [`Unmade`] if the dose cannot be made, or not be searched.
pub fn allocate(dose: Dose, supplies: &[Supply], most_units: Option<u8>) -> Result<Vec<Taken>, Unmade> {
    Hand::new(supplies, most_units).make(dose)
}

/// What is in hand, ready to make one dose after another. What was searched for one is kept for the
/// next.
pub struct Hand {
    whole: Solids,
    /// The same with halves, where some may be halved.
    halved: Option<Solids>,
    measured: Vec<Measured>,
    most: u64,
}

impl Hand {
    /// `most_units` limits capsules and tablets, not volumes nor drops; without it the search is
    /// still complete.
    #[must_use]
    pub fn new(supplies: &[Supply], most_units: Option<u8>) -> Self {
        Self::of(SupplyIndex::each(supplies), most_units)
    }

    /// Of some supplies of a request, each with its position there.
    pub(crate) fn of<'a>(supplies: impl Iterator<Item = (SupplyIndex, &'a Supply)>, most_units: Option<u8>) -> Self {
        let (mut solids, mut measured) = (Vec::new(), Vec::new());
        for (at, it) in supplies {
            solids.extend(Solid::of(at, it));
            measured.extend(Measured::new(at, it));
        }
        let halved = solids.iter().any(|it| it.scored).then(|| Solids::new(solids.iter().copied()));
        let whole = Solids::new(solids.into_iter().map(|it| Solid { scored: false, ..it }));
        Self { whole, halved, measured, most: most_units.map_or(u64::MAX, u64::from) }
    }

    /// The units that make a dose exactly, larger strengths first. The nearest doses of an
    /// [`Unmade::Infeasible`] are exact as well: no dose between them can be made.
    ///
    /// # Errors
    /// [`Unmade`] if the dose cannot be made, or not be searched.
    pub fn make(&mut self, dose: Dose) -> Result<Vec<Taken>, Unmade> {
        match self.find(dose)? {
            Some((_, units)) => Ok(units),
            None => Err(self.nearest(dose)?),
        }
    }

    /// The same with the way it is made; nothing where the dose cannot be made.
    pub(crate) fn find(&mut self, dose: Dose) -> Result<Option<(Way, Vec<Taken>)>, Unmade> {
        if let Some(units) = self.whole.make(dose, self.most)? {
            return Ok(Some((Way::Whole, units)));
        }
        if let Some(halved) = &mut self.halved
            && let Some(units) = halved.make(dose, self.most)?
        {
            return Ok(Some((Way::Halved, units)));
        }
        let measured = self.measured.iter().filter_map(|it| it.make(dose)).min_by_key(|(rank, _)| *rank);
        let many = match measured {
            Some((_, taken)) => match taken.amount {
                Amount::Volume(_) | Amount::Halves(_) => return Ok(Some((Way::Drawn, vec![taken]))),
                Amount::Drops(drops) if drops <= FEW_DROPS => return Ok(Some((Way::Drops, vec![taken]))),
                Amount::Drops(_) => Some((Way::ManyDrops, vec![taken])),
            },
            None => None,
        };
        let few = u64::from(FEW_DROPS);
        match (self.mix(dose, 1..=few, [Way::WholeAndDrops, Way::HalvedAndDrops]), many) {
            (Ok(Some(mixed)), _) => Ok(Some(mixed)),
            (Ok(None) | Err(_), Some(many)) => Ok(Some(many)),
            (Ok(None), None) => self.mix(dose, few + 1..=u64::MAX, [Way::WholeAndManyDrops, Way::HalvedAndManyDrops]),
            (Err(why), None) => Err(why),
        }
    }

    /// Capsules or tablets, and so many drops for the rest: the fewest that will do.
    fn mix(
        &mut self,
        dose: Dose,
        drops: RangeInclusive<u64>,
        [whole, halved]: [Way; 2],
    ) -> Result<Option<(Way, Vec<Taken>)>, Unmade> {
        if !self.measured.iter().any(Measured::is_dropper) {
            return Ok(None);
        }
        for (way, table) in [(whole, Some(&mut self.whole)), (halved, self.halved.as_mut())] {
            let Some(table) = table else { continue };
            let sums = table.sums_below(dose, self.most)?;
            let beside = |sum: &Dose| {
                let measured = self.measured.iter().filter_map(|it| it.drops_beside(dose, *sum));
                measured.filter(|(count, _)| drops.contains(count)).min_by_key(|(count, it)| (*count, it.supply))
            };
            let ways = sums.iter().filter_map(|sum| beside(sum).map(|(count, taken)| (count, *sum, taken)));
            let Some((_, sum, taken)) = ways.min_by_key(|(count, _, taken)| (*count, taken.supply)) else { continue };
            if let Some(mut units) = table.make(sum, self.most)? {
                units.push(taken);
                return Ok(Some((way, units)));
            }
        }
        Ok(None)
    }

    /// The nearest doses on both sides of one that cannot be made.
    fn nearest(&mut self, dose: Dose) -> Result<Unmade, Unmade> {
        let solids = self.halved.as_mut().unwrap_or(&mut self.whole);
        let (mut below, mut above) = solids.nearest(dose, self.most)?;
        let mut also = |(under, over): (Option<Dose>, Option<Dose>)| {
            below = below.max(under);
            above = [above, over].into_iter().flatten().min();
        };
        self.measured.iter().for_each(|it| also(it.nearest(dose)));
        if self.measured.iter().any(Measured::is_dropper) {
            for sum in solids.sums_below(dose, self.most)? {
                let droppers = self.measured.iter().filter(|it| it.is_dropper());
                droppers.for_each(|it| also(it.nearest_beside(dose, sum.micrograms())));
            }
        }
        Ok(Unmade::Infeasible { below, above })
    }
}

/// A capsule or a tablet.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Solid {
    supply: SupplyIndex,
    /// One whole, in grains.
    whole: u64,
    scored: bool,
}

impl Solid {
    fn of(supply: SupplyIndex, it: &Supply) -> Option<Self> {
        let strength = match it {
            Supply::Capsule { strength, .. } | Supply::Tablet { strength, .. } => strength,
            Supply::Liquid { .. } | Supply::Drops { .. } => return None,
        };
        Some(Self { supply, whole: 2 * u64::from(strength.micrograms()), scored: it.is_halved() })
    }

    /// The smallest amount it can be taken in.
    const fn piece(&self) -> u64 {
        if self.scored { self.whole / 2 } else { self.whole }
    }
}

/// Everything that is counted, larger strengths first, on its grid.
struct Solids {
    table: CostTable,
    /// Half micrograms in one grain, the greatest that divides every piece. Half micrograms,
    /// because half a tablet of an odd number of micrograms is not a whole number of them.
    grain: u64,
}

impl Solids {
    fn new(all: impl Iterator<Item = Solid>) -> Self {
        let mut solids: Vec<Solid> = Vec::new();
        for it in all {
            // Of two alike only the first can be in the answer: a second adds a line, and saves nothing.
            if !solids.iter().any(|known| (known.whole, known.scored) == (it.whole, it.scored)) {
                solids.push(it);
            }
        }
        // A strength is at most 32 bits wide, and of two alike the first supply stays first.
        sort::by(&mut solids, |it| -i64::try_from(it.whole).unwrap_or(i64::MAX));
        let grain = solids.iter().fold(0, |grain, it| gcd(grain, it.piece())).max(1);
        for it in &mut solids {
            it.whole /= grain;
        }
        Self { table: CostTable::new(solids), grain }
    }

    /// The most drug that `most` units hold, in half micrograms.
    fn capacity(&self, most: u64) -> u64 {
        self.table.solids.first().map_or(0, |largest| (largest.whole * self.grain).saturating_mul(most))
    }

    fn make(&mut self, dose: Dose, most: u64) -> Result<Option<Vec<Taken>>, Unmade> {
        let target = 2 * u64::from(dose.micrograms());
        if target % self.grain != 0 || target > self.capacity(most) {
            return Ok(None);
        }
        self.table.reach(target / self.grain)?;
        match self.table.units(target / self.grain) {
            Some(units) if units <= most => self.table.read(target / self.grain).map(Some),
            Some(_) | None => Ok(None),
        }
    }

    /// The nearest doses on both sides of one that cannot be made.
    ///
    /// The search upward is complete: if `n` units of one strength pass the dose, the nearest dose
    /// above is at most that, and if no strength passes it in `most` units, nothing does.
    fn nearest(&mut self, dose: Dose, most: u64) -> Result<(Option<Dose>, Option<Dose>), Unmade> {
        let target = 2 * u64::from(dose.micrograms());
        let passing = self.table.solids.iter().filter_map(|it| {
            let whole = it.whole * self.grain;
            let units = target / whole + 1;
            (units <= most).then_some(units * whole)
        });
        let Some(top) = passing.min() else {
            return Ok((in_micrograms(self.capacity(most)), None));
        };
        self.table.reach(top / self.grain)?;
        let made = |grains: &u64| {
            (grains * self.grain).is_multiple_of(2) && self.table.units(*grains).is_some_and(|units| units <= most)
        };
        let below = (1..=(target - 1) / self.grain).rev().find(made);
        let above = (target / self.grain + 1..=top / self.grain).find(made);
        let dose = |grains: Option<u64>| grains.and_then(|it| in_micrograms(it * self.grain));
        Ok((dose(below), dose(above)))
    }

    /// Every dose that can be made under another.
    fn sums_below(&mut self, dose: Dose, most: u64) -> Result<Vec<Dose>, Unmade> {
        let top = (2 * u64::from(dose.micrograms()) - 1).min(self.capacity(most)) / self.grain;
        self.table.reach(top)?;
        let made = |grains: &u64| self.table.units(*grains).is_some_and(|units| units <= most);
        let sums = (1..=top).filter(made).map(|grains| grains * self.grain).filter(|it| it.is_multiple_of(2));
        Ok(sums.filter_map(in_micrograms).collect())
    }
}

fn in_micrograms(half_micrograms: u64) -> Option<Dose> {
    u32::try_from(half_micrograms / 2).ok().and_then(Dose::from_micrograms)
}

/// What an allocation costs, in one number: units first, then supplies, then tablets cut. Less is
/// better. No table is so large that one part could run into the next.
type Cost = u64;

const UNIT: Cost = 1 << 32;

const SUPPLY: Cost = 1 << 16;

const CUT: Cost = 1;

/// An amount that cannot be made costs more than anything, and stays so whatever is added.
const NEVER: Cost = Cost::MAX;

/// The cost of so many halves of one supply.
const fn cost_of(halves: u64) -> Cost {
    halves.div_ceil(2) * UNIT + (halves > 0) as u64 * SUPPLY + halves % 2 * CUT
}

/// The cheapest way to one amount from one tail of the list of solids.
#[derive(Clone, Copy)]
struct Cheapest {
    cost: Cost,
    /// The same, with at least one piece of the tail's first solid.
    with: Cost,
}

/// Cheapest way to make every amount up to the top, from every tail of the list of solids.
///
/// Costs add up supply by supply and their order does not change when the same is added to both
/// sides, so the cheapest whole is made of cheapest tails. Two halves of one tablet are one whole:
/// a tail holds at most one half of each.
struct CostTable {
    solids: Vec<Solid>,
    /// `rows[i][grains]` uses `solids[i..]` only.
    rows: Vec<Vec<Cheapest>>,
}

impl CostTable {
    fn new(solids: Vec<Solid>) -> Self {
        let mut rows = Vec::with_capacity(solids.len() + 1);
        rows.resize(solids.len(), Vec::new());
        rows.push(vec![Cheapest { cost: 0, with: NEVER }]);
        Self { solids, rows }
    }

    /// Fills the table up to an amount, from where it ended.
    fn reach(&mut self, top: u64) -> Result<(), Unmade> {
        let columns = top + 1;
        if columns.saturating_mul(self.rows.len() as u64) > MOST_CELLS {
            return Err(Unmade::TooFine);
        }
        let columns = columns as usize;
        if let Some(last) = self.rows.last_mut()
            && last.len() < columns
        {
            last.resize(columns, Cheapest { cost: NEVER, with: NEVER });
        }
        for (i, solid) in self.solids.iter().enumerate().rev() {
            let (rows, after) = self.rows.split_at_mut(i + 1);
            solid.lengthen(&mut rows[i], &after[0], columns);
        }
        Ok(())
    }

    fn cost(&self, tail: usize, grains: u64) -> Cost {
        self.rows[tail].get(grains as usize).map_or(NEVER, |it| it.cost)
    }

    /// Fewest units that make an amount.
    fn units(&self, grains: u64) -> Option<u64> {
        Some(self.cost(0, grains)).filter(|it| *it != NEVER).map(|it| it / UNIT)
    }

    /// The cheapest units that make an amount that can be made: of all that cost the same, most of
    /// the first solid, then of the second.
    fn read(&self, mut grains: u64) -> Result<Vec<Taken>, Unmade> {
        let mut units = Vec::new();
        for (i, solid) in self.solids.iter().enumerate() {
            let cost = self.cost(i, grains);
            let halves = (0..=2 * grains / solid.whole).rev().find(|halves| {
                let rest = grains - halves * solid.whole / 2;
                (solid.scored || halves % 2 == 0) && self.cost(i + 1, rest).saturating_add(cost_of(*halves)) == cost
            });
            let halves = halves.unwrap_or_default();
            if halves > 0 {
                let count = u16::try_from(halves).map_err(|_| Unmade::TooFine)?;
                units.push(Taken { supply: solid.supply, amount: Amount::Halves(count) });
            }
            grains -= halves * solid.whole / 2;
        }
        Ok(units)
    }
}

impl Solid {
    /// The row of this solid put before the tail that `next` describes, made longer.
    fn lengthen(&self, row: &mut Vec<Cheapest>, next: &[Cheapest], columns: usize) {
        row.reserve_exact(columns.saturating_sub(row.len()));
        for grains in row.len()..columns {
            let mut with = NEVER;
            // A whole that no column reaches is never taken, whatever the width of the machine.
            let whole = usize::try_from(self.whole).unwrap_or(usize::MAX);
            if let Some(rest) = grains.checked_sub(whole) {
                let (again, first) =
                    (row[rest].with.saturating_add(UNIT), next[rest].cost.saturating_add(UNIT + SUPPLY));
                with = again.min(first);
            }
            if self.scored
                && let Some(rest) = grains.checked_sub(whole / 2)
            {
                with = with.min(next[rest].cost.saturating_add(UNIT + SUPPLY + CUT));
            }
            row.push(Cheapest { cost: with.min(next[grains].cost), with });
        }
    }
}

/// A liquid or drops: doses are the multiples of one rung.
struct Measured {
    supply: SupplyIndex,
    /// The smallest dose that is both on the device and a whole number of micrograms.
    rung: u64,
    /// Most rungs in one intake: one filling of the syringe, from one bottle.
    most: u64,
    device: Device,
}

enum Device {
    Syringe { microlitres: u64, drug_between_marks: u64, capacity: Volume },
    Dropper,
}

/// Less is better: liquid before drops, then as the module says.
type Preference = (bool, u64, Option<Volume>, SupplyIndex);

impl Measured {
    fn new(supply: SupplyIndex, it: &Supply) -> Option<Self> {
        match it {
            Supply::Liquid { per_ml, syringe, graduation, bottle, .. } => {
                let mark = u64::from(graduation.microlitres());
                // In thousandths of a microgram: micrograms per millilitre times microlitres.
                let drug_between_marks = u64::from(per_ml.micrograms()) * mark;
                let marks = 1000 / gcd(drug_between_marks, 1000);
                let rung = u64::try_from(u128::from(drug_between_marks) * u128::from(marks) / 1000).ok()?;
                let microlitres = mark * marks;
                let most = u64::from((*syringe).min(*bottle).microlitres()) / microlitres;
                let device = Device::Syringe { microlitres, drug_between_marks, capacity: *syringe };
                Some(Self { supply, rung, most, device })
            }
            Supply::Drops { per_drop, most } => Some(Self {
                supply,
                rung: u64::from(per_drop.micrograms()),
                most: u64::from(*most),
                device: Device::Dropper,
            }),
            Supply::Capsule { .. } | Supply::Tablet { .. } => None,
        }
    }

    fn make(&self, dose: Dose) -> Option<(Preference, Taken)> {
        let micrograms = u64::from(dose.micrograms());
        let rungs = micrograms / self.rung;
        if micrograms % self.rung != 0 || rungs > self.most {
            return None;
        }
        let (rank, amount) = match self.device {
            Device::Syringe { microlitres, drug_between_marks, capacity } => {
                let volume = u32::try_from(rungs * microlitres).ok().and_then(Volume::from_microlitres)?;
                ((false, drug_between_marks, Some(capacity), self.supply), Amount::Volume(volume))
            }
            Device::Dropper => ((true, rungs, None, self.supply), Amount::Drops(u16::try_from(rungs).ok()?)),
        };
        Some((rank, Taken { supply: self.supply, amount }))
    }

    const fn is_dropper(&self) -> bool {
        match self.device {
            Device::Dropper => true,
            Device::Syringe { .. } => false,
        }
    }

    /// The drops that make up a dose, beside what holds a part of it.
    fn drops_beside(&self, dose: Dose, others: Dose) -> Option<(u64, Taken)> {
        let left = dose.micrograms().checked_sub(others.micrograms())?;
        let count = u64::from(left) / self.rung;
        let exact = self.is_dropper() && u64::from(left).is_multiple_of(self.rung) && (1..=self.most).contains(&count);
        let drops = u16::try_from(count).ok().filter(|_| exact)?;
        Some((count, Taken { supply: self.supply, amount: Amount::Drops(drops) }))
    }

    fn nearest(&self, dose: Dose) -> (Option<Dose>, Option<Dose>) {
        self.nearest_beside(dose, 0)
    }

    /// The nearest doses on both sides of one, made of these and of so many micrograms of others,
    /// which are fewer than the dose.
    fn nearest_beside(&self, dose: Dose, others: u32) -> (Option<Dose>, Option<Dose>) {
        let Some(left) = dose.micrograms().checked_sub(others).map(u64::from).filter(|it| *it > 0) else {
            return (None, None);
        };
        let at = |rungs: u64| {
            let micrograms = rungs.checked_mul(self.rung)?.checked_add(others.into())?;
            u32::try_from(micrograms).ok().and_then(Dose::from_micrograms)
        };
        let below = at(((left - 1) / self.rung).min(self.most));
        let above = Some(left / self.rung + 1).filter(|rungs| *rungs <= self.most).and_then(at);
        (below, above)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// One hand makes many doses, in whatever order they are asked for, as a fresh one makes each.
    #[test]
    fn a_hand_used_again_answers_as_a_new_one() {
        let many = [capsule(100), capsule(500), capsule(1_000), capsule(1_500), capsule(3_000), capsule(4_500)];
        let coarse = [capsule(1_500), capsule(3_000)];
        let scored = [tablet(50_000, true)];
        let measured = [liquid(1_000, 3_000, 100), capsule(3_000)];
        // Too fine for the second: a hand that refused one dose still makes the next.
        let fine = [tablet(1, true), capsule(3_000)];
        for supplies in [many.as_slice(), &coarse, &scored, &measured, &fine] {
            for most in [Some(3), Some(1), None] {
                let rising: Vec<u32> = (1..=60).map(|it| it * 100).chain([25_000, 50_000, 100_000]).collect();
                let falling: Vec<u32> = rising.iter().rev().copied().collect();
                let mixed: Vec<u32> = (0..rising.len()).map(|it| rising[it * 17 % rising.len()]).collect();
                for doses in [rising, falling, mixed] {
                    let mut hand = Hand::new(supplies, most);
                    for dose in doses {
                        assert_eq!(hand.make(mcg(dose)), allocate(mcg(dose), supplies, most), "{dose} {supplies:?}");
                    }
                }
            }
        }
    }

    fn mcg(micrograms: u32) -> Dose {
        Dose::from_micrograms(micrograms).expect("not zero")
    }

    fn ml(microlitres: u32) -> Volume {
        Volume::from_microlitres(microlitres).expect("not zero")
    }

    fn capsule(micrograms: u32) -> Supply {
        Supply::Capsule { strength: mcg(micrograms), prolonged: false, keeps_days: None }
    }

    fn tablet(micrograms: u32, scored: bool) -> Supply {
        Supply::Tablet { strength: mcg(micrograms), scored, prolonged: false }
    }

    fn liquid(per_ml: u32, syringe: u32, graduation: u32) -> Supply {
        let (syringe, graduation, bottle) = (ml(syringe), ml(graduation), ml(50_000));
        Supply::Liquid { per_ml: mcg(per_ml), syringe, graduation, bottle, keeps_days: Some(30) }
    }

    fn infeasible(below: Option<u32>, above: Option<u32>) -> Result<Vec<Taken>, Unmade> {
        Err(Unmade::Infeasible { below: below.map(mcg), above: above.map(mcg) })
    }

    fn halves(units: &[(usize, u16)]) -> Result<Vec<Taken>, Unmade> {
        Ok(units
            .iter()
            .map(|&(place, count)| Taken { supply: SupplyIndex::new(place), amount: Amount::Halves(count) })
            .collect())
    }

    fn drawn(place: usize, microlitres: u32) -> Result<Vec<Taken>, Unmade> {
        Ok(vec![Taken { supply: SupplyIndex::new(place), amount: Amount::Volume(ml(microlitres)) }])
    }

    type Best = (bool, u64, usize, usize, Vec<i64>);

    /// Every combination of counted units, tried one by one; written apart from the search.
    struct Trial<'a> {
        supplies: &'a [Supply],
        top: u64,
        /// Best combination for every sum of half micrograms and every most of units: cut or not,
        /// units, supplies, tablets cut, then counts of halves, largest strength first, made negative
        /// so that more is less.
        best: BTreeMap<(u64, Option<u8>), Best>,
        /// Positions of the supplies, largest strength first.
        order: Vec<usize>,
    }

    fn strength(supply: &Supply) -> (u64, bool) {
        match supply {
            Supply::Capsule { strength, .. } => (u64::from(strength.micrograms()), false),
            Supply::Tablet { strength, scored, .. } => (u64::from(strength.micrograms()), *scored),
            Supply::Liquid { .. } | Supply::Drops { .. } => panic!("only what is counted"),
        }
    }

    impl<'a> Trial<'a> {
        fn all(supplies: &'a [Supply], top_micrograms: u64) -> Self {
            let mut order: Vec<usize> = (0..supplies.len()).collect();
            order.sort_by_key(|i| (u64::MAX - strength(&supplies[*i]).0, *i));
            let mut trial = Self { supplies, top: 2 * top_micrograms, best: BTreeMap::new(), order };
            trial.every(0, 0, &mut Vec::new());
            trial
        }

        fn every(&mut self, at: usize, sum: u64, counts: &mut Vec<u64>) {
            let Some(supply) = self.order.get(at) else {
                let units = counts.iter().map(|it| it / 2 + it % 2).sum();
                let lines = counts.iter().filter(|it| **it > 0).count();
                let cut = counts.iter().filter(|it| **it % 2 == 1).count();
                let this: Best = (cut > 0, units, lines, cut, counts.iter().map(|it| -(*it as i64)).collect());
                for most in LIMITS.into_iter().filter(|most| most.is_none_or(|it| units <= it.into())) {
                    let best = self.best.entry((sum, most)).or_insert_with(|| this.clone());
                    *best = this.clone().min(best.clone());
                }
                return;
            };
            let (half, scored) = strength(&self.supplies[*supply]);
            for count in (0..=(self.top - sum) / half).step_by(if scored { 1 } else { 2 }) {
                counts.push(count);
                self.every(at + 1, sum + count * half, counts);
                counts.pop();
            }
        }

        fn expected(&self, dose: u32, most: Option<u8>) -> Result<Vec<Taken>, Unmade> {
            let target = 2 * u64::from(dose);
            if let Some((.., counts)) = self.best.get(&(target, most)) {
                let counts = counts.iter().zip(&self.order).filter(|(count, _)| **count < 0);
                let counts: Vec<(usize, u16)> = counts.map(|(count, supply)| (*supply, -count as u16)).collect();
                return halves(&counts);
            }
            let made = |(sum, limit): &(u64, Option<u8>)| {
                (sum % 2 == 0 && *sum > 0 && *limit == most).then_some((sum / 2) as u32)
            };
            let below = self.best.range(..(target, None)).rev().find_map(|it| made(it.0));
            let above = self.best.range((target + 1, None)..).find_map(|it| made(it.0));
            infeasible(below, above)
        }
    }

    const LOW: [u32; 6] = [100, 500, 1000, 1500, 3000, 4500];
    const LIMITS: [Option<u8>; 6] = [None, Some(0), Some(1), Some(2), Some(3), Some(4)];

    /// All 64 sets of low-dose strengths, every 0.05 mg to 4.5 mg: 34,560 answers, with the
    /// nearest doses, compared with every combination there is.
    #[test]
    fn every_set_of_low_dose_capsules_gives_the_fewest_units() {
        let mut made = 0;
        for set in 0..64u32 {
            let supplies: Vec<Supply> = (0..6).filter(|i| set >> i & 1 == 1).map(|i| capsule(LOW[i])).collect();
            let trial = Trial::all(&supplies, 9000);
            for dose in (50..=4500).step_by(50) {
                for most in LIMITS {
                    let answer = allocate(mcg(dose), &supplies, most);
                    made += u32::from(answer.is_ok());
                    assert_eq!(answer, trial.expected(dose, most), "{dose} mcg of {supplies:?} in {most:?}");
                }
            }
        }
        assert!(made > 3000, "only {made} doses were made");
    }

    /// Every set of whole and scored tablets, in either order, odd strengths included: half of
    /// 25 mcg is no whole number of micrograms, two different such halves are.
    #[test]
    fn every_set_of_tablets_gives_the_fewest_units_and_cuts() {
        let families = [
            ([tablet(25_000, false), tablet(50_000, true), tablet(100_000, true), capsule(50_000)], 12_500, 24),
            ([tablet(25, true), tablet(75, true), tablet(10, false), tablet(25, false)], 1, 160),
            ([tablet(12_500, true), tablet(50_000, true), capsule(25_000), tablet(50_000, false)], 6250, 30),
        ];
        for (all, step, doses) in families {
            for set in 0..32u32 {
                let mut supplies: Vec<Supply> = (0..4).filter(|i| set >> i & 1 == 1).map(|i| all[i].clone()).collect();
                if set >> 4 == 1 {
                    supplies.reverse();
                }
                let trial = Trial::all(&supplies, u64::from(step * doses) + 100 * u64::from(step));
                for dose in (1..=doses).map(|it| it * step) {
                    for most in LIMITS {
                        let expected = trial.expected(dose, most);
                        assert_eq!(
                            allocate(mcg(dose), &supplies, most),
                            expected,
                            "{dose} of {supplies:?} in {most:?}"
                        );
                    }
                }
            }
        }
    }

    /// Counted by hand, apart from this program.
    #[test]
    fn the_capsules_counted_by_hand() {
        let three = [capsule(500), capsule(1500), capsule(3000)];
        assert_eq!(allocate(mcg(2500), &three, Some(3)), halves(&[(1, 2), (0, 4)]));
        assert_eq!(allocate(mcg(4000), &three, Some(3)), halves(&[(2, 2), (0, 4)]));
        assert_eq!(allocate(mcg(3500), &three, Some(3)), halves(&[(2, 2), (0, 2)]));
        let two = [capsule(1500), capsule(3000)];
        assert_eq!(allocate(mcg(1000), &two, Some(3)), infeasible(None, Some(1500)));
        assert_eq!(allocate(mcg(2000), &two, Some(3)), infeasible(Some(1500), Some(3000)));
        for (dose, made) in [(1500, true), (3000, true), (4500, true), (2500, false), (3500, false), (4000, false)] {
            assert_eq!(allocate(mcg(dose), &two, Some(3)).is_ok(), made, "{dose} mcg");
        }
    }

    #[test]
    fn a_scored_tablet_is_halved_and_no_other() {
        let scored = [tablet(50_000, true)];
        for (dose, count) in [(25_000, 1), (50_000, 2), (75_000, 3), (100_000, 4)] {
            assert_eq!(allocate(mcg(dose), &scored, Some(3)), halves(&[(0, count)]));
        }
        assert_eq!(allocate(mcg(100_000), &scored, Some(2)), halves(&[(0, 4)]));
        // Two tablets and a half are three units.
        assert_eq!(allocate(mcg(125_000), &scored, Some(3)), halves(&[(0, 5)]));
        assert_eq!(allocate(mcg(125_000), &scored, Some(2)), infeasible(Some(100_000), None));
        let whole = [tablet(50_000, false)];
        assert_eq!(allocate(mcg(75_000), &whole, Some(3)), infeasible(Some(50_000), Some(100_000)));
        assert_eq!(allocate(mcg(25_000), &[capsule(50_000)], None), infeasible(None, Some(50_000)));
    }

    /// 1 mg/mL on every syringe of 1, 3, 5 and 10 mL marked every 0.01, 0.05, 0.1 and 0.2 mL, every
    /// dose to 4.5 mg: 7,200 answers, each against the list of the marks.
    #[test]
    fn a_liquid_is_measured_on_a_mark_in_one_filling() {
        for syringe in [1000, 3000, 5000, 10_000] {
            for graduation in [10, 50, 100, 200] {
                let supplies = [liquid(1000, syringe, graduation)];
                let marks: Vec<u32> = (1..).map(|it| it * graduation).take_while(|it| *it <= syringe).collect();
                for dose in (10..=4500).step_by(10) {
                    let expected = if marks.contains(&dose) {
                        drawn(0, dose)
                    } else {
                        let below = marks.iter().copied().filter(|it| *it < dose).max();
                        infeasible(below, marks.iter().copied().find(|it| *it > dose))
                    };
                    let answer = allocate(mcg(dose), &supplies, Some(0));
                    assert_eq!(answer, expected, "{dose} mcg, {syringe} µL by {graduation} µL");
                }
            }
        }
    }

    /// Worked out by hand: 1.5 mL lies between two marks.
    #[test]
    fn a_syringe_of_5_ml_marked_every_0_2_ml_cannot_show_1_5_ml() {
        assert_eq!(allocate(mcg(1500), &[liquid(1000, 5000, 200)], Some(3)), infeasible(Some(1400), Some(1600)));
        assert_eq!(allocate(mcg(4500), &[liquid(1000, 5000, 200)], Some(3)), infeasible(Some(4400), Some(4600)));
        assert_eq!(allocate(mcg(1500), &[liquid(1000, 5000, 100)], Some(3)), drawn(0, 1500));
        assert_eq!(allocate(mcg(1500), &[liquid(5000, 5000, 100)], Some(3)), drawn(0, 300));
    }

    #[test]
    fn one_filling_comes_from_one_bottle() {
        let (syringe, graduation, bottle) = (ml(10_000), ml(100), ml(4000));
        let small = [Supply::Liquid { per_ml: mcg(1000), syringe, graduation, bottle, keeps_days: None }];
        assert_eq!(allocate(mcg(4000), &small, None), drawn(0, 4000));
        assert_eq!(allocate(mcg(4100), &small, None), infeasible(Some(4000), None));
    }

    #[test]
    fn drops_stop_at_the_most() {
        let drops = [Supply::Drops { per_drop: mcg(250), most: 10 }];
        assert_eq!(
            allocate(mcg(2500), &drops, Some(1)),
            Ok(vec![Taken { supply: SupplyIndex::default(), amount: Amount::Drops(10) }])
        );
        assert_eq!(allocate(mcg(2750), &drops, None), infeasible(Some(2500), None));
        assert_eq!(allocate(mcg(300), &drops, None), infeasible(Some(250), Some(500)));
        assert_eq!(allocate(mcg(250), &[Supply::Drops { per_drop: mcg(250), most: 0 }], None), infeasible(None, None));
    }

    #[test]
    fn counted_units_come_before_a_liquid_and_a_liquid_before_drops() {
        let drops = Supply::Drops { per_drop: mcg(100), most: 50 };
        let all = [drops.clone(), liquid(1000, 5000, 200), liquid(1000, 5000, 100), capsule(1500)];
        assert_eq!(allocate(mcg(3000), &all, Some(3)), halves(&[(3, 4)]));
        assert_eq!(allocate(mcg(2000), &all, Some(3)), drawn(2, 2000));
        assert_eq!(
            allocate(mcg(1500), &all[..2], None),
            Ok(vec![Taken { supply: SupplyIndex::default(), amount: Amount::Drops(15) }])
        );
        // The nearest doses are those of everything in hand: 1.5 mg in a capsule, 1.8 mg drawn.
        assert_eq!(
            allocate(mcg(1650), &[liquid(1000, 5000, 600), capsule(1500)], None),
            infeasible(Some(1500), Some(1800))
        );
        // Never a capsule and a liquid at one intake.
        assert_eq!(
            allocate(mcg(1600), &[liquid(1000, 100, 100), capsule(1500)], None),
            infeasible(Some(1500), Some(3000))
        );
    }

    fn with_drops(solids: &[(usize, u16)], place: usize, drops: u16) -> Result<Vec<Taken>, Unmade> {
        let mut units = halves(solids)?;
        units.push(Taken { supply: SupplyIndex::new(place), amount: Amount::Drops(drops) });
        Ok(units)
    }

    /// Amitriptyline as sold in France: drops of 1 mg, tablets of 25 and 50 mg.
    #[test]
    fn a_tablet_holds_the_greater_part_where_there_would_be_more_than_thirty_drops() {
        let all = [Supply::Drops { per_drop: mcg(1000), most: 75 }, tablet(25_000, false), tablet(50_000, false)];
        let drops = |count| Ok(vec![Taken { supply: SupplyIndex::default(), amount: Amount::Drops(count) }]);
        let table = [
            (10, drops(10)),
            (29, drops(29)),
            (30, drops(30)),
            (31, with_drops(&[(1, 2)], 0, 6)),
            (40, with_drops(&[(1, 2)], 0, 15)),
            (50, halves(&[(2, 2)])),
            (60, with_drops(&[(2, 2)], 0, 10)),
            (70, with_drops(&[(2, 2)], 0, 20)),
            (75, halves(&[(2, 2), (1, 2)])),
        ];
        for (dose, expected) in table {
            assert_eq!(allocate(mcg(dose * 1000), &all, Some(3)), expected, "{dose} mg");
        }
        // Without a tablet that helps, the drops are counted all the same, up to their most.
        assert_eq!(allocate(mcg(40_000), &[all[0].clone(), all[2].clone()], Some(3)), drops(40));
        assert_eq!(allocate(mcg(75_000), &all[..1], Some(3)), drops(75));
        assert_eq!(allocate(mcg(76_000), &all[..1], Some(3)), infeasible(Some(75_000), None));
        // Beyond what few drops reach, a tablet and more of them are still exact.
        assert_eq!(allocate(mcg(90_000), &[all[0].clone(), all[2].clone()], Some(1)), with_drops(&[(1, 2)], 0, 40));
        // The nearest doses count the mixtures too: 50 mg and 75 drops, no more.
        assert_eq!(allocate(mcg(126_000), &[all[0].clone(), all[2].clone()], Some(1)), infeasible(Some(125_000), None));
    }

    #[test]
    fn whole_units_come_before_halves_and_halves_before_drops() {
        let supplies = [tablet(50_000, true), tablet(25_000, false), Supply::Drops { per_drop: mcg(1000), most: 75 }];
        // One and a half tablets of 50 mg would be one supply less.
        assert_eq!(allocate(mcg(75_000), &supplies, Some(3)), halves(&[(0, 2), (1, 2)]));
        assert_eq!(allocate(mcg(25_000), &[supplies[0].clone(), supplies[2].clone()], Some(3)), halves(&[(0, 1)]));
        assert_eq!(allocate(mcg(35_000), &[supplies[0].clone(), supplies[2].clone()], Some(3)), {
            with_drops(&[(0, 1)], 1, 10)
        });
    }

    #[test]
    fn what_is_too_fine_to_search_is_said_and_never_guessed() {
        let fine: Vec<Supply> = (1..=500).map(capsule).collect();
        assert_eq!(allocate(mcg(u32::MAX), &fine, None), Err(Unmade::TooFine));
        assert_eq!(allocate(mcg(u32::MAX), &fine, Some(3)), infeasible(Some(1500), None));
        assert_eq!(allocate(mcg(500), &fine, Some(3)), halves(&[(499, 2)]));
        // 100,000 capsules would be found, but not written in 16 bits of halves.
        assert_eq!(allocate(mcg(100_000), &[capsule(1)], None), Err(Unmade::TooFine));
        assert_eq!(allocate(mcg(u32::MAX), &[capsule(u32::MAX)], None), halves(&[(0, 2)]));
        assert_eq!(allocate(mcg(u32::MAX), &[capsule(u32::MAX - 1)], None), infeasible(Some(u32::MAX - 1), None));
        assert_eq!(allocate(mcg(5), &[], None), infeasible(None, None));
        let odd = [liquid(u32::MAX, u32::MAX, u32::MAX)];
        assert_eq!(allocate(mcg(u32::MAX), &odd, None), infeasible(None, None));
    }

    fn any_solid(finest: u32) -> impl Strategy<Value = Supply> {
        let strength = (1u32..25).prop_map(move |it| it * finest);
        prop_oneof![
            strength.clone().prop_map(capsule),
            (strength, any::<bool>()).prop_map(|(strength, scored)| tablet(strength, scored)),
        ]
    }

    fn any_supply() -> impl Strategy<Value = Supply> {
        let strength = prop_oneof![1u32..100, 1u32..1_000_000, 1u32..];
        prop_oneof![
            strength.clone().prop_map(capsule),
            (strength.clone(), any::<bool>()).prop_map(|(strength, scored)| tablet(strength, scored)),
            (strength.clone(), 1u32.., 1u32..).prop_map(|(per_ml, syringe, mark)| liquid(per_ml, syringe, mark)),
            (strength, any::<u16>()).prop_map(|(per_drop, most)| Supply::Drops { per_drop: mcg(per_drop), most }),
        ]
    }

    /// Drug in what is taken, in thousandths of half a microgram.
    fn drug(units: &[Taken], supplies: &[Supply]) -> u128 {
        let one = |it: &Taken| match (it.amount, it.supply.of(supplies).expect("on offer")) {
            (Amount::Halves(count), Supply::Capsule { strength, .. } | Supply::Tablet { strength, .. }) => {
                u128::from(count) * u128::from(strength.micrograms()) * 1000
            }
            (Amount::Volume(volume), Supply::Liquid { per_ml, .. }) => {
                u128::from(volume.microlitres()) * u128::from(per_ml.micrograms()) * 2
            }
            (Amount::Drops(count), Supply::Drops { per_drop, .. }) => {
                u128::from(count) * u128::from(per_drop.micrograms()) * 2000
            }
            (Amount::Halves(_) | Amount::Volume(_) | Amount::Drops(_), other) => panic!("{it:?} of {other:?}"),
        };
        units.iter().map(one).sum()
    }

    /// Cheapest combination for every sum, built supply by supply and count by count.
    fn oracle(supplies: &[Supply], top: usize) -> Vec<Option<(u64, u32, u32)>> {
        let mut costs = vec![None; top + 1];
        costs[0] = Some((0, 0, 0));
        for (half, scored) in supplies.iter().map(strength) {
            let before = costs.clone();
            for sum in 0..=top {
                for count in (1..=sum / half as usize).filter(|count| scored || count % 2 == 0) {
                    let Some((units, lines, cut)) = before[sum - count * half as usize] else { continue };
                    let cost = (units + count.div_ceil(2) as u64, lines + 1, cut + (count % 2) as u32);
                    costs[sum] = Some(costs[sum].map_or(cost, |it: (u64, u32, u32)| it.min(cost)));
                }
            }
        }
        costs
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn counted_units_are_exact_and_the_fewest(
            supplies in prop_oneof![
                prop::collection::vec(any_solid(1), 0..5),
                prop::collection::vec(any_solid(5), 0..5),
            ],
            dose in 1u32..120,
            most in prop::option::of(0u8..6),
        ) {
            let limit = most.map_or(u64::MAX, u64::from);
            let whole = |it: &Supply| match it {
                Supply::Tablet { strength, .. } => tablet(strength.micrograms(), false),
                Supply::Capsule { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => it.clone(),
            };
            let uncut = oracle(&supplies.iter().map(whole).collect::<Vec<_>>(), 500);
            let costs = oracle(&supplies, 500);
            let within = |costs: &[Option<(u64, u32, u32)>], dose: u32| costs[2 * dose as usize].filter(|it| it.0 <= limit);
            let made = |dose: u32| within(&uncut, dose).or(within(&costs, dose));
            match allocate(mcg(dose), &supplies, most) {
                Ok(units) => {
                    prop_assert_eq!(drug(&units, &supplies), u128::from(dose) * 2000);
                    let counts = units.iter().map(|it| match it.amount {
                        Amount::Halves(count) => count,
                        Amount::Volume(_) | Amount::Drops(_) => panic!("{it:?}"),
                    });
                    let whole = counts.clone().map(|it| u64::from(it.div_ceil(2))).sum::<u64>();
                    let cut = counts.filter(|it| it % 2 == 1).count() as u32;
                    prop_assert_eq!(made(dose), Some((whole, units.len() as u32, cut)));
                }
                Err(Unmade::Infeasible { below, above }) => {
                    prop_assert_eq!(made(dose), None);
                    prop_assert_eq!(below.map(Dose::micrograms), (1..dose).rev().find(|it| made(*it).is_some()));
                    prop_assert_eq!(above.map(Dose::micrograms), (dose + 1..=250).find(|it| made(*it).is_some()));
                }
                Err(Unmade::TooFine) => prop_assert!(false, "a table of 240 cells is not too fine"),
            }
        }

        #[test]
        fn a_liquid_of_any_strength_is_exact_and_its_neighbours_are_the_nearest(
            per_ml in 1u32..3000, syringe in 1u32..8000, mark in 1u32..300, dose in 1u32..6000,
        ) {
            let supplies = [liquid(per_ml, syringe, mark)];
            let drug_at = |marks: u32| u64::from(marks) * u64::from(mark) * u64::from(per_ml);
            let doses = (1..=syringe / mark).map(drug_at).filter(|it| it % 1000 == 0).map(|it| (it / 1000) as u32);
            match allocate(mcg(dose), &supplies, None) {
                Ok(units) => {
                    prop_assert_eq!(drug(&units, &supplies), u128::from(dose) * 2000);
                    prop_assert!(doses.into_iter().any(|it| it == dose));
                }
                Err(Unmade::Infeasible { below, above }) => {
                    prop_assert!(!doses.clone().any(|it| it == dose));
                    prop_assert_eq!(below.map(Dose::micrograms), doses.clone().filter(|it| *it < dose).max());
                    prop_assert_eq!(above.map(Dose::micrograms), doses.into_iter().find(|it| *it > dose));
                }
                Err(Unmade::TooFine) => prop_assert!(false, "a liquid needs no search"),
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]
        #[test]
        fn no_supplies_make_the_search_hang_or_miss(
            supplies in prop_oneof![
                prop::collection::vec(any_supply(), 0..8),
                prop::collection::vec(any_supply(), 0..1000),
            ],
            dose in prop_oneof![1u32..10_000, 1u32..],
            most in prop::option::of(any::<u8>()),
        ) {
            match allocate(mcg(dose), &supplies, most) {
                Ok(units) => prop_assert_eq!(drug(&units, &supplies), u128::from(dose) * 2000),
                Err(Unmade::Infeasible { below, above }) => {
                    prop_assert!(below.is_none_or(|it| it < mcg(dose)) && above.is_none_or(|it| it > mcg(dose)));
                    for near in [below, above].into_iter().flatten() {
                        let again = allocate(near, &supplies, most);
                        prop_assert!(!matches!(again, Err(Unmade::Infeasible { .. })), "{near} {again:?}");
                    }
                }
                Err(Unmade::TooFine) => {}
            }
        }
    }
}
