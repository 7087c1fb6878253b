//! The schedule: the table of steps, which is the twin of the stair.

use palier_engine::book::supply::{Amount, SupplyIndex};
use palier_engine::course::{Reason, Step};
use palier_engine::lang::Lang;
use palier_engine::words::steps::pace;
use palier_engine::words::units::write_amount;
use yew::prelude::*;

use crate::ui::cite::{cite, sources};
use crate::ui::laid::Laid;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// Days.
    pub when: String,
    /// How long, and the day numbers when the days are dates.
    pub length: String,
    /// Daily dose.
    pub dose: String,
    /// One line per intake.
    pub intakes: Vec<String>,
    /// Supplies of each intake, one entry per whole unit, for the little pictures.
    pub pills: Vec<SupplyIndex>,
    /// Number of the first gate on the stair, and what each gate asks.
    pub gates: Vec<String>,
    /// Number of the gate before this step, from 1; 0 for none.
    pub gate_number: usize,
    /// Reasons.
    pub reasons: Vec<Reason>,
}

/// The rows of a course.
#[must_use]
pub fn rows(laid: &Laid, lang: Lang) -> Vec<StepRow> {
    let mut gate = 0;
    laid.course
        .steps
        .iter()
        .map(|step| {
            let gated = !step.gates.is_empty();
            gate += usize::from(gated);
            row(laid, step, if gated { gate } else { 0 }, lang)
        })
        .collect()
}

fn row(laid: &Laid, step: &Step, gate_number: usize, lang: Lang) -> StepRow {
    let (first, last) = (step.first_day, step.last_day());
    let length = words::days(step.days.into(), lang);
    let length = match laid.start {
        Some(_) => format!("{length} · {}", words::day_span(first, last, lang)),
        None => length,
    };
    let mut pills = Vec::new();
    let intakes = step
        .intakes
        .iter()
        .map(|intake| {
            let units: Vec<String> = intake
                .units
                .iter()
                .filter_map(|it| it.supply.of(&laid.supplies).map(|of| write_amount(it, of, lang)))
                .collect();
            for unit in &intake.units {
                if let Amount::Halves(halves) = unit.amount {
                    pills.extend(std::iter::repeat_n(unit.supply, usize::from(halves / 2)));
                }
            }
            format!("{} {}", words::and(&units, lang), words::moment(intake.moment, lang))
        })
        .collect();
    StepRow {
        when: words::capital(&laid.span(first, last, lang)),
        length,
        dose: daily(step, lang),
        intakes,
        pills,
        gates: step.gates.iter().map(|it| it.text.clone()).collect(),
        gate_number,
        reasons: step.reasons.clone(),
    }
}

/// What is taken per day of a step, and how often when that is not every day.
pub(crate) fn daily(step: &Step, lang: Lang) -> String {
    let dose = step.daily().map(|it| pace(it, step.every_days, lang));
    dose.unwrap_or_else(|| Words(lang).no_intake().to_owned())
}

/// What is taken after each dialysis session, beside the steps.
pub(crate) fn after_session(laid: &Laid, lang: Lang) -> String {
    let Some(it) = &laid.course.after_session else { return String::new() };
    let units =
        it.units.iter().filter_map(|unit| unit.supply.of(&laid.supplies).map(|of| write_amount(unit, of, lang)));
    let (units, dose, week) = (words::and(&units.collect::<Vec<_>>(), lang), it.dose.write(lang), it.per_week);
    let text = &it.text;
    say!(lang, after_session, week, dose, units, text)
}

/// What to do after some days without the medicine, where the book says.
pub(crate) fn restart(laid: &Laid, lang: Lang) -> String {
    let Some(days) = laid.course.restart_after_days else { return String::new() };
    let days = words::days(days.into(), lang);
    say!(lang, restart, days)
}

/// The conditions of the gates, when every gate of the course asks the same: said once then.
#[must_use]
pub fn shared_gates(rows: &[StepRow]) -> Vec<String> {
    let mut gated = rows.iter().filter(|it| it.gate_number > 0);
    let Some(first) = gated.next() else { return Vec::new() };
    if gated.all(|it| it.gates == first.gates) { first.gates.clone() } else { Vec::new() }
}

