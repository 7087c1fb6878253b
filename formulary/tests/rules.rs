//! Every rule, wash-out and limit of the book, three times: it fires, it just misses, and it cannot
//! be known. Typed from the dossier (`naltrexone-ketamine-scales.md` §7 and §8, `clinical/README.md`).

mod ask;

use std::collections::BTreeSet;

use ask::Then::{Refused, Steps};
use ask::Unknown::{Never, When};
use ask::{
    Bounded, Row, answer, answered, assessment, both, bounds_hold, clearance, course, day, decide, liver, medicine,
    merge, over, patient, protocol, question, stair, takes, takes_so, treatment, with, worst_of,
};
use palier_engine::assess::{Verdict, Wait};
use palier_engine::formulary::{Region, Severity};
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

/// The drugs whose rules, limits and intervals stand in these tables.
const DRUGS: [&str; 2] = ["naltrexone-ldn", "naltrexone-50"];

/// The reference woman (46 years, 62 kg) has (140 − 46) × 62 × 0.85 / (72 × creatinine / 88.42) mL/min:
/// 20.3 at 300 µmol/L, 60.8 at 100 µmol/L.
fn both_clearances(given: &str, micromol: &str) -> Value {
    let mut both = clearance(given);
    over(&mut both, patient(json!({ "creatinine": { "value": micromol, "unit": "umol/L" } })));
    both
}

fn fifty(patch: Value) -> Value {
    let mut all = json!({ "treatment": { "drug": "naltrexone-50", "indication": "alcohol-dependence",
        "supplies": [{ "tablet": { "strength": "50 mg", "scored": true } }] } });
    over(&mut all, patch);
    all
}

fn rules() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Information, Pending};
    let mut rows = vec![
        question("OP-1", Contraindicated, &["opioid-recent"]),
        question("OP-3", Contraindicated, &["opioid-dependence"]),
        question("OP-4", Pending, &["opioid-need-expected"]),
        question("OP-5", Contraindicated, &["opioid-withdrawal"]),
        medicine("GUT-1", Caution, &["trimébutine", "Débridat", "racécadotril", "éluxadoline"], &["phloroglucinol"]),
        medicine("DXM-1", Information, &["dextrométhorphane"], &["acétylcystéine"]),
        medicine(
            "DUP-1",
            Information,
            &["naloxone", "naloxégol", "méthylnaltrexone", "naldémédine"],
            &["naltrexone", "nalméfène", "Mysimba", "bupropion"],
        ),
        medicine("AD-4", Contraindicated, &["Mysimba"], &["bupropion", "naltrexone"]),
        medicine("AD-4-bupropion", Information, &["bupropion", "Zyban"], &["Mysimba", "sertraline"]),
        medicine("LI-4", Caution, &["valproate", "kétoconazole", "simvastatine"], &["paracétamol", "disulfirame"]),
        medicine("LI-4-disulfiram", Contraindicated, &["disulfirame", "Esperal"], &["acamprosate"]),
        question("RE-3", Pending, &["unstable-creatinine"]),
        question("PR-1", Contraindicated, &["pregnant", "trying-to-conceive", "breastfeeding"]),
        question("PR-2", Caution, &["fertile-no-contraception"]),
        question("AL-H", Contraindicated, &["naltrexone-allergy"]),
        question("FORM-4", Caution, &["lactose-intolerance"]),
        question("PSY-2", Pending, &["psychosis-bipolar", "severe-depression"]),
        question("PSY-3", Caution, &["exposure-therapy"]),
        medicine("AD-1", Information, &["sertraline", "venlafaxine"], &["amitriptyline", "miansérine"]),
        medicine(
            "AD-2",
            Caution,
            &["phénelzine", "moclobémide", "sélégiline", "linézolide"],
            &["sertraline", "amitriptyline"],
        ),
        medicine("SED-1", Caution, &["diazépam", "hydroxyzine", "halopéridol", "phénobarbital"], &["sertraline"]),
        medicine("SED-1-thioridazine", Contraindicated, &["thioridazine"], &["halopéridol"]),
        medicine("ACA-1", Information, &["acamprosate", "Aotal"], &["disulfirame"]),
        question("MED-0", Pending, &["other-medicines"]),
        question("IM-1", Contraindicated, &["organ-transplant"]),
        medicine(
            "IM-2",
            Pending,
            &["méthotrexate", "tacrolimus", "adalimumab", "nivolumab"],
            &["prednisone", "tacrolimus pommade", "hydroxychloroquine"],
        ),
        question("AUTO-1", Pending, &["multiple-sclerosis", "active-cancer", "inflammatory-rheumatism"]),
    ];
    rows.extend(measured());
    rows.extend(mixed());
    rows
}

