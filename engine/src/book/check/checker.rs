//! Who checks a book, and notes what is wrong with it.

use crate::book::error::BookError;
use crate::book::formulary::Formulary;
use crate::book::rows::Told;
use crate::exact::date::Date;

/// Checks a book: ids unique, references met, sources named, texts written, ladders rising.
pub(crate) struct Checker<'a> {
    pub(crate) formulary: &'a Formulary,
    /// Everything it says, by its place.
    pub(crate) told: Told<'a>,
    pub(crate) errors: Vec<BookError>,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(formulary: &'a Formulary) -> Self {
        Self { formulary, told: formulary.book.told(), errors: Vec::new() }
    }

    pub(crate) fn fault(&mut self, path: String, message: impl Into<String>) {
        self.errors.push(BookError { path, message: message.into() });
    }

    pub(crate) fn dates(&mut self) {
        let Some(oldest) = self.formulary.book.sources.iter().map(|it| it.compared).min() else {
            self.fault("sources".into(), "the bibliography is empty");
            return;
        };
        let edition = &self.formulary.edition;
        for (name, date, months) in [("review_by", edition.review_by, 12), ("expires", edition.expires, 24)] {
            let (year, month, day) = oldest.ymd();
            let due = Date::from_ymd(year + months / 12, month, day.min(28));
            if due != Ok(date) {
                self.fault(
                    format!("edition.{name}"),
                    format!("must be the oldest comparison ({oldest}) and {months} months"),
                );
            }
        }
    }
}
