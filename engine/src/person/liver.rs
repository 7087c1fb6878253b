//! Liver tests, and the Child-Pugh score.

use serde::{Deserialize, Deserializer, Serialize, de};
use std::fmt;

use crate::exact::bounds::Bounds;
use crate::exact::date::Date;
use crate::exact::decimal::Decimal;
use crate::logic::truth::Compare;

/// One liver test, as the laboratory or the person says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LiverTest {
    /// As printed: a value beside the upper limit of normal, both in the same unit.
    Printed {
        /// The value.
        value: Decimal,
        /// The upper limit of normal.
        limit: Decimal,
    },
    /// Said to be normal: not above the limit, without a number.
    Normal {
        /// The upper limit of normal, where it is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        limit: Option<Decimal>,
    },
    /// So many times the upper limit of normal: in JSON, the number alone.
    #[serde(untagged)]
    Times(Decimal),
}

/// The two objects that a liver test may be in JSON, beside the number.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[allow(dead_code, reason = "only its schema is wanted")]
enum Said {
    /// As printed: a value beside the upper limit of normal, both in the same unit.
    Printed {
        /// The value.
        #[schemars(with = "String")]
        value: Decimal,
        /// The upper limit of normal.
        #[schemars(with = "String")]
        limit: Decimal,
    },
    /// Said to be normal: not above the limit, without a number.
    Normal {
        /// The upper limit of normal, where it is known.
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        limit: Option<Decimal>,
    },
}

