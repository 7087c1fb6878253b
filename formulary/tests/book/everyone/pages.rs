//! What every page of the book must be, whatever the drug: written as French is printed, honest
//! about what it rests on, and never an order to a patient.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::ask::BOOK;
use palier_engine::book::chapter::{Chapter, Lists, Opening};
use palier_engine::book::formulary::Formulary;
use palier_engine::book::rule::Severity;
use palier_engine::book::source::{Citation, Grade, Seen};
use palier_engine::lang::{Lang, Text, Tongue};
use palier_formulary::{File, Files, NotOfThisBook};

/// The rows of a book, whichever objects its languages are.
fn rows(book: &Formulary) -> Chapter {
    book.book().clone().into()
}

#[test]
fn a_book_is_read_from_its_files_in_whichever_order_they_come() {
    let mut files = Files::default();
    assert!(files.opening().is_none() && files.whole().is_none());
    for file in File::ALL.into_iter().rev() {
        assert_eq!(files.take(file.bytes().to_vec()), Ok(file));
    }
    assert_eq!((files.spoken(false), files.spoken(true)), (Tongue::ALL.len(), Tongue::ALL.len()));
    assert_eq!(rows(&files.whole().expect("all of it")), rows(&BOOK));
    let said = |book: &Formulary| Tongue::ALL.map(|it| book.lang(it).file());
    assert_eq!(said(&files.whole().expect("all of it")), said(&BOOK));
}

#[test]
fn a_file_of_the_book_is_taken_whole_or_not_at_all() {
    let mut files = Files::default();
    for file in File::ALL {
        let mut bytes = file.bytes().to_vec();
        for at in [0, bytes.len() / 2, bytes.len() - 1] {
            bytes[at] ^= 1;
            assert_eq!(files.take(bytes.clone()), Err(NotOfThisBook), "{file:?}, byte {at}");
            bytes[at] ^= 1;
        }
        assert!(files.take(bytes[..bytes.len() - 1].to_vec()).is_err());
        assert_eq!((files.spoken(false), files.spoken(true)), (0, 0));
    }
    assert!(files.take(Vec::new()).is_err());
}

/// A book is never spoken in a language of which something is missing: what is not there would be blank.
#[test]
fn a_language_is_spoken_once_nothing_of_it_is_missing() {
    let (fr, en) = (Tongue::Fr, Tongue::En);
    let mut files = Files::default();
    let mut take = |file: File| {
        files.take(file.bytes().to_vec()).expect("a file of this book");
        let lang = |it: &Opening| [fr, en].map(|tongue| it.lang(tongue).tongue());
        let whole = files.whole();
        (files.opening().as_ref().map(lang), whole.as_deref().map(lang))
    };
    assert_eq!(take(File::Language(en)), (Some([en, en]), None));
    assert_eq!(take(File::Appendix), (Some([en, en]), None));
    assert_eq!(take(File::Texts(en)), (Some([en, en]), Some([en, en])));
    assert_eq!(take(File::Language(fr)), (Some([fr, en]), Some([en, en])));
    assert_eq!(take(File::Texts(fr)), (Some([fr, en]), Some([fr, en])));
}

/// Every text of the book, with where it stands.
fn texts(book: &Lists) -> Vec<(String, &Text)> {
    book.told().texts
}

/// The same, without the bibliography: sections of documents are numbered there, it says how each was read, and the page
/// draws it unbroken.
fn texts_beside_sources(book: &Lists) -> Vec<(String, &Text)> {
    texts(book).into_iter().filter(|(place, _)| !place.starts_with("sources[")).collect()
}

#[test]
fn french_is_spaced_and_quoted_as_it_is_printed() {
    let book = &*BOOK;
    for (place, text) in texts(book.book()) {
        for plain in [" ;", " :", " ?", " !", " %", " €", " »", "« "] {
            assert!(!text.fr.contains(plain), "{place}: plain space in `{plain}`: {}", text.fr);
        }
        for (before, mark) in text.fr.chars().zip(text.fr.chars().skip(1)) {
            let glued = matches!(mark, ';' | '?' | '!' | '%' | '»') && before != '\u{a0}';
            assert!(!glued, "{place}: no space before `{mark}`: {}", text.fr);
        }
        for words in [&text.fr, &text.en] {
            assert!(!words.contains('\''), "{place}: typewriter apostrophe: {words}");
            assert!(!words.contains('"'), "{place}: typewriter quotes: {words}");
            assert!(!words.contains("  ") && words.trim() == words, "{place}: stray spaces: {words}");
        }
    }
}

