//! The book on naltrexone, typed a second time from the dossier
//! (`naltrexone-ketamine-scales.md`, and `clinical/README.md` where it overrules it) with the data
//! closed. Each failure names the place in the dossier.

use palier_engine::dose::Dose;
use palier_engine::formulary::{
    Access, Anchor, Bound, Formulary, Grade, Ladder, Licence, Lifted, Moment, Protocol, Region, Ring, Severity,
    StatementKind, WashOut, Watch,
};
use palier_engine::medicine::Form;
use palier_engine::supply::Supply;
use palier_engine::truth::Condition;

const LDN: &str = "naltrexone-ldn";
const FIFTY: &str = "naltrexone-50";
const FORMS: [Form; 4] = [Form::Immediate, Form::Prolonged, Form::Patch, Form::Depot];

fn book() -> Formulary {
    palier_formulary::builtin()
}

#[track_caller]
fn dose(text: &str) -> Dose {
    text.parse().expect("a dose")
}

#[track_caller]
fn condition(text: &str) -> Condition {
    Condition::parse(text).unwrap_or_else(|why| panic!("{text}: {why}"))
}

/// Doses of a protocol up to a target, each with the least days at it.
fn stair(protocol: &Protocol, target: Dose) -> Vec<(Dose, u16)> {
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
    let stair = stair(protocol, target);
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
            id: "strict",
            access: Everyone,
            targets: "3 mg, 4.5 mg, 2 mg, 2.5 mg, 3.5 mg, 4 mg, 1.5 mg",
            stair: "1.5 mg, 2 mg, 2.5 mg, 3 mg, 3.5 mg, 4 mg, 4.5 mg every 14",
            inferred: false,
            place: "§5 P-STRICT, §2 C3 and C11",
        },
        Published {
            id: "article-001",
            access: Professional,
            targets: "3 mg, 4.5 mg, 1.5 mg",
            stair: "1.5 mg, 3 mg, 4.5 mg every 14",
            inferred: true,
            place: "§5 P-001, README on its step",
        },
        Published {
            id: "article-003",
            access: Professional,
            targets: "3 mg, 4.5 mg",
            stair: "1.5 mg, 2 mg, 2.5 mg, 3 mg, 3.5 mg, 4 mg, 4.5 mg every 7",
            inferred: true,
            place: "§5 P-003",
        },
        Published {
            id: "sensitive",
            access: Everyone,
            targets: "3 mg, 4.5 mg, 0.5 mg, 1 mg, 1.5 mg, 2 mg, 2.5 mg, 3.5 mg, 4 mg",
            stair: "0.5 mg, 1 mg, 1.5 mg, 2 mg, 2.5 mg, 3 mg, 3.5 mg, 4 mg, 4.5 mg every 14",
            inferred: true,
            place: "§5 P-LDNRT-sens and P-LDNRT-hashi",
        },
        Published {
            id: "ldnrt-weekly",
            access: Reference,
            targets: "4.5 mg",
            stair: "1 mg, 2 mg, 3 mg, 4 mg, 4.5 mg every 7",
            inferred: false,
            place: "§5 P-LDNRT-std",
        },
        Published {
            id: "sheet-2021",
            access: Reference,
            targets: "4.5 mg",
            stair: "1 mg, 2 mg, 3 mg, 4 mg, 4.5 mg every 14",
            inferred: true,
            place: "§5 P-sheet-2021, upper end",
        },
        Published {
            id: "capsules-us",
            access: Reference,
            targets: "4.5 mg",
            stair: "1.5 mg, 3 mg, 4.5 mg every 7",
            inferred: true,
            place: "§5 P-caps, fastest",
        },
        Published {
            id: "younger",
            access: Reference,
            targets: "4.5 mg",
            stair: "4.5 mg every 84",
            inferred: false,
            place: "§5 P-Younger, §4 Younger 2013: 12 weeks",
        },
        Published {
            id: "final-6mg",
            access: Reference,
            targets: "6 mg",
            stair: "1.5 mg, 3 mg, 4.5 mg, 6 mg every 7",
            inferred: true,
            place: "§5 P-FINAL, §4 FINAL",
        },
        Published {
            id: "label-50",
            access: Everyone,
            targets: "50 mg",
            stair: "25 mg, 50 mg every 1",
            inferred: true,
            place: "§5 standard dose, README: plannable",
        },
    ];
    let book = book();
    let ours = book.book().protocols.iter().filter(|it| [LDN, FIFTY].contains(&it.drug.as_str()));
    let ids: Vec<&str> = ours.map(|it| it.id.as_str()).collect();
    assert_eq!(ids, table.iter().map(|it| it.id).collect::<Vec<_>>(), "§5: protocols");
    for row in &table {
        let protocol = book.protocol(row.id).expect("just seen");
        let targets: Vec<String> = protocol.targets.iter().map(Dose::to_string).collect();
        assert_eq!(targets.join(", "), row.targets, "{}: {}", row.id, row.place);
        let highest = *protocol.targets.iter().max().expect("a target");
        let stair = stair(protocol, highest);
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
            "{}: §5, seeds: evening",
            row.id
        );
    }
}

