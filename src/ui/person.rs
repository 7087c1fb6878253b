//! The person: what is measured.

use std::rc::Rc;

use palier_engine::assess::kidneys;
use palier_engine::decimal::Decimal;
use palier_engine::patient::{Alcohol, Creatinine, CreatinineUnit, Patient, Severity3, Sex};
use palier_engine::words::Lang;
use yew::prelude::*;

use crate::app::{Choice, Msg, Scene};
use crate::form::{Field, FieldProblem, Person, read_number};
use crate::ui::field::{Pick, TextBox, echo, picks};
use crate::ui::part::part;
use crate::words::{self, Words};

/// What the section shows.
#[derive(PartialEq)]
struct Shown {
    person: Rc<Person>,
    problems: Rc<[FieldProblem]>,
    /// What was understood of the creatinine.
    clearance: String,
    /// Points of the Child-Pugh score.
    points: String,
}

/// `68 µmol/L · Clairance retenue : 89,5 mL/min, …`: what was understood of the creatinine, and the
/// clearance that drives, as the engine says it. While another creatinine is typed, the clearance of the
/// last one is not said beside it.
#[must_use]
pub fn creatinine_echo(person: &Person, patient: &Patient, lang: Lang) -> String {
    let read = read_number(&person.creatinine, crate::form::Unit::Concentration).ok();
    let typed = read.zip(person.creatinine_unit).map(|(value, unit)| Creatinine { value, unit });
    let micromol = typed.as_ref().map(|it| {
        let micromol = it.micromol();
        let micromol = Decimal::from_thousandths((micromol.thousandths() + 50) / 100 * 100).unwrap_or(micromol);
        format!("{}\u{a0}µmol/L", micromol.write(lang))
    });
    let clearance = kidneys(patient, |id| patient.answer(id), lang).filter(|_| typed == patient.creatinine);
    let clearance = clearance.map(|it| it.text);
    micromol.into_iter().chain(clearance).collect::<Vec<_>>().join(" · ")
}

/// Age, sex, height, weight, kidney, liver, alcohol, surgery. `patient` is what was last read.
pub fn person_section(
    scene: &Scene,
    person: &Rc<Person>,
    problems: &Rc<[FieldProblem]>,
    patient: Option<&Patient>,
) -> Html {
    let points = patient.and_then(|it| it.child_pugh.as_ref()).map(|it| it.points().to_string());
    let shown = Shown {
        person: person.clone(),
        problems: problems.clone(),
        clearance: patient.map(|it| creatinine_echo(person, it, scene.lang)).unwrap_or_default(),
        points: points.unwrap_or_default(),
    };
    part(scene, shown, section)
}

