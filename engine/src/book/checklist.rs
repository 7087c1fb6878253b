//! The questions of a drug as one list to read: what can contraindicate it first, under a few short heads.
//!
//! The order follows from the drug alone. No region, indication or answer moves a line under the finger.

use crate::book::chapter::Opening;
use crate::book::question::{Group, Question};
use crate::book::rule::Severity;
use crate::exact::sort;

/// A group of which fewer questions are asked needs no head.
const LEAST_UNDER_A_HEAD: usize = 3;

/// More heads than these, beside the first and the last, are no help to a reader.
const MOST_GROUPS: usize = 4;

/// What stands above some questions of a checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head<'a> {
    /// What can contraindicate, of several groups.
    First,
    /// What is asked of one group.
    Group(&'a Group),
    /// What cannot contraindicate, of several groups.
    Rest,
}

/// Questions of a checklist under one head, the worst first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot<'a> {
    /// What stands above them.
    pub head: Head<'a>,
    /// In the order in which they are read; at least one.
    pub questions: Vec<&'a Question>,
}

impl Opening {
    /// The questions of a drug under their heads. What can contraindicate it stands before all that cannot: under
    /// the first head, then group by group; then the rest, the worst group first.
    #[must_use]
    pub fn checklist(&self, drug: &str) -> Vec<Lot<'_>> {
        let asked = self.dangers(drug).iter();
        let asked = asked.filter_map(|it| Some((self.question(&it.question)?, it.worst == Severity::Contraindicated)));
        let asked: Vec<(&Question, bool)> = asked.collect();
        let headed = self.headed(&asked);
        let mut lots: Vec<Lot<'_>> = Vec::new();
        for (question, contraindicates) in asked {
            let own = headed.iter().find(|(group, its)| group.id == question.group && *its == contraindicates);
            let head = match own {
                Some((group, _)) => Head::Group(group),
                None if contraindicates => Head::First,
                None => Head::Rest,
            };
            match lots.iter_mut().find(|it| it.head == head) {
                Some(lot) => lot.questions.push(question),
                None => lots.push(Lot { head, questions: vec![question] }),
            }
        }
        let place = |it: &Lot<'_>| match it.head {
            Head::First => 0,
            Head::Group(_) => 1,
            Head::Rest => 2,
        };
        sort::by(&mut lots, place);
        lots
    }

    /// The groups that have a head of their own, and whether it is for what can contraindicate. Of too many, those
    /// that can come first, then the larger ones.
    fn headed(&self, asked: &[(&Question, bool)]) -> Vec<(&Group, bool)> {
        let mut headed: Vec<(&Group, bool, usize)> = Vec::new();
        for contraindicates in [true, false] {
            for group in &self.groups {
                let count = asked.iter().filter(|(it, its)| it.group == group.id && *its == contraindicates).count();
                let known = headed.iter().any(|(it, ..)| it.id == group.id);
                if count >= LEAST_UNDER_A_HEAD && !known {
                    headed.push((group, contraindicates, count));
                }
            }
        }
        sort::with(&mut headed, |one, other| other.1.cmp(&one.1).then(other.2.cmp(&one.2)));
        headed.into_iter().take(MOST_GROUPS).map(|(group, contraindicates, _)| (group, contraindicates)).collect()
    }
}
