//! Its limits: as they were typed, beyond each, within it, and unknown.

use crate::ask::laid_out::stair;
use crate::ask::rows::Then::{Refused, Steps};
use crate::ask::rows::Unknown::{Never, When};
use crate::ask::rows::{Bounded, bounds_hold};
use crate::ask::{BOOK, answer, both, protocol, takes, treatment, with};
use crate::drugs::naltrexone::{FIFTY, LDN, condition, dose, fifty, ours};
use palier_engine::book::rule::{Bound, Ring};
use serde_json::json;

#[test]
fn every_limit_is_that_of_its_source() {
    let thyroid = "hashimoto or takes(thyroid-hormone)";
    let table = [
        ("NTX50-MAX", Ring::Absolute, Bound::DailyAtMost(dose("50 mg")), "always", "smpc-naltrexone-uk, 4.2: 50 mg"),
        (
            "NTX50-MIN",
            Ring::Absolute,
            Bound::DailyAtLeast(dose("25 mg")),
            "always",
            "smpc-naltrexone-uk, 4.2: 25 mg on the first day",
        ),
        (
            "NTX50-FIRST",
            Ring::Absolute,
            Bound::FirstAtMost(dose("25 mg")),
            "always",
            "smpc-naltrexone-uk, 4.2: 25 mg on the first day",
        ),
        (
            "NTX50-STEP",
            Ring::Absolute,
            Bound::IncrementAtMost(dose("25 mg")),
            "always",
            "smpc-naltrexone-uk, 4.2: 25 mg, then 50 mg",
        ),
        (
            "NTX50-PACE",
            Ring::Absolute,
            Bound::IntervalAtLeast(1),
            "always",
            "smpc-naltrexone-uk, 4.2: 25 mg, then 50 mg",
        ),
        (
            "LDN-MAX",
            Ring::Absolute,
            Bound::DailyAtMost(dose("4.5 mg")),
            "always",
            "article-000, article-001, article-003: 4.5 mg",
        ),
        ("LDN-MIN", Ring::Absolute, Bound::DailyAtLeast(dose("0.1 mg")), "always", "article-000: 0.1 to 4.5 mg"),
        ("LDN-PACE", Ring::Recommended, Bound::IntervalAtLeast(14), "always", "article-001: not before 14 days"),
        ("LDN-PACE-7", Ring::Absolute, Bound::IntervalAtLeast(7), "always", "article-003: 7 days, the fastest planned"),
        ("LDN-STEP", Ring::Recommended, Bound::IncrementAtMost(dose("0.5 mg")), "always", "article-003: +0.5 mg"),
        (
            "LDN-STEP-1.5",
            Ring::Absolute,
            Bound::IncrementAtMost(dose("1.5 mg")),
            "always",
            "article-001: capsules of 1.5 and 3 mg",
        ),
        (
            "LDN-FIRST",
            Ring::Recommended,
            Bound::FirstAtMost(dose("1.5 mg")),
            "always",
            "article-001 and article-003: 1.5 mg",
        ),
        ("TH-1-FIRST", Ring::Absolute, Bound::FirstAtMost(dose("0.5 mg")), thyroid, "ldnrt-surgery, Hashimoto"),
        (
            "TH-1-STEP",
            Ring::Absolute,
            Bound::IncrementAtMost(dose("0.5 mg")),
            thyroid,
            "ldnrt-dosing, sensitive patients",
        ),
        ("TH-1-PACE", Ring::Absolute, Bound::IntervalAtLeast(14), thyroid, "ldnrt-surgery, Hashimoto"),
    ];
    let book = &*BOOK;
    let limits = || book.book().limits.iter().filter(|it| !ours(&it.drugs).is_empty());
    assert_eq!(limits().map(|it| it.id.as_str()).collect::<Vec<_>>(), table.map(|it| it.0), "limits");
    for (limit, (id, ring, bound, when, place)) in limits().zip(table) {
        assert_eq!((limit.ring, limit.bound), (ring, bound), "{id}: {place}");
        assert_eq!(limit.when, condition(when), "{id}: {place}");
        let drug = if id.starts_with("NTX50") { FIFTY } else { LDN };
        assert_eq!(limit.drugs, [drug], "{id}: those of the low dose are its own");
    }
}

