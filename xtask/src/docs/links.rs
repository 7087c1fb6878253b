//! Every link between the pages of `docs` leads somewhere: to a file, and to a heading or a row in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::cells::anchor;
use crate::workspace::workspace;

/// Every page below a folder.
fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|it| it == "md") {
            found.push(path);
        }
    }
}

/// The lines of a page outside its blocks of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// What can be linked to in a page: its headings, and what is marked in it.
fn anchors(text: &str) -> BTreeSet<String> {
    let headings = prose(text).filter(|it| it.starts_with('#')).map(|it| anchor(it.trim_start_matches('#')));
    let marked = text.split("<a id=\"").skip(1).filter_map(|it| it.split_once('"'));
    headings.chain(marked.map(|(id, _)| id.to_owned())).collect()
}

/// The targets of `[text](target)`, outside code.
fn links(text: &str) -> Vec<&str> {
    let outside_code = prose(text).flat_map(|line| line.split('`').step_by(2).flat_map(|it| it.split("](").skip(1)));
    outside_code.filter_map(|it| it.split_once(')')).map(|(target, _)| target).collect()
}

/// The links of some pages that lead nowhere.
fn dead(pages: &BTreeMap<PathBuf, String>) -> Vec<String> {
    let anchors: BTreeMap<&Path, BTreeSet<String>> =
        pages.iter().map(|(path, text)| (path.as_path(), self::anchors(text))).collect();
    let mut dead = Vec::new();
    for (page, text) in pages {
        for link in links(text).into_iter().filter(|it| !it.contains("://")) {
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let folder = page.parent().expect("a page stands in a folder");
            let target = if file.is_empty() { page.clone() } else { plain(&folder.join(file)) };
            let known = anchors.get(target.as_path());
            let there = known.is_some() || target.exists();
            if !there || !fragment.is_empty() && known.is_some_and(|it| !it.contains(fragment)) {
                dead.push(format!("{}: {link}", page.display()));
            }
        }
    }
    dead
}

/// A path without steps back.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        if part.as_os_str() == ".." {
            plain.pop();
        } else {
            plain.push(part);
        }
    }
    plain
}

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    let mut paths = Vec::new();
    pages(&workspace().join("docs"), &mut paths);
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a page can be read");
        (path, text)
    };
    let pages: BTreeMap<PathBuf, String> = paths.into_iter().map(read).collect();
    let dead = dead(&pages);
    assert!(dead.is_empty(), "{dead:#?}");
}

#[test]
fn a_link_to_a_row_that_is_not_there_is_dead() {
    let page = |name: &str, text: &str| (PathBuf::from("/nowhere/docs").join(name), text.to_owned());
    let pages = BTreeMap::from([
        page("a.md", "[1](b/c.md#x-1) [2](b/c.md#x-2) [3](d.md) [4](#a-heading)\n\n# A `heading`\n\n`[5](e.md)`\n"),
        page("b/c.md", "<a id=\"x-1\"></a>[6](../a.md)\n"),
    ]);
    assert_eq!(dead(&pages), ["/nowhere/docs/a.md: b/c.md#x-2", "/nowhere/docs/a.md: d.md"]);
}
