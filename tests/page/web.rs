//! The planner in a real browser, as JavaScript would hold it.

use std::rc::Rc;

use js_sys::Function;
use palier::embed::{Mounted, read_on, take};
use palier::form::typed::Typed;
use palier::open::error::{OpenError, Origin, Why};
use palier::open::files::{from_js, read, read_link, text_of};
use palier::state::book::Book;
use palier_engine::fault::FaultKind;
use palier_formulary::File;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlInputElement, InputEvent, ShadowRootInit, ShadowRootMode};
use yew::scheduler::flush;

/// An element with an open shadow root, on the page until it is dropped.
struct Host(Element);

impl Host {
    fn new() -> Self {
        let document = gloo::utils::document();
        let host = document.create_element("div").expect("a page makes elements");
        host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).expect("a div takes one");
        gloo::utils::body().append_child(&host).expect("the body takes children");
        Self(host)
    }

    fn mount(&self) -> Mounted {
        for file in File::ALL {
            take(file.bytes().to_vec()).expect("a file of this book");
        }
        while read_on().expect("one book") {}
        let nothing = || Function::new_no_args("");
        Mounted::new(self.0.clone(), None, nothing(), nothing()).expect("the module has not stopped")
    }

    fn find(&self, selector: &str) -> Option<Element> {
        let shadow = self.0.shadow_root().expect("it was attached");
        shadow.query_selector(selector).expect("a selector")
    }

    fn input(&self) -> HtmlInputElement {
        self.find("input[type=text]").expect("a planner asks something").unchecked_into()
    }

    async fn type_text(&self, text: &str) {
        self.input().set_value(text);
        let event = InputEvent::new("input").expect("an event");
        self.input().dispatch_event(&event).expect("nobody forbids it");
        flush().await;
    }

    fn shows_lang(&self, lang: &str) -> bool {
        self.find(&format!("[lang={lang}] input")).is_some()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.0.remove();
    }
}

#[wasm_bindgen_test]
async fn a_mounted_planner_reads_the_language_of_its_host() {
    let host = Host::new();
    host.0.set_attribute("lang", "en").expect("an attribute");
    let planner = host.mount();
    flush().await;
    assert!(host.shows_lang("en"));
    planner.unmount();
}

#[wasm_bindgen_test]
async fn a_language_we_do_not_speak_is_answered_in_french() {
    for (asked, answered) in [("en-GB", "en"), ("EN", "en"), ("fr-BE", "fr"), ("de", "fr"), ("", "fr")] {
        let host = Host::new();
        host.0.set_attribute("lang", asked).expect("an attribute");
        let planner = host.mount();
        flush().await;
        assert!(host.shows_lang(answered), "{asked}");
        planner.unmount();
    }
}

#[wasm_bindgen_test]
async fn a_change_of_language_keeps_what_was_typed() {
    let host = Host::new();
    let mut planner = host.mount();
    flush().await;
    host.type_text("tramadol").await;
    host.0.set_attribute("lang", "en").expect("an attribute");
    planner.update();
    flush().await;
    assert!(host.shows_lang("en"));
    assert_eq!(host.input().value(), "tramadol");
    planner.unmount();
}

#[wasm_bindgen_test]
async fn two_planners_do_not_share_what_is_typed() {
    let (left, right) = (Host::new(), Host::new());
    let (a, b) = (left.mount(), right.mount());
    flush().await;
    left.type_text("tramadol").await;
    assert_eq!(left.input().value(), "tramadol");
    assert_eq!(right.input().value(), "");
    a.unmount();
    b.unmount();
}

#[wasm_bindgen_test]
async fn an_unmounted_planner_leaves_nothing_behind() {
    let host = Host::new();
    let planner = host.mount();
    flush().await;
    planner.unmount();
    flush().await;
    assert!(host.find("*").is_none());
}

