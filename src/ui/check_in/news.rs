//! What may be new since the plan was laid out, and where it is said; on the day of judgement, what comes next.

use palier_engine::beside::at_judgement::{AtJudgement, NextTreatment};
use palier_engine::person::patient::Patient;
use palier_engine::request::check_in::Act;
use palier_engine::request::request::Request;

use crate::markup::prelude::*;
use crate::ui::check_in::telling::Telling;
use crate::ui::mark::mark;
use crate::ui::scene::{Scene, leads};
use crate::words::{Words, say};

/// What may be new, each with the section of the form where it is said: what follows is made with it.
pub(crate) fn news(scene: &Scene, (old, new): (&Request, &Request), jump: &Callback<AttrValue>) -> Html {
    let words = Words(scene.lang);
    let (was, is) = (&old.patient, &new.patient);
    let medicines = old.medicines != new.medicines;
    let kinds = [
        ("medicines", words.news_medicines(), medicines),
        ("patient.liver.alt", words.news_tests(), tests(was) != tests(is)),
        ("patient.weight_kg", words.news_person(), rest(was) != rest(is)),
        ("questions", words.news_questions(), answers(was) != answers(is)),
    ];
    let picks = kinds.map(|(path, label, changed)| {
        let label = if changed { say!(scene.lang, news_changed, label) } else { label.to_owned() };
        html! { <button key={path} type="button" class="btn" data-testid={format!("check-in-news-{path}")} onclick={leads(jump, path)}>{ label }</button> }
    });
    let id = scene.id("check-in.news");
    html! {
        <div class="ask-group" role="group" aria-labelledby={id.clone()}>
            <p {id}>{ words.news() }</p>
            <div class="choices">{ for picks }</div>
        </div>
    }
}

/// Liver tests, alcohol and scores alone.
fn tests(it: &Patient) -> Patient {
    let (liver, child_pugh) = (it.liver.clone(), it.child_pugh.clone());
    Patient { liver, child_pugh, alcohol: it.alcohol, phq9_item9: it.phq9_item9, ..Patient::default() }
}

/// The answers alone.
fn answers(it: &Patient) -> Patient {
    Patient { answers: it.answers.clone(), none_of_these: it.none_of_these.clone(), ..Patient::default() }
}

/// All but these.
fn rest(it: &Patient) -> Patient {
    let Patient { liver, child_pugh, alcohol, phq9_item9, answers, none_of_these, .. } = Patient::default();
    Patient { liver, child_pugh, alcohol, phq9_item9, answers, none_of_these, ..it.clone() }
}

/// The day of judgement: whether it helps, and what comes next, each after a way down.
pub(crate) fn judgement(scene: &Scene, telling: &UseStateHandle<Telling>, it: &AtJudgement) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let next = |it: &NextTreatment| {
        let (drug, name, telling) = (it.drug.clone(), it.name.as_str(), telling.clone());
        let chosen = telling.then.as_ref() == Some(&drug);
        let testid = format!("check-in-then-{drug}");
        let onclick = Callback::from(move |_: MouseEvent| {
            telling.set(Telling { chosen: Some(Act::Stop), then: Some(drug.clone()), ..(*telling).clone() });
        });
        html! {
            <li key={it.drug.clone()} data-other={it.drug.clone()}>
                <h3>{ name }</h3>
                { mark(it.judged.as_ref(), None, lang) }
                <p>{ it.judged.as_ref().and_then(|it| it.reasons.first()).cloned().unwrap_or_default() }</p>
                <button type="button" class={classes!("btn", chosen.then_some("on"))} aria-pressed={if chosen { "true" } else { "false" }} data-testid={testid} {onclick}>{ say!(lang, check_in_switch, name) }</button>
            </li>
        }
    };
    html! {
        <section class="judged" data-testid="check-in-judgement" aria-labelledby={scene.id("check-in.judged")}>
            <h2 class="hd" id={scene.id("check-in.judged")}>{ words.check_in_judged() }</h2>
            <p translate="no" data-testid="check-in-relief">{ if it.relief.is_empty() { words.check_in_no_first_pain() } else { &it.relief } }</p>
            <p hidden={it.next.is_empty()}>{ words.check_in_next() }</p>
            <ul class="alts">{ for it.next.iter().map(next) }</ul>
        </section>
    }
}
