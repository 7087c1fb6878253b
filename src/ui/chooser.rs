//! Choosing: every treatment of an indication in one table, with what this person makes of it; two or three of them
//! side by side. It is in sight while one is looked for, and gone once one is taken.

use std::rc::Rc;

use palier_engine::beside::chooser::{AuthoritySays, Judged, TreatmentOption};
use palier_engine::book::drug::Licence;
use palier_engine::book::line::Authority;
use palier_engine::finding::Verdict;
use palier_engine::words::cards::{card_kind, rank};
use palier_engine::words::joining::inside;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::form::field::Field;
use crate::form::read::Parsed;
use crate::form::typed::Typed;
use crate::markup::prelude::*;
use crate::state::looking::Looking;
use crate::state::msg::{Choice, Msg};
use crate::ui::cite::sources;
use crate::ui::drawn::use_drawing;
use crate::ui::first::First;
use crate::ui::mark::{because, mark};
use crate::ui::said::said as worded;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// Properties of [`Chooser`].
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct ChooserProps {
    /// Scene.
    pub scene: Scene,
    /// What is known of the person: each treatment is tried with it.
    pub form: Typed,
    /// What is looked at.
    pub looking: Rc<Looking>,
    /// Brings the keyboard to a field.
    pub jump: Callback<AttrValue>,
}

/// Every treatment of an indication, tried with a person.
#[derive(Default, PartialEq)]
pub(crate) struct Tried {
    /// Who, as far as it is known.
    person: String,
    /// How many fields of the form could not be read.
    problems: usize,
    /// Each of them, in their order.
    pub offers: Vec<TreatmentOption>,
}

impl Tried {
    /// Nothing before there is somebody to try them, or a day on which they are.
    pub(crate) fn with(scene: &Scene, form: &Typed, indication: &str) -> Self {
        let Some((today, planner)) = scene.today.zip(scene.book.planner()) else { return Self::default() };
        let Parsed { request, problems } = form.parse(&scene.book, today, scene.lang.tongue());
        let mut offers = planner.options(&request, indication);
        if !problems.is_empty() {
            offers.iter_mut().for_each(|it| it.judged = it.judged.take().map(Judged::withheld));
        }
        Self { person: words::person(&request.patient, scene.lang), problems: problems.len(), offers }
    }
}

/// The table, or what was chosen of it side by side.
#[component]
pub(crate) fn Chooser(props: &ChooserProps) -> Html {
    use_drawing();
    let ChooserProps { scene, form, looking, jump } = props;
    let Looking { indication, compared, beside, by_name } = &**looking;
    let words = Words(scene.lang);
    let whole = use_node_ref();
    let tried = {
        let scene = scene.clone();
        use_memo(
            (form.clone(), indication.clone(), scene.book.clone(), scene.lang, scene.today),
            move |(form, of, ..)| Tried::with(&scene, form, of),
        )
    };
    {
        // What was pressed goes away: also when they are put side by side, and when they are a list again.
        let (whole, place) = (whole.clone(), if *by_name && !*beside { "input" } else { "h1" });
        use_effect_with(*beside, move |_| {
            let found = whole.cast::<Element>().and_then(|it| it.query_selector(place).ok().flatten());
            if let Some(place) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                place.focus().ok();
            }
        });
    }
    let Tried { person, problems, offers: all } = &*tried;
    let problems = *problems;
    let (here, elsewhere): (Vec<&TreatmentOption>, Vec<&TreatmentOption>) =
        all.iter().partition(|it| it.licence != Some(Licence::NotMarketed));
    let table = Table { scene, indication, chosen: &form.course.drug, compared };
    let side: Vec<&TreatmentOption> = compared.iter().filter_map(|id| all.iter().find(|it| it.id == *id)).collect();
    let show = |to: bool| scene.says::<MouseEvent>(Msg::BesideShown(to));
    let close: Callback<()> = scene.says_and_leads(Msg::ChooserClosed, jump, Field::Drug.path());
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.default_prevented() {
                event.prevent_default();
                close.emit(());
            }
        })
    };
    let count = side.len();
    let together = *beside && count > 1;
    html! {
        <section class="choosing" ref={whole} data-testid="chooser" aria-labelledby={scene.id("chooser")} {onkeydown}>
            <div class="chh">
                <h1 id={scene.id("chooser")} tabindex="-1">{ words.chooser() }{ " " }<span>{ named(scene, indication) }</span></h1>
                { indications(scene, indication) }
                <button type="button" class="btn quiet" data-testid="chooser-close" onclick={close.reform(|_: MouseEvent| ())}>{ words.close() }</button>
            </div>
            <First scene={scene.clone()} />
            <p class="soft" translate="no">{ person }</p>
            <p class="soft" hidden={together}>{ words.chooser_help() }</p>
            <p class="err" hidden={problems == 0}>{ words::fields_to_mend(problems, scene.lang) }</p>
            <p hidden={scene.book.whole().is_some()}>{ words.no_catalogue() }</p>
            <div class="acts" hidden={count < 2 && !together}>
                <button type="button" class="btn" data-testid="compare" hidden={together} onclick={show(true)}>{ say!(scene.lang, compare_chosen, count) }</button>
                <button type="button" class="btn" data-testid="compare-back" hidden={!together} onclick={show(false)}>{ words.compare_back() }</button>
            </div>
            <div class="listed" hidden={together}>
                { table.draw(&here) }
                <details class="more" hidden={elsewhere.is_empty()}>
                    <summary>{ words.not_sold() }{ " " }<span class="count">{ elsewhere.len() }</span></summary>
                    { table.draw(&elsewhere) }
                </details>
            </div>
            <div class="side">
                if together {
                    { table.side(&side) }
                }
            </div>
        </section>
    }
}

