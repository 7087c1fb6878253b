//! A way down, typed into the form and read on the page.

use palier::form::complaint::Complaint;
use palier::form::field::Field;
use palier::state::msg::{Choice, Msg, SupplyChange};
use palier::ui::laid::{Laid, Second};
use palier::ui::outcome::headline::Headline;
use palier::ui::outcome::prescriptions::written;
use palier::ui::outcome::schedule::rows;
use palier::ui::outcome::stair::{Format, StairDrawing, TwoStairs, caption_of_both};
use palier_engine::book::supply::Supply;
use palier_engine::book::taper::Cut;
use palier_engine::descent::Descent;
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::request::request::{Purpose, TaperAct, TaperAsked, UnitsHeld, Why};

use serde_json::json;

use crate::person::{Person, book};

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// What is laid out for somebody who comes down, and the way down that it is of.
fn way_down(person: &Person) -> (Laid, Descent) {
    let laid = Laid::of(person.answer()).expect("a course");
    let descent = laid.descent.clone().expect("a way down");
    (laid, descent)
}

/// Somebody who takes venlafaxine, and three capsules to go down with.
fn takes_venlafaxine() -> Person {
    let capsule = |strength: &str| Supply::Capsule {
        strength: strength.parse().expect("a dose"),
        prolonged: true,
        keeps_days: None,
    };
    let person = Person::fills_in_the_reference()
        .does(Msg::Chose(Choice::Drug("venlafaxine".into())))
        .does(Msg::Chose(Choice::Purpose(Some(Purpose::Taper(TaperAsked::default())))));
    let person = ["37.5 mg", "75 mg", "150 mg"].map(capsule).into_iter().fold(person, |it, capsule| {
        match it.0.form.course.products.contains(&capsule) {
            true => it,
            false => it.does(Msg::SuppliesChanged(SupplyChange::ProductToggled(capsule))),
        }
    });
    person.types(Field::Start, "07/12/2026").says_none_other()
}

#[test]
fn what_is_taken_now_is_asked_for_before_anything_is_laid_out() {
    let person = takes_venlafaxine();
    let Outcome::Pending { assessment, draft: None, down: None } = person.outcome() else {
        panic!("{:#?}", person.outcome())
    };
    assert!(assessment.findings.iter().any(|it| it.key == "STAND-1"), "{assessment:#?}");
    let needs = person.answer().needs();
    assert!(needs.iter().any(|it| it.path == Field::NowMorning.path()), "{needs:#?}");
}

#[test]
fn venlafaxine_225_comes_down_in_dated_steps_and_its_last_one_is_explained() {
    let person = takes_venlafaxine().types(Field::NowMorning, "225").types(Field::Since, "2024-05");
    assert_eq!(person.answer().problems, []);
    let (laid, down) = way_down(&person);
    let drawn: Vec<(String, String)> =
        rows(&laid, Lang::FR).into_iter().map(|it| (plain(&it.when), plain(&it.dose))).collect();
    // Typed from the dossier: 150, 75, 37,5 mg, a week each (vector 2), then four weeks until somebody has asked.
    let expected = [
        ("Du 7 au 13 décembre 2026", "150 mg"),
        ("Du 14 au 20 décembre 2026", "75 mg"),
        ("Du 21 au 27 décembre 2026", "37,5 mg"),
        ("Du 28 décembre 2026 au 24 janvier 2027", "Aucune prise"),
    ];
    assert_eq!(drawn, expected.map(|(when, dose)| (when.to_owned(), dose.to_owned())));
    let last = down.falls.last().expect("a cut");
    assert!(plain(&last.text).contains("points"), "{}", last.text);
    let headline = plain(&Headline::answering(person.answer(), &book(), Lang::FR).title);
    assert_eq!(headline, "Venlafaxine 225 mg → arrêt, du 7 au 28 décembre 2026");
}

