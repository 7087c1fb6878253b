//! The one thing Palier is asked: what the form parses to, the saved file, the fragment of the
//! address and the argument of the JavaScript function.

use serde::{Deserialize, Serialize};

use crate::blank::is_blank;
use crate::bounds::Quantity;
use crate::card::Held;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::dose::{Dose, Volume};
use crate::formulary::{Formulary, Moment, Region};
use crate::json::{Fault, FaultKind, Json};
use crate::medicine::{Medicine, Stop};
use crate::method::is_indexed;
use crate::patient::Patient;
use crate::supply::Supply;
use crate::words::{self, Lang};

/// A question to Palier. Absent fields are unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// Version of this format; 1.
    pub version: u8,
    /// Stable name of the plan, chosen by whoever asks.
    pub id: String,
    /// The day it is asked.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub today: Date,
    /// Language of every text in the answer.
    #[serde(default)]
    pub language: Lang,
    /// Region whose products and labels hold.
    #[serde(default)]
    pub region: Region,
    /// The person.
    #[serde(default)]
    pub patient: Patient,
    /// What they take or took.
    #[serde(default)]
    pub medicines: Vec<Medicine>,
    /// What is to be planned.
    pub treatment: Treatment,
    /// Sessions that took place, of treatments done in sessions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Held>,
    /// The prescriber, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prescriber: Option<String>,
    /// Decisions of named professionals: each lifts what it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Cautions a named professional has read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acknowledgements: Vec<Decision>,
}

/// The treatment to plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Treatment {
    /// Id of the drug; or of a card, which is explained and never planned.
    pub drug: String,
    /// Id of the indication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indication: Option<String>,
    /// Id of the protocol; absent: the drug's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protocol: Option<String>,
    /// Dose aimed at, per day; absent: the protocol's first target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub target: Option<Dose>,
    /// First dose, if lower than the protocol's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub first_dose: Option<Dose>,
    /// Increment, if smaller than the protocol's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub increment: Option<Dose>,
    /// Days per step, if longer than the protocol's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval_days: Option<u16>,
    /// Moment of the day; absent: the protocol's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moment: Option<Moment>,
    /// Whether the evening is given the larger share, where the protocol allows it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub larger_evening: bool,
    /// First day wished for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub start: Option<Date>,
    /// What the pharmacy can hand over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplies: Vec<Supply>,
    /// Strengths of these that are in hand already: they are used first. None said: of what is
    /// compounded every one is, of what is sold none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub in_hand: Vec<Dose>,
    /// Most capsules or tablets at one intake; absent: the drug's own limit. A professional may raise it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most_units: Option<u8>,
    /// Days in one batch, 28 or 30; absent: 28.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch_days: Option<u16>,
}

/// A recorded decision or acknowledgement. Printed as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What it is about: a finding's `key`.
    pub about: String,
    /// The professional, by name.
    pub by: String,
    /// The day it was taken.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub on: Date,
    /// Why, in their words.
    #[serde(default)]
    pub reason: String,
}

/// What is wrong with a request that is well formed but impossible, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// Path of the field, for example `patient.age_years`.
    pub path: String,
    /// What is wrong and what to do, in the request's language.
    pub message: String,
}

impl Request {
    /// Version of the format this program reads and writes.
    pub const VERSION: u8 = 1;

    /// Reads a request from the text of a file, a link or a line.
    ///
    /// # Errors
    /// The first [`Fault`], with its place.
    pub fn read(text: &str) -> Result<Self, Box<Fault>> {
        Json::parse(text).and_then(|json| Self::of(&json))
    }

    /// Reads a request from JSON that was parsed. One of a later version is named as such before
    /// anything in it is unknown.
    ///
    /// # Errors
    /// The first [`Fault`], with its place.
    pub fn of(json: &Json) -> Result<Self, Box<Fault>> {
        match json.field("version") {
            Some(Json::Whole(version)) if *version > Self::VERSION.into() => {
                Err(Fault::of(FaultKind::Newer(*version)).within("version"))
            }
            Some(_) | None => Self::deserialize(json),
        }
    }

