//! A way down that is sound, and everything that can be wrong with it: the auditor stops each.

use super::*;
use crate::ask::PLANNER;
use palier_engine::audit::audit_descent;
use palier_engine::book::supply::Amount;
use palier_engine::descent::{Relay, Tapering};
use palier_engine::exact::day::Day;
use palier_engine::exact::dose::Dose;
use palier_engine::request::request::{Purpose, Request, TaperAsked, Why};

fn mg(text: &str) -> Dose {
    format!("{text} mg").parse().expect("a dose")
}

fn sound(request: Value) -> (Request, Tapering) {
    let request: Request = serde_json::from_value(request).expect("a request");
    let outcome = PLANNER.decide(&request);
    let Outcome::Tapered { descent, .. } = outcome else { panic!("{outcome:#?}") };
    (request, (*descent).clone())
}

fn pregabalin() -> (Request, Tapering) {
    let two = json!([{ "moment": "morning", "dose": "150 mg" }, { "moment": "evening", "dose": "150 mg" }]);
    let taper = json!({ "now": two, "units": [{ "supply": 0, "count": 10 }] });
    sound(coming_down("pregabalin", capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"]), taper))
}

fn tramadol() -> (Request, Tapering) {
    let taper = json!({ "now": now("evening", "200 mg"), "since": "2026-09-07", "interval_days": 7 });
    sound(coming_down("tramadol", slow_capsules(&["50 mg", "100 mg", "150 mg", "200 mg"]), taper))
}

fn duloxetine() -> (Request, Tapering) {
    sound(coming_down("duloxetine", capsules(&["30 mg", "60 mg"]), json!({ "now": now("morning", "60 mg") })))
}

fn relay() -> (Request, Tapering) {
    sound(then::slow())
}

/// Pregabalin 300 mg, back to 225 mg on day 10; asked again on 20 January 2027.
fn gone_back() -> (Request, Tapering) {
    let two = json!([{ "moment": "morning", "dose": "150 mg" }, { "moment": "evening", "dose": "150 mg" }]);
    let acts = json!([{ "back": { "on": "2026-12-16" } }, { "stay": { "on": "2026-12-25", "until": "2027-01-05" } }]);
    let supplies = capsules(&["25 mg", "50 mg", "75 mg", "100 mg", "150 mg"]);
    let mut request = coming_down("pregabalin", supplies, json!({ "now": two, "acts": acts }));
    merge(&mut request, json!({ "today": "2027-01-20" }));
    sound(request)
}

/// Tramadol 200 mg, back to 150 mg on the last day on which nobody has to decide it.
fn gone_back_from_an_opioid() -> (Request, Tapering) {
    let acts = json!([{ "back": { "on": "2027-01-04" } }]);
    let taper = json!({ "now": now("evening", "200 mg"), "since": "2026-09-07", "interval_days": 7, "acts": acts });
    let mut request = coming_down("tramadol", slow_capsules(&["50 mg", "100 mg", "150 mg", "200 mg"]), taper);
    merge(&mut request, json!({ "today": "2027-04-01" }));
    sound(request)
}

/// The numbers of the invariants that are broken, and what is said.
#[track_caller]
fn stops((request, plan): (Request, Tapering), invariant: u8, said: &str) {
    let found = audit_descent(PLANNER.catalogue(), &request, plan).expect_err(said);
    let heard = found.iter().any(|it| it.invariant == invariant && it.message.contains(said));
    assert!(heard, "{invariant} `{said}`: {found:#?}");
}

fn broken(of: fn() -> (Request, Tapering), breaks: impl Fn(&mut Request, &mut Tapering)) -> (Request, Tapering) {
    let (mut request, mut plan) = of();
    breaks(&mut request, &mut plan);
    (request, plan)
}

fn asked(request: &mut Request) -> &mut TaperAsked {
    match request.treatment.purpose.as_mut() {
        Some(Purpose::Taper(taper)) => taper,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sound_way_down_passes() {
    for of in [pregabalin, tramadol, duloxetine, relay, gone_back, gone_back_from_an_opioid] {
        let (request, plan) = of();
        audit_descent(PLANNER.catalogue(), &request, plan).expect("sound");
    }
}

#[test]
fn another_way_than_was_asked_is_stopped() {
    stops(broken(pregabalin, |_, it| it.id.push('x')), 5, "not the way down that was asked for");
    stops(broken(pregabalin, |_, it| it.descent.row = "TPR-GBP".into()), 5, "not the way down that was asked for");
    stops(broken(pregabalin, |_, it| it.descent.first = mg("600")), 5, "not the way down that was asked for");
    stops(broken(pregabalin, |_, it| it.descent.to = Some(mg("25"))), 5, "not the way down that was asked for");
    stops(broken(pregabalin, |request, _| request.treatment.start = None), 5, "was not asked or has passed");
    stops(broken(pregabalin, |request, _| request.treatment.purpose = None), 5, "no way down was asked for");
}

/// The first dose of what is begun after it, a day early; another drug; none; and one that nobody asked for.
#[test]
fn a_first_day_inside_the_free_days_is_stopped() {
    fn told(it: &mut Tapering) -> &mut Relay {
        it.then.as_mut().expect("a relay")
    }
    let day = |text: &str| text.parse().expect("a date");
    let early = |_: &mut Request, it: &mut Tapering| told(it).first_day = Some(day("2027-03-28"));
    stops(broken(relay, early), 5, "begins on 2027-03-28, not before 2027-03-29");
    let later = broken(relay, |_, it| told(it).first_day = Some(day("2027-03-30")));
    audit_descent(PLANNER.catalogue(), &later.0, later.1).expect("a later day harms nobody");
    stops(broken(relay, |_, it| told(it).last_dose = day("2027-03-13")), 5, "its last dose is not on 2027-03-13");
    stops(broken(relay, |_, it| told(it).drug = "naltrexone-50".into()), 5, "is not what was asked");
    stops(broken(relay, |_, it| it.then = None), 5, "is not what was asked");
    stops(broken(relay, |request, _| asked(request).then = None), 5, "is not what was asked");
    // Drops say nothing of what was swallowed before: a slow form on the list keeps its 14 days.
    let slow = |request: &mut Request, it: &mut Tapering| {
        request.medicines = vec![serde_json::from_value(json!({ "name": "Topalgic LP" })).expect("a medicine")];
        told(it).first_day = Some(day("2027-03-25"));
    };
    stops(broken(relay, slow), 5, "not before 2027-03-29");
    let nowhere = |request: &mut Request, it: &mut Tapering| {
        asked(request).then = Some("lamotrigine".into());
        (told(it).drug, told(it).row) = ("lamotrigine".into(), "RLY-TRA-AED".into());
    };
    stops(broken(relay, nowhere), 5, "`lamotrigine` has no first day after `tramadol`");
}

#[test]
fn who_stays_and_what_stops_it_at_once_are_stopped() {
    let says = |answer: palier_engine::logic::truth::Truth| {
        move |request: &mut Request, _: &mut Tapering| {
            request.patient.answers.insert("dialysis".into(), answer);
        }
    };
    use palier_engine::logic::truth::Truth;
    stops(broken(pregabalin, says(Truth::Yes)), 5, "`STAY-DIALYSIS` holds and nobody has decided");
    stops(broken(pregabalin, says(Truth::Unknown)), 5, "`STAY-DIALYSIS` is not known");
    let at_once =
        |request: &mut Request, _: &mut Tapering| asked(request).why = Some(Why::AtOnce("TPR-GBX-NOW".into()));
    stops(broken(pregabalin, at_once), 5, "stops it at once");
}

#[test]
fn units_that_do_not_make_the_dose_are_stopped() {
    stops(
        broken(pregabalin, |_, it| it.descent.steps[0].intakes[0].units[0].amount = Amount::Halves(8)),
        1,
        "do not hold",
    );
    let twice = |_: &mut Request, it: &mut Tapering| {
        let again = it.descent.steps[0].intakes[0].clone();
        it.descent.steps[0].intakes.push(again);
    };
    stops(broken(pregabalin, twice), 1, "two intakes at the same moment");
    let elsewhere = |_: &mut Request, it: &mut Tapering| {
        it.descent.steps[0].intakes[0].moment = palier_engine::book::place::Moment::Noon;
    };
    stops(broken(pregabalin, elsewhere), 1, "nothing is taken at Noon now");
}

#[test]
fn a_rise_a_level_a_day_without_and_another_end_are_stopped() {
    stops(broken(pregabalin, |_, it| it.descent.steps.swap(0, 1)), 3, "is no fall");
    let level = |_: &mut Request, it: &mut Tapering| it.descent.steps[1].intakes = it.descent.steps[0].intakes.clone();
    stops(broken(pregabalin, level), 3, "is no fall");
    stops(broken(pregabalin, |_, it| it.descent.steps[1].intakes.clear()), 3, "a day without intake");
    stops(broken(pregabalin, |_, it| drop(it.descent.steps.pop())), 3, "it ends at 25000 mcg");
    stops(broken(pregabalin, |_, it| it.descent.steps[1].every_days = 2), 3, "is not taken every day");
}

#[test]
fn a_rise_that_nobody_went_back_to_is_stopped() {
    use palier_engine::request::request::TaperAct;
    stops(broken(gone_back, |request, _| asked(request).acts.clear()), 3, "is no fall");
    let another_day = |request: &mut Request, _: &mut Tapering| {
        asked(request).acts[0] = TaperAct::Back { on: "2026-12-17".parse().expect("a day") };
    };
    stops(broken(gone_back, another_day), 3, "is no fall");
    stops(broken(gone_back, another_day), 3, "nobody goes back on day 11");
    // Higher than the dose before, at other moments, or after no cut.
    let higher = |_: &mut Request, it: &mut Tapering| it.descent.steps[2].intakes[0].dose = mg("150");
    stops(broken(gone_back, higher), 3, "is no fall");
    let elsewhere = |_: &mut Request, it: &mut Tapering| drop(it.descent.steps[2].intakes.pop());
    stops(broken(gone_back, elsewhere), 3, "nobody goes back on day 10");
    let twice = |_: &mut Request, it: &mut Tapering| {
        let again = it.descent.steps[2].clone();
        it.descent.steps.insert(2, again);
    };
    stops(broken(gone_back, twice), 3, "is no fall");
}

/// A draft obeys what a plan does: only its first day is missing.
#[test]
fn a_draft_that_rises_or_that_somebody_stays_before_is_stopped() {
    use palier_engine::audit::audit_down_draft;
    use palier_engine::descent::DownDraft;
    let (mut request, plan) = pregabalin();
    request.treatment.start = None;
    let draft = |descent| DownDraft { id: request.id.clone(), begun: None, descent };
    let audited = |request: &Request, draft| audit_down_draft(PLANNER.catalogue(), request, draft);
    audited(&request, draft(plan.descent.clone())).expect("sound");
    let mut rises = plan.descent.clone();
    rises.steps.swap(0, 1);
    let found = audited(&request, draft(rises)).expect_err("it rises");
    assert!(found.iter().any(|it| it.message.contains("is no fall")), "{found:#?}");
    let stays = draft(plan.descent.clone());
    request.patient.answers.insert("dialysis".into(), palier_engine::logic::truth::Truth::Yes);
    let found = audit_down_draft(PLANNER.catalogue(), &request, stays).expect_err("nobody has decided");
    assert!(found.iter().any(|it| it.message.contains("STAY-DIALYSIS")), "{found:#?}");
}

#[test]
fn a_return_above_the_ceiling_or_too_late_is_stopped() {
    use palier_engine::request::request::TaperAct;
    let kidneys = |request: &mut Request, _: &mut Tapering| {
        let clearance = serde_json::from_value(json!({ "ml_per_min": "29.9", "method": "24 h" }));
        request.patient.clearance = Some(clearance.expect("a clearance"));
    };
    stops(broken(gone_back, kidneys), 2, "day 10 goes back above");
    // A day later than the book says, and the same step one day longer.
    let late = |request: &mut Request, it: &mut Tapering| {
        asked(request).acts[0] = TaperAct::Back { on: "2027-01-05".parse().expect("a day") };
        it.descent.steps[1].days += 1;
        it.descent.steps[2].first_day = it.descent.steps[2].first_day.plus(1);
    };
    stops(broken(gone_back_from_an_opioid, late), 4, "is late, and nobody has decided");
}

#[test]
fn a_stay_that_is_cut_short_is_stopped() {
    use palier_engine::request::request::TaperAct;
    let longer = |request: &mut Request, _: &mut Tapering| {
        let day = |it: &str| it.parse().expect("a day");
        asked(request).acts[1] = TaperAct::Stay { on: day("2026-12-25"), until: day("2027-01-06") };
    };
    stops(broken(gone_back, longer), 3, "was to last until day 31");
    // After a return the same pace holds as before.
    stops(broken(gone_back, |_, it| sooner_step(it, 3)), 4, "6 days at 225000 mcg, at least 7 needed");
}

/// The step at a place, and its cut, a day sooner.
fn sooner_step(it: &mut Tapering, at: usize) {
    let day = it.descent.steps[at].first_day;
    let fall = it.descent.falls.iter_mut().find(|it| it.on == day).expect("a cut");
    fall.on = day.plus(-1);
    it.descent.steps[at].first_day = day.plus(-1);
}

#[test]
fn a_hole_an_overlap_and_another_contact_are_stopped() {
    stops(broken(pregabalin, |_, it| it.descent.steps[1].first_day = Day::new(9)), 6, "was due");
    stops(broken(pregabalin, |_, it| it.descent.steps[1].days = 0), 6, "was due");
    stops(broken(pregabalin, |_, it| it.descent.last_day = Day::new(99)), 6, "the steps end on day");
    stops(broken(pregabalin, |_, it| it.descent.contact.1 = Day::new(99)), 6, "somebody asks on the days");
}

/// A cut moved to another day: its step and what is said of it, too.
fn sooner(it: &mut Tapering, at: usize, by: i32) {
    let move_by = |day: Day| day.plus(-by);
    it.descent.falls[at].on = move_by(it.descent.falls[at].on);
    it.descent.steps[at].first_day = move_by(it.descent.steps[at].first_day);
}

#[test]
fn a_cut_too_soon_or_too_large_is_stopped() {
    stops(broken(pregabalin, |_, it| sooner(it, 1, 1)), 4, "6 days at 225000 mcg, at least 7 needed");
    // The same way, where a slower pace was asked.
    stops(broken(pregabalin, |request, _| asked(request).interval_days = Some(8)), 4, "at least 8 needed");
    let smaller = |request: &mut Request, _: &mut Tapering| {
        asked(request).cut = Some(palier_engine::book::taper::Cut::Dose(mg("50")));
    };
    stops(broken(pregabalin, smaller), 4, "units make a dose in between");
    // Units force it: it is held three weeks, and no less.
    stops(broken(tramadol, |_, it| sooner(it, 1, 1)), 4, "20 days at 150000 mcg, at least 21 needed");
    stops(broken(tramadol, |_, it| sooner(it, 3, 1)), 4, "55 days at 50000 mcg, at least 56 needed");
    // A use whose length is not known is long: every four weeks.
    stops(
        broken(tramadol, |request, _| request.treatment.standing.since = None),
        4,
        "21 days at 150000 mcg, at least 56 needed",
    );
}

#[test]
fn from_75_mg_of_pregabalin_to_nothing_is_stopped() {
    let at_once = |_: &mut Request, it: &mut Tapering| {
        it.descent.falls[3].to = None;
        it.descent.falls.truncate(4);
    };
    stops(broken(pregabalin, at_once), 4, "from 75000 mcg nobody goes to nothing at once");
}

#[test]
fn fewer_days_than_the_label_wants_are_stopped() {
    let hurried = |_: &mut Request, it: &mut Tapering| {
        let last = it.descent.falls.len() - 1;
        it.descent.falls[last].on = Day::new(3);
    };
    stops(broken(duloxetine, hurried), 4, "the label wants 14");
    stops(broken(duloxetine, |_, it| it.descent.least_days = 7), 9, "7 days are said to be the least");
}

#[test]
fn what_is_told_otherwise_than_it_is_is_stopped() {
    stops(broken(pregabalin, |_, it| it.descent.falls[1].made_permille += 1), 9, "is told otherwise");
    stops(broken(pregabalin, |_, it| it.descent.falls[1].asked_permille += 1), 9, "is told otherwise");
    stops(broken(pregabalin, |_, it| it.descent.falls[1].held_days += 1), 9, "is told otherwise");
    stops(broken(pregabalin, |_, it| it.descent.falls[1].asked *= 2), 9, "is said to be asked");
    stops(broken(duloxetine, |_, it| it.descent.falls[0].occupancy = None), 9, "is told otherwise");
    stops(broken(duloxetine, |_, it| it.descent.falls[0].occupancy = Some((822, 700))), 9, "is told otherwise");
    stops(broken(tramadol, |_, it| it.descent.falls[1].forced = false), 9, "whether units force the cut");
    stops(broken(pregabalin, |_, it| it.descent.largest = 99), 9, "its cuts are not those of its steps");
    stops(broken(pregabalin, |_, it| drop(it.descent.notes.pop())), 9, "is not what the book says");
    stops(broken(pregabalin, |_, it| it.descent.notes[0].sources = Default::default()), 9, "has no source");
}

#[test]
fn units_at_home_that_are_counted_wrong_are_stopped() {
    stops(broken(pregabalin, |_, it| it.descent.held[0].used += 1), 8, "is counted wrong");
    stops(broken(pregabalin, |_, it| it.descent.held[0].wanted += 1), 8, "is counted wrong");
    stops(broken(pregabalin, |_, it| it.descent.held.clear()), 8, "is not all counted");
    stops(broken(pregabalin, |_, it| it.descent.dispensing.totals.clear()), 8, "is counted wrong");
}

#[test]
fn units_that_no_pharmacy_has_are_stopped() {
    let unsold = |request: &mut Request, _: &mut Tapering| {
        for supply in &mut request.treatment.supplies {
            if let palier_engine::book::supply::Supply::Capsule { prolonged, .. } = supply {
                *prolonged = true;
            }
        }
    };
    stops(broken(pregabalin, unsold), 7, "is no product of the region");
}
