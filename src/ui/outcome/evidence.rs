//! What an answer rests on: status, why these doses, limits, kidneys, nearby values, every source once, where they
//! disagree, the protocols, the edition.

use std::rc::Rc;

use palier_engine::book::source::{Citation, Grade};
use palier_engine::book::statement::StatementKind;
use palier_engine::course::Reason;
use palier_engine::finding::Finding;
use palier_engine::words::dates::date_in_words;

use crate::markup::prelude::*;
use crate::ui::cite::{Note, marks, note_path, place, title};
use crate::ui::outcome::burdens::burdens;
use crate::ui::outcome::compare::comparison;
use crate::ui::outcome::edition::EditionView;
use crate::ui::outcome::nearby::grey_zone;
use crate::ui::outcome::protocols::protocols;
use crate::ui::outcome::schedule::rows;
use crate::ui::outcome::shown::Shown;
use crate::ui::outcome::statements::of_kinds;
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::words::{self, Words};

/// The whole of it, in parts that open; `status` is the licence of the use, `compared` the protocols put side by side.
pub(crate) fn evidence(scene: &Scene, shown: &Shown, status: &str, compared: &Rc<Vec<String>>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let laid = shown.laid.as_deref();
    let kidneys = shown.found().and_then(|it| it.kidneys.as_ref()).map(|it| it.text.clone()).unwrap_or_default();
    let zone = shown.answer.decided.as_ref().map(|it| &it.grey_zone);
    let printed = printed(shown);
    // The protocols are those of a beginning.
    let begins = laid.is_some_and(|it| it.descent.is_none());
    let protocol = laid.map(|it| it.course.protocol.clone()).unwrap_or_default();
    html! {
        <div class="evidence">
            <p class="status" hidden={status.is_empty()}><b>{ words.status() }{ words.colon() }</b>{ said(status, lang) }</p>
            <p class="status" translate="no" hidden={kidneys.is_empty()} data-testid="kidneys">{ kidneys }</p>
            { fold(scene, "doses", words.why_doses(), laid.is_none(), || why(scene, shown)) }
            { fold(scene, "limits", words.limits(), laid.is_none_or(|it| it.course.limits.is_empty()), || limits(scene, shown)) }
            { fold(scene, "nearby", words.grey_zone(), zone.is_none_or(|it| it.nearby.is_empty()), || zone.map(|it| grey_zone(scene, it)).unwrap_or_default()) }
            { fold(scene, "burdens", words.burdens(), laid.is_none_or(|it| it.course.burdens.is_empty()), || laid.map(|it| burdens(scene, shown, it)).unwrap_or_default()) }
            { fold(scene, "printed", words.as_printed(), printed.is_empty(), || levels(scene, &printed)) }
            { fold(scene, "notes", words.sources(), shown.notes.count() == 0, || notes(scene, shown)) }
            { fold(scene, "disagreements", words.disagreements(), laid.is_none() || of_kinds(&scene.book, &shown.answer.request.treatment.drug, &DISPUTED).is_empty(), || disagreements(scene, shown)) }
            { fold(scene, "protocols", words.protocols(), !begins, || protocols(scene, shown, &protocol)) }
            <div>
                if begins {
                    { comparison(scene, &shown.answer, compared) }
                }
            </div>
            <EditionView scene={scene.clone()} />
        </div>
    }
}

/// What sources disagree about, and what is doubtful.
const DISPUTED: [StatementKind; 2] = [StatementKind::Disagreement, StatementKind::Doubtful];

/// A part that opens; nothing of it is drawn where there is nothing to say.
fn fold(scene: &Scene, name: &'static str, heading: &'static str, empty: bool, draw: impl FnOnce() -> Html) -> Html {
    html! {
        <details class="fold part" id={scene.id(name)} data-part={name} hidden={empty}>
            <summary>{ heading }</summary>
            <div>
                if !empty {
                    { draw() }
                }
            </div>
        </details>
    }
}

/// The chain of reasons under each dose. What two doses share is said at the first.
fn why(scene: &Scene, shown: &Shown) -> Html {
    let lang = scene.lang;
    let rows = shown.laid.as_ref().map(|it| rows(it, lang)).unwrap_or_default();
    let mut told: Vec<Reason> = Vec::new();
    let mut chains: Vec<(String, Vec<Reason>)> = Vec::new();
    for row in rows {
        let new: Vec<Reason> = row.reasons.into_iter().filter(|it| !told.contains(it)).collect();
        told.extend(new.iter().cloned());
        chains.push((row.dose, new));
    }
    html! {
        <dl class="why">
            for (at, (dose, reasons)) in chains.into_iter().enumerate() {
                <div key={at}>
                    <dt translate="no">{ dose }</dt>
                    for (at, it) in reasons.iter().enumerate() {
                        <dd key={at}>{ said(&it.text, lang) }{ " " }{ marks(scene, &shown.notes, &it.sources) }</dd>
                    }
                </div>
            }
        </dl>
    }
}

