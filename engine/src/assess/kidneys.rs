//! The clearance that drives, and why: said once, in the answer itself.

use serde::Serialize;

use crate::decimal::Decimal;
use crate::patient::{Clearance, FORMULA_DOUBTS, Patient, Sex};
use crate::truth::{Compare, Truth};
use crate::words::{self, Lang};

/// Where a clearance comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ClearanceFrom {
    /// Someone else computed or measured it.
    Given,
    /// The formula of Cockcroft and Gault, from the creatinine.
    CockcroftGault,
}

/// The weight put into the formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum WeightUsed {
    /// The person's own.
    Actual,
    /// The ideal weight of their height and sex.
    Ideal,
}

/// What makes the formula unreliable, or may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// A body-mass index of 30 kg/m² or more.
    BodyMass,
    /// Dialysis.
    Dialysis,
    /// A creatinine that moves.
    UnstableCreatinine,
    /// Pregnancy.
    Pregnancy,
}

/// A reason to take the lower of actual and ideal weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Because {
    /// What it is about.
    pub doubt: Doubt,
    /// Whether it is so; if not, nobody said.
    pub known: bool,
}

/// The clearance that drives doses and rules, where it comes from, and what else was known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Kidneys {
    /// The clearance that drives, mL/min, not indexed: a given one as it was given, a computed one to the
    /// nearest tenth. For showing: bands are chosen by the exact value.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub ml_per_min: Decimal,
    /// Where it comes from.
    pub from: ClearanceFrom,
    /// How a given one was obtained, in the words of the request.
    pub method: Option<String>,
    /// The weight put into the formula, for a computed one.
    pub weight: Option<WeightUsed>,
    /// Why the formula is, or may be, unreliable: the lower of actual and ideal weight is then used.
    /// Empty for a given one, and where the formula is reliable.
    pub because: Vec<Because>,
    /// With the actual weight, mL/min, where the ideal one drives.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub with_actual_weight: Option<Decimal>,
    /// Of a given and a computed one that differ, the higher: it drives nothing.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub other: Option<Decimal>,
    /// Whether it could be lower: a creatinine stands beside a given one and the formula lacks
    /// something, or the formula may be unreliable and no height gives the ideal weight.
    pub could_be_lower: bool,
    /// All of it in a sentence.
    pub text: String,
}

