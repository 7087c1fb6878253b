//! What a plan is made of, the dose it does not reach, the clearance it rests on: over every drug of
//! the book, then for the people of whom it was asked.

use std::collections::BTreeSet;

use crate::ask::laid_out::course;
use crate::ask::{BOOK, answer, assessment, both, clearance, decided, patient, supplies, target, treatment};
use crate::classes::antidepressants::{decide, healthy};
use palier_engine::book::drug::Drug;
use palier_engine::book::place::Region;
use palier_engine::book::protocol::{Access, Protocol};
use palier_engine::book::question::Doubt;
use palier_engine::book::rule::{Bound, Ring, Severity};
use palier_engine::book::supply::{Amount, Supply, Taken};
use palier_engine::course::Course;
use palier_engine::exact::dose::Dose;
use palier_engine::finding::{Assessment, Finding, Verdict, Wait};
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::person::drives::{Because, ClearanceFrom, WeightUsed};
use serde_json::{Value, json};

/// One way to plan a drug in a region, with all that is sold or compounded for it there.
struct Case {
    drug: &'static Drug,
    region: Region,
    protocol: &'static Protocol,
    supplies: Vec<Supply>,
}

impl Case {
    fn asked(&self, patch: Value) -> Value {
        let base = json!({
            "region": self.region,
            "treatment": { "protocol": self.protocol.id, "supplies": self.supplies },
            "decisions": []
        });
        healthy(&self.drug.id, both(base, patch))
    }

    fn made_of(&self, supplies: &[Supply]) -> Value {
        let mut request = self.asked(json!({}));
        request["treatment"]["supplies"] = json!(supplies);
        request
    }

    fn name(&self) -> String {
        format!("{} {:?} {}", self.drug.id, self.region, self.protocol.id)
    }
}

/// Every drug, in each region that has it, by every protocol open to everyone.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for drug in &BOOK.book().drugs {
        for region in [Region::FR, Region::US] {
            let protocols = BOOK.book().protocols.iter().filter(|it| it.drug == drug.id);
            let mine = |it: &&Protocol| it.access == Access::Everyone && it.region.is_none_or(|its| its == region);
            for protocol in protocols.filter(mine) {
                let products = drug.products.iter().filter(|it| it.region == region).map(|it| it.supply.clone());
                let capsule = |it: &Dose| Supply::Capsule { strength: *it, prolonged: false, keeps_days: None };
                let compounded = drug.compounded.iter().map(capsule).filter(|_| region == Region::FR);
                let suits = |it: &Supply| it.is_prolonged() == protocol.prolonged;
                let supplies: Vec<Supply> = products.chain(compounded).filter(suits).collect();
                if !supplies.is_empty() {
                    cases.push(Case { drug, region, protocol, supplies });
                }
            }
        }
    }
    assert!(cases.len() >= 15, "only {}", cases.len());
    cases
}

fn finding<'a>(found: &'a Assessment, rule: &str) -> Option<&'a Finding> {
    found.findings.iter().find(|it| it.rule == rule)
}

fn mg(text: &str) -> Dose {
    text.parse().expect("a dose")
}

// The dose aimed at

#[test]
fn every_target_that_a_plan_does_not_reach_is_a_finding_that_says_why() {
    let mut short = 0;
    for case in cases() {
        for aim in &case.protocol.targets {
            let outcome = decide(case.asked(target(&aim.to_string())));
            let Some(course) = course(&outcome) else { continue };
            let place = format!("{}, {aim}", case.name());
            let last = course.steps.last().and_then(|it| it.daily()).expect("a dose");
            let reached = last >= *aim && course.after_review.is_empty();
            let said = finding(assessment(&outcome), "GOAL-1");
            assert_eq!(said.is_none(), reached, "{place}: {said:#?}");
            let Some(said) = said else { continue };
            short += 1;
            for dose in [*aim, last] {
                assert!(said.text.contains(&dose.write(Lang::FR)), "{place}: {}", said.text);
            }
            let holding = BOOK.book().limits.iter().filter(|it| {
                let applied = course.limits.iter().any(|applied| applied.limit == it.id && applied.in_force);
                applied && matches!(it.bound, Bound::DailyAtMost(most) if most < *aim)
            });
            for limit in holding {
                let key = format!("limit:{}", limit.id);
                let lifted = limit.ring == Ring::Recommended;
                assert_eq!(said.severity, Severity::Caution, "{place}");
                let named = said.text.contains("la décision d’un professionnel");
                assert_eq!(named, lifted, "{place}: {}", said.text);
                assert_eq!(said.waits.contains(&Wait::Decision(key)), lifted, "{place}");
            }
        }
    }
    assert!(short >= 5, "only {short}");
}

