//! Nothing is known yet: one field, three examples, a file or a list, and what Palier gives.

use std::rc::Rc;

use palier_engine::course::Plan;
use palier_engine::exact::date::Date;
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::words::joining::inside;

use crate::form::typed::{Person, TypedMedicine};
use crate::markup::prelude::*;
use crate::open::error::{OpenError, Origin};
use crate::open::examples::Example;
use crate::state::book::Book;
use crate::state::msg::Msg;
use crate::ui::drawn::use_drawing;
use crate::ui::files::{opening, replacing};
use crate::ui::first::First;
use crate::ui::form::letter::Letter;
use crate::ui::part::in_turn;
use crate::ui::refusal::refusal;
use crate::ui::sample::sample;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// Properties of [`Start`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct StartProps {
    /// Scene.
    pub scene: Scene,
    /// Why the last file could not be opened.
    pub not_opened: Option<OpenError>,
    /// Where what waits to be opened came from.
    pub offered: Option<Origin>,
    /// What is known of the person already: a letter may say it before a treatment is looked for.
    pub person: Rc<Person>,
    /// The medicines of the list.
    pub medicines: Rc<Vec<TypedMedicine>>,
}

/// The whole of it.
#[component]
pub(crate) fn Start(props: &StartProps) -> Html {
    use_drawing();
    let StartProps { scene, not_opened, offered, person, medicines } = props;
    let words = Words(scene.lang);
    let pasting = use_state(|| false);
    let paste = {
        let pasting = pasting.clone();
        Callback::from(move |_: MouseEvent| pasting.set(!*pasting))
    };
    let plan =
        use_memo((scene.book.clone(), scene.today, scene.lang), |(book, today, lang)| planned(book, *today, *lang));
    let promises = [
        (words.promise_dates(), words.promise_dates_more()),
        (words.promise_units(), words.promise_units_more()),
        (words.promise_here(), words.promise_here_more()),
    ];
    html! {
        <div class="zero" data-testid="start">
            <section>
                <h1 id={scene.id("start")} tabindex="-1">{ words.start_title() }</h1>
                { in_turn(html! { <First scene={scene.clone()} /> }) }
                { in_turn(examples(scene)) }
                <div class="acts">
                    { opening(scene, "btn file", words.open_case()) }
                    <button type="button" class="btn" data-testid="paste-letter" aria-expanded={if *pasting { "true" } else { "false" }} onclick={paste}>{ words.paste_letter() }</button>
                </div>
                <div class="pasting">
                    if *pasting {
                        <Letter scene={scene.clone()} person={person.clone()} medicines={medicines.clone()} />
                    }
                </div>
                { refusal(scene, "open-error", not_opened.as_ref().filter(|it| it.origin == Origin::File)) }
                { replacing(scene, *offered == Some(Origin::File)) }
            </section>
            <section aria-label={words.promises()}>
                { in_turn(sample(plan.as_ref().as_ref(), scene.lang)) }
                <ul class="promise">
                    for (what, more) in promises {
                        <li key={what}><b>{ what }</b>{ " " }<span>{ more }</span></li>
                    }
                </ul>
            </section>
        </div>
    }
}

/// The plan of the first example, once there is somebody to make it.
fn planned(book: &Book, today: Option<Date>, lang: Lang) -> Option<Plan> {
    let request = Example::Plan.on(today?, Words(lang).example_prescriber())?;
    match book.planner()?.decide(&request) {
        Outcome::Planned { plan, .. } => Some((*plan).clone()),
        Outcome::Pending { .. }
        | Outcome::Tapered { .. }
        | Outcome::Refused { .. }
        | Outcome::Card { .. }
        | Outcome::Unreadable { .. }
        | Outcome::Stopped { .. } => None,
    }
}

/// Three people to begin with.
fn examples(scene: &Scene) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let told = Example::ALL.into_iter().filter_map(|example| {
        let request = example.on(scene.today?, words.example_prescriber())?;
        let drug = scene.book.drug(&request.treatment.drug)?.name.get(lang).to_owned();
        let indication = scene.book.indications.iter().find(|it| Some(&it.id) == request.treatment.indication.as_ref());
        let indication = inside(indication?.name.get(lang));
        let (shows, picture) = match example {
            Example::Plan => (words.example_plan(), ["M2 31V24H14V18H26V12H38V6H62V31Z", "M2 24H14V18H26V12H38V6H62"]),
            Example::Kidneys => (words.example_kidneys(), ["M2 31V22H20V14H62V31Z", "M2 22H20V14H62"]),
            Example::Refusal => (words.example_refusal(), ["M23 2h16l8 8v12l-8 8H23l-8-8V10z", "M24 16h14"]),
        };
        Some((
            example,
            words::person(&request.patient, lang),
            format!("{drug}, {indication}{}{shows}", words.colon()),
            picture,
        ))
    });
    html! {
        <div class="examples">
            <h2 class="hd">{ words.examples() }</h2>
            <ul class="exs">
                for (example, who, what, [mass, line]) in told {
                    <li key={example.name()}>
                        <button type="button" data-testid={format!("example-{}", example.name())} onclick={scene.says(Msg::ExampleOpened(example))}>
                            <svg viewBox="0 0 64 32" aria-hidden="true" focusable="false">
                                <path d={mass} fill="currentColor" opacity=".13" /><path d={line} fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round" stroke-linecap="round" />
                            </svg>
                            <b>{ who }</b><small>{ what }</small><span class="see">{ words.example_see() }</span>
                        </button>
                    </li>
                }
            </ul>
        </div>
    }
}
