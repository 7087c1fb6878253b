//! What a drug asks: the questions its conditions read, and the worst that a yes to each may lead to.

use std::collections::BTreeMap;

use crate::book::chapter::{Danger, Opening};
use crate::book::drug::Drug;
use crate::book::formulary::Formulary;
use crate::book::place::Region;
use crate::book::protocol::Protocol;
use crate::book::question::Question;
use crate::book::rule::Severity;
use crate::exact::sort;
use crate::logic::condition::{Condition, Measure, NameKind};

impl Opening {
    /// The questions whose answer some rule, limit, interaction or monitoring of a drug reads, in the book's order.
    #[must_use]
    pub fn questions_for(&self, drug: &str) -> Vec<&Question> {
        self.questions.iter().filter(|it| self.asks(drug, &it.id)).collect()
    }

    /// Whether it is one of [`questions_for`](Self::questions_for) a drug.
    #[must_use]
    pub fn asks(&self, drug: &str, question: &str) -> bool {
        self.dangers(drug).iter().any(|it| it.question == question)
    }

    /// The same questions, the worst first.
    #[must_use]
    pub fn dangers(&self, drug: &str) -> &[Danger] {
        let place = self.drugs.iter().position(|it| it.id == drug);
        place.and_then(|it| self.asked.get(it)).map_or(&[], Vec::as_slice)
    }
}

impl Formulary {
    /// What each drug asks, in the order of the drugs.
    pub(crate) fn weighed(&self) -> Vec<Vec<Danger>> {
        self.drugs.iter().map(|it| self.weighed_for(it)).collect()
    }

    /// What a drug asks: the worst first, then in the order of the groups, then in that of the book.
    fn weighed_for(&self, drug: &Drug) -> Vec<Danger> {
        let party = self.drug_party(drug);
        let mut asked: BTreeMap<&str, Severity> = BTreeMap::new();
        let mut told = BTreeMap::new();
        let raise = |of: &mut BTreeMap<_, _>, id, severity: Severity| {
            of.entry(id).and_modify(|it: &mut Severity| *it = severity.max(*it)).or_insert(severity);
        };
        for id in self.habits(&party) {
            let rows = self.book.interactions.between(&party, &self.habit_party(id));
            raise(&mut asked, id, rows.iter().map(|it| it.level.severity()).max().unwrap_or(Severity::Information));
        }
        let mut by_clearance = Severity::Information;
        for (condition, severity) in self.conditions(&drug.id, |_| true, |_| true) {
            condition.names(&mut |kind, id| match kind {
                NameKind::Question => raise(&mut asked, id, severity),
                NameKind::Told => raise(&mut told, id, severity),
                NameKind::Tag | NameKind::Indication | NameKind::Protocol => {}
            });
            if condition.reads(Measure::Clearance) {
                by_clearance = by_clearance.max(severity);
            }
        }
        let worst = |it: &Question| {
            let led = led_to(self, &it.id).into_iter();
            let found = led.flat_map(|id| [asked.get(id), told.get(id)]).flatten().copied();
            found.chain(it.doubt.map(|_| by_clearance)).max().unwrap_or(Severity::Information)
        };
        let mut list: Vec<&Question> = self.questions.iter().filter(|it| asked.contains_key(&*it.id)).collect();
        let group = |it: &Question| self.groups.iter().position(|group| group.id == it.group);
        sort::with(&mut list, |one, other| worst(other).cmp(&worst(one)).then(group(one).cmp(&group(other))));
        list.into_iter().map(|it| Danger { question: it.id.clone(), worst: worst(it) }).collect()
    }

    /// The conditions of a drug's rules and limits that are in force here, of its gates and monitoring, and of the
    /// variants of the protocols followed; each with what it leads to. What changes a dose weighs as a caution.
    pub(crate) fn conditions<'a>(
        &'a self,
        drug: &str,
        here: impl Fn(Option<Region>) -> bool,
        followed: impl Fn(&Protocol) -> bool,
    ) -> Vec<(&'a Condition, Severity)> {
        let book = &self.book;
        let of = |drugs: &[String]| drugs.iter().any(|id| id == drug);
        let rules = book.rules.iter().filter(|it| of(&it.drugs) && here(it.region)).map(|it| (&it.when, it.severity));
        let limits = book.limits.iter().filter(|it| of(&it.drugs) && here(it.region)).map(|it| &it.when);
        let gates = book.gates.iter().filter(|it| of(&it.drugs)).map(|it| &it.when);
        let monitoring = book.monitoring.iter().filter(|it| of(&it.drugs) && here(it.region)).map(|it| &it.when);
        let protocols = book.protocols.iter().filter(|it| it.drug == drug && followed(it));
        let variants = protocols.flat_map(|it| &it.variants).map(|it| &it.when);
        let doses = limits.chain(variants).map(|it| (it, Severity::Caution));
        rules.chain(doses).chain(gates.chain(monitoring).map(|it| (it, Severity::Information))).collect()
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

/// Ids of the questions that an answer to one may answer too, its own first.
fn led_to<'a>(book: &'a Opening, question: &'a str) -> Vec<&'a str> {
    let mut led = vec![question];
    let next = |led: &[&str]| {
        let reads = |it: &&Question| read_by(book, it).iter().any(|id| led.contains(id));
        book.questions.iter().filter(|it| !led.contains(&&*it.id)).find(reads)
    };
    while let Some(it) = next(&led) {
        led.push(&it.id);
    }
    led
}
