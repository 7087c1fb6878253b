//! What the engine's own rules say, and ask.

use crate::book::place::Region;
use crate::book::rule::{Bound, Severity};
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::exact::dose::Dose;
use crate::input::Input;
use crate::lang::{Lang, name, say};
use crate::words::dates::{date_in_words, days, long_date};
use crate::words::joining::{capitalised, joined, joined_in_turn, quoted};

/// An answer to a question that this edition does not ask.
#[must_use]
pub fn no_longer_asked(ids: &str, severity: Severity, lang: Lang) -> String {
    let ids = quoted(ids, lang);
    match severity {
        Severity::Information => say!(lang, no_longer_asked.information, ids),
        Severity::Caution | Severity::Pending | Severity::Contraindicated => say!(lang, no_longer_asked.yes, ids),
    }
}

/// What to ask about it.
#[must_use]
pub fn ask_what_was_answered(lang: Lang) -> String {
    say!(lang, ask_what_was_answered)
}

/// A record dated after today.
#[must_use]
pub fn lifts_nothing_yet(about: &str, by: &str, on: Date, lang: Lang) -> String {
    let (about, on) = (quoted(about, lang), date_in_words(on, lang));
    say!(lang, lifts_nothing_yet, by, about, on)
}

/// A record about nothing that this edition knows.
#[must_use]
pub fn lifts_nothing(about: &str, by: &str, on: Date, lang: Lang) -> String {
    let (about, on) = (quoted(about, lang), date_in_words(on, lang));
    say!(lang, lifts_nothing, by, on, about)
}

/// A medicine with a wash-out that is still taken, or whose interval nobody knows.
#[must_use]
pub fn taken_now(medicine: &str, text: &str, lang: Lang) -> String {
    let text = uncapitalised(text);
    say!(lang, taken_now, medicine, text)
}

/// A medicine stopped in a month that is not over, on a day nobody said.
#[must_use]
pub fn last_day_missing(medicine: &str, text: &str, lang: Lang) -> String {
    say!(lang, last_day_missing, medicine, text)
}

/// What was found, after the medicines that it rests on.
#[must_use]
pub fn of_medicines(names: &[String], text: &str) -> String {
    if names.is_empty() { text.to_owned() } else { format!("{}. {text}", names.join(", ")) }
}

/// A sentence that follows a colon: neither language begins it with a capital, but for a word that is all capitals.
pub(crate) fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest = chars.as_str();
    if rest.starts_with(char::is_uppercase) { text.to_owned() } else { first.to_lowercase().chain(chars).collect() }
}

/// A medicine stopped and its interval over, so many free days ago.
#[must_use]
pub fn washed_out(medicine: &str, last: Date, full_days: u16, first: Date, text: &str, lang: Lang) -> String {
    let span = days(full_days.into(), lang);
    let (last, first) = (date_in_words(last, lang), date_in_words(first, lang));
    say!(lang, washed_out, medicine, last, span, first, text)
}

/// A medicine whose stop a professional planned, with the free days that would follow it.
#[must_use]
pub fn to_wash_out(medicine: &str, last: Date, full_days: u16, first: Date, text: &str, lang: Lang) -> String {
    let span = days(full_days.into(), lang);
    let (last, first) = (date_in_words(last, lang), long_date(first, lang));
    say!(lang, to_wash_out, medicine, last, span, first, text)
}

/// A medicine stopped, with the free days still to pass and the first day after them.
#[must_use]
pub fn washing_out(medicine: &str, last: Date, full_days: u16, first: Date, text: &str, lang: Lang) -> String {
    let span = days(full_days.into(), lang);
    let last_day = date_in_words(last, lang);
    let from = last.plus(1).map_or_else(String::new, |it| date_in_words(it, lang));
    let to = first.plus(-1).map_or_else(String::new, |it| date_in_words(it, lang));
    let first = long_date(first, lang);
    say!(lang, washing_out, medicine, last_day, span, from, to, first, text)
}

/// What a stopped medicine also waits for.
#[must_use]
pub fn decision_needed(lang: Lang) -> String {
    say!(lang, decision_needed)
}

