//! Requests and conditions as they are drawn: over all drugs, protocols, paces, strengths, answers and medicines.

use std::sync::LazyLock;

use crate::ask::{BOOK, PLANNER, day};
use palier_engine::book::medicine::{DoseForm, Route};
use palier_engine::book::place::Region;
use palier_engine::book::supply::Supply;
use palier_engine::exact::date::When;
use palier_engine::exact::decimal::Decimal;
use palier_engine::exact::dose::{Dose, Volume};
use palier_engine::lang::Tongue;
use palier_engine::logic::condition::{Condition, Measure, Taking};
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::logic::truth::{Compare, Truth};
use palier_engine::person::kidney::{Creatinine, CreatinineUnit, GivenClearance};
use palier_engine::person::liver::{ChildPugh, LiverTest, LiverTests, Severity3};
use palier_engine::person::medicine::{Medicine, Stop, Use};
use palier_engine::person::patient::Patient;
use palier_engine::person::stated::NoneOfThese;
use palier_engine::request::request::{Decision, Ongoing, Request, Treatment};
use proptest::prelude::*;
use proptest::sample::select;

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

fn thousandths(value: u64) -> Decimal {
    Decimal::from_thousandths(value).expect("in range")
}

fn micrograms(value: u32) -> Dose {
    Dose::from_micrograms(value).expect("not zero")
}

fn liver() -> impl Strategy<Value = Option<LiverTests>> {
    let of = |multiple: BoxedStrategy<u64>| {
        let limit = prop::option::of(Just(Decimal::whole(40)));
        prop_oneof![
            4 => multiple.clone().prop_map(|it| LiverTest::Times(thousandths(it))),
            // To the tenth of a unit, so that edges are met too.
            4 => multiple.prop_map(|it| LiverTest::Printed {
                value: thousandths(it * 40 / 100 * 100),
                limit: Decimal::whole(40)
            }),
            1 => limit.prop_map(|limit| LiverTest::Normal { limit }),
        ]
    };
    let multiple = || prop::option::weighted(0.95, of(prop_oneof![4 => 300u64..1000, 1 => 1000u64..3500].boxed()));
    let bilirubin = prop::option::weighted(0.5, of((300u64..1500).boxed()));
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
        prop::option::of(select(&[DoseForm::Immediate, DoseForm::Prolonged, DoseForm::Patch, DoseForm::Depot])),
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
pub struct Choice {
    pub drug: String,
    pub protocol: String,
    pub region: Region,
    pub indication: String,
}

pub static CHOICES: LazyLock<Vec<Choice>> = LazyLock::new(|| {
    let mut choices = Vec::new();
    for protocol in &BOOK.book().protocols {
        let drug = BOOK.drug(&protocol.drug).expect("of the book");
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
    let drug = BOOK.drug(&choice.drug).expect("of the book");
    let prolonged = BOOK.protocol(&choice.protocol).expect("of the book").prolonged;
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
        let protocol = BOOK.protocol(&choice.protocol).expect("of the book");
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
                        purpose: None,
                        standing: Ongoing::default(),
                        converted: None,
                    };
                    (choice.region, treatment)
                },
            )
    })
}

fn patient(drug: String) -> impl Strategy<Value = Patient> {
    let questions: Vec<String> = BOOK.questions_for(&drug).iter().map(|it| it.id.clone()).collect();
    // Now and then what another drug asks: it was answered there.
    let all: Vec<String> = BOOK.book().questions.iter().map(|it| it.id.clone()).collect();
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

pub fn requests() -> impl Strategy<Value = Request> {
    treatment().prop_flat_map(|(region, treatment)| {
        let drug = treatment.drug.clone();
        let protocol = treatment.protocol.clone().unwrap_or_default();
        let rules: Vec<String> = BOOK.rules_for(&drug).map(|it| it.id.clone()).collect();
        let limits: Vec<String> =
            BOOK.limits_for(&drug, region).map(|it| format!("limit:{}", it.id)).chain(["UNITS-1".into()]).collect();
        let keys = prop::collection::vec(
            prop_oneof![select(rules), select(limits), Just(format!("protocol:{protocol}")),],
            0..4,
        );
        (Just(treatment), patient(drug), prop::collection::vec(medicine(), 0..3), keys, prop::bool::weighted(0.95))
            .prop_map(move |(treatment, patient, medicines, keys, prescriber)| Request {
                version: Request::VERSION,
                id: "drawn".into(),
                today: day("2026-11-30"),
                language: Tongue::Fr,
                view: None,
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
                check_ins: Vec::new(),
                measures: Vec::new(),
            })
    })
}

/// Conditions of the whole grammar: every measure, every way of taking, every question and tag of the
/// book, joined and turned round.
pub fn conditions() -> impl Strategy<Value = Condition> {
    let book = BOOK.book();
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
