//! What an inducer kept down rises when it leaves: §9 of the dossier, 2 to 4 weeks after the last dose.

use super::*;
use crate::ask::assessment;
use palier_engine::book::rule::Severity;
use palier_engine::finding::Finding;

fn rises(outcome: &Outcome) -> Option<&Finding> {
    assessment(outcome).findings.iter().find(|it| it.key == "TAPER-4")
}

fn with(left: &str, medicines: &[&str]) -> Value {
    let mut request = leaving(left, "FR");
    let lines: Vec<Value> = medicines.iter().map(|it| json!({ "name": it, "started": "2020-01" })).collect();
    merge(&mut request, json!({ "medicines": lines }));
    request
}

/// 400 mg of carbamazepine, 100 mg less each week from 7 December on: the last dose is on 27 December; 2 weeks later is
/// 10 January, 4 weeks later the 24th.
#[test]
fn anticoagulants_contraceptives_calcium_blockers_and_statins_are_named_with_the_days() {
    let outcome =
        decide(with("carbamazepine", &["warfarine", "apixaban", "amlodipine", "simvastatine", "paracétamol"]));
    let Outcome::Tapered { descent, .. } = &outcome else { panic!("{outcome:#?}") };
    assert_eq!(descent.descent.taken_until(descent.start).map(|it| it.to_string()).as_deref(), Some("2026-12-27"));
    let found = rises(&outcome).expect("they rise");
    assert_eq!(found.severity, Severity::Caution);
    let heard = found.text.replace('\u{a0}', " ").to_lowercase();
    for name in ["warfarine", "apixaban", "amlodipine", "simvastatine", "10 janvier 2027", "24 janvier 2027"] {
        assert!(heard.contains(name), "{name}: {heard}");
    }
    assert!(!heard.contains("paracétamol"), "{heard}");
    assert_eq!(found.inputs.len(), 4);
    let pill = decide(with("carbamazepine", &["lévonorgestrel"]));
    assert!(rises(&pill).is_some(), "{:#?}", assessment(&pill).findings);
    let oxcarbazepine = decide(with("oxcarbazepine", &["lévonorgestrel"]));
    assert!(rises(&oxcarbazepine).is_some(), "{:#?}", assessment(&oxcarbazepine).findings);
}

#[test]
fn what_it_does_not_keep_down_and_what_is_no_inducer_say_nothing() {
    for (left, medicine) in
        [("carbamazepine", "paracétamol"), ("pregabalin", "warfarine"), ("amitriptyline", "apixaban")]
    {
        let outcome = decide(with(left, &[medicine]));
        assert!(rises(&outcome).is_none(), "{left}, {medicine}: {outcome:#?}");
    }
    // What acts on it, and on which it does not act: an inhibitor of its own elimination.
    let outcome = decide(with("carbamazepine", &["ciprofloxacine"]));
    assert!(rises(&outcome).is_none_or(|it| !it.text.contains("iprofloxacine")), "{outcome:#?}");
    // Stopped a year ago, it rises no more.
    let mut stopped = with("carbamazepine", &["warfarine"]);
    merge(&mut stopped, json!({ "medicines": [{ "name": "warfarine", "stopped": { "last_dose": "2025-11-30" } }] }));
    assert!(rises(&decide(stopped)).is_none());
}
