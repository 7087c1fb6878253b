//! The stair: daily dose over time, with its gates and what is watched on the same line of days.
//!
//! [`StairDrawing::lay`] is plain arithmetic on whole numbers, so that it can be tested without a
//! browser; the component only writes it as SVG. The schedule table says the same in words.

use palier_engine::book::watch::Watch;
use palier_engine::course::{Course, Step};
use palier_engine::exact::date::Date;
use palier_engine::exact::day::Day;
use palier_engine::exact::sort;
use palier_engine::lang::Lang;
use yew::prelude::*;

use crate::ui::laid::Laid;
use crate::ui::outcome::schedule;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// How wide it is drawn: letters keep their size on a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Beside the form.
    Wide,
    /// On a phone.
    Narrow,
}

impl Format {
    pub(crate) const fn width(self) -> i32 {
        match self {
            Self::Wide => 900,
            Self::Narrow => 360,
        }
    }

    pub(crate) const fn left(self) -> i32 {
        match self {
            Self::Wide => 112,
            Self::Narrow => 52,
        }
    }

    /// Least distance between two dates under the stair.
    const fn tick_gap(self) -> i32 {
        match self {
            Self::Wide => 72,
            Self::Narrow => 60,
        }
    }
}

const RIGHT: i32 = 14;
const TOP: i32 = 44;
const STAIR: i32 = 220;
const LANE: i32 = 30;
const NARROW_LANE: i32 = 40;

/// Most days shown before the first dose.
const LEAD: i32 = 28;

/// A flat part of the stair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnTread {
    /// Left end.
    pub from: i32,
    /// Right end.
    pub to: i32,
    /// Height.
    pub y: i32,
    /// Dose; empty where it would not fit.
    pub dose: String,
}

/// A gate on a riser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnGate {
    /// Across.
    pub x: i32,
    /// Down.
    pub y: i32,
    /// Number, as in the table.
    pub number: usize,
}

/// A line of things to watch, or of what adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// How it is drawn.
    pub class: &'static str,
    /// Name.
    pub name: String,
    /// Middle of its marks.
    pub y: i32,
    /// From where to where, one mark each.
    pub marks: Vec<(i32, i32)>,
    /// The parts of it that more than one medicine carries.
    pub heavy: Vec<(i32, i32)>,
}

/// The whole drawing, in whole units of its view box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StairDrawing {
    /// Format.
    pub format: Format,
    /// Height.
    pub height: i32,
    /// Bottom of the stair.
    pub floor: i32,
    /// Treads.
    pub treads: Vec<DrawnTread>,
    /// The line of the stair.
    pub line: String,
    /// The surface under it.
    pub area: String,
    /// Gates.
    pub gates: Vec<DrawnGate>,
    /// Doses on the left, each at its height.
    pub doses: Vec<(i32, String)>,
    /// Days under the floor.
    pub ticks: Vec<(i32, String)>,
    /// Today, when it is in sight.
    pub today: Option<i32>,
    /// The days that must pass before the first dose.
    pub wash_out: Option<(i32, i32)>,
    /// What is watched.
    pub lanes: Vec<Lane>,
}

