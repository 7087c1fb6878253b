//! What the book says beside a plan: stop signs, what to do if, how it is stopped, what comes after.

use palier_engine::beside::operation::AroundLine;
use palier_engine::book::drug::{Kinetics, Taper};
use palier_engine::book::formulary::SoFar;
use palier_engine::book::rule::After;
use palier_engine::book::statement::{Statement, StatementKind};
use palier_engine::exact::decimal::Decimal;
use palier_engine::lang::{Lang, Text};

use crate::state::answer::Answer;
use crate::words::say;

/// The statements of some kinds about a drug, in the order of the kinds, then of the book.
pub(crate) fn of_kinds<'a>(formulary: &'a SoFar<'_>, drug: &str, kinds: &[StatementKind]) -> Vec<&'a Statement> {
    let about = |it: &&Statement| it.drugs.iter().any(|id| id == drug);
    let all: Vec<&Statement> =
        formulary.whole().into_iter().flat_map(|it| &it.book().statements).filter(about).collect();
    kinds.iter().flat_map(|kind| all.iter().filter(|it| it.kind == *kind).copied()).collect()
}

/// What to do, in the order in which it may be needed.
pub(crate) const WHAT_IF: [StatementKind; 6] = [
    StatementKind::MissedDose,
    StatementKind::Tolerance,
    StatementKind::Sleep,
    StatementKind::Interruption,
    StatementKind::Surgery,
    StatementKind::Driving,
];

/// The same, of a way down: nothing rises in it.
pub(crate) const WHAT_IF_DOWN: [StatementKind; 4] =
    [StatementKind::MissedDose, StatementKind::Interruption, StatementKind::Surgery, StatementKind::Driving];

/// Signs, and whom to call, in a few words: what a person on a way down is told, whom nobody tells to stop.
pub(crate) fn in_short(it: &Statement) -> &Text {
    it.short.as_ref().unwrap_or(&it.text)
}

/// What is done around an operation: dated where its day is known.
#[must_use]
pub fn around_operation(formulary: &SoFar<'_>, answer: &Answer) -> Vec<AroundLine> {
    let said = formulary.whole().zip(answer.outcome());
    said.map(|(book, outcome)| book.around_operation(&answer.request, outcome)).unwrap_or_default()
}

/// How a drug is stopped.
pub(crate) fn taper<'a>(formulary: &'a SoFar<'_>, drug: &str) -> Option<&'a Taper> {
    formulary.drug(drug)?.taper.as_ref()
}

/// What must wait once a drug is stopped.
pub(crate) fn after<'a>(formulary: &'a SoFar<'_>, drug: &str) -> impl Iterator<Item = &'a After> {
    let all = formulary.whole().into_iter().flat_map(|it| &it.book().after);
    all.filter(move |it| it.drugs.iter().any(|id| id == drug))
}

/// Half-life, peak and steady level, then the rest in words.
#[must_use]
pub fn kinetics(it: &Kinetics, lang: Lang) -> String {
    let range = |(from, to): (Decimal, Decimal)| match from == to {
        true => from.write(lang),
        false => format!("{}\u{a0}–\u{a0}{}", from.write(lang), to.write(lang)),
    };
    let (half, peak) = (range(it.half_life_hours), range(it.peak_hours));
    let steady = range((Decimal::whole(it.steady_days.0.into()), Decimal::whole(it.steady_days.1.into())));
    let text = it.text.get(lang);
    say!(lang, kinetics, half, peak, steady, text)
}
