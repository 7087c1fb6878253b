//! A creatinine or a liver test as a person types it: `7,7 mg/L`, `25 UI/L (N<35)`, `25/35`, `0,7 N`, `normale`.
//!
//! Only the form reads so. A unit is never assumed: what could be read two ways is a doubt, and is asked.

use crate::exact::decimal::{Decimal, ParseDecimalError};
use crate::person::kidney::CreatinineUnit;
use crate::person::liver::LiverTest;

/// What a liver test measures, and so its units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tested {
    /// ALT or AST, in IU/L.
    Enzyme,
    /// Bilirubin, in µmol/L, mg/L or mg/dL.
    Bilirubin,
}

/// A liver test as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedTest {
    /// Whole: the request can hold it.
    Said(LiverTest),
    /// A value in the unit of the laboratory, without its limit.
    Printed(Decimal),
    /// A number alone.
    Bare(Decimal),
    /// `25 N`: 25 and normal, or 25 times the limit?
    Doubtful(Decimal),
}

/// What must be asked of a typed liver test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestDoubt {
    /// The upper limit of normal.
    Limit,
    /// Whether this number is what the laboratory printed, or so many times the limit.
    Unit(Decimal),
}

/// Why a typed liver test was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedTestError {
    /// Not a result of one.
    NotATest,
    /// Its number cannot be read.
    Number(ParseDecimalError),
    /// A limit that is none in the unit of the value, as 17 of a bilirubin in mg/dL.
    LimitOfAnotherUnit,
}

/// From here on, a bare number beside a limit is in the unit of that limit: ten times a limit is typed as such.
const LEAST_PRINTED: Decimal = Decimal::whole(10);

impl TypedTest {
    /// The test, beside a limit that was typed apart from it: a value has that limit, and so has "normal".
    ///
    /// # Errors
    /// The [`TestDoubt`] to ask, where a unit or a limit is missing.
    pub fn against(self, limit: Option<Decimal>) -> Result<LiverTest, TestDoubt> {
        match (self, limit) {
            (Self::Said(LiverTest::Normal { limit: None }), limit) => Ok(LiverTest::Normal { limit }),
            (Self::Said(test), _) => Ok(test),
            (Self::Printed(value), Some(limit)) => Ok(LiverTest::Printed { value, limit }),
            (Self::Printed(_), None) => Err(TestDoubt::Limit),
            (Self::Bare(value), Some(limit)) if value >= LEAST_PRINTED => Ok(LiverTest::Printed { value, limit }),
            (Self::Bare(value) | Self::Doubtful(value), _) => Err(TestDoubt::Unit(value)),
        }
    }
}

/// Reads a creatinine, with its unit where it was typed.
///
/// # Errors
/// [`ParseDecimalError`] for what is not one number, or is followed by what is no unit of it.
///
/// # Examples
///
/// ```
/// use palier_engine::person::kidney::CreatinineUnit;
/// use palier_engine::person::typed::read_creatinine;
///
/// let (value, unit) = read_creatinine("7,7 mg/L").expect("a creatinine");
/// assert_eq!((value.to_string().as_str(), unit), ("7.7", Some(CreatinineUnit::MilligramPerLitre)));
/// assert_eq!(read_creatinine("68").map(|it| it.1), Ok(None));
/// ```
pub fn read_creatinine(text: &str) -> Result<(Decimal, Option<CreatinineUnit>), ParseDecimalError> {
    const UNITS: [(CreatinineUnit, &[&str]); 3] = [
        (CreatinineUnit::MicromolPerLitre, &["umol/l", "umol", "micromol/l", "micromol", "umoles/l", "mcmol/l"]),
        (CreatinineUnit::MilligramPerLitre, &["mg/l"]),
        (CreatinineUnit::MilligramPerDecilitre, &["mg/dl", "mg/100ml", "mg%"]),
    ];
    let text = compact(text);
    let (number, rest) = leading_number(&text);
    let value = Decimal::parse_typed(number);
    if rest.is_empty() {
        return Ok((value?, None));
    }
    let unit = UNITS.iter().find(|(_, names)| names.contains(&rest)).map(|(unit, _)| *unit);
    match unit {
        Some(unit) if !number.is_empty() => Ok((value?, Some(unit))),
        Some(_) | None => Err(ParseDecimalError::NotANumber),
    }
}

/// The number with which a text begins, as typed: what is left of a creatinine when another unit is pressed.
#[must_use]
pub fn number_of(text: &str) -> String {
    let text = compact(text);
    leading_number(&text).0.to_owned()
}

