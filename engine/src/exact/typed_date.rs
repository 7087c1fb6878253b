//! A day or a month as a person types it: `7/12/2026`, `7/12/26`, `23 nov. 2026`, `novembre 2026`.
//!
//! Only the form reads so, and it says back in words what it read; JSON holds ISO dates and nothing
//! else. What can be read two ways is not read.

use crate::exact::date::{Date, ParseDateError, Weekday, When};

/// Which number of a numeric date comes first where the person writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// `7/12/2026` is 7 December, as in France.
    DayFirst,
    /// `7/12/2026` is 7 December to some and 12 July to others, as in the United States.
    Either,
}

/// Why a typed date was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedDateError {
    /// No day and no month, or too little of one: `12/26`, `26 nov`.
    NotADate,
    /// A day that no calendar holds, such as 30 February, or one that is not that day of the week.
    NoSuchDay,
    /// Before 1900 or after 2100.
    OutOfRange,
    /// Both are dates: the day first, or the month first.
    TwoWays(Date, Date),
}

impl From<ParseDateError> for TypedDateError {
    fn from(why: ParseDateError) -> Self {
        match why {
            ParseDateError::Empty | ParseDateError::NotADate => Self::NotADate,
            ParseDateError::NoSuchDay => Self::NoSuchDay,
            ParseDateError::OutOfRange => Self::OutOfRange,
        }
    }
}

/// In French and in English, without accents; any beginning of three letters or more that fits one
/// month alone is that month.
const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "january"],
    ["fevrier", "february"],
    ["mars", "march"],
    ["avril", "april"],
    ["mai", "may"],
    ["juin", "june"],
    ["juillet", "july"],
    ["aout", "august"],
    ["septembre", "september"],
    ["octobre", "october"],
    ["novembre", "november"],
    ["decembre", "december"],
];

const WEEKDAYS: [(Weekday, [&str; 2]); 7] = [
    (Weekday::Monday, ["lundi", "monday"]),
    (Weekday::Tuesday, ["mardi", "tuesday"]),
    (Weekday::Wednesday, ["mercredi", "wednesday"]),
    (Weekday::Thursday, ["jeudi", "thursday"]),
    (Weekday::Friday, ["vendredi", "friday"]),
    (Weekday::Saturday, ["samedi", "saturday"]),
    (Weekday::Sunday, ["dimanche", "sunday"]),
];

/// Reads a day.
///
/// # Errors
/// [`TypedDateError`]; a month alone is not a day.
///
/// # Examples
///
/// ```
/// use palier_engine::exact::typed_date::{DateOrder, read_day};
///
/// assert_eq!(read_day("7 déc. 2026", DateOrder::DayFirst).map(|it| it.to_string()), Ok("2026-12-07".into()));
/// assert!(read_day("31/02/2026", DateOrder::DayFirst).is_err());
/// ```
pub fn read_day(text: &str, order: DateOrder) -> Result<Date, TypedDateError> {
    let when = read_when(text, order)?;
    if when.earliest() == when.latest() { Ok(when.earliest()) } else { Err(TypedDateError::NotADate) }
}

/// Reads a day, or a month when the day is not known.
///
/// # Errors
/// [`TypedDateError`], which says what was wrong.
pub fn read_when(text: &str, order: DateOrder) -> Result<When, TypedDateError> {
    let text = plain(text);
    if text.chars().any(char::is_alphabetic) { in_words(&text) } else { in_figures(&text, order) }
}

/// Small letters without the accents of months, and one kind of space.
fn plain(text: &str) -> String {
    let letters = text.trim().chars().flat_map(char::to_lowercase).filter_map(|it| match it {
        // Accents that stand apart from their letter.
        '\u{301}' | '\u{302}' => None,
        'é' => Some('e'),
        'û' => Some('u'),
        it if it.is_whitespace() => Some(' '),
        it => Some(it),
    });
    letters.collect()
}

/// Digits only, and no more than `width` of them.
fn number(part: &str, width: usize) -> Option<u32> {
    let digits = !part.is_empty() && part.len() <= width && part.bytes().all(|it| it.is_ascii_digit());
    digits.then(|| part.parse().ok()).flatten()
}

/// Four digits, or two of this century.
fn year(part: &str) -> Option<i32> {
    let number = number(part, 4)?;
    match part.len() {
        4 => i32::try_from(number).ok(),
        2 => i32::try_from(2000 + number).ok(),
        _ => None,
    }
}

fn whole_year(part: &str) -> Option<i32> {
    year(part).filter(|_| part.len() == 4)
}

fn day_of(year: Option<i32>, month: Option<u32>, day: Option<u32>) -> Result<When, TypedDateError> {
    let (Some(year), Some(month), Some(day)) = (year, month, day) else { return Err(TypedDateError::NotADate) };
    Ok(When::day(Date::from_ymd(year, month, day)?))
}

