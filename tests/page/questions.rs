//! The questions as a person meets them: touched, ended by "none other", and answered otherwise later.

use crate::person::{Person, opening, plain};
use palier::state::checklist::{Checklist, RowView};
use palier::state::host::HostChoice;
use palier::state::msg::{Choice, Msg};
use palier_engine::finding::Verdict;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::logic::stated::Sex;
use palier_engine::logic::truth::Truth;

fn row(list: &Checklist, id: &str) -> Option<RowView> {
    list.rows().find(|it| it.id == id).cloned()
}

fn answer(person: &Person, id: &str) -> Option<Truth> {
    row(&person.checklist(), id).expect("it is asked").answer
}

fn touches(person: Person, id: &str, truth: Truth) -> Person {
    person.does(Msg::Answered(id.into(), truth))
}

/// What the box of a question does when its yes is taken back.
fn unticks(person: Person, id: &str) -> Person {
    match person.checklist().taken_back() {
        Some(truth) => touches(person, id, truth),
        None => person.does(Msg::AnswersTakenBack([id.to_owned()].into())),
    }
}

/// A man is not asked whether he is pregnant; a yes beside a fact that contradicts it can be seen, and so
/// taken back.
#[test]
fn what_a_fact_makes_impossible_is_not_shown_unless_a_yes_contradicts_it() {
    let man = |person: Person| person.does(Msg::Chose(Choice::Sex(Some(Sex::Male))));
    assert_eq!(row(&man(Person::new()).checklist(), "pregnant"), None);
    let person = man(touches(Person::new(), "pregnant", Truth::Yes));
    let shown = row(&person.checklist(), "pregnant").expect("a yes stays in sight");
    assert_eq!((shown.answer, shown.contradicted.as_deref()), (Some(Truth::Yes), Some("homme")));
    assert_eq!(row(&touches(person, "pregnant", Truth::No).checklist(), "pregnant"), None);
    // It is not counted, and "none other" does not answer it.
    let person = man(Person::new()).says_none_other();
    assert!(!person.answer().request.patient.none_of_these[0].questions.contains(&"pregnant".to_owned()));
}

#[test]
fn none_other_answers_exactly_what_is_drawn_and_a_new_question_of_another_drug_stays_open() {
    let person = touches(touches(Person::new(), "hashimoto", Truth::Yes), "hepatitis", Truth::Unknown);
    let drawn = person.checklist().ids();
    let person = person.says_none_other();
    let denied = &person.answer().request.patient.none_of_these[0];
    assert_eq!(denied.by, "patient");
    assert_eq!(denied.questions.len(), drawn.len() - 2, "all but what was touched");
    assert!(denied.questions.iter().all(|it| drawn.contains(it)));
    assert!(person.checklist().is_ended());
    assert_eq!(answer(&person, "hepatitis"), Some(Truth::Unknown));
    let person = person.does(Msg::Chose(Choice::Drug("duloxetine".into())));
    let list = person.checklist();
    assert!(!list.is_ended());
    for row in list.rows() {
        let (was_drawn, unanswered) = (drawn.contains(&row.id), row.answer.is_none());
        assert_eq!((row.is_new, unanswered), (!was_drawn, !was_drawn), "{}", row.id);
    }
    // Ended again by somebody else, each is theirs who answered it.
    let person = person.does(Msg::AnsweredNone(list.open().into(), "Dr Martin".into()));
    let list = person.checklist();
    assert!(list.is_ended() && list.rows().all(|it| !it.is_new));
    assert_eq!(list.none_by, ["patient", "Dr Martin"]);
    let said = &person.answer().request.patient.none_of_these;
    assert!(said[0].questions.contains(&"liver-disease".to_owned()) && said[0].by == "patient");
    assert!(said[1].questions.contains(&"bleeding-risk".to_owned()) && said[1].by == "Dr Martin");
}

#[test]
fn a_yes_taken_back_is_untouched_before_the_list_is_ended_and_a_no_after() {
    let before = unticks(touches(Person::new(), "dialysis", Truth::Yes), "dialysis");
    assert_eq!(answer(&before, "dialysis"), None, "nobody said no");
    let after = touches(before.says_none_other(), "dialysis", Truth::Yes);
    assert_eq!(answer(&after, "dialysis"), Some(Truth::Yes));
    assert_eq!(answer(&unticks(after, "dialysis"), "dialysis"), Some(Truth::No));
    // Of a list that something new came to, a touch taken back asks again.
    let person = Person::new().says_none_other().does(Msg::Chose(Choice::Drug("duloxetine".into())));
    let person = unticks(touches(person, "bleeding-risk", Truth::Yes), "bleeding-risk");
    assert_eq!(answer(&person, "bleeding-risk"), None);
}

#[test]
fn none_other_is_taken_back_whole_and_what_was_touched_stays() {
    let person = touches(Person::new(), "hashimoto", Truth::Yes).says_none_other();
    let denied = person.checklist().denied();
    let person = person.does(Msg::AnswersTakenBack(denied.into()));
    let list = person.checklist();
    assert!(list.none_by.is_empty());
    assert!(list.rows().all(|it| it.answer.is_none() != (it.id == "hashimoto") && !it.is_new));
    assert!(person.answer().request.patient.none_of_these.is_empty());
}

#[test]
fn what_is_not_known_stays_pending() {
    let person = Person::fills_in_the_reference();
    assert_eq!(person.outcome().assessment().expect("assessed").verdict, Verdict::NothingFound);
    let person = touches(person, "liver-disease", Truth::Unknown).says_none_other();
    assert_eq!(person.outcome().assessment().expect("assessed").verdict, Verdict::Pending);
}

#[test]
fn a_closed_list_is_one_sentence() {
    let french = |person: &Person| plain(&person.checklist().sentence(Lang::FR));
    assert_eq!(french(&Person::new()), "27 sans réponse");
    assert_eq!(french(&Person::new().says_none_other()), "rien, sur 27 questions posées");
    let card = Person::new().does(Msg::Chose(Choice::Drug("ketamine-iv".into())));
    assert_eq!(french(&card), "aucune question posée", "where nothing is asked nothing is absent");
    let person = touches(touches(Person::new(), "hashimoto", Truth::Yes), "dialysis", Truth::Yes);
    assert_eq!(french(&person), "présent : Dialyse ; Thyroïdite de Hashimoto · 25 sans réponse");
    let person = touches(person, "hepatitis", Truth::Unknown).says_none_other();
    assert_eq!(french(&person), "présent : Dialyse ; Thyroïdite de Hashimoto · 24 non · 1 « ne sait pas »");
    let person = person.does(Msg::LanguageChosen(Tongue::En));
    let english = person.checklist().sentence(Lang::EN);
    assert_eq!(english, "present: Dialysis; Hashimoto’s thyroiditis · 24 no · 1 “don’t know”");
}

#[test]
fn the_list_does_not_change_when_the_rest_of_the_book_comes() {
    let whole = Person::new();
    let before = whole.checklist();
    let person = whole.does(Msg::HostChose(HostChoice::Book(opening())));
    assert_eq!(person.checklist(), before);
}