/// §11.2: the milligrams of each schedule, worked out there by hand.
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
    let book = book();
    for (id, target, days, micrograms) in table {
        let protocol = book.protocol(id).unwrap_or_else(|| panic!("§5: no protocol {id}"));
        assert_eq!(total_micrograms(protocol, dose(target), days), micrograms, "§11.2: {id} to {target}, {days} days");
    }
}

#[test]
fn the_two_drugs_are_judged_and_supplied_as_the_dossier_says() {
    let book = book();
    let ldn = book.drug(LDN).expect("§5");
    let fifty = book.drug(FIFTY).expect("§5, README: plannable");
    for drug in [ldn, fifty] {
        assert_eq!(drug.substance, "naltrexone", "{}", drug.id);
        assert_eq!(drug.judgement.days(1), (84, 91), "{}: §9, day 84-91 (G12)", drug.id);
        assert_eq!(drug.most_units, 3, "{}: DESIGN §9, invariant 7", drug.id);
    }
    assert_eq!(ldn.protocol, "strict", "§2 C3: the strict merge is the default");
    assert_eq!(fifty.protocol, "label-50", "README: the licensed start");
    assert_eq!(ldn.best_dose_days, (56, 84), "§2 C7: 8-12 weeks at the best tolerated dose");
    let strengths: Vec<String> = ldn.compounded.iter().map(Dose::to_string).collect();
    assert_eq!(strengths, ["0.1 mg", "0.5 mg", "1 mg", "1.5 mg", "3 mg", "4.5 mg"], "issue: strengths");
    assert!(ldn.products.is_empty(), "§8 FORM-3: the 50 mg tablet is no low dose");
    assert!(fifty.compounded.is_empty(), "50 mg is a licensed tablet");
    let [tablet] = &*fifty.products else { panic!("products-fr-2026-01.json: one presentation") };
    assert_eq!(
        tablet.supply,
        Supply::Tablet { strength: dose("50 mg"), scored: true, prolonged: false },
        "§6: scored, equal halves"
    );
    assert_eq!((tablet.region, &*tablet.packs), (Region::FR, &[28][..]), "products-fr-2026-01.json: boxes of 28");
}

#[test]
fn each_indication_says_its_status_and_its_evidence() {
    let table = [
        (LDN, "chronic-pain", Licence::OffLabel, Grade::B, "§1.1 000-05: grade B"),
        (LDN, "fibromyalgia", Licence::OffLabel, Grade::B, "§4 end: fibromyalgia B"),
        (LDN, "crps", Licence::OffLabel, Grade::C, "§1.1 000-06: grade C"),
        (LDN, "anxiety", Licence::OffLabel, Grade::D, "§4 end: anxiety D"),
        (LDN, "self-esteem", Licence::OffLabel, Grade::D, "§4 end: self-esteem D"),
        (FIFTY, "alcohol-dependence", Licence::Licensed, Grade::A, "§12: AMM, alcohol"),
    ];
    let book = book();
    for (drug, indication, licence, evidence, place) in table {
        let drug = book.drug(drug).expect("exists");
        assert!(drug.indications.iter().any(|it| it == indication), "{indication}: {place}");
        let status = drug.status.iter().find(|it| it.indication == indication && it.region == Region::FR);
        let status = status.unwrap_or_else(|| panic!("{indication}: {place}"));
        assert_eq!((status.licence, status.evidence), (licence, evidence), "{indication}: {place}");
        let not_reimbursed = status.text.fr.contains("Hors AMM, non remboursé");
        assert_eq!(not_reimbursed, licence == Licence::OffLabel, "{indication}: 001-24, not reimbursed");
    }
    let here = book.book().drugs.iter().filter(|it| BOTH.contains(&&*it.id));
    let stated: usize = here.map(|it| it.indications.len()).sum();
    assert_eq!(stated, table.len(), "no indication without its row here");
}