/// A medicine last taken so long ago, in days, that nothing is decided about it any more.
#[must_use]
pub fn stopped_long_ago(at_least: u16, lang: Lang) -> String {
    let span = days(at_least.into(), lang);
    say!(lang, stopped_long_ago, span)
}

/// A plan whose highest dose is below any whose effect was published, with what was.
#[must_use]
pub fn below_any_effect(reached: &str, least: Dose, published: &str, lang: Lang) -> String {
    let least = least.write(lang);
    say!(lang, below_any_effect, reached, least, published)
}

/// What to ask about such a plan.
#[must_use]
pub fn ask_below_any_effect(lang: Lang) -> String {
    say!(lang, ask_below_any_effect)
}

/// An unrecognised name.
#[must_use]
pub fn not_recognised(name: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(lang, not_recognised, name)
}

/// A kind of medicine was written where a name is wanted.
#[must_use]
pub fn which_one(name: &str, kinds: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(lang, which_one, name, kinds)
}

/// A brand recognised in part.
#[must_use]
pub fn partly_recognised(name: &str, unknown: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(lang, partly_recognised, name, unknown)
}

/// What it could be that matters for the drug planned.
#[must_use]
pub fn could_be(text: &str, classes: &str, drug: &str, lang: Lang) -> String {
    say!(lang, could_be, text, drug, classes)
}

/// What to ask about it.
#[must_use]
pub fn ask_about_medicine(name: &str, classes: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(lang, ask_about_medicine, name, classes)
}

/// The drug, or the same treatment, is taken now.
#[must_use]
pub fn already_taken(medicine: &str, daily: Option<Dose>, own: bool, drug: &str, lang: Lang) -> String {
    let dose = match daily {
        Some(dose) => {
            let dose = dose.write(lang);
            say!(lang, already_taken.dose, dose)
        }
        None => say!(lang, already_taken.no_dose),
    };
    if own {
        say!(lang, already_taken.own, medicine, dose)
    } else {
        say!(lang, already_taken.alike, medicine, dose, drug)
    }
}

/// What to ask about it.
#[must_use]
pub fn ask_already_taken(lang: Lang) -> String {
    say!(lang, ask_already_taken)
}

/// A dose outside an absolute limit, with the limit's reason, and the dose of the same figures that may have been
/// meant.
#[must_use]
pub fn dose_out_of_bounds(dose: Dose, limit: &Bound, reason: &str, meant: Option<Dose>, lang: Lang) -> String {
    let (dose, limit) = (dose.write(lang), bound(limit, lang));
    let meant = meant.map(|it| it.write(lang));
    let meant = meant.map(|it| say!(lang, did_you_mean, it));
    let meant = meant.unwrap_or_default();
    say!(lang, dose_out_of_bounds, dose, limit, reason, meant)
}

/// A bound in words.
#[must_use]
pub fn bound(bound: &Bound, lang: Lang) -> String {
    match bound {
        Bound::DailyAtMost(dose) => {
            let dose = dose.write(lang);
            say!(lang, bound.daily_at_most, dose)
        }
        Bound::SingleAtMost(dose) => {
            let dose = dose.write(lang);
            say!(lang, bound.single_at_most, dose)
        }
        Bound::SingleAtMostPerKg(dose) => {
            let dose = dose.write(lang);
            say!(lang, bound.single_at_most_per_kg, dose)
        }
        Bound::DailyAtLeast(dose) => {
            let dose = dose.write(lang);
            say!(lang, bound.daily_at_least, dose)
        }
        Bound::FirstAtMost(dose) => {
            let dose = dose.write(lang);
            say!(lang, bound.first_at_most, dose)
        }
        Bound::IncrementAtMost(dose) => {
            let dose = dose.write(lang);
            say!(lang, bound.increment_at_most, dose)
        }
        Bound::IntervalAtLeast(count) => {
            let span = days((*count).into(), lang);
            say!(lang, bound.interval_at_least, span)
        }
    }
}

/// A protocol shown for comparison only.
#[must_use]
pub fn reference_protocol(name: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(lang, reference_protocol, name)
}

/// A protocol whose tables belong to another region.
#[must_use]
pub fn protocol_of_another_region(name: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(lang, protocol_of_another_region, name)
}

