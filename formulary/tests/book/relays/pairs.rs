//! Each ordered pair: how, how many days, how strong. Typed from §9 and §10 of the dossier with the book closed.

use super::*;
use crate::ask::{BOOK, assessment};
use palier_engine::book::relay::{Handover, OverlapFrom};
use palier_engine::book::rule::Severity;
use palier_engine::finding::{Verdict, Wait};

/// A line for each drug that is left, a column for each that is begun, in the order of [`DRUGS`].
///
/// `n`: the next day. `w3`: after 3 full free days; `w*`: those of the second drug’s own rows. `f28`: beside it from the
/// first day on, 28 days at most. `h`: beside it once it is halved. `x`: refused. Then the grade: D alone waits for a
/// decision.
const TABLE: [(&str, &str); 12] = [
    // Low-dose naltrexone and any non-opioid: no wash-out, D. Before an opioid: 72 h, B.
    ("LDN", "-   nD  nD  nD  nD  nD  nD  nD    nD    nD    nD    w*B"),
    ("NTX", "nD  -   nD  nD  nD  nD  nD  nD    nD    nD    nD    w*B"),
    // To the other gabapentinoid by a table alone, C. To an antidepressant: the set of independent mechanisms, D.
    ("PGB", "nD  nD  -   xC  xD  xD  xD  fD    fD    hD    hD    nA"),
    // To duloxetine once halved: Mid Essex, West Suffolk, B.
    ("GBP", "nD  nD  xC  -   xD  xD  xD  fD    fD    hB    hD    nA"),
    // Added first in trigeminal neuralgia, B. By a ratio to oxcarbazepine, C. Lamotrigine by its table, A. Start low, D.
    ("CBZ", "nD  nD  xB  xB  -   xC  xA  nD    xD    nD    nD    nD"),
    ("OXC", "nD  nD  xB  xB  xD  -   xD  xD    xD    xD    xD    xD"),
    // Lamotrigine to anything: no source read.
    ("LTG", "nD  nD  xD  xD  xD  xD  -   xD    xD    xD    xD    xD"),
    // To a gabapentinoid while it tapers, B. To an SNRI over 2 to 4 weeks, C and B. To tramadol: 5 to 7 days, D.
    ("AMI", "nD  nD  fB  fB  xD  xD  xD  -     nC    f28C  f28B  w7D"),
    // Nortriptyline as amitriptyline, D; to venlafaxine no source read.
    ("NOR", "nD  nD  fB  fB  xD  xD  xD  nC    -     f28D  xD    w7D"),
    // Within the class no wash-out, B. To a tricyclic once the SNRI is off for 3 days. To tramadol 3 days, D.
    ("DLX", "nD  nD  hD  hD  xD  xD  xD  w3C   w3D   -     nB    w3D"),
    ("VEN", "nD  nD  hD  hD  xD  xD  xD  w3C   w3D   nB    -     w3D"),
    // Opioid-free 7 to 10 days, A. To an antidepressant 2 days, C. Never beside a gabapentinoid.
    ("TRA", "w*A w*A nA  nA  xD  xD  xD  w2C   w2C   w2C   w2C   -"),
];

/// Each pair, with what is expected of it.
fn each_pair(mut check: impl FnMut(&'static str, &'static str, &str)) {
    let mut met = 0;
    for ((name, line), (of, left)) in TABLE.into_iter().zip(DRUGS) {
        assert_eq!(name, of, "the order of the table");
        let cells: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(cells.len(), 12, "{name}");
        for (cell, (_, begun)) in cells.into_iter().zip(DRUGS) {
            assert_eq!(cell == "-", left == begun, "{left} to {begun}");
            if left != begun {
                check(left, begun, cell);
                met += 1;
            }
        }
    }
    assert_eq!(met, 132);
}

/// The row as the table writes it.
fn written(left: &str, begun: &str) -> String {
    let row = BOOK.relay(left, begun).unwrap_or_else(|| panic!("{left} to {begun}"));
    let how = match &row.how {
        Handover::Refused => "x".to_owned(),
        Handover::NextDay => "n".to_owned(),
        Handover::Wait(days) => days.full_days.map_or_else(|| "w*".to_owned(), |it| format!("w{it}")),
        Handover::Overlap(both) => {
            let from = match both.from {
                OverlapFrom::FirstDay => "f",
                OverlapFrom::Half => "h",
            };
            both.at_most_days.map_or_else(|| from.to_owned(), |it| format!("{from}{it}"))
        }
    };
    format!("{how}{:?}", row.grade)
}

/// The decision that a pair asks for, where it asks for one.
fn decision(left: &str, begun: &str) -> Option<String> {
    let row = BOOK.relay(left, begun).expect("a row");
    row.decision.then(|| format!("{}:{left}:{begun}", row.id))
}

