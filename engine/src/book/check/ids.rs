//! Each id once.

use std::collections::BTreeSet;

use crate::book::check::checker::Checker;
use crate::book::error::BookError;

impl<'a> Checker<'a> {
    pub(crate) fn ids(&mut self) {
        let book = &self.formulary.book;
        let drugs: Vec<&String> = book.drugs.iter().map(|it| &it.id).collect();
        if drugs != self.formulary.edition.drugs.iter().collect::<Vec<_>>() {
            self.fault("edition.drugs".into(), format!("must name every drug of the book, once: {drugs:?}"));
        }
        let mut seen = BTreeSet::new();
        for (path, fact) in &self.told.facts {
            let Some(among) = fact.among else { continue };
            if fact.id.trim().is_empty() || !seen.insert((among, fact.id)) {
                self.errors.push(BookError { path: path.clone(), message: "the id is empty or written twice".into() });
            }
        }
    }
}
