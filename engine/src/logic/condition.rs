//! Three-valued logic, and the conditions rules are written in.
//!
//! Kleene's tables: `Unknown and No = No`, `Unknown or Yes = Yes`. Not knowing is never read as
//! no. A condition is written in the formulary as a clinician would read it
//! (`liver-disease or alt > 3`), parsed once when the book is built.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

use crate::exact::decimal::Decimal;
use crate::logic::truth::Compare;

/// A number about the patient that a condition may compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Measure {
    /// Age in completed years.
    Age,
    /// Weight in kg.
    Weight,
    /// Body-mass index in kg/m².
    Bmi,
    /// Creatinine clearance in mL/min, the lower of the variants where the formula is unreliable.
    Clearance,
    /// Alanine aminotransferase, as a multiple of the upper limit of normal.
    Alt,
    /// Aspartate aminotransferase, as a multiple of the upper limit of normal.
    Ast,
    /// Total bilirubin, as a multiple of the upper limit of normal.
    Bilirubin,
    /// Whole days from the liver tests to the first dose; to today while no later day is chosen.
    LiverTestAge,
    /// Answer to item 9 of the PHQ-9, 0 to 3.
    Phq9Item9,
    /// Child-Pugh score, 5 to 15.
    ChildPugh,
    /// Whole days from the first dose to planned surgery, 0 if surgery comes first; an operation of
    /// the past counts as none.
    DaysToSurgery,
}

impl Measure {
    const NAMES: [(&'static str, Self); 11] = [
        ("age", Self::Age),
        ("weight", Self::Weight),
        ("bmi", Self::Bmi),
        ("clearance", Self::Clearance),
        ("alt", Self::Alt),
        ("ast", Self::Ast),
        ("bilirubin", Self::Bilirubin),
        ("liver-test-age", Self::LiverTestAge),
        ("phq9-item9", Self::Phq9Item9),
        ("child-pugh", Self::ChildPugh),
        ("days-to-surgery", Self::DaysToSurgery),
    ];

    /// The name used in conditions.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }
}

/// Which of the person's medicines a condition looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Taking {
    /// Taken now: listed, with no recorded stop up to today.
    Now,
    /// Listed at all, whether taken now or stopped.
    Listed,
    /// Taken now, by the person's or prescriber's word only now and then as labelled.
    Occasionally,
    /// Taken now, daily or at high dose.
    Daily,
    /// Listed, and misused.
    Misused,
    /// Taken now, and started in the last `n` days, a month counting by its last day; not known where
    /// nobody said when.
    StartedWithin(u16),
    /// Taken on every day of a course, and established by then: no stop recorded or planned, not now
    /// and then nor misused, and started `n` days or more before the first dose. What allows *more*
    /// because of a medicine reads it so. How it is used, unsaid, counts as every day: its tag must
    /// name medicines that are labelled for daily use alone.
    Throughout(u16),
}

/// What must be so for a rule to fire. Written as text, for example
/// `takes(maoi) and not age < 18`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Every one of them; of none: always.
    All(Vec<Condition>),
    /// At least one; of none: never.
    Any(Vec<Condition>),
    /// The contrary.
    Not(Box<Condition>),
    /// A yes/no question of the formulary, by id.
    Question(String),
    /// The same, for a drug that does not ask it: somebody told it, or an answer implies it. What
    /// nobody told is no: the drug asks a wider question of its own.
    Told(String),
    /// A number compared with an edge.
    Measure(Measure, Compare, Decimal),
    /// The number is known.
    Known(Measure),
    /// A number was entered, whether or not it still counts.
    Given(Measure),
    /// A medicine with this tag (substance id or class) that acts systemically.
    Takes(String, Taking),
    /// The daily dose of a substance taken now, compared in milligrams.
    DailyDose(String, Compare, Decimal),
    /// `sex(female)` or `sex(male)`.
    Sex(crate::logic::stated::Sex),
    /// `alcohol(none)`, `alcohol(occasional)`, `alcohol(regular)`.
    Alcohol(crate::logic::stated::Alcohol),
    /// The treatment is for this indication.
    Indication(String),
    /// The treatment follows this protocol.
    Protocol(String),
    /// A prescriber is named.
    Prescriber,
}

impl Condition {
    /// The condition that always holds.
    #[must_use]
    pub const fn always() -> Self {
        Self::All(Vec::new())
    }

