//! The page of the person who follows a plan: today's dose first, then the next rise, whom to call, the plan, what to
//! do if. No form, and nothing that a professional says to another.

use std::rc::Rc;

use palier_engine::beside::today::{NoDose, OnDay, Rise, TakenOn};
use palier_engine::book::place::Moment;
use palier_engine::book::rule::Severity;
use palier_engine::book::taper::NoteKind;
use palier_engine::course::Step;
use palier_engine::descent::Fall;
use palier_engine::exact::date::Date;
use palier_engine::exact::day::Day;
use palier_engine::lang::Lang;
use palier_engine::outcome::{Permit, Sheet};
use palier_engine::request::request::Why;
use palier_engine::words::dates::{date_in_words, days};
use palier_engine::words::steps::pace;

use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::state::model::Model;
use crate::state::msg::Msg;
use crate::ui::cite::standing;
use crate::ui::handed::outline::outline;
use crate::ui::handed::told::{self, Line, Sign};
use crate::ui::handed::units::pictures;
use crate::ui::laid::Laid;
use crate::ui::outcome::descent::contact;
use crate::ui::outcome::schedule::daily;
use crate::ui::part::part;
use crate::ui::said::said as worded;
use crate::ui::scene::Scene;
use crate::ui::sheet::paper;
use crate::words::{self, Words, say, weekday_date};

/// What a reader who builds nothing goes by.
#[derive(Clone, PartialEq)]
pub(crate) struct Followed {
    /// The answer.
    pub(crate) answer: Option<Rc<Answer>>,
    /// What is to be settled before any rise.
    pub(crate) held: Rc<[String]>,
    /// Whether the host keeps this page as it is.
    pub(crate) locked: bool,
    /// The sheet at the printer.
    pub(crate) sheet: Option<Sheet>,
}

impl Followed {
    /// What the state shows to such a reader.
    pub(crate) fn of(model: &Model) -> Self {
        Self {
            answer: model.followed().cloned(),
            held: model.held_by().into(),
            locked: model.locks.view,
            sheet: model.printing,
        }
    }
}

/// The page of the person.
pub(crate) fn patient_route(scene: &Scene, followed: &Followed) -> Html {
    part(scene, followed.clone(), route)
}

fn route(scene: &Scene, followed: &Followed) -> Html {
    let Followed { answer, held, locked, sheet } = followed;
    let words = Words(scene.lang);
    let Some(answer) = answer else {
        let why = if scene.today.is_none() { words.no_today() } else { words.plan_waits() };
        let open = scene.says(Msg::DossierOpened(true));
        return html! {
            <div class="pt" data-testid="patient-route">
                <section class="card today without">
                    <h2>{ words.no_dose_here() }</h2>
                    <p class="big" data-testid="no-dose">{ why }</p>
                </section>
                <button type="button" class="btn" data-testid="dossier" hidden={*locked} onclick={open}>{ words.my_dossier() }</button>
            </div>
        };
    };
    let on = scene.today.zip(answer.outcome()).map(|(today, it)| it.on(today, !held.is_empty()));
    let why = match &on {
        Some(Ok(_)) => None,
        Some(Err(why)) => Some(*why),
        None => Some(NoDose::Waits),
    };
    // Where no dose is told, no stair tells one either.
    let laid = Laid::of(answer).filter(|it| it.start.is_some() && why.is_none());
    let day = on.as_ref().and_then(|it| it.as_ref().ok()).zip(laid.as_ref());
    html! {
        <div class="pt" role="region" aria-label={words.outcome_region()} data-testid="patient-route">
            <div class="a">
                <section class={classes!("card", "today", day.is_none().then_some("without"))} data-testid="today">
                    { day.map_or_else(|| no_plan(scene, answer, why), |(it, laid)| today(scene, answer, laid, it, held)) }
                </section>
                <section class="card" data-testid="next-cut" hidden={day.is_none_or(|(it, _)| it.next_cut.is_none())}>
                    { day.and_then(|(it, _)| it.next_cut).map(|(on, fall)| next_cut(on, fall, scene.lang)).unwrap_or_default() }
                </section>
                <section class="card" data-testid="next-rise" hidden={day.is_none_or(|(it, _)| it.next_rise.is_none())}>
                    { day.and_then(|(it, _)| it.next_rise).map(|it| next_rise(it, held, scene.lang)).unwrap_or_default() }
                </section>
                <section class="card plan" hidden={laid.is_none()}>
                    { laid.as_ref().map(|it| the_plan(scene, it)).unwrap_or_default() }
                </section>
            </div>
            <div class="b">
                { stop_card(scene, answer) }
                { listed(words.taper_during(), "patient-conduct", laid.as_ref().map(|it| told::on_the_way(scene, answer, it)).unwrap_or_default(), scene.lang) }
                { listed(words.expect(), "patient-expect", laid.as_ref().map(|it| told::notes(it, &[NoteKind::Expect, NoteKind::Return])).unwrap_or_default(), scene.lang) }
                { listed(words.cautions(), "patient-cautions", told::findings(answer, Severity::Caution, scene.lang).into_iter().chain(told::contraindicated_pairs(answer, scene.lang)).collect(), scene.lang) }
                { folds(scene, answer, laid.as_ref()) }
                { ends(scene, answer, *locked) }
            </div>
            { paper(scene, answer, *sheet) }
        </div>
    }
}

