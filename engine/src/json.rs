//! JSON from outside, read strictly: one reader for the page and natively.
//!
//! A name nobody knows, a name twice, a list for an object, a number where a text is wanted: each is
//! a fault with its place, never a silence. The usual readers keep the last of two equal names, and
//! take a list for an object.

use serde::de::value::{BorrowedStrDeserializer, MapAccessDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;

use crate::exact::bounds::{DEEPEST, LONGEST_TEXT};
use crate::exact::sort;
use crate::fault::{Fault, FaultKind, short, syntax};
use crate::lang::Tongue;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A whole number, written without a mark or an exponent.
    Whole(i64),
    /// Any other number, as it was written: no field of a request takes one.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, in its order; no name stands twice.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a whole text. A byte order mark before it is passed over.
    ///
    /// # Errors
    /// A [`Fault`] of syntax with its line and column; a name that stands twice in an object, a text
    /// longer than [`LONGEST_TEXT`] or a value nested deeper than [`DEEPEST`], with its path.
    pub fn parse(text: &str) -> Result<Self, Box<Fault>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut scanner = Scanner { text, at: 0 };
        let value = scanner.value(DEEPEST)?;
        scanner.space();
        if scanner.at < text.len() { Err(scanner.broken()) } else { Ok(value) }
    }

    /// The same of bytes, which must be UTF-8.
    ///
    /// # Errors
    /// As [`parse`](Self::parse); bytes that are no text are a fault of syntax, at the first of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use palier_engine::fault::FaultKind;
    /// use palier_engine::json::Json;
    ///
    /// let fault = Json::of_bytes(b"{\"drug\": \"x\", \"drug\": \"y\"}").expect_err("a field twice");
    /// assert_eq!((fault.path.as_str(), fault.kind), ("drug", FaultKind::Repeated));
    /// ```
    pub fn of_bytes(bytes: &[u8]) -> Result<Self, Box<Fault>> {
        match str::from_utf8(bytes) {
            Ok(text) => Self::parse(text),
            Err(why) => {
                let before = bytes.get(..why.valid_up_to()).and_then(|it| str::from_utf8(it).ok()).unwrap_or_default();
                Err(Fault::of(syntax(before)))
            }
        }
    }

    /// The value of a field of an object.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(it, _)| it == name).map(|(_, value)| value),
            Self::Null | Self::Bool(_) | Self::Whole(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => None,
        }
    }

    /// The language in which its sender is answered: French where it names none; `None` where it
    /// names one that is not spoken.
    #[must_use]
    pub fn language(&self) -> Option<Tongue> {
        match self.field("language") {
            None => Some(Tongue::default()),
            Some(Self::Text(name)) => Tongue::ALL.into_iter().find(|it| it.code() == name),
            Some(Self::Null | Self::Bool(_) | Self::Whole(_) | Self::Number(_) | Self::List(_) | Self::Object(_)) => {
                None
            }
        }
    }

    /// The same of a document that may be no request, or no JSON: the language it names, as far as it can be read.
    /// `None` too where it is damaged and names none.
    #[must_use]
    pub fn language_in(document: &[u8]) -> Option<Tongue> {
        if let Ok(json) = Self::of_bytes(document) {
            return json.language();
        }
        let text = document.utf8_chunks().next().map(|it| it.valid()).unwrap_or_default();
        let named = Scanner { text, at: 0 }.languages();
        let spoken = |name: &str| Self::Object(vec![("language".to_owned(), Self::Text(name.to_owned()))]).language();
        // A field that stands twice names a language only where both agree.
        named.first().filter(|first| named.iter().all(|it| it == *first)).and_then(|it| spoken(it))
    }

    /// The fault of finding it where something else stands.
    fn instead_of(&self, expected: &dyn Expected) -> Box<Fault> {
        let found = match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(it) => Unexpected::Bool(*it),
            Self::Whole(it) => Unexpected::Signed(*it),
            Self::Number(it) => {
                return Fault::of(FaultKind::Unfit { found: short(it), expected: expected.to_string() });
            }
            Self::Text(it) => Unexpected::Str(it),
            Self::List(_) => Unexpected::Seq,
            Self::Object(_) => Unexpected::Map,
        };
        Box::<Fault>::invalid_type(found, expected)
    }
}

