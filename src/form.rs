//! What the form holds, exactly as typed, and the one way from there to a [`Request`].
//!
//! A wrong field is kept as it was typed, reported with what to do, and counts as unknown.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use palier_engine::card::Held;
use palier_engine::date::{Date, When};
use palier_engine::decimal::{Decimal, ParseDecimalError};
use palier_engine::dose::{Dose, Volume};
use palier_engine::formulary::{Drug, Formulary, Moment, Region};
use palier_engine::medicine::{self, Medicine, Route, Stop, Use};
use palier_engine::patient::{
    Alcohol, ChildPugh, Creatinine, CreatinineUnit, GivenClearance, LiverTests, NoneOfThese, Patient, Severity3, Sex,
};
use palier_engine::request::{Decision, Request, Treatment};
use palier_engine::supply::Supply;
use palier_engine::truth::Truth;
use palier_engine::typed_date::{self, Order, TypedDateError};
use palier_engine::words::Lang;

/// Everything a person has typed or chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Stable name of the plan.
    pub id: String,
    /// Region.
    pub region: Region,
    /// The person.
    pub person: Rc<Person>,
    /// Yes/no questions.
    pub answers: Rc<Answers>,
    /// Medicines.
    pub medicines: Rc<Vec<Line>>,
    /// What stands in the box that adds a medicine. It counts as one more line until it is added or
    /// taken away.
    pub adding: String,
    /// Treatment.
    pub course: Rc<Course>,
    /// Day of the last session of a card, by its id.
    pub sessions: BTreeMap<String, String>,
    /// Sessions of the file that was opened: of each card, all but the last have no box.
    pub held: Rc<Vec<Held>>,
    /// Decisions and acknowledgements.
    pub records: Rc<Records>,
}

/// Numbers and dates about the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the text of the request's field of that name")]
pub struct Person {
    pub age: String,
    pub sex: Option<Sex>,
    pub height: String,
    pub weight: String,
    pub creatinine: String,
    pub creatinine_unit: Option<CreatinineUnit>,
    pub clearance: String,
    pub clearance_method: String,
    pub alt: String,
    pub ast: String,
    pub bilirubin: String,
    pub liver_day: String,
    pub alcohol: Option<Alcohol>,
    pub phq9_item9: Option<u8>,
    pub surgery_day: String,
    pub sessions: String,
    pub pugh_bilirubin: String,
    pub pugh_albumin: String,
    pub pugh_inr: String,
    pub ascites: Option<Severity3>,
    pub encephalopathy: Option<Severity3>,
}

/// Answers to the formulary's questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// By question. Absent: left untouched.
    pub given: BTreeMap<String, Truth>,
    /// Groups ended by "None of these".
    pub none_of_these: Vec<NoneOfThese>,
    /// Who answers.
    pub by: String,
}

/// One medicine of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the text of the request's field of that name")]
pub struct Line {
    /// Tells lines apart while the list changes; never leaves the page.
    pub number: u32,
    pub name: String,
    pub chosen: Option<String>,
    pub stopped: bool,
    pub last_dose: String,
    pub planned_by: String,
    pub started: String,
    pub form: Option<medicine::Form>,
    pub route: Option<Route>,
    pub used: Option<Use>,
    pub daily_dose: String,
}

/// The treatment to plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the text of the request's field of that name")]
pub struct Course {
    pub drug: String,
    pub indication: Option<String>,
    pub protocol: Option<String>,
    pub target: String,
    pub first_dose: String,
    pub increment: String,
    pub pace: String,
    pub moment: Option<Moment>,
    /// Whether the evening holds the larger share.
    pub larger_evening: bool,
    pub start: String,
    /// Capsule strengths offered by the drug and ticked.
    pub strengths: BTreeSet<Dose>,
    /// Capsule strengths typed by hand, in milligrams.
    pub other_strengths: Vec<String>,
    /// Days the capsules keep, as their pharmacist states it.
    pub capsules_keep: String,
    /// Tablets in hand, licensed or not.
    pub products: Vec<Supply>,
    pub liquids: Vec<Liquid>,
    pub drops: Vec<Drops>,
    /// Supplies that came from a file and that no box of the page can change.
    pub other_supplies: Vec<Supply>,
    /// Strengths of these that are in hand already.
    pub in_hand: Vec<Dose>,
    /// Supplies of the file that was opened, in its order: what is still there keeps its place.
    pub opened_supplies: Vec<Supply>,
    pub most_units: String,
    pub batch_days: Option<u16>,
    pub prescriber: String,
}

/// A liquid and its syringe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the text of the supply's field of that name")]
pub struct Liquid {
    pub per_ml: String,
    pub syringe: String,
    pub graduation: String,
    pub bottle: String,
    pub keeps: String,
}

/// Drops, counted from their own bottle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the text of the supply's field of that name")]
pub struct Drops {
    pub per_drop: String,
    pub most: String,
}

/// What professionals have recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// Acknowledgements.
    pub acknowledgements: Vec<Decision>,
}

/// A box that holds text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is the field of that name")]
pub enum Field {
    Age,
    Height,
    Weight,
    Creatinine,
    Clearance,
    ClearanceMethod,
    Alt,
    Ast,
    Bilirubin,
    LiverDay,
    SurgeryDay,
    Sessions,
    PughBilirubin,
    PughAlbumin,
    PughInr,
    AnsweredBy,
    /// The box that adds a medicine.
    NewMedicine,
    LastDose(usize),
    PlannedBy(usize),
    Started(usize),
    DailyDose(usize),
    Target,
    FirstDose,
    Increment,
    Pace,
    Start,
    OtherStrength(usize),
    CapsulesKeep,
    LiquidPerMl(usize),
    LiquidSyringe(usize),
    LiquidGraduation(usize),
    LiquidBottle(usize),
    LiquidKeeps(usize),
    DropsPerDrop(usize),
    DropsMost(usize),
    MostUnits,
    Prescriber,
    /// Of the card that is chosen.
    LastSession,
}

