//! Numbers as people and laboratories write them: typed in a box, understood, or asked.

use palier::form::complaint::Complaint;
use palier::form::field::Field;
use palier::form::typed::Typed;
use palier::state::host::HostChoice;
use palier::state::msg::{Choice, Msg};
use palier::words::complaint;
use palier_engine::book::protocol::View;
use palier_engine::exact::decimal::Decimal;
use palier_engine::lang::Lang;
use palier_engine::person::kidney::{Creatinine, CreatinineUnit};
use palier_engine::person::liver::LiverTest;
use palier_engine::person::patient::Patient;

use crate::person::{Person, book, day, plain};

fn number(text: &str) -> Decimal {
    Decimal::parse_typed(text).expect("a number")
}

fn patient(person: &Person) -> &Patient {
    &person.answer().request.patient
}

fn alt(person: &Person) -> Option<LiverTest> {
    patient(person).liver.as_ref().and_then(|it| it.alt)
}

fn printed(value: &str, limit: &str) -> Option<LiverTest> {
    Some(LiverTest::Printed { value: number(value), limit: number(limit) })
}

/// What is wrong with a field, in French.
fn said(person: &Person, field: Field) -> String {
    plain(&complaint(person.problem(field).expect("a complaint"), Lang::FR))
}

#[test]
fn a_number_alone_is_never_taken_for_so_many_times_the_limit() {
    for typed in ["25", "0,7", "2", "9"] {
        let person = Person::new().types(Field::Alt, typed);
        assert_eq!(alt(&person), None, "{typed}");
        assert_eq!(said(&person, Field::Alt), format!("{typed} UI/L, ou {typed} fois la limite ?"));
    }
    // A press puts the text of an answer in the box.
    let person = Person::new().types(Field::Alt, "25").does(Msg::Filled([(Field::Alt, "25 × N".to_owned())].into()));
    assert_eq!(alt(&person), Some(LiverTest::Times(number("25"))));
    let person = Person::new().types(Field::Alt, "25").does(Msg::Filled([(Field::Alt, "25 UI/L".to_owned())].into()));
    assert_eq!(alt(&person), None);
    assert_eq!(said(&person, Field::TestLimit), "Quelle est la limite haute écrite par le laboratoire ?");
    assert_eq!(alt(&person.types(Field::TestLimit, "35")), printed("25", "35"));
}

#[test]
fn one_limit_serves_both_transaminases_and_one_of_its_own_goes_before_it() {
    let person =
        Person::new().types(Field::TestLimit, "35").types(Field::Alt, "25").types(Field::Ast, "19 UI/L (N<40)");
    assert_eq!(alt(&person), printed("25", "35"));
    assert_eq!(patient(&person).liver.as_ref().and_then(|it| it.ast), printed("19", "40"));
    assert_eq!(person.answer().problems, []);
    // Beside a limit, too, a small number alone may be a multiple.
    let person = person.types(Field::Alt, "4");
    assert_eq!((alt(&person), said(&person, Field::Alt)), (None, "4 UI/L, ou 4 fois la limite ?".to_owned()));
    assert_eq!(alt(&person.types(Field::Alt, "4 UI/L")), printed("4", "35"));
}

#[test]
fn what_is_printed_or_said_in_words_is_understood_as_it_stands() {
    let normal = |limit: Option<&str>| Some(LiverTest::Normal { limit: limit.map(number) });
    for (typed, expected) in [
        ("25/35", printed("25", "35")),
        ("25 (N<35)", printed("25", "35")),
        ("25 UI/L (10 - 35)", printed("25", "35")),
        ("0,7 N", Some(LiverTest::Times(number("0,7")))),
        ("2N", Some(LiverTest::Times(number("2")))),
        ("normale", normal(None)),
        ("normale (< 35)", normal(Some("35"))),
    ] {
        let person = Person::new().types(Field::Alt, typed);
        assert_eq!((alt(&person), person.answer().problems.len()), (expected, 0), "{typed}");
        assert_eq!(person.0.form.text(Field::Alt), typed, "it stays as it was typed");
    }
    let person = Person::new().types(Field::Alt, "beaucoup");
    assert!(matches!(person.problem(Field::Alt), Some(Complaint::NotATest { .. })));
    let person = Person::new().types(Field::Bilirubin, "1,2 mg/dL (N<17)");
    assert!(matches!(person.problem(Field::Bilirubin), Some(Complaint::LimitOfAnotherUnit { .. })));
    // A limit of 350 would hide an ALT of 300.
    let person = Person::new().types(Field::Alt, "300 UI/L (N<350)");
    assert!(matches!(person.problem(Field::Alt), Some(Complaint::Outside { .. })));
    let person = Person::new().types(Field::Alt, "20 000 UI/L (N<35)");
    assert!(matches!(person.problem(Field::Alt), Some(Complaint::NotATest { .. })));
    let person = Person::new().types(Field::Alt, "20000 UI/L (N<35)");
    assert!(matches!(person.problem(Field::Alt), Some(Complaint::Outside { .. })), "571 times the limit");
}

