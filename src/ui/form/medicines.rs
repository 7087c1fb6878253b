//! The medicines the person takes or took.

use std::rc::Rc;

use palier_engine::book::medicine::{DoseForm, Route};
use palier_engine::book::rule::Severity;
use palier_engine::finding::{Assessment, LineVerdict, LooksAlike, Recognition};
use palier_engine::lang::Lang;
use palier_engine::path;
use palier_engine::person::medicine::Use;
use yew::prelude::*;

use crate::form::complaint::FieldProblem;
use crate::form::field::Field;
use crate::form::kind::Unit;
use crate::form::list::Listing;
use crate::form::spot::Spot;
use crate::form::text::read_number;
use crate::form::typed::{Typed, TypedMedicine};
use crate::state::msg::{LineChange, Msg};
use crate::ui::field::{Pick, boxes, boxes_as, button, picks, problem_of};
use crate::ui::form::search::MedicineSearch;
use crate::ui::part::part;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// What became of one line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineSeen {
    /// What it contains, or how far it was recognised.
    pub says: String,
    /// The worst that is known about it.
    pub worst: LineVerdict,
    /// Names that look alike, to choose from.
    pub near: Vec<LooksAlike>,
}

impl LineSeen {
    /// The line at a place of the list. What no answer speaks of yet is not checked.
    #[must_use]
    pub fn of(assessment: Option<&Assessment>, at: usize, lang: Lang) -> Self {
        let words = Words(lang);
        let Some((assessment, line)) = assessment.and_then(|all| all.medicines.get(at).map(|it| (all, it))) else {
            return Self { says: String::new(), worst: LineVerdict::NotChecked, near: Vec::new() };
        };
        let (how, near) = match &line.answer {
            Recognition::Recognised => ("", Vec::new()),
            Recognition::NoEntry => (words.no_entry(), Vec::new()),
            Recognition::Partly => (words.partly(), Vec::new()),
            Recognition::Local => (words.local(), Vec::new()),
            Recognition::NotRecognised(near) if line.kind.is_none() => (words.not_recognised(), near.clone()),
            Recognition::NotRecognised(near) => (words.which_one(), near.clone()),
        };
        // What no rule reads is said of each part of a line, not of the line alone.
        let unread = (line.answer != Recognition::NoEntry && !line.no_entry.is_empty())
            .then(|| format!("{}{}{}", line.no_entry.join(", "), words.colon(), words.no_entry()));
        let parts: Vec<&str> = line
            .contains
            .iter()
            .map(String::as_str)
            .chain([how])
            .chain(unread.as_deref())
            .filter(|it| !it.is_empty())
            .collect();
        Self { says: parts.join(" · "), worst: assessment.of_line(at), near }
    }
}

/// What the section shows.
#[derive(PartialEq)]
struct MedicinesPart {
    /// The box that adds to the list.
    adding: AttrValue,
    /// What is wrong with what was left in it.
    not_added: AttrValue,
    /// What came of the last list.
    listed: Option<Listing>,
    list: Rc<LinesPart>,
}

/// The lines. They are not drawn again while a name is typed.
#[derive(PartialEq)]
struct LinesPart {
    lines: Rc<Vec<TypedMedicine>>,
    problems: Rc<[FieldProblem]>,
    /// What became of each line.
    seen: Vec<LineSeen>,
}

/// The list, and the box that adds to it. `found` is the last answer about them.
pub(crate) fn medicines_section(
    scene: &Scene,
    form: &Typed,
    listed: Option<Listing>,
    problems: &Rc<[FieldProblem]>,
    found: Option<&Assessment>,
) -> Html {
    let lines = &form.medicines;
    let seen = (0..lines.len()).map(|at| LineSeen::of(found, at, scene.lang)).collect();
    let not_added = problem_of(problems, &Field::NewMedicine.path(), scene.lang);
    let list = Rc::new(LinesPart { lines: lines.clone(), problems: problems.clone(), seen });
    part(scene, MedicinesPart { adding: form.adding.clone().into(), not_added, listed, list }, section)
}