/// A text being read, byte by byte; every stop is at the border of a letter.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn skip(&mut self, of: impl Fn(u8) -> bool) -> usize {
        let from = self.at;
        while self.peek().is_some_and(&of) {
            self.at += 1;
        }
        self.at - from
    }

    fn space(&mut self) {
        self.skip(|it| matches!(it, b' ' | b'\t' | b'\n' | b'\r'));
    }

    fn since(&self, from: usize) -> &str {
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// The fault of finding here what no JSON holds.
    fn broken(&self) -> Box<Fault> {
        Fault::of(syntax(self.text.get(..self.at).unwrap_or_default()))
    }

    fn value(&mut self, depth: u8) -> Result<Json, Box<Fault>> {
        let depth = depth.checked_sub(1).ok_or_else(|| Fault::of(FaultKind::TooDeep))?;
        self.space();
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            Some(_) | None => Err(self.broken()),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, Box<Fault>> {
        if !self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return Err(self.broken());
        }
        self.at += word.len();
        Ok(value)
    }

    fn number(&mut self) -> Result<Json, Box<Fault>> {
        let from = self.at;
        self.take(b'-');
        let leading_zero = self.peek() == Some(b'0');
        let digits = self.skip(|it| it.is_ascii_digit());
        if digits == 0 || (leading_zero && digits > 1) {
            return Err(self.broken());
        }
        // Minus zero is no count.
        let mut is_whole = self.since(from) != "-0";
        let whole = self.since(from).parse().ok();
        if self.take(b'.') {
            is_whole = false;
            if self.skip(|it| it.is_ascii_digit()) == 0 {
                return Err(self.broken());
            }
        }
        if self.take(b'e') || self.take(b'E') {
            is_whole = false;
            if !self.take(b'+') {
                self.take(b'-');
            }
            if self.skip(|it| it.is_ascii_digit()) == 0 {
                return Err(self.broken());
            }
        }
        Ok(match whole {
            Some(it) if is_whole => Json::Whole(it),
            Some(_) | None => Json::Number(short(self.since(from))),
        })
    }

    fn string(&mut self) -> Result<String, Box<Fault>> {
        self.at += 1;
        let mut read = String::new();
        loop {
            let from = self.at;
            self.skip(|it| it != b'"' && it != b'\\' && it >= b' ');
            read.push_str(self.since(from));
            if read.len() > LONGEST_TEXT {
                return Err(Fault::of(FaultKind::TooLong));
            }
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(read);
                }
                Some(b'\\') => read.push(self.escape()?),
                Some(_) | None => return Err(self.broken()),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Box<Fault>> {
        self.at += 1;
        let letter = match self.peek() {
            Some(mark @ (b'"' | b'\\' | b'/')) => char::from(mark),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code(),
            Some(_) | None => return Err(self.broken()),
        };
        self.at += 1;
        Ok(letter)
    }

    /// `\u00e9`, or the two halves of a letter beyond them; a half alone is no letter.
    fn code(&mut self) -> Result<char, Box<Fault>> {
        let first = self.half()?;
        let code = match first {
            0xd800..=0xdbff => {
                if !self.take(b'\\') || self.peek() != Some(b'u') {
                    return Err(self.broken());
                }
                let second = self.half()?;
                let low = second.checked_sub(0xdc00).filter(|it| *it < 0x400).ok_or_else(|| self.broken())?;
                0x1_0000 + ((first - 0xd800) << 10) + low
            }
            _ => first,
        };
        char::from_u32(code).ok_or_else(|| self.broken())
    }

    /// Every text that a field `language` of the outermost object holds, up to where no text can be read.
    fn languages(mut self) -> Vec<String> {
        let (mut named, mut field, mut depth, mut in_value) = (Vec::new(), String::new(), 0_u32, false);
        while let Some(byte) = self.peek() {
            if byte == b'"' {
                match self.string() {
                    Ok(text) if in_value && depth == 1 && field == "language" => named.push(text),
                    Ok(text) if !in_value && depth == 1 => field = text,
                    Ok(_) => {}
                    Err(_) => break,
                }
                continue;
            }
            match byte {
                b'{' | b'[' => depth = depth.saturating_add(1),
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 1 && matches!(byte, b':' | b',') {
                in_value = byte == b':';
            }
            self.at += 1;
        }
        named
    }

    fn half(&mut self) -> Result<u32, Box<Fault>> {
        self.at += 1;
        let from = self.at;
        if self.skip(|it| it.is_ascii_hexdigit()) < 4 {
            return Err(self.broken());
        }
        self.at = from + 4;
        u32::from_str_radix(self.since(from), 16).map_err(|_| self.broken())
    }

    fn list(&mut self, depth: u8) -> Result<Json, Box<Fault>> {
        self.at += 1;
        let mut list = Vec::new();
        self.space();
        if self.take(b']') {
            return Ok(Json::List(list));
        }
        loop {
            let item = self.value(depth).map_err(|fault| fault.within(&format!("[{}]", list.len())))?;
            list.push(item);
            self.space();
            if self.take(b']') {
                return Ok(Json::List(list));
            }
            if !self.take(b',') {
                return Err(self.broken());
            }
        }
    }

    fn object(&mut self, depth: u8) -> Result<Json, Box<Fault>> {
        self.at += 1;
        let mut fields: Vec<(String, Json)> = Vec::new();
        self.space();
        let mut closed = self.take(b'}');
        while !closed {
            self.space();
            if self.peek() != Some(b'"') {
                return Err(self.broken());
            }
            let name = self.string()?;
            self.space();
            if !self.take(b':') {
                return Err(self.broken());
            }
            let value = self.value(depth).map_err(|fault| fault.within(&name))?;
            fields.push((name, value));
            self.space();
            closed = self.take(b'}');
            if !closed && !self.take(b',') {
                return Err(self.broken());
            }
        }
        let mut order: Vec<usize> = (0..fields.len()).collect();
        sort::with(&mut order, |one, other| fields[*one].0.cmp(&fields[*other].0));
        let again = order.windows(2).filter(|it| fields[it[0]].0 == fields[it[1]].0).map(|it| it[1]);
        match again.min() {
            Some(place) => Err(Fault::of(FaultKind::Repeated).within(&fields[place].0)),
            None => Ok(Json::Object(fields)),
        }
    }
}

impl<'de> Deserializer<'de> for &'de Json {
    type Error = Box<Fault>;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Box<Fault>> {
        match self {
            Json::Null => visitor.visit_unit(),
            Json::Bool(it) => visitor.visit_bool(*it),
            Json::Whole(it) => visitor.visit_i64(*it),
            Json::Number(_) => Err(self.instead_of(&visitor)),
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
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;
    use crate::book::supply::Supply;
    use crate::request::request::Request;

    /// A request that is right, with more fields at its end.
    fn with(more: &str) -> String {
        format!(
            r#"{{ "version": 1, "id": "x", "today": "2026-11-30", "treatment": {{ "drug": "naltrexone-ldn",
                 "supplies": [{{ "capsule": {{ "strength": "0.5 mg", "keeps_days": null }} }}] }}{more} }}"#
        )
    }

    #[track_caller]
    fn refused(text: &str, path: &str, kind: FaultKind) {
        match Request::read(text) {
            Ok(read) => panic!("{text} was read: {read:?}"),
            Err(fault) => assert_eq!((fault.path.as_str(), &fault.kind), (path, &kind), "{text}"),
        }
    }

    fn unfit(found: &str, expected: &str) -> FaultKind {
        FaultKind::Unfit { found: found.into(), expected: expected.into() }
    }

    #[test]
    fn a_request_is_read_with_its_variants_and_absent_fields() {
        let read = Request::read(&with(r#", "region": "FR""#)).expect("a request");
        let strength = "0.5 mg".parse().expect("a dose");
        assert_eq!(read.treatment.supplies, [Supply::Capsule { strength, prolonged: false, keeps_days: None }]);
    }

    #[test]
    fn a_name_nobody_knows_is_an_error() {
        refused(&with(r#", "future": 1"#), "", FaultKind::UnknownField("future".into()));
    }

    #[test]
    fn a_wrong_value_is_named_with_its_place() {
        refused(&with(r#", "patient": { "age_years": 4600 }"#), "patient.age_years", unfit("4600", "u8"));
        let known = &["immediate", "prolonged", "patch", "depot"];
        let kind = FaultKind::UnknownWord { found: "sparkling".into(), known };
        refused(&with(r#", "medicines": [{ "name": "x", "form": "sparkling" }]"#), "medicines[0].form", kind);
    }

    #[test]
    fn a_name_that_stands_twice_is_refused_at_any_depth() {
        for (more, path) in [
            (r#", "id": "y""#, "id"),
            (r#", "patient": { "weight_kg": "62", "weight_kg": "26" }"#, "patient.weight_kg"),
            (r#", "patient": { "weight_kg": "62", "weight\u005fkg": "62" }"#, "patient.weight_kg"),
            (r#", "patient": { "answers": { "pregnant": "yes", "pregnant": "no" } }"#, "patient.answers.pregnant"),
            (
                r#", "medicines": [{ "name": "x" }, { "name": "y", "stopped": { "last_dose": "2026-01", "last_dose": "2026-02" } }]"#,
                "medicines[1].stopped.last_dose",
            ),
        ] {
            refused(&with(more), path, FaultKind::Repeated);
        }
    }

    #[test]
    fn the_language_of_what_cannot_be_read_is_the_one_it_names() {
        for (text, expected) in [
            (r#"{"version":1}"#, Some(Tongue::Fr)),
            (r#"{"language":"en"}"#, Some(Tongue::En)),
            (r#"{"language":"de"}"#, None),
            // Cut short, before and after its name.
            (r#"{"version":1,"language":"en","patient":{"age"#, Some(Tongue::En)),
            (r#"{"version":1,"langu"#, None),
            (r#"{"version":1,"language":"e"#, None),
            // Damaged after it, by a byte that is no text too.
            (r#"{"language" : "fr", nonsense"#, Some(Tongue::Fr)),
            (r#"{"patient":{"language":"fr","x":["language","fr"]},"language":"en",}"#, Some(Tongue::En)),
            (r#"{"id":"language","x":"fr""#, None),
            (r#"{"id":":\",\"language\":","language":"en","language":"en"}"#, Some(Tongue::En)),
            (r#"{"language":"en","language":"fr"}"#, None),
            ("", None),
        ] {
            assert_eq!(Json::language_in(text.as_bytes()), expected, "{text}");
        }
        assert_eq!(Json::language_in(b"{\"language\":\"en\",\"id\":\"\xff\"}"), Some(Tongue::En));
        // Written twice, nested too deeply, too long: the rest is whole.
        let deep = "[".repeat(40) + &"]".repeat(40);
        let long = "x".repeat(LONGEST_TEXT + 1);
        for value in [r#"1,"version":2"#.to_owned(), deep, format!("\"{long}\"")] {
            let text = format!(r#"{{"language":"en","version":{value}}}"#);
            assert!(Json::parse(&text).is_err(), "{text}");
            assert_eq!(Json::language_in(text.as_bytes()), Some(Tongue::En), "{text}");
        }
    }

    #[test]
    fn a_version_that_never_was_is_said() {
        let text = with("").replace(r#""version": 1"#, r#""version": 0"#);
        refused(&text, "version", FaultKind::NoSuchVersion(0));
    }

    /// The usual readers take a list for an object, its fields in their order.
    #[test]
    fn a_list_is_no_object_at_any_depth() {
        for (more, path, expected) in [
            (r#", "patient": []"#, "patient", "struct Patient"),
            (r#", "patient": { "creatinine": ["60", "umol/L"] }"#, "patient.creatinine", "struct Creatinine"),
            (r#", "patient": { "answers": [["pregnant", "no"]] }"#, "patient.answers", "a map"),
            (r#", "medicines": [["tramadol"]]"#, "medicines[0]", "struct Medicine"),
            (r#", "medicines": [{ "name": "x", "stopped": ["2026-01"] }]"#, "medicines[0].stopped", "struct Stop"),
            (r#", "decisions": [["a", "b", "2026-11-30", ""]]"#, "decisions[0]", "struct Decision"),
        ] {
            refused(&with(more), path, unfit("[…]", expected));
        }
        refused(r#"[1, "x", "2026-11-30"]"#, "", unfit("[…]", "struct Request"));
        let text = with("").replace(r#"{ "strength": "0.5 mg", "keeps_days": null }"#, r#"["0.5 mg", false, null]"#);
        refused(&text, "treatment.supplies[0].capsule", unfit("[…]", "struct variant Supply::Capsule"));
        let text = with("")
            .replace(r#""supplies": ["#, r#""supplies": [{ "drops": { "per_drop": "1 mg" }, "capsule": {} }, "#);
        refused(&text, "treatment.supplies[0]", unfit("{…}", "enum Supply"));
    }

    #[test]
    fn a_request_is_dated_as_iso_8601_writes_it_and_in_no_other_way() {
        let stop =
            |day: &str| with(&format!(r#", "medicines": [{{ "name": "x", "stopped": {{ "last_dose": "{day}" }} }}]"#));
        for good in ["2026-05-11", "2026-05", "2028-02-29"] {
            assert!(Request::read(&stop(good)).is_ok(), "{good}");
        }
        for (bad, why) in [
            ("11/05/2026", "not a date such as 2026-12-07"),
            ("05/2026", "not a date such as 2026-12-07"),
            ("11.05.2026", "not a date such as 2026-12-07"),
            ("2026-5-11", "not a date such as 2026-12-07"),
            ("2026-5", "not a date such as 2026-12-07"),
            (" 2026-05-1", "not a date such as 2026-12-07"),
            ("2026-05-1 ", "not a date such as 2026-12-07"),
            ("2026-05-11T00:00", "not a date such as 2026-12-07"),
            ("20260511", "not a date such as 2026-12-07"),
            ("+026-05-11", "not a date such as 2026-12-07"),
            ("2026", "not a date such as 2026-12-07"),
            ("", "not a date such as 2026-12-07"),
            ("2027-02-29", "no calendar holds this day"),
            ("2027-13", "no calendar holds this day"),
            ("2027-00-10", "no calendar holds this day"),
            ("1899-12-31", "outside 1900 to 2100"),
            ("2101-01", "outside 1900 to 2100"),
        ] {
            let said = FaultKind::Refused(format!("date `{bad}`: {why}"));
            refused(&stop(bad), "medicines[0].stopped.last_dose", said);
        }
        let today = |day: &str| with("").replace("2026-11-30", day);
        for bad in ["30/11/2026", "2026-11"] {
            let said = FaultKind::Refused(format!("date `{bad}`: not a date such as 2026-12-07"));
            refused(&today(bad), "today", said);
        }
    }

    #[test]
    fn a_text_longer_than_any_field_is_refused_where_it_stands() {
        let named = |letters: usize| with(&format!(r#", "medicines": [{{ "name": "{}" }}]"#, "a".repeat(letters)));
        assert!(Request::read(&named(LONGEST_TEXT)).is_ok());
        refused(&named(LONGEST_TEXT + 1), "medicines[0].name", FaultKind::TooLong);
        refused(&named(1_000_000), "medicines[0].name", FaultKind::TooLong);
    }

    #[test]
    fn what_is_nested_without_end_is_refused() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(Json::parse(&nested(DEEPEST.into())).is_ok());
        for levels in [usize::from(DEEPEST) + 1, 500_000] {
            assert_eq!(Json::parse(&nested(levels)).expect_err("too deep").kind, FaultKind::TooDeep);
        }
    }

    #[test]
    fn a_later_version_is_named_before_what_only_it_knows() {
        let text = with(r#", "shape": {}"#);
        refused(&text.replace(r#""version": 1"#, r#""version": 2"#), "version", FaultKind::Newer(2));
        refused(&text.replace(r#""version": 1"#, r#""version": 1.5"#), "version", unfit("1.5", "u8"));
    }

    #[test]
    fn damage_is_told_by_its_line_and_column() {
        for (text, line, column) in [
            ("", 1, 1),
            ("{", 1, 2),
            ("{}\n {", 2, 2),
            ("{\n  \"é\": x }", 2, 8),
            ("[1,]", 1, 4),
            ("[01]", 1, 4),
            ("[1.]", 1, 4),
            ("[-]", 1, 3),
            ("[1e]", 1, 4),
            ("[+1]", 1, 2),
            ("{\"a\" 1}", 1, 6),
            ("{a: 1}", 1, 2),
            ("{\"a\": 1,}", 1, 9),
            ("\"\u{1}\"", 1, 2),
            ("\"\\x\"", 1, 3),
            ("\"\\ud800\"", 1, 8),
            ("tru", 1, 1),
            ("NaN", 1, 1),
            ("'a'", 1, 1),
        ] {
            let fault = Json::parse(text).expect_err(text);
            assert_eq!((fault.path.as_str(), fault.kind), ("", FaultKind::Syntax { line, column }), "{text:?}");
        }
        let fault = Json::of_bytes(b"{\n\"a\": \"\xff\"}").expect_err("no UTF-8");
        assert_eq!(fault.kind, FaultKind::Syntax { line: 2, column: 7 });
    }

    #[test]
    fn the_language_is_french_unless_said_and_unknown_where_it_cannot_be_read() {
        for (text, lang) in [
            ("{}", Some(Tongue::Fr)),
            (r#"{"language":"fr"}"#, Some(Tongue::Fr)),
            (r#"{"language":"en"}"#, Some(Tongue::En)),
            (r#"{"language":"de"}"#, None),
            (r#"{"language":null}"#, None),
        ] {
            assert_eq!(Json::parse(text).expect("JSON").language(), lang, "{text}");
        }
    }

    fn as_theirs(json: &Json) -> serde_json::Value {
        match json {
            Json::Null => serde_json::Value::Null,
            Json::Bool(it) => (*it).into(),
            Json::Whole(it) => (*it).into(),
            Json::Number(it) => serde_json::from_str(it).expect("a number"),
            Json::Text(it) => it.as_str().into(),
            Json::List(it) => it.iter().map(as_theirs).collect(),
            Json::Object(it) => it.iter().map(|(name, it)| (name.clone(), as_theirs(it))).collect(),
        }
    }

    /// JSON, nearly JSON, and texts that never were.
    fn texts() -> impl Strategy<Value = String> {
        let leaf = prop_oneof![
            Just("null".to_owned()),
            Just("true".to_owned()),
            "-?[0-9]{1,4}(\\.[0-9]{1,3})?([eE][+-]?[0-9])?",
            r#""([a-z"\\é\u{1}]|\\u[0-9a-f]{4}|\\[bfnrt/\\"])*""#,
        ];
        let json = leaf.prop_recursive(6, 40, 5, |inner| {
            let pair = ("[a-c]{1,2}", inner.clone()).prop_map(|(name, it)| format!("\"{name}\": {it}"));
            prop_oneof![
                prop::collection::vec(inner, 0..5).prop_map(|it| format!("[{}]", it.join(","))),
                prop::collection::vec(pair, 0..5).prop_map(|it| format!("{{{}}}", it.join(" ,\n"))),
            ]
        });
        let damaged = (json.clone(), any::<prop::sample::Index>(), "[\\[\\]{}\",:0-9a-z\\\\ ]{0,2}").prop_map(
            |(text, at, put)| {
                let letters: Vec<char> = text.chars().collect();
                let at = at.index(letters.len() + 1);
                letters[..at]
                    .iter()
                    .chain(&put.chars().collect::<Vec<_>>())
                    .chain(letters.get(at + 1..).unwrap_or(&[]))
                    .collect()
            },
        );
        prop_oneof![3 => json, 3 => damaged, 1 => "\\PC{0,40}", 1 => "[\\[\\]{}\",:0-9a-f\\\\u ]{0,30}"]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]
        /// Another reader takes and refuses the same, but for what is refused here on purpose.
        #[test]
        fn any_text_is_read_as_another_reader_reads_it_or_refused(text in texts()) {
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            match (Json::parse(&text), theirs) {
                (Ok(ours), Ok(theirs)) => prop_assert_eq!(as_theirs(&ours), theirs),
                (Ok(ours), Err(why)) => prop_assert!(why.to_string().contains("out of range"), "{:?}: {}", ours, why),
                (Err(fault), Ok(_)) => prop_assert!(matches!(fault.kind, FaultKind::Repeated), "{}", fault),
                (Err(_), Err(_)) => {}
            }
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..60), text in texts()) {
            let _ = Json::of_bytes(&bytes);
            let _ = Request::read(&text);
            let _ = Request::read(&with(&format!(", \"patient\": {text}")));
            if let Ok(json) = Json::parse(&text) {
                let _ = Request::deserialize(&json);
            }
        }
    }
}
