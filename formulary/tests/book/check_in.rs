//! A plan that is looked at again: what follows from what is told, and that the past stays.

use crate::ask::{PLANNER, asked, day, merge};
use palier_engine::audit::audit_plan;
use palier_engine::beside::at_judgement::NextTreatment;
use palier_engine::beside::check_in::{CheckedIn, WayOn};
use palier_engine::book::place::{Moment, Region};
use palier_engine::book::rule::Severity;
use palier_engine::course::Plan;
use palier_engine::exact::date::Date;
use palier_engine::exact::day::Day;
use palier_engine::exact::dose::Dose;
use palier_engine::finding::Verdict;
use palier_engine::logic::truth::Truth;
use palier_engine::outcome::Outcome;
use palier_engine::request::check_in::{Act, Felt, ToldThen};
use palier_engine::request::request::{Decision, Request};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Everything is told, and nothing is wrong.
fn well() -> ToldThen {
    ToldThen {
        pain: Some(5),
        bad_nights: Some(1),
        missed_days: Some(0),
        off_days: Some(0),
        effects: Some(Felt::Nothing),
        conditions_met: Truth::Yes,
        risen: Truth::Yes,
        suicidal_thoughts: Truth::No,
        reason_to_stop: Truth::No,
        stop_for: None,
    }
}

fn capsules(strengths: &[u16]) -> Value {
    strengths.iter().map(|it| json!({ "capsule": { "strength": format!("{it} mg") } })).collect()
}

fn tablets(strengths: &[u16]) -> Value {
    strengths.iter().map(|it| json!({ "tablet": { "strength": format!("{it} mg") } })).collect()
}

fn ldn() -> Value {
    json!({ "medicines": [] })
}

fn lamotrigine(beside: &Value) -> Value {
    json!({ "medicines": beside, "treatment": { "drug": "lamotrigine", "indication": "neuropathic-poststroke",
        "supplies": tablets(&[2, 5, 25, 50, 100, 200]) } })
}

fn valproate() -> Value {
    json!([{ "name": "valproate", "started": "2020-01" }])
}

fn pregabalin() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "pregabalin", "indication": "neuropathic-diabetic",
        "supplies": capsules(&[25, 50, 75, 100, 150, 200, 300]) } })
}

fn gabapentin() -> Value {
    json!({ "medicines": [], "treatment": { "drug": "gabapentin", "indication": "neuropathic-peripheral",
        "supplies": capsules(&[100, 300, 400]) } })
}

fn plan_of(request: &Request) -> Plan {
    let outcome = PLANNER.decide(request);
    let Outcome::Planned { plan, .. } = &outcome else { panic!("{outcome:#?}") };
    Plan::clone(plan)
}

fn stands(base: &Value) -> Request {
    serde_json::from_value(asked(base, json!({}))).expect("a request")
}

/// The same, asked on a later day, with fresh tests.
fn news(stands: &Request, today: Date) -> Request {
    let mut news = Request { today, ..stands.clone() };
    if let Some(liver) = &mut news.patient.liver {
        liver.on = Some(today);
    }
    news
}

fn looked_at(stands: &Request, on: &str, told: &ToldThen) -> CheckedIn {
    let news = news(stands, day(on));
    PLANNER
        .check_in(stands, &news, told)
        .unwrap_or_else(|| panic!("no plan stands on {on}: {:#?}", PLANNER.under_way(stands, day(on))))
}

fn way(checked: &CheckedIn, act: Act) -> &WayOn {
    checked.ways.iter().find(|it| it.act == act).unwrap_or_else(|| panic!("{act:?}: {:#?}", checked.ways))
}

fn rules(way: &WayOn) -> Vec<(&str, Severity)> {
    way.against.iter().map(|it| (it.rule.as_str(), it.severity)).collect()
}

/// What a plan has on a day: the dose of it, in micrograms; nothing on a day between two doses.
fn dose_on(plan: &Plan, on: Date) -> Option<u32> {
    let day = Day::of(on, plan.start);
    let step = plan.course.steps.iter().find(|it| it.first_day <= day && day <= it.last_day())?;
    let taken = day.since(step.first_day) % i32::from(step.every_days.max(1)) == 0;
    Some(if taken { step.daily().map_or(0, Dose::micrograms) } else { 0 })
}

fn last_day(plan: &Plan) -> Date {
    plan.course.last_day.date(plan.start).expect("in the calendar")
}

/// Each day from one on, side by side: a plan made again with no news is the plan that stood.
fn is_the_same_from(before: &Plan, after: &Plan, on: Date, what: &str) {
    assert_eq!(last_day(before), last_day(after), "{what} on {on}: the end");
    let mut date = on;
    while date <= last_day(before) {
        let new = if date < after.start { Some(0) } else { dose_on(after, date) };
        assert_eq!(dose_on(before, date), new, "{what}, looked at on {on}: {date}");
        date = date.plus(1).expect("in the calendar");
    }
}

