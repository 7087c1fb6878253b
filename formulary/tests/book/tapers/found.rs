//! What is found: who stays and asks, what stops the drug at once, and what a request may not ask.

use super::*;
use crate::ask::decided;
use palier_engine::book::rule::Severity;
use palier_engine::finding::{Verdict, Wait};

fn base() -> Value {
    let two = json!([{ "moment": "morning", "dose": "150 mg" }, { "moment": "evening", "dose": "150 mg" }]);
    coming_down("pregabalin", capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"]), json!({ "now": two }))
}

fn changed(patch: Value) -> Outcome {
    let mut request = base();
    merge(&mut request, patch);
    decide(request)
}

/// §15: stay and ask. Each fires, waits while it is not known, and is lifted by a decision alone.
#[test]
fn in_the_cases_of_the_dossier_no_taper_is_worked_out_without_a_decision() {
    for (question, stay) in [
        ("pregnant", "STAY-PREGNANT"),
        ("suicidal-thoughts", "STAY-MOOD"),
        ("psychosis-bipolar", "STAY-MOOD"),
        ("opioid-dependence", "STAY-OPIOID"),
        ("dialysis", "STAY-DIALYSIS"),
        ("seizures", "STAY-SEIZURES"),
    ] {
        let says = |answer: &str| json!({ "patient": { "answers": { question: answer } } });
        let outcome = changed(says("yes"));
        let Outcome::Pending { assessment, draft: None, down: None } = &outcome else {
            panic!("{question}: {outcome:#?}")
        };
        let found = assessment.findings.iter().find(|it| it.key == stay).expect(stay);
        assert_eq!(found.waits, [Wait::Decision(stay.to_owned())], "{question}");
        let unknown = changed(says("unknown"));
        let Outcome::Pending { assessment, .. } = &unknown else { panic!("{question}: {unknown:#?}") };
        assert!(assessment.not_checked.iter().any(|it| it.key == stay), "{question}: {assessment:#?}");
        let mut signed = says("yes");
        merge(&mut signed, decided(stay));
        let outcome = changed(signed);
        assert!(matches!(outcome, Outcome::Tapered { .. }), "{question}: {outcome:#?}");
        assert!(matches!(changed(says("no")), Outcome::Tapered { .. }), "{question}");
    }
}

#[test]
fn a_child_and_whoever_takes_two_dependences_stay_and_ask() {
    for (years, stays) in [(17, true), (18, false), (19, false)] {
        let outcome = changed(json!({ "patient": { "age_years": years } }));
        assert_eq!(matches!(outcome, Outcome::Pending { .. }), stays, "{years}: {outcome:#?}");
    }
    for (name, stays) in [("diazepam", true), ("morphine", true), ("paracetamol", false)] {
        let outcome = changed(json!({ "medicines": [{ "name": name, "started": "2020-01" }] }));
        let found = outcome.assessment().expect("answered").findings.iter().any(|it| it.key == "STAY-SEVERAL-GBX");
        assert_eq!(found, stays, "{name}: {outcome:#?}");
    }
}

/// §15: several medicines that bring dependence at once. Tramadol on its own list is one and the same.
#[test]
fn whoever_takes_tramadol_beside_another_dependence_stays_and_asks() {
    for (name, stays) in [
        ("zolpidem", true),
        ("pregabaline", true),
        ("morphine", true),
        ("codéine", true),
        ("tapentadol", true),
        ("buprénorphine", true),
        ("tramadol", false),
        ("lopéramide", false),
        ("paracetamol", false),
    ] {
        let taper = json!({ "now": now("evening", "100 mg"), "since": "2026-09-07" });
        let mut request = coming_down("tramadol", slow_capsules(&["50 mg", "100 mg"]), taper);
        merge(&mut request, json!({ "medicines": [{ "name": name, "started": "2020-01" }] }));
        let outcome = decide(request.clone());
        let found = outcome.assessment().expect("answered").findings.iter().any(|it| it.key == "STAY-SEVERAL-TRA");
        assert_eq!(found, stays, "{name}: {outcome:#?}");
        assert_eq!(matches!(outcome, Outcome::Tapered { .. }), !stays, "{name}: {outcome:#?}");
        merge(&mut request, decided("STAY-SEVERAL-TRA"));
        assert!(matches!(decide(request), Outcome::Tapered { .. }), "{name}: decided");
    }
}

/// §6 of the dossier: of each drug, its reasons, the most dangerous first.
#[test]
fn a_reason_that_stops_it_at_once_gives_no_taper_and_says_whom_to_call() {
    for (drug, reasons) in [
        ("pregabalin", &["GBX-NOW-BREATH", "GBX-NOW-SWELLING", "GBX-NOW-ALLERGY", "GBX-NOW-DRESS"][..]),
        ("gabapentin", &["GBX-NOW-BREATH", "GBX-NOW-SWELLING", "GBX-NOW-ALLERGY", "GBX-NOW-DRESS"]),
        ("carbamazepine", &["CBX-NOW-SKIN", "CBX-NOW-MARROW", "CBX-NOW-SODIUM", "CBX-NOW-HEART", "CBX-NOW-LIVER"]),
        ("oxcarbazepine", &["CBX-NOW-SKIN", "CBX-NOW-MARROW", "CBX-NOW-SODIUM", "CBX-NOW-HEART", "CBX-NOW-LIVER"]),
        ("lamotrigine", &["LTG-NOW-GLANDS", "LTG-NOW-SORES", "LTG-NOW-RASH"]),
        ("amitriptyline", &["TCA-NOW-HEART", "TCA-NOW-DELIRIUM", "TCA-NOW-BOWEL", "TCA-NOW-URINE"]),
        ("duloxetine", &["DLX-NOW-SEROTONIN", "DLX-NOW-PRESSURE", "DLX-NOW-LIVER"]),
        ("venlafaxine", &["VEN-NOW-SEROTONIN", "VEN-NOW-HEART", "VEN-NOW-PRESSURE"]),
        ("tramadol", &["TRA-NOW-BREATH", "TRA-NOW-SEIZURE", "TRA-NOW-SEROTONIN", "TRA-NOW-ADRENAL"]),
        ("naltrexone-ldn", &["NTX-NOW-OPIOID", "NTX-NOW-WITHDRAWAL", "NTX-NOW-LIVER"]),
        ("naltrexone-50", &["NTX-NOW-OPIOID", "NTX-NOW-WITHDRAWAL", "NTX-NOW-LIVER"]),
    ] {
        let note = crate::ask::BOOK
            .taper_notes(drug, palier_engine::book::place::Region::FR)
            .find(|it| !it.reasons.is_empty())
            .expect("reasons");
        assert_eq!(note.reasons.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), reasons, "{drug}");
        for why in reasons.iter().copied().chain([note.id.as_str()]) {
            let taper = json!({ "now": now("evening", "50 mg"), "why": { "at-once": why } });
            let mut request = coming_down(drug, json!([]), taper);
            for (language, call, not) in [
                ("fr", "appelez maintenant", "ne prenez pas la prochaine dose avant d’avoir parlé à quelqu’un"),
                ("en", "call your doctor now", "do not take the next dose before you have spoken to someone"),
            ] {
                merge(&mut request, json!({ "language": language }));
                let outcome = decide(request.clone());
                let Outcome::Refused { assessment } = &outcome else { panic!("{drug}: {outcome:#?}") };
                let found = assessment.findings.iter().find(|it| it.key == why).expect(why);
                assert_eq!(found.severity, Severity::Contraindicated);
                assert!(found.text.contains(call) && found.text.contains(not), "{}", found.text);
                assert!(found.ask.is_some(), "stop now is a question to the professional");
            }
        }
    }
    // A reason of another drug is no reason of this one.
    let outcome = changed(json!({ "treatment": { "purpose": { "taper": { "why": { "at-once": "LTG-NOW-RASH" } } } } }));
    assert!(matches!(outcome, Outcome::Unreadable { .. }), "{outcome:#?}");
}

