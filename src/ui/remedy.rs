//! What one press mends in a box: the likely meanings of what was typed, none of them nudged.

use std::rc::Rc;

use palier_engine::exact::date::Date;
use palier_engine::lang::Lang;
use palier_engine::person::kidney::{Creatinine, CreatinineUnit};
use palier_engine::person::liver::LiverTest;
use palier_engine::person::typed::Tested;
use palier_engine::words::dates::date_in_words;
use palier_engine::words::facts::creatinine_unit;
use web_sys::{Element, HtmlElement};

use crate::form::complaint::Complaint;
use crate::form::field::Field;
use crate::form::text::write_test;
use crate::markup::prelude::*;
use crate::state::msg::{Choice, Msg};
use crate::texts::{Words, say};
use crate::ui::scene::Scene;
use crate::words::complaints::printed;

/// One of the things that may have been meant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Remedy {
    /// In words.
    pub(crate) label: String,
    /// What pressing it says.
    pub(crate) msg: Msg,
}

impl Remedy {
    /// Puts a text in a box, as if it had been typed so.
    fn typing(label: String, field: Field, text: String) -> Self {
        Self { label, msg: Msg::Filled(Rc::from([(field, text)])) }
    }
}

/// The likely meanings of what could not be taken; none where only its writer knows.
pub(crate) fn remedies(field: Field, complaint: &Complaint, lang: Lang) -> Vec<Remedy> {
    match complaint {
        Complaint::LowCreatinine { read, other } => {
            let msg = Msg::Chose(Choice::CreatinineKept(read.clone()));
            let read = printed(read, lang);
            vec![in_unit(field, other, lang), Remedy { label: say!(lang, mend.kept_creatinine, read), msg }]
        }
        Complaint::UnlikelyCreatinine { typed: _, micromol: _, others } => {
            others.iter().map(|it| in_unit(field, it, lang)).collect()
        }
        Complaint::TestUnitMissing { value, tested } => {
            let value_in_words = value.write(lang);
            let units: &[&str] = match tested {
                Tested::Enzyme => &[Words(lang).enzyme_unit()],
                Tested::Bilirubin => &CreatinineUnit::ALL.map(creatinine_unit),
            };
            let in_unit = units.iter().map(|unit| {
                let label = format!("{value_in_words}\u{a0}{unit}");
                Remedy::typing(label, field, format!("{} {unit}", value.write_typed(lang)))
            });
            let times = write_test(LiverTest::Times(*value), *tested, false, lang);
            let mut all: Vec<Remedy> = in_unit.collect();
            let value = value_in_words;
            all.push(Remedy::typing(say!(lang, mend.times, value), field, times));
            all
        }
        Complaint::WeightUnitMissing { value } => {
            let in_unit = |unit: &str| {
                let label = format!("{}\u{a0}{unit}", value.write(lang));
                Remedy::typing(label, field, format!("{} {unit}", value.write_typed(lang)))
            };
            vec![in_unit("lb"), in_unit("kg")]
        }
        // Where it is asked, the month comes first.
        Complaint::TwoDates { typed: _, day_first, month_first } => {
            let as_day = |day: Date| Remedy::typing(date_in_words(day, lang), field, day.to_string());
            vec![as_day(*month_first), as_day(*day_first)]
        }
        Complaint::NotANumber { .. }
        | Complaint::Ambiguous { .. }
        | Complaint::TooPrecise { .. }
        | Complaint::NotWhole { .. }
        | Complaint::Outside { .. }
        | Complaint::NotATest { .. }
        | Complaint::LimitMissing { .. }
        | Complaint::LimitOfAnotherUnit { .. }
        | Complaint::NotADate { .. }
        | Complaint::NoSuchDay { .. }
        | Complaint::FarDate { .. }
        | Complaint::FutureDay
        | Complaint::UnitMissing
        | Complaint::MethodMissing
        | Complaint::LastDoseMissing
        | Complaint::PlannerMissing
        | Complaint::Incomplete
        | Complaint::ScoreIncomplete
        | Complaint::ClearanceMissing
        | Complaint::NotAdded { .. }
        | Complaint::OneCut
        | Complaint::Twice { .. } => Vec::new(),
    }
}

