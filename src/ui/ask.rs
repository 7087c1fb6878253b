//! What is asked next, in the bar, with its answers beside it.

use std::rc::Rc;

use palier_engine::lang::Lang;
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::logic::truth::Truth;
use palier_engine::path;
use palier_engine::person::kidney::CreatinineUnit;
use palier_engine::words::facts::creatinine_unit;
use palier_engine::words::joining::quoted;

use crate::form::complaint::{Complaint, FieldProblem};
use crate::form::field::Field;
use crate::form::section::Section;
use crate::form::typed::TypedMedicine;
use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::state::msg::{Choice, LineChange, Msg};
use crate::ui::field::Pick;
use crate::ui::form::seen::{LineSeen, LineState};
use crate::ui::remedy::remedies;
use crate::ui::scene::{Scene, leads};
use crate::words::{self, Words, say};

/// More than this many questions are answered in their list.
const FEW: usize = 3;

/// The next thing that is missing.
#[derive(Clone, PartialEq)]
pub(crate) struct Ask {
    path: AttrValue,
    text: AttrValue,
    /// How it can be answered at once; nothing where it is typed, or touched in a list.
    answers: Vec<Pick>,
}

impl Ask {
    /// What is asked of what an answer misses first; nothing where nothing is. `medicines` are those of the list.
    #[must_use]
    pub(crate) fn next(scene: &Scene, answer: &Answer, medicines: &[TypedMedicine]) -> Option<Self> {
        let (lang, words) = (scene.lang, Words(scene.lang));
        let needs = answer.needs();
        let first = needs.first()?;
        let questions = needs.iter().filter(|it| it.section == Some(Section::Questions)).count();
        if first.section == Some(Section::Questions) && questions > FEW {
            let count = questions;
            let text = say!(lang, ask.questions, count);
            return Some(Self { path: "questions".into(), text: text.into(), answers: Vec::new() });
        }
        let line = (0..medicines.len()).find(|at| path::medicine(*at, "name") == first.path);
        let (text, answers) = match line {
            _ if first.to_mend => mending(&first.path, &answer.problems, words),
            Some(at) => naming(at, &first.name, &LineSeen::of(answer.assessment(), at, medicines[at].neither), lang),
            None => (first.name.clone(), answers(&first.path, words)),
        };
        Some(Self { path: first.path.clone().into(), text: text.into(), answers })
    }

    /// Draws it: a press answers, or leads to where it is answered.
    pub(crate) fn draw(&self, scene: &Scene, jump: &Callback<AttrValue>) -> Html {
        let words = Words(scene.lang);
        html! {
            <div class="ask" data-testid="ask" data-ask={self.path.clone()}>
                <span class="q">{ &self.text }</span>
                <div class="answers">
                    for (at, it) in self.answers.iter().enumerate() {
                        <button key={it.value.to_string()} type="button" class="btn" data-answer={it.value.clone()} data-key={(at + 1).to_string()} onclick={scene.says(it.msg.clone())}>{ &it.label }{ " " }<kbd aria-hidden="true">{ at + 1 }</kbd></button>
                    }
                </div>
                <button type="button" class="btn quiet jump" data-jump={self.path.clone()} onclick={leads(jump, self.path.clone())}>{ words.go_there() }</button>
            </div>
        }
    }
}

/// A name that was not wholly recognised: which one is meant, if it is one of few, or whether it is right.
fn naming(at: usize, name: &str, seen: &LineSeen, lang: Lang) -> (String, Vec<Pick>) {
    let typed = name.to_owned();
    let name = quoted(name, lang);
    let text = match seen.state {
        LineState::WhichOne => say!(lang, ask.which_one, name),
        LineState::NotRecognised => say!(lang, ask.unknown, name),
        LineState::Partly => say!(lang, ask.partly, name),
        LineState::ToMend
        | LineState::Found(_)
        | LineState::NotChecked
        | LineState::NoEntry
        | LineState::Local
        | LineState::Recognised => typed,
    };
    let answer = |value: String, label: String, change: LineChange| {
        Pick::new(value, label, false, Msg::MedicineChanged(at, change))
    };
    let near = seen.near.iter().map(|it| {
        let chosen = LineChange::Chosen(it.name.clone(), Some(it.chosen.clone()));
        answer(it.chosen.clone(), it.name.clone(), chosen)
    });
    let neither = answer("neither".to_owned(), seen.none_of_them(lang).to_owned(), LineChange::Neither);
    let few = (1..=FEW).contains(&seen.near.len());
    (text, if few { near.chain([neither]).collect() } else { Vec::new() })
}

/// What could not be read, and what may have been meant by it.
fn mending(path: &str, problems: &[FieldProblem], words: Words) -> (String, Vec<Pick>) {
    let (lang, field) = (words.0, words::field_name(path, words.0));
    let problem = problems.iter().find(|it| it.path == path);
    let answers = problem.map(|it| meanings(it, words)).unwrap_or_default();
    let text = match problem.filter(|_| !answers.is_empty()) {
        Some(it) => format!("{field}{}{}", words.colon(), words::complaint(&it.complaint, lang)),
        None => say!(lang, ask.mend, field),
    };
    (text, answers)
}

/// What may have been meant by what could not be taken.
fn meanings(problem: &FieldProblem, words: Words) -> Vec<Pick> {
    if problem.complaint == Complaint::UnitMissing {
        return answers(&Field::CreatinineUnit.path(), words);
    }
    let found = Field::of_path(&problem.path).map(|it| remedies(it, &problem.complaint, words.0)).unwrap_or_default();
    found.into_iter().map(|it| Pick::new(it.label.clone(), it.label, false, it.msg)).collect()
}

/// The answers to what can be answered by a press.
fn answers(path: &str, words: Words) -> Vec<Pick> {
    let lang = words.0;
    let chose =
        |value: &'static str, label: AttrValue, choice: Choice| Pick::new(value, label, false, Msg::Chose(choice));
    match path {
        "patient.sex" => [("female", Sex::Female), ("male", Sex::Male)]
            .map(|(value, it)| chose(value, words::sex(it, lang).into(), Choice::Sex(Some(it))))
            .into(),
        "patient.alcohol" => {
            [("none", Alcohol::None), ("occasional", Alcohol::Occasional), ("regular", Alcohol::Regular)]
                .map(|(value, it)| chose(value, words::drinks(it, lang).into(), Choice::Alcohol(Some(it))))
                .into()
        }
        "patient.creatinine.unit" => CreatinineUnit::ALL
            .map(|it| chose(creatinine_unit(it), creatinine_unit(it).into(), Choice::CreatinineUnit(it)))
            .into(),
        _ => {
            let Some(id) = path.strip_prefix("patient.answers.") else { return Vec::new() };
            let id: Rc<str> = id.into();
            [("yes", words.yes(), Truth::Yes), ("no", words.no(), Truth::No)]
                .map(|(value, label, it)| Pick::new(value, label, false, Msg::Answered(id.clone(), it)))
                .into()
        }
    }
}
