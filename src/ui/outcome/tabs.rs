//! The tabs of an answer: one panel is in sight, and only that one is drawn.

use std::rc::Rc;

use palier_engine::lang::Lang;
use web_sys::HtmlElement;

use crate::form::scale::ScaleDraft;
use crate::markup::prelude::*;
use crate::state::msg::Msg;
use crate::state::tab::Tab;
use crate::ui::drawn::use_drawing;
use crate::ui::laid::Laid;
use crate::ui::outcome::descent::{at_home, followed, followed_count, way_down};
use crate::ui::outcome::dispensing::dispensing;
use crate::ui::outcome::evidence::{evidence, sources_alone};
use crate::ui::outcome::for_patient::{for_patient, for_pharmacist};
use crate::ui::outcome::monitoring::{lines, monitoring};
use crate::ui::outcome::prescriptions::prescriptions;
use crate::ui::outcome::scales::scales;
use crate::ui::outcome::schedule::schedule;
use crate::ui::outcome::shown::Shown;
use crate::ui::place;
use crate::ui::scene::Scene;
use crate::words::Words;

/// Properties of [`Tabs`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TabsProps {
    /// Scene.
    pub scene: Scene,
    /// What it is drawn from.
    pub shown: Shown,
    /// The tab in sight.
    pub tab: Tab,
    /// The place of the evidence that was asked for last, and how many times one was.
    pub sought: (Option<AttrValue>, u32),
    /// A questionnaire that is being filled in.
    pub scale: Option<Rc<ScaleDraft>>,
    /// The licence of the use.
    pub status: AttrValue,
    /// Protocols put side by side.
    pub compared: Rc<Vec<String>>,
}

/// The list of tabs and the panel of the one in sight. Of an answer without a plan, its sources alone.
#[component]
pub(crate) fn Tabs(props: &TabsProps) -> Html {
    use_drawing();
    let TabsProps { scene, shown, tab, sought, scale, status, compared } = props;
    let root = use_node_ref();
    {
        let (root, prefix) = (root.clone(), scene.prefix.clone());
        use_effect_with(sought.clone(), move |(path, _)| {
            if let Some(path) = path {
                place::focus(&root, &prefix, path);
            }
        });
    }
    let words = Words(scene.lang);
    if shown.laid.is_none() {
        let open = *tab == Tab::Evidence;
        let onclick = scene.says(Msg::TabChosen(if open { Tab::Intakes } else { Tab::Evidence }));
        // What was noted stays in sight whatever the answer: it may be the reason of it.
        let measured = scale.is_some() || !shown.answer.request.measures.is_empty();
        return html! {
            <div class="sched alone" ref={root} hidden={shown.notes.count() == 0 && !measured}>
                <button type="button" class="btn quiet" hidden={shown.notes.count() == 0} aria-expanded={if open { "true" } else { "false" }} data-testid="tab-evidence" {onclick}>{ words.sources() }{ " " }<span class="count">{ shown.notes.count() }</span></button>
                <div class="panel" hidden={!open}>
                    if open {
                        { sources_alone(scene, shown) }
                    }
                </div>
                <div>
                    if measured {
                        { scales(scene, shown, scale.as_ref()) }
                    }
                </div>
            </div>
        };
    }
    let panel_id = scene.id("panel");
    // What is drawn of a way down is made anew, and not out of what was drawn of a beginning.
    let down = shown.laid.as_ref().is_some_and(|it| it.descent.is_some());
    let key = if down { "down" } else { "" };
    html! {
        <div class="sched" ref={root}>
            <div class="tabs" role="tablist" aria-label={words.tabs()} onkeydown={arrows(scene, *tab)}>
                for it in Tab::ALL {
                    { head(scene, shown, it, it == *tab) }
                }
            </div>
            <div class="panel" key={format!("{}{key}", tab.id())} id={panel_id} role="tabpanel" tabindex="0" aria-labelledby={tab_id(scene, *tab)} data-panel={tab.id()}>
                { panel(scene, shown, *tab, scale.as_ref(), status, compared) }
            </div>
        </div>
    }
}

fn tab_id(scene: &Scene, tab: Tab) -> AttrValue {
    scene.id(&format!("tab-{}", tab.id()))
}

fn head(scene: &Scene, shown: &Shown, tab: Tab, chosen: bool) -> Html {
    let count = count(shown, tab, scene.lang);
    let state = if chosen { "true" } else { "false" };
    html! {
        <button key={tab.id()} type="button" role="tab" id={tab_id(scene, tab)} data-testid={format!("tab-{}", tab.id())} data-tab={tab.id()} aria-selected={state} aria-controls={scene.id("panel")} tabindex={if chosen { "0" } else { "-1" }} onclick={scene.says(Msg::TabChosen(tab))}>
            { title(tab, scene.lang) }<span class="count" hidden={count.is_none()}>{ count.unwrap_or_default() }</span>
        </button>
    }
}

