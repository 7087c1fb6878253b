//! What the pages of the book are made of: a text with its English below, a grade with its sources, a
//! link, a cell.

use std::fmt::Write;

use palier_engine::book::drug::Licence;
use palier_engine::book::formulary::Formulary;
use palier_engine::book::parties::ALCOHOL;
use palier_engine::book::place::Region;
use palier_engine::book::source::{Citation, Grade};
use palier_engine::exact::date::Date;
use palier_engine::exact::dose::Dose;
use palier_engine::lang::{Lang, Text};
use palier_engine::words;

/// What every page is written from: the book, the language that stands first, and the one below it.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    pub book: &'a Formulary,
    pub first: Lang,
    pub second: Lang,
}

impl<'a> Press<'a> {
    pub fn new(book: &'a Formulary) -> Self {
        Self { book, first: Lang::FR, second: Lang::EN }
    }

    /// A text in the language that stands first.
    pub fn text(self, text: &'a Text) -> &'a str {
        text.get(self.first)
    }

    /// The same in the other.
    pub fn below(self, text: &'a Text) -> &'a str {
        text.get(self.second)
    }

    /// A text, with its English below.
    pub fn said(self, out: &mut String, text: &Text) {
        let _ = write!(out, "  \n{}  \n*{}*", text.get(self.first), text.get(self.second));
    }

    /// What to ask the prescriber, with its English below.
    pub fn asked(self, out: &mut String, ask: &Text) {
        let (first, second) = (ask.get(self.first), ask.get(self.second));
        let _ = write!(out, "  \nÀ demander : {first}  \n*To ask: {second}*");
    }

    /// A text in a cell, its English after it.
    pub fn both(self, text: &Text) -> String {
        format!("{} *{}*", text.get(self.first), text.get(self.second))
    }

    pub fn days(self, count: u16) -> String {
        words::days(u32::from(count), self.first)
    }

    pub fn date(self, date: Date) -> String {
        words::date_in_words(date, self.first)
    }

    pub fn dose(self, dose: Dose) -> String {
        dose.write(self.first)
    }

    pub fn doses(self, doses: &[Dose]) -> String {
        doses.iter().map(|it| self.dose(*it)).collect::<Vec<_>>().join(", ")
    }

    pub fn indication(self, id: &'a str) -> &'a str {
        let known = self.book.book().indications.iter().find(|it| it.id == id);
        known.map_or(id, |it| self.text(&it.name))
    }

    pub fn indications(self, ids: &'a [String]) -> String {
        ids.iter().map(|it| self.indication(it)).collect::<Vec<_>>().join(", ")
    }

    /// What a tag is called: a question, a drug, a class, a substance, alcohol.
    pub fn tag(self, tag: &str) -> String {
        match (self.book.question(tag), self.book.drug(tag)) {
            (Some(question), _) => self.text(&question.text).trim_end_matches(['\u{a0}', '?']).to_lowercase(),
            (None, Some(drug)) => self.text(&drug.name).to_owned(),
            (None, None) if tag == ALCOHOL => words::alcohol_name(self.first).to_lowercase(),
            (None, None) => self.book.tag_name(tag, self.first),
        }
    }

    pub fn tags(self, tags: &[String]) -> String {
        tags.iter().map(|it| self.tag(it)).collect::<Vec<_>>().join(", ")
    }
}

/// Spaces that must not break, where French wants them.
pub fn typeset(text: &str) -> String {
    let marks = [(" :", "\u{a0}:"), (" ;", "\u{a0};"), (" ?", "\u{a0}?"), ("« ", "«\u{a0}"), (" »", "\u{a0}»")];
    marks.iter().fold(text.to_owned(), |text, (plain, set)| text.replace(plain, set))
}

/// The last line of a row: how strong the proof is, and where it stands.
pub fn proven(out: &mut String, grade: Grade, sources: &[Citation]) {
    let _ = writeln!(out, "  \n{}", proof(grade, sources));
}

pub fn proof(grade: Grade, sources: &[Citation]) -> String {
    format!("Preuve {grade:?} · {}", list(sources))
}

pub fn list(sources: &[Citation]) -> String {
    let sources: Vec<String> = sources.iter().map(|it| format!("`{}` : {}", it.source, it.place)).collect();
    sources.join(" ; ")
}

pub fn cited(sources: &[Citation]) -> String {
    if sources.is_empty() { String::new() } else { format!(" ({})", list(sources)) }
}

/// What a cell of a table can hold.
pub fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

/// A row of a table.
pub fn table_row<const N: usize>(out: &mut String, cells: [&str; N]) {
    let _ = writeln!(out, "| {} |", cells.map(cell).join(" | "));
}

/// The head of a table.
pub fn table_head(out: &mut String, names: &[&str]) {
    let _ = writeln!(out, "\n| {} |\n|{}", names.join(" | "), "---|".repeat(names.len()));
}

/// The name under which a heading, or the row of this id, can be linked to.
pub fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept.chars().filter(|it| it.is_alphanumeric() || [' ', '-', '_'].contains(it));
    kept.collect::<String>().replace(' ', "-")
}

/// An id in a cell, which can be linked to.
pub fn marked(id: &str) -> String {
    format!("<a id=\"{}\"></a>`{id}`", anchor(id))
}

/// How a page of a folder leads to another of it: both may stand in a folder of their own.
pub fn path_to(from: &str, to: &str) -> String {
    if from == to { String::new() } else { format!("{}{to}", "../".repeat(from.matches('/').count())) }
}

/// A link from a page to a row of another, by its id.
pub fn link(from: &str, to: &str, id: &str) -> String {
    format!("[{id}]({}#{})", path_to(from, to), anchor(id))
}

pub fn region_note(region: Option<Region>) -> String {
    region.map(|it| format!("{it:?}, ")).unwrap_or_default()
}

pub fn licence_name(licence: Licence) -> &'static str {
    match licence {
        Licence::Licensed => "AMM",
        Licence::OffLabel => "hors AMM",
        Licence::NotMarketed => "non commercialisé",
    }
}

/// What stands at the head of each page.
pub fn head(title: &str, english: &str) -> String {
    format!(
        "<!-- Written by `cargo xtask docs` from formulary/data. Change the data, not this page. -->\n\n\
         # {title}\n\n*{english}*\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_from_a_page_in_a_folder_and_to_one() {
        assert_eq!(link("tramadol.md", "classes/tca.md", "TCA-1"), "[TCA-1](classes/tca.md#tca-1)");
        assert_eq!(link("classes/tca.md", "tramadol.md", "X.2"), "[X.2](../tramadol.md#x2)");
        assert_eq!(link("classes/tca.md", "classes/tca.md", "A"), "[A](#a)");
    }

    #[test]
    fn a_cell_holds_no_bar_and_no_new_line() {
        assert_eq!(cell("a|b\nc"), "a\\|b c");
    }
}