/// A protocol reserved to professionals.
#[must_use]
pub fn professional_protocol(name: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(lang, professional_protocol, name)
}

/// What to ask about it.
#[must_use]
pub fn ask_about_protocol(name: &str, lang: Lang) -> String {
    let name = quoted(name, lang);
    say!(lang, ask_about_protocol, name)
}

/// A target above the protocol's.
#[must_use]
pub fn target_beyond_protocol(dose: Dose, own: Dose, protocol: &str, lang: Lang) -> String {
    let (dose, own, protocol) = (dose.write(lang), own.write(lang), quoted(protocol, lang));
    say!(lang, target_beyond_protocol, dose, protocol, own)
}

/// A first dose above the protocol's.
#[must_use]
pub fn first_dose_beyond_protocol(dose: Dose, own: Dose, protocol: &str, lang: Lang) -> String {
    let (dose, own, protocol) = (dose.write(lang), own.write(lang), quoted(protocol, lang));
    say!(lang, first_dose_beyond_protocol, dose, own, protocol)
}

/// An increment above the protocol's.
#[must_use]
pub fn increment_beyond_protocol(dose: Dose, own: Dose, protocol: &str, lang: Lang) -> String {
    let (dose, own, protocol) = (dose.write(lang), own.write(lang), quoted(protocol, lang));
    say!(lang, increment_beyond_protocol, dose, own, protocol)
}

/// An interval below the protocol's.
#[must_use]
pub fn interval_beyond_protocol(asked: u16, own: u16, protocol: &str, lang: Lang) -> String {
    let (asked, own, protocol) = (days(asked.into(), lang), days(own.into(), lang), quoted(protocol, lang));
    say!(lang, interval_beyond_protocol, asked, own, protocol)
}

/// More units at one intake than usual.
#[must_use]
pub fn more_units(usual: u8, lang: Lang) -> String {
    say!(lang, more_units, usual)
}

/// What to ask about it.
#[must_use]
pub fn ask_more_units(lang: Lang) -> String {
    say!(lang, ask_more_units)
}

/// Nothing in hand.
#[must_use]
pub fn no_supplies(lang: Lang) -> String {
    say!(lang, no_supplies)
}

/// A liquid whose preparer gave no date.
#[must_use]
pub fn liquid_without_date(lang: Lang) -> String {
    say!(lang, liquid_without_date)
}

/// A unit that this drug does not exist in, or must not be taken in.
#[must_use]
pub fn unsuited_supply(supply: &str, drug: &str, lang: Lang) -> String {
    say!(lang, unsuited_supply, supply, drug)
}

/// Nothing offered suits: what to do.
#[must_use]
pub fn choose_another_form(why: &str, lang: Lang) -> String {
    say!(lang, choose_another_form, why)
}

/// A supply that does not suit, beside others that do.
#[must_use]
pub fn left_aside(why: &str, lang: Lang) -> String {
    say!(lang, left_aside, why)
}

/// The same, of which one unit holds more than a day may.
#[must_use]
pub fn left_aside_and_too_strong(why: &str, strength: Dose, most: Dose, lang: Lang) -> String {
    let (why, strength, most) = (left_aside(why, lang), strength.write(lang), most.write(lang));
    say!(lang, left_aside_and_too_strong, why, strength, most)
}

/// A strength said to be in hand that is not among the units listed, or is said twice.
#[must_use]
pub fn in_hand_not_offered(strength: Dose, twice: bool, lang: Lang) -> String {
    let strength = strength.write(lang);
    if twice {
        say!(lang, in_hand_not_offered.twice, strength)
    } else {
        say!(lang, in_hand_not_offered.unlisted, strength)
    }
}

/// A day's dose that the units on offer cannot make.
#[derive(Clone, Debug)]
pub struct Infeasible {
    /// Dose of the day.
    pub dose: Dose,
    /// The intake of it that fails.
    pub intake: Dose,
    /// First day it is taken.
    pub first_day: Day,
    /// The greatest intake below that can be made.
    pub below: Option<Dose>,
    /// The smallest intake above that can be made.
    pub above: Option<Dose>,
}

