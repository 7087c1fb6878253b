//! What was found, worst first, each with its reason, its sources and the question to ask.

use palier_engine::book::protocol::View;
use palier_engine::book::rule::Severity;
use palier_engine::finding::{Assessment, Finding, NotChecked, Pair, Wait};
use palier_engine::words::dates::long_date;
use palier_engine::words::interactions::level;
use yew::prelude::*;

use crate::state::answer::Answer;
use crate::ui::cite::sources;
use crate::ui::outcome::record::{RecordForm, RecordKind, recorded};
use crate::ui::part::{keyed, part};
use crate::ui::place::finding_id;
use crate::ui::scene::{Scene, leads};
use crate::words::{self, Words};

/// The findings of each severity, worst first; empty severities are left out.
pub(crate) fn by_severity(findings: &[Finding]) -> Vec<(Severity, Vec<&Finding>)> {
    let order = [Severity::Contraindicated, Severity::Pending, Severity::Caution, Severity::Information];
    let of = |severity| (severity, findings.iter().filter(|it| it.severity == severity).collect::<Vec<_>>());
    order.map(of).into_iter().filter(|(_, findings)| !findings.is_empty()).collect()
}

/// Every finding, then what was not checked, then what the medicines already taken do to one another.
pub fn findings(scene: &Scene, answer: &Answer, jump: &Callback<AttrValue>) -> Html {
    let words = Words(scene.lang);
    let found = answer.assessment();
    let findings: &[Finding] = found.map(|it| it.findings.as_slice()).unwrap_or_default();
    let not_checked: &[NotChecked] = found.map(|it| it.not_checked.as_slice()).unwrap_or_default();
    let groups = by_severity(findings);
    let prescriber: AttrValue = answer.request.prescriber.clone().unwrap_or_default().into();
    let card = |finding: &Finding| {
        let decided = answer.request.decisions.iter().any(|it| finding.recorded.as_ref() == Some(it));
        // The same medicine twice is the same finding twice: each has its own place.
        let before = findings.iter().take_while(|it| !std::ptr::eq(*it, finding));
        let nth = before.filter(|it| it.key == finding.key).count();
        let place = if nth == 0 { finding.key.clone() } else { format!("{}#{nth}", finding.key) };
        let card = FindingPart {
            finding: finding.clone(),
            place: place.clone(),
            decided,
            prescriber: prescriber.clone(),
            jump: jump.clone(),
        };
        keyed(scene, place, card, finding_card)
    };
    let asked = |key: &String| findings.iter().find(|it| it.key == *key).map(|it| (it.key.clone(), it.text.clone()));
    let unchecked = Unchecked {
        rules: not_checked.iter().map(|it| (it.clone(), it.because.as_ref().and_then(asked))).collect(),
        prescriber: prescriber.clone(),
        jump: jump.clone(),
    };
    html! {
        <section class="card findings" aria-labelledby={scene.id("findings-title")} hidden={found.is_none()}>
            <h2 id={scene.id("findings-title")}>{ words.findings() }</h2>
            <p class="help" hidden={!findings.is_empty()}>{ words.nothing_here() }</p>
            <div class="severities">
                for (severity, findings) in groups.iter() {
                    <div key={*severity as usize} class="severity">
                        for finding in findings.iter() {
                            { card(finding) }
                        }
                    </div>
                }
            </div>
            { part(scene, unchecked, not_checked_list) }
            { part(scene, found.map(Among::of).unwrap_or_default(), pairs_list) }
        </section>
    }
}

/// What the card of a finding shows.
#[derive(PartialEq)]
struct FindingPart {
    finding: Finding,
    /// Its own, where two findings have one key.
    place: String,
    /// What is recorded beside it is a decision, not a reading.
    decided: bool,
    prescriber: AttrValue,
    jump: Callback<AttrValue>,
}

