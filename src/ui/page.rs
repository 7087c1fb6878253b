//! The whole page: what is known on the left, what follows from it on the right.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use palier_engine::audit::breach::Violation;
use palier_engine::book::protocol::View;
use palier_engine::finding::Assessment;
use palier_engine::lang::Tongue;
use palier_engine::outcome::{Outcome, Permit, Sheet};
use palier_engine::words::dates::date_in_words;
use yew::prelude::*;

use crate::form::complaint::FieldProblem;
use crate::open::error::Origin;
use crate::state::answer::Answer;
use crate::state::model::Model;
use crate::state::msg::Msg;
use crate::ui::chooser::Chooser;
use crate::ui::drawn::use_drawing;
use crate::ui::files::{FilesSection, replacing};
use crate::ui::form::medicines::medicines_section;
use crate::ui::form::person::person_section;
use crate::ui::form::questions::questions_section;
use crate::ui::form::treatment::treatment_section;
use crate::ui::keys::composes;
use crate::ui::laid::Laid;
use crate::ui::outcome::burdens::burdens;
use crate::ui::outcome::card::explained;
use crate::ui::outcome::compare::comparison;
use crate::ui::outcome::dispensing::dispensing;
use crate::ui::outcome::edition::EditionView;
use crate::ui::outcome::findings::findings;
use crate::ui::outcome::monitoring::monitoring;
use crate::ui::outcome::nearby::grey_zone;
use crate::ui::outcome::protocols::protocols;
use crate::ui::outcome::schedule::schedule;
use crate::ui::outcome::stair::stair_figure;
use crate::ui::outcome::statements::{advice, disagreements};
use crate::ui::outcome::verdict::{open_questions, verdict_bar};
use crate::ui::part::{keyed, part};
use crate::ui::place;
use crate::ui::refusal::refusal;
use crate::ui::scene::{Scene, leads};
use crate::ui::sheet::{paper, status};
use crate::words::Words;

/// Properties of [`Page`].
#[derive(Clone, PartialEq, Properties)]
pub struct PageProps {
    /// Scene.
    pub scene: Scene,
    /// State.
    pub model: Rc<Model>,
}

/// The page.
#[component]
pub fn Page(props: &PageProps) -> Html {
    use_drawing();
    let PageProps { scene, model } = props;
    let words = Words(scene.lang);
    let root = use_node_ref();
    let jump = use_jump(scene, model, &root);
    let Leaving { onfocusout, onpointerdown, released, onkeydown } = use_leaving(scene, &root);
    let skip = leads(&jump, "verdict");
    let acknowledged = model.answer.as_ref().and_then(|it| it.assessment()).is_none_or(|it| it.acknowledged());
    let lang = scene.lang.tongue().code();
    html! {
        <div class={classes!("palier-root", (!acknowledged).then_some("unread"))} {lang} ref={root} {onpointerdown} onpointerup={released.clone()} onpointercancel={released} data-view={if scene.view == View::Patient { "patient" } else { "professional" }}>
            <button type="button" class="skip" onclick={skip}>{ words.skip() }</button>
            { part(scene, drug_name(scene, model), head) }
            { refusal(scene, "link-error", model.not_opened.as_ref().filter(|it| it.origin == Origin::Link)) }
            { replacing(scene, model.offered.as_ref().is_some_and(|(origin, _)| *origin != Origin::File)) }
            <Chooser scene={scene.clone()} answer={model.answer.clone()} looking={model.looking.clone()} jump={jump.clone()} />
            <div class="columns">
                <div class="known" role="form" aria-label={words.form_region()} {onfocusout} {onkeydown}>
                    { known(scene, model, &jump) }
                </div>
                <div class={classes!("answer", model.typing.then_some("typing"))} role="region" aria-label={words.outcome_region()}>
                    <div class="bar-seat">
                        if let Some(answer) = &model.answer {
                            { verdict_bar(scene, answer, model.typing) }
                        }
                    </div>
                    <div class="answered">
                        if let Some(answer) = &model.answer {
                            { part(scene, Answered { answer: answer.clone(), jump: jump.clone(), compared: model.compared.clone(), sheet: model.printing }, answered) }
                        }
                    </div>
                    <p class="card" hidden={model.answer.is_some()}>{ words.no_today() }</p>
                    <p class="card" hidden={scene.book.whole().is_some()} data-testid="no-catalogue">{ words.no_catalogue() }</p>
                </div>
            </div>
            { part(scene, (), foot) }
        </div>
    }
}

