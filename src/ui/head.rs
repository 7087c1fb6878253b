//! The head: the mark, what is planned for what, who reads, in which language.

use palier_engine::book::protocol::View;
use palier_engine::lang::Tongue;

use crate::form::field::Field;
use crate::markup::prelude::*;
use crate::state::host::Locks;
use crate::state::model::{Model, Route};
use crate::state::msg::Msg;
use crate::ui::part::part;
use crate::ui::scene::Scene;
use crate::words::Words;

/// What the head shows.
#[derive(PartialEq)]
struct Head {
    drug: AttrValue,
    indication: AttrValue,
    /// Whether another can be chosen here.
    changes: bool,
    choosing: bool,
    example: bool,
    locks: Locks,
}

/// The head of the page.
pub(crate) fn head(scene: &Scene, model: &Model) -> Html {
    let (lang, course) = (scene.lang, &model.form.course);
    let name =
        scene.book.drug(&course.drug).map(|it| &it.name).or_else(|| scene.book.card(&course.drug).map(|it| &it.name));
    let indication = scene.book.indications.iter().find(|it| Some(it.id.as_str()) == course.indication.as_deref());
    let head = Head {
        // What the book does not hold is changed here too.
        drug: name.map_or_else(|| course.drug.clone(), |it| it.get(lang).to_owned()).into(),
        indication: indication.map(|it| it.name.get(lang).to_owned()).unwrap_or_default().into(),
        changes: model.route() == Route::Planner,
        choosing: model.looking.is_some(),
        example: model.is_example(),
        locks: model.locks,
    };
    part(scene, head, drawn)
}

fn drawn(scene: &Scene, head: &Head) -> Html {
    let Head { locks, example, .. } = head;
    let words = Words(scene.lang);
    let switch = |testid: AttrValue,
                  label: AttrValue,
                  name: Option<&'static str>,
                  on: bool,
                  lang: Option<&'static str>,
                  msg: Msg| {
        let onclick = scene.says(msg);
        html! { <button key={testid.to_string()} type="button" {lang} data-testid={testid} aria-pressed={if on { "true" } else { "false" }} {onclick}>{ label }<span class="hidden">{ name.map(|it| format!(" {it}")) }</span></button> }
    };
    html! {
        <header class="head">
            <p class="mark" translate="no">{ mark() }{ "Palier" }</p>
            { subject(scene, head) }
            <p class="example" data-testid="is-example" hidden={!example}>{ words.example() }</p>
            <div class="ends">
                <div class="seg view" role="group" aria-label={words.view()} hidden={locks.view}>
                    { switch("view-professional".into(), words.professional().into(), None, scene.view == View::Professional, None, Msg::ViewChosen(View::Professional)) }
                    { switch("view-patient".into(), words.patient().into(), None, scene.view == View::Patient, None, Msg::ViewChosen(View::Patient)) }
                    { switch("view-pharmacist".into(), words.pharmacist().into(), None, scene.view == View::Pharmacist, None, Msg::ViewChosen(View::Pharmacist)) }
                </div>
                <div class="seg" role="group" aria-label={words.language()} hidden={locks.lang}>
                    for it in Tongue::ALL {
                        { switch(format!("lang-{}", it.code()).into(), it.code().to_uppercase().into(), Some(it.name()), scene.lang.tongue() == it, Some(it.code()), Msg::LanguageChosen(it)) }
                    }
                </div>
            </div>
        </header>
    }
}

/// What is planned, for what, and the act that changes it: another is looked for, by name or among them all.
fn subject(scene: &Scene, Head { drug, indication, changes, choosing, .. }: &Head) -> Html {
    let words = Words(scene.lang);
    let named = || {
        html! {
            <>
                <span translate="no">{ drug }</span>
                <span class="for" hidden={indication.is_empty()}>{ " " }{ words.for_indication() }{ " " }<b>{ indication }</b></span>
            </>
        }
    };
    let onclick = scene.says::<MouseEvent>(Msg::ChoosingToggled);
    let path = Field::Drug.path();
    let expanded = if *choosing { "true" } else { "false" };
    html! {
        <div class="subject" hidden={drug.is_empty()}>
            if *changes {
                <button type="button" class="pick" id={scene.id(&path)} data-field={path} data-testid="subject" aria-expanded={expanded} {onclick}>
                    { named() }{ " " }<span class="change">{ words.change() }</span>
                </button>
            } else {
                <p class="pick planned" data-testid="planned">{ named() }</p>
            }
        </div>
    }
}

fn mark() -> Html {
    html! {
        <svg viewBox="0 0 26 26" aria-hidden="true" focusable="false">
            <path d="M2 24V17.5h7.4V11h7.4V4.5H24V24z" fill="currentColor" opacity=".18" />
            <path d="M2 17.5h7.4V11h7.4V4.5H24" fill="none" stroke="currentColor" stroke-width="3.4" stroke-linejoin="round" stroke-linecap="round" />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::spot::Room;
    use crate::ui::form::tests::{drawn, rows, scene};

    #[test]
    fn what_is_planned_is_chosen_in_the_head_and_only_where_there_is_a_form() {
        let head = |changes| Head {
            drug: "naltrexone".into(),
            indication: AttrValue::default(),
            changes,
            choosing: false,
            example: false,
            locks: Locks::default(),
        };
        let in_head = |changes| drawn(&subject(&scene(), &head(changes)));
        assert_eq!(in_head(true), rows(&[Room::Head]));
        assert_eq!(in_head(false), Vec::<String>::new());
    }
}
