//! The grid: which requests the proof asks, in an order that never changes.
//!
//! It is cut in parts, one for each drug, region and protocol that can be asked for, of ten kinds:
//!
//! * *stairs*: every indication × target × pace × first dose and increment × set of units, of a well
//!   person;
//! * *ways down*: doses up to the highest target × moments × cuts × intervals × every set of units;
//! * *ways on*: the same doses, gone on with from there;
//! * *pairs*: every other drug begun after the way down, beside it or in its place: doses × paces × aims × four people;
//! * *check-ins*: every day on which something begins × what is told × what is done, and a second look after a first;
//! * *people*: a well person with one thing changed (every question of the drug, every edge that the
//!   book compares with, a thousandth below, there, and a thousandth above) × one medicine of every
//!   class that the drug's rows read: taken, taken now and then, or stopped yesterday;
//! * *twofold*: every two such changes, of two fields;
//! * *lists*: every two such medicines;
//! * *times*: each such medicine in every form and use, begun and stopped on the days around every
//!   edge, × three first days;
//! * *catalogue*: every substance and every brand of the book, taken now.
//!
//! What a professional may decide is asked twice: with nothing decided, and with everything decided
//! and acknowledged. *People*, *twofold* and *lists* aim at each target of the protocol.
//! The edges, classes, rows and names are those of the book: a row that is added is asked about by
//! itself.

mod changes;
mod check_ins;
mod pairs;
mod taken;

use std::collections::{BTreeMap, BTreeSet};

use palier_engine::book::drug::Drug;
use palier_engine::book::formulary::Formulary;
use palier_engine::book::medicine::DoseForm;
use palier_engine::book::medicine::Substance;
use palier_engine::book::place::Region;
use palier_engine::book::protocol::{Access, Protocol};
use palier_engine::book::rule::WashOut;
use palier_engine::book::supply::Supply;
use palier_engine::exact::date::{Date, When};
use palier_engine::exact::decimal::Decimal;
use palier_engine::exact::dose::{Dose, Volume};
use palier_engine::lang::Tongue;
use palier_engine::logic::condition::{Condition, NameKind, Taking};
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::person::kidney::GivenClearance;
use palier_engine::person::liver::LiverTests;
use palier_engine::person::medicine::{Medicine, Stop, Use};
use palier_engine::person::patient::Patient;
use palier_engine::person::stated::NoneOfThese;
use palier_engine::planner::Planner;
use palier_engine::request::request::{Decision, Request, Treatment};

use crate::conditions::leaves;
use check_ins::Look;

/// The day on which every request is made.
const TODAY: &str = "2026-11-30";
/// The first day that is asked for, where the first day is not what is varied.
const START: &str = "2026-12-07";

/// What is varied in a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Varied {
    Stairs,
    WaysDown,
    WaysOn,
    Pairs,
    CheckIns,
    People,
    Twofold,
    Lists,
    Times,
    Catalogue,
}

impl Varied {
    /// All of them, in the order in which they are listed and counted.
    pub const ALL: [Self; 10] = [
        Self::Stairs,
        Self::WaysDown,
        Self::WaysOn,
        Self::Pairs,
        Self::CheckIns,
        Self::People,
        Self::Twofold,
        Self::Lists,
        Self::Times,
        Self::Catalogue,
    ];

    /// Whether a protocol is asked about: another drug and another look follow what everyone may choose.
    const fn asks(self, access: Access) -> bool {
        match (self, access) {
            (Self::Stairs, Access::Everyone | Access::Professional | Access::Reference)
            | (Self::Pairs | Self::CheckIns, Access::Everyone)
            | (
                Self::WaysDown
                | Self::WaysOn
                | Self::People
                | Self::Twofold
                | Self::Lists
                | Self::Times
                | Self::Catalogue,
                Access::Everyone | Access::Professional,
            ) => true,
            (Self::Pairs | Self::CheckIns, Access::Professional | Access::Reference)
            | (
                Self::WaysDown
                | Self::WaysOn
                | Self::People
                | Self::Twofold
                | Self::Lists
                | Self::Times
                | Self::Catalogue,
                Access::Reference,
            ) => false,
        }
    }

    /// As it is printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stairs => "stairs",
            Self::WaysDown => "ways down",
            Self::WaysOn => "ways on",
            Self::Pairs => "pairs",
            Self::CheckIns => "check-ins",
            Self::People => "people",
            Self::Twofold => "twofold",
            Self::Lists => "lists",
            Self::Times => "times",
            Self::Catalogue => "catalogue",
        }
    }
}