impl StairDrawing {
    /// Lays a course out. `today_day` is the number of today on the course's line of days, when
    /// known; `free_until` is the last day that must pass before the first dose.
    #[must_use]
    pub fn lay(laid: &Laid, today_day: Option<Day>, free_until: Option<Day>, format: Format, lang: Lang) -> Self {
        let course = &laid.course;
        let last_day = course.last_day.max(course.review_until_day);
        let from = |earliest: Day, least| earliest.clamp(Day::new(least), Day::FIRST);
        let lead = today_day.map_or(Day::FIRST, |it| from(it, -LEAD));
        let earliest_watch = course.monitoring.iter().filter_map(|it| it.days).map(|(from, _)| from).min();
        let first_day = lead.min(from(earliest_watch.unwrap_or(Day::FIRST), -LEAD / 2));
        let (left, inner) = (format.left(), format.width() - format.left() - RIGHT);
        let days = i32::from(first_day.days_to(last_day)).max(1);
        let x = |day: Day| left + day.clamp(first_day, last_day.plus(1)).since(first_day) * inner / days;

        let floor = TOP + STAIR;
        let most = course.steps.iter().filter_map(mean).max().unwrap_or(1).max(1);
        let y = |micrograms: u32| {
            floor - i32::try_from(u64::from(micrograms) * STAIR as u64 / u64::from(most)).unwrap_or(0)
        };

        let mut treads: Vec<DrawnTread> = Vec::new();
        let mut gates = Vec::new();
        let mut doses: Vec<(i32, String)> = Vec::new();
        let mut line = String::new();
        for step in &course.steps {
            let daily = mean(step);
            let height = daily.map_or(floor, &y);
            let (from, to) = (x(step.first_day), x(step.last_day().plus(1)));
            if !step.gates.is_empty() {
                let before = treads.last().map_or(floor, |it| it.y);
                gates.push(DrawnGate { x: from, y: (before + height) / 2, number: gates.len() + 1 });
            }
            let written = daily.map(|_| short(step, lang)).unwrap_or_default();
            // Between two gates of 11 each; what does not fit stands on the left.
            let fits = to - from >= 24 + 9 * i32::try_from(written.chars().count()).unwrap_or(0);
            let clear = doses.iter().all(|(other, _)| (other - height).abs() >= 16);
            if daily.is_some() && clear {
                doses.push((height, written.clone()));
            }
            line += &if line.is_empty() { format!("M{from} {height}H{to}") } else { format!("V{height}H{to}") };
            treads.push(DrawnTread { from, to, y: height, dose: if fits { written } else { String::new() } });
        }
        let ends = treads.first().zip(treads.last()).map(|(first, last)| (first.from, last.to));
        let area = ends
            .map(|(from, _)| format!("M{from} {floor}{}V{floor}H{from}Z", line.replacen('M', "L", 1)))
            .unwrap_or_default();

        let mut stair = Self {
            format,
            height: 0,
            floor,
            line,
            area,
            gates,
            doses,
            ticks: ticks(laid, &treads, &x, format, lang),
            today: today_day.filter(|it| (first_day..=last_day).contains(it)).map(&x),
            wash_out: free_until.filter(|it| *it >= first_day).map(|it| (x(lead), x(it.plus(1)))),
            lanes: Vec::new(),
            treads,
        };
        stair.watch(course, &x, lang);
        stair
    }

    fn watch(&mut self, course: &Course, x: &impl Fn(Day) -> i32, lang: Lang) {
        let order =
            [Watch::BloodTest, Watch::Visit, Watch::Questionnaire, Watch::Diary, Watch::Review, Watch::Expectation];
        let lane = match self.format {
            Format::Wide => LANE,
            Format::Narrow => NARROW_LANE,
        };
        let mut y = self.floor + 34 + if self.wash_out.is_some() { lane } else { 0 };
        for kind in order {
            let of_kind = course.monitoring.iter().filter(|it| it.kind == kind).filter_map(|it| it.days);
            let spans = joined(of_kind.collect());
            let marks: Vec<(i32, i32)> = spans.into_iter().map(|(from, to)| (x(from), x(to.plus(1)))).collect();
            if marks.is_empty() {
                continue;
            }
            y += lane;
            let (class, name) = (watch_class(kind), words::watch(kind, lang).to_owned());
            self.lanes.push(Lane { class, name, y: y - 6, marks, heavy: Vec::new() });
        }
        let last = course.last_day.max(course.review_until_day);
        for it in &course.burdens {
            let span = |(from, to): (Day, Option<Day>)| (x(from), x(to.unwrap_or(last).plus(1)));
            let spans =
                it.carriers.iter().map(|it| (it.from.unwrap_or(Day::FIRST).max(Day::FIRST), it.until.unwrap_or(last)));
            let marks = joined(spans.collect()).into_iter().map(|(from, to)| span((from, Some(to)))).collect();
            y += lane;
            let heavy = it.together.iter().copied().map(span).collect();
            self.lanes.push(Lane { class: "burden", name: it.name.clone(), y: y - 6, marks, heavy });
        }
        self.height = y + 14;
    }
}

