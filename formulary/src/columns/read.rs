//! A book read from its bytes.
//!
//! The bytes are columns: what holds in every language, the words that are not said (ids, names of
//! sources, doses), and one column of texts for each language. A language that is not there yet leaves its
//! texts empty: the book is read again with all of them once it is. The libraries that read such bytes know
//! one stream, and so would carry every language to everyone.

use std::fmt;

use serde::de::value::U32Deserializer;
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, SeqAccess, VariantAccess, Visitor};

/// What a text is called: its languages are columns of their own.
const TEXT: &str = "Text";

/// Ends a word of a column; no word holds it.
const END: char = '\0';

/// The bytes are not those of a book: cut short, damaged, or of other types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("these bytes are not a book")
    }
}

impl std::error::Error for Damaged {}

impl de::Error for Damaged {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Reads what the build wrote, column by column.
pub struct Reader<'de> {
    shape: &'de [u8],
    words: Vec<&'de str>,
    fresh: std::str::SplitTerminator<'de, char>,
    texts: Vec<Option<std::str::SplitTerminator<'de, char>>>,
}

impl<'de> Reader<'de> {
    /// Of the bytes that hold what is the same in every language, and the texts of the languages that are there.
    ///
    /// # Errors
    /// They are cut short, or hold no words.
    pub fn of(bytes: &'de [u8], texts: &[Option<&'de [u8]>]) -> Result<Self, Damaged> {
        let (length, rest) = bytes.split_first_chunk().ok_or(Damaged)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| Damaged)?;
        let (shape, words) = rest.split_at_checked(length).ok_or(Damaged)?;
        let column = |bytes: &'de [u8]| Ok(std::str::from_utf8(bytes).map_err(|_| Damaged)?.split_terminator(END));
        let texts = texts.iter().map(|it| it.map(column).transpose()).collect::<Result<_, _>>()?;
        Ok(Self { shape, words: Vec::new(), fresh: column(words)?, texts })
    }

    /// Reads the one value that these bytes hold, and nothing after it.
    ///
    /// # Errors
    /// They hold another.
    pub fn read<T>(mut self, of: impl FnOnce(&mut Self) -> Result<T, Damaged>) -> Result<T, Damaged> {
        let value = of(&mut self)?;
        if self.spent() { Ok(value) } else { Err(Damaged) }
    }

    /// Whether all that was written was read.
    fn spent(mut self) -> bool {
        self.shape.is_empty()
            && self.fresh.next().is_none()
            && self.texts.iter_mut().flatten().all(|it| it.next().is_none())
    }

    fn number(&mut self) -> Result<u64, Damaged> {
        let mut number = 0;
        for place in 0..10 {
            let (byte, rest) = self.shape.split_first().ok_or(Damaged)?;
            self.shape = rest;
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    fn length(&mut self) -> Result<usize, Damaged> {
        usize::try_from(self.number()?).map_err(|_| Damaged)
    }

    /// A word that came before, by its number; or the next that has not.
    fn word(&mut self) -> Result<&'de str, Damaged> {
        match self.length()?.checked_sub(1) {
            Some(place) => self.words.get(place).copied().ok_or(Damaged),
            None => {
                let word = self.fresh.next().ok_or(Damaged)?;
                self.words.push(word);
                Ok(word)
            }
        }
    }

    fn signed(&mut self) -> Result<i64, Damaged> {
        let number = self.number()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $kind:ty: $read:ident;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Damaged> {
            visitor.$visit(<$kind>::try_from(self.$read()?).map_err(|_| Damaged)?)
        })*
    };
}

macro_rules! never {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Damaged> {
            Err(Damaged)
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Damaged;

    numbers! {
        deserialize_u8 visit_u8 u8: number;
        deserialize_u16 visit_u16 u16: number;
        deserialize_u32 visit_u32 u32: number;
        deserialize_u64 visit_u64 u64: number;
        deserialize_i8 visit_i8 i8: signed;
        deserialize_i16 visit_i16 i16: signed;
        deserialize_i32 visit_i32 i32: signed;
        deserialize_i64 visit_i64 i64: signed;
    }

    // A book holds none of these, or nobody asks for them.
    never! {
        deserialize_any deserialize_f32 deserialize_f64 deserialize_char deserialize_bytes deserialize_byte_buf
        deserialize_unit deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Damaged> {
        visitor.visit_bool(self.number()? == 1)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Damaged> {
        visitor.visit_borrowed_str(self.word()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Damaged> {
        visitor.visit_borrowed_str(self.word()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Damaged> {
        if self.number()? == 0 { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Damaged> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Damaged> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Damaged> {
        let left = self.length()?;
        visitor.visit_seq(ItemsLeft { reader: self, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Damaged> {
        visitor.visit_seq(Fields { reader: self })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Damaged> {
        visitor.visit_seq(Fields { reader: self })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Damaged> {
        let left = self.length()?;
        visitor.visit_map(ItemsLeft { reader: self, left })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Damaged> {
        if name == TEXT {
            visitor.visit_seq(TextsLeft { texts: self.texts.iter_mut() })
        } else {
            self.deserialize_tuple(fields.len(), visitor)
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Damaged> {
        visitor.visit_enum(self)
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// A list or a map that has so many items left.
struct ItemsLeft<'r, 'de> {
    reader: &'r mut Reader<'de>,
    left: usize,
}

impl<'de> SeqAccess<'de> for ItemsLeft<'_, 'de> {
    type Error = Damaged;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Damaged> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.reader).map(Some)
    }

    /// What is damaged may name any length: room is made as items come.
    fn size_hint(&self) -> Option<usize> {
        Some(self.left.min(self.reader.shape.len()))
    }
}

impl<'de> de::MapAccess<'de> for ItemsLeft<'_, 'de> {
    type Error = Damaged;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Damaged> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Damaged> {
        seed.deserialize(&mut *self.reader)
    }
}

/// The fields of a row: whoever reads them knows how many they are.
struct Fields<'r, 'de> {
    reader: &'r mut Reader<'de>,
}

impl<'de> SeqAccess<'de> for Fields<'_, 'de> {
    type Error = Damaged;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Damaged> {
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

/// A text in each language, in the order of the tongues; empty in one that is not there.
struct TextsLeft<'r, 'de> {
    texts: std::slice::IterMut<'r, Option<std::str::SplitTerminator<'de, char>>>,
}

impl<'de> SeqAccess<'de> for TextsLeft<'_, 'de> {
    type Error = Damaged;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Damaged> {
        let Some(column) = self.texts.next() else { return Ok(None) };
        let text = match column {
            Some(column) => column.next().ok_or(Damaged)?,
            None => "",
        };
        seed.deserialize(de::value::BorrowedStrDeserializer::new(text)).map(Some)
    }
}

impl<'de> EnumAccess<'de> for &mut Reader<'de> {
    type Error = Damaged;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Damaged> {
        let place = u32::try_from(self.number()?).map_err(|_| Damaged)?;
        let place: U32Deserializer<Damaged> = place.into_deserializer();
        Ok((seed.deserialize(place)?, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Reader<'de> {
    type Error = Damaged;

    fn unit_variant(self) -> Result<(), Damaged> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Damaged> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, left: usize, visitor: V) -> Result<V::Value, Damaged> {
        self.deserialize_tuple(left, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Damaged> {
        self.deserialize_tuple(fields.len(), visitor)
    }
}
