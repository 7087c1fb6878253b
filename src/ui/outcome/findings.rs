//! A finding: its level, what was found, what it waits for, the question it raises, what was recorded about it.

use std::rc::Rc;

use palier_engine::book::protocol::View;
use palier_engine::book::rule::Severity;
use palier_engine::exact::dose::Dose;
use palier_engine::finding::{Finding, Wait};
use palier_engine::input::Input;
use palier_engine::words::dates::long_date;
use palier_engine::words::joining::quoted;

use crate::markup::prelude::*;
use crate::state::msg::Msg;
use crate::ui::cite::{Notes, marks};
use crate::ui::field::button;
use crate::ui::outcome::shown::Shown;
use crate::ui::part::keyed;
use crate::ui::place::finding_id;
use crate::ui::record::{RecordForm, RecordKind, recorded};
use crate::ui::said::said;
use crate::ui::scene::{Scene, leads};
use crate::words::{self, Words, say};

/// What the card of a finding shows.
#[derive(PartialEq)]
struct FindingPart {
    finding: Finding,
    /// Its own, where two findings have one key.
    place: String,
    /// What is recorded beside it is a decision, not a reading.
    decided: bool,
    prescriber: AttrValue,
    notes: Rc<Notes>,
    jump: Callback<AttrValue>,
}

/// One press to come down to the limit of today.
pub(super) fn lower(scene: &Scene, dose: Dose) -> Html {
    let most = dose.write(scene.lang);
    button(scene, "btn", "lower-to", say!(scene.lang, lower_to, most), Msg::LoweredTo(dose))
}

/// The place of one of the findings. The same medicine twice is the same finding twice: each has its own place.
pub(crate) fn place(findings: &[Finding], finding: &Finding) -> String {
    let before = findings.iter().take_while(|it| !std::ptr::eq(*it, finding));
    let nth = before.filter(|it| it.key == finding.key).count();
    if nth == 0 { finding.key.clone() } else { format!("{}#{nth}", finding.key) }
}

/// The card of a finding of an answer.
pub(crate) fn card(scene: &Scene, shown: &Shown, finding: &Finding) -> Html {
    let request = &shown.answer.request;
    let findings = shown.found().map(|it| it.findings.as_slice()).unwrap_or_default();
    let place = place(findings, finding);
    let card = FindingPart {
        finding: finding.clone(),
        place: place.clone(),
        decided: request.decisions.iter().any(|it| finding.recorded.as_ref() == Some(it)),
        prescriber: request.prescriber.clone().unwrap_or_default().into(),
        notes: shown.notes.clone(),
        jump: shown.jump.clone(),
    };
    keyed(scene, place, card, finding_card)
}

/// The name of a level in a style sheet.
pub(crate) const fn look(severity: Severity) -> &'static str {
    match severity {
        Severity::Contraindicated => "refused",
        Severity::Pending => "pending",
        Severity::Caution => "caution",
        Severity::Information => "information",
    }
}

