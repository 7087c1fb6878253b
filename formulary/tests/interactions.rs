//! Pairs of medicines: the table of 587 pairs (`neuropathic.md` §14.2, `interactions.csv`), typed again
//! as a list, and what becomes of a pair in a request.

mod ask;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ask::{answered, assessment, merge};
use palier_engine::assess::{Recognition, Verdict};
use palier_engine::audit::{audit_plan, audit_reading};
use palier_engine::formulary::{Drug, Formulary, Region, Severity, Substance};
use palier_engine::interact::{ALCOHOL, Interaction, Level, Weighed};
use palier_engine::medicine::fold;
use palier_engine::outcome::{Outcome, Planner};
use palier_engine::plan::Plan;
use palier_engine::request::Request;
use palier_engine::truth::NameKind;
use serde_json::{Value, json};

const PAIRS: &str = include_str!("listed/pairs.csv");
const COMMON: &str = include_str!("listed/common.txt");

static BOOK: LazyLock<Formulary> = LazyLock::new(palier_formulary::builtin);

/// Each key of the table through each of its members (§14, first paragraph).
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

fn substance(id: &str) -> &'static Substance {
    BOOK.substance(id).unwrap_or_else(|| panic!("{id} is not in the catalogue"))
}

/// The rows of two names of the table.
fn rows(one: &str, other: &str) -> Vec<&'static Interaction> {
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

