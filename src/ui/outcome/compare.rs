//! Protocols side by side: their published stairs in one picture, and a table that says the same.

use std::rc::Rc;

use palier_engine::beside::compare::Compared;
use palier_engine::book::supply::SupplyIndex;
use palier_engine::exact::day::Day;
use palier_engine::lang::Lang;
use palier_engine::words::units::write_supply;

use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::state::book::Book;
use crate::state::msg::Msg;
use crate::ui::field::{Pick, options};
use crate::ui::outcome::stair::Format;
use crate::ui::part::part;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

const TOP: i32 = 28;
const STAIR: i32 = 190;
const FLOOR: i32 = TOP + STAIR;
const LEFT: i32 = 14;
const RIGHT: i32 = 14;

/// What the section shows.
#[derive(PartialEq)]
struct ComparisonPart {
    answer: Rc<Answer>,
    chosen: Rc<Vec<String>>,
}

/// The section: which protocols, the picture, the table.
pub(crate) fn comparison(scene: &Scene, answer: &Rc<Answer>, chosen: &Rc<Vec<String>>) -> Html {
    part(scene, ComparisonPart { answer: answer.clone(), chosen: chosen.clone() }, section)
}

/// Some protocols side by side, for an answer.
#[must_use]
pub fn compared(book: &Book, answer: &Answer, chosen: &[String]) -> Vec<Compared> {
    let Some(planner) = book.planner() else { return Vec::new() };
    let compared = planner.compare(&answer.request, chosen);
    if answer.problems.is_empty() { compared } else { compared.into_iter().map(Compared::withheld).collect() }
}

fn section(scene: &Scene, ComparisonPart { answer, chosen }: &ComparisonPart) -> Html {
    let request = &answer.request;
    let (lang, words) = (scene.lang, Words(scene.lang));
    let protocols = scene.book.protocols.iter().filter(|it| it.drug == request.treatment.drug);
    let boxes: Vec<Pick> = protocols
        .map(|it| {
            let name = it.name.get(lang).to_owned();
            Pick::new(it.id.clone(), name, chosen.contains(&it.id), Msg::ComparisonToggled(it.id.clone()))
        })
        .collect();
    let compared = compared(&scene.book, answer, chosen);
    html! {
        <details class="fold comparison" data-testid="comparison" hidden={boxes.len() < 2}>
            <summary>{ words.comparison() }</summary>
            <p class="help">{ words.comparison_help() }</p>
            { options(scene, "checkbox", "comparison", words.protocols().into(), boxes, "chips") }
            <div class="compared">
                if !compared.is_empty() {
                    { figure(scene, &compared) }
                }
            </div>
        </details>
    }
}

/// One stair of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StairLine {
    /// Its path.
    pub path: String,
    /// Where its highest dose is written: across, down.
    pub label: (i32, i32),
    /// That dose.
    pub dose: String,
}

/// Lays the stairs out on one scale of days and doses.
#[must_use]
pub fn overlay(compared: &[Compared], format: Format, lang: Lang) -> (Vec<StairLine>, Vec<(i32, String)>) {
    let steps = || compared.iter().flat_map(|it| &it.steps);
    // A week more than the slowest stair: its last dose is seen to go on.
    let days = i32::from(Day::FIRST.days_to(steps().map(|it| it.first_day).max().unwrap_or(Day::FIRST))) + 7;
    let most = steps().map(|it| it.mean()).max().unwrap_or(1).max(1);
    let (left, inner) = (LEFT, format.width() - LEFT - RIGHT);
    let x = |day: Day| left + day.since(Day::FIRST) * inner / days;
    let y = |mean: u32| FLOOR - i32::try_from(u64::from(mean) * STAIR as u64 / u64::from(most)).unwrap_or(0);
    let mut ticks: Vec<(i32, String)> = vec![(x(Day::FIRST), words::day_short(Day::FIRST, lang))];
    let lines = compared
        .iter()
        .map(|it| {
            let mut path = String::new();
            for tread in &it.steps {
                let (across, down) = (x(tread.first_day), y(tread.mean()));
                path += &if path.is_empty() { format!("M{across} {down}") } else { format!("H{across}V{down}") };
            }
            path += &format!("H{}", format.width() - RIGHT);
            let last = it.steps.last();
            let label = last.map_or((left, FLOOR), |it| (x(it.first_day), y(it.mean())));
            if ticks.iter().all(|(other, _)| (other - label.0).abs() >= 40) {
                ticks.extend(last.map(|it| (label.0, words::day_short(it.first_day, lang))));
            }
            StairLine { path, label, dose: last.map(|it| it.dose.write(lang)).unwrap_or_default() }
        })
        .collect();
    (lines, ticks)
}

