//! The lines of a list as parties to interactions, each looked up once.

use crate::words;

use crate::book::drug::Drug;
use crate::book::medicine::Substance;
use crate::book::pairs::Interaction;
use crate::book::places::Party;
use crate::exact::by_name::ByName;
use crate::facts::facts::Facts;
use crate::facts::line::MedicineLine;
use crate::facts::lookup::Named;
use crate::words::interactions::{Side, Sides};

/// The drug and each substance of the list, with the rows of both.
pub(crate) struct Parties<'f, 'a> {
    pub(crate) facts: &'f Facts<'a>,
    pub(crate) drug: &'f Drug,
    met: ByName<'a, Vec<&'a Interaction>>,
}

impl<'f, 'a> Parties<'f, 'a> {
    pub(crate) fn new(facts: &'f Facts<'a>, drug: &'f Drug) -> Self {
        let rows = |it: &&'a Named<'a>| facts.formulary.rows_between(drug, &facts.leaf.party, it.substance, &it.party);
        let met = ByName::of(facts.named.iter().map(|it| (it.substance.id.as_str(), rows(it))));
        Self { facts, drug, met }
    }

    pub(crate) fn of(&self, substance: &Substance) -> &'a Party {
        self.facts.named(substance).map_or(&self.facts.leaf.party, |it| &it.party)
    }

    /// The sides of a row that something and a substance of the list meet in.
    pub(crate) fn sides(
        &self,
        row: &Interaction,
        one: Side<'a>,
        its: &Party,
        line: &MedicineLine<'_>,
        substance: &Substance,
    ) -> Sides<'a> {
        let pairs = &self.facts.formulary.book().interactions;
        Sides::new(one, line_side(self.facts, line, substance), pairs.actor(row, its, self.of(substance)))
    }

    /// The rows between the drug and a substance of the list.
    pub(crate) fn rows(&self, substance: &Substance) -> &[&'a Interaction] {
        self.met.get(&substance.id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The drug in a sentence about two medicines.
pub(crate) fn drug_side<'a>(facts: &Facts<'a>, drug: &Drug) -> Side<'a> {
    Side { name: words::inside(drug.name.get(facts.lang())), effect: facts.leaf.effect }
}

/// A line of the list in such a sentence, by one of its substances.
pub(crate) fn line_side<'a>(facts: &Facts<'a>, line: &MedicineLine<'_>, substance: &Substance) -> Side<'a> {
    let effect = facts.named(substance).and_then(|it| it.effect);
    Side { name: words::plain_name(&line.medicine.name, substance.name.get(facts.lang())), effect }
}
