//! The planner: its state, what can happen to it, and the component that holds both.
//!
//! What is being typed is not yet a fact. The answer on screen stays, dimmed, until the field is
//! left, Enter is pressed or the keyboard has rested for half a second; only then is it decided
//! anew, and the verdict announced once.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use palier_engine::assess::Verdict;
use palier_engine::card::Shown;
use palier_engine::chooser::Offer;
use palier_engine::compare::Compared;
use palier_engine::date::Date;
use palier_engine::dose::Dose;
use palier_engine::formulary::{Formulary, Moment, Region, Severity};
use palier_engine::medicine::{self, Route, Suggestion, Use};
use palier_engine::nearby::GreyZone;
use palier_engine::outcome::{Outcome, Planner};
use palier_engine::patient::{Alcohol, CreatinineUnit, Severity3, Sex};
use palier_engine::request::{Decision, Request};
use palier_engine::supply::Supply;
use palier_engine::truth::Truth;
use palier_engine::words::Lang;
use palier_formulary::NotTheAppendix;
use yew::prelude::*;

use crate::files::{OpenError, Origin};
use crate::form::{Drops, Field, FieldProblem, Form, Liquid, Parsed, first_drug, typed_day};
use crate::summary::OutcomeSummary;
use crate::ui;
use crate::ui::drawn::{use_drawing, use_generation};
use crate::ui::sheet::{Permit, permit};
use crate::ui::verdict::Headline;

/// What the host page may set.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// The formulary.
    pub book: Book,
    /// `fr` or `en`.
    pub lang: AttrValue,
    /// The drug to begin with.
    #[prop_or_default]
    pub drug: Option<AttrValue>,
    /// The region whose products and limits are used.
    #[prop_or_default]
    pub region: Option<AttrValue>,
    /// `professional` or `patient`.
    #[prop_or_default]
    pub view: Option<AttrValue>,
    /// The first day, as `2026-12-07`.
    #[prop_or_default]
    pub start: Option<AttrValue>,
    /// The day on which the person plans, as `2026-11-30`.
    #[prop_or_default]
    pub today: Option<AttrValue>,
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
}

/// Says what day it is where the person is, as `2026-11-30`.
#[derive(Clone, Copy, Debug)]
pub struct Clock(pub fn() -> String);

/// There is one clock: two readers of it do not differ.
impl PartialEq for Clock {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The formulary and the planner that reads it, shared by every planner of the module.
#[derive(Clone)]
pub struct Book {
    formulary: &'static Formulary,
    planner: Rc<Planner<'static>>,
}

impl Book {
    /// A book, kept for the life of the page: its names are indexed once.
    #[must_use]
    pub fn new(formulary: Formulary) -> Self {
        let formulary: &'static Formulary = Box::leak(Box::new(formulary));
        Self { formulary, planner: Rc::new(Planner::new(formulary)) }
    }

    /// The built-in book, as far as it was read: its appendix follows the first paint.
    #[must_use]
    pub fn builtin() -> Self {
        BUILTIN.with_borrow(Clone::clone)
    }

    /// Reads the appendix of the built-in book, for every planner that asks for it from now on.
    ///
    /// # Errors
    /// These are not the bytes that were built with it; the book stays as it was.
    pub fn read_appendix(bytes: &[u8]) -> Result<(), NotTheAppendix> {
        let whole = palier_formulary::whole(bytes)?;
        BUILTIN.set(Self::new(whole));
        Ok(())
    }

    /// Everything there is to say about a request.
    #[must_use]
    pub fn decide(&self, request: &Request) -> Outcome {
        self.planner.decide(request)
    }

    /// What nearby values would change in an answer.
    #[must_use]
    pub fn grey_zone(&self, request: &Request, outcome: &Outcome) -> GreyZone {
        self.planner.grey_zone(request, outcome)
    }

    /// Every treatment of an indication, for a request.
    #[must_use]
    pub fn options(&self, request: &Request, indication: &str) -> Vec<Offer> {
        self.planner.options(request, indication)
    }

    /// Some protocols side by side, for a request.
    #[must_use]
    pub fn compare(&self, request: &Request, protocols: &[String]) -> Vec<Compared> {
        self.planner.compare(request, protocols)
    }

