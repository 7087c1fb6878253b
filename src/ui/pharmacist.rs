//! The page of the pharmacist: what to prepare or hand over, how it is taken, what to check at the counter.

use palier_engine::book::rule::Severity;
use palier_engine::course::Step;
use palier_engine::lang::Lang;
use palier_engine::outcome::{Permit, Sheet};
use palier_engine::words::dates::date_in_words;

use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::state::msg::Msg;
use crate::ui::cite::standing;
use crate::ui::handed::order::{Order, order_table};
use crate::ui::handed::told::{self, Line};
use crate::ui::handed::units::pictures;
use crate::ui::laid::Laid;
use crate::ui::outcome::descent::{at_home, cut, cuts, largest};
use crate::ui::outcome::dispensing::step_totals;
use crate::ui::outcome::headline::Headline;
use crate::ui::outcome::prescriptions::written;
use crate::ui::outcome::relay::dates;
use crate::ui::outcome::schedule::{StepRow, rows, shared_gates};
use crate::ui::part::part;
use crate::ui::patient::Followed;
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::ui::sheet::paper;
use crate::words::{Words, say};

/// The page of the pharmacist.
pub(crate) fn pharmacist_route(scene: &Scene, followed: &Followed) -> Html {
    part(scene, followed.clone(), route)
}

fn route(scene: &Scene, Followed { answer, held, sheet, .. }: &Followed) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let Some(answer) = answer else {
        return html! { <div class="ph-page"><p class="card">{ words.no_today() }</p></div> };
    };
    let request = &answer.request;
    let drug = scene.book.drug(&request.treatment.drug);
    // What may not be printed is not prepared either.
    let granted = answer.permit(Sheet::Pharmacy, scene.view);
    let laid = Laid::of(answer).filter(|_| granted == Permit::Granted);
    let order = laid.as_ref().map(|it| Order::of(it, drug, request.region, lang));
    let cautions = told::findings(answer, Severity::Information, lang);
    let cautions: Vec<Line> = cautions.into_iter().chain(told::contraindicated_pairs(answer, lang)).collect();
    let compounding =
        order.as_ref().map(|it| told::compounding(scene, &request.treatment.drug, it)).unwrap_or_default();
    let instead = laid.as_ref().map(|it| told::notes(it, &told::INSTEAD)).unwrap_or_default();
    html! {
        <div class="ph-page" role="region" aria-label={words.outcome_region()} data-testid="pharmacist-route">
            { bar(scene, answer, order.as_ref(), granted) }
            <div class="wrap"><div class="ph">
                <div>
                    <section class="leaf" hidden={order.as_ref().is_none_or(|it| it.columns.is_empty())}>
                        <h2 class="hd big">{ order.as_ref().map_or("", |it| if it.prepared.is_empty() { words.to_hand_over() } else { words.to_prepare() }) }</h2>
                        <div>{ order.as_ref().map(|it| order_table(it, true, lang)).unwrap_or_default() }</div>
                    </section>
                    <section class="leaf" hidden={laid.is_none()}>
                        <h2 class="hd big">{ words.schedule() }</h2>
                        { laid.as_ref().map(|it| schedule(scene, answer, it)).unwrap_or_default() }
                    </section>
                </div>
                <aside>
                    { lines(words.at_the_counter(), "pharmacist-cautions", held.iter().map(|it| (words.pending().to_owned(), format!(" · {it}"))).chain(cautions).collect(), lang) }
                    { lines(words.for_pharmacist(), "compounding", compounding.into_iter().chain(instead).collect(), lang) }
                </aside>
            </div></div>
            { paper(scene, answer, *sheet) }
        </div>
    }
}

