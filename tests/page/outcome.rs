//! What is drawn of an answer, and what may be printed of it.

use std::rc::Rc;

use crate::person::{Person, book, day, plain, planner, scenario, settings};
use palier::form::field::Field;
use palier::state::book::Book;
use palier::state::host::Settings;
use palier::state::model::Model;
use palier::state::msg::Msg;
use palier::state::summary::summary;
use palier::state::tab::Tab;
use palier::ui::laid::Laid;
use palier::ui::outcome::monitoring;
use palier::ui::outcome::schedule::{rows, shared_gates};
use palier::ui::outcome::stair::{Format, StairDrawing, caption};
use palier::ui::place;
use palier::words::{short_date, short_span, span};
use palier_engine::book::protocol::View;
use palier_engine::book::supply::Supply;
use palier_engine::exact::day::Day;
use palier_engine::exact::dose::Dose;
use palier_engine::finding::Verdict;
use palier_engine::lang::Lang;
use palier_engine::outcome::{Outcome, Permit, Sheet};
use palier_engine::request::request::{Decision, Treatment};

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
        assert_eq!(stair.today.is_some_and(|it| it < stair.treads[0].from), format == Format::Wide);
        assert!(stair.lanes.iter().all(|it| it.y < stair.height));
        let dates: Vec<String> = stair.dates.iter().map(|it| plain(&it.text)).collect();
        match format {
            Format::Wide => assert_eq!(dates, ["7 déc.", "21 déc.", "4 janv.", "18 janv.", "28 févr."]),
            // Where two would touch in wide letters, the second leaves its month to the first.
            Format::Narrow => assert_eq!(dates, ["7 déc.", "21", "4 janv.", "18 janv.", "28 févr."]),
        }
        let doses: Vec<String> = stair.treads.iter().map(|it| plain(&it.dose.text)).collect();
        match format {
            Format::Wide => assert_eq!(doses, ["1,5 mg", "2 mg", "2,5 mg", "3 mg"]),
            // Where a tread is short, its unit is left to the others.
            Format::Narrow => assert_eq!(doses, ["1,5", "2 mg", "2,5 mg", "3 mg"]),
        }
    }
    assert_eq!(
        plain(&caption(&laid, Lang::FR)),
        "Dose par jour : 1,5 mg, du 7 au 20 décembre 2026 ; 2 mg, du 21 décembre 2026 au 3 janvier 2027 ; \
         2,5 mg, du 4 au 17 janvier 2027 ; 3 mg, du 18 janvier au 28 février 2027. \
         Chaque montée attend que le palier précédent soit bien toléré."
    );
}

/// Every drug of the book by each of its protocols, dated and as a draft, wide and narrow.
#[test]
fn no_change_of_dose_is_drawn_without_its_date_and_no_two_dates_touch() {
    let book = book();
    let mut plans = 0;
    for laid in every_course(&book) {
        plans += 1;
        for (format, laid) in [Format::Wide, Format::Narrow].iter().flat_map(|it| {
            let draft = Laid { start: None, ..laid.clone() };
            [(it, laid.clone()), (it, draft)]
        }) {
            let stair = StairDrawing::lay(&laid, None, None, *format, Lang::FR);
            let days: Vec<Day> =
                laid.course.steps.iter().map(|it| it.first_day).chain([laid.course.last_day]).collect();
            assert_eq!(stair.dates.len(), days.len(), "{}", laid.course.protocol);
            for (label, day) in stair.dates.iter().zip(days) {
                let whole = laid.date(day).map_or_else(|| format!("J{day}"), |it| plain(&short_date(it, Lang::FR)));
                let bare = whole.split(' ').next().unwrap_or_default();
                assert!([whole.as_str(), bare].contains(&plain(&label.text).as_str()), "{whole}: {}", label.text);
                assert!(label.y < stair.height, "{whole} is cut");
            }
            let size = if *format == Format::Wide { 13 } else { 12 };
            let half = |text: &str| date_width(text) * size / 2000;
            for (at, one) in stair.dates.iter().enumerate() {
                for other in stair.dates[at + 1..].iter().filter(|it| it.y == one.y) {
                    let between = (other.x - half(&other.text)) - (one.x + half(&one.text));
                    assert!(between > 0, "{}: {} and {} touch", laid.course.protocol, one.text, other.text);
                }
            }
            assert!(stair.treads.iter().all(|it| !it.dose.text.is_empty()), "a tread without its dose");
        }
    }
    assert!(plans > 20, "{plans} plans were drawn");
}

