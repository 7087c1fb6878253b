//! A day's dose divided into intakes that the units in hand can make.

use crate::book::place::Moment;
use crate::book::protocol::Division;
use crate::book::supply::Taken;
use crate::dispense::choose::Stock;
use crate::dispense::hand::Unmade;
use crate::exact::dose::Dose;
use crate::exact::sort;

/// One intake: its moment, its dose and its units.
pub(crate) type Share = (Moment, Dose, Vec<Taken>);

/// How a person's day is divided: the protocol's way, the most one intake may hold, and what was asked.
pub(crate) struct DayDivision<'a> {
    /// The intakes of a day as they are taken already: that dose is divided so, and no other.
    pub(crate) own: Vec<(Moment, Dose)>,
    pub(crate) divisions: &'a [Division],
    /// The one intake of the day, moved there.
    pub(crate) moved: Option<Moment>,
    pub(crate) larger_evening: bool,
    pub(crate) single_at_most: Option<Dose>,
}

impl DayDivision<'_> {
    /// The intakes of a dose, in the order of the day: of the parts the protocol names, the first
    /// that the units in hand can make.
    ///
    /// # Errors
    /// Why no way of dividing it can be made: of the way the protocol prefers, with the intake that fails.
    pub(crate) fn divide(&self, dose: Dose, stock: &mut Stock<'_>) -> Result<Vec<Share>, (Dose, Unmade)> {
        if self.own.iter().map(|it| u64::from(it.1.micrograms())).sum::<u64>() == u64::from(dose.micrograms()) {
            return made(self.own.clone(), stock);
        }
        let here = |it: &&Division| it.up_to.is_none_or(|most| dose <= most);
        let Some(division) = self.divisions.iter().find(here) else { return self.whole(dose, stock) };
        let moments = match (self.moved, division.moments.as_slice()) {
            (Some(moved), [_]) => &[moved],
            (Some(_) | None, moments) => moments,
        };
        let mut refused = None;
        for part in &division.parts {
            let Some(shares) = self.shares(dose, *part, moments) else { continue };
            match made(shares, stock) {
                Ok(intakes) => return Ok(intakes),
                Err(why) => refused = refused.or(Some(why)),
            }
        }
        match (refused, moments) {
            (Some(why), _) => Err(why),
            // One intake is not cut: any dose that can be made will do.
            (None, [moment]) => self.within(dose).and_then(|()| made(vec![(*moment, dose)], stock)),
            // No part divides it: nothing the protocol says makes this dose.
            (None, _) => Err((dose, Unmade::Infeasible { below: None, above: None })),
        }
    }

    fn whole(&self, dose: Dose, stock: &mut Stock<'_>) -> Result<Vec<Share>, (Dose, Unmade)> {
        self.within(dose).and_then(|()| made(vec![(Moment::Evening, dose)], stock))
    }

    fn within(&self, dose: Dose) -> Result<(), (Dose, Unmade)> {
        match self.single_at_most {
            Some(most) if dose > most => Err((dose, Unmade::Infeasible { below: Some(most), above: None })),
            Some(_) | None => Ok(()),
        }
    }

    /// The dose in whole parts: as equal as they allow, the first moment never the smaller; or the
    /// larger share to it. `None` where the parts do not divide the dose or pass the most of an intake.
    fn shares(&self, dose: Dose, part: Dose, moments: &[Moment]) -> Option<Vec<(Moment, Dose)>> {
        let (whole, part) = (dose.micrograms(), part.micrograms());
        if whole % part != 0 {
            return None;
        }
        let most = self.single_at_most.map_or(u32::MAX, |it| it.micrograms() / part);
        let mut left = whole / part;
        let mut doses = Vec::with_capacity(moments.len());
        for (at, moment) in moments.iter().enumerate() {
            let after = u32::try_from(moments.len() - at).ok()?;
            let share = match (at, self.larger_evening && moments.len() > 1) {
                // Twice the share of each of the others.
                (0, true) => (2 * left).div_ceil(after + 1),
                (_, true | false) => left.div_ceil(after),
            };
            let share = share.min(most);
            left -= share;
            if share > 0 {
                doses.push((*moment, Dose::from_micrograms(share * part)?));
            }
        }
        (left == 0).then_some(doses)
    }
}

