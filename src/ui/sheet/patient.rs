//! The sheet of the person: what to take and when to stop on the first page, then boxes to tick, a diary, what to do if.

use palier_engine::book::rule::Severity;
use palier_engine::exact::day::Day;
use palier_engine::words::dates::{date_in_words, long_date};
use yew::prelude::*;

use crate::state::answer::Answer;
use crate::ui::cite::standing;
use crate::ui::handed::outline::outline;
use crate::ui::handed::told::{self, Line};
use crate::ui::laid::Laid;
use crate::ui::outcome::schedule::{StepRow, rows, shared_gates};
use crate::ui::scene::Scene;
use crate::ui::sheet::pages::{ACROSS, Block, identity, lines, listed, pages};
use crate::ui::sheet::ticks::{Tick, ticks};
use crate::words::{self, Words};

/// Boxes of a step that stand together.
const MOST_TICKS: usize = 56;
/// Weeks of the diary that stand together.
const MOST_WEEKS: usize = 12;
/// Rows of the table of doses that stand together.
const MOST_ROWS: usize = 8;

/// The pages.
pub(super) fn patient(scene: &Scene, answer: &Answer, laid: &Laid) -> Html {
    let words = Words(scene.lang);
    let rows = rows(laid, scene.lang);
    let mut blocks = vec![identity(answer, words), head(scene, answer, laid), stair(scene, laid)];
    blocks.extend(doses(scene, &rows));
    blocks.extend(conditions(&rows, words));
    blocks.extend(told::beside(laid, scene.lang).into_iter().map(strong));
    blocks.extend(stop_signs(scene, answer));
    blocks.extend(listed(words.cautions(), told::findings(answer, Severity::Caution, scene.lang)));
    blocks.extend(listed(words.pairs_contraindicated(), told::contraindicated_pairs(answer, scene.lang)));
    let boxes: Vec<Block> = rows.iter().enumerate().flat_map(|(at, row)| boxes(laid, at, row, scene)).collect();
    blocks.extend(boxes.into_iter().enumerate().map(|(at, it)| Block { fresh: at == 0, ..it }));
    blocks.extend(diary(scene, laid));
    let what_if = told::what_if(scene, &laid.course).into_iter().map(|(_, it)| colon(it, words));
    blocks.extend(listed(words.what_if(), what_if.collect()));
    blocks.extend(listed(words.appointments(), told::appointments(laid, scene.lang)));
    pages(scene, answer, words.patient_sheet(), blocks)
}

fn colon((first, rest): Line, words: Words) -> Line {
    (first, format!("{}{rest}", words.colon()))
}

fn strong(text: String) -> Block {
    Block::of(lines(&text, ACROSS) * 5 + 3, html! { <p><strong>{ text }</strong></p> })
}

/// Which drug, from which day, made when and with whom, and what it is licensed for.
fn head(scene: &Scene, answer: &Answer, laid: &Laid) -> Block {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let request = &answer.request;
    let drug = scene.book.drug(&request.treatment.drug).map(|it| it.name.get(lang).to_owned()).unwrap_or_default();
    let by = request.prescriber.as_ref().map(|it| format!(" · {}{}{it}", words.prescriber(), words.colon()));
    let made = format!("{} {}{}", words.sheet_made(), date_in_words(request.today, lang), by.unwrap_or_default());
    let status = standing(&scene.book, request, scene.lang);
    let first = laid.start.map(|it| long_date(it, lang)).unwrap_or_default();
    let high = 26 + lines(&status, ACROSS + 10) * 5;
    Block::of(
        high,
        html! {
            <>
                <h1>{ drug }</h1>
                <p class="draft" hidden={laid.start.is_some()}><strong>{ words.draft() }</strong>{ " " }{ words.draft_help() }</p>
                <p hidden={laid.start.is_none()}>{ words.first_day() }{ words.colon() }<strong>{ first }</strong></p>
                <p class="meta">{ made }</p>
                <p class="meta">{ status }</p>
            </>
        },
    )
}

fn stair(scene: &Scene, laid: &Laid) -> Block {
    Block::of(40, outline(laid, None, (660, 92), scene.lang))
}

/// The table of doses.
fn doses(scene: &Scene, rows: &[StepRow]) -> Vec<Block> {
    let words = Words(scene.lang);
    let chunk = |rows: &[StepRow]| {
        let row_high = |row: &StepRow| {
            let intakes: u32 = row.intakes.iter().map(|it| lines(it, 40)).sum();
            intakes.max(lines(&row.when, 24)).max(1) * 5 + 3
        };
        let high = 8 + rows.iter().map(row_high).sum::<u32>();
        let html = html! {
            <table class="doses">
                <thead><tr><th>{ words.when() }</th><th>{ words.dose() }</th><th>{ words.units() }</th><th>{ words.before() }</th></tr></thead>
                <tbody>
                    for (at, row) in rows.iter().enumerate() {
                        <tr key={at}>
                            <th scope="row">{ &row.when }</th>
                            <td><b>{ &row.dose }</b></td>
                            <td>
                                for (at, intake) in row.intakes.iter().enumerate() {
                                    <p key={at}>{ intake }</p>
                                }
                            </td>
                            <td><span class="num" hidden={row.gate_number == 0}>{ row.gate_number }</span></td>
                        </tr>
                    }
                </tbody>
            </table>
        };
        Block::of(high, html)
    };
    rows.chunks(MOST_ROWS).map(chunk).collect()
}

