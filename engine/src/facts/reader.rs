//! Conditions read against the facts, with the fields that decided or are missing.

use crate::book::medicine::has_tag;
use crate::exact::blank::is_blank;
use crate::exact::date::Date;
use crate::exact::decimal::Decimal;
use crate::facts::facts::Facts;
use crate::facts::line::MedicineLine;
use crate::facts::lookup::Known;
use crate::facts::measures::measure_path;
use crate::facts::reading::{Reading, input, is_yes};
use crate::input::Input;
use crate::lang::Lang;
use crate::logic::condition::{Condition, Measure};
use crate::logic::truth::{Compare, Truth};
use crate::path;
use crate::person::liver::LiverTest;
use crate::scales::crisis;
use crate::words;

impl Facts<'_> {
    /// What a question comes to, with what the book reads in it.
    pub(crate) fn said_of(&self, id: &str) -> Truth {
        let quick = ConditionReader { facts: self, unlisted: Truth::No, noting: false };
        match self.lookup.question(id) {
            Some(known) => quick.asked(known).truth,
            None => self.request.patient.answer(id),
        }
    }

    /// Whether a condition holds, with no working shown.
    #[must_use]
    pub fn truth(&self, condition: &Condition) -> Truth {
        ConditionReader { facts: self, unlisted: Truth::No, noting: false }.read(condition).truth
    }

    /// The same, strictly: a name that was not recognised could be anything, so no dose made with it
    /// goes beyond what any medicine would allow. For limits, and for what to watch.
    #[must_use]
    pub fn strict_truth(&self, condition: &Condition) -> Truth {
        ConditionReader { facts: self, unlisted: self.unlisted(), noting: false }.read(condition).truth
    }

    /// Reads the condition of a rule. A name that was not recognised is a finding of its own, once,
    /// and not one per rule.
    #[must_use]
    pub fn read(&self, condition: &Condition) -> Reading {
        ConditionReader { facts: self, unlisted: Truth::No, noting: true }.read(condition)
    }

    /// Reads the condition of a limit, as strictly as [`strict_truth`](Self::strict_truth).
    #[must_use]
    pub fn read_strictly(&self, condition: &Condition) -> Reading {
        ConditionReader { facts: self, unlisted: self.unlisted(), noting: true }.read(condition)
    }

    /// The medicines by which a condition holds, or may: each by its name as typed, with those of its substances
    /// that some `takes(…)` or `daily-dose(…)` speaks of. What a `not` keeps out is none of them.
    #[must_use]
    pub fn medicines_behind(&self, condition: &Condition) -> Vec<String> {
        self.behind(condition, Truth::No)
    }

    /// The same, read as strictly as [`strict_truth`](Self::strict_truth): a name that was not recognised is among
    /// them where it could be what is spoken of.
    #[must_use]
    pub fn medicines_strictly_behind(&self, condition: &Condition) -> Vec<String> {
        self.behind(condition, self.unlisted())
    }

    pub(crate) fn behind(&self, condition: &Condition, unlisted: Truth) -> Vec<String> {
        let reader = ConditionReader { facts: self, unlisted, noting: false };
        let name = |line: &MedicineLine<'_>| {
            let mut tags = Vec::new();
            reader.tags_behind(condition, line, &mut tags);
            let of = line.systemic.iter().filter(|it| tags.iter().any(|tag| has_tag(it, tag)));
            let of: Vec<&str> = of.map(|it| it.name.get(self.lang())).collect();
            (!tags.is_empty()).then(|| words::medicine_name(&line.medicine.name, &of.join(", "), self.lang()))
        };
        self.lines.iter().filter_map(name).collect()
    }

    pub(crate) fn unlisted(&self) -> Truth {
        if self.in_doubt { Truth::Unknown } else { Truth::No }
    }

    /// A question whose premise a stated fact makes impossible, with that fact.
    #[must_use]
    pub fn not_applicable(&self, id: &str) -> Option<Vec<Input>> {
        let condition = self.lookup.question(id)?.question.not_applicable.as_ref()?;
        (self.truth(condition) == Truth::Yes).then(|| self.read(condition).used)
    }
}

/// Reads conditions against the facts.
pub(crate) struct ConditionReader<'f, 'a> {
    pub(crate) facts: &'f Facts<'a>,
    /// The truth of `takes(…)` for what the list does not name.
    pub(crate) unlisted: Truth,
    /// Whether the fields read are noted, or only the truth is wanted.
    pub(crate) noting: bool,
}

impl ConditionReader<'_, '_> {
    pub(crate) fn lang(&self) -> Lang {
        self.facts.lang()
    }

    pub(crate) fn known(&self, value: bool, input: impl FnOnce() -> Input) -> Reading {
        let mut reading = Reading::bare(Truth::known(value));
        if self.noting {
            reading.used.push(input());
        }
        reading
    }

