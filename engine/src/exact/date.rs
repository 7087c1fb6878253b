//! Civil dates without time zone, counted in days.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// A civil day from 1 January 1900 to 31 December 2100. JSON: `"2026-12-07"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Days since 1970-01-01.
    days: i32,
}

/// Why a written date was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseDateError {
    /// Nothing was written.
    Empty,
    /// Neither `2026-12-07` nor `07/12/2026`.
    NotADate,
    /// A day that no calendar holds, such as 30 February.
    NoSuchDay,
    /// Before 1900 or after 2100.
    OutOfRange,
}

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no date was written",
            Self::NotADate => "not a date such as 2026-12-07",
            Self::NoSuchDay => "no calendar holds this day",
            Self::OutOfRange => "outside 1900 to 2100",
        })
    }
}

/// Day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Date {
    const FIRST_YEAR: i32 = 1900;
    const LAST_YEAR: i32 = 2100;

    /// First day held.
    pub const MIN: Self = Self { days: -25_567 };
    /// Last day held.
    pub const MAX: Self = Self { days: 47_846 };

    /// A day of the Gregorian calendar.
    ///
    /// # Errors
    /// [`ParseDateError::NoSuchDay`] and [`ParseDateError::OutOfRange`].
    pub const fn from_ymd(year: i32, month: u32, day: u32) -> Result<Self, ParseDateError> {
        if year < Self::FIRST_YEAR || year > Self::LAST_YEAR {
            return Err(ParseDateError::OutOfRange);
        }
        if month < 1 || month > 12 || day < 1 || day > days_in_month(year, month) {
            return Err(ParseDateError::NoSuchDay);
        }
        // Days from civil: the year begins in March, so that the leap day comes last.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year / 400;
        let year_of_era = year - era * 400;
        let month_from_march = (month + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year as i32;
        Ok(Self { days: era * 146_097 + day_of_era - 719_468 })
    }

    /// Year, month (1 to 12) and day of the month.
    #[must_use]
    pub const fn ymd(self) -> (i32, u32, u32) {
        let shifted = self.days + 719_468;
        let era = shifted / 146_097;
        let day_of_era = shifted - era * 146_097;
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
        (year, month as u32, day as u32)
    }

    /// The day `days` later (earlier if negative); `None` outside 1900 to 2100.
    #[must_use]
    pub fn plus(self, days: i32) -> Option<Self> {
        let days = self.days.checked_add(days)?;
        (Self::MIN.days..=Self::MAX.days).contains(&days).then_some(Self { days })
    }

    /// The same day of the month so many months later, or the last of a month that has none; `None` outside 1900 to 2100.
    #[must_use]
    pub fn plus_months(self, months: u8) -> Option<Self> {
        let (year, month, day) = self.ymd();
        let months = month - 1 + u32::from(months);
        let (year, month) = (year + i32::try_from(months / 12).ok()?, months % 12 + 1);
        Self::from_ymd(year, month, day.min(days_in_month(year, month))).ok()
    }

    /// Days from `earlier` to this day; negative if this day comes first.
    ///
    /// # Examples
    ///
    /// ```
    /// use palier_engine::exact::date::Date;
    ///
    /// let start: Date = "2026-12-07".parse().expect("a day");
    /// let review: Date = "2027-02-28".parse().expect("a day");
    /// assert_eq!(review.days_since(start), 83);
    /// ```
    #[must_use]
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.days - earlier.days
    }

    /// Day of the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match (self.days + 3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// Reads a date the way a form is filled in: `2026-12-07` or `7/12/2026`, day first.
    ///
    /// # Errors
    /// [`ParseDateError`], which says what was wrong.
    pub fn parse(text: &str) -> Result<Self, ParseDateError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ParseDateError::Empty);
        }
        let iso: Vec<&str> = text.split('-').collect();
        let french: Vec<&str> = text.split(['/', '.', ' ']).collect();
        let (year, month, day) = match (iso.as_slice(), french.as_slice()) {
            ([year, month, day], _) | (_, [day, month, year]) => (*year, *month, *day),
            _ => return Err(ParseDateError::NotADate),
        };
        let number = |part: &str, width: usize| {
            (!part.is_empty() && part.len() <= width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())
                .flatten()
                .ok_or(ParseDateError::NotADate)
        };
        if year.len() != 4 {
            return Err(ParseDateError::NotADate);
        }
        Self::from_ymd(number(year, 4)? as i32, number(month, 2)?, number(day, 2)?)
    }
}

const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// ISO 8601, as in JSON.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    /// Strict, as in JSON: `2026-12-07` and nothing else.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        match iso(text)? {
            (year, month, Some(day)) => Self::from_ymd(year, month, day),
            (_, _, None) => Err(ParseDateError::NotADate),
        }
    }
}

/// The year, the month and the day, if there is one, of `2026-12-07` or `2026-12`. What forms accept
/// besides is not looked at: in a file `11/05/2026` is two days.
fn iso(text: &str) -> Result<(i32, u32, Option<u32>), ParseDateError> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, width: usize| {
        let fits = part.len() == width && part.bytes().all(|it| it.is_ascii_digit());
        if fits { part.parse().map_err(|_| ParseDateError::NotADate) } else { Err(ParseDateError::NotADate) }
    };
    let (year, month, day) = match parts.as_slice() {
        [year, month] => (year, month, None),
        [year, month, day] => (year, month, Some(day)),
        _ => return Err(ParseDateError::NotADate),
    };
    let year = i32::try_from(number(year, 4)?).map_err(|_| ParseDateError::NotADate)?;
    Ok((year, number(month, 2)?, day.map(|it| number(it, 2)).transpose()?))
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.serialize_i32(self.days) }
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            text.parse().map_err(|why| de::Error::custom(format_args!("date `{text}`: {why}")))
        } else {
            let days = i32::deserialize(deserializer)?;
            Self { days: 0 }.plus(days).ok_or_else(|| de::Error::custom("date outside 1900 to 2100"))
        }
    }
}