/// Why no dose stands here, and whom to ask.
fn no_plan(scene: &Scene, answer: &Answer, why: Option<NoDose>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let why = why.unwrap_or(NoDose::Waits);
    let (taper, goes_on) = (answer.request.treatment.taper(), answer.request.treatment.goes_on().is_some());
    let now = matches!(taper.and_then(|it| it.why.as_ref()), Some(Why::AtOnce(_)));
    let said = match why {
        _ if !answer.problems.is_empty() => words::fields_to_mend(answer.problems.len(), lang),
        _ if answer.decided.is_none() => words.no_catalogue().to_owned(),
        // Nobody who comes down is told not to begin, nor to stop.
        _ if now => words.taper_call_now().to_owned(),
        NoDose::Waits if taper.is_some() => words.taper_waits().to_owned(),
        NoDose::Refused if taper.is_some() => words.taper_refused().to_owned(),
        // Nor does who takes it already.
        NoDose::Waits if goes_on => words.goes_on_waits().to_owned(),
        NoDose::Refused if goes_on => words.goes_on_refused().to_owned(),
        NoDose::Waits => words.plan_waits().to_owned(),
        NoDose::Refused => words.plan_refused().to_owned(),
        NoDose::Unread => words.plan_unread().to_owned(),
        NoDose::Card => words.plan_card().to_owned(),
        NoDose::Unreadable => words.plan_unreadable().to_owned(),
        NoDose::Stopped => words.plan_stopped().to_owned(),
    };
    let least = if why == NoDose::Refused { Severity::Contraindicated } else { Severity::Pending };
    let shown = matches!(why, NoDose::Waits | NoDose::Refused);
    let reasons: Vec<Line> = if shown { told::findings(answer, least, lang) } else { Vec::new() };
    html! {
        <>
            <h2>{ words.no_dose_here() }</h2>
            <p class="big" data-testid="no-dose">{ worded(&said, lang) }</p>
            <ul class="dots">
                for (at, (_, text)) in reasons.iter().enumerate() {
                    <li key={at}>{ worded(text.trim_start_matches(" · "), lang) }</li>
                }
            </ul>
            <p class="after" hidden={now}>{ if now { "" } else { words.ask_prescriber() } }</p>
        </>
    }
}

