//! The form that says what a saved request says.

use std::rc::Rc;

use palier_engine::book::drug::Drug;
use palier_engine::book::formulary::SoFar;
use palier_engine::book::supply::Supply;
use palier_engine::book::taper::Cut;
use palier_engine::exact::dose::Dose;
use palier_engine::exact::sort;
use palier_engine::lang::Lang;
use palier_engine::person::liver::LiverTest;
use palier_engine::person::medicine::Medicine;
use palier_engine::person::patient::Patient;
use palier_engine::person::typed::Tested;
use palier_engine::request::request::{Purpose, Request, UnitsHeld};
use palier_engine::request::taken::TakenNow;

use crate::form::boxes::Boxes;
use crate::form::field::Field;
use crate::form::read_treatment::NOW;
use crate::form::text::{Style, write, write_in, write_test};
use crate::form::typed::{Answers, Person, Records, Typed, TypedMedicine, TypedTreatment, as_unit};
use crate::form::value::{Typeable, Value};

impl Typed {
    /// The form that says what a saved request says.
    #[must_use]
    pub fn from_request(formulary: &SoFar<'_>, request: &Request) -> Self {
        let style = Style { lang: formulary.lang(request.language), region: request.region };
        let mut form = Self {
            id: request.id.clone(),
            region: request.region,
            person: Rc::new(person_of(&request.patient)),
            answers: Rc::new(Answers {
                given: request.patient.answers.clone(),
                none_of_these: request.patient.none_of_these.clone(),
                by: String::new(),
            }),
            medicines: Rc::new((1..).zip(&request.medicines).map(|(number, it)| line_of(number, it)).collect()),
            adding: String::new(),
            course: Rc::new(TypedTreatment {
                converted: request.treatment.converted.clone(),
                ..course_of(formulary, request, style)
            }),
            sessions: sessions_of(request, style),
            check_ins: Rc::new(request.check_ins.clone()),
            held: Rc::new(request.sessions.clone()),
            measures: Rc::new(request.measures.clone()),
            records: Rc::new(Records {
                decisions: request.decisions.clone(),
                acknowledgements: request.acknowledgements.clone(),
            }),
        };
        let mut request = request.clone();
        for field in form.fields() {
            if let Some(value) = field.find(&mut request).and_then(|it| it.written()) {
                form.set_text(field, write_in(field, Some(value), style));
            }
        }
        form.share_limit(&request, style.lang);
        form
    }

    /// Puts the limit that ALT and AST have in common in the box of both. Where one of them is normal without any
    /// limit, that box would give it one: each keeps its own.
    fn share_limit(&mut self, request: &Request, lang: Lang) {
        let Some(liver) = &request.patient.liver else { return };
        let tests = [(Field::Alt, liver.alt), (Field::Ast, liver.ast)];
        let limit_of = |test: LiverTest| match test {
            LiverTest::Printed { limit, .. } => Some(limit),
            LiverTest::Normal { limit } => limit,
            LiverTest::Times(_) => None,
        };
        let shared = tests.iter().find_map(|(_, it)| limit_of((*it)?));
        let Some(shared) =
            shared.filter(|_| tests.iter().all(|(_, it)| *it != Some(LiverTest::Normal { limit: None })))
        else {
            return;
        };
        self.set_text(Field::TestLimit, shared.write_typed(lang));
        for (field, test) in tests {
            if let Some(test) = test.filter(|it| limit_of(*it) == Some(shared)) {
                self.set_text(field, write_test(test, Tested::Enzyme, false, lang));
            }
        }
    }
}

/// What is typed of a supply.
fn boxes(texts: Vec<(Field, Option<Value>)>, style: Style) -> Boxes {
    let mut boxes = Boxes::default();
    for (field, value) in texts {
        boxes.set(field, write(value, style));
    }
    boxes
}

fn person_of(patient: &Patient) -> Person {
    let pugh = patient.child_pugh.as_ref();
    Person {
        boxes: Boxes::default(),
        sex: patient.sex,
        creatinine_unit: patient.creatinine.as_ref().map(|it| it.unit),
        // Nobody here has said that a low one is meant.
        creatinine_kept: None,
        alcohol: patient.alcohol,
        phq9_item9: patient.phq9_item9,
        ascites: pugh.map(|it| it.ascites),
        encephalopathy: pugh.map(|it| it.encephalopathy),
    }
}

fn line_of(number: u32, medicine: &Medicine) -> TypedMedicine {
    TypedMedicine {
        number,
        name: medicine.name.clone(),
        chosen: medicine.chosen.clone(),
        neither: false,
        stopped: medicine.stopped.is_some(),
        form: medicine.form,
        route: medicine.route,
        used: medicine.used,
        boxes: Boxes::default(),
    }
}

/// The last session of each card.
fn sessions_of(request: &Request, style: Style) -> Vec<(String, String)> {
    let mut held: Vec<_> = request.sessions.iter().collect();
    sort::with(&mut held, |one, other| one.card.cmp(&other.card).then(other.on.cmp(&one.on)));
    held.dedup_by(|later, first| later.card == first.card);
    held.into_iter().map(|it| (it.card.clone(), write(it.on.value(), style))).collect()
}

/// Whether each count is of a unit that has one box, in the order in which the boxes are read.
fn are_boxed(held: &[UnitsHeld], supplies: &[Supply]) -> bool {
    let units: Vec<Option<Supply>> = supplies.iter().map(as_unit).collect();
    let once = |at: usize| units.iter().filter(|it| **it == units[at]).count() == 1;
    held.is_sorted_by(|one, next| one.supply < next.supply)
        && held.iter().all(|it| units.get(it.supply).is_some_and(Option::is_some) && once(it.supply))
}

