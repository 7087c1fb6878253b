//! Everything the page is drawn from, and what is done to it as a whole.
//!
//! What is being typed is not yet a fact. The answer on screen stays, dimmed, until the field is
//! left, Enter is pressed or the keyboard has rested for half a second; only then is it decided
//! anew, and the verdict announced once.

use std::rc::Rc;

use palier_engine::book::protocol::View;
use palier_engine::book::rule::Severity;
use palier_engine::exact::date::Date;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::outcome::{Permit, Sheet};
use palier_engine::person::kidney::Creatinine;
use palier_engine::recognise::measured::LetterFact;
use palier_engine::request::request::{Request, Treatment};
use yew::AttrValue;

use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::list::Listing;
use crate::form::scale::ScaleDraft;
use crate::form::section::Section;
use crate::form::typed::{Typed, TypedTreatment};
use crate::open::error::{OpenError, Origin};
use crate::open::examples::{Example, is_example};
use crate::state::answer::Answer;
use crate::state::book::Book;
use crate::state::host::{Locks, Settings, day_named, region_named, set_start, view_named};
use crate::state::looking::Looking;
use crate::state::needs::next_section;
use crate::state::proposed::Proposed;
use crate::state::tab::Tab;
use crate::texts::Words;

/// What is on the screen as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// The form and what follows from it.
    Planner,
    /// What the person follows: no form.
    Patient,
    /// What the pharmacist prepares: no form.
    Pharmacist,
}

/// Everything the page is drawn from.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The formulary.
    pub book: Book,
    /// The day on which the person plans.
    pub today: Option<Date>,
    /// Language.
    pub tongue: Tongue,
    /// Who is reading.
    pub view: View,
    /// What the page around the planner keeps as it set it.
    pub locks: Locks,
    /// Whether the person has the form open, beside what they follow.
    pub dossier: bool,
    /// What was typed.
    pub form: Typed,
    /// The section of the form that is open.
    pub open: Option<Section>,
    /// Whether the list of medicines was in sight, or came with a file.
    pub list_seen: bool,
    /// How many times the keyboard is to be led to what is asked next.
    pub led: u32,
    /// Whether keys act alone.
    pub keys: bool,
    /// What was proposed in the form.
    pub proposed: Proposed,
    /// The form as it was before each of the last acts, with what was proposed in it, the latest last.
    pub undo: Rc<Vec<(Typed, Proposed)>>,
    /// What was said of drugs that were chosen before, with what was proposed in it: it comes back with them.
    pub aside: Rc<Vec<(TypedTreatment, Proposed)>>,
    /// The treatments that are looked at, while one is chosen among them.
    pub looking: Option<Rc<Looking>>,
    /// Protocols put side by side, in the order in which they were chosen.
    pub compared: Rc<Vec<String>>,
    /// The tab of the answer that is in sight.
    pub tab: Tab,
    /// A questionnaire that is being filled in.
    pub scale: Option<Rc<ScaleDraft>>,
    /// The place of the evidence that was asked for last, and how many times one was.
    pub sought: (Option<AttrValue>, u32),
    /// What came of the last list of medicines, until something else is done.
    pub listed: Option<Listing>,
    /// How many times a text was changed: tells the last rest of the keyboard from earlier ones.
    pub edits: u32,
    /// Whether something was typed since the answer.
    pub typing: bool,
    /// The last answer; none without a readable day of today.
    pub answer: Option<Rc<Answer>>,
    /// The day on which the request that was opened last was asked, and the form as it then was.
    pub opened: Option<(Date, Typed)>,
    /// That request on its own day, once its plan is begun and while nothing was changed in it.
    pub under_way: Option<Rc<Answer>>,
    /// The form as it was before anything was typed, or as it was last opened or saved.
    pub kept: Typed,
    /// A file or a link that waits until the person says whether it may replace what was typed.
    pub offered: Option<(Origin, Rc<Request>)>,
    /// Why the last file or link could not be opened.
    pub not_opened: Option<OpenError>,
    /// What keeps the form from being saved, until it is mended or something else is done.
    pub not_saved: Rc<[FieldProblem]>,
    /// The request that is to be saved: none when the last attempt was refused.
    pub saved: Option<Rc<Request>>,
    /// The form as it was when that was asked for, until the browser has taken the file.
    pub saving: Option<Typed>,
    /// Whether the browser refused the last file, until something else is done.
    pub not_taken: bool,
    /// How many times it was asked to save, whatever came of it.
    pub saves: u32,
    /// The sheet at the printer.
    pub printing: Option<Sheet>,
    /// How many times the plan was asked for as text.
    pub copies: u32,
    /// Whether the browser took the last one, while that is said.
    pub copied: Option<bool>,
    /// How many times paper was asked for or taken away: the same sheet asked for twice prints twice.
    pub papers: u32,
}

