//! What is still to be said before a plan can stand, section by section, and what is asked next.

use palier_engine::input::Input;
use palier_engine::outcome::Outcome;

use crate::form::section::Section;
use crate::state::answer::Answer;

/// A field that is missing, or that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Where it stands.
    pub section: Section,
    /// Its path in the request.
    pub path: String,
    /// What it is called; empty where its complaint says it.
    pub name: String,
    /// Whether something was typed that could not be read.
    pub to_mend: bool,
}

impl Need {
    fn missing(input: Input) -> Self {
        Self { section: Section::of_path(&input.path), path: input.path, name: input.text, to_mend: false }
    }

    fn to_mend(path: &str) -> Self {
        Self { section: Section::of_path(path), path: path.to_owned(), name: String::new(), to_mend: true }
    }
}

impl Answer {
    /// What is still to be said, in the order of the sections; what could not be read first.
    #[must_use]
    pub fn needs(&self) -> Vec<Need> {
        let unreadable = if let Some(Outcome::Unreadable { problems }) = self.outcome() { &problems[..] } else { &[] };
        let mend = self.problems.iter().map(|it| &it.path).chain(unreadable.iter().map(|it| &it.path));
        let mut needs: Vec<Need> = Vec::new();
        for it in mend {
            if needs.iter().all(|need| need.path != *it) {
                needs.push(Need::to_mend(it));
            }
        }
        let facts = self.assessment().map(|it| it.waits().facts).unwrap_or_default();
        for it in facts {
            if needs.iter().all(|need| need.path != it.path) {
                needs.push(Need::missing(it));
            }
        }
        palier_engine::exact::sort::by(&mut needs, |it| i64::from(!it.to_mend) * 8 + it.section as i64);
        needs
    }
}

/// The first section of some needs at or after one, then from the beginning: what is filled in next.
#[must_use]
pub fn next_section(needs: &[Need], after: Option<Section>) -> Option<Section> {
    let of = |it: &&Section| needs.iter().any(|need| need.section == **it);
    let later = Section::ALL.iter().filter(|it| after.is_none_or(|after| **it > after)).find(of);
    later.or_else(|| Section::ALL.iter().filter(|it| Some(**it) != after).find(of)).copied()
}