fn figure(scene: &Scene, compared: &[Compared]) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let rows: Vec<[String; 6]> = compared.iter().map(|it| row(it, lang)).collect();
    let names: Vec<String> = compared.iter().map(|it| it.name.clone()).collect();
    let label = format!("{}{}{}", words.comparison(), words.colon(), names.join(", "));
    let heads = [
        words.reached(),
        words.biggest_step(),
        words.for_person(),
        words.to_hand_over(),
        words.judged(),
        words.steps(),
    ];
    html! {
        <figure>
            { drawing(compared, Format::Wide, "wide", &label, lang) }
            { drawing(compared, Format::Narrow, "narrow", &label, lang) }
            <table class="sides" role="table">
                <caption class="hidden">{ label.clone() }</caption>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{ words.protocol() }</th>
                    for head in heads {
                        <th key={head} scope="col" role="columnheader">{ head }</th>
                    }
                </tr></thead>
                <tbody role="rowgroup">
                    for (at, (it, row)) in compared.iter().zip(rows).enumerate() {
                        <tr key={it.protocol.clone()} role="row" data-compared={it.protocol.clone()}>
                            <th scope="row" role="rowheader"><span class={format!("key key-{at}")} aria-hidden="true" />{ &it.name }</th>
                            for (at, text) in row.into_iter().enumerate() {
                                <td key={at} role="cell" translate="no" data-label={heads[at]}>{ text }</td>
                            }
                        </tr>
                    }
                </tbody>
            </table>
        </figure>
    }
}

/// Target and its day, biggest step, verdict, units, judgement, and the stair in words.
fn row(it: &Compared, lang: Lang) -> [String; 6] {
    let none = || "–".to_owned();
    let reached = it.steps.last().map(|it| {
        let day = words::day_span(it.first_day, it.first_day, lang);
        format!("{}, {} {day}", it.dose.write(lang), Words(lang).day_from())
    });
    let units = it.course.as_ref().map(|course| {
        let of = |at: SupplyIndex| at.of(&it.supplies).map(|of| write_supply(of, lang)).unwrap_or_default();
        let taken = course.dispensing.totals.iter().filter(|it| it.containers > 0);
        taken.map(|it| format!("{} {}", it.containers, of(it.supply))).collect::<Vec<_>>().join(", ")
    });
    let judged = it.course.as_ref().map(|it| words::day_span(it.last_day, it.last_day, lang));
    let doses: Vec<String> = it.steps.iter().map(|it| it.dose.write(lang)).collect();
    [
        reached.unwrap_or_else(none),
        it.biggest_step.map_or_else(none, |it| it.write(lang)),
        it.verdict.map_or_else(none, |it| words::verdict_word(it, lang).to_owned()),
        units.unwrap_or_else(none),
        judged.unwrap_or_else(none),
        doses.join(" → "),
    ]
}

fn drawing(compared: &[Compared], format: Format, name: &'static str, label: &str, lang: Lang) -> Html {
    let (lines, ticks) = overlay(compared, format, lang);
    let (width, left) = (format.width(), LEFT);
    html! {
        <svg translate="no" class={classes!("drawing", name)} viewBox={format!("0 0 {width} {}", FLOOR + 30)} role="img" aria-label={label.to_owned()}>
            <path class="floor" d={format!("M{left} {FLOOR}H{}", width - RIGHT)} />
            <g class="overlay">
                for (at, line) in lines.iter().enumerate() {
                    <g key={at}>
                        <path class={format!("line line-{at}")} d={line.path.clone()} fill="none" />
                        <text x={(line.label.0 + 4).to_string()} y={(line.label.1 - 8).to_string()}>{ &line.dose }</text>
                    </g>
                }
            </g>
            <g class="ticks">
                for (x, text) in ticks {
                    <g key={x}>
                        <path d={format!("M{x} {FLOOR}v6")} />
                        <text x={x.to_string()} y={(FLOOR + 22).to_string()} text-anchor="middle">{ text }</text>
                    </g>
                }
            </g>
        </svg>
    }
}