/// The table.
pub fn schedule(scene: &Scene, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let rows = rows(laid, lang);
    let shared = shared_gates(&rows);
    let course = &laid.course;
    let review = laid.span(course.last_day, course.review_until_day, lang);
    let after: Vec<String> = course.after_review.iter().map(|it| it.write(lang)).collect();
    html! {
        <section class="card schedule" aria-labelledby={scene.id("schedule-title")}>
            <h2 id={scene.id("schedule-title")}>{ words.schedule() }</h2>
            <p class="draft" hidden={laid.start.is_some()}><strong>{ words.draft() }</strong>{ " " }{ words.draft_help() }</p>
            <div class="scroll" tabindex="0" role="group" aria-labelledby={scene.id("schedule-title")}>
                <table data-testid="schedule">
                    <thead><tr>
                        <th scope="col">{ words.when() }</th>
                        <th scope="col">{ words.dose() }</th>
                        <th scope="col">{ words.units() }</th>
                        <th scope="col">{ words.before() }</th>
                    </tr></thead>
                    <tbody>
                        for (at, row) in rows.iter().enumerate() {
                            <tr key={at} class={classes!((row.gate_number > 0).then_some("gated"))}>
                                <th scope="row" translate="no" data-label={words.when()}>{ &row.when }<small>{ &row.length }</small></th>
                                <td class="dose" translate="no" data-label={words.dose()}>{ &row.dose }</td>
                                <td data-label={words.units()}>
                                    { pills(&row.pills) }
                                    <div class="intakes" translate="no">
                                        for (at, intake) in row.intakes.iter().enumerate() {
                                            <p key={at}>{ intake }</p>
                                        }
                                    </div>
                                    { reasons(scene, &row.reasons) }
                                </td>
                                <td data-label={words.before()}>
                                    <p class="gate" hidden={row.gate_number == 0}><span class="number">{ row.gate_number }</span>{ " " }{ words.if_tolerated() }</p>
                                    <ul class="gates" hidden={!shared.is_empty()}>
                                        for (at, gate) in row.gates.iter().enumerate() {
                                            <li key={at}>{ gate }</li>
                                        }
                                    </ul>
                                </td>
                            </tr>
                        }
                    </tbody>
                </table>
            </div>
            <div class="shared-gates" hidden={shared.is_empty()}>
                <h3>{ words.gates() }</h3>
                <ul>
                    for (at, gate) in shared.iter().enumerate() {
                        <li key={at}>{ gate }</li>
                    }
                </ul>
            </div>
            <p class="review" translate="no"><strong>{ words.review() }{ words.colon() }</strong>{ review }</p>
            <p class="after-session" translate="no" hidden={course.after_session.is_none()}>{ after_session(laid, lang) }</p>
            <p class="restart" translate="no" hidden={course.restart_after_days.is_none()}><strong>{ restart(laid, lang) }</strong></p>
            <p class="help" translate="no" hidden={after.is_empty()}>{ words.after_review() }{ " " }{ after.join(", ") }</p>
            <details class="sources" hidden={course.limits.is_empty()}>
                <summary>{ words.limits() }</summary>
                <ul>
                    for limit in course.limits.iter() {
                        <li key={limit.limit.clone()}>
                            <strong translate="no">{ &limit.bound }</strong>{ " · " }{ &limit.text }
                            <em hidden={limit.in_force}>{ " (" }{ words.limit_passed() }{ ")" }</em>
                            { sources(scene, &limit.sources, Some(limit.grade)) }
                        </li>
                    }
                </ul>
            </details>
        </section>
    }
}

/// A little picture of each unit; the words beside it say the same.
fn pills(pills: &[SupplyIndex]) -> Html {
    html! {
        <span class="pills" aria-hidden="true">
            for (at, supply) in pills.iter().enumerate() {
                <i key={at} class={format!("pill pill-{}", usize::from(*supply) % 6)}></i>
            }
        </span>
    }
}

/// The chain of reasons under one dose.
fn reasons(scene: &Scene, reasons: &[Reason]) -> Html {
    let words = Words(scene.lang);
    html! {
        <details class="sources why" hidden={reasons.is_empty()}>
            <summary>{ words.why_dose() }</summary>
            <ol>
                for (at, reason) in reasons.iter().enumerate() {
                    <li key={at}>
                        { &reason.text }
                        <small>{ reason.sources.iter().map(|it| cite(&scene.book, it, scene.lang)).collect::<Vec<_>>().join(words.semicolon()) }</small>
                    </li>
                }
            </ol>
        </details>
    }
}
