//! The verdict, first and always in sight: what stops this plan, what must be answered, when it
//! could begin at the earliest.

use palier_engine::book::protocol::View;
use palier_engine::finding::Assessment;
use palier_engine::input::Input;
use palier_engine::lang::Lang;
use palier_engine::outcome::{Outcome, Permit, Sheet};

use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::state::model::Model;
use crate::state::moment::Moment;
use crate::state::msg::Msg;
use crate::ui::ask::Ask;
use crate::ui::cite::standing;
use crate::ui::field::button;
use crate::ui::outcome::decide::Pending;
use crate::ui::outcome::findings::subject;
use crate::ui::outcome::headline::Headline;
use crate::ui::part::folded;
use crate::ui::said::said;
use crate::ui::scene::{Scene, leads};
use crate::words::{self, Words, say};

/// The bar: one sentence, its verdict and reason, what is asked next, and what can be done with it.
pub(crate) fn verdict_bar(scene: &Scene, model: &Model, answer: &Answer, jump: &Callback<AttrValue>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let headline = Headline::answering(answer, &scene.book, lang);
    let [checked, alerts, not_checked] = headline.counts.unwrap_or_default();
    let count = |testid: &'static str, number: usize, word: &'static str| {
        html! { <span data-testid={testid}><b>{ number }</b>{ " " }{ word }</span> }
    };
    let status = standing(&scene.book, &answer.request, scene.lang);
    let ask = Ask::next(scene, answer, &model.form.medicines);
    html! {
        <section class={classes!("verdict", headline.look, model.typing.then_some("busy"))} id={scene.id("verdict")} tabindex="-1" data-testid="verdict" data-verdict={answer.summary().verdict} aria-label={words.verdict_title()}>
            <div class="in">
                { mark(headline.look) }
                <div class="say" translate="no">
                    <h2>{ said(&headline.title, lang) }</h2>
                    <p class="why"><b hidden={headline.verdict.is_empty()}>{ &headline.verdict }</b>
                        for (at, line) in headline.lines.iter().enumerate() {
                            <span key={at}>{ if at == 0 && !headline.verdict.is_empty() { words.colon() } else { " " } }{ reason(line, headline.below && at + 1 == headline.lines.len(), lang) }</span>
                        }
                    </p>
                    <p class="status" hidden={status.is_empty()} data-testid="status">{ said(&status, lang) }</p>
                    <p class="status counts" hidden={headline.counts.is_none()}>
                        { count("count-checked", checked, words::checked(checked, lang)) }{ " · " }
                        { count("count-alerts", alerts, words::alerts(alerts, lang)) }{ " · " }
                        { count("count-not-checked", not_checked, words::not_checked(not_checked, lang)) }
                    </p>
                    <p class="discuss" hidden={scene.view == View::Professional}>{ words.discuss() }</p>
                </div>
                { acts(scene, answer, model) }
                <div class="asked">
                    for it in ask.iter() {
                        { it.draw(scene, jump) }
                    }
                </div>
                <p class="typing-note" aria-hidden="true" hidden={!model.typing}>{ words.typing() }</p>
            </div>
        </section>
    }
}

/// A reason. Of one that is told in full below, a phone shows what it is about, and not the same sentence twice.
fn reason(line: &str, below: bool, lang: Lang) -> Html {
    let about = if below { subject(line) } else { 0 };
    if about == 0 {
        return said(line, lang);
    }
    let (about, rest) = line.split_at(about);
    html! { <>{ said(about, lang) }<span class="twice">{ said(rest, lang) }</span></> }
}

/// Paper, or why there is none yet. A draft is no paper to take away while it lacks facts.
fn acts(scene: &Scene, answer: &Answer, model: &Model) -> Html {
    let (words, copied) = (Words(scene.lang), model.copied);
    let patient = answer.permit(Sheet::Patient, scene.view);
    let pharmacy = answer.permit(Sheet::Pharmacy, scene.view);
    let why = match patient {
        Permit::Granted => "",
        Permit::Unread => words.print_blocked(),
        Permit::Nothing => words.print_nothing(),
    };
    let dated = matches!(answer.outcome(), Some(Outcome::Planned { .. } | Outcome::Tapered { .. }));
    let offered = dated || model.moment() == Moment::Answered;
    let laid = answer.outcome().is_some_and(|it| it.course().is_some() || it.descent().is_some());
    html! {
        <div class="acts">
            <details class="menu print" hidden={!offered || (patient != Permit::Granted && pharmacy != Permit::Granted)}>
                <summary class={classes!("btn", dated.then_some("go"))}>{ words.print() }</summary>
                <ul>
                    <li hidden={patient != Permit::Granted}>{ button(scene, "item", "print-patient", words.print_patient(), Msg::PrintAsked(Sheet::Patient)) }</li>
                    <li hidden={pharmacy != Permit::Granted}>{ button(scene, "item", "print-pharmacy", words.print_pharmacy(), Msg::PrintAsked(Sheet::Pharmacy)) }</li>
                </ul>
            </details>
            <button type="button" class="btn" data-testid="copy" hidden={!dated || patient != Permit::Granted} onclick={scene.says(Msg::CopyAsked)}>{ match copied { None => words.copy(), Some(true) => words.copied(), Some(false) => words.not_copied() } }</button>
            <p class="status" data-testid="print-blocked" hidden={why.is_empty() || !laid}>{ why }</p>
        </div>
    }
}

