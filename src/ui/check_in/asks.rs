//! What is asked at a check-in: what is dangerous first.

use palier_engine::beside::check_in::CheckedIn;
use palier_engine::course::Step;
use palier_engine::lang::Lang;
use palier_engine::logic::truth::Truth;
use palier_engine::request::check_in::{Felt, ToldThen};
use palier_engine::request::request::Request;
use web_sys::HtmlInputElement;

use crate::markup::prelude::*;
use crate::ui::check_in::telling::{Telling, most};
use crate::ui::scene::Scene;
use crate::words::{Words, say};

/// Everything that is asked, what is dangerous first.
pub(crate) fn asks(scene: &Scene, telling: &UseStateHandle<Telling>, stands: &Request, checked: &CheckedIn) -> Html {
    let words = Words(scene.lang);
    let yes_no = |name: &'static str, label: &str, is: Truth, set: fn(&mut ToldThen, Truth)| {
        let options = [(words.yes(), Truth::Yes), (words.no(), Truth::No)];
        let picks = options.map(|(text, truth)| {
            let tell = told(telling, move |it| set(it, truth));
            (format!("{name}-{}", if truth == Truth::Yes { "yes" } else { "no" }), text.to_owned(), is == truth, tell)
        });
        group(scene, name, label, picks.to_vec())
    };
    let it = &telling.told;
    html! {
        <div class="asks">
            { reasons(scene, telling, stands) }
            { yes_no("thoughts", words.check_in_thoughts(), it.suicidal_thoughts, |it, truth| it.suicidal_thoughts = truth) }
            <div class="numbers">
                { number(scene, telling, 0, "pain", words.check_in_pain()) }
                { number(scene, telling, 1, "nights", words.check_in_nights()) }
                { number(scene, telling, 2, "missed", words.check_in_missed()) }
                { number(scene, telling, 3, "off", words.check_in_off()) }
            </div>
            { felt(scene, telling) }
            if checked.conditional {
                { yes_no("risen", words.check_in_risen(), it.risen, |it, truth| it.risen = truth) }
            }
            if let Some(due) = &checked.due {
                { yes_no("conditions", &conditions(due, scene.lang), it.conditions_met, |it, truth| it.conditions_met = truth) }
            }
        </div>
    }
}

/// The rise of today with its conditions, in the words of the book.
fn conditions(due: &Step, lang: Lang) -> String {
    let dose = due.daily().map(|it| it.write(lang)).unwrap_or_default();
    let gates = due.gates.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" ");
    say!(lang, check_in_conditions, dose, gates)
}

/// Reasons to stop the drug at once, each a button, then that there is none.
fn reasons(scene: &Scene, telling: &UseStateHandle<Telling>, stands: &Request) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let drug = &stands.treatment.drug;
    let mut picks = Vec::new();
    if let Some(planner) = scene.book.planner() {
        for note in planner.formulary().taper_notes(drug, stands.region) {
            for it in &note.reasons {
                let (id, is) = (it.id.clone(), telling.told.stop_for.as_ref() == Some(&it.id));
                let tell = told(telling, move |told| {
                    (told.reason_to_stop, told.stop_for) = (Truth::Yes, Some(id.clone()));
                });
                picks.push((format!("reason-{}", it.id), it.text.get(lang).to_owned(), is, tell));
            }
        }
    }
    let none = told(telling, |it| (it.reason_to_stop, it.stop_for) = (Truth::No, None));
    let is = telling.told.reason_to_stop == Truth::No;
    picks.push(("reason-none".to_owned(), words.check_in_no_reason().to_owned(), is, none));
    group(scene, "reasons", words.check_in_reasons(), picks)
}

fn felt(scene: &Scene, telling: &UseStateHandle<Telling>) -> Html {
    let words = Words(scene.lang);
    let options = [
        ("nothing", words.felt_nothing(), Felt::Nothing),
        ("mild", words.felt_mild(), Felt::Mild),
        ("bothersome", words.felt_bothersome(), Felt::Bothersome),
        ("unbearable", words.felt_unbearable(), Felt::Unbearable),
    ];
    let picks = options.map(|(name, text, felt)| {
        let tell = told(telling, move |it| it.effects = Some(felt));
        (format!("felt-{name}"), text.to_owned(), telling.told.effects == Some(felt), tell)
    });
    group(scene, "felt", words.check_in_felt(), picks.to_vec())
}

/// Buttons of which one is pressed.
pub(crate) fn group(
    scene: &Scene,
    name: &str,
    label: &str,
    picks: Vec<(String, String, bool, Callback<MouseEvent>)>,
) -> Html {
    let id = scene.id(&format!("check-in.{name}"));
    let button = |(testid, text, on, onclick): (String, String, bool, Callback<MouseEvent>)| {
        html! { <button key={testid.clone()} type="button" class={classes!("btn", on.then_some("on"))} aria-pressed={if on { "true" } else { "false" }} data-testid={format!("check-in-{testid}")} {onclick}>{ text }</button> }
    };
    html! {
        <div class="ask-group" role="group" aria-labelledby={id.clone()}>
            <p {id}>{ label.to_owned() }</p>
            <div class="choices">{ for picks.into_iter().map(button) }</div>
        </div>
    }
}

/// A number, in a box.
fn number(scene: &Scene, telling: &UseStateHandle<Telling>, at: usize, name: &str, label: &str) -> Html {
    let lang = scene.lang;
    let (id, wrong) = (scene.id(&format!("check-in.{name}")), telling.is_wrong(at));
    let problem = scene.id(&format!("check-in.{name}.problem"));
    let most = most(at).to_string();
    let oninput = {
        let telling = telling.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let mut next = (*telling).clone();
            next.numbers[at] = input.value();
            (next.chosen, next.then) = (None, None);
            telling.set(next);
        })
    };
    html! {
        <div class="field">
            <label for={id.clone()}>{ label.to_owned() }</label>
            <div class="box"><input {id} type="text" inputmode="numeric" autocomplete="off" data-testid={format!("check-in-{name}")} value={telling.numbers[at].clone()} aria-invalid={wrong.then_some("true")} aria-describedby={wrong.then(|| problem.clone())} {oninput} /></div>
            <p id={problem} class="error" role="alert" hidden={!wrong}>{ say!(lang, check_in_number, most) }</p>
        </div>
    }
}

/// Tells one thing more.
fn told(telling: &UseStateHandle<Telling>, change: impl Fn(&mut ToldThen) + 'static) -> Callback<MouseEvent> {
    let telling = telling.clone();
    Callback::from(move |_| {
        let mut next = (*telling).clone();
        change(&mut next.told);
        // What was chosen before was of something else.
        (next.chosen, next.then) = (None, None);
        telling.set(next);
    })
}