#[test]
fn no_news_changes_no_day_and_two_check_ins_are_one() {
    let bases = [
        ("ldn", ldn()),
        ("lamotrigine", lamotrigine(&json!([]))),
        ("lamotrigine beside valproate", lamotrigine(&valproate())),
        ("pregabalin", pregabalin()),
        ("gabapentin", gabapentin()),
    ];
    for (what, base) in bases {
        let stands = stands(&base);
        let before = plan_of(&stands);
        let mut on = before.start.plus(1).expect("a day");
        while on <= last_day(&before) {
            let checked = looked_at(&stands, &on.to_string(), &well());
            assert_eq!(checked.proposed, Some(Act::GoOn), "{what} on {on}");
            let again = &way(&checked, Act::GoOn).request;
            let after = plan_of(again);
            is_the_same_from(&before, &after, on, what);
            // Once more, some days later: the same as once.
            if let Some(later) = on.plus(3).filter(|it| *it <= last_day(&before) && *it > after.start) {
                let twice = looked_at(again, &later.to_string(), &well());
                let after = plan_of(&way(&twice, Act::GoOn).request);
                is_the_same_from(&before, &after, later, what);
            }
            on = on.plus(2).expect("a day");
        }
    }
}

/// Half-lives of lamotrigine (life of a plan §7, label A): begun anew after more than 5 days alone, 2 with an inducer,
/// 10 with valproate, 5 with both; from 2 days up to and including the limit a professional decides. Vector 8.
#[test]
fn lamotrigine_is_begun_anew_past_five_half_lives_and_is_asked_from_two_days() {
    let inducer = json!([{ "name": "carbamazepine", "started": "2020-01" }]);
    let both =
        json!([{ "name": "valproate", "started": "2020-01" }, { "name": "carbamazepine", "started": "2020-01" }]);
    for (beside, limit) in [(json!([]), 5), (inducer, 2), (valproate(), 10), (both, 5)] {
        let stands = stands(&lamotrigine(&beside));
        for off in [0, 1, 2, limit - 1, limit, limit + 1, limit + 20] {
            let told = ToldThen { off_days: Some(off), ..well() };
            let checked = looked_at(&stands, "2027-01-18", &told);
            let (proposed, go_on) = if off <= 1 {
                (Some(Act::GoOn), vec![])
            } else if off <= limit {
                (None, vec![("CHK-OFF", Severity::Pending)])
            } else {
                (Some(Act::Restart), vec![("CHK-OFF", Severity::Contraindicated)])
            };
            assert_eq!(checked.proposed, proposed, "{beside} {off}");
            assert_eq!(rules(way(&checked, Act::GoOn)), go_on, "{beside} {off}");
            if off > limit {
                let anew = &way(&checked, Act::Restart);
                assert!(anew.against.is_empty(), "{:#?}", anew.against);
                let plan = plan_of(&anew.request);
                assert_eq!(plan.start, day("2027-01-18"));
                assert_eq!(plan.course.steps[0].daily(), plan_of(&stands).course.steps[0].daily(), "the first dose");
            }
        }
    }
    let stands = stands(&lamotrigine(&valproate()));
    let off = |days| looked_at(&stands, "2027-01-18", &ToldThen { off_days: Some(days), ..well() }).proposed;
    assert_eq!((off(11), off(9)), (Some(Act::Restart), None), "vector 8");
}

/// Tramadol: past 1 to 2 weeks tolerance is lost, the first dose again (§7, A); the shorter. Where nothing is published
/// five half-lives are: 25 h of gabapentin and 27.5 h of pregabalin are less than a day without a dose, 40 h of
/// oxcarbazepine and 50 h of carbamazepine are more, as are those of an antidepressant, asked from 2 days on (D).
/// Low-dose naltrexone: the same dose up to 14 days, then anew; 50 mg: no titration is due, the prescriber is told.
#[test]
fn each_drug_says_how_long_one_goes_on_without_it() {
    let expected = [
        ("naltrexone-ldn", 14, Some(14)),
        ("naltrexone-50", 1, None),
        ("pregabalin", 0, None),
        ("gabapentin", 0, None),
        ("carbamazepine", 1, None),
        ("oxcarbazepine", 1, None),
        ("lamotrigine", 1, None),
        ("amitriptyline", 1, None),
        ("nortriptyline", 1, None),
        ("duloxetine", 1, None),
        ("venlafaxine", 1, None),
        ("tramadol", 0, Some(7)),
    ];
    let book = PLANNER.formulary().book();
    assert_eq!(book.drugs.len(), expected.len());
    for (drug, same, anew) in expected {
        let rows: Vec<_> =
            book.statements.iter().filter(|it| it.off.is_some() && it.drugs.iter().any(|id| id == drug)).collect();
        let own = rows.iter().find(|it| it.of == drug).or(rows.first()).and_then(|it| it.off).expect("a row");
        assert_eq!((own.same_dose_days, own.anew_above_days), (same, anew), "{drug}");
    }
}

