//! The stair in small, on the page of the person and on paper: each dose on its tread, each change with its date.

use palier_engine::course::Step;
use palier_engine::exact::day::Day;
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::ui::laid::Laid;
use crate::ui::outcome::schedule::daily;
use crate::ui::said::said_in_drawing;
use crate::words::{self, say};

/// A word of the drawing, around the middle of which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Across.
    pub x: i32,
    /// Down.
    pub y: i32,
    /// What is written.
    pub text: String,
}

/// The drawing, in whole units of its view box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// How wide.
    pub width: i32,
    /// How high, dates included.
    pub height: i32,
    /// Where the treads stand.
    pub floor: i32,
    /// Each riser: across, and its top.
    pub risers: Vec<(i32, i32)>,
    /// The line of the treads.
    pub line: String,
    /// The surface under it.
    pub mass: String,
    /// Doses, each above its tread; one that would stand in another is left to the table.
    pub doses: Vec<Word>,
    /// The gates, each with its number.
    pub gates: Vec<Word>,
    /// The first day of each step, and the last day: none is ever left out.
    pub dates: Vec<Word>,
    /// The day that is today, on its tread.
    pub today: Option<(i32, i32)>,
}

const TOP: i32 = 30;
const SIDE: i32 = 24;
/// Width of a letter.
const LETTER: i32 = 8;
/// Height of a line of letters.
const LINE: i32 = 17;

impl Outline {
    /// Lays a course out in a width and a height of its treads.
    #[must_use]
    pub fn lay(laid: &Laid, today: Option<Day>, (width, rise): (i32, i32), lang: Lang) -> Self {
        let course = &laid.course;
        let (days, floor) = (i32::from(Day::FIRST.days_to(course.last_day)).max(1), TOP + rise);
        let x = |day: Day| SIDE + day.since(Day::FIRST).clamp(0, days) * (width - 2 * SIDE) / days;
        let most = course.steps.iter().map(mean).max().unwrap_or(1).max(1);
        let y = |step: &Step| floor - i32::try_from(mean(step) * u64::from(rise.unsigned_abs()) / most).unwrap_or(0);
        let mut it = Self {
            width,
            height: 0,
            floor,
            risers: Vec::new(),
            line: String::new(),
            mass: String::new(),
            doses: Vec::new(),
            gates: Vec::new(),
            dates: Vec::new(),
            today: None,
        };
        for (at, step) in course.steps.iter().enumerate() {
            let (from, to, top) = (x(step.first_day), x(step.last_day().plus(1)), y(step));
            if !step.gates.is_empty() {
                let below = it.risers.last().map_or(floor, |(_, y)| *y);
                let text = (it.gates.len() + 1).to_string();
                it.gates.push(Word { x: from, y: i32::midpoint(below, top), text });
            }
            it.line += &if it.line.is_empty() { format!("M{from} {top}H{to}") } else { format!("V{top}H{to}") };
            it.risers.push((from, top));
            let text = daily(step, lang);
            // Between two gates; the milligrams go unsaid where there is no room for them.
            let bare = text.strip_suffix("\u{a0}mg").filter(|_| to - from < wide(&text) + 22).map(str::to_owned);
            let text = bare.unwrap_or(text);
            // A gate at either end would cover what has no room between them.
            let gated = [Some(step), course.steps.get(at + 1)].into_iter().flatten().any(|it| !it.gates.is_empty());
            if !gated || to - from >= wide(&text) + 22 {
                put_dose(&mut it.doses, Word { x: i32::midpoint(from, to), y: top - 10, text });
            }
            if today.is_some_and(|it| (step.first_day..=step.last_day()).contains(&it)) {
                it.today = today.map(|it| (x(it), top));
            }
        }
        it.mass = format!("{}V{floor}H{SIDE}Z", it.line);
        let changes = course.steps.iter().map(|it| it.first_day).chain([course.last_day]);
        for day in changes {
            let text = laid.date(day).map_or_else(|| words::day_short(day, lang), |it| words::short_date(it, lang));
            put_date(&mut it.dates, x(day), floor, text, width);
        }
        it.height = it.dates.iter().map(|it| it.y).max().unwrap_or(floor) + 8;
        it
    }
}

/// What a step gives per day, where not every day has its dose.
fn mean(step: &Step) -> u64 {
    step.daily().map_or(0, |it| u64::from(it.micrograms()) / u64::from(step.every_days.max(1)))
}

fn wide(text: &str) -> i32 {
    LETTER * i32::try_from(text.chars().count()).unwrap_or(i32::MAX / LETTER)
}

fn put_dose(doses: &mut Vec<Word>, it: Word) {
    let meets = |other: &Word| {
        (other.x - it.x).abs() < i32::midpoint(wide(&other.text), wide(&it.text)) && (other.y - it.y).abs() < LINE
    };
    if !doses.iter().any(meets) {
        doses.push(it);
    }
}

/// A date stands under its day, on the first line that has room for it.
fn put_date(dates: &mut Vec<Word>, x: i32, floor: i32, text: String, width: i32) {
    let half = wide(&text) / 2;
    let x = x.clamp(half.min(width / 2), (width - half).max(width / 2));
    let mut y = floor + LINE;
    while dates.iter().any(|it| it.y == y && (it.x - x).abs() < half + wide(&it.text) / 2) {
        y += LINE;
    }
    dates.push(Word { x, y, text });
}

/// What the stair shows, with its dates, in one sentence.
#[must_use]
pub fn sentence(laid: &Laid, lang: Lang) -> String {
    let dated = |it: &Step| format!("{} {}", daily(it, lang), laid.span(it.first_day, it.last_day(), lang));
    let list = laid.course.steps.iter().map(dated).collect::<Vec<_>>().join(", ");
    say!(lang, stair_sentence, list)
}

/// The drawing. Its name says all of it.
pub(crate) fn outline(laid: &Laid, today: Option<Day>, size: (i32, i32), lang: Lang) -> Html {
    let it = Outline::lay(laid, today, size, lang);
    let (floor, width) = (it.floor, it.width);
    let word = |at: usize, class: &'static str, it: &Word| {
        html! { <text key={at} {class} x={it.x.to_string()} y={it.y.to_string()} text-anchor="middle">{ said_in_drawing(&it.text, lang) }</text> }
    };
    html! {
        <svg translate="no" class={classes!("stair", laid.start.is_none().then_some("draft"))} viewBox={format!("0 0 {width} {}", it.height)} role="img" aria-label={sentence(laid, lang)}>
            <g>
                for (at, (x, y)) in it.risers.iter().enumerate() {
                    <path key={at} class="drop" d={format!("M{x} {y}V{floor}")} />
                }
            </g>
            <path class="mass" d={it.mass.clone()} />
            <path class="base" d={format!("M0 {floor}H{width}")} />
            <path class="tread" d={it.line.clone()} fill="none" />
            <g>{ for it.doses.iter().enumerate().map(|(at, it)| word(at, "dose", it)) }</g>
            <g>
                for gate in it.gates.iter() {
                    <g key={gate.text.clone()} class="gate">
                        <circle cx={gate.x.to_string()} cy={gate.y.to_string()} r="9.5" />
                        <text x={gate.x.to_string()} y={(gate.y + 4).to_string()} text-anchor="middle">{ &gate.text }</text>
                    </g>
                }
            </g>
            <g>{ for it.dates.iter().enumerate().map(|(at, it)| word(at, "when", it)) }</g>
            <g class="here">
                for (x, y) in it.today.iter() {
                    <circle key={*x} cx={x.to_string()} cy={y.to_string()} r="8" />
                }
            </g>
        </svg>
    }
}
