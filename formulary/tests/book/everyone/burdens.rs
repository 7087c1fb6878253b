//! What adds up, on the days of the plan and in the verdict. The reference plan begins on 7 December 2026,
//! which is day 1.

use crate::ask::{PLANNER, asked, assessment, decide, merge, with};
use palier_engine::audit::interactions::audit_reading;
use palier_engine::book::chapter::Chapter;
use palier_engine::book::formulary::Formulary;
use palier_engine::book::rule::Severity;
use palier_engine::book::source::Grade;
use palier_engine::course::Carried;
use palier_engine::exact::day::Day;
use palier_engine::finding::{Assessment, Finding, Recognition, Verdict};
use palier_engine::outcome::Outcome;
use palier_engine::request::request::Request;
use serde_json::{Value, json};

fn burdens(medicines: Value) -> Vec<Carried> {
    match decide(with(json!({ "language": "en", "medicines": medicines }))) {
        Outcome::Planned { plan, .. } => plan.course.burdens.clone(),
        Outcome::Pending { draft: Some(draft), .. } => draft.course.burdens.clone(),
        other @ (Outcome::Pending { .. }
        | Outcome::Tapered { .. }
        | Outcome::Refused { .. }
        | Outcome::Unreadable { .. }
        | Outcome::Card { .. }
        | Outcome::Stopped { .. }) => {
            panic!("no course: {other:#?}")
        }
    }
}

fn of<'a>(burdens: &'a [Carried], id: &str) -> &'a Carried {
    burdens.iter().find(|it| it.burden == id).unwrap_or_else(|| panic!("no {id}: {burdens:#?}"))
}

/// `(name, first day, last day)` of each carrier.
fn spans(carried: &Carried) -> Vec<(&str, Option<i32>, Option<i32>)> {
    carried.carriers.iter().map(|it| (it.name.as_str(), it.from.map(i32::from), it.until.map(i32::from))).collect()
}

#[test]
fn two_sedatives_add_up_throughout_and_one_alone_does_not() {
    let alone = burdens(json!([{ "name": "diazepam", "started": "2020-01" }]));
    assert_eq!(of(&alone, "sedation").together, []);
    let both =
        burdens(json!([{ "name": "diazepam", "started": "2020-01" }, { "name": "mirtazapine", "started": "2020-01" }]));
    let sedation = of(&both, "sedation");
    assert_eq!(spans(sedation), [("diazepam", None, None), ("mirtazapine", None, None)]);
    assert_eq!(sedation.together, [(Day::FIRST, None)]);
}

/// Naltrexone is an antagonist: the thesaurus lists it among opioids, and it carries none of their burdens.
#[test]
fn the_antagonist_carries_nothing_of_the_agonists() {
    assert_eq!(burdens(json!([])), []);
}

/// ANSM, irreversible MAO inhibitors: five weeks after fluoxetine. Last taken on 20 November, day −16:
/// its tail ends on day −16 + 35 = 19, while sertraline goes on.
#[test]
fn fluoxetine_outlives_its_last_dose_by_five_weeks() {
    let list = |last: &str| {
        json!([
            { "name": "fluoxetine", "started": "2020-01", "stopped": { "last_dose": last } },
            { "name": "sertraline", "started": "2020-01" },
        ])
    };
    let found = burdens(list("2026-11-20"));
    let serotonin = of(&found, "serotonin");
    assert_eq!(spans(serotonin), [("fluoxetine", None, Some(19)), ("sertraline", None, None)]);
    assert_eq!(serotonin.carriers[0].tail, Some(35));
    assert_eq!(serotonin.together, [(Day::FIRST, Some(Day::new(19)))]);
    // Day 1 is the 35th after 2 November; 1 November is a day too early.
    assert_eq!(spans(of(&burdens(list("2026-11-02")), "serotonin"))[0].2, Some(1));
    assert_eq!(spans(of(&burdens(list("2026-11-01")), "serotonin")), [("sertraline", None, None)]);
}

