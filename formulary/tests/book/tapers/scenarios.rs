//! Ways down of real people, in France and in the United States: each file holds what is asked, and the days and doses
//! that were counted by hand.

use std::fs;
use std::path::Path;

use super::*;
use crate::ask::day;
use palier_engine::exact::dose::Dose;

#[test]
fn each_way_down_of_a_file_is_the_one_that_was_counted_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/scenarios/tapers");
    let mut files = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|it| it.to_str()).expect("a name").to_owned();
        files += 1;
        let text = fs::read_to_string(&path).expect("a file");
        let scenario: Value = serde_json::from_str(&text).expect("JSON");
        let mut request = answered_for(&json!({ "treatment": scenario["request"]["treatment"] }));
        merge(&mut request, scenario["request"].clone());
        let (assessment, descent) = tapered(request);
        let start = day("2026-12-07");
        let steps: Vec<String> = (descent.steps.iter())
            .map(|it| {
                let date = |day: palier_engine::exact::day::Day| day.date(start).expect("in the calendar");
                let dose = it.daily().map_or_else(|| "nothing".to_owned(), |it: Dose| it.to_string());
                format!("{} {} {dose}", date(it.first_day), date(it.last_day()))
            })
            .collect();
        assert_eq!(json!(steps), scenario["steps"], "{name}");
        let last = assessment.findings.iter().find(|it| it.key == "TAPER-1").map_or("", |it| it.text.as_str());
        for part in scenario["says"].as_array().expect("a list") {
            assert!(last.contains(part.as_str().expect("a text")), "{name}: {part}: {last}");
        }
        let around = assessment.findings.iter().find(|it| it.key == "OP-4-surgery").map_or("", |it| it.text.as_str());
        let around = around.replace('\u{a0}', " ");
        for part in scenario["operation"].as_array().into_iter().flatten() {
            assert!(around.contains(part.as_str().expect("a text")), "{name}: {part}: {around}");
        }
    }
    assert_eq!(files, 11);
}