#[test]
fn every_limit_is_the_dossiers() {
    let thyroid = "hashimoto or takes(thyroid-hormone)";
    let table = [
        ("LDN-MAX", Ring::Absolute, Bound::DailyAtMost(dose("4.5 mg")), "always", "§0 rule 3, §8 FORM-1"),
        ("LDN-MIN", Ring::Absolute, Bound::DailyAtLeast(dose("0.1 mg")), "always", "§1.1 000-01"),
        ("LDN-PACE", Ring::Recommended, Bound::IntervalAtLeast(14), "always", "§2 C3: not before 14 days"),
        ("LDN-PACE-7", Ring::Absolute, Bound::IntervalAtLeast(7), "always", "§5 P-003: 7 d, the fastest plannable"),
        ("LDN-STEP", Ring::Recommended, Bound::IncrementAtMost(dose("0.5 mg")), "always", "§2 C3: +0.5 mg"),
        ("LDN-STEP-1.5", Ring::Absolute, Bound::IncrementAtMost(dose("1.5 mg")), "always", "§5 P-001: 1.5 mg step"),
        ("LDN-FIRST", Ring::Recommended, Bound::FirstAtMost(dose("1.5 mg")), "always", "001-03, 003-03"),
        ("TH-1-FIRST", Ring::Absolute, Bound::FirstAtMost(dose("0.5 mg")), thyroid, "§8 TH-1, §18 vector 11"),
        ("TH-1-STEP", Ring::Absolute, Bound::IncrementAtMost(dose("0.5 mg")), thyroid, "§5 P-LDNRT-sens"),
        ("TH-1-PACE", Ring::Absolute, Bound::IntervalAtLeast(14), thyroid, "§8 TH-1, §18 vector 11"),
        ("NTX50-MAX", Ring::Absolute, Bound::DailyAtMost(dose("50 mg")), "always", "§5 standard dose"),
        ("NTX50-MIN", Ring::Absolute, Bound::DailyAtLeast(dose("25 mg")), "always", "§5 induction 25 mg"),
        ("NTX50-FIRST", Ring::Absolute, Bound::FirstAtMost(dose("25 mg")), "always", "§5 induction 25 mg"),
        ("NTX50-STEP", Ring::Absolute, Bound::IncrementAtMost(dose("25 mg")), "always", "§5 25 mg then 50 mg"),
        ("NTX50-PACE", Ring::Absolute, Bound::IntervalAtLeast(1), "always", "§5 25 mg then 50 mg"),
    ];
    let book = book();
    let limits = || book.book().limits.iter().filter(|it| !ours(&it.drugs).is_empty());
    assert_eq!(limits().map(|it| it.id.as_str()).collect::<Vec<_>>(), table.map(|it| it.0), "limits");
    for (limit, (id, ring, bound, when, place)) in limits().zip(table) {
        assert_eq!((limit.ring, limit.bound), (ring, bound), "{id}: {place}");
        assert_eq!(limit.when, condition(when), "{id}: {place}");
        let drug = if id.starts_with("NTX50") { FIFTY } else { LDN };
        assert_eq!(limit.drugs, [drug], "{id}: README, TH-1 and FORM-1 concern the low dose only");
    }
}

