//! A height or a weight as a person types it: `1,68`, `1 m 68`, `168 cm`, `5'6"`; `62`, `62 kg`, `137 lb`.
//!
//! Only the form reads so, and it says back what it converted; JSON holds centimetres and kilograms and nothing else.

use crate::exact::decimal::{Decimal, ParseDecimalError};

/// What a weight was typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightUnit {
    /// Kilograms.
    Kilograms,
    /// Pounds of 0.45359237 kg.
    Pounds,
}

/// Thousandths of a centimetre in a foot and in an inch.
const FOOT: u64 = 30_480;
const INCH: u64 = 2540;

/// Below so many thousandths, a number with decimals is a height in metres: nobody measures 3 cm.
const METRES_BELOW: u64 = 3000;

/// Reads a height, in centimetres. A bare number with decimals below 3 is in metres.
///
/// # Errors
/// [`ParseDecimalError`] for what is not one height.
///
/// # Examples
///
/// ```
/// use palier_engine::exact::typed_measure::read_height;
///
/// assert_eq!(read_height("1,68"), read_height("168 cm"));
/// assert_eq!(read_height("1 m 68"), read_height("168"));
/// ```
pub fn read_height(text: &str) -> Result<Decimal, ParseDecimalError> {
    let text = plain(text);
    if let Some(number) = text.strip_suffix("cm") {
        return Decimal::parse_typed(number);
    }
    if let Some(number) = text.strip_suffix('m') {
        return metres(number);
    }
    if let Some((whole, hundredths)) = text.split_once('m') {
        let two = hundredths.len() == 2 && hundredths.bytes().all(|it| it.is_ascii_digit());
        let whole = whole.bytes().all(|it| it.is_ascii_digit()).then_some(whole).filter(|it| !it.is_empty());
        return match whole {
            Some(whole) if two => metres(&format!("{whole}.{hundredths}")),
            Some(_) | None => Err(ParseDecimalError::NotANumber),
        };
    }
    if let Some((feet, inches)) = text.split_once("ft").or_else(|| text.split_once('\'')) {
        return in_feet(feet, inches);
    }
    let small = |it: Decimal| it.thousandths() < METRES_BELOW && text.contains([',', '.']);
    match Decimal::parse_typed(&text) {
        Ok(number) if small(number) => metres(&text),
        // `1,685`: no height is 1685 cm.
        Err(ParseDecimalError::Ambiguous) => metres(&text),
        read => read,
    }
}

/// Small letters without spaces, and one kind of quote.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase);
    letters
        .map(|it| match it {
            '’' | '′' => '\'',
            '″' | '”' => '"',
            it => it,
        })
        .collect()
}

/// Metres, as centimetres. Three decimals are millimetres, where below 3 m they cannot be thousands.
fn metres(number: &str) -> Result<Decimal, ParseDecimalError> {
    let read = match Decimal::parse_typed(number) {
        Err(ParseDecimalError::Ambiguous) => Decimal::parse_typed(&format!("{number}0")),
        read => read,
    }?;
    if read.thousandths() >= METRES_BELOW {
        return Err(ParseDecimalError::NotANumber);
    }
    Decimal::from_thousandths(read.thousandths() * 100).ok_or(ParseDecimalError::TooLarge)
}

/// Feet, and the inches beyond them: fewer than twelve.
fn in_feet(feet: &str, inches: &str) -> Result<Decimal, ParseDecimalError> {
    let whole = |part: &str| part.parse::<u64>().ok().filter(|_| part.bytes().all(|it| it.is_ascii_digit()));
    let inches = ["inches", "in", "''", "\""].iter().find_map(|it| inches.strip_suffix(it)).unwrap_or(inches);
    let inches = if inches.is_empty() { Some(0) } else { whole(inches) };
    match (whole(feet), inches) {
        (Some(feet @ 0..10), Some(inches @ 0..12)) => {
            Decimal::from_thousandths(feet * FOOT + inches * INCH).ok_or(ParseDecimalError::TooLarge)
        }
        (_, _) => Err(ParseDecimalError::NotANumber),
    }
}

