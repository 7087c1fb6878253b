//! Doses taken several times a day or not every day, stairs by person, trials, dialysis: a plan of
//! each typed by hand, and what breaks it.

use serde_json::{Value, json};

use crate::audit::tests::{Scene, citations, cited, day, mcg, numbers, protocol, step, text, whole};
use crate::book::place::Moment;
use crate::book::source::Sources;
use crate::course::{AfterSession, Intake, Step};
use crate::logic::truth::Truth;

/// 1 mg every other day for 14 days, 1 mg a day for 14 days, then 1.5 mg: in two intakes, the evening
/// first, by parts of 0.5 mg.
fn twice() -> Scene {
    let mut it = Scene::valid();
    let rungs = json!({ "rungs": [
        { "dose": "1 mg", "days": 14, "every_days": 2 }, { "dose": "1 mg", "days": 14 }, { "dose": "1.5 mg", "days": 14 },
    ] });
    let mut twice = protocol("twice", "professional", rungs, json!(["1.5 mg"]));
    twice["divisions"] = json!([
        { "up_to": "0.5 mg", "moments": ["evening"] },
        { "moments": ["evening", "morning"], "parts": ["0.5 mg"] },
    ]);
    twice["movable"] = json!(false);
    it.book["protocols"].as_array_mut().expect("a list").push(twice);
    it.request.treatment.protocol = Some("twice".into());
    it.plan.course.protocol = "twice".into();
    it.decide("protocol:twice");
    for limit in 2..4 {
        it.plan.course.limits[limit].in_force = false;
    }
    let every = |every_days, step| Step { every_days, ..step };
    it.plan.course.steps = vec![every(2, shared(1, 14, 500, 500)), shared(15, 14, 500, 500), shared(29, 56, 500, 1000)];
    it.restock(28);
    it
}

/// A step of a morning and an evening dose.
fn shared(first_day: u16, days: u16, morning: u32, evening: u32) -> Step {
    let halves = |dose: u32| vec![whole(0, u16::try_from(dose / 500).expect("small"))];
    let intake = |moment, dose| Intake { moment, dose: mcg(dose), units: halves(dose) };
    let mut step = step(first_day, days, 500, &[]);
    step.intakes = vec![intake(Moment::Morning, morning), intake(Moment::Evening, evening)];
    step
}

fn of_twice(it: &mut Scene) -> &mut Value {
    it.book["protocols"].as_array_mut().and_then(|all| all.last_mut()).expect("just added")
}

fn variant(it: &mut Scene, when: &str) {
    let own = of_twice(it).clone();
    of_twice(it)["variants"] = json!([{
        "id": "twice-else", "when": when, "text": text("another"), "ladder": own["ladder"], "targets": ["1.5 mg"],
        "restart_after_days": 2, "grade": "B", "sources": cited(),
        "supplement": { "dose": "0.5 mg", "most": "1 mg", "text": text("after each session") },
    }]);
}

/// Sertraline is on the list: the variant is certain, and three sessions a week were said.
fn dialysed() -> Scene {
    let mut it = twice();
    variant(&mut it, "takes(ssri)");
    it.request.patient.dialysis_sessions_per_week = Some(3);
    it.plan.course.variant = Some("twice-else".into());
    it.plan.course.restart_after_days = Some(2);
    it.plan.course.after_session = Some(AfterSession {
        dose: mcg(500),
        units: vec![whole(0, 1)],
        per_week: 3,
        text: "after each session".into(),
        sources: citations(),
    });
    it.restock(28);
    it
}

type Break = fn(&mut Scene);

