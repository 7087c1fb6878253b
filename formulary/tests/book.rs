//! What every page of the book must be, whatever the drug: written as French is printed, honest
//! about what it rests on, and never an order to a patient.

use std::collections::BTreeSet;

use palier_engine::formulary::{Chapter, Citation, Formulary, Grade, Seen, Severity};
use palier_engine::medicine::{Catalogue, Medicine, Recognised};
use palier_engine::words::Text;

fn book() -> Formulary {
    palier_formulary::builtin()
}

#[test]
fn the_appendix_is_taken_whole_or_not_at_all() {
    let appendix = palier_formulary::appendix();
    assert_eq!(palier_formulary::whole(appendix).as_ref(), Ok(&book()));
    let mut damaged = appendix.to_vec();
    for at in [0, damaged.len() / 2, damaged.len() - 1] {
        damaged[at] ^= 1;
        assert!(palier_formulary::whole(&damaged).is_err(), "byte {at}");
        damaged[at] ^= 1;
    }
    assert!(palier_formulary::whole(&appendix[..appendix.len() - 1]).is_err());
    assert!(palier_formulary::whole(&[]).is_err());
}

#[test]
fn without_its_appendix_the_book_recognises_nothing() {
    let opening = palier_formulary::opening();
    assert!(!opening.is_whole());
    assert!(book().is_whole());
    let catalogue = Catalogue::new(&opening);
    for name in ["tramadol", "Contramal", "sertraline"] {
        let medicine = Medicine { name: name.into(), ..Medicine::default() };
        assert!(matches!(catalogue.recognise(&medicine), Recognised::NotRecognised { .. }), "{name}");
    }
}

/// Every text of the book, with where it stands.
fn texts(book: &Chapter) -> Vec<(String, &Text)> {
    let mut texts: Vec<(String, &Text)> = Vec::new();
    texts.extend(book.groups.iter().map(|it| (format!("group {}", it.id), &it.text)));
    for it in &book.questions {
        texts.extend([Some(&it.text), it.help.as_ref()].into_iter().flatten().map(|text| (it.id.clone(), text)));
    }
    texts.extend(book.indications.iter().map(|it| (it.id.clone(), &it.name)));
    for it in &book.drugs {
        texts.extend([(it.id.clone(), &it.name), (it.id.clone(), &it.typo_hint)]);
        texts.extend(it.status.iter().map(|status| (format!("{} {}", it.id, status.indication), &status.text)));
        texts.extend(it.products.iter().map(|product| (it.id.clone(), &product.name)));
        let taper = it.taper.iter().flat_map(|its| [&its.text, &its.at_once]);
        texts.extend(taper.chain(it.kinetics.iter().map(|its| &its.text)).map(|text| (it.id.clone(), text)));
    }
    for it in &book.protocols {
        texts.extend([&it.name, &it.text].into_iter().chain(&it.inferred).map(|text| (it.id.clone(), text)));
        for its in &it.variants {
            let supplement = its.supplement.as_ref().map(|its| &its.text);
            texts.extend([Some(&its.text), supplement].into_iter().flatten().map(|text| (its.id.clone(), text)));
        }
    }
    for it in &book.rules {
        texts.extend([Some(&it.text), it.ask.as_ref()].into_iter().flatten().map(|text| (it.id.clone(), text)));
    }
    for it in &book.wash_outs {
        texts.extend([&it.current, &it.stopped, &it.ask].map(|text| (it.id.clone(), text)));
    }
    for it in &book.statements {
        let sides = it.sides.iter().map(|side| &side.says);
        texts.extend([&it.title, &it.text].into_iter().chain(sides).map(|text| (it.id.clone(), text)));
    }
    for it in &book.cards {
        texts.extend(it.texts().into_iter().map(|text| (it.id.clone(), text)));
    }
    texts.extend(book.lines.iter().flat_map(|it| it.text.iter().map(|text| (it.id.clone(), text))));
    texts.extend(book.profiles.iter().map(|it| (it.option.clone(), &it.adverse)));
    texts.extend(book.limits.iter().map(|it| (it.id.clone(), &it.text)));
    texts.extend(book.gates.iter().map(|it| (it.id.clone(), &it.text)));
    texts.extend(book.monitoring.iter().map(|it| (it.id.clone(), &it.text)));
    for it in &book.interactions.mechanisms {
        texts.extend([&it.name, &it.text, &it.ask].map(|text| (it.id.clone(), text)));
    }
    texts.extend(book.interactions.exclusions.iter().map(|it| ("exclusions".to_owned(), &it.text)));
    texts.extend(book.classes.iter().map(|it| (it.id.clone(), &it.name)));
    texts.extend(book.substances.iter().map(|it| (it.id.clone(), &it.name)));
    texts
}

