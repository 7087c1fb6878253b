//! What a closed section says: all that is known in it, read back as a sentence.

use palier_engine::finding::Assessment;
use palier_engine::lang::Lang;
use palier_engine::logic::condition::Measure;
use palier_engine::person::liver::{LiverTest, LiverTests};
use palier_engine::words::facts::{self, creatinine_unit, liver_test};

use crate::form::field::Field;
use crate::form::kind::Unit;
use crate::form::section::Section;
use crate::form::text::read_number;
use crate::form::typed::Typed;
use crate::state::answer::Answer;
use crate::state::book::Book;
use crate::state::checklist::Checklist;
use crate::state::model::Model;
use crate::state::proposed::Proposed;
use crate::ui::field::said;
use crate::ui::form::medicines::medicines_sentence;
use crate::words::{self, Words, say};

/// What is known in a section; nothing where nothing is.
#[must_use]
pub fn sentence(section: Section, model: &Model) -> String {
    let Model { book, form, .. } = model;
    let (answer, lang) = (model.answer.as_deref(), model.lang());
    let found = answer.and_then(Answer::assessment);
    match section {
        Section::Person => person(form, found, lang),
        Section::Tests => tests(form, answer.and_then(|it| it.request.patient.liver.as_ref()), lang),
        Section::Medicines => {
            let problems = answer.map(|it| it.problems.as_slice()).unwrap_or_default();
            medicines_sentence(form, model.list_seen, problems, found, lang)
        }
        Section::Questions => answers(book, form, found, lang),
        Section::Treatment => treatment(book, form, &model.proposed, lang),
    }
}

/// `Femme, 46 ans, 62 kg · créatinine 68 µmol/L, clairance 89,5 mL/min`.
fn person(form: &Typed, found: Option<&Assessment>, lang: Lang) -> String {
    let read = |field: Field| {
        let text = form.text(field).trim();
        let unit = field.kind().unit()?;
        Some(read_number(text, unit).map_or_else(|_| text.to_owned(), |it| words::with_unit(it, unit, lang)))
            .filter(|it| !it.is_empty())
    };
    let who =
        [form.person.sex.map(|it| words::sex(it, lang)), read(Field::Age), read(Field::Height), read(Field::Weight)];
    // With the unit that was understood, whether it was typed or pressed.
    let creatinine = form.text(Field::Creatinine).trim();
    let unit = form.person.unit_of_creatinine().map_or("", creatinine_unit);
    let creatinine = (!creatinine.is_empty()).then(|| {
        let value =
            read_number(creatinine, Unit::Concentration).map_or_else(|_| creatinine.to_owned(), |it| it.write(lang));
        let value = format!("{value}\u{a0}{unit}");
        let value = value.trim_end();
        say!(lang, sentences.creatinine, value)
    });
    let clearance = found.and_then(|it| it.kidneys.as_ref()).map(|it| {
        let value = words::with_unit(it.ml_per_min, Unit::MillilitresPerMinute, lang);
        say!(lang, sentences.clearance, value)
    });
    let kidneys: Vec<String> = creatinine.into_iter().chain(clearance).collect();
    joined([who.into_iter().flatten().collect::<Vec<_>>().join(", "), kidneys.join(", ")])
}

/// `ALAT et ASAT normales, 23 novembre 2026 · pas d’alcool`; what could not be read, as it was typed.
fn tests(form: &Typed, liver: Option<&LiverTests>, lang: Lang) -> String {
    let read = [
        (Field::Alt, Measure::Alt, liver.and_then(|it| it.alt)),
        (Field::Ast, Measure::Ast, liver.and_then(|it| it.ast)),
    ];
    let both_normal = read.iter().all(|(_, _, it)| matches!(it, Some(LiverTest::Normal { .. })));
    let named = |(field, measure, test): (Field, Measure, Option<LiverTest>)| {
        let typed = form.text(field).trim();
        let said = test.map(|it| liver_test(measure, it, lang));
        said.or_else(|| (!typed.is_empty()).then(|| format!("{} {typed}", field.label(lang))))
    };
    let values: Vec<String> = if both_normal {
        vec![Words(lang).both_normal().to_owned()]
    } else {
        read.into_iter().filter_map(named).collect()
    };
    let day = said(Field::LiverDay, form.text(Field::LiverDay), form.region, lang);
    let liver: Vec<String> = values.into_iter().chain([day]).filter(|it| !it.is_empty()).collect();
    let alcohol = form.person.alcohol.map_or("", |it| facts::alcohol(it, lang));
    joined([liver.join(", "), alcohol.to_owned()])
}

/// `rien, sur 27 questions posées`.
fn answers(book: &Book, form: &Typed, found: Option<&Assessment>, lang: Lang) -> String {
    let not_applicable = found.map(|it| it.not_applicable.as_slice()).unwrap_or_default();
    Checklist::of(book, (&form.course.drug, form.course.is_down()), &form.answers, not_applicable, lang).sentence(lang)
}

/// `gélules de 0,5, 1,5 et 3 mg · dès le lundi 7 décembre 2026 (proposé) · Dr Martin`.
fn treatment(book: &Book, form: &Typed, proposed: &Proposed, lang: Lang) -> String {
    // What nobody chose is told apart.
    let by_whom = |what: String, proposed: bool| if proposed { say!(lang, sentences.proposed, what) } else { what };

    let course = &form.course;
    let strengths: Vec<String> = course.strengths.iter().map(|it| it.write(lang)).collect();
    let products = course.products.iter().map(|it| words::supply(it, lang));
    let target = form.text(Field::Target).trim();
    let target = if target.is_empty() { String::new() } else { said(Field::Target, target, form.region, lang) };
    let target = if target.is_empty() { target } else { say!(lang, sentences.target, target) };
    let supplies: Vec<String> = if strengths.is_empty() {
        products.take(2).collect()
    } else {
        let list = words::and(&strengths, lang);
        vec![by_whom(say!(lang, sentences.capsules, list), proposed.are_strengths(form))]
    };
    let start = said(Field::Start, form.text(Field::Start), form.region, lang);
    let start = if start.is_empty() { form.text(Field::Start).trim().to_owned() } else { start };
    let start =
        if start.is_empty() { start } else { by_whom(say!(lang, sentences.start, start), proposed.is_start(form)) };
    let protocol = course.protocol.as_deref().and_then(|it| book.protocol(it));
    let protocol = protocol.map(|it| it.name.get(lang).to_owned()).unwrap_or_default();
    let down = course.is_down();
    let (target, purpose) = match (down, course.goes_on()) {
        (true, _) => (String::new(), Words(lang).come_down().to_owned()),
        (false, true) => (target, Words(lang).carry_on().to_owned()),
        (false, false) => (target, String::new()),
    };
    joined([purpose, protocol, target, supplies.join(", "), start, form.text(Field::Prescriber).trim().to_owned()])
}

fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What a section is called.
#[must_use]
pub fn title(section: Section, lang: Lang) -> &'static str {
    let words = Words(lang);
    match section {
        Section::Person => words.person(),
        Section::Tests => words.tests(),
        Section::Medicines => words.medicines(),
        Section::Questions => words.present(),
        Section::Treatment => words.treatment(),
    }
}
