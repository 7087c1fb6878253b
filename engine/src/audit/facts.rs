//! What is so, what is not, and what nobody said: conditions worked out again.
//!
//! Not knowing spreads: whatever an unknown value could change is unknown. Numbers are fractions,
//! compared by multiplying across; nothing is rounded.

use std::cell::Cell;

use crate::audit::lists::{Asked, DrugLists};
use crate::audit::medicines::{self, LineReading, is_taken};
use crate::audit::records::shows_something;
use crate::logic::condition::{Condition, Measure, Taking};
use crate::logic::stated::Sex;
use crate::logic::truth::{Compare, Truth};
use crate::person::kidney::{Creatinine, CreatinineUnit};
use crate::person::liver::{ChildPugh, LiverTest, LiverTests, Severity3};
use crate::person::patient::Patient;
use crate::recognise::catalogue::Catalogue;
use crate::request::request::Request;

/// How deep one question may lead to another. A book that goes round in circles gets "unknown".
const DEEPEST: u8 = 16;

/// The request, ready to be asked.
pub(crate) struct AuditFacts<'a> {
    pub(crate) lists: &'a DrugLists<'a>,
    pub(crate) request: &'a Request,
    /// Id of the protocol that is followed.
    pub(crate) protocol: &'a str,
    pub(crate) medicines: Vec<LineReading<'a>>,
    /// What each question came to, once it was asked.
    pub(crate) told: Vec<Cell<Option<Truth>>>,
    /// What the clearance came to, once it was asked.
    pub(crate) cleared: Cell<Option<Number>>,
}

/// A number as numerator and denominator.
#[derive(Clone, Copy)]
pub(crate) struct Fraction(u128, u128);

impl Fraction {
    const fn whole(value: u128) -> Self {
        Self(value, 1)
    }

    const fn thousandths(value: u64) -> Self {
        Self(value as u128, 1000)
    }

    /// `None` if the numbers are too large to multiply: then nothing is known.
    fn stands(self, compare: Compare, other: Self) -> Option<bool> {
        let left = self.0.checked_mul(other.1)?;
        let right = other.0.checked_mul(self.1)?;
        Some(match compare {
            Compare::Below => left < right,
            Compare::AtMost => left <= right,
            Compare::Above => left > right,
            Compare::AtLeast => left >= right,
        })
    }

    fn lower(self, other: Self) -> Option<Self> {
        Some(if self.stands(Compare::AtMost, other)? { self } else { other })
    }
}

/// What a clearance may be said to be, in mL/min.
pub(crate) struct ClearanceRange {
    least: Fraction,
    most: Fraction,
    /// Whether a creatinine that the formula cannot use yet could bring it lower.
    pub(crate) may_be_lower: bool,
}

impl ClearanceRange {
    /// Whether a number of thousandths lies within both ends, to the tenth.
    pub(crate) fn is_near(&self, thousandths: u64) -> bool {
        let (under, over) =
            (Fraction::thousandths(thousandths.saturating_sub(100)), Fraction::thousandths(thousandths + 100));
        under.stands(Compare::AtMost, self.most) == Some(true)
            && over.stands(Compare::AtLeast, self.least) == Some(true)
    }

    /// For a developer.
    pub(crate) fn write(&self) -> String {
        format!("{}/{} to {}/{}", self.least.0, self.least.1, self.most.0, self.most.1)
    }
}

/// What is known of a number.
#[derive(Clone, Copy)]
pub(crate) enum Number {
    /// Nothing.
    Unknown,
    /// There is none: no comparison holds.
    Never,
    /// It lies between two values, both included.
    Between(Fraction, Fraction),
}

impl Number {
    fn exactly(value: Fraction) -> Self {
        Self::Between(value, value)
    }

    fn maybe(value: Option<Fraction>) -> Self {
        value.map_or(Self::Unknown, Self::exactly)
    }
}

