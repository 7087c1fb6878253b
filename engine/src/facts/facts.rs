//! What the request says, read through the conditions of the book.
//!
//! Each reading keeps the fields it rests on, or those that are missing, so that every finding can
//! show its working and every unanswered question can be jumped to.

use std::cell::Cell;
use std::rc::Rc;

use crate::book::formulary::Formulary;
use crate::book::medicine::Substance;
use crate::book::protocol::Rung;
use crate::book::question::{Doubt, Question};
use crate::exact::date::Date;
use crate::exact::decimal::Decimal;
use crate::exact::sort;
use crate::facts::leaf::Leaf;
use crate::facts::line::{MedicineLine, valid};
use crate::facts::lookup::{Lookup, Named};
use crate::facts::measures::days_between;
use crate::facts::shelf::Shelf;
use crate::lang::Lang;
use crate::logic::condition::Measure;
use crate::logic::truth::Truth;
use crate::person::kidney::RenalFunction;
use crate::person::liver::LiverTest;
use crate::person::patient::Patient;
use crate::recognise::catalogue::Catalogue;
use crate::request::check_in::CheckIn;
use crate::request::request::{Decision, Request};
use crate::scales::crisis;

/// The key of the decision to go on after the day of judgement.
pub(crate) const JUDGED: &str = "CHK-JUDGED";

/// The request, its medicines recognised and its arithmetic done, ready to be read.
pub struct Facts<'a> {
    /// The book.
    pub formulary: &'a Formulary,
    /// The request.
    pub request: &'a Request,
    /// What the book says of the drug here.
    pub leaf: &'a Leaf<'a>,
    /// The book by name.
    pub lookup: &'a Lookup<'a>,
    /// The medicine list.
    pub lines: Rc<[MedicineLine<'a>]>,
    /// Id of the protocol chosen, or of the drug's default.
    pub protocol: &'a str,
    pub(crate) renal: Option<RenalFunction>,
    pub(crate) in_doubt: bool,
    /// What the book says of each substance of the list, in the order of their ids.
    pub(crate) named: Rc<[&'a Named<'a>]>,
    said: Said,
    pub(crate) read: QuestionsRead,
}

/// What the person said of each question of the book, in its order.
#[derive(Debug)]
struct Said {
    answers: Vec<Truth>,
    /// Whether some answer names a question that is not in the book.
    names_a_stranger: bool,
}

impl Said {
    /// As given, else No by a "None of these" that showed it: as [`Patient::answer`] says of each.
    fn by(patient: &Patient, lookup: &Lookup<'_>) -> Self {
        let mut said = Self { answers: vec![Truth::Unknown; lookup.questions.len()], names_a_stranger: false };
        let swept = patient.none_of_these.iter().flat_map(|it| &it.questions).map(|id| (id, Truth::No));
        for (id, answer) in swept.chain(patient.answers.iter().map(|(id, answer)| (id, *answer))) {
            match lookup.question(id) {
                Some(known) => said.answers[known.place] = answer,
                None => said.names_a_stranger = true,
            }
        }
        said
    }
}

/// What each question was read as, so that each is read once: where an unrecognised name counts for
/// nothing, and where it could be anything.
#[derive(Debug)]
pub(crate) struct QuestionsRead(Vec<[Cell<Option<Truth>>; 2]>);

impl QuestionsRead {
    fn nothing_yet(questions: usize) -> Self {
        Self((0..questions).map(|_| Default::default()).collect())
    }

    fn forget(&mut self) {
        self.0.iter_mut().for_each(|it| *it = Default::default());
    }

    /// The place of one reading of a question.
    pub(crate) fn slot(&self, question: usize, unlisted: Truth) -> &Cell<Option<Truth>> {
        &self.0[question][usize::from(unlisted == Truth::Unknown)]
    }
}

/// Whether some doubt was told.
pub(crate) fn any_told(doubts: &[(Doubt, Truth)]) -> Truth {
    doubts.iter().fold(Truth::No, |any, (_, told)| any.or(*told))
}