/// The dose of the day, or why there is none on it.
fn today(scene: &Scene, answer: &Answer, laid: &Laid, on: &OnDay<'_>, held: &[String]) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let drug = drug_name(scene, answer);
    let date = scene.today.map(|it| weekday_date(it, lang)).unwrap_or_default();
    let told = |head: &'static str, said: String| {
        html! {
            <>
                <h2 translate="no">{ worded(&say_day(None, &date, lang), lang) }</h2>
                <p class="big">{ head }</p>
                <p translate="no">{ &drug }</p>
                <p class="after" data-testid="no-dose" translate="no">{ worded(&said, lang) }</p>
            </>
        }
    };
    let empty = |said: String| told(words.no_dose_today(), said);
    match on.taken {
        TakenOn::NotBegun { first, days_left } => {
            let (first, days) = (weekday_date(first, lang), days(days_left.into(), lang));
            // Who takes it already is not told of a day without a dose.
            match &laid.descent {
                Some(_) => told(words.dose_as_before(), say!(lang, taper_not_begun, first, days)),
                None if laid.course.continues.is_some() => {
                    told(words.dose_as_before(), say!(lang, goes_on_not_begun, first, days))
                }
                None => empty(say!(lang, not_begun, first, days)),
            }
        }
        TakenOn::Pause { step, next } => {
            let pace = daily(step, lang);
            let mut said = say!(lang, pause, pace);
            if let Some(next) = next {
                let next = weekday_date(next, lang);
                said += " ";
                said += &say!(lang, pause_next, next);
            }
            empty(said)
        }
        TakenOn::Stopped { last } => {
            let last = last.map(|it| weekday_date(it, lang)).unwrap_or_default();
            empty(format!("{} {}", say!(lang, taper_stopped, last), contact(laid, lang)))
        }
        TakenOn::Over { last } => empty(match last.map(|it| weekday_date(it, lang)) {
            Some(last) => say!(lang, plan_over, last),
            None => say!(lang, plan_over_undated),
        }),
        TakenOn::Dose { step, risen } => html! {
            <>
                <h2 translate="no">{ worded(&say_day(only_moment(step), &date, lang), lang) }</h2>
                { dose(laid, step, &drug, lang) }
                <p class="after" hidden={risen.is_none()}>{ risen.map(|it| worded(&not_risen(it.on, lang), lang)).unwrap_or_default() }</p>
                <p class="after" hidden={laid.descent.is_none()}>{ words.taper_still_before() }</p>
            </>
        },
        TakenOn::IfMet { rise, else_taken } => if_met(laid, rise, else_taken, (&drug, &date), held, lang),
    }
}

/// The first day of a step that waits for conditions: these first, then both doses.
fn if_met(
    laid: &Laid,
    rise: Rise<'_>,
    else_taken: bool,
    (drug, date): (&str, &str),
    held: &[String],
    lang: Lang,
) -> Html {
    let words = Words(lang);
    let before = {
        let dose = daily(rise.from, lang);
        say!(lang, took_before, dose)
    };
    let instead = if else_taken {
        dose(laid, rise.from, "", lang)
    } else {
        html! { <p class="n" translate="no">{ words.nothing_today() }<small>{ format!(" ({})", daily(rise.from, lang)) }</small></p> }
    };
    html! {
        <>
            <h2 translate="no">{ worded(&say_day(only_moment(rise.to), date, lang), lang) }</h2>
            <p translate="no">{ drug }</p>
            <p class="big">{ words.check_first() }</p>
            { conditions(rise.to, held.iter().cloned().chain([before]), lang) }
            <div class="either" data-testid="if-met">
                <div><h3>{ words.all_true() }</h3>{ dose(laid, rise.to, "", lang) }</div>
                <div><h3>{ words.otherwise() }</h3>{ instead }<p>{ words.warn_prescriber() }</p></div>
            </div>
        </>
    }
}

/// The dose of a day of a step, its units drawn and in words.
fn dose(laid: &Laid, step: &Step, drug: &str, lang: Lang) -> Html {
    let written = step.daily().map(|it| pace(it, 1, lang)).unwrap_or_default();
    let (figure, unit) = written.rsplit_once('\u{a0}').unwrap_or((written.as_str(), ""));
    html! {
        <>
            <p class="n" translate="no" data-testid="dose">{ figure }{ "\u{a0}" }<small>{ unit }</small></p>
            <p translate="no" hidden={drug.is_empty()}>{ drug }</p>
            <div class="given" translate="no">
                { pictures(step, &laid.supplies, lang) }
                <div>
                    for (at, intake) in told::intakes(laid, step, lang).into_iter().enumerate() {
                        <p key={at}>{ intake }</p>
                    }
                </div>
            </div>
        </>
    }
}

