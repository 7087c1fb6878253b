//! A person before the page: what is typed, chosen and pressed, without a browser.

use std::fs;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use yew::{LocalServerRenderer, Reducible};

use palier::form::complaint::Complaint;
use palier::form::field::Field;
use palier::state::answer::Answer;
use palier::state::book::Book;
use palier::state::checklist::Checklist;
use palier::state::host::Settings;
use palier::state::model::Model;
use palier::state::msg::{Choice, Msg, SupplyChange};
use palier::ui::page::{Page, PageProps};
use palier::ui::scene::Scene;
use palier_engine::exact::date::Date;
use palier_engine::exact::dose::Dose;
use palier_engine::logic::stated::Sex;
use palier_engine::outcome::Outcome;
use palier_engine::person::kidney::CreatinineUnit;
use palier_engine::request::request::Request;

pub fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

pub fn scenario(name: &str) -> Request {
    let path = format!("{}/tests/scenarios/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(&path).expect(&path)).expect(&path)
}

pub fn book() -> Book {
    thread_local! {
        static BOOK: Book = Book::new(palier_formulary::builtin());
    }
    BOOK.with(Clone::clone)
}

/// What a form is drawn from, before the rest of the book came.
pub fn opening() -> Book {
    Book::opening(palier_formulary::builtin().parted().0)
}

pub fn planner(book: &Book) -> &palier_engine::planner::Planner<'static> {
    book.planner().expect("the whole book")
}

pub fn settings() -> Settings {
    Settings {
        book: book(),
        lang: "fr".into(),
        drug: Some("naltrexone-ldn".into()),
        region: None,
        view: None,
        lock: None,
        keys: true,
        start: None,
        today: Some("2026-11-30".into()),
    }
}

/// A planner on 30 November 2026 to which things happen.
pub struct Person(pub Rc<Model>);

impl Person {
    pub fn new() -> Self {
        Self(Rc::new(Model::new(&settings())))
    }

    pub fn does(self, msg: Msg) -> Self {
        Self(self.0.reduce(msg))
    }

    pub fn types(self, field: Field, text: &str) -> Self {
        self.does(Msg::Typed(field, text.to_owned())).does(Msg::Left)
    }

    pub fn answer(&self) -> &Answer {
        self.0.answer.as_ref().expect("today is known")
    }

    pub fn outcome(&self) -> &Outcome {
        self.answer().outcome().expect("the book is whole")
    }

    /// The questions as they are put to them now.
    pub fn checklist(&self) -> Checklist {
        let not_applicable = self.answer().assessment().map(|it| it.not_applicable.as_slice()).unwrap_or_default();
        let form = &self.0.form;
        Checklist::of(
            &self.0.book,
            (&form.course.drug, form.course.is_down()),
            &form.answers,
            not_applicable,
            self.0.lang(),
        )
    }

    /// "None other", at the end of the list as it is shown now.
    pub fn says_none_other(self) -> Self {
        let open = self.checklist().open();
        self.does(Msg::AnsweredNone(open.into(), "patient".into()))
    }

    /// Capsules of these strengths and no others, whatever was proposed.
    pub fn takes(self, strengths: &[&str]) -> Self {
        let wanted: Vec<Dose> = strengths.iter().map(|it| it.parse().expect("a dose")).collect();
        let ticked = self.0.form.course.strengths.clone();
        let changed =
            wanted.iter().filter(|it| !ticked.contains(it)).chain(ticked.iter().filter(|it| !wanted.contains(it)));
        let toggle = |it: &Dose| Msg::SuppliesChanged(SupplyChange::StrengthToggled(*it));
        changed.map(toggle).fold(self, Self::does)
    }

    /// The reference person, typed into the form.
    pub fn fills_in_the_reference() -> Self {
        let chose = |choice| Msg::Chose(choice);
        Self::new()
            .types(Field::Age, "46")
            .does(chose(Choice::Sex(Some(Sex::Female))))
            .types(Field::Height, "168")
            .types(Field::Weight, "62")
            .types(Field::Creatinine, "68")
            .does(chose(Choice::CreatinineUnit(CreatinineUnit::MicromolPerLitre)))
            .types(Field::Alt, "0,6 N")
            .types(Field::Ast, "0.6 × N")
            .types(Field::LiverDay, "23/11/2026")
            .does(chose(Choice::Alcohol(Some(palier_engine::logic::stated::Alcohol::None))))
            .does(Msg::MedicineAdded { name: "sertraline".into(), chosen: None })
            .types(Field::Started(0), "01/2026")
            .types(Field::Start, "7/12/2026")
            .types(Field::Target, "3")
            .types(Field::Prescriber, "Dr Martin")
            .takes(&["0.5 mg", "1.5 mg", "3 mg"])
            .says_none_other()
    }

    /// The whole page, as it stands before them, without what its marks say to a style sheet.
    pub fn page(&self) -> String {
        let model = self.0.clone();
        let scene = Scene {
            lang: model.lang(),
            view: model.view,
            book: model.book.clone(),
            region: model.form.region,
            today: model.today,
            prefix: "p".into(),
            send: yew::Callback::noop(),
        };
        let props = PageProps { scene, model };
        let drawing = pin!(LocalServerRenderer::<Page>::with_props(props).hydratable(false).render());
        let Poll::Ready(html) = drawing.poll(&mut Context::from_waker(Waker::noop())) else {
            unreachable!("nothing is waited for");
        };
        html
    }

    pub fn problem(&self, field: Field) -> Option<&Complaint> {
        self.answer().problems.iter().find(|it| it.path == field.path()).map(|it| &it.complaint)
    }
}

pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}
