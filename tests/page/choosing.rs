//! Nothing known: examples that are fresh on any day, words that find something, and the chooser that closes.

use palier::open::examples::Example;
use palier::state::book::Book;
use palier::state::host::Settings;
use palier::state::model::Model;
use palier::state::msg::{Choice, Msg};
use palier::texts::Words;
use palier_engine::book::formulary::SoFar;
use palier_engine::book::place::Region;
use palier_engine::finding::Verdict;
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::recognise::subject::{Fit, SubjectIndex};
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
fn the_words_that_are_proposed_find_something_as_they_are_written() {
    for book in [book(), Book::opening(palier_formulary::builtin().parted().0)] {
        let read: SoFar<'_> = *book;
        let index = SubjectIndex::of(read, Region::FR);
        for lang in [Lang::FR, Lang::EN] {
            for word in Words(lang).start_examples().split(", ") {
                let found = index.search(word);
                assert!(found.fit == Fit::AsTyped && !found.found.is_empty(), "{word}: {found:?}");
            }
        }
    }
}

#[test]
fn the_treatments_are_looked_at_until_one_is_taken_or_they_are_closed() {
    let looks = || Person::new().does(Msg::LookedAt("fibromyalgia".to_owned()));
    assert_eq!(looks().0.looking.as_deref(), Some("fibromyalgia"));
    let chosen = looks().does(Msg::Chose(Choice::Treatment("pregabalin".into(), "fibromyalgia".into())));
    assert_eq!(chosen.0.looking, None);
    assert_eq!(chosen.answer().request.treatment.drug, "pregabalin");
    let closed = looks().does(Msg::ChooserClosed);
    assert_eq!((&closed.0.looking, &closed.0.form), (&None, &Person::new().0.form));
    let opened = looks().does(Msg::ExampleOpened(Example::Plan));
    assert_eq!(opened.0.looking, None, "another person's treatments are not looked at");
}
