//! What is said of going from one drug to another.

use crate::exact::date::Date;
use crate::exact::dose::Dose;
use crate::lang::{Lang, name, say};
use crate::words::dates::{date_in_words, days, long_date};
use crate::words::joining::{inside, joined};

/// A second drug that is no other drug of the book.
#[must_use]
pub fn then_no_other(lang: Lang) -> String {
    say!(lang, relay.no_other)
}

/// The field that names the second drug.
#[must_use]
pub fn then_name(lang: Lang) -> &'static str {
    name!(lang, relay.then_name)
}

/// The second drug after full free days.
#[must_use]
pub fn relay_waits(last: Date, full_days: u16, first: Date, rule: &str, lang: Lang) -> String {
    let span = days(full_days.into(), lang);
    let (last, first) = (date_in_words(last, lang), long_date(first, lang));
    say!(lang, relay.waits, last, span, first, rule)
}

/// The second drug on the day after the last dose.
#[must_use]
pub fn relay_next_day(last: Date, first: Date, rule: &str, lang: Lang) -> String {
    let (last, first) = (date_in_words(last, lang), long_date(first, lang));
    say!(lang, relay.next_day, last, first, rule)
}

/// The second drug while the first is lowered.
#[must_use]
pub fn relay_overlaps(first: Date, last: Date, shared_days: u16, rule: &str, lang: Lang) -> String {
    let span = days(shared_days.into(), lang);
    let (first, last) = (long_date(first, lang), date_in_words(last, lang));
    say!(lang, relay.overlaps, first, last, span, rule)
}

/// A relay that no text publishes.
#[must_use]
pub fn relay_unpublished(text: &str, lang: Lang) -> String {
    say!(lang, relay.unpublished, text)
}

/// How a second drug is begun, where there is none.
#[must_use]
pub fn then_with_nothing(lang: Lang) -> String {
    say!(lang, relay.with_nothing)
}

/// A cut of the one and a rise of the other in one week.
#[must_use]
pub fn relay_changes_both(on: &[Date], week: u16, rule: &str, lang: Lang) -> String {
    let (on, span) = (each_day(on, lang), days(week.into(), lang));
    say!(lang, relay.changes_both, on, span, rule)
}

/// What to ask about it.
#[must_use]
pub fn ask_relay_changes(lang: Lang) -> String {
    say!(lang, relay.ask_changes)
}

/// A return of the one and a rise of the other in one week.
#[must_use]
pub fn relay_raises_both(on: &[Date], week: u16, rule: &str, lang: Lang) -> String {
    let (on, span) = (each_day(on, lang), days(week.into(), lang));
    say!(lang, relay.raises_both, on, span, rule)
}

/// What no row of the book converts.
#[must_use]
pub fn converts_nothing(lang: Lang) -> String {
    say!(lang, relay.converts_nothing)
}

/// A pace where nothing is lowered by steps.
#[must_use]
pub fn converts_at_once(lang: Lang) -> String {
    say!(lang, relay.converts_at_once)
}

/// A dose of one drug, and what takes its place.
#[must_use]
pub fn converts((left, taken): (&str, Dose), (begun, gives): (&str, Dose), rule: &str, lang: Lang) -> String {
    let (taken, gives, begun) = (taken.write(lang), gives.write(lang), inside(begun));
    say!(lang, relay.converts, left, taken, begun, gives, rule)
}

/// A dose for which nothing is published.
#[must_use]
pub fn converts_no_line(left: &str, taken: Dose, rule: &str, lang: Lang) -> String {
    let taken = taken.write(lang);
    say!(lang, relay.converts_no_line, left, taken, rule)
}

/// A line that was not read at its source.
#[must_use]
pub fn converts_unread(text: &str, lang: Lang) -> String {
    say!(lang, relay.converts_unread, text)
}

/// Both days are wanted.
#[must_use]
pub fn converts_next_day(text: &str, left: &str, lang: Lang) -> String {
    let left = inside(left);
    say!(lang, relay.converts_next_day, text, left)
}

/// What was taken until the day before.
#[must_use]
pub fn taken_before(left: &str, taken: Dose, lang: Lang) -> String {
    let taken = taken.write(lang);
    say!(lang, relay.taken_before, left, taken)
}

/// Why a first dose is higher than the protocol's.
#[must_use]
pub fn first_converted(gives: Dose, lang: Lang) -> String {
    let gives = gives.write(lang);
    say!(lang, relay.first_converted, gives)
}

/// Levels that rise once what kept them down leaves.
#[must_use]
pub fn levels_rise(left: &str, names: &[String], (from, until): (Date, Date), lang: Lang) -> String {
    let names = joined(names, lang);
    let (from, until) = (date_in_words(from, lang), date_in_words(until, lang));
    say!(lang, relay.levels_rise, left, names, from, until)
}

/// What to ask about it.
#[must_use]
pub fn ask_levels_rise(lang: Lang) -> String {
    say!(lang, relay.ask_levels_rise)
}

fn each_day(on: &[Date], lang: Lang) -> String {
    joined(&on.iter().map(|it| date_in_words(*it, lang)).collect::<Vec<_>>(), lang)
}