/// One piece of the grid, small enough that pieces can be shared out among cores.
#[derive(Clone, Copy)]
pub struct GridPart<'a> {
    formulary: &'a Formulary,
    pub drug: &'a Drug,
    pub region: Region,
    pub kind: Varied,
    protocol: &'a Protocol,
}

/// What is asked at once.
#[derive(Clone, Copy)]
pub enum Asked<'a> {
    /// A request.
    Request(&'a Request),
    /// A plan that is looked at again: a request for each thing that can be done.
    Look(Look<'a>),
}

/// Every part: of each drug, in each region where it is sold.
pub fn parts(formulary: &Formulary) -> Vec<GridPart<'_>> {
    let mut parts = Vec::new();
    for drug in &formulary.book().drugs {
        for region in [Region::FR, Region::US].into_iter().filter(|it| drug.is_marketed(*it)) {
            let here = |it: &&Protocol| it.drug == drug.id && it.region.is_none_or(|its| its == region);
            let protocols: Vec<&Protocol> = formulary.book().protocols.iter().filter(here).collect();
            for kind in Varied::ALL {
                let asked = protocols.iter().filter(|it| kind.asks(it.access));
                parts.extend(asked.map(|protocol| GridPart { formulary, drug, region, kind, protocol }));
            }
        }
    }
    parts
}

