//! A part of the page that is drawn again only when what it shows has changed.
//!
//! One component for all of them: what a part shows is any value that can be compared, and how is
//! a plain function. A part whose value is the same keeps what it has on the page.

use std::any::Any;
use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::{Key, VChild};

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

/// A part of the page. `draw` must draw the same elements side by side, whatever it shows.
pub fn part<T: PartialEq + 'static>(scene: &Scene, shows: T, draw: fn(&Scene, &T) -> Html) -> Html {
    placed(scene, None, Rc::new(Drawing { shows, draw }))
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