/// Lamotrigine: 200 mg a day without a decision (`v20`: 100 to 200 mg; 400 mg only by one).
#[test]
fn a_target_above_a_recommended_limit_names_the_decision_that_lifts_it() {
    let to = |dose: &str, patch: Value| decide(healthy("lamotrigine", both(target(dose), patch)));
    let outcome = to("400 mg", json!({}));
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    let said = finding(assessment(&outcome), "GOAL-1").expect("said");
    assert_eq!((said.severity, assessment(&outcome).verdict), (Severity::Caution, Verdict::Caution));
    for part in ["400\u{a0}mg par jour demandés", "200\u{a0}mg prévus", "la décision d’un professionnel"] {
        assert!(said.text.contains(part), "{part}: {}", said.text);
    }
    assert_eq!(said.waits, [Wait::Decision("limit:LTG-MAX-200".into())]);
    assert!(said.sources.iter().any(|it| it.source != "palier"), "the limit's own sources");
    for (dose, patch) in [("200 mg", json!({})), ("400 mg", decided("limit:LTG-MAX-200"))] {
        assert!(finding(assessment(&to(dose, patch)), "GOAL-1").is_none(), "{dose}");
    }
    let english = to("400 mg", json!({ "language": "en" }));
    let text = &finding(assessment(&english), "GOAL-1").expect("said").text;
    assert!(text.contains("400\u{a0}mg per day asked for, 200\u{a0}mg planned."), "{text}");
}

/// Pregabalin: below 60 mL/min 300 mg a day, below 30 150, below 15 75: with an unknown clearance the
/// least of them holds, and the creatinine is named.
#[test]
fn a_target_held_back_by_what_is_not_known_names_the_fact() {
    let outcome = decide(healthy("pregabalin", both(target("300 mg"), patient(json!({ "creatinine": null })))));
    let said = finding(assessment(&outcome), "GOAL-1").expect("said");
    assert!(said.inputs.iter().any(|it| it.path == "patient.creatinine"), "{said:#?}");
    assert!(said.text.contains("créatinine"), "{}", said.text);
    assert_eq!(assessment(&outcome).verdict, Verdict::Pending);
}

// The clearance that drives