/// Brings the keyboard to the field of a path. What was just asked or refused is where it goes by itself, and so
/// comes into sight.
#[hook]
fn use_jump(scene: &Scene, model: &Model, root: &NodeRef) -> Callback<AttrValue> {
    let jump = {
        let root = root.clone();
        use_callback(scene.prefix.clone(), move |path: AttrValue, prefix| place::focus(&root, prefix, &path))
    };
    {
        let (jump, refused) = (jump.clone(), !model.not_saved.is_empty());
        use_effect_with((model.saves, refused), move |&(_, refused)| {
            if refused {
                jump.emit(AttrValue::Static("not-saved"));
            }
        });
    }
    {
        let jump = jump.clone();
        use_effect_with(model.offered.clone(), move |offered| {
            if offered.is_some() {
                jump.emit(AttrValue::Static("replace"));
            }
        });
    }
    jump
}

/// What says that a field was left.
struct Leaving {
    onfocusout: Callback<FocusEvent>,
    onpointerdown: Callback<PointerEvent>,
    released: Callback<PointerEvent>,
    onkeydown: Callback<KeyboardEvent>,
}

/// A press takes the focus away before it becomes a click. What follows from leaving a field may move the page, so
/// it waits until the finger is up: otherwise the click would miss.
#[hook]
fn use_leaving(scene: &Scene, root: &NodeRef) -> Leaving {
    let pressing = use_mut_ref(|| false);
    let onfocusout = {
        let (send, pressing) = (scene.send.clone(), pressing.clone());
        Callback::from(move |_: FocusEvent| {
            if !*pressing.borrow() {
                send.emit(Msg::Left);
            }
        })
    };
    let onpointerdown = {
        let pressing = pressing.clone();
        Callback::from(move |_: PointerEvent| *pressing.borrow_mut() = true)
    };
    let released = {
        let (send, root) = (scene.send.clone(), root.clone());
        Callback::from(move |_: PointerEvent| {
            *pressing.borrow_mut() = false;
            let (send, root) = (send.clone(), root.clone());
            Timeout::new(0, move || {
                if !place::holds_typing(&root) {
                    send.emit(Msg::Left);
                }
            })
            .forget();
        })
    };
    let onkeydown = {
        let send = scene.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" && !composes(&event) {
                send.emit(Msg::Left);
            }
        })
    };
    Leaving { onfocusout, onpointerdown, released, onkeydown }
}

fn drug_name(scene: &Scene, model: &Model) -> AttrValue {
    let id = &model.form.course.drug;
    let name = scene.book.drug(id).map(|it| &it.name).or_else(|| scene.book.card(id).map(|it| &it.name));
    name.map(|it| it.get(scene.lang).to_owned()).unwrap_or_default().into()
}

/// Name, reader, language.
fn head(scene: &Scene, drug: &AttrValue) -> Html {
    let words = Words(scene.lang);
    let switch = |testid: AttrValue, label: &'static str, on: bool, lang: Option<&'static str>, msg: Msg| {
        let onclick = scene.says(msg);
        html! { <button key={testid.to_string()} type="button" {lang} data-testid={testid} aria-pressed={if on { "true" } else { "false" }} {onclick}>{ label }</button> }
    };
    html! {
        <header class="head">
            <svg class="logo" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true" focusable="false">
                <path d="M1 20h7v7H1z" opacity="0.45" /><path d="M10.500 12h7v15h-7z" opacity="0.7" /><path d="M20 2h7v25h-7z" />
            </svg>
            <p class="name" translate="no"><b>{ "Palier" }</b>{ " " }<span>{ drug }</span></p>
            <div class="switch view" role="group" aria-label={words.view()}>
                { switch("view-professional".into(), words.professional(), scene.view == View::Professional, None, Msg::ViewChosen(View::Professional)) }
                { switch("view-patient".into(), words.patient(), scene.view == View::Patient, None, Msg::ViewChosen(View::Patient)) }
            </div>
            <div class="switch" role="group" aria-label={words.language()}>
                for it in Tongue::ALL {
                    { switch(format!("lang-{}", it.code()).into(), it.name(), scene.lang.tongue() == it, Some(it.code()), Msg::LanguageChosen(it)) }
                }
            </div>
        </header>
    }
}

/// The left column.
fn known(scene: &Scene, model: &Model, jump: &Callback<AttrValue>) -> Html {
    let form = &model.form;
    let answer = model.answer.as_deref();
    let found = answer.and_then(Answer::assessment);
    let problems: Rc<[FieldProblem]> = answer.map(|it| it.problems.as_slice()).unwrap_or_default().into();
    html! {
        <>
            { person_section(scene, &form.person, &problems, answer) }
            { medicines_section(scene, form, model.listed, &problems, found) }
            { treatment_section(scene, form, &problems) }
            { questions_section(scene, form, found) }
            <FilesSection
                scene={scene.clone()}
                dated={model.answer.is_some()}
                not_opened={model.not_opened.clone()}
                not_saved={model.not_saved.clone()}
                not_taken={model.not_taken}
                offered={model.offered.as_ref().map(|(origin, _)| *origin)}
                jump={jump.clone()}
            />
        </>
    }
}

/// What the right column shows under the verdict.
#[derive(PartialEq)]
struct Answered {
    answer: Rc<Answer>,
    jump: Callback<AttrValue>,
    compared: Rc<Vec<String>>,
    sheet: Option<Sheet>,
}

