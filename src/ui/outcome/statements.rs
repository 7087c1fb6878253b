//! What is said beside the plan: stop signs, what to do if, where sources disagree, what is
//! doubtful.

use palier_engine::book::drug::Kinetics;
use palier_engine::book::formulary::SoFar;
use palier_engine::book::protocol::View;
use palier_engine::book::source::{Grade, Sources};
use palier_engine::book::statement::{Statement, StatementKind};
use palier_engine::exact::decimal::Decimal;
use palier_engine::lang::Lang;
use yew::prelude::*;

use crate::ui::cite::{cite, sources};
use crate::ui::scene::Scene;
use crate::words::{Words, say};

/// The statements of some kinds about a drug, in the order of the kinds, then of the book.
pub(crate) fn of_kinds<'a>(formulary: &'a SoFar<'_>, drug: &str, kinds: &[StatementKind]) -> Vec<&'a Statement> {
    let about = |it: &&Statement| it.drugs.iter().any(|id| id == drug);
    let all: Vec<&Statement> =
        formulary.whole().into_iter().flat_map(|it| &it.book().statements).filter(about).collect();
    kinds.iter().flat_map(|kind| all.iter().filter(|it| it.kind == *kind).copied()).collect()
}

/// What to do, in the order in which it may be needed.
pub(crate) const WHAT_IF: [StatementKind; 5] = [
    StatementKind::MissedDose,
    StatementKind::Tolerance,
    StatementKind::Sleep,
    StatementKind::Interruption,
    StatementKind::Surgery,
];

/// Something said, with its title and where it was read.
struct Passage<'a> {
    id: &'a str,
    title: &'a str,
    text: String,
    sources: &'a Sources,
    grade: Option<Grade>,
}

fn of_statement(it: &Statement, lang: Lang) -> Passage<'_> {
    let (title, text) = (it.title.get(lang), it.text.get(lang).to_owned());
    Passage { id: &it.id, title, text, sources: &it.sources, grade: Some(it.grade) }
}

/// Stop signs, what to do if, how it is stopped, good to know, what the body does with it.
pub fn advice(scene: &Scene, drug: &str) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let of = |kinds: &[StatementKind]| -> Vec<Passage<'_>> {
        of_kinds(&scene.book, drug, kinds).into_iter().map(|it| of_statement(it, lang)).collect()
    };
    let drug = scene.book.drug(drug);
    let mut what_if = of(&WHAT_IF);
    what_if.extend(drug.and_then(|it| it.taper.as_ref()).map(|it| Passage {
        id: "taper",
        title: words.stopping(),
        text: format!("{} {}", it.text.get(lang), it.at_once.get(lang)),
        sources: &it.sources,
        grade: Some(it.grade),
    }));
    let after = scene
        .book
        .whole()
        .into_iter()
        .flat_map(|it| &it.book().after)
        .filter(|it| drug.is_some_and(|drug| it.drugs.contains(&drug.id)));
    what_if.extend(after.map(|it| Passage {
        id: &it.id,
        title: words.after_stopping(),
        text: it.text.get(lang).to_owned(),
        sources: &it.sources,
        grade: Some(it.grade),
    }));
    let mut general = of(&[StatementKind::General]);
    general.extend(drug.and_then(|it| it.kinetics.as_ref()).map(|it| Passage {
        id: "kinetics",
        title: words.in_the_body(),
        text: kinetics(it, lang),
        sources: &it.sources,
        grade: None,
    }));
    html! {
        <div class="advice">
            { list(scene, of(&[StatementKind::StopSign]), words.stop_signs(), "stop-signs", true) }
            { list(scene, what_if, words.what_if(), "what-if", true) }
            { list(scene, general, words.good_to_know(), "general", true) }
            { list(scene, of(&[StatementKind::Compounding]), words.for_pharmacist(), "compounding", scene.view == View::Professional) }
        </div>
    }
}

/// Half-life, peak and steady level, then the rest in words.
#[must_use]
pub fn kinetics(it: &Kinetics, lang: Lang) -> String {
    let range = |(from, to): (Decimal, Decimal)| match from == to {
        true => from.write(lang),
        false => format!("{}\u{a0}–\u{a0}{}", from.write(lang), to.write(lang)),
    };
    let (half, peak) = (range(it.half_life_hours), range(it.peak_hours));
    let steady = range((Decimal::whole(it.steady_days.0.into()), Decimal::whole(it.steady_days.1.into())));
    let text = it.text.get(lang);
    say!(lang, kinetics, half, peak, steady, text)
}

fn list(scene: &Scene, all: Vec<Passage<'_>>, heading: &'static str, name: &'static str, wanted: bool) -> Html {
    let id = scene.id(name);
    html! {
        <section class={classes!("card", name)} aria-labelledby={id.clone()} hidden={all.is_empty() || !wanted}>
            <h2 {id}>{ heading }</h2>
            <div class="statements">
                for it in all {
                    <div key={it.id.to_owned()} class="statement" data-statement={it.id.to_owned()}>
                        <h3>{ it.title.to_owned() }</h3>
                        <p>{ it.text }</p>
                        { sources(scene, it.sources, it.grade) }
                    </div>
                }
            </div>
        </section>
    }
}

/// Where sources disagree, as a table, and what is doubtful.
pub fn disagreements(scene: &Scene, drug: &str) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let disagreements = of_kinds(&scene.book, drug, &[StatementKind::Disagreement]);
    let doubtful = of_kinds(&scene.book, drug, &[StatementKind::Doubtful]);
    html! {
        <details class="card fold" data-testid="disagreements" hidden={disagreements.is_empty() && doubtful.is_empty()}>
            <summary><h2>{ words.disagreements() }{ " " }<span class="count">{ disagreements.len() + doubtful.len() }</span></h2></summary>
            <div class="statements">
                for it in disagreements {
                    <div key={it.id.clone()} class="statement" data-statement={it.id.clone()}>
                        <h3>{ it.title.get(lang) }</h3>
                        <table>
                            <thead><tr><th scope="col">{ words.source() }</th><th scope="col">{ words.says() }</th></tr></thead>
                            <tbody>
                                for (at, side) in it.sides.iter().enumerate() {
                                    <tr key={at}><th scope="row">{ cite(&scene.book, &side.cite, lang) }</th><td>{ side.says.get(lang) }</td></tr>
                                }
                            </tbody>
                        </table>
                        <p><strong>{ words.palier_does() }{ words.colon() }</strong>{ it.text.get(lang) }</p>
                        { sources(scene, &it.sources, Some(it.grade)) }
                    </div>
                }
            </div>
            <h2 hidden={doubtful.is_empty()}>{ words.doubtful() }</h2>
            <div class="statements">
                for it in doubtful {
                    <div key={it.id.clone()} class="statement" data-statement={it.id.clone()}>
                        <h3>{ it.title.get(lang) }</h3>
                        <p>{ it.text.get(lang) }</p>
                        { sources(scene, &it.sources, Some(it.grade)) }
                    </div>
                }
            </div>
        </details>
    }
}
