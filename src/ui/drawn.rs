//! Whether the page still shows what was drawn.
//!
//! Yew changes the nodes it made and believes that they are the ones on the page. A translator, or
//! any extension that puts a node of its own in the place of a text, would leave the old words in
//! sight: the new verdict is then written into a node that nobody sees. So every change that Yew did
//! not make is noticed, and what is drawn next is drawn whole, in new nodes; at once, where a dose, a
//! date or the verdict was touched: a slow translator may bring back what it read before.
//!
//! Yew draws in one go, from the first component that is asked what it shows until the page is
//! told that all is shown: what changes between the two is Yew's, and all else is not. Therefore
//! **every component says when it draws**: by [`use_drawing`], first of its hooks.

use std::cell::{Cell, RefCell};

use gloo::timers::callback::Timeout;
use js_sys::{Array, Date};
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlDetailsElement, HtmlElement, HtmlInputElement, InputEvent, MutationObserver, MutationObserverInit,
    MutationRecord, ShadowRoot,
};
use yew::prelude::*;

/// Milliseconds after which a stranger's hand in a dose, a date or the verdict is undone: who follows it
/// with its own is not met by a page that redraws without end.
const PATIENCE: f64 = 2000.0;

/// Looks after every planner of the module: they are drawn in one go.
struct Watcher {
    observer: MutationObserver,
    roots: RefCell<Vec<Element>>,
    drawing: Cell<bool>,
    strangers: Cell<u32>,
    /// Who draws a page again when something of it that counts was changed.
    pages: RefCell<Vec<Callback<()>>>,
    /// When that was done last, and whether it is to be done.
    mended: Cell<f64>,
    mending: Cell<bool>,
}

thread_local! {
    static WATCH: Watcher = Watcher::new();
}

impl Watcher {
    fn new() -> Self {
        let told: Closure<dyn FnMut(Array)> = Closure::new(|records: Array| WATCH.with(|it| it.told(&records)));
        let observer = MutationObserver::new(told.as_ref().unchecked_ref()).expect("a browser observes its pages");
        // It is there for as long as the module is.
        told.forget();
        Self {
            observer,
            roots: RefCell::default(),
            drawing: Cell::new(false),
            strangers: Cell::new(0),
            pages: RefCell::default(),
            mended: Cell::new(0.0),
            mending: Cell::new(false),
        }
    }

    fn begin(&self) {
        if !self.drawing.replace(true) {
            self.judge(&self.observer.take_records());
        }
    }

    fn end(&self) {
        if self.drawing.replace(false) {
            // These are ours.
            self.observer.take_records();
        }
    }

    /// The browser tells what changed. Where Yew has made way for it in the middle of its work, all
    /// that was drawn so far is in these records.
    fn told(&self, records: &Array) {
        if !self.drawing.replace(false) {
            self.judge(records);
        }
    }

    /// Somebody else did this.
    fn judge(&self, records: &Array) {
        if records.length() == 0 {
            return;
        }
        self.strangers.set(self.strangers.get().wrapping_add(1));
        if records.iter().any(|it| counts(&it)) && !self.mending.replace(true) {
            let waits = (self.mended.get() + PATIENCE - Date::now()).clamp(0.0, PATIENCE);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 2000")]
            Timeout::new(waits as u32, || WATCH.with(Self::mend)).forget();
        }
    }

    fn mend(&self) {
        self.mending.set(false);
        self.mended.set(Date::now());
        let pages = self.pages.borrow().clone();
        pages.iter().for_each(|it| it.emit(()));
    }
}

/// Whether a change is in something that no translator may touch: a dose, a date, the verdict.
fn counts(record: &JsValue) -> bool {
    let Some(target) = record.unchecked_ref::<MutationRecord>().target() else { return false };
    let element = target.dyn_ref::<Element>().cloned().or_else(|| target.parent_element());
    element.is_some_and(|it| it.closest("[translate=no]").ok().flatten().is_some())
}

/// Looks after what is drawn under `root` from now on.
///
/// # Panics
/// Never in a browser: it observes any element.
pub(crate) fn look_after(root: &Element) {
    let init = MutationObserverInit::new();
    init.set_child_list(true);
    init.set_character_data(true);
    init.set_subtree(true);
    WATCH.with(|it| {
        it.observer.observe_with_options(root, &init).expect("an element can be observed");
        it.roots.borrow_mut().push(root.clone());
    });
}