fn all(parts: impl Iterator<Item = Truth>) -> Truth {
    let mut truth = Truth::Yes;
    for part in parts {
        match part {
            Truth::No => return Truth::No,
            Truth::Unknown => truth = Truth::Unknown,
            Truth::Yes => {}
        }
    }
    truth
}

fn any(parts: impl Iterator<Item = Truth>) -> Truth {
    let mut truth = Truth::No;
    for part in parts {
        match part {
            Truth::Yes => return Truth::Yes,
            Truth::Unknown => truth = Truth::Unknown,
            Truth::No => {}
        }
    }
    truth
}

fn contrary(truth: Truth) -> Truth {
    match truth {
        Truth::Yes => Truth::No,
        Truth::No => Truth::Yes,
        Truth::Unknown => Truth::Unknown,
    }
}

fn so(value: bool) -> Truth {
    if value { Truth::Yes } else { Truth::No }
}

fn stated(value: Option<bool>) -> Truth {
    value.map_or(Truth::Unknown, so)
}

impl<'a> AuditFacts<'a> {
    /// Reads a request, its medicines once.
    pub(crate) fn new(lists: &'a DrugLists<'a>, catalogue: &Catalogue<'a>, request: &'a Request) -> Self {
        let chosen = request.treatment.protocol.as_deref();
        Self {
            lists,
            request,
            protocol: chosen.unwrap_or_else(|| lists.default_protocol(request.region)),
            medicines: medicines::all(lists, catalogue, request),
            told: vec![Cell::new(None); lists.questions.len()],
            cleared: Cell::new(None),
        }
    }
}

