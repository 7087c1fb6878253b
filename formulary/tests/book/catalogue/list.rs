//! Lists of medicines as people paste and type them: one line for each, nothing dropped. Expected lines were
//! written by hand.

use super::INDEX;
use crate::ask::BOOK;
use palier_engine::exact::bounds::LONGEST_NAME;
use palier_engine::exact::typed_date::DateOrder;
use palier_engine::recognise::catalogue::Catalogue;
use palier_engine::recognise::list::{List, Listed};
use proptest::prelude::*;

fn list(text: &str) -> List {
    Catalogue::with(&BOOK, &INDEX).list(text, DateOrder::DayFirst, 200)
}

fn names(text: &str) -> Vec<String> {
    list(text).lines.into_iter().map(|it| it.name).collect()
}

/// A line as a table writes it: `name | per day | started | stopped … | ?`, what is there of it, the last where it needs a look.
fn written(it: &Listed) -> String {
    let dose = it.daily_dose.map(|it| it.to_string()).unwrap_or_default();
    let stopped = it.stopped.as_ref().map(|it| format!("stopped {it}")).unwrap_or_default();
    let used = it.used.map(|it| format!("{it:?}").to_lowercase()).unwrap_or_default();
    let look = if it.understood { "" } else { "?" };
    let parts = [it.name.as_str(), &dose, &it.started, &used, stopped.trim(), look];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" | ")
}

#[track_caller]
fn reads(text: &str, expected: &[&str]) {
    let read = list(text);
    assert_eq!(read.lines.iter().map(written).collect::<Vec<_>>(), expected, "{text:?}");
    assert_eq!(read.rest, "", "{text:?}");
}

#[test]
fn each_medicine_is_a_line_whatever_sets_them_apart() {
    for text in [
        "Lyrica 75\nLevothyrox 75\nKardégic\nDoliprane",
        "Lyrica 75\r\nLevothyrox 75\r\n\r\nKardégic\r\nDoliprane\r\n",
        "Lyrica 75, Levothyrox 75, Kardégic, Doliprane",
        "Lyrica 75,Levothyrox 75,Kardégic,Doliprane",
        "Lyrica 75; Levothyrox 75 ; Kardégic;Doliprane",
        "Lyrica 75 + Levothyrox 75 + Kardégic + Doliprane",
        "- Lyrica 75\n- Levothyrox 75\n- Kardégic\n- Doliprane",
        "• Lyrica 75\n•\tLevothyrox 75\n• Kardégic\n• Doliprane",
        "• Lyrica 75 • Levothyrox 75 • Kardégic • Doliprane",
        "* Lyrica 75\n* Levothyrox 75\n– Kardégic\n→ Doliprane",
        "1. Lyrica 75\n2. Levothyrox 75\n3. Kardégic\n4. Doliprane",
        "1) Lyrica 75\n2) Levothyrox 75\n3) Kardégic\n4) Doliprane",
        "1/ Lyrica 75\n2/ Levothyrox 75\n3/ Kardégic\n4/ Doliprane",
        "Lyrica 75，Levothyrox 75；Kardégic、Doliprane",
        "Lyrica 75\u{2028}Levothyrox 75\u{85}Kardégic\u{b}Doliprane",
        "Lyrica 75\n\n\nLevothyrox 75,\nKardégic,\nDoliprane.",
    ] {
        let read = names(text);
        let read: Vec<&str> = read.iter().map(|it| it.trim_end_matches('.')).collect();
        assert_eq!(read, ["Lyrica 75", "Levothyrox 75", "Kardégic", "Doliprane"], "{text:?}");
    }
}

