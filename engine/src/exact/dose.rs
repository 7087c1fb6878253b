//! Amounts of drug, in whole micrograms, and the volumes and drops that carry them.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use crate::exact::decimal::{Decimal, ParseDecimalError};
use crate::lang::{Lang, say};

/// An amount of drug, in whole micrograms, from 1 µg to 4 kg.
///
/// An integer, because doses are added and compared and must stay exact. Never zero, because
/// "nothing today" is its own kind of step, not a small dose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dose {
    micrograms: NonZeroU32,
}

/// Why a written dose was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParseDoseError {
    /// No unit we know. Never guessed: the guess would be off by a thousand.
    MissingUnit(String),
    /// The part before the unit is not a plain number.
    Number(String, ParseDecimalError),
    /// Zero, finer than one microgram, or more than four kilograms.
    OutOfRange(String),
}

impl fmt::Display for ParseDoseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingUnit(text) => write!(f, "dose `{text}` needs a unit: write `mg` or `mcg`"),
            Self::Number(text, why) => write!(f, "dose `{text}`: {why}"),
            Self::OutOfRange(text) => write!(f, "dose `{text}` is outside 1 mcg to 4 kg"),
        }
    }
}

impl Dose {
    /// The smallest that there is: a microgram.
    pub(crate) const SMALLEST: Self = Self { micrograms: NonZeroU32::MIN };

    /// From whole micrograms; `None` for zero.
    #[must_use]
    pub const fn from_micrograms(micrograms: u32) -> Option<Self> {
        match NonZeroU32::new(micrograms) {
            Some(micrograms) => Some(Self { micrograms }),
            None => None,
        }
    }

    /// From a number of milligrams; `None` for zero and above four kilograms.
    #[must_use]
    pub fn from_milligrams(milligrams: Decimal) -> Option<Self> {
        u32::try_from(milligrams.thousandths()).ok().and_then(Self::from_micrograms)
    }

    /// Whole micrograms.
    #[must_use]
    pub const fn micrograms(self) -> u32 {
        self.micrograms.get()
    }

    /// The sum; `None` above four kilograms.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.micrograms.checked_add(other.micrograms()).map(|micrograms| Self { micrograms })
    }

    /// This dose `count` times; `None` for zero times and above four kilograms.
    #[must_use]
    pub fn times(self, count: u32) -> Option<Self> {
        self.micrograms().checked_mul(count).and_then(Self::from_micrograms)
    }

    /// Written in a language: `1,5 mg` or `1.5 mg`, with a non-breaking space; below 0.1 mg in
    /// micrograms, spelled as the ISMP list of error-prone abbreviations asks.
    ///
    /// # Examples
    ///
    /// ```
    /// use palier_engine::exact::dose::Dose;
    /// use palier_engine::lang::Lang;
    ///
    /// let dose: Dose = "0.5 mg".parse().expect("a dose");
    /// assert_eq!(dose.write(Lang::FR), "0,5\u{a0}mg");
    /// assert_eq!(dose.write(Lang::EN), "0.5\u{a0}mg");
    /// ```
    #[must_use]
    pub fn write(self, lang: Lang) -> String {
        write_micrograms(u64::from(self.micrograms()), lang)
    }
}

/// A total of micrograms in words of a language, zero included.
#[must_use]
pub fn write_micrograms(micrograms: u64, lang: Lang) -> String {
    if micrograms == 0 || micrograms >= 100 {
        let mut text = match Decimal::from_thousandths(micrograms) {
            Some(number) => number.write(lang),
            None => (micrograms / 1000).to_string(),
        };
        text.push_str("\u{a0}mg");
        return text;
    }
    let count = micrograms;
    say!(lang, micrograms, count)
}

/// Language-neutral, as in JSON: `1.5 mg`, `50 mcg`. What is printed can be read back.
impl fmt::Display for Dose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let micrograms = self.micrograms();
        if micrograms < 100 {
            return write!(f, "{micrograms} mcg");
        }
        write!(f, "{} mg", Decimal::from_thousandths(micrograms.into()).unwrap_or_default())
    }
}

impl FromStr for Dose {
    type Err = ParseDoseError;

