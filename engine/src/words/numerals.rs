//! Numbers in words, so that a figure altered on a sheet is seen.
//!
//! French is that of France in its traditional spelling: hyphens only below one hundred, and not
//! around "et" (`vingt et un`, `soixante-dix-sept`, `deux cent un`). English is British:
//! `one hundred and one`, `forty-two`.

use crate::exact::decimal::Decimal;
use crate::lang::Lang;

const FR_BELOW_TWENTY: [&str; 20] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
];

/// Sixty counts to seventy-nine, eighty to ninety-nine: their places above are not used.
const FR_TENS: [&str; 10] =
    ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"];

const EN_BELOW_TWENTY: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const EN_TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const THOUSAND: u64 = 1000;

const MILLION: u64 = 1_000_000;

const MILLIARD: u64 = 1_000_000_000;

/// A whole number in words, up to 999,999,999,999; above, in figures, as in a language whose numbers nobody taught
/// Palier to spell.
///
/// In French, the masculine form, as one counts: `vingt et un`. Before a feminine noun, see
/// [`in_words_feminine`].
///
/// # Examples
///
/// ```
/// use palier_engine::lang::Lang;
/// use palier_engine::words::numerals::in_words;
///
/// assert_eq!(in_words(21, Lang::FR), "vingt et un");
/// ```
#[must_use]
pub fn in_words(number: u64, lang: Lang) -> String {
    if number >= THOUSAND * MILLIARD {
        return number.to_string();
    }
    match lang.numerals() {
        "fr" => french(number),
        "en" => english(number),
        _ => number.to_string(),
    }
}

/// A whole number in words before a feminine noun: `vingt et une` gélules. English has one form.
#[must_use]
pub fn in_words_feminine(number: u64, lang: Lang) -> String {
    let mut words = in_words(number, lang);
    if lang.numerals() == "fr" && words.rsplit([' ', '-']).next() == Some("un") {
        words.push('e');
    }
    words
}

/// A decimal number in words: `un virgule cinq`, `zéro virgule zéro cinq`; `one point two five`.
///
/// After the mark, French reads the zeros one by one and the rest as a number, English every digit.
#[must_use]
pub fn decimal_in_words(number: Decimal, lang: Lang) -> String {
    let whole = in_words(number.thousandths() / 1000, lang);
    let written = number.to_string();
    let Some((_, fraction)) = written.split_once('.') else {
        return whole;
    };
    match lang.numerals() {
        "fr" => {
            let rest = fraction.trim_start_matches('0');
            let zeros = "zéro ".repeat(fraction.len() - rest.len());
            format!("{whole} virgule {zeros}{}", french(rest.parse().unwrap_or_default()))
        }
        "en" => {
            let digits: Vec<&str> = fraction.bytes().map(|it| EN_BELOW_TWENTY[usize::from(it - b'0')]).collect();
            format!("{whole} point {}", digits.join(" "))
        }
        _ => number.write(lang),
    }
}

/// Below 10¹². "Mille" is a numeral and never varies; "million" and "milliard" are nouns.
fn french(number: u64) -> String {
    let mut words = Vec::new();
    for (size, name) in [(MILLIARD, "milliard"), (MILLION, "million")] {
        match number / size % THOUSAND {
            0 => {}
            1 => words.push(format!("un {name}")),
            count => words.push(format!("{} {name}s", french_below_thousand(count, true))),
        }
    }
    match number / THOUSAND % THOUSAND {
        0 => {}
        1 => words.push("mille".to_owned()),
        count => words.push(format!("{} mille", french_below_thousand(count, false))),
    }
    if number == 0 || !number.is_multiple_of(THOUSAND) {
        words.push(french_below_thousand(number % THOUSAND, true));
    }
    words.join(" ")
}

/// `closes`: no numeral follows, so that "cents" and "quatre-vingts" take their s.
fn french_below_thousand(number: u64, closes: bool) -> String {
    let hundreds = match number / 100 {
        0 => return french_below_hundred(number, closes),
        1 => "cent".to_owned(),
        count => format!("{} cent", FR_BELOW_TWENTY[count as usize % 10]),
    };
    match number % 100 {
        0 if closes && number > 100 => format!("{hundreds}s"),
        0 => hundreds,
        rest => format!("{hundreds} {}", french_below_hundred(rest, closes)),
    }
}

fn french_below_hundred(number: u64, closes: bool) -> String {
    let tens = FR_TENS[number as usize / 10 % 10];
    match number {
        0..20 => FR_BELOW_TWENTY[number as usize].to_owned(),
        80 if closes => "quatre-vingts".to_owned(),
        20 | 30 | 40 | 50 | 60 | 80 => tens.to_owned(),
        21 | 31 | 41 | 51 | 61 => format!("{tens} et un"),
        71 => format!("{tens} et onze"),
        62..80 => format!("{tens}-{}", FR_BELOW_TWENTY[number as usize - 60]),
        81..100 => format!("{tens}-{}", FR_BELOW_TWENTY[number as usize - 80]),
        _ => format!("{tens}-{}", FR_BELOW_TWENTY[number as usize % 10]),
    }
}

