//! What is drawn of an answer, and what may be printed of it.

use std::rc::Rc;

use crate::person::{Person, book, day, plain, settings};
use palier::form::field::Field;
use palier::state::host::Settings;
use palier::state::model::Model;
use palier::state::msg::Msg;
use palier::state::summary::summary;
use palier::ui::laid::Laid;
use palier::ui::outcome::monitoring;
use palier::ui::outcome::schedule::{rows, shared_gates};
use palier::ui::outcome::stair::{Format, StairDrawing, caption};
use palier::ui::place;
use palier::words::{Words, span};
use palier_engine::book::protocol::View;
use palier_engine::exact::day::Day;
use palier_engine::finding::Verdict;
use palier_engine::lang::Lang;
use palier_engine::outcome::{Outcome, Permit, Sheet};
use palier_engine::request::request::Decision;

#[test]
fn paper_is_asked_for_only_with_what_was_typed_last_decided_and_permitted() {
    let asked = |field, text: &str| {
        let typed = Person::fills_in_the_reference().does(Msg::Typed(field, text.to_owned()));
        assert!(typed.0.typing, "not decided yet");
        typed.does(Msg::PrintAsked(Sheet::Patient))
    };
    let person = asked(Field::Prescriber, "Dr Ngô");
    assert!(!person.0.typing);
    assert_eq!(person.answer().request.prescriber.as_deref(), Some("Dr Ngô"));
    assert_eq!(person.0.printing, Some(Sheet::Patient));

    // A dose that reads two ways, and a child: no sheet of before.
    for (field, text) in [(Field::Target, "1,500"), (Field::Age, "12")] {
        let person = asked(field, text);
        assert_ne!(person.outcome().permit(Sheet::Patient, View::Professional), Permit::Granted, "{text}");
        assert_eq!(person.0.printing, None, "{text}");
    }
}

#[test]
fn each_press_asks_for_paper_again_and_to_erase_takes_it_away() {
    let person = Person::fills_in_the_reference();
    let papers = person.0.papers;
    let person = person.does(Msg::PrintAsked(Sheet::Patient)).does(Msg::PrintAsked(Sheet::Patient));
    assert_eq!((person.0.printing, person.0.papers), (Some(Sheet::Patient), papers + 2));
    let person = person.does(Msg::Printed);
    assert_eq!((person.0.printing, person.0.papers), (None, papers + 2), "the copy of it may still be printing");
    let person = person.does(Msg::Erased);
    assert_eq!((person.0.printing, person.0.papers), (None, papers + 3));
}

#[test]
fn the_stair_rises_from_left_to_right_with_a_gate_before_each_rise() {
    let person = Person::fills_in_the_reference();
    let laid = Laid::of(person.answer()).expect("a plan");
    for format in [Format::Wide, Format::Narrow] {
        let stair = StairDrawing::lay(&laid, Some(Day::new(-6)), None, format, Lang::FR);
        assert_eq!(stair.treads.len(), 4);
        assert_eq!(stair.gates.len(), 3);
        for pair in stair.treads.windows(2) {
            assert_eq!(pair[0].to, pair[1].from, "no day without a step");
            assert!(pair[1].y < pair[0].y, "higher doses stand higher");
        }
        assert!(stair.treads.iter().all(|it| it.to > it.from && it.y >= 0 && it.y < stair.floor));
        for (gate, tread) in stair.gates.iter().zip(&stair.treads[1..]) {
            assert_eq!(gate.x, tread.from);
        }
        assert!(stair.today.is_some_and(|it| it < stair.treads[0].from));
        for lane in &stair.lanes {
            assert!(lane.y < stair.height);
            assert!(lane.marks.windows(2).all(|pair| pair[0].1 <= pair[1].0), "marks of a lane do not overlap");
        }
    }
    assert_eq!(
        plain(&caption(&laid, Lang::FR)),
        "Dose par jour : 1,5 mg pendant 14 jours, 2 mg pendant 14 jours, 2,5 mg pendant 14 jours, 3 mg pendant 42 jours. \
         Chaque montée attend que le palier précédent soit bien toléré."
    );
}

#[test]
fn what_is_the_same_before_every_rise_is_said_once() {
    let person = Person::fills_in_the_reference();
    let laid = Laid::of(person.answer()).expect("a plan");
    let rows = rows(&laid, Lang::FR);
    assert!(!shared_gates(&rows).is_empty());
    assert_eq!(rows.iter().map(|it| it.gate_number).collect::<Vec<_>>(), [0, 1, 2, 3]);
    let lines = monitoring::lines(&laid, false, Lang::FR);
    let ids: Vec<&str> = lines.iter().map(|it| it.event.monitoring.as_str()).collect();
    let mut once = ids.clone();
    once.dedup();
    assert_eq!(ids, once, "each thing to watch is one line");
}

