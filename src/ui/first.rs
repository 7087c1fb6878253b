//! The first field: words for a medicine, for what it is for, or for both. It stands where nothing is known yet, and in
//! the chooser, where another medicine is looked for.

use std::rc::Rc;

use palier_engine::book::formulary::SoFar;
use palier_engine::recognise::subject::{Fit, Subject, SubjectIndex, Subjects};
use palier_engine::words::joining::inside;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::markup::prelude::*;
use crate::state::msg::{Choice, Msg};
use crate::ui::drawn::use_drawing;
use crate::ui::form::search::{Open, keys, option_id, pick, use_open};
use crate::ui::scene::Scene;
use crate::words::Words;

/// Properties of [`First`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct FirstProps {
    /// Scene.
    pub(super) scene: Scene,
}

/// The field, and what is found in it.
#[component]
pub(super) fn First(FirstProps { scene }: &FirstProps) -> Html {
    use_drawing();
    let words = Words(scene.lang);
    let input = use_node_ref();
    let list = use_node_ref();
    let text = use_state(String::new);
    let open = use_open();
    let index = use_memo((scene.book.clone(), scene.region), |(book, region)| {
        let read: SoFar<'_> = **book;
        SubjectIndex::of(read, *region)
    });
    let found = {
        let index = index.clone();
        use_memo((scene.book.clone(), scene.region, (*text).clone()), move |(.., text)| index.search(text))
    };
    let count = found.found.len();
    let shown = *open.is && count > 0;
    let (id, list_id) = (scene.id("first"), scene.id("first-list"));
    let take = taking(scene, &index, &found, &text, &input, &open);
    use_effect_with((*open.at, shown), {
        let list = list.clone();
        move |&(at, _)| show_line(&list, at)
    });
    let oninput = {
        let (text, open) = (text.clone(), open.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            text.set(input.value());
            open.show(None);
        })
    };
    let onclick = {
        let take = take.clone();
        Callback::from(move |_: MouseEvent| take.emit(None))
    };
    html! {
        <div class="first">
            <div class="box ask1" onfocusout={open.closes()}>
                <input
                    ref={input.clone()}
                    id={id.clone()}
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    data-testid="first"
                    data-draft="first"
                    aria-label={words.start_label()}
                    placeholder={words.start_hint()}
                    value={(*text).clone()}
                    aria-autocomplete="list"
                    aria-expanded={if shown { "true" } else { "false" }}
                    aria-controls={list_id.clone()}
                    aria-activedescendant={open.at.filter(|_| shown).map(|at| option_id(&list_id, at))}
                    aria-describedby={scene.id("first-note")}
                    {oninput}
                    onkeydown={keys(&open, &take, count)}
                />
                <button type="button" class="btn go" data-testid="first-go" onmousedown={held()} {onclick}>{ words.start_go() }</button>
                { offers(scene, &found, &take, &open, &list, shown) }
            </div>
            { hints(scene, &found, &text, &input, &open) }
        </div>
    }
}

/// Words to try, until something is typed; then what is to be said of what was found.
fn hints(scene: &Scene, found: &Subjects, text: &UseStateHandle<String>, input: &NodeRef, open: &Open) -> Html {
    let words = Words(scene.lang);
    let tries = words.start_examples().split(", ").map(|word| {
        let (text, open, input) = (text.clone(), open.clone(), input.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            text.set(word.to_owned());
            if let Some(input) = input.cast::<HtmlElement>() {
                input.focus().ok();
            }
            open.show(None);
        });
        html! { <button key={word} type="button" class="link" {onclick}>{ word }</button> }
    });
    html! {
        <div class="hints">
            <p class={classes!("tries", (!text.trim().is_empty()).then_some("gone"))}>{ words.start_for_example() }{ words.colon() }{ for tries }</p>
            <p id={scene.id("first-note")} role="status" data-testid="first-note">{ note(found, text, words) }</p>
        </div>
    }
}

/// A press that leaves the keyboard in the box.
fn held() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| event.prevent_default())
}

/// What is to be said of what was found, where it is not what was typed.
fn note(found: &Subjects, text: &str, words: Words) -> &'static str {
    match (found.fit, found.found.is_empty()) {
        _ if text.trim().chars().count() < 2 => "",
        (_, true) => words.start_none(),
        (Fit::AsTyped, false) => "",
        (Fit::Misspelt, false) => words.start_misspelt(),
        (Fit::Apart, false) => words.start_apart(),
    }
}

