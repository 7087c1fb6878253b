//! What becomes of a pair in a request: what is refused, what is read and signed, what is passed over.

use super::substance;
use crate::ask::laid_out::stair;
use crate::ask::{BOOK, PLANNER, assessment, day};
use crate::pairs::table::rows;
use crate::pairs::{asked, drugs, found, request, taking};
use palier_engine::audit::audit_plan;
use palier_engine::audit::interactions::audit_reading;
use palier_engine::book::rule::Severity;
use palier_engine::course::Plan;
use palier_engine::finding::{Recognition, Verdict};
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

#[test]
fn every_drug_of_the_book_is_planned_for_a_person_in_good_health() {
    assert_eq!(drugs().len(), 12);
    for drug in drugs() {
        let outcome = asked(&drug.id, json!({}));
        assert!(matches!(outcome, Outcome::Planned { .. }), "{}: {outcome:#?}", drug.id);
        assert!(found(&outcome).is_empty(), "{}: {:?}", drug.id, found(&outcome));
    }
}

#[test]
fn one_line_is_one_finding_however_many_rows_speak_of_it() {
    let outcome = taking("amitriptyline", &["tramadol"]);
    assert_eq!(found(&outcome), [("interaction:tramadol", "R022", Severity::Caution, true)]);
    let finding = &assessment(&outcome).findings.iter().find(|it| it.rule == "R022").expect("just seen");
    for part in ["Aussi", "Ne l’arrêtez pas de vous-même"] {
        assert!(finding.text.contains(part), "`{part}`: {}", finding.text);
    }
    // One scale for whoever reads it; what the sources print stands with them.
    for part in [
        "majeur (R022)",
        "octobre\u{a0}2020 (édition de 6\u{a0}ans",
        "celle du 15\u{a0}septembre\u{a0}2023 n’est pas encore suivie)",
        "APEC",
    ] {
        assert!(finding.printed.contains(part), "`{part}`: {}", finding.printed);
        assert!(!finding.text.contains(part), "`{part}`: {}", finding.text);
    }
    assert!(finding.sources.len() > 2, "every row is named: {:?}", finding.sources);
    // A pill holds two substances: one line, one alert.
    let pill = taking("carbamazepine", &["Leeloo"]);
    assert_eq!(found(&pill).len(), 1, "{:?}", found(&pill));
}

#[test]
fn a_major_interaction_waits_to_be_acknowledged_and_a_contraindicated_one_refuses() {
    let signed = json!({ "medicines": [{ "name": "fluoxetine", "started": "2020-01" }],
        "acknowledgements": [{ "about": "interaction:fluoxetine", "by": "Dr Martin", "on": "2026-11-30", "reason": "lu" }] });
    let outcome = asked("nortriptyline", signed);
    assert_eq!(found(&outcome), [("interaction:fluoxetine", "R068", Severity::Caution, false)]);
    assert!(assessment(&outcome).acknowledged());
    assert!(!assessment(&taking("nortriptyline", &["fluoxetine"])).acknowledged());
    let refused = taking("duloxetine", &["fluvoxamine"]);
    assert!(matches!(refused, Outcome::Refused { .. }), "{refused:?}");
    assert_eq!(found(&refused), [("interaction:fluvoxamine", "R065", Severity::Contraindicated, false)]);
}

#[test]
fn what_acts_only_where_it_is_put_raises_nothing() {
    for (drug, brand) in [("duloxetine", "Ciloxan"), ("naltrexone-ldn", "Protopic"), ("carbamazepine", "Kyleena")] {
        let outcome = taking(drug, &[brand]);
        let answer = &assessment(&outcome).medicines[0];
        assert!(answer.findings.is_empty(), "{drug} × {brand}: {answer:?}");
        assert_ne!(answer.answer, Recognition::Recognised, "{drug} × {brand}");
    }
    // The same substances, taken.
    for (drug, name) in [("duloxetine", "ciprofloxacine"), ("carbamazepine", "lévonorgestrel")] {
        let outcome = taking(drug, &[name]);
        let answer = &assessment(&outcome).medicines[0];
        assert_eq!(answer.answer, Recognition::Recognised, "{drug} × {name}");
        assert_eq!(answer.findings.len(), 1, "{drug} × {name}: {answer:?}");
    }
    let drops = json!({ "medicines": [{ "name": "ciprofloxacine", "route": "eye" }] });
    assert!(found(&asked("duloxetine", drops)).is_empty());
}

