//! What to hand over, batch by batch: nothing is taken past the day it keeps to.

use crate::book::drug::Bottle;
use crate::book::supply::{Amount, Supply, SupplyIndex, Taken};
use crate::course::{AfterSession, Batch, Dispensing, SoldIn, Step, SupplyQuantity};
use crate::dispense::offer::smallest_set;
use crate::exact::day::Day;
use crate::exact::dose::Dose;

/// How batches are asked for.
#[derive(Clone, Copy, Debug)]
pub struct BatchesAsked<'a> {
    /// Days that one lasts at most.
    pub days: u16,
    /// The days on which one ends at the latest: the last of each prescription.
    pub ends: &'a [Day],
}

/// Where no prescription ends.
impl From<u16> for BatchesAsked<'_> {
    fn from(days: u16) -> Self {
        Self { days, ends: &[] }
    }
}

/// Units of a course: batches, totals, drug, and the offer of fewer strengths.
///
/// Batches follow one another from the first day of the first step. Each is made up for the day it
/// begins and lasts the days asked for, or less: never longer than what keeps least of the supplies
/// taken in it, nor past the end of a prescription. A stretch of days in which nothing is taken has no batch.
///
/// Each batch stands alone: what is left of one is not counted on in the next, and totals are the
/// sums of the batches. Capsules are handed over exactly; tablets whole, so that a half may be
/// left; liquids and drops in whole bottles, each intake taken from one bottle. `bottles` are
/// those that drops are sold in, supply by supply; where none is known, as many drops as are taken
/// are handed over, in no container.
///
/// `steps` are those of a [`Course`](crate::course::Course): in order. Units of a supply that is not
/// in `supplies` count as taken and not as handed over, where the auditor stops on them.
#[must_use]
pub fn dispense<'a>(
    steps: &[Step],
    after_session: Option<&AfterSession>,
    supplies: &[Supply],
    bottles: &[Option<Bottle>],
    asked: impl Into<BatchesAsked<'a>>,
    compounded: &[Dose],
    most_units: u8,
) -> Dispensing {
    let BatchesAsked { days, ends } = asked.into();
    let batch_days = days.max(1);
    let mut batches = Vec::new();
    let mut next = steps.iter().map(|it| it.first_day).min();
    let end = steps.iter().map(Step::last_day).max().unwrap_or(Day::new(0));
    while let Some(first) = next.filter(|day| *day <= end) {
        let until = ends.iter().copied().filter(|it| *it >= first).min().map_or(end, |it| it.min(end));
        let last = first.plus(length(steps, supplies, first, batch_days.min(first.days_to(until)))).plus(-1);
        batches.extend(batch(steps, after_session, (supplies, bottles), first, last));
        next = Some(last.plus(1));
    }
    let mut doses = doses(steps);
    doses.extend(after_session.map(|it| {
        let sessions = batches.iter().map(|batch| u64::from(it.sessions_in(batch.first_day.days_to(batch.last_day))));
        (it.dose, sessions.sum())
    }));
    let totals = totals(&batches);
    let bottle =
        |it: &SupplyQuantity| Some(SoldIn { supply: it.supply, bottle: it.supply.of(bottles).copied().flatten()? });
    Dispensing {
        batch_days,
        bottles: totals.iter().filter_map(bottle).collect(),
        totals,
        batches,
        total_micrograms: doses.iter().map(|(dose, count)| u64::from(dose.micrograms()) * count).sum(),
        smallest_set: smallest_set(&doses, compounded, most_units),
    }
}

fn units(step: &Step) -> impl Iterator<Item = &Taken> {
    step.intakes.iter().flat_map(|it| &it.units)
}

/// Every dose of one intake, and how many times it is taken.
fn doses(steps: &[Step]) -> Vec<(Dose, u64)> {
    steps.iter().flat_map(|step| step.intakes.iter().map(|it| (it.dose, u64::from(step.taking_days())))).collect()
}

fn keeps_days(supply: &Supply) -> Option<u16> {
    match supply {
        Supply::Capsule { keeps_days, .. } | Supply::Liquid { keeps_days, .. } => *keeps_days,
        Supply::Tablet { .. } | Supply::Drops { .. } => None,
    }
}

