//! The book as bytes, in columns.

pub(crate) mod read;

#[cfg(test)]
mod write;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::read::Reader;
    use super::write::Columns;

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Text {
        fr: String,
        en: String,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    enum Kind {
        Bare,
        Of(u16),
        Both(i32, Option<i64>),
        Named { name: Text, ids: Vec<String> },
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Row {
        id: String,
        text: Option<Text>,
        kinds: Vec<Kind>,
        by: BTreeMap<String, bool>,
    }

    fn text() -> impl Strategy<Value = Text> {
        ("[a-zé ]{0,6}", "[a-z ]{0,6}").prop_map(|(fr, en)| Text { fr, en })
    }

    fn kind() -> impl Strategy<Value = Kind> {
        prop_oneof![
            Just(Kind::Bare),
            any::<u16>().prop_map(Kind::Of),
            any::<(i32, Option<i64>)>().prop_map(|(one, other)| Kind::Both(one, other)),
            (text(), prop::collection::vec("[a-c]{0,2}", 0..4)).prop_map(|(name, ids)| Kind::Named { name, ids }),
        ]
    }

    fn rows() -> impl Strategy<Value = Vec<Row>> {
        let by = prop::collection::btree_map("[a-c]", any::<bool>(), 0..3);
        let row = ("[a-d]{0,3}", prop::option::of(text()), prop::collection::vec(kind(), 0..4), by);
        prop::collection::vec(row.prop_map(|(id, text, kinds, by)| Row { id, text, kinds, by }), 0..6)
    }

    /// Reads rows in the languages of which texts are there.
    fn read(bytes: &[u8], texts: &[Option<&[u8]>]) -> Result<Vec<Row>, super::read::Damaged> {
        Reader::of(bytes, texts)?.read(|reader| Vec::deserialize(reader))
    }

    fn all(texts: &[Vec<u8>]) -> Vec<Option<&[u8]>> {
        (0..2).map(|it| Some(texts.get(it).map_or(&[] as &[u8], Vec::as_slice))).collect()
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(rows in rows()) {
            let columns = Columns::of(&rows).expect("it can be written");
            prop_assert_eq!(read(&columns.joined(), &all(&columns.texts)).expect("it can be read"), rows);
        }

        #[test]
        fn without_a_language_only_its_texts_are_empty(rows in rows()) {
            let columns = Columns::of(&rows).expect("it can be written");
            let read = read(&columns.joined(), &[all(&columns.texts)[0], None]).expect("it can be read");
            let mut expected = rows;
            let silent = |text: &mut Text| text.en.clear();
            for row in &mut expected {
                row.text.iter_mut().for_each(silent);
                for kind in &mut row.kinds {
                    if let Kind::Named { name, .. } = kind {
                        silent(name);
                    }
                }
            }
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn damage_is_an_error_and_never_a_panic(rows in rows(), cut in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let columns = Columns::of(&rows).expect("it can be written");
            let (mut bytes, texts) = (columns.joined(), all(&columns.texts));
            let at = cut.index(bytes.len());
            let _ = read(&bytes[..at], &texts);
            bytes[at] = byte;
            let _ = read(&bytes, &texts);
            for (at, text) in columns.texts.iter().enumerate() {
                let mut short = texts.clone();
                short[at] = Some(&text[..text.len() - 1]);
                // The last text lost its end alone, where that was not all of it.
                let lost = text.ends_with(b"\0\0") || text.len() == 1;
                prop_assert_eq!(read(&columns.joined(), &short).is_err(), lost);
            }
        }
    }
}
