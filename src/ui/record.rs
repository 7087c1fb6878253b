//! What a named professional records beside a finding.

use palier_engine::request::request::Decision;
use palier_engine::words::dates::date_in_words;
use web_sys::HtmlInputElement;

use crate::form::text::{read_day, typed_day};
use crate::markup::prelude::*;
use crate::state::msg::Msg;
use crate::ui::drawn::use_drawing;
use crate::ui::field::button;
use crate::ui::scene::Scene;
use crate::words::Words;

/// What is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RecordKind {
    /// A decision that lifts what waits for it.
    Decision,
    /// That a caution was read.
    Reading,
}

/// Properties of [`RecordForm`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct RecordFormProps {
    /// Scene.
    pub scene: Scene,
    /// What it is about.
    pub about: AttrValue,
    /// Decision or reading.
    pub kind: RecordKind,
    /// The prescriber, offered as the name.
    pub prescriber: AttrValue,
    /// Begins its ids and its name for tests, where another stands beside a finding.
    #[prop_or_default]
    pub place: AttrValue,
    /// What the fold is called, where it is not « record a decision ».
    #[prop_or_default]
    pub summary: AttrValue,
    /// What is decided, where it is not said above.
    #[prop_or_default]
    pub question: AttrValue,
}

/// Name, day, reason. Nothing is recorded before the button is pressed: until then what was typed is
/// only here, and is marked `data-draft` to be kept when the page is drawn whole.
#[component]
pub(crate) fn RecordForm(props: &RecordFormProps) -> Html {
    use_drawing();
    let RecordFormProps { scene, about, kind, prescriber, place, summary, question } = props;
    let words = Words(scene.lang);
    let name = use_state(|| None::<String>);
    let day = use_state(|| None::<String>);
    let reason = use_state(String::new);
    let refused = use_state(|| false);
    let name_text = (*name).clone().unwrap_or_else(|| prescriber.to_string());
    let today = scene.today.map(|it| typed_day(it, scene.lang, scene.region)).unwrap_or_default();
    let day_text = (*day).clone().unwrap_or(today);
    let draft = |typed: bool| typed.then_some("true");
    let (name_draft, day_draft, reason_draft) =
        (draft(name.is_some()), draft(day.is_some()), draft(!reason.is_empty()));
    let at = if place.is_empty() { "record" } else { place.as_str() };
    let id = |part: &str| scene.id(&format!("{at}.{about}.{part}"));
    let onclick = {
        let (send, about, kind, refused) = (scene.send.clone(), about.to_string(), *kind, refused.clone());
        let (by, on, reason) =
            (name_text.trim().to_owned(), read_day(&day_text, scene.region), reason.trim().to_owned());
        Callback::from(move |_: MouseEvent| match on {
            Ok(on) if !by.is_empty() => {
                let decision = Decision { about: about.clone(), by: by.clone(), on, reason: reason.clone() };
                send.emit(match kind {
                    RecordKind::Decision => Msg::Decided(decision),
                    RecordKind::Reading => Msg::Acknowledged(decision),
                });
            }
            Ok(_) | Err(_) => refused.set(true),
        })
    };
    let optional = |state: UseStateHandle<Option<String>>| {
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            state.set(Some(input.value()));
        })
    };
    let on_reason = {
        let reason = reason.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            reason.set(input.value());
        })
    };
    let (usual, testid) = match kind {
        RecordKind::Decision => (words.record_decision(), "decide"),
        RecordKind::Reading => (words.record_reading(), "acknowledge"),
    };
    let summary = if summary.is_empty() { AttrValue::Static(usual) } else { summary.clone() };
    let testid = if place.is_empty() { format!("{testid}-{about}") } else { format!("{place}-{testid}-{about}") };
    html! {
        <details class="record" data-testid={testid} id={id("form")}>
            <summary>{ summary }</summary>
            <p class="help" hidden={question.is_empty()}>{ question }</p>
            <div class="record-fields">
                <div class="field">
                    <label for={id("name")}>{ words.record_name() }</label>
                    <div class="box"><input id={id("name")} type="text" autocomplete="off" data-record="name" data-draft={name_draft} value={name_text} oninput={optional(name)} /></div>
                </div>
                <div class="field">
                    <label for={id("day")}>{ words.record_day() }</label>
                    <div class="box"><input id={id("day")} type="text" autocomplete="off" data-record="day" data-draft={day_draft} value={day_text} oninput={optional(day)} /></div>
                </div>
                <div class="field wide">
                    <label for={id("reason")}>{ words.record_reason() }</label>
                    <div class="box"><input id={id("reason")} type="text" autocomplete="off" data-record="reason" data-draft={reason_draft} value={(*reason).clone()} oninput={on_reason} /></div>
                </div>
                <button type="button" class="primary" data-record="save" {onclick}>{ words.record_save() }</button>
                <p class="error" role="alert" hidden={!*refused}>{ words.record_missing() }</p>
            </div>
        </details>
    }
}

/// A record as it will be printed, and the way to take it back.
pub(crate) fn recorded(scene: &Scene, decision: &Decision, kind: RecordKind) -> Html {
    let words = Words(scene.lang);
    let what = match kind {
        RecordKind::Decision => words.recorded_decision(),
        RecordKind::Reading => words.recorded_reading(),
    };
    let reason = if decision.reason.is_empty() { String::new() } else { format!(" {}", decision.reason) };
    html! {
        <p key={decision.about.clone()} class="recorded" translate="no">
            <strong>{ what }</strong>{ " · " }{ &decision.by }{ ", " }{ date_in_words(decision.on, scene.lang) }{ "." }{ reason }{ " " }
            { button(scene, "link", format!("withdraw-{}", decision.about), words.withdraw(), Msg::Withdrew(decision.about.clone())) }
        </p>
    }
}