/// Why, then the plan if there is one. Each part of it keeps its place whatever the answer.
fn answered(scene: &Scene, Answered { answer, jump, compared, sheet }: &Answered) -> Html {
    let words = Words(scene.lang);
    let laid = Laid::of(answer).map(Rc::new);
    let earliest = answer.assessment().and_then(Assessment::may_begin_on);
    let treatment = &answer.request.treatment;
    let drug = scene.book.drug(&treatment.drug);
    let chosen = treatment
        .protocol
        .clone()
        .or_else(|| drug.map(|it| scene.book.default_protocol(it, answer.request.region).to_owned()));
    let chosen = chosen.unwrap_or_default();
    let status = status(scene, &answer.request);
    let kidneys = answer.assessment().and_then(|it| it.kidneys.as_ref()).map(|it| it.text.clone());
    let kidneys = kidneys.unwrap_or_default();
    let breaches: &[Violation] =
        if let Some(Outcome::Stopped { violations }) = answer.outcome() { violations } else { &[] };
    let grey_zone_found = answer.decided.as_ref().map(|it| it.grey_zone.clone()).unwrap_or_default();
    html! {
        <>
            <div class="breaches">
                for (at, it) in breaches.iter().enumerate() {
                    <p key={at}><code>{ &it.invariant }{ " · " }{ &it.message }</code></p>
                }
            </div>
            { open_questions(scene, answer, jump) }
            { explained(scene, answer) }
            <div class="figure">
                for laid in laid.iter() {
                    { keyed(scene, "stair", (laid.clone(), earliest), |scene, (laid, earliest)| stair_figure(scene, laid, *earliest)) }
                }
            </div>
            <div class="plan">
                for laid in laid.iter() {
                    { keyed(scene, "schedule", laid.clone(), |scene, laid| schedule(scene, laid)) }
                    { keyed(scene, "burdens", laid.clone(), |scene, laid| burdens(scene, laid)) }
                }
            </div>
            { keyed(scene, "nearby", grey_zone_found, grey_zone) }
            { findings(scene, answer, jump) }
            <div class="plan">
                for laid in laid.iter() {
                    { keyed(scene, "monitoring", laid.clone(), |scene, laid| monitoring(scene, laid)) }
                    { keyed(scene, "dispensing", laid.clone(), |scene, laid| dispensing(scene, laid)) }
                }
            </div>
            <p class="card status" hidden={status.is_empty()} data-testid="status"><strong>{ words.status() }{ words.colon() }</strong>{ status }</p>
            { print_section(scene, answer) }
            <p class="card status" translate="no" hidden={kidneys.is_empty()} data-testid="kidneys">{ kidneys }</p>
            { part(scene, treatment.drug.clone(), |scene, drug| advice(scene, drug)) }
            { part(scene, (treatment.drug.clone(), chosen), |scene, (drug, chosen)| protocols(scene, drug, chosen)) }
            { comparison(scene, answer, compared) }
            { part(scene, treatment.drug.clone(), |scene, drug| disagreements(scene, drug)) }
            <EditionView scene={scene.clone()} />
            { paper(scene, answer, *sheet) }
        </>
    }
}

/// Paper, or why there is none yet.
fn print_section(scene: &Scene, answer: &Answer) -> Html {
    let words = Words(scene.lang);
    let patient = answer.permit(Sheet::Patient, scene.view);
    let pharmacy = answer.permit(Sheet::Pharmacy, scene.view);
    let print = |testid: &'static str, label: &'static str, wanted: bool, sheet: Sheet| {
        let onclick = scene.says(Msg::PrintAsked(sheet));
        html! { <button type="button" class="primary" data-testid={testid} hidden={!wanted} {onclick}>{ label }</button> }
    };
    let why = match patient {
        Permit::Granted => "",
        Permit::Unread => words.print_blocked(),
        Permit::Nothing => words.print_nothing(),
    };
    html! {
        <section class="card print" aria-label={words.print()}>
            <div class="bar">
                { print("print-patient", words.print_patient(), patient == Permit::Granted, Sheet::Patient) }
                { print("print-pharmacy", words.print_pharmacy(), pharmacy == Permit::Granted, Sheet::Pharmacy) }
            </div>
            <p data-testid="print-blocked" hidden={why.is_empty()}>{ why }</p>
        </section>
    }
}

/// The edition, and what Palier is not.
fn foot(scene: &Scene, (): &()) -> Html {
    let words = Words(scene.lang);
    let edition = scene.book.edition();
    html! {
        <footer class="foot">
            <p>{ words.not_a_device() }</p>
            <p translate="no" data-testid="edition">{ words.edition() }{ " " }{ &edition.name }{ ", " }{ words.review_by() }{ " " }{ date_in_words(edition.review_by, scene.lang) }{ " · " }{ words.private() }</p>
        </footer>
    }
}