    pub(crate) fn unknown(&self, missing: impl FnOnce() -> Vec<Input>) -> Reading {
        let mut reading = Reading::bare(Truth::Unknown);
        if self.noting {
            reading.missing = missing();
        }
        reading
    }

    pub(crate) fn read(&self, condition: &Condition) -> Reading {
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
                let known = self.facts.is_known(*measure);
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
    pub(crate) fn all_or_any(&self, parts: &[Condition], of_none: Truth, join: fn(Truth, Truth) -> Truth) -> Reading {
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
    pub(crate) fn stated(&self, condition: &Condition) -> Reading {
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
    pub(crate) fn question_input(&self, id: &str) -> Input {
        let text = self.facts.lookup.question(id).map_or(id, |it| it.question.text.get(self.lang()));
        Input { path: path::answer(id), text: text.to_owned() }
    }

    /// A yes is never argued away, whoever says it: the person, a stated fact, or a yes to a question
    /// that implies this one. What contradicts it may be the slip.
    pub(crate) fn question(&self, id: &str) -> Reading {
        match self.facts.lookup.question(id) {
            Some(known) => self.asked(known),
            None => self.unknown(|| vec![self.question_input(id)]),
        }
    }

    fn asked(&self, known: &Known<'_>) -> Reading {
        if self.noting {
            return self.answered(known);
        }
        let slot = self.facts.read.slot(known.place, self.unlisted);
        Reading::bare(slot.get().unwrap_or_else(|| {
            let truth = self.answered(known).truth;
            slot.set(Some(truth));
            truth
        }))
    }

    fn answered(&self, known: &Known<'_>) -> Reading {
        let (question, id) = (known.question, known.question.id.as_str());
        if let Some(reading) = question.implied_by.as_ref().map(|it| self.read(it)).filter(is_yes) {
            return reading;
        }
        let said = self.facts.answer(known.place);
        if said != Truth::Yes {
            let questions = &self.facts.lookup.questions;
            let implying = known.implied_by_yes_of.iter().map(|it| self.asked(&questions[*it])).find(is_yes);
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

    pub(crate) fn measure(&self, measure: Measure, compare: Compare, edge: Decimal) -> Reading {
        let past = |day: Option<Date>| day.is_some_and(|it| it < self.facts.request.today);
        if measure == Measure::DaysToSurgery && past(self.facts.request.patient.surgery_on) {
            return self.known(false, || self.measure_input(measure));
        }
        let holds = match (measure, self.facts.renal) {
            (Measure::Clearance, Some(renal)) => renal.is(compare, edge),
            (Measure::Bmi, _) => self.facts.request.patient.bmi_is(compare, edge),
            (Measure::Alt | Measure::Ast | Measure::Bilirubin, _) => {
                self.facts.liver_test(measure).and_then(|it| it.is(compare, edge))
            }
            _ => self.facts.value(measure).map(|value| compare.holds(&value, &edge)),
        };
        match holds {
            Some(holds) => self.known(holds, || self.measure_input(measure)),
            None => self.unknown(|| self.missing_for(measure)),
        }
    }

    /// The field a measure is read from, with its value if known.
    pub(crate) fn measure_input(&self, measure: Measure) -> Input {
        let path = self.path_of(measure);
        if let Some(test) = self.facts.liver_test(measure) {
            return Input { path, text: words::liver_test(measure, test, self.lang()) };
        }
        let other = self.facts.renal.and_then(|it| it.other).filter(|_| measure == Measure::Clearance);
        let text = match (self.facts.value(measure), other) {
            (Some(value), Some(other)) => words::lower_clearance(value, other.rounded(), self.lang()),
            (Some(value), None) => words::measured(measure, value, self.lang()),
            (None, _) => words::measure_name(measure, self.lang()).to_owned(),
        };
        Input { path, text }
    }

    /// Where a measure was read: of a questionnaire, on the day of its last answer, where that is worse than the one
    /// that was stated alone.
    fn path_of(&self, measure: Measure) -> String {
        let alone = self.facts.request.patient.phq9_item9;
        let last = crisis::last_answer(self.facts.formulary, self.facts.request);
        match last.filter(|(_, it)| measure == Measure::Phq9Item9 && Some(*it) > alone) {
            Some((at, _)) => path::measure(at, "answers"),
            None => measure_path(measure).to_owned(),
        }
    }

    pub(crate) fn missing_for(&self, measure: Measure) -> Vec<Input> {
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
                let counts = self.facts.liver_tests_count();
                let lacks_number = match patient.liver.as_ref().and_then(|it| it.test(measure)) {
                    None => true,
                    // Where "normal" does not say, the number would.
                    Some(LiverTest::Normal { .. }) => counts,
                    Some(LiverTest::Printed { .. } | LiverTest::Times(_)) => false,
                };
                vec![(lacks_number, measure), (!counts, Measure::LiverTestAge)]
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
                let doubts = self.facts.lookup.doubts().iter();
                missing.extend(doubts.flat_map(|(_, it)| self.question(&it.id).missing));
            }
        }
        missing
    }
}
