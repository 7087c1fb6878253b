//! What is impossible in a request, field by field.

use serde::Serialize;

use crate::book::formulary::Formulary;
use crate::book::supply::Supply;
use crate::book::taper::Cut;
use crate::exact::blank::is_blank;
use crate::exact::bounds::{
    BATCH_DAYS, Bounded, CHECK_IN, LONGEST_NAME, MOST_DAYS, MOST_ENTRIES, MOST_MEDICINES, MOST_MOMENTS, MOST_SUPPLIES,
};
use crate::exact::date::{Date, When};
use crate::exact::decimal::Decimal;
use crate::exact::dose::{Dose, Volume};
use crate::lang::Lang;
use crate::path;
use crate::person::liver::LiverTest;
use crate::person::medicine::{Medicine, Stop};
use crate::request::check_in::{Act, CheckIn, Run, StoodStep, taken_before};
use crate::request::method::is_indexed;
use crate::request::request::{Purpose, Request, TaperAct, TaperAsked, Why};
use crate::words;

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
    /// What is impossible in it, each with its field. Empty: it can be answered.
    #[must_use]
    pub fn problems(&self, formulary: &Formulary) -> Vec<Problem> {
        let mut faults = Faults { lang: formulary.lang(self.language), problems: Vec::new() };
        self.check_patient(formulary, &mut faults);
        self.check_medicines(&mut faults);
        self.check_sessions(formulary, &mut faults);
        self.check_scales(formulary, &mut faults);
        self.check_treatment(formulary, &mut faults);
        self.check_the_past(&mut faults);
        self.check_records(&mut faults);
        if self.version != Self::VERSION {
            faults.add("version", words::unknown_version(self.version, Self::VERSION, faults.lang));
        }
        faults.problems
    }

    pub(crate) fn check_patient(&self, formulary: &Formulary, faults: &mut Faults) {
        let patient = &self.patient;
        let liver = patient.liver.clone().unwrap_or_default();
        let pugh = patient.child_pugh.as_ref();
        for (field, value) in [
            (Bounded::Age, patient.age_years.map(whole)),
            (Bounded::Height, patient.height_cm),
            (Bounded::Weight, patient.weight_kg),
            (Bounded::Clearance, patient.clearance.as_ref().map(|it| it.ml_per_min)),
            (Bounded::DialysisSessions, patient.dialysis_sessions_per_week.map(whole)),
            (Bounded::Phq9Item9, patient.phq9_item9.map(whole)),
            (Bounded::PughBilirubin, pugh.map(|it| it.bilirubin_umol_per_l)),
            (Bounded::PughAlbumin, pugh.map(|it| it.albumin_g_per_l)),
            (Bounded::PughInr, pugh.map(|it| it.inr)),
        ] {
            faults.bounded(field, None, value);
        }
        for (test, fields) in [(liver.alt, ALT), (liver.ast, AST), (liver.bilirubin, BILIRUBIN)] {
            check_liver_test(test, fields, faults);
        }
        if liver.on.is_some_and(|it| it > self.today) {
            faults.add("patient.liver.on", words::date_ahead(faults.lang));
        }
        if let Some(clearance) = &patient.clearance {
            let indexed = is_indexed(&clearance.method);
            if is_blank(&clearance.method) || indexed {
                faults.add("patient.clearance.method", words::clearance_method(indexed, faults.lang));
            }
        }
        if let Some(creatinine) = &patient.creatinine {
            let range @ (least, most) = formulary.edition().creatinine_range_umol;
            if !creatinine.is_within(range) {
                let value = creatinine.micromol();
                faults.add("patient.creatinine", words::creatinine_out_of_range(value, least, most, faults.lang));
            }
        }
        faults.counted("patient.answers", patient.answers.len());
        faults.counted("patient.none_of_these", patient.none_of_these.iter().map(|it| it.questions.len().max(1)).sum());
    }

    pub(crate) fn check_medicines(&self, faults: &mut Faults) {
        if self.medicines.len() > MOST_MEDICINES {
            // Every line stays; none is looked at.
            faults.add("medicines", words::too_many_medicines(self.medicines.len(), MOST_MEDICINES, faults.lang));
            return;
        }
        for (index, medicine) in self.medicines.iter().enumerate() {
            let name = path::medicine(index, "name");
            if is_blank(&medicine.name) {
                faults.add(&name, words::medicine_without_name(faults.lang));
            }
            if medicine.name.chars().count() > LONGEST_NAME {
                faults.add(&name, words::name_too_long(LONGEST_NAME, faults.lang));
            }
            if medicine.started.is_some_and(|it| it.earliest() > self.today) {
                faults.add(&path::medicine(index, "started"), words::date_ahead(faults.lang));
            }
            faults.bounded(Bounded::DailyDose, Some(index), medicine.daily_dose.map(milligrams));
            if let Some(stop) = &medicine.stopped {
                self.check_stop(&path::medicine(index, "stopped"), medicine, stop, faults);
            }
        }
    }

    /// A stop that cannot have been, or was only planned. A month contradicts another date only where
    /// each of its days does.
    pub(crate) fn check_stop(&self, path: &str, medicine: &Medicine, stop: &Stop, faults: &mut Faults) {
        let planned = stop.planned_by.as_ref().is_some_and(|it| !is_blank(it));
        if let Some(started) = medicine.started.filter(|it| stop.last_dose.latest() < it.earliest()) {
            let text = words::stopped_before_it_began(stop.last_dose.latest(), started.earliest(), faults.lang);
            faults.add(&format!("{path}.last_dose"), text);
        }
        if planned && stop.last_dose.latest() < self.today {
            faults
                .add(&format!("{path}.planned_by"), words::planned_stop_is_past(stop.last_dose.latest(), faults.lang));
        }
        if !planned && stop.last_dose.earliest() > self.today {
            faults.add(&format!("{path}.planned_by"), words::stop_ahead_unplanned(faults.lang));
        }
    }

    pub(crate) fn check_sessions(&self, formulary: &Formulary, faults: &mut Faults) {
        faults.counted("sessions", self.sessions.len());
        for (index, held) in self.sessions.iter().enumerate() {
            if formulary.card(&held.card).is_none_or(|it| it.session.is_none()) {
                faults.add(&path::session(index, "card"), words::unknown_id(&held.card, faults.lang));
            }
            if held.on > self.today {
                faults.add(&path::session(index, "on"), words::date_ahead(faults.lang));
            }
        }
    }

    pub(crate) fn check_treatment(&self, formulary: &Formulary, faults: &mut Faults) {
        let (treatment, lang) = (&self.treatment, faults.lang);
        if let Some(card) = formulary.card(&treatment.drug) {
            let unknown = |it: &&String| !card.indications.contains(it);
            if let Some(id) = treatment.indication.as_ref().filter(unknown) {
                faults.add("treatment.indication", words::unknown_id(id, lang));
            }
            return;
        }
        self.check_purpose(formulary, faults);
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
        for (field, value) in [
            (Bounded::Target, treatment.target.map(milligrams)),
            (Bounded::FirstDose, treatment.first_dose.map(milligrams)),
            (Bounded::Converted, treatment.converted.as_ref().map(|it| milligrams(it.dose))),
            (Bounded::Increment, treatment.increment.map(milligrams)),
            (Bounded::Interval, treatment.interval_days.map(whole)),
            (Bounded::MostUnits, treatment.most_units.map(whole)),
        ] {
            faults.bounded(field, None, value);
        }
        if treatment.batch_days.is_some_and(|it| !BATCH_DAYS.contains(&it)) {
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
            for (field, value) in numbers(supply) {
                faults.bounded(field, Some(index), value);
            }
            if treatment.supplies.iter().take(index).any(|it| it == supply) {
                faults.add(&path::supply(index), words::supply_twice(lang));
            }
        }
    }

    /// A first dose takes the place of a dose of a drug that the book converts, and is one of a beginning.
    fn check_converted(&self, formulary: &Formulary, faults: &mut Faults) {
        let Some(converted) = &self.treatment.converted else { return };
        let row = formulary.relay(&converted.drug, &self.treatment.drug);
        if self.treatment.purpose.is_some() || row.is_none_or(|it| it.converts.is_none()) {
            faults.add("treatment.converted", words::converts_nothing(faults.lang));
        }
    }

    /// From one day to the next nothing is lowered, and the book says what takes its place.
    fn check_conversion(&self, formulary: &Formulary, taper: &TaperAsked, faults: &mut Faults) {
        if !taper.is_converted() {
            return;
        }
        let row = taper.then.as_ref().and_then(|it| formulary.relay(&self.treatment.drug, it));
        if row.is_none_or(|it| it.converts.is_none()) {
            faults.add("treatment.purpose.taper.then_with.converted", words::converts_nothing(faults.lang));
        }
        let lowers = [
            ("cut", taper.cut.is_some()),
            ("interval_days", taper.interval_days.is_some()),
            ("acts", !taper.acts.is_empty()),
        ];
        for (field, _) in lowers.into_iter().filter(|(_, said)| *said) {
            faults.add(&format!("treatment.purpose.taper.{field}"), words::converts_at_once(faults.lang));
        }
    }

    /// What is asked of the treatment: to begin it, to go on with it, or a way down.
    pub(crate) fn check_purpose(&self, formulary: &Formulary, faults: &mut Faults) {
        let standing = &self.treatment.standing;
        self.check_converted(formulary, faults);
        match &self.treatment.purpose {
            // Who stands somewhere on it begins nothing.
            None if !standing.is_unsaid() => {
                faults.add("treatment.standing", words::standing_of_a_beginning(faults.lang));
            }
            None => {}
            Some(Purpose::Switch) => faults.add("treatment.purpose", words::purpose_not_planned(faults.lang)),
            Some(Purpose::Continue) => {
                self.check_standing(faults);
                if self.treatment.first_dose.is_some() {
                    faults.add(Bounded::FirstDose.path(), words::no_first_dose(faults.lang));
                }
            }
            Some(Purpose::Taper(taper)) => {
                self.check_standing(faults);
                if standing.every_days.is_some_and(|it| it > 1) {
                    faults.add(Bounded::EveryDays.path(), words::every_days_going_down(faults.lang));
                }
                self.check_taper(formulary, taper, faults);
            }
        }
    }

    /// The days on which the plan was looked at again: in order, none ahead, each with the calendar of before; what is
    /// asked now agrees with the last of them.
    pub(crate) fn check_the_past(&self, faults: &mut Faults) {
        faults.counted("check_ins", self.check_ins.len());
        faults.of_check_in("treatment.standing.stay_days", self.treatment.standing.stay_days);
        let mut before: Option<&CheckIn> = None;
        for (index, it) in self.check_ins.iter().enumerate() {
            let field = |name: &str| format!("check_ins[{index}].{name}");
            faults.counted(&field("stood.steps"), it.stood.steps.len());
            if it.on > self.today {
                faults.add(&field("on"), words::date_ahead(faults.lang));
            }
            if before.is_some_and(|last| it.on <= last.on || it.stood.from < last.on) || it.stood.from >= it.on {
                faults.add(&field("on"), words::check_ins_in_order(faults.lang));
            }
            if taken_before(&self.check_ins[..=index]).is_none() {
                faults.add(&field("stood.steps"), words::nothing_stood(faults.lang));
            }
            let told = &it.told;
            let numbers = [
                ("told.pain", told.pain.map(u16::from)),
                ("told.bad_nights", told.bad_nights.map(u16::from)),
                ("told.missed_days", told.missed_days.map(u16::from)),
                ("told.off_days", told.off_days),
            ];
            let of_the_act = it.act.days().map(|(name, days)| (name, Some(days)));
            numbers.into_iter().chain(of_the_act).for_each(|(name, value)| faults.of_check_in(&field(name), value));
            for (at, step) in it.stood.steps.iter().enumerate() {
                faults.of_check_in(&field(&format!("stood.steps[{at}].days")), Some(step.days));
                faults.of_check_in(&field(&format!("stood.steps[{at}].every_days")), step.every_days.map(u16::from));
            }
            before = Some(it);
        }
        let Some(last) = self.check_ins.last().filter(|it| it.stood.drug == self.treatment.drug) else { return };
        if !self.agrees_with(last) {
            let at = self.check_ins.len() - 1;
            faults.add(&format!("check_ins[{at}].act"), words::check_in_disagrees(last.on, faults.lang));
        }
    }

    /// Whether what is asked is what was done at a check-in, from where the person stood.
    fn agrees_with(&self, last: &CheckIn) -> bool {
        let (treatment, standing) = (&self.treatment, &self.treatment.standing);
        let Some(Run { step: stood, since }) = taken_before(&self.check_ins) else { return true };
        let not_before = treatment.start.is_none_or(|it| it >= last.on);
        let of_it = || self.check_ins.iter().rev().take_while(|it| it.stood.drug == treatment.drug);
        let since_anew = || of_it().take_while(|it| it.act != Act::Restart || it.on == last.on);
        let begun = since_anew().last().map(|it| it.stood.from);
        let same = standing.now == stood.taken;
        let daily = stood.every_days.unwrap_or(1) <= 1;
        let as_often = |step: &StoodStep| standing.every_days.unwrap_or(1) == step.every_days.unwrap_or(1);
        let same_plan = matches!(treatment.purpose, Some(Purpose::Continue)) && standing.plan_since == begun;
        let least = self.at_this_dose_since(Run { step: stood, since });
        let as_long = standing.dose_since.is_none_or(|it| least.is_none_or(|least| it.latest() >= least));
        let as_it_should = match last.act {
            Act::GoOn => same && as_often(stood) && as_long && same_plan && self.stays_as_decided(),
            Act::Move { to } => {
                let later = treatment.start.is_none_or(|it| it > last.on);
                let moved = treatment.moment == Some(to) && standing.stay_days.is_some();
                same && as_often(stood) && as_long && same_plan && self.stays_as_decided() && moved && later
            }
            Act::Stay { days } => same && as_often(stood) && as_long && same_plan && standing.stay_days == Some(days),
            Act::Pause { days } => {
                let again = last.on.plus(i32::from(days));
                same && as_often(stood) && same_plan && treatment.start == again && standing.dose_since.is_none()
            }
            Act::StepBack => {
                let mut begun = since_anew().flat_map(|it| it.stood.begun_before(it.on));
                let lower = begun.any(|it| it.taken == standing.now && as_often(it) && it.daily() < stood.daily());
                let counted_anew = standing.dose_since.is_some_and(|it| it.latest() >= last.on);
                lower && counted_anew && same_plan && treatment.target == standing.dose()
            }
            Act::Lower { to } => same && daily && treatment.taper().is_some_and(|it| it.to == Some(to)),
            Act::Stop => same && daily && treatment.taper().is_some_and(|it| it.to.is_none()),
            Act::StopNow => same && treatment.taper().is_some_and(|it| matches!(it.why, Some(Why::AtOnce(_)))),
            Act::Restart => treatment.purpose.is_none(),
        };
        not_before && as_it_should
    }

    /// Whether a longer stay, decided at the last look that was more than going on, is kept to its end.
    fn stays_as_decided(&self) -> bool {
        let of_it = self.check_ins.iter().rev().take_while(|it| it.stood.drug == self.treatment.drug);
        let mut decided = of_it.skip_while(|it| matches!(it.act, Act::GoOn | Act::Move { .. }));
        let (Some(start), Some(last)) = (self.treatment.start, decided.next()) else { return true };
        let Act::Stay { days } = last.act else { return true };
        let kept = start.plus(i32::from(self.treatment.standing.stay_days.unwrap_or(0)));
        kept >= last.on.plus(i32::from(days))
    }

    /// Since when what was taken last was taken, through one calendar after another; nothing where it was taken before
    /// the first of them.
    fn at_this_dose_since(&self, last: Run<'_>) -> Option<Date> {
        let mut since = last.since;
        for it in self.check_ins.iter().rev().filter(|it| it.stood.drug == self.treatment.drug) {
            let run = it.stood.before(it.on, it.told.risen).filter(|run| run.step.takes_as(last.step));
            since = run.map_or(since, |run| run.since.min(since));
            if since > it.stood.from {
                return Some(since);
            }
        }
        None
    }

    /// What is taken now, since when, and what is at home.
    fn check_standing(&self, faults: &mut Faults) {
        let standing = &self.treatment.standing;
        let field = |name: &str| format!("treatment.standing.{name}");
        if standing.now.len() > MOST_MOMENTS {
            faults.add(&field("now"), words::too_many_entries(MOST_MOMENTS, faults.lang));
        }
        if standing.units.len() > MOST_SUPPLIES {
            faults.add(&field("units"), words::too_many_entries(MOST_SUPPLIES, faults.lang));
        }
        // Where nothing is said of it yet, it is missing, as any fact may be.
        if standing.dose().is_none() && !standing.now.is_empty() {
            faults.add(&field("now"), words::nothing_taken_now(faults.lang));
        }
        for (index, intake) in standing.now.iter().enumerate() {
            faults.bounded(Bounded::TakenNow, Some(index), Some(milligrams(intake.dose)));
            if standing.now[..index].iter().any(|it| it.moment == intake.moment) {
                faults.add(&field(&format!("now[{index}].moment")), words::moment_twice(faults.lang));
            }
        }
        faults.bounded(Bounded::EveryDays, None, standing.every_days.map(whole));
        for (name, day) in [("since", standing.since), ("dose_since", standing.dose_since)] {
            if day.is_some_and(|it| it.earliest() > self.today) {
                faults.add(&field(name), words::date_ahead(faults.lang));
            }
        }
        let before = |(dose, drug): (When, When)| dose.latest() < drug.earliest();
        if standing.dose_since.zip(standing.since).is_some_and(before) {
            faults.add(&field("dose_since"), words::dose_before_the_drug(faults.lang));
        }
        self.check_at_home(faults);
    }

    fn check_at_home(&self, faults: &mut Faults) {
        let units = &self.treatment.standing.units;
        for (index, held) in units.iter().enumerate() {
            faults.bounded(Bounded::UnitsHeld, Some(index), Some(whole(held.count)));
            let place = u32::try_from(held.supply).unwrap_or(u32::MAX);
            if !Bounded::HeldSupply.quantity().bounds().hold(Decimal::whole(place)) {
                faults.bounded(Bounded::HeldSupply, Some(index), Some(Decimal::whole(place)));
                continue;
            }
            let counted = match self.treatment.supplies.get(held.supply) {
                Some(Supply::Capsule { .. } | Supply::Tablet { .. } | Supply::Drops { .. }) => true,
                Some(Supply::Liquid { .. }) | None => false,
            };
            if !counted || units[..index].iter().any(|it| it.supply == held.supply) {
                faults.add(&format!("treatment.standing.units[{index}]"), words::units_of_nothing(faults.lang));
            }
        }
    }

    fn check_taper(&self, formulary: &Formulary, taper: &TaperAsked, faults: &mut Faults) {
        let field = |name: &str| format!("treatment.purpose.taper.{name}");
        faults.bounded(Bounded::TaperTo, None, taper.to.map(milligrams));
        if let Some((to, _)) = taper.to.zip(self.treatment.standing.dose()).filter(|(to, now)| to >= now) {
            faults.add(&field("to"), words::not_below_now(to, faults.lang));
        }
        if let Some(then) = &taper.then {
            if taper.to.is_some() {
                faults.add(&field("then"), words::then_after_nothing(faults.lang));
            } else if formulary.relay(&self.treatment.drug, then).is_none() {
                faults.add(&field("then"), words::then_no_other(faults.lang));
            }
        }
        if taper.then.is_none() && taper.then_with.is_some() {
            faults.add(&field("then_with"), words::then_with_nothing(faults.lang));
        }
        if let Some(with) = &taper.then_with {
            faults.counted(&field("then_with.supplies"), with.supplies.len());
            faults.bounded(Bounded::ThenTarget, None, with.target.map(milligrams));
        }
        self.check_conversion(formulary, taper, faults);
        self.check_acts(taper, faults);
        faults.bounded(Bounded::TaperInterval, None, taper.interval_days.map(whole));
        self.check_cut(formulary, taper, faults);
        if let Some(Why::AtOnce(id)) = &taper.why
            && !formulary.taper_notes(&self.treatment.drug, self.region).any(|it| it.stops_for(id))
        {
            faults.add(&field("why.at-once"), words::unknown_id(id, faults.lang));
        }
    }

    /// What was done on the way stands in the order of its days, none before the first; nobody has gone back tomorrow.
    pub(crate) fn check_acts(&self, taper: &TaperAsked, faults: &mut Faults) {
        faults.counted("treatment.purpose.taper.acts", taper.acts.len());
        let mut before = self.treatment.start;
        for (index, act) in taper.acts.iter().enumerate() {
            let (backward, ahead) = match act {
                TaperAct::Stay { on, until } => (until < on, false),
                TaperAct::Back { on } => (false, *on > self.today),
            };
            let path = format!("treatment.purpose.taper.acts[{index}]");
            if ahead {
                faults.add(&path, words::date_ahead(faults.lang));
            } else if backward || before.is_some_and(|it| act.on() < it) {
                faults.add(&path, words::act_out_of_order(faults.lang));
            }
            before = before.max(Some(act.on()));
        }
    }

    /// A cut that the book has no number for is not worked out from others.
    fn check_cut(&self, formulary: &Formulary, taper: &TaperAsked, faults: &mut Faults) {
        let down = formulary.taper(&self.treatment.drug).and_then(|it| it.down.as_ref());
        let (field, value, sourced) = match taper.cut {
            None => return,
            Some(Cut::Dose(dose)) => (Bounded::TaperCut, milligrams(dose), true),
            Some(Cut::OfCurrent(percent)) => (Bounded::TaperOfCurrent, whole(percent), true),
            Some(Cut::OfFirst(percent)) => (Bounded::TaperOfFirst, whole(percent), true),
            Some(Cut::Points(points)) => {
                (Bounded::TaperPoints, whole(points), down.is_some_and(|it| it.occupancy.is_some()))
            }
            Some(Cut::Risk(_)) => {
                if down.is_none_or(|it| it.risk.is_none()) {
                    faults.add("treatment.purpose.taper.cut", words::cut_without_source(faults.lang));
                }
                return;
            }
        };
        faults.bounded(field, None, Some(value));
        if !sourced {
            faults.add("treatment.purpose.taper.cut", words::cut_without_source(faults.lang));
        }
    }

    pub(crate) fn check_records(&self, faults: &mut Faults) {
        for (list, records) in [("decisions", &self.decisions), ("acknowledgements", &self.acknowledgements)] {
            faults.counted(list, records.len());
        }
    }
}