/// What would make doses that cannot be made, by name.
#[derive(Clone, Debug)]
pub enum WouldDo {
    /// Each of these alone.
    AnyOf(Vec<String>),
    /// These together.
    Together(Vec<String>),
    /// Nothing that is sold or compounded.
    Nothing,
}

/// Doses that the units on offer cannot make: at least one.
#[must_use]
pub fn infeasible(doses: &[Infeasible], would_do: &WouldDo, compounded: bool, lang: Lang) -> String {
    let named: Vec<String> = doses
        .iter()
        .map(|it| {
            let (dose, day) = (it.dose.write(lang), it.first_day);
            let dose = if it.intake == it.dose {
                dose
            } else {
                let intake = it.intake.write(lang);
                say!(lang, infeasible.intake, intake, dose)
            };
            say!(lang, infeasible.dose, dose, day)
        })
        .collect();
    let several = doses.len() > 1;
    let named = capitalised(&joined(&named, lang));
    let count = doses.len();
    let made = name!(lang, cannot_be_made, count);
    let nearest: Vec<String> =
        doses.iter().take(1).flat_map(|it| [it.below, it.above]).flatten().map(|it| it.write(lang)).collect();
    let of_first = if several { name!(lang, infeasible.of_first) } else { "" };
    let nearest = match nearest.as_slice() {
        [] => say!(lang, infeasible.none_near),
        [one] => {
            say!(lang, infeasible.one_near, of_first, one)
        }
        [one, two, ..] => say!(lang, infeasible.two_near, of_first, one, two),
    };
    let would_do = match would_do {
        WouldDo::AnyOf(names) => {
            let choice = if names.len() > 1 { name!(lang, infeasible.any_of_these) } else { "" };
            let names = names.join(name!(lang, semicolon));
            say!(lang, infeasible.any_would_do, choice, names)
        }
        WouldDo::Together(names) => {
            let names = names.join(name!(lang, semicolon));
            say!(lang, infeasible.together_would_do, names)
        }
        WouldDo::Nothing => say!(lang, infeasible.nothing_would_do),
    };
    let remedies = if compounded {
        say!(lang, infeasible.compounded_or_protocol)
    } else {
        say!(lang, infeasible.another_protocol)
    };
    say!(lang, infeasible.said, named, made, nearest, would_do, remedies)
}

/// What lifts something that holds a dose back.
#[derive(Clone, Debug)]
pub struct Lifts<'a> {
    /// Whether the decision of a professional does.
    pub decided: bool,
    /// The facts that are not known, and may.
    pub missing: &'a [Input],
}

/// A dose of a day that something holds back, what lifts it, and why.
#[must_use]
pub fn held_back(most: Dose, lifts: &Lifts<'_>, reason: &str, lang: Lang) -> String {
    let most = most.write(lang);
    let missing: Vec<String> = lifts.missing.iter().map(|it| uncapitalised(&it.text)).collect();
    let missing = joined(&missing, lang);
    let until = match (lifts.decided, missing.is_empty()) {
        (false, true) => String::new(),
        (true, true) => say!(lang, held_back.until_decided),
        (false, false) => say!(lang, held_back.until_known, missing),
        (true, false) => say!(lang, held_back.until_either, missing),
    };
    say!(lang, held_back.dose, most, until, reason)
}

/// A review that comes before the dose aimed at, and the doses left for after it.
#[must_use]
pub fn review_comes_first(day: Day, after: &[Dose], lang: Lang) -> String {
    let after: Vec<String> = after.iter().map(|it| it.write(lang)).collect();
    let after = joined_in_turn(&after, lang);
    say!(lang, review_comes_first, day, after)
}

/// A dose aimed at that the plan does not reach.
#[must_use]
pub fn target_not_reached(aim: Dose, asked: bool, planned: &str, whys: &[String], lang: Lang) -> String {
    let (aim, whys) = (aim.write(lang), whys.join(" "));
    if asked {
        say!(lang, target_not_reached.asked, aim, planned, whys)
    } else {
        say!(lang, target_not_reached.of_protocol, aim, planned, whys)
    }
}

/// What to ask about it.
#[must_use]
pub fn ask_other_supply(lang: Lang) -> String {
    say!(lang, ask_other_supply)
}

