//! Questionnaires and ratings: what was noted of each and how it changed, whom to call, and the one that is being
//! filled in.

use std::rc::Rc;

use palier_engine::book::scale::Scale;
use palier_engine::exact::date::Date;
use palier_engine::lang::Lang;
use palier_engine::scales::crisis::ScaleAlert;
use palier_engine::scales::trend::{ScalePoint, ScaleRead};
use palier_engine::words::dates::date_in_figures;
use web_sys::HtmlInputElement;

use crate::form::scale::{DraftFault, ScaleDraft};
use crate::form::text::typed_day;
use crate::markup::prelude::*;
use crate::state::msg::Msg;
use crate::ui::cite::sources;
use crate::ui::field::{Pick, button, options};
use crate::ui::laid::Laid;
use crate::ui::outcome::shown::Shown;
use crate::ui::scene::Scene;
use crate::words::{Words, say};

/// The section: what was noted, then what may be.
pub(crate) fn scales(scene: &Scene, shown: &Shown, draft: Option<&Rc<ScaleDraft>>) -> Html {
    let words = Words(scene.lang);
    let known: &[Scale] = scene.book.whole().map_or(&[], |it| &it.book().scales);
    let read: &[ScaleRead] = shown.answer.assessment().map_or(&[], |it| &it.scales);
    let draft = draft.filter(|it| known.iter().any(|scale| scale.id == it.scale));
    let pick = |it: &Scale| {
        let chosen = draft.is_some_and(|draft| draft.scale == it.id);
        let msg = Msg::ScaleDrafted(Some(ScaleDraft::of(it).into()));
        Pick::new(it.id.clone(), it.name.get(scene.lang).to_owned(), chosen, msg)
    };
    let picks = known.iter().map(pick).collect();
    html! {
        <section class="scales" data-testid="scales" aria-labelledby={scene.id("scales")} hidden={known.is_empty()}>
            <h3 class="hd" id={scene.id("scales")}>{ words.scales() }</h3>
            <div>
                for it in read {
                    { noted(scene, shown.laid.as_deref(), it) }
                }
            </div>
            { options(scene, "radio", "scale", words.scale_which().into(), picks, "chips") }
            <div>
                for it in known.iter().filter(|it| draft.is_some_and(|draft| draft.scale == it.id)) {
                    { filled_in(scene, shown, it, draft) }
                }
            </div>
        </section>
    }
}

/// What was noted, where nothing is planned: it may be the reason of it.
pub(crate) fn after_a_refusal(scene: &Scene, read: &[ScaleRead]) -> Html {
    html! {
        <section class="scales" data-testid="scales" aria-labelledby={scene.id("scales")} hidden={read.is_empty()}>
            <h3 class="hd" id={scene.id("scales")}>{ Words(scene.lang).scales() }</h3>
            <div>
                for it in read {
                    { noted(scene, None, it) }
                }
            </div>
        </section>
    }
}

/// What was noted of one scale.
fn noted(scene: &Scene, laid: Option<&Laid>, read: &ScaleRead) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let scale = scene.book.whole().and_then(|it| it.scale(&read.scale));
    html! {
        <section key={read.scale.clone()} data-scale={read.scale.clone()}>
            <h4>{ &read.name }</h4>
            { alert(read.alert.as_ref()) }
            <table class="watch" aria-label={read.name.clone()}>
                <thead><tr><th scope="col">{ words.when() }</th><th scope="col">{ words.dose() }</th><th scope="col">{ words.scale_total() }</th><th scope="col">{ words.scale_change() }</th></tr></thead>
                <tbody>
                    for it in read.points.iter() {
                        <tr key={it.on.to_string()}>
                            <th scope="row" class="when" translate="no">{ date_in_figures(it.on, lang) }</th>
                            <td translate="no">{ dose_on(laid, it.on, lang) }</td>
                            <td translate="no">{ &it.text }</td>
                            <td>{ change(it) }{ " " }{ removal(scene, it) }</td>
                        </tr>
                    }
                </tbody>
            </table>
            <p class="small" translate="no">{ &read.counted_from }</p>
            <p class="small">{ &read.difference }</p>
            { scale.map(|it| credit(scene, it)).unwrap_or_default() }
        </section>
    }
}

/// Takes away what was noted; what was told at a check-in stays where it was told.
fn removal(scene: &Scene, point: &ScalePoint) -> Html {
    let words = Words(scene.lang);
    match point.entry {
        Some(at) => button(scene, "link", format!("scale-remove-{at}"), words.remove(), Msg::ScaleRemoved(at)),
        None => html! { <span class="small soft">{ words.told_at_check_in() }</span> },
    }
}

/// The change of a point, in words; nothing where none is worked out.
fn change(point: &ScalePoint) -> String {
    point.change.as_ref().map(|it| it.text.clone()).unwrap_or_default()
}

/// The dose of that day, where a plan with dates has one.
fn dose_on(laid: Option<&Laid>, on: Date, lang: Lang) -> String {
    let step = laid.and_then(|laid| {
        let within = |from: Date, to: Date| from <= on && on <= to;
        let mut steps = laid.course.steps.iter();
        steps
            .find(|it| laid.date(it.first_day).zip(laid.date(it.last_day())).is_some_and(|(from, to)| within(from, to)))
    });
    step.and_then(|it| it.daily()).map(|it| it.write(lang)).unwrap_or_default()
}

/// Whom to call.
fn alert(alert: Option<&ScaleAlert>) -> Html {
    let (says, calls): (&[String], &[String]) = alert.map_or((&[], &[]), |it| (&it.says, &it.calls));
    html! {
        <div class="callout" role="alert" data-testid="scale-alert" hidden={alert.is_none()}>
            for (at, it) in says.iter().enumerate() {
                <p key={at}>{ it }</p>
            }
            <ul class="dots">
                for (at, it) in calls.iter().enumerate() {
                    <li key={at} translate="no"><b>{ it }</b></li>
                }
            </ul>
        </div>
    }
}

