//! The sheets of paper: one for the person, one for the pharmacist.
//!
//! They are drawn only once asked for, from what the auditor has passed, and shown only in print.

use palier_engine::book::statement::StatementKind;
use palier_engine::exact::day::Day;
use palier_engine::exact::dose::write_micrograms;
use palier_engine::finding::Finding;
use palier_engine::lang::Lang;
use palier_engine::outcome::{Permit, Sheet};
use palier_engine::request::request::Request;
use palier_engine::words::dates::{date_in_words, long_date};
use palier_engine::words::interactions::level;
use yew::prelude::*;

use crate::state::answer::Answer;
use crate::ui::laid::Laid;
use crate::ui::outcome::schedule::{StepRow, after_session, restart, rows, shared_gates};
use crate::ui::outcome::{dispensing, monitoring, statements};
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// One box to tick: a day of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The day.
    pub day: Day,
    /// Date, or nothing on a draft.
    pub date: String,
}

/// The boxes of one step.
#[must_use]
pub fn ticks(laid: &Laid, at: usize, lang: Lang) -> Vec<Tick> {
    let Some(step) = laid.course.steps.get(at) else { return Vec::new() };
    step.first_day
        .to(step.last_day())
        .step_by(usize::from(step.every_days.max(1)))
        .map(|day| Tick { day, date: laid.date(day).map(|it| words::short_date(it, lang)).unwrap_or_default() })
        .collect()
}

/// The sheet that was asked for last, ready for the printer.
pub(crate) fn paper(scene: &Scene, answer: &Answer, sheet: Option<Sheet>) -> Html {
    let laid = Laid::of(answer);
    let wanted = sheet.zip(laid).filter(|(sheet, _)| answer.permit(*sheet, scene.view) == Permit::Granted);
    html! {
        <div class="paper" translate="no">
            for (sheet, laid) in wanted.iter() {
                <div key={match sheet { Sheet::Patient => "patient", Sheet::Pharmacy => "pharmacy" }} class={classes!("sheet", laid.start.is_none().then_some("draft-sheet"))} data-watermark={Words(scene.lang).do_not_start()}>
                    { head(scene, answer, *sheet) }
                    { match sheet { Sheet::Patient => patient(scene, answer, laid), Sheet::Pharmacy => pharmacy(scene, answer, laid) } }
                    { recorded(scene, answer) }
                    { foot(scene) }
                </div>
            }
        </div>
    }
}

fn head(scene: &Scene, answer: &Answer, sheet: Sheet) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let treatment = &answer.request.treatment;
    let drug = scene.book.drug(&treatment.drug).map(|it| it.name.get(lang).to_owned()).unwrap_or_default();
    let title = match sheet {
        Sheet::Patient => words.patient_sheet(),
        Sheet::Pharmacy => words.preparation_sheet(),
    };
    let status = status(scene, &answer.request);
    html! {
        <header>
            <h1>{ drug }</h1>
            <p class="title">{ title }</p>
            <p>{ words.sheet_made() }{ " " }{ date_in_words(answer.request.today, lang) }{ answer.request.prescriber.as_ref().map(|it| format!(" · {}{}{it}", words.prescriber(), words.colon())).unwrap_or_default() }</p>
            <p>{ status }</p>
        </header>
    }
}

/// The licence of the use, as the formulary prints it.
pub(crate) fn status(scene: &Scene, request: &Request) -> String {
    let (drug, indication) = (scene.book.drug(&request.treatment.drug), request.treatment.indication.as_ref());
    let status = drug.zip(indication).and_then(|(drug, indication)| drug.standing(request.region, indication));
    status.map(|it| it.text.get(scene.lang).to_owned()).unwrap_or_default()
}

/// Who said no to what, and what professionals decided: printed as it was recorded.
fn recorded(scene: &Scene, answer: &Answer) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let request = &answer.request;
    let asked = |id: &String| scene.book.question(id).map(|it| it.text.get(lang).to_owned());
    let answers: Vec<String> = (request.patient.none_of_these.iter())
        .map(|it| {
            let questions: Vec<String> = it.questions.iter().filter_map(asked).collect();
            let (said, by, colon) = (words.answered_no(), words.said_by(), words.colon());
            format!("{said}{colon}{} ({by} {})", questions.join(" "), it.by)
        })
        .collect();
    let decisions: Vec<String> = (request.decisions.iter().chain(&request.acknowledgements))
        .map(|it| {
            let day = date_in_words(it.on, lang);
            let reason = if it.reason.is_empty() { String::new() } else { format!("{}{}", words.colon(), it.reason) };
            format!("{} · {}, {day}{reason}", it.about, it.by)
        })
        .collect();
    html! {
        <div>
            { lines(words.decisions(), decisions) }
            { lines(words.rests_on_answers(), answers) }
        </div>
    }
}

/// A heading and what stands under it, if anything does.
fn lines(heading: &'static str, lines: Vec<String>) -> Html {
    list(heading, lines.into_iter().map(|it| (String::new(), it)).collect())
}

/// The same, each line beginning with what matters most in it.
fn list(heading: &'static str, lines: Vec<(String, String)>) -> Html {
    html! {
        <div hidden={lines.is_empty()}>
            <h2>{ heading }</h2>
            <ul>
                for (at, (first, rest)) in lines.into_iter().enumerate() {
                    <li key={at}><strong>{ first }</strong>{ rest }</li>
                }
            </ul>
        </div>
    }
}