/// No first day.
#[must_use]
pub fn no_start(lang: Lang) -> String {
    say!(lang, no_start)
}

/// A first day that has passed.
#[must_use]
pub fn start_has_passed(start: Date, lang: Lang) -> String {
    let start = long_date(start, lang);
    say!(lang, start_has_passed, start)
}

/// An edition past its end.
#[must_use]
pub fn edition_expired(edition: &str, expires: Date, lang: Lang) -> String {
    let expires = date_in_words(expires, lang);
    say!(lang, edition_expired, edition, expires)
}

/// An edition whose review is due.
#[must_use]
pub fn edition_review_due(edition: &str, review_by: Date, lang: Lang) -> String {
    let review_by = date_in_words(review_by, lang);
    say!(lang, edition_review_due, edition, review_by)
}

/// An edition that ends before the first day.
#[must_use]
pub fn edition_expires_before_start(edition: &str, expires: Date, lang: Lang) -> String {
    let expires = date_in_words(expires, lang);
    say!(lang, edition_expires_before_start, edition, expires)
}

/// Units too fine for so large a dose.
#[must_use]
pub fn too_fine(dose: Dose, first_day: Day, lang: Lang) -> String {
    let dose = dose.write(lang);
    say!(lang, too_fine, dose, first_day)
}

/// A plan that would last longer than any is laid out for.
#[must_use]
pub fn too_slow(most: u16, lang: Lang) -> String {
    let most = days(most.into(), lang);
    say!(lang, too_slow, most)
}

/// What to ask about it.
#[must_use]
pub fn ask_faster(lang: Lang) -> String {
    say!(lang, ask_faster)
}

/// A unit of the wrong release for a protocol.
#[must_use]
pub fn wrong_release(unit: &str, protocol: &str, prolonged: bool, lang: Lang) -> String {
    let protocol = quoted(protocol, lang);
    if prolonged {
        say!(lang, wrong_release.prolonged, unit, protocol)
    } else {
        say!(lang, wrong_release.immediate, unit, protocol)
    }
}

/// A drug of which the book holds nothing in the region asked, and where it is sold.
#[must_use]
pub fn not_in_region(drug: &str, sold: &[Region], lang: Lang) -> String {
    let said = say!(lang, not_in_region.nowhere, drug);
    let regions: Vec<&str> = sold.iter().map(|it| region(*it, lang)).collect();
    if regions.is_empty() {
        return said;
    }
    let regions = regions.join(name!(lang, not_in_region.or));
    say!(lang, not_in_region.choose, said, regions)
}

/// A region, with its article.
pub(crate) fn region(it: Region, lang: Lang) -> &'static str {
    match it {
        Region::FR => name!(lang, a_region.fr),
        Region::US => name!(lang, a_region.us),
    }
}

/// To ask where nothing is marketed.
pub fn ask_marketed(lang: Lang) -> String {
    say!(lang, ask_marketed)
}

/// No indication.
#[must_use]
pub fn no_indication(drug: &str, lang: Lang) -> String {
    say!(lang, no_indication, drug)
}

/// What to ask about it.
#[must_use]
pub fn ask_indication(lang: Lang) -> String {
    say!(lang, ask_indication)
}

/// A fact that answers a question with yes, beside the no that was answered.
#[must_use]
pub fn fact_contradicts(fact: &str, question: &str, lang: Lang) -> String {
    let question = quoted(question, lang);
    say!(lang, fact_contradicts, fact, question)
}

/// A question answered yes, and one that it implies answered no.
#[must_use]
pub fn answers_contradict(yes: &str, no: &str, lang: Lang) -> String {
    let (yes, no) = (quoted(yes, lang), quoted(no, lang));
    say!(lang, answers_contradict, yes, no)
}

/// What to ask about it.
#[must_use]
pub fn ask_which_answer(lang: Lang) -> &'static str {
    name!(lang, ask_which_answer)
}

/// That what is taken already is above a limit of today, and what to go down to.
#[must_use]
pub fn above_today(most: Dose, lang: Lang) -> String {
    let most = most.write(lang);
    say!(lang, already_taken.above_today, most)
}
