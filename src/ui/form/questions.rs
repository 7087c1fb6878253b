//! The yes/no questions of the formulary, in groups, each ending in "None of these".

use std::rc::Rc;

use palier_engine::book::formulary::SoFar;
use palier_engine::book::protocol::View;
use palier_engine::book::question::Question;
use palier_engine::finding::{Assessment, NotApplicable};
use palier_engine::lang::Lang;
use palier_engine::logic::truth::Truth;
use palier_engine::path;
use yew::prelude::*;

use crate::form::field::Field;
use crate::form::typed::{Answers, Typed};
use crate::state::msg::Msg;
use crate::ui::field::TextBox;
use crate::ui::part::part;
use crate::ui::scene::Scene;
use crate::words::Words;

/// A group as it is shown: its questions, or the fact that makes one of them meaningless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupView {
    /// Id.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// Questions, in the book's order.
    pub rows: Vec<RowView>,
    /// Ids of the questions that are asked.
    pub shown: Vec<String>,
    /// How many of them are answered.
    pub answered: usize,
    /// Who said "none of these", if every question asked that was not answered by itself was answered so.
    pub none_by: Option<String>,
    /// Whether some of them were answered by themselves: the rest is then "nothing else".
    pub one_by_one: bool,
}

/// One question of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowView {
    /// Id.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// Help.
    pub help: String,
    /// The answer in force; `None` when nothing was touched.
    pub answer: Option<Truth>,
    /// The fact that makes it meaningless.
    pub not_applicable: Option<String>,
}

impl RowView {
    /// Whether it can be answered. A yes stays in sight, even beside a fact that contradicts it: the
    /// fact may be the slip, and only the person takes a yes back.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.not_applicable.is_none() || self.answer == Some(Truth::Yes)
    }
}

/// The groups of questions that matter for a drug.
#[must_use]
pub fn groups(
    formulary: &SoFar<'_>,
    drug: &str,
    answers: &Answers,
    not_applicable: &[NotApplicable],
    lang: Lang,
) -> Vec<GroupView> {
    let questions = formulary.questions_for(drug);
    let groups = formulary.groups.iter().map(|group| {
        let rows: Vec<RowView> = questions
            .iter()
            .filter(|it| it.group == group.id)
            .map(|it| row(it, answers, not_applicable, lang))
            .collect();
        let shown: Vec<String> = rows.iter().filter(|it| it.is_asked()).map(|it| it.id.clone()).collect();
        let answered = rows.iter().filter(|it| it.is_asked() && it.answer.is_some()).count();
        let by = |id: &String| {
            let group = answers.none_of_these.iter().find(|it| it.questions.contains(id));
            group.map(|it| it.by.clone())
        };
        let left: Vec<&String> = shown.iter().filter(|id| !answers.given.contains_key(*id)).collect();
        let first = left.first().and_then(|id| by(id));
        let none_by = first.filter(|who| left.iter().all(|id| by(id).as_ref() == Some(who)));
        let one_by_one = left.len() < shown.len();
        let (id, heading) = (group.id.clone(), group.text.get(lang).to_owned());
        GroupView { id, heading, rows, shown, answered, none_by, one_by_one }
    });
    groups.filter(|it| !it.rows.is_empty()).collect()
}

fn row(question: &Question, answers: &Answers, not_applicable: &[NotApplicable], lang: Lang) -> RowView {
    let senseless = not_applicable.iter().find(|it| it.question == question.id);
    let fact = senseless.map(|it| it.because.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(", "));
    let none = answers.none_of_these.iter().any(|it| it.questions.contains(&question.id));
    RowView {
        id: question.id.clone(),
        text: question.text.get(lang).to_owned(),
        help: question.help.as_ref().map(|it| it.get(lang).to_owned()).unwrap_or_default(),
        answer: answers.given.get(&question.id).copied().or(none.then_some(Truth::No)),
        not_applicable: fact,
    }
}

/// What the section shows.
#[derive(PartialEq)]
struct QuestionsPart {
    drug: String,
    answers: Rc<Answers>,
    /// Questions that make no sense here.
    not_applicable: Vec<NotApplicable>,
    /// Who answers if no name is written: the prescriber, once named.
    prescriber: String,
}

/// Who answers, as it is stored with "None of these".
pub(crate) fn answered_by(answers: &Answers, view: View, prescriber: &str, lang: Lang) -> String {
    let words = Words(lang);
    match (answers.by.trim(), view, prescriber.trim()) {
        ("", View::Patient, _) => words.by_patient().to_owned(),
        ("", View::Professional, "") => words.by_professional().to_owned(),
        ("", View::Professional, name) => name.to_owned(),
        (name, _, _) => name.to_owned(),
    }
}

