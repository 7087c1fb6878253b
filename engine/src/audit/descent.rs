//! A way down, looked at again: it never rises, it ends, no cut is larger or sooner than the pace in force, and what
//! is said of each cut is so.
//!
//! The pace is worked out here again, from the row of the book and the request, in hundredths of a microgram. Which
//! doses the units make is found by trying all of them.

use std::collections::BTreeSet;

use crate::audit::breach::{Breaches, Violation};
use crate::audit::case::{Case, day_micrograms};
use crate::audit::doses::made;
use crate::audit::facts::AuditFacts;
use crate::audit::history::act_allowed;
use crate::audit::operation::none_inside;
use crate::audit::prescriptions::{Written, prescriptions_cover_each_day_once};
use crate::audit::records::decided;
use crate::audit::stair::{DueStair, stair};
use crate::audit::swap;
use crate::audit::units::{
    at_home_is_counted, invariant_07_every_unit_exists_and_can_be_measured,
    invariant_08_what_is_handed_over_covers_what_is_taken,
};
use crate::book::drug::Drug;
use crate::book::protocol::Protocol;
use crate::book::supply::Supply;
use crate::book::taper::{Cut, Down, NoteKind, Risk, TaperRow};
use crate::course::{Course, Prescribing, Step};
use crate::descent::{Descent, Fall};
use crate::exact::date::Date;
use crate::exact::day::Day;
use crate::logic::truth::Truth;
use crate::request::request::{TaperAsked, Why};

/// What every check of a way down looks at.
pub(super) struct Lowering<'a> {
    pub(super) facts: &'a AuditFacts<'a>,
    pub(super) drug: &'a Drug,
    pub(super) row: &'a TaperRow,
    pub(super) asked: &'a TaperAsked,
    pub(super) id: &'a str,
    /// The first day; none: it waits for one.
    pub(super) start: Option<Date>,
    /// Whether it waits, and is not to be begun.
    pub(super) waits: bool,
    pub(super) descent: &'a Descent,
    /// The dose of a day where it begins, in micrograms.
    pub(super) first: u128,
    /// A stop at once that a professional has decided, or that needs none.
    pub(super) at_once: bool,
}

/// Where the way stands before a step.
#[derive(Clone)]
struct Stand {
    /// The dose of a day, in micrograms.
    now: u128,
    /// Where the pace has led, in hundredths of one.
    line: u128,
    /// Since which day.
    since: i64,
    /// What is taken at each moment.
    shares: Vec<u128>,
}

/// Every breach of a way down, in the order of the checks.
pub(crate) fn look_at(
    facts: &AuditFacts<'_>,
    id: &str,
    descent: &Descent,
    start: Option<Date>,
    waits: bool,
) -> Vec<Violation> {
    let mut found = Breaches::default();
    let (lists, request) = (facts.lists, facts.request);
    let book = lists.formulary.book();
    let (Some(drug), Some(asked)) = (lists.drug, request.treatment.taper()) else {
        found.breach(5, "no way down was asked for, or of no drug of the book");
        return found.0;
    };
    let row = book.tapers.iter().find(|it| it.drugs.contains(&drug.id));
    let protocol = book.protocols.iter().find(|it| it.id == facts.protocol && it.drug == drug.id);
    let (Some(row), Some(protocol)) = (row, protocol) else {
        found.breach(5, format!("the book has no way down of `{}`", drug.id));
        return found.0;
    };
    let standing = &request.treatment.standing;
    let first = standing.now.iter().map(|it| u128::from(it.dose.micrograms())).sum();
    let mut way = Lowering { facts, drug, row, asked, id, start, waits, descent, first, at_once: false };
    way.at_once = way.is_at_once();
    way.asked_for(protocol, &mut found);
    way.nobody_who_stays(&mut found);
    way.no_operation_inside(&mut found);
    way.units_make_the_dose(&mut found);
    way.never_rises_and_ends(&mut found);
    way.what_was_done_is_there(protocol, &mut found);
    way.every_day_has_one_step(&mut found);
    way.within_the_pace(&mut found);
    way.least_days(&mut found);
    way.cuts_are_as_said(&mut found);
    at_home_is_counted(request, &descent.held, &descent.dispensing, &mut found);
    way.all_is_said(&mut found);
    way.handed_over(protocol, &mut found);
    way.the_past_stays(protocol, &mut found);
    found.0
}

