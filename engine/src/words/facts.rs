//! Names of fields and their values.

use crate::exact::date::Date;
use crate::exact::decimal::Decimal;
use crate::exact::dose::write_micrograms;
use crate::lang::{Lang, name, say};
use crate::logic::condition::Measure;
use crate::logic::stated::{Alcohol, Sex};
use crate::logic::truth::Truth;
use crate::person::kidney::CreatinineUnit;
use crate::person::liver::LiverTest;
use crate::words::dates::{date_in_words, days};
use crate::words::joining::quoted;

/// Unit of creatinine.
#[must_use]
pub const fn creatinine_unit(unit: CreatinineUnit) -> &'static str {
    match unit {
        CreatinineUnit::MicromolPerLitre => "µmol/L",
        CreatinineUnit::MilligramPerLitre => "mg/L",
        CreatinineUnit::MilligramPerDecilitre => "mg/dL",
    }
}

/// Sex, stated.
#[must_use]
pub fn sex(sex: Sex, lang: Lang) -> &'static str {
    match sex {
        Sex::Female => name!(lang, sex.female),
        Sex::Male => name!(lang, sex.male),
    }
}

/// The field.
#[must_use]
pub fn sex_name(lang: Lang) -> &'static str {
    name!(lang, sex_name)
}

/// Alcohol, stated.
#[must_use]
pub fn alcohol(alcohol: Alcohol, lang: Lang) -> &'static str {
    match alcohol {
        Alcohol::None => name!(lang, alcohol.none),
        Alcohol::Occasional => name!(lang, alcohol.occasional),
        Alcohol::Regular => name!(lang, alcohol.regular),
    }
}

/// The field.
#[must_use]
pub fn alcohol_name(lang: Lang) -> &'static str {
    name!(lang, alcohol_name)
}

/// The field.
#[must_use]
pub fn indication_name(lang: Lang) -> &'static str {
    name!(lang, indication_name)
}

/// The field.
#[must_use]
pub fn region_name(lang: Lang) -> &'static str {
    name!(lang, region_name)
}

/// The field.
#[must_use]
pub fn prescriber_name(lang: Lang) -> &'static str {
    name!(lang, prescriber_name)
}

/// The field.
#[must_use]
pub fn interval_name(lang: Lang) -> &'static str {
    name!(lang, interval_name)
}

/// A creatinine a little different.
#[must_use]
pub fn nearby_creatinine(value: Decimal, unit: CreatinineUnit, sign: &str, lang: Lang) -> String {
    let (value, unit) = (value.write(lang), creatinine_unit(unit));
    say!(lang, nearby_creatinine, value, unit, sign)
}

/// A weight a little different.
#[must_use]
pub fn nearby_weight(value: Decimal, sign: &str, lang: Lang) -> String {
    let value = value.write(lang);
    say!(lang, nearby_weight, value, sign)
}

/// A clearance by the rounded formula.
#[must_use]
pub fn nearby_clearance(value: Decimal, lang: Lang) -> String {
    let (value, formula) = (value.write(lang), rounded_formula(lang));
    say!(lang, nearby_clearance, value, formula)
}

/// The formula of the labels.
#[must_use]
pub fn rounded_formula(lang: Lang) -> &'static str {
    name!(lang, rounded_formula)
}

/// Name of the number of dialysis sessions.
#[must_use]
pub fn sessions_name(lang: Lang) -> &'static str {
    name!(lang, sessions_name)
}

/// Name of the units in hand.
#[must_use]
pub fn supplies_name(lang: Lang) -> &'static str {
    name!(lang, supplies_name)
}

/// The field.
#[must_use]
pub fn keeps_name(lang: Lang) -> &'static str {
    name!(lang, keeps_name)
}

/// The field.
#[must_use]
pub fn units_name(lang: Lang) -> &'static str {
    name!(lang, units_name)
}

/// The field.
#[must_use]
pub fn start_name(lang: Lang) -> &'static str {
    name!(lang, start_name)
}

/// The field of a medicine.
#[must_use]
pub fn use_name(lang: Lang) -> &'static str {
    name!(lang, use_name)
}

/// The field of a medicine.
#[must_use]
pub fn started_name(lang: Lang) -> &'static str {
    name!(lang, started_name)
}

/// The field of a medicine.
#[must_use]
pub fn stop_name(lang: Lang) -> &'static str {
    name!(lang, stop_name)
}

/// The field of a medicine.
#[must_use]
pub fn daily_dose_name(lang: Lang) -> &'static str {
    name!(lang, daily_dose_name)
}

/// A field of one medicine: `date de début (Zoloft)`.
#[must_use]
pub fn of_medicine(field: &str, medicine: &str, lang: Lang) -> String {
    say!(lang, of_medicine, field, medicine)
}

