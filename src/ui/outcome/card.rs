//! A card: what a treatment is, what is said of it, and how its sessions go. It holds no plan.

use palier_engine::book::card::{Card, Session, Table, Topic};
use palier_engine::outcome::Outcome;
use palier_engine::words::cards::{card_kind, topic};

use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::ui::cite::sources;
use crate::ui::part::keyed;
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// The card of an answer that is one.
pub(crate) fn explained(scene: &Scene, answer: &Answer) -> Html {
    let card = if let Some(Outcome::Card { card }) = answer.outcome() { scene.book.card(&card.card) } else { None };
    let indication = answer.request.treatment.indication.clone().unwrap_or_default();
    let region = answer.request.region;
    html! {
        <div class="explained">
            if let Some(it) = card {
                { keyed(scene, it.id.clone(), (it.clone(), region, indication.clone()), |scene, (card, region, indication)| {
                    let status = card.standing(*region, indication).map(|it| it.text.get(scene.lang)).unwrap_or_default();
                    view(scene, card, status)
                }) }
            }
        </div>
    }
}

fn view(scene: &Scene, card: &Card, status: &str) -> Html {
    let lang = scene.lang;
    let title = scene.id("card-title");
    html! {
        <section class="card" aria-labelledby={title.clone()} data-testid="card" data-card={card.id.clone()}>
            <h2 id={title}>{ card.name.get(lang) }</h2>
            <p class="help">{ words::capital(card_kind(card.kind, lang)) }{ if status.is_empty() { String::new() } else { format!(" · {status}") } }</p>
            <div class="statements">
                for it in card.session.iter() {
                    { session(scene, it) }
                }
                for it in card.table.iter() {
                    { table(scene, it, card.name.get(lang)) }
                }
                for (at, it) in card.parts.iter().enumerate() {
                    <div key={at} class={classes!("statement", (it.topic == Topic::Ask).then_some("asks"))}>
                        <h3>{ if it.topic == Topic::Ask { scene.asks() } else { topic(it.topic, lang) } }</h3>
                        <p>{ said(it.text.get(lang), lang) }</p>
                        { sources(scene, &it.sources, None) }
                    </div>
                }
            </div>
            { sources(scene, &card.sources, Some(card.grade)) }
        </section>
    }
}

/// Sites and minutes, number, interval, what is published.
fn session(scene: &Scene, it: &Session) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let mut rows: Vec<(String, String)> = (it.sites.iter())
        .filter_map(|it| Some((it.site.get(lang).to_owned(), format!("{}\u{a0}minutes", it.minutes?))))
        .collect();
    rows.extend(it.most.map(|most| (words.most_patches().to_owned(), most.to_string())));
    rows.push((words.session_interval().to_owned(), words::days(it.least_interval_days.into(), lang)));
    html! {
        <div key="session" class="statement" data-testid="session">
            <h3>{ words.session() }</h3>
            <table>
                <tbody>
                    for (name, value) in rows {
                        <tr key={name.clone()}><th scope="row">{ name.clone() }</th><td translate="no">{ value }</td></tr>
                    }
                </tbody>
            </table>
            <p>{ it.published.get(lang) }</p>
            { sources(scene, &it.sources, None) }
        </div>
    }
}

fn table(scene: &Scene, it: &Table, caption: &str) -> Html {
    let lang = scene.lang;
    html! {
        <div key="table" class="statement" data-testid="card-table">
            <div class="scroll" tabindex="0" role="group" aria-label={caption.to_owned()}>
                <table>
                    <thead><tr>
                        for (at, it) in it.head.iter().enumerate() {
                            <th key={at} scope="col">{ it.get(lang) }</th>
                        }
                    </tr></thead>
                    <tbody>
                        for (at, row) in it.rows.iter().enumerate() {
                            <tr key={at}>
                                <th scope="row">{ row[0].get(lang) }</th>
                                for (at, it) in row[1..].iter().enumerate() {
                                    <td key={at}>{ it.get(lang) }</td>
                                }
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            { sources(scene, &it.sources, None) }
        </div>
    }
}
