//! The form of a stopped opioid, asked where it moves the first day: naltrexone begins 10 full days after tramadol
//! released at once, 14 after tramadol of prolonged release.

use crate::ask::{BOOK, day, with};
use palier_engine::beside::stopped_forms::StoppedForm;
use palier_engine::book::medicine::DoseForm;
use palier_engine::planner::Planner;
use palier_engine::request::request::Request;
use serde_json::{Value, json};

fn asked(medicines: Value) -> Vec<StoppedForm> {
    let book = &*BOOK;
    let planner = Planner::new(book);
    let request: Request = serde_json::from_value(with(json!({ "medicines": medicines }))).expect("a request");
    planner.stopped_forms(&request, &planner.decide(&request))
}

fn stopped(name: &str) -> Value {
    json!({ "name": name, "stopped": { "last_dose": "2026-11-29" } })
}

#[test]
fn each_form_of_a_stopped_tramadol_stands_with_its_first_day() {
    let days = [(DoseForm::Immediate, day("2026-12-10")), (DoseForm::Prolonged, day("2026-12-14"))];
    let [tramadol] = &*asked(json!([stopped("tramadol")])) else { panic!("one is asked about") };
    assert_eq!((tramadol.line, tramadol.name.as_str(), tramadol.said), (0, "tramadol", None));
    assert_eq!(tramadol.earliest, days);
    // Once it is said, the other stays in reach.
    let said = json!([{ "name": "tramadol", "form": "immediate", "stopped": { "last_dose": "2026-11-29" } }]);
    let [tramadol] = &*asked(said) else { panic!("it is still asked about") };
    assert_eq!((tramadol.said, &*tramadol.earliest), (Some(DoseForm::Immediate), &days[..]));
}

#[test]
fn nothing_is_asked_where_the_name_says_it_or_no_day_moves() {
    assert!(asked(json!([stopped("tramadol LP")])).is_empty());
    assert!(asked(json!([stopped("sertraline")])).is_empty());
    assert!(asked(json!([{ "name": "tramadol" }])).is_empty(), "what is still taken has no day at all");
    // Another line waits longer than either form would.
    let both = json!([stopped("tramadol"), { "name": "tramadol LP", "stopped": { "last_dose": "2026-11-30" } }]);
    assert!(asked(both).is_empty());
}
