//! The languages, and a text in each of them.
//!
//! A language is a file of `languages/`: its sentences, its plural rule, its marks. The build checks them
//! against one another and names each sentence; a sentence that a language lacks, or a variable too many, does not build.

use serde::{Deserialize, Serialize};

include!(concat!(env!("OUT_DIR"), "/tongues.rs"));

/// The sentences by name, each with its variables, as the build wrote them.
#[allow(non_camel_case_types, non_upper_case_globals, reason = "a sentence is named as the function that says it")]
pub(crate) mod says {
    include!(concat!(env!("OUT_DIR"), "/says.rs"));
}

/// A sentence with its gaps filled: `say!(lang, lifts_nothing, by, on, about)`. Each variable is a variable of the caller,
/// of the name that it has in the language files.
macro_rules! say {
    ($lang:expr, $($key:ident).+) => {
        $crate::lang::says::$($key)::+.of($lang).to_owned()
    };
    ($lang:expr, $($key:ident).+, $($var:ident),+ $(,)?) => {
        $crate::lang::says::$($key)::+ { $($var: $crate::lang::Var::var(&$var)),+ }.say($lang)
    };
}
pub(crate) use say;

/// A text without a gap: `name!(lang, level.minor)`; with a number, the form that goes with it.
macro_rules! name {
    ($lang:expr, $($key:ident).+) => {
        $crate::lang::says::$($key)::+.of($lang)
    };
    ($lang:expr, $($key:ident).+, $count:ident) => {
        $crate::lang::says::$($key)::+.of($lang, $crate::lang::Var::var(&$count))
    };
}
pub(crate) use name;

impl Tongue {
    /// The language that a name of the web begins with, `en-GB` as `en`; the first where none does.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        Self::ALL.into_iter().find(|it| name.starts_with(it.code())).unwrap_or_default()
    }
}

/// What a language file holds, as the build wrote it.
#[derive(Debug)]
struct Language {
    tongue: Tongue,
    /// Its plural rule, whose numbers it spells, what it elides before, with what, and what stands there otherwise; then
    /// its sentences, in the order of their names.
    lines: &'static [&'static str],
}

const PLURAL: usize = 0;
const NUMERALS: usize = 1;
const ELIDES_BEFORE: usize = 2;
const ELIDED: usize = 3;
const PLAIN: usize = 4;

/// Letters that a number in a sentence takes, nearly always.
const ROOM_FOR_A_COUNT: usize = 6;

/// Between the plural forms of one sentence.
const BETWEEN_FORMS: char = '\u{1f}';

/// A language that can be spoken: one that was loaded. It lasts as long as the program.
#[derive(Clone, Copy)]
pub struct Lang(&'static Language);

impl std::fmt::Debug for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.tongue().code())
    }
}

impl PartialEq for Lang {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Lang {}

impl Lang {
    /// Which language it is.
    #[must_use]
    pub const fn tongue(self) -> Tongue {
        self.0.tongue
    }

    /// Whose numbers it spells.
    #[must_use]
    pub fn numerals(self) -> &'static str {
        self.line(NUMERALS)
    }

