//! Which of the units on offer a plan is made of.
//!
//! Dose by dose: what is in hand already, then the better `Way`; but never more than a few drops
//! where there is another way. Then, over the whole plan, the fewest different supplies beside what
//! is in hand that make every dose as well as all of them would. Among as few: fewest capsules and
//! tablets over all the days, then fewest drops, then the first of the request.

use crate::book::supply::{Amount, Supply, SupplyIndex, Taken};
use crate::dispense::hand::{Hand, Unmade, Way, gcd};
use crate::exact::bounds::MOST_SUPPLIES;
use crate::exact::dose::Dose;
use crate::exact::sort;

/// Most cells of the tables of one choice, whatever is asked: beyond it every dose is made of all
/// the supplies, still exactly.
const MOST_WORK: u64 = 1 << 20;

/// One supply on offer.
#[derive(Clone, Copy)]
struct Offer<'a> {
    /// Its position in the request.
    at: SupplyIndex,
    supply: &'a Supply,
    /// Whether it is in hand already.
    owned: bool,
}

/// How well a dose is made; less is better: many drops, something still to be handed over, the way.
type Worth = (bool, bool, Way);

/// The units on offer, ready to make one dose after another.
pub struct Stock<'a> {
    offers: Vec<Offer<'a>>,
    most_units: u8,
    /// What is in hand already.
    owned: Option<Hand>,
    all: Hand,
}

