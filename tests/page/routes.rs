//! Who builds nothing: the person who follows a plan, the pharmacist who prepares it, and the host that keeps them so.

use std::rc::Rc;

use palier::open::error::Origin;
use palier::state::host::{HostChoice, Locks};
use palier::state::model::{Model, Route};
use palier::state::msg::{Choice, Msg};
use palier::ui::handed::order::Order;
use palier::ui::handed::outline::{Outline, sentence};
use palier::ui::laid::Laid;
use palier::ui::sheet::diary::weeks;
use palier_engine::beside::today::{NoDose, TakenOn};
use palier_engine::book::protocol::View;
use palier_engine::book::statement::Prepared;
use palier_engine::exact::day::Day;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::outcome::{Outcome, Permit, Sheet};
use palier_engine::request::request::{Decision, Request};

use crate::person::{Person, book, day, plain, scenario, settings};

/// The reference request with every question answered, asked on 30 November 2026.
fn reference() -> Request {
    let opened = Person::new().does(Msg::Opened(Ok(Box::new(scenario("reference")))));
    opened.says_none_other().answer().request.clone()
}

/// A planner that holds it.
fn planned() -> Person {
    Person::new().does(Msg::Opened(Ok(Box::new(reference()))))
}

/// A planner on a day, with the reference request of 30 November opened by a link, for the person.
fn opened_on(today: &str) -> Person {
    let request = Request { view: Some(View::Patient), ..reference() };
    let settings = palier::state::host::Settings { today: Some(today.to_owned().into()), ..settings() };
    Person(Rc::new(Model::new(&settings))).does(Msg::Offered(Origin::Link, Box::new(request)))
}

/// The dose that the person reads on the day of today, or why there is none.
fn read_today(person: &Person) -> String {
    let model = &person.0;
    let answer = model.followed().expect("today is known");
    let outcome = answer.outcome().expect("the book is whole");
    let dose = |it: &palier_engine::course::Step| plain(&it.daily().expect("a dose").write(Lang::FR));
    match outcome.on(model.today.expect("a day"), !model.held_by().is_empty()) {
        Err(why) => format!("{why:?}"),
        Ok(on) => match on.taken {
            TakenOn::NotBegun { days_left, .. } => format!("in {days_left} days"),
            TakenOn::Dose { step, .. } => dose(step),
            TakenOn::IfMet { rise, .. } => format!("{} or {}", dose(rise.to), dose(rise.from)),
            TakenOn::Pause { .. } => "pause".to_owned(),
            TakenOn::Stopped { .. } => "stopped".to_owned(),
            TakenOn::Over { .. } => "over".to_owned(),
        },
    }
}

#[test]
fn a_link_for_the_person_shows_the_dose_of_each_day_of_the_plan_that_was_made() {
    for (today, expected) in [
        ("2026-11-30", "in 7 days"),
        ("2026-12-06", "in 1 days"),
        ("2026-12-07", "1,5 mg"),
        ("2026-12-20", "1,5 mg"),
        ("2026-12-21", "2 mg or 1,5 mg"),
        ("2026-12-22", "2 mg"),
        ("2027-01-04", "2,5 mg or 2 mg"),
        ("2027-01-18", "3 mg or 2,5 mg"),
        ("2027-02-28", "3 mg"),
        ("2027-03-01", "over"),
        // The book has expired: what it says is no longer to be followed.
        ("2028-11-23", "Refused"),
    ] {
        let person = opened_on(today);
        assert_eq!(person.0.route(), Route::Patient);
        assert_eq!(read_today(&person), expected, "{today}");
    }
}

/// A plan is never dated back: a professional who opens it later is asked for a new first day.
#[test]
fn a_plan_under_way_is_for_who_follows_it_and_a_new_one_waits_for_its_first_day() {
    let person = opened_on("2026-12-22");
    assert!(matches!(person.0.followed().and_then(|it| it.outcome()), Some(Outcome::Planned { .. })));
    assert!(matches!(person.outcome(), Outcome::Pending { .. }));
    let professional = person.does(Msg::ViewChosen(View::Professional));
    assert!(matches!(professional.0.followed().and_then(|it| it.outcome()), Some(Outcome::Pending { .. })));
    assert_eq!(professional.0.route(), Route::Planner);
}

