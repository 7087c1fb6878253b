//! Dates, spans of days, and numbers in the order of a list.

use crate::exact::date::{Date, Weekday};
use crate::lang::{Lang, name, say};

/// `lundi 7 décembre 2026`, `Monday 7 December 2026`.
///
/// # Examples
///
/// ```
/// use palier_engine::lang::Lang;
/// use palier_engine::words::dates::long_date;
///
/// let day = "2026-12-07".parse().expect("a day");
/// assert_eq!(long_date(day, Lang::EN), "Monday 7\u{a0}December\u{a0}2026");
/// ```
#[must_use]
pub fn long_date(date: Date, lang: Lang) -> String {
    let weekday = match date.weekday() {
        Weekday::Monday => name!(lang, weekday.monday),
        Weekday::Tuesday => name!(lang, weekday.tuesday),
        Weekday::Wednesday => name!(lang, weekday.wednesday),
        Weekday::Thursday => name!(lang, weekday.thursday),
        Weekday::Friday => name!(lang, weekday.friday),
        Weekday::Saturday => name!(lang, weekday.saturday),
        Weekday::Sunday => name!(lang, weekday.sunday),
    };
    let date = date_in_words(date, lang);
    say!(lang, long_date, weekday, date)
}

/// `7 décembre 2026`, `1er janvier 2027`, `7 December 2026`.
#[must_use]
pub fn date_in_words(date: Date, lang: Lang) -> String {
    let (year, month, day) = date.ymd();
    let (day, month, year) = (day_of_month(day, lang), month_name(month, lang), year.to_string());
    say!(lang, date, day, month, year)
}

/// `7 décembre`, in a span whose year is said once.
#[must_use]
pub fn day_and_month(date: Date, lang: Lang) -> String {
    let (_, month, day) = date.ymd();
    let (day, month) = (day_of_month(day, lang), month_name(month, lang));
    say!(lang, day_and_month, day, month)
}

/// `07/12/2026`, `2026-12-07`: as a box takes it where the day comes first.
#[must_use]
pub fn date_in_figures(date: Date, lang: Lang) -> String {
    let (year, month, day) = date.ymd();
    let (day, month, year) = (format!("{day:02}"), format!("{month:02}"), format!("{year:04}"));
    say!(lang, date_in_figures, day, month, year)
}

/// `7`, `1er`.
#[must_use]
pub fn day_of_month(day: u32, lang: Lang) -> String {
    if day == 1 { say!(lang, day_of_month.first) } else { say!(lang, day_of_month.other, day) }
}

/// `décembre`, by its number from 1 on.
fn month_name(month: u32, lang: Lang) -> &'static str {
    match month {
        1 => name!(lang, month.january),
        2 => name!(lang, month.february),
        3 => name!(lang, month.march),
        4 => name!(lang, month.april),
        5 => name!(lang, month.may),
        6 => name!(lang, month.june),
        7 => name!(lang, month.july),
        8 => name!(lang, month.august),
        9 => name!(lang, month.september),
        10 => name!(lang, month.october),
        11 => name!(lang, month.november),
        _ => name!(lang, month.december),
    }
}

/// `1 jour`, `14 jours`; `1 day`, `14 days`.
#[must_use]
pub fn days(count: u32, lang: Lang) -> String {
    say!(lang, days, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_people_say_them() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        assert_eq!(long_date(date("2026-12-07"), Lang::FR), "lundi 7\u{a0}décembre\u{a0}2026");
        assert_eq!(long_date(date("2027-01-01"), Lang::FR), "vendredi 1er\u{a0}janvier\u{a0}2027");
        assert_eq!(long_date(date("2027-01-01"), Lang::EN), "Friday 1\u{a0}January\u{a0}2027");
    }

    #[test]
    fn french_counts_zero_and_one_as_singular() {
        assert_eq!(days(0, Lang::FR), "0\u{a0}jour");
        assert_eq!(days(1, Lang::FR), "1\u{a0}jour");
        assert_eq!(days(14, Lang::FR), "14\u{a0}jours");
        assert_eq!(days(0, Lang::EN), "0\u{a0}days");
        assert_eq!(days(1, Lang::EN), "1\u{a0}day");
    }
}