impl<'a> Facts<'a> {
    /// Recognises the medicines and does the arithmetic, once per request.
    #[must_use]
    pub fn new<'b: 'a>(catalogue: &Catalogue<'b>, shelf: &'a Shelf<'b>, request: &'a Request) -> Self {
        let (formulary, lookup): (&Formulary, &Lookup<'_>) = (shelf.formulary, &shelf.lookup);
        let drug = formulary.drug(&request.treatment.drug);
        let default = drug.map_or("", |it| formulary.default_protocol(it, request.region));
        let protocol = request.treatment.protocol.as_deref().unwrap_or(default);
        let mut named: Vec<&Named<'_>> = Vec::new();
        let mut lines = Vec::with_capacity(request.medicines.len());
        for (index, medicine) in request.medicines.iter().enumerate() {
            let line = MedicineLine::new(catalogue, index, medicine, request);
            named.extend(line.recognised.substances().iter().filter_map(|it| shelf.named(&it.id)));
            lines.push(line);
        }
        sort::with(&mut named, |one, other| one.substance.id.cmp(&other.substance.id));
        named.dedup_by_key(|it| &it.substance.id);
        let in_doubt = lines.iter().any(|it: &MedicineLine<'_>| it.in_doubt);
        let leaf: &Leaf<'_> = shelf.leaf(&request.treatment.drug, request.region);
        let facts = Self {
            formulary,
            request,
            leaf,
            lookup,
            lines: lines.into(),
            protocol,
            renal: None,
            in_doubt,
            named: named.into(),
            said: Said::by(&request.patient, lookup),
            read: QuestionsRead::nothing_yet(lookup.questions.len()),
        };
        facts.with_kidneys()
    }

    /// The same, of another person who takes the same medicines.
    #[must_use]
    pub fn of_other<'b>(&'b self, request: &'b Request) -> Facts<'b> {
        let facts = Facts {
            request,
            lines: Rc::clone(&self.lines),
            named: Rc::clone(&self.named),
            renal: None,
            said: Said::by(&request.patient, self.lookup),
            read: QuestionsRead::nothing_yet(self.lookup.questions.len()),
            ..*self
        };
        facts.with_kidneys()
    }

    /// With the renal function. What was read without it is read again.
    fn with_kidneys(mut self) -> Self {
        self.renal = self.renal_function();
        self.read.forget();
        self
    }

    /// What the book says of a substance of the list.
    pub(crate) fn named(&self, substance: &Substance) -> Option<&'a Named<'a>> {
        let at = self.named.binary_search_by(|it| it.substance.id.cmp(&substance.id)).ok()?;
        Some(self.named[at])
    }

    fn renal_function(&self) -> Option<RenalFunction> {
        self.request.patient.renal_function(any_told(&self.told_doubts()))
    }

    /// What is told of each doubt about the formula of a clearance, read as questions of the book are: what
    /// implies one of them counts.
    pub(crate) fn told_doubts(&self) -> Vec<(Doubt, Truth)> {
        self.lookup.doubts().iter().map(|(doubt, question)| (*doubt, self.said_of(&question.id))).collect()
    }

    /// Language of the answer.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.formulary.lang(self.request.language)
    }

    /// The recorded decision of a named professional about `key`, dated no later than today.
    #[must_use]
    pub fn decision(&self, key: &str) -> Option<&'a Decision> {
        valid(&self.request.decisions, key, self.request.today).next()
    }