/// The same two weeks for each irreversible MAO inhibitor, and none for a reversible one or for MAO-B. Last taken on
/// 1 December, day −5: the tail ends on day −5 + 14 = 9.
#[test]
fn every_irreversible_maoi_outlives_its_last_dose_by_two_weeks_and_no_other() {
    let carried = |name: &str| {
        let found = burdens(json!([
            { "name": name, "started": "2020-01", "stopped": { "last_dose": "2026-12-01", "planned_by": "Dr Martin" } },
            { "name": "sertraline", "started": "2020-01" },
        ]));
        of(&found, "serotonin").carriers.iter().find(|it| it.name != "sertraline").map(|it| it.until.map(i32::from))
    };
    for name in ["iproniazide", "phénelzine", "tranylcypromine", "isocarboxazide"] {
        assert_eq!(carried(name), Some(Some(9)), "{name}");
    }
    for name in ["moclobémide", "sélégiline", "linézolide"] {
        assert_eq!(carried(name), None, "{name}: over before the first day");
    }
}

/// `v56e`: venlafaxine and seizures, a precaution.
#[test]
fn venlafaxine_lowers_the_seizure_threshold() {
    let found = burdens(json!([{ "name": "venlafaxine", "started": "2020-01" }, { "name": "bupropion" }]));
    assert_eq!(of(&found, "seizures").carriers.len(), 2, "{found:#?}");
}

/// A planned stop on 20 December is day 14; clopidogrel has no known tail.
#[test]
fn a_planned_stop_ends_a_burden_without_known_tail() {
    let found = burdens(json!([
        { "name": "clopidogrel", "stopped": { "last_dose": "2026-12-20", "planned_by": "Dr Martin" } },
        { "name": "ibuprofen" },
    ]));
    let bleeding = of(&found, "bleeding");
    assert_eq!(spans(bleeding), [("clopidogrel", None, Some(14)), ("ibuprofen", None, None)]);
    assert_eq!((bleeding.carriers[0].tail, &*bleeding.together), (None, &[(Day::FIRST, Some(Day::new(14)))][..]));
}

#[test]
fn what_acts_only_where_it_is_put_adds_nothing() {
    let drops = json!([{ "name": "ciprofloxacine", "route": "ear" }, { "name": "bupropion" }]);
    let found = burdens(drops);
    assert!(found.iter().all(|it| it.carriers.iter().all(|it| it.name != "ciprofloxacine")), "{found:#?}");
}

#[test]
fn a_name_that_is_not_recognised_is_not_said_to_add_nothing() {
    let outcome = decide(with(json!({ "medicines": [{ "name": "xyzabc" }] })));
    assert!(matches!(outcome, Outcome::Pending { .. }), "it waits: {outcome:#?}");
}

/// A drug asked for beside these medicines, each taken for years.
fn beside_of(drug: &str, names: &[&str]) -> Value {
    let lines: Vec<Value> = names.iter().map(|it| json!({ "name": it, "started": "2020-01" })).collect();
    asking(drug, json!({ "medicines": lines }))
}

fn asking(drug: &str, patch: Value) -> Value {
    let indication = &PLANNER.formulary().drug(drug).expect("a drug").indications[0];
    asked(&json!({ "medicines": [], "treatment": { "drug": drug, "indication": indication } }), patch)
}

fn found(request: Value) -> Assessment {
    assessment(&decide(request)).clone()
}

fn adding<'a>(found: &'a Assessment, burden: &str) -> Option<&'a Finding> {
    found.findings.iter().find(|it| it.key.starts_with(&format!("adds-up:{burden}:")))
}

/// Whether the finding of a pair says it of each of these lines, as strictly: to be acknowledged, or refused.
fn each_is_said(found: &Assessment, burden: &str, lines: usize, to_acknowledge: bool) -> bool {
    let book = PLANNER.formulary().book();
    let burden = book.burdens.iter().find(|it| it.id == burden).expect("a burden");
    let mechanisms = &burden.adds_up.as_ref().expect("it adds up").mechanisms;
    (0..lines).all(|line| {
        let path = format!("medicines[{line}].");
        found.findings.iter().filter(|it| it.inputs.iter().any(|its| its.path.starts_with(&path))).any(|it| {
            let row = book.interactions.rules.iter().find(|row| row.id == it.rule);
            let strict = if to_acknowledge { it.unacknowledged } else { it.severity == Severity::Caution };
            row.is_some_and(|row| mechanisms.contains(&row.mechanism))
                && (strict || it.severity == Severity::Contraindicated)
        })
    })
}

