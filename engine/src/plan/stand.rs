//! What keeps a plan from going on from the dose that is taken already.

use crate::book::protocol::Variant;
use crate::book::rule::{Limit, Ring};
use crate::exact::dose::Dose;
use crate::exact::sort;
use crate::facts::facts::Facts;
use crate::facts::reading::Reading;
use crate::logic::truth::Truth;
use crate::plan::rings::Rings;

/// Why a plan does not go on from a dose.
pub(crate) enum Beyond<'a> {
    /// More in a day than a limit in force allows.
    Limit(Dose, &'a Limit),
    /// More in a day than the stair of this person's variant reaches.
    Variant(Dose, &'a Variant),
    /// This intake is more than one may be.
    Intake(Dose, Dose, &'a Limit),
    /// More than the dose aimed at.
    Aim(Dose),
    /// Less than the least that the book knows.
    Below(Dose, &'a Limit),
    /// The stair is that of somebody who takes another medicine, and it is not known to have been taken first.
    NewBeside(&'a Variant),
}

impl Beyond<'_> {
    /// What it rests on, as it is read; nothing where it is certain by itself.
    pub(crate) fn read(&self, facts: &Facts<'_>) -> Option<Reading> {
        match self {
            Self::Limit(_, limit) | Self::Intake(_, _, limit) | Self::Below(_, limit) => {
                Some(facts.read_strictly(&limit.when))
            }
            Self::Variant(_, variant) => Some(facts.read_strictly(&variant.when)),
            Self::Aim(_) | Self::NewBeside(_) => None,
        }
    }

    /// The limit that a decision passes, where one does.
    pub(crate) fn passable(&self) -> Option<&Limit> {
        match self {
            Self::Limit(_, limit) | Self::Intake(_, _, limit) | Self::Below(_, limit) => {
                Some(*limit).filter(|it| it.ring == Ring::Recommended)
            }
            Self::Variant(..) | Self::Aim(_) | Self::NewBeside(_) => None,
        }
    }
}

/// The key of the decision to go on beside a medicine that changes the stair.
pub(crate) const BESIDE: &str = "STAND-4";

/// What keeps a plan from going on from a dose of a day: what is certain and no decision passes before what may pass.
pub(crate) fn beyond<'a>(facts: &Facts<'a>, now: Dose) -> Option<Beyond<'a>> {
    let mut all = all_beyond(facts, now);
    let holds = |it: &Beyond<'_>| it.passable().is_none() && !is_doubtful(it.read(facts).as_ref());
    let first = all.iter().position(holds).unwrap_or(0);
    (first < all.len()).then(|| all.swap_remove(first))
}

fn all_beyond<'a>(facts: &Facts<'a>, now: Dose) -> Vec<Beyond<'a>> {
    let (rings, treatment) = (Rings::new(facts), &facts.request.treatment);
    let mut limits: Vec<(Dose, &Limit)> = rings.daily_limits_below(now).collect();
    sort::by(&mut limits, |it| it.0.micrograms().into());
    let mut all: Vec<Beyond<'_>> = limits.into_iter().map(|(most, limit)| Beyond::Limit(most, limit)).collect();
    let stair = facts.formulary.protocol(facts.protocol).map(|it| facts.stair(it));
    let variant = stair.as_ref().and_then(|it| it.variant);
    let highest = stair.as_ref().and_then(|it| it.targets.iter().max().copied());
    all.extend(variant.zip(highest).filter(|(_, most)| now > *most).map(|(it, most)| Beyond::Variant(most, it)));
    let largest = treatment.standing.now.iter().map(|it| it.dose).max();
    let intake = largest.zip(rings.single_at_most()).filter(|(it, (most, _))| it > most);
    all.extend(intake.map(|(it, (most, limit))| Beyond::Intake(it, most, limit)));
    all.extend(treatment.target.filter(|it| *it < now).map(Beyond::Aim));
    all.extend(rings.daily_at_least().filter(|(least, _)| now < *least).map(|(least, it)| Beyond::Below(least, it)));
    let new_beside = variant.filter(|it| it.when.asks_of_medicines() && facts.decision(BESIDE).is_none());
    all.extend(new_beside.filter(|_| !all_were_taken_first(facts)).map(Beyond::NewBeside));
    all
}

/// Whether every other medicine of the list was taken before the drug was: not known is no.
fn all_were_taken_first(facts: &Facts<'_>) -> bool {
    let Some(since) = facts.request.treatment.standing.since else { return false };
    let own = facts.formulary.drug(&facts.request.treatment.drug).map_or("", |it| &it.substance);
    let mut beside = facts.lines.iter().filter(|it| it.current && !it.is_a(own));
    beside.all(|it| it.medicine.started.is_some_and(|it| it.latest() <= since.earliest()))
}

/// Whether what is read is not known to hold.
pub(crate) fn is_doubtful(reading: Option<&Reading>) -> bool {
    reading.is_some_and(|it| it.truth == Truth::Unknown)
}