/// A row of §7.1: what was taken, in which forms, the full free days, and whether the prescriber decides too.
struct Interval(&'static str, &'static [Form], Option<u16>, bool, &'static str);

/// §7.1 and §7.3, as the README makes them precise.
#[test]
fn every_opioid_free_interval_is_the_dossiers() {
    const LONG: &[Form] = &[Form::Prolonged, Form::Patch];
    const LONG_OR_DEPOT: &[Form] = &[Form::Prolonged, Form::Patch, Form::Depot];
    const NOT_DEPOT: &[Form] = &[Form::Immediate, Form::Prolonged, Form::Patch];
    const NO_DATE: &str = "§7.1 depot / implant: no automatic date";
    let table = [
        Interval("opioid-short", &[Form::Immediate], Some(10), true, "§7.1 short-acting: 10 days, then the prescriber"),
        Interval("opioid-short", LONG, Some(14), true, "§7.1 ER / patch: 14 days"),
        Interval("opioid-short", &[Form::Depot], None, false, NO_DATE),
        Interval("opioid-mixed", &[Form::Immediate], Some(10), true, "§7.3 mixed, counted as short-acting"),
        Interval("opioid-mixed", LONG_OR_DEPOT, None, false, NO_DATE),
        Interval("methadone", &FORMS, Some(14), true, "§7.1 methadone: 14 days, test, prescriber"),
        Interval("buprenorphine", NOT_DEPOT, Some(14), true, "§7.1 buprenorphine: 14 days, test, prescriber"),
        Interval("buprenorphine", &[Form::Depot], None, false, NO_DATE),
        Interval("opioid-illicit", &FORMS, None, false, "§7.1 heroin, kratom: addictology, no date"),
        Interval(
            "loperamide",
            &FORMS,
            Some(10),
            true,
            "README: loperamide, 10 days once stopped; DESIGN §3: a decision",
        ),
        Interval("diphenoxylate", &FORMS, Some(10), true, "README: diphenoxylate, 10 days and a decision"),
        Interval("tianeptine", &FORMS, Some(10), true, "README: tianeptine, 10 days and a decision"),
    ];
    let book = book();
    let rows: Vec<&WashOut> = book.book().wash_outs.iter().filter(|it| !ours(&it.drugs).is_empty()).collect();
    for Interval(from, forms, full_days, decision, place) in &table {
        for form in *forms {
            let found: Vec<&&WashOut> = rows.iter().filter(|it| it.from == *from && is_for(it, *form)).collect();
            let [row] = &*found else { panic!("{from}, {form:?}: {} rows; {place}", found.len()) };
            assert_eq!((row.full_days, row.decision), (*full_days, *decision), "{from}, {form:?}: {place}");
            let lapses = decision.then_some(180);
            assert_eq!(row.decision_until_days, lapses, "{from}: DESIGN §3, no decision from 180 days on");
            assert_eq!(row.drugs, [LDN, FIFTY], "{from}: §7.1, any dose");
            let occasional = (*from == "loperamide").then_some(Severity::Pending);
            assert_eq!(row.occasional, occasional, "{from}: README, only loperamide has a labelled exception");
        }
    }
    assert_eq!(rows.len(), table.len(), "no interval without its row here");
}

/// Whether a row speaks of a form.
fn is_for(row: &WashOut, form: Form) -> bool {
    row.forms.is_empty() || row.forms.contains(&form)
}

/// Two rows would give two dates, none would give silence.
#[test]
fn every_opioid_of_the_catalogue_has_exactly_one_interval_in_each_form() {
    let book = book();
    let opioid = ["opioid", "opioid-antidiarrhoeal", "opioid-illicit"];
    let mut seen = 0;
    for substance in &book.book().substances {
        if substance.id != "tianeptine" && !opioid.iter().any(|tag| substance.classes.iter().any(|it| it == tag)) {
            continue;
        }
        seen += 1;
        for form in FORMS {
            let rows = book.book().wash_outs.iter().filter(|it| {
                let tagged = it.from == substance.id || substance.classes.contains(&it.from);
                tagged && is_for(it, form)
            });
            let ids: Vec<&str> = rows.map(|it| it.id.as_str()).collect();
            assert_eq!(ids.len(), 1, "{}, {form:?}: rows {ids:?} (§7.1)", substance.id);
        }
    }
    assert!(seen >= 10, "§7.3 names more than ten opioids, the catalogue holds {seen}");
}

#[test]
fn a_current_opioid_is_never_to_be_stopped_alone() {
    let book = book();
    for row in &book.book().wash_outs {
        let fr = row.current.fr.to_lowercase();
        assert!(fr.contains("ne l’arrêtez pas de vous-même"), "{}: DESIGN §3", row.id);
        assert!(row.current.en.to_lowercase().contains("do not stop it by yourself"), "{}: DESIGN §3", row.id);
    }
}

const BOTH: &[&str] = &[LDN, FIFTY];
const LOW: &[&str] = &[LDN];
const LABEL: &[&str] = &[FIFTY];

#[derive(Clone)]
struct Expected {
    id: &'static str,
    drugs: &'static [&'static str],
    severity: Severity,
    when: &'static str,
    place: &'static str,
}

const fn row(
    id: &'static str,
    drugs: &'static [&'static str],
    severity: Severity,
    when: &'static str,
    place: &'static str,
) -> Expected {
    Expected { id, drugs, severity, when, place }
}