fn section(scene: &Scene, MedicinesPart { adding, not_added, listed, list }: &MedicinesPart) -> Html {
    let words = Words(scene.lang);
    let said = listed.map(|it| words::listed(it, scene.lang)).unwrap_or_default();
    html! {
        <section class="card" aria-labelledby={scene.id("medicines-title")}>
            <h2 id={scene.id("medicines-title")}>{ words.medicines() }</h2>
            <p class="help">{ words.medicines_help() }</p>
            <MedicineSearch scene={scene.clone()} text={adding.clone()} problem={not_added.clone()} />
            <p class="echo" translate="no" data-testid="medicines-listed">{ said }</p>
            { part(scene, list.clone(), lines) }
        </section>
    }
}

fn lines(scene: &Scene, list: &Rc<LinesPart>) -> Html {
    let LinesPart { lines, problems, seen } = &**list;
    html! {
        <ul class="lines" aria-labelledby={scene.id("medicines-title")}>
            for (at, line) in lines.iter().enumerate() {
                { medicine_line(scene, at, line, problems, seen.get(at)) }
            }
        </ul>
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

/// One medicine: what it is, what was found about it, and how it is taken.
fn medicine_line(
    scene: &Scene,
    at: usize,
    line: &TypedMedicine,
    problems: &[FieldProblem],
    seen: Option<&LineSeen>,
) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let (look, word) = match seen.map(|it| it.worst) {
        Some(LineVerdict::Found(Severity::Contraindicated)) => ("refused", words.contraindicated()),
        Some(LineVerdict::Found(Severity::Pending)) => ("pending", words.pending()),
        Some(LineVerdict::Found(Severity::Caution)) => ("caution", words.caution()),
        Some(LineVerdict::Found(Severity::Information)) => ("information", words.information()),
        Some(LineVerdict::NotChecked) | None => ("unchecked", words.not_checked()),
        Some(LineVerdict::Quiet) => ("plain", ""),
    };
    let says = seen.map(|it| it.says.clone()).unwrap_or_default();
    let near = seen.map(|it| it.near.clone()).unwrap_or_default();
    let name = cut(&line.name);
    let whole = (name != line.name).then(|| line.name.clone());
    let taken_off = line.form == Some(DoseForm::Patch);
    html! {
        <li key={line.number} class="medicine" id={scene.id(&path::line(at))} tabindex="-1" data-medicine={line.name.clone()}>
            <div class="title">
                <div id={scene.id(&path::medicine(at, "name"))} tabindex="-1"><strong translate="no" title={whole}>{ name }</strong><small>{ says }</small></div>
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
            { picks(scene, Field::Stopped(at), stop_picks(at, line, lang), "segments") }
            <div class="stop">
                if line.stopped {
                    <div>{ boxes_as(scene, Spot::Stop, at, &line.boxes, problems, &|it| {
                        if taken_off && it.field == Field::LastDose(at) { it.label(words.last_patch()) } else { it }
                    }) }</div>
                }
            </div>
            <details class="more">
                <summary translate="no">{ details_summary(line, lang) }</summary>
                <div>
                    { picks(scene, Field::Form(at), form_picks(at, line, lang), "chips") }
                    { picks(scene, Field::Route(at), route_picks(at, line, lang), "chips") }
                    { picks(scene, Field::Used(at), use_picks(at, line, lang), "chips") }
                    { boxes(scene, Spot::Details, at, &line.boxes, problems) }
                </div>
            </details>
            <button type="button" class="link remove" data-testid={format!("medicine-remove-{at}")} aria-label={format!("{} {}", words.remove_medicine(), line.name)} onclick={scene.says(Msg::MedicineRemoved(at))}>{ words.remove() }</button>
        </li>
    }
}

/// `Précisions · Prolongée (LP) · Avalé`: what was said is in sight while it is folded.
fn details_summary(line: &TypedMedicine, lang: Lang) -> String {
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
fn daily_dose(line: &TypedMedicine, lang: Lang) -> Option<String> {
    let typed = line.boxes.of(Field::DailyDose(0)).trim();
    let read = read_number(typed, Unit::Milligrams).map(|it| words::with_unit(it, Unit::Milligrams, lang));
    (!typed.is_empty()).then(|| read.unwrap_or_else(|_| typed.to_owned()))
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
        let list = LinesPart { lines: Rc::new(vec![line]), problems: Rc::default(), seen: Vec::new() };
        assert_eq!(drawn(&lines(&scene(), &Rc::new(list))), rows(&[Room::Line]));
    }
}
