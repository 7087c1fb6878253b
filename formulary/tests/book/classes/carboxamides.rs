//! What carbamazepine and oxcarbazepine share.

use crate::ask::rows::{Row, question};
use crate::ask::{patient, treatment};
use palier_engine::book::rule::Severity;
use serde_json::{Value, json};

pub fn tablet(strength: u16, scored: bool, prolonged: bool) -> Value {
    json!({ "tablet": { "strength": format!("{strength} mg"), "scored": scored, "prolonged": prolonged } })
}

pub fn every(days: u16) -> Value {
    treatment(json!({ "interval_days": days }))
}

/// 9 points of the Child-Pugh score with mild ascites, 10 with severe.
pub fn child_pugh(ascites: &str) -> Value {
    patient(json!({ "child_pugh": { "bilirubin_umol_per_l": "80", "albumin_g_per_l": "40", "inr": "1",
        "ascites": ascites, "encephalopathy": "mild" } }))
}

pub fn rows() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Pending};
    vec![
        question("CBZ-HLA-B", Contraindicated, &["hla-b1502"]),
        question("CBZ-HLA-RISK", Pending, &["hla-risk-untested"]),
        question("CBZ-RASH", Pending, &["drug-rash"]),
        question("CBZ-BREASTFEEDING", Caution, &["breastfeeding"]),
    ]
}
