//! The grey zone: whether the answer would change, were a measured value a little different.
//!
//! A creatinine differs by a tenth from one test to the next, a weight by a twentieth from one scale
//! to another, and the labels print the formula of the clearance with a rounded factor. Where one of
//! these would change the verdict or the doses, the two answers stand side by side.

use serde::Serialize;

use crate::book::rule::{Bound, Limit};
use crate::exact::decimal::Decimal;
use crate::exact::dose::Dose;
use crate::facts::facts::Facts;
use crate::finding::Verdict;
use crate::input::Input;
use crate::lang::Lang;
use crate::logic::condition::{Condition, Measure};
use crate::logic::stated::Sex;
use crate::logic::truth::Truth;
use crate::outcome::Outcome;
use crate::person::kidney::{Clearance, Creatinine, GivenClearance};
use crate::person::patient::Patient;
use crate::planner::Planner;
use crate::request::request::Request;
use crate::words;

/// An answer in few words: enough to see that another differs from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gist {
    /// Clearance that drives, mL/min, for showing.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub clearance: Option<Decimal>,
    /// Verdict.
    pub verdict: Verdict,
    /// First and last dose of the course, if one is laid out.
    #[cfg_attr(feature = "schema", schemars(with = "Option<(String, String)>"))]
    pub doses: Option<(Dose, Dose)>,
    /// Days from the first dose to the last, if one is laid out.
    pub days_to_last: Option<u16>,
}

/// A value a little different, and the answer it would have had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nearby {
    /// The field, and the other value in words.
    pub input: Input,
    /// The answer with it.
    pub gist: Gist,
}

/// The answer as it is, and those of nearby values that differ from it. Empty: none does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GreyZone {
    /// The answer as it is; present where some other differs.
    pub here: Option<Gist>,
    /// The others.
    pub nearby: Vec<Nearby>,
}

impl Planner<'_> {
    /// What nearby values would change in the answer to a request.
    #[must_use]
    pub fn grey_zone(&self, request: &Request, outcome: &Outcome) -> GreyZone {
        if self.formulary().drug(&request.treatment.drug).is_none() {
            return GreyZone::default();
        }
        let facts = self.facts(request);
        let conditions = measured(&facts);
        let truths = |facts: &Facts<'_>| -> Vec<Truth> { conditions.iter().map(|it| facts.strict_truth(it)).collect() };
        let (known, shape) = (truths(&facts), shape(outcome));
        let per_kg =
            |it: &Limit| matches!(it.bound, Bound::SingleAtMostPerKg(_)) && facts.strict_truth(&it.when) != Truth::No;
        let by_weight = facts.leaf.limits.iter().copied().any(per_kg);
        let mut zone = GreyZone::default();
        for (patient, input) in others(&request.patient, self.formulary().lang(request.language)) {
            let other = Request { patient, ..request.clone() };
            // What no condition reads differently cannot change the answer, but where a dose goes by weight.
            if !by_weight && truths(&facts.of_other(&other)) == known {
                continue;
            }
            let answer = self.decide(&other);
            if let (true, Some(gist)) = (self::shape(&answer) != shape, gist(&answer)) {
                zone.nearby.push(Nearby { input, gist });
            }
        }
        zone.here = gist(outcome).filter(|_| !zone.nearby.is_empty());
        zone
    }
}

/// The conditions in force for the drug that read a clearance, a weight or a body-mass index.
fn measured<'a>(facts: &Facts<'a>) -> Vec<&'a Condition> {
    let (book, leaf) = (facts.formulary.book(), facts.leaf);
    let rules = leaf.rules.iter().map(|it| &it.when);
    let limits = leaf.limits.iter().map(|it| &it.when);
    let gates = leaf.gates.iter().map(|it| &it.when);
    let protocols = book.protocols.iter().filter(|it| it.id == facts.protocol);
    let variants = protocols.flat_map(|it| &it.variants).map(|it| &it.when);
    let all = rules.chain(limits).chain(gates).chain(variants);
    all.filter(|it| [Measure::Clearance, Measure::Weight, Measure::Bmi].iter().any(|measure| it.reads(*measure)))
        .collect()
}

