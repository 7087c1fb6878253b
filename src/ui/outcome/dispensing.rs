//! What to hand over: strengths, batches, totals, what is left.

use palier_engine::book::drug::Bottle;
use palier_engine::book::supply::{Amount, Supply, SupplyIndex, Taken};
use palier_engine::course::{Step, SupplyQuantity};
use palier_engine::exact::dose::{Volume, write_micrograms};
use palier_engine::lang::Lang;
use palier_engine::words::units::write_supply;

use crate::markup::prelude::*;
use crate::ui::laid::Laid;
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// One line of the table: a batch, or the total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
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
    /// The same number in words; empty for nothing.
    pub words: String,
    /// What is taken of it, in figures and in words, where that is not what is counted; else empty.
    pub taken: String,
    /// How long a bottle keeps; empty for what has none.
    pub life: String,
    /// What is left over; empty for nothing.
    pub leftover: String,
}

/// The lines of a course's dispensing, the total last.
#[must_use]
pub fn rows(laid: &Laid, lang: Lang) -> Vec<BatchRow> {
    let words = Words(lang);
    let dispensing = &laid.course.dispensing;
    let bottle = |at: SupplyIndex| dispensing.bottles.iter().find(|it| it.supply == at).map(|it| it.bottle);
    let cells = |quantities: &[SupplyQuantity]| {
        SupplyIndex::each(&laid.supplies)
            .map(|(at, supply)| {
                quantities
                    .iter()
                    .find(|it| it.supply == at)
                    .map_or_else(nothing, |it| cell(it, supply, bottle(at), lang))
            })
            .collect()
    };
    let batches = dispensing.batches.iter().enumerate().map(|(at, batch)| BatchRow {
        name: format!("{}\u{a0}{}", words.batch(), at + 1),
        when: laid.span(batch.first_day, batch.last_day, lang),
        cells: cells(&batch.quantities),
    });
    let total = BatchRow { name: words.total().to_owned(), when: String::new(), cells: cells(&dispensing.totals) };
    batches.chain([total]).collect()
}

/// Nothing is handed over: said, not left blank.
pub(crate) fn nothing() -> Cell {
    Cell { figures: "0".to_owned(), ..Cell::default() }
}

/// So many whole units, or drops, that are counted beside the batches: bottles of drops where `bottle` is known.
pub(crate) fn counted(count: u32, of: &Supply, bottle: Option<Bottle>, lang: Lang) -> Cell {
    let (amount, containers) = match (of, bottle) {
        (Supply::Capsule { .. } | Supply::Tablet { .. }, _) => (u64::from(count) * 2, count),
        (Supply::Drops { .. } | Supply::Liquid { .. }, bottle) => (count.into(), bottles_of(count, bottle)),
    };
    let quantity = SupplyQuantity { taken: amount, dispensed: amount, containers, ..SupplyQuantity::default() };
    cell(&quantity, of, bottle, lang)
}

/// Bottles that hold so many drops; none where the bottle is not known.
pub(crate) fn bottles_of(drops: u32, bottle: Option<Bottle>) -> u32 {
    bottle.map_or(0, |it| drops.div_ceil(u32::from(it.drops).max(1)))
}

/// All that is taken in a step, supply by supply: `Gélules de 75 mg : 14`.
#[must_use]
pub fn step_totals(laid: &Laid, step: &Step, lang: Lang) -> Vec<String> {
    let units = || step.intakes.iter().flat_map(|it| &it.units);
    let amount = |it: &Taken| match it.amount {
        Amount::Halves(count) | Amount::Drops(count) => u64::from(count),
        Amount::Volume(volume) => u64::from(volume.microlitres()),
    };
    let line = |(at, of): (SupplyIndex, &Supply)| {
        let taken: u64 = units().filter(|it| it.supply == at).map(amount).sum();
        let total = words::measure(taken * u64::from(step.taking_days()), of, lang);
        (taken > 0).then(|| format!("{}{}{total}", words::capital(&write_supply(of, lang)), Words(lang).colon()))
    };
    SupplyIndex::each(&laid.supplies).filter_map(line).collect()
}

fn cell(quantity: &SupplyQuantity, of: &Supply, bottle: Option<Bottle>, lang: Lang) -> Cell {
    if quantity.dispensed == 0 {
        return nothing();
    }
    let leftover = if quantity.leftover == 0 { String::new() } else { words::measure(quantity.leftover, of, lang) };
    let taken = || {
        let (figures, in_words) = (quantity.taken, words::measure_in_words(quantity.taken, of, lang));
        format!("{} ({in_words})", words::measure(figures, of, lang))
    };
    let counted = words::count_in_words(quantity.containers, of, lang);
    let in_bottles = |volume: Volume, keeps_days| Cell {
        figures: words::bottles(quantity.containers, volume, lang),
        words: counted.clone(),
        taken: taken(),
        life: words::bottle_life(keeps_days, lang),
        leftover: leftover.clone(),
    };
    let alone = |in_words: String| Cell {
        figures: words::measure(quantity.dispensed, of, lang),
        words: in_words,
        leftover: leftover.clone(),
        ..Cell::default()
    };
    match (of, bottle) {
        (Supply::Capsule { .. } | Supply::Tablet { .. }, _) => alone(counted.clone()),
        (Supply::Liquid { bottle, keeps_days, .. }, _) => in_bottles(*bottle, *keeps_days),
        (Supply::Drops { .. }, Some(bottle)) => in_bottles(bottle.volume, None),
        // The bottle is not known: the drops themselves are counted.
        (Supply::Drops { .. }, None) => alone(words::measure_in_words(quantity.dispensed, of, lang)),
    }
}

