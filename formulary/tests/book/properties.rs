//! The invariants of the design, each a sentence about every request.
//!
//! Requests are drawn over all drugs, protocols, paces, strengths, answers and medicines; each
//! property runs 10,000 cases. The auditor checks the same invariants inside the engine; these
//! tests check them from outside, sharing no code with it.

use crate::ask::laid_out::course;
use crate::ask::{BOOK, PLANNER};
use crate::drawn::{CHOICES, Choice, conditions, requests};
use palier_engine::audit::audit_condition;
use palier_engine::book::medicine::{DoseForm, Route};
use palier_engine::book::protocol::{Access, Ladder};
use palier_engine::book::rule::{Bound, Ring, Severity};
use palier_engine::book::supply::{Amount, Supply};
use palier_engine::course::Course;
use palier_engine::exact::day::Day;
use palier_engine::finding::Verdict;
use palier_engine::logic::stated::Sex;
use palier_engine::logic::truth::Truth;
use palier_engine::outcome::Outcome;
use palier_engine::person::liver::LiverTests;
use palier_engine::person::medicine::Medicine;
use palier_engine::person::patient::Patient;
use palier_engine::request::request::Request;
use proptest::prelude::*;
use proptest::sample::select;

/// A field by name, and what takes it over from another request.
type FieldOf = (&'static str, fn(&mut Request, &Request));

/// The fields of a request of which nothing need be said, each taken from another request.
const FIELDS: [FieldOf; 21] = [
    ("age", |it, from| it.patient.age_years = from.patient.age_years),
    ("sex", |it, from| it.patient.sex = from.patient.sex),
    ("weight", |it, from| it.patient.weight_kg = from.patient.weight_kg),
    ("height", |it, from| it.patient.height_cm = from.patient.height_cm),
    ("creatinine", |it, from| it.patient.creatinine.clone_from(&from.patient.creatinine)),
    ("alcohol", |it, from| it.patient.alcohol = from.patient.alcohol),
    ("liver tests", |it, from| it.patient.liver.clone_from(&from.patient.liver)),
    ("ALT", |it, from| tests(it).alt = from.patient.liver.as_ref().and_then(|it| it.alt)),
    ("AST", |it, from| tests(it).ast = from.patient.liver.as_ref().and_then(|it| it.ast)),
    ("date of the liver tests", |it, from| tests(it).on = from.patient.liver.as_ref().and_then(|it| it.on)),
    ("indication", |it, from| {
        let its = |id: &String| BOOK.drug(&it.treatment.drug).is_some_and(|drug| drug.indications.contains(id));
        it.treatment.indication = from.treatment.indication.clone().filter(its);
    }),
    ("first day", |it, from| it.treatment.start = from.treatment.start),
    ("prescriber", |it, from| it.prescriber.clone_from(&from.prescriber)),
    ("Child-Pugh", |it, from| it.patient.child_pugh.clone_from(&from.patient.child_pugh)),
    ("day of surgery", |it, from| it.patient.surgery_on = from.patient.surgery_on),
    ("item 9", |it, from| it.patient.phq9_item9 = from.patient.phq9_item9),
    ("start of a medicine", |it, from| line(it).started = from.medicines.first().and_then(|it| it.started)),
    ("form of a medicine", |it, from| line(it).form = from.medicines.first().and_then(|it| it.form)),
    ("route of a medicine", |it, from| line(it).route = from.medicines.first().and_then(|it| it.route)),
    ("use of a medicine", |it, from| line(it).used = from.medicines.first().and_then(|it| it.used)),
    ("dose of a medicine", |it, from| line(it).daily_dose = from.medicines.first().and_then(|it| it.daily_dose)),
];

fn tests(request: &mut Request) -> &mut LiverTests {
    request.patient.liver.get_or_insert_default()
}

/// The first medicine; a fresh one nobody keeps where there is none.
fn line(request: &mut Request) -> &mut Medicine {
    if request.medicines.is_empty() {
        request.medicines.push(Medicine { name: "paracétamol".into(), ..Medicine::default() });
    }
    &mut request.medicines[0]
}

/// Takes back what was answered to these questions.
fn unsay(patient: &mut Patient, questions: &[&str]) {
    patient.answers.retain(|id, _| !questions.contains(&id.as_str()));
    for group in &mut patient.none_of_these {
        group.questions.retain(|id| !questions.contains(&id.as_str()));
    }
}

/// A request in which nothing is said.
fn silent(request: &Request) -> Request {
    let mut silent =
        Request { patient: Patient::default(), prescriber: None, medicines: Vec::new(), ..request.clone() };
    silent.treatment.indication = None;
    silent.treatment.start = None;
    silent
}

/// Micrograms a day of a step, its days without intake counted: in 120ths, so that any cycle divides.
fn mean(step: &palier_engine::course::Step) -> u64 {
    step.daily().map_or(0, |it| u64::from(it.micrograms()) * 120 / u64::from(step.every_days))
}

/// Micrograms in what is taken of one supply.
fn content(supply: &Supply, amount: Amount) -> u64 {
    match (supply, amount) {
        (Supply::Capsule { strength, .. } | Supply::Tablet { strength, .. }, Amount::Halves(halves)) => {
            u64::from(strength.micrograms()) * u64::from(halves) / 2
        }
        (Supply::Liquid { per_ml, .. }, Amount::Volume(volume)) => {
            u64::from(per_ml.micrograms()) * u64::from(volume.microlitres()) / 1000
        }
        (Supply::Drops { per_drop, .. }, Amount::Drops(drops)) => u64::from(per_drop.micrograms()) * u64::from(drops),
        _ => panic!("{amount:?} of {supply:?}"),
    }
}

/// Of 10,000 requests drawn, every protocol in every region for every indication is among at least ten.
#[test]
fn every_choice_is_drawn_at_least_ten_times() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut drawn = std::collections::BTreeMap::new();
    for _ in 0..10_000 {
        let choice = select(CHOICES.as_slice()).new_tree(&mut runner).expect("draws").current();
        *drawn.entry(choice).or_insert(0u32) += 1;
    }
    let rare: Vec<&Choice> = CHOICES.iter().filter(|it| drawn.get(it).is_none_or(|count| *count < 10)).collect();
    assert!(rare.is_empty(), "{} choices, too rarely: {rare:#?}", CHOICES.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn invariant_01_the_units_of_an_intake_make_its_dose(request in requests()) {
        let outcome = PLANNER.decide(&request);
        for step in course(&outcome).iter().flat_map(|it| &it.steps) {
            for intake in &step.intakes {
                let units: u64 = intake.units.iter().map(|it| content(it.supply.of(&request.treatment.supplies).expect("on offer"), it.amount)).sum();
                prop_assert_eq!(units, u64::from(intake.dose.micrograms()));
            }
            let day: u64 = step.intakes.iter().map(|it| u64::from(it.dose.micrograms())).sum();
            prop_assert_eq!(step.daily().map(|it| u64::from(it.micrograms())).unwrap_or(0), day);
        }
    }

    #[test]
    fn invariant_02_no_day_is_above_an_absolute_ceiling(request in requests()) {
        let outcome = PLANNER.decide(&request);
        for step in course(&outcome).iter().flat_map(|it| &it.steps) {
            for limit in BOOK.limits_for(&request.treatment.drug, request.region) {
                let in_force = limit.ring == Ring::Absolute && PLANNER.reads(&request, &limit.when) != Truth::No;
                if let (true, Bound::DailyAtMost(most)) = (in_force, limit.bound) {
                    prop_assert!(step.daily().is_none_or(|it| it <= most), "{} above {}", step.first_day, limit.id);
                }
                if let (true, Bound::SingleAtMost(most)) = (in_force, limit.bound) {
                    prop_assert!(step.intakes.iter().all(|it| it.dose <= most), "{} above {}", step.first_day, limit.id);
                }
            }
        }
    }

    #[test]
    fn invariant_03_a_titration_never_falls(request in requests()) {
        let outcome = PLANNER.decide(&request);
        if let Some(course) = course(&outcome) {
            for pair in course.steps.windows(2) {
                prop_assert!(pair[0].daily() <= pair[1].daily());
                prop_assert!(mean(&pair[0]) < mean(&pair[1]));
            }
        }
    }

    #[test]
    fn invariant_04_no_step_comes_sooner_or_rises_more_than_its_protocol(request in requests()) {
        let outcome = PLANNER.decide(&request);
        let protocol = BOOK.protocol(request.treatment.protocol.as_deref().unwrap_or_default()).expect("drawn from the book");
        let course = course(&outcome);
        let variant = course.and_then(|it| it.variant.as_ref());
        let variant = protocol.variants.iter().find(|it| Some(&it.id) == variant);
        let (interval, increment) = match variant.map_or(&protocol.ladder, |it| &it.ladder) {
            Ladder::Even { increment, interval_days, .. } => (*interval_days, u64::from(increment.micrograms())),
            Ladder::Rungs(rungs) => {
                let rises = rungs.windows(2).map(|pair| u64::from(pair[1].dose.micrograms() - pair[0].dose.micrograms()));
                // From a first dose lowered by a limit or by request, the first rung is a rise too.
                let rises = rises.chain([u64::from(rungs[0].dose.micrograms())]);
                (rungs.iter().map(|it| it.days).min().unwrap_or(1), rises.max().unwrap_or(0))
            }
        };
        let usual = request.treatment.interval_days.or(protocol.usual_days).unwrap_or(0);
        for pair in course.iter().flat_map(|it| it.steps.windows(2)) {
            prop_assert!(pair[0].days >= interval.max(usual));
            let dose = |index: usize| pair[index].daily().map_or(0, |it| u64::from(it.micrograms()));
            prop_assert!(dose(1) - dose(0) <= increment);
        }
    }

    #[test]
    fn invariant_05_nothing_is_dated_while_a_rule_forbids_or_waits(request in requests()) {
        if let Outcome::Planned { assessment, plan } = PLANNER.decide(&request) {
            prop_assert!(assessment.verdict <= Verdict::Caution);
            prop_assert!(assessment.findings.iter().all(|it| it.severity <= Severity::Caution));
            prop_assert!(assessment.not_checked.iter().all(|it| it.severity <= Severity::Caution));
            prop_assert!(assessment.earliest.is_none_or(|earliest| plan.start >= earliest));
            prop_assert!(request.prescriber.is_some());
            prop_assert!(BOOK.protocol(&plan.course.protocol).is_some_and(|it| it.access != Access::Reference));
        }
    }

    #[test]
    fn invariant_06_every_day_has_exactly_one_step(request in requests()) {
        let outcome = PLANNER.decide(&request);
        if let Some(course) = course(&outcome) {
            let mut next = Day::FIRST;
            for step in &course.steps {
                prop_assert_eq!(step.first_day, next);
                prop_assert!(step.days >= 1);
                next = step.first_day.plus(step.days);
            }
            prop_assert_eq!(next, course.last_day.plus(1));
            let target = course.steps.last().map_or(Day::FIRST, |it| it.first_day);
            let judgement = BOOK.drug(&course.drug).expect("exists").judgement;
            prop_assert_eq!((course.last_day, course.review_until_day), judgement.days(target));
        }
    }

    #[test]
    fn invariant_07_only_what_was_offered_is_used_and_no_more_than_the_hand_holds(request in requests()) {
        let outcome = PLANNER.decide(&request);
        let most = BOOK.drug(&request.treatment.drug).expect("exists").most_units;
        let raised = request.decisions.iter().any(|it| it.about == "UNITS-1");
        for intake in course(&outcome).iter().flat_map(|it| &it.steps).flat_map(|it| &it.intakes) {
            let mut solids = 0u32;
            for taken in &intake.units {
                match (taken.supply.of(&request.treatment.supplies).expect("on offer"), taken.amount) {
                    (Supply::Capsule { .. }, Amount::Halves(halves)) => {
                        prop_assert_eq!(halves % 2, 0, "a capsule is never halved");
                        solids += u32::from(halves / 2);
                    }
                    (Supply::Tablet { scored, prolonged, .. }, Amount::Halves(halves)) => {
                        prop_assert!(*scored && !prolonged || halves % 2 == 0);
                        solids += u32::from(halves.div_ceil(2));
                    }
                    (Supply::Liquid { syringe, graduation, .. }, Amount::Volume(volume)) => {
                        prop_assert!(volume <= *syringe);
                        prop_assert_eq!(volume.microlitres() % graduation.microlitres(), 0);
                    }
                    (Supply::Drops { most, .. }, Amount::Drops(drops)) => prop_assert!(drops <= *most),
                    (supply, amount) => prop_assert!(false, "{:?} of {:?}", amount, supply),
                }
            }
            prop_assert!(raised || solids <= u32::from(most));
        }
    }

    #[test]
    fn invariant_08_what_is_handed_over_covers_what_is_taken(request in requests()) {
        let outcome = PLANNER.decide(&request);
        if let Some(course) = course(&outcome) {
            let dispensing = &course.dispensing;
            for quantity in dispensing.totals.iter().chain(dispensing.batches.iter().flat_map(|it| &it.quantities)) {
                prop_assert!(quantity.dispensed >= quantity.taken);
                prop_assert_eq!(quantity.leftover, quantity.dispensed - quantity.taken);
            }
            let daily = |it: &palier_engine::course::Step| it.daily().map_or(0, |dose| u64::from(dose.micrograms()) * u64::from(it.taking_days()));
            let after = course.after_session.iter().map(|it| {
                let sessions = dispensing.batches.iter().map(|batch| u64::from(it.sessions_in(batch.first_day.days_to(batch.last_day))));
                u64::from(it.dose.micrograms()) * sessions.sum::<u64>()
            });
            prop_assert_eq!(dispensing.total_micrograms, course.steps.iter().map(daily).sum::<u64>() + after.sum::<u64>());
            // Every day on which something is taken stands in one batch; days without intake may stand in none.
            let is_taken = |day: Day| {
                let of_step = |it: &palier_engine::course::Step| {
                    let past = day.since(it.first_day) % i32::from(it.every_days.max(1));
                    it.first_day <= day && day <= it.last_day() && past == 0 && !it.intakes.is_empty()
                };
                course.after_session.is_some() || course.steps.iter().any(of_step)
            };
            let mut next = Day::FIRST;
            for batch in &dispensing.batches {
                prop_assert!(batch.first_day >= next && batch.last_day >= batch.first_day);
                prop_assert!(batch.first_day == next || !next.to(batch.first_day.plus(-1)).any(is_taken));
                next = batch.last_day.plus(1);
            }
            prop_assert!(next <= course.last_day.plus(1));
            prop_assert!(next > course.last_day || !next.to(course.last_day).any(is_taken));
        }
    }

    #[test]
    fn invariant_09_every_finding_and_limit_carries_a_source(request in requests()) {
        let outcome = PLANNER.decide(&request);
        let known = |sources: &[palier_engine::book::source::Citation]| {
            !sources.is_empty() && sources.iter().all(|it| BOOK.source(&it.source).is_some())
        };
        for finding in outcome.assessment().iter().flat_map(|it| &it.findings) {
            prop_assert!(known(&finding.sources), "{}", finding.key);
            prop_assert!(!finding.text.is_empty());
        }
        for limit in course(&outcome).iter().flat_map(|it| &it.limits) {
            prop_assert!(known(&limit.sources), "{}", limit.limit);
        }
    }

    #[test]
    fn invariant_10_the_same_request_gives_the_same_bytes_also_once_saved_and_opened(request in requests()) {
        let outcome = serde_json::to_string(&PLANNER.decide(&request)).expect("serialises");
        let saved = serde_json::to_string(&request).expect("serialises");
        let opened: Request = serde_json::from_str(&saved).expect("what was saved opens");
        prop_assert_eq!(&opened, &request);
        prop_assert_eq!(serde_json::to_string(&PLANNER.decide(&opened)).expect("serialises"), outcome);
    }

    #[test]
    fn invariant_11_an_unknown_answer_is_never_kinder_than_any_value_it_can_take(request in requests(), pick in any::<prop::sample::Index>()) {
        let questions = BOOK.questions_for(&request.treatment.drug);
        let question = questions[pick.index(questions.len())];
        // A question that a stated fact makes impossible cannot take the value yes.
        let impossible = question.not_applicable.is_some() && request.patient.sex == Some(Sex::Male);
        prop_assume!(!impossible);
        let question = &question.id;
        let answered = |answer: Truth| {
            let mut request = request.clone();
            request.patient.answers.insert(question.clone(), answer);
            PLANNER.decide(&request)
        };
        let unknown = answered(Truth::Unknown);
        for value in [Truth::Yes, Truth::No] {
            let known = answered(value);
            let (Some(before), Some(after)) = (unknown.assessment(), known.assessment()) else { continue };
            for finding in &before.findings {
                // A dose the unknown made stricter may have needed units that a known answer does not, or
                // have stayed below the one aimed at.
                if ["FORM-2", "PACE-1", "GOAL-1", "EFFECT-1"].contains(&finding.rule.as_str()) {
                    continue;
                }
                // A band may be left for a worse one; it is never left for a better.
                let still = after.findings.iter().find(|it| it.key == finding.key);
                let worse = after.findings.iter().any(|it| it.severity > finding.severity);
                prop_assert!(worse || still.is_some_and(|it| it.severity >= finding.severity), "{} no longer fires", finding.key);
            }
            if after.verdict == Verdict::Refused && !after.findings.iter().any(|it| it.rule == "FORM-2" || it.rule == "PACE-1") {
                prop_assert!(before.verdict >= Verdict::Pending, "{question} = {value:?} refuses");
            }
            if let (Some(before), Some(after)) = (course(&unknown), course(&known)) {
                for day in Day::FIRST.to(before.last_day.min(after.last_day)) {
                    let on = |course: &Course| course.steps.iter().find(|it| it.last_day() >= day).map(mean);
                    prop_assert!(on(before) <= on(after), "day {day}: the unknown plan goes beyond {value:?}");
                }
            }
        }
    }

    #[test]
    fn invariant_11_a_missing_fact_is_never_kinder_than_any_value_it_can_take(request in requests(), other in requests(), field in select(&FIELDS)) {
        let (field, take) = field;
        // How an inducer is used, unsaid, counts as every day: it is labelled for nothing else.
        let inducer = request.medicines.first().is_some_and(|it| ["carbamazépine", "Gardénal"].contains(&&*it.name));
        if field == "use of a medicine" && request.treatment.drug == "lamotrigine" && inducer {
            return Ok(());
        }
        let (mut without, mut with) = (request.clone(), request);
        take(&mut without, &silent(&other));
        take(&mut with, &other);
        // A patch of what is sold as none is read as one all the same, in the whole body; unsaid, it is none.
        if field == "form of a medicine" && with.medicines.iter().any(|it| it.form == Some(DoseForm::Patch) && it.route == Some(Route::Skin)) {
            return Ok(());
        }
        for request in [&mut without, &mut with] {
            // A score, a day of surgery or an item that goes against what was answered takes a no back:
            // it is not the answer's own missing value.
            unsay(&mut request.patient, match field {
                "Child-Pugh" => &["liver-disease", "cirrhosis", "severe-liver-failure"],
                "day of surgery" => &["opioid-need-expected"],
                "item 9" => &["suicidal-thoughts"],
                _ => &[],
            });
            // A clearance that was given stands for the creatinine: it is then not missing.
            if field == "creatinine" {
                request.patient.clearance = None;
            }
        }
        let (unknown, known) = (PLANNER.decide(&without), PLANNER.decide(&with));
        if let (Some(before), Some(after)) = (unknown.assessment(), known.assessment()) {
            // A form or a route that was not said is the strictest that it can be, and may turn out another.
            let strictly_read = ["form of a medicine", "route of a medicine"].contains(&field);
            // Without a first day nothing begins (START-1), and what is counted to that day is counted to today.
            let without_day = field == "first day";
            for finding in before.findings.iter().filter(|it| !strictly_read && !without_day && it.severity == Severity::Contraindicated && it.rule != "FORM-2" && it.rule != "PACE-1") {
                prop_assert!(after.verdict == Verdict::Refused, "{} no longer fires", finding.key);
            }
            if after.verdict == Verdict::Refused && !after.findings.iter().any(|it| it.rule == "FORM-2" || it.rule == "PACE-1") {
                prop_assert!(before.verdict >= Verdict::Pending, "field {field}: {:?} refuses", with.patient);
            }
            // What speaks with some value is not silent without it: it speaks too, or was not checked.
            let told = |it: &palier_engine::finding::Assessment, rule: &str| {
                it.findings.iter().any(|it| it.rule == rule) || it.not_checked.iter().any(|it| it.rule == rule)
            };
            let book = |rule: &str| BOOK.book().rules.iter().any(|it| it.id == rule) || BOOK.book().limits.iter().any(|it| it.id == rule);
            let spoken = after.findings.iter().filter(|it| it.severity > Severity::Information).map(|it| &it.rule);
            // What is only told is asked by nobody: without it, the wider question of the drug is not checked.
            let only_told = |rule: &str| BOOK.book().rules.iter().any(|it| it.id == rule && it.when.to_string().contains("told("));
            for rule in spoken.chain(after.not_checked.iter().map(|it| &it.rule)).filter(|it| book(it) && !without_day && !only_told(it)) {
                let said = told(before, rule) || rule == "LI-2-bilirubin" && told(before, "LI-2-bilirubin-missing");
                prop_assert!(said, "{field}: {rule} is silent without it");
            }
        }
        if let (Some(before), Some(after)) = (course(&unknown), course(&known)) {
            for day in Day::FIRST.to(before.last_day.min(after.last_day)) {
                let on = |course: &Course| course.steps.iter().find(|it| it.last_day() >= day).map(mean);
                prop_assert!(on(before) <= on(after), "day {day}: the plan made without it goes beyond");
            }
        }
    }

    #[test]
    fn invariant_12_no_bytes_make_the_engine_panic(request in requests(), cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut bytes = serde_json::to_vec(&request).expect("serialises");
        for (at, byte) in cuts {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(request) = serde_json::from_slice::<Request>(&bytes) {
            let _ = PLANNER.decide(&request);
        }
    }

    #[test]
    fn invariant_13_nothing_is_laid_out_before_today(request in requests()) {
        if let Outcome::Planned { plan, .. } = PLANNER.decide(&request) {
            prop_assert!(plan.start >= request.today);
        }
    }

    #[test]
    fn planner_and_auditor_read_every_condition_alike(request in requests(), conditions in prop::collection::vec(conditions(), 8)) {
        for condition in conditions {
            let (planner, auditor) = (PLANNER.reads(&request, &condition), audit_condition(PLANNER.catalogue(), &request, &condition));
            prop_assert_eq!(Some(planner), auditor, "{}", condition);
        }
    }

    #[test]
    fn planner_and_auditor_read_every_line_of_the_book_alike(request in requests(), picks in prop::collection::vec(any::<prop::sample::Index>(), 8)) {
        let book = BOOK.book();
        let rules = book.rules.iter().map(|it| (&it.id, &it.when));
        let limits = book.limits.iter().map(|it| (&it.id, &it.when));
        let variants = book.protocols.iter().flat_map(|it| &it.variants).map(|it| (&it.id, &it.when));
        let lines: Vec<_> = rules.chain(limits).chain(variants).collect();
        for pick in picks {
            let (id, when) = lines[pick.index(lines.len())];
            prop_assert_eq!(Some(PLANNER.reads(&request, when)), audit_condition(PLANNER.catalogue(), &request, when), "{}", id);
        }
    }

    #[test]
    fn the_auditor_never_has_to_stop_the_planner(request in requests()) {
        let outcome = PLANNER.decide(&request);
        prop_assert!(!matches!(outcome, Outcome::Stopped { .. }), "{:#?}", outcome);
    }
}