impl<'a> GridPart<'a> {
    /// Hands all that this part asks to `see`, always in the same order.
    pub fn each(&self, planner: &Planner<'_>, see: &mut dyn FnMut(Asked<'_>)) {
        let mut alone = |request: &Request| see(Asked::Request(request));
        let see_alone = &mut alone;
        match self.kind {
            Varied::Stairs => self.stairs(see_alone),
            Varied::WaysDown => self.ways_down(see_alone),
            Varied::WaysOn => self.ways_on(see_alone),
            Varied::Pairs => self.pairs(see_alone),
            Varied::CheckIns => self.check_ins(planner, see),
            Varied::People => self.people(see_alone),
            Varied::Twofold => self.twofold(see_alone),
            Varied::Lists => self.lists(see_alone),
            Varied::Times => self.times(see_alone),
            Varied::Catalogue => self.catalogue(see_alone),
        }
    }

    fn stairs(&self, see: &mut dyn FnMut(&Request)) {
        let mut request = self.well();
        let supplies = self.all_supplies();
        let first = self.protocol.ladder.first().micrograms();
        let small = Some(micrograms((first / 10).max(1)));
        let finer = [(None, None), (small, small), (Some(micrograms((first / 2).max(1))), None)];
        for indication in &self.drug.indications {
            request.treatment.indication = Some(indication.clone());
            for target in targets(self.protocol) {
                request.treatment.target = target;
                for pace in [None, Some(7), Some(14), Some(15), Some(28)] {
                    request.treatment.interval_days = pace;
                    for (first, increment) in finer {
                        request.treatment.first_dose = first;
                        request.treatment.increment = increment;
                        for supplies in &supplies {
                            request.treatment.supplies.clone_from(supplies);
                            request.decisions = Vec::new();
                            see(&request);
                            if self.protocol.access == Access::Professional {
                                request.decisions = vec![signed(&format!("protocol:{}", self.protocol.id))];
                                see(&request);
                            }
                        }
                    }
                }
            }
        }
    }

    fn people(&self, see: &mut dyn FnMut(&Request)) {
        let (mut request, signing) = (self.well(), self.signing());
        let mut decided = signing.of(&request);
        let mut patients = vec![request.patient.clone(), Patient::default()];
        for change in self.changes() {
            patients.push(request.patient.clone());
            (change.make)(patients.last_mut().expect("just pushed"));
        }
        let readable = self.readable();
        let names = readable.iter().map(|it| it.name.fr.as_str()).chain(["xyzabc"]);
        let lists: Vec<Vec<Medicine>> =
            std::iter::once(Vec::new()).chain(names.flat_map(in_each_manner).map(|it| vec![it])).collect();
        for list in &lists {
            request.medicines.clone_from(list);
            decided.about(&signing, &request);
            for patient in &patients {
                request.patient.clone_from(patient);
                self.at_each_target(&mut request, &mut decided, see);
            }
        }
    }

    fn twofold(&self, see: &mut dyn FnMut(&Request)) {
        let mut request = self.well();
        let well = request.patient.clone();
        let mut decided = self.signing().of(&request);
        let changes = self.changes();
        for (at, one) in changes.iter().enumerate() {
            for other in changes[at + 1..].iter().filter(|it| it.field != one.field) {
                request.patient.clone_from(&well);
                (one.make)(&mut request.patient);
                (other.make)(&mut request.patient);
                self.at_each_target(&mut request, &mut decided, see);
            }
        }
    }

    fn lists(&self, see: &mut dyn FnMut(&Request)) {
        let (mut request, signing) = (self.well(), self.signing());
        let mut decided = signing.of(&request);
        let readable = self.readable();
        for (at, one) in readable.iter().enumerate() {
            for other in &readable[at + 1..] {
                request.medicines = vec![named(&one.name.fr), named(&other.name.fr)];
                decided.about(&signing, &request);
                self.at_each_target(&mut request, &mut decided, see);
            }
        }
    }

    fn times(&self, see: &mut dyn FnMut(&Request)) {
        let (mut request, signing) = (self.well(), self.signing());
        let mut decided = signing.of(&request);
        for substance in self.readable() {
            for medicine in self.taken_in_time(substance) {
                request.medicines = vec![medicine];
                decided.about(&signing, &request);
                for start in [TODAY, "2026-12-11", "2026-12-15"] {
                    request.treatment.start = Some(day(start));
                    decided.see(&mut request, see);
                }
            }
        }
    }

    fn catalogue(&self, see: &mut dyn FnMut(&Request)) {
        let (mut request, signing) = (self.well(), self.signing());
        let mut decided = signing.of(&request);
        let book = self.formulary.book();
        let substances = book.substances.iter().map(|it| &it.name.fr);
        for name in substances.chain(book.brands.iter().map(|it| &it.name)) {
            request.medicines = vec![named(name)];
            decided.about(&signing, &request);
            decided.see(&mut request, see);
        }
    }

    fn at_each_target(&self, request: &mut Request, decided: &mut Decided, see: &mut dyn FnMut(&Request)) {
        for target in &self.protocol.targets {
            request.treatment.target = Some(*target);
            decided.see(request, see);
        }
    }

    /// A well person who answered every question, and the treatment of this part.
    fn well(&self) -> Request {
        let questions = self.formulary.questions_for(&self.drug.id).iter().map(|it| it.id.clone()).collect();
        let patient = Patient {
            age_years: Some(46),
            sex: Some(Sex::Female),
            height_cm: Some(Decimal::whole(168)),
            weight_kg: Some(Decimal::whole(62)),
            clearance: Some(given_clearance(Decimal::whole(90))),
            liver: Some(LiverTests {
                alt: Some(number("0.6").into()),
                ast: Some(number("0.6").into()),
                bilirubin: Some(number("0.6").into()),
                on: Some(day("2026-11-23")),
            }),
            alcohol: Some(Alcohol::None),
            none_of_these: vec![NoneOfThese { questions, by: "patient".into() }],
            ..Patient::default()
        };
        let treatment = Treatment {
            drug: self.drug.id.clone(),
            indication: self.drug.indications.first().cloned(),
            protocol: Some(self.protocol.id.clone()),
            supplies: self.supplies(),
            start: Some(day(START)),
            ..Treatment::default()
        };
        Request {
            version: Request::VERSION,
            id: "proof".into(),
            today: day(TODAY),
            language: Tongue::Fr,
            view: None,
            region: self.region,
            patient,
            medicines: Vec::new(),
            treatment,
            sessions: Vec::new(),
            check_ins: Vec::new(),
            measures: Vec::new(),
            prescriber: Some("Dr Martin".into()),
            decisions: Vec::new(),
            acknowledgements: Vec::new(),
        }
    }

    /// What a professional can decide and acknowledge, whatever is taken.
    fn signing(&self) -> Signing<'a> {
        let book = self.formulary.book();
        let mine = |drugs: &[String]| drugs.contains(&self.drug.id);
        let rules = || book.rules.iter().filter(|it| mine(&it.drugs));
        // Only a rule that asks for an acknowledgement reads one.
        let asking = rules().filter(|it| it.acknowledge).map(|it| signed(&it.id));
        let limits = book.limits.iter().filter(|it| mine(&it.drugs)).map(|it| signed(&format!("limit:{}", it.id)));
        let protocol = signed(&format!("protocol:{}", self.protocol.id));
        // Of the questions only those that a row names can be read as an interaction: what is recorded of another
        // lifts nothing, and one such record stands for them all.
        let habits = self.formulary.habits(&self.formulary.drug_party(self.drug)).into_iter();
        let habits = habits.chain(["nothing"]).map(|it| signed(&format!("interaction:{it}")));
        Signing {
            drug: &self.drug.id,
            substances: book.substances.iter().map(|it| (it.name.fr.as_str(), it)).collect(),
            wash_outs: book.wash_outs.iter().filter(|it| mine(&it.drugs)).collect(),
            decisions: rules().map(|it| signed(&it.id)).chain(limits).chain([protocol]).collect(),
            acknowledgements: asking.chain(habits).collect(),
        }
    }

    /// One substance of every class, group or substance that the drug's rows read: of conditions,
    /// wash-outs and interactions.
    fn readable(&self) -> Vec<&'a Substance> {
        let book = self.formulary.book();
        let mut tags: BTreeSet<&str> = BTreeSet::new();
        for condition in conditions(self.formulary, self.drug) {
            condition.names(&mut |kind, id| {
                if kind == NameKind::Tag {
                    tags.insert(id);
                }
            });
        }
        tags.extend(book.wash_outs.iter().filter(|it| it.drugs.contains(&self.drug.id)).map(|it| it.from.as_str()));
        let party = self.formulary.drug_party(self.drug);
        tags.extend(book.interactions.naming(&party).flat_map(|it| it.a.iter().chain(&it.b)).map(String::as_str));
        // The first that each tag names.
        let is_first = |it: &&'a Substance| {
            let its = book.interactions.tags(it);
            let before = tags.len();
            tags.retain(|tag| !its.contains(tag));
            tags.len() < before
        };
        book.substances.iter().filter(is_first).collect()
    }

    /// A substance in every form and use, begun and stopped around the edges of its rows.
    fn taken_in_time(&self, substance: &Substance) -> Vec<Medicine> {
        let taken = named(&substance.name.fr);
        let mut all = Vec::new();
        for used in [Use::Occasional, Use::Daily, Use::Misuse] {
            all.push(Medicine { used: Some(used), started: Some(When::day(day("2020-01-01"))), ..taken.clone() });
        }
        for ago in self.started_within() {
            let started = day(TODAY).plus(-i32::from(ago)).map(When::day);
            all.push(Medicine { started, used: Some(Use::Daily), ..taken.clone() });
        }
        for form in
            [None, Some(DoseForm::Immediate), Some(DoseForm::Prolonged), Some(DoseForm::Patch), Some(DoseForm::Depot)]
        {
            for (last, planned) in self.last_doses(substance) {
                let planned_by = planned.then(|| "Dr Martin".to_owned());
                let stopped = Some(Stop { last_dose: When::day(last), planned_by });
                all.push(Medicine { form, stopped, ..taken.clone() });
            }
        }
        all
    }

    /// Days since a first dose at which a condition of the drug changes its mind, and their neighbours.
    fn started_within(&self) -> BTreeSet<u16> {
        let mut edges = BTreeSet::from([0]);
        for condition in conditions(self.formulary, self.drug) {
            leaves(condition, &mut |it| {
                if let Condition::Takes(_, Taking::StartedWithin(days) | Taking::Throughout(days)) = it {
                    edges.extend([days.saturating_sub(1), *days, *days + 1]);
                }
            });
        }
        edges
    }

    /// Last doses of a substance, and whether a professional planned them: yesterday, today, tomorrow,
    /// and the days around the end of each of its intervals.
    fn last_doses(&self, substance: &Substance) -> BTreeSet<(Date, bool)> {
        let tags = self.formulary.book().interactions.tags(substance);
        let mine = |tag: &str| tags.contains(&tag);
        let rows =
            self.formulary.book().wash_outs.iter().filter(|it| it.drugs.contains(&self.drug.id) && mine(&it.from));
        let tails = self.formulary.book().interactions.tails.iter().filter(|it| mine(&it.of)).map(|it| it.days);
        let (today, start) = (day(TODAY), day("2026-12-11"));
        let near = [-1, 0, 1].map(|it| today.plus(it));
        let ends = rows.filter_map(|it| it.full_days).chain(tails);
        let ends = ends.flat_map(|days| [-1, 0, 1].map(|it| start.plus(it - 1 - i32::from(days))));
        let days = near.into_iter().chain(ends).flatten();
        // A stop that lies ahead is planned by somebody.
        days.map(|it| (it, it > today)).collect()
    }

    /// What is sold or compounded here, of the release that the protocol asks for.
    fn supplies(&self) -> Vec<Supply> {
        let capsule = |strength: &Dose| Supply::Capsule { strength: *strength, prolonged: false, keeps_days: None };
        let products = self.drug.products.iter().filter(|it| it.region == self.region).map(|it| it.supply.clone());
        let all = self.drug.compounded.iter().map(capsule).chain(products);
        all.filter(|it| it.is_prolonged() == self.protocol.prolonged).collect()
    }

    /// Of a compounded drug every subset of its strengths, and a 1 mg/mL liquid on every syringe; of any
    /// other all that is sold, all but one, and each alone.
    fn all_supplies(&self) -> Vec<Vec<Supply>> {
        let all = self.supplies();
        if self.drug.compounded.is_empty() {
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
}

/// What a professional can decide about a drug, whatever is taken; and the rest to be looked up.
struct Signing<'a> {
    drug: &'a str,
    substances: BTreeMap<&'a str, &'a Substance>,
    wash_outs: Vec<&'a WashOut>,
    decisions: Vec<Decision>,
    acknowledgements: Vec<Decision>,
}