    /// The mark before decimals: a comma in French, a point in English.
    #[must_use]
    pub fn decimal_mark(self) -> &'static str {
        name!(self, decimal_mark)
    }

    /// A name after « de », where the language elides it; the bare name elsewhere.
    #[must_use]
    pub fn of(self, name: &str) -> String {
        let first = name.chars().flat_map(char::to_lowercase).next();
        let elided = first.is_some_and(|it| self.line(ELIDES_BEFORE).contains(it));
        self.line(if elided { ELIDED } else { PLAIN }).to_owned() + name
    }

    /// Every sentence, each plural form by itself, for the tests of typography.
    pub fn sentences(self) -> impl Iterator<Item = &'static str> {
        self.0.lines[PLAIN + 1..].iter().flat_map(|it| it.split(BETWEEN_FORMS))
    }

    #[inline(never)]
    fn line(self, number: usize) -> &'static str {
        self.0.lines.get(number).copied().unwrap_or_default()
    }

    /// Which of the forms of a plural goes with a number: the first whose conditions all hold, or the last one.
    fn form(self, count: i64) -> usize {
        let holds = |rule: &str| {
            let mut numbers = rule.split(' ').filter_map(|it| it.parse::<u64>().ok());
            while let Some(divisor) = numbers.next() {
                let (Some(denied), Some(least), Some(most)) = (numbers.next(), numbers.next(), numbers.next()) else {
                    return false;
                };
                let left = count.unsigned_abs().checked_rem(divisor).unwrap_or(count.unsigned_abs());
                if (least <= left && left <= most) != (denied == 0) {
                    return false;
                }
            }
            true
        };
        let rules = || self.line(PLURAL).split_terminator(';');
        rules().position(holds).unwrap_or_else(|| rules().count())
    }

    /// The sentence of a number, in the form that goes with a count, its gaps filled. Only what the build wrote calls this.
    #[doc(hidden)]
    #[must_use]
    pub fn say(self, number: usize, count: i64, args: &[Arg<'_>]) -> String {
        let mut rest = Plural(number).of(self, count);
        let room = args.iter().map(|it| if let Arg::Text(text) = it { text.len() } else { ROOM_FOR_A_COUNT });
        let mut said = String::with_capacity(rest.len() + room.sum::<usize>());
        while let Some(at) = rest.bytes().position(|it| it < b' ') {
            let code = rest.as_bytes()[at];
            said.push_str(&rest[..at]);
            match args.get(usize::from((code & 0xf) - 1)) {
                Some(Arg::Text(text)) if code > 0xf => said.push_str(&self.of(text)),
                Some(Arg::Text(text)) => said.push_str(text),
                Some(Arg::Count(count)) => said.push_str(&count.to_string()),
                None => {}
            }
            rest = &rest[at + 1..];
        }
        said.push_str(rest);
        said
    }
}

/// What stands in a gap of a sentence.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// A text, as it is.
    Text(&'a str),
    /// A number, in figures.
    Count(i64),
}

/// How a value of the caller becomes what a sentence takes: a text or a number.
#[doc(hidden)]
pub trait Var<T> {
    /// The same value.
    fn var(self) -> T;
}

impl<'a> Var<&'a str> for &'a str {
    fn var(self) -> &'a str {
        self
    }
}

impl<'a> Var<&'a str> for &'a String {
    fn var(self) -> &'a str {
        self
    }
}

impl<'a, T: ?Sized, V> Var<V> for &&'a T
where
    &'a T: Var<V>,
{
    fn var(self) -> V {
        (*self).var()
    }
}

macro_rules! counts {
    ($($number:ty)*) => {
        $(impl Var<i64> for &$number {
            fn var(self) -> i64 {
                i64::try_from(u64::from(*self)).unwrap_or(i64::MAX)
            }
        })*
    };
}

counts!(u8 u16 u32 u64);

impl Var<i64> for &usize {
    fn var(self) -> i64 {
        i64::try_from(*self).unwrap_or(i64::MAX)
    }
}

impl Var<i64> for &i32 {
    fn var(self) -> i64 {
        i64::from(*self)
    }
}

impl Var<i64> for &i64 {
    fn var(self) -> i64 {
        *self
    }
}

/// A text without a gap.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Name(usize);

impl Name {
    /// Only what the build wrote calls this.
    #[must_use]
    pub const fn new(number: usize) -> Self {
        Self(number)
    }

    /// It, in a language.
    #[must_use]
    pub fn of(self, lang: Lang) -> &'static str {
        lang.line(self.0)
    }
}

/// A text without a gap, in the form that goes with a number.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Plural(usize);

impl Plural {
    /// Only what the build wrote calls this.
    #[must_use]
    pub const fn new(number: usize) -> Self {
        Self(number)
    }

    /// It, in a language.
    #[must_use]
    pub fn of(self, lang: Lang, count: i64) -> &'static str {
        let text = lang.line(self.0);
        if !text.contains(BETWEEN_FORMS) {
            return text;
        }
        text.split(BETWEEN_FORMS).nth(lang.form(count)).unwrap_or_default()
    }
}