impl TypedTreatment {
    /// Writes how much of a supply is at home in its box.
    fn hold(&mut self, supply: &Supply, count: Option<Value>, style: Style) {
        if let Some(unit) = as_unit(supply).filter(|_| count.is_some()) {
            self.set_at_home(unit, write(count, style));
        }
    }
}

/// What is typed of where somebody stands who takes it already. Gives what is at home of each supply, where it stands
/// in a box of its unit; what no box can say is kept as it came.
fn boxes_of_standing(course: &mut TypedTreatment, supplies: &[Supply], style: Style) -> Vec<UnitsHeld> {
    let standing = &mut course.standing;
    for TakenNow { moment, dose } in std::mem::take(&mut standing.now) {
        let field = NOW.into_iter().find(|(it, _)| *it == moment).map(|(_, field)| field);
        field.into_iter().for_each(|it| course.boxes.set(it, write(dose.value(), style)));
    }
    (standing.since, standing.dose_since) = (None, None);
    if are_boxed(&standing.units, supplies) { std::mem::take(&mut standing.units) } else { Vec::new() }
}

/// What is typed of a way down: what a box holds is said there alone; a pace that no box holds is kept as it came.
fn boxes_of_taper(course: &mut TypedTreatment, style: Style) {
    let Some(Purpose::Taper(taper)) = &mut course.purpose else { return };
    let (cut, box_of) = match taper.cut {
        Some(Cut::Dose(dose)) => (dose.value(), Some(Field::TaperCut)),
        Some(Cut::OfCurrent(percent)) => (percent.value(), Some(Field::TaperShare)),
        Some(Cut::OfFirst(_) | Cut::Points(_) | Cut::Risk(_)) | None => (None, None),
    };
    if let Some(field) = box_of {
        course.boxes.set(field, write(cut, style));
        taper.cut = None;
    }
    (taper.to, taper.interval_days) = (None, None);
    if let (Some(_), Some(with)) = (&taper.then, &mut taper.then_with) {
        with.target = None;
    }
}

fn course_of(formulary: &SoFar<'_>, request: &Request, style: Style) -> TypedTreatment {
    let treatment = &request.treatment;
    let mut course = TypedTreatment {
        drug: treatment.drug.clone(),
        indication: treatment.indication.clone(),
        protocol: treatment.protocol.clone(),
        moment: treatment.moment,
        larger_evening: treatment.larger_evening,
        in_hand: treatment.in_hand.clone(),
        batch_days: treatment.batch_days,
        purpose: treatment.purpose.clone(),
        standing: treatment.standing.clone(),
        ..TypedTreatment::default()
    };
    boxes_of_taper(&mut course, style);
    let boxed = boxes_of_standing(&mut course, &treatment.supplies, style);
    let at_home = |place: usize| boxed.iter().find(|it| it.supply == place).and_then(|it| it.count.value());
    let drug = formulary.drug(&treatment.drug);
    let offered: &[Dose] = drug.map_or(&[], |it: &Drug| &it.compounded);
    let is_product = |supply: &Supply| drug.is_some_and(|it| it.products.iter().any(|it| it.supply == *supply));
    let shared = treatment.supplies.iter().filter(|it| !is_product(it)).find_map(|it| match it {
        Supply::Capsule { keeps_days, .. } => Some(*keeps_days),
        Supply::Tablet { .. } | Supply::Liquid { .. } | Supply::Drops { .. } => None,
    });
    let keeps = shared.flatten().filter(|_| !offered.is_empty());
    course.boxes.set(Field::CapsulesKeep, write(keeps.and_then(|it| it.value()), style));
    course.opened_supplies.clone_from(&treatment.supplies);
    // The same strength twice has one box.
    let mut boxed = Vec::new();
    for (place, supply) in treatment.supplies.iter().enumerate() {
        let at_home = at_home(place);
        match supply {
            product if is_product(product) => {
                course.products.push(supply.clone());
                course.hold(supply, at_home, style);
            }
            Supply::Capsule { strength, keeps_days, prolonged: false }
                // Where nothing is compounded there is no box for it.
                if !offered.is_empty() && Some(*keeps_days) == shared && !boxed.contains(strength) =>
            {
                boxed.push(*strength);
                if offered.contains(strength) {
                    course.strengths.push(*strength);
                    course.hold(supply, at_home, style);
                } else {
                    let texts = vec![(Field::OtherStrength(0), strength.value()), (Field::StrengthAtHome(0), at_home)];
                    course.other_strengths.push(boxes(texts, style));
                }
            }
            Supply::Tablet { .. } => {
                course.products.push(supply.clone());
                course.hold(supply, at_home, style);
            }
            Supply::Liquid { per_ml, syringe, graduation, bottle, keeps_days: Some(keeps) } => {
                let texts = vec![
                    (Field::LiquidPerMl(0), per_ml.value()),
                    (Field::LiquidSyringe(0), syringe.value()),
                    (Field::LiquidGraduation(0), graduation.value()),
                    (Field::LiquidBottle(0), bottle.value()),
                    (Field::LiquidKeeps(0), keeps.value()),
                ];
                course.liquids.push(boxes(texts, style));
            }
            Supply::Drops { per_drop, most } => {
                let texts = vec![
                    (Field::DropsPerDrop(0), per_drop.value()),
                    (Field::DropsMost(0), most.value()),
                    (Field::DropsAtHome(0), at_home),
                ];
                course.drops.push(boxes(texts, style));
            }
            Supply::Capsule { .. } | Supply::Liquid { .. } => {
                course.other_supplies.push(supply.clone());
                course.hold(supply, at_home, style);
            }
        }
    }
    sort::with(&mut course.strengths, Ord::cmp);
    course
}
