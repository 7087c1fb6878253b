//! Text that shows nothing, and is therefore no name, no signature and no reason.
//!
//! A zero-width space is not white space to the trimming of a program, and still nothing to a reader.

/// Letters that leave no mark on paper: every white space and control of Unicode, its ignorable code
/// points (joiners, marks of direction, variation selectors, tags, fillers), and the blank of Braille.
const UNSEEN: [(char, char); 25] = [
    ('\u{0}', ' '),
    ('\u{7f}', '\u{a0}'),
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{1680}', '\u{1680}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{2000}', '\u{200f}'),
    ('\u{2028}', '\u{202f}'),
    ('\u{205f}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3000}', '\u{3000}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{13441}', '\u{13442}'),
    ('\u{16fe4}', '\u{16fe4}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Whether a letter leaves no mark.
#[must_use]
pub(crate) fn is_unseen(letter: char) -> bool {
    UNSEEN.iter().any(|(first, last)| (*first..=*last).contains(&letter))
}

/// Whether nothing of a text is to be seen: it is empty, or every letter of it leaves no mark.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(is_unseen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_letters_that_leave_no_mark_is_blank() {
        for unseen in [
            "",
            " ",
            "\t\n",
            "\u{a0}",
            "\u{202f}",
            "\u{3000}",
            "\u{85}",
            "\u{200b}",
            "\u{200c}",
            "\u{200d}",
            "\u{2060}",
            "\u{feff}",
            "\u{ad}",
            "\u{200e}\u{200f}",
            "\u{202a}\u{202c}",
            "\u{202e}",
            "\u{2066}\u{2069}",
            "\u{61c}",
            "\u{115f}",
            "\u{1160}",
            "\u{3164}",
            "\u{ffa0}",
            "\u{fe0f}",
            "\u{e0100}",
            "\u{180e}",
            "\u{34f}",
            "\u{2028}",
            "\u{2029}",
            "\u{0}",
            "\u{1b}",
            "\u{7f}",
            "\u{2800}",
            "\u{e0041}",
            "\u{1d173}",
            "\u{17b4}",
            " \u{200b} \u{ad}",
        ] {
            assert!(is_blank(unseen), "{}", unseen.escape_unicode());
        }
        for seen in ["a", "\u{200b}a", "Dr\u{a0}Ngô", "李", "·", "-", "é", "٣", "\u{200e}م", "ᅡ"] {
            assert!(!is_blank(seen), "{}", seen.escape_unicode());
        }
    }

    /// What the standard library knows to be white space or a control is here too.
    #[test]
    fn every_white_space_and_control_of_unicode_is_unseen() {
        for letter in (0..=0x10_ffff).filter_map(char::from_u32) {
            if letter.is_whitespace() || letter.is_control() {
                assert!(is_unseen(letter), "{}", letter.escape_unicode());
            }
            if letter.is_ascii_graphic() {
                assert!(!is_unseen(letter), "{letter}");
            }
        }
    }
}
