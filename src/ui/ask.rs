//! What is asked next, in the bar, with its answers beside it.

use std::rc::Rc;

use palier_engine::finding::{Assessment, LooksAlike};
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::logic::truth::Truth;
use palier_engine::person::kidney::CreatinineUnit;
use palier_engine::words::facts::creatinine_unit;
use palier_engine::words::joining::quoted;
use yew::prelude::*;

use crate::form::complaint::{Complaint, FieldProblem};
use crate::form::field::Field;
use crate::form::section::Section;
use crate::state::msg::{Choice, LineChange, Msg};
use crate::state::needs::Need;
use crate::ui::field::Pick;
use crate::ui::form::seen::LineSeen;
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
    /// What is asked of what is missing; nothing where nothing is.
    #[must_use]
    pub(crate) fn next(
        scene: &Scene,
        needs: &[Need],
        problems: &[FieldProblem],
        found: Option<&Assessment>,
    ) -> Option<Self> {
        let (lang, words) = (scene.lang, Words(scene.lang));
        let first = needs.first()?;
        let questions = needs.iter().filter(|it| it.section == Section::Questions).count();
        if first.section == Section::Questions && questions > FEW {
            let count = questions;
            let text = say!(lang, ask.questions, count);
            return Some(Self { path: "questions".into(), text: text.into(), answers: Vec::new() });
        }
        let wrong = problems.iter().find(|it| first.to_mend && it.path == first.path);
        let names = names_on_offer(&first.path, found);
        let answers = match wrong {
            Some(problem) => meanings(problem, words),
            None if first.to_mend => Vec::new(),
            None if !names.is_empty() => names.clone(),
            None => answers(&first.path, words),
        };
        let field = || words::field_name(&first.path, lang);
        let text = match (first.to_mend, wrong.filter(|_| !answers.is_empty())) {
            (true, Some(problem)) => {
                format!("{}{}{}", field(), words.colon(), words::complaint(&problem.complaint, lang))
            }
            (false, _) if !names.is_empty() => {
                let name = quoted(&first.name, lang);
                say!(lang, ask.which_one, name)
            }
            (true, None) => {
                let field = field();
                say!(lang, ask.mend, field)
            }
            (false, _) => first.name.clone(),
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

/// The names that may be meant by one that is not recognised, where they are few.
fn names_on_offer(path: &str, found: Option<&Assessment>) -> Vec<Pick> {
    let line = Field::of_path(path.strip_suffix("name").map(|it| format!("{it}form")).unwrap_or_default().as_str());
    let Some(at) = line.and_then(Field::line) else { return Vec::new() };
    let near = LineSeen::of(found, at).near;
    let chose = |it: LooksAlike| {
        let choice = LineChange::Chosen(it.name.clone(), Some(it.chosen.clone()));
        Pick::new(it.chosen, it.name, false, Msg::MedicineChanged(at, choice))
    };
    if near.len() > FEW { Vec::new() } else { near.into_iter().map(chose).collect() }
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
    let chose = |value: &'static str, label: &str, choice: Choice| {
        Pick::new(value, label.to_owned(), false, Msg::Chose(choice))
    };
    match path {
        "patient.sex" => [("female", Sex::Female), ("male", Sex::Male)]
            .map(|(value, it)| chose(value, words::sex(it, lang), Choice::Sex(Some(it))))
            .into(),
        "patient.alcohol" => {
            [("none", Alcohol::None), ("occasional", Alcohol::Occasional), ("regular", Alcohol::Regular)]
                .map(|(value, it)| chose(value, words::alcohol(it, lang), Choice::Alcohol(Some(it))))
                .into()
        }
        "patient.creatinine.unit" => {
            [CreatinineUnit::MicromolPerLitre, CreatinineUnit::MilligramPerLitre, CreatinineUnit::MilligramPerDecilitre]
                .map(|it| chose(creatinine_unit(it), creatinine_unit(it), Choice::CreatinineUnit(it)))
                .into()
        }
        _ => {
            let Some(id) = path.strip_prefix("patient.answers.") else { return Vec::new() };
            let id: Rc<str> = id.into();
            [("yes", words.yes(), Truth::Yes), ("no", words.no(), Truth::No)]
                .map(|(value, label, it)| Pick::new(value, label, false, Msg::Answered(id.clone(), it)))
                .into()
        }
    }
}
