//! The invariants of the design, each a sentence about every request.
//!
//! Requests are drawn over all drugs, protocols, paces, strengths, answers and medicines; each
//! property runs 10,000 cases. The auditor checks the same invariants inside the engine; these
//! tests check them from outside, sharing no code with it.

use std::sync::LazyLock;

use palier_engine::assess::Verdict;
use palier_engine::audit::audit_condition;
use palier_engine::date::{Date, When};
use palier_engine::decimal::Decimal;
use palier_engine::dose::{Dose, Volume};
use palier_engine::formulary::{Access, Bound, Formulary, Ladder, Region, Ring, Severity};
use palier_engine::medicine::{Form, Medicine, Route, Stop, Use};
use palier_engine::outcome::{Outcome, Planner};
use palier_engine::patient::{
    Alcohol, ChildPugh, Creatinine, CreatinineUnit, GivenClearance, LiverTests, NoneOfThese, Patient, Severity3, Sex,
};
use palier_engine::plan::Course;
use palier_engine::request::{Decision, Request, Treatment};
use palier_engine::supply::{Amount, Supply};
use palier_engine::truth::{Compare, Condition, Measure, Taking, Truth};
use palier_engine::words::Lang;
use proptest::prelude::*;
use proptest::sample::select;

static FORMULARY: LazyLock<Formulary> = LazyLock::new(palier_formulary::builtin);
static PLANNER: LazyLock<Planner<'static>> = LazyLock::new(|| Planner::new(&FORMULARY));

const MEDICINES: [&str; 27] = [
    "sertraline",
    "phénelzine",
    "lévothyroxine",
    "paracétamol",
    "diazépam",
    "tramadol",
    "Buvidal",
    "méthadone",
    "lopéramide",
    "tianeptine",
    "Mysimba",
    "metformine",
    "tacrolimus",
    "xyzabc",
    "carbamazépine",
    "Gardénal",
    "valproate",
    "cénobamate",
    "éthinylestradiol",
    "Tramadol L.P. 100 mg",
    "fentanyl patch",
    "fentanyl nasal",
    "naltrexone implant",
    "hydrocortisone crème",
    "dexaméthasone collyre",
    "dexaméthasone injectable et collyre",
    "paracétamol + xyzabc",
];

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn thousandths(value: u64) -> Decimal {
    Decimal::from_thousandths(value).expect("in range")
}

fn micrograms(value: u32) -> Dose {
    Dose::from_micrograms(value).expect("not zero")
}

fn liver() -> impl Strategy<Value = Option<LiverTests>> {
    let multiple =
        || prop::option::weighted(0.95, prop_oneof![4 => 300u64..1000, 1 => 1000u64..3500].prop_map(thousandths));
    let bilirubin = prop::option::weighted(0.5, (300u64..1500).prop_map(thousandths));
    let on = prop::option::weighted(0.95, -100i32..=0);
    let tests = (multiple(), multiple(), bilirubin, on).prop_map(|(alt, ast, bilirubin, on)| LiverTests {
        alt,
        ast,
        bilirubin,
        on: on.and_then(|days| day("2026-11-30").plus(days)),
    });
    prop::option::weighted(0.95, tests)
}

fn child_pugh() -> impl Strategy<Value = ChildPugh> {
    let grade = || select(&[Severity3::None, Severity3::Mild, Severity3::Severe]);
    let near = |low: u64, high: u64| (low..=high).prop_map(|tenths| thousandths(tenths * 100));
    (near(330, 510), near(270, 360), near(16, 24), grade(), grade()).prop_map(
        |(bilirubin_umol_per_l, albumin_g_per_l, inr, ascites, encephalopathy)| ChildPugh {
            bilirubin_umol_per_l,
            albumin_g_per_l,
            inr,
            ascites,
            encephalopathy,
        },
    )
}

/// A day, or the month that holds it.
fn when(days: impl Strategy<Value = i32>) -> impl Strategy<Value = When> {
    (days, prop::bool::weighted(0.3)).prop_map(|(days, month)| {
        let day = day("2026-11-30").plus(days).expect("in the calendar");
        let text = day.to_string();
        let text = if month { text.trim_end_matches(|it| it != '-').trim_end_matches('-') } else { &text };
        When::parse(text).expect("a day or a month")
    })
}

fn medicine() -> impl Strategy<Value = Medicine> {
    // A stop that lies ahead is planned by somebody; one of the past is a fact.
    let stop = when(-120i32..60).prop_map(|last_dose| Stop {
        last_dose,
        planned_by: (last_dose.latest() > day("2026-11-30")).then(|| "Dr Martin".to_owned()),
    });
    (
        select(&MEDICINES),
        prop::option::of(stop),
        prop::option::of(select(&[Form::Immediate, Form::Prolonged, Form::Patch, Form::Depot])),
        prop::option::of(select(&[Route::Oral, Route::Skin, Route::Eye])),
        prop::option::of(select(&[Use::Occasional, Use::Daily, Use::Misuse])),
        prop::option::of((1u32..5_000_000).prop_map(micrograms)),
        prop::option::weighted(0.7, when(prop_oneof![-1000i32..=0, -60i32..=0])),
    )
        .prop_map(|(name, stopped, form, route, used, daily_dose, started)| Medicine {
            name: name.to_owned(),
            chosen: None,
            // What began after its last dose is no line.
            started: started
                .filter(|it| stopped.as_ref().is_none_or(|stop: &Stop| it.earliest() <= stop.last_dose.latest())),
            stopped,
            form,
            route,
            used,
            daily_dose,
        })
}

