//! What `html!` makes: a template, and what fills it.
//!
//! A template is a text with marks, which `palier-markup` writes. It is read once, when it is first drawn.

use std::rc::Rc;
use std::sync::OnceLock;

use yew::html::{ChildrenRenderer, IntoEventCallback, IntoPropValue};
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, Listeners, VList, VNode, VTag, VText};
use yew::{AttrValue, NodeRef};

/// The names of an element in a style sheet, those that are there.
macro_rules! classes {
    ($($class:expr),+ $(,)?) => {
        $crate::markup::named(&[$($crate::markup::Class::class(&$class)),+])
    };
}

/// What a drawing is made with: all of Yew's, but markup.
pub(crate) mod prelude {
    pub(crate) use palier_markup::html;
    pub(crate) use yew::prelude::*;

    pub(crate) use super::classes;
}

pub(crate) use classes;

/// What fills a template at one of its marks.
enum Fill {
    /// An attribute that is not there, a child that is not drawn.
    Nothing,
    /// A text, of an attribute or to read.
    Text(AttrValue),
    /// Whether a switch is on.
    Is(bool),
    /// What hears of an event.
    Listener(Rc<dyn Listener>),
    /// A key among neighbours.
    Key(Key),
    /// Where the element is kept.
    Reference(NodeRef),
    /// A child.
    Node(VNode),
    /// Several, in their order.
    All(Fills),
}

/// What fills a template, in the order of its marks. Its methods are never written out where they are called: that is
/// what makes a drawing light.
#[derive(Default)]
pub(crate) struct Fills(Vec<Fill>);

impl Fills {
    #[inline(never)]
    fn push(&mut self, fill: Fill) {
        self.0.push(fill);
    }

    fn push_some(&mut self, text: Option<AttrValue>) {
        self.push(text.map_or(Fill::Nothing, Fill::Text));
    }

    /// The value of an attribute.
    #[inline(never)]
    pub(crate) fn attribute(&mut self, value: impl IntoPropValue<Option<AttrValue>>) {
        self.push_some(value.into_prop_value());
    }

    /// The names of an element in a style sheet; none is no attribute.
    #[inline(never)]
    pub(crate) fn class(&mut self, value: impl IntoPropValue<Option<AttrValue>>) {
        self.push_some(value.into_prop_value().filter(|it| !it.is_empty()));
    }

    /// Whether a switch is on.
    #[inline(never)]
    pub(crate) fn is(&mut self, on: bool) {
        self.push(Fill::Is(on));
    }

    /// A key among neighbours.
    #[inline(never)]
    pub(crate) fn key(&mut self, key: impl Into<Key>) {
        self.push(Fill::Key(key.into()));
    }

    /// Where the element is kept.
    #[inline(never)]
    pub(crate) fn reference(&mut self, reference: NodeRef) {
        self.push(Fill::Reference(reference));
    }

    /// What stands between braces.
    #[inline(never)]
    pub(crate) fn child(&mut self, child: impl Child) {
        child.fill(self);
    }

    /// A child that was drawn.
    #[inline(never)]
    pub(crate) fn node(&mut self, node: VNode) {
        self.push(Fill::Node(node));
    }

    /// No child, in a place of its own.
    #[inline(never)]
    pub(crate) fn nothing(&mut self) {
        self.push(Fill::Node(VNode::default()));
    }

    /// All that was drawn by and by, as one list.
    #[inline(never)]
    pub(crate) fn all(&mut self, all: Self) {
        self.node(all.list());
    }

    /// All that an iterator draws.
    pub(crate) fn each<T: Into<VNode>>(&mut self, nodes: impl IntoIterator<Item = T>) {
        let mut all = Self::default();
        nodes.into_iter().for_each(|it| all.node(it.into()));
        self.push(Fill::All(all));
    }

    fn list(self) -> VNode {
        let mut nodes = Vec::with_capacity(self.0.len());
        self.0.into_iter().for_each(|it| it.onto(&mut nodes));
        list(nodes)
    }

    /// Draws a template with it.
    #[inline(never)]
    pub(crate) fn draw(self, template: &'static Template) -> VNode {
        draw_children(template.parts(), &mut self.0.into_iter())
    }
}

