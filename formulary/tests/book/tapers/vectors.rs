//! Vectors 1 to 6 of the dossier of the life of a plan (§16), typed from it with the book closed.

use super::*;
use crate::ask::decided;
use palier_engine::finding::Verdict;

fn warned(assessment: &Assessment) -> bool {
    assessment.findings.iter().any(|it| it.key == "TAPER-1")
}

/// Tenths of a percent before and after each cut.
fn occupancies(descent: &Descent) -> Vec<(u16, u16)> {
    descent.falls.iter().filter_map(|it| it.occupancy).collect()
}

#[test]
fn vector_1_duloxetine_60_ends_with_a_drop_of_75_points_and_says_so() {
    let request = coming_down("duloxetine", capsules(&["30 mg", "60 mg"]), json!({ "now": now("morning", "60 mg") }));
    let (assessment, descent) = goes(request, "30@0 0@14");
    assert_eq!(occupancies(&descent), [(822, 751), (751, 0)]);
    assert!(warned(&assessment), "{assessment:#?}");
    assert_eq!(descent.largest, 1, "from 30 mg to nothing");
    let said = &assessment.findings.iter().find(|it| it.key == "TAPER-1").expect("said").text;
    for part in ["30\u{a0}mg", "100\u{a0}%", "75,1", "0"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn vector_2_venlafaxine_150_lasts_14_days_at_least_and_ends_with_a_drop_of_78_points() {
    let supplies = slow_capsules(&["37.5 mg", "75 mg", "150 mg"]);
    let request = coming_down("venlafaxine", supplies, json!({ "now": now("morning", "150 mg") }));
    let (assessment, descent) = goes(request, "75@0 37.5@7 0@14");
    assert_eq!(occupancies(&descent), [(867, 836), (836, 780), (780, 0)]);
    assert!(warned(&assessment));
    assert_eq!(descent.least_days, 14);
}

#[test]
fn vector_3_gabapentin_1800_falls_by_300_each_week_or_every_4_days_as_the_fastest() {
    let three = || json!([{ "moment": "morning", "dose": "600 mg" }, { "moment": "noon", "dose": "600 mg" }, { "moment": "evening", "dose": "600 mg" }]);
    let supplies = || capsules(&["100 mg", "300 mg", "400 mg"]);
    let (weekly, _) = goes(
        coming_down("gabapentin", supplies(), json!({ "now": three() })),
        "1500@0 1200@7 900@14 600@21 300@28 0@35",
    );
    assert!(!weekly.findings.iter().any(|it| it.key == "TPR-GBP:pace"), "as usual");
    let fast = json!({ "now": three(), "interval_days": 4 });
    let (assessment, _) = goes(coming_down("gabapentin", supplies(), fast), "1500@0 1200@4 900@8 600@12 300@16 0@20");
    assert!(assessment.findings.iter().any(|it| it.key == "TPR-GBP:pace"), "the fastest published: {assessment:#?}");
    // Faster than published: held back, and said.
    let faster = json!({ "now": three(), "interval_days": 3 });
    let (assessment, _) = goes(coming_down("gabapentin", supplies(), faster), "1500@0 1200@4 900@8 600@12 300@16 0@20");
    assert!(assessment.findings.iter().any(|it| it.key == "TPR-GBP:faster"), "{assessment:#?}");
}

#[test]
fn vector_3_gabapentin_never_under_7_days_from_any_dose() {
    for dose in ["100 mg", "200 mg", "300 mg", "400 mg", "600 mg"] {
        let taper = json!({ "now": now("evening", dose), "interval_days": 4 });
        let (_, descent) = tapered(coming_down("gabapentin", capsules(&["100 mg", "300 mg", "400 mg"]), taper));
        let (days, end) = cuts(&descent).pop().expect("a cut");
        assert!(days >= 7 && end == "0", "{dose}: {days} days");
    }
}

#[test]
fn vector_4_pregabalin_300_goes_by_75_then_by_25_and_never_from_75_to_nothing() {
    let two = || json!([{ "moment": "morning", "dose": "150 mg" }, { "moment": "evening", "dose": "150 mg" }]);
    let supplies = || capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"]);
    goes(coming_down("pregabalin", supplies(), json!({ "now": two() })), "225@0 150@7 75@14 50@21 25@28 0@35");
    // Whoever arrives at 75 mg.
    goes(coming_down("pregabalin", supplies(), json!({ "now": now("evening", "75 mg") })), "50@0 25@7 0@14");
    // Over 7 days at least, however low it begins.
    for (dose, expected) in [("50 mg", "25@0 0@7"), ("25 mg", "0@7")] {
        goes(coming_down("pregabalin", supplies(), json!({ "now": now("evening", dose) })), expected);
    }
    // With 75 mg alone no lower dose can be made: refused, never to nothing at once.
    for taken in ["75 mg", "150 mg"] {
        let outcome = decide(coming_down("pregabalin", capsules(&["75 mg"]), json!({ "now": now("evening", taken) })));
        let Outcome::Refused { assessment } = &outcome else { panic!("{taken}: {outcome:#?}") };
        assert!(assessment.findings.iter().any(|it| it.key == "TAPER-2"), "{taken}: {assessment:#?}");
    }
}

#[test]
fn vector_5_amitriptyline_50_after_20_weeks_takes_4_weeks() {
    let drops = || json!([{ "drops": { "per_drop": "1 mg", "most": 75 } }]);
    let since = |day: &str| json!({ "now": now("evening", "50 mg"), "since": day });
    let (assessment, descent) =
        goes(coming_down("amitriptyline", drops(), since("2026-07-20")), "38@0 25@7 13@14 7@21 0@28");
    assert!(descent.falls.iter().all(|it| !it.forced), "{descent:#?}");
    assert!(!assessment.findings.iter().any(|it| it.key == "TPR-TCA:at-once"), "20 weeks are no short use");
    let (assessment, descent) =
        goes(coming_down("amitriptyline", tablets(&["25 mg"]), since("2026-07-20")), "25@0 0@28");
    assert!(warned(&assessment) && descent.falls[1].forced, "{assessment:#?}");
}

#[test]
fn vector_5_amitriptyline_after_5_weeks_may_stop_at_once_by_decision() {
    let drops = || json!([{ "drops": { "per_drop": "1 mg", "most": 75 } }]);
    let taper = |day: &str| json!({ "now": now("evening", "50 mg"), "since": day });
    let five = || coming_down("amitriptyline", drops(), taper("2026-11-02"));
    let (assessment, _) = goes(five(), "38@0 25@7 13@14 7@21 0@28");
    assert!(assessment.findings.iter().any(|it| it.key == "TPR-TCA:at-once"), "it may be decided");
    let mut signed = five();
    merge(&mut signed, decided("TPR-TCA:at-once"));
    goes(signed, "0@0");
    // 8 weeks, to the day, are no longer short; nor is a use of which nobody knows the length.
    for (day, expected) in [("2026-10-13", "0@0"), ("2026-10-12", "38@0 25@7 13@14 7@21 0@28")] {
        let mut edge = coming_down("amitriptyline", drops(), taper(day));
        merge(&mut edge, decided("TPR-TCA:at-once"));
        goes(edge, expected);
    }
    let mut unknown = coming_down("amitriptyline", drops(), json!({ "now": now("evening", "50 mg") }));
    merge(&mut unknown, decided("TPR-TCA:at-once"));
    goes(unknown, "38@0 25@7 13@14 7@21 0@28");
}

#[test]
fn vector_6_tramadol_200_slow_stays_at_50_because_no_unit_is_smaller() {
    let supplies = slow_capsules(&["50 mg", "100 mg", "150 mg", "200 mg"]);
    let two = json!([{ "moment": "morning", "dose": "100 mg" }, { "moment": "evening", "dose": "100 mg" }]);
    let taper = json!({ "now": two, "since": "2026-09-07", "interval_days": 7 });
    let mut request = coming_down("tramadol", supplies, taper);
    merge(&mut request, json!({ "treatment": { "protocol": null } }));
    // A cut of 50 mg where 20 mg were asked: 7 × 50 ÷ 20 is 17.5 days, three whole weeks. Below a third of 200 mg,
    // 10 mg every 28 days are asked: 140 days, and 8 weeks at most.
    let (assessment, descent) = goes(request, "150@0 100@21 50@42 0@98");
    assert!(warned(&assessment) && descent.falls.iter().all(|it| it.forced), "{assessment:#?}");
    assert!(descent.notes.iter().any(|it| it.id == "TPR-TRA-SMALL"), "drops are named, off label");
}

#[test]
fn vector_6_tramadol_falls_by_10_percent_of_the_first_dose_with_drops_and_never_rises() {
    let drops = json!([{ "drops": { "per_drop": "2.5 mg", "most": 40 } }]);
    let two = json!([{ "moment": "morning", "dose": "100 mg" }, { "moment": "evening", "dose": "100 mg" }]);
    let taper = json!({ "now": two, "since": "2026-09-07", "interval_days": 7 });
    let mut request = coming_down("tramadol", drops, taper);
    merge(&mut request, json!({ "treatment": { "protocol": "tramadol-ir" } }));
    let (_, descent) =
        goes(request, "180@0 160@7 140@14 120@21 100@28 80@35 60@42 50@70 40@98 30@126 20@154 10@182 0@210");
    assert!(descent.falls.iter().all(|it| !it.forced));
    let drops = descent.notes.iter().find(|it| it.id == "TPR-TRA-SMALL").expect("said with it");
    assert!(drops.text.contains("hors AMM chez l’adulte"), "{}", drops.text);
}

/// A year, to the day, and a use of unknown length: a cut every four weeks.
#[test]
fn tramadol_taken_for_a_year_or_for_nobody_knows_how_long_falls_every_4_weeks() {
    let supplies = || slow_capsules(&["50 mg", "100 mg", "150 mg", "200 mg"]);
    let begun = |since: Option<&str>| {
        let mut taper = json!({ "now": now("evening", "100 mg"), "interval_days": 7 });
        merge(&mut taper, json!({ "since": since }));
        let (_, descent) = tapered(coming_down("tramadol", supplies(), taper));
        descent.interval_days
    };
    assert_eq!(begun(Some("2025-12-08")), 7, "364 days");
    assert_eq!(begun(Some("2025-12-07")), 28, "365 days");
    assert_eq!(begun(Some("2025-12")), 28, "a month counts from its first day");
    assert_eq!(begun(None), 28, "not known");
}

#[test]
fn a_faster_pace_of_tramadol_needs_a_decision() {
    let drops = json!([{ "drops": { "per_drop": "2.5 mg", "most": 40 } }]);
    let taper = json!({ "now": now("evening", "100 mg"), "since": "2026-09-07", "cut": { "of-first": 25 }, "interval_days": 7 });
    let mut request = coming_down("tramadol", drops, taper);
    merge(&mut request, json!({ "treatment": { "protocol": "tramadol-ir" } }));
    let (assessment, held_back) = tapered(request.clone());
    assert_eq!(cuts(&held_back)[0], (0, "90".to_owned()));
    assert_eq!(assessment.verdict, Verdict::Caution);
    assert!(assessment.findings.iter().any(|it| it.key == "TPR-TRA:faster"));
    merge(&mut request, decided("TPR-TRA:faster"));
    let (_, decided) = tapered(request);
    assert_eq!(cuts(&decided)[0], (0, "75".to_owned()));
}

#[test]
fn a_share_of_the_current_dose_makes_smaller_and_smaller_cuts() {
    let drops = json!([{ "drops": { "per_drop": "1 mg", "most": 75 } }]);
    let taper = json!({ "now": now("evening", "40 mg"), "since": "2020-01", "cut": { "of-current": 10 } });
    let (_, descent) = tapered(coming_down("amitriptyline", drops, taper));
    // 40 − 10 % is 36; 36 − 10 % is 32.4, rounded up to 33; 33 − 10 % is 29.7, rounded up to 30.
    assert_eq!(cuts(&descent)[..3], [(0, "36".into()), (7, "33".into()), (14, "30".into())]);
}

#[test]
fn points_of_occupancy_lead_where_the_curve_says() {
    let supplies = capsules(&["30 mg", "60 mg"]);
    let taper = json!({ "now": now("morning", "60 mg"), "cut": { "points": 5 } });
    // 5 points from 82.2 are 77.2: 35.6 mg, and no capsule makes that but 60 mg. Forced to 30 mg.
    let (_, descent) = tapered(coming_down("duloxetine", supplies, taper));
    assert_eq!((cuts(&descent)[0].clone(), descent.falls[0].forced), ((0, "30".to_owned()), true), "{descent:#?}");
    // 24.39 mg of 60 mg are 40.6 %; 30 mg are half.
    assert_eq!((descent.falls[0].asked_permille, descent.falls[0].made_permille), (406, 500));
}

#[test]
fn pace_by_risk_is_a_share_of_the_lowest_usual_dose() {
    let supplies = || capsules(&["100 mg", "300 mg", "400 mg"]);
    // 25, 15 and 10 % of 900 mg: 225, 135 and 90 mg, rounded up in capsules of 100 mg.
    for (risk, expected) in [("low", "700"), ("moderate", "800"), ("high", "900")] {
        let taper = json!({ "now": now("evening", "900 mg"), "cut": { "risk": risk } });
        let outcome = decide(coming_down("gabapentin", supplies(), taper));
        let Outcome::Tapered { descent, .. } = &outcome else { panic!("{outcome:#?}") };
        let first = cuts(&descent.descent).remove(0).1;
        if risk == "high" {
            // 810 mg is rounded up to 900 mg, which is no fall: the next lower dose is 800 mg.
            assert_eq!((first.as_str(), descent.descent.falls[0].forced), ("800", true), "{expected}");
        } else {
            assert_eq!(first, expected, "{risk}");
        }
    }
}
