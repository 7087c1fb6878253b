//! Enumerates plans natively, audits each one, and counts.
//!
//! Two grids, over every drug and region. *Stairs*: every protocol × indication × target × pace ×
//! first dose × set of units, for one well person. *People*: every question, band edge and medicine,
//! for the protocols open to everyone. The edges are those the book compares with. A plan that the auditor rejects, or an outcome at odds with its own verdict, is a
//! violation: it is printed with its request, and the command fails.

use std::process::Command;
use std::time::Instant;

use palier_engine::assess::Verdict;
use palier_engine::date::{Date, When};
use palier_engine::decimal::Decimal;
use palier_engine::dose::{Dose, Volume};
use palier_engine::formulary::{Access, Drug, Formulary, Protocol, Region};
use palier_engine::medicine::{Form, Medicine, Stop, Use};
use palier_engine::outcome::{Outcome, Planner};
use palier_engine::patient::{
    Alcohol, ChildPugh, Creatinine, CreatinineUnit, GivenClearance, LiverTests, NoneOfThese, Patient, Severity3, Sex,
};
use palier_engine::request::{Decision, Request, Treatment};
use palier_engine::supply::Supply;
use palier_engine::truth::{Condition, Measure, Truth};
use palier_engine::words::Lang;

use crate::Done;

/// Set in the optimised copy of this command that does the work.
const INSIDE: &str = "--inside";

