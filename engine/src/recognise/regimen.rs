//! The amount per day, where it follows exactly from what is written: `75 mg x2/j`, `75 mg 1-0-1`.
//!
//! A word that is not of this little language, such as « si besoin », and the amount is not worked out.

use crate::exact::bounds::Quantity;
use crate::exact::decimal::Decimal;
use crate::exact::dose::Dose;
use crate::exact::letters::{fold, narrow};

/// A number, a word or a sign of a regimen.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sign {
    /// In thousandths.
    Number(u64),
    Word(String),
    Slash,
    Dash,
    Other,
}

impl Sign {
    fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Word(_) | Self::Slash | Self::Dash | Self::Other => None,
        }
    }

    fn word(&self) -> &str {
        match self {
            Self::Word(word) => word,
            Self::Number(_) | Self::Slash | Self::Dash | Self::Other => "",
        }
    }
}

const NUMBERS: [(&str, u64); 10] = [
    ("un", 1000),
    ("une", 1000),
    ("one", 1000),
    ("deux", 2000),
    ("two", 2000),
    ("trois", 3000),
    ("three", 3000),
    ("quatre", 4000),
    ("four", 4000),
    ("demi", 500),
];

/// Micrograms in one of each unit.
const UNITS: [(&str, u64); 12] = [
    ("mg", 1000),
    ("milligramme", 1000),
    ("milligrammes", 1000),
    ("g", 1_000_000),
    ("gramme", 1_000_000),
    ("grammes", 1_000_000),
    ("ug", 1),
    ("mcg", 1),
    ("microgramme", 1),
    ("microgrammes", 1),
    ("microgram", 1),
    ("micrograms", 1),
];

/// Words that say how many times a day by themselves.
const CODES: [(&str, u64); 9] =
    [("od", 1), ("qd", 1), ("bd", 2), ("bid", 2), ("tds", 3), ("tid", 3), ("qds", 4), ("qid", 4), ("nightly", 1)];

const COUNTED: [(&str, u64); 3] = [("once", 1), ("twice", 2), ("thrice", 3)];

const TIMES: &[&str] = &["x", "fois", "times", "prise", "prises"];

const DAY: &[&str] = &["j", "jr", "jour", "day", "d", "daily", "quotidien", "quotidienne", "quotidiennement"];

/// Moments of the day, by the place of each.
const MOMENTS: [(&str, u8); 15] = [
    ("matin", 1),
    ("matins", 1),
    ("morning", 1),
    ("midi", 2),
    ("noon", 2),
    ("lunch", 2),
    ("soir", 4),
    ("soirs", 4),
    ("evening", 4),
    ("coucher", 8),
    ("nuit", 8),
    ("bedtime", 8),
    ("night", 8),
    ("hs", 8),
    ("qhs", 8),
];

const EACH: &[&str] = &[
    "cp",
    "cpr",
    "cps",
    "comp",
    "comprime",
    "comprimes",
    "gel",
    "gelule",
    "gelules",
    "caps",
    "cap",
    "capsule",
    "capsules",
    "tab",
    "tabs",
    "tablet",
    "tablets",
    "pill",
    "pills",
    "sachet",
    "sachets",
];

/// Words that change nothing.
const SILENT: &[&str] = &[
    "le",
    "la",
    "au",
    "a",
    "et",
    "and",
    "the",
    "in",
    "at",
    "par",
    "per",
    "de",
    "chaque",
    "lp",
    "l",
    "p",
    "sr",
    "xr",
    "er",
    "oral",
    "orale",
    "voie",
    "secable",
    "secables",
    "pellicule",
    "pellicules",
    "enrobe",
    "enrobes",
    "effervescent",
    "effervescents",
];

fn looked_up<N: Copy>(table: &[(&str, N)], word: &str) -> Option<N> {
    table.iter().find(|(known, _)| *known == word).map(|(_, it)| *it)
}

fn signs(text: &str) -> Option<Vec<Sign>> {
    let text: String = text.chars().map(narrow).collect();
    let mut signs = Vec::new();
    let mut rest = text.as_str();
    while let Some(letter) = rest.chars().next() {
        let run = |is: &dyn Fn(char) -> bool| rest.find(|it: char| !is(it)).unwrap_or(rest.len());
        let is_part = |it: char| matches!(it, '½' | '¼' | '¾');
        let length = if letter.is_ascii_digit() || is_part(letter) {
            let mut length = run(&|it| it.is_ascii_digit());
            let after = &rest[length..];
            let fraction =
                after.strip_prefix([',', '.']).map_or(0, |it| it.bytes().take_while(u8::is_ascii_digit).count());
            length += if fraction > 0 {
                1 + fraction
            } else {
                after.chars().next().filter(|it| is_part(*it)).map_or(0, char::len_utf8)
            };
            signs.push(Sign::Number(Decimal::parse_amount(&rest[..length]).ok()?.thousandths()));
            length
        } else if letter.is_alphabetic() {
            let length = run(&|it| it.is_alphabetic() && !is_part(it) || ('\u{300}'..='\u{36f}').contains(&it));
            let word = fold(&rest[..length]);
            signs.push(looked_up(&NUMBERS, &word).map_or(Sign::Word(word), Sign::Number));
            length
        } else {
            match letter {
                '/' => signs.push(Sign::Slash),
                '-' | '–' => signs.push(Sign::Dash),
                '×' | '*' => signs.push(Sign::Word("x".to_owned())),
                ' ' | ',' | '.' | ':' | '(' | ')' | '®' | '\u{a0}' | '\u{202f}' | '\t' | '’' | '\'' => {}
                _ => signs.push(Sign::Other),
            }
            letter.len_utf8()
        };
        rest = &rest[length..];
    }
    Some(signs)
}