    /// Reads a condition.
    ///
    /// # Errors
    /// What was expected, and where.
    ///
    /// # Examples
    ///
    /// ```
    /// use palier_engine::logic::condition::Condition;
    ///
    /// assert!(Condition::parse("age >= 65 and not takes(opioids)").is_ok());
    /// assert!(Condition::parse("age >=").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parser = Parser { rest: text.trim() };
        if parser.rest == "always" {
            return Ok(Self::always());
        }
        let condition = parser.any()?;
        if parser.rest.is_empty() { Ok(condition) } else { Err(format!("`{}` was not expected", parser.rest)) }
    }

    pub(crate) fn write_inside(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self, Self::All(_) | Self::Any(_)) { write!(f, "({self})") } else { write!(f, "{self}") }
    }

    /// Whether this condition compares a measure.
    #[must_use]
    pub fn reads(&self, measure: Measure) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.reads(measure)),
            Self::Not(part) => part.reads(measure),
            Self::Measure(it, ..) => *it == measure,
            Self::Question(_)
            | Self::Told(_)
            | Self::Known(_)
            | Self::Given(_)
            | Self::Takes(..)
            | Self::DailyDose(..)
            | Self::Sex(_)
            | Self::Alcohol(_)
            | Self::Indication(_)
            | Self::Protocol(_)
            | Self::Prescriber => false,
        }
    }

    /// Whether this condition asks what else is taken.
    #[must_use]
    pub fn asks_of_medicines(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::asks_of_medicines),
            Self::Not(part) => part.asks_of_medicines(),
            Self::Takes(..) | Self::DailyDose(..) => true,
            Self::Question(_)
            | Self::Told(_)
            | Self::Measure(..)
            | Self::Known(_)
            | Self::Given(_)
            | Self::Sex(_)
            | Self::Alcohol(_)
            | Self::Indication(_)
            | Self::Protocol(_)
            | Self::Prescriber => false,
        }
    }

    /// The same, but for the parts that hold only with another protocol than the one followed.
    pub(crate) fn names_with<'a>(&'a self, protocol: &str, visit: &mut impl FnMut(NameKind, &'a str)) {
        let of_another = |it: &Self| matches!(it, Self::Protocol(id) if id != protocol);
        if let Self::All(parts) = self
            && parts.iter().any(of_another)
        {
            return;
        }
        if let Self::All(parts) | Self::Any(parts) = self {
            return parts.iter().for_each(|part| part.names_with(protocol, visit));
        }
        self.names(visit);
    }

    /// Every id this condition names, with the kind of thing it must be.
    pub fn names<'a>(&'a self, visit: &mut impl FnMut(NameKind, &'a str)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.names(visit)),
            Self::Not(part) => part.names(visit),
            Self::Question(id) => visit(NameKind::Question, id),
            Self::Told(id) => visit(NameKind::Told, id),
            Self::Takes(tag, _) | Self::DailyDose(tag, _, _) => visit(NameKind::Tag, tag),
            Self::Indication(id) => visit(NameKind::Indication, id),
            Self::Protocol(id) => visit(NameKind::Protocol, id),
            Self::Measure(..)
            | Self::Known(_)
            | Self::Given(_)
            | Self::Sex(_)
            | Self::Alcohol(_)
            | Self::Prescriber => {}
        }
    }
}

/// What an id inside a condition must exist as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A question, which whoever reads it asks.
    Question,
    /// A question that is read where it was answered, and not asked.
    Told,
    /// A substance or a class.
    Tag,
    /// An indication.
    Indication,
    /// A protocol.
    Protocol,
}

pub(crate) struct Parser<'a> {
    pub(crate) rest: &'a str,
}

impl<'a> Parser<'a> {
    pub(crate) fn eat(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    pub(crate) fn eat_word(&mut self, word: &str) -> bool {
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        self.rest.strip_prefix(word).is_some_and(ends) && self.eat(word)
    }

    pub(crate) fn expect(&mut self, token: &str) -> Result<(), String> {
        if self.eat(token) { Ok(()) } else { Err(format!("`{token}` expected before `{}`", self.rest)) }
    }

    pub(crate) fn name(&mut self) -> Result<&'a str, String> {
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(self.rest.len());
        if end == 0 {
            return Err(format!("a name expected before `{}`", self.rest));
        }
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        Ok(name)
    }

    pub(crate) fn number(&mut self) -> Result<Decimal, String> {
        let end = self.rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest.trim_start();
        Decimal::parse_exact(number).map_err(|why| format!("`{number}`: {why}"))
    }

