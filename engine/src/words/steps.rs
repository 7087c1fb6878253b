//! The reason chain under each dose.

use crate::exact::dose::Dose;
use crate::lang::{Lang, say};
use crate::words::dates::days;
use crate::words::joining::quoted;

/// The target asked for.
#[must_use]
pub fn target_asked(dose: Dose, lang: Lang) -> String {
    let dose = dose.write(lang);
    say!(lang, target_asked, dose)
}

/// The protocol's own target.
#[must_use]
pub fn target_of_protocol(dose: Dose, lang: Lang) -> String {
    let dose = dose.write(lang);
    say!(lang, target_of_protocol, dose)
}

/// The protocol followed.
#[must_use]
pub fn protocol_step(protocol: &str, lang: Lang) -> String {
    let protocol = quoted(protocol, lang);
    say!(lang, protocol_step, protocol)
}

/// What a dose is when it is not taken every day.
#[must_use]
pub fn pace(dose: Dose, every_days: u8, lang: Lang) -> String {
    let dose = dose.write(lang);
    match every_days {
        0 | 1 => dose,
        2 => say!(lang, pace.every_other_day, dose),
        days => say!(lang, pace.one_day_in, dose, days),
    }
}

/// The highest dose of the stair that is this person's.
#[must_use]
pub fn highest_of_variant(asked: Dose, highest: Dose, lang: Lang) -> String {
    let (asked, highest) = (asked.write(lang), highest.write(lang));
    say!(lang, highest_of_variant, asked, highest)
}

/// A first dose.
#[must_use]
pub fn first_dose(dose: Dose, lang: Lang) -> String {
    let dose = dose.write(lang);
    say!(lang, first_dose, dose)
}

/// An increment; none: the protocol's own rungs.
#[must_use]
pub fn increment(dose: Option<Dose>, lang: Lang) -> String {
    match dose {
        Some(dose) => {
            let dose = dose.write(lang);
            say!(lang, increment.of, dose)
        }
        None => say!(lang, increment.of_protocol),
    }
}

/// What was asked and what a limit makes of it.
#[must_use]
pub fn limited(asked: &str, bound: &str, reason: &str, lang: Lang) -> String {
    say!(lang, limited, asked, bound, reason)
}

/// One step up.
#[must_use]
pub fn step_up(from: (Dose, u8), to: (Dose, u8), after: u16, lang: Lang) -> String {
    let (from, to, after) = (pace(from.0, from.1, lang), pace(to.0, to.1, lang), days(after.into(), lang));
    say!(lang, step_up, from, to, after)
}

/// The units that make a dose.
#[must_use]
pub fn made_of(dose: Dose, units: &[String], lang: Lang) -> String {
    let dose = dose.write(lang);
    let units = units.join(" + ");
    say!(lang, made_of, dose, units)
}