impl Fill {
    /// Adds it to what is drawn side by side.
    fn onto(self, list: &mut Vec<VNode>) {
        match self {
            Self::Node(node) => list.push(node),
            Self::Text(text) => list.push(VText::new(text).into()),
            Self::All(all) => all.0.into_iter().for_each(|it| it.onto(list)),
            Self::Nothing | Self::Is(_) | Self::Listener(_) | Self::Key(_) | Self::Reference(_) => {}
        }
    }

    fn text(self) -> Option<AttrValue> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    fn is(self) -> bool {
        matches!(self, Self::Is(true))
    }
}

/// What can stand between braces in markup.
pub(crate) trait Child {
    /// Fills a template.
    fn fill(self, fills: &mut Fills);
}

impl Child for VNode {
    fn fill(self, fills: &mut Fills) {
        fills.push(Fill::Node(self));
    }
}

impl Child for ChildrenRenderer<VNode> {
    fn fill(self, fills: &mut Fills) {
        fills.each(self);
    }
}

impl Child for Vec<VNode> {
    fn fill(self, fills: &mut Fills) {
        fills.each(self);
    }
}

impl Child for AttrValue {
    fn fill(self, fills: &mut Fills) {
        fills.push(Fill::Text(self));
    }
}

impl Child for &AttrValue {
    fn fill(self, fills: &mut Fills) {
        self.clone().fill(fills);
    }
}

impl Child for &str {
    fn fill(self, fills: &mut Fills) {
        AttrValue::from(Rc::<str>::from(self)).fill(fills);
    }
}

impl Child for String {
    fn fill(self, fills: &mut Fills) {
        AttrValue::from(self).fill(fills);
    }
}

impl Child for &String {
    fn fill(self, fills: &mut Fills) {
        self.as_str().fill(fills);
    }
}

impl<T: Child> Child for Option<T> {
    fn fill(self, fills: &mut Fills) {
        match self {
            Some(it) => it.fill(fills),
            None => fills.push(Fill::Nothing),
        }
    }
}

macro_rules! written {
    ($($number:ty)*) => {
        $(impl Child for $number {
            fn fill(self, fills: &mut Fills) {
                self.to_string().fill(fills);
            }
        })*
    };
}

written!(u8 u32 u64 usize);

/// One of the names of an element in a style sheet, or none.
pub(crate) trait Class {
    /// The name, or nothing.
    fn class(&self) -> &str;
}

impl Class for &str {
    fn class(&self) -> &str {
        self
    }
}

impl Class for String {
    fn class(&self) -> &str {
        self
    }
}

impl<T: Class> Class for Option<T> {
    fn class(&self) -> &str {
        self.as_ref().map_or("", Class::class)
    }
}

/// Names, with a space between them.
pub(crate) fn named(names: &[&str]) -> String {
    let mut said = String::new();
    for name in names.iter().filter(|it| !it.is_empty()) {
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(name);
    }
    said
}

macro_rules! events {
    ($($event:ident)*) => {
        impl Fills {
            $(
                #[doc = concat!("What hears of `", stringify!($event), "`.")]
                #[inline(never)]
                pub(crate) fn $event(&mut self, heard: impl IntoEventCallback<yew::html::$event::Event>) {
                    let heard = heard.into_event_callback();
                    let wrap = |it| Fill::Listener(Rc::new(yew::html::$event::Wrapper::new(it)));
                    self.push(heard.map_or(Fill::Nothing, wrap));
                }
            )*
        }
    };
}

events! {
    onchange onclick onfocusin onfocusout oninput onkeydown onmousedown onpaste onpointercancel onpointerdown onpointerup
}

/// Some markup, but for what fills it.
pub(crate) struct Template {
    text: &'static str,
    parts: OnceLock<Vec<Part>>,
}

enum Part {
    Element(Element),
    List(Vec<Part>),
    Text(&'static str),
    Filled,
}

#[derive(Default)]
struct Element {
    tag: &'static str,
    has_value: bool,
    has_checked: bool,
    has_reference: bool,
    has_key: bool,
    names: &'static [&'static str],
    values: Vec<Value>,
    listeners: usize,
    children: Vec<Part>,
}

enum Value {
    Given(&'static str),
    Filled,
    Switch,
}

impl Template {
    /// What the text says.
    pub(crate) const fn new(text: &'static str) -> Self {
        Self { text, parts: OnceLock::new() }
    }