    /// Medicines whose name is, begins with or is nearly what was typed, nearest first.
    #[must_use]
    pub fn search(&self, typed: &str, most: usize) -> Vec<Suggestion> {
        self.planner.catalogue().search(typed, most)
    }
}

thread_local! {
    static BUILTIN: RefCell<Book> = RefCell::new(Book::new(palier_formulary::opening()));
}

impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Book({})", self.formulary.edition().name)
    }
}

/// The same book, not an equal one: books are large and never change.
impl PartialEq for Book {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.formulary, other.formulary)
    }
}

impl std::ops::Deref for Book {
    type Target = Formulary;
    fn deref(&self) -> &Formulary {
        self.formulary
    }
}

/// Who is reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Builds, acknowledges, compares.
    #[default]
    Professional,
    /// Reads, prints, prepares a visit.
    Patient,
}

impl View {
    fn named(name: Option<&str>) -> Self {
        match name {
            Some("patient") => Self::Patient,
            Some(_) | None => Self::Professional,
        }
    }
}

fn lang_named(name: &str) -> Lang {
    if name.to_ascii_lowercase().starts_with("en") { Lang::En } else { Lang::Fr }
}

/// What a browser calls a language.
pub(crate) const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "fr",
        Lang::En => "en",
    }
}

fn region_named(name: Option<&str>) -> Region {
    match name {
        Some("US" | "us") => Region::US,
        Some(_) | None => Region::FR,
    }
}

/// A sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// For the person who takes the treatment.
    Patient,
    /// For the pharmacist who prepares it.
    Pharmacy,
}

/// The last thing decided: what was asked, what could not be read, what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Asked.
    pub request: Request,
    /// Not read.
    pub problems: Vec<FieldProblem>,
    /// Answered.
    pub outcome: Outcome,
    /// What nearby values would change in it.
    pub grey_zone: GreyZone,
}

/// Everything the page is drawn from.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The formulary.
    pub book: Book,
    /// The day on which the person plans.
    pub today: Option<Date>,
    /// Language.
    pub lang: Lang,
    /// Who is reading.
    pub view: View,
    /// What was typed.
    pub form: Form,
    /// The indication whose treatments are looked at, where it is not the one of the request.
    pub looking: Option<String>,
    /// Protocols put side by side, in the order in which they were chosen.
    pub compared: Rc<Vec<String>>,
    /// How many times a text was changed: tells the last rest of the keyboard from earlier ones.
    pub edits: u32,
    /// Whether something was typed since the answer.
    pub typing: bool,
    /// The last answer; none without a readable day of today.
    pub answer: Option<Rc<Answer>>,
    /// The form as it was before anything was typed, or as it was last opened or saved.
    pub kept: Form,
    /// A file or a link that waits until the person says whether it may replace what was typed.
    pub offered: Option<(Origin, Rc<Request>)>,
    /// Why the last file or link could not be opened.
    pub not_opened: Option<OpenError>,
    /// What keeps the form from being saved, until it is mended or something else is done.
    pub not_saved: Rc<[FieldProblem]>,
    /// The request that is to be saved: none when the last attempt was refused.
    pub saved: Option<Rc<Request>>,
    /// The form as it was when that was asked for, until the browser has taken the file.
    pub saving: Option<Form>,
    /// Whether the browser refused the last file, until something else is done.
    pub not_taken: bool,
    /// How many times it was asked to save, whatever came of it.
    pub saves: u32,
    /// The sheet at the printer.
    pub printing: Option<Sheet>,
    /// How many times paper was asked for or taken away: the same sheet asked for twice prints twice.
    pub papers: u32,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each names what the person did")]
pub enum Msg {
    Typed(Field, String),
    Rested(u32),
    Left,
    Chose(Choice),
    Answered(Rc<str>, Truth),
    AnsweredNone(Rc<[String]>, Rc<str>),
    MedicineAdded {
        name: String,
        chosen: Option<String>,
    },
    MedicineChanged(usize, LineChange),
    MedicineRemoved(usize),
    SuppliesChanged(SupplyChange),
    LookedAt(String),
    ComparisonToggled(String),
    Decided(Decision),
    Acknowledged(Decision),
    Withdrew(String),
    LanguageChosen(Lang),
    ViewChosen(View),
    HostChose(HostChoice),
    /// The clock was read: it is this day.
    DayRead(AttrValue),
    Opened(Result<Box<Request>, OpenError>),
    /// A file or a link was read; it replaces nothing that was typed and not saved without a yes.
    Offered(Origin, Box<Request>),
    Replaced(bool),
    OpenErrorRead,
    SaveAsked,
    /// Whether the browser took the file.
    SaveEnded(bool),
    PrintAsked(Sheet),
    Printed,
    Erased,
}

