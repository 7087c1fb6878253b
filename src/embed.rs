//! The planner as JavaScript sees it: the only exports of the module.
//!
//! `static/dose-planner.js` owns the element's life and its events; this file owns the Yew app
//! inside it. Yew keeps some memory for every root it ever mounted, so a root is never thrown
//! away: when a planner leaves the page its seat is emptied and offered to the next one.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use js_sys::{Date, Function, JSON};
use palier_engine::book::protocol::View;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::request::request::Request;
use palier_engine::write::json;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::app::{App, AppProps, Clock};
use crate::markup::prelude::*;
use crate::open::error::Origin;
use crate::open::files;
use crate::state::book::Book;
use crate::state::host::Settings;
use crate::state::msg::Msg;
use crate::state::summary::OutcomeSummary;
use crate::ui::drawn::{self, use_drawing};
use crate::words::{Words, not_opened};

/// Whether the module has failed. It shares one memory: after a panic nothing in it may be believed.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Whether an answer is being worked out. One that was begun and never ended has failed, in a way
/// that tells nobody: no stack left, no memory left.
static DECIDING: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// Seats that nobody uses now.
    static FREE: RefCell<Vec<Seat>> = const { RefCell::new(Vec::new()) };
    /// How many planners were ever mounted.
    static VISITS: Cell<u32> = const { Cell::new(0) };
    /// Whom to tell that the module cannot go on.
    static ON_STOP: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Prepares the module. The binary calls it once, before any planner is mounted.
pub fn start() {
    yew::set_custom_panic_hook(Box::new(|panic| {
        stop();
        let listener = ON_STOP.with(|it| it.try_borrow().ok().and_then(|it| it.clone()));
        if let Some(listener) = listener {
            // Whatever the page does with it, the module is already lost.
            listener.call1(&JsValue::NULL, &panic.to_string().into()).ok();
        }
    }));
}

/// Names the function to call, with a message, when the module panics. After a panic nothing
/// that any planner displays may be believed, because they all share one memory.
#[wasm_bindgen(js_name = onStop)]
pub fn on_stop(listener: Function) {
    ON_STOP.set(Some(listener));
}

/// From now on nothing answers. The page says so of a failure that is no panic.
#[wasm_bindgen]
pub fn stop() {
    STOPPED.store(true, Ordering::Relaxed);
}

fn is_stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// Stands at the door of everything that answers.
fn refuse_if_stopped(lang: Option<Lang>) -> Result<(), JsError> {
    if !is_stopped() {
        return Ok(());
    }
    Err(JsError::new(lang.map_or("The planner has stopped.", |it| Words(it).module_stopped())))
}

/// The book, for who wants it in a language.
fn book_in(tongue: Tongue) -> Result<(Book, Lang), JsError> {
    let book = Book::builtin().ok_or_else(|| JsError::new("No language was taken yet."))?;
    let lang = book.lang(tongue);
    refuse_if_stopped(Some(lang))?;
    Ok((book, lang))
}

/// Takes a file of the book: a language, the appendix, or the texts of the appendix in a language, in whichever order
/// they come. Before a first language nothing can be mounted; before the appendix and its texts no medicine is
/// recognised and nothing is planned. What was taken is the book once it was read: see [`read_on`].
///
/// # Errors
///
/// An `Error` when these are not the bytes of a file that was built with this module, or when it has stopped.
#[wasm_bindgen]
pub fn take(bytes: Vec<u8>) -> Result<(), JsError> {
    refuse_if_stopped(None)?;
    Ok(Book::take(bytes)?)
}

/// Reads on in the files that were taken, as long as a page can wait for at once, and says whether something is left:
/// to be called until it is false. Planners that are already mounted learn of it by [`Mounted::update`].
///
/// # Errors
///
/// An `Error` when the files make no book, or when the module has stopped.
#[wasm_bindgen(js_name = readOn)]
pub fn read_on() -> Result<bool, JsError> {
    refuse_if_stopped(None)?;
    Ok(Book::read_on()?)
}

