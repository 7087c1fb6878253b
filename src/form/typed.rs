//! Everything a person has typed or chosen, exactly as typed.
//!
//! A wrong field is kept as it was typed, reported with what to do, and counts as unknown.

use std::collections::BTreeMap;
use std::rc::Rc;

use palier_engine::book::formulary::SoFar;
use palier_engine::book::medicine;
use palier_engine::book::medicine::Route;
use palier_engine::book::place::{Moment, Region};
use palier_engine::book::supply::Supply;
use palier_engine::exact::date::Date;
use palier_engine::exact::dose::Dose;
use palier_engine::exact::sort;
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::logic::truth::Truth;
use palier_engine::person::kidney::{Creatinine, CreatinineUnit};
use palier_engine::person::liver::Severity3;
use palier_engine::person::medicine::Use;
use palier_engine::person::stated::NoneOfThese;
use palier_engine::person::typed::{number_of, read_creatinine};
use palier_engine::request::check_in::CheckIn;
use palier_engine::request::measure::ScaleEntry;
use palier_engine::request::request::Decision;
use palier_engine::request::request::Held;
use palier_engine::request::request::{Converted, Ongoing, Purpose, TaperAsked, ThenWith};

use crate::form::boxes::Boxes;
use crate::form::field::Field;
use crate::form::spot::Room;

/// Everything a person has typed or chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Stable name of the plan.
    pub id: String,
    /// Region.
    pub region: Region,
    /// The person.
    pub person: Rc<Person>,
    /// Yes/no questions.
    pub answers: Rc<Answers>,
    /// Medicines.
    pub medicines: Rc<Vec<TypedMedicine>>,
    /// What stands in the box that adds a medicine. It counts as one more line until it is added or
    /// taken away.
    pub adding: String,
    /// Treatment.
    pub course: Rc<TypedTreatment>,
    /// Day of the last session of each card, in the order of their ids.
    pub sessions: Vec<(String, String)>,
    /// The days on which the plan was looked at again.
    pub check_ins: Rc<Vec<CheckIn>>,
    /// Sessions of the file that was opened: of each card, all but the last have no box.
    pub held: Rc<Vec<Held>>,
    /// What was noted of questionnaires and ratings.
    pub measures: Rc<Vec<ScaleEntry>>,
    /// Decisions and acknowledgements.
    pub records: Rc<Records>,
}

/// What is measured, and chosen, of the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the request's field of that name")]
pub struct Person {
    /// What is typed.
    pub boxes: Boxes,
    pub sex: Option<Sex>,
    /// The unit that was pressed; one that is typed with the value goes before it.
    pub creatinine_unit: Option<CreatinineUnit>,
    /// The low creatinine that somebody said is meant as it stands.
    pub creatinine_kept: Option<Creatinine>,
    pub alcohol: Option<Alcohol>,
    pub phq9_item9: Option<u8>,
    pub ascites: Option<Severity3>,
    pub encephalopathy: Option<Severity3>,
}

/// Answers to the formulary's questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// By question. Absent: left untouched.
    pub given: BTreeMap<String, Truth>,
    /// Questions that "none other" answered, with who said so.
    pub none_of_these: Vec<NoneOfThese>,
    /// Who answers.
    pub by: String,
}

/// One medicine of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the request's field of that name")]
pub struct TypedMedicine {
    /// Tells lines apart while the list changes; never leaves the page.
    pub number: u32,
    pub name: String,
    pub chosen: Option<String>,
    /// Whether it was said that no name on offer is meant; never leaves the page.
    pub neither: bool,
    pub stopped: bool,
    pub form: Option<medicine::DoseForm>,
    pub route: Option<Route>,
    pub used: Option<Use>,
    /// What is typed of it.
    pub boxes: Boxes,
}

/// The treatment to plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the request's field of that name")]
pub struct TypedTreatment {
    pub drug: String,
    pub indication: Option<String>,
    pub protocol: Option<String>,
    /// What is typed.
    pub boxes: Boxes,
    pub moment: Option<Moment>,
    /// Whether the evening holds the larger share.
    pub larger_evening: bool,
    /// Capsule strengths offered by the drug and ticked, the lowest first.
    pub strengths: Vec<Dose>,
    /// Capsule strengths typed by hand.
    pub other_strengths: Vec<Boxes>,
    /// Tablets in hand, licensed or not.
    pub products: Vec<Supply>,
    /// Each a liquid and its syringe.
    pub liquids: Vec<Boxes>,
    /// Each counted from its own bottle.
    pub drops: Vec<Boxes>,
    /// How much is at home of what is ticked, as typed. What is ticked no more keeps its text, and counts no more.
    pub at_home: Vec<(Supply, String)>,
    /// Supplies that came from a file and that no box of the page can change.
    pub other_supplies: Vec<Supply>,
    /// Strengths of these that are in hand already.
    pub in_hand: Vec<Dose>,
    /// Supplies of the file that was opened, in its order: what is still there keeps its place.
    pub opened_supplies: Vec<Supply>,
    pub batch_days: Option<u16>,
    /// What was taken until the day before, where the first dose is worked out from it.
    pub converted: Option<Converted>,
    /// What was asked of it by the file that was opened: kept as it came.
    pub purpose: Option<Purpose>,
    /// Where somebody stands who takes it already: what no box holds.
    pub standing: Ongoing,
}