/// Each burden that reaches the verdict: its rule, a drug that carries it, three medicines that carry it
/// strongly, and what to look out for. The pairs of each with the drug ask for less than an acknowledgement.
const ADDING: [(&str, &str, &str, [&str; 3], &str); 6] = [
    ("bleeding", "ADD-BLEEDING", "duloxetine", ["ibuprofène", "clopidogrel", "rivaroxaban"], "selles noires"),
    ("sedation", "ADD-SEDATION", "pregabalin", ["mirtazapine", "hydroxyzine", "quétiapine"], "chutes"),
    ("serotonin", "ADD-SEROTONIN", "amitriptyline", ["sertraline", "millepertuis", "dextrométhorphane"], "fièvre"),
    ("qt", "ADD-QT", "amitriptyline", ["hydroxychloroquine", "dompéridone", "halopéridol"], "syncope"),
    (
        "anticholinergic",
        "ADD-ANTICHOLINERGIC",
        "amitriptyline",
        ["oxybutynine", "trihexyphénidyle", "solifénacine"],
        "uriner",
    ),
    ("sodium", "ADD-SODIUM", "carbamazepine", ["hydrochlorothiazide", "indapamide", "sertraline"], "sodium"),
];

/// Two are a caution, three are acknowledged: `ADD-BLEEDING` and the others, an opinion of Palier’s own.
#[test]
fn two_strong_carriers_beside_the_drug_are_a_caution_and_three_are_acknowledged() {
    for (burden, rule, drug, names, sign) in ADDING {
        for name in names {
            assert!(adding(&found(beside_of(drug, &[name])), burden).is_none(), "{burden}: {name} alone");
        }
        let two = found(beside_of(drug, &names[..2]));
        assert!(two.verdict >= Verdict::Caution, "{burden}");
        match adding(&two, burden) {
            Some(it) => assert!((it.severity, it.unacknowledged) == (Severity::Caution, false), "{it:#?}"),
            None => assert!(each_is_said(&two, burden, 2, false), "{burden}: {:#?}", two.findings),
        }
        let three = found(beside_of(drug, &names));
        let it = adding(&three, burden).unwrap_or_else(|| panic!("{burden}: {:#?}", three.findings));
        assert_eq!((it.rule.as_str(), it.severity, it.unacknowledged), (rule, Severity::Caution, true));
        assert_eq!((it.grade, it.sources[0].source.as_str()), (Grade::D, "palier"));
        assert!(names.iter().all(|name| it.text.contains(name)) && it.text.contains(sign), "{}", it.text);
        let paths: Vec<&str> = it.inputs.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, ["medicines[0].name", "medicines[1].name", "medicines[2].name"]);
        assert!(it.ask.as_ref().is_some_and(|it| it.ends_with('?')), "{:?}", it.ask);
        assert!(three.checked.iter().any(|it| it == rule), "{burden}");
    }
}

#[test]
fn what_adds_up_is_said_in_both_languages() {
    let mut request = beside_of("duloxetine", &["Advil", "Kardegic 75", "Xarelto 20"]);
    let text = |request: &Value| adding(&found(request.clone()), "bleeding").expect("it adds up").text.clone();
    assert_eq!(
        text(&request).replace('\u{a0}', " "),
        "Saignement : duloxétine s’ajouterait à « Advil » (ibuprofène), « Kardegic 75 » (acide acétylsalicylique) \
         et « Xarelto 20 » (rivaroxaban), qui ont déjà cet effet. Bleus, saignements du nez, selles noires. N’arrêtez aucun \
         de ces médicaments de vous-même."
    );
    request["language"] = json!("en");
    assert!(
        text(&request).starts_with("Bleeding: duloxetine would add to “Advil” (ibuprofen), "),
        "{}",
        text(&request)
    );
}

/// Lamotrigine and naltrexone carry none of them.
#[test]
fn nothing_adds_up_to_a_drug_that_does_not_carry_it() {
    for drug in ["lamotrigine", "naltrexone-ldn", "naltrexone-50"] {
        for (burden, rule, _, names, _) in ADDING {
            let found = found(beside_of(drug, &names));
            assert!(adding(&found, burden).is_none(), "{drug}: {burden}");
            assert!(!found.checked.iter().any(|it| it == rule), "{drug}: {rule}");
        }
    }
    let bleeding = found(beside_of("pregabalin", &["ibuprofène", "clopidogrel", "rivaroxaban"]));
    assert!(adding(&bleeding, "bleeding").is_none());
}

