//! What is saved and opened: nothing is lost, and what does not open is called by its name.

use std::fs;
use std::rc::Rc;

use crate::person::{Person, book, opening, plain, planner, scenario};
use palier::form::complaint::Complaint;
use palier::form::field::Field;
use palier::form::kind::Kind;
use palier::form::typed::Typed;
use palier::open::error::{OpenError, Origin, Why};
use palier::state::host::HostChoice;
use palier::state::msg::{Choice, Msg, SupplyChange};
use palier::state::summary::summary;
use palier::words;
use palier::words::complaint;
use palier_engine::book::protocol::View;
use palier_engine::book::supply::Supply;
use palier_engine::exact::bounds::{Bounds, Quantity};
use palier_engine::exact::decimal::Decimal;
use palier_engine::fault::{Fault, FaultKind};
use palier_engine::lang::Lang;
use palier_engine::outcome::{Outcome, Permit, Sheet};
use palier_engine::request::request::{Purpose, Request, TaperAsked};

/// What a file may hold, the form shows and reads again, to the thousandth; and the page answers it as
/// the engine does.
#[test]
fn ten_thousand_requests_open_in_the_form_and_say_the_same_again() {
    let book = book();
    let (mut sound, mut drawn) = (0u32, 0);
    while sound < 10_000 {
        let request = crate::drawn::request(&mut crate::drawn::Lot::new(drawn), planner(&book).formulary());
        drawn += 1;
        assert!(drawn < 40_000, "only {sound} of {drawn} requests can be answered");
        if !request.problems(planner(&book).formulary()).is_empty() {
            continue;
        }
        sound += 1;
        let mut form = Typed::from_request(&book, &request);
        // A low creatinine is asked once more, and meant.
        let kept = request.patient.creatinine.clone();
        Rc::make_mut(&mut form.person).creatinine_kept.clone_from(&kept);
        let parsed = form.parse(&book, request.today, request.language);
        assert_eq!(parsed.problems, [], "{request:?}");
        assert_eq!(parsed.request, request);
        let bytes = |it: &Request| serde_json::to_string(it).expect("a request is data");
        assert_eq!(bytes(&parsed.request), bytes(&request));
        if sound.is_multiple_of(20) {
            let lang = Msg::LanguageChosen(request.language);
            let person = Person::new().does(lang).does(Msg::Offered(Origin::File, Box::new(request.clone())));
            let person = kept.into_iter().fold(person, |it, kept| it.does(Msg::Chose(Choice::CreatinineKept(kept))));
            assert_eq!(*person.outcome(), planner(&book).decide(&request), "{request:?}");
            let person = person.does(Msg::SaveAsked);
            assert_eq!(person.0.saved.as_deref(), Some(&request));
        }
    }
}

/// Each was once saved without a word, and the file then said less than the screen.
#[test]
fn what_a_file_could_not_hold_is_named_and_nothing_is_saved() {
    let no_day = Msg::MedicineChanged(0, palier::state::msg::LineChange::Stopped(true));
    let cases = [
        (
            vec![Msg::Typed(Field::Clearance, "25".into())],
            Field::ClearanceMethod,
            "Clairance · Comment elle a été obtenue",
        ),
        (vec![Msg::Typed(Field::ClearanceMethod, "24 h".into())], Field::Clearance, "Clairance"),
        (vec![Msg::Typed(Field::SurgeryDay, "31/02/2027".into())], Field::SurgeryDay, "Date d’une opération prévue"),
        (vec![Msg::Typed(Field::Target, "1,500".into())], Field::Target, "Dose visée par jour"),
        (vec![Msg::Typed(Field::Pace, "21j.".into())], Field::Pace, "Durée d’un palier"),
        (vec![Msg::Typed(Field::NewMedicine, "tramadol".into())], Field::NewMedicine, "Ajouter un médicament"),
        (vec![Msg::Typed(Field::PughAlbumin, "28".into())], Field::PughInr, "Child-Pugh · INR"),
        (vec![no_day], Field::LastDose(0), "Médicaments (1) · Dernière prise"),
    ];
    for (done, field, name) in cases {
        let person = done.into_iter().fold(Person::fills_in_the_reference(), Person::does).does(Msg::SaveAsked);
        let named: Vec<String> =
            person.0.not_saved.iter().map(|it| palier::words::field_name(&it.path, Lang::FR)).collect();
        assert!(named.iter().any(|it| plain(it) == name), "{named:?}: not {name}");
        assert_eq!(person.0.saved, None, "{name}");
        assert!(matches!(summary(person.outcome()).verdict, "pending" | "refused"), "{name}");
        assert_ne!(person.outcome().permit(Sheet::Patient, View::Professional), Permit::Granted, "{name}");
        assert!(person.0.is_unsaved(), "{name}");
        assert!(person.problem(field).is_some(), "{name}");
    }
}

