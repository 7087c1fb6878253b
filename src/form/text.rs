//! One value as it is typed: read from the text of a box, and written so that the box reads the same again.

use palier_engine::book::place::Region;
use palier_engine::exact::bounds::Bounds;
use palier_engine::exact::date::{Date, When};
use palier_engine::exact::decimal::{Decimal, ParseDecimalError};
use palier_engine::exact::typed_date;
use palier_engine::exact::typed_date::{DateOrder, TypedDateError};
use palier_engine::exact::typed_measure::{read_height, read_weight};
use palier_engine::lang::Lang;
use palier_engine::person::liver::LiverTest;
use palier_engine::person::typed::{Tested, number_of, read_creatinine};
use palier_engine::words::dates::date_in_figures;

use crate::form::complaint::Complaint;
use crate::form::field::Field;
use crate::form::kind::{Kind, Unit};
use crate::form::value::Value;
use crate::texts::Words;

/// A number as a person types it, with or without the unit of its box.
pub(crate) fn read_number(text: &str, unit: Unit) -> Result<Decimal, Complaint> {
    let bare = text.trim();
    let bare =
        unit.typed().into_iter().filter(|it| !it.is_empty()).find_map(|it| bare.strip_suffix(it)).unwrap_or(bare);
    let read = match unit {
        Unit::Centimetres => read_height(text),
        Unit::Kilograms => read_weight(text).map(|(kilograms, _)| kilograms),
        Unit::Concentration => read_creatinine(text).map(|(value, _)| value),
        Unit::Number | Unit::Milligrams => Decimal::parse_amount(bare),
        Unit::Days
        | Unit::Years
        | Unit::Micromoles
        | Unit::GramsPerLitre
        | Unit::MillilitresPerMinute
        | Unit::EnzymeUnits
        | Unit::TimesNormal
        | Unit::Percent
        | Unit::Millilitres => Decimal::parse_typed(bare),
    };
    read.map_err(|why| number_complaint(text, why, unit))
}

/// Why a number was not read, as a complaint about the whole text.
pub(super) fn number_complaint(text: &str, why: ParseDecimalError, unit: Unit) -> Complaint {
    let typed = text.trim().to_owned();
    match why {
        ParseDecimalError::Empty | ParseDecimalError::NotANumber => Complaint::NotANumber { typed },
        ParseDecimalError::Ambiguous => {
            let number = number_of(text);
            let (whole, fraction) = number.split_once([',', '.']).unwrap_or((&number, ""));
            Complaint::Ambiguous { typed, whole: whole.to_owned(), fraction: fraction.to_owned() }
        }
        ParseDecimalError::TooPrecise => Complaint::TooPrecise { typed },
        ParseDecimalError::TooLarge => {
            let Bounds { least, most } = Bounds::ANY;
            Complaint::Outside { typed, least, most, unit }
        }
    }
}

/// Whether a text says more than the number that was read of it, as 62.142 kg of `137 lb`.
pub(crate) fn is_converted(text: &str, read: Decimal) -> bool {
    number_of(text).replace(',', ".") != read.to_string()
}

/// A day or month as a person types it in a region.
pub(crate) fn read_when(text: &str, region: Region) -> Result<When, Complaint> {
    typed_date::read_when(text, order(region)).map_err(|why| date_complaint(text, why))
}

/// A day as a person types it in a region.
pub(crate) fn read_day(text: &str, region: Region) -> Result<Date, Complaint> {
    typed_date::read_day(text, order(region)).map_err(|why| date_complaint(text, why))
}

/// Where the month may come first, a date of which both could be the month is asked again.
pub(crate) const fn order(region: Region) -> DateOrder {
    match region {
        Region::FR => DateOrder::DayFirst,
        Region::US => DateOrder::Either,
    }
}

fn date_complaint(text: &str, why: TypedDateError) -> Complaint {
    let typed = text.trim().to_owned();
    match why {
        TypedDateError::NotADate => Complaint::NotADate { typed },
        TypedDateError::NoSuchDay => Complaint::NoSuchDay { typed },
        TypedDateError::OutOfRange => Complaint::FarDate { typed },
        TypedDateError::TwoWays(day_first, month_first) => Complaint::TwoDates { typed, day_first, month_first },
    }
}

/// How the texts of a file's values are written: so that the form reads the same values again.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) lang: Lang,
    pub(super) region: Region,
}

/// A value as it is typed; nothing where there is none.
pub(super) fn write(value: Option<Value>, style: Style) -> String {
    match value {
        Some(Value::Number(number)) => number.write_typed(style.lang),
        Some(Value::Day(when)) if when.earliest() != when.latest() => when.to_string(),
        Some(Value::Day(when)) => typed_day(when.earliest(), style.lang, style.region),
        Some(Value::Test(test)) => write_test(test, Tested::Bilirubin, true, style.lang),
        Some(Value::Words(words)) => words,
        None => String::new(),
    }
}

/// The same for a box whose reading rests on more than the value: a liver test has the unit of what it measures, a
/// weight its own where some count in pounds, and an impossible height stays in the centimetres of its file.
pub(super) fn write_in(field: Field, value: Option<Value>, style: Style) -> String {
    match (field.kind(), value) {
        (Kind::LiverTest(tested, _), Some(Value::Test(test))) => write_test(test, tested, true, style.lang),
        (Kind::Number(Unit::Kilograms, _), Some(Value::Number(number))) if asks_weight_unit(style.region) => {
            format!("{} kg", number.write_typed(style.lang))
        }
        (Kind::Number(Unit::Centimetres, Some(bounded)), Some(Value::Number(number)))
            if !bounded.quantity().bounds().hold(number) =>
        {
            format!("{} cm", number.write_typed(style.lang))
        }
        (_, value) => write(value, style),
    }
}

/// Where some weigh in pounds, a number alone does not say what it counts.
pub(super) const fn asks_weight_unit(region: Region) -> bool {
    match region {
        Region::FR => false,
        Region::US => true,
    }
}

/// A liver test as it is typed, with or without its limit: `25 UI/L (N<35)`, `0,7 × N`, `normale`.
pub(crate) fn write_test(test: LiverTest, tested: Tested, with_limit: bool, lang: Lang) -> String {
    let number = |it: Decimal| it.write_typed(lang);
    let (text, limit) = match test {
        LiverTest::Times(times) => (format!("{} × N", number(times)), None),
        LiverTest::Normal { limit } => (Words(lang).typed_normal().to_owned(), limit),
        LiverTest::Printed { value, limit } => match tested {
            Tested::Enzyme => (format!("{} {}", number(value), Words(lang).enzyme_unit()), Some(limit)),
            Tested::Bilirubin => (number(value), Some(limit)),
        },
    };
    match limit.filter(|_| with_limit) {
        Some(limit) => format!("{text} (N<{})", number(limit)),
        None => text,
    }
}

/// A day as it is typed in a language and a region: `07/12/2026`, or `2026-12-07` where the former could
/// be read two ways.
pub(crate) fn typed_day(day: Date, lang: Lang, region: Region) -> String {
    match order(region) {
        DateOrder::DayFirst => date_in_figures(day, lang),
        DateOrder::Either => day.to_string(),
    }
}
