//! Decimal numbers as people type them, exact to the thousandth.
//!
//! A comma and a point both mean the decimal mark. What could be read two ways (`1,500`) is not
//! read at all: it is asked again.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

use crate::lang::Lang;

/// A number from 0 to 1,000,000,000, exact to one thousandth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    thousandths: u64,
}

/// Why a typed number was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseDecimalError {
    /// Nothing was typed.
    Empty,
    /// Letters, a sign, an exponent, two decimal marks: not a plain number.
    NotANumber,
    /// `1,500` or `1.500`: a thousand and a half, or one and a half? Never guessed.
    Ambiguous,
    /// More than three decimals.
    TooPrecise,
    /// More than a thousand million.
    TooLarge,
}

impl fmt::Display for ParseDecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no number was written",
            Self::NotANumber => "not a plain number such as `4.5`",
            Self::Ambiguous => "three digits after the mark can be read two ways: write `1.5` or `1500`",
            Self::TooPrecise => "finer than one thousandth",
            Self::TooLarge => "larger than 1000000000",
        })
    }
}

/// Bytes beside the whole part of a number: a mark, three digits, and the unit that nearly always follows.
const BESIDE_WHOLE: usize = 8;

impl Decimal {
    const MAX_THOUSANDTHS: u64 = 1_000_000_000_000;

    /// A whole number.
    #[must_use]
    pub const fn whole(value: u32) -> Self {
        Self { thousandths: value as u64 * 1000 }
    }

    /// A number of thousandths; `None` above the greatest number held.
    #[must_use]
    pub const fn from_thousandths(thousandths: u64) -> Option<Self> {
        if thousandths > Self::MAX_THOUSANDTHS { None } else { Some(Self { thousandths }) }
    }

    /// The number in thousandths, exact.
    #[must_use]
    pub const fn thousandths(self) -> u64 {
        self.thousandths
    }

    /// Reads a number the way a form is filled in: `4,5`, `4.5`, ` 62 `, non-breaking spaces
    /// around it.
    ///
    /// # Errors
    /// [`ParseDecimalError`] for anything that is not one plain number, or that could be read two ways.
    pub fn parse(text: &str) -> Result<Self, ParseDecimalError> {
        let text = text.trim_matches(|c: char| c.is_whitespace());
        if text.is_empty() {
            return Err(ParseDecimalError::Empty);
        }
        let (whole, fraction) = match text.split_once([',', '.']) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (text, None),
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || fraction.is_some_and(|part| !digits(part)) {
            return Err(ParseDecimalError::NotANumber);
        }
        let fraction = fraction.unwrap_or("");
        if fraction.len() == 3 && whole.bytes().any(|b| b != b'0') {
            return Err(ParseDecimalError::Ambiguous);
        }
        if fraction.len() > 3 {
            return Err(ParseDecimalError::TooPrecise);
        }
        let whole: u64 = whole.parse().map_err(|_| ParseDecimalError::TooLarge)?;
        let fraction: u64 = format!("{fraction:0<3}").parse().map_err(|_| ParseDecimalError::NotANumber)?;
        whole
            .checked_mul(1000)
            .and_then(|it| it.checked_add(fraction))
            .and_then(Self::from_thousandths)
            .ok_or(ParseDecimalError::TooLarge)
    }

    /// Reads a number as a box of the form holds it: as [`parse`](Self::parse) does, and `1,1950`,
    /// where a fourth decimal that is zero keeps the mark from being read as that of thousands.
    ///
    /// # Errors
    /// [`ParseDecimalError`], as [`parse`](Self::parse).
    ///
    /// # Examples
    ///
    /// ```
    /// use palier_engine::exact::decimal::{Decimal, ParseDecimalError};
    ///
    /// assert_eq!(Decimal::parse_typed("62,5"), Decimal::parse_typed("62.5"));
    /// assert_eq!(Decimal::parse_typed("1,500"), Err(ParseDecimalError::Ambiguous));
    /// ```
    pub fn parse_typed(text: &str) -> Result<Self, ParseDecimalError> {
        let text = text.trim();
        match text.split_once([',', '.']) {
            Some((whole, fraction)) if fraction.len() == 4 && fraction.is_ascii() && fraction.ends_with('0') => {
                Self::parse_exact(&format!("{whole}.{}", &fraction[..3]))
            }
            Some(_) | None => Self::parse(text),
        }
    }