impl<'a> Stock<'a> {
    /// Of supplies with their positions in the request. `in_hand` says which are there already;
    /// `most_units` is the most capsules or tablets at one intake.
    #[must_use]
    pub fn new(
        supplies: impl Iterator<Item = (SupplyIndex, &'a Supply)>,
        in_hand: impl Fn(&Supply) -> bool,
        most_units: u8,
    ) -> Self {
        let offer = |(at, supply): (SupplyIndex, &'a Supply)| Offer { at, supply, owned: in_hand(supply) };
        Self::of(supplies.map(offer).collect(), most_units)
    }

    fn of(offers: Vec<Offer<'a>>, most_units: u8) -> Self {
        let hand = |owned_only: bool| {
            let some = offers.iter().filter(|it| it.owned || !owned_only);
            Hand::of(some.map(|it| (it.at, it.supply)), Some(most_units))
        };
        let owned = offers.iter().any(|it| it.owned).then(|| hand(true));
        Self { owned, all: hand(false), offers, most_units }
    }

    /// The units that make a dose exactly.
    ///
    /// # Errors
    /// [`Unmade`] if the dose cannot be made, or not be searched.
    pub fn make(&mut self, dose: Dose) -> Result<Vec<Taken>, Unmade> {
        match self.find(dose) {
            Some((_, units)) => Ok(units),
            // Whoever cannot make it with all says which are the nearest.
            None => self.all.make(dose),
        }
    }

    fn find(&mut self, dose: Dose) -> Option<(Worth, Vec<Taken>)> {
        let owned = self.owned.as_mut().and_then(|it| it.find(dose).ok().flatten());
        let owned = owned.map(|(way, units)| ((way.many_drops(), false, way), units));
        if owned.as_ref().is_some_and(|(worth, _)| !worth.0) {
            return owned;
        }
        let all = self.all.find(dose).ok().flatten();
        let all = all.map(|(way, units)| ((way.many_drops(), true, way), units));
        [owned, all].into_iter().flatten().min_by_key(|it| it.0)
    }

    /// The fewest of these supplies, beside what is in hand, that make every dose as well as all of
    /// them. `doses` come with the number of times they are taken.
    ///
    /// `None` if there is nothing to choose, a dose cannot be made, or the choice is too large to be
    /// searched.
    #[must_use]
    pub fn fewest(&mut self, doses: &[(Dose, u64)]) -> Option<Self> {
        let mut wanted: Vec<Wanted> = Vec::new();
        for &(dose, times) in doses {
            match wanted.iter_mut().find(|it| it.dose == dose) {
                Some(known) => known.times = known.times.saturating_add(times),
                None => wanted.push(Wanted { dose, times, worth: self.find(dose)?.0 }),
            }
        }
        // What is hardest to make rules out a set soonest.
        sort::by(&mut wanted, |it| -i64::from(it.dose.micrograms()));
        let greatest = wanted.first()?.dose;
        let top = 2 * u64::from(greatest.micrograms());
        let useful: Vec<Offer<'a>> = self.offers.iter().filter(|it| piece(it.supply) <= top).copied().collect();
        let (owned, offers): (Vec<Offer<'a>>, Vec<Offer<'a>>) = useful.iter().partition(|it| it.owned);
        // Every set of them is tried: 4,096 at most.
        if offers.is_empty() || offers.len() > MOST_SUPPLIES {
            return None;
        }
        let grain = useful.iter().filter(|it| is_counted(it.supply)).fold(0, |grain, it| gcd(grain, piece(it.supply)));
        let columns = top.checked_div(grain).unwrap_or(0) + 1;
        let mut work = 0;
        for size in 0..=offers.len() {
            let mut best: Option<(PlanCost, Self)> = None;
            for set in (0..1u32 << offers.len()).filter(|set| set.count_ones() as usize == size) {
                work += columns * (owned.len() + size) as u64;
                if work > MOST_WORK {
                    return None;
                }
                let chosen = (0..offers.len()).filter(|i| set >> i & 1 == 1).map(|i| offers[i]);
                let mut stock = Self::of(owned.iter().copied().chain(chosen).collect(), self.most_units);
                if let Some(cost) = stock.cost(&wanted)
                    && best.as_ref().is_none_or(|(least, _)| cost < *least)
                {
                    best = Some((cost, stock));
                }
            }
            if let Some((_, stock)) = best {
                return Some(stock);
            }
        }
        None
    }

    /// What a plan costs of these; `None` if one of its doses is made less well than it could be.
    fn cost(&mut self, wanted: &[Wanted]) -> Option<PlanCost> {
        let mut cost = PlanCost::default();
        for it in wanted {
            let (worth, units) = self.find(it.dose)?;
            if worth != it.worth {
                return None;
            }
            for taken in units {
                let (sum, count) = match taken.amount {
                    Amount::Halves(halves) => (&mut cost.units, halves.div_ceil(2)),
                    Amount::Drops(drops) => (&mut cost.drops, drops),
                    Amount::Volume(_) => continue,
                };
                *sum = sum.saturating_add(it.times.saturating_mul(count.into()));
            }
        }
        Some(cost)
    }
}

/// The least of a supply that can be taken, in half micrograms.
fn piece(supply: &Supply) -> u64 {
    let strength = u64::from(supply.strength().micrograms());
    match supply {
        Supply::Liquid { .. } => 1,
        Supply::Capsule { .. } | Supply::Tablet { .. } if supply.is_halved() => strength,
        Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Drops { .. } => 2 * strength,
    }
}

fn is_counted(supply: &Supply) -> bool {
    match supply {
        Supply::Capsule { .. } | Supply::Tablet { .. } => true,
        Supply::Liquid { .. } | Supply::Drops { .. } => false,
    }
}

/// A dose of a plan: how many times it is taken, and how well it can be made.
struct Wanted {
    dose: Dose,
    times: u64,
    worth: Worth,
}

/// What a plan takes; less is better, capsules and tablets first.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct PlanCost {
    units: u64,
    drops: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mg(milligrams: u32) -> Dose {
        Dose::from_micrograms(milligrams * 1000).expect("not zero")
    }

    fn capsules(strengths: &[u32]) -> Vec<Supply> {
        let capsule = |it: &u32| Supply::Capsule { strength: mg(*it), prolonged: false, keeps_days: None };
        strengths.iter().map(capsule).collect()
    }

    fn tablet(strength: u32, scored: bool) -> Supply {
        Supply::Tablet { strength: mg(strength), scored, prolonged: false }
    }

    /// For each dose in milligrams: the strengths taken, in milligrams, and how many halves or drops.
    fn made(supplies: &[Supply], in_hand: &[u32], doses: &[(u32, u64)]) -> Vec<(u32, Vec<(u32, u16)>)> {
        let owned = |it: &Supply| in_hand.iter().any(|strength| it.strength() == mg(*strength));
        let wanted: Vec<(Dose, u64)> = doses.iter().map(|(dose, times)| (mg(*dose), *times)).collect();
        let mut all = Stock::new(SupplyIndex::each(supplies), owned, 3);
        let mut stock = all.fewest(&wanted).unwrap_or(all);
        let count = |it: &Taken| match it.amount {
            Amount::Halves(count) | Amount::Drops(count) => {
                (it.supply.of(supplies).expect("on offer").strength().micrograms() / 1000, count)
            }
            Amount::Volume(volume) => panic!("{volume} drawn"),
        };
        let units =
            |(dose, _): &(u32, u64)| (*dose, stock.make(mg(*dose)).expect("can be made").iter().map(count).collect());
        doses.iter().map(units).collect()
    }

    const PREGABALIN: [u32; 7] = [25, 50, 75, 100, 150, 200, 300];

    /// Capsules of the French list, two intakes a day: 150, 300, 450, then 600 mg.
    #[test]
    fn a_plan_is_made_of_the_fewest_strengths_and_then_of_the_fewest_capsules() {
        let supplies = capsules(&PREGABALIN);
        let long = [(75, 14), (150, 14), (225, 14), (300, 100)];
        let three_hundreds =
            vec![(75, vec![(75, 2)]), (150, vec![(75, 4)]), (225, vec![(75, 6)]), (300, vec![(300, 2)])];
        assert_eq!(made(&supplies, &[], &long), three_hundreds);
        // Where the last step is short, one and a half hundred at a time is fewer capsules.
        let short = [(75, 14), (150, 100), (225, 14), (300, 14)];
        let by_150 =
            vec![(75, vec![(75, 2)]), (150, vec![(150, 2)]), (225, vec![(150, 2), (75, 2)]), (300, vec![(150, 4)])];
        assert_eq!(made(&supplies, &[], &short), by_150);
        // Three of one strength at most: one is enough up to 225 mg.
        assert_eq!(made(&supplies, &[], &long[..3]), three_hundreds[..3]);
    }

    #[test]
    fn what_is_in_hand_comes_first() {
        let supplies = capsules(&PREGABALIN);
        let doses = [(75, 14), (150, 14), (225, 14), (300, 100)];
        let of_25 = made(&supplies, &[25], &doses);
        assert_eq!(of_25[0], (75, vec![(25, 6)]));
        let mut strengths: Vec<u32> = of_25.iter().flat_map(|it| &it.1).map(|it| it.0).collect();
        strengths.sort_unstable();
        strengths.dedup();
        assert_eq!(strengths, [25, 100], "75 = 3 × 25, 150 = 100 + 2 × 25, 225 = 2 × 100 + 25, 300 = 3 × 100");
        // All that is needed is in hand: nothing else is handed over.
        assert_eq!(
            made(&supplies, &[50, 25], &[(75, 1), (150, 1)]),
            [(75, vec![(50, 2), (25, 2)]), (150, vec![(50, 6)])]
        );
        // What is in hand costs no strength: the fewest units of it, and nothing beside it.
        let all = [(75, vec![(75, 2)]), (100, vec![(100, 2)]), (175, vec![(100, 2), (75, 2)])];
        assert_eq!(made(&supplies, &[25, 75, 100], &[(75, 1), (100, 1), (175, 1)]), all);
        // A half of what is in hand, before a whole of what is not.
        let tablets = [tablet(50, true), tablet(25, false)];
        assert_eq!(made(&tablets, &[50], &[(25, 1)]), [(25, vec![(50, 1)])]);
        assert_eq!(made(&tablets, &[], &[(25, 1)]), [(25, vec![(25, 2)])]);
    }

    #[test]
    fn whole_units_come_before_fewer_strengths() {
        let tablets = [tablet(50, true), tablet(25, false)];
        assert_eq!(made(&tablets, &[], &[(25, 1), (50, 1)]), [(25, vec![(25, 2)]), (50, vec![(25, 4)])]);
        assert_eq!(
            made(&tablets, &[], &[(25, 1), (50, 1), (125, 1)]),
            [(25, vec![(25, 2)]), (50, vec![(50, 2)]), (125, vec![(50, 4), (25, 2)])]
        );
    }

    /// Amitriptyline as sold in France.
    #[test]
    fn no_intake_counts_more_than_thirty_drops_where_tablets_hold_the_greater_part() {
        let supplies = [Supply::Drops { per_drop: mg(1), most: 75 }, tablet(25, false), tablet(50, false)];
        let doses: Vec<(u32, u64)> = [10, 20, 30, 40, 50, 60, 70, 75].map(|it| (it, 7)).into();
        let expected = vec![
            (10, vec![(1, 10)]),
            (20, vec![(1, 20)]),
            (30, vec![(1, 30)]),
            (40, vec![(25, 2), (1, 15)]),
            (50, vec![(25, 4)]),
            (60, vec![(25, 4), (1, 10)]),
            (70, vec![(25, 4), (1, 20)]),
            (75, vec![(25, 6)]),
        ];
        assert_eq!(made(&supplies, &[], &doses), expected);
        // Also where only the drops are in hand; but what few drops make is made of them.
        let owned = made(&supplies, &[1], &doses);
        assert!(owned.iter().flat_map(|it| &it.1).all(|(strength, count)| *strength > 1 || *count <= 30), "{owned:?}");
        assert_eq!(made(&supplies, &[1], &[(25, 7)]), [(25, vec![(1, 25)])]);
    }

    #[test]
    fn a_dose_that_cannot_be_made_leaves_nothing_to_choose() {
        let supplies = capsules(&[50]);
        let mut stock = Stock::new(SupplyIndex::each(&supplies), |_| false, 3);
        assert!(stock.fewest(&[(mg(50), 1), (mg(75), 1)]).is_none());
        assert_eq!(stock.make(mg(75)), Err(Unmade::Infeasible { below: Some(mg(50)), above: Some(mg(100)) }));
        assert!(stock.fewest(&[]).is_none());
        let mut owned = Stock::new(SupplyIndex::each(&supplies), |_| true, 3);
        assert!(owned.fewest(&[(mg(50), 1)]).is_none(), "what is in hand needs no choice");
    }

    /// Every set is tried, by hand: none smaller makes every dose as well.
    #[test]
    fn no_smaller_set_makes_every_dose() {
        let supplies = capsules(&[25, 50, 75, 100, 150, 300, 400]);
        for first in [25, 50, 75] {
            for step in [25, 50, 75] {
                let doses: Vec<(u32, u64)> = (0..5).map(|it| (first + it * step, 7)).collect();
                let wanted: Vec<(Dose, u64)> = doses.iter().map(|it| (mg(it.0), it.1)).collect();
                let chosen =
                    Stock::new(SupplyIndex::each(&supplies), |_| false, 3).fewest(&wanted).expect("can be made");
                let makes = |set: u32| {
                    let some: Vec<(SupplyIndex, &Supply)> =
                        SupplyIndex::each(&supplies).filter(|(at, _)| set >> usize::from(*at) & 1 == 1).collect();
                    wanted.iter().all(|(dose, _)| Hand::of(some.iter().copied(), Some(3)).make(*dose).is_ok())
                };
                let fewest = (1u32..128).filter(|set| makes(*set)).map(u32::count_ones).min();
                assert_eq!(Some(chosen.offers.len() as u32), fewest, "{doses:?}");
            }
        }
    }
}