#[test]
fn a_figure_a_mixture_and_a_bracket_are_not_cut() {
    for (text, expected) in [
        ("lorazépam 0,5 mg", &["lorazépam 0,5 mg"][..]),
        ("tramadol 37,5 mg, lorazépam 0,5 mg", &["tramadol 37,5 mg", "lorazépam 0,5 mg"]),
        ("vitamine D 100,000 UI", &["vitamine D 100,000 UI"]),
        ("tramadol/paracétamol 37,5 mg/325 mg", &["tramadol/paracétamol 37,5 mg/325 mg"]),
        ("Doliprane (paracétamol, 1 g), Lyrica", &["Doliprane (paracétamol, 1 g)", "Lyrica"]),
        ("Lyrica 75 mg, 150 mg", &["Lyrica 75 mg, 150 mg"]),
        ("Lyrica 75 mg 1+0+1", &["Lyrica 75 mg 1+0+1"]),
        (
            "Lyrica 75 mg, 2 fois par jour, matin et soir, Xanax",
            &["Lyrica 75 mg, 2 fois par jour, matin et soir", "Xanax"],
        ),
        ("Doliprane 1 g, comprimé, si besoin", &["Doliprane 1 g, comprimé, si besoin"]),
        ("Lyrica 75 mg\n   1 gélule matin et soir\nXanax", &["Lyrica 75 mg, 1 gélule matin et soir", "Xanax"]),
        ("Lyrica\t75 mg\tmatin et soir", &["Lyrica 75 mg matin et soir"]),
        ("5-HTP", &["5-HTP"]),
        ("1. Lyrica\n2. 5-HTP", &["Lyrica", "2. 5-HTP"]),
        ("2 cp de Doliprane", &["2 cp de Doliprane"]),
        ("vitamine B1 + vitamine B6", &["vitamine B1", "vitamine B6"]),
        ("tramadol + paracétamol", &["tramadol", "paracétamol"]),
        ("Entresto 49 mg/51 mg x2/j", &["Entresto 49 mg/51 mg x2/j"]),
        ("matin et soir", &["matin et soir"]),
        ("", &[]),
        (" \n ; , \n", &[]),
    ] {
        assert_eq!(names(text), expected, "{text:?}");
    }
    for it in &BOOK.book().brands {
        assert_eq!(names(&it.name), [it.name.as_str()], "the name of a brand is not cut");
    }
}

#[test]
fn what_is_written_of_a_medicine_goes_to_its_fields() {
    reads("Lyrica 75 mg x2/j", &["Lyrica 75 mg x2/j | 150 mg"]);
    reads("Eliquis 5 mg x2/j, doliprane 1g x3/j", &["Eliquis 5 mg x2/j | 10 mg", "doliprane 1g x3/j | 3000 mg"]);
    reads(
        "Lyrica 75 mg 1-0-1\nLévothyrox 75 µg le matin",
        &["Lyrica 75 mg 1-0-1 | 150 mg", "Lévothyrox 75 µg le matin | 75 mcg"],
    );
    reads("tramadol arrêté le 12/03/2026", &["tramadol | stopped 12/03/2026"]);
    reads("tramadol 50 mg (arrêté le 12/03/2026)", &["tramadol 50 mg | stopped 12/03/2026"]);
    reads("tramadol stopped in May 2026", &["tramadol | stopped May 2026"]);
    reads("tramadol, arrêté en mai 2026, Lyrica", &["tramadol | stopped mai 2026", "Lyrica"]);
    reads("tramadol a été arrêté le lundi 2 mars 2026", &["tramadol | stopped lundi 2 mars 2026"]);
    reads("tramadol was stopped on 12 March 2026", &["tramadol | stopped 12 March 2026"]);
    reads("arrêté le 12.03.2026 : tramadol", &["tramadol | stopped 12.03.2026"]);
    reads("tramadol jusqu’au 12/03/2026", &["tramadol | stopped 12/03/2026"]);
    reads("tramadol until 2026-03-12", &["tramadol | stopped 2026-03-12"]);
    reads("sertraline depuis le 3 janvier 2026", &["sertraline | 3 janvier 2026"]);
    reads("sertraline 50 mg/j depuis 01/2026", &["sertraline 50 mg/j | 50 mg | 01/2026"]);
    reads("sertraline since March 2026", &["sertraline | March 2026"]);
    reads("tramadol 50 mg stop 12/11/26", &["tramadol 50 mg | stopped 12/11/26"]);
    reads("tramadol LP 100 mg 1 cp le soir", &["tramadol LP 100 mg 1 cp le soir | 100 mg"]);
    reads("lopéramide 2 mg, occasionnellement", &["lopéramide 2 mg | occasional"]);
    reads("loperamide (occasional)", &["loperamide | occasional"]);
    reads("tramadol 50 mg depuis 01/2025, arrêté le 12/03/2026", &["tramadol 50 mg | 01/2025 | stopped 12/03/2026"]);
}

