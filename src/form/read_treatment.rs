//! What the form says of what the pharmacy can hand over.

use palier_engine::book::place::Moment;
use palier_engine::book::supply::Supply;
use palier_engine::book::taper::Cut;
use palier_engine::exact::dose::Dose;
use palier_engine::exact::sort;
use palier_engine::request::request::{Treatment, UnitsHeld};
use palier_engine::request::taken::TakenNow;

use crate::form::complaint::Complaint;
use crate::form::field::Field;
use crate::form::reader::FormReader;
use crate::form::spot::Room;
use crate::form::typed::as_unit;

/// What is taken at each moment of a day, and where it is typed.
pub(super) const NOW: [(Moment, Field); 4] = [
    (Moment::Morning, Field::NowMorning),
    (Moment::Noon, Field::NowNoon),
    (Moment::Evening, Field::NowEvening),
    (Moment::Bedtime, Field::NowBedtime),
];

impl FormReader<'_> {
    pub(super) fn supplies(&mut self, treatment: &mut Treatment) {
        let supplies = self.offered();
        // What is no longer offered is no longer in hand for this plan.
        let offered = |it: &&Dose| supplies.iter().any(|supply| supply.strength() == **it);
        treatment.in_hand = self.form.course.in_hand.iter().filter(offered).copied().collect();
        treatment.supplies = supplies;
        self.at_home(treatment);
    }

    /// How much is at home of each unit that is offered, by its place among the supplies.
    fn at_home(&mut self, treatment: &mut Treatment) {
        if treatment.purpose.is_none() {
            return;
        }
        let course = &self.form.course.clone();
        let mut counted: Vec<(Option<Supply>, Field)> =
            course.ticked().into_iter().enumerate().map(|(at, it)| (Some(it), Field::AtHome(at))).collect();
        counted.extend((0..course.other_strengths.len()).map(|at| {
            let strength = self.take(Field::OtherStrength(at));
            let capsule = strength.map(|strength| Supply::Capsule { strength, prolonged: false, keeps_days: None });
            (capsule, Field::StrengthAtHome(at))
        }));
        counted.extend((0..course.drops.len()).map(|at| (self.drops(at), Field::DropsAtHome(at))));
        let mut units: Vec<UnitsHeld> = Vec::new();
        for (unit, field) in counted {
            let (count, place) =
                (self.take(field), treatment.supplies.iter().position(|it| unit.is_some() && as_unit(it) == unit));
            if let (Some(count), Some(supply)) = (count, place)
                && !units.iter().any(|it| it.supply == supply)
            {
                units.push(UnitsHeld { supply, count });
            }
        }
        // Where no box says anything, what a file said that no box can say stands.
        if !units.is_empty() {
            sort::by(&mut units, |it| i64::try_from(it.supply).unwrap_or(i64::MAX));
            treatment.standing.units = units;
        }
    }

    pub(super) fn taken_now(&mut self, treatment: &mut Treatment) {
        let each = NOW.into_iter().filter_map(|(moment, field)| Some(TakenNow { moment, dose: self.take(field)? }));
        let now = each.collect();
        if treatment.purpose.is_some() {
            treatment.standing.now = now;
        }
    }

    pub(super) fn taper_cut(&mut self, treatment: &mut Treatment) {
        let Some(taper) = treatment.taper_mut() else { return };
        let dose = self.take(Field::TaperCut).map(Cut::Dose);
        let share = self.take(Field::TaperShare).map(Cut::OfCurrent);
        if dose.is_some() && share.is_some() {
            self.complain(Field::TaperShare, Complaint::OneCut);
        } else if let Some(cut) = dose.or(share) {
            taper.cut = Some(cut);
        }
    }

    fn offered(&mut self) -> Vec<Supply> {
        let course = &self.form.course;
        let keeps_days = self.take(Field::CapsulesKeep);
        let mut strengths = course.strengths.clone();
        for at in 0..course.other_strengths.len() {
            let Some(strength) = self.take(Field::OtherStrength(at)) else { continue };
            if strengths.contains(&strength) {
                let typed = self.form.text(Field::OtherStrength(at)).to_owned();
                self.complain(Field::OtherStrength(at), Complaint::Twice { typed });
            } else {
                strengths.push(strength);
            }
        }
        sort::with(&mut strengths, Ord::cmp);
        let capsules = strengths.into_iter().map(|strength| Supply::Capsule { strength, prolonged: false, keeps_days });
        let mut supplies: Vec<Supply> = capsules.chain(course.products.iter().cloned()).collect();
        supplies.extend((0..course.liquids.len()).filter_map(|at| self.liquid(at)));
        supplies.extend((0..course.drops.len()).filter_map(|at| self.drops(at)));
        supplies.extend(course.other_supplies.iter().cloned());
        in_order(supplies, &course.opened_supplies)
    }

    fn liquid(&mut self, at: usize) -> Option<Supply> {
        let per_ml = self.take(Field::LiquidPerMl(at));
        let syringe = self.take(Field::LiquidSyringe(at));
        let graduation = self.take(Field::LiquidGraduation(at));
        let bottle = self.take(Field::LiquidBottle(at));
        let keeps = self.take(Field::LiquidKeeps(at));
        self.all_filled(Room::Liquid, at);
        Some(Supply::Liquid {
            per_ml: per_ml?,
            syringe: syringe?,
            graduation: graduation?,
            bottle: bottle?,
            keeps_days: Some(keeps?),
        })
    }

    fn drops(&mut self, at: usize) -> Option<Supply> {
        let per_drop = self.take(Field::DropsPerDrop(at));
        let most = self.take(Field::DropsMost(at));
        self.all_filled(Room::Drops, at);
        Some(Supply::Drops { per_drop: per_drop?, most: most? })
    }

    fn all_filled(&mut self, room: Room, at: usize) {
        // What is at home need not be said.
        let asked = Field::of_room(room).filter(|it| !matches!(it, Field::DropsAtHome(_)));
        for field in asked.map(|it| it.on(at)) {
            if self.typed(field).is_none() {
                self.complain(field, Complaint::Incomplete);
            }
        }
    }
}

/// The supplies, those that a file brought in its order and before the others: what is taken of them is
/// counted by their place.
fn in_order(supplies: Vec<Supply>, opened: &[Supply]) -> Vec<Supply> {
    let mut rest = supplies;
    let mut take = |it: &Supply| rest.iter().position(|other| other == it).map(|at| rest.remove(at));
    let mut ordered: Vec<Supply> = opened.iter().filter_map(&mut take).collect();
    ordered.append(&mut rest);
    ordered
}
