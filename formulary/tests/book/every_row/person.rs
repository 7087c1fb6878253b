//! A person of whom a condition is so, or is not.

use std::collections::BTreeSet;

use palier_engine::book::drug::Drug;
use palier_engine::book::medicine::Substance;
use palier_engine::book::place::Region;
use palier_engine::book::protocol::Protocol;
use palier_engine::book::supply::Supply;
use palier_engine::exact::date::When;
use palier_engine::exact::decimal::Decimal;
use palier_engine::exact::dose::Dose;
use palier_engine::lang::Tongue;
use palier_engine::logic::condition::{Condition, Measure, Taking};
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::logic::truth::Truth;
use palier_engine::person::kidney::GivenClearance;
use palier_engine::person::liver::{ChildPugh, LiverTests, Severity3};
use palier_engine::person::medicine::{Medicine, Stop, Use};
use palier_engine::person::patient::Patient;
use palier_engine::person::stated::NoneOfThese;
use palier_engine::request::request::{Decision, Request, Treatment};

use super::called;
use crate::ask::{BOOK, PLANNER, day};

pub const TODAY: &str = "2026-11-30";
const START: &str = "2026-12-07";

/// Someone well, who answered every question, and a treatment: nothing is found of them.
pub fn well(drug: &Drug, region: Region, protocol: &Protocol) -> Request {
    let questions = BOOK.book().questions.iter().map(|it| it.id.clone()).collect();
    let patient = Patient {
        age_years: Some(46),
        sex: Some(Sex::Female),
        height_cm: Some(Decimal::whole(168)),
        weight_kg: Some(Decimal::whole(70)),
        clearance: Some(GivenClearance { ml_per_min: Decimal::whole(90), method: "measured".into() }),
        liver: Some(LiverTests {
            alt: Decimal::from_thousandths(600).map(Into::into),
            ast: Decimal::from_thousandths(600).map(Into::into),
            bilirubin: Decimal::from_thousandths(600).map(Into::into),
            on: Some(day("2026-11-23")),
        }),
        alcohol: Some(Alcohol::None),
        none_of_these: vec![NoneOfThese { questions, by: "patient".into() }],
        ..Patient::default()
    };
    let about = format!("protocol:{}", protocol.id);
    Request {
        version: Request::VERSION,
        id: "row".into(),
        today: day(TODAY),
        language: Tongue::Fr,
        view: None,
        region,
        patient,
        medicines: Vec::new(),
        treatment: Treatment {
            drug: drug.id.clone(),
            indication: drug.indications.first().cloned(),
            protocol: Some(protocol.id.clone()),
            supplies: supplies(drug, region, protocol),
            start: Some(day(START)),
            ..Treatment::default()
        },
        sessions: Vec::new(),
        check_ins: Vec::new(),
        measures: Vec::new(),
        prescriber: Some("Dr Martin".into()),
        decisions: vec![Decision { about, by: "Dr Martin".into(), on: day(TODAY), reason: String::new() }],
        acknowledgements: Vec::new(),
    }
}

/// What is sold or compounded, of the release of the protocol.
fn supplies(drug: &Drug, region: Region, protocol: &Protocol) -> Vec<Supply> {
    let capsule = |it: &Dose| Supply::Capsule { strength: *it, prolonged: false, keeps_days: None };
    let sold = drug.products.iter().filter(|it| it.region == region).map(|it| it.supply.clone());
    let all = drug.compounded.iter().map(capsule).chain(sold);
    let mut fitting: Vec<Supply> = all.filter(|it| it.is_prolonged() == protocol.prolonged).collect();
    fitting.truncate(12);
    fitting
}

pub fn taken(substance: &Substance) -> Medicine {
    let started = Some(When::day(day("2020-01-01")));
    Medicine { name: substance.name.fr.clone(), started, ..Medicine::default() }
}

/// The ways in which a condition is met, or not met: what must be so of its parts that have none.
fn ways(condition: &Condition, met: bool) -> Vec<Vec<(&Condition, bool)>> {
    const MOST: usize = 400;
    match condition {
        Condition::Not(part) => ways(part, !met),
        Condition::All(parts) | Condition::Any(parts) => {
            let each = parts.iter().map(|it| ways(it, met));
            if matches!(condition, Condition::All(_)) != met {
                return each.flatten().collect();
            }
            each.fold(vec![Vec::new()], |ways, part| {
                let joined = ways.iter().flat_map(|way: &Vec<_>| part.iter().map(move |it| [&way[..], it].concat()));
                joined.take(MOST).collect()
            })
        }
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
        | Condition::Prescriber => vec![vec![(condition, met)]],
    }
}