/// Below 10¹².
fn english(number: u64) -> String {
    for (size, name) in [(MILLIARD, "billion"), (MILLION, "million"), (THOUSAND, "thousand"), (100, "hundred")] {
        if number < size {
            continue;
        }
        let head = format!("{} {name}", english(number / size));
        return match number % size {
            0 => head,
            rest @ 1..100 => format!("{head} and {}", english(rest)),
            rest => format!("{head} {}", english(rest)),
        };
    }
    if number < 20 {
        return EN_BELOW_TWENTY[number as usize].to_owned();
    }
    let tens = EN_TENS[number as usize / 10];
    match number % 10 {
        0 => tens.to_owned(),
        unit => format!("{tens}-{}", EN_BELOW_TWENTY[unit as usize]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: [(u64, &str); 62] = [
        (0, "zéro"),
        (1, "un"),
        (10, "dix"),
        (11, "onze"),
        (16, "seize"),
        (17, "dix-sept"),
        (19, "dix-neuf"),
        (20, "vingt"),
        (21, "vingt et un"),
        (22, "vingt-deux"),
        (28, "vingt-huit"),
        (30, "trente"),
        (31, "trente et un"),
        (42, "quarante-deux"),
        (50, "cinquante"),
        (61, "soixante et un"),
        (69, "soixante-neuf"),
        (70, "soixante-dix"),
        (71, "soixante et onze"),
        (72, "soixante-douze"),
        (77, "soixante-dix-sept"),
        (79, "soixante-dix-neuf"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (84, "quatre-vingt-quatre"),
        (90, "quatre-vingt-dix"),
        (91, "quatre-vingt-onze"),
        (97, "quatre-vingt-dix-sept"),
        (99, "quatre-vingt-dix-neuf"),
        (100, "cent"),
        (101, "cent un"),
        (121, "cent vingt et un"),
        (126, "cent vingt-six"),
        (171, "cent soixante et onze"),
        (180, "cent quatre-vingts"),
        (199, "cent quatre-vingt-dix-neuf"),
        (200, "deux cents"),
        (201, "deux cent un"),
        (210, "deux cent dix"),
        (280, "deux cent quatre-vingts"),
        (300, "trois cents"),
        (483, "quatre cent quatre-vingt-trois"),
        (999, "neuf cent quatre-vingt-dix-neuf"),
        (1000, "mille"),
        (1001, "mille un"),
        (1080, "mille quatre-vingts"),
        (1100, "mille cent"),
        (1999, "mille neuf cent quatre-vingt-dix-neuf"),
        (2000, "deux mille"),
        (2026, "deux mille vingt-six"),
        (2200, "deux mille deux cents"),
        (21_000, "vingt et un mille"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (280_200, "deux cent quatre-vingt mille deux cents"),
        (1_000_000, "un million"),
        (1_000_001, "un million un"),
        (80_000_000, "quatre-vingts millions"),
        (200_000_000, "deux cents millions"),
        (201_000_080, "deux cent un millions quatre-vingts"),
        (
            999_999_999,
            "neuf cent quatre-vingt-dix-neuf millions neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf",
        ),
        (2_000_000_000, "deux milliards"),
    ];

    const ENGLISH: [(u64, &str); 46] = [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (10, "ten"),
        (11, "eleven"),
        (12, "twelve"),
        (13, "thirteen"),
        (14, "fourteen"),
        (15, "fifteen"),
        (18, "eighteen"),
        (19, "nineteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (28, "twenty-eight"),
        (30, "thirty"),
        (40, "forty"),
        (42, "forty-two"),
        (50, "fifty"),
        (55, "fifty-five"),
        (60, "sixty"),
        (70, "seventy"),
        (80, "eighty"),
        (84, "eighty-four"),
        (90, "ninety"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (101, "one hundred and one"),
        (110, "one hundred and ten"),
        (126, "one hundred and twenty-six"),
        (200, "two hundred"),
        (210, "two hundred and ten"),
        (483, "four hundred and eighty-three"),
        (999, "nine hundred and ninety-nine"),
        (1000, "one thousand"),
        (1001, "one thousand and one"),
        (1100, "one thousand one hundred"),
        (1101, "one thousand one hundred and one"),
        (2026, "two thousand and twenty-six"),
        (12_345, "twelve thousand three hundred and forty-five"),
        (80_000, "eighty thousand"),
        (210_000, "two hundred and ten thousand"),
        (1_000_000, "one million"),
        (1_000_001, "one million and one"),
        (1_200_000, "one million two hundred thousand"),
        (
            999_999_999,
            "nine hundred and ninety-nine million nine hundred and ninety-nine thousand nine hundred and ninety-nine",
        ),
        (2_000_000_000, "two billion"),
    ];

    #[test]
    fn whole_numbers_are_spelled_as_taught() {
        for (number, words) in FRENCH {
            assert_eq!(in_words(number, Lang::FR), words, "{number}");
        }
        for (number, words) in ENGLISH {
            assert_eq!(in_words(number, Lang::EN), words, "{number}");
        }
        assert_eq!(in_words(1_000_000_000_000, Lang::FR), "1000000000000");
        assert_eq!(in_words(u64::MAX, Lang::EN), "18446744073709551615");
    }

    #[test]
    fn capsules_and_drops_are_feminine_in_french() {
        let table = [
            (0, "zéro"),
            (1, "une"),
            (11, "onze"),
            (21, "vingt et une"),
            (42, "quarante-deux"),
            (71, "soixante et onze"),
            (81, "quatre-vingt-une"),
            (91, "quatre-vingt-onze"),
            (101, "cent une"),
            (1000, "mille"),
            (21_000, "vingt et un mille"),
        ];
        for (number, words) in table {
            assert_eq!(in_words_feminine(number, Lang::FR), words, "{number}");
        }
        assert_eq!(in_words_feminine(21, Lang::EN), "twenty-one");
    }

    #[test]
    fn decimals_are_read_aloud() {
        let table = [
            (1500, "un virgule cinq", "one point five"),
            (50, "zéro virgule zéro cinq", "zero point zero five"),
            (5, "zéro virgule zéro zéro cinq", "zero point zero zero five"),
            (500, "zéro virgule cinq", "zero point five"),
            (1250, "un virgule vingt-cinq", "one point two five"),
            (125, "zéro virgule cent vingt-cinq", "zero point one two five"),
            (4800, "quatre virgule huit", "four point eight"),
            (10_800, "dix virgule huit", "ten point eight"),
            (2080, "deux virgule zéro huit", "two point zero eight"),
            (304_500, "trois cent quatre virgule cinq", "three hundred and four point five"),
            (80_200, "quatre-vingts virgule deux", "eighty point two"),
            (3000, "trois", "three"),
            (0, "zéro", "zero"),
            (1_000_000_000_000, "un milliard", "one billion"),
        ];
        for (thousandths, fr, en) in table {
            let number = Decimal::from_thousandths(thousandths).expect("in range");
            assert_eq!(decimal_in_words(number, Lang::FR), fr);
            assert_eq!(decimal_in_words(number, Lang::EN), en);
        }
    }

    /// Reads a number back word by word, as one would hear it. Both languages: no word is shared
    /// but "six" and "million".
    fn heard(words: &str) -> u64 {
        let units = [
            ["zéro", "zero"],
            ["un", "one"],
            ["deux", "two"],
            ["trois", "three"],
            ["quatre", "four"],
            ["cinq", "five"],
            ["six", "six"],
            ["sept", "seven"],
            ["huit", "eight"],
            ["neuf", "nine"],
            ["dix", "ten"],
            ["onze", "eleven"],
            ["douze", "twelve"],
            ["treize", "thirteen"],
            ["quatorze", "fourteen"],
            ["quinze", "fifteen"],
            ["seize", "sixteen"],
            ["-", "seventeen"],
            ["-", "eighteen"],
            ["-", "nineteen"],
        ];
        let (mut total, mut group) = (0, 0);
        for word in words.split([' ', '-']) {
            if let Some(unit) = units.iter().position(|it| it.contains(&word)) {
                group += unit as u64;
                continue;
            }
            match word {
                "et" | "and" => {}
                "vingt" | "vingts" if group % 10 == 4 => group += 80 - 4,
                "vingt" | "twenty" => group += 20,
                "trente" | "thirty" => group += 30,
                "quarante" | "forty" => group += 40,
                "cinquante" | "fifty" => group += 50,
                "soixante" | "sixty" => group += 60,
                "seventy" => group += 70,
                "eighty" => group += 80,
                "ninety" => group += 90,
                "cent" | "cents" | "hundred" => group = group.max(1) * 100,
                "mille" | "thousand" => (total, group) = (total + group.max(1) * 1000, 0),
                "million" | "millions" => (total, group) = (total + group * 1_000_000, 0),
                other => panic!("`{other}` in `{words}`"),
            }
        }
        total + group
    }

    #[test]
    fn every_number_is_heard_as_it_was_written() {
        let spread = (0..=10_000).chain((10_000..1_000_000).step_by(997)).chain((0..1_000_000_000).step_by(99_991));
        for number in spread {
            for lang in [Lang::FR, Lang::EN] {
                assert_eq!(heard(&in_words(number, lang)), number, "{}", in_words(number, lang));
            }
        }
    }
}
