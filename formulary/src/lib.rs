//! The book: drugs, protocols, rules, medicines and sources.
//!
//! Written in `data`, checked and compiled by the build script into files: the opening, from which a form is drawn;
//! the appendix, without which nothing is decided; and for each language its sentences with the texts of the opening,
//! and its texts of the appendix. Only the opening is part of a page's module. The page fetches the others, first
//! those of the language it was asked for. This crate holds no rule of its own: it is data.

use std::fmt;

use palier_engine::book::chapter::{Appendix, Opening};
use palier_engine::book::formulary::Formulary;
use palier_engine::lang::{Lang, Languages, Tongue};
use serde::Deserialize;

use columns::read::{Damaged, Reader};

mod checksum;
mod columns;

static OPENING: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/opening.columns"));

const TONGUES: usize = Tongue::ALL.len();

/// A file of the book, beside the module of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// What holds in every language, but for the opening.
    Appendix,
    /// The sentences of a language, and its texts of the opening: with one of them a form can be drawn.
    Language(Tongue),
    /// The texts of the appendix in a language.
    Texts(Tongue),
}

include!(concat!(env!("OUT_DIR"), "/files.rs"));

impl File {
    /// The name of the file, which changes with its content.
    #[must_use]
    pub fn name(self) -> String {
        let what = match self {
            Self::Appendix => "formulary".to_owned(),
            Self::Language(tongue) => tongue.code().to_owned(),
            Self::Texts(tongue) => format!("formulary-{}", tongue.code()),
        };
        format!("{what}-{:016x}.bin", self.sum())
    }
}

/// The book in every language, as it is built into a program that reads no file.
///
/// # Examples
///
/// ```
/// use palier_engine::outcome::Outcome;
/// use palier_engine::planner::Planner;
/// use palier_engine::request::request::Request;
///
/// let book = palier_formulary::builtin();
/// let planner = Planner::new(&book);
/// let asked = r#"{ "version": 1, "id": "x", "today": "2026-11-30", "treatment": { "drug": "pregabalin" } }"#;
/// let outcome = planner.decide(&Request::read(asked).expect("a request"));
/// assert!(matches!(outcome, Outcome::Pending { .. }), "nothing is known of the person");
/// ```
///
/// And the names of medicines, as people type them:
///
/// ```
/// use palier_engine::recognise::catalogue::Catalogue;
///
/// let book = palier_formulary::builtin();
/// let found = Catalogue::new(&book).search("contramal", 1);
/// assert_eq!(found[0].contains[0].fr, "tramadol");
/// ```
///
/// # Panics
/// Never on a build that succeeded: the build script wrote these bytes from a checked formulary
/// of the same types.
#[must_use]
pub fn builtin() -> Formulary {
    let languages = Tongue::ALL.map(|it| Some(parts(File::Language(it).bytes()).expect("two parts").1));
    let texts = Tongue::ALL.map(|it| Some(File::Texts(it).bytes()));
    formulary(File::Appendix.bytes(), &texts, &languages, Languages::built_in()).expect("one book")
}

/// The two parts of the file of a language: its sentences and the texts of the opening.
fn parts(language: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = language.iter().position(|it| *it == 0)?;
    Some((&language[..end], &language[end + 1..]))
}

fn opening(texts: &[Option<&[u8]>; TONGUES], languages: Languages) -> Result<Opening, Damaged> {
    Reader::of(OPENING, texts)?.read(|reader| Opening::read(reader, languages))
}

fn formulary(
    appendix: &[u8],
    texts: &[Option<&[u8]>; TONGUES],
    of_opening: &[Option<&[u8]>; TONGUES],
    languages: Languages,
) -> Result<Formulary, Damaged> {
    let appendix = Reader::of(appendix, texts)?.read(|reader| Appendix::deserialize(reader))?;
    Ok(Formulary::whole(opening(of_opening, languages)?, appendix))
}

/// The files of the book that came so far.
#[derive(Debug, Default)]
pub struct Files {
    appendix: Option<Vec<u8>>,
    /// Each with the language that its sentences make.
    languages: [Option<(Lang, Vec<u8>)>; TONGUES],
    texts: [Option<Vec<u8>>; TONGUES],
}

impl Files {
    /// Takes one more, whichever it is.
    ///
    /// # Errors
    /// [`NotOfThisBook`] unless these are exactly the bytes of a file that was built with this module.
    pub fn take(&mut self, bytes: Vec<u8>) -> Result<File, NotOfThisBook> {
        let sum = checksum::checksum(&bytes);
        let file = File::ALL.into_iter().find(|it| it.sum() == sum).ok_or(NotOfThisBook)?;
        match file {
            File::Appendix => self.appendix = Some(bytes),
            File::Texts(tongue) => self.texts[tongue as usize] = Some(bytes),
            File::Language(tongue) => {
                let place = &mut self.languages[tongue as usize];
                if place.is_none() {
                    let (sentences, texts) = parts(&bytes).ok_or(NotOfThisBook)?;
                    let lang = Lang::read(sentences.to_vec()).ok_or(NotOfThisBook)?;
                    *place = Some((lang, texts.to_vec()));
                }
            }
        }
        Ok(file)
    }

    /// How many languages can be spoken: of an opening those whose file is there, of a whole book those of which
    /// nothing is missing.
    #[must_use]
    pub fn spoken(&self, whole: bool) -> usize {
        self.tongues(whole).count()
    }

    fn tongues(&self, whole: bool) -> impl Iterator<Item = Tongue> {
        let there = move |it: &Tongue| !whole || (self.appendix.is_some() && self.texts[*it as usize].is_some());
        Tongue::ALL.into_iter().filter(|it| self.languages[*it as usize].is_some()).filter(there)
    }

    /// The languages that can be spoken, and their texts of the opening.
    fn languages(&self, whole: bool) -> Option<(Languages, [Option<&[u8]>; TONGUES])> {
        let mut texts = [None; TONGUES];
        let mut languages: Option<Languages> = None;
        for tongue in self.tongues(whole) {
            let (lang, its) = self.languages[tongue as usize].as_ref()?;
            texts[tongue as usize] = Some(its.as_slice());
            languages = Some(languages.map_or_else(|| Languages::only(*lang), |it| it.with(*lang)));
        }
        Some((languages?, texts))
    }

    /// What a form is drawn from, in every language whose file is there; nothing before the first.
    #[must_use]
    pub fn opening(&self) -> Option<Opening> {
        let (languages, texts) = self.languages(false)?;
        opening(&texts, languages).ok()
    }

    /// The book, in every language of which nothing is missing; nothing before the first.
    #[must_use]
    pub fn whole(&self) -> Option<Formulary> {
        let (languages, of_opening) = self.languages(true)?;
        let texts = self.texts.each_ref().map(|it| it.as_deref());
        let spoken = Tongue::ALL.map(|it| of_opening[it as usize].and(texts[it as usize]));
        formulary(self.appendix.as_deref()?, &spoken, &of_opening, languages).ok()
    }
}

/// The bytes of the opening, to be weighed.
#[must_use]
pub fn opening_bytes() -> &'static [u8] {
    OPENING
}

/// The bytes are not those of a file of this book: cut short, damaged, or of another edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOfThisBook;

impl fmt::Display for NotOfThisBook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("these bytes are not a file of this edition")
    }
}

impl std::error::Error for NotOfThisBook {}
