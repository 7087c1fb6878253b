//! What is found for what people type in the first field: a treatment for an indication, or every treatment of one.

use palier_engine::book::formulary::SoFar;
use palier_engine::book::place::Region;
use palier_engine::recognise::subject::{Fit, Subject, SubjectIndex, Subjects};

use crate::ask::BOOK;

fn search(typed: &str) -> Subjects {
    thread_local! {
        static INDEX: SubjectIndex = SubjectIndex::of(SoFar::Whole(&BOOK), Region::FR);
    }
    INDEX.with(|it| it.search(typed))
}

/// `pregabalin/fibromyalgia`, `*/fibromyalgia`.
fn written(subject: &Subject) -> String {
    match subject {
        Subject::Treatment { id, indication } => format!("{id}/{indication}"),
        Subject::Every(indication) => format!("*/{indication}"),
    }
}

fn found(typed: &str) -> Vec<String> {
    search(typed).found.iter().map(written).collect()
}

/// What Enter takes: written, not moved to with the arrows.
fn meant(typed: &str) -> Option<String> {
    search(typed).meant().map(written)
}

#[test]
fn a_drug_and_what_it_is_for_are_one_treatment() {
    for (typed, expected) in [
        ("prégabaline diabète", "pregabalin/neuropathic-diabetic"),
        ("Diabète prégabaline", "pregabalin/neuropathic-diabetic"),
        ("prégab diab", "pregabalin/neuropathic-diabetic"),
        ("pregabalin for shingles", "pregabalin/neuropathic-postherpetic"),
        ("PREGABALINE POUR LE ZONA", "pregabalin/neuropathic-postherpetic"),
        ("Lyrica 75 mg fibromyalgie", "pregabalin/fibromyalgia"),
        ("Neurontin sciatique", "gabapentin/neuropathic-peripheral"),
        ("Cymbalta diabète", "duloxetine/neuropathic-diabetic"),
        ("LDN fibro", "naltrexone-ldn/fibromyalgia"),
        ("naltrexone faible dose algodystrophie", "naltrexone-ldn/crps"),
        ("naltrexone douleur chronique", "naltrexone-ldn/chronic-pain"),
        ("naltrexone alcool", "naltrexone-50/alcohol-dependence"),
        ("Revia", "naltrexone-50/alcohol-dependence"),
        ("Tégrétol trijumeau", "carbamazepine/trigeminal-neuralgia"),
        ("Lamictal AVC", "lamotrigine/neuropathic-poststroke"),
        ("Laroxyl sclérose en plaques", "amitriptyline/neuropathic-central"),
        ("Effexor LP neuropathie diabétique", "venlafaxine/neuropathic-diabetic"),
        ("tramadol douleur chronique", "tramadol/chronic-pain"),
        ("oxcarb", "oxcarbazepine/trigeminal-neuralgia"),
        ("Qutenza diabète", "capsaicin-8/neuropathic-diabetic"),
        ("botox zona", "botulinum-toxin-a/neuropathic-postherpetic"),
    ] {
        assert_eq!(found(typed).first().map(String::as_str), Some(expected), "{typed}: {:?}", found(typed));
        assert_eq!(meant(typed).as_deref(), Some(expected), "{typed}: {:?}", found(typed));
    }
}

