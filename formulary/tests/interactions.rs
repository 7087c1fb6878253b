//! Pairs of medicines: the table of 587 pairs (`neuropathic.md` §14.2, `interactions.csv`), typed again
//! as a list, and what becomes of a pair in a request.

mod ask;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ask::{answered, assessment, decide, merge, with};
use palier_engine::assess::{Assessment, Recognition, Verdict};
use palier_engine::formulary::{Drug, Formulary, Severity, Substance};
use palier_engine::interact::{ALCOHOL, Interaction, Level, Weighed};
use palier_engine::outcome::Outcome;
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
                    format!("{tabled:?} by {rule}, {:?} by {} {}", lead.level, lead.id, lead.sources[0].place),
                );
            }
        }
    }
    println!("{stricter:#?}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(table().len(), 587);
}
