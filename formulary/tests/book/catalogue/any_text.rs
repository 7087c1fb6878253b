//! Whatever is typed: an answer, and never another medicine.

use std::sync::LazyLock;

use crate::ask::BOOK;
use crate::catalogue::{catalogue, ids, recognise, typed};
use palier_engine::book::medicine::Substance;
use palier_engine::exact::letters::fold;
use palier_engine::person::medicine::Medicine;
use palier_engine::recognise::catalogue::BRAND_PREFIX;
use palier_engine::recognise::manner::{acts, form_of};
use palier_engine::recognise::read::Recognised;
use proptest::prelude::*;

/// Every name of the catalogue, as it is written there.
pub static NAMES: LazyLock<Vec<(String, Vec<String>)>> = LazyLock::new(|| {
    let book = BOOK.book();
    let substances = book.substances.iter().flat_map(|it| {
        let names = [&it.name.fr, &it.name.en].into_iter().chain(&it.aliases);
        names.map(|name| (name.clone(), vec![it.id.clone()]))
    });
    let brands = book.brands.iter().map(|it| {
        let mut held = it.substances.clone();
        held.sort();
        (it.name.clone(), held)
    });
    substances.chain(brands).collect()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(name in "\\PC{0,80}", chosen in proptest::option::of("\\PC{0,20}"), most in 0..10_usize) {
        let medicine = Medicine { chosen, ..typed(&name) };
        let recognised = catalogue().recognise(&medicine);
        let _ = form_of(&medicine, &recognised);
        for it in recognised.substances() {
            let _ = acts(&medicine, it, recognised.brand());
        }
        prop_assert!(catalogue().search(&name, most).len() <= most);
        let folded = fold(&name);
        prop_assert_eq!(fold(&folded), folded);
    }

    #[test]
    fn every_name_is_found_without_accents_and_followed_by_strength_and_form(
        at in any::<prop::sample::Index>(),
        strength in "( (LP|L\\.P\\.))?( [1-9][0-9]{0,3}([,.][0-9])? ?(mg|g|µg|ml|UI|%)( ?/ ?[1-9][0-9]? ?mg)?)?",
        shape in "( (boîte|flacon|ampoule|solution|sachets?|gél))?( (hier|ce soir|le matin|x2/j|1-0-1|bid|si besoin))?",
        plain in any::<bool>(),
    ) {
        let (name, held) = at.get(&NAMES);
        let name = if plain { fold(name) } else { name.clone() };
        let written = format!("{name}{strength}{shape}");
        let found = ids(&recognise(&written));
        // A name and a number may be a longer name: Tylenol 3.
        let longer = || NAMES.iter().any(|(it, of)| it.len() > name.len() && *of == found && fold(&written).starts_with(&fold(it)));
        prop_assert!(found == *held || longer(), "{}: {:?}, and not {:?}", written, found, held);
    }

    #[test]
    fn a_typo_never_becomes_another_medicine(
        at in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        letter in "[a-z]",
        slip in 0..3_u8,
    ) {
        let (name, held) = at.get(&NAMES);
        let mut letters: Vec<char> = fold(name).chars().collect();
        let place = place.index(letters.len());
        let letter = letter.chars().next().expect("one letter");
        match slip {
            0 => letters[place] = letter,
            1 => letters.insert(place, letter),
            _ => { letters.remove(place); }
        }
        let typo: String = letters.into_iter().collect();
        let recognised = recognise(&typo);
        if ids(&recognised) != *held && !matches!(recognised, Recognised::NotRecognised { .. }) {
            // Then every substance or the brand stands there letter for letter.
            let joined = typo.replace(' ', "");
            let stands = |name: &str| joined.contains(&fold(name).replace(' ', ""));
            let by_brand = recognised.brand().is_some_and(|it| stands(&it.name));
            let by_name = |it: &Substance| {
                [&it.id, &it.name.fr, &it.name.en].into_iter().chain(&it.aliases).any(|name| stands(name))
                    || BOOK.book().brands.iter().any(|brand| brand.substances.contains(&it.id) && stands(&brand.name))
            };
            prop_assert!(by_brand || recognised.substances().iter().all(|it| by_name(it)), "{typo} became {recognised:?}");
        }
    }

    #[test]
    fn a_brand_chosen_by_its_id_is_that_brand(at in any::<prop::sample::Index>()) {
        let brand = at.get(&BOOK.book().brands);
        let medicine = Medicine { chosen: Some(format!("{BRAND_PREFIX}{}", brand.name)), ..typed("qqq") };
        prop_assert_eq!(catalogue().recognise(&medicine).brand(), Some(brand));
    }
}
