//! Units in words, for the sheets. A number never leaves its unit at the end of a line.

use crate::dose::{Dose, Volume};
use crate::supply::{Amount, Supply, Taken};
use crate::words::Lang;

/// What is taken: `2 gélules de 0,5 mg`, `half a tablet (½) of 50 mg`, `1,5 mL de la solution à
/// 1 mg/mL`.
///
/// A half is spelled out beside its sign: the sign alone is misread on a fax.
#[must_use]
pub fn write_amount(taken: &Taken, supply: &Supply, lang: Lang) -> String {
    let count = match taken.amount {
        Amount::Halves(halves) => solids(u64::from(halves), supply, lang),
        Amount::Drops(drops) => match lang {
            Lang::Fr => format!("{drops}\u{a0}{}", plural(u64::from(drops) < 2, "goutte", "gouttes")),
            Lang::En => format!("{drops}\u{a0}{}", plural(drops == 1, "drop", "drops")),
        },
        Amount::Volume(volume) => volume.write(lang),
    };
    match (supply, lang) {
        (Supply::Capsule { strength: each, .. } | Supply::Tablet { strength: each, .. }, _)
        | (Supply::Drops { per_drop: each, .. }, _) => of(&count, *each, lang),
        (Supply::Liquid { per_ml, .. }, Lang::Fr) => format!("{count} de la {}", solution(*per_ml, lang)),
        (Supply::Liquid { per_ml, .. }, Lang::En) => format!("{count} of the {}", solution(*per_ml, lang)),
    }
}

/// What is in hand, in the plural: `gélules de 1,5 mg`, `scored tablets of 50 mg`.
#[must_use]
pub fn write_supply(supply: &Supply, lang: Lang) -> String {
    match (supply, lang) {
        (Supply::Capsule { strength, prolonged: false, .. }, Lang::Fr) => of("gélules", *strength, lang),
        (Supply::Capsule { strength, prolonged: false, .. }, Lang::En) => of("capsules", *strength, lang),
        (Supply::Capsule { strength, prolonged: true, .. }, Lang::Fr) => {
            of("gélules à libération prolongée", *strength, lang)
        }
        (Supply::Capsule { strength, prolonged: true, .. }, Lang::En) => {
            of("prolonged-release capsules", *strength, lang)
        }
        (Supply::Tablet { strength, prolonged: true, .. }, Lang::Fr) => {
            of("comprimés à libération prolongée", *strength, lang)
        }
        (Supply::Tablet { strength, prolonged: true, .. }, Lang::En) => {
            of("prolonged-release tablets", *strength, lang)
        }
        (Supply::Tablet { strength, scored: false, .. }, Lang::Fr) => of("comprimés", *strength, lang),
        (Supply::Tablet { strength, scored: false, .. }, Lang::En) => of("tablets", *strength, lang),
        (Supply::Tablet { strength, scored: true, .. }, Lang::Fr) => of("comprimés sécables", *strength, lang),
        (Supply::Tablet { strength, scored: true, .. }, Lang::En) => of("scored tablets", *strength, lang),
        (Supply::Liquid { per_ml, syringe, graduation, .. }, _) => {
            format!("{} ({})", solution(*per_ml, lang), device(*syringe, *graduation, lang))
        }
        (Supply::Drops { per_drop, .. }, Lang::Fr) => of("gouttes", *per_drop, lang),
        (Supply::Drops { per_drop, .. }, Lang::En) => of("drops", *per_drop, lang),
    }
}

fn of(what: &str, each: Dose, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("{what} de\u{a0}{}", each.write(lang)),
        Lang::En => format!("{what} of\u{a0}{}", each.write(lang)),
    }
}

fn solution(per_ml: Dose, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!("solution à\u{a0}{}/mL", per_ml.write(lang)),
        Lang::En => format!("{}/mL solution", per_ml.write(lang)),
    }
}

fn device(syringe: Volume, graduation: Volume, lang: Lang) -> String {
    let (syringe, graduation) = (syringe.write(lang), graduation.write(lang));
    match lang {
        Lang::Fr => format!("seringue de\u{a0}{syringe}, une graduation tous les\u{a0}{graduation}"),
        Lang::En => format!("{syringe} syringe marked every\u{a0}{graduation}"),
    }
}

fn plural(singular: bool, one: &'static str, many: &'static str) -> &'static str {
    if singular { one } else { many }
}

/// Capsules or tablets, counted in halves: `1 comprimé et un demi-comprimé (½)`.
fn solids(halves: u64, supply: &Supply, lang: Lang) -> String {
    let tablet = match supply {
        Supply::Tablet { .. } => true,
        Supply::Capsule { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => false,
    };
    let (one, many, half) = match (tablet, lang) {
        (true, Lang::Fr) => ("comprimé", "comprimés", "un\u{a0}demi-comprimé\u{a0}(½)"),
        (true, Lang::En) => ("tablet", "tablets", "half\u{a0}a\u{a0}tablet\u{a0}(½)"),
        (false, Lang::Fr) => ("gélule", "gélules", "une\u{a0}demi-gélule\u{a0}(½)"),
        (false, Lang::En) => ("capsule", "capsules", "half\u{a0}a\u{a0}capsule\u{a0}(½)"),
    };
    let (wholes, odd) = (halves / 2, halves % 2 == 1);
    let singular = match lang {
        Lang::Fr => wholes < 2,
        Lang::En => wholes == 1,
    };
    let count = format!("{wholes}\u{a0}{}", plural(singular, one, many));
    match (wholes, odd, lang) {
        (0, true, Lang::Fr | Lang::En) => half.to_owned(),
        (_, true, Lang::Fr) => format!("{count} et {half}"),
        (_, true, Lang::En) => format!("{count} and {half}"),
        (_, false, Lang::Fr | Lang::En) => count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let taken = Taken { supply: 0, amount };
            assert_eq!(write_amount(&taken, &supply, Lang::Fr), fr.replace('~', "\u{a0}"));
            assert_eq!(write_amount(&taken, &supply, Lang::En), en.replace('~', "\u{a0}"));
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
            assert_eq!(write_supply(&supply, Lang::Fr), fr.replace('~', "\u{a0}"));
            assert_eq!(write_supply(&supply, Lang::En), en.replace('~', "\u{a0}"));
        }
    }
}