#[test]
fn a_draft_has_day_numbers_no_preparation_sheet_and_a_planned_one_both() {
    let planned = Person::fills_in_the_reference();
    assert_eq!(planned.outcome().permit(Sheet::Patient, View::Professional), Permit::Granted);
    assert_eq!(planned.outcome().permit(Sheet::Pharmacy, View::Professional), Permit::Granted);
    let pending = planned.types(Field::LiverDay, "");
    let Outcome::Pending { draft: Some(_), .. } = pending.outcome() else { panic!("{:?}", pending.outcome()) };
    assert_eq!(pending.outcome().permit(Sheet::Pharmacy, View::Professional), Permit::Nothing);
    let laid = Laid::of(pending.answer()).expect("a draft");
    assert_eq!(laid.start, None);
    assert!(rows(&laid, Lang::FR)[0].when.starts_with("Jours"));
}

#[test]
fn the_sheet_of_the_pharmacist_is_a_professionals_and_that_of_the_person_anybodys() {
    let person = Person::fills_in_the_reference();
    let sheets = [
        (Sheet::Patient, View::Professional, Permit::Granted),
        (Sheet::Patient, View::Patient, Permit::Granted),
        (Sheet::Pharmacy, View::Professional, Permit::Granted),
        (Sheet::Pharmacy, View::Patient, Permit::Nothing),
    ];
    for (sheet, view, permit) in sheets {
        assert_eq!(person.outcome().permit(sheet, view), permit, "{sheet:?}, {view:?}");
    }
    let person = person.does(Msg::ViewChosen(View::Patient)).does(Msg::PrintAsked(Sheet::Pharmacy));
    assert_eq!(person.0.printing, None);
}

#[test]
fn what_could_not_be_read_takes_the_plan_away_and_leaves_what_was_found() {
    let planned = Person::fills_in_the_reference().outcome().clone();
    let found = planned.assessment().expect("assessed").clone();
    let Outcome::Pending { assessment, draft: None } = planned.withheld() else { panic!("it is not what was asked") };
    assert_eq!(assessment.verdict, Verdict::Pending);
    assert_eq!((assessment.findings, assessment.not_checked), (found.findings, found.not_checked));
    // A draft is no more what was asked for than a plan, and a refusal stands.
    let draft = Person::fills_in_the_reference().types(Field::LiverDay, "").outcome().clone();
    assert!(draft.course().is_some() && draft.withheld().course().is_none());
    let refused = Person::fills_in_the_reference().types(Field::Age, "12").outcome().clone();
    assert!(matches!(refused, Outcome::Refused { .. }));
    assert_eq!(refused.clone().withheld(), refused);
}

#[test]
fn an_unread_caution_holds_back_the_paper_until_a_professional_has_read_it() {
    let person =
        Person::fills_in_the_reference().does(Msg::MedicineAdded { name: "moclobémide".into(), chosen: None });
    let unread: Vec<String> = (person.outcome().assessment().expect("assessed").findings.iter())
        .filter(|it| it.unacknowledged)
        .map(|it| it.key.clone())
        .collect();
    assert_eq!(unread, ["AD-2"]);
    assert_eq!(person.outcome().permit(Sheet::Patient, View::Professional), Permit::Unread);
    let mut person = person;
    for about in unread {
        let read = Decision { about, by: "Dr Martin".into(), on: day("2026-11-30"), reason: String::new() };
        person = person.does(Msg::Acknowledged(read));
    }
    assert_eq!(person.outcome().permit(Sheet::Patient, View::Professional), Permit::Granted);
}

/// R112, citalopram and erythromycin: contraindicated, whatever is planned beside them.
#[test]
fn a_contraindicated_pair_of_the_list_is_an_alert_and_holds_no_paper_back() {
    let before = Person::fills_in_the_reference();
    let person = ["citalopram", "érythromycine"]
        .into_iter()
        .fold(before, |person, name| person.does(Msg::MedicineAdded { name: name.into(), chosen: None }));
    let outcome = person.outcome();
    let found = outcome.assessment().expect("assessed");
    let cautions =
        found.findings.iter().filter(|it| it.severity >= palier_engine::book::rule::Severity::Caution).count();
    assert_eq!(found.published_pairs().count(), 1);
    assert_eq!((summary(outcome).verdict, summary(outcome).alerts), ("caution", cautions + 1));
    assert_eq!(outcome.permit(Sheet::Patient, View::Professional), Permit::Granted);
}