/// What is to be done in one line, what was found, whose plan it is, and the printer.
fn bar(scene: &Scene, answer: &Answer, order: Option<&Order>, granted: Permit) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let headline = Headline::answering(answer, &scene.book, lang);
    let drug = scene.book.drug(&answer.request.treatment.drug).map(|it| it.name.get(lang)).unwrap_or_default();
    let why_not = match granted {
        Permit::Granted => "",
        Permit::Unread => words.print_blocked(),
        Permit::Nothing => words.print_nothing(),
    };
    let day = date_in_words(answer.request.today, lang);
    let made = match answer.request.prescriber.clone() {
        Some(prescriber) => say!(lang, made_with, prescriber, day),
        None => say!(lang, made_on, day),
    };
    html! {
        <section class={classes!("verdict", headline.look)} aria-label={words.verdict_title()}>
            <div class="in">
                <div>
                    <h2 translate="no" data-testid="order">{ order.map_or_else(|| headline.title.clone(), |it| format!("{drug}{}{}", words.colon(), it.sentence)) }</h2>
                    <p class="why" translate="no" data-testid="verdict" data-verdict={headline.look}><b>{ &headline.verdict }</b>{ if order.is_none() { headline.lines.iter().map(|it| format!(" · {it}")).collect() } else { format!(" · {}", words.attach()) } }</p>
                    <p class="status" translate="no">{ said(&made, lang) }{ " " }{ said(&standing(&scene.book, &answer.request, lang), lang) }</p>
                    <p class="status" data-testid="print-blocked" hidden={why_not.is_empty()}>{ why_not }</p>
                </div>
                <div class="acts">
                    <button type="button" class="btn go" id={scene.id("print")} data-testid="print-pharmacy" hidden={granted != Permit::Granted} onclick={scene.says(Msg::PrintAsked(Sheet::Pharmacy))}>{ words.print() }</button>
                </div>
            </div>
        </section>
    }
}

/// How it is taken, step by step.
fn schedule(scene: &Scene, answer: &Answer, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let rows = rows(laid, lang);
    let shared = shared_gates(&rows);
    let gates = |it: &StepRow| if shared.is_empty() { it.gates.join(" ") } else { String::new() };
    let totals = |it: &Step| step_totals(laid, it, lang).join(words.semicolon());
    let beside = told::beside(laid, lang).into_iter().chain(largest(laid, lang)).chain(at_home(laid, lang));
    let beside: Vec<String> = beside.chain(dates(&scene.book, answer, lang)).chain(written(laid, lang)).collect();
    let head = if laid.descent.is_some() { words.taper_steps() } else { words.before() };
    html! {
        <>
            <table class="takes" data-testid="schedule">
                <thead><tr>
                    <th scope="col">{ words.when() }</th>
                    <th scope="col">{ words.dose() }</th>
                    <th scope="col">{ words.units() }</th>
                    <th scope="col">{ head }</th>
                </tr></thead>
                <tbody>
                    for (at, ((row, step), fall)) in rows.iter().zip(&laid.course.steps).zip(cuts(laid)).enumerate() {
                        <tr key={at}>
                            <th scope="row" translate="no">{ said(&row.when, lang) }<small>{ &row.length }</small></th>
                            <td class="dose" translate="no"><b>{ if row.intakes.is_empty() { "0" } else { &row.dose } }</b></td>
                            <td translate="no">{ pictures(step, &laid.supplies, lang) }<span>{ if row.intakes.is_empty() { row.dose.clone() } else { row.intakes.join(words.semicolon()) } }</span><small hidden={row.intakes.is_empty()}>{ words.step_total() }{ words.colon() }{ totals(step) }</small></td>
                            <td><span hidden={row.gate_number == 0}><span class="num">{ row.gate_number }</span>{ " " }{ words.if_tolerated() }</span><small hidden={gates(row).is_empty()}>{ gates(row) }</small><span translate="no">{ fall.map(|(it, _)| cut(it, lang)).unwrap_or_default() }</span></td>
                        </tr>
                    }
                </tbody>
            </table>
            <ul class="dots" hidden={beside.is_empty()}>
                for (at, it) in beside.iter().enumerate() {
                    <li key={at} translate="no">{ said(it, lang) }</li>
                }
            </ul>
        </>
    }
}

fn lines(heading: &'static str, testid: &'static str, lines: Vec<Line>, lang: Lang) -> Html {
    html! {
        <section data-testid={testid} hidden={lines.is_empty()}>
            <h2 class="hd big">{ heading }</h2>
            <ul class="dots">
                for (at, (first, rest)) in lines.into_iter().enumerate() {
                    <li key={at}><b>{ said(&first, lang) }</b>{ said(&rest, lang) }</li>
                }
            </ul>
        </section>
    }
}