impl AuditFacts<'_> {
    /// Whether a condition holds.
    pub(crate) fn truth(&self, condition: &Condition) -> Truth {
        self.truth_at(condition, 0)
    }

    fn truth_at(&self, condition: &Condition, depth: u8) -> Truth {
        let (patient, treatment) = (&self.request.patient, &self.request.treatment);
        match condition {
            Condition::All(parts) => all(parts.iter().map(|part| self.truth_at(part, depth))),
            Condition::Any(parts) => any(parts.iter().map(|part| self.truth_at(part, depth))),
            Condition::Not(part) => contrary(self.truth_at(part, depth)),
            Condition::Question(id) => self.question(id, depth),
            Condition::Told(id) => so(self.question(id, depth) == Truth::Yes),
            Condition::Measure(measure, compare, edge) => {
                let edge = Fraction::thousandths(edge.thousandths());
                match self.number(*measure, depth) {
                    Number::Unknown => Truth::Unknown,
                    Number::Never => Truth::No,
                    Number::Between(low, high) => match (low.stands(*compare, edge), high.stands(*compare, edge)) {
                        (Some(low), Some(high)) if low == high => so(low),
                        (Some(_) | None, Some(_) | None) => Truth::Unknown,
                    },
                }
            }
            Condition::Known(measure) => match self.number(*measure, depth) {
                Number::Unknown | Number::Never => Truth::No,
                Number::Between(..) => Truth::Yes,
            },
            // A liver test that no longer counts was still entered.
            Condition::Given(measure) => match self.number(*measure, depth) {
                Number::Between(..) => Truth::Yes,
                Number::Unknown | Number::Never => {
                    so(patient.liver.as_ref().is_some_and(|it| blood_test(it, *measure).is_some()))
                }
            },
            Condition::Takes(tag, taking) => self.takes(tag, *taking),
            Condition::DailyDose(tag, compare, edge) => self.daily_dose(tag, *compare, edge.thousandths()),
            Condition::Sex(sex) => stated(patient.sex.map(|its| its == *sex)),
            Condition::Alcohol(alcohol) => stated(patient.alcohol.map(|its| its == *alcohol)),
            Condition::Indication(id) => stated(treatment.indication.as_ref().map(|its| its == id)),
            Condition::Protocol(id) => so(self.protocol == id),
            Condition::Prescriber => so(prescriber_is_named(self.request)),
        }
    }

    /// A stated fact answers before any box, and so does a yes to a question that implies this one; a
    /// yes is never talked away; what makes no sense is no.
    fn question(&self, id: &str, depth: u8) -> Truth {
        if depth >= DEEPEST {
            return Truth::Unknown;
        }
        let Some(asked) = self.lists.questions.get(id) else { return self.ticked(id) };
        let told = &self.told[asked.place];
        if let Some(truth) = told.get() {
            return truth;
        }
        let truth = self.worked_out(asked, depth);
        // Deeper, a circle may have cut it short.
        if depth == 0 {
            told.set(Some(truth));
        }
        truth
    }

    fn worked_out(&self, asked: &Asked<'_>, depth: u8) -> Truth {
        let id = asked.question.id.as_str();
        let holds = |condition: Option<&Condition>| {
            condition.is_some_and(|condition| self.truth_at(condition, depth + 1) == Truth::Yes)
        };
        let ticked = self.ticked(id);
        if ticked == Truth::Yes || holds(asked.question.implied_by.as_ref()) {
            return Truth::Yes;
        }
        for other in &asked.follows_from {
            if self.question(other, depth + 1) == Truth::Yes {
                return Truth::Yes;
            }
        }
        if holds(asked.question.not_applicable.as_ref()) { Truth::No } else { ticked }
    }

    /// As the person answered, box by box or all at once.
    fn ticked(&self, id: &str) -> Truth {
        let patient = &self.request.patient;
        let shown = || patient.none_of_these.iter().any(|it| it.questions.iter().any(|shown| shown == id));
        match patient.answers.get(id) {
            Some(answer) => *answer,
            None if shown() => Truth::No,
            None => Truth::Unknown,
        }
    }

    fn number(&self, measure: Measure, depth: u8) -> Number {
        let patient = &self.request.patient;
        let liver = patient.liver.as_ref().filter(|_| self.liver_tests_count());
        let multiple = |value: Option<crate::exact::decimal::Decimal>| {
            Number::maybe(value.map(|value| Fraction::thousandths(value.thousandths())))
        };
        let tested = || liver.and_then(|it| blood_test(it, measure)).map_or(Number::Unknown, times_normal);
        match measure {
            Measure::Age => Number::maybe(patient.age_years.map(|years| Fraction::whole(years.into()))),
            Measure::Weight => multiple(patient.weight_kg),
            Measure::Bmi => Number::maybe(body_mass_index(patient)),
            Measure::Clearance => self.clearance(depth),
            Measure::Alt | Measure::Ast | Measure::Bilirubin => tested(),
            Measure::LiverTestAge => {
                let days = self.liver_test_days().map(|days| days + self.days_before_the_first_dose());
                Number::maybe(days.map(|days| Fraction::whole(days.unsigned_abs().into())))
            }
            Measure::Phq9Item9 => Number::maybe(self.item_nine().map(|item| Fraction::whole(item.into()))),
            Measure::ChildPugh => {
                Number::maybe(patient.child_pugh.as_ref().map(|items| Fraction::whole(child_pugh_points(items))))
            }
            Measure::DaysToSurgery => match patient.surgery_on.map(|day| day.days_since(self.request.today)) {
                None => Number::Unknown,
                Some(days) if days < 0 => Number::Never,
                Some(days) => {
                    let after = (days - self.days_before_the_first_dose()).max(0);
                    Number::exactly(Fraction::whole(after.unsigned_abs().into()))
                }
            },
        }
    }

    /// The worse of the answer that was stated alone and the last one in a questionnaire that has such a question.
    fn item_nine(&self) -> Option<u8> {
        let scales = &self.lists.formulary.book().scales;
        let mut days: Vec<_> = self.request.measures.iter().map(|it| it.on).collect();
        days.sort_unstable();
        let last = days.iter().rev().find_map(|day| {
            let of_day = self.request.measures.iter().filter(|it| it.on == *day);
            let said = of_day.filter_map(|it| {
                let asked = scales.iter().find(|scale| scale.id == it.scale)?.crisis.as_ref()?.question;
                it.answers.get(usize::from(asked.max(1)) - 1).copied().flatten()
            });
            said.max()
        });
        match (self.request.patient.phq9_item9, last) {
            (Some(alone), Some(last)) => Some(alone.max(last)),
            (alone, last) => alone.or(last),
        }
    }

    /// Days from the blood sample to today; none without a date, or with one that has not come.
    fn liver_test_days(&self) -> Option<i32> {
        let on = self.request.patient.liver.as_ref()?.on?;
        Some(self.request.today.days_since(on)).filter(|days| *days >= 0)
    }

    /// Days from today to the first dose wished for; none if it is not chosen or has passed.
    fn days_before_the_first_dose(&self) -> i32 {
        self.request.treatment.start.map_or(0, |start| start.days_since(self.request.today).max(0))
    }

    /// Old, undated or future tests do not count: what they say is not known.
    fn liver_tests_count(&self) -> bool {
        let keep = i32::from(self.lists.formulary.edition().liver_tests_keep_days);
        self.liver_test_days().is_some_and(|days| days <= keep)
    }

    /// Clearance in mL/min, worked out once; deeper, a circle of questions may cut it short.
    fn clearance(&self, depth: u8) -> Number {
        if let Some(cleared) = self.cleared.get() {
            return cleared;
        }
        let cleared = self.clearance_at(depth);
        if depth == 0 {
            self.cleared.set(Some(cleared));
        }
        cleared
    }

    /// What was given, what the formula says, or the lower of both.
    fn clearance_at(&self, depth: u8) -> Number {
        let patient = &self.request.patient;
        let given = patient.clearance.as_ref().map(|it| Fraction::thousandths(it.ml_per_min.thousandths()));
        let actual = patient.weight_kg.and_then(|kg| cockcroft_gault(patient, Fraction::thousandths(kg.thousandths())));
        let Some(actual) = actual else {
            // A creatinine that the formula cannot use yet may come to anything below what was given.
            return match (given, &patient.creatinine) {
                (Some(given), Some(_)) => Number::Between(Fraction::whole(0), given),
                (given, Some(_) | None) => Number::maybe(given),
            };
        };
        match (self.by_formula(actual, depth), given) {
            (Number::Between(low, high), Some(given)) => match (low.lower(given), high.lower(given)) {
                (Some(low), Some(high)) => Number::Between(low, high),
                (Some(_) | None, Some(_) | None) => Number::Unknown,
            },
            (computed @ (Number::Between(..) | Number::Unknown | Number::Never), Some(_) | None) => computed,
        }
    }

    /// The clearance to be said: between the lowest that any weight gives and the lowest that drives;
    /// where it may come to anything below one that is known, that one.
    pub(crate) fn clearance_said(&self) -> Option<ClearanceRange> {
        let patient = &self.request.patient;
        let Number::Between(low, high) = self.clearance(0) else { return None };
        if low.0 == 0 && high.0 != 0 {
            return Some(ClearanceRange { least: high, most: high, may_be_lower: true });
        }
        let kg = patient.height_cm.and_then(|cm| ideal_weight(patient.sex, cm.thousandths()));
        let with_ideal = kg.and_then(|kg| cockcroft_gault(patient, kg)).unwrap_or(low);
        Some(ClearanceRange { least: with_ideal.lower(low)?, most: low, may_be_lower: false })
    }

    /// The formula's clearance. Where it may be unreliable, the value with ideal weight is the lower
    /// end, and without a height nothing is; where that end cannot drive, both ends are the same.
    fn by_formula(&self, actual: Fraction, depth: u8) -> Number {
        let patient = &self.request.patient;
        let unreliable = self.formula_unreliable(depth);
        if unreliable == Truth::No {
            return Number::exactly(actual);
        }
        let Some(cm) = patient.height_cm else {
            return Number::Between(Fraction::whole(0), actual);
        };
        let ideal = ideal_weight(patient.sex, cm.thousandths()).and_then(|kg| cockcroft_gault(patient, kg));
        match (ideal.and_then(|ideal| ideal.lower(actual)), unreliable) {
            (None, _) => Number::Unknown,
            (Some(low), Truth::Yes) => Number::exactly(low),
            (Some(low), Truth::No | Truth::Unknown) => Number::Between(low, actual),
        }
    }

    /// What a question of the book asks so, or a body-mass index of 30 or more.
    fn formula_unreliable(&self, depth: u8) -> Truth {
        let doubtful = self.lists.doubtful.iter();
        let stated: Vec<Truth> = doubtful.map(|id| self.question(id, depth + 1)).collect();
        let obese = body_mass_index(&self.request.patient)
            .and_then(|index| index.stands(Compare::AtLeast, Fraction::whole(30)))
            .map_or(Truth::Unknown, so);
        any(stated.into_iter().chain([obese]))
    }

    /// A medicine of which something is not known could be anything.
    fn takes(&self, tag: &str, taking: Taking) -> Truth {
        any(self.medicines.iter().map(|it| {
            let so_taken = is_taken(it.medicine, taking, self.request);
            if it.acts_as(tag) {
                so_taken
            } else if it.could_be_anything() {
                all([so_taken, Truth::Unknown].into_iter())
            } else {
                Truth::No
            }
        }))
    }

    /// The sum of what is taken now, against an edge in micrograms.
    fn daily_dose(&self, tag: &str, compare: Compare, edge: u64) -> Truth {
        let mut least: u128 = 0;
        let (mut taken, mut open) = (false, false);
        for it in &self.medicines {
            if is_taken(it.medicine, Taking::Now, self.request) == Truth::No {
                continue;
            }
            if it.acts_as(tag) {
                taken = true;
                match it.medicine.daily_dose {
                    Some(dose) => least += u128::from(dose.micrograms()),
                    None => open = true,
                }
            }
            // Beside what is known of it, it could hold more of the same.
            open |= it.could_be_anything();
        }
        if !taken && !open {
            return Truth::No;
        }
        let holds = Fraction::whole(least).stands(compare, Fraction::whole(edge.into()));
        match (holds, compare) {
            (Some(holds), Compare::Below | Compare::AtMost | Compare::Above | Compare::AtLeast) if !open => so(holds),
            (Some(true), Compare::Above | Compare::AtLeast) => Truth::Yes,
            (Some(false), Compare::Below | Compare::AtMost) => Truth::No,
            (Some(_) | None, Compare::Below | Compare::AtMost | Compare::Above | Compare::AtLeast) => Truth::Unknown,
        }
    }
}