/// 78 × 160 × 0.85 / (72 × 95 / 88.42) = 137.1 mL/min; with the ideal weight of 56.9 kg, 48.8.
#[test]
fn the_clearance_that_drives_stands_in_every_answer_with_the_weight_and_the_reason() {
    let large = patient(json!({
        "age_years": 62, "weight_kg": "160", "height_cm": "165", "creatinine": { "value": "95", "unit": "umol/L" }
    }));
    let outcome = decide(healthy("pregabalin", large.clone()));
    let said = assessment(&outcome).kidneys.as_ref().expect("said");
    assert_eq!(said.ml_per_min.write(Lang::FR), "48,8");
    assert_eq!((said.from, said.weight), (ClearanceFrom::CockcroftGault, Some(WeightUsed::Ideal)));
    assert!(said.because.iter().any(|it| it.doubt == Doubt::BodyMass && it.known), "{said:?}");
    assert_eq!(said.with_actual_weight.map(|it| it.write(Lang::FR)).as_deref(), Some("137,1"));
    let written = serde_json::to_value(&outcome).expect("serialises");
    let there = written.as_object().and_then(|it| it.values().next()).map(|it| &it["assessment"]["kidneys"]);
    assert_eq!(there.map(|it| &it["ml_per_min"]), Some(&json!("48.8")), "{there:?}");
    let refused = decide(healthy("pregabalin", both(large, patient(json!({ "age_years": 17 })))));
    assert!(matches!(refused, Outcome::Refused { .. }) && assessment(&refused).kidneys.is_some());
    let given = decide(healthy("pregabalin", clearance("45")));
    let said = assessment(&given).kidneys.as_ref().expect("said");
    assert_eq!((said.from, said.ml_per_min.write(Lang::FR)), (ClearanceFrom::Given, "45".into()));
    assert!(said.other.is_some() && said.text.contains("urines de 24 h"), "{said:?}");
    let unknown = decide(healthy("pregabalin", patient(json!({ "creatinine": null }))));
    assert_eq!(assessment(&unknown).kidneys, None);
    let doubtful = decide(healthy("pregabalin", answer("dialysis", "unknown")));
    let said = assessment(&doubtful).kidneys.as_ref().expect("said");
    assert!(said.because.iter().any(|it| it.doubt == Doubt::Dialysis && !it.known), "{said:?}");
}

/// Dialysis, a creatinine that moves, pregnancy: each makes the formula unreliable by a yes, may by no answer, and
/// does not by a no. No other question does.
#[test]
fn three_questions_cast_a_doubt_on_the_formula_of_the_clearance() {
    let doubts = [
        ("dialysis", Doubt::Dialysis),
        ("unstable-creatinine", Doubt::UnstableCreatinine),
        ("pregnant", Doubt::Pregnancy),
    ];
    for (question, doubt) in doubts {
        for (said, expected) in [("yes", Some(true)), ("unknown", Some(false)), ("no", None)] {
            let woman = patient(json!({ "sex": "female" }));
            let outcome = decide(healthy("pregabalin", both(woman, answer(question, said))));
            let because = assessment(&outcome).kidneys.as_ref().expect("said").because.clone();
            let expected: Vec<Because> = expected.into_iter().map(|known| Because { doubt, known }).collect();
            assert_eq!(because, expected, "{question}: {said}");
        }
    }
    let asked: Vec<&str> = BOOK.questions.iter().filter(|it| it.doubt.is_some()).map(|it| it.id.as_str()).collect();
    assert_eq!(asked, doubts.map(|(question, _)| question));
}

// Units over the plan

/// How an intake is made, from the best way to the last.
fn way(units: &[Taken]) -> u8 {
    let halved = units.iter().any(|it| matches!(it.amount, Amount::Halves(count) if count % 2 == 1));
    let drops = units.iter().find_map(|it| if let Amount::Drops(count) = it.amount { Some(count) } else { None });
    let drawn = units.iter().any(|it| matches!(it.amount, Amount::Volume(_)));
    match (drops, drawn, halved, units.len()) {
        (None, false, false, _) => 0,
        (None, false, true, _) => 1,
        (None, true, ..) => 2,
        (Some(0..=30), _, _, 1) => 3,
        (Some(0..=30), _, false, _) => 4,
        (Some(0..=30), _, true, _) => 5,
        (Some(_), ..) => 6,
    }
}

fn ways(course: &Course) -> Vec<(Dose, u8)> {
    course.steps.iter().flat_map(|it| &it.intakes).map(|it| (it.dose, way(&it.units))).collect()
}

/// Indices of the supplies a plan takes.
fn used(course: &Course) -> BTreeSet<usize> {
    course.steps.iter().flat_map(|it| &it.intakes).flat_map(|it| &it.units).map(|it| it.supply.into()).collect()
}