    /// What is impossible in it, each with its field. Empty: it can be answered.
    #[must_use]
    pub fn problems(&self, formulary: &Formulary) -> Vec<Problem> {
        let mut faults = Faults { lang: self.language, problems: Vec::new() };
        self.check_patient(formulary, &mut faults);
        self.check_medicines(&mut faults);
        self.check_sessions(formulary, &mut faults);
        self.check_treatment(formulary, &mut faults);
        self.check_records(&mut faults);
        if self.version != Self::VERSION {
            faults.add("version", words::unknown_version(self.version, Self::VERSION, self.language));
        }
        faults.problems
    }

    fn check_patient(&self, formulary: &Formulary, faults: &mut Faults) {
        let patient = &self.patient;
        let liver = patient.liver.clone().unwrap_or_default();
        let pugh = patient.child_pugh.as_ref();
        for (path, quantity, value) in [
            ("age_years", Quantity::Age, patient.age_years.map(whole)),
            ("height_cm", Quantity::Height, patient.height_cm),
            ("weight_kg", Quantity::Weight, patient.weight_kg),
            ("clearance.ml_per_min", Quantity::Clearance, patient.clearance.as_ref().map(|it| it.ml_per_min)),
            ("dialysis_sessions_per_week", Quantity::Sessions, patient.dialysis_sessions_per_week.map(whole)),
            ("phq9_item9", Quantity::Phq9Item9, patient.phq9_item9.map(whole)),
            ("liver.alt", Quantity::TimesNormal, liver.alt),
            ("liver.ast", Quantity::TimesNormal, liver.ast),
            ("liver.bilirubin", Quantity::TimesNormal, liver.bilirubin),
            ("child_pugh.bilirubin_umol_per_l", Quantity::Bilirubin, pugh.map(|it| it.bilirubin_umol_per_l)),
            ("child_pugh.albumin_g_per_l", Quantity::Albumin, pugh.map(|it| it.albumin_g_per_l)),
            ("child_pugh.inr", Quantity::Inr, pugh.map(|it| it.inr)),
        ] {
            faults.bounded(&format!("patient.{path}"), quantity, value);
        }
        if liver.on.is_some_and(|it| it > self.today) {
            faults.add("patient.liver.on", words::date_ahead(self.language));
        }
        if let Some(clearance) = &patient.clearance {
            let indexed = is_indexed(&clearance.method);
            if is_blank(&clearance.method) || indexed {
                faults.add("patient.clearance.method", words::clearance_method(indexed, self.language));
            }
        }
        if let Some(creatinine) = &patient.creatinine {
            let (least, most) = formulary.edition().creatinine_range_umol;
            let value = creatinine.micromol();
            if value < least || value > most {
                faults.add("patient.creatinine", words::creatinine_out_of_range(value, least, most, self.language));
            }
        }
        faults.counted("patient.answers", patient.answers.len());
        faults.counted("patient.none_of_these", patient.none_of_these.iter().map(|it| it.questions.len().max(1)).sum());
    }

    fn check_medicines(&self, faults: &mut Faults) {
        if self.medicines.len() > MOST_MEDICINES {
            // Every line stays; none is looked at.
            faults.add("medicines", words::too_many_medicines(self.medicines.len(), MOST_MEDICINES, self.language));
            return;
        }
        for (index, medicine) in self.medicines.iter().enumerate() {
            let name = format!("medicines[{index}].name");
            if is_blank(&medicine.name) {
                faults.add(&name, words::medicine_without_name(self.language));
            }
            if medicine.name.chars().count() > LONGEST_NAME {
                faults.add(&name, words::name_too_long(LONGEST_NAME, self.language));
            }
            if medicine.started.is_some_and(|it| it.earliest() > self.today) {
                faults.add(&format!("medicines[{index}].started"), words::date_ahead(self.language));
            }
            faults.bounded(
                &format!("medicines[{index}].daily_dose"),
                Quantity::Dose,
                medicine.daily_dose.map(milligrams),
            );
            if let Some(stop) = &medicine.stopped {
                self.check_stop(&format!("medicines[{index}].stopped"), medicine, stop, faults);
            }
        }
    }

