//! What is said beside the plan: stop signs, what to do if, where sources disagree, what is
//! doubtful.

use palier_engine::formulary::{Formulary, Statement, StatementKind};
use yew::prelude::*;

use crate::app::{Scene, View};
use crate::ui::findings::{cite, sources};
use crate::words::Words;

/// The statements of some kinds about a drug, in the order of the kinds, then of the book.
#[must_use]
pub fn of_kinds<'a>(formulary: &'a Formulary, drug: &str, kinds: &[StatementKind]) -> Vec<&'a Statement> {
    let about = |it: &&Statement| it.drugs.iter().any(|id| id == drug);
    let all: Vec<&Statement> = formulary.book().statements.iter().filter(about).collect();
    kinds.iter().flat_map(|kind| all.iter().filter(|it| it.kind == *kind).copied()).collect()
}

/// What to do, in the order in which it may be needed.
pub const WHAT_IF: [StatementKind; 5] = [
    StatementKind::MissedDose,
    StatementKind::Tolerance,
    StatementKind::Sleep,
    StatementKind::Interruption,
    StatementKind::Surgery,
];

/// Stop signs, what to do if, good to know.
pub fn advice(scene: &Scene, drug: &str) -> Html {
    let words = Words(scene.lang);
    html! {
        <div class="advice">
            { list(scene, drug, &[StatementKind::StopSign], words.stop_signs(), "stop-signs", true) }
            { list(scene, drug, &WHAT_IF, words.what_if(), "what-if", true) }
            { list(scene, drug, &[StatementKind::General], words.good_to_know(), "general", true) }
            { list(scene, drug, &[StatementKind::Compounding], words.for_pharmacist(), "compounding", scene.view == View::Professional) }
        </div>
    }
}

fn list(
    scene: &Scene,
    drug: &str,
    kinds: &[StatementKind],
    heading: &'static str,
    name: &'static str,
    wanted: bool,
) -> Html {
    let statements = of_kinds(&scene.book, drug, kinds);
    let id = scene.id(name);
    html! {
        <section class={classes!("card", name)} aria-labelledby={id.clone()} hidden={statements.is_empty() || !wanted}>
            <h2 {id}>{ heading }</h2>
            <div class="statements">
                for it in statements {
                    <div key={it.id.clone()} class="statement" data-statement={it.id.clone()}>
                        <h3>{ it.title.get(scene.lang) }</h3>
                        <p>{ it.text.get(scene.lang) }</p>
                        { sources(scene, &it.sources, Some(it.grade)) }
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