/// §8, in its order, with the rules of §7.3 and the README that it condenses. LI-3 is a stop sign;
/// OP-2, AD-3 and the current opioids of OP-1 are intervals; FORM-1 to FORM-3 are the engine's own.
#[test]
fn every_rule_of_the_condensed_list_is_there_with_its_severity() {
    use Severity::{Caution, Contraindicated, Information, Pending};
    let table = [
        row("OP-1", BOTH, Contraindicated, "opioid-recent", "§8 OP-1"),
        row("OP-3", BOTH, Contraindicated, "opioid-dependence", "§8 OP-3, §6 contraindications"),
        row("OP-4", BOTH, Pending, "opioid-need-expected", "§8 OP-4"),
        row("OP-4-surgery", BOTH, Caution, "opioid-need-expected and days-to-surgery >= 0", "§7.2, vector 10"),
        row("OP-4-course", BOTH, Pending, "opioid-need-expected and days-to-surgery <= 86", "§7.2: 72 h, vector 10"),
        row("OP-5", BOTH, Contraindicated, "opioid-withdrawal", "§8 OP-5"),
        row("AD-3-misuse", BOTH, Contraindicated, "takes(tianeptine, misused)", "README: tianeptine misuse"),
        row("GUT-1", BOTH, Caution, "takes(opioid-gut)", "§7.3 gut opioids"),
        row("DXM-1", BOTH, Information, "takes(dextromethorphan)", "§7.3 dextromethorphan"),
        row(
            "DUP-1",
            BOTH,
            Information,
            "takes(naloxone) or takes(opioid-antagonist-peripheral)",
            "a rescue kit and peripheral antagonists are another treatment",
        ),
        row("AD-4", BOTH, Contraindicated, "takes(naltrexone) and takes(bupropion)", "§8 AD-4"),
        row("AD-4-bupropion", BOTH, Information, "takes(bupropion) and not takes(naltrexone)", "§8 AD-4"),
        row("AL-1", LOW, Contraindicated, "alcohol(regular) or alcohol-withdrawal", "§8 AL-1, README: low dose only"),
        row("AL-2", LOW, Caution, "alcohol(occasional)", "§8 AL-2"),
        row("NTX50-AL", LABEL, Pending, "alcohol-withdrawal", "README: not yet through alcohol withdrawal"),
        row("NTX50-AL-2", LABEL, Caution, "alcohol(regular) or alcohol(occasional)", "§6 France, §2 C4: abstinence"),
        row("LI-1", BOTH, Contraindicated, "liver-disease or hepatitis or jaundice or alt > 3 or ast > 3", "§8 LI-1"),
        row("LI-2", BOTH, Pending, "alt > 1 and alt <= 3 or ast > 1 and ast <= 3", "§8 LI-2"),
        row("LI-2-missing", BOTH, Pending, "not known(alt) or not known(ast)", "§2 C1: LFT unknown"),
        row("LI-2-old", BOTH, Pending, "liver-test-age > 90", "§8 LI-2: older than 3 months"),
        row("LI-2-bilirubin", BOTH, Pending, "given(bilirubin) and bilirubin > 1", "§9: bilirubin among the tests"),
        row("LI-2-bilirubin-missing", BOTH, Information, "not given(bilirubin)", "§9: bilirubin among the tests"),
        row("LI-4", BOTH, Caution, "takes(hepatotoxic)", "§8 LI-4"),
        row("LI-4-paracetamol", BOTH, Caution, "daily-dose(paracetamol) > 3000 mg", "§8 LI-4: > 3 g/d"),
        row("LI-4-disulfiram", BOTH, Contraindicated, "takes(disulfiram)", "§8 LI-4: disulfiram"),
        row("RE-1", BOTH, Contraindicated, "dialysis or clearance < 30", "§8 RE-1"),
        row("RE-2", BOTH, Caution, "clearance >= 30 and clearance < 60", "§8 RE-2"),
        row("RE-3", BOTH, Pending, "unstable-creatinine", "DESIGN §5: formula unreliable"),
        row("PR-1", BOTH, Contraindicated, "pregnant or trying-to-conceive or breastfeeding", "§8 PR-1"),
        row("PR-2", BOTH, Caution, "fertile-no-contraception", "§8 PR-2"),
        row("AGE-1", BOTH, Contraindicated, "age < 18", "§8 AGE-1"),
        row("AGE-2", BOTH, Caution, "age >= 65", "§8 AGE-2"),
        row("AL-H", BOTH, Contraindicated, "naltrexone-allergy", "§8 AL-H"),
        row("FORM-4", LOW, Caution, "lactose-intolerance", "§8 FORM-4"),
        row("FORM-4-50", LABEL, Caution, "lactose-intolerance", "§6 France: lactose"),
        row("PSY-1", BOTH, Contraindicated, "suicidal-thoughts", "§8 PSY-1"),
        row("PSY-2", BOTH, Pending, "psychosis-bipolar or severe-depression", "§8 PSY-2"),
        row("PSY-3", BOTH, Caution, "exposure-therapy", "§8 PSY-3"),
        row("AD-1", BOTH, Information, "takes(ssri) or takes(snri)", "§8 AD-1"),
        row("AD-2", BOTH, Caution, "takes(maoi)", "§8 AD-2"),
        row("SED-1", BOTH, Caution, "takes(sedative) or takes(benzodiazepine) or takes(antipsychotic)", "§8 SED-1"),
        row("SED-1-thioridazine", BOTH, Contraindicated, "takes(thioridazine)", "§8 SED-1: thioridazine"),
        row("FRZ-1", BOTH, Caution, "takes(cns, started-within 14)", "§5 freeze: new CNS drug within 14 d"),
        row("ACA-1", BOTH, Information, "takes(acamprosate)", "§6 interactions: acamprosate"),
        row("KET-1", BOTH, Pending, "ketamine-planned or takes(ketamine-class)", "§8 KET-1"),
        row("MED-0", BOTH, Pending, "other-medicines", "DESIGN §6: an incomplete list is not checked"),
        row("TH-1", LOW, Caution, "hashimoto or takes(thyroid-hormone)", "§8 TH-1, README: low dose only"),
        row("IM-1", BOTH, Contraindicated, "organ-transplant", "§8 IM-1"),
        row(
            "IM-2",
            BOTH,
            Pending,
            "takes(immunosuppressant) or takes(biologic) or takes(checkpoint-inhibitor)",
            "§8 IM-2",
        ),
        row("AUTO-1", BOTH, Pending, "multiple-sclerosis or active-cancer or inflammatory-rheumatism", "§8 AUTO-1"),
        row("RX-1", BOTH, Pending, "not prescriber", "§8 RX-1"),
        row("DRV-1", BOTH, Information, "always", "§8 DRV-1, README: true of everybody"),
    ];
    let book = book();
    let mut rules: Vec<_> = book.book().rules.iter().filter(|it| !ours(&it.drugs).is_empty()).collect();
    let mut table = table.to_vec();
    rules.sort_by_key(|it| &it.id);
    table.sort_by_key(|it| it.id);
    let ids: Vec<&str> = rules.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, table.iter().map(|it| it.id).collect::<Vec<_>>(), "§8: rules");
    for (rule, expected) in rules.iter().zip(&table) {
        let Expected { id, drugs, severity, when, place } = expected;
        assert_eq!(rule.severity, *severity, "{id}: {place}");
        assert_eq!(rule.when, condition(when), "{id}: {place}");
        assert_eq!(ours(&rule.drugs), *drugs, "{id}: {place}");
    }
}