/// The clearance that drives for a person; nothing if none is known. `answer` says what each of
/// [`FORMULA_DOUBTS`] is.
#[must_use]
pub fn kidneys(patient: &Patient, answer: impl Fn(&str) -> Truth, lang: Lang) -> Option<Kidneys> {
    let renal = patient.renal_function_where(&answer)?;
    let computed = Patient { clearance: None, ..patient.clone() }.renal_function_where(&answer);
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
            kidneys.because = doubts(patient, answer);
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

fn known_above_zero(clearance: Clearance) -> bool {
    clearance.is(Compare::Above, Decimal::default())
}

/// What makes the formula unreliable for a person, or may.
fn doubts(patient: &Patient, answer: impl Fn(&str) -> Truth) -> Vec<Because> {
    let obese = patient.bmi_is(Compare::AtLeast, Decimal::whole(30)).map_or(Truth::Unknown, Truth::known);
    let answer = |id: &str| match answer(id) {
        // A man is not pregnant, unless someone says so.
        Truth::Unknown if id == "pregnant" && patient.sex == Some(Sex::Male) => Truth::No,
        said @ (Truth::Yes | Truth::No | Truth::Unknown) => said,
    };
    let [dialysis, unstable, pregnant] = FORMULA_DOUBTS.map(answer);
    let all = [
        (Doubt::BodyMass, obese),
        (Doubt::Dialysis, dialysis),
        (Doubt::UnstableCreatinine, unstable),
        (Doubt::Pregnancy, pregnant),
    ];
    let standing = all.into_iter().filter(|(_, truth)| *truth != Truth::No);
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
    use crate::patient::{Creatinine, CreatinineUnit, GivenClearance};

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    /// A woman of 62, 95 µmol/L, all doubts answered no.
    fn woman(weight: &str, height: Option<&str>) -> Patient {
        let no = ["dialysis", "unstable-creatinine", "pregnant"].map(|id| (id.to_owned(), Truth::No));
        Patient {
            age_years: Some(62),
            sex: Some(Sex::Female),
            weight_kg: Some(number(weight)),
            height_cm: height.map(number),
            creatinine: Some(Creatinine { value: number("95"), unit: CreatinineUnit::MicromolPerLitre }),
            answers: no.into(),
            ..Patient::default()
        }
    }

    fn kidneys(patient: &Patient, lang: Lang) -> Option<Kidneys> {
        super::kidneys(patient, |id| patient.answer(id), lang)
    }

    fn given(patient: Patient, value: &str) -> Patient {
        let clearance = Some(GivenClearance { ml_per_min: number(value), method: "urines de 24 h".into() });
        Patient { clearance, ..patient }
    }

    /// Cockcroft and Gault by hand: 78 × 160 × 0.85 / (72 × 95 / 88.42) = 137.1; ideal weight of a
    /// woman of 165 cm, 45.5 + 2.3 × 12.6 / 2.54 = 56.909 kg: 48.8.
    #[test]
    fn a_body_mass_index_of_30_or_more_uses_the_ideal_weight_and_says_both() {
        let said = kidneys(&woman("160", Some("165")), Lang::Fr).expect("known");
        assert_eq!((said.ml_per_min, said.from), (number("48.8"), ClearanceFrom::CockcroftGault));
        assert_eq!(said.weight, Some(WeightUsed::Ideal));
        assert_eq!(said.because, [Because { doubt: Doubt::BodyMass, known: true }]);
        assert_eq!(said.with_actual_weight, Some(number("137.1")));
        for part in ["48,8\u{a0}mL/min", "Cockcroft", "poids idéal", "IMC", "137,1\u{a0}mL/min"] {
            assert!(said.text.contains(part), "{part}: {}", said.text);
        }
        let english = kidneys(&woman("160", Some("165")), Lang::En).expect("known").text;
        assert!(english.contains("ideal weight") && english.contains("BMI of 30"), "{english}");
    }

    #[test]
    fn below_30_the_actual_weight_drives_and_nothing_is_in_doubt() {
        // 30 × 1.65² = 81.675 kg.
        for (weight, used) in [("81.67", WeightUsed::Actual), ("81.68", WeightUsed::Ideal)] {
            let said = kidneys(&woman(weight, Some("165")), Lang::Fr).expect("known");
            assert_eq!(said.weight, Some(used), "{weight} kg");
            assert_eq!(said.because.is_empty(), used == WeightUsed::Actual);
            assert_eq!(said.with_actual_weight.is_some(), used == WeightUsed::Ideal);
        }
    }

    #[test]
    fn what_nobody_said_is_named_as_such() {
        let unsaid = kidneys(&woman("62", None), Lang::Fr).expect("known");
        assert_eq!(unsaid.because, [Because { doubt: Doubt::BodyMass, known: false }]);
        assert_eq!((unsaid.weight, unsaid.could_be_lower), (Some(WeightUsed::Actual), true));
        assert!(unsaid.text.contains("taille") && unsaid.text.contains("plus basse"), "{}", unsaid.text);
        let mut dialysed = woman("62", Some("165"));
        dialysed.answers.insert("dialysis".into(), Truth::Yes);
        dialysed.answers.remove("pregnant");
        let said = kidneys(&dialysed, Lang::Fr).expect("known");
        assert_eq!(said.because, [Because { doubt: Doubt::Dialysis, known: true }], "the pregnancy adds nothing");
    }

    #[test]
    fn a_given_one_is_said_as_it_was_given() {
        let said = kidneys(&given(Patient::default(), "59.99"), Lang::Fr).expect("known");
        assert!(said.text.contains("59,99\u{a0}mL/min"), "{}", said.text);
    }

    #[test]
    fn of_a_given_and_a_computed_one_the_lower_drives_and_the_other_is_said() {
        // 78 × 62 × 0.85 / (72 × 95 / 88.42) = 53.1.
        let lower = kidneys(&given(woman("62", Some("165")), "25"), Lang::Fr).expect("known");
        assert_eq!(
            (lower.ml_per_min, lower.from, lower.other),
            (number("25"), ClearanceFrom::Given, Some(number("53.1")))
        );
        assert_eq!((lower.method.as_deref(), lower.weight), (Some("urines de 24 h"), None));
        assert!(lower.text.contains("urines de 24 h") && lower.text.contains("53,1\u{a0}mL/min"), "{}", lower.text);
        let higher = kidneys(&given(woman("62", Some("165")), "80"), Lang::Fr).expect("known");
        assert_eq!(
            (higher.ml_per_min, higher.from, higher.other),
            (number("53.1"), ClearanceFrom::CockcroftGault, Some(number("80")))
        );
        let alone = Patient { creatinine: None, ..given(Patient::default(), "80") };
        let alone = kidneys(&alone, Lang::Fr).expect("known");
        assert!(!alone.could_be_lower && alone.other.is_none());
        let open = kidneys(&Patient { age_years: None, ..given(woman("62", None), "80") }, Lang::Fr).expect("known");
        assert!(open.could_be_lower && open.text.contains("plus basse"), "{}", open.text);
        assert_eq!(kidneys(&Patient::default(), Lang::Fr), None);
    }
}
