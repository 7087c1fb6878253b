//! From a file to a chapter, by the types of the engine.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, Error, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::File;
use super::languages::{Said, Translations, Wording, join, line};

/// The language of the book. A type that has a field of this name is said in languages: its fields are
/// they, and the book says the first beside the row.
const FRENCH: &str = "fr";

/// What names a row among its neighbours, first what names it best; where it has none of them, its
/// position does, counted from one.
const NAMES: [&str; 3] = ["id", "option", "name"];

/// What a file holds.
pub(super) struct Read<T> {
    /// The same as a value of the engine.
    pub(super) value: T,
    /// What it says in French, in its order.
    pub(super) said: Vec<Said>,
    /// The languages that the engine wants beside French.
    pub(super) wanted: BTreeSet<&'static str>,
}

/// Reads a file.
pub(super) fn read<T: for<'de> Deserialize<'de>>(
    file: &File,
    others: Vec<(&str, &Translations)>,
) -> Result<Read<T>, String> {
    let table = DeTable::parse(&file.text).map_err(|why| format!("{}: {why}", file.name))?;
    let span = table.span();
    let root = Spanned::new(span, DeValue::Table(table.into_inner()));
    let room = Room { file, others, said: RefCell::default(), wanted: RefCell::default() };
    let at = At { value: &root, key: String::new(), room: &room };
    let value = T::deserialize(at).map_err(|it| it.to_string())?;
    let mut said = room.said.into_inner();
    said.sort_by_key(|it| it.0);
    let said: Vec<Said> = said.into_iter().map(|it| it.1).collect();
    let mut keys = BTreeSet::new();
    match said.iter().find(|it| !keys.insert(&it.key)) {
        Some(twice) => Err(format!("{}:{}: {}: two rows have this name", file.name, twice.line, twice.key)),
        None => Ok(Read { value, said, wanted: room.wanted.into_inner() }),
    }
}

struct Room<'a> {
    file: &'a File,
    others: Vec<(&'a str, &'a Translations)>,
    /// What was said so far, each with its place in the file.
    said: RefCell<Vec<(usize, Said)>>,
    wanted: RefCell<BTreeSet<&'static str>>,
}

/// A value, and where it stands.
#[derive(Clone)]
struct At<'a> {
    value: &'a Spanned<DeValue<'a>>,
    key: String,
    room: &'a Room<'a>,
}

impl<'a> At<'a> {
    fn below(&self, name: &str, value: &'a Spanned<DeValue<'a>>) -> Self {
        Self { value, key: join(&self.key, name), room: self.room }
    }

