//! A plan that is looked at again, on its days and after it, whatever is told and whatever is then done; and once more
//! some days later.

use std::collections::BTreeSet;

use palier_engine::course::Plan;
use palier_engine::exact::date::Date;
use palier_engine::exact::dose::Dose;
use palier_engine::logic::truth::Truth;
use palier_engine::outcome::Outcome;
use palier_engine::planner::Planner;
use palier_engine::request::check_in::{Felt, ToldThen};
use palier_engine::request::request::{Decision, Request};

use super::{Asked, GridPart, signed};

/// What a professional may have to decide about a check-in.
const DECIDED: [&str; 9] =
    ["CHK-REGION", "CHK-MOOD", "CHK-OFF", "CHK-FELT", "CHK-BACK", "CHK-RISE", "CHK-JUDGED", "CHK-STOP", "CHK-RISEN"];

/// Days between one look and the next.
const LATER: i32 = 5;

/// A plan that is looked at again.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The request that it was made of.
    stands: &'a Request,
    /// The plan that stands.
    pub plan: &'a Plan,
    on: Date,
    told: &'a ToldThen,
}

impl Look<'_> {
    /// Every way that there is from here, with nothing decided, and with everything.
    pub fn requests(&self, planner: &Planner<'_>) -> Vec<Request> {
        let mut all = Vec::new();
        for request in ways(planner, self.stands, self.on, self.told) {
            let decided = DECIDED.iter().map(|about| Decision { on: self.on, ..signed(about) });
            let decisions = request.decisions.iter().cloned().chain(decided).collect();
            let decided = Request { decisions, ..request.clone() };
            all.extend([request, decided]);
        }
        all
    }
}

impl GridPart<'_> {
    /// Plans to the first and to the highest dose aimed at × the days on which something begins, and their neighbours ×
    /// what is told × what is done, undecided and decided.
    pub(super) fn check_ins(&self, planner: &Planner<'_>, see: &mut dyn FnMut(Asked<'_>)) {
        let told = self.told();
        for target in [self.protocol.targets.first(), self.protocol.targets.iter().max()] {
            let Some((stands, plan)) = self.planned(planner, target.copied()) else { continue };
            for on in days_of(&plan) {
                for told in &told {
                    see(Asked::Look(Look { stands: &stands, plan: &plan, on, told }));
                }
            }
            looked_at_again(planner, (&stands, &plan), &told, see);
        }
    }

    /// A plan that somebody follows, with all decided that it needs.
    fn planned(&self, planner: &Planner<'_>, target: Option<Dose>) -> Option<(Request, Plan)> {
        let mut request = self.well();
        self.is_free_to_go(&mut request.patient);
        request.treatment.target = target;
        let decided = self.signing().of(&request);
        (request.decisions, request.acknowledgements) = (decided.decisions, decided.acknowledgements);
        let outcome = planner.decide(&request);
        let Outcome::Planned { plan, .. } = &outcome else { return None };
        let plan = Plan::clone(plan);
        Some((request, plan))
    }

    /// Nothing wrong, then one thing wrong, or not said, and then thoughts beside each of these.
    fn told(&self) -> Vec<ToldThen> {
        let limits = self.formulary.book().statements.iter().filter(|it| it.drugs.contains(&self.drug.id));
        let mut edges = BTreeSet::from([0, 1, 2]);
        for off in limits.filter_map(|it| it.off) {
            let ends = [Some(off.same_dose_days), off.anew_above_days, self.protocol.restart_after_days];
            edges.extend(ends.into_iter().flatten().flat_map(|it| [it.saturating_sub(1), it, it + 1]));
        }
        let mut all = vec![well(), ToldThen { off_days: None, ..well() }, ToldThen { effects: None, ..well() }];
        all.extend(edges.into_iter().chain([30]).map(|it| ToldThen { off_days: Some(it), ..well() }));
        let felt = [Felt::Mild, Felt::Bothersome, Felt::Unbearable];
        all.extend(felt.map(|it| ToldThen { effects: Some(it), ..well() }));
        for it in [Truth::No, Truth::Unknown] {
            all.push(ToldThen { conditions_met: it, ..well() });
            all.push(ToldThen { risen: it, ..well() });
        }
        for it in [Truth::Yes, Truth::Unknown] {
            all.push(ToldThen { reason_to_stop: it, stop_for: self.reason(), ..well() });
        }
        let with = |thoughts| move |it: &ToldThen| ToldThen { suicidal_thoughts: thoughts, ..it.clone() };
        let beside: Vec<ToldThen> = all.iter().map(with(Truth::Yes)).collect();
        all.push(with(Truth::Unknown)(&well()));
        all.extend(beside);
        all
    }

    /// A reason for which this drug is stopped at once.
    fn reason(&self) -> Option<String> {
        let mut notes = self.formulary.taper_notes(&self.drug.id, self.region);
        notes.find_map(|it| it.reasons.first().map(|it| it.id.clone()))
    }
}