    pub(crate) fn compare(&mut self) -> Option<Compare> {
        // Longer signs first: `<` is a prefix of `<=`.
        [Compare::AtMost, Compare::AtLeast, Compare::Below, Compare::Above]
            .into_iter()
            .find(|compare| self.eat(compare.sign()))
    }

    pub(crate) fn any(&mut self) -> Result<Condition, String> {
        let mut parts = vec![self.all()?];
        while self.eat_word("or") {
            parts.push(self.all()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::Any(parts) })
    }

    pub(crate) fn all(&mut self) -> Result<Condition, String> {
        let mut parts = vec![self.atom()?];
        while self.eat_word("and") {
            parts.push(self.atom()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) })
    }

    pub(crate) fn atom(&mut self) -> Result<Condition, String> {
        if self.eat_word("not") {
            return Ok(Condition::Not(Box::new(self.atom()?)));
        }
        if self.eat("(") {
            let inner = self.any()?;
            self.expect(")")?;
            return Ok(inner);
        }
        let name = self.name()?;
        if let Some((_, measure)) = Measure::NAMES.iter().find(|(it, _)| *it == name) {
            let compare = self.compare().ok_or_else(|| format!("a comparison expected after `{name}`"))?;
            return Ok(Condition::Measure(*measure, compare, self.number()?));
        }
        if !self.eat("(") {
            return Ok(if name == "prescriber" { Condition::Prescriber } else { Condition::Question(name.to_owned()) });
        }
        let argument = self.name()?;
        let condition = match name {
            "takes" => Condition::Takes(argument.to_owned(), self.taking()?),
            "known" | "given" => {
                let measure = Measure::NAMES.iter().find(|(it, _)| *it == argument);
                let measure = measure.ok_or_else(|| format!("`{argument}` is not a measure"))?.1;
                if name == "known" { Condition::Known(measure) } else { Condition::Given(measure) }
            }
            "sex" | "alcohol" => {
                let word = de::value::StrDeserializer::<de::value::Error>::new(argument);
                let read = if name == "sex" {
                    crate::logic::stated::Sex::deserialize(word).map(Condition::Sex)
                } else {
                    crate::logic::stated::Alcohol::deserialize(word).map(Condition::Alcohol)
                };
                read.map_err(|why| why.to_string())?
            }
            "told" => Condition::Told(argument.to_owned()),
            "indication" => Condition::Indication(argument.to_owned()),
            "protocol" => Condition::Protocol(argument.to_owned()),
            "daily-dose" => {
                let tag = argument.to_owned();
                self.expect(")")?;
                let compare = self.compare().ok_or("a comparison expected after `daily-dose(…)`")?;
                let number = self.number()?;
                self.expect("mg")?;
                return Ok(Condition::DailyDose(tag, compare, number));
            }
            _ => return Err(format!("`{name}(…)` is not known")),
        };
        self.expect(")")?;
        Ok(condition)
    }

    pub(crate) fn days(&mut self) -> Result<u16, String> {
        let thousandths = self.number()?.thousandths();
        if !thousandths.is_multiple_of(1000) {
            return Err("whole days expected".to_owned());
        }
        u16::try_from(thousandths / 1000).map_err(|_| "too many days".to_owned())
    }

    pub(crate) fn taking(&mut self) -> Result<Taking, String> {
        if !self.eat(",") {
            return Ok(Taking::Now);
        }
        match self.name()? {
            "listed" => Ok(Taking::Listed),
            "occasionally" => Ok(Taking::Occasionally),
            "daily" => Ok(Taking::Daily),
            "misused" => Ok(Taking::Misused),
            "started-within" => self.days().map(Taking::StartedWithin),
            "throughout" => self.days().map(Taking::Throughout),
            other => Err(format!("`{other}` is not a way of taking")),
        }
    }
}