/// What was read of a regimen so far.
#[derive(Default)]
struct RegimenRead {
    /// Units at one time, in thousandths.
    each: Option<u64>,
    times: Option<u64>,
    /// The moments named, one bit each.
    moments: u8,
    /// Units of all moments, of `1-0-1`.
    sum: Option<u64>,
    day: bool,
}

/// Writes what may be said only once.
fn once<N>(slot: &mut Option<N>, value: N) -> Option<()> {
    slot.is_none().then(|| *slot = Some(value))
}

fn whole(number: u64) -> Option<u64> {
    (number > 0 && number.is_multiple_of(1000)).then_some(number / 1000)
}

impl RegimenRead {
    /// Reads the next signs, and says how many they were.
    fn next(&mut self, signs: &[Sign]) -> Option<usize> {
        let word = |at: usize| signs.get(at).map_or("", Sign::word);
        let number = |at: usize| signs.get(at).and_then(Sign::number);
        let per_day = |at: usize| {
            let led = signs.get(at) == Some(&Sign::Slash) || ["par", "per", "a"].contains(&word(at));
            DAY.contains(&word(at + usize::from(led)))
        };
        match signs.first()? {
            Sign::Number(first) => {
                let joined = |at: usize| at == 0 || signs.get(2 * at - 1) == Some(&Sign::Dash);
                let parts: Vec<u64> = (0..4).map_while(|at| number(2 * at).filter(|_| joined(at))).collect();
                if parts.len() >= 3 {
                    once(&mut self.sum, parts.iter().sum())?;
                    return Some(2 * parts.len() - 1);
                }
                let part = number(2).filter(|it| [2000, 4000].contains(it) && EACH.contains(&word(3)));
                if let Some(part) = part.filter(|_| signs.get(1) == Some(&Sign::Slash)) {
                    once(&mut self.each, *first * 1000 / part)?;
                    return Some(4);
                }
                if EACH.contains(&word(1)) {
                    once(&mut self.each, *first)?;
                    return Some(2);
                }
                if word(1) == "x"
                    && let Some(times) = number(2)
                {
                    once(&mut self.each, *first)?;
                    once(&mut self.times, whole(times)?)?;
                    return Some(3);
                }
                if TIMES.contains(&word(1)) {
                    once(&mut self.times, whole(*first)?)?;
                    return Some(2);
                }
                once(&mut self.times, whole(*first).filter(|_| per_day(1))?)?;
                Some(1)
            }
            Sign::Slash if DAY.contains(&word(1)) => {
                self.day = true;
                Some(2)
            }
            Sign::Word(first) => self.word(first, number(1)),
            Sign::Dash => Some(1),
            Sign::Slash | Sign::Other => None,
        }
    }

    /// Reads a word, and the number after it where it needs one.
    fn word(&mut self, word: &str, next: Option<u64>) -> Option<usize> {
        if word == "x" {
            once(&mut self.times, whole(next?)?)?;
            return Some(2);
        }
        if word == "depuis" || word == "since" {
            let year = whole(next?)?;
            return (1900..=2100).contains(&year).then_some(2);
        }
        if let Some(times) = looked_up(&CODES, word) {
            once(&mut self.times, times)?;
            self.day = true;
        } else if let Some(times) = looked_up(&COUNTED, word) {
            once(&mut self.times, times)?;
        } else if let Some(moment) = looked_up(&MOMENTS, word) {
            // « Le soir au coucher » is one moment, and may be read as two.
            let late = (self.moments | moment) & 12 == 12;
            if self.moments & moment != 0 || late {
                return None;
            }
            self.moments |= moment;
        } else if DAY.contains(&word) {
            self.day = true;
        } else if !SILENT.contains(&word) && !EACH.contains(&word) {
            return None;
        }
        Some(1)
    }

    /// Units of a day, in thousandths.
    fn units(&self) -> Option<u64> {
        let each = self.each.unwrap_or(1000);
        let moments = u64::from(self.moments.count_ones());
        match (self.times, moments, self.sum) {
            (Some(times), 0, None) if self.day => Some(each * times),
            (Some(times), moments, None) if times == moments => Some(each * times),
            (None, 0, None) if self.day => Some(each),
            (None, 1.., None) => Some(each * moments),
            (None, 0, Some(sum)) if self.each.is_none() => Some(sum),
            _ => None,
        }
    }
}

