//! What was proposed where nothing was said.

use palier_engine::exact::dose::Dose;

use crate::form::field::Field;
use crate::form::typed::Typed;

/// What was proposed. It holds as long as nobody changed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposed {
    /// The first day, as it was put in its box.
    pub(super) start: String,
    /// Strengths to compound.
    pub(super) strengths: Vec<Dose>,
    /// Whether a person chose, or brought, what is handed over.
    pub(super) chosen: bool,
}

impl Proposed {
    /// Whether the first day of a form was proposed.
    #[must_use]
    pub fn is_start(&self, form: &Typed) -> bool {
        !self.start.is_empty() && form.text(Field::Start) == self.start
    }

    /// Whether the strengths of a form were proposed.
    #[must_use]
    pub fn are_strengths(&self, form: &Typed) -> bool {
        !self.strengths.is_empty() && form.course.strengths == self.strengths
    }
}