#[test]
fn what_was_changed_since_is_no_plan_under_way() {
    let person = opened_on("2026-12-22");
    let changed = person.does(Msg::MedicineAdded { name: "paracétamol".into(), chosen: None });
    assert_eq!(read_today(&changed), "Waits");
    let other = opened_on("2026-12-22").does(Msg::Chose(Choice::Drug("pregabalin".into())));
    assert_eq!(read_today(&other), "Waits");
    let erased = opened_on("2026-12-22").does(Msg::Erased);
    assert_ne!(read_today(&erased), "2 mg");
}

/// Tramadol taken since: what forbids a plan takes its dose away on the day it is known.
#[test]
fn what_is_refused_now_has_no_dose_however_it_began() {
    let mut request = reference();
    request.medicines.push(palier_engine::person::medicine::Medicine { name: "tramadol".into(), ..Default::default() });
    let person = opened_on("2026-12-22").does(Msg::Offered(Origin::Link, Box::new(request)));
    assert_eq!(read_today(&person), format!("{:?}", NoDose::Refused));
}

#[test]
fn a_draft_and_an_unread_caution_have_no_dose() {
    let draft = Request {
        treatment: palier_engine::request::request::Treatment { start: None, ..reference().treatment },
        ..reference()
    };
    let person = opened_on("2026-12-07").does(Msg::Offered(Origin::Link, Box::new(draft)));
    assert_eq!(read_today(&person), "Waits");
    let mut unread = reference();
    unread
        .medicines
        .push(palier_engine::person::medicine::Medicine { name: "moclobémide".into(), ..Default::default() });
    let person = opened_on("2026-12-07").does(Msg::Offered(Origin::Link, Box::new(unread)));
    assert_eq!(read_today(&person), "Unread");
}

/// The reference person, who takes valproate: lamotrigine begins every other day. All that asks to be read was read.
fn every_other_day() -> Request {
    let mut request = reference();
    let book = book();
    let drug = book.drug("lamotrigine").expect("in the book");
    request.treatment.drug = drug.id.clone();
    request.treatment.indication = Some("neuropathic-poststroke".into());
    request.treatment.protocol = None;
    request.treatment.target = None;
    request.treatment.supplies = drug.handed_over(request.region, false).cloned().collect();
    request.medicines =
        vec![palier_engine::person::medicine::Medicine { name: "acide valproïque".into(), ..Default::default() }];
    let person = Person::new().does(Msg::Opened(Ok(Box::new(request)))).says_none_other();
    let mut request = person.answer().request.clone();
    let found = &person.outcome().assessment().expect("assessed").findings;
    let read = found.iter().filter(|it| it.unacknowledged).map(|it| Decision {
        about: it.key.clone(),
        by: "Dr Martin".into(),
        on: day("2026-11-30"),
        reason: String::new(),
    });
    request.acknowledgements = read.collect();
    request
}

#[test]
fn a_day_between_two_doses_has_none() {
    let request = Request { view: Some(View::Patient), ..every_other_day() };
    for (today, expected) in
        [("2026-12-07", "25 mg"), ("2026-12-08", "pause"), ("2026-12-09", "25 mg"), ("2026-12-20", "pause")]
    {
        let settings = palier::state::host::Settings { today: Some(today.to_owned().into()), ..settings() };
        let opened = Msg::Offered(Origin::Link, Box::new(request.clone()));
        assert_eq!(read_today(&Person(Rc::new(Model::new(&settings))).does(opened)), expected, "{today}");
    }
}

