//! What is wrong with JSON from outside, and where.

use std::fmt;

use serde::de::{Expected, Unexpected};

/// A fault of syntax right after this text.
pub(crate) fn syntax(before: &str) -> FaultKind {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let count = |it: usize| u32::try_from(it + 1).unwrap_or(u32::MAX);
    FaultKind::Syntax { line: count(before.matches('\n').count()), column: count(line.chars().count()) }
}

/// What is wrong in it, and where. Boxed wherever it travels: it is rare, and large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path of the value, for example `patient.liver.alt`; empty for the whole.
    pub path: String,
    /// What is wrong there.
    pub kind: FaultKind,
}

/// The kinds of fault that are told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Damaged or cut short: no JSON. Line and column count from 1, the column in letters.
    Syntax {
        /// Line.
        line: u32,
        /// Column.
        column: u32,
    },
    /// Of a later version of the format.
    Newer(i64),
    /// Of a version that never was.
    NoSuchVersion(i64),
    /// The field of this path stands twice.
    Repeated,
    /// A text longer than [`LONGEST_TEXT`].
    TooLong,
    /// Nested deeper than [`DEEPEST`].
    TooDeep,
    /// A value of a script that JSON has no word for: a `Map`, a date, a function, half a letter.
    NotData,
    /// A field of this name is not known there.
    UnknownField(String),
    /// The field of this name is not there.
    MissingField(&'static str),
    /// A word that is none of those known there.
    UnknownWord {
        /// As written.
        found: String,
        /// Every word that would do.
        known: &'static [&'static str],
    },
    /// A value of another kind, or outside what its kind can hold.
    Unfit {
        /// As JSON writes it, shortened.
        found: String,
        /// What would do, in serde's words.
        expected: String,
    },
    /// Refused by the type it was meant for, in its own English.
    Refused(String),
}

impl Fault {
    /// A fault of the whole.
    #[must_use]
    pub fn of(kind: FaultKind) -> Box<Self> {
        Box::new(Self { path: String::new(), kind })
    }

    /// The same fault, seen from the object or list that holds the value. One of syntax has its line
    /// and column instead.
    #[must_use]
    pub fn within(mut self: Box<Self>, place: &str) -> Box<Self> {
        if !matches!(self.kind, FaultKind::Syntax { .. }) {
            let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
            self.path = format!("{}{dot}{}", short(place), self.path);
        }
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.path, self.kind)
    }
}

impl std::error::Error for Fault {}

impl serde::de::Error for Box<Fault> {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Fault::of(FaultKind::Refused(message.to_string()))
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Fault::of(FaultKind::Unfit { found: written(&found), expected: expected.to_string() })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_field(name: &str, _known: &'static [&'static str]) -> Self {
        Fault::of(FaultKind::UnknownField(short(name)))
    }

    fn unknown_variant(found: &str, known: &'static [&'static str]) -> Self {
        Fault::of(FaultKind::UnknownWord { found: short(found), known })
    }

    fn missing_field(name: &'static str) -> Self {
        Fault::of(FaultKind::MissingField(name))
    }
}

/// What was found, as JSON writes it.
fn written(found: &Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(it) => it.to_string(),
        Unexpected::Unsigned(it) => it.to_string(),
        Unexpected::Signed(it) => it.to_string(),
        Unexpected::Str(it) => format!("\"{}\"", short(it)),
        Unexpected::Seq => "[…]".to_owned(),
        Unexpected::Map => "{…}".to_owned(),
        Unexpected::Unit => "null".to_owned(),
        Unexpected::Float(_)
        | Unexpected::Char(_)
        | Unexpected::Bytes(_)
        | Unexpected::Option
        | Unexpected::NewtypeStruct
        | Unexpected::Enum
        | Unexpected::UnitVariant
        | Unexpected::NewtypeVariant
        | Unexpected::TupleVariant
        | Unexpected::StructVariant
        | Unexpected::Other(_) => "…".to_owned(),
    }
}

/// The beginning of a text from outside: enough to find it again.
#[must_use]
pub fn short(text: &str) -> String {
    const MOST: usize = 40;
    let mut letters = text.chars();
    let mut head: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() {
        head.push('…');
    }
    head
}
