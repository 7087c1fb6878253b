//! The units of a day as they look: those of the schedule, all intakes in one row.

use palier_engine::book::supply::Supply;
use palier_engine::course::Step;
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::ui::outcome::schedule::{DrawnUnit, caps, drawn};

/// The pictures of all that is taken on a day of a step; the words beside them say the same.
pub(crate) fn pictures(step: &Step, supplies: &[Supply], lang: Lang) -> Html {
    let units: Vec<DrawnUnit> = step.intakes.iter().flat_map(|it| drawn(&it.units, supplies, lang)).collect();
    caps(&units)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::outcome::schedule::UnitShape;
    use palier_engine::book::supply::{Amount, SupplyIndex, Taken};

    #[test]
    fn a_unit_is_drawn_by_what_it_is_with_its_strength_on_it() {
        let supplies = [
            Supply::Tablet { strength: "25 mg".parse().expect("a dose"), scored: true, prolonged: false },
            Supply::Capsule { strength: "1.5 mg".parse().expect("a dose"), prolonged: false, keeps_days: None },
            Supply::Drops { per_drop: "1 mg".parse().expect("a dose"), most: 40 },
        ];
        let taken = |at, amount| Taken { supply: SupplyIndex::new(at), amount };
        let units = [taken(0, Amount::Halves(3)), taken(1, Amount::Halves(2)), taken(2, Amount::Drops(7))];
        let found: Vec<(UnitShape, String)> =
            drawn(&units, &supplies, Lang::FR).into_iter().map(|it| (it.shape, it.strength)).collect();
        let expected = [(UnitShape::Tablet, "25"), (UnitShape::Half, "25"), (UnitShape::Capsule, "1,5")];
        assert_eq!(found, expected.map(|(shape, strength)| (shape, strength.to_owned())));
    }
}