/// The amount per day of a text with one strength and its times.
pub(crate) fn per_day(text: &str) -> Option<Dose> {
    let signs = signs(text)?;
    let unit = |at: usize| Some((signs.get(at)?.number()?, looked_up(&UNITS, signs.get(at + 1)?.word())?));
    let mut strengths = (0..signs.len()).filter(|at| unit(*at).is_some());
    let at = strengths.next()?;
    if strengths.next().is_some() || signs[..at].iter().any(|it| it.number().is_some()) || signs.contains(&Sign::Other)
    {
        return None;
    }
    let (number, micrograms) = unit(at)?;
    let mut read = RegimenRead::default();
    let mut next = at + 2;
    while next < signs.len() {
        next += read.next(&signs[next..])?;
    }
    let thousandths = number.checked_mul(micrograms)?;
    let strength = thousandths.is_multiple_of(1000).then_some(thousandths / 1000)?;
    let total = strength.checked_mul(read.units()?)?;
    let total = u32::try_from(total.is_multiple_of(1000).then_some(total / 1000)?).ok()?;
    let in_milligrams = Decimal::from_thousandths(total.into())?;
    Dose::from_micrograms(total).filter(|_| Quantity::Dose.bounds().hold(in_milligrams))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(table: &[(&str, Option<u32>)]) {
        for (typed, micrograms) in table {
            assert_eq!(per_day(typed).map(Dose::micrograms), *micrograms, "{typed}");
        }
    }

    #[test]
    fn the_amount_of_a_day_is_strength_by_units_by_times() {
        reads(&[
            ("Eliquis 5 mg x2/j", Some(10_000)),
            ("doliprane 1g x3/j", Some(3_000_000)),
            ("Lyrica 75 mg 1-0-1", Some(150_000)),
            ("Lyrica 75 mg 1-0-2-1", Some(300_000)),
            ("Lyrica 75 mg ½-0-1", Some(112_500)),
            ("x 75 mg 1 cp matin et soir", Some(150_000)),
            ("x 75 mg 2 gélules matin, midi et soir", Some(450_000)),
            ("x 75 mg 1/2 cp le soir", Some(37_500)),
            ("x 75 mg ½ comprimé le matin", Some(37_500)),
            ("x 75 mg 1½ cp/j", Some(112_500)),
            ("x 0,5 mg par jour", Some(500)),
            ("x 0.5 mg/day", Some(500)),
            ("x 37,5 mg LP le matin", Some(37_500)),
            ("x 25 µg/j", Some(25)),
            ("x 100 mcg once daily", Some(100)),
            ("x 50 mg bid", Some(100_000)),
            ("x 50 mg TID", Some(150_000)),
            ("x 50 mg three times a day", Some(150_000)),
            ("x 50 mg 2 fois par jour", Some(100_000)),
            ("x 50 mg deux fois par jour", Some(100_000)),
            ("x 50 mg 2x/j", Some(100_000)),
            ("x 50 mg 1 x 2/j", Some(100_000)),
            ("x 50 mg 2 cp x 3/jour", Some(300_000)),
            ("x 50 mg × 2 / jour", Some(100_000)),
            ("x 50 mg 2/j", Some(100_000)),
            ("x 50 mg 2 par jour matin et soir", Some(100_000)),
            ("x 50 mg x2/j depuis 2019", Some(100_000)),
            ("x 50 mg at night", Some(50_000)),
            ("x ５０ ｍｇ ｂｉｄ", Some(100_000)),
        ]);
    }

    #[test]
    fn what_does_not_follow_exactly_is_not_worked_out() {
        reads(&[
            ("x 75 mg", None),
            ("x 75 mg x2", None),
            ("x 75 mg 2 fois", None),
            ("x 75 x2/j", None),
            ("x 75 mg x2/j si besoin", None),
            ("x 75 mg prn", None),
            ("x 75 mg 1 à 2 cp par jour", None),
            ("x 75 mg 1-2 cp par jour", None),
            ("x 75 mg tous les 2 jours", None),
            ("x 75 mg 1 jour sur 2", None),
            ("x 75 mg par semaine", None),
            ("x 75 mg/semaine", None),
            ("x 25 µg/h", None),
            ("x 5 mg/ml 2/j", None),
            ("x 500 mg/30 mg x3/j", None),
            ("x 75 mg et 150 mg le soir", None),
            ("2 x 75 mg par jour", None),
            ("x 1 % 2/j", None),
            ("x 1,500 mg x2/j", None),
            ("x 75 mg x2/j x3/j", None),
            ("x 75 mg le soir au coucher", None),
            ("x 75 mg x3/j matin et soir", None),
            ("x 75 mg toutes les 8 heures", None),
            ("x 75 mg x0/j", None),
            ("x 0 mg x2/j", None),
            ("x 90 g x2/j", None),
            ("x 0,3 µg/j", None),
            ("x 75 mg +", None),
            ("", None),
        ]);
    }
}
