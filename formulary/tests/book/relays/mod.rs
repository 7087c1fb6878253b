//! From one drug to another: every ordered pair, typed from §9 and §10 of the dossier of the life of a plan.

mod beside;
mod conversions;
mod each_pair;
mod fading;
mod mutations;
mod pairs;
mod properties;
mod scenarios;

use crate::ask::{decide, decisions, merge};
use crate::tapers::{capsules, coming_down, now, slow_capsules, tablets};
use palier_engine::descent::{Descent, Relay};
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

/// The drugs, as the tables name them, and their ids.
pub const DRUGS: [(&str, &str); 12] = [
    ("LDN", "naltrexone-ldn"),
    ("NTX", "naltrexone-50"),
    ("PGB", "pregabalin"),
    ("GBP", "gabapentin"),
    ("CBZ", "carbamazepine"),
    ("OXC", "oxcarbazepine"),
    ("LTG", "lamotrigine"),
    ("AMI", "amitriptyline"),
    ("NOR", "nortriptyline"),
    ("DLX", "duloxetine"),
    ("VEN", "venlafaxine"),
    ("TRA", "tramadol"),
];

/// Somebody who comes down from a usual dose of a drug, from 7 December 2026 on, in the units that are sold.
pub fn leaving(left: &str, region: &str) -> Value {
    let (dose, moment, supplies) = match left {
        "naltrexone-ldn" => ("3 mg", "evening", capsules(&["1.5 mg"])),
        "naltrexone-50" => ("50 mg", "morning", json!([{ "tablet": { "strength": "50 mg", "scored": true } }])),
        "pregabalin" => ("300 mg", "evening", capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"])),
        "gabapentin" => ("1200 mg", "evening", capsules(&["100 mg", "300 mg", "400 mg"])),
        "carbamazepine" => ("400 mg", "evening", json!([{ "tablet": { "strength": "200 mg", "scored": true } }])),
        "oxcarbazepine" => ("600 mg", "evening", tablets(&["150 mg", "300 mg", "600 mg"])),
        "lamotrigine" => ("100 mg", "evening", tablets(&["25 mg", "50 mg", "100 mg"])),
        "amitriptyline" => ("50 mg", "evening", json!([{ "drops": { "per_drop": "1 mg", "most": 75 } }])),
        "nortriptyline" => ("50 mg", "evening", capsules(&["10 mg", "25 mg", "50 mg"])),
        "duloxetine" => ("60 mg", "morning", capsules(&["30 mg", "60 mg"])),
        "venlafaxine" => ("150 mg", "morning", slow_capsules(&["37.5 mg", "75 mg", "150 mg"])),
        "tramadol" => ("200 mg", "evening", slow_capsules(&["50 mg", "100 mg", "150 mg", "200 mg"])),
        other => panic!("{other}"),
    };
    let taper = json!({ "now": now(moment, dose), "since": "2026-06-01" });
    let mut request = coming_down(left, supplies, taper);
    merge(&mut request, json!({ "region": region, "treatment": { "protocol": null } }));
    request
}

/// The same, with a drug that is begun after it, or beside.
pub fn relaying(left: &str, begun: &str) -> Value {
    // Nortriptyline is sold in the United States alone.
    let region = if left == "nortriptyline" { "US" } else { "FR" };
    let mut request = leaving(left, region);
    merge(&mut request, json!({ "treatment": { "purpose": { "taper": { "then": begun } } } }));
    request
}

/// What becomes of it: the way down, its relay, and what is said of the second drug.
#[track_caller]
pub fn relayed(request: Value) -> (Descent, Relay, Outcome) {
    let outcome = decide(request);
    let Outcome::Tapered { descent, then: Some(then), .. } = outcome else { panic!("no relay: {outcome:#?}") };
    (descent.descent.clone(), descent.then.clone().expect("a relay"), *then)
}
