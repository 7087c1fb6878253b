//! Names reduced to what is compared: no capital, no accent, no punctuation; and the words of a
//! box or a prescription that are not part of a name.

/// Lower case, without accents, with a single space for anything that is not a letter or a digit.
///
/// `Néo-Codion` and `NEO CODION` fold to the same text; folding twice changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |part: &str| {
        if part.is_empty() {
            gap = true;
            return;
        }
        if std::mem::take(&mut gap) && !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(part);
    };
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => push("a"),
            'ç' => push("c"),
            'è' | 'é' | 'ê' | 'ë' => push("e"),
            'ì' | 'í' | 'î' | 'ï' => push("i"),
            'ñ' => push("n"),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => push("o"),
            'ù' | 'ú' | 'û' | 'ü' | '\u{b5}' | '\u{3bc}' => push("u"),
            'ý' | 'ÿ' => push("y"),
            'œ' => push("oe"),
            'æ' => push("ae"),
            'ß' => push("ss"),
            // Accents written apart from their letter.
            '\u{300}'..='\u{36f}' => {}
            other if other.is_alphanumeric() => push(other.encode_utf8(&mut [0; 4])),
            _ => push(""),
        }
    }
    folded
}

/// The words of a folded text, those that only make sense together written as one.
pub(super) fn words(folded: &str) -> Vec<String> {
    const TOGETHER: [(&str, &str); 4] = [("l", "p"), ("sans", "sucre"), ("aujourd", "hui"), ("si", "besoin")];
    let mut words: Vec<String> = Vec::new();
    for word in folded.split(' ').filter(|it| !it.is_empty()) {
        match words.last_mut() {
            Some(last) if TOGETHER.contains(&(last.as_str(), word)) => last.push_str(word),
            Some(_) | None => words.push(word.to_owned()),
        }
    }
    words
}

/// Adds a word to a name as names are compared: without spaces, so that `Néocodion` is
/// `Néo-Codion`, but never a number to what stands before it: `vitamine B1 2 mg` is not B12.
pub(super) fn add(name: &mut String, word: &str) {
    if !name.is_empty() && word.starts_with(|it: char| it.is_ascii_digit()) {
        name.push(' ');
    }
    name.push_str(word);
}

/// A whole text as names are compared.
pub(super) fn joined<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut name = String::new();
    words.into_iter().for_each(|word| add(&mut name, word));
    name
}

/// Whether a word says how much, in what shape, when, by whom it is made or as what salt, and so
/// is no part of a name. A name that holds such a word is looked for first.
pub(super) fn is_beside_the_name(word: &str) -> bool {
    let unit = word.trim_start_matches(|it: char| it.is_ascii_digit());
    let counted = unit.len() < word.len();
    (counted && (unit.is_empty() || UNITS.contains(&unit))) || BESIDE.iter().any(|list| list.contains(&word))
}

const UNITS: &[&str] = &[
    "mg", "g", "ug", "mcg", "ml", "l", "cl", "ui", "iu", "mui", "u", "meq", "mmol", "h", "j", "cp", "cpr", "x", "fois",
];

const BESIDE: [&[&str]; 5] = [UNITS, SHAPES, TIMES, MAKERS, SALTS];

const SHAPES: &[&str] = &[
    "adulte",
    "adultes",
    "aerosol",
    "ampoule",
    "ampoules",
    "boite",
    "boites",
    "buvable",
    "buvables",
    "capsule",
    "capsules",
    "collutoire",
    "collyre",
    "comprime",
    "comprimes",
    "cps",
    "cream",
    "creme",
    "depot",
    "dispersible",
    "dispersibles",
    "dispositif",
    "dispositifs",
    "drops",
    "effervescent",
    "effervescents",
    "enfant",
    "enfants",
    "enrobe",
    "enrobes",
    "er",
    "eye",
    "extended",
    "film",
    "flacon",
    "flacons",
    "fort",
    "forte",
    "gastroresistant",
    "gastroresistante",
    "gastroresistantes",
    "gastroresistants",
    "gel",
    "gelule",
    "gelules",
    "generique",
    "goutte",
    "gouttes",
    "granules",
    "immediate",
    "implant",
    "inhalateur",
    "inhalation",
    "injectable",
    "injectables",
    "injection",
    "injections",
    "liberation",
    "lp",
    "lyophilisat",
    "lyophilisats",
    "microgramme",
    "microgrammes",
    "milligrammes",
    "modifiee",
    "nasal",
    "nasale",
    "nourrisson",
    "nourrissons",
    "ointment",
    "ophtalmique",
    "oral",
    "orale",
    "orodispersible",
    "orodispersibles",
    "ovule",
    "ovules",
    "patch",
    "patches",
    "patchs",
    "pastille",
    "pastilles",
    "pellicule",
    "pellicules",
    "perfusion",
    "pommade",
    "poudre",
    "prolonged",
    "prolongee",
    "release",
    "retard",
    "sachet",
    "sachets",
    "sanssucre",
    "secable",
    "secables",
    "seringue",
    "sirop",
    "solution",
    "spray",
    "sr",
    "stylo",
    "sublingual",
    "sublinguale",
    "sublinguaux",
    "suppo",
    "suppos",
    "suppositoire",
    "suppositoires",
    "suppository",
    "suspension",
    "syrup",
    "tablet",
    "tablets",
    "transdermique",
    "transdermiques",
    "tube",
    "unites",
    "voie",
    "xr",
];