/// Answers one request, a plain object as `cargo xtask schema` describes it, with one outcome: the
/// same engine as the page, the same bytes as natively.
///
/// # Errors
///
/// An `Error` whose message names the field and the remedy, in the request's language; also while
/// the rest of the book was not read, and for ever once the module has stopped.
#[wasm_bindgen]
pub fn decide(request: JsValue) -> Result<JsValue, JsError> {
    let lang = js_sys::Reflect::get(&request, &"language".into()).ok().and_then(|it| it.as_string());
    let tongue = Tongue::named(lang.as_deref().unwrap_or_default());
    let (book, lang) = book_in(tongue)?;
    let request = files::from_js(&request).map_err(|why| JsError::new(&not_opened(why.origin, &why.why, lang)))?;
    if lang.tongue() != tongue {
        return Err(JsError::new(&format!("No text in the language `{}` was taken yet.", tongue.code())));
    }
    let Some(planner) = book.planner() else {
        return Err(JsError::new(Words(lang).no_catalogue()));
    };
    if DECIDING.swap(true, Ordering::Relaxed) {
        stop();
    }
    refuse_if_stopped(Some(lang))?;
    let outcome = planner.decide(&request);
    DECIDING.store(false, Ordering::Relaxed);
    Ok(as_js(&outcome))
}

/// A planner in the shadow root of a `<dose-planner>`.
#[wasm_bindgen]
pub struct Mounted {
    host: Element,
    guest: Guest,
    seat: Seat,
    /// Tells the planner what happened outside it, once it is ready.
    send: Rc<OnceCell<Callback<Msg>>>,
}

#[wasm_bindgen]
impl Mounted {
    /// Mounts a planner that reads its settings from the attributes of `host`, in place of the `shell`
    /// if there is one: what a person typed there is taken over. What happens in it is told by calling
    /// `tell` with the name of an event and its detail. `print` is called with true when a sheet stands
    /// ready for the printer, and answers by calling `printed`; it is called with false when no copy of a
    /// sheet may stay.
    ///
    /// # Panics
    ///
    /// When `host` has no open shadow root.
    ///
    /// # Errors
    ///
    /// An `Error` before a first language was taken, or when the module has stopped.
    #[wasm_bindgen(constructor)]
    pub fn new(host: Element, shell: Option<Element>, tell: Function, print: Function) -> Result<Self, JsError> {
        let (book, _) = book_in(lang_of(&host))?;
        let shadow = host.shadow_root().expect("the host has an open shadow root");
        let send = Rc::new(OnceCell::new());
        let on_ready = {
            let (tell, send) = (tell.clone(), send.clone());
            Callback::from(move |sender| {
                // It is ready once in its life: nothing is there to be replaced.
                send.set(sender).ok();
                announce(&tell, "palier-ready", &JsValue::NULL);
            })
        };
        let on_outcome = Callback::from(move |summary: OutcomeSummary| {
            let detail = as_js(&summary);
            announce(&tell, "palier-outcome", &detail);
        });
        let on_paper = Callback::from(move |ready: bool| {
            if is_stopped() {
                return;
            }
            // A browser that cannot print says so itself.
            print.call1(&JsValue::NULL, &ready.into()).ok();
        });
        let waits = shell.is_some();
        let props = AppProps { on_outcome, on_ready, on_paper, shell, ..props(&host, book) };
        let guest = Guest { visit: VISITS.replace(VISITS.get() + 1), props };
        let mut seat = FREE.with_borrow_mut(Vec::pop).unwrap_or_else(Seat::new);
        seat.app.update(SeatProps { guest: Some(guest.clone()) });
        // It is drawn piece by piece: until it is there, the shell is in its place.
        seat.root.toggle_attribute_with_force("hidden", waits).expect("an element takes attributes");
        shadow.append_child(&seat.root).expect("a shadow root takes a child");
        Ok(Self { host, guest, seat, send })
    }

    /// Reads the attributes of the host again, and takes the book as it now is. Nothing that was
    /// typed is lost.
    pub fn update(&mut self) {
        if is_stopped() {
            return;
        }
        let AppProps { settings, on_outcome, on_ready, on_paper, shell, .. } = self.guest.props.clone();
        let book = Book::builtin().unwrap_or(settings.book);
        self.guest.props = AppProps { on_outcome, on_ready, on_paper, shell, ..props(&self.host, book) };
        self.seat.app.update(SeatProps { guest: Some(self.guest.clone()) });
    }