/// Whether the request names who prescribes.
pub(crate) fn prescriber_is_named(request: &Request) -> bool {
    request.prescriber.as_ref().is_some_and(|name| shows_something(name))
}

/// kg/m²: kg / 1000 over (cm / 1000 / 100)².
fn body_mass_index(patient: &Patient) -> Option<Fraction> {
    let (kg, cm) = (patient.weight_kg?.thousandths(), patient.height_cm?.thousandths());
    let squared = u128::from(cm).checked_mul(u128::from(cm)).filter(|it| *it > 0)?;
    Some(Fraction(u128::from(kg).checked_mul(10_000_000)?, squared))
}

/// Devine: 50 kg (45.5 in women) at 152.4 cm, 2.3 kg more for each inch of 2.54 cm above and as much
/// less for each below. Never nothing: people so small have hardly a clearance.
fn ideal_weight(sex: Option<Sex>, height_thousandths: u64) -> Option<Fraction> {
    const FIVE_FEET: u128 = 152_400;
    let at_five_feet: u128 = match sex? {
        Sex::Female => 45_500,
        Sex::Male => 50_000,
    };
    // Grams × 254: 2.3 kg for 2540 thousandths of a centimetre are 230 / 254 of a gram for each.
    let (height, kilograms) = (u128::from(height_thousandths), at_five_feet * 254);
    let all = if height >= FIVE_FEET {
        kilograms + (height - FIVE_FEET) * 230
    } else {
        kilograms.saturating_sub((FIVE_FEET - height) * 230)
    };
    Some(Fraction(all.max(1), 254_000))
}