/// A choice among few.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each names the field it answers")]
pub enum Choice {
    Sex(Option<Sex>),
    CreatinineUnit(CreatinineUnit),
    Alcohol(Option<Alcohol>),
    Phq9(Option<u8>),
    Ascites(Option<Severity3>),
    Encephalopathy(Option<Severity3>),
    Drug(String),
    /// A treatment of the chooser, for the indication it was found under.
    Treatment(String, String),
    Indication(Option<String>),
    Protocol(Option<String>),
    Moment(Option<Moment>),
    LargerEvening(bool),
    BatchDays(Option<u16>),
}

/// A change on one line of the medicines.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each names the field it changes")]
pub enum LineChange {
    Stopped(bool),
    Form(Option<medicine::Form>),
    Route(Option<Route>),
    Used(Option<Use>),
    Chosen(String, Option<String>),
}

/// A change of what the pharmacy can hand over.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each names what it changes")]
pub enum SupplyChange {
    StrengthToggled(Dose),
    StrengthAdded,
    StrengthRemoved(usize),
    ProductToggled(Supply),
    /// A strength is in hand already, or not.
    InHandToggled(Dose),
    LiquidAdded,
    LiquidRemoved(usize),
    DropsAdded,
    DropsRemoved(usize),
    OtherRemoved(usize),
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
    Start(Option<AttrValue>),
    Today(Option<AttrValue>),
}

impl Model {
    /// The state of a planner that was just mounted.
    #[must_use]
    pub fn new(props: &AppProps) -> Self {
        let book = props.book.clone();
        let today = props.today.as_deref().and_then(|it| it.parse().ok());
        let lang = lang_named(&props.lang);
        let region = region_named(props.region.as_deref());
        let mut form = Form::empty(&book, props.drug.as_deref(), region, today);
        if let Some(start) = &props.start {
            set_start(&mut form, start, lang);
        }
        let kept = form.clone();
        let mut model = Self {
            book,
            today,
            lang,
            view: View::named(props.view.as_deref()),
            form,
            looking: None,
            compared: Rc::default(),
            edits: 0,
            typing: false,
            answer: None,
            kept,
            offered: None,
            not_opened: None,
            not_saved: Rc::default(),
            saved: None,
            saving: None,
            not_taken: false,
            saves: 0,
            printing: None,
            papers: 0,
        };
        model.settle();
        model
    }

