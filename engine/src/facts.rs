//! What the request says, read through the conditions of the book.
//!
//! Each reading keeps the fields it rests on, or those that are missing, so that every finding can
//! show its working and every unanswered question can be jumped to.

use std::rc::Rc;

use crate::assess::Input;
use crate::blank::is_blank;
use crate::date::{Date, When};
use crate::decimal::Decimal;
use crate::dose::Dose;
use crate::formulary::{Division, Drug, Formulary, Ladder, Protocol, Question, Substance, Supplement, Variant};
use crate::medicine::{Acts, Catalogue, Medicine, Recognised, Use, acts};
use crate::patient::{FORMULA_DOUBTS, RenalFunction};
use crate::request::{Decision, Request};
use crate::truth::{Compare, Condition, Measure, Taking, Truth};
use crate::words::{self, Lang};

/// A condition read against a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Whether it holds.
    pub truth: Truth,
    /// The fields that decided, when it is known.
    pub used: Vec<Input>,
    /// The fields that are missing, when it is unknown.
    pub missing: Vec<Input>,
}

impl Reading {
    fn bare(truth: Truth) -> Self {
        Self { truth, used: Vec::new(), missing: Vec::new() }
    }

    /// Takes in the fields of a part that came to the same truth.
    fn absorb(&mut self, part: Reading) {
        if part.truth == self.truth {
            add_new(&mut self.used, part.used);
            add_new(&mut self.missing, part.missing);
        }
    }
}

fn add_new(all: &mut Vec<Input>, more: Vec<Input>) {
    for input in more {
        if !all.contains(&input) {
            all.push(input);
        }
    }
}

/// A line of the medicine list and what it was recognised as.
#[derive(Debug)]
pub struct Line<'a> {
    /// Position in the list.
    pub index: usize,
    /// As given.
    pub medicine: &'a Medicine,
    /// What it is.
    pub recognised: Recognised<'a>,
    /// Whether it is taken today.
    pub current: bool,
    /// Substances recognised in it that act on the whole body.
    pub systemic: Vec<&'a Substance>,
}

impl<'a> Line<'a> {
    fn new(catalogue: &Catalogue<'a>, index: usize, medicine: &'a Medicine, today: Date) -> Self {
        let recognised = catalogue.recognise(medicine);
        let brand = recognised.brand();
        let whole_body = |it: &&Substance| acts(medicine, it, brand) != Acts::Local;
        let systemic = recognised.substances().iter().copied().filter(whole_body).collect();
        Self { index, medicine, recognised, current: medicine.is_current(today), systemic }
    }

    /// Whether a substance in it that acts on the whole body is, or belongs to, what a tag names.
    #[must_use]
    pub fn is_a(&self, tag: &str) -> bool {
        self.systemic.iter().any(|it| has_tag(it, tag))
    }

    /// Path of one of its fields.
    #[must_use]
    pub fn path(&self, field: &str) -> String {
        format!("medicines[{}].{field}", self.index)
    }
}

/// Key of the decision that a name not recognised is none of what a drug may not meet.
#[must_use]
pub fn medicine_key(drug: &Drug, name: &str) -> String {
    format!("medicine:{}:{name}", drug.id)
}

/// Whether a substance is, or belongs to, what a tag names.
#[must_use]
pub fn has_tag(substance: &Substance, tag: &str) -> bool {
    substance.id == tag || substance.classes.iter().any(|class| class == tag)
}

/// The stair a person climbs: the protocol's own, or the first of its variants that is not excluded.
#[derive(Clone, Copy, Debug)]
pub struct Stair<'a> {
    /// The doses and the days at each.
    pub ladder: &'a Ladder,
    /// Doses aimed at.
    pub targets: &'a [Dose],
    /// How a day's dose is divided.
    pub divisions: &'a [Division],
    /// The variant climbed, if it is one.
    pub variant: Option<&'a Variant>,
    /// What is taken after each dialysis session, where a session is known to be.
    pub supplement: Option<&'a Supplement>,
    /// Off more days than this: begin again. The least of all the stairs that may be this person's.
    pub restart_after_days: Option<u16>,
}

