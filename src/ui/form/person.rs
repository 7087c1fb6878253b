//! The person: what is measured.

use std::rc::Rc;

use palier_engine::lang::Lang;
use palier_engine::logic::stated::{Alcohol, Sex};
use palier_engine::person::drives::Kidneys;
use palier_engine::person::kidney::{Creatinine, CreatinineUnit};
use palier_engine::person::liver::{LiverTest, Severity3};
use palier_engine::person::patient::Patient;
use palier_engine::person::typed::{Tested, TypedTest, read_liver_test};
use palier_engine::words::facts::creatinine_unit;

use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::kind::Unit;
use crate::form::section::is_within;
use crate::form::spot::Spot;
use crate::form::text::{read_number, write_test};
use crate::form::typed::Person;
use crate::markup::prelude::*;
use crate::state::answer::Answer;
use crate::state::msg::{Choice, Msg};
use crate::state::needs::Need;
use crate::ui::field::{Pick, boxes, boxes_as, picks, understood};
use crate::ui::fold::Fold;
use crate::ui::part::part;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// What the two groups of the person show.
#[derive(PartialEq)]
struct PersonPart {
    person: Rc<Person>,
    problems: Rc<[FieldProblem]>,
    /// What was understood of the creatinine.
    clearance: String,
    /// Points of the Child-Pugh score.
    points: String,
    /// Fields that the last answer waits for, of those that are folded.
    asked: Vec<Field>,
}

impl PersonPart {
    fn of(scene: &Scene, person: &Rc<Person>, problems: &Rc<[FieldProblem]>, answer: Option<&Answer>) -> Self {
        let patient = answer.map(|it| &it.request.patient);
        let driving = answer.and_then(Answer::assessment).and_then(|it| it.kidneys.as_ref());
        let points = patient.and_then(|it| it.child_pugh.as_ref()).map(|it| it.points().to_string());
        let needs = answer.map(Answer::needs).unwrap_or_default();
        Self {
            person: person.clone(),
            problems: problems.clone(),
            clearance: patient.map(|it| creatinine_echo(person, it, driving, scene.lang)).unwrap_or_default(),
            points: points.unwrap_or_default(),
            asked: asked(needs),
        }
    }

    /// Whether one of the folded fields holds something, is wrong or is asked for.
    fn is_needed(&self, fields: &[Field]) -> bool {
        let chosen = [
            (Field::Phq9, self.person.phq9_item9.is_some()),
            (Field::Ascites, self.person.ascites.is_some()),
            (Field::Encephalopathy, self.person.encephalopathy.is_some()),
        ];
        let said = |it: &Field| chosen.contains(&(*it, true)) || !self.person.boxes.of(*it).trim().is_empty();
        let wrong = |it: &Field| self.problems.iter().any(|problem| problem.path == it.path());
        fields.iter().any(|it| said(it) || wrong(it) || self.asked.contains(it))
    }
}

/// What few people need of who they are.
const RARE_OF_PERSON: &[Field] = &[Field::Clearance, Field::ClearanceMethod, Field::Sessions, Field::SurgeryDay];

/// What few people need of the rest.
const RARE_OF_TESTS: &[Field] = &[
    Field::Bilirubin,
    Field::PughBilirubin,
    Field::PughAlbumin,
    Field::PughInr,
    Field::Ascites,
    Field::Encephalopathy,
    Field::Phq9,
];

const RARE: [&[Field]; 2] = [RARE_OF_PERSON, RARE_OF_TESTS];

/// Those of them that are asked for: a score is missing as a whole.
fn asked(needs: &[Need]) -> Vec<Field> {
    let asked = |it: &Field| needs.iter().any(|need| is_within(&it.path(), &need.path));
    RARE.iter().flat_map(|it| *it).copied().filter(asked).collect()
}

/// `68 µmol/L · Clairance retenue : 89,5 mL/min, …`: what was understood of the creatinine, and the
/// clearance that drives, as the last answer says it. While another creatinine is typed, the clearance of the
/// last one is not said beside it.
pub(crate) fn creatinine_echo(person: &Person, patient: &Patient, driving: Option<&Kidneys>, lang: Lang) -> String {
    let read = read_number(person.boxes.of(Field::Creatinine), Unit::Concentration).ok();
    let typed = read.zip(person.unit_of_creatinine()).map(|(value, unit)| Creatinine { value, unit });
    let micromol = typed.as_ref().map(|it| format!("{}\u{a0}µmol/L", it.rounded_micromol().write(lang)));
    let clearance = driving.filter(|_| typed == patient.creatinine).map(|it| it.text.clone());
    micromol.into_iter().chain(clearance).collect::<Vec<_>>().join(" · ")
}