/// Written so that it can be parsed again.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, parts: &[Condition], word: &str| {
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    write!(f, " {word} ")?;
                }
                part.write_inside(f)?;
            }
            Ok(())
        };
        match self {
            Self::All(parts) if parts.is_empty() => f.write_str("always"),
            Self::All(parts) => list(f, parts, "and"),
            Self::Any(parts) => list(f, parts, "or"),
            Self::Not(part) => {
                f.write_str("not ")?;
                part.write_inside(f)
            }
            Self::Question(id) => f.write_str(id),
            Self::Told(id) => write!(f, "told({id})"),
            Self::Measure(measure, compare, edge) => {
                write!(f, "{} {} {edge}", measure.name(), compare.sign())
            }
            Self::Known(measure) => write!(f, "known({})", measure.name()),
            Self::Given(measure) => write!(f, "given({})", measure.name()),
            Self::Takes(tag, taking) => match taking {
                Taking::Now => write!(f, "takes({tag})"),
                Taking::Listed => write!(f, "takes({tag}, listed)"),
                Taking::Occasionally => write!(f, "takes({tag}, occasionally)"),
                Taking::Daily => write!(f, "takes({tag}, daily)"),
                Taking::Misused => write!(f, "takes({tag}, misused)"),
                Taking::StartedWithin(days) => write!(f, "takes({tag}, started-within {days})"),
                Taking::Throughout(days) => write!(f, "takes({tag}, throughout {days})"),
            },
            Self::DailyDose(tag, compare, edge) => {
                write!(f, "daily-dose({tag}) {} {edge} mg", compare.sign())
            }
            Self::Sex(crate::logic::stated::Sex::Female) => f.write_str("sex(female)"),
            Self::Sex(crate::logic::stated::Sex::Male) => f.write_str("sex(male)"),
            Self::Alcohol(crate::logic::stated::Alcohol::None) => f.write_str("alcohol(none)"),
            Self::Alcohol(crate::logic::stated::Alcohol::Occasional) => f.write_str("alcohol(occasional)"),
            Self::Alcohol(crate::logic::stated::Alcohol::Regular) => f.write_str("alcohol(regular)"),
            Self::Indication(id) => write!(f, "indication({id})"),
            Self::Protocol(id) => write!(f, "protocol({id})"),
            Self::Prescriber => f.write_str("prescriber"),
        }
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|why| de::Error::custom(format_args!("condition `{text}`: {why}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::logic::truth::Truth;

    const ALL: [Truth; 3] = [Truth::Yes, Truth::No, Truth::Unknown];

    /// Typed from Kleene's strong three-valued tables.
    #[test]
    fn the_tables_are_kleenes() {
        use Truth::{No, Unknown, Yes};
        let and = [[Yes, No, Unknown], [No, No, No], [Unknown, No, Unknown]];
        let or = [[Yes, Yes, Yes], [Yes, No, Unknown], [Yes, Unknown, Unknown]];
        for (i, a) in ALL.into_iter().enumerate() {
            for (j, b) in ALL.into_iter().enumerate() {
                assert_eq!(a.and(b), and[i][j], "{a:?} and {b:?}");
                assert_eq!(a.or(b), or[i][j], "{a:?} or {b:?}");
            }
        }
        assert_eq!(ALL.map(Truth::not), [No, Yes, Unknown]);
    }

    #[test]
    fn a_condition_reads_as_it_is_written() {
        for text in [
            "always",
            "liver-disease",
            "liver-disease or alt > 3 or ast > 3",
            "(takes(maoi) or takes(ssri, listed)) and not age < 18",
            "clearance >= 30 and clearance < 60",
            "daily-dose(paracetamol) > 3000 mg",
            "takes(loperamide, daily) or takes(cns, started-within 14)",
            "takes(lamotrigine-inducer, throughout 35) and not told(cirrhosis)",
            "known(alt) and sex(female) and alcohol(regular)",
            "given(alt) and alt > 3",
            "indication(chronic-pain) and protocol(strict) and prescriber",
            "not (pregnant or breastfeeding)",
            "organ-transplant",
        ] {
            let condition = Condition::parse(text).unwrap_or_else(|why| panic!("{text}: {why}"));
            assert_eq!(condition.to_string(), text);
        }
    }

    #[test]
    fn and_binds_tighter_than_or() {
        let condition = Condition::parse("a or b and c").expect("parses");
        assert_eq!(condition.to_string(), "a or (b and c)");
    }

    #[test]
    fn a_mistake_names_what_was_expected() {
        for text in [
            "",
            "a or",
            "(a",
            "alt >",
            "alt 3",
            "takes(",
            "takes(a, sometimes)",
            "takes(a, throughout)",
            "takes(a, throughout 1.5)",
            "blah(a)",
            "a b",
            "age > 1,5",
        ] {
            assert!(Condition::parse(text).is_err(), "{text:?} was accepted");
        }
    }
}
