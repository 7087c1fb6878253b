//! What adds up on the days of the course: who carries it, from when to when, and when two share it.

use palier_engine::course::{Carried, Carrier};
use palier_engine::exact::day::Day;
use palier_engine::lang::Lang;
use palier_engine::words::dates::date_in_words;

use crate::markup::prelude::*;
use crate::ui::cite::marks;
use crate::ui::laid::Laid;
use crate::ui::outcome::shown::Shown;
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// From when to when, in words: `jusqu’au 12 janvier 2027 (dont 35 jours après la dernière prise)`.
#[must_use]
pub fn span(laid: &Laid, it: &Carrier, lang: Lang) -> String {
    let day = |day: Day| day_of(laid, day, lang);
    let span = match (it.from.map(day), it.until.map(day)) {
        (None, None) => say!(lang, carried.throughout),
        (None, Some(until)) => say!(lang, carried.until, until),
        (Some(from), None) => say!(lang, carried.from, from),
        (Some(from), Some(until)) => say!(lang, carried.between, from, until),
    };
    match it.tail.map(|it| words::days(it.into(), lang)) {
        None => span,
        Some(tail) => say!(lang, carried.with_tail, span, tail),
    }
}

/// A day of the course after a preposition: its date, or its number on a draft.
fn day_of(laid: &Laid, day: Day, lang: Lang) -> String {
    laid.date(day)
        .map_or_else(|| format!("{}\u{a0}{day}", Words(lang).day().to_lowercase()), |it| date_in_words(it, lang))
}

/// The days on which two or more share a burden; nothing where none do.
#[must_use]
pub fn shared(laid: &Laid, it: &Carried, lang: Lang) -> String {
    let one = |(from, to): &(Day, Option<Day>)| match to {
        Some(to) => laid.span(*from, *to, lang),
        None => {
            let from = day_of(laid, *from, lang);
            say!(lang, carried.from, from)
        }
    };
    let spans: Vec<String> = it.together.iter().map(one).collect();
    spans.join(Words(lang).semicolon())
}

/// Who carries a burden, in one breath.
pub(crate) fn together(it: &Carried, lang: Lang) -> String {
    words::and(&it.carriers.iter().map(|it| it.name.clone()).collect::<Vec<_>>(), lang)
}

/// Each burden, what is shared first: what it does, and who carries it from when to when.
pub(crate) fn burdens(scene: &Scene, shown: &Shown, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let (together, alone): (Vec<&Carried>, Vec<&Carried>) =
        laid.course.burdens.iter().partition(|it| !it.together.is_empty());
    html! {
        <div class="burdens" data-testid="burdens">
            <p hidden={!together.is_empty()}>{ words.nothing_shared() }</p>
            <ul>
                for it in together.into_iter().chain(alone) {
                    <li key={it.burden.clone()}>
                        <strong>{ &it.name }</strong>{ words.colon() }{ said(&it.text, lang) }{ " " }
                        <em translate="no" hidden={it.together.is_empty()}>{ words.add_up() }{ words.colon() }{ shared(laid, it, lang) }{ "." }</em>
                        { marks(scene, &shown.notes, &it.sources) }
                        <ul class="dots">
                            for carrier in it.carriers.iter() {
                                <li key={carrier.name.clone()} translate="no">{ &carrier.name }{ words.colon() }{ span(laid, carrier, lang) }</li>
                            }
                        </ul>
                    </li>
                }
            </ul>
        </div>
    }
}
