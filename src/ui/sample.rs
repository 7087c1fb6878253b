//! The stair of an example, greyed: what Palier gives, before anything is known.

use palier_engine::course::{Course, Plan};
use palier_engine::exact::day::Day;
use palier_engine::lang::Lang;
use palier_engine::words::dates::days;

use crate::markup::prelude::*;
use crate::words::{self, Words, say};

/// One of the two drawings, so that text keeps its size on a phone.
struct Frame {
    class: &'static str,
    width: i32,
    height: i32,
    /// Where the stair stands: left, right, its highest tread, the floor.
    sides: (i32, i32),
    top: i32,
    floor: i32,
}

const FRAMES: [Frame; 2] = [
    Frame { class: "stair wide", width: 600, height: 345, sides: (26, 572), top: 44, floor: 311 },
    Frame { class: "stair narrow", width: 320, height: 200, sides: (26, 302), top: 34, floor: 172 },
];

/// A tread: from where to where, how high, its dose and its day.
struct Tread {
    from: i32,
    to: i32,
    y: i32,
    dose: String,
    when: String,
}

/// The sheet with the picture; without a plan, an empty stair of the same size.
pub(crate) fn sample(plan: Option<&Plan>, lang: Lang) -> Html {
    let title = plan.map(|it| title(&it.course, lang)).unwrap_or_default();
    html! {
        <div class="leaf demo" data-testid="sample">
            <p class="hd">{ Words(lang).example() }<span translate="no">{ title }</span></p>
            <div class="ghost" translate="no">
                for frame in &FRAMES {
                    { drawing(frame, plan, lang) }
                }
            </div>
        </div>
    }
}

/// `84 jours, 4 paliers`.
fn title(course: &Course, lang: Lang) -> String {
    let span = days(u32::from(Day::FIRST.days_to(course.last_day)), lang);
    let count = course.steps.len();
    say!(lang, sample_title, span, count)
}

fn drawing(frame: &Frame, plan: Option<&Plan>, lang: Lang) -> Html {
    let treads = plan.map_or_else(|| empty(frame), |it| treads(frame, it, lang));
    let said: Vec<String> = (treads.iter().filter(|it| !it.dose.is_empty()))
        .map(|Tread { dose, when, .. }| {
            let day = when;
            say!(lang, sample_step, dose, day)
        })
        .collect();
    let label = format!("{}{}{}", Words(lang).example(), Words(lang).colon(), said.join(", "));
    let mut line = String::new();
    for it in &treads {
        line += &if line.is_empty() { format!("M{} {}", it.from, it.y) } else { format!("V{}", it.y) };
        line += &format!("H{}", it.to);
    }
    let mass = format!("{line}V{}H{}Z", frame.floor, frame.sides.0);
    html! {
        <svg class={frame.class} viewBox={format!("0 0 {} {}", frame.width, frame.height)} role="img" aria-label={label}>
            for it in &treads {
                <line key={it.from} class="drop" x1={it.from.to_string()} x2={it.from.to_string()} y1={it.y.to_string()} y2={frame.floor.to_string()} />
            }
            <path class="mass" d={mass} />
            <line class="base" x1="0" x2={frame.width.to_string()} y1={frame.floor.to_string()} y2={frame.floor.to_string()} />
            <path class="tread" d={line} />
            for it in &treads {
                <g key={it.from}>
                    <text class="dose" x={((it.from + it.to) / 2).to_string()} y={(it.y - 11).to_string()} text-anchor="middle">{ &it.dose }</text>
                    <text class="when" x={it.from.to_string()} y={(frame.floor + 19).to_string()} text-anchor="middle">{ &it.when }</text>
                </g>
            }
        </svg>
    }
}

fn treads(frame: &Frame, plan: &Plan, lang: Lang) -> Vec<Tread> {
    let course = &plan.course;
    let (left, right) = frame.sides;
    let whole = i32::from(Day::FIRST.days_to(course.last_day)).max(1);
    let across = |day: Day| left + day.since(Day::FIRST) * (right - left) / whole;
    let most = course.steps.iter().filter_map(|it| it.daily()).map(|it| it.micrograms()).max().unwrap_or(1).max(1);
    let room = u64::from((frame.floor - frame.top).unsigned_abs());
    (course.steps.iter().enumerate())
        .map(|(at, step)| {
            let dose = step.daily();
            let tall = u64::from(dose.map_or(0, |it| it.micrograms())) * room / u64::from(most);
            let next = course.steps.get(at + 1).map_or(right, |it| across(it.first_day));
            let day = step.first_day.date(plan.start);
            Tread {
                from: across(step.first_day),
                to: next,
                y: frame.floor - i32::try_from(tall).unwrap_or(0),
                dose: dose.map(|it| it.write(lang)).unwrap_or_default(),
                when: day.map(|it| words::short_date(it, lang)).unwrap_or_default(),
            }
        })
        .collect()
}

/// Four treads that say nothing.
fn empty(frame: &Frame) -> Vec<Tread> {
    let (left, right) = frame.sides;
    let step = (right - left) / 6;
    let height = (frame.floor - frame.top) / 6;
    (0..4)
        .map(|at| Tread {
            from: left + at * step,
            to: if at == 3 { right } else { left + (at + 1) * step },
            y: frame.floor - height * (3 + at),
            dose: String::new(),
            when: String::new(),
        })
        .collect()
}
