//! Keys that act, while the keyboard is in the planner and not in a box of text.

use palier_engine::outcome::Sheet;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::markup::prelude::*;
use crate::state::model::{Model, Route};
use crate::state::moment::Moment;
use crate::state::msg::Msg;
use crate::ui::field::button;
use crate::ui::keys::composes;
use crate::ui::scene::Scene;
use crate::words::Words;

/// What a key asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// To do something.
    Act(Msg),
    /// The answer of this number in the bar, from 1.
    Answer(u32),
    /// To choose another treatment.
    Another,
    /// To go to what is missing next, or before.
    Missing {
        /// Backwards.
        back: bool,
    },
}

/// A key as it was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Press<'a> {
    /// What it writes.
    pub key: &'a str,
    /// With the key Alt.
    pub alt: bool,
    /// With the key Ctrl, or Cmd.
    pub control: bool,
    /// Whether it was pressed in a box of text.
    pub writing: bool,
    /// Whether it was pressed in the bar.
    pub in_bar: bool,
}

/// What a key asks for; nothing where it is the browser’s. Keys without another one act where they were turned on.
#[must_use]
pub fn asked(press: Press<'_>, single: bool) -> Option<Asked> {
    match (press.key, press.alt, press.control) {
        ("ArrowDown", true, false) => Some(Asked::Missing { back: false }),
        ("ArrowUp", true, false) => Some(Asked::Missing { back: true }),
        ("z", false, true) if !press.writing => Some(Asked::Act(Msg::TakenBack)),
        (key, false, false) if !press.writing && single => match key.parse() {
            Ok(number @ 1..=9) => Some(Asked::Answer(number)).filter(|_| press.in_bar),
            Ok(_) | Err(_) => alone(key),
        },
        _ => None,
    }
}

fn alone(key: &str) -> Option<Asked> {
    match key {
        "p" => Some(Asked::Act(Msg::PrintAsked(Sheet::Patient))),
        "P" => Some(Asked::Act(Msg::PrintAsked(Sheet::Pharmacy))),
        "c" => Some(Asked::Act(Msg::CopyAsked)),
        "/" => Some(Asked::Another),
        _ => None,
    }
}

/// Hears the keys of the whole planner.
pub(crate) fn listener(scene: &Scene, model: &Model, jump: &Callback<AttrValue>) -> Callback<KeyboardEvent> {
    let another = another(scene, model, jump);
    let (send, jump, single) = (scene.send.clone(), jump.clone(), model.keys);
    let needs = model.answer.as_ref().map(|it| it.needs()).unwrap_or_default();
    let paths: Vec<AttrValue> = needs.iter().map(|it| it.path.clone().into()).collect();
    Callback::from(move |event: KeyboardEvent| {
        if composes(&event) || event.default_prevented() {
            return;
        }
        let Some(target) = event.target_dyn_into::<Element>() else { return };
        let in_bar = target.closest(".verdict").ok().flatten();
        let key = event.key();
        let press = Press {
            key: &key,
            alt: event.alt_key(),
            control: event.ctrl_key() || event.meta_key(),
            writing: writes(&target),
            in_bar: in_bar.is_some(),
        };
        match asked(press, single) {
            None => return,
            Some(Asked::Act(msg)) => send.emit(msg),
            Some(Asked::Answer(number)) => {
                let answer =
                    in_bar.and_then(|it| it.query_selector(&format!("[data-key=\"{number}\"]")).ok().flatten());
                let Some(answer) = answer.and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
                answer.click();
            }
            Some(Asked::Another) => match &another {
                Some(another) => another.emit(()),
                None => return,
            },
            Some(Asked::Missing { back }) => {
                let here = target.closest("[data-field]").ok().flatten().and_then(|it| it.get_attribute("data-field"));
                let here = here.and_then(|here| paths.iter().position(|it| it.as_str() == here));
                let Some(path) = neighbour(&paths, here, back) else { return };
                jump.emit(path);
            }
        }
        event.prevent_default();
    })
}

