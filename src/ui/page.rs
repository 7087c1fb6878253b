//! The whole page: what is known on the left, what follows from it on the right.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use palier_engine::audit::breach::Violation;
use palier_engine::finding::Assessment;
use palier_engine::outcome::{Outcome, Sheet};
use palier_engine::words::dates::date_in_words;
use web_sys::Element;

use crate::form::field::Field;
use crate::form::scale::ScaleDraft;
use crate::form::section::Section;
use crate::markup::prelude::*;
use crate::open::error::Origin;
use crate::state::answer::Answer;
use crate::state::model::{Model, Route};
use crate::state::moment::Moment;
use crate::state::msg::Msg;
use crate::state::tab::Tab;
use crate::ui::check_in::again::CheckIn;
use crate::ui::chooser::Chooser;
use crate::ui::cite::standing;
use crate::ui::drawn::use_drawing;
use crate::ui::files::{FilesSection, replacing};
use crate::ui::head::head;
use crate::ui::keyboard::use_kept_keyboard;
use crate::ui::keys::composes;
use crate::ui::laid::Second;
use crate::ui::outcome::card::explained;
use crate::ui::outcome::decide::{decide, decided_here, pending};
use crate::ui::outcome::read::{gates, read, stop_card};
use crate::ui::outcome::refused::refused;
use crate::ui::outcome::shown::Shown;
use crate::ui::outcome::stair_figure::stair_figure;
use crate::ui::outcome::tabs::Tabs;
use crate::ui::outcome::verdict::{open_questions, verdict_bar};
use crate::ui::part::{in_turn, keyed, part};
use crate::ui::patient::{Followed, patient_route};
use crate::ui::pharmacist::pharmacist_route;
use crate::ui::place;
use crate::ui::refusal::refusal;
use crate::ui::scene::{Scene, leads};
use crate::ui::sections::sections;
use crate::ui::sheet::paper;
use crate::ui::shortcuts::{help, listener};
use crate::ui::start::Start;
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
    use_kept_keyboard(&root, model.route(), scene.id("route"));
    let Leaving { onfocusout, onpointerdown, released, onkeydown } = use_leaving(scene, &root);
    let moment = model.moment();
    let onkeys = listener(scene, model, &jump);
    let skip = leads(&jump, "verdict");
    let acknowledged = model.answer.as_ref().and_then(|it| it.assessment()).is_none_or(|it| it.acknowledged());
    let lang = scene.lang.tongue().code();
    let here = |route: Route| (model.route() == route).then(|| scene.id("route"));
    html! {
        <div class={classes!("palier-root", (!acknowledged).then_some("unread"))} {lang} ref={root} onkeydown={onkeys} {onpointerdown} onpointerup={released.clone()} onpointercancel={released} data-view={scene.view.name()} data-moment={moment.name()}>
            <button type="button" class="skip" onclick={skip} hidden={model.answer.is_none()}>{ words.skip() }</button>
            { head(scene, model) }
            { refusal(scene, "link-error", model.not_opened.as_ref().filter(|it| it.origin == Origin::Link)) }
            { replacing(scene, model.offered.as_ref().is_some_and(|(origin, _)| *origin != Origin::File)) }
            <div class="route" id={here(Route::Patient)} tabindex="-1">
                if model.route() == Route::Patient {
                    { patient_route(scene, &Followed::of(model)) }
                    <div>{ looked_at_again(scene, model, &jump) }</div>
                }
            </div>
            <div class="route" id={here(Route::Pharmacist)} tabindex="-1">
                if model.route() == Route::Pharmacist {
                    { pharmacist_route(scene, &Followed::of(model)) }
                }
            </div>
            <div class="planner" id={here(Route::Planner)} tabindex="-1">
                if model.route() == Route::Planner {
                    { planner(scene, model, &jump, (onfocusout, onkeydown)) }
                }
            </div>
            { in_turn(part(scene, model.keys, foot)) }
        </div>
    }
}

