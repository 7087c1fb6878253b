//! The questions as one open list: what is present is touched, and "none other" answers no to the rest.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Array;
use palier_engine::book::protocol::View;
use palier_engine::finding::{Assessment, NotApplicable};
use palier_engine::lang::Lang;
use palier_engine::logic::truth::Truth;
use palier_engine::path;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement, IntersectionObserver, IntersectionObserverEntry};

use crate::form::field::Field;
use crate::form::typed::{Answers, Typed};
use crate::markup::prelude::*;
use crate::state::checklist::{Checklist, HeadView, RowView};
use crate::state::msg::Msg;
use crate::ui::drawn::use_drawing;
use crate::ui::field::TextBox;
use crate::ui::keys::composes;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// Who answers, as it is stored with "none other".
pub(crate) fn answered_by(answers: &Answers, view: View, prescriber: &str, lang: Lang) -> String {
    let words = Words(lang);
    match (answers.by.trim(), view, prescriber.trim()) {
        ("", View::Patient, _) => words.by_patient().to_owned(),
        ("", View::Professional | View::Pharmacist, "") => words.by_professional().to_owned(),
        ("", View::Professional | View::Pharmacist, name) => name.to_owned(),
        (name, _, _) => name.to_owned(),
    }
}

/// What to do with them.
fn to_do(scene: &Scene) -> &'static str {
    let words = Words(scene.lang);
    match scene.view {
        View::Professional | View::Pharmacist => words.touch_what_is_present(),
        View::Patient => words.touch_what_you_have(),
    }
}

/// The open list. `found` is the last answer; `keys` says whether a key acts alone.
pub(crate) fn questions_body(scene: &Scene, form: &Typed, found: Option<&Assessment>, keys: bool) -> Html {
    html! {
        <Questions
            scene={scene.clone()}
            drug={form.course.drug.clone()}
            down={form.course.is_down()}
            answers={form.answers.clone()}
            not_applicable={found.map(|it| it.not_applicable.clone()).unwrap_or_default()}
            prescriber={form.text(Field::Prescriber).to_owned()}
            {keys}
        />
    }
}

#[derive(Clone, PartialEq, Properties)]
struct QuestionsProps {
    scene: Scene,
    drug: String,
    /// Whether its way down is asked for.
    down: bool,
    answers: Rc<Answers>,
    /// Questions that make no sense here.
    not_applicable: Vec<NotApplicable>,
    /// Who answers if no name is written: the prescriber, once named.
    prescriber: String,
    /// Whether N is "none other".
    keys: bool,
}

#[component]
fn Questions(props: &QuestionsProps) -> Html {
    use_drawing();
    let QuestionsProps { scene, drug, down, answers, not_applicable, prescriber, keys } = props;
    let list = Checklist::of(&scene.book, (drug, *down), answers, not_applicable, scene.lang);
    let by = answered_by(answers, scene.view, prescriber, scene.lang);
    let (root, end) = (use_node_ref(), use_node_ref());
    // The question that held the keyboard last: the Tab key leads back to it.
    let last = use_state_eq(String::new);
    // The questions of the list whose end was in sight.
    let read = use_state_eq(Rc::<[String]>::default);
    let ids: Rc<[String]> = list.ids().into();
    let reached = {
        let (read, ids) = (read.clone(), ids.clone());
        Callback::from(move |()| read.set(ids.clone()))
    };
    {
        let (end, reached) = (end.clone(), reached.clone());
        use_effect_with(ids.clone(), move |_| {
            // What the page shows while it finds its place under the list was not read.
            let watched = Rc::new(RefCell::new(None));
            let begun = {
                let watched = watched.clone();
                Timeout::new(AT_REST, move || *watched.borrow_mut() = watch(&end, reached))
            };
            move || {
                drop(begun);
                if let Some((observer, _)) = watched.take() {
                    observer.disconnect();
                }
            }
        });
    }
    let has_read = list.rows().all(|row| read.contains(&row.id));
    let none = none_other(scene, &list, &by, has_read);
    let onfocusin = {
        let last = last.clone();
        Callback::from(move |event: FocusEvent| {
            let Some(question) = question_of(&event) else { return };
            if ids.last() == Some(&question) {
                reached.emit(());
            }
            last.set(question);
        })
    };
    let onkeydown = listener(&root, keys.then(|| none.clone()));
    html! {
        <div class="checklist" id={scene.id("questions")} data-testid="questions" ref={root} {onfocusin} {onkeydown}>
            <p class="help">{ to_do(scene) }</p>
            { lines(scene, &list, &last) }
            <div class="end" ref={end} />
            { ending(scene, &list, has_read, &none) }
            { who_answers(scene, &answers.by, &by) }
        </div>
    }
}

