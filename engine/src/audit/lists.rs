//! The book as the auditor reads it: the lines of one drug, and what is found by name, put together once.
//!
//! Put together from the lists of the book alone, line by line; the planner's own gathering is another.

use crate::book::drug::Drug;
use crate::book::formulary::Formulary;
use crate::book::medicine::Substance;
use crate::book::pairs::Interaction;
use crate::book::place::Region;
use crate::book::protocol::{Access, Protocol};
use crate::book::question::Question;
use crate::book::rule::{Limit, Rule, WashOut};
use crate::book::source::Citation;
use crate::book::watch::{Gate, Monitoring};
use crate::exact::by_name::ByName;
use crate::exact::sort;

/// A question, and those of which a yes is a yes to it.
pub(crate) struct Asked<'a> {
    pub(crate) place: usize,
    pub(crate) question: &'a Question,
    pub(crate) follows_from: Vec<&'a str>,
}

/// A row of interactions, and whether the drug stands on its side `a`, on its side `b`.
pub(crate) struct Near<'a> {
    pub(crate) row: &'a Interaction,
    pub(crate) on_a: bool,
    pub(crate) on_b: bool,
}

/// The lines of one drug, in every region; of what is no drug of the book, none.
pub(crate) struct DrugLists<'a> {
    pub(crate) formulary: &'a Formulary,
    pub(crate) drug: Option<&'a Drug>,
    pub(crate) rules: Vec<&'a Rule>,
    pub(crate) limits: Vec<&'a Limit>,
    pub(crate) wash_outs: Vec<&'a WashOut>,
    pub(crate) gates: Vec<&'a Gate>,
    pub(crate) monitoring: Vec<&'a Monitoring>,
    /// Every tag of the substance of the drug.
    pub(crate) own: Vec<&'a str>,
    /// The rows that name the drug or one of those tags.
    pub(crate) near: Vec<Near<'a>>,
    /// The rows that name the drug itself.
    pub(crate) by_id: Vec<Near<'a>>,
    pub(crate) questions: ByName<'a, Asked<'a>>,
    /// Ids of those a yes to which puts the formula of a clearance in doubt.
    pub(crate) doubtful: Vec<&'a str>,
    pub(crate) sources: ByName<'a, ()>,
    /// Lists of sources in these lines that name documents of the bibliography and a place in each, by where
    /// they lie in memory: what a course shares with the book is looked at here, once.
    sound: Vec<usize>,
    /// The groups of each substance but those it is left out of.
    groups: ByName<'a, Vec<&'a str>>,
}

impl<'a> DrugLists<'a> {
    pub(crate) fn new(formulary: &'a Formulary, drug: &str) -> Self {
        let book = formulary.book();
        let drug = book.drugs.iter().find(|it| it.id == drug);
        let of = |drugs: &[String]| drug.is_some_and(|it| drugs.contains(&it.id));
        let mut lists = Self {
            formulary,
            drug,
            rules: book.rules.iter().filter(|it| of(&it.drugs)).collect(),
            limits: book.limits.iter().filter(|it| of(&it.drugs)).collect(),
            wash_outs: book.wash_outs.iter().filter(|it| of(&it.drugs)).collect(),
            gates: book.gates.iter().filter(|it| of(&it.drugs)).collect(),
            monitoring: book.monitoring.iter().filter(|it| of(&it.drugs)).collect(),
            own: Vec::new(),
            near: Vec::new(),
            by_id: Vec::new(),
            questions: questions(formulary),
            doubtful: book.questions.iter().filter(|it| it.doubt.is_some()).map(|it| it.id.as_str()).collect(),
            sources: ByName::of(book.sources.iter().map(|it| (it.id.as_str(), ()))),
            sound: Vec::new(),
            groups: groups(formulary),
        };
        let Some(drug) = drug else { return lists };
        lists.sound = lists.shared(drug).into_iter().filter(|it| lists.all_cited(it)).map(place).collect();
        sort::once(&mut lists.sound);
        let substances = book.substances.iter().filter(|it| it.id == drug.substance);
        lists.own = substances.flat_map(|it| lists.names(it)).collect();
        lists.by_id = near(formulary, &[drug.id.as_str()]);
        let all: Vec<&str> = std::iter::once(drug.id.as_str()).chain(lists.own.iter().copied()).collect();
        lists.near = near(formulary, &all);
        lists
    }

