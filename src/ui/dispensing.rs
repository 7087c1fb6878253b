//! What to hand over: strengths, batches, totals, what is left.

use palier_engine::dispense::write_supply;
use palier_engine::dose::write_micrograms;
use palier_engine::plan::Quantity;
use palier_engine::supply::Supply;
use palier_engine::words::Lang;
use yew::prelude::*;

use crate::app::Scene;
use crate::ui::schedule::Laid;
use crate::words::{self, Words};

/// One line of the table: a batch, or the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which batch.
    pub name: String,
    /// The days it covers.
    pub when: String,
    /// One cell per supply.
    pub cells: Vec<Cell>,
}

/// How much of one supply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// In figures, with its unit.
    pub figures: String,
    /// In words; empty for nothing.
    pub words: String,
    /// What is left over; empty for nothing.
    pub leftover: String,
}

/// The lines of a course's dispensing, the total last.
#[must_use]
pub fn rows(laid: &Laid, lang: Lang) -> Vec<Row> {
    let words = Words(lang);
    let dispensing = &laid.course.dispensing;
    let cells = |quantities: &[Quantity]| {
        (0..laid.supplies.len())
            .map(|at| {
                quantities
                    .iter()
                    .find(|it| it.supply == at)
                    .map_or_else(nothing, |it| cell(it, &laid.supplies[at], lang))
            })
            .collect()
    };
    let batches = dispensing.batches.iter().enumerate().map(|(at, batch)| Row {
        name: format!("{}\u{a0}{}", words.batch(), at + 1),
        when: laid.span(batch.first_day.into(), batch.last_day.into(), lang),
        cells: cells(&batch.quantities),
    });
    let total = Row { name: words.total().to_owned(), when: String::new(), cells: cells(&dispensing.totals) };
    batches.chain([total]).collect()
}

/// Nothing is handed over: said, not left blank.
fn nothing() -> Cell {
    Cell { figures: "0".to_owned(), ..Cell::default() }
}

fn cell(quantity: &Quantity, of: &Supply, lang: Lang) -> Cell {
    if quantity.dispensed == 0 {
        return nothing();
    }
    let leftover = if quantity.leftover == 0 { String::new() } else { words::measure(quantity.leftover, of, lang) };
    let figures = match of {
        Supply::Liquid { bottle, .. } => match lang {
            Lang::Fr => format!("{}\u{a0}× flacon de {}", quantity.containers, bottle.write(lang)),
            Lang::En => format!("{}\u{a0}× {} bottle", quantity.containers, bottle.write(lang)),
        },
        Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Drops { .. } => {
            words::measure(quantity.dispensed, of, lang)
        }
    };
    Cell { figures, words: words::count_in_words(quantity.containers, of, lang), leftover }
}

/// The table, on the page and on the sheet.
pub fn table(scene: &Scene, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let rows = rows(laid, lang);
    html! {
        <table class="dispense" data-testid="dispensing">
            <thead><tr>
                <th scope="col">{ words.batch() }</th>
                for (at, supply) in laid.supplies.iter().enumerate() {
                    <th key={at} scope="col"><i class={format!("pill pill-{}", at % 6)} aria-hidden="true"></i>{ " " }{ words::capital(&write_supply(supply, lang)) }</th>
                }
            </tr></thead>
            <tbody>
                for row in rows {
                    <tr key={row.name.clone()} class={classes!(row.when.is_empty().then_some("total"))}>
                        <th scope="row">{ row.name.clone() }<small>{ row.when.clone() }</small></th>
                        for (at, cell) in row.cells.iter().enumerate() {
                            <td key={at}>
                                <b>{ &cell.figures }</b>
                                <small>{ &cell.words }</small>
                                <small class="left" hidden={cell.leftover.is_empty()}>{ words.leftover() }{ words.colon() }{ &cell.leftover }</small>
                            </td>
                        }
                    </tr>
                }
            </tbody>
        </table>
    }
}

/// Strengths, batches and totals.
pub fn dispensing(scene: &Scene, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let dispensing = &laid.course.dispensing;
    let smallest: Vec<String> = dispensing.smallest_set.iter().map(|it| it.write(lang)).collect();
    html! {
        <section class="card dispensing" aria-labelledby={scene.id("dispensing-title")} hidden={dispensing.totals.is_empty()}>
            <h2 id={scene.id("dispensing-title")}>{ words.dispensing() }</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby={scene.id("dispensing-title")}>
                { table(scene, laid) }
            </div>
            <p><strong>{ words.total_drug() }{ words.colon() }</strong>{ write_micrograms(dispensing.total_micrograms, lang) }</p>
            <p class="help" hidden={smallest.is_empty()}>{ words.smallest_set() }{ " " }{ words::and(&smallest, lang) }{ "." }</p>
        </section>
    }
}