/// What professionals have recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// Decisions.
    pub decisions: Vec<Decision>,
    /// Acknowledgements.
    pub acknowledgements: Vec<Decision>,
}

impl Person {
    /// The unit of the creatinine: typed with it, or pressed.
    #[must_use]
    pub fn unit_of_creatinine(&self) -> Option<CreatinineUnit> {
        self.typed_unit().or(self.creatinine_unit)
    }

    fn typed_unit(&self) -> Option<CreatinineUnit> {
        read_creatinine(self.boxes.of(Field::Creatinine)).ok()?.1
    }

    /// Presses a unit: one that was typed with the value is taken away.
    pub(crate) fn choose_creatinine_unit(&mut self, unit: CreatinineUnit) {
        if self.typed_unit().is_some() {
            let number = number_of(self.boxes.of(Field::Creatinine));
            self.boxes.set(Field::Creatinine, number);
        }
        self.creatinine_unit = Some(unit);
    }

    /// A unit typed with a value is of that value: the one pressed before is not of the next.
    fn forget_pressed_unit(&mut self) {
        if self.typed_unit().is_some() {
            self.creatinine_unit = None;
        }
    }
}

impl TypedTreatment {
    /// Whether it is taken already, and gone on with.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        matches!(self.purpose, Some(Purpose::Continue))
    }

    /// Whether its way down is asked for.
    #[must_use]
    pub fn is_down(&self) -> bool {
        self.taper().is_some()
    }

    /// The way down that is asked for, but what is typed of it.
    #[must_use]
    pub fn taper(&self) -> Option<&TaperAsked> {
        match &self.purpose {
            Some(Purpose::Taper(taper)) => Some(taper),
            Some(Purpose::Continue | Purpose::Switch) | None => None,
        }
    }

    /// The same, to be filled in.
    pub(crate) const fn taper_mut(&mut self) -> Option<&mut TaperAsked> {
        match &mut self.purpose {
            Some(purpose) => purpose.as_taper_mut(),
            None => None,
        }
    }
}

