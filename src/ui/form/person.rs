//! The person: what is measured.

use std::rc::Rc;

use palier_engine::exact::decimal::Decimal;
use palier_engine::lang::Lang;
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::person::drives::Kidneys;
use palier_engine::person::kidney::{Creatinine, CreatinineUnit};
use palier_engine::person::liver::Severity3;
use palier_engine::person::patient::Patient;
use palier_engine::words::facts::creatinine_unit;
use yew::prelude::*;

use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::kind::Unit;
use crate::form::spot::Spot;
use crate::form::text::read_number;
use crate::form::typed::Person;
use crate::state::answer::Answer;
use crate::state::msg::{Choice, Msg};
use crate::ui::field::{Pick, boxes, boxes_as, picks, understood};
use crate::ui::part::part;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// What the section shows.
#[derive(PartialEq)]
struct PersonPart {
    person: Rc<Person>,
    problems: Rc<[FieldProblem]>,
    /// What was understood of the creatinine.
    clearance: String,
    /// Points of the Child-Pugh score.
    points: String,
}

/// `68 µmol/L · Clairance retenue : 89,5 mL/min, …`: what was understood of the creatinine, and the
/// clearance that drives, as the last answer says it. While another creatinine is typed, the clearance of the
/// last one is not said beside it.
pub(crate) fn creatinine_echo(person: &Person, patient: &Patient, driving: Option<&Kidneys>, lang: Lang) -> String {
    let read = read_number(person.boxes.of(Field::Creatinine), Unit::Concentration).ok();
    let typed = read.zip(person.creatinine_unit).map(|(value, unit)| Creatinine { value, unit });
    let micromol = typed.as_ref().map(|it| {
        let micromol = it.micromol();
        let micromol = Decimal::from_thousandths((micromol.thousandths() + 50) / 100 * 100).unwrap_or(micromol);
        format!("{}\u{a0}µmol/L", micromol.write(lang))
    });
    let clearance = driving.filter(|_| typed == patient.creatinine).map(|it| it.text.clone());
    micromol.into_iter().chain(clearance).collect::<Vec<_>>().join(" · ")
}

/// Age, sex, height, weight, kidney, liver, alcohol, surgery, with what was last read and answered.
pub(crate) fn person_section(
    scene: &Scene,
    person: &Rc<Person>,
    problems: &Rc<[FieldProblem]>,
    answer: Option<&Answer>,
) -> Html {
    let patient = answer.map(|it| &it.request.patient);
    let driving = answer.and_then(Answer::assessment).and_then(|it| it.kidneys.as_ref());
    let points = patient.and_then(|it| it.child_pugh.as_ref()).map(|it| it.points().to_string());
    let shown = PersonPart {
        person: person.clone(),
        problems: problems.clone(),
        clearance: patient.map(|it| creatinine_echo(person, it, driving, scene.lang)).unwrap_or_default(),
        points: points.unwrap_or_default(),
    };
    part(scene, shown, section)
}

fn section(scene: &Scene, shown: &PersonPart) -> Html {
    let PersonPart { person, problems, clearance, points } = shown;
    let (lang, words) = (scene.lang, Words(scene.lang));
    let boxes = |spot: Spot| boxes(scene, spot, 0, &person.boxes, problems);
    // What was understood of a creatinine is said below it, with the clearance.
    let creatinine = boxes_as(scene, Spot::Creatinine, 0, &person.boxes, problems, &|it| it.echo(String::new()));
    let known = understood(Spot::KnownClearance, &person.boxes, scene.region, lang);
    let known = known.into_iter().map(|(_, it)| it).collect::<Vec<_>>().join(" · ");
    let units =
        [CreatinineUnit::MicromolPerLitre, CreatinineUnit::MilligramPerLitre, CreatinineUnit::MilligramPerDecilitre];
    let unit_picks: Vec<Pick> = units
        .into_iter()
        .map(|unit| {
            let label = creatinine_unit(unit);
            Pick::new(label, label, person.creatinine_unit == Some(unit), Msg::Chose(Choice::CreatinineUnit(unit)))
        })
        .collect();
    html! {
        <section class="card" aria-labelledby={scene.id("person-title")}>
            <h2 id={scene.id("person-title")}>{ words.person() }</h2>
            <div class="pair">
                { boxes(Spot::Age) }
                { picks(scene, Field::Sex, sex_picks(person, lang), "segments") }
            </div>
            <div class="pair">{ boxes(Spot::Body) }</div>
            <div class="pair uneven">
                { creatinine }
                { picks(scene, Field::CreatinineUnit, unit_picks, "segments") }
            </div>
            <p class="echo" translate="no" data-testid="clearance">{ clearance }</p>
            <details class="more">
                <summary translate="no">{ folded(words.known_clearance(), &known) }</summary>
                <div>{ boxes(Spot::KnownClearance) }</div>
            </details>
            <fieldset class="bare">
                <legend>{ words.liver() }</legend>
                <p class="help">{ words.liver_help() }</p>
                <div class="pair">{ boxes(Spot::Transaminases) }</div>
                { boxes(Spot::OfLiver) }
            </fieldset>
            { picks(scene, Field::Alcohol, alcohol_picks(person, lang), "list") }
            { boxes(Spot::Dialysis) }
            { boxes(Spot::Surgery) }
            <details class="more">
                <summary>{ folded("PHQ-9", person.phq9_item9.map_or("", |it| words::phq9(it, lang))) }</summary>
                <div>
                    { picks(scene, Field::Phq9, phq9_picks(person, lang), "list") }
                </div>
            </details>
            <details class="more">
                <summary translate="no">{ folded(words.pugh(), points) }</summary>
                <div>
                    { boxes(Spot::ChildPugh) }
                    { picks(scene, Field::Ascites, grade_picks(person.ascites, Choice::Ascites, lang), "segments") }
                    { picks(scene, Field::Encephalopathy, grade_picks(person.encephalopathy, Choice::Encephalopathy, lang), "segments") }
                </div>
            </details>
        </section>
    }
}