    /// Whether something was typed or chosen that leaving the page would lose.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.form != self.kept
    }

    /// Decides anew from what the form says now.
    fn settle(&mut self) {
        self.typing = false;
        self.not_saved = Rc::default();
        self.not_taken = false;
        self.answer = self.today.map(|today| {
            let Parsed { request, problems } = self.form.parse(&self.book, today, self.lang);
            let outcome = self.book.decide(&request);
            let certain = problems.is_empty() && self.book.is_whole();
            let grey_zone = if certain { self.book.grey_zone(&request, &outcome) } else { GreyZone::default() };
            let outcome = if certain { outcome } else { withhold(outcome) };
            Rc::new(Answer { request, problems, outcome, grey_zone })
        });
    }

    /// Puts a request in place of the form.
    fn open(&mut self, request: &Request) {
        self.offered = None;
        self.not_opened = None;
        // Another person's sheet does not stay behind.
        self.hand_over(None);
        self.form = Form::from_request(&self.book, request);
        self.kept = self.form.clone();
    }

    /// Hands the request to the person as a file, if all of it can be read there again.
    fn save(&mut self) {
        self.settle();
        self.saves += 1;
        self.saved = None;
        self.saving = None;
        let Some((answer, today)) = self.answer.as_ref().zip(self.today) else { return };
        let problems = answer.problems.iter().cloned().chain(self.form.sessions_out_of_sight(today));
        self.not_saved = problems.collect();
        if self.not_saved.is_empty() {
            self.saved = Some(Rc::new(answer.request.clone()));
            self.saving = Some(self.form.clone());
        }
    }

    /// The browser took the file, or refused it: only what it took is saved.
    fn end_save(&mut self, taken: bool) {
        if let Some(form) = self.saving.take() {
            if taken {
                self.kept = form;
            }
            self.not_taken = !taken;
        }
    }

    fn update(&mut self, msg: Msg) {
        match msg {
            Msg::Typed(field, text) => {
                self.form.set_text(field, text);
                self.edits += 1;
                self.typing = true;
                return;
            }
            Msg::Rested(_) | Msg::Left => {}
            Msg::DayRead(day) => {
                self.today = day.parse().ok();
                // What is being typed is no fact yet, on no day.
                if self.typing {
                    return;
                }
            }
            Msg::Chose(choice) => self.choose(choice),
            Msg::Answered(question, truth) => self.form.answer(&question, truth),
            Msg::AnsweredNone(shown, by) => self.form.answer_none(&shown, &by),
            Msg::MedicineAdded { name, chosen } => self.form.add_medicine(&name, chosen),
            Msg::MedicineChanged(at, change) => self.change_line(at, change),
            Msg::MedicineRemoved(at) => remove(Rc::make_mut(&mut self.form.medicines), at),
            Msg::SuppliesChanged(change) => self.change_supplies(change),
            Msg::Decided(decision) => self.form.decide(decision),
            Msg::Acknowledged(decision) => self.form.acknowledge(decision),
            Msg::Withdrew(about) => self.form.withdraw(&about),
            Msg::LookedAt(indication) => {
                self.looking = Some(indication);
                return;
            }
            Msg::ComparisonToggled(protocol) => {
                compare(Rc::make_mut(&mut self.compared), protocol);
                return;
            }
            Msg::LanguageChosen(lang) => self.lang = lang,
            Msg::ViewChosen(view) => {
                self.view = view;
                return;
            }
            Msg::HostChose(choice) => {
                // What is being typed is no fact yet: it is decided with the new book when it is.
                let waits = self.typing && matches!(choice, HostChoice::Book(_));
                let untouched = !self.is_unsaved();
                self.obey(choice);
                if untouched {
                    self.kept = self.form.clone();
                }
                if waits {
                    return;
                }
            }
            Msg::Opened(Ok(request)) => self.open(&request),
            Msg::Offered(origin, request) => {
                if self.is_unsaved() {
                    self.not_opened = None;
                    self.offered = Some((origin, Rc::from(request)));
                    return;
                }
                self.open(&request);
            }
            Msg::Replaced(yes) => match self.offered.take() {
                Some((_, request)) if yes => self.open(&request),
                Some(_) | None => return,
            },
            Msg::Opened(Err(why)) => {
                self.offered = None;
                self.not_opened = Some(why);
                return;
            }
            Msg::SaveEnded(taken) => {
                self.end_save(taken);
                return;
            }
            Msg::SaveAsked => {
                self.save();
                return;
            }
            Msg::OpenErrorRead => {
                self.not_opened = None;
                return;
            }
            Msg::PrintAsked(sheet) => {
                // What was typed last is not on a sheet until it is decided.
                if self.typing {
                    self.settle();
                }
                let granted = |it: &Rc<Answer>| permit(&it.outcome, sheet) == Permit::Granted;
                self.hand_over(self.answer.as_ref().is_some_and(granted).then_some(sheet));
                return;
            }
            Msg::Printed => {
                self.printing = None;
                return;
            }
            Msg::Erased => {
                let drug = self.form.course.drug.clone();
                self.form = Form::empty(&self.book, Some(&drug), self.form.region, self.today);
                self.kept = self.form.clone();
                self.offered = None;
                self.not_opened = None;
                self.hand_over(None);
            }
        }
        self.settle();
    }

    /// Puts a sheet before the printer in place of the last one, or takes that away.
    fn hand_over(&mut self, sheet: Option<Sheet>) {
        self.printing = sheet;
        self.papers += 1;
    }

    fn choose(&mut self, choice: Choice) {
        let person = &mut self.form.person;
        let course = &mut self.form.course;
        match choice {
            Choice::Sex(sex) => Rc::make_mut(person).sex = sex,
            Choice::CreatinineUnit(unit) => Rc::make_mut(person).creatinine_unit = Some(unit),
            Choice::Alcohol(alcohol) => Rc::make_mut(person).alcohol = alcohol,
            Choice::Phq9(answer) => Rc::make_mut(person).phq9_item9 = answer,
            Choice::Ascites(grade) => Rc::make_mut(person).ascites = grade,
            Choice::Encephalopathy(grade) => Rc::make_mut(person).encephalopathy = grade,
            Choice::Drug(drug) => self.form.choose_drug(&self.book, &drug),
            Choice::Treatment(treatment, indication) => {
                self.form.choose_drug(&self.book, &treatment);
                Rc::make_mut(&mut self.form.course).indication = Some(indication);
            }
            Choice::Indication(indication) => Rc::make_mut(course).indication = indication,
            Choice::Protocol(protocol) => self.form.choose_protocol(&self.book, protocol),
            Choice::Moment(moment) => Rc::make_mut(course).moment = moment,
            Choice::LargerEvening(larger) => Rc::make_mut(course).larger_evening = larger,
            Choice::BatchDays(days) => Rc::make_mut(course).batch_days = days,
        }
    }

    fn change_line(&mut self, at: usize, change: LineChange) {
        let Some(line) = self.form.line_mut(at) else { return };
        match change {
            LineChange::Stopped(stopped) => line.stopped = stopped,
            LineChange::Form(form) => line.form = form,
            LineChange::Route(route) => line.route = route,
            LineChange::Used(used) => line.used = used,
            LineChange::Chosen(name, chosen) => {
                line.name = name;
                line.chosen = chosen;
            }
        }
    }

    fn change_supplies(&mut self, change: SupplyChange) {
        let course = Rc::make_mut(&mut self.form.course);
        match change {
            SupplyChange::StrengthToggled(dose) => toggle(&mut course.strengths, dose),
            SupplyChange::StrengthAdded => course.other_strengths.push(String::new()),
            SupplyChange::StrengthRemoved(at) => remove(&mut course.other_strengths, at),
            SupplyChange::ProductToggled(product) => match course.products.iter().position(|it| *it == product) {
                Some(at) => remove(&mut course.products, at),
                None => course.products.push(product),
            },
            SupplyChange::InHandToggled(dose) => match course.in_hand.iter().position(|it| *it == dose) {
                Some(at) => remove(&mut course.in_hand, at),
                None => course.in_hand.push(dose),
            },
            SupplyChange::LiquidAdded => course.liquids.push(Liquid::default()),
            SupplyChange::LiquidRemoved(at) => remove(&mut course.liquids, at),
            SupplyChange::DropsAdded => course.drops.push(Drops::default()),
            SupplyChange::DropsRemoved(at) => remove(&mut course.drops, at),
            SupplyChange::OtherRemoved(at) => remove(&mut course.other_supplies, at),
        }
    }

    fn obey(&mut self, choice: HostChoice) {
        match choice {
            HostChoice::Book(book) => self.book = book,
            HostChoice::Lang(lang) => self.lang = lang_named(&lang),
            HostChoice::Drug(drug) => {
                let drug = first_drug(&self.book, drug.as_deref()).to_owned();
                self.form.choose_drug(&self.book, &drug);
            }
            HostChoice::Region(region) => self.form.region = region_named(region.as_deref()),
            HostChoice::View(view) => self.view = View::named(view.as_deref()),
            HostChoice::Start(start) => set_start(&mut self.form, start.as_deref().unwrap_or_default(), self.lang),
            HostChoice::Today(today) => self.today = today.and_then(|it| it.parse().ok()),
        }
    }
}