/// The number of a creatinine in another unit: `6,8 mg/L = 60,1 µmol/L`.
fn in_unit(field: Field, other: &Creatinine, lang: Lang) -> Remedy {
    let text = format!("{} {}", other.value.write_typed(lang), creatinine_unit(other.unit));
    let shown = printed(other, lang);
    let label = match other.unit {
        CreatinineUnit::MicromolPerLitre => shown,
        CreatinineUnit::MilligramPerLitre | CreatinineUnit::MilligramPerDecilitre => {
            let (other, micromol) = (shown, other.rounded_micromol().write(lang));
            say!(lang, mend.other_creatinine, other, micromol)
        }
    };
    Remedy::typing(label, field, text)
}

/// The buttons of what may have been meant. A press leaves the keyboard in the box it mended.
pub(crate) fn buttons(scene: &Scene, remedies: &[Remedy]) -> Html {
    html! {
        <div class="remedies" hidden={remedies.is_empty()}>
            for it in remedies {
                <button key={it.label.clone()} type="button" class="btn" translate="no" data-testid="remedy" onclick={mends(scene, &it.msg)}>
                    { it.label.clone() }
                </button>
            }
        </div>
    }
}

fn mends(scene: &Scene, msg: &Msg) -> Callback<MouseEvent> {
    let (send, msg) = (scene.send.clone(), msg.clone());
    Callback::from(move |event: MouseEvent| {
        let pressed = event.target_dyn_into::<Element>();
        let field = pressed.and_then(|it| it.closest(".field").ok().flatten());
        let input = field.and_then(|it| it.query_selector("input").ok().flatten());
        if let Some(input) = input.and_then(|it| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(it).ok()) {
            // Nothing is lost where the box cannot be reached.
            let _ = input.focus();
        }
        send.emit(msg.clone());
    })
}

#[cfg(test)]
mod tests {
    use palier_engine::exact::decimal::Decimal;

    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    /// The labels, and the texts that they put in the box.
    fn offered(field: Field, complaint: &Complaint) -> Vec<(String, String)> {
        let text = |msg: &Msg| {
            let Msg::Filled(texts) = msg else { return format!("{msg:?}") };
            texts.iter().map(|(_, text)| text.clone()).collect()
        };
        let plain = |it: &str| it.replace('\u{a0}', " ");
        remedies(field, complaint, Lang::FR).iter().map(|it| (plain(&it.label), text(&it.msg))).collect()
    }

    #[test]
    fn each_doubt_offers_its_meanings() {
        let pair = |label: &str, text: &str| (label.to_owned(), text.to_owned());
        let bare = |tested| Complaint::TestUnitMissing { value: number("25"), tested };
        assert_eq!(
            offered(Field::Alt, &bare(Tested::Enzyme)),
            [pair("25 UI/L", "25 UI/L"), pair("25 fois la limite", "25 × N")]
        );
        assert_eq!(
            offered(Field::Bilirubin, &bare(Tested::Bilirubin)),
            [
                pair("25 µmol/L", "25 µmol/L"),
                pair("25 mg/L", "25 mg/L"),
                pair("25 mg/dL", "25 mg/dL"),
                pair("25 fois la limite", "25 × N"),
            ]
        );
        assert_eq!(
            offered(Field::Weight, &Complaint::WeightUnitMissing { value: number("137") }),
            [pair("137 lb", "137 lb"), pair("137 kg", "137 kg")]
        );
        // 6.8 × 8.842 = 60.1256 µmol/L.
        let other = Creatinine { value: number("6,8"), unit: CreatinineUnit::MilligramPerLitre };
        let unlikely =
            Complaint::UnlikelyCreatinine { typed: "6,8".into(), micromol: number("6,8"), others: vec![other] };
        assert_eq!(offered(Field::Creatinine, &unlikely), [pair("6,8 mg/L = 60,1 µmol/L", "6,8 mg/L")]);
    }

    #[test]
    fn a_low_creatinine_is_one_of_two_and_neither_comes_by_itself() {
        let of = |unit| Creatinine { value: number("30"), unit };
        let (read, other) = (of(CreatinineUnit::MicromolPerLitre), of(CreatinineUnit::MilligramPerLitre));
        let found = remedies(Field::Creatinine, &Complaint::LowCreatinine { read: read.clone(), other }, Lang::FR);
        let labels: Vec<String> = found.iter().map(|it| it.label.replace('\u{a0}', " ")).collect();
        // 30 × 8.842 = 265.26 µmol/L.
        assert_eq!(labels, ["30 mg/L = 265,3 µmol/L", "Non, bien 30 µmol/L"]);
        assert_eq!(found[0].msg, Msg::Filled(Rc::from([(Field::Creatinine, "30 mg/L".to_owned())])));
        assert_eq!(found[1].msg, Msg::Chose(Choice::CreatinineKept(read)));
    }
}
