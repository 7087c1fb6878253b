//! The planner.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::summary::OutcomeSummary;

/// What the host page may set.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// `fr` or `en`.
    pub lang: AttrValue,
    /// The drug to begin with.
    #[prop_or_default]
    pub drug: Option<AttrValue>,
    /// The region whose products and limits are used.
    #[prop_or_default]
    pub region: Option<AttrValue>,
    /// `professional` or `patient`.
    #[prop_or_default]
    pub view: Option<AttrValue>,
    /// The first day, as `2026-12-07`.
    #[prop_or_default]
    pub start: Option<AttrValue>,
    /// The day on which the person plans, as `2026-11-30`.
    #[prop_or_default]
    pub today: Option<AttrValue>,
    /// Called when the outcome changes.
    #[prop_or_default]
    pub on_outcome: Callback<OutcomeSummary>,
}

/// The planner as one component.
#[component]
pub fn App(props: &AppProps) -> Html {
    let typed = use_state(AttrValue::default);
    use_effect_with((typed.len(), props.on_outcome.clone()), |(length, on_outcome)| {
        on_outcome.emit(OutcomeSummary { verdict: "pending", checked: 0, alerts: 0, not_checked: *length });
    });
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            typed.set(input.value().into());
        })
    };
    let (title, label) = match props.lang.as_str() {
        "en" => ("A dose plan", "Medicine"),
        _ => ("Un plan de doses", "Médicament"),
    };
    html! {
        <section aria-labelledby="title">
            <h2 id="title">{ title }</h2>
            <label for="medicine">{ label }</label>
            <input id="medicine" type="text" value={&*typed} {oninput} />
            <output for="medicine">{ &*typed }</output>
        </section>
    }
}
