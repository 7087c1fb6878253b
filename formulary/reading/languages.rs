//! A language beside French: a line for each text, named by its row, with the mark of the French that it
//! translates.
//!
//! ```toml
//! rules.PGB-BREATH.text = ["1f3a9c07", "Slow breathing…"]
//! ```

use std::collections::BTreeMap;
use std::fmt;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::File;
use super::checksum::checksum;

/// What is said in one language: a text, or a list of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    /// A text.
    Text(String),
    /// Words, each by itself.
    List(Vec<String>),
}

impl Wording {
    /// Reads a text or a list of texts; `None`: it is something else.
    pub(super) fn of(value: &DeValue<'_>) -> Option<Self> {
        match value {
            DeValue::String(text) => Some(Self::Text(text.to_string())),
            DeValue::Array(list) => {
                list.iter().map(|it| it.get_ref().as_str().map(str::to_owned)).collect::<Option<_>>().map(Self::List)
            }
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Table(_) => None,
        }
    }

    /// Eight letters that change when the text does.
    #[must_use]
    pub fn mark(&self) -> String {
        let sum = match self {
            Self::Text(text) => checksum(text.as_bytes()),
            Self::List(words) => checksum(words.join("\n").as_bytes()),
        };
        format!("{:08x}", (sum ^ (sum >> 32)) & 0xffff_ffff)
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(words) => words.is_empty(),
        }
    }
}

impl fmt::Display for Wording {
    /// As TOML writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::List(words) => write!(f, "[{}]", words.iter().map(|it| quoted(it)).collect::<Vec<_>>().join(", ")),
        }
    }
}

/// A text of a room, in French.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The names of the row and of the field: `rules.PGB-BREATH.text`.
    pub key: String,
    /// The line it stands on.
    pub line: usize,
    /// In French.
    pub french: Wording,
}

/// A room in another language.
#[derive(Clone, Debug, Default)]
pub struct Translations(BTreeMap<String, Translation>);

/// A text of a room, in another language.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The line it stands on.
    pub line: usize,
    /// The mark of the French that it translates.
    pub of: String,
    /// In that language.
    pub words: Wording,
}

impl Translations {
    /// Reads a file of a language.
    pub(super) fn read(file: &File) -> Result<Self, Vec<String>> {
        let table = DeTable::parse(&file.text).map_err(|why| vec![format!("{}: {why}", file.name)])?;
        let (mut read, mut faults) = (Self::default(), Vec::new());
        read.gather(file, "", table.get_ref(), &mut faults);
        if faults.is_empty() { Ok(read) } else { Err(faults) }
    }

    fn gather(&mut self, file: &File, above: &str, table: &DeTable<'_>, faults: &mut Vec<String>) {
        for (name, value) in table {
            let key = join(above, name.get_ref());
            if let DeValue::Table(table) = value.get_ref() {
                self.gather(file, &key, table, faults);
                continue;
            }
            let line = line(&file.text, name.span().start);
            match entry(value) {
                Some((of, words)) => _ = self.0.insert(key, Translation { line, of, words }),
                None => faults.push(format!("{}:{line}: {key}: wants [mark of its French, text]", file.name)),
            }
        }
    }

    /// The translation of a text.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Translation> {
        self.0.get(key)
    }

    /// Every key of it, with its line.
    pub fn keys(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|(key, it)| (&**key, it.line))
    }
}

fn entry(value: &Spanned<DeValue<'_>>) -> Option<(String, Wording)> {
    match value.get_ref().as_array()?.iter().collect::<Vec<_>>().as_slice() {
        [of, words] => Some((of.get_ref().as_str()?.to_owned(), Wording::of(words.get_ref())?)),
        [] | [_] | [_, _, _, ..] => None,
    }
}

/// What keeps a language from being built.
#[derive(Debug)]
pub enum Wrong<'a> {
    /// A text of the book that the language has not.
    Missing(&'a Said),
    /// A text whose French has changed since it was translated.
    Stale(&'a Said, &'a Translation),
    /// A text that the book has not: its key, and its line.
    Extra(&'a str, usize),
}

impl<'a> Wrong<'a> {
    /// What is wrong with the translation of a text.
    pub(super) fn of(said: &'a Said, translation: Option<&'a Translation>) -> Option<Self> {
        match translation {
            None => Some(Self::Missing(said)),
            Some(it) if it.words.is_empty() => Some(Self::Missing(said)),
            Some(it) if it.of != said.french.mark() => Some(Self::Stale(said, it)),
            Some(_) => None,
        }
    }

    /// What is wrong, where, and what to do: `file` is of the language, `room` of the book.
    #[must_use]
    pub fn told(&self, file: &str, room: &str) -> String {
        match self {
            Self::Missing(Said { key, line, french }) => {
                let blank = if matches!(french, Wording::Text(_)) { "\"…\"" } else { "[\"…\"]" };
                let line = format!("{file}: {key}: is missing. Its French ({room}:{line}) is {french}.");
                format!("{line} Add: {key} = [\"{}\", {blank}]", french.mark())
            }
            Self::Stale(Said { key, line, french }, it) => {
                let now = format!("Its French ({room}:{line}) is now {french}; it says {}.", it.words);
                let marks = format!("its mark, \"{}\" for \"{}\"", french.mark(), it.of);
                format!("{file}:{}: {key}: is stale. {now} Put it right, then {marks}", it.line)
            }
            Self::Extra(key, line) => {
                format!("{file}:{line}: {key}: is no text of {room}. Take it out, or give it the key it has now")
            }
        }
    }
}

/// A key one step further down.
pub(super) fn join(above: &str, name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'));
    let name = if bare { name.to_owned() } else { quoted(name) };
    if above.is_empty() { name } else { format!("{above}.{name}") }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// The line of a place in a text.
pub(super) fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|it| *it == b'\n').count() + 1
}