impl Model {
    /// The language that the page speaks: the one chosen, as it is loaded.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.book.lang(self.tongue)
    }

    /// The state of a planner that was just mounted.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let book = settings.book.clone();
        let today = day_named(settings.today.as_deref());
        let tongue = Tongue::named(&settings.lang);
        let region = region_named(settings.region.as_deref());
        let mut form = Typed::empty(&book, settings.drug.as_deref(), region, today);
        if let Some(start) = &settings.start {
            set_start(&mut form, start, book.lang(tongue));
        }
        let mut model = Self {
            book,
            today,
            tongue,
            view: view_named(settings.view.as_deref()),
            locks: Locks::named(settings.lock.as_deref()),
            dossier: false,
            form,
            open: None,
            list_seen: false,
            led: 0,
            keys: settings.keys,
            proposed: Proposed::default(),
            undo: Rc::default(),
            aside: Rc::default(),
            looking: None,
            compared: Rc::default(),
            tab: Tab::default(),
            scale: None,
            sought: (None, 0),
            listed: None,
            edits: 0,
            typing: false,
            answer: None,
            opened: None,
            under_way: None,
            kept: Typed::default(),
            offered: None,
            not_opened: None,
            not_saved: Rc::default(),
            saved: None,
            saving: None,
            not_taken: false,
            saves: 0,
            printing: None,
            copies: 0,
            copied: None,
            papers: 0,
        };
        model.propose();
        model.settle();
        model.kept = model.form.clone();
        model.open = model.wanted(None);
        model
    }

    /// Whether something was typed or chosen that leaving the page would lose.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.form != self.kept
    }

    /// Decides anew from what the form says now.
    pub(super) fn settle(&mut self) {
        self.typing = false;
        self.not_saved = Rc::default();
        self.not_taken = false;
        let untouched = !self.is_unsaved();
        self.propose_strengths();
        if untouched {
            self.kept = self.form.clone();
        }
        let answer = |today| Rc::new(Answer::to(&self.form, &self.book, today, self.tongue));
        // Of no treatment nothing is asked.
        self.answer = self.today.filter(|_| !self.form.course.drug.is_empty()).map(answer);
        self.under_way = self.begun().map(Rc::new);
    }

    /// The day on which what the form says was asked, if it was opened so and stayed so.
    fn asked(&self) -> Option<Date> {
        self.opened.as_ref().filter(|(_, form)| *form == self.form).map(|(day, _)| *day)
    }

    /// The day on which a plan was asked that may be looked at again, and what the form said then: one that was opened,
    /// of the drug that the form is about, and not looked at since.
    #[must_use]
    pub fn stands(&self) -> Option<&(Date, Typed)> {
        let today = self.today?;
        let same = |it: &Typed| it.course.drug == self.form.course.drug && it.check_ins == self.form.check_ins;
        self.opened.as_ref().filter(|(asked, form)| *asked < today && same(form))
    }

    fn begun(&self) -> Option<Answer> {
        let (asked, today) = self.asked().zip(self.today)?;
        if asked >= today {
            return None;
        }
        Answer::under_way(&self.form, &self.book, asked, today, self.tongue)
    }

    /// What is on the screen as a whole.
    #[must_use]
    pub fn route(&self) -> Route {
        match self.view {
            View::Professional => Route::Planner,
            View::Patient if self.dossier => Route::Planner,
            View::Patient => Route::Patient,
            View::Pharmacist => Route::Pharmacist,
        }
    }

    /// The answer that who reads goes by: a plan under way for who follows it or hands it over, else what a plan
    /// begun now would be.
    #[must_use]
    pub fn followed(&self) -> Option<&Rc<Answer>> {
        match self.route() {
            Route::Planner => self.answer.as_ref(),
            Route::Patient | Route::Pharmacist => self.under_way.as_ref().or(self.answer.as_ref()),
        }
    }

    /// What is to be settled before any rise of a plan that is under way: what would make a plan begun today wait,
    /// but for its first day, which has passed.
    #[must_use]
    pub fn held_by(&self) -> Vec<String> {
        let found = self.under_way.as_ref().and(self.answer.as_ref()).and_then(|it| it.assessment());
        let Some(found) = found else { return Vec::new() };
        let waits = found.findings.iter().filter(|it| it.severity == Severity::Pending && it.rule != "START-1");
        let unknown = found.not_checked.iter().filter(|it| it.severity >= Severity::Pending);
        waits.map(|it| it.text.clone()).chain(unknown.map(|it| it.text.clone())).collect()
    }

    /// The section to fill in next: where something is missing, or the list of medicines, which nobody said is empty
    /// before it was in sight.
    pub(super) fn wanted(&self, after: Option<Section>) -> Option<Section> {
        let answer = self.answer.as_ref()?;
        let needs = answer.needs();
        let unseen = answer.assessment().is_some() && !self.list_seen && self.form.medicines.is_empty();
        let missing = |section: Section| needs.iter().any(|it| it.section == Some(section));
        next_section(|it| missing(it) || (unseen && it == Section::Medicines), after)
    }

    /// Leads on from a section: to the next one in which something is missing, else to the answer.
    pub(super) fn lead_on(&mut self) {
        self.open = self.wanted(self.open);
        self.led += 1;
    }

    /// Whether a section still needs something.
    #[must_use]
    pub fn needs(&self, section: Section) -> bool {
        self.answer.as_ref().is_some_and(|it| it.needs().iter().any(|it| it.section == Some(section)))
    }

    /// Keeps a form to come back to, with what was proposed in it.
    pub(super) fn remember(&mut self, before: (Typed, Proposed)) {
        const MOST: usize = 100;
        let undo = Rc::make_mut(&mut self.undo);
        undo.push(before);
        if undo.len() > MOST {
            undo.remove(0);
        }
    }

    /// Puts the form back as it was before the last act.
    pub(super) fn take_back(&mut self) {
        if let Some((form, proposed)) = Rc::make_mut(&mut self.undo).pop() {
            (self.form, self.proposed) = (form, proposed);
        }
    }

    /// Chooses a drug. What was said of the one before is put aside; the day and the name of who prescribes are of no
    /// drug.
    pub(super) fn choose_drug(&mut self, drug: &str) {
        if drug == self.form.course.drug {
            return;
        }
        let former = (TypedTreatment::clone(&self.form.course), self.proposed.clone());
        let aside = Rc::make_mut(&mut self.aside);
        let proposed = match aside.iter().position(|(it, _)| it.drug == drug) {
            Some(at) => {
                let (course, proposed) = aside.remove(at);
                self.form.choose_course(course);
                proposed
            }
            None => {
                self.form.choose_drug(&self.book, drug);
                Proposed::default()
            }
        };
        if !former.0.drug.is_empty() {
            aside.push(former);
        }
        self.propose();
        self.proposed = Proposed { start: std::mem::take(&mut self.proposed.start), ..proposed };
    }

    /// Takes a low creatinine as it was read. That is no change of what was opened: it was asked as it stands.
    pub(super) fn keep_creatinine(&mut self, creatinine: &Creatinine) {
        let opened = self.opened.as_mut().map(|(_, form)| form);
        for form in [&mut self.form, &mut self.kept].into_iter().chain(opened) {
            Rc::make_mut(&mut form.person).creatinine_kept = Some(creatinine.clone());
        }
    }

    /// Shows the treatments of the usual indication, or shows them no more.
    pub(super) fn toggle_choosing(&mut self) {
        let at = |indication| Rc::new(Looking::at(indication, true));
        self.looking = if self.looking.is_none() { self.usual_indication().map(at) } else { None };
    }

    /// Adds the medicines of a text to the list, and says how many they are.
    pub(super) fn list(&mut self, text: &str) {
        let Some(planner) = self.book.planner() else {
            // It stays in the box until there is somebody to read it.
            let lines: Vec<&str> = text.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
            self.form.set_text(Field::NewMedicine, lines.join("; "));
            return;
        };
        let list = self.form.list(planner.catalogue(), text);
        let unsure = list.lines.iter().filter(|it| !it.understood).count();
        self.listed = Some(Listing { lines: list.lines.len(), unsure, left: !list.rest.is_empty() });
        self.form.add_listed(list, self.lang());
    }

    /// Takes one thing that a letter says into the form; what stands in the box that adds a medicine stays there.
    pub(super) fn accept(&mut self, fact: LetterFact) {
        let LetterFact::Medicine(text) = &fact else { return self.form.accept(fact) };
        let held = std::mem::take(&mut self.form.adding);
        self.list(text);
        self.form.keep_in_box(held);
    }

    /// Puts a request in place of the form.
    pub(super) fn open(&mut self, request: &Request) {
        self.offered = None;
        self.not_opened = None;
        // Another person's sheet does not stay behind.
        self.hand_over(None);
        self.looking = None;
        self.scale = None;
        self.aside = Rc::default();
        self.turn_to(Tab::default());
        self.form = Typed::from_request(&self.book, request);
        self.proposed = Proposed { chosen: true, ..Proposed::default() };
        self.kept = self.form.clone();
        self.opened = Some((request.today, self.form.clone()));
        self.list_seen = true;
        self.dossier = false;
        if let Some(view) = request.view.filter(|_| !self.locks.view) {
            self.view = view;
        }
        // Who has no form in sight is asked nothing in it.
        if let Some(creatinine) = request.patient.creatinine.as_ref().filter(|_| self.route() != Route::Planner) {
            self.keep_creatinine(creatinine);
        }
        self.open = None;
    }

    /// Puts the drug that is begun after a way down into the form, and the planned stop on the list. The way down
    /// stays aside: to choose its drug again brings it back.
    pub(super) fn begin_after(&mut self, request: &Request) {
        let begun = Typed::from_request(&self.book, request);
        self.form.medicines = begun.medicines;
        self.choose_drug(&request.treatment.drug);
        let said = &request.treatment;
        let bare = Treatment { drug: said.drug.clone(), start: said.start, ..Treatment::default() };
        if *said != bare {
            self.form.choose_course((*begun.course).clone());
        }
        if let Some(day) = request.treatment.start {
            let lang = self.lang();
            set_start(&mut self.form, &day.to_string(), lang);
        }
    }

    /// Puts a request in place of the form, unless something typed would be lost by it: then it waits for
    /// a yes. Whether it was opened.
    pub(super) fn offer(&mut self, origin: Origin, request: Box<Request>) -> bool {
        if self.is_unsaved() {
            self.not_opened = None;
            self.offered = Some((origin, Rc::from(request)));
            return false;
        }
        self.open(&request);
        true
    }

    /// Opens an example, as a file; a day so late that its plan has no room in the calendar opens none. Whether it
    /// was opened.
    pub(super) fn open_example(&mut self, example: Example) -> bool {
        let prescriber = Words(self.lang()).example_prescriber();
        let Some(request) = self.today.and_then(|today| example.on(today, prescriber)) else { return false };
        let (language, region) = (self.tongue, self.form.region);
        self.offer(Origin::File, Box::new(Request { language, region, ..request }))
    }

    /// The indication whose treatments a person would look at: the one of the request, or else the first of the book.
    pub(super) fn usual_indication(&self) -> Option<String> {
        let first = || self.book.indications.first().map(|it| it.id.clone());
        self.form.course.indication.clone().or_else(first)
    }

    /// Whether the person is one of the examples, whatever was changed since.
    #[must_use]
    pub fn is_example(&self) -> bool {
        is_example(&self.form.id)
    }

    /// The yes or the no to what waits. Whether it was opened.
    pub(super) fn replace(&mut self, yes: bool) -> bool {
        let request = self.offered.take().filter(|_| yes);
        if let Some((_, request)) = &request {
            self.open(request);
        }
        request.is_some()
    }

    /// Says why a file or a link was not opened.
    pub(super) fn refuse(&mut self, why: OpenError) {
        self.offered = None;
        self.not_opened = Some(why);
    }

    /// Shows a tab of the answer.
    pub(super) fn turn_to(&mut self, tab: Tab) {
        self.tab = tab;
        self.sought.0 = None;
    }

    /// Shows a place of the evidence: asked for twice, it is gone to twice.
    pub(super) fn seek(&mut self, place: AttrValue) {
        self.tab = Tab::Evidence;
        self.sought = (Some(place), self.sought.1 + 1);
    }

    /// Hands the request to the person as a file, if all of it can be read there again.
    pub(super) fn save(&mut self) {
        self.settle();
        self.saves += 1;
        self.saved = None;
        self.saving = None;
        let Some((answer, today)) = self.answer.as_ref().zip(self.today) else { return };
        let problems = answer.problems.iter().cloned().chain(self.form.sessions_out_of_sight(today));
        self.not_saved = problems.collect();
        if self.not_saved.is_empty() {
            // What was opened and not changed keeps its day: its plan may be under way.
            let today = self.asked().map_or(today, |it| it.min(today));
            let view = Some(self.view).filter(|it| *it != View::Professional);
            self.saved = Some(Rc::new(Request { today, view, ..answer.request.clone() }));
            self.saving = Some(self.form.clone());
        }
    }

    /// The browser took the file, or refused it: only what it took is saved.
    pub(super) fn end_save(&mut self, taken: bool) {
        if let Some(form) = self.saving.take() {
            if taken {
                self.kept = form;
            }
            self.not_taken = !taken;
        }
    }

    /// Puts the sheet that was asked for before the printer, if it may be printed.
    pub(super) fn print(&mut self, sheet: Sheet) {
        // What was typed last is not on a sheet until it is decided.
        if self.typing {
            self.settle();
        }
        let granted = |it: &Rc<Answer>| it.permit(sheet, self.view) == Permit::Granted;
        self.hand_over(self.followed().is_some_and(granted).then_some(sheet));
    }

    /// Puts a sheet before the printer in place of the last one, or takes that away.
    fn hand_over(&mut self, sheet: Option<Sheet>) {
        self.printing = sheet;
        self.papers += 1;
    }

    /// Begins again with nothing; the form as it was can be brought back.
    pub(super) fn start_over(&mut self) {
        let nothing = Typed::nothing(self.form.region, self.today);
        let before = std::mem::replace(&mut self.form, nothing);
        let proposed = std::mem::take(&mut self.proposed);
        self.remember((before, proposed));
        self.aside = Rc::default();
        self.kept = self.form.clone();
        self.offered = None;
        self.not_opened = None;
        self.looking = None;
        self.scale = None;
        self.open = None;
        self.list_seen = false;
        self.hand_over(None);
    }

    /// Forgets the person; the treatment that is looked at stays.
    pub(super) fn erase(&mut self) {
        let drug = self.form.course.drug.clone();
        self.form = Typed::empty(&self.book, Some(&drug), self.form.region, self.today);
        self.propose();
        self.kept = self.form.clone();
        self.opened = None;
        self.undo = Rc::default();
        self.list_seen = false;
        self.aside = Rc::default();
        self.looking = None;
        self.scale = None;
        self.offered = None;
        self.not_opened = None;
        self.hand_over(None);
    }
}