/// Who made it, who may use it, and where its numbers were read.
fn credit(scene: &Scene, scale: &Scale) -> Html {
    let lang = scene.lang;
    let mut cited = scale.sources.to_vec();
    cited.extend(scale.bands.iter().flat_map(|it| it.sources.iter().cloned()));
    cited.extend(scale.difference.iter().flat_map(|it| it.sources.iter().cloned()));
    cited.extend(scale.response.iter().flat_map(|it| it.sources.iter().cloned()));
    cited.extend(scale.not_found.iter().flat_map(|it| it.sources.iter().cloned()));
    cited.extend(scale.crisis.iter().flat_map(|it| it.sources.iter().cloned()));
    let mut once = Vec::new();
    for it in cited {
        if !once.contains(&it) {
            once.push(it);
        }
    }
    html! {
        <>
            for it in scale.not_found.iter() {
                <p key={it.text.get(lang).to_owned()} class="small">{ it.text.get(lang).to_owned() }</p>
            }
            <p class="small soft" data-testid="scale-credit">{ scale.attribution.get(lang).to_owned() }{ " " }{ scale.licence.get(lang).to_owned() }</p>
            { sources(scene, &once, Some(scale.difference.as_ref().map_or(scale.grade, |it| it.grade))) }
        </>
    }
}

/// The scale that is being filled in.
fn filled_in(scene: &Scene, shown: &Shown, scale: &Scale, draft: Option<&Rc<ScaleDraft>>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let draft = draft.map(|it| (**it).clone()).unwrap_or_default();
    let read = scene.today.map(|it| draft.read(scale, scene.region, it, &shown.answer.request.measures));
    let fault = read.as_ref().and_then(|it| it.as_ref().err()).filter(|_| draft.tried).map(|it| said(*it, scale, lang));
    let onclick = match read {
        Some(Ok(entry)) => scene.says(Msg::ScaleNoted(entry)),
        Some(Err(_)) | None => scene.says(drafted(ScaleDraft { tried: true, ..draft.clone() })),
    };
    let today = scene.today.map(|it| typed_day(it, lang, scene.region)).unwrap_or_default();
    let day = draft.day.clone().unwrap_or(today);
    html! {
        <div key={scale.id.clone()} class="record-fields" data-testid="scale-form">
            <p>{ scale.text.get(lang).to_owned() }</p>
            { text_box(scene, "scale-day", words.record_day(), &day, &draft, |draft, text| draft.day = Some(text)) }
            <div>
                for at in 0..draft.answers.len() {
                    { question(scene, scale, at, &draft) }
                }
            </div>
            <div hidden={!draft.answers.is_empty()}>
                { text_box(scene, "scale-total", words.scale_total(), &draft.total, &draft, |draft, text| draft.total = text) }
            </div>
            <p class="error" role="alert" hidden={fault.is_none()}>{ fault.unwrap_or_default() }</p>
            <button type="button" class="primary" data-testid="scale-note" {onclick}>{ words.record_save() }</button>
            { credit(scene, scale) }
        </div>
    }
}

fn drafted(draft: ScaleDraft) -> Msg {
    Msg::ScaleDrafted(Some(draft.into()))
}

fn said(fault: DraftFault, scale: &Scale, lang: Lang) -> String {
    let words = Words(lang);
    match fault {
        DraftFault::Day => words.scale_no_day().to_owned(),
        DraftFault::Twice => words.scale_twice().to_owned(),
        DraftFault::Nothing => words.scale_no_answer().to_owned(),
        DraftFault::Total => {
            let (least, most) = (scale.lowest.to_string(), scale.highest.to_string());
            say!(lang, scale_no_total, least, most)
        }
    }
}

/// A question, with what may be answered to it: one answer, or none.
fn question(scene: &Scene, scale: &Scale, at: usize, draft: &ScaleDraft) -> Html {
    let lang = scene.lang;
    let Some(of) = scale.answers.as_ref() else { return html! { <fieldset hidden=true></fieldset> } };
    let answered = |answer: Option<u8>| {
        let mut draft = draft.clone();
        draft.answers[at] = answer;
        drafted(draft)
    };
    let chosen = draft.answers[at];
    let mut picks: Vec<Pick> = (0u8..)
        .zip(&of.choices)
        .map(|(it, text)| Pick::new(it.to_string(), text.get(lang).to_owned(), chosen == Some(it), answered(Some(it))))
        .collect();
    picks.push(Pick::new("none", Words(lang).not_said(), chosen.is_none(), answered(None)));
    let text = of.questions.get(at).map_or("", |it| it.get(lang));
    let legend = format!("{}. {text}", at + 1);
    options(scene, "radio", &format!("scale-answer-{at}"), legend.into(), picks, "chips")
}

/// A box whose text is kept as it is typed.
fn text_box(
    scene: &Scene,
    name: &'static str,
    label: &'static str,
    text: &str,
    draft: &ScaleDraft,
    put: fn(&mut ScaleDraft, String),
) -> Html {
    let oninput = {
        let (send, draft) = (scene.send.clone(), draft.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let mut draft = draft.clone();
            put(&mut draft, input.value());
            send.emit(drafted(draft));
        })
    };
    html! {
        <div class="field">
            <label for={scene.id(name)}>{ label }</label>
            <div class="box"><input id={scene.id(name)} type="text" inputmode="text" autocomplete="off" data-record={name} value={text.to_owned()} {oninput} /></div>
        </div>
    }
}