/// Milliseconds until a list that was just opened stands where it will be read.
const AT_REST: u32 = 300;

/// What hears that something came into sight.
type Seen = Closure<dyn FnMut(Array)>;

/// Says when the end of the list comes into sight.
fn watch(end: &NodeRef, reached: Callback<()>) -> Option<(IntersectionObserver, Seen)> {
    let seen: Seen = Closure::new(move |entries: Array| {
        let in_sight = |it: JsValue| it.unchecked_into::<IntersectionObserverEntry>().is_intersecting();
        if entries.iter().any(in_sight) {
            reached.emit(());
        }
    });
    let observer = IntersectionObserver::new(seen.as_ref().unchecked_ref()).ok()?;
    observer.observe(&end.cast::<Element>()?);
    Some((observer, seen))
}

/// The question whose box an event is about.
fn question_of(event: &Event) -> Option<String> {
    event.target_dyn_into::<HtmlInputElement>()?.get_attribute("data-question")
}

/// What "none other" does: nothing before the end of the list was reached.
fn none_other(scene: &Scene, list: &Checklist, by: &str, read: bool) -> Callback<()> {
    let (send, open, by): (_, Rc<[String]>, Rc<str>) = (scene.send.clone(), list.open().into(), by.into());
    Callback::from(move |()| {
        if read && !open.is_empty() {
            send.emit(Msg::AnsweredNone(open.clone(), by.clone()));
        }
    })
}

/// The arrows lead from question to question; N is "none other", where a key acts alone.
fn listener(root: &NodeRef, none: Option<Callback<()>>) -> Callback<KeyboardEvent> {
    let root = root.clone();
    Callback::from(move |event: KeyboardEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        if composes(&event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let is_none = event.key().eq_ignore_ascii_case("n") && input.is_none_or(|it| it.type_() != "text");
        if let Some(none) = none.as_ref().filter(|_| is_none) {
            event.prevent_default();
            none.emit(());
        } else if question_of(&event).is_some()
            && let Some(root) = root.cast::<Element>()
            && let Some(next) = next(&root, &event)
        {
            event.prevent_default();
            next.focus().ok();
        }
    })
}

/// Where an arrow leads from the box that holds the keyboard.
fn next(root: &Element, event: &KeyboardEvent) -> Option<HtmlElement> {
    let boxes = root.query_selector_all("input[data-question]").ok()?;
    let at = (0..boxes.length()).find(|it| boxes.item(*it).map(JsValue::from) == event.target().map(JsValue::from))?;
    let to = match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => at + 1,
        "ArrowUp" | "ArrowLeft" => at.checked_sub(1)?,
        "Home" => 0,
        "End" => boxes.length() - 1,
        _ => return None,
    };
    boxes.item(to)?.dyn_into().ok()
}

/// The questions under their heads, in up to three columns that are about as tall.
fn lines(scene: &Scene, list: &Checklist, last: &str) -> Html {
    let heights: Vec<usize> = list.heads.iter().map(|it| it.rows.len() + 1).collect();
    let columns = columns(&heights).map(|it| &list.heads[it]);
    html! {
        <div class="checks">
            for (at, heads) in columns.into_iter().enumerate() {
                <div key={at}>
                    for head in heads.iter() {
                        { head_drawn(scene, list, head, stop(heads, last)) }
                    }
                </div>
            }
        </div>
    }
}