#[test]
fn a_way_down_ends_at_the_dose_that_was_asked_for() {
    let person = takes_venlafaxine().types(Field::NowMorning, "225").types(Field::TaperTo, "75");
    let (_, down) = way_down(&person);
    assert_eq!(down.to.map(|it| it.to_string()).as_deref(), Some("75 mg"));
    assert_eq!(down.steps.last().and_then(|it| it.daily()), down.to);
    let headline = plain(&Headline::answering(person.answer(), &book(), Lang::EN).title);
    assert_eq!(headline, "Venlafaxine 225 mg → 75 mg, 7 to 14 December 2026");
    // No lower than what is taken is no way down.
    let up = takes_venlafaxine().types(Field::NowMorning, "75").types(Field::TaperTo, "75");
    assert!(matches!(up.outcome(), Outcome::Unreadable { .. }));
}

#[test]
fn a_cut_is_in_milligrams_or_a_share_and_never_both() {
    let cut = |person: &Person| person.answer().request.treatment.taper().and_then(|it| it.cut);
    let share = takes_venlafaxine().types(Field::NowMorning, "225").types(Field::TaperShare, "10");
    assert_eq!(cut(&share), Some(Cut::OfCurrent(10)));
    let both = share.types(Field::TaperCut, "37,5");
    assert_eq!(both.problem(Field::TaperShare), Some(&Complaint::OneCut));
    let dose = both.types(Field::TaperShare, "");
    assert_eq!(cut(&dose), Some(Cut::Dose("37.5 mg".parse().expect("a dose"))));
    assert_eq!(dose.answer().problems, []);
}

#[test]
fn whoever_begins_after_all_asks_for_no_way_down() {
    let person = takes_venlafaxine().types(Field::NowMorning, "225").does(Msg::Chose(Choice::Purpose(None)));
    assert_eq!(person.answer().request.treatment.purpose, None);
    assert!(Laid::of(person.answer()).is_none_or(|it| it.descent.is_none()));
}

/// Somebody who takes tramadol and was to begin low-dose naltrexone: what refuses it can be lowered first.
fn lowers_tramadol_first() -> Person {
    let slow = |strength: &str| Supply::Capsule {
        strength: strength.parse().expect("a dose"),
        prolonged: true,
        keeps_days: None,
    };
    let person = Person::fills_in_the_reference()
        .does(Msg::MedicineAdded { name: "tramadol".into(), chosen: None })
        .does(Msg::Chose(Choice::LoweredFirst("tramadol".into())));
    let products = person.0.form.course.products.clone();
    let person = products
        .into_iter()
        .fold(person, |it, product| it.does(Msg::SuppliesChanged(SupplyChange::ProductToggled(product))));
    let person = ["50 mg", "100 mg"]
        .map(slow)
        .into_iter()
        .fold(person, |it, capsule| it.does(Msg::SuppliesChanged(SupplyChange::ProductToggled(capsule))));
    person.types(Field::Start, "07/12/2026").says_none_other()
}

#[test]
fn tramadol_goes_before_naltrexone_with_the_free_days_and_the_first_day_in_one_plan() {
    let refused = Person::fills_in_the_reference().does(Msg::MedicineAdded { name: "tramadol".into(), chosen: None });
    assert!(matches!(refused.outcome(), Outcome::Refused { .. }), "{:#?}", refused.outcome());
    let person = lowers_tramadol_first().types(Field::NowEvening, "200").types(Field::Since, "07/09/2026");
    let asked = person.answer().request.treatment.clone();
    assert_eq!(asked.drug, "tramadol");
    assert_eq!(asked.taper().and_then(|it| it.then.as_deref()), Some("naltrexone-ldn"));
    let Outcome::Tapered { descent, then: Some(then), .. } = person.outcome() else {
        panic!("{:#?}", person.outcome())
    };
    // 200 mg, 20 mg every 14 days were asked: 50 mg at once are held 14 × 50 ÷ 20 = 35 days; under a third of 200 mg
    // 10 mg every 28 days: 8 weeks at most. 0 from day 126 on, the last capsule on 11 April, 14 free days.
    let relay = descent.then.as_ref().expect("a relay");
    assert_eq!(relay.last_dose.to_string(), "2027-04-11");
    assert_eq!(relay.first_day.map(|it| it.to_string()).as_deref(), Some("2027-04-26"));
    assert!(matches!(**then, Outcome::Pending { .. }));
    // The plan of naltrexone, prepared from there: its first day, and the planned stop on the list.
    let planner = book().planner().map(|it| it.begun_after(&person.answer().request, descent));
    let request = planner.flatten().expect("to be begun");
    let next = person.does(Msg::Chose(Choice::Relay(request.into())));
    assert_eq!(next.answer().request.treatment.drug, "naltrexone-ldn");
    assert_eq!(next.answer().request.treatment.start.map(|it| it.to_string()).as_deref(), Some("2027-04-26"));
    let stop = next.answer().request.medicines.iter().find_map(|it| it.stopped.as_ref()).expect("a stop");
    assert_eq!(stop.last_dose.latest().to_string(), "2027-04-11");
    let Outcome::Pending { assessment, draft: Some(_), .. } = next.outcome() else { panic!("{:#?}", next.outcome()) };
    assert_eq!(assessment.earliest.map(|it| it.to_string()).as_deref(), Some("2027-04-26"));
    // The way down stays aside.
    let back = next.does(Msg::Chose(Choice::Drug("tramadol".into())));
    assert!(back.answer().request.treatment.taper().is_some());
    assert_eq!(back.answer().request.treatment.standing.now.len(), 1);
}