/// §6: a bridge after carbamazepine and oxcarbazepine (D), withdrawal covered after tramadol; of no other drug.
#[test]
fn a_stop_at_once_says_what_covers_it_where_the_dossier_does() {
    for (drug, why, cover, grade) in [
        ("carbamazepine", "CBX-NOW-SKIN", Some("TPR-CBX-COVER"), "D"),
        ("oxcarbazepine", "CBX-NOW-MARROW", Some("TPR-CBX-COVER"), "D"),
        ("tramadol", "TRA-NOW-BREATH", Some("TPR-TRA-COVER"), "C"),
        ("lamotrigine", "LTG-NOW-RASH", None, ""),
        ("naltrexone-ldn", "NTX-NOW-LIVER", None, ""),
    ] {
        let taper = json!({ "now": now("evening", "50 mg"), "why": { "at-once": why } });
        let outcome = decide(coming_down(drug, json!([]), taper));
        let found = &outcome.assessment().expect("answered").findings;
        let said = found.iter().find(|it| it.key.ends_with("-COVER"));
        assert_eq!(said.map(|it| it.key.as_str()), cover, "{drug}");
        assert_eq!(said.map_or(String::new(), |it| format!("{:?}", it.grade)), grade, "{drug}");
    }
    // It is said with no way down.
    let taper = json!({ "now": now("evening", "100 mg") });
    let (_, descent) = tapered(coming_down("tramadol", slow_capsules(&["50 mg"]), taper));
    assert!(descent.notes.iter().all(|it| it.id != "TPR-TRA-COVER"));
}