/// The numbers of a liver test: its multiple of the limit, its value, its limit, and the limit of one that is normal.
type TestFields = [Bounded; 4];

const ALT: TestFields = [Bounded::Alt, Bounded::AltValue, Bounded::AltLimit, Bounded::AltNormal];
const AST: TestFields = [Bounded::Ast, Bounded::AstValue, Bounded::AstLimit, Bounded::AstNormal];
const BILIRUBIN: TestFields = [
    Bounded::LiverBilirubin,
    Bounded::LiverBilirubinValue,
    Bounded::LiverBilirubinLimit,
    Bounded::LiverBilirubinNormal,
];

/// A liver test whose numbers cannot be, or that is no multiple of its limit that a person could have.
fn check_liver_test(test: Option<LiverTest>, [multiple, printed, its_limit, normal]: TestFields, faults: &mut Faults) {
    match test {
        None => {}
        Some(LiverTest::Times(times)) => faults.bounded(multiple, None, Some(times)),
        Some(LiverTest::Normal { limit }) => faults.bounded(normal, None, limit),
        Some(LiverTest::Printed { value, limit }) => {
            faults.bounded(printed, None, Some(value));
            faults.bounded(its_limit, None, Some(limit));
            if test.is_some_and(|it| !it.is_within(multiple.quantity().bounds())) {
                faults.add(multiple.path(), words::out_of_range(multiple.quantity(), faults.lang));
            }
        }
    }
}

