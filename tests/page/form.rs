//! The form: what is typed is kept, what is wrong is said, and what nobody answered stays open.

use std::rc::Rc;

use crate::person::{Person, book, day, opening, plain, settings};
use palier::form::complaint::Complaint;
use palier::form::field::Field;
use palier::form::section::Section;
use palier::open::error::Origin;
use palier::state::book::Book;
use palier::state::host::{HostChoice, Settings};
use palier::state::model::Model;
use palier::state::msg::{Choice, Msg};
use palier::state::summary::summary;
use palier::ui::form::sentences::sentence;
use palier::ui::laid::Laid;
use palier::ui::outcome::dispensing;
use palier::ui::outcome::headline::Headline;
use palier::ui::outcome::schedule::rows;
use palier::words::complaint;
use palier_engine::book::place::Region;
use palier_engine::book::protocol::View;
use palier_engine::finding::Verdict;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::logic::stated::Sex;
use palier_engine::logic::truth::Truth;
use palier_engine::outcome::{Outcome, Sheet};
use palier_engine::person::kidney::CreatinineUnit;
use yew::AttrValue;

#[test]
fn before_the_catalogue_is_read_nothing_is_planned_and_nothing_typed_is_lost() {
    let person = Person::fills_in_the_reference().does(Msg::HostChose(HostChoice::Book(opening())));
    assert_eq!(person.answer().decided, None, "neither yes nor no is said");
    let headline = Headline::answering(person.answer(), &person.0.book, Lang::EN);
    assert_eq!((headline.look, headline.verdict.as_str(), headline.counts), ("pending", "To complete", Some([0; 3])));
    assert!(headline.title.contains("not yet checked"), "{}", headline.title);
    assert_eq!(person.answer().request.medicines.len(), 1);
    let person = person.does(Msg::PrintAsked(Sheet::Patient));
    assert_eq!(person.0.printing, None);
    let person = person.does(Msg::HostChose(HostChoice::Book(book())));
    assert!(matches!(person.outcome(), Outcome::Planned { .. }));
}

#[test]
fn a_book_that_arrives_in_the_middle_of_a_word_makes_no_fact_of_it() {
    let person = Person::new().types(Field::Age, "46").does(Msg::Typed(Field::Age, "4".into()));
    let person = person.does(Msg::HostChose(HostChoice::Book(Book::new(palier_formulary::builtin()))));
    assert!(person.0.typing);
    assert_eq!(person.answer().request.patient.age_years, Some(46));
    assert_eq!(person.does(Msg::Left).answer().request.patient.age_years, Some(4));
}

#[test]
fn the_reference_person_gets_the_plan_that_was_typed_by_hand() {
    let person = Person::fills_in_the_reference();
    let answer = person.answer();
    assert_eq!(answer.problems, []);
    let headline = Headline::answering(answer, &person.0.book, Lang::FR);
    let assessment = answer.assessment().expect("assessed");
    assert_eq!(assessment.verdict, Verdict::NothingFound, "{:?} {:?}", assessment.findings, assessment.not_checked);
    assert!(headline.verdict.starts_with("Rien trouvé parmi "), "{}", headline.verdict);
    assert_eq!(
        plain(&headline.title),
        "Naltrexone à faible dose 1,5 → 3 mg le soir, du 7 décembre 2026 au 28 février 2027"
    );
    let laid = Laid::of(answer).expect("a plan");
    let rows: Vec<(String, String)> =
        rows(&laid, Lang::FR).iter().map(|it| (plain(&it.when), plain(&it.dose))).collect();
    let expected = [
        ("Du 7 au 20 décembre 2026", "1,5 mg"),
        ("Du 21 décembre 2026 au 3 janvier 2027", "2 mg"),
        ("Du 4 au 17 janvier 2027", "2,5 mg"),
        ("Du 18 janvier au 28 février 2027", "3 mg"),
    ];
    assert_eq!(rows, expected.map(|(when, dose)| (when.to_owned(), dose.to_owned())));
    let table: Vec<Vec<String>> = dispensing::rows(&laid, Lang::FR)
        .into_iter()
        .map(|row| row.cells.into_iter().map(|it| it.figures).collect())
        .collect();
    assert_eq!(table, [["14", "28", "0"], ["28", "14", "14"], ["0", "0", "28"], ["42", "42", "42"]]);
    let total = dispensing::rows(&laid, Lang::FR).pop().expect("a total");
    assert_eq!(total.cells[0].words, "quarante-deux");
}

