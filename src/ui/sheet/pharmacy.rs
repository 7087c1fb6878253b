//! The sheet of the pharmacist: what to prepare or hand over, how it is taken, what to check.

use palier_engine::book::rule::Severity;
use palier_engine::course::Step;
use palier_engine::exact::dose::write_micrograms;
use palier_engine::words::dates::date_in_words;

use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::ui::cite::standing;
use crate::ui::handed::order::{Order, order_table};
use crate::ui::handed::told;
use crate::ui::laid::Laid;
use crate::ui::outcome::descent::{at_home, cut, cuts, largest};
use crate::ui::outcome::dispensing::{BatchRow, step_totals};
use crate::ui::outcome::relay::dates;
use crate::ui::outcome::schedule::{StepRow, rows};
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::ui::sheet::pages::{
    ACROSS, Block, HEADING, LINE, UNITS, WHEN, beside, identity, lines, listed, pages, paragraph, step_dose,
};
use crate::words::Words;

/// Rows of a table that stand together.
const MOST_ROWS: usize = 10;

/// The pages.
pub(super) fn pharmacy(scene: &Scene, answer: &Answer, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let request = &answer.request;
    let order = Order::of(laid, scene.book.drug(&request.treatment.drug), request.region, lang);
    let mut blocks = vec![identity(answer, words), head(scene, answer, &order)];
    if !order.columns.is_empty() {
        blocks.extend(ordered(scene, laid, &order));
    }
    blocks.extend(takes(scene, laid));
    let kidneys = answer.assessment().and_then(|it| it.kidneys.as_ref()).map(|it| it.text.clone());
    let beside = told::beside(laid, lang)
        .into_iter()
        .chain(largest(laid, lang))
        .chain(at_home(laid, lang))
        .chain(dates(&scene.book, answer, lang))
        .chain(kidneys);
    blocks.extend(beside.map(|it| paragraph(&it, None, lang)));
    blocks.extend(listed(words.cautions(), told::findings(answer, Severity::Caution, lang), lang));
    blocks.extend(listed(words.pairs_contraindicated(), told::contraindicated_pairs(answer, lang), lang));
    let compounding = told::compounding(scene, &request.treatment.drug, &order).into_iter();
    blocks.extend(listed(words.for_pharmacist(), compounding.chain(told::notes(laid, &told::INSTEAD)).collect(), lang));
    pages(scene, answer, order.title(words), blocks)
}

fn head(scene: &Scene, answer: &Answer, order: &Order) -> Block {
    let lang = scene.lang;
    let request = &answer.request;
    let drug = scene.book.drug(&request.treatment.drug).map(|it| it.name.get(lang).to_owned()).unwrap_or_default();
    let made = format!("{} {}", Words(lang).sheet_made(), date_in_words(request.today, lang));
    let status = standing(&scene.book, request, lang);
    let high = 92 + (lines(&order.sentence, ACROSS * 9 / 10) + lines(&status, ACROSS) + 1) * LINE;
    Block::of(
        high,
        html! {
            <>
                <h1>{ drug }</h1>
                <p><strong>{ &order.sentence }</strong></p>
                <p class="meta">{ said(&made, lang) }</p>
                <p class="meta" hidden={status.is_empty()}>{ said(&status, lang) }</p>
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
    // Columns are equally wide, that of the batches too.
    let across = ACROSS / (u32::try_from(order.columns.len()).unwrap_or(u32::MAX).saturating_add(1)) - 20;
    let all = |texts: &[&String]| texts.iter().filter(|it| !it.is_empty()).map(|it| lines(it, across)).sum::<u32>();
    let row = |it: &BatchRow| {
        // Figures stand taller than their words.
        let cells = it.cells.iter().map(|it| 2 + all(&[&it.words, &it.taken, &it.life, &it.leftover]));
        cells.max().unwrap_or(1).max(all(&[&it.name, &it.when])) * LINE + 25
    };
    let block = |(at, it): (usize, &Order)| {
        let ends = at == last;
        let heads = it.columns.iter().map(|it| all(&[&it.head])).max().unwrap_or(1);
        let boxes = it.columns.iter().map(|it| all(&[&it.boxes])).max().filter(|_| ends).unwrap_or(0);
        let high = HEADING + (heads + boxes + 2) * LINE + it.rows.iter().map(row).sum::<u32>();
        let html = html! {
            <>
                <h2 hidden={at > 0}>{ if it.prepared.is_empty() { words.to_hand_over() } else { words.to_prepare() } }</h2>
                { order_table(it, ends, lang) }
                <p hidden={!ends}><strong>{ words.total_drug() }{ words.colon() }</strong>{ &total }</p>
            </>
        };
        Block::of(high, html)
    };
    chunks.iter().enumerate().map(block).collect()
}

/// A row of what is taken: with all of it in the step, and the cut that leads to it.
struct Taken {
    row: StepRow,
    totals: String,
    cut: Option<String>,
}

/// How it is taken.
fn takes(scene: &Scene, laid: &Laid) -> Vec<Block> {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let totals = |it: &Step| {
        let all = step_totals(laid, it, lang).join(words.semicolon());
        if all.is_empty() { all } else { format!("{}{}{all}", words.step_total(), words.colon()) }
    };
    let rows: Vec<Taken> = (rows(laid, lang).into_iter().zip(&laid.course.steps).zip(cuts(laid)))
        .map(|((row, step), fall)| Taken { row, totals: totals(step), cut: fall.map(|(it, _)| cut(it, lang)) })
        .collect();
    let block = |(at, rows): (usize, &[Taken])| {
        let none = |it: &Taken| if it.row.intakes.is_empty() { it.row.dose.clone() } else { String::new() };
        let taken = |it: &Taken| it.row.intakes.join(words.semicolon()) + &none(it);
        let all =
            |it: &Taken| lines(&taken(it), UNITS) + if it.totals.is_empty() { 0 } else { lines(&it.totals, UNITS) };
        let high = |it: &Taken| all(it).max(lines(&it.row.short, WHEN)) * LINE + 25;
        let html = html! {
            <>
                <h2 hidden={at > 0}>{ words.schedule() }</h2>
                <table class="takes">
                    <tbody>
                        for (at, it) in rows.iter().enumerate() {
                            <tr key={at}>
                                <th scope="row">{ said(&it.row.short, lang) }</th>
                                <td><b>{ step_dose(&it.row) }</b></td>
                                <td>{ taken(it) }<p hidden={it.totals.is_empty()}>{ &it.totals }</p></td>
                                <td>{ beside(&it.row, it.cut.as_deref(), words) }</td>
                            </tr>
                        }
                    </tbody>
                </table>
            </>
        };
        Block::of(if at == 0 { HEADING } else { 0 } + rows.iter().map(high).sum::<u32>(), html)
    };
    rows.chunks(MOST_ROWS).enumerate().map(block).collect()
}