/// The numbers of a supply.
pub(crate) fn numbers(supply: &Supply) -> Vec<(Bounded, Option<Decimal>)> {
    match supply {
        Supply::Capsule { strength, keeps_days, .. } => vec![
            (Bounded::CapsuleStrength, Some(milligrams(*strength))),
            (Bounded::CapsuleKeeps, keeps_days.map(whole)),
        ],
        Supply::Tablet { strength, .. } => vec![(Bounded::TabletStrength, Some(milligrams(*strength)))],
        Supply::Liquid { per_ml, syringe, graduation, bottle, keeps_days } => vec![
            (Bounded::LiquidPerMl, Some(milligrams(*per_ml))),
            (Bounded::LiquidSyringe, Some(millilitres(*syringe))),
            (Bounded::LiquidGraduation, Some(millilitres(*graduation))),
            (Bounded::LiquidBottle, Some(millilitres(*bottle))),
            (Bounded::LiquidKeeps, keeps_days.map(whole)),
        ],
        Supply::Drops { per_drop, most } => {
            vec![(Bounded::DropsPerDrop, Some(milligrams(*per_drop))), (Bounded::DropsMost, Some(whole(*most)))]
        }
    }
}

pub(crate) fn whole<N: Into<u32>>(number: N) -> Decimal {
    Decimal::whole(number.into())
}