/// Cockcroft and Gault 1976: (140 − age) × kg / (72 × mg/dL), × 0.85 in women; 88.42 µmol/L and
/// 10 mg/L are 1 mg/dL.
fn cockcroft_gault(patient: &Patient, kg: Fraction) -> Option<Fraction> {
    let years = 140_u128.checked_sub(patient.age_years?.into()).filter(|it| *it > 0)?;
    let Creatinine { value, unit } = patient.creatinine.as_ref()?;
    let thousandths_per_mg_per_dl: u128 = match unit {
        CreatinineUnit::MicromolPerLitre => 88_420,
        CreatinineUnit::MilligramPerLitre => 10_000,
        CreatinineUnit::MilligramPerDecilitre => 1000,
    };
    let percent = match patient.sex? {
        Sex::Female => 85,
        Sex::Male => 100,
    };
    let creatinine = u128::from(value.thousandths());
    if creatinine == 0 || kg.0 == 0 {
        return None;
    }
    let above = years.checked_mul(kg.0)?.checked_mul(thousandths_per_mg_per_dl)?.checked_mul(percent)?;
    let below = kg.1.checked_mul(72)?.checked_mul(creatinine)?.checked_mul(100)?;
    Some(Fraction(above, below))
}

/// The test that a measure reads; none of the others is one.
fn blood_test(tests: &LiverTests, measure: Measure) -> Option<LiverTest> {
    match measure {
        Measure::Alt => tests.alt,
        Measure::Ast => tests.ast,
        Measure::Bilirubin => tests.bilirubin,
        Measure::Age
        | Measure::Weight
        | Measure::Bmi
        | Measure::Clearance
        | Measure::LiverTestAge
        | Measure::Phq9Item9
        | Measure::ChildPugh
        | Measure::DaysToSurgery => None,
    }
}