/// Who the person is and what belongs to the kidneys: age, sex, weight, height, creatinine.
pub(crate) fn person_body(
    scene: &Scene,
    person: &Rc<Person>,
    problems: &Rc<[FieldProblem]>,
    answer: Option<&Answer>,
) -> Html {
    part(scene, PersonPart::of(scene, person, problems, answer), draw_person)
}

/// Liver tests, alcohol, and the rest of what is measured.
pub(crate) fn tests_body(
    scene: &Scene,
    person: &Rc<Person>,
    problems: &Rc<[FieldProblem]>,
    answer: Option<&Answer>,
) -> Html {
    part(scene, PersonPart::of(scene, person, problems, answer), draw_tests)
}

fn draw_person(scene: &Scene, shown: &PersonPart) -> Html {
    let PersonPart { person, problems, clearance, .. } = shown;
    let (lang, words) = (scene.lang, Words(scene.lang));
    let boxes = |spot: Spot| boxes(scene, spot, 0, &person.boxes, problems);
    // What was understood of a creatinine is said below it, with the clearance.
    let creatinine = boxes_as(scene, Spot::Creatinine, 0, &person.boxes, problems, &|it| it.echo(String::new()));
    let unit_picks: Vec<Pick> = CreatinineUnit::ALL
        .into_iter()
        .map(|unit| {
            let (label, chosen) = (creatinine_unit(unit), person.unit_of_creatinine() == Some(unit));
            Pick::new(label, label, chosen, Msg::Chose(Choice::CreatinineUnit(unit)))
        })
        .collect();
    let folded_spots = [Spot::KnownClearance, Spot::Dialysis, Spot::Surgery];
    let known = folded_spots.into_iter().flat_map(|it| understood(it, &person.boxes, scene.region, lang));
    let known = known.map(|(_, it)| it).collect::<Vec<_>>().join(" · ");
    html! {
        <div class="values">
            <div class="line">
                { boxes(Spot::Age) }
                { picks(scene, Field::Sex, sex_picks(person, lang), "segments") }
                { boxes(Spot::Body) }
            </div>
            <div class="line">
                { creatinine }
                { picks(scene, Field::CreatinineUnit, unit_picks, "segments") }
            </div>
            <p class="echo" translate="no" data-testid="clearance">{ clearance }</p>
            <Fold summary={folded(words.more_of_person(), &known)} open={shown.is_needed(RARE_OF_PERSON)}>
                { rare_of_person(scene, shown) }
            </Fold>
        </div>
    }
}

fn rare_of_person(scene: &Scene, shown: &PersonPart) -> Html {
    let boxes = |spot: Spot| boxes(scene, spot, 0, &shown.person.boxes, &shown.problems);
    html! {
        <div class="line">
            { boxes(Spot::KnownClearance) }
            { boxes(Spot::Dialysis) }
            { boxes(Spot::Surgery) }
        </div>
    }
}

fn draw_tests(scene: &Scene, shown: &PersonPart) -> Html {
    let PersonPart { person, problems, points, .. } = shown;
    let (lang, words) = (scene.lang, Words(scene.lang));
    let boxes = |spot: Spot| boxes(scene, spot, 0, &person.boxes, problems);
    let named = |name: &str, value: &str| if value.is_empty() { String::new() } else { format!("{name} {value}") };
    let held = understood(Spot::Bilirubin, &person.boxes, scene.region, lang).into_iter().map(|(_, it)| it);
    let held: Vec<String> = held
        .chain([named("Child-Pugh", points), named("PHQ-9", person.phq9_item9.map_or("", |it| words::phq9(it, lang)))])
        .filter(|it| !it.is_empty())
        .collect();
    html! {
        <div class="values">
            <fieldset class="bare">
                <legend>{ words.liver() }</legend>
                <div class="line">
                    { both_normal(scene, person) }
                    { boxes(Spot::Transaminases) }
                    { boxes(Spot::TestLimit) }
                    { boxes(Spot::OfLiver) }
                </div>
            </fieldset>
            { picks(scene, Field::Alcohol, alcohol_picks(person, lang), "segments") }
            <Fold summary={folded(words.more_of_tests(), &held.join(" · "))} open={shown.is_needed(RARE_OF_TESTS)}>
                { rare_of_tests(scene, shown) }
            </Fold>
        </div>
    }
}