/// The person with each of the nearby values.
fn others(patient: &Patient, lang: Lang) -> Vec<(Patient, Input)> {
    let mut others = Vec::new();
    let input = |path: &str, text: String| Input { path: path.to_owned(), text };
    if let Some(creatinine) = &patient.creatinine {
        for (percent, sign) in [(90, "−10\u{a0}%"), (110, "+10\u{a0}%")] {
            let Some(value) = part_of(creatinine.value, percent) else { continue };
            let text = words::nearby_creatinine(value, creatinine.unit, sign, lang);
            let creatinine = Some(Creatinine { value, unit: creatinine.unit });
            others.push((Patient { creatinine, ..patient.clone() }, input("patient.creatinine", text)));
        }
    }
    if let Some(weight) = patient.weight_kg {
        for (percent, sign) in [(95, "−5\u{a0}%"), (105, "+5\u{a0}%")] {
            let Some(weight_kg) = part_of(weight, percent) else { continue };
            let text = words::nearby_weight(weight_kg, sign, lang);
            let other = Patient { weight_kg: Some(weight_kg), ..patient.clone() };
            others.push((other, input("patient.weight_kg", text)));
        }
    }
    if let Some(ml_per_min) = rounded_formula(patient) {
        let method = words::rounded_formula(lang).to_owned();
        let text = words::nearby_clearance(Clearance::given(ml_per_min).rounded(), lang);
        let clearance = Some(GivenClearance { ml_per_min, method });
        let other = Patient { clearance, creatinine: None, ..patient.clone() };
        others.push((other, input("patient.creatinine", text)));
    }
    others
}

/// So many hundredths of a value, to the thousandth.
fn part_of(value: Decimal, percent: u64) -> Option<Decimal> {
    Decimal::from_thousandths((value.thousandths() * percent + 50) / 100)
}

/// The clearance of the labels: 1.23 × (140 − age) × kg / (µmol/L), 1.04 in women, to the thousandth.
/// None beside a given clearance, which may drive instead.
fn rounded_formula(patient: &Patient) -> Option<Decimal> {
    if patient.clearance.is_some() {
        return None;
    }
    let years = u64::from(140u8.checked_sub(patient.age_years?)?);
    let (hundredths, per) = patient.creatinine.as_ref()?.hundredths_of_micromol();
    let factor = match patient.sex? {
        Sex::Male => 123,
        Sex::Female => 104,
    };
    // Factor and µmol/L are both in hundredths, kg in thousandths: so is the result.
    let numerator = u128::from(factor * years * patient.weight_kg?.thousandths()) * per;
    if hundredths == 0 {
        return None;
    }
    Decimal::from_thousandths(u64::try_from(numerator / hundredths).ok()?)
}

/// Days of a step, once in how many, and its doses.
type Doses = (u16, u8, Vec<Dose>);

/// What makes two answers differ: the verdict, and every dose with its days.
fn shape(outcome: &Outcome) -> (Option<Verdict>, Vec<Doses>) {
    let steps = outcome.course().map(|it| it.steps.as_slice()).unwrap_or_default();
    let steps = steps.iter().map(|it| (it.days, it.every_days, it.intakes.iter().map(|it| it.dose).collect()));
    (outcome.assessment().map(|it| it.verdict), steps.collect())
}

fn gist(outcome: &Outcome) -> Option<Gist> {
    let assessment = outcome.assessment()?;
    let steps = outcome.course().map(|it| it.steps.as_slice()).unwrap_or_default();
    let ends = steps.first().zip(steps.last());
    Some(Gist {
        clearance: assessment.kidneys.as_ref().map(|it| it.ml_per_min),
        verdict: assessment.verdict,
        doses: ends.and_then(|(first, last)| Some((first.daily()?, last.daily()?))),
        days_to_last: ends.map(|(first, last)| first.first_day.days_to(last.first_day).saturating_sub(1)),
    })
}
