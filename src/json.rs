//! JSON that came from outside, read strictly: a name nobody knows is an error, not a silence.
//!
//! The browser parses the text; this walks the result once, and serde reads it from here. The
//! usual bridge asks an object only for the fields it expects, and so would pass over what a
//! newer version wrote.

use std::fmt;

use js_sys::{Array, Object};
use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use wasm_bindgen::{JsCast, JsValue};

/// Deeper than any request: what is nested further is not one.
const DEEPEST: u8 = 32;

/// 2^53: whole numbers up to here are exact, in JavaScript and here.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// Any other number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, in its order.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// What a JavaScript value is as JSON; `None` if it is nested too deeply or is no JSON.
    #[must_use]
    pub fn of(value: &JsValue) -> Option<Self> {
        Self::within(value, DEEPEST)
    }

    fn within(value: &JsValue, depth: u8) -> Option<Self> {
        let depth = depth.checked_sub(1)?;
        if value.is_null() {
            return Some(Self::Null);
        }
        if let Some(it) = value.as_bool() {
            return Some(Self::Bool(it));
        }
        if let Some(it) = value.as_f64() {
            let whole = it.fract() == 0.0 && it.abs() <= MOST_EXACT;
            return Some(if whole { Self::Whole(it as i64) } else { Self::Number(it) });
        }
        if let Some(it) = value.as_string() {
            return Some(Self::Text(it));
        }
        if let Some(list) = value.dyn_ref::<Array>() {
            return list.iter().map(|it| Self::within(&it, depth)).collect::<Option<_>>().map(Self::List);
        }
        let object = value.dyn_ref::<Object>()?;
        let entries = Object::entries(object);
        let pair = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            Some((entry.get(0).as_string()?, Self::within(&entry.get(1), depth)?))
        };
        entries.iter().map(pair).collect::<Option<_>>().map(Self::Object)
    }

    /// The value of a field of an object.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(it, _)| it == name).map(|(_, value)| value),
            Self::Null | Self::Bool(_) | Self::Whole(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => None,
        }
    }

    /// The fault of finding it where something else stands.
    fn instead_of(&self, expected: &dyn Expected) -> Box<Fault> {
        let found = match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(it) => Unexpected::Bool(*it),
            Self::Whole(it) => Unexpected::Signed(*it),
            Self::Number(it) => Unexpected::Float(*it),
            Self::Text(it) => Unexpected::Str(it),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
        };
        Box::<Fault>::invalid_type(found, expected)
    }
}

/// What is wrong in it, and where. Boxed wherever it travels: it is rare, and large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Path of the value, for example `patient.liver.alt`; empty for the whole.
    pub path: String,
    /// What is wrong there.
    pub kind: FaultKind,
}