/// The case of the issue: vivid dreams at step 2 of low-dose naltrexone, on the day of the next rise.
#[test]
fn what_bothers_on_the_day_of_a_rise_keeps_the_dose_a_week_and_moves_each_rise() {
    let stands = stands(&ldn());
    let before = plan_of(&stands);
    // 1.5 mg on 7 December, 2 mg on 21 December, 2.5 mg on 4 January, 3 mg on 18 January, judged on 28 February.
    let told = ToldThen { effects: Some(Felt::Bothersome), bad_nights: Some(6), ..well() };
    let checked = looked_at(&stands, "2027-01-04", &told);
    assert_eq!(checked.due.as_ref().and_then(|it| it.daily()).map(|it| it.to_string()).as_deref(), Some("2.5 mg"));
    assert_eq!(checked.proposed, Some(Act::Stay { days: 7 }));
    let after = plan_of(&way(&checked, Act::Stay { days: 7 }).request);
    for (on, dose) in [
        ("2027-01-04", 2000),
        ("2027-01-10", 2000),
        ("2027-01-11", 2500),
        ("2027-01-24", 2500),
        ("2027-01-25", 3000),
        ("2027-02-28", 3000),
    ] {
        assert_eq!(dose_on(&after, day(on)), Some(dose), "{on}");
    }
    assert_eq!(last_day(&after), last_day(&before), "the end does not move");
    assert_eq!(after.id, before.id);
    // To rise all the same is decided by somebody.
    let mut rises = way(&checked, Act::GoOn).request.clone();
    assert!(matches!(PLANNER.decide(&rises), Outcome::Pending { .. }));
    rises.decisions.push(decision("CHK-RISE", "2027-01-04"));
    assert_eq!(dose_on(&plan_of(&rises), day("2027-01-04")), Some(2500));
    // The day before the rise nothing is due: the plan goes on, and its condition is asked on its day.
    let checked = looked_at(&stands, "2027-01-03", &told);
    assert_eq!((&checked.due, checked.proposed), (&None, Some(Act::GoOn)));
}

fn decision(about: &str, on: &str) -> Decision {
    Decision { about: about.into(), by: "Dr Martin".into(), on: day(on), reason: String::new() }
}

#[test]
fn what_cannot_be_borne_goes_back_to_the_dose_before_and_stays_there() {
    let stands = stands(&ldn());
    let told = ToldThen { effects: Some(Felt::Unbearable), ..well() };
    let checked = looked_at(&stands, "2027-01-06", &told);
    assert_eq!(checked.proposed, Some(Act::StepBack));
    let after = plan_of(&way(&checked, Act::StepBack).request);
    assert_eq!(dose_on(&after, day("2027-01-06")), Some(2000));
    assert_eq!(dose_on(&after, last_day(&after)), Some(2000), "to rise again is another day's decision");
    assert_eq!(last_day(&after), day("2027-02-28"));
    assert_eq!(rules(way(&checked, Act::GoOn)), [("CHK-FELT", Severity::Pending)]);
    // On the first dose there is none before it.
    let checked = looked_at(&stands, "2026-12-10", &told);
    assert!(checked.ways.iter().all(|it| it.act != Act::StepBack));
}

/// A stay of 7 days from 4 January on, looked at again on the 6th: 2 mg to the 10th, as was decided (issue 13: looked at
/// again with no news, nothing changes).
#[test]
fn a_longer_stay_lasts_to_its_end_whatever_look_comes_next() {
    let stands = stands(&ldn());
    let told = ToldThen { suicidal_thoughts: Truth::Yes, ..well() };
    let stays = way(&looked_at(&stands, "2027-01-04", &told), Act::Stay { days: 7 }).request.clone();
    let checked = looked_at(&stays, "2027-01-06", &well());
    let again = &way(&checked, Act::GoOn).request;
    let plan = plan_of(again);
    assert_eq!(again.treatment.standing.stay_days, Some(5));
    for (on, dose) in [("2027-01-06", 2000), ("2027-01-10", 2000), ("2027-01-11", 2500), ("2027-01-25", 3000)] {
        assert_eq!(dose_on(&plan, day(on)), Some(dose), "{on}");
    }
    // Forgotten or shortened in the request, it is named.
    for days in [None, Some(1), Some(4)] {
        let mut shorter = again.clone();
        shorter.treatment.standing.stay_days = days;
        let outcome = PLANNER.decide(&shorter);
        assert!(matches!(outcome, Outcome::Unreadable { .. }), "{days:?}: {outcome:#?}");
    }
    // A plan of who did not rise, and rises on the 6th: the auditor stops it.
    let told = ToldThen { risen: Truth::No, ..well() };
    let sooner = plan_of(&way(&looked_at(&self::stands(&ldn()), "2027-01-06", &told), Act::GoOn).request);
    assert_eq!(dose_on(&sooner, day("2027-01-06")), Some(2500));
    let stopped = audit_plan(PLANNER.catalogue(), again, sooner).err().unwrap_or_default();
    assert!(stopped.iter().any(|it| it.invariant == 13 && it.message.contains("was to stay")), "{stopped:?}");
}

