//! The verdict, first and always in sight: what stops this plan, what must be answered, when it
//! could begin at the earliest.

use std::collections::BTreeSet;

use palier_engine::assess::{Assessment, Verdict, Wait};
use palier_engine::card::Shown;
use palier_engine::formulary::{Formulary, Severity};
use palier_engine::outcome::Outcome;
use palier_engine::words::{Lang, long_date};
use yew::prelude::*;

use crate::app::{Answer, Scene, View, summary};
use crate::ui::part::part;
use crate::ui::place;
use crate::words::{self, Words};

/// The verdict bar, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Colour and mark, after the verdict.
    pub look: &'static str,
    /// The verdict.
    pub title: String,
    /// What it means here, one sentence each.
    pub lines: Vec<String>,
    /// Rules checked, alerts, not checked.
    pub counts: Option<[usize; 3]>,
}

impl Headline {
    /// The headline of an outcome.
    #[must_use]
    pub fn of(outcome: &Outcome, lang: Lang) -> Self {
        let words = Words(lang);
        let Some(assessment) = outcome.assessment() else {
            if let Outcome::Card { card } = outcome {
                return Self::of_card(card, words);
            }
            let (look, title, line) = match outcome {
                Outcome::Stopped { .. } => ("refused", words.verdict_stopped(), words.stopped_help()),
                Outcome::Planned { .. }
                | Outcome::Pending { .. }
                | Outcome::Refused { .. }
                | Outcome::Card { .. }
                | Outcome::Unreadable { .. } => ("pending", words.verdict_unreadable(), words.unreadable_help()),
            };
            return Self { look, title: title.to_owned(), lines: vec![line.to_owned()], counts: None };
        };
        let summary = summary(outcome);
        let look = match assessment.verdict {
            Verdict::Refused => "refused",
            Verdict::Pending => "pending",
            Verdict::Caution => "caution",
            Verdict::NothingFound => "nothing",
        };
        let title = words::verdict(assessment.verdict, summary.checked, lang);
        let waits = waits(assessment);
        let mut lines = Vec::new();
        match assessment.verdict {
            Verdict::Refused => lines.push(words.refused_help().to_owned()),
            Verdict::Pending => lines.push(words::waits(waits.facts.len(), waits.dates, waits.decisions.len(), lang)),
            Verdict::Caution => lines.push(words::to_read(summary.alerts, summary.not_checked, lang)),
            Verdict::NothingFound => {}
        }
        if let Some(earliest) = assessment.earliest.filter(|_| assessment.verdict != Verdict::Refused) {
            lines.push(format!("{} {}.", words.earliest(), long_date(earliest, lang)));
        }
        lines.retain(|it| !it.is_empty());
        Self { look, title, lines, counts: Some([summary.checked, summary.alerts, summary.not_checked]) }
    }

    /// A card: when a next session may be, and nothing to take.
    fn of_card(card: &Shown, words: Words) -> Self {
        let session = card.session.as_ref();
        let early = session.and_then(|it| it.too_early.clone());
        let look = if early.is_some() { "caution" } else { "nothing" };
        let lines = early.into_iter().chain(session.map(|it| it.text.clone())).collect();
        Self { look, title: words.verdict_card().to_owned(), lines, counts: None }
    }

    /// The headline of an answer, which says first how many fields could not be read, and that no
    /// medicine is checked while the catalogue is not there.
    #[must_use]
    pub fn answering(answer: &Answer, book: &Formulary, lang: Lang) -> Self {
        let mut headline = Self::of(&answer.outcome, lang);
        if !book.is_whole() {
            headline.lines.insert(0, Words(lang).no_catalogue().to_owned());
        }
        if !answer.problems.is_empty() {
            if matches!(answer.outcome, Outcome::Card { .. }) {
                headline.look = "pending";
            }
            headline.lines.insert(0, words::fields_to_mend(answer.problems.len(), lang));
        }
        headline
    }

    /// The whole of it in one breath, for the live region.
    #[must_use]
    pub fn spoken(&self, lang: Lang) -> String {
        let mut text = self.title.clone();
        for line in &self.lines {
            text += ". ";
            text += line.trim_end_matches('.');
        }
        if let Some([checked, alerts, not_checked]) = self.counts {
            text += &format!(
                ". {checked} {}, {alerts} {}, {not_checked} {}.",
                words::checked(checked, lang),
                words::alerts(alerts, lang),
                words::not_checked(not_checked, lang)
            );
        }
        text
    }
}

/// What an assessment waits for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// Missing fields that hold the plan back: path and name.
    pub facts: Vec<(String, String)>,
    /// How many findings wait for a date.
    pub dates: usize,
    /// Keys that wait for a decision, with what was found.
    pub decisions: Vec<(String, String)>,
    /// Missing fields of rules that do not hold the plan back.
    pub lesser: Vec<(String, String)>,
}

/// Everything an assessment waits for, each thing once.
#[must_use]
pub fn waits(assessment: &Assessment) -> Waits {
    let mut waits = Waits::default();
    let mut seen = BTreeSet::new();
    for finding in &assessment.findings {
        for wait in &finding.waits {
            match wait {
                Wait::Fact(input) => {
                    if seen.insert(input.path.clone()) {
                        waits.facts.push((input.path.clone(), input.text.clone()));
                    }
                }
                Wait::Date(_) => waits.dates += 1,
                Wait::Decision(key) => {
                    if seen.insert(key.clone()) {
                        waits.decisions.push((key.clone(), finding.text.clone()));
                    }
                }
            }
        }
    }
    for rule in &assessment.not_checked {
        // An unchecked rule that could forbid holds the plan back as much as a finding does.
        for input in &rule.missing {
            if seen.insert(input.path.clone()) {
                let list = if rule.severity >= Severity::Pending { &mut waits.facts } else { &mut waits.lesser };
                list.push((input.path.clone(), input.text.clone()));
            }
        }
    }
    waits
}