/// Days of the batch that begins on `first`: the most, not above `most`, that everything taken in
/// it keeps. What keeps less than a day is made up day by day.
fn length(steps: &[Step], supplies: &[Supply], first: Day, most: u16) -> u16 {
    let mut days = most;
    for step in steps.iter().filter(|step| step.last_day() >= first) {
        // A supply first taken after `before` days either keeps the whole batch, or is left to the next.
        let before = first.days_to(step.first_day.plus(-1));
        for keeps in units(step).filter_map(|it| it.supply.of(supplies)).filter_map(keeps_days) {
            days = days.min(keeps.max(before));
        }
    }
    days.max(1)
}

/// The batch of the days from `first` to `last`.
fn batch(
    steps: &[Step],
    after_session: Option<&AfterSession>,
    (supplies, bottles): (&[Supply], &[Option<Bottle>]),
    first: Day,
    last: Day,
) -> Option<Batch> {
    let mut counts: Vec<(SupplyIndex, Tally)> = Vec::new();
    let bottle = |supply: SupplyIndex| supply.of(bottles).copied().flatten().map(|it| it.drops);
    for step in steps {
        let days = step.first_day.max(first).to(step.last_day().min(last));
        for _ in days.filter(|day| day.since(step.first_day) % i32::from(step.every_days.max(1)) == 0) {
            for it in units(step) {
                line(&mut counts, it.supply).take(it.amount, it.supply.of(supplies), bottle(it.supply));
            }
        }
    }
    if let Some(session) = after_session {
        for _ in 0..session.sessions_in(first.days_to(last)) {
            for it in &session.units {
                line(&mut counts, it.supply).take(it.amount, it.supply.of(supplies), bottle(it.supply));
            }
        }
    }
    let quantities: Vec<SupplyQuantity> = counts.iter().map(|(supply, count)| count.quantity(*supply)).collect();
    if quantities.is_empty() {
        return None;
    }
    Some(Batch { first_day: first, last_day: last, quantities })
}

fn totals(batches: &[Batch]) -> Vec<SupplyQuantity> {
    let mut sums: Vec<(SupplyIndex, SupplyQuantity)> = Vec::new();
    for it in batches.iter().flat_map(|it| &it.quantities) {
        let sum = line(&mut sums, it.supply);
        sum.supply = it.supply;
        sum.taken += it.taken;
        sum.dispensed += it.dispensed;
        sum.leftover += it.leftover;
        sum.containers = sum.containers.saturating_add(it.containers);
    }
    sums.into_iter().map(|(_, sum)| sum).collect()
}

/// The line of a supply, in the order of supplies; an empty one if there was none.
fn line<T: Default>(lines: &mut Vec<(SupplyIndex, T)>, supply: SupplyIndex) -> &mut T {
    let at = lines.partition_point(|it| it.0 < supply);
    if lines.get(at).is_none_or(|it| it.0 != supply) {
        lines.insert(at, (supply, T::default()));
    }
    &mut lines[at].1
}

/// One supply in one batch, in its own measure: halves, microlitres or drops.
#[derive(Default)]
struct Tally {
    taken: u64,
    dispensed: u64,
    containers: u64,
    /// What the open bottle still holds.
    in_bottle: u64,
}

impl Tally {
    fn take(&mut self, amount: Amount, supply: Option<&Supply>, drops_in_bottle: Option<u16>) {
        let amount = match amount {
            Amount::Halves(count) | Amount::Drops(count) => u64::from(count),
            Amount::Volume(volume) => u64::from(volume.microlitres()),
        };
        self.taken += amount;
        match supply {
            Some(Supply::Capsule { .. } | Supply::Tablet { .. }) => {
                self.containers = self.taken.div_ceil(2);
                self.dispensed = 2 * self.containers;
            }
            Some(Supply::Liquid { bottle, .. }) => self.draw(amount, u64::from(bottle.microlitres())),
            Some(Supply::Drops { .. }) => match drops_in_bottle {
                Some(drops) => self.draw(amount, drops.max(1).into()),
                None => self.dispensed = self.taken,
            },
            None => {}
        }
    }