/// Takes what is meant: a line of the list, or the only thing that was typed.
fn taking(
    scene: &Scene,
    index: &Rc<SubjectIndex>,
    found: &Rc<Subjects>,
    text: &str,
    input: &NodeRef,
    open: &Open,
) -> Callback<Option<usize>> {
    let (send, index, found, text) = (scene.send.clone(), index.clone(), found.clone(), text.to_owned());
    let (input, open) = (input.clone(), open.clone());
    Callback::from(move |at: Option<usize>| {
        // Keys may be ahead of what was drawn: of what was drawn for other words nothing is taken.
        let held = input.cast::<HtmlInputElement>().map_or_else(|| text.clone(), |it| it.value());
        if held.trim().is_empty() {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.focus().ok();
            }
            return;
        }
        let subject = match at.filter(|_| held == text) {
            Some(at) => found.found.get(at).cloned(),
            None => index.search(&held).meant().cloned(),
        };
        match subject {
            Some(Subject::Treatment { id, indication }) => {
                send.emit(Msg::Chose(Choice::Treatment(id, indication)));
                open.close();
            }
            Some(Subject::Every(indication)) => {
                send.emit(Msg::LookedAt(indication));
                open.close();
            }
            // There is more than one: it is shown, for a person to choose.
            None => open.show(None),
        }
    })
}

/// Brings a line of the list into sight.
fn show_line(list: &NodeRef, at: Option<usize>) {
    let Some((list, at)) = list.cast::<HtmlElement>().zip(at) else { return };
    let line = list.query_selector(&format!("li:nth-child({})", at + 1)).ok().flatten();
    if let Some(line) = line.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let (top, bottom) = (line.offset_top(), line.offset_top() + line.offset_height());
        if top < list.scroll_top() {
            list.set_scroll_top(top);
        } else if bottom > list.scroll_top() + list.client_height() {
            list.set_scroll_top(bottom - list.client_height());
        }
    }
}

/// What was found, each a line.
fn offers(
    scene: &Scene,
    found: &Subjects,
    take: &Callback<Option<usize>>,
    open: &Open,
    list: &NodeRef,
    shown: bool,
) -> Html {
    let words = Words(scene.lang);
    let id = scene.id("first-list");
    html! {
        <ul class="offers" ref={list.clone()} translate="no" id={id.clone()} role="listbox" aria-label={words.suggestions()} hidden={!shown}>
            for (at, it) in found.found.iter().enumerate() {
                <li key={at} id={option_id(&id, at)} role="option" data-subject={key(it)} aria-selected={if *open.at == Some(at) { "true" } else { "false" }} onmousedown={pick(take, Some(at))}>
                    { line(scene, it) }
                </li>
            }
        </ul>
    }
}

/// `pregabalin/fibromyalgia`, for tests and scripts.
fn key(subject: &Subject) -> String {
    match subject {
        Subject::Treatment { id, indication } => format!("{id}/{indication}"),
        Subject::Every(indication) => format!("every/{indication}"),
    }
}

fn line(scene: &Scene, subject: &Subject) -> Html {
    let (lang, words, book) = (scene.lang, Words(scene.lang), &scene.book);
    let indication = |id: &str| book.indications.iter().find(|it| it.id == id).map_or("", |it| it.name.get(lang));
    match subject {
        Subject::Treatment { id, indication: of } => {
            let drug = book.drug(id).map(|it| it.name.get(lang));
            let name = drug.or_else(|| book.card(id).map(|it| it.name.get(lang))).unwrap_or_default();
            html! { <><span>{ name }</span><small>{ inside(indication(of)) }</small></> }
        }
        Subject::Every(of) => html! { <><span>{ indication(of) }</span><small>{ words.start_every() }</small></> },
    }
}

#[cfg(test)]
mod tests {
    use palier_engine::book::place::Region;
    use palier_engine::lang::Lang;

    use super::*;
    use crate::state::book::Book;

    #[test]
    fn the_words_that_are_proposed_find_something_as_they_are_written() {
        for book in [Book::new(palier_formulary::builtin()), Book::opening(palier_formulary::builtin().parted().0)] {
            let index = SubjectIndex::of(*book, Region::FR);
            for lang in [Lang::FR, Lang::EN] {
                for word in Words(lang).start_examples().split(", ") {
                    let found = index.search(word);
                    assert!(found.fit == Fit::AsTyped && !found.found.is_empty(), "{word}: {found:?}");
                }
            }
        }
    }
}
