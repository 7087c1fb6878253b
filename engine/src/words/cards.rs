//! What is said of cards: places in a guideline, and the day of a next session.

use crate::card::{Authority, Kind, Rank, Topic};
use crate::date::Date;
use crate::dose::Dose;
use crate::words::{Lang, days, long_date, name, say};

/// Who ranks.
#[must_use]
pub const fn authority(authority: Authority, lang: Lang) -> &'static str {
    match authority {
        Authority::France2020 => "France 2020",
        Authority::Neupsig2025 => "NeuPSIG 2025",
        Authority::Neupsig2015 => "NeuPSIG 2015",
        Authority::Nice => "NICE",
        Authority::Article => name!(lang, "L’article", "The article"),
    }
}

/// The place of a treatment.
#[must_use]
pub const fn rank(rank: Rank, lang: Lang) -> &'static str {
    match rank {
        Rank::First => name!(lang, "1re ligne", "1st line"),
        Rank::Second => name!(lang, "2e ligne", "2nd line"),
        Rank::Third => name!(lang, "3e ligne", "3rd line"),
        Rank::Alternative => name!(lang, "à la place d’un autre", "instead of another"),
        Rank::Named => name!(lang, "citée, sans rang", "named, no rank"),
        Rank::Specialist => name!(lang, "pour spécialistes", "for specialists"),
        Rank::Rescue => name!(lang, "secours de courte durée", "short-term rescue"),
        Rank::Inconclusive => name!(lang, "données insuffisantes", "inconclusive"),
        Rank::Absent => name!(lang, "absente de la liste", "not in the list"),
        Rank::Against => name!(lang, "à ne pas débuter", "not to be started"),
    }
}

/// What a card is about.
#[must_use]
pub const fn card_kind(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Drug => name!(lang, "médicament expliqué", "medicine, explained"),
        Kind::Procedure => name!(lang, "geste", "procedure"),
        Kind::NonDrug => name!(lang, "sans médicament", "without medicine"),
        Kind::Comparator => name!(lang, "élément de comparaison", "for comparison"),
    }
}

/// The heading of a topic.
#[must_use]
pub const fn topic(topic: Topic, lang: Lang) -> &'static str {
    match topic {
        Topic::What => name!(lang, "Ce que c’est", "What it is"),
        Topic::Article => name!(lang, "Ce que dit l’article", "What the article says"),
        Topic::Evidence => name!(lang, "Ce que disent de meilleures sources", "What better sources say"),
        Topic::Who => name!(lang, "Qui peut le faire", "Who may do it"),
        Topic::Precautions => name!(lang, "Précautions", "Precautions"),
        Topic::Ask => name!(lang, "À demander", "To ask"),
    }
}

/// `1,5 mg → 3 mg par jour`: the first dose and the usual one, as published.
#[must_use]
pub fn usual_dose(first: Dose, usual: Dose, lang: Lang) -> String {
    let (from, to) = (first.write(lang), usual.write(lang));
    let climb = if first == usual { to } else { format!("{from} → {to}") };
    say!(lang, "{climb} par jour", "{climb} a day")
}

/// When a next session may be.
#[must_use]
pub fn next_session(last: Option<Date>, next: Option<Date>, interval: u16, lang: Lang) -> String {
    let interval = days(interval.into(), lang);
    match (last, next) {
        (Some(last), Some(next)) => {
            let (last, next) = (long_date(last, lang), long_date(next, lang));
            say!(
                lang,
                "Dernière séance le {last}\u{a0}: la suivante est possible à partir du {next}, {interval} après.",
                "Last session on {last}: the next is possible from {next}, {interval} later."
            )
        }
        (Some(_), None) | (None, _) => say!(
            lang,
            "Aucune séance antérieure n’est renseignée\u{a0}: entre deux séances, il faut au moins {interval}.",
            "No earlier session is stated: between two sessions at least {interval} must pass."
        ),
    }
}

/// A session wished for before its day.
#[must_use]
pub fn session_too_early(wished: Date, next: Date, lang: Lang) -> String {
    let early = days(u32::try_from(next.days_since(wished)).unwrap_or(0), lang);
    let (wished, next) = (long_date(wished, lang), long_date(next, lang));
    say!(
        lang,
        "La date souhaitée, le {wished}, vient {early} trop tôt\u{a0}: pas avant le {next}.",
        "The day wished for, {wished}, is {early} too early: not before {next}."
    )
}
