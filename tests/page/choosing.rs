//! Nothing known: examples that are fresh on any day, and the chooser that closes.

use palier::form::field::Field;
use palier::open::examples::Example;
use palier::state::host::Settings;
use palier::state::model::Model;
use palier::state::msg::{Choice, Msg, SupplyChange};
use palier_engine::finding::Verdict;
use palier_engine::outcome::Outcome;
use yew::Reducible;

use crate::person::{Person, book, day, planner, settings};

/// What each example is there to show.
fn shows(example: Example) -> Verdict {
    match example {
        Example::Plan => Verdict::NothingFound,
        Example::Kidneys => Verdict::Caution,
        Example::Refusal => Verdict::Refused,
    }
}

#[test]
fn each_example_shows_what_it_is_there_for_on_any_day_of_the_year() {
    let book = book();
    let planner = planner(&book);
    // The year before the edition is due for a review: then every plan says that it is.
    let first = book.edition().review_by.plus(-365).expect("a day");
    for today in (0..=365).map(|it| first.plus(it).expect("a day")) {
        for example in Example::ALL {
            let outcome = planner.decide(&example.on(today, "nobody").expect("a request"));
            assert_eq!(outcome.verdict(), shows(example), "{today}: {example:?}: {outcome:?}");
            match example {
                Example::Plan | Example::Kidneys => {
                    let Outcome::Planned { plan, .. } = &outcome else { panic!("{today}: {example:?}: {outcome:?}") };
                    assert!(plan.start > today && plan.start.days_since(today) <= 7, "{today}");
                }
                Example::Refusal => assert!(outcome.course().is_none(), "{today}"),
            }
        }
    }
}

/// Man of 71, 75 kg, 158 µmol/L: (140 − 71) × 75 / (72 × 158 / 88.42) = 40.2 mL/min, so 150 mg of pregabalin a day
/// where 300 is usual.
#[test]
fn the_second_example_is_one_whose_dose_the_kidneys_lower() {
    let book = book();
    let outcome = planner(&book).decide(&Example::Kidneys.on(day("2026-11-30"), "nobody").expect("a request"));
    let course = outcome.course().expect("a plan");
    let most = course.steps.iter().filter_map(|it| it.daily()).max().expect("a dose");
    assert_eq!(most.micrograms(), 150_000);
}

#[test]
fn an_example_that_is_opened_says_that_it_is_one_and_that_nobody_prescribes() {
    for example in Example::ALL {
        let person = Person::new().does(Msg::ExampleOpened(example));
        assert!(person.0.is_example());
        assert_eq!(person.outcome().verdict(), shows(example), "{example:?}");
        assert_eq!(person.answer().request.prescriber.as_deref(), Some("Exemple (personne fictive)"));
        assert_eq!(person.answer().problems, []);
        assert!(!person.0.is_unsaved(), "nothing of anybody is lost by leaving it");
    }
    assert!(!Person::new().0.is_example());
}

#[test]
fn an_example_takes_nothing_that_was_typed_without_a_yes() {
    let person = Person::fills_in_the_reference().does(Msg::ExampleOpened(Example::Refusal));
    assert!(!person.0.is_example());
    let person = person.does(Msg::Replaced(true));
    assert!(person.0.is_example());
}

#[test]
fn without_a_day_there_is_no_example() {
    let model = Model::new(&Settings { today: None, ..settings() });
    let model = std::rc::Rc::new(model).reduce(Msg::ExampleOpened(Example::Plan));
    assert!(!model.is_example());
}

#[test]
fn the_treatments_are_looked_at_until_one_is_taken_or_they_are_closed() {
    let looks = || Person::new().does(Msg::LookedAt("fibromyalgia".to_owned()));
    let at = |person: &Person| person.0.looking.as_ref().map(|it| it.indication.clone());
    assert_eq!(at(&looks()).as_deref(), Some("fibromyalgia"));
    let chosen = looks().does(Msg::Chose(Choice::Treatment("pregabalin".into(), "fibromyalgia".into())));
    assert_eq!(at(&chosen), None);
    assert_eq!(chosen.answer().request.treatment.drug, "pregabalin");
    let closed = looks().does(Msg::ChooserClosed);
    assert_eq!((at(&closed), &closed.0.form), (None, &Person::new().0.form));
    let opened = looks().does(Msg::ExampleOpened(Example::Plan));
    assert_eq!(at(&opened), None, "another person's treatments are not looked at");
}

