//! The whole page: what is known on the left, what follows from it on the right.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use palier_engine::audit::Violation;
use palier_engine::outcome::Outcome;
use palier_engine::words::{Lang, date_in_words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::app::{Answer, Choice, Model, Msg, Scene, Sheet, View, tag};
use crate::files::{OpenError, Origin};
use crate::form::FieldProblem;
use crate::ui::burdens::burdens;
use crate::ui::card::explained;
use crate::ui::chooser::Chooser;
use crate::ui::compare::comparison;
use crate::ui::dispensing::dispensing;
use crate::ui::drawn::use_drawing;
use crate::ui::edition::EditionView;
use crate::ui::field::button;
use crate::ui::findings::findings;
use crate::ui::medicines::{composes, medicines_section};
use crate::ui::monitoring::monitoring;
use crate::ui::nearby::grey_zone;
use crate::ui::part::{keyed, part};
use crate::ui::person::person_section;
use crate::ui::place;
use crate::ui::protocols::protocols;
use crate::ui::questions::questions_section;
use crate::ui::refusal::refusal;
use crate::ui::schedule::{Laid, schedule};
use crate::ui::sheet::{Permit, paper, permit, status};
use crate::ui::stair::stair_figure;
use crate::ui::statements::{advice, disagreements};
use crate::ui::treatment::treatment_section;
use crate::ui::verdict::{open_questions, verdict_bar};
use crate::words::{self, Words};

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
    let root_of_release = root.clone();
    let jump = {
        let root = root.clone();
        use_callback(scene.prefix.clone(), move |path: AttrValue, prefix| place::focus(&root, prefix, &path))
    };
    // What was just asked or refused is where the keyboard goes, and so comes into sight.
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
    // A press takes the focus away before it becomes a click. What follows from leaving a field may
    // move the page, so it waits until the finger is up: otherwise the click would miss.
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
        let send = scene.send.clone();
        Callback::from(move |_: PointerEvent| {
            *pressing.borrow_mut() = false;
            let (send, root) = (send.clone(), root_of_release.clone());
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
    let skip = {
        let (jump, to) = (jump.clone(), AttrValue::Static("verdict"));
        Callback::from(move |_: MouseEvent| jump.emit(to.clone()))
    };
    let acknowledged = model.answer.as_ref().and_then(|it| it.outcome.assessment()).is_none_or(|it| it.acknowledged());
    let lang = tag(scene.lang);
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
                    <p class="card" hidden={scene.book.is_whole()} data-testid="no-catalogue">{ words.no_catalogue() }</p>
                </div>
            </div>
            { part(scene, (), foot) }
        </div>
    }
}

fn drug_name(scene: &Scene, model: &Model) -> AttrValue {
    let id = &model.form.course.drug;
    let name = scene.book.drug(id).map(|it| &it.name).or_else(|| scene.book.card(id).map(|it| &it.name));
    name.map(|it| it.get(scene.lang).to_owned()).unwrap_or_default().into()
}

/// Name, reader, language.
fn head(scene: &Scene, drug: &AttrValue) -> Html {
    let words = Words(scene.lang);
    let switch = |testid: &'static str, label: &'static str, on: bool, lang: Option<&'static str>, msg: Msg| {
        let send = scene.send.clone();
        let onclick = Callback::from(move |_: MouseEvent| send.emit(msg.clone()));
        html! { <button type="button" {lang} data-testid={testid} aria-pressed={if on { "true" } else { "false" }} {onclick}>{ label }</button> }
    };
    html! {
        <header class="head">
            <svg class="logo" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true" focusable="false">
                <path d="M1 20h7v7H1z" opacity="0.45" /><path d="M10.500 12h7v15h-7z" opacity="0.7" /><path d="M20 2h7v25h-7z" />
            </svg>
            <p class="name" translate="no"><b>{ "Palier" }</b>{ " " }<span>{ drug }</span></p>
            <div class="switch view" role="group" aria-label={words.view()}>
                { switch("view-professional", words.professional(), scene.view == View::Professional, None, Msg::ViewChosen(View::Professional)) }
                { switch("view-patient", words.patient(), scene.view == View::Patient, None, Msg::ViewChosen(View::Patient)) }
            </div>
            <div class="switch" role="group" aria-label={words.language()}>
                { switch("lang-fr", "Français", scene.lang == Lang::Fr, Some("fr"), Msg::LanguageChosen(Lang::Fr)) }
                { switch("lang-en", "English", scene.lang == Lang::En, Some("en"), Msg::LanguageChosen(Lang::En)) }
            </div>
        </header>
    }
}