/// A question with its answer.
#[must_use]
pub fn answered(question: &str, answer: Truth, lang: Lang) -> String {
    let answer = match answer {
        Truth::Yes => name!(lang, truth.yes),
        Truth::No => name!(lang, truth.no),
        Truth::Unknown => name!(lang, truth.unknown),
    };
    let question = question.trim_end_matches(['?', ' ', '\u{a0}', '\u{202f}']);
    say!(lang, answered, question, answer)
}

/// Name of a measure.
#[must_use]
pub fn measure_name(measure: Measure, lang: Lang) -> &'static str {
    match measure {
        Measure::Age => name!(lang, measure_name.age),
        Measure::Weight => name!(lang, measure_name.weight),
        Measure::Bmi => name!(lang, measure_name.bmi),
        Measure::Clearance => name!(lang, measure_name.clearance),
        Measure::Alt => name!(lang, measure_name.alt),
        Measure::Ast => name!(lang, measure_name.ast),
        Measure::Bilirubin => name!(lang, measure_name.bilirubin),
        Measure::LiverTestAge => name!(lang, measure_name.liver_test_age),
        Measure::Phq9Item9 => name!(lang, measure_name.phq9_item9),
        Measure::ChildPugh => name!(lang, measure_name.child_pugh),
        Measure::DaysToSurgery => name!(lang, measure_name.days_to_surgery),
    }
}

/// A liver test, as it was said: `ALAT 25 UI/L (limite 35)`.
#[must_use]
pub fn liver_test(measure: Measure, test: LiverTest, lang: Lang) -> String {
    let what = measure_name(measure, lang);
    match test {
        LiverTest::Times(times) => measured(measure, times, lang),
        LiverTest::Printed { value, limit } => {
            let (value, limit) = (value.write(lang), limit.write(lang));
            // The unit of a bilirubin is the laboratory’s, and both numbers are in it.
            if measure == Measure::Bilirubin {
                say!(lang, measured.printed_test, what, value, limit)
            } else {
                say!(lang, measured.printed_enzyme, what, value, limit)
            }
        }
        LiverTest::Normal { limit: Some(limit) } => {
            let limit = limit.write(lang);
            say!(lang, measured.normal_test_below, what, limit)
        }
        LiverTest::Normal { limit: None } => say!(lang, measured.normal_test, what),
    }
}

/// A measure with its value and unit.
#[must_use]
pub fn measured(measure: Measure, value: Decimal, lang: Lang) -> String {
    let number = value;
    let value = value.write(lang);
    match measure {
        Measure::Age => say!(lang, measured.age, value),
        Measure::Weight => say!(lang, measured.weight, value),
        Measure::Bmi => say!(lang, measured.bmi, value),
        Measure::Clearance => say!(lang, measured.clearance, value),
        Measure::Alt | Measure::Ast | Measure::Bilirubin => {
            let what = measure_name(measure, lang);
            say!(lang, measured.liver_test, what, value)
        }
        Measure::LiverTestAge => {
            let span = span(number, lang);
            say!(lang, measured.liver_test_age, span)
        }
        Measure::Phq9Item9 => say!(lang, measured.phq9, value),
        Measure::ChildPugh => say!(lang, measured.child_pugh, value),
        Measure::DaysToSurgery if number == Decimal::whole(0) => {
            say!(lang, measured.surgery_at_once)
        }
        Measure::DaysToSurgery => {
            let span = span(number, lang);
            say!(lang, measured.days_to_surgery, span)
        }
    }
}

/// The lower of a given and a computed clearance, with the other.
#[must_use]
pub fn lower_clearance(lower: Decimal, other: Decimal, lang: Lang) -> String {
    let (lower, other) = (lower.write(lang), other.write(lang));
    say!(lang, lower_clearance, lower, other)
}

/// Whole days, with their plural.
fn span(number: Decimal, lang: Lang) -> String {
    days(u32::try_from(number.thousandths() / 1000).unwrap_or(u32::MAX), lang)
}

/// That the list holds nothing of a class.
#[must_use]
pub fn no_such_medicine(tag: &str, lang: Lang) -> String {
    say!(lang, no_such_medicine, tag)
}

/// The dose per day of a substance, added over the list.
#[must_use]
pub fn daily_total(substance: &str, micrograms: u64, lang: Lang) -> String {
    let dose = write_micrograms(micrograms, lang);
    say!(lang, daily_total, substance, dose)
}

/// A medicine by the name it was typed under, and its substance when that says more.
#[must_use]
pub fn medicine_name(typed: &str, substance: &str, lang: Lang) -> String {
    if typed.to_lowercase().contains(&substance.to_lowercase()) {
        quoted(typed, lang)
    } else {
        format!("{} ({substance})", quoted(typed, lang))
    }
}

/// The last dose.
#[must_use]
pub fn last_dose(day: Date, lang: Lang) -> String {
    let day = date_in_words(day, lang);
    say!(lang, last_dose, day)
}