impl Field {
    /// Where its value goes in the request.
    #[must_use]
    pub fn path(self) -> String {
        let text = match self {
            Self::Age => "patient.age_years",
            Self::Height => "patient.height_cm",
            Self::Weight => "patient.weight_kg",
            Self::Creatinine => "patient.creatinine",
            Self::Clearance => "patient.clearance",
            Self::ClearanceMethod => "patient.clearance.method",
            Self::Alt => "patient.liver.alt",
            Self::Ast => "patient.liver.ast",
            Self::Bilirubin => "patient.liver.bilirubin",
            Self::LiverDay => "patient.liver.on",
            Self::SurgeryDay => "patient.surgery_on",
            Self::Sessions => "patient.dialysis_sessions_per_week",
            Self::PughBilirubin => "patient.child_pugh.bilirubin_umol_per_l",
            Self::PughAlbumin => "patient.child_pugh.albumin_g_per_l",
            Self::PughInr => "patient.child_pugh.inr",
            Self::AnsweredBy => "patient.none_of_these",
            Self::NewMedicine => "medicines",
            Self::LastDose(at) => return format!("medicines[{at}].stopped.last_dose"),
            Self::PlannedBy(at) => return format!("medicines[{at}].stopped.planned_by"),
            Self::Started(at) => return format!("medicines[{at}].started"),
            Self::DailyDose(at) => return format!("medicines[{at}].daily_dose"),
            Self::Target => "treatment.target",
            Self::FirstDose => "treatment.first_dose",
            Self::Increment => "treatment.increment",
            Self::Pace => "treatment.interval_days",
            Self::Start => "treatment.start",
            Self::OtherStrength(at) => return format!("treatment.strengths[{at}]"),
            Self::CapsulesKeep => "treatment.capsules.keeps_days",
            Self::LiquidPerMl(at) => return format!("treatment.liquids[{at}].per_ml"),
            Self::LiquidSyringe(at) => return format!("treatment.liquids[{at}].syringe"),
            Self::LiquidGraduation(at) => return format!("treatment.liquids[{at}].graduation"),
            Self::LiquidBottle(at) => return format!("treatment.liquids[{at}].bottle"),
            Self::LiquidKeeps(at) => return format!("treatment.liquids[{at}].keeps_days"),
            Self::DropsPerDrop(at) => return format!("treatment.drops[{at}].per_drop"),
            Self::DropsMost(at) => return format!("treatment.drops[{at}].most"),
            Self::MostUnits => "treatment.most_units",
            Self::Prescriber => "prescriber",
            Self::LastSession => "sessions",
        };
        text.to_owned()
    }

    /// What is counted in it.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::Age => Unit::Years,
            Self::Height => Unit::Centimetres,
            Self::Weight => Unit::Kilograms,
            Self::Creatinine | Self::PughBilirubin => Unit::Concentration,
            Self::Clearance => Unit::MillilitresPerMinute,
            Self::PughAlbumin => Unit::GramsPerLitre,
            Self::Alt | Self::Ast | Self::Bilirubin => Unit::TimesNormal,
            Self::LiverDay
            | Self::SurgeryDay
            | Self::LastDose(_)
            | Self::Started(_)
            | Self::Start
            | Self::LastSession => Unit::Day,
            Self::ClearanceMethod | Self::AnsweredBy | Self::NewMedicine | Self::PlannedBy(_) | Self::Prescriber => {
                Unit::Words
            }
            Self::PughInr | Self::Sessions | Self::DropsMost(_) | Self::MostUnits => Unit::Number,
            Self::DailyDose(_)
            | Self::Target
            | Self::FirstDose
            | Self::Increment
            | Self::OtherStrength(_)
            | Self::LiquidPerMl(_)
            | Self::DropsPerDrop(_) => Unit::Milligrams,
            Self::Pace | Self::CapsulesKeep | Self::LiquidKeeps(_) => Unit::Days,
            Self::LiquidSyringe(_) | Self::LiquidGraduation(_) | Self::LiquidBottle(_) => Unit::Millilitres,
        }
    }
}

/// What a box counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Words,
    Number,
    Day,
    Days,
    Years,
    Centimetres,
    Kilograms,
    Concentration,
    GramsPerLitre,
    MillilitresPerMinute,
    TimesNormal,
    Milligrams,
    Millilitres,
}

impl Unit {
    /// Whether people write halves and quarters of it: `½`, `1/2`.
    const fn is_halved(self) -> bool {
        match self {
            Self::Number | Self::Milligrams => true,
            Self::Words
            | Self::Day
            | Self::Days
            | Self::Years
            | Self::Centimetres
            | Self::Kilograms
            | Self::Concentration
            | Self::GramsPerLitre
            | Self::MillilitresPerMinute
            | Self::TimesNormal
            | Self::Millilitres => false,
        }
    }

    /// How it is written beside a box; nothing for words, dates and bare numbers.
    #[must_use]
    pub const fn sign(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Words | Self::Number | Self::Day | Self::Concentration, _) => "",
            (Self::Days, Lang::Fr) => "jours",
            (Self::Days, Lang::En) => "days",
            (Self::Years, Lang::Fr) => "ans",
            (Self::Years, Lang::En) => "years",
            (Self::Centimetres, _) => "cm",
            (Self::Kilograms, _) => "kg",
            (Self::GramsPerLitre, _) => "g/L",
            (Self::MillilitresPerMinute, _) => "mL/min",
            (Self::TimesNormal, Lang::Fr) => "× la normale",
            (Self::TimesNormal, Lang::En) => "× normal",
            (Self::Milligrams, _) => "mg",
            (Self::Millilitres, _) => "mL",
        }
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// Path of the field.
    pub path: String,
    /// What is wrong with it.
    pub complaint: Complaint,
}

/// Why the text of a field was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Complaint {
    /// Letters, a sign, an exponent, two marks.
    NotANumber {
        /// As typed.
        typed: String,
    },
    /// `1,500`.
    Ambiguous {
        /// As typed.
        typed: String,
        /// Digits before the mark.
        whole: String,
        /// Digits after it.
        fraction: String,
    },
    /// More than three decimals.
    TooPrecise {
        /// As typed.
        typed: String,
    },
    /// A fraction where only whole numbers are counted.
    NotWhole {
        /// As typed.
        typed: String,
    },
    /// Outside what a person or a preparation can be.
    Outside {
        /// As typed.
        typed: String,
        /// Least.
        least: Decimal,
        /// Most.
        most: Decimal,
        /// Unit of both.
        unit: Unit,
    },
    /// Creatinine outside the range of the edition: asked again.
    UnlikelyCreatinine {
        /// As typed.
        typed: String,
        /// What it is in µmol/L.
        micromol: Decimal,
    },
    /// Not a date.
    NotADate {
        /// As typed.
        typed: String,
    },
    /// `11/05/2026` where the month may come first.
    TwoDates {
        /// As typed.
        typed: String,
        /// Read with the day first.
        day_first: Date,
        /// Read with the month first.
        month_first: Date,
    },
    /// 30 February.
    NoSuchDay {
        /// As typed.
        typed: String,
    },
    /// Before 1900 or after 2100.
    FarDate {
        /// As typed.
        typed: String,
    },
    /// A day that has not come yet, where only the past makes sense.
    FutureDay,
    /// A creatinine without its unit.
    UnitMissing,
    /// A clearance without its method.
    MethodMissing,
    /// Said to be stopped, without the day.
    LastDoseMissing,
    /// A stop that lies ahead, without who planned it.
    PlannerMissing,
    /// Another box of the same thing is empty.
    Incomplete,
    /// Some items of the Child-Pugh score, and not this one.
    ScoreIncomplete,
    /// How a clearance was obtained, without the clearance.
    ClearanceMissing,
    /// A name that stands in the box and was not added to the list.
    NotAdded {
        /// As typed.
        typed: String,
    },
    /// The same strength twice.
    Twice {
        /// As typed.
        typed: String,
    },
}

