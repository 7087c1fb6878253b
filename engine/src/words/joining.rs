//! Lists, quotations, and where a capital goes.

use crate::lang::{Lang, say};

/// A name as it stands inside a sentence: its capital goes, that of initials stays.
#[must_use]
pub fn inside(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        (Some(_), Some(_) | None) | (None, _) => name.to_owned(),
    }
}

/// A text that begins with a capital letter.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A quotation in the language's own marks.
#[must_use]
pub fn quoted(text: &str, lang: Lang) -> String {
    say!(lang, quoted, text)
}

/// `a, b et c`.
#[must_use]
pub fn joined(parts: &[String], lang: Lang) -> String {
    list(parts, |first, last| say!(lang, and, first, last))
}

/// `a, b puis c`.
pub(crate) fn joined_in_turn(parts: &[String], lang: Lang) -> String {
    list(parts, |first, last| say!(lang, then, first, last))
}

fn list(parts: &[String], pair: impl Fn(&str, &str) -> String) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => pair(&first.join(", "), last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_inside_a_sentence_loses_its_capital_and_initials_keep_theirs() {
        for (name, expected) in [
            ("Opiacés", "opiacés"),
            ("Élixir", "élixir"),
            ("IMAO-B", "IMAO-B"),
            ("MAO-B inhibitors", "MAO-B inhibitors"),
            ("duloxétine", "duloxétine"),
            ("X", "X"),
            ("", ""),
        ] {
            assert_eq!(inside(name), expected);
        }
    }
}
