//! What a drug asks: the questions its conditions read.

use crate::book::chapter::Opening;
use crate::book::formulary::Formulary;
use crate::book::place::Region;
use crate::book::protocol::Protocol;
use crate::book::question::Question;
use crate::logic::condition::{Condition, Measure, NameKind};

impl Formulary {
    /// The questions whose answer some rule, limit, interaction or monitoring of a drug reads, in the book's order.
    #[must_use]
    pub fn questions_for(&self, drug: &str) -> Vec<&Question> {
        let asked = self.asked_of(drug);
        self.questions.iter().filter(|it| asked.contains(&it.id.as_str())).collect()
    }

    /// Whether it is one of [`questions_for`](Self::questions_for) a drug.
    #[must_use]
    pub fn asks(&self, drug: &str, question: &str) -> bool {
        self.asked_of(drug).contains(&question)
    }

    /// Ids of the questions a drug asks, each once, as they come.
    pub(crate) fn asked_of(&self, drug: &str) -> Vec<&str> {
        let mut asked = Vec::new();
        if let Some(drug) = self.drug(drug) {
            asked.extend(self.habits(&self.drug_party(drug)));
        }
        self.named_for(drug, &mut |kind, id| {
            if kind == NameKind::Question && !asked.contains(&id) {
                asked.push(id);
            }
        });
        asked
    }

    /// Every id that a condition of a drug names: of its rules, limits, gates, monitoring and variants.
    pub(crate) fn named_for<'a>(&'a self, drug: &str, visit: &mut impl FnMut(NameKind, &'a str)) {
        self.conditions(drug, |_| true, |_| true).into_iter().for_each(|it| it.names(visit));
    }

    /// The conditions of a drug's rules and limits that are in force here, of its gates and monitoring, and of the
    /// variants of the protocols followed.
    pub(crate) fn conditions<'a>(
        &'a self,
        drug: &str,
        here: impl Fn(Option<Region>) -> bool,
        followed: impl Fn(&Protocol) -> bool,
    ) -> Vec<&'a Condition> {
        let book = &self.book;
        let of = |drugs: &[String]| drugs.iter().any(|id| id == drug);
        let rules = book.rules.iter().filter(|it| of(&it.drugs) && here(it.region)).map(|it| &it.when);
        let limits = book.limits.iter().filter(|it| of(&it.drugs) && here(it.region)).map(|it| &it.when);
        let gates = book.gates.iter().filter(|it| of(&it.drugs)).map(|it| &it.when);
        let monitoring = book.monitoring.iter().filter(|it| of(&it.drugs)).map(|it| &it.when);
        let protocols = book.protocols.iter().filter(|it| it.drug == drug && followed(it));
        let variants = protocols.flat_map(|it| &it.variants).map(|it| &it.when);
        rules.chain(limits).chain(gates).chain(monitoring).chain(variants).collect()
    }
}

/// Ids of the questions that are read to answer one.
pub(crate) fn read_by<'a>(book: &'a Opening, question: &'a Question) -> Vec<&'a str> {
    let mut read: Vec<&str> = Vec::new();
    for condition in question.implied_by.iter().chain(&question.not_applicable) {
        condition.names(&mut |kind, id| match kind {
            NameKind::Question | NameKind::Told => read.push(id),
            NameKind::Tag | NameKind::Indication | NameKind::Protocol => {}
        });
        if condition.reads(Measure::Clearance) {
            read.extend(book.questions.iter().filter(|it| it.doubt.is_some()).map(|it| it.id.as_str()));
        }
    }
    let implying = book.questions.iter().filter(|it| it.implies.contains(&question.id));
    read.extend(implying.map(|it| it.id.as_str()));
    read
}
