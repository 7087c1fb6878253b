//! « À décider »: what can be done now about a plan that waits, one numbered decision each.

use palier_engine::beside::stopped_forms::StoppedForm;
use palier_engine::book::medicine::DoseForm;
use palier_engine::exact::date::Date;
use palier_engine::finding::{Finding, Verdict, Wait};
use palier_engine::words::dates::long_date;

use crate::form::field::Field;
use crate::form::text::typed_day;
use crate::markup::prelude::*;
use crate::state::msg::{LineChange, Msg};
use crate::ui::outcome::findings::{card, lower};
use crate::ui::outcome::shown::Shown;
use crate::ui::said::said;
use crate::ui::scene::{Scene, leads};
use crate::words::{self, Words, say};

/// A decision to be made.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Pending<'a> {
    /// Which form a stopped medicine had.
    Form(&'a StoppedForm),
    /// To begin on the first day that is allowed, and no sooner.
    Start(Date),
    /// What a professional decides, or a day does.
    Finding(&'a Finding),
}

impl Pending<'_> {
    /// Whether the decision of a path is made here.
    pub(crate) fn is_at(&self, path: &str) -> bool {
        match self {
            Self::Form(_) | Self::Start(_) => false,
            Self::Finding(it) => it.waits.iter().any(|it| match it {
                Wait::Decision(key) => path.strip_prefix("finding.") == Some(key),
                Wait::Date(_) | Wait::Fact(_) => false,
            }),
        }
    }
}

/// The decisions of an answer, in their order; none where nothing waits for a day or a decision.
pub(crate) fn pending(shown: &Shown) -> Vec<Pending<'_>> {
    let Some(found) = shown.found().filter(|it| it.verdict == Verdict::Pending) else { return Vec::new() };
    let forms = shown.answer.decided.iter().flat_map(|it| &it.stopped_forms).map(Pending::Form);
    let start = shown.answer.request.treatment.start;
    let first = found.may_begin_on().filter(|first| start.is_none_or(|it| it < *first)).map(Pending::Start);
    let decided = |it: &&Finding| it.waits.iter().any(|it| matches!(it, Wait::Decision(_) | Wait::Date(_)));
    let findings = found.in_reading_order().into_iter().filter(decided).map(Pending::Finding);
    forms.chain(first).chain(findings).collect()
}

/// The findings that are decided here.
pub(crate) fn decided_here<'a>(pending: &[Pending<'a>]) -> Vec<&'a Finding> {
    let finding = |it: &Pending<'a>| match it {
        Pending::Finding(finding) => Some(*finding),
        Pending::Form(_) | Pending::Start(_) => None,
    };
    pending.iter().filter_map(finding).collect()
}

/// The decisions, numbered.
pub(crate) fn decide(scene: &Scene, shown: &Shown, pending: &[Pending<'_>]) -> Html {
    let words = Words(scene.lang);
    let title = scene.id("decide-title");
    html! {
        <section class="deciding" aria-labelledby={title.clone()} hidden={pending.is_empty()} data-testid="decide">
            <h2 class="hd big" id={title}>{ words.decide_title() }</h2>
            <ol class="decide">
                for (at, it) in pending.iter().enumerate() {
                    <li key={at}>
                        <span class="num" aria-hidden="true">{ at + 1 }</span>
                        <div>{ match it {
                            Pending::Form(it) => form(scene, it),
                            Pending::Start(first) => start(scene, shown, *first),
                            Pending::Finding(it) => html! { <>{ card(scene, shown, it) }{ for it.lower_to.iter().map(|dose| lower(scene, *dose)) }</> },
                        } }</div>
                    </li>
                }
            </ol>
        </section>
    }
}

/// Which form, each with the day it would give.
fn form(scene: &Scene, it: &StoppedForm) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let medicine = &it.name;
    let answer = |(form, day): &(DoseForm, Date)| {
        let chosen = it.said == Some(*form);
        let onclick = scene.says(Msg::MedicineChanged(it.line, LineChange::Form(Some(*form))));
        let day = words::short_date(*day, lang);
        let from = say!(lang, from_the, day);
        html! { <button key={*form as usize} type="button" class={classes!("btn", chosen.then_some("on"))} aria-pressed={if chosen { "true" } else { "false" }} {onclick}>{ words::form(*form, lang) }<small translate="no">{ from }</small></button> }
    };
    html! {
        <>
            <h3>{ say!(lang, which_form, medicine) }</h3>
            <p class="soft" hidden={it.said.is_some()}>{ words.longest_counted() }</p>
            <div class="do" data-testid="stopped-form">{ for it.earliest.iter().map(answer) }</div>
        </>
    }
}

/// To begin later, with one press.
fn start(scene: &Scene, shown: &Shown, first: Date) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let asked = shown.answer.request.treatment.start;
    let (day, whole) = (words::short_date(first, lang), long_date(first, lang));
    let early = asked.map(|asked| {
        let early = words::days(first.days_since(asked).unsigned_abs(), lang);
        let asked = words::short_date(asked, lang);
        say!(lang, asked_too_early, asked, early)
    });
    let begin = {
        let (send, text) = (scene.send.clone(), typed_day(first, lang, scene.region));
        Callback::from(move |_: MouseEvent| {
            send.emit(Msg::Typed(Field::Start, text.clone()));
            send.emit(Msg::Left);
        })
    };
    let other = leads(&shown.jump, Field::Start.path());
    html! {
        <>
            <h3 translate="no">{ said(&say!(lang, move_start, whole), lang) }</h3>
            <p class="soft" translate="no">{ early.unwrap_or_else(|| words.start_unsaid().to_owned()) }</p>
            <div class="do">
                <button type="button" class="btn one" translate="no" data-testid="begin-earliest" onclick={begin}>{ say!(lang, begin_on, day) }</button>
                <button type="button" class="btn one quiet" onclick={other}>{ words.another_day() }</button>
            </div>
        </>
    }
}