/// A field that could not be read may have held a dose, a pace or a day that the request then
/// leaves to the protocol, or the last session of a card; a book without its appendix knows no medicine.
/// What was found still stands; the plan is not what was asked for.
fn withhold(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Planned { mut assessment, .. } | Outcome::Pending { mut assessment, .. } => {
            assessment.verdict = Verdict::Pending;
            Outcome::Pending { assessment, draft: None }
        }
        Outcome::Card { card } => Outcome::Card { card: Shown { session: None, ..card } },
        Outcome::Refused { .. } | Outcome::Unreadable { .. } | Outcome::Stopped { .. } => outcome,
    }
}

/// Puts a protocol beside the others, or takes it away. Three are seen at once: a fourth takes the
/// place of the first.
fn compare(compared: &mut Vec<String>, protocol: String) {
    match compared.iter().position(|it| *it == protocol) {
        Some(at) => remove(compared, at),
        None => compared.push(protocol),
    }
    if compared.len() > MOST_COMPARED {
        compared.remove(0);
    }
}

/// More stairs in one picture are not told apart.
const MOST_COMPARED: usize = 3;

fn set_start(form: &mut Form, start: &str, lang: Lang) {
    let text = start.parse().map_or_else(|_| start.to_owned(), |day| typed_day(day, lang, form.region));
    form.set_text(Field::Start, text);
}