/// The values of a measure around the edges it is compared with, and far from them.
fn values(way: &[(&Condition, bool)], measure: Measure) -> Vec<u64> {
    let mut values = BTreeSet::new();
    for (part, _) in way {
        if let Condition::Measure(its, _, edge) = part
            && *its == measure
        {
            let (edge, step) = (edge.thousandths(), 1000);
            values.extend([edge, edge + step, edge.saturating_sub(step), edge + 1, edge.saturating_sub(1)]);
        }
    }
    values.into_iter().collect()
}

/// Everyone for whom the parts of a way may be so, from someone well.
fn people(well: &Request, way: &[(&Condition, bool)]) -> Vec<Request> {
    let mut all = vec![well.clone()];
    let mut measures: Vec<Measure> = Vec::new();
    for (part, met) in way {
        if let Condition::Measure(measure, ..) = part {
            if !measures.contains(measure) {
                measures.push(*measure);
            }
            continue;
        }
        all = all.iter().flat_map(|it| changed(it, part, *met)).take(60).collect();
    }
    for measure in measures {
        let values = values(way, measure);
        all =
            all.iter().flat_map(|it| values.iter().map(move |value| measured(it, measure, *value))).take(400).collect();
    }
    all
}

/// A request in which one part is so, or is not; several where one may fail for another reason.
fn changed(request: &Request, part: &Condition, met: bool) -> Vec<Request> {
    let with = |change: &dyn Fn(&mut Request)| {
        let mut changed = request.clone();
        change(&mut changed);
        changed
    };
    match part {
        Condition::Question(id) | Condition::Told(id) => vec![with(&|it| {
            it.patient.answers.insert(id.clone(), Truth::known(met));
            if id == "dialysis" && met {
                it.patient.dialysis_sessions_per_week = Some(3);
            }
        })],
        Condition::Known(measure) | Condition::Given(measure) => {
            vec![if met { measured(request, *measure, 1000) } else { with(&|it| forget(&mut it.patient, *measure)) }]
        }
        Condition::Takes(tag, taking) if met => called(tag)
            .into_iter()
            .take(12)
            .flat_map(|it| taken_so(it, *taking))
            .map(|medicine| with(&|it| it.medicines.push(medicine.clone())))
            .collect(),
        Condition::DailyDose(tag, _, edge) => {
            let step = |micrograms: u64| u32::try_from(micrograms).ok().and_then(Dose::from_micrograms);
            let doses =
                [edge.thousandths() - 1, edge.thousandths(), edge.thousandths() + 1].into_iter().filter_map(step);
            let medicine = |dose, it: &Substance| Medicine { daily_dose: Some(dose), ..taken(it) };
            doses
                .flat_map(|dose| called(tag).into_iter().take(1).map(move |it| medicine(dose, it)))
                .map(|medicine| with(&|it| it.medicines.push(medicine.clone())))
                .collect()
        }
        Condition::Sex(sex) => {
            let other = if *sex == Sex::Female { Sex::Male } else { Sex::Female };
            vec![with(&|it| it.patient.sex = Some(if met { *sex } else { other }))]
        }
        Condition::Alcohol(alcohol) => [Alcohol::None, Alcohol::Occasional, Alcohol::Regular]
            .into_iter()
            .filter(|it| (it == alcohol) == met)
            .map(|alcohol| with(&|it| it.patient.alcohol = Some(alcohol)))
            .collect(),
        Condition::Indication(id) => {
            let drug = BOOK.drug(&request.treatment.drug).expect("a drug");
            drug.indications
                .iter()
                .filter(|it| (*it == id) == met)
                .map(|id| with(&|it| it.treatment.indication = Some(id.clone())))
                .collect()
        }
        Condition::Protocol(id) => {
            let followed = request.treatment.protocol.as_ref() == Some(id);
            if followed == met { vec![request.clone()] } else { Vec::new() }
        }
        Condition::Prescriber => vec![with(&|it| it.prescriber = it.prescriber.take().filter(|_| met))],
        Condition::Takes(..) => vec![request.clone()],
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Measure(..) => {
            unreachable!("taken apart before")
        }
    }
}