#[test]
fn a_stopped_medicine_counts_while_its_effect_is_known_to_last() {
    let stopped = |name: &str, last: &str| json!({ "medicines": [{ "name": name, "started": "2020-01", "stopped": { "last_dose": last } }] });
    // Five weeks for fluoxetine: from the first dose on 7 December, 2 November still counts.
    let lasting = asked("amitriptyline", stopped("fluoxetine", "2026-11-02"));
    assert_eq!(found(&lasting), [("interaction:fluoxetine", "R068", Severity::Caution, true)]);
    assert!(assessment(&lasting).findings.iter().any(|it| it.text.contains("jusqu’au 7\u{a0}décembre\u{a0}2026")));
    assert!(found(&asked("amitriptyline", stopped("fluoxetine", "2026-11-01"))).is_empty());
    // No tail is known of paroxetine.
    assert!(found(&asked("amitriptyline", stopped("paroxetine", "2026-11-29"))).is_empty());
    // Four weeks for an inducer; what is contraindicated then waits for the day after.
    let waiting = asked("lamotrigine", stopped("millepertuis", "2026-11-20"));
    assert!(matches!(waiting, Outcome::Pending { .. }), "{waiting:?}");
    assert_eq!(found(&waiting), [("interaction:st-johns-wort", "ANSM-72", Severity::Pending, false)]);
    assert_eq!(assessment(&waiting).earliest, Some(day("2026-12-19")));
    assert!(matches!(taking("lamotrigine", &["millepertuis"]), Outcome::Refused { .. }));
    assert!(found(&asked("lamotrigine", stopped("millepertuis", "2026-11-08"))).is_empty());
}

/// With valproate both speak: the alert is to be read, and the stair is another one.
#[test]
fn a_medicine_that_changes_the_stair_of_lamotrigine_raises_its_alert_too() {
    let stair_of = |outcome: &Outcome| {
        let Outcome::Planned { plan, .. } = outcome else { panic!("{outcome:#?}") };
        (plan.course.variant.clone(), stair(&plan.course))
    };
    let alone = stair_of(&asked("lamotrigine", json!({})));
    assert_eq!(alone.0, None);
    for name in ["acide valproïque", "valpromide"] {
        let outcome = taking("lamotrigine", &[name]);
        let key = if name == "valpromide" { "interaction:valpromide" } else { "interaction:valproate" };
        assert_eq!(found(&outcome), [(key, "R127", Severity::Caution, true)], "{name}");
        let (variant, with) = stair_of(&outcome);
        assert_eq!(variant.as_deref(), Some("lamotrigine-valproate"), "{name}");
        assert_eq!(with, "25/2x14 25x14 50x14 75x14 100x56", "{name}");
        assert_ne!(with, alone.1, "{name}");
        // Read and signed: the stair of the table stays.
        let signed = json!({ "medicines": [{ "name": name, "started": "2020-01" }],
            "acknowledgements": [{ "about": key, "by": "Dr Martin", "on": "2026-11-30", "reason": "lu" }] });
        let outcome = asked("lamotrigine", signed);
        assert!(assessment(&outcome).acknowledged(), "{name}");
        assert_eq!(stair_of(&outcome), (variant, with), "{name}");
    }
    // An inducer: an alert that asks for nothing, and its own stair. Oxcarbazepine is none: it keeps the slow one.
    for (name, rule, variant) in
        [("carbamazépine", "R123", Some("lamotrigine-inducer")), ("oxcarbazépine", "R124", None)]
    {
        let outcome = taking("lamotrigine", &[name]);
        let said: Vec<_> = found(&outcome).iter().map(|it| (it.1, it.2, it.3)).collect();
        assert_eq!(said, [(rule, Severity::Caution, false)]);
        assert_eq!(stair_of(&outcome).0.as_deref(), variant, "{name}");
    }
    // The pill has an alert and changes no stair.
    let pill = taking("lamotrigine", &["Leeloo"]);
    assert_eq!(found(&pill).iter().map(|it| (it.1, it.3)).collect::<Vec<_>>(), [("R147", true)]);
    assert_eq!(stair_of(&pill), alone);
}