/// ALT above 3 × 35 = 105 excludes naltrexone; above 35 it waits.
#[test]
fn a_printed_test_decides_as_its_multiple_does() {
    let rules = |typed: &str| {
        let person = Person::fills_in_the_reference().types(Field::Alt, typed);
        let found = person.answer().assessment().expect("looked at").findings.iter().map(|it| it.rule.clone());
        found.filter(|it| ["LI-1", "LI-2"].contains(&it.as_str())).collect::<Vec<_>>()
    };
    for (typed, expected) in [
        ("34,9/35", vec![]),
        ("35/35", vec![]),
        ("35,1/35", vec!["LI-2"]),
        ("104,9/35", vec!["LI-2"]),
        ("105/35", vec!["LI-2"]),
        ("105,1/35", vec!["LI-1"]),
        ("normale", vec![]),
    ] {
        assert_eq!(rules(typed), expected, "{typed}");
    }
}

#[test]
fn a_creatinine_brings_its_unit_and_one_that_is_pressed_replaces_it() {
    use CreatinineUnit::{MicromolPerLitre, MilligramPerLitre};
    let press = |unit| Msg::Chose(Choice::CreatinineUnit(unit));
    let read = |person: &Person| patient(person).creatinine.clone();
    let of = |value: &str, unit| Some(Creatinine { value: number(value), unit });
    let person = Person::new().types(Field::Creatinine, "7,7 mg/L");
    assert_eq!(read(&person), of("7,7", MilligramPerLitre));
    // Without its unit again, nobody knows it.
    let person = person.types(Field::Creatinine, "68");
    assert_eq!(person.problem(Field::Creatinine), Some(&Complaint::UnitMissing));
    let person = person.does(press(MicromolPerLitre));
    assert_eq!(read(&person), of("68", MicromolPerLitre));
    // The unit pressed for one value is not that of another, typed with its own.
    let person = person.types(Field::Creatinine, "7,7 mg/L").types(Field::Creatinine, "77");
    assert_eq!(person.problem(Field::Creatinine), Some(&Complaint::UnitMissing));
    let person = person.types(Field::Creatinine, "68 umol").does(press(MilligramPerLitre));
    assert_eq!((read(&person), person.0.form.text(Field::Creatinine)), (of("68", MilligramPerLitre), "68"));
}

/// 30 mg/L read as µmol/L turns a clearance of 23 mL/min into 203.
#[test]
fn a_low_creatinine_is_asked_before_it_is_used() {
    for typed in ["20 µmol/L", "30 µmol/L", "45 µmol/L"] {
        let person = Person::fills_in_the_reference().types(Field::Creatinine, typed);
        assert_eq!(patient(&person).creatinine, None, "{typed}");
        assert_eq!(said(&person, Field::Creatinine), format!("{typed} est très bas : est-ce en mg/L ?"));
    }
    let person = Person::new().types(Field::Creatinine, "30 µmol/L");
    let Some(Complaint::LowCreatinine { read, other }) = person.problem(Field::Creatinine).cloned() else {
        panic!("asked")
    };
    assert_eq!((read.unit, other.unit), (CreatinineUnit::MicromolPerLitre, CreatinineUnit::MilligramPerLitre));
    let kept = person.does(Msg::Chose(Choice::CreatinineKept(read.clone())));
    assert_eq!((patient(&kept).creatinine.as_ref(), kept.answer().problems.len()), (Some(&read), 0));
    // It was said of that value, and of no other.
    let other = kept.types(Field::Creatinine, "31 µmol/L");
    assert!(matches!(other.problem(Field::Creatinine), Some(Complaint::LowCreatinine { .. })));
    let person = Person::new().types(Field::Creatinine, "45,1 µmol/L");
    assert_eq!(person.answer().problems, []);
    // Below what anyone has, the units in which it would be likely are named.
    let person = Person::new().types(Field::Creatinine, "6,8 µmol/L");
    let Some(Complaint::UnlikelyCreatinine { others, .. }) = person.problem(Field::Creatinine) else { panic!("asked") };
    let units: Vec<CreatinineUnit> = others.iter().map(|it| it.unit).collect();
    assert_eq!(units, [CreatinineUnit::MilligramPerLitre, CreatinineUnit::MilligramPerDecilitre]);
}