/// The form and what follows from it.
fn planner(
    scene: &Scene,
    model: &Rc<Model>,
    jump: &Callback<AttrValue>,
    (onfocusout, onkeydown): (Callback<FocusEvent>, Callback<KeyboardEvent>),
) -> Html {
    let (words, moment) = (Words(scene.lang), model.moment());
    let back = scene.says(Msg::DossierOpened(false));
    html! {
        <>
            <p class="back" hidden={!model.dossier}><button type="button" class="btn" data-testid="back-to-plan" onclick={back}>{ words.back_to_plan() }</button></p>
            <div>
                if let Some(looking) = &model.looking {
                    <Chooser key={looking.indication.clone()} scene={scene.clone()} form={model.form.clone()} looking={looking.clone()} jump={jump.clone()} />
                }
            </div>
            <div class="nothing-known">
                if moment == Moment::Start && model.looking.is_none() {
                    <Start scene={scene.clone()} not_opened={model.not_opened.clone()} offered={model.offered.as_ref().map(|(origin, _)| *origin)} person={model.form.person.clone()} medicines={model.form.medicines.clone()} />
                }
            </div>
            <div class="bar-seat" hidden={model.looking.is_some()}>
                if let Some(answer) = &model.answer {
                    { verdict_bar(scene, model, answer, jump) }
                }
            </div>
            <div>{ looked_at_again(scene, model, jump) }</div>
            <div class={classes!("wrap", model.typing.then_some("typing"))} hidden={model.looking.is_some() || moment == Moment::Start}>
                <div class="columns">
                    <div class="known" role="form" aria-label={words.form_region()} {onfocusout} {onkeydown} hidden={moment == Moment::Start}>
                        { in_turn(sections(scene, model)) }
                        <div>
                            if moment != Moment::Start {
                                { files(scene, model, jump) }
                            }
                        </div>
                    </div>
                    <div class="answered" role="region" aria-label={words.outcome_region()}>
                        if let Some(answer) = model.answer.as_ref().filter(|_| moment == Moment::Refused) {
                            { refused(scene, answer, &model.form, jump) }
                        } else if let Some(answer) = &model.answer {
                            { part(scene, Answered { answer: answer.clone(), jump: jump.clone(), compared: model.compared.clone(), tab: model.tab, sought: model.sought.clone(), scale: model.scale.clone(), sheet: model.printing, moment }, answered) }
                        }
                    </div>
                </div>
                <p class="card" hidden={model.answer.is_some() || moment == Moment::Start}>{ words.no_today() }</p>
                <p class="card" hidden={scene.book.whole().is_some()} data-testid="no-catalogue">{ words.no_catalogue() }</p>
            </div>
        </>
    }
}

/// A plan under way that may be looked at again.
fn looked_at_again(scene: &Scene, model: &Model, jump: &Callback<AttrValue>) -> Html {
    let Some(opened) = model.stands() else { return Html::default() };
    // What was told is of this plan alone.
    let of = format!("{} {}", opened.1.id, opened.0);
    html! { <CheckIn key={of} scene={scene.clone()} opened={opened.clone()} form={model.form.clone()} jump={jump.clone()} /> }
}

/// Save, open, erase.
fn files(scene: &Scene, model: &Model, jump: &Callback<AttrValue>) -> Html {
    html! {
        <FilesSection
            scene={scene.clone()}
            dated={model.answer.is_some()}
            undoable={!model.undo.is_empty()}
            not_opened={model.not_opened.clone()}
            not_saved={model.not_saved.clone()}
            not_taken={model.not_taken}
            offered={model.offered.as_ref().map(|(origin, _)| *origin)}
            jump={jump.clone()}
        />
    }
}

