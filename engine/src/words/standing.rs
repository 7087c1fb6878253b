//! What is said of a drug that is taken already.

use crate::exact::date::When;
use crate::exact::dose::Dose;
use crate::lang::{Lang, name, say};
use crate::words::dates::{date_in_words, days};
use crate::words::steps::pace;

/// A place on the way, where a beginning is asked.
#[must_use]
pub fn standing_of_a_beginning(lang: Lang) -> String {
    say!(lang, standing.of_a_beginning)
}

/// A first dose, where the drug is taken already.
#[must_use]
pub fn no_first_dose(lang: Lang) -> String {
    say!(lang, standing.no_first_dose)
}

/// A dose of every other day that is to come down.
#[must_use]
pub fn every_days_going_down(lang: Lang) -> String {
    say!(lang, standing.every_days_going_down)
}

/// A dose taken for longer than the drug.
#[must_use]
pub fn dose_before_the_drug(lang: Lang) -> String {
    say!(lang, standing.dose_before_the_drug)
}

/// The dose that a plan goes on from, and the days that it still lacks: none where it stays.
#[must_use]
pub fn goes_on_from(here: (Dose, u8), since: Option<When>, left: Option<u16>, lang: Lang) -> String {
    let here = match here {
        (dose, 0 | 1) => {
            let dose = dose.write(lang);
            say!(lang, already_taken.dose, dose)
        }
        (dose, every_days) => pace(dose, every_days, lang),
    };
    match (since, left) {
        (_, None) => say!(lang, standing.stays, here),
        (None, Some(left)) => {
            let left = days(left.into(), lang);
            say!(lang, standing.since_unknown, here, left)
        }
        (Some(since), Some(0)) => {
            let since = date_in_words(since.latest(), lang);
            say!(lang, standing.long_enough, here, since)
        }
        (Some(since), Some(left)) => {
            let (since, left) = (date_in_words(since.latest(), lang), days(left.into(), lang));
            say!(lang, standing.not_long_enough, here, since, left)
        }
    }
}

/// A dose of a day above the most of today.
#[must_use]
pub fn stands_above(now: Dose, most: Dose, why: &str, lang: Lang) -> String {
    let (now, most) = (now.write(lang), most.write(lang));
    say!(lang, standing.above, now, most, why)
}

/// An intake above the most of one.
#[must_use]
pub fn intake_above(intake: Dose, most: Dose, why: &str, lang: Lang) -> String {
    let (intake, most) = (intake.write(lang), most.write(lang));
    say!(lang, standing.intake_above, intake, most, why)
}

/// A dose aimed at that is below the one taken.
#[must_use]
pub fn aims_below(now: Dose, aim: Dose, lang: Lang) -> String {
    let (now, aim) = (now.write(lang), aim.write(lang));
    say!(lang, standing.aims_below, now, aim)
}

/// A dose below the least that the book knows.
#[must_use]
pub fn stands_below(now: Dose, least: Dose, drug: &str, lang: Lang) -> String {
    let (now, least) = (now.write(lang), least.write(lang));
    say!(lang, standing.below, now, least, drug)
}

/// A stair that is that of another medicine, which may have been begun since.
#[must_use]
pub fn new_beside(why: &str, lang: Lang) -> String {
    say!(lang, standing.new_beside, why)
}

/// What had to be so before the dose that is taken.
#[must_use]
pub fn gate_passed(what: &str, lang: Lang) -> String {
    say!(lang, standing.gate_passed, what)
}

/// What the day since which a drug is taken is called.
#[must_use]
pub fn taken_since_name(lang: Lang) -> &'static str {
    name!(lang, standing.taken_since)
}

/// The ways out of a drug that is taken and refused; slowly, where it is not stopped from one day to the next.
#[must_use]
pub fn way_out(slowly: bool, lang: Lang) -> String {
    if slowly { say!(lang, standing.way_out) } else { say!(lang, standing.way_out_at_once) }
}