impl Lowering<'_> {
    /// What was done at the last check-in was allowed, and nothing begins before it.
    fn the_past_stays(&self, protocol: &Protocol, found: &mut Breaches) {
        let request = self.facts.request;
        let Some(last) = request.check_ins.last().filter(|it| it.stood.drug == self.drug.id) else { return };
        if self.start.is_some_and(|it| it < last.on) {
            found.breach(13, format!("it begins before the check-in of {}", last.on));
        }
        let restart = stair(protocol, self.facts).restart;
        act_allowed(self.facts.lists.formulary, request, self.drug, restart, (last, !self.waits), found);
    }

    /// Whether nothing stands between the dose of today and none: the book has no stair, or it was taken so shortly
    /// that a professional may decide it, and did.
    fn is_at_once(&self) -> bool {
        if swap::is_asked(self.facts.request) {
            return swap::may_stop(self.facts, &self.drug.id);
        }
        let Some(down) = &self.row.down else { return true };
        let (Some(short), Some(taken)) = (&down.short_use, self.taken_days()) else { return false };
        taken < i32::from(short.below_days) && decided(self.facts.request, &format!("{}:at-once", self.row.id))
    }

    /// How many days it has been taken on the first, which of one that waits is the day asked for; none where nobody knows.
    fn taken_days(&self) -> Option<i32> {
        let first = self.start.or(self.facts.request.treatment.start)?;
        Some(first.days_since(self.facts.request.treatment.standing.since?.earliest()))
    }

    fn asked_for(&self, protocol: &Protocol, found: &mut Breaches) {
        let (descent, request) = (self.descent, self.facts.request);
        let same = self.id == request.id
            && descent.drug == self.drug.id
            && descent.protocol == protocol.id
            && descent.row == self.row.id
            && u128::from(descent.first.micrograms()) == self.first
            && descent.to == self.asked.to;
        if !same {
            found.breach(5, "it is not the way down that was asked for");
        }
        let passed = self.start.is_some_and(|it| it < request.today) && self.asked.acts.is_empty();
        if !self.waits && (request.treatment.start != self.start || self.start.is_none() || passed) {
            found.breach(5, format!("it begins on {:?}, which was not asked or has passed", self.start));
        }
    }

    /// Who is in a case of the book stays until a professional has decided; nobody said counts as in it.
    fn nobody_who_stays(&self, found: &mut Breaches) {
        let request = self.facts.request;
        for stay in &self.facts.lists.formulary.book().stays {
            let here = stay.region.is_none_or(|it| it == request.region) && stay.drugs.contains(&self.drug.id);
            match self.facts.truth(&stay.when) {
                Truth::Yes if here && !decided(request, &stay.id) => {
                    found.breach(5, format!("`{}` holds and nobody has decided", stay.id));
                }
                Truth::Unknown if here => found.breach(5, format!("`{}` is not known", stay.id)),
                Truth::Yes | Truth::Unknown | Truth::No => {}
            }
        }
        if let Some(Why::AtOnce(id)) = &self.asked.why {
            found.breach(5, format!("`{id}` stops it at once: no way down is laid out"));
        }
    }

    /// Who comes down takes it already: an operation of any day to come is met.
    fn no_operation_inside(&self, found: &mut Breaches) {
        let taken = self.descent.steps.iter().filter(|it| !it.intakes.is_empty());
        let days = taken.map(|it| i32::from(it.first_day) + i32::from(it.days) - 2).max().unwrap_or(-1);
        let Some(start) = self.start else { return };
        let until = start.plus(days);
        none_inside(self.facts, &self.drug.id, (self.facts.request.today, until), found);
    }

    fn units_make_the_dose(&self, found: &mut Breaches) {
        for step in &self.descent.steps {
            for (index, intake) in step.intakes.iter().enumerate() {
                let at = format_args!("step of day {}", step.first_day).to_string();
                if step.intakes[..index].iter().any(|it| it.moment == intake.moment) {
                    found.breach(1, format!("{at}: two intakes at the same moment"));
                }
                if !self.facts.request.treatment.standing.now.iter().any(|it| it.moment == intake.moment) {
                    found.breach(1, format!("{at}: nothing is taken at {:?} now", intake.moment));
                }
                if made(self.facts.request, &intake.units) != Some(intake.dose.micrograms().into()) {
                    found.breach(1, format!("{at}: the units do not hold {}", intake.dose));
                }
            }
            if step.every_days != 1 {
                found.breach(3, format!("the step of day {} is not taken every day", step.first_day));
            }
        }
    }

    fn goal(&self) -> u128 {
        self.asked.to.map_or(0, |it| it.micrograms().into())
    }

    /// > 3. […] Between two check-ins of a taper neither ever rises […] Every taper ends.
    ///
    /// It rises where somebody went back to the dose before, to that dose and no higher.
    fn never_rises_and_ends(&self, found: &mut Breaches) {
        let mut before = self.first;
        for (at, step) in self.descent.steps.iter().enumerate() {
            let here = day_micrograms(step);
            let begins = at == 0 && here == self.first;
            if (here > before || (here == before && !begins)) && !self.is_return(at) {
                found.breach(3, format!("step of day {}: from {before} mcg to {here} mcg is no fall", step.first_day));
            }
            if here == 0 && at + 1 < self.descent.steps.len() && !self.is_return(at + 1) {
                found.breach(3, "a day without intake stands before the end");
            }
            before = here;
        }
        if before != self.goal() || self.descent.steps.is_empty() {
            found.breach(3, format!("it ends at {before} mcg, {} mcg was asked", self.goal()));
        }
    }

    /// > 6. Per drug, every day from first to last has exactly one step.
    fn every_day_has_one_step(&self, found: &mut Breaches) {
        let mut next = 1_i64;
        for step in &self.descent.steps {
            if i64::from(step.first_day) != next || step.days == 0 {
                found.breach(6, format!("a step begins on day {}, day {next} was due", step.first_day));
            }
            next = i64::from(step.first_day) + i64::from(step.days);
        }
        if next - 1 != i64::from(self.descent.last_day) {
            found.breach(6, format!("the steps end on day {}, the way on day {}", next - 1, self.descent.last_day));
        }
        let notes =
            || self.facts.lists.formulary.book().taper_notes.iter().filter(|it| it.drugs.contains(&self.drug.id));
        let days = notes().find(|it| it.kind == NoteKind::Contact).and_then(|it| it.days);
        let end = self.descent.steps.last().map_or(0, |it| i64::from(it.first_day));
        let due = days.map(|(from, to)| (end + i64::from(from) - 1, end + i64::from(to) - 1));
        let said = (i64::from(self.descent.contact.0), i64::from(self.descent.contact.1));
        if due != Some(said) {
            found.breach(6, format!("somebody asks on the days {said:?}, due on {due:?}"));
        }
        if self.start.is_some_and(|it| self.descent.last_day.date(it).is_none()) {
            found.breach(6, "it ends outside the calendar");
        }
    }

    /// > 4. […] Downward […] steps have no minimum interval but the taper's own.
    ///
    /// The dose is never below where the pace leads, but where units force it: then none of them makes a dose in
    /// between, and the dose before it was held longer by as much.
    fn within_the_pace(&self, found: &mut Breaches) {
        let Some(down) = self.row.down.as_ref().filter(|_| !self.at_once) else { return };
        let begun: Vec<u128> =
            self.facts.request.treatment.standing.now.iter().map(|it| it.dose.micrograms().into()).collect();
        let mut here = Stand { now: self.first, line: self.first * 100, since: 1, shares: begun };
        let mut before = here.clone();
        for (at, step) in self.descent.steps.iter().enumerate() {
            let on = i64::from(step.first_day);
            let fall = self.descent.falls.iter().enumerate().find(|(_, it)| it.on == step.first_day);
            match fall {
                Some((at, fall)) => {
                    let line = self.cut_is_paced(down, &here, fall, at == 0, found);
                    let shares = step.intakes.iter().map(|it| it.dose.micrograms().into()).collect();
                    before = here;
                    here = Stand { now: day_micrograms(step), line, since: on, shares };
                }
                None if self.is_return(at) => here = Stand { since: on, ..before.clone() },
                None => {}
            }
        }
    }

    /// One cut, from where the way stands before it. Gives where the pace has led.
    fn cut_is_paced(&self, down: &Down, here: &Stand, fall: &Fall, is_first: bool, found: &mut Breaches) -> u128 {
        let (goal, longest) = (self.goal(), self.longest_stay());
        let Stand { now, line, since, ref shares } = *here;
        let on = i64::from(fall.on);
        let to = fall.to.map_or(0, |it| u128::from(it.micrograms()));
        let aim = self.aim(down, line, now).max(goal * 100);
        let interval = self.interval(down, now);
        let had = u128::try_from(on - since).unwrap_or(0);
        let mut least = if is_first { 0 } else { interval };
        let forced = to * 100 < aim;
        if forced {
            if self.something_between(shares, now, aim, to) {
                found.breach(4, format!("day {on}: from {now} to {to} mcg, and units make a dose in between"));
            }
            let asked = (now * 100).saturating_sub(aim).max(1);
            let stretched = (interval * (now - to.min(now)) * 100).div_ceil(asked).div_ceil(7) * 7;
            least = if is_first { 0 } else { stretched.min(longest).max(interval) };
        }
        if had < least {
            found.breach(4, format!("day {on}: {had} days at {now} mcg, at least {least} needed"));
        }
        // Where a dose more stands before the end, less is asked than the pace allows; never more.
        let allowed = (now * 100).saturating_sub(aim);
        if u128::from(fall.asked) > allowed || (forced && u128::from(fall.asked) != allowed) {
            found.breach(9, format!("day {on}: {} is said to be asked, the pace asks {allowed}", fall.asked));
        }
        if forced != fall.forced {
            found.breach(9, format!("day {on}: whether units force the cut is told otherwise"));
        }
        if to == 0 && goal == 0 && down.last_below.is_some_and(|it| now >= it.micrograms().into()) {
            found.breach(4, format!("day {on}: from {now} mcg nobody goes to nothing at once"));
        }
        if forced { to * 100 } else { aim.min(to * 100) }
    }

    /// Where the pace leads from a dose, in hundredths of a microgram.
    fn aim(&self, down: &Down, line: u128, now: u128) -> u128 {
        let bound = self.bound(down);
        let chosen: Vec<Cut> = self.asked.cut.map_or_else(|| down.usual.cuts.clone(), |it| vec![it]);
        let mut aim = 0;
        for cut in chosen.iter().chain(&bound.cuts) {
            let (from, cut) = self.cut(down, *cut, line, now);
            aim = aim.max(from.saturating_sub(cut));
        }
        if let Some(percent) = down.first_percent.filter(|_| now == self.first) {
            aim = aim.max(now * (100 - u128::from(percent.min(100))));
        }
        if let Some(low) = down.low.as_ref().filter(|_| self.is_low(down, now)) {
            aim = aim.max(line.saturating_sub(self.cut(down, low.cut, line, now).1));
        }
        aim
    }

    /// From what a cut is taken, and how much it is.
    fn cut(&self, down: &Down, cut: Cut, line: u128, now: u128) -> (u128, u128) {
        match cut {
            Cut::Dose(dose) => (line, u128::from(dose.micrograms()) * 100),
            Cut::OfFirst(percent) => (line, self.first * u128::from(percent)),
            Cut::OfCurrent(percent) => (now * 100, now * u128::from(percent)),
            Cut::Risk(risk) => {
                let of = down.risk.map_or(0, |it| {
                    let percent = match risk {
                        Risk::Low => it.low,
                        Risk::Moderate => it.moderate,
                        Risk::High => it.high,
                    };
                    u128::from(it.lowest_usual.micrograms()) * u128::from(percent)
                });
                (line, of)
            }
            Cut::Points(points) => (now * 100, points_cut(down, points, now)),
        }
    }

    fn bound<'d>(&self, down: &'d Down) -> &'d crate::book::taper::Pace {
        let faster = down.by_decision.as_ref().filter(|_| self.decided_faster());
        faster.unwrap_or(&down.fastest)
    }

    fn decided_faster(&self) -> bool {
        decided(self.facts.request, &format!("{}:faster", self.row.id))
    }

    fn interval(&self, down: &Down, now: u128) -> u128 {
        let long = down
            .long_use
            .filter(|_| !self.decided_faster())
            .filter(|it| self.taken_days().is_none_or(|days| days >= i32::from(it.from_days)));
        let asked = self.asked.interval_days.unwrap_or(down.usual.interval_days);
        let low = down.low.as_ref().filter(|_| self.is_low(down, now)).map_or(0, |it| it.interval_days);
        let days = [asked, self.bound(down).interval_days, long.map_or(0, |it| it.interval_days), low];
        days.into_iter().max().unwrap_or(0).into()
    }

    fn is_low(&self, down: &Down, now: u128) -> bool {
        let Some(low) = &down.low else { return false };
        low.at_most.is_some_and(|it| now <= it.micrograms().into())
            || low.below_part.is_some_and(|it| now * u128::from(it) < self.first)
    }

    fn longest_stay(&self) -> u128 {
        let notes = self.facts.lists.formulary.book().taper_notes.iter();
        let mut notes = notes.filter(|it| it.kind == NoteKind::LongerStay && it.drugs.contains(&self.drug.id));
        notes.next().and_then(|it| it.days).map_or(0, |it| it.1.into())
    }

    /// Whether one intake made lower, or left out, gives a day between where the pace leads and the dose of today.
    fn something_between(&self, shares: &[u128], now: u128, aim: u128, to: u128) -> bool {
        let makes = self.doses_of_one_intake(shares.iter().copied().max().unwrap_or(0));
        shares.iter().enumerate().any(|(at, share)| {
            let others_made = shares.iter().enumerate().all(|(other, it)| other == at || makes.contains(it));
            others_made
                && makes.iter().chain([&0]).any(|lower| {
                    let day = (now + lower).saturating_sub(*share);
                    lower < share && day * 100 >= aim && day > to
                })
        })
    }

    /// Every dose up to `most` that the units make at once.
    fn doses_of_one_intake(&self, most: u128) -> BTreeSet<u128> {
        let request = self.facts.request;
        let units = request.treatment.most_units.unwrap_or(self.drug.most_units);
        let protocol = self.facts.lists.formulary.book().protocols.iter().find(|it| it.id == self.facts.protocol);
        let slow = protocol.is_some_and(|it| it.prolonged);
        let here = |supply: &&Supply| {
            let sold = self.drug.products.iter().any(|it| it.region == request.region && it.supply == **supply);
            let compounded =
                matches!(supply, Supply::Capsule { .. } | Supply::Liquid { .. }) && !self.drug.compounded.is_empty();
            (sold || compounded) && supply.is_prolonged() == slow
        };
        let mut counted: BTreeSet<u128> = BTreeSet::from([0]);
        for _ in 0..units {
            let mut more = counted.clone();
            for supply in request.treatment.supplies.iter().filter(here) {
                let strength = u128::from(supply.strength().micrograms());
                let pieces: &[u128] = match supply {
                    Supply::Capsule { .. } => &[2],
                    Supply::Tablet { .. } if supply.is_halved() => &[1, 2],
                    Supply::Tablet { .. } => &[2],
                    Supply::Liquid { .. } | Supply::Drops { .. } => &[],
                };
                for halves in pieces.iter().filter(|it| (strength * **it).is_multiple_of(2)) {
                    more.extend(counted.iter().map(|it| it + strength * halves / 2).filter(|it| *it <= most));
                }
            }
            counted = more;
        }
        let mut all = counted.clone();
        for supply in request.treatment.supplies.iter().filter(here) {
            let (one, fillings) = match supply {
                Supply::Drops { per_drop, most } => (u128::from(per_drop.micrograms()) * 1000, u128::from(*most)),
                Supply::Liquid { per_ml, syringe, graduation, .. } => {
                    let marks = syringe.microlitres() / graduation.microlitres().max(1);
                    (u128::from(per_ml.micrograms()) * u128::from(graduation.microlitres()), marks.into())
                }
                Supply::Capsule { .. } | Supply::Tablet { .. } => continue,
            };
            let filled = (1..=fillings).map(|it| it * one).take_while(|it| *it <= most * 1000);
            for filling in filled.filter(|it| it.is_multiple_of(1000)) {
                all.extend(counted.iter().map(|it| it + filling / 1000).filter(|it| *it <= most));
            }
        }
        all.remove(&0);
        all
    }

    /// Nothing is reached before the least days of the label, whatever was asked.
    fn least_days(&self, found: &mut Breaches) {
        let due = if self.at_once || self.goal() > 0 { 0 } else { self.row.least_days };
        let Some(last) = self.descent.falls.last() else { return };
        let days = i64::from(last.on) - 1;
        if days < i64::from(due) {
            found.breach(4, format!("nothing is reached after {days} days, the label wants {due}"));
        }
        if self.descent.least_days != due {
            found.breach(9, format!("{} days are said to be the least, {due} are", self.descent.least_days));
        }
    }

    /// What is said of each cut is so, and the largest is one of them.
    fn cuts_are_as_said(&self, found: &mut Breaches) {
        let steps = &self.descent.steps;
        let mut falls = self.descent.falls.iter();
        let (mut from, mut since) = (self.first, i64::from(Day::FIRST));
        for step in steps {
            let to = day_micrograms(step);
            if to < from && !falls.next().is_some_and(|it| self.is_as_said(it, step, (from, to), since)) {
                found.breach(9, format!("the cut of day {} is told otherwise than it is", step.first_day));
            }
            (from, since) = (to, step.first_day.into());
        }
        if falls.next().is_some() || self.descent.largest >= self.descent.falls.len() {
            found.breach(9, "its cuts are not those of its steps");
        }
    }

    fn is_as_said(&self, fall: &Fall, step: &Step, (from, to): (u128, u128), since: i64) -> bool {
        let tenths = |cut: u128| (cut * 2000 + from * 100) / (from * 200);
        let curve = self.row.down.as_ref().and_then(|it| it.occupancy);
        let held_tenths = |dose: u128| {
            curve.map(|it| {
                let (most, half) = (u128::from(it.highest.thousandths()), u128::from(it.half.micrograms()));
                (most * dose / 50 + half + dose) / (2 * (half + dose))
            })
        };
        let near = |said: u16, due: u128| u128::from(said).abs_diff(due) <= 1;
        let occupancy = match (fall.occupancy, held_tenths(from), held_tenths(to)) {
            (None, None, None) => true,
            (Some((before, after)), Some(from), Some(to)) => near(before, from) && near(after, to),
            _ => false,
        };
        fall.on == step.first_day
            && u128::from(fall.from.micrograms()) == from
            && fall.to.map_or(0, |it| u128::from(it.micrograms())) == to
            && i64::from(fall.held_days) == i64::from(step.first_day) - since
            && u128::from(fall.made_permille) == tenths((from - to) * 100)
            && u128::from(fall.asked_permille) == tenths(fall.asked.into())
            && occupancy
    }

    /// Of a drug without a stair, nothing of steps or of withdrawal; nothing of a last step where there is none.
    fn is_due(&self, kind: NoteKind) -> bool {
        match kind {
            NoteKind::AtOnce | NoteKind::Expect | NoteKind::Instead | NoteKind::Contact => true,
            NoteKind::Conduct | NoteKind::Return | NoteKind::Diary => self.row.down.is_some(),
            NoteKind::LongerStay => self.asked.to.is_none() && !self.at_once,
            NoteKind::Cover => false,
        }
    }

    /// > 9. Every finding, number and ceiling carries a source.
    fn all_is_said(&self, found: &mut Breaches) {
        let region = self.facts.request.region;
        let notes = self.facts.lists.formulary.book().taper_notes.iter();
        let due: Vec<&str> = notes
            .filter(|it| it.drugs.contains(&self.drug.id) && it.region.is_none_or(|its| its == region))
            .filter(|it| self.is_due(it.kind))
            .map(|it| it.id.as_str())
            .collect();
        let said: Vec<&str> = self.descent.notes.iter().map(|it| it.id.as_str()).collect();
        if due != said {
            found.breach(9, "what is said with it is not what the book says");
        }
        if self.descent.notes.iter().any(|it| it.sources.is_empty()) {
            found.breach(9, "something said with it has no source");
        }
    }

    /// Invariants 7 and 8, as of a course.
    fn handed_over(&self, protocol: &Protocol, found: &mut Breaches) {
        let (facts, descent) = (self.facts, self.descent);
        let (prescribed, dispensing) = (descent.prescribed.as_ref(), &descent.dispensing);
        let written = Written { prescribed, steps: &descent.steps, dispensing, first: Prescribing::WayDown };
        prescriptions_cover_each_day_once(facts, &written, found);
        let mut steps = descent.steps.clone();
        steps.retain(|it| !it.intakes.is_empty());
        let Some(last_day) = steps.last().map(Step::last_day) else {
            if descent.dispensing.total_micrograms > 0 || !descent.dispensing.batches.is_empty() {
                found.breach(8, "nothing is taken, and something is handed over");
            }
            return;
        };
        let course = Course {
            drug: descent.drug.clone(),
            protocol: descent.protocol.clone(),
            indication: None,
            continues: Some(descent.first),
            held: Vec::new(),
            steps,
            variant: None,
            restart_after_days: None,
            last_day,
            review_until_day: last_day,
            after_session: None,
            after_review: Vec::new(),
            monitoring: Vec::new(),
            burdens: Vec::new(),
            dispensing: descent.dispensing.clone(),
            prescribed: None,
            limits: Vec::new(),
        };
        let case = Case {
            formulary: facts.lists.formulary,
            request: facts.request,
            drug: self.drug,
            protocol,
            id: self.id,
            course: &course,
            start: self.start,
            lists: facts.lists,
            facts,
            // What is given after a dialysis session is the prescriber’s, whose decision a way down then waits for.
            stair: DueStair { variant: None, ..stair(protocol, facts) },
            limits: Vec::new(),
        };
        invariant_07_every_unit_exists_and_can_be_measured(&case, found);
        invariant_08_what_is_handed_over_covers_what_is_taken(&case, found);
    }
}

/// How much a fall by so many points of occupancy takes, in hundredths of a microgram, rounded down.
///
/// At occupancy `o` the dose is `half × o ÷ (highest − o)`.
fn points_cut(down: &Down, points: u8, now: u128) -> u128 {
    let Some(curve) = down.occupancy else { return 0 };
    let (highest, half) = (u128::from(curve.highest.thousandths()), u128::from(curve.half.micrograms()));
    // Occupancy in thousandths of a percent, times what divides it.
    let (held, divisor) = (highest * now, half + now);
    let fallen = u128::from(points) * 1000 * divisor;
    if fallen >= held {
        return now * 100;
    }
    let left = held - fallen;
    let lower = (half * left * 100).div_ceil(highest * divisor - left);
    (now * 100).saturating_sub(lower)
}
