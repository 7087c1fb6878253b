//! What is said of questionnaires and ratings.

use crate::exact::date::Date;
use crate::exact::decimal::Decimal;
use crate::lang::{Lang, name, say};
use crate::words::dates::date_in_words;

/// Two of one scale on one day.
#[must_use]
pub fn scale_twice(lang: Lang) -> String {
    say!(lang, scale.twice)
}

/// Neither answers nor a total, or both.
#[must_use]
pub fn scale_answers_or_total(lang: Lang) -> String {
    say!(lang, scale.answers_or_total)
}

/// A total that the scale cannot have.
#[must_use]
pub fn scale_total_outside(least: u8, most: u8, fractions: bool, lang: Lang) -> String {
    let (least, most) = (least.to_string(), most.to_string());
    if fractions {
        say!(lang, scale.total_outside, least, most)
    } else {
        say!(lang, scale.whole_total_outside, least, most)
    }
}

/// Answers of a scale of which only the total is taken.
#[must_use]
pub fn scale_total_only(lang: Lang) -> String {
    say!(lang, scale.total_only)
}

/// Answers too few or too many.
#[must_use]
pub fn scale_answers_counted(count: u8, lang: Lang) -> String {
    let count = count.to_string();
    say!(lang, scale.answers_counted, count)
}

/// An answer that the scale does not have.
#[must_use]
pub fn scale_answer_outside(most: u8, lang: Lang) -> String {
    let most = most.to_string();
    say!(lang, scale.answer_outside, most)
}

/// What it is called in a list of fields.
#[must_use]
pub fn crisis_answer(answer: u8, on: Date, lang: Lang) -> String {
    let (answer, on) = (answer.to_string(), date_in_words(on, lang));
    say!(lang, scale.crisis_answer, answer, on)
}

/// Where changes are counted from, or why from nowhere.
#[must_use]
pub fn scale_first(from: Option<(Date, Decimal)>, start: Option<Date>, lang: Lang) -> String {
    match (from, start) {
        (Some((on, total)), _) => {
            let (on, total) = (date_in_words(on, lang), total.write(lang));
            say!(lang, scale.first, on, total)
        }
        (None, Some(start)) => {
            let start = date_in_words(start, lang);
            say!(lang, scale.no_first, start)
        }
        (None, None) => say!(lang, scale.no_start),
    }
}

/// `12 sur 27, modérée`
#[must_use]
pub fn scale_total(total: Decimal, most: u8, band: Option<&str>, lang: Lang) -> String {
    let (total, most) = (total.write(lang), most.to_string());
    match band {
        Some(band) => say!(lang, scale.total_called, total, most, band),
        None => say!(lang, scale.total, total, most),
    }
}

/// A questionnaire of which answers are missing.
#[must_use]
pub fn scale_incomplete(answered: usize, count: usize, lang: Lang) -> String {
    let (answered, count) = (answered.to_string(), count.to_string());
    say!(lang, scale.incomplete, answered, count)
}

/// `−5 depuis le 1er décembre : mieux`
#[must_use]
pub fn scale_change(thousandths: i64, since: Date, better: Option<bool>, lang: Lang) -> String {
    let (change, since) = (with_sign(thousandths, lang), date_in_words(since, lang));
    let way = match better {
        Some(true) => name!(lang, scale.better),
        Some(false) => name!(lang, scale.worse),
        None => name!(lang, scale.same),
    };
    say!(lang, scale.change, change, since, way)
}

/// Whether a change reaches the smallest difference that matters.
#[must_use]
pub fn scale_matters(matters: bool, points: u8, lang: Lang) -> String {
    let points = points.to_string();
    if matters { say!(lang, scale.matters, points) } else { say!(lang, scale.matters_not, points) }
}

/// A fall by a share that has a name.
#[must_use]
pub fn scale_share(permille: i64, called: &str, lang: Lang) -> String {
    let percent = fall(permille, lang);
    say!(lang, scale.share, percent, called)
}

/// A fall by less than the least share that has a name.
#[must_use]
pub fn scale_share_below(permille: i64, least: u8, lang: Lang) -> String {
    let (percent, least) = (fall(permille, lang), least.to_string());
    say!(lang, scale.share_below, percent, least)
}

/// A share of a first total that is too low to judge by.
#[must_use]
pub fn scale_share_unjudged(permille: i64, first: u8, lang: Lang) -> String {
    let (percent, first) = (fall(permille, lang), first.to_string());
    say!(lang, scale.share_unjudged, percent, first)
}

/// No share of nothing.
#[must_use]
pub fn scale_no_share(lang: Lang) -> String {
    say!(lang, scale.no_share)
}

/// A fall as a change in percent: −28,6.
fn fall(permille: i64, lang: Lang) -> String {
    with_sign(-permille * 100, lang)
}

/// `−5`, `+3`, `0`
fn with_sign(thousandths: i64, lang: Lang) -> String {
    let sign = match thousandths {
        ..0 => "−",
        0 => "",
        1.. => "+",
    };
    sign.to_owned() + &Decimal::from_thousandths(thousandths.unsigned_abs()).unwrap_or_default().write(lang)
}
