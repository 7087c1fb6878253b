//! Every sentence Palier says by itself, French and English side by side.
//!
//! A missing translation does not compile: each function matches on [`Lang`].

mod cards;
mod facts;
mod faults;
mod findings;
mod interactions;
mod kidneys;
mod steps;

pub use cards::*;
pub use facts::*;
pub use faults::*;
pub use findings::*;
pub use interactions::*;
pub use kidneys::*;
pub use steps::*;

use serde::{Deserialize, Serialize};

use crate::date::{Date, Weekday};

/// One sentence in both languages, side by side: `say!(lang, "français", "English")`.
macro_rules! say {
    ($lang:expr, $fr:literal, $en:literal) => {
        match $lang {
            $crate::words::Lang::Fr => format!($fr),
            $crate::words::Lang::En => format!($en),
        }
    };
}
pub(crate) use say;

/// The name of a thing in both languages.
macro_rules! name {
    ($lang:expr, $fr:literal, $en:literal) => {
        match $lang {
            $crate::words::Lang::Fr => $fr,
            $crate::words::Lang::En => $en,
        }
    };
}
pub(crate) use name;

/// Language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

/// A text in both languages; both are mandatory.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in a language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// `lundi 7 décembre 2026`, `Monday 7 December 2026`.
#[must_use]
pub fn long_date(date: Date, lang: Lang) -> String {
    let weekday = match (lang, date.weekday()) {
        (Lang::Fr, Weekday::Monday) => "lundi",
        (Lang::Fr, Weekday::Tuesday) => "mardi",
        (Lang::Fr, Weekday::Wednesday) => "mercredi",
        (Lang::Fr, Weekday::Thursday) => "jeudi",
        (Lang::Fr, Weekday::Friday) => "vendredi",
        (Lang::Fr, Weekday::Saturday) => "samedi",
        (Lang::Fr, Weekday::Sunday) => "dimanche",
        (Lang::En, Weekday::Monday) => "Monday",
        (Lang::En, Weekday::Tuesday) => "Tuesday",
        (Lang::En, Weekday::Wednesday) => "Wednesday",
        (Lang::En, Weekday::Thursday) => "Thursday",
        (Lang::En, Weekday::Friday) => "Friday",
        (Lang::En, Weekday::Saturday) => "Saturday",
        (Lang::En, Weekday::Sunday) => "Sunday",
    };
    format!("{weekday} {}", date_in_words(date, lang))
}

/// `7 décembre 2026`, `1er janvier 2027`, `7 December 2026`.
#[must_use]
pub fn date_in_words(date: Date, lang: Lang) -> String {
    let (year, month, day) = date.ymd();
    let month = MONTHS[month as usize - 1].get(lang);
    let day = match (lang, day) {
        (Lang::Fr, 1) => "1er".to_owned(),
        (Lang::Fr | Lang::En, day) => day.to_string(),
    };
    format!("{day}\u{a0}{month}\u{a0}{year}")
}

struct Month(&'static str, &'static str);

impl Month {
    const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.0,
            Lang::En => self.1,
        }
    }
}

const MONTHS: [Month; 12] = [
    Month("janvier", "January"),
    Month("février", "February"),
    Month("mars", "March"),
    Month("avril", "April"),
    Month("mai", "May"),
    Month("juin", "June"),
    Month("juillet", "July"),
    Month("août", "August"),
    Month("septembre", "September"),
    Month("octobre", "October"),
    Month("novembre", "November"),
    Month("décembre", "December"),
];

/// `1 jour`, `14 jours`; `1 day`, `14 days`.
#[must_use]
pub fn days(count: u32, lang: Lang) -> String {
    match (lang, count) {
        (Lang::Fr, 0 | 1) => format!("{count}\u{a0}jour"),
        (Lang::Fr, _) => format!("{count}\u{a0}jours"),
        (Lang::En, 1) => format!("{count}\u{a0}day"),
        (Lang::En, _) => format!("{count}\u{a0}days"),
    }
}

/// A name as it stands inside a sentence: its capital goes, that of initials stays.
#[must_use]
pub fn inside(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        (Some(_), Some(_) | None) | (None, _) => name.to_owned(),
    }
}

/// A quotation in the language's own marks.
#[must_use]
pub fn quoted(text: &str, lang: Lang) -> String {
    say!(lang, "«\u{a0}{text}\u{a0}»", "“{text}”")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_inside_a_sentence_loses_its_capital_and_initials_keep_theirs() {
        for (name, expected) in [
            ("Opiacés", "opiacés"),
            ("Élixir", "élixir"),
            ("IMAO-B", "IMAO-B"),
            ("MAO-B inhibitors", "MAO-B inhibitors"),
            ("duloxétine", "duloxétine"),
            ("X", "X"),
            ("", ""),
        ] {
            assert_eq!(inside(name), expected);
        }
    }

    #[test]
    fn dates_are_written_as_people_say_them() {
        let date = |text: &str| text.parse::<Date>().expect("a date");
        assert_eq!(long_date(date("2026-12-07"), Lang::Fr), "lundi 7\u{a0}décembre\u{a0}2026");
        assert_eq!(long_date(date("2027-01-01"), Lang::Fr), "vendredi 1er\u{a0}janvier\u{a0}2027");
        assert_eq!(long_date(date("2027-01-01"), Lang::En), "Friday 1\u{a0}January\u{a0}2027");
    }

    #[test]
    fn french_counts_zero_and_one_as_singular() {
        assert_eq!(days(1, Lang::Fr), "1\u{a0}jour");
        assert_eq!(days(14, Lang::Fr), "14\u{a0}jours");
        assert_eq!(days(0, Lang::En), "0\u{a0}days");
        assert_eq!(days(1, Lang::En), "1\u{a0}day");
    }
}
