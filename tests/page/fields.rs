//! The table of the form, against the request that it makes: every row is read and written back, and what a request
//! holds has its row.

use std::collections::BTreeSet;

use palier::form::field::Field;
use palier::form::kind::Kind;
use palier::form::typed::Typed;
use palier::state::msg::{Choice, LineChange, Msg, SupplyChange};
use palier_engine::exact::bounds::Bounded;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::person::kidney::CreatinineUnit;
use palier_engine::person::liver::Severity3;
use palier_engine::person::typed::Tested;
use palier_engine::request::request::{Purpose, TaperAsked};
use serde_json::Value;

use crate::person::{Person, book, day, planner};

/// A text that the box of a field takes, as the form itself writes it.
fn sample(field: Field) -> String {
    match field.kind() {
        Kind::Choice => unreachable!("nothing is typed in it"),
        Kind::Words => "Dr Martin".to_owned(),
        Kind::Day => "07/12/2026".to_owned(),
        Kind::PastDay => "01/09/2026".to_owned(),
        Kind::When | Kind::Begun => "2026-01".to_owned(),
        Kind::Number(_, None) => "68".to_owned(),
        // Without a limit of its own: it has that of the box beside it.
        Kind::LiverTest(Tested::Enzyme, _) => "25 UI/L".to_owned(),
        Kind::LiverTest(Tested::Bilirubin, _) => "12 (N<17)".to_owned(),
        Kind::Number(_, Some(it)) | Kind::Whole(_, it) => it.quantity().bounds().most.write_typed(Lang::FR),
    }
}

/// Someone of whom every choice is made that a box needs beside it, and one line of each list is there.
fn with_every_box() -> Person {
    let chosen = [
        Choice::CreatinineUnit(CreatinineUnit::MicromolPerLitre),
        Choice::Ascites(Some(Severity3::None)),
        Choice::Encephalopathy(Some(Severity3::Mild)),
        Choice::Purpose(Some(Purpose::Taper(TaperAsked::default()))),
        Choice::Then(Some("pregabalin".into())),
    ];
    let ticked = SupplyChange::StrengthToggled("1.5 mg".parse().expect("a dose"));
    let supplies = [ticked, SupplyChange::StrengthAdded, SupplyChange::LiquidAdded, SupplyChange::DropsAdded];
    let done = chosen.map(Msg::Chose).into_iter().chain(supplies.map(Msg::SuppliesChanged)).chain([
        Msg::MedicineAdded { name: "sertraline".into(), chosen: None },
        Msg::MedicineChanged(0, LineChange::Stopped(true)),
    ]);
    done.fold(Person::new(), Person::does)
}

/// What a JSON value holds at a path such as `medicines[0].started`.
fn at<'a>(json: &'a Value, path: &str) -> Option<&'a Value> {
    path.split(['.', '[']).try_fold(json, |it, part| match part.strip_suffix(']') {
        Some(index) => it.get(index.parse::<usize>().ok()?),
        None => it.get(part),
    })
}

#[test]
fn every_row_is_read_stands_in_the_request_at_its_path_and_is_written_back() {
    let book = book();
    let parse = |form: &Typed| form.parse(&book, day("2026-11-30"), Tongue::Fr);
    // A name that waits to be added is complained of, and who answers is recorded with the answer.
    // Of the two boxes of a cut one is filled.
    let apart = [Field::NewMedicine, Field::AnsweredBy, Field::TaperShare];
    let typed = || Field::ALL.iter().copied().filter(|it| it.kind() != Kind::Choice && !apart.contains(it));
    let person = typed().fold(with_every_box(), |person, it| person.does(Msg::Typed(it, sample(it))));
    let parsed = parse(&person.0.form);
    assert_eq!(parsed.problems, []);
    let opened = Typed::from_request(&book, &parsed.request);
    let json = serde_json::to_value(&parsed.request).expect("a request is data");
    for field in typed() {
        assert_eq!(opened.text(field), sample(field), "{field:?}");
        // What stands in a list has its place there by what it is, not by its box.
        let lists = ["treatment.supplies", "treatment.standing.now", "treatment.standing.units"];
        let is_listed = |it: Bounded| lists.iter().any(|list| it.path().starts_with(list));
        let stands = at(&json, &field.path()).is_some() || field.kind().bounded().is_some_and(is_listed);
        assert!(stands, "`{}` is no path of a request", field.path());
        let emptied = Person(person.0.clone()).does(Msg::Typed(field, String::new()));
        assert_ne!(parse(&emptied.0.form).request, parsed.request, "{field:?} is read by nobody");
    }
    for field in apart {
        let person = Person::new().does(Msg::Typed(field, sample(field)));
        assert_eq!(person.0.form.text(field), sample(field));
    }
}

/// The paths of what a JSON value holds, with `[]` for the place in a list.
fn leaves(json: &Value, path: &str, found: &mut BTreeSet<String>) {
    match json {
        Value::Object(fields) => fields.iter().for_each(|(name, it)| {
            let dot = if path.is_empty() { "" } else { "." };
            leaves(it, &format!("{path}{dot}{name}"), found);
        }),
        Value::Array(items) => items.iter().for_each(|it| leaves(it, &format!("{path}[]"), found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            found.insert(path.to_owned());
        }
    }
}

/// What no box and no choice of the form is: what the host sets, the questions of the book, what is recorded, and what
/// a row stands for under another name; of a way down, what is kept as it came.
const OTHERWISE: [&str; 28] = [
    "version",
    "id",
    "today",
    "language",
    "region",
    "patient.answers.",
    "patient.none_of_these[].",
    "decisions[].",
    "acknowledgements[].",
    "patient.creatinine.value",
    "patient.liver.alt.",
    "patient.liver.ast.",
    "patient.liver.bilirubin.",
    "medicines[].name",
    "medicines[].chosen",
    "sessions[].",
    "measures[].",
    "check_ins[].",
    "treatment.standing.plan_since",
    "treatment.standing.stay_days",
    "treatment.supplies[].",
    "treatment.standing.now[].moment",
    "treatment.purpose.taper.cut.",
    "treatment.standing.units[].",
    "treatment.purpose.taper.acts[].",
    "treatment.purpose.taper.why.",
    "treatment.purpose.taper.then_with.supplies[].",
    "treatment.converted.",
];

#[test]
fn what_a_request_holds_is_a_row_of_the_table() {
    let book = book();
    let mut paths = BTreeSet::new();
    for drawn in 0..2000 {
        let request = crate::drawn::request(&mut crate::drawn::Lot::new(drawn), planner(&book).formulary());
        leaves(&serde_json::to_value(&request).expect("a request is data"), "", &mut paths);
    }
    let rows: BTreeSet<String> = (Field::ALL.iter())
        .flat_map(|it| [Some(it.path().replace("[0]", "[]")), it.kind().bounded().map(|it| it.path().to_owned())])
        .flatten()
        .collect();
    let without: Vec<&String> = paths
        .iter()
        .filter(|path| !rows.contains(path.trim_end_matches("[]")))
        .filter(|path| !OTHERWISE.iter().any(|it| path == it || (it.ends_with('.') && path.starts_with(it))))
        .collect();
    assert_eq!(without, Vec::<&String>::new());
    for supply in Bounded::ALL.iter().map(|it| it.path()).filter(|it| it.contains("supplies") && !it.contains("tablet"))
    {
        assert!(rows.contains(supply), "{supply} has no box");
    }
}