impl Signing<'_> {
    /// All that can be decided and acknowledged about a request.
    fn of(&self, request: &Request) -> Decided {
        let mut decided =
            Decided { decisions: self.decisions.clone(), acknowledgements: self.acknowledgements.clone() };
        decided.about(self, request);
        decided
    }
}

/// What a professional decides and acknowledges, ready to be put into requests.
struct Decided {
    decisions: Vec<Decision>,
    acknowledgements: Vec<Decision>,
}

impl Decided {
    /// Forgets the medicines it was about, and decides about those of a request.
    fn about(&mut self, signing: &Signing<'_>, request: &Request) {
        self.decisions.truncate(signing.decisions.len());
        self.acknowledgements.truncate(signing.acknowledgements.len());
        for line in &request.medicines {
            self.decisions.push(signed(&format!("medicine:{}:{}", signing.drug, line.name)));
            if let Some(substance) = signing.substances.get(line.name.as_str()) {
                let rows = signing.wash_outs.iter().map(|row| signed(&format!("{}:{}", row.id, substance.id)));
                self.decisions.extend(rows);
                self.acknowledgements.push(signed(&format!("interaction:{}", substance.id)));
            }
        }
    }

    /// Hands on the request with nothing decided, then with everything.
    fn see(&mut self, request: &mut Request, see: &mut dyn FnMut(&Request)) {
        see(request);
        self.swap(request);
        see(request);
        self.swap(request);
    }