/// How wide a date is, in thousandths of its letters: the advances of DejaVu Sans, typed from its table.
fn date_width(text: &str) -> i32 {
    let advance = |letter: char| match letter {
        '0'..='9' => 636,
        ' ' | '\u{a0}' | '\u{202f}' | '.' => 318,
        'i' | 'j' | 'l' => 278,
        'J' => 295,
        'f' => 352,
        't' => 392,
        'r' => 411,
        's' => 521,
        'c' => 550,
        'v' => 592,
        'a' | 'e' | 'é' | 'o' => 615,
        'd' | 'n' | 'p' | 'u' | 'û' => 635,
        'm' => 974,
        other => panic!("{other} in {text}"),
    };
    text.chars().map(advance).sum()
}

/// How wide a dose is drawn, in tenths: the advances of DejaVu Sans Bold, the widest that a browser shows pages in,
/// typed from its table in thousandths of a letter.
fn drawn_width(text: &str, size_tenths: i32) -> i32 {
    let advance = |letter: char| match letter {
        '0'..='9' => 696,
        ',' | '.' => 380,
        '\u{a0}' | '\u{202f}' | ' ' => 348,
        'm' => 1042,
        'g' => 716,
        '/' => 365,
        'j' => 343,
        'µ' => 736,
        other => panic!("{other} in {text}"),
    };
    text.chars().map(advance).sum::<i32>() * size_tenths / 1000
}