#[test]
fn three_treatments_at_most_stand_side_by_side_and_a_fourth_takes_the_place_of_the_first() {
    let looks = Person::new().does(Msg::LookedAt("fibromyalgia".to_owned()));
    let beside = |person: &Person| person.0.looking.as_ref().map(|it| it.compared.join(" ")).unwrap_or_default();
    let four = ["a", "b", "c", "d"].into_iter().fold(looks, |it, id| it.does(Msg::OptionToggled(id.to_owned())));
    assert_eq!(beside(&four), "b c d");
    let two = four.does(Msg::OptionToggled("c".to_owned())).does(Msg::BesideShown(true));
    assert_eq!(beside(&two), "b d");
    assert!(two.0.looking.as_ref().is_some_and(|it| it.beside));
    assert_eq!(beside(&two.does(Msg::LookedAt("anxiety".to_owned()))), "", "those of another indication are others");
    assert!(Person::new().does(Msg::OptionToggled("a".to_owned())).0.looking.is_none(), "nothing is looked at");
}

/// A person who plans naltrexone with choices of their own.
fn with_choices() -> Person {
    Person::fills_in_the_reference()
        .types(Field::Target, "3")
        .does(Msg::SuppliesChanged(SupplyChange::StrengthToggled("0.5 mg".parse().expect("a dose"))))
        .types(Field::Prescriber, "Dr Ngo")
}

fn takes(person: Person, drug: &str, indication: &str) -> Person {
    person.does(Msg::Chose(Choice::Treatment(drug.into(), indication.into())))
}

#[test]
fn what_was_said_of_a_drug_comes_back_with_it_and_what_is_of_no_drug_stays() {
    let person = with_choices();
    let before = person.0.form.clone();
    let other = takes(person, "duloxetine", "neuropathic-diabetic").types(Field::Prescriber, "Dr Martin");
    assert_eq!(other.0.form.text(Field::Target), "");
    assert_eq!(
        (&other.0.form.person, &other.0.form.medicines, &other.0.form.answers),
        (&before.person, &before.medicines, &before.answers)
    );
    let back = takes(other, "naltrexone-ldn", "chronic-pain");
    assert_eq!(back.0.form.text(Field::Prescriber), "Dr Martin", "who prescribes is of no drug");
    assert_eq!(back.types(Field::Prescriber, "Dr Ngo").0.form, before);
}

#[test]
fn another_drug_is_taken_back_as_one_act_and_what_was_proposed_stays_a_proposal() {
    let proposed = |it: &Person| [it.0.proposed.is_start(&it.0.form), it.0.proposed.are_strengths(&it.0.form)];
    let other = || takes(Person::new(), "duloxetine", "neuropathic-diabetic");
    assert_eq!(proposed(&Person::new()), [true, true]);
    for back in [other().does(Msg::TakenBack), takes(other(), "naltrexone-ldn", "chronic-pain")] {
        assert_eq!((&back.0.form, proposed(&back)), (&Person::new().0.form, [true, true]));
    }
}

#[test]
fn the_same_drug_for_another_indication_keeps_what_was_said_of_it() {
    let person = takes(with_choices(), "naltrexone-ldn", "fibromyalgia");
    assert_eq!(person.0.form.course.indication.as_deref(), Some("fibromyalgia"));
    assert_eq!(person.0.form.text(Field::Target), "3");
}

#[test]
fn nothing_of_one_person_comes_back_with_a_drug_for_the_next() {
    let other = || takes(with_choices(), "duloxetine", "neuropathic-diabetic");
    let opened = other().does(Msg::ExampleOpened(Example::Kidneys)).does(Msg::Replaced(true));
    for next in [other().does(Msg::StartedOver), other().does(Msg::Erased), opened] {
        assert_eq!(takes(next, "naltrexone-ldn", "chronic-pain").0.form.text(Field::Target), "");
    }
}