/// Venlafaxine’s label: drugs that prolong the QT are avoided. Each of the three asks for it by itself.
#[test]
fn what_each_pair_already_asks_to_read_is_not_said_again() {
    let three = ["amiodarone", "sotalol", "halopéridol"];
    let venlafaxine = found(beside_of("venlafaxine", &three));
    assert!(each_is_said(&venlafaxine, "qt", 3, true), "{:#?}", venlafaxine.findings);
    assert!(adding(&venlafaxine, "qt").is_none(), "{:#?}", venlafaxine.findings);
    // Once somebody has read each of them, there is still nothing more to read.
    let mut read = beside_of("venlafaxine", &three);
    let signed = |id: &str| json!({ "about": format!("interaction:{id}"), "by": "Dr Martin", "on": "2026-11-30" });
    read["acknowledgements"] = json!(["amiodarone", "sotalol", "haloperidol"].map(signed));
    let read = found(read);
    assert!(adding(&read, "qt").is_none() && read.findings.iter().all(|it| !it.unacknowledged), "{:#?}", read.findings);
}

/// A line counts once, only while it acts, and only if it is not the drug itself.
#[test]
fn a_line_counts_once_where_it_acts_and_is_another_than_the_drug() {
    let lines = |drug: &str, medicines: Value| found(asking(drug, json!({ "medicines": medicines })));
    let names = |found: &Assessment, burden: &str| -> Vec<String> {
        adding(found, burden).map(|it| it.inputs.iter().map(|it| it.path.clone()).collect()).unwrap_or_default()
    };
    // Clopidogrel and aspirin in one tablet; three lines with them.
    let tablet = lines("duloxetine", json!([{ "name": "Duoplavin" }]));
    assert!(names(&tablet, "bleeding").is_empty());
    let more = lines("duloxetine", json!([{ "name": "Duoplavin" }, { "name": "ibuprofène" }, { "name": "apixaban" }]));
    assert_eq!(names(&more, "bleeding"), ["medicines[0].name", "medicines[1].name", "medicines[2].name"]);
    // The third only on the skin, or stopped yesterday: two remain.
    for third in [
        json!({ "name": "diclofénac", "route": "skin" }),
        json!({ "name": "diclofénac", "stopped": { "last_dose": "2026-11-29" } }),
    ] {
        let two = json!([{ "name": "clopidogrel" }, { "name": "apixaban" }, third]);
        let found = lines("duloxetine", two);
        assert!(adding(&found, "bleeding").is_none_or(|it| !it.unacknowledged && it.inputs.len() == 2), "{third}");
    }
    // Its stop is planned: it is taken today.
    let planned = json!({ "name": "diclofénac", "stopped": { "last_dose": "2026-12-02", "planned_by": "Dr Martin" } });
    let three = lines("duloxetine", json!([{ "name": "clopidogrel" }, { "name": "apixaban" }, planned]));
    assert!(adding(&three, "bleeding").is_some_and(|it| it.unacknowledged));
    // The drug itself, under another name.
    let own = lines("pregabalin", json!([{ "name": "Lyrica" }, { "name": "mirtazapine" }]));
    assert!(adding(&own, "sedation").is_none(), "{:#?}", own.findings);
    // A name that nobody recognises counts for nothing, and is not passed over.
    let unknown = lines("pregabalin", json!([{ "name": "xyzabc" }, { "name": "mirtazapine" }]));
    assert!(adding(&unknown, "sedation").is_none() && unknown.not_checked.iter().any(|it| it.rule == "MED-1"));
}

/// ANSM: five weeks after fluoxetine. Taken last on 2 November it acts until 7 December, the first day.
#[test]
fn a_medicine_that_was_stopped_counts_until_its_tail_ends() {
    let stopped = |last: &str| {
        let fluoxetine = json!({ "name": "fluoxétine", "started": "2020-01", "stopped": { "last_dose": last } });
        found(asking(
            "amitriptyline",
            json!({ "medicines": [
            fluoxetine, { "name": "millepertuis" }, { "name": "dextrométhorphane" },
        ] }),
        ))
    };
    let inside = stopped("2026-11-02");
    let it = adding(&inside, "serotonin").unwrap_or_else(|| panic!("{:#?}", inside.findings));
    assert!(it.unacknowledged && it.inputs.iter().any(|it| it.path == "medicines[0].stopped"), "{it:#?}");
    let outside = stopped("2026-11-01");
    assert!(adding(&outside, "serotonin").is_none_or(|it| !it.unacknowledged && it.inputs.len() == 2));
}

