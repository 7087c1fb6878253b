//! The treatment to plan, and what the pharmacy can hand over.

use std::rc::Rc;

use palier_engine::book::formulary::SoFar;
use palier_engine::book::place::{Moment, Region};
use palier_engine::exact::bounds::BATCH_DAYS;
use palier_engine::lang::Lang;
use palier_engine::request::request::{Purpose, TaperAct, TaperAsked, Why};
use palier_engine::words::dates::date_in_words;

use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::spot::Spot;
use crate::form::typed::TypedTreatment;
use crate::markup::prelude::*;
use crate::state::book::Book;
use crate::state::model::Model;
use crate::state::msg::{Choice, Msg};
use crate::ui::field::{Pick, TextBox, boxes, button, picks, switches, understood};
use crate::ui::form::offered::{indication_picks, protocol_picks};
use crate::ui::form::second::{in_place_of, second};
use crate::ui::form::supplies::Supplies;
use crate::ui::part::part;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// What the section shows.
#[derive(PartialEq)]
struct TreatmentPart {
    course: Rc<TypedTreatment>,
    /// Day of the last session, as typed.
    session: AttrValue,
    region: Region,
    problems: Rc<[FieldProblem]>,
    /// Whether the first day was proposed, and the strengths.
    proposed: [bool; 2],
}

/// Drug, indication, protocol, dose, day, supplies, prescriber.
pub(crate) fn treatment_section(scene: &Scene, model: &Model, problems: &Rc<[FieldProblem]>) -> Html {
    let form = &model.form;
    let proposed = [model.proposed.is_start(form), model.proposed.are_strengths(form)];
    let session = form.text(Field::LastSession).to_owned().into();
    let shown = TreatmentPart {
        course: form.course.clone(),
        session,
        region: form.region,
        problems: problems.clone(),
        proposed,
    };
    part(scene, shown, section)
}

fn section(scene: &Scene, shown: &TreatmentPart) -> Html {
    let TreatmentPart { course, session, region, problems, proposed: [start, strengths] } = shown;
    let (lang, words, book) = (scene.lang, Words(scene.lang), &scene.book);
    let boxes = |spot: Spot| boxes(scene, spot, 0, &course.boxes, problems);
    let card = book.card(&course.drug);
    let (down, goes_on) = (course.is_down(), course.goes_on());
    let supplies = Supplies { scene, course, region: *region, problems };
    html! {
        <div class="fields">
            <div hidden={card.is_some()}>{ picks(scene, Field::Purpose, purpose_picks(course, words), "segments") }</div>
            { picks(scene, Field::Indication, indication_picks(book, &course.drug, course.indication.as_deref(), Choice::Indication, lang), "chips") }
            <div hidden={card.is_some()}>
                { picks(scene, Field::Protocol, protocol_picks(scene, &course.drug, course.protocol.as_deref(), *region, Choice::Protocol), "list") }
                <div hidden={down}>{ boxes(Spot::Target) }</div>
            </div>
            { in_place_of(scene, course) }
            <div class="fields" hidden={!down && !goes_on} data-testid="taken-already">
                <h3 class="hd">{ words.taken_now() }</h3>
                <div class="pair">{ boxes(Spot::TakenNow) }</div>
                <div hidden={!alternates(book, course, *region)}>{ picks(scene, Field::EveryDays, every_days_picks(course, words), "segments") }</div>
                { boxes(Spot::Since) }
                <div hidden={!goes_on}>{ boxes(Spot::DoseSince) }</div>
            </div>
            <div class="fields" hidden={!down} data-testid="coming-down">
                { picks(scene, Field::TaperWhy, why_picks(scene, course, *region), "chips") }
                { boxes(Spot::TaperTo) }
                <div class="pair">{ boxes(Spot::TaperCut) }</div>
                { boxes(Spot::TaperInterval) }
                { picks(scene, Field::TaperThen, then_picks(&scene.book, course, lang), "chips") }
                { second(scene, course, *region, problems) }
                { done_on_the_way(scene, course) }
            </div>
            <div hidden={card.is_none_or(|it| it.session.is_none())}>
                { TextBox::new(Field::LastSession, session, problems, lang).draw(scene) }
            </div>
            { boxes(Spot::Start) }
            { why("proposed-start", words.proposed_start(), *start) }
            { supplies.compounded() }
            { why("proposed-strengths", words.proposed_strengths(), *strengths) }
            { supplies.products() }
            { supplies.in_hand() }
            { supplies.liquids() }
            { supplies.drops() }
            { supplies.add_drops() }
            { supplies.others() }
            { supplies.at_home() }
            { boxes(Spot::Prescriber) }
            { fine(scene, shown, card.is_some() || down) }
        </div>
    }
}

/// Why something was proposed, as long as nobody changed it.
fn why(testid: &'static str, text: &'static str, proposed: bool) -> Html {
    html! { <p class="as" data-testid={testid} hidden={!proposed}>{ text }</p> }
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

fn purpose_picks(course: &TypedTreatment, words: Words) -> Vec<Pick> {
    let down = course.is_down();
    let pick = |value, label: &'static str, chosen, purpose| {
        Pick::new(value, label, chosen, Msg::Chose(Choice::Purpose(purpose)))
    };
    // What a file asked for and is not planned yet is neither.
    vec![
        pick("begin", words.begin(), course.purpose.is_none(), None),
        pick("continue", words.carry_on(), course.goes_on(), Some(Purpose::Continue)),
        pick("taper", words.come_down(), down, Some(Purpose::Taper(TaperAsked::default()))),
    ]
}

