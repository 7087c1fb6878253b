//! One medicine of the list: what it is and how far it is known in one row, how it is taken under it.

use std::rc::Rc;

use palier_engine::book::medicine::{DoseForm, Route};
use palier_engine::book::protocol::View;
use palier_engine::exact::letters::fold;
use palier_engine::lang::Lang;
use palier_engine::path;
use palier_engine::person::medicine::Use;
use palier_engine::recognise::fold::name_and_tail;
use palier_engine::words::dates::date_in_words;
use palier_engine::words::joining::quoted;
use web_sys::{HtmlDetailsElement, HtmlElement, HtmlInputElement};

use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::kind::Unit;
use crate::form::spot::Spot;
use crate::form::text::{read_number, read_when};
use crate::form::typed::TypedMedicine;
use crate::markup::prelude::*;
use crate::state::msg::{LineChange, Msg};
use crate::ui::drawn::use_drawing;
use crate::ui::field::{Pick, boxes, boxes_as, picks, when_in_words};
use crate::ui::form::seen::{LineSeen, LineState};
use crate::ui::keys::composes;
use crate::ui::record::{RecordForm, RecordKind, recorded};
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// Properties of [`MedicineLine`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct MedicineLineProps {
    /// Scene.
    pub scene: Scene,
    /// Its place in the list.
    pub at: usize,
    /// What was typed.
    pub line: TypedMedicine,
    /// What is wrong with its fields.
    pub problems: Rc<[FieldProblem]>,
    /// What became of it.
    pub seen: Option<LineSeen>,
    /// The prescriber, offered as the name of who attests.
    pub prescriber: AttrValue,
}