/// A component that has no hooks begins to draw.
pub fn begin() {
    WATCH.with(Watcher::begin);
}

/// A component that has no hooks was drawn.
pub fn end() {
    WATCH.with(Watcher::end);
}

/// Says when this component draws. Every component calls it, before any other hook.
#[hook]
pub fn use_drawing() {
    begin();
    use_effect(|| {
        end();
        || ()
    });
}

/// A number that changes when the page must be drawn whole: something on it was changed by others since
/// it was drawn. While something is `typing` the page stays as it is: the answer beside it is dimmed, and
/// decided anew when the keyboard rests. `prefix` begins the ids of this planner.
#[hook]
pub(crate) fn use_generation(prefix: &str, typing: bool) -> u32 {
    let strangers = || WATCH.with(|it| it.strangers.get());
    let drawn = use_mut_ref(strangers);
    let held = use_mut_ref(|| None);
    let now = if typing { *drawn.borrow() } else { strangers() };
    if drawn.replace(now) != now {
        held.replace(Kept::now(prefix));
    }
    use_effect_with(now, move |_| {
        if let Some(held) = held.take() {
            held.give_back();
        }
    });
    let again = use_force_update();
    use_effect_with((), move |()| {
        let page = Callback::from(move |()| again.force_update());
        WATCH.with(|it| it.pages.borrow_mut().push(page.clone()));
        move || WATCH.with(|it| it.pages.borrow_mut().retain(|it| *it != page))
    });
    now
}

/// What a person holds in a planner that is about to be drawn whole: what is unfolded, the drafts that
/// only their boxes hold, and where the keyboard is. Every other box says what the form says.
struct Kept {
    root: Element,
    unfolded: Vec<bool>,
    /// Id and text of each box marked `data-draft`.
    drafts: Vec<(String, String)>,
    keyboard: Option<Keyboard>,
}

struct Keyboard {
    id: String,
    selection: Option<(u32, u32)>,
}

impl Kept {
    fn now(prefix: &str) -> Option<Self> {
        let mine = format!("[id^=\"{prefix}-\"]");
        let mut roots = WATCH.with(|it| it.roots.borrow().clone()).into_iter();
        let root = roots.find(|it| it.query_selector(&mine).ok().flatten().is_some())?;
        let unfolded = folds(&root).iter().map(HtmlDetailsElement::open).collect();
        let drafts = drafts(&root).iter().map(|it| (it.id(), it.value())).collect();
        let active = root.get_root_node().dyn_ref::<ShadowRoot>().and_then(ShadowRoot::active_element);
        let keyboard = active.filter(|it| !it.id().is_empty()).map(|it| {
            let input = it.dyn_ref::<HtmlInputElement>().filter(|it| it.type_() == "text");
            Keyboard {
                id: it.id(),
                selection: input.and_then(|it| Some((it.selection_start().ok()??, it.selection_end().ok()??))),
            }
        });
        Some(Self { root, unfolded, drafts, keyboard })
    }

    /// Gives it back, as far as it is still there.
    fn give_back(self) {
        let folds = folds(&self.root);
        if folds.len() == self.unfolded.len() {
            folds.iter().zip(&self.unfolded).for_each(|(it, open)| it.set_open(*open));
        }
        let by_id = |id: &str| self.root.query_selector(&format!("[id=\"{id}\"]")).ok().flatten();
        for (id, text) in &self.drafts {
            let Some(input) = by_id(id).and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else { continue };
            input.set_value(text);
            if let Ok(event) = InputEvent::new("input") {
                input.dispatch_event(&event).ok();
            }
        }
        let Some(Keyboard { id, selection }) = &self.keyboard else { return };
        let Some(element) = by_id(id).and_then(|it| it.dyn_into::<HtmlElement>().ok()) else { return };
        element.focus().ok();
        let Some(input) = element.dyn_ref::<HtmlInputElement>() else { return };
        if let Some((from, to)) = *selection {
            input.set_selection_range(from, to).ok();
        }
    }
}

fn folds(root: &Element) -> Vec<HtmlDetailsElement> {
    let Ok(found) = root.query_selector_all("details") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The boxes a person typed in whose text is nowhere else.
fn drafts(root: &Element) -> Vec<HtmlInputElement> {
    let Ok(found) = root.query_selector_all("input[data-draft]") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}
