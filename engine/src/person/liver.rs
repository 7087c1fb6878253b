//! Liver tests, and the Child-Pugh score.

use serde::{Deserialize, Serialize};

use crate::exact::date::Date;
use crate::exact::decimal::Decimal;

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
