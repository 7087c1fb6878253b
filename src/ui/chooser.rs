//! Choosing: every treatment of an indication in one table, with what this person makes of it.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use palier_engine::beside::chooser::{Judged, TreatmentOption};
use palier_engine::book::drug::Licence;
use palier_engine::finding::Verdict;
use palier_engine::planner::Planner;
use palier_engine::words::cards::{card_kind, rank};
use yew::prelude::*;

use crate::state::answer::Answer;
use crate::state::msg::{Choice, Msg};
use crate::ui::cite::sources;
use crate::ui::drawn::use_drawing;
use crate::ui::field::{Pick, options};
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// Properties of [`Chooser`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ChooserProps {
    /// Scene.
    pub scene: Scene,
    /// The last answer: its request is tried with each treatment.
    pub answer: Option<Rc<Answer>>,
    /// The indication looked at, where it is not the one of the request.
    pub looking: Option<String>,
    /// Brings the keyboard to a field.
    pub jump: Callback<AttrValue>,
}

/// Folded, and worked out only once it is asked for: it decides as many requests as there are drugs.
#[component]
pub(crate) fn Chooser(props: &ChooserProps) -> Html {
    use_drawing();
    let ChooserProps { scene, answer, .. } = props;
    let asked = use_state(|| false);
    let onclick = {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(true))
    };
    html! {
        <details class="card fold chooser" data-testid="chooser">
            <summary {onclick}><h2>{ Words(scene.lang).chooser() }</h2></summary>
            <div>
                if let (true, Some(answer), Some(planner)) = (*asked, answer, scene.book.planner()) {
                    { contents(props, answer, planner) }
                }
            </div>
        </details>
    }
}

fn contents(props: &ChooserProps, answer: &Answer, planner: &Planner<'_>) -> Html {
    let ChooserProps { scene, looking, jump, .. } = props;
    let (lang, words, book) = (scene.lang, Words(scene.lang), &scene.book);
    let indications = &book.indications;
    let first = indications.first().map(|it| &it.id);
    let Some(of) = looking.as_ref().or(answer.request.treatment.indication.as_ref()).or(first) else {
        return Html::default();
    };
    let indication_picks = (indications.iter())
        .map(|it| {
            let name = it.name.get(lang).to_owned();
            Pick::new(it.id.clone(), name, it.id == *of, Msg::LookedAt(it.id.clone()))
        })
        .collect();
    let mut offers = planner.options(&answer.request, of);
    if !answer.problems.is_empty() {
        offers.iter_mut().for_each(|it| it.judged = it.judged.take().map(Judged::withheld));
    }
    let (here, elsewhere): (Vec<TreatmentOption>, Vec<TreatmentOption>) =
        offers.into_iter().partition(|it| it.licence != Some(Licence::NotMarketed));
    let draw = |offers: &[TreatmentOption]| table(scene, of, &answer.request.treatment.drug, offers, jump);
    html! {
        <>
            { options(scene, "radio", "chooser.indication", words.indication(), indication_picks, "chips") }
            <p class="help">{ words.chooser_help() }</p>
            <p class="error" hidden={answer.problems.is_empty()}>{ words::fields_to_mend(answer.problems.len(), lang) }</p>
            { draw(&here) }
            <details class="more" hidden={elsewhere.is_empty()}>
                <summary>{ words.not_sold() }{ " " }<span class="count">{ elsewhere.len() }</span></summary>
                { draw(&elsewhere) }
            </details>
        </>
    }
}

/// One table, which a phone shows as cards: each cell then names its column.
fn table(
    scene: &Scene,
    indication: &str,
    chosen: &str,
    offers: &[TreatmentOption],
    jump: &Callback<AttrValue>,
) -> Html {
    let words = Words(scene.lang);
    let heads = [
        words.option(),
        words.lines(),
        words.for_person(),
        words.doses(),
        words.monitoring(),
        words.adverse(),
        words.grade(),
    ];
    let named = scene.book.indications.iter().find(|it| it.id == indication);
    let caption = format!("{}{}{}", words.chooser(), words.colon(), named.map_or("", |it| it.name.get(scene.lang)));
    html! {
        <table class="sides" role="table">
            <caption class="hidden">{ caption }</caption>
            <thead role="rowgroup"><tr role="row">
                for head in heads {
                    <th key={head} scope="col" role="columnheader">{ head }</th>
                }
            </tr></thead>
            <tbody role="rowgroup">
                for it in offers {
                    <tr key={it.id.clone()} role="row" data-option={it.id.clone()} class={classes!((it.id == chosen).then_some("chosen"))}>
                        <th scope="row" role="rowheader">{ name(scene, indication, it, jump) }</th>
                        for (at, content) in cells(scene, it).into_iter().enumerate() {
                            <td key={at} role="cell" data-label={heads[at + 1]}>{ content }</td>
                        }
                    </tr>
                }
            </tbody>
        </table>
    }
}

