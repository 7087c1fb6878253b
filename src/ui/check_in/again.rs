//! A plan under way, looked at again: what is told, what follows, the old calendar beside the new one.
//!
//! Nothing of it is kept before somebody presses « keep ».

use palier_engine::beside::check_in::CheckedIn;
use palier_engine::book::protocol::View;
use palier_engine::exact::date::Date;
use palier_engine::finding::Assessment;
use palier_engine::lang::Lang;
use palier_engine::logic::truth::Truth;
use palier_engine::outcome::Outcome;
use palier_engine::request::check_in::{Act, ToldThen};
use palier_engine::request::request::Request;

use crate::form::typed::Typed;
use crate::markup::prelude::*;
use crate::state::msg::Msg;
use crate::ui::check_in::asks::{asks, group};
use crate::ui::check_in::calendars::calendars;
use crate::ui::check_in::news::{judgement, news};
use crate::ui::check_in::telling::Telling;
use crate::ui::check_in::words::{act_id, act_name};
use crate::ui::drawn::use_drawing;
use crate::ui::scene::Scene;
use crate::words::{Words, capital, say};

/// Properties of [`CheckIn`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct CheckInProps {
    /// Scene.
    pub(crate) scene: Scene,
    /// The day on which the plan that stands was asked, and what the form said then.
    pub(crate) opened: (Date, Typed),
    /// What it says now: with all that is new.
    pub(crate) form: Typed,
    /// Brings the keyboard to a field.
    pub(crate) jump: Callback<AttrValue>,
}

/// The plan that stands, the same with what is new, and what was found of both.
#[derive(Clone, PartialEq)]
struct Standing {
    stands: Request,
    news: Request,
}

/// What was chosen, or follows.
#[derive(Clone, PartialEq)]
struct Way {
    act: Act,
    request: Request,
}

/// What is asked at a check-in, and what follows.
#[component]
pub(crate) fn CheckIn(props: &CheckInProps) -> Html {
    use_drawing();
    let CheckInProps { scene, opened, form, jump } = props;
    let (lang, words) = (scene.lang, Words(scene.lang));
    let professional = scene.view == View::Professional;
    let telling = use_state(Telling::default);
    let asked = use_memo((opened.clone(), form.clone(), scene.clone()), |((on, opened), form, scene)| {
        let tongue = scene.lang.tongue();
        let (stands, news) = (opened.parse(&scene.book, *on, tongue), form.parse(&scene.book, scene.today?, tongue));
        let read = stands.problems.is_empty() && news.problems.is_empty();
        read.then_some(Standing { stands: stands.request, news: news.request })
    });
    // While a box of the form cannot be read, what was last read stays in sight: what is typed does not move.
    let unread = asked.is_none();
    let read = use_mut_ref(|| asked.clone());
    if !unread {
        read.replace(asked);
    }
    let asked = read.borrow().clone();
    let told = telling.told();
    let checked = use_memo((asked.clone(), told, scene.clone()), |(asked, told, scene)| {
        let it = asked.as_ref().as_ref()?;
        scene.book.planner()?.check_in(&it.stands, &it.news, told)
    });
    let act = telling.chosen.or_else(|| checked.as_ref().as_ref()?.proposed);
    let way = use_memo((checked.clone(), act, telling.then.clone()), |(checked, act, then)| {
        let checked = checked.as_ref().as_ref()?;
        let next = checked.judgement.iter().flat_map(|it| &it.next).find(|it| Some(&it.drug) == then.as_ref());
        let way = checked.ways.iter().find(|it| Some(it.act) == *act)?;
        Some(Way { act: way.act, request: next.map_or(&way.request, |it| &it.request).clone() })
    });
    let outcome = use_memo((way.clone(), scene.clone()), |(way, scene)| {
        Some(scene.book.planner()?.decide(&way.as_ref().as_ref()?.request))
    });
    let seen = asked.as_ref().as_ref().zip(checked.as_ref().as_ref());
    let came = || Some(came(scene, seen?, (way.as_ref().as_ref()?, unread), outcome.as_ref().as_ref()?));
    html! {
        <details class="check-in" data-testid="check-in" hidden={seen.is_none() && !unread}>
            <summary><b>{ words.check_in() }</b><span>{ seen.map(|it| day_of(it.1, lang)).unwrap_or_default() }</span></summary>
            <p class="help">{ words.check_in_past() }</p>
            <div>
                if let Some((asked, checked)) = seen {
                    { asks(scene, &telling, &asked.stands, checked) }
                }
            </div>
            <div class="asks">
                if let Some((asked, checked)) = seen.filter(|_| professional) {
                    { news(scene, (&asked.stands, &asked.news), jump) }
                    { ways(scene, &telling, checked, act) }
                    { checked.judgement.as_ref().map(|it| judgement(scene, &telling, it)).unwrap_or_default() }
                    { came().unwrap_or_default() }
                }
            </div>
            <p class="help" role="status" data-testid="check-in-unread" hidden={!unread}>{ words.check_in_unread() }</p>
            <p class="told" role="status" data-testid={(!professional).then_some("check-in-says")} hidden={professional}>{ seen.map(|it| for_patient(it.1, &telling.told(), lang)).unwrap_or_default() }</p>
        </details>
    }
}

