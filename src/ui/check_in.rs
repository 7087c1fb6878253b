//! A plan under way, looked at again: what is told, what follows, the old calendar beside the new one.
//!
//! Nothing of it is kept before somebody presses « keep ».

use palier_engine::beside::check_in::CheckedIn;
use palier_engine::beside::difference::{OnThatDay, Span, difference};
use palier_engine::book::protocol::View;
use palier_engine::course::{Course, Plan, Step};
use palier_engine::exact::bounds::CHECK_IN;
use palier_engine::exact::date::Date;
use palier_engine::finding::Assessment;
use palier_engine::lang::Lang;
use palier_engine::logic::truth::Truth;
use palier_engine::outcome::Outcome;
use palier_engine::request::check_in::{Act, Felt, ToldThen};
use palier_engine::request::request::Request;
use palier_engine::words::dates::{date_in_words, days};
use palier_engine::words::steps::pace;
use web_sys::HtmlInputElement;

use crate::form::typed::Typed;
use crate::markup::prelude::*;
use crate::state::msg::Msg;
use crate::ui::drawn::use_drawing;
use crate::ui::scene::Scene;
use crate::words::{Words, capital, say};

/// Properties of [`CheckIn`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct CheckInProps {
    /// Scene.
    pub(super) scene: Scene,
    /// The day on which the plan that stands was asked, and what the form said then.
    pub(super) opened: (Date, Typed),
    /// What it says now: with all that is new.
    pub(super) form: Typed,
}

/// What is told, as it is typed and pressed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Telling {
    /// Pain, bad nights, days with a forgotten intake, days off in a row.
    numbers: [String; 4],
    told: ToldThen,
    chosen: Option<Act>,
}

/// Where each number stands in a request, in their order.
const NUMBERS: [&str; 4] = [
    "check_ins[].told.pain",
    "check_ins[].told.bad_nights",
    "check_ins[].told.missed_days",
    "check_ins[].told.off_days",
];

/// The most that one of them may be.
fn most(at: usize) -> u16 {
    CHECK_IN.iter().find(|(path, ..)| *path == NUMBERS[at]).map_or(0, |(.., most)| *most)
}

impl Telling {
    /// A number that was typed; nothing where none was, or none that can be.
    fn number(&self, at: usize) -> Option<u16> {
        self.numbers[at].trim().parse().ok().filter(|it| *it <= most(at))
    }

    fn is_wrong(&self, at: usize) -> bool {
        !self.numbers[at].trim().is_empty() && self.number(at).is_none()
    }

    fn told(&self) -> ToldThen {
        let small = |at| self.number(at).and_then(|it| u8::try_from(it).ok());
        ToldThen {
            pain: small(0),
            bad_nights: small(1),
            missed_days: small(2),
            off_days: self.number(3),
            ..self.told.clone()
        }
    }
}

/// The plan that stands, the same with what is new, and what was found of both.
#[derive(Clone, PartialEq)]
struct Standing {
    stands: Request,
    news: Request,
}

/// What is asked at a check-in, and what follows.
#[component]
pub(super) fn CheckIn(props: &CheckInProps) -> Html {
    use_drawing();
    let CheckInProps { scene, opened, form } = props;
    let (lang, words) = (scene.lang, Words(scene.lang));
    let telling = use_state(Telling::default);
    let asked = use_memo((opened.clone(), form.clone(), scene.clone()), |((on, opened), form, scene)| {
        let tongue = scene.lang.tongue();
        let (stands, news) = (opened.parse(&scene.book, *on, tongue), form.parse(&scene.book, scene.today?, tongue));
        let read = stands.problems.is_empty() && news.problems.is_empty();
        read.then_some(Standing { stands: stands.request, news: news.request })
    });
    let told = telling.told();
    let checked = use_memo((asked.clone(), told, scene.clone()), |(asked, told, scene)| {
        let it = asked.as_ref().as_ref()?;
        scene.book.planner()?.check_in(&it.stands, &it.news, told)
    });
    let way = telling.chosen.or_else(|| checked.as_ref().as_ref()?.proposed);
    let outcome = use_memo((checked.clone(), way, scene.clone()), |(checked, way, scene)| {
        let way = checked.as_ref().as_ref()?.ways.iter().find(|it| Some(it.act) == *way)?;
        Some(scene.book.planner()?.decide(&way.request))
    });
    let (Some(asked), Some(checked)) = (asked.as_ref(), checked.as_ref()) else {
        let unread = asked.is_none();
        return html! { <p class="help" data-testid="check-in-unread" hidden={!unread}>{ words.check_in_unread() }</p> };
    };
    let professional = scene.view == View::Professional;
    let (day, last) = (i32::from(checked.day).to_string(), i32::from(checked.plan.course.last_day).to_string());
    let dose = checked.dose.write(lang);
    html! {
        <details class="check-in" data-testid="check-in">
            <summary><b>{ words.check_in() }</b><span>{ say!(lang, check_in_day, day, last, dose) }</span></summary>
            <p class="help">{ words.check_in_past() }</p>
            { asks(scene, &telling, asked, checked) }
            if professional {
                { ways(scene, &telling, checked, way) }
                { outcome.as_ref().as_ref().map(|it| came(scene, asked.news.today, checked, way, it)).unwrap_or_default() }
            } else {
                <p class="told" role="status" data-testid="check-in-says">{ for_patient(checked, &telling.told(), lang) }</p>
            }
        </details>
    }
}

