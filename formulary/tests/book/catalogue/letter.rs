//! Letters as they are pasted: what is offered of them, and what is left. Expected readings were written by hand.

use super::INDEX;
use crate::ask::BOOK;
use palier_engine::exact::typed_date::DateOrder;
use palier_engine::recognise::catalogue::Catalogue;
use palier_engine::recognise::letter::Letter;
use palier_engine::recognise::measured::LetterFact;
use proptest::prelude::*;

fn letter(text: &str) -> Letter {
    Catalogue::with(&BOOK, &INDEX).letter(text, DateOrder::DayFirst)
}

fn told(fact: &LetterFact) -> String {
    match fact {
        LetterFact::Age(it) => format!("age {it}"),
        LetterFact::Sex(it) => format!("{it:?}"),
        LetterFact::Weight(it) => format!("weight {it}"),
        LetterFact::Height(it) => format!("height {it}"),
        LetterFact::Creatinine(it, Some(unit)) => format!("creatinine {it} {unit:?}"),
        LetterFact::Creatinine(it, None) => format!("creatinine {it}"),
        LetterFact::Alt(it) => format!("ALT {it}"),
        LetterFact::Ast(it) => format!("AST {it}"),
        LetterFact::TestsOn(it) => format!("on {it}"),
        LetterFact::Medicine(it) => format!("takes {it}"),
    }
}

#[track_caller]
fn reads(text: &str, found: &[&str], unread: &[&str]) {
    let read = letter(text);
    let facts: Vec<String> = read.found.iter().map(|it| told(&it.fact)).collect();
    assert_eq!(facts, found, "{text}");
    assert_eq!(read.unread, unread, "{text}");
    for it in &read.found {
        assert!(!it.from.is_empty());
    }
}

#[test]
fn a_line_of_notes_is_read() {
    reads(
        "F 46 a, 62 kg, créat 68, ALAT 21, ASAT 19 le 23/11",
        &["age 46", "Female", "weight 62", "creatinine 68", "ALT 21", "AST 19", "on 23/11"],
        &[],
    );
}

#[test]
fn a_french_letter_is_read() {
    reads(
        "Cher confrère,\n\
         Je vous adresse Mme Dupont, 46 ans, pour des douleurs chroniques évoluant depuis 10 ans.\n\
         Son père est décédé à 62 ans. Poids : 62 kg, taille : 168 cm.\n\
         Traitement habituel :\n\
         - Zoloft 50 mg le matin\n\
         - Doliprane 1 g\n   si besoin\n\
         - tisane du soir\n\
         \n\
         Biologie du 23/11/2026 : créatinine 68 µmol/L (45-84), ALAT 21 UI/L (N<35), ASAT 19 UI/L (N<31).\n\
         Kaliémie 4,2 mmol/L.\n\
         Bien confraternellement",
        &[
            "Female",
            "age 46",
            "weight 62",
            "height 168 cm",
            "takes Zoloft 50 mg le matin",
            "takes Doliprane 1 g, si besoin",
            "takes tisane du soir",
            "on 23/11/2026",
            "creatinine 68 MicromolPerLitre",
            "ALT 21 UI/L (N<35)",
            "AST 19 UI/L (N<31)",
        ],
        &[
            "Cher confrère",
            "pour des douleurs chroniques évoluant depuis 10 ans.",
            "Son père est décédé à 62 ans",
            "Kaliémie 4,2 mmol/L.",
            "Bien confraternellement",
        ],
    );
}

#[test]
fn an_english_letter_is_read() {
    reads(
        "This 58 year old man weighs 80 kg. He takes sertraline 50 mg daily and Lyrica 75 mg bid.\n\
         Labs on 23 November 2026: creatinine 0.77 mg/dL, ALT 21 U/L, AST 19 U/L.",
        &[
            "age 58",
            "weight 80",
            "takes sertraline 50 mg daily",
            "takes Lyrica 75 mg bid",
            "on 23 November 2026",
            "creatinine 0.77 MilligramPerDecilitre",
            "ALT 21 UI/L",
            "AST 19 UI/L",
        ],
        &[],
    );
}

#[test]
fn a_medicine_is_one_that_is_taken() {
    reads("sous sertraline et Lyrica 75 mg x2/j", &["takes sertraline", "takes Lyrica 75 mg x2/j"], &[]);
    reads("tramadol 50 mg, arrêté le 12/03/2026", &["takes tramadol 50 mg, arrêté le 12/03/2026"], &[]);
    reads("Traitement : sertraline 50 mg, xyzabc", &["takes sertraline 50 mg", "takes xyzabc"], &[]);
    for not in [
        "allergie à la codéine",
        "pas de tramadol",
        "jamais de morphine",
        "intolérance au tramadol 50 mg",
        "je propose duloxétine 30 mg",
        "éviter le tramadol",
        "no history of tramadol use",
        "le tramadol aurait pu convenir",
        "potassium 4,2 mmol/L",
        "Vitamine D 30 ng/mL",
    ] {
        reads(not, &[], &[not]);
    }
}

#[test]
fn what_is_not_sure_is_offered_twice_or_left() {
    reads(
        "créat 68 µmol/L en mai, créat 110 µmol/L ce jour",
        &["creatinine 68 MicromolPerLitre", "creatinine 110 MicromolPerLitre"],
        &[],
    );
    reads("vu le 23/11", &[], &["vu le 23/11"]);
    reads("vue le 23/11/2026", &[], &["vue le 23/11/2026"]);
    reads("née le 12/03/1980, bilan sanguin du 23/11/2026", &["on 23/11/2026"], &["née le 12/03/1980"]);
    reads("Créatine 5 g par jour", &["takes Créatine 5 g par jour"], &[]);
    reads("sous Lyrica; sous Lyrica, vue le 3 mai", &["takes Lyrica"], &["vue le 3 mai"]);
    reads("", &[], &[]);
}

const WORDS: [&str; 34] = [
    "F",
    "46",
    "ans",
    "46 a",
    "62 kg",
    "1m68",
    "créat",
    "68",
    "µmol/L",
    "mg/L",
    "(45-84)",
    "ALAT",
    "ASAT",
    "/",
    "21",
    "UI/L",
    "N<35",
    "normales",
    "le",
    "23/11",
    "23/11/2026",
    "père",
    "sertraline",
    "50 mg",
    "x2/j",
    "sous",
    "pas de",
    "Traitement :",
    ",",
    ";",
    ".",
    "\n",
    "- ",
    "arrêté",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each word is in a sentence that is shown beside what was read of it, or among what was not read.
    #[test]
    fn nothing_of_a_letter_is_lost(picked in proptest::collection::vec(0..WORDS.len(), 0..18)) {
        let text = picked.iter().map(|at| WORDS[*at]).collect::<Vec<_>>().join(" ");
        let read = letter(&text);
        let shown: String = read.found.iter().map(|it| it.from.as_str()).chain(read.unread.iter().map(String::as_str)).collect();
        for word in ["46", "62", "68", "21", "sertraline", "ALAT", "père"] {
            prop_assert!(!text.contains(word) || shown.contains(word), "{} of {:?} in {:?}", word, text, read);
        }
    }

    #[test]
    fn any_text_is_a_letter(text in "\\PC{0,200}") {
        let _ = letter(&text);
    }
}