/// The question of a column to which the Tab key leads: the one that held the keyboard last, or the first.
fn stop<'a>(heads: &'a [HeadView], last: &str) -> Option<&'a str> {
    let mut ids = heads.iter().flat_map(|it| &it.rows).map(|it| it.id.as_str());
    let first = ids.clone().next();
    ids.find(|it| *it == last).or(first)
}

/// Three runs of heads, cut where the tallest is least.
fn columns(heights: &[usize]) -> [Range<usize>; 3] {
    let count = heights.len();
    let cuts = (0..=count).flat_map(|one| (one..=count).map(move |other| [0..one, one..other, other..count]));
    let tallest = |runs: &[Range<usize>; 3]| runs.iter().map(|it| heights[it.clone()].iter().sum::<usize>()).max();
    cuts.min_by_key(tallest).unwrap_or([0..count, count..count, count..count])
}

fn head_drawn(scene: &Scene, list: &Checklist, head: &HeadView, stop: Option<&str>) -> Html {
    let id = scene.id(&format!("head.{}", head.id));
    html! {
        <div class="lot" key={head.id.clone()} role="group" aria-labelledby={id.clone()} data-head={head.id.clone()}>
            <div class="lg" {id}>{ &head.text }</div>
            <div class="cg">
                for row in head.rows.iter() {
                    { row_drawn(scene, list, row, stop == Some(&*row.id)) }
                }
            </div>
        </div>
    }
}

/// One question: its label to touch, and the whole of it on demand with its three answers.
fn row_drawn(scene: &Scene, list: &Checklist, row: &RowView, stops: bool) -> Html {
    let words = Words(scene.lang);
    let (look, said) = match row.answer {
        None => ("said-nothing", ""),
        Some(Truth::Yes) => ("said-yes", ""),
        Some(Truth::No) => ("said-no", words.no()),
        Some(Truth::Unknown) => ("said-unknown", words.unknown()),
    };
    let tabindex = if stops { "0" } else { "-1" };
    let whole = format!("{}{}{}", words.whole_question(), words.colon(), row.label);
    html! {
        <div key={row.id.clone()} class={classes!("check-row", look)} data-field={path::answer(&row.id)}>
            <label class="check" title={row.text.clone()}>
                <input
                    id={scene.id(&path::answer(&row.id))}
                    type="checkbox"
                    data-question={row.id.clone()}
                    {tabindex}
                    aria-description={row.text.clone()}
                    checked={row.answer == Some(Truth::Yes)}
                    onchange={touched(scene, list, row)}
                />
                <span>
                    { &row.label }
                    <span class="hidden">{ if said.is_empty() { "" } else { words.colon() } }{ said }</span>
                    <small class="new" hidden={!row.is_new}>{ words.new_question() }</small>
                </span>
            </label>
            <details class="whole">
                <summary aria-label={whole} {tabindex}><span aria-hidden="true">{ "?" }</span></summary>
                { in_full(scene, row) }
            </details>
        </div>
    }
}

/// A touch says yes; another takes it back.
fn touched(scene: &Scene, list: &Checklist, row: &RowView) -> Callback<Event> {
    let id: Rc<str> = row.id.as_str().into();
    let back = match list.taken_back() {
        Some(truth) => Msg::Answered(id.clone(), truth),
        None => Msg::AnswersTakenBack([row.id.clone()].into()),
    };
    let (send, yes) = (scene.send.clone(), Msg::Answered(id, Truth::Yes));
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        send.emit(if input.checked() { yes.clone() } else { back.clone() });
    })
}

