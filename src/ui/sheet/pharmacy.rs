//! The sheet of the pharmacist: what to prepare or hand over, how it is taken, what to check.

use palier_engine::book::rule::Severity;
use palier_engine::exact::dose::write_micrograms;
use palier_engine::words::dates::date_in_words;
use yew::prelude::*;

use crate::state::answer::Answer;
use crate::ui::cite::standing;
use crate::ui::handed::order::{Order, order_table};
use crate::ui::handed::told;
use crate::ui::laid::Laid;
use crate::ui::outcome::schedule::{StepRow, rows};
use crate::ui::scene::Scene;
use crate::ui::sheet::pages::{ACROSS, Block, identity, lines, listed, pages};
use crate::words::Words;

/// Rows of a table that stand together.
const MOST_ROWS: usize = 10;

/// The pages.
pub(super) fn pharmacy(scene: &Scene, answer: &Answer, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let request = &answer.request;
    let order = Order::of(laid, scene.book.drug(&request.treatment.drug), request.region, lang);
    let mut blocks = vec![identity(answer, words), head(scene, answer, &order)];
    blocks.extend(ordered(scene, laid, &order));
    blocks.extend(takes(scene, laid));
    blocks.extend(told::beside(laid, lang).into_iter().map(paragraph));
    let kidneys = answer.assessment().and_then(|it| it.kidneys.as_ref()).map(|it| it.text.clone());
    blocks.extend(kidneys.map(paragraph));
    blocks.extend(listed(words.cautions(), told::findings(answer, Severity::Caution, lang)));
    blocks.extend(listed(words.pairs_contraindicated(), told::contraindicated_pairs(answer, lang)));
    blocks.extend(listed(words.for_pharmacist(), told::compounding(scene, &request.treatment.drug, &order)));
    pages(scene, answer, order.title(words), blocks)
}

fn paragraph(text: String) -> Block {
    Block::of(lines(&text, ACROSS) * 5 + 2, html! { <p>{ text }</p> })
}

fn head(scene: &Scene, answer: &Answer, order: &Order) -> Block {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let request = &answer.request;
    let drug = scene.book.drug(&request.treatment.drug).map(|it| it.name.get(lang).to_owned()).unwrap_or_default();
    let by = request.prescriber.as_ref().map(|it| format!(" · {}{}{it}", words.prescriber(), words.colon()));
    let made = format!("{} {}{}", words.sheet_made(), date_in_words(request.today, lang), by.unwrap_or_default());
    let status = standing(&scene.book, request, scene.lang);
    let high = 22 + (lines(&order.sentence, ACROSS) + lines(&status, ACROSS + 10)) * 5;
    Block::of(
        high,
        html! {
            <>
                <h1>{ drug }</h1>
                <p><strong>{ &order.sentence }</strong></p>
                <p class="meta">{ made }</p>
                <p class="meta">{ status }</p>
            </>
        },
    )
}

/// What is handed over, batch by batch. The rows of many batches go on on the next page.
fn ordered(scene: &Scene, laid: &Laid, order: &Order) -> Vec<Block> {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let total = write_micrograms(laid.course.dispensing.total_micrograms, lang);
    let chunks: Vec<Order> =
        order.rows.chunks(MOST_ROWS).map(|rows| Order { rows: rows.to_vec(), ..order.clone() }).collect();
    let last = chunks.len().saturating_sub(1);
    let across = 64 / order.columns.len().max(1);
    let block = |(at, it): (usize, &Order)| {
        let cell = |row: &crate::ui::outcome::dispensing::BatchRow| {
            let texts = row.cells.iter().map(|it| {
                [&it.figures, &it.words, &it.taken, &it.life, &it.leftover]
                    .iter()
                    .map(|it| lines(it, across))
                    .sum::<u32>()
            });
            texts.max().unwrap_or(1).max(lines(&row.when, 26) + 1) * 5 + 4
        };
        let boxes: u32 =
            if at == last { it.columns.iter().map(|it| lines(&it.boxes, across) * 5).max().unwrap_or(0) } else { 0 };
        let heads: u32 = it.columns.iter().map(|it| lines(&it.head, across)).max().unwrap_or(1) * 5;
        let high = 14 + heads + it.rows.iter().map(cell).sum::<u32>() + boxes + if at == last { 8 } else { 0 };
        let html = html! {
            <>
                <h2 hidden={at > 0}>{ if it.prepared.is_empty() { words.to_hand_over() } else { words.to_prepare() } }</h2>
                { order_table(it, at == last, lang) }
                <p hidden={at != last}><strong>{ words.total_drug() }{ words.colon() }</strong>{ &total }</p>
            </>
        };
        Block::of(high, html)
    };
    chunks.iter().enumerate().map(block).collect()
}

/// How it is taken.
fn takes(scene: &Scene, laid: &Laid) -> Vec<Block> {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let rows = rows(laid, lang);
    let block = |(at, rows): (usize, &[StepRow])| {
        let said = |it: &StepRow| it.intakes.join(words.semicolon());
        let high = |it: &StepRow| lines(&said(it), 44).max(lines(&it.when, 26)) * 5 + 3;
        let html = html! {
            <>
                <h2 hidden={at > 0}>{ words.schedule() }</h2>
                <table class="takes">
                    <tbody>
                        for (at, row) in rows.iter().enumerate() {
                            <tr key={at}>
                                <th scope="row">{ &row.when }</th>
                                <td><b>{ &row.dose }</b></td>
                                <td>{ said(row) }</td>
                                <td><span class="num" hidden={row.gate_number == 0}>{ row.gate_number }</span></td>
                            </tr>
                        }
                    </tbody>
                </table>
            </>
        };
        Block::of(if at == 0 { 11 } else { 0 } + rows.iter().map(high).sum::<u32>(), html)
    };
    rows.chunks(MOST_ROWS).enumerate().map(block).collect()
}
