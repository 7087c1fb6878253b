//! Requests that were once answered wrongly, or that stand for a kind that was: each with what is expected
//! of it. Every other question of theirs is answered "none of these", so that only the case speaks.

use std::collections::BTreeMap;

use crate::ask::{PLANNER, assessment};
use palier_engine::book::rule::Severity;
use palier_engine::book::supply::{Amount, Supply};
use palier_engine::course::Course;
use palier_engine::finding::{Assessment, Recognition, Verdict, Wait};
use palier_engine::json::Json;
use palier_engine::outcome::Outcome;
use palier_engine::request::problems::Problem;
use palier_engine::request::request::Request;

const REQUESTS: &str = include_str!("cases/requests.jsonl");

const UNSOUND: &str = include_str!("cases/unsound.txt");

fn id_of(line: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
    value["id"].as_str().expect("an id").to_owned()
}

/// A line by its id: read and answered, or the place of its fault.
fn case(id: &str) -> (Result<Request, String>, Outcome) {
    let found = REQUESTS.lines().find(|line| id_of(line) == id);
    let line = found.unwrap_or_else(|| panic!("{id} is not among the cases"));
    match Request::read(line) {
        Ok(request) => {
            let outcome = PLANNER.decide(&request);
            (Ok(request), outcome)
        }
        Err(fault) => {
            let said = |lang| palier_engine::words::faults::not_read(&fault, lang);
            let message = PLANNER.formulary().languages().say(Json::language_in(line.as_bytes()), said);
            (Err(message.clone()), Outcome::Unreadable { problems: Problem { path: fault.path, message }.into() })
        }
    }
}

fn answer(id: &str) -> Outcome {
    case(id).1
}

fn texts(assessment: &Assessment) -> String {
    let found = assessment.findings.iter().map(|it| it.text.as_str());
    found.chain(assessment.not_checked.iter().map(|it| it.text.as_str())).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn course(outcome: &Outcome) -> &Course {
    outcome.course().unwrap_or_else(|| panic!("nothing is laid out: {outcome:#?}"))
}

/// Daily doses in milligrams, step by step.
fn stair(course: &Course) -> Vec<f64> {
    let day =
        |it: &palier_engine::course::Step| it.intakes.iter().map(|it| f64::from(it.dose.micrograms())).sum::<f64>();
    course.steps.iter().map(|it| day(it) / 1000.0).collect()
}

#[track_caller]
fn problem<'a>(outcome: &'a Outcome, path: &str) -> &'a str {
    let Outcome::Unreadable { problems } = outcome else { panic!("answered: {outcome:#?}") };
    let found = problems.iter().find(|it| it.path == path);
    &found.unwrap_or_else(|| panic!("{path} is not named: {problems:?}")).message
}

#[test]
fn what_is_on_the_list_already_is_not_begun() {
    for (id, substance, dose) in [
        ("F1a", "lamotrigine", "200\u{a0}mg"),
        ("F1b", "prégabaline", "300\u{a0}mg"),
        ("F1d", "carbamazépine", "non dite"),
    ] {
        let outcome = answer(id);
        let assessment = assessment(&outcome);
        assert!(assessment.verdict >= Verdict::Pending, "{id}: {:?}", assessment.verdict);
        let said = texts(assessment);
        assert!(said.contains(substance) && said.contains(dose), "{id}: {said}");
        assert!(outcome.course().is_none(), "{id}: a first dose is laid out");
    }
}

#[test]
fn cirrhosis_is_a_disease_of_the_liver_for_every_drug() {
    let low = answer("F2a");
    assert!(matches!(low, Outcome::Refused { .. }));
    let found = &assessment(&low).findings;
    assert!(found.iter().any(|it| it.rule == "LI-1" && it.severity == Severity::Contraindicated));
    let contradiction = found.iter().find(|it| it.rule == "ANSWER-1").expect("the contradiction is said");
    assert!(contradiction.text.contains("Cirrhose") && contradiction.text.contains("Maladie du foie"));
    let carbamazepine = answer("F2c");
    assert!(assessment(&carbamazepine).verdict >= Verdict::Caution);
    assert!(texts(assessment(&carbamazepine)).contains("Maladie du foie"));
}