#[test]
fn what_forbids_a_beginning_forbids_no_way_down_and_stands_at_its_head() {
    // Lungs that fail, and the drug already on the list: nobody is begun, and whoever takes it comes down.
    let outcome = changed(json!({ "medicines": [{ "name": "prégabaline", "started": "2020-01" }],
        "patient": { "answers": { "allergy-pregabalin": "yes" } } }));
    let Outcome::Tapered { assessment, .. } = &outcome else { panic!("{outcome:#?}") };
    assert_eq!(assessment.verdict, Verdict::Caution);
    let found = assessment.findings.iter().find(|it| it.key == "PGB-ALLERGY").expect("said");
    assert_eq!(found.severity, Severity::Caution);
    assert!(!assessment.findings.iter().any(|it| it.rule == "TAKEN-1"));
}

#[test]
fn a_dose_above_every_ceiling_comes_down() {
    let two = json!([{ "moment": "morning", "dose": "600 mg" }, { "moment": "evening", "dose": "600 mg" }]);
    let request =
        coming_down("pregabalin", capsules(&["25 mg", "50 mg", "75 mg", "150 mg", "300 mg"]), json!({ "now": two }));
    let (_, descent) = tapered(request);
    assert_eq!(cuts(&descent)[0], (0, "1125".to_owned()));
    assert_eq!(cuts(&descent).last().expect("a cut").1, "0");
}