#[test]
fn what_was_typed_last_is_in_the_file_and_leaving_then_loses_nothing() {
    let person = Person::new();
    assert!(!person.0.is_unsaved(), "nothing was touched");
    let person = person.does(Msg::Typed(Field::Weight, "99".into()));
    assert!(person.0.is_unsaved());
    let person = person.does(Msg::SaveAsked);
    let saved = person.0.saved.clone().expect("it can be read");
    assert_eq!(saved.patient.weight_kg, Some(palier_engine::exact::decimal::Decimal::whole(99)));
    assert!(person.0.is_unsaved(), "the browser has not taken it yet");
    let refused = Person(person.0.clone()).does(Msg::SaveEnded(false));
    assert!(refused.0.is_unsaved() && refused.0.not_taken);
    assert!(!refused.does(Msg::Typed(Field::Weight, "97".into())).does(Msg::Left).0.not_taken);
    let person = person.does(Msg::SaveEnded(true));
    assert!(!person.0.is_unsaved() && !person.0.not_taken);
    assert!(person.does(Msg::Typed(Field::Weight, "98".into())).0.is_unsaved());
    // What the host chooses is no typing.
    let person = Person::new().does(Msg::HostChose(HostChoice::Drug(Some("pregabalin".into()))));
    assert!(!person.0.is_unsaved());
    assert!(!Person::fills_in_the_reference().does(Msg::Erased).0.is_unsaved());
}

#[test]
fn a_file_or_a_link_replaces_what_was_typed_only_after_a_yes() {
    let request = Box::new(scenario("reference"));
    for origin in [Origin::File, Origin::Link] {
        let typed = Person::new().does(Msg::Typed(Field::Weight, "99".into()));
        let asked = typed.does(Msg::Offered(origin, request.clone()));
        assert_eq!(asked.0.form.text(Field::Weight), "99");
        assert_eq!(asked.0.offered.as_ref().map(|it| it.0), Some(origin));
        let kept = Person(asked.0.clone()).does(Msg::Replaced(false));
        assert_eq!((kept.0.form.text(Field::Weight), &kept.0.offered), ("99", &None));
        let replaced = asked.does(Msg::Replaced(true));
        assert_eq!((replaced.0.form.text(Field::Weight), &replaced.0.offered), ("62", &None));
        assert!(!replaced.0.is_unsaved());
        // Nothing typed, nothing asked.
        let opened = Person::new().does(Msg::Offered(origin, request.clone()));
        assert_eq!((opened.0.form.text(Field::Weight), &opened.0.offered), ("62", &None));
    }
}

/// Of every drug, a capsule that nobody sells is in sight: in a box where the drug is compounded, named
/// beside the boxes where it is not.
#[test]
fn a_capsule_of_a_file_is_in_sight_under_every_drug() {
    let book = book();
    let strength = "0.007 mg".parse().expect("a dose");
    for drug in &book.drugs {
        let mut request = scenario("reference");
        request.treatment = palier_engine::request::request::Treatment {
            drug: drug.id.clone(),
            supplies: vec![Supply::Capsule { strength, prolonged: false, keeps_days: Some(90) }],
            ..Default::default()
        };
        let course = Typed::from_request(&book, &request).course;
        let seen = (course.other_strengths.len(), course.boxes.of(Field::CapsulesKeep), course.other_supplies.len());
        let expected = if drug.compounded.is_empty() { (0, "", 1) } else { (1, "90", 0) };
        assert_eq!(seen, expected, "{}", drug.id);
    }
}