impl Complaint {
    /// Whether it names an interval: a reader knows the one of the field better.
    const fn is_outside(&self) -> bool {
        matches!(self, Self::Outside { .. })
    }
}

/// What a form says, as far as it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// Everything that could be read; the rest is unknown.
    pub request: Request,
    /// Everything that could not, in the order of the form.
    pub problems: Vec<FieldProblem>,
}

/// The drug that was named, or else the first of the book.
#[must_use]
pub fn first_drug<'a>(formulary: &'a Formulary, named: Option<&'a str>) -> &'a str {
    let first = || formulary.book().drugs.first().map(|it| it.id.as_str());
    named.filter(|it| !it.is_empty()).or_else(first).unwrap_or_default()
}

impl Form {
    /// An empty form for a drug.
    #[must_use]
    pub fn empty(formulary: &Formulary, drug: Option<&str>, region: Region, today: Option<Date>) -> Self {
        let drug = first_drug(formulary, drug);
        let id = today.map_or_else(|| "plan".to_owned(), |day| format!("plan-{day}"));
        let mut form = Self { id, region, ..Self::default() };
        form.choose_drug(formulary, drug);
        form
    }

    /// Chooses a drug; what depends on the former one is forgotten.
    pub fn choose_drug(&mut self, formulary: &Formulary, drug: &str) {
        let course = Rc::make_mut(&mut self.course);
        let book = formulary.drug(drug);
        let indications = book.map(|it| &it.indications).or_else(|| formulary.card(drug).map(|it| &it.indications));
        let indication = indications.and_then(|it| it.first().cloned());
        let protocol = book.map(|it| formulary.default_protocol(it, self.region));
        *course = Course {
            drug: drug.to_owned(),
            indication,
            start: std::mem::take(&mut course.start),
            prescriber: std::mem::take(&mut course.prescriber),
            products: products(formulary, drug, protocol, self.region),
            ..Course::default()
        };
    }

    /// Chooses a protocol; one of another release takes other units.
    pub fn choose_protocol(&mut self, formulary: &Formulary, protocol: Option<String>) {
        let course = Rc::make_mut(&mut self.course);
        let Some(drug) = formulary.drug(&course.drug) else { return };
        let default = formulary.default_protocol(drug, self.region);
        let chosen = protocol.as_deref().unwrap_or(default);
        let prolonged = formulary.protocol(chosen).is_some_and(|it| it.prolonged);
        if course.products.iter().any(|it| it.is_prolonged() != prolonged) {
            course.products = products(formulary, &drug.id, Some(chosen), self.region);
        }
        course.protocol = protocol;
    }