#[test]
fn what_is_not_understood_stays_in_sight_and_needs_a_look() {
    // No day: the stop is kept, and asks for one; until then it counts as taken.
    reads("tramadol arrêté", &["tramadol | stopped | ?"]);
    reads("tramadol arrêté lundi", &["tramadol | stopped lundi | ?"]);
    reads("tramadol arrêté il y a 3 mois", &["tramadol | stopped il y a 3 mois | ?"]);
    reads("tramadol arrêté en 2019", &["tramadol | stopped 2019 | ?"]);
    reads("tramadol arrêté le 12/11", &["tramadol | stopped 12/11 | ?"]);
    reads("tramadol arrêté le 31/02/2026", &["tramadol | stopped 31/02/2026 | ?"]);
    reads("tramadol stopped 3 weeks ago", &["tramadol | stopped 3 weeks ago | ?"]);
    // A year is no month: it stays with the name.
    reads("Lévothyrox 75 depuis 2019", &["Lévothyrox 75 depuis 2019"]);
    // No stop is read where none is said.
    reads("tramadol jamais arrêté", &["tramadol jamais arrêté | ?"]);
    reads("tramadol non arrêté", &["tramadol non arrêté | ?"]);
    reads("pas de tramadol", &["pas de tramadol | ?"]);
    reads("tramadol à arrêter", &["tramadol à arrêter | ?"]);
    reads(
        "tramadol arrêté le 12/03/2026 puis arrêté le 12/05/2026",
        &["tramadol arrêté le 12/03/2026 puis arrêté le 12/05/2026 | ?"],
    );
    reads("arrêté le 12/03/2026", &["arrêté le 12/03/2026 | ?"]);
    reads("xyzabc 5 mg x2/j", &["xyzabc 5 mg x2/j | ?"]);
    reads("AINS, Sirop Drill", &["AINS | ?", "Sirop Drill | ?"]);
    reads("Traitement en cours :\nLyrica", &["Traitement en cours : | ?", "Lyrica"]);
    // Of a mixture, a patch or an unknown name, no amount is worked out.
    reads("Ixprim 37,5 mg x3/j", &["Ixprim 37,5 mg x3/j"]);
    reads("fentanyl patch 25 µg/j", &["fentanyl patch 25 µg/j"]);
    reads("tramadol 50 mg si besoin", &["tramadol 50 mg si besoin"]);
    reads("Lyrica 75 x2", &["Lyrica 75 x2"]);
    reads("Lyrica 75 mg x2", &["Lyrica 75 mg x2"]);
    reads("lopéramide non occasionnel", &["lopéramide non occasionnel | ?"]);
    reads("occasionnel", &["occasionnel | ?"]);
}

#[test]
fn a_date_is_read_as_the_region_writes_it() {
    let read = |order| Catalogue::with(&BOOK, &INDEX).list("tramadol stopped 11/05/2026", order, 200);
    assert_eq!(written(&read(DateOrder::DayFirst).lines[0]), "tramadol | stopped 11/05/2026");
    assert_eq!(written(&read(DateOrder::Either).lines[0]), "tramadol | stopped 11/05/2026 | ?", "two dates");
}

#[test]
fn what_goes_beyond_the_list_is_handed_back_and_a_long_name_is_kept_whole() {
    let text: Vec<String> = (0..300).map(|it| format!("tisane{it}")).collect();
    for mark in ["\n", ", ", "; "] {
        let read = list(&text.join(mark));
        assert_eq!(read.lines.len(), 200);
        assert_eq!(read.rest, text[200..].join("; "));
    }
    let long = "tisane ".repeat(40).trim().to_owned();
    assert!(long.chars().count() > LONGEST_NAME);
    assert_eq!(names(&long), [long.as_str()]);
    assert!(!list(&long).lines[0].understood);
    let many = Catalogue::with(&BOOK, &INDEX).list(&"Lyrica 75 mg x2/j\n".repeat(20_000), DateOrder::DayFirst, 1);
    assert_eq!(many.lines.len(), 1);
}

