//! « À lire »: what matters most beside the schedule, what must be so before a rise, when to stop and call, and what was
//! not checked.

use palier_engine::book::protocol::View;
use palier_engine::book::rule::Severity;
use palier_engine::book::statement::StatementKind;
use palier_engine::book::taper::NoteKind;
use palier_engine::descent::Note;
use palier_engine::finding::{Finding, NotChecked, Pair};
use palier_engine::input::Input;
use palier_engine::words::interactions::level as level_word;
use palier_engine::words::joining::quoted;

use crate::markup::prelude::*;
use crate::ui::cite::marks;
use crate::ui::outcome::findings::{card, level, look, sentence};
use crate::ui::outcome::schedule::{rows, shared_gates};
use crate::ui::outcome::shown::Shown;
use crate::ui::outcome::statements::{in_short, of_kinds};
use crate::ui::part::folded;
use crate::ui::record::{RecordForm, RecordKind};
use crate::ui::said::said;
use crate::ui::scene::{Scene, leads};
use crate::words::{self, Words, say};

/// How many findings stand in sight where none keeps anything back.
const IN_SIGHT: usize = 3;

/// Names of what is missing that are read at a glance.
const FEW: usize = 6;

/// The findings in sight, and those under the fold. What keeps the plan or its paper back is always in sight.
pub(crate) fn parted<'a>(findings: &[&'a Finding]) -> (Vec<&'a Finding>, Vec<&'a Finding>) {
    let holding = findings.iter().take_while(|it| it.holds_back()).count();
    let (first, rest) = findings.split_at(findings.len().min(IN_SIGHT.max(holding)));
    (first.to_vec(), rest.to_vec())
}

/// The findings of an answer, those decided elsewhere left out; then what was not checked, and the pairs of the list.
pub(crate) fn read(scene: &Scene, shown: &Shown, elsewhere: &[&Finding]) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let mut findings = shown.found().map(|it| it.in_reading_order()).unwrap_or_default();
    findings.retain(|it| !elsewhere.iter().any(|other| std::ptr::eq(*it, *other)));
    let (first, rest) = parted(&findings);
    let (count, kinds) = (rest.len(), counted(&rest, lang));
    let title = scene.id("findings-title");
    html! {
        <section class="findings" aria-labelledby={title.clone()} hidden={shown.found().is_none()}>
            <h2 class="hd big" id={title}>{ words.read_these() }</h2>
            <p class="soft" hidden={!findings.is_empty() || !elsewhere.is_empty()}>{ words.nothing_here() }</p>
            <div class="severities">
                for it in first {
                    { card(scene, shown, it) }
                }
            </div>
            <details class="fold others" hidden={rest.is_empty()} data-testid="other-findings">
                <summary>{ say!(lang, see_others, count) }<small>{ kinds }</small></summary>
                <div class="severities">
                    for it in rest {
                        { card(scene, shown, it) }
                    }
                </div>
            </details>
            { unchecked(scene, shown) }
            { pairs(scene, shown) }
        </section>
    }
}

/// How many of each level: a fold hides nothing that is not named.
fn counted(findings: &[&Finding], lang: palier_engine::lang::Lang) -> String {
    let order = [Severity::Contraindicated, Severity::Pending, Severity::Caution, Severity::Information];
    let of = |severity| (severity, findings.iter().filter(|it| it.severity == severity).count());
    let some = order.map(of).into_iter().filter(|(_, count)| *count > 0);
    let named: Vec<String> = some.map(|(it, count)| format!("{} {count}", words::severity(it, lang))).collect();
    named.join(", ")
}

/// What was not checked, in plain sight: silence is not an answer. What is missing is named; each rule stands below.
fn unchecked(scene: &Scene, shown: &Shown) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let found = shown.found();
    let rules: &[NotChecked] = found.map(|it| it.not_checked.as_slice()).unwrap_or_default();
    let mut missing: Vec<&Input> = Vec::new();
    for input in rules.iter().flat_map(|it| &it.missing) {
        if !missing.iter().any(|it| it.path == input.path) {
            missing.push(input);
        }
    }
    // More than a few are told by their sections, and by each rule.
    let names: Vec<String> = missing.iter().filter(|_| missing.len() <= FEW).map(|it| it.text.clone()).collect();
    let count = rules.len();
    html! {
        <div class="find unchecked" hidden={rules.is_empty()}>
            <h3 class="lvl unknown"><svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><rect x="1.5" y="1.5" width="13" height="13" rx="3" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2" /></svg>{ words.not_checked() }</h3>
            <p>{ say!(lang, unchecked_rules, count) }<span hidden={names.is_empty()}>{ " " }{ words.missing() }{ words.colon() }{ words::and(&names, lang) }{ "." }</span></p>
            <details class="fold" data-testid="not-checked">
                <summary>{ words.not_checked_title() }{ " " }<span class="count">{ rules.len() }</span></summary>
                <p class="small soft">{ words.not_checked_help() }</p>
                { folded(scene, shown.clone(), unchecked_rules) }
            </details>
        </div>
    }
}

