//! The old calendar beside the new one, and what comes after it.

use palier_engine::beside::difference::{Meanwhile, OnThatDay, Shift, Span, difference, shifts};
use palier_engine::book::place::Moment;
use palier_engine::course::{Course, Plan};
use palier_engine::exact::date::Date;
use palier_engine::lang::Lang;
use palier_engine::outcome::Outcome;
use palier_engine::request::check_in::Act;
use palier_engine::words::dates::{date_in_words, days};
use palier_engine::words::steps::pace;

use crate::markup::prelude::*;
use crate::ui::scene::Scene;
use crate::words::{Words, moment, say};

/// The old calendar beside the new one, from today, and in words what comes on another day.
pub(crate) fn calendars(scene: &Scene, today: Date, (before, act): (&Plan, Act), outcome: &Outcome) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    let Some((start, after)) = dated(outcome) else { return Html::default() };
    let spans = difference((before.start, &before.course), (start, &after), today, meanwhile(act, before));
    let moment = |it: OnThatDay| match it {
        OnThatDay::Dose(_, _, moment) => moment,
        OnThatDay::Nothing | OnThatDay::Outside => None,
    };
    let moved = spans.iter().any(|it| moment(it.before).zip(moment(it.after)).is_some_and(|(old, new)| old != new));
    let row = |it: &Span| {
        let dates = if it.from == it.to {
            date_in_words(it.from, lang)
        } else {
            let (from, to) = (date_in_words(it.from, lang), date_in_words(it.to, lang));
            say!(lang, check_in_span, from, to)
        };
        let changed = it.before != it.after;
        html! {
            <tr key={it.from.to_string()} class={changed.then_some("changed")}>
                <th scope="row">{ dates }</th><td>{ taking(it.before, moved, lang) }</td>
                <td>{ taking(it.after, moved, lang) }if changed { <span class="hidden">{ " · " }{ words.check_in_changed() }</span> }</td>
            </tr>
        }
    };
    let same = spans.iter().all(|it| it.before == it.after);
    let ends = (last_day(before.start, &before.course), last_day(start, &after));
    // On a way down every dose is new: the table says them.
    let rising = if matches!(outcome, Outcome::Planned { .. }) { shifts(&spans) } else { Vec::new() };
    let told = rising.into_iter().map(|it| shifted(it, lang)).chain((!same).then(|| ending(ends, lang)).flatten());
    let moves = match act {
        Act::Move { to } => when_moved(to, meanwhile(act, before), lang),
        Act::GoOn
        | Act::Stay { .. }
        | Act::StepBack
        | Act::Lower { .. }
        | Act::Pause { .. }
        | Act::Restart
        | Act::Stop
        | Act::StopNow => String::new(),
    };
    html! {
        <>
            <p hidden={moves.is_empty()}>{ moves }</p>
            <p hidden={!same}>{ words.check_in_same() }</p>
            <ul class="shifts" data-testid="check-in-shifts" translate="no">{ for told.map(|it| html! { <li>{ it }</li> }) }</ul>
            <table class="both-calendars" translate="no">
                <caption class="hidden">{ words.check_in_both() }</caption>
                <thead><tr><th scope="col">{ words.check_in_days() }</th><th scope="col">{ words.check_in_before() }</th><th scope="col">{ words.check_in_after() }</th></tr></thead>
                <tbody>{ for spans.iter().map(row) }</tbody>
            </table>
            <div>{ then(scene, outcome) }</div>
        </>
    }
}

/// Why there is no intake on the day on which its moment changes, or only that of before.
fn when_moved(to: Moment, meanwhile: Meanwhile, lang: Lang) -> String {
    let when = moment(to, lang);
    match meanwhile {
        Meanwhile::Nothing => say!(lang, check_in_earlier, when),
        Meanwhile::AsBefore => say!(lang, check_in_later_on, when),
    }
}

/// What is taken before the new calendar begins: nothing in a pause, nor where the next intake would come too soon.
fn meanwhile(act: Act, before: &Plan) -> Meanwhile {
    let earlier = |to| before.course.steps.iter().flat_map(|it| &it.intakes).any(|it| to < it.moment);
    match act {
        Act::Pause { .. } => Meanwhile::Nothing,
        Act::Move { to } if earlier(to) => Meanwhile::Nothing,
        Act::Move { .. }
        | Act::GoOn
        | Act::Stay { .. }
        | Act::StepBack
        | Act::Lower { .. }
        | Act::Restart
        | Act::Stop
        | Act::StopNow => Meanwhile::AsBefore,
    }
}

fn last_day(start: Date, course: &Course) -> Option<Date> {
    course.last_day.date(start)
}

/// A dose that comes later, sooner, not at all, or was not to come.
fn shifted(it: Shift, lang: Lang) -> String {
    let dose = pace(it.dose.0, it.dose.1, lang);
    let (was, is) = (it.was.map(|it| date_in_words(it, lang)), it.is.map(|it| date_in_words(it, lang)));
    let by = it.was.zip(it.is).map_or(0, |(was, is)| is.days_since(was));
    match (was, is) {
        (Some(was), Some(is)) if by > 0 => {
            let days = days(by.unsigned_abs(), lang);
            say!(lang, check_in_later, dose, is, was, days)
        }
        (Some(was), Some(is)) => {
            let days = days(by.unsigned_abs(), lang);
            say!(lang, check_in_sooner, dose, is, was, days)
        }
        (None, Some(is)) => say!(lang, check_in_new, dose, is),
        (Some(was), None) => say!(lang, check_in_gone, dose, was),
        (None, None) => dose,
    }
}

/// When it ends now, beside when it was to.
fn ending((was, is): (Option<Date>, Option<Date>), lang: Lang) -> Option<String> {
    let same = was == is;
    let (was, is) = (date_in_words(was?, lang), date_in_words(is?, lang));
    Some(if same { say!(lang, check_in_same_end, is) } else { say!(lang, check_in_other_end, is, was) })
}

/// The first day and the course of what is dated.
fn dated(outcome: &Outcome) -> Option<(Date, Course)> {
    match outcome {
        Outcome::Planned { plan, .. } => Some((plan.start, plan.course.clone())),
        Outcome::Tapered { descent, .. } => Some((descent.start, descent.descent.course())),
        Outcome::Pending { .. }
        | Outcome::Refused { .. }
        | Outcome::Card { .. }
        | Outcome::Unreadable { .. }
        | Outcome::Stopped { .. } => None,
    }
}

fn taking(it: OnThatDay, moved: bool, lang: Lang) -> String {
    match it {
        OnThatDay::Dose(dose, every, Some(at)) if moved => format!("{} {}", pace(dose, every, lang), moment(at, lang)),
        OnThatDay::Dose(dose, every, _) => pace(dose, every, lang),
        OnThatDay::Nothing => Words(lang).check_in_nothing().to_owned(),
        OnThatDay::Outside => "–".to_owned(),
    }
}

/// When the drug begins that comes after a stop, where that is known.
fn then(scene: &Scene, outcome: &Outcome) -> Html {
    let Outcome::Tapered { then: Some(then), .. } = outcome else { return Html::default() };
    let Outcome::Planned { plan, .. } = then.as_ref() else { return Html::default() };
    let name = scene.book.drug(&plan.course.drug).map_or("", |it| it.name.get(scene.lang));
    let start = date_in_words(plan.start, scene.lang);
    html! { <p data-testid="check-in-then"><b translate="no">{ say!(scene.lang, check_in_next_drug, name, start) }</b></p> }
}