/// Rules that compare a number: at the edge, and just to either side.
fn measured() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Information, Pending};
    let years = |it: u8| patient(json!({ "age_years": it }));
    let alt = |it: &str| liver(json!({ "alt": it }));
    let ast = |it: &str| liver(json!({ "ast": it }));
    let tested = |on: &str| liver(json!({ "on": on }));
    let surgery = |on: &str| patient(json!({ "surgery_on": on }));
    let grams = |mg: &str| takes_so("paracétamol", json!({ "daily_dose": mg }));
    let child_pugh = json!({ "bilirubin_umol_per_l": "20", "albumin_g_per_l": "40", "inr": "1",
        "ascites": "none", "encephalopathy": "none" });
    vec![
        // Day 1 is 7 December; day 84 is 28 February; the three days after it are free.
        Row {
            id: "OP-4-course",
            severity: Pending,
            fires: vec![surgery("2026-11-30"), surgery("2026-12-07"), surgery("2027-03-02"), surgery("2027-03-03")],
            misses: vec![surgery("2026-11-29"), surgery("2027-03-04"), surgery("2027-03-05")],
            unknown: When(answer("opioid-need-expected", "yes")),
        },
        Row {
            id: "OP-4-surgery",
            severity: Caution,
            fires: vec![surgery("2026-11-30"), surgery("2027-03-04"), surgery("2027-10-01")],
            misses: vec![surgery("2026-11-29"), answer("opioid-need-expected", "no")],
            unknown: When(answer("opioid-need-expected", "yes")),
        },
        Row {
            id: "LI-1",
            severity: Contraindicated,
            fires: vec![
                alt("3.001"),
                ast("3.001"),
                answer("liver-disease", "yes"),
                answer("hepatitis", "yes"),
                answer("jaundice", "yes"),
                patient(json!({ "child_pugh": child_pugh })),
            ],
            misses: vec![alt("3"), ast("3"), alt("2.999"), answer("jaundice", "no")],
            unknown: When(liver(json!({ "alt": null }))),
        },
        Row {
            id: "LI-2",
            severity: Pending,
            fires: vec![alt("1.001"), ast("1.001"), alt("3"), ast("3")],
            misses: vec![alt("0.999"), alt("1"), ast("1")],
            unknown: When(liver(json!({ "ast": null }))),
        },
        Row {
            id: "LI-2-missing",
            severity: Pending,
            fires: vec![
                patient(json!({ "liver": null })),
                liver(json!({ "alt": null })),
                liver(json!({ "ast": null })),
                liver(json!({ "on": null })),
                tested("2026-08-31"),
            ],
            misses: vec![json!({}), tested("2026-09-01")],
            unknown: Never("it is the rule about not knowing"),
        },
        Row {
            id: "LI-2-old",
            severity: Pending,
            fires: vec![tested("2026-09-07"), tested("2026-09-06")],
            misses: vec![tested("2026-09-08"), tested("2026-09-09")],
            unknown: When(liver(json!({ "on": null }))),
        },
        Row {
            id: "LI-2-bilirubin",
            severity: Pending,
            fires: vec![liver(json!({ "bilirubin": "1.001" }))],
            misses: vec![liver(json!({ "bilirubin": "1" })), liver(json!({ "bilirubin": "0.999" }))],
            unknown: When(liver(json!({ "bilirubin": "0.5", "on": null }))),
        },
        Row {
            id: "LI-2-bilirubin-missing",
            severity: Information,
            fires: vec![json!({}), patient(json!({ "liver": null }))],
            misses: vec![liver(json!({ "bilirubin": "0.5" })), liver(json!({ "bilirubin": "0.5", "on": null }))],
            unknown: Never("it is the rule about what is missing"),
        },
        Row {
            id: "LI-4-paracetamol",
            severity: Caution,
            fires: vec![grams("3000.001 mg"), grams("4000 mg")],
            misses: vec![
                grams("3000 mg"),
                grams("2999.999 mg"),
                takes_so("paracétamol", json!({ "stopped": { "last_dose": "2026-11-29" } })),
            ],
            unknown: When(takes("paracétamol")),
        },
        Row {
            id: "RE-1",
            severity: Contraindicated,
            fires: vec![clearance("29.999"), answer("dialysis", "yes"), both_clearances("90", "300")],
            misses: vec![clearance("30"), clearance("30.001")],
            unknown: When(patient(json!({ "creatinine": null }))),
        },
        Row {
            id: "RE-2",
            severity: Caution,
            fires: vec![clearance("30"), clearance("30.001"), clearance("59.999")],
            misses: vec![clearance("29.999"), clearance("60"), clearance("60.001")],
            unknown: When(patient(json!({ "weight_kg": null }))),
        },
        Row {
            id: "AGE-1",
            severity: Contraindicated,
            fires: vec![years(17)],
            misses: vec![years(18), years(19)],
            unknown: When(patient(json!({ "age_years": null }))),
        },
        Row {
            id: "AGE-2",
            severity: Caution,
            fires: vec![years(65), years(66)],
            misses: vec![years(64)],
            unknown: When(patient(json!({ "age_years": null }))),
        },
        Row {
            id: "PSY-1",
            severity: Contraindicated,
            fires: vec![patient(json!({ "phq9_item9": 1 })), answer("suicidal-thoughts", "yes")],
            misses: vec![patient(json!({ "phq9_item9": 0 })), answer("suicidal-thoughts", "no")],
            unknown: When(answer("suicidal-thoughts", "unknown")),
        },
    ]
}