#[test]
fn an_unknown_name_is_asked_about_for_duloxetine_and_not_as_an_opioid() {
    for id in ["F3", "F3b"] {
        let outcome = answer(id);
        let assessment = assessment(&outcome);
        assert_eq!(assessment.verdict, Verdict::Pending, "{id}");
        let unchecked = assessment.not_checked.iter().find(|it| it.rule == "MED-1").expect("the name is not checked");
        assert!(unchecked.text.contains("monoamine oxydase") && unchecked.text.contains("CYP1A2"), "{id}");
        assert!(!unchecked.text.contains("opiacé") && !unchecked.text.contains("opioïde"), "{id}: {}", unchecked.text);
    }
}

#[test]
fn no_prolonged_tramadol_below_thirty() {
    let outcome = answer("F4");
    let assessment = assessment(&outcome);
    assert!(assessment.verdict >= Verdict::Pending && outcome.course().is_none());
    let said = texts(assessment);
    assert!(said.contains("forme immédiate") && said.contains("12\u{a0}h"), "{said}");
}

/// Band of 50 to 79 mL/min: 600 to 1,800 mg a day. Band of 30 to 59 of pregabalin: 75 to 300 mg.
#[test]
fn the_aim_of_a_band_lies_in_it_and_is_reached_by_steps() {
    let gabapentin = answer("F7");
    let doses = stair(course(&gabapentin));
    let last = *doses.last().expect("a step");
    assert!(doses.len() > 1 && doses.windows(2).all(|pair| pair[0] < pair[1]), "{doses:?}");
    assert!((600.0..=1800.0).contains(&last), "{doses:?}");
    let (request, outcome) = case("F27");
    let doses = stair(course(&outcome));
    assert!(doses.len() > 1 && (75.0..=300.0).contains(doses.last().expect("a step")), "{doses:?}");
    // The top of the band, asked for, is climbed to.
    let mut request = request.expect("it can be read");
    request.treatment.target = "300 mg".parse().ok();
    let top = PLANNER.decide(&request);
    let doses = stair(course(&top));
    assert_eq!(doses.last(), Some(&300.0), "{doses:?}");
    assert!(doses.windows(2).all(|pair| pair[0] < pair[1]), "{doses:?}");
}

/// Fluvoxamine beside duloxetine: which enzyme, whose level rises; and no question about a lower dose or a blood
/// level of two medicines that may not go together.
#[test]
fn a_contraindicated_pair_says_whose_level_rises_and_asks_which_to_keep() {
    let outcome = answer("F9");
    assert!(matches!(outcome, Outcome::Refused { .. }));
    let found = assessment(&outcome).findings.iter().find(|it| it.key == "interaction:fluvoxamine").expect("found");
    assert_eq!(found.severity, Severity::Contraindicated);
    assert!(
        found.text.starts_with("Fluvoxamine augmente le taux de duloxétine, par l’enzyme CYP1A2"),
        "{}",
        found.text
    );
    let ask = found.ask.as_deref().expect("a question");
    assert!(ask.starts_with("Lequel des deux garder, fluvoxamine ou duloxétine"), "{ask}");
    for word in ["dose", "dosage", "taux"] {
        assert!(!ask.contains(word), "{ask}");
    }
}

/// An SNRI beside ibuprofen, aspirin and rivaroxaban: three that make bleeding easier, and one caution that a
/// professional reads.
#[test]
fn three_that_make_bleeding_easier_beside_an_snri_are_read_together() {
    let outcome = answer("F11a");
    let found = assessment(&outcome);
    assert!(found.verdict >= Verdict::Caution);
    let bleeding = found.findings.iter().find(|it| it.rule == "ADD-BLEEDING").expect("it adds up");
    assert!(bleeding.unacknowledged && bleeding.severity == Severity::Caution);
    assert!(
        ["Advil 400 mg", "Kardegic 75", "Xarelto 20"].iter().all(|it| bleeding.text.contains(it)),
        "{}",
        bleeding.text
    );
}

/// Kardegic and Eliquis: the list says which kinds of pairs were looked up, whatever it found.
#[test]
fn a_list_of_pairs_says_what_was_looked_up() {
    let outcome = answer("F11b");
    let said = &assessment(&outcome).pairs_looked_up;
    assert!(said.starts_with("Associations cherchées") && said.contains("ce n’est pas une garantie"), "{said}");
}