    /// The text of a box.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        let (person, course) = (&*self.person, &*self.course);
        let line = |at: usize| self.medicines.get(at);
        let liquid = |at: usize| course.liquids.get(at);
        let drops = |at: usize| course.drops.get(at);
        match field {
            Field::Age => &person.age,
            Field::Height => &person.height,
            Field::Weight => &person.weight,
            Field::Creatinine => &person.creatinine,
            Field::Clearance => &person.clearance,
            Field::ClearanceMethod => &person.clearance_method,
            Field::Alt => &person.alt,
            Field::Ast => &person.ast,
            Field::Bilirubin => &person.bilirubin,
            Field::LiverDay => &person.liver_day,
            Field::SurgeryDay => &person.surgery_day,
            Field::Sessions => &person.sessions,
            Field::PughBilirubin => &person.pugh_bilirubin,
            Field::PughAlbumin => &person.pugh_albumin,
            Field::PughInr => &person.pugh_inr,
            Field::AnsweredBy => &self.answers.by,
            Field::NewMedicine => &self.adding,
            Field::LastDose(at) => line(at).map_or("", |it| &it.last_dose),
            Field::PlannedBy(at) => line(at).map_or("", |it| &it.planned_by),
            Field::Started(at) => line(at).map_or("", |it| &it.started),
            Field::DailyDose(at) => line(at).map_or("", |it| &it.daily_dose),
            Field::Target => &course.target,
            Field::FirstDose => &course.first_dose,
            Field::Increment => &course.increment,
            Field::Pace => &course.pace,
            Field::Start => &course.start,
            Field::OtherStrength(at) => course.other_strengths.get(at).map_or("", |it| it),
            Field::CapsulesKeep => &course.capsules_keep,
            Field::LiquidPerMl(at) => liquid(at).map_or("", |it| &it.per_ml),
            Field::LiquidSyringe(at) => liquid(at).map_or("", |it| &it.syringe),
            Field::LiquidGraduation(at) => liquid(at).map_or("", |it| &it.graduation),
            Field::LiquidBottle(at) => liquid(at).map_or("", |it| &it.bottle),
            Field::LiquidKeeps(at) => liquid(at).map_or("", |it| &it.keeps),
            Field::DropsPerDrop(at) => drops(at).map_or("", |it| &it.per_drop),
            Field::DropsMost(at) => drops(at).map_or("", |it| &it.most),
            Field::MostUnits => &course.most_units,
            Field::Prescriber => &course.prescriber,
            Field::LastSession => self.sessions.get(&course.drug).map_or("", |it| it),
        }
    }

    /// Last sessions that cannot be read and whose card is not chosen: no plan waits for them, but a file
    /// could not hold them.
    #[must_use]
    pub fn sessions_out_of_sight(&self, today: Date) -> Vec<FieldProblem> {
        let others = self.sessions.iter().filter(|(card, _)| **card != self.course.drug);
        let unread = others.filter_map(|(card, text)| {
            let complaint = read_session(text, self.region, today)?.err()?;
            Some(FieldProblem { path: format!("sessions.{card}"), complaint })
        });
        unread.collect()
    }

    /// Puts text in a box. A box that is no longer there takes nothing.
    pub fn set_text(&mut self, field: Field, text: String) {
        let slot = match field {
            Field::Age => Some(&mut Rc::make_mut(&mut self.person).age),
            Field::Height => Some(&mut Rc::make_mut(&mut self.person).height),
            Field::Weight => Some(&mut Rc::make_mut(&mut self.person).weight),
            Field::Creatinine => Some(&mut Rc::make_mut(&mut self.person).creatinine),
            Field::Clearance => Some(&mut Rc::make_mut(&mut self.person).clearance),
            Field::ClearanceMethod => Some(&mut Rc::make_mut(&mut self.person).clearance_method),
            Field::Alt => Some(&mut Rc::make_mut(&mut self.person).alt),
            Field::Ast => Some(&mut Rc::make_mut(&mut self.person).ast),
            Field::Bilirubin => Some(&mut Rc::make_mut(&mut self.person).bilirubin),
            Field::LiverDay => Some(&mut Rc::make_mut(&mut self.person).liver_day),
            Field::SurgeryDay => Some(&mut Rc::make_mut(&mut self.person).surgery_day),
            Field::Sessions => Some(&mut Rc::make_mut(&mut self.person).sessions),
            Field::PughBilirubin => Some(&mut Rc::make_mut(&mut self.person).pugh_bilirubin),
            Field::PughAlbumin => Some(&mut Rc::make_mut(&mut self.person).pugh_albumin),
            Field::PughInr => Some(&mut Rc::make_mut(&mut self.person).pugh_inr),
            Field::AnsweredBy => Some(&mut Rc::make_mut(&mut self.answers).by),
            Field::NewMedicine => Some(&mut self.adding),
            Field::LastDose(at) => self.line_mut(at).map(|it| &mut it.last_dose),
            Field::PlannedBy(at) => self.line_mut(at).map(|it| &mut it.planned_by),
            Field::Started(at) => self.line_mut(at).map(|it| &mut it.started),
            Field::DailyDose(at) => self.line_mut(at).map(|it| &mut it.daily_dose),
            Field::Target => Some(&mut Rc::make_mut(&mut self.course).target),
            Field::FirstDose => Some(&mut Rc::make_mut(&mut self.course).first_dose),
            Field::Increment => Some(&mut Rc::make_mut(&mut self.course).increment),
            Field::Pace => Some(&mut Rc::make_mut(&mut self.course).pace),
            Field::Start => Some(&mut Rc::make_mut(&mut self.course).start),
            Field::OtherStrength(at) => Rc::make_mut(&mut self.course).other_strengths.get_mut(at),
            Field::CapsulesKeep => Some(&mut Rc::make_mut(&mut self.course).capsules_keep),
            Field::LiquidPerMl(at) => self.liquid_mut(at).map(|it| &mut it.per_ml),
            Field::LiquidSyringe(at) => self.liquid_mut(at).map(|it| &mut it.syringe),
            Field::LiquidGraduation(at) => self.liquid_mut(at).map(|it| &mut it.graduation),
            Field::LiquidBottle(at) => self.liquid_mut(at).map(|it| &mut it.bottle),
            Field::LiquidKeeps(at) => self.liquid_mut(at).map(|it| &mut it.keeps),
            Field::DropsPerDrop(at) => self.drops_mut(at).map(|it| &mut it.per_drop),
            Field::DropsMost(at) => self.drops_mut(at).map(|it| &mut it.most),
            Field::MostUnits => Some(&mut Rc::make_mut(&mut self.course).most_units),
            Field::Prescriber => Some(&mut Rc::make_mut(&mut self.course).prescriber),
            Field::LastSession => Some(self.sessions.entry(self.course.drug.clone()).or_default()),
        };
        if let Some(slot) = slot {
            *slot = text;
        }
    }

    /// A line of the medicines, to change it.
    pub fn line_mut(&mut self, at: usize) -> Option<&mut Line> {
        Rc::make_mut(&mut self.medicines).get_mut(at)
    }

    fn liquid_mut(&mut self, at: usize) -> Option<&mut Liquid> {
        Rc::make_mut(&mut self.course).liquids.get_mut(at)
    }

    fn drops_mut(&mut self, at: usize) -> Option<&mut Drops> {
        Rc::make_mut(&mut self.course).drops.get_mut(at)
    }

    /// Adds a medicine at the end of the list, and empties the box it was typed in.
    pub fn add_medicine(&mut self, name: &str, chosen: Option<String>) {
        self.adding.clear();
        let lines = Rc::make_mut(&mut self.medicines);
        let number = lines.iter().map(|it| it.number).max().unwrap_or(0) + 1;
        lines.push(Line { number, name: name.trim().to_owned(), chosen, ..Line::default() });
    }

    /// Answers one question.
    pub fn answer(&mut self, question: &str, truth: Truth) {
        let answers = Rc::make_mut(&mut self.answers);
        for group in &mut answers.none_of_these {
            group.questions.retain(|it| it != question);
        }
        answers.none_of_these.retain(|it| !it.questions.is_empty());
        answers.given.insert(question.to_owned(), truth);
    }

    /// Answers No to exactly the questions that were shown and that nobody answered one by one, in the
    /// words of whoever says so. A yes, a no and "don't know" stay until they are taken back there.
    pub fn answer_none(&mut self, shown: &[String], by: &str) {
        let answers = Rc::make_mut(&mut self.answers);
        let open: Vec<String> = shown.iter().filter(|it| !answers.given.contains_key(*it)).cloned().collect();
        for group in &mut answers.none_of_these {
            group.questions.retain(|it| !open.contains(it));
        }
        answers.none_of_these.retain(|it| !it.questions.is_empty());
        if !open.is_empty() {
            answers.none_of_these.push(NoneOfThese { questions: open, by: by.to_owned() });
        }
    }

    /// Records a decision; a former one about the same thing is replaced.
    pub fn decide(&mut self, decision: Decision) {
        let records = Rc::make_mut(&mut self.records);
        records.decisions.retain(|it| it.about != decision.about);
        records.decisions.push(decision);
    }

    /// Records that a caution was read.
    pub fn acknowledge(&mut self, decision: Decision) {
        let records = Rc::make_mut(&mut self.records);
        records.acknowledgements.retain(|it| it.about != decision.about);
        records.acknowledgements.push(decision);
    }

    /// Takes a decision and an acknowledgement back.
    pub fn withdraw(&mut self, about: &str) {
        let records = Rc::make_mut(&mut self.records);
        records.decisions.retain(|it| it.about != about);
        records.acknowledgements.retain(|it| it.about != about);
    }

    /// Reads the whole form. Nothing is guessed: what cannot be read is reported and unknown.
    #[must_use]
    pub fn parse(&self, formulary: &Formulary, today: Date, language: Lang) -> Parsed {
        let mut reader = Reader { form: self, today, problems: Vec::new() };
        let patient = reader.patient(formulary);
        let mut medicines: Vec<Medicine> = (0..self.medicines.len()).map(|at| reader.medicine(at)).collect();
        medicines.extend(reader.not_added());
        let treatment = reader.treatment();
        let sessions = reader.sessions();
        let request = Request {
            version: 1,
            id: self.id.clone(),
            today,
            language,
            region: self.region,
            patient,
            medicines,
            treatment,
            sessions,
            prescriber: reader.words(Field::Prescriber),
            decisions: self.records.decisions.clone(),
            acknowledgements: self.records.acknowledgements.clone(),
        };
        Parsed { request, problems: reader.problems }
    }

    /// The form that says what a saved request says.
    #[must_use]
    pub fn from_request(formulary: &Formulary, request: &Request) -> Self {
        let style = Style { lang: request.language, region: request.region };
        Self {
            id: request.id.clone(),
            region: request.region,
            person: Rc::new(person_of(&request.patient, style)),
            answers: Rc::new(Answers {
                given: request.patient.answers.clone(),
                none_of_these: request.patient.none_of_these.clone(),
                by: String::new(),
            }),
            medicines: Rc::new((1..).zip(&request.medicines).map(|(number, it)| line_of(number, it, style)).collect()),
            adding: String::new(),
            course: Rc::new(course_of(formulary, request, style)),
            sessions: sessions_of(request, style),
            held: Rc::new(request.sessions.clone()),
            records: Rc::new(Records {
                decisions: request.decisions.clone(),
                acknowledgements: request.acknowledgements.clone(),
            }),
        }
    }
}

