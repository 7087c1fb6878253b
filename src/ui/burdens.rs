//! What adds up on the days of the course: who carries it, from when to when, and when two share it.

use palier_engine::burden::{Carried, Carrier};
use palier_engine::words::{Lang, date_in_words};
use yew::prelude::*;

use crate::app::Scene;
use crate::ui::findings::sources;
use crate::ui::schedule::Laid;
use crate::words::{self, Words};

/// From when to when, in words: `jusqu’au 12 janvier 2027 (dont 35 jours après la dernière prise)`.
#[must_use]
pub fn span(laid: &Laid, it: &Carrier, lang: Lang) -> String {
    let day = |day: i32| day_of(laid, day, lang);
    let span = match (it.from, it.until, lang) {
        (None, None, Lang::Fr) => "pendant tout le plan".to_owned(),
        (None, None, Lang::En) => "throughout the plan".to_owned(),
        (None, Some(until), Lang::Fr) => format!("jusqu’au {}", day(until)),
        (None, Some(until), Lang::En) => format!("up to {}", day(until)),
        (Some(from), None, Lang::Fr) => format!("à partir du {}", day(from)),
        (Some(from), None, Lang::En) => format!("from {}", day(from)),
        (Some(from), Some(until), Lang::Fr) => format!("du {} au {}", day(from), day(until)),
        (Some(from), Some(until), Lang::En) => format!("from {} to {}", day(from), day(until)),
    };
    match it.tail.map(|it| words::days(it.into(), lang)) {
        None => span,
        Some(tail) if lang == Lang::Fr => format!("{span} (dont {tail} après la dernière prise)"),
        Some(tail) => format!("{span} (of which {tail} after the last dose)"),
    }
}

/// A day of the course after a preposition: its date, or its number on a draft.
fn day_of(laid: &Laid, day: i32, lang: Lang) -> String {
    let date = laid.start.and_then(|start| start.plus(day - 1));
    date.map_or_else(|| format!("{}\u{a0}{day}", Words(lang).day().to_lowercase()), |it| date_in_words(it, lang))
}

/// The days on which two or more share a burden; nothing where none do.
#[must_use]
pub fn shared(laid: &Laid, it: &Carried, lang: Lang) -> String {
    let one = |(from, to): &(i32, Option<i32>)| match (to, lang) {
        (Some(to), _) => laid.span(*from, *to, lang),
        (None, Lang::Fr) => format!("à partir du {}", day_of(laid, *from, lang)),
        (None, Lang::En) => format!("from {}", day_of(laid, *from, lang)),
    };
    let spans: Vec<String> = it.together.iter().map(one).collect();
    spans.join(Words(lang).semicolon())
}

/// The list, what is shared first and open, the rest folded.
pub fn burdens(scene: &Scene, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let (together, alone): (Vec<&Carried>, Vec<&Carried>) =
        laid.course.burdens.iter().partition(|it| !it.together.is_empty());
    let list = |all: Vec<&Carried>| {
        html! {
            <ul>
                for it in all {
                    <li key={it.burden.clone()}>
                        <strong>{ &it.name }</strong>{ words.colon() }{ &it.text }
                        <em translate="no" hidden={it.together.is_empty()}>{ " " }{ words.add_up() }{ words.colon() }{ shared(laid, it, lang) }{ "." }</em>
                        <ul>
                            for carrier in it.carriers.iter() {
                                <li key={carrier.name.clone()} translate="no">{ &carrier.name }{ words.colon() }{ span(laid, carrier, lang) }</li>
                            }
                        </ul>
                        { sources(scene, &it.sources, Some(it.grade)) }
                    </li>
                }
            </ul>
        }
    };
    html! {
        <section class="card burdens" data-testid="burdens" hidden={laid.course.burdens.is_empty()} aria-labelledby={scene.id("burdens-title")}>
            <h2 id={scene.id("burdens-title")}>{ words.burdens() }</h2>
            <p hidden={!together.is_empty()}>{ words.nothing_shared() }</p>
            { list(together) }
            <details class="fold" hidden={alone.is_empty()}>
                <summary>{ words.carried_alone() }</summary>
                { list(alone) }
            </details>
        </section>
    }
}