/// A mark for each verdict, told apart by shape as well as colour. Never a tick.
fn mark(look: &str) -> Html {
    let (shape, sign) = match look {
        "refused" => ("M12 2h16l10 10v16L28 38H12L2 28V12z", "M12 20h16"),
        "pending" => ("M20 2a18 18 0 1 0 0 36a18 18 0 1 0 0-36z", "M11 20h.1M20 20h.1M29 20h.1"),
        "caution" => ("M20 3L38 36H2z", "M20 15v10M20 30.5v.1"),
        _ => ("M20 2a18 18 0 1 0 0 36a18 18 0 1 0 0-36z", "M20 18v11M20 11.5v.1"),
    };
    html! {
        <svg class="seal" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
            <path class="shape" d={shape} />
            <path class="sign" d={sign} fill="none" stroke-width="4" stroke-linecap="round" />
        </svg>
    }
}

/// What is missing, each a button that leads to its field; nothing, where all of it is `pending`, which stands above.
pub(crate) fn open_questions(
    scene: &Scene,
    answer: &Answer,
    pending: &[Pending<'_>],
    jump: &Callback<AttrValue>,
) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let waits = answer.assessment().map(Assessment::waits).unwrap_or_default();
    let mut mend: Vec<(String, String)> =
        answer.problems.iter().map(|it| (it.path.clone(), words::complaint(&it.complaint, lang))).collect();
    if let Some(Outcome::Unreadable { problems }) = answer.outcome() {
        mend.extend(problems.iter().map(|it| (it.path.clone(), it.message.clone())));
    }
    let decisions: Vec<(String, String)> =
        waits.decisions.iter().map(|(key, text)| (format!("finding.{key}"), text.clone())).collect();
    let named = |inputs: Vec<Input>| -> Vec<_> { inputs.into_iter().map(|it| (it.path, it.text)).collect() };
    let (facts, lesser) = (named(waits.facts), named(waits.lesser));
    let above = decisions.iter().all(|(path, _)| pending.iter().any(|it| it.is_at(path)));
    let empty = mend.is_empty() && facts.is_empty() && above && lesser.is_empty();
    let list = |look, heading, items| folded(scene, Jumps { look, heading, items, jump: jump.clone() }, jumps);
    html! {
        <details class="more open-questions" hidden={empty}>
            <summary>{ words.all_missing() }</summary>
            { list("mend", words.to_mend(), mend) }
            { list("decide", words.to_decide(), decisions) }
            { list("facts", words.to_answer(), facts) }
            { list("lesser", words.not_checked(), lesser) }
        </details>
    }
}

/// More than this many are folded.
const IN_SIGHT: usize = 10;

/// A list of what is missing: path and name of each.
#[derive(PartialEq)]
struct Jumps {
    look: &'static str,
    heading: &'static str,
    items: Vec<(String, String)>,
    jump: Callback<AttrValue>,
}

fn jumps(scene: &Scene, Jumps { look, heading, items, jump }: &Jumps) -> Html {
    let chip = |(at, (path, text)): (usize, &(String, String))| {
        let onclick = leads(jump, path.clone());
        html! { <li key={at}><button type="button" class="jump" data-jump={path.clone()} {onclick}>{ text }</button></li> }
    };
    let (first, rest) = items.split_at(items.len().min(IN_SIGHT));
    let count = rest.len();
    let more = say!(scene.lang, and_so_many_more, count);
    html! {
        <div class={classes!("jumps", *look)} hidden={items.is_empty()}>
            <h2>{ *heading }{ " " }<span class="count">{ items.len() }</span></h2>
            <ul>{ for first.iter().enumerate().map(chip) }</ul>
            <details class="more" hidden={rest.is_empty()}>
                <summary>{ more }</summary>
                <ul>{ for rest.iter().enumerate().map(chip) }</ul>
            </details>
        </div>
    }
}
