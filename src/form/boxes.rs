//! The text of the boxes of one thing: of the person, of a line, of a liquid.

use crate::form::field::Field;

/// What was typed, by field. A box nobody touched and an empty one are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boxes(Vec<(Field, String)>);

impl Boxes {
    /// The text of a box.
    #[must_use]
    pub fn of(&self, field: Field) -> &str {
        self.find(field).map_or("", |at| &self.0[at].1)
    }

    /// Puts text in a box. They stay in the order of the table, so that the same texts are equal.
    pub(super) fn set(&mut self, field: Field, text: String) {
        match (self.find(field), text.is_empty()) {
            (Ok(at), true) => drop(self.0.remove(at)),
            (Ok(at), false) => self.0[at].1 = text,
            (Err(_), true) => {}
            (Err(at), false) => self.0.insert(at, (field.on(0), text)),
        }
    }

    /// The same without the other boxes.
    pub(super) fn only(mut self, fields: &[Field]) -> Self {
        self.0.retain(|(it, _)| fields.contains(it));
        self
    }

    /// Which line it is of is known to who holds them.
    fn find(&self, field: Field) -> Result<usize, usize> {
        self.0.binary_search_by_key(&field.on(0), |(it, _)| *it)
    }
}
