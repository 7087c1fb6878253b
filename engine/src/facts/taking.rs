//! Conditions about the medicines of the list: who takes what, how, and how much of it.

use crate::exact::date::{Date, When};
use crate::exact::decimal::Decimal;
use crate::facts::line::{MedicineLine, line_name};
use crate::facts::reader::ConditionReader;
use crate::facts::reading::{Reading, input};
use crate::input::Input;
use crate::logic::condition::{Condition, Taking};
use crate::logic::truth::{Compare, Truth};
use crate::person::medicine::Use;
use crate::words;

impl ConditionReader<'_, '_> {
    pub(crate) fn takes(&self, tag: &str, taking: Taking) -> Reading {
        let named = |line: &&MedicineLine<'_>| line.is_a(tag);
        let doubtful = |line: &&MedicineLine<'_>| self.unlisted == Truth::Unknown && line.in_doubt;
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

    /// The tags by which a line of the list makes a condition hold, or makes it unknown.
    pub(crate) fn tags_behind<'c>(&self, condition: &'c Condition, line: &MedicineLine<'_>, tags: &mut Vec<&'c str>) {
        let truth = self.read(condition).truth;
        if truth == Truth::No {
            return;
        }
        let may_be = || self.unlisted == Truth::Unknown && truth == Truth::Unknown && line.in_doubt;
        match condition {
            Condition::All(parts) => parts.iter().for_each(|it| self.tags_behind(it, line, tags)),
            Condition::Any(parts) => {
                let deciding = parts.iter().filter(|it| self.read(it).truth == truth);
                deciding.for_each(|it| self.tags_behind(it, line, tags));
            }
            Condition::Takes(tag, taking) => {
                let so_taken = self.line_is(line, *taking).truth;
                if (line.is_a(tag) && so_taken == truth) || (may_be() && so_taken != Truth::No) {
                    tags.push(tag);
                }
            }
            Condition::DailyDose(tag, ..) => {
                if line.current && (line.is_a(tag) || may_be()) {
                    tags.push(tag);
                }
            }
            Condition::Not(_)
            | Condition::Question(_)
            | Condition::Told(_)
            | Condition::Measure(..)
            | Condition::Known(_)
            | Condition::Given(_)
            | Condition::Sex(_)
            | Condition::Alcohol(_)
            | Condition::Indication(_)
            | Condition::Protocol(_)
            | Condition::Prescriber => {}
        }
    }

    pub(crate) fn line_is(&self, line: &MedicineLine<'_>, taking: Taking) -> Reading {
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

    pub(crate) fn daily_dose(&self, tag: &str, compare: Compare, edge: Decimal) -> Reading {
        let current: Vec<&MedicineLine<'_>> = self.facts.lines.iter().filter(|it| it.current && it.is_a(tag)).collect();
        let total: u64 =
            current.iter().filter_map(|it| it.medicine.daily_dose).map(|it| u64::from(it.micrograms())).sum();
        let may_hold_it = |line: &MedicineLine<'_>| line.current && line.in_doubt;
        let doubtful = self.unlisted == Truth::Unknown && self.facts.lines.iter().any(may_hold_it);
        if current.is_empty() && !doubtful {
            return self.known(false, || self.daily_total(tag, total));
        }
        let unsaid: Vec<&&MedicineLine<'_>> = current.iter().filter(|it| it.medicine.daily_dose.is_none()).collect();
        let holds = compare.holds(&total, &edge.thousandths());
        // What is known already settles it only if more of it could not change the answer.
        let settled = matches!(
            (compare, holds),
            (Compare::Above | Compare::AtLeast, true) | (Compare::Below | Compare::AtMost, false)
        );
        if settled || unsaid.is_empty() && !doubtful {
            let mut reading = self.known(holds, || self.daily_total(tag, total));
            if self.noting {
                reading.used.extend(current.iter().map(|it| line_name(it)));
            }
            return reading;
        }
        let what = words::daily_dose_name(self.lang());
        let missing = |line: &&&MedicineLine<'_>| Input {
            path: line.path("daily_dose"),
            text: words::of_medicine(what, &line.medicine.name, self.lang()),
        };
        self.unknown(|| unsaid.iter().map(missing).collect())
    }

    pub(crate) fn daily_total(&self, tag: &str, micrograms: u64) -> Input {
        let name = self.facts.formulary.tag_name(tag, self.lang());
        input("medicines", &words::daily_total(&name, micrograms, self.lang()))
    }
}