/// The left column.
fn known(scene: &Scene, model: &Model, jump: &Callback<AttrValue>) -> Html {
    let form = &model.form;
    let answer = model.answer.as_deref();
    let found = answer.and_then(|it| it.outcome.assessment());
    let problems: Rc<[FieldProblem]> = answer.map(|it| it.problems.as_slice()).unwrap_or_default().into();
    html! {
        <>
            { person_section(scene, &form.person, &problems, answer.map(|it| &it.request.patient)) }
            { medicines_section(scene, form, &problems, found) }
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

#[derive(Clone, PartialEq, Properties)]
struct FilesSectionProps {
    scene: Scene,
    /// Whether the day is known: without it there is no request to save.
    dated: bool,
    not_opened: Option<OpenError>,
    not_saved: Rc<[FieldProblem]>,
    /// Whether the browser refused the last file.
    not_taken: bool,
    /// Where what waits to be opened came from.
    offered: Option<Origin>,
    jump: Callback<AttrValue>,
}

/// Save, open, erase.
#[component]
fn FilesSection(props: &FilesSectionProps) -> Html {
    use_drawing();
    let FilesSectionProps { scene, dated, not_opened, not_saved, not_taken, offered, jump } = props;
    let words = Words(scene.lang);
    let asked = use_state(|| false);
    let save = {
        let send = scene.send.clone();
        Callback::from(move |_: MouseEvent| send.emit(Msg::SaveAsked))
    };
    let onchange = {
        let send = scene.send.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let file = input.files().and_then(|it| it.get(0));
            if let Some(file) = file {
                crate::files::open(file, send.clone());
            }
            // The same file may be opened twice in a row.
            input.set_value("");
        })
    };
    let ask = |to: bool| {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(to))
    };
    let erase = {
        let (asked, send) = (asked.clone(), scene.send.clone());
        Callback::from(move |_: MouseEvent| {
            send.emit(Msg::Erased);
            asked.set(false);
        })
    };
    html! {
        <section class="card files" aria-labelledby={scene.id("files-title")}>
            <h2 id={scene.id("files-title")}>{ words.files() }</h2>
            <p class="help">{ words.private() }</p>
            <div class="bar">
                <button type="button" class="plain" data-testid="save" disabled={!dated} onclick={save}>{ words.save() }</button>
                <label class="plain file"><input type="file" class="hidden" accept=".json,application/json" data-testid="open" {onchange} /><span>{ words.open() }</span></label>
                <button type="button" class="plain" data-testid="erase" onclick={ask(true)}>{ words.erase() }</button>
            </div>
            { unsaved(scene, not_saved, jump) }
            <p class="error" role="alert" data-testid="not-taken" hidden={!*not_taken}>{ words.not_taken() }</p>
            { refusal(scene, "open-error", not_opened.as_ref().filter(|it| it.origin == Origin::File)) }
            { replacing(scene, *offered == Some(Origin::File)) }
            <div class="sure">
                if *asked {
                    <div role="alertdialog" aria-label={words.erase_sure()}>
                        <p>{ words.erase_sure() }</p>
                        <div class="bar">
                            <button type="button" class="plain" data-testid="erase-yes" onclick={erase}>{ words.erase_yes() }</button>
                            <button type="button" class="plain" onclick={ask(false)}>{ words.erase_no() }</button>
                        </div>
                    </div>
                }
            </div>
        </section>
    }
}

