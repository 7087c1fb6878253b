//! What a second reading of the sources, in November 2026, found missing, looser, wrong or old: the source, where it
//! stands in the book, and what must be read there. Rules with their edges stand
//! in the tests of each drug.

use crate::ask::BOOK;
use palier_engine::book::source::Grade;
use palier_engine::lang::Text;

#[track_caller]
fn says(place: &str, text: &Text, french: &[&str], english: &[&str]) {
    let (fr, en) = (text.fr.replace('\u{a0}', " "), text.en.replace('\u{a0}', " "));
    french.iter().for_each(|it| assert!(fr.contains(it), "{place}: `{it}`: {fr}"));
    english.iter().for_each(|it| assert!(en.contains(it), "{place}: `{it}`: {en}"));
}

#[test]
fn statements_say_what_was_found() {
    let table: [(&str, &str, &[&str], &[&str]); 9] = [
        (
            "rcp-naltrexone-fr",
            "naloxone-test",
            &["0,2 puis 0,6 mg", "0,8 mg", "24 h", "1,6 mg"],
            &["0.2 then 0.6 mg", "1.6 mg"],
        ),
        ("naltrexone-surgery", "surgery", &["72 h", "24 à 30 jours"], &["24 to 30 days"]),
        ("v29e", "DLX-THEN-MAOI", &["moclobémide compris", "7 jours"], &["moclobemide included"]),
        (
            "ansm-gabapentin",
            "GBP-LAW",
            &["sans l’ordonnance sécurisée", "report de la prégabaline"],
            &["without the secure form"],
        ),
        ("library-search", "D1", &["Sans appui", "trois recherches"], &["Unsupported", "three searches"]),
        ("library-search", "D2", &["Sans appui"], &["Unsupported"]),
        ("mhra-2026", "PGB-DEPENDENCE", &["addiction", "dépendance", "prévoir la fin"], &["dependence"]),
        ("innova-2026", "D18", &["négatifs", "hasard"], &["negative", "chance finding"]),
        ("v17f", "CBZ-WOMEN", &["6 janvier 2025", "30 juin 2025", "Mirena", "Aucune règle"], &["No rule keeps"]),
    ];
    let book = &*BOOK;
    for (place, id, french, english) in table {
        let statement = book.book().statements.iter().find(|it| it.id == id).unwrap_or_else(|| panic!("{id}"));
        says(&format!("{place}, {id}"), &statement.text, french, english);
    }
}

/// The American supplement after dialysis, by daily dose; the book counts the lowest and says why.
#[test]
fn the_supplement_after_dialysis_is_shown_by_daily_dose_and_the_lowest_is_counted() {
    let book = &*BOOK;
    let sides = &book.book().statements.iter().find(|it| it.id == "PGB-C6").expect("both sides").sides;
    let american = sides.iter().find(|it| it.cite.source == "pregabalin-us-dialysis").expect("the American table");
    let cells = ["25 mg, 25 à 50 mg", "25 à 50 mg, 50 à 75 mg", "50 à 75 mg, 75 à 100 mg", "75 mg, 100 à 150 mg"];
    says("pregabalin-us-dialysis", &american.says, &cells, &["75 mg, 100 to 150 mg"]);
    let european = sides.iter().find(|it| it.cite.source == "v03").expect("the European table");
    says("v03", &european.says, &["25 à 100 mg"], &["25 to 100 mg"]);
    let rule = book.book().rules.iter().find(|it| it.id == "PGB-RENAL-DIALYSIS").expect("a rule");
    says("PGB-RENAL-DIALYSIS", &rule.text, &["25 mg après chaque séance", "trop peu"], &["too little"]);
    let protocol = book.protocol("pregabalin-strict").expect("the default");
    let dialysis = protocol.variants.iter().find(|it| it.id == "pregabalin-dialysis").expect("a variant");
    assert_eq!(dialysis.supplement.as_ref().map(|it| it.dose.to_string()).as_deref(), Some("25 mg"));
}

