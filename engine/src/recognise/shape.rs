//! What a word of a form says of the ways a medicine can be given: a brand that is given by none of them is
//! not what was typed. « Sirop Drill » is not the lozenge.
//!
//! Where the book names a route of a brand, its other routes are few (in the public database of January 2026, a
//! brand that is swallowed may also be injected, a suppository or an ovule; one for an eye may be for an ear
//! or a nose); where it names none, nothing is forbidden. A longer release than the brand's own is no such word: read as longer, it is the stricter.

use crate::book::medicine::Route;

/// Words for a form, and the routes of the brands that may have it.
struct Shape {
    words: &'static [&'static str],
    routes: &'static [Route],
}

const SWALLOWED: &[Route] = &[Route::Oral];

const SPREAD: &[Route] = &[
    Route::Skin,
    Route::Transdermal,
    Route::Eye,
    Route::Ear,
    Route::Nose,
    Route::Mouth,
    Route::Vaginal,
    Route::Rectal,
];

const DROPPED: &[Route] = &[Route::Oral, Route::Sublingual, Route::Eye, Route::Ear, Route::Nose, Route::Skin];

const SPRAYED: &[Route] =
    &[Route::Nose, Route::Mouth, Route::Sublingual, Route::Inhaled, Route::Skin, Route::Transdermal, Route::Eye];

const SHAPES: [Shape; 13] = [
    Shape { words: &["sirop", "syrup", "buvable", "buvables", "effervescent", "effervescents"], routes: SWALLOWED },
    Shape {
        words: &[
            "comprime",
            "comprimes",
            "comp",
            "cp",
            "cpr",
            "cps",
            "tablet",
            "tablets",
            "tab",
            "tabs",
            "pill",
            "pills",
        ],
        routes: &[Route::Oral, Route::Sublingual, Route::Mouth, Route::Vaginal],
    },
    Shape {
        words: &["gelule", "gelules", "capsule", "capsules", "caps", "cap"],
        routes: &[Route::Oral, Route::Inhaled, Route::Vaginal],
    },
    Shape {
        words: &["pastille", "pastilles", "lozenge", "lozenges"],
        routes: &[Route::Oral, Route::Sublingual, Route::Mouth],
    },
    Shape {
        words: &["patch", "patchs", "patches", "plaster", "transdermique", "transdermiques"],
        routes: &[Route::Transdermal, Route::Skin],
    },
    Shape { words: &["pommade", "creme", "cream", "ointment", "baume", "lotion"], routes: SPREAD },
    Shape { words: &["collyre", "ophtalmique", "ophtalmiques"], routes: &[Route::Eye, Route::Ear, Route::Nose] },
    Shape { words: &["goutte", "gouttes", "gtt", "gtte", "gttes", "drop", "drops"], routes: DROPPED },
    Shape { words: &["spray", "sprays"], routes: SPRAYED },
    Shape {
        words: &["suppositoire", "suppositoires", "suppo", "suppos", "suppository", "suppositories"],
        routes: &[Route::Rectal, Route::Oral],
    },
    Shape { words: &["ovule", "ovules"], routes: &[Route::Vaginal, Route::Oral] },
    Shape {
        words: &["injectable", "injectables", "injection", "injections", "perfusion", "seringue", "syringe"],
        routes: &[Route::Injection, Route::Oral],
    },
    Shape {
        words: &["inhalation", "inhalateur", "inhaler", "inhalers", "bouffee", "bouffees", "puff", "puffs"],
        routes: &[Route::Inhaled, Route::Nose, Route::Mouth, Route::Sublingual, Route::Skin],
    },
];

/// Whether a brand with this route may come in the form that a word names, if it names one.
pub(crate) fn may_be(route: Route, word: &str) -> bool {
    let word = word.trim_start_matches(|it: char| it.is_ascii_digit());
    let shape = SHAPES.iter().find(|it| it.words.contains(&word));
    shape.is_none_or(|it| it.routes.contains(&route))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_the_brand_cannot_have_is_told_from_one_it_may_have() {
        for (route, word, may) in [
            (Route::Mouth, "sirop", false),
            (Route::Mouth, "syrup", false),
            (Route::Mouth, "gelule", false),
            (Route::Mouth, "pastille", true),
            (Route::Mouth, "comprime", true),
            (Route::Oral, "patch", false),
            (Route::Oral, "pommade", false),
            (Route::Oral, "collyre", false),
            (Route::Oral, "2cp", true),
            (Route::Oral, "suppositoire", true),
            (Route::Oral, "injectable", true),
            (Route::Oral, "gttes", true),
            (Route::Transdermal, "patch", true),
            (Route::Transdermal, "gelule", false),
            (Route::Inhaled, "gelule", true),
            (Route::Inhaled, "cp", false),
            (Route::Eye, "pommade", true),
            (Route::Skin, "collyre", false),
            (Route::Injection, "cp", false),
            (Route::Injection, "stylo", true),
            (Route::Sublingual, "cp", true),
            (Route::Vaginal, "gelule", true),
            (Route::Mouth, "soir", true),
            (Route::Mouth, "gel", true),
            (Route::Oral, "lp", true),
        ] {
            assert_eq!(may_be(route, word), may, "{route:?} {word}");
        }
    }

    #[test]
    fn no_word_names_two_forms() {
        let mut words: Vec<&str> = SHAPES.iter().flat_map(|it| it.words.iter().copied()).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
        for word in words {
            assert!(super::super::fold::is_beside_the_name(word), "`{word}` would make a name unknown");
        }
    }
}
