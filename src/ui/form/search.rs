//! The box that adds to the list of medicines: suggestions to choose from, and the text itself, which is
//! always kept.

use std::rc::Rc;

use palier_engine::lang::Lang;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlInputElement};

use crate::form::field::Field;
use crate::markup::prelude::*;
use crate::state::book::Book;
use crate::state::msg::Msg;
use crate::ui::drawn::use_drawing;
use crate::ui::field::typed;
use crate::ui::keys::composes;
use crate::ui::scene::Scene;
use crate::words::{Words, say};

/// Most suggestions shown at once.
const MOST: usize = 8;

/// One line of the suggestions.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Match {
    name: String,
    contains: String,
    chosen: String,
}

/// What the catalogue offers for a text being typed.
fn offers(book: &Book, typed: &str, lang: Lang) -> Vec<Match> {
    if typed.trim().chars().count() < 2 {
        return Vec::new();
    }
    book.search(typed, MOST)
        .into_iter()
        .map(|it| {
            let known = it.contains.iter().map(|it| it.get(lang).to_owned());
            Match {
                name: it.name.get(lang).to_owned(),
                contains: known.chain(it.unknown).collect::<Vec<_>>().join(" + "),
                chosen: it.chosen,
            }
        })
        .collect()
}

/// Properties of [`MedicineSearch`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct MedicineSearchProps {
    /// Scene.
    pub scene: Scene,
    /// What stands in the box.
    pub text: AttrValue,
    /// What is wrong with what was left in it; empty if nothing is.
    pub problem: AttrValue,
}

/// The list under the box: whether it is open, and the line of it that is meant.
#[derive(Clone)]
pub(crate) struct Open {
    pub(crate) is: UseStateHandle<bool>,
    pub(crate) at: UseStateHandle<Option<usize>>,
}

/// The list under a box, closed.
#[hook]
pub(crate) fn use_open() -> Open {
    let is = use_state(|| false);
    let at = use_state(|| None);
    Open { is, at }
}

impl Open {
    pub(crate) fn show(&self, at: Option<usize>) {
        self.is.set(true);
        self.at.set(at);
    }

    pub(crate) fn close(&self) {
        self.is.set(false);
        self.at.set(None);
    }

    /// Closes it when the keyboard leaves the box.
    pub(crate) fn closes(&self) -> Callback<FocusEvent> {
        let open = self.clone();
        Callback::from(move |_| open.close())
    }
}

/// The search box.
#[component]
pub(crate) fn MedicineSearch(props: &MedicineSearchProps) -> Html {
    use_drawing();
    let MedicineSearchProps { scene, text, problem } = props;
    let words = Words(scene.lang);
    let input = use_node_ref();
    let open = use_open();
    let found = use_memo((text.clone(), scene.lang), |(text, lang)| offers(&scene.book, text, *lang));
    let left = text.trim().to_owned();
    let count = if left.is_empty() { 0 } else { found.len() + 1 };
    let id = scene.id(&Field::NewMedicine.path());
    let list_id = scene.id("medicine-list");
    let error_id = format!("{id}-error");
    let add = adding(scene, &found, &left, &input, &open);
    let (say, onchange) = typed(scene, Field::NewMedicine);
    let oninput = {
        let open = open.clone();
        Callback::from(move |event: InputEvent| {
            say.emit(event);
            open.show(None);
        })
    };
    let onclick = {
        let add = add.clone();
        Callback::from(move |event: MouseEvent| {
            if event.detail() == 0 {
                add.emit(None);
            }
        })
    };
    let shown = *open.is && count > 0;
    html! {
        <div class={classes!("field", "search", (!problem.is_empty()).then_some("wrong"))} onfocusout={open.closes()}>
            <label for={id.clone()}>{ Field::NewMedicine.label(scene.lang) }</label>
            <div class="box">
                <input
                    ref={input}
                    id={id.clone()}
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    data-testid="medicine-search"
                    placeholder={words.medicine_hint()}
                    value={text.clone()}
                    aria-autocomplete="list"
                    aria-expanded={if shown { "true" } else { "false" }}
                    aria-controls={list_id.clone()}
                    aria-activedescendant={open.at.filter(|_| shown).map(|at| option_id(&list_id, at))}
                    aria-invalid={if problem.is_empty() { "false" } else { "true" }}
                    aria-describedby={(!problem.is_empty()).then(|| error_id.clone())}
                    {oninput}
                    {onchange}
                    onkeydown={keys(&open, &add, count)}
                    onpaste={pasting(scene, &open)}
                />
                <button type="button" class="btn" data-testid="medicine-add" disabled={left.is_empty()} onmousedown={pick(&add, None)} {onclick}>{ words.add() }</button>
            </div>
            <p class="echo" hidden={left.is_empty() || *open.is || !problem.is_empty()}>{ words.not_added() }</p>
            <p class="error" id={error_id} data-testid="medicine-not-added" hidden={problem.is_empty()}>{ problem.clone() }</p>
            { suggestions(scene, &found, &left, &add, *open.at, shown) }
        </div>
    }
}