/// What leads to the field in which another treatment is looked for, where there is one.
fn another(scene: &Scene, model: &Model, jump: &Callback<AttrValue>) -> Option<Callback<()>> {
    let is_there = model.looking.is_some() || model.moment() == Moment::Start;
    let jump = jump.clone();
    let there = || Callback::from(move |()| jump.emit("first".into()));
    (model.route() == Route::Planner).then(|| if is_there { there() } else { scene.says(Msg::ChoosingToggled) })
}

/// Whether letters are typed there.
fn writes(target: &Element) -> bool {
    let text = target.dyn_ref::<HtmlInputElement>().is_some_and(|it| it.type_() == "text");
    text || target.tag_name() == "TEXTAREA"
}

/// What is missing after, or before, a place; from the end it goes on at the beginning.
fn neighbour(paths: &[AttrValue], here: Option<usize>, back: bool) -> Option<AttrValue> {
    let last = paths.len().checked_sub(1)?;
    let at = match (here, back) {
        (None | Some(0), true) => last,
        (Some(at), true) => at - 1,
        (Some(at), false) if at < last => at + 1,
        (None | Some(_), false) => 0,
    };
    paths.get(at).cloned()
}

/// The keys, listed, and the switch of those that act alone.
pub(crate) fn help(scene: &Scene, single: bool) -> Html {
    let words = Words(scene.lang);
    let keys = [
        ("Alt + ↓ / ↑", words.key_missing()),
        ("Ctrl + Z", words.key_undo()),
        ("/", words.another_drug()),
        ("1 2 3", words.key_answer()),
        ("P", words.print_patient()),
        (words.key_shift_p(), words.print_pharmacy()),
        ("C", words.copy()),
        ("N", words.key_none()),
    ];
    html! {
        <details class="more keys" data-testid="keys">
            <summary>{ words.shortcuts() }</summary>
            <dl>
                for (key, does) in keys {
                    <div key={key}><dt><kbd>{ key }</kbd></dt><dd>{ does }</dd></div>
                }
            </dl>
            { button(scene, "btn", "keys-switch", if single { words.keys_off() } else { words.keys_on() }, Msg::KeysToggled) }
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> Press<'_> {
        Press { key, ..Press::default() }
    }

    #[test]
    fn a_key_alone_acts_only_where_it_was_turned_on_and_nothing_is_written() {
        let copy = Some(Asked::Act(Msg::CopyAsked));
        assert_eq!(asked(press("c"), true), copy);
        assert_eq!(asked(press("c"), false), None);
        assert_eq!(asked(press("/"), true), Some(Asked::Another));
        assert_eq!(asked(Press { writing: true, ..press("/") }, true), None);
        assert_eq!(asked(Press { writing: true, ..press("c") }, true), None);
        assert_eq!(asked(Press { control: true, ..press("c") }, true), None, "Ctrl + C is the browser’s");
    }

    #[test]
    fn a_number_answers_only_in_the_bar() {
        assert_eq!(asked(press("2"), true), None);
        assert_eq!(asked(Press { in_bar: true, ..press("2") }, true), Some(Asked::Answer(2)));
        assert_eq!(asked(Press { in_bar: true, ..press("2") }, false), None);
        assert_eq!(asked(Press { in_bar: true, writing: true, ..press("2") }, true), None);
        assert_eq!(asked(Press { in_bar: true, ..press("0") }, true), None);
    }

    #[test]
    fn what_was_done_is_taken_back_outside_a_box_and_by_the_browser_in_it() {
        let undo = Press { control: true, ..press("z") };
        assert_eq!(asked(undo, false), Some(Asked::Act(Msg::TakenBack)));
        assert_eq!(asked(Press { writing: true, ..undo }, true), None);
    }

    #[test]
    fn what_is_missing_is_walked_through_in_both_directions() {
        let paths: Vec<AttrValue> = ["a", "b", "c"].map(AttrValue::from).into();
        for (here, back, there) in [
            (None, false, "a"),
            (Some(0), false, "b"),
            (Some(2), false, "a"),
            (None, true, "c"),
            (Some(0), true, "c"),
            (Some(2), true, "b"),
        ] {
            assert_eq!(neighbour(&paths, here, back).as_deref(), Some(there), "{here:?} {back}");
        }
        assert_eq!(neighbour(&[], None, false), None);
    }
}
