//! Whoever takes the drug already: on from there, and down.

use palier_engine::book::place::Moment;
use palier_engine::book::taper::{Cut, Risk};
use palier_engine::exact::date::When;
use palier_engine::exact::dose::Dose;
use palier_engine::logic::condition::Condition;
use palier_engine::logic::truth::Truth;
use palier_engine::person::patient::Patient;
use palier_engine::request::request::{Ongoing, Purpose, Request, TaperAsked};
use palier_engine::request::taken::TakenNow;

use super::{GridPart, targets};
use crate::conditions::leaves;

impl GridPart<'_> {
    /// Down from eight doses up to twice the highest target, of each set of units.
    pub(super) fn ways_down(&self, see: &mut dyn FnMut(&Request)) {
        let cuts = [
            None,
            Some(Cut::OfCurrent(10)),
            Some(Cut::OfCurrent(25)),
            Some(Cut::OfFirst(10)),
            Some(Cut::Risk(Risk::High)),
            Some(Cut::Points(10)),
        ];
        self.taken_already(&mut |request| {
            for cut in cuts {
                for interval_days in [None, Some(7), Some(28)] {
                    let taper = TaperAsked { cut, interval_days, ..TaperAsked::default() };
                    request.treatment.purpose = Some(Purpose::Taper(taper));
                    see(request);
                }
            }
        });
    }

    /// On from the same doses: not known since when, since a month, every day or every other day.
    pub(super) fn ways_on(&self, see: &mut dyn FnMut(&Request)) {
        self.taken_already(&mut |request| {
            request.treatment.purpose = Some(Purpose::Continue);
            let month = request.today.plus(-30).map(When::day);
            for (dose_since, every_days) in [(None, None), (month, None), (month, Some(2))] {
                (request.treatment.standing.dose_since, request.treatment.standing.every_days) =
                    (dose_since, every_days);
                see(request);
            }
            (request.treatment.standing.dose_since, request.treatment.standing.every_days) = (None, None);
        });
    }

    /// Nothing is so that keeps a person at the dose that is taken.
    pub(super) fn is_free_to_go(&self, patient: &mut Patient) {
        for stay in self.formulary.stays(&self.drug.id, self.region) {
            leaves(&stay.when, &mut |leaf| {
                if let Condition::Question(question) = leaf {
                    patient.answers.insert(question.clone(), Truth::No);
                }
            });
        }
    }

    /// Whoever takes the drug already, at eight doses up to twice the highest target, of each set of units.
    fn taken_already(&self, see: &mut dyn FnMut(&mut Request)) {
        let mut request = self.well();
        self.is_free_to_go(&mut request.patient);
        let highest = targets(self.protocol).into_iter().flatten().max().map_or(1000, Dose::micrograms);
        let has_stair = self.formulary.taper(&self.drug.id).is_some_and(|it| it.down.is_some());
        // Where it stops on a day, nothing is made of units.
        let sets = if has_stair { self.all_supplies() } else { vec![self.supplies()] };
        for supplies in sets {
            let grain = supplies.iter().map(|it| it.strength().micrograms()).min().unwrap_or(1000);
            request.treatment.supplies = supplies;
            for eighths in 1..=8 {
                let units = (highest / 4 * eighths).div_ceil(grain).max(1);
                for moments in [&[Moment::Evening][..], &[Moment::Evening, Moment::Morning]] {
                    let now = moments.iter().zip([units.div_ceil(moments.len() as u32), units / 2]);
                    let now = now.filter_map(|(moment, units)| {
                        Some(TakenNow { moment: *moment, dose: Dose::from_micrograms(units.checked_mul(grain)?)? })
                    });
                    request.treatment.standing = Ongoing { now: now.collect(), ..Ongoing::default() };
                    see(&mut request);
                }
            }
        }
    }
}