    /// A stop that cannot have been, or was only planned. A month contradicts another date only where
    /// each of its days does.
    fn check_stop(&self, path: &str, medicine: &Medicine, stop: &Stop, faults: &mut Faults) {
        let planned = stop.planned_by.as_ref().is_some_and(|it| !is_blank(it));
        if let Some(started) = medicine.started.filter(|it| stop.last_dose.latest() < it.earliest()) {
            let text = words::stopped_before_it_began(stop.last_dose.latest(), started.earliest(), self.language);
            faults.add(&format!("{path}.last_dose"), text);
        }
        if planned && stop.last_dose.latest() < self.today {
            faults.add(
                &format!("{path}.planned_by"),
                words::planned_stop_is_past(stop.last_dose.latest(), self.language),
            );
        }
        if !planned && stop.last_dose.earliest() > self.today {
            faults.add(&format!("{path}.planned_by"), words::stop_ahead_unplanned(self.language));
        }
    }

    fn check_sessions(&self, formulary: &Formulary, faults: &mut Faults) {
        faults.counted("sessions", self.sessions.len());
        for (index, held) in self.sessions.iter().enumerate() {
            if formulary.card(&held.card).is_none_or(|it| it.session.is_none()) {
                faults.add(&format!("sessions[{index}].card"), words::unknown_id(&held.card, self.language));
            }
            if held.on > self.today {
                faults.add(&format!("sessions[{index}].on"), words::date_ahead(self.language));
            }
        }
    }

    fn check_treatment(&self, formulary: &Formulary, faults: &mut Faults) {
        let (treatment, lang) = (&self.treatment, self.language);
        if let Some(card) = formulary.card(&treatment.drug) {
            let unknown = |it: &&String| !card.indications.contains(it);
            if let Some(id) = treatment.indication.as_ref().filter(unknown) {
                faults.add("treatment.indication", words::unknown_id(id, lang));
            }
            return;
        }
        let Some(drug) = formulary.drug(&treatment.drug) else {
            faults.add("treatment.drug", words::unknown_id(&treatment.drug, lang));
            return;
        };
        if let Some(id) = &treatment.protocol
            && formulary.protocol(id).is_none_or(|it| it.drug != drug.id)
        {
            faults.add("treatment.protocol", words::unknown_id(id, lang));
        }
        if let Some(id) = &treatment.indication
            && !drug.indications.contains(id)
        {
            faults.add("treatment.indication", words::unknown_id(id, lang));
        }
        for (path, quantity, value) in [
            ("target", Quantity::Dose, treatment.target.map(milligrams)),
            ("first_dose", Quantity::Dose, treatment.first_dose.map(milligrams)),
            ("increment", Quantity::Dose, treatment.increment.map(milligrams)),
            ("interval_days", Quantity::IntervalDays, treatment.interval_days.map(whole)),
            ("most_units", Quantity::UnitsAtOnce, treatment.most_units.map(whole)),
        ] {
            faults.bounded(&format!("treatment.{path}"), quantity, value);
        }
        if treatment.batch_days.is_some_and(|it| it != 28 && it != 30) {
            faults.add("treatment.batch_days", words::batch_of_28_or_30(lang));
        }
        if treatment.start.is_some_and(|it| it.plus(i32::from(MOST_DAYS)).is_none()) {
            faults.add("treatment.start", words::past_the_calendar(lang));
        }
        for (index, strength) in treatment.in_hand.iter().enumerate() {
            let offered = treatment.supplies.iter().any(|it| it.strength() == *strength);
            if !offered || treatment.in_hand[..index].contains(strength) {
                let message = words::in_hand_not_offered(*strength, offered, lang);
                faults.add(&format!("treatment.in_hand[{index}]"), message);
            }
        }
        if treatment.supplies.len() > MOST_SUPPLIES {
            faults.add("treatment.supplies", words::too_many_supplies(MOST_SUPPLIES, lang));
            return;
        }
        for (index, supply) in treatment.supplies.iter().enumerate() {
            let path = format!("treatment.supplies[{index}]");
            for (field, quantity, value) in numbers(supply) {
                faults.bounded(&format!("{path}.{field}"), quantity, Some(value));
            }
            if treatment.supplies.iter().take(index).any(|it| it == supply) {
                faults.add(&path, words::supply_twice(lang));
            }
        }
    }