#[test]
fn what_is_impossible_is_named_with_its_place() {
    let taper = way;
    for (patch, path) in [
        (json!({ "treatment": { "purpose": "switch" } }), "treatment.purpose"),
        (taper(json!({ "to": "300 mg" })), "treatment.purpose.taper.to"),
        (taper(json!({ "since": "2026-12-01" })), "treatment.standing.since"),
        (taper(json!({ "interval_days": 0 })), "treatment.purpose.taper.interval_days"),
        (taper(json!({ "interval_days": 366 })), "treatment.purpose.taper.interval_days"),
        (taper(json!({ "cut": { "of-current": 0 } })), "treatment.purpose.taper.cut.of-current"),
        (taper(json!({ "cut": { "of-first": 101 } })), "treatment.purpose.taper.cut.of-first"),
        // No constants of pregabalin exist: none is made up.
        (taper(json!({ "cut": { "points": 10 } })), "treatment.purpose.taper.cut"),
        (taper(json!({ "units": [{ "supply": 9, "count": 1 }] })), "treatment.standing.units[0]"),
        (taper(json!({ "units": [{ "supply": 12, "count": 1 }] })), "treatment.standing.units[0].supply"),
        (
            taper(json!({ "units": [{ "supply": 0, "count": 1 }, { "supply": 0, "count": 2 }] })),
            "treatment.standing.units[1]",
        ),
        (
            taper(json!({ "now": [{ "moment": "noon", "dose": "1 mg" }, { "moment": "noon", "dose": "350 mg" }] })),
            "treatment.standing.now[1].moment",
        ),
    ] {
        let outcome = changed(patch.clone());
        let Outcome::Unreadable { problems } = &outcome else { panic!("{patch}: {outcome:#?}") };
        assert_eq!(problems.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), [path], "{patch}: {problems:#?}");
    }
    let outcome = changed(taper(json!({ "now": [] })));
    let Outcome::Pending { assessment, draft: None, down: None } = &outcome else { panic!("{outcome:#?}") };
    let missing = assessment.findings.iter().find(|it| it.key == "STAND-1").expect("what is taken now is not said");
    let Some(Wait::Fact(input)) = missing.waits.first() else { panic!("{missing:#?}") };
    assert_eq!(input.path, "treatment.standing.now");
    let risk = coming_down(
        "duloxetine",
        capsules(&["30 mg"]),
        json!({ "now": now("morning", "30 mg"), "cut": { "risk": "low" } }),
    );
    assert!(matches!(decide(risk), Outcome::Unreadable { .. }), "the book has no lowest usual dose of duloxetine");
}

/// The steps of vector 4, in day numbers: a draft as of a beginning, whatever it waits for but a stay.
#[test]
fn without_a_first_day_it_waits_and_shows_its_steps() {
    let cuts_of = |outcome: &Outcome| {
        let Outcome::Pending { draft: None, down: Some(down), .. } = outcome else { panic!("{outcome:#?}") };
        assert_eq!(down.begun, None);
        cuts(&down.descent).iter().map(|(day, dose)| format!("{dose}@{day}")).collect::<Vec<_>>().join(" ")
    };
    let outcome = changed(json!({ "treatment": { "start": null } }));
    assert!(outcome.assessment().expect("answered").findings.iter().any(|it| it.key == "START-1"));
    assert_eq!(cuts_of(&outcome), "225@0 150@7 75@14 50@21 25@28 0@35");
    // Who stays, or may have to, has no draft either.
    for answer in ["yes", "unknown"] {
        let outcome =
            changed(json!({ "treatment": { "start": null }, "patient": { "answers": { "pregnant": answer } } }));
        assert!(matches!(outcome, Outcome::Pending { draft: None, down: None, .. }), "{answer}: {outcome:#?}");
    }
}

/// Without a first day nobody knows how long tramadol will have been taken: a cut every four weeks.
#[test]
fn a_draft_takes_a_use_of_unknown_length_for_long() {
    let taper = json!({ "now": now("evening", "100 mg"), "since": "2026-09-07", "interval_days": 7 });
    let mut request = coming_down("tramadol", slow_capsules(&["50 mg", "100 mg", "150 mg", "200 mg"]), taper);
    merge(&mut request, json!({ "treatment": { "start": null } }));
    let outcome = decide(request);
    let Outcome::Pending { down: Some(down), .. } = &outcome else { panic!("{outcome:#?}") };
    assert_eq!(down.descent.interval_days, 28);
}