/// §13: 12 weeks, and the way down has its own prescription. 84 days from 7 December 2026; the last capsule on 11 April.
#[test]
fn the_way_down_of_tramadol_has_its_own_prescription_and_one_renewal_each_with_its_days() {
    let person = lowers_tramadol_first().types(Field::NowEvening, "200").types(Field::Since, "07/09/2026");
    let (laid, _) = way_down(&person);
    for (lang, expected) in [
        (
            Lang::FR,
            [
                ("Ordonnance propre à la baisse : ", "28 février 2027 (84 jours)."),
                ("Renouvellement : ", "11 avril 2027 (42 jours)."),
            ],
        ),
        (
            Lang::EN,
            [
                ("A prescription of the way down itself: ", "28 February 2027 (84 days)."),
                ("Renewal: ", "11 April 2027 (42 days)."),
            ],
        ),
    ] {
        let lines: Vec<String> = written(&laid, lang).iter().map(|it| plain(it)).collect();
        assert_eq!(lines.len(), 2, "{lines:?}");
        for (line, (begins, ends)) in lines.iter().zip(expected) {
            assert!(line.starts_with(begins) && line.ends_with(ends), "{line}");
        }
    }
}

/// §6: a serotonin syndrome. No way down, whom to call, and no other treatment in its place.
#[test]
fn a_reason_to_stop_at_once_takes_the_way_down_away_and_says_to_call() {
    let person = takes_venlafaxine()
        .types(Field::NowMorning, "225")
        .does(Msg::Chose(Choice::TaperWhy(Why::AtOnce("VEN-NOW-SEROTONIN".into()))));
    let Outcome::Refused { assessment } = person.outcome() else { panic!("{:#?}", person.outcome()) };
    let found = assessment.findings.iter().find(|it| it.key == "VEN-NOW-SEROTONIN").expect("said");
    assert!(found.text.contains("appelez maintenant"), "{}", found.text);
    let title = |lang| plain(&Headline::answering(person.answer(), &book(), lang).title);
    assert_eq!(title(Lang::FR), "Venlafaxine : appeler maintenant");
    assert_eq!(title(Lang::EN), "Venlafaxine: call now");
    // One press back, and it comes down again.
    assert!(matches!(person.does(Msg::TakenBack).outcome(), Outcome::Tapered { .. }));
}