pub fn limits() -> Vec<Bounded> {
    let everybody = || Never("it holds for everybody");
    let thyroid = || answer("hashimoto", "yes");
    let unknown = || When(answer("hashimoto", "unknown"));
    let slow = "0.5x14 1x14 1.5x14 2x14 2.5x14 3x14";
    let usual = "1.5x14 2x14 2.5x14 3x42";
    let row = |id, beyond, within, unknown| Bounded { id, beyond, within, unknown };
    vec![
        row(
            "LDN-MAX",
            (treatment(json!({ "target": "4.501 mg" })), Refused("FORM-1")),
            (treatment(json!({ "target": "4.5 mg" })), Steps("1.5x14 2x14 2.5x14 3x14 3.5x14 4x14")),
            everybody(),
        ),
        row(
            "LDN-MIN",
            (treatment(json!({ "target": "0.099 mg" })), Refused("FORM-1")),
            (
                treatment(json!({ "target": "0.1 mg", "supplies": [{ "capsule": { "strength": "0.1 mg" } }] })),
                Steps("0.1x84"),
            ),
            everybody(),
        ),
        row(
            "LDN-PACE",
            (protocol("article-003", false), Steps(usual)),
            (protocol("article-003", true), Steps("1.5x7 2x7 2.5x7 3x63")),
            everybody(),
        ),
        row(
            "LDN-PACE-7",
            (both(protocol("article-003", true), treatment(json!({ "interval_days": 6 }))), Refused("PROT-2")),
            (
                both(protocol("article-003", true), treatment(json!({ "interval_days": 8 }))),
                Steps("1.5x8 2x8 2.5x8 3x60"),
            ),
            everybody(),
        ),
        row(
            "LDN-STEP",
            (protocol("article-001", false), Steps(usual)),
            (protocol("article-001", true), Steps("1.5x14 3x70")),
            everybody(),
        ),
        row(
            "LDN-STEP-1.5",
            (both(protocol("article-001", true), treatment(json!({ "increment": "1.501 mg" }))), Refused("PROT-2")),
            (
                both(protocol("article-001", true), treatment(json!({ "increment": "1.5 mg", "target": "4.5 mg" }))),
                Steps("1.5x14 3x14 4.5x56"),
            ),
            everybody(),
        ),
        row(
            "LDN-FIRST",
            (treatment(json!({ "first_dose": "1.501 mg" })), Refused("PROT-2")),
            (treatment(json!({ "first_dose": "1.5 mg" })), Steps(usual)),
            everybody(),
        ),
        row("TH-1-FIRST", (thyroid(), Steps(slow)), (answer("hashimoto", "no"), Steps(usual)), unknown()),
        row(
            "TH-1-STEP",
            (both(protocol("article-001", true), thyroid()), Steps(slow)),
            (protocol("article-001", true), Steps("1.5x14 3x70")),
            unknown(),
        ),
        row(
            "TH-1-PACE",
            (both(protocol("article-003", true), takes("Lévothyrox")), Steps(slow)),
            (both(protocol("article-003", true), takes("carbimazole")), Steps("1.5x7 2x7 2.5x7 3x63")),
            unknown(),
        ),
        row(
            "NTX50-MAX",
            (fifty(treatment(json!({ "target": "50.001 mg" }))), Refused("FORM-1")),
            (fifty(treatment(json!({ "target": "50 mg" }))), Steps("25x1 50x83")),
            everybody(),
        ),
        row(
            "NTX50-MIN",
            (fifty(treatment(json!({ "target": "24.999 mg" }))), Refused("FORM-1")),
            (fifty(treatment(json!({ "target": "25 mg" }))), Steps("25x84")),
            everybody(),
        ),
        row(
            "NTX50-FIRST",
            (fifty(treatment(json!({ "first_dose": "50 mg" }))), Refused("PROT-2")),
            (fifty(treatment(json!({ "first_dose": "25 mg" }))), Steps("25x1 50x83")),
            everybody(),
        ),
        row(
            "NTX50-STEP",
            (fifty(treatment(json!({ "increment": "50 mg" }))), Steps("25x1 50x83")),
            (fifty(treatment(json!({ "increment": "25 mg" }))), Steps("25x1 50x83")),
            everybody(),
        ),
        row(
            "NTX50-PACE",
            (fifty(json!({})), Steps("25x1 50x83")),
            (fifty(treatment(json!({ "interval_days": 2 }))), Steps("25x2 50x82")),
            everybody(),
        ),
    ]
}

#[test]
fn every_limit_beyond_it_within_it_and_unknown() {
    bounds_hold(limits(), with, |id, course| {
        assert_eq!(stair(course), "0.5x14 1x14 1.5x14 2x14 2.5x14 3x14", "{id}: unknown is read strictly");
        assert!(course.limits.iter().any(|it| it.limit == id && it.in_force), "{id}");
    });
}