const TIMES: &[&str] = &[
    "a",
    "and",
    "au",
    "aujourdhui",
    "avec",
    "besoin",
    "ce",
    "cette",
    "chaque",
    "coucher",
    "d",
    "daily",
    "day",
    "de",
    "des",
    "du",
    "en",
    "et",
    "evening",
    "every",
    "hier",
    "jour",
    "jours",
    "la",
    "le",
    "les",
    "matin",
    "midi",
    "mois",
    "morning",
    "nuit",
    "of",
    "par",
    "per",
    "sem",
    "semaine",
    "semaines",
    "sibesoin",
    "soir",
    "the",
    "today",
    "tonight",
    "un",
    "une",
    "yesterday",
];

/// Makers of generics: the box says `TRAMADOL BIOGARAN 50 mg`.
const MAKERS: &[&str] = &[
    "accord",
    "aguettant",
    "almus",
    "arrow",
    "biogaran",
    "bluefish",
    "cristers",
    "eg",
    "evolugen",
    "hcs",
    "hospira",
    "kabi",
    "krka",
    "lavoisier",
    "medipha",
    "mylan",
    "qualimed",
    "ranbaxy",
    "ratiopharm",
    "renaudin",
    "sandoz",
    "teva",
    "viatris",
    "winthrop",
    "zentiva",
    "zydus",
];

const SALTS: &[&str] = &[
    "acetate",
    "anhydre",
    "base",
    "besilate",
    "bitartrate",
    "bromhydrate",
    "chlorhydrate",
    "chlorure",
    "citrate",
    "dihydrate",
    "fumarate",
    "hemihydrate",
    "hydrochloride",
    "maleate",
    "mesilate",
    "monohydrate",
    "oxalate",
    "phosphate",
    "potassique",
    "sodique",
    "succinate",
    "sulfate",
    "tartrate",
    "trihydrate",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_accents_and_punctuation_do_not_count() {
        for (typed, folded) in [
            ("Néo-Codion", "neo codion"),
            ("  PADÉRYL®, sirop ", "paderyl sirop"),
            ("Ne\u{301}o\u{2011}Codion", "neo codion"),
            ("ŒSTROGEL", "oestrogel"),
            ("Lévothyroxine 25 µg", "levothyroxine 25 ug"),
            ("acide  acétylsalicylique", "acide acetylsalicylique"),
            ("naïve ÀÇÊÎÔÛÜ", "naive aceiouu"),
            ("", ""),
            (" — ", ""),
        ] {
            assert_eq!(fold(typed), folded, "{typed}");
            assert_eq!(fold(folded), folded, "{typed}, folded again");
        }
    }

    #[test]
    fn strength_shape_time_maker_and_salt_are_beside_the_name() {
        for word in ["50", "50mg", "ml", "lp", "comprimes", "hier", "soir", "biogaran", "chlorhydrate", "sanssucre"] {
            assert!(is_beside_the_name(word), "{word}");
        }
        for word in ["tramadol", "b12", "d3", "1a", "sans", "pas", "stop", "mgx", ""] {
            assert!(!is_beside_the_name(word), "{word}");
        }
    }

    #[test]
    fn words_that_go_together_stay_together() {
        assert_eq!(words("skenan l p 10"), ["skenan", "lp", "10"]);
        assert_eq!(words("polery adultes sans sucre"), ["polery", "adultes", "sanssucre"]);
        assert_eq!(words("sans tramadol"), ["sans", "tramadol"]);
    }

    #[test]
    fn a_strength_is_not_added_to_a_name() {
        assert_eq!(joined(["neo", "codion"]), "neocodion");
        assert_eq!(joined(["vitamine", "b12"]), "vitamineb12");
        assert_eq!(joined(["vitamine", "b1", "2", "mg"]), "vitamineb1 2mg");
        assert_eq!(joined(["5", "htp"]), "5htp");
    }
}