/// One that waits for something else than its first day is counted from the day asked for: 91 days of tramadol, 14 days
/// between two cuts of a tenth (§2: 5 to 10 % every 1 to 4 weeks).
#[test]
fn a_draft_with_a_first_day_counts_the_use_until_that_day() {
    let drops = json!([{ "drops": { "per_drop": "2.5 mg", "most": 40 } }]);
    let taper = json!({ "now": now("evening", "100 mg"), "since": "2026-09-07" });
    let mut request = coming_down("tramadol", drops, taper);
    merge(&mut request, json!({ "treatment": { "protocol": "tramadol-ir" } }));
    let stood = json!({ "drug": "tramadol", "from": "2026-11-23", "steps": [
        { "days": 60, "taken": [{ "moment": "evening", "dose": "100 mg" }] }] });
    let told = json!({ "off_days": 0, "suicidal_thoughts": "yes", "reason_to_stop": "no", "effects": "nothing" });
    let check_in = json!({ "on": "2026-11-30", "stood": stood, "told": told, "act": "stop" });
    merge(&mut request, json!({ "check_ins": [check_in] }));
    let outcome = decide(request);
    let Outcome::Pending { down: Some(down), .. } = &outcome else { panic!("{outcome:#?}") };
    assert_eq!(down.descent.interval_days, 14);
    assert_eq!(cuts(&down.descent)[..3], [(0, "90".to_owned()), (14, "80".to_owned()), (28, "70".to_owned())]);
}

/// A way down says nothing of an indication: none is asked, and none is missed.
#[test]
fn what_it_is_for_is_not_asked_of_a_way_down() {
    let outcome = changed(json!({}));
    let found = outcome.assessment().expect("answered");
    assert!(!found.findings.iter().any(|it| it.rule == "STATUS-1"), "{found:#?}");
    let begins = changed(json!({ "treatment": { "purpose": null, "standing": null } }));
    assert!(begins.assessment().expect("answered").findings.iter().any(|it| it.rule == "STATUS-1"));
}

#[test]
fn naltrexone_stops_on_its_day_and_says_that_tolerance_is_lower() {
    for drug in ["naltrexone-ldn", "naltrexone-50"] {
        let (_, descent) = goes(coming_down(drug, json!([]), json!({ "now": now("evening", "4.5 mg") })), "0@0");
        assert!(descent.notes.iter().any(|it| it.id == "TPR-CONTACT"), "{drug}");
    }
}