/// A heading that says what is folded under it, so that nothing counts unseen.
fn folded(heading: &str, value: &str) -> String {
    if value.is_empty() { heading.to_owned() } else { format!("{heading} · {value}") }
}

fn sex_picks(person: &Person, lang: Lang) -> Vec<Pick> {
    [("female", Sex::Female), ("male", Sex::Male)]
        .into_iter()
        .map(|(value, sex)| {
            Pick::new(value, words::sex(sex, lang), person.sex == Some(sex), Msg::Chose(Choice::Sex(Some(sex))))
        })
        .collect()
}

fn alcohol_picks(person: &Person, lang: Lang) -> Vec<Pick> {
    let known = [("none", Alcohol::None), ("occasional", Alcohol::Occasional), ("regular", Alcohol::Regular)];
    let mut picks: Vec<Pick> = known
        .into_iter()
        .map(|(value, it)| {
            let msg = Msg::Chose(Choice::Alcohol(Some(it)));
            Pick::new(value, words::alcohol(it, lang), person.alcohol == Some(it), msg)
        })
        .collect();
    let unsaid = Msg::Chose(Choice::Alcohol(None));
    picks.push(Pick::new("unknown", Words(lang).not_said(), person.alcohol.is_none(), unsaid));
    picks
}

fn phq9_picks(person: &Person, lang: Lang) -> Vec<Pick> {
    let mut picks: Vec<Pick> = (0..=3u8)
        .map(|it| {
            let chosen = person.phq9_item9 == Some(it);
            Pick::new(it.to_string(), words::phq9(it, lang), chosen, Msg::Chose(Choice::Phq9(Some(it))))
        })
        .collect();
    let unsaid = Msg::Chose(Choice::Phq9(None));
    picks.push(Pick::new("unknown", Words(lang).not_said(), person.phq9_item9.is_none(), unsaid));
    picks
}

fn grade_picks(chosen: Option<Severity3>, choice: fn(Option<Severity3>) -> Choice, lang: Lang) -> Vec<Pick> {
    let known = [("none", Severity3::None), ("mild", Severity3::Mild), ("severe", Severity3::Severe)];
    let mut picks: Vec<Pick> = known
        .into_iter()
        .map(|(value, it)| {
            Pick::new(value, words::severity3(it, lang), chosen == Some(it), Msg::Chose(choice(Some(it))))
        })
        .collect();
    picks.push(Pick::new("unknown", Words(lang).not_said(), chosen.is_none(), Msg::Chose(choice(None))));
    picks
}

#[cfg(test)]
mod tests {
    use palier_engine::person::drives::ClearanceFrom;

    use crate::form::typed::Typed;

    use crate::form::spot::Room;
    use crate::ui::form::tests::{drawn, rows, scene};

    use super::*;

    fn driving(text: &str) -> Kidneys {
        Kidneys {
            ml_per_min: Decimal::whole(90),
            from: ClearanceFrom::CockcroftGault,
            method: None,
            weight: None,
            because: Vec::new(),
            with_actual_weight: None,
            other: None,
            could_be_lower: false,
            text: text.to_owned(),
        }
    }

    #[test]
    fn the_creatinine_is_said_again_in_micromol_with_the_clearance_of_the_answer() {
        let typed = |text: &str, unit| {
            let mut form = Typed::default();
            form.set_text(Field::Creatinine, text.into());
            Person { creatinine_unit: Some(unit), ..Person::clone(&form.person) }
        };
        let unit = CreatinineUnit::MicromolPerLitre;
        let patient =
            Patient { creatinine: Some(Creatinine { value: Decimal::whole(68), unit }), ..Patient::default() };
        let driving = driving("Clairance retenue : 90.");
        let said = |text: &str| creatinine_echo(&typed(text, unit), &patient, Some(&driving), Lang::FR);
        assert_eq!(said("68"), "68\u{a0}µmol/L · Clairance retenue : 90.");
        // Another one is being typed: the clearance is still that of 68 µmol/L, and is not said.
        assert_eq!(said("680"), "680\u{a0}µmol/L");
        assert_eq!(said(""), "");
        // None is known, or nothing was looked at.
        assert_eq!(creatinine_echo(&typed("68", unit), &patient, None, Lang::FR), "68\u{a0}µmol/L");
        let person = typed("7,7", CreatinineUnit::MilligramPerLitre);
        assert_eq!(creatinine_echo(&person, &Patient::default(), None, Lang::FR), "68,1\u{a0}µmol/L");
    }

    #[test]
    fn every_row_of_the_person_is_drawn_once() {
        let shown = PersonPart {
            person: Rc::default(),
            problems: Rc::default(),
            clearance: String::new(),
            points: String::new(),
        };
        assert_eq!(drawn(&section(&scene(), &shown)), rows(&[Room::Person]));
    }
}