/// Of each supply, whether any of it is handed over: what is never taken has no column.
#[must_use]
pub fn used(laid: &Laid) -> Vec<bool> {
    let handed = |at: SupplyIndex| laid.course.dispensing.totals.iter().any(|it| it.supply == at && it.dispensed > 0);
    SupplyIndex::each(&laid.supplies).map(|(at, _)| handed(at)).collect()
}

/// The table, on the page and on the sheet.
pub fn table(scene: &Scene, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let (rows, used) = (rows(laid, lang), used(laid));
    let head = |it: &Supply| words::capital(&write_supply(it, lang)).into();
    let heads: Vec<AttrValue> = laid.supplies.iter().map(head).collect();
    html! {
        <table class="dispense" role="table" translate="no" data-testid="dispensing">
            <thead role="rowgroup"><tr role="row">
                <th scope="col" role="columnheader">{ words.batch() }</th>
                for (at, head) in heads.iter().enumerate().filter(|(at, _)| used[*at]) {
                    <th key={at} scope="col" role="columnheader" class="r">{ head }</th>
                }
            </tr></thead>
            <tbody role="rowgroup">
                for row in rows {
                    <tr key={row.name.clone()} role="row" class={classes!(row.when.is_empty().then_some("total"))}>
                        <th scope="row" role="rowheader">{ row.name.clone() }<small>{ said(&row.when, lang) }</small></th>
                        for (at, cell) in row.cells.iter().enumerate().filter(|(at, _)| used[*at]) {
                            <td key={at} role="cell" class={classes!("r", cell.words.is_empty().then_some("zero"))} data-label={heads[at].clone()}>
                                <b>{ &cell.figures }</b>
                                <small>{ &cell.words }</small>
                                <small hidden={cell.taken.is_empty()}>{ words.to_take() }{ words.colon() }{ &cell.taken }</small>
                                <small hidden={cell.life.is_empty()}>{ &cell.life }</small>
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
pub(crate) fn dispensing(scene: &Scene, laid: &Laid) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let dispensing = &laid.course.dispensing;
    let smallest: Vec<String> = dispensing.smallest_set.iter().map(|it| it.write(lang)).collect();
    let some = used(laid).contains(&true);
    html! {
        <div class="dispensing">
            <p hidden={some}>{ words.nothing_to_hand_over() }</p>
            <div>
                if some {
                    { table(scene, laid) }
                }
            </div>
            <p translate="no" hidden={!some}><b>{ words.total_drug() }{ words.colon() }</b>{ write_micrograms(dispensing.total_micrograms, lang) }</p>
            <p class="small soft" translate="no" hidden={smallest.is_empty()}>{ words.smallest_set() }{ " " }{ words::and(&smallest, lang) }{ "." }</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use palier_engine::exact::dose::Dose;

    fn mcg(micrograms: u32) -> Dose {
        Dose::from_micrograms(micrograms).expect("not zero")
    }

    fn ml(millilitres: u32) -> Volume {
        Volume::from_microlitres(millilitres * 1000).expect("not zero")
    }

    fn plain(cell: Cell) -> [String; 5] {
        [cell.figures, cell.words, cell.taken, cell.life, cell.leftover].map(|it| it.replace('\u{a0}', " "))
    }

    #[test]
    fn drops_are_counted_in_bottles_and_in_drops_in_figures_and_words() {
        let drops = Supply::Drops { per_drop: mcg(1000), most: 75 };
        let taken =
            SupplyQuantity { supply: SupplyIndex::default(), taken: 421, dispensed: 800, leftover: 379, containers: 1 };
        let bottle = Some(Bottle { volume: ml(20), drops: 800 });
        assert_eq!(
            plain(cell(&taken, &drops, bottle, Lang::FR)),
            [
                "1 × flacon de 20 mL",
                "un",
                "421 gouttes (quatre cent vingt et une)",
                "durée après ouverture : voir la notice",
                "379 gouttes"
            ]
        );
        assert_eq!(
            plain(cell(&taken, &drops, bottle, Lang::EN)),
            [
                "1 × 20 mL bottle",
                "one",
                "421 drops (four hundred and twenty-one)",
                "how long once opened: see the leaflet",
                "379 drops"
            ]
        );
        // Without a bottle in the book the drops themselves are counted, and the words say the same.
        let loose = SupplyQuantity { dispensed: 421, leftover: 0, containers: 0, ..taken };
        assert_eq!(
            plain(cell(&loose, &drops, None, Lang::FR)),
            ["421 gouttes", "quatre cent vingt et une", "", "", ""]
        );
    }

    #[test]
    fn a_liquid_is_counted_in_bottles_and_in_millilitres_with_its_life() {
        let liquid = Supply::Liquid {
            per_ml: mcg(1000),
            syringe: ml(5),
            graduation: ml(1),
            bottle: ml(50),
            keeps_days: Some(30),
        };
        let taken = SupplyQuantity {
            supply: SupplyIndex::default(),
            taken: 84_500,
            dispensed: 100_000,
            leftover: 15_500,
            containers: 2,
        };
        assert_eq!(
            plain(cell(&taken, &liquid, None, Lang::FR)),
            [
                "2 × flacon de 50 mL",
                "deux",
                "84,5 mL (quatre-vingt-quatre virgule cinq)",
                "se conserve 30 jours",
                "15,5 mL"
            ]
        );
    }
}
