//! The clearance that drives, and why: said once, in the answer itself.

use crate::book::question::Doubt;
use crate::exact::decimal::Decimal;
use crate::facts::facts::any_told;
use crate::lang::Lang;
use crate::logic::truth::{Compare, Truth};
use crate::person::drives::{Because, ClearanceFrom, Kidneys, WeightUsed};
use crate::person::kidney::Clearance;
use crate::person::patient::Patient;
use crate::words;

/// The clearance that drives for a person; nothing if none is known. `told` says what is told of each doubt about
/// the formula that a question asks.
#[must_use]
pub(crate) fn kidneys(patient: &Patient, told: &[(Doubt, Truth)], lang: Lang) -> Option<Kidneys> {
    let doubted = any_told(told);
    let renal = patient.renal_function(doubted)?;
    let computed = patient.computed_renal_function(doubted);
    let of_formula = computed.filter(|it| it.driving == renal.driving);
    let mut kidneys = Kidneys {
        ml_per_min: renal.driving.rounded(),
        from: ClearanceFrom::Given,
        method: None,
        weight: None,
        because: Vec::new(),
        with_actual_weight: None,
        other: renal.other.map(|it| it.rounded()),
        could_be_lower: !known_above_zero(renal.least) && known_above_zero(renal.driving),
        text: String::new(),
    };
    match of_formula {
        Some(formula) => {
            kidneys.from = ClearanceFrom::CockcroftGault;
            kidneys.because = doubts(patient, told);
            let ideal = formula.driving != formula.actual;
            kidneys.weight = Some(if ideal { WeightUsed::Ideal } else { WeightUsed::Actual });
            kidneys.with_actual_weight = Some(formula.actual.rounded()).filter(|_| ideal);
        }
        None => {
            kidneys.method = patient.clearance.as_ref().map(|it| it.method.clone());
            // As it was given: 59,99 chooses another band than 60, and is not written so.
            kidneys.ml_per_min = patient.clearance.as_ref().map_or(kidneys.ml_per_min, |it| it.ml_per_min);
        }
    }
    kidneys.text = words::kidneys(&kidneys, lang);
    Some(kidneys)
}

pub(crate) fn known_above_zero(clearance: Clearance) -> bool {
    clearance.is(Compare::Above, Decimal::default())
}

