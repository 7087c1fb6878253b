//! A book looked up by name: sorted once, read by every request.

use crate::book::formulary::Formulary;
use crate::book::medicine::Substance;
use crate::book::pairs::Effect;
use crate::book::places::Party;
use crate::book::question::{Doubt, Question};
use crate::exact::by_name::ByName;
use crate::exact::sort;

/// A question of the book, and those whose yes is a yes to it, at one step.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// Its place among the questions.
    pub place: usize,
    /// The question.
    pub question: &'a Question,
    /// The places of those that imply it.
    pub implied_by_yes_of: Vec<usize>,
}

/// What is found by name.
#[derive(Clone, Debug)]
pub struct Lookup<'a> {
    /// In the order of the book.
    pub(crate) questions: Vec<Known<'a>>,
    places: ByName<'a, usize>,
    substances: ByName<'a, &'a Substance>,
    /// Ids of rules, limits and gates, whichever drug they are of.
    rules: ByName<'a, ()>,
    doubts: Vec<(Doubt, &'a Question)>,
}

impl<'a> Lookup<'a> {
    /// Sorts a book.
    #[must_use]
    pub fn new(formulary: &'a Formulary) -> Self {
        let book = formulary.book();
        let known = |(place, question)| Known { place, question, implied_by_yes_of: Vec::new() };
        let mut questions: Vec<Known<'_>> = book.questions.iter().enumerate().map(known).collect();
        let places = ByName::of(book.questions.iter().zip(0..).map(|(it, place)| (it.id.as_str(), place)));
        for (place, question) in book.questions.iter().enumerate() {
            for id in &question.implies {
                if let Some(implied) = places.get(id).and_then(|at: &usize| questions.get_mut(*at))
                    && implied.implied_by_yes_of.last() != Some(&place)
                {
                    implied.implied_by_yes_of.push(place);
                }
            }
        }
        let rules = book.rules.iter().map(|it| it.id.as_str());
        let rules = rules.chain(book.limits.iter().map(|it| it.id.as_str()));
        let rules = rules.chain(book.stays.iter().map(|it| it.id.as_str()));
        let rules = rules.chain(book.tapers.iter().map(|it| it.id.as_str()));
        let rules = rules.chain(book.operations.iter().map(|it| it.id.as_str()));
        let rules = rules.chain(book.relays.iter().map(|it| it.id.as_str()));
        let rules = rules.chain(book.burdens.iter().filter_map(|it| it.rises.as_ref()).map(|it| it.id.as_str()));
        let rules = rules.chain(book.gates.iter().map(|it| it.id.as_str()));
        let doubts = book.questions.iter().filter_map(|it| Some((it.doubt?, it)));
        let mut doubts: Vec<(Doubt, &Question)> = doubts.collect();
        sort::by(&mut doubts, |(doubt, _)| *doubt as i64);
        Self {
            questions,
            places,
            doubts,
            substances: ByName::of(book.substances.iter().map(|it| (it.id.as_str(), it))),
            rules: ByName::of(rules.map(|it| (it, ()))),
        }
    }

    /// A question by id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Known<'a>> {
        self.questions.get(*self.places.get(id)?)
    }

    /// The questions a yes to which makes the formula of a clearance unreliable, with the doubt it casts, in the
    /// order in which doubts are told.
    pub(crate) fn doubts(&self) -> &[(Doubt, &'a Question)] {
        &self.doubts
    }

    /// A substance by id.
    #[must_use]
    pub fn substance(&self, id: &str) -> Option<&'a Substance> {
        self.substances.get(id).copied()
    }

    /// Whether a rule, limit or gate has this id.
    #[must_use]
    pub fn is_rule(&self, id: &str) -> bool {
        self.rules.get(id).is_some()
    }
}

/// What the book says of one substance, whichever drug it meets.
#[derive(Clone, Debug)]
pub struct Named<'a> {
    /// The substance.
    pub substance: &'a Substance,
    /// What it is called by: its id, its classes, its groups.
    pub tags: Vec<&'a str>,
    /// Where it stands in the rows.
    pub party: Party,
    /// What too much and too little of it does.
    pub effect: Option<&'a Effect>,
    /// How it carries each burden, in the order of the book.
    pub burdens: Vec<Carries>,
}

/// How a substance carries a burden.
#[derive(Clone, Copy, Debug)]
pub struct Carries {
    /// Whether it does.
    pub carried: bool,
    /// Whether it counts where several add up.
    pub strongly: bool,
    /// Full days by which it outlives the last dose, where the book knows.
    pub tail: Option<u16>,
}

impl<'a> Named<'a> {
    /// Gathers it.
    #[must_use]
    pub fn new(formulary: &'a Formulary, substance: &'a Substance) -> Self {
        let book = formulary.book();
        let tags = book.interactions.tags(substance);
        let carries = book.burdens.iter().map(|it| Carries {
            carried: it.is_carried_by(&tags),
            strongly: it.adds_up.as_ref().is_some_and(|it| it.is_carried_by(&tags)),
            tail: it.tail(&tags),
        });
        let burdens = carries.collect();
        let (party, effect) = (formulary.substance_party(substance), book.interactions.effect(substance));
        Self { substance, tags, party, effect, burdens }
    }
}
