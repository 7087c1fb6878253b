//! Pairs of medicines: the table of 587 pairs (`interaction-table`), typed again as a list (`listed/pairs.csv`), and what becomes of a pair in a request.

use std::collections::{BTreeMap, BTreeSet};

use super::{level, substance};
use crate::ask::{BOOK, assessment};
use crate::pairs::{asked, drugs, found, taking};
use palier_engine::book::drug::Drug;
use palier_engine::book::pairs::{Interaction, Level};
use palier_engine::book::parties::{ALCOHOL, WeighedRows};
use palier_engine::book::rule::Severity;
use palier_engine::finding::Finding;
use palier_engine::outcome::Outcome;
use serde_json::json;

const PAIRS: &str = include_str!("../listed/pairs.csv");

/// Each key of the table through each of its members.
fn members(key: &str) -> Vec<&str> {
    match key {
        "maoi_irreversible" => vec!["iproniazid", "phenelzine", "tranylcypromine", "isocarboxazid"],
        "maoi_a_reversible" => vec!["moclobemide", "methylene-blue"],
        "maoi_b" => vec!["selegiline", "rasagiline", "safinamide"],
        "triptan_mao" => vec!["sumatriptan", "rizatriptan", "zolmitriptan", "almotriptan"],
        "triptan_other" => vec!["eletriptan", "frovatriptan", "naratriptan"],
        "alprazolam" => vec!["alprazolam", "lorazepam", "diazepam", "oxazepam", "zopiclone"],
        "warfarin" => vec!["warfarin", "fluindione", "acenocoumarol"],
        "valproate" => vec!["valproate", "valpromide"],
        "contraceptive_combined" => vec!["ethinylestradiol"],
        "contraceptive_progestogen" => vec!["desogestrel", "levonorgestrel", "etonogestrel"],
        "botulinum_toxin_a" => vec!["botulinum-toxin-a"],
        "capsaicin_8pct_patch" => vec!["capsaicin"],
        "naltrexone_50mg" => vec!["naltrexone-50"],
        "naltrexone_low_dose" => vec!["naltrexone-ldn"],
        own => vec![own],
    }
}

/// The rows of two names of the table.
pub fn rows(one: &str, other: &str) -> Vec<&'static Interaction> {
    let pairs = &BOOK.book().interactions;
    match (one, other) {
        (ALCOHOL, name) | (name, ALCOHOL) => match BOOK.drug(name) {
            Some(drug) => BOOK.interactions_with_habit(drug, ALCOHOL),
            None => pairs.between(&BOOK.substance_party(substance(name)), &pairs.party(&[ALCOHOL])),
        },
        _ => match (BOOK.drug(one), BOOK.drug(other)) {
            (Some(drug), Some(other)) => BOOK.interactions(drug, substance(&other.substance)),
            (Some(drug), None) => BOOK.interactions(drug, substance(other)),
            (None, Some(drug)) => BOOK.interactions(drug, substance(one)),
            (None, None) => BOOK.interactions_among(substance(one), substance(other)),
        },
    }
}

/// The pairs of the table: two keys, the level, the deciding rule.
fn table() -> Vec<(&'static str, &'static str, Level, &'static str)> {
    let row = |line: &'static str| {
        let fields: Vec<&str> = line.split(',').collect();
        (fields[0], fields[1], level(fields[2]), fields[3])
    };
    PAIRS.lines().skip(1).map(row).collect()
}

