//! The treatment to plan, and what the pharmacy can hand over.

use std::rc::Rc;

use palier_engine::book::formulary::SoFar;
use palier_engine::book::place::{Moment, Region};
use palier_engine::book::protocol::{Access, View};
use palier_engine::exact::bounds::BATCH_DAYS;
use palier_engine::lang::Lang;
use yew::prelude::*;

use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::spot::Spot;
use crate::form::typed::{Typed, TypedTreatment};
use crate::state::msg::{Choice, Msg};
use crate::ui::field::{Pick, TextBox, boxes, picks, switches, understood};
use crate::ui::form::supplies::Supplies;
use crate::ui::part::part;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// What the section shows.
#[derive(PartialEq)]
struct TreatmentPart {
    course: Rc<TypedTreatment>,
    /// Day of the last session, as typed.
    session: AttrValue,
    region: Region,
    problems: Rc<[FieldProblem]>,
}

/// Drug, indication, protocol, dose, day, supplies, prescriber.
pub(crate) fn treatment_section(scene: &Scene, form: &Typed, problems: &Rc<[FieldProblem]>) -> Html {
    let session = form.text(Field::LastSession).to_owned().into();
    let shown = TreatmentPart { course: form.course.clone(), session, region: form.region, problems: problems.clone() };
    part(scene, shown, section)
}

fn section(scene: &Scene, shown: &TreatmentPart) -> Html {
    let TreatmentPart { course, session, region, problems } = shown;
    let (lang, words, book) = (scene.lang, Words(scene.lang), &scene.book);
    let boxes = |spot: Spot| boxes(scene, spot, 0, &course.boxes, problems);
    // A card stands among the drugs only while it is chosen: the chooser leads to it.
    let card = book.card(&course.drug);
    let supplies = Supplies { scene, course, region: *region, problems };
    html! {
        <div class="fields">
            <details class="more">
                <summary>{ words.another_drug() }</summary>
                { picks(scene, Field::Drug, drug_picks(book, course, *region, lang), "chips") }
            </details>
            { picks(scene, Field::Indication, indication_picks(book, course, lang), "chips") }
            <div class="of-drug" hidden={card.is_some()}>
                { picks(scene, Field::Protocol, protocol_picks(book, course, *region, scene.view, lang), "list") }
                { boxes(Spot::Target) }
            </div>
            <div class="of-card" hidden={card.is_none_or(|it| it.session.is_none())}>
                { TextBox::new(Field::LastSession, session, problems, lang).draw(scene) }
            </div>
            { boxes(Spot::Start) }
            { supplies.compounded() }
            { supplies.products() }
            { supplies.in_hand() }
            { supplies.liquids() }
            { supplies.drops() }
            { supplies.add_drops() }
            { supplies.others() }
            { boxes(Spot::Prescriber) }
            { fine(scene, shown, card.is_some()) }
        </div>
    }
}

/// What few change, folded.
fn fine(scene: &Scene, TreatmentPart { course, region, problems, .. }: &TreatmentPart, hidden: bool) -> Html {
    let (lang, words, book) = (scene.lang, Words(scene.lang), &scene.book);
    let boxes = |spot: Spot| boxes(scene, spot, 0, &course.boxes, problems);
    let default = book.drug(&course.drug).map(|it| book.default_protocol(it, *region));
    let protocol = course.protocol.as_deref().or(default).and_then(|it| book.protocol(it));
    html! {
        <details class="more" {hidden}>
            <summary translate="no">{ fine_summary(course, *region, lang) }</summary>
            <div>
                { boxes(Spot::Pace) }
                <div class="pair">{ boxes(Spot::Amounts) }</div>
                <div hidden={!protocol.is_some_and(|it| it.movable)}>
                    { picks(scene, Field::Moment, moment_picks(course, lang), "chips") }
                </div>
                <div hidden={!protocol.is_some_and(|it| it.larger_evening)}>
                    { switches(scene, Field::LargerEvening, evening_pick(course, words)) }
                </div>
                { boxes(Spot::MostUnits) }
                { picks(scene, Field::BatchDays, batch_picks(course, lang), "segments") }
            </div>
        </details>
    }
}

/// What was changed from the protocol is in sight while it is folded.
fn fine_summary(course: &TypedTreatment, region: Region, lang: Lang) -> String {
    let words = Words(lang);
    let typed = [Spot::Pace, Spot::Amounts].into_iter();
    let typed = typed.flat_map(|spot| understood(spot, &course.boxes, region, lang));
    let said = |(field, echo): (Field, String)| {
        let label = field.label(lang);
        format!("{} {echo}", label.split(',').next().unwrap_or(label).to_lowercase())
    };
    let mut parts = vec![words.fine().to_owned()];
    parts.extend(typed.map(said));
    parts.extend(course.moment.map(|it| words::moment(it, lang).to_owned()));
    parts.join(" · ")
}

