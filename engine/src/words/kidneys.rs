//! The clearance that drives, in a sentence.

use crate::book::question::Doubt;
use crate::exact::decimal::Decimal;
use crate::lang::{Lang, name, say};
use crate::person::drives::{Because, ClearanceFrom, Kidneys, WeightUsed};

/// What drives, where it comes from and why, and the other value.
#[must_use]
pub fn kidneys(it: &Kidneys, lang: Lang) -> String {
    let value = clearance(it.ml_per_min, lang);
    let mut text = match (it.from, it.weight) {
        (ClearanceFrom::Given, _) => {
            let method = it.method.clone().unwrap_or_default();
            say!(lang, kidneys.given, value, method)
        }
        (ClearanceFrom::CockcroftGault, Some(WeightUsed::Ideal)) => {
            let why = because(&it.because, lang);
            say!(lang, kidneys.ideal_weight, value, why)
        }
        (ClearanceFrom::CockcroftGault, Some(WeightUsed::Actual) | None) if it.could_be_lower => {
            let why = because(&it.because, lang);
            say!(lang, kidneys.could_be_lower, value, why)
        }
        (ClearanceFrom::CockcroftGault, Some(WeightUsed::Actual) | None) if !it.because.is_empty() => {
            let why = because(&it.because, lang);
            say!(lang, kidneys.no_more_than_ideal, value, why)
        }
        (ClearanceFrom::CockcroftGault, Some(WeightUsed::Actual) | None) => say!(lang, kidneys.actual_weight, value),
    };
    if let Some(actual) = it.with_actual_weight {
        let actual = clearance(actual, lang);
        text += &say!(lang, kidneys.with_actual_weight, actual);
    }
    if let Some(other) = it.other {
        let other = clearance(other, lang);
        text += &match it.from {
            ClearanceFrom::Given => say!(lang, kidneys.formula_higher, other),
            ClearanceFrom::CockcroftGault => say!(lang, kidneys.given_higher, other),
        };
    }
    if it.could_be_lower {
        text += &say!(lang, kidneys.something_missing);
    }
    text
}

fn clearance(value: Decimal, lang: Lang) -> String {
    format!("{}\u{a0}mL/min", value.write(lang))
}

fn because(doubts: &[Because], lang: Lang) -> String {
    let said = |it: &Because| match (it.doubt, it.known) {
        (Doubt::BodyMass, true) => name!(lang, because.body_mass),
        (Doubt::BodyMass, false) => name!(lang, because.height_unknown),
        (Doubt::Dialysis, true) => name!(lang, because.dialysis),
        (Doubt::Dialysis, false) => name!(lang, because.dialysis_unsaid),
        (Doubt::UnstableCreatinine, true) => name!(lang, because.unstable_creatinine),
        (Doubt::UnstableCreatinine, false) => {
            name!(lang, because.creatinine_unsaid)
        }
        (Doubt::Pregnancy, true) => name!(lang, because.pregnancy),
        (Doubt::Pregnancy, false) => name!(lang, because.pregnancy_unsaid),
    };
    doubts.iter().map(said).collect::<Vec<_>>().join(", ")
}
