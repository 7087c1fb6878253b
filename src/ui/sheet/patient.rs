//! The sheet of the person: what to take and when to stop first, then what to do if, what is watched, and a diary with
//! a box for each day.

use palier_engine::book::rule::Severity;
use palier_engine::book::taper::NoteKind;
use palier_engine::words::dates::{date_in_words, long_date};

use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::ui::cite::standing;
use crate::ui::handed::outline::{Outline, outline};
use crate::ui::handed::told::{self, Line, Sign};
use crate::ui::laid::Laid;
use crate::ui::outcome::descent::{cut, cuts};
use crate::ui::outcome::headline::Headline;
use crate::ui::outcome::schedule::{StepRow, rows, shared_gates};
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::ui::sheet::diary::diary;
use crate::ui::sheet::pages::{
    ACROSS, Block, DOTTED, HEADING, LINE, UNITS, WHEN, beside, identity, lines, listed, pages, paragraph, step_dose,
};
use crate::words::Words;

/// Rows of the table of doses that stand together.
const MOST_ROWS: usize = 10;

/// The pages.
pub(super) fn patient(scene: &Scene, answer: &Answer, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let rows = rows(laid, lang);
    let mut blocks = vec![identity(answer, words), head(scene, answer, laid), stair(scene, laid)];
    blocks.extend(doses(scene, laid, &rows));
    blocks.extend(conditions(&rows, scene));
    blocks.extend(told::beside(laid, lang).iter().map(|it| paragraph(it, Some("strong"), lang)));
    blocks.extend(listed(words.taper_during(), told::on_the_way(scene, answer, laid), lang));
    blocks.extend(stop_signs(scene, answer));
    blocks.extend(listed(words.expect(), told::notes(laid, &[NoteKind::Expect, NoteKind::Return]), lang));
    blocks.extend(listed(words.cautions(), told::findings(answer, Severity::Caution, lang), lang));
    blocks.extend(listed(words.pairs_contraindicated(), told::contraindicated_pairs(answer, lang), lang));
    let what_if = told::what_if(scene, laid, true).into_iter().map(|(_, it)| colon(it, words));
    blocks.extend(listed(words.what_if(), what_if.collect(), lang));
    blocks.extend(listed(words.appointments(), told::appointments_on_paper(laid, lang), lang));
    blocks.extend(diary(laid, &rows, lang));
    pages(scene, answer, words.patient_sheet(), blocks)
}

fn colon((first, rest): Line, words: Words) -> Line {
    (first, format!("{}{rest}", words.colon()))
}

/// Which drug, from which day, made when, and what it is licensed for.
fn head(scene: &Scene, answer: &Answer, laid: &Laid) -> Block {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let request = &answer.request;
    let drug = scene.book.drug(&request.treatment.drug).map(|it| it.name.get(lang).to_owned()).unwrap_or_default();
    let made = format!("{} {}", words.sheet_made(), date_in_words(request.today, lang));
    let status = standing(&scene.book, request, lang);
    let first = laid.start.map(|it| long_date(it, lang)).unwrap_or_default();
    let down = laid.descent.is_some();
    let from_to = if down { Headline::answering(answer, &scene.book, lang).title } else { String::new() };
    let from_to_high = if down { lines(&from_to, ACROSS) } else { 0 };
    let high = 92 + (lines(&status, ACROSS) + from_to_high + 1) * LINE;
    Block::of(
        high,
        html! {
            <>
                <h1>{ drug }</h1>
                <p class="draft" hidden={laid.start.is_some()}><strong>{ words.draft() }</strong>{ " " }{ words.draft_help() }</p>
                <p hidden={!down}><strong>{ said(&from_to, lang) }</strong></p>
                <p><span hidden={laid.start.is_none() || down}>{ words.first_day() }{ words.colon() }<strong>{ said(&first, lang) }</strong>{ ". " }</span>{ said(&made, lang) }{ "." }</p>
                <p class="meta" hidden={status.is_empty()}>{ said(&status, lang) }</p>
            </>
        },
    )
}

/// The stair, as wide as the page.
fn stair(scene: &Scene, laid: &Laid) -> Block {
    const WIDE: u16 = 640;
    let size = (WIDE.into(), 50);
    let high = Outline::lay(laid, None, size, scene.lang).height;
    Block::of(high.unsigned_abs() * ACROSS / u32::from(WIDE) + 25, outline(laid, None, size, scene.lang))
}

/// The table of doses.
fn doses(scene: &Scene, laid: &Laid, rows: &[StepRow]) -> Vec<Block> {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let cuts: Vec<Option<String>> = cuts(laid).map(|it| it.map(|(it, _)| cut(it, lang))).collect();
    let last = if laid.descent.is_some() { words.taper_steps() } else { words.before() };
    let chunk = |(rows, cuts): (&[StepRow], &[Option<String>])| {
        let row_high = |row: &StepRow| {
            let intakes: u32 = row.intakes.iter().map(|it| lines(it, UNITS)).sum();
            intakes.max(lines(&row.short, WHEN)).max(1) * LINE + 25
        };
        let high = 2 * LINE + 20 + rows.iter().map(row_high).sum::<u32>();
        let html = html! {
            <table class="doses">
                <thead><tr><th>{ words.when() }</th><th>{ words.dose() }</th><th>{ words.units() }</th><th>{ last }</th></tr></thead>
                <tbody>
                    for (at, (row, cut)) in rows.iter().zip(cuts).enumerate() {
                        <tr key={at}>
                            <th scope="row">{ said(&row.short, lang) }</th>
                            <td><b>{ step_dose(row) }</b></td>
                            <td>
                                for (at, intake) in row.intakes.iter().chain(row.intakes.is_empty().then_some(&row.dose)).enumerate() {
                                    <p key={at}>{ intake }</p>
                                }
                            </td>
                            <td>{ beside(row, cut.as_deref(), words) }</td>
                        </tr>
                    }
                </tbody>
            </table>
        };
        Block::of(high, html)
    };
    rows.chunks(MOST_ROWS).zip(cuts.chunks(MOST_ROWS)).map(chunk).collect()
}

/// What must be so before each rise: once, where it is the same for all of them.
fn conditions(rows: &[StepRow], scene: &Scene) -> Vec<Block> {
    let words = Words(scene.lang);
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
    listed(words.gates(), each.into_iter().chain([last]).collect(), scene.lang)
}

/// Signs to stop for, in a frame of their own.
fn stop_signs(scene: &Scene, answer: &Answer) -> Option<Block> {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let signs = told::signs(scene, answer);
    if signs.is_empty() {
        return None;
    }
    let text = |it: &Sign| format!("{}{}", it.line.0, it.line.1);
    // The frame is narrower than the page by its edges.
    let high = HEADING + 50 + signs.iter().map(|it| lines(&text(it), DOTTED - 100) * LINE + 8).sum::<u32>();
    let html = html! {
        <div class="stopb">
            <h2>{ told::signs_heading(answer, words) }</h2>
            <ul class="dots">
                for it in signs {
                    <li key={it.id.clone()}><b>{ &it.line.0 }</b>{ words.colon() }{ said(&it.line.1, lang) }</li>
                }
            </ul>
        </div>
    };
    Some(Block::of(high, html))
}
