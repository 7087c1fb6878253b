//! The medicines the person takes or took: a line for each, and the box that adds to them.

use std::rc::Rc;

use palier_engine::finding::Assessment;
use palier_engine::lang::Lang;
use palier_engine::path;

use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::list::Listing;
use crate::form::typed::{Typed, TypedMedicine};
use crate::markup::prelude::*;
use crate::ui::field::problem_of;
use crate::ui::form::medicine::MedicineLine;
use crate::ui::form::search::MedicineSearch;
use crate::ui::form::seen::{LineSeen, LineState};
use crate::ui::part::part;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// What the section shows.
#[derive(PartialEq)]
struct MedicinesPart {
    /// The box that adds to the list.
    adding: AttrValue,
    /// What is wrong with what was left in it.
    not_added: AttrValue,
    /// What came of the last list.
    listed: Option<Listing>,
    list: Rc<LinesPart>,
}

/// The lines. They are not drawn again while a name is typed.
#[derive(PartialEq)]
struct LinesPart {
    lines: Rc<Vec<TypedMedicine>>,
    problems: Rc<[FieldProblem]>,
    /// What became of each line.
    seen: Vec<LineSeen>,
    /// The prescriber, offered as the name of who attests.
    prescriber: AttrValue,
}

/// The lines as they are known: of one whose fields cannot be read, that.
fn seen(form: &Typed, problems: &[FieldProblem], found: Option<&Assessment>) -> Vec<LineSeen> {
    let see = |(at, line): (usize, &TypedMedicine)| {
        let mut seen = LineSeen::of(found, at, line.neither);
        let of_line = path::medicine(at, "");
        if !seen.state.is_open() && problems.iter().any(|it| it.path.starts_with(&of_line)) {
            seen.state = LineState::ToMend;
        }
        seen
    };
    form.medicines.iter().enumerate().map(see).collect()
}

/// The list, and the box that adds to it. `found` is the last answer about them.
pub(crate) fn medicines_body(
    scene: &Scene,
    form: &Typed,
    listed: Option<Listing>,
    problems: &Rc<[FieldProblem]>,
    found: Option<&Assessment>,
) -> Html {
    let seen = seen(form, problems, found);
    let not_added = problem_of(problems, &Field::NewMedicine.path(), scene.lang);
    let prescriber = form.text(Field::Prescriber).to_owned().into();
    let list = Rc::new(LinesPart { lines: form.medicines.clone(), problems: problems.clone(), seen, prescriber });
    part(scene, MedicinesPart { adding: form.adding.clone().into(), not_added, listed, list }, body)
}

fn body(scene: &Scene, MedicinesPart { adding, not_added, listed, list }: &MedicinesPart) -> Html {
    let said = listed.map(|it| words::listed(it, scene.lang)).unwrap_or_default();
    html! {
        <div class="medicines">
            { part(scene, list.clone(), lines) }
            <MedicineSearch scene={scene.clone()} text={adding.clone()} problem={not_added.clone()} />
            <p class="help">{ Words(scene.lang).medicines_help() }</p>
            <p class="echo" translate="no" data-testid="medicines-listed">{ said }</p>
        </div>
    }
}

fn lines(scene: &Scene, list: &Rc<LinesPart>) -> Html {
    let LinesPart { lines, problems, seen, prescriber } = &**list;
    let mine = |at: usize| -> Rc<[FieldProblem]> {
        let of_line = path::medicine(at, "");
        problems.iter().filter(|it| it.path.starts_with(&of_line)).cloned().collect()
    };
    html! {
        <ul class="meds" aria-label={Words(scene.lang).medicines()}>
            for (at, line) in lines.iter().enumerate() {
                <MedicineLine key={line.number} scene={scene.clone()} {at} line={line.clone()} problems={mine(at)} seen={seen.get(at).cloned()} prescriber={prescriber.clone()} />
            }
        </ul>
    }
}

/// The list while it is closed: « sertraline 50 mg, paracétamol si besoin · 1 à préciser ». Of an empty one that nobody
/// had in sight nothing is known: `passed` says whether it was.
#[must_use]
pub fn medicines_sentence(
    form: &Typed,
    passed: bool,
    problems: &[FieldProblem],
    found: Option<&Assessment>,
    lang: Lang,
) -> String {
    /// More are not read at a glance: the rest is counted.
    const MOST: usize = 6;
    if form.medicines.is_empty() && form.adding.trim().is_empty() {
        let words = Words(lang);
        return if passed { words.no_medicines() } else { words.medicines_unseen() }.to_owned();
    }
    let name = |it: &TypedMedicine| {
        let name = it.name.as_str();
        if it.stopped { say!(lang, medicine_stopped, name) } else { name.to_owned() }
    };
    let mut names: Vec<String> = form.medicines.iter().take(MOST).map(name).collect();
    let count = form.medicines.len().saturating_sub(MOST);
    if count > 0 {
        names.push(say!(lang, medicines_more, count));
    }
    let open = seen(form, problems, found).iter().filter(|it| it.state.is_open()).count();
    let count = open + usize::from(!form.adding.trim().is_empty());
    let left = if count > 0 { say!(lang, medicines_open, count) } else { String::new() };
    [names.join(", "), left].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}