/// Whatever is missing can be reached: no button of the page leads nowhere.
#[test]
fn every_field_the_engine_misses_has_a_place_on_the_page() {
    let book = book();
    let shown = |path: &str| {
        let question = path.strip_prefix("patient.answers.").is_some_and(|id| book.question(id).is_some());
        question || path == "questions" || Field::ALL.iter().any(|it| it.path() == path)
    };
    for drug in &book.drugs {
        let settings = Settings { drug: Some(drug.id.clone().into()), ..settings() };
        let person = Person(Rc::new(Model::new(&settings)))
            .does(Msg::MedicineAdded { name: "tramadol".into(), chosen: None })
            .does(Msg::MedicineAdded { name: "xyzabc".into(), chosen: None });
        let assessment = person.outcome().assessment().expect("assessed");
        let waits = assessment.waits();
        let used = assessment.findings.iter().flat_map(|it| it.inputs.iter().map(|it| it.path.clone()));
        let missing = waits.facts.iter().chain(&waits.lesser).map(|it| it.path.clone());
        for path in used.chain(missing) {
            assert!(place::candidates(&path).iter().any(|it| shown(it)), "{}: `{path}` is nowhere", drug.id);
        }
    }
}

#[test]
fn spans_of_days_are_said_without_repeating_what_they_share() {
    for (first, last, fr, en) in [
        ("2026-12-07", "2026-12-20", "du 7 au 20 décembre 2026", "7 to 20 December 2026"),
        ("2027-01-01", "2027-02-28", "du 1er janvier au 28 février 2027", "1 January to 28 February 2027"),
        ("2026-12-21", "2027-01-03", "du 21 décembre 2026 au 3 janvier 2027", "21 December 2026 to 3 January 2027"),
        ("2026-12-07", "2026-12-07", "le 7 décembre 2026", "7 December 2026"),
    ] {
        assert_eq!(plain(&span(day(first), day(last), Lang::FR)), fr);
        assert_eq!(plain(&span(day(first), day(last), Lang::EN)), en);
    }
}

#[test]
fn french_marks_never_begin_a_line_and_no_word_promises_safety() {
    for text in Words(Lang::FR).all() {
        for mark in [" :", " ;", " ?", " !", " »", "« "] {
            assert!(!text.contains(mark), "{text}");
        }
    }
    for text in Words(Lang::EN).all() {
        let words = text.to_lowercase();
        let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
        for banned in ["hold", "safe", "ok", "clear"] {
            assert!(!words.contains(&banned), "{text}");
        }
    }
}

/// Diazepam is taken throughout, fluoxetine was stopped on 20 November: its tail ends on day 19.
#[test]
fn what_adds_up_is_said_with_its_days() {
    use palier::ui::outcome::burdens::{shared, span};
    use palier_engine::book::source::{Grade, Sources};
    use palier_engine::course::{Carried, Carrier};
    let carrier = |name: &str, line, from, until, tail| Carrier { name: name.into(), line, from, until, tail };
    let carried = Carried {
        burden: "serotonin".into(),
        name: String::new(),
        text: String::new(),
        carriers: vec![
            carrier("duloxétine", None, Some(Day::FIRST), None, None),
            carrier("fluoxétine", Some(0), None, Some(Day::new(19)), Some(35)),
            carrier("sertraline", Some(1), Some(Day::new(8)), Some(Day::new(40)), None),
        ],
        together: vec![(Day::FIRST, Some(Day::new(19))), (Day::new(30), None)],
        grade: Grade::A,
        sources: Sources::default(),
    };
    let person = Person::fills_in_the_reference();
    let mut laid = Laid::of(person.answer()).expect("a plan");
    let said = |laid: &Laid, lang| {
        let mut said: Vec<String> = carried.carriers.iter().map(|it| span(laid, it, lang)).collect();
        said.push(shared(laid, &carried, lang));
        said.join(" | ").replace('\u{a0}', " ")
    };
    assert_eq!(
        said(&laid, Lang::FR),
        "à partir du 7 décembre 2026 | jusqu’au 25 décembre 2026 (dont 35 jours après la dernière prise) \
         | du 14 décembre 2026 au 15 janvier 2027 | du 7 au 25 décembre 2026 ; à partir du 5 janvier 2027"
    );
    laid.start = None;
    assert_eq!(
        said(&laid, Lang::EN),
        "from day 1 | up to day 19 (of which 35 days after the last dose) | from day 8 to day 40 | days 1 to 19; from day 30"
    );
}

/// Pregabalin (`v12`): half-life 5.5 to 6.7 h.
#[test]
fn what_the_body_does_with_a_drug_is_said_in_ranges() {
    use palier::ui::outcome::statements::kinetics;
    let book = book();
    let said = kinetics(book.drug("pregabalin").and_then(|it| it.kinetics.as_ref()).expect("known"), Lang::FR);
    assert!(plain(&said).starts_with("Demi-vie 5,5 – 6,7 h ; taux le plus haut 1"), "{said}");
}
