//! Its protocols: as they were published, and as they are laid out.

use crate::ask::laid_out::{course, numbers, stair};
use crate::ask::{BOOK, both, decide, protocol, treatment, with};
use crate::drugs::naltrexone::{BOTH, FIFTY, LDN, dose};
use palier_engine::book::drug::Licence;
use palier_engine::book::place::{Moment, Region};
use palier_engine::book::protocol::{Access, Ladder, Protocol};
use palier_engine::book::source::Grade;
use palier_engine::book::supply::Supply;
use palier_engine::exact::day::Day;
use palier_engine::exact::dose::Dose;
use palier_engine::outcome::Outcome;
use serde_json::{Value, json};

/// Doses of a protocol up to a target, each with the least days at it.
fn rungs(protocol: &Protocol, target: Dose) -> Vec<(Dose, u16)> {
    match &protocol.ladder {
        Ladder::Rungs(rungs) => rungs.iter().map(|it| (it.dose, it.days)).collect(),
        Ladder::Even { first, increment, interval_days } => {
            let next = |dose: &Dose| dose.checked_add(*increment).map(|it| it.min(target));
            let mut stair = vec![*first];
            while stair[stair.len() - 1] < target {
                stair.extend(next(&stair[stair.len() - 1]));
            }
            stair.into_iter().map(|it| (it, *interval_days)).collect()
        }
    }
}

/// Micrograms swallowed in so many days when each rung lasts no longer than it must.
fn total_micrograms(protocol: &Protocol, target: Dose, days: u16) -> u32 {
    let stair = rungs(protocol, target);
    let (last, rising) = stair.split_last().expect("a ladder has a rung");
    let climb: u32 = rising.iter().map(|(dose, days)| dose.micrograms() * u32::from(*days)).sum();
    let climbing: u16 = rising.iter().map(|(_, days)| days).sum();
    climb + last.0.micrograms() * u32::from(days - climbing)
}

struct Published {
    id: &'static str,
    access: Access,
    /// First target, then the others.
    targets: &'static str,
    /// To the highest target.
    stair: &'static str,
    /// Something the source leaves unsaid is marked.
    inferred: bool,
    place: &'static str,
}