fn conditions(step: &Step, others: impl IntoIterator<Item = String>, lang: Lang) -> Html {
    let all = step.gates.iter().map(|it| it.text.clone()).chain(others);
    html! {
        <ul class="dots">
            for (at, it) in all.enumerate() {
                <li key={at}>{ worded(&it, lang) }</li>
            }
        </ul>
    }
}

fn not_risen(on: Date, lang: Lang) -> String {
    let day = date_in_words(on, lang);
    say!(lang, not_risen, day)
}

fn next_rise(rise: Rise<'_>, held: &[String], lang: Lang) -> Html {
    let words = Words(lang);
    let stay = {
        let dose = daily(rise.from, lang);
        say!(lang, stay_at, dose)
    };
    let line = {
        let (day, dose) = (words::capital(&weekday_date(rise.on, lang)), daily(rise.to, lang));
        say!(lang, dose_on, day, dose)
    };
    let gated = !rise.to.gates.is_empty() || !held.is_empty();
    html! {
        <>
            <h2>{ words.next_rise() }</h2>
            <p class="big" translate="no">{ worded(&line, lang) }</p>
            <div hidden={!gated}>
                <p>{ words.only_if() }</p>
                { conditions(rise.to, held.iter().cloned(), lang) }
                <p class="soft">{ stay }</p>
            </div>
        </>
    }
}

/// The next cut, and that nobody has to make it on its day.
fn next_cut(on: Date, fall: &Fall, lang: Lang) -> Html {
    let line = {
        let day = words::capital(&weekday_date(on, lang));
        let dose = fall.to.map_or_else(|| Words(lang).none_any_more().to_owned(), |it| it.write(lang));
        say!(lang, dose_on, day, dose)
    };
    let hold = {
        let dose = fall.from.write(lang);
        say!(lang, taper_hold, dose)
    };
    html! {
        <>
            <h2>{ Words(lang).next_cut() }</h2>
            <p class="big" translate="no">{ worded(&line, lang) }</p>
            <p translate="no">{ worded(&hold, lang) }</p>
        </>
    }
}

fn the_plan(scene: &Scene, laid: &Laid) -> Html {
    let lang = scene.lang;
    let last = laid.date(laid.course.last_day).map(|it| date_in_words(it, lang)).unwrap_or_default();
    let title = match laid.falls().last() {
        Some((fall, _)) => {
            let span = laid.span(Day::FIRST, fall.on, lang);
            say!(lang, taper_span, span)
        }
        None => say!(lang, plan_until, last),
    };
    let today = scene.today.zip(laid.start).map(|(today, start)| Day::of(today, start));
    html! {
        <>
            <h2 translate="no">{ worded(&title, lang) }</h2>
            { outline(laid, today, (400, 130), lang) }
            <div class="beside">
                for (at, it) in told::beside(laid, lang).into_iter().enumerate() {
                    <p key={at} translate="no">{ worded(&it, lang) }</p>
                }
            </div>
        </>
    }
}

/// Signs to stop for, each with the numbers to call as links.
fn stop_card(scene: &Scene, answer: &Answer) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let signs = told::signs(scene, answer);
    let sign = |it: &Sign| {
        html! {
            <li key={it.id.clone()} data-statement={it.id.clone()}>
                <span><b>{ &it.line.0 }</b>{ " · " }{ worded(&it.line.1, lang) }</span>
                <span class="calls">
                    for number in it.calls.iter() {
                        <a key={number.clone()} class="btn" href={format!("tel:{number}")} translate="no" aria-label={format!("{}\u{a0}{number}", words.call())}>{ number }</a>
                    }
                </span>
            </li>
        }
    };
    html! {
        <section class="card red" data-testid="stop-card" hidden={signs.is_empty()}>
            <h2>{ told::signs_heading(answer, words) }</h2>
            <ul>{ for signs.iter().map(sign) }</ul>
        </section>
    }
}