fn unchecked_rules(scene: &Scene, shown: &Shown) -> Html {
    let rules = shown.found().map(|it| it.not_checked.as_slice()).unwrap_or_default();
    html! {
        <ul>
            for (at, rule) in rules.iter().enumerate() {
                <li key={at} data-rule={rule.key.clone()}>{ unchecked_rule(scene, shown, rule) }</li>
            }
        </ul>
    }
}

fn unchecked_rule(scene: &Scene, shown: &Shown, rule: &NotChecked) -> Html {
    let words = Words(scene.lang);
    let findings = shown.found().map(|it| it.findings.as_slice()).unwrap_or_default();
    let same = rule.because.as_ref().and_then(|key| findings.iter().find(|it| it.key == *key));
    let prescriber: AttrValue = shown.answer.request.prescriber.clone().unwrap_or_default().into();
    let jump = &shown.jump;
    html! {
        <>
            <p><b>{ words::severity(rule.severity, scene.lang) }</b>{ " · " }{ said(&rule.text, scene.lang) }{ " " }{ marks(scene, &shown.notes, &rule.sources) }</p>
            <p class="missing small">
                { words.missing() }{ words.colon() }
                for (at, input) in rule.missing.iter().enumerate() {
                    <button key={at} type="button" class="input" data-jump={input.path.clone()} onclick={leads(jump, input.path.clone())}>{ &input.text }</button>
                }
            </p>
            <p class="missing small" hidden={same.is_none()}>
                { words.same_gap() }{ words.colon() }
                for it in same.iter() {
                    <button key={it.key.clone()} type="button" class="input" onclick={leads(jump, format!("finding.{}", it.key))}>{ &it.text }</button>
                }
            </p>
            <div class="records">
                if scene.view == View::Professional && rule.is_decidable() {
                    <RecordForm key={rule.key.clone()} scene={scene.clone()} about={rule.key.clone()} kind={RecordKind::Decision} {prescriber} />
                }
            </div>
        </>
    }
}

/// Interactions among the medicines already taken. They are about another treatment than the one to be
/// planned: folded, with the worst of them in sight, but for those that are contraindicated.
fn pairs(scene: &Scene, shown: &Shown) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let found = shown.found();
    let told: &[Pair] = found.map(|it| it.pairs.as_slice()).unwrap_or_default();
    let left_out = found.map_or(0, |it| it.pairs_left_out);
    let looked_up = found.map(|it| it.pairs_looked_up.clone()).unwrap_or_default();
    let (open, folded): (Vec<&Pair>, Vec<&Pair>) = told.iter().partition(|it| it.is_contraindicated());
    let worst = folded.first().map(|it| level_word(it.level, lang)).unwrap_or_default();
    // Where none is told, one line says where it was looked and unfolds into what for.
    let none = told.is_empty() && left_out == 0;
    html! {
        <section hidden={looked_up.is_empty()} aria-labelledby={scene.id("pairs-title")} data-testid="among">
            <h3 class="hd" id={scene.id("pairs-title")} hidden={none}>{ words.pairs_title() }</h3>
            <div class="unfolded" hidden={open.is_empty()} data-testid="pairs-contraindicated">{ pair_list(scene, shown, &open) }<p class="small soft">{ words.pairs_help() }</p></div>
            <details class="fold" hidden={folded.is_empty()} data-testid="pairs">
                <summary>{ words.pairs_found() }{ " " }<span class="count">{ folded.len() + left_out }</span>{ " · " }{ words.pairs_worst() }{ words.colon() }{ worst }</summary>
                { pair_list(scene, shown, &folded) }
                <p class="small soft">{ words.pairs_help() }</p>
            </details>
            <p class="small soft" hidden={left_out == 0} data-testid="pairs-left-out">{ left_out }{ "\u{a0}" }{ words.pairs_left_out() }</p>
            <details class="fold">
                <summary>{ if none { words.pairs_none() } else { words.pairs_looked_up() } }</summary>
                <p class="small soft" data-testid="pairs-looked-up">{ looked_up }</p>
            </details>
        </section>
    }
}