/// Which language answers to which name: each by itself where it is loaded, another one until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Languages([Lang; Tongue::ALL.len()]);

impl Languages {
    /// Every language, as built in.
    #[must_use]
    pub const fn built_in() -> Self {
        BUILT_IN
    }

    /// One language, whichever is asked for.
    #[must_use]
    pub const fn only(lang: Lang) -> Self {
        Self([lang; Tongue::ALL.len()])
    }

    /// With one more.
    #[must_use]
    pub fn with(mut self, lang: Lang) -> Self {
        self.0[lang.tongue() as usize] = lang;
        self
    }

    /// The language of a name.
    #[must_use]
    pub const fn lang(&self, tongue: Tongue) -> Lang {
        self.0[tongue as usize]
    }

    /// A saying in the language of a name, or in each where none is named.
    pub fn say(&self, tongue: Option<Tongue>, say: impl Fn(Lang) -> String) -> String {
        let all: Vec<Lang> = Tongue::ALL.into_iter().map(|it| self.lang(it)).collect();
        match tongue {
            Some(tongue) => say(self.lang(tongue)),
            None => {
                let mut said: Vec<String> = all.into_iter().map(say).collect();
                said.dedup();
                said.join(" / ")
            }
        }
    }
}

impl Lang {
    /// A language from the bytes of its file; `None` for bytes that another build wrote. They are kept as long as the
    /// program runs.
    #[must_use]
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let text: &'static str = String::from_utf8(bytes).ok()?.leak();
        let (head, rest) = text.split_once('\n')?;
        let code = head.strip_prefix("palier ")?.strip_prefix(FINGERPRINT)?.strip_prefix(' ')?;
        let tongue = Tongue::ALL.into_iter().find(|it| it.code() == code)?;
        let lines: Vec<&'static str> = rest.split('\n').collect();
        (lines.len() == LINES).then(|| Self(Box::leak(Box::new(Language { tongue, lines: lines.leak() }))))
    }

    /// The bytes of its file.
    #[must_use]
    pub fn file(self) -> String {
        format!("palier {FINGERPRINT} {}\n{}", self.tongue().code(), self.0.lines.join("\n"))
    }
}

impl Text {
    /// The text in a language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.of(lang.tongue())
    }
}

