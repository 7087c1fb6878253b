//! Reads the book as it is written: chapters in French, and beside them one folder for each other
//! language, with one file for each file of the book.
//!
//! No list of texts is kept by hand. A text is where the types of the engine have a struct whose fields
//! are languages: the reader meets it there, whatever its field is called.

#[path = "../src/checksum.rs"]
pub mod checksum;
mod languages;
mod order;
mod tree;

pub use languages::{Said, Translation, Translations, Wrong};

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{fs, io};

use palier_engine::book::chapter::Chapter;

/// The folder of the other languages: one folder for each, named by its code.
const LANGUAGES: &str = "languages";
/// The file that says in which order rows are read; it holds no row.
const ORDER: &str = "order.toml";

/// A file as it is written.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path in the folder of the book: `drugs/pregabalin.toml`.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// The book as its files say it.
#[derive(Debug, Default)]
pub struct Written {
    /// Its files, in the order of their names.
    pub rooms: Vec<File>,
    /// The files of each other language, by its code, then by the name of the room.
    pub languages: BTreeMap<String, BTreeMap<String, File>>,
    /// The order of rows.
    pub order: Option<File>,
}

/// What was read of it.
#[derive(Debug, Default)]
pub struct ReadBook {
    /// Its chapters, each text with every language.
    pub chapters: Vec<Chapter>,
    /// What each room says, in its order; rooms without a text are not here.
    said: BTreeMap<String, Vec<Said>>,
    translations: BTreeMap<String, BTreeMap<String, Translations>>,
    /// What cannot be read, with file, line and place.
    pub faults: Vec<String>,
}

impl Written {
    /// Every file of a folder.
    ///
    /// # Errors
    /// A file or a folder that cannot be read.
    pub fn of(data: &Path) -> io::Result<Self> {
        let mut written = Self::default();
        for path in files(data)? {
            let name = path.strip_prefix(data).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let file = File { text: fs::read_to_string(&path)?, name };
            let other = file.name.strip_prefix(LANGUAGES).and_then(|it| it.strip_prefix('/')?.split_once('/'));
            match other.map(|(code, room)| (code.to_owned(), room.to_owned())) {
                Some((code, room)) => _ = written.languages.entry(code).or_default().insert(room, file),
                None if file.name == ORDER => written.order = Some(file),
                None => written.rooms.push(file),
            }
        }
        written.rooms.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(written)
    }

    /// Reads every chapter, and every language beside it.
    #[must_use]
    pub fn read(&self) -> ReadBook {
        let mut book = ReadBook::default();
        for (code, files) in &self.languages {
            let its = book.translations.entry(code.clone()).or_default();
            for (room, file) in files {
                match Translations::read(file) {
                    Ok(read) => _ = its.insert(room.clone(), read),
                    Err(mut faults) => book.faults.append(&mut faults),
                }
            }
        }
        for file in &self.rooms {
            let others = book.translations.iter().filter_map(|(code, rooms)| Some((&**code, rooms.get(&file.name)?)));
            match tree::read::<Chapter>(file, others.collect()) {
                Ok(tree::Read { mut value, said, wanted }) => {
                    value.file.clone_from(&file.name);
                    book.chapters.push(value);
                    if !said.is_empty() {
                        book.said.insert(file.name.clone(), said);
                    }
                    for code in wanted {
                        book.translations.entry(code.to_owned()).or_default();
                    }
                }
                Err(fault) => book.faults.push(fault),
            }
        }
        if let Some(file) = &self.order {
            match order::Order::read(file) {
                Ok(order) => book.faults.extend(order.put(&mut book.chapters)),
                Err(fault) => book.faults.push(fault),
            }
        }
        book
    }
}

impl ReadBook {
    /// The codes of the languages beside French: one for each folder, and those the engine wants.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.translations.keys().map(String::as_str)
    }

    /// Every text of the book: its room, its key and its French, and what a language makes of it, be it
    /// of a French that has changed since.
    pub fn texts<'a>(&'a self, code: &'a str) -> impl Iterator<Item = (&'a str, &'a Said, Option<&'a Translation>)> {
        self.said.iter().flat_map(move |(room, said)| {
            let its = self.translations.get(code).and_then(|it| it.get(room));
            said.iter().map(move |said| (&**room, said, its.and_then(|it| it.get(&said.key))))
        })
    }

    /// What keeps a language from being built, each with its room: what is missing or stale, and what is of
    /// no text of the book.
    pub fn wrong<'a>(&'a self, code: &'a str) -> Vec<(&'a str, Wrong<'a>)> {
        let texts = self.texts(code);
        let mut wrong: Vec<_> = texts.filter_map(|(room, said, its)| Some((room, Wrong::of(said, its)?))).collect();
        for (room, translations) in self.translations.get(code).into_iter().flatten() {
            let said = self.said.get(room).into_iter().flatten();
            let keys: BTreeSet<&str> = said.map(|it| &*it.key).collect();
            let extra = translations.keys().filter(|(key, _)| !keys.contains(key));
            wrong.extend(extra.map(|(key, line)| (&**room, Wrong::Extra(key, line))));
        }
        wrong
    }

    /// All that keeps the book from being built, before its rows are looked at. Languages are compared with
    /// a book that could be read, whole.
    #[must_use]
    pub fn all_faults(&self) -> Vec<String> {
        let mut faults = self.faults.clone();
        if !faults.is_empty() {
            return faults;
        }
        for code in self.languages() {
            let wrong = self.wrong(code).into_iter();
            faults.extend(wrong.map(|(room, it)| it.told(&format!("{LANGUAGES}/{code}/{room}"), room)));
        }
        faults
    }
}

/// The files of the book below a folder: what ends in `.toml`.
fn files(folder: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_some_and(|it| it == "toml") {
            found.push(path);
        }
    }
    Ok(found)
}
