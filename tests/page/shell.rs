//! The first screen as HTML, as the build writes it into the page.

#[path = "../../engine/languages/pseudo.rs"]
#[allow(dead_code, reason = "the build made the language; here texts of the book are made strange")]
mod pseudo;
#[path = "../../formulary/tests/book/strange_book.rs"]
mod strange_book;

use std::collections::BTreeSet;

use palier::shell::first_screen;
use palier::state::book::Book;
use palier_engine::lang::{Lang, Tongue};
use palier_formulary::{File, Files};

fn drawn(tongue: Tongue) -> String {
    let mut files = Files::default();
    files.take(File::Language(tongue).bytes().to_vec()).expect("a file of this book");
    first_screen(Book::opening(files.opening().expect("a language was taken")), tongue)
}

/// The texts between its marks, and what a browser shows or says of them.
fn said(html: &str) -> Vec<String> {
    let (mut texts, mut attributes) = (Vec::new(), Vec::new());
    for piece in html.split('<').skip(1) {
        let (mark, text) = piece.split_once('>').expect("each mark ends");
        texts.push(text);
        for name in ["aria-label=\"", "placeholder=\"", "title=\"", "alt=\""] {
            attributes.extend(mark.split_once(name).and_then(|(_, it)| it.split('"').next()));
        }
    }
    let plain = |it: &str| it.replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    texts.into_iter().chain(attributes).map(str::trim).filter(|it| !it.is_empty()).map(plain).collect()
}

#[test]
fn there_is_one_field_and_it_has_a_name_in_each_language() {
    let labels: BTreeSet<String> = (Tongue::ALL.into_iter())
        .map(|tongue| {
            let html = drawn(tongue);
            let root = html.split('<').find(|it| it.contains("class=\"palier-root\"")).expect("a planner");
            assert!(root.contains(&format!(" lang=\"{}\"", tongue.code())), "{root}");
            assert_eq!(html.matches("type=\"text\"").count(), 1, "{html}");
            let field = html.split("<input").find(|it| it.contains("type=\"text\"")).expect("it was counted");
            let label = field.split("aria-label=\"").nth(1).and_then(|it| it.split('"').next()).expect("a label");
            label.to_owned()
        })
        .collect();
    assert_eq!(labels.len(), Tongue::ALL.len(), "{labels:?}");
}

#[test]
fn a_strict_policy_allows_it_and_its_ids_are_its_own() {
    for tongue in Tongue::ALL {
        let html = drawn(tongue);
        for forbidden in [" style=", "<style", "<script", "javascript:", " onclick="] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
        assert!(ids.iter().all(|it| it.starts_with("p")), "{ids:?}");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
    }
}

/// In the language that nobody speaks: a language is files, and no line of code.
#[test]
fn it_says_nothing_that_is_not_of_a_language_file() {
    let lang = Lang::read(include_bytes!(concat!(env!("OUT_DIR"), "/strange.txt")).to_vec()).expect("a language");
    let (book, alike) = strange_book::of(palier_formulary::builtin(), lang);
    let known: BTreeSet<&str> = ["Palier"].into_iter().chain(Tongue::ALL.map(Tongue::name)).collect();
    let texts = said(&first_screen(Book::new(book), Tongue::ALL[0]));
    assert!(texts.len() > 30, "{texts:#?}");
    let left: Vec<_> = texts.iter().map(|it| (alike.others(it, &known), it)).filter(|it| !it.0.is_empty()).collect();
    assert!(left.is_empty(), "{left:#?}");
}