#[cfg(test)]
#[path = "../languages/pseudo.rs"]
mod pseudo;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::pseudo::{built, compile::compile, folder};
    use super::*;

    const FRENCH: &str = include_str!("../languages/fr.toml");
    const ENGLISH: &str = include_str!("../languages/en.toml");

    #[test]
    fn a_language_read_from_its_file_says_what_the_one_built_in_says() {
        for tongue in Tongue::ALL {
            let lang = Languages::built_in().lang(tongue);
            let read = Lang::read(lang.file().into_bytes()).expect("its own file");
            assert_eq!(read.tongue(), tongue);
            assert!(read.sentences().eq(lang.sentences()), "{lang:?}");
        }
    }

    #[test]
    fn bytes_of_another_build_are_no_language() {
        let file = Lang::FR.file();
        let cut = &file[..file.rfind('\n').expect("lines")];
        for bytes in ["", "palier", cut, &file.replacen(FINGERPRINT, "0", 1), &file.replacen(" fr\n", " xx\n", 1)] {
            assert_eq!(Lang::read(bytes.as_bytes().to_vec()), None, "{}", &bytes[..bytes.len().min(30)]);
        }
        assert_eq!(Lang::read(vec![0xff; 10]), None);
    }

    #[test]
    fn a_strange_language_is_one_more_file_and_keeps_every_variable() {
        let lang = Lang::read(built(FRENCH, "strange")).expect("built as any other");
        assert_eq!(crate::words::dates::days(1, lang), "⟦1\u{a0}jöür~~⟧");
        assert_eq!(crate::words::dates::days(14, lang), "⟦14\u{a0}jöürs~~⟧");
        let long = |lang: Lang| lang.sentences().map(|it| it.chars().count()).sum::<usize>();
        assert!(long(lang) > long(Lang::FR) * 4 / 3, "{} beside {}", long(lang), long(Lang::FR));
        let gaps = |it: &str| {
            let mut gaps: Vec<char> = it.chars().filter(|it| *it < ' ').collect();
            gaps.sort_unstable();
            gaps
        };
        for (strange, french) in lang.sentences().zip(Lang::FR.sentences()) {
            assert_eq!(gaps(strange), gaps(french), "{strange}");
        }
    }

    /// A language with the plural forms of Polish: what ends in 2, 3 or 4 takes its own, but for 12, 13 and 14.
    #[test]
    fn a_plural_form_goes_by_the_rule_of_its_language() {
        let polish: &'static [&'static str] = &["0 0 1 1;10 0 2 4 100 1 12 14", "", "", "", ""];
        let form = |lines, count| Lang(Box::leak(Box::new(Language { tongue: Tongue::Fr, lines }))).form(count);
        for (count, expected) in [(0, 2), (1, 0), (2, 1), (4, 1), (5, 2), (12, 2), (22, 1), (112, 2), (-1, 0)] {
            assert_eq!(form(polish, count), expected, "{count}");
        }
        assert_eq!(form(&[""], 1), 0, "one form does for all");
        for (count, fr, en) in [(0, 0, 1), (1, 0, 0), (2, 1, 1)] {
            assert_eq!((Lang::FR.form(count), Lang::EN.form(count)), (fr, en), "{count}");
        }
    }

    /// What the build says of a pair of files, one place of English changed.
    fn faults(name: &str, from: &str, to: &str) -> String {
        assert_eq!(ENGLISH.matches(from).count(), 1, "{from}");
        let folder = folder(name);
        for (name, text) in [("fr.toml", FRENCH), ("en.toml", &ENGLISH.replacen(from, to, 1))] {
            fs::write(folder.join(name), text).expect("a file can be written");
        }
        let faults = compile(&folder, "engine", &folder).err().unwrap_or_default().join("\n");
        fs::remove_dir_all(&folder).expect("a folder can be removed");
        faults
    }

    #[test]
    fn what_a_language_lacks_or_has_too_many_of_does_not_build() {
        for (from, to, expected) in [
            ("days.one = \"{#count}\u{a0}day\"\n", "", "dates.days: has the forms [\"other\"]"),
            ("then = \"{first} then {last}\"\n", "", "en.toml: joining.then: is missing"),
            ("then = \"", "thence = \"x\"\nthen = \"", "joining.thence: is not in fr.toml"),
            ("{first} then {last}", "{first} then", "joining.then: is given [\"first\"]"),
            (
                "{first} then {last}",
                "{first} then {last} {more}",
                "joining.then: is given [\"first\", \"last\", \"more\"]",
            ),
            ("{first} then {last}", "{first} then {last", "joining.then: a brace is not closed"),
            ("{first} then {last}", "{first} then} {last}", "joining.then: a brace is not opened"),
            ("{first} then {last}", "{first} then { }", "joining.then: `{ }` is no variable"),
            ("{first} then {last}", "{#first} then {last}", "joining.then: is given"),
            ("{first} then {last}", "", "joining.then: has no text"),
            ("then = \"{first} then {last}\"", "then = 3", "joining.then: has no text"),
            (
                "then = \"{first} then {last}\"",
                "then.few = \"{first} {last}\"",
                "joining.then: has the forms [\"few\"]",
            ),
            ("n = 1", "one", "language.plural: `one` is no condition"),
            ("n = 1", "n = 1\", much = \"n = 9", "language.plural: `much` is no form"),
            ("name = \"English\"", "", "language: a `name`"),
        ] {
            let said = faults(&expected.replace(|it: char| !it.is_alphanumeric(), "-"), from, to);
            assert!(said.contains(expected), "{from} → {to}: {said}");
        }
    }
}
