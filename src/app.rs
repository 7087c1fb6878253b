//! The planner as one component: it holds the state, obeys the page around it, and tells it what happens.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use web_sys::Element;

use crate::markup::prelude::*;
use crate::open::files;
use crate::state::host::Settings;
use crate::state::model::Model;
use crate::state::msg::Msg;
use crate::state::summary::OutcomeSummary;
use crate::ui::drawn::{self, use_drawing, use_generation};
use crate::ui::outcome::copied::plan_text;
use crate::ui::outcome::headline::Headline;
use crate::ui::page::Page;
use crate::ui::part::{Turns, once_all_came};
use crate::ui::scene::Scene;
use crate::words;

/// What the host page may set, and whom to tell.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct AppProps {
    /// As the host wrote it.
    pub settings: Settings,
    /// What to read the day from again later; none where the host chose it.
    #[prop_or_default]
    pub clock: Option<Clock>,
    /// Called when the outcome changes.
    #[prop_or_default]
    pub on_outcome: Callback<OutcomeSummary>,
    /// Called once the planner can be used, with the way to tell it what happened outside it.
    #[prop_or_default]
    pub on_ready: Callback<Callback<Msg>>,
    /// Called with true when a sheet stands ready for the printer, and with false when none may: a
    /// copy made before must go either way.
    #[prop_or_default]
    pub on_paper: Callback<bool>,
    /// What stands in its place until it is drawn.
    #[prop_or_default]
    pub shell: Option<Element>,
}

/// Says what day it is where the person is, as `2026-11-30`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock(pub fn() -> String);

/// There is one clock: two readers of it do not differ.
impl PartialEq for Clock {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Reducible for Model {
    type Action = Msg;