/// Everything that is asked, what is dangerous first.
fn asks(scene: &Scene, telling: &UseStateHandle<Telling>, asked: &Standing, checked: &CheckedIn) -> Html {
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
            { reasons(scene, telling, asked) }
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
fn reasons(scene: &Scene, telling: &UseStateHandle<Telling>, asked: &Standing) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let drug = &asked.stands.treatment.drug;
    let mut picks = Vec::new();
    if let Some(planner) = scene.book.planner() {
        for note in planner.formulary().taper_notes(drug, asked.stands.region) {
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
fn group(scene: &Scene, name: &str, label: &str, picks: Vec<(String, String, bool, Callback<MouseEvent>)>) -> Html {
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
            next.chosen = None;
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

fn told(telling: &UseStateHandle<Telling>, change: impl Fn(&mut ToldThen) + 'static) -> Callback<MouseEvent> {
    let telling = telling.clone();
    Callback::from(move |_| {
        let mut next = (*telling).clone();
        change(&mut next.told);
        // What was chosen before was of something else.
        next.chosen = None;
        telling.set(next);
    })
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
                telling.set(Telling { chosen: Some(act), ..(*telling).clone() });
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

/// What comes of a way: what it waits for, and both calendars.
fn came(scene: &Scene, today: Date, checked: &CheckedIn, way: Option<Act>, outcome: &Outcome) -> Html {
    let words = Words(scene.lang);
    let Some(way) = checked.ways.iter().find(|it| Some(it.act) == way) else { return Html::default() };
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
            { calendars(scene, today, &checked.plan, outcome) }
            <button type="button" class="primary" data-testid="check-in-keep" onclick={keep}>{ words.check_in_keep() }</button>
        </div>
    }
}

/// The old calendar beside the new one, from today.
fn calendars(scene: &Scene, today: Date, before: &Plan, outcome: &Outcome) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let Some((start, after)) = dated(outcome) else { return Html::default() };
    let spans = difference((before.start, &before.course), (start, &after), today);
    let row = |it: &Span| {
        let dates = if it.from == it.to {
            date_in_words(it.from, lang)
        } else {
            let (from, to) = (date_in_words(it.from, lang), date_in_words(it.to, lang));
            say!(lang, check_in_span, from, to)
        };
        let changed = it.before != it.after;
        html! {
            <tr key={it.from.to_string()} class={changed.then_some("changed")}>
                <th scope="row">{ dates }</th><td>{ taking(it.before, lang) }</td>
                <td>{ taking(it.after, lang) }if changed { <span class="hidden">{ " · " }{ words.check_in_changed() }</span> }</td>
            </tr>
        }
    };
    let same = spans.iter().all(|it| it.before == it.after);
    html! {
        <>
            <p hidden={!same}>{ words.check_in_same() }</p>
            <table class="both-calendars" translate="no">
                <caption class="hidden">{ words.check_in_both() }</caption>
                <thead><tr><th scope="col">{ words.check_in_days() }</th><th scope="col">{ words.check_in_before() }</th><th scope="col">{ words.check_in_after() }</th></tr></thead>
                <tbody>{ for spans.iter().map(row) }</tbody>
            </table>
        </>
    }
}

/// The first day and the course of what is dated.
fn dated(outcome: &Outcome) -> Option<(Date, Course)> {
    match outcome {
        Outcome::Planned { plan, .. } => Some((plan.start, plan.course.clone())),
        Outcome::Tapered { descent, .. } => Some((descent.start, descent.descent.course())),
        Outcome::Pending { .. }
        | Outcome::Refused { .. }
        | Outcome::Card { .. }
        | Outcome::Unreadable { .. }
        | Outcome::Stopped { .. } => None,
    }
}

fn taking(it: OnThatDay, lang: Lang) -> String {
    match it {
        OnThatDay::Dose(dose, every) => pace(dose, every, lang),
        OnThatDay::Nothing => Words(lang).check_in_nothing().to_owned(),
        OnThatDay::Outside => "–".to_owned(),
    }
}

/// What is done, in words.
fn act_name(act: Act, lang: Lang) -> String {
    let words = Words(lang);
    match act {
        Act::GoOn => words.act_go_on().to_owned(),
        Act::Stay { days: count } => {
            let days = days(count.into(), lang);
            say!(lang, act_stay, days)
        }
        Act::StepBack => words.act_step_back().to_owned(),
        Act::Lower { to } => {
            let dose = to.write(lang);
            say!(lang, act_lower, dose)
        }
        Act::Move { .. } => words.act_move().to_owned(),
        Act::Pause { days: count } => {
            let days = days(count.into(), lang);
            say!(lang, act_pause, days)
        }
        Act::Restart => words.act_restart().to_owned(),
        Act::Stop => words.act_stop().to_owned(),
        Act::StopNow => words.act_stop_now().to_owned(),
    }
}

fn act_id(act: Act) -> &'static str {
    match act {
        Act::GoOn => "go-on",
        Act::Stay { .. } => "stay",
        Act::StepBack => "step-back",
        Act::Lower { .. } => "lower",
        Act::Move { .. } => "move",
        Act::Pause { .. } => "pause",
        Act::Restart => "restart",
        Act::Stop => "stop",
        Act::StopNow => "stop-now",
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
        (_, Some(Act::GoOn)) => words.patient_go_on(),
        (_, Some(Act::Stay { .. })) => words.patient_stay(),
        (_, Some(_)) => words.patient_call_today(),
        (_, None) => words.check_in_missing(),
    }
}