/// The diary on paper: a line is of one step and one week of it, and no day of a dose is missing or twice.
#[test]
fn the_diary_has_each_day_of_a_dose_once_and_no_other() {
    let alternate = Person::new().does(Msg::Opened(Ok(Box::new(every_other_day()))));
    for person in [planned(), alternate] {
        let laid = Laid::of(person.answer()).expect("a plan");
        let weeks = weeks(&laid);
        let written: Vec<(usize, Day)> =
            weeks.iter().flat_map(|week| week.days.iter().map(|it| (week.step, *it))).collect();
        let mut taken = Vec::new();
        for (at, step) in laid.course.steps.iter().enumerate() {
            let days = step.first_day.to(step.last_day());
            taken.extend(days.step_by(usize::from(step.every_days)).map(|it| (at, it)));
        }
        assert_eq!(written, taken);
        for week in &weeks {
            let first = laid.course.steps[week.step].first_day;
            let number = |it: &Day| it.since(first) / 7;
            assert!(week.days.iter().all(|it| number(it) == number(&week.days[0])), "{week:?}");
        }
    }
}

#[test]
fn a_file_keeps_its_reader_and_the_day_of_a_plan_that_was_not_changed() {
    let saved = opened_on("2026-12-22").does(Msg::SaveAsked).0.saved.clone().expect("it can be saved");
    assert_eq!((saved.today, saved.view), (day("2026-11-30"), Some(View::Patient)));
    let again = opened_on("2027-01-05").does(Msg::Offered(Origin::File, Box::new((*saved).clone())));
    assert_eq!(read_today(&again), "2,5 mg");
    let professional = planned().does(Msg::SaveAsked).0.saved.clone().expect("it can be saved");
    assert_eq!((professional.today, professional.view), (day("2026-11-30"), None));
}

#[test]
fn what_the_host_keeps_no_switch_and_no_file_changes() {
    let lock = |names: &'static str| Msg::HostChose(HostChoice::Lock(Some(names.into())));
    let person = opened_on("2026-12-22").does(lock("view lang"));
    assert_eq!(person.0.locks, Locks { view: true, lang: true });
    let person = person
        .does(Msg::ViewChosen(View::Professional))
        .does(Msg::DossierOpened(true))
        .does(Msg::LanguageChosen(Tongue::En))
        .does(Msg::Opened(Ok(Box::new(Request { view: Some(View::Professional), ..reference() }))));
    assert_eq!((person.0.view, person.0.route(), person.0.tongue), (View::Patient, Route::Patient, Tongue::Fr));
    // The host itself changes what it keeps.
    let person = person.does(Msg::HostChose(HostChoice::View(Some("pharmacist".into()))));
    assert_eq!(person.0.route(), Route::Pharmacist);
    let free = person.does(Msg::HostChose(HostChoice::Lock(None))).does(Msg::ViewChosen(View::Professional));
    assert_eq!(free.0.route(), Route::Planner);
    // Another word locks nothing.
    assert_eq!(opened_on("2026-12-22").does(lock("views language")).0.locks, Locks::default());
}

#[test]
fn the_person_has_the_form_only_where_they_open_it() {
    let person = opened_on("2026-12-22").does(Msg::DossierOpened(true));
    assert_eq!(person.0.route(), Route::Planner);
    assert_eq!(person.does(Msg::DossierOpened(false)).0.route(), Route::Patient);
}

#[test]
fn the_pharmacist_prints_what_is_planned_and_no_draft() {
    let planned = planned();
    for sheet in [Sheet::Patient, Sheet::Pharmacy] {
        assert_eq!(planned.outcome().permit(sheet, View::Pharmacist), Permit::Granted);
    }
    let draft = planned.types(palier::form::field::Field::LiverDay, "");
    assert!(draft.outcome().course().is_some());
    for sheet in [Sheet::Patient, Sheet::Pharmacy] {
        assert_eq!(draft.outcome().permit(sheet, View::Pharmacist), Permit::Nothing);
    }
}

fn order(person: &Person) -> Order {
    let request = &person.answer().request;
    let laid = Laid::of(person.answer()).expect("a plan");
    Order::of(&laid, book().drug(&request.treatment.drug), request.region, Lang::FR)
}

