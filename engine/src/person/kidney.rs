//! Creatinine, and the clearance it gives.

use serde::{Deserialize, Serialize};

use crate::exact::decimal::Decimal;
use crate::logic::stated::Sex;
use crate::logic::truth::{Compare, Truth};

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

impl CreatinineUnit {
    /// Every one of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::MicromolPerLitre, Self::MilligramPerLitre, Self::MilligramPerDecilitre];
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
    pub(crate) fn hundredths_of_micromol(&self) -> (u128, u128) {
        let thousandths = u128::from(self.value.thousandths());
        match self.unit {
            CreatinineUnit::MicromolPerLitre => (thousandths, 10),
            CreatinineUnit::MilligramPerDecilitre => (thousandths * 8842, 1000),
            CreatinineUnit::MilligramPerLitre => (thousandths * 8842, 10_000),
        }
    }

    /// Whether it lies between two values in µmol/L, both allowed. Compared exactly.
    #[must_use]
    pub fn is_within(&self, (least, most): (Decimal, Decimal)) -> bool {
        let (hundredths, per) = self.hundredths_of_micromol();
        let edge = |edge: Decimal| u128::from(edge.thousandths()) * per;
        (edge(least)..=edge(most)).contains(&(hundredths * 10))
    }

    /// In µmol/L, to the nearest tenth: for showing, never for comparing.
    #[must_use]
    pub fn rounded_micromol(&self) -> Decimal {
        let micromol = self.micromol();
        Decimal::from_thousandths((micromol.thousandths() + 50) / 100 * 100).unwrap_or(micromol)
    }

    /// The same number in another unit, where this one may have been taken for it: 20 to 45 µmol/L is a creatinine
    /// that few adults have, and that of failing kidneys in the next unit. 30 mg/L read as µmol/L turns a
    /// clearance of 23 mL/min into 203.
    #[must_use]
    pub fn other_reading(&self) -> Option<Self> {
        let low = self.is_within((Decimal::whole(20), Decimal::whole(45)));
        let unit = match self.unit {
            CreatinineUnit::MicromolPerLitre => Some(CreatinineUnit::MilligramPerLitre),
            CreatinineUnit::MilligramPerLitre => Some(CreatinineUnit::MilligramPerDecilitre),
            CreatinineUnit::MilligramPerDecilitre => None,
        };
        unit.filter(|_| low).map(|unit| Self { value: self.value, unit })
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

/// Creatinine clearance after Cockcroft and Gault (1976), as an exact fraction of mL/min.
///
/// `(140 − age) × kg / (72 × mg/dL)`, × 0.85 in women, 88.42 µmol/L per mg/dL, not indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clearance {
    pub(crate) numerator: u128,
    pub(crate) denominator: u128,
}

impl Clearance {
    /// From the values the formula needs; `None` if age is 140 or more or creatinine is zero.
    #[must_use]
    pub fn cockcroft_gault(age_years: u8, weight_kg: Decimal, sex: Sex, creatinine: &Creatinine) -> Option<Self> {
        Self::of_weight(age_years, (weight_kg.thousandths().into(), 1000), sex, creatinine)
    }

    /// The same of a weight in parts of a kilogram: so many, and how many make one.
    pub(crate) fn of_weight(
        age_years: u8,
        (weight, per_kg): (u128, u128),
        sex: Sex,
        creatinine: &Creatinine,
    ) -> Option<Self> {
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
    pub(crate) fn exactly(clearance: Clearance) -> Self {
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