/// A number as a person types it, with or without the unit of its box.
pub fn read_number(text: &str, unit: Unit) -> Result<Decimal, Complaint> {
    let bare = text.trim();
    let signs = [unit.sign(Lang::Fr), unit.sign(Lang::En)];
    let bare = signs.iter().filter(|it| !it.is_empty()).find_map(|it| bare.strip_suffix(it)).unwrap_or(bare);
    let typed = text.trim().to_owned();
    let read = if unit.is_halved() { Decimal::parse_amount(bare) } else { Decimal::parse_typed(bare) };
    read.map_err(|why| match why {
        ParseDecimalError::Empty | ParseDecimalError::NotANumber => Complaint::NotANumber { typed },
        ParseDecimalError::Ambiguous => {
            let (whole, fraction) = bare.trim().split_once([',', '.']).unwrap_or((bare, ""));
            Complaint::Ambiguous { typed, whole: whole.to_owned(), fraction: fraction.to_owned() }
        }
        ParseDecimalError::TooPrecise => Complaint::TooPrecise { typed },
        ParseDecimalError::TooLarge => {
            Complaint::Outside { typed, least: Decimal::default(), most: Decimal::whole(1_000_000_000), unit }
        }
    })
}

/// A day or month as a person types it in a region.
pub fn read_when(text: &str, region: Region) -> Result<When, Complaint> {
    typed_date::read_when(text, order(region)).map_err(|why| date_complaint(text, why))
}

/// A day as a person types it in a region.
pub fn read_day(text: &str, region: Region) -> Result<Date, Complaint> {
    typed_date::read_day(text, order(region)).map_err(|why| date_complaint(text, why))
}

/// Where the month may come first, a date of which both could be the month is asked again.
const fn order(region: Region) -> Order {
    match region {
        Region::FR => Order::DayFirst,
        Region::US => Order::Either,
    }
}

fn date_complaint(text: &str, why: TypedDateError) -> Complaint {
    let typed = text.trim().to_owned();
    match why {
        TypedDateError::NotADate => Complaint::NotADate { typed },
        TypedDateError::NoSuchDay => Complaint::NoSuchDay { typed },
        TypedDateError::OutOfRange => Complaint::FarDate { typed },
        TypedDateError::TwoWays(day_first, month_first) => Complaint::TwoDates { typed, day_first, month_first },
    }
}

/// Reads one form, noting what is wrong on the way.
struct Reader<'a> {
    form: &'a Form,
    today: Date,
    problems: Vec<FieldProblem>,
}