/// The dose of a step where there is little room.
fn short(step: &Step, lang: Lang) -> String {
    let dose = step.daily().map(|it| it.write(lang)).unwrap_or_default();
    match step.every_days {
        0 | 1 => dose,
        days => say!(lang, dose_one_day_in, dose, days),
    }
}

/// The mean of a step per day, in micrograms: what is drawn where not every day has its dose.
fn mean(step: &Step) -> Option<u32> {
    step.daily().map(|it| it.micrograms() / u32::from(step.every_days.max(1)))
}

/// Spans of days, those that touch or overlap made one.
fn joined(mut spans: Vec<(Day, Day)>) -> Vec<(Day, Day)> {
    sort::by(&mut spans, |(from, to)| sort::pair((*from).into(), (*to).into()));
    let mut joined: Vec<(Day, Day)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1.plus(1) => last.1 = last.1.max(to),
            Some(_) | None => joined.push((from, to)),
        }
    }
    joined
}

fn ticks(
    laid: &Laid,
    treads: &[DrawnTread],
    x: &impl Fn(Day) -> i32,
    format: Format,
    lang: Lang,
) -> Vec<(i32, String)> {
    let course = &laid.course;
    let days = course.steps.iter().map(|it| it.first_day).chain([course.last_day]);
    let mut ticks: Vec<(i32, String)> = Vec::new();
    let last = treads.last().map_or(0, |it| it.to);
    for day in days {
        let text = laid.date(day).map_or_else(|| words::day_short(day, lang), |it| words::short_date(it, lang));
        let at = x(day);
        let is_last = day == course.last_day;
        let near_last = !is_last && last - at < format.tick_gap();
        let near_other = ticks.last().is_some_and(|(other, _)| at - other < format.tick_gap());
        if !near_last && !near_other {
            ticks.push((at, text));
        }
    }
    ticks
}

/// What the stair shows, in one sentence: the caption, and what a screen reader says.
#[must_use]
pub fn caption(laid: &Laid, lang: Lang) -> String {
    let mut doses: Vec<String> = Vec::new();
    for step in &laid.course.steps {
        let dose = schedule::daily(step, lang);
        let days = words::days(step.days.into(), lang);
        doses.push(say!(lang, caption.dose, dose, days));
    }
    let gates = laid.course.steps.iter().filter(|it| !it.gates.is_empty()).count();
    let list = doses.join(", ");
    if gates == 0 { say!(lang, caption.doses, list) } else { say!(lang, caption.gated_doses, list) }
}

/// The figure: one drawing for wide screens, one for phones, one caption.
pub(crate) fn stair_figure(scene: &Scene, laid: &Laid, earliest: Option<Date>) -> Html {
    let words = Words(scene.lang);
    let caption = caption(laid, scene.lang);
    // A draft has no first day: where a date decides, today is placed as if it began on that date.
    let first = laid.start.or(earliest);
    let today_day = scene.today.zip(first).map(|(today, first)| Day::of(today, first));
    let free_until = earliest
        .zip(first)
        .map(|(earliest, first)| Day::of(earliest, first).plus(-1))
        .filter(|_| earliest > scene.today);
    let draw = |format| StairDrawing::lay(laid, today_day, free_until, format, scene.lang);
    html! {
        <figure class="card stair" data-testid="stair">
            <h2>{ words.stair() }</h2>
            <p class="draft" hidden={laid.start.is_some()}><strong>{ words.draft() }</strong>{ " " }{ words.draft_help() }</p>
            { drawing(scene, &draw(Format::Wide), &caption) }
            { drawing(scene, &draw(Format::Narrow), &caption) }
            <figcaption translate="no">{ caption }</figcaption>
        </figure>
    }
}

