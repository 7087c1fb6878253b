//! Units in words, for the sheets. A number never leaves its unit at the end of a line.

use crate::book::supply::{Amount, Supply, Taken};
use crate::exact::dose::Dose;
use crate::lang::{Lang, name, say};

/// What is taken: `2 gélules de 0,5 mg`, `half a tablet (½) of 50 mg`, `1,5 mL de la solution à
/// 1 mg/mL`.
///
/// A half is spelled out beside its sign: the sign alone is misread on a fax.
#[must_use]
pub fn write_amount(taken: &Taken, supply: &Supply, lang: Lang) -> String {
    let amount = match taken.amount {
        Amount::Halves(halves) => solids(u64::from(halves), supply, lang),
        Amount::Drops(count) => say!(lang, amount.drops, count),
        Amount::Volume(volume) => volume.write(lang),
    };
    match supply {
        Supply::Capsule { strength: each, .. }
        | Supply::Tablet { strength: each, .. }
        | Supply::Drops { per_drop: each, .. } => of(&amount, *each, lang),
        Supply::Liquid { per_ml, .. } => {
            let per_ml = per_ml.write(lang);
            say!(lang, amount.of_solution, amount, per_ml)
        }
    }
}

/// What is in hand, in the plural: `gélules de 1,5 mg`, `scored tablets of 50 mg`.
#[must_use]
pub fn write_supply(supply: &Supply, lang: Lang) -> String {
    let (what, each) = match supply {
        Supply::Capsule { strength, prolonged: false, .. } => (name!(lang, supply.capsules), strength),
        Supply::Capsule { strength, prolonged: true, .. } => (name!(lang, supply.prolonged_capsules), strength),
        Supply::Tablet { strength, prolonged: true, .. } => (name!(lang, supply.prolonged_tablets), strength),
        Supply::Tablet { strength, scored: false, .. } => (name!(lang, supply.tablets), strength),
        Supply::Tablet { strength, scored: true, .. } => (name!(lang, supply.scored_tablets), strength),
        Supply::Drops { per_drop, .. } => (name!(lang, supply.drops), per_drop),
        Supply::Liquid { per_ml, syringe, graduation, .. } => {
            let (per_ml, syringe, graduation) = (per_ml.write(lang), syringe.write(lang), graduation.write(lang));
            return say!(lang, supply.liquid, per_ml, syringe, graduation);
        }
    };
    of(what, *each, lang)
}

fn of(what: &str, each: Dose, lang: Lang) -> String {
    let each = each.write(lang);
    say!(lang, of_strength, what, each)
}

/// Capsules or tablets, counted in halves: `1 comprimé et un demi-comprimé (½)`.
fn solids(halves: u64, supply: &Supply, lang: Lang) -> String {
    let (count, odd) = (halves / 2, halves % 2 == 1);
    let (wholes, half) = match supply {
        Supply::Tablet { .. } => (say!(lang, amount.tablets, count), name!(lang, half.tablet)),
        Supply::Capsule { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => {
            (say!(lang, amount.capsules, count), name!(lang, half.capsule))
        }
    };
    match (count, odd) {
        (0, true) => half.to_owned(),
        (_, true) => say!(lang, half.beside, wholes, half),
        (_, false) => wholes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::supply::SupplyIndex;
    use crate::exact::dose::Volume;

    fn mcg(micrograms: u32) -> Dose {
        Dose::from_micrograms(micrograms).expect("not zero")
    }

    fn ml(microlitres: u32) -> Volume {
        Volume::from_microlitres(microlitres).expect("not zero")
    }

    fn capsule(micrograms: u32) -> Supply {
        Supply::Capsule { strength: mcg(micrograms), prolonged: false, keeps_days: None }
    }

    fn tablet(scored: bool) -> Supply {
        Supply::Tablet { strength: mcg(50_000), scored, prolonged: false }
    }

    fn liquid() -> Supply {
        let (syringe, graduation, bottle) = (ml(5000), ml(100), ml(50_000));
        Supply::Liquid { per_ml: mcg(1000), syringe, graduation, bottle, keeps_days: Some(30) }
    }

    fn drops() -> Supply {
        Supply::Drops { per_drop: mcg(100), most: 40 }
    }

    #[test]
    fn an_amount_reads_as_a_pharmacist_writes_it() {
        let table = [
            (Amount::Halves(2), capsule(1500), "1~gélule de~1,5~mg", "1~capsule of~1.5~mg"),
            (Amount::Halves(4), capsule(500), "2~gélules de~0,5~mg", "2~capsules of~0.5~mg"),
            (Amount::Halves(2), capsule(50), "1~gélule de~50~microgrammes", "1~capsule of~50~mcg"),
            (Amount::Halves(2), tablet(false), "1~comprimé de~50~mg", "1~tablet of~50~mg"),
            (Amount::Halves(1), tablet(true), "un~demi-comprimé~(½) de~50~mg", "half~a~tablet~(½) of~50~mg"),
            (
                Amount::Halves(3),
                tablet(true),
                "1~comprimé et un~demi-comprimé~(½) de~50~mg",
                "1~tablet and half~a~tablet~(½) of~50~mg",
            ),
            (
                Amount::Halves(5),
                tablet(true),
                "2~comprimés et un~demi-comprimé~(½) de~50~mg",
                "2~tablets and half~a~tablet~(½) of~50~mg",
            ),
            (Amount::Volume(ml(1500)), liquid(), "1,5~mL de la solution à~1~mg/mL", "1.5~mL of the 1~mg/mL solution"),
            (Amount::Drops(1), drops(), "1~goutte de~0,1~mg", "1~drop of~0.1~mg"),
            (Amount::Drops(15), drops(), "15~gouttes de~0,1~mg", "15~drops of~0.1~mg"),
            // French counts from two, English beside one: nothing is left of a plural by mistake.
            (Amount::Drops(0), drops(), "0~goutte de~0,1~mg", "0~drops of~0.1~mg"),
            (Amount::Halves(0), capsule(500), "0~gélule de~0,5~mg", "0~capsules of~0.5~mg"),
        ];
        for (amount, supply, fr, en) in table {
            let taken = Taken { supply: SupplyIndex::default(), amount };
            assert_eq!(write_amount(&taken, &supply, Lang::FR), fr.replace('~', "\u{a0}"));
            assert_eq!(write_amount(&taken, &supply, Lang::EN), en.replace('~', "\u{a0}"));
        }
    }

    #[test]
    fn a_supply_is_named_with_all_that_tells_it_from_another() {
        let table = [
            (capsule(1500), "gélules de~1,5~mg", "capsules of~1.5~mg"),
            (tablet(false), "comprimés de~50~mg", "tablets of~50~mg"),
            (tablet(true), "comprimés sécables de~50~mg", "scored tablets of~50~mg"),
            (
                liquid(),
                "solution à~1~mg/mL (seringue de~5~mL, une graduation tous les~0,1~mL)",
                "1~mg/mL solution (5~mL syringe marked every~0.1~mL)",
            ),
            (drops(), "gouttes de~0,1~mg", "drops of~0.1~mg"),
        ];
        for (supply, fr, en) in table {
            assert_eq!(write_supply(&supply, Lang::FR), fr.replace('~', "\u{a0}"));
            assert_eq!(write_supply(&supply, Lang::EN), en.replace('~', "\u{a0}"));
        }
    }
}