/// How many times the upper limit a test is. One said to be normal lies anywhere up to the limit itself; one
/// against no limit at all says nothing.
fn times_normal(test: LiverTest) -> Number {
    match test {
        LiverTest::Times(times) => Number::exactly(Fraction::thousandths(times.thousandths())),
        LiverTest::Printed { value, limit } => match u128::from(limit.thousandths()) {
            0 => Number::Unknown,
            limit => Number::exactly(Fraction(value.thousandths().into(), limit)),
        },
        LiverTest::Normal { limit: _ } => Number::Between(Fraction::whole(0), Fraction::whole(1)),
    }
}

/// Pugh 1973: bilirubin 34 and 50 µmol/L, albumin 35 and 28 g/L, INR 1.7 and 2.3.
fn child_pugh_points(items: &ChildPugh) -> u128 {
    let grade = |grade: Severity3| match grade {
        Severity3::None => 1,
        Severity3::Mild => 2,
        Severity3::Severe => 3,
    };
    let (bilirubin, albumin, inr) =
        (items.bilirubin_umol_per_l.thousandths(), items.albumin_g_per_l.thousandths(), items.inr.thousandths());
    let mut points = grade(items.ascites) + grade(items.encephalopathy) + 3;
    points += u128::from(bilirubin >= 34_000) + u128::from(bilirubin > 50_000);
    points += u128::from(albumin <= 35_000) + u128::from(albumin < 28_000);
    points += u128::from(inr >= 1700) + u128::from(inr > 2300);
    points
}