/// What must be so before each rise: once, where it is the same for all of them.
fn conditions(rows: &[StepRow], words: Words) -> Vec<Block> {
    let shared = shared_gates(rows);
    let numbered = |it: &StepRow| it.gates.iter().map(|gate| (format!("{}. ", it.gate_number), gate.clone())).collect();
    let each: Vec<Line> = if shared.is_empty() {
        rows.iter().filter(|it| it.gate_number > 0).flat_map(|it| -> Vec<Line> { numbered(it) }).collect()
    } else {
        shared.into_iter().map(|it| (String::new(), it)).collect()
    };
    if each.is_empty() {
        return Vec::new();
    }
    let last = (words.if_not_stay().to_owned(), String::new());
    listed(words.gates(), each.into_iter().chain([last]).collect())
}

/// Signs to stop for, in a frame of their own.
fn stop_signs(scene: &Scene, answer: &Answer) -> Option<Block> {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let signs = told::stop_signs(scene, &answer.request.treatment.drug);
    if signs.is_empty() {
        return None;
    }
    let text = |it: &&palier_engine::book::statement::Statement| format!("{}{}", it.title.get(lang), it.text.get(lang));
    let high = 18 + signs.iter().map(|it| lines(&text(it), ACROSS) * 5 + 1).sum::<u32>();
    let html = html! {
        <div class="stopb">
            <h2>{ words.stop_signs() }</h2>
            <ul class="dots">
                for it in signs {
                    <li key={it.id.clone()}><b>{ it.title.get(lang) }</b>{ words.colon() }{ it.text.get(lang) }</li>
                }
            </ul>
        </div>
    };
    Some(Block::of(high, html))
}

/// The boxes of a step to tick, a block for each eight weeks of it.
fn boxes(laid: &Laid, at: usize, row: &StepRow, scene: &Scene) -> Vec<Block> {
    let words = Words(scene.lang);
    let all = ticks(laid, at, scene.lang);
    let heading = |first: bool| {
        let tolerated = if row.gate_number > 0 { format!(", {}", words.if_tolerated()) } else { String::new() };
        let what = format!("{}{tolerated}", row.intakes.join(words.semicolon()));
        let high = if first { 11 + lines(&what, ACROSS) * 5 } else { 0 };
        let html = html! {
            <div hidden={!first}>
                <h2>{ &row.when }{ " · " }<strong>{ &row.dose }</strong></h2>
                <p class="meta">{ what }</p>
            </div>
        };
        (high, html)
    };
    let block = |(at, ticks): (usize, &[Tick])| {
        let (high, heading) = heading(at == 0);
        let weeks = u32::try_from(ticks.len().div_ceil(7)).unwrap_or(u32::MAX);
        let html = html! {
            <>
                { heading }
                <ul class="ticks">
                    for tick in ticks {
                        <li key={i32::from(tick.day)}><span class="tick"></span>{ if tick.date.is_empty() { format!("{}\u{a0}{}", words.day(), tick.day) } else { tick.date.clone() } }</li>
                    }
                </ul>
            </>
        };
        Block::of(high + weeks * 7 + 3, html)
    };
    all.chunks(MOST_TICKS).enumerate().map(block).collect()
}

/// A line a week, to be filled in by hand.
fn diary(scene: &Scene, laid: &Laid) -> Vec<Block> {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let weeks: Vec<Day> = Day::FIRST.to(laid.course.last_day).step_by(7).collect();
    let named = |day: Day| laid.date(day).map_or_else(|| words::day_short(day, lang), |it| words::short_date(it, lang));
    let lines = [words.diary_level(), words.diary_nights(), words.diary_effects()];
    let block = |(at, weeks): (usize, &[Day])| {
        let html = html! {
            <>
                <h2 hidden={at > 0}>{ words.weekly_diary() }</h2>
                <table class="dia">
                    <thead><tr><th>{ words.week_of() }</th>{ for weeks.iter().map(|it| html! { <th>{ named(*it) }</th> }) }</tr></thead>
                    <tbody>
                        for line in lines {
                            <tr key={line}><th scope="row">{ line }</th>{ for weeks.iter().map(|_| html! { <td></td> }) }</tr>
                        }
                    </tbody>
                </table>
            </>
        };
        Block::of(54, html)
    };
    weeks.chunks(MOST_WEEKS).enumerate().map(block).collect()
}