#[test]
fn what_is_at_home_is_typed_beside_each_unit_used_first_and_kept() {
    let person = takes_venlafaxine().types(Field::NowMorning, "225");
    let ticked = person.answer().request.treatment.supplies.clone();
    let place = |strength: &str| ticked.iter().position(|it| it.strength().to_string() == strength).expect("offered");
    // 150 mg for 7 days: 7 capsules of 150 mg; 3 are there.
    let box_of = |strength: &str| Field::AtHome(place(strength));
    let person = person.types(box_of("150 mg"), "3").types(box_of("37.5 mg"), "100");
    let asked = &person.answer().request.treatment.standing.units;
    let mut due = [UnitsHeld { supply: place("150 mg"), count: 3 }, UnitsHeld { supply: place("37.5 mg"), count: 100 }];
    due.sort_by_key(|it| it.supply);
    assert_eq!(asked, &due);
    let (_, down) = way_down(&person);
    let of = |strength: &str| *down.held.iter().find(|it| usize::from(it.supply) == place(strength)).expect("held");
    let counts = |strength: &str| (of(strength).used, of(strength).left, of(strength).wanted);
    assert_eq!(counts("150 mg"), (3, 0, 4));
    assert_eq!(counts("37.5 mg").0 + counts("37.5 mg").1, 100);
    // Written to a file and opened again, it says the same.
    let request = person.answer().request.clone();
    let again = palier::form::typed::Typed::from_request(
        &palier_engine::book::formulary::SoFar::Whole(crate::person::planner(&book()).formulary()),
        &request,
    );
    assert_eq!(again.text(box_of("150 mg")), "3");
    // What is wrong is kept as typed, and named with its place.
    let wrong = person.types(box_of("150 mg"), "trois");
    assert_eq!(wrong.0.form.text(box_of("150 mg")), "trois");
    assert!(matches!(wrong.problem(box_of("150 mg")), Some(Complaint::NotANumber { .. })));
    let mended = wrong.types(box_of("150 mg"), "3");
    assert_eq!(mended.answer().problems, []);
    // Whoever begins has no units at home, and the text stays.
    let begins = mended.does(Msg::Chose(Choice::Purpose(None)));
    assert_eq!(begins.answer().problems, []);
    let down = begins.does(Msg::Chose(Choice::Purpose(Some(Purpose::Taper(TaperAsked::default())))));
    assert_eq!(down.0.form.text(box_of("150 mg")), "3");
}

#[test]
fn a_stay_moves_the_later_steps_and_is_taken_back_as_any_act() {
    let day = crate::person::day;
    let stay = TaperAct::Stay { on: day("2026-12-14"), until: day("2026-12-27") };
    let person = takes_venlafaxine().types(Field::NowMorning, "225").types(Field::Since, "2024-05");
    let dates = |person: &Person| {
        let (laid, _) = way_down(person);
        rows(&laid, Lang::FR).into_iter().map(|it| plain(&it.when)).collect::<Vec<_>>()
    };
    let usual = dates(&person);
    let longer = person.does(Msg::TaperActed(stay));
    // 75 mg from 14 to 27 December, and a week later all that follows.
    assert_eq!(dates(&longer)[1], "Du 14 au 27 décembre 2026");
    assert_eq!(dates(&longer)[2], "Du 28 décembre 2026 au 3 janvier 2027");
    let longer = longer.does(Msg::TaperActed(TaperAct::Stay { on: day("2026-12-14"), until: day("2027-01-03") }));
    assert_eq!(longer.answer().request.treatment.taper().expect("a way down").acts.len(), 1, "it is one stay");
    let back = longer.does(Msg::TakenBack).does(Msg::TakenBack);
    assert_eq!(dates(&back), usual);
    let removed = back.does(Msg::TaperActed(stay)).does(Msg::TaperActRemoved(0));
    assert_eq!(dates(&removed), usual);
}

#[test]
fn without_a_first_day_the_steps_are_shown_by_number() {
    let person = takes_venlafaxine().types(Field::NowMorning, "225").types(Field::Start, "");
    assert!(matches!(person.outcome(), Outcome::Pending { draft: None, down: Some(_), .. }));
    let (laid, _) = way_down(&person);
    let drawn: Vec<(String, String)> =
        rows(&laid, Lang::FR).into_iter().map(|it| (plain(&it.when), plain(&it.dose))).collect();
    assert_eq!(drawn.len(), 4, "{drawn:?}");
    assert_eq!(drawn[0].1, "150 mg");
    assert!(laid.start.is_none() && !drawn[0].0.contains("2026"), "{drawn:?}");
}

