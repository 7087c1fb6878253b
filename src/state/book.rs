//! The book, and the planner that reads it, shared by every planner of the module.

use std::cell::RefCell;
use std::rc::Rc;

use palier_engine::book::chapter::Opening;
use palier_engine::book::formulary::{Formulary, SoFar};
use palier_engine::exact::typed_date::DateOrder;
use palier_engine::lang::Lang;
use palier_engine::planner::Planner;
use palier_engine::recognise::catalogue::BRAND_PREFIX;
use palier_engine::recognise::letter::Letter;
use palier_engine::recognise::suggest::Suggestion;
use palier_formulary::{Files, NotOfThisBook};

/// The book as far as it was read, and its planner once it is whole; shared by every planner of the module.
#[derive(Clone)]
pub struct Book {
    read: SoFar<'static>,
    planner: Option<Rc<Planner<'static>>>,
}

impl Book {
    /// A whole book, kept for the life of the page: its names are indexed once.
    #[must_use]
    pub fn new(formulary: Formulary) -> Self {
        let formulary: &'static Formulary = Box::leak(Box::new(formulary));
        Self { read: SoFar::Whole(formulary), planner: Some(Rc::new(Planner::new(formulary))) }
    }

    /// What a form is drawn from, kept for the life of the page: nothing is decided with it.
    #[must_use]
    pub fn opening(opening: Opening) -> Self {
        Self { read: SoFar::Opening(Box::leak(Box::new(opening))), planner: None }
    }

    /// The built-in book, as far as its files came; nothing before a first language.
    #[must_use]
    pub fn builtin() -> Option<Self> {
        BUILTIN.with_borrow(|it| it.book.clone())
    }

    /// Takes a file of the built-in book, for every planner that asks for it once it was read.
    ///
    /// # Errors
    /// These are not the bytes of a file that was built with it; the book stays as it was.
    pub(crate) fn take(bytes: Vec<u8>) -> Result<(), NotOfThisBook> {
        BUILTIN.with_borrow_mut(|it| it.files.take(bytes).map(drop))
    }

    /// Reads on in the files that were taken, as far as a page can wait for at once; false when nothing is left.
    ///
    /// # Errors
    /// They do not make one book.
    pub(crate) fn read_on() -> Result<bool, NotOfThisBook> {
        BUILTIN.with_borrow_mut(Builtin::read_on)
    }

    /// Who answers requests, once the book is whole.
    #[must_use]
    pub fn planner(&self) -> Option<&Planner<'static>> {
        self.planner.as_deref()
    }

    /// Whether a text names more than one medicine; of a book without names it is not known.
    pub(crate) fn lists_several(&self, text: &str) -> bool {
        self.planner().is_some_and(|it| !it.catalogue().list(text, DateOrder::DayFirst, 1).rest.is_empty())
    }

    /// The one medicine that a text begins, if there is but one.
    pub(crate) fn begun(&self, typed: &str) -> Option<Suggestion> {
        self.planner()?.catalogue().begun(typed)
    }

    /// The substances of a brand that may be chosen, in words; nothing of a substance.
    pub(crate) fn contents(&self, chosen: &str, lang: Lang) -> String {
        let brand = self.whole().zip(chosen.strip_prefix(BRAND_PREFIX));
        let brand = brand.and_then(|(book, name)| book.book().brands.iter().find(|it| it.name == name));
        let names = brand.into_iter().flat_map(|it| &it.substances).filter_map(|id| self.whole()?.substance(id));
        names.map(|it| it.name.get(lang)).collect::<Vec<_>>().join(", ")
    }

    /// What a letter says, once there are names to read it by.
    pub(crate) fn letter(&self, text: &str, order: DateOrder) -> Option<Letter> {
        Some(self.planner()?.catalogue().letter(text, order))
    }

    /// Medicines whose name is, begins with or is nearly what was typed, nearest first.
    pub(crate) fn search(&self, typed: &str, most: usize) -> Vec<Suggestion> {
        self.planner().map_or_else(Vec::new, |it| it.catalogue().search(typed, most))
    }
}

/// The built-in book, and the files it is read from.
#[derive(Default)]
struct Builtin {
    files: Files,
    book: Option<Book>,
    /// Whether it is whole, and how many languages it speaks.
    reached: (bool, usize),
    /// What comes before it is the book.
    reading: Option<Reading>,
}

/// A whole book on its way, each stage the work of a moment.
enum Reading {
    /// Its lists are there.
    Lists(Box<Formulary>),
    /// Its names can be looked up.
    Names(Book),
}

impl Builtin {
    /// A book is read again when a file makes it whole or lets it speak one language more.
    fn read_on(&mut self) -> Result<bool, NotOfThisBook> {
        match self.reading.take() {
            Some(Reading::Lists(lists)) => self.reading = Some(Reading::Names(Book::new(*lists))),
            Some(Reading::Names(book)) => {
                book.planner().into_iter().for_each(|it| it.catalogue().listen());
                self.book = Some(book);
            }
            None => {
                let whole = self.files.spoken(true) > 0;
                let reached = (whole, self.files.spoken(whole));
                if reached <= self.reached {
                    return Ok(false);
                }
                if whole {
                    let lists = self.files.whole().ok_or(NotOfThisBook)?;
                    self.reading = Some(Reading::Lists(Box::new(lists)));
                } else {
                    self.book = Some(self.files.opening().map(Book::opening).ok_or(NotOfThisBook)?);
                }
                self.reached = reached;
            }
        }
        Ok(true)
    }
}

thread_local! {
    static BUILTIN: RefCell<Builtin> = RefCell::default();
}

impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Book({})", self.edition().name)
    }
}

/// The same book, not an equal one: books are large and never change.
impl PartialEq for Book {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.read.opening(), other.read.opening())
    }
}

impl std::ops::Deref for Book {
    type Target = SoFar<'static>;
    fn deref(&self) -> &SoFar<'static> {
        &self.read
    }
}
