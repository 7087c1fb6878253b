//! Everything the page is drawn from, and what is done to it as a whole.
//!
//! What is being typed is not yet a fact. The answer on screen stays, dimmed, until the field is
//! left, Enter is pressed or the keyboard has rested for half a second; only then is it decided
//! anew, and the verdict announced once.

use std::rc::Rc;

use palier_engine::book::protocol::View;
use palier_engine::exact::date::Date;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::outcome::{Permit, Sheet};
use palier_engine::request::request::Request;

use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::list::Listing;
use crate::form::typed::Typed;
use crate::open::error::{OpenError, Origin};
use crate::state::answer::Answer;
use crate::state::book::Book;
use crate::state::host::{Settings, day_named, region_named, set_start, view_named};

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
    /// What was typed.
    pub form: Typed,
    /// The indication whose treatments are looked at, where it is not the one of the request.
    pub looking: Option<String>,
    /// Protocols put side by side, in the order in which they were chosen.
    pub compared: Rc<Vec<String>>,
    /// What came of the last list of medicines, until something else is done.
    pub listed: Option<Listing>,
    /// How many times a text was changed: tells the last rest of the keyboard from earlier ones.
    pub edits: u32,
    /// Whether something was typed since the answer.
    pub typing: bool,
    /// The last answer; none without a readable day of today.
    pub answer: Option<Rc<Answer>>,
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
        let kept = form.clone();
        let mut model = Self {
            book,
            today,
            tongue,
            view: view_named(settings.view.as_deref()),
            form,
            looking: None,
            compared: Rc::default(),
            listed: None,
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
    pub(super) fn settle(&mut self) {
        self.typing = false;
        self.not_saved = Rc::default();
        self.not_taken = false;
        let answer = |today| Rc::new(Answer::to(&self.form, &self.book, today, self.tongue));
        self.answer = self.today.map(answer);
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

    /// Puts a request in place of the form.
    pub(super) fn open(&mut self, request: &Request) {
        self.offered = None;
        self.not_opened = None;
        // Another person's sheet does not stay behind.
        self.hand_over(None);
        self.form = Typed::from_request(&self.book, request);
        self.kept = self.form.clone();
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
            self.saved = Some(Rc::new(answer.request.clone()));
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
        self.hand_over(self.answer.as_ref().is_some_and(granted).then_some(sheet));
    }

    /// Puts a sheet before the printer in place of the last one, or takes that away.
    fn hand_over(&mut self, sheet: Option<Sheet>) {
        self.printing = sheet;
        self.papers += 1;
    }

    /// Forgets the person; the treatment that is looked at stays.
    pub(super) fn erase(&mut self) {
        let drug = self.form.course.drug.clone();
        self.form = Typed::empty(&self.book, Some(&drug), self.form.region, self.today);
        self.kept = self.form.clone();
        self.offered = None;
        self.not_opened = None;
        self.hand_over(None);
    }
}