fn title(tab: Tab, lang: Lang) -> &'static str {
    let words = Words(lang);
    match tab {
        Tab::Intakes => words.tab_intakes(),
        Tab::FollowUp => words.tab_follow_up(),
        Tab::HandOver => words.tab_hand_over(),
        Tab::ForPatient => words.tab_for_patient(),
        Tab::Evidence => words.tab_evidence(),
    }
}

/// How many things a tab holds, where the number says something.
fn count(shown: &Shown, tab: Tab, lang: Lang) -> Option<usize> {
    let laid = shown.laid.as_ref()?;
    match tab {
        Tab::FollowUp if laid.descent.is_some() => Some(followed_count(laid)),
        Tab::FollowUp => Some(lines(laid, false, lang).len()),
        Tab::HandOver => Some(laid.course.dispensing.batches.len()),
        Tab::Evidence => Some(shown.notes.count()),
        Tab::Intakes | Tab::ForPatient => None,
    }
}

/// The arrows turn to the tab beside, around the ends; Home and End to the first and the last.
fn arrows(scene: &Scene, tab: Tab) -> Callback<KeyboardEvent> {
    let send = scene.send.clone();
    Callback::from(move |event: KeyboardEvent| {
        let Some(next) = beside(tab, &event.key()) else { return };
        event.prevent_default();
        send.emit(Msg::TabChosen(next));
        let list: Option<HtmlElement> = event.current_target().and_then(|it| wasm_bindgen::JsCast::dyn_into(it).ok());
        let query = format!("[data-tab={}]", next.id());
        let head = list.and_then(|it| it.query_selector(&query).ok().flatten());
        if let Some(head) = head.and_then(|it| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(it).ok()) {
            head.focus().ok();
        }
    })
}

/// The tab that a key leads to from another.
fn beside(tab: Tab, key: &str) -> Option<Tab> {
    let (at, count) = (Tab::ALL.iter().position(|it| *it == tab)?, Tab::ALL.len());
    let next = match key {
        "ArrowRight" => (at + 1) % count,
        "ArrowLeft" => (at + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return None,
    };
    Tab::ALL.get(next).copied()
}

fn panel(
    scene: &Scene,
    shown: &Shown,
    tab: Tab,
    scale: Option<&Rc<ScaleDraft>>,
    status: &str,
    compared: &Rc<Vec<String>>,
) -> Html {
    let Some(laid) = shown.laid.as_deref() else { return html! { <div></div> } };
    match tab {
        Tab::Intakes if laid.descent.is_some() => way_down(scene, shown, laid),
        Tab::Intakes => schedule(scene, shown, laid),
        Tab::FollowUp if laid.descent.is_some() => {
            html! { <>{ followed(scene, shown, laid) }{ prescriptions(scene, shown, laid) }{ scales(scene, shown, scale) }</> }
        }
        Tab::FollowUp => {
            html! { <>{ monitoring(scene, shown, laid) }{ prescriptions(scene, shown, laid) }{ scales(scene, shown, scale) }</> }
        }
        Tab::HandOver => {
            html! { <>{ dispensing(scene, laid) }{ held(laid, scene.lang) }{ for_pharmacist(scene, shown) }</> }
        }
        Tab::ForPatient => for_patient(scene, shown),
        Tab::Evidence => evidence(scene, shown, status, compared),
    }
}

/// What of it is at home.
fn held(laid: &Laid, lang: Lang) -> Html {
    html! {
        <ul class="dots small" data-testid="held">
            for (at, it) in at_home(laid, lang).into_iter().enumerate() {
                <li key={at} translate="no">{ it }</li>
            }
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrows_go_around_the_tabs_and_other_keys_nowhere() {
        for (tab, key, next) in [
            (Tab::Intakes, "ArrowRight", Some(Tab::FollowUp)),
            (Tab::Evidence, "ArrowRight", Some(Tab::Intakes)),
            (Tab::Intakes, "ArrowLeft", Some(Tab::Evidence)),
            (Tab::HandOver, "Home", Some(Tab::Intakes)),
            (Tab::HandOver, "End", Some(Tab::Evidence)),
            (Tab::HandOver, "ArrowDown", None),
            (Tab::HandOver, "p", None),
        ] {
            assert_eq!(beside(tab, key), next, "{tab:?}, {key}");
        }
    }
}
