//! What is said when a plan under way is looked at again.

use crate::book::place::Region;
use crate::exact::date::{Date, When};
use crate::exact::dose::Dose;
use crate::lang::{Lang, say};
use crate::words::dates::{date_in_words, days};
use crate::words::findings::region;
use crate::words::steps::pace;

/// There is a reason to stop at once, and something else was chosen.
#[must_use]
pub fn only_a_stop(lang: Lang) -> String {
    say!(lang, check_in.only_a_stop)
}

/// Suicidal thoughts: whom to call, and that a professional decides.
#[must_use]
pub fn thoughts_decide(lang: Lang) -> String {
    say!(lang, check_in.thoughts_decide)
}

/// Suicidal thoughts, where the dose stays: whom to call.
#[must_use]
pub fn thoughts_told(lang: Lang) -> String {
    say!(lang, check_in.thoughts_told)
}

/// More days off than the stair allows: it is begun anew.
#[must_use]
pub fn begun_anew(off: u16, limit: u16, lang: Lang) -> String {
    let (off, limit) = (days(off.into(), lang), days(limit.into(), lang));
    say!(lang, check_in.begun_anew, off, limit)
}

/// Days off after which a professional decides, with what the book says of them.
#[must_use]
pub fn off_decides(off: u16, rule: &str, lang: Lang) -> String {
    let off = days(off.into(), lang);
    say!(lang, check_in.off_decides, off, rule)
}

/// How to resume, as a question.
#[must_use]
pub fn ask_how_to_resume(lang: Lang) -> String {
    say!(lang, check_in.ask_how_to_resume)
}

/// What is felt cannot be borne, and the dose would stay or rise.
#[must_use]
pub fn unbearable(lang: Lang) -> String {
    say!(lang, check_in.unbearable)
}

/// A return to the dose before that falls by more than the fastest cut.
#[must_use]
pub fn falls_far(from: Dose, to: Dose, rule: &str, lang: Lang) -> String {
    let (from, to) = (from.write(lang), to.write(lang));
    say!(lang, check_in.falls_far, from, to, rule)
}

/// A rise of today, though its conditions are not met or something bothers.
#[must_use]
pub fn no_rise_today(lang: Lang) -> String {
    say!(lang, check_in.no_rise_today)
}

/// A plan that was laid out in another region.
#[must_use]
pub fn region_changed(then: Region, now: Region, lang: Lang) -> String {
    let (then, now) = (region(then, lang), region(now, lang));
    say!(lang, check_in.region_changed, then, now)
}

/// Something was not told.
#[must_use]
pub fn not_told(lang: Lang) -> String {
    say!(lang, check_in.not_told)
}

/// The name of what was not told, by its field.
#[must_use]
pub fn told_name(field: &str, lang: Lang) -> String {
    match field {
        "reason_to_stop" => say!(lang, check_in.name_reason_to_stop),
        "suicidal_thoughts" => say!(lang, check_in.name_suicidal_thoughts),
        "off_days" => say!(lang, check_in.name_off_days),
        "risen" => say!(lang, check_in.name_risen),
        _ => say!(lang, check_in.name_effects),
    }
}

/// The day of judgement has come; none where it lies outside the calendar.
#[must_use]
pub fn judgement_has_come(on: Option<Date>, lang: Lang) -> String {
    match on {
        Some(on) => {
            let on = date_in_words(on, lang);
            say!(lang, check_in.judged_on, on)
        }
        None => say!(lang, check_in.judged),
    }
}

/// What to decide at the judgement, as a question.
#[must_use]
pub fn ask_after_judgement(lang: Lang) -> String {
    say!(lang, check_in.ask_after_judgement)
}

/// A dose that was taken long enough, in a plan that goes on: the next comes on the first day.
#[must_use]
pub fn due_at_once(here: (Dose, u8), since: Option<When>, lang: Lang) -> String {
    let here = pace(here.0, here.1, lang);
    match since {
        Some(since) => {
            let since = date_in_words(since.latest(), lang);
            say!(lang, check_in.due_at_once, here, since)
        }
        None => here,
    }
}

/// Days on which the plan was looked at again that are not in order, or calendars that do not follow one another.
#[must_use]
pub fn check_ins_in_order(lang: Lang) -> String {
    say!(lang, check_in.in_order)
}

/// A check-in before which no step stood.
#[must_use]
pub fn nothing_stood(lang: Lang) -> String {
    say!(lang, check_in.nothing_stood)
}

/// A number from the least to the most that it can be.
#[must_use]
pub fn from_least_to_most(least: u16, most: u16, lang: Lang) -> String {
    let (least, most) = (least.to_string(), most.to_string());
    say!(lang, check_in.from_least_to_most, least, most)
}

/// What is asked is not what was done at the last check-in.
#[must_use]
pub fn check_in_disagrees(on: Date, lang: Lang) -> String {
    let on = date_in_words(on, lang);
    say!(lang, check_in.disagrees, on)
}