/// 600 mg of pregabalin and a clearance of 40: 300 mg at most, by one press from the refusal to begin.
#[test]
fn a_dose_above_the_ceiling_of_today_comes_down_by_one_press() {
    let person = Person::fills_in_the_reference()
        .does(Msg::Chose(Choice::Drug("pregabalin".into())))
        .types(Field::Clearance, "40")
        .types(Field::ClearanceMethod, "24 h")
        .does(Msg::MedicineAdded { name: "prégabaline".into(), chosen: None });
    let line = person.0.form.medicines.len() - 1;
    let person = person
        .types(Field::Started(line), "2020-01")
        .types(Field::DailyDose(line), "600")
        .types(Field::Start, "07/12/2026")
        .says_none_other();
    let Outcome::Refused { assessment } = person.outcome() else { panic!("{:#?}", person.outcome()) };
    let most = assessment.findings.iter().find_map(|it| it.lower_to).expect("a way out");
    assert_eq!(most.to_string(), "300 mg");
    let lowered = person.does(Msg::LoweredTo(most));
    assert_eq!(lowered.0.form.text(Field::TaperTo), "300");
    assert_eq!(lowered.0.open, Some(palier::form::section::Section::Treatment));
    let lowered = lowered.types(Field::NowMorning, "300").types(Field::NowEvening, "300").says_none_other();
    assert_eq!(lowered.answer().problems, []);
    let (laid, _) = way_down(&lowered);
    let doses: Vec<String> = rows(&laid, Lang::FR).into_iter().map(|it| plain(&it.dose)).collect();
    assert_eq!(doses, ["525 mg", "450 mg", "375 mg", "300 mg"]);
    let headline = plain(&Headline::answering(lowered.answer(), &book(), Lang::FR).title);
    assert!(headline.starts_with("Prégabaline 600 mg → 300 mg"), "{headline}");
}

/// Somebody who takes naltrexone at low dose, stops on 7 December 2026 and has an operation.
fn stops_naltrexone(operation: &str) -> Person {
    Person::fills_in_the_reference()
        .does(Msg::Chose(Choice::Purpose(Some(Purpose::Taper(TaperAsked::default())))))
        .types(Field::NowEvening, "4,5")
        .types(Field::SurgeryDay, operation)
        .says_none_other()
}

#[test]
fn a_stop_before_an_operation_has_its_last_day_and_one_too_late_is_refused() {
    let told = |person: &Person| {
        let found = person.answer().assessment().expect("answered");
        let found = found.findings.iter().find(|it| it.rule == "OP-4-surgery");
        plain(&found.expect("an operation has a day").text)
    };
    let person = stops_naltrexone("10/12/2026");
    assert!(matches!(person.outcome(), Outcome::Tapered { .. }), "{:#?}", person.outcome());
    assert!(told(&person).contains("dernière prise au plus tard le dimanche 6 décembre 2026"), "{}", told(&person));
    let late = person.types(Field::SurgeryDay, "09/12/2026");
    assert!(matches!(late.outcome(), Outcome::Refused { .. }), "{:#?}", late.outcome());
    assert!(told(&late).contains("au plus tard le samedi 5 décembre 2026"), "{}", told(&late));
}

#[test]
fn what_is_done_around_an_operation_is_told_in_words_where_no_day_is_known_and_with_its_days_where_one_is() {
    let lines = |person: &Person| {
        let book = palier_formulary::builtin();
        let so_far = palier_engine::book::formulary::SoFar::Whole(&book);
        let lines = palier::ui::outcome::statements::around_operation(&so_far, person.answer());
        lines.into_iter().map(|it| (it.id, plain(&it.text))).collect::<Vec<_>>()
    };
    let person = takes_venlafaxine().types(Field::NowMorning, "225");
    let words = lines(&person);
    assert_eq!(words.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["SUR-SNRI"]);
    assert!(words[0].1.starts_with("Continuer."), "{words:?}");
    let dated = lines(&person.types(Field::SurgeryDay, "16/12/2026"));
    assert!(dated[0].1.starts_with("Opération le mercredi 16 décembre 2026. Continuer."), "{dated:?}");
}