    fn from_str(text: &str) -> Result<Self, ParseDoseError> {
        let trimmed = text.trim();
        let (number, scale) = if let Some(number) = trimmed.strip_suffix("mg") {
            (number, 1)
        } else if let Some(number) = trimmed.strip_suffix("mcg") {
            (number, 1000)
        } else {
            return Err(ParseDoseError::MissingUnit(text.to_owned()));
        };
        let number = Decimal::parse_exact(number.trim()).map_err(|why| ParseDoseError::Number(text.to_owned(), why))?;
        let thousandths = number.thousandths();
        if thousandths % scale != 0 {
            return Err(ParseDoseError::OutOfRange(text.to_owned()));
        }
        u32::try_from(thousandths / scale)
            .ok()
            .and_then(Self::from_micrograms)
            .ok_or_else(|| ParseDoseError::OutOfRange(text.to_owned()))
    }
}

impl Serialize for Dose {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u32(self.micrograms())
        }
    }
}

impl<'de> Deserialize<'de> for Dose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
        } else {
            Self::from_micrograms(u32::deserialize(deserializer)?)
                .ok_or_else(|| de::Error::custom("a dose is never zero"))
        }
    }
}

/// A volume of liquid, in whole microlitres (0.001 mL). JSON: `"1.5 mL"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Volume {
    microlitres: NonZeroU32,
}

impl Volume {
    /// From whole microlitres; `None` for zero.
    #[must_use]
    pub const fn from_microlitres(microlitres: u32) -> Option<Self> {
        match NonZeroU32::new(microlitres) {
            Some(microlitres) => Some(Self { microlitres }),
            None => None,
        }
    }

    /// Whole microlitres.
    #[must_use]
    pub const fn microlitres(self) -> u32 {
        self.microlitres.get()
    }

    /// Written in a language: `1,5 mL` or `1.5 mL`.
    #[must_use]
    pub fn write(self, lang: Lang) -> String {
        let number = Decimal::from_thousandths(u64::from(self.microlitres())).unwrap_or_default();
        format!("{}\u{a0}mL", number.write(lang))
    }
}

impl fmt::Display for Volume {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} mL", Decimal::from_thousandths(self.microlitres().into()).unwrap_or_default())
    }
}

impl FromStr for Volume {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number =
            text.trim().strip_suffix("mL").ok_or_else(|| format!("volume `{text}` needs a unit: write `mL`"))?;
        let number = Decimal::parse_exact(number.trim()).map_err(|why| format!("volume `{text}`: {why}"))?;
        u32::try_from(number.thousandths())
            .ok()
            .and_then(Self::from_microlitres)
            .ok_or_else(|| format!("volume `{text}` is outside 0.001 mL to 4 m3"))
    }
}

impl Serialize for Volume {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_u32(self.microlitres())
        }
    }
}

impl<'de> Deserialize<'de> for Volume {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
        } else {
            Self::from_microlitres(u32::deserialize(deserializer)?)
                .ok_or_else(|| de::Error::custom("a volume is never zero"))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mcg(micrograms: u32) -> Dose {
        Dose::from_micrograms(micrograms).expect("not zero")
    }

    /// The rule is the ISMP list of error-prone abbreviations, symbols and dose designations:
    /// no trailing zero, always a leading zero, micrograms never abbreviated to a Greek letter.
    #[test]
    fn a_dose_is_written_without_trailing_zero_and_with_a_leading_one() {
        assert_eq!(mcg(1500).write(Lang::FR), "1,5\u{a0}mg");
        assert_eq!(mcg(500).write(Lang::FR), "0,5\u{a0}mg");
        assert_eq!(mcg(5000).write(Lang::EN), "5\u{a0}mg");
        assert_eq!(mcg(50).write(Lang::FR), "50\u{a0}microgrammes");
        assert_eq!(mcg(50).write(Lang::EN), "50\u{a0}mcg");
    }

    #[test]
    fn a_dose_without_unit_is_never_guessed() {
        assert_eq!("500".parse::<Dose>(), Err(ParseDoseError::MissingUnit("500".into())));
        assert_eq!("4,5 mg".parse::<Dose>(), Ok(mcg(4500)));
        assert_eq!("0 mg".parse::<Dose>(), Err(ParseDoseError::OutOfRange("0 mg".into())));
        assert!("0.5 mcg".parse::<Dose>().is_err());
        assert!("1,500 mg".parse::<Dose>().is_err());
    }

    #[test]
    fn a_volume_needs_its_unit() {
        assert_eq!("1.5 mL".parse(), Ok(Volume::from_microlitres(1500).expect("not zero")));
        assert!("1.5".parse::<Volume>().is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn a_printed_dose_is_read_back(micrograms in 1u32..) {
            let dose = mcg(micrograms);
            prop_assert_eq!(dose.to_string().parse(), Ok(dose));
        }
    }
}