fn listed(heading: &'static str, testid: &'static str, lines: Vec<Line>, lang: Lang) -> Html {
    html! {
        <section class="card" data-testid={testid} hidden={lines.is_empty()}>
            <h2>{ heading }</h2>
            <ul class="dots">
                for (at, (first, rest)) in lines.into_iter().enumerate() {
                    <li key={at}><b>{ worded(&first, lang) }</b>{ worded(&rest, lang) }</li>
                }
            </ul>
        </section>
    }
}

/// What to do if, what is watched, what to ask: each opened where it is wanted.
fn folds(scene: &Scene, answer: &Answer, laid: Option<&Laid>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let what_if = laid.map(|it| told::what_if(scene, it, false)).unwrap_or_default();
    let watched = laid.map(|it| told::appointments(it, lang)).unwrap_or_default();
    let found = answer.assessment().map(|it| it.findings.as_slice()).unwrap_or_default();
    let asks: Vec<Line> = found.iter().filter_map(|it| it.ask.clone()).map(|it| (String::new(), it)).collect();
    let fold = |key: &'static str, title: &'static str, lines: Vec<Line>| {
        html! {
            <details data-testid={key} hidden={lines.is_empty()}>
                <summary>{ title }</summary>
                <ul class="dots">
                    for (at, (first, rest)) in lines.into_iter().enumerate() {
                        <li key={at}><b translate="no">{ worded(&first, lang) }</b>{ worded(&rest, lang) }</li>
                    }
                </ul>
            </details>
        }
    };
    html! {
        <section class="card faq" hidden={what_if.is_empty() && watched.is_empty() && asks.is_empty()}>
            <h2>{ words.what_if() }</h2>
            <div>
                for (id, (title, text)) in what_if {
                    <details key={id.clone()} data-statement={id.clone()}><summary>{ worded(&title, lang) }</summary><p>{ worded(&text, lang) }</p></details>
                }
            </div>
            <div>
                { fold("appointments", words.appointments(), watched) }
                { fold("questions", words.my_questions(), asks) }
            </div>
        </section>
    }
}

/// Paper, the person's own file, and what this is not.
fn ends(scene: &Scene, answer: &Answer, locked: bool) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let granted = answer.permit(Sheet::Patient, scene.view) == Permit::Granted;
    let day = date_in_words(answer.request.today, lang);
    let made = match answer.request.prescriber.clone() {
        Some(prescriber) => say!(lang, made_with, prescriber, day),
        None => say!(lang, made_on, day),
    };
    html! {
        <>
            <div class="duo fin">
                <button type="button" class="btn" data-testid="print-patient" hidden={!granted} onclick={scene.says(Msg::PrintAsked(Sheet::Patient))}>{ words.print_diary() }</button>
                <button type="button" class="btn" data-testid="dossier" hidden={locked} onclick={scene.says(Msg::DossierOpened(true))}>{ words.my_dossier() }</button>
            </div>
            <p class="small soft" translate="no" data-testid="made">{ worded(&made, lang) }{ " " }{ worded(&standing(&scene.book, &answer.request, lang), lang) }</p>
            <p class="small soft">{ words.not_a_device() }</p>
        </>
    }
}

/// The moment of the day on which all of a step is taken, if there is only one.
fn only_moment(step: &Step) -> Option<Moment> {
    let [intake] = step.intakes.as_slice() else { return None };
    Some(intake.moment)
}

fn say_day(moment: Option<Moment>, day: &str, lang: Lang) -> String {
    match moment {
        Some(Moment::Morning) => say!(lang, today_head.morning, day),
        Some(Moment::Noon) => say!(lang, today_head.noon, day),
        Some(Moment::Evening) => say!(lang, today_head.evening, day),
        Some(Moment::Bedtime) => say!(lang, today_head.bedtime, day),
        None => say!(lang, today_head.several, day),
    }
}

fn drug_name(scene: &Scene, answer: &Answer) -> String {
    let id = &answer.request.treatment.drug;
    scene.book.drug(id).map(|it| it.name.get(scene.lang).to_owned()).unwrap_or_default()
}
