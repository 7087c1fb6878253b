//! The controls of the form: a box of text, a choice among few, a switch.

use palier_engine::book::place::Region;
use palier_engine::exact::date::When;
use palier_engine::lang::Lang;
use palier_engine::person::typed::Tested;
use palier_engine::words::dates::{date_in_words, long_date};
use web_sys::HtmlInputElement;

use crate::form::boxes::Boxes;
use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::kind::Kind;
use crate::form::spot::Spot;
use crate::form::text::{is_converted, read_number, read_when};
use crate::markup::prelude::*;
use crate::state::msg::Msg;
use crate::ui::remedy::{self, Remedy, remedies};
use crate::ui::scene::Scene;
use crate::words;

/// The problem with a field, in words, if there is one.
pub(crate) fn problem_of(problems: &[FieldProblem], path: &str, lang: Lang) -> AttrValue {
    let found = problems.iter().find(|it| it.path == path);
    found.map(|it| words::complaint(&it.complaint, lang)).unwrap_or_default().into()
}

/// What was understood of a text where it says more than was typed, a day in words or a converted number: shown at the
/// box it was typed in.
pub(crate) fn echo(field: Field, text: &str, region: Region, lang: Lang) -> String {
    let adds = match field.kind() {
        Kind::Choice | Kind::Words | Kind::LiverTest(..) => false,
        Kind::Day | Kind::PastDay | Kind::When | Kind::Begun => true,
        Kind::Number(unit, _) | Kind::Whole(unit, _) => read_number(text, unit).is_ok_and(|it| is_converted(text, it)),
    };
    if adds { said(field, text, region, lang) } else { String::new() }
}

/// What a box says, with its unit: said where the box itself is not in sight.
pub(crate) fn said(field: Field, text: &str, region: Region, lang: Lang) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    match field.kind() {
        Kind::Choice | Kind::Words => String::new(),
        Kind::LiverTest(..) => text.trim().to_owned(),
        Kind::Day | Kind::PastDay | Kind::When | Kind::Begun => {
            read_when(text, region).map(|when| when_in_words(when, lang)).unwrap_or_default()
        }
        Kind::Number(unit, _) | Kind::Whole(unit, _) => {
            read_number(text, unit).map(|it| words::with_unit(it, unit, lang)).unwrap_or_default()
        }
    }
}

/// What was understood in the boxes of a place of the page, where anything was.
pub(crate) fn understood(spot: Spot, boxes: &Boxes, region: Region, lang: Lang) -> Vec<(Field, String)> {
    let echoes = Field::typed_at(spot).map(|it| (it, said(it, boxes.of(it), region, lang)));
    echoes.filter(|(_, echo)| !echo.is_empty()).collect()
}

/// A day in words, or a month when only the month is known.
pub(crate) fn when_in_words(when: When, lang: Lang) -> String {
    if when.earliest() == when.latest() {
        return long_date(when.earliest(), lang);
    }
    let whole = date_in_words(when.latest(), lang);
    whole.split_once('\u{a0}').map_or(whole.clone(), |(_, month)| month.to_owned())
}

/// A labelled box of text. Never of type number: a browser then drops a comma without a word.
#[derive(Clone, Debug)]
pub(crate) struct TextBox<'a> {
    /// Which field.
    pub field: Field,
    /// Label.
    pub label: AttrValue,
    /// Text.
    pub text: &'a str,
    /// What is wrong with it; empty if nothing is.
    pub problem: AttrValue,
    /// What may have been meant, each with its press.
    pub remedies: Vec<Remedy>,
    /// What was understood, when the box cannot say it alone.
    pub echo: Option<String>,
}

/// The boxes of a place of the page, of one line where they stand in a list.
pub(crate) fn boxes(scene: &Scene, spot: Spot, line: usize, boxes: &Boxes, problems: &[FieldProblem]) -> Html {
    boxes_as(scene, spot, line, boxes, problems, &|it| it)
}

/// The same, each as the caller would have it.
pub(crate) fn boxes_as(
    scene: &Scene,
    spot: Spot,
    line: usize,
    boxes: &Boxes,
    problems: &[FieldProblem],
    change: &dyn for<'a> Fn(TextBox<'a>) -> TextBox<'a>,
) -> Html {
    let draw = |it: Field| change(TextBox::new(it.on(line), boxes.of(it), problems, scene.lang)).draw(scene);
    Field::typed_at(spot).map(draw).collect()
}