/// A request with a creatinine of 30 µmol/L, from a file that says who reads it.
fn low_from_a_file(view: Option<View>) -> Person {
    let mut request = Person::fills_in_the_reference().answer().request.clone();
    let creatinine = Creatinine { value: number("30"), unit: CreatinineUnit::MicromolPerLitre };
    request.patient.creatinine = Some(creatinine);
    request.view = view;
    Person::new().does(Msg::Opened(Ok(Box::new(request))))
}

/// Whoever wrote the file may have taken one unit for the other.
#[test]
fn a_low_creatinine_of_a_file_is_asked_once_more_and_answering_changes_nothing_of_the_file() {
    let opened = low_from_a_file(None);
    let Some(Complaint::LowCreatinine { read, .. }) = opened.problem(Field::Creatinine).cloned() else {
        panic!("asked")
    };
    let kept = opened.does(Msg::Chose(Choice::CreatinineKept(read.clone())));
    assert_eq!((patient(&kept).creatinine.as_ref(), kept.answer().problems.len()), (Some(&read), 0));
    assert!(!kept.0.is_unsaved(), "the file says it already");
}

#[test]
fn who_has_no_form_is_not_asked_and_what_they_follow_stands() {
    for view in [View::Patient, View::Pharmacist] {
        let opened = low_from_a_file(Some(view));
        assert_eq!(opened.answer().problems, [], "{view:?}");
        assert!(!opened.0.is_unsaved());
    }
}

#[test]
fn a_height_and_a_weight_are_read_in_the_units_people_use() {
    for typed in ["1,68", "1.68 m", "1m68", "168 cm", "168"] {
        assert_eq!(patient(&Person::new().types(Field::Height, typed)).height_cm, Some(number("168")), "{typed}");
    }
    for (typed, kilograms) in [("62", "62"), ("62 kg", "62"), ("137 lb", "62,1420")] {
        assert_eq!(patient(&Person::new().types(Field::Weight, typed)).weight_kg, Some(number(kilograms)), "{typed}");
    }
    assert!(matches!(Person::new().types(Field::Height, "3").problem(Field::Height), Some(Complaint::Outside { .. })));
}

#[test]
fn where_some_count_in_pounds_a_weight_alone_is_asked() {
    let us = || Person::new().does(Msg::HostChose(HostChoice::Region(Some("US".into()))));
    let person = us().types(Field::Weight, "137");
    assert_eq!(patient(&person).weight_kg, None);
    assert_eq!(said(&person, Field::Weight), "137 kg, ou 137 lb ?");
    for (typed, kilograms) in [("137 lb", "62,1420"), ("62 kg", "62")] {
        let person = us().types(Field::Weight, typed);
        assert_eq!(patient(&person).weight_kg, Some(number(kilograms)), "{typed}");
        let again = Typed::from_request(&book(), &person.answer().request);
        let parsed = again.parse(&book(), day("2026-11-30"), palier_engine::lang::Tongue::Fr);
        assert_eq!(parsed.request.patient.weight_kg, Some(number(kilograms)), "{typed}");
    }
}

#[test]
fn a_day_is_read_as_it_is_written_on_a_result() {
    for typed in ["23/11/2026", "23/11/26", "231126", "23.11.26", "23-11-2026", "23 nov 2026", "23 novembre 2026"] {
        let person = Person::new().types(Field::LiverDay, typed);
        assert_eq!(patient(&person).liver.as_ref().and_then(|it| it.on), Some(day("2026-11-23")), "{typed}");
    }
}

#[test]
fn both_transaminases_are_normal_by_one_press() {
    let texts = [(Field::Alt, "normale".to_owned()), (Field::Ast, "normale".to_owned())];
    let person = Person::new().does(Msg::Filled(texts.into()));
    let normal = Some(LiverTest::Normal { limit: None });
    let liver = patient(&person).liver.as_ref();
    assert_eq!((liver.and_then(|it| it.alt), liver.and_then(|it| it.ast)), (normal, normal));
    let person = person.types(Field::TestLimit, "35");
    assert_eq!(alt(&person), Some(LiverTest::Normal { limit: Some(number("35")) }));
}
