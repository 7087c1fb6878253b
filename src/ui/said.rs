//! Texts as they are drawn: the end of an ordinal stands above the line, an abbreviation says what it stands for.

use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::words::Words;

/// A part of a text, as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Plain(&'a str),
    /// The end of an ordinal.
    Raised(&'a str),
    /// An abbreviation, and what it stands for.
    Short(&'a str, &'a str),
}

/// A text, its ordinals raised (1ᵉʳ, 2ᵉ) and its abbreviations explained.
pub(crate) fn said(text: &str, lang: Lang) -> Html {
    let drawn = |it| match it {
        Piece::Plain(text) => html! { { text } },
        Piece::Raised(text) => html! { <sup>{ text }</sup> },
        Piece::Short(text, whole) => html! { <abbr title={whole.to_owned()}>{ text }</abbr> },
    };
    match pieces(text, Words(lang)).as_slice() {
        [one] => drawn(*one),
        all => all.iter().copied().map(drawn).collect(),
    }
}

/// The same inside a drawing, where what is raised stands higher by its own size.
pub(crate) fn said_in_drawing(text: &str, lang: Lang) -> Html {
    let piece = |it| match it {
        Piece::Plain(text) | Piece::Short(text, _) => html! { { text } },
        // What follows is brought down again by an empty letter.
        Piece::Raised(text) => {
            html! { <><tspan dy="-.4em" font-size=".7em">{ text }</tspan><tspan dy=".28em">{ "\u{200b}" }</tspan></> }
        }
    };
    pieces(text, Words(lang)).into_iter().map(piece).collect()
}

/// The text in pieces. The end of an ordinal: letters of a list after a number that begins a word. An abbreviation: a
/// word of a list.
fn pieces(text: &str, words: Words) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut begun = 0;
    let mut at = 0;
    while let Some(from) = text[at..].find(char::is_alphanumeric).map(|it| at + it) {
        let to = text[from..].find(|it: char| !it.is_alphanumeric()).map_or(text.len(), |it| from + it);
        let word = &text[from..to];
        let digits = word.find(|it: char| !it.is_ascii_digit()).unwrap_or(word.len());
        let (start, found) = if digits > 0 {
            let end = &word[digits..];
            // `1,5e` is no ordinal.
            let counted = !text[..from].ends_with([',', '.']) && words.ordinals().split(' ').any(|it| it == end);
            (from + digits, counted.then_some(Piece::Raised(end)))
        } else {
            (from, whole(word, words.abbreviations()).map(|it| Piece::Short(word, it)))
        };
        if let Some(it) = found {
            if begun < start {
                pieces.push(Piece::Plain(&text[begun..start]));
            }
            pieces.push(it);
            begun = to;
        }
        at = to;
    }
    if begun < text.len() || pieces.is_empty() {
        pieces.push(Piece::Plain(&text[begun..]));
    }
    pieces
}

/// What a word stands for, where it is one of the list: `AMM = …; HAS = …`.
fn whole<'a>(word: &str, list: &'a str) -> Option<&'a str> {
    // Nearly no word is: one has two capitals.
    word.chars().filter(|it| it.is_uppercase()).nth(1)?;
    list.split("; ").filter_map(|it| it.split_once(" = ")).find(|(short, _)| *short == word).map(|(_, whole)| whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let piece = |it| match it {
            Piece::Plain(text) => text.to_owned(),
            Piece::Raised(text) => format!("^{text}^"),
            Piece::Short(text, whole) => format!("[{text}: {whole}]"),
        };
        pieces(text, Words(Lang::FR)).into_iter().map(piece).collect()
    }

    #[test]
    fn the_end_of_an_ordinal_is_raised_and_nothing_else() {
        for (text, expected) in [
            ("1er janvier", "1^er^ janvier"),
            ("en 1re ligne, puis en 2e", "en 1^re^ ligne, puis en 2^e^"),
            ("14 jours", "14 jours"),
            ("CYP2e et 1,5e", "CYP2e et 1,5e"),
            ("3eme", "3eme"),
            ("", ""),
            ("12", "12"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn an_abbreviation_says_what_it_stands_for_and_a_word_that_holds_one_does_not() {
        for (text, expected) in [
            ("Hors AMM.", "Hors [AMM: autorisation de mise sur le marché]."),
            ("l’AMM", "l’[AMM: autorisation de mise sur le marché]"),
            ("AMMONIUM, amm, Amm", "AMMONIUM, amm, Amm"),
        ] {
            assert_eq!(shown(text), expected);
        }
    }

    /// Each abbreviation of the list is written so, and told in words: none explains another.
    #[test]
    fn every_abbreviation_is_explained_in_words() {
        for lang in [Lang::FR, Lang::EN] {
            let list = Words(lang).abbreviations();
            for entry in list.split("; ") {
                let (short, whole) = entry.split_once(" = ").unwrap_or_else(|| panic!("{entry}"));
                assert_eq!(super::whole(short, list), Some(whole), "{entry}");
                assert!(whole.chars().count() > 3 * short.chars().count(), "{entry}");
            }
        }
    }
}