impl Reader<'_> {
    fn complain(&mut self, field: Field, complaint: Complaint) {
        self.problems.push(FieldProblem { path: field.path(), complaint });
    }

    fn typed(&self, field: Field) -> Option<String> {
        let text = self.form.text(field).trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn words(&self, field: Field) -> Option<String> {
        self.typed(field)
    }

    fn number(&mut self, field: Field, least: u32, most: u32) -> Option<Decimal> {
        let typed = self.typed(field)?;
        let unit = field.unit();
        let (least, most) = (Decimal::whole(least), Decimal::whole(most));
        let outside = || Complaint::Outside { typed: typed.clone(), least, most, unit };
        let read = read_number(&typed, unit).map_err(|why| if why.is_outside() { outside() } else { why });
        let read = read.and_then(|it| (least..=most).contains(&it).then_some(it).ok_or_else(outside));
        read.map_err(|complaint| self.complain(field, complaint)).ok()
    }

    fn whole(&mut self, field: Field, least: u32, most: u32) -> Option<u32> {
        let number = self.number(field, least, most)?;
        if number.thousandths() % 1000 != 0 {
            let typed = self.typed(field).unwrap_or_default();
            self.complain(field, Complaint::NotWhole { typed });
            return None;
        }
        u32::try_from(number.thousandths() / 1000).ok()
    }

    fn dose(&mut self, field: Field) -> Option<Dose> {
        let typed = self.typed(field)?;
        let unit = field.unit();
        let outside = || Complaint::Outside {
            typed: typed.clone(),
            least: Decimal::from_thousandths(1).unwrap_or_default(),
            most: Decimal::whole(100_000),
            unit,
        };
        let read = read_number(&typed, unit).map_err(|why| if why.is_outside() { outside() } else { why });
        let read = read.and_then(|number| {
            let dose = Dose::from_milligrams(number).filter(|it| it.micrograms() <= 100_000_000);
            dose.ok_or_else(outside)
        });
        read.map_err(|complaint| self.complain(field, complaint)).ok()
    }

    fn volume(&mut self, field: Field) -> Option<Volume> {
        let number = self.number(field, 0, 5_000)?;
        let volume = u32::try_from(number.thousandths()).ok().and_then(Volume::from_microlitres);
        if volume.is_none() {
            let typed = self.typed(field).unwrap_or_default();
            let least = Decimal::from_thousandths(1).unwrap_or_default();
            self.complain(field, Complaint::Outside { typed, least, most: Decimal::whole(5_000), unit: field.unit() });
        }
        volume
    }

    fn day(&mut self, field: Field) -> Option<Date> {
        let typed = self.typed(field)?;
        read_day(&typed, self.form.region).map_err(|complaint| self.complain(field, complaint)).ok()
    }

    fn when(&mut self, field: Field) -> Option<When> {
        let typed = self.typed(field)?;
        read_when(&typed, self.form.region).map_err(|complaint| self.complain(field, complaint)).ok()
    }

    fn begun(&mut self, field: Field) -> Option<When> {
        let when = self.when(field)?;
        if when.earliest() > self.today {
            self.complain(field, Complaint::FutureDay);
            return None;
        }
        Some(when)
    }

    fn past(&mut self, field: Field) -> Option<Date> {
        let day = self.day(field)?;
        if day > self.today {
            self.complain(field, Complaint::FutureDay);
            return None;
        }
        Some(day)
    }

    fn patient(&mut self, formulary: &Formulary) -> Patient {
        let person = &self.form.person;
        Patient {
            age_years: self.whole(Field::Age, 0, 120).and_then(|it| u8::try_from(it).ok()),
            sex: person.sex,
            height_cm: self.number(Field::Height, 50, 260),
            weight_kg: self.number(Field::Weight, 20, 400),
            creatinine: self.creatinine(formulary),
            clearance: self.clearance(),
            liver: self.liver(),
            child_pugh: self.child_pugh(),
            alcohol: person.alcohol,
            phq9_item9: person.phq9_item9,
            surgery_on: self.day(Field::SurgeryDay),
            dialysis_sessions_per_week: self.whole(Field::Sessions, 1, 7).and_then(|it| u8::try_from(it).ok()),
            answers: self.form.answers.given.clone(),
            none_of_these: self.form.answers.none_of_these.clone(),
        }
    }

    fn creatinine(&mut self, formulary: &Formulary) -> Option<Creatinine> {
        let typed = self.typed(Field::Creatinine)?;
        let value = self.number(Field::Creatinine, 0, 1_000_000)?;
        let Some(unit) = self.form.person.creatinine_unit else {
            self.complain(Field::Creatinine, Complaint::UnitMissing);
            return None;
        };
        let creatinine = Creatinine { value, unit };
        let (least, most) = formulary.edition().creatinine_range_umol;
        let (hundredths, per) = creatinine.hundredths_of_micromol();
        let outside = |edge: Decimal| u128::from(edge.thousandths()) * per;
        if hundredths * 10 < outside(least) || hundredths * 10 > outside(most) {
            let micromol = creatinine.micromol();
            self.complain(Field::Creatinine, Complaint::UnlikelyCreatinine { typed, micromol });
            return None;
        }
        Some(creatinine)
    }

    fn clearance(&mut self) -> Option<GivenClearance> {
        if self.typed(Field::Clearance).is_none() && self.typed(Field::ClearanceMethod).is_some() {
            self.complain(Field::Clearance, Complaint::ClearanceMissing);
        }
        let ml_per_min = self.number(Field::Clearance, 0, 300)?;
        let Some(method) = self.words(Field::ClearanceMethod) else {
            self.complain(Field::ClearanceMethod, Complaint::MethodMissing);
            return None;
        };
        Some(GivenClearance { ml_per_min, method })
    }

    fn liver(&mut self) -> Option<LiverTests> {
        let tests = LiverTests {
            alt: self.number(Field::Alt, 0, 500),
            ast: self.number(Field::Ast, 0, 500),
            bilirubin: self.number(Field::Bilirubin, 0, 500),
            on: self.past(Field::LiverDay),
        };
        (tests != LiverTests::default()).then_some(tests)
    }

    fn child_pugh(&mut self) -> Option<ChildPugh> {
        let person = Rc::clone(&self.form.person);
        let bilirubin = self.number(Field::PughBilirubin, 0, 2000);
        let albumin = self.number(Field::PughAlbumin, 0, 100);
        let inr = self.number(Field::PughInr, 0, 50);
        let boxes = [Field::PughBilirubin, Field::PughAlbumin, Field::PughInr];
        let items = (boxes.iter().map(|it| (it.path(), self.typed(*it).is_some())))
            .chain([("patient.child_pugh.ascites".to_owned(), person.ascites.is_some())])
            .chain([("patient.child_pugh.encephalopathy".to_owned(), person.encephalopathy.is_some())]);
        let (said, missing): (Vec<_>, Vec<_>) = items.partition(|(_, said)| *said);
        if !said.is_empty() {
            let open =
                missing.into_iter().map(|(path, _)| FieldProblem { path, complaint: Complaint::ScoreIncomplete });
            self.problems.extend(open);
        }
        Some(ChildPugh {
            bilirubin_umol_per_l: bilirubin?,
            albumin_g_per_l: albumin?,
            inr: inr?,
            ascites: person.ascites?,
            encephalopathy: person.encephalopathy?,
        })
    }

    fn medicine(&mut self, at: usize) -> Medicine {
        let line = self.form.medicines[at].clone();
        Medicine {
            started: self.begun(Field::Started(at)),
            stopped: if line.stopped { self.stop(at) } else { None },
            daily_dose: self.dose(Field::DailyDose(at)),
            name: line.name,
            chosen: line.chosen,
            form: line.form,
            route: line.route,
            used: line.used,
        }
    }

    /// The text that was left in the box that adds a medicine: one more line, named as typed, and no
    /// plan until it is added or taken away.
    fn not_added(&mut self) -> Option<Medicine> {
        let typed = self.typed(Field::NewMedicine)?;
        self.complain(Field::NewMedicine, Complaint::NotAdded { typed: typed.clone() });
        Some(Medicine { name: typed, ..Medicine::default() })
    }

    /// A stop without a day, or one ahead that nobody planned, is no stop: the medicine then
    /// counts as taken, which is the stricter reading.
    fn stop(&mut self, at: usize) -> Option<Stop> {
        let field = Field::LastDose(at);
        if self.typed(field).is_none() {
            self.complain(field, Complaint::LastDoseMissing);
            return None;
        }
        let last_dose = self.when(field)?;
        let planned_by = self.words(Field::PlannedBy(at));
        if last_dose.earliest() > self.today && planned_by.is_none() {
            self.complain(Field::PlannedBy(at), Complaint::PlannerMissing);
            return None;
        }
        Some(Stop { last_dose, planned_by })
    }

    fn treatment(&mut self) -> Treatment {
        let course = Rc::clone(&self.form.course);
        let supplies = self.supplies();
        // What is no longer offered is no longer in hand for this plan.
        let offered = |it: &&Dose| supplies.iter().any(|supply| supply.strength() == **it);
        let in_hand = course.in_hand.iter().filter(offered).copied().collect();
        Treatment {
            drug: course.drug.clone(),
            indication: course.indication.clone(),
            protocol: course.protocol.clone(),
            target: self.dose(Field::Target),
            first_dose: self.dose(Field::FirstDose),
            increment: self.dose(Field::Increment),
            interval_days: self.whole(Field::Pace, 1, 365).and_then(|it| u16::try_from(it).ok()),
            moment: course.moment,
            larger_evening: course.larger_evening,
            start: self.day(Field::Start),
            supplies,
            in_hand,
            most_units: self.whole(Field::MostUnits, 1, 20).and_then(|it| u8::try_from(it).ok()),
            batch_days: course.batch_days,
        }
    }

    /// The sessions of the file that was opened, the last of each card as its box now says; then those
    /// of the other boxes.
    fn sessions(&mut self) -> Vec<Held> {
        let form = self.form;
        let mut boxes: BTreeMap<&str, Option<Date>> =
            form.sessions.iter().map(|(card, text)| (card.as_str(), self.session(card, text))).collect();
        let mut sessions = Vec::new();
        for (at, held) in form.held.iter().enumerate() {
            if last_session(&form.held, &held.card) == Some(at) {
                let on = boxes.remove(held.card.as_str()).flatten();
                sessions.extend(on.map(|on| Held { card: held.card.clone(), on }));
            } else {
                sessions.push(held.clone());
            }
        }
        sessions.extend(boxes.into_iter().filter_map(|(card, on)| Some(Held { card: card.to_owned(), on: on? })));
        sessions
    }

    /// The day in the box of a card. A day that cannot be read says nothing of another treatment: it is
    /// complained of where its box is in sight.
    fn session(&mut self, card: &str, text: &str) -> Option<Date> {
        match read_session(text, self.form.region, self.today)? {
            Ok(day) => Some(day),
            Err(complaint) => {
                if card == self.form.course.drug {
                    self.complain(Field::LastSession, complaint);
                }
                None
            }
        }
    }

    fn supplies(&mut self) -> Vec<Supply> {
        let course = Rc::clone(&self.form.course);
        let keeps_days = self.whole(Field::CapsulesKeep, 1, 3650).and_then(|it| u16::try_from(it).ok());
        let mut strengths = course.strengths.clone();
        for at in 0..course.other_strengths.len() {
            let Some(strength) = self.dose(Field::OtherStrength(at)) else { continue };
            if !strengths.insert(strength) {
                let typed = course.other_strengths[at].clone();
                self.complain(Field::OtherStrength(at), Complaint::Twice { typed });
            }
        }
        let capsules = strengths.into_iter().map(|strength| Supply::Capsule { strength, prolonged: false, keeps_days });
        let mut supplies: Vec<Supply> = capsules.chain(course.products.iter().cloned()).collect();
        supplies.extend((0..course.liquids.len()).filter_map(|at| self.liquid(at)));
        supplies.extend((0..course.drops.len()).filter_map(|at| self.drops(at)));
        supplies.extend(course.other_supplies.iter().cloned());
        in_order(supplies, &course.opened_supplies)
    }

    fn liquid(&mut self, at: usize) -> Option<Supply> {
        let per_ml = self.dose(Field::LiquidPerMl(at));
        let syringe = self.volume(Field::LiquidSyringe(at));
        let graduation = self.volume(Field::LiquidGraduation(at));
        let bottle = self.volume(Field::LiquidBottle(at));
        let keeps = self.whole(Field::LiquidKeeps(at), 1, 3650).and_then(|it| u16::try_from(it).ok());
        self.all_filled(&[
            Field::LiquidPerMl(at),
            Field::LiquidSyringe(at),
            Field::LiquidGraduation(at),
            Field::LiquidBottle(at),
            Field::LiquidKeeps(at),
        ]);
        Some(Supply::Liquid {
            per_ml: per_ml?,
            syringe: syringe?,
            graduation: graduation?,
            bottle: bottle?,
            keeps_days: Some(keeps?),
        })
    }

    fn drops(&mut self, at: usize) -> Option<Supply> {
        let per_drop = self.dose(Field::DropsPerDrop(at));
        let most = self.whole(Field::DropsMost(at), 1, u16::MAX.into()).and_then(|it| u16::try_from(it).ok());
        self.all_filled(&[Field::DropsPerDrop(at), Field::DropsMost(at)]);
        Some(Supply::Drops { per_drop: per_drop?, most: most? })
    }

    fn all_filled(&mut self, boxes: &[Field]) {
        for field in boxes {
            if self.typed(*field).is_none() {
                self.complain(*field, Complaint::Incomplete);
            }
        }
    }
}