/// Name, kind, status, and the way to it.
fn name(scene: &Scene, indication: &str, it: &TreatmentOption, jump: &Callback<AttrValue>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let kind = it.kind.map(|it| words::capital(card_kind(it, lang)));
    let (label, goes) = match it.kind {
        None => (words.plan_this(), "treatment.drug"),
        Some(_) => (words.open_card(), "verdict"),
    };
    let onclick = {
        let (send, jump) = (scene.send.clone(), jump.clone());
        let choice = Choice::Treatment(it.id.clone(), indication.to_owned());
        Callback::from(move |_: MouseEvent| {
            send.emit(Msg::Chose(choice.clone()));
            // What was chosen is drawn first: the keyboard then goes to it.
            let jump = jump.clone();
            Timeout::new(0, move || jump.emit(goes.into())).forget();
        })
    };
    html! {
        <>
            <b>{ &it.name }</b>
            <small hidden={kind.is_none()}>{ kind.unwrap_or_default() }</small>
            <small>{ &it.status }</small>
            <button type="button" class="plain" data-testid={format!("option-{}", it.id)} {onclick}>{ label }<span class="hidden">{ words.colon() }{ &it.name }</span></button>
        </>
    }
}

/// What stands in each column after the name.
fn cells(scene: &Scene, it: &TreatmentOption) -> [Html; 6] {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let lines: Vec<String> = (it.lines.iter())
        .map(|it| {
            let added = if it.text.is_empty() { String::new() } else { format!(" ({})", it.text) };
            format!("{}{}{}{added}", it.authority.name(lang), words.colon(), rank(it.rank, lang))
        })
        .collect();
    let lines = if lines.is_empty() { vec![words.nothing_said().to_owned()] } else { lines };
    let judged = it.judged.as_ref();
    let (look, verdict) = match judged {
        Some(judged) => (look(judged.verdict), words::verdict(judged.verdict, judged.checked, lang)),
        None => ("unchecked", words.never_planned().to_owned()),
    };
    let mut why = judged.map(|it| it.reasons.clone()).unwrap_or_default();
    let missing = judged.map(|it| it.missing.clone()).unwrap_or_default();
    if !missing.is_empty() {
        why.push(format!("{}{}{}", words.missing(), words.colon(), missing.join(", ")));
    }
    why.extend(it.session.iter().flat_map(|it| it.too_early.iter().chain([&it.text])).cloned());
    let day = judged.and_then(|it| it.target_day);
    let day = day
        .map(|it| format!("{} {} {}", words.reached().to_lowercase(), words.from_day(), words::day_span(it, it, lang)));
    let doses = [it.usual.clone()].into_iter().chain(day).filter(|it| !it.is_empty()).collect();
    let watched = judged.map(|it| it.watched.as_slice()).unwrap_or_default();
    let watched = watched.iter().map(|(kind, count)| format!("{}{}{count}", words::watch(*kind, lang), words.colon()));
    let proof: Vec<_> = it.lines.iter().flat_map(|it| &it.sources).chain(&it.sources).cloned().collect();
    [
        list(lines),
        html! { <><span class={classes!("badge", look)}>{ verdict }</span>{ list(why) }</> },
        list(doses),
        list(watched.collect()),
        list([it.adverse.clone()].into_iter().filter(|it| !it.is_empty()).collect()),
        sources(scene, &proof, it.evidence),
    ]
}

/// More than this many lines of a cell are folded.
const IN_SIGHT: usize = 5;

fn list(items: Vec<String>) -> Html {
    if items.is_empty() {
        return Html::default();
    }
    let (first, rest) = items.split_at(items.len().min(IN_SIGHT));
    html! {
        <>
            <ul>{ for first.iter().map(|it| html! { <li key={it.clone()}>{ it }</li> }) }</ul>
            <details class="more" hidden={rest.is_empty()}>
                <summary>{ format!("+ {}", rest.len()) }</summary>
                <ul>{ for rest.iter().map(|it| html! { <li key={it.clone()}>{ it }</li> }) }</ul>
            </details>
        </>
    }
}

const fn look(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Refused => "refused",
        Verdict::Pending => "pending",
        Verdict::Caution => "caution",
        Verdict::NothingFound => "information",
    }
}
