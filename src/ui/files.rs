//! Save, open, erase: what may be lost by it, and why it was not done.

use std::rc::Rc;

use web_sys::HtmlInputElement;

use crate::form::complaint::FieldProblem;
use crate::markup::prelude::*;
use crate::open::error::{OpenError, Origin};
use crate::open::files;
use crate::state::msg::{Choice, Msg};
use crate::ui::drawn::use_drawing;
use crate::ui::field::button;
use crate::ui::refusal::refusal;
use crate::ui::scene::{Scene, leads};
use crate::words::{self, Words};

/// What the section of the files shows.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct FilesSectionProps {
    pub(super) scene: Scene,
    /// Whether the day is known: without it there is no request to save.
    pub(super) dated: bool,
    /// Whether an act can be taken back.
    pub(super) undoable: bool,
    pub(super) not_opened: Option<OpenError>,
    pub(super) not_saved: Rc<[FieldProblem]>,
    /// Whether the browser refused the last file.
    pub(super) not_taken: bool,
    /// Where what waits to be opened came from.
    pub(super) offered: Option<Origin>,
    pub(super) jump: Callback<AttrValue>,
}

/// Save, open, erase.
#[component]
pub(super) fn FilesSection(props: &FilesSectionProps) -> Html {
    use_drawing();
    let FilesSectionProps { scene, dated, undoable, not_opened, not_saved, not_taken, offered, jump } = props;
    let words = Words(scene.lang);
    let asked = use_state(|| false);
    let ask = |to: bool| {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(to))
    };
    let erase = {
        let (asked, send) = (asked.clone(), scene.send.clone());
        Callback::from(move |_: MouseEvent| {
            send.emit(Msg::Erased);
            asked.set(false);
        })
    };
    html! {
        <section class="files" aria-labelledby={scene.id("files-title")}>
            <h2 class="hd" id={scene.id("files-title")}>{ words.files() }</h2>
            <div class="bar">
                <button type="button" class="btn quiet" data-testid="save" disabled={!dated} onclick={scene.says(Msg::SaveAsked)}>{ words.save() }</button>
                { opening(scene, "btn quiet file", words.open()) }
                <button type="button" class="btn quiet" data-testid="start-over" onclick={scene.says(Msg::StartedOver)}>{ words.start_over() }</button>
                <button type="button" class="btn quiet" data-testid="undo" disabled={!undoable} onclick={scene.says(Msg::TakenBack)}>{ words.undo() }</button>
                <button type="button" class="btn quiet" data-testid="erase" onclick={ask(true)}>{ words.erase() }</button>
            </div>
            { unsaved(scene, not_saved, jump) }
            <p class="error" role="alert" data-testid="not-taken" hidden={!*not_taken}>{ words.not_taken() }</p>
            { refusal(scene, "open-error", not_opened.as_ref().filter(|it| it.origin == Origin::File)) }
            { replacing(scene, *offered == Some(Origin::File)) }
            <div>
                if *asked {
                    <div role="alertdialog" aria-label={words.erase_sure()}>
                        <p>{ words.erase_sure() }</p>
                        <div class="bar">
                            <button type="button" class="plain" data-testid="erase-yes" onclick={erase}>{ words.erase_yes() }</button>
                            <button type="button" class="plain" onclick={ask(false)}>{ words.erase_no() }</button>
                        </div>
                    </div>
                }
            </div>
        </section>
    }
}

/// What a file is opened with.
pub(super) fn opening(scene: &Scene, class: &'static str, label: &'static str) -> Html {
    let send = scene.send.clone();
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let file = input.files().and_then(|it| it.get(0));
        if let Some(file) = file {
            let send = send.clone();
            files::open(file, move |read| send.emit(Msg::read(Origin::File, read)));
        }
        // The same file may be opened twice in a row.
        input.set_value("");
    });
    html! {
        <label {class}><input type="file" class="hidden" accept=".json,application/json" data-testid="open" {onchange} /><span>{ label }</span></label>
    }
}

/// Why nothing was saved: the fields that a file could not hold, each a button that leads to it.
fn unsaved(scene: &Scene, problems: &Rc<[FieldProblem]>, jump: &Callback<AttrValue>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    // The box of a card stands on the page while the card is chosen.
    let card = |it: &FieldProblem| it.path.strip_prefix("sessions.").and_then(|id| scene.book.card(id));
    let name = |it: &FieldProblem| {
        let of = card(it).map(|it| format!(" ({})", it.name.get(lang))).unwrap_or_default();
        format!("{}{of}{}{}", words::field_name(&it.path, lang), words.colon(), words::complaint(&it.complaint, lang))
    };
    let go = |it: &FieldProblem| match card(it) {
        Some(card) => scene.says_and_leads(Msg::Chose(Choice::Drug(card.id.clone())), jump, it.path.clone()),
        None => leads(jump, it.path.clone()),
    };
    html! {
        <div class="error refusal" role="alert" data-testid="not-saved" id={scene.id("not-saved")}>
            if !problems.is_empty() {
                <div>
                    <p><strong>{ words.not_saved() }</strong></p>
                    <ul>
                        for (at, it) in problems.iter().enumerate() {
                            <li key={at}>
                                <button type="button" class="jump" data-jump={it.path.clone()} onclick={go(it)}>{ name(it) }</button>
                            </li>
                        }
                    </ul>
                </div>
            }
        </div>
    }
}

/// Whether what was typed may be replaced.
pub(super) fn replacing(scene: &Scene, asked: bool) -> Html {
    let words = Words(scene.lang);
    html! {
        <div>
            if asked {
                <div role="alertdialog" aria-label={words.replace_sure()} id={scene.id("replace")} data-testid="replace">
                    <p>{ words.replace_sure() }</p>
                    <div class="bar">
                        { button(scene, "plain", "replace-no", words.replace_no(), Msg::Replaced(false)) }
                        { button(scene, "plain", "replace-yes", words.replace_yes(), Msg::Replaced(true)) }
                    </div>
                </div>
            }
        </div>
    }
}
