//! A letter or a page of results, pasted: what it says is shown piece by piece, and taken one by one or left.
//!
//! The text stays in this box and is kept nowhere; nothing of it is in the form before it is accepted.

use std::rc::Rc;

use palier_engine::exact::letters::fold;
use palier_engine::recognise::letter::{Letter as ReadLetter, LetterReading};
use palier_engine::recognise::measured::LetterFact;
use palier_engine::words::joining::quoted;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

use crate::form::field::Field;
use crate::form::text::order;
use crate::form::typed::{Person, TypedMedicine};
use crate::markup::prelude::*;
use crate::state::msg::Msg;
use crate::ui::drawn::use_drawing;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// Properties of [`Letter`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct LetterProps {
    /// Scene.
    pub scene: Scene,
    /// What is known of the person already.
    pub person: Rc<Person>,
    /// The medicines of the list.
    pub medicines: Rc<Vec<TypedMedicine>>,
}

/// What was done with one reading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Taken,
    Left,
}

/// A letter as it was read, and what was done with each reading.
#[derive(Clone, Default, PartialEq)]
struct Readings {
    letter: ReadLetter,
    done: Vec<Option<Done>>,
}

impl Readings {
    fn of(letter: ReadLetter) -> Self {
        Self { done: vec![None; letter.found.len()], letter }
    }

    /// The next reading that waits, after a place and then from the first.
    fn next(&self, after: usize) -> Option<usize> {
        let waits = |at: &usize| self.done[*at].is_none();
        (after..self.done.len()).find(waits).or_else(|| (0..after).find(waits))
    }
}

/// The box, and what was read of it.
#[component]
pub(crate) fn Letter(props: &LetterProps) -> Html {
    use_drawing();
    let LetterProps { scene, person, medicines } = props;
    let words = Words(scene.lang);
    let (text, list) = (use_node_ref(), use_node_ref());
    let read = use_state(|| None::<Rc<Readings>>);
    let ready = scene.book.planner().is_some();
    let onclick = {
        let (scene, text, read) = (scene.clone(), text.clone(), read.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(text) = text.cast::<HtmlTextAreaElement>().map(|it| it.value()) else { return };
            let letter = scene.book.letter(&text, order(scene.region));
            read.set(letter.filter(|_| !text.trim().is_empty()).map(|it| Rc::new(Readings::of(it))));
        })
    };
    let decide = {
        let (scene, list, read) = (scene.clone(), list.clone(), read.clone());
        Callback::from(move |(at, done): (usize, Done)| {
            let Some(mut now) = read.as_deref().cloned() else { return };
            let Some(reading) = now.letter.found.get(at) else { return };
            if done == Done::Taken {
                scene.send.emit(Msg::LetterAccepted(reading.fact.clone()));
            }
            now.done[at] = Some(done);
            let next = now
                .next(at + 1)
                .map_or_else(|| "[data-testid=letter-end]".to_owned(), |it| format!("[data-testid=letter-take-{it}]"));
            read.set(Some(Rc::new(now)));
            // The keyboard is on the next reading: one key for each.
            let found = list.cast::<Element>().and_then(|it| it.query_selector(&next).ok().flatten());
            if let Some(button) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                button.focus().ok();
            }
        })
    };
    let readings = read.as_deref().cloned();
    let id = scene.id("letter");
    html! {
        <div class="letter" ref={list}>
            <p class="help">{ words.letter_help() }</p>
            <textarea ref={text} {id} aria-label={words.letter()} rows="5" autocomplete="off" spellcheck="false" data-testid="letter" />
            <button type="button" class="btn" data-testid="letter-read" disabled={!ready} {onclick}>{ words.letter_read() }</button>
            { found(scene, person, medicines, readings.as_ref(), &decide) }
        </div>
    }
}