fn month_of(year: Option<i32>, month: Option<u32>) -> Result<When, TypedDateError> {
    let (Some(year), Some(month)) = (year, month) else { return Err(TypedDateError::NotADate) };
    Ok(When::parse(&format!("{year:04}-{month:02}"))?)
}

fn in_figures(text: &str, order: DateOrder) -> Result<When, TypedDateError> {
    let parts = |mark: char| text.split(mark).map(str::trim).collect::<Vec<&str>>();
    if text.contains('-') {
        return match parts('-').as_slice() {
            [year, month] => month_of(whole_year(year), number(month, 2)),
            [year, month, day] if year.len() > 2 => day_of(whole_year(year), number(month, 2), number(day, 2)),
            // Which of three parts of two figures is the year?
            [first, second, last] if last.len() == 4 => day_and_month(first, second, last, order),
            _ => Err(TypedDateError::NotADate),
        };
    }
    if let Some([first, second, last]) = unmarked(text) {
        return day_and_month(first, second, last, order);
    }
    let Some(mark) = ['/', '.', ' '].into_iter().find(|it| text.contains(*it)) else {
        return Err(TypedDateError::NotADate);
    };
    match parts(mark).as_slice() {
        [month, year] if mark == '/' => month_of(whole_year(year), number(month, 2)),
        [first, second, last] => day_and_month(first, second, last, order),
        _ => Err(TypedDateError::NotADate),
    }
}

/// `231126`, `23112026`: two figures, two figures, and the year. Eight that begin with a year are no such day, and are
/// not read.
fn unmarked(text: &str) -> Option<[&str; 3]> {
    let figures = [6, 8].contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    figures.then(|| [&text[..2], &text[2..4], &text[4..]])
}

/// A day and its month, in the order of the person who writes.
fn day_and_month(first: &str, second: &str, last: &str, order: DateOrder) -> Result<When, TypedDateError> {
    let (first, second) = (number(first, 2), number(second, 2));
    let day_first = day_of(year(last), second, first);
    let month_first = day_of(year(last), first, second);
    match (order, &day_first, &month_first) {
        (DateOrder::DayFirst, _, _) | (DateOrder::Either, _, Err(_)) => day_first,
        (DateOrder::Either, Err(_), Ok(_)) => month_first,
        (DateOrder::Either, Ok(one), Ok(other)) if one == other => day_first,
        (DateOrder::Either, Ok(one), Ok(other)) => Err(TypedDateError::TwoWays(one.earliest(), other.earliest())),
    }
}

fn in_words(text: &str) -> Result<When, TypedDateError> {
    let mut parts: Vec<&str> = text.split([' ', '/', '-', '.', ',']).filter(|it| !it.is_empty()).collect();
    let weekday = parts.first().and_then(|first| WEEKDAYS.iter().find(|(_, names)| names.contains(first)));
    if weekday.is_some() {
        parts.remove(0);
    }
    let when = match parts.as_slice() {
        [name, last] if weekday.is_none() && month(name).is_some() => month_of(whole_year(last), month(name)),
        [name, day, last] if month(name).is_some() => day_of(whole_year(last), month(name), number(ordinal(day), 2)),
        [day, name, last] => day_of(year(last), month(name), number(ordinal(day), 2)),
        _ => Err(TypedDateError::NotADate),
    }?;
    match weekday {
        Some((weekday, _)) if when.earliest().weekday() != *weekday => Err(TypedDateError::NoSuchDay),
        Some(_) | None => Ok(when),
    }
}

/// `1er`, `7th`: the figures of it.
fn ordinal(part: &str) -> &str {
    ["er", "st", "nd", "rd", "th"].iter().find_map(|it| part.strip_suffix(it)).unwrap_or(part)
}

