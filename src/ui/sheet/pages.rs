//! Pages of paper of a fixed size, each with its head, its foot and its number.
//!
//! Browsers number no pages alike, so that what stands on which page is settled here: each block says how high it is
//! at most, and a page takes what it has room for. Heights are in tenths of a millimetre, and follow from the widths of
//! the letters of the paper's typeface.

use palier_engine::lang::Lang;
use palier_engine::words::dates::date_in_words;

use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::ui::outcome::schedule::StepRow;
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::words::{Words, say};

/// What stays together on one page.
pub(crate) struct Block {
    /// How high it is at most.
    pub(crate) high: u32,
    /// What it is.
    pub(crate) html: Html,
}

impl Block {
    pub(crate) fn of(high: u32, html: Html) -> Self {
        Self { high, html }
    }
}

/// Room of a page for what stands between its head and its foot.
pub(crate) const ROOM: u32 = 2600;

/// A line of the text.
pub(crate) const LINE: u32 = 47;

/// Above a heading, and the heading.
pub(crate) const HEADING: u32 = 85;

/// Across the page.
pub(crate) const ACROSS: u32 = 1780;

/// Beside a dot, where what stands first is bold.
pub(crate) const DOTTED: u32 = ACROSS - 60;

/// The columns of the table of doses: when, and what is taken.
pub(crate) const WHEN: u32 = 399;
pub(crate) const UNITS: u32 = 850;

/// A text of 11 points: how high a letter is, in thousandths of a millimetre.
const EM: u32 = 3881;

/// How wide a letter is at most, in hundredths of its height: in Arial, and in what is cut to its widths.
const fn wide(letter: char) -> u32 {
    match letter {
        'i' | 'j' | 'l' | 'f' | 't' | 'I' | 'î' | 'ï' | '\'' | '’' | ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | '!'
        | '/' => 28,
        'r' | '-' | '(' | ')' => 34,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'ç' => 50,
        'm' | 'M' | 'w' | 'Œ' | 'œ' => 84,
        'W' | '%' | '→' | '…' => 100,
        'A'..='Z' | 'À'..='Ý' => 74,
        _ => 56,
    }
}

/// How many lines a text takes in a width: a word that has no room left goes to the next one.
pub(crate) fn lines(text: &str, across: u32) -> u32 {
    let room = across * 10_000 / EM;
    let (mut lines, mut filled) = (1, 0);
    for word in text.split(' ') {
        let long: u32 = word.chars().map(wide).sum();
        if filled > 0 && filled + wide(' ') + long > room {
            lines += 1;
            filled = 0;
        }
        // What is wider than a line goes on on the next.
        lines += long / room.max(1);
        filled += if filled > 0 { wide(' ') + long } else { long % room.max(1) };
    }
    lines
}

/// The places at which each page begins in a list of blocks.
pub(crate) fn breaks(blocks: &[u32]) -> Vec<usize> {
    let (mut begins, mut filled) = (vec![0], 0u32);
    for (at, high) in blocks.iter().enumerate() {
        if at > 0 && filled + high > ROOM {
            begins.push(at);
            filled = 0;
        }
        filled += high;
    }
    begins
}

/// The blocks on their pages.
pub(crate) fn pages(scene: &Scene, answer: &Answer, title: &str, blocks: Vec<Block>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let begins = breaks(&blocks.iter().map(|it| it.high).collect::<Vec<_>>());
    let pages = begins.len();
    let mut blocks = blocks.into_iter().map(|it| it.html);
    let ends = begins.iter().skip(1).copied().chain([usize::MAX]);
    let filled: Vec<Vec<Html>> =
        begins.iter().zip(ends).map(|(from, to)| blocks.by_ref().take(to - from).collect()).collect();
    let drug = scene.book.drug(&answer.request.treatment.drug).map(|it| it.name.get(lang)).unwrap_or_default();
    let head = format!("{drug} · {} · {}", words.initials_line(), date_in_words(answer.request.today, lang));
    let edition = scene.book.edition();
    let review = date_in_words(edition.review_by, lang);
    html! {
        <>
            for (at, blocks) in filled.into_iter().enumerate() {
                <section key={at} class="page">
                    <p class="rh"><span>{ title }</span><span>{ said(&head, lang) }</span></p>
                    <div class="body">
                        for (at, block) in blocks.into_iter().enumerate() {
                            <div key={at} class="block">{ block }</div>
                        }
                    </div>
                    <div class="rf">
                        <p>{ words.not_a_device() }{ " " }{ words.edition() }{ " " }{ &edition.name }{ ", " }{ words.review_by() }{ " " }{ said(&review, lang) }{ "." }</p>
                        <p><b>{ numbered(at + 1, pages, lang) }</b></p>
                    </div>
                </section>
            }
        </>
    }
}

