//! Naltrexone, at low dose and at 50 mg.

mod gaps;
mod intervals;
mod limits;
mod protocols;
mod rules;
mod sentences;
mod severities;
mod watched;

use std::collections::BTreeSet;

use crate::ask::{BOOK, clearance, over, patient};
use palier_engine::book::medicine::DoseForm;
use palier_engine::book::place::Region;
use palier_engine::exact::dose::Dose;
use palier_engine::logic::condition::Condition;
use serde_json::{Value, json};

pub const LDN: &str = "naltrexone-ldn";

pub const FIFTY: &str = "naltrexone-50";

pub const FORMS: [DoseForm; 4] = [DoseForm::Immediate, DoseForm::Prolonged, DoseForm::Patch, DoseForm::Depot];

#[track_caller]
pub fn dose(text: &str) -> Dose {
    text.parse().expect("a dose")
}

#[track_caller]
pub fn condition(text: &str) -> Condition {
    Condition::parse(text).unwrap_or_else(|why| panic!("{text}: {why}"))
}

pub const BOTH: &[&str] = &[LDN, FIFTY];

pub const LOW: &[&str] = &[LDN];

pub const LABEL: &[&str] = &[FIFTY];

/// Of the drugs of a line, those of this file.
pub fn ours(drugs: &[String]) -> Vec<&str> {
    drugs.iter().map(String::as_str).filter(|it| BOTH.contains(it)).collect()
}

/// The reference woman (46 years, 62 kg) has (140 − 46) × 62 × 0.85 / (72 × creatinine / 88.42) mL/min:
/// 20.3 at 300 µmol/L, 60.8 at 100 µmol/L.
pub fn both_clearances(given: &str, micromol: &str) -> Value {
    let mut both = clearance(given);
    over(&mut both, patient(json!({ "creatinine": { "value": micromol, "unit": "umol/L" } })));
    both
}

pub fn fifty(patch: Value) -> Value {
    let mut all = json!({ "treatment": { "drug": "naltrexone-50", "indication": "alcohol-dependence",
        "supplies": [{ "tablet": { "strength": "50 mg", "scored": true } }] } });
    over(&mut all, patch);
    all
}

#[test]
fn nothing_of_naltrexone_is_left_out_of_these_tables() {
    let book = &*BOOK;
    let set = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect::<BTreeSet<String>>();
    let rules = rules::rules();
    assert_eq!(set(rules.iter().map(|it| it.id).collect()).len(), rules.len(), "a rule twice");
    let ours = set(rules.iter().map(|it| it.id).collect());
    let here = |drugs: &[String]| drugs.iter().any(|it| BOTH.contains(&&**it));
    let theirs = book.book().rules.iter().filter(|it| here(&it.drugs)).map(|it| &*it.id);
    assert_eq!(ours, set(theirs.collect()), "rules");
    let ours = set(intervals::wash_outs().iter().map(|it| it.id).collect());
    let theirs = book.book().wash_outs.iter().filter(|it| here(&it.drugs)).map(|it| &*it.id);
    assert_eq!(ours, set(theirs.collect()), "intervals");
    let ours = set(limits::limits().iter().map(|it| it.id).collect());
    let theirs = book.book().limits.iter().filter(|it| here(&it.drugs)).map(|it| &*it.id);
    assert_eq!(ours, set(theirs.collect()), "limits");
    for drug in &book.book().drugs {
        assert!(book.limits_for(&drug.id, Region::FR).count() >= 5, "{}", drug.id);
    }
}