    fn swap(&mut self, request: &mut Request) {
        std::mem::swap(&mut self.decisions, &mut request.decisions);
        std::mem::swap(&mut self.acknowledgements, &mut request.acknowledgements);
    }
}

/// Every condition that is read for a drug.
fn conditions<'a>(formulary: &'a Formulary, drug: &'a Drug) -> impl Iterator<Item = &'a Condition> {
    let book = formulary.book();
    let rules = book.rules.iter().map(|it| (&it.drugs, &it.when));
    let limits = book.limits.iter().map(|it| (&it.drugs, &it.when));
    let gates = book.gates.iter().map(|it| (&it.drugs, &it.when));
    let monitoring = book.monitoring.iter().map(|it| (&it.drugs, &it.when));
    let mine = rules.chain(limits).chain(gates).chain(monitoring).filter(|(drugs, _)| drugs.contains(&drug.id));
    let variants = book.protocols.iter().filter(|it| it.drug == drug.id).flat_map(|it| &it.variants);
    mine.map(|(_, when)| when).chain(variants.map(|it| &it.when))
}

/// The targets of a protocol, its default, and some between and beyond.
fn targets(protocol: &Protocol) -> Vec<Option<Dose>> {
    let own = protocol.targets.iter().copied().map(Some);
    let highest = protocol.targets.iter().max().map_or(3, |it| it.micrograms());
    let others = [protocol.ladder.first().micrograms() / 15, highest / 3 - 1, highest + 1];
    own.chain(others.map(|it| Some(micrograms(it.max(1))))).chain([None]).collect()
}

fn named(name: &str) -> Medicine {
    Medicine { name: name.into(), ..Medicine::default() }
}