/// All groups. `found` is the last answer.
pub(crate) fn questions_section(scene: &Scene, form: &Typed, found: Option<&Assessment>) -> Html {
    let shown = QuestionsPart {
        drug: form.course.drug.clone(),
        answers: form.answers.clone(),
        not_applicable: found.map(|it| it.not_applicable.clone()).unwrap_or_default(),
        prescriber: form.text(Field::Prescriber).to_owned(),
    };
    part(scene, shown, section)
}

fn section(scene: &Scene, QuestionsPart { drug, answers, not_applicable, prescriber }: &QuestionsPart) -> Html {
    let words = Words(scene.lang);
    let by: Rc<str> = answered_by(answers, scene.view, prescriber, scene.lang).into();
    let groups = groups(&scene.book, drug, answers, not_applicable, scene.lang);
    html! {
        <section class="card" id={scene.id("questions")} aria-labelledby={scene.id("questions-title")}>
            <h2 id={scene.id("questions-title")}>{ words.questions() }</h2>
            <p class="help">{ words.questions_help() }</p>
            { TextBox::new(Field::AnsweredBy, &answers.by, &[], scene.lang).echo(if answers.by.trim().is_empty() { by.to_string() } else { String::new() }).draw(scene) }
            <div class="groups">
                for group in groups.iter() {
                    { question_group(scene, group, &by) }
                }
            </div>
        </section>
    }
}

/// One group, folded under its heading.
fn question_group(scene: &Scene, group: &GroupView, by: &Rc<str>) -> Html {
    let words = Words(scene.lang);
    let onclick = scene.says(Msg::AnsweredNone(group.shown.clone().into(), by.clone()));
    let done = group.answered == group.shown.len();
    let count = format!("{}\u{202f}/\u{202f}{}", group.answered, group.shown.len());
    let done_by = if group.one_by_one { words.rest_done() } else { words.none_done() };
    let said = group.none_by.as_ref().map(|who| format!("{done_by} {who}")).unwrap_or_default();
    html! {
        <details class={classes!("group", done.then_some("done"))} key={group.id.clone()} id={scene.id(&format!("group.{}", group.id))} data-group={group.id.clone()}>
            <summary><span class="heading">{ &group.heading }</span><span class="count">{ count }</span></summary>
            <div class="rows">
                for row in group.rows.iter() {
                    { question_row(scene, row) }
                }
            </div>
            <button type="button" class="none" data-testid={format!("none-{}", group.id)} aria-pressed={if group.none_by.is_some() && !group.one_by_one { "true" } else { "false" }} {onclick}>
                { words.none_of_these() }
            </button>
            <p class="help" hidden={said.is_empty()}>{ said }</p>
        </details>
    }
}

/// One question with its three answers, or the fact that makes it meaningless.
fn question_row(scene: &Scene, row: &RowView) -> Html {
    let words = Words(scene.lang);
    let path = path::answer(&row.id);
    let id = scene.id(&path);
    let answers = [
        ("yes", Truth::Yes, words.yes(), words.yes()),
        ("no", Truth::No, words.no(), words.no()),
        ("unknown", Truth::Unknown, "?", words.unknown()),
    ];
    let (fact, asked) = (row.not_applicable.clone(), row.is_asked());
    html! {
        <fieldset key={row.id.clone()} class="question" id={id.clone()} data-field={path}>
            <legend>{ &row.text }</legend>
            <div class="options">
                if asked {
                    for (value, truth, short, long) in answers {
                        <label key={value} class="option">
                            <input
                                type="radio"
                                name={id.clone()}
                                {value}
                                checked={row.answer == Some(truth)}
                                onchange={scene.says(Msg::Answered(row.id.as_str().into(), truth))}
                            />
                            <span title={long}><span aria-hidden="true">{ short }</span><span class="hidden">{ long }</span></span>
                        </label>
                    }
                }
            </div>
            <p class="fact" hidden={fact.is_none()}>
                { words.not_applicable() }{ words.colon() }{ fact.unwrap_or_default() }
            </p>
            <p class="help" hidden={row.help.is_empty()}>{ &row.help }</p>
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use crate::form::spot::Room;
    use crate::ui::form::tests::{drawn, rows, scene};

    use super::*;

    #[test]
    fn who_answers_is_asked_once_above_the_questions() {
        let shown = QuestionsPart {
            drug: "naltrexone-ldn".to_owned(),
            answers: Rc::default(),
            not_applicable: Vec::new(),
            prescriber: String::new(),
        };
        let mut drawn = drawn(&section(&scene(), &shown));
        drawn.retain(|it| !it.starts_with(&path::answer("")));
        assert_eq!(drawn, rows(&[Room::Questions]));
    }
}
