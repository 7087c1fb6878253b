//! What no drug may lack, and what no drug may be silent about.

use crate::ask::{BOOK, answered_for, assessment, decide, merge};
use palier_engine::book::chapter::Chapter;
use palier_engine::book::drug::{Drug, DrugPart};
use palier_engine::book::error::BookError;
use palier_engine::book::formulary::Formulary;
use palier_engine::book::operation::{Conduct, OperationRow};
use palier_engine::book::place::Region;
use palier_engine::book::protocol::Access;
use palier_engine::book::relay::{FreeDays, Handover, LongerFor, OverlapFrom, RelayRow, SideBySide};
use palier_engine::book::rule::{Bound, EVERYONE, Ring, Severity};
use palier_engine::book::statement::StatementKind;
use palier_engine::exact::date::Date;
use palier_engine::exact::dose::Dose;
use palier_engine::finding::{Finding, Verdict};
use palier_engine::logic::condition::Condition;
use palier_engine::logic::truth::Truth;
use palier_engine::outcome::Outcome;
use palier_engine::planner::Planner;
use palier_engine::request::request::Request;
use serde_json::{Value, json};

/// The book as chapters: its rows, and its edition.
fn chapter(book: &Formulary) -> Chapter {
    book.book().clone().into()
}

#[track_caller]
fn faults(chapter: Chapter) -> Vec<String> {
    let errors: Vec<BookError> = Formulary::bind(vec![chapter]).expect_err("a part is missing, and the book was bound");
    errors.iter().map(ToString::to_string).collect()
}

/// Takes a part away from one drug, and from it alone.
fn without(book: &Formulary, drug: &Drug, part: DrugPart) -> Chapter {
    let mut chapter = chapter(book);
    let others = |drugs: &[String]| -> Vec<String> { drugs.iter().filter(|id| **id != drug.id).cloned().collect() };
    // A row of several drugs is given to each of the others in turn.
    macro_rules! spare {
        ($list:ident, $gone:expr) => {
            let rows = std::mem::take(&mut chapter.$list);
            for row in rows {
                if row.drugs.contains(&drug.id) && $gone(&row) {
                    for (at, id) in others(&row.drugs).into_iter().enumerate() {
                        let mut copy = row.clone();
                        copy.id = format!("{}~{at}", row.id);
                        copy.of = id;
                        chapter.$list.push(copy);
                    }
                } else {
                    chapter.$list.push(row);
                }
            }
        };
    }
    let organ = |when: &Condition, part: DrugPart| {
        let reads = match part {
            DrugPart::Kidneys => when.to_string().contains("clearance"),
            DrugPart::Liver => {
                ["alt ", "ast ", "bilirubin", "child-pugh"].iter().any(|it| when.to_string().contains(it))
            }
            DrugPart::Gates
            | DrugPart::Monitoring
            | DrugPart::Taper
            | DrugPart::WashOutBefore
            | DrugPart::WashOutAfter
            | DrugPart::Burdens
            | DrugPart::SameTreatment => false,
        };
        let mut asks = false;
        when.names(&mut |_, id| {
            let organ = book.question(id).and_then(|it| it.organ);
            asks |= organ.is_some_and(|it| format!("{it:?}").to_lowercase() == part.name());
        });
        reads || asks
    };
    match part {
        DrugPart::Kidneys | DrugPart::Liver => {
            spare!(rules, |row: &palier_engine::book::rule::Rule| organ(&row.when, part));
            spare!(limits, |row: &palier_engine::book::rule::Limit| organ(&row.when, part));
            for protocol in chapter.protocols.iter_mut().filter(|it| it.drug == drug.id) {
                protocol.variants.retain(|it| !organ(&it.when, part));
            }
        }
        DrugPart::Gates => {
            spare!(gates, |_: &palier_engine::book::watch::Gate| true);
        }
        DrugPart::Monitoring => {
            spare!(monitoring, |_: &palier_engine::book::watch::Monitoring| true);
        }
        DrugPart::WashOutBefore => {
            spare!(wash_outs, |_: &palier_engine::book::rule::WashOut| true);
        }
        DrugPart::WashOutAfter => {
            spare!(after, |_: &palier_engine::book::rule::After| true);
        }
        DrugPart::Burdens => {
            let substance = book.substance(&drug.substance).expect("in the catalogue");
            let tags: Vec<String> = book.book().interactions.tags(substance).into_iter().map(str::to_owned).collect();
            for burden in &mut chapter.burdens {
                burden.of.retain(|it| !tags.contains(it));
            }
        }
        DrugPart::Taper | DrugPart::SameTreatment => {
            let its = chapter.drugs.iter_mut().find(|it| it.id == drug.id).expect("the drug");
            its.taper = its.taper.take().filter(|_| part != DrugPart::Taper);
            its.same_treatment.retain(|_| part != DrugPart::SameTreatment);
        }
    }
    chapter
}