impl<'a> TextBox<'a> {
    /// A box for a field, with the problem found in it.
    #[must_use]
    pub fn new(field: Field, text: &'a str, problems: &[FieldProblem], lang: Lang) -> Self {
        let found = problems.iter().find(|it| it.path == field.path());
        Self {
            field,
            label: field.label(lang).into(),
            text,
            problem: found.map(|it| words::complaint(&it.complaint, lang)).unwrap_or_default().into(),
            remedies: found.map(|it| remedies(field, &it.complaint, lang)).unwrap_or_default(),
            echo: None,
        }
    }

    /// Under another name.
    pub(crate) fn label(self, label: impl Into<AttrValue>) -> Self {
        Self { label: label.into(), ..self }
    }

    /// With what was understood, in words of the caller.
    pub(crate) fn echo(self, echo: String) -> Self {
        Self { echo: Some(echo), ..self }
    }

    /// Draws it.
    pub fn draw(self, scene: &Scene) -> Html {
        let Self { field, label, text, problem, remedies, echo: told } = self;
        let help = field.help(scene.lang);
        let path = field.path();
        let id = scene.id(&path);
        let (error_id, help_id, echo_id) = (format!("{id}-error"), format!("{id}-help"), format!("{id}-echo"));
        let sign = field.kind().unit().map_or("", |it| it.sign(scene.lang));
        let understood = told.unwrap_or_else(|| echo(field, text, scene.region, scene.lang));
        let described =
            [(!problem.is_empty(), &error_id), (!help.is_empty(), &help_id), (!understood.is_empty(), &echo_id)]
                .into_iter()
                .filter(|(shown, _)| *shown)
                .map(|(_, id)| id.as_str())
                .collect::<Vec<_>>()
                .join(" ");
        let inputmode = match field.kind() {
            // Letters belong to these: a month, a unit that no press gives.
            Kind::Choice
            | Kind::Words
            | Kind::Day
            | Kind::PastDay
            | Kind::When
            | Kind::Begun
            | Kind::LiverTest(Tested::Bilirubin, _) => "text",
            Kind::Whole(..) => "numeric",
            Kind::Number(..) | Kind::LiverTest(Tested::Enzyme, _) => "decimal",
        };
        let (oninput, onchange) = typed(scene, field);
        let wrong = !problem.is_empty();
        html! {
            <div class={classes!("field", wrong.then_some("wrong"))}>
                <label for={id.clone()}>{ label }</label>
                <p class="echo" translate="no" id={echo_id} hidden={understood.is_empty()}>{ understood }</p>
                <div class="box">
                    <input
                        id={id.clone()}
                        type="text"
                        {inputmode}
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        data-field={path}
                        value={text.to_owned()}
                        aria-invalid={if wrong { "true" } else { "false" }}
                        aria-describedby={described}
                        {oninput}
                        {onchange}
                    />
                    <span class="unit" translate="no">{ sign }</span>
                </div>
                <p class="help" id={help_id} hidden={help.is_empty()}>{ help }</p>
                <p class="err error" id={error_id} hidden={!wrong}>{ problem }</p>
                { remedy::buttons(scene, &remedies) }
            </div>
        }
    }
}

/// What a box says when its text changes. A browser or a program that fills it in may say so by
/// `change` alone.
pub fn typed(scene: &Scene, field: Field) -> (Callback<InputEvent>, Callback<Event>) {
    let say = {
        let send = scene.send.clone();
        move |input: HtmlInputElement| send.emit(Msg::Typed(field, input.value()))
    };
    let oninput = {
        let say = say.clone();
        Callback::from(move |event: InputEvent| say(event.target_unchecked_into()))
    };
    (oninput, Callback::from(move |event: Event| say(event.target_unchecked_into())))
}

/// One of the things to choose from.
#[derive(Clone, PartialEq)]
pub(crate) struct Pick {
    /// Value, for tests and scripts.
    pub value: AttrValue,
    /// Label.
    pub label: AttrValue,
    /// Whether it is chosen.
    pub chosen: bool,
    /// What choosing it says.
    pub msg: Msg,
}

impl Pick {
    /// A thing to choose.
    #[must_use]
    pub fn new(value: impl Into<AttrValue>, label: impl Into<AttrValue>, chosen: bool, msg: Msg) -> Self {
        Self { value: value.into(), label: label.into(), chosen, msg }
    }
}

