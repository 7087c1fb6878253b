//! Somebody who takes the drug already, typed into the form and read on the page.

use palier::form::field::Field;
use palier::form::section::Section;
use palier::state::msg::{Choice, Msg};
use palier::ui::laid::Laid;
use palier::ui::outcome::headline::Headline;
use palier::ui::outcome::schedule::rows;
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::request::request::Purpose;

use crate::person::{Person, book, plain};

/// The person of the reference, who takes naltrexone already and goes on.
fn goes_on() -> Person {
    Person::fills_in_the_reference().does(Msg::Chose(Choice::Purpose(Some(Purpose::Continue))))
}

fn title(person: &Person) -> String {
    plain(&Headline::answering(person.answer(), &book(), Lang::FR).title)
}

#[test]
fn what_is_taken_now_is_asked_for_before_it_goes_on() {
    let person = goes_on();
    let Outcome::Pending { assessment, draft: None, .. } = person.outcome() else { panic!("{:#?}", person.outcome()) };
    assert!(assessment.findings.iter().any(|it| it.key == "STAND-1"), "{assessment:#?}");
    let needs = person.answer().needs();
    let first = needs.iter().find(|it| it.path == Field::NowMorning.path()).unwrap_or_else(|| panic!("{needs:#?}"));
    assert_eq!(first.section, Some(Section::Treatment));
}

/// The cautious protocol: 1.5 mg, then 0.5 mg more no sooner than every 14 days; 14 days are done on 7 December.
#[test]
fn the_plan_begins_with_what_is_taken() {
    let person = goes_on().types(Field::NowEvening, "1,5").types(Field::DoseSince, "30/11/2026");
    assert_eq!(person.answer().problems, []);
    let laid = Laid::of(person.answer()).unwrap_or_else(|| panic!("{:#?}", person.outcome()));
    assert_eq!(laid.course.continues.map(|it| it.to_string()).as_deref(), Some("1.5 mg"));
    let drawn: Vec<(String, String)> =
        rows(&laid, Lang::FR).into_iter().map(|it| (plain(&it.when), plain(&it.dose))).collect();
    assert_eq!(drawn[0], ("Du 7 au 13 décembre 2026".to_owned(), "1,5 mg".to_owned()));
    assert_eq!(drawn[1].1, "2 mg");
    // What was typed is asked again as it stands, and a beginning has none of it.
    assert_eq!(person.answer().request.treatment.standing.now.len(), 1);
    let begins = person.does(Msg::Chose(Choice::Purpose(None)));
    assert!(begins.answer().request.treatment.standing.is_unsaid());
    let again = begins.does(Msg::Chose(Choice::Purpose(Some(Purpose::Continue))));
    assert_eq!(again.answer().request.treatment.standing.now.len(), 1, "nothing typed is lost");
}

#[test]
fn a_drug_that_is_forbidden_is_not_gone_on_with_and_leads_to_its_way_down() {
    let person =
        goes_on().types(Field::NowEvening, "3").does(Msg::MedicineAdded { name: "tramadol".into(), chosen: None });
    assert!(matches!(person.outcome(), Outcome::Refused { .. }), "{:#?}", person.outcome());
    assert_eq!(title(&person), "Naltrexone à faible dose : ne pas continuer sans avis");
    let drawn = person.page();
    assert!(drawn.contains("data-testid=\"way-out\""), "its way out is on the page");
    let down = Purpose::Taper(Default::default());
    let person = person.does(Msg::Chose(Choice::WayOut(down)));
    assert_eq!(person.0.open, Some(Section::Treatment));
    assert!(matches!(person.outcome(), Outcome::Tapered { .. }), "{:#?}", person.outcome());
    assert_eq!(person.answer().request.treatment.standing.now.len(), 1, "the dose taken is said once");
}

#[test]
fn who_meant_to_go_on_is_one_press_away_from_it() {
    let person = Person::fills_in_the_reference()
        .does(Msg::MedicineAdded { name: "naltrexone".into(), chosen: Some("naltrexone".into()) });
    assert!(matches!(person.outcome(), Outcome::Refused { .. }), "{:#?}", person.outcome());
    let drawn = person.page();
    let buttons = drawn.split("data-testid=\"go-on-with\"").skip(1).map(|it| it.split('>').next().unwrap_or_default());
    assert!(buttons.into_iter().any(|it| !it.contains("hidden")), "it is in sight");
    let person = person.does(Msg::Chose(Choice::WayOut(Purpose::Continue))).types(Field::NowEvening, "1,5");
    assert!(!matches!(person.outcome(), Outcome::Refused { .. }), "{:#?}", person.outcome());
}
