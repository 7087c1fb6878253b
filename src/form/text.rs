//! One value as it is typed: read from the text of a box, and written so that the box reads the same again.

use palier_engine::book::place::Region;
use palier_engine::exact::bounds::Bounds;
use palier_engine::exact::date::{Date, When};
use palier_engine::exact::decimal::{Decimal, ParseDecimalError};
use palier_engine::exact::typed_date;
use palier_engine::exact::typed_date::{DateOrder, TypedDateError};
use palier_engine::lang::Lang;
use palier_engine::words::dates::date_in_figures;

use crate::form::complaint::Complaint;
use crate::form::kind::Unit;
use crate::form::value::Value;

/// A number as a person types it, with or without the unit of its box.
pub(crate) fn read_number(text: &str, unit: Unit) -> Result<Decimal, Complaint> {
    let bare = text.trim();
    let bare =
        unit.typed().into_iter().filter(|it| !it.is_empty()).find_map(|it| bare.strip_suffix(it)).unwrap_or(bare);
    let typed = text.trim().to_owned();
    let read = if unit.is_halved() { Decimal::parse_amount(bare) } else { Decimal::parse_typed(bare) };
    read.map_err(|why| match why {
        ParseDecimalError::Empty | ParseDecimalError::NotANumber => Complaint::NotANumber { typed },
        ParseDecimalError::Ambiguous => {
            let (whole, fraction) = bare.trim().split_once([',', '.']).unwrap_or((bare, ""));
            Complaint::Ambiguous { typed, whole: whole.to_owned(), fraction: fraction.to_owned() }
        }
        ParseDecimalError::TooPrecise => Complaint::TooPrecise { typed },
        ParseDecimalError::TooLarge => {
            let Bounds { least, most } = Bounds::ANY;
            Complaint::Outside { typed, least, most, unit }
        }
    })
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
pub(super) const fn order(region: Region) -> DateOrder {
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
        Some(Value::Words(words)) => words,
        None => String::new(),
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