    /// From the open bottle if it holds enough, else from a new one: an intake is one filling, and
    /// the bottom of a bottle is not made up from the next.
    fn draw(&mut self, amount: u64, bottle: u64) {
        if self.in_bottle < amount {
            let opened = amount.div_ceil(bottle);
            self.containers += opened;
            self.dispensed += opened * bottle;
            self.in_bottle = opened * bottle;
        }
        self.in_bottle -= amount;
    }

    fn quantity(&self, supply: SupplyIndex) -> SupplyQuantity {
        SupplyQuantity {
            supply,
            taken: self.taken,
            dispensed: self.dispensed,
            leftover: self.dispensed.saturating_sub(self.taken),
            containers: u32::try_from(self.containers).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::place::Moment;
    use crate::course::Intake;
    use crate::dispense::hand::allocate;
    use crate::exact::dose::Volume;

    fn mcg(micrograms: u32) -> Dose {
        Dose::from_micrograms(micrograms).expect("not zero")
    }

    fn ml(microlitres: u32) -> Volume {
        Volume::from_microlitres(microlitres).expect("not zero")
    }

    fn capsules(strengths: &[u32]) -> Vec<Supply> {
        strengths.iter().map(|it| Supply::Capsule { strength: mcg(*it), prolonged: false, keeps_days: None }).collect()
    }

    fn liquid(bottle: u32, keeps_days: u16) -> Supply {
        let (syringe, graduation) = (ml(5000), ml(50));
        Supply::Liquid { per_ml: mcg(1000), syringe, graduation, bottle: ml(bottle), keeps_days: Some(keeps_days) }
    }

    /// Steps of one evening dose, in micrograms and days; a dose of 0 is a stretch without intake.
    fn evenings(ladder: &[(u32, u16)], supplies: &[Supply]) -> Vec<Step> {
        let mut first_day = Day::FIRST;
        let step = |&(dose, days): &(u32, u16)| {
            let intakes = Dose::from_micrograms(dose).map(|dose| {
                let units = allocate(dose, supplies, Some(3)).expect("can be made");
                Intake { moment: Moment::Evening, dose, units }
            });
            let intakes = intakes.into_iter().collect();
            let step = Step { first_day, days, every_days: 1, intakes, gates: Vec::new(), reasons: Vec::new() };
            first_day = first_day.plus(days);
            step
        };
        ladder.iter().map(step).collect()
    }

    /// Containers in the order of the supplies, 0 for those not used.
    fn containers(quantities: &[SupplyQuantity], supplies: usize) -> Vec<u32> {
        let of = |supply| quantities.iter().find(|it| it.supply == supply).map_or(0, |it| it.containers);
        (0..supplies).map(SupplyIndex::new).map(of).collect()
    }

    fn days(batches: &[Batch]) -> Vec<(i32, i32)> {
        batches.iter().map(|it| (it.first_day.into(), it.last_day.into())).collect()
    }

    struct Row {
        schedule: &'static str,
        ladder: &'static [(u32, u16)],
        strengths: &'static [u32],
        days: u16,
        micrograms: u64,
        capsules: &'static [u32],
    }

    /// The capsules of published schedules, counted by hand, apart from this program.
    const TABLE: [Row; 8] = [
        Row {
            schedule: "P-STRICT to 3 mg",
            ladder: &[(1500, 14), (2000, 14), (2500, 14), (3000, 42)],
            strengths: &[500, 1500, 3000],
            days: 84,
            micrograms: 210_000,
            capsules: &[42, 42, 42],
        },
        Row {
            schedule: "P-STRICT to 4.5 mg",
            ladder: &[(1500, 14), (2000, 14), (2500, 14), (3000, 14), (3500, 14), (4000, 14), (4500, 56)],
            strengths: &[500, 1500, 3000, 4500],
            days: 140,
            micrograms: 483_000,
            capsules: &[84, 42, 42, 56],
        },
        Row {
            schedule: "P-003 to 3 mg",
            ladder: &[(1500, 7), (2000, 7), (2500, 7), (3000, 63)],
            strengths: &[500, 1500, 3000, 4500],
            days: 84,
            micrograms: 231_000,
            capsules: &[21, 21, 63, 0],
        },
        Row {
            schedule: "P-003 to 4.5 mg",
            ladder: &[(1500, 7), (2000, 7), (2500, 7), (3000, 7), (3500, 7), (4000, 7), (4500, 42)],
            strengths: &[500, 1500, 3000, 4500],
            days: 84,
            micrograms: 304_500,
            capsules: &[42, 21, 21, 42],
        },
        Row {
            schedule: "P-001",
            ladder: &[(1500, 14), (3000, 14), (4500, 56)],
            strengths: &[1500, 3000, 4500],
            days: 84,
            micrograms: 315_000,
            capsules: &[14, 14, 56],
        },
        Row {
            schedule: "P-001 with 1.5 and 3 mg only",
            ladder: &[(1500, 14), (3000, 14), (4500, 56)],
            strengths: &[1500, 3000],
            days: 84,
            micrograms: 315_000,
            capsules: &[70, 70],
        },
        Row {
            schedule: "P-LDNRT-std",
            ladder: &[(1000, 7), (2000, 7), (3000, 7), (4000, 7), (4500, 56)],
            strengths: &[500, 1500, 3000, 4500],
            days: 84,
            micrograms: 322_000,
            capsules: &[35, 7, 14, 56],
        },
        Row {
            schedule: "P-LDNRT-sens",
            ladder: &[
                (500, 14),
                (1000, 14),
                (1500, 14),
                (2000, 14),
                (2500, 14),
                (3000, 14),
                (3500, 14),
                (4000, 14),
                (4500, 14),
            ],
            strengths: &[500, 1500, 3000, 4500],
            days: 126,
            micrograms: 315_000,
            capsules: &[126, 42, 42, 14],
        },
    ];

    /// Counted by hand for each published schedule, apart from this program.
    #[test]
    fn capsules_match_those_counted_by_hand() {
        for row in TABLE {
            let supplies = capsules(row.strengths);
            for batch_days in [28, 30] {
                let answer = dispense(&evenings(row.ladder, &supplies), None, &supplies, &[], batch_days, &[], 3);
                let place = format!("{}, batches of {batch_days}", row.schedule);
                assert_eq!(containers(&answer.totals, supplies.len()), row.capsules, "{place}");
                assert_eq!(answer.total_micrograms, row.micrograms, "{place}");
                assert_eq!(
                    answer.batches.last().map(|it| it.last_day),
                    Some(Day::FIRST.plus(row.days).plus(-1)),
                    "{place}"
                );
                assert!(answer.totals.iter().all(|it| it.leftover == 0 && it.containers > 0), "{place}");
            }
        }
    }

    #[test]
    fn the_strict_default_is_handed_over_in_three_batches() {
        let supplies = capsules(&[500, 1500, 3000]);
        let steps = evenings(TABLE[0].ladder, &supplies);
        let answer = dispense(&steps, None, &supplies, &[], 28, &[mcg(500), mcg(1000), mcg(1500), mcg(3000)], 3);
        assert_eq!(days(&answer.batches), [(1, 28), (29, 56), (57, 84)]);
        let counts: Vec<Vec<u32>> = answer.batches.iter().map(|it| containers(&it.quantities, 3)).collect();
        assert_eq!(counts, [[14, 28, 0], [28, 14, 14], [0, 0, 28]]);
        // Strengths not used in a batch have no line in it.
        assert_eq!(answer.batches[2].quantities.len(), 1);
        let first =
            SupplyQuantity { supply: SupplyIndex::default(), taken: 28, dispensed: 28, leftover: 0, containers: 14 };
        assert_eq!(answer.batches[0].quantities[0], first);
        // 1 and 1.5 mg need 14 × (1 + 2 + 2) + 42 × 2 = 154 capsules; 0.5 and 1.5 mg, 168.
        assert_eq!(answer.smallest_set, [mcg(1000), mcg(1500)]);
        let without = dispense(&steps, None, &supplies, &[], 28, &[mcg(500), mcg(1500), mcg(3000)], 3);
        assert_eq!(without.smallest_set, [mcg(500), mcg(1500)]);
    }

    #[test]
    fn batches_of_30_days_end_with_the_course() {
        let supplies = capsules(&[500, 1500, 3000]);
        let answer = dispense(&evenings(TABLE[0].ladder, &supplies), None, &supplies, &[], 30, &[], 3);
        assert_eq!(days(&answer.batches), [(1, 30), (31, 60), (61, 84)]);
        assert_eq!(answer.smallest_set, []);
    }

    #[test]
    fn a_liquid_is_handed_over_in_whole_bottles_and_the_rest_is_stated() {
        let supplies = [liquid(50_000, 30)];
        let answer = dispense(&evenings(&[(3000, 28)], &supplies), None, &supplies, &[], 28, &[], 3);
        // 16 intakes to a bottle, 2 mL left in the first.
        let expected = SupplyQuantity {
            supply: SupplyIndex::default(),
            taken: 84_000,
            dispensed: 100_000,
            leftover: 16_000,
            containers: 2,
        };
        assert_eq!(answer.batches[0].quantities, [expected]);
        // 33 intakes of 1.5 mL are 49.5 mL, one bottle; 34 need two, though 51 mL is not 2 × 50.
        let one = dispense(&evenings(&[(1500, 33)], &supplies), None, &[liquid(50_000, 60)], &[], 60, &[], 3);
        assert_eq!((one.totals[0].containers, one.totals[0].leftover), (1, 500));
        // Two bottles of 50 mL hold 100 mL, but only 32 intakes of 3 mL: the 33rd opens a third.
        let three = dispense(&evenings(&[(3000, 33)], &supplies), None, &[liquid(50_000, 60)], &[], 60, &[], 3);
        assert_eq!((three.totals[0].containers, three.totals[0].leftover), (3, 51_000));
    }

    #[test]
    fn nothing_is_taken_past_the_day_it_keeps_to() {
        let supplies = [liquid(100_000, 14)];
        let answer = dispense(&evenings(&[(1500, 14), (2000, 20)], &supplies), None, &supplies, &[], 28, &[], 3);
        assert_eq!(days(&answer.batches), [(1, 14), (15, 28), (29, 34)]);
        assert_eq!(answer.batch_days, 28);
        // Only the batch that holds the short-lived capsule is short.
        let mixed = [
            Supply::Capsule { strength: mcg(500), prolonged: false, keeps_days: Some(10) },
            Supply::Capsule { strength: mcg(1500), prolonged: false, keeps_days: None },
        ];
        let answer = dispense(&evenings(&[(1500, 14), (2000, 14), (3000, 40)], &mixed), None, &mixed, &[], 28, &[], 3);
        assert_eq!(days(&answer.batches), [(1, 14), (15, 24), (25, 34), (35, 62), (63, 68)]);
        // What does not keep a day is made up every day; a stretch without intake has no batch.
        let daily = [Supply::Capsule { strength: mcg(500), prolonged: false, keeps_days: Some(0) }];
        let answer = dispense(&evenings(&[(500, 2), (0, 40), (500, 1)], &daily), None, &daily, &[], 28, &[], 3);
        assert_eq!(days(&answer.batches), [(1, 1), (2, 2), (43, 43)]);
    }

    #[test]
    fn tablets_are_handed_over_whole_and_a_half_may_be_left() {
        let supplies = [Supply::Tablet { strength: mcg(50_000), scored: true, prolonged: false }];
        let answer = dispense(&evenings(&[(25_000, 7), (50_000, 21)], &supplies), None, &supplies, &[], 28, &[], 3);
        let expected =
            SupplyQuantity { supply: SupplyIndex::default(), taken: 49, dispensed: 50, leftover: 1, containers: 25 };
        assert_eq!(answer.totals, [expected]);
        // Each batch stands alone: the half of the first is not counted on in the second.
        let answer = dispense(&evenings(&[(25_000, 30)], &supplies), None, &supplies, &[], 15, &[], 3);
        assert_eq!((answer.totals[0].taken, answer.totals[0].containers, answer.totals[0].leftover), (30, 16, 2));
    }

    #[test]
    fn drops_are_counted_in_bottles_where_the_book_says_what_one_gives() {
        let supplies = [Supply::Drops { per_drop: mcg(100), most: 40 }];
        let answer = dispense(&evenings(&[(1500, 28)], &supplies), None, &supplies, &[], 28, &[], 3);
        assert_eq!(
            answer.totals,
            [SupplyQuantity { supply: SupplyIndex::default(), taken: 420, dispensed: 420, leftover: 0, containers: 0 }]
        );
        assert_eq!(answer.bottles, []);
        let of = |drops: u16| [Some(Bottle { volume: ml(10_000), drops })];
        let bottles = |drops| {
            let answer = dispense(&evenings(&[(1500, 28)], &supplies), None, &supplies, &of(drops), 28, &[], 3);
            let total = answer.totals[0];
            assert_eq!(total.dispensed, u64::from(total.containers) * u64::from(drops));
            assert_eq!(total.leftover, total.dispensed - total.taken);
            assert_eq!(
                answer.bottles,
                [SoldIn { supply: SupplyIndex::default(), bottle: Bottle { volume: ml(10_000), drops } }]
            );
            total.containers
        };
        // 28 intakes of 15 drops. The bottom of a bottle is not made up from the next.
        assert_eq!([419, 420, 421].map(bottles), [2, 1, 1]);
        assert_eq!([209, 210, 211].map(bottles), [3, 2, 2]);
    }

    #[test]
    fn no_steps_give_nothing_and_an_unknown_supply_is_never_handed_over() {
        let none = dispense(&[], None, &[], &[], 0, &[mcg(500)], 3);
        assert_eq!(none, Dispensing { batch_days: 1, ..Dispensing::default() });
        let steps = evenings(&[(1500, 3)], &capsules(&[1500]));
        let answer = dispense(&steps, None, &[], &[], 28, &[], 3);
        assert_eq!(
            answer.totals,
            [SupplyQuantity { supply: SupplyIndex::default(), taken: 6, dispensed: 0, leftover: 0, containers: 0 }]
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn every_intake_day_is_in_one_batch_that_keeps_and_the_difference_is_the_leftover(
            ladder in prop::collection::vec((0u32..9, 1u16..40), 1..8),
            keeps in prop::collection::vec(prop::option::of(1u16..50), 3),
            bottle in 5u32..60,
            batch_days in 1u16..40,
        ) {
            let mut supplies: Vec<Supply> = [1500, 3000].into_iter().zip(&keeps)
                .map(|(it, keeps_days)| Supply::Capsule { strength: mcg(it), prolonged: false, keeps_days: *keeps_days })
                .collect();
            supplies.push(liquid(bottle * 1000, keeps[2].unwrap_or(30)));
            let ladder: Vec<(u32, u16)> = ladder.into_iter().map(|(dose, days)| (dose * 500, days)).collect();
            let steps = evenings(&ladder, &supplies);
            let answer = dispense(&steps, None, &supplies, &[], batch_days, &[], 3);
            let mut left = answer.totals.clone();
            for step in &steps {
                for day in step.first_day.to(step.last_day()) {
                    let within: Vec<&Batch> =
                        answer.batches.iter().filter(|it| (it.first_day..=it.last_day).contains(&day)).collect();
                    prop_assert!(within.len() == 1 || step.intakes.is_empty() && within.is_empty());
                    for taken in units(step) {
                        let supply = taken.supply.of(&supplies).expect("a supply");
                        let length = within[0].first_day.days_to(within[0].last_day);
                        prop_assert!(length <= keeps_days(supply).unwrap_or(u16::MAX));
                        prop_assert!(length <= batch_days);
                        let amount = match taken.amount {
                            Amount::Halves(it) | Amount::Drops(it) => u64::from(it),
                            Amount::Volume(it) => u64::from(it.microlitres()),
                        };
                        let total = left.iter_mut().find(|it| it.supply == taken.supply).expect("a line");
                        total.taken -= amount;
                    }
                }
            }
            prop_assert!(left.iter().all(|it| it.taken == 0));
            for it in answer.batches.iter().flat_map(|it| &it.quantities).chain(&answer.totals) {
                prop_assert_eq!(it.dispensed, it.taken + it.leftover);
                prop_assert!(it.taken > 0);
            }
        }
    }
}