#[test]
fn no_plan_of_what_is_sold_uses_more_strengths_than_its_doses_need() {
    let mut chosen = 0;
    for case in cases().into_iter().filter(|it| it.drug.compounded.is_empty()) {
        let outcome = decide(case.asked(json!({})));
        let Some(course) = course(&outcome) else { continue };
        let (used, ways) = (used(course), ways(course));
        chosen += usize::from(used.len() < case.supplies.len());
        for set in 1u32..1 << case.supplies.len() {
            if set.count_ones() as usize >= used.len() {
                continue;
            }
            let some = (0..case.supplies.len()).filter(|at| set >> at & 1 == 1);
            let some: Vec<Supply> = some.map(|at| case.supplies[at].clone()).collect();
            let fewer = decide(case.made_of(&some));
            let Some(fewer) = self::course(&fewer) else { continue };
            let worse = self::ways(fewer).iter().zip(&ways).any(|(theirs, ours)| theirs > ours);
            let same = fewer.steps.iter().map(|it| it.daily()).eq(course.steps.iter().map(|it| it.daily()));
            assert!(worse || !same, "{}: {some:?} would do", case.name());
        }
    }
    assert!(chosen >= 8, "only {chosen} plans had a choice");
}

#[test]
fn nobody_counts_more_than_thirty_drops_where_a_tablet_holds_the_greater_part() {
    let mut drops = 0;
    for case in cases() {
        for aim in &case.protocol.targets {
            let passed = decided(&format!("protocol:{}", case.protocol.id));
            let outcome = decide(case.asked(both(target(&aim.to_string()), passed)));
            let units = course(&outcome).into_iter().flat_map(|it| &it.steps).flat_map(|it| &it.intakes);
            for taken in units.flat_map(|it| &it.units) {
                if let Amount::Drops(count) = taken.amount {
                    drops += 1;
                    assert!(count <= 30, "{}: {count} drops", case.name());
                }
            }
        }
    }
    assert!(drops > 0, "no drops at all");
}

/// The doses of an intake, in milligrams, with the units that make it: strength in milligrams, count.
fn intakes(course: &Course, supplies: &[Supply]) -> BTreeSet<(u32, Vec<(u32, u16)>)> {
    let unit = |it: &Taken| match it.amount {
        Amount::Halves(count) => (it.supply.of(supplies).expect("on offer").strength().micrograms() / 1000, count / 2),
        Amount::Drops(count) => (it.supply.of(supplies).expect("on offer").strength().micrograms() / 1000, count),
        Amount::Volume(volume) => panic!("{volume} drawn"),
    };
    let intakes = course.steps.iter().flat_map(|it| &it.intakes);
    intakes.map(|it| (it.dose.micrograms() / 1000, it.units.iter().map(unit).collect())).collect()
}

fn offered(drug: &str) -> Vec<Supply> {
    let products = &BOOK.drug(drug).expect("a drug").products;
    products.iter().filter(|it| it.region == Region::FR).map(|it| it.supply.clone()).collect()
}

#[test]
fn pregabalin_to_600_mg_takes_two_strengths_and_what_is_in_hand_first() {
    let to_600 = both(target("600 mg"), decided("limit:PGB-MAX-300"));
    let all = offered("pregabalin");
    let outcome = decide(healthy("pregabalin", to_600.clone()));
    let plan = course(&outcome).expect("a plan");
    assert_eq!(plan.steps.last().and_then(|it| it.daily()), Some(mg("600 mg")));
    assert!(used(plan).len() <= 2, "{:?}", used(plan));
    let in_hand = decide(healthy("pregabalin", both(to_600, treatment(json!({ "in_hand": ["25 mg"] })))));
    let plan = course(&in_hand).expect("a plan");
    let small = intakes(plan, &all).into_iter().filter(|(dose, _)| *dose <= 75);
    assert!(small.flat_map(|it| it.1).all(|(strength, _)| strength == 25), "up to 75 mg, three of 25 at most");
}

