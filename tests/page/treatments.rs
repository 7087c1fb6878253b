//! Treatments chosen, cards, sessions and protocols side by side.

use crate::person::{Person, book, day, opening, planner};
use palier::form::field::Field;
use palier::form::typed::Typed;
use palier::state::book::Book;
use palier::state::msg::{Choice, Msg};
use palier::state::summary::summary;
use palier::ui::laid::Laid;
use palier::ui::outcome::headline::Headline;
use palier::ui::outcome::stair::Format;
use palier_engine::beside::compare::Compared;
use palier_engine::book::place::Region;
use palier_engine::book::protocol::{Access, View};
use palier_engine::book::supply::Supply;
use palier_engine::course::Course;
use palier_engine::finding::Verdict;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::outcome::{Outcome, Permit, Sheet};
use palier_engine::request::request::Request;

#[test]
fn a_professional_protocol_is_not_offered_to_a_patient_nor_one_for_comparison_to_anybody() {
    let book = book();
    let offered = |view, chosen: Option<&str>| -> Vec<(&str, Access)> {
        let offered = book.offered_protocols("naltrexone-ldn", Region::FR, view, chosen);
        offered.into_iter().map(|it| (it.id.as_str(), it.access)).collect()
    };
    let [patient, professional] = [View::Patient, View::Professional].map(|it| offered(it, None));
    assert!(patient.iter().all(|(_, access)| *access == Access::Everyone));
    assert!(professional.iter().all(|(_, access)| *access != Access::Reference));
    let of_professionals = professional.iter().filter(|(_, access)| *access == Access::Professional).count();
    assert!(of_professionals > 0);
    assert_eq!(patient.len() + of_professionals, professional.len());
    // What a file or a former reader chose stays in sight.
    for protocol in book.protocols.iter().filter(|it| it.drug == "naltrexone-ldn") {
        assert!(
            offered(View::Patient, Some(&protocol.id)).contains(&(&protocol.id, protocol.access)),
            "{}",
            protocol.id
        );
    }
}

#[test]
fn a_drug_that_no_pharmacy_of_the_region_has_is_offered_only_while_it_is_chosen() {
    let book = book();
    for region in Region::ALL {
        for drug in &book.drugs {
            let offered = |chosen: &str| book.offered_drugs(region, chosen).any(|it| it.id == drug.id);
            assert_eq!(offered(""), drug.is_marketed(region), "{}", drug.id);
            assert!(offered(&drug.id), "{}", drug.id);
        }
    }
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
    let Outcome::Card { card } = person.outcome() else { panic!("{:?}", person.outcome()) };
    let session = card.session.as_ref().expect("it is done in sessions");
    assert_eq!(session.next, Some(day("2026-11-30")));
    assert!(session.too_early.is_some());
    let headline = Headline::answering(person.answer(), &person.0.book, Lang::FR);
    assert_eq!((headline.look, headline.counts), ("caution", None));
    assert_eq!(person.outcome().verdict(), Verdict::Caution, "it would be too early");
    assert_eq!(summary(person.outcome()).verdict, "card");
    assert_eq!(person.outcome().permit(Sheet::Patient, View::Professional), Permit::Nothing);
    assert!(Laid::of(person.answer()).is_none());
    let later = Person(person.0.clone()).types(Field::Start, "30/11/2026");
    assert_eq!(later.outcome().verdict(), Verdict::NothingFound);
    let person = person.types(Field::LastSession, "1/12/2026");
    assert!(person.problem(Field::LastSession).is_some(), "a session of tomorrow is asked again");
}

#[test]
fn a_card_names_no_next_session_while_the_last_one_cannot_be_read() {
    let card = treatment("capsaicin-8", "neuropathic-diabetic");
    let person = Person::fills_in_the_reference().does(card.clone()).types(Field::LastSession, "1/9/2026");
    let person = person.types(Field::LastSession, "31/11/2026");
    let Outcome::Card { card: shown } = person.outcome() else { panic!("{:?}", person.outcome()) };
    assert_eq!(shown.session, None);
    let headline = Headline::answering(person.answer(), &person.0.book, Lang::FR);
    assert_eq!((headline.look, headline.lines.len()), ("pending", 1), "{:?}", headline.lines);
    // Another treatment is not held back by it; a file, which could not hold it, is.
    let person = person.does(Msg::Chose(Choice::Drug("naltrexone-ldn".into())));
    assert_eq!(person.problem(Field::LastSession), None);
    let person = person.does(Msg::SaveAsked);
    assert_eq!((&person.0.saved, person.0.not_saved.len()), (&None, 1));
    assert_eq!(person.0.not_saved[0].path, "sessions.capsaicin-8");
    assert_eq!(palier::words::field_name(&person.0.not_saved[0].path, Lang::EN), "Day of the last session");
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
    let opened = Typed::from_request(&book(), &saved);
    assert_eq!(opened.text(Field::LastSession), "02/11/2026");
    assert_eq!(opened.parse(&book(), day("2026-11-30"), Tongue::Fr).request, saved);
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
    let of = |person: &Person, book: &Book| palier::ui::outcome::compare::compared(book, person.answer(), &protocols);
    let person = Person::fills_in_the_reference();
    let whole = of(&person, &book());
    assert!(whole.iter().any(|it| it.course.is_some() && it.verdict < Some(Verdict::Pending)), "{whole:?}");
    let withheld = |it: &Compared| it.course.is_none() && it.verdict >= Some(Verdict::Pending);
    // Without the catalogue.
    assert_eq!(of(&person, &opening()), []);
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
    let compared = |request: &Request| totals(planner(&book()).compare(request, &["strict".into()])[0].course.as_ref());
    let as_it_is = compared(&request);
    assert!(as_it_is.is_some());
    let mut halves = request.clone();
    halves.treatment.in_hand = vec!["0.5 mg".parse().expect("a dose")];
    let mut single = request;
    single.treatment.most_units = Some(1);
    for request in [halves, single] {
        let of = compared(&request);
        assert_eq!(of, totals(planner(&book()).decide(&request).course()));
        assert_ne!(of, as_it_is);
    }
}

#[test]
fn stairs_are_laid_on_one_scale_and_the_slower_one_arrives_later() {
    let request = Person::fills_in_the_reference().answer().request.clone();
    let compared = planner(&book()).compare(&request, &["strict".into(), "article-003".into()]);
    for format in [Format::Wide, Format::Narrow] {
        let (lines, ticks) = palier::ui::outcome::compare::overlay(&compared, format, Lang::FR);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].label.1, lines[1].label.1, "both aim at 3 mg");
        assert!(lines[0].label.0 > lines[1].label.0, "day 43 lies to the right of day 22");
        let days: Vec<&str> = ticks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(days, ["J1", "J43", "J22"]);
    }
}