fn section(scene: &Scene, shown: &Shown) -> Html {
    let Shown { person, problems, clearance, points } = shown;
    let (lang, words) = (scene.lang, Words(scene.lang));
    let text_box = |field: Field, label: &'static str, text: &str, help: &'static str| {
        TextBox::new(field, label, text, problems, lang).help(help).draw(scene)
    };
    let units =
        [CreatinineUnit::MicromolPerLitre, CreatinineUnit::MilligramPerLitre, CreatinineUnit::MilligramPerDecilitre];
    let unit_picks: Vec<Pick> = units
        .into_iter()
        .map(|unit| {
            let label = palier_engine::words::creatinine_unit(unit);
            Pick::new(label, label, person.creatinine_unit == Some(unit), Msg::Chose(Choice::CreatinineUnit(unit)))
        })
        .collect();
    html! {
        <section class="card" aria-labelledby={scene.id("person-title")}>
            <h2 id={scene.id("person-title")}>{ words.person() }</h2>
            <div class="pair">
                { text_box(Field::Age, words.age(), &person.age, "") }
                { picks(scene, "patient.sex", words.sex(), sex_picks(person, lang), "segments") }
            </div>
            <div class="pair">
                { text_box(Field::Height, words.height(), &person.height, "") }
                { text_box(Field::Weight, words.weight(), &person.weight, "") }
            </div>
            <div class="pair uneven">
                { TextBox::new(Field::Creatinine, words.creatinine(), &person.creatinine, problems, lang).echo(String::new()).draw(scene) }
                { picks(scene, "patient.creatinine.unit", words.unit(), unit_picks, "segments") }
            </div>
            <p class="echo" translate="no" data-testid="clearance">{ clearance }</p>
            <details class="more">
                <summary translate="no">{ folded(words.known_clearance(), &echo(Field::Clearance, &person.clearance, scene.region, lang)) }</summary>
                <div>
                    { text_box(Field::Clearance, words.clearance(), &person.clearance, words.clearance_help()) }
                    { text_box(Field::ClearanceMethod, words.clearance_method(), &person.clearance_method, "") }
                </div>
            </details>
            <fieldset class="bare">
                <legend>{ words.liver() }</legend>
                <p class="help">{ words.liver_help() }</p>
                <div class="pair">
                    { text_box(Field::Alt, words.alt(), &person.alt, "") }
                    { text_box(Field::Ast, words.ast(), &person.ast, "") }
                </div>
                { text_box(Field::Bilirubin, words.bilirubin(), &person.bilirubin, "") }
                { text_box(Field::LiverDay, words.liver_day(), &person.liver_day, words.day_help()) }
            </fieldset>
            { picks(scene, "patient.alcohol", words.alcohol(), alcohol_picks(person, lang), "list") }
            { text_box(Field::Sessions, words.sessions(), &person.sessions, words.sessions_help()) }
            { text_box(Field::SurgeryDay, words.surgery_day(), &person.surgery_day, "") }
            <details class="more">
                <summary>{ folded("PHQ-9", person.phq9_item9.map_or("", |it| words::phq9(it, lang))) }</summary>
                <div>
                    { picks(scene, "patient.phq9_item9", words.phq9(), phq9_picks(person, lang), "list") }
                </div>
            </details>
            <details class="more">
                <summary translate="no">{ folded(words.pugh(), points) }</summary>
                <div>
                    { text_box(Field::PughBilirubin, words.pugh_bilirubin(), &person.pugh_bilirubin, "") }
                    { text_box(Field::PughAlbumin, words.pugh_albumin(), &person.pugh_albumin, "") }
                    { text_box(Field::PughInr, words.pugh_inr(), &person.pugh_inr, "") }
                    { picks(scene, "patient.child_pugh.ascites", words.ascites(), grade_picks(person.ascites, Choice::Ascites, lang), "segments") }
                    { picks(scene, "patient.child_pugh.encephalopathy", words.encephalopathy(), grade_picks(person.encephalopathy, Choice::Encephalopathy, lang), "segments") }
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
    use palier_engine::truth::Truth;

    use super::*;

    #[test]
    fn the_creatinine_is_said_again_in_micromol_with_the_clearance() {
        let person = Person {
            creatinine: "68".into(),
            creatinine_unit: Some(CreatinineUnit::MicromolPerLitre),
            ..Person::default()
        };
        let patient = Patient {
            age_years: Some(46),
            sex: Some(Sex::Female),
            height_cm: Some(Decimal::whole(168)),
            weight_kg: Some(Decimal::whole(62)),
            answers: ["dialysis", "unstable-creatinine", "pregnant"].map(|it| (it.to_owned(), Truth::No)).into(),
            creatinine: Some(Creatinine { value: Decimal::whole(68), unit: CreatinineUnit::MicromolPerLitre }),
            ..Patient::default()
        };
        assert_eq!(
            creatinine_echo(&person, &patient, Lang::Fr),
            "68\u{a0}µmol/L · Clairance retenue\u{a0}: 89,5\u{a0}mL/min, calculée (Cockcroft et Gault) avec le poids réel."
        );
        // A clearance given beside it: the lower of both is used.
        let given = |clearance| Patient {
            clearance: Some(palier_engine::patient::GivenClearance {
                ml_per_min: Decimal::whole(clearance),
                method: "24 h".into(),
            }),
            ..patient.clone()
        };
        assert_eq!(
            creatinine_echo(&person, &given(45), Lang::Fr),
            "68\u{a0}µmol/L · Clairance retenue\u{a0}: 45\u{a0}mL/min, donnée (24 h). Celle de la formule, 89,5\u{a0}mL/min, est plus haute\u{a0}: la plus basse des deux est retenue."
        );
        assert_eq!(
            creatinine_echo(&person, &given(120), Lang::En),
            "68\u{a0}µmol/L · Clearance used: 89.5\u{a0}mL/min, computed (Cockcroft and Gault) with the actual weight. The one given, 120\u{a0}mL/min, is higher: the lower of both is used."
        );
        // Another one is being typed: the clearance is still that of 68 µmol/L, and is not said.
        let typing = Person { creatinine: "680".into(), ..person.clone() };
        assert_eq!(creatinine_echo(&typing, &patient, Lang::Fr), "680\u{a0}µmol/L");
        assert_eq!(creatinine_echo(&Person { creatinine: String::new(), ..person.clone() }, &patient, Lang::Fr), "");
        let person =
            Person { creatinine: "7,7".into(), creatinine_unit: Some(CreatinineUnit::MilligramPerLitre), ..person };
        assert_eq!(creatinine_echo(&person, &Patient::default(), Lang::Fr), "68,1\u{a0}µmol/L");
    }
}
