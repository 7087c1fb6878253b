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

use std::cell::{Cell, OnceCell, RefCell};

use gloo::timers::callback::Timeout;
use js_sys::{Array, Date};
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, HtmlDetailsElement, HtmlElement, HtmlInputElement, InputEvent, MutationObserver, MutationObserverInit,
    MutationRecord,
};

use crate::markup::prelude::*;
use crate::ui::keyboard::Keyboard;

/// Milliseconds after which a stranger's hand in a dose, a date or the verdict is undone: who follows it
/// with its own is not met by a page that redraws without end.
const PATIENCE: f64 = 2000.0;

/// Begins the ids of what is drawn before the module is there.
pub(crate) const SHELL: &str = "p0";

/// Looks after every planner of the module: they are drawn in one go.
#[derive(Default)]
struct Watcher {
    /// Made with the first planner: what is drawn into a text is nobody's to change.
    observer: OnceCell<MutationObserver>,
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
    static WATCH: Watcher = Watcher::default();
}

fn observer() -> MutationObserver {
    let told: Closure<dyn FnMut(Array)> = Closure::new(|records: Array| WATCH.with(|it| it.told(&records)));
    let observer = MutationObserver::new(told.as_ref().unchecked_ref()).expect("a browser observes its pages");
    // It is there for as long as the module is.
    told.forget();
    observer
}

impl Watcher {
    fn records(&self) -> Option<Array> {
        self.observer.get().map(MutationObserver::take_records)
    }

    fn begin(&self) {
        if !self.drawing.replace(true)
            && let Some(records) = self.records()
        {
            self.judge(&records);
        }
    }

    fn end(&self) {
        if self.drawing.replace(false) {
            // These are ours.
            self.records();
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
        let observer = it.observer.get_or_init(observer);
        observer.observe_with_options(root, &init).expect("an element can be observed");
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
    let mine = prefix.to_owned();
    use_effect_with(now, move |_| {
        if let Some(held) = held.take() {
            held.give(&held.root, &mine);
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

/// Takes over from what was drawn before the module was there: what a person holds in it is given to the planner
/// whose ids begin with `prefix`, and it goes.
pub(crate) fn take_over(shell: &Element, prefix: &str) {
    let held = Kept::of(shell.clone(), SHELL);
    if let Some(root) = root_of(prefix) {
        root.remove_attribute("hidden").ok();
        held.give(&root, prefix);
    }
    shell.remove();
}

/// Lets go of the keyboard, before what holds it goes: a browser would lay the page out in the middle of the change.
pub(crate) fn let_go() {
    let roots = WATCH.with(|it| it.roots.borrow().clone());
    let held = roots.iter().find_map(|it| it.query_selector(":focus").ok().flatten());
    if let Some(held) = held.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        held.blur().ok();
    }
}

/// The root that holds the planner whose ids begin with `prefix`.
fn root_of(prefix: &str) -> Option<Element> {
    let mine = format!("[id^=\"{prefix}-\"]");
    let mut roots = WATCH.with(|it| it.roots.borrow().clone()).into_iter();
    roots.find(|it| it.query_selector(&mine).ok().flatten().is_some())
}

/// What a person holds in a planner that is about to be drawn whole: what is unfolded, the drafts that
/// only their boxes hold, and where the keyboard is. Every other box says what the form says.
struct Kept {
    root: Element,
    unfolded: Vec<bool>,
    /// Name and text of each box marked `data-draft`.
    drafts: Vec<(String, String)>,
    keyboard: Option<Keyboard>,
}

impl Kept {
    fn now(prefix: &str) -> Option<Self> {
        root_of(prefix).map(|it| Self::of(it, prefix))
    }

    fn of(root: Element, prefix: &str) -> Self {
        // An element is named by its id, whatever begins it.
        let name = |it: &Element| it.id().strip_prefix(prefix).map(str::to_owned);
        let unfolded = folds(&root).iter().map(HtmlDetailsElement::open).collect();
        let drafts = drafts(&root).iter().filter_map(|it| Some((name(it)?, it.value()))).collect();
        let keyboard = Keyboard::now(&root, prefix);
        Self { root, unfolded, drafts, keyboard }
    }

    /// Gives it to a drawing whose ids begin with `prefix`, as far as it is there too.
    fn give(&self, root: &Element, prefix: &str) {
        let folds = folds(root);
        if folds.len() == self.unfolded.len() {
            folds.iter().zip(&self.unfolded).for_each(|(it, open)| it.set_open(*open));
        }
        let named = |name: &str| root.query_selector(&format!("[id=\"{prefix}{name}\"]")).ok().flatten();
        for (name, text) in self.drafts.iter().filter(|(_, text)| !text.is_empty()) {
            let Some(input) = named(name).and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else { continue };
            input.set_value(text);
            if let Ok(event) = InputEvent::new("input") {
                input.dispatch_event(&event).ok();
            }
        }
        if let Some(keyboard) = &self.keyboard {
            keyboard.give_back(root, prefix);
        }
    }
}

/// The folds, but for those of what is drawn later.
fn folds(root: &Element) -> Vec<HtmlDetailsElement> {
    let Ok(found) = root.query_selector_all("details:not([data-later] details)") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// The boxes a person typed in whose text is nowhere else.
fn drafts(root: &Element) -> Vec<HtmlInputElement> {
    let Ok(found) = root.query_selector_all("input[data-draft]") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}