fn drug_picks(formulary: &SoFar<'_>, course: &TypedTreatment, region: Region, lang: Lang) -> Vec<Pick> {
    let card = formulary.card(&course.drug);
    // The chooser and the catalogue name the others too.
    (formulary.offered_drugs(region, &course.drug))
        .map(|it| (&it.id, &it.name))
        .chain(card.map(|it| (&it.id, &it.name)))
        .map(|(id, name)| {
            Pick::new(id.clone(), name.get(lang).to_owned(), *id == course.drug, Msg::Chose(Choice::Drug(id.clone())))
        })
        .collect()
}

fn indication_picks(formulary: &SoFar<'_>, course: &TypedTreatment, lang: Lang) -> Vec<Pick> {
    let drug = formulary.drug(&course.drug).map(|it| it.indications.as_slice());
    let ids = drug.or_else(|| formulary.card(&course.drug).map(|it| it.indications.as_slice())).unwrap_or_default();
    ids.iter()
        .filter_map(|id| formulary.indications.iter().find(|it| it.id == *id))
        .map(|it| {
            let chosen = course.indication.as_deref() == Some(it.id.as_str());
            Pick::new(
                it.id.clone(),
                it.name.get(lang).to_owned(),
                chosen,
                Msg::Chose(Choice::Indication(Some(it.id.clone()))),
            )
        })
        .collect()
}

fn protocol_picks(formulary: &SoFar<'_>, course: &TypedTreatment, region: Region, view: View, lang: Lang) -> Vec<Pick> {
    let words = Words(lang);
    let default = formulary.drug(&course.drug).map(|it| formulary.default_protocol(it, region));
    let chosen = course.protocol.as_deref().or(default);
    (formulary.offered_protocols(&course.drug, region, view, chosen).into_iter())
        .map(|it| {
            let id = it.id.as_str();
            let name = it.name.get(lang);
            let label = match (Some(id) == default, it.access) {
                (true, _) => format!("{name} ({})", words.protocol_default()),
                (false, Access::Professional) => format!("{name} ({})", words.protocol_professional()),
                (false, Access::Everyone | Access::Reference) => name.to_owned(),
            };
            let choice = (Some(id) != default).then(|| id.to_owned());
            Pick::new(id.to_owned(), label, chosen == Some(id), Msg::Chose(Choice::Protocol(choice)))
        })
        .collect()
}

fn moment_picks(course: &TypedTreatment, lang: Lang) -> Vec<Pick> {
    let moments = [
        ("morning", Moment::Morning),
        ("noon", Moment::Noon),
        ("evening", Moment::Evening),
        ("bedtime", Moment::Bedtime),
    ];
    let known = moments.into_iter().map(|(value, it)| (value, Some(it), words::capital(words::moment(it, lang))));
    known
        .chain([("protocol", None, Words(lang).moment_default().to_owned())])
        .map(|(value, it, label)| Pick::new(value, label, course.moment == it, Msg::Chose(Choice::Moment(it))))
        .collect()
}

fn evening_pick(course: &TypedTreatment, words: Words) -> Vec<Pick> {
    let larger = course.larger_evening;
    vec![Pick::new("larger", words.larger_evening(), larger, Msg::Chose(Choice::LargerEvening(!larger)))]
}

fn batch_picks(course: &TypedTreatment, lang: Lang) -> Vec<Pick> {
    let usual = BATCH_DAYS[0];
    (BATCH_DAYS.into_iter())
        .map(|days| {
            let chosen = course.batch_days.unwrap_or(usual) == days;
            let choice = Choice::BatchDays((days != usual).then_some(days));
            Pick::new(days.to_string(), words::days(days.into(), lang), chosen, Msg::Chose(choice))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::form::boxes::Boxes;
    use crate::form::spot::Room;
    use crate::ui::form::tests::{drawn, rows, scene};

    use super::*;

    #[test]
    fn every_row_of_the_treatment_is_drawn_once() {
        let course = TypedTreatment {
            drug: "naltrexone-ldn".to_owned(),
            other_strengths: vec![Boxes::default()],
            liquids: vec![Boxes::default()],
            drops: vec![Boxes::default()],
            ..TypedTreatment::default()
        };
        let shown = TreatmentPart {
            course: Rc::new(course),
            session: AttrValue::default(),
            region: Region::FR,
            problems: Rc::default(),
        };
        let rooms = [Room::Course, Room::Strength, Room::Liquid, Room::Drops, Room::Card];
        assert_eq!(drawn(&section(&scene(), &shown)), rows(&rooms));
    }
}
