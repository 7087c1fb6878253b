//! What is impossible in a request, and what to do about it.

use crate::exact::bounds::{Bounds, Quantity};
use crate::exact::date::Date;
use crate::exact::decimal::{Decimal, ParseDecimalError};
use crate::fault::{Fault, FaultKind, short};
use crate::lang::{Lang, name, say};
use crate::words::dates::date_in_words;
use crate::words::joining::quoted;

/// A number outside its range.
#[must_use]
pub fn out_of_range(quantity: Quantity, lang: Lang) -> String {
    let Bounds { least, most } = quantity.bounds();
    let unit = match quantity.unit(lang) {
        "" => String::new(),
        unit => format!("\u{a0}{unit}"),
    };
    let (least, most) = (least.write(lang), most.write(lang));
    say!(lang, out_of_range, least, most, unit)
}

/// A creatinine that must be asked again.
#[must_use]
pub fn creatinine_out_of_range(value: Decimal, least: Decimal, most: Decimal, lang: Lang) -> String {
    let (value, least, most) = (value.write(lang), least.write(lang), most.write(lang));
    say!(lang, creatinine_out_of_range, value, least, most)
}

/// A clearance without its method, or one that was indexed.
#[must_use]
pub fn clearance_method(indexed: bool, lang: Lang) -> String {
    if indexed { say!(lang, clearance_method.indexed) } else { say!(lang, clearance_method.unsaid) }
}

/// A day that lies ahead where only the past makes sense.
#[must_use]
pub fn date_ahead(lang: Lang) -> String {
    say!(lang, date_ahead)
}

/// A last dose of before the first one.
#[must_use]
pub fn stopped_before_it_began(last: Date, first: Date, lang: Lang) -> String {
    let (last, first) = (date_in_words(last, lang), date_in_words(first, lang));
    say!(lang, stopped_before_it_began, last, first)
}

/// A stop that was planned for a day that has passed: whether it took place, nobody said.
#[must_use]
pub fn planned_stop_is_past(last: Date, lang: Lang) -> String {
    let last = date_in_words(last, lang);
    say!(lang, planned_stop_is_past, last)
}

/// A stop that lies ahead and that no professional planned.
#[must_use]
pub fn stop_ahead_unplanned(lang: Lang) -> String {
    say!(lang, stop_ahead_unplanned)
}

/// An id the formulary does not hold.
#[must_use]
pub fn unknown_id(id: &str, lang: Lang) -> String {
    let id = quoted(id, lang);
    say!(lang, unknown_id, id)
}

/// A version of the format this program does not read.
#[must_use]
pub fn unknown_version(version: u8, known: u8, lang: Lang) -> String {
    say!(lang, unknown_version, version, known)
}

/// A list of medicines too long to be one.
#[must_use]
pub fn too_many_medicines(count: usize, most: usize, lang: Lang) -> String {
    say!(lang, too_many_medicines, count, most)
}

/// A name longer than any.
#[must_use]
pub fn name_too_long(most: usize, lang: Lang) -> String {
    say!(lang, name_too_long, most)
}

/// A list longer than any that a person fills in.
#[must_use]
pub fn too_many_entries(most: usize, lang: Lang) -> String {
    say!(lang, too_many_entries, most)
}

/// The same unit twice.
#[must_use]
pub fn supply_twice(lang: Lang) -> String {
    say!(lang, supply_twice)
}

/// A medicine without a name.
#[must_use]
pub fn medicine_without_name(lang: Lang) -> String {
    say!(lang, medicine_without_name)
}

/// A batch that is neither of the two.
#[must_use]
pub fn batch_of_28_or_30(lang: Lang) -> String {
    say!(lang, batch_of_28_or_30)
}

/// A plan past the calendar.
#[must_use]
pub fn past_the_calendar(lang: Lang) -> String {
    say!(lang, past_the_calendar)
}

/// Too many kinds of unit.
#[must_use]
pub fn too_many_supplies(most: usize, lang: Lang) -> String {
    say!(lang, too_many_supplies, most)
}

/// A line without anything in it, among lines that are requests.
#[must_use]
pub fn empty_line(lang: Lang) -> String {
    say!(lang, empty_line)
}

/// A document that was not read.
#[must_use]
pub fn not_read(fault: &Fault, lang: Lang) -> String {
    let said = self::fault(fault, lang);
    if fault.path.is_empty() {
        return say!(lang, unread.whole, said);
    }
    let path = quoted(&fault.path, lang);
    say!(lang, unread.at, path, said)
}

/// What is wrong at one place of a request, without a full stop.
#[must_use]
pub fn fault(fault: &Fault, lang: Lang) -> String {
    match &fault.kind {
        FaultKind::Syntax { line, column } => say!(lang, fault.syntax, line, column),
        FaultKind::Newer(version) => say!(lang, fault.newer, version),
        FaultKind::NoSuchVersion(version) => {
            say!(lang, fault.no_such_version, version)
        }
        FaultKind::Repeated => say!(lang, fault.repeated),
        FaultKind::TooLong => {
            say!(lang, fault.too_long)
        }
        FaultKind::TooDeep => say!(lang, fault.too_deep),
        FaultKind::NotData => say!(lang, fault.not_data),
        FaultKind::UnknownField(name) => {
            let name = quoted(name, lang);
            say!(lang, fault.unknown_field, name)
        }
        FaultKind::MissingField(name) => {
            let name = quoted(name, lang);
            say!(lang, fault.missing_field, name)
        }
        FaultKind::UnknownWord { found, known } => {
            let (found, known) = (quoted(found, lang), known.join(", "));
            say!(lang, fault.unknown_word, found, known)
        }
        FaultKind::Unfit { found, expected } => match fitting(found, expected, lang) {
            Some(fitting) => {
                say!(lang, fault.unfit_for, found, fitting)
            }
            None => say!(lang, fault.unfit, found),
        },
        FaultKind::Refused(message) => refused_value(message, lang).unwrap_or_else(|| value_unfit(lang).to_owned()),
    }
}

