//! Whether something was decided, and by somebody.

use crate::exact::date::Date;
use crate::request::request::Request;

/// Whether something of a text is to be seen: a name of letters that leave no mark is no name.
pub(crate) fn shows_something(text: &str) -> bool {
    let leaves_no_mark = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(u32::from(letter),
                // Hyphens that show only at the end of a line, joiners, marks of direction.
                0xad | 0x34f | 0x61c | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff
                // Letters that fill a place and are not drawn: Hangul, Khmer, Braille, Khitan, Egyptian.
                | 0x115f..=0x1160 | 0x3164 | 0xffa0 | 0x17b4..=0x17b5 | 0x2800 | 0x16fe4
                | 0x13430..=0x1343f | 0x13441..=0x13442
                // Selectors of a variant, marks between lines, of shorthand and of music, tags.
                | 0x180b..=0x180d | 0x180f | 0xfe00..=0xfe0f | 0xfff0..=0xfffb | 0x1bca0..=0x1bca3
                | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff)
    };
    !text.chars().all(leaves_no_mark)
}

/// Whether a named professional has decided this, on a day that has come.
pub(crate) fn decided(request: &Request, about: &str) -> bool {
    request.decisions.iter().any(|it| it.about == about && shows_something(&it.by) && it.on <= request.today)
}

/// The day of the last decision to go on after a judgement.
pub(crate) fn judged_anew(request: &Request) -> Option<Date> {
    let decisions = request.decisions.iter().filter(|it| it.about == "CHK-JUDGED" && shows_something(&it.by));
    decisions.map(|it| it.on).filter(|it| *it <= request.today).max()
}

/// Whether a named professional has decided this, between that day and today.
pub(crate) fn decided_since(request: &Request, about: &str, day: Date) -> bool {
    let mut decisions = request.decisions.iter();
    decisions.any(|it| it.about == about && shows_something(&it.by) && day <= it.on && it.on <= request.today)
}
