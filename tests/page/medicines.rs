//! The list of medicines: typed, pasted, chosen, asked back.

use crate::person::{Person, plain};
use palier::form::complaint::Complaint;
use palier::form::field::Field;
use palier::state::msg::Msg;
use palier::state::summary::summary;
use palier::ui::form::medicines;
use palier::words;
use palier_engine::book::protocol::View;
use palier_engine::finding::LineVerdict;
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
            .does(Msg::MedicineChanged(0, palier::state::msg::LineChange::Stopped(true)))
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
    assert_eq!(medicines::LineSeen::of(assessment, 1, Lang::FR).worst, LineVerdict::NotChecked);
    let codeine = medicines::LineSeen::of(assessment, 2, Lang::FR);
    assert_eq!(codeine.worst, LineVerdict::Found(palier_engine::book::rule::Severity::Contraindicated));
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
    let of = |name: &str, lang| {
        let person = Person::fills_in_the_reference().does(Msg::MedicineAdded { name: name.into(), chosen: None });
        let seen = medicines::LineSeen::of(person.outcome().assessment(), 1, lang);
        (plain(&seen.says), seen.worst)
    };
    let (says, _) = of("sertraline, previscan", Lang::FR);
    assert_eq!(says, "fluindione · sertraline · fluindione : reconnu, sans règle dans cette édition");
    let (says, worst) = of("AINS", Lang::FR);
    assert_eq!((says.as_str(), worst), ("sorte de médicament : lequel ?", LineVerdict::NotChecked));
    let person =
        Person::fills_in_the_reference().does(Msg::MedicineAdded { name: "blood thinner".into(), chosen: None });
    let assessment = person.outcome().assessment().expect("assessed");
    assert_eq!(assessment.medicines[1].kind.as_deref(), Some("anticoagulant"));
    let asked = assessment.not_checked.iter().find(|it| it.rule == "MED-1").expect("not checked");
    assert!(plain(&asked.text).contains("« blood thinner » est une sorte de médicament (anticoagulant), pas un nom"));
}
