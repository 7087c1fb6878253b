//! Its rules, three times each: it fires, it just misses, and it cannot be known.

use crate::ask::rows::Unknown::{Never, When};
use crate::ask::rows::{Row, fires_and_just_misses, medicine, question, unknown_is_never_passed};
use crate::ask::{answer, clearance, liver, patient, takes, takes_so};
use crate::drugs::naltrexone::{both_clearances, fifty};
use palier_engine::book::rule::Severity;
use serde_json::{Value, json};

pub fn rules() -> Vec<Row> {
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
        Row {
            id: "PR-2",
            severity: Caution,
            fires: vec![answer("fertile-no-contraception", "yes")],
            misses: vec![
                answer("fertile-no-contraception", "no"),
                json!({ "patient": { "answers": { "fertile-no-contraception": "yes", "pregnant": "yes" } } }),
            ],
            unknown: When(answer("fertile-no-contraception", "unknown")),
        },
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
            id: "LDN-FM",
            severity: Information,
            fires: vec![json!({ "treatment": { "indication": "fibromyalgia" } })],
            misses: ["chronic-pain", "crps"].map(|it| json!({ "treatment": { "indication": it } })).to_vec(),
            unknown: When(json!({ "treatment": { "indication": null } })),
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
    fires_and_just_misses(&json!({}), &rules());
}

#[test]
fn every_rule_that_cannot_be_known_says_so_and_is_never_passed() {
    unknown_is_never_passed(&json!({}), &rules());
}
