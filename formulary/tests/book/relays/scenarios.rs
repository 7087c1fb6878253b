//! Relays of real people, in France and in the United States, one of each kind at least: each file holds what is asked,
//! and the days that were counted by hand.

use std::fs;
use std::path::Path;

use super::*;
use crate::ask::{BOOK, answered_for, assessment};

#[test]
fn each_relay_of_a_file_is_the_one_that_was_counted_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/scenarios/relays");
    let mut files = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|it| it.to_str()).expect("a name").to_owned();
        files += 1;
        let text = fs::read_to_string(&path).expect("a file");
        let scenario: Value = serde_json::from_str(&text).expect("JSON");
        let mut request = answered_for(&json!({ "treatment": scenario["request"]["treatment"] }));
        let begun = scenario["request"]["treatment"]["purpose"]["taper"]["then"].as_str().expect("a drug").to_owned();
        let left = scenario["request"]["treatment"]["drug"].as_str().expect("a drug").to_owned();
        let asked = [&left, &begun].into_iter().flat_map(|it| BOOK.questions_for(it)).map(|it| it.id.as_str());
        let asked: Vec<&str> = asked.collect();
        merge(&mut request, json!({ "patient": { "none_of_these": [{ "questions": asked, "by": "patient" }] } }));
        merge(&mut request, scenario["request"].clone());
        let outcome = decide(request);
        let (relay, then) = if let Outcome::Tapered { descent, then: Some(then), .. } = &outcome {
            (descent.then.clone(), &**then)
        } else {
            (None, &outcome)
        };
        let told = relay.map(|it| {
            json!({ "row": it.row, "last_dose": it.last_dose.to_string(),
                "first_day": it.first_day.map(|it| it.to_string()), "shared_days": it.shared_days })
        });
        assert_eq!(json!(told), scenario["relay"], "{name}");
        let kind = match then {
            Outcome::Planned { .. } => "planned",
            Outcome::Pending { .. } => "pending",
            Outcome::Refused { .. } => "refused",
            other @ (Outcome::Tapered { .. }
            | Outcome::Card { .. }
            | Outcome::Unreadable { .. }
            | Outcome::Stopped { .. }) => panic!("{name}: {other:#?}"),
        };
        assert_eq!(
            kind,
            scenario["then"],
            "{name}: {:#?} {:#?}",
            assessment(then).findings,
            assessment(then).not_checked
        );
        for (at, said) in scenario["second"].as_array().expect("a list").iter().enumerate() {
            let Outcome::Planned { plan, .. } = then else { panic!("{name}") };
            let step = &plan.course.steps[at];
            let date = step.first_day.date(plan.start).expect("in the calendar");
            assert_eq!(&json!(format!("{date} {}", step.daily().expect("a dose"))), said, "{name}");
        }
        let row = BOOK.relay(&left, &begun).expect("a row");
        let found = assessment(then).findings.iter().find(|it| it.rule == row.id).expect("said");
        let heard = found.text.replace('\u{a0}', " ");
        for part in scenario["says"].as_array().expect("a list") {
            assert!(heard.contains(part.as_str().expect("a text")), "{name}: {part}: {heard}");
        }
    }
    assert_eq!(files, 14);
}