/// As nothing is said of it, as it is taken now and then, and as it was stopped yesterday.
fn in_each_manner(name: &str) -> [Medicine; 3] {
    let stopped = day(TODAY).plus(-1).map(|it| Stop { last_dose: When::day(it), planned_by: None });
    let long_ago = Some(When::day(day("2020-01-01")));
    let occasional = Medicine { used: Some(Use::Occasional), started: long_ago, ..named(name) };
    [named(name), occasional, Medicine { stopped, ..named(name) }]
}

fn given_clearance(ml_per_min: Decimal) -> GivenClearance {
    GivenClearance { ml_per_min, method: "measured".into() }
}

fn signed(about: &str) -> Decision {
    Decision { about: about.to_owned(), by: "Dr Martin".into(), on: day(TODAY), reason: String::new() }
}

fn day(text: &str) -> Date {
    text.parse().expect("a date written here")
}

fn number(text: &str) -> Decimal {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let thousandths = format!("{whole}{part:0<3}").parse().expect("a number written here");
    Decimal::from_thousandths(thousandths).expect("in range")
}

fn micrograms(micrograms: u32) -> Dose {
    Dose::from_micrograms(micrograms).expect("not zero")
}

#[cfg(test)]
mod tests {
    use super::changes::Change;
    use super::*;
    use palier_engine::logic::truth::Truth;

    #[test]
    fn every_drug_is_asked_about_in_every_region_where_it_is_sold() {
        let book = palier_formulary::builtin();
        let parts = parts(&book);
        for drug in &book.book().drugs {
            for region in [Region::FR, Region::US] {
                for kind in Varied::ALL {
                    let asked = parts.iter().any(|it| it.drug.id == drug.id && it.region == region && it.kind == kind);
                    assert_eq!(asked, drug.is_marketed(region), "{} {region:?} {kind:?}", drug.id);
                }
            }
        }
    }

    #[test]
    fn every_question_and_every_edge_of_a_drug_is_asked_on_both_sides() {
        let book = palier_formulary::builtin();
        let parts = parts(&book);
        let part =
            parts.iter().find(|it| it.drug.id == "pregabalin" && it.kind == Varied::People).expect("it is there");
        let well = part.well().patient;
        let changed = |it: &Change<'_>| {
            let mut patient = well.clone();
            (it.make)(&mut patient);
            patient
        };
        let patients: Vec<Patient> = part.changes().iter().map(changed).collect();
        for question in book.questions_for("pregabalin") {
            for truth in [Truth::Yes, Truth::Unknown] {
                assert!(patients.iter().any(|it| it.answers.get(&question.id) == Some(&truth)), "{}", question.id);
            }
        }
        // The label's table of doses by clearance: 30 and 60 mL/min.
        for clearance in ["29.999", "30", "30.001", "59.999", "60", "60.001"] {
            let given = Some(given_clearance(number(clearance)));
            assert!(patients.iter().any(|it| it.clearance == given), "{clearance}");
        }
    }

    #[test]
    fn a_part_asks_the_same_requests_in_the_same_order() {
        let book = palier_formulary::builtin();
        let planner = Planner::new(&book);
        let same = |it: &&GridPart<'_>| it.drug.id == "duloxetine" && it.kind == Varied::Lists;
        for part in parts(&book).iter().filter(same) {
            let all = || {
                let mut all = Vec::new();
                part.each(&planner, &mut |it| match it {
                    Asked::Request(it) => all.push(it.clone()),
                    Asked::Look(_) => panic!("no plan is looked at"),
                });
                all
            };
            assert!(!all().is_empty());
            assert_eq!(all(), all());
        }
    }

    #[test]
    fn intervals_are_asked_about_on_the_day_they_end_and_on_both_its_neighbours() {
        let book = palier_formulary::builtin();
        let parts = parts(&book);
        let part =
            parts.iter().find(|it| it.drug.id == "naltrexone-ldn" && it.kind == Varied::Times).expect("it is there");
        // Ten full free days after tramadol: for a first dose on 11 December the last was on 30 November.
        let tramadol = book.substance("tramadol").expect("it is in the catalogue");
        let days: Vec<String> = part.last_doses(tramadol).iter().map(|(it, _)| it.to_string()).collect();
        for last in ["2026-11-29", "2026-11-30", "2026-12-01"] {
            assert!(days.iter().any(|it| it == last), "{last}: {days:?}");
        }
    }
}
