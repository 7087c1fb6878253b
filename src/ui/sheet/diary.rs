//! The diary: a line for each week of a step, with a box for each day on which something is taken, and room to note
//! what was felt.

use palier_engine::book::taper::NoteKind;
use palier_engine::course::Step;
use palier_engine::exact::day::Day;
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::ui::laid::Laid;
use crate::ui::outcome::schedule::StepRow;
use crate::ui::said::said;
use crate::ui::sheet::pages::{Block, DOTTED, HEADING, LINE, lines, step_dose};
use crate::words::{self, Words};

/// Days of a line.
const WEEK: u16 = 7;

/// Lines that stand together.
const MOST_LINES: usize = 14;

/// How high a line is, and the head of the columns.
const HIGH: u32 = 60;
const HEAD: u32 = 150;
/// The head of those of a way down, which have two lines at most.
const HEAD_DOWN: u32 = 105;

/// The days of one line, and which step they are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The step, from 0.
    pub step: usize,
    /// The days, in order.
    pub days: Vec<Day>,
}

/// The lines of a course: each step begins one.
#[must_use]
pub fn weeks(laid: &Laid) -> Vec<Week> {
    let of = |(step, it): (usize, &Step)| {
        let days: Vec<Day> = it.first_day.to(it.last_day()).step_by(usize::from(it.every_days.max(1))).collect();
        let number = |day: &Day| day.since(it.first_day) / i32::from(WEEK);
        let weeks: Vec<Week> =
            days.chunk_by(|a, b| number(a) == number(b)).map(|it| Week { step, days: it.to_vec() }).collect();
        weeks
    };
    // After the last dose of a way down there is nothing to tick, and still something to note.
    let noted = |(_, it): &(usize, &Step)| !it.intakes.is_empty() || laid.descent.is_some();
    laid.course.steps.iter().enumerate().filter(noted).flat_map(of).collect()
}

/// The diary, on as many pages as it needs.
pub(super) fn diary(laid: &Laid, rows: &[StepRow], lang: Lang) -> Vec<Block> {
    let words = Words(lang);
    let weeks = weeks(laid);
    let down = laid.descent.is_some();
    let felt = if down {
        vec![words.diary_pain(), words.diary_sleep(), words.diary_mood(), words.diary_signs()]
    } else {
        vec![words.diary_level(), words.diary_nights(), words.diary_effects()]
    };
    let how: Vec<&str> = laid.notes(&[NoteKind::Diary]).map(|it| it.text.as_str()).collect();
    let how_high: u32 = how.iter().map(|it| lines(it, DOTTED) * LINE + 15).sum();
    let block = |(at, weeks): (usize, &[Week])| {
        let html = html! {
            <>
                <h2 hidden={at > 0}>{ words.diary() }</h2>
                <div hidden={at > 0}>{ for how.iter().enumerate().map(|(at, it)| html! { <p key={at}>{ said(it, lang) }</p> }) }</div>
                <table class={classes!("dia", down.then_some("down"))}>
                    <thead><tr>
                        <th class="dose">{ words.dose_short() }</th>
                        <th class="span">{ words.when() }</th>
                        <th class="days" colspan="7">{ words.diary_boxes() }</th>
                        for it in felt.iter() {
                            <th key={*it}>{ *it }</th>
                        }
                    </tr></thead>
                    { weeks.chunk_by(|a, b| a.step == b.step).map(|it| step(laid, rows, it, felt.len(), lang)).collect::<Html>() }
                </table>
            </>
        };
        let high = if at == 0 { HEADING + how_high } else { 30 }
            + if down { HEAD_DOWN } else { HEAD }
            + HIGH * u32::try_from(weeks.len()).unwrap_or(u32::MAX);
        // A line that says what it waits for is twice as high.
        let waits = |it: &&[Week]| it.len() == 1 && rows[it[0].step].gate_number > 0;
        let alone = weeks.chunk_by(|a, b| a.step == b.step).filter(waits).count();
        Block::of(high + LINE * u32::try_from(alone).unwrap_or(u32::MAX), html)
    };
    weeks.chunks(MOST_LINES).enumerate().map(block).collect()
}

/// The lines of one step: its dose stands in the first of them, and what it waits for in the second, if there is one.
fn step(laid: &Laid, rows: &[StepRow], weeks: &[Week], felt: usize, lang: Lang) -> Html {
    let row = &rows[weeks[0].step];
    let waits = if row.gate_number > 0 { Words(lang).if_well() } else { "" };
    let line = |(at, week): (usize, &Week)| {
        let dose = html! { <><b>{ step_dose(row) }</b><span hidden={row.gate_number == 0}>{ " " }<span class="num">{ row.gate_number }</span></span></> };
        let first = match (at, weeks.len()) {
            (0, 1) => html! { <>{ dose }<small>{ waits }</small></> },
            (0, _) => dose,
            (1, _) => html! { <small>{ waits }</small> },
            (_, _) => Html::default(),
        };
        let days = (0..usize::from(WEEK))
            .map(|at| week.days.get(at).map(|it| tick(laid, *it, !row.intakes.is_empty())).unwrap_or_default());
        html! {
            <tr key={at}>
                <td class="dose">{ first }</td>
                <th scope="row" class="span">{ said(&span(laid, &week.days, lang), lang) }</th>
                { for days.map(|it| html! { <td class="day">{ it }</td> }) }
                { for (0..felt).map(|at| html! { <td key={at}></td> }) }
            </tr>
        }
    };
    html! { <tbody>{ for weeks.iter().enumerate().map(line) }</tbody> }
}

/// `7 – 13 déc.`, `J1 – J7`.
fn span(laid: &Laid, days: &[Day], lang: Lang) -> String {
    let (first, last) = (days[0], days[days.len() - 1]);
    match laid.date(first).zip(laid.date(last)) {
        Some((from, to)) => words::short_span(from, to, false, lang),
        None => words::short_day_span(first, last, lang),
    }
}

/// A box, and the day: of the month, or of the course on a draft.
fn tick(laid: &Laid, day: Day, taken: bool) -> Html {
    let number = laid.date(day).map_or_else(|| day.to_string(), |it| it.ymd().2.to_string());
    html! { <><span class="tick" hidden={!taken}></span>{ number }</> }
}