fn made(shares: Vec<(Moment, Dose)>, stock: &mut Stock<'_>) -> Result<Vec<Share>, (Dose, Unmade)> {
    let mut intakes = Vec::with_capacity(shares.len());
    for (moment, dose) in shares {
        intakes.push((moment, dose, stock.make(dose).map_err(|why| (dose, why))?));
    }
    sort::by(&mut intakes, |it| it.0 as i64);
    Ok(intakes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::supply::{Supply, SupplyIndex};

    fn mg(milligrams: u32) -> Dose {
        Dose::from_micrograms(milligrams * 1000).expect("not zero")
    }

    fn capsules(strengths: &[u32]) -> Vec<Supply> {
        let capsule = |it: &u32| Supply::Capsule { strength: mg(*it), prolonged: false, keeps_days: None };
        strengths.iter().map(capsule).collect()
    }

    struct Case {
        moments: &'static [Moment],
        parts: &'static [u32],
        strengths: &'static [u32],
        single: Option<u32>,
        larger: bool,
        dose: u32,
        /// Morning, noon, evening, in milligrams; `None`: it cannot be made.
        expected: Option<[u32; 3]>,
    }

    const TWO: &[Moment] = &[Moment::Evening, Moment::Morning];
    const THREE: &[Moment] = &[Moment::Evening, Moment::Noon, Moment::Morning];

    #[rustfmt::skip]
    const CASES: &[Case] = &[
        // Gabapentin, +300 mg turning round the day: 1500 is 300, 600, 600.
        Case { moments: THREE, parts: &[300, 100], strengths: &[100, 300, 400], single: None, larger: false, dose: 900, expected: Some([300, 300, 300]) },
        Case { moments: THREE, parts: &[300, 100], strengths: &[100, 300, 400], single: None, larger: false, dose: 1500, expected: Some([300, 600, 600]) },
        // 400 is no number of 300: parts of 100, the evening first.
        Case { moments: THREE, parts: &[300, 100], strengths: &[100, 300, 400], single: None, larger: false, dose: 400, expected: Some([100, 100, 200]) },
        Case { moments: THREE, parts: &[300, 100], strengths: &[300], single: None, larger: false, dose: 400, expected: None },
        // Pregabalin (1.1, 13 row 5): equal, or the evening twice the morning, never above 300 at once.
        Case { moments: TWO, parts: &[25], strengths: &[25, 50, 75, 100, 150, 200, 300], single: Some(300), larger: false, dose: 150, expected: Some([75, 0, 75]) },
        Case { moments: TWO, parts: &[25], strengths: &[25, 50, 75, 100, 150, 200, 300], single: Some(300), larger: true, dose: 150, expected: Some([50, 0, 100]) },
        Case { moments: TWO, parts: &[25], strengths: &[25, 50, 75, 100, 150, 200, 300], single: Some(300), larger: true, dose: 450, expected: Some([150, 0, 300]) },
        Case { moments: TWO, parts: &[25], strengths: &[25, 50, 75, 100, 150, 200, 300], single: Some(300), larger: true, dose: 600, expected: Some([300, 0, 300]) },
        Case { moments: TWO, parts: &[25], strengths: &[25, 50, 75, 100, 150, 200, 300], single: Some(300), larger: false, dose: 625, expected: None },
        // Only 75 mg in hand: parts of 25 cannot be made, one intake of 75 can.
        Case { moments: TWO, parts: &[25, 75], strengths: &[75], single: Some(300), larger: false, dose: 75, expected: Some([0, 0, 75]) },
        // One intake, not cut.
        Case { moments: &[Moment::Evening], parts: &[], strengths: &[25], single: Some(75), larger: false, dose: 75, expected: Some([0, 0, 75]) },
        Case { moments: &[Moment::Evening], parts: &[], strengths: &[25], single: Some(75), larger: false, dose: 100, expected: None },
    ];

    #[test]
    fn a_day_is_divided_by_parts_the_evening_first() {
        for case in CASES {
            let parts = case.parts.iter().map(|it| mg(*it)).collect();
            let divisions = [Division { up_to: None, moments: case.moments.to_vec(), parts }];
            let day = DayDivision {
                own: Vec::new(),
                divisions: &divisions,
                moved: None,
                larger_evening: case.larger,
                single_at_most: case.single.map(mg),
            };
            let supplies = capsules(case.strengths);
            let made = day.divide(mg(case.dose), &mut Stock::new(SupplyIndex::each(&supplies), |_| false, 3));
            let said = made.ok().map(|shares| {
                [Moment::Morning, Moment::Noon, Moment::Evening]
                    .map(|moment| shares.iter().find(|it| it.0 == moment).map_or(0, |it| it.1.micrograms() / 1000))
            });
            assert_eq!(said, case.expected, "{} mg of {:?}", case.dose, case.strengths);
        }
    }

    #[test]
    fn a_division_holds_up_to_its_dose_and_one_intake_may_be_moved() {
        let divisions = [
            Division { up_to: Some(mg(75)), moments: vec![Moment::Evening], parts: Vec::new() },
            Division { up_to: None, moments: TWO.to_vec(), parts: vec![mg(25)] },
        ];
        let day = DayDivision {
            own: Vec::new(),
            divisions: &divisions,
            moved: Some(Moment::Bedtime),
            larger_evening: false,
            single_at_most: None,
        };
        let supplies = capsules(&[25, 50, 75]);
        let mut stock = Stock::new(SupplyIndex::each(&supplies), |_| false, 3);
        let mut moments = |dose| -> Vec<Moment> {
            day.divide(mg(dose), &mut stock).expect("can be made").iter().map(|it| it.0).collect()
        };
        assert_eq!(moments(75), [Moment::Bedtime]);
        assert_eq!(moments(100), [Moment::Morning, Moment::Evening]);
    }
}
