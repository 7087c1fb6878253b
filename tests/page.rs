//! The page without a browser: the form, and what is drawn from an answer, read as a person would.

#![cfg(not(target_arch = "wasm32"))]

mod drawn;

use std::fs;
use std::rc::Rc;

use palier::app::{Answer, AppProps, Book, Choice, HostChoice, Model, Msg, Sheet, SupplyChange, View, summary};
use palier::embed::told;
use palier::files::{OpenError, Origin, Why};
use palier::form::{Complaint, Field, Form};
use palier::ui::schedule::{Laid, rows, shared_gates};
use palier::ui::sheet::{Permit, permit};
use palier::ui::stair::{Format, Stair, caption};
use palier::ui::verdict::{Headline, waits};
use palier::ui::{dispensing, medicines, monitoring, place, questions};
use palier::words::{Words, complaint, span};
use palier_engine::assess::Verdict;
use palier_engine::bounds::{Bounds, Quantity};
use palier_engine::compare::Compared;
use palier_engine::date::Date;
use palier_engine::decimal::Decimal;
use palier_engine::formulary::Region;
use palier_engine::json::{Fault, FaultKind};
use palier_engine::outcome::Outcome;
use palier_engine::patient::{CreatinineUnit, Sex};
use palier_engine::plan::Course;
use palier_engine::request::{Decision, Request};
use palier_engine::supply::Supply;
use palier_engine::truth::Truth;
use palier_engine::words::Lang;
use yew::{AttrValue, Reducible};

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn scenario(name: &str) -> Request {
    let path = format!("{}/tests/scenarios/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(&path).expect(&path)).expect(&path)
}

fn book() -> Book {
    thread_local! {
        static BOOK: Book = Book::new(palier_formulary::builtin());
    }
    BOOK.with(Clone::clone)
}

fn props() -> AppProps {
    AppProps {
        book: book(),
        lang: "fr".into(),
        drug: Some("naltrexone-ldn".into()),
        region: None,
        view: None,
        start: None,
        today: Some("2026-11-30".into()),
        clock: None,
        on_outcome: yew::Callback::noop(),
        on_ready: yew::Callback::noop(),
        on_paper: yew::Callback::noop(),
    }
}

/// A planner on 30 November 2026 to which things happen.
struct Person(Rc<Model>);

impl Person {
    fn new() -> Self {
        Self(Rc::new(Model::new(&props())))
    }

    fn does(self, msg: Msg) -> Self {
        Self(self.0.reduce(msg))
    }

    fn types(self, field: Field, text: &str) -> Self {
        self.does(Msg::Typed(field, text.to_owned())).does(Msg::Left)
    }

    fn answer(&self) -> &Answer {
        self.0.answer.as_ref().expect("today is known")
    }

    /// "None of these" in every group, as it is shown now.
    fn says_none_of_these(mut self) -> Self {
        let lang = self.0.lang;
        let not_applicable = self.answer().outcome.assessment().map(|it| it.not_applicable.clone()).unwrap_or_default();
        let form = &self.0.form;
        let groups = questions::groups(&self.0.book, &form.course.drug, &form.answers, &not_applicable, lang);
        for group in groups {
            self = self.does(Msg::AnsweredNone(group.shown.into(), "patient".into()));
        }
        self
    }

    /// Real input 1 of the first plan, typed into the form.
    fn fills_in_the_reference() -> Self {
        let chose = |choice| Msg::Chose(choice);
        Self::new()
            .types(Field::Age, "46")
            .does(chose(Choice::Sex(Some(Sex::Female))))
            .types(Field::Height, "168")
            .types(Field::Weight, "62")
            .types(Field::Creatinine, "68")
            .does(chose(Choice::CreatinineUnit(CreatinineUnit::MicromolPerLitre)))
            .types(Field::Alt, "0,6")
            .types(Field::Ast, "0.6")
            .types(Field::LiverDay, "23/11/2026")
            .does(chose(Choice::Alcohol(Some(palier_engine::patient::Alcohol::None))))
            .does(Msg::MedicineAdded { name: "sertraline".into(), chosen: None })
            .types(Field::Started(0), "01/2026")
            .types(Field::Start, "7/12/2026")
            .types(Field::Target, "3")
            .types(Field::Prescriber, "Dr Martin")
            .does(Msg::SuppliesChanged(SupplyChange::StrengthToggled("0.5 mg".parse().expect("a dose"))))
            .does(Msg::SuppliesChanged(SupplyChange::StrengthToggled("1.5 mg".parse().expect("a dose"))))
            .does(Msg::SuppliesChanged(SupplyChange::StrengthToggled("3 mg".parse().expect("a dose"))))
            .says_none_of_these()
    }

    fn problem(&self, field: Field) -> Option<&Complaint> {
        self.answer().problems.iter().find(|it| it.path == field.path()).map(|it| &it.complaint)
    }
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn before_the_catalogue_is_read_nothing_is_planned_and_nothing_typed_is_lost() {
    let opening = Book::new(palier_formulary::opening());
    let person = Person::fills_in_the_reference().does(Msg::HostChose(HostChoice::Book(opening)));
    let outcome = &person.answer().outcome;
    assert!(matches!(outcome, Outcome::Pending { draft: None, .. }), "{outcome:?}");
    assert_eq!(person.answer().request.medicines.len(), 1);
    let person = person.does(Msg::HostChose(HostChoice::Book(book())));
    assert!(matches!(person.answer().outcome, Outcome::Planned { .. }));
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
fn two_lines_of_one_medicine_are_two_findings_with_one_key() {
    let person = ["tramadol", "tramadol"]
        .into_iter()
        .fold(Person::new(), |person, name| person.does(Msg::MedicineAdded { name: name.into(), chosen: None }));
    let found = &person.answer().outcome.assessment().expect("assessed").findings;
    let same: Vec<_> = found.iter().filter(|it| it.key.ends_with(":tramadol")).map(|it| &it.key).collect();
    assert_eq!(same.len(), 2, "{same:?}");
}

#[test]
fn the_reference_person_gets_the_plan_of_the_first_issue() {
    let person = Person::fills_in_the_reference();
    let answer = person.answer();
    assert_eq!(answer.problems, []);
    let headline = Headline::of(&answer.outcome, Lang::Fr);
    let assessment = answer.outcome.assessment().expect("assessed");
    assert_eq!(assessment.verdict, Verdict::NothingFound, "{:?} {:?}", assessment.findings, assessment.not_checked);
    assert!(headline.title.starts_with("Rien trouvé parmi "), "{}", headline.title);
    let laid = Laid::of(answer).expect("a plan");
    let rows: Vec<(String, String)> =
        rows(&laid, Lang::Fr).iter().map(|it| (plain(&it.when), plain(&it.dose))).collect();
    let expected = [
        ("Du 7 au 20 décembre 2026", "1,5 mg"),
        ("Du 21 décembre 2026 au 3 janvier 2027", "2 mg"),
        ("Du 4 au 17 janvier 2027", "2,5 mg"),
        ("Du 18 janvier au 28 février 2027", "3 mg"),
    ];
    assert_eq!(rows, expected.map(|(when, dose)| (when.to_owned(), dose.to_owned())));
    let table: Vec<Vec<String>> = dispensing::rows(&laid, Lang::Fr)
        .into_iter()
        .map(|row| row.cells.into_iter().map(|it| it.figures).collect())
        .collect();
    assert_eq!(table, [["14", "28", "0"], ["28", "14", "14"], ["0", "0", "28"], ["42", "42", "42"]]);
    let total = dispensing::rows(&laid, Lang::Fr).pop().expect("a total");
    assert_eq!(total.cells[0].words, "quarante-deux");
}

#[test]
fn the_same_person_without_none_of_these_is_pending_and_each_open_question_is_named() {
    let mut person = Person::fills_in_the_reference();
    Rc::make_mut(&mut Rc::make_mut(&mut person.0).form.answers).none_of_these.clear();
    let person = person.does(Msg::LanguageChosen(Lang::Fr));
    let assessment = person.answer().outcome.assessment().expect("assessed");
    assert_eq!(assessment.verdict, Verdict::Pending);
    let waits = waits(assessment);
    let open = waits.facts.iter().chain(&waits.lesser).filter(|(path, _)| path.starts_with("patient.answers.")).count();
    assert!(open > 10, "{waits:?}");
}

#[test]
fn what_was_typed_is_kept_and_what_is_wrong_is_said() {
    for (field, text, fr) in [
        (Field::Target, "1,500", "Écrivez 1,5 ou 1500 : « 1,500 » peut se lire de deux façons."),
        (Field::Target, "abc", "« abc » n’est pas un nombre. Écrivez seulement des chiffres, par exemple 4,5."),
        (Field::Target, "-1", "« -1 » n’est pas un nombre. Écrivez seulement des chiffres, par exemple 4,5."),
        (Field::Target, "0,1234", "« 0,1234 » a trop de décimales. Trois au plus."),
        (Field::Age, "46,5", "« 46,5 » n’est pas un nombre entier."),
        (
            Field::Age,
            "460",
            "« 460 » est hors de l’intervalle accepté, de 0 à 120 ans. Relisez la valeur et son unité.",
        ),
        (Field::Start, "30/02/2027", "« 30/02/2027 » : ce jour n’existe pas au calendrier."),
        (Field::Start, "1/1/1850", "« 1/1/1850 » est hors du calendrier accepté, de 1900 à 2100."),
        (Field::Start, "demain", "« demain » n’est pas une date. Écrivez par exemple 7/12/2026."),
        (Field::LiverDay, "2026-12-23", "Ce jour n’est pas encore venu. Donnez la date du dernier résultat."),
        (Field::Creatinine, "68", "Choisissez l’unité écrite par le laboratoire."),
    ] {
        let person = Person::new().types(field, text);
        assert_eq!(person.0.form.text(field), text);
        let found = person.problem(field).unwrap_or_else(|| panic!("{text} was accepted"));
        assert_eq!(plain(&complaint(found, Lang::Fr)), fr);
        assert!(!complaint(found, Lang::En).is_empty());
    }
}

#[test]
fn a_creatinine_that_cannot_be_is_asked_again_in_micromol() {
    let person = Person::new()
        .types(Field::Creatinine, "68")
        .does(Msg::Chose(Choice::CreatinineUnit(CreatinineUnit::MilligramPerDecilitre)));
    let found = person.problem(Field::Creatinine).expect("68 mg/dL is not a creatinine");
    assert!(plain(&complaint(found, Lang::Fr)).contains("6012,56 µmol/L"), "{found:?}");
    assert_eq!(person.answer().request.patient.creatinine, None);
}

#[test]
fn every_problem_is_reported_at_once_and_counts_as_unknown() {
    let person = Person::new().types(Field::Age, "abc").types(Field::Weight, "1,500").types(Field::Start, "32/1/2027");
    assert_eq!(person.answer().problems.len(), 3);
    assert_eq!(person.answer().request.patient.age_years, None);
    assert_eq!(person.answer().request.treatment.start, None);
    assert!(!matches!(person.answer().outcome, Outcome::Unreadable { .. }), "the rest is still answered");
}

#[test]
fn four_and_a_half_is_accepted_and_forty_five_refused_by_the_engine_with_a_hint() {
    let accepted = Person::fills_in_the_reference().types(Field::Target, "4,5");
    assert_eq!(accepted.answer().request.treatment.target, "4.5 mg".parse().ok());
    let refused = Person::fills_in_the_reference().types(Field::Target, "45");
    assert!(refused.answer().problems.is_empty());
    assert!(matches!(refused.answer().outcome, Outcome::Refused { .. }), "{:?}", refused.answer().outcome);
    assert_eq!(Headline::of(&refused.answer().outcome, Lang::Fr).title, "Refusé");
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
fn a_stop_without_a_day_or_planner_counts_as_still_taken() {
    let stopped = |text: &str, by: &str| {
        Person::new()
            .does(Msg::MedicineAdded { name: "tramadol".into(), chosen: None })
            .does(Msg::MedicineChanged(0, palier::app::LineChange::Stopped(true)))
            .types(Field::LastDose(0), text)
            .types(Field::PlannedBy(0), by)
    };
    assert_eq!(stopped("", "").problem(Field::LastDose(0)), Some(&Complaint::LastDoseMissing));
    assert_eq!(stopped("5/12/2026", "").problem(Field::PlannedBy(0)), Some(&Complaint::PlannerMissing));
    assert_eq!(stopped("5/12/2026", "").answer().request.medicines[0].stopped, None);
    assert!(stopped("5/12/2026", "Dr Martin").answer().request.medicines[0].stopped.is_some());
    assert!(stopped("11/2026", "").answer().problems.is_empty(), "a month is enough");
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
    for question in &book.book().questions {
        let yes = |person: &Person| {
            let patient = &person.answer().request.patient;
            assert_eq!(patient.answer(&question.id), Truth::Yes, "{}", question.id);
        };
        let mut person = Person::new().does(Msg::Answered(question.id.as_str().into(), Truth::Yes));
        for drug in &book.book().drugs {
            person = person.does(Msg::Chose(Choice::Drug(drug.id.clone()))).says_none_of_these();
            yes(&person);
        }
        for sex in [Some(Sex::Male), Some(Sex::Female)] {
            person = person.does(Msg::Chose(Choice::Sex(sex))).says_none_of_these();
            yes(&person);
        }
        let request = person.answer().request.clone();
        person = Person::new().does(Msg::Offered(Origin::File, Box::new(request))).says_none_of_these();
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

/// A man is not asked whether he is pregnant; a yes beside a fact that contradicts it can be seen, and so
/// taken back.
#[test]
fn a_yes_that_a_fact_contradicts_stays_in_sight_and_can_be_taken_back() {
    let row = |person: &Person| {
        let not_applicable = &person.answer().outcome.assessment().expect("assessed").not_applicable;
        let form = &person.0.form;
        let groups = questions::groups(&person.0.book, &form.course.drug, &form.answers, not_applicable, Lang::Fr);
        groups.into_iter().flat_map(|it| it.rows).find(|it| it.id == "pregnant").expect("it is asked of every drug")
    };
    let man = Person::new().does(Msg::Chose(Choice::Sex(Some(Sex::Male))));
    assert!(row(&man).not_applicable.is_some() && !row(&man).is_asked());
    let person =
        Person::new().does(Msg::Answered("pregnant".into(), Truth::Yes)).does(Msg::Chose(Choice::Sex(Some(Sex::Male))));
    assert!(row(&person).is_asked());
    assert_eq!(row(&person).answer, Some(Truth::Yes));
    assert!(!row(&person.does(Msg::Answered("pregnant".into(), Truth::No))).is_asked());
}

/// What a file may hold, the form shows and reads again, to the thousandth; and the page answers it as
/// the engine does.
#[test]
fn ten_thousand_requests_open_in_the_form_and_say_the_same_again() {
    let book = book();
    let (mut sound, mut drawn) = (0u32, 0);
    while sound < 10_000 {
        let request = drawn::request(&mut drawn::Lot::new(drawn), &book);
        drawn += 1;
        assert!(drawn < 40_000, "only {sound} of {drawn} requests can be answered");
        if !request.problems(&book).is_empty() {
            continue;
        }
        sound += 1;
        let form = Form::from_request(&book, &request);
        let parsed = form.parse(&book, request.today, request.language);
        assert_eq!(parsed.problems, [], "{request:?}");
        assert_eq!(parsed.request, request);
        let bytes = |it: &Request| serde_json::to_string(it).expect("a request is data");
        assert_eq!(bytes(&parsed.request), bytes(&request));
        if sound.is_multiple_of(20) {
            let lang = Msg::LanguageChosen(request.language);
            let person = Person::new().does(lang).does(Msg::Offered(Origin::File, Box::new(request.clone())));
            assert_eq!(person.answer().outcome, book.decide(&request), "{request:?}");
            let person = person.does(Msg::SaveAsked);
            assert_eq!(person.0.saved.as_deref(), Some(&request));
        }
    }
}

/// Each was once saved without a word, and the file then said less than the screen.
#[test]
fn what_a_file_could_not_hold_is_named_and_nothing_is_saved() {
    let no_day = Msg::MedicineChanged(0, palier::app::LineChange::Stopped(true));
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
        (vec![no_day], Field::LastDose(0), "Ses médicaments (1) · Dernière prise"),
    ];
    for (done, field, name) in cases {
        let person = done.into_iter().fold(Person::fills_in_the_reference(), Person::does).does(Msg::SaveAsked);
        let named: Vec<String> =
            person.0.not_saved.iter().map(|it| palier::words::field_name(&it.path, Lang::Fr)).collect();
        assert!(named.iter().any(|it| plain(it) == name), "{named:?}: not {name}");
        assert_eq!(person.0.saved, None, "{name}");
        assert!(matches!(summary(&person.answer().outcome).verdict, "pending" | "refused"), "{name}");
        assert_ne!(permit(&person.answer().outcome, Sheet::Patient), Permit::Granted, "{name}");
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
    assert_eq!(saved.patient.weight_kg, Some(palier_engine::decimal::Decimal::whole(99)));
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

#[test]
fn text_left_in_the_medicine_box_is_one_more_line_and_holds_the_plan() {
    for left in ["paracétamol", "xyzabc", "tramadol"] {
        let person = Person::fills_in_the_reference().types(Field::NewMedicine, left);
        assert_eq!(person.problem(Field::NewMedicine), Some(&Complaint::NotAdded { typed: left.to_owned() }), "{left}");
        assert_eq!(person.answer().request.medicines.last().map(|it| it.name.as_str()), Some(left));
        assert!(matches!(summary(&person.answer().outcome).verdict, "pending" | "refused"), "{left}");
        assert_ne!(permit(&person.answer().outcome, Sheet::Patient), Permit::Granted, "{left}");
        let emptied = person.types(Field::NewMedicine, "");
        assert_eq!(summary(&emptied.answer().outcome).verdict, "nothing-found", "{left}");
    }
    let added = Person::fills_in_the_reference()
        .types(Field::NewMedicine, "paracétamol")
        .does(Msg::MedicineAdded { name: "paracétamol".into(), chosen: None });
    assert_eq!(added.0.form.text(Field::NewMedicine), "");
    assert_eq!(added.problem(Field::NewMedicine), None);
    assert_eq!(added.answer().request.medicines.len(), 2);
}

#[test]
fn a_new_day_is_a_new_answer_and_the_same_day_is_none() {
    let before = Person::fills_in_the_reference();
    let same = Person(before.0.clone()).does(Msg::DayRead("2026-11-30".into()));
    assert!(Rc::ptr_eq(&same.0, &before.0));
    assert_eq!(summary(&before.answer().outcome).verdict, "nothing-found");
    // Liver tests of November, and a first day of December, are past in June.
    let later = before.does(Msg::DayRead("2027-06-30".into()));
    assert_eq!(later.answer().request.today, day("2027-06-30"));
    assert_ne!(summary(&later.answer().outcome).verdict, "nothing-found");
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
    let complaint = complaint(two_ways.problem(Field::SurgeryDay).expect("May or November"), Lang::En);
    assert_eq!(plain(&complaint), "“11/05/2027” may be 11 May 2027 or 5 November 2027: write the month in letters.");
    assert_eq!(us("5 Nov 2027").answer().request.patient.surgery_on, Some(day("2027-11-05")));
    assert_eq!(us("11/23/2027").answer().request.patient.surgery_on, Some(day("2027-11-23")));
}

#[test]
fn halves_are_read_exactly_where_a_dose_is_typed_and_nowhere_else() {
    for (text, dose) in [("½", "0.5 mg"), ("1/2", "0.5 mg"), ("1 ½", "1.5 mg"), ("1½ mg", "1.5 mg")] {
        assert_eq!(Person::new().types(Field::Target, text).answer().request.treatment.target, dose.parse().ok());
    }
    for (field, text) in [(Field::Target, "11/2"), (Field::Weight, "62 ½"), (Field::Alt, "½"), (Field::Age, "46½")] {
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
        let person = Person::new().types(Field::Alt, typed);
        let said = plain(&complaint(person.problem(Field::Alt).expect("two ways"), Lang::Fr));
        assert!(said.starts_with(&format!("Écrivez {advice} ou ")), "{said}");
        assert_eq!(person.types(Field::Alt, advice).answer().problems, [], "{advice}");
    }
}

/// Of every drug, a capsule that nobody sells is in sight: in a box where the drug is compounded, named
/// beside the boxes where it is not.
#[test]
fn a_capsule_of_a_file_is_in_sight_under_every_drug() {
    let book = book();
    let strength = "0.007 mg".parse().expect("a dose");
    for drug in &book.book().drugs {
        let mut request = scenario("reference");
        request.treatment = palier_engine::request::Treatment {
            drug: drug.id.clone(),
            supplies: vec![Supply::Capsule { strength, prolonged: false, keeps_days: Some(90) }],
            ..Default::default()
        };
        let course = Form::from_request(&book, &request).course;
        let seen = (course.other_strengths.len(), course.capsules_keep.as_str(), course.other_supplies.len());
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
        assert_eq!(plain(&palier::words::supply(&supply(json), Lang::Fr)), fr);
        assert_eq!(plain(&palier::words::supply(&supply(json), Lang::En)), en);
    }
}

#[test]
fn every_scenario_on_file_opens_in_the_form_and_says_the_same_again() {
    let book = book();
    let folder = format!("{}/tests/scenarios", env!("CARGO_MANIFEST_DIR"));
    let mut read = 0;
    for entry in fs::read_dir(folder).expect("scenarios exist") {
        let path = entry.expect("can be listed").path();
        let text = fs::read_to_string(&path).expect("can be read");
        let Ok(request) = serde_json::from_str::<Request>(&text) else { continue };
        let form = Form::from_request(&book, &request);
        let parsed = form.parse(&book, request.today, request.language);
        assert_eq!(parsed.problems, [], "{}", path.display());
        assert_eq!(parsed.request, request, "{}", path.display());
        read += 1;
    }
    assert!(read > 0);
}

#[test]
fn a_change_of_language_keeps_what_was_typed() {
    let person = Person::fills_in_the_reference();
    let before = person.0.form.clone();
    let person = person.does(Msg::LanguageChosen(Lang::En));
    assert_eq!(person.0.form, before);
    assert!(Headline::of(&person.answer().outcome, Lang::En).title.starts_with("Nothing found by the "));
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
    assert_eq!(set.0.form.course.start, "2026-12-07");
    let back = set
        .does(host(HostChoice::Region(None)))
        .does(host(HostChoice::View(None)))
        .does(host(HostChoice::Start(None)))
        .does(host(HostChoice::Drug(None)));
    assert_eq!(back.0.view, View::Professional);
    assert_eq!(back.0.form, bare.form);
    assert_eq!(back.0.answer, bare.answer);
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
    let said = |origin, why, lang| plain(&OpenError { origin, why }.write(lang));
    assert_eq!(
        said(Origin::File, Why::NotJson(Some((1, 301))), Lang::Fr),
        "Ce fichier est abîmé ou incomplet (ligne 1, colonne 301). Ouvrez une autre copie."
    );
    assert_eq!(
        said(Origin::Link, Why::NotJson(None), Lang::Fr),
        "Ce lien est abîmé ou incomplet. Demandez un autre lien."
    );
    assert_eq!(
        said(Origin::Link, Why::NotJson(None), Lang::En),
        "This link is damaged or cut short. Ask for another one."
    );
    assert_eq!(
        said(Origin::File, Why::NoSuchVersion(0), Lang::Fr),
        "Ce fichier annonce le format 0, qui n’existe pas ; celui de Palier est le format 1. Ouvrez une autre copie."
    );
    assert_eq!(
        said(Origin::Link, Why::Newer(2), Lang::En),
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
    assert_eq!(error.technical(Lang::Fr), None, "{part}");
    [Lang::Fr, Lang::En].map(|lang| plain(&error.write(lang)))
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
            "« patient.weight_kg » : on y trouve 62.5, et il faut un nombre, écrit « 62.5 ».",
            "“patient.weight_kg”: it holds 62.5, and needs a number, written “62.5”.",
        ),
        (
            r#""patient": { "weight_kg": "1,500" }"#,
            "« patient.weight_kg » : « 1,500 » n’est pas un nombre lisible, comme « 62.5 », avec trois décimales au plus.",
            "“patient.weight_kg”: “1,500” is not a readable number, such as “62.5”, with three decimals at most.",
        ),
        (
            r#""patient": { "weight_kg": -62 }"#,
            "« patient.weight_kg » : on y trouve un nombre trop petit ou trop grand.",
            "“patient.weight_kg”: it holds a number too small or too large.",
        ),
        (
            r#""patient": { "surgery_on": "1899-12-31" }"#,
            "« patient.surgery_on » : « 1899-12-31 » n’est pas une date lisible, comme « 2026-12-07 », de 1900 à 2100.",
            "“patient.surgery_on”: “1899-12-31” is not a readable date, such as “2026-12-07”, from 1900 to 2100.",
        ),
        (
            r#""medicines": [{ "name": "x", "daily_dose": "5" }]"#,
            "« medicines[0].daily_dose » : « 5 » n’est pas une dose lisible, avec son unité, comme « 1.5 mg » ou « 50 mcg ».",
            "“medicines[0].daily_dose”: “5” is not a readable dose with its unit, such as “1.5 mg” or “50 mcg”.",
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
        (r#""version": -1,"#, "à l’endroit « version » : on y trouve -1, et il faut un nombre entier de 0 à 255."),
        (r#""version": 1.5,"#, "à l’endroit « version » : on y trouve 1.5, et il faut un nombre entier de 0 à 255."),
        (r#""version": "1","#, "à l’endroit « version » : on y trouve \"1\", et il faut un nombre entier de 0 à 255."),
        ("", "n’est pas un dossier que cette version sait lire : il manque le champ « version »."),
    ] {
        let text = format!(r#"{{ {version} "id": "x", "today": "2026-11-30", "treatment": {{ "drug": "x" }} }}"#);
        let fault = Request::read(&text).expect_err(version);
        let said = plain(&OpenError { origin: Origin::File, why: Why::Wrong(fault) }.write(Lang::Fr));
        assert!(said.contains(fr), "{version}: {said}");
    }
}

#[test]
fn what_has_no_french_stands_apart_as_technical_detail() {
    let fault = Box::new(Fault { path: "x".into(), kind: FaultKind::Refused("beyond words".into()) });
    let error = OpenError { origin: Origin::Link, why: Why::Wrong(fault) };
    assert_eq!(plain(&error.write(Lang::Fr)), "Ce lien n’est pas lisible à l’endroit « x ». Demandez un autre lien.");
    assert_eq!(error.technical(Lang::Fr), Some("beyond words"));
    let told = plain(&told(&error, Lang::Fr));
    assert_eq!(told, "Ce lien n’est pas lisible à l’endroit « x ». Demandez un autre lien. (beyond words)", "a script");
}

#[test]
fn paper_is_asked_for_only_with_what_was_typed_last_decided_and_permitted() {
    let asked = |field, text: &str| {
        let typed = Person::fills_in_the_reference().does(Msg::Typed(field, text.to_owned()));
        assert!(typed.0.typing, "not decided yet");
        typed.does(Msg::PrintAsked(Sheet::Patient))
    };
    let person = asked(Field::Prescriber, "Dr Ngô");
    assert!(!person.0.typing);
    assert_eq!(person.answer().request.prescriber.as_deref(), Some("Dr Ngô"));
    assert_eq!(person.0.printing, Some(Sheet::Patient));

    // A dose that reads two ways, and a child: no sheet of before.
    for (field, text) in [(Field::Target, "1,500"), (Field::Age, "12")] {
        let person = asked(field, text);
        assert_ne!(permit(&person.answer().outcome, Sheet::Patient), Permit::Granted, "{text}");
        assert_eq!(person.0.printing, None, "{text}");
    }
}

#[test]
fn each_press_asks_for_paper_again_and_to_erase_takes_it_away() {
    let person = Person::fills_in_the_reference();
    let papers = person.0.papers;
    let person = person.does(Msg::PrintAsked(Sheet::Patient)).does(Msg::PrintAsked(Sheet::Patient));
    assert_eq!((person.0.printing, person.0.papers), (Some(Sheet::Patient), papers + 2));
    let person = person.does(Msg::Printed);
    assert_eq!((person.0.printing, person.0.papers), (None, papers + 2), "the copy of it may still be printing");
    let person = person.does(Msg::Erased);
    assert_eq!((person.0.printing, person.0.papers), (None, papers + 3));
}

#[test]
fn drops_of_a_file_stand_in_their_boxes_and_are_saved_as_they_came() {
    let book = Book::builtin();
    let mut request = scenario("reference");
    let drops = Supply::Drops { per_drop: "0.05 mg".parse().expect("a dose"), most: 20 };
    request.treatment.supplies.push(drops.clone());
    let form = Form::from_request(&book, &request);
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
    let person = Person::new().does(Msg::SuppliesChanged(SupplyChange::DropsAdded));
    for field in [Field::DropsPerDrop(0), Field::DropsMost(0)] {
        assert_eq!(person.problem(field), Some(&Complaint::Incomplete), "{field:?}");
    }
    let person = person.types(Field::DropsPerDrop(0), "0,05").types(Field::DropsMost(0), "0");
    assert_eq!(person.problem(Field::DropsPerDrop(0)), None);
    let complaint = complaint(person.problem(Field::DropsMost(0)).expect("no drop at all"), Lang::Fr);
    assert!(plain(&complaint).contains("de 1 à 65535"), "{complaint}");
    assert_eq!(person.answer().request.treatment.supplies, []);
    let person = person.types(Field::DropsMost(0), "20");
    let drops = Supply::Drops { per_drop: "0.05 mg".parse().expect("a dose"), most: 20 };
    assert_eq!(person.answer().request.treatment.supplies, [drops]);
}

#[test]
fn the_stair_rises_from_left_to_right_with_a_gate_before_each_rise() {
    let person = Person::fills_in_the_reference();
    let laid = Laid::of(person.answer()).expect("a plan");
    for format in [Format::Wide, Format::Narrow] {
        let stair = Stair::lay(&laid, Some(-6), None, format, Lang::Fr);
        assert_eq!(stair.treads.len(), 4);
        assert_eq!(stair.gates.len(), 3);
        for pair in stair.treads.windows(2) {
            assert_eq!(pair[0].to, pair[1].from, "no day without a step");
            assert!(pair[1].y < pair[0].y, "higher doses stand higher");
        }
        assert!(stair.treads.iter().all(|it| it.to > it.from && it.y >= 0 && it.y < stair.floor));
        for (gate, tread) in stair.gates.iter().zip(&stair.treads[1..]) {
            assert_eq!(gate.x, tread.from);
        }
        assert!(stair.today.is_some_and(|it| it < stair.treads[0].from));
        for lane in &stair.lanes {
            assert!(lane.y < stair.height);
            assert!(lane.marks.windows(2).all(|pair| pair[0].1 <= pair[1].0), "marks of a lane do not overlap");
        }
    }
    assert_eq!(
        plain(&caption(&laid, Lang::Fr)),
        "Dose par jour : 1,5 mg pendant 14 jours, 2 mg pendant 14 jours, 2,5 mg pendant 14 jours, 3 mg pendant 42 jours. \
         Chaque montée attend que le palier précédent soit bien toléré."
    );
}

#[test]
fn what_is_the_same_before_every_rise_is_said_once() {
    let person = Person::fills_in_the_reference();
    let laid = Laid::of(person.answer()).expect("a plan");
    let rows = rows(&laid, Lang::Fr);
    assert!(!shared_gates(&rows).is_empty());
    assert_eq!(rows.iter().map(|it| it.gate_number).collect::<Vec<_>>(), [0, 1, 2, 3]);
    let lines = monitoring::lines(&laid, false, Lang::Fr);
    let ids: Vec<&str> = lines.iter().map(|it| it.event.monitoring.as_str()).collect();
    let mut once = ids.clone();
    once.dedup();
    assert_eq!(ids, once, "each thing to watch is one line");
}

#[test]
fn a_draft_has_day_numbers_no_preparation_sheet_and_a_planned_one_both() {
    let planned = Person::fills_in_the_reference();
    assert_eq!(permit(&planned.answer().outcome, Sheet::Patient), Permit::Granted);
    assert_eq!(permit(&planned.answer().outcome, Sheet::Pharmacy), Permit::Granted);
    let pending = planned.types(Field::LiverDay, "");
    let Outcome::Pending { draft: Some(_), .. } = &pending.answer().outcome else {
        panic!("{:?}", pending.answer().outcome)
    };
    assert_eq!(permit(&pending.answer().outcome, Sheet::Pharmacy), Permit::Nothing);
    let laid = Laid::of(pending.answer()).expect("a draft");
    assert_eq!(laid.start, None);
    assert!(rows(&laid, Lang::Fr)[0].when.starts_with("Jours"));
}

#[test]
fn an_unread_caution_holds_back_the_paper_until_a_professional_has_read_it() {
    let person =
        Person::fills_in_the_reference().does(Msg::MedicineAdded { name: "moclobémide".into(), chosen: None });
    let unread: Vec<String> = (person.answer().outcome.assessment().expect("assessed").findings.iter())
        .filter(|it| it.unacknowledged)
        .map(|it| it.key.clone())
        .collect();
    if unread.is_empty() {
        return;
    }
    assert_eq!(permit(&person.answer().outcome, Sheet::Patient), Permit::Unread);
    let mut person = person;
    for about in unread {
        let read = Decision { about, by: "Dr Martin".into(), on: day("2026-11-30"), reason: String::new() };
        person = person.does(Msg::Acknowledged(read));
    }
    assert_ne!(permit(&person.answer().outcome, Sheet::Patient), Permit::Unread);
}

#[test]
fn a_medicine_that_is_not_recognised_stays_in_the_list_and_is_not_checked() {
    let person = Person::fills_in_the_reference()
        .does(Msg::MedicineAdded { name: "xyzabc".into(), chosen: None })
        .does(Msg::MedicineAdded { name: "sirop Néo-Codion".into(), chosen: None });
    let assessment = person.answer().outcome.assessment();
    assert_eq!(medicines::Seen::of(assessment, 1, Lang::Fr).badge, medicines::Badge::NotChecked);
    let codeine = medicines::Seen::of(assessment, 2, Lang::Fr);
    assert_eq!(codeine.badge, medicines::Badge::Found(palier_engine::formulary::Severity::Contraindicated));
    assert_eq!(summary(&person.answer().outcome).verdict, "refused");
}

/// Whatever is missing can be reached: no button of the page leads nowhere.
#[test]
fn every_field_the_engine_misses_has_a_place_on_the_page() {
    let book = book();
    let shown = |path: &str| {
        let fixed = [
            "treatment.drug",
            "patient.sex",
            "patient.alcohol",
            "patient.phq9_item9",
            "treatment.indication",
            "treatment.protocol",
            "treatment.strengths",
            "medicines",
            "questions",
        ];
        let boxes = [
            Field::Age,
            Field::Height,
            Field::Weight,
            Field::Creatinine,
            Field::Clearance,
            Field::Alt,
            Field::Ast,
            Field::Bilirubin,
            Field::LiverDay,
            Field::SurgeryDay,
            Field::PughBilirubin,
            Field::Target,
            Field::FirstDose,
            Field::Increment,
            Field::Pace,
            Field::Start,
            Field::MostUnits,
            Field::Prescriber,
        ];
        let question = path.strip_prefix("patient.answers.").is_some_and(|id| book.question(id).is_some());
        question || fixed.contains(&path) || boxes.iter().any(|it| it.path() == path)
    };
    for drug in &book.book().drugs {
        let props = AppProps { drug: Some(drug.id.clone().into()), ..props() };
        let person = Person(Rc::new(Model::new(&props)))
            .does(Msg::MedicineAdded { name: "tramadol".into(), chosen: None })
            .does(Msg::MedicineAdded { name: "xyzabc".into(), chosen: None });
        let assessment = person.answer().outcome.assessment().expect("assessed");
        let waits = waits(assessment);
        let used = assessment.findings.iter().flat_map(|it| it.inputs.iter().map(|it| it.path.clone()));
        let missing = waits.facts.iter().chain(&waits.lesser).map(|(path, _)| path.clone());
        for path in used.chain(missing) {
            assert!(place::candidates(&path).iter().any(|it| shown(it)), "{}: `{path}` is nowhere", drug.id);
        }
    }
}

#[test]
fn spans_of_days_are_said_without_repeating_what_they_share() {
    for (first, last, fr, en) in [
        ("2026-12-07", "2026-12-20", "du 7 au 20 décembre 2026", "7 to 20 December 2026"),
        ("2027-01-01", "2027-02-28", "du 1er janvier au 28 février 2027", "1 January to 28 February 2027"),
        ("2026-12-21", "2027-01-03", "du 21 décembre 2026 au 3 janvier 2027", "21 December 2026 to 3 January 2027"),
        ("2026-12-07", "2026-12-07", "le 7 décembre 2026", "7 December 2026"),
    ] {
        assert_eq!(plain(&span(day(first), day(last), Lang::Fr)), fr);
        assert_eq!(plain(&span(day(first), day(last), Lang::En)), en);
    }
}

#[test]
fn french_marks_never_begin_a_line_and_no_word_promises_safety() {
    for text in Words(Lang::Fr).all() {
        for mark in [" :", " ;", " ?", " !", " »", "« "] {
            assert!(!text.contains(mark), "{text}");
        }
    }
    for text in Words(Lang::En).all() {
        let words = text.to_lowercase();
        let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
        for banned in ["hold", "safe", "ok", "clear"] {
            assert!(!words.contains(&banned), "{text}");
        }
    }
}

#[test]
fn a_professional_protocol_is_not_offered_to_a_patient() {
    let book = book();
    let offered = |view| palier::ui::treatment::offered(&book, "naltrexone-ldn", Region::FR, view, None).len();
    assert!(offered(View::Patient) < offered(View::Professional));
}

fn treatment(id: &str, indication: &str) -> Msg {
    Msg::Chose(Choice::Treatment(id.into(), indication.into()))
}

#[test]
fn a_treatment_chosen_is_planned_for_the_indication_it_was_found_under() {
    let person = Person::fills_in_the_reference().does(treatment("naltrexone-50", "alcohol-dependence"));
    let chosen = &person.answer().request.treatment;
    assert_eq!((chosen.drug.as_str(), chosen.indication.as_deref()), ("naltrexone-50", Some("alcohol-dependence")));
    assert_eq!(chosen.start, Some(day("2026-12-07")), "the day wished for stays");
    assert!(chosen.supplies.iter().all(|it| matches!(it, Supply::Tablet { .. })), "capsules of another drug do not");
}

#[test]
fn a_card_is_shown_with_its_next_session_and_nothing_is_printed_or_planned() {
    let person = Person::fills_in_the_reference()
        .does(treatment("capsaicin-8", "neuropathic-diabetic"))
        .types(Field::LastSession, "1/9/2026")
        .types(Field::Start, "29/11/2026");
    let Outcome::Card { card } = &person.answer().outcome else { panic!("{:?}", person.answer().outcome) };
    let session = card.session.as_ref().expect("it is done in sessions");
    assert_eq!(session.next, Some(day("2026-11-30")));
    assert!(session.too_early.is_some());
    let headline = Headline::of(&person.answer().outcome, Lang::Fr);
    assert_eq!((headline.look, headline.counts), ("caution", None));
    assert_eq!(summary(&person.answer().outcome).verdict, "card");
    assert_eq!(permit(&person.answer().outcome, Sheet::Patient), Permit::Nothing);
    assert!(Laid::of(person.answer()).is_none());
    let person = person.types(Field::LastSession, "1/12/2026");
    assert!(person.problem(Field::LastSession).is_some(), "a session of tomorrow is asked again");
}

#[test]
fn a_card_names_no_next_session_while_the_last_one_cannot_be_read() {
    let card = treatment("capsaicin-8", "neuropathic-diabetic");
    let person = Person::fills_in_the_reference().does(card.clone()).types(Field::LastSession, "1/9/2026");
    let person = person.types(Field::LastSession, "31/11/2026");
    let Outcome::Card { card: shown } = &person.answer().outcome else { panic!("{:?}", person.answer().outcome) };
    assert_eq!(shown.session, None);
    let headline = Headline::answering(person.answer(), &book(), Lang::Fr);
    assert_eq!((headline.look, headline.lines.len()), ("pending", 1), "{:?}", headline.lines);
    // Another treatment is not held back by it; a file, which could not hold it, is.
    let person = person.does(Msg::Chose(Choice::Drug("naltrexone-ldn".into())));
    assert_eq!(person.problem(Field::LastSession), None);
    let person = person.does(Msg::SaveAsked);
    assert_eq!((&person.0.saved, person.0.not_saved.len()), (&None, 1));
    assert_eq!(person.0.not_saved[0].path, "sessions.capsaicin-8");
    assert_eq!(palier::words::field_name(&person.0.not_saved[0].path, Lang::En), "Day of the last session");
    let person = person.does(card).types(Field::LastSession, "1/9/2026");
    let person = person.does(Msg::Chose(Choice::Drug("naltrexone-ldn".into()))).does(Msg::SaveAsked);
    assert!(person.0.saved.is_some());
}

#[test]
fn a_session_is_saved_and_opened_again() {
    let person = Person::new()
        .does(treatment("botulinum-toxin-a", "trigeminal-neuralgia"))
        .types(Field::LastSession, "2/11/2026");
    let saved = person.answer().request.clone();
    let opened = Form::from_request(&book(), &saved);
    assert_eq!(opened.text(Field::LastSession), "02/11/2026");
    assert_eq!(opened.parse(&book(), day("2026-11-30"), Lang::Fr).request, saved);
}

#[test]
fn three_protocols_stand_side_by_side_and_a_fourth_takes_the_place_of_the_first() {
    let compare = |id: &str| Msg::ComparisonToggled(id.into());
    let person = ["strict", "article-001", "article-003", "sensitive"]
        .into_iter()
        .fold(Person::new(), |it, id| it.does(compare(id)));
    assert_eq!(**person.0.compared, ["article-001", "article-003", "sensitive"]);
    let person = person.does(compare("article-003"));
    assert_eq!(**person.0.compared, ["article-001", "sensitive"]);
}

#[test]
fn a_comparison_finds_nothing_well_while_something_is_unread() {
    let protocols = ["strict".to_owned(), "article-003".to_owned()];
    let of = |person: &Person, book: &Book| palier::ui::compare::compared(book, person.answer(), &protocols);
    let person = Person::fills_in_the_reference();
    let whole = of(&person, &book());
    assert!(whole.iter().any(|it| it.course.is_some() && it.verdict < Some(Verdict::Pending)), "{whole:?}");
    let withheld = |it: &Compared| it.course.is_none() && it.verdict >= Some(Verdict::Pending);
    // Without the catalogue.
    assert!(of(&person, &Book::builtin()).iter().all(withheld));
    for (field, text) in [(Field::NewMedicine, "tramadol"), (Field::Weight, "6O")] {
        let person = Person::fills_in_the_reference().types(field, text);
        assert!(of(&person, &book()).iter().all(withheld), "{field:?}");
    }
}

#[test]
fn a_comparison_keeps_what_is_in_hand_and_the_most_units_of_an_intake() {
    let request = Person::fills_in_the_reference().answer().request.clone();
    let totals = |course: Option<&Course>| {
        course.map(|it| it.dispensing.totals.iter().map(|it| it.containers).collect::<Vec<_>>())
    };
    let compared = |request: &Request| totals(book().compare(request, &["strict".into()])[0].course.as_ref());
    let as_it_is = compared(&request);
    assert!(as_it_is.is_some());
    let mut halves = request.clone();
    halves.treatment.in_hand = vec!["0.5 mg".parse().expect("a dose")];
    let mut single = request;
    single.treatment.most_units = Some(1);
    for request in [halves, single] {
        let of = compared(&request);
        assert_eq!(of, totals(book().decide(&request).course()));
        assert_ne!(of, as_it_is);
    }
}

#[test]
fn stairs_are_laid_on_one_scale_and_the_slower_one_arrives_later() {
    let request = Person::fills_in_the_reference().answer().request.clone();
    let compared = book().compare(&request, &["strict".into(), "article-003".into()]);
    for format in [Format::Wide, Format::Narrow] {
        let (lines, ticks) = palier::ui::compare::overlay(&compared, format, Lang::Fr);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].label.1, lines[1].label.1, "both aim at 3 mg");
        assert!(lines[0].label.0 > lines[1].label.0, "day 43 lies to the right of day 22");
        let days: Vec<&str> = ticks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(days, ["J1", "J43", "J22"]);
    }
}

/// Diazepam is taken throughout, fluoxetine was stopped on 20 November: its tail ends on day 19.
#[test]
fn what_adds_up_is_said_with_its_days() {
    use palier::ui::burdens::{shared, span};
    use palier_engine::burden::{Carried, Carrier};
    use palier_engine::formulary::{Grade, Sources};
    let carrier = |name: &str, line, from, until, tail| Carrier { name: name.into(), line, from, until, tail };
    let carried = Carried {
        burden: "serotonin".into(),
        name: String::new(),
        text: String::new(),
        carriers: vec![
            carrier("duloxétine", None, Some(1), None, None),
            carrier("fluoxétine", Some(0), None, Some(19), Some(35)),
            carrier("sertraline", Some(1), Some(8), Some(40), None),
        ],
        together: vec![(1, Some(19)), (30, None)],
        grade: Grade::A,
        sources: Sources::default(),
    };
    let person = Person::fills_in_the_reference();
    let mut laid = Laid::of(person.answer()).expect("a plan");
    let said = |laid: &Laid, lang| {
        let mut said: Vec<String> = carried.carriers.iter().map(|it| span(laid, it, lang)).collect();
        said.push(shared(laid, &carried, lang));
        said.join(" | ").replace('\u{a0}', " ")
    };
    assert_eq!(
        said(&laid, Lang::Fr),
        "à partir du 7 décembre 2026 | jusqu’au 25 décembre 2026 (dont 35 jours après la dernière prise) \
         | du 14 décembre 2026 au 15 janvier 2027 | du 7 au 25 décembre 2026 ; à partir du 5 janvier 2027"
    );
    laid.start = None;
    assert_eq!(
        said(&laid, Lang::En),
        "from day 1 | up to day 19 (of which 35 days after the last dose) | from day 8 to day 40 | days 1 to 19; from day 30"
    );
}

/// Pregabalin (dossier §1.4): half-life 5.5 to 6.7 h.
#[test]
fn what_the_body_does_with_a_drug_is_said_in_ranges() {
    use palier::ui::statements::kinetics;
    let book = book();
    let said = kinetics(book.drug("pregabalin").and_then(|it| it.kinetics.as_ref()).expect("known"), Lang::Fr);
    assert!(plain(&said).starts_with("Demi-vie 5,5 – 6,7 h ; taux le plus haut 1"), "{said}");
}

/// What a box refuses, a file may not hold either: the edges of each number, and a thousandth beyond.
#[test]
fn what_the_form_refuses_is_never_answered_from_a_file() {
    let number = |thousandths: u64| Decimal::from_thousandths(thousandths).expect("in range").write(Lang::Fr);
    for (field, quantity, step) in [
        (Field::Age, Quantity::Age, 1000),
        (Field::Height, Quantity::Height, 1),
        (Field::Weight, Quantity::Weight, 1),
        (Field::Clearance, Quantity::Clearance, 1),
        (Field::Alt, Quantity::TimesNormal, 1),
        (Field::Ast, Quantity::TimesNormal, 1),
        (Field::Bilirubin, Quantity::TimesNormal, 1),
        (Field::Sessions, Quantity::Sessions, 1000),
        (Field::Target, Quantity::Dose, 1),
        (Field::FirstDose, Quantity::Dose, 1),
        (Field::Increment, Quantity::Dose, 1),
        (Field::Pace, Quantity::IntervalDays, 1000),
        (Field::MostUnits, Quantity::UnitsAtOnce, 1000),
        (Field::CapsulesKeep, Quantity::KeepsDays, 1000),
    ] {
        let Bounds { least, most } = quantity.bounds();
        let person = || {
            let person = Person::fills_in_the_reference();
            if field == Field::Clearance { person.types(Field::ClearanceMethod, "Cockcroft") } else { person }
        };
        let taken = |thousandths: u64| {
            let person = person().types(field, &number(thousandths));
            let unreadable = matches!(person.answer().outcome, Outcome::Unreadable { .. });
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
