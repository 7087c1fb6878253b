//! What is said of an operation that has a day.

use crate::descent::Fall;
use crate::exact::date::Date;
use crate::lang::{Lang, say};
use crate::words::dates::{date_in_words, days, long_date};
use crate::words::joining::{capitalised, joined};
use crate::words::taper::dose_or_nothing;

/// The day of an operation, as what something rests on.
#[must_use]
pub fn operation_day(on: Date, lang: Lang) -> String {
    let day = date_in_words(on, lang);
    say!(lang, operation.input, day)
}

/// What is done around it.
#[must_use]
pub fn operation(on: Date, text: &str, lang: Lang) -> String {
    let day = long_date(on, lang);
    say!(lang, operation.on, day, text)
}

/// The last day of a drug before it.
#[must_use]
pub fn last_day(on: Date, last: Date, full_days: u16, text: &str, lang: Lang) -> String {
    let (day, last, span) = (long_date(on, lang), long_date(last, lang), days(full_days.into(), lang));
    say!(lang, operation.last_day, day, last, span, text)
}

/// A last dose that would come too late.
#[must_use]
pub fn too_late(taken: Date, last: Date, lang: Lang) -> String {
    let (taken, last) = (long_date(taken, lang), long_date(last, lang));
    say!(lang, operation.too_late, taken, last)
}

/// A last day that has passed: whom to call.
#[must_use]
pub fn last_day_passed(last: Date, lang: Lang) -> String {
    let last = long_date(last, lang);
    say!(lang, operation.passed, last)
}

/// Until when the same dose may be taken again.
#[must_use]
pub fn same_dose_until(last: Date, until: Date, lang: Lang) -> String {
    let (last, until) = (date_in_words(last, lang), long_date(until, lang));
    say!(lang, operation.same_dose, last, until)
}

/// The first day after what a wash-out must follow.
#[must_use]
pub fn again_after(medicine: &str, last: Date, first: Option<Date>, lang: Lang) -> String {
    let last = date_in_words(last, lang);
    match first.map(|it| long_date(it, lang)) {
        Some(first) => say!(lang, operation.again_after, medicine, last, first),
        None => say!(lang, operation.again_undated, medicine, last),
    }
}

/// One cut, with its day.
#[must_use]
pub fn cut_on(on: Date, fall: &Fall, lang: Lang) -> String {
    let (day, from, to) = (date_in_words(on, lang), fall.from.write(lang), dose_or_nothing(fall.to, lang));
    say!(lang, operation.cut, day, from, to)
}

/// Cuts that come in the week of an operation.
#[must_use]
pub fn cuts_near(cuts: &[String], on: Date, least: u16, text: &str, lang: Lang) -> String {
    let (day, span) = (date_in_words(on, lang), days(least.into(), lang));
    let cuts = capitalised(&joined(cuts, lang));
    say!(lang, operation.cuts_near, cuts, day, span, text)
}

/// What to ask about them.
#[must_use]
pub fn ask_cuts_near(lang: Lang) -> String {
    say!(lang, operation.ask_cuts_near)
}