/// Looked at on the day of its rise, and gone on with: 2.5 mg is then the first dose of the calendar, and 2 mg the dose
/// before it stands in the one before.
#[test]
fn the_dose_before_is_found_in_an_earlier_calendar() {
    let stands = stands(&ldn());
    let risen = way(&looked_at(&stands, "2027-01-04", &well()), Act::GoOn).request.clone();
    let told = ToldThen { effects: Some(Felt::Unbearable), ..well() };
    let checked = looked_at(&risen, "2027-01-06", &told);
    assert_eq!(checked.proposed, Some(Act::StepBack));
    let back = way(&checked, Act::StepBack).request.clone();
    let after = plan_of(&back);
    assert_eq!((dose_on(&after, day("2027-01-06")), dose_on(&after, last_day(&after))), (Some(2000), Some(2000)));
    assert_eq!(last_day(&after), day("2027-02-28"));
    // A dose that no calendar had is no return.
    let mut other = back.clone();
    other.treatment.standing.now[0].dose = "1 mg".parse().expect("a dose");
    other.treatment.target = other.treatment.standing.dose();
    assert!(matches!(PLANNER.decide(&other), Outcome::Unreadable { .. }));
    let stopped = audit_plan(PLANNER.catalogue(), &other, after).err().unwrap_or_default();
    assert!(stopped.iter().any(|it| it.invariant == 13), "{stopped:?}");
    // What was taken before it was begun anew is none.
    let lamotrigine = self::stands(&lamotrigine(&json!([])));
    let off = ToldThen { off_days: Some(6), ..well() };
    let anew = way(&looked_at(&lamotrigine, "2027-01-18", &off), Act::Restart).request.clone();
    let checked = looked_at(&anew, "2027-01-20", &told);
    assert!(checked.ways.iter().all(|it| it.act != Act::StepBack));
}

/// Looked at on the day of a rise and gone on with; two days later it turns out that the rise was not made: 2 mg is taken
/// since 21 December, through both calendars.
#[test]
fn who_did_not_make_the_rise_of_the_last_look_goes_on_from_the_dose_before() {
    let risen = way(&looked_at(&stands(&ldn()), "2027-01-04", &well()), Act::GoOn).request.clone();
    let told = ToldThen { risen: Truth::No, ..well() };
    let checked = looked_at(&risen, "2027-01-06", &told);
    assert_eq!(checked.dose.to_string(), "2 mg");
    let again = way(&checked, Act::GoOn).request.clone();
    assert_eq!(again.treatment.standing.dose().map(|it| it.to_string()).as_deref(), Some("2 mg"));
    let after = plan_of(&again);
    assert_eq!((dose_on(&after, day("2027-01-06")), dose_on(&after, day("2027-01-20"))), (Some(2500), Some(3000)));
    // The dose that was not taken is no dose to go on from, and no more days are counted than the calendars had.
    let breaks: [Breaking<Request>; 2] = [
        ("the higher dose", |it| it.treatment.standing.now[0].dose = "2.5 mg".parse().expect("a dose")),
        ("longer", |it| it.treatment.standing.dose_since = Some("2026-12-14".parse().expect("a day"))),
    ];
    for (what, breaks) in breaks {
        let mut request = again.clone();
        breaks(&mut request);
        assert!(matches!(PLANNER.decide(&request), Outcome::Unreadable { .. }), "{what}");
        let stopped = audit_plan(PLANNER.catalogue(), &request, after.clone()).err().unwrap_or_default();
        assert!(stopped.iter().any(|it| it.invariant == 13), "{what}: {stopped:?}");
    }
    // Where the first calendar begins with it, nothing was taken before.
    assert!(PLANNER.check_in(&stands(&ldn()), &news(&stands(&ldn()), day("2026-12-10")), &told).is_some());
}

#[test]
fn suicidal_thoughts_keep_the_dose_and_everything_else_waits_for_a_professional() {
    let stands = stands(&ldn());
    let told = ToldThen { suicidal_thoughts: Truth::Yes, ..well() };
    let checked = looked_at(&stands, "2027-01-04", &told);
    assert_eq!(checked.proposed, Some(Act::Stay { days: 7 }));
    for it in &checked.ways {
        let expected = if it.act == (Act::Stay { days: 7 }) { vec![] } else { vec![("CHK-MOOD", Severity::Pending)] };
        assert_eq!(rules(it), expected, "{:?}", it.act);
    }
    let stays = PLANNER.decide(&way(&checked, Act::Stay { days: 7 }).request);
    let said = stays.assessment().expect("answered").findings.iter().find(|it| it.rule == "CHK-MOOD").expect("said");
    assert!(said.text.contains("3114") && said.text.contains("988"), "{}", said.text);
    // Not asked is not no.
    let told = ToldThen { suicidal_thoughts: Truth::Unknown, ..well() };
    let checked = looked_at(&stands, "2027-01-04", &told);
    assert_eq!(checked.proposed, None);
    assert_eq!(rules(way(&checked, Act::GoOn)), [("CHK-MOOD", Severity::Pending)]);
}

#[test]
fn a_reason_to_stop_at_once_leaves_nothing_else() {
    let stands = stands(&lamotrigine(&json!([])));
    let told = ToldThen { reason_to_stop: Truth::Yes, stop_for: Some("LTG-NOW-RASH".into()), ..well() };
    let checked = looked_at(&stands, "2027-01-04", &told);
    assert_eq!(checked.proposed, Some(Act::StopNow));
    for it in &checked.ways {
        assert_eq!(it.is_forbidden(), it.act != Act::StopNow, "{:?}", it.act);
    }
    let told = ToldThen { reason_to_stop: Truth::Unknown, ..well() };
    let checked = looked_at(&stands, "2027-01-04", &told);
    assert_eq!(checked.proposed, None);
    assert_eq!(rules(way(&checked, Act::GoOn)), [("CHK-STOP", Severity::Pending)]);
}