/// Rules that read several things.
fn mixed() -> Vec<Row> {
    use Severity::{Caution, Contraindicated, Information, Pending};
    let alcohol = |it: &str| patient(json!({ "alcohol": it }));
    let unsaid = patient(json!({ "alcohol": null }));
    let tianeptine = |used: Value| takes_so("tianeptine", json!({ "use": used }));
    let begun = |on: &str| takes_so("sertraline", json!({ "started": on }));
    vec![
        Row {
            id: "AD-3-misuse",
            severity: Contraindicated,
            fires: vec![
                tianeptine(json!("misuse")),
                takes_so("Stablon", json!({ "use": "misuse", "stopped": { "last_dose": "2020-01-01" } })),
            ],
            misses: vec![tianeptine(json!("daily")), takes("sertraline")],
            unknown: When(tianeptine(json!(null))),
        },
        Row {
            id: "AL-1",
            severity: Contraindicated,
            fires: vec![alcohol("regular"), answer("alcohol-withdrawal", "yes")],
            misses: vec![alcohol("occasional"), alcohol("none")],
            unknown: When(unsaid.clone()),
        },
        Row {
            id: "AL-2",
            severity: Caution,
            fires: vec![alcohol("occasional")],
            misses: vec![alcohol("none"), alcohol("regular")],
            unknown: When(unsaid.clone()),
        },
        Row {
            id: "NTX50-AL",
            severity: Pending,
            fires: vec![fifty(answer("alcohol-withdrawal", "yes"))],
            misses: vec![fifty(answer("alcohol-withdrawal", "no"))],
            unknown: When(fifty(answer("alcohol-withdrawal", "unknown"))),
        },
        Row {
            id: "NTX50-AL-2",
            severity: Caution,
            fires: vec![fifty(alcohol("regular")), fifty(alcohol("occasional"))],
            misses: vec![fifty(alcohol("none"))],
            unknown: When(fifty(unsaid)),
        },
        Row {
            id: "FORM-4-50",
            severity: Caution,
            fires: vec![fifty(answer("lactose-intolerance", "yes"))],
            misses: vec![fifty(json!({}))],
            unknown: When(fifty(answer("lactose-intolerance", "unknown"))),
        },
        // Today is 30 November.
        Row {
            id: "FRZ-1",
            severity: Caution,
            fires: vec![begun("2026-11-30"), begun("2026-11-17"), begun("2026-11-16"), begun("2026-11")],
            misses: vec![begun("2026-11-15"), begun("2026-10"), takes("métformine")],
            unknown: When(takes_so("sertraline", json!({ "started": null }))),
        },
        Row {
            id: "KET-1",
            severity: Pending,
            fires: vec![answer("ketamine-planned", "yes"), takes("kétamine"), takes("Spravato")],
            misses: vec![answer("ketamine-planned", "no"), takes("sertraline")],
            unknown: When(answer("ketamine-planned", "unknown")),
        },
        Row {
            id: "TH-1",
            severity: Caution,
            fires: vec![answer("hashimoto", "yes"), takes("Lévothyrox"), takes("liothyronine")],
            misses: vec![answer("hashimoto", "no"), takes("carbimazole"), fifty(takes("Lévothyrox"))],
            unknown: When(answer("hashimoto", "unknown")),
        },
        Row {
            id: "RX-1",
            severity: Pending,
            fires: vec![json!({ "prescriber": null }), json!({ "prescriber": " " })],
            misses: vec![json!({ "prescriber": "Dr X" })],
            unknown: Never("a prescriber is named or is not"),
        },
        Row {
            id: "DRV-1",
            severity: Information,
            fires: vec![json!({}), fifty(json!({}))],
            misses: Vec::new(),
            unknown: Never("true of everybody"),
        },
    ]
}

#[test]
fn every_rule_fires_and_just_misses() {
    ask::fires_and_just_misses(&json!({}), &rules());
}

#[test]
fn every_rule_that_cannot_be_known_says_so_and_is_never_passed() {
    ask::unknown_is_never_passed(&json!({}), &rules());
}

/// What was taken, how, the full free days, and whether the prescriber decides too.
struct Interval {
    id: &'static str,
    line: Value,
    full_days: Option<i32>,
}