/// Whether a stair of the protocol has doses that are not taken each day.
fn alternates(formulary: &SoFar<'_>, course: &TypedTreatment, region: Region) -> bool {
    let default = || formulary.drug(&course.drug).map(|it| formulary.default_protocol(it, region));
    let protocol = course.protocol.as_deref().or_else(default).and_then(|it| formulary.protocol(it));
    protocol.is_some_and(|it| it.alternates()) || course.standing.every_days.is_some_and(|it| it > 1)
}

fn every_days_picks(course: &TypedTreatment, words: Words) -> Vec<Pick> {
    let every = course.standing.every_days.unwrap_or(1);
    let pick = |value: &'static str, label: &'static str, days: Option<u8>| {
        Pick::new(value, label, every == days.unwrap_or(1), Msg::Chose(Choice::EveryDays(days)))
    };
    vec![pick("1", words.each_day(), None), pick("2", words.every_other_day(), Some(2))]
}

/// What may be begun in its place: every drug for which the book says how, or why not.
fn then_picks(book: &Book, course: &TypedTreatment, lang: Lang) -> Vec<Pick> {
    let Some((planner, taper)) = book.planner().zip(course.taper()) else { return Vec::new() };
    let whole = planner.formulary();
    let pick = |id: &str, label: String, then: Option<String>| {
        Pick::new(id.to_owned(), label, taper.then == then, Msg::Chose(Choice::Then(then)))
    };
    // Those that no row lets begin are named too: whoever asks is told why.
    let after = whole.book().drugs.iter().filter(|it| whole.relay(&course.drug, &it.id).is_some());
    let mut picked: Vec<Pick> =
        after.map(|it| pick(&it.id, it.name.get(lang).to_owned(), Some(it.id.clone()))).collect();
    if !picked.is_empty() {
        picked.insert(0, pick("nothing", Words(lang).taper_next_none().to_owned(), None));
    }
    picked
}

/// What was recorded on the way, each to be taken away.
fn done_on_the_way(scene: &Scene, course: &TypedTreatment) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let acts = course.taper().map_or(&[][..], |it| &it.acts);
    let said = |act: &TaperAct| match act {
        TaperAct::Stay { on, until } => {
            let (on, until) = (date_in_words(*on, lang), date_in_words(*until, lang));
            say!(lang, taper_stayed, on, until)
        }
        TaperAct::Back { on } => {
            let on = date_in_words(*on, lang);
            say!(lang, taper_went_back, on)
        }
    };
    html! {
        <div class="others" id={scene.id("treatment.purpose.taper.acts")} tabindex="-1" data-testid="taper-acts" hidden={acts.is_empty()}>
            <h3 class="hd">{ words.taper_acts() }</h3>
            <ul>
                for (at, act) in acts.iter().enumerate() {
                    <li key={at} translate="no">{ said(act) }{ " " }{ button(scene, "link", format!("taper-act-remove-{at}"), words.remove(), Msg::TaperActRemoved(at)) }</li>
                }
            </ul>
        </div>
    }
}

/// Why somebody comes down: what stops the drug at once first, the most dangerous in front.
fn why_picks(scene: &Scene, course: &TypedTreatment, region: Region) -> Vec<Pick> {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let chosen = course.taper().and_then(|it| it.why.as_ref());
    let pick = |value: String, label: String, why: Why| {
        Pick::new(value, label, chosen == Some(&why), Msg::Chose(Choice::TaperWhy(why)))
    };
    let at_once = |id: &str, label: String| pick(id.to_owned(), label, Why::AtOnce(id.to_owned()));
    let mut picks = Vec::new();
    if let Some(planner) = scene.book.planner() {
        for note in planner.formulary().taper_notes(&course.drug, region) {
            let all: Vec<&str> = note.reasons.iter().map(|it| it.text.get(lang)).collect();
            picks.extend(note.reasons.iter().zip(&all).map(|(it, text)| at_once(&it.id, (*text).to_owned())));
            // A file may name them all at once.
            if chosen == Some(&Why::AtOnce(note.id.clone())) {
                picks.push(at_once(&note.id, all.join(", ")));
            }
        }
    }
    let others = [
        ("wish", words.why_wish(), Why::Wish),
        ("no-benefit", words.why_no_benefit(), Why::NoBenefit),
        ("not-borne", words.why_not_borne(), Why::NotBorne),
        ("no-longer-for", words.why_no_longer_for(), Why::NoLongerFor),
    ];
    picks.extend(others.map(|(value, label, why)| pick(value.to_owned(), label.to_owned(), why)));
    picks
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
            strengths: vec!["1 mg".parse().expect("a dose")],
            purpose: Some(Purpose::Taper(TaperAsked::default())),
            ..TypedTreatment::default()
        };
        let shown = TreatmentPart {
            course: Rc::new(course),
            session: AttrValue::default(),
            region: Region::FR,
            problems: Rc::default(),
            proposed: [false; 2],
        };
        let rooms = [Room::Course, Room::Strength, Room::Liquid, Room::Drops, Room::AtHome, Room::Card];
        assert_eq!(drawn(&section(&scene(), &shown)), rows(&rooms));
    }
}