/// Who did not meet the conditions of the last rise takes the dose before it.
#[test]
fn who_did_not_rise_goes_on_from_the_dose_before() {
    let stands = stands(&ldn());
    let told = ToldThen { risen: Truth::No, ..well() };
    let checked = looked_at(&stands, "2027-01-06", &told);
    assert!(checked.conditional);
    assert_eq!(checked.dose.to_string(), "2 mg");
    let after = plan_of(&way(&checked, Act::GoOn).request);
    // 2 mg since 21 December: sixteen days, so the rise may come at once.
    assert_eq!(dose_on(&after, day("2027-01-06")), Some(2500));
    let told = ToldThen { risen: Truth::Unknown, ..well() };
    let checked = looked_at(&stands, "2027-01-06", &told);
    assert_eq!(checked.proposed, None);
    assert_eq!(rules(way(&checked, Act::GoOn)), [("CHK-RISEN", Severity::Pending)]);
}

#[test]
fn past_its_judgement_nothing_is_laid_out_without_a_decision() {
    let stands = stands(&ldn());
    for (on, judged) in [("2027-02-28", false), ("2027-03-01", true), ("2027-03-20", true)] {
        let request = way(&looked_at(&stands, on, &well()), Act::GoOn).request.clone();
        let outcome = PLANNER.decide(&request);
        let found = outcome.assessment().expect("answered").findings.iter().any(|it| it.rule == "CHK-JUDGED");
        assert_eq!(found, judged, "{on}");
        assert_eq!(matches!(outcome, Outcome::Planned { .. }), !judged, "{on}");
    }
    let mut request = way(&looked_at(&stands, "2027-03-01", &well()), Act::GoOn).request.clone();
    request.decisions.push(decision("CHK-JUDGED", "2027-03-01"));
    let plan = plan_of(&request);
    assert_eq!((plan.start, last_day(&plan)), (day("2027-03-01"), day("2027-05-23")), "84 days more");
    assert_eq!(dose_on(&plan, day("2027-03-01")), Some(3000));
}

#[test]
fn a_pause_is_offered_where_the_book_lets_one_resume_after_it() {
    let checked = looked_at(&stands(&ldn()), "2027-01-06", &well());
    let after = plan_of(&way(&checked, Act::Pause { days: 7 }).request);
    assert_eq!(after.start, day("2027-01-13"));
    assert_eq!((dose_on(&after, day("2027-01-13")), dose_on(&after, day("2027-01-26"))), (Some(2500), Some(2500)));
    assert_eq!(dose_on(&after, day("2027-01-27")), Some(3000), "its days are counted anew");
    let checked = looked_at(&stands(&pregabalin()), "2027-01-06", &well());
    assert!(checked.ways.iter().all(|it| !matches!(it.act, Act::Pause { .. })));
}

/// LDN dossier: the morning where sleep suffers, 24 to 36 hours after the last evening, never twice; one change at a time.
#[test]
fn another_moment_comes_the_day_after_and_the_dose_stays_a_week() {
    let stands = stands(&ldn());
    let morning = Act::Move { to: Moment::Morning };
    for (on, first, rise) in [("2027-01-06", "2027-01-07", "2027-01-18"), ("2027-01-15", "2027-01-16", "2027-01-23")] {
        let after = plan_of(&way(&looked_at(&stands, on, &well()), morning).request);
        assert_eq!(after.start, day(first), "{on}");
        let moments = after.course.steps.iter().flat_map(|it| &it.intakes).map(|it| it.moment);
        assert!(moments.into_iter().all(|it| it == Moment::Morning), "{on}");
        let eve = day(rise).plus(-1).expect("a day");
        assert_eq!((dose_on(&after, eve), dose_on(&after, day(rise))), (Some(2500), Some(3000)), "{on}");
    }
    // From the morning it goes to the evening.
    let request = way(&looked_at(&stands, "2027-01-06", &well()), morning).request.clone();
    let again = looked_at(&request, "2027-01-10", &well());
    assert!(again.ways.iter().any(|it| it.act == Act::Move { to: Moment::Evening }));
    assert!(again.ways.iter().all(|it| it.act != morning));
    // At several moments, or where the book fixes the moment, it is not offered.
    let checked = looked_at(&self::stands(&gabapentin()), "2027-01-06", &well());
    assert!(checked.ways.iter().all(|it| !matches!(it.act, Act::Move { .. })));
    // On the very day it would be twice within 24 hours: no request, and the auditor stops the plan by itself.
    let plan = plan_of(&request);
    let mut same_day = request.clone();
    same_day.treatment.start = Some(day("2027-01-06"));
    assert!(matches!(PLANNER.decide(&same_day), Outcome::Unreadable { .. }));
    let breaks: [Breaking<Plan>; 2] = [
        ("on the very day", |it| it.start = day("2027-01-06")),
        ("in the evening", |it| it.course.steps[0].intakes[0].moment = Moment::Evening),
    ];
    for (what, breaks) in breaks {
        let mut broken = plan.clone();
        breaks(&mut broken);
        let stopped = audit_plan(PLANNER.catalogue(), &request, broken).err().unwrap_or_default();
        assert!(stopped.iter().any(|it| it.invariant == 13 && it.message.contains("moment")), "{what}: {stopped:?}");
    }
}

