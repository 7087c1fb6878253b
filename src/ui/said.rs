//! Texts of the book as they are drawn: the end of an ordinal stands above the line.

use palier_engine::lang::Lang;
use yew::prelude::*;

use crate::words::Words;

/// A text, its ordinals raised: 1ᵉʳ, 2ᵉ.
pub(crate) fn said(text: &str, lang: Lang) -> Html {
    let pieces = pieces(text, Words(lang).ordinals());
    if let [(false, whole)] = pieces.as_slice() {
        return html! { { *whole } };
    }
    let drawn = |(raised, piece): (bool, &str)| {
        if raised {
            html! { <sup>{ piece }</sup> }
        } else {
            html! { { piece } }
        }
    };
    pieces.into_iter().map(drawn).collect()
}

/// The text in pieces, each with whether it is the end of an ordinal: letters of the list after a number that
/// begins a word.
fn pieces<'a>(text: &'a str, ordinals: &str) -> Vec<(bool, &'a str)> {
    let mut pieces = Vec::new();
    let mut begun = 0;
    let mut at = 0;
    while let Some(digits) = text[at..].find(|it: char| it.is_ascii_digit()).map(|it| at + it) {
        let end = text[digits..].find(|it: char| !it.is_ascii_digit()).map_or(text.len(), |it| digits + it);
        let letters = text[end..].find(|it: char| !it.is_alphanumeric()).map_or(text.len(), |it| end + it);
        let begins_word = !text[..digits].ends_with(|it: char| it.is_alphanumeric() || it == ',' || it == '.');
        if begins_word && ordinals.split(' ').any(|it| it == &text[end..letters]) {
            pieces.push((false, &text[begun..end]));
            pieces.push((true, &text[end..letters]));
            begun = letters;
        }
        at = letters.max(end);
    }
    if begun < text.len() || pieces.is_empty() {
        pieces.push((false, &text[begun..]));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_an_ordinal_is_raised_and_nothing_else() {
        let raised = |text| {
            let pieces = pieces(text, "er re e").into_iter();
            pieces.map(|(raised, it)| if raised { format!("^{it}^") } else { it.to_owned() }).collect::<String>()
        };
        for (text, expected) in [
            ("1er janvier", "1^er^ janvier"),
            ("en 1re ligne, puis en 2e", "en 1^re^ ligne, puis en 2^e^"),
            ("14 jours", "14 jours"),
            ("CYP2e et 1,5e", "CYP2e et 1,5e"),
            ("3eme", "3eme"),
            ("", ""),
            ("12", "12"),
        ] {
            assert_eq!(raised(text), expected);
        }
    }
}
