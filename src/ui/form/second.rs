//! How the drug is begun that comes after a way down, or beside it: for what, on which stair, how far, in which units.

use palier_engine::book::place::Region;
use palier_engine::book::supply::Supply;
use palier_engine::request::request::{TaperAsked, ThenWith};
use palier_engine::words::joining::inside;

use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::spot::Spot;
use crate::form::typed::TypedTreatment;
use crate::markup::prelude::*;
use crate::state::msg::{Choice, Msg};
use crate::ui::field::{Pick, boxes, button, picks, switches};
use crate::ui::form::offered::{indication_picks, protocol_picks};
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// What is said of it, in the boxes of any treatment.
pub(super) fn second(scene: &Scene, course: &TypedTreatment, region: Region, problems: &[FieldProblem]) -> Html {
    let (lang, words, book) = (scene.lang, Words(scene.lang), &scene.book);
    let (nothing, unsaid) = (TaperAsked::default(), ThenWith::default());
    let taper = course.taper().unwrap_or(&nothing);
    let with = taper.then_with.as_deref().unwrap_or(&unsaid);
    let id = taper.then.as_deref().unwrap_or_default();
    let name = book.drug(id).map(|it| it.name.get(lang)).unwrap_or_default();
    let row = book.planner().and_then(|it| it.formulary().relay(&course.drug, id));
    let converts = with.converted || row.is_some_and(|it| it.converts.is_some());
    let units = offered(scene, id, region);
    let unit = |(key, label, unit): &(String, String, Supply)| {
        let chosen = with.supplies.contains(unit);
        Pick::new(key.clone(), label.clone(), chosen, Msg::Chose(Choice::ThenUnit(unit.clone())))
    };
    let unboxed = with.supplies.iter().filter(|it| units.iter().all(|(.., unit)| unit != *it));
    let unboxed: Vec<&Supply> = unboxed.collect();
    html! {
        <div class="fields" data-testid="then-with" hidden={taper.then.is_none()}>
            <h3 class="hd">{ say!(lang, then_with, name) }</h3>
            <div hidden={!converts}>{ picks(scene, Field::ThenConverted, manners(with.converted, words), "list") }</div>
            { picks(scene, Field::ThenIndication, indication_picks(book, id, with.indication.as_deref(), Choice::ThenIndication, lang), "chips") }
            { picks(scene, Field::ThenProtocol, protocol_picks(scene, id, with.protocol.as_deref(), region, Choice::ThenProtocol), "list") }
            { boxes(scene, Spot::ThenTarget, 0, &course.boxes, problems) }
            { switches(scene, Field::ThenProducts, units.iter().map(unit).collect()) }
            <div class="others" data-testid="then-others" hidden={unboxed.is_empty()}>
                <h3>{ words.as_in_file() }</h3>
                <ul>
                    for (at, supply) in unboxed.into_iter().enumerate() {
                        <li key={at} translate="no">{ words::supply(supply, lang) }{ " " }{ button(scene, "link", format!("then-other-remove-{at}"), words.remove(), Msg::Chose(Choice::ThenUnit(supply.clone()))) }</li>
                    }
                </ul>
            </div>
        </div>
    }
}

/// To nothing first, or from one day to the next.
fn manners(converted: bool, words: Words) -> Vec<Pick> {
    let pick = |value: &'static str, label: &'static str, it: bool| {
        Pick::new(value, label, converted == it, Msg::Chose(Choice::ThenConverted(it)))
    };
    vec![pick("lowered", words.then_lowered(), false), pick("converted", words.then_converted(), true)]
}

/// What a first dose takes the place of, to be taken away.
pub(super) fn in_place_of(scene: &Scene, course: &TypedTreatment) -> Html {
    let lang = scene.lang;
    let said = course.converted.as_ref().map(|it| {
        let left = scene.book.drug(&it.drug).map(|it| inside(it.name.get(lang))).unwrap_or_default();
        let dose = it.dose.write(lang);
        say!(lang, converted_from, left, dose)
    });
    html! {
        <p class="as" id={scene.id("treatment.converted")} tabindex="-1" data-testid="converted" translate="no" hidden={said.is_none()}>{ said.unwrap_or_default() }{ " " }{ button(scene, "link", "converted-remove", Words(lang).remove(), Msg::Chose(Choice::ConvertedDropped)) }</p>
    }
}

/// What there is of a drug in a region, each with its key and its name: what is sold, or what is compounded.
fn offered(scene: &Scene, drug: &str, region: Region) -> Vec<(String, String, Supply)> {
    let Some(drug) = scene.book.drug(drug) else { return Vec::new() };
    let sold = drug.products.iter().filter(|it| it.region == region);
    let sold = sold.map(|it| (it.name.en.clone(), it.name.get(scene.lang).to_owned(), it.supply.clone()));
    let made = drug.compounded.iter().map(|dose| {
        let capsule = Supply::Capsule { strength: *dose, prolonged: false, keeps_days: None };
        (dose.to_string(), words::supply(&capsule, scene.lang), capsule)
    });
    sold.chain(made).collect()
}
