//! Names reduced to what is compared: no capital, no accent, no punctuation; and the words of a
//! box or a prescription that are not part of a name.

use crate::exact::letters::fold;

/// A word of a text, and where it stands.
pub(super) struct Word {
    pub(super) folded: String,
    pub(super) from: usize,
    pub(super) to: usize,
}

pub(super) fn words_of(text: &str) -> Vec<Word> {
    let is_letter = |it: char| it.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&it);
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, letter) in text.char_indices() {
        let to = at + letter.len_utf8();
        match (is_letter(letter), words.last_mut().filter(|_| open)) {
            (true, Some(word)) => word.to = to,
            (true, None) => words.push(Word { folded: String::new(), from: at, to }),
            (false, _) => {}
        }
        open = is_letter(letter);
    }
    for word in &mut words {
        word.folded = fold(&text[word.from..word.to]);
    }
    words
}

/// A text as the name it begins with and the strength, the form and the times that stand after it.
///
/// # Examples
///
/// ```
/// use palier_engine::recognise::fold::name_and_tail;
///
/// assert_eq!(name_and_tail("Zoloft 50 mg le matin"), ("Zoloft", "50 mg le matin"));
/// ```
#[must_use]
pub fn name_and_tail(typed: &str) -> (&str, &str) {
    let words = words_of(typed);
    let beside = words.iter().rev().take_while(|it| it.folded.is_empty() || is_beside_the_name(&it.folded)).count();
    match words.get(words.len() - beside) {
        Some(first) if beside < words.len() => (typed[..first.from].trim_end(), &typed[first.from..]),
        Some(_) | None => (typed, ""),
    }
}

/// The words of a folded text, those that only make sense together written as one.
pub(crate) fn words(folded: &str) -> Vec<String> {
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
/// `Néo-Codion`, but never a number to what stands before it: `vitamine B1 2 mg` is not B12. `Vitamin E` is
/// not the word `vitamine`.
pub(crate) fn add(name: &mut String, word: &str) {
    if !name.is_empty() && (word == "e" || word.starts_with(|it: char| it.is_ascii_digit())) {
        name.push(' ');
    }
    name.push_str(word);
}

/// A whole text as names are compared.
pub(crate) fn joined<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut name = String::new();
    words.into_iter().for_each(|word| add(&mut name, word));
    name
}

/// Whether a word says how much, in what shape, when, by whom it is made or as what salt, and so
/// is no part of a name. A name that holds such a word is looked for first.
pub(crate) fn is_beside_the_name(word: &str) -> bool {
    let unit = without_number(word);
    let counted = unit.len() < word.len();
    let times = unit.strip_prefix('x').is_some_and(|it| !it.is_empty() && without_number(it).is_empty());
    (counted && (unit.is_empty() || UNITS.contains(&unit)))
        || times
        || is_every_so_many_hours(word)
        || BESIDE.iter().any(|list| list.contains(&word))
}

/// `q8h`.
fn is_every_so_many_hours(word: &str) -> bool {
    word.strip_prefix('q').is_some_and(|it| without_number(it) == "h" && it.len() > 1)
}

fn without_number(word: &str) -> &str {
    word.trim_start_matches(|it: char| it.is_ascii_digit())
}

const UNITS: &[&str] = &[
    "mg", "g", "ug", "mcg", "ml", "l", "cl", "ui", "iu", "mui", "u", "meq", "mmol", "h", "j", "cp", "cpr", "x", "fois",
    "gtt", "gtte", "gttes", "prise", "prises", "times",
];

const BESIDE: [&[&str]; 5] = [UNITS, SHAPES, TIMES, MAKERS, SALTS];

