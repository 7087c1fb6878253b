//! What is said of a way down.

use crate::book::taper::{AtOnceReason, TaperNote};
use crate::descent::Fall;
use crate::exact::date::Date;
use crate::exact::decimal::Decimal;
use crate::exact::dose::{Dose, write_micrograms};
use crate::lang::{Lang, name, say};
use crate::words::dates::{date_in_words, days};

/// A purpose that is not planned yet.
#[must_use]
pub fn purpose_not_planned(lang: Lang) -> String {
    say!(lang, taper.purpose_not_planned)
}

/// A way down from nothing.
#[must_use]
pub fn nothing_taken_now(lang: Lang) -> String {
    say!(lang, taper.nothing_taken_now)
}

/// What is taken now, as it is named where it is missing.
#[must_use]
pub fn taken_now_name(lang: Lang) -> &'static str {
    name!(lang, taper.taken_now_name)
}

/// A moment that is there twice.
#[must_use]
pub fn moment_twice(lang: Lang) -> String {
    say!(lang, taper.moment_twice)
}

/// An end that is no lower than the beginning.
#[must_use]
pub fn not_below_now(to: Dose, lang: Lang) -> String {
    let to = to.write(lang);
    say!(lang, taper.not_below_now, to)
}

/// Another drug after a way down to a dose: it comes after the last dose.
#[must_use]
pub fn then_after_nothing(lang: Lang) -> String {
    say!(lang, taper.then_after_nothing)
}

/// Units at home of a supply that is not there, is there twice, or is not counted in units.
#[must_use]
pub fn units_of_nothing(lang: Lang) -> String {
    say!(lang, taper.units_of_nothing)
}

/// A cut for which the book has no number.
#[must_use]
pub fn cut_without_source(lang: Lang) -> String {
    say!(lang, taper.cut_without_source)
}

/// What the reason of a way down is called.
#[must_use]
pub fn why_name(lang: Lang) -> &'static str {
    name!(lang, taper.why_name)
}

/// What stops a drug at once: reasons, then what to do.
#[must_use]
pub fn stops_at_once(note: &TaperNote, reasons: &[AtOnceReason], lang: Lang) -> String {
    let reasons: Vec<&str> = reasons.iter().map(|it| it.text.get(lang)).collect();
    let (reasons, call) = (reasons.join(name!(lang, taper.between_reasons)), note.text.get(lang));
    say!(lang, taper.stops_at_once, reasons, call)
}

/// A pace that was asked and is faster than the fastest.
#[must_use]
pub fn pace_held_back(rule: &str, lang: Lang) -> String {
    say!(lang, taper.held_back, rule)
}

/// A pace faster than usual.
#[must_use]
pub fn pace_faster_than_usual(rule: &str, lang: Lang) -> String {
    say!(lang, taper.hurried, rule)
}

/// Tenths of a percent, as a percent.
#[must_use]
pub fn percent(permille: u16, lang: Lang) -> String {
    Decimal::from_thousandths(u64::from(permille) * 100).unwrap_or_default().write(lang)
}

/// A dose of a day, none included.
pub(crate) fn dose_or_nothing(dose: Option<Dose>, lang: Lang) -> String {
    dose.map_or_else(|| say!(lang, taper.nothing), |it| it.write(lang))
}

/// One cut: what is made, what was asked, what the curve says.
#[must_use]
pub fn fall(fall: &Fall, lang: Lang) -> String {
    let (from, to) = (fall.from.write(lang), dose_or_nothing(fall.to, lang));
    let cut = write_micrograms(fall.micrograms(), lang);
    let (made, asked) = (percent(fall.made_permille, lang), percent(fall.asked_permille, lang));
    let mut text = say!(lang, taper.fall, from, to, cut, made, asked);
    if fall.forced {
        text += &say!(lang, taper.forced);
    }
    if let Some((before, after)) = fall.occupancy {
        let points = percent(before - after, lang);
        let (before, after) = (percent(before, lang), percent(after, lang));
        text += &say!(lang, taper.occupancy, before, after, points);
    }
    text
}

/// A last cut that is large.
#[must_use]
pub fn large_last_cut(last: &Fall, lang: Lang) -> String {
    let text = fall(last, lang);
    say!(lang, taper.large_last_cut, text)
}

/// What to ask about it.
#[must_use]
pub fn ask_last_cut(lang: Lang) -> String {
    say!(lang, taper.ask_last_cut)
}

/// A dose that no unit makes.
#[must_use]
pub fn no_unit_makes(dose: Dose, lang: Lang) -> String {
    let dose = dose.write(lang);
    say!(lang, taper.no_unit_makes, dose)
}

/// A dose from which nobody goes to nothing, and below which no unit makes another.
#[must_use]
pub fn nothing_below(dose: Dose, lang: Lang) -> String {
    let dose = dose.write(lang);
    say!(lang, taper.nothing_below, dose)
}

/// Strengths finer than a dose can be tried with.
#[must_use]
pub fn strengths_too_fine(lang: Lang) -> String {
    say!(lang, taper.strengths_too_fine)
}

/// A way that is longer than a plan may be.
#[must_use]
pub fn way_too_long(most: u16, lang: Lang) -> String {
    let most = days(most.into(), lang);
    say!(lang, taper.way_too_long, most)
}

/// A return where nothing is gone down in steps.
#[must_use]
pub fn nothing_to_undo(lang: Lang) -> String {
    say!(lang, taper.nothing_to_undo)
}

/// A return on a day on which no cut is to be undone.
#[must_use]
pub fn no_cut_to_undo(on: Date, lang: Lang) -> String {
    let on = date_in_words(on, lang);
    say!(lang, taper.no_cut_to_undo, on)
}

/// A return to a dose above a limit of today.
#[must_use]
pub fn back_above_limit(most: Dose, lang: Lang) -> String {
    let most = most.write(lang);
    say!(lang, taper.back_above_limit, most)
}

/// A return that a professional has to decide.
#[must_use]
pub fn back_undecided(on: Date, rule: &str, lang: Lang) -> String {
    let on = date_in_words(on, lang);
    say!(lang, taper.back_undecided, on, rule)
}

/// What to ask about a return.
#[must_use]
pub fn ask_back(lang: Lang) -> String {
    say!(lang, taper.ask_back)
}

/// What was done on the way, as it is named.
#[must_use]
pub fn acts_name(lang: Lang) -> &'static str {
    name!(lang, taper.acts_name)
}

/// Something that was done on a day before another, or before the first.
#[must_use]
pub fn act_out_of_order(lang: Lang) -> String {
    say!(lang, taper.act_out_of_order)
}

/// What a dose occupies, by the model and as it was measured.
#[must_use]
pub fn occupied(
    model: u16,
    measured: Option<(u8, u8)>,
    measured_above: bool,
    beyond: Option<Dose>,
    lang: Lang,
) -> String {
    let model = percent(model, lang);
    let mut text = say!(lang, taper.occupied, model);
    if let Some((mean, spread)) = measured {
        let (mean, spread) = (mean.to_string(), spread.to_string());
        text += &say!(lang, taper.occupied_measured, mean, spread);
    }
    if measured_above {
        text += name!(lang, taper.occupied_above);
    }
    if let Some(most) = beyond {
        let most = most.write(lang);
        text += &say!(lang, taper.occupied_beyond, most);
    }
    text
}