#[test]
fn a_plan_of_another_region_goes_on_by_decision_alone() {
    let stands = stands(&pregabalin());
    let here = news(&stands, day("2027-01-06"));
    let abroad = Request { region: Region::US, ..here.clone() };
    let checked = PLANNER.check_in(&stands, &here, &well()).expect("under way");
    assert_eq!(rules(way(&checked, Act::GoOn)), []);
    let checked = PLANNER.check_in(&stands, &abroad, &well()).expect("under way");
    assert_eq!(rules(way(&checked, Act::GoOn)), [("CHK-REGION", Severity::Pending)]);
    // Where it was not said, nothing is guessed of it; where it was, the auditor reads it too.
    let sound = way(&looked_at(&stands, "2027-01-06", &well()), Act::GoOn).request.clone();
    let plan = plan_of(&sound);
    for (region, another) in [(None, false), (Some(Region::FR), false), (Some(Region::US), true)] {
        let mut request = sound.clone();
        request.check_ins[0].stood.region = region;
        assert_eq!(matches!(PLANNER.decide(&request), Outcome::Pending { .. }), another, "{region:?}");
        assert_eq!(audit_plan(PLANNER.catalogue(), &request, plan.clone()).is_err(), another, "{region:?}");
        request.decisions.push(decision("CHK-REGION", "2027-01-06"));
        assert!(matches!(PLANNER.decide(&request), Outcome::Planned { .. }), "{region:?}");
    }
}

/// Dworkin 2008: a fall by 30 % is moderate. 10 to 7 is 30 %, 10 to 8 is 20 %.
#[test]
fn on_the_day_of_judgement_relief_is_told_and_the_next_treatments_stand_after_a_way_down() {
    let first = json!({ "measures": [{ "scale": "pain-nrs", "on": "2026-11-30", "total": "10" }] });
    let mut base = pregabalin();
    merge(&mut base, first);
    let measured = stands(&base);
    let last = last_day(&plan_of(&measured));
    let on = |at: Date, pain: Option<u8>| {
        let told = ToldThen { pain, ..well() };
        PLANNER.check_in(&measured, &news(&measured, at), &told).expect("under way").judgement
    };
    assert_eq!(on(last.plus(-1).expect("a day"), Some(7)), None);
    let judged = on(last, Some(7)).expect("the day has come");
    assert!(judged.relief.contains("30\u{a0}%"), "{}", judged.relief);
    let judged = on(last, Some(8)).expect("the day has come");
    assert!(judged.relief.contains("20\u{a0}%"), "{}", judged.relief);
    // Not told today: no change is worked out. Not noted at first: nor is it.
    assert!(!on(last, None).expect("the day has come").relief.contains('%'));
    let unmeasured = stands(&pregabalin());
    let checked = PLANNER.check_in(&unmeasured, &news(&unmeasured, last), &well()).expect("under way");
    assert!(!checked.judgement.expect("the day has come").relief.contains('%'));
    let next: Vec<&str> = judged.next.iter().map(|it| it.drug.as_str()).collect();
    assert!(next.contains(&"duloxetine") && next.contains(&"gabapentin"), "{next:?}");
    assert!(!next.contains(&"pregabalin"), "{next:?}");
    // §9: from pregabalin to gabapentin from one day to the next, by the line for its dose: no way down first.
    let gabapentin = judged.next.iter().find(|it| it.drug == "gabapentin").expect("offered");
    let verdict = |it: &NextTreatment| it.judged.as_ref().map(|it| it.verdict);
    assert_ne!(verdict(gabapentin), Some(Verdict::Refused), "{:?}", gabapentin.judged);
    assert!(gabapentin.request.treatment.taper().and_then(|it| it.then_with.as_ref()).is_some_and(|it| it.converted));
    let refused: Vec<bool> = judged.next.iter().map(|it| verdict(it) == Some(Verdict::Refused)).collect();
    assert!(refused.is_sorted(), "{refused:?}");
    for it in &judged.next {
        assert!(it.judged.as_ref().is_some_and(|it| it.checked > 20), "{}: {:?}", it.drug, it.judged);
        let taper = it.request.treatment.taper().expect("a way down");
        assert_eq!((taper.to, taper.then.as_ref()), (None, Some(&it.drug)), "{}", it.drug);
        assert_eq!(it.request.check_ins.last().map(|it| it.act), Some(Act::Stop), "{}", it.drug);
        let outcome = PLANNER.decide(&it.request);
        assert!(!matches!(outcome, Outcome::Unreadable { .. } | Outcome::Stopped { .. }), "{outcome:#?}");
    }
}