pub(crate) fn option_id(list: &AttrValue, at: usize) -> String {
    format!("{list}-{at}")
}

/// Adds what is meant: a line of the list by its place, or what the box holds.
fn adding(scene: &Scene, found: &Rc<Vec<Match>>, left: &str, input: &NodeRef, open: &Open) -> Callback<Option<usize>> {
    let (scene, found, left) = (scene.clone(), found.clone(), left.to_owned());
    let (input, open) = (input.clone(), open.clone());
    Callback::from(move |at: Option<usize>| {
        // Keys may be ahead of what was drawn: what counts is what the box holds, and of what was drawn for
        // something else nothing is chosen.
        let held = input.cast::<HtmlInputElement>().map_or_else(|| left.clone(), |it| it.value().trim().to_owned());
        if held.is_empty() {
            // There is no more to add.
            scene.send.emit(Msg::SectionEnded);
            return;
        }
        let at = at.filter(|_| held == left);
        let chosen = |name: String, chosen: String| Msg::MedicineAdded { name, chosen: Some(chosen) };
        scene.send.emit(match at {
            Some(at) => match found.get(at).cloned() {
                Some(it) => chosen(it.name, it.chosen),
                None => Msg::MedicineAdded { name: held, chosen: None },
            },
            None => match scene.book.begun(&held) {
                Some(it) => chosen(it.name.get(scene.lang).to_owned(), it.chosen),
                None => Msg::MedicinesListed(held),
            },
        });
        open.close();
    })
}

/// The keys of the box: through the list, into the plan, away.
pub(crate) fn keys(open: &Open, add: &Callback<Option<usize>>, count: usize) -> Callback<KeyboardEvent> {
    let (open, add) = (open.clone(), add.clone());
    Callback::from(move |event: KeyboardEvent| {
        // The key that ends a composition writes a word; it adds nothing.
        if composes(&event) {
            return;
        }
        let last = count.saturating_sub(1);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                event.prevent_default();
                open.show(Some(open.at.map_or(0, |at| if at >= last { 0 } else { at + 1 })));
            }
            "ArrowUp" if count > 0 => {
                event.prevent_default();
                open.show(Some(open.at.map_or(last, |at| if at == 0 { last } else { at - 1 })));
            }
            "Enter" => {
                event.prevent_default();
                event.stop_propagation();
                add.emit(*open.at);
            }
            "Escape" => {
                // It closes the list, and nothing of the page around the planner.
                if *open.is {
                    event.prevent_default();
                }
                open.close();
            }
            _ => {}
        }
    })
}

/// A list that is pasted is added line by line. One name goes into the box as any text does; a box of one line
/// would run the lines of a list together.
fn pasting(scene: &Scene, open: &Open) -> Callback<Event> {
    let (send, book, open) = (scene.send.clone(), scene.book.clone(), open.clone());
    Callback::from(move |event: Event| {
        let Some((before, pasted, after)) = pasted(&event) else { return };
        if pasted.trim().contains(['\n', '\r']) || book.lists_several(&pasted) {
            event.prevent_default();
            send.emit(Msg::MedicinesListed([before, pasted, after].join("\n")));
            open.close();
        }
    })
}

/// The press must not take the focus from the box: its blur would close the list first.
pub(crate) fn pick(add: &Callback<Option<usize>>, at: Option<usize>) -> Callback<MouseEvent> {
    let add = add.clone();
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        add.emit(at);
    })
}

fn suggestions(
    scene: &Scene,
    found: &[Match],
    left: &str,
    add: &Callback<Option<usize>>,
    active: Option<usize>,
    shown: bool,
) -> Html {
    let words = Words(scene.lang);
    let list_id = scene.id("medicine-list");
    let keep = words.keep_as_typed();
    let kept = say!(scene.lang, kept_as_typed, keep, left);
    html! {
        <ul class="offers" translate="no" id={list_id.clone()} role="listbox" aria-label={words.suggestions()} hidden={!shown}>
            for (at, it) in found.iter().enumerate() {
                <li key={at} id={option_id(&list_id, at)} role="option" aria-selected={if active == Some(at) { "true" } else { "false" }} onmousedown={pick(add, Some(at))}>
                    <span>{ &it.name }</span><small>{ &it.contains }</small>
                </li>
            }
            <li key="typed" id={option_id(&list_id, found.len())} role="option" class="typed" aria-selected={if active == Some(found.len()) { "true" } else { "false" }} onmousedown={pick(add, Some(found.len()))} hidden={left.is_empty()}>
                <span>{ kept }</span><small></small>
            </li>
        </ul>
    }
}

/// What is pasted, between what stays of the text of the box before it and after it.
fn pasted(event: &Event) -> Option<(String, String, String)> {
    let pasted = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()?;
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let held: Vec<u16> = input.value().encode_utf16().collect();
    let place = |at: Option<u32>| at.and_then(|it| usize::try_from(it).ok()).unwrap_or(held.len()).min(held.len());
    let from = place(input.selection_start().ok()?);
    let to = place(input.selection_end().ok()?).max(from);
    Some((String::from_utf16_lossy(&held[..from]), pasted, String::from_utf16_lossy(&held[to..])))
}