/// The name of an indication, inside a sentence.
fn named(scene: &Scene, indication: &str) -> String {
    let named = scene.book.indications.iter().find(|it| it.id == indication);
    named.map(|it| inside(it.name.get(scene.lang))).unwrap_or_default()
}

/// The other indications, folded.
fn indications(scene: &Scene, indication: &str) -> Html {
    let others = scene.book.indications.iter().filter(|it| it.id != indication);
    html! {
        <details class="menu" data-testid="chooser-indication">
            <summary class="btn">{ Words(scene.lang).other_indication() }</summary>
            <ul>
                for it in others {
                    <li key={it.id.clone()}><button type="button" class="item" data-indication={it.id.clone()} onclick={scene.says(Msg::LookedAt(it.id.clone()))}>{ it.name.get(scene.lang) }</button></li>
                }
            </ul>
        </details>
    }
}

/// How a fact of a treatment is drawn.
type Fact = fn(&TreatmentOption, &Scene) -> Html;

/// What the rows of the table need.
struct Table<'a> {
    scene: &'a Scene,
    indication: &'a str,
    /// The treatment of the request.
    chosen: &'a str,
    compared: &'a [String],
}

impl Table<'_> {
    /// One row for each, which a phone shows as cards.
    fn draw(&self, offers: &[&TreatmentOption]) -> Html {
        let words = Words(self.scene.lang);
        let heads =
            [words.option(), words.lines(), words.for_person(), words.doses(), words.grade(), words.compare_side()];
        html! {
            <div class="leaf flush">
                <table class="cmp" role="table">
                    <thead role="rowgroup"><tr role="row">
                        for head in heads {
                            <th key={head} scope="col" role="columnheader">{ head }</th>
                        }
                        <th key="" scope="col" role="columnheader"><span class="hidden">{ words.plan_this() }</span></th>
                    </tr></thead>
                    <tbody role="rowgroup">
                        for it in offers {
                            { self.row(it, heads) }
                        }
                    </tbody>
                </table>
            </div>
        }
    }

    fn row(&self, it: &TreatmentOption, heads: [&'static str; 6]) -> Html {
        let (lang, words) = (self.scene.lang, Words(self.scene.lang));
        let kind = it.kind.map(|it| card_kind(it, lang)).unwrap_or_default();
        let licence = it.licence.map(|it| words::licence(it, lang)).unwrap_or_default();
        let small = if licence.is_empty() { kind } else { licence };
        // Of a person of whom something is missing no dose is told: it would be the most careful one.
        let settled = it.judged.as_ref().filter(|it| it.verdict < Verdict::Pending && !it.laid.is_empty());
        let day = settled.and_then(|it| it.target_day);
        let day = day.map(|it| format!("{} {}", words.day_from(), words::day_span(it, it, lang))).unwrap_or_default();
        let usual = settled.map_or(it.usual.as_str(), |it| it.laid.as_str());
        let usual = if it.kind.is_some() { "" } else { usual };
        let (place, nothing) = (place(&it.lines, self.scene), "nil");
        let grade = it.evidence.map(words::grade_letter).unwrap_or_default();
        html! {
            <tr key={it.id.clone()} role="row" data-option={it.id.clone()} class={classes!((it.id == self.chosen).then_some("chosen"))}>
                <th scope="row" role="rowheader">{ &it.name }<small>{ worded(small, lang) }</small></th>
                <td role="cell" class={classes!(it.lines.is_empty().then_some(nothing))} data-label={heads[1]}>{ worded(&place, lang) }</td>
                <td role="cell" class="why" data-label={heads[2]}>{ mark(it.judged.as_ref(), it.kind, lang) }<small translate="no">{ because(it, lang) }</small></td>
                <td role="cell" class={classes!("nb", usual.is_empty().then_some(nothing))} data-label={heads[3]} translate="no">{ usual }<small>{ day }</small></td>
                <td role="cell" data-label={heads[4]}>{ grade }</td>
                <td role="cell" class="pick2" data-label={heads[5]}>{ self.tick(it) }</td>
                <td role="cell" class="go1">{ self.take(it) }</td>
            </tr>
        }
    }

    /// Puts it beside others.
    fn tick(&self, it: &TreatmentOption) -> Html {
        let name = &it.name;
        let label = say!(self.scene.lang, compare_one, name);
        let onchange = self.scene.says::<Event>(Msg::OptionToggled(it.id.clone()));
        html! {
            <label class="check"><input type="checkbox" id={self.scene.id(&format!("compare.{}", it.id))} data-testid={format!("compare-{}", it.id)} checked={self.compared.contains(&it.id)} {onchange} /><span class="hidden">{ label }</span></label>
        }
    }

    /// Takes it, and leads to what follows.
    fn take(&self, it: &TreatmentOption) -> Html {
        take(self.scene, it, self.indication)
    }

    /// Some side by side: a column for each, a row for each fact. On a phone each fact names them one under the other.
    fn side(&self, offers: &[&TreatmentOption]) -> Html {
        let words = Words(self.scene.lang);
        let facts: [(&str, Fact); 8] = [
            (words.for_person(), whole_reason),
            (words.lines(), |it, scene| list(lines(&it.lines, scene), scene)),
            (words.doses(), |it, scene| list(doses(it, scene), scene)),
            (words.judged(), |it, scene| list(judgement(it, scene), scene)),
            (words.to_hand_over(), |it, scene| {
                list(it.judged.as_ref().map(|it| it.units.clone()).unwrap_or_default(), scene)
            }),
            (words.monitoring(), |it, scene| list(watched(it, scene), scene)),
            (words.adverse(), |it, scene| list(vec![it.adverse.clone()], scene)),
            (words.status(), |it, scene| html! { <>{ worded(&it.status, scene.lang) }{ proof(it, scene) }</> }),
        ];
        html! {
            <div class="leaf scroll" tabindex="0" role="group" aria-label={words.compare_side()}>
                <table class="beside" role="table">
                    <thead role="rowgroup"><tr role="row">
                        <td role="cell"></td>
                        for it in offers {
                            <th key={it.id.clone()} scope="col" role="columnheader" data-compared={it.id.clone()}>{ &it.name }</th>
                        }
                    </tr></thead>
                    <tbody role="rowgroup">
                        for (name, fact) in facts {
                            <tr key={name} role="row">
                                <th scope="row" role="rowheader">{ name }</th>
                                for it in offers {
                                    <td key={it.id.clone()} role="cell" data-of={it.id.clone()} data-label={name} data-name={it.name.clone()}>{ fact(it, self.scene) }</td>
                                }
                            </tr>
                        }
                        <tr key="" role="row">
                            <th scope="row" role="rowheader"><span class="hidden">{ words.plan_this() }</span></th>
                            for it in offers {
                                <td key={it.id.clone()} role="cell" data-name={it.name.clone()}>{ self.take(it) }</td>
                            }
                        </tr>
                    </tbody>
                </table>
            </div>
        }
    }
}