/// Every fact that has a grade, with its sources.
fn graded(book: &Chapter) -> Vec<(&str, Grade, &[Citation])> {
    let mut graded: Vec<(&str, Grade, &[Citation])> =
        book.graded().into_iter().map(|it| (it.id, it.grade, &**it.sources)).collect();
    let statuses = book.drugs.iter().flat_map(|it| &it.status);
    graded.extend(statuses.map(|it| (&*it.indication, it.evidence, &*it.sources)));
    graded
}

#[test]
fn french_is_spaced_and_quoted_as_it_is_printed() {
    let book = book();
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
    let book = book();
    for (place, text) in texts(book.book()) {
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
    let book = book();
    let parted = |words: &str, mark: char| {
        let chars: Vec<char> = words.chars().collect();
        chars.windows(3).any(|it| it[0].is_ascii_digit() && it[1] == mark && it[2].is_ascii_digit())
    };
    for (place, text) in texts(book.book()) {
        assert!(!parted(&text.fr, '.'), "{place}: {}", text.fr);
        assert!(!parted(&text.en, ','), "{place}: {}", text.en);
    }
}

/// DESIGN §3: a question to the prescriber, never an order to stop, skip or start a medicine.
#[test]
fn what_to_ask_is_a_question_and_never_an_order() {
    let book = book();
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

/// DESIGN §3: the word means "withhold the drug" to an English clinician, and none of the others
/// may be said of a plan.
#[test]
fn no_text_says_what_palier_never_says() {
    let book = book();
    for (place, text) in texts(book.book()) {
        let words: Vec<String> = text.en.split(|it: char| !it.is_alphanumeric()).map(str::to_lowercase).collect();
        for never in ["hold", "holds", "safe", "safely"] {
            assert!(!words.iter().any(|it| it == never), "{place}: `{never}`: {}", text.en);
        }
        assert!(!text.fr.to_lowercase().contains("sans danger"), "{place}: {}", text.fr);
    }
}

/// `clinical/README.md`: a rule resting on knowledge alone is shipped with grade C or D.
#[test]
fn what_rests_on_knowledge_or_inference_alone_is_graded_so() {
    let book = book();
    let unseen = |it: &Citation| {
        matches!(book.source(&it.source).expect("checked by the build").seen, Seen::Knowledge | Seen::Derived)
    };
    for (id, grade, sources) in graded(book.book()) {
        let claimed = matches!(grade, Grade::A | Grade::B);
        assert!(!(claimed && sources.iter().all(unseen)), "{id}: grade {grade:?} on no source that was seen");
    }
}

#[test]
fn the_bibliography_holds_what_is_cited_and_nothing_else() {
    let book = book();
    let mut cited: BTreeSet<&str> = BTreeSet::new();
    cited.extend(graded(book.book()).iter().flat_map(|it| it.2).map(|it| &*it.source));
    for drug in &book.book().drugs {
        let products = drug.products.iter().flat_map(|it| &it.sources);
        cited.extend(drug.judgement_sources.iter().chain(products).map(|it| &*it.source));
        cited.extend(drug.taper.iter().flat_map(|it| &it.sources).map(|it| &*it.source));
        cited.extend(drug.kinetics.iter().flat_map(|it| &it.sources).map(|it| &*it.source));
    }
    cited.extend(book.book().statements.iter().flat_map(|it| &it.sides).map(|it| &*it.cite.source));
    cited.extend(book.book().substances.iter().flat_map(|it| &it.sources).map(|it| &*it.source));
    cited.extend(book.book().cards.iter().flat_map(|it| it.cited()).flatten().map(|it| &*it.source));
    cited.extend(book.book().profiles.iter().flat_map(|it| &it.sources).map(|it| &*it.source));
    let unread: Vec<&str> = book.book().sources.iter().map(|it| &*it.id).filter(|id| !cited.contains(id)).collect();
    assert!(unread.is_empty(), "in the bibliography, and cited nowhere: {unread:?}");
}

/// DESIGN §3: what is true of everybody is information and never raises the verdict.
#[test]
fn nothing_raises_the_verdict_for_everybody() {
    let book = book();
    for rule in &book.book().rules {
        let mut reads = 0;
        rule.when.names(&mut |_, _| reads += 1);
        let of_everybody = reads == 0 && rule.when.to_string() == "always";
        assert!(!of_everybody || rule.severity == Severity::Information, "{}: true of everybody", rule.id);
    }
}