/// One of several, in a field of the form. They stand as `segments`, `chips` or a `list`.
pub(crate) fn picks(scene: &Scene, field: Field, picks: Vec<Pick>, look: &'static str) -> Html {
    options(scene, "radio", &field.path(), field.label(scene.lang).into(), picks, look)
}

/// Any number of several, in a field of the form.
pub(crate) fn switches(scene: &Scene, field: Field, picks: Vec<Pick>) -> Html {
    options(scene, "checkbox", &field.path(), field.label(scene.lang).into(), picks, "chips")
}

/// Radio buttons or boxes to tick: the whole choice is in sight, and every browser redraws them alike.
pub(crate) fn options(
    scene: &Scene,
    kind: &'static str,
    path: &str,
    legend: AttrValue,
    picks: Vec<Pick>,
    look: &'static str,
) -> Html {
    let id = scene.id(path);
    // Of those of one name a browser leaves one chosen.
    let name = (kind == "radio").then(|| id.clone());
    html! {
        <fieldset class={classes!("picks", look)} {id} data-field={path.to_owned()}>
            <legend>{ legend }</legend>
            <div class="options">
                for pick in picks.iter() {
                    <label key={pick.value.to_string()} class="option">
                        <input
                            type={kind}
                            name={name.clone()}
                            value={pick.value.clone()}
                            checked={pick.chosen}
                            onchange={scene.says(pick.msg.clone())}
                        />
                        <span translate={is_measure(&pick.label).then_some("no")}>{ &pick.label }</span>
                    </label>
                }
            </div>
        </fieldset>
    }
}

/// A button that says one thing.
pub fn button(
    scene: &Scene,
    class: &'static str,
    testid: impl Into<AttrValue>,
    label: impl Into<AttrValue>,
    msg: Msg,
) -> Html {
    let (testid, label): (AttrValue, AttrValue) = (testid.into(), label.into());
    html! { <button type="button" {class} data-testid={testid} onclick={scene.says(msg)}>{ label }</button> }
}

/// Whether a label is a dose, a unit or a number of days, which no translator may touch.
fn is_measure(label: &str) -> bool {
    label.contains(|it: char| it.is_ascii_digit()) || label.contains("/L")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doses_and_units_are_kept_from_translators_and_words_are_not() {
        for (label, measure) in
            [("4,5 mg", true), ("µmol/L", true), ("28 jours", true), ("Femme", false), ("Oui", false)]
        {
            assert_eq!(is_measure(label), measure, "{label}");
        }
    }

    #[test]
    fn what_was_understood_is_said_where_it_adds_to_what_was_typed() {
        for (field, text, fr, en) in [
            (Field::Weight, "62,5", "", ""),
            (Field::Weight, "137 lb", "62,142\u{a0}kg", "62.142\u{a0}kg"),
            (Field::Height, "168 cm", "", ""),
            (Field::Height, "1,68", "168\u{a0}cm", "168\u{a0}cm"),
            (Field::Height, "1m68", "168\u{a0}cm", "168\u{a0}cm"),
            (Field::Age, "46", "", ""),
            (Field::Age, "46 ans", "", ""),
            (Field::Alt, "25 UI/L (N<35)", "", ""),
            (Field::Target, "4,5 mg", "", ""),
            (Field::Target, "1,500", "", ""),
            (Field::Start, "7/12/2026", "lundi 7\u{a0}décembre\u{a0}2026", "Monday 7\u{a0}December\u{a0}2026"),
            (Field::Started(0), "2026-01", "janvier\u{a0}2026", "January\u{a0}2026"),
            (Field::Start, "11/05/2026", "lundi 11\u{a0}mai\u{a0}2026", "Monday 11\u{a0}May\u{a0}2026"),
            (Field::Start, "7/12/26", "lundi 7\u{a0}décembre\u{a0}2026", "Monday 7\u{a0}December\u{a0}2026"),
            (Field::Target, "1 ½", "1,5\u{a0}mg", "1.5\u{a0}mg"),
            (Field::Target, "1,1950", "1,195\u{a0}mg", "1.195\u{a0}mg"),
            (Field::Prescriber, "Dr Martin", "", ""),
        ] {
            assert_eq!(echo(field, text, Region::FR, Lang::FR), fr, "{text}");
            assert_eq!(echo(field, text, Region::FR, Lang::EN), en, "{text}");
        }
        assert_eq!(echo(Field::Start, "11/05/2026", Region::US, Lang::EN), "", "May or November");
    }
}
