//! A line of the medicine list, with what was recognised in it.

use crate::book::medicine::{Substance, has_tag};
use crate::exact::blank::is_blank;
use crate::exact::date::Date;
use crate::input::Input;
use crate::key::Key;
use crate::path;
use crate::person::medicine::Medicine;
use crate::recognise::catalogue::Catalogue;
use crate::recognise::manner::{Acts, acts};
use crate::recognise::read::Recognised;
use crate::request::request::{Decision, Request};

/// A line of the medicine list and what it was recognised as.
#[derive(Debug)]
pub struct MedicineLine<'a> {
    /// Position in the list.
    pub index: usize,
    /// As given.
    pub medicine: &'a Medicine,
    /// What it is.
    pub recognised: Recognised<'a>,
    /// Whether it is taken today.
    pub current: bool,
    /// Substances recognised in it that act on the whole body.
    pub systemic: Vec<&'a Substance>,
    /// Whether it was not recognised, or only in part, and no professional vouched for it.
    pub in_doubt: bool,
}

impl<'a> MedicineLine<'a> {
    pub(crate) fn new(catalogue: &Catalogue<'a>, index: usize, medicine: &'a Medicine, request: &Request) -> Self {
        let recognised = catalogue.recognise(medicine);
        let brand = recognised.brand();
        let whole_body = |it: &&Substance| acts(medicine, it, brand) != Acts::Local;
        let systemic = recognised.substances().iter().copied().filter(whole_body).collect();
        let known = matches!(recognised, Recognised::Known { .. });
        let vouched = || {
            let key = Key::Medicine { drug: &request.treatment.drug, name: &medicine.name }.write();
            valid(&request.decisions, &key, request.today).next().is_some()
        };
        let in_doubt = !known && !vouched();
        Self { index, medicine, recognised, current: medicine.is_current(request.today), systemic, in_doubt }
    }

    /// Whether a substance in it that acts on the whole body is, or belongs to, what a tag names.
    #[must_use]
    pub fn is_a(&self, tag: &str) -> bool {
        self.systemic.iter().any(|it| has_tag(it, tag))
    }

    /// Path of one of its fields.
    #[must_use]
    pub fn path(&self, field: &str) -> String {
        path::medicine(self.index, field)
    }
}

pub(crate) fn line_name(line: &MedicineLine<'_>) -> Input {
    Input { path: line.path("name"), text: line.medicine.name.clone() }
}

/// The records about a key, by somebody who is named, dated no later than today.
pub(crate) fn valid<'a>(records: &'a [Decision], key: &str, today: Date) -> impl Iterator<Item = &'a Decision> {
    records.iter().filter(move |it| it.about == key && it.on <= today && !is_blank(&it.by))
}