#[test]
fn every_protocol_is_the_one_that_was_published() {
    use Access::{Everyone, Professional, Reference};
    let table = [
        Published {
            id: "label-50",
            access: Everyone,
            targets: "50 mg",
            stair: "25 mg, 50 mg every 1",
            inferred: true,
            place: "smpc-naltrexone-uk, 4.2",
        },
        Published {
            id: "strict",
            access: Everyone,
            targets: "3 mg, 4.5 mg, 2 mg, 2.5 mg, 3.5 mg, 4 mg, 1.5 mg",
            stair: "1.5 mg, 2 mg, 2.5 mg, 3 mg, 3.5 mg, 4 mg, 4.5 mg every 14",
            inferred: false,
            place: "article-001 and article-003, the strictest of both: C3 and C11",
        },
        Published {
            id: "article-001",
            access: Professional,
            targets: "3 mg, 4.5 mg, 1.5 mg",
            stair: "1.5 mg, 3 mg, 4.5 mg every 14",
            inferred: true,
            place: "article-001; its step is inferred from the capsules",
        },
        Published {
            id: "article-003",
            access: Professional,
            targets: "3 mg, 4.5 mg",
            stair: "1.5 mg, 2 mg, 2.5 mg, 3 mg, 3.5 mg, 4 mg, 4.5 mg every 7",
            inferred: true,
            place: "article-003, steps 2 and 3",
        },
        Published {
            id: "sensitive",
            access: Everyone,
            targets: "3 mg, 4.5 mg, 0.5 mg, 1 mg, 1.5 mg, 2 mg, 2.5 mg, 3.5 mg, 4 mg",
            stair: "0.5 mg, 1 mg, 1.5 mg, 2 mg, 2.5 mg, 3 mg, 3.5 mg, 4 mg, 4.5 mg every 14",
            inferred: true,
            place: "ldnrt-dosing, sensitive patients; ldnrt-surgery, Hashimoto",
        },
        Published {
            id: "ldnrt-weekly",
            access: Reference,
            targets: "4.5 mg",
            stair: "1 mg, 2 mg, 3 mg, 4 mg, 4.5 mg every 7",
            inferred: false,
            place: "ldnrt-dosing, standard patients",
        },
        Published {
            id: "sheet-2021",
            access: Reference,
            targets: "4.5 mg",
            stair: "1 mg, 2 mg, 3 mg, 4 mg, 4.5 mg every 14",
            inferred: true,
            place: "ldn-sheet-2021, the upper end",
        },
        Published {
            id: "capsules-us",
            access: Reference,
            targets: "4.5 mg",
            stair: "1.5 mg, 3 mg, 4.5 mg every 7",
            inferred: true,
            place: "ldn-capsules-us, the fastest",
        },
        Published {
            id: "younger",
            access: Reference,
            targets: "4.5 mg",
            stair: "4.5 mg every 84",
            inferred: false,
            place: "younger-2009 and younger-2013: 12 weeks",
        },
        Published {
            id: "final-6mg",
            access: Reference,
            targets: "6 mg",
            stair: "1.5 mg, 3 mg, 4.5 mg, 6 mg every 7",
            inferred: true,
            place: "final-2024",
        },
    ];
    let book = &*BOOK;
    let ours = book.book().protocols.iter().filter(|it| [LDN, FIFTY].contains(&it.drug.as_str()));
    let ids: Vec<&str> = ours.map(|it| it.id.as_str()).collect();
    assert_eq!(ids, table.iter().map(|it| it.id).collect::<Vec<_>>(), "protocols");
    for row in &table {
        let protocol = book.protocol(row.id).expect("just seen");
        let targets: Vec<String> = protocol.targets.iter().map(Dose::to_string).collect();
        assert_eq!(targets.join(", "), row.targets, "{}: {}", row.id, row.place);
        let highest = *protocol.targets.iter().max().expect("a target");
        let stair = rungs(protocol, highest);
        assert!(stair.iter().all(|it| it.1 == stair[0].1), "{}: {}", row.id, row.place);
        let doses: Vec<String> = stair.iter().map(|it| it.0.to_string()).collect();
        assert_eq!(format!("{} every {}", doses.join(", "), stair[0].1), row.stair, "{}: {}", row.id, row.place);
        assert_eq!(protocol.access, row.access, "{}: {}", row.id, row.place);
        assert_eq!(!protocol.inferred.is_empty(), row.inferred, "{}: {}", row.id, row.place);
        let (drug, moment) = if row.id == "label-50" { (FIFTY, Moment::Morning) } else { (LDN, Moment::Evening) };
        let [division] = &*protocol.divisions else { panic!("{}: one way of dividing the day", row.id) };
        assert_eq!(
            (protocol.drug.as_str(), &*division.moments),
            (drug, &[moment][..]),
            "{}: the articles say the evening",
            row.id
        );
    }
}

/// The milligrams of each schedule, worked out by hand.
#[test]
fn every_schedule_holds_the_milligrams_of_the_inventory() {
    let table = [
        ("strict", "3 mg", 84, 210_000),
        ("strict", "4.5 mg", 140, 483_000),
        ("article-003", "3 mg", 84, 231_000),
        ("article-003", "4.5 mg", 84, 304_500),
        ("article-001", "4.5 mg", 84, 315_000),
        ("ldnrt-weekly", "4.5 mg", 84, 322_000),
        ("sensitive", "4.5 mg", 126, 315_000),
        ("final-6mg", "6 mg", 84, 441_000),
    ];
    let book = &*BOOK;
    for (id, target, days, micrograms) in table {
        let protocol = book.protocol(id).unwrap_or_else(|| panic!("no protocol {id}"));
        assert_eq!(total_micrograms(protocol, dose(target), days), micrograms, "{id} to {target}, {days} days");
    }
}