#[test]
fn a_strength_said_to_be_in_hand_is_one_of_those_offered_and_said_once() {
    for (said, path) in
        [(json!(["33 mg"]), "treatment.in_hand[0]"), (json!(["25 mg", "25 mg"]), "treatment.in_hand[1]")]
    {
        let outcome = decide(healthy("pregabalin", treatment(json!({ "in_hand": said }))));
        let Outcome::Unreadable { problems } = &outcome else { panic!("{outcome:#?}") };
        assert_eq!(problems.iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), [path]);
    }
}

/// Drops of 1 mg, tablets of 25 and 50 mg: 10, 20, 30, 40, 50, 75 mg.
#[test]
fn amitriptyline_to_75_mg_takes_tablets_and_few_drops() {
    let to_75 = both(target("75 mg"), decided("limit:AMI-MAX-50"));
    let outcome = decide(healthy("amitriptyline", to_75));
    let made = intakes(course(&outcome).expect("a plan"), &offered("amitriptyline"));
    assert!(made.contains(&(75, vec![(25, 3)])), "{made:?}");
    let drops = made.iter().flat_map(|it| &it.1).filter(|(strength, _)| *strength == 1);
    assert!(drops.clone().count() > 0 && drops.clone().all(|(_, count)| *count <= 30), "{made:?}");
}

#[test]
fn drops_are_handed_over_in_whole_bottles() {
    let mut counted = 0;
    for case in cases() {
        let outcome = decide(case.asked(json!({})));
        let Some(course) = course(&outcome) else { continue };
        for line in &course.dispensing.totals {
            let product = case.drug.products.iter().find(|it| Some(&it.supply) == line.supply.of(&case.supplies));
            let Some(bottle) = product.and_then(|it| it.bottle) else { continue };
            counted += 1;
            assert!(line.containers > 0, "{}", case.name());
            assert_eq!(line.dispensed, u64::from(line.containers) * u64::from(bottle.drops), "{}", case.name());
            assert!(course.dispensing.bottles.iter().any(|it| it.supply == line.supply && it.bottle == bottle));
        }
    }
    assert!(counted > 0, "no drops at all");
    for drug in &BOOK.book().drugs {
        for product in drug.products.iter().filter(|it| matches!(it.supply, Supply::Drops { .. })) {
            assert!(product.bottle.is_some(), "{}: the bottle of {}", drug.id, product.name.en);
        }
    }
}

// What does not suit, and what is missing

#[test]
fn an_extra_product_that_cannot_serve_is_left_aside_with_a_word_and_changes_nothing() {
    for case in cases() {
        let plain = decide(case.asked(json!({})));
        let Some(before) = course(&plain) else { continue };
        let strength = mg("1.234 mg");
        let others = [
            Supply::Tablet { strength, scored: false, prolonged: case.protocol.prolonged },
            Supply::Tablet { strength, scored: true, prolonged: !case.protocol.prolonged },
            Supply::Drops { per_drop: mg("0.123 mg"), most: 20 },
        ];
        for other in others {
            let mut all = case.supplies.clone();
            let at = all.len();
            all.push(other);
            let outcome = decide(case.made_of(&all));
            let place = format!("{}: {outcome:#?}", case.name());
            let after = course(&outcome).unwrap_or_else(|| panic!("{place}"));
            assert_eq!((&after.steps, &after.dispensing), (&before.steps, &before.dispensing), "{place}");
            assert_eq!(assessment(&outcome).verdict, assessment(&plain).verdict, "{place}");
            let said = finding(assessment(&outcome), "FORM-3").unwrap_or_else(|| panic!("{place}"));
            assert_eq!((said.severity, &*said.key), (Severity::Information, &*format!("FORM-3:{at}")), "{place}");
            let alone = decide(case.made_of(&all[at..]));
            assert!(matches!(alone, Outcome::Refused { .. }), "{}: alone", case.name());
            assert_eq!(finding(assessment(&alone), "FORM-3").map(|it| it.severity), Some(Severity::Contraindicated));
        }
    }
}