/// 300 to nothing by 75 mg: 1 week each of 225, 150 and 75 mg, then of 50 and of 25 mg.
#[test]
fn units_at_home_are_used_first_and_all_are_counted() {
    let two = json!([{ "moment": "morning", "dose": "150 mg" }, { "moment": "evening", "dose": "150 mg" }]);
    let taper = json!({ "now": two, "units": [{ "supply": 0, "count": 1000 }, { "supply": 2, "count": 3 }] });
    let request = coming_down("pregabalin", capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"]), taper);
    let (_, descent) = tapered(request);
    assert_eq!(descent.held.len(), 2);
    for it in &descent.held {
        assert_eq!(it.used + it.left, it.held, "{it:?}");
        let taken = descent.dispensing.totals.iter().find(|of| of.supply == it.supply).map_or(0, |of| of.taken / 2);
        assert_eq!(u64::from(it.used + it.wanted), taken, "{it:?}");
    }
    assert!(descent.held[0].used > 0, "{:?}", descent.held);
}

/// Each note of a drug is said with its way down, in the region it is of, and no other is.
#[test]
fn each_note_of_a_way_down_is_said_with_it() {
    let book = crate::ask::BOOK.book();
    let french = |drug: &str| {
        let notes = book.taper_notes.iter().filter(|it| it.drugs.iter().any(|id| id == drug));
        notes
            .filter(|it| it.kind != palier_engine::book::taper::NoteKind::Cover)
            .filter(|it| it.region != Some(palier_engine::book::place::Region::US))
            .map(|it| it.id.as_str())
            .collect::<Vec<_>>()
    };
    let mut said = std::collections::BTreeSet::new();
    for (drug, dose, supplies) in [
        ("pregabalin", "50 mg", capsules(&["25 mg", "50 mg"])),
        ("gabapentin", "200 mg", capsules(&["100 mg"])),
        ("carbamazepine", "200 mg", json!([{ "tablet": { "strength": "200 mg", "scored": true } }])),
        ("oxcarbazepine", "300 mg", tablets(&["150 mg"])),
        ("lamotrigine", "50 mg", tablets(&["25 mg"])),
        ("amitriptyline", "50 mg", tablets(&["25 mg"])),
        ("duloxetine", "60 mg", capsules(&["30 mg"])),
        ("venlafaxine", "75 mg", slow_capsules(&["37.5 mg"])),
        ("tramadol", "100 mg", slow_capsules(&["50 mg"])),
    ] {
        let (_, descent) = tapered(coming_down(drug, supplies, json!({ "now": now("evening", dose) })));
        let notes: Vec<&str> = descent.notes.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(notes, french(drug), "{drug}");
        said.extend(descent.notes.iter().map(|it| it.id.clone()));
    }
    let stopped = coming_down("naltrexone-ldn", json!([]), json!({ "now": now("evening", "4.5 mg") }));
    said.extend(tapered(stopped).1.notes.into_iter().map(|it| it.id));
    // What stands in place of a last step is of what a pharmacy of the country has.
    for (drug, dose, supplies, small, not) in [
        ("carbamazepine", "200 mg", tablets(&["100 mg"]), "TPR-CBZ-SMALL-US", "TPR-CBZ-SMALL"),
        ("duloxetine", "40 mg", capsules(&["20 mg"]), "TPR-DLX-SMALL-US", "TPR-DLX-SMALL"),
        ("gabapentin", "200 mg", capsules(&["100 mg"]), "TPR-GBP-SMALL", ""),
    ] {
        let mut request = coming_down(drug, supplies, json!({ "now": now("evening", dose) }));
        merge(&mut request, json!({ "region": "US" }));
        let notes: Vec<String> = tapered(request).1.notes.into_iter().map(|it| it.id).collect();
        assert!(notes.iter().any(|it| it == small) && !notes.iter().any(|it| it == not), "{drug}: {notes:?}");
        said.extend(notes);
    }
    let with_a_way_down = |it: &&palier_engine::book::taper::TaperNote| !it.id.ends_with("-COVER");
    for note in book.taper_notes.iter().filter(with_a_way_down) {
        assert!(said.contains(&note.id), "{} is said nowhere", note.id);
    }
}

/// §2: no dependence, no withdrawal; §11: the last dose comes days before an operation. Nobody who stops on a day is
/// told that a step may last longer, that the smallest unit is taken 4 to 8 weeks more, that no dose falls around an
/// operation, or that withdrawal comes.
#[test]
fn what_is_stopped_on_a_day_says_nothing_of_steps_or_of_withdrawal() {
    for (drug, dose) in [("naltrexone-ldn", "4.5 mg"), ("naltrexone-50", "50 mg")] {
        let (_, descent) = tapered(coming_down(drug, json!([]), json!({ "now": now("evening", dose) })));
        let notes: Vec<&str> = descent.notes.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(notes, ["TPR-NTX-NOW", "TPR-CONTACT"], "{drug}");
    }
    let longer = |taper: Value, decision: Option<&str>| {
        let mut request = coming_down("amitriptyline", tablets(&["25 mg"]), taper);
        decision.into_iter().for_each(|it| merge(&mut request, decided(it)));
        let (_, descent) = tapered(request);
        assert!(descent.notes.iter().any(|it| it.id == "TPR-RETURN"), "withdrawal is possible");
        descent.notes.iter().any(|it| it.id == "TPR-LONGER")
    };
    let short = json!({ "now": now("evening", "50 mg"), "since": "2026-11-02" });
    assert!(longer(short.clone(), None));
    // Stopped at once by decision, and lowered to a dose: no unit is the last.
    assert!(!longer(short, Some("TPR-TCA:at-once")));
    assert!(!longer(json!({ "now": now("evening", "50 mg"), "to": "25 mg" }), None));
}

#[test]
fn every_drug_has_its_way_down_in_both_languages() {
    let book = crate::ask::BOOK.book();
    for drug in &book.drugs {
        let row = crate::ask::BOOK.taper(&drug.id).unwrap_or_else(|| panic!("{}", drug.id));
        assert!(!row.text.fr.is_empty() && !row.text.en.is_empty(), "{}", row.id);
    }
    assert_eq!(book.tapers.len(), 10, "twelve drugs: the tricyclics share a row, and so does naltrexone");
}

/// 600 mg with a clearance of 40: 300 mg at most. 3600 mg of gabapentin with 25: 600 mg. Both by the book’s bands.
#[test]
fn a_dose_above_the_ceiling_of_today_has_a_way_out() {
    let clearance = |value: &str| json!({ "patient": { "clearance": { "ml_per_min": value, "method": "24 h" } } });
    let pregabalin = |taper: Value| {
        let mut request = coming_down("pregabalin", capsules(&["25 mg", "50 mg", "75 mg", "150 mg", "300 mg"]), taper);
        merge(&mut request, clearance("40"));
        request
    };
    let two = || json!([{ "moment": "morning", "dose": "300 mg" }, { "moment": "evening", "dose": "300 mg" }]);
    goes(pregabalin(json!({ "now": two(), "to": "300 mg" })), "525@0 450@7 375@14 300@21");
    goes(pregabalin(json!({ "now": two() })), "525@0 450@7 375@14 300@21 225@28 150@35 75@42 50@49 25@56 0@63");
    let three = json!([{ "moment": "morning", "dose": "1200 mg" }, { "moment": "noon", "dose": "1200 mg" }, { "moment": "evening", "dose": "1200 mg" }]);
    let mut gabapentin =
        coming_down("gabapentin", capsules(&["100 mg", "300 mg", "400 mg"]), json!({ "now": three, "to": "600 mg" }));
    merge(&mut gabapentin, clearance("25"));
    goes(gabapentin, "3300@0 3000@7 2700@14 2400@21 2100@28 1800@35 1500@42 1200@49 900@56 600@63");
    // Asked as a beginning, with what is taken on the list: nothing is begun, and the way out is named.
    for (drug, name, clearance_ml, taken, ceiling) in [
        ("pregabalin", "prégabaline", "40", "600 mg", Some("300 mg")),
        ("pregabalin", "prégabaline", "40", "300 mg", None),
        ("pregabalin", "prégabaline", "40", "301 mg", Some("300 mg")),
        ("gabapentin", "gabapentine", "25", "3600 mg", Some("600 mg")),
        ("gabapentin", "gabapentine", "25", "600 mg", None),
    ] {
        let mut request = coming_down(drug, capsules(&["100 mg"]), json!({ "now": [] }));
        merge(&mut request, clearance(clearance_ml));
        merge(
            &mut request,
            json!({ "treatment": { "purpose": null, "standing": null },
            "medicines": [{ "name": name, "started": "2020-01", "daily_dose": taken }] }),
        );
        let outcome = decide(request);
        let Outcome::Refused { assessment } = &outcome else { panic!("{drug}: {outcome:#?}") };
        let found = assessment.findings.iter().find(|it| it.rule == "TAKEN-1").expect("already taken");
        assert_eq!(found.lower_to.map(|it| it.to_string()).as_deref(), ceiling, "{drug} {taken}");
        assert_eq!(found.text.contains("dépasse le plafond"), ceiling.is_some(), "{}", found.text);
    }
}