    /// Reads an amount that people count in halves and quarters: as [`parse_typed`](Self::parse_typed)
    /// does, and `½`, `1/2`, `1½`, `1 ½`, `1 1/2`, exactly. `11/2` can be read two ways, and is not read.
    ///
    /// # Errors
    /// [`ParseDecimalError`], as [`parse`](Self::parse).
    pub fn parse_amount(text: &str) -> Result<Self, ParseDecimalError> {
        const PARTS: [(&str, u64); 6] = [("½", 500), ("¼", 250), ("¾", 750), ("1/2", 500), ("1/4", 250), ("3/4", 750)];
        let text = text.trim();
        let Some((rest, thousandths)) = PARTS.iter().find_map(|(part, it)| Some((text.strip_suffix(part)?, *it)))
        else {
            return Self::parse_typed(text);
        };
        let whole = rest.trim();
        if whole.is_empty() {
            return Ok(Self { thousandths });
        }
        let apart = rest.ends_with(char::is_whitespace) || !text.ends_with(|it: char| it.is_ascii());
        if !apart || !whole.bytes().all(|it| it.is_ascii_digit()) {
            return Err(ParseDecimalError::NotANumber);
        }
        let whole = Self::parse(whole)?;
        Self::from_thousandths(whole.thousandths + thousandths).ok_or(ParseDecimalError::TooLarge)
    }

    /// Reads what this program wrote itself, where three decimals are never ambiguous: the mark
    /// is a point, nothing is grouped, and no zero trails.
    pub(crate) fn parse_exact(text: &str) -> Result<Self, ParseDecimalError> {
        match text.split_once('.') {
            Some((whole, fraction))
                if fraction.len() == 3 && fraction.bytes().all(|b| b.is_ascii_digit()) && !fraction.ends_with('0') =>
            {
                let head = Self::parse(&format!("{whole}.{}", &fraction[..2]))?;
                Self::from_thousandths(head.thousandths + u64::from(fraction.as_bytes()[2] - b'0'))
                    .ok_or(ParseDecimalError::TooLarge)
            }
            Some(_) | None => Self::parse(text),
        }
    }

    /// Written in a language: decimal comma in French, no trailing zero, no grouping.
    #[must_use]
    pub fn write(self, lang: Lang) -> String {
        self.digits(lang.decimal_mark())
    }

    /// Written so that [`parse_typed`](Self::parse_typed) reads it again: as [`write`](Self::write), with
    /// one zero after three decimals, which alone could be read as thousands.
    #[must_use]
    pub fn write_typed(self, lang: Lang) -> String {
        let mut text = self.write(lang);
        if self.thousandths >= 1000 && !self.thousandths.is_multiple_of(10) {
            text.push('0');
        }
        text
    }

    fn digits(self, mark: &str) -> String {
        let (mut text, mut rest) = ((self.thousandths / 1000).to_string(), self.thousandths % 1000);
        text.reserve(BESIDE_WHOLE);
        if rest > 0 {
            text.push_str(mark);
        }
        while rest > 0 {
            text.push(char::from(b'0' + (rest / 100) as u8));
            rest = rest % 100 * 10;
        }
        text
    }
}