#[test]
fn the_two_drugs_are_judged_and_supplied_as_their_sources_say() {
    let book = &*BOOK;
    let ldn = book.drug(LDN).expect("in the book");
    let fifty = book.drug(FIFTY).expect("in the book");
    for drug in [ldn, fifty] {
        assert_eq!(drug.substance, "naltrexone", "{}", drug.id);
        assert_eq!(numbers(drug.judgement.days(Day::FIRST)), (84, 91), "{}: article-001, three months", drug.id);
        assert_eq!(drug.most_units, 3, "{}: three units at once, no more", drug.id);
    }
    assert_eq!(ldn.protocol, "strict", "C3: the strictest of both articles is the default");
    assert_eq!(fifty.protocol, "label-50", "the licensed start");
    assert_eq!(ldn.best_dose_days, (56, 84), "C7: 8 to 12 weeks at the best tolerated dose");
    let strengths: Vec<String> = ldn.compounded.iter().map(Dose::to_string).collect();
    assert_eq!(strengths, ["0.1 mg", "0.5 mg", "1 mg", "1.5 mg", "3 mg", "4.5 mg"], "what is compounded");
    assert!(ldn.products.is_empty(), "FORM-3: the 50 mg tablet is no low dose");
    assert!(fifty.compounded.is_empty(), "50 mg is a licensed tablet");
    let [tablet] = &*fifty.products else { panic!("products-fr-2026-01.json: one presentation") };
    assert_eq!(
        tablet.supply,
        Supply::Tablet { strength: dose("50 mg"), scored: true, prolonged: false },
        "rcp-naltrexone-fr: scored, equal halves"
    );
    assert_eq!((tablet.region, &*tablet.packs), (Region::FR, &[28][..]), "products-fr-2026-01.json: boxes of 28");
}

#[test]
fn each_indication_says_its_status_and_its_evidence() {
    let table = [
        (LDN, "chronic-pain", Licence::OffLabel, Grade::B, "rassi-mariani-2024: 7 trials, 406 people"),
        (LDN, "fibromyalgia", Licence::OffLabel, Grade::B, "final-2024, innova-2026 and the trials before them"),
        (LDN, "crps", Licence::OffLabel, Grade::C, "hatfield-2020"),
        (LDN, "anxiety", Licence::OffLabel, Grade::D, "article-001, no trial"),
        (LDN, "self-esteem", Licence::OffLabel, Grade::D, "article-003, no trial"),
        (FIFTY, "alcohol-dependence", Licence::Licensed, Grade::A, "rcp-naltrexone-fr, 4.1"),
    ];
    let book = &*BOOK;
    for (drug, indication, licence, evidence, place) in table {
        let drug = book.drug(drug).expect("exists");
        assert!(drug.indications.iter().any(|it| it == indication), "{indication}: {place}");
        let status = drug.status.iter().find(|it| it.indication == indication && it.region == Region::FR);
        let status = status.unwrap_or_else(|| panic!("{indication}: {place}"));
        assert_eq!((status.licence, status.evidence), (licence, evidence), "{indication}: {place}");
        let not_reimbursed = status.text.fr.contains("Hors AMM, non remboursé");
        assert_eq!(not_reimbursed, licence == Licence::OffLabel, "{indication}: article-001, not reimbursed");
    }
    let here = book.book().drugs.iter().filter(|it| BOTH.contains(&&*it.id));
    let stated: usize = here.map(|it| it.indications.len()).sum();
    assert_eq!(stated, table.len(), "no indication without its row here");
}

/// Days, capsules of 0.5, 1.5, 3 and 4.5 mg, milligrams; cut at the review on day 84.
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
        // 126 days to 4.5 mg: the first six steps come before the review.
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
        let of = |supply: usize| {
            totals.iter().filter(|it| usize::from(it.supply) == supply).map(|it| it.dispensed / 2).sum::<u64>()
        };
        assert_eq!([0, 1, 2, 3].map(of), capsules, "{patch}");
        assert_eq!(course.dispensing.total_micrograms, micrograms, "{patch}");
        let left: Vec<String> = course.after_review.iter().map(ToString::to_string).collect();
        assert_eq!(left.join(", "), after, "{patch}: after the review");
    }
}

/// With 1.5 and 3 mg capsules only, 4.5 is 3 + 1.5.
#[test]
fn the_anxiety_article_is_made_of_its_own_capsules() {
    let two = json!({ "treatment": { "target": "4.5 mg", "supplies": [
        { "capsule": { "strength": "1.5 mg" } }, { "capsule": { "strength": "3 mg" } }
    ] } });
    let outcome = decide(with(both(protocol("article-001", true), two)));
    let totals = &course(&outcome).expect("planned").dispensing.totals;
    assert_eq!(totals.iter().map(|it| it.dispensed / 2).collect::<Vec<_>>(), [70, 70]);
}