#[test]
fn a_drug_without_one_of_its_parts_does_not_build_and_the_part_is_named() {
    let book = &*BOOK;
    for drug in &book.book().drugs {
        for part in DrugPart::ALL.into_iter().filter(|it| book.has_part(drug, *it)) {
            let expected = format!("drugs[{}].{}: is missing", drug.id, part.name());
            let faults = faults(without(book, drug, part));
            assert!(faults.iter().any(|it| it.starts_with(&expected)), "{expected} in {faults:?}");
        }
    }
}

#[test]
fn a_drug_of_which_nothing_is_said_around_an_operation_or_of_driving_does_not_build() {
    let book = &*BOOK;
    for drug in &book.book().drugs {
        let mut silent = chapter(book);
        silent.operations.retain(|it| !it.drugs.contains(&drug.id));
        let expected = format!("drugs[{}].operation: 0 rows in `operations` say what becomes of it", drug.id);
        let found = faults(silent);
        assert!(found.iter().any(|it| it.starts_with(&expected)), "{expected} in {found:?}");
        let mut silent = chapter(book);
        silent.statements.retain(|it| it.kind != StatementKind::Driving || !it.drugs.contains(&drug.id));
        let expected = format!("drugs[{}].driving: nothing is said of driving", drug.id);
        let found = faults(silent);
        assert!(found.iter().any(|it| it.starts_with(&expected)), "{expected} in {found:?}");
    }
    // Two rows that decide contradict one another; what it shows and what it keeps must be there.
    let mut twice = chapter(book);
    let row = twice.operations.iter().find(|it| it.id == "SUR-TRA").expect("in the book").clone();
    twice.operations.push(OperationRow { id: "SUR-TRA-2".into(), ..row });
    let found = faults(twice);
    assert!(found.iter().any(|it| it.starts_with("drugs[tramadol].operation: 2 rows")), "{found:?}");
    let mut lost = chapter(book);
    let row = lost.operations.iter_mut().find(|it| it.id == "OP-4-surgery").expect("in the book");
    row.see = vec!["nowhere".into()];
    let Conduct::Stop(stop) = &mut row.conduct else { panic!("naltrexone is stopped") };
    stop.of_a_beginning = vec!["NO-RULE".into()];
    let found = faults(lost);
    assert!(found.iter().any(|it| it.contains("operations[OP-4-surgery].see: `nowhere`")), "{found:?}");
    assert!(found.iter().any(|it| it.contains("of_a_beginning: `NO-RULE`")), "{found:?}");
}