    fn parts(&'static self) -> &'static [Part] {
        self.parts.get_or_init(|| Reader(self.text).parts())
    }
}

type Filling = std::vec::IntoIter<Fill>;

fn next(fills: &mut Filling) -> Fill {
    fills.next().unwrap_or(Fill::Nothing)
}

fn list(nodes: Vec<VNode>) -> VNode {
    VList::with_children(nodes, None).into()
}

/// One child is drawn as it is, several as a list.
fn draw_children(parts: &'static [Part], fills: &mut Filling) -> VNode {
    let [part] = parts else { return draw_list(parts, fills) };
    match part {
        Part::Filled => match next(fills) {
            Fill::Node(node) => node,
            Fill::Text(text) => VText::new(text).into(),
            Fill::All(all) => all.list(),
            Fill::Nothing | Fill::Is(_) | Fill::Listener(_) | Fill::Key(_) | Fill::Reference(_) => list(Vec::new()),
        },
        Part::Text(text) => VText::new(AttrValue::Static(text)).into(),
        Part::Element(element) => element.draw(fills),
        Part::List(parts) => draw_list(parts, fills),
    }
}

fn draw_list(parts: &'static [Part], fills: &mut Filling) -> VNode {
    let mut nodes = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Part::Filled => next(fills).onto(&mut nodes),
            Part::Text(_) | Part::Element(_) | Part::List(_) => {
                nodes.push(draw_children(std::slice::from_ref(part), fills));
            }
        }
    }
    list(nodes)
}

impl Element {
    fn draw(&'static self, fills: &mut Filling) -> VNode {
        let value = self.has_value.then(|| next(fills).text()).flatten();
        let checked = self.has_checked.then(|| next(fills).is());
        let reference = match self.has_reference.then(|| next(fills)) {
            Some(Fill::Reference(it)) => it,
            _ => NodeRef::default(),
        };
        let key = match self.has_key.then(|| next(fills)) {
            Some(Fill::Key(it)) => Some(it),
            _ => None,
        };
        let given = |(name, value): (&&'static str, &Value)| match value {
            Value::Given(text) => Some(AttrValue::Static(text)),
            Value::Filled => next(fills).text(),
            Value::Switch => next(fills).is().then_some(AttrValue::Static(name)),
        };
        let given = self.names.iter().zip(&self.values).map(given);
        let values = given.map(|it| it.map(AttributeOrProperty::Attribute)).collect();
        let attributes = Attributes::Dynamic { keys: self.names, values };
        let heard = |_| if let Fill::Listener(it) = next(fills) { Some(it) } else { None };
        let listeners = match self.listeners {
            0 => Listeners::None,
            count => Listeners::Pending((0..count).map(heard).collect()),
        };
        let tag = match self.tag {
            "input" => VTag::__new_input(value, checked, reference, key, attributes, listeners),
            "textarea" => VTag::__new_textarea(value, None, reference, key, attributes, listeners),
            tag => {
                let children = draw_children(&self.children, fills);
                VTag::__new_other(AttrValue::Static(tag), reference, key, attributes, listeners, children)
            }
        };
        tag.into()
    }
}

