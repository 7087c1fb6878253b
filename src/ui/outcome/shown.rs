//! What every part of an answer is drawn from: the answer, its course, and its sources by number.

use std::rc::Rc;

use palier_engine::book::rule::Severity;
use palier_engine::book::statement::StatementKind;
use palier_engine::finding::{Assessment, Finding, Verdict, Wait};
use palier_engine::outcome::Outcome;

use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::ui::cite::Notes;
use crate::ui::laid::{Laid, Second};
use crate::ui::outcome::statements::{after, around_operation, of_kinds, taper};
use crate::ui::scene::Scene;

/// What every part of an answer is drawn from.
#[derive(Clone, PartialEq)]
pub(crate) struct Shown {
    /// The answer.
    pub answer: Rc<Answer>,
    /// Its course, if one is laid out.
    pub laid: Option<Rc<Laid>>,
    /// What it rests on.
    pub notes: Rc<Notes>,
    /// Brings the keyboard to a field of the request.
    pub jump: Callback<AttrValue>,
}

impl Shown {
    /// All that an answer is drawn from.
    pub(crate) fn of(scene: &Scene, answer: &Rc<Answer>, jump: &Callback<AttrValue>) -> Self {
        let laid = Laid::of(answer).map(Rc::new);
        let notes = Rc::new(noted(scene, answer, laid.as_deref()));
        Self { answer: answer.clone(), laid, notes, jump: jump.clone() }
    }

    /// What was found, where something was looked at.
    pub(crate) fn found(&self) -> Option<&Assessment> {
        self.answer.assessment()
    }
}

/// What is said first of the drug that is begun: what refuses it; else how it is begun by the row of the book, the free
/// days before it, and what is to be decided.
pub(crate) fn first_of<'a>(found: &'a Assessment, row: &str) -> Vec<&'a Finding> {
    let refused = found.verdict == Verdict::Refused;
    let first = |it: &&Finding| match refused {
        true => it.severity == Severity::Contraindicated,
        false => it.rule == row || it.waits.iter().any(|wait| matches!(wait, Wait::Date(_) | Wait::Decision(_))),
    };
    found.findings.iter().filter(first).collect()
}

/// The sources of an answer, in the order in which a reader meets them.
fn noted(scene: &Scene, answer: &Answer, laid: Option<&Laid>) -> Notes {
    let mut notes = Notes::default();
    let drug = &answer.request.treatment.drug;
    if let Some(found) = answer.assessment() {
        found.in_reading_order().into_iter().for_each(|it| notes.add(&it.sources, Some(it.grade)));
        found.not_checked.iter().for_each(|it| notes.add(&it.sources, None));
        found.pairs.iter().for_each(|it| notes.add(&it.sources, Some(it.grade)));
    }
    if let Some(Outcome::Tapered { descent, then: Some(then), .. }) = answer.outcome()
        && let Some((found, relay)) = then.assessment().zip(descent.then.as_ref())
    {
        first_of(found, &relay.row).into_iter().for_each(|it| notes.add(&it.sources, Some(it.grade)));
    }
    if let Some(Laid { course, descent, .. }) = laid {
        let around = around_operation(&scene.book, answer);
        around.iter().for_each(|it| notes.add(&it.sources, Some(it.grade)));
        let told = descent.iter().flat_map(|it| &it.notes);
        told.for_each(|it| notes.add(&it.sources, Some(it.grade)));
        course.steps.iter().flat_map(|it| &it.gates).for_each(|it| notes.add(&it.sources, None));
        course.burdens.iter().for_each(|it| notes.add(&it.sources, Some(it.grade)));
        course.after_session.iter().for_each(|it| notes.add(&it.sources, None));
        course.monitoring.iter().for_each(|it| notes.add(&it.sources, Some(it.grade)));
        let second = Second::of(answer).and_then(|it| it.laid.course.prescribed);
        course.prescribed.iter().chain(&second).for_each(|it| notes.add(&it.sources, Some(it.grade)));
        let said = of_kinds(&scene.book, drug, &StatementKind::ALL);
        said.into_iter().for_each(|it| {
            notes.add(&it.sources, Some(it.grade));
            it.sides.iter().for_each(|side| notes.add(std::slice::from_ref(&side.cite), None));
        });
        taper(&scene.book, drug).into_iter().for_each(|it| notes.add(&it.sources, Some(it.grade)));
        after(&scene.book, drug).for_each(|it| notes.add(&it.sources, Some(it.grade)));
        let kinetics = scene.book.drug(drug).and_then(|it| it.kinetics.as_ref());
        kinetics.into_iter().for_each(|it| notes.add(&it.sources, None));
        course.steps.iter().flat_map(|it| &it.reasons).for_each(|it| notes.add(&it.sources, None));
        course.limits.iter().for_each(|it| notes.add(&it.sources, Some(it.grade)));
        // Those of a beginning are not shown beside a way down.
        let protocols = scene.book.protocols.iter().filter(|it| it.drug == *drug && descent.is_none());
        protocols.for_each(|it| notes.add(&it.sources, Some(it.grade)));
    }
    notes
}