#[test]
fn an_order_counts_what_is_compounded_in_one_line() {
    let order = order(&planned());
    assert_eq!(plain(&order.sentence), "126 gélules en 3 lots : 0,5 mg, 1,5 mg et 3 mg, 210 mg en tout");
    assert_eq!(order.prepared, [Prepared::Capsules; 3]);
    let heads: Vec<String> = order.columns.iter().map(|it| plain(&it.head)).collect();
    assert_eq!(heads, ["Gélules de 0,5 mg", "Gélules de 1,5 mg", "Gélules de 3 mg"]);
    assert!(order.columns.iter().all(|it| it.boxes.is_empty()), "nobody sells them in boxes");
    let figures: Vec<Vec<&str>> =
        order.rows.iter().map(|row| row.cells.iter().map(|it| it.figures.as_str()).collect()).collect();
    assert_eq!(figures, [["14", "28", "0"], ["28", "14", "14"], ["0", "0", "28"], ["42", "42", "42"]]);
}

/// Every strength that is sold may be handed over; what the plan does not take has no column.
#[test]
fn an_order_of_what_is_sold_has_no_empty_column_and_counts_its_boxes() {
    let mut request = reference();
    let book = book();
    let drug = book.drug("pregabalin").expect("in the book");
    request.treatment.drug = drug.id.clone();
    request.treatment.indication = Some("neuropathic-peripheral".into());
    request.treatment.protocol = None;
    request.treatment.target = None;
    request.treatment.supplies = drug.handed_over(request.region, false).cloned().collect();
    let person = Person::new().does(Msg::Opened(Ok(Box::new(request)))).says_none_other();
    assert!(person.outcome().course().is_some(), "{:?}", person.outcome());
    let order = order(&person);
    assert!(!order.columns.is_empty() && order.columns.len() < 7, "{order:?}");
    assert_eq!(order.prepared, [], "nothing is compounded");
    let totals = order.rows.last().expect("a total");
    for (column, cell) in order.columns.iter().zip(&totals.cells) {
        assert_ne!(cell.figures, "0", "{}", column.head);
        assert!(plain(&column.boxes).contains("boîte"), "{column:?}");
    }
}

/// The first day of each step and the last day are in the drawing, whatever room there is.
#[test]
fn no_date_of_a_stair_is_left_out_and_none_stands_in_another() {
    let laid = Laid::of(planned().answer()).expect("a plan");
    for width in [320, 400, 660] {
        let drawn = Outline::lay(&laid, Some(Day::new(16)), (width, 92), Lang::FR);
        let dates: Vec<String> = drawn.dates.iter().map(|it| plain(&it.text)).collect();
        assert_eq!(dates, ["7 déc.", "21 déc.", "4 janv.", "18 janv.", "28 févr."], "{width}");
        for (at, one) in drawn.dates.iter().enumerate() {
            let meets = drawn.dates[..at].iter().any(|it| it.y == one.y && (it.x - one.x).abs() < 40);
            assert!(!meets, "{width}: {one:?}");
        }
        assert!(drawn.today.is_some());
    }
    assert_eq!(
        plain(&sentence(&laid, Lang::FR)),
        "Dose par jour : 1,5 mg du 7 au 20 décembre 2026, 2 mg du 21 décembre 2026 au 3 janvier 2027, \
         2,5 mg du 4 au 17 janvier 2027, 3 mg du 18 janvier au 28 février 2027."
    );
}

/// A number that is dialled stands in the text that asks for it, in every language.
#[test]
fn every_number_to_call_is_named_by_its_text() {
    let book = book();
    let statements = &book.whole().expect("all of it").book().statements;
    let mut calls = 0;
    for it in statements {
        for number in &it.calls {
            calls += 1;
            assert!(number.bytes().all(|it| it.is_ascii_digit()), "{}", it.id);
            for lang in [Lang::FR, Lang::EN] {
                let words: Vec<&str> = it.text.get(lang).split(|it: char| !it.is_ascii_digit()).collect();
                assert!(words.contains(&number.as_str()), "{} does not name {number}", it.id);
            }
        }
    }
    assert!(calls > 20, "{calls}");
}