fn numbered(page: usize, pages: usize, lang: Lang) -> String {
    say!(lang, page_of, page, pages)
}

/// Name and date of birth, to be filled in by hand, and the prescriber.
pub(crate) fn identity(answer: &Answer, words: Words) -> Block {
    let prescriber = answer.request.prescriber.clone().unwrap_or_default();
    Block::of(
        120,
        html! {
            <div class="idl">
                <p>{ words.name_line() }</p>
                <p>{ words.birth_line() }</p>
                <p>{ words.prescriber() }<b>{ prescriber }</b></p>
            </div>
        },
    )
}

/// A paragraph.
pub(crate) fn paragraph(text: &str, class: Option<&'static str>, lang: Lang) -> Block {
    Block::of(lines(text, DOTTED) * LINE + 15, html! { <p {class}>{ said(text, lang) }</p> })
}

/// The dose of a row in the narrow column that it has.
pub(crate) fn step_dose(row: &StepRow) -> &str {
    if row.intakes.is_empty() { "0" } else { &row.dose }
}

/// The last column of a row: the gate before it, or the cut that leads to it.
pub(crate) fn beside(row: &StepRow, cut: Option<&str>, words: Words) -> Html {
    html! {
        <>
            <span hidden={row.gate_number == 0}><span class="num">{ row.gate_number }</span>{ " " }{ words.if_well() }</span>
            <span hidden={cut.is_none()}>{ cut.unwrap_or_default().to_owned() }</span>
        </>
    }
}

/// A heading and lines under it, in as many blocks as there are lines: the heading stays with the first.
pub(crate) fn listed(heading: &'static str, all: Vec<(String, String)>, lang: Lang) -> Vec<Block> {
    let line = |(at, (first, rest)): (usize, (String, String))| {
        let high = lines(&format!("{first}{rest}"), DOTTED) * LINE + 8;
        let heading = (at == 0).then_some(heading);
        Block::of(
            high + if at == 0 { HEADING } else { 0 },
            html! {
                <>
                    <h2 hidden={heading.is_none()}>{ heading.unwrap_or_default() }</h2>
                    <ul class="dots"><li><b>{ said(&first, lang) }</b>{ said(&rest, lang) }</li></ul>
                </>
            },
        )
    };
    all.into_iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_takes_what_it_has_room_for_and_no_block_is_lost() {
        assert_eq!(breaks(&[1000, 1000, 1000]), [0, 2]);
        assert_eq!(breaks(&[100, 100, 100]), [0]);
        // What is higher than a page stands alone.
        assert_eq!(breaks(&[100, 9000, 100]), [0, 1, 2]);
    }

    #[test]
    fn a_text_takes_the_lines_that_its_words_need() {
        for (text, across, expected) in [
            ("", ACROSS, 1),
            ("Prise oubliée", ACROSS, 1),
            // Three words, none of which has room beside another.
            ("anticonvulsivant anticonvulsivant anticonvulsivant", 500, 3),
            // A word wider than the line goes on on the next one.
            ("anticonvulsivantanticonvulsivantanticonvulsivant", 500, 2),
            // What is joined stays together.
            ("10\u{a0}000\u{a0}gélules\u{a0}de\u{a0}1,5\u{a0}mg 3", 450, 2),
        ] {
            assert_eq!(lines(text, across), expected, "{text}");
        }
        // Narrow letters take less room than wide ones.
        assert!(lines(&"il ".repeat(60), ACROSS) < lines(&"mw ".repeat(60), ACROSS));
    }
}
