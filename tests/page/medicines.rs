//! The list of medicines: typed, pasted, chosen, asked back.

use crate::person::{Person, plain};
use palier::form::complaint::Complaint;
use palier::form::field::Field;
use palier::form::section::Section;
use palier::state::msg::{LineChange, Msg};
use palier::state::summary::summary;
use palier::ui::form::medicines::medicines_sentence;
use palier::ui::form::seen::{LineSeen, LineState};
use palier::ui::form::sentences::sentence;
use palier::words;
use palier_engine::book::protocol::View;
use palier_engine::book::rule::Severity;
use palier_engine::lang::Lang;
use palier_engine::outcome::{Permit, Sheet};

#[test]
fn two_lines_of_one_medicine_are_two_findings_with_one_key() {
    let person = ["tramadol", "tramadol"]
        .into_iter()
        .fold(Person::new(), |person, name| person.does(Msg::MedicineAdded { name: name.into(), chosen: None }));
    let found = &person.outcome().assessment().expect("assessed").findings;
    let same: Vec<_> = found.iter().filter(|it| it.key.ends_with(":tramadol")).map(|it| &it.key).collect();
    assert_eq!(same.len(), 2, "{same:?}");
}

#[test]
fn a_stop_without_a_day_or_planner_counts_as_still_taken() {
    let stopped = |text: &str, by: &str| {
        Person::new()
            .does(Msg::MedicineAdded { name: "tramadol".into(), chosen: None })
            .does(Msg::MedicineChanged(0, LineChange::Stopped(true)))
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
fn text_left_in_the_medicine_box_is_one_more_line_and_holds_the_plan() {
    for left in ["paracétamol", "xyzabc", "tramadol"] {
        let person = Person::fills_in_the_reference().types(Field::NewMedicine, left);
        assert_eq!(person.problem(Field::NewMedicine), Some(&Complaint::NotAdded { typed: left.to_owned() }), "{left}");
        assert_eq!(person.answer().request.medicines.last().map(|it| it.name.as_str()), Some(left));
        assert!(matches!(summary(person.outcome()).verdict, "pending" | "refused"), "{left}");
        assert_ne!(person.outcome().permit(Sheet::Patient, View::Professional), Permit::Granted, "{left}");
        let emptied = person.types(Field::NewMedicine, "");
        assert_eq!(summary(emptied.outcome()).verdict, "nothing-found", "{left}");
    }
    let added = Person::fills_in_the_reference()
        .types(Field::NewMedicine, "paracétamol")
        .does(Msg::MedicineAdded { name: "paracétamol".into(), chosen: None });
    assert_eq!(added.0.form.text(Field::NewMedicine), "");
    assert_eq!(added.problem(Field::NewMedicine), None);
    assert_eq!(added.answer().request.medicines.len(), 2);
}

#[test]
fn a_medicine_that_is_not_recognised_stays_in_the_list_and_is_not_checked() {
    let person = Person::fills_in_the_reference()
        .does(Msg::MedicineAdded { name: "xyzabc".into(), chosen: None })
        .does(Msg::MedicineAdded { name: "sirop Néo-Codion".into(), chosen: None });
    let assessment = person.outcome().assessment();
    let unknown = LineSeen::of(assessment, 1, false);
    assert_eq!((unknown.state, unknown.state.says(Lang::FR)), (LineState::NotRecognised, "non reconnu"));
    let (key, text) = unknown.asks.expect("a professional may attest");
    assert_eq!(key, "medicine:naltrexone-ldn:xyzabc");
    assert!(text.contains("opiacés"), "{text}");
    let codeine = LineSeen::of(assessment, 2, false);
    assert_eq!(codeine.state, LineState::Found(Severity::Contraindicated));
    let read: Vec<(&str, bool)> = codeine.contains.iter().map(|(name, read)| (name.as_str(), *read)).collect();
    assert_eq!(read, [("codéine", true), ("grindélia", false), ("sulfogaïacol", false)]);
    assert_eq!(summary(person.outcome()).verdict, "refused");
}

#[test]
fn a_pasted_list_is_a_line_for_each_medicine_with_what_is_written_of_it() {
    let person = Person::fills_in_the_reference().does(Msg::MedicinesListed(
        "1. Lyrica 75 mg x2/j\n2. tramadol 50 mg, arrêté en mai 2026\n3. AINS\n4. Sirop Drill\n5. sertraline, previscan".into(),
    ));
    let said = |lang| words::listed(person.0.listed.expect("a list"), lang);
    assert_eq!(plain(&said(Lang::FR)), "6 lignes ajoutées. 2 lignes sont à regarder : nom ou date non compris.");
    assert_eq!(said(Lang::EN), "6 lines added. 2 lines need a look: a name or a date was not understood.");
    let lines = &person.0.form.medicines[1..];
    let told: Vec<[&str; 4]> = lines
        .iter()
        .map(|it| {
            [
                it.name.as_str(),
                it.boxes.of(Field::DailyDose(0)),
                it.boxes.of(Field::LastDose(0)),
                if it.stopped { "stopped" } else { "" },
            ]
        })
        .collect();
    assert_eq!(
        told,
        [
            ["Lyrica 75 mg x2/j", "150", "", ""],
            ["tramadol 50 mg", "", "mai 2026", "stopped"],
            ["AINS", "", "", ""],
            ["Sirop Drill", "", "", ""],
            ["sertraline", "", "", ""],
            ["previscan", "", "", ""],
        ]
    );
    assert_eq!(person.answer().problems, []);
    assert_eq!(person.0.form.adding, "");
    let person = person.types(Field::Age, "47");
    assert_eq!(person.0.listed, None, "it is said until something else is done");
}

#[test]
fn a_stop_without_a_day_asks_for_one_and_counts_as_taken() {
    let person = Person::fills_in_the_reference().does(Msg::MedicinesListed("tramadol arrêté il y a 3 mois".into()));
    assert_eq!(person.0.form.text(Field::LastDose(1)), "il y a 3 mois");
    assert!(person.answer().problems.iter().any(|it| it.path == "medicines[1].stopped.last_dose"));
    assert_eq!(summary(person.outcome()).verdict, "refused");
}

#[test]
fn a_list_longer_than_the_room_leaves_the_rest_in_the_box() {
    let names: Vec<String> = (0..250).map(|it| format!("tisane{it}")).collect();
    let person = Person::fills_in_the_reference().does(Msg::MedicinesListed(names.join("\n")));
    assert_eq!(person.0.form.medicines.len(), 200, "one was there");
    assert_eq!(person.0.form.adding, names[199..].join("; "));
    let said = words::listed(person.0.listed.expect("a list"), Lang::FR);
    assert!(plain(&said).contains("La liste tient 200 lignes : le reste est encore dans la case"), "{said}");
    assert!(person.answer().problems.iter().any(|it| it.path == "medicines"), "and holds the plan");
}

#[test]
fn a_choice_keeps_the_strength_that_was_typed_with_it() {
    let person = Person::fills_in_the_reference()
        .does(Msg::Typed(Field::NewMedicine, "pregab 75 mg x2/j".into()))
        .does(Msg::MedicineAdded { name: "prégabaline".into(), chosen: Some("pregabalin".into()) });
    let line = &person.0.form.medicines[1];
    assert_eq!((line.name.as_str(), line.boxes.of(Field::DailyDose(0))), ("prégabaline 75 mg x2/j", "150"));
}

#[test]
fn a_line_says_what_no_rule_reads_in_it_and_which_kind_is_asked_back() {
    let of = |name: &str| {
        let person = Person::fills_in_the_reference().does(Msg::MedicineAdded { name: name.into(), chosen: None });
        LineSeen::of(person.outcome().assessment(), 1, false)
    };
    let both = of("sertraline, previscan");
    assert_eq!(both.contains, [("fluindione".to_owned(), false), ("sertraline".to_owned(), true)]);
    assert_eq!(of("previscan").state, LineState::NoEntry);
    assert_eq!(of("previscan").state.says(Lang::EN), "recognised, no rule here");
    let kind = of("AINS");
    assert_eq!((kind.state, plain(kind.state.says(Lang::FR)).as_str()), (LineState::WhichOne, "lequel ?"));
    assert_eq!(kind.kind.as_deref(), Some("anti-inflammatoire"));
    let near = of("doli 1000");
    assert_eq!(near.state, LineState::WhichOne);
    assert!(near.near.iter().any(|it| (it.name.as_str(), it.chosen.as_str()) == ("Doliprane", "brand:DOLIPRANE")));
    let person =
        Person::fills_in_the_reference().does(Msg::MedicineAdded { name: "blood thinner".into(), chosen: None });
    let assessment = person.outcome().assessment().expect("assessed");
    assert_eq!(assessment.medicines[1].kind.as_deref(), Some("anticoagulant"));
    let asked = assessment.not_checked.iter().find(|it| it.rule == "MED-1").expect("not checked");
    assert!(plain(&asked.text).contains("« blood thinner » est une sorte de médicament (anticoagulant), pas un nom"));
}

/// A name, as the second line of the reference, to which something is done.
fn named(name: &str, change: LineChange) -> Person {
    Person::fills_in_the_reference()
        .does(Msg::MedicineAdded { name: name.into(), chosen: None })
        .does(Msg::MedicineChanged(1, change))
}

fn chosen(name: &str, chosen: &str) -> LineChange {
    LineChange::Chosen(name.into(), Some(chosen.into()))
}

#[test]
fn what_is_chosen_for_a_name_takes_its_place_and_keeps_its_strength() {
    let person = named("doli 1 g x3/j", chosen("Doliprane", "brand:DOLIPRANE"));
    let line = &person.0.form.medicines[1];
    assert_eq!((line.name.as_str(), line.boxes.of(Field::DailyDose(0))), ("Doliprane 1 g x3/j", "3000"));
    assert_eq!(line.chosen.as_deref(), Some("brand:DOLIPRANE"));
    // A sentence stays as it was typed: nothing of it is lost.
    let person = named("tramadol arrêté lundi", chosen("tramadol", "tramadol"));
    assert_eq!(person.0.form.medicines[1].name, "tramadol arrêté lundi");
    assert_eq!(person.answer().request.medicines[1].chosen.as_deref(), Some("tramadol"));
}

#[test]
fn a_name_written_anew_is_read_as_it_stands_and_the_rest_follows() {
    let person = named("xyzabc", LineChange::Renamed("tramadol 50 mg x2/j arrêté le 12/03/2026, Lyrica".into()));
    let lines: Vec<&str> = person.0.form.medicines.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(lines, ["sertraline", "tramadol 50 mg x2/j", "Lyrica"]);
    assert_eq!(person.0.form.text(Field::LastDose(1)), "12/03/2026");
    assert_eq!(person.0.form.text(Field::DailyDose(1)), "100");
    let begun = named("xyzabc", LineChange::Renamed("sertra 50 mg".into()));
    assert_eq!(begun.0.form.medicines[1].name, "sertraline 50 mg", "what Enter means in the box that adds");
    assert_eq!(named("xyzabc", LineChange::Renamed("  ".into())).0.form.medicines[1].name, "xyzabc");
}

#[test]
fn the_closed_list_is_a_sentence_that_counts_what_is_to_be_settled() {
    let sentence = |person: &Person| {
        let answer = person.answer();
        plain(&medicines_sentence(&person.0.form, person.0.list_seen, &answer.problems, answer.assessment(), Lang::FR))
    };
    assert_eq!(sentence(&Person::fills_in_the_reference()), "sertraline");
    let list = "paracétamol si besoin, doli 1000, xyzabc, tramadol arrêté lundi";
    let person = Person::fills_in_the_reference().does(Msg::MedicinesListed(list.into()));
    let all = "sertraline, paracétamol si besoin, doli 1000, xyzabc, tramadol (arrêté)";
    assert_eq!(sentence(&person), format!("{all} · 3 à préciser"));
    let person = person.does(Msg::MedicineChanged(2, LineChange::Neither));
    assert_eq!(sentence(&person), format!("{all} · 3 à préciser"), "no name on offer is meant: nobody knows it still");
    let many = Person::new().does(Msg::MedicinesListed("a1,b2,c3,d4,e5,f6,g7,h8".into()));
    assert_eq!(sentence(&many), "a1, b2, c3, d4, e5, f6, et 2 autres · 8 à préciser");
}

#[test]
fn an_empty_list_is_said_to_be_empty_only_once_it_was_passed_in_sight() {
    let says = |person: &Person, lang: Lang| {
        let answer = person.answer();
        plain(&medicines_sentence(&person.0.form, person.0.list_seen, &answer.problems, answer.assessment(), lang))
    };
    let unseen = Person::new();
    assert_eq!(says(&unseen, Lang::FR), "liste pas encore vue");
    assert_eq!(says(&unseen, Lang::EN), "list not yet seen");
    let elsewhere = unseen.does(Msg::SectionToggled(Section::Tests)).types(Field::Age, "46");
    assert_eq!(says(&elsewhere, Lang::FR), "liste pas encore vue", "another section says nothing of it");
    for ends in [Msg::SectionEnded, Msg::SectionToggled(Section::Medicines)] {
        let passed = Person::new().does(Msg::SectionToggled(Section::Medicines)).does(ends);
        assert_eq!(says(&passed, Lang::FR), "aucun médicament");
        assert_eq!(says(&passed, Lang::EN), "no medicine");
        assert_eq!(sentence(Section::Medicines, &passed.0), "aucun médicament", "the closed section says it");
        let erased = passed.does(Msg::Erased);
        assert_eq!(says(&erased, Lang::FR), "liste pas encore vue", "the next person’s was not seen");
    }
}

#[test]
fn what_a_letter_says_enters_the_form_only_as_it_is_accepted() {
    let text = "F 46 a, 62 kg, créat 110, ALAT 21 UI/L (N<35), sous Lyrica 75 mg x2/j";
    let person = Person::fills_in_the_reference().types(Field::NewMedicine, "doliprane");
    let planner = person.0.book.planner().expect("whole");
    let letter = planner.catalogue().letter(text, palier_engine::exact::typed_date::DateOrder::DayFirst);
    let before = person.0.form.clone();
    assert_eq!(letter.found.len(), 6);
    assert_eq!(person.0.form, before, "reading changes nothing");
    let person = letter.found.into_iter().fold(person, |person, it| person.does(Msg::LetterAccepted(it.fact)));
    assert_eq!(person.0.form.text(Field::Creatinine), "110");
    assert_eq!(
        person.problem(Field::Creatinine),
        Some(&Complaint::UnitMissing),
        "the unit of before is not of this one"
    );
    assert_eq!(person.0.form.text(Field::Alt), "21 UI/L (N<35)");
    let last = person.0.form.medicines.last().expect("added");
    assert_eq!((last.name.as_str(), last.boxes.of(Field::DailyDose(0))), ("Lyrica 75 mg x2/j", "150"));
    assert_eq!(person.0.form.adding, "doliprane", "what was being typed stays");
}