/// A medicine as a condition looks at it, in each way that it may read.
fn taken_so(substance: &Substance, taking: Taking) -> Vec<Medicine> {
    let taken = taken(substance);
    let used = |used| Medicine { used: Some(used), ..taken.clone() };
    let begun = || Medicine { started: Some(When::day(day(TODAY))), ..taken.clone() };
    let stopped = || {
        let stop = Stop { last_dose: When::day(day("2026-11-15")), planned_by: None };
        Medicine { stopped: Some(stop), ..taken.clone() }
    };
    match taking {
        Taking::Now => vec![taken.clone(), used(Use::Occasional), begun()],
        Taking::Listed => vec![taken.clone(), stopped()],
        Taking::Occasionally => vec![used(Use::Occasional)],
        Taking::Daily | Taking::Throughout(_) => vec![used(Use::Daily)],
        Taking::Misused => vec![used(Use::Misuse)],
        Taking::StartedWithin(_) => vec![begun()],
    }
}

fn forget(patient: &mut Patient, measure: Measure) {
    match measure {
        Measure::Age => patient.age_years = None,
        Measure::Weight | Measure::Bmi => patient.weight_kg = None,
        Measure::Clearance => patient.clearance = None,
        Measure::Alt => patient.liver.as_mut().expect("tested").alt = None,
        Measure::Ast => patient.liver.as_mut().expect("tested").ast = None,
        Measure::Bilirubin => patient.liver.as_mut().expect("tested").bilirubin = None,
        Measure::LiverTestAge => patient.liver.as_mut().expect("tested").on = None,
        Measure::Phq9Item9 => patient.phq9_item9 = None,
        Measure::ChildPugh => patient.child_pugh = None,
        Measure::DaysToSurgery => patient.surgery_on = None,
    }
}

/// The request with a measure of so many thousandths.
fn measured(request: &Request, measure: Measure, thousandths: u64) -> Request {
    let mut request = request.clone();
    let patient = &mut request.patient;
    let value = Decimal::from_thousandths(thousandths);
    let whole = u8::try_from(thousandths / 1000).ok();
    let days = i32::try_from(thousandths / 1000).expect("few days");
    match measure {
        Measure::Age => patient.age_years = whole,
        Measure::Weight => patient.weight_kg = value,
        Measure::Bmi => {
            // At 2 m, four times the index is the weight.
            patient.height_cm = Some(Decimal::whole(200));
            patient.weight_kg = Decimal::from_thousandths(4 * thousandths);
        }
        Measure::Clearance => {
            let given = |ml_per_min| GivenClearance { ml_per_min, method: "measured".into() };
            patient.clearance = value.map(given);
        }
        Measure::Alt => patient.liver.as_mut().expect("tested").alt = value.map(Into::into),
        Measure::Ast => patient.liver.as_mut().expect("tested").ast = value.map(Into::into),
        Measure::Bilirubin => patient.liver.as_mut().expect("tested").bilirubin = value.map(Into::into),
        Measure::LiverTestAge => patient.liver.as_mut().expect("tested").on = day(START).plus(-days),
        Measure::Phq9Item9 => patient.phq9_item9 = whole,
        Measure::ChildPugh => patient.child_pugh = whole.map(child_pugh),
        Measure::DaysToSurgery => patient.surgery_on = day(START).plus(days),
    }
    request
}

/// What makes so many points, from 5 to 15: each of the five signs has one to three.
fn child_pugh(points: u8) -> ChildPugh {
    let of = |sign: u8| usize::from(points.saturating_sub(5).saturating_sub(2 * sign).min(2));
    let grade = |it| [Severity3::None, Severity3::Mild, Severity3::Severe][of(it)];
    let number = |it: u8, values: [u32; 3]| Decimal::whole(values[of(it)]);
    ChildPugh {
        bilirubin_umol_per_l: number(0, [20, 40, 80]),
        albumin_g_per_l: number(1, [40, 32, 20]),
        inr: number(2, [1, 2, 3]),
        ascites: grade(3),
        encephalopathy: grade(4),
    }
}

/// Requests in which a condition is met, or is not, as the planner reads it.
pub fn asking<'a>(well: &'a Request, condition: &'a Condition, met: bool) -> impl Iterator<Item = Request> + 'a {
    let wanted = Truth::known(met);
    ways(condition, met)
        .into_iter()
        .flat_map(move |way| people(well, &way))
        .filter(move |it| PLANNER.reads(it, condition) == wanted)
}