/// Every row of the relays is needed: without it a pair is lost, or a row that was narrower now holds for it.
#[test]
fn an_ordered_pair_without_a_relay_and_a_relay_of_no_pair_do_not_build() {
    let book = &*BOOK;
    let broken = |breaks: &dyn Fn(&mut Chapter)| {
        let mut chapter = chapter(book);
        breaks(&mut chapter);
        faults(chapter)
    };
    let says = |found: Vec<String>, expected: &str| {
        assert!(found.iter().any(|it| it.contains(expected)), "{expected} in {found:?}");
    };
    says(broken(&|it| it.relays.clear()), "no row says how one goes from tramadol to duloxetine");
    says(broken(&|it| it.relays.retain(|it| it.id != "RLY-CBZ-NOR")), "from carbamazepine to nortriptyline");
    let row = |it: &mut Chapter, id: &str, change: &dyn Fn(&mut RelayRow)| {
        change(it.relays.iter_mut().find(|it| it.id == id).expect("in the book"));
    };
    let twice = |it: &mut Chapter| row(it, "RLY-CBZ-NOR", &|it| it.to.push("oxcarbazepine".into()));
    says(broken(&twice), "says as narrowly how one goes from carbamazepine to oxcarbazepine");
    let dead = |it: &mut Chapter| row(it, "RLY-NOR-VEN", &|it| it.to.push("nowhere".into()));
    says(broken(&dead), "relays[RLY-NOR-VEN].to: `nowhere` is reached by no pair");
    let own_days = |it: &mut Chapter| row(it, "RLY-NTX-TRA", &|it| it.how = Handover::NextDay);
    says(
        broken(&own_days),
        "relays[RLY-NTX-TRA].how: naltrexone-ldn to tramadol: the full free days stand in one place",
    );
    let no_days = |it: &mut Chapter| row(it, "RLY-TRA-ADT", &|it| it.how = Handover::Wait(FreeDays::default()));
    says(broken(&no_days), "relays[RLY-TRA-ADT].how");
    let undecided = |it: &mut Chapter| row(it, "RLY-GBX-SNRI", &|it| it.decision = false);
    says(broken(&undecided), "relays[RLY-GBX-SNRI].decision");
    let decided = |it: &mut Chapter| row(it, "RLY-GBP-DLX", &|it| it.decision = true);
    says(broken(&decided), "relays[RLY-GBP-DLX].decision");
    let both = SideBySide { from: OverlapFrom::FirstDay, at_most_days: None };
    let no_steps = |it: &mut Chapter| row(it, "RLY-NTX-OTHERS", &|it| it.how = Handover::Overlap(both.clone()));
    says(broken(&no_steps), "nothing is lowered by steps");
    let same = LongerFor { when: Condition::always(), full_days: 2 };
    let days = FreeDays { full_days: Some(2), longer: Some(same) };
    let no_longer = |it: &mut Chapter| row(it, "RLY-TRA-ADT", &|it| it.how = Handover::Wait(days.clone()));
    says(broken(&no_longer), "more full days are more than the usual ones");
}

#[test]
fn an_absence_that_is_not_explained_does_not_build() {
    let book = &*BOOK;
    for drug in &book.book().drugs {
        for part in DrugPart::ALL.into_iter().filter(|it| !book.has_part(drug, *it)) {
            let mut chapter = chapter(book);
            chapter.absent.retain(|it| !(it.part == part && it.drugs.contains(&drug.id)));
            let expected = format!("drugs[{}].{}: is missing", drug.id, part.name());
            assert!(faults(chapter).iter().any(|it| it.starts_with(&expected)), "{expected}");
        }
    }
}

#[test]
fn a_part_that_is_there_cannot_be_said_to_be_absent() {
    let book = &*BOOK;
    let mut chapter = chapter(book);
    let mut absent = chapter.absent.iter().find(|it| it.id == "GBX-LIVER").expect("in the book").clone();
    (absent.id, absent.part) = ("GBX-KIDNEYS".into(), DrugPart::Kidneys);
    chapter.absent.push(absent);
    let faults = faults(chapter);
    assert!(faults.iter().any(|it| it.starts_with("drugs[gabapentin].kidneys: the book has it")), "{faults:?}");
}

#[test]
fn a_fault_names_the_file_it_stands_in() {
    let mut chapter = chapter(&BOOK);
    chapter.file = "pregabalin.toml".into();
    chapter.drugs.iter_mut().find(|it| it.id == "pregabalin").expect("in the book").taper = None;
    let faults = faults(chapter);
    assert_eq!(
        faults,
        ["pregabalin.toml: drugs[pregabalin].taper: is missing: give it, or say in `absent` why there is none"]
    );
}