/// What can be asked for: a protocol of a drug, where it belongs, for one of its indications.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Choice {
    drug: String,
    protocol: String,
    region: Region,
    indication: String,
}

static CHOICES: LazyLock<Vec<Choice>> = LazyLock::new(|| {
    let mut choices = Vec::new();
    for protocol in &FORMULARY.book().protocols {
        let drug = FORMULARY.drug(&protocol.drug).expect("of the book");
        let here = |region: &Region| protocol.region.is_none_or(|its| its == *region) && drug.is_marketed(*region);
        for region in [Region::FR, Region::US].into_iter().filter(here) {
            for indication in &drug.indications {
                let (drug, protocol) = (drug.id.clone(), protocol.id.clone());
                choices.push(Choice { drug, protocol, region, indication: indication.clone() });
            }
        }
    }
    choices
});

fn liquid(graduation: u32) -> Supply {
    let volume = |microlitres| Volume::from_microlitres(microlitres).expect("not zero");
    Supply::Liquid {
        per_ml: micrograms(1000),
        syringe: volume(5000),
        graduation: volume(graduation),
        bottle: volume(50_000),
        keeps_days: Some(30),
    }
}

/// What suits the drug and its region, now and then something that does not.
fn supplies(choice: &Choice) -> impl Strategy<Value = Vec<Supply>> + use<> {
    let drug = FORMULARY.drug(&choice.drug).expect("of the book");
    let prolonged = FORMULARY.protocol(&choice.protocol).expect("of the book").prolonged;
    let capsule = |it: &Dose| Supply::Capsule { strength: *it, prolonged: false, keeps_days: None };
    let products = drug.products.iter().filter(|it| it.region == choice.region).map(|it| it.supply.clone());
    let suited: Vec<Supply> =
        drug.compounded.iter().map(capsule).chain(products).filter(|it| it.is_prolonged() == prolonged).collect();
    let all = suited.clone();
    let odd = prop_oneof![
        select(&[100u32, 500, 4500]).prop_map(|it| Supply::Capsule {
            strength: micrograms(it),
            prolonged: false,
            keeps_days: None
        }),
        select(&[10u32, 50, 100, 200]).prop_map(liquid),
        Just(Supply::Tablet { strength: micrograms(50_000), scored: true, prolonged: false }),
    ];
    let suited = if suited.is_empty() { odd.clone().boxed() } else { select(suited).boxed() };
    prop_oneof![
        3 => Just(all),
        3 => prop::collection::vec(prop_oneof![9 => suited, 1 => odd], 0..5),
    ]
}

fn treatment() -> impl Strategy<Value = (Region, Treatment)> {
    select(CHOICES.as_slice()).prop_flat_map(|choice| {
        let protocol = FORMULARY.protocol(&choice.protocol).expect("of the book");
        let first = protocol.ladder.first().micrograms();
        let highest = protocol.targets.iter().max().expect("a target").micrograms();
        let mut targets: Vec<Dose> = protocol.targets.clone();
        targets.extend(protocol.variants.iter().flat_map(|it| it.targets.clone()));
        targets.extend([first / 3, first + 1, highest - 1, highest + 1, highest * 10].map(|it| micrograms(it.max(1))));
        let steps = [first / 10, first / 2, first, first * 2].map(|it| micrograms(it.max(1)));
        let supplies = supplies(&choice);
        (
            prop::option::of(select(targets)),
            prop::option::weighted(0.2, select(steps.to_vec())),
            prop::option::weighted(0.2, select(steps.to_vec())),
            prop::option::weighted(0.2, select(&[1u16, 3, 7, 13, 14, 15, 28, 90])),
            prop::option::weighted(0.95, -3i32..60),
            supplies,
            any::<(bool, bool, bool)>(),
            prop::option::weighted(0.1, 1u8..6),
        )
            .prop_map(
                move |(target, first_dose, increment, interval_days, start, supplies, flags, most_units)| {
                    let first: Option<Dose> = supplies.first().map(Supply::strength);
                    let treatment = Treatment {
                        in_hand: first.into_iter().filter(|_| flags.2).collect(),
                        indication: (flags.0).then(|| choice.indication.clone()),
                        drug: choice.drug.clone(),
                        protocol: Some(choice.protocol.clone()),
                        target,
                        first_dose,
                        increment,
                        interval_days,
                        moment: None,
                        larger_evening: flags.1,
                        start: start.and_then(|days| day("2026-11-30").plus(days)),
                        supplies,
                        most_units,
                        batch_days: None,
                    };
                    (choice.region, treatment)
                },
            )
    })
}

