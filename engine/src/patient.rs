//! What is known of a person, and what follows from it by arithmetic.
//!
//! Every value may be unknown. Nothing here decides: rules do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::decimal::Decimal;
use crate::truth::{Compare, Measure, Truth};

/// Sex, as the Cockcroft–Gault formula and pregnancy questions need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// How the person drinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Alcohol {
    /// Never.
    None,
    /// Now and then, not every week.
    Occasional,
    /// Every week or more, or alcohol use disorder.
    Regular,
}

/// Unit a laboratory prints creatinine in. Always chosen, never guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CreatinineUnit {
    /// Micromoles per litre.
    #[serde(rename = "umol/L")]
    MicromolPerLitre,
    /// Milligrams per litre.
    #[serde(rename = "mg/L")]
    MilligramPerLitre,
    /// Milligrams per decilitre.
    #[serde(rename = "mg/dL")]
    MilligramPerDecilitre,
}

/// Serum creatinine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Creatinine {
    /// The value printed by the laboratory.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub value: Decimal,
    /// Its unit.
    pub unit: CreatinineUnit,
}

impl Creatinine {
    /// In hundredths of µmol/L, with 88.42 µmol/L per mg/dL. Exact for µmol/L; else the value is
    /// a fraction, so numerator and denominator are returned: hundredths of µmol/L = `.0 / .1`.
    #[must_use]
    pub fn hundredths_of_micromol(&self) -> (u128, u128) {
        let thousandths = u128::from(self.value.thousandths());
        match self.unit {
            CreatinineUnit::MicromolPerLitre => (thousandths, 10),
            CreatinineUnit::MilligramPerDecilitre => (thousandths * 8842, 1000),
            CreatinineUnit::MilligramPerLitre => (thousandths * 8842, 10_000),
        }
    }

    /// In µmol/L, to the nearest thousandth: for showing, never for comparing.
    #[must_use]
    pub fn micromol(&self) -> Decimal {
        let (numerator, denominator) = self.hundredths_of_micromol();
        let thousandths = (numerator * 10 + denominator / 2) / denominator;
        u64::try_from(thousandths).ok().and_then(Decimal::from_thousandths).unwrap_or_default()
    }
}

/// A clearance someone else computed or measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GivenClearance {
    /// mL/min, not indexed to 1.73 m².
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub ml_per_min: Decimal,
    /// How it was obtained, in the person's words. Printed beside the value.
    pub method: String,
}

/// Liver tests as multiples of the upper limit of normal, with their day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct LiverTests {
    /// Alanine aminotransferase (ALAT), × ULN.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub alt: Option<Decimal>,
    /// Aspartate aminotransferase (ASAT), × ULN.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub ast: Option<Decimal>,
    /// Total bilirubin, × ULN.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub bilirubin: Option<Decimal>,
    /// Day of the blood sample.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub on: Option<Date>,
}

impl LiverTests {
    /// The value of one of the tests; `None` for a measure that is not one.
    #[must_use]
    pub fn value(&self, measure: Measure) -> Option<Decimal> {
        match measure {
            Measure::Alt => self.alt,
            Measure::Ast => self.ast,
            Measure::Bilirubin => self.bilirubin,
            Measure::Age
            | Measure::Weight
            | Measure::Bmi
            | Measure::Clearance
            | Measure::LiverTestAge
            | Measure::Phq9Item9
            | Measure::ChildPugh
            | Measure::DaysToSurgery => None,
        }
    }
}

/// Three grades, as the Child-Pugh score uses for ascites and encephalopathy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity3 {
    /// None.
    None,
    /// Slight ascites, or encephalopathy grade 1–2.
    Mild,
    /// Moderate to severe ascites, or encephalopathy grade 3–4.
    Severe,
}

/// The five items of the Child-Pugh score (Pugh 1973).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChildPugh {
    /// Total bilirubin, µmol/L.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub bilirubin_umol_per_l: Decimal,
    /// Albumin, g/L.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub albumin_g_per_l: Decimal,
    /// International normalised ratio.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub inr: Decimal,
    /// Ascites.
    pub ascites: Severity3,
    /// Encephalopathy.
    pub encephalopathy: Severity3,
}

