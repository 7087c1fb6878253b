//! What the form says of the person and of their medicines in several boxes that mean something only together.

use palier_engine::exact::date::When;
use palier_engine::person::kidney::{Creatinine, CreatinineUnit, GivenClearance};
use palier_engine::person::liver::ChildPugh;
use palier_engine::person::medicine::{Medicine, Stop};

use crate::form::complaint::Complaint;
use crate::form::field::Field;
use crate::form::reader::FormReader;

impl FormReader<'_> {
    pub(super) fn creatinine(&mut self) -> Option<Creatinine> {
        let typed = self.typed(Field::Creatinine)?;
        let value = self.take(Field::Creatinine)?;
        let Some(unit) = self.form.person.unit_of_creatinine() else {
            self.complain(Field::Creatinine, Complaint::UnitMissing);
            return None;
        };
        let creatinine = Creatinine { value, unit };
        if !creatinine.is_within(self.creatinine_umol) {
            let micromol = creatinine.micromol();
            let others = CreatinineUnit::ALL.map(|unit| Creatinine { value, unit }).into_iter();
            let others = others.filter(|it| it.is_within(self.creatinine_umol)).collect();
            self.complain(Field::Creatinine, Complaint::UnlikelyCreatinine { typed, micromol, others });
            return None;
        }
        if let Some(other) = creatinine.other_reading()
            && self.form.person.creatinine_kept.as_ref() != Some(&creatinine)
        {
            self.complain(Field::Creatinine, Complaint::LowCreatinine { read: creatinine, other });
            return None;
        }
        Some(creatinine)
    }

    pub(super) fn clearance(&mut self) -> Option<GivenClearance> {
        if self.typed(Field::Clearance).is_none() && self.typed(Field::ClearanceMethod).is_some() {
            self.complain(Field::Clearance, Complaint::ClearanceMissing);
        }
        let ml_per_min = self.take(Field::Clearance)?;
        let Some(method) = self.take(Field::ClearanceMethod) else {
            self.complain(Field::ClearanceMethod, Complaint::MethodMissing);
            return None;
        };
        Some(GivenClearance { ml_per_min, method })
    }

    pub(super) fn child_pugh(&mut self) -> Option<ChildPugh> {
        let person = &self.form.person;
        let bilirubin = self.take(Field::PughBilirubin);
        let albumin = self.take(Field::PughAlbumin);
        let inr = self.take(Field::PughInr);
        let boxes = [Field::PughBilirubin, Field::PughAlbumin, Field::PughInr];
        let items = (boxes.into_iter().map(|it| (it, self.typed(it).is_some())))
            .chain([(Field::Ascites, person.ascites.is_some())])
            .chain([(Field::Encephalopathy, person.encephalopathy.is_some())]);
        let (said, missing): (Vec<_>, Vec<_>) = items.partition(|(_, said)| *said);
        if !said.is_empty() {
            missing.into_iter().for_each(|(it, _)| self.complain(it, Complaint::ScoreIncomplete));
        }
        Some(ChildPugh {
            bilirubin_umol_per_l: bilirubin?,
            albumin_g_per_l: albumin?,
            inr: inr?,
            ascites: person.ascites?,
            encephalopathy: person.encephalopathy?,
        })
    }

    /// The text that was left in the box that adds a medicine: one more line, named as typed, and no
    /// plan until it is added or taken away.
    pub(super) fn not_added(&mut self) -> Option<Medicine> {
        let typed = self.typed(Field::NewMedicine)?;
        self.complain(Field::NewMedicine, Complaint::NotAdded { typed: typed.clone() });
        Some(Medicine { name: typed, ..Medicine::default() })
    }

    /// A stop without a day, or one ahead that nobody planned, is no stop: the medicine then
    /// counts as taken, which is the stricter reading.
    pub(super) fn stop(&mut self, at: usize) -> Option<Stop> {
        let field = Field::LastDose(at);
        if !self.form.medicines[at].stopped {
            return None;
        }
        if self.typed(field).is_none() {
            self.complain(field, Complaint::LastDoseMissing);
            return None;
        }
        let last_dose: When = self.take(field)?;
        let planned_by = self.take(Field::PlannedBy(at));
        if last_dose.earliest() > self.today && planned_by.is_none() {
            self.complain(Field::PlannedBy(at), Complaint::PlannerMissing);
            return None;
        }
        Some(Stop { last_dose, planned_by })
    }
}
