//! Names of fields and their values.

use crate::date::Date;
use crate::decimal::Decimal;
use crate::dose::write_micrograms;
use crate::patient::{Alcohol, CreatinineUnit, Sex};
use crate::truth::{Measure, Truth};
use crate::words::{Lang, date_in_words, days, name, quoted, say};

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
        Sex::Female => name!(lang, "femme", "woman"),
        Sex::Male => name!(lang, "homme", "man"),
    }
}

/// The field.
#[must_use]
pub fn sex_name(lang: Lang) -> &'static str {
    name!(lang, "Sexe", "Sex")
}

/// Alcohol, stated.
#[must_use]
pub fn alcohol(alcohol: Alcohol, lang: Lang) -> &'static str {
    match alcohol {
        Alcohol::None => name!(lang, "pas d’alcool", "no alcohol"),
        Alcohol::Occasional => name!(lang, "alcool occasionnel", "occasional alcohol"),
        Alcohol::Regular => name!(lang, "alcool régulier", "regular alcohol"),
    }
}

/// The field.
#[must_use]
pub fn alcohol_name(lang: Lang) -> &'static str {
    name!(lang, "Alcool", "Alcohol")
}

/// The field.
#[must_use]
pub fn indication_name(lang: Lang) -> &'static str {
    name!(lang, "Indication", "Indication")
}

/// The field.
#[must_use]
pub fn region_name(lang: Lang) -> &'static str {
    name!(lang, "Région", "Region")
}

/// The field.
#[must_use]
pub fn prescriber_name(lang: Lang) -> &'static str {
    name!(lang, "Prescripteur", "Prescriber")
}

/// The field.
#[must_use]
pub fn interval_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "jours par palier",
        Lang::En => "days per step",
    }
}

/// A creatinine a little different.
#[must_use]
pub fn nearby_creatinine(value: Decimal, unit: CreatinineUnit, sign: &str, lang: Lang) -> String {
    let (value, unit) = (value.write(lang), creatinine_unit(unit));
    say!(lang, "créatinine {value}\u{a0}{unit} ({sign})", "creatinine {value}\u{a0}{unit} ({sign})")
}

/// A weight a little different.
#[must_use]
pub fn nearby_weight(value: Decimal, sign: &str, lang: Lang) -> String {
    let value = value.write(lang);
    say!(lang, "poids {value}\u{a0}kg ({sign})", "weight {value}\u{a0}kg ({sign})")
}

/// A clearance by the rounded formula.
#[must_use]
pub fn nearby_clearance(value: Decimal, lang: Lang) -> String {
    let (value, formula) = (value.write(lang), rounded_formula(lang));
    say!(lang, "clairance {value}\u{a0}mL/min ({formula})", "clearance {value}\u{a0}mL/min ({formula})")
}

/// The formula of the labels.
#[must_use]
pub fn rounded_formula(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "formule arrondie des notices",
        Lang::En => "the labels’ rounded formula",
    }
}

/// Name of the number of dialysis sessions.
#[must_use]
pub fn sessions_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "séances de dialyse par semaine",
        Lang::En => "dialysis sessions a week",
    }
}

/// Name of the units in hand.
#[must_use]
pub fn supplies_name(lang: Lang) -> &'static str {
    name!(lang, "Gélules, comprimés ou liquide disponibles", "Capsules, tablets or liquid in hand")
}

/// The field.
#[must_use]
pub fn keeps_name(lang: Lang) -> &'static str {
    name!(lang, "Durée de conservation du liquide", "How long the liquid keeps")
}

/// The field.
#[must_use]
pub fn units_name(lang: Lang) -> &'static str {
    name!(lang, "Gélules ou comprimés par prise, au plus", "Capsules or tablets per intake, at most")
}

/// The field.
#[must_use]
pub fn start_name(lang: Lang) -> &'static str {
    name!(lang, "Premier jour souhaité", "First day wished for")
}

/// The field of a medicine.
#[must_use]
pub fn use_name(lang: Lang) -> &'static str {
    name!(lang, "usage", "use")
}

/// The field of a medicine.
#[must_use]
pub fn started_name(lang: Lang) -> &'static str {
    name!(lang, "date de début", "start date")
}

/// The field of a medicine.
#[must_use]
pub fn stop_name(lang: Lang) -> &'static str {
    name!(lang, "date de la dernière prise", "date of the last dose")
}

/// The field of a medicine.
#[must_use]
pub fn daily_dose_name(lang: Lang) -> &'static str {
    name!(lang, "dose par jour", "dose per day")
}

/// A field of one medicine: `date de début (Zoloft)`.
#[must_use]
pub fn of_medicine(field: &str, medicine: &str, lang: Lang) -> String {
    say!(lang, "{field} ({medicine})", "{field} ({medicine})")
}