fn patient(drug: String) -> impl Strategy<Value = Patient> {
    let questions: Vec<String> = FORMULARY.questions_for(&drug).iter().map(|it| it.id.clone()).collect();
    // Now and then what another drug asks: it was answered there.
    let all: Vec<String> = FORMULARY.book().questions.iter().map(|it| it.id.clone()).collect();
    let question = prop_oneof![4 => select(questions.clone()), 1 => select(all)];
    let stated = prop::collection::btree_map(question, select(&[Truth::Yes, Truth::No, Truth::Unknown]), 0..3);
    (
        prop::option::weighted(0.95, 15u8..95),
        prop::option::weighted(0.95, select(&[Sex::Female, Sex::Male])),
        prop::option::weighted(0.95, 40u32..140),
        prop::option::weighted(0.95, prop_oneof![3 => 40u64..300, 1 => 300u64..1200]),
        liver(),
        prop::option::weighted(
            0.95,
            prop_oneof![8 => Just(Alcohol::None), 1 => Just(Alcohol::Occasional), 1 => Just(Alcohol::Regular)],
        ),
        stated,
        prop::bool::weighted(0.9),
        prop::option::weighted(0.4, 10u32..150),
        (
            prop::option::weighted(0.9, select(&[145u32, 168, 168, 195])),
            prop::option::weighted(0.1, child_pugh()),
            prop::option::weighted(0.2, prop_oneof![8 => Just(0u8), 1 => 1u8..=3]),
            prop::option::weighted(0.2, 1u8..=7),
            prop::option::weighted(0.15, -30i32..200),
        ),
    )
        .prop_map(move |(age_years, sex, weight, creatinine, liver, alcohol, answers, none, clearance, others)| {
            Patient {
                clearance: clearance.map(|it| GivenClearance { ml_per_min: Decimal::whole(it), method: "24 h".into() }),
                age_years,
                sex,
                height_cm: others.0.map(Decimal::whole),
                child_pugh: others.1,
                phq9_item9: others.2,
                dialysis_sessions_per_week: others.3,
                surgery_on: others.4.and_then(|days| day("2026-11-30").plus(days)),
                weight_kg: weight.map(Decimal::whole),
                creatinine: creatinine
                    .map(|it| Creatinine { value: thousandths(it * 1000), unit: CreatinineUnit::MicromolPerLitre }),
                liver,
                alcohol,
                answers,
                none_of_these: if none {
                    vec![NoneOfThese { questions: questions.clone(), by: "patient".into() }]
                } else {
                    Vec::new()
                },
            }
        })
}

fn requests() -> impl Strategy<Value = Request> {
    treatment().prop_flat_map(|(region, treatment)| {
        let drug = treatment.drug.clone();
        let protocol = treatment.protocol.clone().unwrap_or_default();
        let rules: Vec<String> = FORMULARY.rules_for(&drug).map(|it| it.id.clone()).collect();
        let limits: Vec<String> = FORMULARY
            .limits_for(&drug, region)
            .map(|it| format!("limit:{}", it.id))
            .chain(["UNITS-1".into()])
            .collect();
        let keys = prop::collection::vec(
            prop_oneof![select(rules), select(limits), Just(format!("protocol:{protocol}")),],
            0..4,
        );
        (Just(treatment), patient(drug), prop::collection::vec(medicine(), 0..3), keys, prop::bool::weighted(0.95))
            .prop_map(move |(treatment, patient, medicines, keys, prescriber)| Request {
                version: Request::VERSION,
                id: "drawn".into(),
                today: day("2026-11-30"),
                language: Lang::Fr,
                region,
                patient,
                medicines,
                treatment,
                prescriber: prescriber.then(|| "Dr Martin".to_owned()),
                decisions: keys
                    .into_iter()
                    .map(|about| Decision {
                        about,
                        by: "Dr Martin".into(),
                        on: day("2026-11-30"),
                        reason: String::new(),
                    })
                    .collect(),
                acknowledgements: Vec::new(),
                sessions: Vec::new(),
            })
    })
}

