//! The leaves of a book, each gathered when it is first asked for.

use std::sync::OnceLock;

use crate::book::drug::Drug;
use crate::book::formulary::Formulary;
use crate::book::medicine::Substance;
use crate::book::place::Region;
use crate::exact::by_name::ByName;
use crate::facts::leaf::Leaf;
use crate::facts::lookup::{Lookup, Named};

/// What follows from a book alone, for every request. Cheap to make: each leaf waits for its drug.
pub struct Shelf<'a> {
    pub(crate) formulary: &'a Formulary,
    pub(crate) lookup: Lookup<'a>,
    leaves: ByName<'a, (&'a Drug, [OnceLock<Leaf<'a>>; 2])>,
    named: ByName<'a, (&'a Substance, OnceLock<Box<Named<'a>>>)>,
    /// Of what is no drug of the book.
    blank: Leaf<'a>,
}

impl<'a> Shelf<'a> {
    /// A shelf with a place for each drug and substance.
    #[must_use]
    pub fn new(formulary: &'a Formulary) -> Self {
        let book = formulary.book();
        Self {
            formulary,
            lookup: Lookup::new(formulary),
            leaves: ByName::of(book.drugs.iter().map(|it| (it.id.as_str(), (it, Default::default())))),
            named: ByName::of(book.substances.iter().map(|it| (it.id.as_str(), (it, OnceLock::new())))),
            blank: Leaf::default(),
        }
    }

    /// The rows of a drug in a region; an empty leaf for what is no drug of the book.
    #[must_use]
    pub fn leaf(&self, drug: &str, region: Region) -> &Leaf<'a> {
        let Some((drug, [here, there])) = self.leaves.get(drug) else { return &self.blank };
        let place = match region {
            Region::FR => here,
            Region::US => there,
        };
        place.get_or_init(|| Leaf::new(self.formulary, drug, region))
    }

    /// What the book says of a substance of its catalogue.
    pub(crate) fn named(&self, substance: &str) -> Option<&Named<'a>> {
        let (substance, place) = self.named.get(substance)?;
        Some(place.get_or_init(|| Box::new(Named::new(self.formulary, substance))))
    }
}