/// With a decimal point, no trailing zero: the form used in JSON.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.digits("."))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u64(self.thousandths)
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Decimal;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number written as text, such as \"62.5\"")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
                Decimal::parse_exact(text).map_err(|why| E::custom(format_args!("number `{text}`: {why}")))
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Decimal, E> {
                u32::try_from(value).map(Decimal::whole).map_err(|_| E::custom("number too large"))
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Decimal, E> {
                u64::try_from(value).map_err(|_| E::custom("a negative number")).and_then(|it| self.visit_u64(it))
            }
        }
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Visitor)
        } else {
            let thousandths = u64::deserialize(deserializer)?;
            Self::from_thousandths(thousandths).ok_or_else(|| de::Error::custom("number too large"))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: Result<u64, ParseDecimalError>) {
        assert_eq!(Decimal::parse(text).map(Decimal::thousandths), expected, "{text:?}");
    }

    #[test]
    fn comma_and_point_are_the_same_mark() {
        reads("4,5", Ok(4500));
        reads("4.5", Ok(4500));
        reads("\u{a0}62\u{202f}", Ok(62_000));
        reads("0,125", Ok(125));
    }

    #[test]
    fn what_can_be_read_two_ways_is_asked_again() {
        reads("1,500", Err(ParseDecimalError::Ambiguous));
        reads("1.500", Err(ParseDecimalError::Ambiguous));
        reads("1,000.5", Err(ParseDecimalError::NotANumber));
    }

    #[test]
    fn anything_else_has_its_own_error() {
        reads("", Err(ParseDecimalError::Empty));
        reads("abc", Err(ParseDecimalError::NotANumber));
        reads("-1", Err(ParseDecimalError::NotANumber));
        reads("1e3", Err(ParseDecimalError::NotANumber));
        reads("٣", Err(ParseDecimalError::NotANumber));
        reads(",5", Err(ParseDecimalError::NotANumber));
        reads("5,", Err(ParseDecimalError::NotANumber));
        reads("0,1234", Err(ParseDecimalError::TooPrecise));
        reads("99999999999999999999999", Err(ParseDecimalError::TooLarge));
    }

    #[test]
    fn a_zero_after_three_decimals_leaves_one_reading() {
        let typed = |text: &str| Decimal::parse_typed(text).map(Decimal::thousandths);
        assert_eq!(typed("1,1950"), Ok(1195));
        assert_eq!(typed("1.1950"), Ok(1195));
        assert_eq!(typed("0,1250"), Ok(125));
        assert_eq!(typed("4,5"), Ok(4500));
        assert_eq!(typed("1,195"), Err(ParseDecimalError::Ambiguous));
        assert_eq!(typed("1,1951"), Err(ParseDecimalError::TooPrecise));
        // Three zeros at the end look like thousands again.
        assert_eq!(typed("1,5000"), Err(ParseDecimalError::Ambiguous));
        assert_eq!(typed("1,19500"), Err(ParseDecimalError::TooPrecise));
        assert_eq!(typed("1,19é0"), Err(ParseDecimalError::NotANumber));
    }

    #[test]
    fn halves_and_quarters_are_exact_and_what_can_be_read_two_ways_is_not_read() {
        let amount = |text: &str| Decimal::parse_amount(text).map(Decimal::thousandths);
        for (text, thousandths) in [
            ("½", 500),
            ("1/2", 500),
            ("¼", 250),
            ("3/4", 750),
            ("1½", 1500),
            ("1 ½", 1500),
            (" 1\u{a0}½ ", 1500),
            ("1 1/2", 1500),
            ("12 ¾", 12_750),
            ("0 ½", 500),
            ("4,5", 4500),
            ("1,1950", 1195),
        ] {
            assert_eq!(amount(text), Ok(thousandths), "{text}");
        }
        for text in ["11/2", "1/3", "½½", "1,5 ½", "½ 1", "-½", "1/", "/2", "1 / 2", "2/4", "1/21/2"] {
            assert_eq!(amount(text), Err(ParseDecimalError::NotANumber), "{text}");
        }
        assert_eq!(amount("1000000000 ½"), Err(ParseDecimalError::TooLarge));
        assert_eq!(amount(""), Err(ParseDecimalError::Empty));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn what_is_written_in_a_box_is_read_again(thousandths in 0u64..=1_000_000_000_000) {
            let number = Decimal::from_thousandths(thousandths).expect("in range");
            for lang in [Lang::FR, Lang::EN] {
                prop_assert_eq!(Decimal::parse_typed(&number.write_typed(lang)), Ok(number));
                prop_assert_eq!(Decimal::parse_amount(&number.write_typed(lang)), Ok(number));
            }
        }

        #[test]
        fn what_is_written_is_read_back(thousandths in 0u64..=1_000_000_000_000) {
            let number = Decimal::from_thousandths(thousandths).expect("in range");
            prop_assert_eq!(Decimal::parse_exact(&number.to_string()), Ok(number));
            prop_assert!(!number.write(Lang::FR).contains('.'));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "\\PC{0,20}") {
            let _ = Decimal::parse(&text);
            let _ = Decimal::parse_exact(&text);
            let _ = Decimal::parse_typed(&text);
            let _ = Decimal::parse_amount(&text);
        }
    }
}