const SHAPES: &[&str] = &[
    "adulte",
    "adultes",
    "aerosol",
    "ampoule",
    "ampoules",
    "auriculaire",
    "auriculaires",
    "baume",
    "boite",
    "boites",
    "bouffee",
    "bouffees",
    "buvable",
    "buvables",
    "cap",
    "caps",
    "capsule",
    "capsules",
    "collutoire",
    "collyre",
    "comp",
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
    "dose",
    "doses",
    "drop",
    "drops",
    "ear",
    "effervescent",
    "effervescents",
    "enfant",
    "enfants",
    "enrobe",
    "enrobes",
    "er",
    "extended",
    "eye",
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
    "gram",
    "gramme",
    "grammes",
    "grams",
    "granules",
    "immediate",
    "implant",
    "inhalateur",
    "inhalation",
    "inhaler",
    "inhalers",
    "injectable",
    "injectables",
    "injection",
    "injections",
    "liberation",
    "lotion",
    "lozenge",
    "lozenges",
    "lp",
    "lyophilisat",
    "lyophilisats",
    "microgram",
    "microgramme",
    "microgrammes",
    "micrograms",
    "milligram",
    "milligrammes",
    "milligrams",
    "modifiee",
    "nasal",
    "nasale",
    "nasales",
    "nourrisson",
    "nourrissons",
    "ointment",
    "ophtalmique",
    "ophtalmiques",
    "oral",
    "orale",
    "orodispersible",
    "orodispersibles",
    "ovule",
    "ovules",
    "pastille",
    "pastilles",
    "patch",
    "patches",
    "patchs",
    "pellicule",
    "pellicules",
    "pen",
    "perfusion",
    "pill",
    "pills",
    "plaster",
    "pommade",
    "poudre",
    "prefilled",
    "prolonged",
    "prolongee",
    "puff",
    "puffs",
    "release",
    "retard",
    "sachet",
    "sachets",
    "sanssucre",
    "secable",
    "secables",
    "seringue",
    "shampooing",
    "sirop",
    "solution",
    "spray",
    "sprays",
    "sr",
    "stylo",
    "sublingual",
    "sublinguale",
    "sublinguaux",
    "suppo",
    "suppos",
    "suppositoire",
    "suppositoires",
    "suppositories",
    "suppository",
    "suspension",
    "syringe",
    "syrup",
    "tab",
    "tablet",
    "tablets",
    "tabs",
    "transdermique",
    "transdermiques",
    "tube",
    "unites",
    "vaginal",
    "vaginale",
    "vaginaux",
    "voie",
    "xr",
];

const TIMES: &[&str] = &[
    "a",
    "after",
    "and",
    "apres",
    "as",
    "at",
    "au",
    "aujourdhui",
    "avant",
    "avec",
    "bd",
    "bedtime",
    "before",
    "besoin",
    "bid",
    "cas",
    "ce",
    "cette",
    "chaque",
    "coucher",
    "d",
    "daily",
    "day",
    "de",
    "dejeuner",
    "depuis",
    "des",
    "deux",
    "dimanche",
    "diner",
    "douleur",
    "douleurs",
    "du",
    "en",
    "et",
    "evening",
    "every",
    "food",
    "for",
    "four",
    "hebdomadaire",
    "heure",
    "heures",
    "hier",
    "hour",
    "hours",
    "hs",
    "in",
    "jeudi",
    "jour",
    "jours",
    "la",
    "le",
    "les",
    "lunch",
    "lundi",
    "mardi",
    "matin",
    "matins",
    "meal",
    "meals",
    "mensuel",
    "mercredi",
    "midi",
    "mois",
    "monthly",
    "morning",
    "needed",
    "night",
    "nightly",
    "noon",
    "nuit",
    "od",
    "of",
    "on",
    "once",
    "one",
    "pain",
    "par",
    "pendant",
    "per",
    "petit",
    "prn",
    "qd",
    "qds",
    "qhs",
    "qid",
    "quatre",
    "quotidien",
    "quotidienne",
    "quotidiennement",
    "repas",
    "required",
    "reveil",
    "samedi",
    "sem",
    "semaine",
    "semaines",
    "si",
    "sibesoin",
    "since",
    "soir",
    "soirs",
    "tds",
    "the",
    "three",
    "thrice",
    "tid",
    "today",
    "tonight",
    "tous",
    "toutes",
    "trois",
    "twice",
    "two",
    "un",
    "une",
    "vendredi",
    "week",
    "weekly",
    "when",
    "with",
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

/// A name as it is heard: `ph` is `f`, `y` is `i`, a letter written twice is one, an `h` or a last `e` is nothing.
pub(crate) fn sound(key: &str) -> String {
    let letters = key.as_bytes();
    let at = |place: usize| letters.get(place).copied().unwrap_or(b' ');
    let mut sound = String::with_capacity(key.len());
    for (place, letter) in key.char_indices() {
        let heard = match (letter, at(place + 1)) {
            ('p', b'h') => 'f',
            ('o' | 'a', b'e') | ('h', _) => continue,
            ('u', _) if place > 0 && at(place - 1) == b'q' => continue,
            ('y', _) => 'i',
            ('z', _) | ('c', b'e' | b'i' | b'y') => 's',
            ('k' | 'q', _) => 'c',
            ('w', _) => 'v',
            (other, _) => other,
        };
        if !sound.ends_with(heard) {
            sound.push(heard);
        }
    }
    if sound.len() > 4 && sound.ends_with('e') {
        sound.pop();
    }
    sound
}

/// Which letters and digits occur in a name.
pub(crate) fn letters(key: &str) -> u64 {
    key.bytes().fold(0, |seen, byte| seen | 1 << (byte % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_ne!(joined(["vitamin", "e"]), joined(["vitamine"]));
    }
}