/// Days from the first day of the plan to the first on which half at most is taken, counted by hand: pregabalin 300,
/// 225, 150; gabapentin 1200, 900, 600; duloxetine 60, 30; venlafaxine 150, 75.
fn halved_after(left: &str) -> i32 {
    match left {
        "pregabalin" | "gabapentin" => 7,
        "duloxetine" | "venlafaxine" => 0,
        other => panic!("{other}"),
    }
}

#[test]
fn each_ordered_pair_of_drugs_has_the_answer_of_the_dossier() {
    each_pair(|left, begun, expected| {
        assert_eq!(written(left, begun), expected, "{left} to {begun}");
        let row = BOOK.relay(left, begun).expect("a row");
        let alone = expected.ends_with('D') && !expected.starts_with('x');
        assert_eq!(row.decision, alone, "{left} to {begun}: on grade D alone a professional decides");
    });
}

#[test]
fn each_pair_that_is_planned_begins_on_the_day_of_the_table_and_the_others_nowhere() {
    each_pair(|left, begun, expected| {
        let mut request = relaying(left, begun);
        let about = decision(left, begun);
        merge(&mut request, decisions(&about.iter().map(String::as_str).collect::<Vec<_>>()));
        if expected.starts_with('x') {
            let outcome = decide(request);
            let Outcome::Refused { assessment } = &outcome else { panic!("{left} to {begun}: {outcome:#?}") };
            let row = BOOK.relay(left, begun).expect("a row");
            let found = assessment.findings.iter().find(|it| it.rule == row.id).expect("said");
            assert_eq!(found.severity, Severity::Contraindicated, "{left} to {begun}");
            assert!(found.ask.is_some(), "{left} to {begun}");
            return;
        }
        let (_, relay, then) = relayed(request);
        if assessment(&then).findings.iter().any(|it| it.rule == "STATUS-1" && it.severity > Severity::Pending) {
            // Nortriptyline is not sold in France, and no naltrexone of the book in the United States.
            let foreign = begun.starts_with("naltrexone") && left == "nortriptyline";
            assert!(foreign || begun == "nortriptyline", "{left} to {begun}");
            assert_eq!(relay.first_day, None);
            return;
        }
        let start = crate::ask::day("2026-12-07");
        let days = |digits: &str| digits.trim_end_matches(|it: char| it.is_alphabetic()).parse::<i32>().expect("days");
        let first = match expected.split_at(1) {
            ("n", _) => relay.last_dose.plus(1),
            // 72 h, and 14 days of a slow form.
            ("w", "*B") => relay.last_dose.plus(4),
            ("w", "*A") => relay.last_dose.plus(15),
            ("w", its) => relay.last_dose.plus(days(its) + 1),
            ("f", its) if its.len() > 1 => relay.last_dose.plus(1 - days(its)).map(|it| it.max(start)),
            ("f", _) => Some(start),
            ("h", _) => start.plus(halved_after(left)),
            other => panic!("{other:?}"),
        };
        assert_eq!(relay.first_day, first, "{left} to {begun}");
        assert_ne!(then.verdict(), Verdict::Refused, "{left} to {begun}");
    });
}

#[test]
fn what_no_text_publishes_waits_for_a_decision_and_has_no_first_day_until_then() {
    each_pair(|left, begun, expected| {
        let Some(key) = decision(left, begun) else { return };
        let mut request = relaying(left, begun);
        let (_, relay, then) = relayed(request.clone());
        assert_eq!(relay.first_day, None, "{left} to {begun}");
        let found = assessment(&then).findings.iter().find(|it| it.key == key).expect("said");
        assert!(
            found.severity == Severity::Pending && found.waits.contains(&Wait::Decision(key.clone())),
            "{found:#?}"
        );
        assert!(found.text.contains("Aucun texte ne publie ce relais"), "{}", found.text);
        // Decided by nobody, tomorrow, or of another pair: still none.
        for (about, by, on) in [
            (key.as_str(), " ", "2026-11-30"),
            (key.as_str(), "Dr Martin", "2026-12-31"),
            (key.split_once(':').expect("of a pair").0, "Dr Martin", "2026-11-30"),
        ] {
            let mut damaged = request.clone();
            merge(&mut damaged, json!({ "decisions": [{ "about": about, "by": by, "on": on }] }));
            let (_, relay, _) = relayed(damaged);
            assert_eq!(relay.first_day, None, "{left} to {begun}: {about} {by} {on}");
        }
        merge(&mut request, decisions(&[&key]));
        let (_, _, then) = relayed(request);
        let found = assessment(&then).findings.iter().find(|it| it.key == key).expect("still said");
        assert!(found.recorded.is_some(), "{found:#?}");
        let waits = expected.starts_with('w');
        assert_eq!(found.severity, if waits { Severity::Pending } else { Severity::Caution }, "{left} to {begun}");
        assert!(!assessment(&then).findings.iter().any(|it| it.rule == "REC-1"), "it is known what was decided");
    });
}