/// Of the drugs of a line, those of this file.
fn ours(drugs: &[String]) -> Vec<&str> {
    drugs.iter().map(String::as_str).filter(|it| BOTH.contains(it)).collect()
}

/// §8 says HOLD "clinician decision" where a person may decide, and a fact everywhere else.
#[test]
fn a_decision_lifts_only_what_is_the_prescribers_to_decide() {
    let book = book();
    let rules = || book.book().rules.iter().filter(|it| !ours(&it.drugs).is_empty());
    let by_decision = rules().filter(|it| it.lifted_by == Lifted::Decision);
    let ids: Vec<&str> = by_decision.clone().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["RE-3", "OP-4", "LI-2", "LI-2-bilirubin", "PSY-2", "KET-1", "IM-2", "AUTO-1"], "§8: HOLD");
    for rule in by_decision {
        assert_eq!(rule.severity, Severity::Pending, "{}: only what is pending can be lifted", rule.id);
    }
    let signed: Vec<&str> = rules().filter(|it| it.acknowledge).map(|it| it.id.as_str()).collect();
    assert_eq!(signed, ["AD-2"], "§8 AD-2: WARN + sign-off");
}

#[test]
fn liver_tests_keep_as_long_as_the_rule_says() {
    assert_eq!(book().edition().liver_tests_keep_days, 90, "§8 LI-2: older than 3 months, read strictly");
}

/// Where two wordings of a rule meet, the person reads both.
#[test]
fn a_rule_shows_the_disagreement_it_rests_on() {
    let table = [
        ("OP-1", "C6", "§2 C6"),
        ("OP-4", "surgery", "§7.2"),
        ("AL-1", "C4", "§2 C4"),
        ("AL-2", "C4", "§2 C4"),
        ("NTX50-AL", "C4", "§2 C4"),
        ("LI-1", "C1", "§2 C1"),
        ("LI-1", "C13", "§2 C13"),
        ("LI-2", "C1", "§2 C1"),
        ("LI-2-missing", "C10", "§2 C10"),
        ("AD-2", "C2", "§2 C2, vector 12: both quotes"),
        ("PSY-1", "crisis", "vector 14: crisis panel"),
        ("PSY-3", "D4", "§3 D4"),
        ("TH-1", "D11", "§3 D11: show the negative study"),
        ("KET-1", "C12", "§2 C12"),
        ("KET-1", "D7", "§3 D7"),
    ];
    let book = book();
    for (rule, see, place) in table {
        let rule = book.book().rules.iter().find(|it| it.id == rule).expect("§8");
        assert!(rule.see.iter().any(|it| it == see), "{} does not show {see}: {place}", rule.id);
    }
}

struct Watched {
    id: &'static str,
    drugs: &'static [&'static str],
    kind: Watch,
    anchor: Anchor,
    when: &'static str,
    place: &'static str,
}

