//! What to prepare or to hand over: only what is taken, counted in figures and in words, and the boxes it is sold in.

use palier_engine::book::drug::{Bottle, Drug};
use palier_engine::book::place::Region;
use palier_engine::book::statement::Prepared;
use palier_engine::book::supply::{Supply, SupplyIndex};
use palier_engine::course::HeldUse;
use palier_engine::course::SupplyQuantity;
use palier_engine::dispense::packs::{held, packs};
use palier_engine::exact::dose::write_micrograms;
use palier_engine::lang::Lang;
use palier_engine::words::units::write_supply;

use crate::markup::prelude::*;
use crate::texts::{name, say};
use crate::ui::laid::Laid;
use crate::ui::outcome::dispensing::{BatchRow, Cell, bottles_of, counted, nothing, rows};
use crate::ui::said::said;
use crate::words::{self, Words};

/// What to prepare or to hand over for a whole plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What it is in one line: `126 gélules en 3 lots : 0,5 mg, 1,5 mg et 3 mg, 210 mg en tout`.
    pub sentence: String,
    /// What is handed over, a column each; what is never taken has none.
    pub columns: Vec<Column>,
    /// The batches, the total last.
    pub rows: Vec<BatchRow>,
    /// What of it is compounded; empty where all is sold.
    pub prepared: Vec<Prepared>,
}

/// One thing that is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it is.
    pub head: String,
    /// How none of it is said.
    pub none: &'static str,
    /// The boxes that the whole plan needs and what is left in them, where sizes of boxes are known; else empty.
    pub boxes: String,
}

impl Order {
    /// What a course needs.
    #[must_use]
    pub fn of(laid: &Laid, drug: Option<&Drug>, region: Region, lang: Lang) -> Self {
        let totals = &laid.course.dispensing.totals;
        let used: Vec<(SupplyIndex, &Supply, &SupplyQuantity)> = SupplyIndex::each(&laid.supplies)
            .filter_map(|(at, supply)| {
                Some((at, supply, totals.iter().find(|it| it.supply == at && it.dispensed > 0)?))
            })
            .collect();
        let home = Home::of(laid);
        let column = |(at, supply, total): &(SupplyIndex, &Supply, &SupplyQuantity)| Column {
            head: words::capital(&write_supply(supply, lang)),
            none: none_of(supply, lang),
            boxes: boxes(supply, home.containers(*at, total), drug, region, lang),
        };
        let places: Vec<usize> = used.iter().map(|(at, ..)| usize::from(*at)).collect();
        let kept = |row: BatchRow| {
            let cells = places.iter().map(|at| row.cells.get(*at).cloned().unwrap_or_default()).collect();
            BatchRow { cells, ..row }
        };
        let sold = |supply: &Supply| drug.is_some_and(|it| it.sold(region, supply).next().is_some());
        let compounded = used.iter().filter(|(_, supply, _)| !sold(supply));
        Self {
            sentence: sentence(laid, &used, &home, lang),
            columns: used.iter().map(column).collect(),
            rows: home.beneath(rows(laid, lang), lang).into_iter().map(kept).collect(),
            prepared: compounded.filter_map(|(_, supply, _)| Prepared::of(supply)).collect(),
        }
    }

    /// What the sheet of it is called: what is only sold is not prepared.
    #[must_use]
    pub fn title(&self, words: Words) -> &'static str {
        if self.prepared.is_empty() { words.dispensing_sheet() } else { words.preparation_sheet() }
    }
}

/// What of a way down is at home and is used: it is not handed over again.
struct Home<'a> {
    laid: &'a Laid,
    held: &'a [HeldUse],
}

impl<'a> Home<'a> {
    fn of(laid: &'a Laid) -> Self {
        let held = &laid.course.held;
        Self { laid, held: if held.iter().any(|it| it.used > 0) { held } else { &[] } }
    }

    fn held(&self, at: SupplyIndex) -> Option<&HeldUse> {
        self.held.iter().find(|it| it.supply == at)
    }

    fn bottle(&self, at: SupplyIndex) -> Option<Bottle> {
        self.laid.course.dispensing.bottles.iter().find(|it| it.supply == at).map(|it| it.bottle)
    }

    /// Capsules, tablets or bottles that are handed over of a supply.
    fn containers(&self, at: SupplyIndex, total: &SupplyQuantity) -> u32 {
        match (self.held(at), at.of(&self.laid.supplies)) {
            (Some(held), Some(Supply::Capsule { .. } | Supply::Tablet { .. })) => held.wanted,
            (Some(held), Some(Supply::Drops { .. } | Supply::Liquid { .. })) => {
                bottles_of(held.wanted, self.bottle(at))
            }
            (Some(_), None) | (None, _) => total.containers,
        }
    }

    /// The rows, then what of their total is at home, then what is handed over.
    fn beneath(&self, mut rows: Vec<BatchRow>, lang: Lang) -> Vec<BatchRow> {
        let Some(total) = rows.last().cloned().filter(|_| !self.held.is_empty()) else { return rows };
        let words = Words(lang);
        let each = |of: &dyn Fn(&HeldUse, &Supply) -> Cell, other: &dyn Fn(usize) -> Cell| -> Vec<Cell> {
            let all = SupplyIndex::each(&self.laid.supplies).enumerate();
            all.map(|(place, (at, supply))| self.held(at).map_or_else(|| other(place), |it| of(it, supply))).collect()
        };
        let none = |it: Cell| if it.figures == "0" { nothing() } else { it };
        let used = each(&|it, supply| none(counted(it.used, supply, None, lang)), &|_| nothing());
        let wanted = each(&|it, supply| none(counted(it.wanted, supply, self.bottle(it.supply), lang)), &|place| {
            total.cells.get(place).cloned().unwrap_or_default()
        });
        let row = |name: &str, cells| BatchRow { name: name.to_owned(), when: String::new(), cells };
        rows.extend([row(words.at_home(), used), row(words.to_hand_over(), wanted)]);
        rows
    }
}

