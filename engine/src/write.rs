//! A value as JSON, written by one writer for the page and natively.
//!
//! A script is handed the text and reads it with its own `JSON.parse`: one call, where a bridge makes one for
//! every field. Nothing that is written can fail, so that no field carries a way out.

use serde::Serialize;
use serde::ser::{self, Serializer};
use std::fmt;

/// The text of a value, on one line.
///
/// # Panics
/// When it holds what nothing here holds: a float, bytes, a name of a field that is no text.
#[must_use]
pub fn json(value: &impl Serialize) -> String {
    let mut writer = Writer(String::new());
    match value.serialize(&mut writer) {
        Ok(()) => writer.0,
    }
}

/// There is none.
#[derive(Debug)]
enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        unreachable!("a value of the engine can be written")
    }
}

struct Writer(String);

impl Writer {
    fn put(&mut self, text: &str) -> Result<(), Never> {
        self.0.push_str(text);
        Ok(())
    }

    /// Sets what follows apart from what stands before it, unless it is the first.
    fn next(&mut self) {
        if !self.0.ends_with(['{', '[']) {
            self.0.push(',');
        }
    }

    fn text(&mut self, text: &str) {
        self.0.push('"');
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|it| it < b' ' || it == b'"' || it == b'\\') {
            self.0.push_str(&rest[..at]);
            self.escaped(rest.as_bytes()[at]);
            rest = &rest[at + 1..];
        }
        self.0.push_str(rest);
        self.0.push('"');
    }

    fn escaped(&mut self, letter: u8) {
        match letter {
            b'\n' => self.0.push_str("\\n"),
            b'\r' => self.0.push_str("\\r"),
            b'\t' => self.0.push_str("\\t"),
            8 => self.0.push_str("\\b"),
            12 => self.0.push_str("\\f"),
            b'"' | b'\\' => self.0.extend(['\\', letter.into()]),
            _ => {
                let digit = |it: u8| char::from_digit(it.into(), 16).unwrap_or_default();
                self.0.push_str("\\u00");
                self.0.extend([digit(letter >> 4), digit(letter & 15)]);
            }
        }
    }

    /// Begins what ends so.
    fn open(&mut self, begin: char, end: &'static str) -> Open<'_> {
        self.0.push(begin);
        Open { writer: self, end }
    }

    /// Begins the object that names which variant it is.
    fn variant(&mut self, name: &str) {
        self.0.push('{');
        self.text(name);
        self.0.push(':');
    }
}

macro_rules! numbers {
    ($($method:ident $kind:ty: $wide:ty;)*) => {
        $(fn $method(self, number: $kind) -> Result<(), Never> {
            self.put(&<$wide>::from(number).to_string())
        })*
    };
}

macro_rules! never {
    ($($method:ident $kind:ty;)*) => {
        $(fn $method(self, _: $kind) -> Result<(), Never> {
            unreachable!("no value of the engine holds one")
        })*
    };
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Open<'w>;
    type SerializeTuple = Open<'w>;
    type SerializeTupleStruct = Open<'w>;
    type SerializeTupleVariant = Open<'w>;
    type SerializeMap = Open<'w>;
    type SerializeStruct = Open<'w>;
    type SerializeStructVariant = Open<'w>;

    numbers! {
        serialize_i8 i8: i64;
        serialize_i16 i16: i64;
        serialize_i32 i32: i64;
        serialize_i64 i64: i64;
        serialize_u8 u8: u64;
        serialize_u16 u16: u64;
        serialize_u32 u32: u64;
        serialize_u64 u64: u64;
    }

    never! {
        serialize_f32 f32;
        serialize_f64 f64;
        serialize_bytes &[u8];
    }

    fn serialize_bool(self, it: bool) -> Result<(), Never> {
        self.put(if it { "true" } else { "false" })
    }

    fn serialize_char(self, it: char) -> Result<(), Never> {
        self.serialize_str(it.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Never> {
        self.text(text);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Never> {
        self.put("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Never> {
        self.put("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Never> {
        self.put("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), Never> {
        self.serialize_str(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.variant(name);
        value.serialize(&mut *self)?;
        self.put("}")
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'w>, Never> {
        Ok(self.open('[', "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'w>, Never> {
        Ok(self.open('[', "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'w>, Never> {
        Ok(self.open('[', "]"))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, name: &'static str, _: usize) -> Result<Open<'w>, Never> {
        self.variant(name);
        Ok(self.open('[', "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'w>, Never> {
        Ok(self.open('{', "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'w>, Never> {
        Ok(self.open('{', "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Open<'w>, Never> {
        self.variant(name);
        Ok(self.open('{', "}}"))
    }
}

/// A list or an object that was begun.
struct Open<'w> {
    writer: &'w mut Writer,
    end: &'static str,
}

impl Open<'_> {
    fn item(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Never> {
        self.writer.next();
        value.serialize(&mut *self.writer)
    }

    fn name(&mut self, name: &str) {
        self.writer.next();
        self.writer.text(name);
        self.writer.0.push(':');
    }

    fn close(self) -> Result<(), Never> {
        self.writer.put(self.end)
    }
}

macro_rules! items {
    ($($kind:ident $method:ident;)*) => {
        $(impl ser::$kind for Open<'_> {
            type Ok = ();
            type Error = Never;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                self.item(value)
            }

            fn end(self) -> Result<(), Never> {
                self.close()
            }
        })*
    };
}

items! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

macro_rules! fields {
    ($($kind:ident)*) => {
        $(impl ser::$kind for Open<'_> {
            type Ok = ();
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Never> {
                self.name(name);
                value.serialize(&mut *self.writer)
            }

            fn end(self) -> Result<(), Never> {
                self.close()
            }
        })*
    };
}

fields! {
    SerializeStruct SerializeStructVariant
}

impl ser::SerializeMap for Open<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Never> {
        self.item(name)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        self.writer.0.push(':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Never> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug, Serialize)]
    struct Unit;

    #[derive(Clone, Debug, Serialize)]
    struct Whole(i16);

    #[derive(Clone, Debug, Serialize)]
    enum Kind {
        Bare,
        Of(u64),
        Both(i64, Option<bool>),
        Named { r#in: String, of: Vec<Kind> },
    }

    #[derive(Clone, Debug, Serialize)]
    struct Row {
        text: String,
        letter: char,
        kinds: Vec<Kind>,
        by: BTreeMap<String, (u8, Whole)>,
        nothing: (),
        unit: Unit,
    }

    fn kind() -> impl Strategy<Value = Kind> {
        let leaf = prop_oneof![
            Just(Kind::Bare),
            any::<u64>().prop_map(Kind::Of),
            any::<(i64, Option<bool>)>().prop_map(|(one, other)| Kind::Both(one, other)),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            let named = ("[\\PC\0-\x1f{\\[,\"\\\\]{0,8}", prop::collection::vec(inner, 0..4));
            named.prop_map(|(r#in, of)| Kind::Named { r#in, of })
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn any_value_is_written_as_another_writer_writes_it(
            text in any::<String>(),
            letter in any::<char>(),
            kinds in prop::collection::vec(kind(), 0..4),
            by in prop::collection::btree_map("[a-c{\\[\"]{0,2}", any::<(u8, i16)>(), 0..3),
        ) {
            let by = by.into_iter().map(|(name, (one, other))| (name, (one, Whole(other)))).collect();
            let row = Row { text, letter, kinds, by, nothing: (), unit: Unit };
            prop_assert_eq!(json(&row), serde_json::to_string(&row).expect("it is data"));
        }
    }
}