/// The kinds of fault that serde tells apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
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
    fn of(kind: FaultKind) -> Box<Self> {
        Box::new(Self { path: String::new(), kind })
    }

    /// The same fault, seen from the object or list that holds the value.
    fn within(mut self: Box<Self>, place: &str) -> Box<Self> {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{place}{dot}{}", self.path);
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

/// What was found, as JSON writes it. Only the whole part of a number: nothing else writes decimals.
fn written(found: &Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(it) => it.to_string(),
        Unexpected::Unsigned(it) => it.to_string(),
        Unexpected::Signed(it) => it.to_string(),
        Unexpected::Float(it) if it.abs() < MOST_EXACT => format!("{}.…", it.trunc() as i64),
        Unexpected::Float(_) => "…".to_owned(),
        Unexpected::Str(it) => format!("\"{}\"", short(it)),
        Unexpected::Seq => "[…]".to_owned(),
        Unexpected::Map => "{…}".to_owned(),
        Unexpected::Unit => "null".to_owned(),
        Unexpected::Char(_)
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
pub(crate) fn short(text: &str) -> String {
    const MOST: usize = 40;
    let mut letters = text.chars();
    let mut head: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() {
        head.push('…');
    }
    head
}

impl<'de> Deserializer<'de> for &'de Json {
    type Error = Box<Fault>;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Box<Fault>> {
        match self {
            Json::Null => visitor.visit_unit(),
            Json::Bool(it) => visitor.visit_bool(*it),
            Json::Whole(it) => visitor.visit_i64(*it),
            Json::Number(it) => visitor.visit_f64(*it),
            Json::Text(it) => visitor.visit_borrowed_str(it),
            Json::List(list) => visitor.visit_seq(Items { list: list.iter(), next: 0 }),
            Json::Object(fields) => visitor.visit_map(Fields { fields: fields.iter(), open: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Box<Fault>> {
        if matches!(self, Json::Null) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Box<Fault>> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Box<Fault>> {
        match self {
            Json::Text(it) => visitor.visit_enum(BorrowedStrDeserializer::new(it)),
            Json::Object(fields) if fields.len() == 1 => {
                let fields = Fields { fields: fields.iter(), open: None };
                visitor.visit_enum(MapAccessDeserializer::new(fields))
            }
            Json::Null | Json::Bool(_) | Json::Whole(_) | Json::Number(_) | Json::List(_) | Json::Object(_) => {
                Err(self.instead_of(&visitor))
            }
        }
    }

    /// Only an object: its fields have names.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Box<Fault>> {
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Box<Fault>> {
        match self {
            Json::Object(fields) => visitor.visit_map(Fields { fields: fields.iter(), open: None }),
            Json::Null | Json::Bool(_) | Json::Whole(_) | Json::Number(_) | Json::Text(_) | Json::List(_) => {
                Err(self.instead_of(&visitor))
            }
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Box<Fault>> {
        match self {
            Json::List(list) => visitor.visit_seq(Items { list: list.iter(), next: 0 }),
            Json::Null | Json::Bool(_) | Json::Whole(_) | Json::Number(_) | Json::Text(_) | Json::Object(_) => {
                Err(self.instead_of(&visitor))
            }
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

/// The items of a list, each fault told with its place.
struct Items<'de> {
    list: std::slice::Iter<'de, Json>,
    next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Box<Fault>;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Box<Fault>> {
        let Some(item) = self.list.next() else { return Ok(None) };
        let place = self.next;
        self.next += 1;
        seed.deserialize(item).map(Some).map_err(|fault| fault.within(&format!("[{place}]")))
    }
}

/// The fields of an object, each fault told with its name.
struct Fields<'de> {
    fields: std::slice::Iter<'de, (String, Json)>,
    open: Option<&'de (String, Json)>,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Box<Fault>;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Box<Fault>> {
        self.open = self.fields.next();
        let Some((name, _)) = self.open else { return Ok(None) };
        seed.deserialize(name.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Box<Fault>> {
        let (name, value) = self.open.take().ok_or_else(|| Box::<Fault>::custom("a value without a name"))?;
        seed.deserialize(value).map_err(|fault| fault.within(name))
    }
}

#[cfg(test)]
mod tests {
    use palier_engine::request::Request;
    use palier_engine::supply::Supply;
    use serde::Deserialize;

    use super::*;

    fn text(it: &str) -> Json {
        Json::Text(it.to_owned())
    }

    fn object<const N: usize>(fields: [(&str, Json); N]) -> Json {
        Json::Object(fields.map(|(name, value)| (name.to_owned(), value)).into())
    }

    fn request(more: (&str, Json)) -> Json {
        object([
            ("version", Json::Whole(1)),
            ("id", text("x")),
            ("today", text("2026-11-30")),
            (
                "treatment",
                object([
                    ("drug", text("naltrexone-ldn")),
                    (
                        "supplies",
                        Json::List(vec![object([(
                            "capsule",
                            object([("strength", text("0.5 mg")), ("keeps_days", Json::Null)]),
                        )])]),
                    ),
                ]),
            ),
            more,
        ])
    }

    fn read(json: Json) -> Result<Request, String> {
        Request::deserialize(&json).map_err(|why| why.to_string())
    }

    #[test]
    fn a_request_is_read_with_its_variants_and_absent_fields() {
        let read = read(request(("region", text("FR")))).expect("a request");
        let strength = "0.5 mg".parse().expect("a dose");
        assert_eq!(read.treatment.supplies, [Supply::Capsule { strength, prolonged: false, keeps_days: None }]);
    }

    #[test]
    fn a_name_nobody_knows_is_an_error() {
        let why = read(request(("future", Json::Whole(1)))).expect_err("unknown");
        assert!(why.contains("UnknownField(\"future\")"), "{why}");
    }

    #[test]
    fn a_wrong_value_is_named_with_its_place() {
        let patient = object([("age_years", Json::Whole(4600))]);
        let why = read(request(("patient", patient))).expect_err("too old");
        assert!(why.starts_with("patient.age_years: "), "{why}");
        let medicines = Json::List(vec![object([("name", text("x")), ("form", text("sparkling"))])]);
        let why = read(request(("medicines", medicines))).expect_err("no such form");
        assert!(why.starts_with("medicines[0].form: "), "{why}");
    }
}