/// The pain of each check-in is a point of the trend, counted from the first day of the plan.
#[test]
fn pain_that_is_told_is_a_point_of_its_trend() {
    let mut base = ldn();
    merge(&mut base, json!({ "measures": [{ "scale": "pain-nrs", "on": "2026-11-30", "total": "8" }] }));
    let first = way(&looked_at(&stands(&base), "2027-01-06", &well()), Act::GoOn).request.clone();
    let told = ToldThen { pain: Some(4), ..well() };
    let second = way(&looked_at(&first, "2027-01-12", &told), Act::GoOn).request.clone();
    let outcome = PLANNER.decide(&second);
    let read = &outcome.assessment().expect("answered").scales[0];
    let points: Vec<(Date, Option<usize>, Option<u8>)> =
        (read.points.iter()).map(|it| (it.on, it.entry, it.change.as_ref().and_then(|it| it.fell_by))).collect();
    // 8 to 5: 37.5 %. 8 to 4: 50 %.
    let told = [(day("2027-01-06"), None, Some(30)), (day("2027-01-12"), None, Some(50))];
    assert_eq!(points, [[(day("2026-11-30"), Some(0), None)].as_slice(), &told].concat());
}

/// What is changed, and how.
type Breaking<T> = (&'static str, fn(&mut T));

/// A request that says another past than the calendar, or does another thing than was told, is named; and the auditor
/// stops the plan by itself.
#[test]
fn another_past_is_no_past() {
    let stands = stands(&ldn());
    let checked = looked_at(&stands, "2027-01-06", &well());
    let sound = way(&checked, Act::GoOn).request.clone();
    let plan = plan_of(&sound);
    let breaks: [Breaking<Request>; 8] = [
        ("another dose", |it| it.treatment.standing.now[0].dose = "3 mg".parse().expect("a dose")),
        ("another moment", |it| it.treatment.standing.now[0].moment = Moment::Morning),
        ("longer at this dose", |it| it.treatment.standing.dose_since = Some("2026-12-21".parse().expect("a day"))),
        ("before the check-in", |it| it.check_ins[0].on = day("2027-01-07")),
        ("another act", |it| it.check_ins[0].act = Act::Restart),
        ("a calendar without a day", |it| it.check_ins[0].stood.steps.clear()),
        ("a calendar from the day itself", |it| it.check_ins[0].stood.from = day("2027-01-06")),
        ("a later judgement", |it| it.treatment.standing.plan_since = Some(day("2027-01-06"))),
    ];
    for (what, breaks) in breaks {
        let mut request = sound.clone();
        breaks(&mut request);
        let outcome = PLANNER.decide(&request);
        assert!(matches!(outcome, Outcome::Unreadable { .. }), "{what}: {outcome:#?}");
    }
    let told: [Breaking<ToldThen>; 7] = [
        ("off too long", |it| it.off_days = Some(15)),
        ("off unsaid", |it| it.off_days = None),
        ("thoughts", |it| it.suicidal_thoughts = Truth::Yes),
        ("thoughts unsaid", |it| it.suicidal_thoughts = Truth::Unknown),
        ("a reason to stop", |it| it.reason_to_stop = Truth::Yes),
        ("a reason unsaid", |it| it.reason_to_stop = Truth::Unknown),
        ("not to be borne", |it| it.effects = Some(Felt::Unbearable)),
    ];
    for (what, tells) in told {
        let mut request = sound.clone();
        tells(&mut request.check_ins[0].told);
        assert!(!matches!(PLANNER.decide(&request), Outcome::Planned { .. }), "{what}");
        let stopped = audit_plan(PLANNER.catalogue(), &request, plan.clone()).err().unwrap_or_default();
        assert!(stopped.iter().any(|it| it.invariant == 13), "{what}: {stopped:?}");
    }
    for (what, breaks) in breaks.into_iter().take(4) {
        let mut request = sound.clone();
        breaks(&mut request);
        let stopped = audit_plan(PLANNER.catalogue(), &request, plan.clone()).err().unwrap_or_default();
        assert!(stopped.iter().any(|it| it.invariant == 13), "{what}: {stopped:?}");
    }
}

fn tolds() -> impl Strategy<Value = ToldThen> {
    let truth = || prop_oneof![2 => Just(Truth::No), 1 => Just(Truth::Yes), 1 => Just(Truth::Unknown)];
    let felt = prop::option::of(prop_oneof![
        Just(Felt::Nothing),
        Just(Felt::Mild),
        Just(Felt::Bothersome),
        Just(Felt::Unbearable)
    ]);
    (prop::option::of(0_u16..20), felt, truth(), truth(), truth(), truth()).prop_map(
        |(off_days, effects, conditions_met, risen, suicidal_thoughts, reason_to_stop)| ToldThen {
            off_days,
            effects,
            conditions_met,
            risen,
            suicidal_thoughts,
            reason_to_stop,
            ..well()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Whatever is told on whatever days, no day before a check-in changes, no plan begins before it, the id stays, and
    /// the auditor finds nothing.
    #[test]
    fn no_check_in_changes_a_day_before_it(
        base in 0_usize..5,
        looks in prop::collection::vec((1_i32..40, tolds(), any::<prop::sample::Index>()), 1..4),
    ) {
        let bases = [ldn(), lamotrigine(&json!([])), lamotrigine(&valproate()), pregabalin(), gabapentin()];
        let mut request = stands(&bases[base]);
        let Outcome::Planned { plan, .. } = PLANNER.decide(&request) else { panic!("the first plan") };
        let mut plan = Plan::clone(&plan);
        for (later, told, pick) in looks {
            let on = plan.start.plus(later).expect("a day");
            let Some(checked) = PLANNER.check_in(&request, &news(&request, on), &told) else { break };
            let way = &checked.ways[pick.index(checked.ways.len())];
            let outcome = PLANNER.decide(&way.request);
            prop_assert!(!matches!(outcome, Outcome::Stopped { .. } | Outcome::Unreadable { .. }), "{way:#?} {outcome:#?}");
            prop_assert!(way.against.is_empty() || !matches!(outcome, Outcome::Planned { .. }), "{way:#?}");
            let last = way.request.check_ins.last().expect("this one");
            prop_assert_eq!(last.stood.from, plan.start);
            for (stood, laid) in last.stood.steps.iter().zip(&plan.course.steps) {
                prop_assert_eq!((stood.days, stood.daily()), (laid.days, laid.daily()));
            }
            let Outcome::Planned { plan: after, .. } = outcome else { break };
            prop_assert!(after.start >= on && after.id == plan.id);
            request = way.request.clone();
            plan = Plan::clone(&after);
        }
    }
}

/// A plan after some looks at it, whatever was told and done then: its request, and the plan that stands.
fn after(base: usize, looks: &[(i32, ToldThen, prop::sample::Index)]) -> (Request, Plan) {
    let bases = [ldn(), lamotrigine(&json!([])), lamotrigine(&valproate()), pregabalin(), gabapentin()];
    let mut request = stands(&bases[base]);
    let mut plan = plan_of(&request);
    for (later, told, pick) in looks {
        let on = plan.start.plus(*later).expect("a day");
        let Some(checked) = PLANNER.check_in(&request, &news(&request, on), told) else { break };
        let way = &checked.ways[pick.index(checked.ways.len())];
        let Outcome::Planned { plan: made, .. } = PLANNER.decide(&way.request) else { break };
        request = way.request.clone();
        plan = Plan::clone(&made);
    }
    (request, plan)
}

/// The plan that goes on with no news, looked at on a day.
fn goes_on(request: &Request, on: Date) -> (Request, Plan) {
    let checked = looked_at(request, &on.to_string(), &well());
    let again = way(&checked, Act::GoOn).request.clone();
    let plan = plan_of(&again);
    (again, plan)
}

/// A day of a plan after its first, and a later one that may be the last.
fn two_days(plan: &Plan, one: prop::sample::Index, other: prop::sample::Index) -> Option<(Date, Date)> {
    let days = usize::try_from(last_day(plan).days_since(plan.start)).ok().filter(|it| *it > 1)?;
    let first = 1 + one.index(days);
    let second = first + other.index(days + 1 - first);
    let day = |it: usize| plan.start.plus(i32::try_from(it).ok()?);
    Some((day(first)?, day(second)?))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Whatever was told and done before: looked at again with no news, each day that is left has the dose it had.
    #[test]
    fn looked_at_again_with_no_news_no_day_changes(
        base in 0_usize..5,
        looks in prop::collection::vec((1_i32..30, tolds(), any::<prop::sample::Index>()), 0..3),
        one in any::<prop::sample::Index>(),
    ) {
        let (request, before) = after(base, &looks);
        let Some((on, _)) = two_days(&before, one, one) else { return Ok(()) };
        let (_, plan) = goes_on(&request, on);
        is_the_same_from(&before, &plan, on, &format!("{looks:?}"));
    }

    /// Looked at twice in a row with no news is looked at once.
    #[test]
    fn two_looks_in_a_row_with_no_news_are_one(
        base in 0_usize..5,
        looks in prop::collection::vec((1_i32..30, tolds(), any::<prop::sample::Index>()), 0..3),
        (one, other) in any::<(prop::sample::Index, prop::sample::Index)>(),
    ) {
        let (request, before) = after(base, &looks);
        let Some((first, second)) = two_days(&before, one, other) else { return Ok(()) };
        let (_, once) = goes_on(&request, second);
        let (between, plan) = goes_on(&request, first);
        if second <= plan.start {
            return Ok(());
        }
        let (_, twice) = goes_on(&between, second);
        prop_assert_eq!(once.start, twice.start);
        is_the_same_from(&once, &twice, once.start, &format!("{looks:?} on {first}"));
    }
}

#[test]
fn files_of_a_plan_that_was_looked_at_open_again() {
    let stands = stands(&ldn());
    let mut checked = looked_at(&stands, "2027-01-06", &well());
    let request = checked.ways.remove(0).request;
    let text = serde_json::to_string(&request).expect("JSON");
    assert_eq!(Request::read(&text).expect("the same"), request);
    let mut changed: Value = serde_json::from_str(&text).expect("JSON");
    merge(&mut changed["check_ins"][0], json!({ "told": { "pain": 11 } }));
    let outcome = PLANNER.decide(&serde_json::from_value(changed).expect("a request"));
    let Outcome::Unreadable { problems } = outcome else { panic!("{outcome:#?}") };
    assert_eq!(problems.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), ["check_ins[0].told.pain"]);
}
