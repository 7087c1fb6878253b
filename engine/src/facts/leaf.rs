//! Everything the book says of one drug in one region, gathered once and read by every request.

use std::sync::{Arc, OnceLock};

use crate::book::burden::{AddsUp, Burden};
use crate::book::drug::Drug;
use crate::book::formulary::Formulary;
use crate::book::medicine::{Substance, has_tag};
use crate::book::pairs::{Effect, Interaction};
use crate::book::parties::ALCOHOL;
use crate::book::place::Region;
use crate::book::places::Party;
use crate::book::prescription::PrescriptionRow;
use crate::book::question::Question;
use crate::book::rule::{Limit, Rule, WashOut};
use crate::book::watch::{Gate, Monitoring};
use crate::lang::{Lang, Tongue};
use crate::logic::condition::NameKind;
use crate::words;

/// The rows of one drug in one region, each list in the order of the book. Of no drug: nothing.
#[derive(Clone, Debug, Default)]
pub struct Leaf<'a> {
    /// Rules that hold in the region.
    pub rules: Vec<&'a Rule>,
    /// Limits that hold in the region.
    pub limits: Vec<&'a Limit>,
    /// Wash-outs.
    pub wash_outs: Vec<&'a WashOut>,
    /// Gates.
    pub gates: Vec<&'a Gate>,
    /// What to watch.
    pub monitoring: Vec<&'a Monitoring>,
    /// For how long it may be prescribed at once, where the book says.
    pub prescription: Option<&'a PrescriptionRow>,
    /// Whether the drug carries each burden of the book.
    pub carries: Vec<bool>,
    /// The burdens it carries that reach the verdict, with their places in the book.
    pub adds_up: Vec<(usize, &'a Burden, &'a AddsUp)>,
    /// The questions it asks that may make no sense for a person.
    pub silenced: Vec<&'a Question>,
    /// Where it stands in the rows of interactions.
    pub party: Party,
    /// The ids of those rows.
    pub rows: Arc<[String]>,
    /// What too much and too little of it does.
    pub effect: Option<&'a Effect>,
    /// Its rows with alcohol.
    pub alcohol: Habit<'a>,
    /// The questions that its rows name, with those rows.
    pub habits: Vec<(&'a Question, Habit<'a>)>,
    asked: Vec<&'a str>,
    /// The tags that its conditions read with each of its protocols.
    tags: Vec<(&'a str, Vec<&'a str>)>,
    /// What may not be met, in words: asked only where a name is not recognised.
    unmet: [OnceLock<String>; Tongue::ALL.len()],
}

/// What is no medicine, as a drug meets it.
#[derive(Clone, Debug, Default)]
pub struct Habit<'a> {
    /// Where it stands in the rows.
    pub party: Party,
    /// The rows of both.
    pub rows: Vec<&'a Interaction>,
}

impl<'a> Leaf<'a> {
    /// Gathers the rows of a drug.
    #[must_use]
    pub fn new(formulary: &'a Formulary, drug: &'a Drug, region: Region) -> Self {
        let book = formulary.book();
        let mine = |drugs: &[String]| drugs.contains(&drug.id);
        let here = |its: Option<Region>| its.is_none_or(|it| it == region);
        let pairs = &book.interactions;
        let substance = formulary.substance(&drug.substance);
        let own = substance.map(|it| pairs.tags(it)).unwrap_or_default();
        let party = formulary.drug_party(drug);
        let habit = |tag: &str| {
            let its = formulary.habit_party(tag);
            Habit { rows: pairs.between(&party, &its), party: its }
        };
        let habits = formulary.habits(&party).into_iter().filter_map(|id| Some((formulary.question(id)?, habit(id))));
        let carries: Vec<bool> = book.burdens.iter().map(|it| it.is_carried_by(&own)).collect();
        let carried = book.burdens.iter().enumerate().zip(&carries).filter(|(_, carries)| **carries);
        let adds_up = carried.filter_map(|((place, it), _)| Some((place, it, it.adds_up.as_ref()?))).collect();
        let asked: Vec<&str> = formulary.dangers(&drug.id).iter().map(|it| it.question.as_str()).collect();
        let may_be_silent = |it: &&Question| it.not_applicable.is_some() && asked.contains(&it.id.as_str());
        let protocols = book.protocols.iter().filter(|it| it.drug == drug.id).map(|it| it.id.as_str());
        Self {
            rules: formulary.rules_in(&drug.id, region).collect(),
            limits: formulary.limits_for(&drug.id, region).collect(),
            wash_outs: book.wash_outs.iter().filter(|it| mine(&it.drugs)).collect(),
            gates: book.gates.iter().filter(|it| mine(&it.drugs)).collect(),
            monitoring: book.monitoring.iter().filter(|it| mine(&it.drugs) && here(it.region)).collect(),
            prescription: book.prescriptions.iter().find(|it| mine(&it.drugs) && it.region == region),
            carries,
            adds_up,
            silenced: book.questions.iter().filter(may_be_silent).collect(),
            rows: pairs.naming(&party).map(|it| it.id.clone()).collect(),
            effect: substance.and_then(|it| pairs.effect(it)),
            alcohol: habit(ALCOHOL),
            habits: habits.collect(),
            tags: protocols.map(|it| (it, read_with(formulary, drug, region, it))).collect(),
            unmet: std::array::from_fn(|_| OnceLock::new()),
            asked,
            party,
        }
    }

    /// Whether the drug asks a question.
    #[must_use]
    pub fn asks(&self, question: &str) -> bool {
        self.asked.contains(&question)
    }

    /// Whether some condition in force with a protocol reads a substance.
    #[must_use]
    pub fn reads(&self, protocol: &str, substance: &Substance) -> bool {
        let mut with = self.tags.iter().filter(|(its, _)| *its == protocol);
        with.any(|(_, tags)| tags.iter().any(|it| has_tag(substance, it)))
    }

    /// The classes and substances that a name nobody recognised must not be, in words.
    pub(crate) fn may_not_meet(&self, formulary: &Formulary, drug: &Drug, lang: Lang) -> &str {
        let unmet = &self.unmet[lang.tongue() as usize];
        unmet.get_or_init(|| {
            let tags = formulary.may_not_meet(drug).into_iter();
            tags.map(|it| words::inside(&formulary.tag_name(it, lang))).collect::<Vec<_>>().join(", ")
        })
    }
}

/// The tags that the conditions of a drug read in a region, with a protocol.
fn read_with<'a>(formulary: &'a Formulary, drug: &'a Drug, region: Region, protocol: &str) -> Vec<&'a str> {
    let mut tags = Vec::new();
    let here = |its: Option<Region>| its.is_none_or(|it| it == region);
    for (condition, _) in formulary.conditions(&drug.id, here, |it| it.id == protocol) {
        condition.names_with(protocol, &mut |kind, id| {
            if kind == NameKind::Tag && !tags.contains(&id) {
                tags.push(id);
            }
        });
    }
    tags
}