/// A question with its answer.
#[must_use]
pub fn answered(question: &str, answer: Truth, lang: Lang) -> String {
    let answer = match answer {
        Truth::Yes => name!(lang, "oui", "yes"),
        Truth::No => name!(lang, "non", "no"),
        Truth::Unknown => name!(lang, "inconnu", "unknown"),
    };
    let question = question.trim_end_matches(['?', ' ', '\u{a0}', '\u{202f}']);
    say!(lang, "{question}\u{a0}: {answer}", "{question}: {answer}")
}

/// Name of a measure.
#[must_use]
pub fn measure_name(measure: Measure, lang: Lang) -> &'static str {
    match measure {
        Measure::Age => name!(lang, "Âge", "Age"),
        Measure::Weight => name!(lang, "Poids", "Weight"),
        Measure::Bmi => name!(lang, "Taille", "Height"),
        Measure::Clearance => name!(lang, "Créatinine", "Creatinine"),
        Measure::Alt => name!(lang, "ALAT", "ALT"),
        Measure::Ast => name!(lang, "ASAT", "AST"),
        Measure::Bilirubin => name!(lang, "Bilirubine", "Bilirubin"),
        Measure::LiverTestAge => name!(lang, "Date du bilan hépatique", "Date of the liver tests"),
        Measure::Phq9Item9 => name!(lang, "PHQ-9, question 9", "PHQ-9, item 9"),
        Measure::ChildPugh => name!(lang, "Score de Child-Pugh", "Child-Pugh score"),
        Measure::DaysToSurgery => name!(lang, "Date de l’opération", "Date of surgery"),
    }
}

/// A measure with its value and unit.
#[must_use]
pub fn measured(measure: Measure, value: Decimal, lang: Lang) -> String {
    let number = value;
    let value = value.write(lang);
    match measure {
        Measure::Age => say!(lang, "{value}\u{a0}ans", "{value}\u{a0}years"),
        Measure::Weight => say!(lang, "{value}\u{a0}kg", "{value}\u{a0}kg"),
        Measure::Bmi => say!(lang, "IMC {value}\u{a0}kg/m²", "BMI {value}\u{a0}kg/m²"),
        Measure::Clearance => say!(lang, "clairance {value}\u{a0}mL/min", "clearance {value}\u{a0}mL/min"),
        Measure::Alt | Measure::Ast | Measure::Bilirubin => {
            let what = measure_name(measure, lang);
            say!(lang, "{what} {value} × la normale", "{what} {value} × ULN")
        }
        Measure::LiverTestAge => {
            let span = span(number, lang);
            say!(lang, "{span} du bilan hépatique à la première prise", "{span} from the liver tests to the first dose")
        }
        Measure::Phq9Item9 => say!(lang, "PHQ-9, question 9\u{a0}: {value}", "PHQ-9, item 9: {value}"),
        Measure::ChildPugh => say!(lang, "Child-Pugh {value}", "Child-Pugh {value}"),
        Measure::DaysToSurgery if number == Decimal::whole(0) => {
            say!(
                lang,
                "opération au plus tard le jour de la première prise",
                "surgery no later than the day of the first dose"
            )
        }
        Measure::DaysToSurgery => {
            let span = span(number, lang);
            say!(lang, "opération {span} après la première prise", "surgery {span} after the first dose")
        }
    }
}

/// The lower of a given and a computed clearance, with the other.
#[must_use]
pub fn lower_clearance(lower: Decimal, other: Decimal, lang: Lang) -> String {
    let (lower, other) = (lower.write(lang), other.write(lang));
    say!(
        lang,
        "clairance {lower}\u{a0}mL/min, la plus basse des deux connues (l’autre\u{a0}: {other}\u{a0}mL/min)",
        "clearance {lower}\u{a0}mL/min, the lower of the two known (the other: {other}\u{a0}mL/min)"
    )
}

/// Whole days, with their plural.
fn span(number: Decimal, lang: Lang) -> String {
    days(u32::try_from(number.thousandths() / 1000).unwrap_or(u32::MAX), lang)
}

/// That the list holds nothing of a class.
#[must_use]
pub fn no_such_medicine(tag: &str, lang: Lang) -> String {
    say!(lang, "rien de ce groupe dans la liste\u{a0}: {tag}", "nothing of this group in the list: {tag}")
}

/// The dose per day of a substance, added over the list.
#[must_use]
pub fn daily_total(substance: &str, micrograms: u64, lang: Lang) -> String {
    let dose = write_micrograms(micrograms, lang);
    say!(lang, "{substance}\u{a0}: {dose} par jour", "{substance}: {dose} per day")
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
    say!(lang, "dernière prise le {day}", "last dose on {day}")
}