#[test]
fn a_drug_without_an_absolute_ceiling_does_not_build() {
    let book = &*BOOK;
    for drug in &book.book().drugs {
        let mut chapter = chapter(book);
        let ceiling = |it: &palier_engine::book::rule::Limit| {
            it.drugs.contains(&drug.id) && it.ring == Ring::Absolute && matches!(it.bound, Bound::DailyAtMost(_))
        };
        chapter.limits.retain(|it| !ceiling(it));
        let faults = faults(chapter);
        for region in [Region::FR, Region::US].into_iter().filter(|it| drug.is_marketed(*it)) {
            let expected = format!("drugs[{}].limits: no absolute daily ceiling: {region:?}", drug.id);
            assert!(faults.iter().any(|it| it.starts_with(&expected)), "{expected} in {faults:?}");
        }
    }
}

#[test]
fn what_contradicts_a_limit_or_holds_for_nobody_does_not_build() {
    let book = &*BOOK;
    let changed = |change: fn(&mut Chapter)| {
        let mut chapter = chapter(book);
        change(&mut chapter);
        faults(chapter).join("\n")
    };
    let said = changed(|it| {
        let protocol = it.protocols.iter_mut().find(|it| it.id == "pregabalin-strict").expect("in the book");
        let variant =
            protocol.variants.iter_mut().find(|it| it.when.to_string().contains("clearance < 15")).expect("one");
        variant.targets.push(Dose::from_micrograms(150_000).expect("not zero"));
    });
    assert!(said.contains("150 mg is above limit PGB-RENAL-15, which holds there"), "{said}");
    let said = changed(|it| {
        let limit = it.limits.iter_mut().find(|it| it.id == "PGB-RENAL-60").expect("in the book");
        limit.when = Condition::parse("clearance >= 60 and clearance < 30").expect("a condition");
    });
    assert!(said.contains("limits[PGB-RENAL-60].when: holds for nobody"), "{said}");
    let said = changed(|it| {
        let drug = it.drugs.iter_mut().find(|it| it.id == "duloxetine").expect("in the book");
        drug.taper.as_mut().expect("a taper").cut = Dose::from_micrograms(90_000);
    });
    assert!(said.contains("drugs[duloxetine].taper.cut: 90 mg is above the dose aimed at"), "{said}");
    let said =
        changed(|it| it.rules.iter_mut().find(|it| it.id == "PSY-1").expect("in the book").of = "duloxetin".into());
    assert!(said.contains("rules[PSY-1].of: no drug of the book is `duloxetin`"), "{said}");
    let said = changed(|it| {
        let thesaurus = it.interactions.thesaurus.as_mut().expect("in the book");
        thesaurus.newer = Some(thesaurus.published);
    });
    assert!(said.contains("interactions.thesaurus.newer: is no newer edition"), "{said}");
}

#[test]
fn what_holds_whatever_the_drug_is_of_everyone() {
    let book = &*BOOK;
    let of = |id: &str| book.book().rules.iter().find(|it| it.id == id).map(|it| it.of.as_str());
    for id in ["AGE-1", "PSY-1", "RX-1", "MED-0", "FRZ-1", "DRV-1"] {
        assert_eq!(of(id), Some(EVERYONE), "{id}");
    }
    // No row names by hand the drugs of which it is: a list of ids is a class that has no name yet.
    for rule in &book.book().rules {
        let alone = rule.drugs.len() == 1 || rule.of == EVERYONE;
        assert!(alone || book.book().drugs.iter().all(|it| it.id != rule.of), "{}", rule.id);
    }
}