    /// Every tag of a substance: its id, its classes, and its groups but those it is left out of.
    pub(crate) fn names(&self, substance: &'a Substance) -> Vec<&'a str> {
        let groups = self.groups.get(substance.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        let mut all = Vec::with_capacity(1 + substance.classes.len() + groups.len());
        all.push(substance.id.as_str());
        all.extend(substance.classes.iter().map(String::as_str));
        all.extend_from_slice(groups);
        all
    }

    /// The lists of sources that a course may take over from the lines of a drug.
    fn shared(&self, drug: &Drug) -> Vec<&'a [Citation]> {
        let mut shared: Vec<&[Citation]> = Vec::new();
        shared.extend(self.limits.iter().map(|it| &*it.sources));
        shared.extend(self.gates.iter().map(|it| &*it.sources));
        shared.extend(self.monitoring.iter().map(|it| &*it.sources));
        for protocol in self.formulary.book().protocols.iter().filter(|it| it.drug == drug.id) {
            shared.push(&protocol.sources);
            shared.extend(protocol.variants.iter().map(|it| &*it.sources));
        }
        shared
    }

    fn all_cited(&self, sources: &[Citation]) -> bool {
        let is_cited = |it: &Citation| self.sources.get(&it.source).is_some() && !it.place.trim().is_empty();
        !sources.is_empty() && sources.iter().all(is_cited)
    }

    /// Whether a list of sources is one of the book that was found sound.
    pub(crate) fn is_sound(&self, sources: &[Citation]) -> bool {
        !sources.is_empty() && self.sound.binary_search(&place(sources)).is_ok()
    }

    /// The drug's own protocol, unless it belongs to another region: then the first for everyone of this one.
    pub(crate) fn default_protocol(&self, region: Region) -> &'a str {
        let Some(drug) = self.drug else { return "" };
        let protocols = || self.formulary.book().protocols.iter().filter(|it| it.drug == drug.id);
        let elsewhere = |it: &Protocol| it.region.is_some_and(|its| its != region);
        if protocols().any(|it| it.id == drug.protocol && elsewhere(it)) {
            let mut here = protocols().filter(|it| !elsewhere(it) && it.access == Access::Everyone);
            here.next().map_or(&drug.protocol, |it| &it.id)
        } else {
            &drug.protocol
        }
    }
}

fn questions(formulary: &Formulary) -> ByName<'_, Asked<'_>> {
    let book = formulary.book();
    let asked = |(place, question)| Asked { place, question, follows_from: Vec::new() };
    let mut questions = ByName::of(book.questions.iter().enumerate().map(|it| (it.1.id.as_str(), asked(it))));
    for question in &book.questions {
        for id in &question.implies {
            if let Some(it) = questions.get_mut(id) {
                it.follows_from.push(question.id.as_str());
            }
        }
    }
    questions
}

/// Where a list lies in memory. Nothing else lies there as long as the book is borrowed.
fn place(sources: &[Citation]) -> usize {
    sources.as_ptr().addr()
}

fn groups(formulary: &Formulary) -> ByName<'_, Vec<&str>> {
    let pairs = &formulary.book().interactions;
    let mut groups = ByName::of(pairs.groups.iter().flat_map(|it| &it.substances).map(|it| (it.as_str(), Vec::new())));
    for group in &pairs.groups {
        for substance in &group.substances {
            let mut left_out = pairs.exclusions.iter().filter(|it| it.groups.contains(&group.group));
            if !left_out.any(|it| it.substances.contains(substance)) {
                groups.get_mut(substance).into_iter().for_each(|its: &mut Vec<_>| its.push(group.group.as_str()));
            }
        }
    }
    groups
}

/// The rows in which one of these tags stands.
fn near<'a>(formulary: &'a Formulary, tags: &[&str]) -> Vec<Near<'a>> {
    let there = |side: &[String]| side.iter().any(|it| tags.contains(&it.as_str()));
    let rows = formulary.book().interactions.rules.iter();
    let rows = rows.map(|row| Near { row, on_a: there(&row.a), on_b: there(&row.b) });
    rows.filter(|it| it.on_a || it.on_b).collect()
}
