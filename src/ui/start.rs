//! Nothing is known yet: one field, three examples, a file or a list, and what Palier gives.

use std::rc::Rc;

use palier_engine::book::formulary::SoFar;
use palier_engine::course::Plan;
use palier_engine::exact::date::Date;
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::recognise::subject::{Fit, Subject, SubjectIndex, Subjects};
use palier_engine::words::joining::inside;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::form::typed::{Person, TypedMedicine};
use crate::open::error::{OpenError, Origin};
use crate::open::examples::Example;
use crate::state::book::Book;
use crate::state::msg::{Choice, Msg};
use crate::ui::drawn::use_drawing;
use crate::ui::files::{opening, replacing};
use crate::ui::form::letter::Letter;
use crate::ui::form::search::{Open, keys, option_id, pick};
use crate::ui::refusal::refusal;
use crate::ui::sample::sample;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// Properties of [`Start`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct StartProps {
    /// Scene.
    pub scene: Scene,
    /// Why the last file could not be opened.
    pub not_opened: Option<OpenError>,
    /// Where what waits to be opened came from.
    pub offered: Option<Origin>,
    /// What is known of the person already: a letter may say it before a treatment is looked for.
    pub person: Rc<Person>,
    /// The medicines of the list.
    pub medicines: Rc<Vec<TypedMedicine>>,
}

/// The whole of it.
#[component]
pub(crate) fn Start(props: &StartProps) -> Html {
    use_drawing();
    let StartProps { scene, not_opened, offered, person, medicines } = props;
    let words = Words(scene.lang);
    let pasting = use_state(|| false);
    let paste = {
        let pasting = pasting.clone();
        Callback::from(move |_: MouseEvent| pasting.set(!*pasting))
    };
    let plan =
        use_memo((scene.book.clone(), scene.today, scene.lang), |(book, today, lang)| planned(book, *today, *lang));
    let promises = [
        (words.promise_dates(), words.promise_dates_more()),
        (words.promise_units(), words.promise_units_more()),
        (words.promise_here(), words.promise_here_more()),
    ];
    html! {
        <div class="zero" data-testid="start">
            <section>
                <h1 id={scene.id("start")} tabindex="-1">{ words.start_title() }</h1>
                <First scene={scene.clone()} />
                { examples(scene) }
                <div class="acts">
                    { opening(scene, "btn file", words.open_case()) }
                    <button type="button" class="btn" data-testid="paste-letter" aria-expanded={if *pasting { "true" } else { "false" }} onclick={paste}>{ words.paste_letter() }</button>
                </div>
                <div class="pasting">
                    if *pasting {
                        <Letter scene={scene.clone()} person={person.clone()} medicines={medicines.clone()} />
                    }
                </div>
                { refusal(scene, "open-error", not_opened.as_ref().filter(|it| it.origin == Origin::File)) }
                { replacing(scene, *offered == Some(Origin::File)) }
            </section>
            <section aria-label={words.promises()}>
                { sample(plan.as_ref().as_ref(), scene.lang) }
                <ul class="promise">
                    for (what, more) in promises {
                        <li key={what}><b>{ what }</b>{ " " }<span>{ more }</span></li>
                    }
                </ul>
            </section>
        </div>
    }
}

/// The plan of the first example, once there is somebody to make it.
fn planned(book: &Book, today: Option<Date>, lang: Lang) -> Option<Plan> {
    let request = Example::Plan.on(today?, Words(lang).example_prescriber())?;
    match book.planner()?.decide(&request) {
        Outcome::Planned { plan, .. } => Some((*plan).clone()),
        Outcome::Pending { .. }
        | Outcome::Refused { .. }
        | Outcome::Card { .. }
        | Outcome::Unreadable { .. }
        | Outcome::Stopped { .. } => None,
    }
}

/// Three people to begin with.
fn examples(scene: &Scene) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let told = Example::ALL.into_iter().filter_map(|example| {
        let request = example.on(scene.today?, words.example_prescriber())?;
        let drug = scene.book.drug(&request.treatment.drug)?.name.get(lang).to_owned();
        let indication = scene.book.indications.iter().find(|it| Some(&it.id) == request.treatment.indication.as_ref());
        let indication = inside(indication?.name.get(lang));
        let (shows, picture) = match example {
            Example::Plan => (words.example_plan(), ["M2 31V24H14V18H26V12H38V6H62V31Z", "M2 24H14V18H26V12H38V6H62"]),
            Example::Kidneys => (words.example_kidneys(), ["M2 31V22H20V14H62V31Z", "M2 22H20V14H62"]),
            Example::Refusal => (words.example_refusal(), ["M23 2h16l8 8v12l-8 8H23l-8-8V10z", "M24 16h14"]),
        };
        Some((
            example,
            words::person(&request.patient, lang),
            format!("{drug}, {indication}{}{shows}", words.colon()),
            picture,
        ))
    });
    html! {
        <div class="examples">
            <h2 class="hd">{ words.examples() }</h2>
            <ul class="exs">
                for (example, who, what, [mass, line]) in told {
                    <li key={example.name()}>
                        <button type="button" data-testid={format!("example-{}", example.name())} onclick={scene.says(Msg::ExampleOpened(example))}>
                            <svg viewBox="0 0 64 32" aria-hidden="true" focusable="false">
                                <path d={mass} fill="currentColor" opacity=".13" /><path d={line} fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round" />
                            </svg>
                            <b>{ who }</b><small>{ what }</small><span class="see">{ words.example_see() }</span>
                        </button>
                    </li>
                }
            </ul>
        </div>
    }
}

/// Properties of [`First`].
#[derive(Clone, PartialEq, Properties)]
struct FirstProps {
    scene: Scene,
}

/// The first field: words for a medicine, for what it is for, or for both.
#[component]
fn First(FirstProps { scene }: &FirstProps) -> Html {
    use_drawing();
    let words = Words(scene.lang);
    let input = use_node_ref();
    let list = use_node_ref();
    let text = use_state(String::new);
    let at = use_state(|| None::<usize>);
    let is = use_state(|| false);
    let open = Open { is, at };
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
    let onfocusout = {
        let open = open.clone();
        Callback::from(move |_: FocusEvent| open.close())
    };
    let onclick = {
        let take = take.clone();
        Callback::from(move |_: MouseEvent| take.emit(None))
    };
    html! {
        <div class="first">
            <div class="box ask1" onfocusout={onfocusout}>
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