#[test]
fn every_test_and_visit_falls_on_the_dossiers_days() {
    const THYROID: &str = "hashimoto or takes(thyroid-hormone)";
    const BEFORE: Anchor = Anchor::Days { from: -30, to: 0 };
    const REVIEW: Anchor = Anchor::Days { from: 84, to: 91 };
    let line = |id, drugs, kind, anchor, when, place| Watched { id, drugs, kind, anchor, when, place };
    let table = [
        line("baseline-visit", BOTH, Watch::Visit, BEFORE, "always", "§9 day -30..0"),
        line("baseline-liver", BOTH, Watch::BloodTest, BEFORE, "always", "§9 day -30..0"),
        line("baseline-pregnancy", BOTH, Watch::BloodTest, BEFORE, "not sex(male)", "§9 day -30..0"),
        line("baseline-scales", LOW, Watch::Questionnaire, BEFORE, "always", "§9 day -30..0"),
        line("diary", LOW, Watch::Diary, Anchor::Every { from: 1, days: 1 }, "always", "§9 daily"),
        line("monthly", LOW, Watch::Questionnaire, Anchor::Every { from: 28, days: 28 }, "always", "§9 monthly"),
        line(
            "liver-week-4",
            BOTH,
            Watch::BloodTest,
            Anchor::Days { from: 22, to: 28 },
            "alt > 1 or ast > 1",
            "§9 week 4",
        ),
        line("liver-month-3", BOTH, Watch::BloodTest, REVIEW, "always", "§9 month 3-6, the earliest"),
        line("liver-later", BOTH, Watch::BloodTest, Anchor::Later, "always", "§9 then every 3-6 mo"),
        line("thyroid-baseline", LOW, Watch::BloodTest, BEFORE, THYROID, "§8 TH-1"),
        line(
            "thyroid-after-step",
            LOW,
            Watch::BloodTest,
            Anchor::AfterEachStep { from: 42, to: 56 },
            THYROID,
            "§8 TH-1: 6-8 wk after each plateau",
        ),
        line("expect-earliest", LOW, Watch::Expectation, Anchor::Days { from: 14, to: 20 }, "always", "§2 C5: 2 wk"),
        line("expect-usual", LOW, Watch::Expectation, Anchor::Days { from: 21, to: 56 }, "always", "§2 C5: 3-8 wk"),
        line("expect-judge", LOW, Watch::Expectation, Anchor::Days { from: 56, to: 84 }, "always", "§2 C5: 8-12 wk"),
        line("review-3-months", LOW, Watch::Review, REVIEW, "always", "§9 day 84-91 (G12)"),
        line("monthly-50", LABEL, Watch::Questionnaire, Anchor::Every { from: 28, days: 28 }, "always", "§6 mood"),
        line("review-3-months-50", LABEL, Watch::Review, REVIEW, "always", "§5: 3-month initial period"),
    ];
    let book = book();
    let here = book.book().monitoring.iter().filter(|it| !ours(&it.drugs).is_empty());
    let ids: Vec<&str> = here.map(|it| it.id.as_str()).collect();
    let expected: Vec<&str> = table.iter().map(|it| it.id).collect();
    assert_eq!(sorted(ids), sorted(expected), "§9: calendar");
    for Watched { id, drugs, kind, anchor, when, place } in table {
        let ours = book.book().monitoring.iter().find(|it| it.id == id).expect("just seen");
        assert_eq!((ours.kind, ours.anchor), (kind, anchor), "{id}: {place}");
        assert_eq!(ours.when, condition(when), "{id}: {place}");
        assert_eq!(ours.drugs, drugs, "{id}: {place}");
    }
}

fn sorted(mut ids: Vec<&str>) -> Vec<&str> {
    ids.sort_unstable();
    ids
}

#[test]
fn every_upward_step_has_its_gate() {
    let book = book();
    let of = |drug: &str| -> Vec<&str> {
        let gates = book.book().gates.iter().filter(|it| it.drugs.iter().any(|id| id == drug));
        gates.map(|it| it.id.as_str()).collect()
    };
    assert_eq!(of(LDN), ["tolerance", "sleep", "one-change"], "§5: tolerance gate, sleep branch, one change at a time");
    assert_eq!(of(FIFTY), ["no-withdrawal"], "§5: induction 25 mg");
    let tolerance = book.book().gates.iter().find(|it| it.id == "tolerance").expect("just seen");
    assert!(tolerance.text.fr.contains("7 derniers jours"), "§5: no side effect >= moderate in the last 7 days");
}

#[test]
fn every_question_is_the_one_a_rule_reads() {
    let table = [
        ("liver-kidney", "liver-disease hepatitis jaundice dialysis unstable-creatinine"),
        ("pregnancy", "pregnant trying-to-conceive breastfeeding fertile-no-contraception"),
        ("opioids", "opioid-recent opioid-withdrawal opioid-dependence opioid-need-expected alcohol-withdrawal"),
        ("mind", "suicidal-thoughts psychosis-bipolar severe-depression exposure-therapy"),
        ("immune-thyroid", "hashimoto organ-transplant multiple-sclerosis active-cancer inflammatory-rheumatism"),
        ("other", "naltrexone-allergy lactose-intolerance ketamine-planned"),
        ("medicines", "other-medicines"),
    ];
    let book = book();
    let questions = book.questions_for(LDN);
    let mut groups: Vec<&str> = questions.iter().map(|it| it.group.as_str()).collect();
    groups.dedup();
    assert_eq!(groups, table.map(|it| it.0), "groups");
    for (group, ids) in table {
        let in_group = questions.iter().filter(|it| it.group == group);
        let ours: Vec<&str> = in_group.map(|it| it.id.as_str()).collect();
        assert_eq!(ours.join(" "), ids, "§8, group {group}");
    }
    for question in questions {
        let only_women = (question.group == "pregnancy").then(|| condition("sex(male)"));
        assert_eq!(question.not_applicable, only_women, "{}: DESIGN §5, not applicable", question.id);
        let implied_by = match &*question.id {
            "suicidal-thoughts" => Some(condition("phq9-item9 > 0")),
            "liver-disease" => Some(condition("known(child-pugh)")),
            "opioid-need-expected" => Some(condition("days-to-surgery >= 0")),
            _ => None,
        };
        assert_eq!(question.implied_by, implied_by, "{}: §8 PSY-1, OP-4 and LI-1", question.id);
        assert!(question.text.fr.ends_with("\u{a0}?") && question.text.en.ends_with('?'), "{}", question.id);
    }
}

