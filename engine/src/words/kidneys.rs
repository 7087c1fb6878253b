//! The clearance that drives, in a sentence.

use crate::assess::{Because, ClearanceFrom, Doubt, Kidneys, WeightUsed};
use crate::decimal::Decimal;
use crate::words::{Lang, name, say};

/// What drives, where it comes from and why, and the other value.
#[must_use]
pub fn kidneys(it: &Kidneys, lang: Lang) -> String {
    let value = clearance(it.ml_per_min, lang);
    let mut text = match (it.from, it.weight) {
        (ClearanceFrom::Given, _) => {
            let method = it.method.clone().unwrap_or_default();
            say!(
                lang,
                "Clairance retenue\u{a0}: {value}, donnée ({method}).",
                "Clearance used: {value}, as given ({method})."
            )
        }
        (ClearanceFrom::CockcroftGault, Some(WeightUsed::Ideal)) => {
            let why = because(&it.because, lang);
            say!(
                lang,
                "Clairance retenue\u{a0}: {value}, calculée (Cockcroft et Gault) avec le poids idéal ({why}).",
                "Clearance used: {value}, computed (Cockcroft and Gault) with the ideal weight ({why})."
            )
        }
        (ClearanceFrom::CockcroftGault, Some(WeightUsed::Actual) | None) if it.could_be_lower => {
            let why = because(&it.because, lang);
            say!(
                lang,
                "Clairance retenue\u{a0}: {value}, calculée (Cockcroft et Gault) avec le poids réel. À lire avec prudence ({why}).",
                "Clearance used: {value}, computed (Cockcroft and Gault) with the actual weight. To be read with care ({why})."
            )
        }
        (ClearanceFrom::CockcroftGault, Some(WeightUsed::Actual) | None) if !it.because.is_empty() => {
            let why = because(&it.because, lang);
            say!(
                lang,
                "Clairance retenue\u{a0}: {value}, calculée (Cockcroft et Gault) avec le poids réel, qui ne dépasse pas le poids idéal. À lire avec prudence ({why}).",
                "Clearance used: {value}, computed (Cockcroft and Gault) with the actual weight, which is no more than the ideal one. To be read with care ({why})."
            )
        }
        (ClearanceFrom::CockcroftGault, Some(WeightUsed::Actual) | None) => say!(
            lang,
            "Clairance retenue\u{a0}: {value}, calculée (Cockcroft et Gault) avec le poids réel.",
            "Clearance used: {value}, computed (Cockcroft and Gault) with the actual weight."
        ),
    };
    if let Some(actual) = it.with_actual_weight {
        let actual = clearance(actual, lang);
        text += &say!(lang, " Avec le poids réel\u{a0}: {actual}.", " With the actual weight: {actual}.");
    }
    if let Some(other) = it.other {
        let other = clearance(other, lang);
        text += &match it.from {
            ClearanceFrom::Given => say!(
                lang,
                " Celle de la formule, {other}, est plus haute\u{a0}: la plus basse des deux est retenue.",
                " The formula’s, {other}, is higher: the lower of both is used."
            ),
            ClearanceFrom::CockcroftGault => say!(
                lang,
                " Celle qui est donnée, {other}, est plus haute\u{a0}: la plus basse des deux est retenue.",
                " The one given, {other}, is higher: the lower of both is used."
            ),
        };
    }
    if it.could_be_lower {
        text += &say!(
            lang,
            " Il manque de quoi la calculer sûrement\u{a0}: elle pourrait être plus basse.",
            " Something is missing to compute it surely: it could be lower."
        );
    }
    text
}

fn clearance(value: Decimal, lang: Lang) -> String {
    format!("{}\u{a0}mL/min", value.write(lang))
}

fn because(doubts: &[Because], lang: Lang) -> String {
    let said = |it: &Because| match (it.doubt, it.known) {
        (Doubt::BodyMass, true) => name!(lang, "IMC de 30 ou plus", "BMI of 30 or more"),
        (Doubt::BodyMass, false) => name!(lang, "taille inconnue", "height not known"),
        (Doubt::Dialysis, true) => name!(lang, "dialyse", "dialysis"),
        (Doubt::Dialysis, false) => name!(lang, "dialyse non précisée", "dialysis not said"),
        (Doubt::UnstableCreatinine, true) => name!(lang, "créatinine instable", "unstable creatinine"),
        (Doubt::UnstableCreatinine, false) => {
            name!(lang, "stabilité de la créatinine non précisée", "stability of creatinine not said")
        }
        (Doubt::Pregnancy, true) => name!(lang, "grossesse", "pregnancy"),
        (Doubt::Pregnancy, false) => name!(lang, "grossesse non précisée", "pregnancy not said"),
    };
    doubts.iter().map(said).collect::<Vec<_>>().join(", ")
}