/// The supplies, those that a file brought in its order and before the others: what is taken of them is
/// counted by their place.
fn in_order(supplies: Vec<Supply>, opened: &[Supply]) -> Vec<Supply> {
    let mut rest = supplies;
    let mut take = |it: &Supply| rest.iter().position(|other| other == it).map(|at| rest.remove(at));
    let mut ordered: Vec<Supply> = opened.iter().filter_map(&mut take).collect();
    ordered.append(&mut rest);
    ordered
}

/// The day in the box of a last session; none where it is empty.
fn read_session(text: &str, region: Region, today: Date) -> Option<Result<Date, Complaint>> {
    let read = |text| {
        let day = read_day(text, region)?;
        if day > today { Err(Complaint::FutureDay) } else { Ok(day) }
    };
    (!text.trim().is_empty()).then(|| read(text))
}

/// The place of the last session of a card.
fn last_session(held: &[Held], card: &str) -> Option<usize> {
    let of_card = held.iter().enumerate().filter(|(_, it)| it.card == card);
    of_card.max_by_key(|(_, it)| it.on).map(|(at, _)| at)
}

/// What any pharmacy of the region hands over for a protocol: ticked from the start, in sight. A drug
/// that is compounded has no such thing.
fn products(formulary: &Formulary, drug: &str, protocol: Option<&str>, region: Region) -> Vec<Supply> {
    let prolonged = protocol.and_then(|it| formulary.protocol(it)).is_some_and(|it| it.prolonged);
    let products = formulary.drug(drug).map(|it| it.products.as_slice()).unwrap_or_default();
    let here = products.iter().filter(|it| it.region == region && it.supply.is_prolonged() == prolonged);
    here.map(|it| it.supply.clone()).collect()
}

/// How the texts of a file's values are written: so that the form reads the same values again.
#[derive(Clone, Copy)]
struct Style {
    lang: Lang,
    region: Region,
}

fn write(number: Option<Decimal>, style: Style) -> String {
    number.map(|it| it.write_typed(style.lang)).unwrap_or_default()
}