/// Class of the Child-Pugh score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ChildPughClass {
    /// 5 or 6 points.
    A,
    /// 7 to 9 points.
    B,
    /// 10 to 15 points.
    C,
}

impl ChildPugh {
    /// 5 to 15 points: bilirubin < 34, 34–50, > 50 µmol/L; albumin > 35, 28–35, < 28 g/L;
    /// INR < 1.7, 1.7–2.3, > 2.3.
    #[must_use]
    pub fn points(&self) -> u8 {
        let rising = |value: Decimal, two: u64, above_is_three: u64| match value.thousandths() {
            it if it < two => 1,
            it if it <= above_is_three => 2,
            _ => 3,
        };
        let albumin = match self.albumin_g_per_l.thousandths() {
            it if it > 35_000 => 1,
            it if it >= 28_000 => 2,
            _ => 3,
        };
        let grade = |it: Severity3| match it {
            Severity3::None => 1,
            Severity3::Mild => 2,
            Severity3::Severe => 3,
        };
        rising(self.bilirubin_umol_per_l, 34_000, 50_000)
            + albumin
            + rising(self.inr, 1_700, 2_300)
            + grade(self.ascites)
            + grade(self.encephalopathy)
    }

    /// Class A, B or C.
    #[must_use]
    pub fn class(&self) -> ChildPughClass {
        match self.points() {
            0..=6 => ChildPughClass::A,
            7..=9 => ChildPughClass::B,
            _ => ChildPughClass::C,
        }
    }
}

/// "None of these": No to exactly the questions shown, and who said so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoneOfThese {
    /// Ids of the questions that were on the screen.
    pub questions: Vec<String>,
    /// Who answered, in their words: `patient`, a name, a role. Printed.
    pub by: String,
}

/// What is known of a person. Absent means unknown, never no.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Patient {
    /// Age in completed years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_years: Option<u8>,
    /// Sex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Height in cm.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub height_cm: Option<Decimal>,
    /// Weight in kg.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub weight_kg: Option<Decimal>,
    /// Serum creatinine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creatinine: Option<Creatinine>,
    /// A clearance someone else computed or measured. Beside a creatinine, the lower of both drives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clearance: Option<GivenClearance>,
    /// Liver tests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub liver: Option<LiverTests>,
    /// Child-Pugh items, for a person with liver disease.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub child_pugh: Option<ChildPugh>,
    /// Alcohol.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alcohol: Option<Alcohol>,
    /// Answer to item 9 of the PHQ-9, 0 to 3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phq9_item9: Option<u8>,
    /// Haemodialysis sessions in a week, 1 to 7, for a person on dialysis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialysis_sessions_per_week: Option<u8>,
    /// Day of planned surgery.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub surgery_on: Option<Date>,
    /// Answers to the formulary's yes/no questions, by id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, Truth>,
    /// Groups answered with "None of these".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub none_of_these: Vec<NoneOfThese>,
}

/// Creatinine clearance after Cockcroft and Gault (1976), as an exact fraction of mL/min.
///
/// `(140 − age) × kg / (72 × mg/dL)`, × 0.85 in women, 88.42 µmol/L per mg/dL, not indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clearance {
    numerator: u128,
    denominator: u128,
}

impl Clearance {
    /// From the values the formula needs; `None` if age is 140 or more or creatinine is zero.
    #[must_use]
    pub fn cockcroft_gault(age_years: u8, weight_kg: Decimal, sex: Sex, creatinine: &Creatinine) -> Option<Self> {
        Self::of_weight(age_years, (weight_kg.thousandths().into(), 1000), sex, creatinine)
    }

    /// The same of a weight in parts of a kilogram: so many, and how many make one.
    fn of_weight(age_years: u8, (weight, per_kg): (u128, u128), sex: Sex, creatinine: &Creatinine) -> Option<Self> {
        let years = u128::from(140u8.checked_sub(age_years)?);
        let (hundredths, per) = creatinine.hundredths_of_micromol();
        if years == 0 || hundredths == 0 || weight == 0 {
            return None;
        }
        // mg/dL = hundredths / (per × 8842); 0.85 = 85 / 100.
        let percent = match sex {
            Sex::Female => 85,
            Sex::Male => 100,
        };
        Some(Self { numerator: years * weight * 8842 * per * percent, denominator: 72 * per_kg * 100 * hundredths })
    }