#[test]
fn every_contradiction_and_every_doubtful_claim_shows_its_sides() {
    let book = book();
    let dossier = (1..=13).map(|n| (format!("C{n}"), StatementKind::Disagreement, "§2"));
    let dossier = dossier.chain((1..=17).map(|n| (format!("D{n}"), StatementKind::Doubtful, "§3")));
    for (id, kind, place) in dossier {
        let statement = book.book().statements.iter().find(|it| it.id == id);
        let statement = statement.unwrap_or_else(|| panic!("{place} {id} is missing"));
        assert_eq!(statement.kind, kind, "{place} {id}");
        let mut sides: Vec<_> = statement.sides.iter().map(|it| (&it.cite, &it.says.fr)).collect();
        sides.sort();
        sides.dedup();
        assert!(sides.len() >= 2, "{place} {id}: both sides are shown");
    }
    let wrong = ["C12", "D4", "D6", "D7", "D8", "D9"];
    for id in wrong {
        let statement = book.book().statements.iter().find(|it| it.id == id).expect("just seen");
        assert_eq!(statement.grade, Grade::X, "§3 {id}: contradicted by a better source");
    }
}

#[test]
fn the_person_is_told_when_to_stop_what_to_do_and_what_to_expect() {
    use StatementKind::{Compounding, Interruption, MissedDose, Sleep, StopSign, Surgery, Tolerance};
    let book = book();
    let count = |drug: &str, kind| {
        let concerns = |it: &&palier_engine::formulary::Statement| it.drugs.iter().any(|id| id == drug);
        book.book().statements.iter().filter(concerns).filter(|it| it.kind == kind).count()
    };
    for drug in BOTH {
        assert_eq!(count(drug, StopSign), 5, "§9 red flags: liver, allergy, withdrawal, suicide, opioid emergency");
        assert!(count(drug, MissedDose) == 1 && count(drug, Interruption) == 2, "{drug}: §5 practice rules");
        assert!(count(drug, Surgery) >= 1 && count(drug, Tolerance) >= 1, "{drug}: §7.2, §6");
    }
    assert!(count(LDN, Sleep) == 1 && count(LDN, Compounding) >= 4, "§5 sleep branch, §11 compounding");
    let surgery = book.book().statements.iter().find(|it| it.id == "surgery").expect("§7.2");
    assert!(surgery.text.fr.contains("72\u{a0}h"), "§7.2: 72 h minimum before elective surgery");
    let interruption = book.book().statements.iter().find(|it| it.id == "interruption").expect("§5");
    assert!(interruption.text.fr.contains("14\u{a0}jours ou moins"), "§5: <= 14 d, same dose");
}

/// A rule reads a class; a substance left out of it would be passed over in silence.
#[test]
fn the_classes_hold_what_the_rules_count_on() {
    let table = [
        ("levothyroxine", "thyroid-hormone", true, "§8 TH-1"),
        ("phenelzine", "maoi", true, "§8 AD-2, vector 12"),
        ("moclobemide", "maoi", true, "§8 AD-2: MAO-A"),
        ("selegiline", "maoi", true, "§8 AD-2: MAO-B"),
        ("naltrexone", "opioid-antagonist", true, "§7.3: duplicate"),
        ("nalmefene", "opioid-antagonist", true, "§7.3: duplicate"),
        ("esketamine", "ketamine-class", true, "§8 KET-1"),
        ("trimebutine", "opioid-gut", true, "§7.3 gut opioids"),
        ("kratom", "opioid-illicit", true, "§7.1 kratom: no date"),
        ("valproate", "hepatotoxic", true, "§6 interactions"),
        ("diazepam", "benzodiazepine", true, "§8 SED-1"),
        ("paracetamol", "hepatotoxic", false, "§8 LI-4: only above 3 g/d"),
        ("sertraline", "ssri", true, "§8 AD-1, vector 12"),
        ("sertraline", "sedative", false, "issue, scenario 1: information only"),
        ("naltrexone", "opioid", false, "DESIGN §6: an antagonist"),
    ];
    let book = book();
    for (substance, class, belongs, place) in table {
        let found = book.substance(substance).unwrap_or_else(|| panic!("{substance} is not in the catalogue: {place}"));
        assert_eq!(found.classes.iter().any(|it| it == class), belongs, "{substance}, {class}: {place}");
    }
}
