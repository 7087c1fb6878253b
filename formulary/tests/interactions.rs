//! Pairs of medicines: the table of 587 pairs (`neuropathic.md` §14.2, `interactions.csv`), typed again
//! as a list, and what becomes of a pair in a request.

mod ask;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use ask::{answered_for, assessment, day, merge, stair};
use palier_engine::assess::{Finding, Recognition, Verdict};
use palier_engine::audit::{audit_plan, audit_reading};
use palier_engine::formulary::{Drug, Formulary, Region, Ring, Severity, Substance};
use palier_engine::interact::{ALCOHOL, Interaction, Level, Weighed};
use palier_engine::medicine::fold;
use palier_engine::outcome::{Outcome, Planner};
use palier_engine::plan::Plan;
use palier_engine::request::Request;
use palier_engine::supply::Supply;
use palier_engine::truth::{Condition, NameKind};
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

/// The drug of the book that a key of the table is, if it is planned.
fn plannable(key: &str) -> Option<&'static Drug> {
    BOOK.drug(match key {
        "naltrexone_50mg" => "naltrexone-50",
        "naltrexone_low_dose" => "naltrexone-ldn",
        key => key,
    })
}

static PLANNER: LazyLock<Planner<'static>> = LazyLock::new(|| Planner::new(&BOOK));

/// Every drug that can be asked of the book.
fn drugs() -> &'static [Drug] {
    &BOOK.book().drugs
}

/// For each drug, a person in good health: no medicine, no to every question, and in hand what the region
/// has of it. Nortriptyline is not marketed in France.
static HEALTHY: LazyLock<BTreeMap<&str, Value>> =
    LazyLock::new(|| drugs().iter().map(|it| (it.id.as_str(), healthy(it))).collect());

fn healthy(drug: &Drug) -> Value {
    let region = if drug.is_marketed(Region::FR) { Region::FR } else { Region::US };
    let protocol = BOOK.protocol(BOOK.default_protocol(drug, region)).expect("a protocol");
    let mut supplies: Vec<&Supply> =
        drug.products.iter().filter(|it| it.region == region).map(|it| &it.supply).collect();
    supplies.retain(|it| it.is_prolonged() == protocol.prolonged);
    let mut all = answered_for(&json!({ "medicines": [], "region": region,
        "treatment": { "drug": drug.id, "indication": drug.indications[0] } }));
    if !supplies.is_empty() {
        merge(&mut all, json!({ "treatment": { "supplies": supplies } }));
    }
    all
}

fn request(drug: &str, patch: Value) -> Request {
    let mut all = HEALTHY[drug].clone();
    merge(&mut all, patch);
    serde_json::from_value(all).expect("a request")
}

fn asked(drug: &str, patch: Value) -> Outcome {
    let outcome = PLANNER.decide(&request(drug, patch));
    assert!(outcome.assessment().is_some(), "{drug}: {outcome:#?}");
    outcome
}

