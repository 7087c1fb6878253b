//! Between what each number of a request must lie: once, for a box of the page as for a file.
//!
//! Wide on purpose: outside lies what no person and no preparation is, a slip of the keyboard or of
//! the unit. Inside, rules judge.

use crate::decimal::Decimal;
use crate::request::LEAST_WEIGHT_KG;
use crate::words::Lang;

/// What a number of a request measures or counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Age in completed years; nobody has lived past 122, and 120 is the last the form takes.
    Age,
    /// Height in cm, from the smallest adult to the tallest.
    Height,
    /// Weight in kg.
    Weight,
    /// A clearance given, in mL/min.
    Clearance,
    /// A liver test, × the upper limit of normal. Zero is a slip, not a result.
    TimesNormal,
    /// Bilirubin of the Child-Pugh score, µmol/L.
    Bilirubin,
    /// Albumin of the Child-Pugh score, g/L: plasma holds no more than 100 g of protein in a litre.
    Albumin,
    /// International normalised ratio of the Child-Pugh score.
    Inr,
    /// Dialysis sessions in a week.
    Sessions,
    /// Answer to item 9 of the PHQ-9.
    Phq9Item9,
    /// A dose or a strength, in mg: from a microgram to 100 g.
    Dose,
    /// A volume, in mL: from a microlitre to the largest bottle, 5 L.
    Volume,
    /// Days that something keeps once made: ten years at most.
    KeepsDays,
    /// Drops in one intake.
    Drops,
    /// Days at one dose.
    IntervalDays,
    /// Capsules or tablets at one intake.
    UnitsAtOnce,
}

/// The least and the most a number may be, both allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub least: Decimal,
    /// The most.
    pub most: Decimal,
}

impl Bounds {
    const fn whole(least: u32, most: u32) -> Self {
        Self { least: Decimal::whole(least), most: Decimal::whole(most) }
    }

    /// From so many thousandths.
    const fn from_thousandths(least: u64, most: u32) -> Self {
        let least = match Decimal::from_thousandths(least) {
            Some(it) => it,
            None => Decimal::whole(most),
        };
        Self { least, most: Decimal::whole(most) }
    }

    /// Whether a number lies between them.
    #[must_use]
    pub fn hold(self, number: Decimal) -> bool {
        self.least <= number && number <= self.most
    }
}

impl Quantity {
    /// Every one of them.
    pub const ALL: [Self; 16] = [
        Self::Age,
        Self::Height,
        Self::Weight,
        Self::Clearance,
        Self::TimesNormal,
        Self::Bilirubin,
        Self::Albumin,
        Self::Inr,
        Self::Sessions,
        Self::Phq9Item9,
        Self::Dose,
        Self::Volume,
        Self::KeepsDays,
        Self::Drops,
        Self::IntervalDays,
        Self::UnitsAtOnce,
    ];

    /// Between what it must lie.
    #[must_use]
    pub const fn bounds(self) -> Bounds {
        match self {
            Self::Age => Bounds::whole(0, 120),
            Self::Height => Bounds::whole(50, 260),
            Self::Weight => Bounds::whole(LEAST_WEIGHT_KG, 400),
            Self::Clearance => Bounds::whole(0, 300),
            Self::TimesNormal => Bounds::from_thousandths(10, 500),
            Self::Bilirubin => Bounds::whole(0, 2000),
            Self::Albumin => Bounds::whole(0, 100),
            Self::Inr => Bounds::whole(0, 50),
            Self::Sessions => Bounds::whole(1, 7),
            Self::Phq9Item9 => Bounds::whole(0, 3),
            Self::Dose => Bounds::from_thousandths(1, 100_000),
            Self::Volume => Bounds::from_thousandths(1, 5000),
            Self::KeepsDays => Bounds::whole(1, 3650),
            Self::Drops => Bounds::whole(1, 65_535),
            Self::IntervalDays => Bounds::whole(1, 365),
            Self::UnitsAtOnce => Bounds::whole(1, 20),
        }
    }

    /// How its unit is written after the number; nothing for a bare one.
    #[must_use]
    pub const fn unit(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Inr | Self::Sessions | Self::Phq9Item9 | Self::Drops | Self::UnitsAtOnce, Lang::Fr | Lang::En) => "",
            (Self::Age, Lang::Fr) => "ans",
            (Self::Age, Lang::En) => "years",
            (Self::Height, Lang::Fr | Lang::En) => "cm",
            (Self::Weight, Lang::Fr | Lang::En) => "kg",
            (Self::Clearance, Lang::Fr | Lang::En) => "mL/min",
            (Self::TimesNormal, Lang::Fr) => "× la normale",
            (Self::TimesNormal, Lang::En) => "× normal",
            (Self::Bilirubin, Lang::Fr | Lang::En) => "µmol/L",
            (Self::Albumin, Lang::Fr | Lang::En) => "g/L",
            (Self::Dose, Lang::Fr | Lang::En) => "mg",
            (Self::Volume, Lang::Fr | Lang::En) => "mL",
            (Self::KeepsDays | Self::IntervalDays, Lang::Fr) => "jours",
            (Self::KeepsDays | Self::IntervalDays, Lang::En) => "days",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_edges_are_allowed_and_a_thousandth_beyond_them_is_not() {
        for quantity in Quantity::ALL {
            let Bounds { least, most } = quantity.bounds();
            assert!(least < most, "{quantity:?}");
            let number = |thousandths| Decimal::from_thousandths(thousandths).expect("in range");
            assert!(quantity.bounds().hold(least) && quantity.bounds().hold(most), "{quantity:?}");
            assert!(!quantity.bounds().hold(number(most.thousandths() + 1)), "{quantity:?}");
            if let Some(below) = least.thousandths().checked_sub(1) {
                assert!(!quantity.bounds().hold(number(below)), "{quantity:?}");
            }
        }
    }
}
