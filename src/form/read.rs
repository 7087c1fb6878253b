//! The one way from what was typed to a [`Request`].
//!
//! Nothing is guessed: what cannot be read is reported and unknown.

use palier_engine::book::formulary::SoFar;
use palier_engine::book::place::Region;
use palier_engine::exact::date::Date;
use palier_engine::lang::Tongue;
use palier_engine::person::medicine::Medicine;
use palier_engine::person::patient::Patient;
use palier_engine::request::request::{Held, Ongoing, Request, Treatment};

use crate::form::complaint::{Complaint, FieldProblem};
use crate::form::field::{Field, Group, Read};
use crate::form::reader::FormReader;
use crate::form::text::read_day;
use crate::form::typed::{Typed, TypedMedicine};

/// What a form says, as far as it can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// Everything that could be read; the rest is unknown.
    pub request: Request,
    /// Everything that could not, in the order of the form.
    pub problems: Vec<FieldProblem>,
}

impl Typed {
    /// Reads the whole form, field by field. Nothing is guessed: what cannot be read is reported and unknown.
    #[must_use]
    pub fn parse(&self, formulary: &SoFar<'_>, today: Date, language: Tongue) -> Parsed {
        let creatinine_umol = formulary.edition().creatinine_range_umol;
        let mut reader = FormReader { form: self, today, creatinine_umol, problems: Vec::new() };
        let mut request = self.chosen(today, language);
        for field in self.fields() {
            reader.read(field, &mut request);
        }
        Parsed { request, problems: reader.problems }
    }

    /// The request without what is typed.
    fn chosen(&self, today: Date, language: Tongue) -> Request {
        let (person, course) = (&self.person, &self.course);
        Request {
            version: 1,
            id: self.id.clone(),
            today,
            language,
            view: None,
            region: self.region,
            patient: Patient {
                sex: person.sex,
                alcohol: person.alcohol,
                phq9_item9: person.phq9_item9,
                answers: self.answers.given.clone(),
                none_of_these: self.answers.none_of_these.clone(),
                ..Patient::default()
            },
            medicines: self.medicines.iter().map(TypedMedicine::chosen).collect(),
            treatment: Treatment {
                drug: course.drug.clone(),
                indication: course.indication.clone(),
                protocol: course.protocol.clone(),
                moment: course.moment,
                larger_evening: course.larger_evening,
                batch_days: course.batch_days,
                converted: course.converted.clone(),
                purpose: course.purpose.clone(),
                standing: course.purpose.as_ref().map_or_else(Ongoing::default, |_| course.standing.clone()),
                ..Treatment::default()
            },
            sessions: Vec::new(),
            check_ins: self.check_ins.to_vec(),
            measures: self.measures.to_vec(),
            prescriber: None,
            decisions: self.records.decisions.clone(),
            acknowledgements: self.records.acknowledgements.clone(),
        }
    }

    /// Last sessions that cannot be read and whose card is not chosen: no plan waits for them, but a file
    /// could not hold them.
    pub(crate) fn sessions_out_of_sight(&self, today: Date) -> Vec<FieldProblem> {
        let others = self.sessions.iter().filter(|(card, _)| **card != self.course.drug);
        let unread = others.filter_map(|(card, text)| {
            let complaint = read_session(text, self.region, today)?.err()?;
            Some(FieldProblem { path: format!("sessions.{card}"), complaint })
        });
        unread.collect()
    }
}

impl TypedMedicine {
    /// The line without what is typed of it.
    fn chosen(&self) -> Medicine {
        Medicine {
            name: self.name.clone(),
            chosen: self.chosen.clone(),
            form: self.form,
            route: self.route,
            used: self.used,
            ..Medicine::default()
        }
    }
}

impl FormReader<'_> {
    /// Reads a field into the request, as its row says.
    fn read(&mut self, field: Field, request: &mut Request) {
        match field.read() {
            Read::Alone => {
                // Where nothing was read, nothing is made to hold it.
                if let Some(value) = self.value(field)
                    && let Some(slot) = field.find(request)
                {
                    slot.put(&value);
                }
            }
            Read::Begins(group) => self.read_group(group, field.place(), request),
            Read::Within => {}
        }
    }

    /// Reads what means something only together.
    fn read_group(&mut self, group: Group, at: usize, request: &mut Request) {
        match group {
            Group::Creatinine => request.patient.creatinine = self.creatinine(),
            Group::TestLimit => {
                // It is part of each test that is read beside it.
                self.value(Field::TestLimit);
            }
            Group::Clearance => request.patient.clearance = self.clearance(),
            Group::ChildPugh => request.patient.child_pugh = self.child_pugh(),
            Group::Stop => request.medicines[at].stopped = self.stop(at),
            Group::NotAdded => request.medicines.extend(self.not_added()),
            Group::TakenNow => self.taken_now(&mut request.treatment),
            Group::TaperCut => self.taper_cut(&mut request.treatment),
            Group::Supplies => self.supplies(&mut request.treatment),
            Group::Sessions => request.sessions = self.sessions(),
        }
    }

    /// The sessions of the file that was opened, the last of each card as its box now says; then those
    /// of the other boxes.
    fn sessions(&mut self) -> Vec<Held> {
        let form = self.form;
        let mut boxes: Vec<(&str, Option<Date>)> =
            form.sessions.iter().map(|(card, text)| (card.as_str(), self.session(card, text))).collect();
        let mut sessions = Vec::new();
        for (at, held) in form.held.iter().enumerate() {
            if last_session(&form.held, &held.card) == Some(at) {
                let on = boxes.iter().position(|(card, _)| *card == held.card).and_then(|at| boxes.remove(at).1);
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
