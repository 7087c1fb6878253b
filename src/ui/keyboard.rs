//! Where the keyboard is, to bring it back to what is drawn anew.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::markup::prelude::*;
use crate::state::model::Route;

/// A control that holds the keyboard, and what is selected in it. It is named by its id, whatever begins it.
pub(super) struct Keyboard {
    name: String,
    selection: Option<(u32, u32)>,
}

impl Keyboard {
    /// Where it is under `root`, if that can be found again. `prefix` begins the ids there.
    pub(super) fn now(root: &Element, prefix: &str) -> Option<Self> {
        let held = active(root).filter(|it| !it.id().is_empty())?;
        let name = held.id().strip_prefix(prefix)?.to_owned();
        let input = held.dyn_ref::<HtmlInputElement>().filter(|it| it.type_() == "text");
        let selection = input.and_then(|it| Some((it.selection_start().ok()??, it.selection_end().ok()??)));
        Some(Self { name, selection })
    }

    /// Gives it back, if what held it is there. Whether it is.
    pub(super) fn give_back(&self, root: &Element, prefix: &str) -> bool {
        let Some(element) = by_id(root, &format!("{prefix}{}", self.name)) else { return false };
        element.focus().ok();
        if let Some((input, (from, to))) = element.dyn_ref::<HtmlInputElement>().zip(self.selection) {
            input.set_selection_range(from, to).ok();
        }
        true
    }
}

/// What holds the keyboard under `root`.
fn active(root: &Element) -> Option<Element> {
    root.query_selector(":focus").ok().flatten()
}

fn by_id(root: &Element, id: &str) -> Option<HtmlElement> {
    root.query_selector(&format!("[id=\"{id}\"]")).ok().flatten()?.dyn_into().ok()
}

/// Where what is on the screen as a whole changes under who types, the keyboard goes to `place`, which is there
/// whatever is on the screen; and back to the box it was in, once that is there again.
#[hook]
pub(super) fn use_kept_keyboard(root: &NodeRef, route: Route, place: AttrValue) {
    let (drawn, held, lost) = (use_mut_ref(|| route), use_mut_ref(|| None), use_mut_ref(|| false));
    // What holds the keyboard is still there: it is drawn next.
    if drawn.replace(route) != route
        && let Some(root) = root.cast::<Element>()
    {
        lost.replace(active(&root).is_some());
        if let Some(now) = Keyboard::now(&root, "").filter(|it| it.name != *place) {
            held.replace(Some(now));
        }
    }
    let root = root.clone();
    use_effect_with(route, move |_| {
        // What is around it may hold it, emptied of what held it before.
        let around = |it: Element| it.matches(".palier-root, .route, .planner").unwrap_or(false);
        let nowhere = |it: &Element| active(it).is_none_or(around);
        let Some(root) = root.cast::<Element>().filter(|it| lost.take() && nowhere(it)) else { return };
        let given = held.borrow().as_ref().is_some_and(|it| it.give_back(&root, ""));
        if let Some(place) = by_id(&root, &place).filter(|_| !given) {
            place.focus().ok();
        }
    });
}
