//! Pages of paper of a fixed size, each with its head, its foot and its number.
//!
//! Browsers number no pages alike, so that what stands on which page is settled here: each block says how high it is
//! at most, and a page takes what it has room for.

use palier_engine::words::dates::date_in_words;
use yew::prelude::*;

use crate::state::answer::Answer;
use crate::ui::scene::Scene;
use crate::words::{Words, say};

/// What stays together on one page.
pub(crate) struct Block {
    /// How high it is at most, in millimetres.
    pub(crate) high: u32,
    /// Whether it does not stand on the first page.
    pub(crate) fresh: bool,
    /// What it is.
    pub(crate) html: Html,
}

impl Block {
    pub(crate) fn of(high: u32, html: Html) -> Self {
        Self { high, fresh: false, html }
    }
}

/// Millimetres of a page for what stands between its head and its foot.
pub(crate) const ROOM: u32 = 232;

/// Letters that surely stand on one line across the page.
pub(crate) const ACROSS: usize = 84;

/// How many lines a text takes, of so many letters each.
pub(crate) fn lines(text: &str, across: usize) -> u32 {
    u32::try_from(text.chars().count().div_ceil(across.max(1)).max(1)).unwrap_or(u32::MAX)
}

/// The places at which each page begins in a list of blocks, and where the last one ends.
pub(crate) fn breaks(blocks: &[(u32, bool)]) -> Vec<usize> {
    let (mut begins, mut filled) = (vec![0], 0u32);
    for (at, (high, fresh)) in blocks.iter().enumerate() {
        let fresh = *fresh && begins.len() == 1;
        if at > 0 && (fresh || filled + high > ROOM) {
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
    let begins = breaks(&blocks.iter().map(|it| (it.high, it.fresh)).collect::<Vec<_>>());
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
                    <p class="rh"><span>{ title }</span><span>{ &head }</span></p>
                    <div class="body">
                        for (at, block) in blocks.into_iter().enumerate() {
                            <div key={at} class="block">{ block }</div>
                        }
                    </div>
                    <div class="rf">
                        <p>{ words.not_a_device() }{ " " }{ words.edition() }{ " " }{ &edition.name }{ ", " }{ words.review_by() }{ " " }{ &review }{ "." }</p>
                        <p><b>{ numbered(at + 1, pages, lang) }</b></p>
                    </div>
                </section>
            }
        </>
    }
}

fn numbered(page: usize, pages: usize, lang: palier_engine::lang::Lang) -> String {
    say!(lang, page_of, page, pages)
}

/// Name and date of birth, to be filled in by hand, and the prescriber.
pub(crate) fn identity(answer: &Answer, words: Words) -> Block {
    let prescriber = answer.request.prescriber.clone().unwrap_or_default();
    Block::of(
        18,
        html! {
            <div class="idl">
                <p>{ words.name_line() }</p>
                <p>{ words.birth_line() }</p>
                <p>{ words.prescriber() }<b>{ prescriber }</b></p>
            </div>
        },
    )
}

/// A heading and lines under it, in as many blocks as there are lines: the heading stays with the first.
pub(crate) fn listed(heading: &'static str, all: Vec<(String, String)>) -> Vec<Block> {
    let line = |(at, (first, rest)): (usize, (String, String))| {
        let high = lines(&format!("{first}{rest}"), ACROSS) * 5 + 2;
        let heading = (at == 0).then_some(heading);
        Block::of(
            high + if at == 0 { 10 } else { 0 },
            html! {
                <>
                    <h2 hidden={heading.is_none()}>{ heading.unwrap_or_default() }</h2>
                    <ul class="dots"><li><b>{ first }</b>{ rest }</li></ul>
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
        assert_eq!(breaks(&[(100, false), (100, false), (100, false)]), [0, 2]);
        assert_eq!(breaks(&[(10, false), (10, true), (10, false)]), [0, 1]);
        // What is higher than a page stands alone.
        assert_eq!(breaks(&[(10, false), (900, false), (10, false)]), [0, 1, 2]);
        assert_eq!(breaks(&[(10, true)]), [0]);
        // What was kept off the first page goes on where that page already ended.
        assert_eq!(breaks(&[(200, false), (100, false), (10, true)]), [0, 1]);
    }
}