fn rare_of_tests(scene: &Scene, shown: &PersonPart) -> Html {
    let (person, lang) = (&shown.person, scene.lang);
    let boxes = |spot: Spot| boxes(scene, spot, 0, &person.boxes, &shown.problems);
    html! {
        <>
            <div class="line">{ boxes(Spot::Bilirubin) }</div>
            <fieldset class="bare">
                <legend>{ Words(lang).pugh() }</legend>
                <div class="line">{ boxes(Spot::ChildPugh) }</div>
                { picks(scene, Field::Ascites, grade_picks(person.ascites, Choice::Ascites, lang), "segments") }
                { picks(scene, Field::Encephalopathy, grade_picks(person.encephalopathy, Choice::Encephalopathy, lang), "segments") }
            </fieldset>
            { picks(scene, Field::Phq9, phq9_picks(person, lang), "list") }
        </>
    }
}

/// One press says that both transaminases are normal; another takes it back.
fn both_normal(scene: &Scene, person: &Person) -> Html {
    let lang = scene.lang;
    let is_normal = |it: &Field| {
        let read = read_liver_test(person.boxes.of(*it), Tested::Enzyme);
        matches!(read, Ok(TypedTest::Said(LiverTest::Normal { .. })))
    };
    let both = [Field::Alt, Field::Ast];
    let pressed = both.iter().all(is_normal);
    let normal = write_test(LiverTest::Normal { limit: None }, Tested::Enzyme, false, lang);
    let text = if pressed { String::new() } else { normal };
    let msg = Msg::Filled(both.map(|it| (it, text.clone())).into());
    html! {
        <button
            type="button"
            class={classes!("btn", pressed.then_some("on"))}
            data-testid="both-normal"
            aria-pressed={if pressed { "true" } else { "false" }}
            onclick={scene.says(msg)}
        >
            { Words(lang).both_normal() }
        </button>
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
            Pick::new(value, words::drinks(it, lang), person.alcohol == Some(it), msg)
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
    use palier_engine::exact::decimal::Decimal;
    use palier_engine::person::drives::ClearanceFrom;

    use crate::form::complaint::Complaint;
    use crate::form::section::Section;
    use crate::form::spot::Room;
    use crate::form::typed::Typed;
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
        let (scene, shown) = (scene(), empty());
        let mut fields: Vec<String> = [draw_person, rare_of_person, draw_tests, rare_of_tests]
            .into_iter()
            .flat_map(|draw| drawn(&draw(&scene, &shown)))
            .collect();
        fields.sort();
        assert_eq!(fields, rows(&[Room::Person]));
    }

    fn missing(path: &str) -> Need {
        Need { section: Section::of_path(path), path: path.to_owned(), name: String::new(), to_mend: false }
    }

    fn empty() -> PersonPart {
        PersonPart {
            person: Rc::default(),
            problems: Rc::default(),
            clearance: String::new(),
            points: String::new(),
            asked: Vec::new(),
        }
    }

    #[test]
    fn what_is_folded_opens_where_it_holds_something_is_wrong_or_is_asked_for() {
        let mut form = Typed::default();
        form.set_text(Field::Sessions, "3".into());
        let holds = PersonPart { person: form.person.clone(), ..empty() };
        assert!(holds.is_needed(RARE_OF_PERSON) && !holds.is_needed(RARE_OF_TESTS));
        let chosen = PersonPart { person: Rc::new(Person { phq9_item9: Some(0), ..Person::default() }), ..empty() };
        assert!(chosen.is_needed(RARE_OF_TESTS) && !chosen.is_needed(RARE_OF_PERSON));
        let problem = FieldProblem { path: Field::PughInr.path(), complaint: Complaint::ScoreIncomplete };
        let wrong = PersonPart { problems: Rc::from([problem]), ..empty() };
        assert!(wrong.is_needed(RARE_OF_TESTS) && !wrong.is_needed(RARE_OF_PERSON));
        let asked = PersonPart { asked: vec![Field::SurgeryDay], ..empty() };
        assert!(asked.is_needed(RARE_OF_PERSON) && !asked.is_needed(RARE_OF_TESTS));
        let score = PersonPart { asked: super::asked(&[missing("patient.child_pugh")]), ..empty() };
        assert!(score.is_needed(RARE_OF_TESTS) && !score.is_needed(RARE_OF_PERSON));
        assert_eq!(super::asked(&[missing("patient.surgery_on")]), [Field::SurgeryDay]);
        assert_eq!(super::asked(&[missing("patient.surgery")]), []);
        assert!(!empty().is_needed(RARE_OF_TESTS) && !empty().is_needed(RARE_OF_PERSON));
    }
}