/// Every kind of unit that no box shows is named, in both languages.
#[test]
fn a_supply_without_a_box_is_said_in_words() {
    let supply = |text: &str| serde_json::from_str::<Supply>(text).expect(text);
    for (json, fr, en) in [
        (
            r#"{"capsule": {"strength": "5 mg", "prolonged": true, "keeps_days": 90}}"#,
            "gélule 5 mg, libération prolongée, se conserve 90 jours",
            "capsule 5 mg, prolonged release, keeps for 90 days",
        ),
        (r#"{"tablet": {"strength": "0.5 mg", "scored": true}}"#, "comprimé 0,5 mg, sécable", "tablet 0.5 mg, scored"),
        (
            r#"{"liquid": {"per_ml": "1 mg", "syringe": "5 mL", "graduation": "0.5 mL", "bottle": "60 mL"}}"#,
            "solution buvable, par mL : 1 mg, seringue de 5 mL, graduée tous les 0,5 mL, flacon de 60 mL",
            "oral liquid, per mL: 1 mg, syringe of 5 mL, marked every 0.5 mL, bottle of 60 mL",
        ),
        (
            r#"{"drops": {"per_drop": "1 mg", "most": 20}}"#,
            "gouttes de 1 mg, au plus par prise : 20",
            "drops of 1 mg, most per intake: 20",
        ),
    ] {
        assert_eq!(plain(&palier::words::supply(&supply(json), Lang::FR)), fr);
        assert_eq!(plain(&palier::words::supply(&supply(json), Lang::EN)), en);
    }
}

#[test]
fn every_scenario_on_file_opens_in_the_form_and_says_the_same_again() {
    let book = book();
    let folder = format!("{}/tests/scenarios", env!("CARGO_MANIFEST_DIR"));
    let mut read = 0;
    for entry in fs::read_dir(folder).expect("scenarios exist") {
        let path = entry.expect("can be listed").path();
        if path.is_dir() {
            continue;
        }
        let text = fs::read_to_string(&path).expect("can be read");
        let Ok(request) = serde_json::from_str::<Request>(&text) else { continue };
        let mut form = Typed::from_request(&book, &request);
        // A low creatinine is asked once more, and meant.
        let kept = request.patient.creatinine.clone();
        Rc::make_mut(&mut form.person).creatinine_kept.clone_from(&kept);
        let parsed = form.parse(&book, request.today, request.language);
        assert_eq!(parsed.problems, [], "{}", path.display());
        assert_eq!(parsed.request, request, "{}", path.display());
        read += 1;
    }
    assert!(read > 0);
}

#[test]
fn a_file_that_does_not_open_changes_nothing() {
    let person = Person::fills_in_the_reference();
    let before = person.0.form.clone();
    let cut_short = OpenError { origin: Origin::File, why: Why::NotJson(Some((1, 301))) };
    let person = person.does(Msg::Opened(Err(cut_short)));
    assert_eq!(person.0.form, before);
    assert!(person.0.not_opened.is_some());
    let person = person.does(Msg::Opened(Ok(Box::new(scenario("reference")))));
    assert_eq!(person.0.form.text(Field::Age), "46");
    assert_eq!(person.0.not_opened, None);
}

#[test]
fn what_is_not_opened_is_called_by_its_name_in_both_languages() {
    let said = |origin, why, lang| plain(&words::not_opened(origin, &why, lang));
    assert_eq!(
        said(Origin::File, Why::NotJson(Some((1, 301))), Lang::FR),
        "Ce fichier est abîmé ou incomplet (ligne 1, colonne 301). Ouvrez une autre copie."
    );
    assert_eq!(
        said(Origin::Link, Why::NotJson(None), Lang::FR),
        "Ce lien est abîmé ou incomplet. Demandez un autre lien."
    );
    assert_eq!(
        said(Origin::Link, Why::NotJson(None), Lang::EN),
        "This link is damaged or cut short. Ask for another one."
    );
    assert_eq!(
        said(Origin::File, Why::NoSuchVersion(0), Lang::FR),
        "Ce fichier annonce le format 0, qui n’existe pas ; celui de Palier est le format 1. Ouvrez une autre copie."
    );
    assert_eq!(
        said(Origin::Link, Why::Newer(2), Lang::EN),
        "This link comes from a later version of Palier (format 2; this one reads format 1). Reload the page."
    );
}

/// What is said of a part put into a request that is right otherwise.
fn refused(part: &str) -> [String; 2] {
    // A field written twice is a fault of its own: the treatment is given once.
    let treatment = if part.contains(r#""treatment""#) { "" } else { r#""treatment": { "drug": "x" }, "# };
    let text = format!(r#"{{ "version": 1, "id": "x", "today": "2026-11-30", {treatment}{part} }}"#);
    let fault = Request::read(&text).expect_err(part);
    let error = OpenError { origin: Origin::File, why: Why::Wrong(fault) };
    [Lang::FR, Lang::EN].map(|lang| plain(&words::not_opened(error.origin, &error.why, lang)))
}

#[test]
fn every_fault_of_a_file_is_said_in_the_language_of_the_page() {
    for (part, fr, en) in [
        (
            r#""patient": { "shoe_size": 42 }"#,
            "à l’endroit « patient » : le champ « shoe_size » n’y est pas connu.",
            "at “patient”: the field “shoe_size” is not known there.",
        ),
        (
            r#""medicines": [{}]"#,
            "à l’endroit « medicines[0] » : il manque le champ « name ».",
            "at “medicines[0]”: the field “name” is missing.",
        ),
        (
            r#""patient": { "age_years": 4600 }"#,
            "à l’endroit « patient.age_years » : on y trouve 4600, et il faut un nombre entier de 0 à 255.",
            "at “patient.age_years”: it holds 4600, and needs a whole number from 0 to 255.",
        ),
        (
            r#""patient": { "age_years": "46" }"#,
            "« patient.age_years » : on y trouve \"46\", et il faut un nombre entier de 0 à 255.",
            "“patient.age_years”: it holds \"46\", and needs a whole number from 0 to 255.",
        ),
        (
            r#""patient": { "weight_kg": 62.5 }"#,
            "« patient.weight_kg » : on y trouve 62.5, et il faut un nombre écrit comme un texte, « 62.5 ».",
            "“patient.weight_kg”: it holds 62.5, and needs a number written as a text, “62.5”.",
        ),
        (
            r#""patient": { "weight_kg": "1,500" }"#,
            "« patient.weight_kg » : « 1,500 » peut se lire de deux façons, 1.5 ou 1500.",
            "“patient.weight_kg”: “1,500” can be read two ways, 1.5 or 1500.",
        ),
        (
            r#""patient": { "weight_kg": -62 }"#,
            "« patient.weight_kg » : on y trouve un nombre trop petit ou trop grand.",
            "“patient.weight_kg”: it holds a number too small or too large.",
        ),
        (
            r#""patient": { "surgery_on": "1899-12-31" }"#,
            "« patient.surgery_on » : « 1899-12-31 » est hors du calendrier accepté, de 1900 à 2100.",
            "“patient.surgery_on”: “1899-12-31” is outside the calendar accepted, 1900 to 2100.",
        ),
        (
            r#""medicines": [{ "name": "x", "daily_dose": "5" }]"#,
            "« medicines[0].daily_dose » : la dose « 5 » n’a pas d’unité : écrire « 5 mg » ou « 5 mcg ».",
            "“medicines[0].daily_dose”: the dose “5” has no unit: write “5 mg” or “5 mcg”.",
        ),
        (
            r#""medicines": [{ "name": "x", "daily_dose": "1,500 mg" }]"#,
            "« medicines[0].daily_dose » : « 1,500 mg » peut se lire de deux façons, 1.5 ou 1500.",
            "“medicines[0].daily_dose”: “1,500 mg” can be read two ways, 1.5 or 1500.",
        ),
        (
            r#""medicines": [{ "name": "x", "daily_dose": "un peu" }]"#,
            "« medicines[0].daily_dose » : « un peu » n’est pas une dose lisible, un nombre suivi de mg ou de mcg.",
            "“medicines[0].daily_dose”: “un peu” is not a readable dose, a number followed by mg or mcg.",
        ),
        (
            r#""region": "DE""#,
            "à l’endroit « region » : « DE » n’est pas un des mots connus (FR, US).",
            "at “region”: “DE” is not one of the known words (FR, US).",
        ),
        (
            r#""region": 1"#,
            "à l’endroit « region » : on y trouve 1, et il faut un mot, ou un objet d’un seul champ.",
            "at “region”: it holds 1, and needs a word, or an object with one field.",
        ),
        (
            r#""patient": []"#,
            "à l’endroit « patient » : on y trouve […], et il faut un objet.",
            "at “patient”: it holds […], and needs an object.",
        ),
        (
            r#""medicines": {}"#,
            "à l’endroit « medicines » : on y trouve {…}, et il faut une liste.",
            "at “medicines”: it holds {…}, and needs a list.",
        ),
        (
            r#""prescriber": true"#,
            "à l’endroit « prescriber » : on y trouve true, et il faut un texte.",
            "at “prescriber”: it holds true, and needs a text.",
        ),
    ] {
        let [said_fr, said_en] = refused(part);
        assert!(said_fr.contains(fr), "{part}: {said_fr}");
        assert!(said_fr.ends_with("Corrigez cet endroit, ou ouvrez une autre copie."), "{part}: {said_fr}");
        assert!(said_en.contains(en), "{part}: {said_en}");
    }
    for (drops, fr) in [
        (
            r#"{ "liquid": { "per_ml": "1 mg", "syringe": "5", "graduation": "1 mL", "bottle": "9 mL" } }"#,
            "« 5 » n’est pas un volume lisible",
        ),
        (
            r#"{ "capsulle": { "strength": "1 mg" } }"#,
            "« capsulle » n’est pas un des mots connus (capsule, tablet, liquid, drops)",
        ),
    ] {
        let [said, _] = refused(&format!(r#""treatment": {{ "drug": "x", "supplies": [{drops}] }}"#));
        assert!(said.contains(fr), "{said}");
    }
}

#[test]
fn a_version_that_is_missing_or_is_no_number_is_named() {
    for (version, fr) in [
        (r#""version": -1,"#, "à l’endroit « version » : le format -1 n’existe pas."),
        (r#""version": 1.5,"#, "à l’endroit « version » : on y trouve 1.5, et il faut un nombre entier de 0 à 255."),
        (r#""version": "1","#, "à l’endroit « version » : on y trouve \"1\", et il faut un nombre entier de 0 à 255."),
        ("", "n’est pas un dossier que cette version sait lire : il manque le champ « version »."),
    ] {
        let text = format!(r#"{{ {version} "id": "x", "today": "2026-11-30", "treatment": {{ "drug": "x" }} }}"#);
        let fault = Request::read(&text).expect_err(version);
        let said = plain(&words::not_opened(Origin::File, &Why::Wrong(fault), Lang::FR));
        assert!(said.contains(fr), "{version}: {said}");
    }
}

/// Not even what no reader of a request says today is told in the words of a parser.
#[test]
fn what_has_no_sentence_of_its_own_is_still_said_in_the_language_of_the_page() {
    let fault = Box::new(Fault { path: "x".into(), kind: FaultKind::Refused("beyond words".into()) });
    let error = OpenError { origin: Origin::Link, why: Why::Wrong(fault) };
    assert_eq!(
        plain(&words::not_opened(error.origin, &error.why, Lang::FR)),
        "Ce lien n’est pas lisible à l’endroit « x » : la valeur n’y convient pas. Demandez un autre lien."
    );
}

#[test]
fn drops_of_a_file_stand_in_their_boxes_and_are_saved_as_they_came() {
    let book = opening();
    let mut request = scenario("reference");
    let drops = Supply::Drops { per_drop: "0.05 mg".parse().expect("a dose"), most: 20 };
    request.treatment.supplies.push(drops.clone());
    let form = Typed::from_request(&book, &request);
    assert_eq!((form.text(Field::DropsPerDrop(0)), form.text(Field::DropsMost(0))), ("0,05", "20"));
    let parsed = form.parse(&book, request.today, request.language);
    assert_eq!(parsed.problems, []);
    assert_eq!(parsed.request, request);

    let person = Person::new();
    let person = person.does(Msg::Opened(Ok(Box::new(request)))).types(Field::DropsPerDrop(0), "0,1");
    let changed = Supply::Drops { per_drop: "0.1 mg".parse().expect("a dose"), most: 20 };
    assert_eq!(person.answer().request.treatment.supplies.last(), Some(&changed));
    let person = person.does(Msg::SuppliesChanged(SupplyChange::DropsRemoved(0)));
    assert!(!person.answer().request.treatment.supplies.contains(&changed));
}

#[test]
fn drops_count_once_both_boxes_can_be_read() {
    let person = Person::new().takes(&[]).does(Msg::SuppliesChanged(SupplyChange::DropsAdded));
    for field in [Field::DropsPerDrop(0), Field::DropsMost(0)] {
        assert_eq!(person.problem(field), Some(&Complaint::Incomplete), "{field:?}");
    }
    let person = person.types(Field::DropsPerDrop(0), "0,05").types(Field::DropsMost(0), "0");
    assert_eq!(person.problem(Field::DropsPerDrop(0)), None);
    let complaint = complaint(person.problem(Field::DropsMost(0)).expect("no drop at all"), Lang::FR);
    assert!(plain(&complaint).contains("de 1 à 65535"), "{complaint}");
    assert_eq!(person.answer().request.treatment.supplies, []);
    let person = person.types(Field::DropsMost(0), "20");
    let drops = Supply::Drops { per_drop: "0.05 mg".parse().expect("a dose"), most: 20 };
    assert_eq!(person.answer().request.treatment.supplies, [drops]);
}

/// What a box refuses, a file may not hold either: the edges of each number, and a thousandth beyond.
#[test]
fn what_the_form_refuses_is_never_answered_from_a_file() {
    let number = |thousandths: u64| Decimal::from_thousandths(thousandths).expect("in range").write(Lang::FR);
    // Those that the request holds by themselves, in a box of any person.
    let alone = |it: &&Field| !["child_pugh", "["].iter().any(|part| it.path().contains(part));
    let fields = Field::ALL.iter().filter(alone).filter_map(|it| Some((*it, it.kind().bounded()?.quantity())));
    for (field, quantity) in fields {
        let step = if matches!(field.kind(), Kind::Whole(..)) { 1000 } else { 1 };
        let Bounds { least, most } = quantity.bounds();
        let person = || {
            let person = Person::fills_in_the_reference();
            if field == Field::Clearance {
                return person.types(Field::ClearanceMethod, "Cockcroft");
            }
            if !field.path().starts_with("treatment.purpose") {
                return person;
            }
            // So much is taken that every dose to go down to is lower.
            let down = Purpose::Taper(TaperAsked::default());
            let most = Quantity::Dose.bounds().most.write(Lang::FR);
            let person = person.does(Msg::Chose(Choice::Purpose(Some(down))));
            [Field::NowNoon, Field::NowEvening].into_iter().fold(person, |it, field| it.types(field, &most))
        };
        let taken = |thousandths: u64| {
            let times = if matches!(field.kind(), Kind::LiverTest(..)) { " × N" } else { "" };
            let person = person().types(field, &format!("{}{times}", number(thousandths)));
            let unreadable = matches!(person.outcome(), Outcome::Unreadable { .. });
            person.answer().problems.is_empty() && !unreadable
        };
        for edge in [least, most] {
            assert!(taken(edge.thousandths()), "{field:?} {edge}");
        }
        assert!(!taken(most.thousandths() + step), "{field:?} above {most}");
        if let Some(below) = least.thousandths().checked_sub(step) {
            assert!(!taken(below), "{field:?} below {least}");
        }
    }
}