/// From the middle of the plan on, each act with nothing wrong; then whatever is told some days later.
fn looked_at_again(
    planner: &Planner<'_>,
    (stands, plan): (&Request, &Plan),
    told: &[ToldThen],
    see: &mut dyn FnMut(Asked<'_>),
) {
    let steps = &plan.course.steps;
    let Some(on) = steps[steps.len() / 2].first_day.plus(1).date(plan.start) else { return };
    for first in ways(planner, stands, on, &well()) {
        let outcome = planner.decide(&first);
        let Outcome::Planned { plan, .. } = &outcome else { continue };
        let Some(on) = plan.start.plus(LATER) else { continue };
        for told in told {
            see(Asked::Look(Look { stands: &first, plan, on, told }));
        }
    }
}

/// The first, the second and the last day of each step, the day after it, and the day after the end.
fn days_of(plan: &Plan) -> BTreeSet<Date> {
    let steps = plan.course.steps.iter();
    let days = steps.flat_map(|it| [it.first_day, it.first_day.plus(1), it.last_day(), it.last_day().plus(1)]);
    // On its first day nothing was taken before.
    days.filter_map(|it| it.date(plan.start)).filter(|it| *it > plan.start).collect()
}

/// All that can be done on a day.
fn ways(planner: &Planner<'_>, stands: &Request, on: Date, told: &ToldThen) -> Vec<Request> {
    let mut news = Request { today: on, ..stands.clone() };
    if let Some(liver) = &mut news.patient.liver {
        liver.on = Some(on);
    }
    let looked = planner.check_in(stands, &news, told);
    looked.into_iter().flat_map(|it| it.ways).map(|it| it.request).collect()
}

/// Everything is told, and nothing is wrong.
fn well() -> ToldThen {
    ToldThen {
        pain: Some(5),
        bad_nights: Some(1),
        missed_days: Some(0),
        off_days: Some(0),
        risen: Truth::Yes,
        effects: Some(Felt::Nothing),
        conditions_met: Truth::Yes,
        suicidal_thoughts: Truth::No,
        reason_to_stop: Truth::No,
        stop_for: None,
    }
}

#[cfg(test)]
mod tests {
    use palier_engine::request::check_in::Act;

    use super::super::{Varied, parts};
    use super::*;

    /// What was done, as the grid counts it: a ninth would not compile here.
    const fn number(act: Act) -> usize {
        match act {
            Act::GoOn => 0,
            Act::Stay { .. } => 1,
            Act::StepBack => 2,
            Act::Lower { .. } => 3,
            Act::Move { .. } => 4,
            Act::Pause { .. } => 5,
            Act::Restart => 6,
            Act::Stop => 7,
            Act::StopNow => 8,
        }
    }

    #[test]
    fn each_act_is_done_somewhere_in_the_grid() {
        let book = palier_formulary::builtin();
        let planner = Planner::new(&book);
        let mut done = [false; 9];
        for part in parts(&book).iter().filter(|it| it.kind == Varied::CheckIns && it.drug.id == "naltrexone-ldn") {
            let mut asked = 0;
            part.each(&planner, &mut |it| {
                let Asked::Look(look) = it else { panic!("a request without a look") };
                asked += 1;
                if done == [true; 9] {
                    return;
                }
                for request in look.requests(&planner) {
                    let last = request.check_ins.last().expect("this look");
                    let done = &mut done[number(last.act)];
                    // A stop at once is no way down: a doctor decides it the same hour, and no dose is shown.
                    *done |= match planner.decide(&request) {
                        Outcome::Planned { .. } | Outcome::Tapered { .. } => true,
                        Outcome::Refused { .. } => last.act == Act::StopNow,
                        Outcome::Pending { .. }
                        | Outcome::Card { .. }
                        | Outcome::Unreadable { .. }
                        | Outcome::Stopped { .. } => false,
                    };
                }
            });
            assert!(asked > 500, "{asked}");
        }
        assert_eq!(done, [true; 9]);
    }
}
