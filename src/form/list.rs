//! A list of medicines, pasted or typed in one go, as lines of the form.

use std::rc::Rc;

use palier_engine::exact::bounds::MOST_MEDICINES;
use palier_engine::lang::Lang;
use palier_engine::recognise::catalogue::Catalogue;
use palier_engine::recognise::list::{List, Listed};

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
    line.stopped = read.stopped.is_some();
    line.boxes.set(Field::LastDose(0), read.stopped.unwrap_or_default());
}