/// Reads a liver test.
///
/// # Errors
/// [`TypedTestError`], which says what was wrong.
pub fn read_liver_test(text: &str, tested: Tested) -> Result<TypedTest, TypedTestError> {
    let text = compact(text);
    if let Some(limit) = after_normal(&text, tested) {
        return limit.map(|limit| TypedTest::Said(LiverTest::Normal { limit }));
    }
    let (number, rest) = leading_number(&text);
    if number.is_empty() {
        return Err(TypedTestError::NotATest);
    }
    let times = multiple(rest);
    let (unit, rest) = unit_of(rest, tested);
    let limit = if rest.is_empty() || times.is_some() { None } else { limit_in(rest, tested) };
    if times.is_none() && limit.is_none() && !rest.is_empty() {
        return Err(TypedTestError::NotATest);
    }
    let value = Decimal::parse_typed(number).map_err(TypedTestError::Number)?;
    match (times, unit, limit) {
        (Some(Multiple::Said), _, _) => Ok(TypedTest::Said(LiverTest::Times(value))),
        // As laboratories mark what is normal, too.
        (Some(Multiple::Letter), _, _) if value >= LEAST_PRINTED => Ok(TypedTest::Doubtful(value)),
        (Some(Multiple::Letter), _, _) => Ok(TypedTest::Said(LiverTest::Times(value))),
        (None, unit, Some(limit)) => {
            let limit = limit?;
            if !is_limit_in(limit, unit, tested) {
                return Err(TypedTestError::LimitOfAnotherUnit);
            }
            Ok(TypedTest::Said(LiverTest::Printed { value, limit }))
        }
        (None, Some(_), None) => Ok(TypedTest::Printed(value)),
        (None, None, None) => Ok(TypedTest::Bare(value)),
    }
}

/// Small letters without accents, one sign of each kind, and no space but between figures.
fn compact(text: &str) -> String {
    let mut letters: Vec<char> = Vec::new();
    for letter in text.trim().chars().flat_map(char::to_lowercase) {
        letters.push(match letter {
            '\u{b5}' | '\u{3bc}' => 'u',
            '×' | '*' => 'x',
            'é' | 'è' => 'e',
            'à' => 'a',
            '≤' => '<',
            '–' | '—' | '−' => '-',
            '[' => '(',
            ']' => ')',
            it if it.is_whitespace() => ' ',
            it => it,
        });
    }
    let figure = |it: Option<&char>| it.is_some_and(|it| it.is_ascii_digit() || [',', '.'].contains(it));
    let mut text = String::with_capacity(letters.len());
    for (at, letter) in letters.iter().enumerate() {
        let next = letters[at..].iter().find(|it| **it != ' ');
        if *letter != ' ' || (figure(text.chars().last().as_ref()) && figure(next)) {
            text.push(*letter);
        }
    }
    text
}

/// The figures with which a text begins, and what follows; a mark that no figure follows is none of them.
fn leading_number(text: &str) -> (&str, &str) {
    let end = text.find(|it: char| !it.is_ascii_digit() && ![',', '.'].contains(&it)).unwrap_or(text.len());
    let number = text[..end].trim_end_matches([',', '.']);
    // `5,` is unfinished, and `25, limite 35` is not.
    let end = if end == text.len() { end } else { number.len() };
    text.split_at(end)
}

/// How many times the limit was said.
enum Multiple {
    /// `× N`, `fois la normale`, `x ULN`.
    Said,
    /// `N` alone after the number.
    Letter,
}

fn multiple(rest: &str) -> Option<Multiple> {
    const LIMIT: [&str; 16] = [
        "n",
        "lsn",
        "uln",
        "normale",
        "normal",
        "lanormale",
        "limite",
        "limit",
        "lalimite",
        "thelimit",
        "lalimitehaute",
        "limitehaute",
        "theupperlimit",
        "upperlimit",
        "lalimitesuperieuredelanormale",
        "theupperlimitofnormal",
    ];
    let said = ["x", "fois", "times"].iter().find_map(|it| rest.strip_prefix(it));
    match (said, rest) {
        (Some(of), _) if LIMIT.contains(&of) => Some(Multiple::Said),
        (None, "lsn" | "uln") => Some(Multiple::Said),
        (None, "n") => Some(Multiple::Letter),
        (Some(_) | None, _) => None,
    }
}

/// A unit with its names, the longest first.
type UnitNames = (TestUnit, &'static [&'static str]);

