//! The medicines of the book: what each is, and how the names that people type lead to them.

mod any_text;
mod catch_list;
mod classes;
mod forms;
mod letter;
mod list;
mod names;
mod suggestions;

use std::sync::LazyLock;

use crate::ask::BOOK;
use palier_engine::book::medicine::Substance;
use palier_engine::person::medicine::Medicine;
use palier_engine::recognise::catalogue::{Catalogue, Index};
use palier_engine::recognise::read::Recognised;

static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(&BOOK));

pub fn catalogue() -> Catalogue<'static> {
    Catalogue::with(&BOOK, &INDEX)
}

pub fn typed(name: &str) -> Medicine {
    Medicine { name: name.into(), ..Medicine::default() }
}

pub fn recognise(name: &str) -> Recognised<'static> {
    catalogue().recognise(&typed(name))
}

pub fn ids(recognised: &Recognised<'_>) -> Vec<String> {
    recognised.substances().iter().map(|it| it.id.clone()).collect()
}

#[track_caller]
pub fn known(name: &str) -> Vec<&'static Substance> {
    match recognise(name) {
        Recognised::Known { substances, .. } => substances,
        other @ (Recognised::Partly { .. } | Recognised::NotRecognised { .. }) => panic!("{name}: {other:?}"),
    }
}

pub fn has(substances: &[&Substance], tag: &str) -> bool {
    substances.iter().any(|it| it.id == tag || it.classes.iter().any(|class| class == tag))
}

pub fn suggested(name: &str) -> Vec<String> {
    match recognise(name) {
        Recognised::NotRecognised { suggestions, .. } => suggestions.into_iter().map(|it| it.chosen).collect(),
        other @ (Recognised::Known { .. } | Recognised::Partly { .. }) => panic!("{name} was resolved: {other:?}"),
    }
}

/// A list of names, one a line, and after a colon what the list says the name is.
pub fn listed(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().map(|line| line.split_once(": ").unwrap_or((line, "")))
}

/// The substances with at least five marketed specialties in the French public drug database,
/// January 2026, as written there; seven names cut short in the file were completed.
pub const COMMON: &str = include_str!("../listed/common.txt");