/// `Jour 31 sur 84, 2,5 mg par jour`.
fn day_of(checked: &CheckedIn, lang: Lang) -> String {
    let (day, last) = (i32::from(checked.day).to_string(), i32::from(checked.plan.course.last_day).to_string());
    let dose = checked.dose.write(lang);
    say!(lang, check_in_day, day, last, dose)
}

/// What can be done, what follows from what was told first.
fn ways(scene: &Scene, telling: &UseStateHandle<Telling>, checked: &CheckedIn, way: Option<Act>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let lead = match checked.proposed {
        Some(act) => {
            let act = act_name(act, lang);
            say!(lang, check_in_follows, act)
        }
        None => words.check_in_missing().to_owned(),
    };
    let picks: Vec<_> = checked
        .ways
        .iter()
        .filter(|it| !it.is_forbidden())
        .map(|it| {
            let (act, telling) = (it.act, telling.clone());
            let choose = Callback::from(move |_: MouseEvent| {
                telling.set(Telling { chosen: Some(act), then: None, ..(*telling).clone() });
            });
            (format!("way-{}", act_id(act)), capital(&act_name(act, lang)), way == Some(act), choose)
        })
        .collect();
    html! {
        <>
            <p class="told" role="status" data-testid="check-in-says">{ capital(&lead) }</p>
            { group(scene, "ways", words.check_in_or(), picks) }
        </>
    }
}

/// What comes of a way: what it waits for, and both calendars. It is kept once the form can be read.
fn came(
    scene: &Scene,
    (asked, checked): (&Standing, &CheckedIn),
    (way, unread): (&Way, bool),
    outcome: &Outcome,
) -> Html {
    let (words, today) = (Words(scene.lang), asked.news.today);
    let waits = outcome.assessment().map(Assessment::waits).unwrap_or_default();
    let facts = waits.facts.into_iter().map(|it| it.text);
    let waits: Vec<String> = waits.decisions.into_iter().map(|it| it.1).chain(facts).collect();
    let keep = scene.says(Msg::CheckedIn(Box::new(way.request.clone())));
    html! {
        <div class="came" data-testid="check-in-came">
            if !waits.is_empty() {
                <p><b>{ words.check_in_waits() }</b></p>
                <ul>{ for waits.into_iter().map(|it| html! { <li>{ it }</li> }) }</ul>
                <p>{ words.check_in_meanwhile() }</p>
            }
            { calendars(scene, today, (&checked.plan, way.act), outcome) }
            <button type="button" class="primary" data-testid="check-in-keep" disabled={unread} onclick={keep}>{ words.check_in_keep() }</button>
        </div>
    }
}

/// What the person who takes it is told: to go on as planned, or whom to call.
fn for_patient(checked: &CheckedIn, told: &ToldThen, lang: Lang) -> &'static str {
    let words = Words(lang);
    if told.reason_to_stop == Truth::Yes {
        return words.patient_call_now();
    }
    if told.suicidal_thoughts == Truth::Yes {
        return words.patient_thoughts();
    }
    match (told.off_days, checked.proposed) {
        (Some(off), _) if off > checked.same_dose_days => words.patient_off(),
        (_, Some(Act::GoOn | Act::Stay { .. })) if checked.day >= checked.plan.course.last_day => {
            words.patient_judged()
        }
        (_, Some(Act::GoOn)) => words.patient_go_on(),
        (_, Some(Act::Stay { .. })) => words.patient_stay(),
        (_, Some(_)) => words.patient_call_today(),
        (_, None) => words.check_in_missing(),
    }
}