/// The mark of a rise is a ring: with its line, 10.5 from its middle to its edge, on a phone 8.4.
#[test]
fn no_dose_touches_the_mark_of_a_rise_or_another_dose_in_the_widest_letters() {
    let book = book();
    let mut seen = 0;
    for laid in every_course(&book) {
        for (format, size, ring) in [(Format::Wide, 160, 105), (Format::Narrow, 135, 84)] {
            let stair = StairDrawing::lay(&laid, None, None, format, Lang::FR);
            // Left, right, top and foot of each dose, in tenths; figures are 0.73 of their size high.
            let doses: Vec<(&str, [i32; 4])> = (stair.treads.iter().map(|it| &it.dose))
                .map(|it| {
                    let (half, x, foot) = (drawn_width(&it.text, size) / 2, it.x * 10, it.y * 10);
                    (it.text.as_str(), [x - half, x + half, foot - size * 73 / 100, foot])
                })
                .collect();
            for (at, (text, [left, right, top, foot])) in doses.iter().enumerate() {
                for gate in &stair.gates {
                    let aside = right <= &(gate.x * 10 - ring) || &(gate.x * 10 + ring) <= left;
                    let apart = foot <= &(gate.y * 10 - ring) || &(gate.y * 10 + ring) <= top;
                    assert!(aside || apart, "{}: {text} touches mark {}", laid.course.protocol, gate.number);
                }
                for (other, [from, to, high, low]) in &doses[at + 1..] {
                    let clear = right <= from || to <= left || foot <= high || low <= top;
                    assert!(clear, "{}: {text} touches {other}", laid.course.protocol);
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen} doses were drawn");
}

/// A course of each protocol of the book that one can be laid out with for the reference person.
fn every_course(book: &Book) -> Vec<Laid> {
    let planner = planner(book);
    let mut courses = Vec::new();
    for protocol in &book.protocols {
        for indication in &book.drug(&protocol.drug).expect("it is in the book").indications {
            let drug = book.drug(&protocol.drug).expect("it is in the book");
            let mut request = scenario("reference");
            let mut supplies: Vec<Supply> = drug.handed_over(request.region, protocol.prolonged).cloned().collect();
            supplies.dedup();
            let capsule = |it: &Dose| Supply::Capsule { strength: *it, prolonged: false, keeps_days: None };
            supplies.extend(drug.compounded.iter().map(capsule));
            supplies.truncate(12);
            request.treatment = Treatment {
                drug: drug.id.clone(),
                indication: Some(indication.clone()),
                protocol: Some(protocol.id.clone()),
                start: request.treatment.start,
                supplies: supplies.clone(),
                ..Treatment::default()
            };
            let outcome = planner.decide(&request);
            let Some(course) = outcome.course().cloned() else { continue };
            courses.push(Laid { course, start: request.treatment.start, supplies, descent: None });
        }
    }
    courses
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
    let Outcome::Pending { assessment, draft: None, down: None } = planned.withheld() else {
        panic!("it is not what was asked")
    };
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
    for text in Lang::FR.sentences() {
        for mark in [" :", " ;", " ?", " !", " »", "« "] {
            assert!(!text.contains(mark), "{text}");
        }
    }
    for text in Lang::EN.sentences() {
        let words = text.to_lowercase();
        let words: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).collect();
        for banned in ["hold", "safe", "ok", "clear"] {
            assert!(!words.contains(&banned), "{text}");
        }
    }
}

#[test]
fn the_days_of_a_row_are_as_short_as_they_can_be_read() {
    for (first, last, year, fr, en) in [
        ("2026-12-07", "2026-12-20", true, "7 – 20 déc. 2026", "7 – 20 Dec 2026"),
        ("2026-12-21", "2027-01-03", false, "21 déc. – 3 janv.", "21 Dec – 3 Jan"),
        ("2027-01-01", "2027-01-14", true, "1er – 14 janv. 2027", "1 – 14 Jan 2027"),
        ("2026-12-07", "2026-12-07", false, "7 déc.", "7 Dec"),
    ] {
        assert_eq!(plain(&short_span(day(first), day(last), year, Lang::FR)), fr);
        assert_eq!(plain(&short_span(day(first), day(last), year, Lang::EN)), en);
    }
    let person = Person::fills_in_the_reference();
    let short: Vec<String> =
        rows(&Laid::of(person.answer()).expect("a plan"), Lang::FR).iter().map(|it| plain(&it.short)).collect();
    assert_eq!(short, ["7 – 20 déc. 2026", "21 déc. – 3 janv. 2027", "4 – 17 janv.", "18 janv. – 28 févr."]);
}

/// A visit that says so itself is not announced twice.
#[test]
fn nothing_to_watch_stutters_and_what_falls_on_one_day_is_one_row() {
    let person = Person::fills_in_the_reference();
    let laid = Laid::of(person.answer()).expect("a plan");
    let lines = monitoring::lines(&laid, false, Lang::FR);
    for line in &lines {
        let Some(kind) = monitoring::kind(&line.event, Lang::FR) else { continue };
        assert!(!line.event.text.to_lowercase().starts_with(&kind.to_lowercase()), "{kind}: {}", line.event.text);
    }
    let rows = monitoring::appointments(lines.clone());
    assert!(rows.len() < lines.len(), "the blood test and the scales of before are one row");
    assert_eq!(rows.iter().map(|it| it.events.len()).sum::<usize>(), lines.len());
}

/// Sertraline is met first; what is true of everybody comes last; nothing that keeps the paper back is folded away.
#[test]
fn what_matters_most_is_read_first() {
    let person =
        Person::fills_in_the_reference().does(Msg::MedicineAdded { name: "moclobémide".into(), chosen: None });
    let found = person.outcome().assessment().expect("assessed");
    let order = found.in_reading_order();
    assert!(order.windows(2).all(|pair| pair[0].severity >= pair[1].severity));
    let first_of_all = order.iter().position(|it| it.is_of_everybody()).unwrap_or(order.len());
    assert!(order[first_of_all..].iter().all(|it| it.is_of_everybody()), "{order:#?}");
    let unread = order.iter().rposition(|it| it.holds_back()).expect("moclobemide is to be read");
    assert!(order[..=unread].iter().all(|it| it.holds_back()), "{order:#?}");
}

#[test]
fn a_tab_is_turned_to_and_a_source_asked_for_opens_the_evidence_at_it() {
    let person = Person::fills_in_the_reference();
    assert_eq!((person.0.tab, person.0.sought.clone()), (Tab::Intakes, (None, 0)));
    let person = person.does(Msg::TabChosen(Tab::HandOver)).does(Msg::EvidenceSought("note-v12".into()));
    assert_eq!((person.0.tab, person.0.sought.clone()), (Tab::Evidence, (Some("note-v12".into()), 1)));
    let person = person.does(Msg::EvidenceSought("note-v12".into()));
    assert_eq!(person.0.sought.1, 2, "asked for twice, it is gone to twice");
    let person = person.does(Msg::TabChosen(Tab::FollowUp));
    assert_eq!((person.0.tab, person.0.sought.0.clone()), (Tab::FollowUp, None));
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