/// Conditions of the whole grammar: every measure, every way of taking, every question and tag of the
/// book, joined and turned round.
fn conditions() -> impl Strategy<Value = Condition> {
    let book = FORMULARY.book();
    let questions: Vec<String> = book.questions.iter().map(|it| it.id.clone()).collect();
    // What the drawn medicines are, and their classes: another tag is nobody's.
    let drawn = |name: &&str| {
        let medicine = Medicine { name: (*name).to_owned(), ..Medicine::default() };
        PLANNER.catalogue().recognise(&medicine).substances().to_vec()
    };
    let mut tags: Vec<String> = MEDICINES
        .iter()
        .flat_map(drawn)
        .flat_map(|it| it.classes.iter().chain([&it.id]).cloned().collect::<Vec<_>>())
        .collect();
    tags.sort_unstable();
    tags.dedup();
    let indications: Vec<String> = book.indications.iter().map(|it| it.id.clone()).collect();
    let protocols: Vec<String> = book.protocols.iter().map(|it| it.id.clone()).collect();
    const MEASURES: [(Measure, u64, u64); 11] = [
        (Measure::Age, 15_000, 95_000),
        (Measure::Weight, 40_000, 140_000),
        (Measure::Bmi, 10_000, 60_000),
        (Measure::Clearance, 0, 150_000),
        (Measure::Alt, 300, 3500),
        (Measure::Ast, 300, 3500),
        (Measure::Bilirubin, 300, 1500),
        (Measure::LiverTestAge, 0, 160_000),
        (Measure::Phq9Item9, 0, 3000),
        (Measure::ChildPugh, 5000, 15_000),
        (Measure::DaysToSurgery, 0, 200_000),
    ];
    let compare = || select(&[Compare::Below, Compare::AtMost, Compare::Above, Compare::AtLeast]);
    // To the tenth or to the whole: what is drawn of a person stands on such edges too.
    let compared = (select(&MEASURES), compare()).prop_flat_map(|((measure, low, high), compare)| {
        let edge = prop_oneof![
            (low / 100..=high / 100).prop_map(|it| it * 100),
            (low / 1000..=high / 1000).prop_map(|it| it * 1000)
        ];
        edge.prop_map(move |edge| Condition::Measure(measure, compare, thousandths(edge)))
    });
    let measure = || select(&MEASURES).prop_map(|(measure, _, _)| measure);
    let taking = prop_oneof![
        select(&[Taking::Now, Taking::Listed, Taking::Occasionally, Taking::Daily, Taking::Misused]),
        (0u16..90).prop_map(Taking::StartedWithin),
        (0u16..90).prop_map(Taking::Throughout),
    ];
    let leaf = prop_oneof![
        3 => select(questions.clone()).prop_map(Condition::Question),
        1 => select(questions).prop_map(Condition::Told),
        4 => compared,
        1 => measure().prop_map(Condition::Known),
        1 => measure().prop_map(Condition::Given),
        6 => (select(tags.clone()), taking).prop_map(|(tag, taking)| Condition::Takes(tag, taking)),
        1 => (select(tags), compare(), 0u64..5000).prop_map(|(tag, compare, mg)| {
            Condition::DailyDose(tag, compare, thousandths(mg * 1000))
        }),
        1 => select(&[Sex::Female, Sex::Male]).prop_map(Condition::Sex),
        1 => select(&[Alcohol::None, Alcohol::Occasional, Alcohol::Regular]).prop_map(Condition::Alcohol),
        1 => select(indications).prop_map(Condition::Indication),
        1 => select(protocols).prop_map(Condition::Protocol),
        1 => Just(Condition::Prescriber),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::Any),
            inner.prop_map(|it| Condition::Not(Box::new(it))),
        ]
    })
}