/// Pregabalin in place of venlafaxine: what any pharmacy has of it is ticked, the rest is typed or chosen.
#[test]
fn how_the_second_drug_is_begun_is_said_in_the_form_kept_opened_and_taken_back() {
    let with = |person: &Person| {
        let taper = person.answer().request.treatment.taper().cloned().expect("a way down");
        *taper.then_with.expect("how it is begun")
    };
    let alone = takes_venlafaxine().types(Field::NowMorning, "225");
    assert_eq!(alone.answer().request.treatment.taper().and_then(|it| it.then_with.as_deref()), None);
    let person = alone.does(Msg::Chose(Choice::Then(Some("pregabalin".into()))));
    let ticked: Vec<String> = with(&person).supplies.iter().map(|it| it.strength().to_string()).collect();
    assert!(["25 mg", "75 mg", "150 mg"].iter().all(|it| ticked.contains(&(*it).to_owned())), "{ticked:?}");
    let taken = with(&person).supplies[0].clone();
    let said = person
        .types(Field::ThenTarget, "150")
        .does(Msg::Chose(Choice::ThenIndication(Some("neuropathic-diabetic".into()))))
        .does(Msg::Chose(Choice::ThenProtocol(Some("pregabalin-article".into()))))
        .does(Msg::Chose(Choice::ThenUnit(taken.clone())));
    let now = with(&said);
    assert_eq!(now.target.map(|it| it.to_string()).as_deref(), Some("150 mg"));
    assert_eq!(now.indication.as_deref(), Some("neuropathic-diabetic"));
    assert_eq!(now.protocol.as_deref(), Some("pregabalin-article"));
    assert!(now.supplies.len() + 1 == ticked.len() && !now.supplies.contains(&taken));
    assert_eq!(said.answer().problems, []);
    // Written to a file and opened again, it says the same.
    let request = said.answer().request.clone();
    let so_far = palier_engine::book::formulary::SoFar::Whole(crate::person::planner(&book()).formulary());
    let again = palier::form::typed::Typed::from_request(&so_far, &request);
    assert_eq!(again.text(Field::ThenTarget), "150");
    let parsed = again.parse(&so_far, request.today, request.language);
    assert_eq!((parsed.request.treatment, parsed.problems), (request.treatment, Vec::new()));
    // What is wrong is kept as typed, and named with its place.
    let wrong = said.types(Field::ThenTarget, "beaucoup");
    assert!(matches!(wrong.problem(Field::ThenTarget), Some(Complaint::NotANumber { .. })));
    let mended = wrong.types(Field::ThenTarget, "150").does(Msg::Chose(Choice::ThenUnit(taken.clone())));
    assert!(with(&mended).supplies.contains(&taken));
    assert!(!with(&mended.does(Msg::TakenBack)).supplies.contains(&taken), "one press back");
    // Another drug, or none: what was said of this one goes with it.
    let other = said_again().does(Msg::Chose(Choice::Then(Some("amitriptyline".into()))));
    assert_eq!((with(&other).target, other.0.form.text(Field::ThenTarget)), (None, ""));
    let none = other.does(Msg::Chose(Choice::Then(None)));
    assert_eq!(none.answer().request.treatment.taper().and_then(|it| it.then_with.as_deref()), None);
}

fn said_again() -> Person {
    let person = takes_venlafaxine().types(Field::NowMorning, "225");
    person.does(Msg::Chose(Choice::Then(Some("pregabalin".into())))).types(Field::ThenTarget, "150")
}

/// What was to be begun, and is begun after tramadol, is not asked for twice.
#[test]
fn what_was_to_be_begun_comes_after_what_is_lowered_first_as_it_was_said() {
    let refused = Person::fills_in_the_reference().does(Msg::MedicineAdded { name: "tramadol".into(), chosen: None });
    let said = refused.answer().request.treatment.clone();
    let lowered = refused.does(Msg::Chose(Choice::LoweredFirst("tramadol".into())));
    let taper = lowered.answer().request.treatment.taper().cloned().expect("a way down");
    let with = taper.then_with.expect("how it is begun");
    assert_eq!((taper.then, with.indication), (Some(said.drug), said.indication));
    assert_eq!((with.protocol, with.target, with.supplies), (said.protocol, said.target, said.supplies));
}

