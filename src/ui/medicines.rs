//! The medicines the person takes or took.

use std::rc::Rc;

use palier_engine::assess::{Assessment, LooksAlike, Recognition};
use palier_engine::formulary::Severity;
use palier_engine::medicine::{Form, Route, Use};
use palier_engine::words::Lang;
use yew::prelude::*;

use crate::app::{Book, LineChange, Msg, Scene};
use crate::form::{Field, FieldProblem, Form as Typed, Line, Unit, read_number};
use crate::ui::drawn::use_drawing;
use crate::ui::field::{Pick, TextBox, button, picks, problem_of, typed};
use crate::ui::part::part;
use crate::words::{self, Words};

/// Most suggestions shown at once.
const MOST: usize = 8;

/// One line of the suggestions.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offer {
    name: String,
    contains: String,
    chosen: String,
}

/// What the catalogue offers for a text being typed.
fn offers(book: &Book, typed: &str, lang: Lang) -> Vec<Offer> {
    if typed.trim().chars().count() < 2 {
        return Vec::new();
    }
    book.search(typed, MOST)
        .into_iter()
        .map(|it| {
            let known = it.contains.iter().map(|it| it.get(lang).to_owned());
            Offer {
                name: it.name.get(lang).to_owned(),
                contains: known.chain(it.unknown).collect::<Vec<_>>().join(" + "),
                chosen: it.chosen,
            }
        })
        .collect()
}

/// The badge of a line: the worst that is known about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// The worst finding that rests on it.
    Found(Severity),
    /// A rule about it could not be checked, or it was not recognised.
    NotChecked,
    /// Recognised, and nothing was found about it.
    Quiet,
}

/// What became of one line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What it contains, or how far it was recognised.
    pub says: String,
    /// Badge.
    pub badge: Badge,
    /// Names that look alike, to choose from.
    pub near: Vec<LooksAlike>,
}

impl Seen {
    /// The line at a place of the list. What no answer speaks of yet is not checked.
    #[must_use]
    pub fn of(assessment: Option<&Assessment>, at: usize, lang: Lang) -> Self {
        let words = Words(lang);
        let Some((assessment, line)) = assessment.and_then(|all| all.medicines.get(at).map(|it| (all, it))) else {
            return Self { says: String::new(), badge: Badge::NotChecked, near: Vec::new() };
        };
        let worst = assessment.findings.iter().filter(|it| line.findings.contains(&it.key)).map(|it| it.severity).max();
        let unchecked = assessment.not_checked.iter().any(|it| line.findings.contains(&it.key));
        let (how, known, near) = match &line.answer {
            Recognition::Recognised => ("", true, Vec::new()),
            Recognition::NoEntry => (words.no_entry(), true, Vec::new()),
            Recognition::Partly => (words.partly(), false, Vec::new()),
            Recognition::Local => (words.local(), true, Vec::new()),
            Recognition::NotRecognised(near) => (words.not_recognised(), false, near.clone()),
        };
        let badge = match worst {
            Some(severity) if severity > Severity::Information => Badge::Found(severity),
            _ if unchecked || !known => Badge::NotChecked,
            Some(severity) => Badge::Found(severity),
            None => Badge::Quiet,
        };
        let parts: Vec<&str> =
            line.contains.iter().map(String::as_str).chain([how]).filter(|it| !it.is_empty()).collect();
        Self { says: parts.join(" · "), badge, near }
    }
}

/// What the section shows.
#[derive(PartialEq)]
struct Shown {
    /// The box that adds to the list.
    adding: AttrValue,
    /// What is wrong with what was left in it.
    not_added: AttrValue,
    list: Rc<List>,
}

/// The lines. They are not drawn again while a name is typed.
#[derive(PartialEq)]
struct List {
    lines: Rc<Vec<Line>>,
    problems: Rc<[FieldProblem]>,
    /// What became of each line.
    seen: Vec<Seen>,
}

/// The list, and the box that adds to it. `found` is the last answer about them.
pub fn medicines_section(
    scene: &Scene,
    form: &Typed,
    problems: &Rc<[FieldProblem]>,
    found: Option<&Assessment>,
) -> Html {
    let lines = &form.medicines;
    let seen = (0..lines.len()).map(|at| Seen::of(found, at, scene.lang)).collect();
    let not_added = problem_of(problems, &Field::NewMedicine.path(), scene.lang);
    let list = Rc::new(List { lines: lines.clone(), problems: problems.clone(), seen });
    part(scene, Shown { adding: form.adding.clone().into(), not_added, list }, section)
}

