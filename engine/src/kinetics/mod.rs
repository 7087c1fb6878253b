//! What a dose does in the body, to understand it: how much of a transporter it occupies, by the curve of a published
//! model, with what was measured beside it. No dose, no limit and no date is read from what is said here.
//!
//! In whole numbers, as all else: a curve of two constants needs no other. A drug whose constants no source gives has
//! no curve.

use serde::Serialize;

use crate::book::formulary::Formulary;
use crate::book::taper::Occupancy;
use crate::exact::dose::Dose;
use crate::lang::Lang;
use crate::words;

/// What a dose of a day occupies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Occupied {
    /// By the model, in tenths of a percent.
    pub model: u16,
    /// What was measured at this very dose, in percent: the mean, and how far it spread.
    pub measured: Option<(u8, u8)>,
    /// Whether measures at other doses stand above the curve.
    pub measured_above: bool,
    /// Whether the dose is above the highest that was studied: the curve is drawn on.
    pub drawn_on: bool,
    /// All of it in words.
    pub text: String,
}

/// Occupancy at a dose in micrograms, in tenths of a percent, to the nearest.
pub(crate) fn occupancy(curve: Occupancy, dose: u64) -> u16 {
    let (highest, half) = (u128::from(curve.highest.thousandths()), u128::from(curve.half.micrograms()));
    let dose = u128::from(dose);
    // Thousandths of a percent, a hundred to a tenth.
    let tenths = (highest * dose * 2 + 100 * (half + dose)) / (200 * (half + dose));
    u16::try_from(tenths).unwrap_or(u16::MAX)
}

/// What a dose of a day of a drug occupies; nothing where no source gives its curve.
#[must_use]
pub fn occupied(formulary: &Formulary, drug: &str, dose: Dose, lang: Lang) -> Option<Occupied> {
    let down = formulary.taper(drug)?.down.as_ref()?;
    let curve = down.occupancy?;
    let model = occupancy(curve, dose.micrograms().into());
    let measured = down.occupancy_measured.iter().find(|it| it.dose == dose).map(|it| (it.percent, it.spread));
    let measured_above = measured.is_none() && !down.occupancy_measured.is_empty();
    let drawn_on = dose > curve.measured_to;
    let beyond = drawn_on.then_some(curve.measured_to);
    let text = words::occupied(model, measured, measured_above, beyond, lang);
    Some(Occupied { model, measured, measured_above, drawn_on, text })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::exact::decimal::Decimal;

    pub(crate) fn curve(highest: &str, half: &str, measured_to: &str) -> Occupancy {
        let dose = |text: &str| text.parse::<Dose>().expect("a dose");
        let highest = Decimal::parse(highest).expect("a number");
        Occupancy { highest, half: dose(half), measured_to: dose(measured_to) }
    }

    /// The tables of the life of a plan, §3, after Sørensen 2022: dose in micrograms, tenths of a percent.
    #[test]
    fn occupancy_is_that_of_the_published_curve() {
        let duloxetine = curve("90.75", "6.27 mg", "60 mg");
        let venlafaxine = curve("90.07", "5.8 mg", "200 mg");
        for (of, table) in [
            (
                duloxetine,
                &[
                    (120_000, 862),
                    (90_000, 848),
                    (60_000, 822),
                    (40_000, 785),
                    (30_000, 751),
                    (20_000, 691),
                    (10_000, 558),
                    (5_000, 403),
                    (0, 0),
                ][..],
            ),
            (
                venlafaxine,
                &[
                    (225_000, 878),
                    (150_000, 867),
                    (112_500, 857),
                    (75_000, 836),
                    (37_500, 780),
                    (25_000, 731),
                    (12_500, 615),
                ][..],
            ),
        ] {
            for (dose, tenths) in table {
                assert_eq!(occupancy(of, *dose), *tenths, "{dose} mcg");
            }
        }
    }
}
