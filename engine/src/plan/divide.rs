//! A day's dose divided into intakes that the units in hand can make.

use crate::dispense::{Hand, Unmade};
use crate::dose::Dose;
use crate::formulary::{Division, Moment};
use crate::order;
use crate::supply::Taken;

/// One intake: its moment, its dose and its units.
pub(super) type Share = (Moment, Dose, Vec<Taken>);

/// How a person's day is divided: the protocol's way, the most one intake may hold, and what was asked.
pub(super) struct Day<'a> {
    pub(super) divisions: &'a [Division],
    /// The one intake of the day, moved there.
    pub(super) moved: Option<Moment>,
    pub(super) larger_evening: bool,
    pub(super) single_at_most: Option<Dose>,
}

impl Day<'_> {
    /// The intakes of a dose, in the order of the day: of the parts the protocol names, the first
    /// that the units in hand can make.
    ///
    /// # Errors
    /// Why no way of dividing it can be made: of the way the protocol prefers, with the intake that fails.
    pub(super) fn divide(&self, dose: Dose, hand: &mut Hand) -> Result<Vec<Share>, (Dose, Unmade)> {
        let here = |it: &&Division| it.up_to.is_none_or(|most| dose <= most);
        let Some(division) = self.divisions.iter().find(here) else { return self.whole(dose, hand) };
        let moments = match (self.moved, division.moments.as_slice()) {
            (Some(moved), [_]) => &[moved],
            (Some(_) | None, moments) => moments,
        };
        let mut refused = None;
        for part in &division.parts {
            let Some(shares) = self.shares(dose, *part, moments) else { continue };
            match made(shares, hand) {
                Ok(intakes) => return Ok(intakes),
                Err(why) => refused = refused.or(Some(why)),
            }
        }
        match (refused, moments) {
            (Some(why), _) => Err(why),
            // One intake is not cut: any dose that can be made will do.
            (None, [moment]) => self.within(dose).and_then(|()| made(vec![(*moment, dose)], hand)),
            // No part divides it: nothing the protocol says makes this dose.
            (None, _) => Err((dose, Unmade::Infeasible { below: None, above: None })),
        }
    }

    fn whole(&self, dose: Dose, hand: &mut Hand) -> Result<Vec<Share>, (Dose, Unmade)> {
        self.within(dose).and_then(|()| made(vec![(Moment::Evening, dose)], hand))
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

fn made(shares: Vec<(Moment, Dose)>, hand: &mut Hand) -> Result<Vec<Share>, (Dose, Unmade)> {
    let mut intakes = Vec::with_capacity(shares.len());
    for (moment, dose) in shares {
        intakes.push((moment, dose, hand.make(dose).map_err(|why| (dose, why))?));
    }
    order::by(&mut intakes, |it| it.0 as i64);
    Ok(intakes)
}