fn section(scene: &Scene, Shown { adding, not_added, list }: &Shown) -> Html {
    let words = Words(scene.lang);
    html! {
        <section class="card" aria-labelledby={scene.id("medicines-title")}>
            <h2 id={scene.id("medicines-title")}>{ words.medicines() }</h2>
            <p class="help">{ words.medicines_help() }</p>
            <MedicineSearch scene={scene.clone()} text={adding.clone()} problem={not_added.clone()} />
            { part(scene, list.clone(), lines) }
        </section>
    }
}

fn lines(scene: &Scene, list: &Rc<List>) -> Html {
    let List { lines, problems, seen } = &**list;
    html! {
        <ul class="lines" aria-labelledby={scene.id("medicines-title")}>
            for (at, line) in lines.iter().enumerate() {
                { medicine_line(scene, at, line, problems, seen.get(at)) }
            }
        </ul>
    }
}

/// Properties of [`MedicineSearch`].
#[derive(Clone, PartialEq, Properties)]
pub struct MedicineSearchProps {
    /// Scene.
    pub scene: Scene,
    /// What stands in the box.
    pub text: AttrValue,
    /// What is wrong with what was left in it; empty if nothing is.
    pub problem: AttrValue,
}

/// The search box: suggestions to choose from, and the text itself, which is always kept.
#[component]
pub fn MedicineSearch(props: &MedicineSearchProps) -> Html {
    use_drawing();
    let MedicineSearchProps { scene, text, problem } = props;
    let words = Words(scene.lang);
    let active = use_state(|| None::<usize>);
    let open = use_state(|| false);
    let found = use_memo((text.clone(), scene.lang), |(text, lang)| offers(&scene.book, text, *lang));
    let left = text.trim().to_owned();
    let count = if left.is_empty() { 0 } else { found.len() + 1 };
    let id = scene.id("medicines");
    let list_id = scene.id("medicine-list");
    let error_id = format!("{id}-error");
    let option_id = |at: usize| format!("{list_id}-{at}");

    let add = {
        let (send, found, left, active, open) =
            (scene.send.clone(), found.clone(), left.clone(), active.clone(), open.clone());
        Callback::from(move |at: Option<usize>| {
            if left.is_empty() {
                return;
            }
            let pick = at.and_then(|at| found.get(at).cloned());
            let (name, chosen) = pick.map_or((left.clone(), None), |it| (it.name, Some(it.chosen)));
            send.emit(Msg::MedicineAdded { name, chosen });
            active.set(None);
            open.set(false);
        })
    };
    let (say, onchange) = typed(scene, Field::NewMedicine);
    let oninput = {
        let (active, open) = (active.clone(), open.clone());
        Callback::from(move |event: InputEvent| {
            say.emit(event);
            active.set(None);
            open.set(true);
        })
    };
    let onkeydown = {
        let (active, open, add) = (active.clone(), open.clone(), add.clone());
        Callback::from(move |event: KeyboardEvent| {
            // The key that ends a composition writes a word; it adds nothing.
            if composes(&event) {
                return;
            }
            let last = count.saturating_sub(1);
            match event.key().as_str() {
                "ArrowDown" if count > 0 => {
                    event.prevent_default();
                    open.set(true);
                    active.set(Some(active.map_or(0, |at| if at >= last { 0 } else { at + 1 })));
                }
                "ArrowUp" if count > 0 => {
                    event.prevent_default();
                    open.set(true);
                    active.set(Some(active.map_or(last, |at| if at == 0 { last } else { at - 1 })));
                }
                "Enter" => {
                    event.prevent_default();
                    event.stop_propagation();
                    add.emit(*active);
                }
                "Escape" => {
                    // It closes the list, and nothing of the page around the planner.
                    if *open {
                        event.prevent_default();
                    }
                    open.set(false);
                    active.set(None);
                }
                _ => {}
            }
        })
    };
    let onfocusout = {
        let (open, active) = (open.clone(), active.clone());
        Callback::from(move |_: FocusEvent| {
            open.set(false);
            active.set(None);
        })
    };
    let shown = *open && count > 0;
    let kept = match scene.lang {
        Lang::Fr => format!("{}\u{a0}: «\u{a0}{left}\u{a0}»", words.keep_as_typed()),
        Lang::En => format!("{}: “{left}”", words.keep_as_typed()),
    };
    let pick = |at: usize| {
        let add = add.clone();
        // The press must not take the focus from the box: its blur would close the list first.
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            add.emit(Some(at));
        })
    };
    html! {
        <div class={classes!("field", "search", (!problem.is_empty()).then_some("wrong"))} onfocusout={onfocusout}>
            <label for={id.clone()}>{ words.add_medicine() }</label>
            <div class="box">
                <input
                    id={id.clone()}
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    data-testid="medicine-search"
                    placeholder={words.medicine_hint()}
                    value={text.clone()}
                    aria-autocomplete="list"
                    aria-expanded={if shown { "true" } else { "false" }}
                    aria-controls={list_id.clone()}
                    aria-activedescendant={active.filter(|_| shown).map(option_id)}
                    aria-invalid={if problem.is_empty() { "false" } else { "true" }}
                    aria-describedby={(!problem.is_empty()).then(|| error_id.clone())}
                    {oninput}
                    {onchange}
                    {onkeydown}
                />
                <button type="button" class="inside" data-testid="medicine-add" disabled={left.is_empty()} onmousedown={pick(usize::MAX)} onclick={{
                    let add = add.clone();
                    Callback::from(move |event: MouseEvent| if event.detail() == 0 { add.emit(None) })
                }}>{ words.add() }</button>
            </div>
            <p class="echo" hidden={left.is_empty() || *open || !problem.is_empty()}>{ words.not_added() }</p>
            <p class="error" id={error_id} data-testid="medicine-not-added" hidden={problem.is_empty()}>{ problem.clone() }</p>
            <ul class="suggestions" translate="no" id={list_id.clone()} role="listbox" aria-label={words.suggestions()} hidden={!shown}>
                for (at, it) in found.iter().enumerate() {
                    <li key={at} id={option_id(at)} role="option" aria-selected={if *active == Some(at) { "true" } else { "false" }} onmousedown={pick(at)}>
                        <span>{ &it.name }</span><small>{ &it.contains }</small>
                    </li>
                }
                <li key="typed" id={option_id(found.len())} role="option" class="typed" aria-selected={if *active == Some(found.len()) { "true" } else { "false" }} onmousedown={pick(usize::MAX)} hidden={left.is_empty()}>
                    <span>{ kept }</span><small></small>
                </li>
            </ul>
        </div>
    }
}