    fn reduce(self: Rc<Self>, msg: Msg) -> Rc<Self> {
        self.after(msg)
    }
}

thread_local! {
    /// `p0` is the shell's: it alone is drawn outside a browser.
    static MOUNTED: Cell<u32> = const { Cell::new(cfg!(target_arch = "wasm32") as u32) };
}

fn next_prefix() -> AttrValue {
    let number = MOUNTED.replace(MOUNTED.get() + 1);
    format!("p{number}").into()
}

/// The planner as one component.
#[component]
pub(crate) fn App(props: &AppProps) -> Html {
    use_drawing();
    let AppProps { settings, clock, on_outcome, on_ready, on_paper, shell } = props;
    let model = {
        let settings = settings.clone();
        use_reducer(move || Model::new(&settings))
    };
    let prefix = use_memo((), |()| next_prefix());
    let send = use_send(model.dispatcher(), *clock);
    use_settings(settings, &send);
    use_rest(&send, model.edits, model.typing);
    use_host_told(&model, on_outcome);
    use_shown_again(&send, *clock);
    use_question_before_leaving(model.is_unsaved());
    use_files(&model, &send);
    use_paper(&model, on_paper);
    use_copy(&model, &send);
    use_shell(shell.as_ref(), &prefix, {
        let (send, on_ready) = (send.clone(), on_ready.clone());
        move || on_ready.emit(send)
    });

    let generation = use_generation(&prefix, model.typing);
    let scene = Scene {
        lang: model.lang(),
        view: model.view,
        book: model.book.clone(),
        region: model.form.region,
        today: model.today,
        prefix: (*prefix).clone(),
        send,
    };
    let spoken = model.followed().map(|it| Headline::answering(it, &model.book, model.lang()).spoken());
    let listed = model.listed.map(|it| words::listed(it, model.lang()));
    let lang = model.lang().tongue().code();
    // A live region is heard only if it was there before its words changed: the page is drawn whole beside it.
    // There is one; of its two parts, what changed is heard.
    html! {
        <>
            <p class="palier-live" {lang} role="status" aria-live="polite" aria-atomic="false" translate="no" data-testid="live">
                <span>{ listed.unwrap_or_default() }</span>
                <span key={generation}>{ spoken.unwrap_or_default() }</span>
            </p>
            <Page key={generation} {scene} model={Rc::new((*model).clone())} />
        </>
    }
}

/// Takes over from a shell once all is drawn, a part at a time; where there is none, at once. Then it is `ready`.
#[hook]
fn use_shell(shell: Option<&Element>, prefix: &Rc<AttrValue>, ready: impl FnOnce() + 'static) {
    let turns = use_mut_ref(|| shell.map(|_| Turns::begin()));
    let (shell, prefix) = (shell.cloned(), prefix.clone());
    use_effect_with((), move |()| {
        let last = match shell {
            Some(shell) => Some(once_all_came(move || {
                turns.take();
                drawn::take_over(&shell, &prefix);
                ready();
            })),
            None => {
                ready();
                None
            }
        };
        move || drop(last)
    });
}

/// Says what happened. Whatever is done after midnight is done on the new day.
#[hook]
fn use_send(dispatcher: UseReducerDispatcher<Model>, clock: Option<Clock>) -> Callback<Msg> {
    let now = use_mut_ref(|| None);
    *now.borrow_mut() = clock;
    use_callback((), move |msg: Msg, ()| {
        let clock = *now.borrow();
        if let Some(Clock(read)) = clock {
            dispatcher.dispatch(Msg::DayRead(read().into()));
        }
        if msg.leads_away() {
            drawn::let_go();
        }
        dispatcher.dispatch(msg);
    })
}

/// Passes on what the host changed after mounting.
#[hook]
fn use_settings(settings: &Settings, send: &Callback<Msg>) {
    let before = use_mut_ref(|| None);
    let send = send.clone();
    use_effect_with(settings.clone(), move |settings| {
        let before = before.replace(Some(settings.clone()));
        let changed = before.map(|it: Settings| settings.changed_since(&it));
        changed.into_iter().flatten().for_each(|choice| send.emit(Msg::HostChose(choice)));
    });
}

/// Says when the keyboard has rested for half a second.
#[hook]
fn use_rest(send: &Callback<Msg>, edits: u32, typing: bool) {
    let send = send.clone();
    use_effect_with((edits, typing), move |&(edits, typing)| {
        let rest = typing.then(|| Timeout::new(500, move || send.emit(Msg::Rested(edits))));
        move || drop(rest)
    });
}

/// Tells the host the verdict and its counts.
#[hook]
fn use_host_told(model: &Model, on_outcome: &Callback<OutcomeSummary>) {
    let summary = model.answer.as_ref().map(|it| it.summary());
    use_effect_with((summary, on_outcome.clone()), |(summary, on_outcome)| {
        if let Some(summary) = summary {
            on_outcome.emit(summary.clone());
        }
    });
}

/// Hands over the file that was asked for.
#[hook]
fn use_files(model: &Model, send: &Callback<Msg>) {
    let (send, saved) = (send.clone(), model.saved.clone());
    use_effect_with(model.saves, move |_| {
        if let Some(request) = saved {
            send.emit(Msg::SaveEnded(files::save(&request).is_ok()));
        }
    });
}

/// Hands the plan over as text, and says for two seconds what came of it.
#[hook]
fn use_copy(model: &Model, send: &Callback<Msg>) {
    let lang = model.lang();
    let text = model.answer.as_ref().and_then(|it| plan_text(&model.book, it, lang));
    {
        let send = send.clone();
        use_effect_with(model.copies, move |&copies| {
            if copies > 0 {
                files::copy(text.as_deref(), move |taken| send.emit(Msg::CopyEnded(taken)));
            }
        });
    }
    let send = send.clone();
    use_effect_with(model.copied, move |copied| {
        let read = copied.map(|_| Timeout::new(2000, move || send.emit(Msg::CopyRead)));
        move || drop(read)
    });
}

/// Tells whether a sheet stands ready for the printer.
#[hook]
fn use_paper(model: &Model, on_paper: &Callback<bool>) {
    let (on_paper, ready) = (on_paper.clone(), model.printing.is_some());
    use_effect_with(model.papers, move |_| on_paper.emit(ready));
}

/// Reads the clock again when the page is shown, or comes back to the front: a page that was left open
/// overnight is of yesterday.
#[hook]
fn use_shown_again(send: &Callback<Msg>, clock: Option<Clock>) {
    let send = send.clone();
    use_effect_with(clock, move |clock| {
        let listen = |Clock(read): Clock| {
            let window = gloo::utils::window();
            let document = gloo::utils::document();
            let targets: [(&web_sys::EventTarget, &'static str); 3] =
                [(&document, "visibilitychange"), (&window, "pageshow"), (&window, "focus")];
            targets.map(|(target, event)| {
                let send = send.clone();
                EventListener::new(target, event, move |_| send.emit(Msg::DayRead(read().into())))
            })
        };
        let listeners = clock.map(listen);
        move || drop(listeners)
    });
}

/// The browser asks before the page is left, as long as something typed would be lost by it.
#[hook]
fn use_question_before_leaving(unsaved: bool) {
    use_effect_with(unsaved, |unsaved| {
        let ask = |event: &web_sys::Event| {
            event.prevent_default();
            // Older browsers look at this alone.
            js_sys::Reflect::set(event, &"returnValue".into(), &true.into()).ok();
        };
        let options = EventListenerOptions::enable_prevent_default();
        let window = gloo::utils::window();
        let listener = unsaved.then(|| EventListener::new_with_options(&window, "beforeunload", options, ask));
        move || drop(listener)
    });
}
