//! Units as they look: a capsule, a tablet, half a tablet, each with its strength on it. What is measured stands in
//! words alone.

use palier_engine::book::supply::{Amount, Supply, Taken};
use palier_engine::course::Step;
use palier_engine::lang::Lang;
use yew::prelude::*;

/// A unit as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cap {
    /// Its shape, as the style sheet names it.
    pub class: &'static str,
    /// Strength of the whole unit, its milligrams unsaid.
    pub strength: String,
}

/// The units of one intake: by what they are, never by their place in a list.
#[must_use]
pub fn caps(units: &[Taken], supplies: &[Supply], lang: Lang) -> Vec<Cap> {
    let mut caps = Vec::new();
    for it in units {
        let (Some(supply), Amount::Halves(halves)) = (it.supply.of(supplies), it.amount) else { continue };
        let class = match supply {
            Supply::Capsule { .. } => "cap",
            Supply::Tablet { .. } => "cap tablet",
            Supply::Liquid { .. } | Supply::Drops { .. } => continue,
        };
        let written = supply.strength().write(lang);
        let strength = written.strip_suffix("\u{a0}mg").unwrap_or(&written).to_owned();
        caps.extend(std::iter::repeat_n(Cap { class, strength: strength.clone() }, usize::from(halves / 2)));
        caps.extend((halves % 2 == 1).then_some(Cap { class: "cap half", strength }));
    }
    caps
}

/// The pictures of all that is taken on a day of a step; the words beside them say the same.
pub(crate) fn pictures(step: &Step, supplies: &[Supply], lang: Lang) -> Html {
    let caps: Vec<Cap> = step.intakes.iter().flat_map(|it| caps(&it.units, supplies, lang)).collect();
    html! {
        <span class="caps" aria-hidden="true" hidden={caps.is_empty()}>
            for (at, it) in caps.iter().enumerate() {
                <i key={at} class={it.class}>{ &it.strength }</i>
            }
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use palier_engine::book::supply::SupplyIndex;

    #[test]
    fn a_unit_is_drawn_by_what_it_is_with_its_strength_on_it() {
        let supplies = [
            Supply::Tablet { strength: "25 mg".parse().expect("a dose"), scored: true, prolonged: false },
            Supply::Capsule { strength: "1.5 mg".parse().expect("a dose"), prolonged: false, keeps_days: None },
            Supply::Drops { per_drop: "1 mg".parse().expect("a dose"), most: 40 },
        ];
        let taken = |at, amount| Taken { supply: SupplyIndex::new(at), amount };
        let units = [taken(0, Amount::Halves(3)), taken(1, Amount::Halves(2)), taken(2, Amount::Drops(7))];
        let drawn: Vec<(&str, String)> =
            caps(&units, &supplies, Lang::FR).into_iter().map(|it| (it.class, it.strength)).collect();
        let expected = [("cap tablet", "25"), ("cap half", "25"), ("cap", "1,5")];
        assert_eq!(drawn, expected.map(|(class, strength)| (class, strength.to_owned())));
    }
}