pub(crate) fn milligrams(dose: Dose) -> Decimal {
    Decimal::from_thousandths(dose.micrograms().into()).unwrap_or_default()
}

pub(crate) fn millilitres(volume: Volume) -> Decimal {
    Decimal::from_thousandths(volume.microlitres().into()).unwrap_or_default()
}

pub(crate) struct Faults {
    pub(crate) lang: Lang,
    pub(crate) problems: Vec<Problem>,
}

impl Faults {
    pub(crate) fn add(&mut self, path: &str, message: String) {
        self.problems.push(Problem { path: path.to_owned(), message });
    }

    /// A number that lies outside what it can be, of a line of a list where it stands in one.
    pub(crate) fn bounded(&mut self, field: Bounded, line: Option<usize>, value: Option<Decimal>) {
        if value.is_some_and(|it| !field.quantity().bounds().hold(it)) {
            self.add(&field.path_of(line), words::out_of_range(field.quantity(), self.lang));
        }
    }

    /// A number of a check-in that is below its least or above its most.
    pub(crate) fn of_check_in(&mut self, path: &str, value: Option<u16>) {
        let Some((_, least, most)) = CHECK_IN.iter().find(|(name, ..)| path::is_at(name, path)) else { return };
        if value.is_some_and(|it| !(*least..=*most).contains(&it)) {
            self.add(path, words::from_least_to_most(*least, *most, self.lang));
        }
    }

    /// A list longer than any that a person fills in.
    pub(crate) fn counted(&mut self, path: &str, entries: usize) {
        if entries > MOST_ENTRIES {
            self.add(path, words::too_many_entries(MOST_ENTRIES, self.lang));
        }
    }
}