#[test]
fn the_same_person_without_none_of_these_is_pending_and_each_open_question_is_named() {
    let mut person = Person::fills_in_the_reference();
    Rc::make_mut(&mut Rc::make_mut(&mut person.0).form.answers).none_of_these.clear();
    let person = person.does(Msg::LanguageChosen(Tongue::Fr));
    let assessment = person.outcome().assessment().expect("assessed");
    assert_eq!(assessment.verdict, Verdict::Pending);
    let waits = assessment.waits();
    let open = waits.facts.iter().chain(&waits.lesser).filter(|it| it.path.starts_with("patient.answers.")).count();
    assert!(open > 10, "{waits:?}");
}

#[test]
fn what_was_typed_is_kept_and_what_is_wrong_is_said() {
    for (field, text, fr) in [
        (Field::Target, "1,500", "« 1,500 » peut se lire de deux façons, 1,5 ou 1500."),
        (
            Field::Target,
            "abc",
            "« abc » n’est pas un nombre. Écrivez seulement des chiffres, et une virgule pour les décimales.",
        ),
        (
            Field::Target,
            "-1",
            "« -1 » n’est pas un nombre. Écrivez seulement des chiffres, et une virgule pour les décimales.",
        ),
        (Field::Target, "0,1234", "« 0,1234 » a plus de trois décimales."),
        (Field::Age, "46,5", "« 46,5 » n’est pas un nombre entier."),
        (
            Field::Age,
            "460",
            "« 460 » est hors de l’intervalle accepté, de 0 à 120 ans. Relisez la valeur et son unité.",
        ),
        (Field::Start, "30/02/2027", "Le jour « 30/02/2027 » n’existe pas au calendrier."),
        (Field::Start, "1/1/1850", "« 1/1/1850 » est hors du calendrier accepté, de 1900 à 2100."),
        (Field::Start, "demain", "« demain » n’est pas une date. Écrivez le jour, le mois et l’année."),
        (Field::LiverDay, "2026-12-23", "Ce jour n’est pas encore venu. Vérifiez-le."),
        (Field::Creatinine, "68", "Choisissez l’unité écrite par le laboratoire."),
    ] {
        let person = Person::new().types(field, text);
        assert_eq!(person.0.form.text(field), text);
        let found = person.problem(field).unwrap_or_else(|| panic!("{text} was accepted"));
        assert_eq!(plain(&complaint(found, Lang::FR)), fr);
        assert!(!complaint(found, Lang::EN).is_empty());
    }
}

#[test]
fn a_creatinine_that_cannot_be_is_asked_again_in_micromol() {
    let person = Person::new()
        .types(Field::Creatinine, "68")
        .does(Msg::Chose(Choice::CreatinineUnit(CreatinineUnit::MilligramPerDecilitre)));
    let found = person.problem(Field::Creatinine).expect("68 mg/dL is not a creatinine");
    assert!(plain(&complaint(found, Lang::FR)).contains("6012,56 µmol/L"), "{found:?}");
    assert_eq!(person.answer().request.patient.creatinine, None);
}

#[test]
fn every_problem_is_reported_at_once_and_counts_as_unknown() {
    let person = Person::new().types(Field::Age, "abc").types(Field::Weight, "1,500").types(Field::Start, "32/1/2027");
    assert_eq!(person.answer().problems.len(), 3);
    assert_eq!(person.answer().request.patient.age_years, None);
    assert_eq!(person.answer().request.treatment.start, None);
    assert!(!matches!(person.outcome(), Outcome::Unreadable { .. }), "the rest is still answered");
}

#[test]
fn four_and_a_half_is_accepted_and_forty_five_refused_by_the_engine_with_a_hint() {
    let accepted = Person::fills_in_the_reference().types(Field::Target, "4,5");
    assert_eq!(accepted.answer().request.treatment.target, "4.5 mg".parse().ok());
    let refused = Person::fills_in_the_reference().types(Field::Target, "45");
    assert!(refused.answer().problems.is_empty());
    assert!(matches!(refused.outcome(), Outcome::Refused { .. }), "{:?}", refused.outcome());
    let headline = Headline::answering(refused.answer(), &refused.0.book, Lang::FR);
    assert!(headline.verdict.starts_with("Refusé"), "{}", headline.verdict);
    assert!(!headline.title.contains("mg"), "no dose is taken: {}", headline.title);
}