fn limits(scene: &Scene, shown: &Shown) -> Html {
    let words = Words(scene.lang);
    let limits = shown.laid.iter().flat_map(|it| &it.course.limits);
    html! {
        <ul class="dots">
            for it in limits {
                <li key={it.limit.clone()}>
                    <b translate="no">{ &it.bound }</b>{ " · " }{ said(&it.text, scene.lang) }
                    <em hidden={it.in_force}>{ " (" }{ words.limit_passed() }{ ")" }</em>{ " " }
                    { marks(scene, &shown.notes, &it.sources) }
                </li>
            }
        </ul>
    }
}

/// How strong the sources of an interaction print it: the subject of the finding, and their words.
fn printed(shown: &Shown) -> Vec<(String, String)> {
    let findings: &[Finding] = shown.found().map(|it| it.findings.as_slice()).unwrap_or_default();
    let of = |it: &Finding| {
        let names: Vec<&str> = it.inputs.iter().map(|it| it.text.as_str()).collect();
        (names.join(", "), it.printed.clone())
    };
    let pairs = shown.found().map(|it| it.pairs.as_slice()).unwrap_or_default();
    let pairs = pairs.iter().map(|it| (it.medicines.join(" + "), it.printed.clone()));
    findings.iter().filter(|it| !it.printed.is_empty()).map(of).chain(pairs).collect()
}

fn levels(scene: &Scene, printed: &[(String, String)]) -> Html {
    html! {
        <ul class="dots" data-testid="printed">
            for (at, (names, text)) in printed.iter().enumerate() {
                <li key={at} translate="no"><b>{ names }</b>{ Words(scene.lang).colon() }{ text }</li>
            }
        </ul>
    }
}

/// Every source once, under its number: how it was seen, the places read in it, the day they were compared.
fn notes(scene: &Scene, shown: &Shown) -> Html {
    html! {
        <ol class="notes" data-testid="sources">
            for (at, it) in shown.notes.iter().enumerate() {
                <li key={it.source.clone()} id={scene.id(&note_path(&it.source))} tabindex="-1" data-note={it.source.clone()}><span class="n" translate="no">{ format!("[{}]", at + 1) }</span><div>{ note(scene, it) }</div></li>
            }
        </ol>
    }
}

fn note(scene: &Scene, it: &Note) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let Some(source) = scene.book.whole().and_then(|book| book.source(&it.source)) else {
        return html! { { &it.source } };
    };
    let seen = words::seen(source.seen, lang);
    let mut worst: Vec<Grade> = it.places.iter().filter_map(|(_, grade)| *grade).collect();
    palier_engine::exact::sort::once(&mut worst);
    let grades = worst.iter().map(|it| words::grade_letter(*it)).collect::<Vec<_>>().join(", ");
    let mut places: Vec<&str> = it.places.iter().map(|(it, _)| it.as_str()).collect();
    palier_engine::exact::sort::once(&mut places);
    let compared = date_in_words(source.compared, lang);
    html! {
        <>
            <b>{ title(source, lang) }</b>
            <small>{ for places.iter().enumerate().map(|(at, it)| html! { <>{ if at > 0 { words.semicolon() } else { "" } }{ place(source, it, lang) }</> }) }</small>
            <small translate="no">{ &source.locator }{ " · " }{ words.compared() }{ " " }{ compared }{ if seen.is_empty() { String::new() } else { format!(" · {seen}") } }{ if grades.is_empty() { String::new() } else { format!(" · {} {grades}", words.grade().to_lowercase()) } }</small>
        </>
    }
}

/// Where sources disagree, each side by its number, and what Palier does; then what is doubtful.
fn disagreements(scene: &Scene, shown: &Shown) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let drug = &shown.answer.request.treatment.drug;
    html! {
        <div class="statements" data-testid="disagreements">
            for it in of_kinds(&scene.book, drug, &DISPUTED) {
                <div key={it.id.clone()} class="statement" id={scene.id(&format!("statement-{}", it.id))} tabindex="-1" data-statement={it.id.clone()}>
                    <h3>{ said(it.title.get(lang), lang) }</h3>
                    <ul class="dots">
                        for (at, side) in it.sides.iter().enumerate() {
                            <li key={at}>{ said(side.says.get(lang), lang) }{ " " }{ marks(scene, &shown.notes, std::slice::from_ref::<Citation>(&side.cite)) }</li>
                        }
                    </ul>
                    <p><b hidden={it.sides.is_empty()}>{ words.palier_does() }{ words.colon() }</b>{ said(it.text.get(lang), lang) }{ " " }{ marks(scene, &shown.notes, &it.sources) }</p>
                </div>
            }
        </div>
    }
}

/// The parts of the evidence that hold the sources of an answer without a plan.
pub(crate) fn sources_alone(scene: &Scene, shown: &Shown) -> Html {
    html! { <div class="evidence">{ notes(scene, shown) }</div> }
}
