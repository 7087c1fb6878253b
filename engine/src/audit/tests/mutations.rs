//! Each breaks exactly one thing, and is caught under the right number; edges a step before, at
//! and after.

use serde_json::json;

use crate::audit::tests::{Scene, Violation, capsules, date, day, mcg, numbers, step, whole};
use crate::book::place::{Moment, Region};
use crate::book::source::{Citation, Sources};
use crate::book::supply::{Amount, Supply, SupplyIndex, Taken};
use crate::course::{Batch, Carrier, Intake};
use crate::exact::day::Day;
use crate::exact::dose::Volume;

type Break = fn(&mut Scene);

/// Every line: what is broken, the numbers it must be caught under, how.
#[track_caller]
fn each(table: &[(&str, &[u8], Break)]) {
    each_by(table, |scene| scene.audit().err().unwrap_or_default());
}

#[track_caller]
fn each_by(table: &[(&str, &[u8], Break)], audit: fn(&Scene) -> Vec<Violation>) {
    let mut wrong = Vec::new();
    for (what, expected, break_it) in table {
        let mut scene = Scene::valid();
        break_it(&mut scene);
        let found = audit(&scene);
        if numbers(&found) != *expected {
            wrong.push(format!("{what}: expected {expected:?}, found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn volume(microlitres: u32) -> Taken {
    Taken {
        supply: SupplyIndex::new(4),
        amount: Amount::Volume(Volume::from_microlitres(microlitres).expect("not zero")),
    }
}

fn drops(count: u16) -> Taken {
    Taken { supply: SupplyIndex::new(5), amount: Amount::Drops(count) }
}

fn halves_of_tablet(count: u16) -> Taken {
    Taken { supply: SupplyIndex::new(3), amount: Amount::Halves(count) }
}

#[test]
fn invariant_1_units_make_the_dose() {
    each(&[
        ("one capsule too many", &[1], |it| {
            it.plan.course.steps[0].intakes[0].units = vec![whole(1, 2)];
            let total = it.plan.course.dispensing.total_micrograms;
            it.restock(28);
            assert_eq!(it.plan.course.dispensing.total_micrograms, total);
        }),
        ("one capsule too few", &[1], |it| {
            it.plan.course.steps[1].intakes[0].units = vec![whole(1, 1)];
            it.restock(28);
        }),
        ("no unit at all", &[1], |it| {
            it.plan.course.steps[3].intakes[0].units = Vec::new();
            it.restock(28);
        }),
        ("a dose one microgram below its units", &[1], |it| {
            it.plan.course.steps[0].intakes[0].dose = mcg(1499);
            it.restock(28);
            it.request.treatment.increment = None;
            it.book["protocols"][0]["ladder"]["even"]["increment"] = json!("0.501 mg");
            it.book["limits"][3]["bound"] = json!({ "increment-at-most": "0.501 mg" });
        }),
        ("a volume that holds half a microgram", &[1], |it| {
            it.request.treatment.supplies[4] = Supply::Liquid {
                per_ml: mcg(1001),
                syringe: Volume::from_microlitres(3000).expect("not zero"),
                graduation: Volume::from_microlitres(100).expect("not zero"),
                bottle: Volume::from_microlitres(50_000).expect("not zero"),
                keeps_days: Some(28),
            };
            it.lay_out(&[(14, 1501, &[volume(1500)])]);
            it.book["protocols"][0]["ladder"]["even"]["first"] = json!("1.501 mg");
        }),
        ("two intakes at one moment", &[1], |it| {
            let half = Intake { moment: Moment::Evening, dose: mcg(1500), units: vec![whole(1, 1)] };
            it.plan.course.steps[3].intakes = vec![half.clone(), half];
            it.restock(28);
        }),
    ]);
}

#[test]
fn invariant_2_ceilings_at_their_edges() {
    // One more ceiling, for some: the book’s own stays.
    fn lower(it: &mut Scene) {
        let mut limit = it.book["limits"][0].clone();
        limit["id"] = json!("MOST-ADULTS");
        limit["when"] = json!("age > 0");
        limit["bound"] = json!({ "daily-at-most": "2.999 mg" });
        it.book["limits"].as_array_mut().expect("a list").push(limit);
    }
    each(&[
        ("asked 3 mg, one microgram more", &[2], |it| {
            it.request.treatment.target = Some(mcg(2999));
        }),
        ("asked 3 mg exactly", &[], |it| it.request.treatment.target = Some(mcg(3000))),
        ("asked more, reached less", &[], |it| it.request.treatment.target = Some(mcg(4500))),
        ("absolute ceiling one microgram lower, and not shown", &[2, 9], |it| {
            lower(it);
        }),
        ("absolute ceiling at the dose", &[], |it| {
            it.book["limits"][0]["bound"] = json!({ "daily-at-most": "3 mg" });
            it.book["protocols"][0]["targets"] = json!(["3 mg"]);
            it.book["protocols"][2]["targets"] = json!(["3 mg"]);
        }),
        ("a decision does not pass an absolute ceiling", &[2, 9], |it| {
            lower(it);
            it.decide("limit:MOST");
        }),
        ("asked above the protocol's own highest target", &[2], |it| {
            it.request.treatment.target = Some(mcg(4500));
            it.book["protocols"][0]["targets"] = json!(["2.5 mg"]);
        }),
        ("lowest dose of the day", &[2], |it| {
            it.book["limits"][1]["bound"] = json!({ "daily-at-least": "1.501 mg" });
        }),
        ("lowest dose of the day, at its edge", &[], |it| {
            it.book["limits"][1]["bound"] = json!({ "daily-at-least": "1.5 mg" });
        }),
        ("after the review, above what was asked", &[2], |it| {
            it.plan.course.after_review = vec![mcg(3500)];
        }),
        ("after the review, asked", &[], |it| {
            it.request.treatment.target = Some(mcg(4500));
            it.plan.course.after_review = vec![mcg(3500), mcg(4000), mcg(4500)];
        }),
    ]);
}

#[test]
fn invariant_2_a_recommended_ceiling_yields_only_to_a_decision() {
    fn old(it: &mut Scene) {
        it.request.patient.age_years = Some(75);
        let mut limit = it.plan.course.limits[2].clone();
        limit.limit = "OLD".into();
        it.plan.course.limits.push(limit);
    }
    each(&[
        ("74 years", &[], |it| it.request.patient.age_years = Some(74)),
        ("75 years", &[2], old),
        ("75 years and a decision", &[], |it| {
            old(it);
            it.decide("limit:OLD");
            it.plan.course.limits[4].in_force = false;
        }),
        ("75 years and a decision about another limit", &[2], |it| {
            old(it);
            it.decide("limit:OLDER");
        }),
        ("75 years and a decision of nobody", &[2], |it| {
            old(it);
            it.decide("limit:OLD");
            it.request.decisions[0].by = "  ".into();
        }),
        ("75 years and a decision of today", &[], |it| {
            old(it);
            it.decide("limit:OLD");
            it.request.decisions[0].on = it.request.today;
            it.plan.course.limits[4].in_force = false;
        }),
        ("75 years and a decision of tomorrow", &[2], |it| {
            old(it);
            it.decide("limit:OLD");
            it.request.decisions[0].on = date("2026-12-01");
        }),
    ]);
}

#[test]
fn invariant_3_nothing_falls() {
    each(&[
        ("a step back", &[3], |it| {
            it.lay_out(&[
                (14, 1500, &[whole(1, 1)]),
                (14, 2000, &[whole(0, 1), whole(1, 1)]),
                (14, 1500, &[whole(1, 1)]),
            ]);
        }),
        ("a pause", &[3], |it| {
            it.plan.course.steps[3].intakes = Vec::new();
            it.restock(28);
        }),
        ("the same dose again, from other capsules", &[], |it| {
            it.lay_out(&[(14, 1500, &[whole(1, 1)]), (14, 1500, &[whole(0, 3)])]);
        }),
        ("after the review, no rise", &[3], |it| it.plan.course.after_review = vec![mcg(3000)]),
        ("after the review, a fall between two doses", &[3], |it| {
            it.request.treatment.target = Some(mcg(4500));
            it.plan.course.after_review = vec![mcg(3500), mcg(3400)];
        }),
    ]);
}

#[test]
fn invariant_4_intervals_at_their_edges() {
    const FIRST: &[Taken] = &[Taken { supply: SupplyIndex::new(1), amount: Amount::Halves(2) }];
    const SECOND: &[Taken] = &[
        Taken { supply: SupplyIndex::new(0), amount: Amount::Halves(2) },
        Taken { supply: SupplyIndex::new(1), amount: Amount::Halves(2) },
    ];
    each(&[
        ("13 days", &[4], |it| it.lay_out(&[(13, 1500, FIRST), (14, 2000, SECOND)])),
        ("14 days", &[], |it| it.lay_out(&[(14, 1500, FIRST), (14, 2000, SECOND)])),
        ("15 days", &[], |it| it.lay_out(&[(15, 1500, FIRST), (14, 2000, SECOND)])),
        ("7 and 6 days at one dose", &[4], |it| it.lay_out(&[(7, 1500, FIRST), (6, 1500, FIRST), (14, 2000, SECOND)])),
        ("7 and 7 days at one dose", &[], |it| it.lay_out(&[(7, 1500, FIRST), (7, 1500, FIRST), (14, 2000, SECOND)])),
        ("a last step of one day", &[], |it| it.lay_out(&[(14, 1500, FIRST), (1, 2000, SECOND)])),
        ("slower was asked", &[4], |it| it.request.treatment.interval_days = Some(15)),
        ("faster was asked and not given", &[], |it| it.request.treatment.interval_days = Some(7)),
        ("a limit asks for a day more", &[4], |it| {
            it.book["limits"][2]["bound"] = json!({ "interval-at-least": 15 });
        }),
        ("the limit is passed, the protocol is not", &[4], |it| {
            it.decide("limit:PACE");
            it.plan.course.limits[2].in_force = false;
            it.lay_out(&[(13, 1500, FIRST), (14, 2000, SECOND)]);
        }),
    ]);
}

#[test]
fn invariant_4_increments_and_first_doses_at_their_edges() {
    each(&[
        ("twice the increment", &[4], |it| {
            it.lay_out(&[(14, 1500, &[whole(1, 1)]), (14, 2500, &[whole(0, 2), whole(1, 1)])])
        }),
        ("a smaller increment was asked", &[4], |it| it.request.treatment.increment = Some(mcg(499))),
        ("the same increment was asked", &[], |it| it.request.treatment.increment = Some(mcg(500))),
        ("a larger increment was asked", &[], |it| it.request.treatment.increment = Some(mcg(1500))),
        ("a limit one microgram lower", &[4], |it| {
            it.book["limits"][3]["bound"] = json!({ "increment-at-most": "0.499 mg" });
        }),
        ("the protocol one microgram lower", &[4], |it| {
            it.book["protocols"][0]["ladder"]["even"]["increment"] = json!("0.499 mg");
        }),
        ("a lower first dose was asked", &[4], |it| it.request.treatment.first_dose = Some(mcg(1499))),
        ("a higher first dose was asked and not given", &[], |it| it.request.treatment.first_dose = Some(mcg(3000))),
        ("the protocol begins lower", &[4], |it| {
            it.book["protocols"][0]["ladder"]["even"]["first"] = json!("1.499 mg");
        }),
        ("after the review, too large", &[4], |it| {
            it.request.treatment.target = Some(mcg(4500));
            it.plan.course.after_review = vec![mcg(3501)];
        }),
    ]);
}

fn thyroid(it: &mut Scene) {
    it.medicine(json!({ "name": "levothyroxine" }));
    let mut limit = it.plan.course.limits[2].clone();
    limit.limit = "THYROID".into();
    it.plan.course.limits.push(limit);
}

#[test]
fn invariant_4_a_first_dose_limited_by_a_medicine() {
    each(&[
        ("first dose above the limit", &[4], thyroid),
        ("first dose at the limit", &[], |it| {
            thyroid(it);
            it.lay_out(&[(14, 500, &[whole(0, 1)]), (14, 1000, &[whole(0, 2)]), (14, 1500, &[whole(1, 1)])]);
        }),
        ("the medicine is not listed, the limit is claimed", &[9], |it| {
            thyroid(it);
            it.request.medicines.pop();
        }),
    ]);
}

fn by_protocol(it: &mut Scene, id: &str) {
    it.request.treatment.protocol = Some(id.into());
    it.plan.course.protocol = id.into();
    it.decide(&format!("protocol:{id}"));
    it.plan.course.limits[2].in_force = false;
    it.plan.course.limits[3].in_force = false;
}

#[test]
fn invariant_4_a_decided_protocol_is_taken_whole() {
    each(&[
        ("6 days by the fast one", &[4], |it| {
            by_protocol(it, "fast");
            it.lay_out(&[(6, 1500, &[whole(1, 1)]), (7, 2000, &[whole(0, 1), whole(1, 1)])]);
        }),
        ("7 days by the fast one", &[], |it| {
            by_protocol(it, "fast");
            it.lay_out(&[(7, 1500, &[whole(1, 1)]), (7, 2000, &[whole(0, 1), whole(1, 1)])]);
        }),
        ("its increment is not that of another", &[4], |it| {
            by_protocol(it, "fast");
            it.lay_out(&[(14, 1500, &[whole(1, 1)]), (7, 3000, &[whole(2, 1)])]);
        }),
        ("rungs climbed one by one", &[], |it| {
            by_protocol(it, "rungs");
            it.lay_out(&[
                (14, 1500, &[whole(1, 1)]),
                (14, 3000, &[whole(2, 1)]),
                (7, 4500, &[whole(1, 1), whole(2, 1)]),
            ]);
        }),
        ("a rung left out", &[4], |it| {
            by_protocol(it, "rungs");
            it.lay_out(&[(28, 1500, &[whole(1, 1)]), (7, 4500, &[whole(1, 1), whole(2, 1)])]);
        }),
        ("a rung a day short", &[4], |it| {
            by_protocol(it, "rungs");
            it.lay_out(&[
                (14, 1500, &[whole(1, 1)]),
                (13, 3000, &[whole(2, 1)]),
                (7, 4500, &[whole(1, 1), whole(2, 1)]),
            ]);
        }),
        ("between two rungs, the days of the lower one", &[4], |it| {
            by_protocol(it, "rungs");
            it.lay_out(&[(14, 2000, &[whole(0, 1), whole(1, 1)]), (7, 3000, &[whole(2, 1)])]);
        }),
    ]);
}

#[test]
fn invariant_5_what_was_asked() {
    each(&[
        ("another plan", &[5], |it| it.plan.id = "plan-2".into()),
        ("another drug", &[5], |it| it.plan.course.drug = "other".into()),
        ("another protocol", &[5], |it| it.plan.course.protocol = "fast".into()),
        ("another indication", &[5], |it| it.plan.course.indication = Some("sleep".into())),
        ("another moment", &[5], |it| it.plan.course.steps[2].intakes[0].moment = Moment::Morning),
        ("the morning was asked", &[5], |it| it.request.treatment.moment = Some(Moment::Morning)),
        ("a drug the book does not hold", &[5], |it| it.request.treatment.drug = "other".into()),
        ("a protocol the book does not hold", &[5], |it| it.request.treatment.protocol = Some("other".into())),
        ("no prescriber", &[5], |it| it.request.prescriber = None),
        ("a prescriber without name", &[5], |it| it.request.prescriber = Some(" ".into())),
        ("17 years", &[5], |it| it.request.patient.age_years = Some(17)),
        ("18 years", &[], |it| it.request.patient.age_years = Some(18)),
        ("a protocol for comparison", &[5], |it| {
            by_protocol(it, "trial");
        }),
        ("a professional's protocol, decided", &[], |it| by_protocol(it, "fast")),
        ("a professional's protocol, not decided", &[5], |it| {
            by_protocol(it, "fast");
            it.request.decisions.clear();
            it.plan.course.limits[2].in_force = true;
            it.plan.course.limits[3].in_force = true;
        }),
    ]);
}

#[test]
fn invariant_5_first_days_at_their_edges() {
    each(&[
        ("yesterday", &[5], |it| {
            it.request.treatment.start = None;
            it.plan.start = date("2026-11-29");
        }),
        ("today", &[], |it| {
            it.request.treatment.start = None;
            it.plan.start = it.request.today;
        }),
        ("the day before the one asked for", &[5], |it| it.plan.start = date("2026-12-06")),
        ("the day after the one asked for", &[], |it| it.plan.start = date("2026-12-08")),
        ("the last day of the book", &[], |it| {
            it.plan.start = date("2028-06-01");
        }),
        ("the day the book has expired", &[5], |it| it.plan.start = date("2028-06-02")),
    ]);
}

#[test]
fn invariant_5_rules_yes_no_unknown() {
    each(&[
        ("a contraindication holds", &[5], |it| answer(it, "liver-disease", "yes")),
        ("a contraindication is not known", &[5], |it| answer(it, "liver-disease", "unknown")),
        ("a contraindication was not asked", &[5], |it| it.request.patient.none_of_these.clear()),
        ("a stated fact answers the question", &[5], |it| answer(it, "hepatitis", "yes")),
        ("a caution holds", &[], |it| answer(it, "anxious", "yes")),
        ("a caution is not known", &[], |it| answer(it, "anxious", "unknown")),
        ("ALT 1 × the upper limit", &[], |it| alt(it, "1")),
        ("ALT 1.001 × the upper limit: pending", &[5], |it| alt(it, "1.001")),
        ("a decision does not lift what waits for a fact", &[5], |it| {
            alt(it, "2.5");
            it.decide("LI-2");
        }),
        ("liver tests not done", &[5], |it| it.request.patient.liver = None),
        ("liver tests 90 days before the first dose", &[], |it| tests_of(it, "2026-09-08")),
        ("liver tests 91 days before the first dose", &[5], |it| tests_of(it, "2026-09-07")),
        ("liver tests of tomorrow", &[5], |it| tests_of(it, "2026-12-01")),
        ("weight not known", &[5], |it| it.request.patient.weight_kg = None),
        ("a pending rule a professional may lift, 14 days", &[5], |it| started(it, "2026-11-16")),
        ("the same, 15 days", &[], |it| started(it, "2026-11-15")),
        ("the same, lifted", &[], |it| {
            started(it, "2026-11-16");
            it.decide("PSY-2");
        }),
    ]);
}

fn answer(it: &mut Scene, question: &str, truth: &str) {
    it.request.patient.answers.insert(question.into(), serde_json::from_value(json!(truth)).expect("a truth"));
}

fn alt(it: &mut Scene, multiple: &str) {
    it.request.patient.liver.as_mut().expect("tests").alt =
        Some(serde_json::from_value(json!(multiple)).expect("number"));
}

fn tests_of(it: &mut Scene, day: &str) {
    it.request.patient.liver.as_mut().expect("tests").on = Some(date(day));
}

fn started(it: &mut Scene, day: &str) {
    it.request.medicines.clear();
    it.medicine(json!({ "name": "sertraline", "started": day }));
}

fn stopped(it: &mut Scene, name: &str, form: Option<&str>, last_dose: &str) {
    it.medicine(json!({ "name": name, "form": form, "stopped": { "last_dose": last_dose } }));
    it.request.treatment.start = None;
}

/// Tramadol last taken on 2 December, 10 full days: 13 December. Prolonged, or form not said, 14:
/// 17 December.
#[test]
fn invariant_5_wash_outs_at_their_edges() {
    fn on(it: &mut Scene, form: Option<&str>, key: &str, start: &str) {
        it.request.today = date("2026-12-03");
        stopped(it, "tramadol", form, "2026-12-02");
        it.plan.start = date(start);
        it.decide(key);
    }
    /// Nobody decides, and the row for what is released at once asks for a decision up to 180 days.
    fn old(it: &mut Scene, form: &str, last_dose: &str) {
        it.book["wash_outs"][0]["decision_until_days"] = json!(180);
        it.request.today = date("2026-12-03");
        stopped(it, "tramadol", Some(form), last_dose);
        it.plan.start = date("2026-12-13");
    }
    each(&[
        ("immediate, 12 December", &[5], |it| on(it, Some("immediate"), "OP-2-short:tramadol", "2026-12-12")),
        ("immediate, 13 December", &[], |it| on(it, Some("immediate"), "OP-2-short:tramadol", "2026-12-13")),
        ("immediate, 14 December", &[], |it| on(it, Some("immediate"), "OP-2-short:tramadol", "2026-12-14")),
        ("form not said, 16 December", &[5], |it| on(it, None, "OP-2-long:tramadol", "2026-12-16")),
        ("form not said, 17 December", &[], |it| on(it, None, "OP-2-long:tramadol", "2026-12-17")),
        ("decided before the last dose", &[5], |it| {
            on(it, Some("immediate"), "", "2026-12-13");
            it.decide("OP-2-short:tramadol");
            it.request.decisions.iter_mut().for_each(|it| it.on = date("2026-12-01"));
        }),
        ("form not said, decided for the short row", &[5], |it| on(it, None, "OP-2-short:tramadol", "2026-12-17")),
        ("a form no row is for counts as the strictest", &[5], |it| {
            on(it, Some("depot"), "OP-3:tramadol", "2027-12-17");
        }),
        ("no decision", &[5], |it| on(it, Some("immediate"), "OP-2-short:codeine", "2026-12-13")),
        ("a month counts to its end, 14 days", &[5], |it| {
            stopped(it, "tramadol", Some("prolonged"), "2026-11");
            it.decide("OP-2-long:tramadol");
            it.plan.start = date("2026-12-14");
        }),
        ("a month counts to its end, 15 days", &[], |it| {
            stopped(it, "tramadol", Some("prolonged"), "2026-11");
            it.decide("OP-2-long:tramadol");
            it.plan.start = date("2026-12-15");
        }),
        ("a brand says its form", &[], |it| {
            stopped(it, "patchol", None, "2026-11-30");
            it.decide("OP-2-long:tramadol");
            it.plan.start = date("2026-12-15");
        }),
        ("179 days ago, of 180 after which nothing is decided", &[5], |it| old(it, "immediate", "2026-06-07")),
        ("180 days ago", &[], |it| old(it, "immediate", "2026-06-06")),
        ("181 days ago", &[], |it| old(it, "immediate", "2026-06-05")),
        ("a month that ended 156 days ago", &[5], |it| old(it, "immediate", "2026-06")),
        ("a month that ended 186 days ago", &[], |it| old(it, "immediate", "2026-05")),
        ("180 days ago, by another row", &[5], |it| old(it, "prolonged", "2026-06-06")),
        ("a depot, however old", &[5], |it| old(it, "depot", "2020-01-01")),
        ("a depot may be the form", &[5], |it| {
            stopped(it, "buprenorphine", None, "2020-01-01");
            it.decide("OP-3:buprenorphine");
        }),
        ("it is not the depot", &[], |it| {
            stopped(it, "buprenorphine", Some("immediate"), "2020-01-01");
            it.decide("OP-2-short:buprenorphine");
        }),
    ]);
}

#[test]
fn invariant_5_medicines_still_taken_and_names_not_recognised() {
    each(&[
        ("an opioid", &[5], |it| it.medicine(json!({ "name": "codeine" }))),
        ("an opioid that acts where it is put", &[], |it| it.medicine(json!({ "name": "codeine", "route": "ear" }))),
        ("an opioid that acts where its name says", &[], |it| {
            it.medicine(json!({ "name": "codeine gouttes auriculaires" }));
        }),
        ("of two medicines, which is the one for the ear?", &[5], |it| {
            it.medicine(json!({ "name": "paracetamol, codeine gouttes auriculaires" }));
        }),
        ("a patch on the skin acts in the whole body", &[5], |it| {
            it.medicine(json!({ "name": "codeine", "route": "ear", "form": "patch" }));
        }),
        ("a brand a person chose", &[5], |it| it.medicine(json!({ "name": "patch", "chosen": "brand:Patchol" }))),
        ("a choice that is not what was typed", &[5], |it| {
            it.medicine(json!({ "name": "codeine", "chosen": "paracetamol" }));
        }),
        ("a choice the book does not hold", &[4, 5, 9], |it| it.medicine(json!({ "name": "x", "chosen": "y" }))),
        ("an opioid, its stop planned", &[5], |it| {
            it.medicine(json!({ "name": "codeine", "stopped": { "last_dose": "2026-12-01", "planned_by": "Dr A" } }));
            it.decide("OP-2-short:codeine");
            it.plan.start = date("2027-01-01");
        }),
        ("loperamide now and then", &[5], |it| it.medicine(json!({ "name": "loperamide", "use": "occasional" }))),
        ("loperamide, a caution for occasional use", &[], |it| {
            it.book["wash_outs"][3]["occasional"] = json!("caution");
            it.medicine(json!({ "name": "loperamide", "use": "occasional" }));
        }),
        ("the same, daily", &[5], |it| {
            it.book["wash_outs"][3]["occasional"] = json!("caution");
            it.medicine(json!({ "name": "loperamide", "use": "daily" }));
        }),
        ("the same, use not said", &[5], |it| {
            it.book["wash_outs"][3]["occasional"] = json!("caution");
            it.medicine(json!({ "name": "loperamide" }));
        }),
        ("paracetamol", &[], |it| it.medicine(json!({ "name": "paracetamol" }))),
        ("an opioid a person chose", &[5], |it| it.medicine(json!({ "name": "codéïne", "chosen": "codeine" }))),
        // Not knowing what it is, the limit on the first dose may apply too.
        ("a name nobody knows", &[4, 5, 9], |it| it.medicine(json!({ "name": "xyzabc" }))),
        ("a name nobody knows, answered for", &[], |it| {
            it.medicine(json!({ "name": "xyzabc" }));
            it.decide("medicine:examplin:xyzabc");
        }),
        ("a name nobody knows, another answered for", &[4, 5, 9], |it| {
            it.medicine(json!({ "name": "xyzabc" }));
            it.decide("medicine:examplin:xyzabd");
        }),
        ("a brand partly known", &[4, 5, 9], |it| it.medicine(json!({ "name": "mixol", "started": "2026-01" }))),
        ("a brand partly known, answered for", &[], |it| {
            it.medicine(json!({ "name": "mixol", "started": "2026-01" }));
            it.decide("medicine:examplin:mixol");
            let burden = &mut it.plan.course.burdens[0];
            let carrier = Carrier { name: "mixol".into(), line: Some(1), ..burden.carriers[0].clone() };
            burden.carriers.push(carrier);
            burden.together.push((day(1), None));
        }),
    ]);
}

#[test]
fn invariant_6_days() {
    each(&[
        ("a hole of one day", &[4, 6, 8], |it| it.plan.course.steps[0].days = 13),
        ("an overlap of one day", &[6, 8], |it| it.plan.course.steps[0].days = 15),
        ("the course begins on day 2", &[4, 6], |it| it.plan.course.steps[0].first_day = day(2)),
        ("the course ends a day later than its steps", &[6], |it| it.plan.course.last_day = day(85)),
        ("a step without days", &[6], |it| {
            let none = step(85, 0, 3000, &[whole(2, 1)]);
            it.plan.course.steps.push(none);
        }),
        ("a day past the judgement", &[6], |it| {
            it.plan.course.steps[3].days = 43;
            it.plan.course.last_day = day(85);
            it.restock(28);
        }),
        ("a review that ends before it begins", &[6], |it| it.plan.course.review_until_day = day(83)),
        ("a review longer than the book's", &[6], |it| it.plan.course.review_until_day = day(92)),
        ("a test from day 0 to day −1", &[6], |it| it.plan.course.monitoring[0].days = Some((day(0), Day::new(-1)))),
        ("past the calendar", &[6], |it| {
            it.book["sources"][0]["compared"] = json!("2098-06-01");
            it.book["edition"]["review_by"] = json!("2099-06-01");
            it.book["edition"]["expires"] = json!("2100-06-01");
            it.book["drugs"][0]["judgement"] = json!({ "on-day": { "day": 300, "review_until": 307 } });
            it.request.today = date("2100-05-31");
            tests_of(it, "2100-05-30");
            it.plan.start = date("2100-05-31");
            // Day 215 is 31 December 2100.
            it.plan.course.steps[3].days = 173;
            it.plan.course.last_day = day(215);
            it.plan.course.review_until_day = day(216);
            it.restock(28);
        }),
        ("to the end of the calendar", &[], |it| {
            it.book["sources"][0]["compared"] = json!("2098-06-01");
            it.book["edition"]["review_by"] = json!("2099-06-01");
            it.book["edition"]["expires"] = json!("2100-06-01");
            it.book["drugs"][0]["judgement"] = json!({ "on-day": { "day": 300, "review_until": 307 } });
            it.request.today = date("2100-05-31");
            tests_of(it, "2100-05-30");
            it.plan.start = date("2100-05-31");
            it.plan.course.steps[3].days = 172;
            it.plan.course.last_day = day(214);
            it.plan.course.review_until_day = day(215);
            it.restock(28);
        }),
        ("no step at all", &[6, 8], |it| it.plan.course.steps.clear()),
    ]);
}

#[test]
fn invariant_7_units_that_exist_and_can_be_measured() {
    each(&[
        ("a supply that is not there", &[1, 7, 8], |it| {
            it.plan.course.steps[0].intakes[0].units[0].supply = SupplyIndex::new(9)
        }),
        ("half a capsule", &[7], |it| {
            it.request.treatment.supplies[2] =
                Supply::Capsule { strength: mcg(6000), prolonged: false, keeps_days: None };
            it.plan.course.steps[3].intakes[0].units =
                vec![Taken { supply: SupplyIndex::new(2), amount: Amount::Halves(1) }];
            it.restock(28);
        }),
        ("a scored tablet in halves", &[], |it| it.lay_out(&[(14, 1500, &[halves_of_tablet(3)])])),
        ("a tablet said not to be scored", &[7], |it| {
            it.request.treatment.supplies[3] = Supply::Tablet { strength: mcg(1000), scored: false, prolonged: false };
            it.book["drugs"][0]["products"][0]["supply"] = json!({ "tablet": { "strength": "1 mg", "scored": false } });
            it.lay_out(&[(14, 1500, &[halves_of_tablet(3)])]);
        }),
        ("a tablet whose scoring differs from the product's", &[7], |it| {
            it.book["drugs"][0]["products"][0]["supply"] = json!({ "tablet": { "strength": "1 mg", "scored": false } });
            it.lay_out(&[(14, 1500, &[halves_of_tablet(3)])]);
        }),
        ("a tablet of another region", &[7], |it| {
            it.request.region = Region::US;
            it.lay_out(&[(14, 1500, &[halves_of_tablet(3)])]);
        }),
        ("a capsule of a drug that is not compounded", &[7], |it| {
            it.book["drugs"][0]["compounded"] = json!([]);
            it.plan.course.dispensing.smallest_set.clear();
        }),
        ("no capsule of it", &[1, 7], |it| {
            it.plan.course.steps[0].intakes[0].units[0].amount = Amount::Halves(0);
            it.restock(28);
        }),
        ("millilitres of a capsule", &[1, 7], |it| {
            it.plan.course.steps[0].intakes[0].units[0].amount = volume(1500).amount;
            it.restock(28);
        }),
        ("four capsules", &[7], |it| it.lay_out(&[(14, 1500, &[whole(0, 3)]), (14, 2000, &[whole(0, 4)])])),
        ("four capsules, allowed by the request", &[], |it| {
            it.request.treatment.most_units = Some(4);
            it.lay_out(&[(14, 1500, &[whole(0, 3)]), (14, 2000, &[whole(0, 4)])]);
        }),
        ("one and a half is two units", &[7], |it| {
            it.request.treatment.most_units = Some(1);
            it.lay_out(&[(14, 1500, &[halves_of_tablet(3)])]);
        }),
        ("one supply named twice", &[7], |it| it.lay_out(&[(14, 1500, &[whole(0, 1), whole(0, 2)])])),
        ("the smallest set holds a strength nobody makes", &[7], |it| {
            it.plan.course.dispensing.smallest_set.push(mcg(100));
        }),
        ("the smallest set does not make every dose", &[7], |it| {
            it.plan.course.dispensing.smallest_set = vec![mcg(1500), mcg(3000)];
        }),
        ("the smallest set needs more units than allowed", &[7], |it| {
            it.plan.course.dispensing.smallest_set = vec![mcg(500)];
        }),
    ]);
}

#[test]
fn invariant_7_devices() {
    each(&[
        ("1.5 mL on a syringe marked every 0.1 mL", &[], |it| it.lay_out(&[(14, 1500, &[volume(1500)])])),
        ("1.5 mL on a syringe marked every 0.2 mL", &[7], |it| {
            syringe(it, 3000, 200);
            it.lay_out(&[(14, 1500, &[volume(1500)])]);
        }),
        ("a syringe of 1.5 mL", &[], |it| {
            syringe(it, 1500, 100);
            it.lay_out(&[(14, 1500, &[volume(1500)])]);
        }),
        ("a syringe of 1.4 mL", &[7], |it| {
            syringe(it, 1400, 100);
            it.lay_out(&[(14, 1500, &[volume(1500)])]);
        }),
        ("two fillings", &[7], |it| it.lay_out(&[(14, 1500, &[volume(500), drops(10)])])),
        ("15 drops", &[], |it| it.lay_out(&[(14, 1500, &[drops(15)])])),
        ("no drops", &[1, 7], |it| it.lay_out(&[(14, 1500, &[drops(0)])])),
        ("as many drops as the dropper's most", &[], |it| {
            it.request.treatment.supplies[5] = Supply::Drops { per_drop: mcg(100), most: 15 };
            it.lay_out(&[(14, 1500, &[drops(15)])]);
        }),
        ("a drop more than the dropper's most", &[7], |it| {
            it.request.treatment.supplies[5] = Supply::Drops { per_drop: mcg(100), most: 14 };
            it.lay_out(&[(14, 1500, &[drops(15)])]);
        }),
        ("drops of another strength than the product's", &[7], |it| {
            it.request.treatment.supplies[5] = Supply::Drops { per_drop: mcg(150), most: 40 };
            it.lay_out(&[(14, 1500, &[drops(10)])]);
        }),
    ]);
}

fn syringe(it: &mut Scene, holds: u32, marked: u32) {
    let microlitres = |count| Volume::from_microlitres(count).expect("not zero");
    it.request.treatment.supplies[4] = Supply::Liquid {
        per_ml: mcg(1000),
        syringe: microlitres(holds),
        graduation: microlitres(marked),
        bottle: microlitres(50_000),
        keeps_days: Some(28),
    };
}

#[test]
fn invariant_8_counts() {
    each(&[
        ("a leftover that is not there", &[8], |it| {
            it.plan.course.dispensing.totals[0].leftover = 1;
            it.plan.course.dispensing.batches[0].quantities[0].leftover = 1;
        }),
        ("a capsule too few in a batch and in all", &[8], |it| {
            it.plan.course.dispensing.totals[2] = capsules(2, 41);
            it.plan.course.dispensing.batches[2].quantities[2] = capsules(2, 27);
        }),
        ("a capsule more handed over, said so", &[], |it| {
            let dispensing = &mut it.plan.course.dispensing;
            for line in [&mut dispensing.totals[2], &mut dispensing.batches[2].quantities[2]] {
                line.dispensed += 2;
                line.leftover += 2;
                line.containers += 1;
            }
        }),
        ("a capsule less handed over", &[8], |it| {
            let dispensing = &mut it.plan.course.dispensing;
            for line in [&mut dispensing.totals[2], &mut dispensing.batches[2].quantities[2]] {
                line.dispensed -= 2;
                line.containers -= 1;
            }
        }),
        ("a container too many", &[8], |it| {
            it.plan.course.dispensing.totals[1].containers += 1;
            it.plan.course.dispensing.batches[0].quantities[1].containers += 1;
        }),
        ("totals that are not the sum of the batches", &[8], |it| {
            let line = &mut it.plan.course.dispensing.totals[1];
            (line.dispensed, line.leftover, line.containers) = (86, 2, 43);
        }),
        ("a milligram more in all", &[8], |it| it.plan.course.dispensing.total_micrograms += 1),
        ("a milligram less in all", &[8], |it| it.plan.course.dispensing.total_micrograms -= 1),
        ("a batch is missing", &[8], |it| {
            it.plan.course.dispensing.batches.pop();
        }),
        ("a batch in the middle is missing", &[8], |it| {
            it.plan.course.dispensing.batches.remove(1);
        }),
        ("two batches overlap", &[8], |it| it.plan.course.dispensing.batches[1].first_day = day(28)),
        ("a batch of no day", &[8], |it| {
            it.plan.course.dispensing.batches.push(Batch {
                first_day: day(85),
                last_day: day(84),
                quantities: Vec::new(),
            });
        }),
        ("batches longer than asked", &[8], |it| it.restock(30)),
        ("batches of 30 days, asked", &[], |it| {
            it.request.treatment.batch_days = Some(30);
            it.restock(30);
        }),
        ("shorter batches", &[], |it| it.restock(14)),
        ("a line out of order", &[8], |it| it.plan.course.dispensing.totals.swap(0, 1)),
        ("a line twice", &[8], |it| {
            let line = it.plan.course.dispensing.totals[0];
            it.plan.course.dispensing.totals.insert(0, line);
        }),
        ("a line of a supply that is not there", &[8], |it| it.plan.course.dispensing.totals.push(capsules(9, 0))),
    ]);
}

#[test]
fn invariant_8_days_a_preparation_keeps() {
    fn liquid(it: &mut Scene, keeps: Option<u16>) {
        syringe(it, 3000, 100);
        if let Supply::Liquid { keeps_days, .. } = &mut it.request.treatment.supplies[4] {
            *keeps_days = keeps;
        }
        it.lay_out(&[(56, 1500, &[volume(1500)])]);
    }
    each(&[
        ("28 days", &[], |it| liquid(it, Some(28))),
        ("27 days", &[8], |it| liquid(it, Some(27))),
        ("27 days, in batches of 27", &[], |it| {
            liquid(it, Some(27));
            it.restock(27);
        }),
        ("no day", &[8], |it| liquid(it, Some(0))),
        ("no day, made up day by day", &[], |it| {
            liquid(it, Some(0));
            it.restock(1);
        }),
        ("days not said", &[8], |it| liquid(it, None)),
        ("capsules that keep 27 days", &[8], |it| {
            it.request.treatment.supplies[2] =
                Supply::Capsule { strength: mcg(3000), prolonged: false, keeps_days: Some(27) };
        }),
        ("capsules that keep 14 days, and are used in the first 14", &[8], |it| {
            // The second batch uses them from day 43 to 56: its days 15 to 28.
            it.request.treatment.supplies[0] =
                Supply::Capsule { strength: mcg(500), prolonged: false, keeps_days: Some(14) };
        }),
    ]);
}

#[test]
fn invariant_9_sources_and_texts() {
    fn another() -> Sources {
        vec![Citation { source: "hearsay".into(), place: "1".into() }].into()
    }
    fn nowhere() -> Sources {
        vec![Citation { source: "label".into(), place: String::new() }].into()
    }
    each(&[
        ("a gate is missing", &[9], |it| it.plan.course.steps[2].gates.clear()),
        ("a gate of no book", &[9], |it| {
            let mut gate = it.plan.course.steps[2].gates[0].clone();
            gate.gate = "G-NONE".into();
            it.plan.course.steps[2].gates.push(gate);
        }),
        ("a gate without source", &[9], |it| it.plan.course.steps[1].gates[0].sources = Sources::default()),
        ("a gate without text", &[9], |it| it.plan.course.steps[1].gates[0].text = " ".into()),
        ("a gate in the other language", &[9], |it| it.plan.course.steps[1].gates[0].text = "tolerated (fr)".into()),
        ("a reason with a source of no book", &[9], |it| it.plan.course.steps[0].reasons[0].sources = another()),
        ("a reason by arithmetic", &[], |it| it.plan.course.steps[0].reasons[0].sources = Sources::default()),
        ("a reason without text", &[9], |it| it.plan.course.steps[0].reasons[0].text.clear()),
        ("a dose without reason", &[9], |it| it.plan.course.steps[0].reasons.clear()),
        ("a limit without source", &[9], |it| it.plan.course.limits[0].sources = Sources::default()),
        ("a limit with another source", &[9], |it| it.plan.course.limits[0].sources = another()),
        ("a limit not shown", &[9], |it| {
            it.plan.course.limits.remove(0);
        }),
        ("a limit said not to be in force", &[9], |it| it.plan.course.limits[3].in_force = false),
        ("a limit without bound", &[9], |it| it.plan.course.limits[3].bound.clear()),
        ("a limit of another text", &[9], |it| it.plan.course.limits[3].text = "because".into()),
        ("a test is missing", &[9], |it| it.plan.course.monitoring.clear()),
        ("a test of no book", &[9], |it| {
            let mut event = it.plan.course.monitoring[0].clone();
            event.monitoring = "MON-9".into();
            it.plan.course.monitoring.push(event);
        }),
        ("a test without source", &[9], |it| it.plan.course.monitoring[0].sources = Sources::default()),
        ("a test without place in its source", &[9], |it| it.plan.course.monitoring[0].sources = nowhere()),
        ("a test without text", &[9], |it| it.plan.course.monitoring[0].text.clear()),
        ("a test on a day too early", &[9], |it| it.plan.course.monitoring[0].days = Some((Day::new(-31), day(0)))),
        ("a test on a day too late", &[9], |it| it.plan.course.monitoring[0].days = Some((Day::new(-30), day(1)))),
        ("a test for somebody else", &[], |it| {
            it.book["monitoring"][0]["when"] = json!("sex(male)");
            it.plan.course.monitoring.clear();
        }),
    ]);
}

/// A draft waits for facts, dates and decisions.
#[test]
fn a_draft_may_wait_and_may_not_go_against_a_contraindication() {
    let table: &[(&str, &[u8], Break)] = &[
        ("no prescriber", &[], |it| it.request.prescriber = None),
        ("liver tests not done", &[], |it| it.request.patient.liver = None),
        ("a contraindication not known", &[], |it| answer(it, "liver-disease", "unknown")),
        ("a contraindication holds", &[5], |it| answer(it, "liver-disease", "yes")),
        ("ALT 3 × the upper limit", &[], |it| alt(it, "3")),
        ("ALT 3.1 × the upper limit", &[5], |it| alt(it, "3.1")),
        // Not knowing the age, the limit of the old holds.
        ("age not known", &[2, 9], |it| it.request.patient.age_years = None),
        ("age not known, below the limit of the old", &[], |it| {
            it.request.patient.age_years = None;
            it.lay_out(&[(14, 1500, &[whole(1, 1)]), (70, 2000, &[whole(0, 1), whole(1, 1)])]);
            let mut limit = it.plan.course.limits[2].clone();
            limit.limit = "OLD".into();
            it.plan.course.limits.push(limit);
        }),
        ("17 years", &[5], |it| it.request.patient.age_years = Some(17)),
        ("a protocol for comparison", &[5], |it| by_protocol(it, "trial")),
        ("an opioid taken", &[5], |it| it.medicine(json!({ "name": "codeine" }))),
        ("an opioid stopped", &[], |it| stopped(it, "tramadol", None, "2026-11-29")),
        ("a depot stopped", &[5], |it| stopped(it, "buprenorphine", Some("depot"), "2020-01-01")),
        ("loperamide now and then", &[], |it| it.medicine(json!({ "name": "loperamide", "use": "occasional" }))),
        ("loperamide, use not said", &[], |it| it.medicine(json!({ "name": "loperamide" }))),
        ("loperamide daily", &[5], |it| it.medicine(json!({ "name": "loperamide", "use": "daily" }))),
        ("a liquid that keeps nobody knows how long", &[], |it| {
            syringe(it, 3000, 100);
            if let Supply::Liquid { keeps_days, .. } = &mut it.request.treatment.supplies[4] {
                *keeps_days = None;
            }
            it.lay_out(&[(56, 1500, &[volume(1500)])]);
        }),
        ("a capsule too many all the same", &[1, 8], |it| {
            it.plan.course.steps[0].intakes[0].units = vec![whole(1, 2)];
        }),
    ];
    each_by(table, |scene| scene.audit_as_draft().err().unwrap_or_default());
}
