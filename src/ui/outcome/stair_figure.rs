//! The stair as a picture: one drawing for the middle column, one for a phone. A way down has under it, on the same
//! days, the stair of what is begun.

use palier_engine::exact::date::Date;
use palier_engine::exact::day::Day;
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::ui::laid::{Laid, Second};
use crate::ui::outcome::stair::{Format, Label, Lane, StairDrawing, TwoStairs, caption, caption_of_both};
use crate::ui::said::said_in_drawing;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// The head and the two drawings. Each carries the dated sentence as its name; only one is in sight.
pub(crate) fn stair_figure(scene: &Scene, laid: &Laid, then: Option<&Second>, earliest: Option<Date>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let told = caption(laid, lang);
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
    let name = |it: &Laid| scene.book.drug(&it.course.drug).map_or_else(String::new, |it| it.name.get(lang).to_owned());
    let picture = |format| {
        let two = then.and_then(|it| Some((it, TwoStairs::lay(laid, it, today, format, lang)?)));
        match two {
            Some((second, two)) => {
                let [left, begun] = [name(laid), name(&second.laid)];
                let told = caption_of_both(laid, second, [&left, &begun], lang);
                both(&two, second.waits, [&left, &begun], &told, lang)
            }
            None => drawing(&draw(format), draft, &told, lang),
        }
    };
    html! {
        <div class="figure" data-testid="stair">
            <h2 class="hd"><span>{ if draft { words.draft() } else { words.stair() } }</span><small translate="no">{ length }</small></h2>
            { picture(Format::Wide) }
            { picture(Format::Narrow) }
        </div>
    }
}

/// How high the letters of the drawing are at most.
const LETTER: i32 = 16;

fn drawing(stair: &StairDrawing, draft: bool, caption: &str, lang: Lang) -> Html {
    let above = above(stair);
    let name = name_of(stair.format);
    let size = format!("0 {above} {} {}", stair.format.width(), stair.height - above);
    html! {
        <svg translate="no" class={classes!("stair", name, draft.then_some("draft"))} viewBox={size} role="img" aria-label={caption.to_owned()}>
            { inside(stair, lang) }
        </svg>
    }
}

/// Room for the name of a drug over its stair.
const NAME: i32 = 20;

/// A way down, and under it on the same days what is begun.
fn both(two: &TwoStairs, waits: bool, names: [&str; 2], caption: &str, lang: Lang) -> Html {
    let TwoStairs { left, begun, shared } = two;
    let width = left.format.width();
    // Over the first name, what is said of the days together.
    let top = if shared.is_some() { NAME } else { 0 };
    let first = top + NAME - above(left);
    let second = first + left.height + NAME - above(begun);
    let (foot, until) = (second + begun.height, second + begun.floor);
    let name = |y: i32| (y - 6).to_string();
    html! {
        <svg translate="no" class={classes!("stair", name_of(left.format))} viewBox={format!("0 0 {width} {foot}")} role="img" aria-label={caption.to_owned()}>
            <g>
                for (from, to, text) in shared.iter() {
                    <g key="shared">
                        <rect class="band" x={from.to_string()} y="0" width={(to - from).max(2).to_string()} height={until.to_string()} rx="4" />
                        <text class="together" x={i32::midpoint(*from, *to).clamp(70, width - 70).to_string()} y="14" text-anchor="middle">{ said_in_drawing(text, lang) }</text>
                    </g>
                }
            </g>
            <text class="name" x="0" y={name(first + above(left))}>{ names[0] }</text>
            <g class="left" transform={format!("translate(0 {first})")}>{ inside(left, lang) }</g>
            <text class="name" x="0" y={name(second + above(begun))}>{ names[1] }</text>
            <g class={classes!("begun", waits.then_some("draft"))} transform={format!("translate(0 {second})")}>{ inside(begun, lang) }</g>
        </svg>
    }
}

const fn name_of(format: Format) -> &'static str {
    match format {
        Format::Wide => "wide",
        Format::Narrow => "narrow",
    }
}

/// Where the line of today begins.
const fn top_of(format: Format) -> i32 {
    match format {
        Format::Wide => 40,
        Format::Narrow => 34,
    }
}

/// Nothing is drawn above the highest text: that room is not taken.
fn above(stair: &StairDrawing) -> i32 {
    let feet = (stair.treads.iter().map(|it| it.dose.y))
        .chain(stair.wait.as_ref().map(|_| stair.floor - 158))
        .chain([top_of(stair.format) - 8]);
    (feet.min().unwrap_or(0) - LETTER).max(0)
}

fn inside(stair: &StairDrawing, lang: Lang) -> Html {
    let words = Words(lang);
    let (width, top, floor) = (stair.format.width(), top_of(stair.format), stair.floor);
    // Where the first dose is the highest its number stands at the top: today is named over the floor then.
    let falls = stair.treads.first().is_some_and(|it| it.y < top + 24);
    let (aside, below) = if falls { (4, floor - 8) } else { (0, top - 8) };
    html! {
        <>
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
        </>
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