    /// Opens the request that a link carries, base64url of its JSON, or says why it cannot; for who the link
    /// names, if it names one. A planner that is not ready yet opens nothing.
    #[wasm_bindgen(js_name = openLink)]
    pub fn open_link(&self, encoded: &str, view: Option<String>) {
        if let Some(send) = self.send.get().filter(|_| !is_stopped()) {
            let named = view.as_deref().and_then(View::named);
            let read = files::read_link(encoded).map(|it| Request { view: named.or(it.view), ..it });
            send.emit(Msg::read(Origin::Link, read));
        }
    }

    /// Says that the printer has its sheet: it is taken away.
    pub fn printed(&self) {
        if let Some(send) = self.send.get().filter(|_| !is_stopped()) {
            send.emit(Msg::Printed);
        }
    }

    /// Takes the planner off the page. What was typed is forgotten.
    pub fn unmount(self) {
        if is_stopped() {
            return;
        }
        let mut seat = self.seat;
        seat.app.update(SeatProps { guest: None });
        seat.root.remove();
        FREE.with_borrow_mut(|free| free.push(seat));
    }
}

/// A value as the plain data of a script.
fn as_js(value: &impl Serialize) -> JsValue {
    JSON::parse(&json(value)).expect("the engine writes JSON")
}

fn announce(tell: &Function, event: &str, detail: &JsValue) {
    if is_stopped() {
        return;
    }
    // What the listeners of the page throw is theirs: the browser has reported it.
    tell.call2(&JsValue::NULL, &event.into(), detail).ok();
}

/// What the host set; nobody listens yet.
fn props(host: &Element, book: Book) -> AppProps {
    let read = |name| host.get_attribute(name).map(AttrValue::from);
    let given = read("today");
    AppProps {
        clock: given.is_none().then_some(Clock(today)),
        settings: Settings {
            book,
            lang: lang(host),
            drug: read("drug"),
            region: read("region"),
            view: read("view"),
            lock: read("lock"),
            keys: host.has_attribute("keys"),
            start: read("start"),
            today: Some(given.unwrap_or_else(|| today().into())),
        },
        on_outcome: Callback::noop(),
        on_ready: Callback::noop(),
        on_paper: Callback::noop(),
        shell: None,
    }
}

/// The language of the host, its own or the one around it: `en` for any English, else `fr`.
fn lang(host: &Element) -> AttrValue {
    let speaker = host.closest("[lang]").ok().flatten();
    let lang = speaker.and_then(|it| it.get_attribute("lang")).unwrap_or_default();
    Tongue::named(&lang).code().into()
}

fn lang_of(host: &Element) -> Tongue {
    Tongue::named(&lang(host))
}

/// Today where the person is, as `2026-11-30`. The only place where Palier looks at the clock.
fn today() -> String {
    let now = Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// A root that was given to Yew, to be used again and again.
struct Seat {
    root: Element,
    app: yew::AppHandle<SeatApp>,
}

impl Seat {
    fn new() -> Self {
        let root = gloo::utils::document().create_element("div").expect("a page makes elements");
        root.set_attribute("part", "root").expect("an element takes attributes");
        drawn::look_after(&root);
        let props = SeatProps { guest: None };
        let app = yew::Renderer::with_root_and_props(root.clone(), props).render();
        Self { root, app }
    }
}

/// The planner in a seat.
#[derive(Clone, PartialEq)]
struct Guest {
    /// A new number is a new planner.
    visit: u32,
    props: AppProps,
}

#[derive(Clone, PartialEq, Properties)]
struct SeatProps {
    guest: Option<Guest>,
}

#[component]
fn SeatApp(SeatProps { guest }: &SeatProps) -> Html {
    use_drawing();
    html! {
        <div lang={guest.as_ref().map(|it| it.props.settings.spoken())}>
            for guest in guest.iter() {
                <App key={guest.visit} ..guest.props.clone() />
            }
        </div>
    }
}