#[test]
fn what_is_chosen_keeps_the_strength_that_was_typed_after_it() {
    let chosen = |typed, name| written(&Catalogue::with(&BOOK, &INDEX).listed_as(typed, name, DateOrder::DayFirst));
    assert_eq!(chosen("sertra", "sertraline"), "sertraline");
    assert_eq!(chosen("sertra 50 mg x2/j", "sertraline"), "sertraline 50 mg x2/j | 100 mg");
    assert_eq!(chosen("lyr 75", "Lyrica"), "Lyrica 75");
    assert_eq!(chosen("", "sertraline"), "sertraline");
    assert_eq!(chosen("50 mg", "sertraline"), "sertraline");
}

#[test]
fn enter_takes_the_one_medicine_that_begins_so() {
    let begun = |typed: &str| Catalogue::with(&BOOK, &INDEX).begun(typed).map(|it| it.chosen);
    assert_eq!(begun("sertra").as_deref(), Some("sertraline"));
    assert_eq!(begun("SERTRALI").as_deref(), Some("sertraline"));
    assert_eq!(begun("sertra 50 mg le matin").as_deref(), Some("sertraline"), "what stands after it is kept");
    for several in ["lam", "lami", "lami 25 mg", "ser", "xyz", "xyzabc", "50 mg", "", "sertra, lyri", "pas de sertra"] {
        assert_eq!(begun(several), None, "{several}");
    }
    assert_eq!(begun("sertraline"), None, "it is a name already");
}

/// The letters and figures of a text, which no reading may lose.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|it| it.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

const WORDS: [&str; 31] = [
    "Lyrica",
    "tramadol",
    "xyzabc",
    "AINS",
    "75 mg",
    "0,5 mg",
    "x2/j",
    "1-0-1",
    "matin et soir",
    "arrêté",
    "le 12/03/2026",
    "stopped",
    "in May 2026",
    "depuis",
    "2019",
    "01/2026",
    "si besoin",
    "occasionnel",
    ",",
    ";",
    "+",
    "\n",
    "\n- ",
    "\n1. ",
    "(",
    ")",
    "•",
    "\t",
    "non",
    "jusqu’au",
    "½ cp",
];

/// Words that a field stands for: they say what the field is, and need not be kept beside it.
const STANDS_FOR: &str = "arrêtéstoppedinledepuisjusquaudebutoccasionnel";

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_was_typed_is_dropped(picked in proptest::collection::vec(0..WORDS.len(), 0..14), most in 0..6_usize) {
        let text = picked.iter().map(|at| WORDS[*at]).collect::<Vec<_>>().join(" ");
        let read = Catalogue::with(&BOOK, &INDEX).list(&text, DateOrder::DayFirst, most);
        prop_assert!(read.lines.len() <= most);
        let mut kept = read.rest.clone();
        for it in &read.lines {
            prop_assert!(!it.name.trim().is_empty());
            for part in [Some(&it.name), Some(&it.started), it.stopped.as_ref()].into_iter().flatten() {
                kept.push_str(part);
            }
        }
        let (mut kept, typed) = (letters(&kept), letters(&text));
        // What is missing is the number of a list, or a word that its field stands for.
        for letter in typed {
            match kept.binary_search(&letter) {
                Ok(at) => { kept.remove(at); }
                Err(_) => prop_assert!(letter == '1' || STANDS_FOR.contains(letter), "{letter} of {text:?} in {read:?}"),
            }
        }
        prop_assert_eq!(kept, Vec::<char>::new(), "nothing is added: {:?}", text);
    }

    #[test]
    fn any_text_is_a_list(text in "\\PC{0,120}", most in 0..4_usize) {
        let _ = Catalogue::with(&BOOK, &INDEX).list(&text, DateOrder::Either, most);
    }
}
