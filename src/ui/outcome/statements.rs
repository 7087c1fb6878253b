//! What the book says beside a plan: stop signs, what to do if, how it is stopped, what comes after.

use palier_engine::book::drug::{Kinetics, Taper};
use palier_engine::book::formulary::SoFar;
use palier_engine::book::rule::After;
use palier_engine::book::statement::{Statement, StatementKind};
use palier_engine::exact::decimal::Decimal;
use palier_engine::lang::Lang;

use crate::words::say;

/// The statements of some kinds about a drug, in the order of the kinds, then of the book.
pub(crate) fn of_kinds<'a>(formulary: &'a SoFar<'_>, drug: &str, kinds: &[StatementKind]) -> Vec<&'a Statement> {
    let about = |it: &&Statement| it.drugs.iter().any(|id| id == drug);
    let all: Vec<&Statement> =
        formulary.whole().into_iter().flat_map(|it| &it.book().statements).filter(about).collect();
    kinds.iter().flat_map(|kind| all.iter().filter(|it| it.kind == *kind).copied()).collect()
}

/// What to do, in the order in which it may be needed.
pub(crate) const WHAT_IF: [StatementKind; 5] = [
    StatementKind::MissedDose,
    StatementKind::Tolerance,
    StatementKind::Sleep,
    StatementKind::Interruption,
    StatementKind::Surgery,
];

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