    fn check_records(&self, faults: &mut Faults) {
        for (list, records) in [("decisions", &self.decisions), ("acknowledgements", &self.acknowledgements)] {
            faults.counted(list, records.len());
        }
    }
}

/// The numbers of a supply, by their fields.
fn numbers(supply: &Supply) -> Vec<(&'static str, Quantity, Decimal)> {
    let keeps = |path, days: &Option<u16>| days.map(|it| (path, Quantity::KeepsDays, whole(it)));
    match supply {
        Supply::Capsule { strength, keeps_days, .. } => {
            let strength = ("capsule.strength", Quantity::Dose, milligrams(*strength));
            std::iter::once(strength).chain(keeps("capsule.keeps_days", keeps_days)).collect()
        }
        Supply::Tablet { strength, .. } => vec![("tablet.strength", Quantity::Dose, milligrams(*strength))],
        Supply::Liquid { per_ml, syringe, graduation, bottle, keeps_days } => {
            let amounts = [
                ("liquid.per_ml", Quantity::Dose, milligrams(*per_ml)),
                ("liquid.syringe", Quantity::Volume, millilitres(*syringe)),
                ("liquid.graduation", Quantity::Volume, millilitres(*graduation)),
                ("liquid.bottle", Quantity::Volume, millilitres(*bottle)),
            ];
            amounts.into_iter().chain(keeps("liquid.keeps_days", keeps_days)).collect()
        }
        Supply::Drops { per_drop, most } => vec![
            ("drops.per_drop", Quantity::Dose, milligrams(*per_drop)),
            ("drops.most", Quantity::Drops, whole(*most)),
        ],
    }
}

fn whole<N: Into<u32>>(number: N) -> Decimal {
    Decimal::whole(number.into())
}

fn milligrams(dose: Dose) -> Decimal {
    Decimal::from_thousandths(dose.micrograms().into()).unwrap_or_default()
}

fn millilitres(volume: Volume) -> Decimal {
    Decimal::from_thousandths(volume.microlitres().into()).unwrap_or_default()
}

/// The least weight that a request may hold, in kilograms.
pub(crate) const LEAST_WEIGHT_KG: u32 = 20;

/// Most days a plan lays out, its review included: what takes longer is planned anew on the way.
pub(crate) const MOST_DAYS: u16 = 1000;

/// Most medicines in one request: beyond it, a list is a mistake.
pub const MOST_MEDICINES: usize = 200;

/// Most letters of the name of a medicine: beyond it, it is no name.
pub const LONGEST_NAME: usize = 200;

/// Most entries of any other list.
const MOST_ENTRIES: usize = 1000;

/// Most kinds of unit in one request.
pub(crate) const MOST_SUPPLIES: usize = 12;

struct Faults {
    lang: Lang,
    problems: Vec<Problem>,
}

impl Faults {
    fn add(&mut self, path: &str, message: String) {
        self.problems.push(Problem { path: path.to_owned(), message });
    }

    /// A number that lies outside what it can be.
    fn bounded(&mut self, path: &str, quantity: Quantity, value: Option<Decimal>) {
        if value.is_some_and(|it| !quantity.bounds().hold(it)) {
            self.add(path, words::out_of_range(quantity, self.lang));
        }
    }

    /// A list longer than any that a person fills in.
    fn counted(&mut self, path: &str, entries: usize) {
        if entries > MOST_ENTRIES {
            self.add(path, words::too_many_entries(MOST_ENTRIES, self.lang));
        }
    }
}