/// Last intake on 28 November, three full days: 2 December at the earliest.
#[test]
fn a_swallowed_naltrexone_is_no_depot() {
    let outcome = answer("F12a");
    let found = &assessment(&outcome).findings;
    assert!(found.iter().any(|it| it.rule == "TRA-NTX"), "{found:#?}");
    assert!(found.iter().all(|it| it.rule != "TRA-NTX-DEPOT"), "{found:#?}");
    assert_eq!(assessment(&outcome).earliest.map(|it| it.to_string()).as_deref(), Some("2026-12-02"));
}

#[test]
fn a_plan_takes_no_more_strengths_than_it_needs() {
    let outcome = answer("F13");
    let course = course(&outcome);
    assert_eq!(stair(course).last(), Some(&600.0));
    let used: BTreeMap<usize, u64> = course.dispensing.totals.iter().map(|it| (it.supply.into(), it.taken)).collect();
    assert!(used.len() <= 2, "{used:?}");
    let halves = |it: &Amount| matches!(it, Amount::Halves(halves) if halves % 2 == 1);
    let units = course.steps.iter().flat_map(|it| &it.intakes).flat_map(|it| &it.units);
    assert!(units.into_iter().all(|it| !halves(&it.amount)), "a half where whole units do");
}

#[test]
fn drops_are_few_where_a_tablet_holds_the_greater_part_and_are_counted_in_bottles() {
    for id in ["F14", "F26"] {
        let (request, outcome) = case(id);
        let course = course(&outcome);
        let supplies = request.expect("it can be read").treatment.supplies;
        let drops = |it: &palier_engine::book::supply::Taken| match it.amount {
            Amount::Drops(drops) => u32::from(drops),
            Amount::Halves(_) | Amount::Volume(_) => 0,
        };
        let most = course.steps.iter().flat_map(|it| &it.intakes).flat_map(|it| &it.units).map(drops).max();
        assert!(most.is_some_and(|it| it > 0 && it <= 30), "{id}: {most:?}");
        let at = supplies.iter().position(|it| matches!(it, Supply::Drops { .. })).expect("drops are offered");
        let total =
            course.dispensing.totals.iter().find(|it| usize::from(it.supply) == at).expect("drops are handed over");
        // 20 mL of 40 drops each, as the book has the bottle: whole bottles, and enough of them.
        assert_eq!(total.dispensed, u64::from(total.containers) * 800, "{id}");
        assert!(total.dispensed >= total.taken && total.leftover == total.dispensed - total.taken, "{id}");
        assert!(course.dispensing.bottles.iter().any(|it| usize::from(it.supply) == at), "{id}");
    }
}

#[test]
fn a_target_that_is_not_reached_is_said() {
    let outcome = answer("F15b");
    let found = assessment(&outcome).findings.iter().find(|it| it.rule == "GOAL-1").expect("it is said");
    assert_eq!(found.severity, Severity::Caution);
    assert!(found.text.contains("400\u{a0}mg") && found.text.contains("200\u{a0}mg"), "{}", found.text);
    assert!(found.text.contains("la décision d’un professionnel"), "{}", found.text);
    assert_eq!(found.waits, [Wait::Decision("limit:LTG-MAX-200".into())]);
}

#[test]
fn the_clearance_that_drives_stands_in_the_answer() {
    let outcome = answer("F16");
    let kidneys = assessment(&outcome).kidneys.as_ref().expect("it is known");
    assert!(kidneys.text.contains("poids idéal") && kidneys.text.contains("48,8"), "{}", kidneys.text);
}

#[test]
fn a_line_of_the_american_label_is_not_said_in_france() {
    let outcome = answer("F17");
    assert_eq!(assessment(&outcome).verdict, Verdict::NothingFound, "{:#?}", assessment(&outcome).findings);
}

