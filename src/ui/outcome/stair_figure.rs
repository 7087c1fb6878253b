//! The stair as a picture: one drawing for the middle column, one for a phone.

use palier_engine::exact::date::Date;
use palier_engine::exact::day::Day;
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::ui::laid::Laid;
use crate::ui::outcome::stair::{Format, Label, Lane, StairDrawing, caption};
use crate::ui::said::said_in_drawing;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// The head and the two drawings. Each carries the dated sentence as its name; only one is in sight.
pub(crate) fn stair_figure(scene: &Scene, laid: &Laid, earliest: Option<Date>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let caption = caption(laid, lang);
    // A draft has no first day: where a date decides, today is placed as if it began on that date.
    let first = laid.start.or(earliest);
    let today = scene.today.zip(first).map(|(today, first)| Day::of(today, first));
    let ahead = earliest.filter(|it| Some(*it) > scene.today).zip(first);
    let wait = ahead.map(|(earliest, first)| (Day::of(earliest, first).plus(-1), earliest));
    let draw = |format| StairDrawing::lay(laid, today, wait, format, lang);
    let (span, count) =
        (words::days(laid.course.last_day.since(Day::FIRST).unsigned_abs() + 1, lang), laid.course.steps.len());
    let length = say!(lang, stair_length, count, span);
    let draft = laid.start.is_none();
    html! {
        <div class="figure" data-testid="stair">
            <h2 class="hd"><span>{ if draft { words.draft() } else { words.stair() } }</span><small translate="no">{ length }</small></h2>
            { drawing(&draw(Format::Wide), draft, &caption, lang) }
            { drawing(&draw(Format::Narrow), draft, &caption, lang) }
        </div>
    }
}

/// How high the letters of the drawing are at most.
const LETTER: i32 = 16;

fn drawing(stair: &StairDrawing, draft: bool, caption: &str, lang: Lang) -> Html {
    let words = Words(lang);
    let width = stair.format.width();
    let (name, top) = match stair.format {
        Format::Wide => ("wide", 40),
        Format::Narrow => ("narrow", 34),
    };
    let floor = stair.floor;
    // Nothing is drawn above the highest text: that room is not taken.
    let feet =
        (stair.treads.iter().map(|it| it.dose.y)).chain(stair.wait.as_ref().map(|_| floor - 158)).chain([top - 8]);
    let above = (feet.min().unwrap_or(0) - LETTER).max(0);
    // Where the first dose is the highest its number stands at the top: today is named over the floor then.
    let falls = stair.treads.first().is_some_and(|it| it.y < top + 24);
    let (aside, below) = if falls { (4, floor - 8) } else { (0, top - 8) };
    html! {
        <svg translate="no" class={classes!("stair", name, draft.then_some("draft"))} viewBox={format!("0 {above} {width} {}", stair.height - above)} role="img" aria-label={caption.to_owned()}>
            <g class="waits">
                for (from, to, text) in stair.wait.iter() {
                    { wait(*from, *to, floor, said_in_drawing(text, lang)) }
                }
            </g>
            <g>
                for (at, tread) in stair.treads.iter().enumerate() {
                    <path key={at} class="drop" d={format!("M{} {}V{floor}", tread.from, tread.y)} />
                }
            </g>
            <path class="mass" d={stair.area.clone()} />
            <path class="base" d={format!("M0 {floor}H{width}")} />
            <path class="tread" d={stair.line.clone()} />
            <g>
                for (at, tread) in stair.treads.iter().enumerate() {
                    { label(at, "dose", &tread.dose, lang) }
                }
            </g>
            <g>
                for gate in stair.gates.iter() {
                    <g key={gate.number} class="gate">
                        <circle cx={gate.x.to_string()} cy={gate.y.to_string()} r="9.5" />
                        <text x={gate.x.to_string()} y={(gate.y + 4).to_string()}>{ gate.number }</text>
                    </g>
                }
            </g>
            <g>
                for x in stair.today.iter() {
                    <g key={*x} class="now">
                        <path d={format!("M{x} {top}V{floor}")} />
                        <text x={((*x).max(4) + aside).to_string()} y={below.to_string()} text-anchor={if *x < width / 2 { "start" } else { "end" }}>{ if stair.wait.is_none() { words.today() } else { "" } }</text>
                    </g>
                }
            </g>
            <g>
                for (at, date) in stair.dates.iter().enumerate() {
                    { label(at, "when", date, lang) }
                }
            </g>
            <g>
                for (at, it) in stair.lanes.iter().enumerate() {
                    { spans(at, it) }
                }
            </g>
            <g>
                for (at, it) in stair.lanes.iter().enumerate() {
                    { points(at, it) }
                }
            </g>
        </svg>
    }
}

fn label(key: usize, class: &'static str, it: &Label, lang: Lang) -> Html {
    html! { <text key={key} {class} x={it.x.to_string()} y={it.y.to_string()} text-anchor="middle">{ said_in_drawing(&it.text, lang) }</text> }
}

/// Days that must pass: hatched by lines of its own, since a pattern would need an id of the whole document.
fn wait(from: i32, to: i32, floor: i32, text: Html) -> Html {
    let (top, wide) = (floor - 150, (to - from).max(8));
    let tall = floor - top;
    let mut lines = String::new();
    for at in (8..wide + tall).step_by(9) {
        // From the left or the lower edge up to the upper or the right one.
        let (left, low) = if at <= tall { (from, top + at) } else { (from + at - tall, floor) };
        let (right, high) = if at <= wide { (from + at, top) } else { (from + wide, top + at - wide) };
        lines += &format!("M{left} {low}L{right} {high}");
    }
    html! {
        <g key="wait">
            <rect class="wait" x={from.to_string()} y={top.to_string()} width={wide.to_string()} height={tall.to_string()} rx="3" />
            <path class="hatchline" d={lines} />
            <text class="waitt" x={from.to_string()} y={(top - 8).to_string()}>{ text }</text>
        </g>
    }
}

/// The longest mark that is a point in time.
const POINT: i32 = 9;

/// What lasts: under what falls on one day.
fn spans(key: usize, it: &Lane) -> Html {
    html! { <g {key}>{ for it.marks.iter().filter(|(from, to)| to - from > POINT).map(|span| mark("evb", it.y, *span)) }</g> }
}

/// What falls on one day, and the names.
fn points(key: usize, it: &Lane) -> Html {
    html! {
        <g {key} class="lane">
            { for it.marks.iter().filter(|(from, to)| to - from <= POINT).map(|point| mark("evo", it.y, *point)) }
            for (at, name) in it.names.iter().enumerate() {
                <text key={format!("n{at}")} x={name.x.to_string()} y={name.y.to_string()} text-anchor="middle">{ &name.text }</text>
            }
        </g>
    }
}

fn mark(class: &'static str, y: i32, (from, to): (i32, i32)) -> Html {
    html! { <rect key={from} {class} x={from.to_string()} y={(y - 4).to_string()} width={(to - from).to_string()} height="9" rx="4.5" /> }
}