fn milligrams(dose: Option<Dose>, style: Style) -> String {
    write(dose.and_then(|it| Decimal::from_thousandths(u64::from(it.micrograms()))), style)
}

fn millilitres(volume: Volume, style: Style) -> String {
    write(Decimal::from_thousandths(u64::from(volume.microlitres())), style)
}

/// A day as it is typed in a language and a region: `07/12/2026`, or `2026-12-07` where the former could
/// be read two ways.
#[must_use]
pub fn typed_day(day: Date, lang: Lang, region: Region) -> String {
    let (year, month, date) = day.ymd();
    match (lang, order(region)) {
        (Lang::Fr, Order::DayFirst) => format!("{date:02}/{month:02}/{year:04}"),
        (Lang::Fr, Order::Either) | (Lang::En, _) => day.to_string(),
    }
}

fn day_text(day: Option<Date>, style: Style) -> String {
    day.map(|it| typed_day(it, style.lang, style.region)).unwrap_or_default()
}

fn when_text(when: Option<When>, style: Style) -> String {
    let month = |it: &When| it.earliest() != it.latest();
    match when {
        Some(when) if month(&when) => when.to_string(),
        Some(when) => day_text(Some(when.earliest()), style),
        None => String::new(),
    }
}

fn count<N: ToString>(number: Option<N>) -> String {
    number.map(|it| it.to_string()).unwrap_or_default()
}

fn person_of(patient: &Patient, style: Style) -> Person {
    let liver = patient.liver.clone().unwrap_or_default();
    let pugh = patient.child_pugh.as_ref();
    Person {
        age: count(patient.age_years),
        sex: patient.sex,
        height: write(patient.height_cm, style),
        weight: write(patient.weight_kg, style),
        creatinine: write(patient.creatinine.as_ref().map(|it| it.value), style),
        creatinine_unit: patient.creatinine.as_ref().map(|it| it.unit),
        clearance: write(patient.clearance.as_ref().map(|it| it.ml_per_min), style),
        clearance_method: patient.clearance.as_ref().map(|it| it.method.clone()).unwrap_or_default(),
        alt: write(liver.alt, style),
        ast: write(liver.ast, style),
        bilirubin: write(liver.bilirubin, style),
        liver_day: day_text(liver.on, style),
        alcohol: patient.alcohol,
        phq9_item9: patient.phq9_item9,
        sessions: count(patient.dialysis_sessions_per_week),
        surgery_day: day_text(patient.surgery_on, style),
        pugh_bilirubin: write(pugh.map(|it| it.bilirubin_umol_per_l), style),
        pugh_albumin: write(pugh.map(|it| it.albumin_g_per_l), style),
        pugh_inr: write(pugh.map(|it| it.inr), style),
        ascites: pugh.map(|it| it.ascites),
        encephalopathy: pugh.map(|it| it.encephalopathy),
    }
}

fn line_of(number: u32, medicine: &Medicine, style: Style) -> Line {
    let stop = medicine.stopped.as_ref();
    Line {
        number,
        name: medicine.name.clone(),
        chosen: medicine.chosen.clone(),
        stopped: stop.is_some(),
        last_dose: when_text(stop.map(|it| it.last_dose), style),
        planned_by: stop.and_then(|it| it.planned_by.clone()).unwrap_or_default(),
        started: when_text(medicine.started, style),
        form: medicine.form,
        route: medicine.route,
        used: medicine.used,
        daily_dose: milligrams(medicine.daily_dose, style),
    }
}

/// The last session of each card.
fn sessions_of(request: &Request, style: Style) -> BTreeMap<String, String> {
    let mut last: BTreeMap<String, Date> = BTreeMap::new();
    for held in &request.sessions {
        let day = last.entry(held.card.clone()).or_insert(held.on);
        *day = held.on.max(*day);
    }
    last.into_iter().map(|(card, on)| (card, day_text(Some(on), style))).collect()
}

fn course_of(formulary: &Formulary, request: &Request, style: Style) -> Course {
    let treatment = &request.treatment;
    let mut course = Course {
        drug: treatment.drug.clone(),
        indication: treatment.indication.clone(),
        protocol: treatment.protocol.clone(),
        target: milligrams(treatment.target, style),
        first_dose: milligrams(treatment.first_dose, style),
        increment: milligrams(treatment.increment, style),
        pace: count(treatment.interval_days),
        moment: treatment.moment,
        larger_evening: treatment.larger_evening,
        start: day_text(treatment.start, style),
        most_units: count(treatment.most_units),
        in_hand: treatment.in_hand.clone(),
        batch_days: treatment.batch_days,
        prescriber: request.prescriber.clone().unwrap_or_default(),
        ..Course::default()
    };
    let drug = formulary.drug(&treatment.drug);
    let offered: &[Dose] = drug.map_or(&[], |it: &Drug| &it.compounded);
    let is_product = |supply: &Supply| drug.is_some_and(|it| it.products.iter().any(|it| it.supply == *supply));
    let shared = treatment.supplies.iter().filter(|it| !is_product(it)).find_map(|it| match it {
        Supply::Capsule { keeps_days, .. } => Some(*keeps_days),
        Supply::Tablet { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => None,
    });
    course.capsules_keep = count(shared.flatten().filter(|_| !offered.is_empty()));
    course.opened_supplies.clone_from(&treatment.supplies);
    // The same strength twice has one box.
    let mut boxed = BTreeSet::new();
    for supply in &treatment.supplies {
        match supply {
            product if is_product(product) => course.products.push(supply.clone()),
            Supply::Capsule { strength, keeps_days, prolonged: false }
                // Where nothing is compounded there is no box for it.
                if !offered.is_empty() && Some(*keeps_days) == shared && boxed.insert(*strength) =>
            {
                if offered.contains(strength) {
                    course.strengths.insert(*strength);
                } else {
                    course.other_strengths.push(milligrams(Some(*strength), style));
                }
            }
            Supply::Tablet { .. } => course.products.push(supply.clone()),
            Supply::Liquid { per_ml, syringe, graduation, bottle, keeps_days: Some(keeps) } => {
                course.liquids.push(Liquid {
                    per_ml: milligrams(Some(*per_ml), style),
                    syringe: millilitres(*syringe, style),
                    graduation: millilitres(*graduation, style),
                    bottle: millilitres(*bottle, style),
                    keeps: keeps.to_string(),
                });
            }
            Supply::Drops { per_drop, most } => {
                course.drops.push(Drops { per_drop: milligrams(Some(*per_drop), style), most: most.to_string() });
            }
            Supply::Capsule { .. } | Supply::Liquid { .. } => course.other_supplies.push(supply.clone()),
        }
    }
    course
}