#[test]
fn pairs_of_classes_are_answered_for() {
    let alerts = |id: &str| {
        let outcome = answer(id);
        let found = assessment(&outcome).findings.clone();
        (outcome, found.into_iter().filter(|it| it.key.starts_with("interaction:")).collect::<Vec<_>>())
    };
    // A class Ic antiarrhythmic beside a tricyclic is read by someone.
    let (_, found) = alerts("F5a");
    let flecainide = found.iter().find(|it| it.key == "interaction:flecainide").expect("flecainide");
    assert!(flecainide.severity == Severity::Caution && flecainide.unacknowledged, "{flecainide:?}");
    // St John’s wort beside an SNRI.
    let (_, found) = alerts("F6");
    let wort = found.iter().find(|it| it.key == "interaction:st-johns-wort").expect("St John’s wort");
    assert!(wort.severity == Severity::Caution && wort.text.contains("sérotonin"), "{wort:?}");
    // An SNRI beside an anti-inflammatory, an antiplatelet and an anticoagulant: each is a caution.
    let (outcome, found) = alerts("F11a");
    for with in ["ibuprofen", "aspirin", "rivaroxaban"] {
        let alert = found.iter().find(|it| it.key == format!("interaction:{with}")).expect(with);
        assert!(alert.severity == Severity::Caution && alert.text.contains("saignement"), "{alert:?}");
    }
    assert!(assessment(&outcome).verdict >= Verdict::Caution);
    // Carbamazepine makes Paxlovid useless.
    let (outcome, found) = alerts("F18");
    assert!(matches!(outcome, Outcome::Refused { .. }), "{outcome:#?}");
    assert!(found.iter().any(|it| it.severity == Severity::Contraindicated), "{found:#?}");
}

#[test]
fn an_opioid_of_long_ago_asks_for_no_decision() {
    let outcome = answer("F22");
    assert!(matches!(outcome, Outcome::Planned { .. }), "{outcome:#?}");
}

/// A woman of 55 with an oestrogen of the menopause: the sentence is about the level of lamotrigine.
#[test]
fn menopausal_oestrogen_beside_lamotrigine_is_no_question_of_contraception() {
    let outcome = answer("F23");
    let found = &assessment(&outcome).findings;
    let said = found.iter().find(|it| it.rule == "LTG-PILL").expect("it is said");
    assert!(said.text.contains("taux de lamotrigine"), "{}", said.text);
    for it in found {
        let all = format!("{} {}", it.text, it.ask.as_deref().unwrap_or_default()).to_lowercase();
        assert!(!all.contains("contracept"), "{}: {all}", it.rule);
    }
}

#[test]
fn a_pregnant_woman_is_asked_for_no_pregnancy_test() {
    let outcome = answer("F32");
    let assessment = assessment(&outcome);
    assert!(assessment.findings.iter().any(|it| it.rule == "CBZ-PREGNANT"), "{:#?}", assessment.findings);
    for it in &assessment.findings {
        let ask = it.ask.as_deref().unwrap_or_default().to_lowercase();
        assert!(!ask.contains("contracept"), "{}: {ask}", it.rule);
        assert!(![&*it.text.to_lowercase(), &ask].iter().any(|it| it.contains("test de grossesse")), "{}", it.rule);
    }
    let watched: Vec<_> = outcome.course().into_iter().flat_map(|it| &it.monitoring).collect();
    assert!(!watched.is_empty(), "a draft is laid out");
    assert!(watched.iter().all(|it| !it.text.contains("est de grossesse")), "{watched:#?}");
}

#[test]
fn a_day_that_does_not_exist_is_said_in_french_with_its_field() {
    let outcome = answer("F24");
    let message = problem(&outcome, "treatment.start");
    assert!(message.contains("2027-02-29") && message.contains("n’existe"), "{message}");
    assert!(!message.contains("expected") && !message.contains("line "), "{message}");
}

#[test]
fn one_missing_strength_is_one_finding_that_names_the_drops() {
    let outcome = answer("F25");
    let missing: Vec<_> = assessment(&outcome).findings.iter().filter(|it| it.rule == "FORM-2").collect();
    assert_eq!(missing.len(), 1, "{missing:#?}");
    assert!(missing[0].text.contains("goutte"), "{}", missing[0].text);
}

