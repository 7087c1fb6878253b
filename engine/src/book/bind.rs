//! Chapters joined into one book.

use std::collections::BTreeMap;

use crate::book::chapter::Chapter;
use crate::book::check;
use crate::book::error::BookError;
use crate::book::formulary::Formulary;
use crate::book::rows::{Fact, Walk};

/// In which file each row stands.
#[derive(Default)]
struct Files {
    file: String,
    list: &'static str,
    of: BTreeMap<String, String>,
}

impl<'a> Walk<'a> for Files {
    fn list(&mut self, name: &'static str) {
        self.list = name;
    }

    fn fact(&mut self, fact: Fact<'a>) {
        if fact.part.is_empty() && !self.file.is_empty() {
            self.of.insert(format!("{}[{}]", self.list, fact.id), self.file.clone());
        }
    }
}

impl Chapter {
    /// Gives each substance the classes that list it, and says what is wrong with such a list.
    pub(crate) fn carry_classes(&mut self) -> Vec<BookError> {
        let mut errors = Vec::new();
        for class in &mut self.classes {
            let mut fault = |message: String| {
                errors.push(BookError { path: format!("classes[{}].of", class.id), message });
            };
            if !class.of.is_empty() && (class.grade.is_none() || class.sources.is_empty()) {
                fault("a list of substances needs a grade and a source".to_owned());
            }
            for id in std::mem::take(&mut class.of) {
                match self.substances.iter_mut().find(|it| it.id == id) {
                    None => fault(format!("`{id}` is not in the catalogue")),
                    Some(substance) if substance.classes.contains(&class.id) => fault(format!("`{id}` is named twice")),
                    Some(substance) => substance.classes.push(class.id.clone()),
                }
            }
        }
        errors
    }
}

impl Formulary {
    /// Joins chapters into a book and checks that every reference, number, source and text holds.
    ///
    /// # Errors
    /// Everything that is wrong, each with its path.
    pub fn bind(chapters: Vec<Chapter>) -> Result<Self, Vec<BookError>> {
        let mut book = Chapter::default();
        let mut files = Files::default();
        for chapter in chapters {
            files.file.clone_from(&chapter.file);
            chapter.walk(&mut files);
            book.append(chapter);
        }
        let mut errors = book.carry_classes();
        let Some((mut opening, appendix)) = book.parted() else {
            return Err(vec![BookError { path: "edition".into(), message: "is missing".into() }]);
        };
        let order = &opening.edition.drugs;
        opening.drugs.sort_by_key(|it| order.iter().position(|id| *id == it.id));
        let mut formulary = Self::whole(opening, appendix);
        errors.append(&mut check::check(&formulary));
        for it in &mut errors {
            let row = it.path.split_inclusive(']').next().unwrap_or_default();
            if let Some(file) = files.of.get(row) {
                it.path = format!("{file}: {}", it.path);
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        formulary.book.opening.asked = formulary.weighed();
        Ok(formulary)
    }
}
