//! The order in which rows are told where nothing else decides, whichever file they stand in.

use palier_engine::book::chapter::Chapter;
use serde::Deserialize;

use super::{File, tree};

/// Ids of rows, list by list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    rules: Vec<String>,
    monitoring: Vec<String>,
    statements: Vec<String>,
}

impl Order {
    pub(super) fn read(file: &File) -> Result<Self, String> {
        tree::read(file, Vec::new()).map(|it| it.value)
    }

    /// Takes each row that is named out of its chapter and puts it in front, in a chapter of its own that
    /// keeps the name of its file. Answers what is named and is nowhere.
    pub(super) fn put(&self, chapters: &mut Vec<Chapter>) -> Vec<String> {
        let mut faults = Vec::new();
        let mut first = Vec::new();
        macro_rules! put {
            ($($list:ident),*) => {$(
                for id in &self.$list {
                    let row = chapters.iter_mut().find_map(|chapter| {
                        let at = chapter.$list.iter().position(|it| it.id == *id)?;
                        let row = chapter.$list.remove(at);
                        Some(Chapter { file: chapter.file.clone(), $list: vec![row], ..Chapter::default() })
                    });
                    match row {
                        Some(row) => first.push(row),
                        None => faults.push(format!("{}: {}: `{id}` does not exist", super::ORDER, stringify!($list))),
                    }
                }
            )*};
        }
        put!(rules, monitoring, statements);
        chapters.splice(0..0, first);
        faults
    }
}