fn level(word: &str) -> Level {
    match word {
        "minor" => Level::Minor,
        "moderate" => Level::Moderate,
        "major" => Level::Major,
        "contraindicated" => Level::Contraindicated,
        other => panic!("{other} is no level"),
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
            let Some(weighed) = Weighed::new(rows(one, other)) else {
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
    // Nortriptyline, like amitriptyline, is a sedative of the thesaurus.
    let only = ("nortriptyline × alcohol", "Moderate by R075, Major by ANSM-7");
    assert_eq!(stricter.into_iter().collect::<Vec<_>>(), [(only.0.to_owned(), only.1.to_owned())]);
}

/// The drugs of the table that are or will be planned, by their key.
const PLANNABLE: [&str; 10] = [
    "pregabalin",
    "gabapentin",
    "carbamazepine",
    "oxcarbazepine",
    "lamotrigine",
    "amitriptyline",
    "nortriptyline",
    "duloxetine",
    "venlafaxine",
    "tramadol",
];

/// The book with a drug of each of these substances, `x-duloxetine`, made of the low dose's stair: no
/// dose of it means anything, its interactions do.
static STAND_INS: LazyLock<Formulary> = LazyLock::new(|| {
    let mut chapter = BOOK.book().clone();
    let mut edition = BOOK.edition().clone();
    edition.drugs.extend(PLANNABLE.map(|it| format!("x-{it}")));
    chapter.edition = Some(edition);
    let drug = BOOK.drug("naltrexone-ldn").expect("is there");
    let stair = BOOK.protocol(&drug.protocol).expect("is there");
    for key in PLANNABLE {
        let (id, protocol) = (format!("x-{key}"), format!("x-{key}-stair"));
        let mut its = stair.clone();
        (its.id, its.drug) = (protocol.clone(), id.clone());
        chapter.protocols.push(its);
        chapter.drugs.push(Drug { id, protocol, substance: key.to_owned(), ..drug.clone() });
    }
    Formulary::bind(vec![chapter]).expect("the book still holds")
});
static PLANNER: LazyLock<Planner<'static>> = LazyLock::new(|| Planner::new(&STAND_INS));

/// Every drug that can be asked of the book with stand-ins.
fn drugs() -> Vec<&'static Drug> {
    STAND_INS.book().drugs.iter().collect()
}

fn request(drug: &str, patch: Value) -> Request {
    let mut all = answered();
    let questions: Vec<&str> = STAND_INS.questions_for(drug).iter().map(|it| it.id.as_str()).collect();
    merge(
        &mut all,
        json!({ "medicines": [], "treatment": { "drug": drug },
            "patient": { "none_of_these": [{ "questions": questions, "by": "patient" }] } }),
    );
    if drug == "naltrexone-50" {
        merge(
            &mut all,
            json!({ "treatment": { "indication": "alcohol-dependence",
                "supplies": [{ "tablet": { "strength": "50 mg", "scored": true } }] } }),
        );
    }
    merge(&mut all, patch);
    serde_json::from_value(all).expect("a request")
}

fn asked(drug: &str, patch: Value) -> Outcome {
    PLANNER.decide(&request(drug, patch))
}

/// With these medicines, each taken for years.
fn taking(drug: &str, names: &[&str]) -> Outcome {
    let lines: Vec<Value> = names.iter().map(|it| json!({ "name": it, "started": "2020-01" })).collect();
    asked(drug, json!({ "medicines": lines }))
}

/// What was found by an interaction: key, rule, severity, whether it waits to be acknowledged.
fn found(outcome: &Outcome) -> Vec<(&str, &str, Severity, bool)> {
    let interactions = assessment(outcome).findings.iter().filter(|it| it.key.starts_with("interaction:"));
    interactions.map(|it| (it.key.as_str(), it.rule.as_str(), it.severity, it.unacknowledged)).collect()
}

fn expected(level: Level) -> (Severity, bool) {
    match level {
        Level::Minor => (Severity::Information, false),
        Level::Moderate => (Severity::Caution, false),
        Level::Major => (Severity::Caution, true),
        Level::Contraindicated => (Severity::Contraindicated, false),
    }
}

/// Each row of the table that has a plannable drug on a side, asked of the whole engine.
#[test]
fn every_plannable_drug_answers_each_row_of_the_table_with_its_severity() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (a, b, tabled, rule) in table() {
        for (drug, with) in [(a, b), (b, a)] {
            let drug = match drug {
                "naltrexone_50mg" => "naltrexone-50".to_owned(),
                "naltrexone_low_dose" => "naltrexone-ldn".to_owned(),
                key if PLANNABLE.contains(&key) => format!("x-{key}"),
                _ => continue,
            };
            for member in members(with) {
                let member = if member.starts_with("naltrexone") { "naltrexone" } else { member };
                let outcome = match member {
                    ALCOHOL => asked(&drug, json!({ "patient": { "alcohol": "occasional" } })),
                    id => taking(&drug, &[&substance(id).name.fr]),
                };
                count += 1;
                let (severity, unread) = expected(tabled);
                let path = if member == ALCOHOL { "patient.alcohol" } else { "medicines[0]" };
                let all = assessment(&outcome).findings.iter();
                let worst = all
                    .filter(|it| it.inputs.iter().any(|it| it.path.starts_with(path)))
                    .max_by_key(|it| (it.severity, it.unacknowledged));
                let right = worst
                    .is_some_and(|it| (it.severity, it.unacknowledged) >= (severity, unread) || it.severity > severity);
                let alone = found(&outcome).len() <= 1;
                let said = worst.is_none_or(|it| {
                    it.severity > severity
                        || it.rule.starts_with("ANSM")
                        || (it.severity, it.unacknowledged) == (severity, unread)
                });
                if !right || !alone || !(said || drug.starts_with("naltrexone")) {
                    wrong.push(format!(
                        "{drug} × {member}: {rule} says {tabled:?}, found {:?} {:?}",
                        worst.map(|it| (&it.rule, it.severity)),
                        found(&outcome)
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count > 450, "{count}");
}

#[test]
fn one_line_is_one_finding_however_many_rows_speak_of_it() {
    let outcome = taking("x-amitriptyline", &["tramadol"]);
    assert_eq!(found(&outcome), [("interaction:tramadol", "R022", Severity::Caution, true)]);
    let finding = &assessment(&outcome).findings.iter().find(|it| it.rule == "R022").expect("just seen");
    for part in
        ["Aussi", "majeur (R022)", "octobre\u{a0}2020 (édition de 6\u{a0}ans)", "APEC", "Ne l’arrêtez pas de vous-même"]
    {
        assert!(finding.text.contains(part), "`{part}`: {}", finding.text);
    }
    assert!(finding.sources.len() > 2, "every row is named: {:?}", finding.sources);
    // A pill holds two substances: one line, one alert.
    let pill = taking("x-carbamazepine", &["Leeloo"]);
    assert_eq!(found(&pill).len(), 1, "{:?}", found(&pill));
}

#[test]
fn a_major_interaction_waits_to_be_acknowledged_and_a_contraindicated_one_refuses() {
    let signed = json!({ "medicines": [{ "name": "fluoxetine", "started": "2020-01" }],
        "acknowledgements": [{ "about": "interaction:fluoxetine", "by": "Dr Martin", "on": "2026-11-30", "reason": "lu" }] });
    let outcome = asked("x-nortriptyline", signed);
    assert_eq!(found(&outcome), [("interaction:fluoxetine", "R068", Severity::Caution, false)]);
    assert!(assessment(&outcome).acknowledged());
    assert!(!assessment(&taking("x-nortriptyline", &["fluoxetine"])).acknowledged());
    let refused = taking("x-duloxetine", &["fluvoxamine"]);
    assert!(matches!(refused, Outcome::Refused { .. }), "{refused:?}");
    assert_eq!(found(&refused), [("interaction:fluvoxamine", "R065", Severity::Contraindicated, false)]);
}

#[test]
fn what_acts_only_where_it_is_put_raises_nothing() {
    for (drug, brand) in [("x-duloxetine", "Ciloxan"), ("naltrexone-ldn", "Protopic"), ("x-carbamazepine", "Kyleena")] {
        let outcome = taking(drug, &[brand]);
        let answer = &assessment(&outcome).medicines[0];
        assert!(answer.findings.is_empty(), "{drug} × {brand}: {answer:?}");
        assert_ne!(answer.answer, Recognition::Recognised, "{drug} × {brand}");
    }
    // The same substances, taken.
    for (drug, name) in [("x-duloxetine", "ciprofloxacine"), ("x-carbamazepine", "lévonorgestrel")] {
        let outcome = taking(drug, &[name]);
        let answer = &assessment(&outcome).medicines[0];
        assert_eq!(answer.answer, Recognition::Recognised, "{drug} × {name}");
        assert_eq!(answer.findings.len(), 1, "{drug} × {name}: {answer:?}");
    }
    let drops = json!({ "medicines": [{ "name": "ciprofloxacine", "route": "eye" }] });
    assert!(found(&asked("x-duloxetine", drops)).is_empty());
}

#[test]
fn a_common_medicine_without_entry_says_so_and_nothing_else() {
    for drug in drugs() {
        for name in ["paracétamol", "metformine", "oméprazole", "salbutamol", "insuline"] {
            // Naltrexone has a rule about paracetamol, by its dose.
            if drug.id.starts_with("naltrexone") && name == "paracétamol" {
                continue;
            }
            let outcome = taking(&drug.id, &[name]);
            let answer = &assessment(&outcome).medicines[0];
            assert!(answer.findings.is_empty(), "{} × {name}: {answer:?}", drug.id);
            assert_eq!(answer.answer, Recognition::NoEntry, "{} × {name}", drug.id);
        }
    }
}

/// Whether a rule, limit or wash-out of a drug names a substance, by whatever tag.
fn is_named(drug: &Drug, substance: &Substance) -> bool {
    let mut named = false;
    let mut look = |kind: NameKind, tag: &str| {
        named |= kind == NameKind::Tag && (substance.id == tag || substance.classes.iter().any(|it| it == tag));
    };
    STAND_INS.rules_for(&drug.id).for_each(|it| it.when.names(&mut look));
    STAND_INS.limits_for(&drug.id, Region::FR).for_each(|it| it.when.names(&mut look));
    let wash_outs = STAND_INS.book().wash_outs.iter().filter(|it| it.drugs.contains(&drug.id));
    wash_outs.for_each(|it| look(NameKind::Tag, &it.from));
    named
}

/// Every drug with every substance of the catalogue that no line of the book names.
#[test]
fn without_rule_or_entry_the_answer_is_no_entry_and_nothing_else() {
    for drug in drugs() {
        let unnamed = |it: &&Substance| {
            STAND_INS.interactions(drug, it).is_empty() && !is_named(drug, it) && it.id != drug.substance
        };
        let names: Vec<&str> = BOOK.book().substances.iter().filter(unnamed).map(|it| it.name.fr.as_str()).collect();
        assert!(names.len() > 400, "{}: {}", drug.id, names.len());
        for names in names.chunks(50) {
            let outcome = taking(&drug.id, names);
            let found = assessment(&outcome);
            for (name, answer) in names.iter().zip(&found.medicines) {
                let whole = matches!(answer.answer, Recognition::NoEntry);
                assert!(whole && answer.findings.is_empty(), "{} × {name}: {answer:?}", drug.id);
            }
        }
    }
}

#[test]
fn a_stopped_medicine_counts_while_its_effect_is_known_to_last() {
    let stopped = |name: &str, last: &str| json!({ "medicines": [{ "name": name, "started": "2020-01", "stopped": { "last_dose": last } }] });
    // Five weeks for fluoxetine: from the first dose on 7 December, 2 November still counts.
    let lasting = asked("x-amitriptyline", stopped("fluoxetine", "2026-11-02"));
    assert_eq!(found(&lasting), [("interaction:fluoxetine", "R068", Severity::Caution, true)]);
    assert!(assessment(&lasting).findings.iter().any(|it| it.text.contains("jusqu’au 7\u{a0}décembre\u{a0}2026")));
    assert!(found(&asked("x-amitriptyline", stopped("fluoxetine", "2026-11-01"))).is_empty());
    // No tail is known of paroxetine.
    assert!(found(&asked("x-amitriptyline", stopped("paroxetine", "2026-11-29"))).is_empty());
    // Four weeks for an inducer; what is contraindicated then waits for the day after.
    let waiting = asked("x-lamotrigine", stopped("millepertuis", "2026-11-20"));
    assert!(matches!(waiting, Outcome::Pending { .. }), "{waiting:?}");
    assert_eq!(found(&waiting), [("interaction:st-johns-wort", "ANSM-72", Severity::Pending, false)]);
    assert_eq!(assessment(&waiting).earliest, Some(ask::day("2026-12-19")));
    assert!(matches!(taking("x-lamotrigine", &["millepertuis"]), Outcome::Refused { .. }));
    assert!(found(&asked("x-lamotrigine", stopped("millepertuis", "2026-11-08"))).is_empty());
}

#[test]
fn alcohol_is_read_from_the_patient_and_unknown_is_not_checked() {
    let said = |alcohol: Value| asked("x-pregabalin", json!({ "patient": { "alcohol": alcohol } }));
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
    let is_asked = |drug: &str, id: &str| STAND_INS.questions_for(drug).iter().any(|it| it.id == id);
    for drug in drugs() {
        assert_eq!(is_asked(&drug.id, "grapefruit"), drug.id == "x-carbamazepine", "{}", drug.id);
        assert_eq!(is_asked(&drug.id, "tobacco"), drug.id == "x-duloxetine", "{}", drug.id);
    }
    let yes = asked("x-carbamazepine", json!({ "patient": { "answers": { "grapefruit": "yes" } } }));
    assert_eq!(
        found(&yes).iter().map(|it| (it.0, it.2, it.3)).collect::<Vec<_>>(),
        [("interaction:grapefruit", Severity::Caution, true)]
    );
    assert!(found(&asked("x-carbamazepine", json!({}))).is_empty(), "answered no by None of these");
    let unsaid = asked("x-carbamazepine", json!({ "patient": { "none_of_these": [] } }));
    assert!(assessment(&unsaid).not_checked.iter().any(|it| it.key == "interaction:grapefruit"));
    let smokes = asked("x-duloxetine", json!({ "patient": { "answers": { "tobacco": "yes" } } }));
    assert_eq!(found(&smokes), [("interaction:tobacco", "X-TOBACCO", Severity::Information, false)]);
}

#[test]
fn a_name_nobody_recognises_is_no_interaction_and_is_not_silent() {
    let outcome = taking("x-duloxetine", &["zzqwx"]);
    assert!(found(&outcome).is_empty());
    assert_eq!(assessment(&outcome).verdict, Verdict::Pending);
    assert!(assessment(&outcome).not_checked.iter().any(|it| it.key == "medicine:zzqwx"));
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
        assert!(!found(&taking("x-tramadol", &[name])).is_empty(), "tramadol × {name}");
    }
    // And what is said of the antagonist itself stands: no agonist beside it.
    for opioid in ["morphine", "tramadol", "codéine", "méthadone", "buprénorphine"] {
        let outcome = taking("naltrexone-ldn", &[opioid]);
        assert!(matches!(outcome, Outcome::Refused { .. }), "{opioid}");
        assert!(found(&outcome).is_empty(), "{opioid}: the wash-out speaks, there is no second alert");
        let other_way = taking("x-tramadol", &["naltrexone"]);
        assert_eq!(found(&other_way)[0].2, Severity::Contraindicated);
    }
}

#[test]
fn a_compound_level_keeps_all_its_levels() {
    let text = |drug: &str, name: &str| {
        let outcome = taking(drug, &[name]);
        let finding =
            assessment(&outcome).findings.iter().find(|it| it.key.starts_with("interaction:")).expect("found").clone();
        (finding.severity, finding.unacknowledged, finding.text)
    };
    // AD or PE by a condition nobody encoded: the stricter, and it says so.
    let (severity, unread, words) = text("x-carbamazepine", "amlodipine");
    assert_eq!((severity, unread), (Severity::Caution, true));
    assert!(words.contains("AD, PE selon une condition qui n’est pas encodée, la plus stricte est suivie"), "{words}");
    // CI and AD are for sodium oxybate; two other sedatives are APEC.
    let (severity, _, words) = text("x-gabapentin", "hydroxyzine");
    assert_eq!(severity, Severity::Information);
    assert!(words.contains("APEC ici (CI, AD, APEC selon le cas)"), "{words}");
    assert_eq!(text("x-gabapentin", "oxybate de sodium").0, Severity::Contraindicated);
    // Where the table has the pair, its level is the condition.
    let rows = Weighed::new(rows("methadone", "erythromycin")).expect("R175");
    assert_eq!((rows.lead().id.as_str(), rows.lead().level), ("R175", Level::Major));
}

#[test]
fn pairs_among_the_medicines_already_taken_are_said_and_change_nothing() {
    let outcome = taking("x-pregabalin", &["warfarine", "clarithromycine", "paracétamol"]);
    let alone = taking("x-pregabalin", &["paracétamol"]);
    let pairs = &assessment(&outcome).pairs;
    assert_eq!(
        pairs.iter().map(|it| (it.rule.as_str(), it.level, it.lines)).collect::<Vec<_>>(),
        [("R166", Level::Major, [0, 1])]
    );
    assert_eq!(assessment(&outcome).verdict, assessment(&alone).verdict);
    let outcome = taking("naltrexone-ldn", &["citalopram", "warfarine", "clarithromycine"]);
    let worst = taking("x-lamotrigine", &["paracétamol", "méthadone", "citalopram"]);
    assert_eq!(assessment(&worst).pairs[0].rule, "R029");
    assert_eq!(assessment(&worst).pairs[0].severity, Severity::Contraindicated);
    assert!(!matches!(worst, Outcome::Refused { .. }), "an old pair refuses no new plan");
    let levels: Vec<Level> = assessment(&outcome).pairs.iter().map(|it| it.level).collect();
    assert!(levels.is_sorted_by(|a, b| a >= b) && levels.len() > 1, "{levels:?}");
    // Stopped, or acting only where it is put.
    let quiet = json!({ "medicines": [{ "name": "warfarine", "started": "2020-01" },
        { "name": "clarithromycine", "started": "2020-01", "stopped": { "last_dose": "2026-11-29" } },
        { "name": "érythromycine", "route": "eye" }] });
    assert!(assessment(&asked("x-pregabalin", quiet)).pairs.is_empty());
}

#[test]
fn the_auditor_stops_a_plan_beside_a_contraindicated_medicine_or_an_unread_major_one() {
    let Outcome::Planned { plan, .. } = asked("x-duloxetine", json!({})) else { panic!("a plan without medicines") };
    let with = |name: &str| request("x-duloxetine", json!({ "medicines": [{ "name": name, "started": "2020-01" }] }));
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

/// A small generator, the same numbers on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most as u64).expect("small")
    }
}

#[test]
fn five_common_medicines_ask_for_at_most_two_acknowledgements_on_the_median() {
    let common: Vec<&Substance> = COMMON
        .lines()
        .filter_map(|name| {
            let name = name.trim();
            BOOK.book().substances.iter().find(|it| {
                it.id == name
                    || fold(&it.name.fr) == fold(name)
                    || it.aliases.iter().any(|alias| fold(alias) == fold(name))
            })
        })
        .take(200)
        .collect();
    assert!(common.len() > 150, "{}", common.len());
    let mut draw = Draw(2026);
    let lists: Vec<Vec<&Substance>> =
        (0..1000).map(|_| (0..5).map(|_| common[draw.below(common.len())]).collect()).collect();
    for drug in drugs() {
        let mut counts: Vec<usize> = Vec::new();
        for list in &lists {
            let major = |it: &&&Substance| {
                Weighed::new(STAND_INS.interactions(drug, it)).is_some_and(|it| it.lead().level.is_to_acknowledge())
            };
            counts.push(list.iter().filter(major).count());
        }
        counts.sort_unstable();
        let spread: Vec<usize> = (0..=5).map(|many| counts.iter().filter(|it| **it == many).count()).collect();
        println!("{}: lists with 0 to 5 major pairs: {spread:?}", drug.id);
        assert!(counts[500] <= 2, "{}: {spread:?}", drug.id);
    }
    // Through the whole engine, for the drugs of the book.
    for drug in &BOOK.book().drugs {
        let mut counts: Vec<usize> = Vec::new();
        for list in &lists {
            let names: Vec<&str> = list.iter().map(|it| it.name.fr.as_str()).collect();
            let outcome = taking(&drug.id, &names);
            counts.push(assessment(&outcome).findings.iter().filter(|it| it.unacknowledged).count());
        }
        counts.sort_unstable();
        println!("{}: to acknowledge, median {}, most {}", drug.id, counts[500], counts[999]);
        assert!(counts[500] <= 2, "{}", drug.id);
    }
}
