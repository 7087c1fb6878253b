//! What people take away of a way down: the page and the paper of who follows it, and of who hands it over.

use std::rc::Rc;

use palier::open::error::Origin;
use palier::state::host::{HostChoice, Settings};
use palier::state::model::{Model, Route};
use palier::state::msg::Msg;
use palier::ui::handed::order::Order;
use palier::ui::laid::Laid;
use palier::ui::outcome::copied::plan_text;
use palier::ui::outcome::schedule::rows;
use palier::ui::sheet::diary::weeks;
use palier_engine::book::place::{Moment, Region};
use palier_engine::book::protocol::View;
use palier_engine::book::supply::Supply;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::logic::truth::Truth;
use palier_engine::outcome::{Outcome, Permit, Sheet};
use palier_engine::request::request::{Decision, Ongoing, Purpose, Request, TaperAsked, UnitsHeld, Why};
use palier_engine::request::taken::TakenNow;
use palier_engine::words::units::write_amount;

use crate::person::{Person, book, day, plain, scenario, settings};

/// A drug, a region, and what is taken of it at each moment.
type Taken = (&'static str, Region, &'static [(Moment, &'static str)]);

/// What is taken of each drug of the book where a way down begins: nortriptyline is not sold in France.
const TAKEN: [Taken; 12] = [
    ("pregabalin", Region::FR, &[(Moment::Morning, "300 mg"), (Moment::Evening, "300 mg")]),
    ("gabapentin", Region::FR, &[(Moment::Morning, "600 mg"), (Moment::Noon, "600 mg"), (Moment::Evening, "600 mg")]),
    ("carbamazepine", Region::FR, &[(Moment::Morning, "400 mg"), (Moment::Evening, "400 mg")]),
    ("oxcarbazepine", Region::FR, &[(Moment::Morning, "600 mg"), (Moment::Evening, "600 mg")]),
    ("lamotrigine", Region::FR, &[(Moment::Morning, "100 mg"), (Moment::Evening, "100 mg")]),
    ("amitriptyline", Region::FR, &[(Moment::Bedtime, "50 mg")]),
    ("nortriptyline", Region::US, &[(Moment::Bedtime, "50 mg")]),
    ("duloxetine", Region::FR, &[(Moment::Morning, "60 mg")]),
    ("venlafaxine", Region::FR, &[(Moment::Morning, "225 mg")]),
    ("tramadol", Region::FR, &[(Moment::Morning, "100 mg"), (Moment::Evening, "100 mg")]),
    ("naltrexone-50", Region::FR, &[(Moment::Morning, "50 mg")]),
    ("naltrexone-ldn", Region::FR, &[(Moment::Bedtime, "4.5 mg")]),
];

/// Somebody who takes a drug and comes down from 7 December 2026: all is answered, and what must be read was.
fn asked(drug: &str, change: impl Fn(&mut Request)) -> Request {
    let (_, region, now) = TAKEN.iter().find(|it| it.0 == drug).expect(drug);
    let mut request = scenario("reference");
    request.region = *region;
    request.medicines.clear();
    let book = book();
    let of = book.drug(drug).expect(drug);
    let treatment = &mut request.treatment;
    (treatment.drug, treatment.indication, treatment.protocol, treatment.target) = (drug.to_owned(), None, None, None);
    let prolonged = ["venlafaxine", "tramadol"].contains(&drug);
    treatment.supplies = of.handed_over(*region, prolonged).take(12).cloned().collect();
    let now = now.iter().map(|(moment, dose)| TakenNow { moment: *moment, dose: dose.parse().expect("a dose") });
    treatment.purpose = Some(Purpose::Taper(TaperAsked::default()));
    let since = Some("2024-05".parse().expect("a month"));
    treatment.standing = Ongoing { now: now.collect(), since, ..Ongoing::default() };
    let whole = book.whole().expect("all of it").book();
    request.patient.answers = whole.questions.iter().map(|it| (it.id.clone(), Truth::No)).collect();
    change(&mut request);
    let person = opened(&request);
    let findings = person.outcome().assessment().map(|it| it.findings.as_slice()).unwrap_or_default();
    let read = findings.iter().filter(|it| it.unacknowledged).map(|it| Decision {
        about: it.key.clone(),
        by: "Dr Martin".into(),
        on: day("2026-11-30"),
        reason: String::new(),
    });
    request.acknowledgements = read.collect();
    request
}

fn opened(request: &Request) -> Person {
    Person::new().does(Msg::Opened(Ok(Box::new(request.clone()))))
}

/// A link for a reader, opened on a day.
fn link(request: &Request, view: View, today: &str) -> Person {
    let request = Request { view: Some(view), ..request.clone() };
    let settings = Settings { today: Some(today.to_owned().into()), ..settings() };
    Person(Rc::new(Model::new(&settings))).does(Msg::Offered(Origin::Link, Box::new(request)))
}

/// What is read in some HTML: no mark, no place where a line may break.
fn text(html: &str) -> String {
    let mut text = String::new();
    for (at, piece) in html.split('<').enumerate() {
        let (mark, rest) = if at == 0 { ("", piece) } else { piece.split_once('>').expect("each mark ends") };
        let inline = ["span", "/span", "b", "/b", "sup", "/sup", "abbr", "/abbr", "strong", "/strong", "i", "/i"];
        if !inline.contains(&mark.split(' ').next().unwrap_or_default()) {
            text.push(' ');
        }
        text += rest;
    }
    let text = text.replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&").replace("&gt;", ">");
    plain(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What follows an element that bears a mark, up to the first end after it.
fn part<'a>(html: &'a str, mark: &str, end: &str) -> &'a str {
    let from = html.find(mark).unwrap_or_else(|| panic!("{mark} is not there: {html}"));
    let rest = html[from..].split_once('>').expect("each mark ends").1;
    &rest[..rest.find(end).expect("it ends")]
}

/// Elements that hold nothing and are in sight.
fn empty_boxes(html: &str) -> Vec<String> {
    const BOXES: [&str; 12] = ["p", "h1", "h2", "h3", "li", "ul", "th", "td", "section", "summary", "dd", "small"];
    let (mut open, mut empty): (Vec<(String, bool, bool)>, _) = (Vec::new(), Vec::new());
    for piece in html.split('<').skip(1) {
        let (mark, rest) = piece.split_once('>').expect("each mark ends");
        let name = mark.split([' ', '/']).find(|it| !it.is_empty()).unwrap_or_default();
        if mark.starts_with('/') {
            // The end of what it is a part of.
            let Some((name, hidden, filled)) = open.pop() else { break };
            if !hidden && !filled && BOXES.contains(&name.as_str()) {
                empty.push(name);
            }
            if let Some(parent) = open.last_mut() {
                // What is not seen fills nothing.
                parent.2 |= filled && !hidden;
            }
        } else if ["input", "br", "hr", "img"].contains(&name) {
            if let Some(parent) = open.last_mut() {
                parent.2 = true;
            }
        } else {
            let hidden = mark.split(' ').any(|it| it == "hidden" || it.starts_with("hidden="))
                || open.last().is_some_and(|it| it.1);
            open.push((name.to_owned(), hidden, false));
        }
        if let Some(last) = open.last_mut() {
            last.2 |= !rest.trim().is_empty();
        }
    }
    empty
}

/// The sheet at the printer, its diary apart: there, boxes are to be filled in by hand.
fn sheet(person: &Person, sheet: Sheet) -> (String, String) {
    let person = Person(person.0.clone()).does(Msg::PrintAsked(sheet));
    assert_eq!(person.0.printing, Some(sheet));
    let page = person.page();
    let paper = part(&page, "class=\"paper\"", "<footer").to_owned();
    let diary = paper.match_indices("<table class=\"dia").map(|(at, _)| part(&paper[at..], "<table", "</table>"));
    let diary: String = diary.collect();
    let mut rest = paper.clone();
    while let Some(from) = rest.find("<table class=\"dia") {
        let to = from + rest[from..].find("</table>").expect("it ends") + "</table>".len();
        rest.replace_range(from..to, "");
    }
    (rest, diary)
}

/// What is taken in each step, in words made of the engine's own units: never of what the page writes.
fn units(laid: &Laid, lang: Lang) -> Vec<Vec<String>> {
    let amount = |it: &palier_engine::book::supply::Taken| {
        plain(&write_amount(it, it.supply.of(&laid.supplies).expect("in the list"), lang))
    };
    let of = |it: &palier_engine::course::Step| {
        it.intakes.iter().flat_map(|it| it.units.iter().map(amount)).collect::<Vec<_>>()
    };
    laid.course.steps.iter().map(of).collect()
}

#[test]
fn every_drug_has_both_pages_and_both_sheets_in_each_language_and_no_box_is_empty() {
    for (drug, ..) in TAKEN {
        let request = asked(drug, |_| ());
        for tongue in [Tongue::Fr, Tongue::En] {
            let says = |person: Person| person.does(Msg::LanguageChosen(tongue));
            let person = says(link(&request, View::Pharmacist, "2026-12-08"));
            let lang = person.0.lang();
            let answer = person.0.followed().expect("today is known");
            let laid = Laid::of(answer).unwrap_or_else(|| panic!("{drug}: {:#?}", answer.outcome()));
            assert_eq!(laid.course.steps.len(), laid.falls().count(), "{drug}: a step for each cut");
            let pages = [
                says(link(&request, View::Patient, "2026-12-08")),
                says(link(&request, View::Pharmacist, "2026-12-08")),
            ];
            for page in &pages {
                let html = page.page();
                let route = part(&html, "-route\"", "<footer");
                assert_eq!(empty_boxes(route), [""; 0], "{drug}, {tongue:?}, {:?}: {route}", page.0.view);
            }
            let printed = [sheet(&person, Sheet::Patient), sheet(&person, Sheet::Pharmacy)];
            for (paper, _) in &printed {
                let pages = paper.matches("class=\"page\"").count();
                let short = ["venlafaxine", "pregabalin", "naltrexone-ldn"].contains(&drug);
                assert!(pages > 0 && (pages <= 2 || !short), "{drug}, {tongue:?}: {pages} pages: {}", text(paper));
                assert_eq!(empty_boxes(paper), [""; 0], "{drug}, {tongue:?}: {paper}");
            }
            let diary = text(&printed[0].1);
            let read: Vec<String> = printed.iter().map(|it| text(&it.0)).chain([text(&pages[1].page())]).collect();
            for (row, units) in rows(&laid, lang).iter().zip(units(&laid, lang)) {
                for (at, read) in read.iter().enumerate() {
                    // The page says the days in full, paper in short.
                    let when = plain(if at < 2 { &row.short } else { &row.when });
                    let of_step = read.split_once(&when).unwrap_or_else(|| panic!("{drug}: {when}: {read}")).1;
                    for unit in &units {
                        let first = of_step.find(unit).unwrap_or_else(|| panic!("{drug}: {unit}: {of_step}"));
                        assert!(first < 400, "{drug}: {unit} stands far from {when}: {of_step}");
                    }
                }
            }
            assert!(weeks(&laid).iter().all(|it| !it.days.is_empty()) && diary.contains("0 "), "{drug}: {diary}");
            for note in laid.descent.iter().flat_map(|it| &it.notes) {
                use palier_engine::book::taper::NoteKind as Kind;
                let of_patient = matches!(
                    note.kind,
                    Kind::Conduct | Kind::Expect | Kind::Return | Kind::Contact | Kind::Diary | Kind::AtOnce
                );
                let paper = &read[usize::from(!of_patient)];
                assert!(paper.contains(&plain(&note.text)), "{drug}: {}: {paper}", note.id);
            }
        }
    }
}

#[test]
fn the_units_of_each_step_make_its_dose() {
    for (drug, ..) in TAKEN {
        let person = opened(&asked(drug, |_| ()));
        let laid = Laid::of(person.answer()).expect(drug);
        for step in &laid.course.steps {
            let made: u64 = (step.intakes.iter().flat_map(|it| &it.units))
                .map(|it| {
                    use palier_engine::book::supply::Amount;
                    let strength =
                        u64::from(it.supply.of(&laid.supplies).expect("in the list").strength().micrograms());
                    match it.amount {
                        Amount::Halves(count) => strength * u64::from(count) / 2,
                        Amount::Drops(count) => strength * u64::from(count),
                        Amount::Volume(volume) => strength * u64::from(volume.microlitres()) / 1000,
                    }
                })
                .sum();
            assert_eq!(made, step.daily().map_or(0, |it| it.micrograms().into()), "{drug}: {step:?}");
        }
    }
}

/// What the person reads first.
fn read_today(person: &Person) -> String {
    text(part(&person.page(), "data-testid=\"today\"", "</section>"))
}

/// Typed from the dossier: 150, 75, 37.5 mg, a week each (vector 2), then contact 14 to 28 days after the last cut (G10).
#[test]
fn a_link_for_the_person_says_the_dose_of_the_day_the_next_cut_and_who_asks_after_the_last() {
    let request = asked("venlafaxine", |_| ());
    for (today, said, next) in [
        (
            "2026-11-30",
            "La dose que vous prenez déjà Venlafaxine La baisse commence le lundi 7 décembre 2026, dans 7 jours. Jusque-là, continuez ce que vous prenez.",
            Some(("Lundi 7 décembre 2026 : 150 mg", "225 mg")),
        ),
        (
            "2026-12-06",
            "dans 1 jour. Jusque-là, continuez ce que vous prenez.",
            Some(("Lundi 7 décembre 2026 : 150 mg", "225 mg")),
        ),
        ("2026-12-07", "150 mg Venlafaxine", Some(("Lundi 14 décembre 2026 : 75 mg", "150 mg"))),
        ("2026-12-13", "150 mg Venlafaxine", Some(("Lundi 14 décembre 2026 : 75 mg", "150 mg"))),
        ("2026-12-14", "75 mg Venlafaxine", Some(("Lundi 21 décembre 2026 : 37,5 mg", "75 mg"))),
        ("2026-12-27", "37,5 mg Venlafaxine", Some(("Lundi 28 décembre 2026 : plus aucune prise", "37,5 mg"))),
        ("2026-12-28", "Ce médicament n’est plus pris : la dernière prise était le dimanche 27 décembre 2026.", None),
        ("2027-03-01", "Quelqu’un demande comment cela va : du 10 au 24 janvier 2027.", None),
    ] {
        let person = link(&request, View::Patient, today);
        assert_eq!(person.0.route(), Route::Patient);
        let read = read_today(&person);
        assert!(read.contains(said), "{today}: {read}");
        let page = person.page();
        let card = part(&page, "data-testid=\"next-cut\"", "</section>");
        match next {
            Some((line, stay)) => {
                let hold = format!(
                    "Si les signes sont pénibles, restez à {stay} : un palier peut toujours durer plus longtemps."
                );
                assert!(text(card).contains(line) && text(card).contains(&hold), "{today}: {}", text(card));
            }
            None => assert_eq!(card, "", "{today}"),
        }
        // Whoever stayed longer is a step behind the calendar.
        let behind = "Si vous prenez encore la dose d’avant, gardez-la";
        assert_eq!(read.contains(behind), page.contains("data-testid=\"dose\""), "{today}: {read}");
        let whole = text(part(&page, "data-testid=\"patient-route\"", "<footer"));
        assert!(whole.contains("Ne jamais doubler une prise oubliée"), "{today}: {whole}");
        // Nobody on a way down is told to stop.
        assert!(whole.contains("Appeler et demander de l’aide") && !whole.contains("Arrêter et"), "{today}: {whole}");
    }
}

/// Who takes it already is never told of a day without a dose: before the plan it is the dose they take.
#[test]
fn who_goes_on_keeps_the_dose_they_take_until_the_plan_begins() {
    let request = asked("naltrexone-ldn", |it| {
        let strength = "4.5 mg".parse().expect("a dose");
        it.treatment.supplies = vec![Supply::Capsule { strength, prolonged: false, keeps_days: None }];
        it.treatment.purpose = Some(Purpose::Continue);
    });
    for (today, said) in [
        (
            "2026-11-30",
            "La dose que vous prenez déjà Naltrexone à faible dose Ce plan commence le lundi 7 décembre 2026, dans 7 jours. Jusque-là, gardez la dose que vous prenez.",
        ),
        ("2026-12-07", "4,5 mg"),
    ] {
        let read = read_today(&link(&request, View::Patient, today));
        assert!(read.contains(said), "{today}: {read}");
        assert!(!read.contains("Pas de dose"), "{today}: {read}");
    }
}

#[test]
fn a_way_down_to_a_dose_ends_at_it_and_asks_what_is_taken_now() {
    let request = asked("venlafaxine", |it| {
        if let Some(Purpose::Taper(taper)) = &mut it.treatment.purpose {
            taper.to = Some("75 mg".parse().expect("a dose"));
        }
    });
    let last = Laid::of(opened(&request).answer()).and_then(|it| it.date(it.course.last_day)).expect("dated");
    let within = read_today(&link(&request, View::Patient, &last.to_string()));
    assert!(within.contains("75 mg Venlafaxine"), "{within}");
    let after = read_today(&link(&request, View::Patient, "2027-06-01"));
    assert!(after.contains("Pas de dose aujourd’hui") && after.contains("N’arrêtez rien de vous-même."), "{after}");
    assert!(!after.contains("n’est plus pris"), "{after}");
}

/// Nothing that could be taken for a dose stands where none may be told.
#[test]
fn no_dose_is_told_while_it_waits_is_refused_or_unread() {
    let whole = asked("venlafaxine", |_| ());
    let undated = asked("venlafaxine", |it| it.treatment.start = None);
    let now = asked("venlafaxine", |it| {
        if let Some(Purpose::Taper(taper)) = &mut it.treatment.purpose {
            taper.why = Some(Why::AtOnce("TPR-VEN-NOW".to_owned()));
        }
    });
    let pregnant = asked("venlafaxine", |it| {
        it.patient.answers.insert("pregnant".to_owned(), Truth::Yes);
    });
    let unread = asked("naltrexone-ldn", |it| {
        it.medicines
            .push(palier_engine::person::medicine::Medicine { name: "phénelzine".into(), ..Default::default() });
    });
    let unread = Request { acknowledgements: Vec::new(), ..unread };
    assert_eq!(opened(&unread).outcome().permit(Sheet::Patient, View::Professional), Permit::Unread, "it must be read");
    for (name, request, today, said) in [
        (
            "undated",
            &undated,
            "2026-12-08",
            "Cette baisse attend encore une réponse, une date ou une décision. Ne changez pas de dose de vous-même : demandez aujourd’hui.",
        ),
        ("pregnant", &pregnant, "2026-12-01", "Cette baisse attend encore"),
        ("unread", &unread, "2026-12-01", "Une précaution doit d’abord être lue par un professionnel."),
        (
            "the book has expired",
            &whole,
            "2028-11-23",
            "Cette baisse ne peut pas être montrée. Ne changez pas de dose de vous-même : demandez aujourd’hui.",
        ),
        (
            "a reason to stop at once",
            &now,
            "2026-12-01",
            "Appelez maintenant, et ne prenez pas la prochaine dose avant d’avoir parlé à quelqu’un.",
        ),
    ] {
        for view in [View::Patient, View::Pharmacist] {
            let person = link(request, view, today);
            let html = person.page();
            let route = part(&html, "-route\"", "<footer");
            let sight = text(route);
            for dose in ["150 mg", "37,5 mg", "gélule de", "gélules de"] {
                assert!(!sight.contains(dose), "{name}, {view:?}: {dose}: {sight}");
            }
            assert!(
                !route.contains("class=\"stair\"") && !route.contains("data-testid=\"dose\""),
                "{name}, {view:?}: {route}"
            );
            if view == View::Patient {
                let read = read_today(&person);
                assert!(read.contains("Pas de dose ici") && read.contains(said), "{name}: {read}");
                assert!(!read.contains("Ne commencez pas"), "{name}: {read}");
                assert_eq!(read.contains("N’arrêtez rien"), name != "a reason to stop at once", "{name}: {read}");
            }
            for sheet in [Sheet::Patient, Sheet::Pharmacy] {
                let person = Person(person.0.clone()).does(Msg::PrintAsked(sheet));
                assert!(!person.page().contains("class=\"page\""), "{name}: {sheet:?}");
            }
        }
    }
}

#[test]
fn both_sheets_are_of_who_may_have_them() {
    let person = opened(&asked("pregabalin", |_| ()));
    assert!(matches!(person.outcome(), Outcome::Tapered { .. }));
    for (sheet, view, expected) in [
        (Sheet::Patient, View::Patient, Permit::Granted),
        (Sheet::Patient, View::Professional, Permit::Granted),
        (Sheet::Patient, View::Pharmacist, Permit::Granted),
        (Sheet::Pharmacy, View::Professional, Permit::Granted),
        (Sheet::Pharmacy, View::Pharmacist, Permit::Granted),
        (Sheet::Pharmacy, View::Patient, Permit::Nothing),
    ] {
        assert_eq!(person.outcome().permit(sheet, view), expected, "{sheet:?}, {view:?}");
    }
}

#[test]
fn a_locked_page_of_a_way_down_stays_what_it_is() {
    let request = asked("venlafaxine", |_| ());
    let person =
        link(&request, View::Patient, "2026-12-08").does(Msg::HostChose(HostChoice::Lock(Some("view".into()))));
    let person = person.does(Msg::ViewChosen(View::Professional)).does(Msg::DossierOpened(true));
    assert_eq!(person.0.route(), Route::Patient);
    assert!(read_today(&person).contains("150 mg Venlafaxine"), "{}", read_today(&person));
}

/// Venlafaxine from 225 mg: 150, 75 and 37.5 mg, seven days each.
#[test]
fn what_is_at_home_is_used_and_not_handed_over_again() {
    let at = |strength: &str, request: &Request| {
        let is =
            |it: &Supply| it.strength() == strength.parse().expect("a dose") && matches!(it, Supply::Capsule { .. });
        request.treatment.supplies.iter().position(is).expect("it is sold")
    };
    let plain_request = asked("venlafaxine", |_| ());
    let (small, large) = (at("37.5 mg", &plain_request), at("75 mg", &plain_request));
    let order = |units: Vec<UnitsHeld>| {
        let request = asked("venlafaxine", |it| {
            it.treatment.standing.units.clone_from(&units);
        });
        let person = opened(&request);
        let laid = Laid::of(person.answer()).expect("a way down");
        Order::of(&laid, book().drug("venlafaxine"), Region::FR, Lang::FR)
    };
    let table = |it: &Order| -> Vec<(String, Vec<String>)> {
        it.rows.iter().map(|row| (row.name.clone(), row.cells.iter().map(|it| plain(&it.figures)).collect())).collect()
    };
    let without = order(Vec::new());
    let some = order(vec![UnitsHeld { supply: small, count: 5 }, UnitsHeld { supply: large, count: 30 }]);
    assert_eq!(without.rows.len() + 2, some.rows.len(), "{:?}", table(&some));
    let (total, rest) = (table(&without).pop().expect("a total"), table(&some));
    let [home, wanted] = &rest[rest.len() - 2..] else { panic!("{rest:?}") };
    assert_eq!((home.0.as_str(), wanted.0.as_str()), ("Déjà à la maison", "À délivrer"));
    for ((all, home), wanted) in total.1.iter().zip(&home.1).zip(&wanted.1) {
        let number = |it: &String| it.parse::<u32>().expect("whole");
        assert_eq!(number(all), number(home) + number(wanted), "{rest:?}");
    }
    assert!(home.1.contains(&"5".to_owned()), "all five of 37.5 mg are used: {rest:?}");
    assert!(plain(&some.sentence).ends_with("en plus de ce qui est déjà à la maison"), "{}", some.sentence);
    let all = order(vec![UnitsHeld { supply: small, count: 500 }, UnitsHeld { supply: large, count: 500 }]);
    let held = table(&all);
    assert!(held.last().expect("a row").1.iter().any(|it| it == "0"), "{held:?}");
    // What is there of a strength that is never taken changes nothing.
    assert!(plain(&without.sentence).contains("en tout"), "{}", without.sentence);
}

#[test]
fn what_needs_no_units_hands_none_over() {
    let person = opened(&asked("naltrexone-ldn", |_| ()));
    let laid = Laid::of(person.answer()).expect("a way down");
    let order = Order::of(&laid, book().drug("naltrexone-ldn"), Region::FR, Lang::FR);
    assert_eq!((order.sentence.as_str(), order.columns.len()), ("Rien à délivrer", 0));
}

#[test]
fn the_record_holds_each_step_its_cut_and_who_asks() {
    let person = opened(&asked("venlafaxine", |_| ()));
    let copied = plain(&plan_text(&book(), person.answer(), Lang::FR).expect("a plan"));
    for line in [
        "Venlafaxine 225 mg → arrêt, du 7 au 28 décembre 2026",
        "- Du 14 au 20 décembre 2026 : 75 mg (1 gélule de 75 mg le matin), −75 mg, 50 %",
        "- Du 28 décembre 2026 au 24 janvier 2027 : Aucune prise, −37,5 mg, 100 %",
        "Quelqu’un demande comment cela va : du 10 au 24 janvier 2027.",
    ] {
        assert!(copied.contains(line), "{line}\n{copied}");
    }
}
