//! A book as bytes, for [`Reader`](super::read::Reader): written by the build alone.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::ser::{self, Serialize, Serializer};

/// What a text is called: its languages are columns of their own.
const TEXT: &str = "Text";

/// Ends a word of a column; no word holds it.
const END: char = '\0';

/// What cannot be written.
#[derive(Debug)]
pub struct Unwritten(String);

impl Display for Unwritten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unwritten {}

impl ser::Error for Unwritten {
    fn custom<T: Display>(what: T) -> Self {
        Self(what.to_string())
    }
}

/// The columns of a book.
#[derive(Debug, Default)]
pub struct Columns {
    /// Numbers: how many, which of several, whether, which word.
    shape: Vec<u8>,
    /// Words that are the same in every language, each once.
    words: Vec<u8>,
    /// What is said, a column for each language.
    pub texts: Vec<Vec<u8>>,
    known: BTreeMap<String, u64>,
    /// How many languages of a text were written; none between texts.
    saying: Option<usize>,
}

impl Columns {
    /// Writes a value.
    ///
    /// # Errors
    /// It holds what a book never holds: a float, bytes, a word with a zero in it.
    pub fn of(value: &impl Serialize) -> Result<Self, Unwritten> {
        let mut columns = Self::default();
        value.serialize(&mut columns)?;
        Ok(columns)
    }

    /// What is the same in every language as one: the numbers after their length, then the words.
    #[must_use]
    pub fn joined(&self) -> Vec<u8> {
        let length = (self.shape.len() as u32).to_le_bytes();
        [length.as_slice(), &self.shape, &self.words].concat()
    }

    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.shape.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
            number >>= 7;
        }
        self.shape.push(u8::try_from(number).unwrap_or_default());
    }

    fn length(&mut self, length: Option<usize>) -> Result<&mut Self, Unwritten> {
        let length = length.ok_or_else(|| Unwritten("a list without a length".to_owned()))?;
        self.number(length as u64);
        Ok(self)
    }

    fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }
}

macro_rules! numbers {
    ($($method:ident $kind:ty: $write:ident $wide:ty;)*) => {
        $(fn $method(self, number: $kind) -> Result<(), Unwritten> {
            self.$write(<$wide>::from(number));
            Ok(())
        })*
    };
}

macro_rules! never {
    ($($method:ident $kind:ty;)*) => {
        $(fn $method(self, _: $kind) -> Result<(), Unwritten> {
            Err(Unwritten(concat!("a book never holds what `", stringify!($method), "` writes").to_owned()))
        })*
    };
}

impl Serializer for &mut Columns {
    type Ok = ();
    type Error = Unwritten;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_bool bool: number u64;
        serialize_u8 u8: number u64;
        serialize_u16 u16: number u64;
        serialize_u32 u32: number u64;
        serialize_u64 u64: number u64;
        serialize_i8 i8: signed i64;
        serialize_i16 i16: signed i64;
        serialize_i32 i32: signed i64;
        serialize_i64 i64: signed i64;
    }

    never! {
        serialize_f32 f32;
        serialize_f64 f64;
        serialize_char char;
        serialize_bytes &[u8];
    }

    fn serialize_str(self, text: &str) -> Result<(), Unwritten> {
        if text.contains(END) {
            return Err(Unwritten(format!("a zero in {text:?}")));
        }
        if let Some(language) = self.saying {
            if self.texts.len() <= language {
                self.texts.push(Vec::new());
            }
            self.texts[language].extend(text.bytes().chain([END as u8]));
            self.saying = Some(language + 1);
            return Ok(());
        }
        if let Some(place) = self.known.get(text) {
            let place = *place;
            self.number(place);
        } else {
            self.number(0);
            self.known.insert(text.to_owned(), self.known.len() as u64 + 1);
            self.words.extend(text.bytes().chain([END as u8]));
        }
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Unwritten> {
        self.number(0);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritten> {
        self.number(1);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unwritten> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritten> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, place: u32, _: &'static str) -> Result<(), Unwritten> {
        self.number(place.into());
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unwritten> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        place: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Unwritten> {
        self.number(place.into());
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Unwritten> {
        self.length(length)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Unwritten> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Unwritten> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        place: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Unwritten> {
        self.number(place.into());
        Ok(self)
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self, Unwritten> {
        self.length(length)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Unwritten> {
        if name == TEXT {
            self.saying = Some(0);
        }
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        place: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Unwritten> {
        self.number(place.into());
        Ok(self)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

macro_rules! items {
    ($($kind:ident $method:ident;)*) => {
        $(impl ser::$kind for &mut Columns {
            type Ok = ();
            type Error = Unwritten;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritten> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Unwritten> {
                Ok(())
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

impl ser::SerializeMap for &mut Columns {
    type Ok = ();
    type Error = Unwritten;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritten> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritten> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Unwritten> {
        Ok(())
    }
}

impl ser::SerializeStruct for &mut Columns {
    type Ok = ();
    type Error = Unwritten;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Unwritten> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Unwritten> {
        self.saying = None;
        Ok(())
    }
}

impl ser::SerializeStructVariant for &mut Columns {
    type Ok = ();
    type Error = Unwritten;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Unwritten> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Unwritten> {
        Ok(())
    }
}