fn finding_card(scene: &Scene, FindingPart { finding, place, decided, prescriber, jump }: &FindingPart) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let look = match finding.severity {
        Severity::Contraindicated => "refused",
        Severity::Pending => "pending",
        Severity::Caution => "caution",
        Severity::Information => "information",
    };
    let date = finding.waits.iter().find_map(|it| match it {
        Wait::Date(date) => Some(*date),
        Wait::Fact(_) | Wait::Decision(_) => None,
    });
    let decisions: Vec<String> = finding
        .waits
        .iter()
        .filter_map(|it| match it {
            Wait::Decision(key) => Some(key.clone()),
            Wait::Fact(_) | Wait::Date(_) => None,
        })
        .collect();
    let professional = scene.view == View::Professional;
    let kind = if *decided { RecordKind::Decision } else { RecordKind::Reading };
    let see: Vec<_> = finding
        .see
        .iter()
        .filter_map(|id| scene.book.whole()?.book().statements.iter().find(|it| it.id == *id))
        .map(|it| (it.id.clone(), it.title.get(lang).to_owned(), it.text.get(lang).to_owned()))
        .collect();
    html! {
        <article class={classes!("finding", look)} id={finding_id(&scene.prefix, place)} tabindex="-1" data-finding={finding.key.clone()} data-severity={look}>
            <h3 class="level">{ words::severity(finding.severity, lang) }</h3>
            <div class="body">
                <p class="text">{ &finding.text }</p>
                <p class="date" translate="no" hidden={date.is_none()}>{ words.earliest() }{ " " }<strong>{ date.map(|it| long_date(it, lang)).unwrap_or_default() }</strong></p>
                <p class="ask" hidden={finding.ask.is_none()}><strong>{ words.ask() }{ words.colon() }</strong>{ finding.ask.clone().unwrap_or_default() }</p>
                <div class="inputs" translate="no" hidden={finding.inputs.is_empty()}>
                    <span>{ words.rests_on() }</span>
                    <ul>
                        for (at, input) in finding.inputs.iter().enumerate() {
                            <li key={at}><button type="button" class="input" data-jump={input.path.clone()} onclick={leads(jump, input.path.clone())}>{ &input.text }</button></li>
                        }
                    </ul>
                </div>
                <div class="see">
                    for (id, title, text) in see {
                        <details key={id.clone()} class="sources"><summary>{ words.sources_differ() }{ words.colon() }{ title.clone() }</summary><p>{ text.clone() }</p></details>
                    }
                </div>
                { sources(scene, &finding.sources, Some(finding.grade)) }
                <div class="records">
                    for decision in finding.recorded.iter() {
                        { recorded(scene, decision, kind) }
                    }
                </div>
                <div class="records">
                    if professional {
                        for key in decisions.iter() {
                            <RecordForm key={key.clone()} scene={scene.clone()} about={key.clone()} kind={RecordKind::Decision} prescriber={prescriber.clone()} />
                        }
                    }
                </div>
                <div class="records">
                    if professional && finding.unacknowledged {
                        <RecordForm key={finding.key.clone()} scene={scene.clone()} about={finding.key.clone()} kind={RecordKind::Reading} prescriber={prescriber.clone()} />
                    }
                </div>
                <p class="help" hidden={professional || (decisions.is_empty() && !finding.unacknowledged)}>{ words.only_professional() }</p>
            </div>
        </article>
    }
}

/// What was not checked.
#[derive(PartialEq)]
struct Unchecked {
    /// Each rule, with the key and the text of the finding that asks for the same.
    rules: Vec<(NotChecked, Option<(String, String)>)>,
    prescriber: AttrValue,
    jump: Callback<AttrValue>,
}