/// Reads a weight, in kilograms, with the unit it was typed in: pounds are rounded to the gram.
///
/// # Errors
/// [`ParseDecimalError`] for what is not one weight.
///
/// # Examples
///
/// ```
/// use palier_engine::exact::typed_measure::{WeightUnit, read_weight};
///
/// let (kg, unit) = read_weight("137 lb").expect("a weight");
/// assert_eq!((kg.to_string().as_str(), unit), ("62.142", Some(WeightUnit::Pounds)));
/// ```
pub fn read_weight(text: &str) -> Result<(Decimal, Option<WeightUnit>), ParseDecimalError> {
    const UNITS: [(&str, WeightUnit); 8] = [
        ("kilos", WeightUnit::Kilograms),
        ("kilo", WeightUnit::Kilograms),
        ("kgs", WeightUnit::Kilograms),
        ("kg", WeightUnit::Kilograms),
        ("pounds", WeightUnit::Pounds),
        ("pound", WeightUnit::Pounds),
        ("lbs", WeightUnit::Pounds),
        ("lb", WeightUnit::Pounds),
    ];
    let text = text.trim().to_lowercase();
    let Some((number, unit)) = UNITS.iter().find_map(|(name, unit)| Some((text.strip_suffix(name)?, *unit))) else {
        return Ok((Decimal::parse_typed(&text)?, None));
    };
    let number = Decimal::parse_typed(number)?;
    let kilograms = match unit {
        WeightUnit::Kilograms => Some(number),
        WeightUnit::Pounds => {
            let grams = (u128::from(number.thousandths()) * 45_359_237 + 50_000_000) / 100_000_000;
            u64::try_from(grams).ok().and_then(Decimal::from_thousandths)
        }
    };
    Ok((kilograms.ok_or(ParseDecimalError::TooLarge)?, Some(unit)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_height_is_read_in_metres_centimetres_or_feet() {
        let read = |text: &str| read_height(text).map(Decimal::thousandths);
        for text in
            ["168", "168 cm", "168cm", "1,68", "1.68", "1.68 m", "1,68m", "1m68", "1 m 68", "\u{a0}168\u{202f}CM"]
        {
            assert_eq!(read(text), Ok(168_000), "{text}");
        }
        for (text, thousandths) in [
            ("1,685", 168_500),
            ("1,7", 170_000),
            ("1,70 m", 170_000),
            ("2 m", 200_000),
            ("168,5", 168_500),
            ("5'6", 167_640),
            ("5’6″", 167_640),
            ("5 ft 6 in", 167_640),
            ("5'6''", 167_640),
            ("6 ft", 182_880),
            // No height, and none of metres: its bounds refuse it.
            ("1", 1000),
            ("2", 2000),
        ] {
            assert_eq!(read(text), Ok(thousandths), "{text}");
        }
        for text in
            ["1m6", "1m7", "m68", "1m685", "168 m", "3 m", "5'12", "5'-1", "1,68 kg", "-168", "+168", "'6", "1m68cm"]
        {
            assert_eq!(read(text), Err(ParseDecimalError::NotANumber), "{text}");
        }
        assert_eq!(read(""), Err(ParseDecimalError::Empty));
        assert_eq!(read("1,6855"), Err(ParseDecimalError::TooPrecise));
    }

    /// 137 × 0.45359237 = 62.14215469 kg.
    #[test]
    fn a_weight_is_read_in_kilograms_or_pounds() {
        let read = |text: &str| read_weight(text).map(|(kg, unit)| (kg.thousandths(), unit));
        let (kg, lb) = (Some(WeightUnit::Kilograms), Some(WeightUnit::Pounds));
        for (text, thousandths, unit) in [
            ("62", 62_000, None),
            ("62,5", 62_500, None),
            ("62 kg", 62_000, kg),
            ("62kg", 62_000, kg),
            ("62 Kilos", 62_000, kg),
            ("137 lb", 62_142, lb),
            ("137lbs", 62_142, lb),
            ("1 lb", 454, lb),
            ("100 pounds", 45_359, lb),
        ] {
            assert_eq!(read(text), Ok((thousandths, unit)), "{text}");
        }
        for text in ["62 g", "kg", "62 kg 5", "62 st", "lb"] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_readers_panic(text in "\\PC{0,20}|[0-9',.m ftinlbkg\"]{0,12}") {
            let _ = read_height(&text);
            let _ = read_weight(&text);
        }

        #[test]
        fn a_height_of_a_request_is_read_as_it_is_written_in_a_box(thousandths in 50_000u64..=260_000) {
            let height = Decimal::from_thousandths(thousandths).expect("in range");
            prop_assert_eq!(read_height(&height.write_typed(crate::lang::Lang::FR)), Ok(height));
        }
    }
}