/// §7.1 and §7.3, one row per interval.
fn wash_outs() -> Vec<Interval> {
    let line = |name: &str, fields: Value| {
        let mut line = json!({ "name": name, "started": "2020-01" });
        merge(&mut line, fields);
        line
    };
    let row = |id, line, full_days| Interval { id, line, full_days };
    vec![
        row("OP-2-short", line("tramadol", json!({ "form": "immediate" })), Some(10)),
        row("OP-2-short", line("Néo-Codion", json!({})), Some(10)),
        row("OP-2-long", line("tramadol", json!({})), Some(14)),
        row("OP-2-long", line("oxycodone LP", json!({})), Some(14)),
        row("OP-2-long", line("Durogesic", json!({})), Some(14)),
        row("OP-2-depot", line("morphine", json!({ "form": "depot" })), None),
        row("OP-2-mixed", line("nalbuphine", json!({})), Some(10)),
        row("OP-2-mixed-long", line("nalbuphine", json!({ "form": "prolonged" })), None),
        row("OP-3-methadone", line("méthadone", json!({})), Some(14)),
        row("OP-3-buprenorphine", line("Subutex", json!({})), Some(14)),
        row("OP-3-buprenorphine-depot", line("Buvidal", json!({})), None),
        row("OP-3-buprenorphine-depot", line("buprénorphine", json!({})), None),
        row("OP-3-illicit", line("kratom", json!({})), None),
        row("OP-3-illicit", line("héroïne", json!({})), None),
        row("OP-2-loperamide", line("lopéramide", json!({ "use": "daily" })), Some(10)),
        row("OP-2-diphenoxylate", line("diphénoxylate", json!({})), Some(10)),
        row("AD-3", line("tianeptine", json!({ "use": "daily" })), Some(10)),
    ]
}

/// Day of the last opioid = day 0; the first dose falls on day interval + 1. Both drugs, any dose.
#[test]
fn every_interval_at_its_edges() {
    for drug in [json!({}), fifty(json!({}))] {
        for Interval { id, line, full_days } in wash_outs() {
            let base = with(drug.clone());
            let asked = |line: &Value, decided: bool| {
                let mut request = base.clone();
                request["medicines"] = json!([line]);
                let first = decide(request.clone());
                if !decided {
                    return first;
                }
                let findings = &assessment(&first).findings;
                let keys = findings.iter().filter(|it| it.rule == id).map(|it| it.key.clone());
                let record = |key| json!({ "about": key, "by": "Dr Martin", "on": "2026-11-30" });
                request["decisions"] = keys.map(record).collect();
                decide(request)
            };
            let loperamide = id == "OP-2-loperamide";
            let current = asked(&line, false);
            assert!(matches!(current, Outcome::Refused { .. }), "{id}: taken now: {current:#?}");
            assert_eq!(worst_of(assessment(&current), id), Some(Severity::Contraindicated), "{id}: taken now");
            let stopped_on = |days_before_start: i32| {
                let mut line = line.clone();
                let last = day("2026-12-07").plus(-days_before_start).expect("in the calendar");
                line["stopped"] = json!({ "last_dose": last.to_string() });
                line["started"] = json!("2001-01");
                line
            };
            let Some(full_days) = full_days else {
                for ago in [15, 100, 3000] {
                    let outcome = asked(&stopped_on(ago), true);
                    assert!(matches!(outcome, Outcome::Refused { .. }), "{id}, {ago} days before: {outcome:#?}");
                    assert_eq!(assessment(&outcome).earliest, None, "{id}: no date is ever computed");
                }
                continue;
            };
            // Free days: one too few, just enough, one more.
            let last = |free: i32| stopped_on(free + 1);
            let early = asked(&last(full_days - 1), true);
            assert!(matches!(early, Outcome::Pending { .. }), "{id}, {} free days: {early:#?}", full_days - 1);
            assert_eq!(assessment(&early).earliest, Some(day("2026-12-08")), "{id}: the day after the one wished for");
            for free in [full_days, full_days + 1] {
                let decided = asked(&last(free), true);
                assert!(matches!(decided, Outcome::Planned { .. }), "{id}, {free} free days: {decided:#?}");
                let undecided = asked(&last(free), false);
                let finding = assessment(&undecided).findings.iter().find(|it| it.rule == id).expect(id);
                assert!(matches!(&*finding.waits, [Wait::Decision(_)]), "{id}: {:?}", finding.waits);
            }
            if !loperamide {
                let occasional = json!({ "use": "occasional" });
                let mut line = line.clone();
                merge(&mut line, occasional);
                assert!(matches!(asked(&line, true), Outcome::Refused { .. }), "{id}: now and then is now");
            }
        }
    }
}