/// A template, what was read of it left out.
struct Reader(&'static str);

impl Reader {
    /// The next mark, and the text that follows it.
    fn next(&mut self) -> Option<(u8, &'static str)> {
        let mark = *self.0.as_bytes().first()?;
        let rest = &self.0[1..];
        let end = rest.bytes().position(|it| it < b' ' && !it.is_ascii_whitespace()).unwrap_or(rest.len());
        let (text, rest) = rest.split_at(end);
        self.0 = rest;
        Some((mark, text))
    }

    fn parts(&mut self) -> Vec<Part> {
        let mut parts = Vec::new();
        while let Some((mark, text)) = self.next() {
            parts.push(match mark {
                1 => Part::Element(self.element(text)),
                0x10 => Part::Filled,
                0x11 => Part::Text(text),
                0x12 => Part::List(self.parts()),
                _ => break,
            });
        }
        parts
    }

    fn element(&mut self, tag: &'static str) -> Element {
        let mut element = Element { tag, ..Element::default() };
        let mut names = Vec::new();
        loop {
            let before = self.0;
            match self.next() {
                Some((2, _)) => element.has_value = true,
                Some((3, _)) => element.has_checked = true,
                Some((4, _)) => element.has_reference = true,
                Some((5, _)) => element.has_key = true,
                Some((6, name)) => names.push(name),
                Some((7, text)) => element.values.push(Value::Given(text)),
                Some((8, _)) => element.values.push(Value::Filled),
                Some((0xe, _)) => element.values.push(Value::Switch),
                Some((0xf, _)) => element.listeners += 1,
                _ => {
                    self.0 = before;
                    break;
                }
            }
        }
        element.names = names.leak();
        element.children = self.parts();
        element
    }
}

#[cfg(test)]
mod tests {
    use super::prelude::{Callback, html};
    use super::*;

    /// All of a drawing that a browser is told, but for what hears of events.
    fn told(node: &VNode) -> String {
        let key = node.key().map(|it| format!(" key={it}")).unwrap_or_default();
        match node {
            VNode::VTag(it) => {
                let attributes: Vec<String> =
                    it.attributes.iter().map(|(name, value)| format!(" {name}={value:?}")).collect();
                let children = it.children().map(told).unwrap_or_default();
                let state = (it.value(), it.checked());
                format!("<{}{key}{} {state:?}>{children}</>", it.tag(), attributes.concat())
            }
            VNode::VText(it) => format!("{:?}", it.text),
            VNode::VList(it) if it.len() == 1 && !it[0].has_key() => told(&it[0]),
            VNode::VList(it) => format!("[{key}{}]", it.iter().map(told).collect::<String>()),
            VNode::VComp(_) | VNode::VPortal(_) | VNode::VRef(_) | VNode::VSuspense(_) | VNode::VRaw(_) => {
                "other".to_owned()
            }
        }
    }

    fn same(ours: VNode, yews: VNode) {
        assert_eq!(told(&ours), told(&yews));
    }

    #[test]
    fn a_template_draws_what_the_macro_of_yew_draws() {
        let (id, word, hidden, none) = ("an-id".to_owned(), "a word", true, None::<String>);
        let heard = Callback::from(|_| ());
        same(html! {}, yew::html! {});
        same(html! { <br /> }, yew::html! { <br /> });
        same(html! { <p>{ "· one ·" }</p> }, yew::html! { <p>{ "· one ·" }</p> });
        same(
            html! { <p class="a" {id} aria-label={word} {hidden} data-none={none.clone()}>{ word }{ " " }<b>{ 3usize }</b></p> },
            yew::html! { <p class="a" id="an-id" aria-label={word} {hidden} data-none={none}>{ word }{ " " }<b>{ 3usize }</b></p> },
        );
        same(
            html! { <><input type="checkbox" value={word} checked=true disabled={!hidden} /><textarea rows="5" /></> },
            yew::html! { <><input type="checkbox" value={word} checked=true disabled={!hidden} /><textarea rows="5" /></> },
        );
        same(
            html! { <ul><li key={1usize} onclick={heard.clone()}></li><li key="two"><></></li></ul> },
            yew::html! { <ul><li key={1usize} onclick={heard}></li><li key="two"><></></li></ul> },
        );
    }

    #[test]
    fn what_may_be_there_and_what_is_there_often_is_drawn_as_by_yew() {
        let ours = |shown: bool, many: usize| {
            html! {
                <div>
                    <p>{ "before" }</p>
                    if shown { <b /> } else if many > 1 { { "many" } }
                    for at in 0..many { <i key={at}>{ at }</i> { "," } }
                    { for (0..many).map(|it| html! { <u>{ it }</u> }) }
                    { shown.then_some("shown") }
                </div>
            }
        };
        let yews = |shown: bool, many: usize| {
            yew::html! {
                <div>
                    <p>{ "before" }</p>
                    if shown { <b /> } else if many > 1 { { "many" } }
                    for at in 0..many { <i key={at}>{ at }</i> { "," } }
                    { for (0..many).map(|it| yew::html! { <u>{ it }</u> }) }
                    { shown.then_some("shown") }
                </div>
            }
        };
        for (shown, many) in [(true, 0), (true, 3), (false, 0), (false, 1), (false, 2)] {
            same(ours(shown, many), yews(shown, many));
        }
    }

    #[test]
    fn names_of_a_style_sheet_are_those_that_are_there() {
        let on = |it: bool| classes!("a", it.then_some("b"), String::from("c"));
        assert_eq!((on(true).as_str(), on(false).as_str()), ("a b c", "a c"));
        same(html! { <p class={classes!(None::<&str>)} /> }, yew::html! { <p /> });
    }
}