/// The button that takes a treatment, or opens its card, for an indication.
pub(crate) fn take(scene: &Scene, it: &TreatmentOption, indication: &str) -> Html {
    let words = Words(scene.lang);
    let label = if it.kind.is_some() { words.open_card() } else { words.plan_this() };
    let onclick = scene.says::<MouseEvent>(Msg::Chose(Choice::Treatment(it.id.clone(), indication.to_owned())));
    html! { <button type="button" class="btn" data-testid={format!("option-{}", it.id)} {onclick}>{ label }<span class="hidden">{ words.colon() }{ &it.name }</span></button> }
}

/// The place that the first authority gives it: the French one, unless it is silent.
fn place(lines: &[AuthoritySays], scene: &Scene) -> String {
    let lang = scene.lang;
    lines.first().map_or_else(
        || "–".to_owned(),
        |it| match it.authority {
            Authority::France2020 => rank(it.rank, lang).to_owned(),
            Authority::Has2025
            | Authority::Neupsig2025
            | Authority::Neupsig2015
            | Authority::Nice
            | Authority::Article => said(it, scene),
        },
    )
}

/// What one authority says: `1re ligne (NICE)`.
fn said(it: &AuthoritySays, scene: &Scene) -> String {
    let (rank, who) = (rank(it.rank, scene.lang), it.authority.name(scene.lang));
    say!(scene.lang, ranked_by, rank, who)
}