#[test]
fn every_drug_of_the_book_is_planned_for_a_person_in_good_health() {
    assert_eq!(drugs().len(), 12);
    for drug in drugs() {
        let outcome = asked(&drug.id, json!({}));
        assert!(matches!(outcome, Outcome::Planned { .. }), "{}: {outcome:#?}", drug.id);
        assert!(found(&outcome).is_empty(), "{}: {:?}", drug.id, found(&outcome));
    }
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
            let stricter = by.starts_with("ANSM") && (*severity, *unread) > wanted;
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
        let like = ["vortioxétine", "dapoxétine", "milnacipran", "lévomilnacipran", "desvenlafaxine"];
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
    let benzodiazepine = Weighed::new(self::rows("fentanyl", "diazepam")).expect("R009");
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
            let Some(weighed) = Weighed::new(BOOK.interactions(drug, substance)) else { continue };
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
fn one_line_is_one_finding_however_many_rows_speak_of_it() {
    let outcome = taking("amitriptyline", &["tramadol"]);
    assert_eq!(found(&outcome), [("interaction:tramadol", "R022", Severity::Caution, true)]);
    let finding = &assessment(&outcome).findings.iter().find(|it| it.rule == "R022").expect("just seen");
    for part in
        ["Aussi", "majeur (R022)", "octobre\u{a0}2020 (édition de 6\u{a0}ans)", "APEC", "Ne l’arrêtez pas de vous-même"]
    {
        assert!(finding.text.contains(part), "`{part}`: {}", finding.text);
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
fn a_common_medicine_without_entry_says_so_and_nothing_else() {
    for drug in drugs() {
        for name in ["paracétamol", "metformine", "oméprazole", "salbutamol", "insuline"] {
            let outcome = taking(&drug.id, &[name]);
            let answer = &assessment(&outcome).medicines[0];
            // Naltrexone has a rule about the daily dose of paracetamol, which is not said here.
            if drug.substance == "naltrexone" && name == "paracétamol" {
                assert_eq!(answer.answer, Recognition::Recognised, "{}", drug.id);
                continue;
            }
            assert!(answer.findings.is_empty(), "{} × {name}: {answer:?}", drug.id);
            assert_eq!(answer.answer, Recognition::NoEntry, "{} × {name}", drug.id);
        }
    }
}

/// Whether a rule, limit, gate, monitoring, variant or wash-out of a drug names a substance, by whatever tag.
fn is_named(drug: &Drug, substance: &Substance) -> bool {
    let mut named = false;
    let mut look = |kind: NameKind, tag: &str| {
        named |= kind == NameKind::Tag && (substance.id == tag || substance.classes.iter().any(|it| it == tag));
    };
    let book = BOOK.book();
    let ours = |drugs: &[String]| drugs.contains(&drug.id);
    book.rules.iter().filter(|it| ours(&it.drugs)).for_each(|it| it.when.names(&mut look));
    book.limits.iter().filter(|it| ours(&it.drugs)).for_each(|it| it.when.names(&mut look));
    named_elsewhere(drug, &mut look);
    book.wash_outs.iter().filter(|it| ours(&it.drugs)).for_each(|it| look(NameKind::Tag, &it.from));
    named
}

/// What stands in conditions that find nothing by themselves: of variants, gates and monitoring.
fn named_elsewhere(drug: &Drug, look: &mut impl FnMut(NameKind, &'static str)) {
    let book = BOOK.book();
    let ours = |drugs: &[String]| drugs.contains(&drug.id);
    book.gates.iter().filter(|it| ours(&it.drugs)).for_each(|it| it.when.names(look));
    book.monitoring.iter().filter(|it| ours(&it.drugs)).for_each(|it| it.when.names(look));
    let protocols = book.protocols.iter().filter(|it| it.drug == drug.id);
    protocols.flat_map(|it| &it.variants).for_each(|it| it.when.names(look));
}

/// A medicine that changes the stair, a gate or a test is read, with or without an alert.
#[test]
fn what_only_a_variant_a_gate_or_a_test_reads_has_an_entry() {
    let mut silent = Vec::new();
    for drug in drugs() {
        let mut tags = Vec::new();
        named_elsewhere(drug, &mut |kind, tag| {
            if kind == NameKind::Tag && !tags.contains(&tag) {
                tags.push(tag);
            }
        });
        let is_read = |it: &&Substance| tags.iter().any(|tag| it.id == *tag || it.classes.iter().any(|it| it == tag));
        for substance in BOOK.book().substances.iter().filter(is_read).filter(|it| it.id != drug.substance) {
            let outcome = taking(&drug.id, &[&substance.name.fr]);
            let answer = &assessment(&outcome).medicines[0].answer;
            if *answer == Recognition::NoEntry {
                silent.push(format!("{} × {}", drug.id, substance.id));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:?}");
    // Not because some pair happens to speak of it: the same, in a book without pairs and without limits.
    let mut chapter = BOOK.book().clone();
    chapter.edition = Some(BOOK.edition().clone());
    chapter.interactions.rules = Vec::new();
    // A drug keeps its absolute ceilings: without one it does not build.
    chapter.limits.retain(|it| it.ring == Ring::Absolute && it.when == Condition::always());
    let book = Formulary::bind(vec![chapter]).expect("the book still holds");
    let request = request("lamotrigine", json!({ "medicines": [{ "name": "rifampicine", "started": "2020-01" }] }));
    let outcome = Planner::new(&book).decide(&request);
    assert_eq!(assessment(&outcome).medicines[0].answer, Recognition::Recognised);
}

/// Every drug with every substance of the catalogue that no line of the book names.
#[test]
fn without_rule_or_entry_the_answer_is_no_entry_and_nothing_else() {
    let same = |drug: &Drug, it: &Substance| {
        let of = |tag: &String| *tag == it.id || it.classes.contains(tag);
        it.id == drug.substance || drug.same_treatment.iter().any(of)
    };
    for drug in drugs() {
        let unnamed =
            |it: &&Substance| BOOK.interactions(drug, it).is_empty() && !is_named(drug, it) && !same(drug, it);
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

/// The drugs of the book that an MAOI forbids, and the full days after one of them, as their labels say (§14,
/// wash-outs): two weeks, 15 days for tramadol, one day from moclobemide to a tricyclic.
fn full_days(drug: &str, maoi: &str) -> u16 {
    match (drug, maoi) {
        ("amitriptyline" | "nortriptyline", "moclobemide") => 1,
        ("amitriptyline" | "nortriptyline" | "duloxetine" | "venlafaxine" | "carbamazepine", _) => 14,
        ("tramadol", _) => 15,
        _ => panic!("{drug} is not forbidden with an MAOI"),
    }
}
const FORBIDDEN_WITH_MAOI: [&str; 6] =
    ["amitriptyline", "nortriptyline", "duloxetine", "venlafaxine", "carbamazepine", "tramadol"];

fn maois() -> impl Iterator<Item = &'static Substance> {
    BOOK.book().substances.iter().filter(|it| it.classes.iter().any(|class| class == "maoi"))
}

/// Irreversible, reversible or B: refused while it is taken; a stop that somebody means to make is a problem
/// of its line, and one that a professional planned gives a date, never a plan.
#[test]
fn an_maoi_that_is_still_taken_refuses() {
    assert!(maois().count() >= 12);
    for drug in FORBIDDEN_WITH_MAOI {
        for maoi in maois() {
            let stop = |stop: Value| {
                let line = json!([{ "name": maoi.name.fr, "started": "2020-01", "stopped": stop }]);
                PLANNER.decide(&request(drug, json!({ "medicines": line, "treatment": { "start": "2027-03-01" } })))
            };
            let refused = taking(drug, &[&maoi.name.fr]);
            assert!(matches!(refused, Outcome::Refused { .. }), "{drug} × {}: {refused:#?}", maoi.id);
            let meant = stop(json!({ "last_dose": "2026-12-10" }));
            assert!(matches!(meant, Outcome::Unreadable { .. }), "{drug} × {}: {meant:#?}", maoi.id);
            let hoped = stop(json!({ "last_dose": "2026-12-10", "planned_by": "Dr Martin" }));
            assert!(matches!(hoped, Outcome::Pending { .. }), "{drug} × {}: {hoped:#?}", maoi.id);
            let first = day("2026-12-10").plus(i32::from(full_days(drug, &maoi.id)) + 1);
            assert_eq!(assessment(&hoped).earliest, first, "{drug} × {}", maoi.id);
        }
    }
}

/// The last dose is on day 0: with `days` full free days, the first dose falls on day `days` + 1.
#[test]
fn after_an_maoi_there_is_no_plan_before_the_last_full_day() {
    let last = day("2026-11-30");
    for drug in FORBIDDEN_WITH_MAOI {
        for maoi in maois() {
            let needed = full_days(drug, &maoi.id);
            for free in [0, needed.saturating_sub(2), needed - 1, needed, needed + 1] {
                let first = |free: u16| last.plus(i32::from(free) + 1).expect("a day");
                let outcome = asked(
                    drug,
                    json!({ "treatment": { "start": first(free) }, "medicines": [
                        { "name": maoi.name.fr, "started": "2020-01", "stopped": { "last_dose": last } }] }),
                );
                let case = format!("{drug} × {}, {free} days", maoi.id);
                assert_eq!(assessment(&outcome).earliest, Some(first(needed)), "{case}");
                if free < needed {
                    assert!(matches!(outcome, Outcome::Pending { .. }), "{case}: {outcome:#?}");
                } else {
                    let Outcome::Planned { plan, .. } = &outcome else { panic!("{case}: {outcome:#?}") };
                    assert_eq!(plan.start, first(free), "{case}");
                }
            }
        }
    }
    // 13, 14 and 15 days for tramadol, in dates: last taken on 30 November, first taken from 16 December.
    let tramadol = |start: &str| {
        let stopped = json!([{ "name": "phénelzine", "started": "2020-01", "stopped": { "last_dose": "2026-11-30" } }]);
        asked("tramadol", json!({ "medicines": stopped, "treatment": { "start": start } }))
    };
    assert!(matches!(tramadol("2026-12-14"), Outcome::Pending { .. }));
    assert!(matches!(tramadol("2026-12-15"), Outcome::Pending { .. }));
    assert!(matches!(tramadol("2026-12-16"), Outcome::Planned { .. }));
}

/// Oxcarbazepine, built like a tricyclic: to be avoided with every MAOI, and an irreversible one still acts
/// for two weeks after its last dose.
#[test]
fn oxcarbazepine_beside_an_maoi_is_read_by_someone() {
    for maoi in maois() {
        let outcome = taking("oxcarbazepine", &[&maoi.name.fr]);
        let found = found(&outcome);
        let key = format!("interaction:{}", maoi.id);
        assert_eq!(found, [(key.as_str(), "R040", Severity::Caution, true)], "{}", maoi.id);
    }
    let stopped = |name: &str, last: &str| {
        let line = json!({ "name": name, "started": "2020-01", "stopped": { "last_dose": last } });
        found(&asked("oxcarbazepine", json!({ "medicines": [line] }))).len()
    };
    // The first dose is on 7 December.
    assert_eq!([stopped("phénelzine", "2026-11-23"), stopped("phénelzine", "2026-11-22")], [1, 0]);
    assert_eq!(stopped("moclobémide", "2026-11-29"), 0, "a reversible one does not last");
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
fn a_compound_level_keeps_all_its_levels() {
    let text = |drug: &str, name: &str| {
        let outcome = taking(drug, &[name]);
        let finding =
            assessment(&outcome).findings.iter().find(|it| it.key.starts_with("interaction:")).expect("found").clone();
        (finding.severity, finding.unacknowledged, finding.text)
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
    let rows = Weighed::new(rows("methadone", "erythromycin")).expect("R175");
    assert_eq!((rows.lead().id.as_str(), rows.lead().level), ("R175", Level::Major));
}

#[test]
fn pairs_among_the_medicines_already_taken_are_said_and_change_nothing() {
    let outcome = taking("pregabalin", &["warfarine", "clarithromycine", "paracétamol"]);
    let alone = taking("pregabalin", &["paracétamol"]);
    let pairs = &assessment(&outcome).pairs;
    assert_eq!(
        pairs.iter().map(|it| (it.rule.as_str(), it.level, it.lines)).collect::<Vec<_>>(),
        [("R166", Level::Major, [0, 1])]
    );
    assert_eq!(assessment(&outcome).verdict, assessment(&alone).verdict);
    let outcome = taking("naltrexone-ldn", &["citalopram", "warfarine", "clarithromycine"]);
    let worst = taking("lamotrigine", &["paracétamol", "méthadone", "citalopram"]);
    assert_eq!(assessment(&worst).pairs[0].rule, "R029");
    assert_eq!(assessment(&worst).pairs[0].severity, Severity::Contraindicated);
    assert!(!matches!(worst, Outcome::Refused { .. }), "an old pair refuses no new plan");
    let levels: Vec<Level> = assessment(&outcome).pairs.iter().map(|it| it.level).collect();
    assert!(levels.is_sorted_by(|a, b| a >= b) && levels.len() > 1, "{levels:?}");
    // Stopped, or acting only where it is put.
    let quiet = json!({ "medicines": [{ "name": "warfarine", "started": "2020-01" },
        { "name": "clarithromycine", "started": "2020-01", "stopped": { "last_dose": "2026-11-29" } },
        { "name": "érythromycine", "route": "eye" }] });
    assert!(assessment(&asked("pregabalin", quiet)).pairs.is_empty());
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
            let names: Vec<&str> = list.iter().map(|it| it.name.fr.as_str()).collect();
            let outcome = taking(&drug.id, &names);
            counts.push(assessment(&outcome).findings.iter().filter(|it| it.unacknowledged).count());
        }
        counts.sort_unstable();
        let spread: Vec<usize> =
            (0..=counts[999]).map(|many| counts.iter().filter(|it| **it == many).count()).collect();
        println!("{}: median {}, lists with 0, 1, 2… alerts to acknowledge: {spread:?}", drug.id, counts[500]);
        assert!(counts[500] <= 2, "{}: {spread:?}", drug.id);
    }
}

/// Carbamazepine empties these of their effect: contraindicated (dossier §3.2). Oxcarbazepine and lamotrigine share
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
