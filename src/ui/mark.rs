//! What is made of a treatment, at a glance: a shape, a word and a colour for each verdict.

use palier_engine::beside::chooser::{Judged, TreatmentOption};
use palier_engine::book::card::CardKind;
use palier_engine::finding::Verdict;
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::words::{self, Words, say};

/// The verdict of a treatment, or that a card explains it: told apart by shape and word as well as colour, and never a
/// tick.
pub(crate) fn mark(judged: Option<&Judged>, kind: Option<CardKind>, lang: Lang) -> Html {
    let words = Words(lang);
    let (look, word) = match (judged, kind) {
        (Some(judged), _) => (look(judged.verdict), words::verdict(judged.verdict, judged.checked, lang)),
        (None, Some(_)) => ("", words.of_explained().to_owned()),
        // What could not be read has no verdict yet.
        (None, None) => ("pending", words.verdict_unreadable().to_owned()),
    };
    let shape = match look {
        "refused" => {
            html! { <><path d="M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z" fill="currentColor" /><path d="M4.8 8h6.4" stroke="var(--sheet)" stroke-width="1.8" stroke-linecap="round" /></> }
        }
        "pending" => {
            html! { <><circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="3 2" /></> }
        }
        "caution" => {
            html! { <><path d="M8 1.8 15 14.2H1z" fill="currentColor" stroke="currentColor" stroke-linejoin="round" /></> }
        }
        _ => {
            html! { <><circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" stroke-width="1.6" /><path d="M8 7.4v3.8M8 4.7v.1" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" /></> }
        }
    };
    html! {
        <span class={classes!("lvl", look)} data-verdict={look}>
            <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{ shape }</svg>{ word }
        </span>
    }
}

/// Why, in few words: what the verdict rests on, or how many answers it lacks.
pub(crate) fn because(it: &TreatmentOption, lang: Lang) -> String {
    const MOST: usize = 2;
    let Some(judged) = &it.judged else { return String::new() };
    let mut parts: Vec<String> = judged.because.iter().take(MOST).cloned().collect();
    let count = judged.because.len().saturating_sub(MOST);
    if count > 0 {
        parts.push(format!("+\u{a0}{count}"));
    }
    let count = judged.missing.len();
    if count > 0 {
        parts.push(say!(lang, answers_missing, count));
    }
    parts.join(", ")
}

const fn look(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Refused => "refused",
        Verdict::Pending => "pending",
        Verdict::Caution => "caution",
        Verdict::NothingFound => "information",
    }
}
