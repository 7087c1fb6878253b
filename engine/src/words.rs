//! Every sentence Palier says by itself, French and English side by side.
//!
//! A missing translation does not compile: each function matches on [`Lang`].

use serde::{Deserialize, Serialize};

use crate::date::{Date, Weekday};

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