/// DESIGN §3: a last dose of 180 days ago or more asks for no decision; a month counts by its last day.
/// A depot, or a form unsaid where there is one, keeps no date at all, as above.
#[test]
fn an_opioid_last_taken_180_days_ago_waits_for_no_decision() {
    // 30 November 2026 less 180 days is 3 June.
    let whens = [
        ("2026-06-04", false),
        ("2026-06-03", true),
        ("2026-06-02", true),
        ("2026-06", false),
        ("2026-05", true),
        ("2024-05", true),
    ];
    for drug in [json!({}), fifty(json!({}))] {
        for Interval { id, line, .. } in wash_outs().into_iter().filter(|it| it.full_days.is_some()) {
            for (last_dose, old) in whens {
                for (language, said) in [("fr", "aucune décision"), ("en", "no decision")] {
                    let mut line = line.clone();
                    line["stopped"] = json!({ "last_dose": last_dose });
                    let mut request = with(drug.clone());
                    (request["medicines"], request["language"]) = (json!([line]), json!(language));
                    let outcome = decide(request);
                    let at = format!("{id}, {last_dose}: {outcome:#?}");
                    let finding = assessment(&outcome).findings.iter().find(|it| it.rule == id).expect(id);
                    assert_eq!(matches!(outcome, Outcome::Planned { .. }), old, "{at}");
                    let severity = if old { Severity::Information } else { Severity::Pending };
                    assert_eq!((finding.severity, finding.waits.is_empty()), (severity, old), "{at}");
                    assert_eq!(finding.text.contains(said), old, "{at}");
                }
            }
        }
    }
}

/// README: the one exception, labelled use of loperamide; use unsaid is not read as labelled.
#[test]
fn loperamide_is_weighed_by_its_use() {
    let used = |used: Value| decide(with(takes_so("lopéramide", json!({ "use": used }))));
    assert_eq!(assessment(&used(json!("occasional"))).verdict, Verdict::Pending);
    assert_eq!(assessment(&used(json!("daily"))).verdict, Verdict::Refused);
    assert_eq!(assessment(&used(json!("misuse"))).verdict, Verdict::Refused);
    let unsaid = used(json!(null));
    let found = assessment(&unsaid);
    assert_eq!(found.verdict, Verdict::Pending);
    let unchecked = found.not_checked.iter().find(|it| it.rule == "OP-2-loperamide").expect("not checked");
    assert_eq!(unchecked.severity, Severity::Contraindicated);
    assert_eq!(unchecked.missing[0].path, "medicines[0].use");
}

/// An opioid has no route that spares the person from naltrexone.
#[test]
fn no_substance_with_an_interval_counts_as_local() {
    let book = palier_formulary::builtin();
    let rows: Vec<_> =
        book.book().wash_outs.iter().filter(|it| it.drugs.iter().any(|it| DRUGS.contains(&&**it))).collect();
    for substance in &book.book().substances {
        let named = rows.iter().any(|row| row.from == substance.id || substance.classes.contains(&row.from));
        assert!(!named || substance.local.is_empty(), "{} may be passed over by its route", substance.id);
    }
}