/// A field by name, and what takes it over from another request.
type FieldOf = (&'static str, fn(&mut Request, &Request));

/// The fields of a request of which nothing need be said, each taken from another request.
const FIELDS: [FieldOf; 21] = [
    ("age", |it, from| it.patient.age_years = from.patient.age_years),
    ("sex", |it, from| it.patient.sex = from.patient.sex),
    ("weight", |it, from| it.patient.weight_kg = from.patient.weight_kg),
    ("height", |it, from| it.patient.height_cm = from.patient.height_cm),
    ("creatinine", |it, from| it.patient.creatinine.clone_from(&from.patient.creatinine)),
    ("alcohol", |it, from| it.patient.alcohol = from.patient.alcohol),
    ("liver tests", |it, from| it.patient.liver.clone_from(&from.patient.liver)),
    ("ALT", |it, from| tests(it).alt = from.patient.liver.as_ref().and_then(|it| it.alt)),
    ("AST", |it, from| tests(it).ast = from.patient.liver.as_ref().and_then(|it| it.ast)),
    ("date of the liver tests", |it, from| tests(it).on = from.patient.liver.as_ref().and_then(|it| it.on)),
    ("indication", |it, from| {
        let its = |id: &String| FORMULARY.drug(&it.treatment.drug).is_some_and(|drug| drug.indications.contains(id));
        it.treatment.indication = from.treatment.indication.clone().filter(its);
    }),
    ("first day", |it, from| it.treatment.start = from.treatment.start),
    ("prescriber", |it, from| it.prescriber.clone_from(&from.prescriber)),
    ("Child-Pugh", |it, from| it.patient.child_pugh.clone_from(&from.patient.child_pugh)),
    ("day of surgery", |it, from| it.patient.surgery_on = from.patient.surgery_on),
    ("item 9", |it, from| it.patient.phq9_item9 = from.patient.phq9_item9),
    ("start of a medicine", |it, from| line(it).started = from.medicines.first().and_then(|it| it.started)),
    ("form of a medicine", |it, from| line(it).form = from.medicines.first().and_then(|it| it.form)),
    ("route of a medicine", |it, from| line(it).route = from.medicines.first().and_then(|it| it.route)),
    ("use of a medicine", |it, from| line(it).used = from.medicines.first().and_then(|it| it.used)),
    ("dose of a medicine", |it, from| line(it).daily_dose = from.medicines.first().and_then(|it| it.daily_dose)),
];

fn tests(request: &mut Request) -> &mut LiverTests {
    request.patient.liver.get_or_insert_default()
}

/// The first medicine; a fresh one nobody keeps where there is none.
fn line(request: &mut Request) -> &mut Medicine {
    if request.medicines.is_empty() {
        request.medicines.push(Medicine { name: "paracétamol".into(), ..Medicine::default() });
    }
    &mut request.medicines[0]
}

/// Takes back what was answered to these questions.
fn unsay(patient: &mut Patient, questions: &[&str]) {
    patient.answers.retain(|id, _| !questions.contains(&id.as_str()));
    for group in &mut patient.none_of_these {
        group.questions.retain(|id| !questions.contains(&id.as_str()));
    }
}

/// A request in which nothing is said.
fn silent(request: &Request) -> Request {
    let mut silent =
        Request { patient: Patient::default(), prescriber: None, medicines: Vec::new(), ..request.clone() };
    silent.treatment.indication = None;
    silent.treatment.start = None;
    silent
}

fn course(outcome: &Outcome) -> Option<&Course> {
    outcome.course()
}

/// Micrograms a day of a step, its days without intake counted: in 120ths, so that any cycle divides.
fn mean(step: &palier_engine::plan::Step) -> u64 {
    step.daily().map_or(0, |it| u64::from(it.micrograms()) * 120 / u64::from(step.every_days))
}

/// Micrograms in what is taken of one supply.
fn content(supply: &Supply, amount: Amount) -> u64 {
    match (supply, amount) {
        (Supply::Capsule { strength, .. } | Supply::Tablet { strength, .. }, Amount::Halves(halves)) => {
            u64::from(strength.micrograms()) * u64::from(halves) / 2
        }
        (Supply::Liquid { per_ml, .. }, Amount::Volume(volume)) => {
            u64::from(per_ml.micrograms()) * u64::from(volume.microlitres()) / 1000
        }
        (Supply::Drops { per_drop, .. }, Amount::Drops(drops)) => u64::from(per_drop.micrograms()) * u64::from(drops),
        _ => panic!("{amount:?} of {supply:?}"),
    }
}

/// Of 10,000 requests drawn, every protocol in every region for every indication is among at least ten.
#[test]
fn every_choice_is_drawn_at_least_ten_times() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut drawn = std::collections::BTreeMap::new();
    for _ in 0..10_000 {
        let choice = select(CHOICES.as_slice()).new_tree(&mut runner).expect("draws").current();
        *drawn.entry(choice).or_insert(0u32) += 1;
    }
    let rare: Vec<&Choice> = CHOICES.iter().filter(|it| drawn.get(it).is_none_or(|count| *count < 10)).collect();
    assert!(rare.is_empty(), "{} choices, too rarely: {rare:#?}", CHOICES.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn invariant_01_the_units_of_an_intake_make_its_dose(request in requests()) {
        let outcome = PLANNER.decide(&request);
        for step in course(&outcome).iter().flat_map(|it| &it.steps) {
            for intake in &step.intakes {
                let units: u64 = intake.units.iter().map(|it| content(&request.treatment.supplies[it.supply], it.amount)).sum();
                prop_assert_eq!(units, u64::from(intake.dose.micrograms()));
            }
            let day: u64 = step.intakes.iter().map(|it| u64::from(it.dose.micrograms())).sum();
            prop_assert_eq!(step.daily().map(|it| u64::from(it.micrograms())).unwrap_or(0), day);
        }
    }

    #[test]
    fn invariant_02_no_day_is_above_an_absolute_ceiling(request in requests()) {
        let outcome = PLANNER.decide(&request);
        for step in course(&outcome).iter().flat_map(|it| &it.steps) {
            for limit in FORMULARY.limits_for(&request.treatment.drug, request.region) {
                let in_force = limit.ring == Ring::Absolute && PLANNER.reads(&request, &limit.when) != Truth::No;
                if let (true, Bound::DailyAtMost(most)) = (in_force, limit.bound) {
                    prop_assert!(step.daily().is_none_or(|it| it <= most), "{} above {}", step.first_day, limit.id);
                }
                if let (true, Bound::SingleAtMost(most)) = (in_force, limit.bound) {
                    prop_assert!(step.intakes.iter().all(|it| it.dose <= most), "{} above {}", step.first_day, limit.id);
                }
            }
        }
    }

    #[test]
    fn invariant_03_a_titration_never_falls(request in requests()) {
        let outcome = PLANNER.decide(&request);
        if let Some(course) = course(&outcome) {
            for pair in course.steps.windows(2) {
                prop_assert!(pair[0].daily() <= pair[1].daily());
                prop_assert!(mean(&pair[0]) < mean(&pair[1]));
            }
        }
    }

    #[test]
    fn invariant_04_no_step_comes_sooner_or_rises_more_than_its_protocol(request in requests()) {
        let outcome = PLANNER.decide(&request);
        let protocol = FORMULARY.protocol(request.treatment.protocol.as_deref().unwrap_or_default()).expect("drawn from the book");
        let course = course(&outcome);
        let variant = course.and_then(|it| it.variant.as_ref());
        let variant = protocol.variants.iter().find(|it| Some(&it.id) == variant);
        let (interval, increment) = match variant.map_or(&protocol.ladder, |it| &it.ladder) {
            Ladder::Even { increment, interval_days, .. } => (*interval_days, u64::from(increment.micrograms())),
            Ladder::Rungs(rungs) => {
                let rises = rungs.windows(2).map(|pair| u64::from(pair[1].dose.micrograms() - pair[0].dose.micrograms()));
                // From a first dose lowered by a limit or by request, the first rung is a rise too.
                let rises = rises.chain([u64::from(rungs[0].dose.micrograms())]);
                (rungs.iter().map(|it| it.days).min().unwrap_or(1), rises.max().unwrap_or(0))
            }
        };
        let usual = request.treatment.interval_days.or(protocol.usual_days).unwrap_or(0);
        for pair in course.iter().flat_map(|it| it.steps.windows(2)) {
            prop_assert!(pair[0].days >= interval.max(usual));
            let dose = |index: usize| pair[index].daily().map_or(0, |it| u64::from(it.micrograms()));
            prop_assert!(dose(1) - dose(0) <= increment);
        }
    }

    #[test]
    fn invariant_05_nothing_is_dated_while_a_rule_forbids_or_waits(request in requests()) {
        if let Outcome::Planned { assessment, plan } = PLANNER.decide(&request) {
            prop_assert!(assessment.verdict <= Verdict::Caution);
            prop_assert!(assessment.findings.iter().all(|it| it.severity <= Severity::Caution));
            prop_assert!(assessment.not_checked.iter().all(|it| it.severity <= Severity::Caution));
            prop_assert!(assessment.earliest.is_none_or(|earliest| plan.start >= earliest));
            prop_assert!(request.prescriber.is_some());
            prop_assert!(FORMULARY.protocol(&plan.course.protocol).is_some_and(|it| it.access != Access::Reference));
        }
    }

    #[test]
    fn invariant_06_every_day_has_exactly_one_step(request in requests()) {
        let outcome = PLANNER.decide(&request);
        if let Some(course) = course(&outcome) {
            let mut next = 1;
            for step in &course.steps {
                prop_assert_eq!(step.first_day, next);
                prop_assert!(step.days >= 1);
                next = step.first_day + step.days;
            }
            prop_assert_eq!(next, course.last_day + 1);
            let target = course.steps.last().map_or(1, |it| it.first_day);
            let judgement = FORMULARY.drug(&course.drug).expect("exists").judgement;
            prop_assert_eq!((course.last_day, course.review_until_day), judgement.days(target));
        }
    }

    #[test]
    fn invariant_07_only_what_was_offered_is_used_and_no_more_than_the_hand_holds(request in requests()) {
        let outcome = PLANNER.decide(&request);
        let most = FORMULARY.drug(&request.treatment.drug).expect("exists").most_units;
        let raised = request.decisions.iter().any(|it| it.about == "UNITS-1");
        for intake in course(&outcome).iter().flat_map(|it| &it.steps).flat_map(|it| &it.intakes) {
            let mut solids = 0u32;
            for taken in &intake.units {
                match (&request.treatment.supplies[taken.supply], taken.amount) {
                    (Supply::Capsule { .. }, Amount::Halves(halves)) => {
                        prop_assert_eq!(halves % 2, 0, "a capsule is never halved");
                        solids += u32::from(halves / 2);
                    }
                    (Supply::Tablet { scored, prolonged, .. }, Amount::Halves(halves)) => {
                        prop_assert!(*scored && !prolonged || halves % 2 == 0);
                        solids += u32::from(halves.div_ceil(2));
                    }
                    (Supply::Liquid { syringe, graduation, .. }, Amount::Volume(volume)) => {
                        prop_assert!(volume <= *syringe);
                        prop_assert_eq!(volume.microlitres() % graduation.microlitres(), 0);
                    }
                    (Supply::Drops { most, .. }, Amount::Drops(drops)) => prop_assert!(drops <= *most),
                    (supply, amount) => prop_assert!(false, "{:?} of {:?}", amount, supply),
                }
            }
            prop_assert!(raised || solids <= u32::from(most));
        }
    }

    #[test]
    fn invariant_08_what_is_handed_over_covers_what_is_taken(request in requests()) {
        let outcome = PLANNER.decide(&request);
        if let Some(course) = course(&outcome) {
            let dispensing = &course.dispensing;
            for quantity in dispensing.totals.iter().chain(dispensing.batches.iter().flat_map(|it| &it.quantities)) {
                prop_assert!(quantity.dispensed >= quantity.taken);
                prop_assert_eq!(quantity.leftover, quantity.dispensed - quantity.taken);
            }
            let daily = |it: &palier_engine::plan::Step| it.daily().map_or(0, |dose| u64::from(dose.micrograms()) * u64::from(it.taking_days()));
            let after = course.after_session.iter().map(|it| {
                let sessions = dispensing.batches.iter().map(|batch| u64::from(it.sessions_in(batch.last_day + 1 - batch.first_day)));
                u64::from(it.dose.micrograms()) * sessions.sum::<u64>()
            });
            prop_assert_eq!(dispensing.total_micrograms, course.steps.iter().map(daily).sum::<u64>() + after.sum::<u64>());
            let mut next = 1;
            for batch in &dispensing.batches {
                prop_assert_eq!(batch.first_day, next);
                next = batch.last_day + 1;
            }
            prop_assert_eq!(next, course.last_day + 1);
        }
    }

    #[test]
    fn invariant_09_every_finding_and_limit_carries_a_source(request in requests()) {
        let outcome = PLANNER.decide(&request);
        let known = |sources: &[palier_engine::formulary::Citation]| {
            !sources.is_empty() && sources.iter().all(|it| FORMULARY.source(&it.source).is_some())
        };
        for finding in outcome.assessment().iter().flat_map(|it| &it.findings) {
            prop_assert!(known(&finding.sources), "{}", finding.key);
            prop_assert!(!finding.text.is_empty());
        }
        for limit in course(&outcome).iter().flat_map(|it| &it.limits) {
            prop_assert!(known(&limit.sources), "{}", limit.limit);
        }
    }

    #[test]
    fn invariant_10_the_same_request_gives_the_same_bytes_also_once_saved_and_opened(request in requests()) {
        let outcome = serde_json::to_string(&PLANNER.decide(&request)).expect("serialises");
        let saved = serde_json::to_string(&request).expect("serialises");
        let opened: Request = serde_json::from_str(&saved).expect("what was saved opens");
        prop_assert_eq!(&opened, &request);
        prop_assert_eq!(serde_json::to_string(&PLANNER.decide(&opened)).expect("serialises"), outcome);
    }

    #[test]
    fn invariant_11_an_unknown_answer_is_never_kinder_than_any_value_it_can_take(request in requests(), pick in any::<prop::sample::Index>()) {
        let questions = FORMULARY.questions_for(&request.treatment.drug);
        let question = questions[pick.index(questions.len())];
        // A question that a stated fact makes impossible cannot take the value yes.
        let impossible = question.not_applicable.is_some() && request.patient.sex == Some(Sex::Male);
        prop_assume!(!impossible);
        let question = &question.id;
        let answered = |answer: Truth| {
            let mut request = request.clone();
            request.patient.answers.insert(question.clone(), answer);
            PLANNER.decide(&request)
        };
        let unknown = answered(Truth::Unknown);
        for value in [Truth::Yes, Truth::No] {
            let known = answered(value);
            let (Some(before), Some(after)) = (unknown.assessment(), known.assessment()) else { continue };
            for finding in &before.findings {
                // A dose the unknown made stricter may have needed units that a known answer does not, or
                // have stayed below the one aimed at.
                if ["FORM-2", "PACE-1", "GOAL-1", "EFFECT-1"].contains(&finding.rule.as_str()) {
                    continue;
                }
                // A band may be left for a worse one; it is never left for a better.
                let still = after.findings.iter().find(|it| it.key == finding.key);
                let worse = after.findings.iter().any(|it| it.severity > finding.severity);
                prop_assert!(worse || still.is_some_and(|it| it.severity >= finding.severity), "{} no longer fires", finding.key);
            }
            if after.verdict == Verdict::Refused && !after.findings.iter().any(|it| it.rule == "FORM-2" || it.rule == "PACE-1") {
                prop_assert!(before.verdict >= Verdict::Pending, "{question} = {value:?} refuses");
            }
            if let (Some(before), Some(after)) = (course(&unknown), course(&known)) {
                for day in 1..=before.last_day.min(after.last_day) {
                    let on = |course: &Course| course.steps.iter().find(|it| it.last_day() >= day).map(mean);
                    prop_assert!(on(before) <= on(after), "day {day}: the unknown plan goes beyond {value:?}");
                }
            }
        }
    }

    #[test]
    fn invariant_11_a_missing_fact_is_never_kinder_than_any_value_it_can_take(request in requests(), other in requests(), field in select(&FIELDS)) {
        let (field, take) = field;
        // How an inducer is used, unsaid, counts as every day: it is labelled for nothing else.
        let inducer = request.medicines.first().is_some_and(|it| ["carbamazépine", "Gardénal"].contains(&&*it.name));
        if field == "use of a medicine" && request.treatment.drug == "lamotrigine" && inducer {
            return Ok(());
        }
        let (mut without, mut with) = (request.clone(), request);
        take(&mut without, &silent(&other));
        take(&mut with, &other);
        for request in [&mut without, &mut with] {
            // A score, a day of surgery or an item that goes against what was answered takes a no back:
            // it is not the answer's own missing value.
            unsay(&mut request.patient, match field {
                "Child-Pugh" => &["liver-disease", "cirrhosis", "severe-liver-failure"],
                "day of surgery" => &["opioid-need-expected"],
                "item 9" => &["suicidal-thoughts"],
                _ => &[],
            });
            // A clearance that was given stands for the creatinine: it is then not missing.
            if field == "creatinine" {
                request.patient.clearance = None;
            }
        }
        let (unknown, known) = (PLANNER.decide(&without), PLANNER.decide(&with));
        if let (Some(before), Some(after)) = (unknown.assessment(), known.assessment()) {
            // A form or a route that was not said is the strictest that it can be, and may turn out another.
            let strictly_read = ["form of a medicine", "route of a medicine"].contains(&field);
            // Without a first day nothing begins (START-1), and what is counted to that day is counted to today.
            let without_day = field == "first day";
            for finding in before.findings.iter().filter(|it| !strictly_read && !without_day && it.severity == Severity::Contraindicated && it.rule != "FORM-2" && it.rule != "PACE-1") {
                prop_assert!(after.verdict == Verdict::Refused, "{} no longer fires", finding.key);
            }
            if after.verdict == Verdict::Refused && !after.findings.iter().any(|it| it.rule == "FORM-2" || it.rule == "PACE-1") {
                prop_assert!(before.verdict >= Verdict::Pending, "field {field}: {:?} refuses", with.patient);
            }
            // What speaks with some value is not silent without it: it speaks too, or was not checked.
            let told = |it: &palier_engine::assess::Assessment, rule: &str| {
                it.findings.iter().any(|it| it.rule == rule) || it.not_checked.iter().any(|it| it.rule == rule)
            };
            let book = |rule: &str| FORMULARY.book().rules.iter().any(|it| it.id == rule) || FORMULARY.book().limits.iter().any(|it| it.id == rule);
            let spoken = after.findings.iter().filter(|it| it.severity > Severity::Information).map(|it| &it.rule);
            // What is only told is asked by nobody: without it, the wider question of the drug is not checked.
            let only_told = |rule: &str| FORMULARY.book().rules.iter().any(|it| it.id == rule && it.when.to_string().contains("told("));
            for rule in spoken.chain(after.not_checked.iter().map(|it| &it.rule)).filter(|it| book(it) && !without_day && !only_told(it)) {
                let said = told(before, rule) || rule == "LI-2-bilirubin" && told(before, "LI-2-bilirubin-missing");
                prop_assert!(said, "{field}: {rule} is silent without it");
            }
        }
        if let (Some(before), Some(after)) = (course(&unknown), course(&known)) {
            for day in 1..=before.last_day.min(after.last_day) {
                let on = |course: &Course| course.steps.iter().find(|it| it.last_day() >= day).map(mean);
                prop_assert!(on(before) <= on(after), "day {day}: the plan made without it goes beyond");
            }
        }
    }

    #[test]
    fn invariant_12_no_bytes_make_the_engine_panic(request in requests(), cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut bytes = serde_json::to_vec(&request).expect("serialises");
        for (at, byte) in cuts {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(request) = serde_json::from_slice::<Request>(&bytes) {
            let _ = PLANNER.decide(&request);
        }
    }

    #[test]
    fn invariant_13_nothing_is_laid_out_before_today(request in requests()) {
        if let Outcome::Planned { plan, .. } = PLANNER.decide(&request) {
            prop_assert!(plan.start >= request.today);
        }
    }

    #[test]
    fn planner_and_auditor_read_every_condition_alike(request in requests(), conditions in prop::collection::vec(conditions(), 8)) {
        for condition in conditions {
            let (planner, auditor) = (PLANNER.reads(&request, &condition), audit_condition(PLANNER.catalogue(), &request, &condition));
            prop_assert_eq!(Some(planner), auditor, "{}", condition);
        }
    }

    #[test]
    fn planner_and_auditor_read_every_line_of_the_book_alike(request in requests(), picks in prop::collection::vec(any::<prop::sample::Index>(), 8)) {
        let book = FORMULARY.book();
        let rules = book.rules.iter().map(|it| (&it.id, &it.when));
        let limits = book.limits.iter().map(|it| (&it.id, &it.when));
        let variants = book.protocols.iter().flat_map(|it| &it.variants).map(|it| (&it.id, &it.when));
        let lines: Vec<_> = rules.chain(limits).chain(variants).collect();
        for pick in picks {
            let (id, when) = lines[pick.index(lines.len())];
            prop_assert_eq!(Some(PLANNER.reads(&request, when)), audit_condition(PLANNER.catalogue(), &request, when), "{}", id);
        }
    }

    #[test]
    fn the_auditor_never_has_to_stop_the_planner(request in requests()) {
        let outcome = PLANNER.decide(&request);
        prop_assert!(!matches!(outcome, Outcome::Stopped { .. }), "{:#?}", outcome);
    }
}