    /// A clearance given as a number.
    #[must_use]
    pub fn given(ml_per_min: Decimal) -> Self {
        Self { numerator: u128::from(ml_per_min.thousandths()), denominator: 1000 }
    }

    /// Compared with an edge in mL/min, exactly: nothing is rounded before a band is chosen.
    #[must_use]
    pub fn is(self, compare: Compare, edge: Decimal) -> bool {
        compare.holds(&(self.numerator * 1000), &(u128::from(edge.thousandths()) * self.denominator))
    }

    /// The lower of two.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        if self.numerator * other.denominator <= other.numerator * self.denominator { self } else { other }
    }

    /// To the nearest tenth of mL/min: for showing, never for comparing.
    #[must_use]
    pub fn rounded(self) -> Decimal {
        let tenths = (self.numerator * 10 + self.denominator / 2) / self.denominator;
        u64::try_from(tenths * 100).ok().and_then(Decimal::from_thousandths).unwrap_or_default()
    }
}

/// Questions whose yes makes the formula unreliable.
pub const FORMULA_DOUBTS: [&str; 3] = ["dialysis", "unstable-creatinine", "pregnant"];

/// Clearance of a person, and whether the formula can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenalFunction {
    /// What drives the bands, and is shown: the lower of actual and ideal weight where the formula is,
    /// or may be, unreliable; with the actual one where no height gives the other.
    pub driving: Clearance,
    /// The least it can be: of a creatinine from which nothing can be computed, or of a formula that may
    /// be unreliable in a person whose height is not known, zero.
    pub least: Clearance,
    /// The same, were the formula reliable: with the actual weight.
    pub actual: Clearance,
    /// Of a given and a computed clearance that differ, the higher: shown, and driving nothing.
    pub other: Option<Clearance>,
    /// BMI of 30 or more, pregnancy, dialysis or unstable creatinine.
    pub unreliable: Truth,
}

impl RenalFunction {
    /// One that is known.
    fn exactly(clearance: Clearance) -> Self {
        Self { driving: clearance, least: clearance, actual: clearance, other: None, unreliable: Truth::No }
    }

    /// Compared with an edge in mL/min; `None` where it depends on what is not known: whether the
    /// formula is reliable, or what a creatinine would come to.
    #[must_use]
    pub fn is(&self, compare: Compare, edge: Decimal) -> Option<bool> {
        let most = if self.unreliable == Truth::Yes { self.driving } else { self.actual };
        let (least, most) = (self.least.is(compare, edge), most.is(compare, edge));
        (least == most).then_some(least)
    }
}

impl Patient {
    /// The answer to a yes/no question: as given, else No by a "None of these" that showed it.
    #[must_use]
    pub fn answer(&self, question: &str) -> Truth {
        match self.answers.get(question) {
            Some(Truth::Yes) => Truth::Yes,
            Some(Truth::No) => Truth::No,
            Some(Truth::Unknown) | None => {
                let shown = |it: &NoneOfThese| it.questions.iter().any(|id| id == question);
                let told_unknown = self.answers.contains_key(question);
                if !told_unknown && self.none_of_these.iter().any(shown) { Truth::No } else { Truth::Unknown }
            }
        }
    }

    /// Body-mass index in kg/m², to the thousandth, rounded down.
    #[must_use]
    pub fn bmi(&self) -> Option<Decimal> {
        let (kg, cm) = (self.weight_kg?.thousandths(), self.height_cm?.thousandths());
        if cm == 0 {
            return None;
        }
        // kg/1000 / (cm/100000)² in thousandths.
        let thousandths = u128::from(kg) * 10_000_000_000 / (u128::from(cm) * u128::from(cm));
        Decimal::from_thousandths(u64::try_from(thousandths).ok()?)
    }