/// The row, the names to choose from under it, and how it is taken, folded.
#[component]
pub(super) fn MedicineLine(props: &MedicineLineProps) -> Html {
    use_drawing();
    let MedicineLineProps { scene, at, line, problems, seen, prescriber } = props;
    let (at, words) = (*at, Words(scene.lang));
    let (fold, row) = (use_node_ref(), use_node_ref());
    {
        // What cannot be read is shown where it was typed.
        let fold = fold.clone();
        use_effect_with(!problems.is_empty(), move |wrong| {
            if let Some(fold) = fold.cast::<HtmlDetailsElement>().filter(|_| *wrong) {
                fold.set_open(true);
            }
        });
    }
    let state = seen.as_ref().map_or(LineState::NotChecked, |it| it.state);
    let unread = without_rule(seen.as_ref(), scene.lang);
    html! {
        <li class="medicine" id={scene.id(&path::line(at))} tabindex="-1" data-medicine={line.name.clone()}>
            <details class="line" ref={fold}>
                <summary ref={row.clone()} id={scene.id(&path::medicine(at, "name"))}>
                    { what(scene, line, seen.as_ref(), state) }
                    { state_mark(state, scene.lang) }
                </summary>
                <p class="as" translate="no" hidden={unread.is_empty()}>{ unread }</p>
                { how(scene, at, line, problems) }
            </details>
            <button type="button" class="x" data-testid={format!("medicine-remove-{at}")} aria-label={format!("{} {}", words.remove_medicine(), line.name)} onclick={scene.says(Msg::MedicineRemoved(at))}>{ "×" }</button>
            <Asked scene={scene.clone()} {at} name={line.name.clone()} {state} seen={seen.clone()} prescriber={prescriber.clone()} {row} />
        </li>
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

/// « What was typed » until it is recognised, then its name, its strength and times, and what it contains.
fn what(scene: &Scene, line: &TypedMedicine, seen: Option<&LineSeen>, state: LineState) -> Html {
    let lang = scene.lang;
    let shown = cut(&line.name);
    let whole = (shown != line.name).then(|| line.name.clone());
    let unknown = matches!(state, LineState::WhichOne | LineState::NotRecognised);
    let (name, tail) = if unknown {
        (quoted(&shown, lang), "")
    } else {
        let (name, tail) = name_and_tail(&shown);
        (name.to_owned(), tail)
    };
    let soft = soft(scene, line, seen);
    let dot = if tail.is_empty() || soft.is_empty() { "" } else { " · " };
    html! {
        <span class="what" translate="no" title={whole}>
            <b>{ name }</b>{ " " }
            <span class="rest">{ tail }<span class="as">{ dot }{ soft }</span></span>
        </span>
    }
}

/// What it contains where its name does not say it, and what else was said of it.
fn soft(scene: &Scene, line: &TypedMedicine, seen: Option<&LineSeen>) -> String {
    let lang = scene.lang;
    let typed = fold(name_and_tail(&line.name).0);
    let contains = seen.into_iter().flat_map(|it| &it.contains).map(|(name, _)| name.as_str());
    let contains = contains.collect::<Vec<_>>().join(" + ");
    let stopped = line.stopped.then(|| said_stop(scene, line.boxes.of(Field::LastDose(0)).trim()));
    [
        (fold(&contains) != typed).then_some(contains),
        seen.and_then(|it| it.kind.clone()),
        line.form.map(|it| words::form(it, lang).to_owned()),
        line.route.map(|it| words::route(it, lang).to_owned()),
        line.used.map(|it| words::used(it, lang).to_owned()),
        daily_dose(line, lang),
        stopped,
    ]
    .into_iter()
    .flatten()
    .filter(|it| !it.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}

/// The substances of it that no rule of this edition reads, beside others that are read.
fn without_rule(seen: Option<&LineSeen>, lang: Lang) -> String {
    let unread = seen.into_iter().flat_map(|it| &it.contains).filter(|(_, read)| !read);
    let names: Vec<String> = unread.map(|(name, _)| name.clone()).collect();
    if names.is_empty() {
        return String::new();
    }
    format!("{}{}{}", words::and(&names, lang), Words(lang).colon(), Words(lang).no_rule_here())
}

/// When it was stopped, or is to be; as it was typed, while it cannot be read.
fn said_stop(scene: &Scene, typed: &str) -> String {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let Ok(when) = read_when(typed, scene.region) else {
        let day = if typed.is_empty() { words.day_to_say().to_owned() } else { quoted(typed, lang) };
        return say!(lang, stopped_day, day);
    };
    let whole = when.earliest() == when.latest();
    let day = if whole { date_in_words(when.earliest(), lang) } else { when_in_words(when, lang) };
    if scene.today.is_some_and(|it| when.earliest() > it) {
        say!(lang, stop_planned, day)
    } else {
        say!(lang, stopped_day, day)
    }
}

/// As it was read; as it was typed, while it cannot be read.
fn daily_dose(line: &TypedMedicine, lang: Lang) -> Option<String> {
    let typed = line.boxes.of(Field::DailyDose(0)).trim();
    let read = read_number(typed, Unit::Milligrams).map(|it| words::with_unit(it, Unit::Milligrams, lang));
    let dose = read.unwrap_or_else(|_| quoted(typed, lang));
    (!typed.is_empty()).then(|| say!(lang, dose_per_day, dose))
}

/// How far it is known, by shape, word and colour.
fn state_mark(state: LineState, lang: Lang) -> Html {
    let look = state.look();
    let (shape, dashed) = match look {
        Some("refused") => ("M5 1h6l4 4v6l-4 4H5l-4-4V5z", None),
        Some("caution") => ("M8 1.8 15 14.2H1z", None),
        Some("pending") => ("M8 1.4a6.6 6.6 0 1 0 0 13.2a6.6 6.6 0 1 0 0-13.2z", Some("3 2")),
        Some("unknown") => {
            ("M4.5 1.5h7a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-7a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3z", Some("2.6 2"))
        }
        Some(_) => ("M8 1.2a6.8 6.8 0 1 0 0 13.6a6.8 6.8 0 1 0 0-13.6zM8 7.4v3.8M8 4.7v.1", None),
        None => ("", None),
    };
    let filled = matches!(look, Some("refused" | "caution"));
    html! {
        <span class={classes!("state", if look.is_some() { "lvl" } else { "as" }, look)} translate="no">
            <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false" hidden={look.is_none()}>
                <path d={shape} fill={if filled { "currentColor" } else { "none" }} stroke="currentColor" stroke-width="1.7" stroke-dasharray={dashed} />
            </svg>
            { state.says(lang) }
        </span>
    }
}

/// Properties of [`Asked`].
#[derive(Clone, PartialEq, Properties)]
struct AskedProps {
    scene: Scene,
    at: usize,
    name: AttrValue,
    state: LineState,
    seen: Option<LineSeen>,
    prescriber: AttrValue,
    /// The row above, where the keyboard goes when what was pressed goes away.
    row: NodeRef,
}

/// What is asked of a line under its row: which one is meant, or what to do with a name that nobody knows.
#[component]
fn Asked(props: &AskedProps) -> Html {
    use_drawing();
    let AskedProps { scene, at, name, state, seen, prescriber, row } = props;
    let (at, words) = (*at, Words(scene.lang));
    let correcting = use_state(|| false);
    let input = use_node_ref();
    {
        let input = input.clone();
        use_effect_with(*correcting, move |open| {
            if let Some(input) = input.cast::<HtmlInputElement>().filter(|_| *open) {
                input.focus().ok();
                input.select();
            }
        });
    }
    let says = |change: LineChange| {
        let (send, row) = (scene.send.clone(), row.clone());
        Callback::from(move |_: MouseEvent| {
            send.emit(Msg::MedicineChanged(at, change.clone()));
            if let Some(row) = row.cast::<HtmlElement>() {
                row.focus().ok();
            }
        })
    };
    let near = seen.as_ref().map(|it| it.near.clone()).unwrap_or_default();
    let none = seen.as_ref().map_or("", |it| it.none_of_them(scene.lang));
    let unknown = matches!(state, LineState::WhichOne | LineState::NotRecognised) && near.is_empty();
    let partly = unknown || *state == LineState::Partly;
    let asks = seen.as_ref().and_then(|it| it.asks.clone()).filter(|_| partly && scene.view == View::Professional);
    let attested = seen.as_ref().and_then(|it| it.attested.clone());
    let correct = {
        let correcting = correcting.clone();
        Callback::from(move |_: MouseEvent| correcting.set(!*correcting))
    };
    html! {
        <div class="choice" hidden={near.is_empty() && !partly}>
            <div class="near" translate="no" hidden={near.is_empty()}>
                for it in near.iter() {
                    <button key={it.chosen.clone()} type="button" class="btn" data-testid="medicine-near" onclick={says(LineChange::Chosen(it.name.clone(), Some(it.chosen.clone())))}>
                        { &it.name }{ " " }<small>{ scene.book.contents(&it.chosen, scene.lang) }</small>
                    </button>
                }
                <button key="neither" type="button" class="btn quiet" data-testid="medicine-neither" onclick={says(LineChange::Neither)} hidden={near.is_empty()}>{ none }</button>
            </div>
            <button type="button" class="btn" data-testid="medicine-correct" hidden={!unknown} aria-expanded={if *correcting { "true" } else { "false" }} onclick={correct}>{ words.correct_name() }</button>
            { correction(scene, at, name, &correcting, &input, row) }
            <div class="records">
                for (key, text) in asks.iter() {
                    <RecordForm key={key.clone()} scene={scene.clone()} about={key.clone()} kind={RecordKind::Decision} prescriber={prescriber.clone()} place={format!("line-{at}")} summary={words.attest_name()} question={text.clone()} />
                }
            </div>
            <div class="records">
                for it in attested.iter().filter(|_| partly) {
                    { recorded(scene, it, RecordKind::Decision) }
                }
            </div>
            <p class="as never" hidden={!partly}>{ words.never_checked() }</p>
        </div>
    }
}

/// The box in which a name is written anew. Enter takes it, Escape leaves the name as it was.
fn correction(
    scene: &Scene,
    at: usize,
    name: &AttrValue,
    correcting: &UseStateHandle<bool>,
    input: &NodeRef,
    row: &NodeRef,
) -> Html {
    let open = **correcting;
    let onkeydown = {
        let (send, correcting, row) = (scene.send.clone(), correcting.clone(), row.clone());
        Callback::from(move |event: KeyboardEvent| {
            let taken = match event.key().as_str() {
                "Enter" if !composes(&event) => true,
                "Escape" => false,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            if taken && !typed.trim().is_empty() {
                send.emit(Msg::MedicineChanged(at, LineChange::Renamed(typed)));
            }
            correcting.set(false);
            if let Some(row) = row.cast::<HtmlElement>() {
                row.focus().ok();
            }
        })
    };
    html! {
        <div class="box" hidden={!open}>
            if open {
                <input ref={input.clone()} id={scene.id(&path::medicine(at, "correction"))} type="text" autocomplete="off" autocapitalize="off" spellcheck="false" data-draft="true" data-testid="medicine-correction" aria-label={Words(scene.lang).name_of_medicine()} value={name.clone()} {onkeydown} />
            }
        </div>
    }
}

/// How it is taken: each field of the line, once.
fn how(scene: &Scene, at: usize, line: &TypedMedicine, problems: &[FieldProblem]) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let taken_off = line.form == Some(DoseForm::Patch);
    html! {
        <div class="how">
            { picks(scene, Field::Stopped(at), stop_picks(at, line, lang), "segments") }
            <div class="stop">
                if line.stopped {
                    <div>{ boxes_as(scene, Spot::Stop, at, &line.boxes, problems, &|it| {
                        if taken_off && it.field == Field::LastDose(at) { it.label(words.last_patch()) } else { it }
                    }) }</div>
                }
            </div>
            { boxes(scene, Spot::Details, at, &line.boxes, problems) }
            { picks(scene, Field::Form(at), form_picks(at, line, lang), "chips") }
            { picks(scene, Field::Used(at), use_picks(at, line, lang), "chips") }
            { picks(scene, Field::Route(at), route_picks(at, line, lang), "chips") }
        </div>
    }
}

fn stop_picks(at: usize, line: &TypedMedicine, lang: Lang) -> Vec<Pick> {
    let words = Words(lang);
    [("taken", words.still_taken(), false), ("stopped", words.stopped(), true)]
        .into_iter()
        .map(|(value, label, stopped)| {
            let msg = Msg::MedicineChanged(at, LineChange::Stopped(stopped));
            Pick::new(value, label, line.stopped == stopped, msg)
        })
        .collect()
}

fn form_picks(at: usize, line: &TypedMedicine, lang: Lang) -> Vec<Pick> {
    let forms = [
        ("immediate", DoseForm::Immediate),
        ("prolonged", DoseForm::Prolonged),
        ("patch", DoseForm::Patch),
        ("depot", DoseForm::Depot),
    ];
    let known = forms.into_iter().map(|(value, it)| (value, Some(it), words::form(it, lang)));
    known
        .chain([("unknown", None, Words(lang).not_said())])
        .map(|(value, it, label)| {
            Pick::new(value, label, line.form == it, Msg::MedicineChanged(at, LineChange::Form(it)))
        })
        .collect()
}

fn route_picks(at: usize, line: &TypedMedicine, lang: Lang) -> Vec<Pick> {
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

fn use_picks(at: usize, line: &TypedMedicine, lang: Lang) -> Vec<Pick> {
    let uses = [("occasional", Use::Occasional), ("daily", Use::Daily), ("misuse", Use::Misuse)];
    let known = uses.into_iter().map(|(value, it)| (value, Some(it), words::used(it, lang)));
    known
        .chain([("unknown", None, Words(lang).not_said())])
        .map(|(value, it, label)| {
            Pick::new(value, label, line.used == it, Msg::MedicineChanged(at, LineChange::Used(it)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::form::spot::Room;
    use crate::ui::form::tests::{drawn, rows, scene};

    use super::*;

    #[test]
    fn every_row_of_a_medicine_is_drawn_once() {
        let line = TypedMedicine { stopped: true, ..TypedMedicine::default() };
        assert_eq!(drawn(&how(&scene(), 0, &line, &[])), rows(&[Room::Line]));
    }
}