pub fn run(args: &[String]) -> Done {
    if args.first().is_none_or(|it| it != INSIDE) {
        let built = ["run", "--quiet", "--profile", "prove", "--package", "xtask", "--", "prove", INSIDE];
        let done = Command::new(env!("CARGO")).args(built).status()?;
        return if done.success() { Ok(()) } else { Err("an invariant does not hold".into()) };
    }
    let formulary = palier_formulary::builtin();
    let mut proof = Proof::new(&formulary);
    let begun = Instant::now();
    for drug in &formulary.book().drugs {
        for region in [Region::FR, Region::US].into_iter().filter(|it| drug.is_marketed(*it)) {
            proof.stairs(drug, region);
            proof.people(drug, region);
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let total: u64 = proof.counts.iter().sum();
    println!(
        "planned {}, pending {}, refused {}, unreadable {}",
        proof.counts[0], proof.counts[1], proof.counts[2], proof.counts[3]
    );
    println!("{total} requests in {seconds:.1} s on one core: {:.0} per second", total as f64 / seconds);
    println!("{} violations", proof.violations);
    if proof.violations == 0 { Ok(()) } else { Err("see above".into()) }
}

struct Proof<'a> {
    formulary: &'a Formulary,
    planner: Planner<'a>,
    counts: [u64; 4],
    violations: u64,
}

const TODAY: &str = "2026-11-30";

fn day(text: &str) -> Date {
    text.parse().expect("a date written here")
}

fn number(text: &str) -> Decimal {
    let thousandths = text
        .split_once('.')
        .map_or_else(|| text.parse::<u64>().map(|it| it * 1000), |(whole, part)| format!("{whole}{part:0<3}").parse());
    Decimal::from_thousandths(thousandths.expect("a number written here")).expect("in range")
}

fn micrograms(micrograms: u32) -> Dose {
    Dose::from_micrograms(micrograms).expect("not zero")
}

impl<'a> Proof<'a> {
    fn new(formulary: &'a Formulary) -> Self {
        Self { formulary, planner: Planner::new(formulary), counts: [0; 4], violations: 0 }
    }

    fn check(&mut self, request: &Request) {
        let outcome = self.planner.decide(request);
        let coherent = match &outcome {
            Outcome::Planned { assessment, plan } => {
                self.counts[0] += 1;
                assessment.verdict <= Verdict::Caution && assessment.earliest.is_none_or(|it| plan.start >= it)
            }
            Outcome::Pending { assessment, .. } => {
                self.counts[1] += 1;
                assessment.verdict == Verdict::Pending
            }
            Outcome::Refused { assessment } => {
                self.counts[2] += 1;
                assessment.verdict == Verdict::Refused
            }
            Outcome::Unreadable { .. } => {
                self.counts[3] += 1;
                true
            }
            // No drug of the book is answered by a card.
            Outcome::Card { .. } | Outcome::Stopped { .. } => false,
        };
        if !coherent {
            self.violations += 1;
            if self.violations <= 10 {
                let request = serde_json::to_string(request).unwrap_or_default();
                eprintln!("{outcome:?}\n  from {request}");
            }
        }
    }

    /// A well person who answered every question, and the drug's default treatment.
    fn well(&self, drug: &Drug, region: Region) -> Request {
        let questions = self.formulary.questions_for(&drug.id).iter().map(|it| it.id.clone()).collect();
        let patient = Patient {
            age_years: Some(46),
            sex: Some(Sex::Female),
            height_cm: Some(Decimal::whole(168)),
            weight_kg: Some(Decimal::whole(62)),
            clearance: Some(GivenClearance { ml_per_min: Decimal::whole(90), method: "measured".into() }),
            liver: Some(LiverTests {
                alt: Some(number("0.6")),
                ast: Some(number("0.6")),
                bilirubin: None,
                on: Some(day("2026-11-23")),
            }),
            alcohol: Some(Alcohol::None),
            none_of_these: vec![NoneOfThese { questions, by: "patient".into() }],
            ..Patient::default()
        };
        let treatment = Treatment {
            drug: drug.id.clone(),
            indication: drug.indications.first().cloned(),
            start: Some(day("2026-12-07")),
            ..Treatment::default()
        };
        Request {
            version: Request::VERSION,
            id: "proof".into(),
            today: day(TODAY),
            language: Lang::Fr,
            region,
            patient,
            medicines: Vec::new(),
            treatment,
            sessions: Vec::new(),
            prescriber: Some("Dr Martin".into()),
            decisions: Vec::new(),
            acknowledgements: Vec::new(),
        }
    }

    fn stairs(&mut self, drug: &Drug, region: Region) {
        for protocol in self.protocols(drug, region) {
            for indication in &drug.indications {
                self.climb(drug, region, protocol, indication);
            }
        }
    }

    fn protocols(&self, drug: &Drug, region: Region) -> Vec<&'a Protocol> {
        let here = |it: &&Protocol| it.drug == drug.id && it.region.is_none_or(|its| its == region);
        self.formulary.book().protocols.iter().filter(here).collect()
    }

    fn climb(&mut self, drug: &Drug, region: Region, protocol: &Protocol, indication: &str) {
        let mut request = self.well(drug, region);
        request.treatment.indication = Some(indication.to_owned());
        request.treatment.protocol = Some(protocol.id.clone());
        let supplies = all_supplies(drug, region, protocol);
        let first = protocol.ladder.first().micrograms();
        let small = Some(micrograms((first / 10).max(1)));
        let finer = [(None, None), (small, small), (Some(micrograms((first / 2).max(1))), None)];
        let decided = vec![decision(&format!("protocol:{}", protocol.id))];
        for target in targets(protocol) {
            request.treatment.target = target;
            for pace in [None, Some(7), Some(14), Some(15), Some(28)] {
                request.treatment.interval_days = pace;
                for (first, increment) in finer {
                    request.treatment.first_dose = first;
                    request.treatment.increment = increment;
                    for supplies in &supplies {
                        request.treatment.supplies.clone_from(supplies);
                        request.decisions = Vec::new();
                        self.check(&request);
                        if protocol.access == Access::Professional {
                            request.decisions.clone_from(&decided);
                            self.check(&request);
                        }
                    }
                }
            }
        }
    }

    fn people(&mut self, drug: &Drug, region: Region) {
        let well = self.well(drug, region);
        let patients = patients(self.formulary, drug, &well.patient);
        let lists = lists();
        let mut protocols = self.protocols(drug, region);
        protocols.retain(|it| it.access == Access::Everyone);
        let starts = ["2026-11-30", "2026-12-11", "2026-12-15"].map(day);
        let mut decisions: Vec<Decision> = decidable(self.formulary).iter().map(|it| decision(it)).collect();
        for protocol in protocols {
            let mut request = well.clone();
            request.treatment.protocol = Some(protocol.id.clone());
            request.treatment.supplies = supplies_of(drug, region, protocol);
            for patient in &patients {
                request.patient.clone_from(patient);
                for list in &lists {
                    request.medicines.clone_from(list);
                    for start in starts {
                        request.treatment.start = Some(start);
                        self.check(&request);
                        std::mem::swap(&mut request.decisions, &mut decisions);
                        self.check(&request);
                        std::mem::swap(&mut request.decisions, &mut decisions);
                    }
                }
            }
        }
    }
}

/// The targets of a protocol, its default, and some between and beyond.
fn targets(protocol: &Protocol) -> Vec<Option<Dose>> {
    let own = protocol.targets.iter().copied().map(Some);
    let highest = protocol.targets.iter().max().map_or(1, |it| it.micrograms());
    let others = [protocol.ladder.first().micrograms() / 15, highest / 3 - 1, highest + 1];
    own.chain(others.map(|it| Some(micrograms(it.max(1))))).chain([None]).collect()
}

fn decision(about: &str) -> Decision {
    Decision { about: about.to_owned(), by: "Dr Martin".into(), on: day(TODAY), reason: String::new() }
}