/// Of a line that counts, no page may say that this edition has no entry about it.
#[test]
fn what_is_counted_is_not_said_to_have_no_entry() {
    let found = found(beside_of("duloxetine", &["énoxaparine", "ibuprofène", "clopidogrel"]));
    assert_eq!(found.medicines[0].answer, Recognition::Recognised);
    assert!(
        found.medicines[0].findings.iter().any(|it| it == "adds-up:bleeding:clopidogrel+enoxaparin+ibuprofen"),
        "{:?}",
        found.medicines[0]
    );
}

/// By its key, as an interaction is; recorded for tomorrow, or by nobody, it lifts nothing.
#[test]
fn what_adds_up_is_acknowledged_by_its_key() {
    let signed = |about: &str, by: &str, on: &str| {
        let mut request = beside_of("duloxetine", &["ibuprofène", "clopidogrel", "rivaroxaban"]);
        request["acknowledgements"] = json!([{ "about": about, "by": by, "on": on }]);
        found(request)
    };
    let waits = |found: &Assessment| adding(found, "bleeding").expect("it adds up").unacknowledged;
    let read = signed("adds-up:bleeding:clopidogrel+ibuprofen+rivaroxaban", "Dr Martin", "2026-11-30");
    assert!(!waits(&read) && adding(&read, "bleeding").is_some_and(|it| it.recorded.is_some()));
    assert!(read.verdict >= Verdict::Caution, "it is read, and stays");
    assert!(waits(&signed("adds-up:bleeding:clopidogrel+ibuprofen+rivaroxaban", "Dr Martin", "2026-12-01")));
    assert!(waits(&signed("adds-up:bleeding:clopidogrel+ibuprofen+rivaroxaban", "\u{2800}", "2026-11-30")));
    assert!(waits(&signed("adds-up:sodium:citalopram+indapamide+sertraline", "Dr Martin", "2026-11-30")));
    let others = "adds-up:bleeding:aspirin+ibuprofen+rivaroxaban";
    assert!(waits(&signed(others, "Dr Martin", "2026-11-30")), "what was read of others is not read of these");
    let lifts_nothing = |found: &Assessment| found.findings.iter().any(|it| it.rule == "REC-1");
    assert!(
        !lifts_nothing(&read)
            && !lifts_nothing(&signed("adds-up:sodium:citalopram+indapamide+sertraline", "Dr Martin", "2026-11-30"))
    );
    assert!(
        lifts_nothing(&signed("adds-up:seizures:bupropion+quetiapine", "Dr Martin", "2026-11-30")),
        "seizures reach no verdict"
    );
}

#[test]
fn the_auditor_stops_what_adds_up_and_was_not_read() {
    let request = |patch: Value| -> Request {
        let mut request = beside_of("duloxetine", &["ibuprofène", "clopidogrel", "rivaroxaban"]);
        merge(&mut request, patch);
        serde_json::from_value(request).expect("a request")
    };
    let asked = request(json!({}));
    let all = assessment(&PLANNER.decide(&asked)).findings.clone();
    let audited = |request: &Request, findings: &[Finding]| audit_reading(PLANNER.catalogue(), request, findings);
    assert!(audited(&asked, &all).is_ok());
    let changed = |change: fn(&mut Finding)| -> Vec<Finding> {
        let mut findings = all.clone();
        findings.iter_mut().filter(|it| it.rule == "ADD-BLEEDING").for_each(change);
        findings
    };
    let says = |found: Result<(), Vec<palier_engine::audit::breach::Violation>>| {
        found.is_err_and(|it| it.iter().any(|it| it.invariant == 5 && it.message.contains("add up")))
    };
    assert!(says(audited(&asked, &changed(|it| it.key = "other".to_owned()))), "it is not said");
    assert!(says(audited(&asked, &changed(|it| it.unacknowledged = false))), "nobody has read it");
    assert!(says(audited(&asked, &changed(|it| it.inputs.truncate(2)))), "one is not named");
    let by = |by: &str, on: &str| json!({ "acknowledgements": [{ "about": "adds-up:bleeding:clopidogrel+ibuprofen+rivaroxaban", "by": by, "on": on }] });
    let read = request(by("Dr Martin", "2026-11-30"));
    assert!(audited(&read, &changed(|it| it.unacknowledged = false)).is_ok());
    assert!(says(audited(&read, &changed(|it| it.key = "other".to_owned()))), "read, and not said");
    for (name, day) in [("Dr Martin", "2026-12-01"), ("\u{2800}", "2026-11-30")] {
        let unread = request(by(name, day));
        assert!(says(audited(&unread, &changed(|it| it.unacknowledged = false))), "{name}, {day}");
    }
    // A line that counts no more: two are a caution, and nobody need sign it.
    let two = request(json!({ "medicines": [{ "name": "ibuprofène" }, { "name": "clopidogrel" }] }));
    let all = assessment(&PLANNER.decide(&two)).findings.clone();
    assert!(audited(&two, &all).is_ok());
    assert!(says(audited(&two, &[])), "two are not passed over either");
    // Nor where the drug does not carry it.
    let pregabalin: Request =
        serde_json::from_value(beside_of("pregabalin", &["ibuprofène", "clopidogrel", "rivaroxaban"])).expect("it");
    assert!(audited(&pregabalin, &[]).is_ok());
}

