//! What is said of cards: places in a guideline, and the day of a next session.

use crate::book::card::{CardKind, Topic};
use crate::book::line::{Authority, Rank};
use crate::exact::date::Date;
use crate::exact::dose::Dose;
use crate::lang::{Lang, name, say};
use crate::words::dates::{days, long_date};
use crate::words::joining::joined;

impl Authority {
    /// Its name.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        authority(self, lang)
    }
}

/// Who ranks.
#[must_use]
pub fn authority(authority: Authority, lang: Lang) -> &'static str {
    match authority {
        Authority::France2020 => "France 2020",
        Authority::Has2025 => "HAS 2025",
        Authority::Neupsig2025 => "NeuPSIG 2025",
        Authority::Neupsig2015 => "NeuPSIG 2015",
        Authority::Nice => "NICE",
        Authority::Article => name!(lang, the_article),
    }
}

/// The place of a treatment.
#[must_use]
pub fn rank(rank: Rank, lang: Lang) -> &'static str {
    match rank {
        Rank::First => name!(lang, rank.first),
        Rank::Second => name!(lang, rank.second),
        Rank::Third => name!(lang, rank.third),
        Rank::Alternative => name!(lang, rank.alternative),
        Rank::Named => name!(lang, rank.named),
        Rank::Specialist => name!(lang, rank.specialist),
        Rank::Rescue => name!(lang, rank.rescue),
        Rank::Inconclusive => name!(lang, rank.inconclusive),
        Rank::Absent => name!(lang, rank.absent),
        Rank::Against => name!(lang, rank.against),
    }
}

/// What a card is about.
#[must_use]
pub fn card_kind(kind: CardKind, lang: Lang) -> &'static str {
    match kind {
        CardKind::Drug => name!(lang, card_kind.drug),
        CardKind::Procedure => name!(lang, card_kind.procedure),
        CardKind::NonDrug => name!(lang, card_kind.non_drug),
        CardKind::Comparator => name!(lang, card_kind.comparator),
    }
}

/// The heading of a topic.
#[must_use]
pub fn topic(topic: Topic, lang: Lang) -> &'static str {
    match topic {
        Topic::What => name!(lang, topic.what),
        Topic::Article => name!(lang, topic.article),
        Topic::Evidence => name!(lang, topic.evidence),
        Topic::Who => name!(lang, topic.who),
        Topic::Precautions => name!(lang, topic.precautions),
        Topic::Ask => name!(lang, topic.ask),
    }
}

/// `1,5 mg → 3 mg par jour`: the first dose and the usual one, as published.
#[must_use]
pub fn usual_dose(first: Dose, usual: Dose, lang: Lang) -> String {
    let (from, to) = (first.write(lang), usual.write(lang));
    let climb = if first == usual { to } else { format!("{from} → {to}") };
    say!(lang, usual_dose, climb)
}

/// `avec sertraline et lithium`: what a verdict rests on, in few words.
#[must_use]
pub fn with_medicines(names: &[String], lang: Lang) -> String {
    let list = joined(names, lang);
    say!(lang, with_medicines, list)
}

/// When a next session may be.
#[must_use]
pub fn next_session(last: Option<Date>, next: Option<Date>, interval: u16, lang: Lang) -> String {
    let interval = days(interval.into(), lang);
    match (last, next) {
        (Some(last), Some(next)) => {
            let (last, next) = (long_date(last, lang), long_date(next, lang));
            say!(lang, next_session.after, last, next, interval)
        }
        (Some(_), None) | (None, _) => say!(lang, next_session.none_before, interval),
    }
}

/// A session wished for before its day.
#[must_use]
pub fn session_too_early(wished: Date, next: Date, lang: Lang) -> String {
    let early = days(u32::try_from(next.days_since(wished)).unwrap_or(0), lang);
    let (wished, next) = (long_date(wished, lang), long_date(next, lang));
    say!(lang, session_too_early, wished, early, next)
}