/// Every key about which a decision can be recorded for the medicines of [`lists`].
fn decidable(formulary: &Formulary) -> Vec<String> {
    let rules = formulary.book().rules.iter().map(|it| it.id.clone());
    let substances = ["tramadol", "codeine", "methadone", "buprenorphine", "tianeptine", "loperamide", "morphine"];
    let rows = formulary.book().wash_outs.iter().flat_map(|row| substances.map(|it| format!("{}:{it}", row.id)));
    let unknown = formulary.book().drugs.iter().map(|it| format!("medicine:{}:xyzabc", it.id));
    rules.chain(rows).chain(unknown).collect()
}

fn supplies_of(drug: &Drug, region: Region, protocol: &Protocol) -> Vec<Supply> {
    let capsule = |strength: &Dose| Supply::Capsule { strength: *strength, prolonged: false, keeps_days: None };
    let products = drug.products.iter().filter(|it| it.region == region).map(|it| it.supply.clone());
    let all = drug.compounded.iter().map(capsule).chain(products);
    all.filter(|it| it.is_prolonged() == protocol.prolonged).collect()
}

/// Of a compounded drug every subset of its strengths, and a 1 mg/mL liquid on every syringe; of any
/// other all that is sold, all but one, and each alone.
fn all_supplies(drug: &Drug, region: Region, protocol: &Protocol) -> Vec<Vec<Supply>> {
    let all = supplies_of(drug, region, protocol);
    if drug.compounded.is_empty() {
        let but =
            |left: usize| all.iter().enumerate().filter(|(at, _)| *at != left).map(|(_, it)| it.clone()).collect();
        let mut sets: Vec<Vec<Supply>> = (0..all.len()).map(but).collect();
        sets.extend(all.iter().map(|it| vec![it.clone()]));
        sets.push(all);
        return sets;
    }
    let mut subsets: Vec<Vec<Supply>> = (0u32..1 << all.len())
        .map(|bits| (0..all.len()).filter(|i| bits >> i & 1 == 1).map(|i| all[i].clone()).collect())
        .collect();
    let volume = |microlitres| Volume::from_microlitres(microlitres).expect("not zero");
    for syringe in [1000, 3000, 5000, 10_000] {
        for graduation in [10, 50, 100, 200] {
            subsets.push(vec![Supply::Liquid {
                per_ml: micrograms(1000),
                syringe: volume(syringe),
                graduation: volume(graduation),
                bottle: volume(50_000),
                keeps_days: Some(30),
            }]);
        }
    }
    subsets
}

/// The well person with one thing changed: each question, each band edge and its neighbours.
fn patients(formulary: &Formulary, drug: &Drug, well: &Patient) -> Vec<Patient> {
    let mut patients = vec![well.clone(), Patient::default()];
    let mut vary = |change: &dyn Fn(&mut Patient)| {
        let mut patient = well.clone();
        change(&mut patient);
        patients.push(patient);
    };
    for question in formulary.questions_for(&drug.id) {
        for answer in [Truth::Yes, Truth::Unknown] {
            vary(&|it| {
                it.answers.insert(question.id.clone(), answer);
            });
        }
    }
    for multiple in ["0.999", "1", "1.001", "2.999", "3", "3.001"] {
        vary(&|it| it.liver.as_mut().expect("known").alt = Some(number(multiple)));
        vary(&|it| it.liver.as_mut().expect("known").ast = Some(number(multiple)));
    }
    for on in [None, Some("2026-09-01"), Some("2026-08-31"), Some(TODAY)] {
        vary(&|it| it.liver.as_mut().expect("known").on = on.map(day));
    }
    vary(&|it| it.clearance = None);
    for edge in edges(formulary, drug, Measure::Clearance) {
        vary(&|it| it.clearance = Some(GivenClearance { ml_per_min: edge, method: "measured".into() }));
    }
    // A creatinine that agrees with the clearance given, and two that contradict it.
    for creatinine in ["68", "110", "300"] {
        let unit = CreatinineUnit::MicromolPerLitre;
        vary(&|it| it.creatinine = Some(Creatinine { value: number(creatinine), unit }));
    }
    vary(&|it| it.age_years = None);
    for edge in edges(formulary, drug, Measure::Age) {
        let years = u8::try_from(edge.thousandths() / 1000).unwrap_or(120);
        for years in [years.saturating_sub(1), years, 120] {
            vary(&|it| it.age_years = Some(years));
        }
    }
    for sessions in [None, Some(3)] {
        vary(&|it| {
            it.answers.insert("dialysis".into(), Truth::Yes);
            it.dialysis_sessions_per_week = sessions;
        });
    }
    for (bilirubin, albumin) in [("20", "40"), ("40", "32"), ("80", "25")] {
        let (ascites, encephalopathy) = (Severity3::Mild, Severity3::None);
        vary(&|it| {
            it.child_pugh = Some(ChildPugh {
                bilirubin_umol_per_l: number(bilirubin),
                albumin_g_per_l: number(albumin),
                inr: number("1.5"),
                ascites,
                encephalopathy,
            })
        });
    }
    for sex in [None, Some(Sex::Male)] {
        vary(&|it| it.sex = sex);
    }
    for alcohol in [None, Some(Alcohol::Occasional), Some(Alcohol::Regular)] {
        vary(&|it| it.alcohol = alcohol);
    }
    for item in [0, 1, 3] {
        vary(&|it| it.phq9_item9 = Some(item));
    }
    for surgery in ["2026-11-29", TODAY, "2026-12-03", "2027-06-01"] {
        vary(&|it| it.surgery_on = Some(day(surgery)));
    }
    patients
}

