//! A list of medicines, pasted or typed in one go, as lines of the form.

use std::rc::Rc;

use palier_engine::exact::bounds::MOST_MEDICINES;
use palier_engine::lang::Lang;
use palier_engine::recognise::catalogue::Catalogue;
use palier_engine::recognise::fold::name_and_tail;
use palier_engine::recognise::list::{List, Listed};
use palier_engine::recognise::measured::LetterFact;

use crate::form::field::Field;
use crate::form::text::{Style, order, write};
use crate::form::typed::{Typed, TypedMedicine};
use crate::form::value::Typeable;

/// What came of a list of medicines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Lines that were added.
    pub lines: usize,
    /// Those of them whose name or day was not understood.
    pub unsure: usize,
    /// Whether there was no room for the rest.
    pub left: bool,
}

impl Typed {
    /// Adds the lines of a list at the end of this one, and leaves in the box what there is no room for.
    pub(crate) fn add_listed(&mut self, list: List, lang: Lang) {
        let style = Style { lang, region: self.region };
        for it in list.lines {
            self.add_medicine(&it.name, None);
            let Some(line) = Rc::make_mut(&mut self.medicines).last_mut() else { continue };
            fill(line, it, style);
        }
        self.adding = list.rest;
    }

    /// Adds what was chosen for the text in the box, with the strength and the times that were typed there.
    pub(crate) fn add_chosen(&mut self, catalogue: &Catalogue<'_>, name: &str, chosen: String, lang: Lang) {
        let style = Style { lang, region: self.region };
        let it = catalogue.listed_as(&self.adding, name, order(self.region));
        self.add_medicine(&it.name, Some(chosen));
        if let Some(line) = Rc::make_mut(&mut self.medicines).last_mut() {
            fill(line, it, style);
        }
    }

    /// Gives a line the name that was chosen for it. Where it was one word with a strength and times after it, they
    /// stay and the name takes its place; else what was typed stays as it was, and the choice says what it is.
    pub(crate) fn choose_name(&mut self, catalogue: &Catalogue<'_>, at: usize, name: &str, chosen: String, lang: Lang) {
        let style = Style { lang, region: self.region };
        let Some(line) = self.line_mut(at) else { return };
        let (head, _) = name_and_tail(&line.name);
        if !head.contains(|it: char| it.is_whitespace() || it == ',' || it == '+') {
            let read = catalogue.listed_as(&line.name, name, order(style.region));
            line.name = read.name.clone();
            complete(line, read, style);
        }
        line.chosen = Some(chosen);
    }

    /// Writes a line anew: the first medicine of a text takes its place, the others follow the list. What was typed
    /// in its boxes stays where the text says nothing of it.
    pub(crate) fn rename(&mut self, catalogue: &Catalogue<'_>, at: usize, text: &str, lang: Lang) {
        let style = Style { lang, region: self.region };
        let mut list = catalogue.list(text, order(self.region), self.room() + 1);
        if list.lines.is_empty() {
            return;
        }
        let first = list.lines.remove(0);
        let Some(line) = self.line_mut(at) else { return };
        line.name = first.name.clone();
        line.chosen = None;
        line.neither = false;
        complete(line, first, style);
        let held = std::mem::take(&mut self.adding);
        self.add_listed(list, lang);
        self.keep_in_box(held);
    }

    /// Puts back what stood in the box that adds a medicine, before what there was no room for.
    pub(crate) fn keep_in_box(&mut self, held: String) {
        let parts = [held, std::mem::take(&mut self.adding)];
        self.adding = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("; ");
    }

    /// Puts what a letter says of the person into its box. A creatinine without a unit takes none from the one
    /// that stood there before.
    pub(crate) fn accept(&mut self, fact: LetterFact) {
        let person = Rc::make_mut(&mut self.person);
        match fact {
            LetterFact::Age(text) => person.boxes.set(Field::Age, text),
            LetterFact::Sex(sex) => person.sex = Some(sex),
            LetterFact::Weight(text) => person.boxes.set(Field::Weight, text),
            LetterFact::Height(text) => person.boxes.set(Field::Height, text),
            LetterFact::Creatinine(text, unit) => {
                person.boxes.set(Field::Creatinine, text);
                person.creatinine_unit = unit;
            }
            LetterFact::Alt(text) => person.boxes.set(Field::Alt, text),
            LetterFact::Ast(text) => person.boxes.set(Field::Ast, text),
            LetterFact::TestsOn(text) => person.boxes.set(Field::LiverDay, text),
            LetterFact::Medicine(name) => self.add_medicine(&name, None),
        }
    }

    /// How many more lines the list takes.
    pub(crate) fn room(&self) -> usize {
        MOST_MEDICINES.saturating_sub(self.medicines.len())
    }

    /// Reads a text as a list of medicines, as far as there is room.
    #[must_use]
    pub fn list(&self, catalogue: &Catalogue<'_>, text: &str) -> List {
        catalogue.list(text, order(self.region), self.room())
    }
}

/// Puts what was read of a line of a list into its boxes.
fn fill(line: &mut TypedMedicine, read: Listed, style: Style) {
    line.boxes.set(Field::DailyDose(0), write(read.daily_dose.and_then(|it| it.value()), style));
    line.boxes.set(Field::Started(0), read.started);
    line.used = read.used;
    line.stopped = read.stopped.is_some();
    line.boxes.set(Field::LastDose(0), read.stopped.unwrap_or_default());
}

/// The same, of a line of which something is known: only what was read takes the place of it.
fn complete(line: &mut TypedMedicine, read: Listed, style: Style) {
    if let Some(dose) = read.daily_dose {
        line.boxes.set(Field::DailyDose(0), write(dose.value(), style));
    }
    if !read.started.is_empty() {
        line.boxes.set(Field::Started(0), read.started);
    }
    if let Some(day) = read.stopped {
        line.stopped = true;
        line.boxes.set(Field::LastDose(0), day);
    }
    line.used = read.used.or(line.used);
}