/// A unit that laboratories print.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TestUnit {
    Iu,
    Micromol,
    MgPerLitre,
    MgPerDecilitre,
}

impl TestUnit {
    const fn of(tested: Tested) -> &'static [UnitNames] {
        match tested {
            Tested::Enzyme => &[(Self::Iu, &["ui/l", "iu/l", "u/l", "ui", "iu", "u"])],
            Tested::Bilirubin => &[
                (Self::Micromol, &["umol/l", "umol", "micromol/l"]),
                (Self::MgPerDecilitre, &["mg/dl", "mg/100ml"]),
                (Self::MgPerLitre, &["mg/l"]),
            ],
        }
    }

    /// Between what the upper limit of normal lies, in thousandths: laboratories print 17 to 26 µmol/L, 10 to 15 mg/L
    /// and 1.0 to 1.5 mg/dL of bilirubin. That of an enzyme is any that the request takes.
    const fn limits(self) -> (u64, u64) {
        match self {
            Self::Iu => (0, u64::MAX),
            Self::Micromol => (10_000, 40_000),
            Self::MgPerLitre => (5000, 25_000),
            Self::MgPerDecilitre => (500, 2500),
        }
    }
}

/// Whether a limit is one in the unit of its value. Without a unit, that of an enzyme is at least 10: `1/2` is a half.
fn is_limit_in(limit: Decimal, unit: Option<TestUnit>, tested: Tested) -> bool {
    let (least, most) = match (unit, tested) {
        (Some(unit), _) => unit.limits(),
        (None, Tested::Enzyme) => (10_000, u64::MAX),
        (None, Tested::Bilirubin) => (0, u64::MAX),
    };
    (least..=most).contains(&limit.thousandths())
}

fn unit_of(rest: &str, tested: Tested) -> (Option<TestUnit>, &str) {
    let names = TestUnit::of(tested).iter().flat_map(|(unit, names)| names.iter().map(|name| (*unit, *name)));
    let mut found = names.filter_map(|(unit, name)| Some((Some(unit), rest.strip_prefix(name)?)));
    found.next().unwrap_or((None, rest))
}

/// The limit after "normal"; none where the text does not say normal.
fn after_normal(text: &str, tested: Tested) -> Option<Result<Option<Decimal>, TypedTestError>> {
    if text == "n" {
        return Some(Ok(None));
    }
    let rest = ["normales", "normale", "normaux", "normal"].iter().find_map(|it| text.strip_prefix(it))?;
    if rest.is_empty() {
        return Some(Ok(None));
    }
    Some(limit_in(rest, tested).unwrap_or(Err(TypedTestError::NotATest)).map(Some))
}

/// `(N<35)`, `/35`, `limite 35`, `(10-35)`: the upper limit of normal; none where it is nothing of that kind.
fn limit_in(rest: &str, tested: Tested) -> Option<Result<Decimal, TypedTestError>> {
    const NAMES: [&str; 15] = [
        "limitehaute",
        "limitesup",
        "limite",
        "upperlimit",
        "limit",
        "normale",
        "normal",
        "normes",
        "norme",
        "max",
        "lsn",
        "uln",
        "vn",
        "ref",
        "n",
    ];
    const SIGNS: [&str; 4] = [",", ":", "=", "<"];
    if let Some(limit) = rest.strip_prefix('/') {
        return ends_with_limit(limit, tested);
    }
    let enclosed = rest.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let (mut rest, mut named) = (enclosed.unwrap_or(rest), false);
    while let Some(after) = NAMES.iter().chain(&SIGNS).find_map(|it| rest.strip_prefix(it)) {
        (rest, named) = (after, true);
    }
    let (first, after) = leading_number(rest);
    match after.strip_prefix(['-', 'a']) {
        Some(last) if named || enclosed.is_some() => {
            let last = ends_with_limit(last, tested)?;
            let first = Decimal::parse_typed(first).map_err(TypedTestError::Number);
            Some(match (first, last) {
                (Ok(first), Ok(last)) if first < last => Ok(last),
                (Ok(_), Ok(_)) => Err(TypedTestError::NotATest),
                (Err(why), _) | (Ok(_), Err(why)) => Err(why),
            })
        }
        None if named => ends_with_limit(rest, tested),
        Some(_) | None => None,
    }
}