/// Why nothing was saved: the fields that a file could not hold, each a button that leads to it.
fn unsaved(scene: &Scene, problems: &Rc<[FieldProblem]>, jump: &Callback<AttrValue>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    // The box of a card stands on the page while the card is chosen.
    let card = |it: &FieldProblem| it.path.strip_prefix("sessions.").and_then(|id| scene.book.card(id));
    let name = |it: &FieldProblem| {
        let of = card(it).map(|it| format!(" ({})", it.name.get(lang))).unwrap_or_default();
        format!("{}{of}{}{}", words::field_name(&it.path, lang), words.colon(), words::complaint(&it.complaint, lang))
    };
    let go = |it: &FieldProblem| {
        let (jump, send, path) = (jump.clone(), scene.send.clone(), AttrValue::from(it.path.clone()));
        let card = card(it).map(|it| it.id.clone());
        Callback::from(move |_: MouseEvent| match &card {
            Some(card) => {
                send.emit(Msg::Chose(Choice::Drug(card.clone())));
                let (jump, path) = (jump.clone(), path.clone());
                Timeout::new(0, move || jump.emit(path)).forget();
            }
            None => jump.emit(path.clone()),
        })
    };
    html! {
        <div class="error refusal" role="alert" data-testid="not-saved" id={scene.id("not-saved")}>
            if !problems.is_empty() {
                <div>
                    <p><strong>{ words.not_saved() }</strong></p>
                    <ul>
                        for (at, it) in problems.iter().enumerate() {
                            <li key={at}>
                                <button type="button" class="jump" data-jump={it.path.clone()} onclick={go(it)}>{ name(it) }</button>
                            </li>
                        }
                    </ul>
                </div>
            }
        </div>
    }
}

/// Whether what was typed may be replaced.
fn replacing(scene: &Scene, asked: bool) -> Html {
    let words = Words(scene.lang);
    html! {
        <div class="sure">
            if asked {
                <div role="alertdialog" aria-label={words.replace_sure()} id={scene.id("replace")} data-testid="replace">
                    <p>{ words.replace_sure() }</p>
                    <div class="bar">
                        { button(scene, "plain", "replace-no", words.replace_no(), Msg::Replaced(false)) }
                        { button(scene, "plain", "replace-yes", words.replace_yes(), Msg::Replaced(true)) }
                    </div>
                </div>
            }
        </div>
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
    let earliest = answer.outcome.assessment().and_then(|it| it.earliest);
    let treatment = &answer.request.treatment;
    let drug = scene.book.drug(&treatment.drug);
    let chosen = treatment
        .protocol
        .clone()
        .or_else(|| drug.map(|it| scene.book.default_protocol(it, answer.request.region).to_owned()));
    let chosen = chosen.unwrap_or_default();
    let status = status(scene, &answer.request);
    let kidneys = answer.outcome.assessment().and_then(|it| it.kidneys.as_ref()).map(|it| it.text.clone());
    let kidneys = kidneys.unwrap_or_default();
    let breaches: &[Violation] = match &answer.outcome {
        Outcome::Stopped { violations } => violations,
        Outcome::Planned { .. }
        | Outcome::Pending { .. }
        | Outcome::Refused { .. }
        | Outcome::Card { .. }
        | Outcome::Unreadable { .. } => &[],
    };
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
            { keyed(scene, "nearby", answer.grey_zone.clone(), grey_zone) }
            { findings(scene, answer, jump) }
            <div class="plan">
                for laid in laid.iter() {
                    { keyed(scene, "monitoring", laid.clone(), |scene, laid| monitoring(scene, laid)) }
                    { keyed(scene, "dispensing", laid.clone(), |scene, laid| dispensing(scene, laid)) }
                }
            </div>
            { print_section(scene, answer) }
            <p class="card status" translate="no" hidden={kidneys.is_empty()} data-testid="kidneys">{ kidneys }</p>
            <p class="card status" hidden={status.is_empty()} data-testid="status"><strong>{ words.status() }{ words.colon() }</strong>{ status }</p>
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
    let patient = permit(&answer.outcome, Sheet::Patient);
    let pharmacy = permit(&answer.outcome, Sheet::Pharmacy);
    let print = |testid: &'static str, label: &'static str, wanted: bool, sheet: Sheet| {
        let send = scene.send.clone();
        let onclick = Callback::from(move |_: MouseEvent| send.emit(Msg::PrintAsked(sheet)));
        html! { <button type="button" class="primary" data-testid={testid} hidden={!wanted} {onclick}>{ label }</button> }
    };
    let why = match patient {
        Permit::Granted => "",
        Permit::Unread => words.print_blocked(),
        Permit::Nothing => words.print_nothing(),
    };
    let professional = scene.view == View::Professional;
    html! {
        <section class="card print" aria-label={words.print()}>
            <div class="bar">
                { print("print-patient", words.print_patient(), patient == Permit::Granted, Sheet::Patient) }
                { print("print-pharmacy", words.print_pharmacy(), pharmacy == Permit::Granted && professional, Sheet::Pharmacy) }
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
