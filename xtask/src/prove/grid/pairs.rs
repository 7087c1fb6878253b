//! From one drug to another: this one is lowered to nothing, or left from one day to the next, and each other drug of the
//! book is begun.

use palier_engine::book::drug::Drug;
use palier_engine::book::protocol::Protocol;
use palier_engine::book::supply::Supply;
use palier_engine::exact::decimal::Decimal;
use palier_engine::exact::dose::Dose;
use palier_engine::logic::truth::Truth;
use palier_engine::person::patient::Patient;
use palier_engine::person::stated::NoneOfThese;
use palier_engine::request::request::{Decision, Ongoing, Purpose, Request, TaperAsked, ThenWith};
use palier_engine::request::taken::TakenNow;

use super::{GridPart, given_clearance, signed};

impl GridPart<'_> {
    /// Each other drug, begun by four people who take this one at each of four doses, at three paces, with nothing
    /// decided and with everything.
    pub(super) fn pairs(&self, see: &mut dyn FnMut(&Request)) {
        let book = self.formulary.book();
        for begun in book.drugs.iter().filter(|it| it.id != self.drug.id) {
            let Some(row) = self.formulary.relay(&self.drug.id, &begun.id) else { continue };
            let mut request = self.well();
            request.patient.none_of_these = vec![self.all_answered(begun)];
            self.is_free_to_go(&mut request.patient);
            let (decisions, acknowledgements) = self.signed_for_both(begun);
            let handovers: &[bool] = if row.converts.is_some() { &[false, true] } else { &[false] };
            for patient in four_people(&request.patient) {
                request.patient = patient;
                for dose in self.doses_taken() {
                    request.treatment.standing = Ongoing { now: self.divided(dose), ..Ongoing::default() };
                    for converted in handovers {
                        for purpose in self.ways_to(begun, *converted) {
                            request.treatment.purpose = Some(purpose);
                            see(&request);
                            request.decisions.clone_from(&decisions);
                            request.acknowledgements.clone_from(&acknowledgements);
                            see(&request);
                            request.decisions.clear();
                            request.acknowledgements.clear();
                        }
                    }
                }
            }
        }
    }

    /// Every question that is asked of either drug, or of the way down.
    fn all_answered(&self, begun: &Drug) -> NoneOfThese {
        let questions = self.formulary.book().questions.iter();
        let asked = |id: &str| self.formulary.questions_for(id).into_iter().map(|it| it.id.clone()).collect::<Vec<_>>();
        let both = [asked(&self.drug.id), asked(&begun.id)].concat();
        let others = questions.map(|it| it.id.clone()).filter(|it| !both.contains(it));
        let questions = both.iter().cloned().chain(others).collect();
        NoneOfThese { questions, by: "patient".into() }
    }

    /// What a professional can decide and acknowledge of a relay: of either drug, and of the pair.
    fn signed_for_both(&self, begun: &Drug) -> (Vec<Decision>, Vec<Decision>) {
        let book = self.formulary.book();
        let mut decisions: Vec<Decision> = Vec::new();
        let mut read: Vec<Decision> = Vec::new();
        for id in [&self.drug.id, &begun.id] {
            let rules = || book.rules.iter().filter(|it| it.drugs.contains(id));
            decisions.extend(rules().map(|it| signed(&it.id)));
            let limits = book.limits.iter().filter(|it| it.drugs.contains(id));
            decisions.extend(limits.map(|it| signed(&format!("limit:{}", it.id))));
            read.extend(rules().filter(|it| it.acknowledge).map(|it| signed(&it.id)));
        }
        let left = &self.drug.substance;
        let rows = book.relays.iter().map(|it| signed(&format!("{}:{}:{}", it.id, self.drug.id, begun.id)));
        decisions.extend(rows);
        let waits = book.wash_outs.iter().filter(|it| it.drugs.contains(&begun.id));
        decisions.extend(waits.map(|it| signed(&format!("{}:{left}", it.id))));
        read.push(signed(&format!("interaction:{left}")));
        read.extend(book.burdens.iter().filter_map(|it| it.rises.as_ref()).map(|it| signed(&it.id)));
        (decisions, read)
    }

    /// The lowest dose aimed at, the usual one, the highest, and as much as a day may ever have.
    fn doses_taken(&self) -> Vec<Dose> {
        let targets = &self.protocol.targets;
        let most =
            self.formulary.limits_for(&self.drug.id, self.region).filter_map(|it| it.bound.daily_at_most()).max();
        let mut doses: Vec<Dose> = targets.iter().min().into_iter().chain(targets.first()).copied().collect();
        doses.extend(targets.iter().max().copied().into_iter().chain(most));
        let grain = self.supplies().iter().map(|it| it.strength().micrograms()).min().unwrap_or(1);
        // What no unit makes nobody takes.
        let mut doses: Vec<Dose> =
            doses.into_iter().filter_map(|it| Dose::from_micrograms(it.micrograms() / grain * grain)).collect();
        doses.dedup();
        doses
    }

    /// A dose of a day at the moments of the protocol, in whole units of the smallest.
    fn divided(&self, dose: Dose) -> Vec<TakenNow> {
        let division = self.protocol.divisions.iter().find(|it| it.up_to.is_none_or(|most| dose <= most));
        let moments = division.or(self.protocol.divisions.last()).map_or(&[][..], |it| &it.moments);
        let grain = self.supplies().iter().map(|it| it.strength().micrograms()).min().unwrap_or(1);
        let units = dose.micrograms() / grain;
        let (each, more) = (units / moments.len().max(1) as u32, units % moments.len().max(1) as u32);
        let share = |at: usize| (each + u32::from((at as u32) < more)) * grain;
        let parts = moments.iter().enumerate().map(|(at, moment)| (*moment, share(at)));
        parts.filter_map(|(moment, part)| Some(TakenNow { moment, dose: Dose::from_micrograms(part)? })).collect()
    }

    /// Down at each pace and then to another drug at its first and its highest aim; or to it from one day to the next.
    fn ways_to(&self, begun: &Drug, converted: bool) -> Vec<Purpose> {
        let protocol = self.formulary.default_protocol(begun, self.region);
        let Some(protocol) = self.formulary.protocol(protocol) else { return Vec::new() };
        let paces: &[Option<u16>] = if converted { &[None] } else { &[None, Some(14), Some(28)] };
        let mut ways = Vec::new();
        for target in [None, protocol.targets.iter().max().copied()] {
            for interval_days in paces {
                let with = ThenWith {
                    indication: begun.indications.first().cloned(),
                    protocol: Some(protocol.id.clone()),
                    target,
                    supplies: self.supplies_of(begun, protocol),
                    converted,
                };
                ways.push(Purpose::Taper(TaperAsked {
                    interval_days: *interval_days,
                    then: Some(begun.id.clone()),
                    then_with: Some(Box::new(with)),
                    ..TaperAsked::default()
                }));
            }
        }
        ways
    }

    /// What is sold or compounded here of a drug, each once.
    fn supplies_of(&self, drug: &Drug, protocol: &Protocol) -> Vec<Supply> {
        let mut all: Vec<Supply> = Vec::new();
        for it in drug.handed_over(self.region, protocol.prolonged) {
            if !all.contains(it) {
                all.push(it.clone());
            }
        }
        let capsule = |it: &Dose| Supply::Capsule { strength: *it, prolonged: false, keeps_days: None };
        all.extend(drug.compounded.iter().map(capsule).filter(|it| it.is_prolonged() == protocol.prolonged));
        all
    }
}

