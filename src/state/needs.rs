//! What is still to be said before a plan can stand, section by section, and what is asked next.

use palier_engine::exact::sort;
use palier_engine::finding::{Assessment, NotChecked, Wait};
use palier_engine::input::Input;
use palier_engine::outcome::Outcome;

use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::section::Section;

/// A field that is missing, or that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Where it stands; none of what is chosen outside the form.
    pub section: Option<Section>,
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

/// What is still to be said, in the order of the form; what could not be read first.
pub(super) fn needs(problems: &[FieldProblem], outcome: Option<&Outcome>) -> Vec<Need> {
    let unreadable = if let Some(Outcome::Unreadable { problems }) = outcome { &problems[..] } else { &[] };
    let mend = problems.iter().map(|it| &it.path).chain(unreadable.iter().map(|it| &it.path));
    let mut needs: Vec<Need> = Vec::new();
    for it in mend {
        if needs.iter().all(|need| need.path != *it) {
            needs.push(Need::to_mend(it));
        }
    }
    if let Some(found) = outcome.and_then(Outcome::assessment) {
        for it in found.waits().facts {
            if needs.iter().all(|need| need.path != it.path) && !is_asked_later(found, &it.path) {
                needs.push(Need::missing(it));
            }
        }
    }
    if let Some(Outcome::Refused { .. }) = outcome {
        // What a plan would be made of is not asked for where there is none.
        needs.retain(|it| it.to_mend || it.section != Some(Section::Treatment));
    }
    let mut placed: Vec<_> = needs.into_iter().map(|it| (Field::of_path(&it.path), it)).collect();
    let place = |(field, it): &(Option<Field>, Need)| (!it.to_mend, it.section, field.and_then(Field::line), *field);
    sort::with(&mut placed, |one, other| place(one).cmp(&place(other)));
    placed.into_iter().map(|(_, it)| it).collect()
}

/// What few people have: a question says who.
const OF_FEW: [Field; 2] = [Field::SurgeryDay, Field::Sessions];

/// Whether a field of few is missing only beside a question that nobody answered yet: a no makes it needless, and a yes
/// asks for it.
fn is_asked_later(found: &Assessment, path: &str) -> bool {
    if OF_FEW.iter().all(|it| it.path() != path) {
        return false;
    }
    let is = |it: &Input| it.path == path;
    let asks = |it: &Input| it.path.starts_with("patient.answers.");
    let waited = found.findings.iter().flat_map(|it| &it.waits).any(|it| match it {
        Wait::Fact(input) => is(input),
        Wait::Date(_) | Wait::Decision(_) => false,
    });
    let beside = |it: &NotChecked| it.missing.iter().any(asks);
    !waited && found.not_checked.iter().filter(|it| it.missing.iter().any(is)).all(beside)
}

/// The first section that wants something after one, then from the beginning: what is filled in next.
pub(super) fn next_section(wants: impl Fn(Section) -> bool, after: Option<Section>) -> Option<Section> {
    let of = |it: &&Section| wants(**it);
    let later = Section::ALL.iter().filter(|it| after.is_none_or(|after| **it > after)).find(of);
    later.or_else(|| Section::ALL.iter().filter(|it| Some(**it) != after).find(of)).copied()
}
