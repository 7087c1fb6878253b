//! What the page around the planner sets, and who reads.

use palier_engine::book::place::Region;
use palier_engine::book::protocol::View;
use palier_engine::exact::date::Date;
use palier_engine::lang::{Lang, Tongue};
use yew::AttrValue;

use crate::form::field::Field;
use crate::form::text::typed_day;
use crate::form::typed::Typed;
use crate::state::book::Book;

/// The settings of a planner, as the page around it wrote them.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The formulary.
    pub book: Book,
    /// `fr` or `en`.
    pub lang: AttrValue,
    /// The drug to begin with.
    pub drug: Option<AttrValue>,
    /// The region whose products and limits are used.
    pub region: Option<AttrValue>,
    /// `professional`, `patient` or `pharmacist`.
    pub view: Option<AttrValue>,
    /// Which of `view` and `lang` stay as they are set.
    pub lock: Option<AttrValue>,
    /// Whether keys act alone, as `P` to print.
    pub keys: bool,
    /// The first day, as `2026-12-07`.
    pub start: Option<AttrValue>,
    /// The day on which the person plans, as `2026-11-30`.
    pub today: Option<AttrValue>,
}

impl Settings {
    /// The code of the language that the planner begins in: the one asked for, where it is there.
    pub(crate) fn spoken(&self) -> &'static str {
        self.book.lang(Tongue::named(&self.lang)).tongue().code()
    }
}

/// What the page around the planner changed.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each names an attribute")]
pub enum HostChoice {
    Book(Book),
    Lang(AttrValue),
    /// Each of these may be taken back: what then holds is what held without it.
    Drug(Option<AttrValue>),
    Region(Option<AttrValue>),
    View(Option<AttrValue>),
    Lock(Option<AttrValue>),
    Keys(bool),
    Start(Option<AttrValue>),
    Today(Option<AttrValue>),
}

impl Settings {
    /// What is not as it was.
    pub(crate) fn changed_since(&self, before: &Self) -> Vec<HostChoice> {
        let Self { book, lang, drug, region, view, lock, keys, start, today } = self;
        let mut changed = Vec::new();
        let mut note = |same: bool, choice: HostChoice| changed.extend((!same).then_some(choice));
        note(*book == before.book, HostChoice::Book(book.clone()));
        note(*lang == before.lang, HostChoice::Lang(lang.clone()));
        note(*drug == before.drug, HostChoice::Drug(drug.clone()));
        note(*region == before.region, HostChoice::Region(region.clone()));
        note(*view == before.view, HostChoice::View(view.clone()));
        note(*lock == before.lock, HostChoice::Lock(lock.clone()));
        note(*keys == before.keys, HostChoice::Keys(*keys));
        note(*start == before.start, HostChoice::Start(start.clone()));
        note(*today == before.today, HostChoice::Today(today.clone()));
        changed
    }
}

/// What the page around the planner keeps as it set it: no switch, key, file or link changes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Locks {
    /// Who reads.
    pub view: bool,
    /// The language.
    pub lang: bool,
}

impl Locks {
    /// The locks that an attribute names, such as `view lang`.
    pub(super) fn named(names: Option<&str>) -> Self {
        let names = || names.unwrap_or_default().split_ascii_whitespace();
        Self { view: names().any(|it| it == "view"), lang: names().any(|it| it == "lang") }
    }
}

pub(super) fn view_named(name: Option<&str>) -> View {
    name.and_then(View::named).unwrap_or_default()
}

pub(super) fn region_named(name: Option<&str>) -> Region {
    match name {
        Some("US" | "us") => Region::US,
        Some(_) | None => Region::FR,
    }
}

pub(super) fn set_start(form: &mut Typed, start: &str, lang: Lang) {
    let text = start.parse().map_or_else(|_| start.to_owned(), |day| typed_day(day, lang, form.region));
    form.set_text(Field::Start, text);
}

/// The day that was set, if it is one.
pub(super) fn day_named(day: Option<&str>) -> Option<Date> {
    day.and_then(|it| it.parse().ok())
}