/// The name of such an object.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "kebab-case")]
enum SaidName {
    Printed,
    Normal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PrintedTest {
    value: Decimal,
    limit: Decimal,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NormalTest {
    #[serde(default)]
    limit: Option<Decimal>,
}

impl From<Decimal> for LiverTest {
    fn from(times: Decimal) -> Self {
        Self::Times(times)
    }
}

impl<'de> Deserialize<'de> for LiverTest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = LiverTest;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number written as text, such as \"0.6\", or an object with `printed` or `normal`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<LiverTest, E> {
                Decimal::deserialize(de::value::StrDeserializer::new(text)).map(LiverTest::Times)
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<LiverTest, E> {
                Decimal::deserialize(de::value::U64Deserializer::new(value)).map(LiverTest::Times)
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<LiverTest, E> {
                Decimal::deserialize(de::value::I64Deserializer::new(value)).map(LiverTest::Times)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<LiverTest, A::Error> {
                let test = match map.next_key::<SaidName>()? {
                    Some(SaidName::Printed) => {
                        let PrintedTest { value, limit } = map.next_value()?;
                        LiverTest::Printed { value, limit }
                    }
                    Some(SaidName::Normal) => LiverTest::Normal { limit: map.next_value::<NormalTest>()?.limit },
                    None => return Err(de::Error::missing_field("printed")),
                };
                match map.next_key::<String>()? {
                    Some(other) => Err(de::Error::unknown_field(&other, &["printed", "normal"])),
                    None => Ok(test),
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for LiverTest {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LiverTest".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = Said::json_schema(generator);
        schema.insert("description".to_owned(), "One liver test, as the laboratory or the person says it.".into());
        if let Some(shapes) = schema.get_mut("oneOf").and_then(|it| it.as_array_mut()) {
            let mut times = <String as schemars::JsonSchema>::json_schema(generator);
            let said = "So many times the upper limit of normal.";
            times.insert("description".to_owned(), said.into());
            shapes.insert(0, times.to_value());
        }
        schema
    }
}

impl LiverTest {
    /// Whether it stands so to a multiple of the upper limit of normal, exactly: a value is compared with so many
    /// times its limit, and nothing is divided. `None` where "normal" does not say: it is from nothing up to the
    /// limit, both included.
    #[must_use]
    pub fn is(self, compare: Compare, times: Decimal) -> Option<bool> {
        match self {
            Self::Times(its) => Some(compare.holds(&its, &times)),
            Self::Printed { value, limit } => {
                let edge = u128::from(limit.thousandths()) * u128::from(times.thousandths());
                Some(compare.holds(&(u128::from(value.thousandths()) * 1000), &edge))
            }
            Self::Normal { .. } => {
                let least = compare.holds(&Decimal::default(), &times);
                let most = compare.holds(&Decimal::whole(1), &times);
                (least == most).then_some(least)
            }
        }
    }

    /// Whether it lies between two multiples of the limit, both allowed; one said to be normal does.
    #[must_use]
    pub fn is_within(self, Bounds { least, most }: Bounds) -> bool {
        self.is(Compare::Below, least) != Some(true) && self.is(Compare::Above, most) != Some(true)
    }
}

/// Liver tests, with their day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct LiverTests {
    /// Alanine aminotransferase (ALAT),.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<LiverTest>,
    /// Aspartate aminotransferase (ASAT),.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ast: Option<LiverTest>,
    /// Total bilirubin,.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bilirubin: Option<LiverTest>,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    fn printed(value: &str, limit: &str) -> LiverTest {
        LiverTest::Printed { value: number(value), limit: number(limit) }
    }

    /// 3 × 35 = 105.
    #[test]
    fn a_printed_value_is_compared_with_so_many_times_its_limit_exactly() {
        let three = number("3");
        for (test, above, at_most, below, at_least) in [
            (printed("104,9", "35"), false, true, true, false),
            (printed("105", "35"), false, true, false, true),
            (printed("105,1", "35"), true, false, false, true),
            // A third of three: what a division would have to round.
            (printed("1", "0,3"), true, false, false, true),
            (LiverTest::Times(number("2,99")), false, true, true, false),
            (LiverTest::Times(number("3")), false, true, false, true),
            (LiverTest::Times(number("3,01")), true, false, false, true),
        ] {
            let is = |compare| test.is(compare, three).expect("known");
            let read = (is(Compare::Above), is(Compare::AtMost), is(Compare::Below), is(Compare::AtLeast));
            assert_eq!(read, (above, at_most, below, at_least), "{test:?}");
        }
        // 41 / 40 is 1.025 times: above once the limit, and above 1.024 times, not above 1.025 times.
        let slightly = printed("41", "40");
        assert_eq!(slightly.is(Compare::Above, number("1")), Some(true));
        assert_eq!(slightly.is(Compare::Above, Decimal::from_thousandths(1024).expect("held")), Some(true));
        assert_eq!(slightly.is(Compare::Above, Decimal::from_thousandths(1025).expect("held")), Some(false));
    }

    #[test]
    fn normal_is_not_above_the_limit_and_says_no_more() {
        for limit in [None, Some(number("35"))] {
            let normal = LiverTest::Normal { limit };
            for (compare, times, expected) in [
                (Compare::Above, "3", Some(false)),
                (Compare::Above, "1", Some(false)),
                (Compare::AtMost, "1", Some(true)),
                (Compare::AtMost, "3", Some(true)),
                (Compare::Below, "3", Some(true)),
                (Compare::AtLeast, "3", Some(false)),
                (Compare::Below, "1,01", Some(true)),
                // It may be the limit itself, and may be half of it.
                (Compare::Below, "1", None),
                (Compare::AtLeast, "1", None),
                (Compare::Above, "0,99", None),
                (Compare::AtMost, "0,5", None),
            ] {
                assert_eq!(normal.is(compare, number(times)), expected, "{compare:?} {times}");
            }
        }
    }

    #[test]
    fn a_test_is_read_from_json_and_written_as_it_came() {
        for (text, test) in [
            (r#""0.6""#, LiverTest::Times(number("0,6"))),
            (r#"{"printed":{"value":"25","limit":"35"}}"#, printed("25", "35")),
            (r#"{"normal":{"limit":"35"}}"#, LiverTest::Normal { limit: Some(number("35")) }),
            (r#"{"normal":{}}"#, LiverTest::Normal { limit: None }),
        ] {
            assert_eq!(serde_json::from_str::<LiverTest>(text).ok(), Some(test), "{text}");
            assert_eq!(crate::write::json(&test), text);
        }
        assert_eq!(serde_json::from_str::<LiverTest>("2").ok(), Some(LiverTest::Times(number("2"))));
        for bad in [
            r#"{"printed":{"value":"25"}}"#,
            r#"{"printed":{"value":"25","limit":"35","unit":"IU/L"}}"#,
            r#"{"printed":{"value":"25","limit":"35"},"normal":{}}"#,
            r#"{"normal":true}"#,
            r#"{"normal":null}"#,
            r#"{"value":"25","limit":"35"}"#,
            r#""normal""#,
            "{}",
            "null",
            "[]",
        ] {
            assert!(serde_json::from_str::<LiverTest>(bad).is_err(), "{bad}");
        }
    }
}