/// What each authority says, with what it adds.
fn lines(lines: &[AuthoritySays], scene: &Scene) -> Vec<String> {
    let added = |it: &AuthoritySays| if it.text.is_empty() { String::new() } else { format!(", {}", it.text) };
    let all: Vec<String> = lines.iter().map(|it| said(it, scene) + &added(it)).collect();
    if all.is_empty() { vec![Words(scene.lang).nothing_said().to_owned()] } else { all }
}

/// The verdict with every reason, and how many answers it lacks.
fn whole_reason(it: &TreatmentOption, scene: &Scene) -> Html {
    let mut why = it.judged.as_ref().map(|it| it.reasons.clone()).unwrap_or_default();
    let count = it.judged.as_ref().map_or(0, |it| it.missing.len());
    if count > 0 {
        why.push(say!(scene.lang, answers_missing, count));
    }
    why.extend(it.session.iter().flat_map(|it| it.too_early.iter().chain([&it.text])).cloned());
    html! { <>{ mark(it.judged.as_ref(), it.kind, scene.lang) }{ list(why, scene) }</> }
}

/// First and usual dose, and the day on which the latter is reached.
fn doses(it: &TreatmentOption, scene: &Scene) -> Vec<String> {
    let words = Words(scene.lang);
    let laid = it.judged.as_ref().filter(|it| it.verdict < Verdict::Pending && !it.laid.is_empty()).map(|judged| {
        let day = judged.target_day.map(|it| format!(", {} {}", words.day_from(), words::day_span(it, it, scene.lang)));
        format!("{}{}{}{}", words.for_person(), words.colon(), judged.laid, day.unwrap_or_default())
    });
    [it.usual.clone()].into_iter().chain(laid).collect()
}

fn judgement(it: &TreatmentOption, scene: &Scene) -> Vec<String> {
    let day = it.judged.as_ref().and_then(|it| it.judged_on);
    day.map(|it| words::day_span(it, it, scene.lang)).into_iter().collect()
}

/// How often something is looked at.
fn watched(it: &TreatmentOption, scene: &Scene) -> Vec<String> {
    let watched = it.judged.as_ref().map(|it| it.watched.as_slice()).unwrap_or_default();
    let colon = Words(scene.lang).colon();
    watched.iter().map(|(kind, count)| format!("{}{colon}{count}", words::watch(*kind, scene.lang))).collect()
}

fn proof(it: &TreatmentOption, scene: &Scene) -> Html {
    let proof: Vec<_> = it.lines.iter().flat_map(|it| &it.sources).chain(&it.sources).cloned().collect();
    sources(scene, &proof, it.evidence)
}

fn list(items: Vec<String>, scene: &Scene) -> Html {
    let items = items.into_iter().filter(|it| !it.is_empty());
    html! { <ul>{ for items.map(|it| html! { <li key={it.clone()}>{ worded(&it, scene.lang) }</li> }) }</ul> }
}