/// What makes the formula unreliable for a person, or may.
fn doubts(patient: &Patient, told: &[(Doubt, Truth)]) -> Vec<Because> {
    let all = [(Doubt::BodyMass, patient.is_obese())].into_iter().chain(told.iter().copied());
    let standing = all.filter(|(_, truth)| *truth != Truth::No);
    let mut because: Vec<Because> =
        standing.map(|(doubt, truth)| Because { doubt, known: truth == Truth::Yes }).collect();
    // What is so is reason enough: what nobody said adds nothing to it.
    if because.iter().any(|it| it.known) {
        because.retain(|it| it.known);
    }
    because
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logic::stated::Sex;
    use crate::person::kidney::{Creatinine, CreatinineUnit, GivenClearance};

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    /// A woman of 62, 95 µmol/L.
    fn woman(weight: &str, height: Option<&str>) -> Patient {
        Patient {
            age_years: Some(62),
            sex: Some(Sex::Female),
            weight_kg: Some(number(weight)),
            height_cm: height.map(number),
            creatinine: Some(Creatinine { value: number("95"), unit: CreatinineUnit::MicromolPerLitre }),
            ..Patient::default()
        }
    }

    /// All doubts answered no.
    fn kidneys(patient: &Patient, lang: Lang) -> Option<Kidneys> {
        super::kidneys(patient, &told(Truth::No, Truth::No), lang)
    }

    fn told(dialysis: Truth, pregnant: Truth) -> [(Doubt, Truth); 3] {
        [(Doubt::Dialysis, dialysis), (Doubt::UnstableCreatinine, Truth::No), (Doubt::Pregnancy, pregnant)]
    }

    fn given(patient: Patient, value: &str) -> Patient {
        let clearance = Some(GivenClearance { ml_per_min: number(value), method: "urines de 24 h".into() });
        Patient { clearance, ..patient }
    }

    /// Cockcroft and Gault by hand: 78 × 160 × 0.85 / (72 × 95 / 88.42) = 137.1; ideal weight of a
    /// woman of 165 cm, 45.5 + 2.3 × 12.6 / 2.54 = 56.909 kg: 48.8.
    #[test]
    fn a_body_mass_index_of_30_or_more_uses_the_ideal_weight_and_says_both() {
        let said = kidneys(&woman("160", Some("165")), Lang::FR).expect("known");
        assert_eq!((said.ml_per_min, said.from), (number("48.8"), ClearanceFrom::CockcroftGault));
        assert_eq!(said.weight, Some(WeightUsed::Ideal));
        assert_eq!(said.because, [Because { doubt: Doubt::BodyMass, known: true }]);
        assert_eq!(said.with_actual_weight, Some(number("137.1")));
        for part in ["48,8\u{a0}mL/min", "Cockcroft", "poids idéal", "IMC", "137,1\u{a0}mL/min"] {
            assert!(said.text.contains(part), "{part}: {}", said.text);
        }
        let english = kidneys(&woman("160", Some("165")), Lang::EN).expect("known").text;
        assert!(english.contains("ideal weight") && english.contains("BMI of 30"), "{english}");
    }

    #[test]
    fn below_30_the_actual_weight_drives_and_nothing_is_in_doubt() {
        // 30 × 1.65² = 81.675 kg.
        for (weight, used) in [("81.67", WeightUsed::Actual), ("81.68", WeightUsed::Ideal)] {
            let said = kidneys(&woman(weight, Some("165")), Lang::FR).expect("known");
            assert_eq!(said.weight, Some(used), "{weight} kg");
            assert_eq!(said.because.is_empty(), used == WeightUsed::Actual);
            assert_eq!(said.with_actual_weight.is_some(), used == WeightUsed::Ideal);
        }
    }

    #[test]
    fn what_nobody_said_is_named_as_such() {
        let unsaid = kidneys(&woman("62", None), Lang::FR).expect("known");
        assert_eq!(unsaid.because, [Because { doubt: Doubt::BodyMass, known: false }]);
        assert_eq!((unsaid.weight, unsaid.could_be_lower), (Some(WeightUsed::Actual), true));
        assert!(unsaid.text.contains("taille") && unsaid.text.contains("plus basse"), "{}", unsaid.text);
        let woman = woman("62", Some("165"));
        let because =
            |dialysis, pregnant| super::kidneys(&woman, &told(dialysis, pregnant), Lang::FR).expect("known").because;
        let dialysed = [Because { doubt: Doubt::Dialysis, known: true }];
        assert_eq!(because(Truth::Yes, Truth::Unknown), dialysed, "the pregnancy adds nothing");
        assert_eq!(because(Truth::No, Truth::Unknown), [Because { doubt: Doubt::Pregnancy, known: false }]);
        assert_eq!(because(Truth::No, Truth::No), []);
    }

    #[test]
    fn a_given_one_is_said_as_it_was_given() {
        let said = kidneys(&given(Patient::default(), "59.99"), Lang::FR).expect("known");
        assert!(said.text.contains("59,99\u{a0}mL/min"), "{}", said.text);
    }

    #[test]
    fn of_a_given_and_a_computed_one_the_lower_drives_and_the_other_is_said() {
        // 78 × 62 × 0.85 / (72 × 95 / 88.42) = 53.1.
        let lower = kidneys(&given(woman("62", Some("165")), "25"), Lang::FR).expect("known");
        assert_eq!(
            (lower.ml_per_min, lower.from, lower.other),
            (number("25"), ClearanceFrom::Given, Some(number("53.1")))
        );
        assert_eq!((lower.method.as_deref(), lower.weight), (Some("urines de 24 h"), None));
        assert!(lower.text.contains("urines de 24 h") && lower.text.contains("53,1\u{a0}mL/min"), "{}", lower.text);
        let higher = kidneys(&given(woman("62", Some("165")), "80"), Lang::FR).expect("known");
        assert_eq!(
            (higher.ml_per_min, higher.from, higher.other),
            (number("53.1"), ClearanceFrom::CockcroftGault, Some(number("80")))
        );
        let alone = Patient { creatinine: None, ..given(Patient::default(), "80") };
        let alone = kidneys(&alone, Lang::FR).expect("known");
        assert!(!alone.could_be_lower && alone.other.is_none());
        let open = kidneys(&Patient { age_years: None, ..given(woman("62", None), "80") }, Lang::FR).expect("known");
        assert!(open.could_be_lower && open.text.contains("plus basse"), "{}", open.text);
        assert_eq!(kidneys(&Patient::default(), Lang::FR), None);
    }
}
