//! What a measurement a little different would change. The reference woman (46 years, 62 kg) has
//! (140 − 46) × 62 × 0.85 × 88.42 / 72 = 6083.8 mL/min by µmol/L: the clearances below are typed from it.

use crate::ask::{BOOK, with};
use palier_engine::beside::grey_zone::GreyZone;
use palier_engine::finding::Verdict;
use palier_engine::planner::Planner;
use palier_engine::request::request::Request;
use serde_json::{Value, json};

fn zone(patch: Value) -> GreyZone {
    let book = &*BOOK;
    let planner = Planner::new(book);
    let request: Request = serde_json::from_value(with(patch)).expect("a request");
    planner.grey_zone(&request, &planner.decide(&request))
}

fn creatinine(micromol: &str) -> Value {
    json!({ "language": "en", "patient": { "creatinine": { "value": micromol, "unit": "umol/L" } } })
}

/// At 68 µmol/L (89.5 mL/min) nothing a tenth away reaches a band.
#[test]
fn nothing_is_said_far_from_every_edge() {
    assert_eq!(zone(creatinine("68")), GreyZone::default());
}

/// 190 µmol/L is 32.0 mL/min: 209 is 29.1, below 30; 58.9 kg is 30.4, and the rounded formula
/// 1.04 × 94 × 62 / 190 = 31.9: both above.
#[test]
fn the_one_that_crosses_the_edge_is_named_beside_what_was_measured() {
    let zone = zone(creatinine("190"));
    let here = zone.here.expect("another differs");
    assert_eq!(here.clearance.map(|it| it.to_string()).as_deref(), Some("32"));
    assert_ne!(here.verdict, Verdict::Refused);
    let [higher] = &*zone.nearby else { panic!("{:#?}", zone.nearby) };
    assert_eq!(higher.input.path, "patient.creatinine");
    assert_eq!(higher.input.text, "creatinine 209\u{a0}µmol/L (+10\u{a0}%)");
    assert_eq!(higher.gist.clearance.map(|it| it.to_string()).as_deref(), Some("29.1"));
    assert_eq!((higher.gist.verdict, higher.gist.doses), (Verdict::Refused, None));
}

/// 202.6 µmol/L is 30.03 mL/min by the formula and 1.04 × 94 × 62 / 202.6 = 29.917 by the labels’
/// rounded one; 58.9 kg and 222.86 µmol/L are below 30 as well.
#[test]
fn the_rounded_formula_of_the_labels_may_cross_it_alone() {
    let zone = zone(creatinine("202.6"));
    let texts: Vec<&str> = zone.nearby.iter().map(|it| it.input.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "creatinine 222.86\u{a0}µmol/L (+10\u{a0}%)",
            "weight 58.9\u{a0}kg (−5\u{a0}%)",
            "clearance 29.9\u{a0}mL/min (the labels’ rounded formula)",
        ]
    );
}

/// Refused at 210 µmol/L (29.0): a tenth less (189: 32.2) and 65.1 kg (30.4) are not.
#[test]
fn a_refusal_has_its_grey_zone_too() {
    let zone = zone(creatinine("210"));
    assert_eq!(zone.here.map(|it| it.verdict), Some(Verdict::Refused));
    let paths: Vec<&str> = zone.nearby.iter().map(|it| it.input.path.as_str()).collect();
    assert_eq!(paths, ["patient.creatinine", "patient.weight_kg"]);
    assert!(zone.nearby.iter().all(|it| it.gist.verdict < Verdict::Refused));
}

/// A given clearance is not varied; its creatinine still is.
#[test]
fn a_given_clearance_is_taken_as_it_is() {
    let given =
        json!({ "patient": { "clearance": { "ml_per_min": "31", "method": "urines de 24 h" }, "creatinine": null } });
    assert_eq!(zone(given), GreyZone::default());
}