#[test]
fn a_value_being_typed_is_not_a_fact_until_the_keyboard_rests() {
    let before = Person::fills_in_the_reference();
    let typing = Person(before.0.clone()).does(Msg::Typed(Field::Target, "4".into()));
    assert!(typing.0.typing);
    assert_eq!(typing.0.answer, before.0.answer);
    let late = Person(typing.0.clone()).does(Msg::Rested(typing.0.edits - 1));
    assert!(Rc::ptr_eq(&late.0, &typing.0), "an earlier rest changes nothing");
    let rested = typing.does(Msg::Typed(Field::Target, "4,5".into()));
    let edits = rested.0.edits;
    let rested = rested.does(Msg::Rested(edits));
    assert!(!rested.0.typing);
    assert_ne!(rested.0.answer, before.0.answer);
}

#[test]
fn none_of_these_answers_no_to_what_was_shown_and_a_later_yes_takes_it_back() {
    let person = Person::new().does(Msg::AnsweredNone(["a".into(), "b".into()].into(), "patient".into()));
    assert_eq!(person.answer().request.patient.answer("a"), Truth::No);
    let person = person.does(Msg::Answered("a".into(), Truth::Yes));
    let patient = &person.answer().request.patient;
    assert_eq!(patient.answer("a"), Truth::Yes);
    assert_eq!(patient.answer("b"), Truth::No);
    assert_eq!(patient.none_of_these[0].questions, ["b"]);
}

/// Every question of the book, answered yes one after the other under every drug: whatever group is
/// ended, drug and sex chosen, or file saved and opened, the yes stays until it is taken back.
#[test]
fn a_yes_stays_until_the_person_takes_it_back() {
    let book = book();
    for question in &book.questions {
        let yes = |person: &Person| {
            let patient = &person.answer().request.patient;
            assert_eq!(patient.answer(&question.id), Truth::Yes, "{}", question.id);
        };
        let mut person = Person::new().does(Msg::Answered(question.id.as_str().into(), Truth::Yes));
        for drug in &book.drugs {
            person = person.does(Msg::Chose(Choice::Drug(drug.id.clone()))).says_none_other();
            yes(&person);
        }
        for sex in [Some(Sex::Male), Some(Sex::Female)] {
            person = person.does(Msg::Chose(Choice::Sex(sex))).says_none_other();
            yes(&person);
        }
        let request = person.answer().request.clone();
        person = Person::new().does(Msg::Offered(Origin::File, Box::new(request))).says_none_other();
        yes(&person);
        person = person.does(Msg::Answered(question.id.as_str().into(), Truth::No));
        assert_eq!(person.answer().request.patient.answer(&question.id), Truth::No, "{}", question.id);
    }
}

#[test]
fn none_of_these_answers_only_what_nobody_answered_one_by_one() {
    let shown: Rc<[String]> = ["a".into(), "b".into(), "c".into(), "d".into()].into();
    let person = Person::new()
        .does(Msg::Answered("a".into(), Truth::Yes))
        .does(Msg::Answered("b".into(), Truth::Unknown))
        .does(Msg::Answered("c".into(), Truth::No))
        .does(Msg::AnsweredNone(shown.clone(), "patient".into()));
    let patient = &person.answer().request.patient;
    let answers = ["a", "b", "c", "d"].map(|it| patient.answer(it));
    assert_eq!(answers, [Truth::Yes, Truth::Unknown, Truth::No, Truth::No]);
    assert_eq!(patient.none_of_these[0].questions, ["d"]);
    // Said again by someone else, it is theirs.
    let person = person.does(Msg::AnsweredNone(shown, "Dr Martin".into()));
    let said = &person.answer().request.patient.none_of_these;
    assert_eq!(said.len(), 1);
    assert_eq!((said[0].by.as_str(), said[0].questions.as_slice()), ("Dr Martin", ["d".to_owned()].as_slice()));
}