fn limits() -> Vec<Bounded> {
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

#[test]
fn nothing_of_naltrexone_is_left_out_of_these_tables() {
    let book = palier_formulary::builtin();
    let set = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect::<BTreeSet<String>>();
    let rules = rules();
    assert_eq!(set(rules.iter().map(|it| it.id).collect()).len(), rules.len(), "a rule twice");
    let ours = set(rules.iter().map(|it| it.id).collect());
    let here = |drugs: &[String]| drugs.iter().any(|it| DRUGS.contains(&&**it));
    let theirs = book.book().rules.iter().filter(|it| here(&it.drugs)).map(|it| &*it.id);
    assert_eq!(ours, set(theirs.collect()), "rules");
    let ours = set(wash_outs().iter().map(|it| it.id).collect());
    let theirs = book.book().wash_outs.iter().filter(|it| here(&it.drugs)).map(|it| &*it.id);
    assert_eq!(ours, set(theirs.collect()), "intervals");
    let ours = set(limits().iter().map(|it| it.id).collect());
    let theirs = book.book().limits.iter().filter(|it| here(&it.drugs)).map(|it| &*it.id);
    assert_eq!(ours, set(theirs.collect()), "limits");
    for drug in &book.book().drugs {
        assert!(book.limits_for(&drug.id, Region::FR).count() >= 5, "{}", drug.id);
    }
}

/// Dossier §11.2: days, capsules of 0.5, 1.5, 3 and 4.5 mg, milligrams; cut at the review on day 84.
#[test]
fn each_protocol_is_laid_out_as_the_inventory_counts_it() {
    let four = json!({ "treatment": { "supplies": [
        { "capsule": { "strength": "0.5 mg" } }, { "capsule": { "strength": "1.5 mg" } },
        { "capsule": { "strength": "3 mg" } }, { "capsule": { "strength": "4.5 mg" } }
    ] } });
    let to = |target: &str| treatment(json!({ "target": target }));
    let table: [(Value, &str, [u64; 4], u64, &str); 6] = [
        (to("3 mg"), "1.5x14 2x14 2.5x14 3x42", [42, 42, 42, 0], 210_000, ""),
        // 1.5×14, 1.5+0.5, 1.5+2×0.5, 3, 3+0.5, 3+2×0.5; 4.5 mg is of day 85.
        (to("4.5 mg"), "1.5x14 2x14 2.5x14 3x14 3.5x14 4x14", [84, 42, 42, 0], 231_000, "4.5 mg"),
        (protocol("article-003", true), "1.5x7 2x7 2.5x7 3x63", [21, 21, 63, 0], 231_000, ""),
        (
            both(protocol("article-003", true), to("4.5 mg")),
            "1.5x7 2x7 2.5x7 3x7 3.5x7 4x7 4.5x42",
            [42, 21, 21, 42],
            304_500,
            "",
        ),
        (both(protocol("article-001", true), to("4.5 mg")), "1.5x14 3x14 4.5x56", [0, 14, 14, 56], 315_000, ""),
        // 126 days to 4.5 mg in the dossier: the first six steps come before the review.
        (
            both(protocol("sensitive", false), to("4.5 mg")),
            "0.5x14 1x14 1.5x14 2x14 2.5x14 3x14",
            [14 + 28 + 14 + 28, 42, 14, 0],
            147_000,
            "3.5 mg, 4 mg, 4.5 mg",
        ),
    ];
    for (patch, steps, capsules, micrograms, after) in table {
        let outcome = decide(with(both(four.clone(), patch.clone())));
        assert!(matches!(outcome, Outcome::Planned { .. }), "{patch}: {outcome:#?}");
        let course = course(&outcome).expect("planned");
        assert_eq!(stair(course), steps, "{patch}");
        let totals = &course.dispensing.totals;
        let of = |supply: usize| totals.iter().filter(|it| it.supply == supply).map(|it| it.dispensed / 2).sum::<u64>();
        assert_eq!([0, 1, 2, 3].map(of), capsules, "{patch}");
        assert_eq!(course.dispensing.total_micrograms, micrograms, "{patch}");
        let left: Vec<String> = course.after_review.iter().map(ToString::to_string).collect();
        assert_eq!(left.join(", "), after, "{patch}: after the review");
    }
}

/// Dossier §11.2: with 1.5 and 3 mg capsules only, 4.5 is 3 + 1.5.
#[test]
fn the_anxiety_article_is_made_of_its_own_capsules() {
    let two = json!({ "treatment": { "target": "4.5 mg", "supplies": [
        { "capsule": { "strength": "1.5 mg" } }, { "capsule": { "strength": "3 mg" } }
    ] } });
    let outcome = decide(with(both(protocol("article-001", true), two)));
    let totals = &course(&outcome).expect("planned").dispensing.totals;
    assert_eq!(totals.iter().map(|it| it.dispensed / 2).collect::<Vec<_>>(), [70, 70]);
}

/// Every patch of the tables, in the order they stand.
fn patches() -> Vec<Value> {
    let mut all = Vec::new();
    for Row { fires, misses, unknown, .. } in rules() {
        all.extend(fires);
        all.extend(misses);
        if let When(patch) = unknown {
            all.push(patch);
        }
    }
    for Bounded { beyond, within, .. } in limits() {
        all.extend([beyond.0, within.0]);
    }
    for Interval { line, .. } in wash_outs() {
        for stop in [
            json!({}),
            json!({ "stopped": { "last_dose": "2026-11-29" } }),
            json!({ "stopped": { "last_dose": "2020-01-01" } }),
            json!({ "stopped": { "last_dose": "2026-12-05", "planned_by": "Dr X" } }),
        ] {
            all.push(json!({ "medicines": [both(line.clone(), stop)] }));
        }
    }
    all.push(takes("xyzabc"));
    all.push(takes("paracétamol + xyzabc"));
    all.push(treatment(json!({ "protocol": "younger" })));
    all.push(treatment(json!({ "most_units": 9 })));
    all.push(treatment(json!({ "supplies": null })));
    all.push(treatment(json!({ "start": null })));
    all.push(treatment(json!({ "start": "2026-11-29" })));
    all.push(treatment(json!({ "supplies": [{ "tablet": { "strength": "50 mg", "scored": true } }] })));
    all.push(treatment(json!({ "supplies": [{ "capsule": { "strength": "1.5 mg" } }] })));
    all.push(patient(json!({ "none_of_these": [] })));
    all
}

/// What a person reads: every `text`, `ask` and `bound` of an answer, sources and names left out.
fn sentences(value: &Value, said: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                if let (Some(text), "text" | "ask" | "bound" | "message") = (value.as_str(), &**key) {
                    said.push(text.to_owned());
                } else if !matches!(&**key, "sources" | "recorded") {
                    sentences(value, said);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|it| sentences(it, said)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn said(language: &str) -> BTreeSet<String> {
    let mut said = Vec::new();
    for mut patch in patches() {
        merge(&mut patch, json!({ "language": language }));
        sentences(&serde_json::to_value(decide(with(patch))).expect("serialises"), &mut said);
    }
    said.into_iter().collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|it: char| !it.is_alphanumeric()).map(str::to_lowercase).collect()
}

#[test]
fn each_language_is_spoken_alone() {
    const FRENCH: [&str; 16] =
        ["le", "les", "la", "une", "du", "des", "et", "est", "pas", "ou", "au", "aux", "pour", "avec", "dans", "jours"];
    const ENGLISH: [&str; 14] =
        ["the", "of", "and", "is", "not", "with", "for", "to", "before", "from", "days", "are", "this", "at"];
    let (english, french) = (said("en"), said("fr"));
    assert!(english.len() > 150 && french.len() > 150, "{} and {} sentences", english.len(), french.len());
    for (all, strangers) in [(&english, &FRENCH[..]), (&french, &ENGLISH[..])] {
        for text in all {
            let found: Vec<String> = words(text).into_iter().filter(|it| strangers.contains(&&**it)).collect();
            assert!(found.is_empty(), "{found:?} in: {text}");
        }
    }
    for text in &english {
        for never in ["hold", "holds", "safe", "safely", "ok", "clear"] {
            assert!(!words(text).iter().any(|it| it == never), "`{never}`: {text}");
        }
    }
    for text in &french {
        assert!(!words(text).iter().any(|it| it == "ok") && !text.contains("sans danger"), "{text}");
    }
}

#[test]
fn sentences_are_written_as_they_would_be_printed() {
    for language in ["fr", "en"] {
        for text in said(language) {
            assert!(!text.is_empty() && text.trim() == text, "`{text}`");
            for twice in ["  ", "..", "::", ": :", ". .", " ,", "( ", "\u{a0}\u{a0}", "?.", "??"] {
                assert!(!text.contains(twice), "`{twice}`: {text}");
            }
            assert!(!text.contains('\'') && !text.contains('"'), "typewriter marks: {text}");
            for sentence in text.split(['.', '?', '!']) {
                assert!(sentence.matches(": ").count() <= 1, "two colons in one sentence: {text}");
            }
            // After a colon no capital, but of a name.
            for (_, after) in text.match_indices(": ").map(|(at, colon)| (at, &text[at + colon.len()..])) {
                let word: String = after.chars().take_while(|it| it.is_alphabetic()).collect();
                let mut chars = word.chars();
                let capital = chars.next().is_some_and(char::is_uppercase);
                let common = capital && chars.next().is_some_and(char::is_lowercase) && word != "Palier";
                assert!(!common, "capital after a colon, `{word}`: {text}");
            }
            if language == "fr" {
                for mark in [" :", " ;", " ?", " !", " »", "« "] {
                    assert!(!text.contains(mark), "plain space: {text}");
                }
            }
        }
    }
}

/// DESIGN §3: a finding that reads such a medicine never sends anyone to stop it alone.
#[test]
fn nobody_is_sent_to_stop_a_medicine_alone() {
    let table = [
        ("valproate", "LI-4"),
        ("diazépam", "SED-1"),
        ("phénelzine", "AD-2"),
        ("thioridazine", "SED-1-thioridazine"),
        ("tacrolimus", "IM-2"),
        ("tramadol", "OP-2-long"),
    ];
    for (name, rule) in table {
        for (language, words) in [("fr", "ne l’arrêtez pas de vous-même"), ("en", "do not stop it by yourself")] {
            let patch = both(takes(name), json!({ "language": language }));
            let outcome = decide(with(patch));
            let finding = assessment(&outcome).findings.iter().find(|it| it.rule == rule).expect(rule);
            assert!(finding.text.to_lowercase().contains(words), "{rule}: {}", finding.text);
        }
    }
    let planned = json!({ "stopped": { "last_dose": "2026-12-05", "planned_by": "Dr X" } });
    let outcome = decide(with(both(takes_so("tramadol", planned), json!({ "language": "fr" }))));
    let finding = assessment(&outcome).findings.iter().find(|it| it.rule == "OP-2-long").expect("OP-2-long");
    assert!(finding.text.contains("Ne l’arrêtez pas de vous-même"), "{}", finding.text);
    let new = both(takes_so("sertraline", json!({ "started": "2026-11-28" })), json!({ "language": "fr" }));
    let outcome = decide(with(new));
    let finding = assessment(&outcome).findings.iter().find(|it| it.rule == "FRZ-1").expect("FRZ-1");
    assert!(finding.text.contains("Ne l’arrêtez pas de vous-même"), "{}", finding.text);
}

/// DESIGN §5: each number of the reference patient may be missing; no answer is then clean.
#[test]
fn nothing_is_found_clean_while_a_field_is_missing() {
    let fields = ["age_years", "sex", "weight_kg", "creatinine", "liver", "alcohol", "none_of_these"];
    for field in fields {
        let mut request = answered();
        request["patient"].as_object_mut().expect("a patient").remove(field);
        let outcome = decide(request);
        assert!(assessment(&outcome).verdict >= Verdict::Pending, "{field}: {:?}", assessment(&outcome).verdict);
    }
    for question in palier_formulary::builtin().questions_for("naltrexone-ldn") {
        let outcome = decide(with(answer(&question.id, "unknown")));
        assert!(assessment(&outcome).verdict >= Verdict::Caution, "{}", question.id);
        assert!(!assessment(&outcome).not_checked.is_empty(), "{}", question.id);
    }
}

/// DESIGN §5, strictly: of a given and a computed clearance the lower drives, and the other is shown.
#[test]
fn of_two_clearances_the_lower_drives_and_the_other_is_shown() {
    let shown = |patch: Value| {
        let outcome = decide(with(patch));
        let found = assessment(&outcome).findings.iter().find(|it| it.rule == "RE-2").cloned();
        found.map(|it| it.inputs[0].text.replace('\u{a0}', " "))
    };
    let table = [
        (
            both_clearances("45", "100"),
            Some("clairance 45 mL/min, la plus basse des deux connues (l’autre : 60,8 mL/min)"),
        ),
        (
            both_clearances("90", "110"),
            Some("clairance 55,3 mL/min, la plus basse des deux connues (l’autre : 90 mL/min)"),
        ),
        (both_clearances("55.3", "110"), Some("clairance 55,3 mL/min")),
        (both_clearances("90", "100"), None),
    ];
    for (patch, text) in table {
        assert_eq!(shown(patch.clone()).as_deref(), text, "{patch}");
    }
}

/// 900 µmol/L is 6.8 mL/min at 62 kg: beside a clearance of 90 it refuses, and until it can be converted
/// the plan waits for what is missing.
#[test]
fn a_creatinine_that_cannot_be_converted_yet_is_not_passed_over() {
    let refused = decide(with(both_clearances("90", "900")));
    assert_eq!(assessment(&refused).verdict, Verdict::Refused);
    for (lacking, path) in [("weight_kg", "patient.weight_kg"), ("sex", "patient.sex")] {
        let mut patch = both_clearances("90", "900");
        over(&mut patch, patient(json!({ lacking: null })));
        let outcome = decide(with(patch));
        let found = assessment(&outcome);
        assert_eq!(found.verdict, Verdict::Pending, "{lacking}: {found:#?}");
        let unchecked = found.not_checked.iter().find(|it| it.rule == "RE-1").expect("RE-1 cannot be known");
        assert!(unchecked.missing.iter().any(|it| it.path == path), "{lacking}: {unchecked:?}");
    }
}

/// One gap, one alarm: the rules that miss what a finding already waits for are listed, and say so.
#[test]
fn unchecked_rules_that_miss_what_a_finding_waits_for_are_the_same_gap() {
    let outcome = decide(with(json!({ "patient": { "liver": null, "alcohol": null } })));
    let found = assessment(&outcome);
    let because = |id: &str| found.not_checked.iter().find(|it| it.rule == id).map(|it| it.because.as_deref());
    assert!(found.findings.iter().any(|it| it.key == "LI-2-missing"));
    for id in ["LI-1", "LI-2", "LI-2-old"] {
        assert_eq!(because(id), Some(Some("LI-2-missing")), "{id}");
    }
    let others = found.not_checked.iter().filter(|it| it.because.is_none()).count();
    assert!(others > 0 && found.not_checked.len() == others + 3, "the alcohol is a gap of its own: {found:#?}");
}

/// A stop of which only this month is known counts as still taken, and is not said to be so.
#[test]
fn a_last_dose_without_its_day_is_strict_and_says_what_is_missing() {
    let ask = |last_dose: &str, language: &str| {
        let mut patch = takes_so("tramadol", json!({ "stopped": { "last_dose": last_dose } }));
        let fields = json!({
            "today": "2026-11-20", "language": language, "treatment": { "start": "2026-12-20" },
            "patient": { "liver": { "on": "2026-11-18" } },
        });
        over(&mut patch, fields);
        let outcome = decide(with(patch));
        assert!(matches!(outcome, Outcome::Refused { .. }), "{last_dose}");
        let found = assessment(&outcome).findings.iter().find(|it| it.rule.starts_with("OP-2")).cloned();
        let found = found.expect("an opioid");
        (found.text.replace('\u{a0}', " "), found.inputs.iter().any(|it| it.path == "medicines[0].stopped"))
    };
    let (text, asked) = ask("2026-11", "fr");
    assert!(text.starts_with("« tramadol », dernière prise : le jour exact manque."), "{text}");
    assert!(asked && !text.contains("en ce moment"), "{text}");
    let (text, _) = ask("2026-11", "en");
    assert!(text.contains("the exact day of the last dose is missing"), "{text}");
}
