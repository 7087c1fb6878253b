//! What is begun after the last dose of a way down: the free days between the two, the first day, and what stands
//! against it.

use palier_engine::exact::dose::Dose;
use palier_engine::finding::{Finding, Wait};
use palier_engine::kinetics::occupied;
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::words::dates::long_date;
use palier_engine::words::joining::inside;

use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::state::book::Book;
use crate::state::msg::{Choice, Msg};
use crate::ui::cite::marks;
use crate::ui::outcome::findings::card;
use crate::ui::outcome::shown::{Shown, first_of};
use crate::ui::scene::Scene;
use crate::words::{Words, say};

/// The last dose, then the earliest first day of what is begun after it, or that none is given.
pub(crate) fn dates(book: &Book, answer: &Answer, lang: Lang) -> Vec<String> {
    let Some(Outcome::Tapered { descent, .. }) = answer.outcome() else { return Vec::new() };
    let Some(relay) = &descent.then else { return Vec::new() };
    let [from, to] = [&descent.descent.drug, &relay.drug].map(|it| named(book, it, lang));
    let last = long_date(relay.last_dose, lang);
    let first = match relay.first_day {
        Some(day) => {
            let day = long_date(day, lang);
            say!(lang, relay_first, to, day)
        }
        None => format!("{to}{}{}", Words(lang).colon(), Words(lang).relay_never()),
    };
    vec![say!(lang, relay_last, from, last), first]
}

fn named<'a>(book: &'a Book, drug: &str, lang: Lang) -> &'a str {
    book.drug(drug).map(|it| it.name.get(lang)).unwrap_or_default()
}

/// Whether a professional decides it, or did.
fn is_decided(it: &Finding) -> bool {
    it.recorded.is_some() || it.waits.iter().any(|it| matches!(it, Wait::Decision(_)))
}

/// What each dose of the drug that is begun occupies, each once; nothing of a drug without a curve.
pub(crate) fn doses_occupied(book: &Book, then: &Outcome, drug: &str, lang: Lang) -> Vec<String> {
    let mut doses: Vec<Dose> = then.course().iter().flat_map(|it| &it.steps).filter_map(|it| it.daily()).collect();
    doses.dedup();
    let line = |dose: Dose| {
        let occupied = occupied(book.whole()?, drug, dose, lang)?;
        Some(format!("{}{}{}", dose.write(lang), Words(lang).colon(), occupied.text))
    };
    doses.into_iter().filter_map(line).collect()
}

/// The relay of an answer that has one.
pub(crate) fn relay(scene: &Scene, shown: &Shown) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let none = || html! { <section hidden=true /> };
    let Some(Outcome::Tapered { descent, then: Some(then), .. }) = shown.answer.outcome() else { return none() };
    let Some(relay) = &descent.then else { return none() };
    let said = then.assessment().map(|it| first_of(it, &relay.row)).unwrap_or_default();
    let request = scene.book.planner().and_then(|it| it.begun_after(&shown.answer.request, descent));
    let onclick = request.map(|it| scene.says(Msg::Chose(Choice::Relay(it.into()))));
    let occupied = doses_occupied(&scene.book, then, &relay.drug, lang);
    let name = inside(named(&scene.book, &relay.drug, lang));
    html! {
        <section data-testid="relay" aria-labelledby={scene.id("relay")}>
            <h2 class="hd" id={scene.id("relay")}>{ say!(lang, relay_title, name) }</h2>
            for (at, it) in dates(&scene.book, &shown.answer, lang).into_iter().enumerate() {
                <p key={at} translate="no">{ it }</p>
            }
            <ul class="dots small" data-testid="relay-occupied" hidden={occupied.is_empty()}>
                for (at, it) in occupied.iter().enumerate() {
                    <li key={at} translate="no">{ it }</li>
                }
            </ul>
            <p class="small" hidden={occupied.is_empty()}>{ words.occupied() }</p>
            <ul class="dots small">
                for it in said {
                    <li key={it.key.clone()} data-finding={it.key.clone()}>{ match is_decided(it) {
                        true => card(scene, shown, it),
                        false => html! { <>{ &it.text }{ " " }{ marks(scene, &shown.notes, &it.sources) }</> },
                    } }</li>
                }
            </ul>
            <p class="small soft" hidden={relay.first_day.is_none()}>{ words.relay_waits() }</p>
            <button type="button" class="btn" data-testid="relay-open" hidden={onclick.is_none()} onclick={onclick.unwrap_or_else(Callback::noop)}>{ say!(lang, relay_open, name) }</button>
        </section>
    }
}