/// Prolonged release beside immediate, of the same drug.
#[test]
fn the_other_release_beside_the_right_one_is_left_aside() {
    for drug in ["tramadol", "carbamazepine"] {
        let here = offered(drug);
        assert!(here.iter().any(Supply::is_prolonged) && !here.iter().all(Supply::is_prolonged), "{drug}");
        let outcome = decide(healthy(drug, supplies(json!(here))));
        let course = course(&outcome).unwrap_or_else(|| panic!("{drug}: {outcome:#?}"));
        let prolonged = BOOK.protocol(&course.protocol).expect("a protocol").prolonged;
        assert!(used(course).iter().all(|at| here[*at].is_prolonged() == prolonged), "{drug}");
        let aside = assessment(&outcome).findings.iter().filter(|it| it.rule == "FORM-3");
        let expected = here.iter().filter(|it| it.is_prolonged() != prolonged).count();
        assert_eq!(aside.filter(|it| it.severity == Severity::Information).count(), expected, "{drug}");
    }
}

/// 50 mg in one tablet, 4.5 mg a day at most: beside the capsules of a low dose it must be read.
#[test]
fn a_tablet_that_holds_more_than_a_day_may_is_a_caution_to_be_read() {
    let both_forms = supplies(json!([
        { "capsule": { "strength": "0.5 mg" } },
        { "capsule": { "strength": "1.5 mg" } },
        { "tablet": { "strength": "50 mg", "scored": true } }
    ]));
    let outcome = decide(healthy("naltrexone-ldn", both_forms.clone()));
    let said = finding(assessment(&outcome), "FORM-3").expect("said");
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
    assert_eq!((said.severity, said.unacknowledged, &*said.key), (Severity::Caution, true, "FORM-3:2"));
    for part in ["50\u{a0}mg", "4,5\u{a0}mg"] {
        assert!(said.text.contains(part), "{part}: {}", said.text);
    }
    let read = json!({ "acknowledgements": [{ "about": "FORM-3:2", "by": "Dr Martin", "on": "2026-11-30" }] });
    let outcome = decide(healthy("naltrexone-ldn", both(both_forms, read)));
    assert!(assessment(&outcome).acknowledged(), "{outcome:#?}");
}

#[test]
fn one_missing_strength_is_one_finding_that_names_it() {
    let mut refused = 0;
    for case in cases().into_iter().filter(|it| it.drug.compounded.is_empty()) {
        if course(&decide(case.asked(json!({})))).is_none() {
            continue;
        }
        for at in 0..case.supplies.len() {
            let mut some = case.supplies.clone();
            let missing = some.remove(at);
            if some.is_empty() {
                continue;
            }
            let outcome = decide(case.made_of(&some));
            let said: Vec<&Finding> = assessment(&outcome).findings.iter().filter(|it| it.rule == "FORM-2").collect();
            let [said] = said.as_slice() else {
                assert!(said.is_empty(), "{}: {said:#?}", case.name());
                continue;
            };
            refused += 1;
            let mut here = case.drug.products.iter().filter(|it| it.region == case.region);
            let name = here.find(|it| it.supply == missing).map(|it| it.name.fr.as_str()).expect("a product");
            assert!(said.text.contains(name), "{}: {name}: {}", case.name(), said.text);
        }
    }
    assert!(refused >= 3, "only {refused}");
}

#[test]
fn amitriptyline_with_tablets_alone_is_one_finding_that_names_the_drops() {
    let tablets = supplies(json!([{ "tablet": { "strength": "25 mg" } }]));
    let outcome = decide(healthy("amitriptyline", tablets));
    assert!(matches!(outcome, Outcome::Refused { .. }), "{outcome:#?}");
    let said: Vec<&Finding> = assessment(&outcome).findings.iter().filter(|it| it.rule == "FORM-2").collect();
    assert_eq!(said.len(), 1, "{said:#?}");
    for part in ["10\u{a0}mg (à partir du jour 1)", "solution buvable en gouttes"] {
        assert!(said[0].text.contains(part), "{part}: {}", said[0].text);
    }
}