fn finding_card(scene: &Scene, FindingPart { finding, place, decided, prescriber, notes, jump }: &FindingPart) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let look = look(finding.severity);
    let date = finding.waits.iter().find_map(|it| match it {
        Wait::Date(date) => Some(*date),
        Wait::Fact(_) | Wait::Decision(_) => None,
    });
    let professional = scene.view == View::Professional;
    let kind = if *decided { RecordKind::Decision } else { RecordKind::Reading };
    let ask = finding.ask.as_ref().map(|it| quoted(it, lang)).unwrap_or_default();
    let asked = scene.asks();
    let date = date.map(|it| long_date(it, lang)).filter(|it| !finding.text.contains(it));
    let level = level(finding.severity, words::severity(finding.severity, lang));
    let told = html! {
        <>
            <p class="date" translate="no" hidden={date.is_none()}>{ words.earliest() }{ " " }<b>{ said(&date.unwrap_or_default(), lang) }</b></p>
            { inputs(words, finding, jump) }
            <p class="ask soft" hidden={finding.ask.is_none()}>{ asked }{ words.colon() }{ said(&ask, lang) }</p>
            <div class="see">
                for id in finding.see.iter() {
                    <button key={id.clone()} type="button" class="link small" onclick={scene.says(Msg::EvidenceSought(format!("statement-{id}").into()))}>{ words.sources_differ() }</button>
                }
            </div>
            { records(scene, finding, kind, prescriber) }
            <p class="help" hidden={professional || !finding.holds_back() || finding.severity == Severity::Contraindicated}>{ words.only_professional() }</p>
        </>
    };
    let (line, rest) = finding.text.split_at(short_line(&finding.text));
    let rest = rest.trim_start_matches(BETWEEN);
    // What asks nothing of anybody is a short line, the rest a press away, and so is what is asked elsewhere: in the bar
    // and in the form. A reason and an act stay in sight.
    let asks_nothing = finding.severity == Severity::Information && !finding.holds_back();
    let brief = (asks_nothing || is_asked_elsewhere(finding)) && !line.is_empty();
    html! {
        <article class={classes!("find", "finding", look, finding.is_of_everybody().then_some("lesser"))} id={finding_id(&scene.prefix, place)} tabindex="-1" data-finding={finding.key.clone()} data-severity={look}>
            if brief {
                <details class="brief">
                    <summary>{ level }{ " " }<b>{ said(line, lang) }</b></summary>
                    <p class="text">{ said(&words::capital(rest), lang) }{ " " }{ marks(scene, notes, &finding.sources) }</p>
                    { told }
                </details>
            } else {
                <div>
                    { level }{ " " }
                    <p class="text">{ sentence(&finding.text, scene) }{ " " }{ marks(scene, notes, &finding.sources) }</p>{ " " }
                    { told }
                </div>
            }
        </article>
    }
}

/// Whether it waits for what the form asks, and for nothing else.
fn is_asked_elsewhere(finding: &Finding) -> bool {
    let is_fact = |it: &Wait| match it {
        Wait::Fact(_) => true,
        Wait::Date(_) | Wait::Decision(_) => false,
    };
    finding.severity == Severity::Pending && !finding.waits.is_empty() && finding.waits.iter().all(is_fact)
}

/// What it waits for leads to its field; what it rests on is said.
fn inputs(words: Words, finding: &Finding, jump: &Callback<AttrValue>) -> Html {
    let waits = finding.waits.iter().filter_map(|it| match it {
        Wait::Fact(input) => Some(input),
        Wait::Date(_) | Wait::Decision(_) => None,
    });
    let missing: Vec<&Input> = waits.collect();
    let known: Vec<&str> = (finding.inputs.iter().filter(|it| !missing.contains(it)))
        .map(|it| it.text.as_str())
        .filter(|it| !finding.text.contains(it))
        .collect();
    html! {
        <div class="inputs small soft" translate="no" hidden={missing.is_empty() && known.is_empty()}>
            <p hidden={known.is_empty()}>{ words.rests_on() }{ words.colon() }{ known.join(" · ") }</p>
            <ul>
                for (at, input) in missing.iter().enumerate() {
                    <li key={at}><button type="button" class="input" data-jump={input.path.clone()} onclick={leads(jump, input.path.clone())}>{ &input.text }</button></li>
                }
            </ul>
        </div>
    }
}

/// What was recorded about it, and what a professional may record.
fn records(scene: &Scene, finding: &Finding, kind: RecordKind, prescriber: &AttrValue) -> Html {
    let professional = scene.view == View::Professional;
    let decisions = finding.waits.iter().filter_map(|it| match it {
        Wait::Decision(key) => Some(key),
        Wait::Fact(_) | Wait::Date(_) => None,
    });
    html! {
        <>
            <div class="records">
                for decision in finding.recorded.iter() {
                    { recorded(scene, decision, kind) }
                }
            </div>
            <div class="records">
                if professional {
                    for key in decisions {
                        <RecordForm key={key.clone()} scene={scene.clone()} about={key.clone()} kind={RecordKind::Decision} prescriber={prescriber.clone()} />
                    }
                }
            </div>
            <div class="records">
                if professional && finding.unacknowledged {
                    <RecordForm key={finding.key.clone()} scene={scene.clone()} about={finding.key.clone()} kind={RecordKind::Reading} prescriber={prescriber.clone()} />
                }
            </div>
        </>
    }
}