/// A well person, two whose kidneys work less, and a frail one of 80.
fn four_people(well: &Patient) -> [Patient; 4] {
    let with_clearance = |it: u32| Patient { clearance: Some(given_clearance(Decimal::whole(it))), ..well.clone() };
    let mut frail = with_clearance(45);
    frail.age_years = Some(80);
    frail.weight_kg = Some(Decimal::whole(45));
    frail.answers.insert("frail".into(), Truth::Yes);
    [well.clone(), with_clearance(45), with_clearance(20), frail]
}

#[cfg(test)]
mod tests {
    use super::super::{Asked, Varied, parts};
    use palier_engine::book::place::Region;
    use palier_engine::outcome::Outcome;
    use palier_engine::planner::Planner;
    use std::collections::BTreeSet;

    #[test]
    fn each_pair_that_the_book_lets_begin_is_begun_somewhere_in_the_grid_where_both_are_sold() {
        let book = palier_formulary::builtin();
        let planner = Planner::new(&book);
        let (mut wanted, mut begun) = (BTreeSet::new(), BTreeSet::new());
        let drugs = &book.book().drugs;
        for (left, then) in drugs.iter().flat_map(|left| drugs.iter().map(move |then| (left, then))) {
            let row = book.relay(&left.id, &then.id).filter(|it| it.is_planned() || it.converts.is_some());
            let sold = |it| left.is_marketed(it) && then.is_marketed(it);
            if row.is_some() && [Region::FR, Region::US].into_iter().any(sold) {
                wanted.insert((left.id.as_str(), then.id.as_str()));
            }
        }
        for part in parts(&book).iter().filter(|it| it.kind == Varied::Pairs) {
            part.each(&planner, &mut |it| {
                let Asked::Request(request) = it else { panic!("a plan is looked at") };
                let then = request.treatment.taper().and_then(|it| it.then.as_deref()).expect("another drug");
                let then = drugs.iter().find(|it| it.id == then).expect("of the book");
                let pair = (part.drug.id.as_str(), then.id.as_str());
                // What is decided is asked last.
                if request.decisions.is_empty() || begun.contains(&pair) {
                    return;
                }
                let outcome = planner.decide(request);
                if let Outcome::Tapered { descent, .. } = &outcome
                    && descent.then.as_ref().is_some_and(|it| it.first_day.is_some())
                {
                    begun.insert(pair);
                }
            });
        }
        assert_eq!(begun, wanted);
        assert!(wanted.len() > 60, "{}", wanted.len());
    }
}