#[test]
fn a_new_day_is_a_new_answer_and_the_same_day_is_none() {
    let before = Person::fills_in_the_reference();
    let same = Person(before.0.clone()).does(Msg::DayRead("2026-11-30".into()));
    assert!(Rc::ptr_eq(&same.0, &before.0));
    assert_eq!(summary(before.outcome()).verdict, "nothing-found");
    // Liver tests of November, and a first day of December, are past in June.
    let later = before.does(Msg::DayRead("2027-06-30".into()));
    assert_eq!(later.answer().request.today, day("2027-06-30"));
    assert_ne!(summary(later.outcome()).verdict, "nothing-found");
    // A word being typed is no fact on the new day either.
    let typing = later.does(Msg::Typed(Field::Age, "4".into())).does(Msg::DayRead("2027-07-01".into()));
    assert!(typing.0.typing);
    assert_eq!(typing.answer().request.patient.age_years, Some(46));
    assert_eq!(typing.does(Msg::Left).answer().request.today, day("2027-07-01"));
}

#[test]
fn a_box_that_is_filled_in_twice_with_the_same_text_was_changed_once() {
    let person = Person::new().types(Field::Weight, "62");
    let again = Person(person.0.clone()).does(Msg::Typed(Field::Weight, "62".into()));
    assert!(Rc::ptr_eq(&again.0, &person.0));
}

#[test]
fn a_date_is_typed_as_people_write_it_and_asked_again_where_it_can_be_read_two_ways() {
    for text in ["7/12/2026", "7/12/26", "7.12.26", "7 déc. 2026", "7 décembre 2026", "7 December 2026", "2026-12-07"]
    {
        let person = Person::new().types(Field::Start, text);
        assert_eq!(person.answer().problems, [], "{text}");
        assert_eq!(person.answer().request.treatment.start, Some(day("2026-12-07")), "{text}");
    }
    let us = |text: &str| {
        Person::new().does(Msg::HostChose(HostChoice::Region(Some("US".into())))).types(Field::SurgeryDay, text)
    };
    let two_ways = us("11/05/2027");
    let complaint = complaint(two_ways.problem(Field::SurgeryDay).expect("May or November"), Lang::EN);
    assert_eq!(plain(&complaint), "“11/05/2027” may be 11 May 2027 or 5 November 2027: write the month in letters.");
    assert_eq!(us("5 Nov 2027").answer().request.patient.surgery_on, Some(day("2027-11-05")));
    assert_eq!(us("11/23/2027").answer().request.patient.surgery_on, Some(day("2027-11-23")));
}

#[test]
fn halves_are_read_exactly_where_a_dose_is_typed_and_nowhere_else() {
    for (text, dose) in [("½", "0.5 mg"), ("1/2", "0.5 mg"), ("1 ½", "1.5 mg"), ("1½ mg", "1.5 mg")] {
        assert_eq!(Person::new().types(Field::Target, text).answer().request.treatment.target, dose.parse().ok());
    }
    for (field, text) in
        [(Field::Target, "11/2"), (Field::Weight, "62 ½"), (Field::PughAlbumin, "½"), (Field::Age, "46½")]
    {
        assert!(
            matches!(Person::new().types(field, text).problem(field), Some(Complaint::NotANumber { .. })),
            "{text}"
        );
    }
}

/// What the advice says to write is then accepted.
#[test]
fn the_advice_about_a_number_that_reads_two_ways_can_be_followed() {
    for (typed, advice) in [("1,500", "1,5"), ("1,195", "1,1950"), ("1.250", "1,25"), ("2,000", "2")] {
        let person = Person::new().types(Field::Target, typed);
        let said = plain(&complaint(person.problem(Field::Target).expect("two ways"), Lang::FR));
        assert!(said.contains(&format!("de deux façons, {advice} ou ")), "{said}");
        assert_eq!(person.types(Field::Target, advice).answer().problems, [], "{advice}");
    }
}

#[test]
fn a_change_of_language_keeps_what_was_typed() {
    let person = Person::fills_in_the_reference();
    let before = person.0.form.clone();
    let person = person.does(Msg::LanguageChosen(Tongue::En));
    assert_eq!(person.0.form, before);
    let headline = Headline::answering(person.answer(), &person.0.book, Lang::EN);
    assert!(headline.verdict.starts_with("Nothing found by the "), "{}", headline.verdict);
    let person = person.does(Msg::HostChose(HostChoice::Lang(AttrValue::from("fr"))));
    assert_eq!(person.0.form, before);
}