fn value_unfit(lang: Lang) -> &'static str {
    name!(lang, value_unfit)
}

/// What serde expected, in words.
fn fitting(found: &str, expected: &str, lang: Lang) -> Option<String> {
    let fixed = match expected {
        "u8" => name!(lang, fitting.small_number),
        "u16" => name!(lang, fitting.number_below),
        "a string" => name!(lang, fitting.text),
        "a boolean" => name!(lang, fitting.boolean),
        "a sequence" => name!(lang, fitting.list),
        "a map" => name!(lang, fitting.object),
        it if it.starts_with("struct ") => name!(lang, fitting.object),
        it if it.starts_with("enum ") => {
            name!(lang, fitting.word)
        }
        it if it.starts_with("a number") => {
            let typed = quoted(found, lang);
            return Some(if Decimal::parse_exact(found).is_ok() {
                say!(lang, fitting.number_as_text, typed)
            } else {
                say!(lang, fitting.number)
            });
        }
        _ => return None,
    };
    Some(fixed.to_owned())
}

/// A text where a number is wanted.
#[must_use]
pub fn not_a_number(typed: &str, lang: Lang) -> String {
    let typed = quoted(typed, lang);
    say!(lang, not_a_number, typed)
}

/// A number finer than any that is read.
#[must_use]
pub fn too_precise(typed: &str, lang: Lang) -> String {
    let typed = quoted(typed, lang);
    say!(lang, too_precise, typed)
}

/// A number whose mark may be that of decimals or of thousands, with both readings.
#[must_use]
pub fn two_numbers(typed: &str, decimal: &str, thousands: &str, lang: Lang) -> String {
    let typed = quoted(typed, lang);
    say!(lang, two_numbers, typed, decimal, thousands)
}

/// A day that no calendar holds.
#[must_use]
pub fn no_such_day(typed: &str, lang: Lang) -> String {
    let typed = quoted(typed, lang);
    say!(lang, no_such_day, typed)
}

/// A day before or after all that are read.
#[must_use]
pub fn far_day(typed: &str, lang: Lang) -> String {
    let typed = quoted(typed, lang);
    say!(lang, far_day, typed)
}

/// What the engine's own types refuse begins with the name of the type, then the text as it was
/// written: "dose `5` needs a unit".
fn refused_value(message: &str, lang: Lang) -> Option<String> {
    if matches!(message, "a negative number" | "number too large") {
        return Some(out_of_reach(lang));
    }
    let (kind, rest) = message.split_once(" `")?;
    let (typed, why) = rest.split_once('`')?;
    let typed = &short(typed);
    Some(match kind {
        "date" if why.ends_with("no calendar holds this day") => no_such_day(typed, lang),
        "date" if why.ends_with("outside 1900 to 2100") => far_day(typed, lang),
        "date" => {
            let typed = quoted(typed, lang);
            say!(lang, not_a_date, typed)
        }
        "dose" if why.starts_with(" is outside") => {
            let typed = quoted(typed, lang);
            say!(lang, dose_out_of_range, typed)
        }
        "dose" => unread_dose(typed, why, lang),
        "volume" => {
            let typed = quoted(typed, lang);
            say!(lang, not_a_volume, typed)
        }
        "number" => unread_number(typed, why, lang),
        _ => return None,
    })
}

/// A dose without a unit, or whose number is none.
fn unread_dose(typed: &str, why: &str, lang: Lang) -> String {
    let shown = quoted(typed, lang);
    if Decimal::parse_exact(typed).is_ok() {
        let (milligrams, micrograms) = (quoted(&format!("{typed} mg"), lang), quoted(&format!("{typed} mcg"), lang));
        return say!(lang, dose_without_unit, shown, milligrams, micrograms);
    }
    let of_number = [ParseDecimalError::Ambiguous, ParseDecimalError::TooPrecise, ParseDecimalError::TooLarge];
    if of_number.iter().any(|it| is(why, it)) {
        return unread_number(typed, why, lang);
    }
    say!(lang, not_a_dose, shown)
}

/// Whether what a type says ends with this fault of a number.
fn is(why: &str, fault: &ParseDecimalError) -> bool {
    why.ends_with(&fault.to_string())
}

fn unread_number(typed: &str, why: &str, lang: Lang) -> String {
    if is(why, &ParseDecimalError::Ambiguous) {
        let bare = typed.trim().trim_end_matches(|it: char| !it.is_ascii_digit());
        let (whole, fraction) = bare.split_once([',', '.']).unwrap_or((bare, ""));
        // A document has one mark of decimals, the point: three of them are never thousands.
        let decimal = format!("{whole}.{fraction}");
        let decimal = decimal.trim_end_matches('0').trim_end_matches('.');
        two_numbers(typed, decimal, &format!("{whole}{fraction}"), lang)
    } else if is(why, &ParseDecimalError::TooPrecise) {
        too_precise(typed, lang)
    } else if is(why, &ParseDecimalError::TooLarge) {
        out_of_reach(lang)
    } else {
        not_a_number(typed, lang)
    }
}

fn out_of_reach(lang: Lang) -> String {
    say!(lang, out_of_reach)
}