#[test]
fn an_indication_is_every_treatment_of_it_and_then_each_of_them() {
    for (typed, indication, drugs) in [
        (
            "diabète",
            "neuropathic-diabetic",
            &["pregabalin", "gabapentin", "amitriptyline", "duloxetine", "venlafaxine", "tramadol"][..],
        ),
        ("diabetes", "neuropathic-diabetic", &[]),
        ("zona", "neuropathic-postherpetic", &["pregabalin", "gabapentin", "amitriptyline", "tramadol"]),
        ("shingles", "neuropathic-postherpetic", &[]),
        ("fibromyalgie", "fibromyalgia", &["naltrexone-ldn", "pregabalin"]),
        ("fibro", "fibromyalgia", &[]),
        ("sciatique", "neuropathic-peripheral", &[]),
        ("sciatica", "neuropathic-peripheral", &[]),
        ("algodystrophie", "crps", &["naltrexone-ldn"]),
        ("SDRC", "crps", &[]),
        ("CRPS", "crps", &[]),
        ("trijumeau", "trigeminal-neuralgia", &["carbamazepine", "oxcarbazepine", "lamotrigine"]),
        ("névralgie faciale", "trigeminal-neuralgia", &[]),
        ("tic douloureux", "trigeminal-neuralgia", &[]),
        ("AVC", "neuropathic-poststroke", &["lamotrigine", "venlafaxine"]),
        ("stroke", "neuropathic-poststroke", &[]),
        ("sclérose en plaques", "neuropathic-central", &[]),
        ("spinal cord injury", "neuropathic-central", &[]),
        ("douleur chronique", "chronic-pain", &["naltrexone-ldn", "tramadol"]),
        ("douleurs chroniques", "chronic-pain", &[]),
        ("chronic pain", "chronic-pain", &[]),
        ("angoisse", "anxiety", &["naltrexone-ldn"]),
        ("confiance en soi", "self-esteem", &["naltrexone-ldn"]),
        ("alcool", "alcohol-dependence", &["naltrexone-50"]),
        ("alcoholism", "alcohol-dependence", &[]),
    ] {
        let every = format!("*/{indication}");
        let found = found(typed);
        assert_eq!(found.first(), Some(&every), "{typed}: {found:?}");
        assert_eq!(meant(typed), Some(every), "{typed}: {found:?}");
        for drug in drugs {
            assert!(found.contains(&format!("{drug}/{indication}")), "{typed}: {found:?}");
        }
    }
}

#[test]
fn a_drug_alone_is_offered_for_each_of_its_indications_and_none_is_taken() {
    for (typed, expected) in [
        (
            "prégabaline",
            &[
                "pregabalin/neuropathic-peripheral",
                "pregabalin/neuropathic-diabetic",
                "pregabalin/neuropathic-postherpetic",
                "pregabalin/neuropathic-central",
                "pregabalin/fibromyalgia",
            ][..],
        ),
        ("cymb", &["duloxetine/neuropathic-diabetic", "duloxetine/neuropathic-peripheral"]),
        (
            "LDN",
            &[
                "naltrexone-ldn/chronic-pain",
                "naltrexone-ldn/fibromyalgia",
                "naltrexone-ldn/crps",
                "naltrexone-ldn/anxiety",
                "naltrexone-ldn/self-esteem",
            ],
        ),
        ("carbamazépine", &["carbamazepine/trigeminal-neuralgia", "carbamazepine/neuropathic-peripheral"]),
    ] {
        assert_eq!(found(typed), expected, "{typed}");
        assert_eq!(meant(typed), None, "{typed}");
    }
}

#[test]
fn words_of_several_indications_lead_to_each_and_none_is_taken() {
    for (typed, expected) in [
        ("neuropathie", &["*/neuropathic-peripheral", "*/neuropathic-diabetic"][..]),
        ("douleur centrale", &["*/neuropathic-central", "*/neuropathic-poststroke"]),
    ] {
        let found = found(typed);
        let every: Vec<&String> = found.iter().filter(|it| it.starts_with('*')).collect();
        assert_eq!(every, expected.iter().collect::<Vec<_>>(), "{typed}");
        assert_eq!(meant(typed), None, "{typed}");
    }
}

#[test]
fn a_slip_is_offered_and_never_taken() {
    for (typed, expected) in [
        ("prégabalien diabète", "pregabalin/neuropathic-diabetic"),
        ("pregabaline diabte", "pregabalin/neuropathic-diabetic"),
        ("fibromialgie", "*/fibromyalgia"),
        ("gabapantine zona", "gabapentin/neuropathic-postherpetic"),
        ("trijumau", "*/trigeminal-neuralgia"),
        ("shingels", "*/neuropathic-postherpetic"),
    ] {
        let found = search(typed);
        assert_eq!(found.fit, Fit::Misspelt, "{typed}");
        assert_eq!(found.found.first().map(written).as_deref(), Some(expected), "{typed}: {:?}", found.found);
        assert_eq!(found.meant(), None, "{typed}");
    }
    // What begins as it is written keeps what only looks like it away.
    assert!(found("carbamaz").iter().all(|it| it.starts_with("carbamazepine/")), "{:?}", found("carbamaz"));
}