#[test]
fn every_pair_of_the_table_has_its_level_or_a_stricter_named_one() {
    let mut stricter = BTreeMap::new();
    let mut wrong = Vec::new();
    for (a, b, tabled, rule) in table() {
        for (one, other) in members(a).into_iter().flat_map(|one| members(b).into_iter().map(move |other| (one, other)))
        {
            let Some(weighed) = WeighedRows::new(rows(one, other)) else {
                wrong.push(format!("{one} × {other}: no entry, {rule} says {tabled:?}"));
                continue;
            };
            let lead = weighed.lead();
            if !weighed.rows.iter().any(|it| it.id == rule) {
                wrong.push(format!("{one} × {other}: {rule} is not among the rows"));
            }
            if lead.level < tabled || (lead.level > tabled && lead.id.starts_with('R')) {
                wrong.push(format!("{one} × {other}: {:?} by {}, {rule} says {tabled:?}", lead.level, lead.id));
            }
            if lead.level > tabled {
                stricter.insert(
                    format!("{one} × {other}"),
                    format!("{tabled:?} by {rule}, {:?} by {}", lead.level, lead.id),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(table().len(), 587);
    // Nortriptyline, like amitriptyline, is a sedative of the thesaurus. Azithromycin and ciprofloxacin are known
    // for the QT; desogestrel may raise lamotrigine.
    let only = [
        ("amitriptyline × azithromycin", "Minor by R079, Moderate by K-QT-TCA"),
        ("lamotrigine × desogestrel", "Minor by R148, Moderate by K-LTG-DESOGESTREL"),
        ("lamotrigine × etonogestrel", "Minor by R148, Moderate by K-LTG-DESOGESTREL"),
        ("nortriptyline × alcohol", "Moderate by R075, Major by ANSM-7"),
        ("nortriptyline × azithromycin", "Minor by R079, Moderate by K-QT-TCA"),
        ("venlafaxine × ciprofloxacin", "Minor by R106, Moderate by K-QT-VEN-ANTIBIOTIC"),
    ];
    let stricter: Vec<_> = stricter.iter().map(|(pair, why)| (pair.as_str(), why.as_str())).collect();
    assert_eq!(stricter, only);
}

/// The drug of the book that a key of the table is, if it is planned.
fn plannable(key: &str) -> Option<&'static Drug> {
    BOOK.drug(match key {
        "naltrexone_50mg" => "naltrexone-50",
        "naltrexone_low_dose" => "naltrexone-ldn",
        key => key,
    })
}

fn expected(level: Level) -> (Severity, bool) {
    match level {
        Level::Minor => (Severity::Information, false),
        Level::Moderate => (Severity::Caution, false),
        Level::Major => (Severity::Caution, true),
        Level::Contraindicated => (Severity::Contraindicated, false),
    }
}

/// Each row of the table that has a plannable drug on a side, asked of the whole engine: its alert, once,
/// with its severity; or, in its place, a wash-out or a rule that covers the row and says at least as much.
#[test]
fn every_plannable_drug_answers_each_row_of_the_table_with_its_severity() {
    let mut wrong = Vec::new();
    let (mut alerts, mut covered, mut stricter) = (0, 0, BTreeSet::new());
    for (a, b, tabled, rule) in table() {
        for (drug, with) in [(a, b), (b, a)] {
            let Some(drug) = plannable(drug) else { continue };
            for member in members(with) {
                let member = if member.starts_with("naltrexone") { "naltrexone" } else { member };
                let (outcome, path) = match member {
                    ALCOHOL => (asked(&drug.id, json!({ "patient": { "alcohol": "occasional" } })), "patient.alcohol"),
                    id => (taking(&drug.id, &[&substance(id).name.fr]), "medicines[0]"),
                };
                let said = said_of(drug, rule, tabled, &outcome, path);
                match &said {
                    Ok(None) => alerts += 1,
                    Ok(Some(by)) => {
                        covered += 1;
                        if (by.severity, by.unacknowledged) > expected(tabled) {
                            let named = by.sources.iter().any(|it| it.source != "interaction-table");
                            assert!(named, "{}: what is stricter has a source of its own", by.rule);
                            stricter.insert(format!("{} over {rule}", by.rule));
                        }
                    }
                    Err(why) => wrong.push(format!("{} × {member}: {rule} says {tabled:?}, {why}", drug.id)),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!((alerts, covered), (387, 94));
    // Rules of naltrexone, each with its own sources, that say more than the row they stand for.
    let known =
        ["AD-2 over R060", "KET-1 over R018", "LI-4 over R021", "NTX50-AL-2 over R019", "OP-2-loperamide over R015"];
    assert_eq!(stricter.into_iter().collect::<Vec<_>>(), known);
}

/// Nothing if a row was said by its own alert, or else the strictest of what covers it.
fn said_of(drug: &Drug, rule: &str, tabled: Level, outcome: &Outcome, path: &str) -> Result<Option<Finding>, String> {
    let wanted = expected(tabled);
    let refused = matches!(outcome, Outcome::Refused { .. });
    if tabled == Level::Contraindicated && !refused {
        return Err(format!("not refused: {:?}", found(outcome)));
    }
    let row = BOOK.book().interactions.rules.iter().find(|it| it.id == rule).ok_or("no such row")?;
    let washes = |id: &str| BOOK.book().wash_outs.iter().any(|it| it.id == id && it.drugs.contains(&drug.id));
    let all = assessment(outcome).findings.iter().filter(|it| it.inputs.iter().any(|it| it.path.starts_with(path)));
    let covers = |id: &str| washes(id) || row.covered_by.iter().any(|it| it == id);
    let strength = |it: &Finding| (it.severity, it.unacknowledged);
    match found(outcome).as_slice() {
        [(_, by, severity, unread)] => {
            let stricter = (by.starts_with("ANSM") || by.starts_with("K-")) && (*severity, *unread) > wanted;
            let right = (*severity, *unread) == wanted || stricter;
            right.then_some(None).ok_or_else(|| format!("found {severity:?}, to read {unread}, by {by}"))
        }
        [] => {
            let spoken = all.filter(|it| covers(&it.rule)).max_by_key(|it| strength(it));
            let right = spoken.filter(|it| strength(it) >= wanted).map(|it| Some(it.clone()));
            right.ok_or_else(|| format!("no alert, and what covers it says {:?}", spoken.map(strength)))
        }
        more => Err(format!("more than one alert: {more:?}")),
    }
}

/// What the table has not, read as what stands beside it there: opioids by R001, R008 and R009, two of a class by
/// R062, R063 and R073, the QT by the label of venlafaxine.
#[test]
fn what_the_table_leaves_out_is_read_as_its_like() {
    let opioids = [
        "fentanyl",
        "hydromorphone",
        "tapentadol",
        "péthidine",
        "dihydrocodéine",
        "sufentanil",
        "opium",
        "oxymorphone",
        "hydrocodone",
    ];
    let rare = ["pentazocine", "nalbuphine", "héroïne", "kratom"];
    let mut rows: Vec<(&str, &str, &str, bool)> = Vec::new();
    rows.extend(opioids.map(|it| ("tramadol", it, "X-OPIOID", true)));
    for drug in ["pregabalin", "gabapentin"] {
        rows.extend(opioids.iter().chain(&rare).map(|it| (drug, *it, "R001", true)));
    }
    rows.extend(["clomipramine", "imipramine", "doxépine"].map(|it| ("amitriptyline", it, "X-TCA", true)));
    rows.extend(["clomipramine", "trimipramine"].map(|it| ("nortriptyline", it, "X-TCA", true)));
    for drug in ["duloxetine", "venlafaxine"] {
        let like = ["vortioxétine", "milnacipran", "lévomilnacipran", "desvenlafaxine"];
        rows.extend(like.map(|it| (drug, it, "X-SNRI", true)));
    }
    for drug in ["amitriptyline", "nortriptyline"] {
        rows.extend(["dompéridone", "sotalol", "hydroxychloroquine"].map(|it| (drug, it, "X-QT-TCA", false)));
    }
    rows.extend(["ondansétron", "lévofloxacine", "quétiapine"].map(|it| ("venlafaxine", it, "X-QT-MORE", true)));
    rows.push(("venlafaxine", "moxifloxacine", "X-QT", true));
    // As tabled, still.
    rows.push(("amitriptyline", "méthadone", "R024", true));
    rows.push(("amitriptyline", "nortriptyline", "R073", true));
    rows.push(("tramadol", "morphine", "R008", true));
    rows.push(("tramadol", "buprénorphine", "R012", true));
    for (drug, name, rule, unread) in rows {
        let outcome = taking(drug, &[name]);
        let said: Vec<_> = found(&outcome).iter().map(|it| (it.1, it.2, it.3)).collect();
        assert_eq!(said, [(rule, Severity::Caution, unread)], "{drug} × {name}");
    }
    let benzodiazepine = WeighedRows::new(self::rows("fentanyl", "diazepam")).expect("R009");
    assert_eq!((benzodiazepine.lead().id.as_str(), benzodiazepine.lead().level), ("R009", Level::Major));
    // Where the effect or the dose of the other is not known, a decision, and no second alert of the table.
    for name in rare {
        let outcome = taking("tramadol", &[name]);
        assert!(matches!(outcome, Outcome::Pending { .. }), "{name}: {outcome:#?}");
        assert!(assessment(&outcome).findings.iter().any(|it| it.rule == "TRA-OPIOID"), "{name}");
        let alerts = found(&outcome);
        assert!(alerts.iter().all(|it| it.1.starts_with("ANSM")), "only what the thesaurus adds: {name}: {alerts:?}");
    }
}

/// The same for every substance of the catalogue, whichever row drives: what is contraindicated refuses, what is
/// major is read by someone, whatever speaks in place of the alert.
#[test]
fn nothing_that_speaks_in_place_of_an_alert_says_less() {
    let mut less = Vec::new();
    let mut counts = (0, 0);
    for drug in drugs() {
        for substance in &BOOK.book().substances {
            let Some(weighed) = WeighedRows::new(BOOK.interactions(drug, substance)) else { continue };
            let level = weighed.lead().level;
            if level < Level::Major {
                continue;
            }
            let outcome = taking(&drug.id, &[&substance.name.fr]);
            let strong = assessment(&outcome).findings.iter().filter(|it| {
                let here = it.inputs.iter().any(|it| it.path.starts_with("medicines[0]"));
                here && (it.unacknowledged || it.severity >= Severity::Pending)
            });
            let right = match level {
                Level::Contraindicated => matches!(outcome, Outcome::Refused { .. }),
                Level::Major => strong.count() > 0,
                Level::Minor | Level::Moderate => true,
            };
            if level == Level::Major {
                counts.1 += 1
            } else {
                counts.0 += 1
            }
            if !right {
                less.push(format!("{} × {}: {level:?}", drug.id, substance.id));
            }
        }
    }
    assert!(less.is_empty(), "{less:#?}");
    assert!(counts.0 > 100 && counts.1 > 400, "{counts:?}");
}

#[test]
fn a_compound_level_keeps_all_its_levels() {
    let text = |drug: &str, name: &str| {
        let outcome = taking(drug, &[name]);
        let finding =
            assessment(&outcome).findings.iter().find(|it| it.key.starts_with("interaction:")).expect("found").clone();
        (finding.severity, finding.unacknowledged, format!("{} {}", finding.text, finding.printed))
    };
    // AD or PE by a condition nobody encoded: the stricter, and it says so.
    let (severity, unread, words) = text("carbamazepine", "amlodipine");
    assert_eq!((severity, unread), (Severity::Caution, true));
    assert!(words.contains("AD, PE selon une condition qui n’est pas encodée, la plus stricte est suivie"), "{words}");
    // CI and AD are for sodium oxybate; two other sedatives are APEC.
    let (severity, _, words) = text("gabapentin", "hydroxyzine");
    assert_eq!(severity, Severity::Information);
    assert!(words.contains("APEC ici (CI, AD, APEC selon le cas)"), "{words}");
    assert_eq!(text("gabapentin", "oxybate de sodium").0, Severity::Contraindicated);
    // Where the table has the pair, its level is the condition.
    let rows = WeighedRows::new(rows("methadone", "erythromycin")).expect("R175");
    assert_eq!((rows.lead().id.as_str(), rows.lead().level), ("R175", Level::Major));
}
