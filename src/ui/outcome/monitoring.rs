//! What to watch and when, in order, and what may be expected on the way.

use palier_engine::book::watch::Watch;
use palier_engine::course::Event;
use palier_engine::exact::day::Day;
use palier_engine::exact::letters::fold;
use palier_engine::exact::sort;
use palier_engine::lang::Lang;

use crate::markup::prelude::*;
use crate::ui::cite::marks;
use crate::ui::laid::Laid;
use crate::ui::outcome::shown::Shown;
use crate::ui::said::said;
use crate::ui::scene::Scene;
use crate::words::{self, Words, say};

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchLine {
    /// When, in words.
    pub when: String,
    /// What it is.
    pub event: Event,
}

/// The events of a course in the order of their days; repeated ones are told once, with how often
/// they come back.
#[must_use]
pub fn lines(laid: &Laid, expectations: bool, lang: Lang) -> Vec<WatchLine> {
    let mut events: Vec<&Event> = laid.course.monitoring.iter().collect();
    events.retain(|it| (it.kind == Watch::Expectation) == expectations);
    sort::by(&mut events, |it| it.days.map_or(i64::MAX, |(from, to)| sort::pair(from.into(), to.into())));
    let mut lines: Vec<WatchLine> = Vec::new();
    for event in events {
        match lines.iter_mut().find(|it| it.event.monitoring == event.monitoring) {
            Some(line) => line.when += &format!("{}{}", Words(lang).semicolon(), when(laid, event, lang)),
            None => lines.push(WatchLine { when: words::capital(&when(laid, event, lang)), event: event.clone() }),
        }
    }
    for line in &mut lines {
        shorten(laid, line, lang);
    }
    lines
}

/// More than a handful of returns are counted, not listed; every day is said as such.
fn shorten(laid: &Laid, line: &mut WatchLine, lang: Lang) {
    let events = laid.course.monitoring.iter().filter(|it| it.monitoring == line.event.monitoring);
    let days: Vec<(Day, Day)> = events.filter_map(|it| it.days).collect();
    let [(first, _), .., (_, last)] = days[..] else { return };
    if days.len() < 5 {
        return;
    }
    let span = laid.span(first, last, lang);
    let daily = days.windows(2).all(|pair| pair[1].0.since(pair[0].0) == 1);
    let times = days.len();
    line.when = if daily { say!(lang, returns.daily, span) } else { say!(lang, returns.times, times, span) };
}

fn when(laid: &Laid, event: &Event, lang: Lang) -> String {
    match event.days {
        None => Words(lang).later().to_lowercase(),
        Some((_, to)) if to < Day::FIRST => Words(lang).before_start().to_lowercase(),
        Some((from, to)) => laid.span(from.max(Day::FIRST), to, lang),
    }
}

/// What is watched at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Appointment {
    /// When, in words.
    pub when: String,
    /// What, in the order of the book.
    pub events: Vec<Event>,
}

/// The lines of a list, those of one time made one.
#[must_use]
pub fn appointments(lines: Vec<WatchLine>) -> Vec<Appointment> {
    let mut all: Vec<Appointment> = Vec::new();
    for WatchLine { when, event } in lines {
        match all.iter_mut().find(|it| it.when == when) {
            Some(it) => it.events.push(event),
            None => all.push(Appointment { when, events: vec![event] }),
        }
    }
    all
}

/// The kind of an event, where its text does not begin with it.
#[must_use]
pub fn kind(event: &Event, lang: Lang) -> Option<&'static str> {
    let kind = words::watch(event.kind, lang);
    let begins = fold(&event.text).starts_with(&fold(kind));
    (event.kind != Watch::Expectation && !begins).then_some(kind)
}

/// The table: when, and what.
pub(crate) fn monitoring(scene: &Scene, shown: &Shown, laid: &Laid) -> Html {
    let words = Words(scene.lang);
    let expected = appointments(lines(laid, true, scene.lang));
    html! {
        <div class="monitoring">
            { table(scene, shown, appointments(lines(laid, false, scene.lang)), words.monitoring()) }
            <div hidden={expected.is_empty()}>
                <h3 class="hd">{ words.expect() }</h3>
                { table(scene, shown, expected, words.expect()) }
            </div>
        </div>
    }
}

fn table(scene: &Scene, shown: &Shown, moments: Vec<Appointment>, name: &'static str) -> Html {
    let (lang, words) = (scene.lang, Words(scene.lang));
    html! {
        <table class="watch" aria-label={name}>
            <thead class="vh"><tr><th scope="col">{ words.when() }</th><th scope="col">{ words.what() }</th></tr></thead>
            <tbody>
                for (at, moment) in moments.into_iter().enumerate() {
                    <tr key={at}>
                        <th scope="row" class="when" translate="no">{ said(&moment.when, lang) }</th>
                        <td>
                            for event in moment.events.iter() {
                                <p key={event.monitoring.clone()} data-monitoring={event.monitoring.clone()}>
                                    <strong>{ kind(event, lang).map(|it| format!("{it}{}", words.colon())).unwrap_or_default() }</strong>
                                    { said(&event.text, lang) }{ " " }
                                    { marks(scene, &shown.notes, &event.sources) }
                                </p>
                            }
                        </td>
                    </tr>
                }
            </tbody>
        </table>
    }
}