/// Each thing read, with the sentence it was read in, and what was not read.
fn found(
    scene: &Scene,
    person: &Person,
    medicines: &[TypedMedicine],
    read: Option<&Readings>,
    decide: &Callback<(usize, Done)>,
) -> Html {
    let words = Words(scene.lang);
    let none = Readings::default();
    let Readings { letter, done } = read.unwrap_or(&none);
    let count = letter.found.len();
    let said = read.map(|_| say!(scene.lang, letter_found, count)).unwrap_or_default();
    let count = letter.unread.len();
    html! {
        <div class="read" hidden={read.is_none()}>
            <p class="hd" role="status" data-testid="letter-end" tabindex="-1">{ said }</p>
            <ol>
                for (at, reading) in letter.found.iter().enumerate() {
                    { reading_line(scene, at, reading, &held(scene, person, medicines, &reading.fact), done.get(at).copied().flatten(), decide) }
                }
            </ol>
            <details class="unread" hidden={letter.unread.is_empty()} data-testid="letter-unread">
                <summary>{ say!(scene.lang, letter_unread, count) }</summary>
                <ul class="dots" translate="no">
                    for (at, part) in letter.unread.iter().enumerate() {
                        <li key={at}>{ part }</li>
                    }
                </ul>
            </details>
            <p class="as">{ words.letter_unasked() }</p>
        </div>
    }
}

fn reading_line(
    scene: &Scene,
    at: usize,
    reading: &LetterReading,
    held: &str,
    done: Option<Done>,
    decide: &Callback<(usize, Done)>,
) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let (name, value) = words::letter_fact(&reading.fact, lang);
    let press = |what: Done| {
        let decide = decide.clone();
        Callback::from(move |_: MouseEvent| decide.emit((at, what)))
    };
    let state = match done {
        Some(Done::Taken) => words.letter_taken(),
        Some(Done::Left) => words.letter_left(),
        None => "",
    };
    let spoken = format!("{name}{}{value}", words.colon());
    html! {
        <li key={at} class={classes!("reading", done.map(|_| "done"))}>
            <p class="what" translate="no">
                <span class="k">{ name }</span>{ " " }<b>{ value }</b>
                <span class="as" hidden={held.is_empty()}>{ " · " }{ words.letter_held() }{ words.colon() }{ held }</span>
                <span class="from">{ quoted(&reading.from, lang) }</span>
            </p>
            <span class="do" hidden={done.is_some()}>
                <button type="button" class="btn" data-testid={format!("letter-take-{at}")} aria-label={format!("{} {spoken}", words.letter_take())} onclick={press(Done::Taken)}>{ words.letter_take() }</button>
                <button type="button" class="btn quiet" data-testid={format!("letter-leave-{at}")} aria-label={format!("{} {spoken}", words.letter_leave())} onclick={press(Done::Left)}>{ words.letter_leave() }</button>
            </span>
            <span class="as" hidden={done.is_none()}>{ state }</span>
        </li>
    }
}

/// What the form holds in the place of something read, where it holds anything.
fn held(scene: &Scene, person: &Person, medicines: &[TypedMedicine], fact: &LetterFact) -> String {
    let typed = |field: Field| person.boxes.of(field).trim().to_owned();
    match fact {
        LetterFact::Age(_) => typed(Field::Age),
        LetterFact::Sex(_) => person.sex.map(|it| words::sex(it, scene.lang)).unwrap_or_default(),
        LetterFact::Weight(_) => typed(Field::Weight),
        LetterFact::Height(_) => typed(Field::Height),
        LetterFact::Creatinine(..) => typed(Field::Creatinine),
        LetterFact::Alt(_) => typed(Field::Alt),
        LetterFact::Ast(_) => typed(Field::Ast),
        LetterFact::TestsOn(_) => typed(Field::LiverDay),
        LetterFact::Medicine(text) => {
            let same = medicines.iter().find(|it| !it.name.is_empty() && fold(text).starts_with(&fold(&it.name)));
            same.map(|it| it.name.clone()).unwrap_or_default()
        }
    }
}
