//! A part of the page that is drawn again only when what it shows has changed.
//!
//! One component for all of them: what a part shows is any value that can be compared, and how is
//! a plain function. A part whose value is the same keeps what it has on the page.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use web_sys::Element;
use yew::virtual_dom::{Key, VChild};

use crate::markup::prelude::*;
use crate::ui::drawn;
use crate::ui::scene::Scene;

/// What a part shows, whatever its type.
trait Draws: Any {
    fn draw(&self, scene: &Scene) -> Html;
    fn same(&self, other: &dyn Any) -> bool;
}

struct Drawing<T> {
    shows: T,
    draw: fn(&Scene, &T) -> Html,
}

impl<T: PartialEq + 'static> Draws for Drawing<T> {
    fn draw(&self, scene: &Scene) -> Html {
        (self.draw)(scene, &self.shows)
    }

    fn same(&self, other: &dyn Any) -> bool {
        let same = |it: &Self| std::ptr::fn_addr_eq(it.draw, self.draw) && it.shows == self.shows;
        other.downcast_ref().is_some_and(same)
    }
}

#[derive(Properties)]
struct PartProps {
    scene: Scene,
    drawing: Rc<dyn Draws>,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &Self) -> bool {
        let drawing: &dyn Any = &*other.drawing;
        self.scene == other.scene && self.drawing.same(drawing)
    }
}

struct Part;

impl Component for Part {
    type Message = ();
    type Properties = PartProps;

    fn create(_: &Context<Self>) -> Self {
        Self
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        drawn::begin();
        let PartProps { scene, drawing } = ctx.props();
        drawing.draw(scene)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        drawn::end();
    }
}

/// A part under a fold. While that is closed, what is in sight is painted first.
struct Folded {
    root: NodeRef,
    drawn: bool,
    waits: Option<AnimationFrame>,
}

impl Folded {
    fn wait(&mut self, ctx: &Context<Self>) {
        // Natively nothing is painted, and nothing under a fold is drawn.
        if !cfg!(target_arch = "wasm32") {
            return;
        }
        let link = ctx.link().clone();
        self.waits.get_or_insert_with(|| {
            request_animation_frame(move |_| {
                Timeout::new(0, move || link.send_message(())).forget();
            })
        });
    }

    fn is_in_sight(&self) -> bool {
        let closed = |it: Element| it.closest("details:not([open])").ok().flatten();
        self.root.cast::<Element>().and_then(closed).is_none()
    }
}

impl Component for Folded {
    type Message = ();
    type Properties = PartProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut folded = Self { root: NodeRef::default(), drawn: false, waits: None };
        folded.wait(ctx);
        folded
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &PartProps) -> bool {
        if !self.is_in_sight() {
            self.wait(ctx);
        }
        self.waits.is_none()
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        (self.drawn, self.waits) = (true, None);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        drawn::begin();
        let PartProps { scene, drawing } = ctx.props();
        html! {
            <div data-later="true" ref={self.root.clone()}>
                if self.drawn {
                    { drawing.draw(scene) }
                }
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        drawn::end();
    }
}

thread_local! {
    /// How many planners are drawn a part at a time now.
    static TAKING_TURNS: Cell<u32> = const { Cell::new(0) };
    /// How many parts have not come to a page yet.
    static TO_COME: Cell<u32> = const { Cell::new(0) };
}

/// As long as it is kept, what comes to a page [`in_turn`] waits for its turn.
#[derive(Debug)]
pub(crate) struct Turns(());

impl Turns {
    /// From now on.
    pub(crate) fn begin() -> Self {
        TAKING_TURNS.set(TAKING_TURNS.get() + 1);
        Self(())
    }
}

impl Drop for Turns {
    fn drop(&mut self) {
        TAKING_TURNS.set(TAKING_TURNS.get() - 1);
    }
}

#[derive(PartialEq, Properties)]
struct InTurnProps {
    children: Html,
}

/// A part that has not come to the page.
struct ToCome(());

impl ToCome {
    fn from_now_on() -> Self {
        TO_COME.set(TO_COME.get() + 1);
        Self(())
    }
}

impl Drop for ToCome {
    fn drop(&mut self) {
        TO_COME.set(TO_COME.get() - 1);
    }
}

struct InTurn {
    waits: Option<Timeout>,
    /// Until it was drawn, with all that is in it.
    to_come: Option<ToCome>,
}

impl Component for InTurn {
    type Message = ();
    type Properties = InTurnProps;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        let waits = (TAKING_TURNS.get() > 0).then(|| Timeout::new(0, move || link.send_message(())));
        let to_come = waits.is_some().then(ToCome::from_now_on);
        Self { waits, to_come }
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        self.waits.take().is_some()
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        drawn::begin();
        if self.waits.is_some() { Html::default() } else { ctx.props().children.clone() }
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        drawn::end();
        if self.waits.is_none() {
            self.to_come = None;
        }
    }
}

/// Comes to the page in a task of its own where the page is drawn a part at a time, so that whoever types in the shell
/// meanwhile is not kept waiting.
pub(crate) fn in_turn(children: Html) -> Html {
    VChild::<InTurn>::new(InTurnProps { children }, None).into()
}

/// Does something in a task of its own, once every part has come: on a slow machine Yew makes way for other tasks
/// in the middle of its work. It is not done where what is returned is gone by then.
pub(crate) fn once_all_came(act: impl FnOnce() + 'static) -> Rc<dyn Any> {
    fn wait(timer: &Rc<RefCell<Option<Timeout>>>, act: impl FnOnce() + 'static) {
        let kept = Rc::downgrade(timer);
        let later = Timeout::new(0, move || match kept.upgrade() {
            Some(timer) if TO_COME.get() > 0 => wait(&timer, act),
            Some(_) => act(),
            None => {}
        });
        timer.replace(Some(later));
    }
    let timer = Rc::new(RefCell::new(None));
    wait(&timer, act);
    timer
}

/// A part of the page. `draw` must draw the same elements side by side, whatever it shows.
pub fn part<T: PartialEq + 'static>(scene: &Scene, shows: T, draw: fn(&Scene, &T) -> Html) -> Html {
    placed(scene, None, Rc::new(Drawing { shows, draw }))
}

/// A part that stands under a fold.
pub(crate) fn folded<T: PartialEq + 'static>(scene: &Scene, shows: T, draw: fn(&Scene, &T) -> Html) -> Html {
    let drawing = Rc::new(Drawing { shows, draw });
    VChild::<Folded>::new(PartProps { scene: scene.clone(), drawing }, None).into()
}

/// A part that stands in a list, by its key.
pub(crate) fn keyed<T: PartialEq + 'static>(
    scene: &Scene,
    key: impl Into<Key>,
    shows: T,
    draw: fn(&Scene, &T) -> Html,
) -> Html {
    placed(scene, Some(key.into()), Rc::new(Drawing { shows, draw }))
}

fn placed(scene: &Scene, key: Option<Key>, drawing: Rc<dyn Draws>) -> Html {
    VChild::<Part>::new(PartProps { scene: scene.clone(), drawing }, key).into()
}