    /// Clearance with the ideal weight after Devine: 50 kg (45.5 in women) at 5 feet, and 2.3 kg more
    /// for each inch above, 2.3 less for each inch below. The line reaches nothing at 97.2 cm (102.2
    /// in women), where a request may still go: from there down the weight is the smallest that can
    /// be written, and so is the clearance. `None` without a height, among the rest.
    fn with_ideal_weight(&self) -> Option<Clearance> {
        let base: i64 = match self.sex? {
            Sex::Female => 45_500,
            Sex::Male => 50_000,
        };
        let above = i64::try_from(self.height_cm?.thousandths()).ok()? - 152_400;
        // 2.3 kg for 2.54 cm, in parts of 1/254 of a gram: nothing is rounded.
        let weight = u128::try_from((base * 254 + above * 230).max(1)).ok()?;
        Clearance::of_weight(self.age_years?, (weight, 254_000), self.sex?, self.creatinine.as_ref()?)
    }

    /// Body-mass index compared with an edge in kg/m², exactly; `None` without weight or height.
    #[must_use]
    pub fn bmi_is(&self, compare: Compare, edge: Decimal) -> Option<bool> {
        let (kg, cm) = (self.weight_kg?.thousandths(), self.height_cm?.thousandths());
        // kg/1000 over (cm/100000)², in thousandths, multiplied across.
        let squared = u128::from(cm) * u128::from(cm);
        let whole = u128::from(kg) * 10_000_000_000;
        (cm > 0).then(|| compare.holds(&whole, &(u128::from(edge.thousandths()) * squared)))
    }

    /// Renal function, if enough is known. Of a given clearance and the formula's, the lower drives;
    /// where a creatinine stands beside it and the formula lacks something, it can only be lower.
    #[must_use]
    pub fn renal_function(&self) -> Option<RenalFunction> {
        self.renal_function_where(|id| self.answer(id))
    }

    /// The same, where `answer` says what each of [`FORMULA_DOUBTS`] is: the book may have more to say
    /// than the boxes ticked.
    #[must_use]
    pub fn renal_function_where(&self, answer: impl Fn(&str) -> Truth) -> Option<RenalFunction> {
        let computed = self.computed_renal_function(answer);
        let Some(given) = self.clearance.as_ref().map(|it| Clearance::given(it.ml_per_min)) else { return computed };
        let alone = RenalFunction::exactly(given);
        let Some(computed) = computed else {
            let least = if self.creatinine.is_some() { Clearance::given(Decimal::default()) } else { given };
            return Some(RenalFunction { least, ..alone });
        };
        let driving = computed.driving.min(given);
        let other = if driving == given { computed.driving } else { given };
        Some(RenalFunction {
            driving,
            least: computed.least.min(given),
            actual: computed.actual.min(given),
            unreliable: computed.unreliable,
            other: Some(other).filter(|it| it.rounded() != driving.rounded()),
        })
    }