/// Brings the keyboard to the field of a path, opening its section. What was just asked or refused is where it goes
/// by itself, and so comes into sight.
#[hook]
fn use_jump(scene: &Scene, model: &Model, root: &NodeRef) -> Callback<AttrValue> {
    let jump = {
        let root = root.clone();
        let whence = (scene.prefix.clone(), scene.send.clone(), model.open);
        use_callback(whence, move |path: AttrValue, (prefix, send, open)| {
            let section = Section::of_path(&path);
            if section.is_none() || section == *open {
                place::focus(&root, prefix, &path);
                return;
            }
            send.emit(Msg::Sought(path.clone()));
            let (root, prefix) = (root.clone(), prefix.clone());
            Timeout::new(0, move || place::focus(&root, &prefix, &path)).forget();
        })
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
    {
        let jump = jump.clone();
        let place = led_to(model);
        use_effect_with(model.led, move |&led| {
            if led > 0 {
                jump.emit(place);
            }
        });
    }
    jump
}

/// Where the keyboard is led: to what is missing in the section that is open, else to what is read.
fn led_to(model: &Model) -> AttrValue {
    match model.route() {
        Route::Patient => "route".into(),
        Route::Pharmacist => "print".into(),
        Route::Planner => {
            let needs = model.answer.as_ref().map(|it| it.needs()).unwrap_or_default();
            let missing = needs.iter().find(|it| it.section == model.open).map(|it| it.path.clone());
            // Of medicines none is missing: the box is there to add them.
            let add = || (model.open == Some(Section::Medicines)).then(|| Field::NewMedicine.path());
            missing.or_else(add).unwrap_or_else(|| "verdict".to_owned()).into()
        }
    }
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
            if event.key() == "Enter"
                && !composes(&event)
                && !event.default_prevented()
                && event.target_dyn_into().is_some_and(|it| is_field(&it))
            {
                send.emit(Msg::Entered);
            }
        })
    };
    Leaving { onfocusout, onpointerdown, released, onkeydown }
}

/// Whether something is typed or chosen there, in a field of the form.
fn is_field(target: &Element) -> bool {
    target.matches("input[data-field], fieldset[data-field] input").unwrap_or(false)
}

/// What the right columns show under the verdict.
#[derive(PartialEq)]
struct Answered {
    answer: Rc<Answer>,
    jump: Callback<AttrValue>,
    compared: Rc<Vec<String>>,
    tab: Tab,
    sought: (Option<AttrValue>, u32),
    scale: Option<Rc<ScaleDraft>>,
    sheet: Option<Sheet>,
    moment: Moment,
}

/// The plan if there is one, and what is read beside it. Each part of it keeps its place whatever the answer.
fn answered(scene: &Scene, it: &Answered) -> Html {
    let Answered { answer, jump, compared, tab, sought, scale, sheet, moment } = it;
    let shown = Shown::of(scene, answer, jump);
    // While the form is filled in, the stair is enough.
    let whole = *moment != Moment::Filling;
    let earliest = answer.assessment().and_then(Assessment::may_begin_on);
    let status: AttrValue = standing(&scene.book, &answer.request, scene.lang).into();
    let breaches: &[Violation] =
        if let Some(Outcome::Stopped { violations }) = answer.outcome() { violations } else { &[] };
    let pending = pending(&shown);
    html! {
        <>
            <div class="main">
                <div>
                    for (at, it) in breaches.iter().enumerate() {
                        <p key={at}><code>{ it.invariant }{ " · " }{ &it.message }</code></p>
                    }
                </div>
                { explained(scene, answer) }
                <div class="stairbox" hidden={shown.laid.is_none()}>
                    for laid in shown.laid.iter() {
                        { keyed(scene, "stair", (laid.clone(), Second::of(answer), earliest), |scene, (laid, then, earliest)| stair_figure(scene, laid, then.as_ref(), *earliest)) }
                    }
                </div>
                <div class="plan">
                    if whole {
                        <Tabs scene={scene.clone()} shown={shown.clone()} tab={*tab} sought={sought.clone()} scale={scale.clone()} {status} compared={compared.clone()} />
                    }
                </div>
                <div>
                    if whole {
                        { gates(scene, &shown) }
                    }
                </div>
                { paper(scene, answer, *sheet) }
            </div>
            <div class="read">
                <div class="to-do">
                    { decide(scene, &shown, &pending) }
                    { open_questions(scene, answer, &pending, jump) }
                </div>
                { read(scene, &shown, &decided_here(&pending)) }
                <div class="at-hand">
                    if whole {
                        { stop_card(scene, &shown) }
                    }
                </div>
            </div>
        </>
    }
}

/// The edition, and what Palier is not.
fn foot(scene: &Scene, keys: &bool) -> Html {
    let words = Words(scene.lang);
    let edition = scene.book.edition();
    html! {
        <footer class="foot">
            { help(scene, *keys) }
            <p>{ words.not_a_device() }</p>
            <p translate="no" data-testid="edition">{ words.edition() }{ " " }{ &edition.name }{ ", " }{ words.review_by() }{ " " }{ date_in_words(edition.review_by, scene.lang) }{ " · " }{ words.private() }</p>
        </footer>
    }
}
