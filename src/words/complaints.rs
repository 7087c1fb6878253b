//! What to do about a field that could not be read.

use palier_engine::exact::decimal::Decimal;
use palier_engine::lang::Lang;
use palier_engine::person::kidney::Creatinine;
use palier_engine::person::typed::Tested;
use palier_engine::words::dates::date_in_words;
use palier_engine::words::facts::creatinine_unit;
use palier_engine::words::faults::{
    clearance_method, date_ahead, far_day, no_such_day, not_a_number, stop_ahead_unplanned, too_precise, two_numbers,
};

use crate::form::complaint::Complaint;
use crate::form::kind::Unit;
use crate::texts::{name, say};
use crate::words::says::capital;

/// What to do about a field that could not be read.
#[must_use]
pub fn complaint(complaint: &Complaint, lang: Lang) -> String {
    match complaint {
        Complaint::NotANumber { typed } => {
            let said = not_a_number(typed, lang);
            say!(lang, not_a_number, said)
        }
        Complaint::Ambiguous { typed, whole, fraction } => two_ways(typed, whole, fraction, lang),
        Complaint::TooPrecise { typed } => sentence(&too_precise(typed, lang)),
        Complaint::NotWhole { typed } => say!(lang, not_whole, typed),
        Complaint::Outside { typed, least, most, unit } => {
            let (least, most) = (least.write(lang), with_unit(*most, *unit, lang));
            say!(lang, outside, typed, least, most)
        }
        Complaint::LowCreatinine { read, other } => {
            let (read, unit) = (printed(read, lang), creatinine_unit(other.unit));
            say!(lang, low_creatinine, read, unit)
        }
        Complaint::NotATest { typed, tested } => match tested {
            Tested::Enzyme => say!(lang, not_an_enzyme, typed),
            Tested::Bilirubin => say!(lang, not_a_bilirubin, typed),
        },
        Complaint::TestUnitMissing { value, tested } => {
            let value = value.write(lang);
            match tested {
                Tested::Enzyme => say!(lang, enzyme_unit_missing, value),
                Tested::Bilirubin => say!(lang, bilirubin_unit_missing, value),
            }
        }
        Complaint::LimitMissing { typed, tested } => match tested {
            Tested::Enzyme => say!(lang, limit_missing),
            Tested::Bilirubin => say!(lang, bilirubin_limit_missing, typed),
        },
        Complaint::LimitOfAnotherUnit { typed } => say!(lang, limit_of_another_unit, typed),
        Complaint::WeightUnitMissing { value } => {
            let value = value.write(lang);
            say!(lang, weight_unit_missing, value)
        }
        Complaint::UnlikelyCreatinine { typed, micromol, others: _ } => {
            let micromol = micromol.write(lang);
            say!(lang, unlikely_creatinine, typed, micromol)
        }
        Complaint::NotADate { typed } => say!(lang, not_a_date, typed),
        Complaint::NoSuchDay { typed } => sentence(&no_such_day(typed, lang)),
        Complaint::FarDate { typed } => sentence(&far_day(typed, lang)),
        Complaint::TwoDates { typed, day_first, month_first } => {
            let (day_first, month_first) = (date_in_words(*day_first, lang), date_in_words(*month_first, lang));
            say!(lang, two_dates, typed, day_first, month_first)
        }
        Complaint::FutureDay => date_ahead(lang),
        Complaint::UnitMissing => say!(lang, unit_missing),
        Complaint::MethodMissing => clearance_method(false, lang),
        Complaint::LastDoseMissing => say!(lang, last_dose_missing),
        Complaint::PlannerMissing => stop_ahead_unplanned(lang),
        Complaint::ClearanceMissing => say!(lang, clearance_missing),
        Complaint::ScoreIncomplete => say!(lang, score_incomplete),
        Complaint::NotAdded { typed } => say!(lang, not_added_yet, typed),
        Complaint::Incomplete => say!(lang, incomplete),
        Complaint::OneCut => say!(lang, one_cut),
        Complaint::Twice { typed } => say!(lang, twice, typed),
    }
}

/// A creatinine as it is printed: `30 µmol/L`.
pub(crate) fn printed(creatinine: &Creatinine, lang: Lang) -> String {
    format!("{}\u{a0}{}", creatinine.value.write(lang), creatinine_unit(creatinine.unit))
}

/// A number of two readings, each written so that a box reads it one way only.
fn two_ways(typed: &str, whole: &str, fraction: &str, lang: Lang) -> String {
    let mark = lang.decimal_mark();
    let shown = fraction.trim_end_matches('0');
    let decimal = match (shown.is_empty(), shown == fraction) {
        (true, _) => whole.to_owned(),
        (false, true) => format!("{whole}{mark}{shown}0"),
        (false, false) => format!("{whole}{mark}{shown}"),
    };
    sentence(&two_numbers(typed, &decimal, &format!("{whole}{fraction}"), lang))
}

/// What the engine says without a full stop, as a sentence.
fn sentence(said: &str) -> String {
    format!("{}.", capital(said))
}

/// A number with its unit: `62 kg`, `0,6 × la normale`.
#[must_use]
pub fn with_unit(number: Decimal, unit: Unit, lang: Lang) -> String {
    // A part of a year or a day is many of none: it goes with the plural.
    let count =
        if number.thousandths().is_multiple_of(1000) { number.thousandths() / 1000 } else { u64::from(u32::MAX) };
    let sign = match unit {
        Unit::Years => name!(lang, unit.years, count),
        Unit::Days => name!(lang, unit.days, count),
        Unit::Number
        | Unit::Concentration
        | Unit::Micromoles
        | Unit::EnzymeUnits
        | Unit::Centimetres
        | Unit::Kilograms
        | Unit::GramsPerLitre
        | Unit::MillilitresPerMinute
        | Unit::TimesNormal
        | Unit::Milligrams
        | Unit::Percent
        | Unit::Millilitres => unit.sign(lang),
    };
    if sign.is_empty() { number.write(lang) } else { format!("{}\u{a0}{sign}", number.write(lang)) }
}
