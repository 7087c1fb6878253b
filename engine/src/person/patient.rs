//! What is known of a person, and what follows from it by arithmetic.
//!
//! Every value may be unknown. Nothing here decides: rules do.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use crate::exact::date::Date;
use crate::exact::decimal::Decimal;
use crate::logic::stated::{Alcohol, Sex};
use crate::logic::truth::{Compare, Truth};
use crate::person::kidney::{Clearance, Creatinine, GivenClearance, RenalFunction};
use crate::person::liver::{ChildPugh, LiverTests};
use crate::person::stated::NoneOfThese;

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
    pub(crate) fn with_ideal_weight(&self) -> Option<Clearance> {
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

    /// A body-mass index of 30 kg/m² or more.
    pub(crate) fn is_obese(&self) -> Truth {
        self.bmi_is(Compare::AtLeast, Decimal::whole(30)).map_or(Truth::Unknown, Truth::known)
    }

    /// Renal function, if enough is known. Of a given clearance and the formula's, the lower drives;
    /// where a creatinine stands beside it and the formula lacks something, it can only be lower. `doubted`
    /// says whether an answer makes the formula unreliable; the body-mass index may do so too.
    #[must_use]
    pub fn renal_function(&self, doubted: Truth) -> Option<RenalFunction> {
        let computed = self.computed_renal_function(doubted);
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

    pub(crate) fn computed_renal_function(&self, doubted: Truth) -> Option<RenalFunction> {
        let (age, sex) = (self.age_years?, self.sex?);
        let actual = Clearance::cockcroft_gault(age, self.weight_kg?, sex, self.creatinine.as_ref()?)?;
        let unreliable = self.is_obese().or(doubted);
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
    use crate::person::kidney::CreatinineUnit;
    use crate::person::liver::{ChildPughClass, Severity3};

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

    /// 1 mg/L is 8.842 µmol/L: 226.193 mg/L are 1999.998506, 226.194 are 2000.007348.
    #[test]
    fn a_creatinine_is_asked_again_past_the_edges_of_its_range_in_each_unit() {
        use CreatinineUnit::{MicromolPerLitre, MilligramPerDecilitre, MilligramPerLitre};
        let range = (number("20"), number("2000"));
        for (thousandths, unit, within) in [
            (19_999, MicromolPerLitre, false),
            (20_000, MicromolPerLitre, true),
            (2_000_000, MicromolPerLitre, true),
            (2_000_001, MicromolPerLitre, false),
            (226_193, MilligramPerLitre, true),
            (226_194, MilligramPerLitre, false),
            (226, MilligramPerDecilitre, false),
            (227, MilligramPerDecilitre, true),
        ] {
            let value = Decimal::from_thousandths(thousandths).expect("a number");
            assert_eq!(Creatinine { value, unit }.is_within(range), within, "{value:?} {unit:?}");
        }
    }

    /// 2.26 mg/L are 19.983 µmol/L and 2.27 are 20.071; 5.08 are 44.917 and 5.09 are 45.006.
    #[test]
    fn a_low_creatinine_may_have_been_printed_in_the_next_unit() {
        use CreatinineUnit::{MicromolPerLitre, MilligramPerDecilitre, MilligramPerLitre};
        for (value, unit, other) in [
            ("19,99", MicromolPerLitre, None),
            ("20", MicromolPerLitre, Some(MilligramPerLitre)),
            ("30", MicromolPerLitre, Some(MilligramPerLitre)),
            ("45", MicromolPerLitre, Some(MilligramPerLitre)),
            ("45,01", MicromolPerLitre, None),
            ("68", MicromolPerLitre, None),
            ("2,26", MilligramPerLitre, None),
            ("2,27", MilligramPerLitre, Some(MilligramPerDecilitre)),
            ("5,08", MilligramPerLitre, Some(MilligramPerDecilitre)),
            ("5,09", MilligramPerLitre, None),
            ("0,3", MilligramPerDecilitre, None),
        ] {
            let read = Creatinine { value: number(value), unit }.other_reading();
            assert_eq!(read, other.map(|unit| Creatinine { value: number(value), unit }), "{value} {unit:?}");
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
        let renal = patient.renal_function(Truth::No).expect("known");
        assert_eq!(renal.unreliable, Truth::Yes);
        assert!(renal.driving.is(Compare::Below, renal.actual.rounded()));
        let edge = number("100");
        assert!(renal.actual.is(Compare::AtLeast, edge) && renal.driving.is(Compare::Below, edge));
        assert_eq!(renal.is(Compare::AtLeast, edge), Some(false), "the lower drives");
        let unasked = Patient { height_cm: None, ..patient };
        let renal = unasked.renal_function(Truth::No).expect("known");
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
            let renal = of_87_5(given, creatinine).renal_function(Truth::No);
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
            let renal = lacking.renal_function(Truth::No).expect("a clearance was given");
            assert_eq!(renal.driving.rounded(), number("120"));
            assert_eq!(renal.is(Compare::Below, number("30")), None);
            assert_eq!(renal.is(Compare::AtLeast, number("120")), None);
            assert_eq!(renal.is(Compare::Above, number("120")), Some(false));
            assert_eq!(renal.is(Compare::AtMost, number("120")), Some(true));
            let alone = Patient { creatinine: None, ..lacking };
            assert_eq!(alone.renal_function(Truth::No).and_then(|it| it.is(Compare::Below, number("30"))), Some(false));
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
            let renal = patient.renal_function(Truth::No).expect("known");
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
            patient.renal_function(Truth::No).expect("known")
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
        let unknown = of(None).renal_function(Truth::No).expect("known");
        for height in ["50", "97", "120", "141", "142", "152.4", "175", "260"] {
            let known = of(Some(height)).renal_function(Truth::No).expect("known");
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
                patient.renal_function(Truth::No).and_then(|it| it.is(Compare::AtLeast, Decimal::whole(edge)))
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