#[track_caller]
fn each(valid: fn() -> Scene, table: &[(&str, &[u8], Break)]) {
    let mut wrong = Vec::new();
    for (what, expected, break_it) in table {
        let mut scene = valid();
        break_it(&mut scene);
        let found = scene.audit().err().unwrap_or_default();
        if numbers(&found) != *expected {
            wrong.push(format!("{what}: expected {expected:?}, found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// 7 + 14 + 56 evenings of one capsule, the last 56 of two; as many mornings of one: 210 capsules.
#[test]
fn every_other_day_counts_once_in_two() {
    let scene = twice();
    let audited = scene.audit().map_err(|found| format!("{found:#?}")).expect("nothing is broken");
    assert_eq!(audited.course.dispensing.totals[0].containers, 2 * 7 + 2 * 14 + 3 * 56);
    assert_eq!(audited.course.dispensing.total_micrograms, 1000 * 7 + 1000 * 14 + 1500 * 56);
}

#[test]
fn a_day_is_divided_as_the_protocol_divides_it() {
    each(
        twice,
        &[
            ("nothing", &[], |_| {}),
            ("more in the morning", &[1], |it| it.plan.course.steps[2] = shared(29, 56, 1000, 500)),
            ("all in the evening", &[1], |it| {
                it.plan.course.steps[2].intakes.remove(0);
                it.plan.course.steps[2].intakes[0] =
                    Intake { moment: Moment::Evening, dose: mcg(1500), units: vec![whole(1, 1)] };
                it.restock(28);
            }),
            ("at noon", &[5], |it| it.plan.course.steps[2].intakes[0].moment = Moment::Noon),
            ("the evening may hold more, and was asked to", &[], |it| {
                of_twice(it)["larger_evening"] = json!(true);
                it.request.treatment.larger_evening = true;
            }),
            ("moved, where the protocol does not let it", &[5], |it| {
                it.request.treatment.moment = Some(Moment::Noon);
                it.plan.course.steps[2].intakes[0].moment = Moment::Noon;
            }),
            ("an intake above the most of one", &[2, 9], |it| {
                it.book["limits"].as_array_mut().expect("a list").push(crate::audit::tests::limit(
                    "ONE",
                    "always",
                    "absolute",
                    json!({ "single-at-most": "0.5 mg" }),
                ));
            }),
            ("units of prolonged release were wanted", &[7], |it| of_twice(it)["prolonged"] = json!(true)),
        ],
    );
}

/// 1 mg every third day has a mean of 0.333 mg: every day is 0.667 mg more, though a day holds no more.
#[test]
fn a_rise_from_alternate_days_is_measured_by_the_mean_of_the_cycle() {
    fn every_third(it: &mut Scene, asked: Option<u32>) {
        of_twice(it)["ladder"]["rungs"][0]["every_days"] = json!(3);
        it.plan.course.steps[0].every_days = 3;
        it.request.treatment.increment = asked.map(mcg);
        it.restock(28);
    }
    each(
        twice,
        &[
            ("nothing asked", &[], |it| every_third(it, None)),
            ("at most 0.666 mg", &[4], |it| every_third(it, Some(666))),
            ("at most 0.667 mg", &[], |it| every_third(it, Some(667))),
            ("at most 0.5 mg, every other day", &[], |it| it.request.treatment.increment = Some(mcg(500))),
        ],
    );
}

#[test]
fn alternate_days_are_a_height_of_their_own() {
    each(
        twice,
        &[
            ("every day from the start", &[4], |it| {
                it.plan.course.steps[0].every_days = 1;
                it.restock(28);
            }),
            ("every day after 13 days", &[4], |it| {
                it.plan.course.steps[0].days = 13;
                it.plan.course.steps[1] = shared(14, 15, 500, 500);
                it.restock(28);
            }),
            ("back to every other day", &[3], |it| {
                it.plan.course.steps[2] = Step { every_days: 2, ..shared(29, 56, 500, 500) };
                it.restock(28);
            }),
            ("never", &[4, 6, 8], |it| it.plan.course.steps[0].every_days = 0),
            ("no gate before every day", &[9], |it| it.plan.course.steps[1].gates.clear()),
            ("counted as every day", &[8], |it| {
                let steps = it.plan.course.steps.clone();
                it.plan.course.steps[0].every_days = 1;
                it.restock(28);
                it.plan.course.steps = steps;
            }),
        ],
    );
}

#[test]
fn the_stair_is_this_persons() {
    each(
        twice,
        &[
            ("a variant for others", &[], |it| variant(it, "age < 46")),
            ("a variant for her", &[5, 2], |it| variant(it, "age <= 46")),
            ("a variant nobody asked for", &[5], |it| it.plan.course.variant = Some("twice-else".into())),
            ("when to begin again is not said", &[5], |it| of_twice(it)["restart_after_days"] = json!(5)),
            ("when to begin again is said", &[], |it| {
                of_twice(it)["restart_after_days"] = json!(5);
                it.plan.course.restart_after_days = Some(5);
            }),
            ("a protocol of another region", &[5], |it| of_twice(it)["region"] = json!("US")),
        ],
    );
}

/// A variant that may be hers is climbed, and the shortest interruption of all counts.
#[test]
fn a_stair_that_is_not_known_is_the_first_of_those_possible() {
    let mut scene = twice();
    of_twice(&mut scene)["restart_after_days"] = json!(1);
    variant(&mut scene, "hepatitis");
    scene.request.patient.answers.insert("hepatitis".into(), Truth::Unknown);
    scene.plan.course.variant = Some("twice-else".into());
    scene.plan.course.restart_after_days = Some(1);
    let found = scene.audit_as_draft().err().unwrap_or_default();
    assert!(found.is_empty(), "{found:#?}");
    scene.plan.course.restart_after_days = Some(2);
    assert_eq!(numbers(&scene.audit_as_draft().err().unwrap_or_default()), [5]);
}

#[test]
fn a_dose_aimed_at_is_judged_after_its_trial() {
    each(
        twice,
        &[
            ("56 days of it", &[], |it| {
                it.book["drugs"][0]["judgement"] = json!({ "after-target": { "days": 56, "review_days": 7 } });
            }),
            ("57 days were wanted", &[6], |it| {
                it.book["drugs"][0]["judgement"] = json!({ "after-target": { "days": 57, "review_days": 7 } });
            }),
            ("55 days were wanted", &[6], |it| {
                it.book["drugs"][0]["judgement"] = json!({ "after-target": { "days": 55, "review_days": 7 } });
            }),
            ("a review of 6 days", &[6], |it| {
                it.book["drugs"][0]["judgement"] = json!({ "after-target": { "days": 56, "review_days": 6 } });
            }),
        ],
    );
}

#[test]
fn a_gate_and_a_test_stand_where_a_dose_is_passed() {
    each(
        twice,
        &[
            ("a gate above a dose that is not passed", &[], |it| {
                it.book["gates"][0]["above"] = json!("1.5 mg");
                it.plan.course.steps.iter_mut().for_each(|it| it.gates.clear());
            }),
            ("a gate above a dose that is passed", &[9], |it| {
                it.book["gates"][0]["above"] = json!("1 mg");
                it.plan.course.steps.iter_mut().for_each(|it| it.gates.clear());
            }),
            ("it stands there", &[], |it| {
                it.book["gates"][0]["above"] = json!("1 mg");
                it.plan.course.steps[1].gates.clear();
            }),
            ("a gate for others", &[], |it| {
                it.book["gates"][0]["when"] = json!("sex(male)");
                it.plan.course.steps.iter_mut().for_each(|it| it.gates.clear());
            }),
            ("a test after the dose", &[], |it| {
                it.book["monitoring"][0]["anchor"] = json!({ "after-dose": { "above": "1 mg", "from": 7, "to": 14 } });
                it.plan.course.monitoring[0].days = Some((day(36), day(43)));
            }),
            ("a test a day late", &[9], |it| {
                it.book["monitoring"][0]["anchor"] = json!({ "after-dose": { "above": "1 mg", "from": 7, "to": 14 } });
                it.plan.course.monitoring[0].days = Some((day(36), day(44)));
            }),
            ("a test after the dose aimed at", &[], |it| {
                it.book["monitoring"][0]["anchor"] = json!({ "after-target": { "from": 1, "to": 2 } });
                it.plan.course.monitoring[0].days = Some((day(30), day(31)));
            }),
            ("a test at the judgement", &[], |it| {
                it.book["monitoring"][0]["anchor"] = json!("at-judgement");
                it.plan.course.monitoring[0].days = Some((day(84), day(91)));
            }),
            ("a test before the judgement", &[9], |it| {
                it.book["monitoring"][0]["anchor"] = json!("at-judgement");
                it.plan.course.monitoring[0].days = Some((day(83), day(91)));
            }),
        ],
    );
}

/// Four weeks of a batch hold twelve sessions: 3 batches, 36 capsules more.
#[test]
fn what_is_taken_after_dialysis_is_counted_and_published() {
    let before = twice().plan.course.dispensing.totals[0].containers;
    assert_eq!(dialysed().plan.course.dispensing.totals[0].containers, before + 36);
    each(
        dialysed,
        &[
            ("nothing", &[], |_| {}),
            ("it is not laid out", &[2], |it| {
                it.plan.course.after_session = None;
                it.restock(28);
            }),
            ("above the highest published", &[2], |it| {
                let after = it.plan.course.after_session.as_mut().expect("there");
                (after.dose, after.units) = (mcg(1500), vec![whole(1, 1)]);
                it.restock(28);
            }),
            ("units that do not hold it", &[1], |it| {
                it.plan.course.after_session.as_mut().expect("there").units = vec![whole(0, 2)];
                let total = it.plan.course.dispensing.total_micrograms;
                it.restock(28);
                assert_eq!(it.plan.course.dispensing.total_micrograms, total);
            }),
            ("other sessions than were said", &[5], |it| it.request.patient.dialysis_sessions_per_week = Some(2)),
            ("not counted in what is handed over", &[8], |it| {
                let after = it.plan.course.after_session.take();
                it.restock(28);
                it.plan.course.after_session = after;
            }),
            ("without its text", &[9], |it| it.plan.course.after_session.as_mut().expect("there").text.clear()),
        ],
    );
}

/// Sertraline carries the one burden of the book, throughout; its tail is seven days.
#[test]
fn what_adds_up_is_carried_by_who_carries_it() {
    each(
        Scene::valid,
        &[
            ("nobody is said to", &[9], |it| it.plan.course.burdens.clear()),
            ("somebody else is", &[9], |it| it.plan.course.burdens[0].carriers[0].line = Some(1)),
            ("the drug itself is", &[9], |it| it.plan.course.burdens[0].carriers[0].line = None),
            ("it ends", &[9], |it| it.plan.course.burdens[0].carriers[0].until = Some(day(60))),
            ("it is shared with nobody", &[9], |it| it.plan.course.burdens[0].together = vec![(day(1), None)]),
            ("other words", &[9], |it| it.plan.course.burdens[0].text = "nothing".into()),
            ("no source", &[9], |it| it.plan.course.burdens[0].sources = Sources::default()),
            ("a burden of no book", &[9], |it| {
                let mut more = it.plan.course.burdens[0].clone();
                more.burden = "none".into();
                it.plan.course.burdens.push(more);
            }),
            // Stopped on 30 November, day −6: its tail ends on day 1.
            ("stopped, its tail reaches the first day", &[], |it| {
                it.request.medicines[0].stopped = Some(stop("2026-11-30"));
                it.plan.course.burdens[0].carriers[0].until = Some(day(1));
            }),
            ("stopped, its tail is not counted", &[9], |it| it.request.medicines[0].stopped = Some(stop("2026-11-30"))),
            ("stopped a day before", &[], |it| {
                it.request.medicines[0].stopped = Some(stop("2026-11-29"));
                it.plan.course.burdens.clear();
            }),
        ],
    );
}

fn stop(last: &str) -> crate::person::medicine::Stop {
    crate::person::medicine::Stop {
        last_dose: crate::exact::date::When::day(crate::audit::tests::date(last)),
        planned_by: None,
    }
}