/// The book with a drug written again under another name: its own rows too, everything else is found.
fn twin(book: &Formulary, drug: &Drug) -> Formulary {
    let mut chapter = chapter(book);
    let new = |id: &str| format!("{id}-twin");
    let renamed = |when: &Condition| {
        let mut text = when.to_string();
        let protocols = book.book().protocols.iter().filter(|it| it.drug == drug.id);
        protocols
            .for_each(|it| text = text.replace(&format!("protocol({})", it.id), &format!("protocol({})", new(&it.id))));
        Condition::parse(&text).expect("only a name changed")
    };
    let mut copy = drug.clone();
    (copy.id, copy.protocol) = (new(&drug.id), new(&drug.protocol));
    chapter.drugs.push(copy);
    chapter.edition.as_mut().expect("an edition").drugs.push(new(&drug.id));
    for it in book.book().protocols.iter().filter(|it| it.drug == drug.id) {
        let mut copy = it.clone();
        (copy.id, copy.drug) = (new(&it.id), new(&drug.id));
        copy.variants.iter_mut().for_each(|it| (it.id, it.when) = (new(&it.id), renamed(&it.when)));
        chapter.protocols.push(copy);
    }
    macro_rules! again {
        (opening $no:tt of_drugs { $($list:ident: $Row:ty,)* } others $nor:tt pairs $neither:tt) => {$(
            // What is of the substance is of its twin already.
            for it in book.book().$list.iter().filter(|it| it.of == drug.id && drug.id != drug.substance) {
                let mut copy = it.clone();
                (copy.id, copy.of) = (new(&it.id), new(&drug.id));
                chapter.$list.push(copy);
            }
        )*};
    }
    palier_engine::lists!(again);
    // Nobody goes from a drug to its twin.
    let substance = book.substance(&drug.substance).expect("its substance");
    let goes_by = |name: &String| *name == substance.id || substance.classes.contains(name);
    if !book.book().relays.iter().any(|it| goes_by(&it.of) && it.to.iter().any(goes_by)) {
        let refused = book.relay("nortriptyline", "venlafaxine").expect("a row").clone();
        let (of, to) = (substance.id.clone(), vec![substance.id.clone()]);
        chapter.relays.push(RelayRow { id: "RLY-TWIN".into(), of, to, ..refused });
    }
    for it in chapter.rules.iter_mut().filter(|it| it.of == new(&drug.id)) {
        it.when = renamed(&it.when);
    }
    for it in chapter.limits.iter_mut().filter(|it| it.of == new(&drug.id)) {
        it.when = renamed(&it.when);
    }
    // A pair names a drug where its dose matters.
    for row in &mut chapter.interactions.rules {
        for side in [&mut row.a, &mut row.b] {
            if side.contains(&drug.id) && drug.id != drug.substance {
                side.push(new(&drug.id));
            }
        }
    }
    Formulary::bind(vec![chapter]).unwrap_or_else(|errors| panic!("{}: {errors:?}", drug.id))
}

/// A request for a drug in the first region that sells it, every question answered.
fn base(book: &Formulary, drug: &Drug) -> Value {
    let region = [Region::FR, Region::US].into_iter().find(|it| drug.is_marketed(*it)).expect("sold somewhere");
    let protocol = book.protocol(book.default_protocol(drug, region)).expect("a protocol");
    let products = drug.products.iter().filter(|it| it.region == region).map(|it| &it.supply);
    let fitting = products.filter(|it| it.is_prolonged() == protocol.prolonged);
    let mut supplies: Vec<Value> = fitting.map(|it| serde_json::to_value(it).expect("JSON")).collect();
    supplies.extend(drug.compounded.iter().map(|it| json!({ "capsule": { "strength": it } })));
    supplies.truncate(12);
    let status = drug.status.iter().find(|it| it.region == region).expect("a status");
    answered_for(&json!({
        "region": region, "medicines": [],
        "treatment": {
            "drug": drug.id, "indication": status.indication, "protocol": null, "target": null, "supplies": supplies,
        },
    }))
}