/// The whole question with its help, the fact that contradicts a yes to it, and its three answers.
fn in_full(scene: &Scene, row: &RowView) -> Html {
    let words = Words(scene.lang);
    let name = scene.id(&format!("whole.{}", path::answer(&row.id)));
    let answers =
        [("yes", Truth::Yes, words.yes()), ("no", Truth::No, words.no()), ("unknown", Truth::Unknown, words.unknown())];
    let fact = row.contradicted.clone();
    html! {
        <fieldset class="full segments">
            <legend>{ &row.text }</legend>
            <p class="help" hidden={row.help.is_empty()}>{ &row.help }</p>
            <p class="fact" hidden={fact.is_none()}>{ words.not_applicable() }{ words.colon() }{ fact.unwrap_or_default() }</p>
            <div class="options">
                for (value, truth, label) in answers {
                    <label key={value} class="option">
                        <input
                            type="radio"
                            name={name.clone()}
                            {value}
                            checked={row.answer == Some(truth)}
                            onchange={scene.says(Msg::Answered(row.id.as_str().into(), truth))}
                        />
                        <span>{ label }</span>
                    </label>
                }
            </div>
        </fieldset>
    }
}

/// Who answers, and the box to write another name in.
fn who_answers(scene: &Scene, typed: &str, by: &str) -> Html {
    let words = Words(scene.lang);
    html! {
        <details class="by">
            <summary>{ words.answered_by() }{ words.colon() }<span translate="no">{ by.to_owned() }</span></summary>
            { TextBox::new(Field::AnsweredBy, typed, &[], scene.lang).draw(scene) }
        </details>
    }
}

/// "None other", what it does or did, and how to take it back.
fn ending(scene: &Scene, list: &Checklist, read: bool, none: &Callback<()>) -> Html {
    let words = Words(scene.lang);
    let note = scene.id("questions-note");
    let open = list.count(None);
    let said = if list.is_ended() {
        format!("{} {}", words.none_done(), list.none_by.join(", "))
    } else if open == 0 {
        String::new()
    } else if read {
        words::none_other_answers(open, scene.lang)
    } else {
        words.read_to_the_end().to_owned()
    };
    let flag = |it: bool| if it { "true" } else { "false" };
    html! {
        <div class="endrow">
            <button
                type="button"
                class="btn go none"
                data-testid="none"
                data-open={open.to_string()}
                aria-pressed={flag(list.is_ended())}
                aria-disabled={flag(!read || open == 0)}
                aria-describedby={note.clone()}
                onclick={none.reform(|_: MouseEvent| ())}
            >
                { words.none_other() }{ " " }<kbd aria-hidden="true">{ "N" }</kbd>
            </button>
            <span class="help" id={note} data-testid="none-note">{ said }</span>
            <button
                type="button"
                class="btn quiet"
                data-testid="none-back"
                hidden={list.none_by.is_empty()}
                onclick={scene.says(Msg::AnswersTakenBack(list.denied().into()))}
            >
                { words.answer_otherwise() }
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use crate::form::spot::Room;
    use crate::ui::form::tests::{drawn, rows, scene};

    use super::*;

    fn list() -> Checklist {
        let scene = scene();
        Checklist::of(&scene.book, ("naltrexone-ldn", false), &Answers::default(), &[], scene.lang)
    }

    #[test]
    fn who_answers_is_asked_once() {
        assert_eq!(drawn(&who_answers(&scene(), "", "Dr Martin")), rows(&[Room::Questions]));
    }

    #[test]
    fn each_question_is_drawn_once() {
        let mut asked: Vec<String> = list().ids().iter().map(|it| path::answer(it)).collect();
        asked.sort();
        assert_eq!(drawn(&lines(&scene(), &list(), "")), asked);
    }

    #[test]
    fn the_columns_are_about_as_tall_and_keep_the_order() {
        for (heights, expected) in [
            (&[4, 5, 6, 4, 5, 9][..], [0..2, 2..4, 4..6]),
            (&[7, 4, 4, 5, 7], [0..2, 2..4, 4..5]),
            (&[3], [0..0, 0..0, 0..1]),
            (&[], [0..0, 0..0, 0..0]),
        ] {
            assert_eq!(columns(heights), expected, "{heights:?}");
        }
    }

    #[test]
    fn the_tab_key_leads_back_to_the_question_that_was_left() {
        let list = list();
        assert_eq!(stop(&list.heads, "hepatitis"), Some("hepatitis"));
        assert_eq!(stop(&list.heads[..1], "hepatitis"), Some("suicidal-thoughts"));
        assert_eq!(stop(&[], ""), None);
    }
}