#[test]
fn words_that_go_together_in_no_treatment_are_looked_for_one_by_one() {
    let found = search("lamotrigine fibromyalgie");
    assert_eq!(found.fit, Fit::Apart);
    assert_eq!(found.meant(), None);
    let found: Vec<String> = found.found.iter().map(written).collect();
    assert!(found.contains(&"lamotrigine/neuropathic-poststroke".to_owned()), "{found:?}");
    assert!(found.contains(&"*/fibromyalgia".to_owned()), "{found:?}");
    assert!(!found.contains(&"lamotrigine/fibromyalgia".to_owned()), "{found:?}");
}

#[test]
fn the_dose_of_another_drug_of_the_same_substance_is_not_begun_by_its_short_name() {
    assert!(found("LDN").iter().all(|it| it.starts_with("naltrexone-ldn/")), "{:?}", found("LDN"));
    assert!(found("Revia").iter().all(|it| !it.starts_with("naltrexone-ldn/")), "{:?}", found("Revia"));
    // A brand that holds something else as well is not the drug.
    assert!(found("Ixprim").iter().all(|it| !it.starts_with("tramadol/")), "{:?}", found("Ixprim"));
}

#[test]
fn what_names_nothing_finds_nothing() {
    for typed in ["", " ", "x", "é", "de la", "appendicite", "75 mg", "\u{202f}\u{0}", "🙂", "ﬃ½"] {
        assert_eq!(search(typed).found, [], "{typed:?}");
        assert_eq!(search(typed).meant(), None, "{typed:?}");
    }
    let long = "prégabaline ".repeat(2000);
    assert!(search(&long).found.iter().all(|it| written(it).starts_with("pregabalin/")));
    assert_eq!(search(&"z".repeat(100_000)).found, []);
}

#[test]
fn the_opening_alone_finds_drugs_and_indications() {
    let (opening, _) = BOOK.clone().parted();
    let index = SubjectIndex::of(SoFar::Opening(&opening), Region::FR);
    let found = |typed: &str| index.search(typed).found.first().map(written);
    assert_eq!(found("prégabaline zona").as_deref(), Some("pregabalin/neuropathic-postherpetic"));
    assert_eq!(found("LDN fibro").as_deref(), Some("naltrexone-ldn/fibromyalgia"));
    assert_eq!(found("diabetes").as_deref(), Some("*/neuropathic-diabetic"));
    assert_eq!(found("Lyrica"), None, "brands come with the rest of the book");
}

#[test]
fn what_no_pharmacy_of_the_region_has_comes_last() {
    let found = found("zona");
    let last = found.iter().rposition(|it| it.split('/').next() == Some("nortriptyline")).expect("it is offered");
    assert_eq!(last, found.len() - 1, "{found:?}");
}

/// The names of every treatment and every indication, as the book writes them, find it.
#[test]
fn every_name_of_the_book_finds_what_it_names() {
    for drug in &BOOK.drugs {
        for name in [&drug.name.fr, &drug.name.en] {
            assert!(found(name).iter().any(|it| it.starts_with(&format!("{}/", drug.id))), "{name}: {:?}", found(name));
        }
    }
    for card in &BOOK.book().cards {
        for name in [&card.name.fr, &card.name.en] {
            assert!(found(name).iter().any(|it| it.starts_with(&format!("{}/", card.id))), "{name}: {:?}", found(name));
        }
    }
    for indication in &BOOK.indications {
        let words =
            [indication.name.fr.as_str(), indication.name.en.as_str()].into_iter().chain(indication.words.all());
        for word in words {
            assert!(found(word).contains(&format!("*/{}", indication.id)), "{word}: {:?}", found(word));
        }
    }
}