fn none_of(supply: &Supply, lang: Lang) -> &'static str {
    match supply {
        Supply::Capsule { .. } => name!(lang, none_of.feminine),
        Supply::Tablet { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => name!(lang, none_of.masculine),
    }
}

fn sentence(laid: &Laid, used: &[(SupplyIndex, &Supply, &SupplyQuantity)], home: &Home<'_>, lang: Lang) -> String {
    let dispensing = &laid.course.dispensing;
    let handed = |(at, _, total): &&(SupplyIndex, &Supply, &SupplyQuantity)| match home.held(*at) {
        Some(held) => held.wanted > 0,
        None => total.dispensed > 0,
    };
    let used: Vec<_> = used.iter().filter(handed).collect();
    if used.is_empty() {
        let words = Words(lang);
        return if home.held.is_empty() { words.nothing_to_hand_over() } else { words.all_at_home() }.to_owned();
    }
    let total = write_micrograms(dispensing.total_micrograms, lang);
    let count = dispensing.batches.len();
    let batches = say!(lang, batches_in_all, count);
    let strengths: Vec<String> = used.iter().map(|(_, it, _)| it.strength().write(lang)).collect();
    let all = |is: fn(&Supply) -> bool| used.iter().all(|(_, it, _)| is(it));
    let count: u64 = used.iter().map(|(at, _, it)| u64::from(home.containers(*at, it))).sum();
    let what = if all(|it| matches!(it, Supply::Capsule { .. })) {
        say!(lang, capsules_in_all, count)
    } else if all(|it| matches!(it, Supply::Tablet { .. })) {
        say!(lang, tablets_in_all, count)
    } else {
        words::capital(&words::and(&used.iter().map(|(_, it, _)| write_supply(it, lang)).collect::<Vec<_>>(), lang))
    };
    let strengths = words::and(&strengths, lang);
    if !home.held.is_empty() {
        return say!(lang, handed_over_beside, what, strengths);
    }
    say!(lang, handed_over, what, batches, strengths, total)
}

/// The boxes of what is sold.
fn boxes(supply: &Supply, units: u32, drug: Option<&Drug>, region: Region, lang: Lang) -> String {
    let sizes: Vec<u16> =
        drug.into_iter().flat_map(|it| it.sold(region, supply)).flat_map(|it| it.packs.iter().copied()).collect();
    let packs = packs(units, &sizes);
    let written: Vec<String> = packs
        .iter()
        .map(|it| {
            let (count, size) = (it.count, it.size.to_string());
            say!(lang, boxes, count, size)
        })
        .collect();
    let (boxes, left) = (words::and(&written, lang), held(&packs).saturating_sub(units));
    if boxes.is_empty() || left == 0 { boxes } else { say!(lang, left_in_boxes, boxes, left) }
}

/// The table of it, on the screen and on paper. `whole`: the total is its last row.
pub(crate) fn order_table(order: &Order, whole: bool, lang: Lang) -> Html {
    let words = Words(lang);
    let total = order.rows.len().checked_sub(1).filter(|_| whole);
    html! {
        <table class="ord" role="table" translate="no" data-testid="dispensing">
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{ words.batch() }</th>
                for (at, column) in order.columns.iter().enumerate() {
                    <th key={at} scope="col" role="columnheader" class="r">{ &column.head }</th>
                }
            </tr></thead>
            <tbody role="rowgroup">
                for (at, row) in order.rows.iter().enumerate() {
                    <tr key={at} role="row" class={classes!((Some(at) == total).then_some("total"))}>
                        <th scope="row" role="rowheader">{ &row.name }{ " " }<small hidden={row.when.is_empty()}>{ said(&row.when, lang) }</small></th>
                        for (column, it) in order.columns.iter().zip(&row.cells) {
                            { cell(column, it, Some(at) == total, words) }
                        }
                    </tr>
                }
            </tbody>
        </table>
    }
}

fn cell(column: &Column, it: &Cell, total: bool, words: Words) -> Html {
    let (colon, boxes) = (words.colon(), if total { column.boxes.as_str() } else { "" });
    if it.words.is_empty() {
        return html! { <td key={column.head.clone()} role="cell" class="r nil" data-label={column.head.clone()}>{ column.none }</td> };
    }
    html! {
        <td key={column.head.clone()} role="cell" class="r" data-label={column.head.clone()}>
            <b>{ &it.figures }</b>
            <small>{ " " }{ &it.words }</small>
            <small hidden={it.taken.is_empty()}>{ " " }{ words.to_take() }{ colon }{ &it.taken }</small>
            <small hidden={it.life.is_empty()}>{ " " }{ &it.life }</small>
            <small hidden={it.leftover.is_empty()}>{ " " }{ words.leftover() }{ colon }{ &it.leftover }</small>
            <small hidden={boxes.is_empty()}>{ " " }{ boxes }</small>
        </td>
    }
}