/// What the book compares a measure of a drug with: a thousandth below, there, and a thousandth above.
fn edges(formulary: &Formulary, drug: &Drug, measure: Measure) -> Vec<Decimal> {
    let book = formulary.book();
    let mine = |drugs: &[String]| drugs.contains(&drug.id);
    let mut edges = Vec::new();
    let rules = book.rules.iter().filter(|it| mine(&it.drugs)).map(|it| &it.when);
    let limits = book.limits.iter().filter(|it| mine(&it.drugs)).map(|it| &it.when);
    let protocols = book.protocols.iter().filter(|it| it.drug == drug.id);
    let variants = protocols.flat_map(|it| &it.variants).map(|it| &it.when);
    rules.chain(limits).chain(variants).for_each(|when| compared(when, measure, &mut edges));
    edges.sort_unstable();
    edges.dedup();
    let around = |edge: &Decimal| [edge.thousandths() - 1, edge.thousandths(), edge.thousandths() + 1];
    edges.iter().flat_map(around).filter_map(Decimal::from_thousandths).collect()
}

fn compared(condition: &Condition, measure: Measure, edges: &mut Vec<Decimal>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|it| compared(it, measure, edges)),
        Condition::Not(part) => compared(part, measure, edges),
        Condition::Measure(its, _, edge) if *its == measure => edges.push(*edge),
        Condition::Measure(..)
        | Condition::Question(_)
        | Condition::Told(_)
        | Condition::Known(_)
        | Condition::Given(_)
        | Condition::Takes(..)
        | Condition::DailyDose(..)
        | Condition::Sex(_)
        | Condition::Alcohol(_)
        | Condition::Indication(_)
        | Condition::Protocol(_)
        | Condition::Prescriber => {}
    }
}

/// Medicine lists: none, each kind of thing the rules read, stops at every edge of the intervals.
fn lists() -> Vec<Vec<Medicine>> {
    let one = |name: &str| Medicine { name: name.into(), ..Medicine::default() };
    let since_2020 = Some(When::day(day("2020-01-01")));
    let mut lists = vec![Vec::new(), vec![one("xyzabc")]];
    let names = [
        "sertraline",
        "phénelzine",
        "lévothyroxine",
        "paracétamol",
        "diazépam",
        "tacrolimus",
        "disulfirame",
        "Mysimba",
        "codéine",
        "Colchimax",
        "lopéramide",
        "tianeptine",
        "kétamine",
        "metformine",
        "thioridazine",
        "acide valproïque",
        "carbamazépine",
        "rifampicine",
        "éthinylestradiol",
        "fluoxétine",
        "citalopram",
        "linézolide",
        "prégabaline",
        "venlafaxine",
        "oxycodone",
    ];
    for name in names {
        lists.push(vec![one(name)]);
        lists.push(vec![Medicine { started: since_2020, used: Some(Use::Occasional), ..one(name) }]);
        lists.push(vec![Medicine { started: since_2020, used: Some(Use::Daily), ..one(name) }]);
    }
    for name in ["tramadol", "codéine", "méthadone", "buprénorphine", "tianeptine", "lopéramide", "morphine"] {
        for form in [None, Some(Form::Immediate), Some(Form::Prolonged), Some(Form::Patch), Some(Form::Depot)] {
            for last in ["2026-11-30", "2026-11-29", "2026-12-01"] {
                // A stop that lies ahead is planned by somebody.
                let planned_by = (last > "2026-11-30").then(|| "Dr Martin".to_owned());
                let stopped = Some(Stop { last_dose: When::day(day(last)), planned_by });
                lists.push(vec![Medicine { form, stopped, ..one(name) }]);
            }
        }
    }
    lists
}