/// A day, or a month when the day is not known. JSON: `"2026-12-02"` or `"2026-01"`.
///
/// A month is never narrowed by guessing: whoever reads it takes [`earliest`](Self::earliest) or
/// [`latest`](Self::latest), whichever is the stricter for its purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    first: Date,
    last: Date,
}

impl When {
    /// One known day.
    #[must_use]
    pub const fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The first day it can be.
    #[must_use]
    pub const fn earliest(self) -> Date {
        self.first
    }

    /// The last day it can be.
    #[must_use]
    pub const fn latest(self) -> Date {
        self.last
    }

    /// Reads `2026-12-02`, `2/12/2026`, `2026-01` or `01/2026`.
    ///
    /// # Errors
    /// [`ParseDateError`], which says what was wrong.
    pub fn parse(text: &str) -> Result<Self, ParseDateError> {
        let text = text.trim();
        let month = match (text.split_once('-'), text.split_once('/')) {
            (Some((year, month)), None) if !month.contains('-') => Some((year, month)),
            (None, Some((month, year))) if !year.contains('/') => Some((year, month)),
            _ => None,
        };
        let Some((year, month)) = month else {
            return Date::parse(text).map(Self::day);
        };
        Self::month(Date::parse(&format!("{year}-{month}-1"))?)
    }

    fn month(first: Date) -> Result<Self, ParseDateError> {
        let (year, month, _) = first.ymd();
        Ok(Self { first, last: Date::from_ymd(year, month, days_in_month(year, month))? })
    }
}

impl FromStr for When {
    type Err = ParseDateError;

    /// Strict, as in JSON: `2026-12-02` or `2026-01` and nothing else.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let (year, month, day) = iso(text)?;
        let first = Date::from_ymd(year, month, day.unwrap_or(1))?;
        if day.is_some() { Ok(Self::day(first)) } else { Self::month(first) }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.first.to_string();
        if self.first == self.last { f.write_str(&text) } else { f.write_str(&text[..7]) }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|why| de::Error::custom(format_args!("date `{text}`: {why}")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_day_held_agrees_with_an_independent_calendar() {
        let mut oracle = jiff::civil::date(1900, 1, 1);
        let mut day = Date::MIN;
        loop {
            assert_eq!(day.to_string(), oracle.to_string());
            assert_eq!(Date::from_ymd(oracle.year().into(), oracle.month() as u32, oracle.day() as u32), Ok(day));
            assert_eq!(day.weekday() as i8, oracle.weekday().to_monday_zero_offset());
            match day.plus(1) {
                Some(next) => day = next,
                None => break,
            }
            oracle = oracle.tomorrow().expect("within range");
        }
        assert_eq!(day.to_string(), "2100-12-31");
    }

    #[test]
    fn months_end_on_the_same_day_or_on_the_last_of_the_month() {
        for (from, months, to) in [
            ("2026-12-07", 6, Some("2027-06-07")),
            ("2026-12-07", 0, Some("2026-12-07")),
            ("2026-12-07", 12, Some("2027-12-07")),
            ("2026-12-31", 2, Some("2027-02-28")),
            ("2027-12-31", 2, Some("2028-02-29")),
            ("2026-08-31", 1, Some("2026-09-30")),
            ("2026-01-15", 255, Some("2047-04-15")),
            ("2100-12-01", 1, None),
        ] {
            let day: Date = from.parse().expect("a day");
            assert_eq!(day.plus_months(months), to.map(|it| it.parse().expect("a day")), "{from} + {months}");
            let oracle: jiff::civil::Date = from.parse().expect("a day");
            let oracle = oracle.checked_add(jiff::Span::new().months(i32::from(months))).expect("within range");
            assert!(to.is_none_or(|it| it == oracle.to_string()), "{from} + {months}");
        }
    }

    #[test]
    fn a_form_takes_iso_and_french_order() {
        assert_eq!(Date::parse("7/12/2026"), "2026-12-07".parse());
        assert_eq!(Date::parse(" 2026-12-07 "), "2026-12-07".parse());
        assert_eq!(Date::parse("30/02/2026"), Err(ParseDateError::NoSuchDay));
        assert_eq!(Date::parse("1/1/1899"), Err(ParseDateError::OutOfRange));
        assert_eq!(Date::parse("1/1/2101"), Err(ParseDateError::OutOfRange));
        assert_eq!(Date::parse("7/12/26"), Err(ParseDateError::NotADate));
        assert_eq!(Date::parse(""), Err(ParseDateError::Empty));
    }

    #[test]
    fn a_month_keeps_both_its_ends() {
        let when = When::parse("2028-02").expect("a month");
        assert_eq!(when.earliest().to_string(), "2028-02-01");
        assert_eq!(when.latest().to_string(), "2028-02-29");
        assert_eq!(when.to_string(), "2028-02");
        assert_eq!(When::parse("02/2028"), Ok(when));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,12}|[0-9/. -]{0,12}") {
            let _ = Date::parse(&text);
            let _ = When::parse(&text);
            let _ = text.parse::<Date>();
            let _ = text.parse::<When>();
        }
    }
}