#[test]
fn a_number_is_never_parted_from_its_unit() {
    let units = [
        "mg", "mcg", "mL", "µg", "h", "jours", "jour", "semaines", "mois", "ans", "days", "weeks", "months", "years",
        "g",
    ];
    let book = &*BOOK;
    for (place, text) in texts_beside_sources(book.book()) {
        for words in [&text.fr, &text.en] {
            let pieces: Vec<&str> = words.split(' ').collect();
            for pair in pieces.windows(2) {
                let number = pair[0].chars().last().is_some_and(|it| it.is_ascii_digit());
                let unit: String = pair[1].chars().take_while(|it| it.is_alphabetic()).collect();
                assert!(!(number && units.contains(&&*unit)), "{place}: `{} {}` may break: {words}", pair[0], pair[1]);
            }
        }
    }
}

#[test]
fn french_writes_a_decimal_comma_and_english_a_point() {
    let book = &*BOOK;
    let parted = |words: &str, mark: char| {
        let chars: Vec<char> = words.chars().collect();
        chars.windows(3).any(|it| it[0].is_ascii_digit() && it[1] == mark && it[2].is_ascii_digit())
    };
    for (place, text) in texts_beside_sources(book.book()) {
        assert!(!parted(&text.fr, '.'), "{place}: {}", text.fr);
        assert!(!parted(&text.en, ','), "{place}: {}", text.en);
    }
}

/// A question to the prescriber, never an order to stop, skip or start a medicine.
#[test]
fn what_to_ask_is_a_question_and_never_an_order() {
    let book = &*BOOK;
    let rules = book.book().rules.iter().filter_map(|it| it.ask.as_ref().map(|ask| (&it.id, ask)));
    let asks = rules.chain(book.book().wash_outs.iter().map(|it| (&it.id, &it.ask)));
    let mechanisms = book.book().interactions.mechanisms.iter().map(|it| (&it.id, &it.ask));
    for (id, ask) in asks.chain(mechanisms) {
        assert!(ask.fr.contains("\u{a0}?") && ask.en.contains('?'), "{id}: asks nothing: {}", ask.fr);
        let fr = ask.fr.to_lowercase();
        for order in ["arrêtez", "cessez", "prenez", "commencez", "sautez", "remplacez"] {
            assert!(!fr.contains(order), "{id}: an order: {}", ask.fr);
        }
        let en = ask.en.to_lowercase();
        for order in ["stop taking", "stop the", "stop your", "do not take", "start taking"] {
            assert!(!en.contains(order), "{id}: an order: {}", ask.en);
        }
    }
}

/// "Hold" means "withhold the drug" to an English clinician, and none of the others
/// may be said of a plan.
#[test]
fn no_text_says_what_palier_never_says() {
    let book = &*BOOK;
    for (place, text) in texts(book.book()) {
        let words: Vec<String> = text.en.split(|it: char| !it.is_alphanumeric()).map(str::to_lowercase).collect();
        for never in ["hold", "holds", "safe", "safely"] {
            assert!(!words.iter().any(|it| it == never), "{place}: `{never}`: {}", text.en);
        }
        assert!(!text.fr.to_lowercase().contains("sans danger"), "{place}: {}", text.fr);
    }
}

/// How a source was read is said in the bibliography, never to a prescriber or a patient.
#[test]
fn no_text_tells_how_its_sources_were_read() {
    let book = &*BOOK;
    for (place, text) in texts_beside_sources(book.book()) {
        let (fr, en) = (text.fr.to_lowercase(), text.en.to_lowercase());
        for never in
            ["extrait lu", "extraits lus", "source lue", "sources lues", "amm lue", "résumé lu", "recommandations lues"]
        {
            assert!(!fr.contains(never), "{place}: {}", text.fr);
        }
        for never in
            ["excerpt", "source that was read", "source read", "sources read", "label read", "was read", "were read"]
        {
            assert!(!en.contains(never), "{place}: {}", text.en);
        }
    }
}