    fn items(&self, list: &'a [Spanned<DeValue<'a>>]) -> impl Iterator<Item = Self> {
        list.iter().enumerate().map(|(at, it)| {
            let table = it.get_ref().as_table();
            let name = NAMES.iter().find_map(|name| table?.get(*name)?.get_ref().as_str());
            self.below(name.unwrap_or(&(at + 1).to_string()), it)
        })
    }

    fn fields(&self, table: &'a DeTable<'a>) -> impl Iterator<Item = (FieldName<'a>, Self)> {
        table.iter().map(|(name, value)| {
            let it = self.below(name.get_ref(), value);
            (FieldName { name: name.get_ref(), key: it.key.clone(), start: name.span().start, room: self.room }, it)
        })
    }

    fn placed(&self, fault: Misread) -> Misread {
        fault.at(self.room, &self.key, self.value.span().start)
    }

    /// What a text is in each language: French is here, and a language that lacks it is said to lack it
    /// once the room is read.
    fn said<'de, V: Visitor<'de>>(&self, languages: &'static [&'static str], visitor: V) -> Result<V::Value, Misread> {
        let french = Wording::of(self.value.get_ref()).ok_or_else(|| {
            Misread::custom("wants the French, and nothing else: every other language stands in its own file")
        })?;
        let other = |code: &str| {
            let its = self.room.others.iter().find(|it| it.0 == code)?;
            its.1.get(&self.key).map(|it| &it.words)
        };
        let each = languages.iter().map(|code| (*code, Plain(other(code).unwrap_or(&french))));
        let value = visitor.visit_map(MapDeserializer::new(each))?;
        let start = self.value.span().start;
        let line = line(&self.room.file.text, start);
        self.room.wanted.borrow_mut().extend(languages.iter().filter(|it| **it != FRENCH));
        self.room.said.borrow_mut().push((start, Said { key: self.key.clone(), line, french }));
        Ok(value)
    }

    fn visit<'de, V: Visitor<'de>>(&self, visitor: V) -> Result<V::Value, Misread> {
        match self.value.get_ref() {
            DeValue::String(text) => visitor.visit_str(text),
            DeValue::Integer(number) => {
                let number = i64::from_str_radix(number.as_str(), number.radix()).map_err(Misread::custom)?;
                visitor.visit_i64(number)
            }
            DeValue::Float(number) => Err(Misread::custom(format!("`{number}`: a fraction is written as a text"))),
            DeValue::Boolean(it) => visitor.visit_bool(*it),
            DeValue::Datetime(date) => Err(Misread::custom(format!("`{date}`: a date is written as a text"))),
            DeValue::Array(list) => {
                let mut items = SeqDeserializer::new(self.items(list));
                let value = visitor.visit_seq(&mut items)?;
                items.end()?;
                Ok(value)
            }
            DeValue::Table(table) => {
                let mut fields = MapDeserializer::new(self.fields(table));
                let value = visitor.visit_map(&mut fields)?;
                fields.end()?;
                Ok(value)
            }
        }
    }
}

impl<'de> IntoDeserializer<'de, Misread> for At<'_> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for At<'_> {
    type Error = Misread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        self.visit(visitor).map_err(|it| self.placed(it))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misread> {
        let read = if fields.contains(&FRENCH) { self.said(fields, visitor) } else { self.visit(visitor) };
        read.map_err(|it| self.placed(it))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misread> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misread> {
        let read = match self.value.get_ref() {
            DeValue::Table(table) if table.len() == 1 => {
                visitor.visit_enum(MapAccessDeserializer::new(MapDeserializer::new(self.fields(table))))
            }
            DeValue::String(name) => visitor.visit_enum(StrDeserializer::new(name)),
            DeValue::Table(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_) => Err(Misread::custom("wants one name, or one name and what belongs to it")),
        };
        read.map_err(|it| self.placed(it))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map identifier ignored_any
    }
}

/// The name of a field, and where it stands: a name that nobody knows is told with its own line.
struct FieldName<'a> {
    name: &'a str,
    key: String,
    start: usize,
    room: &'a Room<'a>,
}

impl<'de> IntoDeserializer<'de, Misread> for FieldName<'_> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for FieldName<'_> {
    type Error = Misread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        visitor.visit_str(self.name).map_err(|it: Misread| it.at(self.room, &self.key, self.start))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map identifier ignored_any option newtype_struct struct enum
    }
}

/// A text in one language, as a value.
struct Plain<'a>(&'a Wording);

impl<'de> IntoDeserializer<'de, Misread> for Plain<'_> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Plain<'_> {
    type Error = Misread;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        match self.0 {
            Wording::Text(text) => visitor.visit_str(text),
            Wording::List(words) => visitor.visit_seq(SeqDeserializer::new(words.iter().map(String::as_str))),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map identifier ignored_any option newtype_struct struct enum
    }
}

/// What cannot be read, and where: the innermost place that met it.
#[derive(Debug)]
struct Misread {
    place: Option<String>,
    message: String,
}

impl Misread {
    fn at(self, room: &Room<'_>, key: &str, start: usize) -> Self {
        let File { name, text } = room.file;
        let place = || format!("{name}:{}: {key}", line(text, start));
        Self { place: self.place.or_else(|| Some(place())), ..self }
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{place}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Misread {}

impl Error for Misread {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { place: None, message: message.to_string() }
    }
}