#[wasm_bindgen_test]
async fn the_next_person_does_not_see_what_the_last_one_typed() {
    let host = Host::new();
    let planner = host.mount();
    flush().await;
    host.type_text("tramadol").await;
    planner.unmount();
    let planner = host.mount();
    flush().await;
    assert_eq!(host.input().value(), "");
    planner.unmount();
}

/// The limit is the same as for a file; an address bar may stop earlier.
#[wasm_bindgen_test]
fn a_link_larger_than_any_request_is_not_even_decoded() {
    let refused = |letters| read_link(&"A".repeat(letters)).map_err(|OpenError { why, .. }| why);
    assert_eq!(refused(2_666_672), Err(Why::TooLarge));
    assert!(matches!(refused(2_666_664), Err(Why::NotJson(_))), "it was decoded");
}

/// `{"version":0,…}` opened as if it were of version 1.
#[wasm_bindgen_test]
fn a_file_of_a_version_that_never_was_is_refused_by_name() {
    let file = |version| {
        format!(r#"{{"version":{version},"id":"x","today":"2026-11-30","treatment":{{"drug":"naltrexone-ldn"}}}}"#)
    };
    assert_eq!(read(file(1).as_bytes()).map(|it| it.version), Ok(1));
    let refused = |why| Err(OpenError { origin: Origin::File, why });
    assert_eq!(read(file(0).as_bytes()), refused(Why::NoSuchVersion(0)));
    assert_eq!(read(file(2).as_bytes()), refused(Why::Newer(2)));
}

/// The first is `{}`, the second `{"?":"???"}`, whose base64 has a letter that differs between the
/// two alphabets.
#[wasm_bindgen_test]
fn both_alphabets_of_base64_are_read_padded_or_not() {
    for (encoded, said) in [
        ("e30", FaultKind::MissingField("version")),
        ("e30=", FaultKind::MissingField("version")),
        ("eyI_IjoiPz8_In0", FaultKind::UnknownField("?".into())),
        ("eyI/IjoiPz8/In0=", FaultKind::UnknownField("?".into())),
    ] {
        let Err(OpenError { why: Why::Wrong(fault), .. }) = read_link(encoded) else { panic!("{encoded}") };
        assert_eq!(fault.kind, said, "{encoded}");
    }
}

/// A `Map` has no fields of its own: it would be read as no answers at all.
#[wasm_bindgen_test]
fn what_is_no_plain_data_is_refused_with_its_place_and_never_read_as_empty() {
    let request = |more: &str| {
        let text = format!(
            "(() => {{ class Answers {{ constructor() {{ this.pregnant = 'no'; }} }}
                return {{ version: 1, id: 'x', today: '2026-11-30', treatment: {{ drug: 'naltrexone-ldn' }}, {more} }}; }})()"
        );
        from_js(&js_sys::eval(&text).expect("a script"))
    };
    assert!(request("patient: { answers: { pregnant: 'no' } }").is_ok());
    assert!(request("patient: Object.assign(Object.create(null), { age_years: 46 })").is_ok());
    for (more, place) in [
        ("patient: { answers: new Map([['pregnant', 'yes']]) }", "patient.answers"),
        ("patient: { answers: new Answers() }", "patient.answers"),
        ("patient: { answers: Object.create({ pregnant: 'yes' }) }", "patient.answers"),
        ("patient: new Map()", "patient"),
        ("patient: { surgery_on: new Date() }", "patient.surgery_on"),
        ("medicines: new Set(['x'])", "medicines"),
        ("medicines: [{ name: () => 'x' }]", "medicines[0].name"),
        ("medicines: [{ name: new String('x') }]", "medicines[0].name"),
        ("medicines: [undefined]", "medicines[0]"),
        ("medicines: [,]", "medicines[0]"),
        ("prescriber: undefined", "prescriber"),
        ("prescriber: '\\ud800'", "prescriber"),
        ("prescriber: Symbol('x')", "prescriber"),
        ("patient: { age_years: NaN }", "patient.age_years"),
        ("patient: { age_years: 46n }", "patient.age_years"),
    ] {
        let Err(OpenError { why: Why::Wrong(fault), .. }) = request(more) else { panic!("{more} was read") };
        assert_eq!((fault.path.as_str(), &fault.kind), (place, &FaultKind::NotData), "{more}");
    }
    let Err(OpenError { why: Why::Wrong(fault), .. }) = request("patient: { weight_kg: 62.5 }") else { panic!("read") };
    assert_eq!(fault.path, "patient.weight_kg");
    assert!(matches!(&fault.kind, FaultKind::Unfit { found, .. } if found == "62.5"), "{fault}");
}