/// The one month whose name begins so.
fn month(part: &str) -> Option<u32> {
    let begins = |names: &[&str; 2]| names.iter().any(|it| it.starts_with(part));
    let mut found = (1..).zip(&MONTHS).filter(|(_, names)| part.len() >= 3 && begins(names)).map(|(at, _)| at);
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn reads(text: &str, order: DateOrder, expected: Result<&str, TypedDateError>) {
        let read = read_when(text, order).map(|it| it.to_string());
        assert_eq!(read, expected.map(str::to_owned), "{text:?} {order:?}");
    }

    #[test]
    fn a_day_is_read_as_people_write_it_in_both_languages() {
        for text in [
            "2026-11-23",
            "23/11/2026",
            " 23 / 11 / 2026 ",
            "23/11/26",
            "23.11.26",
            "23.11.2026",
            "23 11 2026",
            "23-11-2026",
            "231126",
            "23112026",
            "23 nov 2026",
            "23 nov. 2026",
            "23\u{a0}novembre\u{a0}2026",
            "23 Novembre 26",
            "23-nov-2026",
            "23 November 2026",
            "23rd November 2026",
            "November 23, 2026",
            "Nov 23 2026",
            "lundi 23 novembre 2026",
            "Monday 23\u{a0}November\u{a0}2026",
        ] {
            reads(text, DateOrder::DayFirst, Ok("2026-11-23"));
        }
        for (text, expected) in [
            ("7/12/26", "2026-12-07"),
            ("7 December 2026", "2026-12-07"),
            ("11/05/2026", "2026-05-11"),
            ("1er février 2027", "2027-02-01"),
            ("1 fevr. 2027", "2027-02-01"),
            ("3 août 2027", "2027-08-03"),
            ("3 aou\u{302}t 2027", "2027-08-03"),
            ("3 de\u{301}c 2027", "2027-12-03"),
            ("3 juil 2027", "2027-07-03"),
            ("3 jun 2027", "2027-06-03"),
            ("29/02/28", "2028-02-29"),
        ] {
            reads(text, DateOrder::DayFirst, Ok(expected));
        }
    }

    #[test]
    fn a_month_is_read_with_its_whole_year() {
        for text in ["2026-11", "11/2026", "nov 2026", "nov. 2026", "novembre 2026", "November 2026"] {
            reads(text, DateOrder::DayFirst, Ok("2026-11"));
            reads(text, DateOrder::Either, Ok("2026-11"));
            assert_eq!(read_day(text, DateOrder::DayFirst), Err(TypedDateError::NotADate), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_two_ways_is_not_read() {
        // The month and the year, or the day and the month? June or July? Which of three is the year?
        for text in ["11/26", "26 nov", "nov 26", "nov 23 26", "3 jui 2027", "3 ma 2027", "23-11-26", "26-11-23"] {
            reads(text, DateOrder::DayFirst, Err(TypedDateError::NotADate));
            reads(text, DateOrder::Either, Err(TypedDateError::NotADate));
        }
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let two_ways = TypedDateError::TwoWays(day("2026-05-11"), day("2026-11-05"));
        reads("11/05/2026", DateOrder::Either, Err(two_ways));
        reads("11.5.26", DateOrder::Either, Err(two_ways));
        reads("11-05-2026", DateOrder::Either, Err(two_ways));
        reads("110526", DateOrder::Either, Err(two_ways));
        reads("112326", DateOrder::Either, Ok("2026-11-23"));
        // One reading only.
        reads("11/11/2026", DateOrder::Either, Ok("2026-11-11"));
        reads("12/2026", DateOrder::Either, Ok("2026-12"));
        reads("23/11/2026", DateOrder::Either, Ok("2026-11-23"));
        reads("11/23/2026", DateOrder::Either, Ok("2026-11-23"));
        reads("13/13/2026", DateOrder::Either, Err(TypedDateError::NoSuchDay));
        reads("11 May 2026", DateOrder::Either, Ok("2026-05-11"));
    }

    #[test]
    fn each_fault_has_its_own_name() {
        reads("30/02/2026", DateOrder::DayFirst, Err(TypedDateError::NoSuchDay));
        reads("11/23/2026", DateOrder::DayFirst, Err(TypedDateError::NoSuchDay));
        reads("30 février 2026", DateOrder::DayFirst, Err(TypedDateError::NoSuchDay));
        reads("mardi 23 novembre 2026", DateOrder::DayFirst, Err(TypedDateError::NoSuchDay));
        reads("13/2026", DateOrder::DayFirst, Err(TypedDateError::NoSuchDay));
        reads("311126", DateOrder::DayFirst, Err(TypedDateError::NoSuchDay));
        reads("20261123", DateOrder::DayFirst, Err(TypedDateError::OutOfRange));
        reads("31/12/1899", DateOrder::DayFirst, Err(TypedDateError::OutOfRange));
        reads("1/1/1900", DateOrder::DayFirst, Ok("1900-01-01"));
        reads("31/12/2100", DateOrder::DayFirst, Ok("2100-12-31"));
        reads("1 janvier 2101", DateOrder::DayFirst, Err(TypedDateError::OutOfRange));
        for text in [
            "",
            "demain",
            "7",
            "7/12",
            "7/12/026",
            "7/12.2026",
            "1/2/3/2026",
            "2311",
            "2311026",
            "1-2-2026-3",
            "٧/12/2026",
            "mardi nov 2026",
        ] {
            reads(text, DateOrder::DayFirst, Err(TypedDateError::NotADate));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,20}|[0-9/. -]{0,12}|[a-zéû. 0-9]{0,20}") {
            for order in [DateOrder::DayFirst, DateOrder::Either] {
                let _ = read_when(&text, order);
                let _ = read_day(&text, order);
            }
        }

        #[test]
        fn what_is_read_from_figures_is_the_day_that_was_written(days in 0..73_413i32) {
            let date = Date::MIN.plus(days).expect("held");
            let (year, month, day) = date.ymd();
            prop_assert_eq!(read_day(&format!("{day}/{month}/{year}"), DateOrder::DayFirst), Ok(date));
            prop_assert_eq!(read_day(&date.to_string(), DateOrder::Either), Ok(date));
        }
    }
}