/// A rule resting on knowledge alone is shipped with grade C or D.
#[test]
fn what_rests_on_knowledge_or_inference_alone_is_graded_so() {
    let book = &*BOOK;
    let unseen = |it: &Citation| {
        matches!(book.source(&it.source).expect("checked by the build").seen, Seen::Knowledge | Seen::Derived)
    };
    for (place, fact) in BOOK.book().told().facts {
        let claimed = matches!(fact.grade, Some(Grade::A | Grade::B));
        assert!(!(claimed && fact.sources.iter().all(unseen)), "{place}: {:?} on no source that was seen", fact.grade);
    }
}

#[test]
fn the_bibliography_holds_what_is_cited_and_nothing_else() {
    let book = &*BOOK;
    let told = book.book().told();
    let cited: BTreeSet<&str> = told.facts.iter().flat_map(|(_, it)| it.sources).map(|it| &*it.source).collect();
    let unread: Vec<&str> = book.book().sources.iter().map(|it| &*it.id).filter(|id| !cited.contains(id)).collect();
    assert!(unread.is_empty(), "in the bibliography, and cited nowhere: {unread:?}");
}

/// What is true of everybody is information and never raises the verdict.
#[test]
fn nothing_raises_the_verdict_for_everybody() {
    let book = &*BOOK;
    for rule in &book.book().rules {
        let mut reads = 0;
        rule.when.names(&mut |_, _| reads += 1);
        let of_everybody = reads == 0 && rule.when.to_string() == "always";
        assert!(!of_everybody || rule.severity == Severity::Information, "{}: true of everybody", rule.id);
    }
}

/// What is read aloud in another language is marked so, and nothing else is: titles and places speak the language that
/// their source says, as far as a few common words tell.
#[test]
fn titles_and_places_of_a_source_are_in_the_language_it_says() {
    const FRENCH: [&str; 20] = [
        "de",
        "des",
        "du",
        "le",
        "la",
        "les",
        "aux",
        "avec",
        "sans",
        "jours",
        "selon",
        "pour",
        "dans",
        "sur",
        "arrêt",
        "tableau",
        "liste",
        "boîte",
        "comprimé",
        "contre",
    ];
    const ENGLISH: [&str; 21] = [
        "the",
        "of",
        "and",
        "with",
        "for",
        "at",
        "in",
        "by",
        "from",
        "not",
        "below",
        "days",
        "weeks",
        "step",
        "people",
        "or",
        "than",
        "label",
        "contraindicated",
        "least",
        "half",
    ];
    let spoken = |text: &str| {
        let words: Vec<String> =
            text.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
        let of = |list: &[&str]| words.iter().filter(|it| list.contains(&it.as_str())).count();
        match of(&FRENCH).cmp(&of(&ENGLISH)) {
            Ordering::Less => Some(Tongue::En),
            Ordering::Equal => None,
            Ordering::Greater => Some(Tongue::Fr),
        }
    };
    let book = &*BOOK;
    let (mut wrong, mut told) = (Vec::new(), 0);
    let mut says = |source: &str, text: &str, language: Tongue| {
        let found = spoken(text);
        told += usize::from(found.is_some());
        if found.is_some_and(|it| it != language) {
            wrong.push(format!("{source}: {text}"));
        }
    };
    for it in book.book().sources.iter().filter(|it| it.told.is_none()) {
        says(&it.id, &it.title, it.language);
    }
    for (_, fact) in book.book().told().facts {
        for Citation { source, place } in fact.sources.iter() {
            let it = book.source(source).expect("checked by the build");
            if it.notes.iter().all(|note| note.id != *place) {
                says(source, place, it.places.unwrap_or(it.language));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert_eq!(wrong, Vec::<String>::new());
    assert!(told > 300, "{told}");
    let source = |id: &str| book.source(id).expect("of the book");
    let foreign = |id: &str, place: &str| source(id).foreign_place(place, Lang::FR);
    assert_eq!(foreign("v06", "renal table"), Some(Tongue::En), "ours, in a French document");
    assert_eq!(foreign("v12", "table 1"), Some(Tongue::En));
    assert_eq!(foreign("article-001", "Comment commencer"), None);
    assert_eq!(foreign("v06", "4.2"), None, "a number is read in any language");
    assert_eq!(source("v12").foreign_name(Lang::FR), Some(Tongue::En));
    assert_eq!(source("v06").foreign_name(Lang::EN), Some(Tongue::Fr));
    assert_eq!(source("v01").foreign_name(Lang::FR), None, "told in French");
}