/// Somebody who takes gabapentin, and another drug in its place or after it.
fn leaves_gabapentin(begun: &str) -> Person {
    Person::fills_in_the_reference()
        .does(Msg::Chose(Choice::Drug("gabapentin".into())))
        .does(Msg::Chose(Choice::Purpose(Some(Purpose::Taper(TaperAsked::default())))))
        .types(Field::NowEvening, "1200")
        .types(Field::Since, "2026-06")
        .types(Field::Start, "07/12/2026")
        .does(Msg::Chose(Choice::Then(Some(begun.into()))))
        .says_none_other()
}

/// Duloxetine from 14 December on, gabapentin until the 27th: 14 days with both.
#[test]
fn both_stairs_stand_on_one_line_of_days_and_their_name_says_both() {
    let person = leaves_gabapentin("duloxetine");
    let (laid, _) = way_down(&person);
    let second = Second::of(person.answer()).expect("it has a first day");
    assert_eq!((second.first_day.to_string().as_str(), second.shared_days), ("2026-12-14", 14));
    for (format, width) in [(Format::Wide, 732), (Format::Narrow, 320)] {
        let two = TwoStairs::lay(&laid, &second, None, format, Lang::FR).expect("both have dates");
        let (from, to, text) = two.shared.clone().expect("days together");
        assert_eq!(plain(&text), "14 jours avec les deux");
        assert_eq!(two.begun.treads[0].from, from, "{format:?}");
        // The last step of the way down takes nothing: the one before ends with the days together.
        let taken = two.left.treads.len() - 2;
        assert_eq!(two.left.treads[taken].to, to, "{format:?}");
        assert!(two.left.treads[0].from < from && two.begun.treads.last().is_some_and(|it| it.to > to));
        assert_eq!(two.begun.treads[0].dose.text.replace('\u{a0}', " "), "30 mg");
        let within = |it: &StairDrawing| it.treads.iter().all(|it| it.from >= 0 && it.to <= width);
        assert!(within(&two.left) && within(&two.begun), "{format:?}");
    }
    let told = plain(&caption_of_both(&laid, &second, ["Gabapentine", "Duloxétine"], Lang::FR));
    for part in ["Gabapentine : Dose par jour", "Duloxétine : Dose par jour", "Les deux ensemble", "14 jours"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    // Without another drug there is one stair.
    let alone = person.does(Msg::Chose(Choice::Then(None)));
    assert_eq!(Second::of(alone.answer()), None);
}

/// 1200 mg of gabapentin: 225 mg of pregabalin from one day to the next, by decision; kept where it is opened.
#[test]
fn a_published_dose_takes_the_place_of_another_from_one_day_to_the_next() {
    let decided = |about: &str| {
        let decision = json!({ "about": about, "by": "Dr Martin", "on": "2026-11-30" });
        Msg::Decided(serde_json::from_value(decision).expect("a decision"))
    };
    let refused = leaves_gabapentin("pregabalin");
    assert!(matches!(refused.outcome(), Outcome::Refused { .. }), "not by way of nothing");
    let waits = refused.does(Msg::Chose(Choice::ThenConverted(true)));
    assert!(matches!(waits.outcome(), Outcome::Pending { down: None, .. }), "{:#?}", waits.outcome());
    let person = waits
        .does(Msg::Chose(Choice::ThenIndication(Some("neuropathic-peripheral".into()))))
        .does(decided("RLY-GBP-PGB:gabapentin:pregabalin"));
    let Outcome::Tapered { descent, then: Some(then), .. } = person.outcome() else {
        panic!("{:#?}", person.outcome())
    };
    let first = then.course().and_then(|it| it.steps[0].daily()).map(|it| it.to_string());
    assert_eq!(first.as_deref(), Some("225 mg"));
    let book = book();
    let request = crate::person::planner(&book).begun_after(&person.answer().request, descent).expect("to be begun");
    let next = person.does(Msg::Chose(Choice::Relay(request.into())));
    let asked = next.answer().request.treatment.clone();
    assert_eq!(asked.converted.map(|it| (it.drug, it.dose.to_string())), Some(("gabapentin".into(), "1200 mg".into())));
    assert!(matches!(next.outcome(), Outcome::Planned { .. }), "{:#?}", next.outcome());
    let dropped = next.does(Msg::Chose(Choice::ConvertedDropped));
    assert_eq!(dropped.answer().request.treatment.converted, None);
}