/// A list drawn from the usual medicines, then one more: what was said of several is still said, or now said
/// of each of them, as strictly.
#[test]
fn one_more_medicine_never_silences_what_adds_up() {
    let common: Vec<&str> =
        include_str!("../listed/common.txt").lines().map(str::trim).filter(|it| !it.is_empty()).collect();
    let strong =
        ["ibuprofène", "aspirine", "apixaban", "sertraline", "zopiclone", "oxycodone", "hydroxyzine", "indapamide"];
    let mut seed = 2026_u64;
    let mut below = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((seed >> 33) % most as u64).expect("small")
    };
    let mut told = 0;
    for round in 0..400 {
        let drug = ["duloxetine", "pregabalin", "amitriptyline", "carbamazepine", "tramadol"][round % 5];
        let mut names: Vec<&str> = (0..3).map(|_| strong[below(strong.len())]).collect();
        names.push(common[below(common.len())]);
        let fewer = found(beside_of(drug, &names));
        names.push(if round % 2 == 0 { strong[below(strong.len())] } else { common[below(common.len())] });
        let more = found(beside_of(drug, &names));
        for (burden, ..) in ADDING {
            let Some(before) = adding(&fewer, burden) else { continue };
            told += 1;
            match adding(&more, burden) {
                Some(after) => {
                    assert!(after.unacknowledged >= before.unacknowledged, "{drug} {names:?} {burden}");
                    assert!(before.inputs.iter().all(|it| after.inputs.contains(it)), "{drug} {names:?} {burden}");
                }
                None => panic!("{drug} {names:?}: {burden} is no longer said"),
            }
        }
    }
    assert!(told > 50, "{told}: too few lists add up to say anything");
}

#[test]
fn a_burden_that_contradicts_itself_does_not_build() {
    let faults = |change: fn(&mut palier_engine::book::burden::Burden)| -> String {
        let book = PLANNER.formulary();
        let mut chapter = Chapter::from(book.book().clone());
        change(chapter.burdens.iter_mut().find(|it| it.id == "bleeding").expect("bleeding"));
        let errors = Formulary::bind(vec![chapter]).expect_err("it was bound");
        errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    macro_rules! of {
        ($it:ident, $change:expr) => {
            faults(|burden| {
                let $it = burden.adds_up.as_mut().expect("it adds up");
                $change
            })
        };
    }
    let (strong, mechanisms) = ("burdens[bleeding].adds_up.strong", "burdens[bleeding].adds_up.mechanisms");
    assert!(of!(it, it.strong.push("opioid".to_owned())).contains(strong), "no carrier at all");
    assert!(of!(it, it.strong.clear()).contains(strong));
    assert!(of!(it, it.mechanisms.push("magic".to_owned())).contains(mechanisms));
    assert!(of!(it, it.caution_from = 1).contains("caution_from"), "one is a pair");
    assert!(of!(it, it.acknowledge_from = 2).contains("acknowledge_from"));
    assert!(of!(it, it.id = "R001".to_owned()).contains("R001"), "the id of another finding");
    assert!(of!(it, it.sources = Vec::new().into()).contains("adds_up"), "no source");
}