    /// The same, taken no earlier than what it judges: a last dose, a blood test.
    #[must_use]
    pub fn decision_since(&self, key: &str, since: Date) -> Option<&'a Decision> {
        valid(&self.request.decisions, key, self.request.today).find(|it| it.on >= since)
    }

    /// The recorded acknowledgement of `key`.
    #[must_use]
    pub fn acknowledgement(&self, key: &str) -> Option<&'a Decision> {
        valid(&self.request.acknowledgements, key, self.request.today).next()
    }

    /// Answers that cannot both be true: a question answered yes, and one that it implies answered no.
    /// Each pair once, in the order of the book.
    #[must_use]
    pub fn contradictions(&self) -> Vec<(&'a Question, &'a Question)> {
        let answered = |answer: Truth| {
            let questions = self.lookup.questions.iter().filter(move |it| self.answer(it.place) == answer);
            questions.map(|it| it.question)
        };
        let mut pairs = Vec::new();
        for yes in answered(Truth::Yes).filter(|it| !it.implies.is_empty()) {
            let implied = self.formulary.implications_of(yes);
            let denied = answered(Truth::No).filter(|it| implied.contains(&it.id.as_str()));
            pairs.extend(denied.map(|no| (yes, no)));
        }
        pairs
    }

    /// The answer to the question of a place: as given, else No by a "None of these" that showed it.
    pub(crate) fn answer(&self, place: usize) -> Truth {
        self.said.answers[place]
    }

    /// Whether some answer names a question that this edition does not ask.
    pub(crate) fn names_a_stranger(&self) -> bool {
        self.said.names_a_stranger
    }

    pub(crate) fn indication_name(&self, id: &str) -> String {
        let found = self.formulary.book().indications.iter().find(|it| it.id == id);
        found.map_or_else(|| id.to_owned(), |it| it.name.get(self.lang()).to_owned())
    }

    /// Whether the liver tests count: dated, not ahead, and not too old.
    pub(crate) fn liver_tests_count(&self) -> bool {
        let on = self.request.patient.liver.as_ref().and_then(|it| it.on);
        let keep = i32::from(self.formulary.edition().liver_tests_keep_days);
        on.is_some_and(|on| (0..=keep).contains(&self.request.today.days_since(on)))
    }

    /// The dose that is taken already, and once in how many days, by somebody who goes on with the drug.
    pub(crate) fn standing(&self) -> Option<Rung> {
        let standing = self.request.treatment.goes_on()?;
        Some(Rung { dose: standing.dose()?, days: 1, every_days: standing.every_days.unwrap_or(1).max(1) })
    }

    /// Full days at that dose before the first day of the plan: since the latest day it may be. Not known, none.
    pub(crate) fn days_at_this_dose(&self) -> u16 {
        let since = self.request.treatment.goes_on().and_then(|it| it.dose_since);
        since.map_or(0, |it| u16::try_from(self.first_dose_day().days_since(it.latest()).max(0)).unwrap_or(u16::MAX))
    }

    /// The day from which the judgement of the plan that is gone on with is counted: its first, or that of the last
    /// decision to go on after it was judged. None: it is counted from the first day here.
    pub(crate) fn judged_from(&self) -> Option<Date> {
        let since = self.request.treatment.goes_on()?.plan_since?;
        let again = valid(&self.request.decisions, JUDGED, self.request.today).map(|it| it.on).max();
        Some(again.map_or(since, |it| it.max(since)))
    }

    /// The last day on which the plan was looked at again, of the drug that is asked for.
    pub(crate) fn last_check_in(&self) -> Option<&'a CheckIn> {
        self.request.check_ins.last().filter(|it| it.stood.drug == self.request.treatment.drug)
    }

    /// The day of the first dose: the day wished for, else today.
    pub(crate) fn first_dose_day(&self) -> Date {
        let today = self.request.today;
        self.request.treatment.start.map_or(today, |start| start.max(today))
    }

    /// The last day on which a stopped medicine still acts, so many full days after its last dose, if the first dose
    /// comes before its end.
    pub(crate) fn acts_until(&self, line: &MedicineLine<'_>, days: u16) -> Option<Date> {
        let until = line.medicine.stopped.as_ref()?.last_dose.latest().plus(days.into());
        until.filter(|it| *it >= self.first_dose_day())
    }

    /// A liver test that counts.
    pub(crate) fn liver_test(&self, measure: Measure) -> Option<LiverTest> {
        self.request.patient.liver.as_ref().filter(|_| self.liver_tests_count())?.test(measure)
    }

    /// Whether a measure has a value; a liver test that no longer counts has none.
    pub(crate) fn is_known(&self, measure: Measure) -> bool {
        self.liver_test(measure).is_some() || self.value(measure).is_some()
    }

    /// The value of a measure, to the thousandth; of a liver test, none: it is compared with its limit.
    pub(crate) fn value(&self, measure: Measure) -> Option<Decimal> {
        let patient = &self.request.patient;
        match measure {
            Measure::Age => patient.age_years.map(|it| Decimal::whole(it.into())),
            Measure::Weight => patient.weight_kg,
            Measure::Bmi => patient.bmi(),
            Measure::Clearance => self.renal.map(|it| it.driving.rounded()),
            Measure::Alt | Measure::Ast | Measure::Bilirubin => None,
            Measure::LiverTestAge => {
                let on = patient.liver.as_ref()?.on.filter(|it| *it <= self.request.today)?;
                days_between(on, self.first_dose_day())
            }
            Measure::Phq9Item9 => crisis::item(self.formulary, self.request).map(|it| Decimal::whole(it.into())),
            Measure::ChildPugh => patient.child_pugh.as_ref().map(|it| Decimal::whole(it.points().into())),
            Measure::DaysToSurgery => {
                let surgery = patient.surgery_on.filter(|it| *it >= self.request.today)?;
                let days = surgery.days_since(self.first_dose_day());
                Some(Decimal::whole(u32::try_from(days).unwrap_or(0)))
            }
        }
    }

    /// Whether a number was entered: a liver test that no longer counts was.
    pub(crate) fn is_given(&self, measure: Measure) -> bool {
        let entered = self.request.patient.liver.as_ref().and_then(|it| it.test(measure));
        entered.is_some() || self.is_known(measure)
    }
}