/// Every member of the classes is looked at in `sentences.rs`.
#[test]
fn a_table_chosen_because_of_a_medicine_names_it_and_says_what_if_it_stops() {
    let outcome = answer("F8");
    let found = assessment(&outcome).findings.iter().find(|it| it.rule == "LTG-INDUCER").expect("it is said");
    assert_eq!(found.severity, Severity::Caution);
    for part in ["Gardénal", "table avec inducteur", "à cause de ce médicament", "S’il est arrêté"] {
        assert!(found.text.contains(part), "{part}: {}", found.text);
    }
}

#[test]
fn the_diuretic_is_named_beside_low_sodium_and_not_asked_about_again() {
    let outcome = answer("F10");
    let found = assessment(&outcome).findings.iter().find(|it| it.rule == "ADT-NA-WITH").expect("it is said");
    assert_eq!(found.severity, Severity::Caution);
    assert!(found.text.contains("Esidrex") && found.text.contains("hydrochlorothiazide"), "{}", found.text);
    assert!(found.text.contains("sodium"), "{}", found.text);
    let asks = assessment(&outcome).findings.iter().filter_map(|it| it.ask.as_ref());
    assert!(asks.into_iter().all(|it| !it.contains("diurétique")));
}

#[test]
fn a_caution_for_one_medicine_names_it() {
    let outcome = answer("F28");
    let cautions = assessment(&outcome).findings.iter().filter(|it| it.severity > Severity::Information);
    let cautions: Vec<&str> = cautions.map(|it| it.text.as_str()).collect();
    assert!(!cautions.is_empty() && cautions.iter().all(|it| it.contains("amitriptyline")), "{cautions:?}");
}

/// Without an inducer: 25 mg for two weeks, then 50 mg.
#[test]
fn an_inducer_whose_stop_is_planned_gives_no_faster_stair() {
    let outcome = answer("N2");
    assert_eq!(&stair(course(&outcome))[..2], [25.0, 50.0]);
}

#[test]
fn dates_that_contradict_one_another_are_problems_of_their_line() {
    let outcome = answer("N3");
    problem(&outcome, "medicines[0].stopped.last_dose");
    let outcome = answer("N7");
    let message = problem(&outcome, "medicines[0].stopped.last_dose");
    assert!(message.contains("12/01/2026"), "{message}");
}

#[test]
fn liver_tests_that_nobody_read_are_not_checked() {
    let outcome = answer("N8");
    let unchecked = &assessment(&outcome).not_checked;
    assert!(unchecked.iter().any(|it| it.missing.iter().any(|it| it.path == "patient.liver.alt")), "{unchecked:#?}");
    assert!(assessment(&outcome).verdict >= Verdict::Caution);
}

#[test]
fn an_invisible_name_is_no_prescriber() {
    let outcome = answer("N12");
    assert!(assessment(&outcome).findings.iter().any(|it| it.rule == "RX-1" && it.severity == Severity::Pending));
}

#[test]
fn a_key_twice_and_a_list_for_an_object_are_refused_with_their_place() {
    let lines: Vec<&str> = UNSOUND.lines().filter(|it| !it.is_empty()).collect();
    assert_eq!(lines.len(), 2);
    let fault = Request::read(lines[0]).expect_err("a key stands twice");
    assert_eq!(fault.path, "patient.answers.pregnant");
    assert!(Request::read(lines[1]).is_err(), "a list is no object");
}

#[test]
fn every_case_is_answered_or_names_its_fault() {
    let ids: Vec<String> = REQUESTS.lines().map(id_of).collect();
    assert!(ids.len() > 35, "{}", ids.len());
    for id in ids {
        match answer(&id) {
            Outcome::Unreadable { problems } => assert!(!problems[0].path.is_empty(), "{id}"),
            Outcome::Stopped { violations } => panic!("{id}: {violations:?}"),
            Outcome::Planned { .. }
            | Outcome::Tapered { .. }
            | Outcome::Pending { .. }
            | Outcome::Refused { .. }
            | Outcome::Card { .. } => {}
        }
    }
}

#[test]
fn a_syrup_that_its_brand_does_not_have_is_not_the_lozenge() {
    let outcome = answer("F19");
    let found = assessment(&outcome);
    assert_eq!(found.verdict, Verdict::Pending);
    assert_eq!(found.medicines[0].answer, Recognition::NotRecognised(Vec::new()));
    assert!(texts(found).contains("Sirop Drill"), "{}", texts(found));
}