    fn computed_renal_function(&self, answer: impl Fn(&str) -> Truth) -> Option<RenalFunction> {
        let (age, sex) = (self.age_years?, self.sex?);
        let actual = Clearance::cockcroft_gault(age, self.weight_kg?, sex, self.creatinine.as_ref()?)?;
        let obese = self.bmi().map_or(Truth::Unknown, |bmi| Truth::known(bmi >= Decimal::whole(30)));
        let doubts = FORMULA_DOUBTS
            .iter()
            .filter(|id| **id != "pregnant" || self.sex != Some(Sex::Male) || answer(id) == Truth::Yes);
        let unreliable = doubts.fold(obese, |doubt, id| doubt.or(answer(id)));
        if unreliable == Truth::No {
            return Some(RenalFunction::exactly(actual));
        }
        Some(match self.with_ideal_weight() {
            Some(ideal) => RenalFunction { actual, unreliable, ..RenalFunction::exactly(ideal.min(actual)) },
            // A height not known may be any, and the ideal weight of the smallest is nothing.
            None => RenalFunction {
                unreliable,
                least: Clearance::given(Decimal::default()),
                ..RenalFunction::exactly(actual)
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    fn umol(value: &str) -> Creatinine {
        Creatinine { value: number(value), unit: CreatinineUnit::MicromolPerLitre }
    }

    /// Cockcroft and Gault, Nephron 1976;16:31: computed by hand from the published formula.
    /// (140 − 46) × 62 × 0.85 / (72 × 68 / 88.42) = 89.5 mL/min.
    #[test]
    fn clearance_follows_the_published_formula() {
        let clearance = Clearance::cockcroft_gault(46, number("62"), Sex::Female, &umol("68")).expect("known");
        assert_eq!(clearance.rounded(), number("89.5"));
        let man = Clearance::cockcroft_gault(
            40,
            number("72"),
            Sex::Male,
            &Creatinine { value: number("1"), unit: CreatinineUnit::MilligramPerDecilitre },
        )
        .expect("known");
        assert_eq!(man.rounded(), number("100"), "(140 − 40) × 72 / (72 × 1)");
    }

    #[test]
    fn the_three_units_of_creatinine_agree() {
        let micromol = umol("88,42");
        let per_litre = Creatinine { value: number("10"), unit: CreatinineUnit::MilligramPerLitre };
        let per_decilitre = Creatinine { value: number("1"), unit: CreatinineUnit::MilligramPerDecilitre };
        for other in [&per_litre, &per_decilitre] {
            let ours = Clearance::cockcroft_gault(50, number("70"), Sex::Male, other).expect("known");
            let theirs = Clearance::cockcroft_gault(50, number("70"), Sex::Male, &micromol).expect("known");
            assert!(ours.is(Compare::AtMost, theirs.rounded()) || ours.rounded() == theirs.rounded());
            assert_eq!(other.micromol(), number("88.42"));
        }
    }

    #[test]
    fn a_band_edge_is_compared_exactly() {
        // (140 − 40) × 30 / (72 × 1) × … = exactly 30 mL/min for a man of 21.6 kg: a number, not a person.
        let exact = Clearance::cockcroft_gault(
            40,
            number("21,6"),
            Sex::Male,
            &Creatinine { value: number("1"), unit: CreatinineUnit::MilligramPerDecilitre },
        )
        .expect("known");
        assert!(exact.is(Compare::AtLeast, number("30")));
        assert!(!exact.is(Compare::Below, number("30")));
        assert!(exact.is(Compare::Below, number("30,01")));
        assert!(exact.is(Compare::Above, number("29,99")));
    }

    #[test]
    fn obesity_makes_the_formula_unreliable_and_the_lower_weight_drives() {
        let patient = Patient {
            age_years: Some(50),
            sex: Some(Sex::Male),
            height_cm: Some(number("170")),
            weight_kg: Some(number("120")),
            creatinine: Some(umol("90")),
            ..Patient::default()
        };
        let renal = patient.renal_function().expect("known");
        assert_eq!(renal.unreliable, Truth::Yes);
        assert!(renal.driving.is(Compare::Below, renal.actual.rounded()));
        let edge = number("100");
        assert!(renal.actual.is(Compare::AtLeast, edge) && renal.driving.is(Compare::Below, edge));
        assert_eq!(renal.is(Compare::AtLeast, edge), Some(false), "the lower drives");
        let unasked = Patient { height_cm: None, ..patient };
        let renal = unasked.renal_function().expect("known");
        assert_eq!(renal.is(Compare::AtLeast, edge), None, "without a height nobody knows which drives");
    }

    /// A man of 50, 70 kg, 175 cm: (140 − 50) × 70 / (72 × 1) = 87.5 mL/min at 1 mg/dL.
    fn of_87_5(given: Option<&str>, creatinine: Option<&str>) -> Patient {
        let given = given.map(|it| GivenClearance { ml_per_min: number(it), method: "24 h".into() });
        let unit = CreatinineUnit::MilligramPerDecilitre;
        Patient {
            age_years: Some(50),
            sex: Some(Sex::Male),
            height_cm: Some(number("175")),
            weight_kg: Some(number("70")),
            creatinine: creatinine.map(|it| Creatinine { value: number(it), unit }),
            clearance: given,
            none_of_these: vec![NoneOfThese { questions: FORMULA_DOUBTS.map(str::to_owned).into(), by: "x".into() }],
            ..Patient::default()
        }
    }

    #[test]
    fn of_a_given_and_a_computed_clearance_the_lower_drives_and_the_other_is_kept() {
        let table = [
            (Some("45"), Some("1"), Some(("45", Some("87.5")))),
            (Some("120"), Some("1"), Some(("87.5", Some("120")))),
            (Some("87.5"), Some("1"), Some(("87.5", None))),
            (Some("45"), None, Some(("45", None))),
            (None, Some("1"), Some(("87.5", None))),
            (None, None, None),
        ];
        for (given, creatinine, expected) in table {
            let renal = of_87_5(given, creatinine).renal_function();
            let read = renal.map(|it| (it.driving.rounded(), it.other.map(Clearance::rounded)));
            let expected = expected.map(|(driving, other)| (number(driving), other.map(number)));
            assert_eq!(read, expected, "given {given:?}, creatinine {creatinine:?}");
        }
    }

    /// A creatinine from which nothing can be computed may come to anything: the clearance is no more
    /// than was given, and may be less.
    #[test]
    fn beside_a_creatinine_that_cannot_be_converted_a_given_clearance_is_the_most_it_can_be() {
        let whole = of_87_5(Some("120"), Some("1"));
        for lacking in [
            Patient { weight_kg: None, ..whole.clone() },
            Patient { age_years: None, ..whole.clone() },
            Patient { sex: None, ..whole.clone() },
        ] {
            let renal = lacking.renal_function().expect("a clearance was given");
            assert_eq!(renal.driving.rounded(), number("120"));
            assert_eq!(renal.is(Compare::Below, number("30")), None);
            assert_eq!(renal.is(Compare::AtLeast, number("120")), None);
            assert_eq!(renal.is(Compare::Above, number("120")), Some(false));
            assert_eq!(renal.is(Compare::AtMost, number("120")), Some(true));
            let alone = Patient { creatinine: None, ..lacking };
            assert_eq!(alone.renal_function().and_then(|it| it.is(Compare::Below, number("30"))), Some(false));
        }
    }

    /// At 120 kg and 175 cm the ideal weight is 50 + 2.3 × 22.6 / 2.54 = 70.464 kg: 88.1 mL/min, and
    /// 150 mL/min with the actual weight.
    #[test]
    fn where_the_formula_is_unreliable_its_lower_value_meets_the_given_one() {
        let heavy = |given, height| Patient {
            weight_kg: Some(number("120")),
            height_cm: height,
            ..of_87_5(Some(given), Some("1"))
        };
        let height = Some(number("175"));
        let at_least = |patient: Patient, edge: &str| {
            let renal = patient.renal_function().expect("known");
            renal.is(Compare::AtLeast, number(edge))
        };
        assert_eq!(at_least(heavy("140", height), "89"), Some(false), "the ideal weight is lower than what was given");
        assert_eq!(at_least(heavy("60", height), "61"), Some(false), "what was given is lower than both");
        assert_eq!(at_least(heavy("140", None), "100"), None, "nobody knows which weight drives");
        assert_eq!(at_least(heavy("140", None), "141"), Some(false), "whichever drives, no more than was given");
        assert_eq!(at_least(heavy("60", None), "61"), Some(false));
    }

    /// Devine's line goes on below 5 feet. A man of 50 at 1 mg/dL, obese: (140 − 50) × kg / 72 = kg × 1.25.
    #[test]
    fn the_ideal_weight_goes_on_falling_below_five_feet() {
        let small = |height: &str| {
            let patient =
                Patient { height_cm: Some(number(height)), weight_kg: Some(number("90")), ..of_87_5(None, Some("1")) };
            patient.renal_function().expect("known")
        };
        let thousandths = |it| Decimal::from_thousandths(it).expect("a number");
        for (height, above, below) in [
            // 50 + 2.3 × 0.1 / 2.54 = 50.09055 kg; 50; 49.90945.
            ("152.5", 62_613, 62_614),
            ("152.4", 62_499, 62_501),
            ("152.3", 62_386, 62_387),
            // 50 − 2.3 × 12.4 / 2.54 = 38.77165 kg; 50 − 2.3 × 52.4 / 2.54 = 2.55118 kg.
            ("140", 48_464, 48_465),
            ("100", 3188, 3189),
            // At 97 cm nothing is left of it, nor at 50 cm, the smallest a request may hold.
            ("97", 0, 1),
            ("50", 0, 1),
        ] {
            let renal = small(height);
            assert_eq!(renal.unreliable, Truth::Yes, "{height} cm");
            assert_eq!(renal.is(Compare::Above, thousandths(above)), Some(true), "{height} cm");
            assert_eq!(renal.is(Compare::Below, thousandths(below)), Some(true), "{height} cm");
        }
    }

    /// 60 kg: not obese from 141.5 cm on. A height nobody gave may be lower, down to no ideal weight.
    #[test]
    fn without_a_height_no_height_gives_a_lower_clearance_than_the_least() {
        let of = |height: Option<&str>| {
            let height_cm = height.map(number);
            Patient { height_cm, weight_kg: Some(number("60")), ..of_87_5(None, Some("1")) }
        };
        let unknown = of(None).renal_function().expect("known");
        for height in ["50", "97", "120", "141", "142", "152.4", "175", "260"] {
            let known = of(Some(height)).renal_function().expect("known");
            assert_eq!(known.driving.min(unknown.least), unknown.least, "{height} cm");
            assert_eq!(known.driving.min(unknown.actual), known.driving, "{height} cm");
        }
        // 75 mL/min with the actual weight.
        assert_eq!(unknown.is(Compare::Below, number("30")), None);
        assert_eq!(unknown.is(Compare::AtMost, number("75")), Some(true));
        assert_eq!(unknown.driving.rounded(), number("75"));
    }

    proptest::proptest! {
        #[test]
        fn a_second_clearance_never_makes_the_first_kinder(given in 1u32..300, creatinine in 20u32..2000, edge in 1u32..300) {
            let both = of_87_5(Some(&given.to_string()), None);
            let both = Patient { creatinine: Some(umol(&creatinine.to_string())), ..both };
            let reads = |patient: &Patient| {
                patient.renal_function().and_then(|it| it.is(Compare::AtLeast, Decimal::whole(edge)))
            };
            let alone = [Patient { creatinine: None, ..both.clone() }, Patient { clearance: None, ..both.clone() }];
            let each = alone.map(|it| reads(&it).expect("known"));
            proptest::prop_assert_eq!(reads(&both), Some(each[0] && each[1]));
        }
    }

    #[test]
    fn none_of_these_answers_no_to_what_it_showed_and_nothing_else() {
        let mut patient = Patient {
            none_of_these: vec![NoneOfThese { questions: vec!["a".into(), "b".into()], by: "patient".into() }],
            ..Patient::default()
        };
        assert_eq!(patient.answer("a"), Truth::No);
        assert_eq!(patient.answer("c"), Truth::Unknown);
        patient.answers.insert("a".into(), Truth::Yes);
        patient.answers.insert("b".into(), Truth::Unknown);
        assert_eq!(patient.answer("a"), Truth::Yes);
        assert_eq!(patient.answer("b"), Truth::Unknown, "an explicit `I don't know` stays unknown");
    }

    /// Pugh et al., Br J Surg 1973;60:646: the five-item table.
    #[test]
    fn child_pugh_edges_belong_where_the_table_puts_them() {
        let with = |bilirubin: &str, albumin: &str, inr: &str| ChildPugh {
            bilirubin_umol_per_l: number(bilirubin),
            albumin_g_per_l: number(albumin),
            inr: number(inr),
            ascites: Severity3::None,
            encephalopathy: Severity3::None,
        };
        assert_eq!(with("33,99", "35,01", "1,69").points(), 5);
        assert_eq!(with("34", "35", "1,7").points(), 8);
        assert_eq!(with("50", "28", "2,3").points(), 8);
        assert_eq!(with("50,01", "27,99", "2,31").points(), 11);
        assert_eq!(with("33", "36", "1,7").class(), ChildPughClass::A);
        assert_eq!(with("34", "35", "1,6").class(), ChildPughClass::B);
        assert_eq!(with("51", "27", "2").class(), ChildPughClass::C);
    }
}