/// A limit and perhaps its unit, and nothing else.
fn ends_with_limit(rest: &str, tested: Tested) -> Option<Result<Decimal, TypedTestError>> {
    let (number, after) = leading_number(rest);
    let ends = !number.is_empty() && unit_of(after, tested).1.is_empty();
    ends.then(|| Decimal::parse_typed(number).map_err(TypedTestError::Number))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse_typed(text).expect("a number")
    }

    fn printed(value: &str, limit: &str) -> TypedTest {
        TypedTest::Said(LiverTest::Printed { value: number(value), limit: number(limit) })
    }

    fn times(text: &str) -> TypedTest {
        TypedTest::Said(LiverTest::Times(number(text)))
    }

    fn normal(limit: Option<&str>) -> TypedTest {
        TypedTest::Said(LiverTest::Normal { limit: limit.map(number) })
    }

    #[test]
    fn a_creatinine_is_read_with_its_unit() {
        use CreatinineUnit::{MicromolPerLitre, MilligramPerDecilitre, MilligramPerLitre};
        for (text, value, unit) in [
            ("68", "68", None),
            ("68 µmol/L", "68", Some(MicromolPerLitre)),
            ("68μmol/l", "68", Some(MicromolPerLitre)),
            ("68 umol", "68", Some(MicromolPerLitre)),
            ("7,7 mg/L", "7,7", Some(MilligramPerLitre)),
            ("7.7mg/l", "7,7", Some(MilligramPerLitre)),
            ("0.77 mg/dL", "0,77", Some(MilligramPerDecilitre)),
            ("0,77 mg / 100 mL", "0,77", Some(MilligramPerDecilitre)),
        ] {
            assert_eq!(read_creatinine(text), Ok((number(value), unit)), "{text}");
        }
        for text in ["68 mg", "68 mmol/L", "68 g/L", "µmol/L", "68 µmol/L 3", "6 8 mg/L", "-68", "abc"] {
            assert_eq!(read_creatinine(text), Err(ParseDecimalError::NotANumber), "{text}");
        }
        assert_eq!(read_creatinine("1,500 mg/L"), Err(ParseDecimalError::Ambiguous));
        assert_eq!(read_creatinine(""), Err(ParseDecimalError::Empty));
        assert_eq!(number_of("7,7 mg/L"), "7,7");
        assert_eq!(number_of("68"), "68");
    }

    #[test]
    fn an_enzyme_is_read_as_people_and_laboratories_write_it() {
        for (text, expected) in [
            ("25", TypedTest::Bare(number("25"))),
            ("0,7", TypedTest::Bare(number("0,7"))),
            ("25 UI/L", TypedTest::Printed(number("25"))),
            ("25 U/L", TypedTest::Printed(number("25"))),
            ("25ui", TypedTest::Printed(number("25"))),
            ("25 IU/L", TypedTest::Printed(number("25"))),
            ("0,7 N", times("0,7")),
            ("0,7 x N", times("0,7")),
            ("0.7 × N", times("0,7")),
            ("2N", times("2")),
            ("2 x ULN", times("2")),
            ("1,1950 × N", times("1,1950")),
            ("12 × N", times("12")),
            ("3 fois la normale", times("3")),
            ("0,6 × la normale", times("0,6")),
            ("0.6 × normal", times("0,6")),
            ("25 N", TypedTest::Doubtful(number("25"))),
            ("25 (N<35)", printed("25", "35")),
            ("25/35", printed("25", "35")),
            ("4/35", printed("4", "35")),
            ("25 / 35 UI/L", printed("25", "35")),
            ("25 UI/L (limite 35)", printed("25", "35")),
            ("25 UI/L, limite 35", printed("25", "35")),
            ("25, limite 35", printed("25", "35")),
            ("25 UI/L (N < 35 UI/L)", printed("25", "35")),
            ("25 UI/L N<35", printed("25", "35")),
            ("25 UI/L [10 – 40]", printed("25", "40")),
            ("25 (N : 10 à 40)", printed("25", "40")),
            ("25 UI/L (N<0,5)", printed("25", "0,5")),
            ("normal", normal(None)),
            ("Normale", normal(None)),
            ("N", normal(None)),
            ("normale (< 35)", normal(Some("35"))),
            ("normales (N<35)", normal(Some("35"))),
        ] {
            assert_eq!(read_liver_test(text, Tested::Enzyme), Ok(expected), "{text}");
        }
        for text in [
            "abc",
            "½",
            "< 35",
            "N<35",
            "25 mg/L",
            "25 (35)",
            "25 35",
            "25 10-40",
            "25 UI/L (40-10)",
            "25 UI/L N",
            "0,6x",
            "25 (N>35)",
            "normale 35",
            "anormale",
            "25 UI/L (N<35",
            "-1",
            "",
        ] {
            assert_eq!(read_liver_test(text, Tested::Enzyme), Err(TypedTestError::NotATest), "{text}");
        }
        assert_eq!(read_liver_test("1/2", Tested::Enzyme), Err(TypedTestError::LimitOfAnotherUnit));
        let ambiguous = Err(TypedTestError::Number(ParseDecimalError::Ambiguous));
        assert_eq!(read_liver_test("1,500", Tested::Enzyme), ambiguous);
        assert_eq!(read_liver_test("1,500 UI/L", Tested::Enzyme), ambiguous);
        assert_eq!(read_liver_test("25 (N<1,500)", Tested::Enzyme), ambiguous);
    }

    #[test]
    fn a_bilirubin_has_units_of_its_own_and_a_limit_that_is_one_in_them() {
        let read = |text: &str| read_liver_test(text, Tested::Bilirubin);
        for (text, expected) in [
            ("12 µmol/L", TypedTest::Printed(number("12"))),
            ("12 µmol/L (N<17)", printed("12", "17")),
            ("7 mg/L (N<10)", printed("7", "10")),
            ("0.7 mg/dL (N<1.2)", printed("0,7", "1,2")),
            ("12 (N<17)", printed("12", "17")),
            ("normale", normal(None)),
            ("1,5 N", times("1,5")),
        ] {
            assert_eq!(read(text), Ok(expected), "{text}");
        }
        // 1.2 mg/dL against a limit in µmol/L would be a fourteenth of it.
        for text in ["1.2 mg/dL (N<17)", "12 mg/L (N<1.2)", "50 µmol/L (N<100)"] {
            assert_eq!(read(text), Err(TypedTestError::LimitOfAnotherUnit), "{text}");
        }
        assert_eq!(read("12 UI/L"), Err(TypedTestError::NotATest));
    }

    #[test]
    fn a_number_alone_is_asked_and_a_limit_beside_it_settles_what_cannot_be_a_multiple() {
        let limit = Some(number("35"));
        let bare = |text: &str| TypedTest::Bare(number(text));
        let value = |text: &str| LiverTest::Printed { value: number(text), limit: number("35") };
        assert_eq!(bare("25").against(None), Err(TestDoubt::Unit(number("25"))));
        assert_eq!(bare("2").against(None), Err(TestDoubt::Unit(number("2"))));
        assert_eq!(bare("25").against(limit), Ok(value("25")));
        assert_eq!(bare("10").against(limit), Ok(value("10")));
        assert_eq!(bare("9,99").against(limit), Err(TestDoubt::Unit(number("9,99"))));
        assert_eq!(bare("0,7").against(limit), Err(TestDoubt::Unit(number("0,7"))));
        assert_eq!(TypedTest::Doubtful(number("25")).against(limit), Err(TestDoubt::Unit(number("25"))));
        assert_eq!(TypedTest::Printed(number("4")).against(limit), Ok(value("4")));
        assert_eq!(TypedTest::Printed(number("4")).against(None), Err(TestDoubt::Limit));
        assert_eq!(normal(None).against(limit), Ok(LiverTest::Normal { limit }));
        assert_eq!(normal(Some("40")).against(limit), Ok(LiverTest::Normal { limit: Some(number("40")) }));
        assert_eq!(
            printed("25", "40").against(limit),
            Ok(LiverTest::Printed { value: number("25"), limit: number("40") })
        );
        assert_eq!(times("2").against(limit), Ok(LiverTest::Times(number("2"))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        #[test]
        fn no_text_makes_the_readers_panic(text in "\\PC{0,20}|[0-9nNxX×/<()., uilmgdto-]{0,14}") {
            let _ = read_creatinine(&text);
            let _ = number_of(&text);
            for tested in [Tested::Enzyme, Tested::Bilirubin] {
                let _ = read_liver_test(&text, tested);
            }
        }

        #[test]
        fn a_number_alone_is_never_a_test(thousandths in 0u64..=1_000_000_000) {
            let number = Decimal::from_thousandths(thousandths).expect("in range");
            let typed = number.write_typed(crate::lang::Lang::FR);
            for tested in [Tested::Enzyme, Tested::Bilirubin] {
                prop_assert_eq!(read_liver_test(&typed, tested), Ok(TypedTest::Bare(number)));
            }
        }
    }
}