#[test]
fn alcohol_is_read_from_the_patient_and_unknown_is_not_checked() {
    let said = |alcohol: Value| asked("pregabalin", json!({ "patient": { "alcohol": alcohol } }));
    assert!(found(&said(json!("none"))).is_empty());
    for amount in ["occasional", "regular"] {
        assert_eq!(found(&said(json!(amount))), [("interaction:alcohol", "R003", Severity::Caution, true)], "{amount}");
    }
    let unknown = said(Value::Null);
    let missing =
        assessment(&unknown).not_checked.iter().find(|it| it.key == "interaction:alcohol").expect("not checked");
    assert_eq!((missing.severity, missing.missing[0].path.as_str()), (Severity::Caution, "patient.alcohol"));
}

#[test]
fn a_habit_is_asked_of_the_drugs_it_changes_and_of_no_other() {
    let is_asked = |drug: &str, id: &str| BOOK.questions_for(drug).iter().any(|it| it.id == id);
    for drug in drugs() {
        assert_eq!(is_asked(&drug.id, "grapefruit"), drug.id == "carbamazepine", "{}", drug.id);
        assert_eq!(is_asked(&drug.id, "tobacco"), drug.id == "duloxetine", "{}", drug.id);
    }
    let yes = asked("carbamazepine", json!({ "patient": { "answers": { "grapefruit": "yes" } } }));
    assert_eq!(
        found(&yes).iter().map(|it| (it.0, it.2, it.3)).collect::<Vec<_>>(),
        [("interaction:grapefruit", Severity::Caution, true)]
    );
    assert!(found(&asked("carbamazepine", json!({}))).is_empty(), "answered no by None of these");
    let unsaid = asked("carbamazepine", json!({ "patient": { "none_of_these": [] } }));
    assert!(assessment(&unsaid).not_checked.iter().any(|it| it.key == "interaction:grapefruit"));
    let smokes = asked("duloxetine", json!({ "patient": { "answers": { "tobacco": "yes" } } }));
    assert_eq!(found(&smokes), [("interaction:tobacco", "X-TOBACCO", Severity::Information, false)]);
}

#[test]
fn a_name_nobody_recognises_is_no_interaction_and_is_not_silent() {
    let outcome = taking("duloxetine", &["zzqwx"]);
    assert!(found(&outcome).is_empty());
    assert_eq!(assessment(&outcome).verdict, Verdict::Pending);
    assert!(assessment(&outcome).not_checked.iter().any(|it| it.key == "medicine:duloxetine:zzqwx"));
}

/// The thesaurus counts naltrexone and nalmefene among « morphiniques »: what it says there is about
/// agonists.
#[test]
fn nothing_said_of_opioid_agonists_is_said_of_an_antagonist() {
    let pairs = &BOOK.book().interactions;
    let group = pairs.groups.iter().find(|it| it.group == "morphiniques").expect("the group as it is printed");
    for id in ["naltrexone", "nalmefene", "naloxone"] {
        assert!(group.substances.iter().any(|it| it == id), "{id} stands in the group as printed");
        let party = pairs.party(&pairs.tags(substance(id)));
        let named = pairs.naming(&party).filter(|row| {
            let all = row.a.iter().chain(&row.b);
            row.is_entry()
                && all.clone().any(|it| it.contains("morphini"))
                && !all.clone().any(|it| it == "morphiniques antagonistes partiels")
        });
        assert_eq!(named.count(), 0, "{id}");
    }
    // Sodium oxybate with an agonist is contraindicated; atropine, benzodiazepines and barbiturates too have entries.
    for name in ["oxybate de sodium", "atropine", "diazépam", "phénobarbital", "hydroxyzine"] {
        for drug in ["naltrexone-ldn", "naltrexone-50"] {
            let outcome = taking(drug, &[name]);
            assert!(found(&outcome).is_empty(), "{drug} × {name}: {:?}", found(&outcome));
        }
        assert!(!found(&taking("tramadol", &[name])).is_empty(), "tramadol × {name}");
    }
    // And what is said of the antagonist itself stands: no agonist beside it.
    for opioid in ["morphine", "tramadol", "codéine", "méthadone", "buprénorphine"] {
        let outcome = taking("naltrexone-ldn", &[opioid]);
        assert!(matches!(outcome, Outcome::Refused { .. }), "{opioid}");
        assert!(found(&outcome).is_empty(), "{opioid}: the wash-out speaks, there is no second alert");
    }
    for antagonist in ["naltrexone", "nalméfène"] {
        let outcome = taking("tramadol", &[antagonist]);
        assert!(matches!(outcome, Outcome::Refused { .. }), "{antagonist}");
        assert!(found(&outcome).is_empty(), "{antagonist}: the wash-out speaks, there is no second alert");
    }
}

