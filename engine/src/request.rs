//! The one thing Palier is asked: what the form parses to, the saved file, the fragment of the
//! address and the argument of the JavaScript function.

use serde::{Deserialize, Serialize};

use crate::card::Held;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::dose::Dose;
use crate::formulary::{Formulary, Moment, Region};
use crate::medicine::Medicine;
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

    /// What is impossible in it, each with its field. Empty: it can be answered.
    #[must_use]
    pub fn problems(&self, formulary: &Formulary) -> Vec<Problem> {
        let mut faults = Faults { problems: Vec::new() };
        self.check_patient(formulary, &mut faults);
        self.check_medicines(&mut faults);
        self.check_sessions(formulary, &mut faults);
        self.check_treatment(formulary, &mut faults);
        if self.version != Self::VERSION {
            faults.add("version", words::unknown_version(self.version, Self::VERSION, self.language));
        }
        faults.problems
    }

    fn check_patient(&self, formulary: &Formulary, faults: &mut Faults) {
        let patient = &self.patient;
        let whole = |it: u8| Decimal::whole(it.into());
        let ranges = [
            ("patient.age_years", patient.age_years.map(whole), (0, 120)),
            ("patient.height_cm", patient.height_cm, (50, 260)),
            ("patient.weight_kg", patient.weight_kg, (LEAST_WEIGHT_KG, 400)),
            ("patient.clearance.ml_per_min", patient.clearance.as_ref().map(|it| it.ml_per_min), (0, 300)),
            ("patient.dialysis_sessions_per_week", patient.dialysis_sessions_per_week.map(whole), (1, 7)),
            ("patient.phq9_item9", patient.phq9_item9.map(whole), (0, 3)),
        ];
        for (path, value, (least, most)) in ranges {
            let outside = |it: Decimal| it < Decimal::whole(least) || it > Decimal::whole(most);
            if value.is_some_and(outside) {
                faults.add(path, words::out_of_range(Decimal::whole(least), Decimal::whole(most), self.language));
            }
        }
        let liver = patient.liver.clone().unwrap_or_default();
        let multiples = [
            ("patient.liver.alt", liver.alt),
            ("patient.liver.ast", liver.ast),
            ("patient.liver.bilirubin", liver.bilirubin),
        ];
        // Zero is a slip, not a result.
        let (least, most) = (Decimal::from_thousandths(10).unwrap_or_default(), Decimal::whole(500));
        for (path, value) in multiples {
            if value.is_some_and(|it| it < least || it > most) {
                faults.add(path, words::out_of_range(least, most, self.language));
            }
        }
        if liver.on.is_some_and(|it| it > self.today) {
            faults.add("patient.liver.on", words::date_ahead(self.language));
        }
        if let Some(clearance) = &patient.clearance {
            let indexed = ["1,73", "1.73"].iter().any(|it| clearance.method.contains(it));
            if clearance.method.trim().is_empty() || indexed {
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
        let unknown = |id: &&String| formulary.question(id).is_none();
        for id in patient.answers.keys().filter(unknown) {
            faults.add(&format!("patient.answers.{id}"), words::unknown_id(id, self.language));
        }
        for (index, shown) in patient.none_of_these.iter().enumerate() {
            for id in shown.questions.iter().filter(unknown) {
                faults.add(&format!("patient.none_of_these[{index}]"), words::unknown_id(id, self.language));
            }
        }
    }

    fn check_medicines(&self, faults: &mut Faults) {
        if self.medicines.len() > MOST_MEDICINES {
            faults.add("medicines", words::too_many_medicines(MOST_MEDICINES, self.language));
        }
        for (index, medicine) in self.medicines.iter().enumerate() {
            if medicine.name.trim().is_empty() {
                faults.add(&format!("medicines[{index}].name"), words::medicine_without_name(self.language));
            }
            if medicine.started.is_some_and(|it| it.earliest() > self.today) {
                faults.add(&format!("medicines[{index}].started"), words::date_ahead(self.language));
            }
        }
    }

    fn check_sessions(&self, formulary: &Formulary, faults: &mut Faults) {
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
        let counts = [
            ("treatment.interval_days", treatment.interval_days, (1, 365)),
            ("treatment.most_units", treatment.most_units.map(u16::from), (1, 20)),
        ];
        for (path, value, (least, most)) in counts {
            if value.is_some_and(|it| !(least..=most).contains(&it)) {
                faults.add(path, words::out_of_range(Decimal::whole(least.into()), Decimal::whole(most.into()), lang));
            }
        }
        if treatment.batch_days.is_some_and(|it| it != 28 && it != 30) {
            faults.add("treatment.batch_days", words::batch_of_28_or_30(lang));
        }
        if treatment.start.is_some_and(|it| it.plus(i32::from(MOST_DAYS)).is_none()) {
            faults.add("treatment.start", words::past_the_calendar(lang));
        }
        if treatment.supplies.len() > MOST_SUPPLIES {
            faults.add("treatment.supplies", words::too_many_supplies(MOST_SUPPLIES, lang));
        }
    }
}

/// The least weight that a request may hold, in kilograms.
pub(crate) const LEAST_WEIGHT_KG: u32 = 20;

/// Most days a plan lays out, its review included: what takes longer is planned anew on the way.
pub(crate) const MOST_DAYS: u16 = 1000;

/// Most medicines in one request: beyond it, a list is a mistake.
const MOST_MEDICINES: usize = 1000;

/// Most kinds of unit in one request.
pub(crate) const MOST_SUPPLIES: usize = 12;

struct Faults {
    problems: Vec<Problem>,
}

impl Faults {
    fn add(&mut self, path: &str, message: String) {
        self.problems.push(Problem { path: path.to_owned(), message });
    }
}