fn pair_list(scene: &Scene, shown: &Shown, pairs: &[&Pair]) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    html! {
        <ul>
            for (at, pair) in pairs.iter().enumerate() {
                <li key={at} class={classes!("find", look(pair.severity))} data-rule={pair.rule.clone()}>
                    { level(pair.severity, words::severity(pair.severity, lang)) }
                    <p>{ sentence(&pair.text, scene) }{ " " }{ marks(scene, &shown.notes, &pair.sources) }</p>
                    <p class="ask soft" hidden={pair.ask.is_none()}>{ scene.asks() }{ words.colon() }{ pair.ask.as_ref().map(|it| quoted(it, lang)).unwrap_or_default() }</p>
                </li>
            }
        </ul>
    }
}

/// What must be so before each rise, where it is the same every time: said once, with the numbers of the stair.
pub(crate) fn gates(scene: &Scene, shown: &Shown) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let rows = shown.laid.as_ref().map(|it| rows(it, lang)).unwrap_or_default();
    let shared = shared_gates(&rows);
    let steps = shown.laid.iter().flat_map(|it| &it.course.steps);
    let first = steps.into_iter().find(|it| !it.gates.is_empty());
    let numbers = rows.iter().filter(|it| it.gate_number > 0).map(|it| it.gate_number);
    let title = html! { <><span>{ words.gates() }</span><span>{ for numbers.map(|it| html! { <span key={it} class="num">{ it }</span> }) }</span></> };
    let list = html! {
        <ul class="dots small">
            for (at, gate) in first.iter().flat_map(|it| &it.gates).filter(|_| !shared.is_empty()).enumerate() {
                <li key={at}>{ said(&gate.text, lang) }{ " " }{ marks(scene, &shown.notes, &gate.sources) }</li>
            }
        </ul>
    };
    // Nobody rises on a draft: its conditions are a press away.
    let draft = shown.laid.as_ref().is_some_and(|it| it.start.is_none());
    html! {
        <section class="shared-gates" hidden={shared.is_empty()} aria-labelledby={scene.id("gates-title")}>
            if draft {
                <details class="fold" data-testid="gates">
                    <summary><h2 class="hd" id={scene.id("gates-title")}>{ title }</h2></summary>
                    { list }
                </details>
            } else {
                <div>
                    <h2 class="hd" id={scene.id("gates-title")}>{ title }</h2>
                    { list }
                </div>
            }
        </section>
    }
}

/// When to stop and call, in few words each, of what may be begun; the whole of it is told to the person.
pub(crate) fn stop_card(scene: &Scene, shown: &Shown) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let drug = &shown.answer.request.treatment.drug;
    let taken = shown.laid.as_ref().is_some_and(|it| it.start.is_some());
    let signs = if taken { of_kinds(&scene.book, drug, &[StatementKind::StopSign]) } else { Vec::new() };
    let at_once: Vec<&Note> = shown.laid.iter().flat_map(|it| it.notes(&[NoteKind::AtOnce])).collect();
    // That it is stopped now is for who decides it: to a person it is a call.
    let to_person = shown.laid.as_ref().is_some_and(|it| it.descent.is_some()) && scene.view != View::Professional;
    html! {
        <section class="callout" data-testid="stop-card" hidden={signs.is_empty()} aria-labelledby={scene.id("stop-title")}>
            <h2 class="hd" id={scene.id("stop-title")}>{ if to_person { words.call_for_help() } else { words.stop_and_call() } }</h2>
            <ul class="dots small">
                for it in at_once {
                    <li key={it.id.clone()} data-note={it.id.clone()}>{ said(&it.text, lang) }{ " " }{ marks(scene, &shown.notes, &it.sources) }</li>
                }
            </ul>
            <ul class="dots small">
                for it in signs {
                    <li key={it.id.clone()}>{ in_short(it).get(lang) }</li>
                }
            </ul>
        </section>
    }
}