#[test]
fn the_auditor_stops_a_plan_beside_a_contraindicated_medicine_or_an_unread_major_one() {
    let Outcome::Planned { plan, .. } = asked("duloxetine", json!({})) else { panic!("a plan without medicines") };
    let with = |name: &str| request("duloxetine", json!({ "medicines": [{ "name": name, "started": "2020-01" }] }));
    let audited = |name: &str| audit_plan(PLANNER.catalogue(), &with(name), Plan::clone(&plan));
    assert!(audited("paracétamol").is_ok());
    for name in ["fluvoxamine", "ciprofloxacine", "phénelzine"] {
        let violations = audited(name).expect_err("is contraindicated");
        assert!(
            violations.iter().any(|it| it.invariant == 5 && it.message.contains("contraindicated with")),
            "{violations:?}"
        );
    }
    let request = with("venlafaxine");
    let outcome = PLANNER.decide(&request);
    let findings = &assessment(&outcome).findings;
    assert!(audit_reading(PLANNER.catalogue(), &request, findings).is_ok());
    assert!(audit_reading(PLANNER.catalogue(), &request, &[]).is_err(), "nothing asks that R062 be read");
    let silenced: Vec<_> = findings
        .iter()
        .cloned()
        .map(|mut it| {
            it.unacknowledged = false;
            it
        })
        .collect();
    assert!(audit_reading(PLANNER.catalogue(), &request, &silenced).is_err(), "nor has anyone read it");
    assert!(audit_reading(PLANNER.catalogue(), &with("oxycodone"), &[]).is_ok(), "a moderate one asks for nothing");
}

/// Estradiol by itself treats the menopause, dienogest endometriosis: nobody is told that a contraception fails. A
/// pill that holds them is one, by its progestogen; and lamotrigine falls with either, but not with dienogest alone.
#[test]
fn an_oestrogen_of_the_menopause_is_no_contraception() {
    let said = |drug: &str, name: &str| -> String {
        let outcome = taking(drug, &[name]);
        let found = assessment(&outcome).findings.iter().filter(|it| it.key.starts_with("interaction:"));
        found.map(|it| format!("{} {} {}", it.rule, it.text, it.ask.as_deref().unwrap_or_default())).collect()
    };
    for drug in ["carbamazepine", "oxcarbazepine", "lamotrigine"] {
        for name in ["Provames", "Estreva", "estradiol"] {
            let text = said(drug, name);
            assert!(!text.is_empty() && !text.contains("contracepti"), "{drug}, {name}: {text}");
        }
    }
    for drug in ["carbamazepine", "oxcarbazepine"] {
        for name in ["Qlaira", "Zoely", "Leeloo", "Visanne"] {
            let text = said(drug, name);
            assert!(text.contains("contraception"), "{drug}, {name}: {text}");
        }
    }
    for name in ["Provames", "Qlaira", "Zoely", "Leeloo"] {
        assert!(said("lamotrigine", name).contains("abaisse le taux"), "{name}");
    }
    assert!(!said("lamotrigine", "Visanne").contains("abaisse"), "dienogest alone");
}

/// Carbamazepine empties these of their effect: contraindicated on its labels (`v52`). Oxcarbazepine and lamotrigine share
/// one table, the slow one: their alert does not ask which.
#[test]
fn carbamazepine_refuses_beside_what_it_makes_useless() {
    for name in
        ["éfavirenz", "névirapine", "rilpivirine", "étravirine", "doravirine", "délavirdine", "Intelence", "Pifeltro"]
    {
        let outcome = taking("carbamazepine", &[name]);
        assert!(matches!(outcome, Outcome::Refused { .. }), "{name}: {outcome:#?}");
        assert_eq!(found(&outcome)[0].1, "X-NNRTI", "{name}");
    }
    let nefazodone = taking("carbamazepine", &["néfazodone"]);
    assert!(matches!(nefazodone, Outcome::Refused { .. }), "{nefazodone:#?}");
    assert_eq!(found(&nefazodone)[0].1, "X-NEFAZODONE");
    let mechanism = |id: &str| {
        let rule = BOOK.book().interactions.rules.iter().find(|it| it.id == id).expect("it");
        rule.mechanism.clone()
    };
    assert_eq!([mechanism("R123"), mechanism("R124")], ["lamotrigine-inducer", "level-down"]);
    assert!(rows("lamotrigine", "oxcarbazepine").iter().all(|it| it.mechanism == "level-down"));
}