/// The beginning of a name longer than any: the whole stays beside it.
fn cut(name: &str) -> String {
    const MOST: usize = 80;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// Whether a key belongs to an input method that is writing a word. The last one of it says so by its
/// code alone in some browsers.
#[must_use]
pub fn composes(event: &KeyboardEvent) -> bool {
    const BY_INPUT_METHOD: u32 = 229;
    event.is_composing() || event.key_code() == BY_INPUT_METHOD
}

/// One medicine: what it is, what was found about it, and how it is taken.
fn medicine_line(scene: &Scene, at: usize, line: &Line, problems: &[FieldProblem], seen: Option<&Seen>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let (look, word) = match seen.map(|it| it.badge) {
        Some(Badge::Found(Severity::Contraindicated)) => ("refused", words.contraindicated()),
        Some(Badge::Found(Severity::Pending)) => ("pending", words.pending()),
        Some(Badge::Found(Severity::Caution)) => ("caution", words.caution()),
        Some(Badge::Found(Severity::Information)) => ("information", words.information()),
        Some(Badge::NotChecked) | None => ("unchecked", words.not_checked()),
        Some(Badge::Quiet) => ("plain", ""),
    };
    let says = seen.map(|it| it.says.clone()).unwrap_or_default();
    let near = seen.map(|it| it.near.clone()).unwrap_or_default();
    let name = cut(&line.name);
    let whole = (name != line.name).then(|| line.name.clone());
    let path = |part: &str| format!("medicines[{at}].{part}");
    let text_box = |field: Field, label: &'static str, text: &str, help: &'static str| {
        TextBox::new(field, label, text, problems, lang).help(help).draw(scene)
    };
    let last_label = if line.form == Some(Form::Patch) { words.last_patch() } else { words.last_dose() };
    html! {
        <li key={line.number} class="medicine" id={scene.id(&format!("medicines[{at}]"))} tabindex="-1" data-medicine={line.name.clone()}>
            <div class="title">
                <div id={scene.id(&path("name"))} tabindex="-1"><strong translate="no" title={whole}>{ name }</strong><small>{ says }</small></div>
                <span class={classes!("badge", look)}>{ word }</span>
            </div>
            <div class="near" translate="no">
                for it in near {
                    <span key={it.chosen.clone()}>
                        { words.did_you_mean() }{ " " }
                        { button(scene, "link", "medicine-near", it.name.clone(), Msg::MedicineChanged(at, LineChange::Chosen(line.name.clone(), Some(it.chosen.clone())))) }
                    </span>
                }
            </div>
            { picks(scene, &path("stopped"), words.taken(), stop_picks(at, line, lang), "segments") }
            <div class="stop">
                if line.stopped {
                    <div>
                        { text_box(Field::LastDose(at), last_label, &line.last_dose, words.when_help()) }
                        { text_box(Field::PlannedBy(at), words.planned_by(), &line.planned_by, "") }
                    </div>
                }
            </div>
            <details class="more">
                <summary translate="no">{ details_summary(line, lang) }</summary>
                <div>
                    { picks(scene, &path("form"), words.form(), form_picks(at, line, lang), "chips") }
                    { picks(scene, &path("route"), words.route(), route_picks(at, line, lang), "chips") }
                    { picks(scene, &path("use"), words.used(), use_picks(at, line, lang), "chips") }
                    { text_box(Field::Started(at), words.started(), &line.started, words.when_help()) }
                    { text_box(Field::DailyDose(at), words.daily_dose(), &line.daily_dose, "") }
                </div>
            </details>
            <button type="button" class="link remove" data-testid={format!("medicine-remove-{at}")} aria-label={format!("{} {}", words.remove_medicine(), line.name)} onclick={{
                let send = scene.send.clone();
                Callback::from(move |_: MouseEvent| send.emit(Msg::MedicineRemoved(at)))
            }}>{ words.remove() }</button>
        </li>
    }
}

/// `Précisions · Prolongée (LP) · Avalé`: what was said is in sight while it is folded.
fn details_summary(line: &Line, lang: Lang) -> String {
    let said = [
        line.form.map(|it| words::form(it, lang).to_owned()),
        line.route.map(|it| words::route(it, lang).to_owned()),
        line.used.map(|it| words::used(it, lang).to_owned()),
        daily_dose(line, lang),
    ];
    let mut parts = vec![Words(lang).details().to_owned()];
    parts.extend(said.into_iter().flatten());
    parts.join(" · ")
}

/// As it was read; as it was typed, while it cannot be read.
fn daily_dose(line: &Line, lang: Lang) -> Option<String> {
    let typed = line.daily_dose.trim();
    let read = read_number(typed, Unit::Milligrams).map(|it| words::with_unit(it, Unit::Milligrams, lang));
    (!typed.is_empty()).then(|| read.unwrap_or_else(|_| typed.to_owned()))
}

fn stop_picks(at: usize, line: &Line, lang: Lang) -> Vec<Pick> {
    let words = Words(lang);
    [("taken", words.still_taken(), false), ("stopped", words.stopped(), true)]
        .into_iter()
        .map(|(value, label, stopped)| {
            let msg = Msg::MedicineChanged(at, LineChange::Stopped(stopped));
            Pick::new(value, label, line.stopped == stopped, msg)
        })
        .collect()
}

fn form_picks(at: usize, line: &Line, lang: Lang) -> Vec<Pick> {
    let forms = [
        ("immediate", Form::Immediate),
        ("prolonged", Form::Prolonged),
        ("patch", Form::Patch),
        ("depot", Form::Depot),
    ];
    let known = forms.into_iter().map(|(value, it)| (value, Some(it), words::form(it, lang)));
    known
        .chain([("unknown", None, Words(lang).not_said())])
        .map(|(value, it, label)| {
            Pick::new(value, label, line.form == it, Msg::MedicineChanged(at, LineChange::Form(it)))
        })
        .collect()
}

fn route_picks(at: usize, line: &Line, lang: Lang) -> Vec<Pick> {
    let routes = [
        ("oral", Route::Oral),
        ("sublingual", Route::Sublingual),
        ("injection", Route::Injection),
        ("transdermal", Route::Transdermal),
        ("skin", Route::Skin),
        ("eye", Route::Eye),
        ("ear", Route::Ear),
        ("nose", Route::Nose),
        ("inhaled", Route::Inhaled),
        ("rectal", Route::Rectal),
        ("vaginal", Route::Vaginal),
        ("uterine", Route::Uterine),
        ("mouth", Route::Mouth),
    ];
    let known = routes.into_iter().map(|(value, it)| (value, Some(it), words::route(it, lang)));
    known
        .chain([("unknown", None, Words(lang).not_said())])
        .map(|(value, it, label)| {
            Pick::new(value, label, line.route == it, Msg::MedicineChanged(at, LineChange::Route(it)))
        })
        .collect()
}

fn use_picks(at: usize, line: &Line, lang: Lang) -> Vec<Pick> {
    let uses = [("occasional", Use::Occasional), ("daily", Use::Daily), ("misuse", Use::Misuse)];
    let known = uses.into_iter().map(|(value, it)| (value, Some(it), words::used(it, lang)));
    known
        .chain([("unknown", None, Words(lang).not_said())])
        .map(|(value, it, label)| {
            Pick::new(value, label, line.used == it, Msg::MedicineChanged(at, LineChange::Used(it)))
        })
        .collect()
}