/// Rules that could not be checked, in plain sight: silence is not an answer.
fn not_checked_list(scene: &Scene, Unchecked { rules, prescriber, jump }: &Unchecked) -> Html {
    let words = Words(scene.lang);
    let professional = scene.view == View::Professional;
    html! {
        <details class="unchecked" hidden={rules.is_empty()} data-testid="not-checked">
            <summary>{ words.not_checked_title() }{ " " }<span class="count">{ rules.len() }</span></summary>
            <p class="help">{ words.not_checked_help() }</p>
            <ul>
                for (at, (rule, same)) in rules.iter().enumerate() {
                    <li key={at} data-rule={rule.key.clone()}>
                        <p><strong>{ words::severity(rule.severity, scene.lang) }</strong>{ " · " }{ &rule.text }</p>
                        <p class="missing">
                            { words.missing() }{ words.colon() }
                            for (at, input) in rule.missing.iter().enumerate() {
                                <button key={at} type="button" class="input" data-jump={input.path.clone()} onclick={leads(jump, input.path.clone())}>{ &input.text }</button>
                            }
                        </p>
                        <p class="missing" hidden={same.is_none()}>
                            { words.same_gap() }{ words.colon() }
                            for (key, text) in same.iter() {
                                <button key={key.clone()} type="button" class="input" onclick={leads(jump, format!("finding.{key}"))}>{ text }</button>
                            }
                        </p>
                        { sources(scene, &rule.sources, None) }
                        <div class="records">
                            if professional && rule.is_decidable() {
                                <RecordForm key={rule.key.clone()} scene={scene.clone()} about={rule.key.clone()} kind={RecordKind::Decision} prescriber={prescriber.clone()} />
                            }
                        </div>
                    </li>
                }
            </ul>
        </details>
    }
}

/// The interactions among the medicines already taken, and which were looked up.
#[derive(Default, PartialEq)]
struct Among {
    told: Vec<Pair>,
    left_out: usize,
    looked_up: String,
}

impl Among {
    fn of(assessment: &Assessment) -> Self {
        let looked_up = assessment.pairs_looked_up.clone();
        Self { told: assessment.pairs.clone(), left_out: assessment.pairs_left_out, looked_up }
    }
}

/// Interactions among the medicines already taken. They are about another treatment than the one to be
/// planned: folded, with the worst of them in sight, but for those that are contraindicated.
fn pairs_list(scene: &Scene, Among { told, left_out, looked_up }: &Among) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let (open, folded): (Vec<&Pair>, Vec<&Pair>) = told.iter().partition(|it| it.is_contraindicated());
    let worst = folded.first().map(|it| level(it.level, lang)).unwrap_or_default();
    let list = |pairs: &[&Pair]| {
        html! {
            <ul>
                for (at, pair) in pairs.iter().enumerate() {
                    <li key={at} data-rule={pair.rule.clone()}>
                        <p><strong>{ level(pair.level, lang) }</strong>{ " · " }{ &pair.text }</p>
                        <p class="ask" hidden={pair.ask.is_none()}><strong>{ words.ask() }{ words.colon() }</strong>{ pair.ask.clone().unwrap_or_default() }</p>
                        { sources(scene, &pair.sources, Some(pair.grade)) }
                    </li>
                }
            </ul>
        }
    };
    html! {
        <section class="among" hidden={looked_up.is_empty()} aria-labelledby={scene.id("pairs-title")} data-testid="among">
            <h3 id={scene.id("pairs-title")}>{ words.pairs_title() }</h3>
            <p class="help" data-testid="pairs-looked-up">{ looked_up }</p>
            <p class="help" hidden={told.is_empty()}>{ words.pairs_help() }</p>
            <div class="unfolded" hidden={open.is_empty()} data-testid="pairs-contraindicated">{ list(&open) }</div>
            <details class="unchecked" hidden={folded.is_empty()} data-testid="pairs">
                <summary>{ words.pairs_found() }{ " " }<span class="count">{ folded.len() + left_out }</span>{ " · " }{ words.pairs_worst() }{ words.colon() }{ worst }</summary>
                { list(&folded) }
            </details>
            <p class="help" hidden={*left_out == 0} data-testid="pairs-left-out">{ *left_out }{ "\u{a0}" }{ words.pairs_left_out() }</p>
        </section>
    }
}