/// The shape and the word of a level: each has its own, so that colour never tells it alone.
pub(crate) fn level(severity: Severity, word: &str) -> Html {
    let shape = match severity {
        Severity::Contraindicated => html! { <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor" /> },
        Severity::Pending => {
            html! { <circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="3 2" /> }
        }
        Severity::Caution => {
            html! { <path d="M8 1.8 15 14.2H1z" fill="currentColor" stroke="currentColor" stroke-linejoin="round" /> }
        }
        Severity::Information => {
            html! { <><circle cx="8" cy="8" r="6.8" fill="none" stroke="currentColor" stroke-width="1.6" /><path d="M8 7.4v3.8M8 4.7v.1" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" /></> }
        }
    };
    html! { <h3 class={classes!("lvl", "level", look(severity))}><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{ shape }</svg>{ word.to_owned() }</h3> }
}

/// A sentence with its subject in bold: what stands before its first colon or full stop, where that is short.
pub(crate) fn sentence(text: &str, scene: &Scene) -> Html {
    let (subject, rest) = text.split_at(subject(text));
    html! { <><b>{ said(subject, scene.lang) }</b>{ said(rest, scene.lang) }</> }
}

/// The most letters that a subject has.
const LONGEST_SUBJECT: usize = 70;

/// Where the subject of a sentence ends; at its beginning, where it has none.
pub(crate) fn subject(text: &str) -> usize {
    let ends = ["\u{a0}:", " :", ": ", ". "].iter().filter_map(|it| text.find(it)).min();
    ends.filter(|end| text[..*end].chars().count() <= LONGEST_SUBJECT).unwrap_or(0)
}

/// Where the line ends that says what a finding is about: a name alone says too little.
fn short_line(text: &str) -> usize {
    let end = subject(text);
    if !text[..end].ends_with(['»', '”']) {
        return end;
    }
    let rest = text[end..].trim_start_matches(BETWEEN);
    let more = subject(rest);
    if more == 0 { end } else { text.len() - rest.len() + more }
}

/// What stands between a subject and what is said of it.
const BETWEEN: [char; 4] = ['.', ':', ' ', '\u{a0}'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_of_a_sentence_is_what_stands_before_its_first_colon_or_full_stop() {
        let long = "x".repeat(LONGEST_SUBJECT + 1);
        for (text, expected) in [
            ("Insuffisance rénale (30 à 60 mL/min)\u{a0}: prudence.", "Insuffisance rénale (30 à 60 mL/min)"),
            ("Moderate renal impairment: caution.", "Moderate renal impairment"),
            ("Départ à 75 mg. Ensuite, prudence : oui.", "Départ à 75 mg"),
            ("Rien n’est dit", ""),
            (&format!("{long}\u{a0}: rien"), ""),
        ] {
            assert_eq!(&text[..subject(text)], expected, "{text}");
        }
    }
    #[test]
    fn the_short_line_of_a_finding_says_more_than_a_name() {
        for (text, expected) in [
            ("« sertraline ». Antidépresseur ISRS\u{a0}: pas d’interaction.", "« sertraline ». Antidépresseur ISRS"),
            ("« sertraline ». Rien", "« sertraline »"),
            ("Bilirubine non donnée\u{a0}: elle n’a pas été vérifiée.", "Bilirubine non donnée"),
            ("Rien n’est dit", ""),
        ] {
            assert_eq!(&text[..short_line(text)], expected, "{text}");
        }
    }
}