/// The bar.
pub fn verdict_bar(scene: &Scene, answer: &Answer, typing: bool) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let headline = Headline::answering(answer, &scene.book, lang);
    let [checked, alerts, not_checked] = headline.counts.unwrap_or_default();
    let count = |testid: &'static str, number: usize, word: &'static str| {
        html! { <span data-testid={testid}><b>{ number }</b>{ " " }{ word }</span> }
    };
    html! {
        <div class={classes!("verdict", headline.look)} id={scene.id("verdict")} tabindex="-1" translate="no" data-testid="verdict" data-verdict={summary(&answer.outcome).verdict}>
            { mark(headline.look) }
            <div class="say">
                <h2>{ &headline.title }</h2>
                <div class="lines">
                    for (at, line) in headline.lines.iter().enumerate() {
                        <p key={at}>{ line }</p>
                    }
                </div>
            </div>
            <div class="counts" hidden={headline.counts.is_none()}>
                { count("count-checked", checked, words::checked(checked, lang)) }
                { count("count-alerts", alerts, words::alerts(alerts, lang)) }
                { count("count-not-checked", not_checked, words::not_checked(not_checked, lang)) }
            </div>
            <p class="typing-note" aria-hidden="true" hidden={!typing}>{ words.typing() }</p>
            <p class="discuss" hidden={scene.view == View::Professional}>{ words.discuss() }</p>
        </div>
    }
}

/// A mark for each verdict, told apart by shape as well as colour. Never a tick.
fn mark(look: &str) -> Html {
    let (shape, sign) = match look {
        "refused" => ("M12 2h16l10 10v16L28 38H12L2 28V12z", "M12 20h16"),
        "pending" => ("M20 2a18 18 0 1 0 0 36a18 18 0 1 0 0-36z", "M11 20h.1M20 20h.1M29 20h.1"),
        "caution" => ("M20 3L38 36H2z", "M20 15v10M20 30.5v.1"),
        _ => ("M20 2a18 18 0 1 0 0 36a18 18 0 1 0 0-36z", "M20 18v11M20 11.5v.1"),
    };
    html! {
        <svg class="mark" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
            <path class="shape" d={shape} />
            <path class="sign" d={sign} fill="none" stroke-width="4" stroke-linecap="round" />
        </svg>
    }
}

/// What is missing, each a button that leads to its field.
pub fn open_questions(scene: &Scene, answer: &Answer, jump: &Callback<AttrValue>) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let waits = answer.outcome.assessment().map(waits).unwrap_or_default();
    let mut mend: Vec<(String, String)> =
        answer.problems.iter().map(|it| (it.path.clone(), words::complaint(&it.complaint, lang))).collect();
    if let Outcome::Unreadable { problems } = &answer.outcome {
        mend.extend(problems.iter().map(|it| (it.path.clone(), it.message.clone())));
    }
    let decisions: Vec<(String, String)> =
        waits.decisions.iter().map(|(key, text)| (format!("finding.{key}"), text.clone())).collect();
    let empty = mend.is_empty() && waits.facts.is_empty() && decisions.is_empty() && waits.lesser.is_empty();
    let list = |look, heading, items| part(scene, Jumps { look, heading, items, jump: jump.clone() }, jumps);
    html! {
        <section class="card open-questions" hidden={empty} aria-label={words.to_answer()}>
            { list("mend", words.to_mend(), mend) }
            { list("decide", words.to_decide(), decisions) }
            { list("facts", words.to_answer(), waits.facts) }
            { list("lesser", words.not_checked(), waits.lesser) }
        </section>
    }
}

/// More than this many are folded.
const IN_SIGHT: usize = 10;

/// A list of what is missing: path and name of each.
#[derive(PartialEq)]
struct Jumps {
    look: &'static str,
    heading: &'static str,
    items: Vec<(String, String)>,
    jump: Callback<AttrValue>,
}

fn jumps(scene: &Scene, Jumps { look, heading, items, jump }: &Jumps) -> Html {
    let chip = |(at, (path, text)): (usize, &(String, String))| {
        let onclick = {
            let (jump, path) = (jump.clone(), AttrValue::from(path.clone()));
            Callback::from(move |_: MouseEvent| jump.emit(path.clone()))
        };
        html! { <li key={at}><button type="button" class="jump" data-jump={path.clone()} {onclick}>{ text }</button></li> }
    };
    let (first, rest) = items.split_at(items.len().min(IN_SIGHT));
    let more = match scene.lang {
        Lang::Fr => format!("… et {} de plus", rest.len()),
        Lang::En => format!("… and {} more", rest.len()),
    };
    html! {
        <div class={classes!("jumps", *look)} hidden={items.is_empty()}>
            <h2>{ *heading }{ " " }<span class="count">{ items.len() }</span></h2>
            <ul>{ for first.iter().enumerate().map(chip) }</ul>
            <details class="more" hidden={rest.is_empty()}>
                <summary>{ more }</summary>
                <ul>{ for rest.iter().enumerate().map(chip) }</ul>
            </details>
        </div>
    }
}

/// The id of the card of a finding.
#[must_use]
pub fn finding_id(prefix: &str, key: &str) -> String {
    place::id(prefix, &format!("finding.{key}"))
}