impl Typed {
    /// The text of a box.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match field.room() {
            Room::Adding => &self.adding,
            Room::Questions => &self.answers.by,
            Room::Card => {
                let of_card = self.sessions.iter().find(|(card, _)| *card == self.course.drug);
                of_card.map_or("", |(_, text)| text)
            }
            Room::Person => self.person.boxes.of(field),
            Room::Line => self.medicines.get(field.place()).map_or("", |it| it.boxes.of(field)),
            Room::Course => self.course.boxes.of(field),
            // Nothing is typed in it.
            Room::Head => "",
            Room::Strength => boxes_at(&self.course.other_strengths, field),
            Room::Liquid => boxes_at(&self.course.liquids, field),
            Room::Drops => boxes_at(&self.course.drops, field),
            Room::AtHome => self.course.ticked().get(field.place()).map_or("", |it| self.course.at_home_of(it)),
        }
    }

    /// Puts text in a box. A box that is no longer there takes nothing.
    pub(crate) fn set_text(&mut self, field: Field, text: String) {
        let at = field.place();
        let boxes = match field.room() {
            Room::Adding => return self.adding = text,
            Room::Questions => return Rc::make_mut(&mut self.answers).by = text,
            Room::Card => {
                let drug = &self.course.drug;
                let at = self.sessions.partition_point(|(card, _)| card < drug);
                if self.sessions.get(at).is_none_or(|(card, _)| card != drug) {
                    self.sessions.insert(at, (drug.clone(), String::new()));
                }
                return self.sessions[at].1 = text;
            }
            Room::Person => Some(&mut Rc::make_mut(&mut self.person).boxes),
            Room::Line => self.line_mut(at).map(|it| &mut it.boxes),
            Room::Course => Some(&mut Rc::make_mut(&mut self.course).boxes),
            Room::Head => None,
            Room::Strength => Rc::make_mut(&mut self.course).other_strengths.get_mut(at),
            Room::Liquid => Rc::make_mut(&mut self.course).liquids.get_mut(at),
            Room::Drops => Rc::make_mut(&mut self.course).drops.get_mut(at),
            Room::AtHome => {
                let ticked = self.course.ticked().into_iter().nth(at);
                let course = Rc::make_mut(&mut self.course);
                // The boxes now say what is at home, and no longer what a file said that they could not.
                course.standing.units.clear();
                return ticked.map_or((), |it| course.set_at_home(it, text));
            }
        };
        if let Some(boxes) = boxes {
            boxes.set(field, text);
        }
        if field == Field::Creatinine {
            Rc::make_mut(&mut self.person).forget_pressed_unit();
        }
    }

    /// How many times what a field is of stands in the form.
    fn lines(&self, room: Room) -> usize {
        match room {
            Room::Line => self.medicines.len(),
            Room::Strength => self.course.other_strengths.len(),
            Room::Liquid => self.course.liquids.len(),
            Room::Drops => self.course.drops.len(),
            Room::AtHome => self.course.ticked().len(),
            Room::Person | Room::Adding | Room::Course | Room::Head | Room::Card | Room::Questions => 1,
        }
    }

    /// Every field there is now, line by line, in the order in which they are read.
    pub(super) fn fields(&self) -> Vec<Field> {
        let mut all = Vec::new();
        for fields in Field::ALL.chunk_by(|one, next| one.room() == next.room()) {
            for line in 0..self.lines(fields[0].room()) {
                all.extend(fields.iter().map(|it| it.on(line)));
            }
        }
        all
    }

    /// An empty form, of no treatment.
    pub(crate) fn nothing(region: Region, today: Option<Date>) -> Self {
        let id = today.map_or_else(|| "plan".to_owned(), |day| format!("plan-{day}"));
        Self { id, region, ..Self::default() }
    }

    /// An empty form for a drug; of no treatment where none is named.
    pub(crate) fn empty(formulary: &SoFar<'_>, drug: Option<&str>, region: Region, today: Option<Date>) -> Self {
        let mut form = Self::nothing(region, today);
        if let Some(drug) = drug.filter(|it| !it.is_empty()) {
            form.choose_drug(formulary, drug);
        }
        form
    }

    /// Chooses a drug; what depends on the former one is forgotten.
    pub(crate) fn choose_drug(&mut self, formulary: &SoFar<'_>, drug: &str) {
        let course = Rc::make_mut(&mut self.course);
        let book = formulary.drug(drug);
        let indications = book.map(|it| &it.indications).or_else(|| formulary.card(drug).map(|it| &it.indications));
        let indication = indications.and_then(|it| it.first().cloned());
        let protocol = book.map(|it| formulary.default_protocol(it, self.region));
        *course = TypedTreatment {
            drug: drug.to_owned(),
            indication,
            boxes: std::mem::take(&mut course.boxes).only(&OF_NO_DRUG),
            products: products(formulary, drug, protocol, self.region),
            ..TypedTreatment::default()
        };
    }

    /// Takes up a treatment that was put aside, with the day and the prescriber of now.
    pub(crate) fn choose_course(&mut self, course: TypedTreatment) {
        let former = std::mem::replace(&mut self.course, Rc::new(course));
        for field in OF_NO_DRUG {
            self.set_text(field, former.boxes.of(field).to_owned());
        }
    }

    /// Chooses a protocol; one of another release takes other units.
    pub(crate) fn choose_protocol(&mut self, formulary: &SoFar<'_>, protocol: Option<String>) {
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

    /// Chooses what is begun after a way down. What depends on the former one is forgotten; what any pharmacy of the
    /// region has of it is ticked, for the use that both have.
    pub(crate) fn choose_then(&mut self, formulary: &SoFar<'_>, then: Option<String>) {
        let drug = then.as_deref().and_then(|it| formulary.drug(it));
        let with = drug.map(|drug| {
            let protocol = formulary.default_protocol(drug, self.region);
            let indication = self.course.indication.clone().filter(|it| drug.indications.contains(it));
            let supplies = products(formulary, &drug.id, Some(protocol), self.region);
            ThenWith { indication, supplies, ..ThenWith::default() }
        });
        let course = Rc::make_mut(&mut self.course);
        course.boxes.set(Field::ThenTarget, String::new());
        if let Some(taper) = course.taper_mut() {
            (taper.then, taper.then_with) = (then, with.map(Box::new));
        }
    }

    /// Chooses its protocol; one of another release takes other units.
    pub(crate) fn choose_then_protocol(&mut self, formulary: &SoFar<'_>, protocol: Option<String>) {
        let region = self.region;
        let Some(taper) = Rc::make_mut(&mut self.course).taper_mut() else { return };
        let Some(drug) = taper.then.as_deref().and_then(|it| formulary.drug(it)) else { return };
        let with = taper.then_with.get_or_insert_default();
        let chosen = protocol.as_deref().unwrap_or_else(|| formulary.default_protocol(drug, region));
        let prolonged = formulary.protocol(chosen).is_some_and(|it| it.prolonged);
        if with.supplies.iter().any(|it| it.is_prolonged() != prolonged) {
            with.supplies = products(formulary, &drug.id, Some(chosen), region);
        }
        with.protocol = protocol;
    }

    /// A line of the medicines, to change it.
    pub(crate) fn line_mut(&mut self, at: usize) -> Option<&mut TypedMedicine> {
        Rc::make_mut(&mut self.medicines).get_mut(at)
    }

    /// Adds a medicine at the end of the list, and empties the box it was typed in.
    pub(crate) fn add_medicine(&mut self, name: &str, chosen: Option<String>) {
        self.adding.clear();
        let lines = Rc::make_mut(&mut self.medicines);
        let number = lines.iter().map(|it| it.number).max().unwrap_or(0) + 1;
        lines.push(TypedMedicine { number, name: name.trim().to_owned(), chosen, ..TypedMedicine::default() });
    }

    /// Answers one question.
    pub fn answer(&mut self, question: &str, truth: Truth) {
        self.take_back(&[question.to_owned()]);
        Rc::make_mut(&mut self.answers).given.insert(question.to_owned(), truth);
    }

    /// Takes the answers to some questions back, whoever gave them: nobody answers them now.
    pub(crate) fn take_back(&mut self, questions: &[String]) {
        let answers = Rc::make_mut(&mut self.answers);
        for group in &mut answers.none_of_these {
            group.questions.retain(|it| !questions.contains(it));
        }
        answers.none_of_these.retain(|it| !it.questions.is_empty());
        answers.given.retain(|it, _| !questions.contains(it));
    }

    /// Answers No to exactly the questions that were shown and that nobody answered one by one, in the
    /// words of whoever says so. A yes, a no and "don't know" stay until they are taken back there.
    pub(crate) fn answer_none(&mut self, shown: &[String], by: &str) {
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
    pub(crate) fn acknowledge(&mut self, decision: Decision) {
        let records = Rc::make_mut(&mut self.records);
        records.acknowledgements.retain(|it| it.about != decision.about);
        records.acknowledgements.push(decision);
    }

    /// Takes a decision and an acknowledgement back.
    pub(crate) fn withdraw(&mut self, about: &str) {
        let records = Rc::make_mut(&mut self.records);
        records.decisions.retain(|it| it.about != about);
        records.acknowledgements.retain(|it| it.about != about);
    }
}

impl TypedTreatment {
    /// What is ticked, or came in a file, and is counted in units: as one unit, however long it keeps.
    pub(crate) fn ticked(&self) -> Vec<Supply> {
        let capsules =
            self.strengths.iter().map(|it| Supply::Capsule { strength: *it, prolonged: false, keeps_days: None });
        let others = self.products.iter().chain(&self.other_supplies).filter_map(as_unit);
        let mut ticked: Vec<Supply> = Vec::new();
        for it in capsules.chain(others) {
            if !ticked.contains(&it) {
                ticked.push(it);
            }
        }
        ticked
    }

    /// What was typed of how much of a unit is at home.
    pub(crate) fn at_home_of(&self, unit: &Supply) -> &str {
        self.at_home.iter().find(|(it, _)| it == unit).map_or("", |(_, text)| text)
    }

    /// Says how much of a unit is at home.
    pub(super) fn set_at_home(&mut self, unit: Supply, text: String) {
        self.at_home.retain(|(it, _)| *it != unit);
        if !text.is_empty() {
            self.at_home.push((unit, text));
            sort::with(&mut self.at_home, |one, other| one.0.strength().cmp(&other.0.strength()));
        }
    }
}

/// A supply as one of its units; none of a liquid, which is measured.
pub(super) fn as_unit(supply: &Supply) -> Option<Supply> {
    match supply {
        Supply::Capsule { strength, prolonged, keeps_days: _ } => {
            Some(Supply::Capsule { strength: *strength, prolonged: *prolonged, keeps_days: None })
        }
        Supply::Tablet { .. } | Supply::Drops { .. } => Some(supply.clone()),
        Supply::Liquid { .. } => None,
    }
}

/// What is typed of a treatment whatever its drug.
const OF_NO_DRUG: [Field; 2] = [Field::Start, Field::Prescriber];

fn boxes_at(list: &[Boxes], field: Field) -> &str {
    list.get(field.place()).map_or("", |it| it.of(field))
}

/// What any pharmacy of the region hands over for a protocol: ticked from the start, in sight. A drug
/// that is compounded has no such thing.
fn products(formulary: &SoFar<'_>, drug: &str, protocol: Option<&str>, region: Region) -> Vec<Supply> {
    let prolonged = protocol.and_then(|it| formulary.protocol(it)).is_some_and(|it| it.prolonged);
    formulary.drug(drug).into_iter().flat_map(|it| it.handed_over(region, prolonged)).cloned().collect()
}