/// The request, its medicines recognised and its arithmetic done, ready to be read.
pub struct Facts<'a> {
    /// The book.
    pub formulary: &'a Formulary,
    /// The request.
    pub request: &'a Request,
    /// The medicine list.
    pub lines: Rc<[Line<'a>]>,
    /// Id of the protocol chosen, or of the drug's default.
    pub protocol: &'a str,
    renal: Option<RenalFunction>,
    in_doubt: bool,
}

impl<'a> Facts<'a> {
    /// Recognises the medicines and does the arithmetic, once per request.
    #[must_use]
    pub fn new(catalogue: &Catalogue<'a>, formulary: &'a Formulary, request: &'a Request) -> Self {
        let line = |(index, medicine)| Line::new(catalogue, index, medicine, request.today);
        let lines: Rc<[Line<'a>]> = request.medicines.iter().enumerate().map(line).collect();
        let drug = formulary.drug(&request.treatment.drug);
        let default = drug.map_or("", |it| formulary.default_protocol(it, request.region));
        let protocol = request.treatment.protocol.as_deref().unwrap_or(default);
        let mut facts = Self { formulary, request, lines, protocol, renal: None, in_doubt: false };
        facts.renal = facts.renal_function();
        facts.in_doubt = facts.lines.iter().any(|line| facts.line_in_doubt(line));
        facts
    }

    /// The same, of another person who takes the same medicines.
    #[must_use]
    pub fn of_other<'b>(&'b self, request: &'b Request) -> Facts<'b> {
        let (formulary, lines, protocol) = (self.formulary, Rc::clone(&self.lines), self.protocol);
        let mut facts = Facts { formulary, request, lines, protocol, renal: None, in_doubt: self.in_doubt };
        facts.renal = facts.renal_function();
        facts
    }

    /// Renal function, its doubts read as questions of the book: what implies one of them counts.
    fn renal_function(&self) -> Option<RenalFunction> {
        self.request.patient.renal_function_where(|id| self.said_of(id))
    }

    /// What a question of the formula's reliability comes to, with what the book reads in it.
    pub(crate) fn said_of(&self, id: &str) -> Truth {
        let quick = Reader { facts: self, unlisted: Truth::No, noting: false };
        match self.formulary.question(id) {
            Some(_) => quick.question(id).truth,
            None => self.request.patient.answer(id),
        }
    }

    /// Language of the answer.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.request.language
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

    /// Whether a condition holds, with no working shown.
    #[must_use]
    pub fn truth(&self, condition: &Condition) -> Truth {
        Reader { facts: self, unlisted: Truth::No, noting: false }.read(condition).truth
    }

    /// The same, strictly: a name that was not recognised could be anything, so no dose made with it
    /// goes beyond what any medicine would allow. For limits, and for what to watch.
    #[must_use]
    pub fn strict_truth(&self, condition: &Condition) -> Truth {
        Reader { facts: self, unlisted: self.unlisted(), noting: false }.read(condition).truth
    }

    /// Reads the condition of a rule. A name that was not recognised is a finding of its own, once,
    /// and not one per rule.
    #[must_use]
    pub fn read(&self, condition: &Condition) -> Reading {
        Reader { facts: self, unlisted: Truth::No, noting: true }.read(condition)
    }

    /// Reads the condition of a limit, as strictly as [`strict_truth`](Self::strict_truth).
    #[must_use]
    pub fn read_strictly(&self, condition: &Condition) -> Reading {
        Reader { facts: self, unlisted: self.unlisted(), noting: true }.read(condition)
    }

    /// The stair of a protocol for this person. Not knowing which is theirs chooses the slowest: the
    /// book names them slowest first.
    #[must_use]
    pub fn stair(&self, protocol: &'a Protocol) -> Stair<'a> {
        let mut stair = Stair {
            ladder: &protocol.ladder,
            targets: &protocol.targets,
            divisions: &protocol.divisions,
            variant: None,
            supplement: None,
            restart_after_days: None,
        };
        let (possible, own) = self.possible_variants(protocol);
        if let Some(&(variant, truth)) = possible.first() {
            (stair.ladder, stair.targets, stair.variant) = (&variant.ladder, &variant.targets, Some(variant));
            stair.divisions = if variant.divisions.is_empty() { &protocol.divisions } else { &variant.divisions };
            stair.supplement = variant.supplement.as_ref().filter(|_| truth == Truth::Yes);
        }
        let theirs = possible.iter().filter_map(|(it, _)| it.restart_after_days.or(protocol.restart_after_days));
        // A name not recognised could shorten what any stair allows.
        let all = protocol.variants.iter().filter(|_| self.in_doubt).filter_map(|it| it.restart_after_days);
        let of_protocol = protocol.restart_after_days.filter(|_| own || self.in_doubt);
        stair.restart_after_days = theirs.chain(all).chain(of_protocol).min();
        stair
    }

    /// Every ladder of a protocol that may be this person's: not knowing which leaves several.
    #[must_use]
    pub fn possible_ladders(&self, protocol: &'a Protocol) -> Vec<&'a Ladder> {
        let (possible, own) = self.possible_variants(protocol);
        let own = own.then_some(&protocol.ladder);
        possible.into_iter().map(|(it, _)| &it.ladder).chain(own).collect()
    }

    /// The variants that may be this person's, up to the first that is certain, and whether the
    /// protocol's own stair may be theirs too.
    fn possible_variants(&self, protocol: &'a Protocol) -> (Vec<(&'a Variant, Truth)>, bool) {
        let mut possible = Vec::new();
        for variant in &protocol.variants {
            let truth = self.strict_truth(&variant.when);
            if truth != Truth::No {
                possible.push((variant, truth));
            }
            if truth == Truth::Yes {
                return (possible, false);
            }
        }
        (possible, true)
    }

    fn unlisted(&self) -> Truth {
        if self.in_doubt { Truth::Unknown } else { Truth::No }
    }

    /// Whether a line was not recognised, or only in part, and no professional vouched for it.
    #[must_use]
    pub fn line_in_doubt(&self, line: &Line<'_>) -> bool {
        let known = matches!(line.recognised, Recognised::Known { .. });
        let drug = self.formulary.drug(&self.request.treatment.drug);
        !known && drug.is_none_or(|it| self.decision(&medicine_key(it, &line.medicine.name)).is_none())
    }

    /// Answers that cannot both be true: a question answered yes, and one that it implies answered no.
    /// Each pair once, in the order of the book.
    #[must_use]
    pub fn contradictions(&self) -> Vec<(&'a Question, &'a Question)> {
        let questions = &self.formulary.book().questions;
        let said = |it: &Question, truth: Truth| self.answer(&it.id) == truth;
        let mut pairs = Vec::new();
        for yes in questions.iter().filter(|it| !it.implies.is_empty() && said(it, Truth::Yes)) {
            let implied = self.formulary.implications_of(yes);
            let denied = questions.iter().filter(|it| implied.contains(&it.id.as_str()) && said(it, Truth::No));
            pairs.extend(denied.map(|no| (yes, no)));
        }
        pairs
    }

    /// A question whose premise a stated fact makes impossible, with that fact.
    #[must_use]
    pub fn not_applicable(&self, id: &str) -> Option<Vec<Input>> {
        let condition = self.formulary.question(id)?.not_applicable.as_ref()?;
        (self.truth(condition) == Truth::Yes).then(|| self.read(condition).used)
    }

    /// The answer to a question: as given, else No by a "None of these" that showed it.
    fn answer(&self, id: &str) -> Truth {
        self.request.patient.answer(id)
    }

    fn indication_name(&self, id: &str) -> String {
        let found = self.formulary.book().indications.iter().find(|it| it.id == id);
        found.map_or_else(|| id.to_owned(), |it| it.name.get(self.lang()).to_owned())
    }

    /// Whether the liver tests count: dated, not ahead, and not too old.
    fn liver_tests_count(&self) -> bool {
        let on = self.request.patient.liver.as_ref().and_then(|it| it.on);
        let keep = i32::from(self.formulary.edition().liver_tests_keep_days);
        on.is_some_and(|on| (0..=keep).contains(&self.request.today.days_since(on)))
    }

    /// The day of the first dose: the day wished for, else today.
    pub(crate) fn first_dose_day(&self) -> Date {
        let today = self.request.today;
        self.request.treatment.start.map_or(today, |start| start.max(today))
    }

    /// The value of a measure, to the thousandth; a liver test that no longer counts has none.
    fn value(&self, measure: Measure) -> Option<Decimal> {
        let patient = &self.request.patient;
        let liver = patient.liver.as_ref().filter(|_| measure == Measure::LiverTestAge || self.liver_tests_count());
        match measure {
            Measure::Age => patient.age_years.map(|it| Decimal::whole(it.into())),
            Measure::Weight => patient.weight_kg,
            Measure::Bmi => patient.bmi(),
            Measure::Clearance => self.renal.map(|it| it.driving.rounded()),
            Measure::Alt | Measure::Ast | Measure::Bilirubin => liver?.value(measure),
            Measure::LiverTestAge => {
                let on = liver?.on.filter(|it| *it <= self.request.today)?;
                days_between(on, self.first_dose_day())
            }
            Measure::Phq9Item9 => patient.phq9_item9.map(|it| Decimal::whole(it.into())),
            Measure::ChildPugh => patient.child_pugh.as_ref().map(|it| Decimal::whole(it.points().into())),
            Measure::DaysToSurgery => {
                let surgery = patient.surgery_on.filter(|it| *it >= self.request.today)?;
                let days = surgery.days_since(self.first_dose_day());
                Some(Decimal::whole(u32::try_from(days).unwrap_or(0)))
            }
        }
    }

    /// Whether a number was entered: a liver test that no longer counts was.
    fn is_given(&self, measure: Measure) -> bool {
        let entered = self.request.patient.liver.as_ref().and_then(|it| it.value(measure));
        entered.is_some() || self.value(measure).is_some()
    }
}

/// Reads conditions against the facts.
struct Reader<'f, 'a> {
    facts: &'f Facts<'a>,
    /// The truth of `takes(…)` for what the list does not name.
    unlisted: Truth,
    /// Whether the fields read are noted, or only the truth is wanted.
    noting: bool,
}

impl Reader<'_, '_> {
    fn lang(&self) -> Lang {
        self.facts.lang()
    }

    fn known(&self, value: bool, input: impl FnOnce() -> Input) -> Reading {
        let mut reading = Reading::bare(Truth::known(value));
        if self.noting {
            reading.used.push(input());
        }
        reading
    }

    fn unknown(&self, missing: impl FnOnce() -> Vec<Input>) -> Reading {
        let mut reading = Reading::bare(Truth::Unknown);
        if self.noting {
            reading.missing = missing();
        }
        reading
    }

    fn read(&self, condition: &Condition) -> Reading {
        match condition {
            Condition::All(parts) => self.all_or_any(parts, Truth::Yes, Truth::and),
            Condition::Any(parts) => self.all_or_any(parts, Truth::No, Truth::or),
            Condition::Not(part) => {
                let reading = self.read(part);
                Reading { truth: reading.truth.not(), ..reading }
            }
            Condition::Question(id) => self.question(id),
            Condition::Told(id) => {
                let reading = self.question(id);
                if reading.truth == Truth::Yes { reading } else { self.known(false, || self.question_input(id)) }
            }
            Condition::Measure(measure, compare, edge) => self.measure(*measure, *compare, *edge),
            Condition::Known(measure) => {
                let known = self.facts.value(*measure).is_some();
                let mut reading = Reading::bare(Truth::known(known));
                if self.noting {
                    reading.used = if known { vec![self.measure_input(*measure)] } else { self.missing_for(*measure) };
                }
                reading
            }
            Condition::Given(measure) => self.known(self.facts.is_given(*measure), || self.measure_input(*measure)),
            Condition::Takes(tag, taking) => self.takes(tag, *taking),
            Condition::DailyDose(tag, compare, edge) => self.daily_dose(tag, *compare, *edge),
            Condition::Sex(_) | Condition::Alcohol(_) | Condition::Indication(_) => self.stated(condition),
            Condition::Protocol(id) => self.known(self.facts.protocol == id, || {
                let protocol = self.facts.formulary.protocol(self.facts.protocol);
                let name = protocol.map_or(self.facts.protocol, |it| it.name.get(self.lang()));
                input("treatment.protocol", name)
            }),
            Condition::Prescriber => {
                let named = self.facts.request.prescriber.as_ref().is_some_and(|it| !is_blank(it));
                self.known(named, || input("prescriber", words::prescriber_name(self.lang())))
            }
        }
    }

    /// All or any of several conditions, with the fields of those that decided.
    fn all_or_any(&self, parts: &[Condition], of_none: Truth, join: fn(Truth, Truth) -> Truth) -> Reading {
        let quick = Self { noting: false, ..*self };
        let mut truth = of_none;
        for part in parts {
            truth = join(truth, quick.read(part).truth);
            // What one part settles, no other can change.
            if truth == of_none.not() {
                break;
            }
        }
        let mut whole = Reading::bare(truth);
        if self.noting {
            parts.iter().for_each(|part| whole.absorb(self.read(part)));
        }
        whole
    }

    /// What the request states in one word: sex, alcohol, indication.
    fn stated(&self, condition: &Condition) -> Reading {
        let (request, lang) = (self.facts.request, self.lang());
        let (holds, path, name, value) = match condition {
            Condition::Sex(sex) => {
                let stated = request.patient.sex;
                let value = stated.map(|it| words::sex(it, lang).to_owned());
                (stated.map(|it| it == *sex), "patient.sex", words::sex_name(lang), value)
            }
            Condition::Alcohol(alcohol) => {
                let stated = request.patient.alcohol;
                let value = stated.map(|it| words::alcohol(it, lang).to_owned());
                (stated.map(|it| it == *alcohol), "patient.alcohol", words::alcohol_name(lang), value)
            }
            Condition::Indication(id) => {
                let stated = request.treatment.indication.as_ref();
                let value = stated.map(|it| self.facts.indication_name(it));
                (stated.map(|it| it == id), "treatment.indication", words::indication_name(lang), value)
            }
            Condition::All(_)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::Question(_)
            | Condition::Told(_)
            | Condition::Measure(..)
            | Condition::Known(_)
            | Condition::Given(_)
            | Condition::Takes(..)
            | Condition::DailyDose(..)
            | Condition::Protocol(_)
            | Condition::Prescriber => (None, "", "", None),
        };
        match holds {
            Some(holds) => self.known(holds, || input(path, value.as_deref().unwrap_or(name))),
            None => self.unknown(|| vec![input(path, name)]),
        }
    }

    /// The field a question is answered in, by its text.
    fn question_input(&self, id: &str) -> Input {
        let text = self.facts.formulary.question(id).map_or(id, |it| it.text.get(self.lang()));
        Input { path: format!("patient.answers.{id}"), text: text.to_owned() }
    }

    /// A yes is never argued away, whoever says it: the person, a stated fact, or a yes to a question
    /// that implies this one. What contradicts it may be the slip.
    fn question(&self, id: &str) -> Reading {
        let Some(question) = self.facts.formulary.question(id) else {
            return self.unknown(|| vec![self.question_input(id)]);
        };
        if let Some(reading) = question.implied_by.as_ref().map(|it| self.read(it)).filter(is_yes) {
            return reading;
        }
        let said = self.facts.answer(id);
        if said != Truth::Yes {
            let implying = self.facts.formulary.implying(id).map(|it| self.question(&it.id)).find(is_yes);
            if let Some(reading) = implying {
                return reading;
            }
            if let Some(reading) = question.not_applicable.as_ref().map(|it| self.read(it)).filter(is_yes) {
                return Reading { truth: Truth::No, ..reading };
            }
        }
        let answered = || {
            let Input { path, text } = self.question_input(id);
            Input { path, text: words::answered(&text, said, self.lang()) }
        };
        match said {
            Truth::Yes => self.known(true, answered),
            Truth::No => self.known(false, answered),
            Truth::Unknown => self.unknown(|| vec![self.question_input(id)]),
        }
    }

    fn measure(&self, measure: Measure, compare: Compare, edge: Decimal) -> Reading {
        let past = |day: Option<Date>| day.is_some_and(|it| it < self.facts.request.today);
        if measure == Measure::DaysToSurgery && past(self.facts.request.patient.surgery_on) {
            return self.known(false, || self.measure_input(measure));
        }
        let holds = match (measure, self.facts.renal) {
            (Measure::Clearance, Some(renal)) => renal.is(compare, edge),
            (Measure::Bmi, _) => self.facts.request.patient.bmi_is(compare, edge),
            _ => self.facts.value(measure).map(|value| compare.holds(&value, &edge)),
        };
        match holds {
            Some(holds) => self.known(holds, || self.measure_input(measure)),
            None => self.unknown(|| self.missing_for(measure)),
        }
    }

    /// The field a measure is read from, with its value if known.
    fn measure_input(&self, measure: Measure) -> Input {
        let other = self.facts.renal.and_then(|it| it.other).filter(|_| measure == Measure::Clearance);
        let text = match (self.facts.value(measure), other) {
            (Some(value), Some(other)) => words::lower_clearance(value, other.rounded(), self.lang()),
            (Some(value), None) => words::measured(measure, value, self.lang()),
            (None, _) => words::measure_name(measure, self.lang()).to_owned(),
        };
        Input { path: measure_path(measure).to_owned(), text }
    }

    fn missing_for(&self, measure: Measure) -> Vec<Input> {
        let (patient, lang) = (&self.facts.request.patient, self.lang());
        let named = |it: Measure| input(measure_path(it), words::measure_name(it, lang));
        let absent: Vec<(bool, Measure)> = match measure {
            Measure::Bmi => {
                vec![(patient.weight_kg.is_none(), Measure::Weight), (patient.height_cm.is_none(), Measure::Bmi)]
            }
            Measure::Clearance => vec![
                (patient.age_years.is_none(), Measure::Age),
                (patient.weight_kg.is_none(), Measure::Weight),
                (patient.creatinine.is_none(), Measure::Clearance),
                (self.facts.renal.is_some() && patient.height_cm.is_none(), Measure::Bmi),
            ],
            Measure::Alt | Measure::Ast | Measure::Bilirubin => {
                let absent = patient.liver.as_ref().is_none_or(|it| it.value(measure).is_none());
                vec![(absent, measure), (!self.facts.liver_tests_count(), Measure::LiverTestAge)]
            }
            Measure::Age
            | Measure::Weight
            | Measure::LiverTestAge
            | Measure::Phq9Item9
            | Measure::ChildPugh
            | Measure::DaysToSurgery => vec![(true, measure)],
        };
        let mut missing: Vec<Input> = absent.iter().filter(|(absent, _)| *absent).map(|(_, it)| named(*it)).collect();
        if measure == Measure::Clearance {
            if patient.sex.is_none() {
                missing.push(input("patient.sex", words::sex_name(lang)));
            }
            if self.facts.renal.is_some() {
                missing.extend(FORMULA_DOUBTS.iter().flat_map(|id| self.question(id).missing));
            }
        }
        missing
    }

    fn takes(&self, tag: &str, taking: Taking) -> Reading {
        let named = |line: &&Line<'_>| line.is_a(tag);
        let doubtful = |line: &&Line<'_>| self.unlisted == Truth::Unknown && self.facts.line_in_doubt(line);
        let lines = || self.facts.lines.iter();
        let readings = || {
            let found = lines().filter(named).map(|line| self.line_is(line, taking));
            let so_taken = lines().filter(doubtful).filter(|line| self.line_is(line, taking).truth != Truth::No);
            found.chain(so_taken.map(|line| self.unknown(|| vec![line_name(line)])))
        };
        let truth = readings().fold(Truth::No, |truth, reading| truth.or(reading.truth));
        let mut whole = Reading::bare(truth);
        if self.noting {
            readings().for_each(|reading| whole.absorb(reading));
            if whole.used.is_empty() && truth == Truth::No {
                let text = words::no_such_medicine(&self.facts.formulary.tag_name(tag, self.lang()), self.lang());
                whole.used.push(input("medicines", &text));
            }
        }
        whole
    }

    fn line_is(&self, line: &Line<'_>, taking: Taking) -> Reading {
        let field = |field: &str, what: &str| {
            let text = words::of_medicine(what, &line.medicine.name, self.lang());
            self.unknown(|| vec![Input { path: line.path(field), text }])
        };
        let used_as = |used: Use| match line.medicine.used {
            Some(stated) => self.known(stated == used, || line_name(line)),
            None => field("use", words::use_name(self.lang())),
        };
        let since_unsaid = || field("started", words::started_name(self.lang()));
        match taking {
            Taking::Listed => self.known(true, || line_name(line)),
            Taking::Misused => used_as(Use::Misuse),
            Taking::Now => self.known(line.current, || line_name(line)),
            Taking::Occasionally | Taking::Daily | Taking::StartedWithin(_) if !line.current => {
                self.known(false, || line_name(line))
            }
            Taking::Occasionally => used_as(Use::Occasional),
            // Misuse is daily use, or worse.
            Taking::Daily => match line.medicine.used {
                Some(Use::Misuse) => self.known(true, || line_name(line)),
                Some(Use::Occasional | Use::Daily) | None => used_as(Use::Daily),
            },
            Taking::StartedWithin(days) => {
                let today = self.facts.request.today;
                // A month counts by its last day: strictly, it was started then.
                let recent = |it: When| today.days_since(it.latest()) <= i32::from(days);
                line.medicine.started.map_or_else(since_unsaid, |it| self.known(recent(it), || line_name(line)))
            }
            Taking::Throughout(days) => {
                let irregular = match line.medicine.used {
                    Some(Use::Occasional | Use::Misuse) => true,
                    Some(Use::Daily) | None => false,
                };
                if irregular || line.medicine.stopped.is_some() {
                    return self.known(false, || line_name(line));
                }
                let first_dose = self.facts.first_dose_day();
                let settled = |day: Date| first_dose.days_since(day) >= i32::from(days);
                // Of a month, what holds for both its ends is known: this allows more.
                match line.medicine.started {
                    Some(it) if settled(it.earliest()) == settled(it.latest()) => {
                        self.known(settled(it.latest()), || line_name(line))
                    }
                    Some(_) | None => since_unsaid(),
                }
            }
        }
    }

    fn daily_dose(&self, tag: &str, compare: Compare, edge: Decimal) -> Reading {
        let current: Vec<&Line<'_>> = self.facts.lines.iter().filter(|it| it.current && it.is_a(tag)).collect();
        let total: u64 =
            current.iter().filter_map(|it| it.medicine.daily_dose).map(|it| u64::from(it.micrograms())).sum();
        let may_hold_it = |line: &Line<'_>| line.current && self.facts.line_in_doubt(line);
        let doubtful = self.unlisted == Truth::Unknown && self.facts.lines.iter().any(may_hold_it);
        if current.is_empty() && !doubtful {
            return self.known(false, || self.daily_total(tag, total));
        }
        let unsaid: Vec<&&Line<'_>> = current.iter().filter(|it| it.medicine.daily_dose.is_none()).collect();
        let holds = compare.holds(&total, &edge.thousandths());
        // What is known already settles it only if more of it could not change the answer.
        let settled = matches!(
            (compare, holds),
            (Compare::Above | Compare::AtLeast, true) | (Compare::Below | Compare::AtMost, false)
        );
        if settled || unsaid.is_empty() && !doubtful {
            return self.known(holds, || self.daily_total(tag, total));
        }
        let what = words::daily_dose_name(self.lang());
        let missing = |line: &&&Line<'_>| Input {
            path: line.path("daily_dose"),
            text: words::of_medicine(what, &line.medicine.name, self.lang()),
        };
        self.unknown(|| unsaid.iter().map(missing).collect())
    }

    fn daily_total(&self, tag: &str, micrograms: u64) -> Input {
        let name = self.facts.formulary.tag_name(tag, self.lang());
        input("medicines", &words::daily_total(&name, micrograms, self.lang()))
    }
}

fn is_yes(reading: &Reading) -> bool {
    reading.truth == Truth::Yes
}

fn input(path: &str, text: &str) -> Input {
    Input { path: path.to_owned(), text: text.to_owned() }
}

fn line_name(line: &Line<'_>) -> Input {
    Input { path: line.path("name"), text: line.medicine.name.clone() }
}

fn valid<'a>(records: &'a [Decision], key: &str, today: Date) -> impl Iterator<Item = &'a Decision> {
    records.iter().filter(move |it| it.about == key && it.on <= today && !is_blank(&it.by))
}

fn days_between(from: Date, to: Date) -> Option<Decimal> {
    u32::try_from(to.days_since(from)).ok().map(Decimal::whole)
}

fn measure_path(measure: Measure) -> &'static str {
    match measure {
        Measure::Age => "patient.age_years",
        Measure::Weight => "patient.weight_kg",
        Measure::Bmi => "patient.height_cm",
        Measure::Clearance => "patient.creatinine",
        Measure::Alt => "patient.liver.alt",
        Measure::Ast => "patient.liver.ast",
        Measure::Bilirubin => "patient.liver.bilirubin",
        Measure::LiverTestAge => "patient.liver.on",
        Measure::Phq9Item9 => "patient.phq9_item9",
        Measure::ChildPugh => "patient.child_pugh",
        Measure::DaysToSurgery => "patient.surgery_on",
    }
}