#[test]
fn an_attribute_that_is_taken_back_leaves_what_held_without_it() {
    let host = |choice| Msg::HostChose(choice);
    let text = |it: &'static str| Some(AttrValue::from(it));
    let bare = Person::new().does(host(HostChoice::Drug(None))).0;
    let set = Person::new()
        .does(host(HostChoice::Region(text("US"))))
        .does(host(HostChoice::View(text("patient"))))
        .does(host(HostChoice::Start(text("2026-12-07"))))
        .does(host(HostChoice::Drug(text("pregabalin"))));
    assert_eq!(set.0.view, View::Patient);
    assert_eq!(set.0.form.region, Region::US);
    assert_eq!(set.0.form.course.drug, "pregabalin");
    assert_eq!(set.0.form.text(Field::Start), "2026-12-07");
    let back = set
        .does(host(HostChoice::Region(None)))
        .does(host(HostChoice::View(None)))
        .does(host(HostChoice::Start(None)))
        .does(host(HostChoice::Drug(None)));
    assert_eq!(back.0.view, View::Professional);
    assert_eq!(back.0.form, bare.form);
    assert_eq!(back.0.answer, bare.answer);
}

/// A person of whom all is said that can be measured.
fn measured() -> Person {
    Person::new()
        .types(Field::Age, "46")
        .does(Msg::Chose(Choice::Sex(Some(Sex::Female))))
        .types(Field::Weight, "62")
        .types(Field::Creatinine, "68 µmol/L")
}

#[test]
fn a_creatinine_is_read_back_with_the_unit_that_was_understood() {
    let said = |person: &Person| plain(&sentence(Section::Person, &person.0));
    let typed = |text: &str| said(&measured().types(Field::Creatinine, text));
    assert!(typed("68 umol").contains("créatinine 68 µmol/L"), "{}", typed("68 umol"));
    assert!(typed("7,7 mg/l").contains("créatinine 7,7 mg/L"), "{}", typed("7,7 mg/l"));
    let pressed = Person::new().types(Field::Creatinine, "68");
    assert!(said(&pressed).ends_with("créatinine 68"), "{}", said(&pressed));
    let pressed = pressed.does(Msg::Chose(Choice::CreatinineUnit(CreatinineUnit::MicromolPerLitre)));
    assert!(said(&pressed).contains("créatinine 68 µmol/L"), "{}", said(&pressed));
    assert!(typed("beaucoup").contains("créatinine beaucoup"), "{}", typed("beaucoup"));
}

#[test]
fn enter_leads_to_what_is_missing_next_and_from_a_section_that_is_whole_to_another() {
    let person = Person::new();
    assert_eq!(person.0.open, Some(Section::Person));
    let person = person.types(Field::Age, "46").does(Msg::Entered);
    assert_eq!((person.0.open, person.0.led), (Some(Section::Person), 1), "the sex is missing");
    let person = measured().types(Field::Height, "165").does(Msg::Entered);
    assert_eq!((person.0.open, person.0.led), (Some(Section::Tests), 1));
}

#[test]
fn the_list_of_medicines_is_passed_once_before_the_rest_and_a_file_brings_its_own() {
    let ends = |person: Person| person.does(Msg::SectionEnded);
    let tests = ends(measured());
    assert_eq!(tests.0.open, Some(Section::Tests));
    let list = ends(tests);
    assert_eq!(list.0.open, Some(Section::Medicines), "nobody said that there is none");
    let rest = ends(list);
    assert_eq!(rest.0.open, Some(Section::Questions));
    let waits = Person(Rc::new(Model::new(&Settings { book: opening(), ..settings() })));
    assert_eq!(waits.0.open, None, "before anything was looked at nothing is asked");
    assert_eq!(waits.does(Msg::HostChose(HostChoice::Book(book()))).0.open, Some(Section::Person));
    let mut request = Person::fills_in_the_reference().answer().request.clone();
    request.medicines.clear();
    let opened = Person::new().does(Msg::Opened(Ok(Box::new(request))));
    assert_eq!(opened.0.open, None, "a file without medicines is answered as it stands");
}