fn foot(scene: &Scene) -> Html {
    let words = Words(scene.lang);
    html! {
        <footer>
            <p>{ words.not_a_device() }</p>
            <p>{ words.edition() }{ " " }{ &scene.book.edition().name }{ ", " }{ words.review_by() }{ " " }{ date_in_words(scene.book.edition().review_by, scene.lang) }</p>
        </footer>
    }
}

fn step(row: &StepRow, ticks: Vec<Tick>, gates_said: bool, words: Words) -> Html {
    html! {
        <section class="step">
            <h2>{ &row.when }{ " · " }<strong>{ &row.dose }</strong></h2>
            <p hidden={row.gate_number == 0}><em>{ words.if_tolerated() }</em>{ if gates_said || row.gates.is_empty() { String::new() } else { format!("{}{}", words.colon(), row.gates.join(" ")) } }</p>
            <div class="units">
                for (at, intake) in row.intakes.iter().enumerate() {
                    <p key={at}>{ intake }</p>
                }
            </div>
            <ul class="ticks">
                for tick in ticks {
                    <li key={i32::from(tick.day)}><span class="tick"></span>{ if tick.date.is_empty() { format!("{}\u{a0}{}", words.day(), tick.day) } else { tick.date.clone() } }</li>
                }
            </ul>
        </section>
    }
}

fn patient(scene: &Scene, answer: &Answer, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let drug = &answer.request.treatment.drug;
    let rows = rows(laid, lang);
    let shared = shared_gates(&rows);
    let findings = answer.assessment().map(|it| it.findings.as_slice()).unwrap_or_default();
    let caution = |it: &Finding| {
        let recorded = it.recorded.as_ref().map(|it| format!(" ({}, {})", it.by, date_in_words(it.on, lang)));
        (words::severity(it.severity, lang).to_owned(), format!(" · {}{}", it.text, recorded.unwrap_or_default()))
    };
    let cautions = findings.iter().map(caution).collect();
    let watch = monitoring::lines(laid, false, lang)
        .into_iter()
        .map(|it| {
            let kind = words::watch(it.event.kind, lang);
            (it.when, format!(" · {kind}{}{}", words.colon(), it.event.text))
        })
        .collect();
    html! {
        <div>
            <p class="draft" hidden={laid.start.is_some()}>{ words.draft() }{ " " }{ words.draft_help() }</p>
            <p hidden={laid.start.is_none()}>{ words.first_day() }{ words.colon() }<strong>{ laid.start.map(|it| long_date(it, lang)).unwrap_or_default() }</strong></p>
            <div class="gates">{ lines(words.gates(), shared.clone()) }</div>
            <div class="steps">
                for (at, row) in rows.iter().enumerate() {
                    <div key={at}>{ step(row, ticks(laid, at, lang), !shared.is_empty(), words) }</div>
                }
            </div>
            <p hidden={laid.course.after_session.is_none()}><strong>{ after_session(laid, lang) }</strong></p>
            <p hidden={laid.course.restart_after_days.is_none()}><strong>{ restart(laid, lang) }</strong></p>
            { list(words.monitoring(), watch) }
            { said(scene, drug, &[StatementKind::StopSign], words.stop_signs()) }
            { said(scene, drug, &statements::WHAT_IF, words.what_if()) }
            { list(words.findings(), cautions) }
            { contraindicated_pairs(scene, answer) }
        </div>
    }
}

/// What is contraindicated among the medicines already taken: no sheet leaves without it.
fn contraindicated_pairs(scene: &Scene, answer: &Answer) -> Html {
    let lang = scene.lang;
    let pairs = answer.assessment().map(|it| it.pairs.as_slice()).unwrap_or_default();
    let pairs = pairs.iter().filter(|it| it.is_contraindicated());
    let lines = pairs.map(|it| (level(it.level, lang).to_owned(), format!(" · {}", it.text)));
    list(Words(lang).pairs_contraindicated(), lines.collect())
}

fn said(scene: &Scene, drug: &str, kinds: &[StatementKind], heading: &'static str) -> Html {
    let lang = scene.lang;
    let statements = statements::of_kinds(&scene.book, drug, kinds).into_iter();
    list(heading, statements.map(|it| (it.title.get(lang).to_owned(), format!(" · {}", it.text.get(lang)))).collect())
}

fn pharmacy(scene: &Scene, answer: &Answer, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let drug = &answer.request.treatment.drug;
    let kidneys = answer.assessment().and_then(|it| it.kidneys.as_ref()).map(|it| it.text.clone()).unwrap_or_default();
    let steps = rows(laid, lang)
        .into_iter()
        .map(|it| (it.when, format!(" · {}{}{}", it.dose, words.colon(), it.intakes.join(words.semicolon()))))
        .collect();
    html! {
        <div>
            { dispensing::table(scene, laid) }
            <p hidden={kidneys.is_empty()}>{ kidneys }</p>
            <p><strong>{ words.total_drug() }{ words.colon() }</strong>{ write_micrograms(laid.course.dispensing.total_micrograms, lang) }</p>
            { list(words.schedule(), steps) }
            <p hidden={laid.course.after_session.is_none()}>{ after_session(laid, lang) }</p>
            { said(scene, drug, &[StatementKind::Compounding], words.for_pharmacist()) }
            { contraindicated_pairs(scene, answer) }
        </div>
    }
}