/// Vectors 9 and 10 of §16.
#[test]
fn vectors_9_and_10_tramadol_duloxetine_and_naltrexone() {
    let first = |left: &str, begun: &str, patch: Value| {
        let mut request = relaying(left, begun);
        let about = decision(left, begun);
        merge(&mut request, decisions(&about.iter().map(String::as_str).collect::<Vec<_>>()));
        merge(&mut request, patch);
        let (_, relay, _) = relayed(request);
        relay.first_day.expect("a day").days_since(relay.last_dose) - 1
    };
    let cirrhosis = |answer: &str| json!({ "patient": { "answers": { "cirrhosis": answer } } });
    assert_eq!(first("tramadol", "duloxetine", cirrhosis("no")), 2, "vector 9");
    assert_eq!(first("tramadol", "amitriptyline", cirrhosis("yes")), 3, "vector 9, in cirrhosis");
    assert_eq!(first("tramadol", "duloxetine", cirrhosis("unknown")), 3, "not known counts as cirrhosis");
    assert_eq!(first("duloxetine", "tramadol", json!({})), 3, "vector 9, back");
    assert_eq!(first("tramadol", "naltrexone-ldn", json!({})), 14, "vector 10, prolonged");
    assert_eq!(first("naltrexone-ldn", "tramadol", json!({})), 3, "72 h");
}

/// In the United States: beside a gabapentinoid from the first day on, three full days after duloxetine.
#[test]
fn nortriptyline_is_begun_where_it_is_sold() {
    for (left, first) in [("pregabalin", "2026-12-07"), ("gabapentin", "2026-12-07"), ("duloxetine", "2026-12-24")] {
        let mut request = relaying(left, "nortriptyline");
        let key = decision(left, "nortriptyline").expect("as amitriptyline");
        merge(&mut request, json!({ "region": "US" }));
        merge(&mut request, decisions(&[&key]));
        let (_, relay, then) = relayed(request);
        assert_eq!(relay.first_day, Some(crate::ask::day(first)), "{left}: {:#?}", assessment(&then).findings);
    }
}

/// A way down longer than both may be taken for: the second comes later.
#[test]
fn both_are_taken_for_28_days_at_most() {
    for (interval, last, first, both) in [
        (7, "2027-01-03", "2026-12-07", 28),
        (9, "2027-01-03", "2026-12-07", 28),
        (10, "2027-01-05", "2026-12-09", 28),
        (14, "2027-01-17", "2026-12-21", 28),
    ] {
        let mut request = relaying("amitriptyline", "venlafaxine");
        merge(&mut request, json!({ "treatment": { "purpose": { "taper": { "interval_days": interval } } } }));
        let (_, relay, _) = relayed(request);
        assert_eq!(relay.last_dose.to_string(), last, "{interval}");
        assert_eq!(relay.first_day.map(|it| it.to_string()).as_deref(), Some(first), "{interval}");
        assert_eq!(relay.shared_days, Some(both), "{interval}");
    }
}

/// Half is at most half: a capsule more is not.
#[test]
fn beside_from_the_first_day_at_half_the_dose() {
    // 300 mg: 225, then 150, which is half. 275 mg: 225, 150, which is more than 137.5, then 75. 325 mg: 250, 175, 100.
    for (dose, first) in [("300 mg", "2026-12-14"), ("275 mg", "2026-12-21"), ("325 mg", "2026-12-21")] {
        let mut request = relaying("pregabalin", "duloxetine");
        merge(&mut request, json!({ "treatment": { "standing": { "now": now("evening", dose) } } }));
        merge(&mut request, decisions(&["RLY-GBX-SNRI:pregabalin:duloxetine"]));
        let (descent, relay, _) = relayed(request);
        assert_eq!(relay.first_day.map(|it| it.to_string()).as_deref(), Some(first), "{dose}: {:?}", descent.falls);
    }
}

#[test]
fn what_is_no_other_drug_of_the_book_is_no_request() {
    for begun in ["pregabalin", "aspirin", "capsaicin-8", ""] {
        let outcome = decide(relaying("pregabalin", begun));
        let Outcome::Unreadable { problems } = &outcome else { panic!("{begun}: {outcome:#?}") };
        assert_eq!(problems[0].path, "treatment.purpose.taper.then", "{begun}");
    }
}