/// Takes an item out of a list; a late click on one that is gone changes nothing.
fn remove<T>(list: &mut Vec<T>, at: usize) {
    if at < list.len() {
        list.remove(at);
    }
}

fn toggle<T: Ord>(set: &mut BTreeSet<T>, item: T) {
    if !set.remove(&item) {
        set.insert(item);
    }
}

impl Reducible for Model {
    type Action = Msg;

    fn reduce(self: Rc<Self>, msg: Msg) -> Rc<Self> {
        let late = matches!(&msg, Msg::Rested(edits) if *edits != self.edits);
        let nothing_new = match &msg {
            Msg::Rested(_) | Msg::Left => !self.typing,
            // A browser that fills a box in may say so twice, as it is typed and as it is changed.
            Msg::Typed(field, text) => self.form.text(*field) == text,
            Msg::DayRead(day) => day.parse().ok() == self.today,
            Msg::Chose(_)
            | Msg::Answered(..)
            | Msg::AnsweredNone(..)
            | Msg::MedicineAdded { .. }
            | Msg::MedicineChanged(..)
            | Msg::MedicineRemoved(_)
            | Msg::SuppliesChanged(_)
            | Msg::LookedAt(_)
            | Msg::ComparisonToggled(_)
            | Msg::Decided(_)
            | Msg::Acknowledged(_)
            | Msg::Withdrew(_)
            | Msg::LanguageChosen(_)
            | Msg::ViewChosen(_)
            | Msg::HostChose(_)
            | Msg::Opened(_)
            | Msg::Offered(..)
            | Msg::Replaced(_)
            | Msg::OpenErrorRead
            | Msg::SaveAsked
            | Msg::SaveEnded(_)
            | Msg::PrintAsked(_)
            | Msg::Printed
            | Msg::Erased => false,
        };
        if late || nothing_new {
            return self;
        }
        let mut model = (*self).clone();
        model.update(msg);
        Rc::new(model)
    }
}

/// What every part of the page needs to draw itself and to say what happened in it.
#[derive(Clone, PartialEq)]
pub struct Scene {
    /// Language.
    pub lang: Lang,
    /// Who is reading.
    pub view: View,
    /// The formulary.
    pub book: Book,
    /// Region.
    pub region: Region,
    /// The day on which the person plans.
    pub today: Option<Date>,
    /// Begins every id, so that two planners on one page never share one.
    pub prefix: AttrValue,
    /// Says what happened.
    pub send: Callback<Msg>,
}

impl Scene {
    /// The id of the element for a path of the request.
    #[must_use]
    pub fn id(&self, path: &str) -> AttrValue {
        ui::place::id(&self.prefix, path).into()
    }
}

/// What the host page may learn without asking.
#[must_use]
pub fn summary(outcome: &Outcome) -> OutcomeSummary {
    let (assessment, verdict) = match outcome {
        Outcome::Planned { assessment, .. } | Outcome::Pending { assessment, .. } | Outcome::Refused { assessment } => {
            (
                assessment,
                match assessment.verdict {
                    Verdict::NothingFound => "nothing-found",
                    Verdict::Caution => "caution",
                    Verdict::Pending => "pending",
                    Verdict::Refused => "refused",
                },
            )
        }
        Outcome::Card { .. } => {
            return OutcomeSummary { verdict: "card", checked: 0, alerts: 0, not_checked: 0 };
        }
        Outcome::Unreadable { .. } => {
            return OutcomeSummary { verdict: "unreadable", checked: 0, alerts: 0, not_checked: 0 };
        }
        Outcome::Stopped { .. } => {
            return OutcomeSummary { verdict: "stopped", checked: 0, alerts: 0, not_checked: 0 };
        }
    };
    OutcomeSummary {
        verdict,
        checked: assessment.checked.len(),
        alerts: assessment.findings.iter().filter(|it| it.severity >= Severity::Caution).count(),
        not_checked: assessment.not_checked.len(),
    }
}