fn drawing(scene: &Scene, stair: &StairDrawing, caption: &str) -> Html {
    let words = Words(scene.lang);
    let width = stair.format.width();
    let name = match stair.format {
        Format::Wide => "wide",
        Format::Narrow => "narrow",
    };
    let right = width - RIGHT;
    let left = stair.format.left();
    html! {
        <svg translate="no" class={classes!("drawing", name)} viewBox={format!("0 0 {width} {}", stair.height)} role="img" aria-label={caption.to_owned()}>
            <g class="grid">
                for (y, dose) in stair.doses.iter() {
                    <g key={*y}>
                        <path d={format!("M{left} {y}H{right}")} />
                        <text x={(left - 10).to_string()} y={(y + 5).to_string()} text-anchor="end">{ dose }</text>
                    </g>
                }
            </g>
            <path class="floor" d={format!("M{left} {}H{right}", stair.floor)} />
            <path class="area" d={stair.area.clone()} />
            <path class="line" d={stair.line.clone()} fill="none" />
            <g class="treads">
                for (at, tread) in stair.treads.iter().enumerate() {
                    <text key={at} x={((tread.from + tread.to) / 2).to_string()} y={(tread.y - 12).to_string()} text-anchor="middle">{ &tread.dose }</text>
                }
            </g>
            <g class="gates">
                for gate in stair.gates.iter() {
                    <g key={gate.number}>
                        <circle cx={gate.x.to_string()} cy={gate.y.to_string()} r="11" />
                        <text x={gate.x.to_string()} y={(gate.y + 4).to_string()} text-anchor="middle">{ gate.number }</text>
                    </g>
                }
            </g>
            <g class="ticks">
                for (at, (x, text)) in stair.ticks.iter().enumerate() {
                    <g key={at}>
                        <path d={format!("M{x} {}v6", stair.floor)} />
                        <text x={x.to_string()} y={(stair.floor + 22).to_string()} text-anchor={if *x > right - 40 { "end" } else { "middle" }}>{ text }</text>
                    </g>
                }
            </g>
            <g class="today">
                for x in stair.today.iter() {
                    <g key={*x}>
                        <path d={format!("M{x} {}V{}", TOP - 14, stair.floor)} />
                        <text x={x.to_string()} y={(TOP - 22).to_string()} text-anchor={if *x < left + 40 { "start" } else { "middle" }}>{ words.today() }</text>
                    </g>
                }
            </g>
            <g class="wash-out">
                for (from, to) in stair.wash_out.iter() {
                    <g key={*from}>
                        <rect x={from.to_string()} y={(stair.floor + 36).to_string()} width={(to - from).max(6).to_string()} height="12" rx="6" />
                        <text x={(to + 8).to_string()} y={(stair.floor + 47).to_string()}>{ words.wash_out() }</text>
                    </g>
                }
            </g>
            <g class="lanes">
                for lane in stair.lanes.iter() {
                    <g key={lane.name.clone()} class={lane.class}>
                        <text x={if stair.format == Format::Wide { (left - 10).to_string() } else { "4".to_owned() }} y={if stair.format == Format::Wide { (lane.y + 4).to_string() } else { (lane.y - 12).to_string() }} text-anchor={if stair.format == Format::Wide { "end" } else { "start" }}>{ &lane.name }</text>
                        for (at, (from, to)) in lane.marks.iter().enumerate() {
                            <rect key={at} x={from.to_string()} y={(lane.y - 6).to_string()} width={(to - from).max(12).to_string()} height="12" rx="6" />
                        }
                        for (at, (from, to)) in lane.heavy.iter().enumerate() {
                            <rect key={at} class="heavy" x={from.to_string()} y={(lane.y - 6).to_string()} width={(to - from).max(12).to_string()} height="12" rx="6" />
                        }
                    </g>
                }
            </g>
        </svg>
    }
}

fn watch_class(kind: Watch) -> &'static str {
    match kind {
        Watch::BloodTest => "blood",
        Watch::Visit => "visit",
        Watch::Questionnaire => "form",
        Watch::Diary => "diary",
        Watch::Review => "review",
        Watch::Expectation => "expect",
    }
}
