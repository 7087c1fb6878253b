//! The page in the language that nobody speaks: what it shows and says aloud comes out of a language file, or was typed.

#[path = "../../engine/languages/pseudo.rs"]
#[allow(dead_code, reason = "the build made the language; here texts of the book are made strange")]
mod pseudo;
#[path = "../../formulary/tests/book/strange_book.rs"]
mod strange_book;

use std::collections::BTreeSet;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::Promise;
use palier::state::book::Book;
use palier::state::host::Settings;
use palier::state::model::Model;
use palier::state::msg::Msg;
use palier::ui::page::{Page, PageProps};
use palier::ui::scene::Scene;
use palier_engine::book::protocol::View;
use palier_engine::lang::{Lang, Tongue};
use palier_engine::outcome::Outcome;
use palier_engine::person::stated::NoneOfThese;
use palier_engine::request::request::Request;
use palier_engine::words::numerals::in_words;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;
use yew::prelude::*;
use yew::scheduler::flush;

/// What a browser shows or says of an element, but for its texts.
const SAID: [&str; 4] = ["aria-label", "placeholder", "title", "alt"];

/// Its texts, and what it says beside them. What was typed stands in boxes, not in texts.
fn said(element: &Element, found: &mut Vec<String>) {
    found.extend(SAID.iter().filter_map(|it| element.get_attribute(it)));
    let nodes = element.child_nodes();
    for node in (0..nodes.length()).filter_map(|it| nodes.item(it)) {
        match node.dyn_ref::<Element>() {
            Some(element) => said(element, found),
            None => found.extend(node.text_content()),
        }
    }
}

/// What stands under a closed fold is drawn once the rest was painted.
async fn painted() {
    let later = Promise::new(&mut |done, _| {
        let done = move || done.call0(&JsValue::NULL).map(|_| ()).expect("a promise is kept");
        Timeout::new(200, done).forget();
    });
    JsFuture::from(later).await.expect("a promise is kept");
    flush().await;
}

#[wasm_bindgen_test]
async fn the_page_says_nothing_that_is_not_of_a_language_file() {
    let lang = Lang::read(include_bytes!(concat!(env!("OUT_DIR"), "/strange.txt")).to_vec()).expect("a language");
    let (book, alike) = strange_book::of(palier_formulary::builtin(), lang);
    let book = Book::new(book);
    let asked = include_str!("../scenarios/reference.json");
    let request = Request::read(asked).expect("a request");
    // It spells its numbers as French does.
    let spelt: String = (0..200).map(|it| in_words(it, lang) + " ").collect();
    let typed = [asked, &spelt].into_iter().flat_map(strange_book::words);
    let typed: BTreeSet<&str> = typed.chain(["Palier"]).chain(Tongue::ALL.map(Tongue::name)).collect();
    let readers = [
        (View::Professional, None),
        (View::Patient, None),
        (View::Pharmacist, None),
        (View::Professional, Some("tramadol")),
    ];
    for (view, drug) in readers {
        let settings = Settings {
            book: book.clone(),
            lang: "fr".into(),
            drug: None,
            region: None,
            view: None,
            lock: None,
            keys: true,
            start: None,
            today: Some("2026-11-30".into()),
        };
        let mut request = request.clone();
        let questions = book.whole().expect("all of it").book().questions.iter().map(|it| it.id.clone());
        request.patient.none_of_these = vec![NoneOfThese { questions: questions.collect(), by: "Dr Martin".into() }];
        if let Some(drug) = drug {
            request.treatment.drug = drug.into();
            request.treatment.supplies.clear();
        }
        let model =
            Rc::new(Model::new(&settings)).reduce(Msg::Opened(Ok(Box::new(request)))).reduce(Msg::ViewChosen(view));
        let planned = model.answer.as_ref().is_some_and(|it| matches!(it.outcome(), Some(Outcome::Planned { .. })));
        assert_eq!(planned, drug.is_none());
        let scene = Scene {
            lang,
            view,
            book: book.clone(),
            region: model.form.region,
            today: model.today,
            prefix: "p".into(),
            send: Callback::noop(),
        };
        let root = gloo::utils::document().create_element("div").expect("a page makes elements");
        gloo::utils::body().append_child(&root).expect("the body takes children");
        let page = yew::Renderer::<Page>::with_root_and_props(root.clone(), PageProps { scene, model }).render();
        flush().await;
        painted().await;
        let mut texts = Vec::new();
        said(&root, &mut texts);
        page.destroy();
        root.remove();
        let least = if view == View::Professional { 300 } else { 60 };
        assert!(texts.len() > least, "{}", texts.len());
        let left: Vec<_> =
            texts.iter().map(|it| (alike.others(it, &typed), it)).filter(|it| !it.0.is_empty()).collect();
        assert!(left.is_empty(), "{left:#?}");
    }
}
