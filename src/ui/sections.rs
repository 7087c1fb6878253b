//! The form: five sections that open one at a time and close into a sentence.

use std::rc::Rc;

use crate::form::complaint::FieldProblem;
use crate::form::section::Section;
use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::state::model::Model;
use crate::state::msg::Msg;
use crate::ui::field::button;
use crate::ui::form::letter::Letter;
use crate::ui::form::medicines::medicines_body;
use crate::ui::form::person::{person_body, tests_body};
use crate::ui::form::questions::questions_body;
use crate::ui::form::sentences::{sentence, title};
use crate::ui::form::treatment::treatment_section;
use crate::ui::part::keyed;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// The line of a section.
#[derive(PartialEq)]
struct Line {
    section: Section,
    open: bool,
    says: String,
    /// How many things are missing in it.
    needs: usize,
}

/// The sections.
pub(crate) fn sections(scene: &Scene, model: &Model) -> Html {
    let answer = model.answer.as_deref();
    let needs = answer.map(Answer::needs).unwrap_or_default();
    html! {
        <ol class="sections">
            for section in Section::ALL {
                <li key={section.name()} class={classes!((model.open == Some(section)).then_some("open"))} data-section={section.name()}>
                    { keyed(scene, "line", Line {
                        section,
                        open: model.open == Some(section),
                        says: sentence(section, model),
                        needs: needs.iter().filter(|it| it.section == Some(section)).count(),
                    }, line) }
                    <div key="body" class="body" id={scene.id(&format!("section-{}", section.name()))}>
                        if model.open == Some(section) {
                            <div>
                                { body(scene, model, section) }
                                <div class="endrow">{ button(scene, "btn", "section-next", Words(scene.lang).go_on(), Msg::SectionEnded) }</div>
                            </div>
                        }
                    </div>
                </li>
            }
        </ol>
    }
}

/// What it is called and says; a press opens or closes it.
fn line(scene: &Scene, Line { section, open, says, needs }: &Line) -> Html {
    let words = Words(scene.lang);
    let missing = if *needs == 0 { String::new() } else { words::needs(*needs, scene.lang) };
    let (id, body) = (scene.id(&format!("line-{}", section.name())), scene.id(&format!("section-{}", section.name())));
    html! {
        <h2>
            <button type="button" class="closed" {id} aria-expanded={if *open { "true" } else { "false" }} aria-controls={body} onclick={scene.says(Msg::SectionToggled(*section))}>
                <span class="k">{ title(*section, scene.lang) }</span>
                <span class="v" translate="no" hidden={*open}>{ says }</span>
                <span class="n" hidden={missing.is_empty()}>{ missing.clone() }</span>
                <span class="e" aria-hidden="true">{ pencil() }</span>
                <span class="hidden">{ if *open { words.close_section() } else { words.edit_section() } }</span>
            </button>
        </h2>
    }
}

fn pencil() -> Html {
    html! {
        <svg viewBox="0 0 16 16" focusable="false"><path d="M3 13l.6-3L10.8 2.8l2.4 2.4L6 12.4z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round" /></svg>
    }
}

/// What is filled in.
fn body(scene: &Scene, model: &Model, section: Section) -> Html {
    let form = &model.form;
    let answer = model.answer.as_deref();
    let found = answer.and_then(Answer::assessment);
    let problems: Rc<[FieldProblem]> = answer.map(|it| it.problems.as_slice()).unwrap_or_default().into();
    match section {
        Section::Person => html! {
            <>
                { person_body(scene, &form.person, &problems, answer) }
                <details class="more">
                    <summary>{ Words(scene.lang).letter() }</summary>
                    <Letter scene={scene.clone()} person={form.person.clone()} medicines={form.medicines.clone()} />
                </details>
            </>
        },
        Section::Tests => tests_body(scene, &form.person, &problems, answer),
        Section::Medicines => medicines_body(scene, form, model.listed, &problems, found),
        Section::Questions => questions_body(scene, form, found, model.keys),
        Section::Treatment => treatment_section(scene, model, &problems),
    }
}