#[wasm_bindgen_test]
fn every_link_of_version_1_opens() {
    let mut read = 0;
    for line in include_str!("../version-1/links.txt").lines() {
        let (name, link) = line.split_once('\t').expect("a name and a link");
        assert_eq!(read_link(link).map(|it| it.version), Ok(1), "{name}");
        read += 1;
    }
    assert!(read > 20);
}

#[wasm_bindgen_test]
fn bytes_that_are_no_text_are_damage_and_a_field_twice_is_named() {
    let file = br#"{"version":1,"id":"x","today":"2026-11-30","treatment":{"drug":"x","drug":"y"}}"#;
    let Err(OpenError { why: Why::Wrong(fault), .. }) = read(file) else { panic!("read") };
    assert_eq!((fault.path.as_str(), &fault.kind), ("treatment.drug", &FaultKind::Repeated));
    let why = read(b"{\"id\":\"\xff\"}").map_err(|it| it.why);
    assert_eq!(why, Err(Why::NotJson(Some((1, 8)))));
}

/// Requests drawn by lot, a thousand that can be answered: saved as a file, read again, opened in the form and
/// saved once more, each is the same bytes, and nothing in it is asked again but the unit of a low creatinine.
fn the_file_says_what_the_screen_says(thousand: u64) {
    let book = Book::new(palier_formulary::builtin());
    let planner = book.planner().expect("the whole book");
    let text = |request: &_| String::from(text_of(request).expect("a request is data"));
    let mut sound = 0u32;
    for drawn in thousand * 4000..(thousand + 1) * 4000 {
        if sound == 1000 {
            return;
        }
        let request = crate::drawn::request(&mut crate::drawn::Lot::new(drawn), planner.formulary());
        if !request.problems(planner.formulary()).is_empty() {
            continue;
        }
        sound += 1;
        let file = text(&request);
        let opened = read(file.as_bytes()).expect("what was saved is opened");
        assert_eq!(opened, request, "{file}");
        let mut form = Typed::from_request(&book, &opened);
        // A low creatinine is asked once more, and meant.
        Rc::make_mut(&mut form.person).creatinine_kept.clone_from(&opened.patient.creatinine);
        let parsed = form.parse(&book, opened.today, opened.language);
        assert_eq!(parsed.problems, [], "{file}");
        assert_eq!(text(&parsed.request), file);
        if sound.is_multiple_of(100) {
            assert_eq!(planner.decide(&parsed.request), planner.decide(&request), "{file}");
        }
    }
    panic!("only {sound} of four thousand can be answered");
}

macro_rules! thousands {
    ($($name:ident $at:literal),*) => {
        $(#[wasm_bindgen_test]
        fn $name() {
            the_file_says_what_the_screen_says($at);
        })*
    };
}

thousands!(
    a_first_thousand_of_files_say_what_the_screen_says 0,
    a_second_thousand_of_files_say_what_the_screen_says 1,
    a_third_thousand_of_files_say_what_the_screen_says 2,
    a_fourth_thousand_of_files_say_what_the_screen_says 3,
    a_fifth_thousand_of_files_say_what_the_screen_says 4,
    a_sixth_thousand_of_files_say_what_the_screen_says 5,
    a_seventh_thousand_of_files_say_what_the_screen_says 6,
    an_eighth_thousand_of_files_say_what_the_screen_says 7,
    a_ninth_thousand_of_files_say_what_the_screen_says 8,
    a_tenth_thousand_of_files_say_what_the_screen_says 9
);