/// What it is called, and what it changes in a request for a drug.
type Situation = (&'static str, fn(&Drug) -> Value);

#[test]
fn a_whole_copy_refuses_or_waits_where_its_twin_does() {
    let situations: [Situation; 12] = [
        ("under 18", |_| json!({ "patient": { "age_years": 17 } })),
        ("suicidal thoughts", |_| json!({ "patient": { "answers": { "suicidal-thoughts": "yes" } } })),
        ("morphine", |_| json!({ "medicines": [{ "name": "morphine", "started": "2020-01" }] })),
        ("an MAO inhibitor", |_| json!({ "medicines": [{ "name": "phénelzine", "started": "2020-01" }] })),
        ("pregnancy", |_| json!({ "patient": { "sex": "female", "answers": { "pregnant": "yes" } } })),
        ("cirrhosis", |_| json!({ "patient": { "answers": { "cirrhosis": "yes" } } })),
        ("dialysis", |_| json!({ "patient": { "answers": { "dialysis": "yes" } } })),
        ("an unknown medicine", |_| json!({ "medicines": [{ "name": "zorglub 10", "started": "2020-01" }] })),
        ("no answers", |_| json!({ "patient": { "none_of_these": [], "answers": null } })),
        ("already taken", |drug| json!({ "medicines": [{ "name": drug.substance, "started": "2020-01" }] })),
        ("an expired book", |_| json!({ "today": "2029-01-01", "treatment": { "start": "2029-01-08" } })),
        ("ten times the dose", |_| json!({})),
    ];
    let book = &*BOOK;
    let planner = Planner::new(book);
    for drug in &book.book().drugs {
        let twins = twin(book, drug);
        let other = Planner::new(&twins);
        for (name, patch) in situations {
            let mut request = base(book, drug);
            merge(&mut request, patch(drug));
            if name == "ten times the dose" {
                let highest =
                    book.book().limits.iter().filter(|it| it.drugs.contains(&drug.id) && it.ring == Ring::Absolute);
                let highest = highest.filter_map(|it| it.bound.daily_at_most()).map(Dose::micrograms);
                let tenfold = Dose::from_micrograms(highest.max().expect("a ceiling") * 10).expect("not zero");
                request["treatment"]["target"] = serde_json::to_value(tenfold).expect("JSON");
            }
            let own = planner.decide(&serde_json::from_value(request.clone()).expect("a request"));
            request["treatment"]["drug"] = json!(format!("{}-twin", drug.id));
            let its = other.decide(&serde_json::from_value(request).expect("a request"));
            let verdict = |it: &Outcome| it.assessment().map(|it| it.verdict);
            assert_eq!(verdict(&its), verdict(&own), "{}: {name}", drug.id);
            let keys = |it: &Outcome| {
                let found = it.assessment().into_iter().flat_map(|it| &it.findings);
                let mut keys: Vec<String> = found.map(|it| it.key.replace("-twin", "")).collect();
                keys.sort_unstable();
                keys
            };
            assert_eq!(keys(&its), keys(&own), "{}: {name}", drug.id);
        }
    }
}

/// What must stop each drug, whatever it is; the rest depends on the drug.
#[test]
fn no_drug_is_planned_in_what_stops_them_all() {
    let book = &*BOOK;
    for drug in &book.book().drugs {
        for (name, patch, verdict) in [
            ("under 18", json!({ "patient": { "age_years": 17 } }), Verdict::Refused),
            ("suicidal", json!({ "patient": { "answers": { "suicidal-thoughts": "yes" } } }), Verdict::Refused),
            ("unknown", json!({ "medicines": [{ "name": "zorglub 10" }] }), Verdict::Pending),
            ("no answers", json!({ "patient": { "none_of_these": [], "answers": null } }), Verdict::Pending),
            ("expired", json!({ "today": "2029-01-01", "treatment": { "start": "2029-01-08" } }), Verdict::Refused),
            ("nobody prescribes", json!({ "prescriber": null }), Verdict::Pending),
        ] {
            let mut request = base(book, drug);
            merge(&mut request, patch);
            let outcome = decide(request);
            assert!(assessment(&outcome).verdict >= verdict, "{}: {name}: {:?}", drug.id, assessment(&outcome).verdict);
        }
    }
}

fn taken(outcome: &Outcome) -> Vec<&Finding> {
    assessment(outcome).findings.iter().filter(|it| it.rule == "TAKEN-1").collect()
}

fn taking(book: &Formulary, drug: &Drug, line: Value) -> Outcome {
    let mut request = base(book, drug);
    request["medicines"] = json!([line]);
    decide(request)
}

/// Typed from the classes of each drug: what is the same treatment, and what looks like it and is not.
#[test]
fn what_is_already_taken_is_never_begun_again() {
    let table: [(&str, &[&str], &[&str]); 12] = [
        ("naltrexone-ldn", &["naltrexone", "Revia", "Mysimba", "nalméfène", "Selincro"], &["naloxone", "naloxégol"]),
        ("naltrexone-50", &["LDN", "naltrexone", "Mysimba", "nalméfène"], &["méthylnaltrexone", "naldémédine"]),
        ("pregabalin", &["Lyrica", "prégabaline", "gabapentine", "Neurontin"], &["baclofène"]),
        ("gabapentin", &["Neurontin", "gabapentine", "Lyrica"], &["baclofène"]),
        ("carbamazepine", &["Tegretol", "oxcarbazépine", "Trileptal", "eslicarbazépine"], &["lamotrigine"]),
        ("oxcarbazepine", &["Trileptal", "Tegretol", "eslicarbazépine"], &["lamotrigine"]),
        ("lamotrigine", &["Lamictal", "lamotrigine"], &["Lamisil"]),
        ("amitriptyline", &["Laroxyl", "nortriptyline", "clomipramine", "Anafranil"], &["mirtazapine"]),
        ("nortriptyline", &["nortriptyline", "Laroxyl", "imipramine"], &["mirtazapine"]),
        ("duloxetine", &["Cymbalta", "venlafaxine", "Effexor", "milnacipran", "desvenlafaxine"], &["sertraline"]),
        ("venlafaxine", &["Effexor", "duloxétine", "milnacipran"], &["sertraline"]),
        ("tramadol", &["Contramal", "Ixprim", "tramadol"], &["codéine"]),
    ];
    let book = &*BOOK;
    assert_eq!(table.len(), book.book().drugs.len(), "each drug of the book has its line");
    for (id, same, other) in table {
        let drug = book.drug(id).expect(id);
        for name in same {
            let outcome = taking(book, drug, json!({ "name": name, "started": "2025-01", "daily_dose": "200 mg" }));
            assert!(matches!(outcome, Outcome::Refused { .. }), "{id} beside {name}: {outcome:?}");
            let found = taken(&outcome);
            assert_eq!(found.len(), 1, "{id} beside {name}");
            assert_eq!(found[0].severity, Severity::Contraindicated);
            assert!(found[0].text.contains(name) && found[0].text.contains("200\u{a0}mg"), "{}", found[0].text);
        }
        for name in other {
            let outcome = taking(book, drug, json!({ "name": name, "started": "2025-01" }));
            assert!(taken(&outcome).is_empty(), "{id} beside {name}");
        }
        let own = &drug.substance;
        let unsaid = taking(book, drug, json!({ "name": own, "started": "2025-01" }));
        assert!(taken(&unsaid)[0].text.contains("dose du jour non dite"), "{id}");
        let stopped = taking(book, drug, json!({ "name": own, "stopped": { "last_dose": "2026-06-01" } }));
        assert!(taken(&stopped).is_empty(), "{id}: stopped in June");
    }
}

#[test]
fn a_planned_stop_of_the_same_treatment_is_waited_for() {
    let book = &*BOOK;
    for drug in &book.book().drugs {
        let line = |last: &str| {
            let stopped = json!({ "last_dose": last, "planned_by": "Dr Martin" });
            json!({ "name": drug.substance, "started": "2025-01", "stopped": stopped })
        };
        let start: Date = base(book, drug)["treatment"]["start"].as_str().expect("a day").parse().expect("a day");
        let before = taking(book, drug, line(&start.plus(-1).expect("a day").to_string()));
        assert_eq!(taken(&before)[0].severity, Severity::Pending, "{}: {:?}", drug.id, taken(&before));
        assert!(assessment(&before).verdict >= Verdict::Pending, "{}", drug.id);
        let after = taking(book, drug, line(&start.to_string()));
        assert_eq!(taken(&after)[0].severity, Severity::Contraindicated, "{}: taken on day 1 too", drug.id);
    }
}

#[test]
fn each_antagonist_of_opioids_is_the_same_treatment_or_said_not_to_be() {
    let book = &*BOOK;
    let drug = book.drug("naltrexone-ldn").expect("in the book");
    let antagonists = book.book().substances.iter().filter(|it| it.classes.iter().any(|id| id == "opioid-antagonist"));
    for it in antagonists {
        let same = it.id == drug.substance || drug.same_treatment.contains(&it.id);
        let other = it.id == "naloxone" || it.classes.iter().any(|id| id == "opioid-antagonist-peripheral");
        assert!(same != other, "{}: the same treatment, or another", it.id);
    }
}

#[test]
fn an_unknown_medicine_is_asked_about_in_the_terms_of_the_drug() {
    let book = &*BOOK;
    // What no label lets this drug meet, and what is nothing to it.
    let table: [(&str, &[&str], &[&str]); 12] = [
        ("naltrexone-ldn", &["opiacés"], &["IMAO-B"]),
        ("naltrexone-50", &["opiacés"], &["IMAO-B"]),
        ("pregabalin", &["gabapentinoïdes"], &["opiacés sans règle", "monoamine"]),
        ("gabapentin", &["gabapentinoïdes"], &["opiacés sans règle", "monoamine"]),
        ("carbamazepine", &["monoamine oxydase", "carboxamides"], &["opiacés sans règle"]),
        ("oxcarbazepine", &["carboxamides"], &["opiacés sans règle"]),
        ("lamotrigine", &["valproate", "inducteurs de la lamotrigine"], &["opiacés", "monoamine"]),
        ("amitriptyline", &["IMAO irréversibles", "tricycliques"], &["opiacés sans règle"]),
        ("nortriptyline", &["IMAO irréversibles", "tricycliques"], &["opiacés sans règle"]),
        ("duloxetine", &["monoamine oxydase", "fluvoxamine", "ciprofloxacine"], &["opiacés"]),
        ("venlafaxine", &["monoamine oxydase"], &["opiacés sans règle"]),
        ("tramadol", &["monoamine oxydase", "naltrexone"], &["gabapentinoïdes"]),
    ];
    assert_eq!(table.len(), book.book().drugs.len(), "each drug of the book has its line");
    for (id, named, foreign) in table {
        let drug = book.drug(id).expect(id);
        let outcome = taking(book, drug, json!({ "name": "Zorglub 10", "started": "2025-01" }));
        let key = format!("medicine:{id}:Zorglub 10");
        let unchecked = assessment(&outcome).not_checked.iter().find(|it| it.key == key).expect("not checked");
        for it in named {
            assert!(unchecked.text.contains(it), "{id}: {it} in {}", unchecked.text);
        }
        for it in foreign {
            assert!(!unchecked.text.contains(it), "{id}: {it} in {}", unchecked.text);
        }
        // What was attested for another drug, or for no drug, lifts nothing.
        let verdict = |about: &str| {
            let mut request = base(book, drug);
            request["medicines"] = json!([{ "name": "Zorglub 10", "started": "2025-01" }]);
            let decision = json!({ "about": about, "by": "Dr Martin", "on": "2026-11-30", "reason": "vu" });
            merge(&mut request, json!({ "today": "2026-11-30", "decisions": [decision] }));
            assessment(&decide(request)).not_checked.iter().any(|it| it.rule == "MED-1")
        };
        assert!(verdict("medicine:Zorglub 10"), "{id}");
        assert!(verdict("medicine:another:Zorglub 10"), "{id}");
        assert!(!verdict(&key), "{id}");
    }
}

/// Every protocol open to everyone can be read for a request: the helpers above speak of real ones.
#[test]
fn each_drug_has_a_protocol_for_everyone() {
    let book = &*BOOK;
    for drug in &book.book().drugs {
        let open = book.book().protocols.iter().any(|it| it.drug == drug.id && it.access == Access::Everyone);
        assert!(open, "{}", drug.id);
        let request: Request = serde_json::from_value(base(book, drug)).expect("a request");
        assert_eq!(Planner::new(book).reads(&request, &Condition::always()), Truth::Yes);
    }
}

/// They are drawn in one list, where a row is known by its id.
#[test]
fn what_must_wait_after_a_drug_shares_no_id_with_a_statement() {
    let mut chapter = chapter(&BOOK);
    chapter.after[0].id = chapter.statements[0].id.clone();
    let twice = faults(chapter);
    assert!(twice.iter().any(|it| it.contains("the id is empty or written twice")), "{twice:?}");
}