#[test]
fn limits_say_where_they_pass_a_label() {
    let book = &*BOOK;
    let limit = |id: &str| &book.book().limits.iter().find(|it| it.id == id).unwrap_or_else(|| panic!("{id}")).text;
    says("v50", limit("AMI-MAX-150"), &["150 mg", "au-dessus de l’AMM européenne (75 mg)"], &["above the European"]);
    says("v57b", limit("TRA-SINGLE-400"), &["400 mg en une prise", "300 mg"], &["300 mg"]);
    let rule = |id: &str| &book.book().rules.iter().find(|it| it.id == id).unwrap_or_else(|| panic!("{id}")).text;
    says(
        "tramadol-us-renal",
        rule("TRA-RENAL-1"),
        &["La notice américaine garde la dose habituelle"],
        &["usual dose on the day"],
    );
    says("smpc-naltrexone-pt", rule("RE-1"), &["ne chiffre pas", "30 mL/min"], &["no figure", "30 mL/min"]);
}

/// Neither a date that nobody published, nor a start that the label has not.
#[test]
fn intervals_and_starts_are_those_of_the_labels() {
    let book = &*BOOK;
    let depot = book.book().wash_outs.iter().find(|it| it.id == "TRA-NTX-DEPOT").expect("a wash-out");
    assert_eq!(depot.full_days, None, "24 to 30 days hold for the monthly injection, not for an implant");
    says("naltrexone-surgery", &depot.stopped, &["24 à 30 jours"], &["24 to 30 days"]);
    let label = book.protocol("tramadol-lp12-label").expect("a protocol");
    says(
        "tramadol-lp-bdpm",
        &label.text,
        &["le haut du départ de l’AMM (50 à 100 mg)"],
        &["the top of the label’s start"],
    );
    let after = book.book().after.iter().find(|it| it.id == "SNRI-THEN-MAOI").expect("a way back");
    assert_eq!(after.full_days, Some(7), "the longest of 5, 7 and 7");
    says("v29e", &after.text, &["moclobémide compris"], &["moclobemide included"]);
}

/// `innova-2026`: 98 women, 4.5 mg; the line of licence says it before anything is printed.
#[test]
fn the_status_of_a_low_dose_in_fibromyalgia_says_not_for_now() {
    let book = &*BOOK;
    let drug = book.drug("naltrexone-ldn").expect("in the book");
    let status = drug.status.iter().find(|it| it.indication == "fibromyalgia").expect("a status");
    let french = ["À ne pas commencer pour l’instant", "trois essais", "INNOVA (4,5 mg, un an"];
    says("innova-2026", &status.text, &french, &["Not to be started for now"]);
    let rule = book.book().rules.iter().find(|it| it.id == "LDN-FM").expect("a rule");
    says("innova-2026", &rule.text, &["0,33 contre 0,64"], &["0.33 against 0.64"]);
    let pregabalin = book.drug("pregabalin").expect("in the book");
    let status = pregabalin.status.iter().find(|it| it.indication == "fibromyalgia").expect("a status");
    says("fibromyalgia", &status.text, &["mouvement et l’autogestion d’abord", "modeste"], &["modest effect"]);
}

/// A French fact that was seen only through a relay is graded C.
#[test]
fn what_was_seen_through_a_relay_alone_is_graded_c() {
    let book = &*BOOK;
    let pair = book.book().interactions.rules.iter().find(|it| it.id == "X-ST-JOHN").expect("a pair");
    assert_eq!(pair.grade, Grade::C, "docavenue relays the French label");
    for id in ["LTG-PROGESTOGEN", "LTG-OTHER-INDUCER", "PGB-BREATH-RENAL", "TRA-US-2025", "TRA-BREASTFEEDING"] {
        let rule = book.book().rules.iter().find(|it| it.id == id).unwrap_or_else(|| panic!("{id}"));
        assert_eq!(rule.grade, Grade::C, "{id}");
    }
}