thread_local! {
    static MOUNTED: Cell<u32> = const { Cell::new(0) };
}

fn next_prefix() -> AttrValue {
    let number = MOUNTED.replace(MOUNTED.get() + 1);
    format!("p{number}").into()
}

/// The planner as one component.
#[component]
pub fn App(props: &AppProps) -> Html {
    use_drawing();
    let model = {
        let props = props.clone();
        use_reducer(move || Model::new(&props))
    };
    let prefix = use_memo((), |()| next_prefix());
    let dispatcher = model.dispatcher();
    let clock = use_mut_ref(|| None);
    *clock.borrow_mut() = props.clock;
    let send = use_callback((), move |msg: Msg, ()| {
        // Whatever is done after midnight is done on the new day.
        let clock = *clock.borrow();
        if let Some(Clock(read)) = clock {
            dispatcher.dispatch(Msg::DayRead(read().into()));
        }
        dispatcher.dispatch(msg);
    });

    use_host_choice(&props.book, &send, HostChoice::Book);
    use_host_choice(&props.lang, &send, HostChoice::Lang);
    use_host_choice(&props.drug, &send, HostChoice::Drug);
    use_host_choice(&props.region, &send, HostChoice::Region);
    use_host_choice(&props.view, &send, HostChoice::View);
    use_host_choice(&props.start, &send, HostChoice::Start);
    use_host_choice(&props.today, &send, HostChoice::Today);

    {
        let send = send.clone();
        use_effect_with((model.edits, model.typing), move |&(edits, typing)| {
            let rest = typing.then(|| Timeout::new(500, move || send.emit(Msg::Rested(edits))));
            move || drop(rest)
        });
    }
    {
        let summary = model.answer.as_ref().map(|it| summary(&it.outcome));
        use_effect_with((summary, props.on_outcome.clone()), |(summary, on_outcome)| {
            if let Some(summary) = summary {
                on_outcome.emit(summary.clone());
            }
        });
    }
    use_shown_again(&send, props.clock);
    use_question_before_leaving(model.is_unsaved());
    {
        let (send, saved) = (send.clone(), model.saved.clone());
        use_effect_with(model.saves, move |_| {
            if let Some(request) = saved {
                send.emit(Msg::SaveEnded(crate::files::save(&request).is_ok()));
            }
        });
    }
    {
        let on_paper = props.on_paper.clone();
        let ready = model.printing.is_some();
        use_effect_with(model.papers, move |_| on_paper.emit(ready));
    }
    {
        let (send, on_ready) = (send.clone(), props.on_ready.clone());
        use_effect_with((), move |()| on_ready.emit(send));
    }

    let generation = use_generation(&prefix, model.typing);
    let scene = Scene {
        lang: model.lang,
        view: model.view,
        book: model.book.clone(),
        region: model.form.region,
        today: model.today,
        prefix: (*prefix).clone(),
        send,
    };
    let spoken = model.answer.as_ref().map(|it| Headline::answering(it, &model.book, model.lang).spoken(model.lang));
    let lang = tag(model.lang);
    // A live region is heard only if it was there before its words changed: the page is drawn whole beside it.
    html! {
        <>
            <p class="palier-live" {lang} role="status" aria-live="polite" translate="no" data-testid="live">
                <span key={generation}>{ spoken.unwrap_or_default() }</span>
            </p>
            <ui::page::Page key={generation} {scene} model={Rc::new((*model).clone())} />
        </>
    }
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

/// Passes on a setting that the host changed after mounting.
#[hook]
fn use_host_choice<T: Clone + PartialEq + 'static>(value: &T, send: &Callback<Msg>, choice: fn(T) -> HostChoice) {
    let first = use_mut_ref(|| true);
    let send = send.clone();
    use_effect_with(value.clone(), move |value| {
        if !first.replace(false) {
            send.emit(Msg::HostChose(choice(value.clone())));
        }
    });
}
